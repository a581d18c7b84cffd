//! What the journal says was done: by whom, when, to what.
//!
//! It is no log of the program: nothing technical is written here, and no line can be changed later.

/// The actor of what the program did by itself. Whose session it was, the signature of the line tells.
pub const PROGRAM: [u8; 16] = [0; 16];

/// One thing done by one person, or by the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// The account that did it, or [`PROGRAM`].
    pub actor: [u8; 16],
    /// What was done.
    pub act: Act,
    /// The folder (a case or a dossier) or other record it was done to.
    pub subject: Option<[u8; 16]>,
    /// A few words for the reader; empty once the folder it tells about is erased.
    pub detail: String,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// The vault was made.
    Init,
    /// Somebody signed in.
    Unlock,
    /// So many sign-ins failed before this one.
    FailedUnlocks(u64),
    /// An account was made for a member of staff.
    StaffAdded,
    /// What is kept about a member of staff was changed.
    StaffChanged,
    /// An account was closed.
    StaffLeft,
    /// A member of staff changed their own passphrase.
    PassphraseChanged,
    /// The vault was opened with the recovery sheet.
    Recovered,
    /// A setting of the office was changed.
    SettingChanged,
    /// A case was written.
    CaseWritten,
    /// A case was read.
    CaseRead,
    /// Working notes were written.
    NotesWritten,
    /// A consent was recorded.
    ConsentGiven,
    /// A consent was withdrawn.
    ConsentWithdrawn,
    /// Of something that looks like what is never stored, somebody said that it is not.
    NotASecret,
    /// A record the law asks for was written.
    LegalWritten,
    /// A step of a handover was taken.
    Handover {
        /// The kind of entry, by its number.
        code: u16,
        /// The handover.
        id: [u8; 16],
    },
    /// A parcel was put where the other office collects it.
    Sent,
    /// A parcel was collected.
    Collected,
    /// A parcel was refused.
    Refused,
    /// An office's card was kept.
    CardKept,
    /// An office's card was verified face to face.
    CardVerified,
    /// An office's card was set aside.
    CardRevoked,
    /// Something was printed.
    Printed,
    /// Something was written out of the vault.
    Exported,
    /// Something was read into the vault.
    Imported,
    /// Something was erased for good.
    Erased,
    /// The vault was rebuilt.
    Rebuilt,
    /// A backup was made.
    BackedUp,
}
