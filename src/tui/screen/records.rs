//! What was given and received, what people took back, and every consent form: three pages, and the way to each of them.
//!
//! It only reads; they write themselves.

use ratatui::layout::{Position, Rect};

use crate::domain::record::Kind as Whose;
use crate::lang::screen::record::Record as Word;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::say;
use crate::lang::{Lang, date, label, ledger, record as said};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::record::{Ask, Found, One, Page};
use crate::tui::screen::Screen;
use crate::tui::screen::record::Record;
use crate::tui::screen::sheet::Sheet;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::workflow::ledger::{ConsentLine, LedgerLine};
use crate::workflow::record::RecordView;

/// The lines below the list that say more of the selected one.
const FOOT: u16 = 4;

/// The pages of records, one of them shown.
#[derive(Debug, Default)]
pub struct Records {
    page: Page,
    found: Option<Box<Found>>,
    listing: Listing,
    trouble: Option<Told>,
}

impl Records {
    /// Opens at the consent forms.
    pub fn at_consents() -> Records {
        Records {
            page: Page::Consents,
            ..Records::default()
        }
    }

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

    fn ones(&self) -> Vec<One> {
        self.found.as_ref().map_or_else(Vec::new, |it| it.ones())
    }

    fn keys(&self) -> Vec<One> {
        let ones = self.ones();
        let shown = self.listing.shown().iter();
        shown.filter_map(|at| ones.get(*at).copied()).collect()
    }

    /// Moves, filters, goes to another page, opens one, or writes the records or forms that are shown into a file.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::NextPane => self.turn(1),
            Action::PreviousPane => self.turn(Page::ALL.len() - 1),
            Action::Choose => {
                let one = self
                    .listing
                    .selected()
                    .and_then(|at| self.ones().get(at).copied());
                one.map_or_else(Vec::new, Record::open)
            }
            Action::Export if self.is_written() => {
                let filter = self.listing.filter();
                let sheet = match self.page {
                    Page::Records => Sheet::of_records(filter),
                    Page::Consents => Sheet::of_consents(filter),
                    Page::Ledger => return Vec::new(),
                };
                vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
            }
            _ => Vec::new(),
        }
    }

    /// Says whether what is shown is written into a file: a table without rows has its heading, a text without forms nothing.
    fn is_written(&self) -> bool {
        match self.page {
            Page::Records => true,
            Page::Ledger => false,
            Page::Consents => !self.listing.shown().is_empty(),
        }
    }

    fn turn(&mut self, by: usize) -> Vec<Act> {
        let at = Page::ALL.iter().position(|it| *it == self.page);
        let at = (at.unwrap_or(0) + by) % Page::ALL.len();
        *self = Records {
            page: Page::ALL[at],
            ..Records::default()
        };
        vec![Act::Ask(Request::Record(Ask::List(self.page)))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            // Somebody may have gone on to another page meanwhile.
            Reply::Records(found) if found.page() == self.page => {
                self.trouble = None;
                let before = self.keys();
                self.listing.hold(found.found_by().into_iter());
                self.found = Some(found);
                self.listing.follow(&before, &self.keys());
            }
            Reply::Changed => return vec![Act::Ask(Request::Record(Ask::List(self.page)))],
            Reply::Refused(why) if self.found.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the page; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let mut shut = Vec::new();
        if self.listing.shown().is_empty() {
            shut.push(Action::Choose);
        }
        if !self.is_written() {
            shut.push(Action::Export);
        }
        let title = self.title(pen);
        let inside = framed_but(pen, area, &title, self.stand(), &shut);
        let Some(found) = &self.found else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let lang = pen.cx.lang;
        let more = said::unreadable(found.unreadable(), lang);
        let rows = rows(found, inside.width, lang);
        if rows.lines.is_empty() {
            let cursor = pen.nothing(inside, &none(self.page).say());
            if let Some(more) = more {
                pen.wrapped(below(inside, 3), &more, Role::Warn);
            }
            return cursor;
        }
        let room = inside.width.saturating_sub(2);
        pen.put(inside.x + 2, inside.y, room, &rows.head, Role::Title);
        let list = Rect {
            y: inside.y + 1,
            height: inside.height.saturating_sub(1 + FOOT),
            ..inside
        };
        let cursor = self.listing.view(pen, list, |at| rows.lines[at].clone());
        let foot = below(inside, 1 + list.height);
        pen.divide(foot.y);
        let selected = self.listing.selected().map(|at| in_full(found, at, lang));
        let used = match selected {
            Some(text) => pen.wrapped(below(foot, 1), &text, Role::Text),
            None => 0,
        };
        if let Some(more) = more {
            pen.wrapped(below(foot, 1 + used), &more, Role::Warn);
        }
        cursor
    }

    fn title(&self, pen: &Pen) -> String {
        let room = pen.say(&Rooms::Records.say());
        match self.page {
            Page::Records => room,
            Page::Ledger => format!("{room}  {}", pen.say(&Word::PageLedger.say())),
            Page::Consents => format!("{room}  {}", pen.say(&Word::PageConsents.say())),
        }
    }
}

fn none(page: Page) -> Word {
    match page {
        Page::Records => Word::None,
        Page::Ledger => Word::NoWithdrawals,
        Page::Consents => Word::NoConsents,
    }
}

/// The rows of a page under their headings.
struct Rows {
    head: String,
    lines: Vec<String>,
}

fn rows(found: &Found, width: u16, lang: Lang) -> Rows {
    let words = |words: [Word; 5]| words.map(|it| say(lang, &it.say()));
    match found {
        Found::Records(it) => {
            let head = [Word::When, Word::Kind, Word::Of, Word::Person, Word::Office];
            let lines = it.views.iter();
            Rows {
                head: columns(words(head), width, lang),
                lines: lines.map(|it| record_row(it, width, lang)).collect(),
            }
        }
        Found::Ledger(it) => {
            let head = [
                Word::On,
                Word::Kind,
                Word::Answer,
                Word::Person,
                Word::Office,
            ];
            let lines = it.lines.iter();
            Rows {
                head: columns_kept(words(head), width),
                lines: lines.map(|it| withdrawal_row(it, width, lang)).collect(),
            }
        }
        Found::Consents(it) => {
            let head = [
                Word::Signed,
                Word::Until,
                Word::Mode,
                Word::Standing,
                Word::Person,
                Word::Office,
            ];
            let head = head.map(|it| say(lang, &it.say()));
            let lines = it.lines.iter();
            Rows {
                head: columns_of_form(head, width, lang),
                lines: lines.map(|it| consent_row(it, width, lang)).collect(),
            }
        }
    }
}

fn record_row(it: &RecordView, width: u16, lang: Lang) -> String {
    let record = &it.record;
    let kind = match record.kind {
        Whose::Given { .. } => Word::Given,
        Whose::Received => Word::Received,
        Whose::Copied { .. } => Word::Copy,
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

fn withdrawal_row(it: &LedgerLine, width: u16, lang: Lang) -> String {
    let cells = [
        date::short_day(it.on, lang),
        ledger::ours(it.ours, lang).to_owned(),
        ledger::answer(it, lang).to_owned(),
        ledger::person(&it.person, lang),
        ledger::whom_else(it, lang),
    ];
    columns_kept(cells, width)
}

fn consent_row(it: &ConsentLine, width: u16, lang: Lang) -> String {
    let form = it.consent.form();
    let cells = [
        date::short_day(form.signed, lang),
        date::short_day(form.until, lang),
        ledger::form(form.mode, lang).to_owned(),
        ledger::stands(it, lang).to_owned(),
        ledger::person(&it.person, lang),
        it.peer_name.clone(),
    ];
    columns_of_form(cells, width, lang)
}

/// Puts the days, the kind of form, how it stands, person and office under their headings: two forms of one person for one office
/// differ in kind. Where there is no room, the last day goes first: how it stands says whether it is past.
fn columns_of_form(
    [signed, until, mode, stands, person, office]: [String; 6],
    width: u16,
    lang: Lang,
) -> String {
    let (day, kind, stand) = match lang {
        Lang::Ja => (11, 9, 17),
        Lang::En => (13, 9, 19),
    };
    let (until, room) = match width {
        ..76 => (String::new(), 14),
        76..90 => (column(&until, day), 16),
        _ => (column(&until, day), 36),
    };
    [
        column(&signed, day),
        until,
        column(&mode, kind),
        column(&stands, stand),
        column(&person, room),
        office,
    ]
    .concat()
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

/// The same for a page whose third column says how each stands: that is never left out.
fn columns_kept([when, second, stands, person, office]: [String; 5], width: u16) -> String {
    let (stand, room) = match width {
        ..76 => (14, 14),
        76..90 => (16, 20),
        _ => (26, 36),
    };
    [
        column(&when, 13),
        column(&second, 13),
        column(&stands, stand),
        column(&person, room),
        office,
    ]
    .concat()
}

/// Says more of the one that is selected.
fn in_full(found: &Found, at: usize, lang: Lang) -> String {
    let parts = match found {
        Found::Records(it) => it.views.get(at).map(|it| {
            let record = &it.record;
            vec![
                said::person(it, lang),
                record.party.name.clone(),
                record.handover.to_string(),
                said::fate(it, lang),
            ]
        }),
        Found::Ledger(it) => it.lines.get(at).map(|it| {
            vec![
                ledger::person(&it.person, lang),
                ledger::whom_else(it, lang),
                ledger::scope(&it.scope, lang),
                ledger::in_full(it, lang),
            ]
        }),
        Found::Consents(it) => it.lines.get(at).map(|it| {
            vec![
                ledger::person(&it.person, lang),
                it.peer_name.clone(),
                label::mode(it.consent.form().mode, lang).to_owned(),
                ledger::stands(it, lang).to_owned(),
                it.consent.form().purpose.as_str().to_owned(),
            ]
        }),
    };
    parts.unwrap_or_default().join("  ")
}
