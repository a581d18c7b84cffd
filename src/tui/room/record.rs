//! The records of giving and receiving, the ledger of withdrawals and the record of consents: what is asked of the worker,
//! and what it shows. Plain data.
//!
//! They write themselves; nothing here changes one.

use crate::domain::attachment::ScanBefore;
use crate::domain::consent::Withdrawn;
use crate::domain::id::{CaseId, ConsentId, HandoverId, OfferNo};
use crate::domain::record::LegalRecord;
use crate::lang::Lang;
use crate::lang::ledger::Row;
use crate::lang::{ledger, record};
use crate::tui::room::handover::TellingDraft;
use crate::workflow::carried::SheetWord;
use crate::workflow::consent::Hearing;
use crate::workflow::copy::CopyWord;
use crate::workflow::draft::Erasures;
use crate::workflow::ledger::{ConsentLine, Consents, Ledger, LedgerLine, Place};
use crate::workflow::record::{RecordView, Records, copy_no};
use crate::workflow::table::{Encoding, Unwritable};

/// Which record: of this offer, or of this addition to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Which {
    /// The handover.
    pub handover: HandoverId,
    /// The offer.
    pub offer: OfferNo,
    /// 0 for the offer itself.
    pub part: u16,
    /// Which copy of it; 0 where it is none.
    pub copy: u32,
}

impl Which {
    /// Says which record this is.
    pub fn of(record: &LegalRecord) -> Which {
        Which {
            handover: record.handover,
            offer: record.offer,
            part: record.part,
            copy: copy_no(record),
        }
    }
}

/// A page of the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Page {
    /// What was given and received.
    #[default]
    Records,
    /// What people took back.
    Ledger,
    /// Every consent form.
    Consents,
}

impl Page {
    /// Every page, in the order in which they are gone through.
    pub const ALL: [Page; 3] = [Page::Records, Page::Ledger, Page::Consents];
}

/// What is shown whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum One {
    /// A record of giving or receiving.
    Record(Which),
    /// A withdrawal, of this case where it stands on a form alone.
    Withdrawal(Place, Option<CaseId>),
    /// A form of this case.
    Consent(CaseId, ConsentId),
}

/// What stands on a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// Records of giving and receiving.
    Records(Records),
    /// Withdrawals.
    Ledger(Ledger),
    /// Forms.
    Consents(Consents),
}

/// One of them whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Seen {
    /// A record of giving or receiving, and how far the erasing had come when it was read.
    Record(Box<RecordView>, Erasures),
    /// A withdrawal.
    Withdrawal(Box<LedgerLine>),
    /// A form, what the other office would hear if it were taken back, and the same.
    Consent(Box<ConsentLine>, Hearing, Erasures),
}

impl Found {
    /// Which page it stands on.
    pub fn page(&self) -> Page {
        match self {
            Found::Records(_) => Page::Records,
            Found::Ledger(_) => Page::Ledger,
            Found::Consents(_) => Page::Consents,
        }
    }

    /// How many cannot be read.
    pub fn unreadable(&self) -> usize {
        match self {
            Found::Records(it) => it.unreadable,
            Found::Ledger(it) => it.unreadable,
            Found::Consents(it) => it.unreadable,
        }
    }

    /// What each is asked for by, in the order of the page.
    pub fn ones(&self) -> Vec<One> {
        match self {
            Found::Records(it) => {
                let views = it.views.iter();
                views.map(|it| One::Record(Which::of(&it.record))).collect()
            }
            Found::Ledger(it) => {
                let lines = it.lines.iter();
                lines.map(|it| One::Withdrawal(it.place, it.case)).collect()
            }
            Found::Consents(it) => {
                let forms = it.lines.iter().map(|it| it.consent.form());
                forms.map(|it| One::Consent(it.case, it.id)).collect()
            }
        }
    }

    /// What each is looked for by.
    pub fn found_by(&self) -> Vec<Vec<String>> {
        match self {
            Found::Records(it) => it.views.iter().map(|it| it.found_by().to_vec()).collect(),
            Found::Ledger(it) => {
                let words = |it: &LedgerLine| {
                    let names = [it.person.name(), &it.peer_name].map(str::to_owned);
                    let given = it.copies.iter().map(|it| it.name.clone());
                    names.into_iter().chain(given).collect()
                };
                it.lines.iter().map(words).collect()
            }
            Found::Consents(it) => {
                let lines = it.lines.iter();
                lines
                    .map(|it| it.found_by().map(str::to_owned).to_vec())
                    .collect()
            }
        }
    }
}

impl Seen {
    /// Tells it row by row.
    pub fn rows(&self, lang: Lang) -> Vec<Row> {
        match self {
            Seen::Record(it, _) => record::rows(it, lang),
            Seen::Withdrawal(it) => ledger::rows(it, lang),
            Seen::Consent(it, ..) => ledger::consent_rows(it, lang),
        }
    }
}

impl One {
    /// The handover it leads to, if it stands in one.
    pub fn handover(self) -> Option<HandoverId> {
        match self {
            One::Record(which) => Some(which.handover),
            One::Withdrawal(Place::Handover { id, .. }, _) => Some(id),
            One::Withdrawal(Place::Form { .. }, _) | One::Consent(..) => None,
        }
    }

    /// The page it stands on.
    pub fn page(self) -> Page {
        match self {
            One::Record(_) => Page::Records,
            One::Withdrawal(..) => Page::Ledger,
            One::Consent(..) => Page::Consents,
        }
    }
}

/// As what records are written into a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A table for a spreadsheet.
    Csv,
    /// A table in CP932, where every character can be written so.
    Cp932,
    /// The same, with `〓` for what cannot.
    Cp932Geta,
    /// For other programs.
    Json,
}

impl Form {
    /// All, the usual one first.
    pub const ALL: [Form; 4] = [Form::Csv, Form::Json, Form::Cp932, Form::Cp932Geta];

    /// Those that are tables.
    pub const TABLES: [Form; 3] = [Form::Csv, Form::Cp932, Form::Cp932Geta];

    /// As what a table is written; none for other programs.
    pub const fn encoding(self) -> Option<Encoding> {
        match self {
            Form::Csv => Some(Encoding::Utf8),
            Form::Cp932 => Some(Encoding::Cp932(Unwritable::Told)),
            Form::Cp932Geta => Some(Encoding::Cp932(Unwritable::Geta)),
            Form::Json => None,
        }
    }

    /// The stable name, as typed text is kept under.
    pub const fn code(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Cp932 => "cp932",
            Form::Cp932Geta => "cp932-geta",
            Form::Json => "json",
        }
    }
}

/// What can be asked about records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lists all of a page.
    List(Page),
    /// Shows one whole.
    Show(One),
    /// Writes those that a filter finds into a new file.
    Export(Export),
    /// Writes the consent forms that a filter finds into a new file.
    WriteConsents(Pages),
    /// Writes down what was told of this copy of a handover.
    TellOfCopy(HandoverId, u32, CopyWord),
    /// Writes down what was told of this sheet that was printed for the person.
    TellOfSheet(ConsentId, u32, SheetWord),
    /// Takes back what this form gives, with how the person said it.
    TakeBack(ConsentId, Withdrawn, TellingDraft),
    /// Keeps a file at this path as the scan of a form, and says what becomes of one that was there.
    AttachScan(ConsentId, String, ScanBefore),
    /// Writes the scan of a form into a new file at this path.
    SaveScan(ConsentId, String),
}

/// What is to be written, and where to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Export {
    /// What the filter says; empty for all.
    pub search: String,
    /// As what.
    pub form: Form,
    /// The headings' language.
    pub lang: Lang,
    /// The new file.
    pub path: String,
}

/// Consent forms that are to be written as text to read, and where to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pages {
    /// What the filter says; empty for all.
    pub search: String,
    /// The language of the text.
    pub lang: Lang,
    /// The new file.
    pub path: String,
}
