//! When each entry may be written: the rules of the dossier, each with the reason of its refusal.
//!
//! Only what both offices can check from the logs. Who in an office may do it, and what depends on the
//! writer's own day, is in `permit`.

use crate::domain::{
    consent::Returned,
    handover::{
        dossier::{
            Arrival, Bearing, Ending, Erasure, QuestionStatus, Standing, State, WithdrawalAnswer,
        },
        entry::{Act, Decline, Finding, Outcome, Pinned, Side, Verdict, Withdrawal},
    },
    id::{Digest, OfferNo, QuestionNo, ReadBackNo},
    key_fact::KeyFact,
    section::SectionId,
};

/// Why an entry may not be written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The other office says this.
    OtherSide,
    /// The dossier has stopped; only endings, withdrawal and erasure may follow.
    Stopped,
    /// The handover has ended.
    Over(Ending),
    /// The handover is closed.
    Closed,
    /// Nothing has been offered.
    NothingOffered,
    /// It has been offered: the other office may hold it.
    OfferedAlready,
    /// The number does not follow the last one.
    WrongNumber {
        /// The number that follows.
        expected: u32,
    },
    /// The offer is not the current one.
    NotCurrent {
        /// The current one.
        current: OfferNo,
    },
    /// Consent for items of the offer was withdrawn.
    OfferVoid,
    /// The receiver answered "yes, if"; a new offer or a recall is due.
    OfferConditional,
    /// An acceptance stands; there is nothing to offer anew.
    AcceptanceStands,
    /// No acceptance stands.
    NoAcceptance,
    /// It has been released.
    Released,
    /// It has not been released.
    NotReleased,
    /// The content has not been opened here.
    NotArrived,
    /// The content has been opened already.
    ArrivedAlready,
    /// The section is not in the offer.
    NoSuchSection,
    /// The section has another version now.
    SectionChanged,
    /// Mandatory sections are not understood.
    NotUnderstood(Vec<SectionId>),
    /// Questions are open.
    QuestionsOpen(Vec<QuestionNo>),
    /// There is no such question.
    NoSuchQuestion,
    /// The question is closed.
    QuestionIsClosed,
    /// The question was answered and waits for whoever asked it.
    AnsweredAlready,
    /// There is no read-back that counts for the current offer.
    NoReadBack,
    /// A later read-back exists.
    NotLatestReadBack {
        /// The latest.
        latest: ReadBackNo,
    },
    /// The read-back must name each key fact of the offer once.
    WrongFacts,
    /// Key facts differ and nobody resolved it.
    Differences(Vec<KeyFact>),
    /// No key fact differs.
    NoDifference,
    /// The read-back was checked already.
    CheckedAlready,
    /// The sender asked for a correction.
    CorrectionAsked,
    /// The read-back the acceptance rests on was not found right.
    NotFoundRight,
    /// The person has started.
    HasStarted,
    /// The person has not started.
    HasNotStarted,
    /// The end of contract is recorded already.
    EndedAlready,
    /// There is no such day of follow-up.
    NoSuchFollowUp,
    /// The follow-up has its outcome.
    FollowedUpAlready,
    /// Nothing is owed.
    NothingOwed,
    /// That consent has been withdrawn already.
    WithdrawnAlready,
    /// The list must not be empty.
    NothingNamed,
    /// The office has written as many entries as one handover takes; only endings, withdrawal and erasure have room.
    Full,
    /// As many questions were asked as one handover takes.
    TooManyQuestions,
    /// The person does not let this come back, or has taken everything back since.
    NotToComeBack(Returned),
}

/// Whether `side` may write `act` when it sees `state`.
pub fn check(state: &State, side: Side, act: &Act) -> Result<(), Refusal> {
    if act.side().is_some_and(|it| it != side) {
        return Err(Refusal::OtherSide);
    }
    if let Act::ConsentWithdrawn { scope } = act {
        return withdrawal(state, scope);
    }
    if state.stop.is_some() && !may_follow_a_stop(act) {
        return Err(Refusal::Stopped);
    }
    if let Some(ending) = state.ending() {
        return when_over(state, act, ending);
    }
    match act {
        Act::Offered { offer, .. } => offered(state, *offer),
        Act::Answered { question, .. } => answered(state, *question),
        Act::ReadBackChecked { read_back, verdict } => checked(state, *read_back, *verdict),
        Act::Recalled => recalled(state),
        Act::Released { offer, read_back } => released(state, *offer, *read_back),
        Act::Added {
            offer,
            part,
            sections,
        } => added(state, *offer, *part, sections),
        Act::Lapsed | Act::NotStarted => between_release_and_start(state),
        Act::Ended { .. } => ended(state),
        Act::Received { offer, part } => received(state, *offer, *part),
        Act::Acknowledged {
            offer,
            section,
            digest,
            ..
        } => acknowledged(state, *offer, *section, *digest),
        Act::Asked {
            question,
            offer,
            section,
            digest,
        } => asked(state, *question, *offer, *section, *digest),
        Act::QuestionClosed { question } => question_closed(state, *question),
        Act::ReadBack {
            read_back,
            offer,
            facts,
        } => read_back_of(state, *read_back, *offer, facts),
        Act::Accepted {
            offer, read_back, ..
        } => accepted(state, *offer, *read_back),
        Act::Declined { offer, decline } => declined(state, *offer, *decline),
        Act::Started { .. } => between_release_and_start(state),
        Act::FollowedUp { which, outcome } => followed_up(state, *which as usize, *outcome),
        Act::Erased => erased(state),
        Act::Handled { side, number, .. } => handled(state, *side, *number),
        Act::Discontinued { .. } => discontinued(state),
        Act::ConsentWithdrawn { .. } => unreachable!("withdrawal was answered above"),
    }
}

/// Whether `side` may say more of `act` than that it is so: of what the receiver tells, only what the person lets come back.
///
/// # Errors
/// `NotToComeBack`.
pub fn words(state: &State, side: Side, act: &Act) -> Result<(), Refusal> {
    match act.tells_back() {
        Some(what) if side == Side::Receiver => comes_back(state, what),
        _ => Ok(()),
    }
}

fn comes_back(state: &State, what: Returned) -> Result<(), Refusal> {
    match state.may_come_back(what) {
        true => Ok(()),
        false => Err(Refusal::NotToComeBack(what)),
    }
}

/// The most questions of one handover: several for every section there is, and more than anybody answers.
pub const MOST_QUESTIONS: usize = 200;

/// Whether the entry ends something, takes something back, or answers that: it finds room in a full log.
pub(crate) fn ends_or_takes_back(act: &Act) -> bool {
    may_follow_a_stop(act) || matches!(act, Act::ConsentWithdrawn { .. })
}

/// Whether the entry is an ending or answers one. The ordinary rules hold for it besides: the other office joins it
/// to logs that may not have stopped there.
fn may_follow_a_stop(act: &Act) -> bool {
    match act {
        Act::Recalled | Act::Lapsed | Act::NotStarted | Act::Discontinued { .. } => true,
        Act::Declined { decline, .. } => *decline != Decline::YesIf,
        Act::Erased | Act::Handled { .. } => true,
        _ => false,
    }
}

fn when_over(state: &State, act: &Act, ending: Ending) -> Result<(), Refusal> {
    match act {
        Act::Erased => erased(state),
        Act::Handled { side, number, .. } => handled(state, *side, *number),
        _ => Err(Refusal::Over(ending)),
    }
}

fn offered(state: &State, offer: OfferNo) -> Result<(), Refusal> {
    let expected = state.next_offer();
    let standing = state.offer.as_ref().map(|it| it.standing);
    match state {
        _ if state.release.is_some() => Err(Refusal::Released),
        _ if offer != expected => Err(Refusal::WrongNumber {
            expected: u32::from(expected.get()),
        }),
        _ if state.acceptance.is_some() && standing == Some(Standing::Open) => {
            Err(Refusal::AcceptanceStands)
        }
        _ => Ok(()),
    }
}

fn answered(state: &State, no: QuestionNo) -> Result<(), Refusal> {
    match state.questions.iter().find(|it| it.no == no) {
        None => Err(Refusal::NoSuchQuestion),
        Some(it) if it.status == QuestionStatus::Closed => Err(Refusal::QuestionIsClosed),
        Some(_) => Ok(()),
    }
}

fn checked(state: &State, no: ReadBackNo, verdict: Verdict) -> Result<(), Refusal> {
    if state.release.is_some() {
        return Err(Refusal::Released);
    }
    let Some(latest) = &state.read_back else {
        return Err(Refusal::NoReadBack);
    };
    if latest.no != no {
        return Err(Refusal::NotLatestReadBack { latest: latest.no });
    }
    if latest.bearing != Bearing::Current {
        return Err(Refusal::NoReadBack);
    }
    match (latest.verdict, verdict) {
        (Some(Verdict::Correct), _) => Err(Refusal::CorrectionAsked),
        (Some(_), Verdict::Right | Verdict::RightThough) => Err(Refusal::CheckedAlready),
        (_, Verdict::Right) if !latest.differences.is_empty() => {
            Err(Refusal::Differences(latest.differences.clone()))
        }
        (_, Verdict::RightThough) if latest.differences.is_empty() => Err(Refusal::NoDifference),
        _ => Ok(()),
    }
}

fn recalled(state: &State) -> Result<(), Refusal> {
    match state {
        _ if state.offer.is_none() => Err(Refusal::NothingOffered),
        _ if state.release.is_some() => Err(Refusal::Released),
        _ => Ok(()),
    }
}

fn released(state: &State, offer: OfferNo, no: ReadBackNo) -> Result<(), Refusal> {
    if state.release.is_some() {
        return Err(Refusal::Released);
    }
    let Some(acceptance) = &state.acceptance else {
        return Err(Refusal::NoAcceptance);
    };
    if acceptance.offer != offer {
        return Err(Refusal::NotCurrent {
            current: acceptance.offer,
        });
    }
    let found_right = state
        .read_back
        .as_ref()
        .is_some_and(|it| it.no == no && no == acceptance.read_back && it.found_right());
    match found_right {
        true => Ok(()),
        false => Err(Refusal::NotFoundRight),
    }
}

fn added(state: &State, offer: OfferNo, part: u16, sections: &[Pinned]) -> Result<(), Refusal> {
    let Some(current) = &state.offer else {
        return Err(Refusal::NothingOffered);
    };
    match state {
        _ if state.release.is_none() => Err(Refusal::NotReleased),
        _ if state.started.is_some() && state.ended.is_some() => Err(Refusal::EndedAlready),
        _ if current.no != offer => Err(Refusal::NotCurrent {
            current: current.no,
        }),
        _ if part != state.additions + 1 => Err(Refusal::WrongNumber {
            expected: u32::from(state.additions) + 1,
        }),
        _ if sections.is_empty() => Err(Refusal::NothingNamed),
        _ => Ok(()),
    }
}

fn between_release_and_start(state: &State) -> Result<(), Refusal> {
    match state {
        _ if state.release.is_none() => Err(Refusal::NotReleased),
        _ if state.started.is_some() => Err(Refusal::HasStarted),
        _ => Ok(()),
    }
}

fn ended(state: &State) -> Result<(), Refusal> {
    match state {
        _ if state.release.is_none() => Err(Refusal::NotReleased),
        _ if state.ended.is_some() => Err(Refusal::EndedAlready),
        _ => Ok(()),
    }
}

fn received(state: &State, offer: OfferNo, part: u16) -> Result<(), Refusal> {
    let Some(current) = &state.offer else {
        return Err(Refusal::NothingOffered);
    };
    if current.no != offer {
        return Err(Refusal::NotCurrent {
            current: current.no,
        });
    }
    if current.standing == Standing::Void {
        return Err(Refusal::OfferVoid);
    }
    let parts = current.sections.iter().filter(|it| it.part == part);
    let arrivals: Vec<Arrival> = parts.map(|it| it.arrival).collect();
    match arrivals.first() {
        None => Err(Refusal::NoSuchSection),
        Some(Arrival::Arrived) => Err(Refusal::ArrivedAlready),
        Some(Arrival::OnTheWay) => Ok(()),
    }
}

/// The section of the current offer that may be read or asked about.
fn readable(
    state: &State,
    offer: OfferNo,
    section: SectionId,
    digest: Digest,
) -> Result<(), Refusal> {
    let Some(current) = &state.offer else {
        return Err(Refusal::NothingOffered);
    };
    if current.no != offer {
        return Err(Refusal::NotCurrent {
            current: current.no,
        });
    }
    if current.standing == Standing::Void {
        return Err(Refusal::OfferVoid);
    }
    match current
        .sections
        .iter()
        .find(|it| it.pinned.section == section)
    {
        None => Err(Refusal::NoSuchSection),
        Some(it) if it.pinned.digest != digest => Err(Refusal::SectionChanged),
        Some(it) if it.arrival == Arrival::OnTheWay => Err(Refusal::NotArrived),
        Some(_) => Ok(()),
    }
}

fn acknowledged(
    state: &State,
    offer: OfferNo,
    section: SectionId,
    digest: Digest,
) -> Result<(), Refusal> {
    if state.closed() {
        return Err(Refusal::Closed);
    }
    readable(state, offer, section, digest)
}

fn asked(
    state: &State,
    no: QuestionNo,
    offer: OfferNo,
    section: SectionId,
    digest: Digest,
) -> Result<(), Refusal> {
    let expected = state.next_question();
    match state {
        _ if state.closed() => Err(Refusal::Closed),
        _ if no != expected => Err(Refusal::WrongNumber {
            expected: u32::from(expected.get()),
        }),
        _ if MOST_QUESTIONS <= state.questions.len() => Err(Refusal::TooManyQuestions),
        _ => {
            readable(state, offer, section, digest)?;
            comes_back(state, Returned::ReadBack)
        }
    }
}

fn question_closed(state: &State, no: QuestionNo) -> Result<(), Refusal> {
    answered(state, no)
}

fn read_back_of(
    state: &State,
    no: ReadBackNo,
    offer: OfferNo,
    facts: &[(KeyFact, Finding)],
) -> Result<(), Refusal> {
    open_for_decision(state, offer)?;
    let expected = state.next_read_back();
    if no != expected {
        return Err(Refusal::WrongNumber {
            expected: u32::from(expected.get()),
        });
    }
    let current = state.offer.as_ref().ok_or(Refusal::NothingOffered)?;
    let named: Vec<KeyFact> = facts.iter().map(|(fact, _)| *fact).collect();
    if named != current.manifest.facts {
        return Err(Refusal::WrongFacts);
    }
    Ok(())
}

/// What a read-back and an acceptance both need.
fn open_for_decision(state: &State, offer: OfferNo) -> Result<(), Refusal> {
    let Some(current) = &state.offer else {
        return Err(Refusal::NothingOffered);
    };
    let not_understood = state.not_understood();
    match current.standing {
        _ if current.no != offer => Err(Refusal::NotCurrent {
            current: current.no,
        }),
        _ if state.release.is_some() => Err(Refusal::Released),
        _ if state.acceptance.is_some() => Err(Refusal::AcceptanceStands),
        Standing::Void => Err(Refusal::OfferVoid),
        Standing::Conditional => Err(Refusal::OfferConditional),
        Standing::Open if !state.arrived() => Err(Refusal::NotArrived),
        Standing::Open if !not_understood.is_empty() => Err(Refusal::NotUnderstood(not_understood)),
        Standing::Open => Ok(()),
    }
}

fn accepted(state: &State, offer: OfferNo, no: ReadBackNo) -> Result<(), Refusal> {
    open_for_decision(state, offer)?;
    let open = state.open_questions();
    if !open.is_empty() {
        return Err(Refusal::QuestionsOpen(open));
    }
    let Some(read_back) = &state.read_back else {
        return Err(Refusal::NoReadBack);
    };
    match read_back.verdict {
        _ if read_back.no != no => Err(Refusal::NotLatestReadBack {
            latest: read_back.no,
        }),
        _ if read_back.bearing == Bearing::Past => Err(Refusal::NoReadBack),
        Some(Verdict::Correct) => Err(Refusal::CorrectionAsked),
        _ if !read_back.carries_acceptance() => {
            Err(Refusal::Differences(read_back.differences.clone()))
        }
        _ => Ok(()),
    }
}

fn declined(state: &State, offer: OfferNo, decline: Decline) -> Result<(), Refusal> {
    let Some(current) = &state.offer else {
        return Err(Refusal::NothingOffered);
    };
    match current.standing {
        _ if current.no != offer => Err(Refusal::NotCurrent {
            current: current.no,
        }),
        _ if state.release.is_some() => Err(Refusal::Released),
        _ if !state.arrived() => Err(Refusal::NotArrived),
        Standing::Void if decline == Decline::YesIf => Err(Refusal::OfferVoid),
        Standing::Conditional if decline == Decline::YesIf => Err(Refusal::OfferConditional),
        // A condition is nothing without its words.
        _ if decline == Decline::YesIf => comes_back(state, Returned::Reasons),
        _ => Ok(()),
    }
}

/// That it is not shared can always be said: so no day stays open for lack of consent.
fn followed_up(state: &State, which: usize, outcome: Outcome) -> Result<(), Refusal> {
    match state.follow_ups.get(which) {
        _ if state.started.is_none() => Err(Refusal::HasNotStarted),
        None => Err(Refusal::NoSuchFollowUp),
        Some(it) if it.outcome.is_some() => Err(Refusal::FollowedUpAlready),
        Some(_) if outcome == Outcome::NotShared => Ok(()),
        Some(_) => comes_back(state, Returned::Outcomes),
    }
}

/// Erasing is always allowed while content of an offer may be held and the person has not started: the
/// receiver's own day may have passed the end of consent, which no rule here can see.
fn erased(state: &State) -> Result<(), Refusal> {
    match state.erasure {
        Erasure::Whole | Erasure::Items => Ok(()),
        Erasure::None if state.offer.is_none() => Err(Refusal::NothingOwed),
        Erasure::None if state.ending().is_some() => Err(Refusal::NothingOwed),
        Erasure::None if state.release.is_some() => Err(Refusal::Released),
        Erasure::None => Ok(()),
    }
}

fn handled(state: &State, side: Side, number: u32) -> Result<(), Refusal> {
    let withdrawn = state
        .withdrawals
        .iter()
        .find(|it| it.side == side && it.number == number);
    match withdrawn.map(|it| it.answer) {
        Some(WithdrawalAnswer::Owed) => Ok(()),
        _ => Err(Refusal::NothingOwed),
    }
}

fn discontinued(state: &State) -> Result<(), Refusal> {
    match state {
        _ if state.started.is_none() => Err(Refusal::HasNotStarted),
        _ if state.closed() => Err(Refusal::Closed),
        _ => Ok(()),
    }
}

fn withdrawal(state: &State, scope: &Withdrawal) -> Result<(), Refusal> {
    let Some(offer) = &state.offer else {
        return Err(Refusal::NothingOffered);
    };
    if state.withdrawn_items().is_none() {
        return Err(Refusal::WithdrawnAlready);
    }
    match scope {
        Withdrawal::All => Ok(()),
        Withdrawal::Items(items) if items.is_disjoint(&offer.manifest.items) => {
            Err(Refusal::NothingNamed)
        }
        Withdrawal::Items(_) => Ok(()),
    }
}
