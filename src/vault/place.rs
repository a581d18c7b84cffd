//! Where a vault lies, and what its files are called.
//!
//! It opens none of them.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::disk::Disk;
use crate::disk::real::RealDisk;
use crate::vault::backend::Indexing;

/// The space kept for a full disk, in bytes.
pub const BALLAST: u64 = 8 << 20;

/// Where a vault lies.
#[derive(Clone)]
pub struct Place {
    /// The vault's folder.
    pub dir: PathBuf,
    /// The file, outside the vault, that remembers its head.
    pub heads: PathBuf,
    /// The disk both are on.
    pub disk: Arc<dyn Disk>,
    /// What holds the index. Sled is only for the real disk.
    pub indexing: Indexing,
    /// How many bytes are kept for a full disk.
    pub ballast: u64,
}

impl Place {
    /// Names a place on the real disk, with everything else as usual.
    #[must_use]
    pub fn new(dir: PathBuf, heads: PathBuf, disk: Arc<dyn Disk>) -> Place {
        Place {
            dir,
            heads,
            disk,
            indexing: Indexing::Sled,
            ballast: BALLAST,
        }
    }

    /// Forgets the head kept outside, so that a restored backup can be opened. Only on a person's word: what
    /// was written after that backup is given up, and an attacker's old copy would be believed as well.
    ///
    /// # Errors
    /// Fails where the disk refuses; a head that is not there is forgotten already.
    pub fn forget_head(&self) -> io::Result<()> {
        if self.disk.exists(&self.heads)? {
            self.disk.remove(&self.heads)?;
        }
        Ok(())
    }

    /// Names a place on this machine's own disk.
    #[must_use]
    pub fn on_disk(dir: PathBuf, heads: PathBuf) -> Place {
        Place::new(dir, heads, Arc::new(RealDisk))
    }

    /// The lock.
    #[must_use]
    pub fn lock(&self) -> PathBuf {
        self.dir.join("LOCK")
    }

    /// The keyring.
    #[must_use]
    pub fn keyring(&self) -> PathBuf {
        self.dir.join("keyring")
    }

    /// The second copy of the keyring.
    #[must_use]
    pub fn keyring_copy(&self) -> PathBuf {
        self.dir.join("keyring.copy")
    }

    /// The pointer to the live epoch.
    #[must_use]
    pub fn pointer(&self) -> PathBuf {
        self.dir.join("CURRENT")
    }

    /// The count of failed sign-ins.
    #[must_use]
    pub fn failed(&self) -> PathBuf {
        self.dir.join("failed")
    }

    /// The space kept for a full disk.
    #[must_use]
    pub fn ballast(&self) -> PathBuf {
        self.dir.join("ballast")
    }

    /// The folder of an epoch.
    #[must_use]
    pub fn epoch(&self, epoch: u32) -> PathBuf {
        self.dir.join(epoch_name(epoch))
    }

    /// The journal of an epoch.
    #[must_use]
    pub fn journal(&self, epoch: u32) -> PathBuf {
        self.epoch(epoch).join("journal")
    }

    /// The index of an epoch.
    #[must_use]
    pub fn index(&self, epoch: u32) -> PathBuf {
        self.epoch(epoch).join("db")
    }

    /// Stands where the index of an epoch gave something that did not hold.
    #[must_use]
    pub fn doubt(&self, epoch: u32) -> PathBuf {
        self.epoch(epoch).join("doubt")
    }

    /// What is being typed and not saved yet.
    #[must_use]
    pub fn drafts(&self, epoch: u32) -> PathBuf {
        self.epoch(epoch).join("drafts")
    }

    /// The keyring that takes the place of the old one once the epoch is live.
    #[must_use]
    pub fn keyring_next(&self, epoch: u32) -> PathBuf {
        self.epoch(epoch).join("keyring.next")
    }
}

/// Gives the name of an epoch's folder.
#[must_use]
pub fn epoch_name(epoch: u32) -> String {
    format!("epoch-{epoch:06}")
}

/// Reads the name of an epoch's folder, exactly as [`epoch_name`] writes it.
#[must_use]
pub fn epoch_of(name: &str) -> Option<u32> {
    let number = name.strip_prefix("epoch-")?.parse().ok()?;
    (epoch_name(number) == name).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_names_are_epochs() {
        for epoch in [1, 17, 999_999, 1_000_000, u32::MAX] {
            assert_eq!(epoch_of(&epoch_name(epoch)), Some(epoch));
        }
        for name in ["epoch-1", "epoch-+00001", "epoch-", "epoch-0000001", "x"] {
            assert_eq!(epoch_of(name), None, "{name}");
        }
    }
}
