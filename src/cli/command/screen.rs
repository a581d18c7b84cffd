//! No command: the terminal program.
//!
//! It only starts it; the other face of the program is handed in.

use crate::cli::Session;
use crate::cli::output::Failure;

/// Starts the terminal program on the store of this office.
pub fn run(session: &Session) -> Result<(), Failure> {
    (session.around.office)(&session.config, session.strength).map_err(Failure::Screen)
}
