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
fn no_account_is_made_that_could_not_sign_in() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    let setup = |id: u8| Setup {
        account: [id; 16],
        name: format!("試験 {id}"),
        passphrase: passphrase("another passphrase"),
        cost: Cost::floor(),
    };
    let mine = vault.keyring.accounts[0].clone();
    vault.keyring.accounts.resize(254, mine.clone());
    assert!(check_free(&vault.keyring, &setup(2)).is_ok());
    vault.keyring.accounts.push(mine);
    let refused = vault.add_account(&setup(2), &event(Act::StaffAdded));
    assert!(matches!(refused, Err(VaultError::TooLarge)));
    // Those that left take no room.
    vault.keyring.accounts[9].status = Status::Left;
    assert!(check_free(&vault.keyring, &setup(2)).is_ok());
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
    // Whoever was interrupted before the new sheet was seen still has the old one.
    let (vault, _) = recovered(&old, 2).unwrap();
    drop(vault);
    let (mut vault, new) = recovered(&old, 3).unwrap();
    assert_eq!(body_of(&vault, case(1)).unwrap(), b"one");
    let foreign = RecoverySheet::of(&SealingKey::random());
    assert!(matches!(
        vault.keep_only_sheet(&foreign, &event(Act::SettingChanged)),
        Err(VaultError::WrongSheet)
    ));
    vault
        .keep_only_sheet(&new, &event(Act::SettingChanged))
        .unwrap();
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
    let mut vault = Vault::unlock(place(), NAME, &passphrase(WORDS)).unwrap();
    vault.erase(&[[9; 16]], &erase_event([9; 16])).unwrap();
    assert_eq!(body_of(&vault, case(9)), None);
    drop(vault);
    assert!(!RealDisk.exists(&root.join("vault/epoch-000001")).unwrap());
    let vault = Vault::unlock(place(), NAME, &passphrase(WORDS)).unwrap();
    assert!(vault.notices().is_empty());
    assert_eq!(vault.verify(&mut |_, _| ()).unwrap().records, 99);
    for path in files_below(&root) {
        let bytes = RealDisk.read(&path).unwrap();
        for marker in [[7; 40], [9; 40]] {
            assert!(!has(&bytes, &marker), "{}", path.display());
        }
    }
    drop(vault);
    RealDisk.remove_dir_all(&root).unwrap();
}

fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for name in RealDisk.list(dir).unwrap() {
        let path = dir.join(name);
        match RealDisk.list(&path) {
            Ok(_) => files.extend(files_below(&path)),
            Err(_) => files.push(path),
        }
    }
    files
}

fn erase_event(folder: [u8; 16]) -> Event {
    Event {
        act: Act::Erased,
        ..about(folder, "保存期間を過ぎた")
    }
}

#[test]
fn erasing_takes_the_folder_and_leaves_the_rest_and_the_lines() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    let note = Name {
        shelf: Shelf::Notes,
        id: [9; 16],
    };
    let under = Change::Put {
        name: note,
        expect: Expect::Absent,
        under: Under::Folder([1; 16]),
        head: vec![],
        body: b"a note on case 1".to_vec(),
    };
    vault
        .commit(
            &[put(case(1), b"one"), under],
            &about([1; 16], "details of one"),
        )
        .unwrap();
    vault
        .commit(
            &[put(case(2), &[2; 20_000])],
            &about([2; 16], "details of two"),
        )
        .unwrap();
    let before = vault.head();
    let seq = vault.erase(&[[1; 16]], &erase_event([1; 16])).unwrap();
    assert_eq!(seq, before.0 + 1);
    for reopened in [Reopened::Not, Reopened::Yes, Reopened::WithoutIndex] {
        vault = match reopened {
            Reopened::Not => vault,
            _ => {
                drop(vault);
                if let Reopened::WithoutIndex = reopened {
                    town.indexes.wipe(Path::new("/home/vault/epoch-000002/db"));
                }
                town.open().unwrap()
            }
        };
        assert_eq!(body_of(&vault, case(1)), None);
        assert_eq!(body_of(&vault, note), None);
        assert_eq!(body_of(&vault, case(2)).unwrap(), [2; 20_000]);
        let lines = vault.journal(0, 10).unwrap();
        assert_eq!(lines.len(), 3);
        assert_eq!(
            (lines[0].words, &lines[0].event.detail[..]),
            (Words::Erased, "")
        );
        assert_eq!(lines[1].event.detail, "details of two");
        assert_eq!(lines[2].event, erase_event([1; 16]));
        vault.verify(&mut |_, _| ()).unwrap();
    }
    assert_eq!(vault.read(case(2)).unwrap().unwrap().version, 1);
    written(&mut vault, &[put(case(1), b"new")]);
    assert_eq!(vault.journal(0, 1).unwrap()[0].words, Words::Erased);
    vault.rebuild(&event(Act::Rebuilt)).unwrap();
    assert_eq!(body_of(&vault, case(1)).unwrap(), b"new");
    assert_eq!(vault.verify(&mut |_, _| ()).unwrap().entries, 5);
}

#[derive(Clone, Copy)]
enum Reopened {
    Not,
    Yes,
    WithoutIndex,
}

#[test]
fn a_large_vault_is_carried_over_in_parts() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    for id in 0..3 {
        written(&mut vault, &[put(case(id), &vec![id; 500 << 10])]);
    }
    let seq = vault.rebuild(&event(Act::Rebuilt)).unwrap();
    assert!(seq > 4, "more than one frame was needed");
    drop(vault);
    let vault = town.open().unwrap();
    assert_eq!(vault.journal(0, 99).unwrap().len(), 4);
    assert_eq!(vault.verify(&mut |_, _| ()).unwrap().records, 3);
    assert_eq!(body_of(&vault, case(2)).unwrap(), vec![2; 500 << 10]);
}

#[test]
fn after_erasing_no_key_opens_what_was_there() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    written(
        &mut vault,
        &[put(case(1), &[1; 9000]), put(case(2), b"two")],
    );
    written(&mut vault, &[put(case(1), &[3; 9000])]);
    let old_folder = vault.store.staged().folder(&[1; 16]).unwrap().unwrap();
    let old = all_bytes(&town);
    let old_values = index_values(&town, 1);
    vault.erase(&[[1; 16]], &erase_event([1; 16])).unwrap();
    let new = all_bytes(&town);
    for (_, value) in &old_values {
        let nonce = &value[5..29];
        assert!(old.iter().any(|(_, bytes)| has(bytes, nonce)));
        assert!(
            !new.iter()
                .any(|(path, bytes)| { !path.ends_with("journal") && has(bytes, nonce) })
        );
    }
    let journals: Vec<_> = new
        .iter()
        .filter(|(path, _)| path.ends_with("journal"))
        .collect();
    assert_eq!(journals.len(), 1);
    assert!(!new.iter().any(|(_, bytes)| has(bytes, old_folder.expose())));
    let keys = &vault.store.keys;
    let folder = vault.store.staged().folder(&[2; 16]).unwrap().unwrap();
    let every = [
        &keys.header,
        &keys.body,
        &keys.wrap,
        &keys.root,
        &keys.log,
        &keys.index,
        &keys.sum,
        &keys.witness,
        &folder,
        &vault.secrets.office_master,
        &vault.secrets.vault_master,
    ];
    for (key, value) in &old_values {
        for secret in every {
            let mut then = Keys::of(&vault.secrets);
            then.epoch = 1;
            assert!(record::open(&then, secret, key, b"", value).is_err() || key[0] == b'R');
        }
    }
    for number in 1..=2 {
        let found = vault.store.frame(number).unwrap();
        assert_eq!(found.payload_len, 0);
    }
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|it| it == needle)
}

fn all_bytes(town: &Town) -> Vec<(PathBuf, Vec<u8>)> {
    let files = town.disk.files().into_iter();
    let mut all: Vec<_> = files
        .map(|path| (path.clone(), town.disk.read(&path).unwrap()))
        .collect();
    for epoch in 1..=2 {
        let values = index_values(town, epoch).into_iter();
        all.extend(values.map(|(_, value)| (PathBuf::from("index"), value)));
    }
    all
}

fn index_values(town: &Town, epoch: u32) -> Vec<(backend::Key, Vec<u8>)> {
    let mut all = Vec::new();
    town.indexes.tamper(&town.place().index(epoch), |values| {
        all.extend(values.iter().map(|(key, value)| (*key, value.clone())));
    });
    all
}

#[test]
fn no_file_shows_a_word_in_any_encoding() {
    let cp932: &[u8] = &[0x8C, 0xA9, 0x96, 0x7B, 0x89, 0xD4, 0x8E, 0x71];
    let utf16: Vec<u8> = "見本花子"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let markers = ["見本花子".as_bytes(), &utf16, cp932, "見本 花子".as_bytes()];
    let town = Town::new();
    let mut vault = town.open().unwrap();
    for (id, marker) in (1..).zip(markers) {
        let told = about([id; 16], "見本花子の通院先");
        vault
            .commit(
                &[put(case(id), &[marker, &[0; 3000], marker].concat())],
                &told,
            )
            .unwrap();
        let plain = Event {
            subject: None,
            ..told
        };
        vault.commit(&[], &plain).unwrap();
    }
    let nobody_sees = |town: &Town| {
        for (path, bytes) in all_bytes(town) {
            for marker in markers {
                assert!(!has(&bytes, marker), "{}", path.display());
            }
            assert!(!has(&bytes, b"horse"), "{}", path.display());
        }
    };
    nobody_sees(&town);
    vault.erase(&[[1; 16]], &erase_event([1; 16])).unwrap();
    nobody_sees(&town);
}

/// What a vault holds: its cases by id, and how many lines its journal has.
type Holding = (std::collections::BTreeMap<u8, Vec<u8>>, u64);

fn holding(vault: &Vault) -> Holding {
    let heads = vault.heads(Shelf::Case).unwrap().into_iter();
    let cases = heads.map(|(id, _, _)| (id[0], body_of(vault, case(id[0])).unwrap()));
    (
        cases.collect(),
        vault.journal(0, 1000).unwrap().len() as u64,
    )
}

/// One step of a script; `Err` where the disk died under it.
type Step = fn(&mut Vault) -> Result<(), VaultError>;

const SCRIPT: [Step; 5] = [
    |vault| {
        let all = [put(case(1), b"one"), put(case(2), &[2; 9000])];
        vault.commit(&all, &event(Act::CaseWritten)).map(|_| ())
    },
    |vault| {
        let gone = Change::Remove {
            name: case(2),
            expect: Expect::Version(1),
        };
        let all = [gone, put(case(1), b"uno"), put(case(3), b"three")];
        vault.commit(&all, &event(Act::CaseWritten)).map(|_| ())
    },
    |vault| vault.flush(),
    |vault| vault.erase(&[[3; 16]], &erase_event([3; 16])).map(|_| ()),
    |vault| {
        vault
            .commit(&[put(case(4), b"four")], &event(Act::CaseWritten))
            .map(|_| ())
    },
];

/// What the vault holds after each number of steps.
fn holdings() -> Vec<Holding> {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    let mut all = vec![holding(&vault)];
    for step in SCRIPT {
        step(&mut vault).unwrap();
        all.push(holding(&vault));
    }
    all
}

/// Runs the script until the disk dies; tells how many steps returned well.
fn run_until_death(town: &Town) -> usize {
    let Ok(mut vault) = town.open() else { return 0 };
    SCRIPT
        .iter()
        .take_while(|step| step(&mut vault).is_ok())
        .count()
}

#[test]
fn a_kill_or_power_cut_at_any_change_leaves_before_or_after() {
    let expected = holdings();
    for changes in 0.. {
        let town = Town::new();
        let before = town.indexes.snapshot();
        town.disk.die_after(changes);
        let done = run_until_death(&town);
        for survivor in survivors(&town, &before) {
            let vault = survivor
                .open()
                .unwrap_or_else(|cause| panic!("{changes}: {cause}"));
            let held = holding(&vault);
            let next = expected.get(done + 1).unwrap_or(&expected[done]);
            assert!(
                held == expected[done] || held == *next,
                "{changes}: {held:?}"
            );
            vault.verify(&mut |_, _| ()).unwrap();
            drop(vault);
            let again = survivor.open().unwrap();
            assert_eq!(holding(&again), held);
            assert!(
                again.notices().is_empty(),
                "{changes}: {:?}",
                again.notices()
            );
            let epochs = survivor.disk.list(Path::new("/home/vault")).unwrap();
            let epochs = epochs.iter().filter(|it| it.starts_with("epoch-"));
            assert_eq!(epochs.count(), 1);
        }
        if done == SCRIPT.len() {
            assert!(changes > 50);
            return;
        }
    }
}

/// The same death four times: killed or without power, with the index as it was then or before everything.
fn survivors(town: &Town, before: &MemoryIndexes) -> Vec<Town> {
    let mut all = Vec::new();
    for indexes in [&town.indexes, before] {
        for cut in [SimulatedDisk::revive, SimulatedDisk::power_cut] {
            let mut survivor = town.copy();
            survivor.indexes = indexes.snapshot();
            cut(&survivor.disk);
            all.push(survivor);
        }
    }
    all
}

#[test]
fn making_a_vault_can_be_killed_and_tried_again() {
    for changes in 0.. {
        let disk = SimulatedDisk::new();
        let indexes = MemoryIndexes::default();
        disk.die_after(changes);
        // The cost of the key derivation is spent on every sixth change only.
        if changes % 6 == 0 || changes > 30 {
            let made = Vault::create(place(&disk, &indexes), setup()).is_ok();
            disk.power_cut();
            if made {
                assert!(Vault::unlock(place(&disk, &indexes), NAME, &passphrase(WORDS)).is_ok());
                return;
            }
            let again = Vault::create(place(&disk, &indexes), setup());
            assert!(
                matches!(again, Ok(_) | Err(VaultError::AlreadyThere)),
                "{changes}"
            );
        }
    }
}

#[test]
fn a_full_disk_refuses_the_write_and_keeps_the_vault() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    written(&mut vault, &[put(case(1), b"one")]);
    town.disk.die_after(0);
    let refused = vault.commit(&[put(case(1), b"two")], &event(Act::CaseWritten));
    assert!(refused.is_err());
    town.disk.revive();
    drop(vault);
    let vault = town.open().unwrap();
    assert_eq!(body_of(&vault, case(1)).unwrap(), b"one");
}

/// A vault with some history: three commits, an erasure, one commit more.
fn lived_in() -> Town {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    written(&mut vault, &[put(case(1), b"one"), put(case(2), b"two")]);
    vault.erase(&[[2; 16]], &erase_event([2; 16])).unwrap();
    written(&mut vault, &[put(case(3), b"three")]);
    drop(vault);
    town
}

const FILES: [&str; 5] = [
    "/home/vault/keyring",
    "/home/vault/keyring.copy",
    "/home/vault/CURRENT",
    "/home/vault/epoch-000002/journal",
    "/home/state/heads",
];

#[test]
fn no_damaged_byte_goes_unnoticed() {
    let town = lived_in();
    let expected = holding(&town.open().unwrap());
    for file in FILES {
        let bytes = town.disk.read(Path::new(file)).unwrap();
        let step = if bytes.len() > 2000 { 29 } else { 1 };
        for at in (0..bytes.len()).step_by(step) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << (at % 8);
            noticed(&town, file, &damaged, &expected);
        }
        for len in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            noticed(&town, file, &bytes[..len], &expected);
        }
        noticed(&town, file, &[&bytes[..], b"x"].concat(), &expected);
    }
}

/// Opens the vault with one file changed: it stops, or holds what it held and says what was mended.
fn noticed(town: &Town, file: &str, bytes: &[u8], expected: &Holding) {
    let town = town.copy();
    town.disk.plant(Path::new(file), bytes);
    match town.open() {
        Ok(vault) => {
            assert!(!vault.notices().is_empty(), "{file} unnoticed");
            assert_eq!(holding(&vault), *expected);
        }
        Err(VaultError::Damaged { .. } | VaultError::RolledBack { .. }) => (),
        Err(other) => panic!("{file}: {other}"),
    }
}

#[test]
fn older_files_put_back_are_noticed() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    written(&mut vault, &[put(case(1), b"one")]);
    drop(vault);
    let old = town.copy();
    let mut vault = town.open().unwrap();
    vault.add_sheet(&event(Act::SettingChanged)).unwrap();
    written(&mut vault, &[put(case(1), b"two")]);
    drop(vault);
    let journal = "/home/vault/epoch-000001/journal";
    let keyrings = ["/home/vault/keyring", "/home/vault/keyring.copy"];
    for (files, part) in [
        (&[journal][..], Part::Journal),
        (&keyrings[..], Part::Keyring),
        (&[journal, keyrings[0], keyrings[1]], Part::Journal),
    ] {
        for index in [&town.indexes, &old.indexes, &MemoryIndexes::default()] {
            let mut now = town.copy();
            now.indexes = index.snapshot();
            let before = now.disk.snapshot();
            for file in files {
                let path = Path::new(file);
                now.disk.plant(path, &old.disk.read(path).unwrap());
            }
            let refused = now.unlock(NAME, WORDS);
            let stopped = matches!(refused, Err(VaultError::RolledBack { part: it }) if it == part);
            assert!(stopped, "{files:?} {:?}", refused.err());
            for file in FILES
                .iter()
                .filter(|it| !files.contains(it) && !it.contains("000002"))
            {
                let path = Path::new(file);
                assert_eq!(now.disk.read(path).unwrap(), before.read(path).unwrap());
            }
        }
    }
}

#[test]
fn an_epoch_put_back_after_erasing_is_noticed() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    written(&mut vault, &[put(case(1), b"one")]);
    drop(vault);
    let old = town.copy();
    let mut vault = town.open().unwrap();
    vault.erase(&[[1; 16]], &erase_event([1; 16])).unwrap();
    drop(vault);
    let put_back = |files: &[&str]| {
        let now = town.copy();
        now.disk
            .create_dir_all(Path::new("/home/vault/epoch-000001"))
            .unwrap();
        for file in files {
            let path = Path::new(file);
            now.disk.plant(path, &old.disk.read(path).unwrap());
        }
        now.open().err()
    };
    let epoch = ["/home/vault/CURRENT", "/home/vault/epoch-000001/journal"];
    let refused = put_back(&epoch);
    let Some(VaultError::RolledBack { part }) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(part, Part::Pointer);
    let everything = [
        &epoch[..],
        &["/home/vault/keyring", "/home/vault/keyring.copy"],
    ]
    .concat();
    let refused = put_back(&everything);
    assert!(
        matches!(refused, Some(VaultError::RolledBack { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_restored_backup_opens_on_a_persons_word() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    written(&mut vault, &[put(case(1), b"one")]);
    drop(vault);
    let backup = town.copy();
    written(&mut town.open().unwrap(), &[put(case(1), b"two")]);
    let newer = town.disk.read(Path::new("/home/state/heads")).unwrap();
    backup.disk.plant(Path::new("/home/state/heads"), &newer);
    assert!(matches!(backup.open(), Err(VaultError::RolledBack { .. })));
    backup.place().forget_head().unwrap();
    let vault = backup.open().unwrap();
    assert_eq!(vault.notices(), [Notice::WitnessMissing]);
    assert_eq!(body_of(&vault, case(1)).unwrap(), b"one");
}

#[test]
fn spoilt_writes_in_the_journal_are_said_and_mended_by_rebuilding() {
    let town = lived_in();
    let journal = Path::new(FILES[3]);
    let vault = town.open().unwrap();
    let found = vault.store.frame(2).unwrap();
    let expected = holding(&vault).0;
    drop(vault);
    let mut bytes = town.disk.read(journal).unwrap();
    bytes[found.payload_at as usize + 50] ^= 1;
    town.disk.plant(journal, &bytes);
    let without_index = town.copy();
    without_index.indexes.wipe(&town.place().index(2));
    let refused = without_index.open();
    assert!(matches!(
        refused,
        Err(VaultError::Damaged {
            part: Part::Journal
        })
    ));
    let mut vault = town.open().unwrap();
    assert_eq!(vault.notices(), [Notice::JournalSpoilt]);
    vault.rebuild(&event(Act::Rebuilt)).unwrap();
    drop(vault);
    town.indexes.wipe(&town.place().index(3));
    let vault = town.open().unwrap();
    assert_eq!(vault.notices(), [Notice::IndexRebuilt]);
    assert_eq!(holding(&vault).0, expected);
}

#[test]
fn a_missing_or_foreign_outside_head_is_said() {
    let town = lived_in();
    town.disk.remove(Path::new("/home/state/heads")).unwrap();
    assert_eq!(town.open().unwrap().notices(), [Notice::WitnessMissing]);
    assert!(town.open().unwrap().notices().is_empty());
    let stranger = Town::build();
    let theirs = stranger.disk.read(Path::new("/home/state/heads")).unwrap();
    town.disk.plant(Path::new("/home/state/heads"), &theirs);
    let refused = town.open();
    assert!(matches!(
        refused,
        Err(VaultError::Damaged {
            part: Part::Witness
        })
    ));
}

#[test]
fn a_strangers_keyring_is_not_believed() {
    let town = lived_in();
    let stranger = Town::build();
    for file in &FILES[..2] {
        let theirs = stranger.disk.read(Path::new(file)).unwrap();
        town.disk.plant(Path::new(file), &theirs);
    }
    // Same name, same passphrase, another office: it opens their keyring and none of our files.
    assert!(matches!(
        town.unlock(NAME, WORDS),
        Err(VaultError::RolledBack { .. } | VaultError::Damaged { .. })
    ));
}

#[test]
fn records_swapped_removed_or_added_in_the_index_are_mended() {
    let town = lived_in();
    let expected = holding(&town.open().unwrap());
    let older = index_values(&town, 2);
    let index = town.place().index(2);
    type Values = std::collections::BTreeMap<backend::Key, Vec<u8>>;
    let swap: fn(&mut Values) = |values| {
        let keys: Vec<_> = values.keys().filter(|it| it[0] == b'h').copied().collect();
        let (one, two) = (values[&keys[0]].clone(), values[&keys[1]].clone());
        values.insert(keys[0], two);
        values.insert(keys[1], one);
    };
    let drop_one: fn(&mut Values) = |values| values.retain(|key, _| key[0] != b'k');
    let no_root: fn(&mut Values) = |values| values.retain(|key, _| key[0] != b'R');
    let add: fn(&mut Values) = |values| {
        values.insert([b'n'; 17], vec![0; 300]);
    };
    for tamper in [swap, drop_one, no_root, add] {
        let town = town.copy();
        town.indexes.tamper(&index, tamper);
        let vault = town.open().unwrap();
        assert_eq!(vault.notices(), [Notice::IndexRebuilt]);
        assert_eq!(holding(&vault), expected);
    }
    let mut vault = town.open().unwrap();
    written(&mut vault, &[put(case(1), b"newer")]);
    drop(vault);
    let expected = holding(&town.open().unwrap());
    town.indexes.tamper(&index, |values| {
        values.retain(|key, _| key[0] == b'R');
        values.extend(older.iter().filter(|(key, _)| key[0] != b'R').cloned());
    });
    let vault = town.open().unwrap();
    assert_eq!(vault.notices(), [Notice::IndexRebuilt]);
    assert_eq!(holding(&vault), expected);
}

#[test]
fn a_damaged_body_is_said_and_mended_by_reindexing() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    written(
        &mut vault,
        &[put(case(1), &[1; 9000]), put(case(2), &[2; 9000])],
    );
    town.indexes.tamper(&town.place().index(1), |values| {
        let keys: Vec<_> = values.keys().filter(|it| it[0] == b'b').copied().collect();
        let (one, two) = (values[&keys[0]].clone(), values[&keys[1]].clone());
        values.insert(keys[0], two);
        values.insert(keys[1], one);
    });
    let read = [vault.read(case(1)), vault.read(case(2))];
    assert!(
        read.iter()
            .any(|it| matches!(it, Err(VaultError::Damaged { .. })))
    );
    assert!(vault.verify(&mut |_, _| ()).is_err());
    vault.reindex().unwrap();
    assert_eq!(body_of(&vault, case(1)).unwrap(), [1; 9000]);
    assert!(vault.verify(&mut |_, _| ()).is_ok());
}

#[test]
fn a_closed_account_is_out_and_its_lines_still_hold() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    let second = Setup {
        account: [2; 16],
        name: "試験 太郎".to_owned(),
        passphrase: passphrase("another passphrase"),
        cost: Cost::floor(),
    };
    vault.add_account(&second, &event(Act::StaffAdded)).unwrap();
    drop(vault);
    let mut vault = town.unlock("試験 太郎", "another passphrase").unwrap();
    written(&mut vault, &[put(case(1), b"one")]);
    let own = vault.close_account([2; 16], &event(Act::StaffLeft));
    assert!(matches!(own, Err(VaultError::NoSuchAccount)));
    drop(vault);
    let mut vault = town.open().unwrap();
    vault
        .close_account([2; 16], &event(Act::StaffLeft))
        .unwrap();
    vault.verify(&mut |_, _| ()).unwrap();
    assert_eq!(vault.accounts()[1].status, Status::Left);
    drop(vault);
    let refused = town.unlock("試験 太郎", "another passphrase");
    assert!(matches!(refused, Err(VaultError::WrongPassphrase)));
    assert_eq!(
        body_of(&town.unlock(NAME, WORDS).unwrap(), case(1)).unwrap(),
        b"one"
    );
}

mod model {
    //! Random scripts against a map in memory; it knows nothing of files.

    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    enum Act {
        Put(u8, u8, usize),
        Remove(u8),
        Erase(u8),
        Reopen,
        LoseIndex,
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            12 => (0..6u8, any::<u8>(), prop_oneof![5 => 0..50usize, 1 => 7_900..9_000usize])
                .prop_map(|(id, fill, len)| Act::Put(id, fill, len)),
            3 => (0..6u8).prop_map(Act::Remove),
            1 => (0..6u8).prop_map(Act::Erase),
            1 => Just(Act::Reopen),
            1 => Just(Act::LoseIndex),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_vault_is_a_map_that_remembers(acts in prop::collection::vec(act(), 0..50)) {
            let town = Town::new();
            let mut vault = town.open().unwrap();
            let mut map: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
            for act in acts {
                match act {
                    Act::Put(id, fill, len) => {
                        written(&mut vault, &[put(case(id), &vec![fill; len])]);
                        map.insert(id, vec![fill; len]);
                        prop_assert_eq!(body_of(&vault, case(id)), map.get(&id).cloned());
                    }
                    Act::Remove(id) => {
                        let name = case(id);
                        written(&mut vault, &[Change::Remove { name, expect: Expect::Any }]);
                        map.remove(&id);
                    }
                    Act::Erase(id) => {
                        vault.erase(&[[id; 16]], &erase_event([id; 16])).unwrap();
                        map.remove(&id);
                    }
                    Act::Reopen | Act::LoseIndex => {
                        let epoch = vault.secrets.epoch;
                        drop(vault);
                        if let Act::LoseIndex = act {
                            town.indexes.wipe(&town.place().index(epoch));
                        }
                        vault = town.open().unwrap();
                        prop_assert_eq!(&holding(&vault).0, &map);
                    }
                }
            }
            prop_assert_eq!(&holding(&vault).0, &map);
            prop_assert!(vault.verify(&mut |_, _| ()).is_ok());
        }
    }
}

mod hostile {
    //! Files that a power cut, a bad disk or a stranger left: each opening is right, or stops and says which part.
    //!
    //! It tries no key and no passphrase; those have their own tests.

    use super::*;
    use crate::vault::backend::embedded::Next;

    const JOURNAL: &str = "/home/vault/epoch-000001/journal";
    const HEADS: &str = "/home/state/heads";

    /// A vault after two commits, and its journal after a third that only the journal has.
    fn interrupted() -> (Town, Vec<u8>, usize) {
        let town = Town::new();
        let mut vault = town.open().unwrap();
        written(&mut vault, &[put(case(1), b"one")]);
        written(&mut vault, &[put(case(2), &[2; 3000])]);
        vault.flush().unwrap();
        let before = town.copy();
        written(&mut vault, &[put(case(3), b"three")]);
        let journal = town.disk.read(Path::new(JOURNAL)).unwrap();
        let whole = before.disk.len(Path::new(JOURNAL)).unwrap();
        (before, journal, usize::try_from(whole).unwrap())
    }

    fn with_journal(town: &Town, bytes: &[u8]) -> Town {
        let town = town.copy();
        town.disk.plant(Path::new(JOURNAL), bytes);
        town
    }

    /// Nothing but the journal is left: no index, no head outside.
    fn alone(town: &Town, bytes: &[u8]) -> Town {
        let town = with_journal(town, bytes);
        town.disk.remove(Path::new(HEADS)).unwrap();
        town.indexes.wipe(&town.place().index(1));
        town
    }

    fn is_damaged(found: &Result<Vault, VaultError>, wanted: Part) -> bool {
        matches!(found, Err(VaultError::Damaged { part }) if *part == wanted)
    }

    #[test]
    fn whatever_a_power_cut_leaves_of_the_last_write_is_cut_off() {
        let (before, journal, whole) = interrupted();
        let expected = holding(&before.open().unwrap());
        let last = journal.len() - whole;
        let mut tails: Vec<Vec<u8>> = Vec::new();
        for kept in 1..last {
            // The length of the file came to the disk, its later blocks did not; or its earlier ones did not.
            let mut later = journal[whole..].to_vec();
            later[kept..].fill(0);
            let mut earlier = journal[whole..].to_vec();
            earlier[..kept].fill(0);
            match kept % 3 {
                0 => tails.push(journal[whole..whole + kept].to_vec()),
                1 => tails.push(later),
                _ => tails.push(earlier),
            }
        }
        tails.extend([vec![0; 4096], vec![0xFF; 700], vec![0xA5; 5000], vec![0; 8]]);
        for (number, tail) in tails.iter().enumerate() {
            if *tail == journal[whole..] {
                continue;
            }
            let town = with_journal(&before, &[&journal[..whole], tail].concat());
            let vault = town
                .open()
                .unwrap_or_else(|cause| panic!("{number}: {cause}"));
            assert_eq!(vault.notices(), [Notice::TailCut(tail.len() as u64)]);
            assert_eq!(holding(&vault), expected, "{number}");
            drop(vault);
            assert!(town.open().unwrap().notices().is_empty());
        }
    }

    #[test]
    fn damage_in_the_midst_is_never_cut_off_with_all_that_follows() {
        let (before, journal, whole) = interrupted();
        for at in (0..whole).step_by(7) {
            let mut damaged = journal.clone();
            damaged[at] ^= 1 << (at % 8);
            let town = alone(&before, &damaged);
            assert!(is_damaged(&town.open(), Part::Journal), "{at}");
            assert_eq!(town.disk.read(Path::new(JOURNAL)).unwrap(), damaged);
        }
        let found = alone(&before, &journal).open().unwrap();
        assert_eq!(holding(&found).1, 3);
    }

    #[test]
    fn a_tail_made_to_look_like_frames_stops_the_search_early() {
        let (before, journal, whole) = interrupted();
        // Every 12 bytes: a length and a number as a frame has them.
        let one = [&60_000u32.to_be_bytes()[..], &4u64.to_be_bytes()].concat();
        let tail = one.repeat(50_000);
        let town = with_journal(&before, &[&journal[..whole], &tail].concat());
        assert!(is_damaged(&town.open(), Part::Journal));
    }

    #[test]
    fn an_index_that_cannot_be_rebuilt_is_not_thrown_away() {
        let (before, _, _) = interrupted();
        let vault = before.open().unwrap();
        let found = vault.store.frame(1).unwrap();
        drop(vault);
        let mut spoilt = before.disk.read(Path::new(JOURNAL)).unwrap();
        spoilt[found.payload_at as usize + 60] ^= 1;
        let town = with_journal(&before, &spoilt);

        let mut vault = town.open().unwrap();
        assert_eq!(vault.notices(), [Notice::JournalSpoilt]);
        let refused = vault.reindex();
        assert!(matches!(
            refused,
            Err(VaultError::Damaged {
                part: Part::Journal
            })
        ));
        assert_eq!(body_of(&vault, case(1)).unwrap(), b"one");
        drop(vault);

        let index = town.place().index(1);
        town.indexes
            .tamper(&index, |values| values.retain(|key, _| key[0] != b'k'));
        let kept = index_values(&town, 1);
        assert!(is_damaged(&town.open(), Part::Journal));
        assert_eq!(index_values(&town, 1), kept);
    }

    #[test]
    fn a_spoilt_last_write_that_the_index_has_is_no_reason_to_stop() {
        let (before, _, _) = interrupted();
        let vault = before.open().unwrap();
        let expected = holding(&vault);
        let found = vault.store.frame(2).unwrap();
        drop(vault);
        let mut spoilt = before.disk.read(Path::new(JOURNAL)).unwrap();
        spoilt[found.payload_at as usize + 60] ^= 1;
        let town = with_journal(&before, &spoilt);
        let mut vault = town.open().unwrap();
        assert_eq!(vault.notices(), [Notice::JournalSpoilt]);
        assert_eq!(holding(&vault), expected);
        vault.rebuild(&event(Act::Rebuilt)).unwrap();
        drop(vault);
        assert!(town.open().unwrap().notices().is_empty());
        // Without the index the outside head still knows that the write was made.
        let town = with_journal(&before, &spoilt);
        town.indexes.wipe(&town.place().index(1));
        assert!(is_damaged(&town.open(), Part::Journal));
    }

    #[test]
    fn a_damaged_record_is_mended_at_the_next_opening() {
        let (town, _, _) = interrupted();
        let swap = |values: &mut std::collections::BTreeMap<backend::Key, Vec<u8>>| {
            let chunk = values.iter_mut().find(|(key, _)| key[0] == b'b').unwrap();
            chunk.1[40] ^= 1;
        };
        let index = town.place().index(1);
        town.indexes.tamper(&index, swap);
        let vault = town.open().unwrap();
        assert!(vault.notices().is_empty());
        let read = [vault.read(case(1)), vault.read(case(2))];
        let named = |it: &&Result<_, _>| {
            matches!(
                it,
                Err(VaultError::Damaged {
                    part: Part::Record(_)
                })
            )
        };
        assert_eq!(read.iter().filter(named).count(), 1);
        drop(vault);
        let vault = town.open().unwrap();
        assert_eq!(vault.notices(), [Notice::IndexRebuilt]);
        assert_eq!(holding(&vault).0.len(), 2);
        drop(vault);
        assert!(town.open().unwrap().notices().is_empty());

        // With a journal that could not give it back, the index stays, and what is whole is still read.
        let found = town.open().unwrap().store.frame(1).unwrap();
        let mut spoilt = town.disk.read(Path::new(JOURNAL)).unwrap();
        spoilt[found.payload_at as usize + 60] ^= 1;
        town.disk.plant(Path::new(JOURNAL), &spoilt);
        town.indexes.tamper(&index, swap);
        for _ in 0..2 {
            let vault = town.open().unwrap();
            assert_eq!(vault.notices(), [Notice::JournalSpoilt]);
            let read = [vault.read(case(1)), vault.read(case(2))];
            assert_eq!(read.iter().filter(named).count(), 1);
        }
    }

    #[test]
    fn a_vault_opens_where_the_folder_of_the_outside_head_is_gone() {
        let (town, _, _) = interrupted();
        town.disk.remove_dir_all(Path::new("/home/state")).unwrap();
        assert_eq!(town.open().unwrap().notices(), [Notice::WitnessMissing]);
        town.disk.power_cut();
        assert!(town.open().unwrap().notices().is_empty());
    }

    #[test]
    fn files_blown_up_are_not_read_into_memory() {
        let (town, _, _) = interrupted();
        for (file, len, expected) in [
            ("/home/vault/keyring", 40 << 20, Notice::KeyringMended),
            ("/home/vault/CURRENT", 1 << 20, Notice::PointerMended),
            (HEADS, 1 << 20, Notice::WitnessSpoilt),
        ] {
            let town = town.copy();
            let mut bytes = town.disk.read(Path::new(file)).unwrap();
            bytes.resize(len, b'\n');
            town.disk.plant(Path::new(file), &bytes);
            assert_eq!(town.open().unwrap().notices(), [expected], "{file}");
            let most = town.disk.longest_read();
            let allowed = if len < 2 << 20 {
                20_000
            } else {
                (16 << 20) + 1
            };
            assert!(most <= allowed, "{file}: {most} bytes were read at once");
        }
        town.disk
            .plant(Path::new("/home/vault/failed"), &[b'9'; 1 << 20]);
        assert_eq!(town.open().unwrap().failed_unlocks(), 0);
        assert!(town.disk.longest_read() < 20_000);
        for number in ["18446744073709551616", "-1", "x", "", "\u{feff}1"] {
            town.disk
                .plant(Path::new("/home/vault/failed"), number.as_bytes());
            assert_eq!(town.open().unwrap().failed_unlocks(), 0, "{number}");
        }
    }

    #[test]
    fn a_payload_longer_than_any_is_not_read() {
        let (town, journal, whole) = interrupted();
        let found = town.open().unwrap().store.frame(2).unwrap();
        let mut claims = journal[..whole].to_vec();
        let at = found.payload_at as usize - 4;
        claims[at..at + 4].copy_from_slice(&u32::MAX.to_be_bytes());
        let journal = Journal::open(
            Arc::new(with_journal(&town, &claims).disk),
            Path::new(JOURNAL),
        )
        .unwrap();
        let second = town.open().unwrap().store.marks[1].offset;
        assert!(matches!(journal.at(second).unwrap(), Next::Torn));
    }

    #[test]
    fn a_long_payload_is_checked_piece_by_piece() {
        let town = Town::new();
        let mut vault = town.open().unwrap();
        written(&mut vault, &[put(case(1), &vec![1; 2 << 20])]);
        drop(vault);
        let again = town.copy();
        drop(again.open().unwrap());
        let most = again.disk.longest_read();
        assert!(most < 300 << 10, "{most} bytes were read at once");
    }

    #[test]
    fn a_flipped_version_is_mended_and_a_newer_one_is_said() {
        let (town, _, _) = interrupted();
        let path = Path::new("/home/vault/keyring");
        let mut bytes = town.disk.read(path).unwrap();
        bytes[7] = 2;
        let flipped = town.copy();
        flipped.disk.plant(path, &bytes);
        assert_eq!(flipped.open().unwrap().notices(), [Notice::KeyringMended]);
        let told = bytes.len() - 32;
        let check = crate::crypto::digest::hash(&[&bytes[..told]]);
        bytes[told..].copy_from_slice(&check);
        town.disk.plant(path, &bytes);
        assert!(matches!(town.open(), Err(VaultError::NewerFormat)));
    }

    #[test]
    fn a_line_of_a_newer_program_is_said_and_not_cut_off() {
        let (town, _, _) = interrupted();
        let mut vault = town.open().unwrap();
        let sum = vault.store.tip.sum;
        let mut entry = vault.store.entry(&vault.signer(), sum, None);
        entry.schema += 1;
        vault.append(&entry, Vec::new()).unwrap();
        drop(vault);
        let bytes = town.disk.read(Path::new(JOURNAL)).unwrap();
        for town in [town.copy(), alone(&town, &bytes)] {
            assert!(matches!(town.open(), Err(VaultError::NewerFormat)));
            assert_eq!(town.disk.read(Path::new(JOURNAL)).unwrap(), bytes);
        }
    }

    #[test]
    fn what_an_interrupted_replacing_left_is_cleared_away() {
        let (town, _, _) = interrupted();
        let files = [
            "vault/keyring",
            "vault/keyring.copy",
            "vault/CURRENT",
            "vault/failed",
        ];
        let left: Vec<PathBuf> = files
            .iter()
            .chain(&["state/heads"])
            .map(|file| PathBuf::from(format!("/home/{file}.tmp")))
            .collect();
        for path in &left {
            town.disk.plant(path, b"half of a keyr");
        }
        drop(town.open().unwrap());
        for path in left {
            assert!(!town.disk.exists(&path).unwrap(), "{}", path.display());
        }
    }

    #[test]
    fn what_is_kept_is_not_shown_by_debug() {
        let (town, _, _) = interrupted();
        let secret = b"SHIRUSHI";
        let mut vault = town.open().unwrap();
        let change = put(case(4), secret);
        let told = about([4; 16], "SHIRUSHI");
        vault.commit(std::slice::from_ref(&change), &told).unwrap();
        let header = vault.store.header(case(4)).unwrap().unwrap();
        let stored = vault.read(case(4)).unwrap();
        let shape = vault.store.event(
            &vault.store.staged(),
            &Event {
                subject: None,
                ..told
            },
        );
        for shown in [
            format!("{change:?}"),
            format!("{header:?}"),
            format!("{stored:?}"),
            format!("{:?}", shape.unwrap()),
        ] {
            let bytes: Vec<String> = secret.iter().map(u8::to_string).collect();
            assert!(!shown.contains("SHIRUSHI"), "{shown}");
            assert!(!shown.contains(&bytes.join(", ")), "{shown}");
        }
    }

    mod with_sled {
        //! The same with the real index on the real disk.

        use super::*;

        fn copy(from: &Path, to: &Path) {
            RealDisk.create_dir_all(to).unwrap();
            for name in RealDisk.list(from).unwrap() {
                let (from, to) = (from.join(&name), to.join(&name));
                match RealDisk.list(&from) {
                    Ok(_) => copy(&from, &to),
                    Err(_) => RealDisk
                        .write_new(&to, &RealDisk.read(&from).unwrap())
                        .unwrap(),
                }
            }
        }

        #[test]
        fn no_damage_to_the_index_changes_what_is_read() {
            let root = std::env::temp_dir().join(format!("tasuki-hostile-{}", std::process::id()));
            let _ = RealDisk.remove_dir_all(&root);
            let place = |name: &str| Place {
                ballast: 0,
                ..Place::new(
                    root.join(name).join("vault"),
                    root.join(name).join("state/heads"),
                    Arc::new(RealDisk),
                )
            };
            let (mut vault, sheet) = Vault::create(place("first"), setup()).unwrap();
            let member = vault.me.to_bytes();
            let sheet = SealingKey::parse(&sheet.text).unwrap();
            for id in 0..20 {
                written(
                    &mut vault,
                    &[put(case(id), &vec![id; 300 * usize::from(id)])],
                );
            }
            let expected = holding(&vault);
            drop(vault);
            let open = |name: &str| {
                let door = Door::find(place(name))?;
                let secrets = door.keyring.recover(&sheet)?;
                let me = Member::from_bytes(ACCOUNT, &member).unwrap();
                Vault::assemble(opening::enter(door, &secrets)?, me, secrets)
            };
            let index = Path::new("vault/epoch-000001/db");
            let files = files_below(&root.join("first").join(index));
            assert!(2 <= files.len(), "{files:?}");
            let mut tried = 0;
            for file in files {
                let file = file.strip_prefix(root.join("first")).unwrap();
                let bytes = RealDisk.read(&root.join("first").join(file)).unwrap();
                let used = bytes.iter().rposition(|it| *it != 0).map_or(0, |at| at + 1);
                for number in 0..12 {
                    let mut damaged = bytes.clone();
                    match number {
                        0 => damaged.truncate(0),
                        1 => damaged.truncate(used / 2),
                        2 => damaged.extend([0xEE; 100]),
                        _ => {
                            let at = used * (number - 2) / 10;
                            let end = (at + 1 + number * 3).min(damaged.len());
                            damaged[at.min(end)..end].fill(0xA5);
                        }
                    }
                    let name = format!("try-{tried}");
                    tried += 1;
                    copy(&root.join("first"), &root.join(&name));
                    let path = root.join(&name).join(file);
                    RealDisk.remove(&path).unwrap();
                    RealDisk.write_new(&path, &damaged).unwrap();
                    let vault = open(&name)
                        .unwrap_or_else(|cause| panic!("{} {number}: {cause}", file.display()));
                    // A damaged body is named when it is read, and mended at the next opening.
                    let read = |vault: &Vault| -> Result<(), VaultError> {
                        let mut bodies = std::collections::BTreeMap::new();
                        for (id, _, _) in vault.heads(Shelf::Case)? {
                            let stored = vault.read(case(id[0]))?.expect("it is listed");
                            bodies.insert(id[0], stored.body.to_vec());
                        }
                        assert_eq!(bodies, expected.0, "{} {number}", file.display());
                        Ok(())
                    };
                    match read(&vault) {
                        Ok(()) => (),
                        Err(VaultError::Damaged { .. }) => {
                            drop(vault);
                            read(&open(&name).unwrap()).unwrap();
                        }
                        Err(other) => panic!("{} {number}: {other}", file.display()),
                    }
                    RealDisk.remove_dir_all(&root.join(&name)).unwrap();
                }
            }
            RealDisk.remove_dir_all(&root).unwrap();
        }
    }
}

fn draft(name: u8, folder: Option<[u8; 16]>, text: &str) -> Draft {
    Draft {
        name: vec![name; 20],
        folder,
        body: Zeroizing::new(text.as_bytes().to_vec()),
    }
}

#[test]
fn a_draft_is_there_after_a_power_cut_and_goes_with_its_folder() {
    let town = Town::new();
    let mut vault = town.open().unwrap();
    written(&mut vault, &[put(case(7), b"kept"), put(case(8), b"gone")]);
    let lines = vault.head().0;
    for (name, folder, text) in [
        (1, None, "new"),
        (2, Some([7; 16]), "first"),
        (2, Some([7; 16]), "second"),
        (3, Some([8; 16]), "erased"),
        (4, None, "dropped"),
    ] {
        vault.keep_draft(draft(name, folder, text)).unwrap();
    }
    vault.drop_draft(&[4; 20]).unwrap();
    vault.drop_draft(&[5; 20]).unwrap();
    assert_eq!(vault.head().0, lines, "a draft is no line of the journal");
    drop(vault);
    let text = |vault: &Vault, name: u8| {
        let found = vault.draft(&[name; 20]).unwrap();
        found.map(|it| String::from_utf8(it.body.to_vec()).unwrap())
    };
    let after = town.copy();
    after.disk.power_cut();
    let mut vault = after.open().unwrap();
    let all = |vault: &Vault| [1, 2, 3, 4].map(|name| text(vault, name));
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        all(&vault),
        [some("new"), some("second"), some("erased"), None]
    );
    vault.erase(&[[8; 16]], &erase_event([8; 16])).unwrap();
    assert_eq!(all(&vault), [some("new"), some("second"), None, None]);
    drop(vault);
    let vault = after.open().unwrap();
    assert_eq!(all(&vault), [some("new"), some("second"), None, None]);
    let path = after.place().drafts(2);
    let bytes = after.disk.read(&path).unwrap();
    drop(vault);
    for at in [0, 1, 30, bytes.len() - 1] {
        let mut spoilt = bytes.clone();
        spoilt[at] ^= 1;
        after.disk.replace(&path, &spoilt).unwrap();
        let mut vault = after.open().unwrap();
        assert_eq!(text(&vault, 1), None, "byte {at}");
        vault.keep_draft(draft(1, None, "again")).unwrap();
        assert_eq!(text(&vault, 1), some("again"));
    }
    let mut vault = after.open().unwrap();
    let huge = "x".repeat(MAX_DRAFTS + 1);
    let refused = vault.keep_draft(draft(9, None, &huge));
    assert!(matches!(refused, Err(VaultError::TooLarge)));
    let most = "x".repeat(MAX_DRAFTS);
    vault.keep_draft(draft(9, None, &most)).unwrap();
    assert_eq!(
        text(&vault, 1),
        None,
        "the oldest goes where there is no room"
    );
    assert_eq!(text(&vault, 9), Some(most));
}
