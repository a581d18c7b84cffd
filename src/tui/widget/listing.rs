//! A list with a filter above it.
//!
//! It does not hold the rows: whoever shows them gives what each is found by, whenever they are made anew.

use ratatui::layout::{Position, Rect};

use crate::domain::search::{Query, SearchKey};
use crate::lang::screen::rooms::Rooms;
use crate::tui::edit::Editor;
use crate::tui::keys::{Action, Stand};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::field::edit;
use crate::tui::widget::frame::below;
use crate::tui::widget::list::{Drawn, List};
use crate::tui::widget::pen::Pen;

/// The most characters a filter takes.
const LONGEST: usize = 60;

/// A list, its filter, and which of the two has the focus.
#[derive(Debug)]
pub struct Listing {
    filter: Editor,
    focus: Focus,
    list: List,
    /// What each row is found by.
    texts: Vec<Vec<String>>,
    /// The same folded, once: when something is typed into the filter for the first time since the rows were made.
    keys: Vec<Vec<SearchKey>>,
    /// The rows the filter lets through.
    shown: Vec<usize>,
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
            texts: Vec::new(),
            keys: Vec::new(),
            shown: Vec::new(),
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

    /// Takes what each row is found by; a word of the filter is looked for in each of the texts of a row.
    pub fn hold(&mut self, rows: impl Iterator<Item = Vec<String>>) {
        self.texts = rows.collect();
        self.keys.clear();
        self.find();
    }

    /// Takes text into the filter, if it is being typed.
    pub fn text(&mut self, text: &str) {
        if self.focus == Focus::Filter {
            self.filter.insert(text);
            self.list.selected = 0;
            self.find();
        }
    }

    /// Moves, or edits the filter; Esc clears a filter before it leaves the screen.
    pub fn act(&mut self, action: Action) -> Taken {
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
                self.find();
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
                self.list.act(other, self.shown.len());
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
        self.find();
    }

    /// Finds the rows in which each word of the filter occurs, as the search for a case finds them. Without a filter no
    /// row is folded.
    fn find(&mut self) {
        let typed = self.filter.text();
        if typed.trim().is_empty() {
            self.shown = (0..self.texts.len()).collect();
            return;
        }
        if self.keys.is_empty() {
            let fold = |row: &Vec<String>| row.iter().map(|it| SearchKey::of(it)).collect();
            self.keys = self.texts.iter().map(fold).collect();
        }
        let query = Query::of(typed);
        let rows = self.keys.iter().enumerate();
        self.shown = rows
            .filter_map(|(at, row)| query.matches(row).then_some(at))
            .collect();
    }

    /// Returns what is typed into the filter; empty where nothing is.
    pub fn filter(&self) -> &str {
        self.filter.text()
    }

    /// Returns which rows the filter lets through.
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// Returns the index of the selected row among all of them.
    pub fn selected(&self) -> Option<usize> {
        let last = self.shown.len().checked_sub(1)?;
        self.shown.get(self.list.selected.min(last)).copied()
    }

    /// Draws the filter, where there is one, and the rows; the cursor stands on the focus.
    pub fn view<R: Into<Drawn>>(
        &self,
        pen: &mut Pen,
        area: Rect,
        row: impl Fn(usize) -> R,
    ) -> Position {
        self.view_grouped(pen, area, |_| None, row)
    }

    /// The same with a heading above each row that `heading` has one for; it is asked with the place of the row among
    /// those shown. No heading can be selected.
    pub fn view_grouped<R: Into<Drawn>>(
        &self,
        pen: &mut Pen,
        area: Rect,
        heading: impl Fn(usize) -> Option<String>,
        row: impl Fn(usize) -> R,
    ) -> Position {
        let filters = self.focus == Focus::Filter || !self.filter.text().is_empty();
        let rest = below(area, u16::from(filters));
        let cursor = match (self.shown.is_empty(), self.focus) {
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
                    selected: self.list.selected.min(self.shown.len() - 1),
                };
                let row = |at: usize| row(self.shown[at]);
                list.view_grouped(pen, rest, self.shown.len(), heading, row)
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

    fn one(text: &str) -> Vec<String> {
        vec![text.to_owned()]
    }

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
            listing.hold(rows.into_iter().map(one));
            listing.act(Action::Filter);
            listing.text(typed);
            assert_eq!(listing.shown(), expected, "{typed}");
        }
    }

    #[test]
    fn a_key_of_the_screen_stays_the_screens_when_the_list_got_shorter() {
        let mut listing = Listing::default();
        listing.hold(["い"; 5].into_iter().map(one));
        assert_eq!(listing.act(Action::Last), Taken::Here);
        listing.hold(["い"; 2].into_iter().map(one));
        assert_eq!(listing.act(Action::Choose), Taken::NotHere);
        assert_eq!(listing.selected(), Some(1));
        assert_eq!(listing.act(Action::Up), Taken::Here);
        assert_eq!(listing.selected(), Some(0), "from where it is seen");
    }

    #[test]
    fn esc_clears_a_filter_before_it_leaves() {
        let mut listing = Listing::default();
        listing.hold(["い"].into_iter().map(one));
        listing.act(Action::Filter);
        listing.text("あ");
        assert!(listing.shown().is_empty());
        assert_eq!(listing.act(Action::ToList), Taken::Here);
        assert_eq!(listing.act(Action::Back), Taken::Here);
        assert_eq!(listing.shown(), [0]);
        assert_eq!(listing.act(Action::Back), Taken::NotHere);
    }

    #[test]
    fn a_word_is_looked_for_in_each_text_and_across_none() {
        let mut listing = Listing::default();
        let rows = [["カクウ", "ミホ"], ["クミ", "タロウ"]];
        let texts = |it: [&str; 2]| it.map(str::to_owned).to_vec();
        listing.hold(rows.into_iter().map(texts));
        listing.act(Action::Filter);
        listing.text("ウミ");
        assert!(listing.shown().is_empty());
        listing.act(Action::ClearFilter);
        listing.text("ク ロウ");
        assert_eq!(listing.shown(), [1]);
    }
}
