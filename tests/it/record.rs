//! The records the law asks for, by command at two offices: one of each delivery, at both, and none of what never arrived.
//!
//! How they are stored is the codec's.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value as Json;
use tasuki::domain::audit::Act;
use tasuki::domain::calendar::parse_day;
use tasuki::domain::case::{Edit, FieldState};
use tasuki::domain::consent::{FamilyConsent, Manner};
use tasuki::domain::handover::entry::{Handling, Withdrawal};
use tasuki::domain::record::{Kind, LegalRecord};
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::domain::text::Line;
use tasuki::lang::record::rows;
use tasuki::lang::{Lang, date, label};
use tasuki::report::record as table;
use tasuki::tui::room::record::Seen;
use tasuki::vault::{Name, Shelf};
use tasuki::workflow::draft::Erasures;
use tasuki::workflow::handover::Which;
use tasuki::workflow::record::{Fate, Wanted};
use tasuki::workflow::table::Encoding;
use tasuki::workflow::{Desk, Problem};

use crate::hostile::spoil;
use crate::place::{FIRST, Place, SECOND};
use crate::town::{Office, Point, form, items, town, values};

fn kept(office: &mut Office) -> Vec<LegalRecord> {
    let mut all: Vec<LegalRecord> = office
        .desk()
        .records(&Wanted::default())
        .unwrap()
        .views
        .into_iter()
        .map(|it| it.record)
        .collect();
    all.sort_by_key(|it| (it.offer, it.part));
    all
}

fn records(place: &Place, home: &str) -> Vec<Json> {
    let list = place.json(home, FIRST, &["record", "list"]);
    list["records"].as_array().unwrap().clone()
}

#[test]
fn each_delivery_has_one_record_at_each_office_and_what_never_arrived_has_none() {
    let place = Place::pair();
    let id = place.approved();
    assert_eq!(
        records(&place, "a"),
        [] as [Json; 0],
        "a draft is no delivery"
    );
    place.json("a", FIRST, &["handover", "offer", &id]);
    place.json("a", FIRST, &["sync"]);
    assert_eq!(records(&place, "a"), [] as [Json; 0], "it has not arrived");
    place.json("b", FIRST, &["sync"]);
    for (everything, home) in [
        (false, "a"),
        (true, "a"),
        (false, "b"),
        (true, "b"),
        (false, "a"),
    ] {
        let all: &[&str] = match everything {
            true => &["sync", "--everything"],
            false => &["sync"],
        };
        place.json(home, FIRST, all);
    }
    let [given] = &records(&place, "a")[..] else {
        panic!("not one record at the sender")
    };
    let [received] = &records(&place, "b")[..] else {
        panic!("not one record at the receiver")
    };
    assert_eq!(
        (&given["kind"], &received["kind"]),
        (&"given".into(), &"received".into())
    );
    assert_eq!(given["office"]["name"], "見本事業所b");
    assert_eq!(received["office"]["name"], "見本事業所a");
    for it in [given, received] {
        assert_eq!(it["handover"], id.as_str());
        assert_eq!((&it["offer"], &it["part"]), (&1.into(), &0.into()));
        assert_eq!(it["office"]["representative"], "見本太郎");
        assert_eq!(it["office"]["address"], "見本市1-1");
        assert_eq!(it["fate"], "held");
        assert!(!it["person"].as_str().unwrap().is_empty());
    }
    for same in ["items", "sections", "offered", "received", "consent_until"] {
        assert_eq!(given[same], received[same], "{same}");
        assert!(!given[same].is_null(), "{same}");
    }
    assert!(given["consent"].is_string());
    assert_eq!(
        (&given["sent_by"], &given["approved_by"]),
        (&FIRST.into(), &SECOND.into())
    );
    assert_eq!(received["consent"], Json::Null);
    let sources = received["obtained"]["sources"].as_array().unwrap();
    let of: Vec<&Json> = sources.iter().map(|it| &it["item"]).collect();
    let items: Vec<&Json> = received["items"].as_array().unwrap().iter().collect();
    assert_eq!(of, items, "of each item from whom the giver had it");
    for it in sources {
        let kinds = it["kinds"].as_array().unwrap();
        assert!(!kinds.is_empty(), "{it}");
    }
    assert!(given["obtained"]["sources"].is_null());
}

#[test]
fn once_the_content_is_destroyed_the_receivers_record_names_nobody_and_the_senders_still_does() {
    let place = Place::pair();
    let id = place.approved();
    place.json("a", FIRST, &["handover", "offer", &id]);
    place.json("a", FIRST, &["sync"]);
    place.json("b", FIRST, &["sync"]);
    place.json("a", FIRST, &["handover", "recall", &id, "見本の理由"]);
    for home in ["a", "b", "a"] {
        place.json(home, FIRST, &["sync"]);
    }
    let (given, received) = (&records(&place, "a")[0], &records(&place, "b")[0]);
    assert_eq!(received["person"], Json::Null);
    assert!(given["person"].is_string());
    let sources = received["obtained"]["sources"].as_array().unwrap();
    assert!(!sources.is_empty(), "how it was obtained stays");
    assert_eq!(
        (&given["fate"], &received["fate"]),
        (&"destroyed".into(), &"destroyed".into())
    );
    assert_eq!(given["handover"], received["handover"]);
}

#[test]
fn the_table_has_a_line_for_each_record_that_is_wanted() {
    let place = Place::pair();
    let id = place.approved();
    place.json("a", FIRST, &["handover", "offer", &id]);
    for home in ["a", "b", "a"] {
        place.json(home, FIRST, &["sync"]);
    }
    for (out, rest, lines) in [
        ("all.csv", &["--given"][..], 2),
        ("none.csv", &["--received"][..], 1),
        ("found.csv", &["--search", "見本事業所b"][..], 2),
        ("other.csv", &["--search", "ほかの事業所"][..], 1),
        ("later.csv", &["--from", "2099-01-01"][..], 1),
    ] {
        let args = ["record", "export", "--out", out];
        let args: Vec<&str> = args.iter().chain(rest).copied().collect();
        place.json("a", FIRST, &args);
        let bytes = fs::read(place.path(out)).unwrap();
        assert!(bytes.starts_with(b"\xEF\xBB\xBF"), "{out}");
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.matches("\r\n").count(), lines, "{out}");
    }
}

#[test]
fn a_record_names_the_items_that_were_in_it_and_not_all_that_consent_would_have_let_go() {
    let mut town = town(Point::Ready);
    let medication = values().into_iter().filter_map(|(field, mut it)| {
        it.state = FieldState::Declined;
        let is_of_it = field.spec().item == ItemId::Medication;
        is_of_it.then_some((field, Edit::Put(it)))
    });
    let (case, edits) = (town.case, medication.collect());
    town.sender.desk().edit_case(case, None, edits).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    for office in [&mut town.sender, &mut town.receiver] {
        let record = &kept(office)[0];
        assert!(
            record
                .sections
                .iter()
                .any(|(it, _)| *it == SectionId::Health)
        );
        assert!(record.items.contains(&ItemId::Health));
        assert!(!record.items.contains(&ItemId::Medication), "{record:?}");
    }
}

#[test]
fn an_addition_rests_on_the_form_that_counts_then_and_names_nothing_that_was_taken_back_before() {
    let mut town = town(Point::Released);
    let (case, to, id) = (town.case, town.receiver_id, town.id);
    let desk = town.sender.desk();
    let medication = BTreeSet::from([ItemId::Medication]);
    desk.withdraw(id, Withdrawal::Items(medication.clone()))
        .unwrap();
    let narrower = tasuki::domain::consent::ConsentForm {
        items: &items() - &medication,
        ..form(desk, case, to)
    };
    let narrower = desk.record_consent(narrower).unwrap().id;
    town.exchange();
    town.write(FieldId::HealthClinic, "見本クリニック");
    town.sender.desk().add(id, Which::All).unwrap();
    town.exchange();
    for office in [&mut town.sender, &mut town.receiver] {
        let all = kept(office);
        let [offer, addition] = &all[..] else {
            panic!("not one record of each: {all:?}")
        };
        assert!(offer.items.contains(&ItemId::Medication));
        assert!(addition.items.contains(&ItemId::Health));
        assert!(
            !addition.items.contains(&ItemId::Medication),
            "{addition:?}"
        );
        if let Kind::Given { consent, .. } = addition.kind {
            assert_eq!(consent, Some(narrower));
        }
    }
    let first = town.consent;
    let by_form = kept(&mut town.sender)[0].kind;
    assert!(
        matches!(by_form, Kind::Given { consent: Some(it), .. } if it == first),
        "{by_form:?}"
    );
}

#[test]
fn a_record_that_cannot_be_read_is_counted_and_hides_none_of_the_others() {
    let mut town = town(Point::Delivered);
    let name = Name {
        shelf: Shelf::Legal,
        id: [0xEE; 16],
    };
    spoil(&mut town.sender, name, b"spoilt".to_vec());
    let id = town.id;
    let desk = town.sender.desk();
    let all = desk.records(&Wanted::default()).unwrap();
    assert_eq!((all.views.len(), all.unreadable), (1, 1));
    let whole = desk.records_of(id).unwrap().views;
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0].record, all.views[0].record);
}

#[test]
fn what_was_replaced_stays_replaced_while_the_next_offer_is_on_its_way() {
    let mut town = town(Point::Delivered);
    for clinic in ["見本クリニック", "見本医院"] {
        town.write(FieldId::HealthClinic, clinic);
        town.approve();
        town.offer();
        if clinic == "見本クリニック" {
            town.exchange();
        }
    }
    let mut views = town
        .sender
        .desk()
        .records(&Wanted::default())
        .unwrap()
        .views;
    views.sort_by_key(|it| it.record.offer);
    let fates: Vec<Fate> = views.iter().map(|it| it.fate.clone()).collect();
    assert_eq!(fates, [Fate::Replaced, Fate::Held]);
}

/// What both offices say became of the one record.
fn fates(town: &mut crate::town::Town) -> [Fate; 2] {
    let fate = |office: &mut Office| {
        let mut views = office.desk().records(&Wanted::default()).unwrap().views;
        views.swap_remove(0).fate
    };
    [fate(&mut town.sender), fate(&mut town.receiver)]
}

#[test]
fn what_was_handled_after_the_release_is_no_longer_said_to_be_held() {
    let medication = BTreeSet::from([ItemId::Medication]);
    for (scope, fate) in [
        (
            Withdrawal::Items(medication.clone()),
            Fate::HeldBut(medication.clone()),
        ),
        (Withdrawal::All, Fate::Destroyed),
    ] {
        for (handling, fate) in [
            (Handling::Kept, Fate::Held),
            (Handling::Returned, fate.clone()),
            (Handling::Erased, fate),
        ] {
            let mut town = town(Point::Released);
            let id = town.id;
            town.sender.desk().withdraw(id, scope.clone()).unwrap();
            town.exchange();
            assert_eq!(fates(&mut town), [Fate::Held, Fate::Held]);
            town.receiver
                .desk()
                .handle(id, handling, "見本の理由")
                .unwrap();
            town.exchange();
            assert_eq!(
                fates(&mut town),
                [fate.clone(), fate],
                "{handling:?} {scope:?}"
            );
        }
    }
}

#[test]
fn a_record_without_the_name_says_by_what_it_tells_the_person_apart() {
    let mut town = town(Point::Released);
    let id = town.id;
    let whose = |town: &mut crate::town::Town| {
        let mut views = town.receiver.desk().records_of(id).unwrap().views;
        let rows = rows(&views.swap_remove(0), Lang::Ja);
        let row = rows.into_iter().find(|(name, _)| *name == "本人");
        row.expect("there is such a row").1
    };
    assert!(!whose(&mut town).contains("引継ぎの番号"));
    town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "消去した").unwrap();
    let erased = whose(&mut town);
    assert!(erased.starts_with("（氏名は消去済み）"), "{erased}");
    assert!(erased.contains("引継ぎの番号で特定します"), "{erased}");
}

#[test]
fn the_two_records_of_one_delivery_stand_side_by_side_and_no_cell_of_either_is_empty() {
    let mut town = town(Point::Released);
    let id = town.id;
    let told = [&mut town.sender, &mut town.receiver].map(|office| {
        let mut views = office.desk().records_of(id).unwrap().views;
        rows(&views.swap_remove(0), Lang::Ja)
    });
    let mut page = String::new();
    for ((name, given), (_, received)) in told[0].iter().zip(&told[1]) {
        assert!(!given.is_empty() && !received.is_empty(), "{name}");
        page.push_str(&format!(
            "■ {name}\n  提供した側: {given}\n  受け取った側: {received}\n"
        ));
    }
    let cell = |side: usize, name: &str| {
        let row = told[side].iter().find(|(it, _)| *it == name);
        row.expect("there is such a row").1.clone()
    };
    for name in ["本人", "引継ぎの番号", "提供", "受け取った人", "項目", "章"] {
        assert_eq!(cell(0, name), cell(1, name), "{name}");
    }
    assert_ne!(cell(0, "相手の事業所"), cell(1, "相手の事業所"));
    assert!(cell(1, "取得の経緯").contains("本人の同意を得て"));
    // The day is the same, and each office has the time of its own clock with it.
    assert!(cell(0, "提供した日").starts_with(&cell(1, "提供した日")));
    assert!(cell(0, "提供した日").contains(':') && cell(1, "届いた日").contains(':'));
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::write(dir.join("records-side-by-side.txt"), page).unwrap();
}

/// Every row of a record with where it stands in JSON, in the order of the rows.
const IN_JSON: [(&str, &str); 21] = [
    ("記録", "/kind"),
    ("届いた日", "/received"),
    ("提供した日", "/offered"),
    ("記録した日", "/made"),
    ("本人", "/person"),
    ("引継ぎの番号", "/handover"),
    ("提供", "/offer"),
    ("受け取った人", "/taken_by"),
    ("相手の事業所", "/office/name"),
    ("事業所番号", "/office/number"),
    ("法人", "/office/corporation"),
    ("住所", "/office/address"),
    ("代表者", "/office/representative"),
    ("項目", "/items"),
    ("章", "/sections"),
    ("本人の同意", "/consent_until"),
    ("取得の経緯", "/obtained"),
    ("方法・送付・承認", "/way"),
    ("版の照合", "/compared"),
    ("返却・消去の予定", "/consent_until"),
    ("その後", "/fate"),
];

/// What the row must say of what stands in JSON, where that is told in words of its own.
fn in_words(pointer: &str, said: &Json) -> Vec<String> {
    let codes = || said.as_array().unwrap().iter();
    match pointer {
        "/items" => codes()
            .map(|it| ItemId::from_name(it.as_str().unwrap()).unwrap())
            .map(|it| label::item(it, Lang::Ja).to_owned())
            .collect(),
        "/sections" => codes()
            .map(|it| it["digest"].as_str().unwrap().to_owned())
            .collect(),
        "/consent_until" => {
            let day = parse_day(said.as_str().unwrap()).unwrap().day;
            vec![date::day(day, Lang::Ja)]
        }
        "/offer" => vec![format!("{said}回目")],
        "/kind" | "/obtained" | "/way" | "/compared" | "/fate" => Vec::new(),
        _ => vec![said.as_str().unwrap().to_owned()],
    }
}

#[test]
fn each_row_of_a_record_stands_in_json_in_the_table_in_the_text_and_on_the_screen_alike() {
    let mut town = town(Point::Released);
    let id = town.id;
    for office in [&mut town.sender, &mut town.receiver] {
        let records = office.desk().records_of(id).unwrap();
        let json = table::json(&records);
        let json = &json["records"][0];
        let csv = table::csv(&records.views, Lang::Ja, Encoding::Utf8).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        let mut cells = csv.split("\r\n").nth(1).unwrap().split("\",\"");
        let all = rows(&records.views[0], Lang::Ja);
        let text = table::sheets([all.clone()].into_iter(), 2_000).concat();
        let shown =
            Seen::Record(Box::new(records.views[0].clone()), Erasures::default()).rows(Lang::Ja);
        assert_eq!(shown, all, "the screen");
        assert_eq!(all.len(), IN_JSON.len());
        for ((name, said), (expected, pointer)) in all.iter().zip(IN_JSON) {
            assert_eq!(*name, expected);
            assert!(!said.is_empty(), "{name}");
            let cell = cells.next().unwrap_or_else(|| panic!("{name}: no cell"));
            assert!(cell.contains(said.as_str()), "{name}: {cell} {said}");
            assert!(text.contains(said.as_str()), "{name}: {text}");
            let value = json.pointer(pointer);
            let value = value.filter(|it| !it.is_null());
            let value = value.unwrap_or_else(|| panic!("{name}: {pointer} {json}"));
            for word in in_words(pointer, value) {
                assert!(said.contains(&word), "{name}: {said} without {word}");
            }
        }
        assert_eq!(cells.next(), None, "a cell of no row");
    }
}

/// The journal tells of a file that was made, and not of one that could not be.
#[test]
fn what_cannot_be_written_leaves_no_line_that_it_was_exported() {
    let mut town = town(Point::Delivered);
    let desk = town.sender.desk();
    let refused = || Err(Problem::NothingHeld);
    let exported = |desk: &Desk| {
        let lines = desk.audit(None, usize::MAX).unwrap().into_iter();
        lines
            .filter(|it| it.line.event.act == Act::Exported)
            .count()
    };
    let wanted = Wanted::default();
    assert!(desk.export_records(&wanted, |_| refused()).is_err());
    assert!(desk.export_receipts(|_| refused()).is_err());
    assert_eq!(exported(desk), 0);
    let encoding = Encoding::Utf8;
    let csv = desk.export_records(&wanted, |it| table::csv(&it.views, Lang::Ja, encoding));
    assert!(!csv.unwrap().1.is_empty());
    assert_eq!(exported(desk), 1);
    desk.export_receipts(|_| Ok(Vec::new())).unwrap();
    assert_eq!(exported(desk), 2);
}

/// What became of what the person took back stands in both records, and beside the consent that it was.
#[test]
fn what_was_taken_back_stands_beside_the_consent_with_the_answer() {
    let mut town = town(Point::Started);
    let id = town.id;
    town.write(FieldId::LifeRhythm, "始まったあとの追補");
    town.sender.desk().add(id, Which::All).unwrap();
    town.exchange();
    town.receiver.desk().withdraw(id, Withdrawal::All).unwrap();
    town.exchange();
    let why = "法令の保存義務";
    town.receiver
        .desk()
        .handle(id, Handling::Kept, why)
        .unwrap();
    town.exchange();
    for office in [&mut town.sender, &mut town.receiver] {
        let on = office.desk().today();
        let records = office.desk().records_of(id).unwrap();
        assert_eq!(records.views.len(), 2);
        let json = table::json(&records);
        for (at, view) in records.views.iter().enumerate() {
            let said = rows(view, Lang::Ja);
            let cell = |name: &str| &said.iter().find(|(it, _)| *it == name).unwrap().1;
            let taken = format!("{}に撤回: 同意のすべて", date::day(on, Lang::Ja));
            assert!(cell("本人の同意").contains(&taken), "{said:?}");
            let fate = cell("その後");
            for told in [&taken, "理由があり保存", why] {
                assert!(fate.contains(told), "{told}: {fate}");
            }
            assert!(!fate.contains("知らせはありません"), "{fate}");
            let json = &json["records"][at]["taken_back"];
            assert_eq!(json[0]["answer"], "kept", "{json}");
            assert_eq!(json[0]["reason"], why);
        }
    }
}

#[test]
fn nobody_is_said_to_have_approved_an_addition() {
    let mut town = town(Point::Released);
    let id = town.id;
    town.write(FieldId::LifeRhythm, "引渡しのあとの追補");
    town.sender.desk().add(id, Which::All).unwrap();
    town.exchange();
    for office in [&mut town.sender, &mut town.receiver] {
        let records = office.desk().records_of(id).unwrap();
        let json = table::json(&records);
        for (at, view) in records.views.iter().enumerate() {
            let said = rows(view, Lang::Ja);
            let way = &said
                .iter()
                .find(|(it, _)| it.starts_with("方法"))
                .unwrap()
                .1;
            let added = view.record.part != 0;
            assert_eq!(way.contains("追補は承認を経ていません"), added, "{way}");
            assert!(!added || !way.contains("下書きと承認"), "{way}");
            let approval = &json["records"][at]["approval"];
            assert_eq!(approval.is_null(), added, "{approval}");
        }
    }
}

#[test]
fn the_familys_own_consent_is_named_where_something_of_them_went() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let line = |it: &str| Line::new(it, 60).unwrap();
    town.write(FieldId::LifeFamily, "母と二人で暮らしている。");
    let desk = town.sender.desk();
    let mut agreed = form(desk, case, to);
    agreed.items.insert(ItemId::Family);
    agreed.family = Some(FamilyConsent {
        name: line("見本 花子"),
        relation: line("母"),
        signed: desk.today(),
        manner: Manner::OwnHand,
    });
    desk.record_consent(agreed).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    let id = town.id;
    let records = town.sender.desk().records_of(id).unwrap();
    let [view] = &records.views[..] else {
        panic!("{records:?}")
    };
    assert!(view.record.items.contains(&ItemId::Family));
    for (lang, told) in [
        (Lang::Ja, "家族の同意: 見本 花子（母）"),
        (Lang::En, "the family's consent: 見本 花子 (母)"),
    ] {
        let said = rows(view, lang);
        assert!(said.iter().any(|(_, it)| it.contains(told)), "{said:?}");
    }
    assert_eq!(
        table::json(&records)["records"][0]["family"]["relation"],
        "母"
    );
}
