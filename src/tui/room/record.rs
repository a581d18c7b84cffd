//! The records of giving and receiving: what is asked of the worker, and what it shows. Plain data.
//!
//! They write themselves; nothing here changes one.

use crate::domain::id::{HandoverId, OfferNo};
use crate::domain::record::LegalRecord;
use crate::lang::Lang;

/// Which record: of this offer, or of this addition to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Which {
    /// The handover.
    pub handover: HandoverId,
    /// The offer.
    pub offer: OfferNo,
    /// 0 for the offer itself.
    pub part: u16,
}

impl Which {
    /// Says which record this is.
    pub fn of(record: &LegalRecord) -> Which {
        Which {
            handover: record.handover,
            offer: record.offer,
            part: record.part,
        }
    }
}

/// As what records are written into a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A table for a spreadsheet.
    Csv,
    /// For other programs.
    Json,
}

impl Form {
    /// Both, the usual one first.
    pub const ALL: [Form; 2] = [Form::Csv, Form::Json];

    /// The stable name, as typed text is kept under.
    pub const fn code(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Json => "json",
        }
    }
}

/// What can be asked about records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lists them all.
    List,
    /// Shows one whole.
    Show(Which),
    /// Writes those that a filter finds into a new file.
    Export(Export),
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
