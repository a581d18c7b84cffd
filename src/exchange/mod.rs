//! Carries entries between offices: signed, sealed, as files.
//!
//! It does not know that there is a store.
