//! The records the law asks for, by command at two offices: one of each delivery, at both, and none of what never arrived.
//!
//! How they are stored is the codec's.

use std::fs;

use serde_json::Value as Json;

use crate::place::{FIRST, Place, SECOND};

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
