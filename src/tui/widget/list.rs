//! A list of rows with one selected.
//!
//! It does not hold the rows: whoever shows them does.

use ratatui::layout::{Position, Rect};

use crate::lang::screen::Say;
use crate::tui::keys::Action;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::pen::{Pen, width_of};

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

    /// Selects, once the rows were made anew, what was selected among those before; where it is gone its neighbour: what
    /// stood below it, else above. Says whether it is still there.
    pub fn follow<K: PartialEq>(&mut self, before: &[K], now: &[K]) -> bool {
        let at = self.selected.min(before.len().saturating_sub(1));
        let place = |key: &K| now.iter().position(|it| it == key);
        let here = before.get(at).and_then(place);
        let near = || {
            let below = before.iter().skip(at + 1);
            let above = before.iter().take(at).rev();
            below.chain(above).find_map(place)
        };
        let found = here.or_else(near).unwrap_or(self.selected);
        self.selected = found.min(now.len().saturating_sub(1));
        here.is_some()
    }

    /// Draws the rows that fit around the selected one, and at the end of the last how many more are below; the cursor
    /// stands on the first cell of the selected one.
    pub fn view<R: Into<Drawn>>(
        &self,
        pen: &mut Pen,
        area: Rect,
        count: usize,
        row: impl Fn(usize) -> R,
    ) -> Position {
        self.view_grouped(pen, area, count, |_| None, row)
    }

    /// The same with a heading above each row that `heading` has one for; no heading can be selected.
    pub fn view_grouped<R: Into<Drawn>>(
        &self,
        pen: &mut Pen,
        area: Rect,
        count: usize,
        heading: impl Fn(usize) -> Option<String>,
        row: impl Fn(usize) -> R,
    ) -> Position {
        let mut cursor = area.as_position();
        let mut stacked = Vec::new();
        for at in 0..count {
            stacked.extend(heading(at).map(Stacked::Heading));
            stacked.push(Stacked::Row(at));
        }
        let is_selected = |it: &Stacked| matches!(it, Stacked::Row(at) if *at == self.selected);
        let selected = stacked.iter().position(is_selected).unwrap_or(0);
        let part = |height: u16| {
            let height = usize::from(height);
            let top = first_visible(selected, height, stacked.len());
            let unseen = stacked.iter().skip(top + height);
            let more = match unseen.filter(|it| matches!(it, Stacked::Row(_))).count() {
                0 => String::new(),
                below => format!(" {}", pen.say(&Say::RowsBelow(below))),
            };
            (top, more)
        };
        let (mut top, mut more) = part(area.height);
        let mut shown = area.height;
        let last = stacked.get(top + usize::from(area.height.saturating_sub(1)));
        // What would be whole but for the sign is not cut by it: the sign has a line to itself.
        if let (Some(Stacked::Row(at)), 3..) = (last, area.height)
            && !more.is_empty()
            && is_cut_by(&more, row(*at).into(), area.width)
        {
            shown -= 1;
            (top, more) = part(shown);
            let taken = width_of(&more);
            pen.put(
                area.right() - taken,
                area.bottom() - 1,
                taken,
                &more,
                Role::Changed,
            );
        }
        for (y, it) in (area.top()..area.top() + shown).zip(&stacked[top..]) {
            let last = y + 1 == area.bottom();
            let taken = if last { width_of(&more) } else { 0 };
            let width = area.width.saturating_sub(2 + taken);
            if last {
                pen.put(area.right() - taken, y, taken, &more, Role::Changed);
            }
            let at = match it {
                Stacked::Heading(text) => {
                    pen.fit(area.x, y, width, text, Role::Title);
                    continue;
                }
                Stacked::Row(at) => *at,
            };
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

/// Whether a row that fits its line does not beside the sign that there is more.
fn is_cut_by(more: &str, row: Drawn, width: u16) -> bool {
    let room = width.saturating_sub(2);
    let beside = room.saturating_sub(width_of(more));
    (beside + 1..=room).contains(&width_of(&row.text))
}

/// What stands on one line of a list.
enum Stacked {
    Heading(String),
    Row(usize),
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
    fn the_selection_follows_its_row_to_another_place_or_falls_to_its_neighbour() {
        let cases: [(&str, usize, &str, usize); 9] = [
            ("abc", 2, "cab", 0),
            ("abc", 0, "xyabc", 2),
            ("abc", 1, "ac", 1),
            ("abc", 2, "ab", 1),
            ("abcd", 1, "da", 0),
            ("abc", 1, "xyz", 1),
            ("abc", 2, "x", 0),
            ("abc", 1, "", 0),
            ("", 5, "abc", 2),
        ];
        for (before, selected, now, expected) in cases {
            let [old, new] = [before, now].map(|it| it.chars().collect::<Vec<_>>());
            let mut list = List { selected };
            let there = list.follow(&old, &new);
            assert_eq!(list.selected, expected, "{before} {selected} {now}");
            let wanted = old.get(selected).is_some_and(|it| new.contains(it));
            assert_eq!(there, wanted, "{before} {selected} {now}");
        }
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
