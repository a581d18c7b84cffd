//! What an addition says where this office has answered itself: what takes its place only where somebody names it, and lists in
//! which both are true.
//!
//! What is news where nobody here answered is the rule of `news`; tables put together row by row are in `by_row`, and whose a line
//! is follows in `brought`, as whose a row is.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::answer::{Answer, Row};
use crate::domain::brought::{Trace, Without, trace};
use crate::domain::by_row::{
    holds_both, holds_rows_of_both, one_by_one, put_together, same_rows, stood_once,
};
use crate::domain::case::{CaseSummary, FieldState, Value};
use crate::domain::news::{Contract, is_of_own_contract, left_behind, together_with};
use crate::domain::section::FieldId;

/// How what came stands to what this office says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meets {
    /// Nobody here answered it: it stands there from now on.
    Free,
    /// Both stand in one list.
    Beside,
    /// Both stand in one list but for what the other office had told and says no more: only whoever names it lets that go.
    Less,
    /// This office answered it itself, and otherwise: only whoever names it puts it in that place.
    Against,
}

impl Meets {
    /// Whether it comes in by name alone.
    pub fn is_asked(self) -> bool {
        matches!(self, Meets::Less | Meets::Against)
    }
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

impl Before {
    /// Nothing of it came with this handover: whatever the case says is its own.
    pub fn nothing(case: &CaseSummary, field: FieldId) -> Self {
        Self {
            trace: trace(case, field, &BTreeSet::new(), &[]),
            seen: None,
            told: Vec::new(),
        }
    }
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
        if let Some(all) = known.and_then(|it| joined(case, *field, value, it)) {
            let stands = case.get(*field).map(|it| &it.state);
            let own = known.map_or_else(Vec::new, |it| own_lines(case, *field, &it.trace));
            let how = match all.state == value.state {
                _ if !own.is_empty() && goes(case, *field, &all) => Meets::Less,
                true => Meets::Free,
                false => Meets::Beside,
            };
            return (stands != Some(&all.state)).then_some((*field, how));
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

/// What stands in such a list when both do: the lines of this office and those that came and it has heard since, and what is told
/// but for what somebody here took out. None where it is no such list, where one of them names nothing, and where there is no
/// room for both.
pub fn joined(case: &CaseSummary, field: FieldId, told: &Value, before: &Before) -> Option<Value> {
    let stands = case.get(field).filter(|_| holds_both(field))?;
    let (stood, came) = (one_by_one(field, stands), one_by_one(field, told));
    if stood.is_empty() || came.is_empty() {
        return None;
    }
    let own = own_lines(case, field, &before.trace);
    let stays = |it: &Row| stood.contains(it) || !was_taken_out_here(case, field, it, before);
    let more = came.iter().filter(|it| !own.contains(it) && stays(it));
    let all: Vec<Row> = own.iter().chain(more).cloned().collect();
    if same_rows(&all, &stood) || all.is_empty() {
        return Some(stands.clone());
    }
    let answer = Answer::check(field.spec(), put_together(field, &all)).ok()?;
    Some(Value {
        state: FieldState::Filled(answer),
        // Nobody here heard all of it.
        source: told.source.clone(),
        as_of: told.as_of,
    })
}

/// Whether a line that stands in such a list is not in what would stand there.
fn goes(case: &CaseSummary, field: FieldId, all: &Value) -> bool {
    let all = one_by_one(field, all);
    let stands = case.get(field);
    let stood = stands.map_or_else(Vec::new, |it| one_by_one(field, it));
    stood.iter().any(|it| !all.contains(it))
}

/// The lines of such a list that stand there and are not just as they came.
fn own_lines(case: &CaseSummary, field: FieldId, trace: &Trace) -> Vec<Row> {
    let mut stands = case
        .get(field)
        .filter(|_| holds_both(field))
        .map_or_else(Vec::new, |it| one_by_one(field, it));
    stands.retain(|it| !trace.earlier.untouched.contains(it));
    stands
}

/// Whether what stands in a field is an answer this office wrote itself, or names something of it; rows are told one from another.
fn is_answered_here(case: &CaseSummary, field: FieldId, trace: &Trace) -> bool {
    if !own_lines(case, field, trace).is_empty() {
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
        let Some(value) = told.get(field) else {
            return false;
        };
        let state = &value.state;
        let stands = case.get(*field).map(|it| &it.state);
        let seen = before.get(field).and_then(|it| it.seen.as_ref());
        answers(value) && stands != Some(state) && seen != Some(state)
    };
    fields.iter().any(is_new)
}

/// What stands in such a list after a start into a case that is here, where nobody is asked, whatever the days: both lists as one;
/// this office's where there is no room for both; and where one side says that there is none, the one that names something. None
/// where it is no such list, or the case does not answer it, or neither names anything.
pub fn unasked(case: &CaseSummary, field: FieldId, told: &Value) -> Option<Value> {
    let own = case
        .get(field)
        .filter(|it| holds_both(field) && answers(it))?;
    match (names(field, own), names(field, told)) {
        (true, true) => {
            let all = joined(case, field, told, &Before::nothing(case, field));
            Some(all.unwrap_or_else(|| own.clone()))
        }
        (true, false) => Some(own.clone()),
        (false, true) => Some(told.clone()),
        (false, false) => None,
    }
}

/// Says whether a value of such a list names anything.
pub fn names(field: FieldId, value: &Value) -> bool {
    holds_both(field) && !one_by_one(field, value).is_empty()
}

/// What became, at a start into a case that is here, of what the case said otherwise. Nothing is told of contract and plan: each
/// office has its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtStart {
    /// The case goes on saying it, and the other office says otherwise.
    pub stayed: BTreeSet<FieldId>,
    /// It gave way to what came, and stands in the history.
    pub gave_way: BTreeSet<FieldId>,
}

impl AtStart {
    /// The same of what was told, where that much of it comes in.
    pub fn of(
        case: &CaseSummary,
        told: &BTreeMap<FieldId, Value>,
        comes: &BTreeMap<FieldId, Value>,
        contract: Contract,
    ) -> Self {
        let says = |field: &FieldId| {
            let own = case.get(*field).filter(|_| !is_of_own_contract(*field));
            own.filter(|it| it.state != FieldState::Unchecked)
        };
        let stays = |(field, told): &(&FieldId, &Value)| {
            let own = says(field);
            let is_left = !comes.contains_key(field) && answers(told);
            is_left && own.is_some_and(|own| !says_all_of(**field, own, told))
        };
        let goes = |(field, value): &(&FieldId, &Value)| {
            says(field).is_some_and(|own| !says_all_of(**field, value, own))
        };
        let left = left_behind(case, comes, contract).into_iter();
        let left = left.filter(|it| says(it).is_some());
        Self {
            stayed: told.iter().filter(stays).map(|(it, _)| *it).collect(),
            gave_way: comes
                .iter()
                .filter(goes)
                .map(|(it, _)| *it)
                .chain(left)
                .collect(),
        }
    }
}

/// Whether a value says what another one says, and in tables and lists that hold what either office wrote all of it.
fn says_all_of(field: FieldId, value: &Value, other: &Value) -> bool {
    let all = one_by_one(field, value);
    let of_other = one_by_one(field, other);
    let has_all = !of_other.is_empty() && of_other.iter().all(|it| all.contains(it));
    value.state == other.state || has_all
}

fn answers(value: &Value) -> bool {
    matches!(value.state, FieldState::Filled(_) | FieldState::Nothing)
}

/// Whether such a line was told before and went as somebody here wrote the list, and not as the other office told it without.
fn was_taken_out_here(case: &CaseSummary, field: FieldId, line: &Row, before: &Before) -> bool {
    let earlier = &before.trace.earlier;
    let was_told = before.told.iter();
    let was_told = was_told.flat_map(|it| one_by_one(field, it));
    was_told.into_iter().any(|it| it == *line)
        && stood_once(case, field).contains(line)
        && !earlier.gone.contains(line)
        && !earlier.gave_way.contains(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Raw;
    use crate::domain::by_row::BOTH_TRUE;
    use crate::domain::calendar::{Day, parse_day};
    use crate::domain::case::{Edit, Source};
    use crate::domain::id::{CaseId, StaffId};
    use crate::domain::text::Line;
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

    /// What the start brought into such a case.
    fn before(case: &CaseSummary, field: FieldId, came: Option<&Value>) -> Before {
        let brought = came.map(|_| 1).into_iter().collect();
        let told: Vec<Value> = came.cloned().into_iter().collect();
        Before {
            trace: trace(case, field, &brought, &told),
            seen: came.map(|it| it.state.clone()),
            told,
        }
    }

    /// How what is said now meets the case, of which the other office had offered that much.
    fn met(
        field: FieldId,
        offered: Option<&Value>,
        own: Option<&Value>,
        now: &Value,
    ) -> Option<Meets> {
        let case = case(field, offered, own);
        let before = before(&case, field, offered);
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
        put(&mut case, own);
        let (mut brought, mut earlier) = (BTreeSet::new(), Vec::new());
        for said in told {
            let said = theirs(list(field, said, "2026/11/2"));
            let before = Before {
                trace: trace(&case, field, &brought, &earlier),
                seen: None,
                told: earlier.clone(),
            };
            let all = joined(&case, field, &said, &before).expect("both stand");
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
        let list = |all: &[&str]| list(field, all, "2026/4/1");
        let stands = |own: &Value, told: &Value| {
            let case = case(field, None, Some(own));
            unasked(&case, field, told).map(|it| it.state)
        };
        let eggs = list(&["卵"]);
        assert_eq!(stands(&eggs, &none), Some(eggs.state.clone()));
        assert_eq!(stands(&none, &eggs), Some(eggs.state.clone()));
        assert_eq!(stands(&none, &none), None);
        let both = list(&["卵", "そば"]);
        assert_eq!(stands(&eggs, &list(&["そば"])), Some(both.state));
        // There is no room for all: what is here stays, and waits to be asked about.
        let full = list(&["一", "二", "三", "四", "五"]);
        assert_eq!(stands(&eggs, &full), Some(eggs.state.clone()));
        assert_eq!(stands(&said(FieldState::Declined, "2026/4/1"), &eggs), None);
    }

    #[test]
    fn two_lists_that_may_both_be_true_are_one() {
        for field in BOTH_TRUE {
            let all = |all: &[&str]| list(field, all, "2026/11/29");
            let join = |came: Option<&Value>, own: &Value, now: &Value| {
                let case = case(field, came, Some(own));
                let before = before(&case, field, came);
                joined(&case, field, &theirs(now.clone()), &before).map(|it| it.state)
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

/// Whatever either office wrote in a list in which both may be true: whose its lines are, and what is left of it once the other's are
/// taken back.
#[cfg(test)]
mod by_line {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::answer::Raw;
    use crate::domain::calendar::{Day, parse_day};
    use crate::domain::case::{Edit, Source};
    use crate::domain::id::{CaseId, StaffId};
    use crate::domain::news::{Contract, news_to};
    use crate::domain::text::Line;

    const FIELD: FieldId = FieldId::HealthAllergies;
    const MOST: usize = 5;

    /// A thing that may stand in the list.
    type Thing = u8;

    /// Whether only what is free is taken up, or what this office wrote itself, too.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Taking {
        Whole,
        ByName,
    }

    #[derive(Debug, Clone)]
    enum Turn {
        /// Somebody here writes one, or takes it out.
        Write(Thing),
        Out(Thing),
        /// Asked again on another day, the person said the same.
        Again,
        OwnNone,
        Came(Vec<Thing>, Taking, i32),
    }

    fn things(all: &[Thing]) -> Vec<Thing> {
        let mut once = Vec::new();
        for thing in all {
            if !once.contains(thing) && once.len() < MOST {
                once.push(*thing);
            }
        }
        once
    }

    fn value(all: &[Thing], source: Source, on: i32) -> Value {
        let texts = all.iter().map(|it| format!("見本{it}")).collect();
        let state = match all.is_empty() {
            true => FieldState::Nothing,
            false => FieldState::Filled(Answer::check(FIELD.spec(), Raw::Texts(texts)).unwrap()),
        };
        let as_of = day().plus_days(on);
        Value {
            state,
            source,
            as_of,
        }
    }

    fn day() -> Day {
        parse_day("2026/10/1").unwrap().day
    }

    fn in_list(value: &Value) -> Vec<Thing> {
        let number = |it: &Row| format!("{it:?}").chars().find_map(|it| it.to_digit(10));
        let lines = one_by_one(FIELD, value);
        lines
            .iter()
            .filter_map(number)
            .map(|it| it as Thing)
            .collect()
    }

    /// A case, what came into it, and what the test knows of it.
    struct Story {
        case: CaseSummary,
        brought: BTreeSet<u32>,
        told: Vec<Value>,
        /// What this office wrote, but for what it took out.
        own: BTreeSet<Thing>,
        /// What came and this office heard, too.
        heard: BTreeSet<Thing>,
    }

    impl Story {
        fn told(own: &[Thing], turns: &[Turn]) -> Story {
            let mut story = Story {
                case: CaseSummary::new(CaseId::from_bytes([7; 16])),
                brought: BTreeSet::new(),
                told: Vec::new(),
                own: BTreeSet::new(),
                heard: BTreeSet::new(),
            };
            things(own).into_iter().for_each(|it| story.write(it, 0));
            for (on, turn) in (1..).zip(turns) {
                match turn {
                    Turn::Write(it) => story.write(*it, on),
                    Turn::Out(it) => story.out(*it, on),
                    Turn::Again => story.again(on),
                    Turn::OwnNone => story.says_none(on),
                    Turn::Came(all, taking, days) => drop(story.comes(all, *taking, on + days)),
                }
            }
            story
        }

        fn stands(&self) -> Vec<Thing> {
            self.case.get(FIELD).map(in_list).unwrap_or_default()
        }

        fn set(&mut self, edit: Edit) {
            let by = StaffId::from_bytes([1; 16]);
            let edits = [(FIELD, edit)].into();
            self.case.set(edits, by, day()).unwrap();
            let stands = self.stands();
            self.heard.retain(|it| stands.contains(it));
        }

        fn writes(&mut self, all: &[Thing], on: i32) {
            self.set(Edit::Put(value(all, Source::Person, on)));
        }

        fn write(&mut self, thing: Thing, on: i32) {
            let mut all = self.stands();
            if !all.contains(&thing) && all.len() < MOST {
                all.push(thing);
                self.writes(&all, on);
                self.own.insert(thing);
            }
        }

        fn out(&mut self, thing: Thing, on: i32) {
            let mut all = self.stands();
            all.retain(|it| *it != thing);
            if all.is_empty() || all == self.stands() {
                return;
            }
            self.writes(&all, on);
            self.own.remove(&thing);
        }

        fn again(&mut self, on: i32) {
            let all = self.stands();
            if !all.is_empty() {
                self.writes(&all, on + 10);
                let theirs = all.iter().filter(|it| !self.own.contains(it));
                self.heard = theirs.copied().collect();
            }
        }

        fn says_none(&mut self, on: i32) {
            self.writes(&[], on + 10);
            self.own.clear();
        }

        fn before(&self) -> Before {
            let told = self.told.split_last().map_or(&[][..], |(_, it)| it);
            let changes = self.case.changes(FIELD).into_iter();
            let mut came = changes.filter(|it| self.brought.contains(&it.revision.number));
            Before {
                trace: self.trace(),
                seen: came.find_map(|it| match it.to {
                    crate::domain::case::Stood::Value(value) => Some(value.state),
                    _ => None,
                }),
                told: told.to_vec(),
            }
        }

        /// Whether it was taken up.
        fn comes(&mut self, all: &[Thing], taking: Taking, on: i32) -> bool {
            let name = Line::new("見本事業所", 60).unwrap();
            let told = value(&things(all), Source::Agency { name }, on);
            self.told.push(told.clone());
            let came = BTreeMap::from([(FIELD, told.clone())]);
            let news = news_to(&self.case, came.clone(), Contract::GoesOn, &BTreeMap::new());
            let before = self.before();
            let known = BTreeMap::from([(FIELD, before.clone())]);
            let met = meetings(&self.case, &came, &news.into_keys().collect(), &known);
            let value = match met.get(&FIELD) {
                None => return false,
                Some(how) if how.is_asked() && taking == Taking::Whole => return false,
                Some(Meets::Free | Meets::Against) => told,
                Some(Meets::Beside | Meets::Less) => {
                    joined(&self.case, FIELD, &told, &before).unwrap()
                }
            };
            self.set(Edit::Put(value));
            self.brought.insert(self.case.revision());
            true
        }

        fn trace(&self) -> Trace {
            trace(&self.case, FIELD, &self.brought, &self.told)
        }

        /// What stands there once everything that came is taken out.
        fn without(&self) -> Option<Value> {
            match self.trace().without {
                Without::Same => self.case.get(FIELD).cloned(),
                Without::Nothing => None,
                Without::Before(value) => Some(value),
                Without::Rows(left, value) => {
                    let answer = Answer::check(FIELD.spec(), put_together(FIELD, &left));
                    let state = FieldState::Filled(answer.expect("it can be answered"));
                    Some(Value { state, ..value })
                }
            }
        }

        fn taken_back(&mut self) {
            let (left, since) = (self.without(), self.trace().since);
            self.set(left.map_or(Edit::Remove, Edit::Put));
            if let Some(since) = since {
                self.case.forget_after(FIELD, since);
            }
            self.told.clear();
        }
    }

    fn lines() -> impl Strategy<Value = Vec<Thing>> {
        prop::collection::vec(0u8..8, 0..6)
    }

    fn turn() -> impl Strategy<Value = Turn> {
        let taking = prop_oneof![2 => Just(Taking::Whole), 1 => Just(Taking::ByName)];
        prop_oneof![
            4 => (0u8..8).prop_map(Turn::Write),
            3 => (0u8..8).prop_map(Turn::Out),
            1 => Just(Turn::Again),
            1 => Just(Turn::OwnNone),
            6 => (lines(), taking, -3i32..3).prop_map(|(all, how, days)| Turn::Came(all, how, days)),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]
        #[test]
        fn a_withdrawal_takes_the_lines_that_came_and_none_of_this_office(
            own in lines(),
            turns in prop::collection::vec(turn(), 1..9),
        ) {
            let mut story = Story::told(&own, &turns);
            let now = story.stands();
            let left = story.without().as_ref().map(in_list).unwrap_or_default();
            for thing in &left {
                prop_assert!(story.own.contains(thing), "{} only came", thing);
            }
            for thing in now.iter().filter(|it| story.own.contains(it)) {
                prop_assert!(left.contains(thing), "{} is lost", thing);
            }
            let back = story.own.iter().filter(|it| !left.contains(it));
            prop_assert!(left.len() == MOST || back.count() == 0, "what gave way comes back");
            // Taken out once, there is nothing left to take.
            story.taken_back();
            prop_assert_eq!(story.without().as_ref().map(in_list).unwrap_or_default(), left);
        }

        #[test]
        fn what_comes_takes_no_line_of_this_office_unasked_and_with_it_what_is_told_no_more(
            own in lines(),
            turns in prop::collection::vec(turn(), 0..8),
            told in lines(),
            days in -3i32..3,
        ) {
            let mut story = Story::told(&own, &turns);
            let before = story.stands();
            let kept = |it: &&Thing| story.own.contains(it) || story.heard.contains(it);
            let kept: Vec<Thing> = before.iter().filter(kept).copied().collect();
            let came = story.comes(&told, Taking::Whole, turns.len() as i32 + 1 + days);
            let now = story.stands();
            for thing in &kept {
                prop_assert!(now.contains(thing), "{} is lost", thing);
            }
            for thing in now.iter().filter(|it| came && !kept.contains(it)) {
                prop_assert!(told.contains(thing), "{} is told no more", thing);
            }
        }
    }
}
