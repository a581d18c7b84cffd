//! What a case says elsewhere, in the plan above all, that may be the answer of a field without one: one table.
//!
//! It only suggests. A member of staff looks at each and takes it, or not; nothing is filled in by itself. The months of the
//! service period are not among them: those are the city's to say.

use crate::domain::answer::{Answer, Given, Raw, RawCell};
use crate::domain::case::{CaseSummary, FieldState, Value};
use crate::domain::field::ChoiceId;
use crate::domain::section::FieldId;

/// A value that may be the answer of a field, and where in the case it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The field without an answer.
    pub field: FieldId,
    /// The field that says it already.
    pub from: FieldId,
    /// What would be written: the source and the day are those of the field it is from.
    pub value: Value,
}

/// How the one becomes the other.
#[derive(Clone, Copy, Debug)]
enum How {
    /// As it is.
    Same,
    /// Each goal of the plan is a task that is open, goes on at the receiver, and is due when the plan ends.
    Tasks,
}

const TABLE: &[(FieldId, FieldId, How)] = &[
    (FieldId::HandlingLastDay, FieldId::ContractEnd, How::Same),
    (
        FieldId::HandlingPlannedStart,
        FieldId::HandlingWishedDay,
        How::Same,
    ),
    (FieldId::ContractDays, FieldId::CertificateDays, How::Same),
    (FieldId::ContractEnd, FieldId::HandlingLastDay, How::Same),
    (FieldId::TasksOpen, FieldId::PlanShortGoals, How::Tasks),
];

/// Gives what the case suggests for its fields without an answer, in reading order.
pub fn suggested(case: &CaseSummary) -> Vec<Suggestion> {
    let empty = TABLE
        .iter()
        .filter(|(field, ..)| case.get(*field).is_none());
    let found = empty.filter_map(|(field, from, how)| {
        let there = case.get(*from)?;
        let raw = match how {
            How::Same => same(there.given()?)?,
            How::Tasks => tasks(there.given()?, case)?,
        };
        let answer = Answer::check(field.spec(), raw).ok()?;
        Some(Suggestion {
            field: *field,
            from: *from,
            value: Value {
                state: FieldState::Filled(answer),
                source: there.source.clone(),
                as_of: there.as_of,
            },
        })
    });
    found.collect()
}

fn same(given: &Given) -> Option<Raw> {
    match given {
        Given::Day(day) => Some(Raw::Day(*day)),
        Given::Number(number) => Some(Raw::Number(*number)),
        _ => None,
    }
}

fn tasks(goals: &Given, case: &CaseSummary) -> Option<Raw> {
    let Given::List(goals) = goals else {
        return None;
    };
    let due = match case.get(FieldId::PlanUntil).and_then(Value::given) {
        Some(Given::Day(day)) => Some(RawCell::Day(*day)),
        _ => None,
    };
    let chosen = |it: ChoiceId| Some(RawCell::Text(it.code().to_owned()));
    let row = |goal: &str| {
        vec![
            Some(RawCell::Text(goal.to_owned())),
            due.clone(),
            chosen(ChoiceId::ByReceiver),
            chosen(ChoiceId::TaskOpen),
        ]
    };
    let rows = goals.iter().map(|it| row(it.as_str()));
    Some(Raw::Rows(rows.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::parse_day;
    use crate::domain::case::made_up::holding;

    #[test]
    fn what_stands_elsewhere_is_suggested_with_its_source_until_there_is_an_answer() {
        let on = |text: &str| parse_day(text).unwrap().day;
        let goals = Raw::Texts(vec!["週5日通う".into(), "報告を自分からする".into()]);
        let mut fields = vec![
            (FieldId::ContractEnd, Raw::Day(on("2027/1/31"))),
            (FieldId::CertificateDays, Raw::Number(22)),
            (FieldId::PlanShortGoals, goals),
            (FieldId::PlanUntil, Raw::Day(on("2027/3/31"))),
        ];
        let case = holding(&fields, on("2026/4/1"));
        let all = suggested(&case);
        let named: Vec<_> = all.iter().map(|it| (it.field, it.from)).collect();
        let expected = [
            (FieldId::HandlingLastDay, FieldId::ContractEnd),
            (FieldId::ContractDays, FieldId::CertificateDays),
            (FieldId::TasksOpen, FieldId::PlanShortGoals),
        ];
        assert_eq!(named, expected);
        for it in &all {
            let from = case.get(it.from).unwrap();
            assert_eq!(it.value.source, from.source);
            assert_eq!(it.value.as_of, from.as_of);
        }
        let Some(Given::Table(rows)) = all[2].value.given() else {
            panic!("{:?}", all[2])
        };
        assert_eq!(rows.len(), 2, "one task a goal");

        fields.push((FieldId::HandlingLastDay, Raw::Day(on("2027/1/29"))));
        let case = holding(&fields, on("2026/4/1"));
        let named: Vec<_> = suggested(&case).iter().map(|it| it.field).collect();
        assert_eq!(named, [FieldId::ContractDays, FieldId::TasksOpen]);
    }

    #[test]
    fn an_answer_of_its_own_kind_alone_is_suggested() {
        for (field, from, how) in TABLE {
            if let How::Same = how {
                let kinds = [field, from].map(|it| std::mem::discriminant(&it.spec().kind));
                assert_eq!(kinds[0], kinds[1], "{field:?}");
            }
        }
    }
}
