//! The records of giving and receiving: one of each delivery, the latest first, and the way to each.
//!
//! It only reads; they write themselves.

use ratatui::layout::{Position, Rect};

use crate::domain::record::Kind as Whose;
use crate::lang::screen::record::Record as Word;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::say;
use crate::lang::{Lang, date, record as said};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::record::{Ask, Which};
use crate::tui::screen::Screen;
use crate::tui::screen::record::Record;
use crate::tui::screen::sheet::Sheet;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::workflow::record::{RecordView, Records as Found};

/// The lines below the list that say more of the selected record.
const FOOT: u16 = 4;

/// The list of records.
#[derive(Debug, Default)]
pub struct Records {
    found: Option<Box<Found>>,
    listing: Listing,
    trouble: Option<Told>,
}

impl Records {
    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.found.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.listing.stand(Stand::Records)
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        self.listing.text(text);
    }

    fn views(&self) -> &[RecordView] {
        self.found.as_ref().map_or(&[], |it| &it.views)
    }

    fn keys(&self) -> Vec<Which> {
        let shown = self.listing.shown().iter();
        shown
            .map(|at| Which::of(&self.views()[*at].record))
            .collect()
    }

    /// Moves, filters, opens a record, or writes those that are shown into a file.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Choose => self.open(),
            Action::Export => {
                let sheet = Sheet::of_records(self.listing.filter());
                vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
            }
            _ => Vec::new(),
        }
    }

    fn open(&self) -> Vec<Act> {
        let at = self.listing.selected();
        let Some(view) = at.and_then(|at| self.views().get(at)) else {
            return Vec::new();
        };
        Record::open(Which::of(&view.record))
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Records(found) => {
                self.trouble = None;
                let before = self.keys();
                self.listing.hold(found.views.iter().map(found_by));
                self.found = Some(found);
                self.listing.follow(&before, &self.keys());
            }
            Reply::Changed => return vec![Act::Ask(Request::Record(Ask::List))],
            Reply::Refused(why) if self.found.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the list; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Rooms::Records.say());
        let shut: &[Action] = match self.listing.shown().is_empty() {
            true => &[Action::Choose],
            false => &[],
        };
        let inside = framed_but(pen, area, &title, self.stand(), shut);
        let Some(found) = &self.found else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let lang = pen.cx.lang;
        let more = said::unreadable(found.unreadable, lang);
        if found.views.is_empty() {
            let cursor = pen.nothing(inside, &Word::None.say());
            if let Some(more) = more {
                pen.wrapped(below(inside, 3), &more, Role::Warn);
            }
            return cursor;
        }
        let head = [Word::When, Word::Kind, Word::Of, Word::Person, Word::Office];
        let head = head.map(|it| say(lang, &it.say()));
        let room = inside.width.saturating_sub(2);
        let head = columns(head, inside.width, lang);
        pen.put(inside.x + 2, inside.y, room, &head, Role::Title);
        let list = Rect {
            y: inside.y + 1,
            height: inside.height.saturating_sub(1 + FOOT),
            ..inside
        };
        let row = |at: usize| row(&found.views[at], inside.width, lang);
        let cursor = self.listing.view(pen, list, row);
        let foot = below(inside, 1 + list.height);
        pen.divide(foot.y);
        let selected = self.listing.selected();
        let used = match selected.and_then(|at| found.views.get(at)) {
            Some(view) => pen.wrapped(below(foot, 1), &in_full(view, lang), Role::Text),
            None => 0,
        };
        if let Some(more) = more {
            pen.wrapped(below(foot, 1 + used), &more, Role::Warn);
        }
        cursor
    }
}

/// What the filter looks at, the same as what the file is chosen by.
fn found_by(it: &RecordView) -> Vec<String> {
    it.found_by().to_vec()
}

fn row(it: &RecordView, width: u16, lang: Lang) -> String {
    let record = &it.record;
    let kind = match record.kind {
        Whose::Given { .. } => Word::Given,
        Whose::Received => Word::Received,
    };
    let cells = [
        date::short_day(record.received, lang),
        say(lang, &kind.say()),
        said::offer(record, lang),
        said::person(it, lang),
        record.party.name.clone(),
    ];
    columns(cells, width, lang)
}

/// Puts day, kind, offer, person and office under their headings.
fn columns([when, kind, offer, person, office]: [String; 5], width: u16, lang: Lang) -> String {
    let room = match width {
        ..76 => 20,
        76..90 => 26,
        _ => 42,
    };
    let (days, kinds, offers) = match lang {
        Lang::Ja => (10, 6, 14),
        Lang::En => (12, 9, 15),
    };
    // Where there is no room for it, the record itself says which offer it is of.
    let offer = match width {
        ..76 => String::new(),
        _ => column(&offer, offers),
    };
    [
        column(&when, days),
        column(&kind, kinds),
        offer,
        column(&person, room),
        office,
    ]
    .concat()
}

fn in_full(it: &RecordView, lang: Lang) -> String {
    let record = &it.record;
    format!(
        "{}  {}  {}  {}",
        said::person(it, lang),
        record.party.name,
        record.handover,
        said::fate(it.fate, lang)
    )
}
