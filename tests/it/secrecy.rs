//! Nothing a person wrote stands anywhere in plain: not in the store, not in a parcel, not beside them.
//!
//! Each search is first tried on something it must find.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::process::{Command, Stdio};

use tasuki::domain::section::FieldId;
use tasuki::vault::{Place, Shelf, Vault};
use tasuki::workflow::Passphrase;
use tasuki::workflow::demo::{self, PASSPHRASE};
use tasuki::workflow::import::{export_case, parse_case};
use tasuki::workflow::post::Extent;

use crate::town::{
    Dir, NOTED, Point, SHARED, WITHHELD, cp932, found_in, named_files, spellings, town,
};

/// The person's name and its reading, as they stand in the case.
const NAME: &str = "髙橋 さくら";
const KANA: &str = "タカハシ　サクラ";

/// The bytes that a text has in each spelling, written down from the tables of others.
#[test]
fn the_spellings_searched_for_are_the_real_ones() {
    let text = "髙橋 サクラ";
    let wanted: [(&str, &[u8]); 4] = [
        (
            "UTF-8",
            b"\xE9\xAB\x99\xE6\xA9\x8B \xE3\x82\xB5\xE3\x82\xAF\xE3\x83\xA9",
        ),
        (
            "UTF-16LE",
            b"\xD9\x9A\x4B\x6A\x20\0\xB5\x30\xAF\x30\xE9\x30",
        ),
        (
            "UTF-16BE",
            b"\x9A\xD9\x6A\x4B\0\x20\x30\xB5\x30\xAF\x30\xE9",
        ),
        ("CP932", b"\xFB\xFC\x8B\xB4 \x83\x54\x83\x4E\x83\x89"),
    ];
    assert_eq!(
        spellings(text),
        wanted.map(|(name, it)| (name, it.to_vec()))
    );
    assert_eq!(cp932("𠮷"), None);
    // A file with any of them is found, wherever it lies.
    let dir = Dir::new();
    for (spelling, bytes) in wanted {
        let place = dir.0.join("deep/er").join(spelling);
        std::fs::create_dir_all(&place).unwrap();
        std::fs::write(place.join("file"), [b"\0\xFF", bytes, b"\x80"].concat()).unwrap();
    }
    let files = named_files(&dir.0);
    assert_eq!(found_in(&files, text).len(), 4);
    let search = Search::of([text.to_owned()].into());
    assert_eq!(search.hits(&files).len(), 4);
    assert_eq!(
        search
            .hits(&[("near".to_owned(), b"\xFB\xFC\x8B\xB4 \x83\x54".to_vec())])
            .len(),
        0
    );
}

#[test]
fn no_name_kana_note_or_text_stands_in_any_file() {
    let mut town = town(Point::ReadBack);
    let shared = town.dir.0.join("post");
    std::fs::create_dir_all(&shared).unwrap();
    for office in [&mut town.sender, &mut town.receiver] {
        let desk = office.desk();
        desk.set_mailbox(shared.clone()).unwrap();
    }
    town.accept();
    town.receiver.desk().sync(Extent::New).unwrap();
    town.sender.desk().sync(Extent::Everything).unwrap();
    let waiting = named_files(&shared);
    assert_ne!(waiting.len(), 0, "a parcel lies in the shared folder");
    town.release();
    town.sender.desk().sync(Extent::New).unwrap();
    town.receiver.desk().sync(Extent::New).unwrap();
    town.start();

    let secrets = [
        SHARED,
        WITHHELD,
        NOTED,
        "タカハシ",
        "サクラ",
        "髙橋",
        "さくら",
        NAME,
        KANA,
    ];
    let search = Search::of(secrets.map(str::to_owned).into());
    for secret in secrets {
        for (spelling, bytes) in spellings(secret).into_iter().filter(is_long) {
            let leak = [b"\xFB\xFC", &bytes[..], b"\0"].concat();
            let found = search.hits(&[("a leak".to_owned(), leak)]);
            assert!(found.contains(&(secret.to_owned(), spelling)), "{secret}");
        }
    }
    let sent = town.sender.all_content();
    let received = town.receiver.all_content();
    for secret in secrets {
        assert_ne!(
            found_in(&sent, secret),
            [""; 0],
            "{secret} was never written"
        );
        let shared = ![WITHHELD, NOTED].contains(&secret);
        assert_eq!(
            found_in(&received, secret) != [""; 0],
            shared,
            "{secret} at the receiver"
        );
    }
    for open in [true, false] {
        if open {
            town.sender.desk();
            town.receiver.desk();
        } else {
            town.sender.close();
            town.receiver.close();
        }
        let mut files = named_files(&town.dir.0);
        files.extend(waiting.iter().cloned());
        assert!(10 < files.len(), "{} files", files.len());
        files.extend(names_of(&files, &town.dir.0));
        assert_eq!(search.hits(&files), BTreeSet::new(), "open: {open}");
    }
}

/// Whether so many bytes stand nowhere by chance: four of CP932 do in what is sealed, and it is not the name that stands there.
fn is_long((_, bytes): &(&'static str, Vec<u8>)) -> bool {
    8 <= bytes.len()
}

/// Only what a field says now is handed over or written to a file.
#[test]
fn what_stood_in_a_field_before_never_leaves() {
    const BEFORE: &str = "シルシマエ7731";
    let mut town = town(Point::Ready);
    for said in [BEFORE, SHARED] {
        town.write(FieldId::LifeRhythm, said);
    }
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let own = town.start().unwrap();
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
    assert_ne!(
        found_in(&town.sender.all_content(), BEFORE),
        [""; 0],
        "it was never written"
    );
    assert_eq!(found_in(&town.receiver.all_content(), BEFORE), [""; 0]);
    assert_ne!(found_in(&town.receiver.all_content(), SHARED), [""; 0]);
    let received = town.receiver.desk().show_case(own).unwrap();
    assert_eq!(received.revision(), 1);

    let case = town.case;
    let exported = export_case(&town.sender.desk().export_case(case).unwrap()).to_string();
    assert!(exported.contains(SHARED) && !exported.contains(BEFORE));
    let again = parse_case(&exported).unwrap();
    town.sender.desk().everybody_is_another();
    let again = town.sender.desk().new_case(again).unwrap();
    let again = town.sender.desk().show_case(again).unwrap();
    assert_eq!(export_case(&again).to_string(), exported);
    town.sender.close();
    town.receiver.close();
    assert_eq!(found_in(&named_files(&town.dir.0), BEFORE), [""; 0]);
}

/// The whole sample town, built by the program itself in a home of its own.
#[test]
fn the_sample_town_shows_none_of_its_texts() {
    let dir = Dir::new();
    let at = |name: &str| dir.0.join(name);
    for name in ["home", "tmp", "work"] {
        std::fs::create_dir_all(at(name)).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_tasuki"));
    command.args(["demo", "--build-only", "--json", "--dir"]);
    command.arg(at("town")).env_clear().current_dir(at("work"));
    command.env("HOME", at("home")).env("TMPDIR", at("tmp"));
    let built = command.stdin(Stdio::null()).output().unwrap();
    assert!(built.status.success(), "{built:?}");
    assert_eq!(String::from_utf8_lossy(&built.stderr), "");

    let (search, exact) = texts_of_the_town();
    let control = content_of_the_town(&at("town"));
    let seen = search.hits(&control);
    let missing = search.texts.len() - seen.len();
    let of = search.texts.len();
    // What the store keeps in another form (a number, a choice, a folded width) is not there as it was typed.
    assert!(
        3000 < seen.len() && missing < of / 8,
        "{missing} of {of} are not there"
    );
    for text in exact {
        assert_ne!(found_in(&control, &text), [""; 0], "{text} is not there");
    }

    let mut files = named_files(&dir.0);
    assert!(30 < files.len(), "{} files", files.len());
    files.extend(names_of(&files, &dir.0));
    assert_eq!(search.hits(&files), BTreeSet::new());
}

/// The names of files below a folder, to be searched like their content.
fn names_of(files: &[(String, Vec<u8>)], below: &Path) -> Vec<(String, Vec<u8>)> {
    let below = below.display().to_string();
    let short = |(name, _): &(String, Vec<u8>)| {
        let short = name.strip_prefix(&below).unwrap_or(name);
        (format!("name {short}"), short.as_bytes().to_vec())
    };
    files.iter().map(short).collect()
}

/// Every text of the town in pieces of six characters; and the names and kana, whole.
fn texts_of_the_town() -> (Search, Vec<String>) {
    let mut pieces = BTreeSet::new();
    let mut exact = Vec::new();
    let people = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/workflow/demo/people");
    for (_, bytes) in named_files(&people) {
        let text = String::from_utf8(bytes).unwrap();
        for line in text.lines().filter(|it| !it.starts_with('|')) {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said);
            for part in said.trim_start_matches("- ").split(" | ") {
                let all: Vec<char> = part.trim().chars().collect();
                let whole = all.chunks_exact(6).map(|it| it.iter().collect::<String>());
                pieces.extend(whole.filter(|it| !it.is_ascii()));
            }
            if let Some(kana) = line.strip_prefix("person.kana = ") {
                let words = kana.split('\u{3000}').map(str::to_owned);
                exact.extend(words.filter(|it| 3 <= it.chars().count()));
            }
            if let Some(name) = line.strip_prefix("person.name = ") {
                let words = name.split(' ').map(str::to_owned);
                exact.extend(words.filter(|it| 2 <= it.chars().count()));
            }
            if let Some(phone) = line.strip_prefix("person.phone = ") {
                // Some do not wish to give theirs.
                exact.extend(phone.is_ascii().then(|| phone.to_owned()));
            }
        }
    }
    for office in demo::offices() {
        pieces.extend(office.staff.iter().map(|(name, _)| name.to_string()));
    }
    pieces.extend(exact.iter().cloned());
    (Search::of(pieces), exact)
}

/// What those with all keys can read in the stores of the town.
fn content_of_the_town(town: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let offices = demo::offices();
    for entry in std::fs::read_dir(town).unwrap() {
        let home = entry.unwrap().path();
        if !home.join("vault").is_dir() {
            continue;
        }
        let place = || Place::on_disk(home.join("vault"), home.join("state/heads"));
        let passphrase = Passphrase::new(PASSPHRASE.to_owned());
        let first = offices.iter().map(|it| it.staff[0].0.to_string());
        let mut opened = first.filter_map(|it| Vault::unlock(place(), &it, &passphrase).ok());
        let vault = opened.next().expect("one of them works here");
        for shelf in Shelf::ALL {
            for (id, _, head) in vault.heads(shelf).unwrap() {
                let name = tasuki::vault::Name { shelf, id };
                let stored = vault.read(name).unwrap().unwrap();
                all.push((format!("{shelf:?} head"), head.to_vec()));
                all.push((format!("{shelf:?}"), stored.body.to_vec()));
            }
        }
    }
    all
}

/// Many texts, looked for in one walk.
struct Search {
    texts: BTreeSet<String>,
    starts: HashMap<[u8; 2], Vec<Needle>>,
}

struct Needle {
    text: String,
    spelling: &'static str,
    bytes: Vec<u8>,
}

impl Search {
    fn of(texts: BTreeSet<String>) -> Search {
        let mut starts: HashMap<[u8; 2], Vec<Needle>> = HashMap::new();
        for text in &texts {
            for (spelling, bytes) in spellings(text).into_iter().filter(is_long) {
                let start = [bytes[0], bytes[1]];
                let text = text.clone();
                starts.entry(start).or_default().push(Needle {
                    text,
                    spelling,
                    bytes,
                });
            }
        }
        Search { texts, starts }
    }

    /// What stands where, in which spelling; each text once a spelling.
    fn hits(&self, named: &[(String, Vec<u8>)]) -> BTreeSet<(String, &'static str)> {
        let mut begins = vec![false; 1 << 16];
        for [one, two] in self.starts.keys() {
            begins[usize::from(*one) << 8 | usize::from(*two)] = true;
        }
        let mut hits = BTreeSet::new();
        for (_, bytes) in named {
            let mut before = 0;
            for (at, byte) in bytes.iter().enumerate() {
                let pair = before << 8 | usize::from(*byte);
                before = usize::from(*byte);
                if at != 0 && begins[pair] {
                    let here = &bytes[at - 1..];
                    let found = self.starts[&[here[0], here[1]]].iter();
                    let found = found.filter(|it| here.starts_with(&it.bytes));
                    hits.extend(found.map(|it| (it.text.clone(), it.spelling)));
                }
            }
        }
        hits
    }
}
