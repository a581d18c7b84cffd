//! Tables of people as offices have them: taken in row by row, each whole or not at all, and twice with no change.
//!
//! How bytes become cells is told in `workflow::table`; here it is what becomes of the people in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

#[cfg(unix)]
use portable_pty::CommandBuilder;
use serde_json::Value as Json;
use tasuki::domain::answer::{Answer, CellValue, Raw, RawCell};
use tasuki::domain::attachment::rows;
use tasuki::domain::calendar::{Month, parse_day};
use tasuki::domain::case::{CaseSummary, Edit, FieldState, Source, Stood, Value};
use tasuki::domain::consent::Withdrawn;
use tasuki::domain::handover::entry::{Decline, Handling};
use tasuki::domain::handover::permit::Denied;
use tasuki::domain::handover::words::WordKey;
use tasuki::domain::id::CaseId;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::text::Line;
use tasuki::lang::Lang;
use tasuki::lang::people::NAMES;
use tasuki::lang::problem::problem;
use tasuki::vault::{Name, Shelf};
use tasuki::workflow::alert::About;
use tasuki::workflow::alike::{Alike, Meeting, Occasion, Same};
use tasuki::workflow::handover::Which;
use tasuki::workflow::people::{Fate, Reading};
use tasuki::workflow::table::{Cell, Form, read_table};
use tasuki::workflow::{Desk, Problem, demo};

use crate::hostile::spoil_with;
use crate::place::{FIRST, KDF, Place, text};
#[cfg(unix)]
use crate::pty::Pty;
use crate::town::{self, Point};

const CSV: &str = "氏名,フリガナ,生年月日,受給者証番号,電話番号,担当の備考\r\n\
    髙橋 見本,ﾀｶﾊｼ ﾐﾎﾝ,H10.4.9,0123456789,０１５５－００－００００,あ\r\n\
    架空 見穂,カクウ ミホ,平成8年4月9日(火),,,い\r\n";

fn fates(told: &Json) -> Vec<(u64, &str)> {
    let rows = told["rows"].as_array().unwrap().iter();
    rows.map(|it| (it["row"].as_u64().unwrap(), it["fate"].as_str().unwrap()))
        .collect()
}

fn import<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["case", "import", file, "--yes"], more].concat()
}

fn count(place: &Place) -> usize {
    let list = place.json("a", FIRST, &["case", "list"]);
    list["cases"].as_array().unwrap().len()
}

#[test]
fn a_table_in_cp932_is_looked_at_then_taken_in_and_changes_nothing_the_second_time() {
    let place = Place::new();
    place.office("a", "0110000015");
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables/people-cp932.csv");
    fs::copy(table, place.path("meibo.csv")).unwrap();
    let looked = place.table("a", FIRST, &import("meibo.csv", &["--dry-run"]));
    assert_eq!(looked["form"], "cp932");
    assert_eq!(looked["columns"][3]["field"], "certificate.number");
    assert_eq!(looked["columns"][5]["field"], Json::Null, "it is left out");
    assert_eq!(fates(&looked), [(2, "new"), (3, "new")]);
    assert_eq!(count(&place), 0, "nothing is written by looking");
    let taken = place.table("a", FIRST, &import("meibo.csv", &["--as-of", "R8.11.2"]));
    assert_eq!(fates(&taken), [(2, "new"), (3, "new")]);
    let list = place.json("a", FIRST, &["case", "list", "髙橋"]);
    let id = text(&list["cases"][0]["id"]);
    let shown = place.json("a", FIRST, &["case", "show", &id]);
    let fields = &shown["case"]["fields"];
    assert_eq!(fields["certificate.number"]["answer"], "0123456789");
    assert_eq!(fields["person.birth"]["answer"], "1998-04-09");
    assert_eq!(fields["person.phone"]["answer"], "0155-00-0000");
    // It is this office's own table: what it says, the office itself knows.
    assert_eq!(taken["whose"], "own");
    assert_eq!(fields["person.name"]["source"]["kind"], "person");
    assert_eq!(fields["person.name"]["as_of"], "2026-11-02");
    let steps = place.steps("a");
    // The same people in another encoding and another order are the same people.
    let mut lines: Vec<&str> = CSV.lines().collect();
    lines.swap(1, 2);
    fs::write(place.path("again.csv"), lines.join("\n")).unwrap();
    for file in ["meibo.csv", "again.csv"] {
        let again = place.table("a", FIRST, &import(file, &[]));
        assert_eq!(fates(&again), [(2, "here"), (3, "here")], "{file}");
    }
    assert_eq!(count(&place), 2);
    assert_eq!(place.steps("a"), steps, "nothing was written");
    let told = place.run("a", FIRST, &import("meibo.csv", &["--lang", "ja"]));
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("新しく登録する行はありません"), "{told}");
    assert!(told.contains("2行目 髙橋 見本"), "as it is typed: {told}");
    // Another certificate: nobody guesses whether it is the same person, and nobody is left out in silence.
    let other = CSV.replace("0123456789", "1123456789");
    fs::write(place.path("other.csv"), other).unwrap();
    let told = place.table("a", FIRST, &import("other.csv", &["--dry-run"]));
    assert_eq!(fates(&told), [(2, "refused"), (3, "here")]);
    assert!(text(&told["rows"][0]["wrong"][0]).contains("受給者証番号が違う"));
}

#[test]
fn rows_that_are_not_whole_are_told_and_left_out_and_the_others_are_taken_in() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv = "氏名,フリガナ,生年月日,受給者証番号\n\
        試験一,シケンイチ,H8.4.9,\n\
        試験二,シケンニ,8.4.9,\n\
        試験三,シケンサン,H8.4.9,123456789\n\
        試験四,漢字,H8.4.9,\n\
        試験五,シケンゴ,,\n\
        試験 一,シケン イチ,1996/4/9,\n\
        試験六,シケンロク,平成8年4月9日(月),\n\
        1234 5678 9018,シケンナナ,H8.4.9,\n\
        試験八,シケンハチ,H8.4.9,,余り\n";
    fs::write(place.path("a.csv"), csv).unwrap();
    let taken = place.table("a", FIRST, &import("a.csv", &[]));
    let new: Vec<u64> = fates(&taken)
        .into_iter()
        .filter(|it| it.1 == "new")
        .map(|it| it.0)
        .collect();
    assert_eq!(new, [2]);
    assert_eq!(count(&place), 1);
    let said = |row: usize| {
        taken["rows"][row - 2]["wrong"][0]
            .as_str()
            .unwrap()
            .to_owned()
    };
    for (row, words) in [
        (3, "年"),
        (4, "9桁"),
        (5, "フリガナ"),
        (6, "生年月日"),
        (7, "2行目"),
        (8, "曜日"),
        (9, "個人番号"),
        (10, "見出し"),
    ] {
        assert!(said(row).contains(words), "{row}: {}", said(row));
        assert!(
            said(row).starts_with(&format!("{row}行目")),
            "{}",
            said(row)
        );
    }
    assert!(!said(9).contains("9018"));
    // The same is written for whoever mends the table, in a new file.
    let args = import("a.csv", &["--dry-run", "--refused", "refused.csv"]);
    place.table("a", FIRST, &args);
    let written = fs::read_to_string(place.path("refused.csv")).unwrap();
    assert!(written.starts_with("\u{FEFF}\"行\",\"氏名\""), "{written}");
    let rows: Vec<&str> = written.lines().skip(1).collect();
    assert_eq!(rows.len(), 8, "{written}");
    assert!(rows[0].starts_with("\"3\",\"試験二\",\"3列目"), "{written}");
    assert!(!written.contains("9018"), "{written}");
    assert_ne!(
        place.run("a", FIRST, &args).status.code(),
        Some(0),
        "nothing is written over"
    );
}

/// What each column is taken as is agreed to before anything is written; where nobody can be asked, nothing is.
#[test]
fn columns_are_not_taken_in_unasked() {
    let place = Place::new();
    place.office("a", "0110000015");
    fs::write(place.path("a.csv"), CSV).unwrap();
    let steps = place.steps("a");
    let unasked = ["case", "import", "a.csv", "--refused", "r.csv"];
    place.refused("a", FIRST, &unasked, 2, "bad-input");
    let told = place.run("a", FIRST, &unasked);
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(
        told.contains("--yes") && told.contains("--dry-run"),
        "{told}"
    );
    assert_eq!((count(&place), place.steps("a")), (0, steps));
    assert!(!place.path("r.csv").exists());
    let looked = place.table("a", FIRST, &["case", "import", "a.csv", "--dry-run"]);
    assert_eq!(fates(&looked), [(2, "new"), (3, "new")]);
    place.table("a", FIRST, &import("a.csv", &[]));
    assert_eq!(count(&place), 2);
    // Where no row is new there is nothing to agree to.
    let again = place.table("a", FIRST, &["case", "import", "a.csv"]);
    assert_eq!(fates(&again), [(2, "here"), (3, "here")]);
}

#[cfg(unix)]
#[test]
fn the_columns_are_shown_and_agreed_to_at_the_terminal() {
    let place = Place::new();
    place.office("a", "0110000015");
    fs::write(place.path("a.csv"), CSV.replace("H10.4.9", "10年4月9日")).unwrap();
    let asks = || {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tasuki"));
        let who = ["--as", FIRST, "--passphrase-file", "pw", "--kdf", KDF];
        command.args(["--home", "a"]);
        command.args(who);
        command.args(["case", "import", "a.csv", "--json"]);
        let mut pty = Pty::run(command, &place.0);
        for said in [
            "CSV（UTF-8）",
            "当所の表",
            "  フリガナ: フリガナ",
            "  担当の備考: 取り込まない",
            "新しく登録 1   登録済 0   取り込めない行 1",
            "「はい」と入れてください",
        ] {
            pty.shows(said);
        }
        pty
    };
    let mut pty = asks();
    pty.send("いいえ\r");
    let left = pty.leaves(2);
    assert!(left.contains("--dry-run"), "{left}");
    assert_eq!(count(&place), 0);
    let mut pty = asks();
    pty.send("はい\r");
    pty.leaves(7);
    assert_eq!(count(&place), 1);
}

/// "None" in a cell is the state, as it is by every other way in, and no allergy of that name; but for a field that offers it as
/// an option.
#[test]
fn none_in_a_cell_is_the_state_and_no_answer() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv = "氏名,フリガナ,生年月日,アレルギー,障害年金\n\
        試験一,シケンイチ,H8.4.9,なし,なし\n";
    fs::write(place.path("a.csv"), csv).unwrap();
    let maps = ["--map", "4=health.allergies", "--map", "5=handbook.pension"];
    place.table("a", FIRST, &import("a.csv", &maps));
    let list = place.json("a", FIRST, &["case", "list"]);
    let id = text(&list["cases"][0]["id"]);
    let fields = place.json("a", FIRST, &["case", "show", &id])["case"]["fields"].clone();
    let allergies = &fields["health.allergies"];
    assert_eq!(allergies["state"], "none", "{allergies}");
    assert_eq!(allergies["answer"], Json::Null);
    let pension = &fields["handbook.pension"];
    assert_eq!(
        (&pension["state"], &pension["answer"]),
        (&"filled".into(), &"no".into())
    );
}

#[test]
fn columns_are_mapped_by_whoever_takes_them_in() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv = "ID,だれ,よみ,うまれ\n7,試験一,シケンイチ,S63/4/1\n";
    fs::write(place.path("a.csv"), csv).unwrap();
    place.refused("a", FIRST, &import("a.csv", &[]), 2, "bad-input");
    let map = ["--map", "だれ=person.name", "--map", "よみ=person.kana"];
    let all = [&map[..], &["--map", "4=person.birth"]].concat();
    let taken = place.table("a", FIRST, &import("a.csv", &all));
    assert_eq!(fates(&taken), [(2, "new")]);
    for wrong in [
        ["--map", "5=person.phone"],
        ["--map", "どれ=person.phone"],
        ["--map", "ID=person.nick"],
        ["--map", "ID=person.name"],
    ] {
        let args = import("a.csv", &[&all[..], &wrong].concat());
        place.refused("a", FIRST, &args, 2, "bad-input");
    }
}

#[test]
fn a_workbook_is_read_with_its_days_and_formulas_and_what_it_lost_is_not_guessed() {
    let place = Place::new();
    place.office("a", "0110000015");
    let tables = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables/");
    for name in ["people.xlsx", "merged.xlsx", "far.xlsx"] {
        fs::copy(format!("{tables}{name}"), place.path(name)).unwrap();
    }
    let taken = place.table("a", FIRST, &import("people.xlsx", &[]));
    assert_eq!(taken["form"], "xlsx");
    assert_eq!(fates(&taken), [(2, "new"), (4, "refused"), (5, "refused")]);
    let zeros = taken["rows"][1]["wrong"][0].as_str().unwrap();
    assert!(zeros.contains("先頭の0"), "{zeros}");
    let list = place.json("a", FIRST, &["case", "list"]);
    let id = text(&list["cases"][0]["id"]);
    let fields = place.json("a", FIRST, &["case", "show", &id])["case"]["fields"].clone();
    assert_eq!(fields["person.birth"]["answer"], "1998-04-09");
    assert_eq!(fields["person.phone"]["answer"], "0155-00-0000");
    assert_eq!(fields["certificate.number"]["answer"], "0123456789");
    place.refused("a", FIRST, &import("merged.xlsx", &[]), 2, "bad-input");
    // One forgotten cell in the last corner of the sheet does not fill the memory.
    place.refused("a", FIRST, &import("far.xlsx", &[]), 2, "bad-input");
    let whole = fs::read(place.path("people.xlsx")).unwrap();
    for cut in [10, whole.len() / 2, whole.len() - 1] {
        fs::write(place.path("cut.xlsx"), &whole[..cut]).unwrap();
        place.refused("a", FIRST, &import("cut.xlsx", &[]), 2, "bad-input");
    }
    for at in (0..whole.len()).step_by(whole.len() / 6) {
        let mut bent = whole.clone();
        bent[at] ^= 0x55;
        fs::write(place.path("bent.xlsx"), bent).unwrap();
        let args = import("bent.xlsx", &["--dry-run", "--json"]);
        let code = place.run("a", FIRST, &args).status.code();
        assert!(matches!(code, Some(0 | 2 | 7)), "byte {at}: {code:?}");
    }
}

#[test]
fn cases_are_found_by_the_certificates_last_four_and_by_the_row_of_the_kana() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv = "氏名,フリガナ,生年月日,受給者証番号\n\
        試験一,がもう いち,H8.4.9,0000006789\n\
        試験二,ﾊﾞﾝﾄﾞｳ ﾆ,H8.4.9,0000001234\n\
        試験三,ヮダ ミ,H8.4.9,\n\
        試験四,,H8.4.9,0000005555\n";
    fs::write(place.path("a.csv"), csv).unwrap();
    let taken = place.table("a", FIRST, &import("a.csv", &[]));
    assert_eq!(fates(&taken).iter().filter(|it| it.1 == "new").count(), 4);
    for (args, names) in [
        (&["6789"][..], &["試験一"][..]),
        (&["１２３４"], &["試験二"]),
        (&["いち 6789"], &["試験一"]),
        (&["6789 二"], &[]),
        (&["--kana-row", "ka"], &["試験一"]),
        (&["--kana-row", "か"], &["試験一"]),
        (&["--kana-row", "ｺﾞ"], &["試験一"]),
        (&["--kana-row", "ha"], &["試験二"]),
        (&["--kana-row", "わ"], &["試験三"]),
        (&["--kana-row", "none"], &["試験四"]),
        (&["--kana-row", "a"], &[]),
        (&["5555", "--kana-row", "none"], &["試験四"]),
        (&["5555", "--kana-row", "ka"], &[]),
    ] {
        let list = place.json("a", FIRST, &[&["case", "list"], args].concat());
        let found = list["cases"].as_array().unwrap().iter();
        let found: Vec<_> = found.map(|it| it["name"].as_str().unwrap()).collect();
        assert_eq!(found, names, "{args:?}");
    }
    for row in ["x", "", "山", "kaka"] {
        let args = ["case", "list", "--kana-row", row];
        place.refused("a", FIRST, &args, 2, "bad-input");
    }
}

#[test]
fn a_date_without_its_era_is_asked_with_its_choices_and_taken_with_the_one_that_is_said() {
    let place = Place::new();
    place.office("a", "0110000015");
    let case = place.case("a");
    let set = ["case", "edit", &case, "--set", "person.birth=60.4.1"];
    place.refused("a", FIRST, &set, 2, "bad-input");
    let told = place.run("a", FIRST, &[&set[..], &["--lang", "ja"]].concat());
    let told = String::from_utf8(told.stderr).unwrap();
    for words in ["昭和60年4月1日（月）(1985-04-01)", "(1960-04-01)", "--era"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    place.json("a", FIRST, &[&set[..], &["--era", "S"]].concat());
    let shown = place.json("a", FIRST, &["case", "show", &case]);
    let birth = &shown["case"]["fields"]["person.birth"]["answer"];
    assert_eq!(birth, "1985-04-01");
    // What is typed is no file: the field is named, and nothing is said of a file.
    let wrong = ["--set", "period.left=2000", "--lang", "ja"];
    let told = place.run("a", FIRST, &[&["case", "edit", &case], &wrong[..]].concat());
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("残月数 (period.left)"), "{told}");
    assert!(
        !told.contains("ファイル") && !told.contains("取り込"),
        "{told}"
    );
    for era in ["X", "昭", ""] {
        let args = [&set[..], &["--era", era]].concat();
        place.refused("a", FIRST, &args, 2, "bad-input");
    }
}

#[test]
fn dates_of_a_table_are_asked_with_their_choices_and_told_where_their_era_had_ended() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv = "氏名,フリガナ,生年月日,支給決定期間の終わり\n\
        試験一,シケンイチ,60.4.1,R9.3.31\n\
        試験二,シケンニ,昭和64年1月8日,平成39年3月31日\n";
    fs::write(place.path("a.csv"), csv).unwrap();
    let map = ["--map", "4=certificate.until"];
    let dry = [&map[..], &["--dry-run"]].concat();
    let looked = place.table("a", FIRST, &import("a.csv", &dry));
    assert_eq!(fates(&looked), [(2, "refused"), (3, "new")]);
    let wrong = looked["rows"][0]["wrong"][0].as_str().unwrap();
    assert!(
        wrong.contains("昭和60年4月1日（月）(1985-04-01)"),
        "{wrong}"
    );
    let converted = looked["rows"][1]["converted"].as_array().unwrap();
    let read: Vec<_> = converted
        .iter()
        .map(|it| it["read"].as_str().unwrap())
        .collect();
    assert_eq!(read, ["1989-01-08", "2027-03-31"]);
    let told = converted[1]["told"].as_str().unwrap();
    assert!(
        told.contains("平成は終わっています") && told.contains("令和9年3月31日"),
        "{told}"
    );
    let said = [&map[..], &["--era", "昭和"]].concat();
    let taken = place.table("a", FIRST, &import("a.csv", &said));
    assert_eq!(fates(&taken), [(2, "new"), (3, "new")]);
}

/// Characters that normal forms and old encodings change: each is kept as it was typed, through every way in and out.
#[test]
fn a_name_is_kept_as_it_was_typed_through_every_path() {
    const NAMES: [&str; 6] = [
        "髙﨑 見本",
        "𠮷田 見本",
        "\u{FA19}谷 見本",
        "\u{845B}\u{E0100}飾 見本",
        "塚\u{FA10} 見本",
        "なか\u{3099}の 見本",
    ];
    let place = Place::new();
    place.office("a", "0110000015");
    let name_of = |id: &str| {
        let shown = place.json("a", FIRST, &["case", "show", id]);
        text(&shown["case"]["fields"]["person.name"]["answer"])
    };
    for (at, name) in NAMES.iter().enumerate() {
        let set = format!("person.name={name}");
        let made = place.json("a", FIRST, &["case", "new", "--set", &set]);
        let id = text(&made["case"]["id"]);
        assert_eq!(text(&made["case"]["name"]), *name);
        assert_eq!(name_of(&id), *name);
        let out = format!("{at}.json");
        place.json("a", FIRST, &["case", "export", &id, "--out", &out]);
        let apart = ["case", "import", &out, "--another-person"];
        let same = place.json("a", FIRST, &apart);
        assert_eq!(text(&same["case"]["id"]), id, "it says all of it already");
        // Written down of another day it is another one.
        let file = fs::read(place.path(&out)).unwrap();
        let mut other: Json = serde_json::from_slice(&file).unwrap();
        let day = &mut other["fields"]["person.name"]["as_of"];
        assert!(day.is_string(), "{other}");
        *day = "2026-01-05".into();
        fs::write(place.path(&out), other.to_string()).unwrap();
        let again = place.json("a", FIRST, &apart);
        assert_ne!(text(&again["case"]["id"]), id);
        assert_eq!(name_of(&text(&again["case"]["id"])), *name);
        let csv = format!("氏名,フリガナ,生年月日\n{name},シケン,H8.4.{}\n", at + 1);
        let file = format!("{at}.csv");
        fs::write(place.path(&file), csv).unwrap();
        let taken = place.table("a", FIRST, &import(&file, &["--another-person"]));
        assert_eq!(fates(&taken), [(2, "new")]);
        let list = place.json("a", FIRST, &["case", "list", name]);
        let found = list["cases"].as_array().unwrap();
        assert_eq!(found.len(), 3, "{name}");
        assert!(found.iter().all(|it| it["name"] == *name), "{name}");
    }
    for (query, name) in [
        ("高崎", NAMES[0]),
        ("吉田", NAMES[1]),
        ("神谷", NAMES[2]),
        ("葛飾", NAMES[3]),
        ("ながの", NAMES[5]),
    ] {
        let list = place.json("a", FIRST, &["case", "list", query]);
        let found = list["cases"].as_array().unwrap();
        assert!(found.iter().any(|it| it["name"] == name), "{query}");
    }
}

/// One person is one case: what is read in twice changes nothing, and who may be here already is asked about.
#[test]
fn a_case_read_in_twice_changes_nothing_and_who_is_like_somebody_here_is_asked_about() {
    let place = Place::new();
    place.office("a", "0110000015");
    let set = |name: &str, kana: &str, birth: &str| {
        let set = [
            format!("person.name={name}"),
            format!("person.kana={kana}"),
            format!("person.birth={birth}"),
        ];
        set.into_iter().flat_map(|it| ["--set".to_owned(), it])
    };
    let new = |name: &str, kana: &str, birth: &str| -> Vec<String> {
        let head = ["case", "new"].map(str::to_owned);
        head.into_iter().chain(set(name, kana, birth)).collect()
    };
    let run = |owned: &[String]| {
        let args: Vec<&str> = owned.iter().map(String::as_str).collect();
        place.json("a", FIRST, &args)
    };
    let asked = |args: &[&str]| {
        let output = place.run("a", FIRST, &[args, &["--json"]].concat());
        assert_eq!(output.status.code(), Some(3), "{args:?}");
        let json: Json = serde_json::from_slice(&output.stderr).unwrap();
        let here = json["error"]["alike"].clone();
        let by = json["error"]["alike_by"].as_object().unwrap();
        let first = text(&here[0]);
        assert!(!by[&first].as_array().unwrap().is_empty(), "why: {json}");
        here
    };
    let made = run(&new("髙橋 見本", "タカハシ ミホン", "1998-04-09"));
    let id = text(&made["case"]["id"]);
    place.json("a", FIRST, &["case", "export", &id, "--out", "x.json"]);
    let file = fs::read_to_string(place.path("x.json")).unwrap();
    let looked = place.json("a", FIRST, &["case", "import", "x.json", "--dry-run"]);
    assert_eq!(
        (text(&looked["fate"]), &looked["cases"][0]),
        ("here".into(), &Json::from(id.clone()))
    );
    let again = place.json("a", FIRST, &["case", "import", "x.json"]);
    assert_eq!(text(&again["case"]["id"]), id);
    assert_eq!(
        (count(&place), &again["case"]["revision"]),
        (1, &Json::from(1))
    );
    // Another spelling of the same name, the reading alone, and no birth at all.
    for (name, kana, birth) in [
        ("高橋 見本", "ミホン", "1998-04-09"),
        ("試験 見本", "たかはし みほん", "1998-04-09"),
        ("髙橋 見本", "タカハシ ミホン", "未確認"),
    ] {
        let owned = new(name, kana, birth);
        let typed: Vec<&str> = owned.iter().map(String::as_str).collect();
        assert_eq!(asked(&typed), Json::from(vec![id.clone()]), "{name}");
    }
    assert_eq!(count(&place), 1);
    // Of the same name and reading a birth may be mistyped; it is somebody else where whoever types says so.
    for (kana, birth) in [
        ("タカハシ ミホン", "1998-04-10"),
        ("タカハシ ミホコ", "1998-04-09"),
    ] {
        let owned = new("髙橋 見本", kana, birth);
        let typed: Vec<&str> = owned.iter().map(String::as_str).collect();
        asked(&typed);
        run(&[owned, vec!["--another-person".into()]].concat());
    }
    assert_eq!(count(&place), 3);
    // A file that says something else of somebody here is asked about; written into the case it is a revision.
    fs::write(
        place.path("y.json"),
        file.replace("1998-04-09", "1998-04-11"),
    )
    .unwrap();
    fs::write(place.path("z.json"), file.replace("髙橋", "高橋")).unwrap();
    let looked = place.json("a", FIRST, &["case", "import", "y.json", "--dry-run"]);
    assert_eq!((text(&looked["fate"]), count(&place)), ("alike".into(), 3));
    let like = asked(&["case", "import", "z.json"]);
    assert!(like.as_array().unwrap().contains(&Json::from(id.clone())));
    let into = place.json("a", FIRST, &["case", "edit", &id, "--from", "z.json"]);
    assert_eq!(
        (&into["case"]["revision"], count(&place)),
        (&Json::from(2), 3)
    );
    // What is about tables is refused for one case.
    for option in [
        ["--map", "1=person.name"],
        ["--as-of", "2026-04-01"],
        ["--refused", "no.csv"],
    ] {
        let args = [&["case", "import", "y.json"][..], &option].concat();
        place.refused("a", FIRST, &args, 2, "bad-input");
    }
    // A table asks row by row.
    let csv =
        "氏名,フリガナ,生年月日\n髙橋見本二,タカハシミホン,H10.4.9\n試験 新,シケン アラタ,H9.1.1\n";
    fs::write(place.path("t.csv"), csv).unwrap();
    let looked = place.table("a", FIRST, &import("t.csv", &["--dry-run"]));
    assert_eq!(fates(&looked), [(2, "refused"), (3, "new")]);
    let taken = place.table("a", FIRST, &import("t.csv", &["--another-person"]));
    assert_eq!(fates(&taken), [(2, "new"), (3, "new")]);
    assert_eq!(count(&place), 5);
}

/// Two tables of the same people in any order of taking in leave the same people.
#[test]
fn two_tables_that_overlap_leave_the_same_people_whichever_comes_first() {
    let one = "氏名,フリガナ,生年月日,受給者証番号\n\
        試験一,シケンイチ,H8.4.9,0000006789\n試験二,シケンニ,S63.4.1,\n";
    let other = "氏名,フリガナ,生年月日,受給者証番号\n\
        試験 二,しけんに,1988/4/1,\n試験一郎,シケンイチロウ,H8.4.9,0000006789\n試験三,シケンサン,H9.1.1,\n";
    let mut counts = Vec::new();
    for order in [[one, other], [other, one]] {
        let place = Place::new();
        place.office("a", "0110000015");
        for (at, csv) in order.into_iter().enumerate() {
            let file = format!("{at}.csv");
            fs::write(place.path(&file), csv).unwrap();
            place.table("a", FIRST, &import(&file, &[]));
        }
        for file in ["0.csv", "1.csv"] {
            let again = place.table("a", FIRST, &import(file, &[]));
            assert!(fates(&again).iter().all(|it| it.1 == "here"), "{again}");
        }
        counts.push(count(&place));
    }
    assert_eq!(counts, [3, 3]);
}

/// What is told apart by one slip is asked about; what two things tell apart is not.
#[test]
fn a_birth_mistyped_and_a_name_cut_short_are_asked_about() {
    const NAME: &str = "試験 アレクサンドラ・マリア";
    const KANA: &str = "シケン アレクサンドラ・マリア";
    let iso = |it: &str| parse_day(it).unwrap().day;
    let whole = |it: &str| format!("{it}・フェルナンダ");
    let written = |name: &str, kana: &str, birth: &str, certificate: &str| {
        let number = FieldId::CertificateNumber;
        let said = [
            (FieldId::PersonName, name),
            (FieldId::PersonKana, kana),
            (number, certificate),
        ];
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        let mut values: Vec<_> = said.map(|(it, text)| (it, town::text(it, text))).collect();
        let mut born = town::text(FieldId::PersonName, name);
        let day = Raw::Day(iso(birth));
        let birth = FieldId::PersonBirth;
        born.state = FieldState::Filled(Answer::check(birth.spec(), day).unwrap());
        values.push((birth, born));
        values
    };
    let mut town = town::town(Point::Ready);
    let desk = town.sender.desk();
    let first = written(NAME, KANA, "1979-12-24", "0123456780");
    let here = desk.new_case(first).unwrap();
    let (longer, read) = (whole(NAME), whole(KANA));
    let other = "1979-12-25";
    for (name, kana, birth, certificate, by, born) in [
        (NAME, KANA, other, "", vec![Same::Name, Same::Reading], true),
        (
            &longer,
            &read,
            "1979-12-24",
            "",
            vec![Same::NameBegins, Same::ReadingBegins, Same::Birth],
            false,
        ),
        (&longer, &read, other, "", Vec::new(), false),
        (NAME, KANA, other, "0123456799", Vec::new(), false),
        (NAME, "ベツ ノ", other, "", Vec::new(), false),
    ] {
        let values = written(name, kana, birth, certificate);
        match desk.meet(&values).unwrap() {
            Meeting::Alike(likeness) => {
                let like = &likeness.here[0];
                let there = born.then(|| iso("1979-12-24"));
                assert_eq!((like.case.id, &like.by, like.born), (here, &by, there));
            }
            Meeting::Nobody => assert_eq!(by, Vec::new(), "{name} {birth}"),
            Meeting::Here(line) => panic!("{line:?}"),
        }
    }
    // Two rows that a list shows alike are told apart by the birth; no other row shows it.
    let twin = written(NAME, KANA, other, "0123456799");
    let twin = desk.new_case(twin).unwrap();
    let births = desk.births_of_alike(&desk.cases("").unwrap()).unwrap();
    assert_eq!(
        births.into_keys().collect::<BTreeSet<_>>(),
        [here, twin].into()
    );
}

/// A refusal says what it is about: which text is empty, what may be read in, how a number is written, what became of a table.
#[test]
fn a_refusal_names_what_is_missing_and_what_would_do() {
    let place = Place::new();
    place.office("a", "0110000015");
    fs::write(place.path("x.pdf"), "%PDF-1.4").unwrap();
    fs::write(
        place.path("t.csv"),
        "氏名,フリガナ,生年月日\n試験 新,シケン アラタ,\n",
    )
    .unwrap();
    let told = |args: &[&str]| {
        let output = place.run("a", FIRST, &[args, &["--lang", "ja"]].concat());
        assert!(!output.status.success(), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told(&["case", "import", "x.pdf"]).contains(".xlsx"));
    assert!(told(&["case", "show", "10"]).contains("4文字"));
    let looked = told(&["case", "import", "t.csv", "--dry-run"]);
    assert!(
        looked.contains("このまま取り込むと") && !looked.contains("済んだ行"),
        "{looked}"
    );
    assert!(told(&import("t.csv", &[])).contains("済んだ行"));
    let mut town = town::town(Point::Delivered);
    let id = town.id;
    let why = town.receiver.desk().decline(id, Decline::NotTaken, " ");
    assert!(
        matches!(why, Err(Problem::NoWords(WordKey::Text))),
        "{why:?}"
    );
}

/// Who came with a handover and waits for the start has no case yet, and is asked about as who has one.
#[test]
fn who_waits_for_the_start_is_asked_about_before_somebody_types_them_anew() {
    let mut town = town::town(Point::Released);
    let id = town.id;
    let named = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    let mut values = town::values();
    values.retain(|(field, _)| named.contains(field));
    let desk = town.receiver.desk();
    let likeness = match desk.new_case(values.clone()) {
        Err(Problem::Alike(likeness)) => likeness,
        other => panic!("not asked: {other:?}"),
    };
    let coming: Vec<_> = likeness.coming.iter().map(|it| it.handover).collect();
    assert_eq!((likeness.here.len(), coming), (0, vec![id]));
    let told = problem(&Problem::Alike(likeness.clone()), Lang::Ja);
    assert!(told.what.contains("利用開始を待っています"), "{told:?}");
    desk.is_another(&likeness).unwrap();
    desk.new_case(values).unwrap();
}

/// One person is one case, whether the case was here first or came first; nothing is written before somebody answers.
#[test]
fn who_comes_and_is_here_already_is_asked_about_whichever_was_first() {
    let known = || {
        let kept = [
            FieldId::PersonName,
            FieldId::PersonKana,
            FieldId::PersonBirth,
        ];
        let mut values = town::values();
        values.retain(|(field, _)| kept.contains(field));
        let called = FieldId::PersonCalled;
        let mut here_only = town::text(called, "ここだけの呼び名");
        here_only.as_of = here_only.as_of.plus_days(-60);
        values.push((called, here_only));
        values
    };
    let alike = |refused: Result<Option<CaseId>, Problem>| match refused {
        Err(Problem::Alike(likeness)) => likeness,
        other => panic!("not asked: {other:?}"),
    };
    let ids = |here: &[Alike]| here.iter().map(|it| it.case.id).collect::<Vec<_>>();
    // Here first, then it comes.
    for answer in ["same", "another", "told before"] {
        let mut here_first = town::town(Point::Released);
        let (id, day) = (here_first.id, town::first_day());
        here_first.reach(day);
        let own = town::new_case_of(here_first.receiver.desk(), known());
        let name = FieldId::PersonName;
        let stranger = vec![(name, town::text(name, "別人 一郎"))];
        let stranger = here_first.receiver.desk().new_case(stranger).unwrap();
        let before = here_first.receiver.picture();
        let desk = here_first.receiver.desk();
        let likeness = alike(desk.start(id, day));
        assert_eq!(
            (ids(&likeness.here), likeness.occasion),
            (vec![own], Occasion::Arrived)
        );
        let by = [Same::Name, Same::Reading, Same::Birth];
        assert_eq!(likeness.here[0].by, by, "why they may be one");
        let why = match desk.start_into(id, day, stranger) {
            Err(Problem::Denied { why, .. }) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(why, Denied::NotTheirCase);
        assert_eq!(here_first.receiver.picture(), before, "nothing was written");
        assert_eq!(ids(&here_first.received().arriving), [own]);
        let desk = here_first.receiver.desk();
        if answer == "another" {
            desk.is_another(&likeness).unwrap();
            let made = desk.start(id, day).unwrap().expect("a case is made");
            assert_ne!(made, own);
            assert_eq!(desk.cases("").unwrap().len(), 3);
            continue;
        }
        if answer == "told before" {
            // Only of whom it was said: whoever else may be the same is asked about.
            let likeness = alike(desk.start_as_another(id, day, &[stranger]));
            assert_eq!(ids(&likeness.here), [own]);
            assert_eq!(here_first.receiver.picture(), before, "nothing was written");
            let desk = here_first.receiver.desk();
            let made = desk.start_as_another(id, day, &[own]).unwrap();
            assert_ne!(made.expect("a case is made"), own);
            assert_eq!(desk.cases("").unwrap().len(), 3);
            continue;
        }
        // One revision of the case that is here, with the sender as its source; what was there is kept.
        desk.start_into(id, day, own).unwrap();
        assert_eq!(desk.cases("").unwrap().len(), 2);
        let case = desk.show_case(own).unwrap();
        assert_eq!(case.revision(), 2);
        let came = case.get(FieldId::LifeRhythm).unwrap();
        assert!(matches!(&came.source, Source::Agency { .. }), "{came:?}");
        let before = case.history().revisions().last().unwrap();
        let called = &before.fields[&FieldId::PersonCalled];
        assert!(format!("{called:?}").contains("ここだけの呼び名"));
        assert_eq!(here_first.received().line.case, Some(own));
    }
    // It came first, then somebody types it.
    let mut came_first = town::town(Point::Released);
    let came = came_first.start().expect("a case is made");
    let desk = came_first.receiver.desk();
    let likeness = alike(desk.new_case(known()).map(Some));
    assert_eq!(
        (ids(&likeness.here), likeness.occasion),
        (vec![came], Occasion::Written)
    );
    assert_eq!(desk.cases("").unwrap().len(), 1);
}

/// What came is no news where the case has a newer answer, one where the other office left it open, or a contract of its own.
#[test]
fn what_a_case_answers_itself_stays_when_somebody_is_started_into_it() {
    let mut town = town::town(Point::Ready);
    let open = Value {
        state: FieldState::Unchecked,
        source: Source::Person,
        as_of: demo::today(),
    };
    let edits = BTreeMap::from([(FieldId::PersonGender, Edit::Put(open))]);
    let desk = town.sender.desk();
    desk.edit_case(town.case, None, edits).unwrap();
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
    let named = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    let earlier = demo::today().plus_days(-400);
    let said = |field: FieldId, raw, as_of| Value {
        state: FieldState::Filled(Answer::check(field.spec(), raw).unwrap()),
        source: Source::Person,
        as_of,
    };
    let phone = FieldId::PersonPhone;
    let gender = FieldId::PersonGender;
    let signed = FieldId::ContractSigned;
    let address = FieldId::PersonAddress;
    let words = |it: &str| Raw::Text(it.into());
    let own = [
        (phone, said(phone, words("000-0000-9999"), demo::today())),
        (gender, said(gender, words("答えたまま"), earlier)),
        (signed, said(signed, Raw::Day(earlier), earlier)),
    ];
    let mut known = town::values();
    known.retain(|(field, _)| named.contains(field));
    known.extend(own.clone());
    known.push((address, said(address, words("前の住所"), earlier)));
    // Looked at later than what comes was said, and left open.
    let rhythm = FieldId::LifeRhythm;
    let nobody_checked = Value {
        state: FieldState::Unchecked,
        source: Source::Person,
        as_of: demo::today().plus_days(1),
    };
    known.push((rhythm, nobody_checked));
    town.reach(town::first_day());
    let desk = town.receiver.desk();
    let id = town::new_case_of(desk, known);
    desk.start_into(town.id, town::first_day(), id).unwrap();
    let case = desk.show_case(id).unwrap();
    for (field, value) in own {
        assert_eq!(case.get(field), Some(&value), "{field:?}");
    }
    assert_eq!(case.get(FieldId::ContractEnd), None, "the other contract");
    for field in [address, rhythm] {
        let came = case.get(field).map(|it| &it.source);
        assert!(matches!(came, Some(Source::Agency { .. })), "{came:?}");
    }
}

/// Whoever was here before, left without the program and comes by a handover: what was agreed in the stay before is none of this
/// one's, and is looked after as of anybody who comes.
#[test]
fn whoever_comes_again_after_an_earlier_stay_here_is_looked_after_again() {
    let seen = |desk: &mut Desk, case: CaseId| {
        let lines = desk.alerts().unwrap().into_iter();
        let its = lines.filter(|it| it.about == About::Case(case));
        its.map(|it| it.alert.what.code()).collect::<Vec<_>>()
    };
    let said = |field: FieldId, raw| Value {
        state: FieldState::Filled(Answer::check(field.spec(), raw).unwrap()),
        source: Source::Person,
        as_of: demo::today().plus_days(1),
    };
    let days = |ago: i32| Raw::Day(demo::today().plus_days(-ago));
    let until = FieldId::CertificateUntil;
    let runs_out = || BTreeMap::from([(until, Edit::Put(said(until, days(0))))]);
    let mut anew = town::town(Point::Released);
    anew.clock.set(1);
    let (id, desk) = (anew.id, anew.receiver.desk());
    let case = desk.start(id, demo::today()).unwrap();
    let case = case.expect("a case is made");
    desk.edit_case(case, None, runs_out()).unwrap();
    let of_anybody = seen(desk, case);
    assert!(of_anybody.contains(&"certificate-ending"), "{of_anybody:?}");

    let mut town = town::town(Point::Released);
    let named = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    let mut known = town::values();
    known.retain(|(field, _)| named.contains(field));
    // Written when the old papers were read in: all of it is newer than what comes.
    let (signed, end) = (FieldId::ContractSigned, FieldId::ContractEnd);
    let (goal, reason) = (FieldId::PlanLongGoal, FieldId::ContractEndReason);
    let before = [
        (signed, said(signed, days(1_000))),
        (end, said(end, days(600))),
        (reason, said(reason, Raw::Text("ends-otherwise".into()))),
        (goal, said(goal, Raw::Text("前の利用の目標".into()))),
    ];
    known.extend(before.clone());
    town.clock.set(1);
    let desk = town.receiver.desk();
    let id = town::new_case_of(desk, known);
    assert_eq!(seen(desk, id), [""; 0], "whose contract is over");
    desk.start_into(town.id, demo::today(), id).unwrap();
    let case = desk.show_case(id).unwrap();
    for (field, value) in &before {
        assert_ne!(case.get(*field), Some(value), "{field:?}");
        let all = case.changes(*field).into_iter();
        let mut stood = all.filter(|it| it.from == Stood::Value(value.clone()));
        assert!(stood.next().is_some(), "it is in the history: {field:?}");
    }
    desk.edit_case(id, None, runs_out()).unwrap();
    let looked_after = of_anybody.clone();
    assert_eq!(seen(desk, id), looked_after);
    // The end of the stay before, written again, is still that of the stay before.
    let again = BTreeMap::from([(end, Edit::Put(before[1].1.clone()))]);
    desk.edit_case(id, None, again).unwrap();
    let still = seen(desk, id);
    assert!(
        of_anybody.iter().all(|it| still.contains(it)),
        "{still:?} {of_anybody:?}"
    );
}

/// An addition that says less than the case does is not offered, and one that says something is.
#[test]
fn an_addition_that_left_open_what_the_case_answers_waits_for_nobody() {
    let mut town = town::town(Point::Started);
    let (phone, rhythm) = (FieldId::PersonPhone, FieldId::LifeRhythm);
    let case = town.received().line.case.unwrap();
    let own = town.receiver.desk().show_case(case).unwrap();
    assert!(own.get(phone).is_some_and(|it| it.given().is_some()));
    let open = Value {
        state: FieldState::Unchecked,
        source: Source::Person,
        as_of: demo::today(),
    };
    let edits = BTreeMap::from([
        (phone, Edit::Put(open)),
        (rhythm, Edit::Put(town::text(rhythm, "朝が早くなった"))),
    ]);
    let desk = town.sender.desk();
    desk.edit_case(town.case, None, edits).unwrap();
    desk.add(town.id, Which::All).unwrap();
    town.exchange();
    let came = town.received().disclosed.unwrap();
    let came = came.get(phone).map(|it| it.state.clone());
    assert_eq!(came, Some(FieldState::Unchecked), "it is told there");
    let waits = town.receiver.desk().to_take_up(town.id).unwrap();
    assert_eq!(waits.into_keys().collect::<Vec<_>>(), [rhythm]);
}

/// A contract that a table of this office tells of is its own: its end begins the time a case is kept, and while it runs a plan
/// is owed. What another's table tells of is neither.
#[test]
fn whose_table_it_is_decides_whose_contract_it_tells_of() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv = |kana: &str, end: &str| {
        format!(
            "氏名,フリガナ,生年月日,contract.signed,contract.end\n試験,{kana},H8.4.9,2018/4/1,{end}\n"
        )
    };
    let take = |name: &str, table: String, more: &[&str]| {
        fs::write(place.path(name), table).unwrap();
        let more = [more, &["--another-person"]].concat();
        let taken = place.json("a", FIRST, &import(name, &more));
        assert_eq!(fates(&taken), [(2, "new")], "{name}");
        text(&taken["whose"])
    };
    let ended = "2020/3/31";
    assert_eq!(take("1.csv", csv("シケンイチ", ended), &[]), "own");
    assert_eq!(take("2.csv", csv("シケンニ", ""), &[]), "own");
    let other = &["--whose", "other"][..];
    assert_eq!(take("3.csv", csv("シケンサン", ended), other), "other");
    // It is remembered with the heading, until somebody says otherwise.
    assert_eq!(take("4.csv", csv("シケンヨン", ""), &[]), "other");
    // Columns taken by their headings say nothing of whose it is.
    let by_heading = &["--by-heading"][..];
    assert_eq!(take("4b.csv", csv("シケンシチ", ""), by_heading), "other");
    assert_eq!(take("4c.csv", csv("シケンハチ", ""), &[]), "other");
    let own = &["--whose", "own"][..];
    assert_eq!(take("5.csv", csv("シケンゴ", ended), own), "own");
    assert_eq!(take("6.csv", csv("シケンロク", ended), &[]), "own");
    let kept = place.json("a", FIRST, &["retention", "list", "--all"]);
    let kept = kept["kept"].as_array().unwrap().iter();
    let known: Vec<_> = kept
        .map(|it| (text(&it["person"]), it["why"].is_null()))
        .map(|(person, known)| (person.split('\u{3000}').next().unwrap().to_owned(), known))
        .collect();
    let ends = |kana: &str| known.iter().any(|(person, known)| person == kana && *known);
    let people = [
        "シケンイチ",
        "シケンニ",
        "シケンサン",
        "シケンヨン",
        "シケンゴ",
        "シケンロク",
    ];
    assert_eq!(
        people.map(ends),
        [true, false, false, false, true, true],
        "{known:?}"
    );
    let alerts = place.json("a", FIRST, &["alert", "list"]);
    let alerts = alerts["alerts"].as_array().unwrap().iter();
    let owed: Vec<_> = alerts
        .filter(|it| it["kind"] == "plan-missing")
        .map(|it| text(&it["person"]))
        .collect();
    assert_eq!(
        owed,
        ["シケンニ\u{3000}試験"],
        "whoever is here by its own contract"
    );
}

#[test]
fn what_staff_see_is_seen_by_the_office_whose_table_it_is() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv = "氏名,フリガナ,生年月日,strengths.works-well\n試験,シケン,H8.4.9,見本の作業\n";
    fs::write(place.path("a.csv"), csv).unwrap();
    let taken = place.json("a", FIRST, &import("a.csv", &[]));
    assert_eq!(fates(&taken), [(2, "new")]);
    let listed = place.json("a", FIRST, &["case", "list"]);
    let case = text(&listed["cases"][0]["id"]);
    place.json("a", FIRST, &["case", "export", &case, "--out", "one.json"]);
    let shown = fs::read_to_string(place.path("one.json")).unwrap();
    let shown: Json = serde_json::from_str(&shown).unwrap();
    let source = &shown["fields"]["strengths.works-well"]["source"];
    assert_eq!(source["kind"], "observed");
    assert_eq!(source["by"], "見本事業所a");
    assert_eq!(shown["fields"]["person.name"]["source"]["kind"], "person");
}

#[test]
fn the_list_of_cases_is_written_as_a_table_and_the_journal_tells_it() {
    let place = Place::new();
    place.office("a", "0110000015");
    fs::write(place.path("a.csv"), CSV).unwrap();
    place.json("a", FIRST, &import("a.csv", &[]));
    let told = place.json(
        "a",
        FIRST,
        &[
            "case",
            "list",
            "--kana-row",
            "ta",
            "--out",
            "list.csv",
            "--cp932",
            "--geta",
        ],
    );
    assert_eq!(told["cases"], 1);
    let table = read_table(&fs::read(place.path("list.csv")).unwrap()).unwrap();
    assert_eq!(table.form, Form::Cp932);
    let rows: Vec<_> = table.rows.iter().map(|it| it.cells[..3].to_vec()).collect();
    let cell = |text: &str| Cell::Text(text.into());
    let row = ["タカハシ\u{3000}ミホン", "髙橋 見本", "6789"].map(cell);
    assert_eq!(rows, [row.to_vec()]);
    let journal = place.json("a", FIRST, &["audit", "show"]).to_string();
    assert_eq!(journal.matches("\"exported\"").count(), 1, "{journal}");
    // An encoding is that of a file.
    place.refused("a", FIRST, &["case", "list", "--cp932"], 2, "usage");
    // What cannot be written is not told of.
    let told = ["case", "list", "--out", "other.csv", "--cp932"];
    fs::write(
        place.path("b.csv"),
        CSV.replace("髙橋", "𠮷田")
            .replace("0123456789", "1123456789"),
    )
    .unwrap();
    place.json("a", FIRST, &import("b.csv", &["--another-person"]));
    place.refused("a", FIRST, &told, 3, "refused");
    let journal = place.json("a", FIRST, &["audit", "show"]).to_string();
    assert_eq!(journal.matches("\"exported\"").count(), 1, "{journal}");
}

/// What this office had written of somebody before they came stands there again once the person takes back what came since.
#[test]
fn what_stood_in_a_case_before_the_start_comes_back_with_a_withdrawal() {
    let mut town = town::town(Point::Released);
    let named = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    let mut known = town::values();
    known.retain(|(field, _)| named.contains(field));
    let (rhythm, own_words) = (FieldId::LifeRhythm, FieldId::WishesOwnWords);
    let earlier = |said: &str, days: i32| {
        let mut value = town::text(rhythm, said);
        value.as_of = value.as_of.plus_days(-days);
        value
    };
    known.push((rhythm, earlier("はじめに聞いた暮らし", 90)));
    // A table with a month in each row: what either office wrote stands side by side, and only what came goes.
    let attendance = FieldId::SupportAttendance;
    let month = Raw::Rows(vec![vec![
        Some(RawCell::Month(Month::of(demo::today().plus_days(-800)))),
        Some(RawCell::Number(7)),
        Some(RawCell::Number(9)),
    ]]);
    let own_months = Value {
        state: FieldState::Filled(Answer::check(attendance.spec(), month).unwrap()),
        source: Source::Person,
        as_of: demo::today().plus_days(-700),
    };
    known.push((attendance, own_months.clone()));
    town.reach(town::first_day());
    let desk = town.receiver.desk();
    let id = town::new_case_of(desk, known);
    let before = earlier("来る前に聞いた暮らし", 60);
    let edits = BTreeMap::from([(rhythm, Edit::Put(before.clone()))]);
    desk.edit_case(id, None, edits).unwrap();
    desk.start_into(town.id, town::first_day(), id).unwrap();
    let case = desk.show_case(id).unwrap();
    let came = |case: &CaseSummary| {
        let own = case.get(rhythm).map(|it| &it.source);
        matches!(own, Some(Source::Agency { .. })) && case.get(own_words).is_some()
    };
    assert!(came(&case));
    let months = |case: &CaseSummary| case.get(attendance).map_or(0, |it| rows(it).len());
    assert_eq!(rows(case.get(attendance).unwrap())[0], rows(&own_months)[0]);
    assert!(1 < months(&case), "theirs beside the own");
    town.exchange();
    let items = BTreeSet::from([ItemId::Life, ItemId::Wishes, attendance.spec().item]);
    let consent = town.consent;
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, Withdrawn::Items(items))
        .unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(town.id, Handling::Erased, "消去しました")
        .unwrap();
    let case = desk.show_case(id).unwrap();
    assert_eq!(case.get(rhythm), Some(&before), "what stood there before");
    let left = case.get(attendance).map(|it| it.state.clone());
    assert_eq!(left, Some(own_months.state), "the own month");
    assert_eq!(case.get(own_words), None, "what only came");
    let all = format!("{:?}", case.changes(rhythm));
    assert!(!all.contains(town::SHARED), "what came is kept nowhere");
    assert!(all.contains("はじめに聞いた暮らし"), "its own history");
}

/// A row stays with whoever wrote it: one that says the same as a row that came, and one written since, outlive the other's
/// withdrawal, and what gave way to what came stands there again.
#[test]
fn what_this_office_wrote_itself_outlives_a_withdrawal_though_the_same_had_come() {
    let mut town = town::town(Point::Released);
    let named = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    let mut known = town::values();
    known.retain(|(field, _)| named.contains(field));
    let earlier = |field: FieldId, raw: Raw| Value {
        state: FieldState::Filled(Answer::check(field.spec(), raw).unwrap()),
        source: Source::Person,
        as_of: demo::today().plus_days(-700),
    };
    let raw = |row: &Vec<_>| {
        let cells = row.iter();
        let cells = cells.map(|it: &Option<CellValue>| it.as_ref().map(CellValue::to_raw));
        cells.collect::<Vec<_>>()
    };
    let attendance = FieldId::SupportAttendance;
    let told = town.received().disclosed.unwrap();
    let theirs = rows(told.get(attendance).unwrap()).to_vec();
    assert!(1 < theirs.len());
    let same = vec![raw(&theirs[0])];
    known.push((attendance, earlier(attendance, Raw::Rows(same.clone()))));
    let category = FieldId::CertificateCategory;
    let until = FieldId::CertificateCategoryUntil;
    let (own_category, own_until) = (
        earlier(category, Raw::Text("category-6".into())),
        earlier(until, Raw::Day(demo::today().plus_days(90))),
    );
    known.push((category, own_category.clone()));
    known.push((until, own_until.clone()));
    town.reach(town::first_day());
    let desk = town.receiver.desk();
    let id = town::new_case_of(desk, known);
    desk.start_into(town.id, town::first_day(), id).unwrap();
    let case = desk.show_case(id).unwrap();
    let all = rows(case.get(attendance).unwrap()).to_vec();
    assert_eq!(all.len(), theirs.len(), "the same row once");
    assert_ne!(case.get(category), Some(&own_category));
    assert_eq!(case.get(until), None, "it was said with the category");
    // A month this office writes beside them.
    let month = Some(RawCell::Month(Month::of(demo::today().plus_days(-800))));
    let mut more = vec![vec![
        month,
        Some(RawCell::Number(7)),
        Some(RawCell::Number(9)),
    ]];
    more[0].resize(theirs[0].len(), None);
    let written = [more.clone(), all.iter().map(raw).collect()].concat();
    let written = earlier(attendance, Raw::Rows(written));
    let edits = BTreeMap::from([(attendance, Edit::Put(written))]);
    desk.edit_case(id, None, edits).unwrap();
    town.exchange();
    let items = BTreeSet::from([attendance.spec().item, category.spec().item]);
    let consent = town.consent;
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, Withdrawn::Items(items))
        .unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(town.id, Handling::Erased, "消去しました")
        .unwrap();
    let case = desk.show_case(id).unwrap();
    let left = case.get(attendance).map(|it| it.state.clone());
    let own = earlier(attendance, Raw::Rows([more, same].concat()));
    assert_eq!(left, Some(own.state));
    assert_eq!(case.get(category), Some(&own_category));
    assert_eq!(case.get(until), Some(&own_until));
}

/// What was chosen for the columns once is offered for the next table with the same heading, and an era is said column by
/// column.
#[test]
fn columns_are_taken_as_in_the_last_table_with_these_headings_and_an_era_is_said_for_one() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv = |name: &str, birth: &str, since: &str| {
        format!("お名前,よみ,うまれ,交付\n{name},シケン,{birth},{since}\n")
    };
    fs::write(place.path("1.csv"), csv("試験一", "60.4.1", "7.2.1")).unwrap();
    let maps = [
        "--map",
        "お名前=person.name",
        "--map",
        "よみ=person.kana",
        "--map",
        "うまれ=person.birth@S",
        "--map",
        "4=certificate.issued@令和",
    ];
    // A look remembers nothing.
    place.table(
        "a",
        FIRST,
        &import("1.csv", &[&maps[..], &["--dry-run"]].concat()),
    );
    place.refused("a", FIRST, &import("1.csv", &[]), 2, "bad-input");
    let taken = place.table("a", FIRST, &import("1.csv", &maps));
    assert_eq!(
        (fates(&taken), &taken["columns_as"]),
        (vec![(2, "new")], &"headings".into())
    );
    assert_eq!(taken["columns"][2]["era"], "S");
    let read = taken["rows"][0]["converted"].as_array().unwrap();
    let read: Vec<_> = read.iter().map(|it| text(&it["read"])).collect();
    assert_eq!(
        read,
        ["1985-04-01", "2025-02-01"],
        "each date read by it is told"
    );
    assert!(text(&taken["rows"][0]["converted"][0]["told"]).contains("昭和と読みました"));
    // The next table needs no word, in another store session.
    fs::write(place.path("2.csv"), csv("試験二", "61.5.2", "R7.3.1")).unwrap();
    let next = place.table("a", FIRST, &import("2.csv", &[]));
    assert_eq!(
        (fates(&next), &next["columns_as"]),
        (vec![(2, "new")], &"before".into())
    );
    let told = next["rows"][0]["converted"].as_array().unwrap();
    assert_eq!(
        (told.len(), text(&told[0]["read"])),
        (1, "1986-05-02".into())
    );
    // What is said now stands over it, and is what is offered from then on.
    let other = ["--map", "うまれ=person.birth@H", "--map", "交付="];
    fs::write(place.path("3.csv"), csv("試験三", "8.4.9", "")).unwrap();
    place.table("a", FIRST, &import("3.csv", &other));
    fs::write(place.path("4.csv"), csv("試験四", "9.4.9", "いつか")).unwrap();
    let last = place.table("a", FIRST, &import("4.csv", &[]));
    assert_eq!(text(&last["rows"][0]["converted"][0]["read"]), "1997-04-09");
    assert_eq!(last["columns"][3]["field"], Json::Null);
    // Another heading is another table, and the headings alone can be asked for.
    fs::write(place.path("5.csv"), "お名前,よみ,うまれ\nあ,い,60.1.1\n").unwrap();
    place.refused("a", FIRST, &import("5.csv", &[]), 2, "bad-input");
    place.refused(
        "a",
        FIRST,
        &import("4.csv", &["--by-heading"]),
        2,
        "bad-input",
    );
    for wrong in ["お名前=person.name@S", "うまれ=person.birth@X"] {
        place.refused(
            "a",
            FIRST,
            &import("4.csv", &["--map", wrong]),
            2,
            "bad-input",
        );
    }
}

/// Two rows that may be one person are not two people unasked, also where neither was here before.
#[test]
fn two_rows_of_a_table_that_may_be_one_person_are_asked_about() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv = "氏名,フリガナ,生年月日\n\
        髙橋 見本,タカハシ ミホン,H8.4.9\n\
        高橋 見本,タカハシ ミホン,H8.4.9\n\
        架空 見穂,カクウ ミホ,H8.4.9\n";
    fs::write(place.path("t.csv"), csv).unwrap();
    let taken = place.table("a", FIRST, &import("t.csv", &[]));
    assert_eq!(fates(&taken), [(2, "new"), (3, "refused"), (4, "new")]);
    let why = text(&taken["rows"][1]["wrong"][0]);
    assert!(why.contains("2行目と同じ方かもしれません"), "{why}");
    // Now that the first is here, it is asked about as anybody is.
    let again = place.table("a", FIRST, &import("t.csv", &["--dry-run"]));
    assert_eq!(fates(&again), [(2, "here"), (3, "refused"), (4, "here")]);
    let why = text(&again["rows"][1]["wrong"][0]);
    assert!(why.contains("この行でF5を押して"), "{why}");
    let apart = place.table("a", FIRST, &import("t.csv", &["--another-person"]));
    assert_eq!(fates(&apart), [(2, "here"), (3, "new"), (4, "here")]);
    assert_eq!(count(&place), 3);
}

/// The number of another case, or the name and birth, is asked about when it is written into a case that is here, as when a case is
/// made; once told apart, and by what they were alike already, nobody asks again.
#[test]
fn a_case_that_comes_to_be_like_another_is_asked_about_before_it_is_saved() {
    let mut town = town::town(Point::Ready);
    let first = town.case;
    let desk = town.sender.desk();
    let number = FieldId::CertificateNumber;
    let theirs = desk.show_case(first).unwrap().get(number).cloned();
    let theirs = theirs.expect("the sample person has a certificate");
    let name = (
        FieldId::PersonName,
        town::text(FieldId::PersonName, "見本 太郎"),
    );
    let second = desk.new_case(vec![name]).unwrap();
    let put = |field, value| [(field, Edit::Put(value))].into();
    let likeness = match desk.edit_case(second, None, put(number, theirs.clone())) {
        Err(Problem::Alike(likeness)) => likeness,
        other => panic!("not asked: {other:?}"),
    };
    assert_eq!(likeness.occasion, Occasion::Revised);
    assert_eq!(likeness.here[0].case.id, first);
    assert_eq!(likeness.here[0].by, [Same::Certificate]);
    let held = desk.show_case(second).unwrap();
    assert_eq!(held.get(number), None, "nothing was saved");
    desk.is_another(&likeness).unwrap();
    desk.edit_case(second, None, put(number, theirs)).unwrap();
    let called = FieldId::PersonName;
    let renamed = town::text(called, "見本 次郎");
    desk.edit_case(second, None, put(called, renamed))
        .expect("by the number they were alike already");
    let same = desk.show_case(first).unwrap().get(called).cloned();
    let by_name = desk.edit_case(second, None, put(called, same.unwrap()));
    assert!(matches!(by_name, Err(Problem::Alike(_))), "{by_name:?}");
}

#[test]
fn by_command_a_number_of_another_case_is_refused_until_it_is_said_to_be_another() {
    let place = Place::new();
    place.office("a", "0110000015");
    let first = place.case("a");
    let made = ["case", "new", "--set", "person.kana=ベツノヒト"];
    let second = text(&place.json("a", FIRST, &made)["case"]["id"]);
    let number = ["--set", "certificate.number=0123456789"];
    let edit = |id: &str| {
        [["case", "edit", id].as_slice(), &number]
            .concat()
            .join(" ")
    };
    let (one, other) = (edit(&first), edit(&second));
    let one: Vec<&str> = one.split(' ').collect();
    let mut other: Vec<&str> = other.split(' ').collect();
    place.json("a", FIRST, &one);
    place.refused("a", FIRST, &other, 3, "refused");
    other.push("--another-person");
    place.json("a", FIRST, &other);
}

/// A case that cannot be read stops nobody from being read in, and whoever it may be is asked about.
#[test]
fn a_case_that_cannot_be_read_is_asked_about_and_stops_no_table() {
    let mut town = town::town(Point::Ready);
    let case = town.case;
    let shown = town.sender.desk().show_case(case).unwrap();
    let fields = [FieldId::PersonName, FieldId::PersonKana];
    let like: Vec<_> = fields
        .iter()
        .map(|it| (*it, shown.get(*it).unwrap().clone()))
        .collect();
    let name = Name {
        shelf: Shelf::Case,
        id: case.to_bytes(),
    };
    let head = town
        .sender
        .vault()
        .read(name)
        .unwrap()
        .unwrap()
        .head
        .to_vec();
    spoil_with(&mut town.sender, name, head, b"spoilt".to_vec());
    let desk = town.sender.desk();
    assert!(matches!(desk.meet(&like), Ok(Meeting::Alike(_))));
    let refused = desk.new_case(like);
    assert!(matches!(refused, Err(Problem::Alike(_))), "{refused:?}");
    let table = read_table("氏名,フリガナ,生年月日\n試験 一,シケン イチ,H8.4.9\n".as_bytes());
    let source = Line::new("t.csv", 100).unwrap();
    let reading = Reading::new(table.unwrap(), &NAMES, source, desk.today());
    let plan = desk.look_at_table(&reading, &NAMES).unwrap();
    assert!(matches!(plan.rows[0].fate, Fate::New(_)), "{plan:?}");
}

/// What CP932 has not is named with its row and column, and nothing is written or taken in, until somebody says what may
/// stand in its place.
#[test]
fn refused_rows_are_written_in_cp932_only_whole_or_as_somebody_says() {
    let place = Place::new();
    place.office("a", "0110000015");
    let csv =
        "氏名,フリガナ,生年月日\n𠮷田,ヨシダ,いつか\n髙﨑,タカサキ,いつか\n試験,シケン,H8.4.9\n";
    fs::write(place.path("t.csv"), csv).unwrap();
    let cp932 = ["--refused", "r.csv", "--cp932"];
    place.refused("a", FIRST, &import("t.csv", &cp932), 3, "refused");
    assert_eq!(count(&place), 0, "nothing was taken in");
    assert!(!place.path("r.csv").exists());
    // Nor is anything where the file is there already.
    fs::write(place.path("r.csv"), "見本").unwrap();
    let there = import("t.csv", &["--refused", "r.csv"]);
    place.refused("a", FIRST, &there, 2, "bad-input");
    assert_eq!(count(&place), 0, "nothing was taken in");
    fs::remove_file(place.path("r.csv")).unwrap();
    let told = place.run("a", FIRST, &import("t.csv", &cp932));
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("𠮷") && told.contains("U+20BB7"), "{told}");
    assert!(!told.contains("U+9AD9"), "髙 can be written: {told}");
    place.table(
        "a",
        FIRST,
        &import("t.csv", &[&cp932[..], &["--geta"]].concat()),
    );
    let table = read_table(&fs::read(place.path("r.csv")).unwrap()).unwrap();
    let names = table.rows.iter().map(|it| it.cells[1].clone());
    let expected = ["〓田", "髙﨑"].map(|it| Cell::Text(it.to_owned()));
    assert_eq!(
        (table.form, names.collect::<Vec<_>>()),
        (Form::Cp932, expected.to_vec())
    );
    assert_eq!(count(&place), 1);
}
