//! `handover meetings`, `meeting`, `meeting-task`: the meetings held about a handover, and their tasks.
//!
//! Nothing of it leaves the office.

use serde_json::{Value as Json, json};

use crate::cli::args::{MeetingSlip, TaskSlip};
use crate::cli::output::Failure;
use crate::cli::{Session, prompt};
use crate::domain::calendar::Day;
use crate::domain::meeting::{Minutes, Owner, Task};
use crate::lang::command::Word;
use crate::lang::meeting::rows;
use crate::workflow::Desk;
use crate::workflow::meeting::{MeetingView, Meetings, MinutesForm, TaskForm, Which};
use crate::workflow::problem::{Problem, Thing};

/// Prints the meetings of a handover.
pub fn list(session: &Session, id: &str) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    let meetings = desk.meetings(id)?;
    let first = match meetings.meetings.is_empty() {
        true => vec![session.word(Word::NoMeetings)],
        false => Vec::new(),
    };
    print(session, &meetings, first)
}

/// Writes down a meeting or revises one, and prints them all. What is not said stays as it stands.
pub fn write(session: &Session, slip: MeetingSlip) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(&slip.id)?;
    let all = desk.meetings_again(id)?;
    let before = slip.number.map(|it| held(&all, it)).transpose()?;
    let before = before.map(|it| it.meeting.minutes());
    let text = |typed: &Option<String>, stands: fn(&Minutes) -> &str| match typed {
        Some(typed) => prompt::text(typed),
        None => Ok(before.map(stands).unwrap_or_default().to_owned()),
    };
    let form = MinutesForm {
        day: session.day_or(
            slip.day.as_deref(),
            before.map_or(desk.today(), |it| it.day),
        )?,
        kind: slip
            .kind
            .or(before.map(|it| it.kind))
            .unwrap_or(crate::domain::meeting::MeetingKind::Handover),
        present: text(&slip.present, |it| it.present.as_str())?,
        decided: text(&slip.decided, |it| it.decided.as_str())?,
    };
    let which = slip.number.map_or(Which::New, Which::Number);
    desk.write_meeting(id, which, &form)?;
    kept(session, &mut desk, &all)
}

/// Writes down a task of a meeting, and prints them all. What is not said stays as it stands.
pub fn write_task(session: &Session, slip: TaskSlip) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(&slip.id)?;
    let all = desk.meetings_again(id)?;
    let meeting = &held(&all, slip.meeting)?.meeting;
    let is = |it: &&Task| Some(it.number) == slip.task;
    let before = meeting.tasks().iter().find(is);
    let day = |typed: &Option<String>, stands: Option<Day>| match typed {
        Some(typed) => session.day(typed).map(Some),
        None => Ok(stands),
    };
    let stands = |text: Option<&crate::domain::text::Line>| {
        text.map_or_else(String::new, |it| it.as_str().to_owned())
    };
    let done = before.and_then(|it| it.done).filter(|_| !slip.open);
    let form = TaskForm {
        what: slip
            .what
            .clone()
            .unwrap_or_else(|| stands(before.map(|it| &it.what))),
        owner: slip
            .owner
            .or(before.map(|it| it.owner))
            .unwrap_or(Owner::Sender),
        name: slip
            .name
            .clone()
            .unwrap_or_else(|| stands(before.and_then(|it| it.name.as_ref()))),
        due: day(
            &slip.due,
            before.and_then(|it| it.due).filter(|_| !slip.no_due),
        )?,
        done: day(&slip.done, done)?,
    };
    desk.write_task(id, slip.meeting, slip.task, &form)?;
    kept(session, &mut desk, &all)
}

fn held(all: &Meetings, number: u16) -> Result<&MeetingView, Problem> {
    let found = all.meetings.iter().find(|it| it.meeting.number() == number);
    found.ok_or(Problem::Missing(Thing::Meeting))
}

/// All of it is shown, so the journal tells that it was looked at.
fn kept(session: &Session, desk: &mut Desk, before: &Meetings) -> Result<(), Failure> {
    let meetings = desk.meetings(before.id)?;
    print(session, &meetings, vec![session.word(Word::MeetingKept)])
}

fn print(session: &Session, meetings: &Meetings, first: Vec<String>) -> Result<(), Failure> {
    session.output.answer(
        || {
            let all = meetings.meetings.iter();
            let all = all.map(|it| meeting_json(it, meetings.today));
            json!({
                "handover": meetings.id.to_string(),
                "meetings": all.collect::<Vec<_>>(),
            })
        },
        || {
            let lines = meetings.meetings.iter().flat_map(|it| {
                let said = rows(it, meetings.today, session.lang()).into_iter();
                let number = it.meeting.number();
                said.enumerate().map(move |(at, line)| match at {
                    0 => format!("{number:>3}  {line}"),
                    _ => format!("     {line}"),
                })
            });
            first.into_iter().chain(lines).collect()
        },
    )
}

fn meeting_json(view: &MeetingView, today: Day) -> Json {
    let meeting = &view.meeting;
    let mut json = minutes_json(meeting.minutes());
    json["number"] = json!(meeting.number());
    json["entered_by"] = json!(view.entered_by);
    json["tasks"] = meeting
        .tasks()
        .iter()
        .map(|it| task_json(it, today))
        .collect();
    let before = meeting.versions().count() - 1;
    json["before"] = meeting.versions().take(before).map(minutes_json).collect();
    json
}

fn minutes_json(minutes: &Minutes) -> Json {
    json!({
        "day": minutes.day.to_string(),
        "kind": minutes.kind.code(),
        "present": minutes.present.as_str(),
        "decided": minutes.decided.as_str(),
        "entered": minutes.entered.1.to_string(),
    })
}

fn task_json(task: &Task, today: Day) -> Json {
    json!({
        "number": task.number,
        "what": task.what.as_str(),
        "owner": task.owner.code(),
        "name": task.name.as_ref().map(|it| it.as_str()),
        "due": task.due.map(|it| it.to_string()),
        "done": task.done.map(|it| it.to_string()),
        "late": task.is_late(today),
    })
}
