//! A case as JSON: read with every problem named, written, and described by a schema.
//!
//! It stores nothing, opens no file and says nothing to people; a problem is a path and a reason.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json, json};

use crate::domain::answer::{Answer, Raw, RawCell, RawContact, RawMark, RawScore, WrongAnswer};
use crate::domain::assessment::{AssessmentItem, Rater, Sub};
use crate::domain::calendar::{Day, Month};
use crate::domain::case::{CaseSummary, FieldState, Source, Value};
use crate::domain::field::{Cell, ChoiceId, Column, Filled, Kind, Need, Sensitivity, Voice};
use crate::domain::handover::applies::{Applies, When, applies};
use crate::domain::section::FieldId;
use crate::domain::text::{Line, TextRefused};

/// What stands under `format`.
pub const FORMAT: &str = "tasuki-case";

/// What stands under `version`.
pub const VERSION: u64 = 1;

/// Most bytes of a document.
pub const MAX_BYTES: usize = 1 << 20;

/// Most problems told of one document.
pub const MAX_PROBLEMS: usize = 100;

/// Most characters of a name that is shown in a path.
const MAX_SHOWN: usize = 60;

/// Most characters of a source's name.
const SOURCE: usize = 60;

/// One thing wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// Where, as in `fields.person.birth.answer`; empty for the document itself. May hold what was typed.
    pub path: String,
    /// What.
    pub why: ImportWrong,
}

/// What can be wrong at one place of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportWrong {
    /// More bytes than a case can need.
    TooLarge {
        /// Most bytes.
        max: usize,
    },
    /// Not JSON.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON of something else than a case.
    OtherFormat,
    /// Written for a newer program.
    Newer {
        /// The version it names.
        version: u64,
    },
    /// No field of the catalogue has this name.
    UnknownField,
    /// Nothing of this name belongs here.
    UnknownKey,
    /// The same name twice.
    Twice,
    /// Something that must be here is not.
    Missing(&'static str),
    /// Another type of value than belongs here.
    Expected(Expected),
    /// A text that cannot be kept.
    Text(TextRefused),
    /// An answer that does not fit its field.
    Answer(WrongAnswer),
}

/// What belongs at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// An object.
    Object,
    /// An array.
    Array,
    /// A string.
    Text,
    /// A whole number that is not negative.
    Number,
    /// A day, `YYYY-MM-DD`.
    Day,
    /// A month, `YYYY-MM`.
    Month,
    /// `filled`, `none`, `declined` or `unchecked`.
    State,
    /// `person`, `observed` or `agency`.
    Source,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        match &self.why {
            ImportWrong::TooLarge { max } => write!(f, "more than {max} bytes"),
            ImportWrong::NotJson { line, column } => {
                write!(f, "not JSON at line {line}, column {column}")
            }
            ImportWrong::OtherFormat => f.write_str("not a case"),
            ImportWrong::Newer { version } => write!(f, "version {version} is newer"),
            ImportWrong::UnknownField => f.write_str("no such field"),
            ImportWrong::UnknownKey => f.write_str("does not belong here"),
            ImportWrong::Twice => f.write_str("given twice"),
            ImportWrong::Missing(key) => write!(f, "{key} is missing"),
            ImportWrong::Expected(what) => write!(f, "not of type {what:?}"),
            ImportWrong::Text(why) => why.fmt(f),
            ImportWrong::Answer(why) => why.fmt(f),
        }
    }
}

/// Reads a case: every field with its state, source and day, in reading order, each once.
///
/// # Errors
/// Every problem with its path, at most [`MAX_PROBLEMS`]; nothing is read where there is one.
pub fn parse_case(json: &str) -> Result<Vec<(FieldId, Value)>, Vec<RowProblem>> {
    look_at_case(json).map_err(|wrong| wrong.problems)
}

/// What stands in the way of reading a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// Every problem with its path, at most [`MAX_PROBLEMS`].
    pub problems: Vec<RowProblem>,
    /// How many fields are right as they are; they are not read in either.
    pub fine: usize,
}

/// The same as [`parse_case`], counting what is right in a case that cannot be read.
///
/// # Errors
/// Every problem; nothing is read where there is one.
pub fn look_at_case(json: &str) -> Result<Vec<(FieldId, Value)>, Wrong> {
    let mut reader = Reader {
        problems: Vec::new(),
        told: 0,
    };
    let mut values = reader.document(json).unwrap_or_default();
    if !reader.problems.is_empty() {
        return Err(Wrong {
            problems: reader.problems,
            fine: values.len(),
        });
    }
    values.sort_by_key(|(field, _)| *field);
    Ok(values)
}

/// A piece of JSON that keeps repeated names, so that they can be told.
enum Node {
    Null,
    Number(u64),
    Text(String),
    Array(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// A truth value, or a number that is negative or broken.
    Other,
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = all.next_element()? {
            nodes.push(node);
        }
        Ok(Node::Array(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(entry) = all.next_entry()? {
            nodes.push(entry);
        }
        Ok(Node::Object(nodes))
    }
}

/// The members of one object, taken out by name; what is left at the end does not belong there.
struct Members<'p> {
    path: &'p str,
    left: Vec<(String, Node)>,
}

/// Reads on after a problem, so that all of them are told; none stands for "told already".
struct Reader {
    problems: Vec<RowProblem>,
    /// How many problems there were, those beyond the most that are kept included.
    told: usize,
}

impl Reader {
    fn tell(&mut self, path: &str, why: ImportWrong) {
        self.told += 1;
        if self.problems.len() < MAX_PROBLEMS {
            let path = path.to_owned();
            self.problems.push(RowProblem { path, why });
        }
    }

    fn expected<T>(&mut self, path: &str, what: Expected) -> Option<T> {
        self.tell(path, ImportWrong::Expected(what));
        None
    }

    fn document(&mut self, json: &str) -> Option<Vec<(FieldId, Value)>> {
        let max = MAX_BYTES;
        if json.len() > max {
            self.tell("", ImportWrong::TooLarge { max });
            return None;
        }
        // Windows editors put a byte order mark in front.
        let node = match serde_json::from_str(json.strip_prefix('\u{FEFF}').unwrap_or(json)) {
            Ok(node) => node,
            Err(at) => {
                let (line, column) = (at.line(), at.column());
                self.tell("", ImportWrong::NotJson { line, column });
                return None;
            }
        };
        let mut members = self.members("", node)?;
        match self.text(&mut members, "format")?.as_str() {
            FORMAT => {}
            _ => {
                self.tell("format", ImportWrong::OtherFormat);
                return None;
            }
        }
        match self.required(&mut members, "version")? {
            Node::Number(VERSION) => {}
            Node::Number(version) if version > VERSION => {
                self.tell("version", ImportWrong::Newer { version });
                return None;
            }
            _ => return self.expected("version", Expected::Number),
        }
        let fields = self.required(&mut members, "fields")?;
        self.nothing_left(members);
        match fields {
            Node::Object(fields) => Some(self.fields(fields)),
            _ => self.expected("fields", Expected::Object),
        }
    }

    fn fields(&mut self, fields: Vec<(String, Node)>) -> Vec<(FieldId, Value)> {
        let mut seen = BTreeSet::new();
        let mut values = Vec::new();
        for (name, node) in fields {
            let path = below("fields", &name);
            let Some(field) = FieldId::from_name(&name) else {
                self.tell(&path, ImportWrong::UnknownField);
                continue;
            };
            let before = self.told;
            if !seen.insert(field) {
                self.tell(&path, ImportWrong::Twice);
                values.retain(|(it, _)| *it != field);
            }
            let value = self.value(&path, field, node);
            let value = value.filter(|_| self.told == before);
            values.extend(value.map(|value| (field, value)));
        }
        values
    }

    fn value(&mut self, path: &str, field: FieldId, node: Node) -> Option<Value> {
        let mut members = self.members(path, node)?;
        let state = match self.text(&mut members, "state").as_deref() {
            Some("filled") => self.answer(&mut members, field).map(FieldState::Filled),
            Some("none") => Some(FieldState::Nothing),
            Some("declined") => Some(FieldState::Declined),
            Some("unchecked") => Some(FieldState::Unchecked),
            Some(_) => self.expected(&below(path, "state"), Expected::State),
            None => None,
        };
        let source = self.source(&mut members);
        let as_of = self.day_of(&mut members, "as_of");
        self.nothing_left(members);
        Some(Value {
            state: state?,
            source: source?,
            as_of: as_of?,
        })
    }

    fn source(&mut self, members: &mut Members) -> Option<Source> {
        let path = below(members.path, "source");
        let node = self.required(members, "source")?;
        let mut members = self.members(&path, node)?;
        let source = match self.text(&mut members, "kind")?.as_str() {
            "person" => Some(Source::Person),
            "observed" => {
                let by = self.line(&mut members, "by");
                let on = self.day_of(&mut members, "on");
                by.zip(on).map(|(by, on)| Source::Observed { by, on })
            }
            "agency" => self
                .line(&mut members, "name")
                .map(|name| Source::Agency { name }),
            _ => self.expected(&below(&path, "kind"), Expected::Source),
        };
        self.nothing_left(members);
        source
    }

    fn answer(&mut self, members: &mut Members, field: FieldId) -> Option<Answer> {
        let path = below(members.path, "answer");
        let node = self.required(members, "answer")?;
        let raw = self.raw(&path, field.spec().kind, node)?;
        match Answer::check(field.spec(), raw) {
            Ok(answer) => Some(answer),
            Err(why) => {
                self.tell(&path, ImportWrong::Answer(why));
                None
            }
        }
    }

    fn raw(&mut self, path: &str, kind: Kind, node: Node) -> Option<Raw> {
        match kind {
            Kind::Line { .. }
            | Kind::Text { .. }
            | Kind::Kana
            | Kind::Phone
            | Kind::Digits { .. }
            | Kind::Choice(_) => self.as_text(path, node).map(Raw::Text),
            Kind::Date => self.as_day(path, node).map(Raw::Day),
            Kind::Month => self.as_month(path, node).map(Raw::Month),
            Kind::Number { .. } => self.as_number(path, node).map(Raw::Number),
            Kind::Choices(_) | Kind::List { .. } => self
                .each(path, node, |reader, path, node| reader.as_text(path, node))
                .map(Raw::Texts),
            Kind::Table { columns, .. } => self
                .each(path, node, |reader, path, node| {
                    reader.row(path, columns, node)
                })
                .map(Raw::Rows),
            Kind::Person => self.contact(path, node).map(Raw::Person),
            Kind::Triples { .. } => self.each(path, node, Self::triple).map(Raw::Triples),
            Kind::Scores { .. } => self.each(path, node, Self::score).map(Raw::Scores),
        }
    }

    fn contact(&mut self, path: &str, node: Node) -> Option<RawContact> {
        let mut members = self.members(path, node)?;
        let name = self.text(&mut members, "name");
        let kana = self.text_or_blank(&mut members, "kana");
        let relation = self.text(&mut members, "relation");
        let phone = self.text_or_blank(&mut members, "phone");
        self.nothing_left(members);
        Some(RawContact {
            name: name?,
            kana: kana?,
            relation: relation?,
            phone: phone?,
        })
    }

    fn triple(&mut self, path: &str, node: Node) -> Option<[String; 3]> {
        let mut members = self.members(path, node)?;
        let sign = self.text(&mut members, "sign");
        let remedy = self.text_or_blank(&mut members, "remedy");
        let wish = self.text_or_blank(&mut members, "wish");
        self.nothing_left(members);
        Some([sign?, remedy?, wish?])
    }

    fn score(&mut self, path: &str, node: Node) -> Option<RawScore> {
        let mut members = self.members(path, node)?;
        let item = self.text(&mut members, "item");
        let path = below(members.path, "marks");
        let marks = self.required(&mut members, "marks");
        let marks = marks.and_then(|it| self.each(&path, it, Self::mark));
        let checks = self.text_or_blank(&mut members, "checks");
        self.nothing_left(members);
        Some(RawScore {
            item: item?,
            marks: marks?,
            checks: checks?,
        })
    }

    fn mark(&mut self, path: &str, node: Node) -> Option<RawMark> {
        let mut members = self.members(path, node)?;
        let by = self.text(&mut members, "by");
        let score = self.number(&mut members, "score");
        let on = self.day_of(&mut members, "on");
        let rater = self.text(&mut members, "rater");
        self.nothing_left(members);
        Some(RawMark {
            by: by?,
            score: score?,
            on: on?,
            rater: rater?,
        })
    }

    fn row(
        &mut self,
        path: &str,
        columns: &'static [Column],
        node: Node,
    ) -> Option<Vec<Option<RawCell>>> {
        let mut members = self.members(path, node)?;
        let cells: Vec<_> = columns
            .iter()
            .map(|column| self.cell(&mut members, column))
            .collect();
        self.nothing_left(members);
        cells.into_iter().collect()
    }

    /// Reads one cell: none is a told problem, some none a blank cell.
    fn cell(&mut self, members: &mut Members, column: &Column) -> Option<Option<RawCell>> {
        let name = column.id.code();
        let path = below(members.path, name);
        let Some(node) = self.take(members, name) else {
            return Some(None);
        };
        let cell = match column.cell {
            Cell::Line(_) | Cell::Choice(_) => self.as_text(&path, node).map(RawCell::Text),
            Cell::Date => self.as_day(&path, node).map(RawCell::Day),
            Cell::Month => self.as_month(&path, node).map(RawCell::Month),
            Cell::Number { .. } => self.as_number(&path, node).map(RawCell::Number),
        };
        cell.map(Some)
    }

    fn members<'p>(&mut self, path: &'p str, node: Node) -> Option<Members<'p>> {
        match node {
            Node::Object(left) => Some(Members { path, left }),
            _ => self.expected(path, Expected::Object),
        }
    }

    /// Takes every member of a name out and gives the first; JSON's null is not there.
    fn take(&mut self, members: &mut Members, name: &str) -> Option<Node> {
        let (named, left) = std::mem::take(&mut members.left)
            .into_iter()
            .partition(|(key, _)| key == name);
        members.left = left;
        let mut named: Vec<(String, Node)> = named;
        if named.len() > 1 {
            self.tell(&below(members.path, name), ImportWrong::Twice);
        }
        named.truncate(1);
        match named.pop() {
            None | Some((_, Node::Null)) => None,
            Some((_, node)) => Some(node),
        }
    }

    fn required(&mut self, members: &mut Members, name: &'static str) -> Option<Node> {
        let node = self.take(members, name);
        if node.is_none() {
            self.tell(members.path, ImportWrong::Missing(name));
        }
        node
    }

    fn nothing_left(&mut self, members: Members) {
        for (name, _) in members.left {
            self.tell(&below(members.path, &name), ImportWrong::UnknownKey);
        }
    }

    fn text(&mut self, members: &mut Members, name: &'static str) -> Option<String> {
        let node = self.required(members, name)?;
        self.as_text(&below(members.path, name), node)
    }

    fn text_or_blank(&mut self, members: &mut Members, name: &str) -> Option<String> {
        match self.take(members, name) {
            None => Some(String::new()),
            Some(node) => self.as_text(&below(members.path, name), node),
        }
    }

    fn line(&mut self, members: &mut Members, name: &'static str) -> Option<Line> {
        let text = self.text(members, name)?;
        match Line::new(&text, SOURCE) {
            Ok(line) => Some(line),
            Err(why) => {
                self.tell(&below(members.path, name), ImportWrong::Text(why));
                None
            }
        }
    }

    fn day_of(&mut self, members: &mut Members, name: &'static str) -> Option<Day> {
        let node = self.required(members, name)?;
        self.as_day(&below(members.path, name), node)
    }

    fn number(&mut self, members: &mut Members, name: &'static str) -> Option<u32> {
        let node = self.required(members, name)?;
        self.as_number(&below(members.path, name), node)
    }

    fn each<T>(
        &mut self,
        path: &str,
        node: Node,
        one: impl Fn(&mut Self, &str, Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Node::Array(nodes) = node else {
            return self.expected(path, Expected::Array);
        };
        let all: Vec<_> = nodes
            .into_iter()
            .enumerate()
            .map(|(row, node)| one(self, &format!("{path}[{row}]"), node))
            .collect();
        all.into_iter().collect()
    }

    fn as_text(&mut self, path: &str, node: Node) -> Option<String> {
        match node {
            Node::Text(text) => Some(text),
            _ => self.expected(path, Expected::Text),
        }
    }

    fn as_number(&mut self, path: &str, node: Node) -> Option<u32> {
        let number = match node {
            Node::Number(number) => u32::try_from(number).ok(),
            _ => None,
        };
        match number {
            None => self.expected(path, Expected::Number),
            number => number,
        }
    }

    fn as_day(&mut self, path: &str, node: Node) -> Option<Day> {
        let day = match node {
            Node::Text(text) => iso_day(&text),
            _ => None,
        };
        match day {
            None => self.expected(path, Expected::Day),
            day => day,
        }
    }

    fn as_month(&mut self, path: &str, node: Node) -> Option<Month> {
        let month = match node {
            Node::Text(text) => iso_month(&text),
            _ => None,
        };
        match month {
            None => self.expected(path, Expected::Month),
            month => month,
        }
    }
}

fn below(path: &str, name: &str) -> String {
    let shown: String = name.chars().take(MAX_SHOWN).collect();
    match path {
        "" => shown,
        path => format!("{path}.{shown}"),
    }
}

fn iso_day(text: &str) -> Option<Day> {
    let (month, day) = text.rsplit_once('-')?;
    let (year, month) = year_and_month(month)?;
    Day::from_ymd(year, month, two_digits(day)?).ok()
}

fn iso_month(text: &str) -> Option<Month> {
    let (year, month) = year_and_month(text)?;
    Month::new(year, month).ok()
}

fn year_and_month(text: &str) -> Option<(u16, u8)> {
    let (year, month) = text.split_once('-')?;
    let four = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let year = four.then(|| year.parse().ok()).flatten()?;
    Some((year, two_digits(month)?))
}

fn two_digits(text: &str) -> Option<u8> {
    let two = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    two.then(|| text.parse().ok()).flatten()
}

/// Writes a case so that [`parse_case`] reads the same values again.
pub fn export_case(case: &CaseSummary) -> Json {
    let fields: Map<String, Json> = case
        .values()
        .iter()
        .map(|(field, value)| (field.spec().name.to_owned(), export_value(*field, value)))
        .collect();
    json!({ "format": FORMAT, "version": VERSION, "fields": fields })
}

/// The state of a field, in answers for programs.
pub fn state_code(state: &FieldState) -> &'static str {
    match state {
        FieldState::Filled(_) => "filled",
        FieldState::Nothing => "none",
        FieldState::Declined => "declined",
        FieldState::Unchecked => "unchecked",
    }
}

/// Writes one value as it stands under its field.
pub fn export_value(field: FieldId, value: &Value) -> Json {
    let source = match &value.source {
        Source::Person => json!({ "kind": "person" }),
        Source::Observed { by, on } => {
            json!({ "kind": "observed", "by": by.as_str(), "on": on.to_string() })
        }
        Source::Agency { name } => json!({ "kind": "agency", "name": name.as_str() }),
    };
    let state = state_code(&value.state);
    let mut out = json!({ "state": state, "source": source, "as_of": value.as_of.to_string() });
    if let FieldState::Filled(answer) = &value.state {
        out["answer"] = answer_out(field.spec().kind, answer.to_raw());
    }
    out
}

fn answer_out(kind: Kind, raw: Raw) -> Json {
    match raw {
        Raw::Text(text) => json!(text),
        Raw::Texts(texts) => json!(texts),
        Raw::Day(day) => json!(day.to_string()),
        Raw::Month(month) => json!(month.to_string()),
        Raw::Number(number) => json!(number),
        Raw::Rows(rows) => {
            let columns = match kind {
                Kind::Table { columns, .. } => columns,
                _ => &[],
            };
            rows.into_iter().map(|row| row_out(columns, row)).collect()
        }
        Raw::Person(contact) => given(vec![
            ("name", json!(contact.name)),
            ("kana", or_null(contact.kana)),
            ("relation", json!(contact.relation)),
            ("phone", or_null(contact.phone)),
        ]),
        Raw::Triples(triples) => triples
            .into_iter()
            .map(|[sign, remedy, wish]| {
                given(vec![
                    ("sign", json!(sign)),
                    ("remedy", or_null(remedy)),
                    ("wish", or_null(wish)),
                ])
            })
            .collect(),
        Raw::Scores(scores) => scores
            .into_iter()
            .map(|score| {
                given(vec![
                    ("item", json!(score.item)),
                    ("marks", score.marks.into_iter().map(mark_out).collect()),
                    ("checks", or_null(score.checks)),
                ])
            })
            .collect(),
    }
}

fn mark_out(mark: RawMark) -> Json {
    given(vec![
        ("by", json!(mark.by)),
        ("score", json!(mark.score)),
        ("on", json!(mark.on.to_string())),
        ("rater", json!(mark.rater)),
    ])
}

fn row_out(columns: &[Column], row: Vec<Option<RawCell>>) -> Json {
    let cell = |cell| match cell {
        None => Json::Null,
        Some(RawCell::Text(text)) => json!(text),
        Some(RawCell::Day(day)) => json!(day.to_string()),
        Some(RawCell::Month(month)) => json!(month.to_string()),
        Some(RawCell::Number(number)) => json!(number),
    };
    let named = columns.iter().zip(row);
    given(
        named
            .map(|(column, raw)| (column.id.code(), cell(raw)))
            .collect(),
    )
}

fn or_null(text: String) -> Json {
    match text.is_empty() {
        true => Json::Null,
        false => json!(text),
    }
}

/// Makes an object of the members that are there.
fn given(members: Vec<(&str, Json)>) -> Json {
    let there = members.into_iter().filter(|(_, value)| !value.is_null());
    Json::Object(
        there
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// Describes what [`parse_case`] takes, as a JSON Schema (2020-12).
pub fn case_schema() -> Json {
    let fields: Map<String, Json> = FieldId::ALL
        .iter()
        .map(|field| (field.spec().name.to_owned(), field_schema(*field)))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "type": "object",
        "additionalProperties": false,
        "required": ["format", "version", "fields"],
        "properties": {
            "format": { "const": FORMAT },
            "version": { "const": VERSION },
            "fields": { "type": "object", "additionalProperties": false, "properties": fields },
        },
        "$defs": {
            "day": { "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
            "month": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" },
            "source": { "oneOf": [
                source_schema("person", &[]),
                source_schema("observed", &[("by", text_schema(SOURCE)), ("on", day_schema())]),
                source_schema("agency", &[("name", text_schema(SOURCE))]),
            ] },
        },
    })
}

fn field_schema(field: FieldId) -> Json {
    let source = json!({ "$ref": "#/$defs/source" });
    let common = [("source", source), ("as_of", day_schema())];
    let filled = [
        ("state", json!({ "const": "filled" })),
        ("answer", kind_schema(field.spec().kind)),
    ];
    let without = [(
        "state",
        json!({ "enum": ["none", "declined", "unchecked"] }),
    )];
    let object = |own: &[(&'static str, Json)]| object_schema(&[own, &common].concat(), &[]);
    let spec = field.spec();
    let mut schema = json!({
        "oneOf": [object(&filled), object(&without)],
        "x-need": need_code(spec.need),
        "x-filled": filled_code(spec.filled),
        "x-voice": voice_code(spec.voice),
        "x-sensitivity": sensitivity_code(spec.sensitivity),
        "x-consent-item": spec.item.name(),
    });
    if field.is_from_memory() {
        schema["x-ground"] = json!("hearsay");
    }
    if let Some(how) = applies(field) {
        schema["x-applies"] = match how {
            Applies::Judged => json!("judged"),
            Applies::When(When::Filled(other)) => json!({ "filled": other.spec().name }),
            Applies::When(When::Chosen(other, choices)) => {
                let choices = choices.iter().map(|it| it.code());
                json!({ "field": other.spec().name, "is": choices.collect::<Vec<_>>() })
            }
        };
    }
    schema
}

fn need_code(need: Need) -> &'static str {
    match need {
        Need::Required => "required",
        Need::Conditional => "conditional",
        Need::Optional => "optional",
    }
}

fn sensitivity_code(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Open => "open",
        Sensitivity::Personal => "personal",
        Sensitivity::Sensitive => "sensitive",
        Sensitivity::Withheld => "withheld",
        Sensitivity::ThirdParty => "third-party",
    }
}

fn filled_code(filled: Filled) -> &'static str {
    match filled {
        Filled::ByAnswer => "answer",
        Filled::ByState => "state",
        Filled::ByNone => "none",
    }
}

/// Whose word an answer is, in answers for programs.
pub fn voice_code(voice: Voice) -> &'static str {
    match voice {
        Voice::Fact => "fact",
        Voice::View => "view",
        Voice::Person => "person",
        Voice::Family => "family",
    }
}

fn kind_schema(kind: Kind) -> Json {
    match kind {
        Kind::Line { max } | Kind::Text { max } => text_schema(max),
        Kind::Kana | Kind::Phone => text_schema(SOURCE),
        Kind::Digits { len } => json!({ "type": "string", "pattern": format!("^[0-9]{{{len}}}$") }),
        Kind::Date => day_schema(),
        Kind::Month => json!({ "$ref": "#/$defs/month" }),
        Kind::Choice(offered) => choice_schema(offered),
        Kind::Choices(offered) => {
            let mut all = array_schema(choice_schema(offered), offered.len());
            all["uniqueItems"] = json!(true);
            all
        }
        Kind::Number { min, max, .. } => number_schema(min, max),
        Kind::List { max, line } => array_schema(text_schema(line), max),
        Kind::Table { columns, max } => array_schema(row_schema(columns), max),
        Kind::Person => object_schema(
            &[("name", text_schema(60)), ("relation", text_schema(60))],
            &[("kana", text_schema(60)), ("phone", text_schema(60))],
        ),
        Kind::Triples { max } => array_schema(
            object_schema(
                &[("sign", text_schema(120))],
                &[("remedy", text_schema(120)), ("wish", text_schema(120))],
            ),
            max,
        ),
        Kind::Scores { items, raters } => {
            let one = |item: &AssessmentItem| score_schema(*item, raters);
            let all: Vec<_> = items.iter().map(one).collect();
            array_schema(json!({ "oneOf": all }), items.len())
        }
    }
}

fn score_schema(item: AssessmentItem, raters: &[Rater]) -> Json {
    let codes: Vec<_> = raters.iter().map(|by| by.code()).collect();
    let worst = u32::from(item.scale().worst());
    let mark = object_schema(
        &[
            ("by", json!({ "enum": codes })),
            ("score", number_schema(1, worst)),
            ("on", day_schema()),
            ("rater", text_schema(60)),
        ],
        &[],
    );
    let checks = ("checks", json!({ "type": "string", "pattern": "^[a-f]+$" }));
    let may = match item.sub() == Sub::Checks && raters.contains(&Rater::Staff) {
        true => vec![checks],
        false => Vec::new(),
    };
    object_schema(
        &[
            ("item", json!({ "const": item.code() })),
            ("marks", array_schema(mark, raters.len())),
        ],
        &may,
    )
}

fn row_schema(columns: &[Column]) -> Json {
    let schema = |column: &Column| {
        let cell = match column.cell {
            Cell::Line(max) => text_schema(max),
            Cell::Date => day_schema(),
            Cell::Month => json!({ "$ref": "#/$defs/month" }),
            Cell::Choice(offered) => choice_schema(offered),
            Cell::Number { min, max, .. } => number_schema(min, max),
        };
        (column.id.code(), cell)
    };
    let (must, may): (Vec<&Column>, Vec<&Column>) = columns
        .iter()
        .partition(|column| column.need == Need::Required);
    let must: Vec<_> = must.into_iter().map(schema).collect();
    let may: Vec<_> = may.into_iter().map(schema).collect();
    object_schema(&must, &may)
}

fn source_schema(kind: &str, own: &[(&'static str, Json)]) -> Json {
    object_schema(&[&[("kind", json!({ "const": kind }))], own].concat(), &[])
}

fn object_schema(must: &[(&'static str, Json)], may: &[(&'static str, Json)]) -> Json {
    let required: Vec<_> = must.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Json> = must
        .iter()
        .chain(may)
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn array_schema(items: Json, max: usize) -> Json {
    json!({ "type": "array", "minItems": 1, "maxItems": max, "items": items })
}

fn text_schema(max: usize) -> Json {
    json!({ "type": "string", "minLength": 1, "maxLength": max })
}

fn number_schema(min: u32, max: u32) -> Json {
    json!({ "type": "integer", "minimum": min, "maximum": max })
}

fn choice_schema(offered: &[ChoiceId]) -> Json {
    let codes: Vec<_> = offered.iter().map(|one| one.code()).collect();
    json!({ "enum": codes })
}

fn day_schema() -> Json {
    json!({ "$ref": "#/$defs/day" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Place, Wrong};
    use crate::domain::case::made_up;
    use crate::domain::section::ItemId;
    use proptest::prelude::*;

    const SOURCE_AND_DAY: &str = r#""source":{"kind":"person"},"as_of":"2026-04-01""#;

    fn document(fields: &str) -> String {
        format!(r#"{{"format":"tasuki-case","version":1,"fields":{{{fields}}}}}"#)
    }

    fn filled(field: &str, answer: &str) -> String {
        format!(r#""{field}":{{"state":"filled","answer":{answer},{SOURCE_AND_DAY}}}"#)
    }

    fn problems(json: &str) -> Vec<(String, ImportWrong)> {
        parse_case(json)
            .expect_err("the document is refused")
            .into_iter()
            .map(|problem| (problem.path, problem.why))
            .collect()
    }

    fn one(path: &str, why: ImportWrong) -> Vec<(String, ImportWrong)> {
        vec![(path.to_owned(), why)]
    }

    #[test]
    fn a_document_that_is_no_case_is_refused_as_a_whole() {
        let expected = |what| ImportWrong::Expected(what);
        let table = [
            (
                String::new(),
                one("", ImportWrong::NotJson { line: 1, column: 0 }),
            ),
            ("[]".into(), one("", expected(Expected::Object))),
            ("{}".into(), one("", ImportWrong::Missing("format"))),
            (
                r#"{"format":"tasuki-case","version":1}"#.into(),
                one("", ImportWrong::Missing("fields")),
            ),
            (
                r#"{"format":"other"}"#.into(),
                one("format", ImportWrong::OtherFormat),
            ),
            (
                r#"{"format":"tasuki-case","version":2,"fields":{}}"#.into(),
                one("version", ImportWrong::Newer { version: 2 }),
            ),
            (
                r#"{"format":"tasuki-case","version":"1","fields":{}}"#.into(),
                one("version", expected(Expected::Number)),
            ),
            (
                r#"{"format":"tasuki-case","version":1,"fields":{},"notes":[]}"#.into(),
                one("notes", ImportWrong::UnknownKey),
            ),
            (
                r#"{"format":"tasuki-case","version":1,"version":1,"fields":{}}"#.into(),
                one("version", ImportWrong::Twice),
            ),
            (
                " ".repeat(MAX_BYTES + 1),
                one("", ImportWrong::TooLarge { max: MAX_BYTES }),
            ),
        ];
        for (json, why) in table {
            assert_eq!(problems(&json), why);
        }
        let deep = "[".repeat(100_000);
        assert!(matches!(
            problems(&deep)[..],
            [(_, ImportWrong::NotJson { .. })]
        ));
    }

    #[test]
    fn what_is_wrong_in_a_field_is_told_with_its_path() {
        let expected = |what| ImportWrong::Expected(what);
        let table = [
            (filled("person.my-number", "\"1\""), "fields.person.my-number", ImportWrong::UnknownField),
            (filled("person.name", "1"), "fields.person.name.answer", expected(Expected::Text)),
            (filled("person.name", "null"), "fields.person.name", ImportWrong::Missing("answer")),
            (filled("person.birth", "\"2026-02-30\""), "fields.person.birth.answer", expected(Expected::Day)),
            (filled("person.birth", "\"R8.4.1\""), "fields.person.birth.answer", expected(Expected::Day)),
            (filled("person.birth", "\"2026-4-1\""), "fields.person.birth.answer", expected(Expected::Day)),
            (filled("period.left", "-1"), "fields.period.left.answer", expected(Expected::Number)),
            (filled("period.left", "1.5"), "fields.period.left.answer", expected(Expected::Number)),
            (filled("period.left", "4294967296"), "fields.period.left.answer", expected(Expected::Number)),
            (
                filled("period.left", "61"),
                "fields.period.left.answer",
                ImportWrong::Answer(WrongAnswer { at: Place::Whole, why: Wrong::OutOfRange { min: 0, max: 60 } }),
            ),
            (
                filled("strengths.avoid", r#"["急かす", 2]"#),
                "fields.strengths.avoid.answer[1]",
                expected(Expected::Text),
            ),
            (
                filled("tasks.foresight", r#"[{"if":"休みが続く","then":"電話する","else":"待つ"}]"#),
                "fields.tasks.foresight.answer[0].else",
                ImportWrong::UnknownKey,
            ),
            (
                filled("health.stress", r#"[{"sign":"黙る","sign":"立つ"}]"#),
                "fields.health.stress.answer[0].sign",
                ImportWrong::Twice,
            ),
            (
                format!(r#""life.meals":{{"state":"empty",{SOURCE_AND_DAY}}}"#),
                "fields.life.meals.state",
                expected(Expected::State),
            ),
            (
                format!(r#""life.meals":{{"state":"none","answer":"x",{SOURCE_AND_DAY}}}"#),
                "fields.life.meals.answer",
                ImportWrong::UnknownKey,
            ),
            (
                r#""life.meals":{"state":"none","source":{"kind":"rumour"},"as_of":"2026-04-01"}"#.into(),
                "fields.life.meals.source.kind",
                expected(Expected::Source),
            ),
            (
                r#""life.meals":{"state":"none","source":{"kind":"agency","name":" "},"as_of":"2026-04-01"}"#.into(),
                "fields.life.meals.source.name",
                ImportWrong::Text(TextRefused::Empty),
            ),
            (
                r#""life.meals":{"state":"none","source":{"kind":"person"}}"#.into(),
                "fields.life.meals",
                ImportWrong::Missing("as_of"),
            ),
        ];
        for (field, path, why) in table {
            assert_eq!(problems(&document(&field)), one(path, why), "{field}");
        }
    }

    #[test]
    fn all_problems_are_told_at_once_and_no_more_than_a_hundred() {
        let two = [filled("person.name", "1"), filled("person.birth", "2")].join(",");
        assert_eq!(problems(&document(&two)).len(), 2);
        let same = filled("person.called", "\"いち\"");
        let twice = problems(&document(&[same.as_str(), &same].join(",")));
        assert_eq!(twice, one("fields.person.called", ImportWrong::Twice));
        let many: Vec<_> = (0..500).map(|n| filled(&format!("no.{n}"), "1")).collect();
        assert_eq!(problems(&document(&many.join(","))).len(), MAX_PROBLEMS);
        let long = filled(&"長".repeat(10_000), "1");
        assert!(problems(&document(&long))[0].0.chars().count() < 100);
    }

    #[test]
    fn fields_that_are_right_are_counted_where_others_are_not() {
        let phone = filled("person.phone", r#""0155-00-0000""#);
        let kana = filled("person.kana", r#""カクウ ミホ""#);
        let wrong = filled("person.birth", "7");
        let fine =
            |fields: &[&str]| look_at_case(&document(&fields.join(","))).map_err(|it| it.fine);
        assert_eq!(fine(&[&phone, &wrong, &kana]), Err(2));
        assert_eq!(fine(&[&phone, &wrong, &phone]), Err(0), "given twice");
        assert_eq!(fine(&[&phone, r#""person.nickname":{}"#]), Err(1));
        let many: Vec<String> = (0..MAX_PROBLEMS + 2)
            .map(|at| format!(r#""person.no{at}":{{}}"#))
            .collect();
        let many = many.join(",");
        assert_eq!(fine(&[&many, &wrong, &kana]), Err(1), "beyond what is told");
        assert_eq!(fine(&[&phone, &kana]).map(|it| it.len()), Ok(2));
    }

    #[test]
    fn a_byte_order_mark_in_front_is_no_problem() {
        let json = format!(
            "\u{FEFF}{}",
            document(&filled("person.name", "\"見本 一郎\""))
        );
        assert_eq!(parse_case(&json).map(|values| values.len()), Ok(1));
    }

    #[test]
    fn the_schema_knows_every_field_and_option() {
        let schema = case_schema();
        let fields = &schema["properties"]["fields"]["properties"];
        assert_eq!(fields.as_object().map(Map::len), Some(FieldId::ALL.len()));
        let reason = &fields["wishes.reason-office"];
        assert_eq!(
            (&reason["x-voice"], &reason["x-need"]),
            (&json!("view"), &json!("conditional"))
        );
        // Every field says how much harm it can do and under which item of the consent it goes.
        for field in FieldId::ALL {
            let (spec, said) = (field.spec(), &fields[field.spec().name]);
            let item = said["x-consent-item"].as_str().and_then(ItemId::from_name);
            assert_eq!(item, Some(spec.item), "{field:?}");
            let sensitivity = said["x-sensitivity"].as_str();
            let told = sensitivity.map(str::to_owned);
            let named = format!("{:?}", spec.sensitivity).to_lowercase();
            assert_eq!(told.map(|it| it.replace('-', "")), Some(named), "{field:?}");
        }
        let harm = &fields["crisis.harm"];
        assert_eq!(
            (&harm["x-sensitivity"], &harm["x-consent-item"]),
            (&json!("withheld"), &json!("history-of-harm"))
        );
        let until = &fields["period.extended-until"]["x-applies"];
        let granted = json!({ "field": "period.extension", "is": ["extension-granted"] });
        assert_eq!(*until, granted);
        assert_eq!(fields["person.guardian"]["x-applies"], "judged");
        assert_eq!(fields["person.name"]["x-applies"], Json::Null);
        for (name, filled) in [
            ("person.name", "answer"),
            ("health.allergies", "none"),
            ("period.end", "state"),
        ] {
            assert_eq!(fields[name]["x-filled"], filled, "{name}");
        }
        let text = schema.to_string();
        for choice in ChoiceId::ALL {
            assert!(
                text.contains(&format!("\"{}\"", choice.code())),
                "{choice:?}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_exported_is_imported_again(case in made_up::case()) {
            let json = export_case(&case).to_string();
            let values: Vec<_> = case.values().clone().into_iter().collect();
            prop_assert_eq!(parse_case(&json), Ok(values));
        }

        #[test]
        fn a_cut_document_is_refused(case in made_up::case(), cut: proptest::sample::Index) {
            let json = export_case(&case).to_string();
            let cut = cut.index(json.len());
            let cut = (0..=cut).rfind(|at| json.is_char_boundary(*at)).unwrap_or(0);
            prop_assert!(parse_case(&json[..cut]).is_err());
        }

        #[test]
        fn noise_never_breaks_the_reader(json in r#"[\[\]{}":,a-z0-9. ]{0,200}"#) {
            let _ = parse_case(&json);
        }
    }
}
