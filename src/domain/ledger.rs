//! What the person took back in a handover: what of it had left before, and what the receiver said of it since.
//!
//! Read out of the two logs whenever it is asked for; nothing of it is stored.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::handover::dossier::{Dossier, WithdrawalAnswer};
use crate::domain::handover::entry::{Act, Envelope, Handling, Side, Withdrawal};
use crate::domain::handover::papers::{Became, Papers, Print, known};
use crate::domain::id::{Means, OfferNo};
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
    /// The day it was first printed, where it went on paper.
    pub printed: Option<Day>,
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
    /// The program destroyed it, after the withdrawal or with everything else before it.
    Erased {
        /// The day, by the receiver's clock.
        on: Day,
    },
    /// A later offer, made without it, came in its stead.
    Replaced {
        /// The day it arrived.
        on: Day,
    },
    /// It went on paper, and this was told of the paper.
    Paper {
        /// What became of it.
        became: Became,
        /// The day it was told.
        on: Day,
    },
    /// What was taken back is a copy alone, and copies were given: this office asks for them itself.
    CopiesOut,
    /// The person was given it to carry: no other office has it from here.
    Carried,
    /// Nothing yet.
    Awaited,
}

impl Answer {
    /// Says whether the receiver no longer holds what was taken back.
    pub fn is_gone(self) -> bool {
        match self {
            Answer::Handled { handling, .. } => handling != Handling::Kept,
            Answer::Erased { .. } | Answer::Replaced { .. } => true,
            Answer::Paper { became, .. } => became.is_gone(),
            Answer::NothingArrived | Answer::CopiesOut | Answer::Carried | Answer::Awaited => false,
        }
    }
}

/// Every withdrawal of a handover, the sender's before the receiver's, each in the order it was written. To an office
/// without the program that left which was printed, and gone is what was told of each paper.
pub fn taken_back(dossier: &Dossier, papers: &Papers) -> Vec<TakenBack> {
    let state = dossier.state();
    let known = known(&state);
    let all = state.withdrawals.iter().filter_map(|it| {
        let said = entry(dossier, it.side, it.number)?;
        let known_then = match it.side {
            Side::Sender => said.number,
            Side::Receiver => said.seen.count,
        };
        let left = left(dossier, papers, known_then, &it.scope);
        Some(TakenBack {
            side: it.side,
            number: it.number,
            on: said.written,
            answer: handled(dossier, said).unwrap_or_else(|| match dossier.means() {
                Means::Keys => answer(dossier, said, &it.scope, it.answer, &left),
                Means::Paper => of_paper(papers, &left, known),
            }),
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

/// What became at the receiver of all that came, where it is destroyed, or the handover ended before a start; none while it is
/// there by right.
pub fn at_an_ending(dossier: &Dossier, papers: &Papers) -> Option<Answer> {
    let state = dossier.state();
    if dossier.means() == Means::Keys
        && let Some(on) = destroyed_on(dossier)
    {
        return Some(Answer::Erased { on });
    }
    if state.started.is_some() {
        return None;
    }
    state.ending()?;
    Some(match dossier.means() {
        Means::Keys if state.holds_content => Answer::Awaited,
        Means::Keys => Answer::NothingArrived,
        Means::Paper => {
            let all = dossier.log(Side::Sender).len() as u32;
            let left = left(dossier, papers, all, &Withdrawal::All);
            of_paper(papers, &left, known(&state))
        }
    })
}

/// What of this scope the receiver holds now, as far as is known: offers and additions that came, less what was destroyed,
/// handled as gone, or replaced.
pub fn still_held(dossier: &Dossier, papers: &Papers, scope: &Withdrawal) -> Vec<Left> {
    let known_now = known(&dossier.state());
    let all = dossier.log(Side::Sender).len() as u32;
    let mut left = left(dossier, papers, all, scope);
    let newest = newest_arrived(dossier);
    left.retain(|it| match dossier.means() {
        Means::Keys => {
            let stands = newest.is_none_or(|newest| newest <= it.offer);
            it.arrived.is_some() && destroyed_on(dossier).is_none() && stands
        }
        Means::Paper => {
            let mut bore = papers.that_bore(it.offer, it.part);
            bore.any(|it| it.is_out(known_now))
        }
    });
    for it in &mut left {
        it.items = &it.items - &gone_of(dossier, papers, it.offer, it.part);
    }
    left.retain(|it| !it.items.is_empty());
    left
}

/// The last offer that arrived: with it goes what an earlier one had brought.
fn newest_arrived(dossier: &Dossier) -> Option<OfferNo> {
    let replied = dossier.log(Side::Receiver).iter().map(|it| &it.envelope);
    let came = replied.filter_map(|it| match it.act {
        Act::Received { offer, .. } => Some(offer),
        _ => None,
    });
    came.max()
}

/// What of an offer, or of an addition to it, is gone at the receiver because it was taken back.
pub fn gone_of(dossier: &Dossier, papers: &Papers, offer: OfferNo, part: u16) -> BTreeSet<ItemId> {
    let all = taken_back(dossier, papers);
    let gone = all.iter().filter(|it| it.answer.is_gone());
    let left = gone.flat_map(|it| &it.left);
    let of_it = left.filter(|it| (it.offer, it.part) == (offer, part));
    of_it.flat_map(|it| it.items.iter().copied()).collect()
}

/// When the receiver's program said that everything it held is destroyed, where nothing came since.
pub fn destroyed_on(dossier: &Dossier) -> Option<Day> {
    let replied = dossier.log(Side::Receiver).iter().rev();
    let mut erased = replied
        .map(|it| &it.envelope)
        .filter(|it| it.act == Act::Erased);
    let last = erased.next()?;
    (!dossier.state().holds_content).then_some(last.written)
}

/// What the sender had offered in its first `known` entries and named something of the scope.
fn left(dossier: &Dossier, papers: &Papers, known: u32, scope: &Withdrawal) -> Vec<Left> {
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
                printed: papers.that_bore(offer, part).map(|it| it.on).min(),
                arrived: arrived(dossier, offer, part).or(papers.received(offer, part)),
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

/// What a member of staff of the receiver said of a withdrawal, if anybody did.
fn handled(dossier: &Dossier, said: &Envelope) -> Option<Answer> {
    let mut replied = dossier.log(Side::Receiver).iter().map(|it| &it.envelope);
    replied.find_map(|it| match it.act {
        Act::Handled {
            side,
            number,
            handling,
        } if (side, number) == (said.side, said.number) => Some(Answer::Handled {
            handling,
            on: it.written,
            number: it.number,
        }),
        _ => None,
    })
}

/// What was told of the papers that bore something of what was taken back.
fn of_paper(papers: &Papers, left: &[Left], known: u32) -> Answer {
    let mut bore = left
        .iter()
        .flat_map(|it| papers.that_bore(it.offer, it.part));
    if bore.next().is_none() {
        return Answer::NothingArrived;
    }
    let told_of = |it: &Left| papers.that_told_of(it.offer, it.part).collect::<Vec<_>>();
    let all: Vec<&Print> = left.iter().flat_map(told_of).collect();
    if all.iter().any(|it| it.is_out(known)) {
        return Answer::Awaited;
    }
    let told = || all.iter().filter_map(|it| it.back.as_ref());
    let became = told().map(|it| it.became).max();
    let on = told().map(|it| it.on).max();
    match became.zip(on) {
        Some((became, on)) => Answer::Paper { became, on },
        None => Answer::Awaited,
    }
}

fn answer(
    dossier: &Dossier,
    said: &Envelope,
    scope: &Withdrawal,
    owed: WithdrawalAnswer,
    left: &[Left],
) -> Answer {
    let replied = || dossier.log(Side::Receiver).iter().map(|it| &it.envelope);
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
    if let Some(on) = destroyed_on(dossier) {
        return Answer::Erased { on };
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
