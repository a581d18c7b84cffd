//! What holds the vault's bytes: an index of sealed values, and the journal that is the truth.
//!
//! Nothing here opens a seal: a backend sees blinded keys and sealed values only.

pub mod embedded;
pub mod memory;
pub mod sled;

#[cfg(test)]
pub mod conformance;

use std::fmt;
use std::path::Path;

use crate::vault::backend::memory::MemoryIndexes;
use crate::vault::backend::sled as on_disk;

/// The name of a value: a letter for its kind, then 16 blinded bytes.
pub type Key = [u8; 17];

/// Puts one value in place, or takes it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// Where.
    pub key: Key,
    /// The sealed value, at most 8 KiB; `None` removes.
    pub value: Option<Vec<u8>>,
}

/// Holds sealed values by key, quickly; whatever it loses is replayed from the journal.
pub trait Index: Send {
    /// Gives one value.
    fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, IndexFailed>;
    /// Gives all values of one kind, in the order of their keys.
    fn scan(&self, kind: u8) -> Result<Vec<(Key, Vec<u8>)>, IndexFailed>;
    /// Makes all writes, or none.
    fn apply(&mut self, writes: &[Write]) -> Result<(), IndexFailed>;
    /// Makes everything applied so far outlive a power cut.
    fn flush(&mut self) -> Result<(), IndexFailed>;
}

/// Says that the index cannot go on: it has to be opened again, or rebuilt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFailed(pub String);

impl fmt::Display for IndexFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "index: {}", self.0)
    }
}

impl std::error::Error for IndexFailed {}

/// Chooses what holds the index.
#[derive(Clone)]
pub enum Indexing {
    /// A sled database in the epoch's folder, on the real disk.
    Sled,
    /// Memory, shared with whoever holds a clone; empty for a folder not seen before.
    Memory(MemoryIndexes),
}

impl Indexing {
    /// Opens the index in this folder, making an empty one where none stands.
    pub fn open(&self, dir: &Path) -> Result<Box<dyn Index>, IndexFailed> {
        Ok(match self {
            Indexing::Sled => Box::new(on_disk::SledIndex::open(dir)?),
            Indexing::Memory(all) => Box::new(all.open(dir)),
        })
    }

    /// Removes the index in this folder. Nobody may have it open.
    pub fn wipe(&self, dir: &Path) -> Result<(), IndexFailed> {
        match self {
            Indexing::Sled => on_disk::SledIndex::wipe(dir),
            Indexing::Memory(all) => {
                all.wipe(dir);
                Ok(())
            }
        }
    }
}
