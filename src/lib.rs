//! tasuki (襷): hands a person's case from one employment-transition support office to another.
//!
//! The layers, from the ground up; each may use only those named in `docs/architecture.md`.
//! This file wires them together and holds no logic of its own.

use std::process::ExitCode;

pub mod domain;

pub mod crypto;
pub mod disk;

pub mod codec;

pub mod exchange;
pub mod vault;

pub mod workflow;

pub mod lang;

pub mod report;

pub mod config;

pub mod cli;
pub mod tui;

/// Runs the program as it was called and says how it ended.
pub fn run() -> ExitCode {
    // A system that refuses this protection still runs the program.
    let _ = disk::os::harden();
    cli::run(std::env::args_os().collect())
}
