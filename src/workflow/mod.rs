//! What a member of staff can do, one function each.
//!
//! It never prints, prompts, formats or chooses a language.

pub mod alert;
pub mod alike;
pub mod arrival;
pub mod attachment;
pub mod audit;
pub mod brought;
pub mod carried;
pub mod case;
pub mod clock;
mod collect;
pub mod columns;
pub mod consent;
pub mod contact;
pub mod copy;
pub mod custody;
pub mod demo;
pub mod desk;
pub mod draft;
pub mod earlier;
pub mod enclosed;
pub mod folder;
pub mod handover;
pub mod import;
pub mod inbox;
mod laid;
pub mod ledger;
mod lessened;
pub mod meeting;
pub mod never;
pub mod office;
mod overtaken;
pub mod paper;
pub mod people;
pub mod person_page;
pub mod post;
pub mod problem;
pub mod record;
pub mod remark;
pub(crate) mod remembered;
pub mod retention;
pub mod round;
pub mod scan;
mod send;
pub mod setting;
pub mod table;
pub mod today;
pub mod todo;
mod unopened;
pub mod view;
pub mod visit;

pub use crate::crypto::secret::Passphrase;
pub use crate::vault::{RecoverySheet, panic_is_caught};
pub use crate::workflow::desk::Desk;
pub use crate::workflow::problem::Problem;
