//! What is kept and until when: what is over first, and the way to destroy it.
//!
//! Nothing goes on one key: the name is typed. Until when something is kept is not decided here.

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::Day;
use crate::domain::retention::{Keeping, Kept};
use crate::lang::screen::retention::Retention as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, date, label, retention as said};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::retention::{Ask, RetentionView};
use crate::tui::screen::Screen;
use crate::tui::screen::receipts::Receipts;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::workflow::Problem;
use crate::workflow::retention::KeptLine;

/// The lines below the list that say more of what is selected.
const FOOT: u16 = 5;

/// The list of what is kept.
#[derive(Debug, Default)]
pub struct Retention {
    view: Option<Box<RetentionView>>,
    listing: Listing,
    trouble: Option<Told>,
}

impl Retention {
    /// Opens the list.
    pub fn open() -> Vec<Act> {
        vec![
            Act::Open(Box::new(Screen::Retention(Box::default()))),
            Act::Hear(Reply::Changed),
        ]
    }

    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.listing.stand(Stand::Retention)
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        self.listing.text(text);
    }

    fn lines(&self) -> &[KeptLine] {
        self.view.as_ref().map_or(&[], |it| &it.lines)
    }

    fn keys(&self) -> Vec<Kept> {
        let shown = self.listing.shown().iter();
        shown.map(|at| self.lines()[*at].what).collect()
    }

    fn selected(&self) -> Option<&KeptLine> {
        let at = self.listing.selected()?;
        self.lines().get(at)
    }

    /// Moves, filters, goes to the receipts, or asks for the name of what is to be destroyed.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Receipts => Receipts::open(),
            Action::Shred => self.shred(),
            _ => Vec::new(),
        }
    }

    fn shred(&self) -> Vec<Act> {
        let (Some(view), Some(line)) = (&self.view, self.selected()) else {
            return Vec::new();
        };
        if let Some(why) = &view.shut {
            return vec![Act::Report(why.clone())];
        }
        if !line.keeping.is_over(view.today) {
            let why = Told::of(&Problem::StillKept(line.keeping));
            return vec![Act::Report(why)];
        }
        let form = Sheet::new(Kind::Shred(Box::new(line.clone()))).about(&line.sure);
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(form))))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Retention(view) => {
                self.trouble = None;
                let before = self.keys();
                let found = view.lines.iter();
                self.listing.hold(found.map(|it| found_by(it, view.today)));
                self.view = Some(view);
                self.listing.follow(&before, &self.keys());
            }
            Reply::Changed => return vec![Act::Ask(Request::Retention(Ask::List))],
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the list; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Word::Title.say());
        let inside = framed_but(pen, area, &title, self.stand(), &self.closed());
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        if view.lines.is_empty() {
            return pen.nothing(inside, &Word::None.say());
        }
        let lang = pen.cx.lang;
        let head = [Word::When, Word::Person, Word::What].map(|it| say(lang, &it.say()));
        let room = inside.width.saturating_sub(2);
        let head = columns(head, inside.width);
        pen.put(inside.x + 2, inside.y, room, &head, Role::Title);
        let list = Rect {
            y: inside.y + 1,
            height: inside.height.saturating_sub(1 + FOOT),
            ..inside
        };
        let row = |at: usize| row(&view.lines[at], view.today, inside.width, lang);
        let cursor = self.listing.view(pen, list, row);
        let foot = below(inside, 1 + list.height);
        pen.divide(foot.y);
        if let Some(line) = self.selected() {
            let text = said::whole(line, lang);
            pen.wrapped(below(foot, 1), &text, Role::Text);
        }
        cursor
    }

    /// What cannot be done with what is selected.
    fn closed(&self) -> Vec<Action> {
        let may = self.view.as_ref().is_some_and(|view| {
            let over = self.selected().map(|it| it.keeping.is_over(view.today));
            view.shut.is_none() && over == Some(true)
        });
        match may {
            true => Vec::new(),
            false => vec![Action::Shred],
        }
    }
}

fn found_by(it: &KeptLine, today: Day) -> Vec<String> {
    let when = [Lang::Ja, Lang::En].map(|lang| when(it, today, lang));
    let lines = [Lang::Ja, Lang::En].map(|lang| said::line(it, lang));
    when.into_iter().chain(lines).collect()
}

fn when(it: &KeptLine, today: Day, lang: Lang) -> String {
    let word = match it.keeping {
        keeping if keeping.is_over(today) => Word::Over,
        Keeping::Until(term) => return date::short_day(term.last, lang),
        Keeping::UnderWay(_) => Word::UnderWay,
        Keeping::NoContractEnd => Word::NoEnd,
        Keeping::Unreadable => Word::Unreadable,
    };
    say(lang, &word.say())
}

fn row(it: &KeptLine, today: Day, width: u16, lang: Lang) -> String {
    let person = label::handover::person(&it.person, it.nameless, lang);
    columns(
        [when(it, today, lang), person, said::what(it.what, lang)],
        width,
    )
}

/// Puts day, person and number under their headings.
fn columns([when, person, what]: [String; 3], width: u16) -> String {
    let room = if width < 76 { 24 } else { 32 };
    [column(&when, 25), column(&person, room), what].concat()
}
