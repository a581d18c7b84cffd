//! The index in sled 0.34.7, with the cures it needs.
//!
//! It is not relied on for durability or truth: what it loses is replayed, what it spoils is rebuilt.
//!
//! The cures: a half-written snapshot makes every later opening fail, so it is removed first; a spoilt
//! snapshot can be removed, and sled rebuilds it from its log; a spoilt log makes sled panic, which is
//! caught; and its flush writes no metadata, so its file is synced once more by our own descriptor.
#![expect(
    clippy::disallowed_methods,
    reason = "sled keeps its own files, and this is the one place that knows them"
)]

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::disk::caught::quietly;
use crate::vault::backend::{Index, IndexFailed, Key, Write};

/// How long one waits, and how often, for the lock that an earlier opening of this process still holds.
const PATIENCE: (Duration, u32) = (Duration::from_millis(5), 400);

/// One sled tree.
pub struct SledIndex {
    db: sled::Db,
    log: PathBuf,
}

impl SledIndex {
    /// Opens the database in `dir`; where a snapshot is spoilt, once more without it.
    pub fn open(dir: &Path) -> Result<SledIndex, IndexFailed> {
        remove_snapshots(dir, Snapshots::HalfWritten)?;
        let db = match open_patiently(dir) {
            Ok(db) => db,
            Err(_) => {
                remove_snapshots(dir, Snapshots::All)?;
                open_patiently(dir)?
            }
        };
        let log = dir.join("db");
        Ok(SledIndex { db, log })
    }

    /// Removes the database in `dir`.
    pub fn wipe(dir: &Path) -> Result<(), IndexFailed> {
        let (pause, tries) = PATIENCE;
        for _ in 0..tries {
            match fs::remove_dir_all(dir) {
                Ok(()) => return Ok(()),
                Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
                // A thread of a database just closed may still put a file there.
                Err(_) => thread::sleep(pause),
            }
        }
        Err(IndexFailed("cannot be removed".to_owned()))
    }
}

impl Index for SledIndex {
    fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, IndexFailed> {
        guarded(|| self.db.get(key).map(|it| it.map(|value| value.to_vec())))
    }

    fn scan(&self, kind: u8) -> Result<Vec<(Key, Vec<u8>)>, IndexFailed> {
        let pairs = guarded(|| self.db.scan_prefix([kind]).collect::<Result<Vec<_>, _>>())?;
        let ours = pairs.into_iter().map(|(key, value)| {
            let key = key.as_ref().try_into().map_err(failed)?;
            Ok((key, value.to_vec()))
        });
        ours.collect()
    }

    fn apply(&mut self, writes: &[Write]) -> Result<(), IndexFailed> {
        let mut batch = sled::Batch::default();
        for write in writes {
            match &write.value {
                Some(value) => batch.insert(&write.key, value.as_slice()),
                None => batch.remove(&write.key),
            }
        }
        guarded(|| self.db.apply_batch(batch))
    }

    fn flush(&mut self) -> Result<(), IndexFailed> {
        guarded(|| self.db.flush())?;
        let log = OpenOptions::new().append(true).open(&self.log);
        log.and_then(|file| file.sync_data()).map_err(failed)
    }
}

fn open_patiently(dir: &Path) -> Result<sled::Db, IndexFailed> {
    let (pause, tries) = PATIENCE;
    for _ in 0..tries {
        match guarded(|| Ok(open_once(dir)))? {
            Err(sled::Error::Io(cause)) if is_held(&cause) => thread::sleep(pause),
            other => return other.map_err(failed),
        }
    }
    Err(IndexFailed("held by another".to_owned()))
}

/// sled wraps the refusal of the lock into an error of the kind `Other`, with the words in its text.
fn is_held(cause: &std::io::Error) -> bool {
    cause.kind() == ErrorKind::WouldBlock || cause.to_string().contains("WouldBlock")
}

fn open_once(dir: &Path) -> sled::Result<sled::Db> {
    sled::Config::new()
        .path(dir)
        .flush_every_ms(None)
        .cache_capacity(64 << 20)
        .open()
}

/// Calls sled and turns its panics into failures: it panics on files that are damaged.
fn guarded<T>(call: impl FnOnce() -> sled::Result<T>) -> Result<T, IndexFailed> {
    match quietly(call) {
        Some(done) => done.map_err(failed),
        None => Err(IndexFailed("panicked".to_owned())),
    }
}

#[derive(Clone, Copy)]
enum Snapshots {
    HalfWritten,
    All,
}

fn remove_snapshots(dir: &Path, which: Snapshots) -> Result<(), IndexFailed> {
    let entries = match fs::read_dir(dir) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(failed)?,
    };
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().and_then(|it| it.to_str()).unwrap_or("");
        let doomed = match which {
            Snapshots::HalfWritten => name.ends_with(".generating"),
            Snapshots::All => true,
        };
        if name.starts_with("snap.") && doomed {
            fs::remove_file(&path).map_err(failed)?;
        }
    }
    Ok(())
}

fn failed(cause: impl std::fmt::Display) -> IndexFailed {
    IndexFailed(cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::caught::panic_is_caught;
    use crate::vault::backend::{Indexing, conformance};

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("tasuki-sled-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        path
    }

    fn filled(dir: &Path) {
        let mut index = SledIndex::open(dir).unwrap();
        for number in 0..200u8 {
            let value = Some(vec![number; 100]);
            let key = [number; 17];
            index.apply(&[Write { key, value }]).unwrap();
        }
        index.flush().unwrap();
    }

    #[test]
    fn keeps_the_promises_of_an_index() {
        let dir = folder("suite");
        conformance::check(&Indexing::Sled, &dir);
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_half_written_snapshot_does_not_lock_us_out() {
        let dir = folder("generating");
        filled(&dir);
        fs::write(dir.join("snap.00000000FFFFFFFF.generating"), b"half").unwrap();
        let index = SledIndex::open(&dir).unwrap();
        assert_eq!(index.get(&[7; 17]).unwrap(), Some(vec![7; 100]));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_spoilt_snapshot_is_rebuilt_from_the_log() {
        let dir = folder("snapshot");
        filled(&dir);
        fs::write(dir.join("snap.00000000FFFFFFFF"), b"spoilt").unwrap();
        let index = SledIndex::open(&dir).unwrap();
        assert_eq!(index.get(&[7; 17]).unwrap(), Some(vec![7; 100]));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_panic_of_sled_is_a_failure_and_known_as_one_to_be_caught() {
        let failed: Result<(), _> = guarded(|| {
            assert!(panic_is_caught(), "a hook would think the program ends");
            panic!("as sled does")
        });
        assert_eq!(failed, Err(IndexFailed("panicked".to_owned())));
        assert!(!panic_is_caught());
    }

    #[test]
    fn a_spoilt_log_is_no_panic() {
        let dir = folder("log");
        for at in [0, 40, 3_000, 20_000] {
            let _ = fs::remove_dir_all(&dir);
            filled(&dir);
            remove_snapshots(&dir, Snapshots::All).unwrap();
            let mut bytes = fs::read(dir.join("db")).unwrap();
            bytes[at..at + 30].fill(0xEE);
            fs::write(dir.join("db"), bytes).unwrap();
            // Whether sled sees it or opens something older is its luck; the vault compares what it got.
            let _ = SledIndex::open(&dir).map(|index| index.scan(7));
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}
