//! Whose turn it is: every duty a dossier names, each with one office, one entry and one day.
//!
//! Duties are read off the state; nothing is stored, and only today's date comes from outside.

use crate::domain::{
    calendar::Day,
    consent::Returned,
    handover::{
        dossier::{
            Arrival, Bearing, Erasure, Held, QuestionStatus, Standing, State, WithdrawalAnswer,
        },
        entry::{Outcome, Reading, Side, Verdict, Weight},
        papers::Papers,
        permit::Step,
    },
    id::{QuestionNo, ReadBackNo},
    section::SectionId,
};

/// Something one office owes the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The office that owes it.
    pub side: Side,
    /// What it owes.
    pub task: Task,
    /// The day it is due, where one was agreed.
    pub due: Option<Day>,
}

/// What is owed, in the order in which the turn is chosen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// The receiver's program destroys what it holds.
    Erase,
    /// The receiver says what became of withdrawn items.
    Handle {
        /// The side that wrote the withdrawal.
        side: Side,
        /// Its number in that log.
        number: u32,
    },
    /// The sender asks for the paper back, or that it be destroyed, and notes what it is told.
    AskBack,
    /// The sender prints what was offered, and hands it over.
    Print,
    /// The sender checks and releases.
    Release,
    /// The sender makes a new offer, or recalls.
    OfferAgain(Why),
    /// The sender answers a question.
    Answer(QuestionNo),
    /// The sender checks a read-back.
    Check(ReadBackNo),
    /// The receiver's program opens the content.
    Receive,
    /// An office without the program says that what was printed arrived.
    Receipt,
    /// The receiver reads sections.
    Read(Vec<SectionId>),
    /// The receiver asks or declines, after calling a mandatory section "not for us".
    Decide(Vec<SectionId>),
    /// The receiver closes an answered question, or asks on.
    CloseQuestion(QuestionNo),
    /// The receiver reads back.
    ReadBack,
    /// The receiver accepts or declines.
    Accept,
    /// The receiver starts, or says that it will not.
    Start,
    /// The receiver says whether the person came, though all that was handed over was taken back and is gone.
    StartOrNot,
    /// The sender ends its contract.
    End,
    /// The receiver follows up.
    FollowUp(u8),
    /// The receiver says of an agreed day that nothing is shared: consent lets nothing come back.
    NotShared(u8),
    /// The sender says that the person came back, who was away for a time.
    CameBack,
}

impl Task {
    /// The step of the staff that pays it; none where the program does.
    pub fn step(&self) -> Option<Step> {
        Some(match self {
            Task::Erase | Task::Receive | Task::Receipt => return None,
            Task::Handle { .. } => Step::Handle,
            Task::AskBack => Step::PaperReply,
            Task::Print => Step::PrintOffer,
            Task::Release => Step::Release,
            Task::OfferAgain(Why::ConsentExpiredAccepted) => Step::Check,
            Task::OfferAgain(_) => Step::Offer,
            Task::Answer(_) => Step::Answer,
            Task::Check(_) => Step::Check,
            Task::Read(_) => Step::Acknowledge,
            Task::Decide(_) => Step::Ask,
            Task::CloseQuestion(_) => Step::CloseQuestion,
            Task::ReadBack => Step::ReadBack,
            Task::Accept => Step::Accept,
            Task::Start => Step::Start,
            Task::StartOrNot => Step::NotStart,
            Task::End => Step::End,
            Task::FollowUp(_) | Task::NotShared(_) => Step::FollowUp,
            Task::CameBack => Step::Discontinue,
        })
    }
}

/// Why a new offer, or a recall, is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Consent for some items was withdrawn.
    ItemsWithdrawn,
    /// The receiver answered "yes, if".
    Condition,
    /// Consent has expired.
    ConsentExpired,
    /// The same while an acceptance stands: it has to fall before anything can be offered anew.
    ConsentExpiredAccepted,
}

/// How an acceptance falls without an ending, so that something can be offered anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Falls {
    /// The receiver says "yes, if": the acceptance alone is said once more.
    ByCondition,
    /// The receiver may say no condition, for its words could not be told: the sender asks for the read-back to be corrected, and
    /// the read-back and the acceptance are said once more.
    ByCorrection,
}

impl Falls {
    /// Reads it off a handover.
    pub fn of(state: &State) -> Falls {
        match state.may_come_back(Returned::Reasons) {
            true => Falls::ByCondition,
            false => Falls::ByCorrection,
        }
    }
}

/// Every open duty on `today`, the turn first.
pub fn duties(state: &State, today: Day) -> Vec<Duty> {
    let mut duties = Vec::new();
    owed_for_withdrawal(state, today, &mut duties);
    if state.endings.is_empty() && state.stop.is_none() && state.offer.is_some() {
        owed_by_sender(state, today, &mut duties);
        owed_by_receiver(state, today, &mut duties);
        owed_after_release(state, &mut duties);
    }
    duties.sort_by(|a, b| a.task.cmp(&b.task));
    duties
}

/// The same of a handover to an office without the program: it can receive nothing that was not printed, and no program
/// destroys paper, so what would be destroyed or answered for there is asked back by the sender, who notes what it is told.
pub fn duties_on_paper(state: &State, said: &[Held], papers: &Papers, today: Day) -> Vec<Duty> {
    let mut duties = duties(state, today);
    let open = duties.iter().any(|it| it.task == Task::Receive)
        || is_open(state, today) && papers.has_unsaid(state, said);
    let prints = open && papers.to_print(state, said);
    duties.retain(|it| match it.task {
        Task::Erase | Task::Handle { .. } => false,
        Task::Receive => !prints,
        _ => true,
    });
    for duty in &mut duties {
        if duty.task == Task::Receive {
            duty.task = Task::Receipt;
        }
    }
    let asks = !papers.to_ask_back(state, today).is_empty();
    let ours = [(asks, Task::AskBack), (prints, Task::Print)];
    let owed = ours.into_iter().filter(|it| it.0).map(|(_, task)| Duty {
        side: Side::Sender,
        task,
        due: None,
    });
    duties.extend(owed);
    duties.sort_by(|a, b| a.task.cmp(&b.task));
    duties
}

/// An agreed day of follow-up, and its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// Its place, from 1.
    pub nth: u8,
    /// The day.
    pub day: Day,
}

/// The follow-up of this place, from 1, or the next that has no outcome.
pub fn agreed_follow_up(state: &State, which: Option<u8>) -> Option<Agreed> {
    let mut all = state.follow_ups.iter().zip(1..);
    let found = all.find(|(it, nth)| match which {
        Some(which) => *nth == which,
        None => it.outcome.is_none(),
    });
    found.map(|(it, nth)| Agreed { nth, day: it.day })
}

/// The agreed day that is still to come where a follow-up is told of on a day, so that whoever tells it is asked: how somebody
/// is doing then, nobody knows yet. That the person left is told at once.
pub fn told_early(state: &State, which: Option<u8>, outcome: Outcome, on: Day) -> Option<Agreed> {
    agreed_follow_up(state, which).filter(|it| outcome != Outcome::Left && on < it.day)
}

/// Whether words about the offer may still be waited for.
fn is_open(state: &State, today: Day) -> bool {
    let standing = state.offer.as_ref().map(|it| it.standing);
    state.endings.is_empty()
        && state.stop.is_none()
        && standing == Some(Standing::Open)
        && !consent_expired(state, today)
        && !state.closed()
}

/// The same of a handover for a time: the contract goes on, and what is owed instead, by the planned day, is the word that the
/// person came back.
pub fn duties_for_a_time(state: &State, all: Vec<Duty>, back: Option<Day>) -> Vec<Duty> {
    let begun = state.started.is_some();
    let instead = |duty: Duty| match duty.task {
        Task::End => begun.then_some(Duty {
            task: Task::CameBack,
            due: back,
            ..duty
        }),
        _ => Some(duty),
    };
    let mut duties: Vec<Duty> = all.into_iter().filter_map(instead).collect();
    duties.sort_by(|a, b| a.task.cmp(&b.task));
    duties
}

/// The duty whose turn it is.
pub fn turn(state: &State, today: Day) -> Option<Duty> {
    duties(state, today).into_iter().next()
}

fn owed_for_withdrawal(state: &State, today: Day, duties: &mut Vec<Duty>) {
    if state.erasure != Erasure::None || expired_and_held(state, today) {
        duties.push(Duty {
            side: Side::Receiver,
            task: Task::Erase,
            due: None,
        });
    }
    for withdrawn in &state.withdrawals {
        if withdrawn.answer == WithdrawalAnswer::Owed {
            let task = Task::Handle {
                side: withdrawn.side,
                number: withdrawn.number,
            };
            duties.push(Duty {
                side: Side::Receiver,
                task,
                due: None,
            });
        }
    }
}

/// Whether consent has run out on `today` while the offer is still undecided.
pub fn consent_expired(state: &State, today: Day) -> bool {
    state.release.is_none()
        && state.endings.is_empty()
        && state
            .offer
            .as_ref()
            .is_some_and(|it| it.manifest.consent_until < today)
}

fn expired_and_held(state: &State, today: Day) -> bool {
    consent_expired(state, today) && state.holds_content
}

fn owed_by_sender(state: &State, today: Day, duties: &mut Vec<Duty>) {
    let Some(offer) = &state.offer else { return };
    let mut owe = |task: Task, due: Option<Day>| {
        duties.push(Duty {
            side: Side::Sender,
            task,
            due,
        })
    };
    if state.release.is_none() {
        match offer.standing {
            // The sender has its days from the withdrawal or the answer on, however late that came.
            Standing::Void => owe(Task::OfferAgain(Why::ItemsWithdrawn), offer.again_due),
            Standing::Conditional => {
                let due = offer.again_due.or(offer.due);
                owe(Task::OfferAgain(Why::Condition), due)
            }
            Standing::Open if consent_expired(state, today) => {
                let why = match state.acceptance {
                    Some(_) => Why::ConsentExpiredAccepted,
                    None => Why::ConsentExpired,
                };
                owe(Task::OfferAgain(why), None)
            }
            Standing::Open => owed_on_read_back(state, &mut owe),
        }
    }
    for question in &state.questions {
        if question.status == QuestionStatus::Unanswered {
            owe(Task::Answer(question.no), question.due);
        }
    }
}

fn owed_on_read_back(state: &State, owe: &mut impl FnMut(Task, Option<Day>)) {
    if let Some(acceptance) = &state.acceptance {
        owe(Task::Release, acceptance.due);
    } else if let Some(read_back) = &state.read_back
        && read_back.bearing == Bearing::Current
        && read_back.verdict.is_none()
    {
        owe(Task::Check(read_back.no), read_back.due);
    }
}

fn owed_by_receiver(state: &State, today: Day, duties: &mut Vec<Duty>) {
    let Some(offer) = &state.offer else { return };
    let mut owe = |task: Task| {
        duties.push(Duty {
            side: Side::Receiver,
            task,
            due: offer.due,
        })
    };
    for question in &state.questions {
        if matches!(question.status, QuestionStatus::Answered(_)) {
            owe(Task::CloseQuestion(question.no));
        }
    }
    let waits = offer.standing != Standing::Open || consent_expired(state, today);
    if waits || state.closed() {
        return;
    }
    // What the person took back nobody has to open or read any more.
    let left = offer
        .sections
        .iter()
        .filter(|it| state.is_left(it.pinned.section));
    if left.clone().any(|it| it.arrival == Arrival::OnTheWay) {
        owe(Task::Receive);
    }
    let arrived = left.filter(|it| it.arrival == Arrival::Arrived);
    let unread: Vec<SectionId> = arrived
        .filter(|it| it.reading.is_none())
        .map(|it| it.pinned.section)
        .collect();
    if !unread.is_empty() {
        owe(Task::Read(unread));
    }
    if state.release.is_none() && state.acceptance.is_none() {
        owed_before_acceptance(state, &mut owe);
    }
}

fn owed_before_acceptance(state: &State, owe: &mut impl FnMut(Task)) {
    let Some(offer) = &state.offer else { return };
    let refused: Vec<SectionId> = offer
        .sections
        .iter()
        .filter(|it| it.pinned.weight == Weight::Mandatory)
        .filter(|it| it.reading == Some(Reading::NotForUs))
        .map(|it| it.pinned.section)
        .collect();
    // What was said of an earlier offer counts on, but nothing can be asked or declined before this one is opened.
    if !state.arrived() {
        return;
    }
    if !refused.is_empty() && state.open_questions().is_empty() {
        owe(Task::Decide(refused));
    }
    if !state.not_understood().is_empty() {
        return;
    }
    let read_back = state
        .read_back
        .as_ref()
        .filter(|it| it.bearing == Bearing::Current);
    match read_back {
        None => owe(Task::ReadBack),
        Some(it) if it.verdict == Some(Verdict::Correct) => owe(Task::ReadBack),
        Some(it) if it.carries_acceptance() && state.open_questions().is_empty() => {
            owe(Task::Accept)
        }
        Some(_) => (),
    }
}

fn owed_after_release(state: &State, duties: &mut Vec<Duty>) {
    if state.release.is_none() {
        return;
    }
    let start = state.acceptance.as_ref().map(|it| it.start);
    if state.started.is_none() {
        let task = match state.nothing_is_left() {
            true => Task::StartOrNot,
            false => Task::Start,
        };
        duties.push(Duty {
            side: Side::Receiver,
            task,
            due: start,
        });
    }
    if state.ended.is_none() {
        duties.push(Duty {
            side: Side::Sender,
            task: Task::End,
            due: state.started.or(start),
        });
    }
    if state.started.is_some() {
        let open = state
            .follow_ups
            .iter()
            .enumerate()
            .filter(|(_, it)| it.outcome.is_none());
        // That nothing is shared is said once, for all later days, too.
        let (task, many): (fn(u8) -> Task, usize) = match state.may_come_back(Returned::Outcomes) {
            true => (Task::FollowUp, usize::MAX),
            false => (Task::NotShared, 1),
        };
        duties.extend(open.take(many).map(|(which, it)| Duty {
            side: Side::Receiver,
            task: task(u8::try_from(which).unwrap_or(u8::MAX)),
            due: Some(it.day),
        }));
    }
}
