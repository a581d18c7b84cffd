//! Blanks a rectangle before something is drawn over it.
//!
//! Unlike the widget of that name it also blanks a wide character that reaches in from the left: otherwise the
//! border of a popup loses the cell under its second half.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

/// Blanks an area, and any wide character cut by its left edge.
pub fn clear(area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for x in area.left().saturating_sub(3).max(buffer.area.left())..area.left() {
            if x + buffer[(x, y)].cell_width() > area.left() {
                for cut in x..area.left() {
                    buffer[(cut, y)].set_symbol(" ");
                }
            }
        }
    }
    Clear.render(area, buffer);
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[test]
    fn a_wide_character_under_the_edge_goes_whole() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 2));
        buffer.set_string(0, 0, "あいうえ", Style::new());
        buffer.set_string(0, 1, "あいうえ", Style::new());
        clear(Rect::new(3, 0, 2, 1), &mut buffer);
        let first: Vec<&str> = (0..8).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(first[..6], ["あ", " ", " ", " ", " ", " "]);
        assert_eq!(buffer[(2, 1)].symbol(), "い");
    }

    #[test]
    fn an_area_outside_the_screen_is_left_alone() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        clear(Rect::new(2, 0, 90, 90), &mut buffer);
        clear(Rect::new(50, 50, 9, 9), &mut buffer);
    }
}
