//! What of a field of a case another office brought, and what stands there without it: row by row in tables that hold what
//! either office wrote.
//!
//! Which revisions brought it is told by whoever asks; nothing is written here.

use std::collections::BTreeSet;

use crate::domain::answer::Row;
use crate::domain::attachment::{digest_in, rows};
use crate::domain::case::{CaseSummary, Changed, Stood, Value};
use crate::domain::news::{holds_rows_of_both, in_place, is_one_row};
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
    /// Rows of this office, in a table that says of the whole what this value says.
    Rows(Vec<Row>, Value),
}

/// Follows a field from its first value on. Where a value is forgotten, rows that came (`told`) are taken for theirs.
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
    }
}

#[derive(PartialEq, Eq)]
enum Whose {
    Ours,
    Theirs,
}

struct Path {
    field: FieldId,
    since: Option<u32>,
    /// Who wrote last.
    last: Whose,
    /// What this office wrote last; none where that was nothing, or is forgotten.
    own: Option<Value>,
    /// Rows that came and stand there.
    came: Vec<Row>,
    /// Rows of this office that went when others came.
    displaced: Vec<Row>,
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
            displaced: Vec::new(),
            written: Vec::new(),
        }
    }

    fn came(&mut self, change: &Changed<'_>, told: &[Value]) {
        self.since.get_or_insert(change.revision.number);
        if self.last == Whose::Ours {
            self.own = value_in(&change.from);
        }
        self.last = Whose::Theirs;
        let told: Vec<Row> = told.iter().flat_map(|it| self.rows(it)).cloned().collect();
        let (stood, now) = (self.rows_in(&change.from), self.rows_in(&change.to));
        if let (Some(stood), Some(now)) = (&stood, &now) {
            let gone = stood.iter().filter(|it| !now.contains(it));
            let own: Vec<Row> = gone.filter(|it| !self.came.contains(it)).cloned().collect();
            self.displaced.extend(own);
            self.came.retain(|it| now.contains(it));
        }
        let mut new = now.unwrap_or_else(|| told.clone());
        new.retain(|it| match &stood {
            Some(stood) => !stood.contains(it),
            None => told.contains(it) && !self.came.contains(it),
        });
        self.came.extend(new);
    }

    fn written(&mut self, change: &Changed<'_>) {
        if self.last == Whose::Theirs && says_same(&change.from, &change.to) {
            return;
        }
        self.last = Whose::Ours;
        self.own = value_in(&change.to);
        let Some(now) = self.rows_in(&change.to) else {
            return;
        };
        let stood = self.rows_in(&change.from).unwrap_or_default();
        let new = now.iter().filter(|it| !stood.contains(it));
        let new = new.filter(|it| !self.came.contains(it)).cloned();
        // Whatever is said of a file that came, it is the file that came.
        let (theirs, ours): (Vec<Row>, Vec<Row>) = new.partition(|row| {
            let file = digest_in(row);
            file.is_some() && self.came.iter().any(|it| digest_in(it) == file)
        });
        self.came.retain(|it| now.contains(it));
        self.came.extend(theirs);
        self.written.extend(ours);
    }

    fn without(&self, current: Option<&Value>) -> Without {
        let stands = current.map(|it| self.rows(it)).unwrap_or_default();
        let has_theirs = stands.iter().any(|it| self.came.contains(it));
        match (&self.last, current) {
            (_, Some(value)) if has_theirs => self.own_rows(stands, value),
            (Whose::Theirs, Some(value)) if !stands.is_empty() => self.own_rows(stands, value),
            (Whose::Theirs, _) => self.before(current),
            (Whose::Ours, _) => Without::Same,
        }
    }

    /// What this office had written last, less what came until then.
    fn before(&self, current: Option<&Value>) -> Without {
        match &self.own {
            None if current.is_none() => Without::Same,
            None => Without::Nothing,
            Some(own) => match self.rows(own) {
                rows if rows.iter().any(|it| self.came.contains(it)) => self.own_rows(rows, own),
                _ => Without::Before(own.clone()),
            },
        }
    }

    fn own_rows(&self, stands: &[Row], value: &Value) -> Without {
        let ours = stands.iter().filter(|it| !self.came.contains(it));
        let mut left: Vec<Row> = ours.cloned().collect();
        for row in &self.displaced {
            if !left.iter().any(|it| is_one_row(self.field, it, row)) {
                left.push(row.clone());
            }
        }
        let left = in_place(self.field, left);
        match &self.own {
            Some(own) if self.rows(own) == left => Without::Before(own.clone()),
            _ if left.is_empty() => Without::Nothing,
            _ => Without::Rows(left, value.clone()),
        }
    }

    fn rows<'a>(&self, value: &'a Value) -> &'a [Row] {
        match holds_rows_of_both(self.field) {
            true => rows(value),
            false => &[],
        }
    }

    /// None where it is forgotten.
    fn rows_in(&self, stood: &Stood) -> Option<Vec<Row>> {
        match stood {
            Stood::Value(value) => Some(self.rows(value).to_vec()),
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

fn value_in(stood: &Stood) -> Option<Value> {
    match stood {
        Stood::Value(value) => Some(value.clone()),
        Stood::Unasked | Stood::Forgotten => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw, RawCell};
    use crate::domain::calendar::{Day, parse_day};
    use crate::domain::case::{Edit, FieldState, KEPT, Source};
    use crate::domain::id::{CaseId, StaffId};

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

    fn traced(field: FieldId, turns: Vec<Turn>, told: &[Value]) -> Trace {
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
        trace(&case, field, &brought, told)
    }

    #[test]
    fn a_row_stays_with_whoever_wrote_it_first() {
        let (a, b, c) = ((1, "眠れない"), (2, "食べない"), (3, "休む"));
        let own = seen(&[a]);
        let left = |turns| traced(FIELD, turns, &[]).without;
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
    fn a_row_that_gave_way_comes_back_with_what_the_office_wrote_between() {
        let own = seen(&[(1, "眠れない")]);
        let over = seen(&[(1, "眠れない*")]);
        let turns = vec![Own(Some(own.clone())), Came(Some(over))];
        assert_eq!(
            traced(FIELD, turns, &[]).without,
            Without::Before(own.clone())
        );
        let (first, between) = (words("はじめ"), words("あいだ"));
        let came = || Came(Some(words("来た")));
        let called = FieldId::PersonCalled;
        let turns = vec![
            Own(Some(first.clone())),
            came(),
            Own(Some(between.clone())),
            Came(Some(words("追補で来た"))),
        ];
        let trace = traced(called, turns, &[]);
        assert_eq!(trace.without, Without::Before(between.clone()));
        assert_eq!(trace.since, Some(2));
        let kept = traced(called, vec![came(), Own(Some(between))], &[]);
        assert_eq!(kept.without, Without::Same);
        let mut from_elsewhere = words("来た");
        from_elsewhere.source = Source::Observed {
            by: crate::domain::text::Line::new("見本 職員", 40).unwrap(),
            on: day("2026/10/1"),
        };
        let turns = vec![came(), Own(Some(from_elsewhere))];
        let only_the_source = traced(called, turns, &[]);
        assert_eq!(only_the_source.without, Without::Nothing);
        // What went as something else came is its own, too.
        let turns = vec![Own(Some(first.clone())), Came(None)];
        assert_eq!(
            traced(called, turns, &[]).without,
            Without::Before(first.clone())
        );
        let asked = said(FieldState::Unchecked);
        let turns = vec![Own(Some(asked.clone())), Came(Some(own))];
        assert_eq!(
            traced(FIELD, turns, &[]).without,
            Without::Before(asked),
            "nobody had checked"
        );
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
        let trace = traced(FIELD, turns, &[seen(&[b])]);
        assert_eq!(trace.without, expected);
        assert_eq!(trace.since, Some(1));
    }
}
