//! What is around every screen: the title above, the keys below, and popups on top.
//!
//! It does not decide which keys hold: the table does.

use ratatui::layout::{Position, Rect};

use crate::lang::screen::Say;
use crate::tui::act::Told;
use crate::tui::keys::{Action, Key, Place, Row, Shown, Stand};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::widget::pen::{Pen, width_of};

/// The smallest window the program works in: columns, rows.
pub const SMALLEST: (u16, u16) = (60, 16);
/// Draws the title and the footer and returns what is left in between.
pub fn framed(pen: &mut Pen, area: Rect, title: &str, stand: Stand) -> Rect {
    framed_but(pen, area, title, stand, &[])
}

/// The same where some of what the keys do here cannot be done now: the footer does not name it.
pub fn framed_but(pen: &mut Pen, area: Rect, title: &str, stand: Stand, shut: &[Action]) -> Rect {
    pen.clear(area);
    pen.fit(area.x + 1, area.y, area.width - 2, title, Role::Title);
    pen.divide(area.y + 1);
    footer_but(pen, row(area, area.height - 1), stand, shut);
    Rect {
        x: area.x + 1,
        y: area.y + 2,
        width: area.width - 2,
        height: area.height - 4,
    }
}

/// Draws an empty popup of at most this size in the middle and returns its inside.
pub fn popup(pen: &mut Pen, area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 2;
    let place = Rect {
        x,
        y,
        width,
        height,
    };
    pen.clear(place);
    let inside = pen.boxed(place);
    Rect {
        x: inside.x + 1,
        width: inside.width.saturating_sub(2),
        ..inside
    }
}

/// Draws a passing message on the line above the footer.
pub fn notice(pen: &mut Pen, area: Rect, what: &Told) {
    let text = what.text(pen.cx.lang);
    let rows = wrap(&text, usize::from(area.width - 4)).len();
    let height = u16::try_from(rows).unwrap_or(1).clamp(1, area.height / 4);
    let line = Rect {
        height,
        ..row(area, area.height - 1 - height)
    };
    pen.clear(line);
    let inside = Rect {
        x: line.x + 1,
        width: line.width - 2,
        ..line
    };
    pen.marked(inside, &text, Role::Changed);
}

/// Says at the right end of the title that the worker is busy; typing goes on.
pub fn working(pen: &mut Pen, area: Rect) {
    let text = format!(" {} ", pen.say(&Say::InHand));
    let width = width_of(&text);
    let place = Rect {
        x: area.right().saturating_sub(width),
        width,
        height: 1,
        ..area
    };
    pen.clear(place);
    pen.put(place.x, place.y, width, &text, Role::Changed);
}

/// Says that the window is too small, in whatever room there is.
pub fn too_small(pen: &mut Pen, area: Rect) -> Position {
    pen.clear(area);
    pen.sentence(area, &Say::TooSmall, Role::Text);
    area.as_position()
}

/// Draws the keys that hold here; the last two, leaving and help, are never left out.
pub fn footer(pen: &mut Pen, line: Rect, stand: Stand) {
    footer_but(pen, line, stand, &[]);
}

fn footer_but(pen: &mut Pen, line: Rect, stand: Stand, shut: &[Action]) {
    let mut entries: Vec<Hint> = Vec::new();
    for row in stand.rows().filter(|it| !shut.contains(&it.action)) {
        let hint = hint(pen, row);
        entries.extend(hint.filter(|new| entries.iter().all(|it| it.label != new.label)));
    }
    while entries.len() > 2 && total(&entries) > line.width {
        // That arrows move is known; what else a key does is not.
        let moves = entries.iter().position(|it| it.of == Of::Pair);
        entries.remove(moves.unwrap_or(entries.len() - 3));
    }
    pen.clear(line);
    let mut x = line.x + 1;
    for Hint { key, label, .. } in entries {
        x += pen.put(x, line.y, line.right().saturating_sub(x), &key, Role::Key) + 1;
        x += pen.put(x, line.y, line.right().saturating_sub(x), label, Role::Text) + 2;
    }
}

/// One entry of the footer.
struct Hint {
    key: String,
    label: &'static str,
    of: Of,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Of {
    Key,
    /// Two keys, there and back.
    Pair,
}

fn hint(pen: &Pen, row: &Row) -> Option<Hint> {
    let (key, word, of) = match row.shown {
        Shown::Help => return None,
        Shown::Footer => (row.keys[0].name(), row.label, Of::Key),
        Shown::Pair(word) => {
            let arrows = pen.cx.theme.pieces().arrows;
            let key = match row.keys[0] {
                Key::Down | Key::Up => arrows[0],
                _ => arrows[1],
            };
            // On a choice the arrows are the only way.
            let of = match row.place {
                Place::Choice => Of::Key,
                _ => Of::Pair,
            };
            (key.to_owned(), word, of)
        }
    };
    let label = pen.key_word(word);
    Some(Hint { key, label, of })
}

/// The cells of the entries, with a blank before the first and two after each but the last.
fn total(entries: &[Hint]) -> u16 {
    let each = entries.iter();
    let all: u16 = each
        .map(|it| width_of(&it.key) + width_of(it.label) + 3)
        .sum();
    all.saturating_sub(1)
}

/// Gives one row of a place, counted from its top.
pub fn row(area: Rect, at: u16) -> Rect {
    Rect {
        y: area.y + at,
        height: 1,
        ..area
    }
}

/// Returns what of an area is below its first rows.
pub fn below(area: Rect, used: u16) -> Rect {
    let used = used.min(area.height);
    Rect {
        y: area.y + used,
        height: area.height - used,
        ..area
    }
}
