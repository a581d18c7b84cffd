//! One frame of the journal: the write that is about to happen, the audit entry that tells of it, and the
//! signature of who did it, in one.
//!
//! It does not decide whether a frame belongs where it lies; the chain is checked by whoever walks it.

use zeroize::Zeroizing;

use crate::codec::v1_vault::{self, Detail, Entry};
use crate::codec::wire;
use crate::crypto::identity::{SigningKey, VerifyingKey};
use crate::crypto::secret::Key as Secret;
use crate::crypto::{Forged, aead, digest};
use crate::vault::backend::Write;
use crate::vault::keys::Keys;
use crate::vault::layout::{Layout, pad, unpad};

/// The head before the first frame.
pub const GENESIS: [u8; 32] = [0; 32];

const ENTRY_LABEL: &[u8] = b"tasuki-log-v1\0";
const SIGN_LABEL: &[u8] = b"tasuki-frame-v1\0";
const DETAIL_LABEL: &[u8] = b"tasuki-detail-v1\0";
const ENTRY_STEP: usize = 64;
/// The most bytes of words an event may have.
pub const MAX_DETAIL: usize = 4 << 10;
const REMOVED: u32 = u32::MAX;
const SIGNATURE: usize = 64;

/// A frame ready to be appended.
pub struct Sealed {
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// The head of the chain once it is there.
    pub head: [u8; 32],
}

/// What a frame says, its seal opened.
pub struct Opened {
    /// Its number, from 1.
    pub seq: u64,
    /// The head before it.
    pub prev: [u8; 32],
    /// BLAKE3 of its payload.
    pub payload_hash: [u8; 32],
    /// The head after it.
    pub head: [u8; 32],
    /// What was done.
    pub entry: Entry,
}

/// Seals, chains and signs a frame.
#[must_use]
pub fn seal(
    keys: &Keys,
    signer: &SigningKey,
    (seq, prev): (u64, [u8; 32]),
    entry: &Entry,
    payload: &[u8],
) -> Sealed {
    let plain = Zeroizing::new(pad(&Zeroizing::new(wire::encode(entry)), ENTRY_STEP));
    let sealed_len = aead::NONCE + plain.len() + aead::TAG;
    let mut bytes = ((8 + 32 + 32 + sealed_len + SIGNATURE) as u32)
        .to_be_bytes()
        .to_vec();
    bytes.extend(seq.to_be_bytes());
    bytes.extend(prev);
    bytes.extend(digest::hash(&[payload]));
    let sealed = aead::seal(&keys.log, &aad(keys, &bytes), &plain);
    bytes.extend(sealed);
    bytes.extend(signer.sign(SIGN_LABEL, &[&bytes]));
    let head = digest::hash(&[&bytes]);
    bytes.extend((payload.len() as u32).to_be_bytes());
    bytes.extend(payload);
    Sealed { bytes, head }
}

fn aad(keys: &Keys, front: &[u8]) -> Vec<u8> {
    [ENTRY_LABEL, &keys.vault, front].concat()
}

/// Why a frame was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// Its seal does not hold.
    Forged,
    /// It was written by a newer program.
    Newer,
}

impl From<Forged> for Unopened {
    fn from(Forged: Forged) -> Unopened {
        Unopened::Forged
    }
}

/// Opens a frame, given its bytes up to and including the signature. The signature is not checked.
pub fn open(keys: &Keys, bytes: &[u8]) -> Result<Opened, Unopened> {
    let (front, sealed, _) = parts(bytes).ok_or(Forged)?;
    let plain = aead::open(&keys.log, &aad(keys, front), sealed)?;
    let entry = unpad(&plain).ok_or(Forged)?;
    if v1_vault::is_newer(entry) {
        return Err(Unopened::Newer);
    }
    let entry = v1_vault::entry(entry).map_err(|_| Forged)?;
    let mut layout = Layout(&front[4..]);
    Ok(Opened {
        seq: layout.u64().ok_or(Forged)?,
        prev: layout.array().ok_or(Forged)?,
        payload_hash: layout.array().ok_or(Forged)?,
        head: digest::hash(&[bytes]),
        entry,
    })
}

/// Checks the signature under a frame, given its bytes up to and including the signature.
pub fn verify(bytes: &[u8], signer: &VerifyingKey) -> Result<(), Forged> {
    let (signed, signature) = bytes.split_last_chunk::<SIGNATURE>().ok_or(Forged)?;
    signer.verify(SIGN_LABEL, &[signed], signature)
}

/// Cuts a frame into what the entry is bound to, the sealed entry, and the signature.
fn parts(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8; SIGNATURE])> {
    let (rest, signature) = bytes.split_last_chunk::<SIGNATURE>()?;
    let (front, sealed) = rest.split_at_checked(4 + 8 + 32 + 32)?;
    Some((front, sealed, signature))
}

/// Tells how long [`payload`] will be.
#[must_use]
pub fn payload_len(writes: &[Write]) -> usize {
    let values = writes
        .iter()
        .map(|it| it.value.as_ref().map_or(0, Vec::len));
    4 + writes.len() * (17 + 4) + values.sum::<usize>()
}

/// Lays writes out as the payload of a frame.
#[must_use]
pub fn payload(writes: &[Write]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(payload_len(writes));
    bytes.extend((writes.len() as u32).to_be_bytes());
    for write in writes {
        bytes.extend(write.key);
        match &write.value {
            Some(value) => {
                bytes.extend((value.len() as u32).to_be_bytes());
                bytes.extend(value);
            }
            None => bytes.extend(REMOVED.to_be_bytes()),
        }
    }
    bytes
}

/// Reads the writes of a payload whose digest was checked.
#[must_use]
pub fn writes(payload: &[u8]) -> Option<Vec<Write>> {
    let mut layout = Layout(payload);
    let mut writes = Vec::new();
    for _ in 0..layout.u32()? {
        let key = layout.array()?;
        let value = match layout.u32()? {
            REMOVED => None,
            len => Some(layout.bytes(len as usize)?.to_vec()),
        };
        writes.push(Write { key, value });
    }
    layout.end()?;
    Some(writes)
}

/// Seals the words of an event under the key of the folder they tell about.
#[must_use]
pub fn seal_detail(keys: &Keys, secret: &Secret, seq: u64, words: &str) -> Detail {
    let aad = detail_aad(keys, seq);
    let padded = Zeroizing::new(pad(words.as_bytes(), ENTRY_STEP));
    Detail::Sealed(aead::seal(secret, &aad, &padded))
}

/// Opens the words of an event.
pub fn open_detail(
    keys: &Keys,
    secret: &Secret,
    seq: u64,
    sealed: &[u8],
) -> Result<String, Forged> {
    let plain = aead::open(secret, &detail_aad(keys, seq), sealed)?;
    let words = unpad(&plain).ok_or(Forged)?;
    String::from_utf8(words.to_vec()).map_err(|_| Forged)
}

fn detail_aad(keys: &Keys, seq: u64) -> Vec<u8> {
    [DETAIL_LABEL, &keys.vault, &seq.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::keys::Secrets;
    use proptest::prelude::*;

    fn entry() -> Entry {
        Entry {
            schema: v1_vault::SCHEMA,
            signer: [1; 16],
            epoch: 1,
            keyring: 1,
            records: 0,
            acc: [0; 32],
            event: None,
        }
    }

    fn head_of(sealed: &Sealed, payload: &[u8]) -> Vec<u8> {
        sealed.bytes[..sealed.bytes.len() - 4 - payload.len()].to_vec()
    }

    #[test]
    fn a_frame_opens_and_its_signature_holds() {
        let keys = Keys::of(&Secrets::random([1; 16]));
        let signer = SigningKey::random();
        let sealed = seal(&keys, &signer, (5, [3; 32]), &entry(), b"payload");
        let head = head_of(&sealed, b"payload");
        let opened = open(&keys, &head).unwrap();
        assert_eq!((opened.seq, opened.prev), (5, [3; 32]));
        assert_eq!(opened.entry, entry());
        assert_eq!(opened.head, sealed.head);
        assert_eq!(opened.payload_hash, digest::hash(&[b"payload"]));
        assert!(verify(&head, &signer.public()).is_ok());
        assert!(verify(&head, &SigningKey::random().public()).is_err());
    }

    #[test]
    fn every_flipped_byte_is_noticed() {
        let keys = Keys::of(&Secrets::random([1; 16]));
        let signer = SigningKey::random();
        let sealed = seal(&keys, &signer, (1, GENESIS), &entry(), b"");
        let head = head_of(&sealed, b"");
        for at in 0..head.len() {
            let mut flipped = head.clone();
            flipped[at] ^= 1;
            let opens = open(&keys, &flipped).is_ok();
            assert!(!opens || verify(&flipped, &signer.public()).is_err());
        }
    }

    #[test]
    fn an_entry_of_a_newer_program_is_told_from_a_forged_one() {
        let keys = Keys::of(&Secrets::random([1; 16]));
        let newer = Entry {
            schema: v1_vault::SCHEMA + 1,
            ..entry()
        };
        let sealed = seal(&keys, &SigningKey::random(), (1, GENESIS), &newer, b"");
        let head = head_of(&sealed, b"");
        assert_eq!(open(&keys, &head).err(), Some(Unopened::Newer));
        let others = Keys::of(&Secrets::random([1; 16]));
        assert_eq!(open(&others, &head).err(), Some(Unopened::Forged));
    }

    #[test]
    fn words_open_with_their_folder_at_their_place_only() {
        let keys = Keys::of(&Secrets::random([1; 16]));
        let secret = Secret::random();
        let Detail::Sealed(sealed) = seal_detail(&keys, &secret, 9, "面談の記録") else {
            panic!("sealed words were expected")
        };
        let words = open_detail(&keys, &secret, 9, &sealed).unwrap();
        assert_eq!(words, "面談の記録");
        assert!(open_detail(&keys, &secret, 8, &sealed).is_err());
        assert!(open_detail(&keys, &Secret::random(), 9, &sealed).is_err());
    }

    proptest! {
        #[test]
        fn writes_come_back(all: Vec<([u8; 16], Option<Vec<u8>>)>) {
            let all: Vec<Write> = all.into_iter().map(|(id, value)| {
                let mut key = [b'h'; 17];
                key[1..].copy_from_slice(&id);
                Write { key, value }
            }).collect();
            let laid_out = payload(&all);
            prop_assert_eq!(laid_out.len(), payload_len(&all));
            prop_assert_eq!(writes(&laid_out), Some(all));
        }

        #[test]
        fn noise_never_panics(bytes: Vec<u8>) {
            let _ = writes(&bytes);
            let _ = parts(&bytes);
        }
    }
}
