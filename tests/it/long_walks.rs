//! The dossier, walked: one history at a time from the first offer to an end, with everything at once, each step by chance.
//!
//! What `model` searches breadth first it cannot search far: all extras at once are too many. A walk goes all the way, and at
//! every state of it the functions of that search look at everything, the older copies but for one of each office. Walks are no
//! search: what none of them came to, they say nothing of.
//!
//! **The network** is of things here, not of beginnings: an office seals what it takes the other not to hold, everything, or
//! only what is new since its last parcel; each parcel comes late, twice, before an earlier one, or never; and each goes through
//! a real `Dossier::join`, which must hold afterwards what `model` says that it does. Killed between putting a parcel and noting it,
//! an office seals it again; between taking one in and deleting it, it collects it again.
//!
//! **An end** is what a walk must come to: once it has gone long enough, each office does what it owes, and where that is
//! nothing, the handover has ended or is closed. So from every state of a walk an end can be reached.
//!
//! **Chance** comes from a seed and the walk's number alone. What fails is told with both, and can be walked again.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use tasuki::domain::{
    handover::{
        dossier::{Bearing, Ending, Erasure, Held, Joined, QuestionStatus, Standing, State},
        entry::{
            Act, Decline, Discontinuation, Finding, Handling, Manifest, Outcome, Reading, Reply,
            Side, Verdict, Weight, Withdrawal,
        },
        permit::Step,
        turn::Task,
    },
    id::{Digest, OfferNo},
    section::{ItemId, SectionId},
};

use crate::breaks::Rules;
use crate::model::{
    BESIDE, Bounds, Copies, FACT, Found, Joint, Milestone, Report, SECOND, Search, Way, acceptance,
    act_of, dossier_of, ends, manifest, meaning, number, pinned, step_of, vocabulary,
};
use crate::promise::Promise;

/// The seed of every walk that nobody asks for by another.
pub const SEED: u64 = 20_261_129;

/// How much a walk may say: more of everything than a search.
const BOUNDS: Bounds = Bounds {
    offers: 3,
    additions: 2,
    questions: 2,
    read_backs: 4,
    withdrawals: 4,
    erasures: 6,
    repeats: 2,
    entries: [60; 2],
    ..Bounds::NARROW
};

/// After so many moves of chance each office does what it owes, so many moves long at most.
const FREE: usize = 260;
const LAST: usize = 400;

/// How much more often what leads on is done than what leads off.
const OFTEN: u64 = 20;

/// What walks came to.
#[derive(Debug, Default)]
pub struct Walked {
    /// What a search tells, too.
    pub report: Report,
    /// How many there were, and how many moves they made, those of the network with them.
    pub walks: u64,
    pub moves: u64,
    /// In how many walks each extra was.
    pub extras: BTreeMap<Extra, u64>,
    /// In how many walks all of them were that can be in one.
    pub wholes: BTreeMap<Whole, u64>,
}

impl Walked {
    /// Adds what others came to.
    pub fn add(&mut self, other: Walked) {
        self.walks += other.walks;
        self.moves += other.moves;
        self.report.add(other.report);
        for (extra, many) in other.extras {
            *self.extras.entry(extra).or_default() += many;
        }
        for (whole, many) in other.wholes {
            *self.wholes.entry(whole).or_default() += many;
        }
    }
}

/// What need not be in a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extra {
    /// A second offer.
    OfferedAgain,
    /// A question asked, answered and closed.
    Asked,
    /// A read-back to be corrected.
    Corrected,
    /// A key fact that differs, found right though.
    Difference,
    /// Two sections in one offer.
    TwoSections,
    /// A section that is not for this office.
    NotForUs,
    /// "Yes, if".
    Condition,
    /// Some items taken back.
    ItemsBack,
    /// A parcel that never comes.
    Lost,
    /// A parcel that comes twice.
    Twice,
    /// A parcel that comes before an earlier one without which it brings nothing.
    Early,
    /// A parcel that comes after a later one.
    Late,
    /// Three parcels under way to one office.
    ThreeUnderWay,
    /// An office that is killed between two writes.
    Killed,
    /// An addition.
    Added,
    /// All taken back.
    AllBack,
    /// Two agreed follow-ups, and who has left on the first.
    Left,
}

impl Extra {
    pub const ALL: [Extra; 17] = [
        Extra::OfferedAgain,
        Extra::Asked,
        Extra::Corrected,
        Extra::Difference,
        Extra::TwoSections,
        Extra::NotForUs,
        Extra::Condition,
        Extra::ItemsBack,
        Extra::Lost,
        Extra::Twice,
        Extra::Early,
        Extra::Late,
        Extra::ThreeUnderWay,
        Extra::Killed,
        Extra::Added,
        Extra::AllBack,
        Extra::Left,
    ];

    /// Those that somebody says before an acceptance.
    const SAID_BEFORE: [Extra; 8] = [
        Extra::OfferedAgain,
        Extra::Asked,
        Extra::Corrected,
        Extra::Difference,
        Extra::TwoSections,
        Extra::NotForUs,
        Extra::Condition,
        Extra::ItemsBack,
    ];
}

/// All extras in one history, as far as they go together, and its end. No history has them all: who has started is not recalled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whole {
    /// All of them, and it closed.
    Closed,
    /// All of them, and it was discontinued.
    Discontinued,
    /// All but who has left; given up by the sender and by the receiver, who had not heard of one another.
    NotStarted,
    /// All but what comes after the release; recalled and declined, which crossed.
    Recalled,
}

impl Whole {
    pub const ALL: [Whole; 4] = [
        Whole::Closed,
        Whole::Discontinued,
        Whole::NotStarted,
        Whole::Recalled,
    ];

    fn is(self, met: &BTreeSet<Extra>, all: &State) -> bool {
        let without: &[Extra] = match self {
            Whole::Closed | Whole::Discontinued => &[],
            Whole::NotStarted => &[Extra::Left],
            Whole::Recalled => &[Extra::Left, Extra::Added],
        };
        let ended = |wanted: fn(&Ending) -> bool| all.endings.iter().any(wanted);
        let end = match self {
            Whole::Closed => all.closed(),
            Whole::Discontinued => ended(|it| matches!(it, Ending::Discontinued(_))),
            Whole::NotStarted => {
                ended(|it| *it == Ending::NotStarted) && ended(|it| *it == Ending::Lapsed)
            }
            Whole::Recalled => {
                ended(|it| *it == Ending::Recalled) && ended(|it| matches!(it, Ending::Declined(_)))
            }
        };
        let missing = |it: &&Extra| !met.contains(it) && !without.contains(it);
        end && Extra::ALL.iter().find(missing).is_none()
    }
}

/// Walks these, each from its own number.
pub fn walks(seed: u64, numbers: Range<u64>) -> Walked {
    walk_all(&words(Rules::WHOLE), seed, numbers)
}

/// Walks one, and tells it.
pub fn one(seed: u64, number: u64) -> (Walked, Vec<String>) {
    let search = words(Rules::WHOLE);
    let mut walked = Walked::default();
    let story = walk(&search, seed, number, &mut walked);
    (walked, story)
}

fn walk_all(search: &Search, seed: u64, numbers: Range<u64>) -> Walked {
    let mut walked = Walked::default();
    for number in numbers {
        walk(search, seed, number, &mut walked);
    }
    walked
}

/// One walk, added to what was walked before.
fn walk(search: &Search, seed: u64, number: u64, walked: &mut Walked) -> Vec<String> {
    let mut chance = Chance::of(seed, number);
    let mut found = Found::new(&search.acts, Way::Told(vec![heading(seed, number)]));
    found.report = std::mem::take(&mut walked.report);
    let joint = first(search, &mut chance);
    let mut walk = Walk {
        search,
        found,
        aim: Aim::ALL[chance.below(Aim::ALL.len() as u64) as usize],
        chance,
        joint,
        post: Vec::new(),
        sealed: [None; 2],
        taken: [None; 2],
        met: BTreeSet::new(),
        moves: 0,
    };
    walk.begins();
    let all = walk.goes();
    walked.walks += 1;
    walked.moves += walk.moves;
    for extra in &walk.met {
        *walked.extras.entry(*extra).or_default() += 1;
    }
    for whole in Whole::ALL.iter().filter(|it| it.is(&walk.met, &all)) {
        *walked.wholes.entry(*whole).or_default() += 1;
    }
    let mut found = walk.found;
    found.report.faults.extend(Found::told_faults(found.faults));
    walked.report = found.report;
    match found.way {
        Way::Told(story) => story,
        Way::Back(_) => Vec::new(),
    }
}

fn heading(seed: u64, number: u64) -> String {
    format!("walk {seed}:{number}; again by: campaign -- walks --only {seed}:{number}")
}

/// The first offer, which nobody has heard of.
fn first(search: &Search, chance: &mut Chance) -> Joint {
    let offers = search.acts.iter().enumerate();
    let offers: Vec<u16> = offers
        .filter(|(_, it)| matches!(it, Act::Offered { offer, .. } if *offer == OfferNo::FIRST))
        .map(|it| it.0 as u16)
        .collect();
    let offer = match chance.below(3) {
        0 => offers[chance.below(offers.len() as u64) as usize],
        _ => *offers.last().expect("there is a first offer"),
    };
    Joint {
        logs: [vec![(offer, 0)], Vec::new()],
        knows: [0, 0],
    }
}

/// Everything that can be said: what a search says, and the rest.
fn words(rules: Rules) -> Search {
    let mut acts = vocabulary();
    let mut known: HashSet<Act> = acts.iter().cloned().collect();
    acts.extend(rest().into_iter().filter(|it| known.insert(it.clone())));
    Search::saying(acts, |_| true, BOUNDS, rules)
}

/// Every way of saying each thing, of three offers, two questions, four read-backs and two additions.
fn rest() -> Vec<Act> {
    let [some, other] = [ItemId::ALL[1], ItemId::ALL[0]];
    let mut acts: Vec<Act> = [vec![other], vec![some, other]]
        .map(|items| Act::ConsentWithdrawn {
            scope: Withdrawal::Items(items.into_iter().collect()),
        })
        .into();
    acts.extend(ended());
    for question in [1, 2].map(|it| number(it).1) {
        acts.push(Act::QuestionClosed { question });
        acts.extend(
            [Reply::Text, Reply::CannotBeAnswered].map(|reply| Act::Answered { question, reply }),
        );
    }
    for offer in [1, 2, 3].map(|it| number(it).0) {
        acts.extend(of_offer(offer));
    }
    for read_back in [1, 2, 3, 4].map(|it| number(it).2) {
        let verdicts = [Verdict::Right, Verdict::RightThough, Verdict::Correct];
        acts.extend(verdicts.map(|verdict| Act::ReadBackChecked { read_back, verdict }));
    }
    let handlings = [
        Handling::Returned,
        Handling::Erased,
        Handling::Kept,
        Handling::NothingHeld,
    ];
    for (side, number) in [Side::Sender, Side::Receiver]
        .into_iter()
        .flat_map(|it| (1..=60).map(move |n| (it, n)))
    {
        acts.extend(handlings.map(|handling| Act::Handled {
            side,
            number,
            handling,
        }));
    }
    acts
}

/// What is said of a start, of follow-ups, and why it is over.
fn ended() -> Vec<Act> {
    let outcomes = [
        Outcome::GoingWell,
        Outcome::Concern,
        Outcome::Left,
        Outcome::NotReached,
        Outcome::NotShared,
    ];
    let reasons = [
        Discontinuation::Died,
        Discontinuation::MovedAway,
        Discontinuation::Employed,
        Discontinuation::OfficeClosed,
        Discontinuation::NotReachable,
        Discontinuation::CameBack,
    ];
    let mut acts: Vec<Act> = reasons.map(|reason| Act::Discontinued { reason }).to_vec();
    for which in [0, 1] {
        acts.extend(outcomes.map(|outcome| Act::FollowedUp { which, outcome }));
    }
    acts
}

/// The versions of each section there may be: as offered, and as added.
fn versions() -> impl Iterator<Item = (SectionId, Digest)> {
    let all = (1..=4).map(|it| (SectionId::Person, it));
    all.chain((1..=3).map(|it| (SECOND, it)))
        .map(|(section, version)| (section, Digest::from_bytes([version; 32])))
}

fn of_offer(offer: OfferNo) -> Vec<Act> {
    let items = ItemId::ALL;
    let mut acts = Vec::new();
    for beside in BESIDE {
        acts.extend(
            [(1, offer.get() as u8), (2, offer.get() as u8), (1, 1)].map(|(many, version)| {
                Act::Offered {
                    offer,
                    manifest: manifest(&items[..many], version, beside),
                }
            }),
        );
    }
    let declines = [
        Decline::NotTaken,
        Decline::SentBack,
        Decline::TryOther,
        Decline::YesIf,
    ];
    acts.extend(declines.map(|decline| Act::Declined { offer, decline }));
    acts.extend([0, 1, 2].map(|part| Act::Received { offer, part }));
    let mandatory = |section, version| pinned(section, version, Weight::Mandatory);
    acts.extend(
        [
            (1, vec![mandatory(SectionId::Person, 3)]),
            (1, vec![mandatory(SECOND, 2)]),
            (2, vec![mandatory(SectionId::Person, 4)]),
            (
                2,
                vec![mandatory(SectionId::Person, 4), mandatory(SECOND, 3)],
            ),
        ]
        .map(|(part, sections)| Act::Added {
            offer,
            part,
            sections,
        }),
    );
    for (section, digest) in versions() {
        acts.extend(
            [Reading::Understood, Reading::NotForUs].map(|reading| Act::Acknowledged {
                offer,
                section,
                digest,
                reading,
            }),
        );
        acts.extend([1, 2].map(|it| Act::Asked {
            question: number(it).1,
            offer,
            section,
            digest,
        }));
    }
    for read_back in [1, 2, 3, 4].map(|it| number(it).2) {
        let findings = [Finding::Same, Finding::Differs, Finding::PaperDiffers];
        let named = findings.map(|it| vec![(FACT, it)]);
        acts.extend(
            [Vec::new()]
                .into_iter()
                .chain(named)
                .map(|facts| Act::ReadBack {
                    read_back,
                    offer,
                    facts,
                }),
        );
        acts.extend([1, 2].map(|days| acceptance(offer, read_back, days)));
        acts.push(Act::Released { offer, read_back });
    }
    acts
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn of(seed: u64, number: u64) -> Chance {
        let mut mixed = Chance(seed);
        Chance(mixed.next() ^ number.wrapping_mul(0xD134_2543_DE82_EF95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// One of these, by their weights.
    fn pick<T>(&mut self, among: Vec<(u64, T)>) -> Option<T> {
        let whole: u64 = among.iter().map(|it| it.0).sum();
        if whole == 0 {
            return None;
        }
        let mut left = self.below(whole);
        among.into_iter().find_map(|(weight, it)| {
            let here = left < weight;
            left = left.saturating_sub(weight);
            here.then_some(it)
        })
    }
}

/// Where a walk would like to go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// To an end, with all extras on the way.
    To(Whole),
    /// Wherever it comes.
    Anywhere,
}

impl Aim {
    const ALL: [Aim; 7] = [
        Aim::To(Whole::Closed),
        Aim::To(Whole::Closed),
        Aim::To(Whole::Discontinued),
        Aim::To(Whole::NotStarted),
        Aim::To(Whole::Recalled),
        Aim::Anywhere,
        Aim::Anywhere,
    ];
}

/// A run of the entries of an office, under way to the other.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Parcel {
    from: Side,
    begins: u8,
    ends: u8,
}

/// What happens next.
enum Move {
    /// An office says something.
    Say(u16, Joint),
    /// An office seals a parcel.
    Seal(Side, Extent),
    /// A parcel comes.
    Come(usize),
    /// A parcel comes, and will come again.
    ComeToo(usize),
    /// A parcel never comes.
    Lose(usize),
    /// An office is killed and opened again.
    Kill(Side),
}

/// What goes into a parcel.
#[derive(Clone, Copy)]
enum Extent {
    /// What the other office has not said that it holds.
    Unheard,
    /// What is new since the last one.
    New,
    /// Everything.
    Everything,
}

/// What a state is, and what can be said in it.
struct Seen {
    logs: [Vec<Held>; 2],
    views: [State; 3],
    says: Vec<(u16, Joint)>,
}

const SIDES: [Side; 2] = [Side::Sender, Side::Receiver];

struct Walk<'a> {
    search: &'a Search,
    found: Found<'a>,
    aim: Aim,
    chance: Chance,
    joint: Joint,
    post: Vec<Parcel>,
    sealed: [Option<Parcel>; 2],
    taken: [Option<Parcel>; 2],
    met: BTreeSet<Extra>,
    moves: u64,
}

impl Walk<'_> {
    /// Tells and notes the first offer.
    fn begins(&mut self) {
        let (offer, _) = self.joint.logs[0][0];
        let act = &self.search.acts[usize::from(offer)];
        let told = told(Side::Sender, act, 0);
        self.tell(told);
        if offers_two_sections(act) {
            self.met.insert(Extra::TwoSections);
        }
    }

    /// Goes to the end, and says what is so there.
    fn goes(&mut self) -> State {
        let mut seen = self.looks();
        for _ in 0..FREE {
            if self.is_over(&seen) && self.chance.below(2) == 0 {
                break;
            }
            let moves = self.moves(&seen);
            let Some(next) = self.chance.pick(moves) else {
                break;
            };
            self.makes(next, &mut seen);
        }
        for _ in 0..LAST {
            let Some(next) = self.owed(&seen) else {
                break;
            };
            self.makes(next, &mut seen);
        }
        let [_, _, all] = seen.views;
        self.found.check(Promise::WayOut);
        if all.ending().is_none() && !all.closed() {
            let said = format!("each does what it owes, and it comes to {:?}", all.phase());
            self.found.note(0, None, Some((Promise::WayOut, said)));
        }
        all
    }

    /// Looks at everything that must hold in this state.
    fn looks(&mut self) -> Seen {
        let (search, joint) = (self.search, &self.joint);
        let logs = search.logs(&joint.logs);
        let views = search.views(joint, &logs);
        let found = &mut self.found;
        search.look(0, joint, &logs, &views, found);
        let copies = Copies::One(self.chance.next());
        search.look_closely(0, joint, &logs, &views, copies, found);
        let mut says = search.steps(0, joint, &logs, &views, found);
        says.retain(|it| act_of(it.0).is_some());
        if found.report.states.insert(joint.number()) {
            for milestone in Milestone::ALL {
                if milestone.is_at(joint, &search.acts, &views[2]) {
                    *found.report.reached.entry(milestone).or_default() += 1;
                }
            }
        }
        found.report.meanings.insert(meaning(&views));
        found.report.phases.insert(views[2].phase());
        Seen { logs, views, says }
    }

    fn makes(&mut self, next: Move, seen: &mut Seen) {
        self.moves += 1;
        let before = self.joint.clone();
        match next {
            Move::Say(label, joint) => self.says(label, joint, seen),
            Move::Seal(side, extent) => self.seals(side, extent),
            Move::Come(at) => {
                let parcel = self.post.remove(at);
                self.comes(parcel, seen);
            }
            Move::ComeToo(at) => {
                self.met.insert(Extra::Twice);
                self.comes(self.post[at], seen);
            }
            Move::Lose(at) => {
                let parcel = self.post.remove(at);
                self.met.insert(Extra::Lost);
                self.tell(format!("{} never comes", parcel.told()));
            }
            Move::Kill(side) => self.kills(side, seen),
        }
        if self.joint != before {
            self.found.report.steps += 1;
            *seen = self.looks();
        }
    }

    fn says(&mut self, label: u16, joint: Joint, seen: &Seen) {
        let acts = &self.search.acts;
        let Some(act) = act_of(label).map(|it| &acts[it]) else {
            return;
        };
        let side = SIDES[usize::from(label % 2)];
        let said = told(side, act, joint.knows[side as usize]);
        self.found.report.said.insert(self.found.told(label));
        self.joint = joint;
        self.tell(said);
        self.meets(act, &seen.views[side as usize]);
    }

    /// Notes which extra it is.
    fn meets(&mut self, act: &Act, view: &State) {
        let extra = match act {
            Act::Offered { .. } => {
                if offers_two_sections(act) {
                    self.met.insert(Extra::TwoSections);
                }
                Extra::OfferedAgain
            }
            Act::QuestionClosed { question } => {
                let said =
                    |it: &Act| matches!(it, Act::Answered { question: of, .. } if of == question);
                if !self.has(said) {
                    return;
                }
                Extra::Asked
            }
            Act::ReadBackChecked {
                verdict: Verdict::Correct,
                ..
            } => Extra::Corrected,
            Act::ReadBackChecked {
                verdict: Verdict::RightThough,
                ..
            } => Extra::Difference,
            Act::Acknowledged {
                reading: Reading::NotForUs,
                ..
            } => Extra::NotForUs,
            Act::Declined {
                decline: Decline::YesIf,
                ..
            } => Extra::Condition,
            Act::ConsentWithdrawn {
                scope: Withdrawal::All,
            } => Extra::AllBack,
            Act::ConsentWithdrawn { .. } => Extra::ItemsBack,
            Act::Added { .. } => Extra::Added,
            Act::FollowedUp {
                which: 0,
                outcome: Outcome::Left,
            } if view.follow_ups.len() == 2 => Extra::Left,
            _ => return,
        };
        self.met.insert(extra);
    }

    fn has(&self, wanted: impl Fn(&Act) -> bool) -> bool {
        let mut said = self.joint.logs.iter().flatten();
        said.any(|it| wanted(&self.search.acts[usize::from(it.0)]))
    }

    fn seals(&mut self, side: Side, extent: Extent) {
        let own = &self.joint.logs[side as usize];
        let heard = usize::from(self.joint.knows[side as usize]);
        let other = &self.joint.logs[side.other() as usize][..heard];
        let parcel = Parcel {
            from: side,
            begins: match extent {
                Extent::Unheard => other.last().map_or(0, |it| it.1),
                Extent::New => self.sealed[side as usize].map_or(0, |it| it.ends),
                Extent::Everything => 0,
            },
            ends: own.len() as u8,
        };
        self.sealed[side as usize] = Some(parcel);
        self.tell(format!("{} is sealed", parcel.told()));
        self.put(parcel);
    }

    fn put(&mut self, parcel: Parcel) {
        self.post.push(parcel);
        let many = self.post.iter().filter(|it| it.from == parcel.from).count();
        if 3 <= many {
            self.met.insert(Extra::ThreeUnderWay);
        }
    }

    /// Takes a parcel in, through a dossier, and holds what it holds then against what should be known.
    fn comes(&mut self, parcel: Parcel, seen: &Seen) {
        let side = parcel.from.other();
        self.tell(format!("{} comes", parcel.told()));
        self.taken[side as usize] = Some(parcel);
        let known = self.joint.knows[side as usize];
        let after = match parcel.begins <= known {
            true => known.max(parcel.ends),
            false => known,
        };
        if known < parcel.begins {
            self.met.insert(Extra::Early);
        }
        if parcel.ends < known {
            self.met.insert(Extra::Late);
        }
        self.joint.knows[side as usize] = after;
        if self.search.rules.are_whole() {
            self.found.check(Promise::Repeats);
            let failed = self.joins(parcel, usize::from(known), usize::from(after), seen);
            let failed = failed.map(|it| (Promise::Repeats, it.to_owned()));
            self.found.note(0, None, failed);
        }
    }

    fn joins(
        &self,
        parcel: Parcel,
        known: usize,
        after: usize,
        seen: &Seen,
    ) -> Option<&'static str> {
        let side = parcel.from.other();
        let (own, other) = (&seen.logs[side as usize], &seen.logs[parcel.from as usize]);
        let mut dossier = dossier_of(own, &other[..known]);
        let (begins, ends) = (usize::from(parcel.begins), usize::from(parcel.ends));
        for (at, entry) in other.iter().enumerate().take(ends).skip(begins) {
            let held = dossier.log(parcel.from).len();
            let right = match dossier.join(entry.clone()) {
                Joined::Known => at < held,
                Joined::New => at == held,
                Joined::Early { .. } => held < at,
                _ => false,
            };
            if !right {
                return Some("an entry of a parcel is taken in otherwise than its place says");
            }
        }
        let expected = dossier_of(own, &other[..after]);
        (dossier != expected || dossier.state() != expected.state())
            .then_some("what came is not what is held")
    }

    /// Kills an office between two writes and opens it again: what it held it holds, and it does again what it had not noted.
    fn kills(&mut self, side: Side, seen: &Seen) {
        self.met.insert(Extra::Killed);
        self.tell(format!(
            "{} is killed, and puts and collects its last parcel again",
            name(side)
        ));
        if self.search.rules.are_whole() {
            self.found.check(Promise::Repeats);
            let heard = usize::from(self.joint.knows[side as usize]);
            let (own, other) = (&seen.logs[side as usize], &seen.logs[side.other() as usize]);
            let opened = dossier_of(own, &other[..heard]).state();
            let failed = (opened != seen.views[side as usize]).then(|| {
                (
                    Promise::Repeats,
                    "a store opened again means something else".into(),
                )
            });
            self.found.note(0, None, failed);
        }
        let again = [self.sealed[side as usize], self.taken[side as usize]];
        let full = |it: &Parcel| it.begins < it.ends;
        for parcel in again.into_iter().flatten().filter(full) {
            self.put(parcel);
        }
    }

    /// Whether nothing is under way, nothing is owed, and it is at an end.
    fn is_over(&self, seen: &Seen) -> bool {
        let all = &seen.views[2];
        let settled = all.ending().is_some() || all.closed();
        let today = self.search.days[0];
        settled && self.joint.heard_all() && self.search.rules.duties(all, today).is_empty()
    }

    /// Everything that can happen, with its weight.
    fn moves(&self, seen: &Seen) -> Vec<(u64, Move)> {
        let mut moves = Vec::new();
        for (label, joint) in &seen.says {
            let side = SIDES[usize::from(label % 2)];
            let act = act_of(*label).map(|it| &self.search.acts[it]);
            let weight = act.map_or(0, |it| self.weight(it, &seen.views[side as usize]));
            // What leads off the way stays rare, or no walk would come far.
            let weight = if weight <= 2 { weight } else { weight * OFTEN };
            moves.push((weight, Move::Say(*label, joint.clone())));
        }
        for side in SIDES {
            let held = usize::from(self.joint.knows[side.other() as usize]);
            let unheard = held < self.joint.logs[side as usize].len();
            if self.post.len() < 6 {
                let weights = if unheard { [100, 50, 10] } else { [1; 3] };
                let extents = [Extent::Unheard, Extent::New, Extent::Everything];
                let seals = extents.map(|it| Move::Seal(side, it));
                moves.extend(weights.map(|it| it * OFTEN).into_iter().zip(seals));
                moves.push((4 * OFTEN, Move::Kill(side)));
            }
        }
        for at in 0..self.post.len() {
            moves.push((80 * OFTEN, Move::Come(at)));
            moves.push((20 * OFTEN, Move::ComeToo(at)));
            moves.push((20 * OFTEN, Move::Lose(at)));
        }
        moves
    }

    /// How much a walk would like to say this.
    fn weight(&self, act: &Act, view: &State) -> u64 {
        let Aim::To(whole) = self.aim else {
            return match act {
                _ if ends(act) && view.erasure == Erasure::None => 3,
                Act::ConsentWithdrawn {
                    scope: Withdrawal::All,
                } => 3,
                Act::ConsentWithdrawn { .. } | Act::Asked { .. } => 20,
                Act::Acknowledged { .. } | Act::Offered { .. } => 60,
                _ => 120,
            };
        };
        let lacks = |it: Extra| !self.met.contains(&it);
        let ready = !Extra::SAID_BEFORE.into_iter().any(lacks);
        let if_lacking = |it: Extra, wanted, otherwise| if lacks(it) { wanted } else { otherwise };
        let if_aimed = |it: Whole, now: bool| if whole == it && now { 200 } else { 1 };
        let more_offers = view.offer.as_ref().is_some_and(|it| it.no.get() < 3);
        match act {
            Act::Offered { manifest, .. } => {
                let rich = manifest.facts.len() == 1 && manifest.sections.len() == 2;
                let stands = view.offer.as_ref().map(|it| it.standing) == Some(Standing::Open);
                match (rich, stands) {
                    (true, false) if !lacks(Extra::ItemsBack) => 100,
                    (true, false) => 20,
                    (false, false) => 3,
                    (_, true) => 1,
                }
            }
            Act::Answered { question, .. } => {
                let asked = view.questions.iter().find(|it| it.no == *question);
                match asked.map(|it| it.status) {
                    Some(QuestionStatus::Unanswered) => 200,
                    _ => 2,
                }
            }
            Act::Asked { .. } => if_lacking(Extra::Asked, 60, 2),
            Act::QuestionClosed { question } => {
                let asked = view.questions.iter().find(|it| it.no == *question);
                match asked.map(|it| it.status) {
                    Some(QuestionStatus::Answered(_)) => 200,
                    _ => 2,
                }
            }
            Act::ReadBack { facts, .. } => {
                let again = view.read_back.as_ref().is_some_and(|it| {
                    it.bearing == Bearing::Current && it.verdict != Some(Verdict::Correct)
                });
                match facts.first() {
                    _ if again => 1,
                    Some((_, Finding::Same)) | None => 40,
                    Some(_) => if_lacking(Extra::Difference, 120, 40),
                }
            }
            Act::ReadBackChecked { verdict, .. } => match verdict {
                Verdict::Correct => if_lacking(Extra::Corrected, 200, 4),
                Verdict::Right | Verdict::RightThough => 200,
            },
            Act::Acknowledged {
                section, reading, ..
            } => {
                let sections = view.offer.iter().flat_map(|it| &it.sections);
                let mut of_it = sections.filter(|it| it.pinned.section == *section);
                match (reading, of_it.next().and_then(|it| it.reading)) {
                    (Reading::NotForUs, None) => if_lacking(Extra::NotForUs, 150, 2),
                    (Reading::Understood, None | Some(Reading::NotForUs)) => 150,
                    (_, Some(_)) => 2,
                }
            }
            Act::Accepted { follow_ups, .. } => match (ready, follow_ups.len()) {
                (false, _) => 3,
                (true, 2) => 200,
                (true, _) => 20,
            },
            Act::Declined {
                decline: Decline::YesIf,
                ..
            } if more_offers => match lacks(Extra::Corrected) {
                true => 2,
                false => if_lacking(Extra::Condition, 60, 2),
            },
            Act::Declined { .. } => if_aimed(Whole::Recalled, ready),
            Act::Recalled => if_aimed(Whole::Recalled, ready),
            Act::ConsentWithdrawn {
                scope: Withdrawal::All,
            } => match view.release.is_some() || view.ending().is_some() {
                true => if_lacking(Extra::AllBack, 40, 2),
                false => 1,
            },
            Act::ConsentWithdrawn { .. } if more_offers => match lacks(Extra::Condition) {
                true => 1,
                false => if_lacking(Extra::ItemsBack, 60, 1),
            },
            Act::ConsentWithdrawn { .. } => 2,
            Act::Added { .. } => if_lacking(Extra::Added, 200, 10),
            Act::Lapsed | Act::NotStarted => if_aimed(Whole::NotStarted, !lacks(Extra::Added)),
            Act::Started { .. } if whole == Whole::NotStarted => 2,
            Act::FollowedUp { outcome, .. } => match outcome {
                Outcome::Left => if_lacking(Extra::Left, 150, 20),
                _ => 10,
            },
            Act::Discontinued { .. } => if_aimed(Whole::Discontinued, !lacks(Extra::Left)) / 4,
            Act::Erased if view.erasure == Erasure::None => 2,
            _ => 200,
        }
    }

    /// What brings it to an end: what is under way comes, what nobody has heard of is sent, and then each does what it owes.
    fn owed(&mut self, seen: &Seen) -> Option<Move> {
        if let Some(parcel) = self.post.first() {
            let known = self.joint.knows[parcel.from.other() as usize];
            let brings = (parcel.begins..parcel.ends).contains(&known);
            return Some(if brings { Move::Come(0) } else { Move::Lose(0) });
        }
        let held = |side: Side| usize::from(self.joint.knows[side.other() as usize]);
        let unheard = |side: &Side| held(*side) < self.joint.logs[*side as usize].len();
        if let Some(side) = SIDES.into_iter().find(unheard) {
            return Some(Move::Seal(side, Extent::Unheard));
        }
        let all = &seen.views[2];
        let duties = self.search.rules.duties(all, self.search.days[0]);
        for duty in duties {
            let pays = |act: &Act| paid_by(&duty.task).contains(&step_of(act));
            if let Some(next) = self.one_of(seen, duty.side, pays) {
                return Some(next);
            }
        }
        // What is owed and cannot be said any more, as a fifth read-back, leaves the ways out.
        let settled = all.ending().is_some() || all.closed();
        let way_out = |side| self.one_of(seen, side, |it| ends(it) && *it != Act::Erased);
        match settled {
            true => None,
            false => SIDES.into_iter().find_map(way_out),
        }
    }

    /// One of what this office can say, by the number of moves until now.
    fn one_of(&self, seen: &Seen, side: Side, wanted: impl Fn(&Act) -> bool) -> Option<Move> {
        let acts = &self.search.acts;
        let says = seen.says.iter().filter(|(label, _)| {
            let act = act_of(*label).map(|it| &acts[it]);
            SIDES[usize::from(label % 2)] == side && act.is_some_and(&wanted)
        });
        let says: Vec<_> = says.collect();
        let at = (self.moves as usize).checked_rem(says.len())?;
        let (label, joint) = says[at];
        Some(Move::Say(*label, joint.clone()))
    }

    /// Adds a sentence to the story.
    fn tell(&mut self, said: String) {
        if let Way::Told(story) = &mut self.found.way {
            let place = story.len();
            story.push(format!("{place:>3}. {said}"));
        }
    }
}

/// The steps that pay a duty.
fn paid_by(task: &Task) -> Vec<Step> {
    match task {
        Task::Erase => vec![Step::Erase],
        Task::Receive => vec![Step::Receive],
        Task::OfferAgain(_) => vec![Step::Offer, Step::Recall],
        Task::Decide(_) => vec![Step::Ask, Step::Acknowledge, Step::Decline],
        task => task.step().into_iter().collect(),
    }
}

impl Parcel {
    fn told(self) -> String {
        let (from, begins, ends) = (name(self.from), self.begins + 1, self.ends);
        match begins <= ends {
            true => format!("a parcel of {from} with its entries {begins} to {ends}"),
            false => format!("a parcel of {from} with nothing new"),
        }
    }
}

fn offers_two_sections(act: &Act) -> bool {
    matches!(act, Act::Offered { manifest, .. } if manifest.sections.len() == 2)
}

fn name(side: Side) -> &'static str {
    match side {
        Side::Sender => "the sender",
        Side::Receiver => "the receiver",
    }
}

/// An entry, as a person reads it.
fn told(side: Side, act: &Act, seen: u8) -> String {
    format!("{} {} (having seen {seen})", name(side), sentence(act))
}

fn sentence(act: &Act) -> String {
    match act {
        Act::Offered { offer, manifest } => {
            format!("makes offer {}: {}", offer.get(), of(manifest))
        }
        Act::Answered { question, reply } => {
            format!("answers question {}: {reply:?}", question.get())
        }
        Act::ReadBackChecked { read_back, verdict } => {
            format!("checks read-back {}: {verdict:?}", read_back.get())
        }
        Act::Recalled => "takes the offer back".into(),
        Act::Released { offer, read_back } => {
            format!(
                "releases offer {} on read-back {}",
                offer.get(),
                read_back.get()
            )
        }
        Act::Added {
            offer,
            part,
            sections,
        } => {
            let named: Vec<_> = sections
                .iter()
                .map(|it| version(it.section, it.digest))
                .collect();
            format!(
                "adds part {part} to offer {}: {}",
                offer.get(),
                named.join(", ")
            )
        }
        Act::Lapsed => "gives up waiting for the start".into(),
        Act::Ended { .. } => "ends its contract".into(),
        Act::Received { offer, part: 0 } => format!("opens offer {}", offer.get()),
        Act::Received { offer, part } => format!("opens part {part} of offer {}", offer.get()),
        Act::Acknowledged {
            offer,
            section,
            digest,
            reading,
        } => {
            let what = version(*section, *digest);
            format!("reads {what} of offer {}: {reading:?}", offer.get())
        }
        Act::Asked {
            question,
            offer,
            section,
            digest,
        } => {
            let (question, offer) = (question.get(), offer.get());
            format!(
                "asks question {question} about {} of offer {offer}",
                version(*section, *digest)
            )
        }
        Act::QuestionClosed { question } => format!("closes question {}", question.get()),
        Act::ReadBack {
            read_back,
            offer,
            facts,
        } => {
            let (read_back, offer) = (read_back.get(), offer.get());
            format!("reads offer {offer} back, read-back {read_back}: {facts:?}")
        }
        Act::Accepted {
            offer,
            read_back,
            follow_ups,
            ..
        } => {
            let (offer, read_back, days) = (offer.get(), read_back.get(), follow_ups.len());
            format!("accepts offer {offer} on read-back {read_back}, follow-ups: {days}")
        }
        Act::Declined { offer, decline } => format!("declines offer {}: {decline:?}", offer.get()),
        Act::Started { .. } => "says that the person has started".into(),
        Act::NotStarted => "says that the person will not start".into(),
        Act::FollowedUp { which, outcome } => format!("follows up, day {}: {outcome:?}", which + 1),
        Act::Erased => "says that it has erased".into(),
        Act::Handled {
            side,
            number,
            handling,
        } => {
            let whose = name(*side);
            format!("says what became of the withdrawal in {whose}'s entry {number}: {handling:?}")
        }
        Act::Discontinued { reason } => format!("discontinues: {reason:?}"),
        Act::ConsentWithdrawn {
            scope: Withdrawal::All,
        } => "hears that the person takes all consent back".into(),
        Act::ConsentWithdrawn {
            scope: Withdrawal::Items(items),
        } => format!("hears that the person takes back {items:?}"),
    }
}

fn version(section: SectionId, digest: Digest) -> String {
    format!("{section:?} in version {}", digest.as_bytes()[0])
}

fn of(manifest: &Manifest) -> String {
    let sections = manifest.sections.iter();
    let sections: Vec<_> = sections.map(|it| version(it.section, it.digest)).collect();
    let (items, facts) = (manifest.items.len(), manifest.facts.len());
    format!(
        "{}; items: {items}, key facts: {facts}",
        sections.join(", ")
    )
}

#[test]
fn walks_with_everything_at_once_keep_the_promises_and_come_to_an_end() {
    let walked = std::thread::scope(|scope| {
        let halves = [0..60, 60..120].map(|it| scope.spawn(move || walks(SEED, it)));
        let mut both = Walked::default();
        for it in halves {
            both.add(it.join().expect("a walk does not panic"));
        }
        both
    });
    let (states, meanings) = (walked.report.states.len(), walked.report.meanings.len());
    println!(
        "{} moves, {states} states, {meanings} meanings",
        walked.moves
    );
    println!("{:?}\n{:?}", walked.extras, walked.wholes);
    let faults = &walked.report.faults;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let looked: BTreeSet<Promise> = walked.report.checks.into_keys().collect();
    assert_eq!(looked, BTreeSet::from(Promise::ALL), "nobody looked at one");
    let met: BTreeSet<Extra> = walked.extras.into_keys().collect();
    assert_eq!(met, BTreeSet::from(Extra::ALL), "no walk met one");
    let wholes: BTreeSet<Whole> = walked.wholes.into_keys().collect();
    assert_eq!(
        wholes,
        BTreeSet::from(Whole::ALL),
        "all extras, to each end"
    );
}

#[test]
fn a_walk_is_its_seed_and_number_and_nothing_else() {
    let (first, again) = (one(SEED, 7).1, one(SEED, 7).1);
    assert_eq!(first, again);
    assert_ne!(first[1..], one(SEED, 8).1[1..]);
    assert_ne!(first[1..], one(SEED + 1, 7).1[1..]);
}

/// A walk that could not fail would show nothing.
#[test]
fn a_broken_rule_is_met_by_walks_which_tell_how_and_fail_again_when_walked_again() {
    for name in [
        "start-twice",
        "correct-this",
        "expired",
        "partial-withdrawal",
    ] {
        let broken = crate::breaks::BREAKS.iter().find(|it| it.name == name);
        let broken = broken.expect("there is such a rule");
        let search = words(Rules::without(broken));
        let failing = (0..40).find_map(|number| {
            let faults = walk_all(&search, SEED, number..number + 1).report.faults;
            let mut faults = faults.into_iter();
            let fault = faults.find(|it| it.starts_with(broken.fails.code()))?;
            Some((number, fault))
        });
        let (number, fault) = failing.unwrap_or_else(|| panic!("no walk fails without {name}"));
        assert!(fault.contains(&format!("{SEED}:{number}")), "{fault}");
        assert!(fault.contains("  1. the sender makes offer 1"), "{fault}");
        let again = walk_all(&search, SEED, number..number + 1).report.faults;
        assert!(again.contains(&fault), "it does not fail again:\n{fault}");
    }
}
