//! The mailbox: what is asked of the worker, and what it shows. Plain data.
//!
//! Sending and collecting is the desk's.

use crate::workflow::view::HandoverLine;

/// What can be asked about the mailbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Shows the folder and what waits.
    Show,
    /// Sets the folder.
    Set(String),
}

/// The shared folder and what waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostView {
    /// Where it is, if it is set.
    pub folder: Option<String>,
    /// Handovers with entries that were not put into it yet.
    pub waiting: Vec<HandoverLine>,
}
