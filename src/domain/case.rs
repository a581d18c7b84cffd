//! What an office knows of one person: a value for each field, with its state, its source and its day.
//!
//! Nothing here leaves the office by itself; only `consent` makes what can leave, and never of working notes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::domain::answer::{Answer, Given, scored};
use crate::domain::assessment::Overview;
use crate::domain::calendar::Day;
use crate::domain::field::{Filled, Need};
use crate::domain::handover::kind::{HandoverKind, need};
use crate::domain::id::{CaseId, NoteId, StaffId};
use crate::domain::section::{FieldId, SectionId};
use crate::domain::text::{Kana, Line, Paragraph};

/// What is known of a field; a field without any of these was never asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldState {
    /// There is an answer.
    Filled(Answer),
    /// Asked, and there is none (なし).
    Nothing,
    /// The person does not wish to share it (本人が提供を望まない).
    Declined,
    /// Known to be open: nobody has checked yet (未確認).
    Unchecked,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The person said so.
    Person,
    /// Somebody saw it.
    Observed {
        /// Who.
        by: Line,
        /// On which day.
        on: Day,
    },
    /// Another agency or office said so.
    Agency {
        /// Which.
        name: Line,
    },
}

/// One field's state, with its source and the day for which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What is known.
    pub state: FieldState,
    /// Where from.
    pub source: Source,
    /// As of which day.
    pub as_of: Day,
}

impl Value {
    /// Gives the answer, if there is one.
    pub fn given(&self) -> Option<&Given> {
        match &self.state {
            FieldState::Filled(answer) => Some(answer.given()),
            _ => None,
        }
    }

    /// Says whether it may stand under this field: an answer stands only under its own.
    pub fn fits(&self, field: FieldId) -> bool {
        match &self.state {
            FieldState::Filled(answer) => answer.field() == field,
            _ => true,
        }
    }
}

/// Says that an answer to one field was put under another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misplaced(pub FieldId);

impl fmt::Display for Misplaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the answer is not one to {}", self.0.spec().name)
    }
}

impl std::error::Error for Misplaced {}

/// One change to one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Sets or replaces the value.
    Put(Value),
    /// Takes the value away, as if it had never been asked.
    Remove,
}

/// Most replaced values that a case keeps of one field. Of older changes it keeps who, when and which field.
pub const KEPT: usize = 20;

/// What stood in a field at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stood {
    /// Nothing: it was not asked.
    Unasked,
    /// This.
    Value(Value),
    /// Something that is no longer kept: too many came after it, or it had to go.
    Forgotten,
}

impl Stood {
    fn of(value: Option<Value>) -> Self {
        value.map_or(Self::Unasked, Self::Value)
    }
}

/// One change of one field: what it was, and what it became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed<'a> {
    /// Who and when.
    pub revision: &'a Revision,
    /// What it was.
    pub from: Stood,
    /// What it became.
    pub to: Stood,
}

/// Who changed which fields, on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Which one: 1, 2, 3 …
    pub number: u32,
    /// Who.
    pub by: StaffId,
    /// When.
    pub on: Day,
    /// Which fields came to be, changed or went, each with what stood there before.
    pub fields: BTreeMap<FieldId, Stood>,
}

impl Revision {
    /// Says whether each value stands under its own field.
    fn fits(&self) -> bool {
        self.fields.iter().all(|(field, stood)| match stood {
            Stood::Value(value) => value.fits(*field),
            Stood::Unasked | Stood::Forgotten => true,
        })
    }
}

/// Every revision of a case, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History(Vec<Revision>);

impl History {
    /// Takes revisions that are numbered from 1 without gaps, each of some fields with values of their own; none
    /// otherwise.
    pub fn from_revisions(revisions: Vec<Revision>) -> Option<Self> {
        let in_order = (1..).zip(&revisions).all(|(number, revision)| {
            revision.number == number && !revision.fields.is_empty() && revision.fits()
        });
        in_order.then_some(Self(revisions))
    }

    /// Gives the revisions, the oldest first.
    pub fn revisions(&self) -> &[Revision] {
        &self.0
    }

    /// Gives the last revision that touched a field.
    pub fn last_change(&self, field: FieldId) -> Option<&Revision> {
        self.0.iter().rfind(|one| one.fields.contains_key(&field))
    }

    /// Gives every field touched after a revision.
    pub fn changed_since(&self, revision: u32) -> BTreeSet<FieldId> {
        self.0
            .iter()
            .filter(|one| one.number > revision)
            .flat_map(|one| one.fields.keys().copied())
            .collect()
    }

    /// Forgets the values that stood in a field, but for the newest ones; tells whether there were any.
    fn forget(&mut self, field: FieldId, keeping: usize) -> bool {
        let stood = self.0.iter_mut().rev();
        let values = stood
            .filter_map(|one| one.fields.get_mut(&field))
            .filter(|stood| matches!(stood, Stood::Value(_)));
        let old = values.skip(keeping);
        old.map(|stood| *stood = Stood::Forgotten).count() != 0
    }

    /// Forgets the values that stood in a field after a revision; tells whether there were any.
    fn forget_after(&mut self, field: FieldId, revision: u32) -> bool {
        let later = self.0.iter_mut().filter(|one| revision < one.number);
        let stood = later.filter_map(|one| one.fields.get_mut(&field));
        let values = stood.filter(|stood| matches!(stood, Stood::Value(_)));
        values.map(|stood| *stood = Stood::Forgotten).count() != 0
    }

    fn latest(&self) -> u32 {
        self.0.last().map_or(0, |one| one.number)
    }
}

/// What an office knows of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSummary {
    id: CaseId,
    values: BTreeMap<FieldId, Value>,
    history: History,
}

/// How a person stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    /// The name, where it is known.
    pub name: Option<&'a Line>,
    /// Its reading, where it is known.
    pub kana: Option<&'a Kana>,
}

/// What a list, a search and today's alerts need of a case, kept apart from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The last revision.
    pub revision: u32,
    /// The name, where it is known.
    pub name: Option<Line>,
    /// Its reading, where it is known.
    pub kana: Option<Kana>,
    /// Last four digits of the certificate, where they are known.
    pub last_four: Option<String>,
    /// The day on which the standard period ends, where it is known.
    pub period_end: Option<Day>,
}

impl CaseSummary {
    /// Opens a case of which nothing is known yet; its revision is 0.
    pub fn new(id: CaseId) -> Self {
        Self {
            id,
            values: BTreeMap::new(),
            history: History::default(),
        }
    }

    /// Puts a stored case together again.
    ///
    /// # Errors
    /// The first field whose answer belongs to another.
    pub fn restore(
        id: CaseId,
        values: BTreeMap<FieldId, Value>,
        history: History,
    ) -> Result<Self, Misplaced> {
        match values.iter().find(|(field, value)| !value.fits(**field)) {
            Some((field, _)) => Err(Misplaced(*field)),
            None => Ok(Self {
                id,
                values,
                history,
            }),
        }
    }

    /// Gives its id.
    pub fn id(&self) -> CaseId {
        self.id
    }

    /// Gives the number of its last revision; 0 before the first.
    pub fn revision(&self) -> u32 {
        self.history.latest()
    }

    /// Gives all its values, in reading order.
    pub fn values(&self) -> &BTreeMap<FieldId, Value> {
        &self.values
    }

    /// Gives its revisions.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Gives the value of a field, if it was ever asked.
    pub fn get(&self, field: FieldId) -> Option<&Value> {
        self.values.get(&field)
    }

    /// Looks at all scores of the assessment together; none where nothing was scored.
    pub fn assessment(&self) -> Option<Overview> {
        assessed(self.values.iter().map(|(field, value)| (*field, value)))
    }

    /// Gives the values of one section, in reading order.
    pub fn section(&self, section: SectionId) -> impl Iterator<Item = (FieldId, &Value)> {
        self.values
            .iter()
            .map(|(field, value)| (*field, value))
            .filter(move |(field, _)| field.spec().section == section)
    }

    /// Makes changes, all or none, and tells the new revision; none when nothing is different afterwards.
    ///
    /// # Errors
    /// The first field whose answer belongs to another.
    pub fn set(
        &mut self,
        edits: BTreeMap<FieldId, Edit>,
        by: StaffId,
        on: Day,
    ) -> Result<Option<&Revision>, Misplaced> {
        let misplaced = edits.iter().find_map(|(field, edit)| match edit {
            Edit::Put(value) if !value.fits(*field) => Some(Misplaced(*field)),
            _ => None,
        });
        if let Some(misplaced) = misplaced {
            return Err(misplaced);
        }
        let fields: BTreeMap<FieldId, Stood> = edits
            .into_iter()
            .filter_map(|(field, edit)| Some((field, self.apply(field, edit)?)))
            .collect();
        if fields.is_empty() {
            return Ok(None);
        }
        let touched: Vec<FieldId> = fields.keys().copied().collect();
        let number = self.history.latest() + 1;
        self.history.0.push(Revision {
            number,
            by,
            on,
            fields,
        });
        for field in touched {
            self.history.forget(field, KEPT);
        }
        Ok(self.history.0.last())
    }

    /// Makes one change and tells what stood there before, where anything is different.
    fn apply(&mut self, field: FieldId, edit: Edit) -> Option<Stood> {
        match edit {
            Edit::Put(value) if self.values.get(&field) == Some(&value) => None,
            Edit::Put(value) => Some(Stood::of(self.values.insert(field, value))),
            Edit::Remove => self.values.remove(&field).map(Stood::Value),
        }
    }

    /// Forgets every value that stood in these fields before; tells whether there were any. What stands there now
    /// stays, and so does who changed them and when.
    pub fn forget(&mut self, fields: &BTreeSet<FieldId>) -> bool {
        let mut any = false;
        for field in fields {
            any |= self.history.forget(*field, 0);
        }
        any
    }

    /// The same for one field, of what stood there after a revision only.
    pub fn forget_after(&mut self, field: FieldId, revision: u32) -> bool {
        self.history.forget_after(field, revision)
    }

    /// Gives every change of a field, the newest first.
    pub fn changes(&self, field: FieldId) -> Vec<Changed<'_>> {
        let mut to = Stood::of(self.get(field).cloned());
        let mut changes = Vec::new();
        for revision in self.history.0.iter().rev() {
            if let Some(from) = revision.fields.get(&field) {
                let to = std::mem::replace(&mut to, from.clone());
                let from = from.clone();
                changes.push(Changed { revision, from, to });
            }
        }
        changes
    }

    /// Gives the required fields that nothing fills, in reading order.
    pub fn missing(&self) -> Vec<FieldId> {
        let all = FieldId::ALL.iter().copied();
        all.filter(|it| self.misses(*it)).collect()
    }

    /// Says whether a handover needs the field and nothing that stands in it fills it: of a field that says who the person is,
    /// only an answer does.
    pub fn misses(&self, field: FieldId) -> bool {
        let filled = self.get(field).is_some_and(|value| {
            value.given().is_some() || field.spec().filled != Filled::ByAnswer
        });
        !filled && self.requires(field)
    }

    /// Says whether a handover of the kind that is chosen needs the field.
    pub fn requires(&self, field: FieldId) -> bool {
        need(HandoverKind::of(self), field) == Need::Required
    }

    /// Gives what lists, search and alerts need.
    pub fn head(&self) -> Head {
        let given = |field| self.get(field).and_then(Value::given);
        let Label { name, kana } = self.label();
        Head {
            revision: self.revision(),
            name: name.cloned(),
            kana: kana.cloned(),
            last_four: match given(FieldId::CertificateNumber) {
                Some(Given::Digits(digits)) => Some(digits.last_four().to_owned()),
                _ => None,
            },
            period_end: match given(FieldId::PeriodEnd) {
                Some(Given::Day(day)) => Some(*day),
                _ => None,
            },
        }
    }

    /// Gives how the person stands in a list.
    pub fn label(&self) -> Label<'_> {
        let given = |field| self.get(field).and_then(Value::given);
        Label {
            name: match given(FieldId::PersonName) {
                Some(Given::Line(name)) => Some(name),
                _ => None,
            },
            kana: match given(FieldId::PersonKana) {
                Some(Given::Kana(kana)) => Some(kana),
                _ => None,
            },
        }
    }
}

/// Looks at all scores among these values together, whoever holds them; none where nothing was scored.
pub fn assessed<'a>(values: impl IntoIterator<Item = (FieldId, &'a Value)>) -> Option<Overview> {
    let scores = [FieldId::AssessmentScores, FieldId::AssessmentFamilyScores];
    let theirs = values
        .into_iter()
        .filter(|(field, _)| scores.contains(field));
    let given = theirs.filter_map(|(_, value)| value.given());
    Overview::of(&scored(given))
}

/// Says how old somebody is on a day, by a value of the birth date; of any other field nothing. It is reckoned, and never stored.
pub fn age(field: FieldId, value: &Value, on: Day) -> Option<u16> {
    match value.given()? {
        Given::Day(born) if field == FieldId::PersonBirth => born.age_on(on),
        _ => None,
    }
}

/// A note of the office for itself; there is no way from here into a disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingNote {
    /// Which one.
    pub id: NoteId,
    /// The case it is about.
    pub case: CaseId,
    /// What it says.
    pub text: Paragraph,
    /// Who wrote it.
    pub by: StaffId,
    /// When.
    pub on: Day,
}

/// Cases made up for tests.
#[cfg(test)]
pub(crate) mod made_up {
    use super::*;
    use crate::domain::answer::made_up::answer;
    use crate::domain::answer::{Answer, Raw};
    use proptest::prelude::*;

    /// Gives a case that holds these answers, as the person gave them on a day.
    pub fn holding(fields: &[(FieldId, Raw)], on: Day) -> CaseSummary {
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        let edit = |(field, raw): &(FieldId, Raw)| {
            let answer = Answer::check(field.spec(), raw.clone()).expect("a made-up answer fits");
            let value = Value {
                state: FieldState::Filled(answer),
                source: Source::Person,
                as_of: on,
            };
            (*field, Edit::Put(value))
        };
        let edits = fields.iter().map(edit).collect();
        case.set(edits, StaffId::from_bytes([1; 16]), on)
            .expect("nothing else was written");
        case
    }

    /// Gives some day.
    pub(crate) fn day() -> impl Strategy<Value = Day> {
        (1950_u16..=2100, 1_u8..=12, 1_u8..=28)
            .prop_map(|(y, m, d)| Day::from_ymd(y, m, d).expect("every month has 28 days"))
    }

    fn state(field: FieldId) -> impl Strategy<Value = FieldState> {
        prop_oneof![
            5 => answer(field).prop_map(FieldState::Filled),
            1 => Just(FieldState::Nothing),
            1 => Just(FieldState::Declined),
            1 => Just(FieldState::Unchecked),
        ]
    }

    fn source() -> impl Strategy<Value = Source> {
        let name = || "[ァ-ヴ一-龠]{1,8}".prop_map(|text| Line::new(&text, 60).expect("a name"));
        prop_oneof![
            Just(Source::Person),
            (name(), day()).prop_map(|(by, on)| Source::Observed { by, on }),
            name().prop_map(|name| Source::Agency { name }),
        ]
    }

    /// Gives some value for a field.
    pub(crate) fn value(field: FieldId) -> impl Strategy<Value = Value> {
        (state(field), source(), day()).prop_map(|(state, source, as_of)| Value {
            state,
            source,
            as_of,
        })
    }

    fn edits(most: usize) -> impl Strategy<Value = BTreeMap<FieldId, Edit>> {
        let fields = proptest::sample::subsequence(FieldId::ALL, 0..=most);
        let edits = fields.prop_flat_map(|fields| {
            let each = |field: FieldId| {
                let edit = prop_oneof![
                    4 => value(field).prop_map(Edit::Put),
                    1 => Just(Edit::Remove),
                ];
                edit.prop_map(move |edit| (field, edit))
            };
            fields.into_iter().map(each).collect::<Vec<_>>()
        });
        edits.prop_map(|edits| edits.into_iter().collect())
    }

    /// Gives some case: some fields, some of them changed again, and what stood in some of those forgotten.
    pub(crate) fn case() -> impl Strategy<Value = CaseSummary> {
        let forgotten = proptest::sample::subsequence(FieldId::ALL, 0..=100);
        let made = (any::<[u8; 16]>(), any::<[u8; 16]>(), day());
        (made, edits(40), edits(100), forgotten).prop_map(|((id, by, on), first, then, gone)| {
            let mut case = CaseSummary::new(CaseId::from_bytes(id));
            for edits in [first, then] {
                case.set(edits, StaffId::from_bytes(by), on)
                    .expect("every value was made for its field");
            }
            case.forget(&gone.into_iter().collect());
            case
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Raw;
    use proptest::prelude::*;

    const BY: StaffId = StaffId::from_bytes([1; 16]);

    fn day() -> Day {
        Day::from_ymd(2026, 4, 1).unwrap()
    }

    fn value(state: FieldState) -> Value {
        Value {
            state,
            source: Source::Person,
            as_of: day(),
        }
    }

    fn line(field: FieldId, text: &str) -> Edit {
        let answer = Answer::check(field.spec(), Raw::Text(text.into())).unwrap();
        Edit::Put(value(FieldState::Filled(answer)))
    }

    fn case() -> CaseSummary {
        CaseSummary::new(CaseId::from_bytes([7; 16]))
    }

    #[test]
    fn every_change_is_a_revision_that_names_its_fields() {
        let mut case = case();
        let name = FieldId::PersonName;
        assert_eq!(case.revision(), 0);
        let first = case.set([(name, line(name, "見本 一郎"))].into(), BY, day());
        assert_eq!(first.unwrap().map(|one| one.number), Some(1));
        let same = case.set([(name, line(name, "見本 一郎"))].into(), BY, day());
        assert_eq!(same, Ok(None), "the same again is no revision");
        let gone = case.set([(FieldId::PersonKana, Edit::Remove)].into(), BY, day());
        assert_eq!(gone, Ok(None), "what was not there cannot go");
        case.set(
            [
                (name, line(name, "見本 二郎")),
                (FieldId::LifeMeals, Edit::Put(value(FieldState::Declined))),
            ]
            .into(),
            BY,
            day(),
        )
        .unwrap();
        assert_eq!(case.revision(), 2);
        assert_eq!(
            case.history().changed_since(1),
            [name, FieldId::LifeMeals].into()
        );
        assert_eq!(case.history().last_change(name).unwrap().number, 2);
    }

    #[test]
    fn an_answer_under_another_field_changes_nothing() {
        let mut case = case();
        let before = case.clone();
        let edits = [
            (FieldId::PersonName, line(FieldId::PersonName, "見本 一郎")),
            (
                FieldId::PersonCalled,
                line(FieldId::PersonName, "いっちゃん"),
            ),
        ];
        assert_eq!(
            case.set(edits.into(), BY, day()),
            Err(Misplaced(FieldId::PersonCalled))
        );
        assert_eq!(case, before);
    }

    #[test]
    fn each_of_the_four_states_stands_for_a_required_field_and_nothing_else_does() {
        let mut case = case();
        let all = case.missing().len();
        let states = [
            FieldState::Nothing,
            FieldState::Declined,
            FieldState::Unchecked,
        ];
        let fields = [
            FieldId::HealthAllergies,
            FieldId::PersonAddress,
            FieldId::PeriodLeft,
        ];
        for (field, state) in fields.into_iter().zip(states) {
            assert!(case.missing().contains(&field));
            case.set([(field, Edit::Put(value(state)))].into(), BY, day())
                .unwrap();
            assert!(!case.missing().contains(&field));
        }
        assert_eq!(case.missing().len(), all - 3);
        assert!(!case.missing().contains(&FieldId::LifeMeals));
    }

    #[test]
    fn what_says_who_the_person_is_takes_an_answer() {
        let mut case = case();
        let states = [
            FieldState::Nothing,
            FieldState::Declined,
            FieldState::Unchecked,
        ];
        let fields = [
            FieldId::PersonName,
            FieldId::PersonKana,
            FieldId::PersonBirth,
            FieldId::CertificateNumber,
        ];
        for field in fields {
            for state in &states {
                let edit = Edit::Put(value(state.clone()));
                case.set([(field, edit)].into(), BY, day()).unwrap();
                assert!(case.missing().contains(&field), "{field:?} {state:?}");
            }
        }
        let name = FieldId::PersonName;
        case.set([(name, line(name, "見本 一郎"))].into(), BY, day())
            .unwrap();
        assert!(!case.missing().contains(&name));
    }

    #[test]
    fn a_list_shows_name_and_kana_where_they_are_known() {
        let mut case = case();
        assert_eq!(
            case.label(),
            Label {
                name: None,
                kana: None
            }
        );
        case.set(
            [
                (FieldId::PersonName, line(FieldId::PersonName, "見本 一郎")),
                (FieldId::PersonKana, Edit::Put(value(FieldState::Unchecked))),
            ]
            .into(),
            BY,
            day(),
        )
        .unwrap();
        assert_eq!(case.label().name.map(Line::as_str), Some("見本 一郎"));
        assert_eq!(case.label().kana, None);
    }

    #[test]
    fn a_history_with_a_gap_is_none() {
        let revision = |number| Revision {
            number,
            by: BY,
            on: day(),
            fields: [(FieldId::PersonName, Stood::Unasked)].into(),
        };
        assert!(History::from_revisions(vec![revision(1), revision(2)]).is_some());
        for numbers in [vec![2], vec![1, 3], vec![1, 1], vec![0, 1]] {
            let revisions = numbers.iter().copied().map(revision).collect();
            assert_eq!(History::from_revisions(revisions), None, "{numbers:?}");
        }
        let Edit::Put(other) = line(FieldId::PersonCalled, "いっちゃん") else {
            panic!("a value")
        };
        let misplaced = Revision {
            fields: [(FieldId::PersonName, Stood::Value(other))].into(),
            ..revision(1)
        };
        assert_eq!(History::from_revisions(vec![misplaced]), None);
    }

    fn named(case: &mut CaseSummary, text: &str, by: StaffId) -> Value {
        let name = FieldId::PersonName;
        case.set([(name, line(name, text))].into(), by, day())
            .unwrap();
        case.get(name).unwrap().clone()
    }

    #[test]
    fn a_change_tells_who_made_what_of_what() {
        let (mut case, name, other) = (case(), FieldId::PersonName, StaffId::from_bytes([2; 16]));
        let first = named(&mut case, "見本 一郎", BY);
        let second = named(&mut case, "見本 二郎", other);
        case.set([(name, Edit::Remove)].into(), BY, day()).unwrap();
        let told: Vec<_> = case
            .changes(name)
            .into_iter()
            .map(|it| (it.revision.number, it.revision.by, it.from, it.to))
            .collect();
        let expected = [
            (3, BY, Stood::Value(second.clone()), Stood::Unasked),
            (2, other, Stood::Value(first.clone()), Stood::Value(second)),
            (1, BY, Stood::Unasked, Stood::Value(first)),
        ];
        assert_eq!(told, expected);
        assert_eq!(case.changes(FieldId::PersonKana), []);
    }

    #[test]
    fn the_oldest_values_fall_away_and_who_changed_them_stays() {
        let mut case = case();
        let values: Vec<Value> = (0..KEPT + 5)
            .map(|at| named(&mut case, &format!("見本 {at}"), BY))
            .collect();
        let changes = case.changes(FieldId::PersonName);
        assert_eq!(changes.len(), KEPT + 5, "every line is there");
        let from: Vec<_> = changes.into_iter().rev().map(|it| it.from).collect();
        assert_eq!(from[0], Stood::Unasked);
        assert_eq!(from[1..5], vec![Stood::Forgotten; 4]);
        let kept: Vec<_> = values[4..KEPT + 4]
            .iter()
            .cloned()
            .map(Stood::Value)
            .collect();
        assert_eq!(from[5..], kept);
    }

    #[test]
    fn what_is_forgotten_is_gone_for_this_field_only_and_what_stands_now_stays() {
        let (mut case, name, kana) = (case(), FieldId::PersonName, FieldId::PersonKana);
        named(&mut case, "見本 一郎", BY);
        let now = named(&mut case, "見本 二郎", BY);
        for state in [FieldState::Unchecked, FieldState::Declined] {
            let edit = [(kana, Edit::Put(value(state)))];
            case.set(edit.into(), BY, day()).unwrap();
        }
        let others = case.changes(kana).len();
        assert!(case.forget(&[name].into()));
        assert!(!case.forget(&[name].into()), "there was nothing left");
        assert_eq!(case.get(name), Some(&now));
        let changes = case.changes(name);
        assert_eq!(changes[0].from, Stood::Forgotten);
        assert_eq!(changes[1].to, Stood::Forgotten);
        assert_eq!(changes[1].from, Stood::Unasked);
        let kept = case.changes(kana);
        assert_eq!(kept.len(), others);
        assert_eq!(kept[0].from, Stood::Value(value(FieldState::Unchecked)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_was_stored_is_put_together_again(case in made_up::case()) {
            let again = CaseSummary::restore(case.id(), case.values().clone(), case.history().clone());
            prop_assert_eq!(again, Ok(case));
        }
    }
}
