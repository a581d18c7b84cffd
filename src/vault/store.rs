//! One epoch, open: its journal, its index, and where both stand.
//!
//! It writes what it is given; what may be written is decided above.

use std::collections::BTreeMap;
use std::io;

use zeroize::Zeroizing;

use crate::codec::v1_vault::{self, Detail, Entry, EventShape};
use crate::crypto::identity::SigningKey;
use crate::crypto::secret::Key as Secret;
use crate::domain::audit::Event;
use crate::vault::backend::embedded::{Found, Journal, Next};
use crate::vault::backend::{Index, IndexFailed, Key, Write};
use crate::vault::error::{Part, VaultError, damaged};
use crate::vault::frame;
use crate::vault::keys::Keys;
use crate::vault::record::{self, Header, Name, Sum};
use crate::vault::root::{self, Tip};

/// Where a frame begins, and the head of the chain after it.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The offset in the journal.
    pub offset: u64,
    /// The head.
    pub head: [u8; 32],
}

/// One epoch, open.
pub struct Store {
    /// The keys of the epoch.
    pub keys: Keys,
    /// The truth.
    pub journal: Journal,
    /// What is read from.
    pub index: Box<dyn Index>,
    /// Where both stand.
    pub tip: Tip,
    /// One for every frame, in order.
    pub marks: Vec<Mark>,
}

/// Who signs a frame, under which keyring.
pub struct Signer<'a> {
    /// The account.
    pub account: [u8; 16],
    /// Its key.
    pub key: &'a SigningKey,
    /// The generation of the keyring.
    pub keyring: u64,
}

/// How far a write came.
pub enum Written {
    /// All of it.
    Whole(u64),
    /// It is durable in the journal, but the index did not take it: open again.
    JournalOnly(u64),
}

impl Store {
    /// Reads and opens a record's header.
    pub fn header(&self, name: Name) -> Result<Option<Header>, VaultError> {
        self.staged().header(name)
    }

    /// Reads and opens a record's body.
    pub fn body(&self, name: Name, header: &Header) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let broken = || damaged(Part::Record(name));
        let secret = match &header.folder {
            None => None,
            Some(folder) => Some(self.staged().folder(folder)?.ok_or_else(broken)?),
        };
        let secret = secret.as_ref().unwrap_or(&self.keys.body);
        let mut chunks = Vec::new();
        for key in record::chunk_keys(&self.keys, header) {
            chunks.push(self.index.get(&key)?.ok_or_else(broken)?);
        }
        record::open_body(&self.keys, secret, header, &chunks).map_err(|_| broken())
    }

    /// Begins a batch of writes.
    #[must_use]
    pub fn staged(&self) -> Staged<'_> {
        Staged {
            store: self,
            sum: self.tip.sum,
            writes: BTreeMap::new(),
        }
    }

    /// Finds a frame by its number.
    pub fn frame(&self, seq: u64) -> Result<Found, VaultError> {
        let at = usize::try_from(seq).ok().and_then(|it| it.checked_sub(1));
        let mark = at.and_then(|at| self.marks.get(at));
        let offset = mark.ok_or(damaged(Part::Journal))?.offset;
        match self.journal.at(offset)? {
            Next::Frame(found) => Ok(found),
            _ => Err(damaged(Part::Journal)),
        }
    }

    /// Seals the entry of the frame that comes next.
    #[must_use]
    pub fn entry(&self, signer: &Signer, sum: Sum, event: Option<EventShape>) -> Entry {
        Entry {
            schema: v1_vault::SCHEMA,
            signer: signer.account,
            epoch: self.keys.epoch,
            keyring: signer.keyring,
            records: sum.records,
            acc: sum.acc,
            event,
        }
    }

    /// Shapes an event for the frame that comes next: its words under the key of its folder, where it has one.
    pub fn event(&self, staged: &Staged, event: &Event) -> Result<EventShape, VaultError> {
        let secret = match &event.subject {
            Some(folder) => staged.folder(folder)?,
            None => None,
        };
        let detail = match secret {
            Some(secret) => {
                frame::seal_detail(&self.keys, &secret, self.tip.seq + 1, &event.detail)
            }
            None => Detail::Plain(event.detail.clone()),
        };
        Ok(EventShape::of(event, detail))
    }

    /// Appends a frame and makes it durable, then brings the index after it.
    ///
    /// # Errors
    /// Fails where the frame did not become durable; then what is on the disk is unknown.
    pub fn append(
        &mut self,
        signer: &Signer,
        entry: &Entry,
        writes: Vec<Write>,
    ) -> io::Result<Written> {
        let sealed = self.next_frame(signer, entry, &writes);
        let offset = self.journal.len();
        self.journal.append(&sealed.bytes)?;
        let seq = self.advance(offset, sealed.head, entry);
        Ok(match self.bring_in(writes, signer.keyring) {
            Ok(()) => Written::Whole(seq),
            Err(_) => Written::JournalOnly(seq),
        })
    }

    /// Appends a frame that is durable only once the journal is synced: for an epoch that is not live yet.
    pub fn carry(
        &mut self,
        signer: &Signer,
        entry: &Entry,
        writes: Vec<Write>,
    ) -> Result<(), VaultError> {
        let sealed = self.next_frame(signer, entry, &writes);
        let offset = self.journal.len();
        self.journal.append_unsynced(&sealed.bytes)?;
        self.advance(offset, sealed.head, entry);
        self.bring_in(writes, signer.keyring)?;
        Ok(())
    }

    fn next_frame(&self, signer: &Signer, entry: &Entry, writes: &[Write]) -> frame::Sealed {
        let payload = frame::payload(writes);
        let place = (self.tip.seq + 1, self.tip.head);
        frame::seal(&self.keys, signer.key, place, entry, &payload)
    }

    fn advance(&mut self, offset: u64, head: [u8; 32], entry: &Entry) -> u64 {
        self.marks.push(Mark { offset, head });
        let sum = Sum {
            records: entry.records,
            acc: entry.acc,
        };
        let seq = self.tip.seq + 1;
        self.tip = Tip { seq, head, sum };
        seq
    }

    /// Brings writes and the root after them into the index.
    pub fn bring_in(&mut self, mut writes: Vec<Write>, keyring: u64) -> Result<(), IndexFailed> {
        writes.push(root::seal(&self.keys, &self.tip, keyring));
        self.index.apply(&writes)
    }
}

/// A batch of writes that can be read back before it is made.
pub struct Staged<'a> {
    store: &'a Store,
    sum: Sum,
    writes: BTreeMap<Key, Option<Vec<u8>>>,
}

impl Staged<'_> {
    /// Takes one write into the batch.
    pub fn set(&mut self, write: Write) -> Result<(), IndexFailed> {
        let keys = &self.store.keys;
        if let Some(old) = self.get(&write.key)? {
            self.sum.take(keys, &write.key, &old);
        }
        if let Some(new) = &write.value {
            self.sum.add(keys, &write.key, new);
        }
        self.writes.insert(write.key, write.value);
        Ok(())
    }

    /// Takes writes into the batch.
    pub fn set_all(&mut self, writes: Vec<Write>) -> Result<(), IndexFailed> {
        writes.into_iter().try_for_each(|write| self.set(write))
    }

    /// Removes the chunks of a record's body from `first` on.
    pub fn drop_chunks(&mut self, header: &Header, first: u32) -> Result<(), IndexFailed> {
        let keys = record::chunk_keys(&self.store.keys, header);
        for key in keys.skip(first as usize) {
            self.set(Write { key, value: None })?;
        }
        Ok(())
    }

    /// Reads and opens a record's header, as the batch leaves it.
    pub fn header(&self, name: Name) -> Result<Option<Header>, VaultError> {
        let keys = &self.store.keys;
        let key = record::header_key(keys, name);
        let Some(value) = self.get(&key)? else {
            return Ok(None);
        };
        let header = record::open_header(keys, &key, &value);
        header.map(Some).map_err(|_| damaged(Part::Record(name)))
    }

    /// Unwraps a folder's key, as the batch leaves it.
    pub fn folder(&self, folder: &[u8; 16]) -> Result<Option<Secret>, VaultError> {
        let keys = &self.store.keys;
        let key = record::folder_key(keys, folder);
        let Some(value) = self.get(&key)? else {
            return Ok(None);
        };
        let secret = record::unwrap(keys, &key, &value);
        secret.map(Some).map_err(|_| damaged(Part::Index))
    }

    /// Gives the sum of all records once the batch is in.
    #[must_use]
    pub fn sum(&self) -> Sum {
        self.sum
    }

    /// Gives the writes, each key once.
    #[must_use]
    pub fn into_writes(self) -> Vec<Write> {
        let pairs = self.writes.into_iter();
        pairs.map(|(key, value)| Write { key, value }).collect()
    }

    fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, IndexFailed> {
        match self.writes.get(key) {
            Some(staged) => Ok(staged.clone()),
            None => self.store.index.get(key),
        }
    }
}
