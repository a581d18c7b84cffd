//! Files under journal, keyring, pointer and folder; it does not know what they hold.
//!
//! A write lives in memory until [`Disk::sync`]; a name lives in memory until [`Disk::sync_dir`].
//! Whoever needs a thing to outlive a power cut says both.

pub mod caught;
pub mod os;
pub mod real;
pub mod simulated;

use std::any::Any;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Keeps files, and says when they are safe.
pub trait Disk: Send + Sync {
    /// Reads a whole file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Reads `len` bytes from `offset`; fewer where the file ends before.
    fn read_at(&self, path: &Path, offset: u64, len: usize) -> io::Result<Vec<u8>>;
    /// Tells the length of a file in bytes.
    fn len(&self, path: &Path) -> io::Result<u64>;
    /// Adds bytes at the end of a file that exists.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Makes the content of a file outlive a power cut (fdatasync).
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Writes a new file; fails with `AlreadyExists` where one stands.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Moves a file or a folder to another name, over a file that stands there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes the names in a folder outlive a power cut.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder and all below it.
    fn remove_dir_all(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder and those above it; content that one stands already.
    fn create_dir_all(&self, path: &Path) -> io::Result<()>;
    /// Lists the names in a folder, in order.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;
    /// Tells whether a file or folder stands at this path.
    fn exists(&self, path: &Path) -> io::Result<bool>;
    /// Cuts a file to `len` bytes.
    fn truncate(&self, path: &Path, len: u64) -> io::Result<()>;
    /// Takes the lock at this path, made where missing, and holds it until the [`Lock`] is dropped.
    fn lock(&self, path: &Path) -> Result<Lock, LockRefused>;

    /// Reads a whole file of at most `limit` bytes: whoever made it longer shall not fill our memory.
    ///
    /// # Errors
    /// `FileTooLarge` where there is more.
    fn read_within(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let bytes = self.read_at(path, 0, limit.saturating_add(1))?;
        if bytes.len() > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    /// Replaces a file whole, or not at all, durably: a temporary file, sync, rename, sync of the folder.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let fresh = beside(path);
        self.clear_beside(path)?;
        self.write_new(&fresh, bytes)?;
        self.sync(&fresh)?;
        self.rename(&fresh, path)?;
        self.sync_dir(folder_of(path))
    }

    /// Removes what an interrupted [`Disk::replace`] of this file left beside it.
    fn clear_beside(&self, path: &Path) -> io::Result<()> {
        let fresh = beside(path);
        if self.exists(&fresh)? {
            self.remove(&fresh)?;
        }
        Ok(())
    }
}

/// Names the folder a path stands in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".tmp");
    PathBuf::from(name)
}

/// Holds a lock for as long as it lives.
pub struct Lock {
    _held: Box<dyn Any + Send + Sync>,
}

impl Lock {
    /// Wraps whatever gives the lock back when it is dropped.
    #[must_use]
    pub fn holding(held: impl Any + Send + Sync) -> Lock {
        Lock {
            _held: Box::new(held),
        }
    }
}

/// Says why a lock was not given.
#[derive(Debug)]
pub enum LockRefused {
    /// Another process, or another part of this one, holds it.
    Busy,
    /// The lock file could not be reached.
    Io(io::Error),
}

impl fmt::Display for LockRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LockRefused::Busy => f.write_str("locked by another"),
            LockRefused::Io(cause) => write!(f, "lock file: {cause}"),
        }
    }
}

impl std::error::Error for LockRefused {}

#[cfg(test)]
pub mod conformance {
    //! What every disk promises; it does not try what only one of them can do.

    use std::io::ErrorKind;
    use std::path::Path;

    use crate::disk::{Disk, LockRefused};

    /// Runs the whole suite in the empty folder `root`.
    pub fn check(disk: &dyn Disk, root: &Path) {
        writes_are_read_back(disk, root);
        names_move_and_vanish(disk, root);
        what_is_missing_is_named(disk, root);
        replacing_is_whole(disk, root);
        locks_are_exclusive(disk, root);
    }

    fn writes_are_read_back(disk: &dyn Disk, root: &Path) {
        let path = root.join("journal");
        disk.write_new(&path, b"one").unwrap();
        disk.append(&path, b"two").unwrap();
        disk.sync(&path).unwrap();
        assert_eq!(disk.read(&path).unwrap(), b"onetwo");
        assert_eq!(disk.len(&path).unwrap(), 6);
        assert_eq!(disk.read_at(&path, 2, 3).unwrap(), b"etw");
        assert_eq!(disk.read_at(&path, 4, 99).unwrap(), b"wo");
        assert_eq!(disk.read_at(&path, 99, 3).unwrap(), b"");
        assert_eq!(disk.read_within(&path, 6).unwrap(), b"onetwo");
        let longer = disk.read_within(&path, 5).unwrap_err();
        assert_eq!(longer.kind(), ErrorKind::FileTooLarge);
        disk.truncate(&path, 3).unwrap();
        disk.append(&path, b"!").unwrap();
        assert_eq!(disk.read(&path).unwrap(), b"one!");
        let again = disk.write_new(&path, b"").unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
    }

    fn names_move_and_vanish(disk: &dyn Disk, root: &Path) {
        let deep = root.join("a/b");
        disk.create_dir_all(&deep).unwrap();
        disk.create_dir_all(&deep).unwrap();
        disk.write_new(&deep.join("y"), b"1").unwrap();
        disk.write_new(&deep.join("x"), b"2").unwrap();
        assert_eq!(disk.list(&deep).unwrap(), ["x", "y"]);
        disk.rename(&deep.join("y"), &deep.join("x")).unwrap();
        assert_eq!(disk.list(&deep).unwrap(), ["x"]);
        assert_eq!(disk.read(&deep.join("x")).unwrap(), b"1");
        disk.rename(&deep, &root.join("c")).unwrap();
        assert_eq!(disk.read(&root.join("c/x")).unwrap(), b"1");
        assert!(!disk.exists(&deep).unwrap());
        disk.remove(&root.join("c/x")).unwrap();
        assert!(disk.list(&root.join("c")).unwrap().is_empty());
        disk.sync_dir(root).unwrap();
        disk.remove_dir_all(&root.join("c")).unwrap();
        disk.remove_dir_all(&root.join("a")).unwrap();
        assert!(!disk.exists(&root.join("a")).unwrap());
    }

    fn what_is_missing_is_named(disk: &dyn Disk, root: &Path) {
        let gone = root.join("gone");
        let refusals = [
            disk.read(&gone).unwrap_err(),
            disk.read_at(&gone, 0, 1).unwrap_err(),
            disk.len(&gone).unwrap_err(),
            disk.append(&gone, b"x").unwrap_err(),
            disk.sync(&gone).unwrap_err(),
            disk.truncate(&gone, 0).unwrap_err(),
            disk.rename(&gone, &root.join("there")).unwrap_err(),
            disk.remove(&gone).unwrap_err(),
            disk.remove_dir_all(&gone).unwrap_err(),
            disk.list(&gone).unwrap_err(),
            disk.write_new(&gone.join("below"), b"x").unwrap_err(),
        ];
        for refusal in refusals {
            assert_eq!(refusal.kind(), ErrorKind::NotFound);
        }
        assert!(!disk.exists(&gone).unwrap());
    }

    fn replacing_is_whole(disk: &dyn Disk, root: &Path) {
        let path = root.join("CURRENT");
        disk.replace(&path, b"epoch-000001").unwrap();
        disk.write_new(&root.join("CURRENT.tmp"), b"left over")
            .unwrap();
        disk.replace(&path, b"epoch-000002").unwrap();
        assert_eq!(disk.read(&path).unwrap(), b"epoch-000002");
        assert!(!disk.exists(&root.join("CURRENT.tmp")).unwrap());
        disk.write_new(&root.join("CURRENT.tmp"), b"left over")
            .unwrap();
        disk.clear_beside(&path).unwrap();
        disk.clear_beside(&path).unwrap();
        assert!(!disk.exists(&root.join("CURRENT.tmp")).unwrap());
    }

    fn locks_are_exclusive(disk: &dyn Disk, root: &Path) {
        let path = root.join("LOCK");
        let held = disk.lock(&path).unwrap();
        assert!(matches!(disk.lock(&path), Err(LockRefused::Busy)));
        drop(held);
        assert!(disk.lock(&path).is_ok());
        assert!(matches!(
            disk.lock(&root.join("gone/LOCK")),
            Err(LockRefused::Io(_))
        ));
    }
}
