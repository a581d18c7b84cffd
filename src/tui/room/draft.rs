//! Drafts of forms: what the app asks of the worker while somebody types, and what it hears. Plain data.
//!
//! Which screens have drafts, and when one is written, is `Screen::draft_place` and the app's.

use crate::tui::act::Told;

pub use crate::workflow::draft::{Place, Words};

/// What can be asked about drafts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Looks for what was typed here before.
    Find(Place),
    /// Keeps what was typed.
    Keep(Place, Words),
    /// Forgets it.
    Drop(Place),
}

/// What became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// This was typed before and not saved.
    Found(Words),
    /// Nothing was.
    Nothing,
    /// What was asked is done.
    Done,
    /// It could not be kept.
    Failed(Told),
}
