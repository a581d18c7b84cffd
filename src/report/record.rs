//! The records as a table for a spreadsheet (RFC 4180, UTF-8 with a byte order mark), and as JSON for other programs.
//!
//! It writes no file and decides nothing about what is in a record.

use serde_json::{Value as Json, json};

use crate::domain::handover::entry::Approval;
use crate::domain::record::Kind;
use crate::lang::Lang;
use crate::lang::record::{headings, rows};
use crate::workflow::record::{Fate, RecordView, Records};

/// Writes a heading and a line for each record. No cell is taken for a formula.
pub fn csv(views: &[RecordView], lang: Lang) -> Vec<u8> {
    let said = |it| rows(it, lang).into_iter().map(|(_, said)| said).collect();
    table(&headings(lang), views.iter().map(said))
}

/// Writes a heading and lines, as every table here is written.
pub(in crate::report) fn table(
    headings: &[&str],
    lines: impl Iterator<Item = Vec<String>>,
) -> Vec<u8> {
    let mut text = String::from('\u{FEFF}');
    text.push_str(&line(headings.iter().map(|it| (*it).to_owned())));
    for cells in lines {
        text.push_str(&line(cells.into_iter()));
    }
    text.into_bytes()
}

/// Gives the records with how many cannot be read.
pub fn json(records: &Records) -> Json {
    let all: Vec<Json> = records.views.iter().map(as_json).collect();
    json!({ "records": all, "unreadable": records.unreadable })
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

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|it| cell(&it)).collect();
    cells.join(",") + "\r\n"
}

/// A spreadsheet computes what begins so, whatever blanks stand before it.
fn cell(text: &str) -> String {
    let first = text
        .chars()
        .find(|it| !it.is_whitespace() && !it.is_control());
    let mark = match first {
        Some('=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠') => "'",
        _ => "",
    };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_doubled() {
        for (text, written) in [
            ("見本会", "\"見本会\""),
            ("=1+1", "\"'=1+1\""),
            (" \t@A1", "\"' \t@A1\""),
            ("\u{0}-2", "\"'\u{0}-2\""),
            ("|cmd", "\"'|cmd\""),
            ("%x", "\"'%x\""),
            ("a\"b,c", "\"a\"\"b,c\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
