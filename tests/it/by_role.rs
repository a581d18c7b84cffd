//! What goes by the role alone, row by row of `grid.txt`: done at a real desk by each of the four roles, and given as a
//! command by them.
//!
//! It works out no cell: who may stands in the table, by hand. The screens ask the same desk; what they shut is theirs.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value as Json;
use tasuki::codec::v1_attachment::file_digest;
use tasuki::domain::attachment::{Detaching, ScanBefore};
use tasuki::domain::case::Edit;
use tasuki::domain::consent::{ConsentForm, Handing, Mode};
use tasuki::domain::copy::CopyTo;
use tasuki::domain::handover::permit::Denied;
use tasuki::domain::id::{CaseId, ConsentId, Digest, HandoverId, OfficeId};
use tasuki::domain::retention::Kept;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::setting::{Setting, SettingId};
use tasuki::domain::staff::Role;
use tasuki::domain::text::Line;
use tasuki::lang::people::NAMES;
use tasuki::workflow::carried::SheetWord;
use tasuki::workflow::clock::{Outside, System};
use tasuki::workflow::copy::{CopyFor, CopyWord};
use tasuki::workflow::custody::Newcomer;
use tasuki::workflow::ledger::Of;
use tasuki::workflow::people::Reading;
use tasuki::workflow::post::Extent;
use tasuki::workflow::problem::Thing;
use tasuki::workflow::record::Wanted;
use tasuki::workflow::retention::Span;
use tasuki::workflow::table::read_table;
use tasuki::workflow::unopened::Lying;
use tasuki::workflow::{Desk, Problem, demo};

use crate::grid;
use crate::place::{FIRST, Place, SECOND, text as json_text};
use crate::town::{Point, Post, STRENGTH, form, hire, passphrase, text, town};

/// The letter of each role, and who has it in the town.
const STAFF: [(char, Role, &str); 4] = [
    ('s', Role::ServiceManager, "見本 責任者"),
    ('m', Role::Manager, "藍沢 都"),
    ('w', Role::SupportWorker, "山吹 恵"),
    ('a', Role::Auditor, "墨田 監"),
];

/// What is there to do it to.
struct There {
    case: CaseId,
    handover: HandoverId,
    consent: ConsentId,
    carries: ConsentId,
    peer: OfficeId,
    fingerprint: String,
    card: Vec<u8>,
    file: Digest,
    post: Post,
}

type Deed = fn(&mut Desk, &There) -> Result<(), Problem>;

fn pdf() -> Option<zeroize::Zeroizing<Vec<u8>>> {
    Some(zeroize::Zeroizing::new(crate::attachment::PDF.to_vec()))
}

/// A file of somebody's own, so that it can be attached and taken away again.
fn another_pdf(desk: &Desk) -> Option<zeroize::Zeroizing<Vec<u8>>> {
    let name = desk.me().name.to_string();
    let bytes = format!("%PDF-1.7 made-up {name} %%EOF").into_bytes();
    Some(zeroize::Zeroizing::new(bytes))
}

fn edits(said: &str) -> std::collections::BTreeMap<FieldId, Edit> {
    let put = Edit::Put(text(FieldId::LifeRhythm, said));
    [(FieldId::LifeRhythm, put)].into()
}

const PEOPLE: &str = "氏名,フリガナ,生年月日\n架空 見穂,カクウ ミホ,H8.4.9\n";

fn people(desk: &Desk) -> Reading {
    let table = read_table(PEOPLE.as_bytes()).unwrap();
    let source = Line::new("people.csv", 60).unwrap();
    Reading::new(table, &NAMES, source, desk.today())
}

const DEEDS: &[(&str, Deed)] = &[
    ("read-case", |desk, it| desk.show_case(it.case).map(drop)),
    ("list-cases", |desk, _| desk.cases("").map(drop)),
    ("write-case", |desk, it| {
        desk.edit_case(it.case, None, edits("見本の一日")).map(drop)
    }),
    ("import-case", |desk, _| {
        let whose = STAFF.iter().position(|it| it.2 == desk.me().name.as_str());
        let whose = whose.expect("it is one of them");
        let somebody = demo::people().swap_remove(whose + 1).values;
        desk.new_case(somebody).map(drop)
    }),
    ("import-table", |desk, _| {
        let reading = people(desk);
        desk.look_at_table(&reading, &NAMES)?;
        desk.take_in_table(&reading, &NAMES).map(drop)
    }),
    ("answer-never", |desk, _| desk.not_a_secret(&[])),
    ("write-note", |desk, it| {
        desk.write_note(it.case, "見本のメモ").map(drop)
    }),
    ("read-notes", |desk, it| desk.notes(it.case).map(drop)),
    ("export-case", |desk, it| {
        desk.export_case(it.case).map(drop)
    }),
    ("attach-file", |desk, it| {
        let paper = crate::attachment::paper();
        let bytes = another_pdf(desk);
        desk.attach(it.case, bytes, paper).map(drop)
    }),
    ("list-files", |desk, it| desk.attachments(it.case).map(drop)),
    ("save-file", |desk, it| {
        desk.export_attachment(it.case, it.file).map(drop)
    }),
    ("list-enclosed", |desk, it| {
        desk.enclosures(it.handover).map(drop)
    }),
    ("save-enclosed", |desk, it| {
        desk.export_enclosure(it.handover, it.file).map(drop)
    }),
    ("detach-file", |desk, it| {
        let bytes = another_pdf(desk).expect("it was made");
        let digest = file_digest(&bytes);
        desk.detach(it.case, digest, Detaching::Mistaken, "まちがえた")
            .map(drop)
    }),
    ("explain-consent", |desk, it| {
        desk.preview(it.case, it.peer).map(drop)
    }),
    ("print-sheet", |desk, it| desk.paper_written(it.case)),
    ("read-consents", |desk, it| {
        desk.consents(it.case)?;
        desk.consent(it.consent).map(drop)
    }),
    ("carry", |desk, it| {
        let sheet = desk.carry(it.case, it.peer)?;
        desk.sheet_printed(&sheet)
    }),
    ("tell-of-sheet", |desk, it| {
        let (became, on) = (Handing::Never, desk.today());
        desk.tell_of_sheet(it.carries, 1, SheetWord { became, on })
    }),
    ("attach-scan", |desk, it| {
        let bytes = another_pdf(desk);
        desk.attach_scan(it.consent, bytes, ScanBefore::Goes)
            .map(drop)
    }),
    ("save-scan", |desk, it| {
        desk.export_scan(it.consent).map(drop)
    }),
    ("tell-of-copy", |desk, it| {
        let word = CopyWord {
            handed: Some((desk.today(), "見本 三郎".into())),
            back: None,
        };
        desk.tell_of_copy(it.handover, 1, &word)
    }),
    ("person-page", |desk, it| {
        desk.person_page(it.handover).map(drop)
    }),
    ("list-records", |desk, _| {
        desk.records(&Wanted::default()).map(drop)
    }),
    ("read-records", |desk, it| {
        desk.records_of(it.handover).map(drop)
    }),
    ("export-records", |desk, _| {
        desk.export_records(&Wanted::default(), |_| Ok(Vec::new()))
            .map(drop)
    }),
    ("read-ledger", |desk, _| desk.ledger(Of::All).map(drop)),
    ("export-consents", |desk, _| {
        desk.export_consents(Of::All).map(drop)
    }),
    ("read-alerts", |desk, _| desk.alerts().map(drop)),
    ("read-today", |desk, _| desk.today_lines().map(drop)),
    ("read-arrivals", |desk, _| desk.arrivals().map(drop)),
    ("carry-parcels", |desk, it| {
        desk.sync_through(&it.post, Extent::New).map(drop)
    }),
    ("list-kept", |desk, _| desk.kept(Span::Everything).map(drop)),
    ("shred", |desk, it| {
        match desk.shred(Kept::Case(it.case), "") {
            // The right is there, and its time is not over.
            Err(Problem::StillKept(_) | Problem::NotSure) => Ok(()),
            said => said.map(drop),
        }
    }),
    ("read-receipts", |desk, _| desk.receipts().map(drop)),
    ("export-receipts", |desk, _| {
        desk.export_receipts(|_| Ok(Vec::new())).map(drop)
    }),
    ("read-journal", |desk, _| desk.audit(None, 1).map(drop)),
    ("verify-journal", |desk, _| {
        desk.verify(&mut |_, _| ()).map(drop)
    }),
    ("read-settings", |desk, _| desk.settings().map(drop)),
    ("change-settings", |desk, _| {
        let ten = Some(Setting::Number(10));
        desk.set_setting(None, SettingId::GapAlarm, ten)
    }),
    ("change-office", |desk, _| {
        let profile = desk.profile().clone();
        desk.change_profile(profile)
    }),
    ("change-mailbox", |desk, _| {
        desk.set_mailbox(std::env::temp_dir())
    }),
    ("own-card", |desk, _| desk.own_card().map(drop)),
    ("keep-card", |desk, it| desk.keep_card(&it.card).map(drop)),
    ("keep-paper-card", |desk, _| {
        let profile = demo::offices().swap_remove(2).profile;
        desk.keep_paper_card(&profile).map(drop)
    }),
    ("verify-card", |desk, it| {
        desk.verify_card(it.peer, &it.fingerprint)
    }),
    ("not-sent", |desk, it| {
        let (from, parcels) = (it.peer, 1);
        match desk.not_sent(Lying { from, parcels }) {
            // Nothing lies unopened there, which only whoever has the right learns.
            Err(Problem::Missing(Thing::Parcel)) => Ok(()),
            done => done,
        }
    }),
    ("revoke-card", |desk, it| desk.revoke_card(it.peer)),
    ("list-staff", |desk, _| desk.staff().map(drop)),
    ("add-staff", |desk, _| {
        let newcomer = Newcomer {
            name: Line::new("見本 新人", 60).unwrap(),
            role: Role::SupportWorker,
            passphrase: passphrase(),
        };
        desk.add_staff(newcomer, STRENGTH).map(drop)
    }),
    ("close-staff", |desk, _| {
        let name = "見本 新人";
        let known = desk
            .staff()?
            .into_iter()
            .find(|it| it.name.as_str() == name);
        desk.close_staff(known.expect("a manager made it").id)
    }),
];

#[test]
fn each_row_that_goes_by_the_role_alone_is_so_at_the_desk() {
    let mut town = town(Point::Ready);
    let desk = town.sender.desk();
    let paper = crate::attachment::paper();
    let file = desk.attach(town.case, pdf(), paper).unwrap();
    let (case, to) = (town.case, town.receiver_id);
    let mut with_copy = form(desk, case, to);
    with_copy.items.insert(ItemId::CopyCity);
    let carries = ConsentForm {
        mode: Mode::Carried,
        ..form(desk, case, to)
    };
    let carried = carries.id;
    for form in [with_copy, carries] {
        desk.record_consent(form).unwrap();
    }
    town.prepare();
    town.offer();
    let desk = town.sender.desk();
    let wanted = CopyFor {
        to: CopyTo::City,
        name: "見本市".into(),
    };
    let sheet = desk.copy(town.id, &wanted).unwrap();
    desk.copy_given(&sheet).unwrap();
    town.exchange();
    let card = town.receiver.desk().own_card().unwrap();
    let there = There {
        case: town.case,
        handover: town.id,
        consent: town.consent,
        carries: carried,
        peer: town.receiver_id,
        fingerprint: town.receiver.desk().own_fingerprint(),
        card,
        file,
        post: Post::default(),
    };
    let chief = town.sender.who().to_owned();
    for (_, role, name) in STAFF {
        if name != chief {
            hire(&mut town.sender, name, role);
        }
    }
    let rows = grid::by_role();
    let mut differing = Vec::new();
    // Whoever may most goes first: what is made by one is there for the others to be refused.
    for letter in ['m', 's', 'w', 'a'] {
        let (_, _, name) = STAFF[STAFF.iter().position(|it| it.0 == letter).unwrap()];
        let desk = town.sender.sign_in(name);
        for (code, may, _) in &rows {
            let (_, deed) = DEEDS.iter().find(|it| it.0 == *code).expect("a deed");
            let is = match deed(desk, &there) {
                Ok(()) => true,
                Err(Problem::Denied {
                    why: Denied::NoRight,
                    ..
                }) => false,
                Err(other) => panic!("{code} by {name}: {other:?}"),
            };
            if is != may.contains(letter) {
                differing.push(format!("{code}: {letter} {is}, and it is written {may}"));
            }
        }
    }
    assert!(differing.is_empty(), "\n{}\n", differing.join("\n"));
}

#[test]
fn every_deed_has_one_row() {
    let rows: Vec<&str> = grid::by_role().iter().map(|it| it.0).collect();
    let deeds: Vec<&str> = DEEDS.iter().map(|it| it.0).collect();
    let set = |of: &[&'static str]| of.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(set(&rows), set(&deeds));
    assert_eq!(rows.len(), set(&rows).len(), "a row stands twice");
    assert_eq!(deeds.len(), set(&deeds).len(), "a deed stands twice");
}

/// The commands of the rows: whoever may least of those who may does it, and everybody else is refused and writes nothing.
#[test]
fn each_row_that_goes_by_the_role_alone_is_so_by_command() {
    let place = Place::pair();
    let handover = place.approved_of("all,copy-city");
    for (name, role) in [("見本三", "support-worker"), ("見本四", "auditor")] {
        let add = ["staff", "add", name, "--role", role];
        let add = [&add[..], &["--new-passphrase-file", "pw"]].concat();
        place.json("a", FIRST, &add);
    }
    let who = [
        ('s', SECOND),
        ('m', FIRST),
        ('w', "見本三"),
        ('a', "見本四"),
    ];
    let cases = place.json("a", FIRST, &["case", "list"]);
    let case = json_text(&cases["cases"][0]["id"]);
    let (until, today) = (place.until(), System.today().to_string());
    let carries = [
        "consent",
        "record",
        &case,
        "--to",
        "見本事業所b",
        "--until",
        &until,
        "--mode",
        "carried",
    ];
    let carries = place.json("a", FIRST, &carries);
    let consent = json_text(&carries["consent"]["id"]);
    fs::write(place.path("plan.pdf"), crate::attachment::PDF).unwrap();
    fs::write(place.path("people.csv"), PEOPLE).unwrap();
    let person: Json =
        serde_json::from_str(&fs::read_to_string(place.path("person.json")).unwrap()).unwrap();
    fs::write(place.path("other.json"), other(person).to_string()).unwrap();
    let cards = place.json("a", FIRST, &["card", "show"]);
    let peer = json_text(&cards["peers"][0]["id"]);
    let print = json_text(&cards["peers"][0]["fingerprint"]);
    let mut file = String::new();
    for (code, may, command) in grid::by_role() {
        if command.is_empty() {
            continue;
        }
        if code == "tell-of-copy" {
            // The rows before it are of what was not offered yet, and wrote in the case what was approved.
            for (name, step) in [
                (FIRST, "confirm"),
                (FIRST, "submit"),
                (SECOND, "approve"),
                (FIRST, "offer"),
            ] {
                place.json("a", name, &["handover", step, &handover]);
            }
            let copy = ["handover", "copy", &handover, "--to", "city"];
            let copy = [&copy[..], &["--name", "見本市", "--out", "city.txt"]].concat();
            place.json("a", FIRST, &copy);
        }
        let filled: Vec<&str> = command
            .iter()
            .map(|word| match *word {
                "CASE" => case.as_str(),
                "HANDOVER" => handover.as_str(),
                "FILE" => file.as_str(),
                "CONSENT" => consent.as_str(),
                "TODAY" => today.as_str(),
                "PEER" => peer.as_str(),
                "PRINT" => print.as_str(),
                other => other,
            })
            .collect();
        let least = ['a', 'w', 's', 'm']
            .into_iter()
            .find(|it| may.contains(*it));
        for (letter, name) in who {
            if !may.contains(letter) {
                let json = [&filled[..], &["--json"]].concat();
                let output = place.run("a", name, &json);
                let told: Json = serde_json::from_slice(&output.stderr).unwrap();
                assert_eq!(told["error"]["kind"], "refused", "{code} by {name}");
                assert!(output.stdout.is_empty(), "{code} by {name}");
            }
        }
        let (_, name) = who[who.iter().position(|it| Some(it.0) == least).unwrap()];
        let told = place.json("a", name, &filled);
        if code == "attach-file" {
            file = json_text(&told["attachment"]["digest"]);
        }
    }
}

/// The same answers of somebody else.
fn other(mut person: Json) -> Json {
    for (field, said) in [
        ("person.name", "試験花子"),
        ("person.kana", "シケンハナコ"),
        ("certificate.number", "1234567890"),
    ] {
        let fields = person["fields"].as_object_mut().expect("fields");
        if let Some(field) = fields.get_mut(field) {
            field["answer"] = said.into();
        }
    }
    person
}
