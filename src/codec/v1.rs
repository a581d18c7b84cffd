//! Schema 1 of what offices keep and send of a case: frozen shapes, converted both ways.
//!
//! Not the vault's own shapes (`v1_vault`). It reads nothing into a `Disclosure`: what comes from bytes is `Disclosed`.
//! Every value begins with the schema byte; what follows is one shape in the form of `wire`.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::codec::wire::{self, Malformed, Misread};
use crate::domain::answer::{Answer, Raw, RawCell, RawContact, RawMark, RawScore};
use crate::domain::calendar::{Day, Month};
use crate::domain::case::{
    CaseSummary, FieldState, Head, History, Revision, Source, Stood, Value, WorkingNote,
};
use crate::domain::consent::{
    self, Consent, ConsentForm, Disclosed, Explained, FamilyConsent, Manner, Mode, Returned,
    Signer, Withdrawal, Withdrawn,
};
use crate::domain::id::{CaseId, ConsentId, NoteId, OfficeId, StaffId};
use crate::domain::office::{OfficeNumber, OfficeProfile, SinglePerson};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::staff::{Role, Staff, Standing};
use crate::domain::text::{Kana, Line, Paragraph, Phone};

/// The byte in front of every shape of this file.
pub const SCHEMA: u8 = 1;

/// Most characters of a stored line; wider than any place in which one is typed.
const LINE: usize = 1_000;

/// Most characters of a stored text.
const TEXT: usize = 20_000;

/// Why bytes were not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Written by a newer program, in this schema.
    Newer {
        /// The schema it names.
        schema: u8,
    },
    /// Written with a newer catalogue: it has a field of this number.
    UnknownField(u16),
    /// Written with a newer catalogue: it has a section of this number.
    UnknownSection(u8),
    /// Written with a newer catalogue: it has a consent item of this number.
    UnknownItem(u8),
    /// Written with a newer catalogue: it has a key fact of this number.
    UnknownFact(u8),
    /// Not one value of the shape asked for.
    Malformed,
}

impl From<Misread> for Unreadable {
    fn from(why: Misread) -> Unreadable {
        match why {
            Misread::Newer(schema) => Unreadable::Newer { schema },
            Misread::Older(_) | Misread::Malformed => Unreadable::Malformed,
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer { schema } => write!(f, "schema {schema} is newer than {SCHEMA}"),
            Self::UnknownField(code) => write!(f, "field {code} is newer than this program"),
            Self::UnknownSection(code) => {
                write!(f, "section {code} is newer than this program")
            }
            Self::UnknownItem(code) => write!(f, "item {code} is newer than this program"),
            Self::UnknownFact(code) => write!(f, "key fact {code} is newer than this program"),
            Self::Malformed => Malformed.fmt(f),
        }
    }
}

impl std::error::Error for Unreadable {}

impl From<Malformed> for Unreadable {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

/// Drops the detail of a refusal: bytes whose text was kept before can only fail when they are not ours.
fn ours<T, E>(checked: Result<T, E>) -> Result<T, Unreadable> {
    checked.map_err(|_| Unreadable::Malformed)
}

pub(in crate::codec) fn write<T: Serialize>(shape: &T) -> Vec<u8> {
    let mut bytes = vec![SCHEMA];
    bytes.extend(wire::encode(shape));
    bytes
}

pub(in crate::codec) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    match bytes.split_first() {
        Some((&SCHEMA, rest)) => Ok(wire::decode(rest)?),
        Some((&schema, _)) if schema > SCHEMA => Err(Unreadable::Newer { schema }),
        _ => Err(Unreadable::Malformed),
    }
}

// What is written and read.

/// Writes a case.
pub fn encode_case(case: &CaseSummary) -> Vec<u8> {
    write(&CaseShape {
        id: case.id().to_bytes(),
        values: case.values().iter().map(value_out).collect(),
        history: case
            .history()
            .revisions()
            .iter()
            .map(revision_out)
            .collect(),
    })
}

/// Reads a case.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_case(bytes: &[u8]) -> Result<CaseSummary, Unreadable> {
    let shape: CaseShape = read(bytes)?;
    let values = in_order(shape.values)?.into_iter().collect();
    let revisions = shape.history.into_iter().map(revision_in);
    let history = History::from_revisions(revisions.collect::<Result<_, _>>()?);
    let history = history.ok_or(Unreadable::Malformed)?;
    ours(CaseSummary::restore(
        CaseId::from_bytes(shape.id),
        values,
        history,
    ))
}

/// Writes what lists need of a case: less than 1 KiB.
pub fn encode_head(head: &Head) -> Vec<u8> {
    write(&HeadShape {
        revision: head.revision,
        name: head.name.as_ref().map(Line::to_string),
        kana: head.kana.as_ref().map(Kana::to_string),
        last_four: head.last_four.clone(),
        period_end: head.period_end.map(day_out),
    })
}

/// Reads what lists need of a case.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_head(bytes: &[u8]) -> Result<Head, Unreadable> {
    let shape: HeadShape = read(bytes)?;
    let kana = |text: String| ours(Kana::new(&text, LINE));
    Ok(Head {
        revision: shape.revision,
        name: shape.name.as_deref().map(line_in).transpose()?,
        kana: shape.kana.map(kana).transpose()?,
        last_four: shape.last_four,
        period_end: shape.period_end.map(day_in).transpose()?,
    })
}

/// Writes one section of a disclosure; equal fields give equal bytes.
pub fn encode_section(section: SectionId, fields: &[(FieldId, Value)]) -> Vec<u8> {
    write(&SectionShape {
        section: section.code(),
        fields: fields
            .iter()
            .map(|(field, value)| value_out((field, value)))
            .collect(),
    })
}

/// Reads one section: not empty, every field its own and in order.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_section(bytes: &[u8]) -> Result<(SectionId, Vec<(FieldId, Value)>), Unreadable> {
    let shape: SectionShape = read(bytes)?;
    let section = SectionId::from_code(shape.section).ok_or(Unreadable::Malformed)?;
    let fields = in_order(shape.fields)?;
    ours(consent::in_place(section, &fields))?;
    Ok((section, fields))
}

/// Reads the sections that came with an offer, in reading order.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_disclosed<'a>(
    sections: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Disclosed, Unreadable> {
    let sections = sections.into_iter().map(decode_section);
    ours(Disclosed::received(sections.collect::<Result<_, _>>()?))
}

/// Writes a working note.
pub fn encode_note(note: &WorkingNote) -> Vec<u8> {
    write(&NoteShape {
        id: note.id.to_bytes(),
        case: note.case.to_bytes(),
        text: note.text.to_string(),
        by: note.by.to_bytes(),
        on: day_out(note.on),
    })
}

/// Reads a working note.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_note(bytes: &[u8]) -> Result<WorkingNote, Unreadable> {
    let shape: NoteShape = read(bytes)?;
    Ok(WorkingNote {
        id: NoteId::from_bytes(shape.id),
        case: CaseId::from_bytes(shape.case),
        text: ours(Paragraph::new(&shape.text, TEXT))?,
        by: StaffId::from_bytes(shape.by),
        on: day_in(shape.on)?,
    })
}

/// Writes a consent with all that was taken back. It says neither the mode nor the particulars: `v2_consent` and
/// `v3_consent` do.
pub fn encode_consent(consent: &Consent) -> Vec<u8> {
    write(&ConsentShape {
        form: form_out(consent.form()),
        withdrawals: consent.withdrawals().iter().map(withdrawal_out).collect(),
    })
}

/// Reads a consent.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_consent(bytes: &[u8]) -> Result<Consent, Unreadable> {
    let shape: ConsentShape = read(bytes)?;
    let mut consent = ours(Consent::record(form_in(shape.form)?))?;
    for withdrawal in shape.withdrawals {
        ours(consent.withdraw(withdrawal_in(withdrawal)?))?;
    }
    Ok(consent)
}

/// Writes an office's profile.
pub fn encode_profile(profile: &OfficeProfile) -> Vec<u8> {
    write(&ProfileShape {
        name: profile.name.to_string(),
        corporation: profile.corporation.to_string(),
        number: profile.number.to_string(),
        address: profile.address.to_string(),
        representative: profile.representative.to_string(),
        phone: profile.phone.to_string(),
        single_person: profile
            .single_person
            .as_ref()
            .map(|one| (day_out(one.since), one.reason.to_string())),
    })
}

/// Reads an office's profile.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_profile(bytes: &[u8]) -> Result<OfficeProfile, Unreadable> {
    let shape: ProfileShape = read(bytes)?;
    let exception = |(since, reason): (DayShape, String)| {
        Ok::<_, Unreadable>(SinglePerson {
            since: day_in(since)?,
            reason: line_in(&reason)?,
        })
    };
    Ok(OfficeProfile {
        name: line_in(&shape.name)?,
        corporation: line_in(&shape.corporation)?,
        number: ours(OfficeNumber::parse(&shape.number))?,
        address: line_in(&shape.address)?,
        representative: line_in(&shape.representative)?,
        phone: ours(Phone::new(&shape.phone))?,
        single_person: shape.single_person.map(exception).transpose()?,
    })
}

/// Writes a member of staff.
pub fn encode_staff(staff: &Staff) -> Vec<u8> {
    write(&StaffShape {
        id: staff.id.to_bytes(),
        name: staff.name.to_string(),
        role: staff.role.code().to_owned(),
        active: staff.is_active(),
    })
}

/// Reads a member of staff.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_staff(bytes: &[u8]) -> Result<Staff, Unreadable> {
    let shape: StaffShape = read(bytes)?;
    Ok(Staff {
        id: StaffId::from_bytes(shape.id),
        name: line_in(&shape.name)?,
        role: Role::from_code(&shape.role).ok_or(Unreadable::Malformed)?,
        standing: match shape.active {
            true => Standing::Active,
            false => Standing::Left,
        },
    })
}

// The shapes, frozen: a variant or a member is never moved, changed or taken away.

pub(in crate::codec) type DayShape = (u16, u8, u8);
type MonthShape = (u16, u8);

#[derive(Serialize, Deserialize)]
struct CaseShape {
    id: [u8; 16],
    values: Vec<ValueShape>,
    history: Vec<RevisionShape>,
}

#[derive(Serialize, Deserialize)]
struct HeadShape {
    revision: u32,
    name: Option<String>,
    kana: Option<String>,
    last_four: Option<String>,
    period_end: Option<DayShape>,
}

#[derive(Serialize, Deserialize)]
struct SectionShape {
    section: u8,
    fields: Vec<ValueShape>,
}

#[derive(Serialize, Deserialize)]
struct ValueShape {
    field: u16,
    state: StateShape,
    source: SourceShape,
    as_of: DayShape,
}

#[derive(Serialize, Deserialize)]
enum StateShape {
    Filled(AnswerShape),
    Nothing,
    Declined,
    Unchecked,
}

#[derive(Serialize, Deserialize)]
enum SourceShape {
    Person,
    Observed { by: String, on: DayShape },
    Agency { name: String },
}

#[derive(Serialize, Deserialize)]
enum AnswerShape {
    Text(String),
    Texts(Vec<String>),
    Day(DayShape),
    Month(MonthShape),
    Number(u32),
    Rows(Vec<Vec<Option<CellShape>>>),
    Person {
        name: String,
        kana: String,
        relation: String,
        phone: String,
    },
    Triples(Vec<[String; 3]>),
    Scores(Vec<ScoreShape>),
}

#[derive(Serialize, Deserialize)]
enum CellShape {
    Text(String),
    Day(DayShape),
    Month(MonthShape),
    Number(u32),
}

#[derive(Serialize, Deserialize)]
struct ScoreShape {
    item: String,
    marks: Vec<MarkShape>,
    checks: String,
}

#[derive(Serialize, Deserialize)]
struct MarkShape {
    by: String,
    score: u32,
    on: DayShape,
    rater: String,
}

#[derive(Serialize, Deserialize)]
struct RevisionShape {
    number: u32,
    by: [u8; 16],
    on: DayShape,
    fields: Vec<StoodShape>,
}

/// What stood in a field before a revision.
#[derive(Serialize, Deserialize)]
enum StoodShape {
    Unasked { field: u16 },
    Value(ValueShape),
    Forgotten { field: u16 },
}

#[derive(Serialize, Deserialize)]
struct NoteShape {
    id: [u8; 16],
    case: [u8; 16],
    text: String,
    by: [u8; 16],
    on: DayShape,
}

#[derive(Serialize, Deserialize)]
struct ConsentShape {
    form: FormShape,
    withdrawals: Vec<WithdrawalShape>,
}

#[derive(Serialize, Deserialize)]
struct FormShape {
    id: [u8; 16],
    case: [u8; 16],
    receiver: [u8; 32],
    purpose: String,
    returned: Vec<String>,
    items: Vec<u8>,
    until: DayShape,
    guardian: Option<String>,
    manner: MannerShape,
    signed: DayShape,
    family: Option<FamilyShape>,
    explained_by: [u8; 16],
    original_kept: String,
}

#[derive(Serialize, Deserialize)]
enum MannerShape {
    OwnHand,
    Proxy { reason: String },
    Seal,
    Electronic,
}

#[derive(Serialize, Deserialize)]
struct FamilyShape {
    name: String,
    relation: String,
    signed: DayShape,
    manner: MannerShape,
}

#[derive(Serialize, Deserialize)]
struct WithdrawalShape {
    on: DayShape,
    /// None is all of it.
    items: Option<Vec<u8>>,
    /// Zeros where nobody of the staff was.
    told: [u8; 16],
}

#[derive(Serialize, Deserialize)]
struct ProfileShape {
    name: String,
    corporation: String,
    number: String,
    address: String,
    representative: String,
    phone: String,
    single_person: Option<(DayShape, String)>,
}

#[derive(Serialize, Deserialize)]
struct StaffShape {
    id: [u8; 16],
    name: String,
    role: String,
    active: bool,
}

// Between the shapes and the domain.

pub(in crate::codec) fn day_out(day: Day) -> DayShape {
    (day.year(), day.month(), day.day())
}

pub(in crate::codec) fn day_in((year, month, day): DayShape) -> Result<Day, Unreadable> {
    ours(Day::from_ymd(year, month, day))
}

fn month_out(month: Month) -> MonthShape {
    (month.year(), month.month())
}

fn month_in((year, month): MonthShape) -> Result<Month, Unreadable> {
    ours(Month::new(year, month))
}

pub(in crate::codec) fn line_in(text: &str) -> Result<Line, Unreadable> {
    ours(Line::new(text, LINE))
}

fn field_in(code: u16) -> Result<FieldId, Unreadable> {
    FieldId::from_code(code).ok_or(Unreadable::UnknownField(code))
}

fn value_out((field, value): (&FieldId, &Value)) -> ValueShape {
    ValueShape {
        field: field.spec().code,
        state: match &value.state {
            FieldState::Filled(answer) => StateShape::Filled(answer_out(answer.to_raw())),
            FieldState::Nothing => StateShape::Nothing,
            FieldState::Declined => StateShape::Declined,
            FieldState::Unchecked => StateShape::Unchecked,
        },
        source: match &value.source {
            Source::Person => SourceShape::Person,
            Source::Observed { by, on } => SourceShape::Observed {
                by: by.to_string(),
                on: day_out(*on),
            },
            Source::Agency { name } => SourceShape::Agency {
                name: name.to_string(),
            },
        },
        as_of: day_out(value.as_of),
    }
}

fn value_in(shape: ValueShape) -> Result<(FieldId, Value), Unreadable> {
    let field = field_in(shape.field)?;
    let state = match shape.state {
        StateShape::Filled(answer) => {
            FieldState::Filled(ours(Answer::check(field.spec(), answer_in(answer)?))?)
        }
        StateShape::Nothing => FieldState::Nothing,
        StateShape::Declined => FieldState::Declined,
        StateShape::Unchecked => FieldState::Unchecked,
    };
    let source = match shape.source {
        SourceShape::Person => Source::Person,
        SourceShape::Observed { by, on } => Source::Observed {
            by: line_in(&by)?,
            on: day_in(on)?,
        },
        SourceShape::Agency { name } => Source::Agency {
            name: line_in(&name)?,
        },
    };
    let as_of = day_in(shape.as_of)?;
    Ok((
        field,
        Value {
            state,
            source,
            as_of,
        },
    ))
}

/// Reads values that must stand in reading order, none twice.
fn in_order(shapes: Vec<ValueShape>) -> Result<Vec<(FieldId, Value)>, Unreadable> {
    let values: Vec<_> = shapes.into_iter().map(value_in).collect::<Result<_, _>>()?;
    match values.windows(2).all(|pair| pair[0].0 < pair[1].0) {
        true => Ok(values),
        false => Err(Unreadable::Malformed),
    }
}

fn answer_out(raw: Raw) -> AnswerShape {
    match raw {
        Raw::Text(text) => AnswerShape::Text(text),
        Raw::Texts(texts) => AnswerShape::Texts(texts),
        Raw::Day(day) => AnswerShape::Day(day_out(day)),
        Raw::Month(month) => AnswerShape::Month(month_out(month)),
        Raw::Number(number) => AnswerShape::Number(number),
        Raw::Rows(rows) => AnswerShape::Rows(
            rows.into_iter()
                .map(|row| row.into_iter().map(|cell| cell.map(cell_out)).collect())
                .collect(),
        ),
        Raw::Person(contact) => AnswerShape::Person {
            name: contact.name,
            kana: contact.kana,
            relation: contact.relation,
            phone: contact.phone,
        },
        Raw::Triples(triples) => AnswerShape::Triples(triples),
        Raw::Scores(scores) => AnswerShape::Scores(scores.into_iter().map(score_out).collect()),
    }
}

fn answer_in(shape: AnswerShape) -> Result<Raw, Unreadable> {
    Ok(match shape {
        AnswerShape::Text(text) => Raw::Text(text),
        AnswerShape::Texts(texts) => Raw::Texts(texts),
        AnswerShape::Day(day) => Raw::Day(day_in(day)?),
        AnswerShape::Month(month) => Raw::Month(month_in(month)?),
        AnswerShape::Number(number) => Raw::Number(number),
        AnswerShape::Rows(rows) => {
            Raw::Rows(rows.into_iter().map(row_in).collect::<Result<_, _>>()?)
        }
        AnswerShape::Person {
            name,
            kana,
            relation,
            phone,
        } => Raw::Person(RawContact {
            name,
            kana,
            relation,
            phone,
        }),
        AnswerShape::Triples(triples) => Raw::Triples(triples),
        AnswerShape::Scores(scores) => {
            Raw::Scores(scores.into_iter().map(score_in).collect::<Result<_, _>>()?)
        }
    })
}

fn row_in(row: Vec<Option<CellShape>>) -> Result<Vec<Option<RawCell>>, Unreadable> {
    row.into_iter()
        .map(|cell| cell.map(cell_in).transpose())
        .collect()
}

fn cell_out(cell: RawCell) -> CellShape {
    match cell {
        RawCell::Text(text) => CellShape::Text(text),
        RawCell::Day(day) => CellShape::Day(day_out(day)),
        RawCell::Month(month) => CellShape::Month(month_out(month)),
        RawCell::Number(number) => CellShape::Number(number),
    }
}

fn cell_in(shape: CellShape) -> Result<RawCell, Unreadable> {
    Ok(match shape {
        CellShape::Text(text) => RawCell::Text(text),
        CellShape::Day(day) => RawCell::Day(day_in(day)?),
        CellShape::Month(month) => RawCell::Month(month_in(month)?),
        CellShape::Number(number) => RawCell::Number(number),
    })
}

fn score_out(score: RawScore) -> ScoreShape {
    let mark = |mark: RawMark| MarkShape {
        by: mark.by,
        score: mark.score,
        on: day_out(mark.on),
        rater: mark.rater,
    };
    ScoreShape {
        item: score.item,
        marks: score.marks.into_iter().map(mark).collect(),
        checks: score.checks,
    }
}

fn score_in(shape: ScoreShape) -> Result<RawScore, Unreadable> {
    let mark = |shape: MarkShape| {
        Ok::<_, Unreadable>(RawMark {
            by: shape.by,
            score: shape.score,
            on: day_in(shape.on)?,
            rater: shape.rater,
        })
    };
    Ok(RawScore {
        item: shape.item,
        marks: shape
            .marks
            .into_iter()
            .map(mark)
            .collect::<Result<_, _>>()?,
        checks: shape.checks,
    })
}

fn revision_out(revision: &Revision) -> RevisionShape {
    RevisionShape {
        number: revision.number,
        by: revision.by.to_bytes(),
        on: day_out(revision.on),
        fields: revision.fields.iter().map(stood_out).collect(),
    }
}

fn stood_out((field, stood): (&FieldId, &Stood)) -> StoodShape {
    let code = field.spec().code;
    match stood {
        Stood::Unasked => StoodShape::Unasked { field: code },
        Stood::Value(value) => StoodShape::Value(value_out((field, value))),
        Stood::Forgotten => StoodShape::Forgotten { field: code },
    }
}

fn stood_in(shape: StoodShape) -> Result<(FieldId, Stood), Unreadable> {
    Ok(match shape {
        StoodShape::Unasked { field } => (field_in(field)?, Stood::Unasked),
        StoodShape::Value(value) => {
            let (field, value) = value_in(value)?;
            (field, Stood::Value(value))
        }
        StoodShape::Forgotten { field } => (field_in(field)?, Stood::Forgotten),
    })
}

fn revision_in(shape: RevisionShape) -> Result<Revision, Unreadable> {
    Ok(Revision {
        number: shape.number,
        by: StaffId::from_bytes(shape.by),
        on: day_in(shape.on)?,
        fields: shape
            .fields
            .into_iter()
            .map(stood_in)
            .collect::<Result<_, _>>()?,
    })
}

fn items_in(codes: Vec<u8>) -> Result<BTreeSet<ItemId>, Unreadable> {
    codes
        .into_iter()
        .map(|code| ItemId::from_code(code).ok_or(Unreadable::Malformed))
        .collect()
}

fn form_out(form: &ConsentForm) -> FormShape {
    FormShape {
        id: form.id.to_bytes(),
        case: form.case.to_bytes(),
        receiver: form.receiver.to_bytes(),
        purpose: form.purpose.to_string(),
        returned: form
            .returned
            .iter()
            .map(|one| one.code().to_owned())
            .collect(),
        items: form.items.iter().map(|item| item.code()).collect(),
        until: day_out(form.until),
        guardian: match &form.signer {
            Signer::Person => None,
            Signer::Guardian { name, .. } => Some(name.to_string()),
        },
        manner: manner_out(&form.manner),
        signed: day_out(form.signed),
        family: form.family.as_ref().map(|family| FamilyShape {
            name: family.name.to_string(),
            relation: family.relation.to_string(),
            signed: day_out(family.signed),
            manner: manner_out(&family.manner),
        }),
        explained_by: form.explained_by.to_bytes(),
        original_kept: form.original_kept.to_string(),
    }
}

fn form_in(shape: FormShape) -> Result<ConsentForm, Unreadable> {
    let returned = |code: String| Returned::from_code(&code).ok_or(Unreadable::Malformed);
    Ok(ConsentForm {
        id: ConsentId::from_bytes(shape.id),
        case: CaseId::from_bytes(shape.case),
        receiver: OfficeId::from_bytes(shape.receiver),
        mode: Mode::ByItem,
        purpose: line_in(&shape.purpose)?,
        returned: shape
            .returned
            .into_iter()
            .map(returned)
            .collect::<Result<_, _>>()?,
        items: items_in(shape.items)?,
        until: day_in(shape.until)?,
        signer: match shape.guardian {
            None => Signer::Person,
            Some(name) => Signer::Guardian {
                name: line_in(&name)?,
                relation: None,
            },
        },
        manner: manner_in(shape.manner)?,
        signed: day_in(shape.signed)?,
        family: shape.family.map(family_in).transpose()?,
        explained_by: StaffId::from_bytes(shape.explained_by),
        explained: Explained::default(),
        original_kept: line_in(&shape.original_kept)?,
    })
}

fn family_in(shape: FamilyShape) -> Result<FamilyConsent, Unreadable> {
    Ok(FamilyConsent {
        name: line_in(&shape.name)?,
        relation: line_in(&shape.relation)?,
        signed: day_in(shape.signed)?,
        manner: manner_in(shape.manner)?,
    })
}

fn manner_out(manner: &Manner) -> MannerShape {
    match manner {
        Manner::OwnHand => MannerShape::OwnHand,
        Manner::Proxy { reason } => MannerShape::Proxy {
            reason: reason.to_string(),
        },
        Manner::Seal => MannerShape::Seal,
        Manner::Electronic => MannerShape::Electronic,
    }
}

fn manner_in(shape: MannerShape) -> Result<Manner, Unreadable> {
    Ok(match shape {
        MannerShape::OwnHand => Manner::OwnHand,
        MannerShape::Proxy { reason } => Manner::Proxy {
            reason: line_in(&reason)?,
        },
        MannerShape::Seal => Manner::Seal,
        MannerShape::Electronic => Manner::Electronic,
    })
}

fn withdrawal_out(withdrawal: &Withdrawal) -> WithdrawalShape {
    WithdrawalShape {
        on: day_out(withdrawal.on),
        items: match &withdrawal.what {
            Withdrawn::All => None,
            Withdrawn::Items(items) => Some(items.iter().map(|item| item.code()).collect()),
        },
        told: withdrawal.told.map_or([0; 16], StaffId::to_bytes),
    }
}

fn withdrawal_in(shape: WithdrawalShape) -> Result<Withdrawal, Unreadable> {
    Ok(Withdrawal {
        on: day_in(shape.on)?,
        what: match shape.items {
            None => Withdrawn::All,
            Some(items) => Withdrawn::Items(items_in(items)?),
        },
        told: (shape.told != [0; 16]).then(|| StaffId::from_bytes(shape.told)),
        telling: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{KEPT, made_up};
    use crate::domain::field::{Cell, Kind};
    use proptest::prelude::*;

    fn day(day: u8) -> Day {
        Day::from_ymd(2026, 4, day).unwrap()
    }

    fn line(text: &str) -> Line {
        Line::new(text, 60).unwrap()
    }

    fn note() -> WorkingNote {
        WorkingNote {
            id: NoteId::from_bytes([1; 16]),
            case: CaseId::from_bytes([2; 16]),
            text: Paragraph::new("午後は静かな席を選ぶ。\n理由は聞いていない。", 200).unwrap(),
            by: StaffId::from_bytes([3; 16]),
            on: day(1),
        }
    }

    fn consent() -> Consent {
        let mut consent = Consent::record(ConsentForm {
            id: ConsentId::from_bytes([3; 16]),
            case: CaseId::from_bytes([7; 16]),
            receiver: OfficeId::from_bytes([9; 32]),
            mode: Mode::ByItem,
            purpose: line("移行先での支援のため"),
            returned: Returned::ALL.iter().copied().collect(),
            items: ItemId::ALL.iter().copied().collect(),
            until: day(20),
            signer: Signer::Guardian {
                name: line("後見 三郎"),
                relation: None,
            },
            manner: Manner::Proxy {
                reason: line("手のけが"),
            },
            signed: day(10),
            family: Some(FamilyConsent {
                name: line("見本 花子"),
                relation: line("母"),
                signed: day(11),
                manner: Manner::Electronic,
            }),
            explained_by: StaffId::from_bytes([1; 16]),
            explained: Explained::default(),
            original_kept: line("鍵付き書庫 1"),
        })
        .unwrap();
        for (on, what) in [
            (12, Withdrawn::Items([ItemId::Health].into())),
            (13, Withdrawn::All),
        ] {
            let told = StaffId::from_bytes([4; 16]);
            let on = day(on);
            consent
                .withdraw(Withdrawal {
                    on,
                    what,
                    told: Some(told),
                    telling: None,
                })
                .unwrap();
        }
        consent
    }

    fn profile() -> OfficeProfile {
        OfficeProfile {
            name: line("架空ワークセンター"),
            corporation: line("社会福祉法人 架空会"),
            number: OfficeNumber::parse("0110000015").unwrap(),
            address: line("架空県見本市一丁目1番"),
            representative: line("代表 一子"),
            phone: Phone::new("0155-00-0000").unwrap(),
            single_person: Some(SinglePerson {
                since: day(1),
                reason: line("有資格者が一名"),
            }),
        }
    }

    fn staff() -> Staff {
        Staff {
            id: StaffId::from_bytes([1; 16]),
            name: line("試験 太郎"),
            role: Role::ServiceManager,
            standing: Standing::Left,
        }
    }

    fn name_section() -> Vec<(FieldId, Value)> {
        let field = FieldId::PersonName;
        let answer = Answer::check(field.spec(), Raw::Text("見本".into())).unwrap();
        let value = Value {
            state: FieldState::Filled(answer),
            source: Source::Person,
            as_of: day(1),
        };
        vec![(field, value)]
    }

    type Reader = fn(&[u8]) -> Result<(), Unreadable>;

    /// Every reader of this file, telling only whether it took the bytes.
    const READERS: [Reader; 7] = [
        |bytes| decode_case(bytes).map(drop),
        |bytes| decode_head(bytes).map(drop),
        |bytes| decode_section(bytes).map(drop),
        |bytes| decode_note(bytes).map(drop),
        |bytes| decode_consent(bytes).map(drop),
        |bytes| decode_profile(bytes).map(drop),
        |bytes| decode_staff(bytes).map(drop),
    ];

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(decode_note(&encode_note(&note())), Ok(note()));
        assert_eq!(decode_consent(&encode_consent(&consent())), Ok(consent()));
        assert_eq!(decode_profile(&encode_profile(&profile())), Ok(profile()));
        assert_eq!(decode_staff(&encode_staff(&staff())), Ok(staff()));
        let none = OfficeProfile {
            single_person: None,
            ..profile()
        };
        assert_eq!(decode_profile(&encode_profile(&none)), Ok(none));
    }

    #[test]
    fn a_cut_or_lengthened_value_is_refused_at_every_length() {
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        let put = |(field, value)| (field, crate::domain::case::Edit::Put(value));
        let edits = name_section().into_iter().map(put).collect();
        case.set(edits, StaffId::from_bytes([1; 16]), day(1))
            .unwrap();
        let written = [
            encode_case(&case),
            encode_head(&case.head()),
            encode_section(SectionId::Person, &name_section()),
            encode_note(&note()),
            encode_consent(&consent()),
            encode_profile(&profile()),
            encode_staff(&staff()),
        ];
        for (mut bytes, read) in written.into_iter().zip(READERS) {
            assert_eq!(read(&bytes), Ok(()));
            for len in 0..bytes.len() {
                assert_eq!(read(&bytes[..len]), Err(Unreadable::Malformed), "{len}");
            }
            bytes.push(0);
            assert_eq!(read(&bytes), Err(Unreadable::Malformed));
        }
    }

    #[test]
    fn a_newer_schema_is_refused_by_name_and_none_is_malformed() {
        let mut bytes = encode_staff(&staff());
        bytes[0] = 2;
        assert_eq!(decode_staff(&bytes), Err(Unreadable::Newer { schema: 2 }));
        for read in READERS {
            assert_eq!(read(&[9, 1, 2, 3]), Err(Unreadable::Newer { schema: 9 }));
            assert_eq!(read(&[0, 1, 2, 3]), Err(Unreadable::Malformed));
        }
    }

    #[test]
    fn a_section_has_the_bytes_it_always_had() {
        let bytes = encode_section(SectionId::Person, &name_section());
        let frozen = [
            &[SCHEMA, 1][..],
            &1_u64.to_le_bytes(),
            &101_u16.to_le_bytes(),
            &[0; 8],
            &6_u64.to_le_bytes(),
            "見本".as_bytes(),
            &[0; 4],
            &2026_u16.to_le_bytes(),
            &[4, 1],
        ]
        .concat();
        assert_eq!(bytes, frozen);
    }

    #[test]
    fn values_that_are_not_ours_are_refused() {
        let shape = |code: u16, section: u8, text: &str| SectionShape {
            section,
            fields: vec![ValueShape {
                field: code,
                state: StateShape::Filled(AnswerShape::Text(text.into())),
                source: SourceShape::Person,
                as_of: (2026, 4, 1),
            }],
        };
        let bad_day = SectionShape {
            fields: vec![ValueShape {
                as_of: (2026, 2, 30),
                ..shape(101, 1, "見本").fields.remove(0)
            }],
            section: 1,
        };
        let refused = [
            (shape(199, 1, "見本"), Unreadable::UnknownField(199)),
            (shape(101, 99, "見本"), Unreadable::Malformed),
            (shape(101, 2, "見本"), Unreadable::Malformed),
            (shape(101, 1, ""), Unreadable::Malformed),
            (shape(103, 1, "2026-04-01"), Unreadable::Malformed),
            (shape(201, 2, "123"), Unreadable::Malformed),
            (shape(204, 2, "category-7"), Unreadable::Malformed),
            (bad_day, Unreadable::Malformed),
        ];
        for (shape, why) in refused {
            assert_eq!(decode_section(&write(&shape)), Err(why));
        }
        let mut twice = shape(101, 1, "見本");
        twice.fields.extend(shape(101, 1, "見本").fields);
        assert_eq!(decode_section(&write(&twice)), Err(Unreadable::Malformed));
    }

    #[test]
    fn what_lists_need_stays_under_a_kibibyte() {
        let head = Head {
            revision: u32::MAX,
            name: Some(line(&"𠮷".repeat(60))),
            kana: Some(Kana::new(&"ア".repeat(60), 60).unwrap()),
            last_four: Some("0123".into()),
            period_end: Some(day(30)),
        };
        let bytes = encode_head(&head);
        assert!(bytes.len() <= 1024, "{}", bytes.len());
        assert_eq!(decode_head(&bytes), Ok(head));
    }

    /// More bytes than a value of this kind can take.
    fn most_bytes(kind: Kind) -> usize {
        let line = |characters: usize| 4 * characters + 16;
        let cell = |cell: &Cell| match cell {
            Cell::Line(max) => line(*max),
            Cell::Date | Cell::Month | Cell::Choice(_) | Cell::Number { .. } => line(30),
        };
        let answer = match kind {
            Kind::Line { max } | Kind::Text { max } => line(max),
            Kind::List { max, line: each } => max * line(each),
            Kind::Table { columns, max } => {
                max * columns.iter().map(|it| cell(&it.cell)).sum::<usize>()
            }
            Kind::Triples { max } => max * 3 * line(LINE / 4),
            Kind::Scores { items, raters } => items.len() * (raters.len() + 1) * line(80),
            Kind::Choices(offered) => offered.len() * line(30),
            Kind::Person => 4 * line(LINE / 4),
            Kind::Kana
            | Kind::Phone
            | Kind::Digits { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Choice(_)
            | Kind::Number { .. } => line(120),
        };
        let source = line(200);
        answer + source + 64
    }

    #[test]
    fn the_longest_case_with_all_it_keeps_of_the_past_fits_a_record() {
        let now: usize = FieldId::ALL
            .iter()
            .map(|field| most_bytes(field.spec().kind))
            .sum();
        println!("now {now}, with the past {}", now * (KEPT + 1));
        assert!(now * (KEPT + 1) < 15 << 20, "{now} bytes at a time");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_case_and_its_sections_come_back_as_they_were(case in made_up::case()) {
            let bytes = encode_case(&case);
            prop_assert_eq!(decode_case(&bytes), Ok(case.clone()));
            prop_assert_eq!(decode_head(&encode_head(&case.head())), Ok(case.head()));
            for section in SectionId::ALL {
                let fields: Vec<_> = case.section(*section).map(|(f, v)| (f, v.clone())).collect();
                let bytes = encode_section(*section, &fields);
                match fields.is_empty() {
                    true => prop_assert_eq!(decode_section(&bytes), Err(Unreadable::Malformed)),
                    false => prop_assert_eq!(decode_section(&bytes), Ok((*section, fields))),
                }
            }
        }

        #[test]
        fn every_cut_of_a_case_is_refused(case in made_up::case(), cut: proptest::sample::Index) {
            let bytes = encode_case(&case);
            let cut = cut.index(bytes.len());
            prop_assert!(decode_case(&bytes[..cut]).is_err());
        }

        #[test]
        fn a_changed_byte_never_breaks_the_reader(case in made_up::case(), at: proptest::sample::Index, to: u8) {
            let mut bytes = encode_case(&case);
            let at = at.index(bytes.len());
            bytes[at] = to;
            let _ = decode_case(&bytes);
        }

        #[test]
        fn noise_never_breaks_a_reader(mut bytes: Vec<u8>) {
            bytes.insert(0, SCHEMA);
            for read in READERS {
                let _ = read(&bytes);
            }
        }
    }
}
