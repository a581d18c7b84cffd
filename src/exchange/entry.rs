//! Dossier entries as signed bytes, and their sealed bodies.
//!
//! It does not read the envelope: what an entry says and whether it is allowed are decided elsewhere.

use crate::crypto::identity::{SigningKey, VerifyingKey};
use crate::crypto::secret::Key;
use crate::crypto::{Forged, aead, digest, random};
use crate::domain::id::{HandoverId, OfficeId};
use std::fmt;
use zeroize::Zeroizing;

/// The most bytes an envelope may have.
pub const LONGEST_ENVELOPE: usize = 1 << 20;

const MAGIC: &[u8; 7] = b"CASEENT";
const FORMAT: u8 = 1;
const PURPOSE: &[u8] = b"case-entry-v1\0";
const SIGNATURE: usize = 64;
const SALT: usize = 16;

/// An entry in its signed bytes, kept and sent on exactly as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedEntry {
    /// `"CASEENT" 0x01 ‖ length: u32 ‖ envelope ‖ signature: 64`.
    pub bytes: Vec<u8>,
}

/// Why bytes are not a signed entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They do not begin as an entry does.
    NotAnEntry,
    /// Written in a later format than this program reads.
    NewerFormat(u8),
    /// The envelope is longer than [`LONGEST_ENVELOPE`].
    TooLong,
    /// The length named is not the length there is.
    WrongLength,
    /// The signature is not that of the author asked about.
    BadSignature,
}

/// Signs an envelope of at most [`LONGEST_ENVELOPE`] bytes.
pub fn make(author: &SigningKey, envelope: &[u8]) -> Result<SignedEntry, Refusal> {
    if envelope.len() > LONGEST_ENVELOPE {
        return Err(Refusal::TooLong);
    }
    let length = (envelope.len() as u32).to_be_bytes();
    let signature = author.sign(PURPOSE, &[&length, envelope]);
    let bytes = [&MAGIC[..], &[FORMAT], &length, envelope, &signature].concat();
    Ok(SignedEntry { bytes })
}

/// Checks that `author` signed these bytes, and gives the envelope.
pub fn check<'a>(bytes: &'a [u8], author: &VerifyingKey) -> Result<&'a [u8], Refusal> {
    let (envelope, signature) = split(bytes)?;
    let length = (envelope.len() as u32).to_be_bytes();
    author
        .verify(PURPOSE, &[&length, envelope], signature)
        .map_err(|Forged| Refusal::BadSignature)?;
    Ok(envelope)
}

/// Gives the envelope without asking who signed it: only to find out whose key to check it with.
pub fn unchecked_envelope(bytes: &[u8]) -> Result<&[u8], Refusal> {
    split(bytes).map(|(envelope, _)| envelope)
}

/// Digests an entry, signature included: what the author's next entry calls the previous one.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    digest::hash(&[bytes])
}

fn split(bytes: &[u8]) -> Result<(&[u8], &[u8; SIGNATURE]), Refusal> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(Refusal::NotAnEntry)?;
    match rest.first() {
        Some(&FORMAT) => {}
        Some(&format) if format > FORMAT => return Err(Refusal::NewerFormat(format)),
        _ => return Err(Refusal::NotAnEntry),
    }
    let (length, rest) = rest[1..].split_first_chunk().ok_or(Refusal::WrongLength)?;
    let length = u32::from_be_bytes(*length) as usize;
    if length > LONGEST_ENVELOPE {
        return Err(Refusal::TooLong);
    }
    let (envelope, signature) = rest.split_last_chunk().ok_or(Refusal::WrongLength)?;
    match envelope.len() == length {
        true => Ok((envelope, signature)),
        false => Err(Refusal::WrongLength),
    }
}

/// The content of an entry (text for people) with the salt that keeps its digest from betraying short texts.
pub struct Body {
    salt: [u8; SALT],
    content: Zeroizing<Vec<u8>>,
}

/// Where a body belongs; sealed in one place, it does not open in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The handover whose dossier it lies in.
    pub handover: HandoverId,
    /// The office that wrote the entry.
    pub author: OfficeId,
    /// The entry's number in that office's log.
    pub number: u32,
}

impl Body {
    /// Takes content and draws a salt for it.
    pub fn new(content: &[u8]) -> Self {
        Self {
            salt: random::bytes(),
            content: Zeroizing::new(content.to_vec()),
        }
    }

    /// Digests salt and content, for the envelope.
    pub fn digest(&self) -> [u8; 32] {
        digest::hash(&[b"case-body-v1\0", &self.salt, &self.content])
    }

    /// Shows the content.
    pub fn content(&self) -> &[u8] {
        &self.content
    }
}

/// Seals a body under the dossier's own key.
pub fn seal_body(dossier: &Key, place: &Place, body: &Body) -> Vec<u8> {
    let plain = Zeroizing::new([&body.salt[..], &body.content].concat());
    aead::seal(dossier, &bound_to(place), &plain)
}

/// Opens a sealed body. Whether it is the body its envelope names is for the caller to compare, by [`Body::digest`].
pub fn open_body(dossier: &Key, place: &Place, sealed: &[u8]) -> Result<Body, Forged> {
    let plain = aead::open(dossier, &bound_to(place), sealed)?;
    let (salt, content) = plain.split_first_chunk().ok_or(Forged)?;
    Ok(Body {
        salt: *salt,
        content: Zeroizing::new(content.to_vec()),
    })
}

fn bound_to(place: &Place) -> Vec<u8> {
    let number = place.number.to_be_bytes();
    [
        b"case-entry-body-v1\0",
        &place.handover.as_bytes()[..],
        place.author.as_bytes(),
        &number,
    ]
    .concat()
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnEntry => out.write_str("not an entry"),
            Self::NewerFormat(format) => write!(out, "entry format {format} is newer"),
            Self::TooLong => out.write_str("envelope too long"),
            Self::WrongLength => out.write_str("entry has the wrong length"),
            Self::BadSignature => out.write_str("entry not signed by its author"),
        }
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> SigningKey {
        SigningKey::from_seed([1; 32])
    }

    fn place() -> Place {
        Place {
            handover: HandoverId::from_bytes([2; 16]),
            author: OfficeId::from_bytes([3; 32]),
            number: 4,
        }
    }

    #[test]
    fn a_signed_entry_gives_its_envelope_back() {
        for envelope in [&b""[..], b"x", &[7; 5000]] {
            let entry = make(&key(), envelope).unwrap();
            assert_eq!(check(&entry.bytes, &key().public()), Ok(envelope));
            assert_eq!(unchecked_envelope(&entry.bytes), Ok(envelope));
        }
    }

    #[test]
    fn every_flip_cut_and_addition_is_refused() {
        let entry = make(&key(), b"envelope").unwrap().bytes;
        let author = key().public();
        for at in 0..entry.len() {
            for bit in 0..8 {
                let mut flipped = entry.clone();
                flipped[at] ^= 1 << bit;
                assert!(check(&flipped, &author).is_err(), "flip {at} {bit}");
                assert_ne!(digest(&flipped), digest(&entry));
            }
            assert!(check(&entry[..at], &author).is_err(), "cut {at}");
        }
        let longer = [&entry[..], b"x"].concat();
        assert_eq!(check(&longer, &author), Err(Refusal::WrongLength));
    }

    #[test]
    fn each_refusal_has_its_name() {
        let entry = make(&key(), b"envelope").unwrap().bytes;
        let with = |at: usize, byte: u8| {
            let mut bytes = entry.clone();
            bytes[at] = byte;
            bytes
        };
        let author = key().public();
        for (bytes, refusal) in [
            (Vec::new(), Refusal::NotAnEntry),
            (with(0, b'X'), Refusal::NotAnEntry),
            (with(7, 0), Refusal::NotAnEntry),
            (with(7, 2), Refusal::NewerFormat(2)),
            (with(8, 0xff), Refusal::TooLong),
            (with(11, 7), Refusal::WrongLength),
            (with(12, b'E'), Refusal::BadSignature),
        ] {
            assert_eq!(check(&bytes, &author), Err(refusal));
        }
        let stranger = SigningKey::from_seed([9; 32]).public();
        assert_eq!(check(&entry, &stranger), Err(Refusal::BadSignature));
        let long = vec![0; LONGEST_ENVELOPE + 1];
        assert_eq!(make(&key(), &long), Err(Refusal::TooLong));
    }

    #[test]
    fn a_body_opens_in_its_own_place_only() {
        let dossier = Key::random();
        let body = Body::new("薬が変わりました".as_bytes());
        let sealed = seal_body(&dossier, &place(), &body);
        let opened = open_body(&dossier, &place(), &sealed).unwrap();
        assert_eq!(opened.content(), body.content());
        assert_eq!(opened.digest(), body.digest());
        let elsewhere = [
            Place {
                number: 5,
                ..place()
            },
            Place {
                author: OfficeId::from_bytes([0; 32]),
                ..place()
            },
            Place {
                handover: HandoverId::from_bytes([0; 16]),
                ..place()
            },
        ];
        for other in elsewhere {
            assert!(open_body(&dossier, &other, &sealed).is_err(), "{other:?}");
        }
        assert!(open_body(&Key::random(), &place(), &sealed).is_err());
        let without_salt = aead::seal(&dossier, &bound_to(&place()), b"short");
        assert!(open_body(&dossier, &place(), &without_salt).is_err());
    }

    #[test]
    fn the_digest_of_a_short_text_cannot_be_guessed() {
        assert_ne!(Body::new(b"yes").digest(), Body::new(b"yes").digest());
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes: Vec<u8>) {
            let long = [&b"CASEENT\x01"[..], &bytes].concat();
            prop_assert!(check(&bytes, &key().public()).is_err());
            prop_assert!(check(&long, &key().public()).is_err());
        }
    }
}
