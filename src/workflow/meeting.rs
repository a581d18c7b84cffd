//! The meetings held about a handover, as this office wrote them down: listed, written, revised, and their tasks.
//!
//! They stay in this office, under the handover's own key. What travels never comes from here.

use crate::codec::v1_meeting::{decode_meetings, encode_meetings};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId};
use crate::domain::meeting::{
    LONGEST_LINE, LONGEST_TEXT, MOST, Meeting, MeetingKind, Minutes, Owner, Task, late, next_number,
};
use crate::domain::text::{Line, Paragraph};
use crate::vault::{Change, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{AtHand, Folder, Part, entry_name, if_readable};
use crate::workflow::handover::deed;
use crate::workflow::never::Place;
use crate::workflow::problem::{Problem, Thing};

/// The meetings of a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meetings {
    /// The handover.
    pub id: HandoverId,
    /// Kana and name of the person.
    pub person: String,
    /// The side this office is on.
    pub side: Side,
    /// Today, by this office's clock.
    pub today: Day,
    /// The meetings, in the order of their days.
    pub meetings: Vec<MeetingView>,
}

/// One meeting, with the name of whoever wrote its minutes as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingView {
    /// What it says.
    pub meeting: Meeting,
    /// Who wrote it.
    pub entered_by: String,
}

/// The minutes as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesForm {
    /// The day of the meeting.
    pub day: Day,
    /// What kind it was.
    pub kind: MeetingKind,
    /// Who was there.
    pub present: String,
    /// What was decided.
    pub decided: String,
}

/// Which meeting is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// A new one.
    New,
    /// The one with this number, revised.
    Number(u16),
    /// The same, where it had so many versions when it was seen.
    Seen(u16, usize),
}

/// A task as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskForm {
    /// What is to be done.
    pub what: String,
    /// Who does it.
    pub owner: Owner,
    /// Who that is by name; empty where it is not said.
    pub name: String,
    /// By when.
    pub due: Option<Day>,
    /// When it was done; none while it is not.
    pub done: Option<Day>,
}

impl Desk {
    /// The meetings of a handover; the journal tells who looked.
    pub fn meetings(&mut self, id: HandoverId) -> Result<Meetings, Problem> {
        self.right(Step::Read)?;
        let folder = self.folder(id)?;
        let meetings = self.meetings_of(&folder)?;
        let case = folder.record.case.map(CaseId::to_bytes);
        self.enter(&[], Deed::CaseRead, case.or(Some(id.to_bytes())))?;
        Ok(meetings)
    }

    /// The same for whoever has just written one: that is in the journal already.
    pub fn meetings_again(&self, id: HandoverId) -> Result<Meetings, Problem> {
        self.right(Step::Read)?;
        self.meetings_of(&self.folder(id)?)
    }

    /// Writes down a meeting, or revises what was written. Gives its number.
    ///
    /// # Errors
    /// `Stale` where it was revised since it was seen, `DayToCome`, `ListFull`.
    pub fn write_meeting(
        &mut self,
        id: HandoverId,
        which: Which,
        form: &MinutesForm,
    ) -> Result<u16, Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Meet)?;
        let mut meetings = self.stored_meetings(&folder)?;
        let minutes = self.minutes(form)?;
        let number = match which {
            Which::New if MOST <= meetings.len() => return Err(Problem::ListFull(MOST)),
            Which::New => {
                let meeting = Meeting::new(next_number(&meetings), minutes);
                meetings.push(meeting);
                next_number(&meetings) - 1
            }
            Which::Number(number) | Which::Seen(number, _) => {
                let meeting = found(&mut meetings, number)?;
                let versions = meeting.versions().count();
                if matches!(which, Which::Seen(_, seen) if seen != versions) {
                    return Err(Problem::Stale);
                }
                if !meeting.revise(minutes) {
                    return Err(Problem::ListFull(versions));
                }
                number
            }
        };
        self.save_meetings(&mut folder, &mut meetings, number)?;
        self.save(folder, deed(Step::Meet, id))?;
        Ok(number)
    }

    /// Writes down a task of a meeting: a new one where none is named. Gives its number.
    ///
    /// # Errors
    /// `DayToCome` where it would be done on a day to come, `ListFull`.
    pub fn write_task(
        &mut self,
        id: HandoverId,
        meeting: u16,
        task: Option<u16>,
        form: &TaskForm,
    ) -> Result<u16, Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Meet)?;
        let mut meetings = self.stored_meetings(&folder)?;
        let held = found(&mut meetings, meeting)?;
        let is = |it: &Task| Some(it.number) == task;
        let number = match task {
            None => held.next_task(),
            Some(number) if held.tasks().iter().any(is) => number,
            Some(_) => return Err(Problem::Missing(Thing::MeetingTask)),
        };
        let written = self.task(number, form)?;
        if !held.put(written) {
            return Err(Problem::ListFull(MOST));
        }
        self.save_meetings(&mut folder, &mut meetings, meeting)?;
        self.save(folder, deed(Step::Meet, id))?;
        Ok(number)
    }

    /// What was just written is looked through; what stood there before was when it was written.
    fn save_meetings(
        &mut self,
        folder: &mut Folder,
        meetings: &mut [Meeting],
        number: u16,
    ) -> Result<(), Problem> {
        let written = found(meetings, number)?;
        let texts: Vec<_> = written.texts();
        self.free_of_secrets(texts.into_iter().map(|it| (Place::Meeting, it)))?;
        let change = meetings_change(folder, meetings);
        folder.also(change);
        Ok(())
    }

    fn minutes(&self, form: &MinutesForm) -> Result<Minutes, Problem> {
        if self.today() < form.day {
            return Err(Problem::DayToCome(form.day));
        }
        Ok(Minutes {
            day: form.day,
            kind: form.kind,
            present: Paragraph::new(&form.present, LONGEST_TEXT)?,
            decided: Paragraph::new(&form.decided, LONGEST_TEXT)?,
            entered: (self.me.id, self.today()),
        })
    }

    fn task(&self, number: u16, form: &TaskForm) -> Result<Task, Problem> {
        if let Some(day) = form.done.filter(|it| self.today() < *it) {
            return Err(Problem::DayToCome(day));
        }
        let name = match (form.name.trim(), form.owner) {
            ("", Owner::Sender | Owner::Receiver | Owner::Person) => None,
            (name, _) => Some(Line::new(name, LONGEST_LINE)?),
        };
        Ok(Task {
            number,
            what: Line::new(&form.what, LONGEST_LINE)?,
            owner: form.owner,
            name,
            due: form.due,
            done: form.done,
            entered: (self.me.id, self.today()),
        })
    }

    fn meetings_of(&self, folder: &Folder) -> Result<Meetings, Problem> {
        let mut meetings = self.stored_meetings(folder)?;
        meetings.sort_by_key(|it| (it.minutes().day, it.number()));
        let views = meetings.into_iter().map(|meeting| MeetingView {
            entered_by: self.staff_name(meeting.minutes().entered.0),
            meeting,
        });
        Ok(Meetings {
            id: folder.record.id,
            person: folder.record.person.clone(),
            side: folder.record.side,
            today: self.today(),
            meetings: views.collect(),
        })
    }

    pub(crate) fn stored_meetings(&self, folder: &Folder) -> Result<Vec<Meeting>, Problem> {
        let name = entry_name(folder.record.id, Part::Meetings);
        match self.vault.read(name)? {
            None => Ok(Vec::new()),
            Some(stored) => decode_meetings(&stored.body).map_err(|_| Problem::Unreadable),
        }
    }

    /// How many tasks should be done by now, with the first of their days; none where the handover ended before a start.
    pub(crate) fn late_tasks(&self, folder: &Folder) -> Result<(usize, Option<Day>), Problem> {
        let state = folder.state();
        if state.ending().is_some() && state.started.is_none() {
            return Ok((0, None));
        }
        Ok(late(&self.stored_meetings(folder)?, self.today()))
    }

    /// Takes the minutes along when the handover leaves its folder next. What cannot be read is not taken along.
    pub(crate) fn carry_meetings_over(&self, folder: &mut Folder) -> Result<(), Problem> {
        if !matches!(folder.at_hand(Part::Meetings), AtHand::Kept) {
            return Ok(()); // They were left behind, or go along already.
        }
        let stored = if_readable(self.stored_meetings(folder))?.unwrap_or_default();
        if !stored.is_empty() {
            let change = meetings_change(folder, &stored);
            folder.also(change);
        }
        Ok(())
    }
}

fn found(meetings: &mut [Meeting], number: u16) -> Result<&mut Meeting, Problem> {
    let mut all = meetings.iter_mut();
    let found = all.find(|it| it.number() == number);
    found.ok_or(Problem::Missing(Thing::Meeting))
}

fn meetings_change(folder: &Folder, meetings: &[Meeting]) -> Change {
    put(
        entry_name(folder.record.id, Part::Meetings),
        Under::Folder(folder.record.folder),
        Vec::new(),
        encode_meetings(meetings),
    )
}
