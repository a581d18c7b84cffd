//! What the offices talk about: meaning without clock, file, key or sentence.
//!
//! Nothing here can be serialised; `codec` has its own shapes.

pub mod alert;
pub mod answer;
pub mod assessment;
pub mod attachment;
pub mod audit;
pub mod brought;
pub mod by_row;
pub mod calendar;
pub mod case;
pub mod check_digit;
pub mod consent;
pub mod contact;
pub mod contract;
pub mod copy;
pub mod field;
pub mod handover;
pub mod id;
pub mod key_fact;
pub mod ledger;
pub mod meeting;
pub mod misfit;
pub mod never;
pub mod news;
pub mod office;
pub mod origin;
pub mod own_answer;
pub mod period;
pub mod record;
pub mod retention;
pub mod search;
pub mod section;
pub mod service;
pub mod setting;
pub mod staff;
pub mod text;
pub mod visit;
