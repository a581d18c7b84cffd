//! What `design/workflow.md` §4 promises of a handover, read from its entries alone.
//!
//! Not from `State`, `guard` or `turn`: a promise that asked the rules would break with them and nobody would see it.
//! What no rule of the dossier decides (bytes of parcels, damaged parcels, stores) is tried elsewhere, see
//! [`Promise::ELSEWHERE`].

use std::collections::BTreeSet;

use tasuki::domain::{
    consent::Returned,
    handover::{
        dossier::{Erasure, Held, Standing, State},
        entry::{
            Act, Decline, Finding, Manifest, Outcome, Reading, Side, Verdict, Weight, Withdrawal,
        },
        turn::Task,
    },
    id::{OfferNo, ReadBackNo},
    section::{ItemId, SectionId},
};

/// A promise, in the order of §4; the last three are the tables of §2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// 1. Who holds the same entries sees the same state.
    OneMeaning,
    /// 2. One owner, and two views say "ours" only between the start being written and being seen.
    NeverNobody,
    /// 3, as far as days go, and what comes back: nobody decides, and nothing is added, once consent has run out; nothing is
    /// told or asked for that the person does not let come back, or took back.
    Consent,
    /// 4. No acceptance without everything understood, every question closed, and a read-back.
    Acceptance,
    /// 5. After an ending before the start, erasure said is erasure done.
    Erased,
    /// 6. Whoever writes has the right to.
    Rights,
    /// 7. What comes twice, early or late changes nothing.
    Repeats,
    /// 8, as far as old copies go: a log put back neither forks unseen nor is believed.
    OldCopies,
    /// 9. What takes back needs nobody else.
    Undo,
    /// 10. An ending or the close can be reached, and what is owed can be done.
    WayOut,
    /// §2: an entry is written only when the table says so.
    WhenAllowed,
    /// §2: what the entries mean is what the table says.
    Effect,
    /// §2: screens and commands, which ask `permit`, offer what the rules allow and nothing else.
    Permitted,
}

impl Promise {
    pub const ALL: [Promise; 13] = [
        Promise::OneMeaning,
        Promise::NeverNobody,
        Promise::Consent,
        Promise::Acceptance,
        Promise::Erased,
        Promise::Rights,
        Promise::Repeats,
        Promise::OldCopies,
        Promise::Undo,
        Promise::WayOut,
        Promise::WhenAllowed,
        Promise::Effect,
        Promise::Permitted,
    ];

    /// What the entries cannot decide, and the tests that do.
    pub const ELSEWHERE: &[(&str, &str)] = &[
        ("3 bytes of parcels", "secrecy, consent, three"),
        ("5 bytes of the store", "erasure, three"),
        ("6 role by step", "grid, rights"),
        ("7 parcels", "crossing, three"),
        ("8 parcels", "hostile, peers"),
    ];

    /// The name in the line of figures.
    pub fn code(self) -> &'static str {
        match self {
            Promise::OneMeaning => "one-meaning",
            Promise::NeverNobody => "never-nobody",
            Promise::Consent => "consent",
            Promise::Acceptance => "acceptance",
            Promise::Erased => "erased",
            Promise::Rights => "rights",
            Promise::Repeats => "repeats",
            Promise::OldCopies => "old-copies",
            Promise::Undo => "undo",
            Promise::WayOut => "way-out",
            Promise::WhenAllowed => "when-allowed",
            Promise::Effect => "effect",
            Promise::Permitted => "permitted",
        }
    }
}

/// The entries somebody holds.
#[derive(Clone, Copy)]
pub struct Entries<'a> {
    pub sender: &'a [Held],
    pub receiver: &'a [Held],
}

/// The current offer.
struct Offer<'a> {
    at: usize,
    seen: usize,
    no: OfferNo,
    manifest: &'a Manifest,
}

type Placed<'a> = (usize, &'a Act, usize);

fn acts(log: &[Held]) -> impl DoubleEndedIterator<Item = Placed<'_>> {
    let placed = |(at, it): (usize, &'_ Held)| (at, it.envelope.seen.count as usize);
    log.iter().enumerate().map(move |it| {
        let (at, seen) = placed(it);
        (at, &it.1.envelope.act, seen)
    })
}

impl<'a> Entries<'a> {
    fn said(self) -> impl DoubleEndedIterator<Item = Placed<'a>> {
        acts(self.sender)
    }

    fn replied(self) -> impl DoubleEndedIterator<Item = Placed<'a>> {
        acts(self.receiver)
    }

    fn offer(self) -> Option<Offer<'a>> {
        self.said().rev().find_map(|(at, act, seen)| match act {
            Act::Offered { offer, manifest } => Some(Offer {
                at,
                seen,
                no: *offer,
                manifest,
            }),
            _ => None,
        })
    }

    fn manifest(self, no: OfferNo) -> Option<&'a Manifest> {
        self.said().find_map(|(_, act, _)| match act {
            Act::Offered { offer, manifest } if *offer == no => Some(manifest),
            _ => None,
        })
    }

    /// The place of the release, unless a decline crossed it.
    pub fn release(self) -> Option<usize> {
        let mut releases = self
            .said()
            .filter(|(_, act, _)| matches!(act, Act::Released { .. }));
        releases.find_map(|(at, _, had_seen)| {
            let crossed = self.replied().any(|(place, act, seen)| {
                matches!(act, Act::Declined { .. }) && had_seen <= place && seen <= at
            });
            (!crossed).then_some(at)
        })
    }

    pub fn started(self) -> Option<usize> {
        self.replied()
            .find(|(_, act, _)| matches!(act, Act::Started { .. }))
            .map(|it| it.0)
    }

    fn ended_contract(self) -> bool {
        self.said()
            .any(|(_, act, _)| matches!(act, Act::Ended { .. }))
    }

    /// Whether something ended it before the start.
    pub fn ended_before_start(self) -> bool {
        let release = self.release();
        let lapsed = self.started().is_none();
        self.said().any(|(at, act, _)| match act {
            Act::Recalled => true,
            Act::Lapsed => lapsed,
            Act::ConsentWithdrawn {
                scope: Withdrawal::All,
            } => release.is_none_or(|release| at < release),
            _ => false,
        }) || self.replied().any(|(_, act, seen)| match act {
            Act::Declined { decline, .. } => *decline != Decline::YesIf,
            Act::NotStarted => true,
            Act::ConsentWithdrawn {
                scope: Withdrawal::All,
            } => release.is_none_or(|release| seen <= release),
            _ => false,
        })
    }

    pub fn ended(self) -> bool {
        let discontinued = |(_, act, _): Placed<'_>| matches!(act, Act::Discontinued { .. });
        self.ended_before_start()
            || self.said().any(discontinued)
            || self.replied().any(discontinued)
    }

    /// Whether the person took something back that the current offer did not know of.
    fn void(self) -> bool {
        let takes_back = |act: &Act| matches!(act, Act::ConsentWithdrawn { .. });
        self.offer().is_some_and(|offer| {
            self.said()
                .any(|(at, act, _)| offer.at < at && takes_back(act))
                || self
                    .replied()
                    .any(|(place, act, _)| offer.seen <= place && takes_back(act))
        })
    }

    /// The items of the current offer that were taken back since it was made.
    fn taken_back(self) -> BTreeSet<ItemId> {
        let Some(offer) = self.offer() else {
            return BTreeSet::new();
        };
        let said = self.said().filter(|it| offer.at < it.0);
        let replied = self.replied().filter(|it| offer.seen <= it.0);
        let items = said.chain(replied).filter_map(|(_, act, _)| match act {
            Act::ConsentWithdrawn {
                scope: Withdrawal::All,
            } => Some(&offer.manifest.items),
            Act::ConsentWithdrawn {
                scope: Withdrawal::Items(some),
            } => Some(some),
            _ => None,
        });
        items.flatten().copied().collect()
    }

    /// Whether everything of the current offer was taken back.
    fn all_gone(self) -> bool {
        let items = self.offer().map(|it| &it.manifest.items);
        items.is_some_and(|it| it.is_subset(&self.taken_back()))
    }

    /// Whether this may come back: the form the offer rests on says so, and not everything was taken back.
    fn lets_back(self, what: Returned) -> bool {
        let named = self.offer().map(|it| it.manifest.returned.contains(&what));
        named == Some(true) && !self.all_gone()
    }

    /// Whether all that consent gave of a section was taken back.
    fn gone(self, section: SectionId) -> bool {
        let Some(offer) = self.offer() else {
            return false;
        };
        let taken = self.taken_back();
        let given = section.fields().map(|it| it.spec().item);
        let given: BTreeSet<ItemId> = given
            .filter(|it| offer.manifest.items.contains(it))
            .collect();
        self.all_gone() || !given.is_empty() && given.is_subset(&taken)
    }

    fn conditional(self) -> bool {
        self.offer().is_some_and(|current| {
            self.replied().any(|(_, act, _)| {
                matches!(act, Act::Declined { offer, decline: Decline::YesIf } if *offer == current.no)
            })
        })
    }

    fn arrived(self, no: OfferNo) -> bool {
        self.replied()
            .any(|(_, act, _)| matches!(act, Act::Received { offer, part: 0 } if *offer == no))
    }

    fn open_question(self) -> bool {
        self.replied().any(|(_, act, _)| match act {
            Act::Asked { question, .. } => !self.replied().any(
                |(_, it, _)| matches!(it, Act::QuestionClosed { question: of } if of == question),
            ),
            _ => false,
        })
    }

    /// Whether the last word on every mandatory section of the current offer is "understood".
    fn understood(self) -> bool {
        let Some(offer) = self.offer() else {
            return false;
        };
        let mut sections = offer.manifest.sections.iter();
        sections.all(|it| {
            let last = self.replied().rev().find_map(|(_, act, _)| match act {
                Act::Acknowledged {
                    section,
                    digest,
                    reading,
                    ..
                } if *section == it.section && *digest == it.digest => Some(*reading),
                _ => None,
            });
            it.weight == Weight::Optional || last == Some(Reading::Understood)
        })
    }

    /// Whether this read-back is the last, and is of what the current offer says.
    fn reads_back(self, no: ReadBackNo) -> bool {
        let last = self.replied().rev().find_map(|(_, act, _)| match act {
            Act::ReadBack {
                read_back, offer, ..
            } => Some((*read_back, *offer)),
            _ => None,
        });
        let Some((read_back, of)) = last else {
            return false;
        };
        let now = self.offer().map(|it| &it.manifest.sections);
        read_back == no && self.manifest(of).map(|it| &it.sections) == now
    }

    fn found(self, no: ReadBackNo, wanted: impl Fn(Verdict) -> bool) -> bool {
        self.said().any(|(_, act, _)| {
            matches!(act, Act::ReadBackChecked { read_back, verdict }
                if *read_back == no && wanted(*verdict))
        })
    }

    /// Whether a key fact of a read-back is not what the record says.
    fn differs(self, no: ReadBackNo) -> bool {
        self.replied().any(|(_, act, _)| match act {
            Act::ReadBack {
                read_back, facts, ..
            } => *read_back == no && facts.iter().any(|it| it.1 != Finding::Same),
            _ => false,
        })
    }

    fn corrected(self, no: ReadBackNo) -> bool {
        self.found(no, |it| it == Verdict::Correct)
    }

    /// The acceptance that stands before a release: of the current offer, not void, not taken back, not corrected.
    fn acceptance(self) -> Option<(OfferNo, ReadBackNo)> {
        let current = self.offer()?;
        let (at, offer, read_back) = self.replied().rev().find_map(|(at, act, _)| match act {
            Act::Accepted {
                offer, read_back, ..
            } => Some((at, *offer, *read_back)),
            _ => None,
        })?;
        let taken_back = self
            .replied()
            .any(|(place, act, _)| at < place && matches!(act, Act::Declined { .. }));
        let stands = offer == current.no
            && !taken_back
            && !self.void()
            && !self.conditional()
            && !self.corrected(read_back);
        stands.then_some((offer, read_back))
    }

    /// What the author of the receiver's entry at `place` held.
    fn held_by_receiver(self, place: usize) -> Entries<'a> {
        let seen = self.receiver[place].envelope.seen.count as usize;
        Entries {
            sender: &self.sender[..seen.min(self.sender.len())],
            receiver: &self.receiver[..place],
        }
    }
}

/// What an entry breaks, written by somebody who holds these.
pub fn broken_by_entry(held: Entries, act: &Act) -> Option<(Promise, &'static str)> {
    let wrong = |bad: bool, said: &'static str| bad.then_some((Promise::WhenAllowed, said));
    let released = held.release().is_some();
    let over = !matches!(
        act,
        Act::Erased | Act::Handled { .. } | Act::ConsentWithdrawn { .. }
    );
    wrong(over && held.ended(), "something is said after the ending").or(match act {
        Act::Offered { .. } => wrong(released, "offered after the release").or(wrong(
            held.acceptance().is_some(),
            "offered over a standing acceptance",
        )),
        Act::Answered { .. } => wrong(!held.open_question(), "answered without an open question"),
        Act::ReadBackChecked { read_back, verdict } => {
            wrong(released, "a read-back is checked after the release")
                .or(wrong(
                    !held.reads_back(*read_back),
                    "an old read-back is checked",
                ))
                .or(wrong(
                    *verdict != Verdict::Correct && held.corrected(*read_back),
                    "found right after it was to be corrected",
                ))
                .or(wrong(
                    *verdict == Verdict::Right && held.differs(*read_back),
                    "found right while a key fact differs",
                ))
                .or(wrong(
                    *verdict == Verdict::RightThough && !held.differs(*read_back),
                    "found right though nothing differs",
                ))
        }
        Act::Recalled => wrong(released, "recalled after the release"),
        Act::Released { offer, read_back } => wrong(released, "released twice")
            .or(wrong(
                held.acceptance() != Some((*offer, *read_back)),
                "released without a standing acceptance",
            ))
            .or(wrong(
                !held.found(*read_back, |it| it != Verdict::Correct),
                "released on a read-back nobody found right",
            )),
        Act::Added { .. } => wrong(!released, "added before the release"),
        Act::Lapsed | Act::NotStarted => wrong(!released, "given up before the release")
            .or(wrong(held.started().is_some(), "given up after the start")),
        Act::Ended { .. } => wrong(!released, "ended before the release"),
        Act::ReadBack { offer, .. } => {
            wrong(!held.arrived(*offer), "an unopened offer is read back")
                .or(wrong(
                    !held.understood(),
                    "read back without everything understood",
                ))
                .or(wrong(held.void(), "a void offer is read back"))
        }
        Act::Accepted {
            offer, read_back, ..
        } => unready(held, *offer, *read_back)
            .map(|said| (Promise::Acceptance, said))
            .or(wrong(released, "accepted after the release")),
        Act::Declined { decline, .. } => {
            wrong(released, "declined after the release was seen").or((*decline == Decline::YesIf
                && !held.lets_back(Returned::Reasons))
            .then_some((
                Promise::Consent,
                "a condition is put that may not come back",
            )))
        }
        Act::Started { .. } => (!released)
            .then_some((
                Promise::NeverNobody,
                "started without having seen the release",
            ))
            .or(held
                .started()
                .map(|_| (Promise::NeverNobody, "started twice"))),
        Act::FollowedUp { outcome, .. } => {
            wrong(held.started().is_none(), "followed up before the start").or((*outcome
                != Outcome::NotShared
                && !held.lets_back(Returned::Outcomes))
            .then_some((
                Promise::Consent,
                "an outcome is told that may not come back",
            )))
        }
        Act::Discontinued { .. } => wrong(held.started().is_none(), "given up before the start"),
        Act::ConsentWithdrawn { .. } => {
            wrong(held.offer().is_none(), "taken back before any offer")
        }
        Act::Asked { .. } => held.all_gone().then_some((
            Promise::Consent,
            "something is asked after everything was taken back",
        )),
        Act::Received { .. }
        | Act::Acknowledged { .. }
        | Act::QuestionClosed { .. }
        | Act::Erased
        | Act::Handled { .. } => None,
    })
}

/// What an acceptance lacks.
fn unready(held: Entries, offer: OfferNo, read_back: ReadBackNo) -> Option<&'static str> {
    let current = held.offer().map(|it| it.no);
    [
        (
            current != Some(offer),
            "accepted an offer that is not the current one",
        ),
        (!held.arrived(offer), "accepted an offer nobody had opened"),
        (
            !held.understood(),
            "accepted with a mandatory section not understood",
        ),
        (held.open_question(), "accepted with an open question"),
        (
            !held.reads_back(read_back),
            "accepted without a read-back of what is offered",
        ),
        (
            held.corrected(read_back),
            "accepted on a read-back to be corrected",
        ),
        (
            held.differs(read_back) && !held.found(read_back, |it| it == Verdict::RightThough),
            "accepted while a key fact differs",
        ),
        (held.void(), "accepted a void offer"),
        (held.conditional(), "accepted after \"yes, if\""),
    ]
    .into_iter()
    .find_map(|(bad, said)| bad.then_some(said))
}

/// What a duty asks for that the person does not let come back, or took back.
pub fn asked_for_too_much(held: Entries, task: &Task) -> Option<(Promise, &'static str)> {
    let wrong = |bad: bool, said: &'static str| bad.then_some((Promise::Consent, said));
    match task {
        Task::FollowUp(_) => wrong(
            !held.lets_back(Returned::Outcomes),
            "an outcome is owed that may not come back",
        ),
        Task::Receive | Task::ReadBack => wrong(
            held.all_gone(),
            "something is owed to be opened or read back that was taken back",
        ),
        Task::Read(sections) => wrong(
            sections.iter().any(|it| held.gone(*it)),
            "a section is owed to be read that was taken back",
        ),
        _ => None,
    }
}

/// What the state of these entries says otherwise than they do.
pub fn broken_by_state(held: Entries, state: &State) -> Option<(Promise, &'static str)> {
    let effect = |bad: bool, said: &'static str| bad.then_some((Promise::Effect, said));
    let released = held.release().is_some();
    let open = !released && !held.ended();
    let standing = state.offer.as_ref().map(|it| it.standing);
    let owner = match held.started() {
        Some(_) => Side::Receiver,
        None => Side::Sender,
    };
    effect(
        state.ending().is_some() != held.ended(),
        "an ending and its state do not agree",
    )
    .or(effect(
        state.release.is_some() != released,
        "a release and its state do not agree",
    ))
    .or(effect(
        open && state.acceptance.is_some() != held.acceptance().is_some(),
        "an acceptance and its state do not agree",
    ))
    .or(effect(
        open && held.void() && standing == Some(Standing::Open),
        "an offer stays open though items of it were taken back",
    ))
    .or(effect(
        state.closed() && !may_close(held),
        "closed with something left to do",
    ))
    .or((state.owner() != owner)
        .then_some((Promise::NeverNobody, "the owner is not who the entries say")))
    .or(
        (state.erasure == Erasure::None && held.ended_before_start() && !erased(held))
            .then_some((Promise::Erased, "erasure counts though content may be left")),
    )
}

fn may_close(held: Entries) -> bool {
    let unanswered = match accepted_days(held) {
        Some(days) => (0..days).any(|which| {
            !held.replied().any(|(place, act, _)| match act {
                Act::FollowedUp {
                    which: of,
                    outcome: Outcome::Left,
                } => usize::from(*of) <= which,
                Act::FollowedUp {
                    which: of,
                    outcome: Outcome::NotShared,
                } if !held.held_by_receiver(place).lets_back(Returned::Outcomes) => {
                    usize::from(*of) <= which
                }
                Act::FollowedUp { which: of, .. } => usize::from(*of) == which,
                _ => false,
            })
        }),
        None => true,
    };
    held.started().is_some()
        && held.ended_contract()
        && !held.ended()
        && !held.open_question()
        && !unanswered
        && !unread(held)
}

/// Whether an addition to the current offer was not opened, or a section of it not read; but for a section that a later
/// addition brings again, which nobody can open any more.
fn unread(held: Entries) -> bool {
    let current = held.offer().map(|it| it.no);
    let added = |(at, act, _): Placed<'_>| match act {
        Act::Added {
            offer,
            part,
            sections,
        } if Some(*offer) == current => sections
            .clone()
            .into_iter()
            .map(|it| (at, *part, it))
            .collect(),
        _ => Vec::new(),
    };
    let all: Vec<_> = held.said().flat_map(added).collect();
    all.iter().any(|(at, part, pinned)| {
        let again = all
            .iter()
            .any(|(later, _, it)| at < later && it.section == pinned.section);
        let said = |wanted: &dyn Fn(&Act) -> bool| held.replied().any(|(_, act, _)| wanted(act));
        let opened = said(&|it| {
            matches!(it, Act::Received { offer, part: of } if of == part && Some(*offer) == current)
        });
        let read = said(&|it| {
            matches!(it, Act::Acknowledged { section, digest, .. }
                if *section == pinned.section && *digest == pinned.digest)
        });
        let done = again || (opened && read) || held.gone(pinned.section);
        !done
    })
}

fn accepted_days(held: Entries) -> Option<usize> {
    held.replied().rev().find_map(|(_, act, _)| match act {
        Act::Accepted { follow_ups, .. } => Some(follow_ups.len()),
        _ => None,
    })
}

/// Whether an erasure stands that knew of an ending and of the newest content, with nothing opened after it.
fn erased(held: Entries) -> bool {
    let newest = held
        .said()
        .rev()
        .find(|(_, act, _)| act.carries_content())
        .map_or(0, |(at, ..)| at + 1);
    let opened_after = |place: usize| {
        held.replied()
            .any(|(at, act, _)| place < at && matches!(act, Act::Received { .. }))
    };
    held.replied().any(|(place, act, seen)| {
        *act == Act::Erased
            && newest <= seen
            && held.held_by_receiver(place).ended_before_start()
            && !opened_after(place)
    })
}
