//! The audit log: what is asked of the worker, and what it shows. Plain data.
//!
//! It is only read.

use crate::domain::calendar::Day;
use crate::workflow::audit::AuditLine;

/// The most lines shown, the newest of those that are wanted; the command line shows the rest.
pub const MOST: usize = 1_000;

/// What can be asked about the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Shows the newest lines of those that are wanted.
    List(Wanted),
    /// Checks every link and signature.
    Verify,
}

/// Which lines are wanted, as typed; what is empty is not asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// Not before this day.
    pub from: Option<Day>,
    /// Not after this day.
    pub to: Option<Day>,
    /// Of this case or handover: its number, or the person's name.
    pub of: String,
    /// Done by whoever bears this name or bore it.
    pub by: String,
}

impl Wanted {
    /// Says whether every line is wanted.
    pub fn is_everything(&self) -> bool {
        *self == Wanted::default()
    }
}

/// Lines, the newest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditView {
    /// Which were wanted.
    pub wanted: Wanted,
    /// The lines.
    pub lines: Vec<AuditLine>,
}
