//! The handover: two signed logs, one meaning.
//!
//! Pure: no clock, no file, no key. What may be done is in `permit`, what is so in `dossier`, who owes what in `turn`.

pub mod applies;
pub mod changed;
pub mod dossier;
pub mod draft;
pub mod entry;
pub mod guard;
pub mod kind;
pub mod newer;
pub mod papers;
pub mod partial;
pub mod permit;
pub mod readback;
pub mod suggest;
pub mod turn;
pub mod ungiven;
pub mod words;
