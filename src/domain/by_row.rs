//! Tables that hold what either office wrote: known again and put together row by row. Of lists in which what either heard may be
//! true, each line is a row of one cell.
//!
//! The table of papers is put together in `attachment`, those lists in `own_answer`. Which row came and which is this office's own is
//! told in `brought`.

use crate::domain::answer::{CellValue, Given, Raw, Row};
use crate::domain::attachment::{PAPERS, is_same, rows};
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, FieldState, Source, Stood, Value};
use crate::domain::field::Kind;
use crate::domain::section::FieldId;
use crate::domain::text::Line;

/// A table that holds what either office wrote side by side.
struct ByRow {
    field: FieldId,
    /// By which cells a row is known again.
    key: &'static [usize],
    /// What of a row that came makes it that one, whatever this office marks in the other cells.
    said: &'static [usize],
}

/// Tables whose rows bear a day or a month. A stay is known by its first day: two offices name one office differently.
const BY_ROW: [ByRow; 3] = [
    ByRow {
        field: FieldId::PeriodStays,
        key: &[1],
        said: &[0, 1],
    },
    ByRow {
        field: FieldId::CrisisSeen,
        key: &[0, 1, 2],
        said: &[0, 1, 2],
    },
    ByRow {
        field: FieldId::SupportAttendance,
        key: &[0],
        said: &[0, 1, 2],
    },
];

/// Lists in which what either office heard may be true: neither takes the place of the other.
pub const BOTH_TRUE: [FieldId; 4] = [
    FieldId::HealthSeizures,
    FieldId::HealthAllergies,
    FieldId::HealthInfections,
    FieldId::HealthForbidden,
];

/// What of such a table the same office brought before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Earlier {
    /// Rows that stand there as they came: nobody here touched them.
    pub untouched: Vec<Row>,
    /// Rows of this office that went as others came, the oldest first.
    pub gave_way: Vec<Row>,
    /// Rows of that office that went as it said nothing of them any more, or that there is none: nobody here took them out.
    pub gone: Vec<Row>,
}

/// A table put together row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct United {
    /// Its rows, in their order.
    pub rows: Vec<Row>,
    /// Where the whole of it is from.
    pub source: Source,
    /// As of which day.
    pub as_of: Day,
}

/// What came of a table beside the rows of the case, the newer one's where both have a row; none where the case has no rows, where
/// what came is no answer, and where it is that there is none and nothing is left beside it. What somebody here took out stays out. What
/// the same office brought before and nobody here touched gives way to what it says now; where it says nothing of it any more, what
/// this office had in its place stands there again.
pub fn united(
    case: &CaseSummary,
    field: FieldId,
    told: &Value,
    earlier: Option<&Earlier>,
) -> Option<United> {
    BY_ROW.iter().find(|it| it.field == field)?;
    let own = case.get(field).filter(|it| !rows(it).is_empty())?;
    if !is_answered(told) {
        return None;
    }
    let nothing = Earlier::default();
    let all = side_by_side(case, field, told, earlier.unwrap_or(&nothing));
    match all.is_empty() {
        true if rows(told).is_empty() => None,
        true => Some(whole(rows(own).to_vec(), own)),
        false if is_newer(case, field, told) && has_rows_of(told, &all) => Some(whole(all, told)),
        false => Some(whole(all, own)),
    }
}

/// Rows that stand, and of those that come back as many as there is room for, but none where a row of the same thing stands.
pub fn with_back(field: FieldId, stand: Vec<Row>, back: Vec<Row>) -> Vec<Row> {
    let mut more: Vec<Row> = Vec::new();
    for row in back {
        let mut there = stand.iter().chain(&more);
        if !there.any(|it| is_one_row(field, it, &row)) {
            more.push(row);
        }
    }
    let room = most(field).saturating_sub(stand.len());
    if field != PAPERS {
        more.sort_by_key(dated);
    }
    let more = newest(field, more, room);
    in_place(field, stand.into_iter().chain(more).collect())
}

/// Says whether two tables hold the same rows, in whatever order.
pub fn same_rows(one: &[Row], other: &[Row]) -> bool {
    let all_in = |one: &[Row], other: &[Row]| one.iter().all(|it| other.contains(it));
    one.len() == other.len() && all_in(one, other) && all_in(other, one)
}

/// Says whether a table holds rows of this office beside those that came.
pub fn holds_rows_of_both(field: FieldId) -> bool {
    field == PAPERS || BY_ROW.iter().any(|it| it.field == field)
}

/// Says whether a field is a list in which what either office heard may be true.
pub fn holds_both(field: FieldId) -> bool {
    BOTH_TRUE.contains(&field)
}

/// What of a value is either office's one by one: the rows of a table that holds rows of both, the lines of such a list. Nothing of
/// any other field.
pub fn one_by_one(field: FieldId, value: &Value) -> Vec<Row> {
    match value.given() {
        Some(Given::Table(all)) if holds_rows_of_both(field) => all.clone(),
        Some(Given::List(all)) if holds_both(field) => {
            let cell = |it: &Line| Some(CellValue::Line(it.clone()));
            all.iter().map(|it| vec![cell(it)]).collect()
        }
        _ => Vec::new(),
    }
}

/// The same as what is to be answered.
pub fn put_together(field: FieldId, all: &[Row]) -> Raw {
    let cell = |it: &Option<CellValue>| it.as_ref().map(CellValue::to_raw);
    match field.spec().kind {
        Kind::List { .. } => {
            let lines = all.iter().flatten().flatten();
            let lines = lines.filter_map(|it| match it {
                CellValue::Line(line) => Some(line.to_string()),
                _ => None,
            });
            Raw::Texts(lines.collect())
        }
        _ => Raw::Rows(all.iter().map(|it| it.iter().map(cell).collect()).collect()),
    }
}

/// What of a field stood in a case before, one by one.
pub fn stood_once(case: &CaseSummary, field: FieldId) -> Vec<Row> {
    let stood = case.history().revisions().iter();
    let stood = stood.filter_map(|it| match it.fields.get(&field) {
        Some(Stood::Value(value)) => Some(one_by_one(field, value)),
        _ => None,
    });
    stood.flatten().collect()
}

/// Says whether two rows of such a table are of one thing, whatever else they say of it.
pub fn is_one_row(field: FieldId, one: &Row, other: &Row) -> bool {
    match BY_ROW.iter().find(|it| it.field == field) {
        Some(it) => are_same(it.key, one, other),
        None if field == PAPERS => is_same(one, other),
        None => one == other,
    }
}

/// Says whether a row still says what another one said first: it was only marked since. A month with other figures is another.
pub fn goes_on(field: FieldId, first: &Row, row: &Row) -> bool {
    match BY_ROW.iter().find(|it| it.field == field) {
        Some(it) => are_same(it.said, first, row),
        None if field == PAPERS => is_same(first, row),
        None => first == row,
    }
}

fn is_answered(told: &Value) -> bool {
    match told.state {
        FieldState::Filled(_) | FieldState::Nothing => true,
        FieldState::Declined | FieldState::Unchecked => false,
    }
}

fn side_by_side(case: &CaseSummary, field: FieldId, told: &Value, earlier: &Earlier) -> Vec<Row> {
    let known = |all: &[Row], row: &Row| all.iter().any(|it| is_one_row(field, it, row));
    let came = not_taken_out(case, field, told, earlier);
    let ours = case.get(field).map(rows).unwrap_or_default().iter();
    let ours = ours.filter(|it| !earlier.untouched.contains(it));
    let ours: Vec<Row> = ours.cloned().collect();
    let (mut all, beside) = match is_newer(case, field, told) {
        true => (came, ours),
        false => (ours, came),
    };
    let more: Vec<Row> = beside.into_iter().filter(|it| !known(&all, it)).collect();
    all.extend(more);
    let back = earlier.gave_way.iter().rev();
    let back = back.filter(|it| known(&earlier.untouched, it)).cloned();
    with_back(field, in_place(field, all), back.collect())
}

/// The rows that came, but those somebody here took out: what stood here once, and did not go as something came.
fn not_taken_out(case: &CaseSummary, field: FieldId, told: &Value, earlier: &Earlier) -> Vec<Row> {
    let stands = case.get(field).map(rows).unwrap_or_default();
    let once = stood_once(case, field);
    let is_here = |row: &Row| stands.iter().any(|it| is_one_row(field, it, row));
    let went = |row: &Row| earlier.gone.contains(row) || earlier.gave_way.contains(row);
    let came = rows(told).iter();
    let came = came.filter(|it| is_here(it) || went(it) || !once.contains(it));
    came.cloned().collect()
}

fn is_newer(case: &CaseSummary, field: FieldId, told: &Value) -> bool {
    case.get(field).is_none_or(|own| own.as_of <= told.as_of)
}

fn has_rows_of(told: &Value, all: &[Row]) -> bool {
    rows(told).iter().any(|it| all.contains(it))
}

fn whole(rows: Vec<Row>, said: &Value) -> United {
    United {
        rows,
        source: said.source.clone(),
        as_of: said.as_of,
    }
}

/// Rows of such a table in the order in which they stand there, as many as it holds.
fn in_place(field: FieldId, mut rows: Vec<Row>) -> Vec<Row> {
    if field != PAPERS {
        rows.sort_by_key(dated);
    }
    newest(field, rows, most(field))
}

/// As many as there is room for: what is over goes first, and of the rest the oldest.
fn newest(field: FieldId, mut all: Vec<Row>, room: usize) -> Vec<Row> {
    let is_over = |it: &Row| field == FieldId::CrisisSeen && it.get(3).is_some_and(Option::is_some);
    while room < all.len() {
        let at = all.iter().position(is_over).unwrap_or(0);
        all.remove(at);
    }
    all
}

fn most(field: FieldId) -> usize {
    match field.spec().kind {
        Kind::Table { max, .. } | Kind::List { max, .. } => max,
        _ => usize::MAX,
    }
}

/// The first day or month in a row.
fn dated(row: &Row) -> Option<Day> {
    row.iter().flatten().find_map(|it| match it {
        CellValue::Day(day) => Some(*day),
        CellValue::Month(month) => Some(month.last_day()),
        _ => None,
    })
}

fn are_same(cells: &[usize], one: &Row, other: &Row) -> bool {
    cells.iter().all(|it| one.get(*it) == other.get(*it))
}
