//! The dossier, searched: every order in which two offices can write and hear of each other, within bounds.
//!
//! The search calls `domain`'s own state, guard, permit and duty functions; there is no second model here. What must
//! hold is read from the entries alone, in `promise`.
//!
//! **The network.** A joint state is two logs, and how much each office knows of the other's. That is all a network can
//! do that loses, repeats, reorders and delays, however many parcels are under way: a parcel carries a run of entries as
//! its sender held them when it was sealed, and `Dossier::join` takes an entry only where the one before it is held. So
//! what an office knows is always some beginning of the other log, it never shrinks, and each beginning is what arrives
//! when the parcel sealed at that moment arrives and every later one is lost or late. A parcel that comes twice, or after
//! a later one, brings what is known. The search does not take this on trust: each time an office hears an entry, the
//! entry goes through a real `Dossier::join`, once too early, once in its place and once again ([`Promise::Repeats`]).
//!
//! **Crashes.** A step writes its entry and all that goes with it in one commit (`vault`'s own tests kill it at every
//! write), and what the program owes after a step (received, erased) is an entry of its own here. So a crash between
//! any two writes leaves a joint state of this search. Killed between putting a parcel and noting it, an office sends it
//! again; between taking one in and deleting it, it collects it again: both are a parcel that comes twice.
//!
//! **Old copies.** What that leaves out is a store put back to an older copy: the own log shrinks. It is tried at every
//! eighth state, for every older copy of either office ([`Promise::OldCopies`]): entries that have seen more than the
//! copy holds are not joined, the copy heals when its own entries come back, and an entry written on it instead stops the
//! other office's dossier, after which only what ends, takes back or destroys can be written, and still can.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use tasuki::domain::{
    calendar::Day,
    consent::Returned,
    handover::{
        dossier::{
            Bearing, Dossier, Ending, Erasure, Held, Joined, Phase, State, Stop, WithdrawalAnswer,
            Withdrawn,
        },
        entry::{
            Act, Approval, Decline, Discontinuation, Envelope, Finding, Handling, Manifest,
            Outcome, Pinned, Reading, Reply, Seen, Side, Verdict, Weight, Withdrawal,
        },
        guard::Refusal,
        permit::{Actor, Denied, Step, representative},
        turn::{Task, Why},
    },
    id::{Digest, HandoverId, OfferNo, OfficeId, QuestionNo, ReadBackNo},
    key_fact::KeyFact,
    section::{ItemId, SectionId},
    staff::Role,
};

use crate::breaks::{Break, Rules};
use crate::promise::{self, Entries, Promise};

/// How far the search goes. Every number is a maximum over one handover.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Offers made.
    pub offers: usize,
    /// Additions after release.
    pub additions: usize,
    /// Questions asked.
    pub questions: usize,
    /// Read-backs written.
    pub read_backs: usize,
    /// Withdrawals of some items, and of all, by either office.
    pub withdrawals: usize,
    /// Erasures said.
    pub erasures: usize,
    /// How often the same is said of a section or to a question.
    pub repeats: usize,
    /// Entries in the sender's and in the receiver's log beyond the start; erasure is always within, and endings as `ways`
    /// says.
    pub entries: [usize; 2],
    /// Where the search begins.
    pub start: Start,
    /// Which ways are gone.
    pub ways: Ways,
    /// Key facts of each offer.
    pub facts: usize,
    /// Sections of each offer: a second one is mandatory and never changes.
    pub sections: usize,
    /// Agreed follow-ups; where there are two, somebody may have left.
    pub follow_ups: usize,
    /// What may come back by the form every offer rests on.
    pub back: Back,
}

/// What may come back by a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// All there is.
    All,
    /// Read-back and questions, which always may.
    ReadBackAlone,
}

impl Back {
    fn returned(self) -> BTreeSet<Returned> {
        match self {
            Back::All => Returned::ALL.iter().copied().collect(),
            Back::ReadBackAlone => BTreeSet::from([Returned::ReadBack]),
        }
    }
}

impl Bounds {
    /// No extras and no entry: what a search is made of.
    pub const NARROW: Bounds = Bounds {
        offers: 1,
        additions: 0,
        questions: 0,
        read_backs: 1,
        withdrawals: 0,
        // The items, and then the rest.
        erasures: 2,
        repeats: 1,
        entries: [0; 2],
        start: Start::Offered,
        ways: Ways::OnAndOut,
        facts: 0,
        sections: 1,
        follow_ups: 1,
        back: Back::All,
    };
}

impl Bounds {
    /// Whether the search says this at all, wherever it is.
    fn know(self, act: &Act) -> bool {
        let aside = self.ways == Ways::On && goes_aside(act, self);
        !aside
            && match act {
                Act::Offered { manifest, .. } => {
                    manifest.facts.len() == self.facts
                        && manifest.sections.len() == self.sections
                        && manifest.returned == self.back.returned()
                }
                Act::ReadBack { facts, .. } => facts.len() == self.facts,
                Act::Accepted { follow_ups, .. } => follow_ups.len() == self.follow_ups,
                Act::FollowedUp { outcome, .. } => {
                    let withdrawn = 0 < self.withdrawals && self.start == Start::Started;
                    match outcome {
                        Outcome::GoingWell => true,
                        Outcome::NotShared => withdrawn || self.back == Back::ReadBackAlone,
                        _ => self.follow_ups == 2,
                    }
                }
                _ => true,
            }
    }
}

/// Which ways a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ways {
    /// What goes on, and everything that ends it, at every moment.
    OnAndOut,
    /// Only what goes on: it comes further, and says nothing of ways out.
    On,
}

/// Where a search begins. Each start is a state the search before it can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The first offer is made; nobody has heard of it.
    Offered,
    /// It was opened and read; the sender has not heard.
    Opened,
    /// It was read and read back; the receiver has accepted, and the sender has not heard.
    Accepted,
    /// It was released, and the receiver has not heard.
    Released,
    /// The person has started, and the sender has not heard.
    Started,
}

/// What the search saw.
#[derive(Debug, Default)]
pub struct Report {
    /// Distinct states: what the two logs hold and how much of it each office knows. As numbers, so that several searches
    /// can count what they have in common once.
    pub states: HashSet<u64>,
    /// Distinct meanings: what the sender sees, what the receiver sees, and what is so.
    pub meanings: HashSet<u64>,
    /// In how many states it came so far as each milestone.
    pub reached: BTreeMap<Milestone, u64>,
    /// Steps between states.
    pub steps: usize,
    /// How often each promise was looked at.
    pub checks: BTreeMap<Promise, u64>,
    /// Phases the joint state was in.
    pub phases: BTreeSet<Phase>,
    /// What was said, by whom.
    pub said: BTreeSet<String>,
    /// Every promise that failed, with the shortest way to it.
    pub faults: Vec<String>,
}

impl Report {
    /// Adds what another saw: what both did counts once.
    pub fn add(&mut self, other: Report) {
        self.states.extend(other.states);
        self.meanings.extend(other.meanings);
        self.steps += other.steps;
        for (milestone, many) in other.reached {
            *self.reached.entry(milestone).or_default() += many;
        }
        for (promise, looked) in other.checks {
            *self.checks.entry(promise).or_default() += looked;
        }
        self.phases.extend(other.phases);
        self.said.extend(other.said);
        self.faults.extend(other.faults);
    }
}

/// How far a search came: what a bound that is too near would leave out without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milestone {
    /// Three entries or more are on their way to an office that has heard none of them: as many parcels, each of which may be
    /// lost, late or twice.
    ThreeUnderWay,
    /// A question was asked, answered and closed, and then it was accepted.
    AcceptedAfterQuestion,
    /// A read-back was to be corrected, and the next one carries an acceptance.
    AcceptedAfterCorrection,
    /// A key fact differed, it was found right though, and it was released.
    ReleasedThoughDifferent,
    /// A second offer is accepted of which one section was read once more and the other was not.
    PartlyReadAgain,
    /// The second offer was released.
    SecondReleased,
    /// The person took back some items, and the second offer, made since, was released.
    ReleasedAfterItems,
    /// Some items were taken back, and then all.
    ItemsThenAll,
    /// It ended by a recall.
    Recalled,
    /// It ended by a decline.
    Declined,
    /// It ended by a lapse.
    Lapsed,
    /// It ended because the person did not start.
    NotStarted,
    /// An addition arrived after the release.
    Added,
    /// The person has left, which answers a later day too.
    LeftForAllDays,
    /// It closed.
    Closed,
    /// It closed, and it was the second offer.
    SecondClosed,
}

impl Milestone {
    pub const ALL: [Milestone; 16] = [
        Milestone::ThreeUnderWay,
        Milestone::AcceptedAfterQuestion,
        Milestone::AcceptedAfterCorrection,
        Milestone::ReleasedThoughDifferent,
        Milestone::PartlyReadAgain,
        Milestone::SecondReleased,
        Milestone::ReleasedAfterItems,
        Milestone::ItemsThenAll,
        Milestone::Recalled,
        Milestone::Declined,
        Milestone::Lapsed,
        Milestone::NotStarted,
        Milestone::Added,
        Milestone::LeftForAllDays,
        Milestone::Closed,
        Milestone::SecondClosed,
    ];

    pub fn is_at(self, joint: &Joint, acts: &[Act], all: &State) -> bool {
        let said = |wanted: fn(&Act) -> bool| {
            let mut both = joint.logs.iter().flatten();
            both.any(|(it, _)| wanted(&acts[usize::from(*it)]))
        };
        let second = all.offer.as_ref().is_some_and(|it| it.no.get() == 2);
        let ended = |wanted: fn(&Ending) -> bool| all.endings.iter().any(wanted);
        let accepted = all.acceptance.is_some();
        match self {
            Milestone::ThreeUnderWay => [Side::Sender, Side::Receiver].into_iter().any(|side| {
                let heard = usize::from(joint.knows[side.other() as usize]);
                3 <= joint.logs[side as usize].len() - heard
            }),
            Milestone::AcceptedAfterQuestion => {
                accepted
                    && said(|it| matches!(it, Act::Answered { .. }))
                    && said(|it| matches!(it, Act::QuestionClosed { .. }))
            }
            Milestone::AcceptedAfterCorrection => {
                accepted
                    && said(|it| {
                        matches!(
                            it,
                            Act::ReadBackChecked {
                                verdict: Verdict::Correct,
                                ..
                            }
                        )
                    })
            }
            Milestone::ReleasedThoughDifferent => {
                all.release.is_some()
                    && said(|it| {
                        matches!(
                            it,
                            Act::ReadBackChecked {
                                verdict: Verdict::RightThough,
                                ..
                            }
                        )
                    })
            }
            Milestone::PartlyReadAgain => {
                let reads = |wanted| {
                    let replied = joint.logs[1].iter().map(|(it, _)| &acts[usize::from(*it)]);
                    replied
                        .filter(|it| matches!(it, Act::Acknowledged { section, .. } if *section == wanted))
                        .count()
                };
                second && accepted && reads(SECOND) == 1 && reads(SectionId::Person) == 2
            }
            Milestone::SecondReleased => second && all.release.is_some(),
            Milestone::ReleasedAfterItems => {
                let before = |it: &Withdrawn| {
                    it.bearing == Bearing::Past && matches!(it.scope, Withdrawal::Items(_))
                };
                second && all.release.is_some() && all.withdrawals.iter().any(before)
            }
            Milestone::ItemsThenAll => {
                said(|it| {
                    matches!(
                        it,
                        Act::ConsentWithdrawn {
                            scope: Withdrawal::Items(_)
                        }
                    )
                }) && said(|it| {
                    matches!(
                        it,
                        Act::ConsentWithdrawn {
                            scope: Withdrawal::All
                        }
                    )
                })
            }
            Milestone::Recalled => ended(|it| *it == Ending::Recalled),
            Milestone::Declined => ended(|it| matches!(it, Ending::Declined(_))),
            Milestone::Lapsed => ended(|it| *it == Ending::Lapsed),
            Milestone::NotStarted => ended(|it| *it == Ending::NotStarted),
            Milestone::Added => said(|it| matches!(it, Act::Received { part: 1, .. })),
            Milestone::LeftForAllDays => {
                1 < all.follow_ups.len()
                    && all
                        .follow_ups
                        .iter()
                        .all(|it| it.outcome == Some(Outcome::Left))
            }
            Milestone::Closed => all.closed(),
            Milestone::SecondClosed => second && all.closed(),
        }
    }
}

/// When a search ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    /// Every state within the bounds was seen.
    Exhausted,
    /// Something failed.
    FirstFault,
}

/// One entry as the search keeps it: what was said, and how much had been seen.
pub type Word = (u16, u8);

/// A joint state: both logs, and how much each office knows of the other's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joint {
    pub logs: [Vec<Word>; 2],
    pub knows: [u8; 2],
}

/// A joint state as it is kept: millions of them must fit.
type Packed = Rc<[u8]>;

impl Joint {
    /// An act in one byte, as far as there are few; the others in three.
    fn pack(&self) -> Packed {
        let mut bytes = vec![self.knows[0], self.knows[1], self.logs[0].len() as u8];
        for (act, seen) in self.logs.iter().flatten() {
            match u8::try_from(*act) {
                Ok(act) if act != u8::MAX => bytes.push(act),
                _ => {
                    bytes.push(u8::MAX);
                    bytes.extend(act.to_be_bytes());
                }
            }
            bytes.push(*seen);
        }
        bytes.into()
    }

    fn unpack(packed: &Packed) -> Joint {
        let mut bytes = packed[3..].iter().copied();
        let mut words = Vec::new();
        while let Some(act) = bytes.next() {
            let mut more = || bytes.next().expect("a word is packed whole");
            let act = match act {
                u8::MAX => u16::from_be_bytes([more(), more()]),
                _ => u16::from(act),
            };
            words.push((act, more()));
        }
        let replied = words.split_off(usize::from(packed[2]));
        Joint {
            logs: [words, replied],
            knows: [packed[0], packed[1]],
        }
    }

    /// One number for the state.
    pub fn number(&self) -> u64 {
        number_of(&self.pack())
    }

    /// Whether both offices hold everything.
    pub fn heard_all(&self) -> bool {
        let [said, replied] = &self.logs;
        usize::from(self.knows[0]) == replied.len() && usize::from(self.knows[1]) == said.len()
    }
}

/// The rules, what can be said, and how far it goes.
pub struct Search {
    bounds: Bounds,
    pub rules: Rules,
    pub acts: Vec<Act>,
    /// Those of each side that the bounds know at all.
    usable: [Vec<usize>; 2],
    /// The steps that write them.
    steps: BTreeSet<Step>,
    /// The last offer there are words for.
    last_offer: u16,
    pub days: [Day; 2],
    room: [usize; 2],
}

/// Of which older copies of a store it is asked what becomes of them.
#[derive(Clone, Copy)]
pub enum Copies {
    /// Of all.
    All,
    /// Of one of each office, the same for the same number.
    One(u64),
}

/// Searches every joint state within `bounds`.
pub fn search(bounds: Bounds) -> Report {
    Search::of(bounds, Rules::WHOLE).run(Until::Exhausted)
}

/// Breaks a rule and searches, near the place where it matters, until something fails. `Err` where nothing does, or
/// something else than the promise that rests on the rule.
pub fn hunt(broken: &'static Break) -> Result<Box<Report>, Box<Report>> {
    let bounds = Bounds {
        offers: 2,
        questions: 1,
        read_backs: 2,
        withdrawals: 1,
        entries: [2; 2],
        start: broken.start,
        facts: broken.facts,
        back: broken.back,
        ..Bounds::NARROW
    };
    let report = Box::new(Search::of(bounds, Rules::without(broken)).run(Until::FirstFault));
    let code = broken.fails.code();
    match report.faults.iter().any(|it| it.starts_with(code)) {
        true => Ok(report),
        false => Err(report),
    }
}

fn day(day: u8) -> Day {
    Day::from_ymd(2026, 11, day).expect("a day in November")
}

pub const OFFICES: [OfficeId; 2] = [OfficeId::from_bytes([1; 32]), OfficeId::from_bytes([2; 32])];

pub fn pinned(section: SectionId, version: u8, weight: Weight) -> Pinned {
    Pinned {
        section,
        digest: Digest::from_bytes([version; 32]),
        weight,
    }
}

/// The fact a read-back names where an offer has one.
pub const FACT: KeyFact = KeyFact::NameKana;
/// The section that never changes where an offer has two.
pub const SECOND: SectionId = SectionId::Crisis;

/// What an offer has besides its first section.
#[derive(Clone, Copy)]
pub struct Beside {
    pub facts: usize,
    pub sections: usize,
    pub back: Back,
}

pub const BESIDE: [Beside; 4] = [
    Beside {
        facts: 0,
        sections: 1,
        back: Back::All,
    },
    Beside {
        facts: 1,
        sections: 1,
        back: Back::All,
    },
    Beside {
        facts: 0,
        sections: 2,
        back: Back::All,
    },
    Beside {
        facts: 1,
        sections: 2,
        back: Back::All,
    },
];

/// An offer that rests on a form by which neither reasons nor outcomes come back.
const BARE: Beside = Beside {
    facts: 0,
    sections: 1,
    back: Back::ReadBackAlone,
};

pub fn manifest(items: &[ItemId], version: u8, beside: Beside) -> Manifest {
    let mut sections = vec![
        pinned(SectionId::Person, version, Weight::Mandatory),
        pinned(SECOND, 1, Weight::Mandatory),
    ];
    sections.truncate(beside.sections);
    Manifest {
        receiver: OFFICES[1],
        sections,
        facts: [FACT].into_iter().take(beside.facts).collect(),
        items: items.iter().copied().collect(),
        returned: beside.back.returned(),
        consent_until: day(20),
        approval: Approval::TwoPeople,
    }
}

/// Everything a search can say within any bounds. Numbers are checked by the guards, so listing each numbered
/// entry once is enough.
pub fn vocabulary() -> Vec<Act> {
    let items = ItemId::ALL;
    let some = Withdrawal::Items(BTreeSet::from([items[1]]));
    let (first, second) = (number(1), number(2));
    let mut acts = vec![
        Act::Answered {
            question: first.1,
            reply: Reply::Text,
        },
        Act::Recalled,
        Act::Lapsed,
        Act::Ended {
            contract_end: day(2),
            last_day: day(2),
            months_used: 3,
        },
        Act::QuestionClosed { question: first.1 },
        Act::Started { day: day(3) },
        Act::NotStarted,
        Act::Erased,
        Act::Discontinued {
            reason: Discontinuation::MovedAway,
        },
        Act::ConsentWithdrawn { scope: some },
        Act::ConsentWithdrawn {
            scope: Withdrawal::All,
        },
    ];
    for which in [0, 1] {
        let outcomes = [Outcome::GoingWell, Outcome::Left, Outcome::NotShared];
        acts.extend(outcomes.map(|outcome| Act::FollowedUp { which, outcome }));
    }
    for beside in BESIDE.into_iter().chain([BARE]) {
        let made = |offer, items: &[ItemId], version| Act::Offered {
            offer,
            manifest: manifest(items, version, beside),
        };
        acts.extend([
            made(first.0, &items[..2], 1),
            made(second.0, &items[..1], 1),
            made(second.0, &items[..2], 2),
        ]);
    }
    for offer in [first.0, second.0] {
        acts.extend([
            Act::Received { offer, part: 0 },
            Act::Received { offer, part: 1 },
            Act::Declined {
                offer,
                decline: Decline::NotTaken,
            },
            Act::Declined {
                offer,
                decline: Decline::YesIf,
            },
            Act::Added {
                offer,
                part: 1,
                sections: vec![pinned(SectionId::Person, 3, Weight::Mandatory)],
            },
        ]);
        acts.push(Act::Acknowledged {
            offer,
            section: SectionId::Person,
            digest: Digest::from_bytes([1; 32]),
            reading: Reading::NotForUs,
        });
        acts.push(understood(offer, SECOND, 1));
        for version in [1, 2, 3] {
            let (section, digest) = (SectionId::Person, Digest::from_bytes([version; 32]));
            acts.push(understood(offer, section, version));
            acts.push(Act::Asked {
                question: first.1,
                offer,
                section,
                digest,
            });
        }
        for read_back in [first.2, second.2] {
            for facts in [
                Vec::new(),
                vec![(FACT, Finding::Same)],
                vec![(FACT, Finding::Differs)],
            ] {
                acts.push(Act::ReadBack {
                    read_back,
                    offer,
                    facts,
                });
            }
            acts.extend([1, 2].map(|days| acceptance(offer, read_back, days)));
            acts.push(Act::Released { offer, read_back });
        }
    }
    for read_back in [first.2, second.2] {
        for verdict in [Verdict::Right, Verdict::RightThough, Verdict::Correct] {
            acts.push(Act::ReadBackChecked { read_back, verdict });
        }
    }
    for (side, number) in [Side::Sender, Side::Receiver]
        .into_iter()
        .flat_map(|it| (1..=12).map(move |n| (it, n)))
    {
        acts.push(Act::Handled {
            side,
            number,
            handling: Handling::Erased,
        });
    }
    acts
}

fn understood(offer: OfferNo, section: SectionId, version: u8) -> Act {
    Act::Acknowledged {
        offer,
        section,
        digest: Digest::from_bytes([version; 32]),
        reading: Reading::Understood,
    }
}

pub fn acceptance(offer: OfferNo, read_back: ReadBackNo, days: usize) -> Act {
    let follow_ups = [day(4), day(5)].into_iter().take(days).collect();
    Act::Accepted {
        offer,
        read_back,
        start: day(3),
        interview: day(3),
        follow_ups,
    }
}

pub type Numbers = (OfferNo, QuestionNo, ReadBackNo);

pub fn number(n: u16) -> Numbers {
    let why = "numbers start at one";
    (
        OfferNo::new(n).expect(why),
        QuestionNo::new(n).expect(why),
        ReadBackNo::new(n).expect(why),
    )
}

/// What a search finds on its way.
pub struct Found<'a> {
    pub report: Report,
    acts: &'a [Act],
    pub way: Way,
    pub faults: BTreeMap<String, String>,
}

/// How somebody came to a state.
pub enum Way {
    /// From the state before, by this step.
    Back(Vec<(u32, u16)>),
    /// By everything that happened, in order and in sentences.
    Told(Vec<String>),
}

impl<'a> Found<'a> {
    pub fn new(acts: &'a [Act], way: Way) -> Found<'a> {
        Found {
            report: Report::default(),
            acts,
            way,
            faults: BTreeMap::new(),
        }
    }

    pub fn check(&mut self, promise: Promise) {
        *self.report.checks.entry(promise).or_default() += 1;
    }

    /// Keeps what failed the first time it does: a search goes breadth first, so that is its shortest way.
    pub fn note(&mut self, at: usize, last: Option<u16>, failed: Option<(Promise, String)>) {
        let Some((promise, said)) = failed else {
            return;
        };
        let fault = format!("{}: {said}", promise.code());
        if self.faults.contains_key(&fault) {
            return;
        }
        let last = last.map(|it| self.told(it));
        let way = match &self.way {
            Way::Back(from) => {
                let back = self.back(from, at).into_iter();
                back.chain(last).collect::<Vec<_>>().join(" · ")
            }
            Way::Told(said) => {
                let last = last.map(|it| format!("and then: {it}"));
                let all = said.iter().cloned().chain(last);
                all.collect::<Vec<_>>().join("\n    ")
            }
        };
        self.faults.insert(fault, way);
    }

    /// Notes the step by which a search came to the next state.
    fn came(&mut self, at: usize, label: u16) {
        if let Way::Back(from) = &mut self.way {
            from.push((at as u32, label));
        }
    }

    /// The steps from the start to a state.
    fn back(&self, from: &[(u32, u16)], at: usize) -> Vec<String> {
        let mut steps = Vec::new();
        let mut at = at;
        while at != 0 {
            let (earlier, label) = from[at];
            steps.push(self.told(label));
            at = earlier as usize;
        }
        steps.reverse();
        steps
    }

    /// What failed, each with its way.
    pub fn told_faults(faults: BTreeMap<String, String>) -> Vec<String> {
        let told = |(fault, way)| format!("{fault}\n    {way}");
        faults.into_iter().map(told).collect()
    }

    pub fn told(&self, label: u16) -> String {
        let (side, act) = (label as usize % 2, label as usize / 2);
        let side = [Side::Sender, Side::Receiver][side];
        match act.checked_sub(1) {
            None => format!("{side:?} hears"),
            Some(act) => format!("{side:?} {}", brief(&self.acts[act])),
        }
    }
}

/// The act of a step, where it says something.
pub fn act_of(label: u16) -> Option<usize> {
    usize::from(label / 2).checked_sub(1)
}

/// A step's place in the list of all there are: who, and 0 for hearing or the act's place and one.
fn label(side: Side, act: Option<usize>) -> u16 {
    (act.map_or(0, |it| it + 1) * 2 + side as usize) as u16
}

impl Search {
    fn of(bounds: Bounds, rules: Rules) -> Search {
        let known = |it: &Act| bounds.know(it);
        let mut search = Search::saying(vocabulary(), known, bounds, rules);
        let [said, replied] = search.start().logs.map(|log| log.len());
        search.room = [said + bounds.entries[0], replied + bounds.entries[1]];
        search
    }

    /// With these words, of which some are used.
    pub fn saying(
        acts: Vec<Act>,
        known: impl Fn(&Act) -> bool,
        bounds: Bounds,
        rules: Rules,
    ) -> Search {
        let usable = [Side::Sender, Side::Receiver].map(|side| {
            let own = |it: &Act| it.side().is_none_or(|it| it == side) && known(it);
            let all = acts.iter().enumerate();
            all.filter(|(_, it)| own(it)).map(|it| it.0).collect()
        });
        let numbers = acts.iter().map(|it| match it {
            Act::Offered { offer, .. } => offer.get(),
            _ => 0,
        });
        Search {
            bounds,
            rules,
            usable,
            steps: acts.iter().map(step_of).collect(),
            last_offer: numbers.max().unwrap_or(0),
            acts,
            days: [day(1), day(28)],
            room: bounds.entries,
        }
    }

    fn run(&self, until: Until) -> Report {
        let start = self.start().pack();
        let mut places: HashMap<Packed, u32> = HashMap::from([(start.clone(), 0)]);
        let mut states = vec![start];
        let mut followers: Vec<Vec<u32>> = Vec::new();
        let mut good = Vec::new();
        let mut said: BTreeSet<u16> = BTreeSet::new();
        let mut found = Found::new(&self.acts, Way::Back(vec![(0, 0)]));
        let mut queue = VecDeque::from([0usize]);
        while let Some(at) = queue.pop_front() {
            let joint = Joint::unpack(&states[at]);
            let logs = self.logs(&joint.logs);
            let views = self.views(&joint, &logs);
            self.look(at, &joint, &logs, &views, &mut found);
            if at.is_multiple_of(8) {
                self.look_closely(at, &joint, &logs, &views, Copies::All, &mut found);
            }
            if until == Until::Exhausted {
                found.report.meanings.insert(meaning(&views));
                for milestone in Milestone::ALL {
                    if milestone.is_at(&joint, &self.acts, &views[2]) {
                        *found.report.reached.entry(milestone).or_default() += 1;
                    }
                }
            }
            found.report.phases.insert(views[2].phase());
            good.push(views[2].ending().is_some() || views[2].closed());
            let mut next = Vec::new();
            for (label, follower) in self.steps(at, &joint, &logs, &views, &mut found) {
                said.insert(label);
                let follower = follower.pack();
                let place = *places.entry(follower.clone()).or_insert_with(|| {
                    states.push(follower);
                    found.came(at, label);
                    queue.push_back(states.len() - 1);
                    (states.len() - 1) as u32
                });
                next.push(place);
            }
            found.report.steps += next.len();
            followers.push(next);
            if until == Until::FirstFault && !found.faults.is_empty() {
                queue.clear();
            }
        }
        if until != Until::FirstFault && self.bounds.ways == Ways::OnAndOut {
            let said = "no ending and no close can be reached";
            let failed = stuck(&followers, &good).map(|at| (at, said.to_owned()));
            if let Some((at, said)) = failed {
                found.note(at, None, Some((Promise::WayOut, said)));
            }
        }
        let said = said.iter().map(|it| found.told(*it)).collect();
        Report {
            states: states.iter().map(number_of).collect(),
            said,
            faults: Found::told_faults(found.faults),
            ..found.report
        }
    }

    fn start(&self) -> Joint {
        let word = |act: Act, seen: u8| {
            let at = self.acts.iter().position(|it| *it == act);
            (at.expect("the act is in the vocabulary") as u16, seen)
        };
        let bounds = self.bounds;
        let (offer, _, read_back) = number(1);
        let beside = Beside {
            facts: bounds.facts,
            sections: bounds.sections,
            back: bounds.back,
        };
        let manifest = manifest(&ItemId::ALL[..2], 1, beside);
        let mut joint = Joint {
            logs: [vec![word(Act::Offered { offer, manifest }, 0)], Vec::new()],
            knows: [0, 0],
        };
        if bounds.start == Start::Offered {
            return joint;
        }
        joint.logs[1] = vec![word(Act::Received { offer, part: 0 }, 1)];
        let sections = [SectionId::Person, SECOND].into_iter();
        let read = sections.take(bounds.sections);
        let read = read.map(|it| word(understood(offer, it, 1), 1));
        joint.logs[1].extend(read);
        joint.knows = [0, 1];
        if bounds.start == Start::Opened {
            return joint;
        }
        let same = [(FACT, Finding::Same)].into_iter();
        let facts = same.take(bounds.facts).collect();
        let said = Act::ReadBack {
            read_back,
            offer,
            facts,
        };
        joint.logs[1].extend([
            word(said, 1),
            word(acceptance(offer, read_back, bounds.follow_ups), 1),
        ]);
        let replied = joint.logs[1].len() as u8;
        joint.knows = [replied - 1, 1];
        if bounds.start == Start::Accepted {
            return joint;
        }
        let verdict = Verdict::Right;
        joint.logs[0].extend([
            word(Act::ReadBackChecked { read_back, verdict }, replied),
            word(Act::Released { offer, read_back }, replied),
        ]);
        joint.knows = [replied, 1];
        if bounds.start == Start::Released {
            return joint;
        }
        joint.logs[1].push(word(Act::Started { day: day(3) }, 3));
        joint.knows = [replied, 3];
        joint
    }

    /// What the sender sees, what the receiver sees, and what is so.
    pub fn views(&self, joint: &Joint, logs: &[Vec<Held>; 2]) -> [State; 3] {
        let [sender, receiver] = logs;
        let rules = self.rules;
        [
            rules.state(sender, &receiver[..joint.knows[0] as usize]),
            rules.state(&sender[..joint.knows[1] as usize], receiver),
            rules.state(sender, receiver),
        ]
    }

    /// The entries of each view, as the promises read them.
    pub fn held<'a>(&self, joint: &Joint, logs: &'a [Vec<Held>; 2]) -> [Entries<'a>; 3] {
        let [sender, receiver] = logs;
        let of = |said: usize, replied: usize| Entries {
            sender: &sender[..said],
            receiver: &receiver[..replied],
        };
        [
            of(sender.len(), joint.knows[0] as usize),
            of(joint.knows[1] as usize, receiver.len()),
            of(sender.len(), receiver.len()),
        ]
    }

    pub fn logs(&self, logs: &[Vec<Word>; 2]) -> [Vec<Held>; 2] {
        [Side::Sender, Side::Receiver].map(|side| {
            let (own, other) = (&logs[side as usize], &logs[side.other() as usize]);
            let held = own.iter().enumerate();
            held.map(|(at, word)| self.entry(side, at, *word, own, other))
                .collect()
        })
    }

    fn entry(&self, side: Side, at: usize, word: Word, own: &[Word], other: &[Word]) -> Held {
        let (act, seen) = word;
        Held {
            digest: digest(side, at, word),
            envelope: Envelope {
                handover: HANDOVER,
                side,
                office: OFFICES[side as usize],
                number: at as u32 + 1,
                previous: last(side, &own[..at]),
                seen: Seen {
                    count: u32::from(seen),
                    last: last(side.other(), &other[..usize::from(seen)]),
                },
                written: self.days[0],
                due: None,
                act: self.acts[act as usize].clone(),
                body: None,
            },
        }
    }

    pub fn steps(
        &self,
        at: usize,
        joint: &Joint,
        logs: &[Vec<Held>; 2],
        views: &[State; 3],
        found: &mut Found,
    ) -> Vec<(u16, Joint)> {
        let mut steps = Vec::new();
        let held = self.held(joint, logs);
        for side in [Side::Sender, Side::Receiver] {
            let other = side.other() as usize;
            if (joint.knows[side as usize] as usize) < joint.logs[other].len() {
                let mut heard = joint.clone();
                heard.knows[side as usize] += 1;
                let step = label(side, None);
                if self.rules.are_whole() {
                    found.check(Promise::Repeats);
                    let failed = self.hearing(side, joint, logs);
                    found.note(
                        at,
                        Some(step),
                        failed.map(|it| (Promise::Repeats, it.into())),
                    );
                }
                steps.push((step, heard));
            }
            for (index, act) in self.usable[side as usize]
                .iter()
                .map(|it| (*it, &self.acts[*it]))
            {
                if self.within(joint, side, act)
                    && self.rules.check(&views[side as usize], side, act).is_ok()
                {
                    let step = label(side, Some(index));
                    found.check(Promise::WhenAllowed);
                    if matches!(act, Act::Accepted { .. }) {
                        found.check(Promise::Acceptance);
                    }
                    let failed = promise::broken_by_entry(held[side as usize], act);
                    let told = |(promise, said): (Promise, &str)| (promise, said.to_owned());
                    found.note(at, Some(step), failed.map(told));
                    found.check(Promise::Rights);
                    found.note(at, Some(step), self.writer(act).map(told));
                    if self.rules.are_permitted() {
                        found.check(Promise::Permitted);
                        let failed = self.refused(side, &views[side as usize], act);
                        found.note(at, Some(step), failed);
                    }
                    let mut said = joint.clone();
                    said.logs[side as usize].push((index as u16, joint.knows[side as usize]));
                    steps.push((step, said));
                }
            }
        }
        steps
    }

    /// Whether the auditor, or the program where people decide, may write the entry, or nobody.
    fn writer(&self, act: &Act) -> Option<(Promise, &'static str)> {
        let step = step_of(act);
        let staff = [Role::ServiceManager, Role::Manager, Role::SupportWorker];
        let has = |actor| self.rules.has_right(actor, step);
        let people = staff.into_iter().any(|it| has(Actor::Staff(it)));
        let program = matches!(act, Act::Received { .. } | Act::Erased);
        let wrong = |bad: bool, said| bad.then_some((Promise::Rights, said));
        wrong(has(Actor::Staff(Role::Auditor)), "the auditor may write")
            .or(wrong(people == program, "people and program are mixed up"))
            .or(wrong(has(Actor::Program) != program, "the program decides"))
    }

    /// What may be written and is permitted to nobody, so that no screen and no command offers it.
    fn refused(&self, side: Side, view: &State, act: &Act) -> Option<(Promise, String)> {
        let step = step_of(act);
        let why = self.rules.permit(step, view, side, self.days[0]).err()?;
        let on_own_day = match (act, &why) {
            // What only the writer's own day or desk decides: when an erasure is owed, when one may give up on the other
            // office, and that one answer is given to each question.
            (Act::Erased, Denied::Refused(Refusal::NothingOwed)) => true,
            (Act::Discontinued { .. }, Denied::TooEarly(_) | Denied::OtherOffice) => true,
            (Act::Answered { .. }, Denied::Refused(Refusal::AnsweredAlready)) => true,
            _ => false,
        };
        let said = || format!("{step:?} is refused though the rules allow it: {why:?}");
        (!on_own_day).then(|| (Promise::Permitted, said()))
    }

    /// What is permitted and may not be written.
    fn permitted(&self, at: usize, side: Side, view: &State, found: &mut Found) {
        // No step of a search is one of these: whoever follows them all would say everything twice.
        let mut others = self
            .acts
            .iter()
            .filter(|it| it.side() == Some(side.other()));
        if let Some(act) = others.find(|it| self.rules.check(view, side, it).is_ok()) {
            let said = format!("{side:?} may write the other's {}", brief(act));
            found.note(at, None, Some((Promise::WhenAllowed, said)));
        }
        for (step, today) in self
            .steps
            .iter()
            .flat_map(|it| self.days.map(|day| (*it, day)))
        {
            found.check(Promise::Permitted);
            if self.rules.permit(step, view, side, today).is_err() {
                continue;
            }
            // An offer says what the draft holds; what it refers to is asked of any offer of the vocabulary.
            let written: Vec<Act> = match representative(step, view, today) {
                Ok(act) => vec![act],
                Err(_) => self
                    .acts
                    .iter()
                    .filter(|it| step_of(it) == step)
                    .cloned()
                    .collect(),
            };
            let known = view
                .offer
                .as_ref()
                .is_none_or(|it| it.no.get() < self.last_offer);
            let may = |act: &Act| self.rules.check(view, side, act).is_ok();
            if (step != Step::Offer || known) && !written.iter().any(may) {
                let said = format!("{side:?} is permitted {step:?}, which the rules refuse");
                found.note(at, None, Some((Promise::Permitted, said)));
            }
        }
    }

    /// What a dossier does otherwise than it should when the next entry comes too early, in its place, and again.
    fn hearing(&self, side: Side, joint: &Joint, logs: &[Vec<Held>; 2]) -> Option<&'static str> {
        let (own, other) = (&logs[side as usize], &logs[side.other() as usize]);
        let known = joint.knows[side as usize] as usize;
        let mut dossier = dossier_of(own, &other[..known]);
        if let Some(later) = other.get(known + 1)
            && !matches!(dossier.join(later.clone()), Joined::Early { .. })
        {
            return Some("an entry is taken in before the one before it");
        }
        if dossier.join(other[known].clone()) != Joined::New {
            return Some("an entry its author could write is not taken in");
        }
        let after = dossier.state();
        for again in other[..=known].iter().chain(own) {
            if dossier.join(again.clone()) != Joined::Known {
                return Some("an entry that is held is not known again");
            }
        }
        (dossier.state() != after).then_some("what came twice changes something")
    }

    /// Whether the bounds leave room for the entry.
    fn within(&self, joint: &Joint, side: Side, act: &Act) -> bool {
        let own = &joint.logs[side as usize];
        let said = |wanted: &dyn Fn(&Act) -> bool| {
            let both = joint.logs.iter().flatten();
            both.filter(|(it, _)| wanted(&self.acts[*it as usize]))
                .count()
        };
        if self.room[side as usize] <= own.len() && !ends(act) {
            return false;
        }
        match act {
            Act::Offered { .. } => {
                said(&|it| matches!(it, Act::Offered { .. })) < self.bounds.offers
            }
            Act::Added { .. } => {
                said(&|it| matches!(it, Act::Added { .. })) < self.bounds.additions
            }
            Act::Asked { .. } => {
                said(&|it| matches!(it, Act::Asked { .. })) < self.bounds.questions
            }
            Act::ReadBack { .. } => {
                said(&|it| matches!(it, Act::ReadBack { .. })) < self.bounds.read_backs
            }
            Act::ConsentWithdrawn { .. } => {
                said(&|it| matches!(it, Act::ConsentWithdrawn { .. })) < self.bounds.withdrawals
                    && said(&|it| it == act) == 0
            }
            Act::Erased => said(&|it| *it == Act::Erased) < self.bounds.erasures,
            Act::Acknowledged { .. } | Act::Answered { .. } => {
                said(&|it| it == act) < self.bounds.repeats
            }
            _ => true,
        }
    }

    /// Looks at a state for what must hold in it.
    pub fn look(
        &self,
        at: usize,
        joint: &Joint,
        logs: &[Vec<Held>; 2],
        views: &[State; 3],
        found: &mut Found,
    ) {
        let held = self.held(joint, logs);
        for (held, view) in held.into_iter().zip(views) {
            found.check(Promise::Effect);
            found.check(Promise::Erased);
            let failed = promise::broken_by_state(held, view);
            found.note(at, None, failed.map(|(it, said)| (it, said.to_owned())));
        }
        found.check(Promise::NeverNobody);
        let failed = self.owners(joint, held, views);
        found.note(at, None, failed.map(|it| (Promise::NeverNobody, it.into())));
        let failed = content(joint, &self.acts, views);
        found.note(at, None, failed.map(|it| (Promise::Erased, it.into())));
        for side in [Side::Sender, Side::Receiver] {
            let view = &views[side as usize];
            found.check(Promise::Undo);
            let failed = self.undo(side, held[side as usize], view);
            found.note(at, None, failed.map(|it| (Promise::Undo, it.into())));
            found.check(Promise::Consent);
            let failed = self.expired(side, view);
            found.note(at, None, failed.map(|it| (Promise::Consent, it.into())));
        }
        self.duties(at, joint, held, views, found);
        if joint.heard_all() && self.rules.are_whole() {
            found.check(Promise::OneMeaning);
            let failed = one_meaning(logs, &views[2]);
            found.note(at, None, failed.map(|it| (Promise::OneMeaning, it.into())));
        }
    }

    /// Looks at what costs more: whether anything is permitted that the rules refuse, and older copies.
    pub fn look_closely(
        &self,
        at: usize,
        joint: &Joint,
        logs: &[Vec<Held>; 2],
        views: &[State; 3],
        copies: Copies,
        found: &mut Found,
    ) {
        for side in [Side::Sender, Side::Receiver] {
            if self.rules.are_permitted() {
                self.permitted(at, side, &views[side as usize], found);
            }
            if self.rules.are_whole() {
                self.old_copies(at, side, joint, logs, copies, found);
            }
        }
    }

    /// Two owners, or none.
    fn owners(
        &self,
        joint: &Joint,
        held: [Entries; 3],
        views: &[State; 3],
    ) -> Option<&'static str> {
        let [sender, receiver, all] = views;
        let start_seen = held[2]
            .started()
            .is_some_and(|place| place < joint.knows[0] as usize);
        let both = sender.owner() == Side::Sender && receiver.owner() == Side::Receiver;
        let wrong = |bad: bool, said| bad.then_some(said);
        wrong(both && start_seen, "two owners although the start was seen")
            .or(wrong(
                sender.owner() == Side::Receiver && receiver.owner() == Side::Sender,
                "nobody says ours",
            ))
            .or(wrong(
                all.started.is_some() && all.release.is_none(),
                "started without a release in effect",
            ))
            .or(wrong(
                all.started.is_some() && held[2].ended_before_start(),
                "started and ended before the start",
            ))
    }

    /// What takes back, in this view, and cannot be written on any day, or once the dossier has stopped.
    fn undo(&self, side: Side, held: Entries, view: &State) -> Option<&'static str> {
        let mut stopped = view.clone();
        stopped.stop = Some(Stop::Fork { side, number: 1 });
        let open = |step: Step| {
            let permitted = |it: &State, day| self.rules.permit(step, it, side, day).is_ok();
            self.days.iter().all(|day| permitted(view, *day)) && permitted(&stopped, self.days[0])
        };
        let (released, ended) = (held.release().is_some(), held.ended());
        let wrong = |bad: bool, said| bad.then_some(said);
        let offered = view.offer.is_some();
        wrong(
            offered && view.withdrawn_items().is_some() && !open(Step::WithdrawAll),
            "consent cannot be taken back",
        )
        .or(match side {
            _ if ended || !offered => None,
            Side::Sender if !released => wrong(!open(Step::Recall), "the offer cannot be recalled"),
            Side::Sender if held.started().is_none() => {
                wrong(!open(Step::Lapse), "the release cannot lapse")
            }
            Side::Receiver if !released && view.arrived() => {
                wrong(!open(Step::Decline), "the offer cannot be declined")
            }
            Side::Receiver if released && held.started().is_none() => {
                wrong(!open(Step::NotStart), "not starting cannot be said")
            }
            Side::Sender | Side::Receiver => None,
        })
    }

    /// What may be decided although consent has run out on the decider's own day.
    fn expired(&self, side: Side, view: &State) -> Option<&'static str> {
        let late = self.days[1];
        let open = |step| self.rules.permit(step, view, side, late).is_ok();
        let wrong = |bad: bool, said| bad.then_some(said);
        match side {
            Side::Sender => wrong(
                view.release.is_none() && open(Step::Release),
                "released after consent had run out",
            )
            .or(wrong(open(Step::Add), "added after consent had run out")),
            Side::Receiver => wrong(open(Step::Accept), "accepted after consent had run out"),
        }
    }

    fn duties(
        &self,
        at: usize,
        joint: &Joint,
        held: [Entries; 3],
        views: &[State; 3],
        found: &mut Found,
    ) {
        let all = &views[2];
        for today in self.days {
            found.check(Promise::WayOut);
            let idle = joint.heard_all() && all.ending().is_none() && !all.closed();
            if idle && self.rules.duties(all, today).is_empty() {
                let said = format!("nobody owes anything in {:?}", all.phase());
                found.note(at, None, Some((Promise::WayOut, said)));
            }
            for side in [Side::Sender, Side::Receiver] {
                let view = &views[side as usize];
                for duty in self.rules.duties(view, today) {
                    let failed = promise::asked_for_too_much(held[side as usize], &duty.task);
                    found.note(at, None, failed.map(|(it, said)| (it, said.to_owned())));
                    if duty.side == side && !self.doable(&duty.task, view, side, today) {
                        let said = format!("{side:?} cannot do {:?}", duty.task);
                        found.note(at, None, Some((Promise::WayOut, said)));
                    }
                }
            }
        }
    }

    /// Whether the owner of the duty can take a step that serves it, today.
    fn doable(&self, task: &Task, view: &State, side: Side, today: Day) -> bool {
        let open = |step: Step| self.rules.permit(step, view, side, today).is_ok();
        match task {
            Task::Erase => open(Step::Erase),
            Task::Handle { .. } => open(Step::Handle),
            Task::Release => open(Step::Release),
            // Where the acceptance has to fall first, the sender can see to it, whatever the receiver may say.
            Task::OfferAgain(Why::ConsentExpiredAccepted) => {
                open(Step::Recall) && open(Step::Check)
            }
            Task::OfferAgain(Why::ItemsWithdrawn | Why::Condition | Why::ConsentExpired) => {
                open(Step::Recall)
            }
            Task::Answer(_) => open(Step::Answer),
            Task::Check(_) => open(Step::Check),
            Task::Receive => open(Step::Receive),
            Task::Read(_) => open(Step::Acknowledge),
            Task::Decide(_) => open(Step::Decline) && open(Step::Ask),
            Task::CloseQuestion(_) => open(Step::CloseQuestion),
            Task::ReadBack => open(Step::ReadBack),
            Task::Accept => open(Step::Accept) && open(Step::Decline),
            Task::Start | Task::StartOrNot => open(Step::Start) && open(Step::NotStart),
            Task::End => open(Step::End),
            Task::FollowUp(_) | Task::NotShared(_) => open(Step::FollowUp),
            // These are of handovers on paper, where each office knows everything at once: a special case of these orders.
            Task::AskBack | Task::Print | Task::Receipt => false,
            // No rule of the two logs reads what a handover is for, so none of these is owed by the state alone.
            Task::CameBack => false,
        }
    }

    /// Every older copy of an office's store of which the other office knows more than it holds.
    fn old_copies(
        &self,
        at: usize,
        side: Side,
        joint: &Joint,
        logs: &[Vec<Held>; 2],
        copies: Copies,
        found: &mut Found,
    ) {
        let heard = joint.knows[side.other() as usize] as usize;
        let asked = match copies {
            Copies::All => 0..heard,
            Copies::One(_) if heard == 0 => 0..0,
            Copies::One(number) => {
                let copy = (number % heard as u64) as usize;
                copy..copy + 1
            }
        };
        for copy in asked {
            found.check(Promise::OldCopies);
            let failed = self.old_copy(side, copy, joint, logs);
            found.note(at, None, failed.map(|it| (Promise::OldCopies, it.into())));
        }
    }

    fn old_copy(
        &self,
        side: Side,
        copy: usize,
        joint: &Joint,
        logs: &[Vec<Held>; 2],
    ) -> Option<&'static str> {
        let (own, other) = (&logs[side as usize], &logs[side.other() as usize]);
        let heard = joint.knows[side.other() as usize] as usize;
        let knew = match copy.checked_sub(1) {
            Some(last) => own[last].envelope.seen.count as usize,
            None => 0,
        };
        let mut old = dossier_of(&own[..copy], &other[..knew]);
        let then = old.clone();
        // What the other office writes has seen more than the copy holds: it is not believed.
        for entry in &other[knew..] {
            let ahead = copy < entry.envelope.seen.count as usize;
            let joined = old.join(entry.clone());
            if ahead && !matches!(joined, Joined::Ahead { .. } | Joined::Early { .. }) {
                return Some("an entry that has seen what is lost here is taken in");
            }
        }
        // The own entries come back, and those that waited for them, as often as one waits for another.
        let missing: Vec<&Held> = own[copy..heard].iter().chain(&other[knew..]).collect();
        for _ in 0..missing.len() {
            for entry in &missing {
                old.join((*entry).clone());
            }
        }
        if old.stop().is_some() || old.log(side).len() < heard {
            return Some("a log does not heal when its entries come back");
        }
        // Instead, the copy is written on: the other office sees two entries with one number.
        let state = then.state();
        let (act, _) = self.acts.iter().enumerate().find(|(_, act)| {
            **act != own[copy].envelope.act && self.rules.check(&state, side, act).is_ok()
        })?;
        let [a, b] = &joint.logs;
        let (mine, theirs) = if side == Side::Sender { (a, b) } else { (b, a) };
        let fork = self.entry(side, copy, (act as u16, knew as u8), mine, theirs);
        let mut peer = dossier_of(&own[..heard], other);
        let log = peer.log(side).to_vec();
        if !matches!(peer.join(fork), Joined::Stopped(Stop::Fork { .. })) {
            return Some("two entries with one number are not seen");
        }
        if peer.log(side) != log {
            return Some("the second entry of a number takes the place of the first");
        }
        let stopped = peer.state();
        let more = self.acts.iter().any(|act| {
            let goes_on = !ends(act) && !takes_back(act);
            goes_on && self.rules.check(&stopped, side.other(), act).is_ok()
        });
        more.then_some("a stopped dossier goes on")
    }
}

/// Content that is held although erasure is said, or that nobody knows of.
fn content(joint: &Joint, acts: &[Act], views: &[State; 3]) -> Option<&'static str> {
    let all = &views[2];
    let before_start = |it: &Ending| !matches!(it, Ending::Discontinued(_));
    let ended = all.endings.iter().any(before_start);
    if ended && all.erasure == Erasure::None && all.holds_content {
        return Some("content is held although erasure is said");
    }
    let last = |wanted: &dyn Fn(&Act) -> bool| {
        joint.logs[1]
            .iter()
            .rposition(|it| wanted(&acts[it.0 as usize]))
    };
    let received = last(&|it| matches!(it, Act::Received { .. }));
    let destroyed = last(&|it| *it == Act::Erased);
    if received.is_some() && destroyed < received && !all.holds_content {
        return Some("content is held and nobody knows");
    }
    let all_taken_back = joint.logs.iter().flatten().any(|(act, _)| {
        acts[*act as usize]
            == Act::ConsentWithdrawn {
                scope: Withdrawal::All,
            }
    });
    let settled =
        |it: &tasuki::domain::handover::dossier::Withdrawn| it.answer == WithdrawalAnswer::Settled;
    let forgotten = all_taken_back
        && all.ending().is_none()
        && all.release.is_none()
        && all.withdrawals.iter().all(settled);
    forgotten.then_some("all consent is withdrawn and nothing follows")
}

/// What two dossiers see that get the same entries in other orders, everything again and again.
fn one_meaning(logs: &[Vec<Held>; 2], expected: &State) -> Option<&'static str> {
    let [sender, receiver] = logs;
    let forward: Vec<&Held> = sender.iter().chain(receiver).collect();
    let backward: Vec<&Held> = forward.iter().rev().copied().collect();
    for order in [forward, backward] {
        let mut dossier = Dossier::new(HANDOVER, OFFICES[0], OFFICES[1]);
        let whole = sender.len() + receiver.len();
        let mut held = 0;
        while held < whole {
            for entry in &order {
                dossier.join((*entry).clone());
            }
            let now = dossier.log(Side::Sender).len() + dossier.log(Side::Receiver).len();
            if now == held || dossier.stop().is_some() {
                return Some("the same entries in another order are not taken in");
            }
            held = now;
        }
        if dossier.state() != *expected {
            return Some("the same entries in another order mean something else");
        }
    }
    None
}

/// A dossier that holds these.
pub fn dossier_of(one: &[Held], other: &[Held]) -> Dossier {
    let mut dossier = Dossier::new(HANDOVER, OFFICES[0], OFFICES[1]);
    for held in one.iter().chain(other) {
        let restored = dossier.restore(held.clone());
        restored.expect("the entries of the search make a chain");
    }
    dossier
}

const HANDOVER: HandoverId = HandoverId::from_bytes([7; 16]);

fn digest(side: Side, at: usize, word: Word) -> Digest {
    let mut bytes = [0; 32];
    let [high, low] = word.0.to_be_bytes();
    bytes[..5].copy_from_slice(&[side as u8 + 1, at as u8, low, word.1, high]);
    Digest::from_bytes(bytes)
}

fn last(side: Side, log: &[Word]) -> Digest {
    let none = Digest::from_bytes([0; 32]);
    log.last()
        .map_or(none, |it| digest(side, log.len() - 1, *it))
}

/// One number for a state: two in many millions have the same by chance once in a hundred thousand searches.
fn number_of(packed: &Packed) -> u64 {
    let mut hasher = DefaultHasher::new();
    packed.hash(&mut hasher);
    hasher.finish()
}

/// One number for what the three views say.
pub fn meaning(views: &[State; 3]) -> u64 {
    struct Hashing(DefaultHasher);
    impl std::fmt::Write for Hashing {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut hashing = Hashing(DefaultHasher::new());
    write!(hashing, "{views:?}").expect("a hasher takes everything");
    hashing.0.finish()
}

/// The step that writes an entry.
pub fn step_of(act: &Act) -> Step {
    match act {
        Act::Offered { .. } => Step::Offer,
        Act::Answered { .. } => Step::Answer,
        Act::ReadBackChecked { .. } => Step::Check,
        Act::Recalled => Step::Recall,
        Act::Released { .. } => Step::Release,
        Act::Added { .. } => Step::Add,
        Act::Lapsed => Step::Lapse,
        Act::Ended { .. } => Step::End,
        Act::Received { .. } => Step::Receive,
        Act::Acknowledged { .. } => Step::Acknowledge,
        Act::Asked { .. } => Step::Ask,
        Act::QuestionClosed { .. } => Step::CloseQuestion,
        Act::ReadBack { .. } => Step::ReadBack,
        Act::Accepted { .. } => Step::Accept,
        Act::Declined { .. } => Step::Decline,
        Act::Started { .. } => Step::Start,
        Act::NotStarted => Step::NotStart,
        Act::FollowedUp { .. } => Step::FollowUp,
        Act::Erased => Step::Erase,
        Act::Handled { .. } => Step::Handle,
        Act::Discontinued { .. } => Step::Discontinue,
        Act::ConsentWithdrawn {
            scope: Withdrawal::All,
        } => Step::WithdrawAll,
        Act::ConsentWithdrawn { .. } => Step::WithdrawItems,
    }
}

fn takes_back(act: &Act) -> bool {
    matches!(act, Act::ConsentWithdrawn { .. } | Act::Handled { .. })
}

/// Whether the entry leads out of the handover, or answers its end.
pub fn ends(act: &Act) -> bool {
    match act {
        Act::Recalled | Act::Lapsed | Act::NotStarted | Act::Erased => true,
        Act::Discontinued { .. } => true,
        Act::Declined { decline, .. } => *decline != Decline::YesIf,
        _ => false,
    }
}

/// Whether a search that only goes on leaves the entry out: it ends something, refuses a section, or erases what nobody took
/// back.
fn goes_aside(act: &Act, bounds: Bounds) -> bool {
    match act {
        Act::Erased => bounds.withdrawals == 0,
        Act::Acknowledged { reading, .. } => *reading == Reading::NotForUs,
        _ => ends(act),
    }
}

/// A state from which no good state can be reached, if there is one.
fn stuck(followers: &[Vec<u32>], good: &[bool]) -> Option<usize> {
    let mut before: Vec<Vec<u32>> = vec![Vec::new(); followers.len()];
    for (at, next) in followers.iter().enumerate() {
        for follower in next {
            before[*follower as usize].push(at as u32);
        }
    }
    let mut fine = good.to_vec();
    let mut queue: VecDeque<u32> = (0..).zip(good).filter(|it| *it.1).map(|it| it.0).collect();
    while let Some(at) = queue.pop_front() {
        for earlier in &before[at as usize] {
            if !fine[*earlier as usize] {
                fine[*earlier as usize] = true;
                queue.push_back(*earlier);
            }
        }
    }
    fine.iter().position(|it| !it)
}

fn brief(act: &Act) -> String {
    let text = format!("{act:?}");
    let name: String = text.chars().take_while(|it| it.is_alphanumeric()).collect();
    match act {
        Act::Declined { decline, .. } => format!("{name} {decline:?}"),
        Act::ReadBackChecked { verdict, .. } => format!("{name} {verdict:?}"),
        Act::ConsentWithdrawn {
            scope: Withdrawal::All,
        } => format!("{name} all"),
        Act::ConsentWithdrawn { .. } => format!("{name} some"),
        _ => name,
    }
}

#[test]
fn every_state_within_small_bounds_keeps_the_promises() {
    /// No extras; each search adds a few, because all at once are too many for seconds.
    const NARROW: Bounds = Bounds::NARROW;
    let searches = [
        Bounds {
            start: Start::Opened,
            entries: [2; 2],
            ..NARROW
        },
        Bounds {
            start: Start::Opened,
            questions: 1,
            entries: [1; 2],
            ..NARROW
        },
        Bounds {
            offers: 2,
            withdrawals: 1,
            entries: [1; 2],
            ..NARROW
        },
        Bounds {
            start: Start::Accepted,
            entries: [1; 2],
            ..NARROW
        },
        Bounds {
            start: Start::Released,
            additions: 1,
            entries: [1; 2],
            ..NARROW
        },
        Bounds {
            start: Start::Started,
            withdrawals: 1,
            entries: [1; 2],
            ..NARROW
        },
        Bounds {
            start: Start::Started,
            entries: [2; 2],
            ..NARROW
        },
        Bounds {
            start: Start::Started,
            follow_ups: 2,
            entries: [0, 2],
            ..NARROW
        },
        Bounds {
            start: Start::Opened,
            facts: 1,
            entries: [2, 2],
            ways: Ways::On,
            ..NARROW
        },
        Bounds {
            start: Start::Opened,
            sections: 2,
            offers: 2,
            entries: [1, 4],
            ways: Ways::On,
            ..NARROW
        },
        Bounds {
            start: Start::Opened,
            questions: 1,
            entries: [1, 4],
            ways: Ways::On,
            ..NARROW
        },
    ];
    let reports = std::thread::scope(|scope| {
        let running = searches.map(|bounds| scope.spawn(move || (bounds, search(bounds))));
        running.map(|it| it.join().expect("a search does not panic"))
    });
    let mut phases = BTreeSet::new();
    let mut said = BTreeSet::new();
    let mut looked = BTreeSet::new();
    for (bounds, report) in reports {
        println!(
            "{bounds:?}: {} states, {} meanings",
            report.states.len(),
            report.meanings.len()
        );
        assert!(report.faults.is_empty(), "{}", report.faults.join("\n"));
        phases.extend(report.phases);
        said.extend(report.said);
        looked.extend(report.checks.into_keys());
    }
    for (what, tests) in Promise::ELSEWHERE {
        let is_there = |it: &str| {
            std::path::Path::new("tests/it")
                .join(it)
                .with_extension("rs")
                .exists()
        };
        let there = tests.split(", ").all(is_there);
        assert!(there, "{what} is said to be tried in {tests}");
    }
    assert_eq!(
        looked,
        BTreeSet::from(Promise::ALL),
        "a promise nobody looked at"
    );
    let visible = Phase::ALL.iter().skip_while(|it| **it != Phase::Offered);
    let missed: Vec<_> = visible
        .filter(|it| **it != Phase::Stopped && !phases.contains(it))
        .collect();
    assert!(missed.is_empty(), "no search came to {missed:?}");
    let crucial = [
        "Sender Offered",
        "Receiver Asked",
        "Sender Answered",
        "Sender ReadBackChecked Correct",
        "Sender ConsentWithdrawn some",
        "Receiver ConsentWithdrawn all",
        "Sender Recalled",
        "Receiver Declined NotTaken",
        "Receiver Declined YesIf",
        "Sender Added",
        "Sender Lapsed",
        "Receiver NotStarted",
        "Receiver Erased",
        "Receiver Handled",
    ];
    let missed: Vec<_> = crucial.iter().filter(|it| !said.contains(**it)).collect();
    assert!(missed.is_empty(), "no search said {missed:?}");
}

/// A rule that can be broken without a fault is a rule the search does not see.
#[test]
fn every_broken_rule_is_found() {
    let breaks = crate::breaks::BREAKS;
    assert!(12 <= breaks.len());
    let mut missed = Vec::new();
    for it in breaks {
        let (found, report) = match hunt(it) {
            Ok(report) => ("found", report),
            Err(report) => ("NOT FOUND", report),
        };
        let first = report.faults.first().map_or("nothing", String::as_str);
        let (name, rule, states) = (it.name, it.rule, report.states.len());
        println!("{name} ({rule}), {found} in {states} states: {first}");
        if found != "found" {
            missed.push(name);
        }
    }
    assert!(missed.is_empty(), "nothing fails without {missed:?}");
}
