//! This office's own contract with a person, read off the case: when it began, when it ended, and who is here.
//!
//! One rule for whoever asks. What another office told of its own contract tells nothing of this one's.

use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Source};
use crate::domain::section::FieldId;
use crate::domain::service::day;

/// How the contract stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nobody of this office wrote that one was signed, or it is not yet.
    Unsigned,
    /// It runs: the person is here.
    Here {
        /// Since the day it was signed.
        since: Day,
    },
    /// It is over.
    Over,
}

impl Standing {
    /// Reads it off a case. An end before the last beginning is that of an earlier stay.
    pub fn of(case: &CaseSummary, today: Day) -> Standing {
        let start = own_start(case);
        let end = own_end(case).filter(|end| start.is_none_or(|start| start <= *end));
        match end.is_some_and(|end| end < today) {
            true => Standing::Over,
            false => Standing::leaving(case, today),
        }
    }

    /// The same of somebody a handover brought: the first day here is a beginning, too, whoever signed what, and an end before it
    /// that of an earlier stay.
    pub fn brought(case: &CaseSummary, first: Option<Day>, today: Day) -> Standing {
        let standing = Standing::of(case, today);
        let Some(first) = first.filter(|it| *it <= today) else {
            return standing;
        };
        match (standing, own_end(case)) {
            (Standing::Here { since }, _) => Standing::Here {
                since: since.max(first),
            },
            (Standing::Unsigned, None) => Standing::Here { since: first },
            (_, Some(end)) if end < first => Standing::Here { since: first },
            (Standing::Unsigned | Standing::Over, _) => standing,
        }
    }

    /// The same while a handover from here is under way: the day on which the contract was to end may have gone by.
    pub fn leaving(case: &CaseSummary, today: Day) -> Standing {
        match own_day(case, FieldId::ContractSigned).filter(|it| *it <= today) {
            Some(since) => Standing::Here { since },
            None => Standing::Unsigned,
        }
    }
}

/// A day as this office has it, and not as another one told.
pub fn own_day(case: &CaseSummary, field: FieldId) -> Option<Day> {
    let own = !matches!(case.get(field)?.source, Source::Agency { .. });
    own.then(|| day(case, field)).flatten()
}

/// The end of this office's contract, as its case has it.
pub fn own_end(case: &CaseSummary) -> Option<Day> {
    own_day(case, FieldId::ContractEnd)
}

/// The last beginning at this office: whoever signed here after an earlier end is here again.
pub fn own_start(case: &CaseSummary) -> Option<Day> {
    let begun = [FieldId::ContractSigned, FieldId::PeriodFirstUse];
    begun.into_iter().filter_map(|it| own_day(case, it)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Raw;
    use crate::domain::calendar::parse_day;
    use crate::domain::case::Edit;
    use crate::domain::case::made_up::holding;
    use crate::domain::id::StaffId;
    use crate::domain::text::Line;

    fn on(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    /// A case with these days, as this office has them or as another told.
    fn case(own: &[(FieldId, &str)], told: &[(FieldId, &str)]) -> CaseSummary {
        let raw = |(field, text): &(FieldId, &str)| (*field, Raw::Day(on(text)));
        let fields: Vec<_> = own.iter().chain(told).map(raw).collect();
        let mut case = holding(&fields, on("2026/4/1"));
        let agency = Source::Agency {
            name: Line::new("見本事業所", 60).unwrap(),
        };
        let edits = told.iter().map(|(field, _)| {
            let mut value = case.get(*field).unwrap().clone();
            value.source = agency.clone();
            (*field, Edit::Put(value))
        });
        let edits = edits.collect();
        case.set(edits, StaffId::from_bytes([1; 16]), on("2026/4/1"))
            .unwrap();
        case
    }

    #[test]
    fn who_is_here_is_read_off_this_offices_own_contract() {
        use FieldId as F;
        let here = |day| Standing::Here { since: on(day) };
        let signed = (F::ContractSigned, "2026/4/1");
        for (own, told, expected) in [
            (vec![], vec![], Standing::Unsigned),
            (vec![signed], vec![], here("2026/4/1")),
            (
                vec![(F::ContractSigned, "2026/5/21")],
                vec![],
                Standing::Unsigned,
            ),
            (
                vec![signed, (F::ContractEnd, "2026/5/19")],
                vec![],
                Standing::Over,
            ),
            (
                vec![signed, (F::ContractEnd, "2026/5/20")],
                vec![],
                here("2026/4/1"),
            ),
            (
                vec![signed, (F::ContractEnd, "2026/3/31")],
                vec![],
                here("2026/4/1"),
            ),
            (vec![(F::ContractEnd, "2026/3/31")], vec![], Standing::Over),
            // What another office told of its contract is none of this one's.
            (
                vec![],
                vec![signed, (F::ContractEnd, "2026/4/30")],
                Standing::Unsigned,
            ),
            (
                vec![signed],
                vec![(F::ContractEnd, "2026/4/30")],
                here("2026/4/1"),
            ),
        ] {
            let seen = Standing::of(&case(&own, &told), on("2026/5/20"));
            assert_eq!(seen, expected, "{own:?} {told:?}");
        }
    }

    #[test]
    fn whoever_came_by_a_handover_after_an_earlier_stay_is_here_since_then() {
        let today = on("2026/5/20");
        let days = [
            (FieldId::ContractSigned, "2023/4/1"),
            (FieldId::ContractEnd, "2024/3/31"),
        ];
        let stayed = case(&days, &[]);
        let here = |text| Standing::Here { since: on(text) };
        for (first, expected) in [
            (None, Standing::Over),
            (Some("2024/3/31"), Standing::Over),
            (Some("2024/4/1"), here("2024/4/1")),
            (Some("2026/5/20"), here("2026/5/20")),
            (Some("2026/5/21"), Standing::Over),
        ] {
            let seen = Standing::brought(&stayed, first.map(on), today);
            assert_eq!(seen, expected, "{first:?}");
        }
        let left_again = case(&[(FieldId::ContractEnd, "2026/5/1")], &[]);
        let seen = Standing::brought(&left_again, Some(on("2026/4/1")), today);
        assert_eq!(seen, Standing::Over);
    }

    #[test]
    fn whoever_came_by_a_handover_is_here_from_the_first_day_on_though_nobody_wrote_what_was_signed()
     {
        let today = on("2026/5/20");
        let here = |text| Standing::Here { since: on(text) };
        // What the office before signed is told, and is none of this one's.
        let told = [
            (FieldId::ContractSigned, "2025/4/1"),
            (FieldId::ContractEnd, "2026/3/31"),
        ];
        let came = case(&[], &told);
        assert_eq!(Standing::of(&came, today), Standing::Unsigned);
        let brought = |case: &CaseSummary, first| Standing::brought(case, Some(on(first)), today);
        assert_eq!(brought(&came, "2026/4/1"), here("2026/4/1"));
        assert_eq!(brought(&came, "2026/5/21"), Standing::Unsigned, "not yet");
        let ended = &told[1..];
        let signed = case(&[(FieldId::ContractSigned, "2026/4/10")], ended);
        assert_eq!(brought(&signed, "2026/4/1"), here("2026/4/10"));
        let long_ago = case(&[(FieldId::ContractSigned, "2023/4/1")], ended);
        assert_eq!(brought(&long_ago, "2026/4/1"), here("2026/4/1"));
    }

    #[test]
    fn whoever_leaves_by_a_handover_is_here_until_its_end_is_recorded() {
        let days = [
            (FieldId::ContractSigned, "2026/4/1"),
            (FieldId::ContractEnd, "2026/5/19"),
        ];
        let case = case(&days, &[]);
        let today = on("2026/5/20");
        assert_eq!(Standing::of(&case, today), Standing::Over);
        let since = on("2026/4/1");
        assert_eq!(Standing::leaving(&case, today), Standing::Here { since });
    }
}
