//! Domain values to bytes and back: newest out, every version in, newer refused by name.
//!
//! It touches no storage, key or file.

pub mod v1;
pub mod v1_attachment;
pub mod v1_columns;
pub mod v1_contact;
pub mod v1_draft;
pub mod v1_entry;
pub mod v1_meeting;
pub mod v1_never;
pub mod v1_papers;
pub mod v1_record;
pub mod v1_retention;
pub mod v1_setting;
pub mod v1_unopened;
pub mod v1_vault;
pub mod v1_visit;
pub mod v1_words;
pub mod v2_consent;
pub mod v3_consent;
pub mod v4_consent;
pub mod wire;
