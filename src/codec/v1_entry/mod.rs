//! Schema 1 of the handover: the envelopes both offices sign, and what an office keeps of a handover for itself.
//!
//! Not the contents of a case (`v1`) and not the vault's own shapes (`v1_vault`). It checks no signature and no rule
//! of the dossier; an envelope that reads is one that could have been written, not one that was allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::codec::v1::{self, DayShape, Unreadable, day_in, day_out};
use crate::codec::wire::Run;
use crate::domain::calendar::Day;
use crate::domain::consent::Returned;
use crate::domain::handover::dossier::Stop;
use crate::domain::handover::draft::{Hands, Preparation, Shown, Stage};
use crate::domain::handover::entry::{
    Act, Approval, Decline, Discontinuation, Envelope, Finding, Handling, Manifest, Outcome,
    Pinned, Reading, Reply, Seen, Side, Verdict, Weight, Withdrawal,
};
use crate::domain::id::{
    CaseId, ConsentId, Digest, HandoverId, OfferNo, OfficeId, QuestionNo, ReadBackNo, StaffId,
};
use crate::domain::key_fact::KeyFact;
use crate::domain::section::{FieldId, ItemId, SectionId};

/// Most sections of one offer or addition.
pub const MOST_SECTIONS: usize = 64;

/// Most key facts of one offer or read-back.
pub const MOST_FACTS: usize = 32;

/// Most items of one consent.
pub const MOST_ITEMS: usize = 64;

/// Most agreed days of follow-up.
pub const MOST_FOLLOW_UPS: usize = 12;

// What both offices sign.

/// Writes an envelope; equal envelopes give equal bytes.
pub fn encode_envelope(envelope: &Envelope) -> Vec<u8> {
    v1::write(&EnvelopeShape {
        handover: envelope.handover.to_bytes(),
        side: envelope.side.into(),
        office: envelope.office.to_bytes(),
        number: envelope.number,
        previous: envelope.previous.to_bytes(),
        seen: (envelope.seen.count, envelope.seen.last.to_bytes()),
        written: day_out(envelope.written),
        due: envelope.due.map(day_out),
        act: act_out(&envelope.act),
        body: envelope.body.map(Digest::to_bytes),
    })
}

/// Reads an envelope. What is read is written again in the same bytes.
///
/// # Errors
/// `Newer` and the `Unknown…` when a newer program wrote it; `Malformed` for the rest, among it a list that is too
/// long, out of order or names one thing twice, and a 0 where numbers begin at 1.
pub fn decode_envelope(bytes: &[u8]) -> Result<Envelope, Unreadable> {
    let shape: EnvelopeShape = v1::read(bytes)?;
    let (count, last) = shape.seen;
    Ok(Envelope {
        handover: HandoverId::from_bytes(shape.handover),
        side: shape.side.into(),
        office: OfficeId::from_bytes(shape.office),
        number: from_one(shape.number)?,
        previous: Digest::from_bytes(shape.previous),
        seen: Seen {
            count,
            last: Digest::from_bytes(last),
        },
        written: day_in(shape.written)?,
        due: shape.due.map(day_in).transpose()?,
        act: act_in(shape.act)?,
        body: shape.body.map(Digest::from_bytes),
    })
}

// What an office keeps for itself.

/// What an office keeps of a handover beside the entries: never sent.
#[derive(Clone, PartialEq, Eq)]
pub struct HandoverRecord {
    /// The handover.
    pub id: HandoverId,
    /// The case it moves; at the receiver none until a case is made.
    pub case: Option<CaseId>,
    /// The side this office is on.
    pub side: Side,
    /// The office the person comes from.
    pub sender: OfficeId,
    /// The office the person goes to.
    pub receiver: OfficeId,
    /// What lists call the person: kana and name.
    pub person: String,
    /// The preparation of the next offer, at the sender.
    pub preparation: Option<Preparation>,
    /// Why the approver gave the draft back.
    pub return_reason: Option<String>,
    /// Answers drafted and not yet said.
    pub answers: Vec<(QuestionNo, String)>,
    /// The key under which the bodies of this dossier travel; zeros once it was destroyed.
    pub dossier_key: Zeroizing<[u8; 32]>,
    /// The folder under whose key content and bodies lie; another one after each erasure.
    pub folder: [u8; 16],
    /// Folders whose destruction was begun and not yet finished.
    pub shred: Vec<[u8; 16]>,
    /// How many of this office's own entries were put where the other office collects.
    pub sent: u32,
    /// Why the dossier stopped, if it did.
    pub stop: Option<StopMark>,
    /// The day it was begun here.
    pub created: Day,
}

impl fmt::Debug for HandoverRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut it = f.debug_struct("HandoverRecord");
        it.field("id", &self.id).field("side", &self.side);
        it.field("created", &self.created).finish_non_exhaustive()
    }
}

/// Why a dossier stopped, as it is kept: [`Stop`] without the rule that was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopMark {
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
    },
    /// An entry belongs to another office or handover.
    Foreign,
}

impl From<&Stop> for StopMark {
    fn from(stop: &Stop) -> Self {
        match *stop {
            Stop::Fork { side, number } => Self::Fork { side, number },
            Stop::SeenLess { side, number } => Self::SeenLess { side, number },
            Stop::NotAllowed { side, number, .. } => Self::NotAllowed { side, number },
            Stop::Foreign => Self::Foreign,
        }
    }
}

/// The content of an offer or addition as an office keeps it.
#[derive(Clone, PartialEq, Eq)]
pub struct ContentRecord {
    /// The offer, from 1.
    pub offer: u16,
    /// 0 for the offer itself, else the addition.
    pub part: u16,
    /// Each section in the bytes of [`v1::encode_section`], with the salt under its digest.
    pub sections: Vec<(Vec<u8>, [u8; 16])>,
}

/// Another office as this one knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerRecord {
    /// The signed card, exactly as it came; of an office known on paper, its profile as the office's own is written.
    pub card: Vec<u8>,
    /// How far its key is trusted.
    pub standing: PeerStanding,
    /// The head of its journal as it last named it.
    pub peer_head: (u64, [u8; 32]),
}

/// How far the key of another office is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerStanding {
    /// Nobody has compared the words.
    Unverified,
    /// A known office signed it on.
    Vouched,
    /// A member of staff compared the words by voice.
    Verified {
        /// Who.
        by: StaffId,
        /// When.
        on: Day,
    },
    /// It is no longer trusted.
    Revoked,
    /// It has no key: the card was written here, by hand.
    OnPaper,
}

/// A parcel that was opened before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenParcel {
    /// Who sent it.
    pub from: OfficeId,
    /// Its id.
    pub id: [u8; 16],
    /// What became of it, in the caller's numbers.
    pub outcome: u8,
    /// When, in milliseconds since 1970 (UTC).
    pub on: i64,
}

/// What the post has to remember of a handover: what is missing here, and what it owes the other office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PostRecord {
    /// So many entries of this office the other one says it has seen.
    pub claimed: u32,
    /// The highest entry signed by this office that came back and could not be joined.
    pub proven: u32,
    /// Whether a manager gave up what is missing.
    pub given_up: bool,
    /// Whether the next parcel carries everything, whatever is new.
    pub everything: bool,
}

/// A withdrawal the dossier has not been told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedRecord {
    /// How much was taken back.
    pub scope: Withdrawal,
    /// Who of the staff recorded it last; none where only the other office told of it.
    pub by: Option<StaffId>,
}

/// Writes a preparation.
pub fn encode_preparation(preparation: &Preparation) -> Vec<u8> {
    v1::write(&preparation_out(preparation))
}

/// Reads a preparation.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_preparation(bytes: &[u8]) -> Result<Preparation, Unreadable> {
    preparation_in(v1::read(bytes)?)
}

/// Writes what an office keeps of a handover.
pub fn encode_handover(record: &HandoverRecord) -> Vec<u8> {
    v1::write(&HandoverShape {
        id: record.id.to_bytes(),
        case: record.case.map(CaseId::to_bytes),
        side: record.side.into(),
        offices: [record.sender.to_bytes(), record.receiver.to_bytes()],
        person: record.person.clone(),
        preparation: record.preparation.as_ref().map(preparation_out),
        return_reason: record.return_reason.clone(),
        answers: record
            .answers
            .iter()
            .map(|(question, text)| (question.get(), text.clone()))
            .collect(),
        dossier_key: Run(record.dossier_key.to_vec()),
        folder: record.folder,
        shred: record.shred.clone(),
        sent: record.sent,
        stop: record.stop.map(stop_out),
        created: day_out(record.created),
    })
}

/// Reads what an office keeps of a handover.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_handover(bytes: &[u8]) -> Result<HandoverRecord, Unreadable> {
    let shape: HandoverShape = v1::read(bytes)?;
    let [sender, receiver] = shape.offices.map(OfficeId::from_bytes);
    let key = shape.dossier_key.0.as_slice().try_into();
    let answer = |(question, text)| Ok((question_in(question)?, text));
    Ok(HandoverRecord {
        id: HandoverId::from_bytes(shape.id),
        case: shape.case.map(CaseId::from_bytes),
        side: shape.side.into(),
        sender,
        receiver,
        person: shape.person,
        preparation: shape.preparation.map(preparation_in).transpose()?,
        return_reason: shape.return_reason,
        answers: each(shape.answers, answer)?,
        dossier_key: Zeroizing::new(key.map_err(|_| Unreadable::Malformed)?),
        folder: shape.folder,
        shred: shape.shred,
        sent: shape.sent,
        stop: shape.stop.map(stop_in),
        created: day_in(shape.created)?,
    })
}

/// Writes the content of an offer or addition.
pub fn encode_content(record: &ContentRecord) -> Vec<u8> {
    v1::write(&ContentShape {
        offer: record.offer,
        part: record.part,
        sections: record
            .sections
            .iter()
            .map(|(section, salt)| (Run(section.clone()), *salt))
            .collect(),
    })
}

/// Reads the content of an offer or addition. The sections stay bytes.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_content(bytes: &[u8]) -> Result<ContentRecord, Unreadable> {
    let shape: ContentShape = v1::read(bytes)?;
    let sections = at_most(MOST_SECTIONS, shape.sections)?;
    Ok(ContentRecord {
        offer: offer_in(shape.offer)?.get(),
        part: shape.part,
        sections: sections
            .into_iter()
            .map(|(section, salt)| (taken(section), salt))
            .collect(),
    })
}

/// Writes another office.
pub fn encode_peer(record: &PeerRecord) -> Vec<u8> {
    v1::write(&PeerShape {
        card: Run(record.card.clone()),
        standing: match record.standing {
            PeerStanding::Unverified => PeerStandingShape::Unverified,
            PeerStanding::Vouched => PeerStandingShape::Vouched,
            PeerStanding::Verified { by, on } => PeerStandingShape::Verified {
                by: by.to_bytes(),
                on: day_out(on),
            },
            PeerStanding::Revoked => PeerStandingShape::Revoked,
            PeerStanding::OnPaper => PeerStandingShape::OnPaper,
        },
        peer_head: record.peer_head,
    })
}

/// Reads another office.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_peer(bytes: &[u8]) -> Result<PeerRecord, Unreadable> {
    let shape: PeerShape = v1::read(bytes)?;
    Ok(PeerRecord {
        card: taken(shape.card),
        standing: match shape.standing {
            PeerStandingShape::Unverified => PeerStanding::Unverified,
            PeerStandingShape::Vouched => PeerStanding::Vouched,
            PeerStandingShape::Verified { by, on } => PeerStanding::Verified {
                by: StaffId::from_bytes(by),
                on: day_in(on)?,
            },
            PeerStandingShape::Revoked => PeerStanding::Revoked,
            PeerStandingShape::OnPaper => PeerStanding::OnPaper,
        },
        peer_head: shape.peer_head,
    })
}

/// Writes a parcel that was opened.
pub fn encode_seen_parcel(record: &SeenParcel) -> Vec<u8> {
    v1::write(&SeenParcelShape {
        from: record.from.to_bytes(),
        id: record.id,
        outcome: record.outcome,
        on: record.on,
    })
}

/// Reads a parcel that was opened.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_seen_parcel(bytes: &[u8]) -> Result<SeenParcel, Unreadable> {
    let shape: SeenParcelShape = v1::read(bytes)?;
    Ok(SeenParcel {
        from: OfficeId::from_bytes(shape.from),
        id: shape.id,
        outcome: shape.outcome,
        on: shape.on,
    })
}

/// Writes what the post remembers of a handover.
pub fn encode_post(record: &PostRecord) -> Vec<u8> {
    v1::write(&PostShape {
        claimed: record.claimed,
        proven: record.proven,
        given_up: record.given_up,
        everything: record.everything,
    })
}

/// Reads what the post remembers of a handover.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_post(bytes: &[u8]) -> Result<PostRecord, Unreadable> {
    let shape: PostShape = v1::read(bytes)?;
    Ok(PostRecord {
        claimed: shape.claimed,
        proven: shape.proven,
        given_up: shape.given_up,
        everything: shape.everything,
    })
}

/// Writes a withdrawal the dossier has not been told of.
pub fn encode_owed(owed: &OwedRecord) -> Vec<u8> {
    v1::write(&OwedShape {
        items: scope_out(&owed.scope),
        by: owed.by.map(StaffId::to_bytes),
    })
}

/// Reads a withdrawal the dossier has not been told of.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_owed(bytes: &[u8]) -> Result<OwedRecord, Unreadable> {
    let shape: OwedShape = v1::read(bytes)?;
    Ok(OwedRecord {
        scope: scope_in(shape.items)?,
        by: shape.by.map(StaffId::from_bytes),
    })
}

/// Writes the names of parcels that may not lie in the shared folder any more.
pub fn encode_overtaken(names: &[String]) -> Vec<u8> {
    v1::write(&OvertakenShape {
        names: names.to_vec(),
    })
}

/// Reads the names of parcels that may not lie in the shared folder any more, as they were written.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_overtaken(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    let shape: OvertakenShape = v1::read(bytes)?;
    Ok(shape.names)
}

/// A parcel that was handed to whoever carries it to the shared folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidParcel {
    /// Its name there.
    pub name: String,
    /// How many of this office's own entries are in it, or were sent before.
    pub own: u32,
    /// Whether both logs were in it whole.
    pub reach: LaidReach,
    /// What is known of it.
    pub stand: LaidStand,
}

/// How much of a handover a parcel carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaidReach {
    /// What was new.
    New,
    /// Everything.
    Everything,
}

/// What is known of a parcel that was handed to whoever carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaidStand {
    /// It was put there.
    Lies,
    /// Nobody knows whether it was put, or will be yet.
    Unanswered {
        /// The entries whose words are in it, by their digests.
        words: Vec<[u8; 32]>,
        /// The offers and parts whose content is in it.
        content: Vec<(u16, u16)>,
    },
    /// It may not lie there, and did not when it was to be taken away; it may come to lie there yet.
    Sought,
}

/// Writes what is known of the parcels that were handed to whoever carries them.
pub fn encode_laid(parcels: &[LaidParcel]) -> Vec<u8> {
    let all = parcels.iter().map(|it| LaidOneShape {
        name: it.name.clone(),
        own: it.own,
        reach: match it.reach {
            LaidReach::New => LaidReachShape::New,
            LaidReach::Everything => LaidReachShape::Everything,
        },
        stand: match &it.stand {
            LaidStand::Lies => LaidStandShape::Lies,
            LaidStand::Unanswered { words, content } => LaidStandShape::Unanswered {
                words: words.clone(),
                content: content.clone(),
            },
            LaidStand::Sought => LaidStandShape::Sought,
        },
    });
    v1::write(&LaidShape { all: all.collect() })
}

/// Reads what is known of the parcels that were handed to whoever carries them, as it was written.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_laid(bytes: &[u8]) -> Result<Vec<LaidParcel>, Unreadable> {
    let shape: LaidShape = v1::read(bytes)?;
    let all = shape.all.into_iter().map(|it| LaidParcel {
        name: it.name,
        own: it.own,
        reach: match it.reach {
            LaidReachShape::New => LaidReach::New,
            LaidReachShape::Everything => LaidReach::Everything,
        },
        stand: match it.stand {
            LaidStandShape::Lies => LaidStand::Lies,
            LaidStandShape::Unanswered { words, content } => {
                LaidStand::Unanswered { words, content }
            }
            LaidStandShape::Sought => LaidStand::Sought,
        },
    });
    Ok(all.collect())
}

/// Writes by which handover a case came back that had left.
pub fn encode_reopened(by: HandoverId) -> Vec<u8> {
    v1::write(&ReopenedShape { by: by.to_bytes() })
}

/// Which revisions of a case brought what came with a handover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtRecord {
    /// Whose case.
    pub case: CaseId,
    /// The numbers of its revisions.
    pub revisions: BTreeSet<u32>,
}

/// Writes which revisions of a case brought what came with a handover.
pub fn encode_brought(record: &BroughtRecord) -> Vec<u8> {
    v1::write(&BroughtShape {
        case: record.case.to_bytes(),
        revisions: record.revisions.iter().copied().collect(),
    })
}

/// Reads which revisions of a case brought what came with a handover.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_brought(bytes: &[u8]) -> Result<BroughtRecord, Unreadable> {
    let shape: BroughtShape = v1::read(bytes)?;
    Ok(BroughtRecord {
        case: CaseId::from_bytes(shape.case),
        revisions: shape.revisions.into_iter().collect(),
    })
}

/// A field of an addition that this office does not take up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutAwayRecord {
    /// Which.
    pub field: FieldId,
    /// Of which offer.
    pub offer: u16,
    /// What the other office said of it last then, by the part of the offer that says so.
    pub part: u16,
    /// Who put it away.
    pub by: StaffId,
    /// When.
    pub on: Day,
}

/// Writes which fields of additions this office does not take up.
pub fn encode_put_away(all: &[PutAwayRecord]) -> Vec<u8> {
    let all = all.iter().map(|it| PutAwayShape {
        field: it.field.spec().code,
        offer: it.offer,
        part: it.part,
        by: it.by.to_bytes(),
        on: day_out(it.on),
    });
    v1::write(&PutAwaysShape { all: all.collect() })
}

/// Reads which fields of additions this office does not take up.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_put_away(bytes: &[u8]) -> Result<Vec<PutAwayRecord>, Unreadable> {
    let shape: PutAwaysShape = v1::read(bytes)?;
    let all = shape.all.into_iter().map(|it| {
        Ok(PutAwayRecord {
            field: FieldId::from_code(it.field).ok_or(Unreadable::UnknownField(it.field))?,
            offer: it.offer,
            part: it.part,
            by: StaffId::from_bytes(it.by),
            on: day_in(it.on)?,
        })
    });
    all.collect()
}

/// Writes who has a hand in the next offer.
pub fn encode_hands(hands: &Hands) -> Vec<u8> {
    let confirmed = hands.confirmed.iter();
    v1::write(&HandsShape {
        since: hands.since,
        confirmed: confirmed
            .map(|(section, by)| (section.code(), by.to_bytes()))
            .collect(),
    })
}

/// Reads it again.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_hands(bytes: &[u8]) -> Result<Hands, Unreadable> {
    let shape: HandsShape = v1::read(bytes)?;
    let confirmed = shape.confirmed.into_iter();
    let confirmed = confirmed.map(|(it, by)| Ok((section_in(it)?, StaffId::from_bytes(by))));
    Ok(Hands {
        since: shape.since,
        confirmed: confirmed.collect::<Result<_, Unreadable>>()?,
    })
}

/// Writes which entry was heard though it could not be taken in.
pub fn encode_heard(entry: Digest) -> Vec<u8> {
    v1::write(&HeardShape {
        entry: entry.to_bytes(),
    })
}

/// Reads which entry was heard though it could not be taken in.
///
/// # Errors
/// See [`Unreadable`].
pub fn decode_heard(bytes: &[u8]) -> Result<Digest, Unreadable> {
    let shape: HeardShape = v1::read(bytes)?;
    Ok(Digest::from_bytes(shape.entry))
}

/// The id under which a part of a handover is kept. The id of the handover is the sender's choice, so it is digested
/// with the part: nobody can choose one whose parts fall on those of another handover.
pub fn part_id(handover: HandoverId, kind: u8, number: u32) -> [u8; 16] {
    let parts = [
        &b"tasuki-part-v1\0"[..],
        handover.as_bytes(),
        &[kind],
        &number.to_be_bytes(),
    ];
    let hash = crate::crypto::digest::hash(&parts);
    *hash.first_chunk().expect("a digest has 32 bytes")
}

// The shapes, frozen: a variant or a member is never moved, changed or taken away.

#[derive(Serialize, Deserialize)]
struct EnvelopeShape {
    handover: [u8; 16],
    side: SideShape,
    office: [u8; 32],
    number: u32,
    previous: [u8; 32],
    seen: (u32, [u8; 32]),
    written: DayShape,
    due: Option<DayShape>,
    act: ActShape,
    body: Option<[u8; 32]>,
}

#[derive(Serialize, Deserialize)]
enum ActShape {
    Offered {
        offer: u16,
        manifest: ManifestShape,
    },
    Answered {
        question: u16,
        reply: ReplyShape,
    },
    ReadBackChecked {
        read_back: u16,
        verdict: VerdictShape,
    },
    Recalled,
    Released {
        offer: u16,
        read_back: u16,
    },
    Added {
        offer: u16,
        part: u16,
        sections: Vec<PinnedShape>,
    },
    Lapsed,
    Ended {
        contract_end: DayShape,
        last_day: DayShape,
        months_used: u8,
    },
    Received {
        offer: u16,
        part: u16,
    },
    Acknowledged {
        offer: u16,
        section: u8,
        digest: [u8; 32],
        reading: ReadingShape,
    },
    Asked {
        question: u16,
        offer: u16,
        section: u8,
        digest: [u8; 32],
    },
    QuestionClosed {
        question: u16,
    },
    ReadBack {
        read_back: u16,
        offer: u16,
        facts: Vec<(u8, FindingShape)>,
    },
    Accepted {
        offer: u16,
        read_back: u16,
        start: DayShape,
        interview: DayShape,
        follow_ups: Vec<DayShape>,
    },
    Declined {
        offer: u16,
        decline: DeclineShape,
    },
    Started {
        day: DayShape,
    },
    NotStarted,
    FollowedUp {
        which: u8,
        outcome: OutcomeShape,
    },
    Erased,
    Handled {
        side: SideShape,
        number: u32,
        handling: HandlingShape,
    },
    Discontinued {
        reason: DiscontinuationShape,
    },
    /// None is all of it.
    ConsentWithdrawn {
        items: Option<Vec<u8>>,
    },
}

/// None is all of it.
#[derive(Serialize, Deserialize)]
struct OwedShape {
    items: Option<Vec<u8>>,
    by: Option<[u8; 16]>,
}

#[derive(Serialize, Deserialize)]
struct OvertakenShape {
    names: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct LaidShape {
    all: Vec<LaidOneShape>,
}

#[derive(Serialize, Deserialize)]
struct LaidOneShape {
    name: String,
    own: u32,
    reach: LaidReachShape,
    stand: LaidStandShape,
}

#[derive(Serialize, Deserialize)]
enum LaidReachShape {
    New,
    Everything,
}

#[derive(Serialize, Deserialize)]
enum LaidStandShape {
    Lies,
    Unanswered {
        words: Vec<[u8; 32]>,
        content: Vec<(u16, u16)>,
    },
    Sought,
}

#[derive(Serialize, Deserialize)]
struct ReopenedShape {
    by: [u8; 16],
}

#[derive(Serialize, Deserialize)]
struct BroughtShape {
    case: [u8; 16],
    revisions: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct PutAwaysShape {
    all: Vec<PutAwayShape>,
}

#[derive(Serialize, Deserialize)]
struct PutAwayShape {
    field: u16,
    offer: u16,
    part: u16,
    by: [u8; 16],
    on: DayShape,
}

#[derive(Serialize, Deserialize)]
struct HandsShape {
    since: u32,
    confirmed: Vec<(u8, [u8; 16])>,
}

#[derive(Serialize, Deserialize)]
struct HeardShape {
    entry: [u8; 32],
}

#[derive(Serialize, Deserialize)]
struct ManifestShape {
    receiver: [u8; 32],
    sections: Vec<PinnedShape>,
    facts: Vec<u8>,
    items: Vec<u8>,
    returned: Vec<ReturnedShape>,
    consent_until: DayShape,
    approval: ApprovalShape,
}

#[derive(Serialize, Deserialize)]
struct PinnedShape {
    section: u8,
    digest: [u8; 32],
    weight: WeightShape,
}

#[derive(Serialize, Deserialize)]
struct PreparationShape {
    author: [u8; 16],
    stage: StageShape,
}

type ShownShape = Vec<(u8, [u8; 32])>;

#[derive(Serialize, Deserialize)]
enum StageShape {
    Drafting,
    Consented {
        consent: [u8; 16],
        shown: ShownShape,
    },
    Confirmed {
        consent: [u8; 16],
        shown: ShownShape,
    },
    Submitted {
        consent: [u8; 16],
        shown: ShownShape,
        by: [u8; 16],
    },
    Returned {
        consent: [u8; 16],
        shown: ShownShape,
        by: [u8; 16],
    },
    Approved {
        consent: [u8; 16],
        shown: ShownShape,
        by: [u8; 16],
        approval: ApprovalShape,
    },
}

#[derive(Serialize, Deserialize)]
struct HandoverShape {
    id: [u8; 16],
    case: Option<[u8; 16]>,
    side: SideShape,
    offices: [[u8; 32]; 2],
    person: String,
    preparation: Option<PreparationShape>,
    return_reason: Option<String>,
    answers: Vec<(u16, String)>,
    dossier_key: Run,
    folder: [u8; 16],
    shred: Vec<[u8; 16]>,
    sent: u32,
    stop: Option<StopShape>,
    created: DayShape,
}

#[derive(Serialize, Deserialize)]
enum StopShape {
    Fork { side: SideShape, number: u32 },
    SeenLess { side: SideShape, number: u32 },
    NotAllowed { side: SideShape, number: u32 },
    Foreign,
}

#[derive(Serialize, Deserialize)]
struct ContentShape {
    offer: u16,
    part: u16,
    sections: Vec<(Run, [u8; 16])>,
}

#[derive(Serialize, Deserialize)]
struct PeerShape {
    card: Run,
    standing: PeerStandingShape,
    peer_head: (u64, [u8; 32]),
}

#[derive(Serialize, Deserialize)]
enum PeerStandingShape {
    Unverified,
    Vouched,
    Verified { by: [u8; 16], on: DayShape },
    Revoked,
    OnPaper,
}

#[derive(Serialize, Deserialize)]
struct SeenParcelShape {
    from: [u8; 32],
    id: [u8; 16],
    outcome: u8,
    on: i64,
}

#[derive(Serialize, Deserialize)]
struct PostShape {
    claimed: u32,
    proven: u32,
    given_up: bool,
    everything: bool,
}

macro_rules! choices {
    ($($shape:ident of $domain:ident { $($variant:ident,)+ })+) => {$(
        #[derive(Serialize, Deserialize)]
        enum $shape { $($variant,)+ }

        impl From<$domain> for $shape {
            fn from(it: $domain) -> Self {
                match it { $($domain::$variant => Self::$variant,)+ }
            }
        }

        impl From<$shape> for $domain {
            fn from(it: $shape) -> Self {
                match it { $($shape::$variant => Self::$variant,)+ }
            }
        }
    )+};
}

choices! {
    SideShape of Side { Sender, Receiver, }
    WeightShape of Weight { Mandatory, Optional, }
    ApprovalShape of Approval { TwoPeople, DeclaredException, }
    ReturnedShape of Returned { ReadBack, Reasons, Outcomes, }
    ReplyShape of Reply { Text, CannotBeAnswered, }
    VerdictShape of Verdict { Right, RightThough, Correct, }
    ReadingShape of Reading { Understood, NotForUs, }
    FindingShape of Finding { Same, Differs, PaperDiffers, }
    DeclineShape of Decline { NotTaken, SentBack, TryOther, YesIf, }
    OutcomeShape of Outcome { GoingWell, Concern, Left, NotReached, NotShared, }
    HandlingShape of Handling { Returned, Erased, Kept, NothingHeld, }
    DiscontinuationShape of Discontinuation { Died, MovedAway, Employed, OfficeClosed, NotReachable, CameBack, }
}

// Between the shapes and the domain.

fn act_out(act: &Act) -> ActShape {
    match act {
        Act::Offered { offer, manifest } => ActShape::Offered {
            offer: offer.get(),
            manifest: manifest_out(manifest),
        },
        Act::Answered { question, reply } => ActShape::Answered {
            question: question.get(),
            reply: (*reply).into(),
        },
        Act::ReadBackChecked { read_back, verdict } => ActShape::ReadBackChecked {
            read_back: read_back.get(),
            verdict: (*verdict).into(),
        },
        Act::Recalled => ActShape::Recalled,
        Act::Released { offer, read_back } => ActShape::Released {
            offer: offer.get(),
            read_back: read_back.get(),
        },
        Act::Added {
            offer,
            part,
            sections,
        } => ActShape::Added {
            offer: offer.get(),
            part: *part,
            sections: sections.iter().map(pinned_out).collect(),
        },
        Act::Lapsed => ActShape::Lapsed,
        Act::Ended {
            contract_end,
            last_day,
            months_used,
        } => ActShape::Ended {
            contract_end: day_out(*contract_end),
            last_day: day_out(*last_day),
            months_used: *months_used,
        },
        Act::Received { offer, part } => ActShape::Received {
            offer: offer.get(),
            part: *part,
        },
        Act::Acknowledged {
            offer,
            section,
            digest,
            reading,
        } => ActShape::Acknowledged {
            offer: offer.get(),
            section: section.code(),
            digest: digest.to_bytes(),
            reading: (*reading).into(),
        },
        Act::Asked {
            question,
            offer,
            section,
            digest,
        } => ActShape::Asked {
            question: question.get(),
            offer: offer.get(),
            section: section.code(),
            digest: digest.to_bytes(),
        },
        Act::QuestionClosed { question } => ActShape::QuestionClosed {
            question: question.get(),
        },
        Act::ReadBack {
            read_back,
            offer,
            facts,
        } => ActShape::ReadBack {
            read_back: read_back.get(),
            offer: offer.get(),
            facts: facts
                .iter()
                .map(|(fact, finding)| (fact.code(), (*finding).into()))
                .collect(),
        },
        Act::Accepted {
            offer,
            read_back,
            start,
            interview,
            follow_ups,
        } => ActShape::Accepted {
            offer: offer.get(),
            read_back: read_back.get(),
            start: day_out(*start),
            interview: day_out(*interview),
            follow_ups: follow_ups.iter().copied().map(day_out).collect(),
        },
        Act::Declined { offer, decline } => ActShape::Declined {
            offer: offer.get(),
            decline: (*decline).into(),
        },
        Act::Started { day } => ActShape::Started { day: day_out(*day) },
        Act::NotStarted => ActShape::NotStarted,
        Act::FollowedUp { which, outcome } => ActShape::FollowedUp {
            which: *which,
            outcome: (*outcome).into(),
        },
        Act::Erased => ActShape::Erased,
        Act::Handled {
            side,
            number,
            handling,
        } => ActShape::Handled {
            side: (*side).into(),
            number: *number,
            handling: (*handling).into(),
        },
        Act::Discontinued { reason } => ActShape::Discontinued {
            reason: (*reason).into(),
        },
        Act::ConsentWithdrawn { scope } => ActShape::ConsentWithdrawn {
            items: scope_out(scope),
        },
    }
}

fn act_in(shape: ActShape) -> Result<Act, Unreadable> {
    Ok(match shape {
        ActShape::Offered { offer, manifest } => Act::Offered {
            offer: offer_in(offer)?,
            manifest: manifest_in(manifest)?,
        },
        ActShape::Answered { question, reply } => Act::Answered {
            question: question_in(question)?,
            reply: reply.into(),
        },
        ActShape::ReadBackChecked { read_back, verdict } => Act::ReadBackChecked {
            read_back: read_back_in(read_back)?,
            verdict: verdict.into(),
        },
        ActShape::Recalled => Act::Recalled,
        ActShape::Released { offer, read_back } => Act::Released {
            offer: offer_in(offer)?,
            read_back: read_back_in(read_back)?,
        },
        ActShape::Added {
            offer,
            part,
            sections,
        } => Act::Added {
            offer: offer_in(offer)?,
            part: from_one(part)?,
            sections: sections_in(sections)?,
        },
        ActShape::Lapsed => Act::Lapsed,
        ActShape::Ended {
            contract_end,
            last_day,
            months_used,
        } => Act::Ended {
            contract_end: day_in(contract_end)?,
            last_day: day_in(last_day)?,
            months_used,
        },
        ActShape::Received { offer, part } => Act::Received {
            offer: offer_in(offer)?,
            part,
        },
        ActShape::Acknowledged {
            offer,
            section,
            digest,
            reading,
        } => Act::Acknowledged {
            offer: offer_in(offer)?,
            section: section_in(section)?,
            digest: Digest::from_bytes(digest),
            reading: reading.into(),
        },
        ActShape::Asked {
            question,
            offer,
            section,
            digest,
        } => Act::Asked {
            question: question_in(question)?,
            offer: offer_in(offer)?,
            section: section_in(section)?,
            digest: Digest::from_bytes(digest),
        },
        ActShape::QuestionClosed { question } => Act::QuestionClosed {
            question: question_in(question)?,
        },
        ActShape::ReadBack {
            read_back,
            offer,
            facts,
        } => Act::ReadBack {
            read_back: read_back_in(read_back)?,
            offer: offer_in(offer)?,
            facts: findings_in(facts)?,
        },
        ActShape::Accepted {
            offer,
            read_back,
            start,
            interview,
            follow_ups,
        } => Act::Accepted {
            offer: offer_in(offer)?,
            read_back: read_back_in(read_back)?,
            start: day_in(start)?,
            interview: day_in(interview)?,
            follow_ups: each(at_most(MOST_FOLLOW_UPS, follow_ups)?, day_in)?,
        },
        ActShape::Declined { offer, decline } => Act::Declined {
            offer: offer_in(offer)?,
            decline: decline.into(),
        },
        ActShape::Started { day } => Act::Started { day: day_in(day)? },
        ActShape::NotStarted => Act::NotStarted,
        ActShape::FollowedUp { which, outcome } => Act::FollowedUp {
            which,
            outcome: outcome.into(),
        },
        ActShape::Erased => Act::Erased,
        ActShape::Handled {
            side,
            number,
            handling,
        } => Act::Handled {
            side: side.into(),
            number: from_one(number)?,
            handling: handling.into(),
        },
        ActShape::Discontinued { reason } => Act::Discontinued {
            reason: reason.into(),
        },
        ActShape::ConsentWithdrawn { items } => Act::ConsentWithdrawn {
            scope: scope_in(items)?,
        },
    })
}

fn scope_out(scope: &Withdrawal) -> Option<Vec<u8>> {
    match scope {
        Withdrawal::All => None,
        Withdrawal::Items(items) => Some(items_out(items)),
    }
}

fn scope_in(items: Option<Vec<u8>>) -> Result<Withdrawal, Unreadable> {
    Ok(match items {
        None => Withdrawal::All,
        Some(items) => Withdrawal::Items(items_in(items)?),
    })
}

fn manifest_out(manifest: &Manifest) -> ManifestShape {
    ManifestShape {
        receiver: manifest.receiver.to_bytes(),
        sections: manifest.sections.iter().map(pinned_out).collect(),
        facts: manifest.facts.iter().map(|fact| fact.code()).collect(),
        items: items_out(&manifest.items),
        returned: manifest.returned.iter().map(|it| (*it).into()).collect(),
        consent_until: day_out(manifest.consent_until),
        approval: manifest.approval.into(),
    }
}

fn manifest_in(shape: ManifestShape) -> Result<Manifest, Unreadable> {
    let facts = each(at_most(MOST_FACTS, shape.facts)?, fact_in)?;
    let returned = at_most(Returned::ALL.len(), shape.returned)?;
    let returned = returned.into_iter().map(Returned::from).collect();
    Ok(Manifest {
        receiver: OfficeId::from_bytes(shape.receiver),
        sections: sections_in(shape.sections)?,
        facts: none_twice(facts, |fact| *fact)?,
        items: items_in(shape.items)?,
        returned: rising(returned, |it| *it)?.into_iter().collect(),
        consent_until: day_in(shape.consent_until)?,
        approval: shape.approval.into(),
    })
}

fn pinned_out(pinned: &Pinned) -> PinnedShape {
    PinnedShape {
        section: pinned.section.code(),
        digest: pinned.digest.to_bytes(),
        weight: pinned.weight.into(),
    }
}

fn sections_in(shapes: Vec<PinnedShape>) -> Result<Vec<Pinned>, Unreadable> {
    let pinned = |shape: PinnedShape| {
        Ok(Pinned {
            section: section_in(shape.section)?,
            digest: Digest::from_bytes(shape.digest),
            weight: shape.weight.into(),
        })
    };
    let sections = each(at_most(MOST_SECTIONS, shapes)?, pinned)?;
    none_twice(sections, |it| it.section)
}

fn findings_in(shapes: Vec<(u8, FindingShape)>) -> Result<Vec<(KeyFact, Finding)>, Unreadable> {
    let finding = |(fact, finding): (u8, FindingShape)| Ok((fact_in(fact)?, finding.into()));
    let findings = each(at_most(MOST_FACTS, shapes)?, finding)?;
    none_twice(findings, |it| it.0)
}

fn items_out(items: &BTreeSet<ItemId>) -> Vec<u8> {
    items.iter().map(|item| item.code()).collect()
}

fn items_in(codes: Vec<u8>) -> Result<BTreeSet<ItemId>, Unreadable> {
    let item = |code| ItemId::from_code(code).ok_or(Unreadable::UnknownItem(code));
    let items = each(at_most(MOST_ITEMS, codes)?, item)?;
    Ok(rising(items, |it| *it)?.into_iter().collect())
}

fn preparation_out(preparation: &Preparation) -> PreparationShape {
    let stage = match &preparation.stage {
        Stage::Drafting => StageShape::Drafting,
        Stage::Consented { consent, shown } => StageShape::Consented {
            consent: consent.to_bytes(),
            shown: shown_out(shown),
        },
        Stage::Confirmed { consent, shown } => StageShape::Confirmed {
            consent: consent.to_bytes(),
            shown: shown_out(shown),
        },
        Stage::Submitted { consent, shown, by } => StageShape::Submitted {
            consent: consent.to_bytes(),
            shown: shown_out(shown),
            by: by.to_bytes(),
        },
        Stage::Returned { consent, shown, by } => StageShape::Returned {
            consent: consent.to_bytes(),
            shown: shown_out(shown),
            by: by.to_bytes(),
        },
        Stage::Approved {
            consent,
            shown,
            by,
            approval,
        } => StageShape::Approved {
            consent: consent.to_bytes(),
            shown: shown_out(shown),
            by: by.to_bytes(),
            approval: (*approval).into(),
        },
    };
    let author = preparation.author.to_bytes();
    PreparationShape { author, stage }
}

fn preparation_in(shape: PreparationShape) -> Result<Preparation, Unreadable> {
    let stage = match shape.stage {
        StageShape::Drafting => Stage::Drafting,
        StageShape::Consented { consent, shown } => Stage::Consented {
            consent: ConsentId::from_bytes(consent),
            shown: shown_in(shown)?,
        },
        StageShape::Confirmed { consent, shown } => Stage::Confirmed {
            consent: ConsentId::from_bytes(consent),
            shown: shown_in(shown)?,
        },
        StageShape::Submitted { consent, shown, by } => Stage::Submitted {
            consent: ConsentId::from_bytes(consent),
            shown: shown_in(shown)?,
            by: StaffId::from_bytes(by),
        },
        StageShape::Returned { consent, shown, by } => Stage::Returned {
            consent: ConsentId::from_bytes(consent),
            shown: shown_in(shown)?,
            by: StaffId::from_bytes(by),
        },
        StageShape::Approved {
            consent,
            shown,
            by,
            approval,
        } => Stage::Approved {
            consent: ConsentId::from_bytes(consent),
            shown: shown_in(shown)?,
            by: StaffId::from_bytes(by),
            approval: approval.into(),
        },
    };
    let author = StaffId::from_bytes(shape.author);
    Ok(Preparation { author, stage })
}

fn shown_out(shown: &Shown) -> ShownShape {
    let one = |(section, digest): (&SectionId, &Digest)| (section.code(), digest.to_bytes());
    shown.iter().map(one).collect()
}

fn shown_in(shape: ShownShape) -> Result<Shown, Unreadable> {
    let one = |(section, digest)| Ok((section_in(section)?, Digest::from_bytes(digest)));
    let shown = rising(each(at_most(MOST_SECTIONS, shape)?, one)?, |it| it.0)?;
    Ok(BTreeMap::from_iter(shown))
}

fn stop_out(stop: StopMark) -> StopShape {
    match stop {
        StopMark::Fork { side, number } => StopShape::Fork {
            side: side.into(),
            number,
        },
        StopMark::SeenLess { side, number } => StopShape::SeenLess {
            side: side.into(),
            number,
        },
        StopMark::NotAllowed { side, number } => StopShape::NotAllowed {
            side: side.into(),
            number,
        },
        StopMark::Foreign => StopShape::Foreign,
    }
}

fn stop_in(shape: StopShape) -> StopMark {
    match shape {
        StopShape::Fork { side, number } => StopMark::Fork {
            side: side.into(),
            number,
        },
        StopShape::SeenLess { side, number } => StopMark::SeenLess {
            side: side.into(),
            number,
        },
        StopShape::NotAllowed { side, number } => StopMark::NotAllowed {
            side: side.into(),
            number,
        },
        StopShape::Foreign => StopMark::Foreign,
    }
}

fn section_in(code: u8) -> Result<SectionId, Unreadable> {
    SectionId::from_code(code).ok_or(Unreadable::UnknownSection(code))
}

fn fact_in(code: u8) -> Result<KeyFact, Unreadable> {
    KeyFact::from_code(code).ok_or(Unreadable::UnknownFact(code))
}

fn offer_in(number: u16) -> Result<OfferNo, Unreadable> {
    OfferNo::new(number).ok_or(Unreadable::Malformed)
}

fn question_in(number: u16) -> Result<QuestionNo, Unreadable> {
    QuestionNo::new(number).ok_or(Unreadable::Malformed)
}

fn read_back_in(number: u16) -> Result<ReadBackNo, Unreadable> {
    ReadBackNo::new(number).ok_or(Unreadable::Malformed)
}

/// Reads a number that starts at 1.
fn from_one<T: PartialEq + From<u8>>(number: T) -> Result<T, Unreadable> {
    match number == T::from(0) {
        true => Err(Unreadable::Malformed),
        false => Ok(number),
    }
}

fn each<S, T>(
    shapes: Vec<S>,
    read: impl FnMut(S) -> Result<T, Unreadable>,
) -> Result<Vec<T>, Unreadable> {
    shapes.into_iter().map(read).collect()
}

fn at_most<T>(most: usize, list: Vec<T>) -> Result<Vec<T>, Unreadable> {
    match list.len() <= most {
        true => Ok(list),
        false => Err(Unreadable::Malformed),
    }
}

/// Reads a list that stands for a set: in order, so that one set has one form.
fn rising<T, K: Ord>(list: Vec<T>, key: impl Fn(&T) -> K) -> Result<Vec<T>, Unreadable> {
    match list.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])) {
        true => Ok(list),
        false => Err(Unreadable::Malformed),
    }
}

/// Reads a list whose order is the author's, but which names nothing twice.
fn none_twice<T, K: Ord>(list: Vec<T>, key: impl Fn(&T) -> K) -> Result<Vec<T>, Unreadable> {
    let keys: BTreeSet<K> = list.iter().map(key).collect();
    match keys.len() == list.len() {
        true => Ok(list),
        false => Err(Unreadable::Malformed),
    }
}

fn taken(mut run: Run) -> Vec<u8> {
    std::mem::take(&mut run.0)
}

#[cfg(test)]
mod tests;
