//! Who is here: how the contract of a case stands today, by the case and by the handovers from here and to here.
//!
//! The one place where it is decided which rule of the contract tells it, for alerts and for whoever is asked before something of
//! a case goes. The rules themselves are `domain::contract`'s.

use crate::codec::v1_entry::HandoverRecord;
use crate::domain::calendar::Day;
use crate::domain::case::CaseSummary;
use crate::domain::contract::Standing;
use crate::domain::handover::dossier::{Ending, State};
use crate::domain::handover::entry::Side;
use crate::domain::id::CaseId;
use crate::workflow::desk::Desk;
use crate::workflow::problem::Problem;

/// A handover, as far as it tells where somebody is.
#[derive(Clone, Copy)]
pub(crate) struct Move<'a> {
    pub record: &'a HandoverRecord,
    pub state: &'a State,
}

/// How the contract of a case stands, and whether every handover from here was in vain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stay {
    /// As the case and its handovers say.
    Plain(Standing),
    /// Handovers from here were begun and nobody took the person on: what was planned for a move ends nothing.
    LeftBehind(Standing),
}

impl Stay {
    /// Reads it off a case and every handover there is.
    pub fn of<'a>(
        case: &CaseSummary,
        moves: impl IntoIterator<Item = Move<'a>>,
        today: Day,
    ) -> Stay {
        let own = moves.into_iter().filter(|it| is_of(case.id(), it));
        let own: Vec<Move<'_>> = own.collect();
        let first = first_here(&own);
        if is_leaving(&own) {
            return Stay::Plain(Standing::leaving(case, first, today));
        }
        match is_left_behind(&own, first) {
            true => Stay::LeftBehind(Standing::left_behind(case, first, today)),
            false => Stay::Plain(Standing::brought(case, first, today)),
        }
    }

    /// How the contract stands.
    pub fn standing(self) -> Standing {
        match self {
            Stay::Plain(it) | Stay::LeftBehind(it) => it,
        }
    }
}

impl Desk {
    /// How the contract of a case stands today. What cannot be read of a handover tells nothing.
    pub(crate) fn stay(&self, case: &CaseSummary) -> Result<Stay, Problem> {
        let mut folders = Vec::new();
        for id in self.handover_ids()? {
            let bare = self.bare_folder(id).ok().flatten();
            if bare.is_some_and(|it| it.record.case == Some(case.id())) {
                folders.extend(self.readable_folder(id)?);
            }
        }
        let states: Vec<State> = folders.iter().map(|it| it.state()).collect();
        let moves = folders.iter().zip(&states);
        let moves = moves.map(|(folder, state)| Move {
            record: &folder.record,
            state,
        });
        Ok(Stay::of(case, moves, self.today()))
    }
}

/// The first day of a stay that a handover began; none where it was broken off.
pub(crate) fn stayed_since(state: &State) -> Option<Day> {
    let broken_off = matches!(state.ending(), Some(Ending::Discontinued(_)));
    state.started.filter(|_| !broken_off)
}

fn is_of(case: CaseId, it: &Move<'_>) -> bool {
    it.record.case == Some(case)
}

/// The last first day on which a handover brought the person here, but for one that was broken off.
fn first_here(own: &[Move<'_>]) -> Option<Day> {
    let came = own.iter().filter(|it| it.record.side == Side::Receiver);
    came.filter_map(|it| stayed_since(it.state)).max()
}

/// Whether a handover from here is under way: the day on which the contract was to end may have gone by.
fn is_leaving(own: &[Move<'_>]) -> bool {
    let mut sent = own.iter().filter(|it| it.record.side == Side::Sender);
    sent.any(|it| it.state.ending().is_none() && it.state.ended.is_none())
}

/// Whether handovers from here were begun and nobody took the person on: since the person last came or went, one is over without
/// a start, and none is open.
fn is_left_behind(own: &[Move<'_>], first: Option<Day>) -> bool {
    let sent = || own.iter().filter(|it| it.record.side == Side::Sender);
    let went = sent().filter(|it| it.state.started.is_some());
    let since = went.map(|it| it.record.created).max().max(first);
    let in_vain = |it: &Move<'_>| {
        let State { started, ended, .. } = it.state;
        it.state.ending().is_some() && started.is_none() && ended.is_none()
    };
    let mut lately = sent().filter(|it| since.is_none_or(|since| since <= it.record.created));
    lately.any(in_vain)
}
