//! What comes with a person and is news to the case that is here already: value by value, and as one where values mean
//! something only together.
//!
//! The table of papers is put together row by row in `attachment`; nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::answer::{CellValue, Row};
use crate::domain::attachment::{PAPERS, is_same, rows};
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, FieldState, Source, Stood, Value};
use crate::domain::field::Kind;
use crate::domain::section::FieldId;

/// How the contract of this office stands that its case tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contract {
    /// It goes on, as far as is known here.
    GoesOn,
    /// It is that of an earlier stay.
    Over,
}

/// What an office says of its own contract and plan: where this one has its own, the other's is no news of them.
const OURS: [&[FieldId]; 2] = [
    &[
        FieldId::ContractSigned,
        FieldId::ContractDays,
        FieldId::ContractEnd,
        FieldId::ContractEndReason,
        FieldId::ContractSlot,
    ],
    &[
        FieldId::PlanLongGoal,
        FieldId::PlanShortGoals,
        FieldId::PlanFrom,
        FieldId::PlanUntil,
        FieldId::PlanAchieved,
        FieldId::PlanAgreed,
        FieldId::PlanMonitored,
    ],
];

/// What was said in one breath: the city's word about the months, the extension, and of the certificate its category, its days,
/// its term and its cap. All of one side or all of the other, by the newest of it.
const TOGETHER: [&[FieldId]; 6] = [
    &[
        FieldId::PeriodLeft,
        FieldId::PeriodConfirmedWith,
        FieldId::PeriodConfirmedOn,
    ],
    &[
        FieldId::PeriodExtension,
        FieldId::PeriodExtendedUntil,
        FieldId::PeriodReviewed,
    ],
    &[
        FieldId::CertificateCategory,
        FieldId::CertificateCategoryFrom,
        FieldId::CertificateCategoryUntil,
    ],
    &[FieldId::CertificateBasis, FieldId::CertificateDays],
    &[FieldId::CertificateFrom, FieldId::CertificateUntil],
    &[
        FieldId::CertificateCap,
        FieldId::CertificateCapManagement,
        FieldId::CertificateCapManager,
        FieldId::CertificateCapFrom,
        FieldId::CertificateCapUntil,
    ],
];

/// A table that holds what either office wrote side by side.
struct ByRow {
    field: FieldId,
    /// By which cells a row is known again.
    key: &'static [usize],
    /// What of a row that came makes it that one, whatever this office marks in the other cells.
    said: &'static [usize],
}

/// What of such a table the same office brought before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Earlier {
    /// Rows that stand there as they came: nobody here touched them.
    pub untouched: Vec<Row>,
    /// Rows of this office that went as others came, the oldest first.
    pub gave_way: Vec<Row>,
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
/// what came is no answer, and where it is that there is none and nothing is left beside it. What somebody took out stays out. What
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
    if weight(told) < Weight::Answered {
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

fn side_by_side(case: &CaseSummary, field: FieldId, told: &Value, earlier: &Earlier) -> Vec<Row> {
    let known = |all: &[Row], row: &Row| all.iter().any(|it| is_one_row(field, it, row));
    let came = not_taken_out(case, field, told);
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

/// The rows that came, but those somebody here took out.
fn not_taken_out(case: &CaseSummary, field: FieldId, told: &Value) -> Vec<Row> {
    let stands = case.get(field).map(rows).unwrap_or_default();
    let stood = case.history().revisions().iter();
    let stood = stood.filter_map(|it| match it.fields.get(&field) {
        Some(Stood::Value(value)) => Some(value),
        _ => None,
    });
    let once: Vec<&Row> = stood.flat_map(rows).collect();
    let is_here = |row: &Row| stands.iter().any(|it| is_one_row(field, it, row));
    let came = rows(told).iter();
    let came = came.filter(|it| is_here(it) || !once.contains(it));
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

/// Says whether two tables hold the same rows, in whatever order.
pub fn same_rows(one: &[Row], other: &[Row]) -> bool {
    let all_in = |one: &[Row], other: &[Row]| one.iter().all(|it| other.contains(it));
    one.len() == other.len() && all_in(one, other) && all_in(other, one)
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
        Kind::Table { max, .. } => max,
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

/// Says whether a table holds rows of this office beside those that came.
pub fn holds_rows_of_both(field: FieldId) -> bool {
    field == PAPERS || BY_ROW.iter().any(|it| it.field == field)
}

/// Says whether two rows of such a table are of one thing, whatever else they say of it.
pub fn is_one_row(field: FieldId, one: &Row, other: &Row) -> bool {
    match BY_ROW.iter().find(|it| it.field == field) {
        Some(it) => are_same(it.key, one, other),
        None => is_same(one, other),
    }
}

/// Says whether a row still says what another one said first: it was only marked since. A month with other figures is another.
pub fn goes_on(field: FieldId, first: &Row, row: &Row) -> bool {
    match BY_ROW.iter().find(|it| it.field == field) {
        Some(it) => are_same(it.said, first, row),
        None => is_same(first, row),
    }
}

fn are_same(cells: &[usize], one: &Row, other: &Row) -> bool {
    cells.iter().all(|it| one.get(*it) == other.get(*it))
}

/// Rows of such a table in the order in which they stand there, as many as it holds.
fn in_place(field: FieldId, mut rows: Vec<Row>) -> Vec<Row> {
    if field != PAPERS {
        rows.sort_by_key(dated);
    }
    newest(field, rows, most(field))
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

/// The fields that mean something only together with this one; none where it stands for itself.
pub fn together_with(field: FieldId) -> &'static [FieldId] {
    match group(field) {
        Some(Group::Ours(fields) | Group::Together(fields)) => fields,
        None => &[],
    }
}

/// What of a handover a case does not answer itself: as late or later and no poorer, or where nobody here had checked; and not in
/// place of this office's own contract or plan as long as that goes on. `earlier` is what the same
/// office brought before.
pub fn news_to(
    case: &CaseSummary,
    mut came: BTreeMap<FieldId, Value>,
    contract: Contract,
    earlier: &BTreeMap<FieldId, Earlier>,
) -> BTreeMap<FieldId, Value> {
    let all = came.clone();
    came.retain(|field, _| match group(*field) {
        // Files come with their rows, known or not.
        _ if *field == PAPERS => !rows(&all[field]).is_empty(),
        Some(Group::Ours(_)) if contract == Contract::Over => true,
        Some(Group::Ours(fields)) if fields.iter().any(|it| is_own(case, *it)) => false,
        Some(Group::Ours(fields) | Group::Together(fields)) => is_news(case, &all, fields),
        None => match united(case, *field, &all[field], earlier.get(field)) {
            Some(it) => !case
                .get(*field)
                .is_some_and(|own| same_rows(rows(own), &it.rows)),
            None => is_news(case, &all, &[*field]),
        },
    });
    came
}

/// What a case says and goes as this comes in: the rest of what comes as one, and this office's contract and plan of an earlier
/// stay.
pub fn left_behind(
    case: &CaseSummary,
    came: &BTreeMap<FieldId, Value>,
    contract: Contract,
) -> BTreeSet<FieldId> {
    let goes = |field: &FieldId| match group(*field) {
        Some(Group::Ours(_)) if contract == Contract::Over => true,
        Some(Group::Ours(fields) | Group::Together(fields)) => {
            fields.iter().any(|it| came.contains_key(it))
        }
        None => false,
    };
    let said = case.values().keys().copied();
    said.filter(|it| !came.contains_key(it) && goes(it))
        .collect()
}

enum Group {
    Ours(&'static [FieldId]),
    Together(&'static [FieldId]),
}

fn group(field: FieldId) -> Option<Group> {
    let within = |it: &&&[FieldId]| it.contains(&field);
    let ours = OURS.iter().find(within).map(|it| Group::Ours(it));
    ours.or_else(|| TOGETHER.iter().find(within).map(|it| Group::Together(it)))
}

fn is_own(case: &CaseSummary, field: FieldId) -> bool {
    let said = case.get(field).filter(|it| weight(it) == Weight::Answered);
    said.is_some_and(|it| !matches!(it.source, Source::Agency { .. }))
}

/// How much a value says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Open,
    Declined,
    Answered,
}

fn weight(value: &Value) -> Weight {
    match value.state {
        FieldState::Unchecked => Weight::Open,
        FieldState::Declined => Weight::Declined,
        FieldState::Filled(_) | FieldState::Nothing => Weight::Answered,
    }
}

/// Whether fields that go as one say something else than the case, and no older or poorer.
fn is_news(case: &CaseSummary, came: &BTreeMap<FieldId, Value>, fields: &[FieldId]) -> bool {
    let own = fields.iter().filter_map(|it| case.get(*it));
    let told = fields.iter().filter_map(|it| came.get(it));
    let (own, told) = (own.map(says).max(), told.map(says).max());
    let differs = fields.iter().any(|it| match (came.get(it), case.get(*it)) {
        (Some(told), Some(own)) => told.state != own.state,
        (told, _) => told.is_some(),
    });
    let wins = match (own, told) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some((Weight::Open, _)), Some((told, _))) if Weight::Open < told => true,
        (Some((own, since)), Some((told, on))) => own <= told && since <= on,
    };
    differs && wins
}

/// The most that is said, and of that the newest.
fn says(value: &Value) -> (Weight, Day) {
    (weight(value), value.as_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw, RawCell};
    use crate::domain::calendar::parse_day;
    use crate::domain::case::Edit;
    use crate::domain::id::{CaseId, StaffId};
    use crate::domain::text::Line;
    use FieldId as F;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    fn filled(field: FieldId, raw: Raw, as_of: &str) -> (FieldId, Value) {
        let answer = Answer::check(field.spec(), raw).unwrap();
        (field, said(FieldState::Filled(answer), as_of))
    }

    fn words(field: FieldId, text: &str, as_of: &str) -> (FieldId, Value) {
        filled(field, Raw::Text(text.into()), as_of)
    }

    fn said(state: FieldState, as_of: &str) -> Value {
        Value {
            state,
            source: Source::Person,
            as_of: day(as_of),
        }
    }

    fn told<const N: usize>(values: [(FieldId, Value); N]) -> BTreeMap<FieldId, Value> {
        let theirs = |(field, mut value): (FieldId, Value)| {
            let name = Line::new("見本事業所", 60).unwrap();
            value.source = Source::Agency { name };
            (field, value)
        };
        values.into_iter().map(theirs).collect()
    }

    fn case<const N: usize>(values: [(FieldId, Value); N]) -> CaseSummary {
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        let edits = values.map(|(field, value)| (field, Edit::Put(value)));
        case.set(edits.into(), StaffId::from_bytes([1; 16]), day("2026/1/1"))
            .unwrap();
        case
    }

    /// The fields that come in, and those that go.
    fn taken(
        case: &CaseSummary,
        came: BTreeMap<FieldId, Value>,
        contract: Contract,
    ) -> (Vec<FieldId>, Vec<FieldId>) {
        let news = news_to(case, came, contract, &BTreeMap::new());
        let gone = left_behind(case, &news, contract);
        (news.into_keys().collect(), gone.into_iter().collect())
    }

    #[test]
    fn an_answer_comes_in_wherever_nobody_here_had_checked() {
        let field = F::PersonCalled;
        let answer = |as_of| words(field, "みほんさん", as_of).1;
        let (old, new) = ("2026/4/1", "2026/10/1");
        for (own, theirs, comes) in [
            (said(FieldState::Unchecked, new), answer(old), true),
            (
                said(FieldState::Unchecked, new),
                said(FieldState::Declined, old),
                true,
            ),
            // The person said so since.
            (said(FieldState::Declined, new), answer(old), false),
            (said(FieldState::Declined, old), answer(new), true),
            (answer(old), said(FieldState::Unchecked, new), false),
            (answer(old), said(FieldState::Declined, new), false),
            (
                said(FieldState::Declined, old),
                said(FieldState::Unchecked, new),
                false,
            ),
            (said(FieldState::Nothing, new), answer(old), false),
            (said(FieldState::Nothing, old), answer(new), true),
            (answer(old), answer(new), false),
        ] {
            let case = case([(field, own.clone())]);
            let (came, gone) = taken(&case, told([(field, theirs.clone())]), Contract::GoesOn);
            assert_eq!(came == [field], comes, "{own:?} {theirs:?}");
            assert_eq!(gone, []);
        }
    }

    #[test]
    fn the_city_s_word_is_taken_whole_from_one_office() {
        let left = |months: u32, as_of| filled(F::PeriodLeft, Raw::Number(months), as_of);
        let with = |name, as_of| words(F::PeriodConfirmedWith, name, as_of);
        let on = |text, as_of| filled(F::PeriodConfirmedOn, Raw::Day(day(text)), as_of);
        let word = [F::PeriodLeft, F::PeriodConfirmedWith, F::PeriodConfirmedOn];
        let theirs = told([
            left(8, "2026/10/15"),
            with("見本市 鈴木", "2026/10/15"),
            on("2026/10/10", "2026/10/15"),
        ]);
        let own = case([
            left(10, "2026/11/20"),
            with("見本市 佐藤", "2026/9/1"),
            on("2026/8/30", "2026/9/1"),
        ]);
        let nothing = (vec![], vec![]);
        assert_eq!(taken(&own, theirs.clone(), Contract::GoesOn), nothing);
        let older = case([left(10, "2026/10/1"), with("見本市 佐藤", "2026/9/1")]);
        assert_eq!(
            taken(&older, theirs, Contract::GoesOn),
            (word.to_vec(), vec![])
        );
        // Whose word the rest was, it is not that of the newer number.
        let bare = told([left(8, "2026/10/15")]);
        let (came, gone) = taken(&older, bare, Contract::GoesOn);
        assert_eq!((came, gone), (vec![word[0]], vec![word[1]]));
        let same = told([left(10, "2026/10/15")]);
        assert_eq!(taken(&older, same, Contract::GoesOn), nothing);
    }

    fn seen(rows: &[(&str, &str, Option<&str>)], as_of: &str) -> (FieldId, Value) {
        let cells = rows.iter().map(|(on, what, over)| {
            let on = Some(RawCell::Day(day(on)));
            let over = over.map(|it| RawCell::Day(day(it)));
            let text = |it: &str| Some(RawCell::Text(it.into()));
            vec![on, text("act-now"), text(what), over]
        });
        filled(F::CrisisSeen, Raw::Rows(cells.collect()), as_of)
    }

    #[test]
    fn rows_with_a_day_stand_side_by_side_and_the_newer_table_says_how_a_row_goes_on() {
        let own = case([seen(
            &[
                ("2026/9/1", "眠れない", None),
                ("2026/9/5", "食べない", None),
            ],
            "2026/9/5",
        )]);
        let theirs = seen(
            &[
                ("2026/9/1", "眠れない", Some("2026/9/20")),
                ("2026/8/1", "休みが続く", None),
            ],
            "2026/10/1",
        );
        let (field, expected) = seen(
            &[
                ("2026/8/1", "休みが続く", None),
                ("2026/9/1", "眠れない", Some("2026/9/20")),
                ("2026/9/5", "食べない", None),
            ],
            "2026/10/1",
        );
        let all = united(&own, field, &theirs.1, None).unwrap().rows;
        assert_eq!(all, rows(&expected));
        assert!(
            news_to(
                &own,
                told([theirs.clone()]),
                Contract::GoesOn,
                &BTreeMap::new()
            )
            .contains_key(&field)
        );
        // Older, it still brings the row that only it has, and says nothing of the others.
        let older = Value {
            as_of: day("2026/8/1"),
            ..theirs.1.clone()
        };
        let all = united(&own, field, &older, None).unwrap().rows;
        assert_eq!(all[1..], rows(own.get(field).unwrap())[..]);
        assert_eq!(all.len(), 3);
        // With all of it in the case, nothing of it is news.
        let whole = case([(field, expected.clone())]);
        assert!(
            news_to(
                &whole,
                told([theirs.clone()]),
                Contract::GoesOn,
                &BTreeMap::new()
            )
            .is_empty()
        );
    }

    fn stays(rows: &[(&str, &str, Option<&str>)], as_of: &str) -> (FieldId, Value) {
        let cells = rows.iter().map(|(name, from, until)| {
            let name = Some(RawCell::Text((*name).into()));
            let until = until.map(|it| RawCell::Day(day(it)));
            vec![name, Some(RawCell::Day(day(from))), until, None]
        });
        filled(F::PeriodStays, Raw::Rows(cells.collect()), as_of)
    }

    #[test]
    fn a_stay_is_one_whatever_an_office_is_called_and_in_whatever_order_they_were_typed() {
        let own = [
            ("当所", "2025/4/1", None),
            ("見本B", "2023/4/1", Some("2024/3/31")),
        ];
        let case = case([stays(&own, "2026/3/1")]);
        let closed = [("見本A", "2025/4/1", Some("2026/3/31"))];
        let (field, theirs) = stays(&closed, "2026/4/1");
        let (_, expected) = stays(&[own[1], closed[0]], "2026/4/1");
        let all = united(&case, field, &theirs, None).unwrap().rows;
        assert_eq!(all, rows(&expected));
        // The same rows the other way round are no news.
        let turned = stays(&[own[1], own[0]], "2026/4/1");
        let news = news_to(&case, told([turned]), Contract::GoesOn, &BTreeMap::new());
        assert!(news.is_empty());
    }

    #[test]
    fn that_there_is_none_takes_away_what_the_same_office_brought_and_nothing_else() {
        let (ours, theirs) = (
            ("2026/9/5", "食べない", None),
            ("2026/9/1", "眠れない", None),
        );
        let (field, both) = seen(&[theirs, ours], "2026/9/10");
        let row = |it| rows(&seen(&[it], "2026/9/10").1)[0].clone();
        let earlier = Earlier {
            untouched: vec![row(theirs)],
            gave_way: vec![],
        };
        let own = case([(field, both.clone())]);
        let (by_field, at_a_start) = (BTreeMap::from([(field, earlier.clone())]), BTreeMap::new());
        let news = |case: &CaseSummary, told: &Value, earlier| {
            let told = BTreeMap::from([(field, told.clone())]);
            !news_to(case, told, Contract::GoesOn, earlier).is_empty()
        };
        for as_of in ["2026/9/1", "2026/10/1"] {
            let none = said(FieldState::Nothing, as_of);
            let all = united(&own, field, &none, Some(&earlier)).unwrap();
            assert_eq!(all.rows, [row(ours)]);
            assert_eq!((all.source, all.as_of), (both.source.clone(), both.as_of));
            assert!(news(&own, &none, &by_field));
            assert!(!news(&own, &none, &at_a_start));
            // Of a table in which nothing is this office's, the newer one says whether there is any.
            let only_theirs = case([seen(&[theirs], "2026/9/10")]);
            assert_eq!(united(&only_theirs, field, &none, Some(&earlier)), None);
            let is_later = both.as_of < none.as_of;
            assert_eq!(news(&only_theirs, &none, &by_field), is_later);
        }
        for state in [FieldState::Declined, FieldState::Unchecked] {
            let open = said(state, "2026/10/1");
            assert!(!news(&own, &open, &by_field), "{open:?}");
        }
    }

    #[test]
    fn that_there_are_no_papers_is_no_news_to_a_case() {
        let row = ["support-plan".into()].map(RawCell::Text).map(Some);
        let dated = Some(RawCell::Day(day("2026/4/1")));
        let row = [&row[..], &[None, dated, None, None]].concat();
        let own = case([filled(PAPERS, Raw::Rows(vec![row]), "2026/4/1")]);
        let none = told([(PAPERS, said(FieldState::Nothing, "2026/10/1"))]);
        let news = news_to(&own, none, Contract::GoesOn, &BTreeMap::new());
        assert_eq!(news, BTreeMap::new());
    }

    #[test]
    fn of_more_rows_than_a_table_holds_what_is_over_goes_first() {
        let mut many: Vec<_> = (1..=19)
            .map(|_| ("2026/9/1", "", Some("2026/9/2")))
            .collect();
        let words: Vec<String> = (1..=19).map(|at| format!("{at}回目")).collect();
        many.iter_mut()
            .zip(&words)
            .for_each(|(it, said)| it.1 = said);
        let own = case([seen(
            &[
                ("2026/1/1", "ずっと続く", None),
                ("2026/1/2", "これも", None),
            ],
            "2026/9/1",
        )]);
        let (field, theirs) = seen(&many, "2026/10/1");
        let all = united(&own, field, &theirs, None).unwrap().rows;
        assert_eq!(all.len(), 20);
        assert_eq!(
            all[..2],
            rows(own.get(field).unwrap())[..],
            "open, though old"
        );
    }

    #[test]
    fn a_contract_and_plan_of_an_earlier_stay_give_way_and_those_that_go_on_stay() {
        let signed = |text, as_of| filled(F::ContractSigned, Raw::Day(day(text)), as_of);
        let end = |text, as_of| filled(F::ContractEnd, Raw::Day(day(text)), as_of);
        let goal = |text, as_of| words(F::PlanLongGoal, text, as_of);
        let own = case([
            signed("2023/4/1", "2026/4/1"),
            end("2024/3/31", "2026/4/1"),
            goal("前の目標", "2026/4/1"),
        ]);
        let theirs = || told([signed("2025/4/1", "2025/4/1")]);
        let nothing = (vec![], vec![]);
        assert_eq!(taken(&own, theirs(), Contract::GoesOn), nothing);
        assert_eq!(
            taken(&own, theirs(), Contract::Over),
            (
                vec![F::ContractSigned],
                vec![F::ContractEnd, F::PlanLongGoal]
            )
        );
    }
}
