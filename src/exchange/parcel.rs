//! Parcels: what one office sends another, signed inside and sealed outside.
//!
//! It holds nothing but the contents it was given, and does not judge what entries say or whether a parcel came before.

use crate::codec::wire::{self, Lent, Misread, Run};
use crate::crypto::identity::{self, OpenError, Recipient, SealingKey, SigningKey, VerifyingKey};
use crate::crypto::secret::Key;
use crate::crypto::{digest, random};
use crate::domain::id::{HandoverId, OfficeId};
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// The most bytes a sealed parcel may have.
pub const LONGEST: usize = 64 << 20;
/// The most bytes a header may have.
pub const LONGEST_HEADER: usize = 4096;

const MAGIC: &[u8; 7] = b"CASEPAR";
const FORMAT: u8 = 1;
const SCHEMA: u8 = 1;
const PURPOSE: &[u8] = b"case-parcel-v1\0";
/// What the outer seal adds at most: header of one recipient, and a tag for every 64 KiB.
const SEAL: usize = 16 << 10;
/// The most bytes inside, padding included: [`LONGEST`] less what the seal adds.
const LONGEST_INSIDE: usize = LONGEST - SEAL - (LONGEST >> 12);

/// Names a parcel, so that it is taken in once only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParcelId(pub [u8; 16]);

/// Where an audit log stood: each office keeps the other's, so that neither can go back unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Number of the last line; 0 for none.
    pub seq: u64,
    /// Digest of that line; zeros for none.
    pub digest: [u8; 32],
}

/// What is written on the parcel, inside the seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The office that signs.
    pub from: OfficeId,
    /// The office it is for; signed, so that a parcel handed on to a third office is refused there.
    pub to: OfficeId,
    /// Seconds since 1970 by the sender's clock: information only.
    pub created: i64,
    /// Version of the directory the sender holds; 0 for none.
    pub directory: u64,
    /// Where the sender's own audit log stands.
    pub own_head: Head,
    /// Where the recipient's audit log stood when the sender last heard of it.
    pub seen_head: Head,
}

/// What a parcel carries.
pub enum Contents {
    /// Entries and disclosures of one handover.
    Handover(Handover),
    /// The sender's card, as the bytes of its file.
    Card(Vec<u8>),
}

/// What a parcel brings for one handover.
pub struct Handover {
    /// Which handover.
    pub id: HandoverId,
    /// Digest of the sender's card.
    pub card: [u8; 32],
    /// The dossier's key, under which its bodies are sealed.
    pub key: Key,
    /// Entries, in the order of the author's log.
    pub entries: Vec<Carried>,
    /// Content of offers and additions, where it is due.
    pub disclosures: Vec<Disclosed>,
    /// The files that content names, each once; which is which, their digests tell.
    pub files: Vec<Zeroizing<Vec<u8>>>,
}

/// An entry on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The signed bytes, as they were made.
    pub entry: Vec<u8>,
    /// The sealed body, unless there is none or it is withheld.
    pub body: Option<Vec<u8>>,
}

/// The content of one offer, or of one addition to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Disclosed {
    /// Number of the offer: 1, 2, 3 …
    pub offer: u16,
    /// 0 for the offer itself, 1, 2, 3 … for what was added to it.
    pub part: u16,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// One section of a disclosure, in the bytes its digest was made of.
#[derive(Clone, PartialEq, Eq)]
pub struct Section {
    /// The encoded section.
    pub content: Zeroizing<Vec<u8>>,
    /// The salt that keeps its digest from betraying it.
    pub salt: [u8; 16],
}

/// A parcel ready to travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Its id, for the sender's own records.
    pub id: ParcelId,
    /// A binary age file with one recipient.
    pub bytes: Vec<u8>,
}

/// A parcel that was opened and found whole.
pub struct Opened {
    /// Its id; one that was seen before has no second effect.
    pub id: ParcelId,
    /// What is written on it.
    pub label: Label,
    /// Digest of its body, for the receipt.
    pub body_hash: [u8; 32],
    /// What it carries.
    pub contents: Contents,
}

/// What is known of an office that sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The key its parcels are signed with.
    pub key: VerifyingKey,
    /// Whether it may send.
    pub standing: Standing,
}

/// Whether an office may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its parcels are taken in.
    Received,
    /// Its keys were revoked: nothing from it is taken in.
    Revoked,
}

/// The kinds of parcel that have a name but are not read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// A bundle of cards by a liaison centre.
    Directory,
    /// An office's new keys, signed by its old ones.
    Succession,
    /// The end of an office's keys.
    Revocation,
}

/// Why a parcel was not taken in, in the order of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Longer than [`LONGEST`].
    TooLarge,
    /// Not a sealed file at all.
    NotSealed,
    /// Sealed to somebody else's key.
    NotForUs,
    /// The sealed file was cut or changed on the way.
    DamagedSeal,
    /// What was sealed is no parcel.
    NotAParcel,
    /// Written in a later format or schema than this program reads.
    NewerFormat(u8),
    /// The header is cut, malformed or longer than [`LONGEST_HEADER`].
    BadHeader,
    /// Addressed to another office and handed on to us.
    Forwarded {
        /// The office that signed it, if it did: not checked.
        from: OfficeId,
        /// The office it was for.
        to: OfficeId,
    },
    /// From an office whose card we do not have.
    UnknownSender(OfficeId),
    /// From an office whose keys were revoked.
    RevokedSender(OfficeId),
    /// Not signed by the office it claims to be from.
    BadSignature(OfficeId),
    /// The body is cut, or its length is not the one signed.
    WrongLength,
    /// The body is not the one signed.
    BadBodyHash,
    /// Something stands where only padding may.
    BadPadding,
    /// Of a kind that has a name but cannot be read yet.
    Unsupported(Unsupported),
    /// Of a kind without a name.
    UnknownKind(u8),
    /// The body is signed but not readable.
    BadBody,
}

/// Says that contents are too long for one parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// Signs contents and seals them to one office.
pub fn seal(
    from: &SigningKey,
    to: &Recipient,
    label: &Label,
    contents: &Contents,
) -> Result<Sealed, TooLarge> {
    let id = ParcelId(random::bytes());
    let inside = {
        let (kind, body) = written(contents);
        pack(from, header(id, label, kind, &body), &body)
    };
    if inside.len() > LONGEST_INSIDE {
        return Err(TooLarge);
    }
    let bytes = identity::seal_to(&[to], &inside).expect("there is one recipient");
    Ok(Sealed { id, bytes })
}

/// Opens a parcel; every check has its own refusal, and nothing is decoded before the check in front of it holds.
///
/// `known` tells what is known of the office with an id. Whether the parcel was seen before, and whether its entries
/// are the author's and allowed, is for the caller.
pub fn open(
    own_key: &SealingKey,
    own: &OfficeId,
    known: &dyn Fn(&OfficeId) -> Option<Known>,
    sealed: &[u8],
) -> Result<Opened, Refusal> {
    let inside = unseal(own_key, sealed)?;
    let (parts, header) = take_apart(&inside)?;
    let label = header.label();
    check_sender(own, known, &label, &parts)?;
    let body = check_body(&header, parts.rest, inside.len())?;
    Ok(Opened {
        id: ParcelId(header.parcel),
        label,
        body_hash: header.body_hash,
        contents: read(header.kind, body)?,
    })
}

fn unseal(own_key: &SealingKey, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    if sealed.len() > LONGEST {
        return Err(Refusal::TooLarge);
    }
    identity::open_with(own_key, sealed, LONGEST).map_err(|error| match error {
        OpenError::NotSealed => Refusal::NotSealed,
        OpenError::NotForUs => Refusal::NotForUs,
        OpenError::Damaged => Refusal::DamagedSeal,
        OpenError::TooLong => Refusal::TooLarge,
    })
}

/// A parcel's inside, cut at its seams.
struct Parts<'a> {
    /// Length and header: what is signed.
    signed: &'a [u8],
    signature: &'a [u8; 64],
    /// Length of the body, body, padding.
    rest: &'a [u8],
}

fn take_apart(inside: &[u8]) -> Result<(Parts<'_>, Header), Refusal> {
    let rest = inside.strip_prefix(MAGIC).ok_or(Refusal::NotAParcel)?;
    let (&format, rest) = rest.split_first().ok_or(Refusal::NotAParcel)?;
    match format {
        FORMAT => {}
        0 => return Err(Refusal::NotAParcel),
        newer => return Err(Refusal::NewerFormat(newer)),
    }
    let length = rest.first_chunk().ok_or(Refusal::BadHeader)?;
    let length = u32::from_be_bytes(*length) as usize;
    if length > LONGEST_HEADER {
        return Err(Refusal::BadHeader);
    }
    let (signed, rest) = rest
        .split_at_checked(4 + length)
        .ok_or(Refusal::BadHeader)?;
    let (signature, rest) = rest.split_first_chunk().ok_or(Refusal::BadHeader)?;
    let header = wire::decode_as(SCHEMA, &signed[4..]).map_err(|error| match error {
        Misread::Newer(schema) => Refusal::NewerFormat(schema),
        _ => Refusal::BadHeader,
    })?;
    let parts = Parts {
        signed,
        signature,
        rest,
    };
    Ok((parts, header))
}

fn check_sender(
    own: &OfficeId,
    known: &dyn Fn(&OfficeId) -> Option<Known>,
    label: &Label,
    parts: &Parts<'_>,
) -> Result<(), Refusal> {
    let (from, to) = (label.from, label.to);
    if to != *own {
        return Err(Refusal::Forwarded { from, to });
    }
    let sender = known(&from).ok_or(Refusal::UnknownSender(from))?;
    if sender.standing == Standing::Revoked {
        return Err(Refusal::RevokedSender(from));
    }
    sender
        .key
        .verify(PURPOSE, &[parts.signed], parts.signature)
        .map_err(|_| Refusal::BadSignature(from))
}

fn check_body<'a>(header: &Header, rest: &'a [u8], total: usize) -> Result<&'a [u8], Refusal> {
    let (length, rest) = rest.split_first_chunk().ok_or(Refusal::WrongLength)?;
    let length = u64::from_be_bytes(*length);
    if length != header.body_len {
        return Err(Refusal::WrongLength);
    }
    let length = usize::try_from(length).map_err(|_| Refusal::WrongLength)?;
    let (body, padding) = rest.split_at_checked(length).ok_or(Refusal::WrongLength)?;
    if digest::hash(&[body]) != header.body_hash {
        return Err(Refusal::BadBodyHash);
    }
    let expected = padded(total - padding.len());
    match total == expected && padding.iter().all(|&byte| byte == 0) {
        true => Ok(body),
        false => Err(Refusal::BadPadding),
    }
}

fn pack(from: &SigningKey, header: Header, body: &[u8]) -> Zeroizing<Vec<u8>> {
    let header = wire::encode_as(SCHEMA, &header);
    let length = (header.len() as u32).to_be_bytes();
    let signature = from.sign(PURPOSE, &[&length, &header]);
    let parts = [
        MAGIC,
        &[FORMAT][..],
        &length,
        &header,
        &signature,
        &(body.len() as u64).to_be_bytes(),
        body,
    ];
    let total: usize = parts.iter().map(|part| part.len()).sum();
    // Set aside in one piece: a vector that grows leaves copies behind.
    let mut inside = Zeroizing::new(Vec::with_capacity(padded(total)));
    parts.iter().for_each(|part| inside.extend_from_slice(part));
    inside.resize(padded(total), 0);
    inside
}

/// Rounds a length up so that it tells at most 12 % of itself (Padmé, Nikitin et al., PoPETs 2019).
fn padded(length: usize) -> usize {
    let Some(magnitude) = length.checked_ilog2().filter(|&bits| bits > 0) else {
        return length;
    };
    let kept = magnitude.ilog2() + 1;
    let step = 1usize << (magnitude - kept);
    length.next_multiple_of(step)
}

/// The header as it is signed; the field order is the format.
#[derive(Serialize, Deserialize)]
struct Header {
    parcel: [u8; 16],
    from: [u8; 32],
    to: [u8; 32],
    created: i64,
    kind: u8,
    directory: u64,
    own_head: Head,
    seen_head: Head,
    body_len: u64,
    body_hash: [u8; 32],
}

fn header(id: ParcelId, label: &Label, kind: u8, body: &[u8]) -> Header {
    Header {
        parcel: id.0,
        from: label.from.to_bytes(),
        to: label.to.to_bytes(),
        created: label.created,
        kind,
        directory: label.directory,
        own_head: label.own_head,
        seen_head: label.seen_head,
        body_len: body.len() as u64,
        body_hash: digest::hash(&[body]),
    }
}

impl Header {
    fn label(&self) -> Label {
        Label {
            from: OfficeId::from_bytes(self.from),
            to: OfficeId::from_bytes(self.to),
            created: self.created,
            directory: self.directory,
            own_head: self.own_head,
            seen_head: self.seen_head,
        }
    }
}

const HANDOVER: u8 = 1;
const CARD: u8 = 2;
const DIRECTORY: u8 = 3;
const SUCCESSION: u8 = 4;
const REVOCATION: u8 = 5;

/// The body of a parcel of kind handover; the field order is the format.
#[derive(Deserialize)]
struct WrittenHandover {
    id: [u8; 16],
    card: [u8; 32],
    key: Run,
    entries: Vec<(Run, Option<Run>)>,
    disclosures: Vec<WrittenDisclosed>,
    files: Vec<Run>,
}

/// Offer, part, and sections with their salts.
type WrittenDisclosed = (u16, u16, Vec<(Run, [u8; 16])>);

fn written(contents: &Contents) -> (u8, Zeroizing<Vec<u8>>) {
    match contents {
        Contents::Card(bytes) => (CARD, Zeroizing::new(bytes.clone())),
        Contents::Handover(handover) => {
            let body = wire::encode_as(SCHEMA, &Writing::from(handover));
            (HANDOVER, Zeroizing::new(body))
        }
    }
}

fn read(kind: u8, body: &[u8]) -> Result<Contents, Refusal> {
    match kind {
        HANDOVER => read_handover(body).map(Contents::Handover),
        CARD => Ok(Contents::Card(body.to_vec())),
        DIRECTORY => Err(Refusal::Unsupported(Unsupported::Directory)),
        SUCCESSION => Err(Refusal::Unsupported(Unsupported::Succession)),
        REVOCATION => Err(Refusal::Unsupported(Unsupported::Revocation)),
        other => Err(Refusal::UnknownKind(other)),
    }
}

fn read_handover(body: &[u8]) -> Result<Handover, Refusal> {
    let written: WrittenHandover = wire::decode_as(SCHEMA, body).map_err(|error| match error {
        Misread::Newer(schema) => Refusal::NewerFormat(schema),
        _ => Refusal::BadBody,
    })?;
    let key: &[u8; 32] = written.key.0[..].try_into().map_err(|_| Refusal::BadBody)?;
    Ok(Handover {
        id: HandoverId::from_bytes(written.id),
        card: written.card,
        key: Key::from_bytes(*key),
        entries: written.entries.into_iter().map(carried).collect(),
        disclosures: written.disclosures.into_iter().map(disclosed).collect(),
        files: written.files.into_iter().map(file).collect(),
    })
}

/// The same body while it is written: what may be long is not copied for it.
#[derive(Serialize)]
struct Writing<'a> {
    id: [u8; 16],
    card: [u8; 32],
    key: Run,
    entries: Vec<(Run, Option<Run>)>,
    disclosures: Vec<WrittenDisclosed>,
    files: Vec<Lent<'a>>,
}

impl<'a> From<&'a Handover> for Writing<'a> {
    fn from(handover: &'a Handover) -> Self {
        let run = |bytes: &[u8]| Run(bytes.to_vec());
        let sections = |disclosed: &Disclosed| {
            let every = disclosed.sections.iter();
            every.map(|one| (run(&one.content), one.salt)).collect()
        };
        Self {
            id: handover.id.to_bytes(),
            card: handover.card,
            key: run(handover.key.expose()),
            entries: handover
                .entries
                .iter()
                .map(|one| (run(&one.entry), one.body.as_deref().map(run)))
                .collect(),
            disclosures: handover
                .disclosures
                .iter()
                .map(|one| (one.offer, one.part, sections(one)))
                .collect(),
            files: handover.files.iter().map(|one| Lent(one)).collect(),
        }
    }
}

fn file(mut run: Run) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(std::mem::take(&mut run.0))
}

fn carried((mut entry, body): (Run, Option<Run>)) -> Carried {
    Carried {
        entry: std::mem::take(&mut entry.0),
        body: body.map(|mut run| std::mem::take(&mut run.0)),
    }
}

fn disclosed((offer, part, sections): WrittenDisclosed) -> Disclosed {
    let section = |(mut content, salt): (Run, [u8; 16])| Section {
        content: Zeroizing::new(std::mem::take(&mut content.0)),
        salt,
    };
    Disclosed {
        offer,
        part,
        sections: sections.into_iter().map(section).collect(),
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => out.write_str("too large"),
            Self::NotSealed => out.write_str("not a sealed file"),
            Self::NotForUs => out.write_str("sealed to somebody else"),
            Self::DamagedSeal => out.write_str("damaged on the way"),
            Self::NotAParcel => out.write_str("not a parcel"),
            Self::NewerFormat(version) => write!(out, "version {version} is newer"),
            Self::BadHeader => out.write_str("malformed header"),
            Self::Forwarded { from, to } => write!(out, "from {from} for {to}, not for us"),
            Self::UnknownSender(from) => write!(out, "unknown sender {from}"),
            Self::RevokedSender(from) => write!(out, "revoked sender {from}"),
            Self::BadSignature(from) => write!(out, "not signed by {from}"),
            Self::WrongLength => out.write_str("body has the wrong length"),
            Self::BadBodyHash => out.write_str("body is not the one signed"),
            Self::BadPadding => out.write_str("padding is not padding"),
            Self::Unsupported(kind) => write!(out, "kind {kind:?} is not supported yet"),
            Self::UnknownKind(kind) => write!(out, "unknown kind {kind}"),
            Self::BadBody => out.write_str("malformed body"),
        }
    }
}

impl std::error::Error for Refusal {}

impl fmt::Display for TooLarge {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("too large for one parcel")
    }
}

impl std::error::Error for TooLarge {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const US: OfficeId = OfficeId::from_bytes([2; 32]);
    const PEER: OfficeId = OfficeId::from_bytes([1; 32]);
    const THIRD: OfficeId = OfficeId::from_bytes([3; 32]);

    fn peer_key() -> SigningKey {
        SigningKey::from_seed([1; 32])
    }

    fn our_key() -> SealingKey {
        SealingKey::from_seed([2; 32])
    }

    fn label() -> Label {
        Label {
            from: PEER,
            to: US,
            created: 1_790_000_000,
            directory: 0,
            own_head: Head {
                seq: 7,
                digest: [7; 32],
            },
            seen_head: Head {
                seq: 0,
                digest: [0; 32],
            },
        }
    }

    fn handover() -> Handover {
        Handover {
            id: HandoverId::from_bytes([5; 16]),
            card: [6; 32],
            key: Key::from_bytes([7; 32]),
            entries: vec![
                Carried {
                    entry: b"first".to_vec(),
                    body: Some(b"sealed".to_vec()),
                },
                Carried {
                    entry: b"second".to_vec(),
                    body: None,
                },
            ],
            disclosures: vec![Disclosed {
                offer: 1,
                part: 0,
                sections: vec![Section {
                    content: Zeroizing::new("服薬：朝夕".into()),
                    salt: [8; 16],
                }],
            }],
            files: vec![Zeroizing::new(b"%PDF-1.7 sample %%EOF".to_vec())],
        }
    }

    fn known(office: &OfficeId) -> Option<Known> {
        let key = peer_key().public();
        let standing = match *office {
            PEER => Standing::Received,
            THIRD => Standing::Revoked,
            _ => return None,
        };
        Some(Known { key, standing })
    }

    fn open_here(sealed: &[u8]) -> Result<Opened, Refusal> {
        open(&our_key(), &US, &known, sealed)
    }

    fn refusal(sealed: &[u8]) -> Refusal {
        open_here(sealed)
            .err()
            .expect("it should have been refused")
    }

    fn good_inside() -> Vec<u8> {
        let (kind, body) = written(&Contents::Handover(handover()));
        let header = header(ParcelId([9; 16]), &label(), kind, &body);
        pack(&peer_key(), header, &body).to_vec()
    }

    /// Seals any inside to us, as a hostile peer could.
    fn sealed(inside: &[u8]) -> Vec<u8> {
        identity::seal_to(&[&our_key().recipient()], inside).unwrap()
    }

    /// A header signed by the peer over this body, after `change`.
    fn forged(body: &[u8], change: impl FnOnce(&mut Header)) -> Vec<u8> {
        let mut header = header(ParcelId([9; 16]), &label(), HANDOVER, body);
        change(&mut header);
        sealed(&pack(&peer_key(), header, body))
    }

    fn every_check(inside: &[u8]) -> Result<Contents, Refusal> {
        let (parts, header) = take_apart(inside)?;
        check_sender(&US, &known, &header.label(), &parts)?;
        read(header.kind, check_body(&header, parts.rest, inside.len())?)
    }

    #[test]
    fn a_parcel_brings_what_was_put_in() {
        let contents = Contents::Handover(handover());
        let parcel = seal(&peer_key(), &our_key().recipient(), &label(), &contents).unwrap();
        let opened = open_here(&parcel.bytes).ok().unwrap();
        assert_eq!(opened.id, parcel.id);
        assert_eq!(opened.label, label());
        let Contents::Handover(brought) = opened.contents else {
            panic!("another kind came out");
        };
        let sent = handover();
        assert_eq!((brought.id, brought.card), (sent.id, sent.card));
        assert_eq!(brought.key.expose(), sent.key.expose());
        assert_eq!(brought.entries, sent.entries);
        assert!(brought.disclosures == sent.disclosures);
        assert_eq!(brought.files, sent.files);
    }

    #[test]
    fn a_card_travels_as_its_own_bytes() {
        let contents = Contents::Card(b"card file".to_vec());
        let parcel = seal(&peer_key(), &our_key().recipient(), &label(), &contents).unwrap();
        let opened = open_here(&parcel.bytes).ok().unwrap();
        assert!(matches!(opened.contents, Contents::Card(bytes) if bytes == b"card file"));
    }

    #[test]
    fn every_flip_and_every_cut_of_the_sealed_file_is_refused() {
        let contents = Contents::Card(Vec::new());
        let parcel = seal(&peer_key(), &our_key().recipient(), &label(), &contents).unwrap();
        for at in 0..parcel.bytes.len() {
            let mut flipped = parcel.bytes.clone();
            flipped[at] ^= 1;
            let outer = [Refusal::NotSealed, Refusal::NotForUs, Refusal::DamagedSeal];
            assert!(outer.contains(&refusal(&flipped)), "flip {at}");
            assert!(outer.contains(&refusal(&parcel.bytes[..at])), "cut {at}");
        }
        let longer = [&parcel.bytes[..], b"x"].concat();
        assert_eq!(refusal(&longer), Refusal::DamagedSeal);
    }

    #[test]
    fn every_flip_and_every_cut_inside_the_seal_is_refused() {
        let inside = good_inside();
        assert!(every_check(&inside).is_ok());
        for at in 0..inside.len() {
            for bit in 0..8 {
                let mut flipped = inside.clone();
                flipped[at] ^= 1 << bit;
                assert!(every_check(&flipped).is_err(), "flip {at} {bit}");
            }
            assert!(every_check(&inside[..at]).is_err(), "cut {at}");
        }
        let longer = [&inside[..], b"\0"].concat();
        assert_eq!(every_check(&longer).err(), Some(Refusal::BadPadding));
    }

    #[test]
    fn outer_refusals_have_their_names() {
        let other = SealingKey::random();
        let for_other = identity::seal_to(&[&other.recipient()], &good_inside()).unwrap();
        assert_eq!(refusal(&vec![0; LONGEST + 1]), Refusal::TooLarge);
        assert_eq!(refusal(b""), Refusal::NotSealed);
        assert_eq!(refusal(b"PK\x03\x04 some other file"), Refusal::NotSealed);
        assert_eq!(refusal(&for_other), Refusal::NotForUs);
        assert_eq!(refusal(&sealed(b"a letter")), Refusal::NotAParcel);
        assert_eq!(refusal(&sealed(b"")), Refusal::NotAParcel);
        assert_eq!(refusal(&sealed(b"CASEPAR")), Refusal::NotAParcel);
        assert_eq!(refusal(&sealed(b"CASEPAR\x00")), Refusal::NotAParcel);
        assert_eq!(refusal(&sealed(b"CASEPAR\x02")), Refusal::NewerFormat(2));
        assert_eq!(refusal(&sealed(b"CASEPAR\x01\0\0")), Refusal::BadHeader);
    }

    #[test]
    fn header_refusals_have_their_names() {
        let inside = good_inside();
        let with = |at: usize, bytes: &[u8]| {
            let mut inside = inside.clone();
            inside[at..at + bytes.len()].copy_from_slice(bytes);
            refusal(&sealed(&inside))
        };
        assert_eq!(with(8, &u32::MAX.to_be_bytes()), Refusal::BadHeader);
        assert_eq!(with(8, &4097u32.to_be_bytes()), Refusal::BadHeader);
        assert_eq!(with(8, &3u32.to_be_bytes()), Refusal::BadHeader);
        assert_eq!(with(12, &[2]), Refusal::NewerFormat(2));
        assert_eq!(with(12, &[0]), Refusal::BadHeader);
        assert_eq!(
            with(12 + 1 + 16, &[4; 32]),
            Refusal::UnknownSender(OfficeId::from_bytes([4; 32]))
        );
        assert_eq!(
            with(12 + 1 + 16, THIRD.as_bytes()),
            Refusal::RevokedSender(THIRD)
        );
        assert_eq!(with(12 + 1, &[0; 16]), Refusal::BadSignature(PEER));
    }

    #[test]
    fn a_parcel_handed_on_to_a_third_office_is_refused_there() {
        let third = SealingKey::random();
        let handed_on = identity::seal_to(&[&third.recipient()], &good_inside()).unwrap();
        let opened = open(&third, &THIRD, &known, &handed_on);
        let forwarded = Refusal::Forwarded { from: PEER, to: US };
        assert_eq!(opened.err(), Some(forwarded));
    }

    #[test]
    fn a_parcel_signed_by_another_office_is_refused() {
        let (kind, body) = written(&Contents::Handover(handover()));
        let header = header(ParcelId([9; 16]), &label(), kind, &body);
        let inside = pack(&SigningKey::random(), header, &body);
        assert_eq!(refusal(&sealed(&inside)), Refusal::BadSignature(PEER));
    }

    #[test]
    fn body_refusals_have_their_names() {
        let (_, body) = written(&Contents::Handover(handover()));
        let cases: [(Vec<u8>, Refusal); 9] = [
            (forged(&body, |h| h.body_len += 1), Refusal::WrongLength),
            (forged(&body, |h| h.body_hash[0] ^= 1), Refusal::BadBodyHash),
            (
                forged(&body, |h| h.kind = DIRECTORY),
                Refusal::Unsupported(Unsupported::Directory),
            ),
            (
                forged(&body, |h| h.kind = SUCCESSION),
                Refusal::Unsupported(Unsupported::Succession),
            ),
            (
                forged(&body, |h| h.kind = REVOCATION),
                Refusal::Unsupported(Unsupported::Revocation),
            ),
            (forged(&body, |h| h.kind = 0), Refusal::UnknownKind(0)),
            (
                forged(&[&body[..], b"x"].concat(), |_| {}),
                Refusal::BadBody,
            ),
            (forged(&body[..body.len() - 1], |_| {}), Refusal::BadBody),
            (forged(b"\x02", |_| {}), Refusal::NewerFormat(2)),
        ];
        for (at, (bytes, expected)) in cases.iter().enumerate() {
            assert_eq!(refusal(bytes), *expected, "case {at}");
        }
    }

    #[test]
    fn claimed_lengths_are_bounded_by_what_is_there() {
        for claimed in [1u64 << 32, 1 << 62, u64::MAX] {
            let mut inside = good_inside();
            let at = 12 + u32::from_be_bytes(inside[8..12].try_into().unwrap()) as usize + 64;
            inside[at..at + 8].copy_from_slice(&claimed.to_be_bytes());
            assert_eq!(refusal(&sealed(&inside)), Refusal::WrongLength);
            let body = [&[SCHEMA][..], &[0; 48], &claimed.to_le_bytes(), b"short"].concat();
            assert_eq!(refusal(&forged(&body, |_| {})), Refusal::BadBody);
            let body = [
                &[SCHEMA][..],
                &[0; 48],
                &[32, 0, 0, 0, 0, 0, 0, 0],
                &[0; 32],
                &claimed.to_le_bytes(),
            ];
            assert_eq!(refusal(&forged(&body.concat(), |_| {})), Refusal::BadBody);
        }
    }

    #[test]
    fn padding_hides_most_of_the_length_and_nothing_else() {
        for (length, expected) in [
            (0, 0),
            (1, 1),
            (9, 10),
            (1000, 1024),
            (10_000, 10_240),
            (100_000, 100_352),
        ] {
            assert_eq!(padded(length), expected, "{length}");
        }
        let length_of = |text: &str| {
            let contents = Contents::Card(text.as_bytes().to_vec());
            let (kind, body) = written(&contents);
            pack(
                &peer_key(),
                header(ParcelId([0; 16]), &label(), kind, &body),
                &body,
            )
            .len()
        };
        assert_eq!(length_of("abc"), length_of("about as long"));
    }

    #[test]
    fn what_does_not_fit_is_not_sealed() {
        let contents = Contents::Card(vec![0; LONGEST]);
        let parcel = seal(&peer_key(), &our_key().recipient(), &label(), &contents);
        assert_eq!(parcel, Err(TooLarge));
    }

    proptest! {
        #[test]
        fn padding_grows_by_an_eighth_at_most_and_is_stable(length in 0usize..1 << 40) {
            let grown = padded(length);
            prop_assert!(grown >= length && grown - length <= length / 8 + 1);
            prop_assert_eq!(padded(grown), grown);
        }

        #[test]
        fn no_inside_breaks_the_reader(bytes: Vec<u8>) {
            let begun = [&b"CASEPAR\x01"[..], &bytes].concat();
            prop_assert!(every_check(&bytes).is_err());
            prop_assert!(every_check(&begun).is_err());
            let _ = read(HANDOVER, &bytes);
        }
    }
}
