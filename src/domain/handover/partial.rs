//! What stands in fields and still lacks something: scores that are missing or old, signs without what to do about them, few
//! months of attendance, and a state in the place of an answer.
//!
//! It asks, and refuses nothing: an offer waits for required fields alone, and what fills those `CaseSummary::misses` says.

use std::collections::BTreeSet;

use crate::domain::answer::{CellValue, Given, Mark, Row, Score, Triple};
use crate::domain::assessment::AssessmentItem;
use crate::domain::calendar::{Day, Month, months_later};
use crate::domain::case::{CaseSummary, FieldState, Value};
use crate::domain::contract::own_day;
use crate::domain::field::{ColumnId, Filled, Kind};
use crate::domain::section::FieldId;

/// Scores are wanted of the last so many months (the minimum dataset of the research, domain §3.4).
pub const SCORE_MONTHS: u32 = 6;
/// Attendance is wanted of so many months (the same).
pub const ATTENDANCE_MONTHS: usize = 3;

/// What an answer lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lack {
    /// Items of the assessment.
    Scores {
        /// So many nobody scored.
        missing: usize,
        /// So many were scored longer ago than `SCORE_MONTHS`.
        old: usize,
    },
    /// So many signs do not say what the person does then, or what others should do.
    Signs(usize),
    /// Whole months of attendance of late.
    Months {
        /// So many are there.
        there: usize,
        /// So many could be.
        wanted: usize,
    },
    /// The answer itself.
    Answer(Instead),
}

/// What stands in the place of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Instead {
    /// That there is none (なし), where that is no answer.
    Nothing,
    /// That nobody has checked yet (未確認).
    Unchecked,
    /// That the person does not wish to share it, of what says who the person is.
    Declined,
}

impl Instead {
    /// Gives the state that stands there.
    pub fn state(self) -> FieldState {
        match self {
            Self::Nothing => FieldState::Nothing,
            Self::Unchecked => FieldState::Unchecked,
            Self::Declined => FieldState::Declined,
        }
    }

    /// Finds what stands in the place of an answer to a field that a handover needs.
    fn of(field: FieldId, state: &FieldState) -> Option<Self> {
        match (state, field.spec().filled) {
            (FieldState::Filled(_), _) | (FieldState::Nothing, Filled::ByNone) => None,
            (FieldState::Nothing, _) => Some(Self::Nothing),
            (FieldState::Unchecked, _) => Some(Self::Unchecked),
            (FieldState::Declined, Filled::ByAnswer) => Some(Self::Declined),
            (FieldState::Declined, _) => None,
        }
    }
}

/// Gives the fields of a case in which something stands that lacks something, in reading order.
pub fn lacking(case: &CaseSummary, today: Day) -> Vec<(FieldId, Lack)> {
    let given = |field| case.get(field).and_then(Value::given);
    let lack = |field| match given(field)? {
        Given::Triples(triples) => signs(triples),
        Given::Scores(scores) if field == FieldId::AssessmentScores => {
            old_or_missing(scores, today)
        }
        Given::Table(rows) if field == FieldId::SupportAttendance => {
            let (there, wanted) = (attended(rows, today), wanted(case, today));
            (there < wanted).then_some(Lack::Months { there, wanted })
        }
        Given::Table(rows) => bare_rows(field, rows),
        _ => None,
    };
    let instead = |field| {
        let stands = case.get(field).filter(|_| case.requires(field))?;
        Instead::of(field, &stands.state).map(Lack::Answer)
    };
    let fields = FieldId::ALL.iter().copied();
    fields
        .filter_map(|field| Some((field, lack(field).or_else(|| instead(field))?)))
        .collect()
}

fn signs(triples: &[Triple]) -> Option<Lack> {
    let bare = |it: &&Triple| it.remedy.is_none() || it.wish.is_none();
    bare_signs(triples.iter().filter(bare).count())
}

/// Rows of a table in which the sign, what the person does and what others should do belong together, as in the crisis plan.
fn bare_rows(field: FieldId, rows: &[Row]) -> Option<Lack> {
    let Kind::Table { columns, .. } = field.spec().kind else {
        return None;
    };
    let place = |wanted| columns.iter().position(|it| it.id == wanted);
    let (remedy, wish) = (place(ColumnId::OwnRemedy)?, place(ColumnId::Wanted)?);
    let is_empty = |row: &&Row, at: usize| !matches!(row.get(at), Some(Some(_)));
    let bare = |row: &&Row| is_empty(row, remedy) || is_empty(row, wish);
    bare_signs(rows.iter().filter(bare).count())
}

fn bare_signs(count: usize) -> Option<Lack> {
    (0 < count).then_some(Lack::Signs(count))
}

/// An item is as old as the latest of its scores.
fn old_or_missing(scores: &[Score], today: Day) -> Option<Lack> {
    let is_old = |score: &&Score| {
        let latest = score.marks.values().map(|it: &Mark| it.on).max();
        latest.is_some_and(|on| months_later(on, SCORE_MONTHS) < today)
    };
    let old = scores.iter().filter(is_old).count();
    let missing = AssessmentItem::ALL.len().saturating_sub(scores.len());
    (0 < old + missing).then_some(Lack::Scores { missing, old })
}

/// The whole months of late, each once: the running one is not over, and the last one may not be written yet.
fn attended(rows: &[Row], today: Day) -> usize {
    let is_late = |it: &Month| {
        let ago = usize::try_from(it.months_until(Month::of(today)));
        ago.is_ok_and(|ago| (1..=ATTENDANCE_MONTHS + 1).contains(&ago))
    };
    let months = rows.iter().filter_map(|row| match row.first() {
        Some(Some(CellValue::Month(month))) => Some(*month),
        _ => None,
    });
    let late: BTreeSet<Month> = months.filter(is_late).collect();
    late.len()
}

/// Whoever signed here less long ago cannot have as many months.
fn wanted(case: &CaseSummary, today: Day) -> usize {
    let Some(signed) = own_day(case, FieldId::ContractSigned) else {
        return ATTENDANCE_MONTHS;
    };
    let whole = Month::of(signed).months_until(Month::of(today));
    usize::try_from(whole).unwrap_or(0).min(ATTENDANCE_MONTHS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Raw, RawCell, RawMark, RawScore};
    use crate::domain::assessment::Rater;
    use crate::domain::calendar::parse_day;
    use crate::domain::case::made_up::holding;
    use crate::domain::case::{Edit, Source};
    use crate::domain::id::StaffId;
    use crate::domain::text::Line;

    fn on(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    fn lacks(fields: &[(FieldId, Raw)], today: &str) -> Vec<Lack> {
        let case = holding(fields, on("2026/4/1"));
        let all = lacking(&case, on(today)).into_iter();
        all.map(|(_, lack)| lack).collect()
    }

    fn scores(count: usize, days: &[(Rater, &str)]) -> (FieldId, Raw) {
        let marks = days.iter().map(|(by, day)| RawMark {
            by: by.code().into(),
            score: 2,
            on: on(day),
            rater: "見本 太郎".into(),
        });
        let score = |item: &AssessmentItem| RawScore {
            item: item.code().into(),
            marks: marks.clone().collect(),
            checks: String::new(),
        };
        let all = AssessmentItem::ALL.iter().take(count).map(score);
        (FieldId::AssessmentScores, Raw::Scores(all.collect()))
    }

    #[test]
    fn one_score_of_34_or_an_old_one_is_asked_about() {
        let old = [(Rater::Staff, "2021/4/1")];
        let fresh = [(Rater::Staff, "2026/2/1")];
        let both = [(Rater::Own, "2021/4/1"), (Rater::Staff, "2026/2/1")];
        for (count, days, today, expected) in [
            (1, &old[..], "2026/4/1", Some((33, 1))),
            (34, &old, "2026/4/1", Some((0, 34))),
            (34, &fresh, "2026/4/1", None),
            (34, &fresh, "2026/8/1", None),
            (34, &fresh, "2026/8/2", Some((0, 34))),
            (32, &both, "2026/4/1", Some((2, 0))),
        ] {
            let expected = expected.map(|(missing, old)| Lack::Scores { missing, old });
            let seen = lacks(&[scores(count, days)], today);
            assert_eq!(seen, Vec::from_iter(expected), "{count} {days:?} {today}");
        }
        assert_eq!(
            lacks(&[], "2026/4/1"),
            [],
            "an empty field is missing as a whole"
        );
    }

    #[test]
    fn a_sign_without_remedy_or_wish_is_asked_about() {
        let triple = |remedy: &str, wish: &str| ["見本のサイン", remedy, wish].map(str::to_owned);
        let signs = |all| (FieldId::HealthStress, Raw::Triples(all));
        let whole = triple("休む", "声をかける");
        assert_eq!(lacks(&[signs(vec![whole.clone()])], "2026/4/1"), []);
        let all = vec![whole, triple("", "声をかける"), triple("なし", "")];
        assert_eq!(lacks(&[signs(all)], "2026/4/1"), [Lack::Signs(2)]);
    }

    #[test]
    fn a_row_of_the_crisis_plan_without_a_remedy_is_asked_about_in_each_of_its_three_tables() {
        let row = |remedy: &str| {
            let text = |it: &str| (!it.is_empty()).then(|| RawCell::Text(it.into()));
            let cells = ["見本のサイン", "", remedy, "声をかける", "", ""];
            cells.map(text).to_vec()
        };
        let plan = [
            FieldId::CrisisBlue,
            FieldId::CrisisYellow,
            FieldId::CrisisRed,
        ];
        for field in plan {
            let whole = (field, Raw::Rows(vec![row("休む")]));
            assert_eq!(lacks(&[whole], "2026/4/1"), [], "{field:?}");
            let two = (field, Raw::Rows(vec![row("休む"), row(""), row("")]));
            assert_eq!(lacks(&[two], "2026/4/1"), [Lack::Signs(2)], "{field:?}");
        }
        // A table of signs that were seen asks for no remedy.
        let seen = vec![
            Some(RawCell::Day(on("2026/3/1"))),
            Some(RawCell::Text("act-now".into())),
            Some(RawCell::Text("見本のサイン".into())),
            None,
        ];
        let seen = (FieldId::CrisisSeen, Raw::Rows(vec![seen]));
        assert_eq!(lacks(&[seen], "2026/4/1"), []);
    }

    #[test]
    fn a_state_in_the_place_of_an_answer_is_asked_about_where_a_handover_needs_one() {
        use Instead::{Declined, Nothing, Unchecked};
        let states = [Nothing, Unchecked, Declined];
        let all = states.map(Some);
        for (field, asked) in [
            (FieldId::PersonName, all),
            (FieldId::CertificateNumber, all),
            (FieldId::PeriodEnd, [Some(Nothing), Some(Unchecked), None]),
            (FieldId::HealthAllergies, [None, Some(Unchecked), None]),
            (FieldId::PersonPhone, [None, Some(Unchecked), None]),
            (FieldId::PersonGender, [None, None, None]),
            (FieldId::PeriodReviewed, [None, None, None]),
        ] {
            for (state, asked) in states.into_iter().zip(asked) {
                let value = Value {
                    state: state.state(),
                    source: Source::Person,
                    as_of: on("2026/4/1"),
                };
                let mut case = holding(&[], on("2026/4/1"));
                let edits = [(field, Edit::Put(value))].into();
                case.set(edits, StaffId::from_bytes([1; 16]), on("2026/4/1"))
                    .unwrap();
                let seen = lacking(&case, on("2026/4/1"));
                let asked = asked.map(|it| (field, Lack::Answer(it)));
                assert_eq!(seen, Vec::from_iter(asked), "{field:?} {state:?}");
            }
        }
    }

    #[test]
    fn three_months_of_attendance_are_asked_for_once_there_can_be_so_many() {
        let attended = |months: &[u8]| {
            let row = |month: &u8| {
                let month = Month::new(2026, *month).unwrap();
                let days = |it| Some(RawCell::Number(it));
                vec![Some(RawCell::Month(month)), days(18), days(20)]
            };
            let rows = months.iter().map(row).collect();
            (FieldId::SupportAttendance, Raw::Rows(rows))
        };
        let signed = |day| (FieldId::ContractSigned, Raw::Day(on(day)));
        let lack = |there, wanted| [Lack::Months { there, wanted }];
        let one = [attended(&[3])];
        assert_eq!(lacks(&one, "2026/4/10"), lack(1, 3));
        // The running month, months long ago and one month written twice are no more.
        for (months, there) in [
            (&[1, 2, 4][..], 2),
            (&[3, 3, 3], 1),
            (&[1, 2, 3], 3),
            (&[5, 6], 0),
        ] {
            let expected = (there < 3).then(|| lack(there, 3)).into_iter().flatten();
            let seen = lacks(&[attended(months)], "2026/4/10");
            assert_eq!(seen, Vec::from_iter(expected), "{months:?}");
        }
        assert_eq!(lacks(&[attended(&[1, 2, 3])], "2026/6/10"), lack(2, 3));
        assert_eq!(lacks(&[attended(&[1, 2, 3])], "2026/4/10"), []);
        let [one] = one;
        let lately = [one.clone(), signed("2026/3/2")];
        assert_eq!(lacks(&lately, "2026/4/10"), []);
        let long = [one, signed("2025/3/2")];
        assert_eq!(lacks(&long, "2026/4/10"), lack(1, 3));
        let two = [attended(&[3]), signed("2026/2/20")];
        assert_eq!(lacks(&two, "2026/4/10"), lack(1, 2));
        // Another office's signing says nothing of how long there was attendance.
        let mut told = holding(&lately, on("2026/4/1"));
        let mut value = told.get(FieldId::ContractSigned).unwrap().clone();
        value.source = Source::Agency {
            name: Line::new("見本の事業所", 40).unwrap(),
        };
        let edits = [(FieldId::ContractSigned, Edit::Put(value))].into();
        told.set(edits, StaffId::from_bytes([1; 16]), on("2026/4/1"))
            .unwrap();
        let seen = lacking(&told, on("2026/4/10"));
        assert_eq!(
            seen.into_iter().map(|(_, it)| it).collect::<Vec<_>>(),
            lack(1, 3)
        );
    }
}
