//! What the person took back in a handover: what of it had left before, and what the receiver said of it since.
//!
//! Read out of the two logs whenever it is asked for; nothing of it is stored.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::handover::dossier::{Dossier, WithdrawalAnswer};
use crate::domain::handover::entry::{Act, Envelope, Handling, Side, Withdrawal};
use crate::domain::id::OfferNo;
use crate::domain::section::ItemId;

/// One withdrawal that was written into a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The office to which the person said it.
    pub side: Side,
    /// Its number in that office's log.
    pub number: u32,
    /// The day it was written, by that office's clock.
    pub on: Day,
    /// What was taken back.
    pub scope: Withdrawal,
    /// What of it had been offered before, the first offer first.
    pub left: Vec<Left>,
    /// What the receiver said of it.
    pub answer: Answer,
}

/// An offer, or an addition to it, that named something of what was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The offer.
    pub offer: OfferNo,
    /// 0 for the offer itself, else the addition.
    pub part: u16,
    /// The day it was written, by the sender's clock.
    pub offered: Day,
    /// The day the receiver had it; none where it never arrived.
    pub arrived: Option<Day>,
    /// What it named of what was taken back.
    pub items: BTreeSet<ItemId>,
}

/// What the receiver said of what was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing of it had arrived, so there is nothing to say.
    NothingArrived,
    /// A member of staff said what became of it.
    Handled {
        /// What.
        handling: Handling,
        /// The day, by the receiver's clock.
        on: Day,
        /// The entry's number in the receiver's log: the reason is in its words.
        number: u32,
    },
    /// The program destroyed it.
    Erased {
        /// The day, by the receiver's clock.
        on: Day,
    },
    /// A later offer, made without it, came in its stead.
    Replaced {
        /// The day it arrived.
        on: Day,
    },
    /// Nothing yet.
    Awaited,
}

impl Answer {
    /// Says whether the receiver no longer holds what was taken back.
    pub fn is_gone(self) -> bool {
        match self {
            Answer::Handled { handling, .. } => handling != Handling::Kept,
            Answer::Erased { .. } | Answer::Replaced { .. } => true,
            Answer::NothingArrived | Answer::Awaited => false,
        }
    }
}

/// Every withdrawal of a handover, the sender's before the receiver's, each in the order it was written.
pub fn taken_back(dossier: &Dossier) -> Vec<TakenBack> {
    let state = dossier.state();
    let all = state.withdrawals.iter().filter_map(|it| {
        let said = entry(dossier, it.side, it.number)?;
        let left = left(dossier, it.side, said, &it.scope);
        Some(TakenBack {
            side: it.side,
            number: it.number,
            on: said.written,
            answer: answer(dossier, said, &it.scope, it.answer, &left),
            scope: it.scope.clone(),
            left,
        })
    });
    all.collect()
}

fn entry(dossier: &Dossier, side: Side, number: u32) -> Option<&Envelope> {
    let at = usize::try_from(number).ok()?.checked_sub(1)?;
    Some(&dossier.log(side).get(at)?.envelope)
}

/// What the sender had offered when the withdrawal was written, as far as its author knew, and named something of it.
fn left(dossier: &Dossier, side: Side, said: &Envelope, scope: &Withdrawal) -> Vec<Left> {
    let known = match side {
        Side::Sender => said.number,
        Side::Receiver => said.seen.count,
    };
    let offers = dossier.log(Side::Sender).iter().map(|it| &it.envelope);
    let before = offers.take_while(|it| it.number <= known);
    let mut named = BTreeSet::new();
    let mut left = Vec::new();
    for it in before {
        let (offer, part, items) = match &it.act {
            Act::Offered { offer, manifest } => {
                named.clone_from(&manifest.items);
                (*offer, 0, named.clone())
            }
            Act::Added {
                offer,
                part,
                sections,
            } => {
                let fields = sections.iter().flat_map(|it| it.section.fields());
                let items: BTreeSet<ItemId> = fields.map(|it| it.spec().item).collect();
                (*offer, *part, &items & &named)
            }
            _ => continue,
        };
        let items = match scope {
            Withdrawal::All => items,
            Withdrawal::Items(taken) => &items & taken,
        };
        if !items.is_empty() {
            left.push(Left {
                offer,
                part,
                offered: it.written,
                arrived: arrived(dossier, offer, part),
                items,
            });
        }
    }
    left
}

fn arrived(dossier: &Dossier, no: OfferNo, of: u16) -> Option<Day> {
    let replied = dossier.log(Side::Receiver).iter().map(|it| &it.envelope);
    let mut received = replied.filter(|it| match it.act {
        Act::Received { offer, part } => (offer, part) == (no, of),
        _ => false,
    });
    received.next().map(|it| it.written)
}

fn answer(
    dossier: &Dossier,
    said: &Envelope,
    scope: &Withdrawal,
    owed: WithdrawalAnswer,
    left: &[Left],
) -> Answer {
    let replied = || dossier.log(Side::Receiver).iter().map(|it| &it.envelope);
    let handled = replied().find_map(|it| match it.act {
        Act::Handled {
            side,
            number,
            handling,
        } if (side, number) == (said.side, said.number) => Some((handling, it)),
        _ => None,
    });
    if let Some((handling, it)) = handled {
        let (on, number) = (it.written, it.number);
        return Answer::Handled {
            handling,
            on,
            number,
        };
    }
    if left.iter().all(|it| it.arrived.is_none()) {
        return Answer::NothingArrived;
    }
    let knew = |it: &&Envelope| match said.side {
        Side::Sender => said.number <= it.seen.count,
        Side::Receiver => said.number < it.number,
    };
    let mut since = replied().filter(knew);
    if owed == WithdrawalAnswer::Owed {
        return Answer::Awaited;
    }
    if let Some(it) = since.clone().find(|it| it.act == Act::Erased) {
        return Answer::Erased { on: it.written };
    }
    let replaced = since.find_map(|it| match it.act {
        Act::Received { offer, part: 0 } if is_without(dossier, offer, scope, left) => {
            Some(Answer::Replaced { on: it.written })
        }
        _ => None,
    });
    replaced.unwrap_or(Answer::Awaited)
}

/// Whether a later offer names nothing of what was taken back.
fn is_without(dossier: &Dossier, no: OfferNo, scope: &Withdrawal, left: &[Left]) -> bool {
    if left.iter().any(|it| no <= it.offer) {
        return false;
    }
    let Withdrawal::Items(taken) = scope else {
        return false;
    };
    let said = dossier.log(Side::Sender).iter().map(|it| &it.envelope.act);
    let mut of_it = said.filter_map(|it| match it {
        Act::Offered { offer, manifest } if *offer == no => Some(manifest),
        _ => None,
    });
    of_it.any(|it| it.items.is_disjoint(taken))
}
