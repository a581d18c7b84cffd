//! A handover to an office without the program, by command: printed, answered on paper, entered, closed. Nothing of it
//! enters a parcel, and what is refused of it writes nothing.

use std::fs;

use serde_json::Value as Json;
use tasuki::workflow::clock::{Outside, System};

use crate::place::{FIRST, Place, SECOND, text};

pub const NAME: &str = "紙の見本作業所";
const NUMBER: &str = "0110000031";

/// Two offices, and a third one that has no program: a handover to it, approved; the handover's id.
pub fn approved(place: &Place) -> String {
    place.json("a", FIRST, &card(NAME, NUMBER));
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let case = text(&case["case"]["id"]);
    let until = place.until();
    let consent = ["consent", "record", &case, "--to", NAME, "--until", &until];
    place.json("a", FIRST, &consent);
    let draft = place.json("a", FIRST, &["handover", "draft", &case, "--to", NAME]);
    let id = text(&draft["handover"]["id"]);
    place.json("a", FIRST, &["handover", "confirm", &id]);
    place.json("a", FIRST, &["handover", "submit", &id]);
    place.json("a", SECOND, &["handover", "approve", &id]);
    id
}

fn card<'a>(name: &'a str, number: &'a str) -> [&'a str; 14] {
    [
        "card",
        "paper",
        "--name",
        name,
        "--corporation",
        "架空の会",
        "--number",
        number,
        "--address",
        "見本市9-9",
        "--representative",
        "架空 一",
        "--phone",
        "03-0000-0009",
    ]
}

/// What is entered of a paper; the handover as it is then.
fn reply(place: &Place, who: &str, id: &str, rest: &[&str]) -> Json {
    let slip = [
        "handover",
        "paper-reply",
        id,
        "--by",
        "紙谷 まもる",
        "--kept",
        "書庫3",
    ];
    place.json("a", who, &[&slip[..], rest].concat())["handover"].clone()
}

fn refused(place: &Place, id: &str, rest: &[&str]) {
    let slip = [
        "handover",
        "paper-reply",
        id,
        "--by",
        "紙",
        "--kept",
        "書庫3",
    ];
    let steps = place.steps("a");
    place.refused("a", FIRST, &[&slip[..], rest].concat(), 3, "refused");
    assert_eq!(place.steps("a"), steps, "{rest:?}");
}

pub fn print(place: &Place, id: &str, file: &str) -> String {
    let args = ["handover", "print-offer", id, "--out", file, "--lang", "ja"];
    place.json("a", FIRST, &args);
    fs::read_to_string(place.path(file)).unwrap()
}

pub fn read_back(place: &Place) {
    let json = serde_json::json!({
        "risks": ["昼食を抜く", "電話の音", "週の後半の疲れ"],
        "next_step": "初回面談の部屋を決める",
        "first_appointment": "12月10日 13時30分",
        "facts": {
            "name-kana": {"typed": "タカハシ サクラ"},
            "birth": {"typed": "1998-04-02"},
            "certificate-last-four": {"typed": "0011"},
            "months-left": {"typed": "14"},
            "next-fixed-day": {"typed": "2026-12-10"},
            "medication": {"marked": "same"},
            "signs": {"marked": "same"},
        },
    });
    fs::write(place.path("back.json"), json.to_string()).unwrap();
}

fn tasks(handover: &Json) -> Vec<String> {
    let duties = handover["duties"].as_array().unwrap();
    duties.iter().map(|it| text(&it["task"])).collect()
}

#[test]
fn a_handover_on_paper_goes_from_draft_to_closed() {
    let place = Place::pair();
    let id = approved(&place);
    let id = id.as_str();
    let offered = place.json("a", FIRST, &["handover", "offer", id])["handover"].clone();
    assert_eq!(offered["on_paper"], true);
    assert_eq!(offered["turn"]["task"], "print", "{offered}");
    refused(&place, id, &["--arrived"]);

    let printed = print(&place, id, "offer.txt");
    for said in ["取扱注意", "第1版", "1/", "返信票", "照合番号", NAME] {
        assert!(printed.contains(said), "{said}: {printed}");
    }
    assert!(
        !printed.contains("見本母"),
        "what consent leaves out is not there"
    );
    let log = place.json("a", FIRST, &["audit", "show", "--of", id]);
    let acts = log["lines"].as_array().unwrap();
    assert!(acts.iter().any(|it| it["act"] == "printed"));

    // What a reader said may be entered by whoever reads; what binds the offices may not.
    let add = ["staff", "add", "見本三", "--role", "support-worker"];
    let add = [&add[..], &["--new-passphrase-file", "pw"]].concat();
    place.json("a", FIRST, &add);
    let slip = [
        "handover",
        "paper-reply",
        id,
        "--by",
        "紙",
        "--kept",
        "書庫3",
        "--arrived",
    ];
    place.refused("a", "見本三", &slip, 3, "refused");
    let delivered = reply(&place, FIRST, id, &["--arrived"]);
    assert_eq!(delivered["phase"], "Delivered");
    let records = place.json("a", FIRST, &["record", "list"]);
    let [record] = &records["records"].as_array().unwrap()[..] else {
        panic!("one record of the delivery: {records}");
    };
    assert_eq!(
        (&record["kind"], &record["office"]["name"]),
        (&"given".into(), &NAME.into())
    );

    let ask = ["--ask", "health=夜の薬はだれが持ちますか。"];
    let read = [&["--all-understood", "--but", "health"][..], &ask].concat();
    let review = reply(&place, "見本三", id, &read);
    assert_eq!(review["turn"]["task"], "answer", "{review}");
    place.json(
        "a",
        SECOND,
        &["handover", "answer", id, "1", "本人が持ちます。"],
    );
    let again = print(&place, id, "again.txt");
    assert!(
        again.contains("本人が持ちます。"),
        "the answer goes on paper, too"
    );

    refused(&place, id, &["--accept", "2027-01-12"]);
    read_back(&place);
    let start = System.today().plus_days(30).to_string();
    let yes = [
        "--understood",
        "health",
        "--close",
        "1",
        "--read-back",
        "back.json",
        "--accept",
        &start,
    ];
    let accepted = reply(&place, SECOND, id, &yes);
    assert_eq!(accepted["phase"], "Accepted", "{accepted}");
    assert_eq!(accepted["turn"]["task"], "release");
    place.json("a", SECOND, &["handover", "release", id]);
    let today = System.today().to_string();
    let started = reply(&place, SECOND, id, &["--started", &today]);
    assert_eq!(
        (&started["phase"], &started["owner"]),
        (&"Started".into(), &"receiver".into())
    );
    let end = ["handover", "end", id, "--confirmation", "見本市 窓口"];
    place.json("a", SECOND, &end);
    for _ in 0..2 {
        reply(&place, SECOND, id, &["--outcome", "going-well", "--yes"]);
    }
    let closed = reply(
        &place,
        SECOND,
        id,
        &["--outcome", "left", "--text", "転居した"],
    );
    assert_eq!(closed["phase"], "Closed", "{closed}");

    let shown = place
        .json("a", FIRST, &["handover", "show", id])
        .to_string();
    assert!(
        shown.contains("紙谷 まもる") && shown.contains("書庫3"),
        "by whom, and where it is"
    );
    let sent = place.json("a", FIRST, &["sync"]);
    assert_eq!(sent["sent"], 0, "{sent}");
    assert_eq!(
        fs::read_dir(place.path("box")).unwrap().count(),
        0,
        "no parcel"
    );
    let case = place.json("a", FIRST, &["case", "list"]);
    assert_eq!(case["cases"][0]["handed_over"], id);
}

#[test]
fn paper_that_is_there_after_an_ending_is_asked_back_and_what_is_told_is_noted() {
    let place = Place::pair();
    let id = approved(&place);
    let id = id.as_str();
    place.json("a", FIRST, &["handover", "offer", id]);
    print(&place, id, "offer.txt");
    reply(&place, FIRST, id, &["--arrived"]);
    let declined = reply(
        &place,
        FIRST,
        id,
        &["--decline", "not-taken", "--text", "満員のため"],
    );
    assert_eq!(
        (&declined["phase"], &declined["turn"]["side"]),
        (&"Declined".into(), &"sender".into())
    );
    assert_eq!(tasks(&declined), ["ask-back"]);
    refused(&place, id, &["--arrived"]);
    place.refused(
        "a",
        FIRST,
        &["handover", "print-offer", id, "--out", "more.txt"],
        3,
        "refused",
    );
    assert!(!place.path("more.txt").exists());
    let done = reply(&place, FIRST, id, &["--back", "returned"]);
    assert_eq!(tasks(&done), [] as [&str; 0]);
    let case = place.json("a", FIRST, &["case", "list"]);
    let case = text(&case["cases"][0]["id"]);
    let kept = place.json("a", FIRST, &["case", "show", &case]);
    assert!(
        kept["case"]["fields"]["person.name"].is_object(),
        "the own case stays"
    );
}

#[test]
fn an_office_with_the_program_is_never_on_paper_and_one_on_paper_may_join() {
    let place = Place::pair();
    let sealed = place.approved();
    place.json("a", FIRST, &["handover", "offer", &sealed]);
    let slip = [
        "handover",
        "paper-reply",
        &sealed,
        "--by",
        "紙",
        "--kept",
        "書庫3",
        "--arrived",
    ];
    place.refused("a", FIRST, &slip, 3, "refused");
    let print = ["handover", "print-offer", &sealed, "--out", "offer.txt"];
    place.refused("a", FIRST, &print, 3, "refused");
    assert!(!place.path("offer.txt").exists());

    let own = place.json("b", FIRST, &["card", "show"]);
    let number = text(&own["number"]);
    place.refused("a", FIRST, &card("別の名", &number), 3, "refused");
    let own = text(&place.json("a", FIRST, &["card", "show"])["number"]);
    place.refused("a", FIRST, &card("別の名", &own), 2, "bad-input");

    place.office("c", NUMBER);
    place.json("a", FIRST, &card(NAME, NUMBER));
    place.refused("a", FIRST, &["card", "verify", NAME, "AAAAA"], 3, "refused");
    let written = place.json("c", FIRST, &["card", "export", "c.card"]);
    let kept = place.json("a", FIRST, &["card", "import", "c.card"]);
    let joined = text(&kept["id"]);
    let read_out = text(&written["fingerprint"]);
    place.json("a", FIRST, &["card", "verify", &joined, &read_out]);
    let case = place.case("a");
    let begun = place.json("a", FIRST, &["handover", "draft", &case, "--to", NUMBER]);
    assert_eq!(
        begun["handover"]["peer"],
        joined.as_str(),
        "the next one is sealed"
    );
    assert_eq!(begun["handover"]["on_paper"], false);
    place.json(
        "a",
        FIRST,
        &[
            "handover",
            "discard",
            &text(&begun["handover"]["id"]),
            "--yes",
        ],
    );
    let peers = place.json("a", FIRST, &["card", "show"]);
    let paper = peers["peers"].as_array().unwrap();
    let paper = paper
        .iter()
        .find(|it| it["standing"] == "on-paper")
        .unwrap();
    assert_eq!(paper["fingerprint"], Json::Null);
    let to = text(&paper["id"]);
    let draft = ["handover", "draft", &case, "--to", &to];
    place.refused("a", FIRST, &draft, 3, "refused");
    place.refused("a", FIRST, &card(NAME, NUMBER), 3, "refused");
}
