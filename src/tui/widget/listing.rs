//! A list with a filter above it.
//!
//! It does not hold the rows: whoever shows them gives the text each is found by.

use ratatui::layout::{Position, Rect};

use crate::domain::search::{Query, SearchKey};
use crate::lang::screen::rooms::Rooms;
use crate::tui::edit::Editor;
use crate::tui::keys::{Action, Stand};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::field::edit;
use crate::tui::widget::frame::below;
use crate::tui::widget::list::List;
use crate::tui::widget::pen::Pen;

/// The most characters a filter takes.
const LONGEST: usize = 60;

/// A list, its filter, and which of the two has the focus.
#[derive(Debug)]
pub struct Listing {
    filter: Editor,
    focus: Focus,
    list: List,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Focus {
    List,
    Filter,
}

/// Whether an action was the list's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// It was.
    Here,
    /// It is for the screen.
    NotHere,
}

impl Default for Listing {
    fn default() -> Listing {
        Listing {
            filter: Editor::one_line(LONGEST),
            focus: Focus::List,
            list: List::default(),
        }
    }
}

impl Listing {
    /// Returns where the focus stands; `list` is what the screen calls its list.
    pub fn stand(&self, list: Stand) -> Stand {
        match self.focus {
            Focus::Filter => Stand::Filter,
            Focus::List => list,
        }
    }

    /// Returns what is typed into the filter.
    pub fn filter(&self) -> &str {
        self.filter.text()
    }

    /// Takes text into the filter, if it is being typed.
    pub fn text(&mut self, text: &str) {
        if self.focus == Focus::Filter {
            self.filter.insert(text);
            self.list.selected = 0;
        }
    }

    /// Moves, or edits the filter; Esc clears a filter before it leaves the screen.
    pub fn act(&mut self, action: Action, count: usize) -> Taken {
        match (self.focus, action) {
            (Focus::List, Action::Filter) => self.focus = Focus::Filter,
            (Focus::Filter, Action::ToList) => self.focus = Focus::List,
            (_, Action::ClearFilter) => self.clear(),
            (Focus::Filter, Action::Back) => {
                self.clear();
                self.focus = Focus::List;
            }
            (Focus::List, Action::Back) if !self.filter.text().is_empty() => self.clear(),
            (Focus::Filter, other) => {
                edit(&mut self.filter, other);
                self.list.selected = 0;
            }
            (Focus::List, other) => {
                let moves = matches!(
                    other,
                    Action::Up
                        | Action::Down
                        | Action::PageUp
                        | Action::PageDown
                        | Action::First
                        | Action::Last
                );
                if !moves {
                    return Taken::NotHere;
                }
                self.list.act(other, count);
            }
        }
        Taken::Here
    }

    /// Selects, once the rows shown were made anew, what was selected among those before, or its neighbour.
    pub fn follow<K: PartialEq>(&mut self, before: &[K], now: &[K]) {
        self.list.follow(before, now);
    }

    fn clear(&mut self) {
        drop(self.filter.take());
        self.list.selected = 0;
    }

    /// Returns which of these rows the filter lets through: those in which each of its words occurs, as the search for a
    /// case finds them. Without a filter no row is folded.
    pub fn shown<'a>(&self, rows: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let typed = self.filter.text();
        if typed.trim().is_empty() {
            return (0..rows.count()).collect();
        }
        let query = Query::of(typed);
        let fits = |row: &str| query.matches(&[SearchKey::of(row)]);
        rows.enumerate()
            .filter_map(|(at, row)| fits(row).then_some(at))
            .collect()
    }

    /// Returns the index of the selected row among those shown.
    pub fn selected(&self, shown: &[usize]) -> Option<usize> {
        let last = shown.len().checked_sub(1)?;
        shown.get(self.list.selected.min(last)).copied()
    }

    /// Draws the filter, where there is one, and the rows; the cursor stands on the focus.
    pub fn view(
        &self,
        pen: &mut Pen,
        area: Rect,
        shown: &[usize],
        row: impl Fn(usize) -> String,
    ) -> Position {
        let filters = self.focus == Focus::Filter || !self.filter.text().is_empty();
        let rest = below(area, u16::from(filters));
        let cursor = match (shown.is_empty(), self.focus) {
            (true, Focus::Filter) => {
                let beside = Rect {
                    x: rest.x + 2,
                    width: rest.width.saturating_sub(2),
                    ..rest
                };
                pen.sentence(beside, &Rooms::NoMatch.say(), Role::Text);
                rest.as_position()
            }
            (true, Focus::List) => pen.nothing(rest, &Rooms::NoMatch.say()),
            (false, _) => {
                let list = List {
                    selected: self.list.selected.min(shown.len() - 1),
                };
                list.view(pen, rest, shown.len(), |at| row(shown[at]))
            }
        };
        match filters {
            true => self.view_filter(pen, area, cursor),
            false => cursor,
        }
    }

    fn view_filter(&self, pen: &mut Pen, area: Rect, list: Position) -> Position {
        let label = pen.say(&Rooms::Filter.say());
        let used = pen.put(area.x + 2, area.y, area.width, &label, Role::Title);
        let x = area.x + 3 + used;
        let width = area.right().saturating_sub(x + 2).min(40);
        let window = self.filter.window(width, 1);
        let part = window.rows.first().map_or("", String::as_str);
        pen.put(x, area.y, 1, "[", Role::Frame);
        pen.put(x + 1, area.y, width, part, Role::Text);
        pen.put(x + 1 + width, area.y, 1, "]", Role::Frame);
        if self.focus == Focus::List {
            return list;
        }
        pen.put(area.x, area.y, 1, sign(Role::Focus), Role::Focus);
        Position::new(x + 1 + window.caret.0, area.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_finds_what_reads_alike_and_every_word_counts() {
        let rows = [
            "カクウ ミホ 架空 見穂",
            "ミホン タロウ",
            "ＡＢＣ 事業所",
            "髙橋 見本 タカハシ ミホン",
        ];
        let cases: [(&str, &[usize]); 8] = [
            ("高橋", &[3]),
            ("takahasi", &[3]),
            ("", &[0, 1, 2, 3]),
            ("みほ", &[0, 1, 3]),
            ("ﾐﾎﾝ", &[1, 3]),
            ("架空 みほ", &[0]),
            ("abc", &[2]),
            ("架空 たろう", &[]),
        ];
        for (typed, expected) in cases {
            let mut listing = Listing::default();
            listing.act(Action::Filter, 3);
            listing.text(typed);
            assert_eq!(listing.shown(rows.into_iter()), expected, "{typed}");
        }
    }

    #[test]
    fn a_key_of_the_screen_stays_the_screens_when_the_list_got_shorter() {
        let mut listing = Listing::default();
        assert_eq!(listing.act(Action::Last, 5), Taken::Here);
        assert_eq!(listing.act(Action::Choose, 2), Taken::NotHere);
        assert_eq!(listing.selected(&[0, 1]), Some(1));
        assert_eq!(listing.act(Action::Up, 2), Taken::Here);
        assert_eq!(listing.selected(&[0, 1]), Some(0), "from where it is seen");
    }

    #[test]
    fn esc_clears_a_filter_before_it_leaves() {
        let mut listing = Listing::default();
        listing.act(Action::Filter, 3);
        listing.text("あ");
        assert_eq!(listing.act(Action::ToList, 3), Taken::Here);
        assert_eq!(listing.act(Action::Back, 3), Taken::Here);
        assert_eq!(listing.shown(["い"].into_iter()), [0]);
        assert_eq!(listing.act(Action::Back, 3), Taken::NotHere);
    }
}
