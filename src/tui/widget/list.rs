//! A list of rows with one selected.
//!
//! It does not hold the rows: whoever shows them does.

use ratatui::layout::{Position, Rect};

use crate::tui::keys::Action;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::pen::Pen;

/// How many rows a page key moves.
const PAGE: usize = 10;

/// Which row is selected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct List {
    /// The index of the selected row.
    pub selected: usize,
}

/// A row and how it looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// What it says.
    pub text: String,
    /// How it looks, its sign excepted.
    pub role: Role,
}

impl From<String> for Drawn {
    fn from(text: String) -> Drawn {
        Drawn {
            text,
            role: Role::Text,
        }
    }
}

impl List {
    /// Moves the selection among `count` rows; other actions leave it as it is.
    pub fn act(&mut self, action: Action, count: usize) {
        let last = count.saturating_sub(1);
        // The list may have got shorter since.
        self.selected = self.selected.min(last);
        let wanted = match action {
            Action::Up => self.selected.saturating_sub(1),
            Action::Down => self.selected + 1,
            Action::PageUp => self.selected.saturating_sub(PAGE),
            Action::PageDown => self.selected + PAGE,
            Action::First => 0,
            Action::Last => last,
            _ => self.selected,
        };
        self.selected = wanted.min(last);
    }

    /// Selects the row of what was selected before the rows were made anew; where it is gone, the number stays.
    pub fn follow<K: PartialEq>(&mut self, before: Option<K>, keys: &[K]) {
        let found = before.and_then(|it| keys.iter().position(|key| *key == it));
        self.selected = found.unwrap_or(self.selected);
    }

    /// Draws the rows that fit around the selected one; the cursor stands on its first cell.
    pub fn view<R: Into<Drawn>>(
        &self,
        pen: &mut Pen,
        area: Rect,
        count: usize,
        row: impl Fn(usize) -> R,
    ) -> Position {
        let mut cursor = area.as_position();
        let top = first_visible(self.selected, usize::from(area.height), count);
        for (y, at) in (area.top()..area.bottom()).zip(top..count) {
            let width = area.width.saturating_sub(2);
            let Drawn { text, role } = row(at).into();
            pen.fit(area.x + 2, y, width, &text, role);
            if let Some(role) = sign_of(&text) {
                pen.put(area.x + 2, y, 1, sign(role), role);
            }
            if at == self.selected {
                pen.put(area.x, y, 1, sign(Role::Focus), Role::Focus);
                pen.tint(
                    Rect {
                        y,
                        height: 1,
                        ..area
                    },
                    Role::Focus,
                );
                cursor = Position::new(area.x, y);
            }
        }
        cursor
    }
}

/// Returns what the sign in front of a row says, where there is one.
fn sign_of(row: &str) -> Option<Role> {
    let mark = row.get(..2)?.strip_suffix(' ')?;
    // What is shut is no alarm: it stays as plain as the row.
    let signs = [Role::Good, Role::Warn, Role::Changed];
    signs.into_iter().find(|it| sign(*it) == mark)
}

/// Returns the first row to draw so that the selected one is in the middle where it can be.
pub fn first_visible(selected: usize, height: usize, count: usize) -> usize {
    selected
        .saturating_sub(height / 2)
        .min(count.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_follows_its_row_to_another_place() {
        let mut list = List { selected: 2 };
        list.follow(Some('c'), &['c', 'a', 'b']);
        assert_eq!(list.selected, 0);
        list.follow(Some('z'), &['c', 'a', 'b']);
        assert_eq!(list.selected, 0, "what is gone is not followed");
        list.follow(Some('b'), &['c', 'a', 'b']);
        assert_eq!(list.selected, 2);
    }

    #[test]
    fn the_selection_stays_inside_and_on_the_screen() {
        let moves = [
            Action::Up,
            Action::Last,
            Action::Down,
            Action::PageUp,
            Action::Choose,
        ];
        for count in [0usize, 1, 5, 100] {
            let mut list = List::default();
            for action in moves {
                list.act(action, count);
                assert!(list.selected <= count.saturating_sub(1));
                for height in [1, 3, 12] {
                    let top = first_visible(list.selected, height, count);
                    assert!(top <= list.selected && list.selected < top + height);
                }
            }
        }
    }
}
