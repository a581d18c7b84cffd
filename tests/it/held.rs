//! What must hold at an office after everything that happens to it: data in, and where it does not hold a sentence out.
//!
//! It asks no desk and knows no story, so that each rule is shown a case in which it does not hold. What the entries alone
//! promise is in `promise`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use tasuki::domain::alert::What;
use tasuki::domain::by_row::holds_rows_of_both;
use tasuki::domain::case::{CaseSummary, Changed, Source, Stood, Value};
use tasuki::domain::consent::Returned;
use tasuki::domain::handover::dossier::{Bearing, Ending, Phase, State, WithdrawalAnswer};
use tasuki::domain::handover::entry::{
    Act, Decline, Discontinuation, Envelope, Handling, Outcome, Side, Withdrawal,
};
use tasuki::domain::handover::papers::{Became, Papers};
use tasuki::domain::handover::turn::Task;
use tasuki::domain::handover::words::Words;
use tasuki::domain::id::OfferNo;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::workflow::today::Work;
use tasuki::workflow::view::Away;

/// An offer that arrived, or with a part that is not 0 an addition to it.
pub type Delivery = (OfferNo, u16);
/// A withdrawal: whose log, and its number there.
pub type Said = (Side, u32);

/// Of everything delivered there is one record, and none of anything else.
pub fn one_record_each(delivered: Vec<Delivery>, recorded: Vec<Delivery>) -> Result<(), String> {
    same("delivered", delivered, "recorded", recorded)
}

/// The ledger has one line of each withdrawal, and none of anything else.
pub fn ledger_agrees(said: Vec<Said>, listed: Vec<Said>) -> Result<(), String> {
    same("taken back", said, "in the ledger", listed)
}

/// Every delivery the receiver's log tells of; of an office on paper also what was noted with the papers, where a later entry
/// kept its log from telling it.
pub fn delivered<'a>(
    replied: impl Iterator<Item = &'a Envelope>,
    papers: &Papers,
) -> Vec<Delivery> {
    let told = replied.filter_map(|it| match it.act {
        Act::Received { offer, part } => Some((offer, part)),
        _ => None,
    });
    let mut all: BTreeSet<Delivery> = told.collect();
    for print in &papers.0 {
        let back = print.back.as_ref().map(|it| it.became);
        let was_there = matches!(
            back,
            Some(Became::Returned | Became::Destroyed | Became::Lost)
        );
        if print.went() && (print.received.is_some() || was_there) {
            all.extend(print.parts.iter().map(|it| (print.offer, *it)));
        }
    }
    all.into_iter().collect()
}

/// Every withdrawal that two logs tell of.
pub fn taken_back<'a>(both: impl Iterator<Item = &'a Envelope>) -> Vec<Said> {
    both.filter(|it| matches!(it.act, Act::ConsentWithdrawn { .. }))
        .map(|it| (it.side, it.number))
        .collect()
}

/// Nothing the receiver said is here that the person's form does not let come back: neither an outcome nor a word.
pub fn nothing_unasked<'a>(
    returned: &BTreeSet<Returned>,
    replied: impl Iterator<Item = (&'a Act, Option<&'a Words>)>,
) -> Result<(), String> {
    for (act, words) in replied {
        let unasked = act.tells_back().filter(|it| !returned.contains(it));
        let outcome = match act {
            Act::FollowedUp { outcome, .. } => *outcome != Outcome::NotShared,
            Act::Declined { decline, .. } => *decline == Decline::YesIf,
            _ => false,
        };
        let told = outcome || words.is_some_and(|it| !it.name_only_who());
        if let Some(what) = unasked.filter(|_| told) {
            return Err(format!(
                "{what:?} came back, which the form does not let: {act:?}"
            ));
        }
    }
    Ok(())
}

/// The receiver owns the person once the start is written, and nobody before.
pub fn owner_by_entries<'a>(mut replied: impl Iterator<Item = &'a Envelope>) -> Side {
    match replied.any(|it| matches!(it.act, Act::Started { .. })) {
        true => Side::Receiver,
        false => Side::Sender,
    }
}

/// One office owns the person in what is seen here, and the two views never say that nobody does.
pub fn one_owner(by_entries: Side, here: (Side, Side), other: Option<Side>) -> Result<(), String> {
    let (side, owner) = here;
    if owner != by_entries {
        return Err(format!(
            "{owner:?} is said to own, and it is {by_entries:?}"
        ));
    }
    match other {
        Some(theirs) if owner != side && theirs == side => Err("nobody says ours".into()),
        _ => Ok(()),
    }
}

/// Once it is over nobody is asked for anything but to destroy, to answer for what was taken back, or to ask paper and copies back, and
/// nothing is shown as if it went on.
pub fn quiet_once_over(
    state: &State,
    owed: &[Task],
    open: &[Work],
    told: &[What],
) -> Result<(), String> {
    if state.endings.is_empty() && !state.closed() {
        return Ok(());
    }
    let of_erasing = |it: &Task| matches!(it, Task::Erase | Task::Handle { .. } | Task::AskBack);
    if let Some(task) = owed.iter().find(|it| !of_erasing(it)) {
        return Err(format!("it is over, and {task:?} is owed"));
    }
    if let Some(work) = open.iter().find(|it| matches!(it, Work::Prepare(_))) {
        return Err(format!("it is over, and {work:?} is open"));
    }
    let of_the_past = |it: &What| {
        matches!(
            it,
            What::Declined(_)
                | What::NotStarted
                | What::Discontinued(_)
                | What::TakenBack(_)
                | What::TasksLate { .. }
                | What::CopiesOut { .. }
        )
    };
    // Closed is not ended: who was to be told of the move has still to be, the city of the contracts among them, and what became
    // of the first interview is still to be written.
    let of_the_move = |it: &What| matches!(it, What::StillToTell { .. } | What::NoFirstInterview);
    // What the city is owed for a contract that began or ended outlives the handover.
    let of_the_contract =
        |it: &What| *it == What::ReportDue && (state.started.is_some() || state.ended.is_some());
    let may = |it: &What| {
        of_the_past(it) || of_the_contract(it) || state.endings.is_empty() && of_the_move(it)
    };
    match told.iter().find(|it| !may(it)) {
        Some(what) => Err(format!("it is over, and {what:?} is told")),
        None => Ok(()),
    }
}

/// Whether the person came back, which closes the handover at both offices: only of somebody who was said to be there for a
/// time. Where something was taken back, nobody can tell any more what was said.
pub fn came_back(state: &State, told: Away) -> Result<bool, String> {
    let back = Ending::Discontinued(Discontinuation::CameBack);
    if !state.endings.contains(&back) {
        return Ok(false);
    }
    let phase = state.phase();
    if phase != Phase::Closed {
        return Err(format!("the person is back, and it is {phase:?}"));
    }
    match told == Away::ForGood && state.withdrawals.is_empty() {
        true => Err("who had moved came back as if they had been away for a time".into()),
        false => Ok(true),
    }
}

/// What a case said before somebody was started into it stands there, or as what it was.
pub fn nothing_of_it_lost(
    before: &BTreeMap<FieldId, Value>,
    now: &BTreeMap<FieldId, Value>,
    replaced: &BTreeMap<FieldId, Stood>,
) -> Result<(), String> {
    let lost = before.iter().find(|(field, said)| {
        now.get(*field) != Some(*said)
            && replaced.get(*field) != Some(&Stood::Value((*said).clone()))
    });
    match lost {
        Some((field, _)) => Err(format!("{field:?} of the own case is lost")),
        None => Ok(()),
    }
}

/// What a case said itself stands there after what had come went, and so does what it had said of a field before anything came.
/// Where what stands under an item was answered as gone before, all is as it was. Tables that hold rows of both offices are
/// tried row by row in `domain::brought`.
pub fn nothing_own_goes(
    before: &CaseSummary,
    now: &CaseSummary,
    gone_before: &BTreeSet<ItemId>,
) -> Result<(), String> {
    let came = |it: &Value| matches!(it.source, Source::Agency { .. });
    let fields = FieldId::ALL.iter().copied();
    for field in fields.filter(|it| !holds_rows_of_both(*it)) {
        let answered = gone_before.contains(&field.spec().item);
        if answered && told(before, field) != told(now, field) {
            return Err(format!("{field:?} was answered as gone, and changed"));
        }
        let own = before.get(field).filter(|it| !came(it));
        let own = own.filter(|it| !still_came(before, field, it));
        if own.is_some() && now.get(field) != own {
            return Err(format!("{field:?} of the own case went"));
        }
        let left = now.changes(field);
        for change in before.changes(field).into_iter().rev() {
            let stays = |it: &Changed| {
                it.revision.number == change.revision.number && it.from == change.from
            };
            if !left.iter().any(stays) {
                return Err(format!("what {field:?} had been is forgotten"));
            }
            // What was forgotten came, or stood where something that had come was.
            let ends = match &change.to {
                Stood::Value(it) => came(it),
                Stood::Forgotten => true,
                Stood::Unasked => false,
            };
            if ends {
                break;
            }
        }
    }
    Ok(())
}

/// What a field says, and everything it said, the newest first.
fn told(case: &CaseSummary, field: FieldId) -> Vec<(Stood, Stood)> {
    let changes = case.changes(field).into_iter();
    changes.map(|it| (it.from, it.to)).collect()
}

/// The items of which the receiver said that they are gone.
pub fn gone_before(state: &State) -> BTreeSet<ItemId> {
    let offered = state.offer.iter().flat_map(|it| &it.manifest.items);
    let offered: BTreeSet<ItemId> = offered.copied().collect();
    let gone = state.withdrawals.iter().filter(|it| {
        let kept = WithdrawalAnswer::Given(Handling::Kept);
        let given = matches!(it.answer, WithdrawalAnswer::Given(_));
        it.bearing == Bearing::Current && given && it.answer != kept
    });
    let items = gone.flat_map(|it| match &it.scope {
        Withdrawal::All => offered.clone(),
        Withdrawal::Items(items) => items.clone(),
    });
    items.collect()
}

/// Whether only the source was written anew of what came: then it is still what came (`domain::brought`).
fn still_came(case: &CaseSummary, field: FieldId, own: &Value) -> bool {
    let stood = case.changes(field).into_iter().map(|it| it.from);
    let mut same = stood.map_while(|it| match it {
        Stood::Value(it) if it.state == own.state && it.as_of == own.as_of => Some(it),
        _ => None,
    });
    same.any(|it| matches!(it.source, Source::Agency { .. }))
}

/// By a form by which the person carries it, no more goes to the other office than before, and no less.
pub fn nothing_more_goes(
    before: &BTreeSet<FieldId>,
    after: &BTreeSet<FieldId>,
) -> Result<(), String> {
    match before == after {
        true => Ok(()),
        false => Err(format!("{before:?} would go, and now {after:?}")),
    }
}

/// What was there is there.
pub fn nothing_gone<T: Ord + Debug>(before: &BTreeSet<T>, now: &BTreeSet<T>) -> Result<(), String> {
    let gone: Vec<_> = before.difference(now).collect();
    match gone.is_empty() {
        true => Ok(()),
        false => Err(format!("{gone:?} went before its time")),
    }
}

/// Why the receiver of a handover may hold what stands under an item, as it sees it: the offers that named it, and what the
/// person took back since.
pub struct Grounds {
    /// Whether an offer that may lie here named the item.
    pub named: bool,
    /// Whether everything is gone: it ended before the start, or it is said to be destroyed.
    pub gone: bool,
    /// What became of each withdrawal of the item that the current offer did not know of.
    pub taken_back: Vec<WithdrawalAnswer>,
}

impl Grounds {
    /// Reads them off a handover at its receiver.
    pub fn of<'a>(
        item: ItemId,
        state: &State,
        said: impl Iterator<Item = &'a Envelope>,
        replied: impl Iterator<Item = &'a Envelope>,
    ) -> Grounds {
        let opened = replied.filter_map(|it| match it.act {
            Act::Received { offer, .. } => Some(offer),
            _ => None,
        });
        // What a newer offer replaces is destroyed once that one is opened.
        let opened = opened.max();
        let named = said
            .filter_map(|it| match &it.act {
                Act::Offered { offer, manifest } => Some((*offer, manifest)),
                _ => None,
            })
            .any(|(offer, manifest)| {
                opened.is_none_or(|it| it <= offer) && manifest.items.contains(&item)
            });
        let before_start = |it: &Ending| !matches!(it, Ending::Discontinued(_));
        let over = state.endings.iter().any(before_start);
        let of_item = state.withdrawals.iter().filter(|it| {
            it.bearing == Bearing::Current
                && match &it.scope {
                    Withdrawal::All => true,
                    Withdrawal::Items(items) => items.contains(&item),
                }
        });
        Grounds {
            named,
            gone: over || state.started.is_none() && !state.holds_content,
            taken_back: of_item.map(|it| it.answer).collect(),
        }
    }

    /// Whether they carry.
    pub fn carry(&self) -> bool {
        let kept = |it: &WithdrawalAnswer| {
            matches!(
                it,
                WithdrawalAnswer::Owed | WithdrawalAnswer::Given(Handling::Kept)
            )
        };
        let left = self.taken_back.is_empty() || self.taken_back.iter().any(kept);
        self.named && !self.gone && left
    }
}

fn same<T: Ord + Debug>(
    wanted: &str,
    mut one: Vec<T>,
    found: &str,
    mut other: Vec<T>,
) -> Result<(), String> {
    one.sort();
    other.sort();
    match one == other {
        true => Ok(()),
        false => Err(format!("{wanted}: {one:?}, {found}: {other:?}")),
    }
}
