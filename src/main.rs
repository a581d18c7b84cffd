//! The program `tasuki`: hands its arguments to the library and returns its exit code.
//!
//! No logic lives here.

use std::process::ExitCode;

fn main() -> ExitCode {
    tasuki::run()
}
