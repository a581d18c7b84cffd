//! Reads the files of the sample town.
//!
//! Not an import: it knows one format, of files that are part of the program, and stops at the first mistake.
//!
//! A file is lines. `| person 2026-11-18`, `| observed 山吹 恵 2026-11-18` and `| agency あさぎ市 2026-11-18` say where
//! the fields after them come from. `section.field = …` is a field; `- …` after it are its rows, with `|` between
//! cells. Short lists stand in one line with ` / ` between them, options with spaces. `なし`, `提供を望まない` and
//! `未確認` are the states without an answer. Scores have day and rater in the first line, then for each item, in
//! the order of the checklist, a figure for each whose scores the field takes (`-` is none) and the letters of ticked sub-checks: `34ac`. `office = 0`, `toward = 1`
//! and `note = …` are no fields.

use std::collections::BTreeMap;

use crate::domain::answer::{Answer, Raw, RawCell, RawContact, RawMark, RawScore, WrongAnswer};
use crate::domain::assessment::{AssessmentItem, Rater};
use crate::domain::calendar::{DateRefused, Day, parse_day, parse_month};
use crate::domain::case::{FieldState, Source, Value};
use crate::domain::field::{Cell, Column, Kind};
use crate::domain::section::FieldId;
use crate::domain::text::Line;
use crate::workflow::demo::DemoPerson;

/// Where a file could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misread {
    /// The line, counted from 1; 0 for the file as a whole.
    line: usize,
    /// What is wrong with it.
    why: Why,
}

/// Why a line could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Why {
    /// Neither a field, a row nor a source.
    NotALine,
    /// No field has this name.
    NoSuchField,
    /// The field was there before.
    Twice,
    /// No source stands before the field.
    NoSource,
    /// A source that is none of the three.
    NotASource,
    /// Not the parts that the kind of answer has.
    Parts,
    /// Not a number.
    NotANumber,
    /// Not a date.
    Date(DateRefused),
    /// Not an answer to the field.
    Answer(WrongAnswer),
    /// No line says which office.
    NoOffice,
}

impl From<DateRefused> for Why {
    fn from(why: DateRefused) -> Self {
        Self::Date(why)
    }
}

/// A line `name = text` with its rows.
struct Entry<'a> {
    line: usize,
    name: &'a str,
    text: &'a str,
    rows: Vec<&'a str>,
    source: Option<(Source, Day)>,
}

/// Reads one person.
pub(super) fn read(file: &str) -> Result<DemoPerson, Misread> {
    let (mut office, mut toward) = (None, None);
    let mut notes = Vec::new();
    let mut values = BTreeMap::new();
    for entry in entries(file)? {
        let at = |why| Misread {
            line: entry.line,
            why,
        };
        match entry.name {
            "office" => office = Some(number(entry.text).map_err(at)? as usize),
            "toward" => toward = Some(number(entry.text).map_err(at)? as usize),
            "note" => notes.push(entry.text.to_owned()),
            _ => {
                let (field, value) = field(&entry).map_err(at)?;
                if values.insert(field, value).is_some() {
                    return Err(at(Why::Twice));
                }
            }
        }
    }
    Ok(DemoPerson {
        office: office.ok_or(Misread {
            line: 0,
            why: Why::NoOffice,
        })?,
        toward,
        values: values.into_iter().collect(),
        notes,
    })
}

fn entries(file: &str) -> Result<Vec<Entry<'_>>, Misread> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut source = None;
    for (line, text) in (1..).zip(file.lines()) {
        let not_a_line = Misread {
            line,
            why: Why::NotALine,
        };
        if let Some(said) = text.strip_prefix("| ") {
            source = Some(source_of(said).map_err(|why| Misread { line, why })?);
        } else if let Some(row) = text.strip_prefix("- ") {
            entries.last_mut().ok_or(not_a_line)?.rows.push(row.trim());
        } else if !text.trim().is_empty() {
            let (name, text) = text.split_once('=').ok_or(not_a_line)?;
            entries.push(Entry {
                line,
                name: name.trim(),
                text: text.trim(),
                rows: Vec::new(),
                source: source.clone(),
            });
        }
    }
    Ok(entries)
}

fn source_of(said: &str) -> Result<(Source, Day), Why> {
    let (who, day) = said.rsplit_once(' ').ok_or(Why::NotASource)?;
    let day = parse_day(day)?.day;
    let (kind, name) = who.split_once(' ').unwrap_or((who, ""));
    let name = Line::new(name, 60);
    let source = match (kind, name) {
        ("person", Err(_)) => Source::Person,
        ("observed", Ok(by)) => Source::Observed { by, on: day },
        ("agency", Ok(name)) => Source::Agency { name },
        _ => return Err(Why::NotASource),
    };
    Ok((source, day))
}

fn field(entry: &Entry<'_>) -> Result<(FieldId, Value), Why> {
    let field = FieldId::from_name(entry.name).ok_or(Why::NoSuchField)?;
    let (source, as_of) = entry.source.clone().ok_or(Why::NoSource)?;
    let state = match entry.text {
        "なし" => FieldState::Nothing,
        "提供を望まない" => FieldState::Declined,
        "未確認" => FieldState::Unchecked,
        _ => {
            let raw = raw(field.spec().kind, entry)?;
            FieldState::Filled(Answer::check(field.spec(), raw).map_err(Why::Answer)?)
        }
    };
    let value = Value {
        state,
        source,
        as_of,
    };
    Ok((field, value))
}

fn raw(kind: Kind, entry: &Entry<'_>) -> Result<Raw, Why> {
    let text = entry.text;
    Ok(match kind {
        Kind::Line { .. }
        | Kind::Text { .. }
        | Kind::Kana
        | Kind::Phone
        | Kind::Digits { .. }
        | Kind::Choice(_) => Raw::Text(text.to_owned()),
        Kind::Date => Raw::Day(parse_day(text)?.day),
        Kind::Month => Raw::Month(parse_month(text)?.month),
        Kind::Number { .. } => Raw::Number(number(text)?),
        Kind::Choices(_) => Raw::Texts(text.split_whitespace().map(str::to_owned).collect()),
        Kind::List { .. } => Raw::Texts(text.split(" / ").map(str::to_owned).collect()),
        Kind::Table { columns, .. } => {
            let rows = entry.rows.iter().map(|row| cells(row, columns));
            Raw::Rows(rows.collect::<Result<_, _>>()?)
        }
        Kind::Person => Raw::Person(contact(text)?),
        Kind::Triples { .. } => {
            let rows = entry.rows.iter().map(|row| triple(row));
            Raw::Triples(rows.collect::<Result<_, _>>()?)
        }
        Kind::Scores { items, raters } => Raw::Scores(scores(entry, items, raters)?),
    })
}

fn number(text: &str) -> Result<u32, Why> {
    text.parse().map_err(|_| Why::NotANumber)
}

fn cells(row: &str, columns: &[Column]) -> Result<Vec<Option<RawCell>>, Why> {
    let texts: Vec<&str> = row.split('|').map(str::trim).collect();
    if texts.len() > columns.len() {
        return Err(Why::Parts);
    }
    let cell = |(text, column): (&str, &Column)| {
        Ok(match (text, column.cell) {
            ("", _) => None,
            (text, Cell::Line(_) | Cell::Choice(_)) => Some(RawCell::Text(text.to_owned())),
            (text, Cell::Date) => Some(RawCell::Day(parse_day(text)?.day)),
            (text, Cell::Month) => Some(RawCell::Month(parse_month(text)?.month)),
            (text, Cell::Number { .. }) => Some(RawCell::Number(number(text)?)),
        })
    };
    texts.into_iter().zip(columns).map(cell).collect()
}

fn contact(text: &str) -> Result<RawContact, Why> {
    match text.split('|').map(str::trim).collect::<Vec<_>>()[..] {
        [name, kana, relation, phone] => Ok(RawContact {
            name: name.to_owned(),
            kana: kana.to_owned(),
            relation: relation.to_owned(),
            phone: phone.to_owned(),
        }),
        _ => Err(Why::Parts),
    }
}

fn triple(row: &str) -> Result<[String; 3], Why> {
    let parts: Vec<String> = row.split('|').map(|part| part.trim().to_owned()).collect();
    parts.try_into().map_err(|_| Why::Parts)
}

fn scores(
    entry: &Entry<'_>,
    items: &[AssessmentItem],
    raters: &[Rater],
) -> Result<Vec<RawScore>, Why> {
    let (day, rater) = entry.text.split_once(' ').ok_or(Why::Parts)?;
    let on = parse_day(day)?.day;
    let written: Vec<&str> = entry
        .rows
        .iter()
        .flat_map(|row| row.split_whitespace())
        .collect();
    if written.len() != items.len() {
        return Err(Why::Parts);
    }
    let mut scores = Vec::new();
    for (item, written) in items.iter().zip(written) {
        let (figures, checks) = written.split_at_checked(raters.len()).ok_or(Why::Parts)?;
        let marks: Vec<RawMark> = raters
            .iter()
            .zip(figures.chars())
            .filter(|(_, figure)| *figure != '-')
            .map(|(by, figure)| {
                Ok(RawMark {
                    by: by.code().to_owned(),
                    score: figure.to_digit(10).ok_or(Why::NotANumber)?,
                    on,
                    rater: rater.to_owned(),
                })
            })
            .collect::<Result<_, Why>>()?;
        if !marks.is_empty() {
            scores.push(RawScore {
                item: item.code().to_owned(),
                marks,
                checks: checks.to_owned(),
            });
        }
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Given;

    fn why(file: &str) -> (usize, Why) {
        let misread = read(file).expect_err("a mistake");
        (misread.line, misread.why)
    }

    #[test]
    fn a_field_has_the_source_that_stands_before_it() {
        let file = "office = 2\n| person R8.11.1\nperson.name = 見本 花\n\
                    | observed 山吹 恵 2026-11-02\nhealth.allergies = なし\nnote = 覚え\n";
        let person = read(file).unwrap();
        assert_eq!((person.office, person.notes.len()), (2, 1));
        let [(_, name), (_, allergies)] = &person.values[..] else {
            panic!("{person:?}");
        };
        assert!(matches!(name.given(), Some(Given::Line(_))));
        assert_eq!(name.source, Source::Person);
        assert_eq!(allergies.state, FieldState::Nothing);
        assert_eq!(allergies.as_of, Day::from_ymd(2026, 11, 2).unwrap());
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let after = |line: &str| format!("office = 0\n| person 2026-11-01\n{line}\n");
        for (line, expected) in [
            ("person.nickname = 花", Why::NoSuchField),
            ("花", Why::NotALine),
            ("| somebody 2026-11-01", Why::NotASource),
            ("| observed 2026-11-01", Why::NotASource),
            (
                "person.birth = 2026-13-01",
                Why::Date(DateRefused::NoSuchDay),
            ),
            ("certificate.days = 多め", Why::NotANumber),
            ("person.guardian = 見本 花", Why::Parts),
            ("health.stress = \n- a | b", Why::Parts),
            ("assessment.scores = 2026-11-01 山吹\n- 11 22", Why::Parts),
        ] {
            let (at, why) = why(&after(line));
            assert_eq!((at, why), (3, expected), "{line}");
        }
        assert_eq!(why("person.name = 花").1, Why::NoSource);
        assert_eq!(
            why("| person 2026-11-01\nperson.name = 花").1,
            Why::NoOffice
        );
        assert_eq!(
            why(&after("person.name = 花\nperson.name = 花")).1,
            Why::Twice
        );
        assert!(matches!(why(&after("wishes.hours = 13")).1, Why::Answer(_)));
    }
}
