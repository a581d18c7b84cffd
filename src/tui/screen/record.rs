//! One record, withdrawal or consent form whole. Enter leads to the handover it stands in.
//!
//! It only reads, and the journal keeps that somebody did.

use std::cell::Cell;

use ratatui::layout::{Position, Rect};

use crate::domain::id::{CaseId, ConsentId, HandoverId};
use crate::lang::Lang;
use crate::lang::screen::record::Record as Word;
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::record::{Ask, One, Page, Seen};
use crate::tui::screen::Screen;
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::text::lines;
use crate::tui::widget::frame::framed_but;
use crate::tui::widget::list::{Drawn, List};
use crate::tui::widget::pen::{Pen, WIDEST};
use crate::workflow::draft::Erasures;

/// A record that is read.
#[derive(Debug)]
pub struct Record {
    one: One,
    view: Option<Box<Seen>>,
    list: List,
    trouble: Option<Told>,
    /// As many rows can be walked through as the last drawing had.
    rows: Cell<usize>,
}

impl Record {
    /// Opens a record.
    pub fn open(one: One) -> Vec<Act> {
        let record = Record {
            one,
            view: None,
            list: List::default(),
            trouble: None,
            rows: Cell::new(0),
        };
        vec![
            Act::Open(Box::new(Screen::Record(Box::new(record)))),
            Act::Hear(Reply::Changed),
        ]
    }

    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match self.one {
            One::Consent(..) => Stand::Scan,
            One::Record(which) if which.copy != 0 => Stand::CopyRecord,
            One::Record(_) | One::Withdrawal(..) => Stand::Record,
        }
    }

    /// Moves through the lines, opens the handover, or closes.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => return vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Choose => return self.one.handover().map_or_else(Vec::new, to_handover),
            Action::TellOfCopy => return self.of_copy(),
            Action::TellOfSheet if 0 < self.sheets() => return self.of_sheet(),
            Action::TakeBack => return self.take_back(),
            Action::Attach => return self.sheet(Kind::AttachScan),
            Action::SaveFile if self.has_scan() => return self.sheet(Kind::SaveScan),
            other => self.list.act(other, self.rows.get()),
        }
        Vec::new()
    }

    /// Opens a form about the scan of the consent form that is shown.
    fn sheet(&self, kind: fn(CaseId, ConsentId) -> Kind) -> Vec<Act> {
        let One::Consent(case, id) = self.one else {
            return Vec::new();
        };
        let sheet = Sheet::new(kind(case, id)).shown(self.erasures());
        let sheet = match self.has_scan() {
            true => sheet.replacing(),
            false => sheet,
        };
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
    }

    /// Opens the form for whether a sheet was given to the person; the last one is suggested.
    fn of_sheet(&self) -> Vec<Act> {
        let One::Consent(case, id) = self.one else {
            return Vec::new();
        };
        let sheet = Sheet::of_sheets(case, id, self.sheets()).shown(self.erasures());
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
    }

    /// Opens the form for what the person takes back, where the form still gives something.
    fn take_back(&self) -> Vec<Act> {
        let Some(Seen::Consent(line, hearing, shown)) = self.view.as_deref() else {
            return Vec::new();
        };
        if line.consent.left().is_empty() {
            return Vec::new();
        }
        let sheet = Sheet::of_consent(&line.consent, hearing.clone()).shown(*shown);
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
    }

    /// What the keys of a consent form cannot do now.
    fn shut_of_consent(&self) -> Vec<Action> {
        let gives = match self.view.as_deref() {
            Some(Seen::Consent(it, ..)) => !it.consent.left().is_empty(),
            _ => false,
        };
        let keys = [
            (Action::SaveFile, self.has_scan()),
            (Action::TellOfSheet, 0 < self.sheets()),
            (Action::TakeBack, gives),
        ];
        let shut = keys.into_iter().filter(|(_, open)| !open);
        shut.map(|(it, _)| it).collect()
    }

    /// How many sheets were printed for the person.
    fn sheets(&self) -> usize {
        match self.view.as_deref() {
            Some(Seen::Consent(it, ..)) => it.consent.given().len(),
            _ => 0,
        }
    }

    fn erasures(&self) -> Erasures {
        match self.view.as_deref() {
            Some(Seen::Record(_, shown) | Seen::Consent(_, _, shown)) => *shown,
            Some(Seen::Withdrawal(_)) | None => Erasures::default(),
        }
    }

    /// Opens the form for what was told of the copy that is shown.
    fn of_copy(&self) -> Vec<Act> {
        let One::Record(which) = self.one else {
            return Vec::new();
        };
        let sheet = Sheet::new(Kind::CopyTold(which.handover, which.copy));
        let sheet = sheet.shown(self.erasures());
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
    }

    fn has_scan(&self) -> bool {
        matches!(self.view.as_deref(), Some(Seen::Consent(it, ..)) if it.scan.is_some())
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Record(view) => {
                self.trouble = None;
                self.view = Some(view);
            }
            Reply::Changed => return vec![Act::Ask(Request::Record(Ask::Show(self.one)))],
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the record row by row; the cursor stands on the selected line.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = match self.one.page() {
            Page::Records => Word::Whole,
            Page::Ledger => Word::WholeWithdrawal,
            Page::Consents => Word::WholeConsent,
        };
        let shut = match self.one {
            One::Consent(..) => self.shut_of_consent(),
            one if one.handover().is_some() => Vec::new(),
            _ => vec![Action::Choose],
        };
        let title = pen.say(&title.say());
        let inside = framed_but(pen, area, &title, self.stand(), &shut);
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let room = inside.width.saturating_sub(2).min(WIDEST);
        let drawn = drawn(view, usize::from(room), pen.cx.lang);
        self.rows.set(drawn.len());
        self.list
            .view(pen, inside, drawn.len(), |at| drawn[at].clone())
    }
}

fn to_handover(id: HandoverId) -> Vec<Act> {
    vec![
        Act::Open(Box::new(Screen::Dossier(Box::new(Dossier::new(id))))),
        Act::Hear(Reply::Changed),
    ]
}

/// Each heading with what stands under it; what a record of this kind does not have is left out.
fn drawn(view: &Seen, width: usize, lang: Lang) -> Vec<Drawn> {
    let rows = view.rows(lang).into_iter();
    let said = rows.filter(|(_, said)| !said.is_empty());
    said.flat_map(|(name, said)| {
        let text = format!("{name}: {said}");
        let rows = lines(&text, width).into_iter();
        let rows = rows.map(|it| Drawn::from(it.to_owned()));
        rows.collect::<Vec<_>>()
    })
    .collect()
}
