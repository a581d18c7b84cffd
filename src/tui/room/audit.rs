//! The audit log: what is asked of the worker, and what it shows. Plain data.
//!
//! It is only read.

use crate::workflow::audit::AuditLine;

/// The most lines shown; the command line shows the rest.
pub const MOST: usize = 1_000;

/// What can be asked about the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Shows the newest lines.
    List,
    /// Checks every link and signature.
    Verify,
}

/// Lines, the newest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditView {
    /// The lines.
    pub lines: Vec<AuditLine>,
}
