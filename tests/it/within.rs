//! Consent within one corporation, by command: recorded only there, told to the person, and a record of its own kind.
//!
//! What a mode means is told beside the rule, in `domain::consent`.

use std::fs;

use serde_json::Value as Json;

use crate::place::{FIRST, Place, SECOND};

const TO: &str = "見本事業所b";

/// Records a consent of this mode for the case, and tells it.
fn consent(place: &Place, case: &str, mode: &str) -> Json {
    let until = place.until();
    let record = ["consent", "record", case, "--to", TO, "--until", &until];
    let record = [&record[..], &["--mode", mode]].concat();
    place.json("a", FIRST, &record)["consent"].clone()
}

fn import(place: &Place) -> String {
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    case["case"]["id"].as_str().unwrap().to_owned()
}

/// Takes a handover of the case to where it may be offered.
fn approve(place: &Place, case: &str) -> String {
    let draft = place.json("a", FIRST, &["handover", "draft", case, "--to", TO]);
    let id = draft["handover"]["id"].as_str().unwrap().to_owned();
    place.json("a", FIRST, &["handover", "confirm", &id]);
    place.json("a", FIRST, &["handover", "submit", &id]);
    place.json("a", SECOND, &["handover", "approve", &id]);
    id
}

fn records(place: &Place, home: &str) -> Json {
    place.json(home, FIRST, &["record", "list"])["records"].clone()
}

#[test]
fn within_one_corporation_both_records_are_the_laws_until_an_office_sets_that_they_are_its_own() {
    for (mode, set) in [
        ("same-corporation", None),
        ("same-corporation", Some("own-note")),
        ("by-item", Some("own-note")),
    ] {
        let place = Place::pair();
        for home in ["a", "b"] {
            let set = set.map(|it| ["setting", "set", "record.same-corporation", it]);
            set.map(|it| place.json(home, FIRST, &it));
        }
        let case = import(&place);
        assert_eq!(consent(&place, &case, mode)["mode"], mode);
        let shown = place.json("a", FIRST, &["consent", "show", &case]);
        assert_eq!(shown["consents"][0]["mode"], mode, "it is kept so");
        let id = approve(&place, &case);
        place.json("a", FIRST, &["handover", "offer", &id]);
        place.json("a", FIRST, &["sync"]);
        place.json("b", FIRST, &["sync"]);
        place.json("a", FIRST, &["sync"]);
        for home in ["a", "b"] {
            let law = set.map_or("third-party", |_| "same-corporation");
            assert_eq!(records(&place, home)[0]["law"], law, "{home}");
            place.json(
                home,
                FIRST,
                &["record", "export", "--out", &format!("{home}.csv")],
            );
            let table = fs::read_to_string(place.path(&format!("{home}.csv"))).unwrap();
            let own = set.is_some();
            assert_eq!(table.contains("同じ法人、設定で控え"), own, "{home}");
            let by_law = table.contains("29条") || table.contains("30条");
            assert_eq!(by_law, !own, "{home}");
            let show = ["--lang", "ja", "record", "show", &id];
            let shown = String::from_utf8(place.run(home, FIRST, &show).stdout).unwrap();
            let unsure = shown.contains("設定で控え）。法の記録が要らないことは、確かめていません");
            assert_eq!(unsure, own, "{home}: {shown}");
        }
    }
}

#[test]
fn where_the_card_names_another_corporation_such_a_consent_is_refused_and_one_that_was_given_carries_nothing()
 {
    let place = Place::pair();
    let case = import(&place);
    consent(&place, &case, "same-corporation");
    let id = approve(&place, &case);
    let moved = ["office", "edit", "--corporation", "株式会社見本の別法人"];
    place.json("a", FIRST, &moved);
    let until = place.until();
    let within = ["--to", TO, "--until", &until, "--mode", "same-corporation"];
    for command in ["record", "explain", "sheet"] {
        let refused = [&["consent", command, &case][..], &within].concat();
        place.refused("a", FIRST, &refused, 2, "bad-input");
    }
    place.refused("a", FIRST, &["handover", "offer", &id], 2, "bad-input");
    assert_eq!(records(&place, "a"), Json::Array(Vec::new()));
    let again = consent(&place, &case, "by-item");
    assert_eq!(
        again["mode"], "by-item",
        "to another corporation it can be asked"
    );
}

#[test]
fn what_the_person_reads_says_that_it_stays_within_the_corporation() {
    let place = Place::pair();
    let case = import(&place);
    for (mode, said) in [("by-item", false), ("same-corporation", true)] {
        let explain = ["consent", "explain", &case, "--to", TO, "--mode", mode];
        let lines = place.json("a", FIRST, &explain)["lines"].clone();
        let lines: String = lines
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Json::as_str)
            .collect();
        assert_eq!(lines.contains("同じ法人"), said, "{mode}");
    }
}
