//! `handover contacts`, `handover contact`: whom this office tells that the person moves.
//!
//! Nothing of it leaves the office; who is on the list is the desk's to say.

use serde_json::{Value as Json, json};

use crate::cli::args::ContactSlip;
use crate::cli::output::Failure;
use crate::cli::{Session, names};
use crate::domain::contact::{Contact, Standing, Whom};
use crate::lang::command::Word;
use crate::lang::contact::{rows, text, usually_said};
use crate::workflow::Desk;
use crate::workflow::contact::{Became, ContactForm, ContactRow, Contacts, Row};
use crate::workflow::problem::Problem;

/// Prints the list of a handover.
pub fn list(session: &Session, id: &str) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    let contacts = desk.contacts(id)?;
    print(session, &contacts, Vec::new())
}

/// Writes a row, and prints the list as it is then.
pub fn write(session: &Session, slip: ContactSlip) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(&slip.id)?;
    let became = became(session, &slip)?;
    let (row, before) = match (slip.number, slip.name) {
        (Some(number), None) => (Row::Number(number), before(&desk, id, number)?),
        (Some(number), Some(name)) => (Row::Seen(number, name), before(&desk, id, number)?),
        (None, name) => (
            Row::New(name.unwrap_or_default()),
            (String::new(), String::new()),
        ),
    };
    let form = ContactForm {
        person: slip.person.unwrap_or(before.0),
        what: slip.what.unwrap_or(before.1),
        became,
    };
    desk.write_contact(id, &row, &form)?;
    // The whole list is shown, so the journal tells that it was looked at.
    let contacts = desk.contacts(id)?;
    print(session, &contacts, vec![session.word(Word::ContactKept)])
}

/// Whom there, and what was said, as it stands.
fn before(
    desk: &Desk,
    id: crate::domain::id::HandoverId,
    number: u16,
) -> Result<(String, String), Problem> {
    let contacts = desk.contacts_again(id)?;
    let mut found = contacts.rows.iter().map(|it| &it.contact);
    let found = found.find(|it| it.number == number);
    Ok(found.map_or_else(Default::default, |it| {
        (text(it.person.as_ref()), text(it.what.as_ref()))
    }))
}

/// What is said to have become of it; none where nothing is said.
fn became(session: &Session, slip: &ContactSlip) -> Result<Option<Became>, Failure> {
    let by = slip.by.clone().unwrap_or_default();
    Ok(match (&slip.told, &slip.not_needed) {
        (Some(day), _) => Some(Became::Told(session.day(day)?, by)),
        (None, Some(because)) => Some(Became::NotNeeded(because.clone())),
        (None, None) => slip.open.then_some(Became::Open),
    })
}

fn print(session: &Session, contacts: &Contacts, first: Vec<String>) -> Result<(), Failure> {
    session.output.answer(
        || {
            let rows = contacts
                .rows
                .iter()
                .map(|it| row_json(session, contacts, it));
            json!({
                "handover": contacts.id.to_string(),
                "open": contacts.open(),
                "contacts": rows.collect::<Vec<_>>(),
            })
        },
        || {
            let lines = contacts.rows.iter().flat_map(|it| {
                let said = rows(it, contacts.side, session.lang()).into_iter();
                let number = it.contact.number;
                said.enumerate().map(move |(at, line)| match at {
                    0 => format!("{number:>3}  {line}"),
                    _ => format!("     {line}"),
                })
            });
            first.into_iter().chain(lines).collect()
        },
    )
}

fn row_json(session: &Session, contacts: &Contacts, row: &ContactRow) -> Json {
    let contact = &row.contact;
    let usual = usually_said(&contact.whom, contacts.side, session.lang());
    let mut json = contact_json(contact);
    if contact.is_open() && !row.is_open() {
        json["standing"] = json!("no-consent");
    }
    json["usual"] = json!(usual);
    let written = contact.entered.filter(|_| row.entered_by.is_some());
    json["entered"] = json!(written.map(|(_, on)| on.to_string()));
    json["entered_by"] = json!(row.entered_by);
    json
}

/// A row as `handover show` gives it.
pub fn contact_json(contact: &Contact) -> Json {
    let (whom, name) = match &contact.whom {
        Whom::Usual(usual, name) => (usual.code(), name.as_ref()),
        Whom::Agency(name) => ("agency", Some(name)),
        Whom::Other(name) => ("other", Some(name)),
    };
    let (told, by, because) = match &contact.standing {
        Standing::Told { on, by } => (Some(on.to_string()), Some(by.as_str()), None),
        Standing::NotNeeded { because } => (None, None, because.as_ref().map(|it| it.as_str())),
        Standing::Open | Standing::KnowsByCase => (None, None, None),
    };
    json!({
        "number": contact.number,
        "whom": whom,
        "name": name.map(|it| it.as_str()),
        "person": contact.person.as_ref().map(|it| it.as_str()),
        "what": contact.what.as_ref().map(|it| it.as_str()),
        "standing": names::contact(&contact.standing),
        "told": told,
        "by": by,
        "because": because,
    })
}
