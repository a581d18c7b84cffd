//! The disk of this computer.
//!
//! It adds nothing to what the operating system does and keeps no file open between calls.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the edge where files are opened"
)]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::disk::{Disk, Lock, LockRefused, os};

/// Reads and writes the files of this computer, readable by their owner alone.
#[derive(Clone, Copy, Debug)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn read_at(&self, path: &Path, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        file.take(len as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn len(&self, path: &Path) -> io::Result<u64> {
        Ok(fs::metadata(path)?.len())
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        OpenOptions::new().append(true).open(path)?.write_all(bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().append(true).open(path)?.sync_data()
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        os::only_for_owner(&mut options)
            .open(path)?
            .write_all(bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        os::sync_dir(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        os::create_dir_all(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            // A name that is not Unicode is none of ours.
            names.extend(entry?.file_name().into_string().ok());
        }
        names.sort_unstable();
        Ok(names)
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        fs::exists(path)
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        OpenOptions::new().write(true).open(path)?.set_len(len)
    }

    fn lock(&self, path: &Path) -> Result<Lock, LockRefused> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let file = os::only_for_owner(&mut options)
            .open(path)
            .map_err(LockRefused::Io)?;
        locked(file).map(Lock::holding)
    }
}

/// A locked file, given back when it is dropped.
///
/// Closing it would not do: a process that another thread is starting at that moment has a copy of every open file, and
/// the lock would stand until it closes it.
struct Locked(File);

impl Drop for Locked {
    fn drop(&mut self) {
        // Where this fails, closing the file gives the lock back.
        let _ = self.0.unlock();
    }
}

fn locked(file: File) -> Result<Locked, LockRefused> {
    match file.try_lock() {
        Ok(()) => Ok(Locked(file)),
        Err(fs::TryLockError::WouldBlock) => Err(LockRefused::Busy),
        Err(fs::TryLockError::Error(cause)) => Err(LockRefused::Io(cause)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::conformance;
    use std::path::PathBuf;

    fn empty_folder() -> PathBuf {
        let path = std::env::temp_dir().join(format!("tasuki-disk-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        path
    }

    #[test]
    fn keeps_the_promises_of_a_disk() {
        let root = empty_folder();
        conformance::check(&RealDisk, &root);
        fs::remove_dir_all(&root).unwrap();
    }

    /// A process that is being started holds copies of every open file for a moment.
    #[test]
    fn a_lock_that_is_given_back_is_free_while_a_copy_of_its_file_is_open() {
        let path = std::env::temp_dir().join(format!("tasuki-lock-{}", std::process::id()));
        let file = || {
            OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
        };
        let held = locked(file().unwrap()).unwrap();
        let copy = held.0.try_clone().unwrap();
        assert!(matches!(locked(file().unwrap()), Err(LockRefused::Busy)));
        drop(held);
        assert!(locked(file().unwrap()).is_ok(), "the copy holds it");
        drop(copy);
        fs::remove_file(&path).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let root = std::env::temp_dir().join(format!("tasuki-mode-{}", std::process::id()));
        RealDisk.create_dir_all(&root.join("in")).unwrap();
        RealDisk.write_new(&root.join("in/f"), b"").unwrap();
        let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(root.join("in")), 0o700);
        assert_eq!(mode(root.join("in/f")), 0o600);
        fs::remove_dir_all(&root).unwrap();
    }
}
