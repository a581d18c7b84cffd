//! An index in memory: for tests and for vaults that need not last.
//!
//! It survives being closed as long as somebody holds its [`MemoryIndexes`], and nothing else.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::vault::backend::{Index, IndexFailed, Key, Write};

type Values = BTreeMap<Key, Vec<u8>>;

/// All indexes in memory, by folder; clones share them.
#[derive(Clone, Default)]
pub struct MemoryIndexes {
    all: Arc<Mutex<BTreeMap<PathBuf, Values>>>,
}

impl MemoryIndexes {
    /// Opens the index of a folder.
    #[must_use]
    pub fn open(&self, dir: &Path) -> MemoryIndex {
        self.lock().entry(dir.to_owned()).or_default();
        MemoryIndex {
            all: self.clone(),
            dir: dir.to_owned(),
        }
    }

    /// Forgets the index of a folder.
    pub fn wipe(&self, dir: &Path) {
        self.lock().remove(dir);
    }

    /// Copies everything into another that shares nothing with it.
    #[must_use]
    pub fn snapshot(&self) -> MemoryIndexes {
        let all = self.lock().clone();
        MemoryIndexes {
            all: Arc::new(Mutex::new(all)),
        }
    }

    /// Changes the values of a folder's index past all rules, as damage does.
    pub fn tamper(&self, dir: &Path, change: impl FnOnce(&mut BTreeMap<Key, Vec<u8>>)) {
        change(self.lock().entry(dir.to_owned()).or_default());
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Values>> {
        // The map is whole whatever panicked while holding it.
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The index of one folder, in memory.
pub struct MemoryIndex {
    all: MemoryIndexes,
    dir: PathBuf,
}

impl Index for MemoryIndex {
    fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, IndexFailed> {
        let all = self.all.lock();
        Ok(all.get(&self.dir).and_then(|it| it.get(key)).cloned())
    }

    fn scan(&self, kind: u8) -> Result<Vec<(Key, Vec<u8>)>, IndexFailed> {
        let all = self.all.lock();
        let values = all.get(&self.dir).into_iter().flatten();
        let of_kind = values.filter(|(key, _)| key[0] == kind);
        Ok(of_kind.map(|(key, value)| (*key, value.clone())).collect())
    }

    fn apply(&mut self, writes: &[Write]) -> Result<(), IndexFailed> {
        let mut all = self.all.lock();
        let values = all.entry(self.dir.clone()).or_default();
        for write in writes {
            match &write.value {
                Some(value) => values.insert(write.key, value.clone()),
                None => values.remove(&write.key),
            };
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), IndexFailed> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::backend::{Indexing, conformance};

    #[test]
    fn keeps_the_promises_of_an_index() {
        let indexing = Indexing::Memory(MemoryIndexes::default());
        conformance::check(&indexing, Path::new("/epoch/db"));
    }
}
