//! What comes with a person and is news to the case that is here already: value by value, and as one where values mean
//! something only together.
//!
//! Tables that hold rows of both offices are put together in `by_row`; nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::attachment::{PAPERS, rows};
use crate::domain::by_row::{Earlier, same_rows, united};
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, FieldState, Source, Value};
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
    came.retain(|field, told| match group(*field) {
        Some(Group::Ours(_)) if contract == Contract::Over => true,
        Some(Group::Ours(fields)) if fields.iter().any(|it| is_own(case, *it)) => false,
        Some(Group::Ours(fields) | Group::Together(fields)) => is_news(case, &all, fields),
        // Files come with their rows, known or not.
        None if *field == PAPERS => !rows(told).is_empty(),
        None => match united(case, *field, told, earlier.get(field)) {
            Some(all) => !case
                .get(*field)
                .is_some_and(|own| same_rows(rows(own), &all.rows)),
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

/// The fields that mean something only together with this one; none where it stands for itself.
pub fn together_with(field: FieldId) -> &'static [FieldId] {
    match group(field) {
        Some(Group::Ours(fields) | Group::Together(fields)) => fields,
        None => &[],
    }
}

/// Gives fields with those that mean something only together with them.
pub fn as_one(fields: &BTreeSet<FieldId>) -> BTreeSet<FieldId> {
    let together = fields.iter().flat_map(|it| together_with(*it));
    fields.iter().chain(together).copied().collect()
}

/// Says whether a field is of what an office says of its own contract and plan.
pub fn is_of_own_contract(field: FieldId) -> bool {
    matches!(group(field), Some(Group::Ours(_)))
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
            ..Earlier::default()
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
