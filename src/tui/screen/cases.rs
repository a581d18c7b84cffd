//! Every case: found by name or reading as one types, opened, or written anew.
//!
//! What reads alike is the domain's search.

use ratatui::layout::{Position, Rect};

use crate::domain::id::CaseId;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::say;
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::case::{Ask, CasesView};
use crate::tui::screen::Screen;
use crate::tui::screen::case::Case;
use crate::tui::screen::section::Section;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::workflow::case::CaseLine;

/// Rows under the list: the rule, the selected case, the way to bring cases in.
const FOOT: u16 = 3;

/// The list of cases.
#[derive(Debug, Default)]
pub struct Cases {
    view: Option<Box<CasesView>>,
    listing: Listing,
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
        shown.map(|at| self.lines()[*at].id).collect()
    }

    /// Moves, filters, opens a case, begins a new one, or reads one from a file.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Choose => self.open(),
            Action::Add => self.begin(),
            Action::Import => self.import(),
            _ => Vec::new(),
        }
    }

    fn open(&self) -> Vec<Act> {
        let at = self.listing.selected();
        let Some(line) = at.and_then(|at| self.lines().get(at)) else {
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

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Cases(view) => {
                self.trouble = None;
                let before = self.ids();
                self.listing.hold(view.lines.iter().map(found_by));
                self.view = Some(view);
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
        let wide = 70 <= inside.width;
        let lang = pen.cx.lang;
        self.listing
            .view(pen, list, |at| row(&view.lines[at], wide, lang))
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
        let hint = say(lang, &Word::ImportHint.say());
        pen.put(foot.x + 2, foot.y + 2, foot.width, &hint, Role::Dim);
    }
}

fn found_by(line: &CaseLine) -> Vec<String> {
    vec![line.kana.clone(), line.name.clone()]
}

fn row(line: &CaseLine, wide: bool, lang: crate::lang::Lang) -> String {
    let name = match line.name.is_empty() {
        true => say(lang, &Word::NoName.say()),
        false => line.name.clone(),
    };
    let left = match line.handed_over {
        Some(_) => say(lang, &Word::Left.say()),
        None => String::new(),
    };
    let (kana_width, name_width) = if wide { (26, 24) } else { (20, 18) };
    [
        column(&line.kana, kana_width),
        column(&name, name_width),
        left,
    ]
    .concat()
}
