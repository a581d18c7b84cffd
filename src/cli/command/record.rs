//! `record`: the records the law asks for of what was given and received.
//!
//! They write themselves; nothing is changed here.

use serde_json::{Value as Json, json};

use crate::cli::args::{RecordCommand, RecordWanted};
use crate::cli::output::{Failure, write_new};
use crate::cli::{Session, day};
use crate::domain::handover::entry::{Approval, Side};
use crate::domain::record::Kind;
use crate::lang::command::Word;
use crate::lang::{date, record};
use crate::report::record::csv;
use crate::workflow::record::{Fate, RecordView, Records, Wanted};

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
            write_new(&out, &csv(&records.views, session.lang()))?;
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
        || {
            let all: Vec<Json> = views.iter().map(as_json).collect();
            json!({ "records": all, "unreadable": unreadable })
        },
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

fn as_json(it: &RecordView) -> Json {
    let (record, party) = (&it.record, &it.record.party);
    let consent = match record.kind {
        Kind::Given { consent, .. } => consent.map(|it| it.to_string()),
        Kind::Received => None,
    };
    let sections = record.sections.iter();
    let items = record.items.iter();
    json!({
        "kind": match record.kind {
            Kind::Given { .. } => "given",
            Kind::Received => "received",
        },
        "handover": record.handover.to_string(),
        "offer": record.offer.get(),
        "part": record.part,
        "person": (!it.person.is_empty()).then_some(&it.person),
        "offered": record.offered.to_string(),
        "received": record.received.to_string(),
        "made": record.made.to_string(),
        "office": {
            "id": party.office.to_string(),
            "name": party.name,
            "corporation": party.corporation,
            "number": party.number,
            "address": party.address,
            "representative": party.representative,
        },
        "items": items.map(|it| it.name()).collect::<Vec<_>>(),
        "sections": sections.map(|(id, digest)| json!({
            "section": id.name(),
            "digest": digest.to_string(),
        })).collect::<Vec<_>>(),
        "consent": consent,
        "consent_until": record.consent_until.to_string(),
        "approval": match record.approval {
            Approval::TwoPeople => "two-people",
            Approval::DeclaredException => "declared-exception",
        },
        "way": "sealed-parcel",
        "sent_by": (!it.sent_by.is_empty()).then_some(&it.sent_by),
        "approved_by": (!it.approved_by.is_empty()).then_some(&it.approved_by),
        "fate": match it.fate {
            Fate::Held => "held",
            Fate::Replaced => "replaced",
            Fate::Destroyed => "destroyed",
            Fate::Unknown => "unknown",
        },
    })
}
