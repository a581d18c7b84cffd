//! Opening a vault: lock, keyring, pointer, journal, root, outside head, in this order, each against the others.
//!
//! It mends what can be mended from another copy and says so; what contradicts another part stops it,
//! and then no file has been changed.

use std::io::{self, ErrorKind};

use crate::codec::v1_vault::Entry;
use crate::disk::{Lock, folder_of};
use crate::vault::backend::Index;
use crate::vault::backend::embedded::{Found, Journal, Next};
use crate::vault::error::{Notice, Part, VaultError, damaged, rolled_back};
use crate::vault::frame::{self, Unopened};
use crate::vault::keyring::{Keyring, Member, Unreadable};
use crate::vault::keys::{Keys, Secrets};
use crate::vault::place::{Place, epoch_name, epoch_of};
use crate::vault::record::{self, Header, Sum};
use crate::vault::root::{self, Root, Tip};
use crate::vault::store::{Mark, Store};
use crate::vault::witness::{self, Testimony, Witness};
use crate::vault::{Shelf, record::FOLDER};

/// More bytes than any of pointer, outside head and count of failed sign-ins has.
const SMALL: usize = 1 << 10;
/// More bytes than a keyring of all accounts an office ever has.
const LONGEST_KEYRING: usize = 16 << 20;

/// A vault that is locked for us and read as far as that goes without a key.
pub struct Door {
    /// Where it lies.
    pub place: Place,
    /// Its lock.
    pub lock: Lock,
    /// The live epoch.
    pub epoch: u32,
    /// Its keyring.
    pub keyring: Keyring,
    /// What was noticed.
    pub notices: Vec<Notice>,
}

/// Everything an open vault is made of.
pub struct Entered {
    /// Where it lies.
    pub place: Place,
    /// Its lock.
    pub lock: Lock,
    /// Its keyring.
    pub keyring: Keyring,
    /// What was noticed.
    pub notices: Vec<Notice>,
    /// The live epoch.
    pub store: Store,
}

impl Door {
    /// Locks the vault and finds its keyring and live epoch.
    pub fn find(place: Place) -> Result<Door, VaultError> {
        // One that was begun and never finished is none: it opens for nobody and may be made again.
        if !stands(&place)? || !holds_anything(&place)? {
            return Err(VaultError::NotAVault);
        }
        let lock = place.disk.lock(&place.lock())?;
        let mut notices = Vec::new();
        let epoch = live_epoch(&place, &mut notices)?;
        let keyring = find_keyring(&place, epoch, &mut notices)?;
        Ok(Door {
            place,
            lock,
            epoch,
            keyring,
            notices,
        })
    }

    /// Adds one to the count of failed sign-ins.
    pub fn count_failure(&self) -> io::Result<()> {
        let count = failures(&self.place).saturating_add(1);
        let path = self.place.failed();
        self.place.disk.replace(&path, count.to_string().as_bytes())
    }

    /// Opens the live epoch and checks every part against the others.
    pub fn enter(mut self, secrets: &Secrets) -> Result<Entered, VaultError> {
        if secrets.epoch < self.epoch {
            return Err(rolled_back(Part::Keyring));
        }
        if secrets.epoch > self.epoch {
            return Err(rolled_back(Part::Pointer));
        }
        let store = self.open_store(Keys::of(secrets))?;
        self.settle()?;
        Ok(Entered {
            place: self.place,
            lock: self.lock,
            keyring: self.keyring,
            notices: self.notices,
            store,
        })
    }

    fn open_store(&mut self, keys: Keys) -> Result<Store, VaultError> {
        let mut journal = self.open_journal()?;
        let mut scan = scan(&journal, &keys)?;
        let testimony = self.hear_witness(&keys)?;
        let (index, root) = self.open_index(&keys);
        if let Some(root) = &root {
            scan.take_what_the_index_has(root, journal.len());
        }
        scan.check_begun()?;
        self.compare(&keys, &scan, testimony, root.as_ref())?;
        if !scan.marks.is_empty() && scan.keyring < self.keyring.generation {
            self.notices.push(Notice::KeyringUntold);
        }
        let sound = match (index, root) {
            (Some(index), Some(root)) if sums_up(&keys, index.as_ref(), &root) => {
                Some((index, root))
            }
            _ => None,
        };
        let rebuildable = || check_frames(&journal, &keys, &scan.marks, &self.keyring);
        let sound = match sound {
            None => {
                // An index that cannot be rebuilt is not thrown away: nothing else may hold what is in it.
                rebuildable()?;
                None
            }
            Some(_) if self.is_doubted()? && rebuildable().is_ok() => None,
            sound => sound,
        };
        if let Some(torn) = scan.torn_at {
            self.notices.push(Notice::TailCut(journal.len() - torn));
            journal.cut(torn)?;
        }
        if scan.spoilt {
            self.notices.push(Notice::JournalSpoilt);
        }
        let marks = scan.marks;
        let mut store = match sound {
            Some((index, root)) => Store {
                tip: tip_of(&root),
                keys,
                journal,
                index,
                marks,
            },
            None => self.empty_store(keys, journal, marks)?,
        };
        replay(&mut store, &self.keyring)?;
        if self.notices.contains(&Notice::IndexRebuilt) {
            forget_doubt(&self.place, self.epoch)?;
        }
        Ok(store)
    }

    /// Opens the index and what its root says, as far as either can be read.
    fn open_index(&self, keys: &Keys) -> (Option<Box<dyn Index>>, Option<Root>) {
        let index = self.place.indexing.open(&self.place.index(self.epoch)).ok();
        let root = index.as_ref().and_then(|it| read_root(keys, it.as_ref()));
        (index, root)
    }

    fn is_doubted(&self) -> io::Result<bool> {
        self.place.disk.exists(&self.place.doubt(self.epoch))
    }

    fn open_journal(&self) -> Result<Journal, VaultError> {
        let path = self.place.journal(self.epoch);
        match Journal::open(self.place.disk.clone(), &path) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => Err(damaged(Part::Journal)),
            journal => Ok(journal?),
        }
    }

    /// Reads the head kept outside, where there is one.
    fn hear_witness(&mut self, keys: &Keys) -> Result<Option<Witness>, VaultError> {
        let read = self.place.disk.read_within(&self.place.heads, SMALL);
        let bytes = match read {
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                self.notices.push(Notice::WitnessMissing);
                return Ok(None);
            }
            Err(cause) if cause.kind() == ErrorKind::FileTooLarge => Vec::new(),
            bytes => bytes?,
        };
        match witness::read(keys, &bytes) {
            Testimony::Holds(witness) => Ok(Some(witness)),
            Testimony::Foreign => Err(damaged(Part::Witness)),
            Testimony::Spoilt => {
                self.notices.push(Notice::WitnessSpoilt);
                Ok(None)
            }
        }
    }

    /// Compares the journal with everything that has seen it.
    fn compare(
        &self,
        keys: &Keys,
        scan: &Scan,
        witness: Option<Witness>,
        root: Option<&Root>,
    ) -> Result<(), VaultError> {
        let seen = witness.map(|it| (it.seq, it.head));
        let indexed = root.map(|it| (it.seq, it.head));
        for (seq, head) in seen.into_iter().chain(indexed) {
            scan.contains(seq, head)?;
        }
        let generations = [
            scan.keyring,
            witness.map_or(0, |it| it.keyring),
            root.map_or(0, |it| it.keyring),
        ];
        if generations.iter().any(|it| *it > self.keyring.generation) {
            return Err(rolled_back(Part::Keyring));
        }
        if witness.is_some_and(|it| it.epoch > keys.epoch) {
            return Err(rolled_back(Part::Pointer));
        }
        Ok(())
    }

    fn empty_store(
        &mut self,
        keys: Keys,
        journal: Journal,
        marks: Vec<Mark>,
    ) -> Result<Store, VaultError> {
        self.notices.push(Notice::IndexRebuilt);
        let path = self.place.index(self.epoch);
        self.place.indexing.wipe(&path)?;
        let index = self.place.indexing.open(&path)?;
        Ok(Store {
            keys,
            journal,
            index,
            tip: START,
            marks,
        })
    }

    /// Finishes what an interrupted switch left, and makes both keyrings alike.
    fn settle(&mut self) -> io::Result<()> {
        let disk = self.place.disk.clone();
        make_folders(&self.place)?;
        let kept = [
            self.place.pointer(),
            self.place.failed(),
            self.place.heads.clone(),
            self.place.drafts(self.epoch),
        ];
        for path in kept {
            disk.clear_beside(&path)?;
        }
        for path in [self.place.keyring(), self.place.keyring_copy()] {
            disk.clear_beside(&path)?;
            let there = disk.read_within(&path, self.keyring.bytes().len()).ok();
            if there.as_deref() != Some(self.keyring.bytes()) {
                disk.replace(&path, self.keyring.bytes())?;
            }
        }
        let next = self.place.keyring_next(self.epoch);
        if disk.exists(&next)? {
            self.notices.push(Notice::SwitchFinished);
            disk.remove(&next)?;
            disk.sync_dir(folder_of(&next))?;
        }
        if self.notices.contains(&Notice::PointerMended) {
            disk.replace(&self.place.pointer(), pointer(self.epoch).as_bytes())?;
        }
        remove_other_epochs(&self.place, self.epoch)
    }
}

/// Opens the live epoch; where the disk is full, once more without the ballast.
pub fn enter(door: Door, secrets: &Secrets) -> Result<Entered, VaultError> {
    let place = door.place.clone();
    match door.enter(secrets) {
        Err(cause) if may_be_full(&cause) && place.disk.remove(&place.ballast()).is_ok() => {
            let mut door = Door::find(place)?;
            door.notices.push(Notice::BallastSpent);
            door.enter(secrets)
        }
        entered => entered,
    }
}

/// The index tells no cause: whatever stops it may be a full disk.
fn may_be_full(cause: &VaultError) -> bool {
    match cause {
        VaultError::Io(cause) => cause.kind() == ErrorKind::StorageFull,
        VaultError::Damaged { part } => *part == Part::Index,
        _ => false,
    }
}

/// Where a store stands before its first frame.
pub const START: Tip = Tip {
    seq: 0,
    head: frame::GENESIS,
    sum: Sum {
        records: 0,
        acc: [0; 32],
    },
};

/// Gives what `CURRENT` holds when this epoch is live.
#[must_use]
pub fn pointer(epoch: u32) -> String {
    format!("{}\n", epoch_name(epoch))
}

/// Tells how many sign-ins failed since that was last entered into the journal.
#[must_use]
pub fn failures(place: &Place) -> u64 {
    let bytes = place.disk.read_within(&place.failed(), SMALL);
    let bytes = bytes.unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    text.trim().parse().unwrap_or(0)
}

/// Removes every epoch but the live one.
pub fn remove_other_epochs(place: &Place, live: u32) -> io::Result<()> {
    let names = place.disk.list(&place.dir)?;
    let others: Vec<u32> = names
        .iter()
        .filter_map(|name| epoch_of(name))
        .filter(|epoch| *epoch != live)
        .collect();
    for epoch in &others {
        place
            .indexing
            .wipe(&place.index(*epoch))
            .map_err(io::Error::other)?;
        place.disk.remove_dir_all(&place.epoch(*epoch))?;
    }
    if others.is_empty() {
        Ok(())
    } else {
        place.disk.sync_dir(&place.dir)
    }
}

/// Makes the folders of the vault and of the outside head where they are missing, durably.
pub fn make_folders(place: &Place) -> io::Result<()> {
    let disk = &place.disk;
    for dir in [place.dir.as_path(), folder_of(&place.heads)] {
        let missing: Vec<_> = dir
            .ancestors()
            .filter(|it| !it.as_os_str().is_empty() && !disk.exists(it).unwrap_or(true))
            .collect();
        if !missing.is_empty() {
            disk.create_dir_all(dir)?;
        }
        missing
            .iter()
            .try_for_each(|it| disk.sync_dir(folder_of(it)))?;
    }
    Ok(())
}

fn stands(place: &Place) -> io::Result<bool> {
    for path in [place.keyring(), place.keyring_copy(), place.pointer()] {
        if place.disk.exists(&path)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Tells whether a vault was finished here, or holds as much as one journal frame.
pub fn holds_anything(place: &Place) -> io::Result<bool> {
    if place.disk.exists(&place.pointer())? {
        return Ok(true);
    }
    let names = place.disk.list(&place.dir)?;
    for epoch in names.iter().filter_map(|name| epoch_of(name)) {
        let journal = place.journal(epoch);
        if place.disk.exists(&journal)? && place.disk.len(&journal)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

fn live_epoch(place: &Place, notices: &mut Vec<Notice>) -> Result<u32, VaultError> {
    let told = place.disk.read_within(&place.pointer(), SMALL);
    let told = told.unwrap_or_default();
    let told = String::from_utf8(told).unwrap_or_default();
    let named = told.strip_suffix('\n').and_then(epoch_of);
    let epochs: Vec<u32> = place
        .disk
        .list(&place.dir)?
        .iter()
        .filter_map(|name| epoch_of(name))
        .collect();
    match (named, epochs.as_slice()) {
        (Some(epoch), all) if all.contains(&epoch) => Ok(epoch),
        (_, [only]) => {
            notices.push(Notice::PointerMended);
            Ok(*only)
        }
        _ => Err(damaged(Part::Pointer)),
    }
}

fn find_keyring(
    place: &Place,
    epoch: u32,
    notices: &mut Vec<Notice>,
) -> Result<Keyring, VaultError> {
    if let Ok(next) = read_keyring(place, &place.keyring_next(epoch)) {
        return Ok(next);
    }
    let first = read_keyring(place, &place.keyring());
    let second = read_keyring(place, &place.keyring_copy());
    match (first, second) {
        (Ok(first), Ok(second)) if second.generation > first.generation => {
            notices.push(Notice::KeyringMended);
            Ok(second)
        }
        (Ok(first), Ok(_)) => Ok(first),
        (Err(VaultError::NewerFormat), _) | (_, Err(VaultError::NewerFormat)) => {
            Err(VaultError::NewerFormat)
        }
        (Ok(one), Err(_)) | (Err(_), Ok(one)) => {
            notices.push(Notice::KeyringMended);
            Ok(one)
        }
        (Err(cause), Err(_)) => Err(cause),
    }
}

fn read_keyring(place: &Place, path: &std::path::Path) -> Result<Keyring, VaultError> {
    let bytes = match place.disk.read_within(path, LONGEST_KEYRING) {
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::FileTooLarge) => {
            return Err(Unreadable::Damaged.into());
        }
        bytes => bytes?,
    };
    Ok(Keyring::parse(&bytes)?)
}

/// What a walk over the whole journal showed.
struct Scan {
    marks: Vec<Mark>,
    torn_at: Option<u64>,
    /// Whether writes that the index must have by now are spoilt.
    spoilt: bool,
    keyring: u64,
    /// Whether the event that made the epoch was seen.
    begun: bool,
    /// The last frame, where its writes do not hold: an unfinished write, unless the index has them.
    doubtful: Option<Linked>,
}

/// A frame that continues the chain.
struct Linked {
    mark: Mark,
    end: u64,
    keyring: u64,
    begins: bool,
    writes: Writes,
}

/// Whether the writes of a frame are what its signer wrote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writes {
    Sound,
    Spoilt,
}

impl Scan {
    fn of(keys: &Keys) -> Scan {
        Scan {
            marks: Vec::new(),
            torn_at: None,
            spoilt: false,
            keyring: 0,
            begun: keys.epoch == 1,
            doubtful: None,
        }
    }

    /// Tells how many frames there are, and the head after them.
    fn tip(&self) -> (u64, [u8; 32]) {
        let last = self.doubtful.as_ref().map(|it| it.mark);
        let count = self.marks.len() as u64 + u64::from(last.is_some());
        let last = last.or(self.marks.last().copied());
        (count, last.map_or(frame::GENESIS, |it| it.head))
    }

    fn take(&mut self, linked: Linked) {
        if let Some(before) = self.doubtful.take() {
            // Something was written behind it, so the index had its writes by then.
            self.spoilt = true;
            self.count(before);
        }
        match linked.writes {
            Writes::Sound => self.count(linked),
            Writes::Spoilt => self.doubtful = Some(linked),
        }
    }

    fn count(&mut self, linked: Linked) {
        self.marks.push(linked.mark);
        self.keyring = self.keyring.max(linked.keyring);
        self.begun |= linked.begins;
    }

    /// Takes the last frame for what it was where its writes are spoilt but the index has them.
    fn take_what_the_index_has(&mut self, root: &Root, journal_end: u64) {
        let whole = |it: &Linked| it.end == journal_end && it.mark.head == root.head;
        if self.doubtful.as_ref().is_some_and(whole) && self.tip().0 == root.seq {
            self.torn_at = None;
            self.spoilt = true;
            let last = self.doubtful.take();
            last.into_iter().for_each(|it| self.count(it));
        }
    }

    /// Checks that the event that made the epoch is there: an epoch goes live only with it, so without it more
    /// than a tail is missing.
    fn check_begun(&self) -> Result<(), VaultError> {
        if self.begun {
            Ok(())
        } else {
            Err(damaged(Part::Journal))
        }
    }

    /// Checks that the chain went through this head.
    fn contains(&self, seq: u64, head: [u8; 32]) -> Result<(), VaultError> {
        let there = match seq {
            0 => Some(frame::GENESIS),
            _ => usize::try_from(seq - 1)
                .ok()
                .and_then(|at| self.marks.get(at))
                .map(|it| it.head),
        };
        match (there, self.torn_at) {
            (Some(there), _) if there == head => Ok(()),
            (None, Some(_)) => Err(damaged(Part::Journal)),
            _ => Err(rolled_back(Part::Journal)),
        }
    }
}

/// Walks the chain from its beginning. Signatures are left to [`replay`] and to the full check.
///
/// What does not continue it is an unfinished write, of whatever bytes the power cut left, if no frame of ours
/// lies behind it; otherwise the journal is damaged.
fn scan(journal: &Journal, keys: &Keys) -> Result<Scan, VaultError> {
    let mut scan = Scan::of(keys);
    let mut walk = journal.walk(0);
    loop {
        let offset = walk.offset();
        let linked = match walk.next()? {
            Next::End => break,
            Next::Torn => None,
            Next::Frame(found) => link(journal, keys, scan.tip(), offset, &found)?,
        };
        match linked {
            Some(linked) => scan.take(linked),
            None => {
                let ours = |head: &[u8]| frame::open(keys, head).err() != Some(Unopened::Forged);
                if journal.goes_on_behind(offset, scan.tip().0 + 1, &ours)? {
                    return Err(damaged(Part::Journal));
                }
                scan.torn_at = Some(offset);
                break;
            }
        }
    }
    if let Some(last) = &scan.doubtful {
        scan.torn_at = Some(last.mark.offset);
    }
    Ok(scan)
}

/// Checks that a frame continues the chain; `None` where its seal does not hold.
fn link(
    journal: &Journal,
    keys: &Keys,
    (count, prev): (u64, [u8; 32]),
    offset: u64,
    found: &Found,
) -> Result<Option<Linked>, VaultError> {
    let opened = match frame::open(keys, &found.head) {
        Ok(opened) => opened,
        Err(Unopened::Forged) => return Ok(None),
        Err(Unopened::Newer) => return Err(VaultError::NewerFormat),
    };
    let (entry, stripped) = (opened.entry, found.payload_len == 0);
    let carried = entry.epoch < keys.epoch;
    // No unfinished write seals a frame that does not fit.
    if opened.seq != count + 1
        || opened.prev != prev
        || keys.epoch < entry.epoch
        || (carried && !stripped)
    {
        return Err(damaged(Part::Journal));
    }
    let holds = carried || (!stripped && journal.payload_digest(found)? == opened.payload_hash);
    Ok(Some(Linked {
        mark: Mark {
            offset,
            head: opened.head,
        },
        end: found.end,
        keyring: entry.keyring,
        begins: entry.epoch == keys.epoch && entry.event.is_some(),
        writes: if holds { Writes::Sound } else { Writes::Spoilt },
    }))
}

/// Checks that the index can be built from the journal, before it is thrown away.
pub fn check_rebuildable(store: &Store, keyring: &Keyring) -> Result<(), VaultError> {
    check_frames(&store.journal, &store.keys, &store.marks, keyring)
}

fn check_frames(
    journal: &Journal,
    keys: &Keys,
    marks: &[Mark],
    keyring: &Keyring,
) -> Result<(), VaultError> {
    let broken = || damaged(Part::Journal);
    let mut walk = journal.walk(0);
    for _ in marks {
        let Next::Frame(found) = walk.next()? else {
            return Err(broken());
        };
        let opened = frame::open(keys, &found.head).map_err(|_| broken())?;
        if opened.entry.epoch == keys.epoch {
            verify_signature(keyring, &opened.entry, &found)?;
            if journal.payload_digest(&found)? != opened.payload_hash {
                return Err(broken());
            }
        }
    }
    Ok(())
}

/// Notes that the index of an epoch gave something that does not hold: the next opening rebuilds it.
pub fn note_doubt(place: &Place, epoch: u32) -> io::Result<()> {
    let path = place.doubt(epoch);
    if !place.disk.exists(&path)? {
        place.disk.write_new(&path, b"")?;
    }
    Ok(())
}

/// Forgets what [`note_doubt`] noted, once the index has been rebuilt.
pub fn forget_doubt(place: &Place, epoch: u32) -> io::Result<()> {
    let path = place.doubt(epoch);
    if place.disk.exists(&path)? {
        place.disk.remove(&path)?;
    }
    Ok(())
}

fn read_root(keys: &Keys, index: &dyn Index) -> Option<Root> {
    let value = index.get(&record::root_key()).ok()??;
    let root = root::open(keys, &value).ok()?;
    (root.vault == keys.vault && root.epoch == keys.epoch).then_some(root)
}

fn tip_of(root: &Root) -> Tip {
    Tip {
        seq: root.seq,
        head: root.head,
        sum: Sum {
            records: root.records,
            acc: root.acc,
        },
    }
}

fn sums_up(keys: &Keys, index: &dyn Index, root: &Root) -> bool {
    sum_of(keys, index).is_ok_and(|sum| sum == tip_of(root).sum)
}

/// Sums up all records in the index.
pub fn sum_of(keys: &Keys, index: &dyn Index) -> Result<Sum, VaultError> {
    let mut sum = Sum::default();
    for letter in Shelf::ALL.iter().map(|it| it.letter()).chain([FOLDER]) {
        for (key, value) in index.scan(letter)? {
            sum.add(keys, &key, &value);
        }
    }
    Ok(sum)
}

/// Brings the index up to the journal's end, checking signature, payload and sum of every frame on the way.
pub fn replay(store: &mut Store, keyring: &Keyring) -> Result<(), VaultError> {
    for seq in store.tip.seq + 1..=store.marks.len() as u64 {
        replay_one(store, keyring, seq)?;
    }
    Ok(())
}

fn replay_one(store: &mut Store, keyring: &Keyring, seq: u64) -> Result<(), VaultError> {
    let broken = || damaged(Part::Journal);
    let found = store.frame(seq)?;
    let opened = frame::open(&store.keys, &found.head).map_err(|_| broken())?;
    let stripped = opened.entry.epoch < store.keys.epoch;
    let mut sum = store.tip.sum;
    let mut writes = Vec::new();
    if !stripped {
        verify_signature(keyring, &opened.entry, &found)?;
        writes = checked_writes(store, &found, opened.payload_hash)?;
        sum = summed(store, sum, &writes)?;
        if (sum.records, sum.acc) != (opened.entry.records, opened.entry.acc) {
            return Err(broken());
        }
    }
    store.tip = Tip {
        seq,
        head: opened.head,
        sum,
    };
    store.bring_in(writes, opened.entry.keyring)?;
    Ok(())
}

/// Checks the signature under a frame against the account that its entry names.
pub fn verify_signature(keyring: &Keyring, entry: &Entry, found: &Found) -> Result<(), VaultError> {
    let account = keyring.account(&entry.signer);
    let signer = account.ok_or(damaged(Part::Journal))?.signer;
    frame::verify(&found.head, &signer).map_err(|_| damaged(Part::Journal))
}

/// Reads a frame's writes once its payload's digest holds.
pub fn checked_writes(
    store: &Store,
    found: &Found,
    payload_hash: [u8; 32],
) -> Result<Vec<crate::vault::backend::Write>, VaultError> {
    if store.journal.payload_digest(found)? != payload_hash {
        return Err(damaged(Part::Journal));
    }
    let payload = store.journal.payload(found)?;
    frame::writes(&payload).ok_or(damaged(Part::Journal))
}

fn summed(
    store: &Store,
    mut sum: Sum,
    writes: &[crate::vault::backend::Write],
) -> Result<Sum, VaultError> {
    for write in writes {
        if let Some(old) = store.index.get(&write.key)? {
            sum.take(&store.keys, &write.key, &old);
        }
        if let Some(new) = &write.value {
            sum.add(&store.keys, &write.key, new);
        }
    }
    Ok(sum)
}

/// Lets a member in, once the door is found.
pub fn let_in(
    door: &Door,
    name: &str,
    passphrase: &crate::crypto::secret::Passphrase,
) -> Result<(Member, Secrets), VaultError> {
    match door.keyring.open(name, passphrase) {
        Ok(both) => Ok(both),
        Err(cause) => {
            let cause = VaultError::from(cause);
            if matches!(cause, VaultError::WrongPassphrase) {
                // The count is a courtesy: a disk that refuses it does not change the answer.
                let _ = door.count_failure();
            }
            Err(cause)
        }
    }
}

/// Reads all headers of a shelf.
pub fn headers(store: &Store, letter: u8) -> Result<Vec<(Header, Vec<u8>)>, VaultError> {
    let mut headers = Vec::new();
    for (key, value) in store.index.scan(letter)? {
        let header = record::open_header(&store.keys, &key, &value);
        headers.push((header.map_err(|_| damaged(Part::Index))?, value));
    }
    Ok(headers)
}
