//! Keeps an office's records: sealed, chained, durable when a call returns.
//!
//! It does not know that offices exchange anything.

pub mod backend;
mod draft;
mod epoch;
mod error;
mod frame;
mod keyring;
mod keys;
mod layout;
mod opening;
mod place;
mod record;
mod root;
mod sheet;
mod store;
mod witness;

#[cfg(test)]
mod tests;

use std::{fmt, io, mem};

use zeroize::Zeroizing;

use crate::codec::v1_vault::Detail;
use crate::crypto::identity::SealingKey;
use crate::crypto::random;
use crate::crypto::secret::{Key as Secret, Passphrase};
use crate::disk::Lock;
use crate::domain::audit::{Act, Event};
use crate::vault::backend::Write;
use crate::vault::backend::embedded::{Journal, LONGEST_PAYLOAD};
use crate::vault::keyring::Member;
use crate::vault::keys::{Keys, Secrets};
use crate::vault::opening::{Door, Entered, START};
use crate::vault::record::{Fresh, MAX_BODY, MAX_HEAD};
use crate::vault::store::{Signer, Staged, Store, Written};
use crate::vault::witness::Witness;

pub use crate::crypto::kdf::Cost;
pub use crate::disk::caught::{panic_is_caught, quietly};
pub use crate::disk::os::read_plain;
pub use crate::vault::draft::{Draft, MAX_DRAFTS};
pub use crate::vault::error::{Notice, Part, VaultError};
pub use crate::vault::keyring::{Keyring, Setup, Status};
pub use crate::vault::keys::OfficeKeys;
pub use crate::vault::place::{BALLAST, Place};
pub use crate::vault::record::{Name, Shelf, Stored, Sum};
pub use crate::vault::sheet::RecoverySheet;

/// How many commits may wait for the index to be flushed.
const FLUSH_EVERY: u32 = 64;

/// In which version a record must be for a change to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It must not be there.
    Absent,
    /// It must be in this version.
    Version(u64),
    /// Whatever it is.
    Any,
}

/// Whose key seals a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// The office's.
    Office,
    /// That of a folder (a case, a dossier), made with the first record in it; whoever erases the folder
    /// erases all that lies under it.
    Folder([u8; 16]),
}

/// One change of a commit.
#[derive(Clone)]
pub enum Change {
    /// Writes a record.
    Put {
        /// Which.
        name: Name,
        /// In which version it must be now.
        expect: Expect,
        /// Under which key its body shall be.
        under: Under,
        /// The small part that lists show, at most 1 KiB.
        head: Vec<u8>,
        /// The rest, at most 16 MiB.
        body: Vec<u8>,
    },
    /// Removes a record. Its bytes stay, sealed, until the next rebuild.
    Remove {
        /// Which.
        name: Name,
        /// In which version it must be now.
        expect: Expect,
    },
}

impl fmt::Debug for Change {
    /// Says what is changed and how much is written, never what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::Put {
                name, head, body, ..
            } => write!(f, "Put({name:?}, {} + {} bytes)", head.len(), body.len()),
            Change::Remove { name, .. } => write!(f, "Remove({name:?})"),
        }
    }
}

/// A record as lists show it: its id, its version, its head.
pub type Head = ([u8; 16], u64, Zeroizing<Vec<u8>>);

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub seq: u64,
    /// The account that signed it.
    pub signer: [u8; 16],
    /// What was done.
    pub event: Event,
    /// What became of its words.
    pub words: Words,
}

/// What became of the words of a journal line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// They are there.
    Kept,
    /// They went with the folder they told about.
    Erased,
}

/// What a full check has gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Journal frames, each chained and signed.
    pub entries: u64,
    /// The head of the chain.
    pub head: [u8; 32],
    /// Records, each opened to its last byte.
    pub records: u64,
}

/// An account as others see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountView {
    /// Which account.
    pub id: [u8; 16],
    /// Whether it opens the vault.
    pub status: Status,
}

/// An open vault. Dropping it closes it.
pub struct Vault {
    // The store comes before the lock: sled must have let go when another may come in.
    store: Store,
    secrets: Secrets,
    me: Member,
    keyring: Keyring,
    place: Place,
    notices: Vec<Notice>,
    failed: u64,
    unflushed: u32,
    health: Health,
    _lock: Lock,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Health {
    Sound,
    Reopen,
}

impl Vault {
    /// Begins a vault with one account. The caller enters [`Act::Init`] and then calls [`Vault::finish`]; until
    /// something is in the journal there is no vault here, and making one may be tried again.
    ///
    /// # Errors
    /// `AlreadyThere`, `Busy`, `TooLarge` (the name), `NoMemory`, `Io`.
    pub fn begin(place: Place, setup: Setup) -> Result<(Vault, RecoverySheet), VaultError> {
        check_name(&setup.name)?;
        opening::make_folders(&place)?;
        let lock = place.disk.lock(&place.lock())?;
        if opening::holds_anything(&place)? {
            return Err(VaultError::AlreadyThere);
        }
        let secrets = Secrets::random(random::bytes());
        let me = Member::new(setup.account, &setup.name, secrets.office.signing.public());
        let account = me.locked(&setup.passphrase, setup.cost);
        let account = account.map_err(keyring::Refused::from)?;
        let sheet = SealingKey::random();
        let keyring = Keyring::seal(&secrets, vec![account], vec![sheet.recipient()]);
        let store = first_epoch(&place, &secrets)?;
        place.disk.replace(&place.keyring(), keyring.bytes())?;
        place.disk.replace(&place.keyring_copy(), keyring.bytes())?;
        let vault = Vault::assemble(
            Entered {
                place,
                lock,
                keyring,
                notices: Vec::new(),
                store,
            },
            me,
            secrets,
        )?;
        vault.testify()?;
        Ok((vault, RecoverySheet::of(&sheet)))
    }

    /// Writes the pointer of a vault that was begun. Where this fails, the next opening does it.
    ///
    /// # Errors
    /// `Io`.
    pub fn finish(&self) -> Result<(), VaultError> {
        let pointer = opening::pointer(self.secrets.epoch);
        let path = self.place.pointer();
        Ok(self.place.disk.replace(&path, pointer.as_bytes())?)
    }

    /// Begins and finishes a vault with nothing in its journal.
    ///
    /// # Errors
    /// Those of [`Vault::begin`].
    pub fn create(place: Place, setup: Setup) -> Result<(Vault, RecoverySheet), VaultError> {
        let (vault, sheet) = Vault::begin(place, setup)?;
        vault.finish()?;
        Ok((vault, sheet))
    }

    /// Opens a vault for a member of staff. The caller enters [`Act::Unlock`], and [`Act::FailedUnlocks`]
    /// where [`Vault::failed_unlocks`] is not 0.
    ///
    /// # Errors
    /// `WrongPassphrase` (also for an unknown name), `Busy`, `NotAVault`, `NewerFormat`, `Damaged`,
    /// `RolledBack`, `NoMemory`, `Io`. None of them has changed anything but the count of failed sign-ins.
    pub fn unlock(place: Place, name: &str, passphrase: &Passphrase) -> Result<Vault, VaultError> {
        let door = Door::find(place)?;
        let (me, secrets) = opening::let_in(&door, name, passphrase)?;
        let entered = opening::enter(door, &secrets)?;
        let mut vault = Vault::assemble(entered, me, secrets)?;
        vault.flush()?;
        Ok(vault)
    }

    /// Opens a vault with its recovery sheet and makes a new account and a new sheet. The old sheet opens it as well
    /// until [`Vault::keep_only_sheet`]. The caller enters [`Act::Recovered`].
    ///
    /// # Errors
    /// `WrongSheet`, `NameTaken`, and those of [`Vault::unlock`].
    pub fn open_with_sheet(
        place: Place,
        sheet: &str,
        setup: Setup,
    ) -> Result<(Vault, RecoverySheet), VaultError> {
        check_name(&setup.name)?;
        let key = sheet::read(sheet).ok_or(VaultError::WrongSheet)?;
        let door = Door::find(place)?;
        let secrets = door.keyring.recover(&key).map_err(|cause| match cause {
            keyring::Refused::WrongPassphrase => VaultError::WrongSheet,
            other => other.into(),
        })?;
        let entered = opening::enter(door, &secrets)?;
        check_free(&entered.keyring, &setup)?;
        let me = Member::new(setup.account, &setup.name, secrets.office.signing.public());
        let account = me.locked(&setup.passphrase, setup.cost);
        let account = account.map_err(keyring::Refused::from)?;
        let mut vault = Vault::assemble(entered, me, secrets)?;
        let fresh = SealingKey::random();
        let mut sheets = vault.keyring.sheets.clone();
        sheets.push(fresh.recipient());
        let mut accounts = vault.keyring.accounts.clone();
        accounts.push(account);
        vault.replace_keyring(accounts, sheets)?;
        vault.flush()?;
        Ok((vault, RecoverySheet::of(&fresh)))
    }

    /// Lists a shelf: id, version and head of every record on it, in no particular order.
    pub fn heads(&self, shelf: Shelf) -> Result<Vec<Head>, VaultError> {
        self.sound()?;
        let headers = self.doubting(opening::headers(&self.store, shelf.letter()))?;
        let heads = headers.into_iter().map(|(mut header, _)| {
            let head = mem::take(&mut header.head.0);
            (header.id, header.version, Zeroizing::new(head))
        });
        Ok(heads.collect())
    }

    /// Reads the small part of a record without the rest; `None` where there is none.
    pub fn head_of(&self, name: Name) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.sound()?;
        let header = self.doubting(self.store.header(name))?;
        Ok(header.map(|mut it| Zeroizing::new(mem::take(&mut it.head.0))))
    }

    /// Reads a record; `None` where there is none.
    pub fn read(&self, name: Name) -> Result<Option<Stored>, VaultError> {
        self.sound()?;
        self.doubting(self.stored(name))
    }

    /// Makes all changes and enters the event, or does neither; durable when it returns. Gives the number of
    /// the journal line.
    ///
    /// # Errors
    /// `Conflict` names the first record that is not as expected; `TooLarge`; `Io` where the disk refused and
    /// nothing was changed; `Reopen` where it is not known whether something was.
    pub fn commit(&mut self, changes: &[Change], event: &Event) -> Result<u64, VaultError> {
        self.sound()?;
        let mut staged = self.store.staged();
        for change in changes {
            self.doubting(stage(&self.store.keys, &mut staged, change))?;
        }
        check_words(event)?;
        let shape = self.store.event(&staged, event)?;
        let signer = self.signer();
        let entry = self.store.entry(&signer, staged.sum(), Some(shape));
        let writes = staged.into_writes();
        check_size(&writes)?;
        let seq = self.append(&entry, writes)?;
        if matches!(event.act, Act::FailedUnlocks(_)) {
            self.forget_failures();
        }
        Ok(seq)
    }

    /// Reads lines of the journal: at most `limit`, the first being the one behind `after`.
    pub fn journal(&self, after: u64, limit: usize) -> Result<Vec<Line>, VaultError> {
        self.sound()?;
        let mut lines = Vec::new();
        let mut seq = after;
        while lines.len() < limit && seq < self.store.tip.seq {
            seq += 1;
            lines.extend(self.line(seq)?);
        }
        Ok(lines)
    }

    /// Checks everything: every link and signature of the journal, every record to its last byte, and the
    /// sum over them. `progress` hears how many of how many steps are done.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Verified, VaultError> {
        self.sound()?;
        let entries = self.store.tip.seq;
        let total = entries + self.store.tip.sum.records;
        let mut prev = frame::GENESIS;
        for seq in 1..=entries {
            prev = self.verify_frame(seq, prev)?;
            progress(seq, total);
        }
        let records = self.verify_records(&mut |done| progress(entries + done, total));
        let records = self.doubting(records)?;
        let sum = opening::sum_of(&self.store.keys, self.store.index.as_ref())?;
        if sum != self.store.tip.sum {
            return self.doubting(Err(error::damaged(Part::Index)));
        }
        progress(total, total);
        Ok(Verified {
            entries,
            head: prev,
            records,
        })
    }

    /// Throws the index away and builds it anew from the journal: the remedy for a damaged record.
    ///
    /// # Errors
    /// `Damaged` names the journal where nothing could be built from it: then the index is as it was.
    pub fn reindex(&mut self) -> Result<(), VaultError> {
        self.sound()?;
        opening::check_rebuildable(&self.store, &self.keyring)?;
        self.health = Health::Reopen;
        let path = self.place.index(self.store.keys.epoch);
        self.store.index = Box::new(backend::memory::MemoryIndexes::default().open(&path));
        self.place.indexing.wipe(&path)?;
        self.store.index = self.place.indexing.open(&path)?;
        self.store.tip = START;
        opening::replay(&mut self.store, &self.keyring)?;
        opening::forget_doubt(&self.place, self.store.keys.epoch)?;
        self.health = Health::Sound;
        self.flush()
    }

    /// Lists all accounts, those that left too.
    #[must_use]
    pub fn accounts(&self) -> Vec<AccountView> {
        let accounts = self.keyring.accounts.iter();
        accounts
            .map(|it| AccountView {
                id: it.id,
                status: it.status,
            })
            .collect()
    }

    /// Makes an account for another member of staff and enters the event.
    ///
    /// # Errors
    /// `NameTaken`, `TooLarge` (the name, or 255 accounts that open the vault), `NoMemory`, `Io`, `Reopen`.
    pub fn add_account(&mut self, setup: &Setup, event: &Event) -> Result<u64, VaultError> {
        self.sound()?;
        check_name(&setup.name)?;
        check_free(&self.keyring, setup)?;
        let office = self.secrets.office.signing.public();
        let member = Member::new(setup.account, &setup.name, office);
        let account = member.locked(&setup.passphrase, setup.cost);
        let account = account.map_err(keyring::Refused::from)?;
        let mut accounts = self.keyring.accounts.clone();
        accounts.push(account);
        self.replace_keyring(accounts, self.keyring.sheets.clone())?;
        self.commit(&[], event)
    }

    /// Changes the passphrase of the account signed in with, and enters the event.
    ///
    /// # Errors
    /// `WrongPassphrase` where `old` is not the present one; `NoMemory`, `Io`, `Reopen`.
    pub fn change_passphrase(
        &mut self,
        old: &Passphrase,
        new: &Passphrase,
        cost: crate::crypto::kdf::Cost,
        event: &Event,
    ) -> Result<u64, VaultError> {
        self.sound()?;
        self.keyring.check(self.me.id, old)?;
        let fresh = self.me.locked(new, cost).map_err(keyring::Refused::from)?;
        let mut accounts = self.keyring.accounts.clone();
        for account in accounts.iter_mut().filter(|it| it.id == fresh.id) {
            *account = fresh.clone();
        }
        self.replace_keyring(accounts, self.keyring.sheets.clone())?;
        self.commit(&[], event)
    }

    /// Makes a new recovery sheet beside those there are, and enters the event.
    ///
    /// # Errors
    /// `TooLarge` (255 accounts and sheets that open the vault), `Io`, `Reopen`.
    pub fn add_sheet(&mut self, event: &Event) -> Result<RecoverySheet, VaultError> {
        self.sound()?;
        if self.keyring.is_full() {
            return Err(VaultError::TooLarge);
        }
        let fresh = SealingKey::random();
        let mut sheets = self.keyring.sheets.clone();
        sheets.push(fresh.recipient());
        self.replace_keyring(self.keyring.accounts.clone(), sheets)?;
        self.commit(&[], event)?;
        Ok(RecoverySheet::of(&fresh))
    }

    /// Voids every recovery sheet but this one, which somebody has seen by now.
    ///
    /// # Errors
    /// `WrongSheet` where it opens nothing here, `Io`, `Reopen`.
    pub fn keep_only_sheet(
        &mut self,
        sheet: &RecoverySheet,
        event: &Event,
    ) -> Result<(), VaultError> {
        self.sound()?;
        let kept = sheet::read(&sheet.text).ok_or(VaultError::WrongSheet)?;
        let kept = kept.recipient();
        if !self.keyring.sheets.contains(&kept) {
            return Err(VaultError::WrongSheet);
        }
        self.replace_keyring(self.keyring.accounts.clone(), vec![kept])?;
        self.commit(&[], event)?;
        Ok(())
    }

    /// Gives the office's own keys.
    #[must_use]
    pub fn office(&self) -> &OfficeKeys {
        &self.secrets.office
    }

    /// Gives the vault's id.
    #[must_use]
    pub fn id(&self) -> [u8; 16] {
        self.secrets.vault
    }

    /// Gives the account signed in with.
    #[must_use]
    pub fn account_id(&self) -> [u8; 16] {
        self.me.id
    }

    /// Gives the name signed in with, as it was set up.
    #[must_use]
    pub fn account_name(&self) -> &str {
        &self.me.name
    }

    /// Gives the number of the last journal frame and the head of the chain.
    #[must_use]
    pub fn head(&self) -> (u64, [u8; 32]) {
        (self.store.tip.seq, self.store.tip.head)
    }

    /// What all records come to together: any record more, less or other changes it.
    ///
    /// # Errors
    /// `Reopen`.
    pub fn sum(&self) -> Result<Sum, VaultError> {
        self.sound()?;
        Ok(self.store.tip.sum)
    }

    /// Tells what was noticed, and mended, when the vault was opened.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Tells how many sign-ins failed since a line with [`Act::FailedUnlocks`] was last entered.
    #[must_use]
    pub fn failed_unlocks(&self) -> u64 {
        self.failed
    }

    /// Makes the index and the outside head as durable as the journal. Dropping the vault does so too, but
    /// cannot say that it failed.
    pub fn flush(&mut self) -> Result<(), VaultError> {
        self.store.index.flush()?;
        self.unflushed = 0;
        self.testify()?;
        Ok(())
    }
}

impl Vault {
    fn assemble(entered: Entered, me: Member, secrets: Secrets) -> Result<Vault, VaultError> {
        let failed = opening::failures(&entered.place);
        let vault = Vault {
            store: entered.store,
            secrets,
            me,
            keyring: entered.keyring,
            place: entered.place,
            notices: entered.notices,
            failed,
            unflushed: 0,
            health: Health::Sound,
            _lock: entered.lock,
        };
        if !vault.notices.contains(&Notice::BallastSpent) {
            vault.lay_ballast();
        }
        Ok(vault)
    }

    fn stored(&self, name: Name) -> Result<Option<Stored>, VaultError> {
        let Some(mut header) = self.store.header(name)? else {
            return Ok(None);
        };
        Ok(Some(Stored {
            version: header.version,
            body: self.store.body(name, &header)?,
            head: Zeroizing::new(mem::take(&mut header.head.0)),
        }))
    }

    /// Notes for the next opening that the index gave something that does not hold, so that it is rebuilt then.
    fn doubting<T>(&self, found: Result<T, VaultError>) -> Result<T, VaultError> {
        if let Err(VaultError::Damaged { part }) = &found
            && matches!(part, Part::Index | Part::Record(_))
        {
            // The damage is what matters to the caller, whether or not it could be noted.
            let _ = opening::note_doubt(&self.place, self.store.keys.epoch);
        }
        found
    }

    fn sound(&self) -> Result<(), VaultError> {
        match self.health {
            Health::Sound => Ok(()),
            Health::Reopen => Err(VaultError::Reopen),
        }
    }

    fn signer(&self) -> Signer<'_> {
        Signer {
            account: self.me.id,
            key: &self.me.signing,
            keyring: self.keyring.generation,
        }
    }

    /// Appends a frame; once that is durable, nothing that fails is the caller's failure any more.
    fn append(
        &mut self,
        entry: &crate::codec::v1_vault::Entry,
        writes: Vec<Write>,
    ) -> Result<u64, VaultError> {
        let before = self.store.journal.len();
        let signer = Signer {
            account: self.me.id,
            key: &self.me.signing,
            keyring: self.keyring.generation,
        };
        let seq = match self.store.append(&signer, entry, writes) {
            Ok(Written::Whole(seq)) => seq,
            Ok(Written::JournalOnly(seq)) => {
                self.health = Health::Reopen;
                return Ok(seq);
            }
            Err(cause) => return Err(self.undo(before, cause)),
        };
        self.after_commit();
        Ok(seq)
    }

    /// Takes a failed append back, where the disk still lets us.
    fn undo(&mut self, len: u64, cause: io::Error) -> VaultError {
        match self.store.journal.cut(len) {
            Ok(()) => VaultError::Io(cause),
            Err(_) => {
                self.health = Health::Reopen;
                VaultError::Reopen
            }
        }
    }

    fn after_commit(&mut self) {
        self.unflushed += 1;
        if self.unflushed >= FLUSH_EVERY {
            self.unflushed = 0;
            if self.store.index.flush().is_err() {
                self.health = Health::Reopen;
            }
        }
        // A head that could not be written outside is behind, which is allowed; the next commit tries again.
        let _ = self.testify();
    }

    /// Writes the head outside.
    fn testify(&self) -> io::Result<()> {
        let witness = Witness {
            vault: self.secrets.vault,
            epoch: self.secrets.epoch,
            seq: self.store.tip.seq,
            head: self.store.tip.head,
            keyring: self.keyring.generation,
        };
        let bytes = witness.to_bytes(&self.store.keys);
        self.place.disk.replace(&self.place.heads, &bytes)
    }

    /// Seals the secrets anew, one generation on, and writes both keyrings.
    fn replace_keyring(
        &mut self,
        accounts: Vec<keyring::Account>,
        sheets: Vec<crate::crypto::identity::Recipient>,
    ) -> Result<(), VaultError> {
        let secrets = self.secrets.next_generation();
        let keyring = Keyring::seal(&secrets, accounts, sheets);
        // From the first of the two renames on, the old generation must not write any more.
        self.health = Health::Reopen;
        let disk = &self.place.disk;
        disk.replace(&self.place.keyring(), keyring.bytes())?;
        disk.replace(&self.place.keyring_copy(), keyring.bytes())?;
        self.keyring = keyring;
        self.secrets = secrets;
        self.health = Health::Sound;
        Ok(())
    }

    fn line(&self, seq: u64) -> Result<Option<Line>, VaultError> {
        let broken = || error::damaged(Part::Journal);
        let found = self.store.frame(seq)?;
        let opened = frame::open(&self.store.keys, &found.head).map_err(|_| broken())?;
        let Some(shape) = opened.entry.event else {
            return Ok(None);
        };
        let (detail, words) = self.words(seq, shape.subject(), &shape.detail)?;
        let event = shape.event(detail).map_err(|_| broken())?;
        Ok(Some(Line {
            seq,
            signer: opened.entry.signer,
            event,
            words,
        }))
    }

    fn words(
        &self,
        seq: u64,
        subject: Option<[u8; 16]>,
        detail: &Detail,
    ) -> Result<(String, Words), VaultError> {
        let sealed = match detail {
            Detail::Plain(words) => return Ok((words.clone(), Words::Kept)),
            Detail::Sealed(sealed) => sealed,
        };
        let secret = match &subject {
            Some(folder) => self.store.staged().folder(folder)?,
            None => None,
        };
        // A folder made anew under an erased one's id has another key: its words stay erased.
        let opened =
            secret.and_then(|it| frame::open_detail(&self.store.keys, &it, seq, sealed).ok());
        Ok(match opened {
            Some(words) => (words, Words::Kept),
            None => (String::new(), Words::Erased),
        })
    }

    fn verify_frame(&self, seq: u64, prev: [u8; 32]) -> Result<[u8; 32], VaultError> {
        let broken = || error::damaged(Part::Journal);
        let found = self.store.frame(seq)?;
        let opened = frame::open(&self.store.keys, &found.head).map_err(|_| broken())?;
        if opened.seq != seq || opened.prev != prev {
            return Err(broken());
        }
        opening::verify_signature(&self.keyring, &opened.entry, &found)?;
        if opened.entry.epoch == self.store.keys.epoch
            && self.store.journal.payload_digest(&found)? != opened.payload_hash
        {
            return Err(broken());
        }
        Ok(opened.head)
    }

    fn verify_records(&self, progress: &mut dyn FnMut(u64)) -> Result<u64, VaultError> {
        let mut done = 0;
        for shelf in Shelf::ALL {
            for (header, _) in opening::headers(&self.store, shelf.letter())? {
                let id = header.id;
                self.store.body(Name { shelf, id }, &header)?;
                done += 1;
                progress(done);
            }
        }
        Ok(done)
    }

    fn forget_failures(&mut self) {
        self.failed = 0;
        // A file that stays is counted again at the next sign-in: too many is the safe side.
        let _ = self.place.disk.remove(&self.place.failed());
    }

    /// Keeps space for a full disk. A disk too full for that refuses, and there is nothing to say.
    fn lay_ballast(&self) {
        let path = self.place.ballast();
        if self.place.ballast > 0 && !self.place.disk.exists(&path).unwrap_or(true) {
            let mut bytes = vec![0; usize::try_from(self.place.ballast).unwrap_or(0)];
            // Random, so that no file system packs it away.
            random::fill(&mut bytes);
            if self.place.disk.write_new(&path, &bytes).is_err() {
                let _ = self.place.disk.remove(&path);
            }
        }
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        if self.health == Health::Sound {
            let _ = self.flush();
        }
    }
}

/// Makes the first epoch, over whatever an interrupted attempt left.
fn first_epoch(place: &Place, secrets: &Secrets) -> Result<Store, VaultError> {
    opening::remove_other_epochs(place, 0)?;
    let disk = &place.disk;
    disk.create_dir_all(&place.epoch(secrets.epoch))?;
    disk.sync_dir(&place.dir)?;
    let journal = Journal::create(disk.clone(), &place.journal(secrets.epoch))?;
    let index_dir = place.index(secrets.epoch);
    place.indexing.wipe(&index_dir)?;
    let mut store = Store {
        keys: Keys::of(secrets),
        journal,
        index: place.indexing.open(&index_dir)?,
        tip: START,
        marks: Vec::new(),
    };
    store.bring_in(Vec::new(), secrets.generation)?;
    store.index.flush()?;
    Ok(store)
}

fn check_name(name: &str) -> Result<(), VaultError> {
    if name.len() > keyring::MAX_NAME {
        return Err(VaultError::TooLarge);
    }
    Ok(())
}

fn check_free(keyring: &Keyring, setup: &Setup) -> Result<(), VaultError> {
    if keyring.has_name(&setup.name) || keyring.account(&setup.account).is_some() {
        return Err(VaultError::NameTaken);
    }
    if keyring.is_full() {
        return Err(VaultError::TooLarge);
    }
    Ok(())
}

fn check_words(event: &Event) -> Result<(), VaultError> {
    if event.detail.len() > frame::MAX_DETAIL {
        return Err(VaultError::TooLarge);
    }
    Ok(())
}

fn check_size(writes: &[Write]) -> Result<(), VaultError> {
    if frame::payload_len(writes) > LONGEST_PAYLOAD as usize {
        return Err(VaultError::TooLarge);
    }
    Ok(())
}

fn stage(keys: &Keys, staged: &mut Staged, change: &Change) -> Result<(), VaultError> {
    match change {
        Change::Remove { name, expect } => {
            let old = expected(staged, *name, *expect)?;
            let Some(header) = old else { return Ok(()) };
            staged.drop_chunks(&header, 0)?;
            let key = record::header_key(keys, *name);
            staged.set(Write { key, value: None })?;
            Ok(())
        }
        Change::Put {
            name,
            expect,
            under,
            head,
            body,
        } => {
            if head.len() > MAX_HEAD || body.len() > MAX_BODY {
                return Err(VaultError::TooLarge);
            }
            let old = expected(staged, *name, *expect)?;
            let folder = match under {
                Under::Office => None,
                Under::Folder(folder) => Some(*folder),
            };
            let secret = folder_secret(keys, staged, folder)?;
            let fresh = Fresh {
                name: *name,
                version: old.as_ref().map_or(0, |it| it.version) + 1,
                folder,
                head,
                body,
            };
            let writes = record::seal_record(keys, secret.as_ref().unwrap_or(&keys.body), &fresh);
            if let Some(header) = old {
                staged.drop_chunks(&header, writes.len() as u32 - 1)?;
            }
            staged.set_all(writes)?;
            Ok(())
        }
    }
}

fn expected(
    staged: &Staged,
    name: Name,
    expect: Expect,
) -> Result<Option<record::Header>, VaultError> {
    let old = staged.header(name)?;
    let version = old.as_ref().map(|it| it.version);
    let as_expected = match expect {
        Expect::Any => true,
        Expect::Absent => version.is_none(),
        Expect::Version(wanted) => version == Some(wanted),
    };
    if as_expected {
        Ok(old)
    } else {
        Err(VaultError::Conflict(name))
    }
}

/// Finds the key of a folder, and makes one for a folder not seen before.
fn folder_secret(
    keys: &Keys,
    staged: &mut Staged,
    folder: Option<[u8; 16]>,
) -> Result<Option<Secret>, VaultError> {
    let Some(folder) = folder else {
        return Ok(None);
    };
    if let Some(secret) = staged.folder(&folder)? {
        return Ok(Some(secret));
    }
    let secret = Secret::random();
    staged.set(record::wrap(
        keys,
        record::folder_key(keys, &folder),
        &secret,
    ))?;
    Ok(Some(secret))
}
