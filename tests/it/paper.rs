//! The papers for the person, by command: they say what the consent of the same words would let go, and nothing else.

use std::fs;

use serde_json::Value as Json;

use crate::place::{FIRST, Place, SECOND, text};

const TO: &str = "見本事業所b";

/// A paper in Japanese, line by line.
fn lines(place: &Place, args: &[&str]) -> Vec<String> {
    let paper = place.json("a", FIRST, &[args, &["--lang", "ja"]].concat());
    let lines = paper["lines"].as_array().unwrap().iter();
    lines.map(text).collect()
}

/// What stands between two headings.
fn part<'a>(lines: &'a [String], from: &str, to: &str) -> &'a [String] {
    let at = |heading: &str| {
        let heading = format!("■ {heading}");
        lines.iter().position(|it| *it == heading).unwrap()
    };
    &lines[at(from)..at(to)]
}

fn says(lines: &[String], text: &str) -> bool {
    lines.iter().any(|it| it.contains(text))
}

#[test]
fn what_is_asked_is_explained_in_easy_words_and_signed_on_a_sheet() {
    let place = Place::pair();
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let case = text(&case["case"]["id"]);
    let items = "basic,health,family";
    let asked = ["consent", "explain", &case, "--to", TO, "--items", items];
    let told = lines(&place, &asked);
    let goes = part(&told, "渡（わた）すもの", "渡（わた）さないもの");
    let stays = part(&told, "渡（わた）さないもの", "だれに渡すか");
    assert!(says(goes, "生まれた日") && !says(stays, "生まれた日"));
    assert!(says(goes, "家族（かぞく）のこと") && !says(stays, "家族（かぞく）のこと"));
    assert!(says(goes, "名前を書いたときだけ、渡します"));
    assert!(says(stays, "薬（くすり）の名前"));
    assert!(says(&told, TO) && says(&told, "見本事業所a") && says(&told, "年    月    日まで"));
    assert!(says(&told, "「いいえ」と言っても") && says(&told, "いつでも取り消"));

    let agreed = [
        &asked[..],
        &["--family", "見本母:母", "--until", "2027-03-31"],
    ]
    .concat();
    let told = lines(&place, &agreed);
    let goes = part(&told, "渡（わた）すもの", "渡（わた）さないもの");
    assert!(says(goes, "家族（かぞく）のこと"));
    assert!(says(&told, "令和9年3月31日"));

    let mut sheet = agreed.clone();
    sheet[1] = "sheet";
    let signed = lines(&place, &sheet);
    assert_eq!(signed[..told.len()], told[..]);
    assert!(says(&signed[told.len()..], "家族の名前"));
    sheet.extend(["--out", "sheet.txt"]);
    let steps = place.steps("a");
    place.json("a", SECOND, &[&sheet[..], &["--lang", "ja"]].concat());
    let written = fs::read_to_string(place.path("sheet.txt")).unwrap();
    assert_eq!(written.lines().collect::<Vec<_>>(), signed);
    assert_eq!(place.steps("a"), steps + 2, "read, and printed");
    let log = place.json("a", FIRST, &["audit", "show"]);
    let log = log["lines"].as_array().unwrap();
    assert!(log.iter().any(|it| it["act"] == "printed"), "{log:?}");
    place.refused("a", FIRST, &sheet, 2, "bad-input");
    assert_eq!(
        fs::read_to_string(place.path("sheet.txt")).unwrap(),
        written,
        "nothing is written over"
    );
    let wrong = ["consent", "sheet", &case, "--to", TO, "--items", "moon"];
    place.refused("a", FIRST, &wrong, 2, "bad-input");
}

#[test]
fn the_persons_page_is_what_the_other_office_gets_and_names_what_stays() {
    let place = Place::pair();
    let id = place.approved();
    let page = ["handover", "person-page", &id];
    let before = lines(&place, &page);
    assert!(says(&before, "まだ渡していません"));
    let goes = part(&before, "渡（わた）すもの", "渡（わた）さないもの");
    let stays = part(&before, "渡（わた）さないもの", "いつまでか");
    let shown = place.json("a", FIRST, &["handover", "show", &id]);
    let case = text(&shown["handover"]["case"]);
    let seen = place.json("a", FIRST, &["consent", "show", &case, "--to", TO]);
    let preview = &seen["preview"];
    let count = |of: &Json| of.as_array().unwrap().len();
    let fields: usize = preview["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| count(&it["fields"]))
        .sum();
    let told = goes.iter().filter(|it| it.starts_with("  ・")).count();
    assert_eq!(told, fields, "{goes:#?}");
    assert!(says(stays, "家族（かぞく）のこと") && says(stays, "会社のこと"));

    place.json("a", SECOND, &["handover", "offer", &id]);
    let after = lines(&place, &page);
    assert!(says(&after, "渡しました（第1版）"));
    let now = part(&after, "渡（わた）したもの", "渡（わた）さないもの");
    let content = |all: &[String]| {
        all.iter()
            .skip_while(|it| !it.is_empty())
            .cloned()
            .collect()
    };
    let (now, then): (Vec<String>, Vec<String>) = (content(now), content(goes));
    assert!(now == then, "offered is what was shown");
    place.json("a", FIRST, &["sync"]);
    place.json("b", FIRST, &["sync"]);
    place.refused(
        "b",
        FIRST,
        &["handover", "person-page", &id],
        2,
        "bad-input",
    );
}
