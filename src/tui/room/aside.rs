//! What an office keeps for itself beside a handover: what is asked of the worker, and what it shows. Plain data.
//!
//! Nothing of it is handed over.

use crate::domain::id::HandoverId;
use crate::tui::act::Told;
use crate::tui::room::draft::Erasures;
use crate::workflow::contact::{ContactForm, Contacts, Row};
use crate::workflow::meeting::{Meetings, MinutesForm, TaskForm, Which};

/// What can be asked about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Shows whom this office tells of the move.
    Contacts(HandoverId, Look),
    /// Writes down what became of telling somebody.
    WriteContact(HandoverId, Row, ContactForm),
    /// Shows the meetings held about it.
    Meetings(HandoverId, Look),
    /// Writes down a meeting, or revises what was written.
    WriteMeeting(HandoverId, Which, MinutesForm),
    /// Writes down a task of a meeting: a new one where none is named.
    WriteTask(HandoverId, u16, Option<u16>, TaskForm),
}

/// A page of what is kept beside a handover.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// Whom this office tells of the move.
    Contacts,
    /// The meetings held about it.
    Meetings,
}

impl Page {
    /// Gives the other one.
    pub fn other(self) -> Page {
        match self {
            Page::Contacts => Page::Meetings,
            Page::Meetings => Page::Contacts,
        }
    }
}

/// The meetings held about a handover.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MeetingsView {
    /// The meetings, in the order of their days.
    pub meetings: Meetings,
    /// Why whoever looks may write nothing here; none where they may.
    pub shut: Option<Told>,
    /// How far the erasing had come when this was read.
    pub erasures: Erasures,
}

/// Whether somebody begins to look, which the journal keeps, or looks again after something was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// Begins.
    First,
    /// Looks again.
    Again,
}

/// Whom this office tells of the move.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContactsView {
    /// The list.
    pub contacts: Contacts,
    /// The name of whoever acts.
    pub me: String,
    /// Why whoever looks may write nothing here; none where they may.
    pub shut: Option<Told>,
    /// How far the erasing had come when this was read.
    pub erasures: Erasures,
}
