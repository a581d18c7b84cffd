//! Rebuilding the vault into a new epoch: how folders are erased, accounts closed, old versions shed.
//!
//! There is no other way to erase. The new epoch is built beside the old one and goes live with one rename;
//! before it nothing has happened, after it the rest is finished, at the next opening if need be.

use std::collections::BTreeSet;
use std::mem;

use crate::crypto::secret::Key as Secret;
use crate::disk::folder_of;
use crate::domain::audit::Event;
use crate::vault::backend::embedded::{Journal, Next};
use crate::vault::backend::{Key, Write};
use crate::vault::draft;
use crate::vault::error::{Part, damaged};
use crate::vault::keyring::{Account, Status};
use crate::vault::keys::{Keys, Secrets};
use crate::vault::opening::{self, START};
use crate::vault::record::{self, FOLDER, Fresh, Header, Name, Shelf, Sum};
use crate::vault::root::Tip;
use crate::vault::store::{Mark, Signer, Store};
use crate::vault::{Health, Keyring, Vault, VaultError, check_words};

/// How many bytes of records one carrying frame takes.
const BATCH: usize = 1 << 20;
/// How many bytes of stripped frames are written at once.
const STRIPPED: usize = 1 << 20;

impl Vault {
    /// Erases folders with everything under them, for good: their keys are gone, and so are all files that
    /// held the rest. The event is entered as the first line of the new epoch. Gives its number.
    ///
    /// What was copied away before stays readable to whoever has the copy and an old keyring.
    ///
    /// # Errors
    /// `Damaged` where a record cannot be carried over, and `Io`: then nothing was erased. `Reopen`: it will
    /// have been erased once the vault is opened again, or not at all.
    pub fn erase(&mut self, folders: &[[u8; 16]], event: &Event) -> Result<u64, VaultError> {
        let accounts = self.keyring.accounts.clone();
        self.renew(folders, accounts, event)
    }

    /// Writes the vault anew without what is no longer current, and enters the event.
    ///
    /// # Errors
    /// As [`Vault::erase`].
    pub fn rebuild(&mut self, event: &Event) -> Result<u64, VaultError> {
        self.erase(&[], event)
    }

    /// Closes another member's account: it no longer opens the vault, nor anything written from now on.
    ///
    /// # Errors
    /// `NoSuchAccount` where there is none, or it is one's own; otherwise as [`Vault::erase`].
    pub fn close_account(&mut self, id: [u8; 16], event: &Event) -> Result<u64, VaultError> {
        let mut accounts = self.keyring.accounts.clone();
        let account = accounts
            .iter_mut()
            .find(|it| it.id == id && it.status == Status::Active && id != self.me.id)
            .ok_or(VaultError::NoSuchAccount)?;
        account.status = Status::Left;
        self.renew(&[], accounts, event)
    }

    fn renew(
        &mut self,
        folders: &[[u8; 16]],
        accounts: Vec<Account>,
        event: &Event,
    ) -> Result<u64, VaultError> {
        self.sound()?;
        check_words(event)?;
        let secrets = self.secrets.next_epoch();
        let keyring = Keyring::seal(&secrets, accounts, self.keyring.sheets.clone());
        match self.doubting(self.build(&secrets, &keyring, folders, event)) {
            Ok(store) => self.switch(store, secrets, keyring),
            Err(cause) => {
                // What stays behind is removed at the next opening.
                let _ = opening::remove_other_epochs(&self.place, self.secrets.epoch);
                Err(cause)
            }
        }
    }

    /// Builds the next epoch beside this one, durably.
    fn build(
        &self,
        secrets: &Secrets,
        keyring: &Keyring,
        folders: &[[u8; 16]],
        event: &Event,
    ) -> Result<Store, VaultError> {
        let place = &self.place;
        opening::remove_other_epochs(place, self.secrets.epoch)?;
        let epoch = secrets.epoch;
        place.disk.create_dir_all(&place.epoch(epoch))?;
        let index = place.index(epoch);
        place.indexing.wipe(&index)?;
        let store = Store {
            keys: Keys::of(secrets),
            journal: Journal::create(place.disk.clone(), &place.journal(epoch))?,
            index: place.indexing.open(&index)?,
            tip: START,
            marks: Vec::new(),
        };
        let mover = Mover {
            old: &self.store,
            new: store,
            signer: Signer {
                keyring: keyring.generation,
                ..self.signer()
            },
            doomed: folders.iter().copied().collect(),
            batch: Vec::new(),
        };
        let mut store = mover.run(event)?;
        store.journal.sync()?;
        store.index.flush()?;
        draft::carry(place, &self.store.keys, &store.keys, folders)?;
        let next = place.keyring_next(epoch);
        place.disk.replace(&next, keyring.bytes())?;
        place.disk.sync_dir(&place.dir)?;
        Ok(store)
    }

    /// Makes the new epoch the live one and removes what the old one leaves.
    fn switch(
        &mut self,
        store: Store,
        secrets: Secrets,
        keyring: Keyring,
    ) -> Result<u64, VaultError> {
        self.health = Health::Reopen;
        let finished = self.finish_switch(store, secrets, keyring);
        match finished {
            Ok(()) => {
                self.health = Health::Sound;
                Ok(self.store.tip.seq)
            }
            Err(_) => Err(VaultError::Reopen),
        }
    }

    fn finish_switch(
        &mut self,
        store: Store,
        secrets: Secrets,
        keyring: Keyring,
    ) -> Result<(), VaultError> {
        let place = self.place.clone();
        let pointer = opening::pointer(secrets.epoch);
        place.disk.replace(&place.pointer(), pointer.as_bytes())?;
        place.disk.replace(&place.keyring(), keyring.bytes())?;
        place.disk.replace(&place.keyring_copy(), keyring.bytes())?;
        let next = place.keyring_next(secrets.epoch);
        place.disk.remove(&next)?;
        place.disk.sync_dir(folder_of(&next))?;
        // The old index must be closed before its files can go.
        drop(mem::replace(&mut self.store, store));
        self.secrets = secrets;
        self.keyring = keyring;
        self.testify()?;
        opening::remove_other_epochs(&place, self.secrets.epoch)?;
        Ok(())
    }
}

/// Carries what lives from one epoch into the next.
struct Mover<'a> {
    old: &'a Store,
    new: Store,
    signer: Signer<'a>,
    doomed: BTreeSet<[u8; 16]>,
    batch: Vec<Write>,
}

impl Mover<'_> {
    fn run(mut self, event: &Event) -> Result<Store, VaultError> {
        self.strip_frames()?;
        self.move_folders()?;
        for shelf in Shelf::ALL {
            for (header, _) in opening::headers(self.old, shelf.letter())? {
                self.move_record(shelf, &header)?;
                self.carry_full_batches()?;
            }
        }
        self.close(event)?;
        Ok(self.new)
    }

    /// Copies the chain without its payloads: the lines stay, and still prove each other.
    fn strip_frames(&mut self) -> Result<(), VaultError> {
        let mut bytes = Vec::new();
        let mut walk = self.old.journal.walk(0);
        for mark in &self.old.marks {
            let Next::Frame(found) = walk.next()? else {
                return Err(damaged(Part::Journal));
            };
            let offset = self.new.journal.len() + bytes.len() as u64;
            self.new.marks.push(Mark { offset, ..*mark });
            bytes.extend(found.head);
            bytes.extend(0u32.to_be_bytes());
            if bytes.len() >= STRIPPED {
                self.new.journal.append_unsynced(&mem::take(&mut bytes))?;
            }
        }
        self.new.journal.append_unsynced(&bytes)?;
        self.new.tip = Tip {
            sum: Sum::default(),
            ..self.old.tip
        };
        Ok(())
    }

    fn move_folders(&mut self) -> Result<(), VaultError> {
        let doomed = self.doomed.iter();
        let doomed: BTreeSet<Key> = doomed
            .map(|folder| record::folder_key(&self.old.keys, folder))
            .collect();
        for (key, value) in self.old.index.scan(FOLDER)? {
            if !doomed.contains(&key) {
                let secret = record::unwrap(&self.old.keys, &key, &value);
                let secret = secret.map_err(|_| damaged(Part::Index))?;
                self.batch.push(record::wrap(&self.new.keys, key, &secret));
            }
        }
        Ok(())
    }

    fn move_record(&mut self, shelf: Shelf, header: &Header) -> Result<(), VaultError> {
        if header.folder.is_some_and(|it| self.doomed.contains(&it)) {
            return Ok(());
        }
        let name = Name {
            shelf,
            id: header.id,
        };
        let body = self.old.body(name, header)?;
        let secret = self.folder_of(header)?;
        let fresh = Fresh {
            name,
            version: header.version,
            folder: header.folder,
            head: &header.head.0,
            body: &body,
        };
        let keys = &self.new.keys;
        let writes = record::seal_record(keys, secret.as_ref().unwrap_or(&keys.body), &fresh);
        self.batch.extend(writes);
        Ok(())
    }

    fn folder_of(&self, header: &Header) -> Result<Option<Secret>, VaultError> {
        match &header.folder {
            None => Ok(None),
            Some(folder) => {
                let secret = self.old.staged().folder(folder)?;
                secret.map(Some).ok_or(damaged(Part::Index))
            }
        }
    }

    fn carry_full_batches(&mut self) -> Result<(), VaultError> {
        // Values are about 8 KiB where there are many: counting them is enough.
        if self.batch.len() * 8192 < BATCH {
            return Ok(());
        }
        let mut staged = self.new.staged();
        staged.set_all(mem::take(&mut self.batch))?;
        let entry = self.new.entry(&self.signer, staged.sum(), None);
        let writes = staged.into_writes();
        self.new.carry(&self.signer, &entry, writes)
    }

    /// Ends the opening of the epoch with the event that made it.
    fn close(&mut self, event: &Event) -> Result<(), VaultError> {
        let mut staged = self.new.staged();
        staged.set_all(mem::take(&mut self.batch))?;
        let shape = self.new.event(&staged, event)?;
        let entry = self.new.entry(&self.signer, staged.sum(), Some(shape));
        let writes = staged.into_writes();
        self.new.carry(&self.signer, &entry, writes)
    }
}
