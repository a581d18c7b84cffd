//! A dossier: two logs, and the one state they mean.
//!
//! [`State::of`] is a pure function of the envelopes both logs hold. It reads no clock, no body and no
//! signature, so two offices that hold the same entries see the same state whatever happened on the way.

use std::collections::BTreeSet;

use crate::domain::{
    calendar::Day,
    consent::Returned,
    handover::{
        entry::{
            ANSWER_DAYS, Act, Decline, Discontinuation, Envelope, Finding, Handling, Manifest,
            Outcome, Pinned, Reading, Reply, Side, Verdict, Weight, Withdrawal,
        },
        guard::{self, Refusal},
    },
    id::{Digest, HandoverId, Means, OfferNo, OfficeId, QuestionNo, ReadBackNo},
    key_fact::KeyFact,
    section::{FieldId, ItemId, SectionId},
};

/// An entry as a log holds it: its envelope and the digest of its signed bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    /// The digest of the signed bytes.
    pub digest: Digest,
    /// What the rules read.
    pub envelope: Envelope,
}

/// The two logs of one handover, as one office holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    id: HandoverId,
    sender: OfficeId,
    receiver: OfficeId,
    logs: [Vec<Held>; 2],
    stop: Option<Stop>,
}

/// The most entries one office may write into one handover. A long one, with a dozen offers of every section, each
/// read, asked about and read back, stays below half of it; whoever writes more fills the other office's store.
pub const MOST_ENTRIES: u32 = 1_000;

/// The most entries of one office with those that end: what takes back or destroys must find room in a full log.
pub const LONGEST_LOG: u32 = MOST_ENTRIES + 100;

/// What became of an entry that was to join a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    /// It is held now.
    New,
    /// It was held already; nothing changed.
    Known,
    /// Entries before it are missing; it is not held, and comes again with the next parcel.
    Early {
        /// The number that is missing.
        missing: u32,
    },
    /// Its author has seen more of the other log than is held here: entries of that log must come first.
    Ahead {
        /// The side whose entries are missing.
        side: Side,
        /// The number its author had seen.
        seen: u32,
    },
    /// The log has no room left; it is not held.
    Full,
    /// It proves that the dossier cannot be trusted; it is not held, and the dossier has stopped.
    Stopped(Stop),
}

/// Why a dossier stopped.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Stop {
    /// Two entries by one author bear one number, or the chain does not fit.
    Fork {
        /// The author.
        side: Side,
        /// The number.
        number: u32,
    },
    /// An entry claims to have seen less than the one before it.
    SeenLess {
        /// The author.
        side: Side,
        /// The number.
        number: u32,
    },
    /// An entry was not allowed in its own author's view.
    NotAllowed {
        /// The author.
        side: Side,
        /// The number.
        number: u32,
        /// The rule it breaks.
        refusal: Box<Refusal>,
    },
    /// An entry is signed by an office that is not a party, or names another handover.
    Foreign,
}

impl Dossier {
    /// An empty dossier between two offices.
    pub fn new(id: HandoverId, sender: OfficeId, receiver: OfficeId) -> Dossier {
        Dossier {
            id,
            sender,
            receiver,
            logs: [Vec::new(), Vec::new()],
            stop: None,
        }
    }

    /// The handover's id.
    pub fn id(&self) -> HandoverId {
        self.id
    }

    /// The office on `side`.
    pub fn office(&self, side: Side) -> OfficeId {
        match side {
            Side::Sender => self.sender,
            Side::Receiver => self.receiver,
        }
    }

    /// How the receiver is reached: where it has no keys, what it says is entered by the sender's staff.
    pub fn means(&self) -> Means {
        self.receiver.means()
    }

    /// The side `office` is on, if it is a party.
    pub fn side_of(&self, office: OfficeId) -> Option<Side> {
        match office {
            it if it == self.sender => Some(Side::Sender),
            it if it == self.receiver => Some(Side::Receiver),
            _ => None,
        }
    }

    /// The entries of `side`, in order.
    pub fn log(&self, side: Side) -> &[Held] {
        &self.logs[side as usize]
    }

    /// Why the dossier stopped, if it did.
    pub fn stop(&self) -> Option<&Stop> {
        self.stop.as_ref()
    }

    /// Stops the dossier for a reason that was found before.
    pub fn halt(&mut self, stop: Stop) {
        self.stop.get_or_insert(stop);
    }

    /// The state of everything held.
    pub fn state(&self) -> State {
        let mut state = State::of(self.log(Side::Sender), self.log(Side::Receiver));
        state.stop = self.stop.clone();
        state
    }

    /// Whether the words of an entry speak of items of these: a question, its answer, a read-back with its risks and
    /// what was typed, its check, a condition. What was understood of a whole offer cannot be told apart by item.
    pub fn speaks_of(&self, side: Side, number: u32, items: &BTreeSet<ItemId>) -> bool {
        self.logs()
            .about(side, number)
            .is_some_and(|about| about.touches(items))
    }

    /// Whether the words of an entry speak of items the person took back since: they neither travel nor are taken in.
    /// Words whose author knew what had become of a withdrawal are not bound by it.
    pub fn is_silenced(&self, side: Side, number: u32) -> bool {
        let logs = self.logs();
        let about = logs.about(side, number);
        about.is_some_and(|about| {
            about.touches(&logs.taken_back_since(about.offer, logs.replies_known(side, number)))
        })
    }

    /// What an entry counts as: a follow-up the person did not let come back says that it is not shared.
    pub fn as_it_counts(&self, side: Side, number: u32) -> Option<Act> {
        let place = (number as usize).checked_sub(1)?;
        let entry = &self.log(side).get(place)?.envelope;
        Some(match entry.act {
            Act::FollowedUp { which, outcome } => Act::FollowedUp {
                which,
                outcome: self.logs().outcome_told(place, entry, outcome),
            },
            _ => entry.act.clone(),
        })
    }

    /// The items that the receiver's erasure of this number destroyed, as its author knew them then; none where it left nothing.
    pub fn erased_by(&self, number: u32) -> Option<BTreeSet<ItemId>> {
        let logs = self.logs();
        let place = (number as usize).checked_sub(1)?;
        let view = logs.view_of_receiver(place, &logs.receiver.get(place)?.envelope);
        let state = State::of(view.sender, view.receiver);
        (state.erasure == Erasure::Items).then(|| state.taken_back())
    }

    /// The items that were taken back since the receiver last opened an offer before this one, and that no erasure of the
    /// receiver has covered since. Opening this one destroys what of them is still there.
    pub fn taken_back_before(&self, offer: u16) -> BTreeSet<ItemId> {
        self.logs().taken_back_before(offer)
    }

    /// The items of the offer the receiver last opened before this one.
    pub fn offered_before(&self, offer: u16) -> BTreeSet<ItemId> {
        let logs = self.logs();
        let manifest = logs.manifest(logs.opened_before(offer));
        manifest.map_or_else(BTreeSet::new, |it| it.items.clone())
    }

    fn logs(&self) -> Logs<'_> {
        Logs {
            sender: self.log(Side::Sender),
            receiver: self.log(Side::Receiver),
        }
    }

    /// The envelope of `side`'s next entry. Its number, chain and `seen` are right by construction.
    pub fn next(
        &self,
        side: Side,
        written: Day,
        due: Option<Day>,
        act: Act,
        body: Option<Digest>,
    ) -> Envelope {
        Envelope {
            handover: self.id,
            side,
            office: self.office(side),
            number: count(self.log(side)) + 1,
            previous: last_digest(self.log(side)),
            seen: crate::domain::handover::entry::Seen {
                count: count(self.log(side.other())),
                last: last_digest(self.log(side.other())),
            },
            written,
            due,
            act,
            body,
        }
    }

    /// Whether `side` may write `act` now, by the rules of the dossier alone.
    pub fn may(&self, side: Side, act: &Act) -> Result<(), Refusal> {
        if !has_room(self.log(side), act) {
            return Err(Refusal::Full);
        }
        guard::check(&self.state(), side, act)
    }

    /// Joins one entry to its author's log, or says why not.
    pub fn join(&mut self, held: Held) -> Joined {
        match self.place(&held) {
            Place::Next => {
                self.logs[held.envelope.side as usize].push(held);
                Joined::New
            }
            Place::Known => Joined::Known,
            Place::Early { missing } => Joined::Early { missing },
            Place::Ahead { side, seen } => Joined::Ahead { side, seen },
            Place::Full => Joined::Full,
            Place::Broken(stop) => {
                self.stop.get_or_insert(stop.clone());
                Joined::Stopped(stop)
            }
        }
    }

    /// Puts back the next entry of a log that was joined before and kept since. Its chain must fit; no rule is asked
    /// again, so that a long log is read in one pass and a rule that came later locks nobody out.
    pub fn restore(&mut self, held: Held) -> Result<(), Stop> {
        let envelope = &held.envelope;
        let (side, number) = (envelope.side, envelope.number);
        if envelope.handover != self.id || envelope.office != self.office(side) {
            return Err(Stop::Foreign);
        }
        let own = self.log(side);
        if count(own) + 1 != number || envelope.previous != last_digest(own) {
            return Err(Stop::Fork { side, number });
        }
        self.logs[side as usize].push(held);
        Ok(())
    }

    fn place(&self, held: &Held) -> Place {
        let envelope = &held.envelope;
        let (side, number) = (envelope.side, envelope.number);
        if envelope.handover != self.id || envelope.office != self.office(side) {
            return Place::Broken(Stop::Foreign);
        }
        let (own, other) = (self.log(side), self.log(side.other()));
        if number == 0 {
            return Place::Broken(Stop::Fork { side, number });
        }
        if let Some(known) = own.get(number as usize - 1) {
            return match known.digest == held.digest {
                true => Place::Known,
                false => Place::Broken(Stop::Fork { side, number }),
            };
        }
        if count(own) + 1 < number {
            return Place::Early {
                missing: count(own) + 1,
            };
        }
        if !has_room(own, &envelope.act) {
            return Place::Full;
        }
        if envelope.previous != last_digest(own) {
            return Place::Broken(Stop::Fork { side, number });
        }
        let seen = envelope.seen.count;
        if own.last().is_some_and(|it| seen < it.envelope.seen.count) {
            return Place::Broken(Stop::SeenLess { side, number });
        }
        if count(other) < seen {
            return Place::Ahead {
                side: side.other(),
                seen,
            };
        }
        let view = &other[..seen as usize];
        if envelope.seen.last != last_digest(view) {
            return Place::Broken(Stop::Fork {
                side: side.other(),
                number: seen,
            });
        }
        let state = match side {
            Side::Sender => State::of(own, view),
            Side::Receiver => State::of(view, own),
        };
        match guard::check(&state, side, &envelope.act) {
            Ok(()) => Place::Next,
            // Nobody writes it with this program. Signed by another one it stops no move: its words are dropped, an outcome counts
            // as not shared, and a condition as what it is, but for its words: it says that the person is not taken so.
            Err(Refusal::NotToComeBack(_)) => Place::Next,
            // What such a one counts as answers the later days too: a program that says each by itself stops none either.
            Err(Refusal::FollowedUpAlready)
                if side == Side::Receiver && !state.may_come_back(Returned::Outcomes) =>
            {
                Place::Next
            }
            Err(refusal) => Place::Broken(Stop::NotAllowed {
                side,
                number,
                refusal: Box::new(refusal),
            }),
        }
    }
}

enum Place {
    Next,
    Known,
    Early { missing: u32 },
    Ahead { side: Side, seen: u32 },
    Full,
    Broken(Stop),
}

fn has_room(log: &[Held], act: &Act) -> bool {
    let most = match guard::ends_or_takes_back(act) {
        true => LONGEST_LOG,
        false => MOST_ENTRIES,
    };
    count(log) < most
}

fn count(log: &[Held]) -> u32 {
    u32::try_from(log.len()).expect("a log has fewer than 2^32 entries")
}

fn last_digest(log: &[Held]) -> Digest {
    log.last()
        .map_or(Digest::from_bytes([0; 32]), |it| it.digest)
}

/// What the two logs mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The current offer, if any was made.
    pub offer: Option<Offer>,
    /// The day of the first offer, by the sender's clock.
    pub offered: Option<Day>,
    /// Every question, in order.
    pub questions: Vec<Question>,
    /// The latest read-back.
    pub read_back: Option<ReadBack>,
    /// The acceptance that stands, or that the release rests on.
    pub acceptance: Option<Acceptance>,
    /// The release in effect.
    pub release: Option<Release>,
    /// Additions made to the current offer.
    pub additions: u16,
    /// The first day at the receiver.
    pub started: Option<Day>,
    /// The sender's end of contract.
    pub ended: Option<Day>,
    /// The last day the person came there.
    pub last_day: Option<Day>,
    /// Every ending that stands.
    pub endings: BTreeSet<Ending>,
    /// The agreed follow-ups, in order.
    pub follow_ups: Vec<FollowUp>,
    /// Every withdrawal of consent, in the order sender, receiver.
    pub withdrawals: Vec<Withdrawn>,
    /// What the receiver owes to destroy.
    pub erasure: Erasure,
    /// Whether the receiver opened content of an offer and has not said that all of it is destroyed.
    pub holds_content: bool,
    /// Why the dossier stopped, if it did.
    pub stop: Option<Stop>,
}

/// The current offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its number.
    pub no: OfferNo,
    /// What it contains, as first offered.
    pub manifest: Manifest,
    /// Its sections, additions applied.
    pub sections: Vec<Section>,
    /// Whether the receiver's program has opened it.
    pub arrival: Arrival,
    /// The day it was written, by the sender's clock.
    pub written: Day,
    /// The day the receiver is asked to answer by.
    pub due: Option<Day>,
    /// Whether it can still be accepted.
    pub standing: Standing,
    /// The day the sender is asked to offer again by, where the receiver answered "yes, if" or items were taken back.
    pub again_due: Option<Day>,
}

/// Whether an offer can still be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can.
    Open,
    /// Consent for some of its items was withdrawn: it cannot.
    Void,
    /// The receiver answered "yes, if": it waits for a new offer.
    Conditional,
}

/// One section of the current offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The version in force.
    pub pinned: Pinned,
    /// 0 for the offer, else the addition that brought this version.
    pub part: u16,
    /// Whether the receiver's program has opened it.
    pub arrival: Arrival,
    /// The last thing a reader said of this version.
    pub reading: Option<Reading>,
}

/// Whether content has been opened by the receiver's program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Not that is known.
    OnTheWay,
    /// It has.
    Arrived,
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its number.
    pub no: QuestionNo,
    /// The section it is about.
    pub section: SectionId,
    /// The version it is about.
    pub digest: Digest,
    /// The day the sender is asked to answer by.
    pub due: Option<Day>,
    /// Where it stands.
    pub status: QuestionStatus,
}

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionStatus {
    /// Nobody has answered.
    Unanswered,
    /// The sender has answered; the receiver has not closed it.
    Answered(Reply),
    /// The receiver has closed it.
    Closed,
}

/// The latest read-back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// Its number.
    pub no: ReadBackNo,
    /// Key facts that differ.
    pub differences: Vec<KeyFact>,
    /// What the sender says of it.
    pub verdict: Option<Verdict>,
    /// Whether it counts for the current offer.
    pub bearing: Bearing,
    /// The day the sender is asked to check it by.
    pub due: Option<Day>,
}

/// Whether a read-back counts for the current offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// The sections and key facts are the same: it counts.
    Current,
    /// Something changed since: it does not.
    Past,
}

impl ReadBack {
    /// Whether an acceptance may rest on it.
    pub fn carries_acceptance(&self) -> bool {
        self.bearing == Bearing::Current
            && match self.verdict {
                Some(Verdict::Correct) => false,
                Some(Verdict::RightThough) => true,
                Some(Verdict::Right) | None => self.differences.is_empty(),
            }
    }

    /// Whether the sender found it right.
    pub fn found_right(&self) -> bool {
        matches!(self.verdict, Some(Verdict::Right | Verdict::RightThough))
    }
}

/// An acceptance that stands, or that the release rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The accepted offer.
    pub offer: OfferNo,
    /// The read-back it rests on.
    pub read_back: ReadBackNo,
    /// The planned first day.
    pub start: Day,
    /// The day of the first interview.
    pub interview: Day,
    /// The day the sender is asked to release by.
    pub due: Option<Day>,
}

/// A release in effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its number in the sender's log.
    pub number: u32,
    /// The day it was written, by the sender's clock.
    pub written: Day,
}

/// An ending that stands, in the order in which one label is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// Consent was withdrawn wholly before release.
    Withdrawn,
    /// The sender took the offer back.
    Recalled,
    /// The receiver declined.
    Declined(Decline),
    /// The person did not start.
    NotStarted,
    /// The sender gave up waiting.
    Lapsed,
    /// Over for a reason in the world.
    Discontinued(Discontinuation),
}

impl Ending {
    /// Whether the person is with the office on this side afterwards, so that the next handover begins there: with the sender
    /// where it ended before the start, with either where it was discontinued, unless the person died or came back as planned.
    pub fn leads_on(self, side: Side) -> bool {
        match self {
            Ending::Discontinued(Discontinuation::Died | Discontinuation::CameBack) => false,
            Ending::Discontinued(_) => true,
            _ => side == Side::Sender,
        }
    }
}

/// One agreed follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// The agreed day.
    pub day: Day,
    /// What was said on it.
    pub outcome: Option<Outcome>,
}

/// One withdrawal of consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Who wrote it.
    pub side: Side,
    /// Its number in that log.
    pub number: u32,
    /// How much.
    pub scope: Withdrawal,
    /// Whether it takes from the current offer, or the offer was made knowing it.
    pub bearing: Bearing,
    /// What the receiver owes for it.
    pub answer: WithdrawalAnswer,
}

/// What a withdrawal asks of the receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithdrawalAnswer {
    /// Nothing more: an ending or a newer offer has settled it.
    Settled,
    /// The receiver's staff must say what became of it.
    Owed,
    /// They have.
    Given(Handling),
}

/// What the receiver owes to destroy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// Nothing.
    None,
    /// Everything held: the handover ended before the start.
    Whole,
    /// The withdrawn items.
    Items,
}

impl State {
    /// What the two logs mean. Pure, and total over any two prefixes of logs that obey the rules.
    pub fn of(sender: &[Held], receiver: &[Held]) -> State {
        let logs = Logs { sender, receiver };
        let release = logs.release();
        let started = logs.started();
        let endings = logs.endings(release, started.is_some());
        let before_start = endings
            .iter()
            .any(|it| !matches!(it, Ending::Discontinued(_)));
        let offer = logs.offer(release);
        let read_back = logs.read_back(offer.as_ref());
        let acceptance = logs.acceptance(offer.as_ref(), release);
        let withdrawals = logs.withdrawals(release, before_start);
        let erasure = logs.erasure(offer.as_ref(), before_start);
        State {
            offered: logs.first_offered(),
            additions: logs.additions(offer.as_ref()),
            questions: logs.questions(),
            follow_ups: logs.follow_ups(release),
            holds_content: logs.holds_content(),
            ended: logs.ended().map(|(contract_end, _)| contract_end),
            last_day: logs.ended().map(|(_, last_day)| last_day),
            release: release.map(|at| Release {
                number: sender[at].envelope.number,
                written: sender[at].envelope.written,
            }),
            offer,
            read_back,
            acceptance,
            started,
            endings,
            withdrawals,
            erasure,
            stop: None,
        }
    }

    /// The number of the next offer.
    pub fn next_offer(&self) -> OfferNo {
        let last = self.offer.as_ref().map(|it| it.no);
        last.map_or(OfferNo::FIRST, |it| it.next().unwrap_or(it))
    }

    /// The number of the next question.
    pub fn next_question(&self) -> QuestionNo {
        let last = self.questions.last().map(|it| it.no);
        last.map_or(QuestionNo::FIRST, |it| it.next().unwrap_or(it))
    }

    /// The number of the next read-back.
    pub fn next_read_back(&self) -> ReadBackNo {
        let last = self.read_back.as_ref().map(|it| it.no);
        last.map_or(ReadBackNo::FIRST, |it| it.next().unwrap_or(it))
    }

    /// The ending shown, if there is one.
    pub fn ending(&self) -> Option<Ending> {
        self.endings.first().copied()
    }

    /// The offer, where it can still be replaced: nothing was released and nothing has ended.
    pub fn offer_before_release(&self) -> Option<&Offer> {
        let open = self.release.is_none() && self.endings.is_empty();
        self.offer.as_ref().filter(|_| open)
    }

    /// The same where consent ends on this day, if that is earlier than the offer says: what its writer may still do, and owes, is
    /// asked of this. No other office knows that day before a new offer says it.
    pub fn as_consent_ends(mut self, last: Day) -> State {
        if let Some(offer) = &mut self.offer {
            let until = &mut offer.manifest.consent_until;
            *until = last.min(*until);
        }
        self
    }

    /// The same where no more may come back than this, by a newer form of which no offer has told yet.
    pub fn as_lets_back(mut self, given: &BTreeSet<Returned>) -> State {
        if let Some(offer) = &mut self.offer {
            offer.manifest.returned.retain(|it| given.contains(it));
        }
        self
    }

    /// The same of an office on paper, for which this office alone writes: it is told of no newer form, so what the form that counts
    /// lets come back counts at once. Where no outcome may, nobody there is asked for one: no paper would ever say so, and each
    /// agreed day counts as *not shared* once the person has started.
    pub fn as_entered_from_paper(self, given: &BTreeSet<Returned>) -> State {
        let mut state = self.as_lets_back(given);
        if state.started.is_some() && !state.may_come_back(Returned::Outcomes) {
            for it in &mut state.follow_ups {
                it.outcome.get_or_insert(Outcome::NotShared);
            }
        }
        state
    }

    /// The same where the person took this back, too, and no entry says so yet: they are heard at once, so what may come back is
    /// asked of this.
    pub fn as_taken_back(mut self, scope: Withdrawal) -> State {
        self.withdrawals.push(Withdrawn {
            side: Side::Sender,
            number: 0,
            scope,
            bearing: Bearing::Current,
            answer: WithdrawalAnswer::Settled,
        });
        self
    }

    /// What a form with these items leaves out of the offer: while nothing is released it counts as taken back.
    pub fn left_out_by(&self, given: &BTreeSet<ItemId>) -> BTreeSet<ItemId> {
        let gone = self.taken_back();
        let offer = self.offer_before_release().into_iter();
        let named = offer.flat_map(|it| it.manifest.items.iter().copied());
        named
            .filter(|it| !given.contains(it) && !gone.contains(it))
            .collect()
    }

    /// The office that is responsible for the person.
    pub fn owner(&self) -> Side {
        match self.started {
            Some(_) => Side::Receiver,
            None => Side::Sender,
        }
    }

    /// Whether the receiver's program has opened the current offer.
    pub fn arrived(&self) -> bool {
        self.offer
            .as_ref()
            .is_some_and(|it| it.arrival == Arrival::Arrived)
    }

    /// Mandatory sections of the current offer that nobody has called understood.
    pub fn not_understood(&self) -> Vec<SectionId> {
        let sections = self.offer.iter().flat_map(|it| &it.sections);
        sections
            .filter(|it| it.pinned.weight == Weight::Mandatory)
            .filter(|it| it.reading != Some(Reading::Understood))
            .map(|it| it.pinned.section)
            .collect()
    }

    /// Sections of the current offer that nobody has read.
    pub fn unread(&self) -> Vec<SectionId> {
        let sections = self.offer.iter().flat_map(|it| &it.sections);
        sections
            .filter(|it| it.reading.is_none())
            .map(|it| it.pinned.section)
            .collect()
    }

    /// Questions the receiver has not closed.
    pub fn open_questions(&self) -> Vec<QuestionNo> {
        let open = self
            .questions
            .iter()
            .filter(|it| it.status != QuestionStatus::Closed);
        open.map(|it| it.no).collect()
    }

    /// Whether the acceptance still waits for its release.
    pub fn accepted(&self) -> bool {
        self.acceptance.is_some() && self.release.is_none() && self.endings.is_empty()
    }

    /// Whether the loop is closed.
    pub fn closed(&self) -> bool {
        self.endings.is_empty()
            && self.started.is_some()
            && self.ended.is_some()
            && self.open_questions().is_empty()
            && self.unread_additions().is_empty()
            && self.follow_ups.iter().all(|it| it.outcome.is_some())
    }

    /// Sections brought by an addition that nobody has read, or that was not opened: what an addition changes back was read
    /// before, and is not there again until it is. What the person took back since nobody has to read.
    pub fn unread_additions(&self) -> Vec<SectionId> {
        let added = self.offer.iter().flat_map(|it| &it.sections);
        let added = added.filter(|it| 0 < it.part && self.is_left(it.pinned.section));
        added
            .filter(|it| it.reading.is_none() || it.arrival == Arrival::OnTheWay)
            .map(|it| it.pinned.section)
            .collect()
    }

    /// The items withdrawn one by one, or `None` where all consent was withdrawn.
    pub fn withdrawn_items(&self) -> Option<BTreeSet<ItemId>> {
        let mut items = BTreeSet::new();
        for withdrawn in &self.withdrawals {
            match &withdrawn.scope {
                Withdrawal::All => return None,
                Withdrawal::Items(some) => items.extend(some.iter().copied()),
            }
        }
        Some(items)
    }

    /// The items of the current offer that nobody took back since it was made.
    pub fn left(&self) -> BTreeSet<ItemId> {
        let offered = self.offer.iter().flat_map(|it| &it.manifest.items);
        let taken_back = self.taken_back();
        offered
            .copied()
            .filter(|it| !taken_back.contains(it))
            .collect()
    }

    /// Whether a section is not gone with what was taken back: of its items none was, or another is left.
    pub fn is_left(&self, section: SectionId) -> bool {
        let (left, gone) = (self.left(), self.taken_back());
        let holds = |some: &BTreeSet<ItemId>| {
            let mut fields = section.fields();
            fields.any(|it| some.contains(&it.spec().item))
        };
        !self.all_is_taken_back() && (!holds(&gone) || holds(&left))
    }

    /// The items of the current offer that were taken back since it was made.
    pub fn taken_back(&self) -> BTreeSet<ItemId> {
        let withdrawals = self.withdrawals.iter();
        let current = withdrawals.filter(|it| it.bearing == Bearing::Current);
        current.flat_map(|it| self.items_of(&it.scope)).collect()
    }

    /// Whether the person took back everything of the current offer, at once or item by item.
    pub fn all_is_taken_back(&self) -> bool {
        let items = self.offer.iter().flat_map(|it| &it.manifest.items);
        0 < items.count() && self.left().is_empty()
    }

    /// Whether this may come back from the receiver: the person's form says so, and not everything was taken back since.
    pub fn may_come_back(&self, what: Returned) -> bool {
        let offer = self.offer.as_ref();
        let asked = offer.is_some_and(|it| it.manifest.returned.contains(&what));
        (what == Returned::ReadBack || asked) && !self.all_is_taken_back()
    }

    /// The items a withdrawal speaks of; of all that consent was given for, those of the current offer.
    pub fn items_of(&self, scope: &Withdrawal) -> BTreeSet<ItemId> {
        match (scope, &self.offer) {
            (Withdrawal::Items(items), _) => items.clone(),
            (Withdrawal::All, Some(offer)) => offer.manifest.items.clone(),
            (Withdrawal::All, None) => BTreeSet::new(),
        }
    }

    /// Whether the person took back everything of the current offer, and the receiver said that none of it is there any more.
    pub fn nothing_is_left(&self) -> bool {
        let gone = self.answered_as_gone();
        let items = self.offer.as_ref().map(|it| &it.manifest.items);
        items.is_some_and(|it| !it.is_empty() && it.is_subset(&gone))
    }

    /// The items of the current offer that were taken back since, and of which the receiver said that they are gone.
    pub fn answered_as_gone(&self) -> BTreeSet<ItemId> {
        let current = self.withdrawals.iter();
        let current = current.filter(|it| it.bearing == Bearing::Current);
        current.flat_map(|it| self.said_gone(it)).collect()
    }

    /// The items an answer to this withdrawal says are gone; none where none was given, or another one.
    pub fn said_gone(&self, withdrawal: &Withdrawn) -> BTreeSet<ItemId> {
        match withdrawal.answer {
            WithdrawalAnswer::Given(Handling::Kept) => BTreeSet::new(),
            WithdrawalAnswer::Given(_) => self.items_of(&withdrawal.scope),
            WithdrawalAnswer::Owed | WithdrawalAnswer::Settled => BTreeSet::new(),
        }
    }

    /// What of a withdrawal has still to be said here. What is taken back already, and nobody has said since what
    /// became of it, need not be said again.
    pub fn unsaid_of(&self, scope: &Withdrawal) -> Option<Withdrawal> {
        let offer = self.offer.as_ref()?;
        self.withdrawn_items()?;
        let Withdrawal::Items(items) = scope else {
            return Some(Withdrawal::All);
        };
        let mut left: BTreeSet<ItemId> = items & &offer.manifest.items;
        for it in &self.withdrawals {
            let answered = matches!(it.answer, WithdrawalAnswer::Given(_));
            if it.bearing == Bearing::Current && !answered {
                left = &left - &self.items_of(&it.scope);
            }
        }
        (!left.is_empty()).then_some(Withdrawal::Items(left))
    }

    /// The phase shown to people.
    pub fn phase(&self) -> Phase {
        if self.stop.is_some() {
            return Phase::Stopped;
        }
        if let Some(ending) = self.ending() {
            return Phase::of_ending(ending);
        }
        if self.closed() {
            return Phase::Closed;
        }
        match (self.started, self.ended) {
            (Some(_), Some(_)) => return Phase::FollowingUp,
            (Some(_), None) => return Phase::Started,
            (None, _) => (),
        }
        if self.release.is_some() {
            return Phase::Released;
        }
        if self.acceptance.is_some() {
            return Phase::Accepted;
        }
        self.phase_before_decision()
    }

    fn phase_before_decision(&self) -> Phase {
        let Some(offer) = &self.offer else {
            return Phase::Approved;
        };
        if offer.standing == Standing::Conditional {
            return Phase::Conditional;
        }
        let read_back = self.read_back.as_ref();
        if read_back.is_some_and(|it| {
            it.bearing == Bearing::Current && it.verdict != Some(Verdict::Correct)
        }) {
            return Phase::ReadBack;
        }
        let in_review = offer.sections.iter().any(|it| it.reading.is_some())
            || !self.open_questions().is_empty();
        let arrived = offer
            .sections
            .iter()
            .any(|it| it.arrival == Arrival::Arrived);
        match (arrived, in_review) {
            (true, true) => Phase::InReview,
            (true, false) => Phase::Delivered,
            (false, _) => Phase::Offered,
        }
    }
}

/// Where a handover stands, in the words people see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// 下書き
    Drafting,
    /// 同意済
    Consented,
    /// 本人確認済
    Confirmed,
    /// 承認待
    Submitted,
    /// 承認済
    Approved,
    /// 差戻 (the approver's return, inside the sender's office)
    Returned,
    /// 提供済
    Offered,
    /// 到着
    Delivered,
    /// 確認中
    InReview,
    /// 復唱済
    ReadBack,
    /// 条件付
    Conditional,
    /// 受入決定
    Accepted,
    /// 引渡済
    Released,
    /// 利用開始
    Started,
    /// フォロー中
    FollowingUp,
    /// 完了
    Closed,
    /// 受入不可
    Declined,
    /// 取下
    Recalled,
    /// 同意撤回
    Withdrawn,
    /// 利用に至らず
    NotStarted,
    /// 失効
    Lapsed,
    /// 中止
    Discontinued,
    /// 停止
    Stopped,
}

impl Phase {
    /// Every phase, in the order of the work.
    pub const ALL: [Phase; 23] = [
        Phase::Drafting,
        Phase::Consented,
        Phase::Confirmed,
        Phase::Submitted,
        Phase::Approved,
        Phase::Returned,
        Phase::Offered,
        Phase::Delivered,
        Phase::InReview,
        Phase::ReadBack,
        Phase::Conditional,
        Phase::Accepted,
        Phase::Released,
        Phase::Started,
        Phase::FollowingUp,
        Phase::Closed,
        Phase::Declined,
        Phase::Recalled,
        Phase::Withdrawn,
        Phase::NotStarted,
        Phase::Lapsed,
        Phase::Discontinued,
        Phase::Stopped,
    ];

    /// The stable English name, used by `--json` and in files.
    pub fn code(self) -> &'static str {
        match self {
            Phase::Drafting => "Drafting",
            Phase::Consented => "Consented",
            Phase::Confirmed => "Confirmed",
            Phase::Submitted => "Submitted",
            Phase::Approved => "Approved",
            Phase::Returned => "Returned",
            Phase::Offered => "Offered",
            Phase::Delivered => "Delivered",
            Phase::InReview => "InReview",
            Phase::ReadBack => "ReadBack",
            Phase::Conditional => "Conditional",
            Phase::Accepted => "Accepted",
            Phase::Released => "Released",
            Phase::Started => "Started",
            Phase::FollowingUp => "FollowingUp",
            Phase::Closed => "Closed",
            Phase::Declined => "Declined",
            Phase::Recalled => "Recalled",
            Phase::Withdrawn => "Withdrawn",
            Phase::NotStarted => "NotStarted",
            Phase::Lapsed => "Lapsed",
            Phase::Discontinued => "Discontinued",
            Phase::Stopped => "Stopped",
        }
    }

    fn of_ending(ending: Ending) -> Phase {
        match ending {
            Ending::Withdrawn => Phase::Withdrawn,
            Ending::Recalled => Phase::Recalled,
            Ending::Declined(_) => Phase::Declined,
            Ending::NotStarted => Phase::NotStarted,
            Ending::Lapsed => Phase::Lapsed,
            // Who was away for a time and is back has come to the end that was planned.
            Ending::Discontinued(Discontinuation::CameBack) => Phase::Closed,
            Ending::Discontinued(_) => Phase::Discontinued,
        }
    }
}

/// What the words of an entry are about: a section of an offer, or the offer whole.
#[derive(Clone, Copy)]
struct About<'a> {
    offer: OfferNo,
    manifest: &'a Manifest,
    section: Option<SectionId>,
}

impl About<'_> {
    fn touches(&self, items: &BTreeSet<ItemId>) -> bool {
        let within = |item: &&ItemId| {
            self.manifest.items.contains(*item)
                && self.section.is_none_or(|section| is_in(**item, section))
        };
        items.iter().any(|item| within(&item))
    }
}

/// Whether a section has a field under the item.
fn is_in(item: ItemId, section: SectionId) -> bool {
    let specs = FieldId::ALL.iter().map(|it| it.spec());
    specs
        .into_iter()
        .any(|spec| spec.item == item && spec.section == section)
}

/// The two logs, with the questions the state asks of them.
#[derive(Clone, Copy)]
struct Logs<'a> {
    sender: &'a [Held],
    receiver: &'a [Held],
}

impl<'a> Logs<'a> {
    fn said(self) -> impl DoubleEndedIterator<Item = (usize, &'a Envelope)> {
        self.sender.iter().map(|it| &it.envelope).enumerate()
    }

    fn replied(self) -> impl DoubleEndedIterator<Item = (usize, &'a Envelope)> {
        self.receiver.iter().map(|it| &it.envelope).enumerate()
    }

    /// The place of the release in effect. A decline that had not seen the release, and that the release had
    /// not seen, crossed it: the decline wins, "yes, if" included.
    fn release(self) -> Option<usize> {
        let (at, release) = self
            .said()
            .rev()
            .find(|(_, it)| matches!(it.act, Act::Released { .. }))?;
        let crossed = self.replied().any(|(place, it)| {
            matches!(it.act, Act::Declined { .. })
                && release.seen.count as usize <= place
                && it.seen.count as usize <= at
        });
        (!crossed).then_some(at)
    }

    fn started(self) -> Option<Day> {
        self.replied().find_map(|(_, it)| match it.act {
            Act::Started { day } => Some(day),
            _ => None,
        })
    }

    fn ended(self) -> Option<(Day, Day)> {
        self.said().find_map(|(_, it)| match it.act {
            Act::Ended {
                contract_end,
                last_day,
                ..
            } => Some((contract_end, last_day)),
            _ => None,
        })
    }

    fn endings(self, release: Option<usize>, started: bool) -> BTreeSet<Ending> {
        let mut endings = BTreeSet::new();
        for (at, it) in self.said() {
            match &it.act {
                Act::Recalled => endings.extend([Ending::Recalled]),
                Act::Lapsed if !started => endings.extend([Ending::Lapsed]),
                Act::Discontinued { reason } => endings.extend([Ending::Discontinued(*reason)]),
                Act::ConsentWithdrawn {
                    scope: Withdrawal::All,
                } if release.is_none_or(|release| at <= release) => {
                    endings.extend([Ending::Withdrawn])
                }
                _ => (),
            }
        }
        for (_, it) in self.replied() {
            match &it.act {
                Act::Declined { decline, .. } if *decline != Decline::YesIf => {
                    endings.extend([Ending::Declined(*decline)])
                }
                Act::NotStarted => endings.extend([Ending::NotStarted]),
                Act::Discontinued { reason } => endings.extend([Ending::Discontinued(*reason)]),
                Act::ConsentWithdrawn {
                    scope: Withdrawal::All,
                } if release.is_none_or(|release| it.seen.count as usize <= release) => {
                    endings.extend([Ending::Withdrawn])
                }
                _ => (),
            }
        }
        endings
    }

    fn offer(self, release: Option<usize>) -> Option<Offer> {
        let (at, envelope, no, manifest) = self.current_offer()?;
        let mut sections: Vec<Section> = manifest
            .sections
            .iter()
            .map(|pinned| Section {
                pinned: *pinned,
                part: 0,
                arrival: self.arrival(no, 0),
                reading: self.reading(pinned),
            })
            .collect();
        for (_, it) in self.said() {
            if let Act::Added {
                offer,
                part,
                sections: added,
            } = &it.act
                && *offer == no
            {
                self.overlay(&mut sections, no, *part, added);
            }
        }
        let condition = self.condition(no);
        let standing = if release.is_none() && self.voided(at, envelope) {
            Standing::Void
        } else if release.is_none() && condition.is_some() {
            Standing::Conditional
        } else {
            Standing::Open
        };
        Some(Offer {
            no,
            manifest: manifest.clone(),
            sections,
            arrival: self.arrival(no, 0),
            written: envelope.written,
            due: envelope.due,
            standing,
            again_due: match standing {
                Standing::Open => None,
                Standing::Conditional => condition.and_then(|it| it.due),
                // A withdrawal names no day: the sender has its days from the last one on.
                Standing::Void => {
                    let last = self.voiding(at, envelope).map(|it| it.written).max();
                    last.map(|it| it.plus_days(ANSWER_DAYS))
                }
            },
        })
    }

    fn overlay(self, sections: &mut Vec<Section>, no: OfferNo, part: u16, added: &[Pinned]) {
        for pinned in added {
            let section = Section {
                pinned: *pinned,
                part,
                arrival: self.arrival(no, part),
                reading: self.reading(pinned),
            };
            match sections
                .iter_mut()
                .find(|it| it.pinned.section == pinned.section)
            {
                Some(old) => *old = section,
                None => sections.push(section),
            }
        }
    }

    fn current_offer(self) -> Option<(usize, &'a Envelope, OfferNo, &'a Manifest)> {
        self.said().rev().find_map(|(at, it)| match &it.act {
            Act::Offered { offer, manifest } => Some((at, it, *offer, manifest)),
            _ => None,
        })
    }

    fn manifest(self, no: OfferNo) -> Option<&'a Manifest> {
        self.said().find_map(|(_, it)| match &it.act {
            Act::Offered { offer, manifest } if *offer == no => Some(manifest),
            _ => None,
        })
    }

    /// What the words of an entry are about, where they are bound to what was offered.
    fn about(self, side: Side, number: u32) -> Option<About<'a>> {
        let log = match side {
            Side::Sender => self.sender,
            Side::Receiver => self.receiver,
        };
        let entry = log.get((number as usize).checked_sub(1)?)?;
        let (offer, section) = match &entry.envelope.act {
            Act::Asked { offer, section, .. } => (*offer, Some(*section)),
            Act::Answered { question, .. } => self.replied().find_map(|(_, it)| match &it.act {
                Act::Asked {
                    question: asked,
                    offer,
                    section,
                    ..
                } if asked == question => Some((*offer, Some(*section))),
                _ => None,
            })?,
            Act::ReadBack { offer, .. } => (*offer, None),
            Act::ReadBackChecked { read_back, .. } => {
                self.replied().find_map(|(_, it)| match &it.act {
                    Act::ReadBack {
                        read_back: of,
                        offer,
                        ..
                    } if of == read_back => Some((*offer, None)),
                    _ => None,
                })?
            }
            Act::Declined {
                offer,
                decline: Decline::YesIf,
            } => (*offer, None),
            _ => return None,
        };
        let manifest = self.manifest(offer)?;
        Some(About {
            offer,
            manifest,
            section,
        })
    }

    /// How many entries of the receiver the author of an entry knew when it was written.
    fn replies_known(self, side: Side, number: u32) -> usize {
        let before = (number as usize).saturating_sub(1);
        match side {
            Side::Sender => {
                let entry = self.sender.get(before);
                entry.map_or(0, |it| it.envelope.seen.count as usize)
            }
            Side::Receiver => before,
        }
    }

    /// Whether what became of a withdrawal stands among the receiver's first `known` entries.
    fn handled_within(self, known: usize, of: Side, no: u32) -> bool {
        let mut first = self.replied().take_while(|(place, _)| *place < known);
        first.any(|(_, it)| {
            matches!(it.act, Act::Handled { side, number, .. } if side == of && number == no)
        })
    }

    /// The items of an offer that were taken back since it was made, less what was answered within the receiver's
    /// first `known` entries.
    fn taken_back_since(self, no: OfferNo, known: usize) -> BTreeSet<ItemId> {
        let offered = self.said().find_map(|(at, it)| match &it.act {
            Act::Offered { offer, manifest } if *offer == no => Some((at, it, manifest)),
            _ => None,
        });
        let Some((at, offer, manifest)) = offered else {
            return BTreeSet::new();
        };
        let seen = offer.seen.count as usize;
        let said = self.said().filter(|(place, _)| at < *place);
        let replied = self.replied().filter(|(place, _)| seen <= *place);
        let mut items = BTreeSet::new();
        let open = |it: &(usize, &Envelope)| !self.handled_within(known, it.1.side, it.1.number);
        for (_, it) in said.chain(replied).filter(open) {
            match &it.act {
                Act::ConsentWithdrawn {
                    scope: Withdrawal::All,
                } => items.extend(manifest.items.iter().copied()),
                Act::ConsentWithdrawn {
                    scope: Withdrawal::Items(some),
                } => items.extend(some.iter().copied()),
                _ => (),
            }
        }
        items
    }

    fn opened_before(self, no: u16) -> OfferNo {
        let opened = self.replied().rev().find_map(|(_, it)| match it.act {
            Act::Received { offer, part: 0 } if offer.get() < no => Some(offer),
            _ => None,
        });
        opened.unwrap_or(OfferNo::FIRST)
    }

    fn taken_back_before(self, no: u16) -> BTreeSet<ItemId> {
        let opened = self.opened_before(no);
        let Some((at, offer)) = self
            .said()
            .find(|(_, it)| matches!(&it.act, Act::Offered { offer, .. } if *offer == opened))
        else {
            return BTreeSet::new();
        };
        let (erased, seen) = self
            .erasures()
            .last()
            .map_or((0, 0), |(place, it)| (place, it.seen.count as usize));
        let said = self
            .said()
            .filter(|(place, _)| at < *place && seen <= *place);
        let known = (offer.seen.count as usize).max(erased);
        let replied = self.replied().filter(|(place, _)| known <= *place);
        let all = self.manifest(opened).map(|it| &it.items);
        let items = said.chain(replied).filter_map(|(_, it)| match &it.act {
            Act::ConsentWithdrawn {
                scope: Withdrawal::All,
            } => all,
            Act::ConsentWithdrawn {
                scope: Withdrawal::Items(some),
            } => Some(some),
            _ => None,
        });
        items.flatten().copied().collect()
    }

    fn arrival(self, no: OfferNo, of: u16) -> Arrival {
        let arrived = self.replied().any(
            |(_, it)| matches!(it.act, Act::Received { offer, part } if offer == no && part == of),
        );
        match arrived {
            true => Arrival::Arrived,
            false => Arrival::OnTheWay,
        }
    }

    fn reading(self, pinned: &Pinned) -> Option<Reading> {
        self.replied().rev().find_map(|(_, it)| match &it.act {
            Act::Acknowledged {
                section,
                digest,
                reading,
                ..
            } if *section == pinned.section && *digest == pinned.digest => Some(*reading),
            _ => None,
        })
    }

    /// Whether consent for items was withdrawn and the offer did not know it.
    fn voided(self, at: usize, offer: &Envelope) -> bool {
        self.voiding(at, offer).next().is_some()
    }

    /// The withdrawals an offer did not know of.
    fn voiding(self, at: usize, offer: &Envelope) -> impl Iterator<Item = &'a Envelope> {
        let known = offer.seen.count as usize;
        let said = self.said().filter(move |(place, _)| at < *place);
        let replied = self.replied().filter(move |(place, _)| known <= *place);
        let withdraws = |it: &&Envelope| matches!(it.act, Act::ConsentWithdrawn { .. });
        said.chain(replied).map(|(_, it)| it).filter(withdraws)
    }

    /// The "yes, if" to an offer.
    fn condition(self, no: OfferNo) -> Option<&'a Envelope> {
        let of_it = |it: &&Envelope| matches!(it.act, Act::Declined { offer, decline: Decline::YesIf } if offer == no);
        self.replied().map(|(_, it)| it).find(of_it)
    }

    fn questions(self) -> Vec<Question> {
        let asked = self.replied().filter_map(|(_, it)| match it.act {
            Act::Asked {
                question,
                section,
                digest,
                ..
            } => Some(Question {
                no: question,
                section,
                digest,
                due: it.due,
                status: self.status(question),
            }),
            _ => None,
        });
        asked.collect()
    }

    fn status(self, no: QuestionNo) -> QuestionStatus {
        let closed = self
            .replied()
            .any(|(_, it)| matches!(it.act, Act::QuestionClosed { question } if question == no));
        if closed {
            return QuestionStatus::Closed;
        }
        let reply = self.said().rev().find_map(|(_, it)| match it.act {
            Act::Answered { question, reply } if question == no => Some(reply),
            _ => None,
        });
        reply.map_or(QuestionStatus::Unanswered, QuestionStatus::Answered)
    }

    fn read_back(self, current: Option<&Offer>) -> Option<ReadBack> {
        let (no, of, facts, due) = self.replied().rev().find_map(|(_, it)| match &it.act {
            Act::ReadBack {
                read_back,
                offer,
                facts,
            } => Some((*read_back, *offer, facts, it.due)),
            _ => None,
        })?;
        let then = self.manifest(of);
        let same = current.is_some_and(|now| {
            then.is_some_and(|then| {
                then.sections == now.manifest.sections && then.facts == now.manifest.facts
            })
        });
        Some(ReadBack {
            no,
            differences: facts
                .iter()
                .filter(|(_, finding)| *finding != Finding::Same)
                .map(|(fact, _)| *fact)
                .collect(),
            verdict: self.verdict(no),
            bearing: if same {
                Bearing::Current
            } else {
                Bearing::Past
            },
            due,
        })
    }

    fn verdict(self, no: ReadBackNo) -> Option<Verdict> {
        self.said().rev().find_map(|(_, it)| match it.act {
            Act::ReadBackChecked { read_back, verdict } if read_back == no => Some(verdict),
            _ => None,
        })
    }

    fn acceptance(self, current: Option<&Offer>, release: Option<usize>) -> Option<Acceptance> {
        let current = current?;
        let (at, acceptance) = self.replied().rev().find_map(|(at, it)| match &it.act {
            Act::Accepted {
                offer,
                read_back,
                start,
                interview,
                ..
            } => Some((
                at,
                Acceptance {
                    offer: *offer,
                    read_back: *read_back,
                    start: *start,
                    interview: *interview,
                    due: it.due,
                },
            )),
            _ => None,
        })?;
        if release.is_some() {
            return Some(acceptance);
        }
        let taken_back = self
            .replied()
            .any(|(place, it)| at < place && matches!(it.act, Act::Declined { .. }));
        let stands = acceptance.offer == current.no
            && current.standing == Standing::Open
            && !taken_back
            && self.verdict(acceptance.read_back) != Some(Verdict::Correct);
        stands.then_some(acceptance)
    }

    fn follow_ups(self, release: Option<usize>) -> Vec<FollowUp> {
        if release.is_none() {
            return Vec::new();
        }
        let days = self.replied().rev().find_map(|(_, it)| match &it.act {
            Act::Accepted { follow_ups, .. } => Some(follow_ups.as_slice()),
            _ => None,
        });
        let mut follow_ups: Vec<FollowUp> = days
            .unwrap_or_default()
            .iter()
            .map(|day| FollowUp {
                day: *day,
                outcome: None,
            })
            .collect();
        for (place, it) in self.replied() {
            if let Act::FollowedUp { which, outcome } = it.act {
                let told = self.outcome_told(place, it, outcome);
                let days = match (told, self.outcome_was_asked(place, it)) {
                    // There is nothing more to be told on the later days.
                    (Outcome::Left, _) | (Outcome::NotShared, false) => Days::AndLater,
                    _ => Days::One,
                };
                answer(&mut follow_ups, which as usize, told, days);
            }
        }
        follow_ups
    }

    /// Whether the author of the receiver's entry at `place` knew that outcomes may come back.
    fn outcome_was_asked(self, place: usize, it: &Envelope) -> bool {
        let view = self.view_of_receiver(place, it);
        view.current_offer().is_some_and(|(_, _, no, manifest)| {
            let gone = view.taken_back_since(no, 0);
            let all = !manifest.items.is_empty() && manifest.items.is_subset(&gone);
            manifest.returned.contains(&Returned::Outcomes) && !all
        })
    }

    fn outcome_told(self, place: usize, it: &Envelope, outcome: Outcome) -> Outcome {
        match self.outcome_was_asked(place, it) {
            true => outcome,
            false => Outcome::NotShared,
        }
    }

    fn first_offered(self) -> Option<Day> {
        let mut offers = self.said();
        let first = offers.find(|(_, it)| matches!(it.act, Act::Offered { .. }));
        first.map(|(_, it)| it.written)
    }

    fn additions(self, current: Option<&Offer>) -> u16 {
        let of_current = |act: &Act| match act {
            Act::Added { offer, .. } => current.is_some_and(|it| it.no == *offer),
            _ => false,
        };
        let additions = self.said().filter(|(_, it)| of_current(&it.act)).count();
        u16::try_from(additions).unwrap_or(u16::MAX)
    }

    fn withdrawals(self, release: Option<usize>, ended_before_start: bool) -> Vec<Withdrawn> {
        let (offer_at, offer_seen) = self
            .current_offer()
            .map_or((0, 0), |(at, it, ..)| (at, it.seen.count as usize));
        let owed = release.is_some() && !ended_before_start;
        let of = |side: Side, (place, it): (usize, &Envelope)| match &it.act {
            Act::ConsentWithdrawn { scope } => {
                let known_to_offer = match side {
                    Side::Sender => place < offer_at,
                    Side::Receiver => place < offer_seen,
                };
                Some(Withdrawn {
                    side,
                    number: it.number,
                    scope: scope.clone(),
                    bearing: if known_to_offer {
                        Bearing::Past
                    } else {
                        Bearing::Current
                    },
                    answer: self.answer_to(side, it.number, owed && !known_to_offer),
                })
            }
            _ => None,
        };
        let said = self.said().filter_map(|it| of(Side::Sender, it));
        said.chain(self.replied().filter_map(|it| of(Side::Receiver, it)))
            .collect()
    }

    fn answer_to(self, of: Side, no: u32, owed: bool) -> WithdrawalAnswer {
        let given = self.replied().find_map(|(_, it)| match it.act {
            Act::Handled {
                side,
                number,
                handling,
            } if side == of && number == no => Some(handling),
            _ => None,
        });
        match (given, owed) {
            (Some(handling), _) => WithdrawalAnswer::Given(handling),
            (None, true) => WithdrawalAnswer::Owed,
            (None, false) => WithdrawalAnswer::Settled,
        }
    }

    fn erasure(self, offer: Option<&Offer>, ended_before_start: bool) -> Erasure {
        if offer.is_none() {
            return Erasure::None;
        }
        let newest_content = self
            .said()
            .rev()
            .find(|(_, it)| it.act.carries_content())
            .map_or(0, |(at, _)| at + 1);
        if ended_before_start {
            let covered = self.erasures().any(|(place, it)| {
                newest_content <= it.seen.count as usize && self.ended_in_view(place, it)
            });
            return if covered {
                Erasure::None
            } else {
                Erasure::Whole
            };
        }
        if offer.is_some_and(|it| it.standing == Standing::Void) {
            let covered = self
                .erasures()
                .any(|(place, it)| self.withdrawals_in_view(place, it));
            return if covered {
                Erasure::None
            } else {
                Erasure::Items
            };
        }
        Erasure::None
    }

    fn holds_content(self) -> bool {
        let opened = self
            .replied()
            .rev()
            .find(|(_, it)| matches!(it.act, Act::Received { .. }));
        let erased = self
            .erasures()
            .filter(|(place, it)| self.took_everything(*place, it));
        match (opened, erased.last()) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some((opened, _)), Some((erased, _))) => erased < opened,
        }
    }

    /// Whether the erasure at `place` in the receiver's log left nothing. Its author says it of the items while it
    /// owes the items, and of everything at any other time.
    fn took_everything(self, place: usize, it: &Envelope) -> bool {
        let view = self.view_of_receiver(place, it);
        let (release, started) = (view.release(), view.started().is_some());
        let endings = view.endings(release, started);
        let before_start = endings
            .iter()
            .any(|it| !matches!(it, Ending::Discontinued(_)));
        view.erasure(view.offer(release).as_ref(), before_start) != Erasure::Items
    }

    fn erasures(self) -> impl Iterator<Item = (usize, &'a Envelope)> {
        self.replied().filter(|(_, it)| it.act == Act::Erased)
    }

    /// Whether the author of the receiver's entry at `place` knew of an ending before the start.
    fn ended_in_view(self, place: usize, it: &Envelope) -> bool {
        let view = self.view_of_receiver(place, it);
        let endings = view.endings(view.release(), view.started().is_some());
        endings
            .iter()
            .any(|it| !matches!(it, Ending::Discontinued(_)))
    }

    /// Whether the author of the receiver's entry at `place` knew of every withdrawal there is.
    fn withdrawals_in_view(self, place: usize, it: &Envelope) -> bool {
        let view = self.view_of_receiver(place, it);
        let all = |logs: Logs| {
            let withdraws = |it: &Held| matches!(it.envelope.act, Act::ConsentWithdrawn { .. });
            let (sender, receiver) = (logs.sender.iter(), logs.receiver.iter());
            sender.chain(receiver).filter(|it| withdraws(it)).count()
        };
        all(view) == all(self)
    }

    fn view_of_receiver(self, place: usize, it: &Envelope) -> Logs<'a> {
        let seen = (it.seen.count as usize).min(self.sender.len());
        Logs {
            sender: &self.sender[..seen],
            receiver: &self.receiver[..place],
        }
    }
}

/// The days of follow-up an outcome answers.
enum Days {
    One,
    AndLater,
}

/// Writes an outcome to its day, or to the later ones too.
fn answer(follow_ups: &mut [FollowUp], which: usize, outcome: Outcome, days: Days) {
    let until = match days {
        Days::AndLater => follow_ups.len(),
        Days::One => (which + 1).min(follow_ups.len()),
    };
    for follow_up in follow_ups.iter_mut().take(until).skip(which) {
        follow_up.outcome.get_or_insert(outcome);
    }
}
