//! What the office sets: what is asked of the worker, and what it shows. Plain data.
//!
//! What can be set is the domain's table; who may set it is decided at the desk.

use crate::domain::setting::{Setting, SettingId};
use crate::tui::act::Told;

/// What can be asked about the office's settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lists them.
    List,
    /// Sets one as typed: a number, or the stable name of an option.
    Set(SettingId, Whose, String),
    /// Takes one back to the usual; of a city, to the office's value.
    Reset(SettingId, Whose),
}

/// Whose setting it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Whose {
    /// The office's, for every city that does not differ.
    Office,
    /// That of a city, by its name.
    City(String),
}

/// One setting as it holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingRow {
    /// Which one.
    pub id: SettingId,
    /// For whom.
    pub whose: Whose,
    /// What it is set to.
    pub to: Setting,
}

/// Every setting as it holds for the office, under each what single cities have otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingsView {
    /// The rows.
    pub rows: Vec<SettingRow>,
    /// Why who looks cannot change them; none where they can.
    pub shut: Option<Told>,
}
