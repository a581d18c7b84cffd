//! A disk in memory that can be killed at any write and can lose its power.
//!
//! It is stricter than most file systems: what was not synced is gone, names as well as bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::disk::{Disk, Lock, LockRefused, folder_of};

/// Keeps files in memory, twice: as they are, and as they would be after a power cut.
///
/// Clones share the same files.
#[derive(Clone, Default)]
pub struct SimulatedDisk {
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

#[derive(Clone, Default)]
struct Content {
    live: Vec<u8>,
    durable: Vec<u8>,
}

type Names = BTreeMap<PathBuf, Node>;

#[derive(Default)]
struct State {
    live: Names,
    durable: Names,
    contents: Vec<Content>,
    locked: BTreeSet<PathBuf>,
    changes: u64,
    longest_read: usize,
    dies_at: Option<u64>,
}

impl SimulatedDisk {
    /// Makes an empty disk.
    #[must_use]
    pub fn new() -> SimulatedDisk {
        SimulatedDisk::default()
    }

    /// Counts the changes asked for so far: writes, syncs, renames, removals.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.state().changes
    }

    /// Tells how many bytes the longest reading so far gave at once.
    #[must_use]
    pub fn longest_read(&self) -> usize {
        self.state().longest_read
    }

    /// Lets the next `n` changes pass; from then on every change fails, an append after half of its bytes.
    pub fn die_after(&self, n: u64) {
        let mut state = self.state();
        state.dies_at = Some(state.changes + n);
    }

    /// Ends the failing that [`SimulatedDisk::die_after`] began; what was written stays.
    pub fn revive(&self) {
        self.state().dies_at = None;
    }

    /// Cuts the power: what was not synced is gone, locks are free, the disk works again.
    pub fn power_cut(&self) {
        self.state().lose_power();
        self.revive();
    }

    /// Copies the disk as it is now into another that shares nothing with it.
    #[must_use]
    pub fn snapshot(&self) -> SimulatedDisk {
        let state = self.state();
        let copy = State {
            live: state.live.clone(),
            durable: state.durable.clone(),
            contents: state.contents.clone(),
            ..State::default()
        };
        SimulatedDisk {
            state: Arc::new(Mutex::new(copy)),
        }
    }

    /// Lists the paths of all files.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let state = self.state();
        let files = state.live.iter().filter(|(_, node)| **node != Node::Folder);
        files.map(|(path, _)| path.clone()).collect()
    }

    /// Puts a file in place, durably, past all rules: what a stranger with the disk in hand does.
    pub fn plant(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        let number = state.contents.len();
        state.contents.push(Content {
            live: bytes.to_vec(),
            durable: bytes.to_vec(),
        });
        state.live.insert(path.to_owned(), Node::File(number));
        state.durable.insert(path.to_owned(), Node::File(number));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic in a test thread leaves the maps whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Counts a change; `Err` once the disk is dead.
    fn change(&mut self) -> io::Result<()> {
        if self.dies_at.is_some_and(|at| self.changes >= at) {
            return Err(io::Error::other("the simulated disk is dead"));
        }
        self.changes += 1;
        Ok(())
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.live.get(path) {
            Some(Node::File(number)) => Ok(*number),
            Some(Node::Folder) => Err(ErrorKind::IsADirectory.into()),
            None => Err(ErrorKind::NotFound.into()),
        }
    }

    fn folder(&self, path: &Path) -> io::Result<()> {
        if path.parent().is_none() || path == Path::new(".") {
            return Ok(());
        }
        match self.live.get(path) {
            Some(Node::Folder) => Ok(()),
            Some(Node::File(_)) => Err(ErrorKind::NotADirectory.into()),
            None => Err(ErrorKind::NotFound.into()),
        }
    }

    fn move_all(&mut self, from: &Path, to: &Path) {
        let below: Vec<PathBuf> = self.below(from);
        for path in below {
            let node = self.live.remove(&path).expect("listed just now");
            let rest = path.strip_prefix(from).expect("below from");
            let target = if rest.as_os_str().is_empty() {
                to.to_owned()
            } else {
                to.join(rest)
            };
            self.live.insert(target, node);
        }
    }

    fn below(&self, root: &Path) -> Vec<PathBuf> {
        let paths = self.live.keys().filter(|path| path.starts_with(root));
        paths.cloned().collect()
    }

    fn keep_names(&mut self, folder: &Path) {
        let within = |path: &PathBuf| folder_of(path) == folder;
        self.durable.retain(|path, _| !within(path));
        for (path, node) in self.live.iter().filter(|(path, _)| within(path)) {
            self.durable.insert(path.clone(), *node);
        }
    }

    fn lose_power(&mut self) {
        let reachable = |path: &Path| {
            path.ancestors()
                .skip(1)
                .filter(|it| it.parent().is_some())
                .all(|it| self.durable.get(it) == Some(&Node::Folder))
        };
        let kept = self.durable.iter().filter(|(path, _)| reachable(path));
        self.live = kept.map(|(path, node)| (path.clone(), *node)).collect();
        self.durable = self.live.clone();
        for content in &mut self.contents {
            content.live = content.durable.clone();
        }
        self.locked.clear();
    }
}

impl Disk for SimulatedDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut state = self.state();
        let number = state.file(path)?;
        let live = state.contents[number].live.clone();
        state.longest_read = state.longest_read.max(live.len());
        Ok(live)
    }

    fn read_at(&self, path: &Path, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let mut state = self.state();
        let live = &state.contents[state.file(path)?].live;
        let start = usize::try_from(offset)
            .unwrap_or(usize::MAX)
            .min(live.len());
        let end = start.saturating_add(len).min(live.len());
        let read = live[start..end].to_vec();
        state.longest_read = state.longest_read.max(read.len());
        Ok(read)
    }

    fn len(&self, path: &Path) -> io::Result<u64> {
        let state = self.state();
        let number = state.file(path)?;
        Ok(state.contents[number].live.len() as u64)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        let number = state.file(path)?;
        if let Err(dead) = state.change() {
            let torn = &bytes[..bytes.len() / 2];
            // Only the first write at the moment of death is torn; later ones do not reach the disk.
            if state.dies_at == Some(state.changes) {
                state.contents[number].live.extend_from_slice(torn);
                state.dies_at = Some(0);
            }
            return Err(dead);
        }
        state.contents[number].live.extend_from_slice(bytes);
        Ok(())
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let number = state.file(path)?;
        state.change()?;
        let content = &mut state.contents[number];
        content.durable = content.live.clone();
        Ok(())
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        state.folder(folder_of(path))?;
        if state.live.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        state.change()?;
        let number = state.contents.len();
        state.contents.push(Content {
            live: bytes.to_vec(),
            durable: Vec::new(),
        });
        state.live.insert(path.to_owned(), Node::File(number));
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        if !state.live.contains_key(from) {
            return Err(ErrorKind::NotFound.into());
        }
        state.folder(folder_of(to))?;
        state.change()?;
        state.move_all(from, to);
        Ok(())
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.folder(path)?;
        state.change()?;
        state.keep_names(path);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.file(path)?;
        state.change()?;
        state.live.remove(path);
        Ok(())
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.folder(path)?;
        state.change()?;
        for gone in state.below(path) {
            state.live.remove(&gone);
        }
        Ok(())
    }

    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.change()?;
        for folder in path.ancestors().filter(|it| it.parent().is_some()) {
            match state.live.get(folder) {
                Some(Node::File(_)) => return Err(ErrorKind::NotADirectory.into()),
                Some(Node::Folder) => (),
                None => {
                    state.live.insert(folder.to_owned(), Node::Folder);
                }
            }
        }
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let state = self.state();
        state.folder(path)?;
        let within = state.live.keys().filter(|it| folder_of(it) == path);
        let names = within.filter_map(|it| it.file_name()?.to_str().map(str::to_owned));
        Ok(names.collect())
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        Ok(self.state().live.contains_key(path))
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        let mut state = self.state();
        let number = state.file(path)?;
        state.change()?;
        let len = usize::try_from(len).map_err(|_| ErrorKind::InvalidInput)?;
        state.contents[number].live.resize(len, 0);
        Ok(())
    }

    fn lock(&self, path: &Path) -> Result<Lock, LockRefused> {
        let mut state = self.state();
        state.folder(folder_of(path)).map_err(LockRefused::Io)?;
        if !state.locked.insert(path.to_owned()) {
            return Err(LockRefused::Busy);
        }
        Ok(Lock::holding(Held {
            disk: self.clone(),
            path: path.to_owned(),
        }))
    }
}

struct Held {
    disk: SimulatedDisk,
    path: PathBuf,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.disk.state().locked.remove(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::conformance;

    fn disk_with(path: &Path, bytes: &[u8]) -> SimulatedDisk {
        let disk = SimulatedDisk::new();
        disk.create_dir_all(Path::new("/v")).unwrap();
        disk.sync_dir(Path::new("/")).unwrap();
        disk.plant(path, bytes);
        disk
    }

    #[test]
    fn keeps_the_promises_of_a_disk() {
        let disk = SimulatedDisk::new();
        disk.create_dir_all(Path::new("/v")).unwrap();
        conformance::check(&disk, Path::new("/v"));
    }

    #[test]
    fn a_power_cut_takes_what_was_not_synced() {
        let path = Path::new("/v/f");
        let disk = disk_with(path, b"old");
        disk.append(path, b"new").unwrap();
        disk.write_new(Path::new("/v/g"), b"g").unwrap();
        disk.sync(Path::new("/v/g")).unwrap();
        disk.power_cut();
        assert_eq!(disk.read(path).unwrap(), b"old");
        assert!(!disk.exists(Path::new("/v/g")).unwrap());
    }

    #[test]
    fn a_power_cut_leaves_what_was_synced() {
        let path = Path::new("/v/f");
        let disk = disk_with(path, b"old");
        disk.append(path, b"new").unwrap();
        disk.sync(path).unwrap();
        disk.replace(Path::new("/v/g"), b"g").unwrap();
        disk.power_cut();
        assert_eq!(disk.read(path).unwrap(), b"oldnew");
        assert_eq!(disk.read(Path::new("/v/g")).unwrap(), b"g");
    }

    #[test]
    fn a_rename_without_sync_of_the_folder_is_undone() {
        let disk = disk_with(Path::new("/v/f"), b"old");
        disk.plant(Path::new("/v/f.tmp"), b"new");
        disk.rename(Path::new("/v/f.tmp"), Path::new("/v/f"))
            .unwrap();
        assert_eq!(disk.read(Path::new("/v/f")).unwrap(), b"new");
        disk.power_cut();
        assert_eq!(disk.read(Path::new("/v/f")).unwrap(), b"old");
    }

    #[test]
    fn death_tears_the_append_it_meets_and_stops_the_rest() {
        let path = Path::new("/v/f");
        let disk = disk_with(path, b"");
        disk.die_after(1);
        disk.append(path, b"1234").unwrap();
        assert!(disk.append(path, b"5678").is_err());
        assert!(disk.append(path, b"9abc").is_err());
        assert!(disk.remove(path).is_err());
        assert_eq!(disk.read(path).unwrap(), b"123456");
        disk.revive();
        assert!(disk.remove(path).is_ok());
    }
}
