//! What of a field of a case another office brought, and what stands there without it: row by row in tables that hold what
//! either office wrote, line by line in lists in which both may be true. A line is a row of one cell.
//!
//! Which revisions brought it is told by whoever asks; nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::answer::Row;
use crate::domain::by_row::{
    Earlier, goes_on, holds_both, is_one_row, one_by_one, same_rows, with_back,
};
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Changed, Source, Stood, Value};
use crate::domain::section::FieldId;

/// Whose what stood in a field was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The first revision that brought something; none where nothing of it came.
    pub since: Option<u32>,
    /// What stands there without what came.
    pub without: Without,
    /// Every row this office wrote itself, whether or not it still stands.
    pub own: Vec<Row>,
    /// What became of the rows that came, for what comes next.
    pub earlier: Earlier,
}

/// What stands in a field without what came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Without {
    /// The same: what stands there is this office's own.
    Same,
    /// Nothing.
    Nothing,
    /// What this office had written last before.
    Before(Value),
    /// Rows of this office, in a table or list that says of the whole what this value says.
    Rows(Vec<Row>, Value),
}

/// Follows a field from its first value on. A row came where one of these revisions brought it and it was told; where a value is
/// forgotten, every row that was told is taken for theirs.
pub fn trace(case: &CaseSummary, field: FieldId, brought: &BTreeSet<u32>, told: &[Value]) -> Trace {
    let mut path = Path::new(field);
    for change in case.changes(field).into_iter().rev() {
        match brought.contains(&change.revision.number) {
            true => path.came(&change, told),
            false => path.written(&change),
        }
    }
    Trace {
        since: path.since,
        without: path.without(case.get(field)),
        own: path.written,
        earlier: Earlier {
            untouched: path.came,
            gave_way: path.displaced,
            gone: path.gone,
        },
    }
}

/// The revisions of a case in which something stands as it came, for where nobody wrote down which brought it. Before the day on
/// which the start was recorded none did: what the other office only tells again stands there from elsewhere.
pub fn standing_as_told(
    case: &CaseSummary,
    told: &BTreeMap<FieldId, Vec<Value>>,
    started: Day,
) -> BTreeSet<u32> {
    let mut since = case.history().revisions().iter();
    let Some(first) = since.find(|it| started <= it.on) else {
        return BTreeSet::new();
    };
    let of_field = |(field, told): (&FieldId, &Vec<Value>)| {
        let changes = case.changes(*field).into_iter();
        let came = changes.filter(|it| match &it.to {
            Stood::Value(own) => told.iter().any(|it| stands_as_told(*field, own, it)),
            Stood::Unasked | Stood::Forgotten => false,
        });
        let numbers = came.map(|it| it.revision.number);
        numbers.filter(|it| first.number <= *it).collect::<Vec<_>>()
    };
    told.iter().flat_map(of_field).collect()
}

/// Whether a value of a case is what came, beside rows of this office where a table holds both.
fn stands_as_told(field: FieldId, own: &Value, told: &Value) -> bool {
    let is_theirs = matches!(own.source, Source::Agency { .. }) && own.as_of == told.as_of;
    let stands = one_by_one(field, own);
    let has_one = || one_by_one(field, told).iter().any(|it| stands.contains(it));
    is_theirs && (own.state == told.state || has_one())
}

#[derive(PartialEq, Eq)]
enum Whose {
    Ours,
    Theirs,
}

/// What this office wrote last.
struct Own {
    value: Value,
    /// The rows in it that had not come.
    rows: Vec<Row>,
}

struct Path {
    field: FieldId,
    since: Option<u32>,
    /// Who wrote last.
    last: Whose,
    /// None where that was nothing, or is forgotten.
    own: Option<Own>,
    /// Rows that came and stand there as they came.
    came: Vec<Row>,
    /// Rows that came and were only marked here since; lines that came and were heard here, too.
    marked: Vec<Row>,
    /// Rows of this office that went when others came.
    displaced: Vec<Row>,
    /// Rows that had come and went when others came, and nobody here took out since.
    gone: Vec<Row>,
    /// Rows this office wrote.
    written: Vec<Row>,
}

impl Path {
    fn new(field: FieldId) -> Self {
        Self {
            field,
            since: None,
            last: Whose::Ours,
            own: None,
            came: Vec::new(),
            marked: Vec::new(),
            displaced: Vec::new(),
            gone: Vec::new(),
            written: Vec::new(),
        }
    }

    fn came(&mut self, change: &Changed<'_>, told: &[Value]) {
        self.since.get_or_insert(change.revision.number);
        if self.last == Whose::Ours {
            self.own = self.own_in(&change.from);
        }
        self.last = Whose::Theirs;
        self.rows_came(change, told);
    }

    fn rows_came(&mut self, change: &Changed<'_>, told: &[Value]) {
        let (stood, now) = (self.rows_in(&change.from), self.rows_in(&change.to));
        if let (Some(stood), Some(now)) = (&stood, &now) {
            let gone = stood.iter().filter(|it| !now.contains(it)).cloned();
            let (theirs, own): (Vec<Row>, Vec<Row>) = gone.partition(|it| self.is_theirs(it));
            self.displaced.extend(own);
            self.gone.extend(theirs);
            self.gone.retain(|it| !now.contains(it));
            self.came.retain(|it| now.contains(it));
            self.marked.retain(|it| now.contains(it));
        }
        let mut new: Vec<Row> = told.iter().flat_map(|it| self.rows(it)).collect();
        new.retain(|it| now.as_ref().is_none_or(|now| now.contains(it)));
        new.retain(|it| match &stood {
            Some(stood) => !stood.contains(it),
            None => !self.is_theirs(it),
        });
        // What had given way stands there again.
        new.retain(|it| !self.displaced.contains(it));
        let stands = |it: &Row| now.as_ref().is_some_and(|now| now.contains(it));
        self.displaced.retain(|it| !stands(it));
        self.came.extend(new);
    }

    fn written(&mut self, change: &Changed<'_>) {
        if self.last == Whose::Theirs && says_same(&change.from, &change.to) {
            return;
        }
        self.last = Whose::Ours;
        self.rows_written(change);
        self.own = self.own_in(&change.to);
    }

    fn rows_written(&mut self, change: &Changed<'_>) {
        let Some(now) = self.rows_in(&change.to) else {
            return;
        };
        let stood = self.rows_in(&change.from).unwrap_or_default();
        let new = now.iter().filter(|it| !stood.contains(it));
        let new: Vec<Row> = new.filter(|it| !self.is_theirs(it)).cloned().collect();
        // Whatever is marked in a row that came, or said of a file that came, it is what came, unless this office ever said it.
        let (marked, ours): (Vec<Row>, Vec<Row>) = new.into_iter().partition(|row| {
            let said = |first: &Row| goes_on(self.field, first, row);
            self.came.iter().chain(&self.marked).any(said) && !self.written.iter().any(said)
        });
        self.came.retain(|it| now.contains(it));
        self.marked.retain(|it| now.contains(it));
        self.marked.extend(marked);
        if holds_both(self.field) && same_rows(&stood, &now) {
            // Nothing but a day: somebody here has heard all of it.
            self.marked.append(&mut self.came);
        }
        self.written.extend(ours);
        // What took their place was taken out here.
        let has = |rows: &[Row], row: &Row| rows.iter().any(|it| is_one_row(self.field, it, row));
        let stays = |it: &Row| !has(&stood, it) || has(&now, it);
        self.displaced.retain(|it| !now.is_empty() && stays(it));
        self.gone.retain(stays);
    }

    fn is_theirs(&self, row: &Row) -> bool {
        self.came.contains(row) || self.marked.contains(row)
    }

    fn without(&self, current: Option<&Value>) -> Without {
        let stands = current.map(|it| self.rows(it)).unwrap_or_default();
        let has_theirs = stands.iter().any(|it| self.is_theirs(it));
        match (&self.last, current) {
            (Whose::Ours, _) if !has_theirs && self.displaced.is_empty() => Without::Same,
            (_, Some(value)) if !stands.is_empty() => self.own_rows(self.ours(&stands), value),
            (Whose::Theirs, _) => self.before(current),
            (Whose::Ours, _) => Without::Same,
        }
    }

    /// What this office had written last, less what came until then.
    fn before(&self, current: Option<&Value>) -> Without {
        match &self.own {
            None if current.is_none() => Without::Same,
            None => Without::Nothing,
            Some(own) if own.rows.len() == self.rows(&own.value).len() => {
                Without::Before(own.value.clone())
            }
            Some(own) => self.own_rows(own.rows.clone(), &own.value),
        }
    }

    /// Rows of this office in a table that says `value` of the whole, with those that come back.
    fn own_rows(&self, ours: Vec<Row>, value: &Value) -> Without {
        let back = self.displaced.iter().rev().cloned();
        let left = with_back(self.field, ours, back.collect());
        let own = self.own.as_ref().map(|it| &it.value);
        match (own, &self.last) {
            (_, Whose::Ours) if same_rows(&self.rows(value), &left) => Without::Same,
            (Some(own), _) if same_rows(&self.rows(own), &left) => Without::Before(own.clone()),
            _ if left.is_empty() => Without::Nothing,
            // As they were put together, the other office said where they are from and as of when.
            (Some(own), Whose::Theirs) => Without::Rows(left, own.clone()),
            _ => Without::Rows(left, value.clone()),
        }
    }

    fn ours(&self, rows: &[Row]) -> Vec<Row> {
        let ours = rows.iter().filter(|it| !self.is_theirs(it));
        ours.cloned().collect()
    }

    fn own_in(&self, stood: &Stood) -> Option<Own> {
        match stood {
            Stood::Value(value) => Some(Own {
                value: value.clone(),
                rows: self.ours(&self.rows(value)),
            }),
            Stood::Unasked | Stood::Forgotten => None,
        }
    }

    fn rows(&self, value: &Value) -> Vec<Row> {
        one_by_one(self.field, value)
    }

    /// None where it is forgotten.
    fn rows_in(&self, stood: &Stood) -> Option<Vec<Row>> {
        match stood {
            Stood::Value(value) => Some(self.rows(value)),
            Stood::Unasked => Some(Vec::new()),
            Stood::Forgotten => None,
        }
    }
}

/// Whether only the source is another: it is still what came.
fn says_same(from: &Stood, to: &Stood) -> bool {
    match (from, to) {
        (Stood::Value(from), Stood::Value(to)) => from.state == to.state && from.as_of == to.as_of,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw, RawCell};
    use crate::domain::attachment::rows;
    use crate::domain::by_row::united;
    use crate::domain::calendar::parse_day;
    use crate::domain::case::{Edit, FieldState, KEPT};
    use crate::domain::id::{CaseId, StaffId};
    use crate::domain::text::Line;

    const FIELD: FieldId = FieldId::CrisisSeen;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    /// A table of signs seen, each on a day of September 2026 and with a word; a star says that it is over.
    fn seen(rows: &[(u8, &str)]) -> Value {
        let cells = rows.iter().map(|(on, what)| {
            let on = day(&format!("2026/9/{on}"));
            let text = |it: &str| Some(RawCell::Text(it.into()));
            let over = what.ends_with('*').then_some(RawCell::Day(on));
            let what = what.trim_end_matches('*');
            vec![Some(RawCell::Day(on)), text("act-now"), text(what), over]
        });
        let rows = Raw::Rows(cells.collect());
        said(FieldState::Filled(
            Answer::check(FIELD.spec(), rows).unwrap(),
        ))
    }

    fn said(state: FieldState) -> Value {
        Value {
            state,
            source: Source::Person,
            as_of: day("2026/10/1"),
        }
    }

    fn words(text: &str) -> Value {
        let field = FieldId::PersonCalled;
        let answer = Answer::check(field.spec(), Raw::Text(text.into())).unwrap();
        said(FieldState::Filled(answer))
    }

    /// Who writes, and what stands there afterwards.
    enum Turn {
        Own(Option<Value>),
        Came(Option<Value>),
    }
    use Turn::{Came, Own};

    fn traced(field: FieldId, turns: Vec<Turn>) -> Trace {
        let (case, brought, told) = played(field, turns);
        trace(&case, field, &brought, &told)
    }

    /// A case, which revisions of it brought something, and what was told.
    fn played(field: FieldId, turns: Vec<Turn>) -> (CaseSummary, BTreeSet<u32>, Vec<Value>) {
        let told = turns.iter().filter_map(|it| match it {
            Came(value) => value.clone(),
            Own(_) => None,
        });
        let told: Vec<Value> = told.collect();
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        let mut brought = BTreeSet::new();
        for turn in turns {
            let (Own(value) | Came(value)) = &turn;
            let edit = value.clone().map_or(Edit::Remove, Edit::Put);
            let by = StaffId::from_bytes([1; 16]);
            case.set([(field, edit)].into(), by, day("2026/10/1"))
                .unwrap();
            if matches!(turn, Came(_)) {
                brought.insert(case.revision());
            }
        }
        (case, brought, told)
    }

    #[test]
    fn a_row_stays_with_whoever_wrote_it_first() {
        let (a, b, c) = ((1, "眠れない"), (2, "食べない"), (3, "休む"));
        let own = seen(&[a]);
        let left = |turns| traced(FIELD, turns).without;
        // The same row in both tables: it came with nothing, or beside another.
        assert_eq!(left(vec![Own(Some(own.clone()))]), Without::Same);
        assert_eq!(
            left(vec![Own(Some(own.clone())), Came(Some(seen(&[a, b])))]),
            Without::Before(own.clone())
        );
        // Written since, beside what came.
        let all = seen(&[a, b, c]);
        let turns = || {
            vec![
                Own(Some(own.clone())),
                Came(Some(seen(&[a, b]))),
                Own(Some(all.clone())),
            ]
        };
        let expected = Without::Rows(rows(&seen(&[a, c])).to_vec(), all.clone());
        assert_eq!(left(turns()), expected);
        // Taken out and written again, it is whose it is now.
        let mut again = turns();
        again.extend([Own(Some(seen(&[a, c]))), Own(Some(all.clone()))]);
        assert_eq!(left(again), Without::Same);
        let only_came = vec![Came(Some(seen(&[b])))];
        assert_eq!(left(only_came), Without::Nothing);
    }

    #[test]
    fn a_sign_is_whose_words_it_says_whoever_marked_that_it_is_over() {
        let (open, over, other) = ((1, "眠れない"), (1, "眠れない*"), (2, "食べない"));
        let left = |turns| traced(FIELD, turns).without;
        let kept = |all: &[(u8, &str)], said: &Value| {
            Without::Rows(rows(&seen(all)).to_vec(), said.clone())
        };
        // Open here before, marked here since: it stands once, as it was marked.
        let marked = seen(&[over, other]);
        let turns = vec![
            Own(Some(seen(&[open]))),
            Came(Some(seen(&[open, other]))),
            Own(Some(marked.clone())),
        ];
        assert_eq!(left(turns), kept(&[over], &marked));
        // It came, and was only marked here.
        let turns = vec![Came(Some(seen(&[open]))), Own(Some(seen(&[over])))];
        assert_eq!(left(turns), Without::Nothing);
        // Both had it, the other as over, and somebody here opened it again: it was this office's to open.
        let turns = vec![
            Own(Some(seen(&[open]))),
            Came(Some(seen(&[over]))),
            Own(Some(seen(&[open]))),
        ];
        assert_eq!(left(turns), Without::Same);
    }

    #[test]
    fn a_row_that_gave_way_comes_back_with_what_the_office_wrote_between() {
        let own = seen(&[(1, "眠れない")]);
        let over = seen(&[(1, "眠れない*")]);
        let turns = vec![Own(Some(own.clone())), Came(Some(over))];
        assert_eq!(traced(FIELD, turns).without, Without::Before(own.clone()));
        let (first, between) = (words("はじめ"), words("あいだ"));
        let came = || Came(Some(words("来た")));
        let called = FieldId::PersonCalled;
        let turns = vec![
            Own(Some(first.clone())),
            came(),
            Own(Some(between.clone())),
            Came(Some(words("追補で来た"))),
        ];
        let trace = traced(called, turns);
        assert_eq!(trace.without, Without::Before(between.clone()));
        assert_eq!(trace.since, Some(2));
        let kept = traced(called, vec![came(), Own(Some(between))]);
        assert_eq!(kept.without, Without::Same);
        let mut from_elsewhere = words("来た");
        from_elsewhere.source = Source::Observed {
            by: Line::new("見本 職員", 40).unwrap(),
            on: day("2026/10/1"),
        };
        let turns = vec![came(), Own(Some(from_elsewhere))];
        let only_the_source = traced(called, turns);
        assert_eq!(only_the_source.without, Without::Nothing);
        // What went as something else came is its own, too.
        let turns = vec![Own(Some(first.clone())), Came(None)];
        assert_eq!(
            traced(called, turns).without,
            Without::Before(first.clone())
        );
        let asked = said(FieldState::Unchecked);
        let turns = vec![Own(Some(asked.clone())), Came(Some(own))];
        assert_eq!(
            traced(FIELD, turns).without,
            Without::Before(asked),
            "nobody had checked"
        );
    }

    #[test]
    fn what_came_does_not_come_back_though_somebody_here_looked_at_it_before_it_went() {
        let (own, theirs) = ((1, "眠れない"), (2, "食べない"));
        let looked_at = |all: &[(u8, &str)]| Value {
            as_of: day("2026/10/3"),
            ..seen(all)
        };
        let none = || Came(Some(said(FieldState::Nothing)));
        let turns = vec![
            Came(Some(seen(&[theirs]))),
            Own(Some(looked_at(&[theirs]))),
            none(),
        ];
        assert_eq!(traced(FIELD, turns).without, Without::Nothing);
        let both = looked_at(&[own, theirs]);
        let turns = vec![Came(Some(seen(&[theirs]))), Own(Some(both.clone())), none()];
        let left = rows(&seen(&[own])).to_vec();
        assert_eq!(traced(FIELD, turns).without, Without::Rows(left, both));
    }

    /// The other office brings a sign beside one of this office's, leaves it out, and tells it again.
    #[test]
    fn what_went_as_the_other_office_took_it_out_comes_again_and_what_went_here_does_not() {
        let (own, theirs) = ((1, "食べない"), (2, "眠れない"));
        let told = seen(&[theirs]);
        let other = || Came(Some(seen(&[own, (3, "休む")])));
        let comes_again = |turns: Vec<Turn>| {
            let (case, brought, told_before) = played(FIELD, turns);
            let earlier = trace(&case, FIELD, &brought, &told_before).earlier;
            let all = united(&case, FIELD, &told, Some(&earlier)).unwrap();
            all.rows.contains(&rows(&told)[0])
        };
        let begun = || vec![Own(Some(seen(&[own]))), Came(Some(seen(&[own, theirs])))];
        let then = |turns: Vec<Turn>| begun().into_iter().chain(turns).collect::<Vec<_>>();
        let left = || Some(seen(&[own]));
        assert!(comes_again(then(vec![Came(left())])));
        assert!(!comes_again(then(vec![Own(left())])));
        // Taken out here, it stays out, whatever the other office says of its own in between.
        assert!(!comes_again(then(vec![Own(left()), other()])));
        // It came again, or somebody here wrote it, and it was taken out here since.
        let back = || Some(seen(&[own, theirs]));
        for back in [Came(back()), Own(back())] {
            assert!(!comes_again(then(vec![Came(left()), back, Own(left())])));
        }
    }

    #[test]
    fn where_nobody_wrote_it_down_what_stands_as_it_came_since_the_start_was_brought() {
        let theirs = |value: Value| Value {
            source: Source::Agency {
                name: Line::new("見本事業所", 60).unwrap(),
            },
            ..value
        };
        let (own, came) = (seen(&[(1, "眠れない")]), seen(&[(2, "食べない")]));
        let both = theirs(seen(&[(1, "眠れない"), (2, "食べない")]));
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        let mut put = |field, value, on| {
            let by = StaffId::from_bytes([1; 16]);
            let edits = [(field, Edit::Put(value))].into();
            case.set(edits, by, day(on)).unwrap();
        };
        let called = FieldId::PersonCalled;
        // Another office had said it long before, and this one only says it again.
        put(called, theirs(words("まえから")), "2026/4/1");
        put(FIELD, own, "2026/4/1");
        put(FIELD, both, "2026/10/1");
        put(called, words("ここで"), "2026/10/2");
        put(called, theirs(words("追補で")), "2026/10/3");
        put(called, words("追補で"), "2026/10/4");
        let told = BTreeMap::from([
            (FIELD, vec![came]),
            (called, vec![words("まえから"), words("追補で")]),
        ]);
        let brought = |started| standing_as_told(&case, &told, day(started));
        assert_eq!(brought("2026/10/1"), BTreeSet::from([3, 5]));
        assert_eq!(brought("2026/10/2"), BTreeSet::from([5]));
        assert_eq!(brought("2026/10/5"), BTreeSet::new());
    }

    #[test]
    fn where_it_is_forgotten_what_says_the_same_as_what_came_is_theirs() {
        let (b, c) = ((2, "食べない"), (3, "休む"));
        let mut turns = vec![Came(Some(seen(&[b])))];
        turns.extend((0..=KEPT).map(|at| {
            let at = at as u8 % 2;
            Own(Some(seen(&[b, (3 + at, "休む")])))
        }));
        let last = seen(&[b, c]);
        turns.push(Own(Some(seen(&[b]))));
        turns.push(Own(Some(last.clone())));
        let expected = Without::Rows(rows(&seen(&[c])).to_vec(), last);
        let trace = traced(FIELD, turns);
        assert_eq!(trace.without, expected);
        assert_eq!(trace.since, Some(1));
    }
}

/// Whatever either office wrote in a table put together row by row: what is left of it once the other's is taken back.
#[cfg(test)]
mod by_row {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::domain::answer::{Answer, Raw, RawCell};
    use crate::domain::attachment::rows;
    use crate::domain::by_row::united;
    use crate::domain::calendar::{Month, parse_day};
    use crate::domain::case::{Edit, FieldState};
    use crate::domain::field::Kind;
    use crate::domain::id::{CaseId, StaffId};
    use crate::domain::news::{Contract, news_to};
    use crate::domain::text::Line;

    /// The first day or month, a name or figure, and what is marked last.
    type Cells = (u8, u8, u8);

    #[derive(Debug, Clone)]
    enum Change {
        Out(Cells),
        Mark(Cells),
        Write(Cells),
    }

    /// What is said of a table.
    #[derive(Debug, Clone)]
    enum Said {
        Rows(Vec<Cells>),
        None,
        Declined,
        Open,
    }

    impl Said {
        fn value(&self, field: FieldId, as_of: i32) -> Value {
            match self {
                Said::Rows(all) => table(field, &once(field, all), as_of),
                Said::None => value(FieldState::Nothing, as_of),
                Said::Declined => value(FieldState::Declined, as_of),
                Said::Open => value(FieldState::Unchecked, as_of),
            }
        }
    }

    #[derive(Debug, Clone)]
    enum Turn {
        Own(Vec<Change>),
        /// Somebody here takes out every row, and says that there is none.
        OwnNone,
        Came(Said, i32),
        /// What came is taken out again.
        TakenBack,
    }

    fn day(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    fn row(field: FieldId, (at, said, last): Cells) -> Row {
        let month = Month::of(day(&format!("2026/{}/1", 1 + at)));
        let first = RawCell::Day(day(&format!("2026/{}/3", 1 + at)));
        let over = (0 < last).then(|| RawCell::Day(day(&format!("2026/12/{last}"))));
        let words = RawCell::Text(format!("見本{said}"));
        let number = |it: u8| Some(RawCell::Number(it.into()));
        let cells = match field {
            FieldId::PeriodStays => vec![Some(words), Some(first), over, None],
            FieldId::CrisisSeen => {
                let gravity = RawCell::Text("act-now".into());
                vec![Some(first), Some(gravity), Some(words), over]
            }
            _ => vec![Some(RawCell::Month(month)), number(said), number(10 + last)],
        };
        let answer = Answer::check(field.spec(), Raw::Rows(vec![cells])).unwrap();
        rows(&value(FieldState::Filled(answer), 0))[0].clone()
    }

    fn value(state: FieldState, as_of: i32) -> Value {
        Value {
            state,
            source: Source::Person,
            as_of: day("2026/10/1").plus_days(as_of),
        }
    }

    fn table(field: FieldId, all: &[Row], as_of: i32) -> Value {
        let cells = all.iter().map(|row| {
            let cells = row.iter();
            let cells = cells.map(|it| it.as_ref().map(crate::domain::answer::CellValue::to_raw));
            cells.collect()
        });
        let answer = Answer::check(field.spec(), Raw::Rows(cells.collect()));
        value(FieldState::Filled(answer.expect("a table")), as_of)
    }

    /// Rows as a table takes them, each thing once.
    fn once(field: FieldId, all: &[Cells]) -> Vec<Row> {
        let mut once: Vec<Row> = Vec::new();
        for row in all.iter().map(|it| row(field, *it)) {
            if once.len() < MOST && !once.iter().any(|it| is_one_row(field, it, &row)) {
                once.push(row);
            }
        }
        once
    }

    const MOST: usize = 6;

    fn room(field: FieldId) -> usize {
        match field.spec().kind {
            Kind::Table { max, .. } => max,
            _ => panic!("a table"),
        }
    }

    /// A case, what came into it, and what the test knows of it.
    struct Story {
        field: FieldId,
        case: CaseSummary,
        brought: BTreeSet<u32>,
        /// Every row that is this office's own.
        own: Vec<Row>,
        /// Rows somebody here took out.
        out: Vec<Row>,
        /// What the other office told and is still held.
        told: Vec<Value>,
    }

    impl Story {
        fn begun(field: FieldId, before: &[Cells]) -> Story {
            let mut story = Story {
                field,
                case: CaseSummary::new(CaseId::from_bytes([7; 16])),
                brought: BTreeSet::new(),
                own: once(field, before),
                out: Vec::new(),
                told: Vec::new(),
            };
            story.put(&story.own.clone(), 0);
            story
        }

        fn stands(&self) -> Vec<Row> {
            self.case
                .get(self.field)
                .map(rows)
                .unwrap_or_default()
                .to_vec()
        }

        fn put(&mut self, all: &[Row], as_of: i32) {
            let edit = match all.is_empty() {
                true => Edit::Remove,
                false => Edit::Put(table(self.field, all, as_of)),
            };
            self.set(edit);
        }

        fn set(&mut self, edit: Edit) {
            let by = StaffId::from_bytes([1; 16]);
            let edits = [(self.field, edit)].into();
            self.case.set(edits, by, day("2026/10/1")).unwrap();
        }

        fn is_one(&self, one: &Row, other: &Row) -> bool {
            is_one_row(self.field, one, other)
        }

        fn write(&mut self, changes: &[Change], as_of: i32) {
            let before = self.stands();
            let mut all = before.clone();
            for change in changes {
                let (Change::Out(cells) | Change::Mark(cells) | Change::Write(cells)) = change;
                let row = row(self.field, *cells);
                let at = all.iter().position(|it| self.is_one(it, &row));
                match (change, at) {
                    (Change::Out(_), Some(at)) => drop(all.remove(at)),
                    (Change::Mark(_), Some(at)) => all[at] = row,
                    (Change::Write(_), None) if all.len() < MOST => all.push(row),
                    _ => (),
                }
            }
            for row in all.iter().filter(|it| !before.contains(it)) {
                let says = |first: &Row| goes_on(self.field, first, row);
                if !before.iter().any(says) || self.own.iter().any(says) {
                    self.own.push(row.clone());
                    let field = self.field;
                    self.out.retain(|it| !is_one_row(field, it, row));
                }
            }
            let stays = |it: &Row| all.iter().any(|row| self.is_one(it, row));
            let gone: Vec<Row> = before.into_iter().filter(|it| !stays(it)).collect();
            self.out.extend(gone);
            if all.is_empty() {
                self.out.extend(self.own.clone());
            }
            self.put(&all, as_of);
        }

        fn says_none(&mut self, as_of: i32) {
            self.out.extend(self.stands());
            self.out.extend(self.own.clone());
            self.set(Edit::Put(value(FieldState::Nothing, as_of)));
        }

        fn comes(&mut self, mut told: Value) {
            self.told.push(told.clone());
            let name = Line::new("見本事業所", 60).unwrap();
            told.source = Source::Agency { name };
            let earlier = self.trace().earlier;
            let by_field = [(self.field, earlier.clone())].into();
            let came = [(self.field, told.clone())].into();
            if news_to(&self.case, came, Contract::GoesOn, &by_field).is_empty() {
                return;
            }
            if let Some(all) = united(&self.case, self.field, &told, Some(&earlier)) {
                told.state = table(self.field, &all.rows, 0).state;
                (told.source, told.as_of) = (all.source, all.as_of);
            }
            self.set(Edit::Put(told));
            self.brought.insert(self.case.revision());
        }

        /// What of this office's own rows went as something came.
        fn lost_to(&mut self, told: Value) -> Option<Row> {
            let before = self.stands();
            let is_none = rows(&told).is_empty();
            self.comes(told);
            let now = self.stands();
            let was_told = |row: &Row| self.was_told(row);
            let has = |row: &Row| now.iter().any(|it| self.is_one(it, row));
            let lost = |row: &Row| match is_none && !was_told(row) {
                true => !now.contains(row),
                false => !has(row) && (is_none || now.len() < room(self.field)),
            };
            let was_out = |row: &Row| self.out.iter().any(|it| self.is_one(it, row));
            let own = before.iter().filter(|it| self.own.contains(it));
            own.filter(|it| !was_out(it)).find(|it| lost(it)).cloned()
        }

        fn was_told(&self, row: &Row) -> bool {
            let mut told = self.told.iter().flat_map(rows);
            told.any(|it| goes_on(self.field, it, row))
        }

        fn taken_back(&mut self) {
            let (left, since) = (self.without(), self.trace().since);
            self.put(&left, 0);
            if let Some(since) = since {
                self.case.forget_after(self.field, since);
            }
            self.told.clear();
        }

        fn trace(&self) -> Trace {
            trace(&self.case, self.field, &self.brought, &self.told)
        }

        /// What stands there once everything that came is taken out.
        fn without(&self) -> Vec<Row> {
            match self.trace().without {
                Without::Same => self.stands(),
                Without::Nothing => Vec::new(),
                Without::Before(value) => rows(&value).to_vec(),
                Without::Rows(left, _) => left,
            }
        }

        fn told(field: FieldId, before: &[Cells], turns: &[Turn]) -> Story {
            let mut story = Story::begun(field, before);
            for (at, turn) in (1..).zip(turns) {
                match turn {
                    Turn::Own(changes) => story.write(changes, at),
                    Turn::OwnNone => story.says_none(at),
                    Turn::Came(said, days) => story.comes(said.value(field, at + days)),
                    Turn::TakenBack => story.taken_back(),
                }
            }
            story
        }
    }

    fn cells() -> impl Strategy<Value = Cells> {
        (0u8..8, 0u8..2, 0u8..3)
    }

    fn change() -> impl Strategy<Value = Change> {
        prop_oneof![
            cells().prop_map(Change::Out),
            cells().prop_map(Change::Mark),
            cells().prop_map(Change::Write),
        ]
    }

    fn said() -> impl Strategy<Value = Said> {
        prop_oneof![
            6 => prop::collection::vec(cells(), 1..8).prop_map(Said::Rows),
            3 => Just(Said::None),
            1 => Just(Said::Declined),
            1 => Just(Said::Open),
        ]
    }

    fn turn() -> impl Strategy<Value = Turn> {
        prop_oneof![
            6 => prop::collection::vec(change(), 1..4).prop_map(Turn::Own),
            1 => Just(Turn::OwnNone),
            6 => (said(), -3i32..3).prop_map(|(said, days)| Turn::Came(said, days)),
        ]
    }

    fn any_turn() -> impl Strategy<Value = Turn> {
        prop_oneof![12 => turn(), 1 => Just(Turn::TakenBack)]
    }

    const TABLES: [FieldId; 3] = [
        FieldId::PeriodStays,
        FieldId::CrisisSeen,
        FieldId::SupportAttendance,
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]
        #[test]
        fn a_withdrawal_takes_what_came_and_nothing_else(
            field in select(&TABLES),
            before in prop::collection::vec(cells(), 0..8),
            turns in prop::collection::vec(turn(), 1..7),
        ) {
            let mut story = Story::told(field, &before, &turns);
            let (now, left) = (story.stands(), story.without());
            for row in &left {
                prop_assert!(story.own.contains(row), "{:?} only came", row);
            }
            let fits = left.is_empty() || rows(&table(field, &left, 0)) == left;
            prop_assert!(fits, "a table");
            let is_full = MOST <= left.len();
            for row in now.iter().filter(|it| !story.was_told(it)) {
                prop_assert!(left.contains(row), "{:?} is lost", row);
            }
            let was_out = |row: &Row| story.out.iter().any(|it| story.is_one(it, row));
            let own = story.own.iter().filter(|it| now.contains(it) && !was_out(it));
            for row in own {
                let there = left.iter().any(|it| story.is_one(it, row));
                prop_assert!(is_full || there, "{:?} is nowhere", row);
            }
            let first = once(field, &before);
            for row in first.iter().filter(|it| !was_out(it)) {
                let there = left.iter().any(|it| story.is_one(it, row));
                prop_assert!(is_full || there, "{:?} did not come back", row);
            }
            // Taken out once, there is nothing left to take.
            story.taken_back();
            prop_assert!(same_rows(&story.without(), &left));
        }

        #[test]
        fn what_comes_takes_no_row_of_this_office_with_it(
            field in select(&TABLES),
            before in prop::collection::vec(cells(), 0..8),
            turns in prop::collection::vec(turn(), 0..6),
            (said, days) in (said(), -3i32..3),
        ) {
            let mut story = Story::told(field, &before, &turns);
            let lost = story.lost_to(said.value(field, turns.len() as i32 + 1 + days));
            prop_assert_eq!(lost, None);
        }

        /// What the other office took out itself, or what went to make room, comes again when it is told again.
        #[test]
        fn what_is_told_stands_there_unless_somebody_here_took_it_out(
            field in select(&TABLES),
            before in prop::collection::vec(cells(), 0..8),
            turns in prop::collection::vec(turn(), 0..6),
            told in prop::collection::vec(cells(), 1..8),
            days in -3i32..3,
        ) {
            let mut story = Story::told(field, &before, &turns);
            let told = table(field, &once(field, &told), turns.len() as i32 + 1 + days);
            let own = story.case.get(field).cloned();
            let is_newer = own.as_ref().is_none_or(|it| it.as_of <= told.as_of);
            prop_assume!(is_newer || own.is_some_and(|it| !rows(&it).is_empty()));
            let rows_told = rows(&told).to_vec();
            story.comes(told);
            let now = story.stands();
            let is_full = room(field) <= now.len();
            let was_out = |row: &Row| story.out.iter().any(|it| story.is_one(it, row));
            let is_there = |row: &Row| match is_newer {
                true => now.contains(row),
                false => now.iter().any(|it| story.is_one(it, row)),
            };
            for row in &rows_told {
                prop_assert!(is_full || was_out(row) || is_there(row), "{:?} is nowhere", row);
            }
        }

        /// Of more changes than are kept, and of what was taken back before, nobody can tell whose a row was that says what came.
        #[test]
        fn however_often_it_changed_a_row_that_never_came_stays_and_a_withdrawal_can_be_answered(
            field in select(&TABLES),
            before in prop::collection::vec(cells(), 0..8),
            turns in prop::collection::vec(any_turn(), 7..40),
            (said, days) in (said(), -3i32..3),
        ) {
            let mut story = Story::told(field, &before, &turns);
            let lost = story.lost_to(said.value(field, turns.len() as i32 + 1 + days));
            prop_assert!(lost.as_ref().is_none_or(|it| story.was_told(it)), "{:?} is lost", lost);
            let (now, left) = (story.stands(), story.without());
            let fits = left.is_empty() || rows(&table(field, &left, 0)) == left;
            prop_assert!(fits, "a table");
            for row in now.iter().filter(|it| !story.was_told(it)) {
                prop_assert!(left.contains(row), "{:?} is lost", row);
            }
            story.taken_back();
            prop_assert!(same_rows(&story.without(), &left));
        }

        #[test]
        fn in_which_order_rows_are_told_says_nothing(
            field in select(&TABLES),
            before in prop::collection::vec(cells(), 0..8),
            told in prop::collection::vec(cells(), 1..8),
        ) {
            let turns = |mut told: Vec<Row>, back: bool| {
                if back {
                    told.reverse();
                }
                let mut story = Story::begun(field, &[]);
                let mut own = once(field, &before);
                if back {
                    own.reverse();
                }
                story.put(&own, 0);
                story.comes(table(field, &told, 1));
                let stands = story.stands();
                let revision = story.case.revision();
                story.comes(table(field, &stands, 2));
                assert_eq!(story.case.revision(), revision, "the same is no news");
                let mut turned = stands.clone();
                turned.reverse();
                story.comes(table(field, &turned, 3));
                assert_eq!(story.case.revision(), revision, "their order is no news");
                (stands, story.without())
            };
            let told = once(field, &told);
            let (one, other) = (turns(told.clone(), false), turns(told, true));
            prop_assert!(same_rows(&one.0, &other.0), "{:?} {:?}", one.0, other.0);
            prop_assert!(same_rows(&one.1, &other.1), "{:?} {:?}", one.1, other.1);
        }
    }
}
