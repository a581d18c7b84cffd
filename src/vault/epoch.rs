//! Rebuilding the vault into a new epoch.
//!
//! (being built)
