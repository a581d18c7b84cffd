//! `mailbox`: the shared folder.
//!
//! Whether it is there is seen when it is used: a stick may not be plugged in.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::Session;
use crate::cli::output::Failure;
use crate::lang::command::Word;

/// Sets the shared folder, or shows it.
pub fn run(session: &Session, dir: Option<PathBuf>) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let mut lines = Vec::new();
    if let Some(dir) = dir {
        desk.set_mailbox(whole(&dir)?)?;
        lines.push(session.word(Word::MailboxSet));
    }
    let folder = desk.mailbox().map(|it| it.display().to_string());
    lines.push(folder.clone().unwrap_or(session.word(Word::NoMailbox)));
    session
        .output
        .answer(|| json!({ "mailbox": folder }), || lines)
}

/// The path from the root, so that it holds wherever the program is started.
pub fn whole(dir: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(dir).map_err(|cause| Failure::File(dir.to_owned(), cause))
}
