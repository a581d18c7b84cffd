//! `audit`: who did what, and whether the record of it holds.
//!
//! It only reads; opening the store is itself a line of the journal.

use serde_json::{Value as Json, json};

use crate::cli::args::AuditCommand;
use crate::cli::output::Failure;
use crate::cli::{Session, names};
use crate::domain::audit::Act;
use crate::lang::command::Word;
use crate::lang::label;
use crate::lang::remark::{carried, remark};
use crate::workflow::audit::{AuditLine, AuditWanted, Doer, Words};
use crate::workflow::clock::instant;
use crate::workflow::handover::step_of;

/// Runs one of the commands.
pub fn run(session: &Session, args: AuditCommand) -> Result<(), Failure> {
    let desk = session.desk()?;
    match args {
        AuditCommand::Show {
            of,
            by,
            from,
            to,
            limit,
        } => {
            let day = |it: Option<String>| it.map(|it| session.day(&it)).transpose();
            let lines = desk.audit_of(&AuditWanted {
                subject: of.map(|it| desk.find_audited(&it)).transpose()?,
                by,
                from: day(from)?,
                to: day(to)?,
                limit,
            })?;
            session.output.answer(
                || json!({ "lines": lines.iter().map(as_json).collect::<Vec<_>>() }),
                || lines.iter().flat_map(|it| text(session, it)).collect(),
            )
        }
        AuditCommand::Verify => {
            let verified = desk.verify(&mut |_, _| ())?;
            let head: String = verified.head.iter().map(|it| format!("{it:02x}")).collect();
            session.output.answer(
                || json!({ "holds": true, "entries": verified.entries, "records": verified.records, "head": head }),
                || {
                    vec![
                        session.word(Word::ChainHolds),
                        format!("{}: {}", session.word(Word::Entries), verified.entries),
                        format!("{}: {}", session.word(Word::Records), verified.records),
                        format!("{}: {head}", session.word(Word::Head)),
                    ]
                },
            )
        }
    }
}

fn step(act: &Act) -> Option<&'static str> {
    match act {
        Act::Handover { code, .. } => step_of(*code).map(|it| it.code()),
        _ => None,
    }
}

fn hex(id: [u8; 16]) -> String {
    id.iter().map(|it| format!("{it:02x}")).collect()
}

fn as_json(it: &AuditLine) -> Json {
    let event = &it.line.event;
    json!({
        "number": it.line.seq,
        "at": instant(event.at),
        "by": match &it.by {
            Doer::Staff(name) => Some(name),
            Doer::Program => None,
        },
        "actor": hex(event.actor),
        "act": names::audited(&event.act),
        "step": step(&event.act),
        "subject": event.subject.map(hex),
        "about": it.about,
        "detail": event.detail,
        "erased": it.line.words == Words::Erased,
        "carried": it.carried,
    })
}

/// A line, and what is to be said of the numbers after it.
fn text(session: &Session, it: &AuditLine) -> Vec<String> {
    let (lang, event) = (session.lang(), &it.line.event);
    let what = match &event.act {
        Act::Handover { code, .. } => match step_of(*code) {
            Some(step) => label::handover::step(step, lang),
            None => label::handover::audited(&event.act, lang),
        },
        other => label::handover::audited(other, lang),
    };
    let subject = it.about.clone().or(event.subject.map(hex));
    let subject = subject.unwrap_or_default();
    let line = format!(
        "{:>6}  {}  {}  {what}  {subject}  {}",
        it.line.seq,
        it.here,
        label::handover::doer(&it.by, lang),
        remark(&it.remark, lang)
    );
    let carried = carried(it.line.seq, it.carried, lang).map(|it| format!("{:>6}  {it}", ""));
    std::iter::once(line.trim_end().to_owned())
        .chain(carried)
        .collect()
}
