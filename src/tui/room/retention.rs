//! What is kept and until when: what is asked of the worker, and what it shows. Plain data.
//!
//! Until when is the domain's to say.

use crate::domain::calendar::Day;
use crate::domain::retention::Kept;
use crate::tui::act::Told;
use crate::tui::room::case::NewTable;
use crate::workflow::retention::KeptLine;

/// What can be asked about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lists everything that is kept.
    List,
    /// Destroys one, once its name was typed.
    Shred(Kept, String),
    /// Lists the receipts.
    Receipts,
    /// Writes them into a new file.
    WriteReceipts(NewTable),
}

/// What is kept, and whether whoever looks may destroy it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RetentionView {
    /// What is over first.
    pub lines: Vec<KeptLine>,
    /// Today, by the office's clock.
    pub today: Day,
    /// Why whoever looks may destroy nothing; none where they may.
    pub shut: Option<Told>,
}

/// The receipts, the newest first.
pub type Receipts = crate::workflow::retention::Receipts;
