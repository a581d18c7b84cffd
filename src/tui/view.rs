//! What the worker hands to the screens: plain data, made for the moment.
//!
//! It holds no keys and no way back into the store.

use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::handover::dossier::{Arrival, State};
use crate::domain::handover::entry::{Act, Reading, Side, Weight};
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::handover::words::WordKey;
use crate::domain::id::QuestionNo;
use crate::domain::section::{FieldId, SectionId};
use crate::domain::staff::Role;
use crate::workflow::folder::Spoken;
use crate::workflow::view::{HandoverLine, HandoverView, TodayLine};

/// What is to be done today, and who looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TodayView {
    /// The name of the office.
    pub office: String,
    /// Who acts.
    pub who: String,
    /// In which role.
    pub role: Role,
    /// Today, by the office's clock.
    pub today: Day,
    /// Every open duty, own ones first.
    pub lines: Vec<TodayLine>,
    /// How many handovers there are, open and closed.
    pub handovers: usize,
    /// Own entries that were not put into the shared folder yet.
    pub unsent: u32,
    /// Whether there is a case.
    pub cases: usize,
    /// Whether a shared folder is set.
    pub mailbox: Mailbox,
}

/// Whether a shared folder is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mailbox {
    /// One is.
    Set,
    /// None is: nothing can be sent or collected.
    Missing,
}

/// One handover as its screen shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DossierView {
    /// As a list shows it.
    pub line: HandoverLine,
    /// The name of this office.
    pub office: String,
    /// Today, by this office's clock.
    pub today: Day,
    /// What the two logs mean.
    pub state: State,
    /// The sections of the current offer in reading order.
    pub sections: Vec<SectionView>,
    /// Every step of a handover, with the reason where it is not open.
    pub steps: Vec<(Step, Option<Denied>)>,
    /// What was said, in an order in which every entry follows what its writer had seen.
    pub entries: Vec<EntryView>,
    /// Required fields without an answer, at the sender before an offer.
    pub missing: Vec<FieldId>,
    /// Answers drafted for somebody who may say them.
    pub drafts: Vec<(QuestionNo, String)>,
}

/// One section of an offer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SectionView {
    /// Which.
    pub id: SectionId,
    /// Whether it must be understood.
    pub weight: Weight,
    /// Whether the receiver has it.
    pub arrival: Arrival,
    /// What a reader said of this version.
    pub reading: Option<Reading>,
    /// Its fields; none where they are not held here.
    pub fields: Vec<(FieldId, Value)>,
}

/// One entry of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryView {
    /// Who speaks.
    pub side: Side,
    /// The writer's day.
    pub written: Day,
    /// What is said.
    pub act: Act,
    /// Its words; none where they were destroyed or never came.
    pub words: Vec<(WordKey, String)>,
}

/// Takes from a handover what its screen shows.
pub fn dossier(view: HandoverView, office: String, today: Day) -> DossierView {
    let sections = sections(&view);
    DossierView {
        office,
        today,
        sections,
        steps: of_a_handover(view.steps),
        entries: timeline(view.said, view.replied),
        missing: view.missing,
        drafts: view.record.answers,
        state: view.state,
        line: view.line,
    }
}

fn sections(view: &HandoverView) -> Vec<SectionView> {
    let Some(offer) = &view.state.offer else {
        return Vec::new();
    };
    let held = view.disclosed.as_ref();
    let fields = |id: SectionId| {
        let mut all = held.into_iter().flat_map(|it| it.sections());
        let found = all.find(|(it, _)| *it == id);
        found.map_or_else(Vec::new, |(_, fields)| fields.to_vec())
    };
    let shown = offer.sections.iter().map(|section| SectionView {
        id: section.pinned.section,
        weight: section.pinned.weight,
        arrival: section.arrival,
        reading: section.reading,
        fields: fields(section.pinned.section),
    });
    shown.collect()
}

/// Leaves out what belongs to the office and not to one handover, and what the program does.
fn of_a_handover(steps: Vec<(Step, Result<(), Denied>)>) -> Vec<(Step, Option<Denied>)> {
    let elsewhere = |step: &Step| {
        matches!(
            step,
            Step::Read
                | Step::WriteCase
                | Step::WriteNotes
                | Step::Draft
                | Step::Manage
                | Step::ReadAudit
                | Step::Receive
                | Step::Erase
        )
    };
    let kept = steps.into_iter().filter(|(step, _)| !elsewhere(step));
    kept.map(|(step, open)| (step, open.err())).collect()
}

fn timeline(said: Vec<Spoken>, replied: Vec<Spoken>) -> Vec<EntryView> {
    let (mut senders, mut receivers) =
        (said.into_iter().peekable(), replied.into_iter().peekable());
    let (mut sent, mut came) = (0u32, 0u32);
    let mut entries = Vec::new();
    loop {
        let next = match (senders.peek(), receivers.peek()) {
            (None, None) => return entries,
            (Some(_), None) => Side::Sender,
            (None, Some(_)) => Side::Receiver,
            (Some(one), Some(other)) => {
                let (one, other) = (&one.envelope, &other.envelope);
                let waits = came < one.seen.count;
                let free = other.seen.count <= sent;
                match waits || (free && other.written < one.written) {
                    true => Side::Receiver,
                    false => Side::Sender,
                }
            }
        };
        let spoken = match next {
            Side::Sender => {
                sent += 1;
                senders.next()
            }
            Side::Receiver => {
                came += 1;
                receivers.next()
            }
        };
        entries.extend(spoken.map(entry));
    }
}

fn entry(spoken: Spoken) -> EntryView {
    let words = spoken.words.iter().flat_map(|it| it.all());
    EntryView {
        words: words.map(|(key, text)| (key, text.to_owned())).collect(),
        side: spoken.envelope.side,
        written: spoken.envelope.written,
        act: spoken.envelope.act,
    }
}
