//! The pieces that screens are drawn with: plain functions and small states.
//!
//! None of them knows a screen, and none asks anything of the worker.

pub mod answer;
pub mod choice;
pub mod field;
pub mod form;
pub mod frame;
pub mod list;
pub mod listing;
pub mod page;
pub mod passphrase;
pub mod pen;
pub mod several;
pub mod split;
pub mod which;
