//! Every test that looks at the program from outside.
//!
//! What only a file itself can see is tested in that file.

#![allow(clippy::unwrap_used, reason = "a test may panic: that is how it fails")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests read files and settings of their own"
)]

mod after_the_end;
mod alerts;
mod architecture;
mod as_typed;
mod attachment;
mod beside;
mod breaks;
mod by_keys;
mod by_role;
mod by_screen;
mod carried;
mod catalogue;
mod comes_back;
mod commands;
mod consent;
mod contact;
mod copy;
mod crossing;
mod days;
#[cfg(unix)]
mod defect;
mod enclosed;
mod ends;
mod erasure;
mod format_shapes;
mod format_vault;
mod forms;
#[cfg(unix)]
mod full_case;
#[cfg(unix)]
mod full_case_in_tables;
mod grid;
mod guide;
mod handover;
mod hanging;
mod held;
mod hostile;
mod invariants;
mod kept_page;
mod kills;
mod learned;
mod ledger;
mod left_out;
mod lines;
mod long_walks;
mod meeting;
mod minutes;
mod model;
mod narrower;
mod never;
mod newer;
mod overtaken;
mod paper;
mod paper_peer;
mod papers;
mod peer_behaviour;
mod peers;
mod people;
mod period;
mod place;
mod promise;
#[cfg(unix)]
mod pty;
mod record;
mod remembered;
mod retention;
mod rights;
mod rows;
mod sample;
mod scan;
mod secrecy;
mod settings_page;
mod story;
mod taken_back;
mod taken_up;
#[cfg(unix)]
mod terminal;
mod three;
mod todo;
mod town;
#[cfg(unix)]
mod typed;
mod unheld;
mod verdict;
mod visit;
mod walk;
mod within;
