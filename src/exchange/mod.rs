//! Carries entries between offices: signed, sealed, as files.
//!
//! It does not know that there is a store.

pub mod card;
pub mod entry;
pub mod groups;
pub mod naming;
pub mod parcel;
pub mod section;
pub mod transport;

/// The key under which the bodies of one dossier travel.
pub use crate::crypto::secret::Key as DossierKey;

/// An id nobody has used or can guess.
pub fn fresh_id() -> [u8; 16] {
    crate::crypto::random::bytes()
}
