//! Why the vault did not do what was asked, and what it noticed while it did.
//!
//! No words for people: those are in `lang`.

use std::fmt;
use std::io;

use crate::disk::LockRefused;
use crate::vault::backend::IndexFailed;
use crate::vault::keyring::{Refused, Unreadable};
use crate::vault::record::Name;

/// A part of the vault, as far as whoever repairs it must tell parts apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `keyring` and its copy.
    Keyring,
    /// `CURRENT`, which names the live epoch.
    Pointer,
    /// The journal of the live epoch.
    Journal,
    /// The index of the live epoch.
    Index,
    /// The head kept outside the vault.
    Witness,
    /// One record.
    Record(Name),
}

/// Why the vault did not do what was asked.
#[derive(Debug)]
pub enum VaultError {
    /// The name is unknown, or the passphrase is not that of the name.
    WrongPassphrase,
    /// The recovery sheet is not one of this vault, or was mistyped.
    WrongSheet,
    /// Another process has the vault open.
    Busy,
    /// There is no vault here.
    NotAVault,
    /// There is a vault here already.
    AlreadyThere,
    /// The vault was written by a newer program.
    NewerFormat,
    /// A part does not hold together, and nothing here can mend it.
    Damaged {
        /// Which.
        part: Part,
    },
    /// A part is older than, or other than, what was seen here last.
    RolledBack {
        /// Which.
        part: Part,
    },
    /// The record is not in the version that was expected.
    Conflict(Name),
    /// A head, body, name or detail is longer than it may be.
    TooLarge,
    /// An account with this name or id exists.
    NameTaken,
    /// The account is not there, or it is the one signed in with.
    NoSuchAccount,
    /// The machine has not enough memory for the key derivation.
    NoMemory,
    /// An earlier failure left it open what is on the disk: unlock again.
    Reopen,
    /// The disk failed.
    Io(io::Error),
}

/// What was noticed, and mended, while the vault was opened. Each is worth a line on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// One of the two keyrings was damaged and was written anew from the other.
    KeyringMended,
    /// `CURRENT` was damaged and was written anew.
    PointerMended,
    /// The end of the journal was an unfinished write, of so many bytes, and was cut off.
    TailCut(u64),
    /// Writes in the journal, already in the index, are damaged: nothing is lost, but nothing can be rebuilt
    /// from there any more. [`Vault::rebuild`](crate::vault::Vault::rebuild) mends it.
    JournalSpoilt,
    /// The index was missing, damaged or tampered with and was rebuilt from the journal.
    IndexRebuilt,
    /// The head kept outside was missing: whether older files were put back cannot be told.
    WitnessMissing,
    /// The head kept outside was damaged: whether older files were put back cannot be told.
    WitnessSpoilt,
    /// An erasure or rebuild that was interrupted has been finished.
    SwitchFinished,
    /// The disk was full; the space kept for that was given up.
    BallastSpent,
    /// The keyring is newer than every line of the journal: a change of accounts, passphrases or recovery sheets was
    /// interrupted before its line. The caller enters one.
    KeyringUntold,
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VaultError::WrongPassphrase => f.write_str("wrong name or passphrase"),
            VaultError::WrongSheet => f.write_str("wrong recovery sheet"),
            VaultError::Busy => f.write_str("open in another process"),
            VaultError::NotAVault => f.write_str("no vault here"),
            VaultError::AlreadyThere => f.write_str("a vault is here already"),
            VaultError::NewerFormat => f.write_str("written by a newer program"),
            VaultError::Damaged { part } => write!(f, "damaged: {part:?}"),
            VaultError::RolledBack { part } => write!(f, "rolled back: {part:?}"),
            VaultError::Conflict(name) => write!(f, "conflict on {:?}", name.shelf),
            VaultError::TooLarge => f.write_str("too large"),
            VaultError::NameTaken => f.write_str("account exists"),
            VaultError::NoSuchAccount => f.write_str("no such account"),
            VaultError::NoMemory => f.write_str("not enough memory"),
            VaultError::Reopen => f.write_str("must be opened again"),
            VaultError::Io(cause) => write!(f, "disk: {cause}"),
        }
    }
}

impl std::error::Error for VaultError {}

impl From<io::Error> for VaultError {
    fn from(cause: io::Error) -> VaultError {
        VaultError::Io(cause)
    }
}

impl From<LockRefused> for VaultError {
    fn from(cause: LockRefused) -> VaultError {
        match cause {
            LockRefused::Busy => VaultError::Busy,
            LockRefused::Io(cause) => VaultError::Io(cause),
        }
    }
}

impl From<IndexFailed> for VaultError {
    fn from(_: IndexFailed) -> VaultError {
        damaged(Part::Index)
    }
}

impl From<Refused> for VaultError {
    fn from(cause: Refused) -> VaultError {
        match cause {
            Refused::WrongPassphrase => VaultError::WrongPassphrase,
            Refused::Forged => damaged(Part::Keyring),
            Refused::NoMemory => VaultError::NoMemory,
        }
    }
}

impl From<Unreadable> for VaultError {
    fn from(cause: Unreadable) -> VaultError {
        match cause {
            Unreadable::Damaged => damaged(Part::Keyring),
            Unreadable::Newer => VaultError::NewerFormat,
        }
    }
}

/// Says that a part does not hold together.
#[must_use]
pub fn damaged(part: Part) -> VaultError {
    VaultError::Damaged { part }
}

/// Says that a part is not what was seen last.
#[must_use]
pub fn rolled_back(part: Part) -> VaultError {
    VaultError::RolledBack { part }
}
