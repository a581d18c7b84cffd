//! `case visits`, `case visit`: visits and trial days before anybody there is told who the person is.
//!
//! What may be told is one line of words out of tables.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::cli::Session;
use crate::cli::args::VisitSlip;
use crate::cli::output::Failure;
use crate::domain::visit::{Described, Next, Outcome, VisitKind};
use crate::lang::command::Word;
use crate::lang::visit::{rows, told};
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::visit::{VisitForm, VisitView, Visits};

/// Prints the visits of a case.
pub fn list(session: &Session, id: &str) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let case = desk.find_case(id)?;
    let visits = desk.visits(case)?;
    let first = match visits.visits.is_empty() {
        true => vec![session.word(Word::NoVisits)],
        false => Vec::new(),
    };
    print(session, &visits, first)
}

/// Writes down a visit or changes one, and prints them all. What is not said stays as it stands.
pub fn write(session: &Session, slip: VisitSlip) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let case = desk.find_case(&slip.id)?;
    let all = desk.visits_again(case)?;
    let before = slip.number.map(|it| held(&all, it)).transpose()?;
    let before = before.map(|it| &it.visit);
    let disabilities: BTreeSet<_> = match (slip.disability.is_empty(), before) {
        (true, Some(before)) if !slip.no_disability => before.told.disabilities.clone(),
        _ => slip.disability.iter().copied().collect(),
    };
    let missing = Failure::from(Problem::Missing(Thing::Visit));
    let (Some(age), Some(wish)) = (
        slip.age.or(before.map(|it| it.told.age)),
        slip.wish.or(before.map(|it| it.told.wish)),
    ) else {
        return Err(missing);
    };
    let office = slip.office.clone();
    let form = VisitForm {
        office: office
            .or(before.map(|it| it.office.to_string()))
            .unwrap_or_default(),
        told: Described {
            age,
            disabilities,
            wish,
        },
        kind: slip
            .kind
            .or(before.map(|it| it.kind))
            .unwrap_or(VisitKind::Look),
        from: session.day_or(
            slip.from.as_deref(),
            before.map_or(desk.today(), |it| it.from),
        )?,
        days: slip.days.or(before.map(|it| it.days)).unwrap_or(1),
        outcome: slip
            .outcome
            .or(before.map(|it| it.outcome))
            .unwrap_or(Outcome::Open),
        next: slip
            .next
            .or(before.map(|it| it.next))
            .unwrap_or(Next::Undecided),
    };
    desk.write_visit(case, slip.number, &form)?;
    // All of them are shown, so the journal tells that they were looked at.
    let visits = desk.visits(case)?;
    print(session, &visits, vec![session.word(Word::VisitKept)])
}

fn held(all: &Visits, number: u16) -> Result<&VisitView, Problem> {
    let found = all.visits.iter().find(|it| it.visit.number == number);
    found.ok_or(Problem::Missing(Thing::Visit))
}

fn print(session: &Session, visits: &Visits, first: Vec<String>) -> Result<(), Failure> {
    session.output.answer(
        || {
            let all = visits.visits.iter().map(|it| visit_json(session, it));
            json!({ "case": visits.case.to_string(), "visits": all.collect::<Vec<_>>() })
        },
        || {
            let lines = visits.visits.iter().flat_map(|it| {
                let said = rows(it, session.lang()).into_iter();
                let number = it.visit.number;
                said.enumerate().map(move |(at, line)| match at {
                    0 => format!("{number:>3}  {line}"),
                    _ => format!("     {line}"),
                })
            });
            first.into_iter().chain(lines).collect()
        },
    )
}

fn visit_json(session: &Session, view: &VisitView) -> Json {
    let visit = &view.visit;
    let kinds = visit.told.disabilities.iter().map(|it| it.code());
    json!({
        "number": visit.number,
        "office": visit.office.to_string(),
        "office_name": view.office,
        "kind": visit.kind.code(),
        "from": visit.from.to_string(),
        "days": visit.days,
        "age": visit.told.age.code(),
        "disability": kinds.collect::<Vec<_>>(),
        "wish": visit.told.wish.code(),
        "may_be_told": told(&visit.told, session.lang()),
        "outcome": visit.outcome.code(),
        "next": visit.next.code(),
        "entered": visit.entered.1.to_string(),
        "entered_by": view.entered_by,
    })
}
