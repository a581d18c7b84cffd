//! This office's own contract with a person, read off the case: when it began, when it ended, and who is here.
//!
//! One rule for whoever asks, alerts and how long a case is kept: an end before the last beginning is that of an earlier stay.
//! Which first days of handovers are beginnings, whoever asks says. What another office told of its own contract tells nothing
//! of this one's.

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
        /// Since the day it was signed, or the first day here by a handover, whichever is later.
        since: Day,
    },
    /// It is over.
    Over,
}

impl Standing {
    /// Reads it off a case.
    pub fn of(case: &CaseSummary, today: Day) -> Standing {
        Standing::brought(case, None, today)
    }

    /// The same of somebody a handover brought: the first day here is a beginning, too, whoever signed what.
    pub fn brought(case: &CaseSummary, first: Option<Day>, today: Day) -> Standing {
        let first = first.filter(|it| *it <= today);
        let gone_by = |end: Day| end < today;
        if last_end(case, first, []).is_some_and(gone_by) {
            return Standing::Over;
        }
        // What began by then is over with it, though the next beginning is written already.
        let lasts = |first: &Day| own_end(case).is_none_or(|end| end < *first || !gone_by(end));
        Standing::leaving(case, first.filter(lasts), today)
    }

    /// The same while a handover from here is under way: the day on which the contract was to end may have gone by.
    pub fn leaving(case: &CaseSummary, first: Option<Day>, today: Day) -> Standing {
        let begun = [own_day(case, FieldId::ContractSigned), first];
        let begun = begun.into_iter().flatten().filter(|it| *it <= today);
        match begun.max() {
            Some(since) => Standing::Here { since },
            None => Standing::Unsigned,
        }
    }

    /// The same where every handover from here is over and nobody took the person on: an end that was planned for a move ends
    /// nothing before somebody writes that it did.
    pub fn left_behind(case: &CaseSummary, first: Option<Day>, today: Day) -> Standing {
        match end_is_recorded(case) {
            true => Standing::brought(case, first, today),
            false => Standing::leaving(case, first, today),
        }
    }
}

/// Whether the end of the contract tells what was, and not what is planned: it, or its reason, was written on that day or later.
fn end_is_recorded(case: &CaseSummary) -> bool {
    let Some(end) = own_end(case) else {
        return false;
    };
    let fields = [FieldId::ContractEnd, FieldId::ContractEndReason];
    fields.into_iter().any(|field| {
        let own = case.get(field);
        let own = own.is_some_and(|it| !matches!(it.source, Source::Agency { .. }));
        own && last_written(case, field).is_some_and(|on| end <= on)
    })
}

/// A day as this office has it, and not as another one told.
pub fn own_day(case: &CaseSummary, field: FieldId) -> Option<Day> {
    let own = !matches!(case.get(field)?.source, Source::Agency { .. });
    own.then(|| day(case, field)).flatten()
}

/// The end that stands, of this office's contract as the case has it and of others that are known: one before the last
/// beginning, here or by a handover on `first`, is that of an earlier stay.
pub fn last_end(
    case: &CaseSummary,
    first: Option<Day>,
    others: impl IntoIterator<Item = Day>,
) -> Option<Day> {
    let start = own_start(case).map(|(_, day)| day).max(first);
    let last = others.into_iter().chain(own_end(case)).max();
    last.filter(|end| start.is_none_or(|start| start <= *end))
}

/// What was of a person before a handover from here was begun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Before {
    /// Since when the person is here, where that is known.
    pub since: Option<Day>,
    /// The last day on which an earlier handover of the case came to a start or to another end.
    pub over: Option<Day>,
}

/// Whether a day planned in the case, which had gone by when a handover was begun, was planned for what was before it: it lies
/// before the person came here, or nobody wrote it anew since an earlier handover was over: as of a day since then, or on one,
/// whatever day it is as of. Where somebody wrote since then that the contract here ended, the last day that was planned is the
/// one that was.
pub fn is_past(case: &CaseSummary, field: FieldId, before: Before, today: Day) -> bool {
    let Some(planned) = day(case, field) else {
        return false;
    };
    if before.since.is_some_and(|since| planned < since) {
        return true;
    }
    let Some(over) = before.over else {
        return false;
    };
    let since = |field| last_written(case, field).is_some_and(|it| over <= it);
    let ended = own_end(case).is_some_and(|end| end < today) && since(FieldId::ContractEnd);
    let written_anew = since(field) || (ended && field == FieldId::HandlingLastDay);
    !written_anew
}

/// The day as of which a field was written last, or that on which it was, whichever is later.
fn last_written(case: &CaseSummary, field: FieldId) -> Option<Day> {
    let as_of = case.get(field)?.as_of;
    let written = case.changes(field).first().map(|it| it.revision.on);
    written.max(Some(as_of))
}

/// An end this office wrote that is no end of the present stay: it is before the stay began.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EarlierEnd {
    /// Which day says that the stay began, and which it is.
    pub began: (FieldId, Day),
    /// The end.
    pub end: Day,
}

impl EarlierEnd {
    /// Finds it in a case, by what this office itself wrote of its contract.
    pub fn of(case: &CaseSummary) -> Option<EarlierEnd> {
        let (began, end) = (own_start(case)?, own_end(case)?);
        (end < began.1).then_some(EarlierEnd { began, end })
    }
}

/// The end of this office's contract, as its case has it.
pub fn own_end(case: &CaseSummary) -> Option<Day> {
    own_day(case, FieldId::ContractEnd)
}

/// The last beginning at this office: whoever signed here after an earlier end is here again.
pub fn own_start(case: &CaseSummary) -> Option<(FieldId, Day)> {
    let begun = [FieldId::PeriodFirstUse, FieldId::ContractSigned].into_iter();
    let begun = begun.filter_map(|it| own_day(case, it).map(|day| (it, day)));
    begun.max_by_key(|(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Raw;
    use crate::domain::calendar::parse_day;
    use crate::domain::case::made_up::holding;
    use crate::domain::case::{Edit, Value};
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
    fn a_day_planned_for_an_earlier_handover_is_past_until_it_is_written_anew_or_the_contract_ended()
     {
        use FieldId as F;
        let (today, last) = (on("2026/9/1"), (F::HandlingLastDay, "2026/6/30"));
        let written = |case: &CaseSummary, field, as_of, day| {
            let mut case = case.clone();
            let value = Value {
                as_of: on(as_of),
                ..case.get(field).unwrap().clone()
            };
            let edits = [(field, Edit::Put(value))].into();
            case.set(edits, StaffId::from_bytes([1; 16]), on(day))
                .unwrap();
            case
        };
        let as_of = |case: &CaseSummary, field, text| written(case, field, text, text);
        let plain = case(&[last], &[]);
        let anew = as_of(&plain, F::HandlingLastDay, "2026/7/1");
        let ended = case(&[last, (F::ContractEnd, "2026/6/30")], &[]);
        let ended_since = as_of(&ended, F::ContractEnd, "2026/7/1");
        // Somebody says it as of an earlier day than that on which it is written.
        let looked_back = written(&plain, F::HandlingLastDay, "2026/6/10", "2026/7/1");
        let ended_earlier = written(&ended, F::ContractEnd, "2026/6/30", "2026/7/1");
        let to_end = case(&[last, (F::ContractEnd, "2026/12/31")], &[]);
        let to_end = as_of(&to_end, F::ContractEnd, "2026/7/1");
        for (case, since, over, expected) in [
            (&plain, None, None, false),
            (&plain, None, Some("2026/4/1"), false),
            (&plain, None, Some("2026/4/2"), true),
            (&anew, None, Some("2026/7/1"), false),
            (&anew, None, Some("2026/7/2"), true),
            (&looked_back, None, Some("2026/7/1"), false),
            (&looked_back, None, Some("2026/7/2"), true),
            (&ended_earlier, None, Some("2026/7/1"), false),
            (&ended, None, Some("2026/7/1"), true),
            (&ended_since, None, Some("2026/7/1"), false),
            (&to_end, None, Some("2026/7/1"), true),
            (&plain, Some("2026/6/30"), None, false),
            (&plain, Some("2026/7/1"), None, true),
            (&anew, Some("2026/7/1"), None, true),
        ] {
            let before = Before {
                since: since.map(on),
                over: over.map(on),
            };
            let seen = is_past(case, F::HandlingLastDay, before, today);
            assert_eq!(seen, expected, "{since:?} {over:?}");
        }
        let started = case(
            &[
                (F::HandlingPlannedStart, "2026/7/1"),
                (F::ContractEnd, "2026/6/30"),
            ],
            &[],
        );
        let started = as_of(&started, F::ContractEnd, "2026/7/1");
        let before = Before {
            since: None,
            over: Some(on("2026/7/1")),
        };
        assert!(is_past(&started, F::HandlingPlannedStart, before, today));
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
        let leaving = |first: Option<&str>| Standing::leaving(&case, first.map(on), today);
        assert_eq!(leaving(None), Standing::Here { since });
        // Of whoever came by a handover after that, since then.
        let since = on("2026/4/10");
        assert_eq!(leaving(Some("2026/4/10")), Standing::Here { since });
        assert_eq!(leaving(Some("2026/5/21")), leaving(None), "not yet");
    }

    #[test]
    fn an_end_planned_for_a_move_nobody_took_on_ends_nothing_until_somebody_writes_that_it_did() {
        let days = [
            (FieldId::ContractSigned, "2026/4/1"),
            (FieldId::ContractEnd, "2026/5/19"),
            (FieldId::PlanFrom, "2026/4/10"),
        ];
        let planned = case(&days, &[]);
        let today = on("2026/5/20");
        let here = Standing::Here {
            since: on("2026/4/1"),
        };
        for (field, written, expected) in [
            (FieldId::ContractEnd, "2026/5/18", here),
            (FieldId::ContractEnd, "2026/5/19", Standing::Over),
            (FieldId::ContractEnd, "2026/5/20", Standing::Over),
            (FieldId::PlanFrom, "2026/5/20", here),
        ] {
            let mut case = planned.clone();
            let mut value = case.get(field).unwrap().clone();
            value.as_of = on(written);
            let edits = [(field, Edit::Put(value))].into();
            case.set(edits, StaffId::from_bytes([1; 16]), on(written))
                .unwrap();
            let seen = Standing::left_behind(&case, None, today);
            assert_eq!(seen, expected, "{field:?} {written}");
            assert_eq!(Standing::of(&case, today), Standing::Over);
        }
    }

    #[test]
    fn whoever_came_by_a_handover_is_here_up_to_the_end_that_is_planned() {
        let today = on("2026/5/20");
        let here = |text| Standing::Here { since: on(text) };
        for (days, expected) in [
            (vec!["2026/5/20"], here("2026/4/1")),
            (vec!["2026/9/30"], here("2026/4/1")),
            (vec!["2026/5/19"], Standing::Over),
            (vec!["2026/3/31"], here("2026/4/1")),
            // Signed anew for a day to come: between the two nobody is here.
            (vec!["2026/5/1", "2026/6/1"], Standing::Unsigned),
        ] {
            let fields = [FieldId::ContractEnd, FieldId::ContractSigned];
            let days: Vec<_> = fields.into_iter().zip(days).collect();
            let first = Some(on("2026/4/1"));
            let seen = Standing::brought(&case(&days, &[]), first, today);
            assert_eq!(seen, expected, "{days:?}");
        }
    }

    #[test]
    fn the_last_end_that_is_known_stands_unless_a_later_beginning_does() {
        let own = case(
            &[
                (FieldId::ContractSigned, "2026/4/1"),
                (FieldId::ContractEnd, "2026/5/31"),
            ],
            &[(FieldId::PeriodFirstUse, "2026/8/1")],
        );
        for (first, others, expected) in [
            (None, vec![], Some("2026/5/31")),
            (None, vec!["2026/7/31"], Some("2026/7/31")),
            (Some("2026/5/31"), vec![], Some("2026/5/31")),
            (Some("2026/6/1"), vec![], None),
            (Some("2026/6/1"), vec!["2026/7/31"], Some("2026/7/31")),
        ] {
            let ends = others.iter().map(|it| on(it));
            let seen = last_end(&own, first.map(on), ends);
            assert_eq!(seen, expected.map(on), "{first:?} {others:?}");
        }
    }
}
