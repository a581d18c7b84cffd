//! The program as it is typed: real processes on temporary homes, one command after the other.
//!
//! What each step means is told elsewhere; here it is whether the command line says and refuses it.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;
use tasuki::domain::staff::Role;
use tasuki::domain::text::Line;
use tasuki::lang::Lang;
use tasuki::lang::command::Wrong;
use tasuki::workflow::Passphrase;
use tasuki::workflow::clock::System;
use tasuki::workflow::custody::{Home, Newcomer};
use tasuki::workflow::desk::Desk;
use tasuki::workflow::never::Asking;
use tasuki::workflow::problem::VaultError;

use crate::place::{FIRST, KDF, PASSPHRASE, Place, SECOND, text};

#[test]
fn a_date_over_the_end_of_its_era_is_told_by_command_as_well() {
    let place = Place::new();
    place.office("a", "0110000015");
    let id = place.case("a");
    let set = ["case", "edit", &id, "--set", "person.birth=昭和64年1月10日"];
    let output = place.run("a", FIRST, &[&set[..], &["--lang", "ja"]].concat());
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{error}");
    assert!(error.contains("平成元年1月10日"), "{error}");
    assert!(error.contains("昭和は終わっています"), "{error}");
    let output = place.run("a", FIRST, &[&set[..], &["--json"]].concat());
    let notice: Json = serde_json::from_slice(&output.stderr).unwrap();
    let expected = serde_json::json!({
        "notice": "era-overrun", "typed": "昭和64年1月10日", "read": "1989-01-10",
    });
    assert_eq!(notice, expected);
    // So is one of an option, and none of a date within its era.
    let month = ["case", "edit", &id, "--set", "handbook.renewal=平成35年4月"];
    let output = place.run("a", FIRST, &[&month[..], &["--json"]].concat());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("2023-04"), "{error}");
    let plain = ["case", "edit", &id, "--set", "person.birth=昭和64年1月7日"];
    let output = place.run("a", FIRST, &plain);
    assert!(output.stderr.is_empty());
}

#[test]
fn an_office_begins_and_a_case_goes_out_and_in_again_unchanged() {
    let place = Place::new();
    place.office("a", "0110000015");
    let staff = place.json("a", SECOND, &["staff", "list"]);
    assert_eq!(staff["staff"].as_array().unwrap().len(), 2);
    let id = place.case("a");
    place.json(
        "a",
        FIRST,
        &["case", "export", &id[..8], "--out", "one.json"],
    );
    // Here it says nothing new; at another office it is a case like the one that went out.
    let same = place.json("a", SECOND, &["case", "import", "one.json"]);
    assert_eq!(text(&same["case"]["id"]), id);
    place.office("b", "0110000023");
    let again = place.json("b", SECOND, &["case", "import", "one.json"]);
    let again = text(&again["case"]["id"]);
    place.json("b", FIRST, &["case", "export", &again, "--out", "two.json"]);
    let read = |name| fs::read_to_string(place.path(name)).unwrap();
    assert_eq!(read("one.json"), read("two.json"));
    let list = place.json("a", FIRST, &["case", "list", "ｼｹﾝ"]);
    let cases = list["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0]["name"], "試験花子");
    assert_eq!(cases[0]["kana"], "シケンハナコ");
    assert_eq!(cases[0]["revision"], 1);
    assert_eq!(cases[0]["handed_over"], Json::Null);
    let edit = [
        "case",
        "edit",
        &id,
        "--set",
        "person.birth=なし",
        "--unset",
        "person.name",
        "--revision",
        "1",
    ];
    assert_eq!(place.json("a", FIRST, &edit)["case"]["revision"], 2);
    let shown = place.json("a", FIRST, &["case", "show", &id]);
    assert_eq!(shown["case"]["fields"]["person.birth"]["state"], "none");
    assert_eq!(shown["case"]["fields"]["person.name"], Json::Null);
    place.refused("a", FIRST, &edit, 6, "busy");
    let told = place.json("a", SECOND, &["case", "history", &id, "person.name"]);
    let changes = told["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2, "{told}");
    assert_eq!(changes[0]["revision"], 2);
    assert_eq!(changes[0]["by"], FIRST);
    assert_eq!(changes[0]["from"]["answer"], "試験花子");
    assert_eq!(changes[0]["to"], serde_json::json!({ "state": "unasked" }));
    assert_eq!(changes[1]["from"]["state"], "unasked");
    assert_eq!(changes[1]["to"], changes[0]["from"]);
    let all = place.json("a", FIRST, &["case", "history", &id]);
    assert!(2 < all["changes"].as_array().unwrap().len());
    let wrong = ["case", "history", &id, "person.nick"];
    place.refused("a", FIRST, &wrong, 2, "bad-input");
    place.json("a", FIRST, &["case", "export", &id, "--out", "three.json"]);
    assert!(read("one.json").contains("試験花子"));
    assert!(!read("three.json").contains("試験花子"), "it is the past's");
    assert_eq!(place.json("a", FIRST, &["audit", "verify"])["holds"], true);
}

#[test]
fn an_office_sets_its_own_rules_and_those_of_a_city_and_nothing_that_is_not_offered() {
    let place = Place::new();
    place.office("a", "0110000015");
    let value = |said: &Json, name: &str, city: Json| {
        let rows = said["settings"].as_array().unwrap();
        let row = |it: &&Json| it["name"] == name && it["city"] == city;
        rows.iter().find(row).map(|it| it["value"].clone())
    };
    let list = place.json("a", FIRST, &["setting", "list"]);
    assert_eq!(value(&list, "period.alarm", Json::Null), Some(6.into()));
    let hearsay = list["settings"].as_array().unwrap().iter();
    assert!(hearsay.filter(|it| it["ground"] == "hearsay").count() > 1);
    let set = ["setting", "set", "period.alarm", "８", "--city", "見本市"];
    let said = place.json("a", FIRST, &set);
    assert_eq!(value(&said, "period.alarm", Json::Null), Some(6.into()));
    assert_eq!(
        value(&said, "period.alarm", "見本市".into()),
        Some(8.into())
    );
    place.json("a", FIRST, &["setting", "set", "period.gaps", "left-out"]);
    let list = place.json("a", FIRST, &["setting", "list"]);
    assert_eq!(
        value(&list, "period.gaps", Json::Null),
        Some("left-out".into())
    );
    let reset = ["setting", "reset", "period.alarm", "--city", "見本市"];
    let said = place.json("a", FIRST, &reset);
    assert_eq!(value(&said, "period.alarm", "見本市".into()), None);
    for (name, reach) in [
        ("period.alarm", "市町村ごとに変えられます"),
        ("gap.alarm", "事業所に一つの設定です"),
    ] {
        let read = place.run("a", FIRST, &["setting", "list"]);
        let read = String::from_utf8(read.stdout).unwrap();
        let of = read.split_once(&format!("    {name}  ")).unwrap().1;
        let said = of.lines().nth(1).unwrap();
        assert!(said.contains(reach), "{name}: {said}");
    }
    for (args, code, kind) in [
        (&["setting", "set", "period.alarm", "0"][..], 2, "bad-input"),
        (&["setting", "set", "period.alarm", "soon"], 2, "bad-input"),
        (&["setting", "set", "period.gaps", "made"], 2, "bad-input"),
        (
            &["setting", "set", "gap.alarm", "3", "--city", "見本市"],
            2,
            "bad-input",
        ),
        (&["setting", "set", "moon.phase", "3"], 2, "bad-input"),
    ] {
        place.refused("a", FIRST, args, code, kind);
    }
    place.refused(
        "a",
        SECOND,
        &["setting", "reset", "period.gaps"],
        3,
        "refused",
    );
    let after = place.json("a", SECOND, &["setting", "list"]);
    assert_eq!(
        value(&after, "period.gaps", Json::Null),
        Some("left-out".into())
    );
}

#[test]
fn what_to_look_at_is_listed_with_its_reason_and_its_field() {
    let place = Place::new();
    place.office("a", "0110000015");
    let id = place.case("a");
    let urgent = ["case", "edit", &id, "--set", "handling.urgency=act-now"];
    place.json("a", FIRST, &urgent);
    let list = place.json("a", SECOND, &["alert", "list"]);
    let alert = &list["alerts"][0];
    assert_eq!(alert["kind"], "red-sign");
    assert_eq!(alert["severity"], "now");
    assert_eq!(alert["about"], "case");
    assert_eq!(alert["id"], id);
    assert_eq!(alert["field"], "handling.urgency");
    assert!(text(&alert["message"]).contains("すぐに対応が必要"));
    let period = [
        "case",
        "edit",
        &id,
        "--set",
        "period.first-use=2020-01-10",
        "--unset",
        "period.confirmed-on",
    ];
    place.json("a", FIRST, &period);
    let shown = place.json("a", SECOND, &["case", "show", &id]);
    let service = &shown["case"]["computed"]["service_period"];
    assert_eq!(service["counted"]["left"], 0);
    assert_eq!(service["confirmed"], Json::Null);
    assert_eq!(service["agreement"], "unconfirmed");
    let course = [
        "case",
        "edit",
        &id,
        "--set",
        "handling.kind=to-retention",
        "--set",
        "employment.first-day=2020-01-10",
    ];
    place.json("a", FIRST, &course);
    let shown = place.json("a", SECOND, &["case", "show", &id]);
    let planned = || {
        let output = place.run("a", FIRST, &["--lang", "ja", "case", "show", &id]);
        let said = String::from_utf8(output.stdout).unwrap();
        said.contains("利用のない日")
    };
    let kind = |kind: &str| {
        let kind = format!("handling.kind={kind}");
        let edit = [
            "case",
            "edit",
            &id,
            "--set",
            &kind,
            "--set",
            "handling.last-day=2020-01-09",
            "--set",
            "handling.planned-start=2020-07-10",
        ];
        place.json("a", FIRST, &edit);
    };
    kind("to-transition");
    assert!(planned());
    kind("to-retention");
    assert!(
        !planned(),
        "the months until job-retention support are no gap"
    );
    let course = &shown["case"]["computed"]["course"];
    assert_eq!(course["kind"], "to-retention");
    assert_eq!(course["retention_support"]["from"], "2020-07-10");
    assert_eq!(course["retention_support"]["until"], "2023-07-09");
    assert_eq!(course["retention_support"]["counted"], true);
    assert_eq!(course["return"], Json::Null);
    let missing = shown["case"]["missing"].as_array().unwrap();
    let missing = |name: &str| missing.iter().any(|it| it == name);
    assert!(missing("employment.retention-by") && !missing("period.confirmed-on"));
    let list = place.json("a", SECOND, &["alert", "list"]);
    let mut kinds = list["alerts"].as_array().unwrap().iter();
    assert!(kinds.any(|it| it["kind"] == "support-begins" && it["severity"] == "now"));
    let calm = ["case", "edit", &id, "--set", "handling.urgency=stable"];
    place.json("a", FIRST, &calm);
    let list = place.json("a", SECOND, &["alert", "list"]);
    let kinds = list["alerts"].as_array().unwrap().iter();
    assert!(kinds.into_iter().all(|it| it["kind"] != "red-sign"));
}

/// What a field says, as a document gives it, from the person today.
fn document(place: &Place, field: &str, answer: &Json) {
    let value = serde_json::json!({
        "state": "filled",
        "answer": answer,
        "source": { "kind": "person" },
        "as_of": "2026-01-05",
    });
    let mut fields = serde_json::Map::new();
    fields.insert(field.to_owned(), value);
    let text =
        serde_json::json!({ "format": "tasuki-case", "version": 1, "fields": fields }).to_string();
    fs::write(place.path("field.json"), text).unwrap();
}

#[test]
fn stays_at_other_offices_and_the_settings_of_the_city_change_the_months() {
    let place = Place::new();
    place.office("a", "0110000015");
    let id = place.case("a");
    let edit = |args: &[&str]| {
        place.json("a", FIRST, &[&["case", "edit", &id][..], args].concat());
    };
    let counted = || {
        let shown = place.json("a", SECOND, &["case", "show", &id]);
        shown["case"]["computed"]["service_period"].clone()
    };
    edit(&["--set", "period.first-use=2025-01-20"]);
    let plain = counted();
    let row = |from: &str, until: Option<&str>| serde_json::json!({ "stay-office": "みほん作業所", "from": from, "until": until, "told-by": "本人" });
    let rows = [
        row("2025-01-20", Some("2025-04-10")),
        row("2025-08-01", None),
    ];
    document(&place, "period.stays", &Json::from(rows.to_vec()));
    edit(&["--from", "field.json"]);
    let whole = counted();
    assert_eq!(
        whole["counted"], plain["counted"],
        "months of a break count"
    );
    assert_eq!(whole["stays"][0]["until"], "2025-04-10");
    assert_eq!(whole["stays"][1]["until"], Json::Null);
    assert_eq!(whole["gaps"][0]["days"], 112);
    place.json("a", FIRST, &["setting", "set", "period.gaps", "left-out"]);
    let left_out = counted();
    let used = |it: &Json| it["counted"]["used"].as_u64().unwrap();
    assert_eq!(used(&left_out) + 3, used(&whole), "May, June and July");
    let rows = [
        row("2025-01-20", Some("2025-08-02")),
        row("2025-08-01", None),
    ];
    document(&place, "period.stays", &Json::from(rows.to_vec()));
    edit(&["--from", "field.json"]);
    let overlapping = counted();
    assert_eq!(overlapping["counted"], Json::Null);
    assert_eq!(overlapping["why_not"], "stays-out-of-order");
    let output = place.run("a", FIRST, &["--lang", "ja", "case", "show", &id]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("日が重なっているか"), "{said}");
    assert!(!said.contains("市町村で違うので"), "no rule is behind it");
    edit(&[
        "--set",
        "handling.last-day=2025-12-18",
        "--set",
        "handling.planned-start=2025-12-28",
    ]);
    assert_eq!(counted()["planned"]["days"], 9);
}

#[test]
fn a_cap_above_the_highest_that_is_set_is_warned_of_and_kept() {
    let place = Place::new();
    place.office("a", "0110000015");
    let id = place.case("a");
    let shown = |cap: &str| {
        let cap = format!("certificate.cap={cap}");
        place.json("a", FIRST, &["case", "edit", &id, "--set", &cap]);
        let shown = place.json("a", SECOND, &["case", "show", &id]);
        shown["case"]["computed"]["cap_above"].clone()
    };
    assert_eq!(shown("37200"), Json::Null);
    assert_eq!(shown("37201"), 37_200);
    let output = place.run("a", FIRST, &["--lang", "ja", "case", "show", &id]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("設定の最高額37200円"), "{said}");
    let raised = ["setting", "set", "certificate.cap-ceiling", "50000"];
    place.json("a", FIRST, &raised);
    assert_eq!(shown("37201"), Json::Null, "the highest is data");
    assert_eq!(shown("50001"), 50_000);
}

/// Whether it is asked at all is a setting, of the office and of each city; the number is kept as it was written.
#[test]
fn a_certificates_last_digit_that_does_not_fit_is_warned_of_and_kept_where_that_is_set() {
    let place = Place::new();
    place.office("a", "0110000015");
    let id = place.case("a");
    let number = |text: &str| {
        let set = format!("certificate.number={text}");
        place.json("a", FIRST, &["case", "edit", &id, "--set", &set]);
    };
    let check = || {
        let shown = place.json("a", SECOND, &["case", "show", &id]);
        shown["case"]["computed"]["certificate_check_digit"].clone()
    };
    let said = |lang: &str| {
        let output = place.run("a", FIRST, &["--lang", lang, "case", "show", &id]);
        String::from_utf8(output.stdout).unwrap()
    };
    let setting = |args: &[&str]| {
        let args = [&["setting", "set", "certificate.check-digit"], args].concat();
        place.json("a", FIRST, &args);
    };
    number("0110000014");
    assert_eq!(check(), "fits", "nobody asks it of a certificate until set");
    setting(&["checked"]);
    assert_eq!(check(), "differs");
    assert!(said("ja").contains("番号の末尾が計算と合いません"));
    assert!(said("en").contains("the rule is hearsay"));
    let kept = place.json("a", SECOND, &["case", "show", &id])["case"].to_string();
    assert!(kept.contains("0110000014"), "it is kept: {kept}");
    place.json(
        "a",
        FIRST,
        &["case", "edit", &id, "--set", "certificate.city=見本市"],
    );
    setting(&["not-checked", "--city", "見本市"]);
    assert_eq!(check(), "fits", "that city makes it otherwise");
    setting(&["checked", "--city", "見本市"]);
    assert_eq!(check(), "differs");
    number("0110000015");
    assert_eq!(check(), "fits");
    assert!(!said("ja").contains("番号の末尾"), "and nothing is said");
}

/// What does not fit is told when it is saved and when the case is shown, and saved all the same; a birth to come is refused.
#[test]
fn answers_that_do_not_fit_each_other_are_told_and_kept_and_no_birth_is_to_come() {
    let place = Place::new();
    place.office("a", "0110000015");
    let id = place.case("a");
    let edit = |sets: &[&str]| {
        let sets = sets.iter().flat_map(|it| ["--set", *it]);
        let args: Vec<&str> = ["case", "edit", &id].into_iter().chain(sets).collect();
        place.json("a", FIRST, &args)["misfits"].clone()
    };
    let fits = edit(&["certificate.days=10", "contract.days=10"]);
    assert_eq!(fits, serde_json::json!([]));
    let told = edit(&["contract.days=23"]);
    assert_eq!(told[0]["field"], "contract.days");
    assert_eq!(told[0]["other"], "certificate.days");
    let told = edit(&["plan.from=2026-09-01", "plan.until=2026-08-01"]);
    assert_eq!(told[1]["field"], "plan.until", "and the one of before");
    let told = edit(&["period.used=40", "period.left=50"]);
    assert_eq!(told[0]["field"], "period.used");
    let told = edit(&["contract.signed=2026-04-01", "contract.end=2025-03-31"]);
    assert_eq!(told[1]["field"], "contract.end");
    assert_eq!(told[1]["other"], "contract.signed");
    let shown = place.json("a", SECOND, &["case", "show", &id]);
    let misfits = shown["case"]["computed"]["misfits"].as_array().unwrap();
    assert_eq!(misfits.len(), 4);
    let said = place.run("a", FIRST, &["--lang", "ja", "case", "show", &id]);
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("どちらかを確かめてください"), "{said}");
    assert!(said.contains("前の利用の終了日なら消し"), "{said}");
    let birth = ["case", "edit", &id, "--set", "person.birth=2999-01-01"];
    place.refused("a", FIRST, &birth, 2, "bad-input");
    let born = ["case", "new", "--set", "person.birth=2999-01-01"];
    place.refused("a", FIRST, &born, 2, "bad-input");
}

#[test]
fn a_wrong_passphrase_and_an_unknown_name_are_alike_and_teach_nothing() {
    let place = Place::new();
    place.office("a", "0110000015");
    place.case("a");
    let tries = [(FIRST, "wrong"), ("誰か", "wrong"), ("誰か", "pw")];
    let said = tries.map(|(who, file)| {
        let args = [
            "--home",
            "a",
            "--as",
            who,
            "--passphrase-file",
            file,
            "case",
            "list",
        ];
        let output = place.command(&args).output().unwrap();
        assert_eq!(output.status.code(), Some(4));
        assert!(output.stdout.is_empty());
        output.stderr
    });
    assert_eq!(said[0], said[1]);
    assert_eq!(said[0], said[2]);
}

#[test]
fn an_office_of_two_goes_on_though_whoever_is_to_approve_recorded_the_confirmation() {
    let place = Place::pair();
    let (to, until) = ("見本事業所b", place.until());
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let case = text(&case["case"]["id"]);
    let form = ["consent", "record", &case, "--to", to, "--until", &until];
    place.json("a", FIRST, &[&form[..], &["--items", "all"]].concat());
    let draft = place.json("a", FIRST, &["handover", "draft", &case, "--to", to]);
    let id = text(&draft["handover"]["id"]);
    place.json("a", SECOND, &["handover", "confirm", &id]);
    place.step("a", &["submit", &id]);
    for gives_back in [FIRST, SECOND] {
        let approve = ["handover", "approve", &id];
        place.refused("a", SECOND, &approve, 3, "refused");
        let said = place.run("a", SECOND, &["--lang", "ja", "handover", "approve", &id]);
        let said = String::from_utf8(said.stderr).unwrap();
        assert!(said.contains("差し戻し"), "the way out is named: {said}");
        let back = ["handover", "return", &id, "読み直す"];
        match gives_back {
            FIRST => place.refused("a", FIRST, &back, 3, "refused"),
            _ => drop(place.json("a", SECOND, &back)),
        }
    }
    place.step("a", &["submit", &id]);
    place.refused("a", SECOND, &["handover", "approve", &id], 3, "refused");
    place.json("a", SECOND, &["handover", "return", &id, "二人で"]);
    let todo = place.json("a", FIRST, &["handover", "todo", &id]);
    let back = &todo["todo"][0];
    assert_eq!(back["what"], "returned", "{todo}");
    assert_eq!(back["reason"], "二人で");
    assert!(
        !back["confirmed_by"].as_array().unwrap().is_empty(),
        "{back}"
    );
    let shown = place.json("a", FIRST, &["handover", "show", &id]);
    let by = shown["handover"]["confirmed_by"].as_array().unwrap();
    assert!(!by.is_empty() && by.iter().all(|it| it["by"] == SECOND));
    let said = place.run("a", FIRST, &["--lang", "ja", "handover", "show", &id]);
    let said = String::from_utf8(said.stdout).unwrap();
    let names = format!("本人確認を記録した人: {SECOND}");
    assert!(said.contains(&names), "{said}");
    place.step("a", &["confirm", &id]);
    place.step("a", &["submit", &id]);
    place.json("a", SECOND, &["handover", "approve", &id]);
}

/// The arguments of a command that writes a file out, with what it writes.
struct Exporting(&'static str, Vec<String>);

/// Every command that writes something of an office into a file, each with what it is about.
fn exporting(place: &Place) -> Vec<Exporting> {
    let (to, until) = ("見本事業所b", place.until());
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let case = text(&case["case"]["id"]);
    fs::write(place.path("plan.bin"), crate::attachment::PDF).unwrap();
    let attach = [
        "case",
        "attach",
        &case,
        "plan.bin",
        "--kind",
        "support-plan",
    ];
    let file = place.json("a", FIRST, &[&attach[..], &["--dated", "R8.11.2"]].concat());
    let file = text(&file["attachment"]["digest"]);
    let form = ["consent", "record", &case, "--to", to, "--until", &until];
    let items = ["--items", "all,copy-city"];
    let consent = place.json("a", FIRST, &[&form[..], &items].concat());
    let consent = text(&consent["consent"]["id"]);
    place.json(
        "a",
        FIRST,
        &["consent", "attach-scan", &consent, "plan.bin"],
    );
    let draft = place.json("a", FIRST, &["handover", "draft", &case, "--to", to]);
    let handover = text(&draft["handover"]["id"]);
    place.step("a", &["confirm", &handover]);
    place.step("a", &["submit", &handover]);
    place.json("a", SECOND, &["handover", "approve", &handover]);
    place.step("a", &["offer", &handover]);
    let carried = place.json(
        "a",
        FIRST,
        &["case", "import", "other.json", "--another-person"],
    );
    let carried = text(&carried["case"]["id"]);
    let form = ["consent", "record", &carried, "--to", to, "--until", &until];
    let mode = ["--mode", "carried", "--items", "basic"];
    place.json("a", FIRST, &[&form[..], &mode].concat());
    let copy = [
        "handover",
        "copy",
        &handover,
        "--to",
        "city",
        "--name",
        "見本市",
    ];
    let copy = [&copy[..], &["--out", "j.txt"]].concat();
    let enclosed = ["handover", "save-attachment", &handover, &file, "i.pdf"];
    let all: [(&'static str, &[&str]); 16] = [
        ("a.csv", &["case", "list", "--out", "a.csv"]),
        ("b.json", &["case", "export", &case, "--out", "b.json"]),
        ("c.pdf", &["case", "save-attachment", &case, &file, "c.pdf"]),
        (
            "d.txt",
            &["consent", "carry", &carried, "--to", to, "--out", "d.txt"],
        ),
        ("e.pdf", &["consent", "save-scan", &consent, "e.pdf"]),
        (
            "f.txt",
            &["consent", "explain", &case, "--to", to, "--out", "f.txt"],
        ),
        (
            "g.txt",
            &["consent", "sheet", &case, "--to", to, "--out", "g.txt"],
        ),
        (
            "h.txt",
            &["handover", "person-page", &handover, "--out", "h.txt"],
        ),
        ("i.pdf", &enclosed),
        ("j.txt", &copy),
        ("k.txt", &["record", "consents", "--out", "k.txt"]),
        ("l.csv", &["record", "export", "--out", "l.csv"]),
        ("m.csv", &["retention", "receipts", "--out", "m.csv"]),
        ("n.card", &["card", "export", "n.card"]),
        ("o.json", &["case", "export", &case]),
        ("p.txt", &["audit", "show"]),
    ];
    let owned = |args: &[&str]| args.iter().map(|it| (*it).to_owned()).collect();
    all.map(|(out, args)| Exporting(out, owned(args))).into()
}

#[test]
fn nothing_is_written_out_without_the_passphrase_of_whoever_asks() {
    let place = Place::pair();
    let person = fs::read_to_string(place.path("person.json")).unwrap();
    let mut other: Json = serde_json::from_str(&person).unwrap();
    other["fields"]["person.name"]["answer"] = "別見 本子".into();
    other["fields"]["person.kana"]["answer"] = "ベツミ モトコ".into();
    other["fields"]["person.birth"]["answer"] = "1990-01-01".into();
    fs::write(place.path("other.json"), other.to_string()).unwrap();
    let all = exporting(&place);
    only_with_the_passphrase(&place, all);
    let place = Place::pair();
    let id = crate::paper_peer::approved(&place);
    place.step("a", &["offer", &id]);
    let print = ["handover", "print-offer", &id, "--out", "q.txt"];
    let print = Exporting("q.txt", print.map(str::to_owned).into());
    let sheet = ["staff", "sheet", "--sheet-file", "r.sheet"];
    let sheet = Exporting("r.sheet", sheet.map(str::to_owned).into());
    only_with_the_passphrase(&place, vec![print, sheet]);
}

/// A kill between the file and what it is to hold leaves it empty. It may be anybody's, so it is never taken over.
#[test]
fn an_empty_file_that_a_killed_export_left_is_left_alone_and_the_refusal_says_what_to_do() {
    let place = Place::new();
    place.office("a", "0110000015");
    place.case("a");
    let (out, args) = (place.path("out.csv"), ["case", "list", "--out", "out.csv"]);
    fs::write(&out, "").unwrap();
    let lines = written_out(&place);
    for (lang, said) in [
        ("ja", "消してからやり直してください"),
        ("en", "delete it and try again"),
    ] {
        let output = place.run("a", FIRST, &[&args[..], &["--lang", lang]].concat());
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(said), "{error}");
    }
    assert_eq!(fs::read(&out).unwrap(), b"");
    assert_eq!(written_out(&place), lines);
    fs::remove_file(&out).unwrap();
    place.json("a", FIRST, &args);
    assert!(!fs::read(&out).unwrap().is_empty());
}

/// How many lines of the journal tell that something was written out or printed.
fn written_out(place: &Place) -> usize {
    let log = place.json("a", FIRST, &["audit", "show", "--limit", "100000"]);
    let lines = log["lines"].as_array().unwrap().iter();
    let out = |act: &Json| act == "exported" || act == "printed";
    lines.filter(|it| out(&it["act"])).count()
}

fn only_with_the_passphrase(place: &Place, all: Vec<Exporting>) {
    let files = || {
        let all = fs::read_dir(place.path(".")).unwrap();
        let names = all.map(|it| it.unwrap().file_name());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    for Exporting(out, args) in all {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let (before, lines) = (files(), written_out(place));
        let who = ["--home", "a", "--as", FIRST, "--kdf", KDF];
        for given in [
            &["--passphrase-file", "wrong"][..],
            &["--passphrase-file", "there-is-none"],
            // Nobody sits at a terminal to be asked.
            &[],
        ] {
            let args = [&who[..], given, &args].concat();
            let output = place.command(&args).output().unwrap();
            assert_ne!(output.status.code(), Some(0), "{args:?}");
            assert!(output.stdout.is_empty(), "{args:?}");
        }
        assert_eq!(files(), before, "{args:?} wrote a file");
        assert_eq!(written_out(place), lines, "{args:?}");
        let output = place.run("a", FIRST, &args);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {error}");
        assert!(place.path(out).exists() || !output.stdout.is_empty());
        assert!(place.path(out).exists() == args.contains(&out), "{args:?}");
    }
}

#[test]
fn a_store_that_is_open_says_so_at_once() {
    let place = Place::new();
    place.office("a", "0110000015");
    let home = Home::under(&place.path("a"));
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let open = Desk::open(&home, FIRST, &passphrase, Box::new(System)).unwrap();
    place.refused("a", FIRST, &["case", "list"], 6, "busy");
    drop(open);
    place.json("a", FIRST, &["case", "list"]);
}

#[test]
fn bad_input_has_its_own_code_and_words_in_both_languages_and_writes_nothing() {
    let place = Place::new();
    place.office("a", "0110000015");
    let id = place.case("a");
    fs::write(place.path("broken.json"), "{\"format\":").unwrap();
    fs::write(place.path("other.json"), "{\"format\":\"cake\"}").unwrap();
    fs::write(place.path("latin.json"), b"\xff\xfe\x00").unwrap();
    let before = place.steps("a");
    let cases: &[&[&str]] = &[
        &["case", "show", "ffffffff"],
        &["case", "show", "ff"],
        &["handover", "show", "ffffffff"],
        &["case", "import", "missing.json"],
        &["case", "import", "broken.json"],
        &["case", "import", "other.json"],
        &["case", "import", "latin.json"],
        &["case", "new"],
        &["case", "new", "--set", "person.nickname=x"],
        &["case", "new", "--set", "person.birth=八年"],
        &["case", "edit", &id, "--set", "person.name"],
        &["case", "new", "--set", "person.name=x", "--source", "moon"],
        &["card", "import", "pw"],
        &["card", "verify", "ffffffff", "AAAAA"],
        &["handover", "draft", &id, "--to", "どこにもない事業所"],
        &[
            "consent",
            "record",
            &id,
            "--to",
            "どこにもない事業所",
            "--until",
            "2030-01-01",
        ],
        &["case", "export", &id, "--out", "pw"],
    ];
    for args in cases {
        place.refused("a", FIRST, args, 2, "bad-input");
    }
    place.refused("a", FIRST, &["case", "fly"], 2, "usage");
    place.refused("b", FIRST, &["case", "list"], 2, "bad-input");
    assert_eq!(
        fs::read_to_string(place.path("pw")).unwrap().trim(),
        PASSPHRASE
    );
    // An export whose file is there already is refused before anything is looked at.
    assert_eq!(place.steps("a"), before);
}

#[test]
fn what_a_rule_refuses_has_its_own_code_and_writes_nothing() {
    let place = Place::new();
    place.office("a", "0110000015");
    place.office("b", "0110000023");
    let id = place.case("a");
    place.json("b", FIRST, &["card", "export", "b.card"]);
    let card = place.json("a", FIRST, &["card", "import", "b.card"]);
    assert_eq!(card["standing"], "unverified");
    let (office, fingerprint) = (text(&card["id"]), text(&card["fingerprint"]));
    let draft = ["handover", "draft", &id, "--to", &office];
    place.refused("a", FIRST, &draft, 3, "refused");
    let said = String::from_utf8(place.run("a", FIRST, &draft).stderr).unwrap();
    assert!(
        said.contains(&fingerprint) && said.contains("見本事業所b"),
        "{said}"
    );
    let verify = ["card", "verify", &office, &fingerprint.to_lowercase()];
    let verified = place.json("a", FIRST, &verify);
    assert_eq!(verified["standing"], "verified");
    let draft = place.json("a", FIRST, &draft);
    let handover = text(&draft["handover"]["id"]);
    assert_eq!(draft["handover"]["phase"], "Drafting");
    let before = place.steps("a");
    let refused: &[(&str, &[&str])] = &[
        (FIRST, &["handover", "submit", &handover]),
        (FIRST, &["handover", "approve", &handover]),
        (FIRST, &["handover", "offer", &handover]),
        (
            FIRST,
            &["handover", "accept", &handover, "--start", "2027-04-01"],
        ),
        (FIRST, &["handover", "draft", &id, "--to", &office]),
        (
            FIRST,
            &["card", "verify", &office, "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"],
        ),
        (
            SECOND,
            &[
                "staff",
                "add",
                "見本三",
                "--role",
                "auditor",
                "--new-passphrase-file",
                "pw",
            ],
        ),
        (
            FIRST,
            &[
                "staff",
                "add",
                SECOND,
                "--role",
                "auditor",
                "--new-passphrase-file",
                "pw",
            ],
        ),
    ];
    for (who, args) in refused {
        place.refused("a", who, args, 3, "refused");
    }
    assert_eq!(place.steps("a"), before);
    let next = place.json("a", FIRST, &["handover", "next", &handover]);
    let steps = next["steps"].as_array().unwrap();
    let offer = steps.iter().find(|it| it["step"] == "offer").unwrap();
    assert_eq!(offer["open"], false);
    let list = place.json("a", FIRST, &["handover", "list"]);
    for key in [
        "id",
        "phase",
        "turn",
        "side",
        "peer",
        "peer_name",
        "person",
        "owner",
        "whose_turn",
        "duties",
        "unsent",
        "unconfirmed",
        "trouble",
    ] {
        assert!(list["handovers"][0].get(key).is_some(), "{key}");
    }
}

#[test]
fn today_is_the_list_of_whoever_asks_and_a_case_tells_its_open_handover() {
    let place = Place::new();
    place.office("a", "0110000015");
    place.office("b", "0110000023");
    let id = place.case("a");
    place.json("b", FIRST, &["card", "export", "b.card"]);
    let card = place.json("a", FIRST, &["card", "import", "b.card"]);
    let (office, fingerprint) = (text(&card["id"]), text(&card["fingerprint"]));
    place.json("a", FIRST, &["card", "verify", &office, &fingerprint]);
    let free = place.json("a", FIRST, &["case", "list"]);
    assert_eq!(free["cases"][0]["open_handover"], Json::Null);
    let draft = place.json("a", FIRST, &["handover", "draft", &id, "--to", &office]);
    let handover = text(&draft["handover"]["id"]);
    for command in [&["case", "list"][..], &["case", "show", &id]] {
        let said = place.json("a", FIRST, command);
        let case = match said.get("cases") {
            Some(all) => &all[0],
            None => &said["case"],
        };
        assert_eq!(case["open_handover"]["id"], handover.as_str(), "{said}");
        assert_eq!(case["open_handover"]["phase"], "Drafting");
    }
    let again = ["handover", "draft", &id, "--to", &office];
    place.refused("a", FIRST, &again, 3, "refused");
    let said = String::from_utf8(place.run("a", FIRST, &again).stderr).unwrap();
    for named in ["シケンハナコ", "見本事業所b"] {
        assert!(said.contains(named), "{named}: {said}");
    }
    let own = place.json("a", FIRST, &["handover", "today"]);
    assert_eq!(own["today"][0]["group"], "mine", "{own}");
    assert_eq!(own["today"][0]["who"], "me");
    assert_eq!(own["today"][0]["step"], "record-consent");
    let others = place.json("a", SECOND, &["handover", "today"]);
    assert_eq!(others["today"][0]["group"], "office", "{others}");
    assert_eq!(others["today"][0]["who"], "member");
    assert_eq!(others["today"][0]["names"][0], FIRST);
}

#[test]
fn without_a_name_or_a_terminal_nothing_is_asked() {
    let place = Place::new();
    let output = place
        .command(&["--home", "a", "--lang", "en", "case", "list"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with(&tasuki::lang::command::wrong(&Wrong::NoStaff, Lang::En)));
    let output = place
        .command(&["--home", "a", "--as", FIRST, "case", "list"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let output = place
        .command(&["--home", "a", "--as", FIRST, "init", "--name", "見本"])
        .env("TASUKI_LANG", "ja")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with(&tasuki::lang::command::wrong(&Wrong::NoTerminal, Lang::Ja)));
    let output = place
        .command(&["schema", "case"])
        .env("HOME", &place.0)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let schema: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert!(schema["$schema"].is_string());
    let marked = schema
        .to_string()
        .matches("\"x-ground\":\"hearsay\"")
        .count();
    assert_eq!(
        marked, 3,
        "kind of disability, category, how days are granted"
    );
    assert!(!Path::new(&place.path("a")).exists());
}

#[test]
fn what_is_typed_wrongly_is_told_in_the_readers_language_with_what_to_do() {
    let place = Place::new();
    let tries: &[(&[&str], &str)] = &[
        (&["case", "fly"], "fly"),
        (&["case", "list", "--loud"], "--loud"),
        (&["case", "show"], "<ID>"),
        (&["case"], "tasuki case --help"),
        (
            &["staff", "add", "見本三", "--role", "king"],
            "service-manager",
        ),
        (&["audit", "show", "--limit", "many"], "many"),
        (
            &[
                "handover", "answer", "abcd", "1", "x", "--cannot", "--draft",
            ],
            "--draft",
        ),
        (&["case", "list", "--lang", "en", "--lang", "ja"], "--lang"),
    ];
    let english = [
        "error:",
        "Usage:",
        "required",
        "unexpected",
        "invalid",
        "found",
    ];
    for (args, named) in tries {
        for lang in ["ja", "en"] {
            let output = place
                .command(args)
                .env("TASUKI_LANG", lang)
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
            assert!(said.contains(named), "{args:?}: {said}");
            assert!(said.contains("--help"), "{args:?}: {said}");
            assert!(
                !english.iter().any(|it| said.contains(it)),
                "{args:?}: {said}"
            );
        }
    }
}

#[test]
fn damage_and_failure_have_codes_and_words_of_their_own() {
    let place = Place::new();
    place.office("a", "0110000015");
    fs::remove_dir_all(place.path("box")).unwrap();
    fs::write(place.path("box"), "no folder").unwrap();
    place.refused("a", FIRST, &["sync"], 70, "failed");
    // Older than the head that is kept outside the vault: somebody put an old copy back.
    let journal = place.path("a/vault/epoch-000001/journal");
    let old = fs::read(&journal).unwrap();
    place.case("a");
    fs::write(&journal, &old).unwrap();
    fs::remove_dir_all(place.path("a/vault/epoch-000001/db")).unwrap();
    place.refused("a", FIRST, &["case", "list"], 5, "damaged");
    for name in ["keyring", "keyring.copy"] {
        fs::write(place.path("a/vault").join(name), b"spoilt").unwrap();
    }
    place.refused("a", FIRST, &["case", "list"], 5, "damaged");
}

#[test]
fn what_an_office_says_of_itself_can_be_changed_and_a_new_card_says_so() {
    let place = Place::pair();
    let before = place.json("a", FIRST, &["card", "show"]);
    let edit = [
        "office",
        "edit",
        "--phone",
        "03-1111-2222",
        "--name",
        "見本の森",
    ];
    place.refused("a", SECOND, &edit, 3, "refused");
    place.refused("a", FIRST, &["office", "edit"], 2, "bad-input");
    place.refused(
        "a",
        FIRST,
        &["office", "edit", "--number", "12"],
        2,
        "bad-input",
    );
    assert_eq!(place.json("a", FIRST, &["card", "show"]), before);
    let after = place.json("a", FIRST, &edit);
    assert_eq!(after["name"], "見本の森");
    for key in [
        "id",
        "fingerprint",
        "corporation",
        "number",
        "address",
        "peers",
    ] {
        assert_eq!(after[key], before[key], "{key}");
    }
    place.json("a", FIRST, &["card", "export", "new.card"]);
    let kept = place.json("b", FIRST, &["card", "import", "new.card"]);
    assert_eq!(kept["name"], "見本の森");
    assert_ne!(kept["phone"], before["phone"]);
    assert_eq!(kept["standing"], "verified", "the keys are the same");
}

#[test]
fn a_new_recovery_sheet_voids_the_one_before() {
    let place = Place::new();
    place.office("a", "0110000015");
    let home = Home::under(&place.path("a"));
    let opens = |file: &str, name: &str| {
        let newcomer = Newcomer {
            name: Line::new(name, 60).unwrap(),
            role: Role::Manager,
            passphrase: Passphrase::new(PASSPHRASE.to_owned()),
        };
        let sheet = fs::read_to_string(place.path(file)).unwrap();
        let clock = Box::new(System);
        Desk::recover(
            &home,
            sheet.trim(),
            newcomer,
            crate::town::STRENGTH,
            Asking::Each,
            clock,
        )
        .is_ok()
    };
    place.refused("a", SECOND, &["staff", "sheet"], 3, "refused");
    let made = place.json("a", FIRST, &["staff", "sheet", "--sheet-file", "new.sheet"]);
    assert_eq!(made["recovery_sheet"], Json::Null);
    let printed = place.json("a", FIRST, &["staff", "sheet"]);
    fs::write(
        place.path("printed.sheet"),
        text(&printed["recovery_sheet"]),
    )
    .unwrap();
    assert!(!opens("a.sheet", "見本三"), "the sheet of the founding");
    assert!(!opens("new.sheet", "見本四"), "the one before the last");
    assert!(opens("printed.sheet", "見本五"), "the last");
    let lines = place.json("a", FIRST, &["audit", "show"]);
    let told = lines["lines"].as_array().unwrap();
    let told = told.iter().filter(|it| it["detail"] == "recovery-sheet");
    assert_eq!(told.count(), 2);
    let told = lines["lines"].as_array().unwrap();
    let told = told
        .iter()
        .filter(|it| it["detail"] == "recovery-sheet-only");
    assert_eq!(told.count(), 2, "that the others are void");
    for (lang, said) in [
        ("ja", "前の復旧シートを無効にしました。"),
        ("en", "Earlier recovery sheets were made void."),
    ] {
        let shown = place.run("a", FIRST, &["audit", "show", "--lang", lang]);
        let shown = String::from_utf8(shown.stdout).unwrap();
        assert_eq!(shown.matches(said).count(), 2, "{shown}");
        assert!(!shown.contains("recovery-sheet"), "{shown}");
    }
}

/// Nine hours ahead of Greenwich the text is, too; what another program reads is the same everywhere.
#[test]
fn the_journal_tells_the_time_of_the_place() {
    let place = Place::new();
    place.office("a", "0110000015");
    let args = ["--home", "a", "--as", FIRST, "--passphrase-file", "pw"];
    let show = |json: &[&str]| {
        let args = args.iter().chain(&["audit", "show"]).chain(json);
        let args: Vec<&str> = args.copied().collect();
        let shown = place.command(&args).env("TZ", "TST-9").output().unwrap();
        String::from_utf8(shown.stdout).unwrap()
    };
    let json: Json = serde_json::from_str(&show(&["--json"])).unwrap();
    let utc = text(&json["lines"][0]["at"]);
    let shown = show(&[]);
    let here = shown.split_whitespace().nth(2).unwrap();
    let hour = |time: &str| time[..2].parse::<u32>().unwrap();
    assert_eq!(hour(here), (hour(&utc[11..]) + 9) % 24, "{utc} {here}");
    assert_eq!(here[2..8], utc[13..19], "{utc} {here}");
}

#[test]
fn who_has_left_opens_the_store_no_more_and_stays_named() {
    let place = Place::new();
    place.office("a", "0110000015");
    place.json("a", SECOND, &["staff", "list"]);
    place.refused("a", SECOND, &["staff", "leave", FIRST], 3, "refused");
    place.refused("a", FIRST, &["staff", "leave", FIRST], 3, "refused");
    place.refused("a", FIRST, &["staff", "leave", "見本三"], 2, "bad-input");
    let left = place.json("a", FIRST, &["staff", "leave", SECOND]);
    assert_eq!(left["staff"]["active"], false);
    place.refused("a", SECOND, &["staff", "list"], 4, "wrong-passphrase");
    place.refused("a", FIRST, &["staff", "leave", SECOND], 3, "refused");
    let lines = place.json("a", FIRST, &["audit", "show"]);
    let lines = lines["lines"].as_array().unwrap().clone();
    let told = |act: &str| lines.iter().filter(|it| it["act"] == act).count();
    assert_eq!(told("staff-left"), 1);
    let theirs: Vec<_> = lines.iter().filter(|it| it["by"] == SECOND).collect();
    assert!(!theirs.is_empty() && theirs.len() < lines.len());
    let by = ["audit", "show", "--by", SECOND];
    let by = place.json("a", FIRST, &by)["lines"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(by.iter().collect::<Vec<_>>(), theirs);
    let nobody = ["audit", "show", "--by", "見本三"];
    place.refused("a", FIRST, &nobody, 2, "bad-input");
    let named = lines.iter().find(|it| it["act"] == "staff-left").unwrap();
    assert_eq!(
        named["about"], SECOND,
        "what they did stays under their name"
    );
    // Somebody of the same name is somebody else.
    let hire = [
        "staff",
        "add",
        SECOND,
        "--role",
        "support-worker",
        "--new-passphrase-file",
        "pw",
    ];
    let hired = place.json("a", FIRST, &hire);
    assert_ne!(hired["staff"]["id"], left["staff"]["id"]);
    place.json("a", SECOND, &["case", "list"]);
    let left = place.json("a", FIRST, &["staff", "leave", SECOND]);
    assert_eq!(left["staff"]["id"], hired["staff"]["id"]);
}

#[test]
fn whoever_holds_the_sheet_gets_in_and_gets_a_new_one() {
    let place = Place::new();
    place.office("a", "0110000015");
    for lang in Lang::ALL {
        let said = tasuki::lang::problem::vault::vault(&VaultError::WrongPassphrase, lang);
        assert!(said.then.contains("tasuki recover"), "{}", said.then);
    }
    let recover = |name: &'static str, sheet: &'static str| {
        ["recover", name, "--role", "manager", "--sheet-file", sheet]
    };
    fs::write(place.path("wrong.sheet"), "AAAA BBBB").unwrap();
    let wrong = recover("見本三", "wrong.sheet");
    place.refused("a", FIRST, &wrong, 4, "wrong-passphrase");
    place.refused("a", FIRST, &recover(FIRST, "a.sheet"), 3, "refused");
    let mut written = recover("見本三", "a.sheet").to_vec();
    written.extend(["--new-sheet-file", "fresh.sheet"]);
    let made = place.json("a", FIRST, &written);
    assert_eq!(made["staff"]["role"], "manager");
    assert_eq!(made["recovery_sheet"], Json::Null);
    place.json("a", "見本三", &["case", "list"]);
    let old = recover("見本四", "a.sheet");
    place.refused("a", FIRST, &old, 4, "wrong-passphrase");
    let printed = place.json("a", FIRST, &recover("見本四", "fresh.sheet"));
    assert!(text(&printed["recovery_sheet"]).starts_with("AGE-SECRET-KEY-PQ-1"));
    let lines = place.json("a", "見本四", &["audit", "show"]);
    let told = lines["lines"].as_array().unwrap().iter();
    assert_eq!(told.filter(|it| it["act"] == "recovered").count(), 2);
}

#[test]
fn a_sheet_nobody_has_seen_voids_none() {
    let place = Place::new();
    place.office("a", "0110000015");
    let home = Home::under(&place.path("a"));
    let old = fs::read_to_string(place.path("a.sheet")).unwrap();
    // Killed before the sheet was shown: it is dropped here unseen, whether it was made by a manager or by recovery.
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let mut desk = Desk::open(&home, FIRST, &passphrase, Box::new(System)).unwrap();
    drop(desk.new_sheet().unwrap());
    drop(desk);
    for name in ["見本三", "見本四"] {
        let newcomer = Newcomer {
            name: Line::new(name, 60).unwrap(),
            role: Role::Manager,
            passphrase: Passphrase::new(PASSPHRASE.to_owned()),
        };
        let clock = Box::new(System);
        assert!(
            Desk::recover(
                &home,
                old.trim(),
                newcomer,
                crate::town::STRENGTH,
                Asking::Each,
                clock
            )
            .is_ok()
        );
    }
}
