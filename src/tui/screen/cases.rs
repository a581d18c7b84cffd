//! Every case: found by name or reading as one types, opened, or written anew.
//!
//! What reads alike is the domain's search.

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::Day;
use crate::domain::id::CaseId;
use crate::domain::search::Filed;
use crate::lang::date;
use crate::lang::label;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::say;
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::case::{Ask, CasesView};
use crate::tui::screen::Screen;
use crate::tui::screen::case::Case;
use crate::tui::screen::retention::Retention;
use crate::tui::screen::section::Section;
use crate::tui::screen::sheet::Sheet;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::workflow::case::CaseLine;
use crate::workflow::view::Nameless;

/// Rows under the list: the rule, how many there are, the row of the kana, the way to bring cases in.
const FOOT: u16 = 4;

/// The list of cases.
#[derive(Debug, Default)]
pub struct Cases {
    view: Option<Box<CasesView>>,
    listing: Listing,
    /// Only those filed here; none is everybody.
    filed: Option<Filed>,
    /// The lines that are filed there, of all there are.
    rows: Vec<usize>,
    trouble: Option<Told>,
}

impl Cases {
    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.listing.stand(Stand::Cases)
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        self.listing.text(text);
    }

    fn lines(&self) -> &[CaseLine] {
        self.view.as_ref().map_or(&[], |view| &view.lines)
    }

    fn ids(&self) -> Vec<CaseId> {
        let shown = self.listing.shown().iter();
        shown.map(|at| self.lines()[self.rows[*at]].id).collect()
    }

    /// Lists those who are filed in the row that was chosen.
    fn hold(&mut self) {
        let lines = self.view.as_ref().map_or(&[][..], |view| &view.lines);
        let filed = |it: &CaseLine| self.filed.is_none_or(|row| Filed::of(&it.kana) == row);
        let rows = lines.iter().enumerate().filter(|(_, it)| filed(it));
        self.rows = rows.map(|(at, _)| at).collect();
        let texts: Vec<_> = self.rows.iter().map(|at| found_by(&lines[*at])).collect();
        self.listing.hold(texts.into_iter());
    }

    /// Goes on to the next row of the kana, or to the one before: everybody, ア to ワ, those without a reading.
    fn turn(&mut self, way: Way) -> Vec<Act> {
        let before = self.ids();
        let all: Vec<Option<Filed>> = choices().collect();
        let now = all.iter().position(|it| *it == self.filed).unwrap_or(0);
        let next = match way {
            Way::On => now + 1,
            Way::Back => now + all.len() - 1,
        };
        self.filed = all[next % all.len()];
        self.hold();
        self.listing.follow(&before, &self.ids());
        Vec::new()
    }

    /// Moves, filters, opens a case, begins a new one, or reads one from a file.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Choose => self.open(),
            Action::Retention => Retention::open(),
            Action::Add => self.begin(),
            Action::Import => self.import(),
            Action::Export => self.write(),
            Action::Right => self.turn(Way::On),
            Action::Left => self.turn(Way::Back),
            _ => Vec::new(),
        }
    }

    fn open(&self) -> Vec<Act> {
        let at = self.listing.selected().and_then(|at| self.rows.get(at));
        let Some(line) = at.and_then(|at| self.lines().get(*at)) else {
            return Vec::new();
        };
        vec![
            Act::Open(Box::new(Screen::Case(Box::new(Case::new(line.id))))),
            Act::Hear(Reply::Changed),
        ]
    }

    fn begin(&self) -> Vec<Act> {
        match &self.view {
            None => Vec::new(),
            Some(view) => match &view.shut {
                Some(why) => vec![Act::Report(why.clone())],
                None => {
                    let form = Section::first(&view.me, view.today);
                    vec![Act::Open(Box::new(Screen::Section(Box::new(form))))]
                }
            },
        }
    }

    fn import(&self) -> Vec<Act> {
        match self.view.as_ref().map(|view| &view.shut) {
            None => Vec::new(),
            Some(Some(why)) => vec![Act::Report(why.clone())],
            Some(None) => vec![Act::Open(Box::new(Screen::Import(Box::default())))],
        }
    }

    fn write(&self) -> Vec<Act> {
        match self.view.as_ref().map(|view| &view.kept_in) {
            None => Vec::new(),
            Some(Some(why)) => vec![Act::Report(why.clone())],
            Some(None) => {
                let sheet = Sheet::of_list(self.listing.filter(), self.filed);
                vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
            }
        }
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Cases(view) => {
                self.trouble = None;
                let before = self.ids();
                self.view = Some(view);
                self.hold();
                self.listing.follow(&before, &self.ids());
            }
            Reply::Changed => return vec![Act::Ask(Request::Case(Ask::List))],
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the list; the cursor stands on the selected row or in the filter.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Rooms::Cases.say());
        let mut shut = Vec::new();
        if self.view.as_ref().is_none_or(|it| it.shut.is_some()) {
            shut.extend([Action::Add, Action::Import]);
        }
        if self.view.as_ref().is_none_or(|it| it.kept_in.is_some()) {
            shut.push(Action::Export);
        }
        if self.listing.shown().is_empty() {
            shut.push(Action::Choose);
        }
        let inside = framed_but(pen, area, &title, self.stand(), &shut);
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let list = Rect {
            height: inside.height.saturating_sub(FOOT),
            ..inside
        };
        self.view_foot(pen, below(inside, list.height));
        if view.lines.is_empty() {
            return pen.nothing(list, &Word::None.say());
        }
        let lang = pen.cx.lang;
        self.listing.view(pen, list, |at| {
            let line = &view.lines[self.rows[at]];
            let birth = view.births.get(&line.id);
            row(line, birth.copied(), inside.width, lang)
        })
    }

    fn view_foot(&self, pen: &mut Pen, foot: Rect) {
        pen.divide(foot.y);
        let lang = pen.cx.lang;
        let count = format!(
            "{}/{} {}",
            self.listing.shown().len(),
            self.lines().len(),
            say(lang, &Word::Count.say())
        );
        pen.put(foot.x + 2, foot.y + 1, foot.width, &count, Role::Text);
        let rows = rows_line(self.filed, lang);
        pen.put(foot.x + 2, foot.y + 2, foot.width, &rows, Role::Text);
        let hint = say(lang, &Word::ImportHint.say());
        pen.put(foot.x + 2, foot.y + 3, foot.width, &hint, Role::Dim);
    }
}

/// Which way through the rows of the kana.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    On,
    Back,
}

fn choices() -> impl Iterator<Item = Option<Filed>> {
    std::iter::once(None).chain(Filed::ALL.into_iter().map(Some))
}

/// Names a row of the kana, or everybody.
pub fn row_name(row: Option<Filed>, lang: crate::lang::Lang) -> String {
    match row {
        None => say(lang, &Word::Everybody.say()),
        Some(Filed::In(row)) => row.head().to_string(),
        Some(Filed::Unread) => say(lang, &Word::Unread.say()),
    }
}

/// All rows of the kana, the chosen one in brackets.
fn rows_line(chosen: Option<Filed>, lang: crate::lang::Lang) -> String {
    let names = choices().map(|it| match it == chosen {
        true => format!("[{}]", row_name(it, lang)),
        false => row_name(it, lang),
    });
    let names: Vec<String> = names.collect();
    format!("{} {}", say(lang, &Word::KanaRow.say()), names.join(" "))
}

fn found_by(line: &CaseLine) -> Vec<String> {
    let four = line.last_four.iter();
    four.chain([&line.kana, &line.name]).cloned().collect()
}

fn row(line: &CaseLine, birth: Option<Day>, width: u16, lang: crate::lang::Lang) -> String {
    let name = match line.name.is_empty() {
        true => label::handover::nameless(Nameless::Unwritten, lang).to_owned(),
        false => line.name.clone(),
    };
    let left = match line.handed_over {
        Some(_) => say(lang, &Word::Left.say()),
        None => String::new(),
    };
    let (kana_width, name_width) = match width {
        ..70 => (20, 18),
        70..100 => (26, 24),
        _ => (40, 46),
    };
    let birth = birth.map(|it| format!("{} ", date::born(it, lang)));
    [
        column(&line.kana, kana_width),
        column(&name, name_width),
        birth.unwrap_or_default(),
        left,
    ]
    .concat()
}
