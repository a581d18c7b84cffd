//! A copy for a place that is not the receiver, by command: on an item of its own, a summary only, in the records, and in
//! the ledger once it is taken back.
//!
//! What a copy may hold is told beside the rule, in `domain::copy`.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value as Json;

use tasuki::domain::copy::CopyTo;
use tasuki::domain::handover::entry::Withdrawal;
use tasuki::domain::section::ItemId;
use tasuki::lang::Lang;
use tasuki::lang::ledger::{rows, whom_else};
use tasuki::workflow::Problem;
use tasuki::workflow::copy::CopyFor;
use tasuki::workflow::ledger::{LedgerLine, Of};

use crate::place::{FIRST, Place, SECOND, text};
use crate::town::{Point, town};

const TO: &str = "見本事業所b";

/// A handover that may be offered, under a consent to these items.
fn approved(place: &Place, items: &str) -> String {
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let case = text(&case["case"]["id"]);
    let until = place.until();
    let consent = ["consent", "record", &case, "--to", TO, "--until", &until];
    let consent = [&consent[..], &["--items", items]].concat();
    place.json("a", FIRST, &consent);
    let draft = place.json("a", FIRST, &["handover", "draft", &case, "--to", TO]);
    let id = text(&draft["handover"]["id"]);
    place.json("a", FIRST, &["handover", "confirm", &id]);
    place.json("a", FIRST, &["handover", "submit", &id]);
    place.json("a", SECOND, &["handover", "approve", &id]);
    id
}

fn copy<'a>(id: &'a str, to: &'a str, out: &'a str) -> [&'a str; 9] {
    let name = "見本市 障害福祉課";
    [
        "handover", "copy", id, "--to", to, "--name", name, "--out", out,
    ]
}

fn records(place: &Place) -> Vec<Json> {
    let all = place.json("a", FIRST, &["record", "list"]);
    all["records"].as_array().unwrap().clone()
}

#[test]
fn a_copy_goes_on_its_own_item_holds_a_summary_and_stands_in_the_records_with_whom_and_by_whom() {
    let place = Place::pair();
    let id = approved(&place, "all,copy-city");
    place.refused("a", FIRST, &copy(&id, "city", "early.txt"), 3, "refused");
    place.json("a", FIRST, &["handover", "offer", &id]);
    let given = place.json("a", FIRST, &copy(&id, "city", "copy.txt"));
    assert_eq!(given["to"], "city");

    let path = place.path("copy.txt");
    let printed = fs::read_to_string(&path).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    for said in ["見本市 障害福祉課", TO, "取扱注意", "タカハシ"] {
        assert!(printed.contains(said), "{said}: {printed}");
    }
    for other in ["見本母", "服薬", "診断", "通院"] {
        assert!(!printed.contains(other), "{other}: {printed}");
    }

    let all = records(&place);
    let [record] = &all[..] else {
        panic!("one record of the copy, none of what has not arrived: {all:?}");
    };
    assert_eq!(
        (&record["kind"], &record["copy_to"]),
        (&"copy".into(), &"city".into())
    );
    assert_eq!(record["office"]["name"], "見本市 障害福祉課");
    assert_eq!(
        (&record["office"]["id"], &record["sent_by"]),
        (&Json::Null, &FIRST.into())
    );
    assert_eq!(record["items"], given["items"]);
    let items = record["items"].as_array().unwrap();
    assert!(!items.contains(&"health".into()) && !items.contains(&"copy-city".into()));

    let log = place.json("a", FIRST, &["audit", "show", "--of", &id]);
    let said = log.to_string();
    assert!(
        said.contains("printed") && said.contains("give-copy"),
        "{log}"
    );
}

#[test]
fn a_copy_for_a_public_body_is_recorded_as_the_law_asks_until_the_office_sets_otherwise() {
    let place = Place::pair();
    let id = approved(&place, "all,copy-city,copy-consultation");
    place.json("a", FIRST, &["handover", "offer", &id]);
    place.json("a", FIRST, &copy(&id, "city", "one.txt"));
    let own = ["setting", "set", "record.public-body", "own-note"];
    place.json("a", FIRST, &own);
    place.json("a", FIRST, &copy(&id, "city", "two.txt"));
    place.json("a", FIRST, &copy(&id, "consultation", "three.txt"));
    let mut laws: Vec<(u64, String)> = records(&place)
        .iter()
        .map(|it| (it["copy"]["no"].as_u64().unwrap(), text(&it["law"])))
        .collect();
    laws.sort();
    let laws: Vec<&str> = laws.iter().map(|(_, law)| law.as_str()).collect();
    assert_eq!(laws, ["third-party", "public-body", "third-party"]);
    let shown = place.run("a", FIRST, &["--lang", "ja", "record", "list"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert_eq!(shown.matches("写し（29条）").count(), 2, "{shown}");
    assert!(shown.contains("写し（官公署、設定で控え）"), "{shown}");
    let shown = place.run("a", FIRST, &["--lang", "ja", "record", "show", &id]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert_eq!(
        shown.matches("法の記録が要らないことは").count(),
        1,
        "{shown}"
    );
}

#[test]
fn without_its_item_no_copy_goes_a_yes_to_all_is_none_and_what_was_not_written_is_no_record() {
    let place = Place::pair();
    let id = approved(&place, "all,copy-hello-work");
    place.json("a", FIRST, &["handover", "offer", &id]);
    place.refused("a", FIRST, &copy(&id, "city", "copy.txt"), 3, "refused");
    assert!(!place.path("copy.txt").exists());
    for (lang, item) in [("ja", "「写し: 市町村へ"), ("en", "\"Copy for the city")] {
        let why = copy(&id, "city", "copy.txt");
        let why = place.run("a", FIRST, &[&["--lang", lang][..], &why].concat());
        let why = String::from_utf8(why.stderr).unwrap();
        assert!(why.contains(item), "{why}");
        assert!(
            !why.contains("回答できない") && !why.contains("cannot be answered"),
            "{why}"
        );
    }
    fs::write(place.path("there.txt"), "").unwrap();
    let there = place.run("a", FIRST, &copy(&id, "hello-work", "there.txt"));
    assert!(!there.status.success());
    let add = ["staff", "add", "見本三", "--role", "support-worker"];
    let add = [&add[..], &["--new-passphrase-file", "pw"]].concat();
    place.json("a", FIRST, &add);
    let by_worker = copy(&id, "hello-work", "worker.txt");
    place.refused("a", "見本三", &by_worker, 3, "refused");
    assert_eq!(records(&place), Vec::<Json>::new());
    for out in ["one.txt", "two.txt"] {
        place.json("a", FIRST, &copy(&id, "hello-work", out));
    }
    assert_eq!(records(&place).len(), 2, "each copy has its own record");
}

#[test]
fn a_copy_that_is_taken_back_stops_the_offer_stands_and_the_ledger_names_what_had_left() {
    let place = Place::pair();
    let id = approved(&place, "all,copy-city");
    place.json("a", FIRST, &["handover", "offer", &id]);
    place.json("a", FIRST, &copy(&id, "city", "copy.txt"));
    let withdraw = ["consent", "withdraw", "--handover", &id, "--yes"];
    place.json(
        "a",
        FIRST,
        &[&withdraw[..], &["--items", "copy-city"]].concat(),
    );
    place.refused("a", FIRST, &copy(&id, "city", "again.txt"), 3, "refused");
    assert_eq!(
        place.json("a", FIRST, &["handover", "show", &id])["handover"]["phase"],
        "Offered"
    );

    let ledger = place.json("a", FIRST, &["record", "ledger"]);
    let [line] = &ledger["withdrawals"].as_array().unwrap()[..] else {
        panic!("one withdrawal: {ledger}");
    };
    assert_eq!(
        (&line["items"], &line["answer"]),
        (&serde_json::json!(["copy-city"]), &"copies-out".into())
    );
    let copies = line["copies"].as_array().unwrap();
    assert_eq!(copies.len(), 1);
    assert_eq!(
        (&copies[0]["to"], &copies[0]["name"]),
        (&"city".into(), &"見本市 障害福祉課".into())
    );

    // Taking everything back names the copy as well, beside what the other office does.
    place.json("a", FIRST, &withdraw);
    let ledger = place.json("a", FIRST, &["record", "ledger"]);
    let whole = ledger["withdrawals"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["items"].is_null());
    assert_eq!(
        whole.unwrap()["copies"].as_array().unwrap().len(),
        1,
        "{ledger}"
    );
}

#[test]
fn a_copy_can_be_taken_back_once_its_form_has_run_out_and_by_no_more_than_once() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    let mut agreed = crate::town::form(desk, case, to);
    agreed.items.insert(ItemId::CopyCity);
    desk.record_consent(agreed).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    let id = town.id;
    let wanted = CopyFor {
        to: CopyTo::City,
        name: "見本市".into(),
    };
    let desk = town.sender.desk();
    let sheet = desk.copy(id, &wanted).unwrap();
    desk.copy_given(&sheet).unwrap();
    town.clock.set(121);
    let view = town.sent();
    assert_eq!(
        (view.copies, view.copies_left),
        (vec![], vec![CopyTo::City])
    );
    let scope = Withdrawal::Items([ItemId::CopyCity].into());
    let desk = town.sender.desk();
    desk.withdraw(id, scope.clone()).unwrap();
    let again = desk.withdraw(id, scope);
    assert!(
        matches!(again, Err(Problem::NothingToWithdraw)),
        "{again:?}"
    );
    assert_eq!(town.sent().copies_left, []);
    // The ledger names whoever was given one, and not the other office: of copies it never had anything.
    let line = town.sender.desk().ledger(Of::Case(case)).unwrap();
    let line = line.lines.into_iter().next().unwrap();
    assert!(line.is_of_copies() && !line.peer_name.is_empty());
    for lang in Lang::ALL {
        assert_eq!(whom_else(&line, lang), "見本市");
        let rows = rows(&line, lang);
        let said = |text: &str| rows.iter().filter(|(_, it)| it.contains(text)).count();
        assert_eq!(said(&line.peer_name), 0, "{rows:?}");
        assert_eq!(said("見本市"), 2, "to whom, and what went: {rows:?}");
    }
    // Where none was given, the kind of place is named.
    let none = LedgerLine {
        copies: Vec::new(),
        ..line
    };
    assert_eq!(whom_else(&none, Lang::Ja), "市町村");
}

#[test]
fn copies_of_two_forms_are_taken_back_together() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    for item in [ItemId::CopyCity, ItemId::CopyHelloWork] {
        let desk = town.sender.desk();
        let mut agreed = crate::town::form(desk, case, to);
        agreed.items.insert(item);
        desk.record_consent(agreed).unwrap();
    }
    town.prepare();
    town.offer();
    let left = town.sent().copies_left;
    assert!(left.contains(&CopyTo::City) && left.contains(&CopyTo::HelloWork));
    let both = [ItemId::CopyCity, ItemId::CopyHelloWork];
    let (id, desk) = (town.id, town.sender.desk());
    desk.withdraw(id, Withdrawal::Items(both.into())).unwrap();
    assert_eq!(town.sent().copies_left, []);
}

#[test]
fn an_item_that_is_taken_back_is_on_no_later_copy() {
    let place = Place::pair();
    let id = approved(&place, "all,copy-city");
    place.json("a", FIRST, &["handover", "offer", &id]);
    let before = place.json("a", FIRST, &copy(&id, "city", "before.txt"));
    assert!(
        before["items"]
            .as_array()
            .unwrap()
            .contains(&"certificate".into())
    );
    let withdraw = ["consent", "withdraw", "--handover", &id, "--yes", "--items"];
    place.json("a", FIRST, &[&withdraw[..], &["certificate"]].concat());
    let after = place.json("a", FIRST, &copy(&id, "city", "after.txt"));
    assert!(
        !after["items"]
            .as_array()
            .unwrap()
            .contains(&"certificate".into())
    );
    let ledger = place.json("a", FIRST, &["record", "ledger"]);
    assert_eq!(
        ledger["withdrawals"][0]["copies"].as_array().unwrap().len(),
        1,
        "{ledger}"
    );
}

#[test]
fn what_became_of_a_copy_is_written_and_the_ledger_waits_until_it_is_gone() {
    let place = Place::pair();
    let id = approved(&place, "all,copy-city");
    place.json("a", FIRST, &["handover", "offer", &id]);
    place.json("a", FIRST, &copy(&id, "city", "copy.txt"));
    let today = text(&records(&place)[0]["received"]);
    let until = place.until();
    let of_it = |more: &[&str]| -> Vec<String> {
        let all = [&["record", "copy", &id, "1"], more].concat();
        all.into_iter().map(String::from).collect()
    };
    let tell = |more: &[&str]| -> Json {
        let args = of_it(more);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        place.json("a", FIRST, &args)["records"][0]["copy"].clone()
    };
    for day in ["2020-01-01", &until] {
        let args = of_it(&["--handed", day, "--to", "見本 三郎"]);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        place.refused("a", FIRST, &args, 2, "bad-input");
    }
    let none = [
        "record",
        "copy",
        &id,
        "2",
        "--handed",
        &today,
        "--to",
        "見本 三郎",
    ];
    assert_ne!(place.run("a", FIRST, &none).status.code(), Some(0));
    let alert = || {
        let all = place.json("a", FIRST, &["alert", "list"]);
        let mut all = all["alerts"].as_array().unwrap().clone();
        all.retain(|it| it["kind"] == "copies-out");
        all.first().map(|it| {
            assert_eq!(
                (&it["id"], &it["figures"]["open"]),
                (&id.as_str().into(), &1.into())
            );
            text(&it["severity"])
        })
    };
    let handed = tell(&["--handed", &today, "--to", "見本 三郎"]);
    assert_eq!(alert(), None, "nothing was taken back");
    assert_eq!(
        (&handed["handed_to"], &handed["became"]),
        (&"見本 三郎".into(), &Json::Null)
    );
    let withdraw = [
        "consent",
        "withdraw",
        "--handover",
        &id,
        "--items",
        "copy-city",
        "--yes",
    ];
    place.json("a", FIRST, &withdraw);
    let answer = || {
        let ledger = place.json("a", FIRST, &["record", "ledger"]);
        let line = ledger["withdrawals"][0].clone();
        (text(&line["answer"]), line["copies"][0]["became"].clone())
    };
    assert_eq!(answer(), ("copies-out".into(), Json::Null));
    assert_eq!(alert().as_deref(), Some("now"));
    let back = |became| ["--became", became, "--on", &today, "--told-by", "見本 四郎"];
    tell(&back("no-answer"));
    assert_eq!(answer(), ("copies-out".into(), "no-answer".into()));
    assert_eq!(alert().as_deref(), Some("soon"), "it was asked for");
    let told = tell(&back("destroyed"));
    assert_eq!(told["handed_to"], "見本 三郎", "what was told before stays");
    assert_eq!(answer(), ("paper-destroyed".into(), "destroyed".into()));
    assert_eq!(alert(), None, "it is gone");
}
