//! The dossier, searched: every order in which two offices can write and hear of each other, within bounds.
//!
//! The search calls `domain`'s own state, guard and duty functions; there is no second model here. A network that
//! loses, repeats, reorders and delays comes down to one thing: each office knows some beginning of the other's
//! log, and may or may not learn more.

use std::collections::{BTreeSet, HashMap, VecDeque};

use tasuki::domain::{
    calendar::Day,
    handover::{
        dossier::{Ending, Erasure, Held, Phase, State, WithdrawalAnswer},
        entry::{
            Act, Approval, Decline, Discontinuation, Envelope, Finding, Handling, Manifest,
            Outcome, Pinned, Reading, Reply, Seen, Side, Verdict, Weight, Withdrawal,
        },
        guard,
        permit::{self, Step},
        turn::{self, Task, Why},
    },
    id::{Digest, HandoverId, OfferNo, OfficeId, QuestionNo, ReadBackNo},
    section::{ItemId, SectionId},
};

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
    /// Entries in each log beyond the start; endings and erasure are always within.
    pub entries: usize,
    /// Where the search begins.
    pub start: Start,
}

/// Where a search begins. Each start is a state the search before it can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The first offer is made; nobody has heard of it.
    Offered,
    /// It was read and read back; the receiver has accepted, and the sender has not heard.
    Accepted,
    /// It was released, and the receiver has not heard.
    Released,
}

/// What the search saw.
#[derive(Debug, Default)]
pub struct Report {
    /// Distinct states.
    pub states: usize,
    /// Steps between them.
    pub steps: usize,
    /// Phases the joint state was in.
    pub phases: BTreeSet<Phase>,
    /// What was said, by whom.
    pub said: BTreeSet<String>,
    /// Every rule that failed, with the shortest way to it.
    pub faults: Vec<String>,
}

/// One entry as the search keeps it: what was said, and how much had been seen.
type Word = (u8, u8);

/// A joint state: both logs, and how much each office knows of the other's.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Joint {
    logs: [Vec<Word>; 2],
    knows: [u8; 2],
}

struct Search {
    bounds: Bounds,
    acts: Vec<Act>,
    days: [Day; 2],
    room: [usize; 2],
}

/// Searches every joint state within `bounds`.
pub fn search(bounds: Bounds) -> Report {
    let mut search = Search {
        bounds,
        acts: vocabulary(),
        days: [day(1), day(28)],
        room: [0; 2],
    };
    search.room = search.start().logs.map(|log| log.len() + bounds.entries);
    search.run()
}

fn day(day: u8) -> Day {
    Day::from_ymd(2026, 11, day).expect("a day in November")
}

const OFFICES: [OfficeId; 2] = [OfficeId::from_bytes([1; 32]), OfficeId::from_bytes([2; 32])];

fn pinned(section: SectionId, version: u8, weight: Weight) -> Pinned {
    Pinned {
        section,
        digest: Digest::from_bytes([version; 32]),
        weight,
    }
}

fn manifest(items: &[ItemId], version: u8) -> Manifest {
    Manifest {
        receiver: OFFICES[1],
        sections: vec![pinned(SectionId::Person, version, Weight::Mandatory)],
        facts: Vec::new(),
        items: items.iter().copied().collect(),
        consent_until: day(20),
        approval: Approval::TwoPeople,
    }
}

/// Everything that can be said within the bounds. Numbers are checked by the guards, so listing each numbered
/// entry once is enough.
fn vocabulary() -> Vec<Act> {
    let items = ItemId::ALL;
    let (all, fewer) = (manifest(&items[..2], 1), manifest(&items[..1], 1));
    let changed = manifest(&items[..2], 2);
    let some = Withdrawal::Items(BTreeSet::from([items[1]]));
    let (first, second) = (number(1), number(2));
    let mut acts = vec![
        Act::Offered {
            offer: first.0,
            manifest: all,
        },
        Act::Offered {
            offer: second.0,
            manifest: fewer,
        },
        Act::Offered {
            offer: second.0,
            manifest: changed,
        },
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
        Act::FollowedUp {
            which: 0,
            outcome: Outcome::GoingWell,
        },
        Act::Erased,
        Act::Discontinued {
            reason: Discontinuation::MovedAway,
        },
        Act::ConsentWithdrawn { scope: some },
        Act::ConsentWithdrawn {
            scope: Withdrawal::All,
        },
    ];
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
        for version in [1, 2, 3] {
            let (section, digest) = (SectionId::Person, Digest::from_bytes([version; 32]));
            let reading = Reading::Understood;
            acts.push(Act::Acknowledged {
                offer,
                section,
                digest,
                reading,
            });
            acts.push(Act::Asked {
                question: first.1,
                offer,
                section,
                digest,
            });
        }
        for read_back in [first.2, second.2] {
            acts.push(Act::ReadBack {
                read_back,
                offer,
                facts: Vec::<(_, Finding)>::new(),
            });
            acts.push(acceptance(offer, read_back));
            acts.push(Act::Released { offer, read_back });
        }
    }
    for read_back in [first.2, second.2] {
        for verdict in [Verdict::Right, Verdict::Correct] {
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

fn acceptance(offer: OfferNo, read_back: ReadBackNo) -> Act {
    let follow_ups = vec![day(4)];
    Act::Accepted {
        offer,
        read_back,
        start: day(3),
        interview: day(3),
        follow_ups,
    }
}

type Numbers = (OfferNo, QuestionNo, ReadBackNo);

fn number(n: u16) -> Numbers {
    let why = "numbers start at one";
    (
        OfferNo::new(n).expect(why),
        QuestionNo::new(n).expect(why),
        ReadBackNo::new(n).expect(why),
    )
}

impl Search {
    fn run(&self) -> Report {
        let start = self.start();
        let mut places = HashMap::from([(start.clone(), 0usize)]);
        let mut states = vec![start];
        let mut came_from = vec![(0usize, String::from("start"))];
        let mut followers: Vec<Vec<usize>> = Vec::new();
        let mut good = Vec::new();
        let mut report = Report::default();
        let mut faults: HashMap<String, usize> = HashMap::new();
        let mut queue = VecDeque::from([0usize]);
        while let Some(at) = queue.pop_front() {
            let joint = states[at].clone();
            let views = self.views(&joint);
            for fault in self.faults(&joint, &views) {
                faults.entry(fault).or_insert(at);
            }
            report.phases.insert(views[2].phase());
            good.push(views[2].ending().is_some() || views[2].closed());
            let mut next = Vec::new();
            for (label, follower) in self.steps(&joint, &views) {
                if !report.said.contains(&label) {
                    report.said.insert(label.clone());
                }
                let place = *places.entry(follower.clone()).or_insert_with(|| {
                    states.push(follower);
                    came_from.push((at, label));
                    queue.push_back(states.len() - 1);
                    states.len() - 1
                });
                next.push(place);
            }
            report.steps += next.len();
            followers.push(next);
        }
        report.states = states.len();
        if let Some(stuck) = stuck(&followers, &good) {
            faults.insert("no ending and no close can be reached".into(), stuck);
        }
        report.faults = faults
            .into_iter()
            .map(|(fault, at)| format!("{fault}\n    {}", way(&came_from, at)))
            .collect();
        report.faults.sort();
        report
    }

    fn start(&self) -> Joint {
        let word = |act: Act, seen: u8| {
            let at = self.acts.iter().position(|it| *it == act);
            (at.expect("the act is in the vocabulary") as u8, seen)
        };
        let (one, digest) = (number(1), Digest::from_bytes([1; 32]));
        let (offer, read_back) = (one.0, one.2);
        let (section, reading) = (SectionId::Person, Reading::Understood);
        let mut joint = Joint {
            logs: [vec![(0, 0)], Vec::new()],
            knows: [0, 0],
        };
        if self.bounds.start == Start::Offered {
            return joint;
        }
        joint.logs[1] = vec![
            word(Act::Received { offer, part: 0 }, 1),
            word(
                Act::Acknowledged {
                    offer,
                    section,
                    digest,
                    reading,
                },
                1,
            ),
            word(
                Act::ReadBack {
                    read_back,
                    offer,
                    facts: Vec::new(),
                },
                1,
            ),
            word(acceptance(offer, read_back), 1),
        ];
        joint.knows = [3, 1];
        if self.bounds.start == Start::Accepted {
            return joint;
        }
        let verdict = Verdict::Right;
        joint.logs[0].extend([
            word(Act::ReadBackChecked { read_back, verdict }, 4),
            word(Act::Released { offer, read_back }, 4),
        ]);
        joint.knows = [4, 1];
        joint
    }

    /// What the sender sees, what the receiver sees, and what is so.
    fn views(&self, joint: &Joint) -> [State; 3] {
        let sender = self.log(Side::Sender, &joint.logs);
        let receiver = self.log(Side::Receiver, &joint.logs);
        [
            State::of(&sender, &receiver[..joint.knows[0] as usize]),
            State::of(&sender[..joint.knows[1] as usize], &receiver),
            State::of(&sender, &receiver),
        ]
    }

    fn log(&self, side: Side, logs: &[Vec<Word>; 2]) -> Vec<Held> {
        let own = &logs[side as usize];
        let held = own.iter().enumerate().map(|(at, (act, seen))| Held {
            digest: Digest::from_bytes([0; 32]),
            envelope: Envelope {
                handover: HandoverId::from_bytes([0; 16]),
                side,
                office: OFFICES[side as usize],
                number: at as u32 + 1,
                previous: Digest::from_bytes([0; 32]),
                seen: Seen {
                    count: u32::from(*seen),
                    last: Digest::from_bytes([0; 32]),
                },
                written: self.days[0],
                due: None,
                act: self.acts[*act as usize].clone(),
                body: None,
            },
        });
        held.collect()
    }

    fn steps(&self, joint: &Joint, views: &[State; 3]) -> Vec<(String, Joint)> {
        let mut steps = Vec::new();
        for side in [Side::Sender, Side::Receiver] {
            let other = side.other() as usize;
            if (joint.knows[side as usize] as usize) < joint.logs[other].len() {
                let mut heard = joint.clone();
                heard.knows[side as usize] += 1;
                steps.push((format!("{side:?} hears"), heard));
            }
            for (at, act) in self.acts.iter().enumerate() {
                if self.within(joint, side, act)
                    && guard::check(&views[side as usize], side, act).is_ok()
                {
                    let mut said = joint.clone();
                    said.logs[side as usize].push((at as u8, joint.knows[side as usize]));
                    steps.push((format!("{side:?} {}", brief(act)), said));
                }
            }
        }
        steps
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
            // The items, and then the rest.
            Act::Erased => said(&|it| *it == Act::Erased) < 2,
            Act::Acknowledged { .. } | Act::Answered { .. } => said(&|it| it == act) == 0,
            _ => true,
        }
    }

    fn faults(&self, joint: &Joint, views: &[State; 3]) -> Vec<String> {
        let mut faults = Vec::new();
        let all = &views[2];
        let heard_all = joint.knows[0] as usize == joint.logs[1].len()
            && joint.knows[1] as usize == joint.logs[0].len();
        let before_start = |it: &State| {
            it.endings
                .iter()
                .any(|ending| !matches!(ending, Ending::Discontinued(_)))
        };
        if all.started.is_some() && all.release.is_none() {
            faults.push("started without a release in effect".into());
        }
        if all.started.is_some() && before_start(all) {
            faults.push("started and ended before the start".into());
        }
        let both_ours = views[0].owner() == Side::Sender && views[1].owner() == Side::Receiver;
        if both_ours && views[0].started == views[1].started {
            faults.push("two owners although the start was seen".into());
        }
        if views[0].owner() == Side::Receiver && views[1].owner() == Side::Sender {
            faults.push("nobody says ours".into());
        }
        if all.release.is_some() && all.acceptance.is_none() {
            faults.push("released without an acceptance".into());
        }
        if before_start(all) && all.erasure == Erasure::None && all.holds_content {
            faults.push("content is held although erasure is said".into());
        }
        let received = joint.logs[1]
            .iter()
            .rposition(|it| matches!(self.acts[it.0 as usize], Act::Received { .. }));
        let destroyed = joint.logs[1]
            .iter()
            .rposition(|it| self.acts[it.0 as usize] == Act::Erased);
        let forgotten = received.is_some() && destroyed < received && !all.holds_content;
        if forgotten {
            faults.push("content is held and nobody knows".into());
        }
        let full = |side: Side, view: &State| {
            joint.logs[side as usize].iter().any(|(act, _)| {
                self.acts[*act as usize]
                    == Act::ConsentWithdrawn {
                        scope: Withdrawal::All,
                    }
            }) && view.ending().is_none()
                && view
                    .withdrawals
                    .iter()
                    .all(|it| it.answer == WithdrawalAnswer::Settled)
                && view.release.is_none()
        };
        if full(Side::Sender, all) || full(Side::Receiver, all) {
            faults.push("all consent is withdrawn and nothing follows".into());
        }
        for today in self.days {
            if heard_all && all.ending().is_none() && !all.closed() {
                let duties = turn::duties(all, today);
                if duties.is_empty() {
                    faults.push(format!("nobody owes anything in {:?}", all.phase()));
                }
            }
            for side in [Side::Sender, Side::Receiver] {
                let view = &views[side as usize];
                for duty in turn::duties(view, today)
                    .iter()
                    .filter(|it| it.side == side)
                {
                    if !doable(&duty.task, view, side, today) {
                        faults.push(format!("{side:?} cannot do {:?}", duty.task));
                    }
                }
            }
        }
        faults
    }
}

/// Whether the entry leads out of the handover, or answers its end.
fn ends(act: &Act) -> bool {
    match act {
        Act::Recalled | Act::Lapsed | Act::NotStarted | Act::Erased => true,
        Act::Discontinued { .. } => true,
        Act::Declined { decline, .. } => *decline != Decline::YesIf,
        _ => false,
    }
}

/// Whether the owner of the duty can write an entry that serves it.
fn doable(task: &Task, view: &State, side: Side, today: Day) -> bool {
    let open = |step: Step| {
        permit::representative(step, view, today)
            .is_ok_and(|act| guard::check(view, side, &act).is_ok())
    };
    match task {
        Task::Erase => open(Step::Erase),
        Task::Handle { .. } => open(Step::Handle),
        Task::Release => open(Step::Release),
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
        Task::Start => open(Step::Start) && open(Step::NotStart),
        Task::End => open(Step::End),
        Task::FollowUp(_) => open(Step::FollowUp),
    }
}

/// A state from which no good state can be reached, if there is one.
fn stuck(followers: &[Vec<usize>], good: &[bool]) -> Option<usize> {
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); followers.len()];
    for (at, next) in followers.iter().enumerate() {
        for follower in next {
            before[*follower].push(at);
        }
    }
    let mut fine = good.to_vec();
    let mut queue: VecDeque<usize> = (0..fine.len()).filter(|it| fine[*it]).collect();
    while let Some(at) = queue.pop_front() {
        for earlier in &before[at] {
            if !fine[*earlier] {
                fine[*earlier] = true;
                queue.push_back(*earlier);
            }
        }
    }
    fine.iter().position(|it| !it)
}

fn way(came_from: &[(usize, String)], mut at: usize) -> String {
    let mut steps = Vec::new();
    while at != 0 {
        let (earlier, label) = &came_from[at];
        steps.push(label.clone());
        at = *earlier;
    }
    steps.reverse();
    steps.join(" · ")
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
    const NARROW: Bounds = Bounds {
        offers: 1,
        additions: 0,
        questions: 0,
        read_backs: 1,
        withdrawals: 0,
        entries: 0,
        start: Start::Offered,
    };
    let searches = [
        Bounds {
            entries: 2,
            offers: 2,
            withdrawals: 1,
            ..NARROW
        },
        Bounds {
            entries: 3,
            questions: 1,
            ..NARROW
        },
        Bounds {
            start: Start::Accepted,
            entries: 1,
            offers: 2,
            questions: 1,
            read_backs: 2,
            withdrawals: 1,
            ..NARROW
        },
        Bounds {
            start: Start::Accepted,
            entries: 2,
            offers: 2,
            ..NARROW
        },
        Bounds {
            start: Start::Released,
            entries: 1,
            additions: 1,
            questions: 1,
            withdrawals: 1,
            ..NARROW
        },
        Bounds {
            start: Start::Released,
            entries: 3,
            ..NARROW
        },
    ];
    let reports = std::thread::scope(|scope| {
        let running = searches.map(|bounds| scope.spawn(move || (bounds, search(bounds))));
        running.map(|it| it.join().expect("a search does not panic"))
    });
    let mut phases = BTreeSet::new();
    let mut said = BTreeSet::new();
    for (bounds, report) in reports {
        println!("{bounds:?}: {} states", report.states);
        assert!(report.faults.is_empty(), "{}", report.faults.join("\n"));
        phases.extend(report.phases);
        said.extend(report.said);
    }
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
