//! A reader of the vault's files written from `docs/format-vault.md` alone, and a vault of version 1 that every
//! later program must open.
//!
//! It shares no code with the vault but the opening of age files, which strangers' programs check elsewhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chacha20poly1305::{AeadInPlace, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signature, VerifyingKey};

use tasuki::crypto::identity::{SealingKey, open_with};
use tasuki::crypto::kdf::Cost;
use tasuki::disk::real::RealDisk;
use tasuki::domain::audit::{Act, Event};
use tasuki::vault::backend::Indexing;
use tasuki::vault::backend::memory::MemoryIndexes;
use tasuki::vault::{Change, Expect, Name, Notice, Place, Setup, Shelf, Under, Vault, Words};
use tasuki::workflow::Passphrase;

use crate::town::Dir;

/// Set to write the golden vault where it is missing; one that is there is never written again.
const WRITE_MISSING: &str = "TASUKI_WRITE_MISSING_GOLDEN";
const NAME: &str = "見本 花子";
const WORDS: &str = "ｍｉｈｏｎ no kagi 7";
/// The passphrase in NFKC, as it goes into argon2id.
const FOLDED: &[u8] = b"mihon no kagi 7";
const ACCOUNT: [u8; 16] = [0xA1; 16];
const CASE: [u8; 16] = [0xC1; 16];
const GONE: [u8; 16] = [0xC2; 16];
const FILES: [&str; 4] = ["keyring", "CURRENT", "epoch-000002/journal", "heads"];

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1/vault")
}

fn place(dir: &Path, indexes: &MemoryIndexes) -> Place {
    Place {
        indexing: Indexing::Memory(indexes.clone()),
        ballast: 0,
        ..Place::new(dir.to_owned(), dir.join("heads"), Arc::new(RealDisk))
    }
}

fn body() -> Vec<u8> {
    (0..8000u32).map(|it| (it % 251) as u8).collect()
}

fn event(act: Act, subject: Option<[u8; 16]>, detail: &str) -> Event {
    Event {
        at: 1_790_000_000_123,
        actor: ACCOUNT,
        act,
        subject,
        detail: detail.to_owned(),
    }
}

fn put(shelf: Shelf, id: [u8; 16], under: Under, head: &[u8], body: &[u8]) -> Change {
    Change::Put {
        name: Name { shelf, id },
        expect: Expect::Absent,
        under,
        head: head.to_vec(),
        body: body.to_vec(),
    }
}

/// Lives the golden vault's life: two cases, one of them erased, one more line.
fn live(dir: &Path, indexes: &MemoryIndexes) {
    let setup = Setup {
        account: ACCOUNT,
        name: NAME.to_owned(),
        passphrase: Passphrase::new(WORDS.to_owned()),
        cost: Cost::floor(),
    };
    let (mut vault, _) = Vault::create(place(dir, indexes), setup).unwrap();
    vault
        .commit(&[], &event(Act::Init, None, "はじめ"))
        .unwrap();
    let all = [
        put(Shelf::Case, CASE, Under::Folder(CASE), b"head", &body()),
        put(Shelf::Case, GONE, Under::Folder(GONE), b"gone", b"gone"),
        put(
            Shelf::Setting,
            [5; 16],
            Under::Office,
            b"",
            b"of the office",
        ),
    ];
    let told = event(Act::CaseWritten, Some(CASE), "通院先");
    vault.commit(&all, &told).unwrap();
    vault
        .erase(&[GONE], &event(Act::Erased, Some(GONE), ""))
        .unwrap();
    let handover = Act::Handover {
        code: 3,
        id: [7; 16],
    };
    let gone = Change::Remove {
        name: Name {
            shelf: Shelf::Setting,
            id: [5; 16],
        },
        expect: Expect::Version(1),
    };
    vault.commit(&[gone], &event(handover, None, "")).unwrap();
}

fn write_missing() {
    let dir = golden();
    if dir.exists() || std::env::var_os(WRITE_MISSING).is_none() {
        return;
    }
    let made = Dir::new();
    live(&made.0, &MemoryIndexes::default());
    for file in FILES {
        let to = dir.join(file.replace('/', "-")).with_extension("hex");
        std::fs::create_dir_all(&dir).unwrap();
        let bytes = std::fs::read(made.0.join(file)).unwrap();
        let digits: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let lines = digits.as_bytes().chunks(128);
        let text: Vec<_> = lines.map(|it| String::from_utf8_lossy(it)).collect();
        std::fs::write(to, text.join("\n") + "\n").unwrap();
    }
}

/// One file of the golden vault.
fn file(name: &str) -> Vec<u8> {
    let path = golden().join(name.replace('/', "-")).with_extension("hex");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("{} is missing: {WRITE_MISSING}=1 writes it", path.display()));
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

fn laid_out(dir: &Path) {
    std::fs::create_dir_all(dir.join("epoch-000002")).unwrap();
    for name in FILES {
        std::fs::write(dir.join(name), file(name)).unwrap();
    }
    std::fs::write(dir.join("keyring.copy"), file("keyring")).unwrap();
}

/// Takes bytes off the front.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn run(&mut self, len: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(len);
        self.0 = rest;
        taken
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        self.run(N).try_into().unwrap()
    }

    fn big(&mut self, width: usize) -> u64 {
        self.run(width)
            .iter()
            .fold(0, |sum, it| sum << 8 | u64::from(*it))
    }

    fn little(&mut self, width: usize) -> u64 {
        let bytes = self.run(width).iter().rev();
        bytes.fold(0, |sum, it| sum << 8 | u64::from(*it))
    }

    fn option<const N: usize>(&mut self) -> Option<[u8; N]> {
        (self.little(1) == 1).then(|| self.array())
    }
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    blake3::hash(bytes).into()
}

fn keyed(key: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    blake3::keyed_hash(key, bytes).into()
}

fn open(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Vec<u8> {
    let (nonce, rest) = sealed.split_at(24);
    let (ciphertext, tag) = rest.split_at(rest.len() - 16);
    let mut plain = ciphertext.to_vec();
    XChaCha20Poly1305::new(key.into())
        .decrypt_in_place_detached(
            XNonce::from_slice(nonce),
            aad,
            &mut plain,
            Tag::from_slice(tag),
        )
        .expect("the seal holds");
    plain
}

fn verify(key: &[u8; 32], label: &[u8], bytes: &[u8], signature: &[u8]) {
    let signature = Signature::from_slice(signature).unwrap();
    let key = VerifyingKey::from_bytes(key).unwrap();
    key.verify_strict(&[label, bytes].concat(), &signature)
        .expect("the signature holds");
}

fn unpad(padded: &[u8], step: usize) -> &[u8] {
    assert_eq!(padded.len() % step, 0);
    let mut bytes = Bytes(padded);
    let len = bytes.big(4) as usize;
    let shape = bytes.run(len);
    assert!(bytes.0.iter().all(|it| *it == 0) && bytes.0.len() < step);
    shape
}

/// What the keyring gives to whoever knows the passphrase.
struct Opened {
    vault: [u8; 16],
    signer: [u8; 32],
    office: [u8; 32],
    master: [u8; 32],
}

fn read_keyring(bytes: &[u8]) -> Opened {
    let (told, check) = bytes.split_at(bytes.len() - 32);
    assert_eq!(hash(told), check);
    let mut all = Bytes(told);
    assert_eq!(all.run(8), b"TASUKIK\x01");
    assert_eq!((all.big(8), all.big(2)), (2, 1));
    let front = all.0;
    assert_eq!(all.array(), ACCOUNT);
    assert_eq!(
        (all.big(1), all.big(4), all.big(4), all.big(4)),
        (1, 64 << 10, 3, 1)
    );
    let (salt, name_tag) = (all.run(16), all.run(16));
    let name_key = blake3::derive_key("tasuki 2026 account name v1", salt);
    assert_eq!(&keyed(&name_key, "見本花子".as_bytes())[..16], name_tag);
    let signer: [u8; 32] = all.array();
    all.run(1216);
    let aad = [b"tasuki-account-v1\0", &front[..front.len() - all.0.len()]].concat();
    let blob_len = all.big(2) as usize;
    let blob = all.run(blob_len);
    let params = argon2::Params::new(64 << 10, 3, 1, Some(32)).unwrap();
    let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut key = [0; 32];
    argon.hash_password_into(FOLDED, salt, &mut key).unwrap();
    let member = open(&key, &aad, blob);
    assert_eq!(member.len(), 288);
    let mut member = Bytes(&member);
    let sealing = SealingKey::from_seed(member.array());
    let signing = ed25519_dalek::SigningKey::from_bytes(&member.array());
    assert_eq!(signing.verifying_key().to_bytes(), signer);
    let pin: [u8; 32] = member.array();
    let name_len = member.big(1) as usize;
    assert_eq!(member.run(name_len), NAME.as_bytes());
    assert!(member.0.iter().all(|it| *it == 0));
    assert_eq!(all.big(1), 1, "one sheet");
    all.run(1216);
    let age_len = all.big(4) as usize;
    let age = all.run(age_len);
    verify(
        &pin,
        b"tasuki-keyring-v1\0",
        &told[..told.len() - 64],
        all.0,
    );
    assert_eq!(all.0.len(), 64);
    let inside = open_with(&sealing, age, 1024).unwrap();
    assert_eq!(inside.len(), 156);
    let mut inside = Bytes(&inside);
    let vault = inside.array();
    assert_eq!(inside.big(8), 2);
    let (office, master) = (inside.array(), inside.array());
    assert_eq!(inside.big(4), 2, "the epoch");
    let office_signing = ed25519_dalek::SigningKey::from_bytes(&inside.array());
    assert_eq!(office_signing.verifying_key().to_bytes(), pin);
    Opened {
        vault,
        signer,
        office,
        master,
    }
}

#[derive(Debug, PartialEq)]
struct Line {
    epoch: u64,
    act: Option<(u64, u64, Option<[u8; 16]>)>,
    subject: Option<[u8; 16]>,
    plain: Option<String>,
    sealed: Option<(u64, Vec<u8>)>,
}

type Values = BTreeMap<Vec<u8>, Vec<u8>>;

fn acc_of(keys: &Opened, values: &Values) -> ([u8; 32], u64) {
    let sum = blake3::derive_key("tasuki 2026 sum v1", &keys.office);
    let counted = values.iter().filter(|(key, _)| !b"bR".contains(&key[0]));
    let mut acc = [0; 32];
    for (key, value) in counted.clone() {
        let part = keyed(&sum, &[&key[..], &value[value.len() - 16..]].concat());
        acc.iter_mut()
            .zip(part)
            .for_each(|(one, other)| *one ^= other);
    }
    (acc, counted.count() as u64)
}

/// Walks the whole journal; gives its lines, the records they leave, and the head.
fn read_journal(keys: &Opened, journal: &[u8]) -> (Vec<Line>, Values, (u64, [u8; 32])) {
    let log = blake3::derive_key("tasuki 2026 log v1", &keys.office);
    let mut all = Bytes(journal);
    let (mut lines, mut values, mut tip) = (Vec::new(), Values::new(), (0, [0; 32]));
    while !all.0.is_empty() {
        let begin = all.0;
        let len = all.big(4) as usize;
        let frame = &begin[..4 + len];
        let mut head = Bytes(all.run(len));
        assert_eq!((head.big(8), head.array()), (tip.0 + 1, tip.1));
        let payload_hash: [u8; 32] = head.array();
        let sealed = head.run(head.0.len() - 64);
        let aad = [
            b"tasuki-log-v1\0",
            &keys.vault[..],
            &frame[..4 + 8 + 32 + 32],
        ]
        .concat();
        let plain = open(&log, &aad, sealed);
        let mut entry = Bytes(unpad(&plain, 64));
        assert_eq!((entry.little(1), entry.array()), (1, ACCOUNT));
        verify(
            &keys.signer,
            b"tasuki-frame-v1\0",
            &frame[..frame.len() - 64],
            head.0,
        );
        tip = (tip.0 + 1, hash(frame));
        let (epoch, generation) = (entry.little(4), entry.little(8));
        assert_eq!(
            epoch, generation,
            "one keyring for each epoch of this vault"
        );
        let (records, acc) = (entry.little(8), entry.array());
        lines.push(read_event(&mut entry, epoch));
        assert!(entry.0.is_empty());
        let payload_len = all.big(4) as usize;
        let payload = all.run(payload_len);
        assert_eq!(payload.is_empty(), epoch < 2, "stripped where it is older");
        if epoch == 2 {
            assert_eq!(hash(payload), payload_hash);
            apply(&mut values, payload);
            assert_eq!(acc_of(keys, &values), (acc, records));
        }
    }
    (lines, values, tip)
}

fn read_event(entry: &mut Bytes, epoch: u64) -> Line {
    let mut line = Line {
        epoch,
        act: None,
        subject: None,
        plain: None,
        sealed: None,
    };
    if entry.little(1) == 1 {
        assert_eq!(entry.little(8), 1_790_000_000_123);
        assert_eq!(entry.array(), ACCOUNT);
        line.act = Some((entry.little(2), entry.little(8), entry.option()));
        line.subject = entry.option();
        let variant = entry.little(4);
        let len = entry.little(8) as usize;
        let words = entry.run(len).to_vec();
        match variant {
            0 => line.plain = Some(String::from_utf8(words).unwrap()),
            1 => line.sealed = Some((0, words)),
            other => panic!("variant {other}"),
        }
    }
    line
}

fn apply(values: &mut Values, payload: &[u8]) {
    let mut payload = Bytes(payload);
    for _ in 0..payload.big(4) {
        let key = payload.run(17).to_vec();
        match payload.big(4) {
            0xFFFF_FFFF => values.remove(&key),
            len => values.insert(key, payload.run(len as usize).to_vec()),
        };
    }
    assert!(payload.0.is_empty());
}

/// Opens a value that lies under the name of these parts.
fn value(
    keys: &Opened,
    values: &Values,
    letter: u8,
    parts: &[u8],
    key: &[u8; 32],
    more: &[u8],
) -> Vec<u8> {
    let index = blake3::derive_key("tasuki 2026 index v1", &keys.office);
    let blinded = keyed(&index, &[&[letter], parts].concat());
    let name = match letter {
        b'R' => [&b"R"[..], &[0; 16]].concat(),
        _ => [&[letter], &blinded[..16]].concat(),
    };
    let value = &values[&name];
    assert!(value.len() <= 8192);
    assert_eq!(value[..5], [1, 0, 0, 0, 2]);
    let label = b"tasuki-rec-v1\0";
    let aad = [&label[..], &keys.vault, &[0, 0, 0, 2], &name, more].concat();
    open(key, &aad, &value[5..])
}

#[test]
fn a_reader_written_from_the_page_reads_every_byte() {
    write_missing();
    assert_eq!(file("CURRENT"), b"epoch-000002\n");
    let keys = read_keyring(&file("keyring"));
    let (lines, values, tip) = read_journal(&keys, &file("epoch-000002/journal"));
    let acts: Vec<_> = lines.iter().map(|it| (it.epoch, it.act)).collect();
    let handover = Some((40, 3, Some([7; 16])));
    let wanted = [
        (1, Some((1, 0, None))),
        (1, Some((20, 0, None))),
        (2, Some((63, 0, None))),
        (2, handover),
    ];
    assert_eq!(acts, wanted);
    assert_eq!(lines[0].plain.as_deref(), Some("はじめ"));
    assert_eq!(
        (lines[1].subject, lines[2].subject),
        (Some(CASE), Some(GONE))
    );

    let header_key = blake3::derive_key("tasuki 2026 header v1", &keys.master);
    let wrap = blake3::derive_key("tasuki 2026 wrap v1", &keys.master);
    let folder: [u8; 32] = value(&keys, &values, b'k', &CASE, &wrap, b"")
        .try_into()
        .unwrap();
    let (_, words) = lines[1].sealed.as_ref().unwrap();
    let aad = [&b"tasuki-detail-v1\0"[..], &keys.vault, &2u64.to_be_bytes()].concat();
    let words = open(&folder, &aad, words);
    assert_eq!(unpad(&words, 64), "通院先".as_bytes());

    let header = value(&keys, &values, b'h', &CASE, &header_key, b"");
    let mut header = Bytes(unpad(&header, 256));
    assert_eq!((header.little(1), header.little(1)), (1, u64::from(b'h')));
    assert_eq!((header.array(), header.little(8)), (CASE, 1));
    assert_eq!(header.option(), Some(CASE));
    let (chunks, len) = (header.little(4), header.little(8));
    assert_eq!((chunks, len), (2, 8000));
    let mac: [u8; 32] = header.array();
    assert_eq!((header.little(8), header.0), (4, &b"head"[..]));
    let index = blake3::derive_key("tasuki 2026 index v1", &keys.office);
    let (mut plain, mut tags) = (Vec::new(), Vec::new());
    for number in 0..2u32 {
        let parts = [&b"h"[..], &CASE, &number.to_be_bytes()].concat();
        let place = [
            &1u64.to_be_bytes()[..],
            &number.to_be_bytes(),
            &2u32.to_be_bytes(),
        ]
        .concat();
        plain.extend(value(&keys, &values, b'b', &parts, &folder, &place));
        let name = [
            &b"b"[..],
            &keyed(&index, &[b"b", &parts[..]].concat())[..16],
        ]
        .concat();
        tags.extend(&values[&name][values[&name].len() - 16..]);
    }
    assert_eq!(hash(&tags), mac);
    assert_eq!(plain.len(), 8192);
    assert_eq!(plain[..8000], body());
    assert_eq!(plain[8000..], [0; 192]);
    let letters: String = values.keys().map(|key| char::from(key[0])).collect();
    assert_eq!(letters, "bbhk", "nothing of what was erased or removed");

    let heads = file("heads");
    let (told, mac) = heads.split_at(heads.len() - 32);
    let witness = blake3::derive_key("tasuki 2026 witness v1", &keys.office);
    assert_eq!(keyed(&witness, told), mac);
    let mut told = Bytes(told);
    assert_eq!(
        (told.run(8), told.array()),
        (&b"TASUKIH\x01"[..], keys.vault)
    );
    assert_eq!((told.big(4), told.big(8), told.array()), (2, tip.0, tip.1));
    assert_eq!((told.big(8), told.0), (2, &b""[..]));
}

#[test]
fn a_vault_of_version_1_opens() {
    write_missing();
    let dir = Dir::new();
    laid_out(&dir.0);
    let indexes = MemoryIndexes::default();
    let passphrase = Passphrase::new(WORDS.to_owned());
    let vault = Vault::unlock(place(&dir.0, &indexes), NAME, &passphrase).unwrap();
    assert_eq!(vault.notices(), [Notice::IndexRebuilt]);
    let name = |id| Name {
        shelf: Shelf::Case,
        id,
    };
    let stored = vault.read(name(CASE)).unwrap().unwrap();
    assert_eq!(
        (&stored.head[..], &stored.body[..]),
        (&b"head"[..], &body()[..])
    );
    assert!(vault.read(name(GONE)).unwrap().is_none());
    let lines = vault.journal(0, 10).unwrap();
    let told: Vec<_> = lines
        .iter()
        .map(|it| (it.event.detail.as_str(), it.words))
        .collect();
    let kept = |words| (words, Words::Kept);
    assert_eq!(told, [kept("はじめ"), kept("通院先"), kept(""), kept("")]);
    assert_eq!(vault.verify(&mut |_, _| ()).unwrap().entries, 4);

    // The root stands in the index only; it says what the journal says.
    let keys = read_keyring(&file("keyring"));
    let (_, values, tip) = read_journal(&keys, &file("epoch-000002/journal"));
    let mut indexed = Values::new();
    indexes.tamper(&dir.0.join("epoch-000002/db"), |all| {
        indexed = all
            .iter()
            .map(|(key, it)| (key.to_vec(), it.clone()))
            .collect();
    });
    let root_key = blake3::derive_key("tasuki 2026 root v1", &keys.office);
    let root = value(&keys, &indexed, b'R', b"", &root_key, b"");
    let mut root = Bytes(unpad(&root, 256));
    assert_eq!(
        (root.little(1), root.array(), root.little(4)),
        (1, keys.vault, 2)
    );
    assert_eq!((root.little(8), root.array()), tip);
    let (acc, records) = acc_of(&keys, &values);
    assert_eq!((root.little(8), root.array()), (records, acc));
    assert_eq!((root.little(8), root.0), (2, &b""[..]));
    indexed.retain(|key, _| key[0] != b'R');
    assert_eq!(indexed, values);
}

/// The program of today writes the same bytes: what it makes, the reader reads.
#[test]
fn what_is_written_today_has_the_layout_of_version_1() {
    let dir = Dir::new();
    live(&dir.0, &MemoryIndexes::default());
    // An age file has a stanza of random length in it, so the keyring is left out.
    for name in &FILES[1..] {
        let today = std::fs::read(dir.0.join(name)).unwrap();
        assert_eq!(today.len(), file(name).len(), "{name}");
    }
    let keys = read_keyring(&std::fs::read(dir.0.join("keyring")).unwrap());
    let journal = std::fs::read(dir.0.join("epoch-000002/journal")).unwrap();
    let (lines, values, _) = read_journal(&keys, &journal);
    assert_eq!((lines.len(), values.len()), (4, 4));
}

/// A draft is read by the screens alone; what its pieces hold stands in the page all the same.
#[test]
fn the_page_names_every_sign_of_a_draft() {
    use tasuki::tui::room::draft::{NO_PLACE, Part, SEEN};
    let page = include_str!("../../docs/format-vault.md");
    let parts = [
        Part::Said,
        Part::Origin,
        Part::Anew,
        Part::About,
        Part::Stood,
        Part::Over,
    ];
    let names = parts.map(|it| it.of("FIELD", 0).replace('0', "N"));
    for name in names.iter().map(String::as_str).chain([SEEN, NO_PLACE]) {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}
