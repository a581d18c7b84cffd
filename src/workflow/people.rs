//! Many people from one table: looked at row by row, then written in one commit, those who are here already left alone.
//!
//! What stands over a column in people's words is `lang`'s to know. A row is written whole or not at all.

use crate::domain::answer::{Answer, Raw};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::{
    DateRefused, Day, Era, Month, Note, day_choices, month_choices, parse_day, parse_day_in,
    parse_month, parse_month_in,
};
use crate::domain::case::{CaseSummary, FieldState, Source, Value};
use crate::domain::field::{ChoiceId, Kind};
use crate::domain::handover::permit::Step;
use crate::domain::id::CaseId;
use crate::domain::never::{Never, scan};
use crate::domain::origin::{Writer, Written};
use crate::domain::section::FieldId;
use crate::domain::text::{Line, ascii_digits};
use crate::vault::{Expect, Shelf};
use crate::workflow::alike::{Likeness, Occasion, Who};
use crate::workflow::case::{case_change, edits};
use crate::workflow::desk::Desk;
use crate::workflow::folder::Reach;
use crate::workflow::import::{Expected, ImportWrong};
use crate::workflow::never::{Asking, Place, Trace, texts_of};
use crate::workflow::problem::Problem;
use crate::workflow::table::{Cell, Row, Table};

/// The words people use, as `lang` knows them.
#[derive(Clone, Copy)]
pub struct Names {
    /// The field that stands under a heading.
    pub field: fn(&str) -> Option<FieldId>,
    /// The option that is meant, of those there are.
    pub choice: fn(&'static [ChoiceId], &str) -> Option<ChoiceId>,
    /// The state that is meant, where the cell is none of the field's own answers.
    pub state: fn(&str) -> Option<FieldState>,
}

/// A table and how it is to be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The table.
    pub table: Table,
    /// The field of each column; none is left out.
    pub columns: Vec<Option<FieldId>>,
    /// The era of years that stand in a column without one, where it was said for this column.
    pub eras: Vec<Option<Era>>,
    /// From what the fields were taken.
    pub taken: Understood,
    /// Whose it is.
    pub whose: Whose,
    /// From where: the name of the file.
    pub source: Line,
    /// From which day the table is.
    pub as_of: Day,
    /// The era of years that stand there without one, where a column has none of its own; none has each asked about.
    pub era: Option<Era>,
}

/// From what the fields of columns were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Understood {
    /// From what stands over them.
    ByHeading,
    /// From the last table with the same heading.
    AsBefore,
}

/// Whose table it is: what stands in it is of this office itself, or told by another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// This office's, of the people it serves: it says what staff would have typed.
    #[default]
    Own,
    /// Another office's or agency's: what it says of a contract is said of none here.
    Other,
}

impl Whose {
    /// Both.
    pub const ALL: &'static [Whose] = &[Whose::Own, Whose::Other];

    /// Gives its name, for commands.
    pub fn code(self) -> &'static str {
        match self {
            Whose::Own => "own",
            Whose::Other => "other",
        }
    }
}

/// Which way through the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the next.
    On,
    /// To the one before.
    Back,
}

/// Whether one cell can say all of an answer.
fn fits_a_cell(field: FieldId) -> bool {
    let kind = field.spec().kind;
    !matches!(
        kind,
        Kind::Table { .. } | Kind::Person | Kind::Triples { .. } | Kind::Scores { .. }
    )
}

/// Whether what stands in it are days or months.
fn is_dated(field: FieldId) -> bool {
    matches!(field.spec().kind, Kind::Date | Kind::Month)
}

/// What would become of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Each row, in its order.
    pub rows: Vec<PlannedRow>,
}

/// One row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRow {
    /// Its number in the file.
    pub number: usize,
    /// Whom it names, as far as it does.
    pub person: String,
    /// What becomes of it.
    pub fate: Fate,
    /// What was read otherwise than it is written, by column, from 0.
    pub converted: Vec<(usize, Converted)>,
}

/// A date that is read otherwise than it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Converted {
    /// A day in an era that had ended.
    Day(Day, Note),
    /// A month in an era that had ended.
    Month(Month, Note),
    /// A day whose year stands there without an era, in the one that was said.
    DayIn(Day, Era),
    /// The same of a month.
    MonthIn(Month, Era),
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A new case, with so many fields.
    New(usize),
    /// The person is here already, and nothing is changed.
    Here(CaseId),
    /// It is not taken in.
    Refused(Vec<RowWrong>),
}

impl Fate {
    /// Whether it is refused for what looks like something that is never stored.
    pub fn holds_a_secret(&self) -> bool {
        let secret = |it: &RowWrong| matches!(it, RowWrong::Cell(_, CellWrong::Never(_)));
        matches!(self, Fate::Refused(wrong) if wrong.iter().any(secret))
    }

    /// Whom it may be, where it is refused for that.
    pub fn likeness(&self) -> Option<&Likeness> {
        let Fate::Refused(wrong) = self else {
            return None;
        };
        wrong.iter().find_map(|it| match it {
            RowWrong::Alike(likeness) => Some(likeness),
            _ => None,
        })
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowWrong {
    /// In this column, from 0.
    Cell(usize, CellWrong),
    /// The same person stands in this row already.
    SameAs(usize),
    /// Whoever stands in this row may be the same person: it is asked once that row is taken in.
    LikeRow(usize),
    /// Somebody here has the same name, reading and birth, and another certificate: whether it is the same person cannot be told.
    OtherCertificate,
    /// Somebody here may be the same person, and whoever takes the table in has not said that it is another.
    Alike(Likeness),
    /// Day of birth with the certificate's number, or with name and reading, are missing: the person could not be told from others.
    Nobody,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellWrong {
    /// It fits no answer to the field.
    Answer(ImportWrong),
    /// The day is not taken.
    Date(DateRefused),
    /// Which year is meant is not clear: it may be one of these days.
    WhichDay(Vec<Day>),
    /// The same of a month.
    WhichMonth(Vec<Month>),
    /// Fewer digits than the number has: leading zeros may be lost.
    Short {
        /// How many the number has.
        len: usize,
        /// How many there are.
        is: usize,
    },
    /// The workbook has no value there.
    Broken,
    /// It looks like what is never stored.
    Never(Never),
    /// The field takes more than a cell can say.
    OnlyJson,
    /// There is something below no heading.
    NoHeading,
}

/// Why columns cannot be understood so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnsWrong {
    /// Two columns for one field.
    Two(FieldId),
    /// No column is so named.
    NoSuch(String),
    /// An era is said for this column, which is no date.
    NoDate(String),
    /// No columns tell who a person is: birth, with the certificate's number or with name and reading.
    NobodyNamed,
}

impl Reading {
    /// Understands the columns by their headings; what is over no column that is known is left out.
    pub fn new(table: Table, names: &Names, source: Line, as_of: Day) -> Reading {
        let mut columns: Vec<Option<FieldId>> = Vec::new();
        for heading in &table.heading {
            let field = (names.field)(heading).filter(|it| !columns.contains(&Some(*it)));
            columns.push(field);
        }
        Reading {
            eras: vec![None; columns.len()],
            taken: Understood::ByHeading,
            whose: Whose::default(),
            table,
            columns,
            source,
            as_of,
            era: None,
        }
    }

    /// Understands the columns by their headings again, whatever was chosen before.
    pub fn by_heading(self, names: &Names) -> Reading {
        let (era, whose) = (self.era, self.whose);
        let fresh = Reading::new(self.table, names, self.source, self.as_of);
        Reading {
            era,
            whose,
            ..fresh
        }
    }

    /// Whether the columns are understood as their headings say, and no era is said for one.
    pub(crate) fn is_by_heading(&self, names: &Names) -> bool {
        let fresh = self.clone().by_heading(names);
        fresh.columns == self.columns && fresh.eras == self.eras
    }

    /// The era of years that stand in a column without one.
    fn era_of(&self, at: usize) -> Option<Era> {
        self.eras.get(at).copied().flatten().or(self.era)
    }

    /// Says of which era the years of a column are that stand there without one, the next after the one it has, the latest
    /// first; past the oldest each is asked about. Only a column of days or months has one.
    pub fn turn_era(&mut self, at: usize) {
        let dated = self
            .columns
            .get(at)
            .copied()
            .flatten()
            .is_some_and(is_dated);
        let Some(era) = self.eras.get_mut(at).filter(|_| dated) else {
            return;
        };
        let mut eras = Era::ALL.iter().rev();
        *era = match era {
            None => eras.next().copied(),
            Some(now) => eras.skip_while(|it| **it != *now).nth(1).copied(),
        };
    }

    /// Says that it is the other's, and back.
    pub fn turn_whose(&mut self) {
        self.whose = match self.whose {
            Whose::Own => Whose::Other,
            Whose::Other => Whose::Own,
        };
    }

    /// A value as it stands in the table: in this office's own as it would have been written on the day it is from, what staff see
    /// as seen by the office, for who of it saw it no table says; else as another told it.
    fn value(&self, field: FieldId, state: FieldState, office: &Line) -> Value {
        let written = Written {
            state,
            source: match self.whose {
                Whose::Own => None,
                Whose::Other => Some(Source::Agency {
                    name: self.source.clone(),
                }),
            },
            as_of: Some(self.as_of),
        };
        let writer = Writer {
            by: office.clone(),
            on: self.as_of,
        };
        written.over(field, None, &writer)
    }

    /// Says which field a column is, by its heading or its number from 1, and the era of its years that stand without one;
    /// no field leaves it out.
    ///
    /// # Errors
    /// `NoSuch`; `NoDate` where an era is said and the field is no date.
    pub fn map(
        &mut self,
        column: &str,
        field: Option<FieldId>,
        era: Option<Era>,
    ) -> Result<(), ColumnsWrong> {
        let by_name = self.table.heading.iter().position(|it| it == column);
        let by_number = || ascii_digits(column).parse::<usize>().ok()?.checked_sub(1);
        let at = by_name
            .or_else(by_number)
            .filter(|it| *it < self.columns.len());
        let at = at.ok_or_else(|| ColumnsWrong::NoSuch(column.to_owned()))?;
        if era.is_some() && !field.is_some_and(is_dated) {
            return Err(ColumnsWrong::NoDate(column.to_owned()));
        }
        self.columns[at] = field;
        self.eras[at] = era;
        Ok(())
    }

    /// Takes the field after this one, or before it, for a column, of those that no other column is; past the last and before
    /// the first it is left out.
    pub fn turn(&mut self, at: usize, way: Way) {
        let taken = |it: &FieldId| self.columns.contains(&Some(*it));
        let free = FieldId::ALL.iter().filter(|it| fits_a_cell(**it));
        let own = self.columns.get(at).copied().flatten();
        let free = free
            .filter(|it| own == Some(**it) || !taken(it))
            .copied()
            .map(Some);
        let all: Vec<Option<FieldId>> = std::iter::once(None).chain(free).collect();
        let now = all.iter().position(|it| *it == own).unwrap_or(0);
        let next = match way {
            Way::On => (now + 1) % all.len(),
            Way::Back => (now + all.len() - 1) % all.len(),
        };
        if let (Some(column), Some(era)) = (self.columns.get_mut(at), self.eras.get_mut(at)) {
            *column = all[next];
            *era = era.filter(|_| all[next].is_some_and(is_dated));
        }
    }

    fn check(&self) -> Result<(), ColumnsWrong> {
        for (at, field) in self.columns.iter().enumerate() {
            if field.is_some() && self.columns[..at].contains(field) {
                return Err(field.map_or(ColumnsWrong::NobodyNamed, ColumnsWrong::Two));
            }
        }
        let has = |field| self.columns.contains(&Some(field));
        let named = has(FieldId::PersonName) && has(FieldId::PersonKana);
        match has(FieldId::PersonBirth) && (named || has(FieldId::CertificateNumber)) {
            true => Ok(()),
            false => Err(ColumnsWrong::NobodyNamed),
        }
    }
}

impl Desk {
    /// Looks what would become of a table. Nothing is written.
    pub fn look_at_table(&mut self, reading: &Reading, names: &Names) -> Result<Plan, Problem> {
        self.right(Step::WriteCase)?;
        Ok(self.plan(reading, names)?.0)
    }

    /// Makes a case of each row that is whole and new, all in one commit. Those who are here already are left alone, so
    /// that a table taken in twice changes nothing.
    pub fn take_in_table(&mut self, reading: &Reading, names: &Names) -> Result<Plan, Problem> {
        self.right(Step::WriteCase)?;
        let (plan, cases) = self.plan(reading, names)?;
        if cases.is_empty() {
            return Ok(plan);
        }
        // Where whoever acts has said before that nothing is a secret, that is remembered.
        for case in &cases {
            let fields: Vec<_> = FieldId::ALL
                .iter()
                .filter_map(|it| Some((*it, case.get(*it)?)))
                .collect();
            self.fields_free_of_secrets(fields)?;
        }
        let mut changes: Vec<_> = cases
            .iter()
            .map(|it| case_change(it, Expect::Absent))
            .collect();
        changes.extend(self.remembering(reading, names)?);
        self.enter(&changes, Deed::Imported, None)?;
        Ok(plan)
    }

    /// Remembers that nothing in the row of this number is what it looks like.
    pub fn row_is_no_secret(
        &mut self,
        reading: &Reading,
        names: &Names,
        number: usize,
    ) -> Result<(), Problem> {
        self.right(Step::WriteCase)?;
        reading.check().map_err(Problem::Columns)?;
        let row = reading.table.rows.iter().find(|it| it.number == number);
        let read = row.map(|it| read_row(it, reading, names, &self.profile().name));
        let values = read.map(|it| it.values).unwrap_or_default();
        let found = self.traces_in(&values)?;
        match found.is_empty() {
            true => Ok(()),
            false => self.not_a_secret(&found),
        }
    }

    fn traces_in(&self, values: &[(FieldId, Value)]) -> Result<Vec<Trace>, Problem> {
        let texts = values.iter().flat_map(|(field, it)| texts_of(*field, it));
        self.traces(texts.collect())
    }

    fn plan(&self, reading: &Reading, names: &Names) -> Result<(Plan, Vec<CaseSummary>), Problem> {
        reading.check().map_err(Problem::Columns)?;
        let mut here = Vec::new();
        for (id, ..) in self.vault.heads(Shelf::Case)? {
            let id = CaseId::from_bytes(id);
            match self.case_summary(id) {
                Ok(case) => here.push((id, Who::of_case(&case))),
                // By what its list shows it may still be asked about.
                Err(why) if Reach::of(&why) == Reach::Handover => (),
                Err(why) => return Err(why),
            }
        }
        let listed = self.listed()?;
        let (mut rows, mut cases) = (Vec::new(), Vec::new());
        // Who stood in a row that is here or new, and who of them is new: who is here is asked about as their case.
        let mut before: Vec<(usize, Who)> = Vec::new();
        let mut new: Vec<(usize, Who)> = Vec::new();
        let office = self.profile().name.clone();
        for row in &reading.table.rows {
            let ReadRow {
                values,
                mut wrong,
                converted,
            } = read_row(row, reading, names, &office);
            wrong.extend(self.secrets_in(&values, reading)?);
            wrong.extend(self.born_ahead(&values, reading));
            let mut case = CaseSummary::new(CaseId::from_bytes(self.outside.id()));
            case.set(edits(values.clone()), self.me.id, self.today())?;
            let who = Who::of_case(&case);
            let mut same = here.iter().filter(|(_, it)| it.is(&who));
            // Of several the one with the same certificate.
            let known = same.clone().find(|(_, it)| !it.certified_otherwise(&who));
            let known = known.or_else(|| same.next());
            let twice = before.iter().find(|(_, it)| it.is(&who));
            let like = new.iter().find(|(_, it)| it.may_be(&who));
            match (wrong.is_empty(), twice) {
                (true, Some((number, _))) => wrong.push(RowWrong::SameAs(*number)),
                (true, None) if known.is_none() && self.asks_who_it_is() && like.is_some() => {
                    wrong.extend(like.map(|(number, _)| RowWrong::LikeRow(*number)));
                }
                (true, None) if !who.is_told() => wrong.push(RowWrong::Nobody),
                (true, None) if known.is_some_and(|(_, it)| it.certified_otherwise(&who)) => {
                    wrong.push(RowWrong::OtherCertificate);
                }
                (true, None) if known.is_none() => {
                    let alike = self.asked_alike_among(who.clone(), Occasion::Written, &listed)?;
                    wrong.extend(alike.map(RowWrong::Alike));
                }
                _ => (),
            }
            let fate = match (known, wrong.is_empty()) {
                (_, false) => Fate::Refused(wrong),
                (Some((id, _)), true) => Fate::Here(*id),
                (None, true) => Fate::New(values.len()),
            };
            rows.push(PlannedRow {
                number: row.number,
                person: named(&case),
                fate: fate.clone(),
                converted,
            });
            if matches!(fate, Fate::New(_)) {
                new.push((row.number, who.clone()));
                cases.push(case);
            }
            if !matches!(fate, Fate::Refused(_)) {
                before.push((row.number, who));
            }
        }
        Ok((Plan { rows }, cases))
    }

    /// A birth that is still to come, as whoever types it is told.
    fn born_ahead(&self, values: &[(FieldId, Value)], reading: &Reading) -> Option<RowWrong> {
        let Err(Problem::Answer(why)) = self.born_by_now(&edits(values.to_vec())) else {
            return None;
        };
        let birth = Some(FieldId::PersonBirth);
        let at = reading.columns.iter().position(|it| *it == birth)?;
        Some(RowWrong::Cell(
            at,
            CellWrong::Answer(ImportWrong::Answer(why)),
        ))
    }

    /// What of a row looks like what is never stored and was not said to be something else.
    fn secrets_in(
        &self,
        values: &[(FieldId, Value)],
        reading: &Reading,
    ) -> Result<Vec<RowWrong>, Problem> {
        if self.asked.asking == Asking::Answered {
            return Ok(Vec::new());
        }
        let wrong = self.traces_in(values)?.into_iter().filter_map(|it| {
            let (Place::Field(field) | Place::Source(field)) = it.place else {
                return None;
            };
            let at = reading.columns.iter().position(|it| *it == Some(field))?;
            Some(RowWrong::Cell(at, CellWrong::Never(it.what)))
        });
        Ok(wrong.collect())
    }
}

/// What a row says.
#[derive(Default)]
struct ReadRow {
    values: Vec<(FieldId, Value)>,
    wrong: Vec<RowWrong>,
    converted: Vec<(usize, Converted)>,
}

/// The name as it was typed. One that looks like a secret is not said again.
fn named(case: &CaseSummary) -> String {
    let name = case.label().name.map(ToString::to_string);
    name.filter(|it| scan(it).is_empty()).unwrap_or_default()
}

fn read_row(row: &Row, reading: &Reading, names: &Names, office: &Line) -> ReadRow {
    let mut read = ReadRow::default();
    for (at, cell) in row.cells.iter().enumerate() {
        if *cell == Cell::Blank {
            continue;
        }
        if reading.columns.len() <= at {
            let wrong = RowWrong::Cell(at, CellWrong::NoHeading);
            read.wrong.push(wrong);
            continue;
        }
        let Some(field) = reading.columns[at] else {
            continue;
        };
        match state(field, cell, names, reading.era_of(at)) {
            Ok((state, converted)) => {
                read.values
                    .push((field, reading.value(field, state, office)));
                read.converted.extend(converted.map(|it| (at, it)));
            }
            Err(why) => read.wrong.push(RowWrong::Cell(at, why)),
        }
    }
    read
}

fn state(
    field: FieldId,
    cell: &Cell,
    names: &Names,
    era: Option<Era>,
) -> Result<(FieldState, Option<Converted>), CellWrong> {
    let mut converted = None;
    let spec = field.spec();
    let written;
    let text = match cell {
        Cell::Day(day) => {
            written = day.to_string();
            written.as_str()
        }
        Cell::Text(text) => text.as_str(),
        Cell::Blank | Cell::Broken => return Err(CellWrong::Broken),
    };
    // An option may have the word of a state, as "none" of what is chosen among.
    let offered = match spec.kind {
        Kind::Choice(all) | Kind::Choices(all) => (names.choice)(all, text),
        _ => None,
    };
    if let (None, Some(state)) = (offered, (names.state)(text)) {
        return Ok((state, None));
    }
    let code = |all: &'static [ChoiceId], text: &str| {
        (names.choice)(all, text)
            .map_or(text, |it| it.code())
            .to_owned()
    };
    let parts = |marks: &'static [char]| {
        let parts = text.split(marks).map(str::trim);
        parts.filter(|it| !it.is_empty())
    };
    let raw = match spec.kind {
        Kind::Line { .. } | Kind::Text { .. } | Kind::Kana | Kind::Phone => {
            Raw::Text(text.to_owned())
        }
        Kind::Digits { len } => Raw::Text(digits(text, len)?),
        Kind::Date => {
            let read = parse_day_in(text, era).map_err(|why| which_day(text, why))?;
            let said = era.filter(|_| parse_day(text).is_err());
            let said = said.map(|era| Converted::DayIn(read.day, era));
            converted = read
                .note
                .map(|note| Converted::Day(read.day, note))
                .or(said);
            Raw::Day(read.day)
        }
        Kind::Month => {
            let read = parse_month_in(text, era).map_err(|why| which_month(text, why))?;
            let said = era.filter(|_| parse_month(text).is_err());
            let said = said.map(|era| Converted::MonthIn(read.month, era));
            converted = read
                .note
                .map(|note| Converted::Month(read.month, note))
                .or(said);
            Raw::Month(read.month)
        }
        Kind::Choice(all) => Raw::Text(code(all, text)),
        Kind::Choices(all) => Raw::Texts(
            parts(&[',', '、', '\n', '・'])
                .map(|it| code(all, it))
                .collect(),
        ),
        Kind::Number { .. } => {
            let number = ascii_digits(text).parse();
            let why = || CellWrong::Answer(ImportWrong::Expected(Expected::Number));
            Raw::Number(number.map_err(|_| why())?)
        }
        Kind::List { .. } => {
            Raw::Texts(parts(&['|', '｜', '\n', '、']).map(str::to_owned).collect())
        }
        Kind::Table { .. } | Kind::Person | Kind::Triples { .. } | Kind::Scores { .. } => {
            return Err(CellWrong::OnlyJson);
        }
    };
    let answer = Answer::check(spec, raw);
    let answer = answer.map_err(|why| CellWrong::Answer(ImportWrong::Answer(why)))?;
    Ok((FieldState::Filled(answer), converted))
}

fn which_day(text: &str, why: DateRefused) -> CellWrong {
    match day_choices(text) {
        days if days.is_empty() => CellWrong::Date(why),
        days => CellWrong::WhichDay(days),
    }
}

fn which_month(text: &str, why: DateRefused) -> CellWrong {
    match month_choices(text) {
        months if months.is_empty() => CellWrong::Date(why),
        months => CellWrong::WhichMonth(months),
    }
}

/// Digits in ASCII; fewer than there must be may have lost their leading zeros, and are not guessed.
fn digits(text: &str, len: usize) -> Result<String, CellWrong> {
    let digits = ascii_digits(text);
    let is = digits.chars().count();
    match is < len && digits.chars().all(|c| c.is_ascii_digit()) {
        true => Err(CellWrong::Short { len, is }),
        false => Ok(digits),
    }
}
