//! `record`: the records the law asks for of what was given and received.
//!
//! They write themselves; nothing is changed here.

use serde_json::json;

use crate::cli::args::{RecordCommand, RecordWanted};
use crate::cli::output::{Failure, write_new};
use crate::cli::{Session, day};
use crate::domain::handover::entry::Side;
use crate::lang::command::Word;
use crate::lang::{date, record};
use crate::report::record as table;
use crate::workflow::record::{RecordView, Records, Wanted};

/// Runs one of the commands.
pub fn run(session: &Session, args: RecordCommand) -> Result<(), Failure> {
    match args {
        RecordCommand::List(wanted) => {
            let wanted = read(&wanted)?;
            let records = session.desk()?.records(&wanted)?;
            answer(session, &records, |it| vec![line(session, it)])
        }
        RecordCommand::Show { id } => {
            let mut desk = session.desk()?;
            let id = desk.find_handover(&id)?;
            let records = desk.records_of(id)?;
            answer(session, &records, |it| whole(session, it))
        }
        RecordCommand::Export { wanted, out } => {
            let wanted = read(&wanted)?;
            let records = session.desk()?.export_records(&wanted)?;
            write_new(&out, &table::csv(&records.views, session.lang()))?;
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

fn read(wanted: &RecordWanted) -> Result<Wanted, Failure> {
    let day = |it: &Option<String>| it.as_deref().map(day).transpose();
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
        record::kind(record.kind, lang),
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
