//! Who may do what, and when: the one function that screens, commands and the desk ask.
//!
//! Rights are a table of role and step; the rules of the dossier are in `guard`; what depends on the
//! writer's own day is here. Nothing is done here.

use std::collections::BTreeSet;

use crate::domain::{
    calendar::{Day, months_later},
    consent::Returned,
    handover::{
        dossier::{Arrival, Bearing, QuestionStatus, State, WithdrawalAnswer},
        draft::{Approver, NotReady, Preparation, Stage},
        entry::{
            Act, Approval, Decline, Discontinuation, Finding, Handling, Manifest, Outcome, Pinned,
            Reading, Reply, Side, Verdict, Weight, Withdrawal,
        },
        guard::{self, Refusal},
        turn,
    },
    id::{Digest, Means, OfficeId, QuestionNo, ReadBackNo},
    section::{ItemId, SectionId},
    staff::Role,
};

macro_rules! steps {
    ($($(#[$doc:meta])* $step:ident $code:literal,)+) => {
        /// Something a person or the program can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Step { $($(#[$doc])* $step,)+ }

        impl Step {
            /// Every step, in the order of the work. The journal keeps a step's place in this list, so a new one
            /// stands at the end.
            pub const ALL: &'static [Step] = &[$(Step::$step,)+];

            /// The stable name, as on the command line.
            pub fn code(self) -> &'static str {
                match self { $(Step::$step => $code,)+ }
            }
        }
    };
}

steps! {
    /// Write a case summary.
    WriteCase "write-case",
    /// Write working notes.
    WriteNotes "write-notes",
    /// Record consent.
    RecordConsent "record-consent",
    /// Record that the person found sections right.
    Confirm "confirm",
    /// Record that the person withdraws consent for some items.
    WithdrawItems "withdraw-items",
    /// Record that the person withdraws all consent.
    WithdrawAll "withdraw-all",
    /// Draft an offer.
    Draft "draft",
    /// Submit a draft.
    Submit "submit",
    /// Approve what was submitted.
    Approve "approve",
    /// Give back what was submitted.
    Return "return",
    /// Offer, first or anew.
    Offer "offer",
    /// Add to a released offer.
    Add "add",
    /// Take the offer back.
    Recall "recall",
    /// Draft an answer.
    DraftAnswer "draft-answer",
    /// Answer a question.
    Answer "answer",
    /// Check a read-back.
    Check "check",
    /// Release.
    Release "release",
    /// Give up waiting for the start.
    Lapse "lapse",
    /// Record the end of contract.
    End "end",
    /// Open a parcel.
    Receive "receive",
    /// Acknowledge a section.
    Acknowledge "acknowledge",
    /// Ask a question.
    Ask "ask",
    /// Close a question.
    CloseQuestion "close-question",
    /// Read back.
    ReadBack "read-back",
    /// Accept.
    Accept "accept",
    /// Decline.
    Decline "decline",
    /// Record the start.
    Start "start",
    /// Record that the person will not start.
    NotStart "not-started",
    /// Follow up.
    FollowUp "follow-up",
    /// Destroy what is held.
    Erase "erase",
    /// Say what became of withdrawn items.
    Handle "handled",
    /// Discontinue.
    Discontinue "discontinue",
    /// Manage staff, keys, backup and settings.
    Manage "manage",
    /// Read the audit log.
    ReadAudit "read-audit",
    /// Read a case, its consents, or what a handover holds.
    Read "read",
    /// Throw a draft away before its first offer.
    Discard "discard",
    /// Take what an addition brought into one's own case.
    TakeUp "take-up",
    /// Record the start of a person who comes back, into the case that had left.
    Reopen "reopen",
    /// Enter what came back on paper.
    PaperReply "paper-reply",
    /// Print an offer for an office without the program.
    PrintOffer "print-offer",
    /// Print a copy for a place that is not the receiver.
    GiveCopy "give-copy",
    /// Write down whom this office told that the person moves.
    Contact "contact",
    /// Write down a meeting about it, and its tasks.
    Meet "meet",
    /// Write down a visit at an office the person may go to.
    Visit "visit",
    /// Write lists that name everybody, such as all records or all consent forms, out of the store.
    ExportLists "export-lists",
    /// Give the person what they carry to another office themselves.
    Carry "carry",
    /// Erase at once a file that would have to be kept, because it never belonged to its case.
    EraseKept "erase-kept",
}

impl Step {
    /// The steps of an office without the program, which the sender's staff enters from what it sent back on paper.
    pub const ON_PAPER: [Step; 13] = [
        Step::Receive,
        Step::Acknowledge,
        Step::Ask,
        Step::CloseQuestion,
        Step::ReadBack,
        Step::Accept,
        Step::Decline,
        Step::Start,
        Step::NotStart,
        Step::FollowUp,
        Step::Discontinue,
        Step::Erase,
        Step::Handle,
    ];
}

/// Who acts: a member of staff in a role, or the program itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff.
    Staff(Role),
    /// The program.
    Program,
}

/// Why a step is not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denied {
    /// The role has no right to it.
    NoRight,
    /// The preparation is not ready for it.
    NotReady(NotReady),
    /// A rule of the dossier refuses it.
    Refused(Refusal),
    /// Consent has expired by this office's own day.
    ConsentExpired,
    /// It belongs to the other office.
    OtherOffice,
    /// The other office may still answer: the earliest day for this is given.
    TooEarly(Day),
    /// Consent does not cover, today, what the words would be about.
    OutsideConsent,
    /// Consent does not cover, today, the item by which a copy goes to a place.
    NotInConsent(ItemId),
    /// The case is not one that this person left by.
    NotTheirCase,
    /// It is not written in the case who at the city confirmed the months of service, and when.
    MonthsUnconfirmed,
    /// The person is away for a time, as the case says: the contract goes on.
    ContractGoesOn,
    /// The person moved, as far as is known here: nobody comes back whom the other office did not have for a time.
    NotAway,
    /// Something of what was taken back is held here: that nothing was is no true answer to the person.
    StillHeld,
    /// The day is still to come: only what was done is written.
    DayToCome(Day),
    /// The day lies before one it cannot come before.
    DayBefore(Day, Earliest),
}

/// How many months before the first offer a first day, or a first interview, may lie. Who moves in a hurry is there before the
/// papers, and an interview may be held at the visit, before anything is offered; whoever writes such a day is asked once. What
/// is longer ago is a slip of the month or of the year: within three months a handover is offered, answered and released.
pub const MONTHS_BEFORE_OFFER: u32 = 3;

/// A day that lies before the handover was first offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeforeOffer {
    /// The day.
    pub day: Day,
    /// The day of the first offer.
    pub offered: Day,
}

impl BeforeOffer {
    /// The earliest of these that does, so that whoever writes it is asked.
    pub fn of(days: &[Day], state: &State, today: Day) -> Option<BeforeOffer> {
        let offered = first_offered(state, today);
        let early = days.iter().copied().filter(|it| *it < offered).min();
        // What is refused is not asked about.
        let early = early.filter(|it| Earliest::Offered(offered).allows(*it).is_ok());
        early.map(|day| BeforeOffer { day, offered })
    }
}

/// Whether something of what was taken back is held by the office that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Something is.
    Something,
    /// Nothing is.
    Nothing,
}

/// Whether a withdrawal may be answered so: of what is held nobody says that nothing was.
pub fn answering(handling: Handling, of_it: Holding) -> Result<(), Denied> {
    match (handling, of_it) {
        (Handling::NothingHeld, Holding::Something) => Err(Denied::StillHeld),
        _ => Ok(()),
    }
}

/// The day another one cannot come before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earliest {
    /// The day the handover was first offered; a day some months before it may be so, and is asked about.
    Offered(Day),
    /// The first day that is agreed.
    AgreedStart(Day),
    /// The day the person's time at this office began.
    Beginning(Day),
    /// The last day the person came.
    LastDay(Day),
}

impl Earliest {
    /// Refuses a day before it.
    pub fn allows(self, day: Day) -> Result<(), Denied> {
        let before = match self {
            Earliest::Offered(from) => months_later(day, MONTHS_BEFORE_OFFER) < from,
            Earliest::AgreedStart(from) | Earliest::Beginning(from) | Earliest::LastDay(from) => {
                day < from
            }
        };
        match before {
            true => Err(Denied::DayBefore(day, self)),
            false => Ok(()),
        }
    }
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Denied {
        Denied::Refused(refusal)
    }
}

/// The roles of staff that have the right to a step, whatever the state.
pub fn roles_with(step: Step) -> impl Iterator<Item = Role> {
    let all = Role::ALL.iter().copied();
    all.filter(move |it| has_right(Actor::Staff(*it), step))
}

/// Whether a role has the right to a step, whatever the state.
pub fn has_right(actor: Actor, step: Step) -> bool {
    use Role::{Auditor, Manager, ServiceManager, SupportWorker};
    let role = match actor {
        Actor::Program => return matches!(step, Step::Receive | Step::Erase),
        Actor::Staff(role) => role,
    };
    match step {
        Step::Receive | Step::Erase => false,
        Step::Manage => role == Manager,
        Step::ReadAudit => matches!(role, ServiceManager | Manager | Auditor),
        Step::Read
        | Step::WriteCase
        | Step::WriteNotes
        | Step::RecordConsent
        | Step::Confirm
        | Step::WithdrawItems
        | Step::Draft
        | Step::DraftAnswer
        | Step::Acknowledge
        | Step::Ask
        | Step::CloseQuestion
        | Step::ReadBack
        | Step::FollowUp
        | Step::Discard
        | Step::TakeUp
        | Step::PaperReply
        | Step::Contact
        | Step::Meet
        | Step::Visit => matches!(role, ServiceManager | Manager | SupportWorker),
        Step::WithdrawAll
        | Step::Submit
        | Step::Approve
        | Step::Return
        | Step::Offer
        | Step::Add
        | Step::Recall
        | Step::Lapse
        | Step::Discontinue
        | Step::Answer
        | Step::Check
        | Step::Release
        | Step::Accept
        | Step::Decline
        | Step::Start
        | Step::NotStart
        | Step::End
        | Step::Handle
        | Step::Reopen
        | Step::PrintOffer
        | Step::GiveCopy
        | Step::ExportLists
        | Step::Carry
        | Step::EraseKept => matches!(role, ServiceManager | Manager),
    }
}

/// Whether a role may enter a step of an office without the program. What a reader said may be entered by whoever reads;
/// what binds the offices, by whoever may bind this one. The program receives and erases nothing that lies elsewhere.
pub fn may_enter(actor: Actor, step: Step) -> bool {
    let Actor::Staff(role) = actor else {
        return false;
    };
    match step {
        Step::Acknowledge | Step::Ask | Step::CloseQuestion => {
            matches!(
                role,
                Role::ServiceManager | Role::Manager | Role::SupportWorker
            )
        }
        _ => Step::ON_PAPER.contains(&step) && matches!(role, Role::ServiceManager | Role::Manager),
    }
}

/// Where a handover stands in one office.
#[derive(Clone, Copy, Debug)]
pub struct Position<'a> {
    /// The side this office is on. Where the receiver has no keys there is no office at that side: then it is the sender's
    /// staff that enters what came back on paper.
    pub side: Side,
    /// How the receiver is reached.
    pub means: Means,
    /// The preparation of the next offer, at the sender.
    pub preparation: Option<&'a Preparation>,
    /// What the dossier means; nothing has been offered when absent.
    pub state: Option<&'a State>,
    /// Whoever is at the desk, as an approver; none where it is asked of anybody but the author.
    pub approver: Option<Approver>,
    /// Whether this office has a case for it.
    pub case: OwnCase,
    /// What that case says of the end of the contract: whether the city's word on the months stands there.
    pub months: Months,
    /// Whether the person carries something to the other office, at the sender before an offer.
    pub carrying: Carrying,
}

/// Whether a form is in force by which the person carries it to the other office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrying {
    /// One is.
    ThePerson,
    /// None is.
    Nobody,
}

/// Whether an office has a case of its own for a handover: the sender the one it hands over, the receiver from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnCase {
    /// It has one.
    Here,
    /// It has none yet; or after the start none any more, because its store is an older copy.
    Missing,
}

/// Whether the contract may end: the city confirmed the months of service, the number with who said it and when, or is not
/// asked. Our own count is no such word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Months {
    /// The case says so.
    Confirmed,
    /// The case lacks one of the three.
    Unconfirmed,
    /// There is no case that could say it, so it is asked for with the end alone.
    NotKept,
    /// What the person goes to counts no months, so nobody asks the city.
    NotAsked,
    /// The person is away for a time: the contract goes on, and what is written is that the person came back.
    ForATime,
}

impl<'a> Position<'a> {
    /// The other side of a handover on paper, for whoever enters what it says.
    pub fn of_paper(state: &'a State) -> Position<'a> {
        Position {
            side: Side::Receiver,
            means: Means::Paper,
            preparation: None,
            state: state.offer.is_some().then_some(state),
            approver: None,
            case: OwnCase::Missing,
            months: Months::NotKept,
            carrying: Carrying::Nobody,
        }
    }

    fn has_right(&self, actor: Actor, step: Step) -> bool {
        match (self.side, self.means) {
            (Side::Receiver, Means::Paper) => may_enter(actor, step),
            _ => has_right(actor, step),
        }
    }

    /// Whether the receiver's case went with a store that was put back: the start came back, and the case did not.
    pub fn lost_its_case(&self) -> bool {
        let started = self.state.is_some_and(|it| it.started.is_some());
        self.side == Side::Receiver && self.case == OwnCase::Missing && started
    }
}

/// Whether `actor` may take `step` on `today`.
pub fn permit(actor: Actor, step: Step, at: Position, today: Day) -> Result<(), Denied> {
    if !at.has_right(actor, step) {
        return Err(Denied::NoRight);
    }
    match step {
        Step::PaperReply => replying(actor, at, today),
        Step::PrintOffer => printing(on_paper(at)?, today),
        Step::GiveCopy => leaving(offered_here(at)?, today),
        Step::Contact | Step::Meet => keeping_aside(at, today),
        Step::Read | Step::WriteNotes | Step::Manage | Step::ReadAudit | Step::ExportLists => {
            Ok(())
        }
        Step::WriteCase | Step::Visit | Step::Carry | Step::EraseKept => writing(at),
        Step::WithdrawItems | Step::WithdrawAll if at.state.is_none() => withdrawing(at),
        Step::RecordConsent
        | Step::Confirm
        | Step::Draft
        | Step::Submit
        | Step::Approve
        | Step::Return => preparing(step, at),
        Step::Offer => offering(at, today),
        Step::Discard => discarding(actor, at),
        Step::TakeUp => taking_up(at),
        // The start was written, and it is only the case that has to come back.
        Step::Reopen if at.lost_its_case() => Ok(()),
        Step::End => ending_contract(at, today),
        Step::Discontinue => discontinuing(at, today),
        _ => in_dossier(step, at, today),
    }
}

/// The sender's case is read-only once the start was seen and the end of contract is written: the person has moved.
///
/// A return is a handover of its own, and this asks about the handover it is given: the newest one decides.
fn writing(at: Position) -> Result<(), Denied> {
    let moved = |it: &State| it.started.is_some() && it.ended.is_some();
    match at.side == Side::Sender && at.state.is_some_and(moved) {
        true => Err(Denied::OtherOffice),
        false => Ok(()),
    }
}

/// Consent can be taken back as soon as it is recorded, also one by which the person carries it; before the first offer nobody
/// else needs to hear of it.
fn withdrawing(at: Position) -> Result<(), Denied> {
    let consent = at.preparation.and_then(Preparation::consent);
    match (at.side, consent, at.carrying) {
        (Side::Receiver, ..) => Err(Refusal::NothingOffered.into()),
        (Side::Sender, None, Carrying::Nobody) => Err(Denied::NotReady(NotReady::NoConsent)),
        (Side::Sender, Some(_), _) | (Side::Sender, _, Carrying::ThePerson) => Ok(()),
    }
}

fn preparing(step: Step, at: Position) -> Result<(), Denied> {
    if at.side == Side::Receiver {
        return Err(Denied::OtherOffice);
    }
    if let Some(state) = at.state {
        if state.stop.is_some() {
            return Err(Refusal::Stopped.into());
        }
        if let Some(ending) = state.ending() {
            return Err(Refusal::Over(ending).into());
        }
        let may_add = step == Step::RecordConsent && !state.closed();
        if state.release.is_some() && !may_add {
            return Err(Refusal::Released.into());
        }
    }
    if step == Step::RecordConsent {
        writing(at)?;
    }
    let stage = at.preparation.map(|it| &it.stage);
    let not_ready = |it: NotReady| Err(Denied::NotReady(it));
    match (step, stage) {
        (Step::RecordConsent | Step::Draft, _) => Ok(()),
        (_, None | Some(Stage::Drafting)) => not_ready(NotReady::NoConsent),
        (Step::Confirm, Some(Stage::Submitted { .. })) => not_ready(NotReady::Waiting),
        (Step::Confirm, Some(Stage::Approved { .. })) => not_ready(NotReady::ApprovedAlready),
        (Step::Confirm, Some(_)) => Ok(()),
        (Step::Submit, Some(Stage::Consented { .. })) => {
            not_ready(NotReady::NotConfirmed(Vec::new()))
        }
        (Step::Submit, Some(Stage::Submitted { .. })) => not_ready(NotReady::Waiting),
        (Step::Submit, Some(Stage::Approved { .. })) => not_ready(NotReady::ApprovedAlready),
        (Step::Submit, Some(_)) => Ok(()),
        (step, Some(Stage::Submitted { .. })) => deciding(step, at),
        (_, Some(Stage::Approved { .. })) => not_ready(NotReady::ApprovedAlready),
        (_, Some(_)) => not_ready(NotReady::NotSubmitted),
    }
}

/// Whoever wrote it and the approver are two people, and so are whoever submitted it and whoever gives it back, but for the
/// declared exception.
fn deciding(step: Step, at: Position) -> Result<(), Denied> {
    let (Some(preparation), Some(approver)) = (at.preparation, at.approver) else {
        return Ok(());
    };
    let decided = match step {
        Step::Return => preparation.may_give_back(approver),
        _ => preparation.may_approve(approver).map(drop),
    };
    decided.map_err(Denied::NotReady)
}

/// A draft can be thrown away until something was offered; what waits for an approver or is approved, only by whoever
/// may submit.
fn discarding(actor: Actor, at: Position) -> Result<(), Denied> {
    if at.side == Side::Receiver {
        return Err(Denied::OtherOffice);
    }
    if let Some(state) = at.state {
        return Err(match state.ending() {
            Some(ending) => Refusal::Over(ending).into(),
            None => Refusal::OfferedAlready.into(),
        });
    }
    let waits = matches!(
        at.preparation.map(|it| &it.stage),
        Some(Stage::Submitted { .. } | Stage::Approved { .. })
    );
    match waits && !has_right(actor, Step::Submit) {
        true => Err(Denied::NoRight),
        false => Ok(()),
    }
}

/// What came back on paper can be entered as long as some of what it may say can be. What became of a paper is noted
/// whenever it is told, by whoever may note that it is gone.
fn replying(actor: Actor, at: Position, today: Day) -> Result<(), Denied> {
    let state = on_paper(at)?;
    if may_enter(actor, Step::Erase) {
        return Ok(());
    }
    let there = Position::of_paper(state);
    let mut said = Step::ON_PAPER
        .iter()
        .map(|step| permit(actor, *step, there, today));
    let first = permit(actor, Step::Acknowledge, there, today);
    match said.any(|it| it.is_ok()) {
        true => Ok(()),
        false => first,
    }
}

/// What was offered can be printed as long as it may leave and the handover is not closed: then nobody waits for a paper.
fn printing(state: &State, today: Day) -> Result<(), Denied> {
    match state.closed() {
        true => Err(Refusal::Closed.into()),
        false => leaving(state, today),
    }
}

/// Whether what was offered may leave this office on a day: it has not stopped or ended, and consent has not run out.
fn leaving(state: &State, today: Day) -> Result<(), Denied> {
    if state.stop.is_some() {
        return Err(Refusal::Stopped.into());
    }
    if let Some(ending) = state.ending() {
        return Err(Refusal::Over(ending).into());
    }
    let until = state.offer.as_ref().map(|it| it.manifest.consent_until);
    match until.is_some_and(|it| it < today) {
        true => Err(Denied::ConsentExpired),
        false => Ok(()),
    }
}

/// What this office offered, to whatever office.
fn offered_here<'a>(at: Position<'a>) -> Result<&'a State, Denied> {
    match (at.side, at.state) {
        (Side::Sender, Some(state)) => Ok(state),
        (Side::Sender, None) => Err(Refusal::NothingOffered.into()),
        (Side::Receiver, _) => Err(Denied::OtherOffice),
    }
}

/// What was offered to an office without the program.
fn on_paper<'a>(at: Position<'a>) -> Result<&'a State, Denied> {
    match (at.side, at.means, at.state) {
        (Side::Sender, Means::Paper, Some(state)) => Ok(state),
        (Side::Sender, Means::Paper, None) => Err(Refusal::NothingOffered.into()),
        _ => Err(Denied::OtherOffice),
    }
}

/// After the start the receiver has a case of its own, whatever becomes of the handover.
fn taking_up(at: Position) -> Result<(), Denied> {
    match at.state {
        _ if at.side == Side::Sender => Err(Denied::OtherOffice),
        None => Err(Refusal::NothingOffered.into()),
        Some(state) if state.started.is_none() => Err(Refusal::HasNotStarted.into()),
        Some(_) => Ok(()),
    }
}

/// What an office keeps for itself beside a handover: the sender as long as it has the case, the receiver while it holds what
/// came, and from the start on. Nothing of it is written of a person of whom nothing may be held.
fn keeping_aside(at: Position, today: Day) -> Result<(), Denied> {
    match (at.side, at.state) {
        (Side::Sender, _) => Ok(()),
        (Side::Receiver, None) => Err(Refusal::NothingOffered.into()),
        (Side::Receiver, Some(state)) if state.started.is_some() => Ok(()),
        (Side::Receiver, Some(state)) => holding(state, today),
    }
}

/// Whether the receiver may hold something of the person before the start, and does.
fn holding(state: &State, today: Day) -> Result<(), Denied> {
    if let Some(ending) = state.ending() {
        return Err(Refusal::Over(ending).into());
    }
    if turn::consent_expired(state, today) {
        return Err(Denied::ConsentExpired);
    }
    if state.left().is_empty() {
        return Err(Refusal::WithdrawnAlready.into());
    }
    match state.holds_content {
        true => Ok(()),
        false => Err(Refusal::NotArrived.into()),
    }
}

/// Where the next office goes on counting from what is said here, it is said on the city's word only; and what has not
/// ended does not close.
fn ending_contract(at: Position, today: Day) -> Result<(), Denied> {
    in_dossier(Step::End, at, today)?;
    match at.months {
        Months::Confirmed | Months::NotKept | Months::NotAsked => Ok(()),
        Months::Unconfirmed => Err(Denied::MonthsUnconfirmed),
        Months::ForATime => Err(Denied::ContractGoesOn),
    }
}

/// Whoever has the person back says so at once; any other reason is the owner's to give, for a time.
fn discontinuing(at: Position, today: Day) -> Result<(), Denied> {
    let reason = Discontinuation::CameBack;
    match (at.side, at.months, at.state) {
        (Side::Sender, Months::ForATime, Some(state)) => {
            guard::check(state, at.side, &Act::Discontinued { reason }).map_err(Denied::from)
        }
        _ => in_dossier(Step::Discontinue, at, today),
    }
}

fn offering(at: Position, today: Day) -> Result<(), Denied> {
    if at.side == Side::Receiver {
        return Err(Denied::OtherOffice);
    }
    if let Some(state) = at.state {
        let act = Act::Offered {
            offer: state.next_offer(),
            manifest: sample(today),
        };
        guard::check(state, Side::Sender, &act)?;
    }
    match at.preparation.map(|it| &it.stage) {
        Some(Stage::Approved { .. }) => Ok(()),
        _ => Err(Denied::NotReady(NotReady::NotApproved)),
    }
}

fn in_dossier(step: Step, at: Position, today: Day) -> Result<(), Denied> {
    let Some(state) = at.state else {
        return Err(Refusal::NothingOffered.into());
    };
    let act = representative(step, state, today)?;
    if act.side().is_some_and(|it| it != at.side) {
        return Err(Denied::OtherOffice);
    }
    on_own_day(&act, state, at.side, today)?;
    // Its first entry may be the check of the read-back, which no day forbids.
    if step == Step::Release && turn::consent_expired(state, today) {
        return Err(Denied::ConsentExpired);
    }
    guard::check(state, at.side, &act).map_err(Denied::from)
}

/// Days the other office is given after a due day before one may give up on it.
pub const PATIENCE_DAYS: i32 = 60;

/// What depends on the writer's own day. No other office can check it, so none does.
pub fn on_own_day(act: &Act, state: &State, side: Side, today: Day) -> Result<(), Denied> {
    let expired = turn::consent_expired(state, today);
    match act {
        Act::Accepted { .. } | Act::Released { .. } if expired => Err(Denied::ConsentExpired),
        Act::Accepted {
            start,
            interview,
            follow_ups,
            ..
        } => agreed(*start, *interview, follow_ups, state, today),
        Act::Started { day } => {
            not_to_come(*day, today)?;
            offered(state, today).allows(*day)
        }
        Act::Ended {
            contract_end,
            last_day,
            ..
        } => {
            not_to_come(*contract_end, today)?;
            not_to_come(*last_day, today)?;
            Earliest::LastDay(*last_day).allows(*contract_end)
        }
        Act::Added { .. } => match &state.offer {
            Some(offer) if offer.manifest.consent_until < today => Err(Denied::ConsentExpired),
            _ => Ok(()),
        },
        Act::Erased => match turn::duties(state, today).first().map(|it| &it.task) {
            Some(turn::Task::Erase) => Ok(()),
            _ => Err(Refusal::NothingOwed.into()),
        },
        // Whether the person was away for a time the desk asks: it stands in no entry.
        Act::Discontinued { reason } if *reason == Discontinuation::CameBack => Ok(()),
        Act::Discontinued { .. } if side != state.owner() => {
            let overdue = turn::duties(state, today)
                .into_iter()
                .filter(|it| it.side != side)
                .filter_map(|it| it.due)
                .min();
            match overdue.map(|due| due.plus_days(PATIENCE_DAYS)) {
                Some(day) if day < today => Ok(()),
                Some(day) => Err(Denied::TooEarly(day)),
                None => Err(Denied::OtherOffice),
            }
        }
        _ => Ok(()),
    }
}

/// What is agreed lies ahead, or was so when a paper that is entered late was written: never long before there was an offer.
fn agreed(
    start: Day,
    interview: Day,
    follow_ups: &[Day],
    state: &State,
    today: Day,
) -> Result<(), Denied> {
    for day in [start, interview] {
        offered(state, today).allows(day)?;
    }
    let mut follow_ups = follow_ups.iter();
    follow_ups.try_for_each(|day| Earliest::AgreedStart(start).allows(*day))
}

/// Of whoever's clock ran ahead when they offered, today is as early as it gets: it keeps nobody from writing.
fn first_offered(state: &State, today: Day) -> Day {
    state.offered.map_or(today, |it| it.min(today))
}

fn offered(state: &State, today: Day) -> Earliest {
    Earliest::Offered(first_offered(state, today))
}

fn not_to_come(day: Day, today: Day) -> Result<(), Denied> {
    match today < day {
        true => Err(Denied::DayToCome(day)),
        false => Ok(()),
    }
}

/// An entry of the kind `step` writes, as the state calls for it. Where the state has nothing to refer to, the
/// reference is one that the rules refuse.
pub fn representative(step: Step, state: &State, today: Day) -> Result<Act, Refusal> {
    let offer = state
        .offer
        .as_ref()
        .map(|it| it.no)
        .ok_or(Refusal::NothingOffered)?;
    let section = section_of_interest(state);
    let act = match step {
        Step::WithdrawItems => Act::ConsentWithdrawn {
            scope: Withdrawal::Items(
                state
                    .offer
                    .iter()
                    .flat_map(|it| it.manifest.items.iter().copied())
                    .collect(),
            ),
        },
        Step::WithdrawAll => Act::ConsentWithdrawn {
            scope: Withdrawal::All,
        },
        Step::Add => Act::Added {
            offer,
            part: state.additions + 1,
            sections: section.map(|it| it.1).into_iter().collect(),
        },
        Step::Recall => Act::Recalled,
        Step::Answer | Step::DraftAnswer => {
            let question = question(state, |it| it == QuestionStatus::Unanswered)?;
            unanswered(state, question)?;
            Act::Answered {
                question,
                reply: Reply::Text,
            }
        }
        Step::Check => return checking(state),
        Step::Release => return releasing(state),
        Step::Lapse => Act::Lapsed,
        Step::End => Act::Ended {
            contract_end: today,
            last_day: today,
            months_used: 0,
        },
        Step::Receive => Act::Received {
            offer,
            part: waiting_part(state),
        },
        Step::Acknowledge => {
            let (_, pinned) = section.ok_or(Refusal::NoSuchSection)?;
            Act::Acknowledged {
                offer,
                section: pinned.section,
                digest: pinned.digest,
                reading: Reading::Understood,
            }
        }
        Step::Ask => {
            let (_, pinned) = section.ok_or(Refusal::NoSuchSection)?;
            let question = state.next_question();
            Act::Asked {
                question,
                offer,
                section: pinned.section,
                digest: pinned.digest,
            }
        }
        Step::CloseQuestion => Act::QuestionClosed {
            question: question(state, |it| it != QuestionStatus::Closed)?,
        },
        Step::ReadBack => Act::ReadBack {
            read_back: state.next_read_back(),
            offer,
            facts: state
                .offer
                .iter()
                .flat_map(|it| it.manifest.facts.iter().map(|fact| (*fact, Finding::Same)))
                .collect(),
        },
        Step::Accept => Act::Accepted {
            offer,
            read_back: latest(state)?,
            start: today,
            interview: today,
            follow_ups: Vec::new(),
        },
        Step::Decline => Act::Declined {
            offer,
            decline: Decline::NotTaken,
        },
        Step::Start | Step::Reopen => Act::Started { day: today },
        Step::NotStart => Act::NotStarted,
        Step::FollowUp => {
            let which = state.follow_ups.iter().position(|it| it.outcome.is_none());
            let which = u8::try_from(which.unwrap_or(0)).unwrap_or(u8::MAX);
            let outcome = match state.may_come_back(Returned::Outcomes) {
                true => Outcome::GoingWell,
                false => Outcome::NotShared,
            };
            Act::FollowedUp { which, outcome }
        }
        Step::Erase => Act::Erased,
        Step::Handle => {
            let owed = state
                .withdrawals
                .iter()
                .find(|it| it.answer == WithdrawalAnswer::Owed);
            let (side, number) = owed.map_or((Side::Sender, 0), |it| (it.side, it.number));
            Act::Handled {
                side,
                number,
                handling: Handling::Erased,
            }
        }
        Step::Discontinue => Act::Discontinued {
            reason: Discontinuation::MovedAway,
        },
        Step::Read
        | Step::WriteCase
        | Step::WriteNotes
        | Step::RecordConsent
        | Step::Confirm
        | Step::Draft
        | Step::Submit
        | Step::Approve
        | Step::Return
        | Step::Offer
        | Step::Manage
        | Step::ReadAudit
        | Step::Discard
        | Step::TakeUp
        | Step::PaperReply
        | Step::PrintOffer
        | Step::GiveCopy
        | Step::Contact
        | Step::Meet
        | Step::Visit
        | Step::ExportLists
        | Step::Carry
        | Step::EraseKept => return Err(Refusal::NothingNamed),
    };
    Ok(act)
}

fn checking(state: &State) -> Result<Act, Refusal> {
    let unresolved = state
        .read_back
        .as_ref()
        .is_some_and(|it| !it.differences.is_empty());
    let verdict = match state.read_back.as_ref().and_then(|it| it.verdict) {
        Some(_) => Verdict::Correct,
        None if unresolved => Verdict::RightThough,
        None => Verdict::Right,
    };
    Ok(Act::ReadBackChecked {
        read_back: latest(state)?,
        verdict,
    })
}

/// Releasing is one step: what is not yet found right is found right by it.
fn releasing(state: &State) -> Result<Act, Refusal> {
    if state.release.is_some() {
        return Err(Refusal::Released);
    }
    let acceptance = state.acceptance.as_ref().ok_or(Refusal::NoAcceptance)?;
    let read_back = state.read_back.as_ref().ok_or(Refusal::NoReadBack)?;
    match read_back.verdict {
        None if read_back.bearing == Bearing::Current => checking(state),
        _ => Ok(Act::Released {
            offer: acceptance.offer,
            read_back: acceptance.read_back,
        }),
    }
}

fn latest(state: &State) -> Result<ReadBackNo, Refusal> {
    state
        .read_back
        .as_ref()
        .map(|it| it.no)
        .ok_or(Refusal::NoReadBack)
}

/// The first question that is wanted; where none is, one that is still open says better than a closed one why not.
fn question(state: &State, wanted: impl Fn(QuestionStatus) -> bool) -> Result<QuestionNo, Refusal> {
    let first = |wanted: &dyn Fn(QuestionStatus) -> bool| {
        let mut questions = state.questions.iter();
        questions.find(|it| wanted(it.status))
    };
    first(&wanted)
        .or_else(|| first(&|it| it != QuestionStatus::Closed))
        .or(state.questions.last())
        .map(|it| it.no)
        .ok_or(Refusal::NoSuchQuestion)
}

/// Whether a question waits for its answer. One answer is given to each: whoever asked closes the question, or asks on.
/// An office that answers twice all the same is judged by `guard`, which lets a question be answered until it is closed.
///
/// # Errors
/// There is no such question, it is closed, or it was answered.
pub fn unanswered(state: &State, no: QuestionNo) -> Result<(), Refusal> {
    let found = state.questions.iter().find(|it| it.no == no);
    match found.map(|it| it.status) {
        None => Err(Refusal::NoSuchQuestion),
        Some(QuestionStatus::Unanswered) => Ok(()),
        Some(QuestionStatus::Answered(_)) => Err(Refusal::AnsweredAlready),
        Some(QuestionStatus::Closed) => Err(Refusal::QuestionIsClosed),
    }
}

fn waiting_part(state: &State) -> u16 {
    let sections = state.offer.iter().flat_map(|it| &it.sections);
    let waiting: BTreeSet<u16> = sections
        .filter(|it| it.arrival == Arrival::OnTheWay)
        .map(|it| it.part)
        .collect();
    waiting.first().copied().unwrap_or(0)
}

/// The first arrived section nobody has read, else any arrived one.
fn section_of_interest(state: &State) -> Option<(Arrival, Pinned)> {
    let sections: Vec<_> = state.offer.iter().flat_map(|it| &it.sections).collect();
    let arrived = |it: &&&crate::domain::handover::dossier::Section| it.arrival == Arrival::Arrived;
    let unread = sections
        .iter()
        .find(|it| arrived(it) && it.reading.is_none());
    let any = unread
        .or(sections.iter().find(arrived))
        .or(sections.first());
    any.map(|it| (it.arrival, it.pinned))
}

fn sample(today: Day) -> Manifest {
    Manifest {
        receiver: OfficeId::from_bytes([0; 32]),
        sections: vec![Pinned {
            section: SectionId::Person,
            digest: Digest::from_bytes([0; 32]),
            weight: Weight::Mandatory,
        }],
        facts: Vec::new(),
        items: BTreeSet::new(),
        returned: BTreeSet::new(),
        consent_until: today,
        approval: Approval::TwoPeople,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::handover::draft::Shown;
    use crate::domain::id::{ConsentId, StaffId};

    const AUTHOR: StaffId = StaffId::from_bytes([1; 16]);
    const SUBMITTER: StaffId = StaffId::from_bytes([2; 16]);
    const ANOTHER: StaffId = StaffId::from_bytes([3; 16]);

    #[test]
    fn who_wrote_or_submitted_it_sees_beforehand_that_somebody_else_decides() {
        let submitted = Preparation {
            author: AUTHOR,
            stage: Stage::Submitted {
                consent: ConsentId::from_bytes([4; 16]),
                shown: Shown::new(),
                by: SUBMITTER,
            },
        };
        let today = Day::from_ymd(2026, 4, 1).unwrap();
        let told = |approver, step| {
            let at = Position {
                side: Side::Sender,
                means: Means::Keys,
                preparation: Some(&submitted),
                state: None,
                approver,
                case: OwnCase::Here,
                months: Months::Confirmed,
                carrying: Carrying::Nobody,
            };
            permit(Actor::Staff(Role::Manager), step, at, today)
        };
        let own = || Err(Denied::NotReady(NotReady::OwnWork));
        for (who, approves, returns) in [
            (AUTHOR, own(), Ok(())),
            (SUBMITTER, own(), own()),
            (ANOTHER, Ok(()), Ok(())),
        ] {
            let approver = Some(Approver::one_of_several(who));
            let alone = Some(Approver::the_only_one(who));
            for (step, expected) in [(Step::Approve, approves), (Step::Return, returns)] {
                assert_eq!(told(approver, step), expected, "{who:?} {step:?}");
                assert_eq!(told(alone, step), Ok(()), "{who:?} is the only one");
            }
            assert_eq!(told(approver, Step::Discard), Ok(()), "{who:?}");
        }
        for step in [Step::Approve, Step::Return] {
            assert_eq!(told(None, step), Ok(()), "asked of anybody else");
        }
    }

    #[test]
    fn what_the_person_carries_is_taken_back_as_what_would_be_sent() {
        let drafting = Preparation {
            author: AUTHOR,
            stage: Stage::Drafting,
        };
        let today = Day::from_ymd(2026, 4, 1).unwrap();
        let told = |carrying, role, step| {
            let at = Position {
                side: Side::Sender,
                means: Means::Keys,
                preparation: Some(&drafting),
                state: None,
                approver: None,
                case: OwnCase::Here,
                months: Months::NotKept,
                carrying,
            };
            permit(Actor::Staff(role), step, at, today)
        };
        for step in [Step::WithdrawItems, Step::WithdrawAll] {
            let said = told(Carrying::ThePerson, Role::Manager, step);
            assert_eq!(said, Ok(()), "{step:?}");
            let none = Err(Denied::NotReady(NotReady::NoConsent));
            assert_eq!(told(Carrying::Nobody, Role::Manager, step), none);
            let auditor = told(Carrying::ThePerson, Role::Auditor, step);
            assert_eq!(auditor, Err(Denied::NoRight));
        }
    }
}
