//! The meetings of a handover in schema 1: each with every version of its minutes, and its tasks.
//!
//! It does not know where they lie.

use serde::{Deserialize, Serialize};

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out};
use crate::codec::wire;
use crate::domain::id::StaffId;
use crate::domain::meeting::{
    LONGEST_LINE, LONGEST_TEXT, MOST, Meeting, MeetingKind, Minutes, Owner, Task,
};
use crate::domain::text::{Line, Paragraph};

const SCHEMA: u8 = 1;

// The shapes, frozen: a variant or a member is never moved, changed or taken away.

#[derive(Serialize, Deserialize)]
struct MeetingShape {
    number: u16,
    versions: Vec<MinutesShape>,
    tasks: Vec<TaskShape>,
}

#[derive(Serialize, Deserialize)]
struct MinutesShape {
    day: DayShape,
    kind: String,
    present: String,
    decided: String,
    entered: ([u8; 16], DayShape),
}

#[derive(Serialize, Deserialize)]
struct TaskShape {
    number: u16,
    what: String,
    owner: String,
    name: Option<String>,
    due: Option<DayShape>,
    done: Option<DayShape>,
    entered: ([u8; 16], DayShape),
}

/// Encodes the meetings of a handover.
pub fn encode_meetings(meetings: &[Meeting]) -> Vec<u8> {
    let shapes = meetings.iter().map(|it| MeetingShape {
        number: it.number(),
        versions: it.versions().map(minutes_out).collect(),
        tasks: it.tasks().iter().map(task_out).collect(),
    });
    wire::encode_as(SCHEMA, &shapes.collect::<Vec<_>>())
}

/// Decodes the meetings of a handover.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_meetings(bytes: &[u8]) -> Result<Vec<Meeting>, Unreadable> {
    let shapes: Vec<MeetingShape> = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    if MOST < shapes.len() {
        return Err(Unreadable::Malformed);
    }
    let meetings = shapes.into_iter().map(|it| {
        let versions = it.versions.into_iter().map(minutes_in);
        let tasks = it.tasks.into_iter().map(task_in);
        let (versions, tasks) = (
            versions.collect::<Result<_, _>>()?,
            tasks.collect::<Result<_, _>>()?,
        );
        Meeting::kept(it.number, versions, tasks).ok_or(Unreadable::Malformed)
    });
    meetings.collect()
}

fn minutes_out(it: &Minutes) -> MinutesShape {
    MinutesShape {
        day: day_out(it.day),
        kind: it.kind.code().to_owned(),
        present: it.present.as_str().to_owned(),
        decided: it.decided.as_str().to_owned(),
        entered: (it.entered.0.to_bytes(), day_out(it.entered.1)),
    }
}

fn minutes_in(it: MinutesShape) -> Result<Minutes, Unreadable> {
    let text = |it: &str| Paragraph::new(it, LONGEST_TEXT).map_err(|_| Unreadable::Malformed);
    Ok(Minutes {
        day: day_in(it.day)?,
        kind: MeetingKind::named(&it.kind).ok_or(Unreadable::Malformed)?,
        present: text(&it.present)?,
        decided: text(&it.decided)?,
        entered: (StaffId::from_bytes(it.entered.0), day_in(it.entered.1)?),
    })
}

fn task_out(it: &Task) -> TaskShape {
    TaskShape {
        number: it.number,
        what: it.what.as_str().to_owned(),
        owner: it.owner.code().to_owned(),
        name: it.name.as_ref().map(|it| it.as_str().to_owned()),
        due: it.due.map(day_out),
        done: it.done.map(day_out),
        entered: (it.entered.0.to_bytes(), day_out(it.entered.1)),
    }
}

fn task_in(it: TaskShape) -> Result<Task, Unreadable> {
    let line = |it: &str| Line::new(it, LONGEST_LINE).map_err(|_| Unreadable::Malformed);
    Ok(Task {
        number: it.number,
        what: line(&it.what)?,
        owner: Owner::named(&it.owner).ok_or(Unreadable::Malformed)?,
        name: it.name.as_deref().map(line).transpose()?,
        due: it.due.map(day_in).transpose()?,
        done: it.done.map(day_in).transpose()?,
        entered: (StaffId::from_bytes(it.entered.0), day_in(it.entered.1)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;

    const MEETINGS: &str = include_str!("../../tests/golden/v1/meeting/meetings.hex");

    fn meetings() -> Vec<Meeting> {
        let day = Day::from_ymd(2026, 11, 20).unwrap();
        let entered = (StaffId::from_bytes([0x55; 16]), day);
        let text = |it: &str| Paragraph::new(it, LONGEST_TEXT).unwrap();
        let line = |it: &str| Line::new(it, LONGEST_LINE).unwrap();
        let minutes = |kind, decided: &str| Minutes {
            day,
            kind,
            present: text("本人\n見本 担当"),
            decided: text(decided),
            entered,
        };
        let mut first = Meeting::new(1, minutes(MeetingKind::Handover, "開始日は12月1日"));
        assert!(first.revise(minutes(MeetingKind::Services, "開始日は12月8日")));
        let task = Task {
            number: 1,
            what: line("受給者証の写しを渡す"),
            owner: Owner::Other,
            name: Some(line("見本 相談員")),
            due: Some(day),
            done: None,
            entered,
        };
        let done = Task {
            number: 2,
            owner: Owner::Person,
            name: None,
            due: None,
            done: Some(day),
            ..task.clone()
        };
        assert!(first.put(task) && first.put(done));
        vec![first, Meeting::new(2, minutes(MeetingKind::Plan, "計画"))]
    }

    #[test]
    fn meetings_have_the_bytes_they_always_had_and_no_part_of_them_is_some() {
        let bytes = encode_meetings(&meetings());
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let frozen: String = MEETINGS.split_whitespace().collect();
        assert_eq!(hex, frozen);
        assert_eq!(decode_meetings(&bytes), Ok(meetings()));
        for length in 0..bytes.len() {
            assert!(decode_meetings(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_later_schema_and_what_nobody_knows_are_refused() {
        let newer = Err(Unreadable::Newer { schema: 2 });
        assert_eq!(decode_meetings(&[2, 0]), newer);
        let shape = |versions: Vec<MinutesShape>| {
            let tasks = Vec::new();
            let number = 1;
            let shape = MeetingShape {
                number,
                versions,
                tasks,
            };
            decode_meetings(&wire::encode_as(SCHEMA, &vec![shape]))
        };
        assert_eq!(shape(Vec::new()), Err(Unreadable::Malformed));
        let other = MinutesShape {
            kind: "lunch".into(),
            ..minutes_out(meetings()[0].minutes())
        };
        assert_eq!(shape(vec![other]), Err(Unreadable::Malformed));
    }
}
