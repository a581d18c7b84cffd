//! A defect of the program itself, which is what a panic is: what is said of it, and how the command ends then.
//!
//! It says where it happened and never with what: the message of a panic may quote a person's record, and a shell keeps
//! what was shown in it. Nothing in the program brings a panic about to try this; the tests bring their own worker.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::output::{Output, code};
use crate::workflow::problem::Kind;

/// Whether one was told already: what fails in its wake is no news.
static TOLD: AtomicBool = AtomicBool::new(false);

/// Runs the whole program, tells of a panic on any thread, and gives the exit code of a failure for one on this.
pub fn watched(output: Output, run: impl FnOnce() -> ExitCode) -> ExitCode {
    set_hook(Box::new(move |panic| {
        TOLD.store(true, Ordering::SeqCst);
        output.defect(&place(panic));
    }));
    let ended = catch_unwind(AssertUnwindSafe(run));
    ended.unwrap_or_else(|_| ExitCode::from(code(Kind::Failed)))
}

/// Says whether a defect was told.
pub fn is_told() -> bool {
    TOLD.load(Ordering::SeqCst)
}

/// The version and the line of the source.
fn place(panic: &PanicHookInfo) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match panic.location() {
        Some(at) => format!(
            "tasuki {version} {}:{}:{}",
            at.file(),
            at.line(),
            at.column()
        ),
        None => format!("tasuki {version}"),
    }
}
