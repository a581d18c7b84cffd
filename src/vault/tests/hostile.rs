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
