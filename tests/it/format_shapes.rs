//! A reader that knows nothing but `docs/format-shapes.md`: it reads that page, and by it every frozen file and every record
//! of the stores of a whole handover.
//!
//! It shares no code with the program; where the two differ the page is wrong, or a shape was changed. What bytes mean is told
//! by the domain and not here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Map, Value as Json, json};
use tasuki::codec::v1_entry::encode_envelope;
use tasuki::domain::handover::dossier::Dossier;
use tasuki::domain::handover::entry::{
    Act, Decline, Discontinuation, Handling, Outcome, Reading, Reply, Side, Verdict, Withdrawal,
};
use tasuki::domain::id::{Digest, HandoverId, OfferNo, QuestionNo, ReadBackNo};
use tasuki::domain::meeting::MeetingKind;
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::vault::{Shelf, Vault};
use tasuki::workflow::contact::{Became, ContactForm, Row};
use tasuki::workflow::handover::Which;
use tasuki::workflow::meeting::{MinutesForm, Which as WhichMeeting};

use crate::story;
use crate::town::{Office, Point, Town, town};

pub const PAGE: &str = include_str!("../../docs/format-shapes.md");

/// What the page says a shape is.
#[derive(Debug)]
enum Shape {
    /// An integer of so many bytes.
    Number(usize),
    /// So many bytes.
    Bytes(usize),
    Text,
    Run,
    Fields(Vec<(String, Shape)>),
    OneOf(Vec<(String, Vec<(String, Shape)>)>),
    List(Box<Shape>),
    Option(Box<Shape>),
    /// What the page says elsewhere.
    Named(String),
}

type Shapes = BTreeMap<String, Shape>;

fn page() -> &'static Shapes {
    static PAGE_READ: OnceLock<Shapes> = OnceLock::new();
    PAGE_READ.get_or_init(|| {
        let fenced = PAGE.split("```").skip(1).step_by(2);
        let mut words = Words::of(&fenced.collect::<Vec<_>>().join("\n"));
        let mut shapes = Shapes::new();
        while let Some(name) = words.next() {
            words.must(":=");
            let shape = words.shape();
            assert!(shapes.insert(name.clone(), shape).is_none(), "{name} twice");
        }
        shapes
    })
}

/// The words of the notation, from the front.
struct Words(std::vec::IntoIter<String>);

impl Words {
    fn of(text: &str) -> Words {
        let spaced = text.replace(":=", " \u{1} ");
        let spaced: String = spaced
            .chars()
            .flat_map(|it| match it {
                '{' | '}' | '<' | '>' | '|' | '(' | ')' | ':' => vec![' ', it, ' '],
                other => vec![other],
            })
            .collect();
        let words = spaced.replace('\u{1}', ":=");
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        Words(words.into_iter())
    }

    fn next(&mut self) -> Option<String> {
        self.0.next()
    }

    fn ahead(&self) -> &str {
        self.0.as_slice().first().map_or("", String::as_str)
    }

    fn must(&mut self, wanted: &str) {
        let found = self.next();
        assert_eq!(found.as_deref(), Some(wanted), "before {:?}", self.0);
    }

    fn shape(&mut self) -> Shape {
        let word = self.next().expect("a shape");
        match word.as_str() {
            "u8" => Shape::Number(1),
            "u16" => Shape::Number(2),
            "u32" => Shape::Number(4),
            "u64" | "i64" => Shape::Number(8),
            "text" => Shape::Text,
            "run" => Shape::Run,
            "list" => Shape::List(self.inside()),
            "option" => Shape::Option(self.inside()),
            "{" => Shape::Fields(self.fields()),
            "<" => Shape::OneOf(self.one_of()),
            other => match other.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
                Some(many) => Shape::Bytes(many.parse().expect("a number of bytes")),
                None => Shape::Named(other.to_owned()),
            },
        }
    }

    fn inside(&mut self) -> Box<Shape> {
        self.must("(");
        let shape = self.shape();
        self.must(")");
        Box::new(shape)
    }

    fn fields(&mut self) -> Vec<(String, Shape)> {
        let mut fields = Vec::new();
        loop {
            match self.next().expect("an end of the fields").as_str() {
                "}" => return fields,
                name => {
                    self.must(":");
                    fields.push((name.to_owned(), self.shape()));
                }
            }
        }
    }

    fn one_of(&mut self) -> Vec<(String, Vec<(String, Shape)>)> {
        let mut all = Vec::new();
        loop {
            let name = self.next().expect("one of several");
            let mut fields = Vec::new();
            if self.ahead() == "{" {
                self.must("{");
                fields = self.fields();
            }
            all.push((name, fields));
            match self.next().expect("an end of the choice").as_str() {
                ">" => return all,
                "|" => (),
                other => panic!("{other} in a choice"),
            }
        }
    }
}

/// Reads bytes as the page says; the sentence says where it cannot.
pub fn read(name: &str, bytes: &[u8]) -> Result<Json, String> {
    let mut rest = bytes;
    let told = take(&Shape::Named(name.to_owned()), &mut rest)?;
    match rest.is_empty() {
        true => Ok(told),
        false => Err(format!("{} bytes are left over", rest.len())),
    }
}

fn run<'a>(length: usize, rest: &mut &'a [u8]) -> Result<&'a [u8], String> {
    let (taken, left) = rest.split_at_checked(length).ok_or("it ends too early")?;
    *rest = left;
    Ok(taken)
}

fn number(width: usize, rest: &mut &[u8]) -> Result<u64, String> {
    let bytes = run(width, rest)?;
    Ok(bytes
        .iter()
        .rev()
        .fold(0, |sum, it| sum << 8 | u64::from(*it)))
}

fn long(rest: &mut &[u8]) -> Result<usize, String> {
    usize::try_from(number(8, rest)?).map_err(|why| why.to_string())
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

fn take(shape: &Shape, rest: &mut &[u8]) -> Result<Json, String> {
    Ok(match shape {
        Shape::Number(width) => number(*width, rest)?.into(),
        Shape::Bytes(many) => hex(run(*many, rest)?).into(),
        Shape::Text => {
            let length = long(rest)?;
            let text = std::str::from_utf8(run(length, rest)?);
            text.map_err(|why| why.to_string())?.into()
        }
        Shape::Run => {
            let length = long(rest)?;
            hex(run(length, rest)?).into()
        }
        Shape::Fields(fields) => Json::Object(take_fields(fields, rest)?),
        Shape::OneOf(all) => {
            let place = number(4, rest)? as usize;
            let (name, fields) = all.get(place).ok_or(format!("variant {place}"))?;
            match fields.is_empty() {
                true => name.as_str().into(),
                false => json!({ name: take_fields(fields, rest)? }),
            }
        }
        Shape::List(of) => {
            let many = long(rest)?;
            let mut all = Vec::new();
            for _ in 0..many {
                all.push(take(of, rest)?);
            }
            all.into()
        }
        Shape::Option(of) => match number(1, rest)? {
            0 => Json::Null,
            1 => take(of, rest)?,
            other => return Err(format!("{other} where 0 or 1 stands")),
        },
        Shape::Named(name) => {
            let shape = page().get(name);
            let told = take(shape.ok_or(format!("the page has no {name}"))?, rest)?;
            match name.as_str() {
                "day" => day(&told).into(),
                _ => told,
            }
        }
    })
}

fn take_fields(fields: &[(String, Shape)], rest: &mut &[u8]) -> Result<Map<String, Json>, String> {
    let mut all = Map::new();
    for (name, shape) in fields {
        let told = take(shape, rest).map_err(|why| format!("{name}: {why}"))?;
        all.insert(name.clone(), told);
    }
    Ok(all)
}

fn day(told: &Json) -> String {
    format!(
        "{}-{:02}-{:02}",
        told["year"],
        told["month"].as_u64().unwrap_or(0),
        told["day"].as_u64().unwrap_or(0)
    )
}

/// Which shape of the page a frozen file has; none where it has no rule, and that is a fault.
pub fn rule_of(file: &str) -> Option<&'static str> {
    let (folder, name) = file.split_once('/')?;
    Some(match (folder, name) {
        ("entry", _) => "envelope",
        ("record", "grounds") => "part-13",
        ("record", "consent-by-item") => "consent",
        ("record", "consent-within") => "consent-2",
        ("record", "consent-carried" | "consent-told") => "consent-3",
        ("record", "consent-sheets") => "consent-4",
        ("record", "copy-told") => "part-26",
        ("record", _) => "record",
        ("retention", "tombstone") => "part-18",
        ("retention", _) => "receipt",
        ("part", "owed-all" | "owed-items" | "owed-nothing") => "part-8",
        ("part", "reopened") => "part-9",
        ("part", "heard") => "part-10",
        ("part", "papers") => "part-20",
        ("part", "overtaken") => "part-21",
        ("part", "laid") => "part-27",
        ("part", "brought") => "part-28",
        ("part", "hands") => "part-29",
        ("part", "put-away") => "part-30",
        ("contact", "rows") => "part-24",
        ("meeting", "meetings") => "part-25",
        ("visit", "visits") => "visits",
        ("columns", "columns") => "columns",
        ("columns", "others") => "tables-of-others",
        ("unopened", "unopened") => "unopened",
        ("unopened", "asked") => "unopened-asked",
        _ => return None,
    })
}

/// Every frozen file but those of the whole vault, which another reader reads.
pub fn frozen() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in fs::read_dir(&root).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.ends_with("vault") {
            files.extend(fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()));
        }
    }
    files.sort();
    let named = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().with_extension("");
        let digits = fs::read_to_string(&path).unwrap();
        let digits: String = digits.split_whitespace().collect();
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
        let bytes = (0..digits.len()).step_by(2).map(byte).collect();
        (name.to_string_lossy().into_owned(), bytes)
    };
    files.into_iter().map(named).collect()
}

fn told(file: &str) -> Json {
    let all = frozen();
    let (_, bytes) = all.iter().find(|it| it.0 == file).expect("a frozen file");
    let rule = rule_of(file).expect("a rule");
    read(rule, bytes).unwrap_or_else(|why| panic!("{file}: {why}"))
}

#[test]
fn every_frozen_file_is_read_whole_by_the_page_and_no_part_of_one_is() {
    let files = frozen();
    assert!(40 < files.len());
    for (file, bytes) in files {
        let rule = rule_of(&file).unwrap_or_else(|| panic!("the page says nothing of {file}"));
        if let Err(why) = read(rule, &bytes) {
            panic!("{file} as {rule}: {why}");
        }
        for length in 0..bytes.len() {
            assert!(read(rule, &bytes[..length]).is_err(), "{file} {length}");
        }
        let longer = [&bytes[..], &[0]].concat();
        assert!(read(rule, &longer).is_err(), "{file} and a byte more");
    }
}

#[test]
fn what_the_page_makes_of_the_frozen_files_is_what_they_were_made_of() {
    let many = |digit: &str, bytes: usize| digit.repeat(bytes);
    let envelope = told("entry/discontinued");
    assert_eq!(
        envelope["act"],
        json!({ "discontinued": { "reason": "not-reachable" } })
    );
    let acts: BTreeSet<String> = frozen()
        .iter()
        .filter(|it| it.0.starts_with("entry/"))
        .map(|it| match read("envelope", &it.1).unwrap()["act"].clone() {
            Json::String(name) => name,
            Json::Object(one) => one.keys().next().unwrap().clone(),
            other => panic!("{other}"),
        })
        .collect();
    let Some(Shape::OneOf(all)) = page().get("act") else {
        panic!("the page says what an act is");
    };
    let named: BTreeSet<String> = all.iter().map(|it| it.0.clone()).collect();
    assert_eq!(
        acts, named,
        "an act without a frozen file, or without a line"
    );

    let record = told("record/given");
    let wanted = json!({
        "schema": 1,
        "kind": { "given": {
            "consent": many("44", 16), "sent-by": many("55", 16), "approved-by": null,
        } },
        "handover": many("11", 16),
        "offer": 1,
        "part": 2,
        "offered": "2026-12-01",
        "received": "2026-12-02",
        "made": "2026-12-03",
        "office": {
            "id": many("22", 32),
            "name": "見本事業所",
            "corporation": "社会福祉法人見本会",
            "number": "0110000015",
            "address": "見本市1-1",
            "representative": "見本太郎",
        },
        "items": record["items"],
        "sections": record["sections"],
        "consent-until": "2026-12-31",
        "approval": "declared-exception",
        "way": "sealed-parcel",
    });
    assert_eq!(record, wanted);
    assert_eq!(record["sections"][0]["digest"], many("33", 32));
    assert_eq!(told("record/received-within")["kind"], "received-within");
    let copied = told("record/copied");
    assert_eq!(copied["kind"]["copied"]["to"], "city");
    assert_eq!(
        (&copied["way"], &copied["office"]["id"]),
        (&json!("paper"), &json!(many("00", 32)))
    );

    let receipt = told("retention/case");
    assert_eq!(
        receipt["what"],
        json!({ "case": { "id": receipt["what"]["case"]["id"] } })
    );
    assert_eq!(
        (
            &receipt["kept-from"],
            &receipt["kept-until"],
            &receipt["years"],
            &receipt["on"]
        ),
        (
            &json!("2026-03-31"),
            &json!("2031-03-31"),
            &json!(5),
            &json!("2032-03-31")
        )
    );
    assert_eq!(receipt["folders"], json!([many("22", 16), many("33", 16)]));
    let counts = &receipt["counts"];
    assert_eq!(
        *counts,
        json!([{ "kind": 1, "many": 1 }, { "kind": 6, "many": 14 }, { "kind": 7, "many": 2 }])
    );

    let papers = told("part/papers");
    let became: Vec<&Json> = papers["all"].as_array().unwrap().iter().collect();
    assert_eq!(became[0]["back"], Json::Null);
    let told_of: Vec<&Json> = became[1..].iter().map(|it| &it["back"]["became"]).collect();
    assert_eq!(told_of, ["returned", "destroyed", "lost", "no-answer"]);
    assert_eq!(
        (&became[1]["parts"], &became[1]["back"]["told-by"]),
        (&json!([0, 2]), &json!("紙谷 まもる"))
    );

    let rows = &told("contact/rows")["all"];
    assert_eq!(
        rows[0]["whom"],
        json!({ "usual": { "who": 1, "name": "見本市" } })
    );
    assert_eq!(
        rows[1]["standing"],
        json!({ "not-needed": { "because": "本人が話した" } })
    );
    let within = told("record/consent-within");
    assert_eq!(within["mode"], "same-corporation");
    let form = within["form"].as_str().unwrap();
    let byte = |at: usize| u8::from_str_radix(&form[at..at + 2], 16).unwrap();
    let form: Vec<u8> = (0..form.len()).step_by(2).map(byte).collect();
    assert_eq!(read("consent", &form).unwrap()["manner"], "seal");
}

/// What the page makes of an envelope that says this.
fn said(side: Side, act: Act) -> Json {
    let dossier = Dossier::new(story::HANDOVER, story::OFFICES[0], story::OFFICES[1]);
    let envelope = dossier.next(side, story::today(), None, act, None);
    read("envelope", &encode_envelope(&envelope)).expect("the page knows it")["act"].clone()
}

/// The name of a variant as the page writes it.
fn in_words(variant: &impl std::fmt::Debug) -> String {
    let mut words = String::new();
    for letter in format!("{variant:?}").chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push('-');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[test]
fn the_choices_of_the_page_are_those_an_office_makes_today_and_no_others() {
    use Side::{Receiver, Sender};
    let mut met: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    let mut meets = |side, (act, field): (&'static str, &'static str), of: &[(Act, String)]| {
        for (one, name) in of {
            assert_eq!(said(side, one.clone())[act][field], name.as_str(), "{act}");
            met.entry((act, field)).or_default().push(name.clone());
        }
    };
    macro_rules! each {
        ($($variant:path),+ => $act:expr) => {
            [$(($act($variant), in_words(&$variant))),+]
        };
    }
    let (question, read_back, offer) = (QuestionNo::FIRST, ReadBackNo::FIRST, OfferNo::FIRST);
    meets(
        Sender,
        ("answered", "reply"),
        &each!(Reply::Text, Reply::CannotBeAnswered => |reply| Act::Answered { question, reply }),
    );
    meets(
        Sender,
        ("read-back-checked", "verdict"),
        &each!(Verdict::Right, Verdict::RightThough, Verdict::Correct
            => |verdict| Act::ReadBackChecked { read_back, verdict }),
    );
    meets(
        Receiver,
        ("acknowledged", "reading"),
        &each!(Reading::Understood, Reading::NotForUs => |reading| Act::Acknowledged {
            offer,
            section: SectionId::Health,
            digest: Digest::from_bytes([3; 32]),
            reading,
        }),
    );
    meets(
        Receiver,
        ("declined", "decline"),
        &each!(Decline::NotTaken, Decline::SentBack, Decline::TryOther, Decline::YesIf
            => |decline| Act::Declined { offer, decline }),
    );
    meets(
        Receiver,
        ("followed-up", "outcome"),
        &each!(Outcome::GoingWell, Outcome::Concern, Outcome::Left, Outcome::NotReached,
            Outcome::NotShared => |outcome| Act::FollowedUp { which: 0, outcome }),
    );
    meets(
        Receiver,
        ("handled", "handling"),
        &each!(Handling::Returned, Handling::Erased, Handling::Kept, Handling::NothingHeld
            => |handling| Act::Handled { side: Sender, number: 1, handling }),
    );
    meets(
        Sender,
        ("discontinued", "reason"),
        &each!(Discontinuation::Died, Discontinuation::MovedAway, Discontinuation::Employed,
            Discontinuation::OfficeClosed, Discontinuation::NotReachable,
            Discontinuation::CameBack => |reason| Act::Discontinued { reason }),
    );
    let Some(Shape::OneOf(acts)) = page().get("act") else {
        panic!("the page says what an act is");
    };
    for (act, fields) in acts {
        for (field, shape) in fields {
            if let Shape::OneOf(all) = shape {
                let wanted: Vec<String> = all.iter().map(|it| it.0.clone()).collect();
                let found = met.get(&(act.as_str(), field.as_str()));
                assert_eq!(found, Some(&wanted), "{act} {field}");
            }
        }
    }
}

/// A record: its letter, id, head and body.
type Record = (Shelf, [u8; 16], Vec<u8>, Vec<u8>);

/// An office as its own keys open it: every record.
fn records(office: &mut Office) -> Vec<Record> {
    let vault: Vault = office.vault();
    let mut all = Vec::new();
    for shelf in Shelf::ALL {
        for (id, _, head) in vault.heads(shelf).unwrap() {
            let stored = vault.read(tasuki::vault::Name { shelf, id });
            let body = stored.unwrap().unwrap().body;
            all.push((shelf, id, head.to_vec(), body.to_vec()));
        }
    }
    all
}

/// The id of a part, as docs/format-vault.md says it.
fn part_id(handover: HandoverId, kind: u8, number: u32) -> [u8; 16] {
    let parts = [
        &b"tasuki-part-v1\0"[..],
        handover.as_bytes(),
        &[kind],
        &number.to_be_bytes(),
    ];
    let digest = *blake3::hash(&parts.concat()).as_bytes();
    *digest.first_chunk().unwrap()
}

/// What lies under letter `e`, by its id: the kind, for everything a handover can have.
fn kinds_of(handovers: &[HandoverId]) -> BTreeMap<[u8; 16], u8> {
    let mut kinds = BTreeMap::new();
    for id in handovers {
        for kind in 1..=29u8 {
            let small = 0..=60u32;
            let parts = (1..4u32).flat_map(|offer| (0..4u32).map(move |part| offer << 16 | part));
            for number in small.chain(parts) {
                kinds.insert(part_id(*id, kind, number), kind);
            }
        }
    }
    kinds
}

/// What an entry or a body that travels looks like from outside.
fn is_signed(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"CASEENT\x01") else {
        return false;
    };
    let (length, rest) = rest.split_at(4);
    let length = u32::from_be_bytes(length.try_into().unwrap()) as usize;
    read("envelope", &rest[..length]).is_ok() && rest.len() == length + 64
}

fn by_setting(id: &[u8; 16]) -> &'static str {
    let end = id.iter().position(|it| *it == 0).unwrap_or(id.len());
    match &id[..end] {
        b"profile" => "profile",
        b"settings" => "settings",
        b"not-a-secret" => "not-a-secret",
        b"columns" => "columns",
        b"tables-of-others" => "tables-of-others",
        b"unopened" => "unopened",
        b"unopened-asked" => "unopened-asked",
        b"mailbox" => "",
        other => panic!("a setting {}", String::from_utf8_lossy(other)),
    }
}

/// Reads one record as the page says; gives the letter, with the kind of a part.
fn look(kinds: &BTreeMap<[u8; 16], u8>, (shelf, id, head, body): &Record) -> String {
    let by = |rule: &str| {
        let told = read(rule, body).unwrap_or_else(|why| panic!("{shelf:?} as {rule}: {why}"));
        assert!(told.is_object());
    };
    let headed = |rule: &str| {
        read(rule, head).unwrap_or_else(|why| panic!("head of {shelf:?} as {rule}: {why}"));
    };
    let bare = || assert!(head.is_empty(), "{shelf:?} has a head");
    match shelf {
        Shelf::Case => {
            headed("case-head");
            by("case");
        }
        Shelf::Attachment => headed("attachment-head"),
        Shelf::Scan => headed("scan-head"),
        Shelf::Notes => {
            assert_eq!(head.len(), 16, "the case it is about");
            by("note");
        }
        Shelf::Consent => by(match body.first() {
            Some(2) => "consent-2",
            Some(3) => "consent-3",
            Some(4) => "consent-4",
            _ => "consent",
        }),
        Shelf::Handover => {
            bare();
            by("handover");
        }
        Shelf::Entry => return look_at_part(kinds.get(id).copied(), head, body),
        Shelf::Legal => by("record"),
        Shelf::Receipt => by("receipt"),
        Shelf::Staff => by("staff"),
        Shelf::Peer => by("peer"),
        Shelf::Parcel => by("post"),
        Shelf::Seen => by("seen"),
        Shelf::Visits => by("visits"),
        Shelf::Setting => match by_setting(id) {
            "" => (),
            rule => by(rule),
        },
        Shelf::Draft => panic!("the letter f is not used"),
    }
    format!("{shelf:?}")
}

fn look_at_part(kind: Option<u8>, head: &[u8], body: &[u8]) -> String {
    let Some(kind) = kind else {
        read("enclosed-head", head).unwrap_or_else(|why| panic!("a part of no kind: {why}"));
        return "enclosed".into();
    };
    match kind {
        1 | 2 | 6 | 7 => assert!(is_signed(body), "kind {kind}"),
        // Sealed as it travels: a nonce, the words, a tag.
        3 | 4 => assert!(24 + 16 < body.len(), "kind {kind}"),
        _ => {
            let rule = format!("part-{kind}");
            let told = read(&rule, body).unwrap_or_else(|why| panic!("as {rule}: {why}"));
            if kind == 5 {
                look_at_sections(&told);
            }
        }
    }
    format!("part {kind}")
}

fn look_at_sections(told: &Json) {
    for section in told["sections"].as_array().unwrap() {
        let digits = section["section"].as_str().unwrap();
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
        let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(byte).collect();
        let section = read("section", &bytes).unwrap_or_else(|why| panic!("a section: {why}"));
        assert_ne!(section["fields"], json!([]));
    }
}

/// A handover with everything in it that leaves a record at one of the two offices.
fn lived() -> Town {
    let mut town = town(Point::Ready);
    let (case, id) = (town.case, town.receiver_id);
    let bytes = zeroize::Zeroizing::new(crate::attachment::PDF.to_vec());
    let desk = town.sender.desk();
    desk.attach(case, Some(bytes), crate::attachment::paper())
        .unwrap();
    let visit = crate::visit::form(&id.to_string(), desk.today().plus_days(3));
    desk.write_visit(case, None, &visit).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.write(FieldId::LifeRhythm, "6時起床に変わった");
    let id = town.id;
    town.sender.desk().add(id, Which::All).unwrap();
    town.exchange();
    town.start();
    town.exchange();
    town.end();
    keep_aside(&mut town);
    let life = Withdrawal::Items([ItemId::Life].into());
    town.sender.desk().withdraw(id, life).unwrap();
    town.exchange();
    town.clock.set(60);
    town.follow_up(Outcome::Left);
    town.exchange();
    town
}

fn keep_aside(town: &mut Town) {
    let (desk, id) = (town.sender.desk(), town.id);
    let told = ContactForm {
        person: "見本 窓口".into(),
        what: String::new(),
        became: Some(Became::Told(desk.today(), String::new())),
    };
    desk.write_contact(id, &Row::Number(1), &told).unwrap();
    let minutes = MinutesForm {
        day: desk.today(),
        kind: MeetingKind::Handover,
        present: "両事業所".into(),
        decided: "初日は午前だけにする".into(),
    };
    desk.write_meeting(id, WhichMeeting::New, &minutes).unwrap();
}

#[test]
fn every_record_of_the_stores_of_a_whole_handover_is_read_by_the_page() {
    let mut town = lived();
    let kinds = kinds_of(&[town.id]);
    let mut seen = BTreeSet::new();
    for office in [&mut town.sender, &mut town.receiver] {
        for record in records(office) {
            seen.insert(look(&kinds, &record));
        }
    }
    let wanted = [
        "Attachment",
        "Case",
        "Consent",
        "Handover",
        "Legal",
        "Notes",
        "Peer",
        "Seen",
        "Setting",
        "Staff",
        "Visits",
        "enclosed",
        "part 1",
        "part 13",
        "part 2",
        "part 24",
        "part 25",
        "part 27",
        "part 28",
        "part 29",
        "part 3",
        "part 4",
        "part 5",
    ];
    for letter in wanted {
        assert!(seen.contains(letter), "{letter} was not met: {seen:?}");
    }
}
