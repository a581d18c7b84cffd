//! Carries entries between offices: signed, sealed, as files.
//!
//! It does not know that there is a store.

pub mod card;
pub mod entry;
mod groups;
pub mod naming;
pub mod parcel;
pub mod section;
pub mod transport;
