//! One file for each command.
//!
//! Each opens the desk, takes one step at it, and says what came of it.

pub mod alert;
pub mod attachment;
pub mod audit;
pub mod card;
pub mod case;
pub mod consent;
pub mod contact;
pub mod demo;
pub mod handover;
pub mod init;
pub mod mailbox;
pub mod meeting;
pub mod office;
pub mod paper;
pub mod people;
pub mod record;
pub mod recover;
pub mod retention;
pub mod schema;
pub mod screen;
pub mod setting;
pub mod staff;
pub mod sync;
pub mod todo;
pub mod view;
pub mod visit;
