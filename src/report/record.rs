//! The records as a table for a spreadsheet (RFC 4180, in UTF-8 with a byte order mark or in CP932), and as JSON for other
//! programs.
//!
//! It writes no file and decides nothing about what is in a record.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::domain::calendar::Day;
use crate::domain::consent::{Consent, Handing, Signer, Withdrawn};
use crate::domain::copy::CopyTold;
use crate::domain::handover::entry::{Approval, Handling, Side, Withdrawal};
use crate::domain::handover::papers::Became;
use crate::domain::ledger::{Answer, Left};
use crate::domain::record::{Kind, Law, Recorded, Way};
use crate::domain::section::ItemId;
use crate::lang::Lang;
use crate::lang::ledger::Row;
use crate::lang::record::{headings, rows};
use crate::report::text::Page;
use crate::workflow::Problem;
use crate::workflow::ledger::{ConsentLine, Consents, Ledger, LedgerLine, Names, Place, Standing};
use crate::workflow::record::{Fate, RecordView, Records, TakenOf};
use crate::workflow::table::{Encoding, Unwritable, Unwritten, cp932, unwritable};

/// Writes a heading and a line for each record. No cell is taken for a formula.
///
/// # Errors
/// `Unwritable`, with each character that is not there in CP932.
pub fn csv(views: &[RecordView], lang: Lang, encoding: Encoding) -> Result<Vec<u8>, Problem> {
    let said = |it| rows(it, lang).into_iter().map(|(_, said)| said).collect();
    table(&headings(lang), views.iter().map(said), encoding)
}

/// Writes a heading and lines, as every table here is written.
///
/// # Errors
/// `Unwritable`.
pub(in crate::report) fn table(
    headings: &[&str],
    lines: impl Iterator<Item = Vec<String>>,
    encoding: Encoding,
) -> Result<Vec<u8>, Problem> {
    let heading = headings.iter().map(|it| (*it).to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(heading).chain(lines).collect();
    let text: String = rows.iter().map(|it| line(it.iter().cloned())).collect();
    match encoding {
        Encoding::Utf8 => Ok(format!("\u{FEFF}{text}").into_bytes()),
        Encoding::Cp932(Unwritable::Geta) => Ok(cp932(&text)),
        Encoding::Cp932(Unwritable::Told) => match unwritten(&rows) {
            missing if missing.is_empty() => Ok(cp932(&text)),
            missing => Err(Problem::Unwritable(missing)),
        },
    }
}

/// What CP932 has not of these rows, the first of which is the heading.
fn unwritten(rows: &[Vec<String>]) -> Vec<Unwritten> {
    let heading = |column: usize| rows[0].get(column).cloned().unwrap_or_default();
    let mut missing = Vec::new();
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in cells.iter().enumerate() {
            missing.extend(unwritable(cell).map(|character| Unwritten {
                row,
                heading: heading(column),
                character,
            }));
        }
    }
    missing
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
        Kind::Copied { consent, .. } => Some(consent.to_string()),
        Kind::Received => None,
    };
    let copy_to = match record.kind {
        Kind::Copied { to, .. } => Some(to.code()),
        Kind::Given { .. } | Kind::Received => None,
    };
    let sections = record.sections.iter();
    let items = record.items.iter();
    json!({
        "kind": match record.kind {
            Kind::Given { .. } => "given",
            Kind::Received => "received",
            Kind::Copied { .. } => "copy",
        },
        "law": match record.law {
            Law::ThirdParty => "third-party",
            Law::SameCorporation => "same-corporation",
            Law::PublicBody => "public-body",
        },
        "copy_to": copy_to,
        "copy": match record.kind {
            Kind::Copied { no, .. } => copy_json(no, &it.copy),
            Kind::Given { .. } | Kind::Received => Json::Null,
        },
        "handover": record.handover.to_string(),
        "offer": record.offer.get(),
        "part": record.part,
        "person": (!it.person.is_empty()).then_some(&it.person),
        "offered": record.offered.to_string(),
        "received": record.received.to_string(),
        "made": record.made.to_string(),
        "office": {
            "id": party.office.map(|it| it.to_string()),
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
        "obtained": obtained(it),
        "compared": match record.way {
            Way::SealedParcel => "by-program",
            Way::Paper => "by-check-code",
        },
        "at": some(&it.at),
        "told": it.told.map(|it| it.to_string()),
        "taken_by": some(&it.taken_by),
        "approval": record.approved().map(|it| match it {
            Approval::TwoPeople => "two-people",
            Approval::DeclaredException => "declared-exception",
        }),
        "way": match record.way {
            Way::SealedParcel => "sealed-parcel",
            Way::Paper => "paper",
        },
        "sent_by": (!it.sent_by.is_empty()).then_some(&it.sent_by),
        "approved_by": (!it.approved_by.is_empty()).then_some(&it.approved_by),
        "family": it.family.as_ref().map(|it| json!({
            "name": it.name.as_str(),
            "relation": it.relation.as_str(),
            "signed": it.signed.to_string(),
        })),
        "taken_back": it.taken_back.iter().map(taken_back).collect::<Vec<_>>(),
        "gone": match &it.fate {
            Fate::HeldBut(gone) => names(gone),
            _ => Vec::new(),
        },
        "fate": match it.fate {
            Fate::Held => "held",
            Fate::HeldBut(_) => "partly-destroyed",
            Fate::Replaced => "replaced",
            Fate::Destroyed => "destroyed",
            Fate::Paper(became) => paper(became),
            Fate::Copied => "copied",
            Fate::Unknown => "unknown",
        },
    })
}

fn taken_back(it: &TakenOf) -> Json {
    let (answer, answered) = answer(it.answer);
    json!({
        "on": it.on.to_string(),
        "items": match &it.scope {
            Withdrawal::All => Json::Null,
            Withdrawal::Items(items) => names(items).into(),
        },
        "answer": answer,
        "answered": answered.map(|it| it.to_string()),
        "reason": some(&it.reason),
    })
}

/// Which copy it is, and what was told of it.
fn copy_json(no: u32, told: &CopyTold) -> Json {
    let (handed, back) = (told.handed.as_ref(), told.back.as_ref());
    json!({
        "no": no,
        "handed_on": handed.map(|(on, _)| on.to_string()),
        "handed_to": handed.map(|(_, to)| to.as_str()),
        "became": back.map(|it| it.became.code()),
        "told_on": back.map(|it| it.on.to_string()),
        "told_by": back.map(|it| it.told_by.as_str()),
    })
}

/// What was told of a paper, as a word of its own: no program saw to it.
fn paper(became: Became) -> &'static str {
    match became {
        Became::NotHandedOver => "paper-not-handed-over",
        Became::Returned => "paper-returned",
        Became::Destroyed => "paper-destroyed",
        Became::Lost => "paper-lost",
        Became::NoAnswer => "paper-no-answer",
    }
}

/// How it was obtained (取得の経緯): what the law asks the receiver to keep.
fn obtained(it: &RecordView) -> Json {
    let party = &it.record.party;
    match it.record.kind {
        Kind::Given { .. } | Kind::Copied { .. } => json!({ "from": "own-case" }),
        Kind::Received => json!({
            "from": "office",
            "name": party.name,
            "corporation": party.corporation,
            "with_consent": true,
            "handover": it.record.handover.to_string(),
            "sources": it.record.sources.iter().map(|(item, kinds)| json!({
                "item": item.name(),
                "kinds": kinds.iter().map(|it| it.code()).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        }),
    }
}

/// Gives the ledger with how many handovers and forms cannot be read.
pub fn ledger_json(found: &Ledger) -> Json {
    let all: Vec<Json> = found.lines.iter().map(withdrawal_json).collect();
    json!({ "withdrawals": all, "unreadable": found.unreadable })
}

fn withdrawal_json(it: &LedgerLine) -> Json {
    let side = |it: Side| match it {
        Side::Sender => "sender",
        Side::Receiver => "receiver",
    };
    let (handover, number, consent) = match it.place {
        Place::Handover { id, number, .. } => (Some(id.to_string()), Some(number), None),
        Place::Form { id, .. } => (None, None, Some(id.to_string())),
    };
    let (answer, answered) = answer(it.answer);
    let left = |some: &[Left]| {
        let all = some.iter().map(|it| {
            json!({
                "offer": it.offer.get(),
                "part": it.part,
                "offered": it.offered.to_string(),
                "printed": it.printed.map(|it| it.to_string()),
                "arrived": it.arrived.map(|it| it.to_string()),
                "items": names(&it.items),
            })
        });
        all.collect::<Vec<_>>()
    };
    json!({
        "handover": handover,
        "number": number,
        "consent": consent,
        "case": it.case.map(|it| it.to_string()),
        "person": some(it.person.name()),
        "side": side(it.ours),
        "office": { "id": it.peer.to_string(), "name": it.peer_name },
        "on": it.on.to_string(),
        "said_to": side(it.said_to),
        "by": some(&it.by),
        "told": it.told.as_ref().map(|it| json!({
            "how": it.how.code(),
            "heard_by": some(&it.heard_by),
            "evidence": some(&it.evidence),
        })),
        "items": match &it.scope {
            Withdrawal::All => Json::Null,
            Withdrawal::Items(items) => names(items).into(),
        },
        "left": left(&it.left),
        "sent_besides": left(&it.sent_besides),
        "copies": it.copies.iter().map(|it| json!({
            "to": it.to.code(),
            "name": it.name,
            "on": it.on.to_string(),
            "items": names(&it.items),
            "became": it.told.back.as_ref().map(|it| it.became.code()),
        })).collect::<Vec<_>>(),
        "answer": answer,
        "answered": answered.map(|it| it.to_string()),
        "reason": some(&it.reason),
        "open_days": it.open_for,
    })
}

/// What became of what was taken back, with the day.
fn answer(it: Answer) -> (&'static str, Option<Day>) {
    match it {
        Answer::NothingArrived => ("nothing-arrived", None),
        Answer::Handled { handling, on, .. } => (handled(handling), Some(on)),
        Answer::Erased { on, .. } => ("erased", Some(on)),
        Answer::Replaced { on } => ("replaced", Some(on)),
        Answer::Paper { became, on } => (paper(became), Some(on)),
        Answer::CopiesOut => ("copies-out", None),
        Answer::Carried => ("carried", None),
        Answer::Awaited => ("none-yet", None),
    }
}

fn handled(handling: Handling) -> &'static str {
    match handling {
        Handling::Returned => "returned",
        Handling::Erased => "erased",
        Handling::Kept => "kept",
        Handling::NothingHeld => "nothing-held",
    }
}

fn names(items: &BTreeSet<ItemId>) -> Vec<&'static str> {
    items.iter().map(|it| it.name()).collect()
}

fn some(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}

/// Gives the record of consents with how many forms cannot be read.
pub fn consents_json(found: &Consents) -> Json {
    let all: Vec<Json> = found.lines.iter().map(consent_json).collect();
    json!({ "consents": all, "unreadable": found.unreadable })
}

fn consent_json(it: &ConsentLine) -> Json {
    let form = it.consent.form();
    json!({
        "id": form.id.to_string(),
        "case": form.case.to_string(),
        "person": some(it.person.name()),
        "to": form.receiver.to_string(),
        "to_name": it.peer_name,
        "mode": form.mode.code(),
        "standing": match it.standing {
            Standing::InForce => "in-force",
            Standing::NotYet => "not-yet",
            Standing::Replaced => "replaced",
            Standing::Expired => "expired",
            Standing::Withdrawn => "withdrawn",
        },
        "purpose": form.purpose.as_str(),
        "items": names(&form.items),
        "signed": form.signed.to_string(),
        "until": form.until.to_string(),
        "signer": signer(&form.signer),
        "kept": form.original_kept.as_str(),
        "explained_by": it.names.explained_by,
        "particulars": particulars(&it.consent, &it.names),
        "withdrawn": withdrawals(&it.consent, &it.names),
        "given": given(&it.consent, &it.names),
        "scan": it.scan.as_ref().map(|it| json!({
            "digest": it.digest.to_string(),
            "format": it.format.code(),
            "length": it.length,
        })),
    })
}

/// Gives what was printed for the person to carry, and what was told of it.
pub fn given(consent: &Consent, names: &Names) -> Vec<Json> {
    let given = consent.given().iter().zip(&names.given);
    let one = given.map(|(it, by)| {
        json!({
            "on": it.on.to_string(),
            "by": some(by),
            "items": self::names(&it.items),
            "law": match (it.told.map(|it| it.became), names.carried) {
                // Nothing was given, so nothing is recorded of a giving.
                (Some(Handing::Never), _) => None,
                (_, Recorded::ByLaw) => Some("third-party"),
                (_, Recorded::OwnNote) => Some("carried"),
            },
            "told": it.told.map(|it| json!({
                "became": it.became.code(),
                "on": it.on.to_string(),
            })),
        })
    });
    one.collect()
}

/// Gives who signed a form.
pub fn signer(signer: &Signer) -> Json {
    match signer {
        Signer::Person => json!({ "kind": "person" }),
        Signer::Guardian { name, relation } => json!({
            "kind": "guardian",
            "name": name.as_str(),
            "relation": relation.as_ref().map(|it| it.as_str()),
        }),
    }
}

/// Gives how a form was explained and recorded, and the receiver as its card said that day.
pub fn particulars(consent: &Consent, names: &Names) -> Json {
    let explained = &consent.form().explained;
    let ways = explained.ways.iter().map(|it| it.code());
    let taken = consent.taken();
    json!({
        "explained_by": some(&names.explained_by),
        "explained_on": explained.on.map(|it| it.to_string()),
        "explained_how": ways.collect::<Vec<_>>(),
        "recorded_by": some(&names.recorded_by),
        "recorded_on": taken.map(|it| it.on.to_string()),
        "receiver": taken.map(|it| json!({
            "name": it.receiver.name,
            "corporation": it.receiver.corporation,
            "number": it.receiver.number,
            "address": it.receiver.address,
            "representative": it.receiver.representative,
        })),
    })
}

/// Gives what was taken back of a form, with how it was said.
pub fn withdrawals(consent: &Consent, names: &Names) -> Vec<Json> {
    let named = consent.withdrawals().iter().zip(&names.withdrawals);
    let one = named.map(|(it, (by, heard_by))| {
        json!({
            "on": it.on.to_string(),
            "items": match &it.what {
                Withdrawn::All => Json::Null,
                Withdrawn::Items(items) => self::names(items).into(),
            },
            "recorded_by": some(by),
            "told": it.telling.as_ref().map(|it| json!({
                "how": it.how.code(),
                "heard_by": some(heard_by),
                "evidence": it.evidence.as_ref().map(|it| it.as_str()),
            })),
        })
    });
    one.collect()
}

/// Writes rows as a page of plain text: one heading with what stands under it, one after the other.
pub fn sheets(all: impl Iterator<Item = Vec<Row>>, width: usize) -> Vec<String> {
    let mut page = Page::new(width);
    for rows in all {
        let mut rows = rows.into_iter().filter(|(_, said)| !said.is_empty());
        if let Some((name, said)) = rows.next() {
            page.heading(&format!("{name}: {said}"));
        }
        for (name, said) in rows {
            page.sentence(&format!("{name}: {said}"));
        }
    }
    page.into_lines()
}

/// Writes one line of such a table.
fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|it| cell(&it)).collect();
    cells.join(",") + "\r\n"
}

/// A spreadsheet computes what begins so, whatever blanks stand before it; and takes the first zero from a number, unless it
/// is told that it is a text.
fn cell(text: &str) -> String {
    let digits = text.bytes().all(|it| it.is_ascii_digit());
    if digits && 1 < text.len() && text.starts_with('0') {
        return format!("\"=\"\"{text}\"\"\"");
    }
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
    fn a_table_in_cp932_has_every_character_or_is_not_written_and_says_which_and_where() {
        let lines = |name: &str| vec![vec!["1".to_owned(), name.to_owned()]].into_iter();
        let headings = ["行", "氏名"];
        let told = Encoding::Cp932(Unwritable::Told);
        let plain = table(&headings, lines("髙﨑"), told).unwrap();
        assert_eq!(plain, cp932("\"行\",\"氏名\"\r\n\"1\",\"髙﨑\"\r\n"));
        let why = table(&headings, lines("𠮷﨑✓"), told).unwrap_err();
        let missing = ['𠮷', '✓'].map(|character| Unwritten {
            row: 2,
            heading: "氏名".into(),
            character,
        });
        assert!(matches!(why, Problem::Unwritable(it) if it == missing));
        let geta = table(&headings, lines("𠮷﨑✓"), Encoding::Cp932(Unwritable::Geta));
        assert!(geta.unwrap().ends_with(&cp932("\"〓﨑〓\"\r\n")));
        let utf8 = table(&headings, lines("𠮷﨑✓"), Encoding::Utf8).unwrap();
        assert!(String::from_utf8(utf8).unwrap().contains("𠮷﨑✓"));
    }

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_doubled() {
        for (text, written) in [
            ("見本会", "\"見本会\""),
            ("=1+1", "\"'=1+1\""),
            (" \t@A1", "\"' \t@A1\""),
            ("\u{0}-2", "\"'\u{0}-2\""),
            ("|cmd", "\"'|cmd\""),
            ("%x", "\"'%x\""),
            ("0110000015", "\"=\"\"0110000015\"\"\""),
            ("9910000026", "\"9910000026\""),
            ("0", "\"0\""),
            ("a\"b,c", "\"a\"\"b,c\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
