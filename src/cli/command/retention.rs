//! `retention`: what has been kept for its time, destroying it, and the receipts of what was destroyed.
//!
//! How long something is kept is not said here, and nothing is destroyed before.

use serde_json::{Value as Json, json};

use crate::cli::args::RetentionCommand;
use crate::cli::output::{Failure, Target};
use crate::cli::{Session, prompt};
use crate::domain::retention::{Keeping, Kept};
use crate::lang::command::Word;
use crate::lang::{record, retention};
use crate::report::retention::csv;
use crate::workflow::retention::{KeptLine, ReceiptView, Receipts, Span};

/// Runs one of the commands.
pub fn run(session: &Session, args: RetentionCommand) -> Result<(), Failure> {
    let lang = session.lang();
    match args {
        RetentionCommand::List { months, all } => {
            let span = match (all, months) {
                (true, _) => Span::Everything,
                (false, 0) => Span::Over,
                (false, months) => Span::Months(months),
            };
            let desk = session.desk()?;
            let (lines, today) = (desk.kept(span)?, desk.today());
            session.output.answer(
                || {
                    let json = |it: &KeptLine| kept_json(it, it.keeping.is_over(today));
                    json!({ "kept": lines.iter().map(json).collect::<Vec<_>>() })
                },
                || match &lines[..] {
                    [] => vec![session.word(Word::NothingOver)],
                    lines => retention::list(lines, lang),
                },
            )
        }
        RetentionCommand::Shred { id, sure } => {
            let mut desk = session.desk()?;
            let what = desk.find_kept(&id)?;
            let sure = match sure {
                Some(sure) => sure,
                None => prompt::line(&session.word(Word::ShredSure))?,
            };
            let view = desk.shred(what, &sure)?;
            session.output.answer(
                || json!({ "receipt": receipt_json(&view) }),
                || {
                    let said = [session.word(Word::Shredded)].into_iter();
                    said.chain(whole(session, &view)).collect()
                },
            )
        }
        RetentionCommand::Receipts { out: None, .. } => {
            let Receipts { views, unreadable } = session.desk()?.receipts()?;
            session.output.answer(
                || {
                    let receipts: Vec<Json> = views.iter().map(receipt_json).collect();
                    json!({ "receipts": receipts, "unreadable": unreadable })
                },
                || {
                    let said = match &views[..] {
                        [] => vec![session.word(Word::NoReceipts)],
                        views => views.iter().flat_map(|it| whole(session, it)).collect(),
                    };
                    let more = record::unreadable(unreadable, lang);
                    said.into_iter().chain(more).collect()
                },
            )
        }
        RetentionCommand::Receipts {
            out: Some(out),
            written,
        } => {
            let encoding = written.encoding();
            let made = |it: &Receipts| csv(&it.views, lang, encoding);
            let (mut desk, target) = (session.desk()?, Target::at(&out)?);
            let (Receipts { views, unreadable }, csv) = desk.export_receipts(made)?;
            target.write(&csv)?;
            let path = out.display().to_string();
            session.output.answer(
                || json!({ "written": path, "receipts": views.len(), "unreadable": unreadable }),
                || {
                    let more = record::unreadable(unreadable, lang);
                    let said = [session.word(Word::Written), path.clone()];
                    said.into_iter().chain(more).collect()
                },
            )
        }
    }
}

fn whole(session: &Session, view: &ReceiptView) -> Vec<String> {
    let rows = retention::rows(view, session.lang()).into_iter();
    let said = rows.map(|(name, said)| format!("{name}: {said}"));
    said.chain([String::new()]).collect()
}

fn what_json(what: Kept) -> (&'static str, String) {
    match what {
        Kept::Case(id) => ("case", id.to_string()),
        Kept::Handover(id) => ("handover", id.to_string()),
    }
}

fn kept_json(it: &KeptLine, over: bool) -> Json {
    let (kind, id) = what_json(it.what);
    let (base, last, why, handover) = match it.keeping {
        Keeping::Until(term) => (Some(term.base), Some(term.last), None, None),
        Keeping::UnderWay(id) => (None, None, Some("under-way"), Some(id)),
        Keeping::NoContractEnd => (None, None, Some("no-contract-end"), None),
        Keeping::Unreadable => (None, None, Some("unreadable"), None),
    };
    json!({
        "kind": kind,
        "id": id,
        "person": (!it.person.is_empty()).then_some(&it.person),
        "over": over,
        "from": base.map(|it| it.to_string()),
        "until": last.map(|it| it.to_string()),
        "why": why,
        "handover": handover.map(|it| it.to_string()),
        "years": it.rule.years,
        "record_from": it.rule.from.code(),
    })
}

fn receipt_json(view: &ReceiptView) -> Json {
    let receipt = &view.receipt;
    let (kind, id) = what_json(receipt.what);
    let counts = receipt.counts.iter();
    let counts: serde_json::Map<String, Json> = counts
        .map(|(kind, many)| (kind.code().to_owned(), json!(many)))
        .collect();
    let handovers = receipt.handovers.iter().map(ToString::to_string);
    json!({
        "id": retention::number(&view.id),
        "kind": kind,
        "what": id,
        "on": receipt.on.to_string(),
        "by": view.by,
        "from": receipt.term.base.to_string(),
        "until": receipt.term.last.to_string(),
        "years": receipt.rule.years,
        "record_from": receipt.rule.from.code(),
        "first_written": receipt.written.0.to_string(),
        "last_written": receipt.written.1.to_string(),
        "counts": counts,
        "handovers": handovers.collect::<Vec<_>>(),
        "done": receipt.folders.is_empty(),
    })
}
