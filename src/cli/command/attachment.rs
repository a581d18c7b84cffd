//! `case attach`, `attachments`, `detach`, `save-attachment`: the files of a case; `handover attachments`,
//! `save-attachment`: those that go with a handover.
//!
//! What may be attached is the desk's; no file is shown or opened here.

use std::path::Path;

use serde_json::{Value as Json, json};

use crate::cli::Session;
use crate::cli::args::Attach;
use crate::cli::output::{Failure, Target};
use crate::domain::attachment::{Detaching, Paper, Standing};
use crate::domain::text::Line;
use crate::lang::command::{Word, Wrong};
use crate::lang::{Lang, label, message};
use crate::workflow::attachment::{Attached, paper_kinds, read_file};

/// Attaches a file.
pub fn attach(session: &Session, args: &Attach) -> Result<(), Failure> {
    let named = |text: &Option<String>, most| {
        let line = text.as_deref().map(|it| Line::new(it, most));
        line.transpose()
    };
    let mut kinds = paper_kinds().iter().copied();
    let kind = kinds.find(|it| {
        let labels = Lang::ALL.map(|lang| label::choice(*it, lang));
        it.code() == args.kind || labels.contains(&args.kind.as_str())
    });
    let paper = Paper {
        kind: kind.ok_or_else(|| Wrong::NoSuchWord {
            place: "--kind",
            typed: args.kind.clone(),
            words: paper_kinds().iter().map(|it| it.code()).collect(),
        })?,
        version: named(&args.version, 20)?,
        dated: session.day(&args.dated)?,
        author: named(&args.author, 60)?,
    };
    let bytes = read_file(&args.file).map_err(|it| Failure::File(args.file.clone(), it))?;
    let mut desk = session.desk()?;
    let case = desk.find_case(&args.id)?;
    let digest = desk.attach(case, bytes, paper)?;
    session.output.answer(
        || json!({ "attachment": { "digest": digest.to_string() } }),
        || vec![session.word(Word::Attached), digest.to_string()],
    )
}

/// Lists the files of a case.
pub fn list(session: &Session, case: &str) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let case = desk.find_case(case)?;
    let attached = desk.attachments(case)?;
    session.output.answer(
        || json!({ "attachments": attached.iter().map(file_json).collect::<Vec<_>>() }),
        || match attached.is_empty() {
            true => vec![session.word(Word::NoAttachments)],
            false => lines(session, &attached),
        },
    )
}

/// Takes a file away; what has to be kept is put away until the case goes.
pub fn detach(
    session: &Session,
    case: &str,
    file: &str,
    why: Detaching,
    reason: &str,
) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let case = desk.find_case(case)?;
    let file = desk.find_attachment(case, file)?;
    let standing = desk.detach(case, file, why, reason)?;
    session.output.answer(
        || json!({ "detached": file.to_string(), "standing": code(standing) }),
        || {
            vec![session.word(match standing {
                Standing::PutAway => Word::PutAway,
                Standing::Kept | Standing::Leaving => Word::Detached,
            })]
        },
    )
}

/// Writes a file to the disk.
pub fn save(session: &Session, case: &str, file: &str, out: &Path) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let case = desk.find_case(case)?;
    let file = desk.find_attachment(case, file)?;
    let target = Target::at(out)?;
    target.write(&desk.export_attachment(case, file)?)?;
    let path = out.display().to_string();
    session.output.answer(
        || json!({ "written": path }),
        || vec![session.word(Word::Written), path.clone()],
    )
}

/// Lists the files that go with a handover, or came with it.
pub fn list_enclosed(session: &Session, handover: &str) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(handover)?;
    let files = desk.enclosures(id)?;
    session.output.answer(
        || json!({ "attachments": files.iter().map(file_json).collect::<Vec<_>>() }),
        || match files.is_empty() {
            true => vec![session.word(Word::NoAttachments)],
            false => lines(session, &files),
        },
    )
}

/// Writes a file that goes with a handover to the disk.
pub fn save_enclosed(
    session: &Session,
    handover: &str,
    file: &str,
    out: &Path,
) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(handover)?;
    let file = desk.find_enclosure(id, file)?;
    let target = Target::at(out)?;
    target.write(&desk.export_enclosure(id, file)?)?;
    let path = out.display().to_string();
    session.output.answer(
        || json!({ "written": path }),
        || vec![session.word(Word::Written), path.clone()],
    )
}

/// Names files under a heading, where there are any.
pub fn files_text(session: &Session, files: &[Attached]) -> Vec<String> {
    if files.is_empty() {
        return Vec::new();
    }
    let heading = format!("■ {}", session.word(Word::AttachedFiles));
    std::iter::once(heading)
        .chain(lines(session, files))
        .collect()
}

fn lines(session: &Session, files: &[Attached]) -> Vec<String> {
    let lang = session.lang();
    let line = |it: &Attached| format!("{}  {}", it.digest, message::attached(it, lang));
    files.iter().map(line).collect()
}

/// Where a file stands, by the name that never changes.
fn code(standing: Standing) -> &'static str {
    match standing {
        Standing::Kept => "kept",
        Standing::Leaving => "erased",
        Standing::PutAway => "put-away",
    }
}

/// A file as a program reads it.
pub fn file_json(it: &Attached) -> Json {
    let paper = it.paper.as_ref();
    json!({
        "digest": it.digest.to_string(),
        "format": it.format.code(),
        "bytes": it.length,
        "standing": code(it.standing),
        "kind": paper.map(|it| it.kind.code()),
        "version": paper.and_then(|it| it.version.as_ref()).map(Line::as_str),
        "dated": paper.map(|it| it.dated.to_string()),
        "author": paper.and_then(|it| it.author.as_ref()).map(Line::as_str),
    })
}
