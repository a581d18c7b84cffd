//! What the vault promises, tried from outside; the inner parts have their own tests.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::*;
use crate::crypto::kdf::Cost;
use crate::disk::Disk;
use crate::disk::real::RealDisk;
use crate::disk::simulated::SimulatedDisk;
use crate::vault::backend::Indexing;
use crate::vault::backend::memory::MemoryIndexes;

const ACCOUNT: [u8; 16] = [1; 16];
const NAME: &str = "見本 花子";
const WORDS: &str = "correct horse battery";

/// A vault in memory, with what is needed to open it without the second that argon2 takes.
struct Town {
    disk: SimulatedDisk,
    indexes: MemoryIndexes,
    sheet: SealingKey,
    member: Zeroizing<Vec<u8>>,
}

impl Town {
    /// A fresh vault with nothing in it.
    fn new() -> Town {
        static FIRST: OnceLock<Town> = OnceLock::new();
        FIRST.get_or_init(Town::build).copy()
    }

    fn build() -> Town {
        let disk = SimulatedDisk::new();
        let indexes = MemoryIndexes::default();
        let (vault, sheet) = Vault::create(place(&disk, &indexes), setup()).unwrap();
        let member = vault.me.to_bytes();
        drop(vault);
        Town {
            disk,
            indexes,
            sheet: SealingKey::parse(&sheet.text).unwrap(),
            member,
        }
    }

    fn copy(&self) -> Town {
        Town {
            disk: self.disk.snapshot(),
            indexes: self.indexes.snapshot(),
            sheet: SealingKey::from_seed(*self.sheet.seed()),
            member: self.member.clone(),
        }
    }

    fn place(&self) -> Place {
        place(&self.disk, &self.indexes)
    }

    fn open(&self) -> Result<Vault, VaultError> {
        let door = Door::find(self.place())?;
        let secrets = door.keyring.recover(&self.sheet)?;
        let me = Member::from_bytes(ACCOUNT, &self.member).unwrap();
        let mut vault = Vault::assemble(door.enter(&secrets)?, me, secrets)?;
        vault.flush()?;
        Ok(vault)
    }

    fn unlock(&self, name: &str, words: &str) -> Result<Vault, VaultError> {
        Vault::unlock(self.place(), name, &passphrase(words))
    }
}

fn place(disk: &SimulatedDisk, indexes: &MemoryIndexes) -> Place {
    Place {
        dir: PathBuf::from("/home/vault"),
        heads: PathBuf::from("/home/state/heads"),
        disk: Arc::new(disk.clone()),
        indexing: Indexing::Memory(indexes.clone()),
        ballast: 64,
    }
}

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words.to_owned())
}

fn setup() -> Setup {
    Setup {
        account: ACCOUNT,
        name: NAME.to_owned(),
        passphrase: passphrase(WORDS),
        cost: Cost::floor(),
    }
}

fn event(act: Act) -> Event {
    Event {
        at: 1_700_000_000_000,
        actor: ACCOUNT,
        act,
        subject: None,
        detail: String::new(),
    }
}

fn about(folder: [u8; 16], detail: &str) -> Event {
    Event {
        subject: Some(folder),
        detail: detail.to_owned(),
        ..event(Act::CaseWritten)
    }
}

fn case(id: u8) -> Name {
    Name {
        shelf: Shelf::Case,
        id: [id; 16],
    }
}

fn put(name: Name, body: &[u8]) -> Change {
    Change::Put {
        name,
        expect: Expect::Any,
        under: Under::Folder(name.id),
        head: body[..body.len().min(20)].to_vec(),
        body: body.to_vec(),
    }
}

fn written(vault: &mut Vault, changes: &[Change]) -> u64 {
    vault.commit(changes, &event(Act::CaseWritten)).unwrap()
}

fn body_of(vault: &Vault, name: Name) -> Option<Vec<u8>> {
    vault.read(name).unwrap().map(|it| it.body.to_vec())
}

#[test]
fn a_vault_is_thread_safe_to_hand_over() {
    fn is_send<T: Send>() {}
    is_send::<Vault>();
}

#[test]
fn what_is_committed_is_read_now_and_after_unlocking() {
    let town = Town::new();
    let mut vault = town.unlock(NAME, WORDS).unwrap();
    assert_eq!(vault.head(), (0, [0; 32]));
    let seq = written(
        &mut vault,
        &[put(case(1), b"one"), put(case(2), &[7; 50_000])],
    );
    assert_eq!(seq, 1);
    drop(vault);
    let vault = town
        .unlock("見本花子", "ｃｏｒｒｅｃｔ　horse battery")
        .unwrap();
    assert!(vault.notices().is_empty(), "{:?}", vault.notices());
    assert_eq!(body_of(&vault, case(1)).unwrap(), b"one");
    assert_eq!(body_of(&vault, case(2)).unwrap(), [7; 50_000]);
    assert_eq!(body_of(&vault, case(3)), None);
    let mut heads = vault.heads(Shelf::Case).unwrap();
    heads.sort_by_key(|it| it.0);
    assert_eq!(heads.len(), 2);
    assert_eq!(
        (heads[0].0, heads[0].1, &heads[0].2[..]),
        ([1; 16], 1, &b"one"[..])
    );
    assert!(vault.heads(Shelf::Notes).unwrap().is_empty());
}

#[test]
fn wrong_passphrase_and_unknown_name_are_told_alike_and_counted() {
    let town = Town::new();
    for (name, words) in [(NAME, "wrong horse battery"), ("誰か", WORDS), ("", "")] {
        let refused = town.unlock(name, words);
        assert!(matches!(refused, Err(VaultError::WrongPassphrase)));
    }
    let mut vault = town.unlock(NAME, WORDS).unwrap();
    assert_eq!(vault.failed_unlocks(), 3);
    let counted = event(Act::FailedUnlocks(3));
    vault.commit(&[], &counted).unwrap();
    assert_eq!(vault.failed_unlocks(), 0);
    drop(vault);
    assert_eq!(town.open().unwrap().failed_unlocks(), 0);
}

#[test]
fn a_second_opening_is_busy_and_a_missing_vault_is_said() {
    let town = Town::new();
    let vault = town.open().unwrap();
    assert!(matches!(town.unlock(NAME, WORDS), Err(VaultError::Busy)));
    drop(vault);
    assert!(town.open().is_ok());
    let again = Vault::create(town.place(), setup());
    assert!(matches!(again, Err(VaultError::AlreadyThere)));
    let nowhere = place(&SimulatedDisk::new(), &MemoryIndexes::default());
    let refused = Vault::unlock(nowhere, NAME, &passphrase(WORDS));
    assert!(matches!(refused, Err(VaultError::NotAVault)));
}

#[test]
fn expectations_are_kept_and_a_conflict_changes_nothing() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    written(&mut vault, &[put(case(1), b"one")]);
    let with = |id: u8, expect: Expect| Change::Put {
        name: case(id),
        expect,
        under: Under::Office,
        head: vec![],
        body: b"new".to_vec(),
    };
    let remove = |id: u8, expect: Expect| Change::Remove {
        name: case(id),
        expect,
    };
    for conflicting in [
        with(1, Expect::Absent),
        with(1, Expect::Version(2)),
        with(2, Expect::Version(1)),
        remove(1, Expect::Version(9)),
        remove(2, Expect::Version(1)),
    ] {
        let all = [put(case(3), b"three"), conflicting];
        let refused = vault.commit(&all, &event(Act::CaseWritten));
        assert!(matches!(refused, Err(VaultError::Conflict(_))));
        assert_eq!(body_of(&vault, case(3)), None);
        assert_eq!(vault.head().0, 1);
    }
    written(
        &mut vault,
        &[with(1, Expect::Version(1)), with(1, Expect::Version(2))],
    );
    assert_eq!(vault.read(case(1)).unwrap().unwrap().version, 3);
    written(
        &mut vault,
        &[remove(1, Expect::Version(3)), remove(2, Expect::Absent)],
    );
    assert_eq!(body_of(&vault, case(1)), None);
}

#[test]
fn what_is_too_large_is_refused() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    let with = |head: usize, body: usize| Change::Put {
        name: case(1),
        expect: Expect::Any,
        under: Under::Office,
        head: vec![0; head],
        body: vec![0; body],
    };
    for change in [with(MAX_HEAD + 1, 0), with(0, MAX_BODY + 1)] {
        let refused = vault.commit(&[change], &event(Act::CaseWritten));
        assert!(matches!(refused, Err(VaultError::TooLarge)));
    }
    let wordy = about([1; 16], &"長".repeat(2000));
    assert!(matches!(
        vault.commit(&[], &wordy),
        Err(VaultError::TooLarge)
    ));
    assert_eq!(vault.head().0, 0);
}

#[test]
fn the_journal_tells_everything_in_order() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    vault.commit(&[], &event(Act::Init)).unwrap();
    let told = about([1; 16], "通院先を直した");
    vault.commit(&[put(case(1), b"one")], &told).unwrap();
    vault.commit(&[], &event(Act::CaseRead)).unwrap();
    let lines = vault.journal(0, 10).unwrap();
    assert_eq!(lines.iter().map(|it| it.seq).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(lines[1].event, told);
    assert_eq!(vault.journal(1, 1).unwrap(), lines[1..2]);
    assert!(vault.journal(3, 10).unwrap().is_empty());
    let mut steps = 0;
    let verified = vault.verify(&mut |_, _| steps += 1).unwrap();
    assert_eq!((verified.entries, verified.records), (3, 1));
    assert_eq!(verified.head, vault.head().1);
    assert!(steps >= 4);
}

#[test]
fn accounts_are_added_and_passphrases_changed() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    let second = Setup {
        account: [2; 16],
        name: "試験 太郎".to_owned(),
        passphrase: passphrase("another passphrase"),
        cost: Cost::floor(),
    };
    vault.add_account(&second, &event(Act::StaffAdded)).unwrap();
    let twice = vault.add_account(&second, &event(Act::StaffAdded));
    assert!(matches!(twice, Err(VaultError::NameTaken)));
    drop(vault);
    let mut vault = town.unlock("試験 太郎", "another passphrase").unwrap();
    assert_eq!(vault.account_id(), [2; 16]);
    assert_eq!(vault.accounts().len(), 2);
    let new = passphrase("third passphrase");
    let change = |vault: &mut Vault, old: &str| {
        let changed = event(Act::PassphraseChanged);
        vault.change_passphrase(&passphrase(old), &new, Cost::floor(), &changed)
    };
    let refused = change(&mut vault, "not the old one");
    assert!(matches!(refused, Err(VaultError::WrongPassphrase)));
    change(&mut vault, "another passphrase").unwrap();
    drop(vault);
    let old = town.unlock("試験 太郎", "another passphrase");
    assert!(matches!(old, Err(VaultError::WrongPassphrase)));
    assert!(town.unlock("試験 太郎", "third passphrase").is_ok());
    assert!(town.unlock(NAME, WORDS).is_ok());
}

#[test]
fn the_sheet_lets_in_once_and_is_replaced() {
    let town = Town::new();
    written(&mut town.open().unwrap(), &[put(case(1), b"one")]);
    let recovered = |sheet: &str, account: u8| {
        let setup = Setup {
            account: [account; 16],
            name: format!("復旧 {account}"),
            passphrase: passphrase("after the recovery"),
            cost: Cost::floor(),
        };
        Vault::open_with_sheet(town.place(), sheet, setup)
    };
    let old = town.sheet.encode();
    let (vault, new) = recovered(&old, 3).unwrap();
    assert_eq!(body_of(&vault, case(1)).unwrap(), b"one");
    drop(vault);
    assert!(matches!(recovered(&old, 4), Err(VaultError::WrongSheet)));
    assert!(matches!(recovered("", 4), Err(VaultError::WrongSheet)));
    assert!(recovered(&new.text, 4).is_ok());
    assert!(town.unlock("復旧 3", "after the recovery").is_ok());
}

/// The real thing: sled on the real disk.
#[test]
fn sled_keeps_it_too_and_is_rebuilt_when_lost() {
    let root = std::env::temp_dir().join(format!("tasuki-vault-{}", std::process::id()));
    let _ = RealDisk.remove_dir_all(&root);
    let place = || Place {
        ballast: 4096,
        ..Place::new(root.join("vault"), root.join("heads"), Arc::new(RealDisk))
    };
    let (mut vault, _) = Vault::create(place(), setup()).unwrap();
    for id in 0..100 {
        written(&mut vault, &[put(case(id), &[id; 9000])]);
    }
    let busy = Vault::unlock(place(), NAME, &passphrase(WORDS));
    assert!(matches!(busy, Err(VaultError::Busy)));
    vault.reindex().unwrap();
    drop(vault);
    for lost in ["", "db"] {
        if !lost.is_empty() {
            let path = root.join("vault/epoch-000001/db").join(lost);
            RealDisk.truncate(&path, 0).unwrap();
            RealDisk.append(&path, b"spoilt").unwrap();
        }
        let vault = Vault::unlock(place(), NAME, &passphrase(WORDS)).unwrap();
        let rebuilt = vault.notices().contains(&Notice::IndexRebuilt);
        assert_eq!(rebuilt, !lost.is_empty(), "{lost}");
        assert_eq!(vault.heads(Shelf::Case).unwrap().len(), 100);
        assert_eq!(body_of(&vault, case(9)).unwrap(), [9; 9000]);
    }
    RealDisk.remove_dir_all(&root).unwrap();
}

#[expect(dead_code, reason = "used by the tests of the next commit")]
fn journal_path() -> &'static Path {
    Path::new("/home/vault/epoch-000001/journal")
}
