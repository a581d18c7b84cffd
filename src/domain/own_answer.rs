//! What an addition says where this office has answered itself: what takes its place only where somebody names it, and lists in
//! which both are true.
//!
//! What is news where nobody here answered is the rule of `news`; tables put together row by row are in `by_row`.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::answer::{Answer, Given, Raw};
use crate::domain::brought::{Trace, Without};
use crate::domain::by_row::holds_rows_of_both;
use crate::domain::case::{CaseSummary, FieldState, Source, Stood, Value};
use crate::domain::field::Kind;
use crate::domain::news::{is_of_own_contract, together_with};
use crate::domain::section::FieldId;
use crate::domain::text::Line;

/// Lists in which what either office heard may be true: neither takes the place of the other.
const BOTH_TRUE: [FieldId; 3] = [
    FieldId::HealthAllergies,
    FieldId::HealthInfections,
    FieldId::HealthForbidden,
];

/// How what came stands to what this office says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meets {
    /// Nobody here answered it: it stands there from now on.
    Free,
    /// Both stand in one list.
    Beside,
    /// This office answered it itself, and otherwise: only whoever names it puts it in that place.
    Against,
}

/// What of a field was told and written before.
#[derive(Clone, Debug)]
pub struct Before {
    /// What became of it in the case.
    pub trace: Trace,
    /// What the other office had said when this office last had it before it: as it was brought in, else as it was offered.
    pub seen: Option<FieldState>,
    /// What the other office said before what it says now.
    pub told: Vec<Value>,
}

/// How each field that came stands to what the case says; those that are no news are left out. `news` is what would be where this
/// office had answered nothing itself. What this office wrote is met by whatever the other office says for the first time,
/// whatever the days: which of two answers is right, no day tells.
pub fn meetings(
    case: &CaseSummary,
    told: &BTreeMap<FieldId, Value>,
    news: &BTreeSet<FieldId>,
    before: &BTreeMap<FieldId, Before>,
) -> BTreeMap<FieldId, Meets> {
    let meets = |(field, value): (&FieldId, &Value)| {
        let known = before.get(field);
        let own = known.and_then(|it| own_value(case, *field, &it.trace));
        let earlier = known.map_or(&[][..], |it| &it.told);
        if let Some(all) = joined(case, *field, value, own, earlier) {
            let stands = case.get(*field).map(|it| &it.state);
            return (stands != Some(&all.state)).then_some((*field, Meets::Beside));
        }
        let alone = [*field];
        let as_one = match together_with(*field) {
            [] => &alone[..],
            fields => fields,
        };
        let is_own = |it: &FieldId| {
            let trace = before.get(it).map(|it| &it.trace);
            trace.is_some_and(|trace| is_answered_here(case, *it, trace))
        };
        let is_news = news.contains(field);
        let how = match as_one.iter().any(is_own) {
            false => is_news.then_some(Meets::Free),
            true if is_of_own_contract(*field) => is_news.then_some(Meets::Against),
            true => says_otherwise(case, told, as_one, before).then_some(Meets::Against),
        };
        how.map(|it| (*field, it))
    };
    told.iter().filter_map(meets).collect()
}

/// What stands in such a list when both do: what this office wrote, and what came but for what somebody here took out. None where
/// it is no such list, where one of them names nothing, and where there is no room for both.
pub fn joined(
    case: &CaseSummary,
    field: FieldId,
    told: &Value,
    own: Option<&Value>,
    earlier: &[Value],
) -> Option<Value> {
    if !holds_both(field) {
        return None;
    }
    let stands = case.get(field)?;
    let own: Vec<&Line> = named(own?)
        .iter()
        .filter(|it| named(stands).contains(it))
        .collect();
    let came = named(told);
    if own.is_empty() || came.is_empty() {
        return None;
    }
    let stays = |it: &&Line| {
        let was_told = earlier.iter().any(|value| named(value).contains(it));
        named(stands).contains(it) || !(was_told && was_taken_out_here(case, field, it))
    };
    let more = came.iter().filter(|it| !own.contains(it)).filter(stays);
    let all: Vec<&Line> = own.iter().copied().chain(more).collect();
    if is_same_list(&all, named(stands)) {
        return Some(stands.clone());
    }
    let Kind::List { max, .. } = field.spec().kind else {
        return None;
    };
    let texts = all.iter().map(ToString::to_string).collect();
    let answer = Answer::check(field.spec(), Raw::Texts(texts)).ok();
    answer.filter(|_| all.len() <= max).map(|it| Value {
        state: FieldState::Filled(it),
        // Nobody here heard all of it.
        source: told.source.clone(),
        as_of: told.as_of,
    })
}

/// Says whether a field is a list in which what either office heard may be true.
pub fn holds_both(field: FieldId) -> bool {
    BOTH_TRUE.contains(&field)
}

/// Says whether one of two values of such a list names something the other one names.
pub fn shares_one(one: &Value, other: &Value) -> bool {
    named(one).iter().any(|it| named(other).contains(it))
}

/// What this office wrote last of a field that stands there still, or stood there before what came.
pub fn own_value<'a>(case: &'a CaseSummary, field: FieldId, trace: &'a Trace) -> Option<&'a Value> {
    match &trace.without {
        Without::Same => case.get(field),
        Without::Before(value) => Some(value),
        Without::Nothing | Without::Rows(..) => None,
    }
}

/// Whether what stands in a field is an answer this office wrote itself, or names something of it; rows are told one from another.
fn is_answered_here(case: &CaseSummary, field: FieldId, trace: &Trace) -> bool {
    let both = own_value(case, field, trace).zip(case.get(field));
    if holds_both(field) && both.is_some_and(|(own, stands)| shares_one(own, stands)) {
        return true;
    }
    let said = case.get(field).map(|it| &it.state);
    !holds_rows_of_both(field)
        && trace.without == Without::Same
        && said.is_some_and(|it| *it != FieldState::Unchecked)
}

/// Whether the other office says something for the first time that the case says otherwise.
fn says_otherwise(
    case: &CaseSummary,
    told: &BTreeMap<FieldId, Value>,
    fields: &[FieldId],
    before: &BTreeMap<FieldId, Before>,
) -> bool {
    let is_new = |field: &FieldId| {
        let Some(state) = told.get(field).map(|it| &it.state) else {
            return false;
        };
        let stands = case.get(*field).map(|it| &it.state);
        let seen = before.get(field).and_then(|it| it.seen.as_ref());
        let is_answer = matches!(state, FieldState::Filled(_) | FieldState::Nothing);
        is_answer && stands != Some(state) && seen != Some(state)
    };
    fields.iter().any(is_new)
}

/// What stands where nobody is asked and one of two values of such a list names something while the other says that there is
/// none: the one that names something, whatever the days. None where both name something, or neither does.
pub fn named_of<'a>(field: FieldId, one: &'a Value, other: &'a Value) -> Option<&'a Value> {
    if !holds_both(field) {
        return None;
    }
    match (named(one).is_empty(), named(other).is_empty()) {
        (false, true) => Some(one),
        (true, false) => Some(other),
        (true, true) | (false, false) => None,
    }
}

fn named(value: &Value) -> &[Line] {
    match value.given() {
        Some(Given::List(all)) => all,
        _ => &[],
    }
}

/// Whether such a line went as somebody here wrote the list, and not as the other office told it without: the last time counts.
fn was_taken_out_here(case: &CaseSummary, field: FieldId, line: &Line) -> bool {
    let names = |stood: &Stood| match stood {
        Stood::Value(value) => named(value).contains(line),
        Stood::Unasked | Stood::Forgotten => false,
    };
    let changes = case.changes(field).into_iter();
    let went = changes.map(|it| (it.from, it.to));
    let mut went = went.filter(|(from, to)| names(from) && !names(to));
    // The newest stands first.
    let went = went.next();
    went.is_some_and(|(_, to)| match to {
        Stood::Value(value) => !matches!(value.source, Source::Agency { .. }),
        Stood::Unasked | Stood::Forgotten => true,
    })
}

fn is_same_list(one: &[&Line], other: &[Line]) -> bool {
    one.len() == other.len() && one.iter().all(|it| other.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::brought::trace;
    use crate::domain::calendar::{Day, parse_day};
    use crate::domain::case::Edit;
    use crate::domain::id::{CaseId, StaffId};
    use FieldId as F;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    fn list(field: FieldId, all: &[&str], as_of: &str) -> Value {
        let texts = all.iter().map(|it| (*it).to_owned()).collect();
        let answer = Answer::check(field.spec(), Raw::Texts(texts)).unwrap();
        said(FieldState::Filled(answer), as_of)
    }

    fn line(field: FieldId, text: &str, as_of: &str) -> Value {
        let answer = Answer::check(field.spec(), Raw::Text(text.into())).unwrap();
        said(FieldState::Filled(answer), as_of)
    }

    fn said(state: FieldState, as_of: &str) -> Value {
        Value {
            state,
            source: Source::Person,
            as_of: day(as_of),
        }
    }

    fn theirs(mut value: Value) -> Value {
        value.source = Source::Agency {
            name: Line::new("見本事業所", 60).unwrap(),
        };
        value
    }

    /// A field of a case: what the start brought, then what this office wrote, each if anything.
    fn case(field: FieldId, came: Option<&Value>, own: Option<&Value>) -> CaseSummary {
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        for value in [came.map(|it| theirs(it.clone())), own.cloned()] {
            let edits = value.map(|it| (field, Edit::Put(it))).into_iter().collect();
            case.set(edits, StaffId::from_bytes([1; 16]), day("2026/11/29"))
                .unwrap();
        }
        case
    }

    /// How what is said now meets the case, of which the other office had offered that much.
    fn met(
        field: FieldId,
        offered: Option<&Value>,
        own: Option<&Value>,
        now: &Value,
    ) -> Option<Meets> {
        let case = case(field, offered, own);
        let brought = offered.map(|_| 1).into_iter().collect();
        let earlier: Vec<Value> = offered.cloned().into_iter().collect();
        let before = Before {
            trace: trace(&case, field, &brought, &earlier),
            seen: offered.map(|it| it.state.clone()),
            told: earlier,
        };
        let told = BTreeMap::from([(field, theirs(now.clone()))]);
        let news = BTreeSet::from([field]);
        let met = meetings(&case, &told, &news, &BTreeMap::from([(field, before)]));
        met.get(&field).copied()
    }

    #[test]
    fn what_this_office_wrote_is_met_by_what_is_said_anew_whatever_the_day() {
        let field = F::PersonPhone;
        let number = |last, as_of| line(field, &format!("0155-00-000{last}"), as_of);
        let (old, new) = ("2026/4/1", "2026/11/29");
        let first = number(1, old);
        for own in [old, new, "2026/11/30"] {
            let own = number(2, own);
            let met = |now| met(field, Some(&first), Some(&own), &now);
            assert_eq!(met(number(3, new)), Some(Meets::Against), "{own:?}");
            // Told as before, or as it stands here, it says nothing anew; nor does who says nothing.
            assert_eq!(met(number(1, new)), None);
            assert_eq!(met(number(2, new)), None);
            assert_eq!(met(said(FieldState::Unchecked, new)), None);
        }
        // The person has told this office that they do not say it.
        let silent = said(FieldState::Declined, new);
        let now = number(3, new);
        assert_eq!(met(field, None, Some(&silent), &now), Some(Meets::Against));
        // Nobody here answered.
        let open = said(FieldState::Unchecked, new);
        for own in [None, Some(&open)] {
            assert_eq!(met(field, Some(&first), own, &now), Some(Meets::Free));
        }
    }

    /// A list this office began, as it stands after these were told and put beside it, and how what is told then meets it.
    fn put_together(told: &[&[&str]], now: &Value) -> Option<Meets> {
        let field = F::HealthAllergies;
        let staff = StaffId::from_bytes([1; 16]);
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        let own = list(field, &["卵"], "2026/11/1");
        let put = |case: &mut CaseSummary, value: Value| {
            let edits = BTreeMap::from([(field, Edit::Put(value))]);
            case.set(edits, staff, day("2026/11/29")).unwrap();
        };
        put(&mut case, own.clone());
        let (mut brought, mut earlier) = (BTreeSet::new(), Vec::new());
        for said in told {
            let said = theirs(list(field, said, "2026/11/2"));
            let all = joined(&case, field, &said, Some(&own), &earlier).expect("both stand");
            put(&mut case, all);
            brought.insert(case.revision());
            earlier.push(said);
        }
        let before = Before {
            trace: trace(&case, field, &brought, &earlier),
            seen: earlier.last().map(|it| it.state.clone()),
            told: earlier,
        };
        let told = BTreeMap::from([(field, theirs(now.clone()))]);
        let news = BTreeSet::from([field]);
        let met = meetings(&case, &told, &news, &BTreeMap::from([(field, before)]));
        met.get(&field).copied()
    }

    #[test]
    fn what_was_put_together_is_replaced_by_name_alone_and_what_they_dropped_comes_again() {
        let field = F::HealthAllergies;
        let none = said(FieldState::Nothing, "2026/11/29");
        assert_eq!(put_together(&[&["そば"]], &none), Some(Meets::Against));
        let many = list(field, &["a", "b", "c", "d", "e"], "2026/11/29");
        assert_eq!(put_together(&[&["そば"]], &many), Some(Meets::Against));
        let again = list(field, &["そば", "えび"], "2026/11/29");
        let dropped: [&[&str]; 2] = [&["そば"], &["えび"]];
        assert_eq!(put_together(&dropped, &again), Some(Meets::Beside));
    }

    #[test]
    fn where_nobody_is_asked_what_is_named_stands_beside_none() {
        let (field, none) = (F::HealthAllergies, said(FieldState::Nothing, "2026/11/29"));
        let eggs = list(field, &["卵"], "2026/4/1");
        assert_eq!(named_of(field, &eggs, &none), Some(&eggs));
        assert_eq!(named_of(field, &none, &eggs), Some(&eggs));
        assert_eq!(named_of(field, &eggs, &eggs), None);
        assert_eq!(named_of(F::LifeRhythm, &eggs, &none), None);
    }

    #[test]
    fn two_lists_that_may_both_be_true_are_one() {
        for field in BOTH_TRUE {
            let all = |all: &[&str]| list(field, all, "2026/11/29");
            let join = |came: Option<&Value>, own: &Value, now: &Value| {
                let case = case(field, came, Some(own));
                let earlier: Vec<Value> = came.cloned().into_iter().collect();
                let stands = case.get(field);
                joined(&case, field, &theirs(now.clone()), stands, &earlier).map(|it| it.state)
            };
            let (egg, soba) = (all(&["卵"]), all(&["そば"]));
            assert_eq!(join(None, &egg, &soba), Some(all(&["卵", "そば"]).state));
            assert_eq!(met(field, None, Some(&egg), &soba), Some(Meets::Beside));
            // What was told and was taken out here stays out; what is told for the first time does not.
            let both = all(&["そば", "えび"]);
            assert_eq!(join(Some(&soba), &egg, &soba), Some(egg.state.clone()));
            assert_eq!(met(field, Some(&soba), Some(&egg), &soba), None);
            assert_eq!(
                join(Some(&soba), &egg, &both),
                Some(all(&["卵", "えび"]).state)
            );
            // That there is none, and more than there is room for, is asked about.
            let none = said(FieldState::Nothing, "2026/11/29");
            assert_eq!(join(None, &egg, &none), None);
            assert_eq!(met(field, None, Some(&egg), &none), Some(Meets::Against));
            assert_eq!(met(field, None, Some(&none), &egg), Some(Meets::Against));
            let full = all(&["一", "二", "三", "四", "五"]);
            assert_eq!(join(None, &egg, &full), None);
            assert_eq!(met(field, None, Some(&egg), &full), Some(Meets::Against));
        }
        let wishes = |text| list(F::WishesJobs, &[text], "2026/11/29");
        let met = met(F::WishesJobs, None, Some(&wishes("事務")), &wishes("清掃"));
        assert_eq!(met, Some(Meets::Against), "not in the table");
    }
}
