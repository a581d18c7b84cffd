//! What a member of staff can do, one function each.
//!
//! It never prints, prompts, formats or chooses a language.

pub mod demo;
pub mod import;
