//! What a case says elsewhere, in the plan above all, that may be the answer of a field without one: one table.
//!
//! It only suggests. A member of staff looks at each and takes it, or not; nothing is filled in by itself. The months of the
//! service period are not among them: those are the city's to say; nor how urgent it is: that is for whoever knows the person.

use crate::domain::answer::{Answer, Given, Raw, RawCell};
use crate::domain::calendar::Day;
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
    /// As it is, while the day has not gone by.
    Coming,
    /// As long before it as an offer leaves for an answer (`reply.days`), while that day has not gone by.
    AnswerBefore,
    /// Each goal of the plan is a task that is open, goes on at the receiver, and is due when the plan ends.
    Tasks,
}

/// Where one field has several, the first that is there counts.
const TABLE: &[(FieldId, FieldId, How)] = &[
    (FieldId::HandlingLastDay, FieldId::ContractEnd, How::Same),
    (
        FieldId::HandlingPlannedStart,
        FieldId::HandlingWishedDay,
        How::Same,
    ),
    (
        FieldId::HandlingWishedDay,
        FieldId::HandlingPlannedStart,
        How::Same,
    ),
    (
        FieldId::HandlingReplyDue,
        FieldId::HandlingPlannedStart,
        How::AnswerBefore,
    ),
    (
        FieldId::HandlingReplyDue,
        FieldId::HandlingWishedDay,
        How::AnswerBefore,
    ),
    (
        FieldId::TasksNextDay,
        FieldId::EmploymentNextVisit,
        How::Coming,
    ),
    (FieldId::TasksNextDay, FieldId::HealthNextVisit, How::Coming),
    (
        FieldId::TasksNextDay,
        FieldId::HandlingPlannedStart,
        How::Coming,
    ),
    (FieldId::ContractDays, FieldId::CertificateDays, How::Same),
    (FieldId::ContractEnd, FieldId::HandlingLastDay, How::Same),
    (FieldId::TasksOpen, FieldId::PlanShortGoals, How::Tasks),
];

/// Gives what the case suggests today for its fields without an answer, one for each at most. An offer leaves
/// `reply` days for an answer.
pub fn suggested(case: &CaseSummary, reply: i32, today: Day) -> Vec<Suggestion> {
    let empty = TABLE
        .iter()
        .filter(|(field, ..)| case.get(*field).is_none());
    let found = empty.filter_map(|(field, from, how)| {
        let there = case.get(*from)?;
        let raw = match how {
            How::Same => same(there.given()?)?,
            How::Coming => coming(there.given()?, 0, today)?,
            How::AnswerBefore => coming(there.given()?, reply, today)?,
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
    let mut all: Vec<Suggestion> = Vec::new();
    for it in found {
        if all.iter().all(|known| known.field != it.field) {
            all.push(it);
        }
    }
    all
}

/// A day so many days before the one that stands there, unless it has gone by.
fn coming(given: &Given, before: i32, today: Day) -> Option<Raw> {
    let Given::Day(day) = given else {
        return None;
    };
    let day = day.plus_days(-before);
    (today <= day).then_some(Raw::Day(day))
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
        let today = on("2026/4/1");
        let all = suggested(&case, 14, today);
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
        let named: Vec<_> = suggested(&case, 14, today)
            .iter()
            .map(|it| it.field)
            .collect();
        assert_eq!(named, [FieldId::ContractDays, FieldId::TasksOpen]);
    }

    #[test]
    fn days_are_suggested_from_other_days_while_they_have_not_gone_by() {
        let on = |text: &str| parse_day(text).unwrap().day;
        let fields = [
            (FieldId::HandlingPlannedStart, Raw::Day(on("2026/5/20"))),
            (FieldId::HealthNextVisit, Raw::Day(on("2026/4/10"))),
        ];
        let case = holding(&fields, on("2026/4/1"));
        let told_by = |days: i32, today: &str| {
            let all = suggested(&case, days, on(today)).into_iter();
            let days = all.map(|it| match it.value.given() {
                Some(Given::Day(day)) => (it.field, it.from, *day),
                other => panic!("{other:?}"),
            });
            days.collect::<Vec<_>>()
        };
        let told = |today: &str| told_by(14, today);
        use FieldId::{HandlingPlannedStart as Start, HandlingReplyDue, HandlingWishedDay};
        use FieldId::{HealthNextVisit as Visit, TasksNextDay as Next};
        let wished = (HandlingWishedDay, Start, on("2026/5/20"));
        let reply = (HandlingReplyDue, Start, on("2026/5/6"));
        let visit = (Next, Visit, on("2026/4/10"));
        let start = (Next, Start, on("2026/5/20"));
        assert_eq!(told("2026/4/10"), [wished, reply, visit]);
        let sooner = (HandlingReplyDue, Start, on("2026/4/29"));
        assert_eq!(told_by(21, "2026/4/10"), [wished, sooner, visit]);
        assert_eq!(told("2026/4/11"), [wished, reply, start]);
        assert_eq!(told("2026/5/7"), [wished, start]);
        assert_eq!(told("2026/5/21"), [wished]);
    }

    #[test]
    fn an_answer_of_its_own_kind_alone_is_suggested() {
        for (field, from, how) in TABLE {
            if !matches!(how, How::Tasks) {
                let kinds = [field, from].map(|it| std::mem::discriminant(&it.spec().kind));
                assert_eq!(kinds[0], kinds[1], "{field:?}");
            }
        }
    }
}
