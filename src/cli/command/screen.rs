//! No command: the terminal program.
//!
//! It only starts it.

use crate::cli::Session;
use crate::cli::output::Failure;
use crate::lang::command::Word;

/// Starts the terminal program.
pub fn run(session: &Session) -> Result<(), Failure> {
    // `crate::tui::start(&session.config)` belongs here.
    session.output.lines(&[session.word(Word::NoScreen)])
}
