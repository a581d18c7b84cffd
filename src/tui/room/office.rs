//! Other offices: what is asked of the worker, and what it shows. Plain data.
//!
//! How far a card is trusted is decided at the desk.

use crate::domain::check_digit::CheckDigit;
use crate::domain::id::OfficeId;
use crate::tui::act::{OfficeForm, Told};
use crate::workflow::office::PeerView;
use crate::workflow::unopened::Lying;

/// What can be asked about other offices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lists them.
    List,
    /// Reads a card from a file.
    Keep(String),
    /// Keeps an office without the program, as it was written down.
    KeepOnPaper(OfficeForm),
    /// Changes what this office says of itself.
    Change(OfficeForm),
    /// Writes the own card into a new file.
    Write(String),
    /// Trusts one no more.
    Revoke(OfficeId),
    /// Records that one did not send what lies unopened in its name.
    NotSent(Lying),
    /// Compares a fingerprint that was read out.
    Verify(OfficeId, String),
}

/// The own card and those of others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficesView {
    /// The own name.
    pub name: String,
    /// What this office says of itself.
    pub own: OfficeForm,
    /// What the last digit of the own number says.
    pub check: CheckDigit,
    /// The own fingerprint, to be read out.
    pub fingerprint: String,
    /// The others.
    pub peers: Vec<PeerView>,
    /// Why who looks cannot change the own card; none where they can.
    pub own_shut: Option<Told>,
    /// Why who looks cannot read or compare a card; none where they can.
    pub cards_shut: Option<Told>,
}
