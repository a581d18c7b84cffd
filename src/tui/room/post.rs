//! The mailbox: what is asked of the worker, and what it shows. Plain data.
//!
//! Sending and collecting is the desk's.

use crate::tui::act::Told;
use crate::workflow::inbox::Incoming;
use crate::workflow::view::HandoverLine;

/// What can be asked about the mailbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Shows the folder and what waits.
    Show,
    /// Sets the folder.
    Set(String),
}

/// The shared folder, what is under way, and what the rounds since the opening did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PostView {
    /// Where it is, if it is set.
    pub folder: Option<String>,
    /// What came in the last two weeks, the newest first.
    pub came: Vec<Incoming>,
    /// Handovers with entries that were not sent yet, or not known to have arrived, or that something is wrong with.
    pub lines: Vec<HandoverLine>,
    /// What the last round did that did anything, or why it failed.
    pub last: Option<Told>,
    /// What was refused and why, the newest last.
    pub refused: Vec<Told>,
    /// Why who looks cannot set the folder; none where they can.
    pub shut: Option<Told>,
}
