//! `schema`: what can be imported.
//!
//! It needs no store.

use crate::cli::Session;
use crate::cli::args::SchemaCommand;
use crate::cli::output::Failure;
use crate::workflow::import::case_schema;

/// Prints a schema; it is JSON in any case.
pub fn run(session: &Session, args: SchemaCommand) -> Result<(), Failure> {
    match args {
        SchemaCommand::Case => session.output.json(&case_schema()),
    }
}
