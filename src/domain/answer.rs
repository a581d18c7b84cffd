//! Answers to fields: what was given, checked against what the catalogue asks for.
//!
//! An [`Answer`] exists only checked. It says nothing about who gave it or when; that is a `case::Value`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::domain::assessment::{AssessmentItem, Rater, SUB_CHECKS, Scored, Sub};
use crate::domain::calendar::{Day, Month};
use crate::domain::field::{Cell, ChoiceId, Column, ColumnId, Kind, Need};
use crate::domain::section::{FieldId, FieldSpec};
use crate::domain::text::{Kana, Line, Paragraph, Phone, TextRefused, ascii_digits};

/// Most characters of a name inside an answer.
const NAME: usize = 60;

/// Most characters of one part of a triple.
const PART: usize = 120;

/// What was typed, read or received for a field, before it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raw {
    /// For lines, texts, kana, telephone numbers and digits; for one choice its code.
    Text(String),
    /// For lists; for several choices their codes.
    Texts(Vec<String>),
    /// For days.
    Day(Day),
    /// For months.
    Month(Month),
    /// For numbers.
    Number(u32),
    /// For tables: rows of cells in column order; blank cells, and cells left off at the end, are none.
    Rows(Vec<Vec<Option<RawCell>>>),
    /// For somebody other than the person.
    Person(RawContact),
    /// For triples: sign, own remedy, what others should do; the last two may be blank.
    Triples(Vec<[String; 3]>),
    /// For scores.
    Scores(Vec<RawScore>),
}

/// One cell of a table before it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawCell {
    /// For lines; for a choice its code.
    Text(String),
    /// For days.
    Day(Day),
    /// For months.
    Month(Month),
    /// For numbers.
    Number(u32),
}

/// Somebody other than the person, before it is checked; blank is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawContact {
    /// Name.
    pub name: String,
    /// Reading of the name; may be blank.
    pub kana: String,
    /// What they are to the person.
    pub relation: String,
    /// Telephone number; may be blank.
    pub phone: String,
}

/// One score before it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawScore {
    /// Code of the item.
    pub item: String,
    /// The scores, each by somebody else.
    pub marks: Vec<RawMark>,
    /// The letters of the sub-checks that are ticked on the sheet, `ace`; blank is none.
    pub checks: String,
}

/// One person's score of an item before it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawMark {
    /// Code of whose score it is.
    pub by: String,
    /// The score.
    pub score: u32,
    /// The day of the scoring.
    pub on: Day,
    /// Who scored for the staff, or took it down from the person or the family.
    pub rater: String,
}

/// A checked answer to one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    field: FieldId,
    given: Given,
}

/// What a checked answer says, for reading; only [`Answer::check`] puts one into an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// One line.
    Line(Line),
    /// Several lines.
    Text(Paragraph),
    /// A reading.
    Kana(Kana),
    /// A telephone number.
    Phone(Phone),
    /// Digits, leading zeros kept.
    Digits(Digits),
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
    /// One option.
    Choice(ChoiceId),
    /// Several options.
    Choices(BTreeSet<ChoiceId>),
    /// A number, in the unit of the field.
    Number(u32),
    /// Several single lines.
    List(Vec<Line>),
    /// Rows, each as long as the table has columns.
    Table(Vec<Row>),
    /// Somebody other than the person.
    Person(Contact),
    /// Signs, and what to do.
    Triples(Vec<Triple>),
    /// Scores, in the order of the checklist.
    Scores(Vec<Score>),
}

impl Given {
    /// Every text in it that somebody wrote freely. Numbers of a fixed kind, days and choices are none.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Given::Line(line) => vec![line.as_str()],
            Given::Text(text) => vec![text.as_str()],
            Given::List(lines) => lines.iter().map(Line::as_str).collect(),
            Given::Table(rows) => {
                let cells = rows.iter().flatten().flatten();
                let lines = cells.filter_map(|it| match it {
                    CellValue::Line(line) => Some(line.as_str()),
                    _ => None,
                });
                lines.collect()
            }
            Given::Person(person) => vec![person.name.as_str(), person.relation.as_str()],
            Given::Triples(triples) => {
                let lines = triples.iter().flat_map(|it| {
                    let more = it.remedy.iter().chain(it.wish.iter());
                    std::iter::once(&it.sign).chain(more)
                });
                lines.map(Line::as_str).collect()
            }
            Given::Scores(scores) => {
                let marks = scores.iter().flat_map(|it| it.marks.values());
                marks.map(|it| it.rater.as_str()).collect()
            }
            Given::Kana(_)
            | Given::Phone(_)
            | Given::Digits(_)
            | Given::Day(_)
            | Given::Month(_)
            | Given::Choice(_)
            | Given::Choices(_)
            | Given::Number(_) => Vec::new(),
        }
    }
}

/// A row of checked digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digits(String);

impl Digits {
    /// Gives all of them.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the last four, or all where there are fewer.
    pub fn last_four(&self) -> &str {
        &self.0[self.0.len().saturating_sub(4)..]
    }
}

/// One row of a table: a cell for every column, none where it is blank.
pub type Row = Vec<Option<CellValue>>;

/// One checked cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellValue {
    /// One line.
    Line(Line),
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
    /// One option.
    Choice(ChoiceId),
    /// A number, in the unit of the column.
    Number(u32),
}

/// Somebody other than the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: Line,
    /// Reading of the name, where known.
    pub kana: Option<Kana>,
    /// What they are to the person.
    pub relation: Line,
    /// Telephone number, where known.
    pub phone: Option<Phone>,
}

/// One sign and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triple {
    /// What shows.
    pub sign: Line,
    /// What the person does then.
    pub remedy: Option<Line>,
    /// What others should do.
    pub wish: Option<Line>,
}

/// One item of the assessment, scored by somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Which item.
    pub item: AssessmentItem,
    /// Who gave which score; never nobody.
    pub marks: BTreeMap<Rater, Mark>,
    /// The sub-checks that are ticked on the sheet, by their letters a to f.
    pub checks: BTreeSet<char>,
}

/// One score; never without day and rater.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The score, 1 the best.
    pub score: u8,
    /// The day of the scoring.
    pub on: Day,
    /// Who scored for the staff, or took it down from the person or the family.
    pub rater: Line,
}

/// Puts scores of several fields together item by item, to be looked at.
pub fn scored<'a>(fields: impl IntoIterator<Item = &'a Given>) -> Vec<Scored> {
    let mut all: BTreeMap<AssessmentItem, BTreeMap<Rater, u8>> = BTreeMap::new();
    for given in fields {
        let Given::Scores(scores) = given else {
            continue;
        };
        for score in scores {
            let by = all.entry(score.item).or_default();
            by.extend(score.marks.iter().map(|(by, mark)| (*by, mark.score)));
        }
    }
    all.into_iter()
        .map(|(item, by)| Scored { item, by })
        .collect()
}

/// Says that an answer does not fit its field, where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongAnswer {
    /// Which part of the answer.
    pub at: Place,
    /// What is wrong with it.
    pub why: Wrong,
}

/// A part of an answer; rows, lines, triples and scores count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The answer as a whole.
    Whole,
    /// One line, row, triple or score.
    Row(usize),
    /// One cell of a table.
    Cell {
        /// The row.
        row: usize,
        /// The column.
        column: ColumnId,
    },
}

/// Why an answer, or a part of it, was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Another shape than the field asks for.
    Shape,
    /// Nothing in it; "none" is a state of the field, not an empty answer.
    Empty,
    /// A text that cannot be kept.
    Text(TextRefused),
    /// Not exactly so many digits.
    NotDigits {
        /// How many there must be.
        len: usize,
    },
    /// Not an option of this field.
    NotOffered(String),
    /// A number outside the bounds.
    OutOfRange {
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
    },
    /// More lines, rows or cells than there may be.
    TooMany {
        /// Most.
        max: usize,
    },
    /// The same option or item twice.
    Twice,
    /// A cell that must not be blank.
    Blank,
    /// A score by nobody.
    NoScore,
    /// A birth that is still to come.
    BornAhead,
    /// Something is told of a person, and not the name.
    Nameless,
    /// Somebody is named, and not what they are to the person.
    NoRelation,
}

impl fmt::Display for WrongAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Place::Whole => {}
            Place::Row(row) => write!(f, "row {}: ", row + 1)?,
            Place::Cell { row, column } => write!(f, "row {}, {}: ", row + 1, column.code())?,
        }
        match &self.why {
            Wrong::Shape => f.write_str("wrong shape"),
            Wrong::Empty => f.write_str("empty"),
            Wrong::Text(why) => why.fmt(f),
            Wrong::NotDigits { len } => write!(f, "not {len} digits"),
            Wrong::NotOffered(code) => write!(f, "no such option: {code:?}"),
            Wrong::OutOfRange { min, max } => write!(f, "outside {min} to {max}"),
            Wrong::TooMany { max } => write!(f, "more than {max}"),
            Wrong::Twice => f.write_str("given twice"),
            Wrong::Nameless => f.write_str("a person without a name"),
            Wrong::NoRelation => f.write_str("a person without a relation"),
            Wrong::BornAhead => f.write_str("a birth that is still to come"),
            Wrong::Blank => f.write_str("must not be blank"),
            Wrong::NoScore => f.write_str("no score"),
        }
    }
}

impl std::error::Error for WrongAnswer {}

impl Wrong {
    fn at(self, at: Place) -> WrongAnswer {
        WrongAnswer { at, why: self }
    }
}

impl From<TextRefused> for Wrong {
    fn from(why: TextRefused) -> Self {
        match why {
            TextRefused::Empty => Self::Empty,
            why => Self::Text(why),
        }
    }
}

impl Answer {
    /// Checks what was given against what the field asks for.
    ///
    /// # Errors
    /// The first part that does not fit, and why.
    pub fn check(spec: &FieldSpec, raw: Raw) -> Result<Self, WrongAnswer> {
        given(spec.kind, raw).map(|given| Self {
            field: spec.id,
            given,
        })
    }

    /// Gives the field it answers.
    pub fn field(&self) -> FieldId {
        self.field
    }

    /// Gives what it says.
    pub fn given(&self) -> &Given {
        &self.given
    }

    /// Gives it back unchecked, for an editor or for storing; checking that again gives the same answer.
    pub fn to_raw(&self) -> Raw {
        match &self.given {
            Given::Line(line) => text(line),
            Given::Text(paragraph) => text(paragraph),
            Given::Kana(kana) => text(kana),
            Given::Phone(phone) => text(phone),
            Given::Digits(digits) => Raw::Text(digits.0.clone()),
            Given::Day(day) => Raw::Day(*day),
            Given::Month(month) => Raw::Month(*month),
            Given::Choice(choice) => Raw::Text(choice.code().to_owned()),
            Given::Choices(choices) => {
                Raw::Texts(choices.iter().map(|one| one.code().to_owned()).collect())
            }
            Given::Number(number) => Raw::Number(*number),
            Given::List(lines) => Raw::Texts(lines.iter().map(Line::to_string).collect()),
            Given::Table(rows) => Raw::Rows(rows.iter().map(raw_row).collect()),
            Given::Person(contact) => Raw::Person(RawContact {
                name: contact.name.to_string(),
                kana: or_blank(contact.kana.as_ref()),
                relation: contact.relation.to_string(),
                phone: or_blank(contact.phone.as_ref()),
            }),
            Given::Triples(triples) => Raw::Triples(triples.iter().map(raw_triple).collect()),
            Given::Scores(scores) => Raw::Scores(scores.iter().map(raw_score).collect()),
        }
    }
}

fn text(kept: &impl ToString) -> Raw {
    Raw::Text(kept.to_string())
}

fn or_blank(kept: Option<&impl ToString>) -> String {
    kept.map(ToString::to_string).unwrap_or_default()
}

fn raw_row(row: &Row) -> Vec<Option<RawCell>> {
    let raw = |cell: &Option<CellValue>| cell.as_ref().map(CellValue::to_raw);
    row.iter().map(raw).collect()
}

impl CellValue {
    /// Gives it as it is before checking.
    pub fn to_raw(&self) -> RawCell {
        match self {
            CellValue::Line(line) => RawCell::Text(line.to_string()),
            CellValue::Day(day) => RawCell::Day(*day),
            CellValue::Month(month) => RawCell::Month(*month),
            CellValue::Choice(choice) => RawCell::Text(choice.code().to_owned()),
            CellValue::Number(number) => RawCell::Number(*number),
        }
    }
}

fn raw_triple(triple: &Triple) -> [String; 3] {
    [
        triple.sign.to_string(),
        or_blank(triple.remedy.as_ref()),
        or_blank(triple.wish.as_ref()),
    ]
}

fn raw_score(score: &Score) -> RawScore {
    let mark = |(by, mark): (&Rater, &Mark)| RawMark {
        by: by.code().to_owned(),
        score: mark.score.into(),
        on: mark.on,
        rater: mark.rater.to_string(),
    };
    RawScore {
        item: score.item.code().to_owned(),
        marks: score.marks.iter().map(mark).collect(),
        checks: score.checks.iter().collect(),
    }
}

fn given(kind: Kind, raw: Raw) -> Result<Given, WrongAnswer> {
    match (kind, raw) {
        (Kind::List { max, line }, Raw::Texts(lines)) => list(lines, max, line).map(Given::List),
        (Kind::Choices(offered), Raw::Texts(codes)) => choices(codes, offered).map(Given::Choices),
        (Kind::Table { columns, max }, Raw::Rows(rows)) => {
            table(rows, columns, max).map(Given::Table)
        }
        (Kind::Triples { max }, Raw::Triples(parts)) => triples(parts, max).map(Given::Triples),
        (Kind::Scores { items, raters }, Raw::Scores(raw)) => {
            scores(raw, items, raters).map(Given::Scores)
        }
        (kind, raw) => single(kind, raw).map_err(|why| why.at(Place::Whole)),
    }
}

fn single(kind: Kind, raw: Raw) -> Result<Given, Wrong> {
    Ok(match (kind, raw) {
        (Kind::Line { max }, Raw::Text(text)) => Given::Line(Line::new(&text, max)?),
        (Kind::Text { max }, Raw::Text(text)) => Given::Text(Paragraph::new(&text, max)?),
        (Kind::Kana, Raw::Text(text)) => Given::Kana(Kana::new(&text, NAME)?),
        (Kind::Phone, Raw::Text(text)) => Given::Phone(Phone::new(&text)?),
        (Kind::Digits { len }, Raw::Text(text)) => Given::Digits(digits(&text, len)?),
        (Kind::Date, Raw::Day(day)) => Given::Day(day),
        (Kind::Month, Raw::Month(month)) => Given::Month(month),
        (Kind::Choice(offered), Raw::Text(code)) => Given::Choice(choice(code, offered)?),
        (Kind::Number { min, max, .. }, Raw::Number(number)) => {
            Given::Number(within(number, min, max)?)
        }
        (Kind::Person, Raw::Person(raw)) => Given::Person(contact(&raw)?),
        _ => return Err(Wrong::Shape),
    })
}

fn digits(text: &str, len: usize) -> Result<Digits, Wrong> {
    let digits: String = ascii_digits(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－'))
        .collect();
    match digits.len() == len && digits.bytes().all(|digit| digit.is_ascii_digit()) {
        true => Ok(Digits(digits)),
        false => Err(Wrong::NotDigits { len }),
    }
}

fn choice(code: String, offered: &[ChoiceId]) -> Result<ChoiceId, Wrong> {
    ChoiceId::from_code(&code)
        .filter(|choice| offered.contains(choice))
        .ok_or(Wrong::NotOffered(code))
}

fn within(number: u32, min: u32, max: u32) -> Result<u32, Wrong> {
    match (min..=max).contains(&number) {
        true => Ok(number),
        false => Err(Wrong::OutOfRange { min, max }),
    }
}

/// Takes one line that may be blank.
fn line_if_any(text: &str, max: usize) -> Result<Option<Line>, Wrong> {
    if_any(Line::new(text, max))
}

/// Turns "nothing in it" into none and leaves every other refusal.
fn if_any<T>(taken: Result<T, TextRefused>) -> Result<Option<T>, Wrong> {
    match taken {
        Ok(kept) => Ok(Some(kept)),
        Err(TextRefused::Empty) => Ok(None),
        Err(why) => Err(why.into()),
    }
}

/// Takes a line that a person is not told without; where nothing is in it, says which.
fn named(text: &str, missing: Wrong) -> Result<Line, Wrong> {
    line_if_any(text, NAME)?.ok_or(missing)
}

fn contact(raw: &RawContact) -> Result<Contact, Wrong> {
    Ok(Contact {
        name: named(&raw.name, Wrong::Nameless)?,
        kana: if_any(Kana::new(&raw.kana, NAME))?,
        relation: named(&raw.relation, Wrong::NoRelation)?,
        phone: if_any(Phone::new(&raw.phone))?,
    })
}

fn choices(codes: Vec<String>, offered: &[ChoiceId]) -> Result<BTreeSet<ChoiceId>, WrongAnswer> {
    counted(&codes, offered.len())?;
    let mut chosen = BTreeSet::new();
    for (row, code) in codes.into_iter().enumerate() {
        let one = choice(code, offered).map_err(|why| why.at(Place::Row(row)))?;
        if !chosen.insert(one) {
            return Err(Wrong::Twice.at(Place::Row(row)));
        }
    }
    Ok(chosen)
}

fn list(lines: Vec<String>, max: usize, line: usize) -> Result<Vec<Line>, WrongAnswer> {
    counted(&lines, max)?;
    let checked = |(row, text): (usize, &String)| {
        Line::new(text, line).map_err(|why| Wrong::from(why).at(Place::Row(row)))
    };
    lines.iter().enumerate().map(checked).collect()
}

fn triples(parts: Vec<[String; 3]>, max: usize) -> Result<Vec<Triple>, WrongAnswer> {
    counted(&parts, max)?;
    let checked = |[sign, remedy, wish]: &[String; 3]| {
        Ok(Triple {
            sign: Line::new(sign, PART)?,
            remedy: line_if_any(remedy, PART)?,
            wish: line_if_any(wish, PART)?,
        })
    };
    let placed = |(row, parts)| checked(parts).map_err(|why: Wrong| why.at(Place::Row(row)));
    parts.iter().enumerate().map(placed).collect()
}

fn scores(
    raw: Vec<RawScore>,
    items: &[AssessmentItem],
    raters: &[Rater],
) -> Result<Vec<Score>, WrongAnswer> {
    counted(&raw, items.len())?;
    let mut scores: Vec<Score> = Vec::with_capacity(raw.len());
    for (row, raw) in raw.into_iter().enumerate() {
        let score = score(raw, items, raters).map_err(|why| why.at(Place::Row(row)))?;
        if scores.iter().any(|other| other.item == score.item) {
            return Err(Wrong::Twice.at(Place::Row(row)));
        }
        scores.push(score);
    }
    scores.sort_by_key(|score| score.item);
    Ok(scores)
}

fn score(raw: RawScore, items: &[AssessmentItem], raters: &[Rater]) -> Result<Score, Wrong> {
    let item = AssessmentItem::from_code(&raw.item)
        .filter(|item| items.contains(item))
        .ok_or(Wrong::NotOffered(raw.item))?;
    let mut marks = BTreeMap::new();
    for raw in raw.marks {
        let by = Rater::from_code(&raw.by)
            .filter(|by| raters.contains(by))
            .ok_or_else(|| Wrong::NotOffered(raw.by.clone()))?;
        if marks.insert(by, mark(raw, item)?).is_some() {
            return Err(Wrong::Twice);
        }
    }
    if marks.is_empty() {
        return Err(Wrong::NoScore);
    }
    Ok(Score {
        item,
        marks,
        checks: checks(&raw.checks, item, raters)?,
    })
}

fn mark(raw: RawMark, item: AssessmentItem) -> Result<Mark, Wrong> {
    let worst = u32::from(item.scale().worst());
    let score = within(raw.score, 1, worst)?;
    Ok(Mark {
        score: u8::try_from(score).map_err(|_| Wrong::Shape)?,
        on: raw.on,
        rater: Line::new(&raw.rater, NAME)?,
    })
}

/// Reads letters in any width and case, parted or not. Ticks are the staff's: where staff do not score there are none.
fn checks(typed: &str, item: AssessmentItem, raters: &[Rater]) -> Result<BTreeSet<char>, Wrong> {
    let letters = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '、' | '，' | '・'));
    let offered = item.sub() == Sub::Checks && raters.contains(&Rater::Staff);
    letters
        .map(|c| {
            sub_check(c)
                .filter(|_| offered)
                .ok_or_else(|| Wrong::NotOffered(typed.to_owned()))
        })
        .collect()
}

fn sub_check(typed: char) -> Option<char> {
    // Full-width letters stand as far from ours as the whole block does.
    let ascii = match typed {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(typed) - 0xFEE0)?,
        other => other,
    };
    let letter = ascii.to_ascii_lowercase();
    ('a'..).take(SUB_CHECKS.into()).find(|one| *one == letter)
}

fn table(
    rows: Vec<Vec<Option<RawCell>>>,
    columns: &[Column],
    max: usize,
) -> Result<Vec<Row>, WrongAnswer> {
    counted(&rows, max)?;
    let checked = |(row, cells)| checked_row(row, cells, columns);
    rows.into_iter().enumerate().map(checked).collect()
}

fn checked_row(
    row: usize,
    raw: Vec<Option<RawCell>>,
    columns: &[Column],
) -> Result<Row, WrongAnswer> {
    if raw.len() > columns.len() {
        let max = columns.len();
        return Err(Wrong::TooMany { max }.at(Place::Row(row)));
    }
    let cells = raw.into_iter().chain(std::iter::repeat(None));
    columns
        .iter()
        .zip(cells)
        .map(|(column, raw)| {
            checked_cell(column, raw).map_err(|why| {
                why.at(Place::Cell {
                    row,
                    column: column.id,
                })
            })
        })
        .collect()
}

fn checked_cell(column: &Column, raw: Option<RawCell>) -> Result<Option<CellValue>, Wrong> {
    let value = match (column.cell, raw) {
        (_, None) => None,
        (Cell::Line(max), Some(RawCell::Text(text))) => {
            line_if_any(&text, max)?.map(CellValue::Line)
        }
        (Cell::Date, Some(RawCell::Day(day))) => Some(CellValue::Day(day)),
        (Cell::Month, Some(RawCell::Month(month))) => Some(CellValue::Month(month)),
        (Cell::Choice(offered), Some(RawCell::Text(code))) => {
            Some(CellValue::Choice(choice(code, offered)?))
        }
        (Cell::Number { min, max, .. }, Some(RawCell::Number(number))) => {
            Some(CellValue::Number(within(number, min, max)?))
        }
        _ => return Err(Wrong::Shape),
    };
    match (value, column.need) {
        (None, Need::Required) => Err(Wrong::Blank),
        (value, _) => Ok(value),
    }
}

fn counted<T>(parts: &[T], max: usize) -> Result<(), WrongAnswer> {
    match parts.len() {
        0 => Err(Wrong::Empty.at(Place::Whole)),
        len if len > max => Err(Wrong::TooMany { max }.at(Place::Whole)),
        _ => Ok(()),
    }
}

/// Answers made up for tests: one that fits, for any field.
#[cfg(test)]
pub(crate) mod made_up {
    use super::*;
    use proptest::prelude::*;

    /// Gives some answer that the field takes.
    pub(crate) fn answer(field: FieldId) -> impl Strategy<Value = Answer> {
        raw(field.spec().kind).prop_map(move |raw| {
            Answer::check(field.spec(), raw).expect("what is made up for a field fits it")
        })
    }

    fn word() -> impl Strategy<Value = String> {
        "[a-zぁ-んァ-ン一-龠0-9]{1,16}"
    }

    fn day() -> impl Strategy<Value = Day> {
        (1900_u16..=2100, 1_u8..=12, 1_u8..=28)
            .prop_map(|(y, m, d)| Day::from_ymd(y, m, d).expect("every month has 28 days"))
    }

    fn code(offered: &'static [ChoiceId]) -> impl Strategy<Value = String> {
        proptest::sample::select(offered).prop_map(|one| one.code().to_owned())
    }

    fn raw(kind: Kind) -> BoxedStrategy<Raw> {
        match kind {
            Kind::Line { .. } => word().prop_map(Raw::Text).boxed(),
            Kind::Text { .. } => (word(), word())
                .prop_map(|(one, two)| Raw::Text(format!("{one}\n{two}")))
                .boxed(),
            Kind::Kana => "[ア-ヴ]{1,12}".prop_map(Raw::Text).boxed(),
            Kind::Phone => "0[0-9]{9}".prop_map(Raw::Text).boxed(),
            Kind::Digits { len } => proptest::collection::vec(0_u8..10, len)
                .prop_map(|all| Raw::Text(all.iter().map(u8::to_string).collect()))
                .boxed(),
            Kind::Date => day().prop_map(Raw::Day).boxed(),
            Kind::Month => day().prop_map(|day| Raw::Month(Month::of(day))).boxed(),
            Kind::Choice(offered) => code(offered).prop_map(Raw::Text).boxed(),
            Kind::Choices(offered) => proptest::sample::subsequence(offered, 1..=offered.len())
                .prop_map(|some| Raw::Texts(some.iter().map(|one| one.code().to_owned()).collect()))
                .boxed(),
            Kind::Number { min, max, .. } => (min..=max).prop_map(Raw::Number).boxed(),
            Kind::List { max, .. } => proptest::collection::vec(word(), 1..=max)
                .prop_map(Raw::Texts)
                .boxed(),
            Kind::Table { columns, max } => {
                let row: Vec<_> = columns.iter().map(cell).collect();
                proptest::collection::vec(row, 1..=max.min(4))
                    .prop_map(Raw::Rows)
                    .boxed()
            }
            Kind::Person => (word(), word(), any::<bool>())
                .prop_map(|(name, relation, known)| {
                    let if_known = |text: &str| {
                        if known {
                            text.to_owned()
                        } else {
                            String::new()
                        }
                    };
                    Raw::Person(RawContact {
                        name,
                        kana: if_known("カナ"),
                        relation,
                        phone: if_known("0155-00-0000"),
                    })
                })
                .boxed(),
            Kind::Triples { max } => {
                proptest::collection::vec((word(), word(), any::<bool>()), 1..=max)
                    .prop_map(|all| {
                        let triple = |(sign, other, both): (String, String, bool)| match both {
                            true => [sign, other.clone(), other],
                            false => [sign, String::new(), other],
                        };
                        Raw::Triples(all.into_iter().map(triple).collect())
                    })
                    .boxed()
            }
            Kind::Scores { items, raters } => {
                let some = proptest::sample::subsequence(items, 1..=items.len());
                let who = proptest::sample::subsequence(raters, 1..=raters.len());
                (some, day(), word(), who)
                    .prop_map(move |(items, on, rater, who)| {
                        let mark = |by: &Rater, item: AssessmentItem| RawMark {
                            by: by.code().to_owned(),
                            score: item.scale().worst().into(),
                            on,
                            rater: rater.clone(),
                        };
                        let ticks = |item: AssessmentItem| match item.sub() {
                            Sub::Checks if raters.contains(&Rater::Staff) => "af".to_owned(),
                            _ => String::new(),
                        };
                        let score = |item: AssessmentItem| RawScore {
                            item: item.code().to_owned(),
                            marks: who.iter().map(|by| mark(by, item)).collect(),
                            checks: ticks(item),
                        };
                        Raw::Scores(items.into_iter().map(score).collect())
                    })
                    .boxed()
            }
        }
    }

    fn cell(column: &Column) -> BoxedStrategy<Option<RawCell>> {
        let filled = match column.cell {
            Cell::Line(_) => word().prop_map(RawCell::Text).boxed(),
            Cell::Date => day().prop_map(RawCell::Day).boxed(),
            Cell::Month => day().prop_map(|day| RawCell::Month(Month::of(day))).boxed(),
            Cell::Choice(offered) => code(offered).prop_map(RawCell::Text).boxed(),
            Cell::Number { min, max, .. } => (min..=max).prop_map(RawCell::Number).boxed(),
        };
        match column.need {
            Need::Required => filled.prop_map(Some).boxed(),
            _ => proptest::option::of(filled).boxed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(field: FieldId, raw: Raw) -> Result<Answer, WrongAnswer> {
        Answer::check(field.spec(), raw)
    }

    fn text(text: &str) -> Raw {
        Raw::Text(text.to_owned())
    }

    fn texts(all: &[&str]) -> Raw {
        Raw::Texts(all.iter().map(|one| (*one).to_owned()).collect())
    }

    fn day() -> Day {
        Day::from_ymd(2026, 4, 1).unwrap()
    }

    fn any_field() -> impl Strategy<Value = FieldId> {
        proptest::sample::select(FieldId::ALL)
    }

    proptest! {
        #[test]
        fn checking_again_changes_nothing(answer in any_field().prop_flat_map(made_up::answer)) {
            prop_assert_eq!(check(answer.field(), answer.to_raw()), Ok(answer));
        }

        #[test]
        fn no_text_breaks_the_check(field in any_field(), typed in "(?s).{0,80}") {
            let _ = check(field, Raw::Text(typed.clone()));
            let _ = check(field, Raw::Texts(vec![typed.clone()]));
            let _ = check(field, Raw::Triples(vec![[typed.clone(), typed.clone(), typed.clone()]]));
            let _ = check(field, Raw::Rows(vec![vec![Some(RawCell::Text(typed))]]));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_place() {
        use FieldId::*;
        let whole = |why: Wrong| why.at(Place::Whole);
        let table = [
            (PersonName, text(" \u{200B}"), whole(Wrong::Empty)),
            (
                PersonName,
                text(&"あ".repeat(61)),
                whole(Wrong::Text(TextRefused::TooLong { max: 60, is: 61 })),
            ),
            (PersonName, Raw::Number(1), whole(Wrong::Shape)),
            (
                PersonKana,
                text("山田"),
                whole(Wrong::Text(TextRefused::NotKana { found: '山' })),
            ),
            (PersonBirth, text("R2.9.10"), whole(Wrong::Shape)),
            (
                CertificateNumber,
                text("123456789"),
                whole(Wrong::NotDigits { len: 10 }),
            ),
            (
                CertificateNumber,
                text("12345678９X"),
                whole(Wrong::NotDigits { len: 10 }),
            ),
            (
                CertificateCategory,
                text("category-7"),
                whole(Wrong::NotOffered("category-7".into())),
            ),
            (
                CertificateCategory,
                text("stable"),
                whole(Wrong::NotOffered("stable".into())),
            ),
            (
                CertificateDays,
                Raw::Number(32),
                whole(Wrong::OutOfRange { min: 1, max: 31 }),
            ),
            (CertificateDisability, texts(&[]), whole(Wrong::Empty)),
            (
                CertificateDisability,
                texts(&["mental", "mental"]),
                Wrong::Twice.at(Place::Row(1)),
            ),
            (StrengthsAvoid, texts(&[]), whole(Wrong::Empty)),
            (
                StrengthsAvoid,
                texts(&["急かす", " "]),
                Wrong::Empty.at(Place::Row(1)),
            ),
            (
                StrengthsAvoid,
                texts(&["一"; 6]),
                whole(Wrong::TooMany { max: 5 }),
            ),
            (
                TasksForesight,
                Raw::Rows(vec![vec![Some(RawCell::Text("休みが続く".into()))]]),
                Wrong::Blank.at(Place::Cell {
                    row: 0,
                    column: ColumnId::Then,
                }),
            ),
            (
                TasksForesight,
                Raw::Rows(vec![vec![None; 3]]),
                Wrong::TooMany { max: 2 }.at(Place::Row(0)),
            ),
            (
                SupportAttendance,
                Raw::Rows(vec![vec![Some(RawCell::Text("2026-04".into()))]]),
                Wrong::Shape.at(Place::Cell {
                    row: 0,
                    column: ColumnId::Month,
                }),
            ),
            (
                HealthStress,
                Raw::Triples(vec![[String::new(), "休む".into(), String::new()]]),
                Wrong::Empty.at(Place::Row(0)),
            ),
            (
                PersonEmergencyFirst,
                Raw::Person(RawContact {
                    name: "架空 花子".into(),
                    kana: String::new(),
                    relation: "母".into(),
                    phone: "かけない".into(),
                }),
                whole(Wrong::Text(TextRefused::NotAPhone)),
            ),
            (
                PersonEmergencySecond,
                Raw::Person(RawContact {
                    name: " ".into(),
                    kana: String::new(),
                    relation: "母".into(),
                    phone: String::new(),
                }),
                whole(Wrong::Nameless),
            ),
            (
                PersonEmergencySecond,
                Raw::Person(RawContact {
                    name: "架空 花子".into(),
                    kana: String::new(),
                    relation: String::new(),
                    phone: String::new(),
                }),
                whole(Wrong::NoRelation),
            ),
        ];
        for (field, raw, why) in table {
            assert_eq!(check(field, raw.clone()), Err(why), "{field:?} {raw:?}");
        }
    }

    #[test]
    fn no_score_goes_without_its_scale_its_rater_and_somebody_who_gave_it() {
        let mark = |by: &str, score, rater: &str| RawMark {
            by: by.into(),
            score,
            on: day(),
            rater: rater.into(),
        };
        let score = |item: &str, marks: &[RawMark], checks: &str| RawScore {
            item: item.into(),
            marks: marks.into(),
            checks: checks.into(),
        };
        let own = mark("own", 1, "試験 太郎");
        let out_of = |max| Wrong::OutOfRange { min: 1, max };
        let not = |what: &str| Wrong::NotOffered(what.into());
        let refused = [
            (score("rising", &[], ""), Wrong::NoScore),
            (score("rising", &[mark("own", 6, "試")], ""), out_of(5)),
            (score("rising", &[mark("staff", 0, "試")], ""), out_of(5)),
            (
                score("sociability", &[mark("staff", 3, "試")], ""),
                out_of(2),
            ),
            (score("rising", &[mark("own", 257, "試")], ""), out_of(5)),
            (score("rising", &[mark("own", 1, "　")], ""), Wrong::Empty),
            (
                score("height", std::slice::from_ref(&own), ""),
                not("height"),
            ),
            (
                score("rising", &[mark("family", 1, "母")], ""),
                not("family"),
            ),
            (
                score("rising", &[own.clone(), own.clone()], ""),
                Wrong::Twice,
            ),
            (score("rising", std::slice::from_ref(&own), "a"), not("a")),
            (score("money", std::slice::from_ref(&own), "ag"), not("ag")),
        ];
        for (raw, why) in refused {
            let said = check(FieldId::AssessmentScores, Raw::Scores(vec![raw.clone()]));
            assert_eq!(said, Err(why.at(Place::Row(0))), "{raw:?}");
        }
        let twice = vec![score("speed", std::slice::from_ref(&own), ""); 2];
        assert_eq!(
            check(FieldId::AssessmentScores, Raw::Scores(twice)),
            Err(Wrong::Twice.at(Place::Row(1)))
        );
        let mother = score("money", &[mark("family", 4, "母")], "a");
        assert_eq!(
            check(FieldId::AssessmentFamilyScores, Raw::Scores(vec![mother])),
            Err(not("a").at(Place::Row(0))),
            "ticks are the staff's"
        );
    }

    #[test]
    fn sub_checks_are_read_in_any_width_and_order() {
        let raw = RawScore {
            item: "money".into(),
            marks: vec![RawMark {
                by: "staff".into(),
                score: 4,
                on: day(),
                rater: "試験 太郎".into(),
            }],
            checks: " Ｆ、b・A ".into(),
        };
        let answer = check(FieldId::AssessmentScores, Raw::Scores(vec![raw])).unwrap();
        let Given::Scores(scores) = answer.given() else {
            panic!("{answer:?}");
        };
        assert_eq!(scores[0].checks.iter().collect::<String>(), "abf");
    }

    #[test]
    fn digits_are_folded_and_their_last_four_told() {
        let answer = check(FieldId::CertificateNumber, text("０１２３-４５６７ 89")).unwrap();
        let Given::Digits(digits) = answer.given() else {
            panic!("{answer:?}");
        };
        assert_eq!(digits.as_str(), "0123456789");
        assert_eq!(digits.last_four(), "6789");
    }

    #[test]
    fn a_row_written_before_a_column_was_added_is_still_read() {
        let short = vec![vec![
            Some(RawCell::Text("架空商店".into())),
            None,
            Some(RawCell::Day(day())),
            None,
            Some(RawCell::Text("品出し".into())),
            None,
            Some(RawCell::Text("for-training".into())),
        ]];
        let answer = check(FieldId::PracticePlaces, Raw::Rows(short)).unwrap();
        let Given::Table(rows) = answer.given() else {
            panic!("{answer:?}");
        };
        assert_eq!(rows[0].len(), 8);
        assert_eq!(rows[0][7], None);
    }
}
