//! Two offices and what they say to each other, told in short words: `offer receive read-person`.
//!
//! Each office has its own dossier and writes by the rules of what it holds. A word is heard by the other office at
//! once; with `~` behind it, it is on its way. `s<` and `r<` let sender or receiver hear all that is on its way, and
//! `meet` both. `s/` or `r/` before a word lets that office say it; `@2` behind it names the offer, question or
//! read-back it refers to where that is not the one that comes of itself.

use std::collections::BTreeSet;

use tasuki::domain::{
    calendar::Day,
    consent::Returned,
    handover::{
        dossier::{Arrival, Dossier, Held, Joined, State, WithdrawalAnswer},
        entry::{
            Act, Approval, Decline, Discontinuation, Finding, Handling, Manifest, Outcome, Pinned,
            Reading, Reply, Side, Verdict, Weight, Withdrawal,
        },
        guard::Refusal,
    },
    id::{Digest, HandoverId, OfferNo, OfficeId, QuestionNo, ReadBackNo},
    key_fact::KeyFact,
    section::{ItemId, SectionId},
};

/// The sender's office and the receiver's.
pub const OFFICES: [OfficeId; 2] = [OfficeId::from_bytes([1; 32]), OfficeId::from_bytes([2; 32])];

/// The handover of every story.
pub const HANDOVER: HandoverId = HandoverId::from_bytes([9; 16]);

/// The day on which every story is told: consent ends four months later.
pub fn today() -> Day {
    day(11, 10)
}

fn day(month: u8, day: u8) -> Day {
    Day::from_ymd(2026, month, day).expect("a day of 2026")
}

/// Every word an office can say, but for those that name something the other does not have.
pub const WORDS: [&str; 35] = [
    "offer",
    "offer-bare",
    "offer-changed",
    "offer-fewer",
    "answer",
    "cannot-answer",
    "right",
    "though",
    "correct",
    "recall",
    "release",
    "add",
    "lapse",
    "end",
    "receive",
    "read-person",
    "health-not-for-us",
    "ask",
    "close",
    "read-back",
    "read-back-differs",
    "accept",
    "decline",
    "yes-if",
    "start",
    "not-started",
    "follow-up",
    "left",
    "not-shared",
    "erase",
    "handled",
    "discontinue",
    "came-back",
    "withdraw-items",
    "withdraw-all",
];

/// Two offices, each with the dossier it holds.
pub struct Story {
    offices: [Dossier; 2],
    written: u8,
}

impl Story {
    /// Tells a story whose every word is allowed.
    pub fn told(words: &str) -> Story {
        let mut story = Story {
            offices: [(); 2].map(|()| Dossier::new(HANDOVER, OFFICES[0], OFFICES[1])),
            written: 0,
        };
        for word in words.split_whitespace() {
            if let Err(refusal) = story.tell(word) {
                panic!("{word:?} of {words:?}: {refusal:?}");
            }
        }
        story
    }

    /// Tells one more word, or gives the rule that refuses it.
    pub fn tell(&mut self, word: &str) -> Result<(), Refusal> {
        match word {
            "s<" => self.hear(Side::Sender),
            "r<" => self.hear(Side::Receiver),
            "meet" => self.meet(),
            "fork" => self.fork(Side::Sender),
            "r/fork" => self.fork(Side::Receiver),
            _ => {
                let travels = word.strip_suffix('~');
                self.say(travels.unwrap_or(word))?;
                if travels.is_none() {
                    self.meet();
                }
            }
        }
        Ok(())
    }

    /// What the office on `side` sees.
    pub fn view(&self, side: Side) -> State {
        self.offices[side as usize].state()
    }

    /// What the office on `side` holds.
    pub fn dossier(&mut self, side: Side) -> &mut Dossier {
        &mut self.offices[side as usize]
    }

    /// The entry the office on `side` would write next.
    pub fn next(&mut self, word: &str) -> Held {
        let (side, act) = spoken(word, &self.offices);
        self.written += 1;
        let envelope = self.offices[side as usize].next(side, today(), None, act, None);
        Held {
            digest: Digest::from_bytes([self.written; 32]),
            envelope,
        }
    }

    fn say(&mut self, word: &str) -> Result<(), Refusal> {
        let held = self.next(word);
        let side = held.envelope.side;
        let office = &mut self.offices[side as usize];
        office.may(side, &held.envelope.act)?;
        assert_eq!(office.join(held), Joined::New, "{word} of an allowed act");
        Ok(())
    }

    fn meet(&mut self) {
        self.hear(Side::Sender);
        self.hear(Side::Receiver);
    }

    fn hear(&mut self, side: Side) {
        let said = self.offices[side.other() as usize]
            .log(side.other())
            .to_vec();
        let office = &mut self.offices[side as usize];
        for held in said {
            let joined = office.join(held);
            let fine = matches!(joined, Joined::New | Joined::Known);
            assert!(fine || office.stop().is_some(), "{side:?} hears {joined:?}");
        }
    }

    /// The last entry of `side` turns up a second time, with other bytes.
    fn fork(&mut self, side: Side) {
        let last = self.offices[side as usize].log(side).last().cloned();
        let mut other = last.expect("there is an entry to fork");
        other.digest = Digest::from_bytes([255; 32]);
        for office in &mut self.offices {
            assert!(matches!(office.join(other.clone()), Joined::Stopped(_)));
        }
    }
}

/// Who says the word, and what it says.
fn spoken(word: &str, offices: &[Dossier; 2]) -> (Side, Act) {
    let (forced, word) = match word.split_once('/') {
        Some(("s", word)) => (Some(Side::Sender), word),
        Some(("r", word)) => (Some(Side::Receiver), word),
        _ => (None, word),
    };
    let (word, at) = match word.split_once('@') {
        Some((word, at)) => (word, Some(at.parse().expect("a number behind @"))),
        None => (word, None),
    };
    let of = |side: Side| act(word, at, &offices[side as usize].state());
    let side = forced.unwrap_or_else(|| of(Side::Sender).side().unwrap_or(Side::Sender));
    (side, of(side))
}

fn act(word: &str, at: Option<u16>, view: &State) -> Act {
    let named = at.unwrap_or(1);
    let current = view.offer.as_ref().map_or(OfferNo::FIRST, |it| it.no);
    let offer = at.map_or(current, |_| number(named).0);
    match word {
        "offer" | "offer-bare" | "offer-changed" | "offer-fewer" => Act::Offered {
            offer: at.map_or(view.next_offer(), |_| number(named).0),
            manifest: manifest(word, view),
        },
        "answer" | "cannot-answer" => Act::Answered {
            question: number(named).1,
            reply: match word {
                "answer" => Reply::Text,
                _ => Reply::CannotBeAnswered,
            },
        },
        "right" | "though" | "correct" => Act::ReadBackChecked {
            read_back: at.map_or(latest(view), |_| number(named).2),
            verdict: match word {
                "right" => Verdict::Right,
                "though" => Verdict::RightThough,
                _ => Verdict::Correct,
            },
        },
        "recall" => Act::Recalled,
        "release" => Act::Released {
            offer,
            read_back: latest(view),
        },
        "add" | "add-back" | "add-none" => Act::Added {
            offer,
            part: view.additions + 1,
            sections: match word {
                "add" => vec![pinned(SectionId::Health, 8, Weight::Mandatory)],
                "add-back" => vec![pinned(SectionId::Health, 1, Weight::Mandatory)],
                _ => Vec::new(),
            },
        },
        "add-late" => Act::Added {
            offer,
            part: view.additions + 2,
            sections: vec![pinned(SectionId::Health, 8, Weight::Mandatory)],
        },
        "lapse" => Act::Lapsed,
        "end" => Act::Ended {
            contract_end: day(11, 30),
            last_day: day(11, 27),
            months_used: 14,
        },
        "receive" => Act::Received {
            offer,
            part: waiting(view),
        },
        "receive-nothing" => Act::Received { offer, part: 7 },
        "read-person" => reading(offer, SectionId::Person, view, Reading::Understood),
        "read-health" => reading(offer, SectionId::Health, view, Reading::Understood),
        "read-tasks" => reading(offer, SectionId::Tasks, view, Reading::Understood),
        "read-practice" => reading(offer, SectionId::Practice, view, Reading::Understood),
        "health-not-for-us" => reading(offer, SectionId::Health, view, Reading::NotForUs),
        "read-old-health" => Act::Acknowledged {
            offer,
            section: SectionId::Health,
            digest: Digest::from_bytes([0; 32]),
            reading: Reading::Understood,
        },
        "ask" => Act::Asked {
            question: at.map_or(view.next_question(), |_| number(named).1),
            offer: current,
            section: SectionId::Health,
            digest: version(SectionId::Health, view),
        },
        "close" => Act::QuestionClosed {
            question: number(named).1,
        },
        "read-back" | "read-back-differs" | "read-back-nothing" => Act::ReadBack {
            read_back: at.map_or(view.next_read_back(), |_| number(named).2),
            offer: current,
            facts: match word {
                "read-back" => vec![(KeyFact::NameKana, Finding::Same)],
                "read-back-differs" => vec![(KeyFact::NameKana, Finding::Differs)],
                _ => Vec::new(),
            },
        },
        "accept" => Act::Accepted {
            offer,
            read_back: latest(view),
            start: day(11, 20),
            interview: day(11, 13),
            follow_ups: vec![day(12, 4), day(12, 20)],
        },
        "decline" => Act::Declined {
            offer,
            decline: Decline::NotTaken,
        },
        "yes-if" => Act::Declined {
            offer,
            decline: Decline::YesIf,
        },
        "start" => Act::Started { day: day(11, 20) },
        "not-started" => Act::NotStarted,
        "follow-up" | "left" | "not-shared" => Act::FollowedUp {
            which: u8::try_from(named - 1).expect("few follow-ups"),
            outcome: match word {
                "left" => Outcome::Left,
                "not-shared" => Outcome::NotShared,
                _ => Outcome::GoingWell,
            },
        },
        "erase" => Act::Erased,
        "handled" => handled(view),
        "discontinue" => Act::Discontinued {
            reason: Discontinuation::MovedAway,
        },
        "came-back" => Act::Discontinued {
            reason: Discontinuation::CameBack,
        },
        "withdraw-items" => Act::ConsentWithdrawn {
            scope: Withdrawal::Items(BTreeSet::from([ItemId::Tasks])),
        },
        "withdraw-each" => Act::ConsentWithdrawn {
            scope: Withdrawal::Items(BTreeSet::from([
                ItemId::Basic,
                ItemId::Health,
                ItemId::Tasks,
            ])),
        },
        "withdraw-other-items" => Act::ConsentWithdrawn {
            scope: Withdrawal::Items(BTreeSet::from([ItemId::Practice])),
        },
        "withdraw-all" => Act::ConsentWithdrawn {
            scope: Withdrawal::All,
        },
        _ => panic!("no such word: {word}"),
    }
}

/// The section at its first version; Health changes with the number of the offer that changes it.
pub fn pinned(section: SectionId, version: u8, weight: Weight) -> Pinned {
    Pinned {
        section,
        digest: Digest::from_bytes([section.code() * 16 + version; 32]),
        weight,
    }
}

fn manifest(word: &str, view: &State) -> Manifest {
    let changed = match word {
        "offer-changed" => view.next_offer().get().to_le_bytes()[0],
        _ => 1,
    };
    let mut sections = vec![
        pinned(SectionId::Person, 1, Weight::Mandatory),
        pinned(SectionId::Health, changed, Weight::Mandatory),
    ];
    let mut items = BTreeSet::from([ItemId::Basic, ItemId::Health]);
    if word != "offer-fewer" {
        sections.push(pinned(SectionId::Tasks, 1, Weight::Optional));
        items.insert(ItemId::Tasks);
    }
    Manifest {
        receiver: OFFICES[1],
        sections,
        facts: vec![KeyFact::NameKana],
        items,
        // A form on which neither reasons nor outcomes are ticked.
        returned: match word {
            "offer-bare" => BTreeSet::from([Returned::ReadBack]),
            _ => Returned::ALL.iter().copied().collect(),
        },
        consent_until: Day::from_ymd(2027, 3, 31).expect("a day of 2027"),
        approval: Approval::TwoPeople,
    }
}

fn reading(offer: OfferNo, section: SectionId, view: &State, reading: Reading) -> Act {
    Act::Acknowledged {
        offer,
        section,
        digest: version(section, view),
        reading,
    }
}

fn version(section: SectionId, view: &State) -> Digest {
    let mut sections = view.offer.iter().flat_map(|it| &it.sections);
    let found = sections.find(|it| it.pinned.section == section);
    found.map_or(Digest::from_bytes([0; 32]), |it| it.pinned.digest)
}

fn waiting(view: &State) -> u16 {
    let sections = view.offer.iter().flat_map(|it| &it.sections);
    let parts = sections
        .filter(|it| it.arrival == Arrival::OnTheWay)
        .map(|it| it.part);
    parts.min().unwrap_or(0)
}

fn latest(view: &State) -> ReadBackNo {
    let latest = view.read_back.as_ref();
    latest.map_or(ReadBackNo::FIRST, |it| it.no)
}

fn handled(view: &State) -> Act {
    let mut withdrawals = view.withdrawals.iter();
    let owed = withdrawals.find(|it| it.answer == WithdrawalAnswer::Owed);
    let (side, number) = owed.map_or((Side::Sender, 1), |it| (it.side, it.number));
    Act::Handled {
        side,
        number,
        handling: Handling::Returned,
    }
}

fn number(n: u16) -> (OfferNo, QuestionNo, ReadBackNo) {
    let why = "numbers start at one";
    (
        OfferNo::new(n).expect(why),
        QuestionNo::new(n).expect(why),
        ReadBackNo::new(n).expect(why),
    )
}
