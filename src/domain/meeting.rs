//! The meetings held about a handover: who was there, what was decided, and who does what by when.
//!
//! An office's own record: there is no function that takes anything of it to a `Disclosure`.

use crate::domain::calendar::Day;
use crate::domain::id::StaffId;
use crate::domain::text::{Line, Paragraph};

/// The most characters of what was decided, and of who was there.
pub const LONGEST_TEXT: usize = 2_000;
/// The most characters of a task, and of a name.
pub const LONGEST_LINE: usize = 120;
/// The most meetings of one handover, and the most tasks of one meeting.
pub const MOST: usize = 40;
/// The most versions of one meeting.
pub const MOST_VERSIONS: usize = 100;

/// What kind of meeting it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeetingKind {
    /// The two offices and the person about the handover (引継ぎ会議).
    Handover,
    /// The meeting the consultation office calls (サービス担当者会議).
    Services,
    /// The meeting about the plan of one office (個別支援会議).
    Plan,
}

impl MeetingKind {
    /// Every kind, in the order of a choice.
    pub const ALL: [MeetingKind; 3] = [
        MeetingKind::Handover,
        MeetingKind::Services,
        MeetingKind::Plan,
    ];

    /// Gives its name, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            MeetingKind::Handover => "handover",
            MeetingKind::Services => "services",
            MeetingKind::Plan => "plan",
        }
    }

    /// Finds one by its name.
    pub fn named(code: &str) -> Option<MeetingKind> {
        MeetingKind::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Who does a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The office that hands over.
    Sender,
    /// The office that receives.
    Receiver,
    /// The person.
    Person,
    /// Somebody else, who is named.
    Other,
}

impl Owner {
    /// Everybody, in the order of a choice.
    pub const ALL: [Owner; 4] = [Owner::Sender, Owner::Receiver, Owner::Person, Owner::Other];

    /// Gives its name, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Owner::Sender => "sender",
            Owner::Receiver => "receiver",
            Owner::Person => "person",
            Owner::Other => "other",
        }
    }

    /// Finds one by its name.
    pub fn named(code: &str) -> Option<Owner> {
        Owner::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What the minutes say, as somebody wrote them once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The day of the meeting.
    pub day: Day,
    /// What kind it was.
    pub kind: MeetingKind,
    /// Who was there.
    pub present: Paragraph,
    /// What was decided.
    pub decided: Paragraph,
    /// Who wrote this, and when.
    pub entered: (StaffId, Day),
}

/// Something somebody is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number in the meeting, from 1.
    pub number: u16,
    /// What is to be done.
    pub what: Line,
    /// Who does it.
    pub owner: Owner,
    /// Who that is by name.
    pub name: Option<Line>,
    /// By when.
    pub due: Option<Day>,
    /// When it was done.
    pub done: Option<Day>,
    /// Who wrote this, and when.
    pub entered: (StaffId, Day),
}

impl Task {
    /// Whether it should be done by now and is not.
    pub fn is_late(&self, today: Day) -> bool {
        self.done.is_none() && self.due.is_some_and(|due| due <= today)
    }
}

/// A meeting with its minutes, the earlier versions of them, and its tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    number: u16,
    minutes: Minutes,
    before: Vec<Minutes>,
    tasks: Vec<Task>,
}

impl Meeting {
    /// Makes the first version.
    pub fn new(number: u16, minutes: Minutes) -> Meeting {
        Meeting {
            number,
            minutes,
            before: Vec::new(),
            tasks: Vec::new(),
        }
    }

    /// Puts one together as it was kept: every version, the latest last, and the tasks. None where there is no version,
    /// or more of either than there may be.
    pub fn kept(number: u16, mut versions: Vec<Minutes>, tasks: Vec<Task>) -> Option<Meeting> {
        let fits = versions.len() <= MOST_VERSIONS && tasks.len() <= MOST;
        let minutes = versions.pop().filter(|_| fits)?;
        Some(Meeting {
            number,
            minutes,
            before: versions,
            tasks,
        })
    }

    /// Gives its number in the handover, from 1.
    pub fn number(&self) -> u16 {
        self.number
    }

    /// Gives the minutes as they stand.
    pub fn minutes(&self) -> &Minutes {
        &self.minutes
    }

    /// Gives every version of the minutes, the latest last.
    pub fn versions(&self) -> impl Iterator<Item = &Minutes> {
        self.before.iter().chain([&self.minutes])
    }

    /// Gives the tasks, in the order of their numbers.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// Writes the minutes anew; the version before is kept. Says whether there is room for one more.
    #[must_use]
    pub fn revise(&mut self, minutes: Minutes) -> bool {
        if MOST_VERSIONS <= self.before.len() + 1 {
            return false;
        }
        let before = std::mem::replace(&mut self.minutes, minutes);
        self.before.push(before);
        true
    }

    /// Gives the number of a task that is added.
    pub fn next_task(&self) -> u16 {
        self.tasks.iter().map(|it| it.number).max().unwrap_or(0) + 1
    }

    /// Puts a task in place of the one with its number, or adds it. Says whether there is room for it.
    #[must_use]
    pub fn put(&mut self, task: Task) -> bool {
        let at = self.tasks.iter().position(|it| it.number == task.number);
        match at {
            Some(at) => self.tasks[at] = task,
            None if MOST <= self.tasks.len() => return false,
            None => self.tasks.push(task),
        }
        true
    }

    /// Gives every text that somebody wrote into it, of every version.
    pub fn texts(&self) -> Vec<&str> {
        let minutes = self.versions().flat_map(|it| [&it.present, &it.decided]);
        let minutes = minutes.map(Paragraph::as_str);
        let names = self.tasks.iter().filter_map(|it| it.name.as_ref());
        let tasks = self.tasks.iter().map(|it| &it.what).chain(names);
        minutes.chain(tasks.map(Line::as_str)).collect()
    }

    /// Gives every day on which something was written into it.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        let minutes = self.versions().map(|it| it.entered.1);
        minutes.chain(self.tasks.iter().map(|it| it.entered.1))
    }
}

/// Gives the number of a meeting that is added.
pub fn next_number(meetings: &[Meeting]) -> u16 {
    meetings.iter().map(|it| it.number).max().unwrap_or(0) + 1
}

/// Counts the tasks that should be done by now, with the first of their days.
pub fn late(meetings: &[Meeting], today: Day) -> (usize, Option<Day>) {
    let tasks = meetings.iter().flat_map(|it| &it.tasks);
    let late: Vec<Day> = tasks
        .filter(|it| it.is_late(today))
        .filter_map(|it| it.due)
        .collect();
    (late.len(), late.into_iter().min())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: StaffId = StaffId::from_bytes([1; 16]);

    fn day(of: u8) -> Day {
        Day::from_ymd(2026, 11, of).unwrap()
    }

    fn minutes(decided: &str) -> Minutes {
        let text = |it: &str| Paragraph::new(it, LONGEST_TEXT).unwrap();
        Minutes {
            day: day(20),
            kind: MeetingKind::Handover,
            present: text("本人、見本 担当"),
            decided: text(decided),
            entered: (ME, day(20)),
        }
    }

    fn task(number: u16, due: Option<u8>, done: Option<u8>) -> Task {
        Task {
            number,
            what: Line::new("受給者証の写しを渡す", LONGEST_LINE).unwrap(),
            owner: Owner::Sender,
            name: None,
            due: due.map(day),
            done: done.map(day),
            entered: (ME, day(21)),
        }
    }

    #[test]
    fn names_are_distinct_and_found_again() {
        for kind in MeetingKind::ALL {
            assert_eq!(MeetingKind::named(kind.code()), Some(kind));
        }
        for owner in Owner::ALL {
            assert_eq!(Owner::named(owner.code()), Some(owner));
        }
        assert_eq!(
            (MeetingKind::named(""), Owner::named("office")),
            (None, None)
        );
    }

    #[test]
    fn what_was_written_before_is_kept_with_every_version() {
        let mut meeting = Meeting::new(1, minutes("開始日は12月1日"));
        assert!(meeting.revise(minutes("開始日は12月8日")));
        let decided: Vec<_> = meeting.versions().map(|it| it.decided.as_str()).collect();
        assert_eq!(decided, ["開始日は12月1日", "開始日は12月8日"]);
        assert_eq!(meeting.minutes().decided.as_str(), "開始日は12月8日");
        while meeting.revise(minutes("また")) {}
        assert_eq!(meeting.versions().count(), MOST_VERSIONS);
        assert!(meeting.texts().contains(&"開始日は12月1日"));
    }

    #[test]
    fn a_task_is_late_from_its_day_on_until_it_is_done() {
        for (due, done, today, expected) in [
            (Some(25), None, 24, false),
            (Some(25), None, 25, true),
            (Some(25), None, 26, true),
            (Some(25), Some(25), 26, false),
            (None, None, 26, false),
        ] {
            assert_eq!(
                task(1, due, done).is_late(day(today)),
                expected,
                "{due:?} {today}"
            );
        }
        let mut meeting = Meeting::new(1, minutes("分担"));
        for it in [
            task(1, Some(25), None),
            task(2, Some(22), None),
            task(3, None, None),
        ] {
            assert!(meeting.put(it));
        }
        assert_eq!(late(&[meeting.clone()], day(25)), (2, Some(day(22))));
        assert!(meeting.put(task(2, Some(22), Some(24))));
        assert_eq!(meeting.tasks().len(), 3);
        assert_eq!(late(&[meeting], day(25)), (1, Some(day(25))));
    }

    #[test]
    fn there_is_no_room_without_end() {
        let mut meeting = Meeting::new(1, minutes("分担"));
        for _ in 0..MOST {
            let number = meeting.next_task();
            assert!(meeting.put(task(number, None, None)));
        }
        assert!(!meeting.put(task(meeting.next_task(), None, None)));
        assert!(meeting.put(task(1, Some(3), None)), "one that is there");
        assert_eq!(next_number(&[meeting]), 2);
    }
}
