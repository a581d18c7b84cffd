//! What is to be done today, as the worker shows it. Plain data.
//!
//! It decides no duty.

use crate::domain::calendar::Day;
use crate::domain::staff::Role;
use crate::domain::text::Line;
use crate::tui::act::Told;
use crate::tui::room::draft::Place;
use crate::workflow::alert::AlertLine;
use crate::workflow::today::TodayLine;

/// What is to be done today, and who looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TodayView {
    /// The name of the office.
    pub office: String,
    /// Who acts.
    pub who: Line,
    /// In which role.
    pub role: Role,
    /// Today, by the office's clock.
    pub today: Day,
    /// What was noticed, and mended, when the store was opened.
    pub notices: Vec<Told>,
    /// What whoever acts typed and did not save, the newest first.
    pub unsaved: Vec<Unsaved>,
    /// What is open in the handovers, in the order of whoever looks.
    pub lines: Vec<TodayLine>,
    /// What to look at before it grows and no duty says, what presses most first.
    pub alerts: Vec<AlertLine>,
    /// How many cases may be destroyed after their time, where whoever looks may do it.
    pub over: usize,
    /// How many handovers there are, open and closed.
    pub handovers: usize,
    /// Own entries that were not put into the shared folder yet.
    pub unsent: u32,
    /// Whether there is a case.
    pub cases: usize,
    /// Whether a shared folder is set.
    pub mailbox: Mailbox,
}

/// A form in which something was typed and not saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsaved {
    /// Under which name it is kept.
    pub place: Place,
    /// Whom it is about; empty where nobody has a name yet.
    pub person: String,
}

/// Whether a shared folder is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mailbox {
    /// One is.
    Set,
    /// None is: nothing can be sent or collected.
    Missing,
}
