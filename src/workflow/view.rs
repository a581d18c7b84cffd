//! What is shown of handovers, as plain data, alike for every face.
//!
//! Views are made for the moment; nothing of them is stored.

use crate::codec::v1_entry::HandoverRecord;
use crate::domain::calendar::Day;
use crate::domain::consent::{Disclosed, Disclosure};
use crate::domain::handover::dossier::{Phase, State};
use crate::domain::handover::draft::Dropped;
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::{Actor, Denied, Position, Step, permit};
use crate::domain::handover::turn::{Duty, duties};
use crate::domain::id::{CaseId, HandoverId, OfficeId};
use crate::domain::section::FieldId;
use crate::workflow::case::{Brought, CaseLine};
use crate::workflow::desk::{Desk, pick};
use crate::workflow::folder::{Folder, Lost, Spoken};
use crate::workflow::handover::deed;
use crate::workflow::problem::{Problem, Thing};

/// A handover as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverLine {
    /// Which.
    pub id: HandoverId,
    /// Kana and name of the person; empty once it was destroyed.
    pub person: String,
    /// The case here, if there is one.
    pub case: Option<CaseId>,
    /// The side this office is on.
    pub side: Side,
    /// The other office.
    pub peer: OfficeId,
    /// Its name.
    pub peer_name: String,
    /// Where it stands.
    pub phase: Phase,
    /// The office that is responsible for the person, as seen here.
    pub owner: Side,
    /// Every open duty, the turn first.
    pub duties: Vec<Duty>,
    /// Own entries the other office is not known to hold.
    pub unconfirmed: u32,
    /// Own entries that were not put into the shared folder yet.
    pub unsent: u32,
    /// Fields that additions brought and that wait to be taken up into the own case.
    pub to_take_up: usize,
    /// What keeps anything from being written into it, if something does.
    pub trouble: Option<Trouble>,
}

impl HandoverLine {
    /// Says whether it is ended and nobody owes anything in it: no parcel need ever come that tells of its last entries.
    pub fn is_done(&self) -> bool {
        is_over(self.phase) && self.phase != Phase::Stopped && self.duties.is_empty()
    }
}

/// What keeps anything from being written into a handover, whatever its rules allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// What is kept of it here cannot be read. Little but its id is known, and its phase is shown as stopped.
    Unreadable,
    /// Entries of this office are lost here, or said to be.
    Lost(Lost),
}

/// A handover whole.
pub struct HandoverView {
    /// As a list shows it.
    pub line: HandoverLine,
    /// What the two logs mean.
    pub state: State,
    /// What this office keeps of it beside.
    pub record: HandoverRecord,
    /// Every step with whether it is open to whoever is at the desk, and why not.
    pub steps: Vec<(Step, Result<(), Denied>)>,
    /// The sender's entries.
    pub said: Vec<Spoken>,
    /// The receiver's entries.
    pub replied: Vec<Spoken>,
    /// What is held of the current offer, at the receiver; at the sender what was offered.
    pub disclosed: Option<Disclosed>,
    /// What consent discloses today, at the sender; none where no consent is in force.
    pub disclosure: Option<Disclosure>,
    /// Required fields without an answer, at the sender before an offer.
    pub missing: Vec<FieldId>,
    /// What a look at today's case and consent dropped from the preparation.
    pub dropped: Vec<Dropped>,
    /// What additions brought and waits to be taken up into the own case.
    pub waiting: Vec<Brought>,
    /// Where a start may be written: the cases that had left and are this person's.
    pub returning: Vec<CaseLine>,
}

/// Where a handover stands and what can be done, without its content.
pub struct NextView {
    /// As a list shows it.
    pub line: HandoverLine,
    /// Every step with whether it is open to whoever is at the desk, and why not.
    pub steps: Vec<(Step, Result<(), Denied>)>,
}

/// A duty with the handover it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodayLine {
    /// The handover.
    pub handover: HandoverLine,
    /// The duty.
    pub duty: Duty,
}

impl Desk {
    /// Every handover: those with something to do first, then those under way, then what is over.
    pub fn handovers(&self) -> Result<Vec<HandoverLine>, Problem> {
        self.right(Step::Read)?;
        let mut lines = Vec::new();
        for id in self.handover_ids()? {
            let Some(mut folder) = self.readable_folder(id)? else {
                lines.push(self.unreadable_line(id));
                continue;
            };
            self.refresh(&mut folder)?;
            lines.push(self.line(&folder)?);
        }
        lines.sort_by(|a, b| {
            let key = |it: &HandoverLine| {
                let due = it.duties.first().and_then(|it| it.due);
                (
                    it.duties.is_empty(),
                    is_over(it.phase),
                    due.is_none(),
                    due,
                    it.id,
                )
            };
            key(a).cmp(&key(b))
        });
        Ok(lines)
    }

    /// The handover whose id begins so.
    pub fn find_handover(&self, typed: &str) -> Result<HandoverId, Problem> {
        pick(typed, &self.handover_ids()?, Thing::Handover)
    }

    /// One handover as a list shows it.
    pub fn handover_line(&self, id: HandoverId) -> Result<HandoverLine, Problem> {
        Ok(self.next(id)?.line)
    }

    /// Where one handover stands and which steps are open.
    pub fn next(&self, id: HandoverId) -> Result<NextView, Problem> {
        self.right(Step::Read)?;
        let mut folder = self.folder(id)?;
        self.refresh(&mut folder)?;
        let state = folder.state();
        Ok(NextView {
            line: self.line(&folder)?,
            steps: self.steps(self.position(&folder, &state)?),
        })
    }

    /// One handover whole; the journal tells who looked.
    pub fn handover(&mut self, id: HandoverId) -> Result<HandoverView, Problem> {
        self.right(Step::Read)?;
        let view = self.whole(id)?;
        self.enter(&[], deed(Step::Read, id), Some(id.to_bytes()))?;
        Ok(view)
    }

    fn whole(&self, id: HandoverId) -> Result<HandoverView, Problem> {
        let mut folder = self.folder(id)?;
        let dropped = self.refresh(&mut folder)?;
        let state = folder.state();
        let disclosure = self.disclosure(&folder)?;
        let missing = match &disclosure {
            Some(disclosure) => disclosure.missing().to_vec(),
            None => Vec::new(),
        };
        let steps = self.steps(self.position(&folder, &state)?);
        let may_reopen = steps.contains(&(Step::Reopen, Ok(())));
        let returning = match may_reopen {
            true => self.returning(&folder)?,
            false => Vec::new(),
        };
        Ok(HandoverView {
            line: self.line(&folder)?,
            waiting: self.waiting(&folder, &state)?,
            returning,
            steps,
            said: self.spoken(&folder, Side::Sender)?,
            replied: self.spoken(&folder, Side::Receiver)?,
            disclosed: self.disclosed(&folder)?,
            disclosure,
            missing,
            dropped,
            state,
            record: folder.record,
        })
    }

    /// Every open duty of every handover, own ones first, overdue ones before.
    pub fn today_lines(&self) -> Result<Vec<TodayLine>, Problem> {
        Ok(lines_of(&self.handovers()?))
    }

    fn line(&self, folder: &Folder) -> Result<HandoverLine, Problem> {
        let state = folder.state();
        let own = folder.dossier.log(folder.record.side).len() as u32;
        let other = folder.dossier.log(folder.record.side.other());
        let confirmed = other.last().map_or(0, |it| it.envelope.seen.count);
        Ok(HandoverLine {
            id: folder.record.id,
            person: folder.record.person.clone(),
            case: folder.record.case,
            side: folder.record.side,
            peer: folder.peer(),
            peer_name: self
                .peer(folder.peer())
                .map(|it| it.name)
                .unwrap_or_default(),
            phase: phase(folder, &state),
            owner: state.owner(),
            duties: duties(&state, self.today()),
            unconfirmed: own - confirmed.min(own),
            unsent: own - folder.record.sent.min(own),
            // A list is shown whatever cannot be read of one handover; the handover itself tells why.
            to_take_up: self.waiting(folder, &state).map_or(0, |it| it.len()),
            trouble: folder.lost().map(Trouble::Lost),
        })
    }

    /// A line for a handover whose log cannot be read, with what its record alone still tells.
    fn unreadable_line(&self, id: HandoverId) -> HandoverLine {
        let folder = self.bare_folder(id).ok().flatten();
        let peer = folder.as_ref().map(Folder::peer);
        let record = folder.map(|it| it.record);
        HandoverLine {
            id,
            person: record
                .as_ref()
                .map_or_else(String::new, |it| it.person.clone()),
            case: record.as_ref().and_then(|it| it.case),
            side: record.as_ref().map_or(Side::Sender, |it| it.side),
            peer: peer.unwrap_or(OfficeId::from_bytes([0; 32])),
            peer_name: peer
                .and_then(|it| self.peer(it).ok())
                .map_or_else(String::new, |it| it.name),
            phase: Phase::Stopped,
            owner: Side::Sender,
            duties: Vec::new(),
            unconfirmed: 0,
            unsent: 0,
            to_take_up: 0,
            trouble: Some(Trouble::Unreadable),
        }
    }

    fn steps(&self, at: Position) -> Vec<(Step, Result<(), Denied>)> {
        let (me, today): (Actor, Day) = (Actor::Staff(self.me.role), self.today());
        let all = Step::ALL.iter();
        all.map(|step| (*step, permit(me, *step, at, today)))
            .collect()
    }
}

/// The phase of a handover: of its preparation until something was offered, of its dossier from then on.
fn phase(folder: &Folder, state: &State) -> Phase {
    match (&state.offer, &folder.record.preparation) {
        (None, Some(preparation)) => preparation.phase(),
        _ => state.phase(),
    }
}

/// Whether nothing more is expected of a handover that nobody owes anything in.
fn is_over(phase: Phase) -> bool {
    matches!(
        phase,
        Phase::Closed
            | Phase::Declined
            | Phase::Recalled
            | Phase::Withdrawn
            | Phase::NotStarted
            | Phase::Lapsed
            | Phase::Discontinued
            | Phase::Stopped
    )
}

/// The lines of today that these handovers make: one's own first, then by the day they are due.
pub fn lines_of(handovers: &[HandoverLine]) -> Vec<TodayLine> {
    let of_one = |handover: &HandoverLine| {
        let duties = handover.duties.clone().into_iter();
        let handover = handover.clone();
        duties.map(move |duty| TodayLine {
            handover: handover.clone(),
            duty,
        })
    };
    let mut lines: Vec<TodayLine> = handovers.iter().flat_map(of_one).collect();
    lines.sort_by_key(|it| {
        let theirs = it.duty.side != it.handover.side;
        (theirs, it.duty.due.is_none(), it.duty.due)
    });
    lines
}
