//! The rules of a handover as the search asks them, whole or with one of them broken.
//!
//! Nothing is broken in the program: the functions of `domain` are called as they are, and what they say of one thing is
//! said otherwise here. A search that finds no fault then would find none in the program either.

use tasuki::domain::{
    calendar::Day,
    handover::{
        dossier::{Ending, Erasure, Held, QuestionStatus, State},
        draft::{Preparation, Shown, Stage},
        entry::{Act, Approval, Decline, Side, Verdict, Withdrawal},
        guard::{self, Refusal},
        permit::{self, Actor, Carrying, Denied, Months, OwnCase, Position, Step},
        turn::{self, Duty, Task, Why},
    },
    id::{ConsentId, Means, QuestionNo, StaffId},
    staff::Role,
};

use crate::model::{Back, Start};
use crate::promise::Promise;

/// A rule that is broken on purpose.
pub struct Break {
    /// Its name on the command line.
    pub name: &'static str,
    /// The rule, as it should be.
    pub rule: &'static str,
    /// The start nearest to where it matters.
    pub start: Start,
    /// How many key facts the offer has that it matters to.
    pub facts: usize,
    /// What may come back by the form that offer rests on.
    pub back: Back,
    /// The promise that fails without it.
    pub fails: Promise,
    how: How,
}

/// How a rule is broken.
enum How {
    /// The guard lets an entry through where it would refuse it for this reason.
    Allow(fn(&Act, &Refusal) -> bool),
    /// The guard refuses an entry it would let through.
    Refuse(fn(&State, &Act) -> bool),
    /// The state does not hear an entry; told besides is whether the log it is not in holds a release.
    Deaf(fn(&Act, bool) -> bool),
    /// The state says something else.
    Misread(fn(&mut State)),
    /// Other duties are owed.
    Owe(fn(&State, &mut Vec<Duty>)),
    /// Somebody has a right that the table does not give.
    Right(fn(Actor, Step) -> bool),
    /// Nobody looks at the day.
    AnyDay,
    /// A step is permitted to nobody, whatever the rules allow.
    Forbid(Step),
    /// A step is permitted, whatever the rules refuse.
    Grant(Step),
}

/// Every rule that can be broken.
pub const BREAKS: &[Break] = &[
    Break {
        name: "read-back",
        rule: "no acceptance without a read-back of what is offered",
        start: Start::Opened,
        facts: 0,
        back: Back::All,
        fails: Promise::Acceptance,
        how: How::Allow(|act, why| {
            matches!(act, Act::Accepted { .. }) && *why == Refusal::NoReadBack
        }),
    },
    Break {
        name: "mandatory",
        rule: "no acceptance while a mandatory section is not understood",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Acceptance,
        how: How::Allow(|act, why| {
            matches!(act, Act::Accepted { .. }) && matches!(why, Refusal::NotUnderstood(_))
        }),
    },
    Break {
        name: "question",
        rule: "no acceptance while a question is open",
        start: Start::Opened,
        facts: 0,
        back: Back::All,
        fails: Promise::Acceptance,
        how: How::Allow(|act, why| {
            matches!(act, Act::Accepted { .. }) && matches!(why, Refusal::QuestionsOpen(_))
        }),
    },
    Break {
        name: "unopened",
        rule: "no read-back of an offer that nobody has opened",
        start: Start::Opened,
        facts: 0,
        back: Back::All,
        fails: Promise::Acceptance,
        how: How::Allow(|act, why| {
            matches!(act, Act::ReadBack { .. } | Act::Accepted { .. })
                && *why == Refusal::NotArrived
        }),
    },
    Break {
        name: "void",
        rule: "no acceptance of an offer of which items were taken back",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Acceptance,
        how: How::Allow(|act, why| {
            matches!(act, Act::Accepted { .. }) && *why == Refusal::OfferVoid
        }),
    },
    Break {
        name: "condition",
        rule: "no acceptance after \"yes, if\"",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Acceptance,
        how: How::Allow(|act, why| {
            matches!(act, Act::Accepted { .. }) && *why == Refusal::OfferConditional
        }),
    },
    Break {
        name: "offer-over-acceptance",
        rule: "no new offer over a standing acceptance",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::WhenAllowed,
        how: How::Allow(|act, why| {
            matches!(act, Act::Offered { .. }) && *why == Refusal::AcceptanceStands
        }),
    },
    Break {
        name: "release-unchecked",
        rule: "no release on a read-back that was not found right",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::WhenAllowed,
        how: How::Allow(|act, why| {
            matches!(act, Act::Released { .. }) && *why == Refusal::NotFoundRight
        }),
    },
    Break {
        name: "right-after-correct",
        rule: "a verdict can only become stricter",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::WhenAllowed,
        how: How::Allow(|act, why| {
            matches!(act, Act::ReadBackChecked { .. }) && *why == Refusal::CorrectionAsked
        }),
    },
    Break {
        name: "recall-after-release",
        rule: "no recall after the release",
        start: Start::Released,
        facts: 0,
        back: Back::All,
        fails: Promise::WhenAllowed,
        how: How::Allow(|act, why| *act == Act::Recalled && *why == Refusal::Released),
    },
    Break {
        name: "start-unseen-release",
        rule: "no start before the release is seen",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::NeverNobody,
        how: How::Allow(|act, why| {
            matches!(act, Act::Started { .. }) && *why == Refusal::NotReleased
        }),
    },
    Break {
        name: "start-after-lapse",
        rule: "no start after a lapse was seen",
        start: Start::Released,
        facts: 0,
        back: Back::All,
        fails: Promise::WhenAllowed,
        how: How::Allow(|act, why| {
            matches!(act, Act::Started { .. }) && *why == Refusal::Over(Ending::Lapsed)
        }),
    },
    Break {
        name: "start-twice",
        rule: "one start",
        start: Start::Released,
        facts: 0,
        back: Back::All,
        fails: Promise::NeverNobody,
        how: How::Allow(|act, why| {
            matches!(act, Act::Started { .. }) && *why == Refusal::HasStarted
        }),
    },
    Break {
        name: "answer-after-ending",
        rule: "after an ending nothing is said but what destroys and takes back",
        start: Start::Opened,
        facts: 0,
        back: Back::All,
        fails: Promise::WhenAllowed,
        how: How::Allow(|act, why| {
            matches!(act, Act::Answered { .. }) && matches!(why, Refusal::Over(_))
        }),
    },
    Break {
        name: "give-up-unstarted",
        rule: "nobody discontinues before the start",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::WhenAllowed,
        how: How::Allow(|act, why| {
            matches!(act, Act::Discontinued { .. }) && *why == Refusal::HasNotStarted
        }),
    },
    Break {
        name: "recall-asks-peer",
        rule: "a recall waits for nobody",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Undo,
        how: How::Refuse(|state, act| {
            *act == Act::Recalled && state.offer.as_ref().is_some_and(|_| !state.arrived())
        }),
    },
    Break {
        name: "withdraw-after-release",
        rule: "the person may take back consent at any time",
        start: Start::Released,
        facts: 0,
        back: Back::All,
        fails: Promise::Undo,
        how: How::Refuse(|state, act| {
            matches!(act, Act::ConsentWithdrawn { .. }) && state.release.is_some()
        }),
    },
    Break {
        name: "full-withdrawal",
        rule: "taking back all before the release ends it",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Effect,
        how: How::Misread(|state| {
            state.endings.remove(&Ending::Withdrawn);
        }),
    },
    Break {
        name: "partial-withdrawal",
        rule: "taking back an item voids the offer and its acceptance",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Effect,
        how: How::Deaf(|act, _| {
            matches!(
                act,
                Act::ConsentWithdrawn {
                    scope: Withdrawal::Items(_)
                }
            )
        }),
    },
    Break {
        name: "correct-this",
        rule: "\"correct this\" cancels the acceptance that rests on it",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Effect,
        how: How::Deaf(|act, _| {
            matches!(
                act,
                Act::ReadBackChecked {
                    verdict: Verdict::Correct,
                    ..
                }
            )
        }),
    },
    Break {
        name: "decline-loses",
        rule: "a decline wins over a release it crosses",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Effect,
        how: How::Deaf(|act, released| {
            released && matches!(act, Act::Declined { decline, .. } if *decline != Decline::YesIf)
        }),
    },
    Break {
        name: "erased-before",
        rule: "an erasure said before the ending does not count for it",
        start: Start::Opened,
        facts: 0,
        back: Back::All,
        fails: Promise::Erased,
        how: How::Misread(|state| {
            if !state.holds_content {
                state.erasure = Erasure::None;
            }
        }),
    },
    Break {
        name: "closed-with-question",
        rule: "nothing closes with an open question",
        start: Start::Started,
        facts: 0,
        back: Back::All,
        fails: Promise::Effect,
        how: How::Misread(|state| {
            for question in &mut state.questions {
                question.status = QuestionStatus::Closed;
            }
        }),
    },
    Break {
        name: "closed-without-outcome",
        rule: "nothing closes without an outcome for every follow-up",
        start: Start::Started,
        facts: 0,
        back: Back::All,
        fails: Promise::Effect,
        how: How::Misread(|state| state.follow_ups.clear()),
    },
    Break {
        name: "started-is-ours",
        rule: "the start moves the person",
        start: Start::Started,
        facts: 0,
        back: Back::All,
        fails: Promise::NeverNobody,
        how: How::Misread(|state| state.started = None),
    },
    Break {
        name: "duty-nobody-can-do",
        rule: "what is owed can be done by who owes it",
        start: Start::Released,
        facts: 0,
        back: Back::All,
        fails: Promise::WayOut,
        how: How::Owe(|state, duties| {
            if state.release.is_some() {
                duties.push(Duty {
                    side: Side::Sender,
                    task: Task::OfferAgain(Why::Condition),
                    due: None,
                });
            }
        }),
    },
    Break {
        name: "nobody-owes",
        rule: "what has not ended is owed by somebody",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::WayOut,
        how: How::Owe(|_, duties| duties.retain(|it| it.task != Task::Release)),
    },
    Break {
        name: "auditor-writes",
        rule: "the auditor writes nothing",
        start: Start::Opened,
        facts: 0,
        back: Back::All,
        fails: Promise::Rights,
        how: How::Right(|actor, step| {
            actor == Actor::Staff(Role::Auditor) && step == Step::ReadBack
        }),
    },
    Break {
        name: "program-decides",
        rule: "the program receives and erases, and decides nothing",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Rights,
        how: How::Right(|actor, step| actor == Actor::Program && step == Step::Release),
    },
    Break {
        name: "expired",
        rule: "nobody accepts or releases once consent has run out on his own day",
        start: Start::Accepted,
        facts: 0,
        back: Back::All,
        fails: Promise::Consent,
        how: How::AnyDay,
    },
    Break {
        name: "difference",
        rule: "no acceptance while a key fact differs and nobody found it right though",
        start: Start::Opened,
        facts: 1,
        back: Back::All,
        fails: Promise::Acceptance,
        how: How::Allow(|act, why| {
            matches!(act, Act::Accepted { .. }) && matches!(why, Refusal::Differences(_))
        }),
    },
    Break {
        name: "right-though-different",
        rule: "nobody finds a read-back simply right in which a key fact differs",
        start: Start::Opened,
        facts: 1,
        back: Back::All,
        fails: Promise::WhenAllowed,
        how: How::Allow(|act, why| {
            matches!(act, Act::ReadBackChecked { .. }) && matches!(why, Refusal::Differences(_))
        }),
    },
    Break {
        name: "permit-refuses",
        rule: "what the rules allow, screens and commands offer",
        start: Start::Opened,
        facts: 0,
        back: Back::All,
        fails: Promise::Permitted,
        how: How::Forbid(Step::WithdrawItems),
    },
    Break {
        name: "permit-invents",
        rule: "what the rules refuse, no screen and no command offers",
        start: Start::Opened,
        facts: 0,
        back: Back::All,
        fails: Promise::Permitted,
        how: How::Grant(Step::End),
    },
    Break {
        name: "outcomes-unasked",
        rule: "what became of the person is not told where their form does not let it come back",
        start: Start::Started,
        facts: 0,
        back: Back::ReadBackAlone,
        fails: Promise::Consent,
        how: How::Allow(|act, why| {
            matches!(act, Act::FollowedUp { .. }) && matches!(why, Refusal::NotToComeBack(_))
        }),
    },
    Break {
        name: "condition-unasked",
        rule: "no condition is put where the person's form does not let reasons come back",
        start: Start::Opened,
        facts: 0,
        back: Back::ReadBackAlone,
        fails: Promise::Consent,
        how: How::Allow(|act, why| {
            matches!(act, Act::Declined { .. }) && matches!(why, Refusal::NotToComeBack(_))
        }),
    },
    Break {
        name: "outcomes-after-withdrawal",
        rule: "what became of the person is not told after they took everything back",
        start: Start::Started,
        facts: 0,
        back: Back::All,
        fails: Promise::Consent,
        how: How::Allow(|act, why| {
            matches!(act, Act::FollowedUp { .. }) && matches!(why, Refusal::NotToComeBack(_))
        }),
    },
    Break {
        name: "follow-up-owed-after-withdrawal",
        rule: "no outcome is owed after everything was taken back, but that it is not shared",
        start: Start::Started,
        facts: 0,
        back: Back::All,
        fails: Promise::Consent,
        how: How::Owe(|_, duties| {
            for duty in duties {
                if let Task::NotShared(which) = duty.task {
                    duty.task = Task::FollowUp(which);
                }
            }
        }),
    },
    Break {
        name: "reading-owed-after-withdrawal",
        rule: "what was taken back nobody owes to read",
        start: Start::Started,
        facts: 0,
        back: Back::All,
        fails: Promise::Consent,
        how: How::Owe(|state, duties| {
            let sections = state.offer.iter().flat_map(|it| &it.sections);
            let all = sections.map(|it| it.pinned.section).collect();
            duties.push(Duty {
                side: Side::Receiver,
                task: Task::Read(all),
                due: None,
            });
        }),
    },
];

/// The rules, and the one that is broken.
#[derive(Clone, Copy)]
pub struct Rules {
    broken: Option<&'static Break>,
}

impl Rules {
    pub const WHOLE: Rules = Rules { broken: None };

    pub fn without(broken: &'static Break) -> Rules {
        Rules {
            broken: Some(broken),
        }
    }

    pub fn are_whole(self) -> bool {
        self.broken.is_none()
    }

    /// Whether what is permitted is to be held against the rules: where another rule is broken they differ anyway.
    pub fn are_permitted(self) -> bool {
        matches!(self.how(), None | Some(How::Forbid(_) | How::Grant(_)))
    }

    pub fn state(self, sender: &[Held], receiver: &[Held]) -> State {
        match self.how() {
            Some(How::Deaf(to)) => {
                let released = |log: &[Held]| {
                    log.iter()
                        .any(|it| matches!(it.envelope.act, Act::Released { .. }))
                };
                State::of(
                    &deafened(sender, *to, released(receiver), Side::Sender),
                    &deafened(receiver, *to, released(sender), Side::Receiver),
                )
            }
            Some(How::Misread(misread)) => {
                let mut state = State::of(sender, receiver);
                misread(&mut state);
                state
            }
            _ => State::of(sender, receiver),
        }
    }

    pub fn check(self, state: &State, side: Side, act: &Act) -> Result<(), Refusal> {
        match (guard::check(state, side, act), self.how()) {
            (Err(why), Some(How::Allow(allowed))) if allowed(act, &why) => Ok(()),
            (Ok(()), Some(How::Refuse(refused))) if refused(state, act) => {
                Err(Refusal::NothingOwed)
            }
            (said, _) => said,
        }
    }

    pub fn duties(self, state: &State, today: Day) -> Vec<Duty> {
        let mut duties = turn::duties(state, today);
        if let Some(How::Owe(change)) = self.how() {
            change(state, &mut duties);
        }
        duties
    }

    pub fn has_right(self, actor: Actor, step: Step) -> bool {
        let given = matches!(self.how(), Some(How::Right(given)) if given(actor, step));
        given || permit::has_right(actor, step)
    }

    /// Whether somebody in this office may take the step today, as screens and commands ask.
    pub fn permit(self, step: Step, state: &State, side: Side, today: Day) -> Result<(), Denied> {
        let actor = match step {
            Step::Receive | Step::Erase => Actor::Program,
            _ => Actor::Staff(Role::Manager),
        };
        let approved = approved();
        let at = Position {
            side,
            means: Means::Keys,
            preparation: Some(&approved),
            state: Some(state),
            approver: None,
            case: OwnCase::Here,
            months: Months::Confirmed,
            carrying: Carrying::Nobody,
        };
        match (permit::permit(actor, step, at, today), self.how()) {
            (Err(Denied::ConsentExpired), Some(How::AnyDay)) => Ok(()),
            (Ok(()), Some(How::Refuse(_))) => {
                let act = permit::representative(step, state, today)?;
                self.check(state, side, &act).map_err(Denied::from)
            }
            (Ok(()), Some(How::Forbid(forbidden))) if *forbidden == step => Err(Denied::NoRight),
            (Err(_), Some(How::Grant(granted))) if *granted == step => Ok(()),
            (said, _) => said,
        }
    }

    fn how(self) -> Option<&'static How> {
        self.broken.map(|it| &it.how)
    }
}

/// A draft that may be offered: what an offer says is prepared at the desk.
fn approved() -> Preparation {
    let by = StaffId::from_bytes([2; 16]);
    Preparation {
        author: StaffId::from_bytes([1; 16]),
        stage: Stage::Approved {
            consent: ConsentId::from_bytes([4; 16]),
            shown: Shown::new(),
            by,
            approval: Approval::TwoPeople,
        },
    }
}

/// A log in which some entries say nothing. They keep their place, for others count them.
fn deafened(log: &[Held], to: fn(&Act, bool) -> bool, released: bool, side: Side) -> Vec<Held> {
    let question = QuestionNo::new(99).expect("numbers start at one");
    let mut log = log.to_vec();
    for held in &mut log {
        if to(&held.envelope.act, released) {
            held.envelope.act = match side {
                Side::Sender => Act::Answered {
                    question,
                    reply: tasuki::domain::handover::entry::Reply::Text,
                },
                Side::Receiver => Act::QuestionClosed { question },
            };
        }
    }
    log
}
