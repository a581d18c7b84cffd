//! The staff: what is asked of the worker, and what it shows. Plain data.
//!
//! Passphrases are wiped and never shown.

use crate::domain::id::StaffId;
use crate::domain::staff::Staff;
use crate::tui::act::{Secret, StaffForm, Told};

/// What can be asked about the staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lists everybody.
    List,
    /// Makes an account with the passphrase the person chose.
    Add(StaffForm, Secret),
    /// Shuts out one who has left.
    ShutOut(StaffId),
    /// Changes the own passphrase: the present one, the new one.
    Passphrase(Secret, Secret),
    /// Makes a new recovery sheet; the old one still holds.
    NewSheet,
    /// Voids every sheet but the new one, which was copied and checked.
    KeepSheet,
    /// Puts the new one aside: the old one still holds.
    DropSheet,
}

/// Everybody, and who looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffView {
    /// Who looks.
    pub me: StaffId,
    /// Everybody.
    pub staff: Vec<Staff>,
    /// Why nobody can be added by who looks; none where they can.
    pub shut: Option<Told>,
}
