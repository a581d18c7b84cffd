//! Entries of a dossier: what one office says, in an envelope the rules read.
//!
//! The body (text for people) is not here, only its digest; nor are bytes, signatures or keys.

use std::collections::BTreeSet;

use crate::domain::{
    calendar::Day,
    consent::Returned,
    id::{Digest, HandoverId, OfferNo, OfficeId, QuestionNo, ReadBackNo},
    key_fact::KeyFact,
    section::{ItemId, SectionId},
};

/// Days an office is given to answer what is small: a question, a check, what asks for a new offer.
pub const ANSWER_DAYS: i32 = 7;

/// One of the two offices of a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The office the person comes from (送り手).
    Sender,
    /// The office the person goes to (受け手).
    Receiver,
}

impl Side {
    /// The other office.
    pub fn other(self) -> Side {
        match self {
            Side::Sender => Side::Receiver,
            Side::Receiver => Side::Sender,
        }
    }
}

/// How many of the other office's entries the author held when writing, with the digest of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The number of entries held.
    pub count: u32,
    /// The digest of the last of them; all zeros when there is none.
    pub last: Digest,
}

/// What the rules read of an entry. All of it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Envelope {
    /// The handover this entry belongs to.
    pub handover: HandoverId,
    /// The side that speaks.
    pub side: Side,
    /// The office that speaks.
    pub office: OfficeId,
    /// 1, 2, 3 … without gaps in each office's log.
    pub number: u32,
    /// The digest of the author's previous entry; all zeros for the first.
    pub previous: Digest,
    /// What the author had seen of the other log.
    pub seen: Seen,
    /// The author's day. Information: no rule reads another office's clock.
    pub written: Day,
    /// The day by which the other office is asked to do what this entry hands over.
    pub due: Option<Day>,
    /// What is said.
    pub act: Act,
    /// The digest of the body, where there is one.
    pub body: Option<Digest>,
}

/// What an entry says, with the references the rules need.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// The sender offers version `offer` of the handover record (提供).
    Offered {
        /// The offer's number, one more than the last.
        offer: OfferNo,
        /// What the offer contains.
        manifest: Manifest,
    },
    /// The sender answers a question (回答).
    Answered {
        /// The question.
        question: QuestionNo,
        /// How it was answered.
        reply: Reply,
    },
    /// The sender checks a read-back (復唱の確認).
    ReadBackChecked {
        /// The read-back.
        read_back: ReadBackNo,
        /// What the sender says of it.
        verdict: Verdict,
    },
    /// The sender takes the offer back (取下).
    Recalled,
    /// The sender countersigns the acceptance (引渡).
    Released {
        /// The accepted offer.
        offer: OfferNo,
        /// The read-back the acceptance rests on.
        read_back: ReadBackNo,
    },
    /// The sender adds new versions of sections after release (追補).
    Added {
        /// The released offer.
        offer: OfferNo,
        /// 1, 2, 3 … within the offer.
        part: u16,
        /// The new versions.
        sections: Vec<Pinned>,
    },
    /// The sender gives up waiting for the start (失効).
    Lapsed,
    /// The sender's contract has ended (契約終了).
    Ended {
        /// The day the contract ended.
        contract_end: Day,
        /// The last day the person came.
        last_day: Day,
        /// Months of the standard period used, as the city confirmed them.
        months_used: u8,
    },
    /// The receiver's program opened the content (受領).
    Received {
        /// The offer.
        offer: OfferNo,
        /// 0 for the offer itself, else the addition.
        part: u16,
    },
    /// A member of the receiver's staff has read one section (確認).
    Acknowledged {
        /// The offer in which it was read.
        offer: OfferNo,
        /// The section.
        section: SectionId,
        /// The digest of the version that was read.
        digest: Digest,
        /// What the reader says of it.
        reading: Reading,
    },
    /// The receiver asks about a section (照会).
    Asked {
        /// The question's number, one more than the last.
        question: QuestionNo,
        /// The offer it is about.
        offer: OfferNo,
        /// The section it is about.
        section: SectionId,
        /// The digest of the version it is about.
        digest: Digest,
    },
    /// The receiver closes its question.
    QuestionClosed {
        /// The question.
        question: QuestionNo,
    },
    /// The receiver says in its own words what it understood (復唱).
    ReadBack {
        /// The read-back's number, one more than the last.
        read_back: ReadBackNo,
        /// The offer.
        offer: OfferNo,
        /// Each key fact with how it compared.
        facts: Vec<(KeyFact, Finding)>,
    },
    /// The receiver takes the person (受入決定).
    Accepted {
        /// The offer.
        offer: OfferNo,
        /// The read-back it rests on.
        read_back: ReadBackNo,
        /// The planned first day.
        start: Day,
        /// The day of the first interview.
        interview: Day,
        /// The agreed days of follow-up, in order.
        follow_ups: Vec<Day>,
    },
    /// The receiver does not take the person, or not yet (受入不可).
    Declined {
        /// The offer.
        offer: OfferNo,
        /// In which of the four ways.
        decline: Decline,
    },
    /// The person has started at the receiver (利用開始).
    Started {
        /// The first day.
        day: Day,
    },
    /// The person will not start (利用に至らず).
    NotStarted,
    /// What became of it on an agreed day (フォロー).
    FollowedUp {
        /// The agreed day's place in the list, from 0.
        which: u8,
        /// How the person was.
        outcome: Outcome,
    },
    /// The receiver's program has destroyed what it held, up to what it had seen.
    Erased,
    /// A member of the receiver's staff says what became of withdrawn items.
    Handled {
        /// The side that wrote the withdrawal.
        side: Side,
        /// The withdrawal's number in that side's log.
        number: u32,
        /// What was done.
        handling: Handling,
    },
    /// The handover is over for a reason in the world (中止).
    Discontinued {
        /// Why.
        reason: Discontinuation,
    },
    /// The person takes consent back (同意撤回).
    ConsentWithdrawn {
        /// Wholly or in part.
        scope: Withdrawal,
    },
}

/// What an offer contains, as both offices see it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Manifest {
    /// The office it is offered to.
    pub receiver: OfficeId,
    /// The sections with the digests of their versions, in catalogue order.
    pub sections: Vec<Pinned>,
    /// The key facts that are to be typed again on reading back.
    pub facts: Vec<KeyFact>,
    /// The items consent covers.
    pub items: BTreeSet<ItemId>,
    /// What may come back from the receiver, as the person's form says.
    pub returned: BTreeSet<Returned>,
    /// The last day consent is in force.
    pub consent_until: Day,
    /// Who approved, in kind.
    pub approval: Approval,
}

/// One section of an offer, pinned to its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pinned {
    /// The section.
    pub section: SectionId,
    /// The digest of its content as offered.
    pub digest: Digest,
    /// Whether it must be understood before acceptance.
    pub weight: Weight,
}

/// Whether a section must be understood before acceptance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// It must be.
    Mandatory,
    /// It need not be.
    Optional,
}

/// How an offer was approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Approval {
    /// Written by one person and approved by another.
    TwoPeople,
    /// By the one qualified person of an office that declared the exception.
    DeclaredException,
}

/// How a question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reply {
    /// With a text.
    Text,
    /// It cannot be answered, for a reason.
    CannotBeAnswered,
}

/// What the sender says of a read-back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It is right.
    Right,
    /// It is right, though a key fact differs.
    RightThough,
    /// It must be corrected.
    Correct,
}

/// What a reader says of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Understood.
    Understood,
    /// Not for this office.
    NotForUs,
}

/// How a key fact, typed again without looking, compared with the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finding {
    /// It is the same.
    Same,
    /// It differs.
    Differs,
    /// It differs because the paper the reader holds says otherwise.
    PaperDiffers,
}

/// The four ways to decline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decline {
    /// Not taken (不受入).
    NotTaken,
    /// Sent back: something is wrong with the offer (返戻).
    SentBack,
    /// Another office would suit (他事業所を案内).
    TryOther,
    /// Yes, if a condition is met (条件付).
    YesIf,
}

/// How the person was on a day of follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Going well.
    GoingWell,
    /// There is a concern.
    Concern,
    /// The person has left; answers all later days too.
    Left,
    /// The person could not be reached.
    NotReached,
    /// Consent does not cover saying.
    NotShared,
}

/// What was done with withdrawn items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handling {
    /// Returned.
    Returned,
    /// Erased.
    Erased,
    /// Kept, for a reason in the body.
    Kept,
    /// Nothing was held.
    NothingHeld,
}

/// Why a handover was discontinued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Discontinuation {
    /// The person died.
    Died,
    /// The person moved away.
    MovedAway,
    /// The person is employed.
    Employed,
    /// An office closed.
    OfficeClosed,
    /// The other office cannot be reached.
    NotReachable,
    /// The person came back to the sender, as it was planned where it was for a time.
    CameBack,
}

/// How much consent was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Withdrawal {
    /// All of it.
    All,
    /// These items.
    Items(BTreeSet<ItemId>),
}

impl Withdrawal {
    /// Two withdrawals as one.
    pub fn and(&self, other: &Withdrawal) -> Withdrawal {
        match (self, other) {
            (Withdrawal::Items(one), Withdrawal::Items(other)) => Withdrawal::Items(one | other),
            _ => Withdrawal::All,
        }
    }

    /// What it takes of what was given; none where that is nothing.
    pub fn of(&self, given: &BTreeSet<ItemId>) -> Option<Withdrawal> {
        let left = match self {
            Withdrawal::All => return (!given.is_empty()).then_some(Withdrawal::All),
            Withdrawal::Items(items) => items & given,
        };
        (!left.is_empty()).then_some(Withdrawal::Items(left))
    }
}

impl Act {
    /// The side that can say this, or `None` where both can.
    pub fn side(&self) -> Option<Side> {
        match self {
            Act::Offered { .. }
            | Act::Answered { .. }
            | Act::ReadBackChecked { .. }
            | Act::Recalled
            | Act::Released { .. }
            | Act::Added { .. }
            | Act::Lapsed
            | Act::Ended { .. } => Some(Side::Sender),
            Act::Received { .. }
            | Act::Acknowledged { .. }
            | Act::Asked { .. }
            | Act::QuestionClosed { .. }
            | Act::ReadBack { .. }
            | Act::Accepted { .. }
            | Act::Declined { .. }
            | Act::Started { .. }
            | Act::NotStarted
            | Act::FollowedUp { .. }
            | Act::Erased
            | Act::Handled { .. } => Some(Side::Receiver),
            Act::Discontinued { .. } | Act::ConsentWithdrawn { .. } => None,
        }
    }

    /// Whether it ends a handover, where it stands in time.
    pub fn may_end(&self) -> bool {
        match self {
            Act::Recalled | Act::Lapsed | Act::NotStarted | Act::Discontinued { .. } => true,
            Act::Declined { decline, .. } => *decline != Decline::YesIf,
            Act::ConsentWithdrawn { scope } => *scope == Withdrawal::All,
            _ => false,
        }
    }

    /// What words with it would tell the sender, where the receiver says it and it may come back only while the person lets it.
    pub fn tells_back(&self) -> Option<Returned> {
        match self {
            Act::Asked { .. } => Some(Returned::ReadBack),
            Act::Declined { .. } | Act::NotStarted => Some(Returned::Reasons),
            Act::FollowedUp { .. } | Act::Discontinued { .. } => Some(Returned::Outcomes),
            _ => None,
        }
    }

    /// Whether the entry carries content of the disclosure (and not only words about it).
    pub fn carries_content(&self) -> bool {
        matches!(self, Act::Offered { .. } | Act::Added { .. })
    }
}
