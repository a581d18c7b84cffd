//! Records, each sealed under its own name: a value moved to another name does not open.
//!
//! It reads and writes no index; it says which values a record is made of, and opens them.

use std::fmt;

use zeroize::Zeroizing;

use crate::codec::{v1_vault, wire};
use crate::crypto::secret::Key as Secret;
use crate::crypto::{Forged, aead, digest};
use crate::vault::backend::{Key, Write};
use crate::vault::keys::Keys;
use crate::vault::layout::{pad, unpad};

pub use crate::codec::v1_vault::Header;

/// The letter of body chunks.
pub const BODY: u8 = b'b';
/// The letter of wrapped folder keys.
pub const FOLDER: u8 = b'k';
/// The letter of the root.
pub const ROOT: u8 = b'R';
/// The most bytes a head may have.
pub const MAX_HEAD: usize = 1 << 10;
/// The most bytes a body may have.
pub const MAX_BODY: usize = 16 << 20;

const FORMAT: u8 = 1;
const CHUNK: usize = 7_936;
const BODY_STEP: usize = 1 << 10;
const HEADER_STEP: usize = 256;
const LABEL: &[u8] = b"tasuki-rec-v1\0";

/// A kind of record; its letter is the first byte of the record's name in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// A person's case.
    Case,
    /// A file attached to a case.
    Attachment,
    /// Working notes, which never leave the office.
    Notes,
    /// A section being written.
    Draft,
    /// A handover.
    Handover,
    /// An entry of a dossier.
    Entry,
    /// A consent.
    Consent,
    /// A record the law asks for.
    Legal,
    /// A receipt of what was destroyed after its time.
    Receipt,
    /// A setting of the office.
    Setting,
    /// A member of staff.
    Staff,
    /// Another office's card.
    Peer,
    /// A parcel on its way.
    Parcel,
    /// What was seen already.
    Seen,
    /// The visits of a case at other offices.
    Visits,
    /// The scan of a signed consent form.
    Scan,
}

impl Shelf {
    /// Every shelf.
    pub const ALL: [Shelf; 16] = [
        Shelf::Case,
        Shelf::Attachment,
        Shelf::Notes,
        Shelf::Draft,
        Shelf::Handover,
        Shelf::Entry,
        Shelf::Consent,
        Shelf::Legal,
        Shelf::Receipt,
        Shelf::Setting,
        Shelf::Staff,
        Shelf::Peer,
        Shelf::Parcel,
        Shelf::Seen,
        Shelf::Visits,
        Shelf::Scan,
    ];

    /// Gives the letter.
    #[must_use]
    pub fn letter(self) -> u8 {
        match self {
            Shelf::Case => b'h',
            Shelf::Attachment => b'g',
            Shelf::Notes => b'n',
            Shelf::Draft => b'f',
            Shelf::Handover => b't',
            Shelf::Entry => b'e',
            Shelf::Consent => b'c',
            Shelf::Legal => b'l',
            Shelf::Receipt => b'd',
            Shelf::Setting => b's',
            Shelf::Staff => b'a',
            Shelf::Peer => b'p',
            Shelf::Parcel => b'x',
            Shelf::Seen => b'y',
            Shelf::Visits => b'v',
            Shelf::Scan => b'o',
        }
    }
}

/// Names one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Its shelf.
    pub shelf: Shelf,
    /// Its id, unique on the shelf.
    pub id: [u8; 16],
}

/// A record as it was read.
pub struct Stored {
    /// 1 for the first, one more for every change.
    pub version: u64,
    /// The small part that lists show.
    pub head: Zeroizing<Vec<u8>>,
    /// The rest.
    pub body: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Stored {
    /// Says how much there is, never what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, body) = (self.head.len(), self.body.len());
        write!(f, "Stored(version {}, {head} + {body} bytes)", self.version)
    }
}

/// Names a record's header in the index.
#[must_use]
pub fn header_key(keys: &Keys, name: Name) -> Key {
    blinded(keys, name.shelf.letter(), &[&name.id])
}

/// Names a folder's wrapped key in the index.
#[must_use]
pub fn folder_key(keys: &Keys, folder: &[u8; 16]) -> Key {
    blinded(keys, FOLDER, &[folder])
}

/// Names one chunk of a record's body in the index.
#[must_use]
pub fn chunk_key(keys: &Keys, shelf: u8, id: &[u8; 16], number: u32) -> Key {
    blinded(keys, BODY, &[&[shelf], id, &number.to_be_bytes()])
}

/// Names the root in the index.
#[must_use]
pub fn root_key() -> Key {
    let mut key = [0; 17];
    key[0] = ROOT;
    key
}

fn blinded(keys: &Keys, letter: u8, parts: &[&[u8]]) -> Key {
    let blind = digest::keyed(&keys.index, &[&[letter], &parts.concat()]);
    let mut key = [0; 17];
    key[0] = letter;
    key[1..].copy_from_slice(&blind[..16]);
    key
}

/// What a body chunk is bound to besides its name.
#[derive(Clone, Copy)]
struct Place {
    version: u64,
    number: u32,
    count: u32,
}

impl Place {
    fn bytes(self) -> Vec<u8> {
        let mut bytes = self.version.to_be_bytes().to_vec();
        bytes.extend(self.number.to_be_bytes());
        bytes.extend(self.count.to_be_bytes());
        bytes
    }
}

/// Seals a value under its name: format, epoch, nonce, ciphertext, tag.
#[must_use]
pub fn seal(keys: &Keys, secret: &Secret, key: &Key, more: &[u8], plain: &[u8]) -> Vec<u8> {
    let mut value = vec![FORMAT];
    value.extend(keys.epoch.to_be_bytes());
    value.extend(aead::seal(secret, &aad(keys, key, more), plain));
    value
}

/// Opens a value that lies under its own name.
pub fn open(
    keys: &Keys,
    secret: &Secret,
    key: &Key,
    more: &[u8],
    value: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Forged> {
    let (front, sealed) = value.split_first_chunk::<5>().ok_or(Forged)?;
    if front[0] != FORMAT || front[1..] != keys.epoch.to_be_bytes() {
        return Err(Forged);
    }
    aead::open(secret, &aad(keys, key, more), sealed)
}

fn aad(keys: &Keys, key: &Key, more: &[u8]) -> Vec<u8> {
    [LABEL, &keys.vault, &keys.epoch.to_be_bytes(), key, more].concat()
}

/// Wraps a folder's key, to lie under the name that [`folder_key`] gave.
#[must_use]
pub fn wrap(keys: &Keys, key: Key, secret: &Secret) -> Write {
    let value = seal(keys, &keys.wrap, &key, b"", secret.expose());
    Write {
        key,
        value: Some(value),
    }
}

/// Unwraps a folder's key.
pub fn unwrap(keys: &Keys, key: &Key, value: &[u8]) -> Result<Secret, Forged> {
    let plain = open(keys, &keys.wrap, key, b"", value)?;
    let bytes: &[u8; 32] = plain[..].try_into().map_err(|_| Forged)?;
    Ok(Secret::from_bytes(*bytes))
}

/// What a record shall be.
pub struct Fresh<'a> {
    /// Its name.
    pub name: Name,
    /// Its version.
    pub version: u64,
    /// The folder it lies in.
    pub folder: Option<[u8; 16]>,
    /// Its head, at most [`MAX_HEAD`].
    pub head: &'a [u8],
    /// Its body, at most [`MAX_BODY`].
    pub body: &'a [u8],
}

/// Seals a record: its chunks under `secret`, then its header.
#[must_use]
pub fn seal_record(keys: &Keys, secret: &Secret, fresh: &Fresh) -> Vec<Write> {
    let mut writes = seal_chunks(keys, secret, fresh);
    let header = Header {
        schema: v1_vault::SCHEMA,
        shelf: fresh.name.shelf.letter(),
        id: fresh.name.id,
        version: fresh.version,
        folder: fresh.folder,
        chunks: writes.len() as u32,
        body_len: fresh.body.len() as u64,
        body_mac: body_mac(&writes),
        head: wire::Run(fresh.head.to_vec()),
    };
    let key = header_key(keys, fresh.name);
    let plain = Zeroizing::new(pad(&Zeroizing::new(wire::encode(&header)), HEADER_STEP));
    let value = Some(seal(keys, &keys.header, &key, b"", &plain));
    writes.push(Write { key, value });
    writes
}

fn seal_chunks(keys: &Keys, secret: &Secret, fresh: &Fresh) -> Vec<Write> {
    let padded_len = fresh.body.len().next_multiple_of(BODY_STEP);
    let mut padded = Zeroizing::new(Vec::with_capacity(padded_len));
    padded.extend_from_slice(fresh.body);
    padded.resize(padded_len, 0);
    let count = padded_len.div_ceil(CHUNK) as u32;
    let chunks = padded.chunks(CHUNK).zip(0..);
    let sealed = chunks.map(|(plain, number)| {
        let key = chunk_key(keys, fresh.name.shelf.letter(), &fresh.name.id, number);
        let place = Place {
            version: fresh.version,
            number,
            count,
        };
        let value = Some(seal(keys, secret, &key, &place.bytes(), plain));
        Write { key, value }
    });
    sealed.collect()
}

fn body_mac(chunks: &[Write]) -> [u8; 32] {
    let tags = chunks.iter().map(|it| tag(it.value.as_deref()));
    digest::hash(&[&tags.collect::<Vec<_>>().concat()])
}

fn tag(value: Option<&[u8]>) -> [u8; 16] {
    aead::tag_of(value.unwrap_or_default())
}

/// Opens a header that lies under its own name.
pub fn open_header(keys: &Keys, key: &Key, value: &[u8]) -> Result<Header, Forged> {
    let plain = open(keys, &keys.header, key, b"", value)?;
    let bytes = unpad(&plain).ok_or(Forged)?;
    v1_vault::header(bytes).map_err(|_| Forged)
}

/// Opens a body, given its chunks in order.
pub fn open_body(
    keys: &Keys,
    secret: &Secret,
    header: &Header,
    chunks: &[Vec<u8>],
) -> Result<Zeroizing<Vec<u8>>, Forged> {
    let tags: Vec<_> = chunks.iter().map(|it| aead::tag_of(it)).collect();
    let len = usize::try_from(header.body_len).map_err(|_| Forged)?;
    if digest::hash(&[&tags.concat()]) != header.body_mac || len > MAX_BODY {
        return Err(Forged);
    }
    let mut body = Zeroizing::new(Vec::with_capacity(chunks.len() * CHUNK));
    for (value, number) in chunks.iter().zip(0..) {
        let key = chunk_key(keys, header.shelf, &header.id, number);
        let place = Place {
            version: header.version,
            number,
            count: header.chunks,
        };
        body.extend_from_slice(&open(keys, secret, &key, &place.bytes(), value)?);
    }
    if len > body.len() {
        return Err(Forged);
    }
    body.truncate(len);
    Ok(body)
}

/// Names all chunks of a record's body, in order.
pub fn chunk_keys(keys: &Keys, header: &Header) -> impl Iterator<Item = Key> {
    let (shelf, id) = (header.shelf, header.id);
    (0..header.chunks).map(move |number| chunk_key(keys, shelf, &id, number))
}

/// The sum over all records but body chunks: any record more, less or other changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Sum {
    /// How many records there are.
    pub records: u64,
    /// The sum itself.
    pub acc: [u8; 32],
}

impl Sum {
    /// Takes a value in.
    pub fn add(&mut self, keys: &Keys, key: &Key, value: &[u8]) {
        if counted(key) {
            self.records = self.records.wrapping_add(1);
            self.mix(keys, key, value);
        }
    }

    /// Takes a value out that was taken in before.
    pub fn take(&mut self, keys: &Keys, key: &Key, value: &[u8]) {
        if counted(key) {
            self.records = self.records.wrapping_sub(1);
            self.mix(keys, key, value);
        }
    }

    fn mix(&mut self, keys: &Keys, key: &Key, value: &[u8]) {
        let part = digest::keyed(&keys.sum, &[key, &aead::tag_of(value)]);
        for (byte, other) in self.acc.iter_mut().zip(part) {
            *byte ^= other;
        }
    }
}

/// Bodies hang on their header, and the root holds the sum: neither is part of it.
fn counted(key: &Key) -> bool {
    key[0] != BODY && key[0] != ROOT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::keys::Secrets;

    fn keys() -> Keys {
        Keys::of(&Secrets::random([1; 16]))
    }

    fn fresh<'a>(head: &'a [u8], body: &'a [u8]) -> Fresh<'a> {
        let name = Name {
            shelf: Shelf::Case,
            id: [7; 16],
        };
        Fresh {
            name,
            version: 3,
            folder: None,
            head,
            body,
        }
    }

    fn values(writes: &[Write]) -> Vec<Vec<u8>> {
        writes.iter().filter_map(|it| it.value.clone()).collect()
    }

    #[test]
    fn letters_are_distinct() {
        let mut letters: Vec<u8> = Shelf::ALL.iter().map(|it| it.letter()).collect();
        letters.extend([BODY, FOLDER, ROOT]);
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), Shelf::ALL.len() + 3);
    }

    #[test]
    fn bodies_of_every_size_come_back_in_small_values() {
        let keys = keys();
        let secret = Secret::random();
        for len in [0, 1, 1023, 1024, 1025, 7_936, 7_937, 8_000, 100_000] {
            let body: Vec<u8> = (0..len).map(|it| it as u8).collect();
            let writes = seal_record(&keys, &secret, &fresh(&[1; MAX_HEAD], &body));
            let values = values(&writes);
            assert!(values.iter().all(|it| it.len() <= 8192));
            let (last, chunks) = values.split_last().unwrap();
            let header = open_header(&keys, &writes[chunks.len()].key, last).unwrap();
            assert_eq!(
                open_body(&keys, &secret, &header, chunks).unwrap()[..],
                body[..]
            );
        }
    }

    #[test]
    fn chunks_swapped_dropped_or_of_another_version_are_refused() {
        let keys = keys();
        let secret = Secret::random();
        let body = vec![9; 30_000];
        let writes = seal_record(&keys, &secret, &fresh(b"", &body));
        let values = values(&writes);
        let (last, chunks) = values.split_last().unwrap();
        let header = open_header(&keys, &writes[chunks.len()].key, last).unwrap();
        let mut swapped = chunks.to_vec();
        swapped.swap(0, 1);
        let older = self::values(&seal_record(&keys, &secret, &fresh(b"", &body)));
        for wrong in [swapped, chunks[1..].to_vec(), older, vec![]] {
            assert!(open_body(&keys, &secret, &header, &wrong).is_err());
        }
    }

    #[test]
    fn a_value_opens_only_under_its_own_name_epoch_and_vault() {
        let keys = keys();
        let mut other_epoch = Keys::of(&Secrets::random([1; 16]));
        other_epoch.header = Secret::from_bytes(*keys.header.expose());
        let mut other_vault = Keys::of(&Secrets::random([2; 16]));
        other_vault.header = Secret::from_bytes(*keys.header.expose());
        let writes = seal_record(&keys, &keys.body, &fresh(b"head", b""));
        let (key, value) = (writes[0].key, writes[0].value.clone().unwrap());
        assert!(open_header(&keys, &key, &value).is_ok());
        assert!(open_header(&keys, &[b'h'; 17], &value).is_err());
        assert!(open_header(&other_vault, &key, &value).is_err());
        other_epoch.epoch += 1;
        assert!(open_header(&other_epoch, &key, &value).is_err());
        for at in 0..value.len() {
            let mut flipped = value.clone();
            flipped[at] ^= 1;
            assert!(open_header(&keys, &key, &flipped).is_err(), "{at}");
        }
    }
}
