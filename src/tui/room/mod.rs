//! The rooms of the program: what the screens ask of the worker and what it shows them, one file a
//! room.
//!
//! Plain data, made for the moment: no keys, no way back into the store.

pub mod aside;
pub mod audit;
pub mod case;
pub mod draft;
pub mod handover;
pub mod office;
pub mod post;
pub mod record;
pub mod retention;
pub mod setting;
pub mod staff;
pub mod today;

/// A room of the program, reached through the menu. Only what has content is one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Room {
    /// What is to be done today.
    Today,
    /// The people supported here.
    Cases,
    /// Every handover.
    Handovers,
    /// The shared folder.
    Post,
    /// Other offices and their cards.
    Offices,
    /// The staff.
    Staff,
    /// Who did what.
    Audit,
    /// What the office sets for itself and for cities.
    Settings,
    /// The settings of this computer.
    Prefs,
    /// What was given and received.
    Records,
}

impl Room {
    /// Every room, in the order of the menu.
    pub const ALL: [Room; 10] = [
        Room::Today,
        Room::Cases,
        Room::Handovers,
        Room::Post,
        Room::Offices,
        Room::Staff,
        Room::Audit,
        Room::Settings,
        Room::Prefs,
        Room::Records,
    ];
}
