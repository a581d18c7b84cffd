//! `record`: the records the law asks for of what was given and received.
//!
//! They write themselves; nothing is changed here.

use std::path::Path;

use serde_json::json;

use crate::cli::Session;
use crate::cli::args::{CopyWordArgs, RecordCommand, RecordWanted};
use crate::cli::output::{Failure, Form, Target};
use crate::domain::handover::entry::Side;
use crate::lang::command::Word;
use crate::lang::{date, ledger, record};
use crate::report::record as table;
use crate::report::record::sheets;
use crate::report::text::{WIDTH, printed};
use crate::workflow::carried::SheetWord;
use crate::workflow::copy::CopyWord;
use crate::workflow::ledger::Of;
use crate::workflow::record::{RecordView, Records, Wanted, copy_no};
use crate::workflow::{Desk, Problem};

/// Runs one of the commands.
pub fn run(session: &Session, args: RecordCommand) -> Result<(), Failure> {
    match args {
        RecordCommand::List(wanted) => {
            let wanted = read(session, &wanted)?;
            let mut desk = session.desk()?;
            // As JSON each stands there whole.
            let records = match session.output.form {
                Form::Json => desk.records_whole(&wanted)?,
                Form::Text => desk.records(&wanted)?,
            };
            answer(session, &records, |it| vec![line(session, it)])
        }
        RecordCommand::Show { id } => {
            let mut desk = session.desk()?;
            let id = desk.find_handover(&id)?;
            let records = desk.records_of(id)?;
            answer(session, &records, |it| whole(session, it))
        }
        RecordCommand::Copy(args) => tell_of_copy(session, &args),
        RecordCommand::Sheet {
            consent,
            number,
            became,
            on,
        } => {
            let on = session.day(&on)?;
            tell_of_sheet(session, &consent, number, SheetWord { became, on })
        }
        RecordCommand::Ledger { of } => ledger(session, of.as_deref()),
        RecordCommand::Consents { of, out } => consents(session, of.as_deref(), out.as_deref()),
        RecordCommand::Export {
            wanted,
            out,
            written,
        } => {
            let wanted = read(session, &wanted)?;
            let (lang, encoding) = (session.lang(), written.encoding());
            let csv = |it: &Records| table::csv(&it.views, lang, encoding);
            let (mut desk, target) = (session.desk()?, Target::at(&out)?);
            let (records, csv) = desk.export_records(&wanted, csv)?;
            target.write(&csv)?;
            let path = out.display().to_string();
            let (many, unreadable) = (records.views.len(), records.unreadable);
            session.output.answer(
                || json!({ "written": path, "records": many, "unreadable": unreadable }),
                || {
                    let more = record::unreadable(unreadable, session.lang());
                    let said = [session.word(Word::Written), path.clone()];
                    said.into_iter().chain(more).collect()
                },
            )
        }
    }
}

/// Writes down what was told of a copy, and shows its record.
fn tell_of_copy(session: &Session, args: &CopyWordArgs) -> Result<(), Failure> {
    let day = |it: &Option<String>| it.as_deref().map(|it| session.day(it)).transpose();
    let word = CopyWord {
        handed: day(&args.handed)?.zip(args.to.clone()),
        back: match (args.became, day(&args.on)?, &args.told_by) {
            (Some(became), Some(on), Some(told_by)) => Some((became, on, told_by.clone())),
            _ => None,
        },
    };
    let mut desk = session.desk()?;
    let id = desk.find_handover(&args.id)?;
    desk.tell_of_copy(id, args.number, &word)?;
    let mut records = desk.records_of(id)?;
    records
        .views
        .retain(|it| copy_no(&it.record) == args.number);
    answer(session, &records, |it| whole(session, it))
}

/// Writes down whether a sheet was given to the person, and shows its form.
fn tell_of_sheet(
    session: &Session,
    consent: &str,
    number: u32,
    word: SheetWord,
) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_consent(consent)?;
    desk.tell_of_sheet(id, number, word)?;
    let case = desk.consent(id)?.form().case;
    let mut found = desk.consent_record(Of::Case(case))?;
    found.lines.retain(|it| it.consent.form().id == id);
    let lang = session.lang();
    session.output.answer(
        || table::consents_json(&found),
        || {
            let rows = found.lines.iter().map(|it| ledger::consent_rows(it, lang));
            rows.flat_map(block).collect()
        },
    )
}

fn ledger(session: &Session, of: Option<&str>) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let of = meant(&desk, of)?;
    let found = desk.ledger(of)?;
    let lang = session.lang();
    session.output.answer(
        || table::ledger_json(&found),
        || {
            let more = record::unreadable(found.unreadable, lang);
            let said = match &found.lines[..] {
                [] => vec![session.word(Word::NoWithdrawals)],
                lines => lines
                    .iter()
                    .flat_map(|it| block(ledger::rows(it, lang)))
                    .collect(),
            };
            said.into_iter().chain(more).collect()
        },
    )
}

fn consents(session: &Session, of: Option<&str>, out: Option<&Path>) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let of = meant(&desk, of)?;
    let lang = session.lang();
    let Some(out) = out else {
        let found = desk.consent_record(of)?;
        return session.output.answer(
            || table::consents_json(&found),
            || {
                let more = record::unreadable(found.unreadable, lang);
                let said = match &found.lines[..] {
                    [] => vec![session.word(Word::NoConsents)],
                    lines => lines
                        .iter()
                        .flat_map(|it| block(ledger::consent_rows(it, lang)))
                        .collect(),
                };
                said.into_iter().chain(more).collect()
            },
        );
    };
    let target = Target::at(out)?;
    let found = desk.export_consents(of)?;
    let lines = found.lines.iter().map(|it| ledger::consent_rows(it, lang));
    target.write(printed(&sheets(lines, WIDTH)).as_bytes())?;
    let path = out.display().to_string();
    let (many, unreadable) = (found.lines.len(), found.unreadable);
    session.output.answer(
        || json!({ "written": path, "consents": many, "unreadable": unreadable }),
        || {
            let more = record::unreadable(unreadable, lang);
            let said = [session.word(Word::Written), path.clone()];
            said.into_iter().chain(more).collect()
        },
    )
}

/// The handover or case that is named; a handover first, for what it rests on is less.
fn meant(desk: &Desk, of: Option<&str>) -> Result<Of, Problem> {
    let Some(typed) = of else {
        return Ok(Of::All);
    };
    match desk.find_handover(typed) {
        Ok(id) => Ok(Of::Handover(id)),
        Err(Problem::Missing(_)) => desk.find_case(typed).map(Of::Case),
        Err(why) => Err(why),
    }
}

fn block(rows: Vec<ledger::Row>) -> Vec<String> {
    let said = rows.into_iter().filter(|(_, said)| !said.is_empty());
    let said = said.map(|(name, said)| format!("{name}: {said}"));
    said.chain([String::new()]).collect()
}

fn read(session: &Session, wanted: &RecordWanted) -> Result<Wanted, Failure> {
    let day = |it: &Option<String>| it.as_deref().map(|it| session.day(it)).transpose();
    Ok(Wanted {
        search: wanted.search.clone(),
        whose: match (wanted.given, wanted.received) {
            (true, false) => Some(Side::Sender),
            (false, true) => Some(Side::Receiver),
            _ => None,
        },
        from: day(&wanted.from)?,
        to: day(&wanted.to)?,
    })
}

fn answer(
    session: &Session,
    records: &Records,
    text: impl Fn(&RecordView) -> Vec<String>,
) -> Result<(), Failure> {
    let Records { views, unreadable } = records;
    session.output.answer(
        || table::json(records),
        || {
            let more = record::unreadable(*unreadable, session.lang());
            let said = match &views[..] {
                [] => vec![session.word(Word::NoRecords)],
                views => views.iter().flat_map(text).collect(),
            };
            said.into_iter().chain(more).collect()
        },
    )
}

fn line(session: &Session, it: &RecordView) -> String {
    let (lang, record) = (session.lang(), &it.record);
    format!(
        "{}  {}  {}  {}  {}",
        date::day(record.received, lang),
        record::kind(record, lang),
        record.party.name,
        record::person(it, lang),
        record.handover
    )
}

fn whole(session: &Session, it: &RecordView) -> Vec<String> {
    let rows = record::rows(it, session.lang()).into_iter();
    let said = rows.map(|(name, said)| format!("{name}: {said}"));
    said.chain([String::new()]).collect()
}
