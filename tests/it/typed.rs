//! What is typed into the forms of the real program is there again, whatever ends it or comes between.
//!
//! That a form keeps what is typed a second after it changed, `src/tui/tracked.rs` says; here it is looked at from outside:
//! the sealed file of the drafts has become another.

use std::fs;

use rustix::process::Signal;

use crate::place::{FIRST, PASSPHRASE, Place, text};
use crate::pty::{F2, F4, F7, F9, F10, Pty};

const END: &str = "\x1b[F";
const DOWN: &str = "\x1b[B";

/// The drafts of the office `a`, sealed.
pub fn kept(place: &Place) -> Vec<u8> {
    let inside = fs::read_dir(place.path("a").join("vault")).unwrap();
    let files = inside.map(|it| it.unwrap().path().join("drafts"));
    files.filter_map(|it| fs::read(it).ok()).flatten().collect()
}

pub fn open(place: &Place) -> Pty {
    let mut pty = Pty::at_door(&place.0, "a", FIRST, PASSPHRASE);
    pty.send(F10).shows("今日すること");
    pty
}

/// Goes from today to the form that was left last.
pub fn unsaved(pty: &mut Pty) -> &mut Pty {
    pty.shows("書きかけ").send("\x1b[H\r");
    pty.shows("前回の続き")
}

/// Goes to a form of a room: what cards say of this office.
pub fn room_form(pty: &mut Pty) {
    pty.send(F2).shows("どこへ移りますか");
    pty.send("5").shows("相手の事業所");
    pty.send(F4).shows("法人");
}

fn case_form(pty: &mut Pty) {
    pty.send(F2).shows("どこへ移りますか");
    pty.send("2").shows("試験花子");
    pty.send("\r").shows("# 業務メモ");
    pty.send(DOWN).send("\r").shows("呼ばれたい名前");
    pty.send(END);
}

fn step_form(pty: &mut Pty) {
    pty.send(F2).shows("どこへ移りますか");
    pty.send("3").shows("試験花子");
    pty.send("\r").shows("本人の同意がない");
    pty.send("\r").shows("渡してよい項目");
    pty.send("\t").send(END);
}

fn note(pty: &mut Pty) {
    pty.send(F2).shows("どこへ移りますか");
    pty.send("2").shows("試験花子");
    pty.send("\r").shows("# 業務メモ");
    pty.send(F7).shows("業務メモ（この事業所だけ");
    pty.send(F7).shows("[ 保存 ]");
}

/// An office with a case.
fn office() -> Place {
    let place = Place::new();
    place.office("a", "0110000015");
    place.case("a");
    place
}

/// Two offices, and a handover from one to the other that waits for the consent.
fn drafted() -> Place {
    let place = Place::pair();
    let case = place.case("a");
    let to = ["handover", "draft", &case, "--to", "見本事業所b"];
    place.json("a", FIRST, &to);
    place
}

#[test]
fn a_killed_program_loses_at_most_what_was_not_kept_yet() {
    let place = drafted();
    let forms: [fn(&mut Pty); 3] = [case_form, step_form, room_form];
    for (form, words) in forms.into_iter().zip(["さくら", "と見学", "みほん新館"]) {
        let mut pty = open(&place);
        form(&mut pty);
        let before = kept(&place);
        pty.send(words).shows(words);
        pty.until_outside(|| kept(&place) != before);
        // The second has not passed when the kill comes, or it has: both are allowed.
        pty.send("消").shows(&format!("{words}消"));
        pty.killed();

        let mut pty = open(&place);
        unsaved(&mut pty).shows(words);
        pty.signal(Signal::TERM);
        pty.ends(0);
    }
}

#[test]
fn whoever_stops_the_program_in_a_form_finds_it_again() {
    let place = office();
    let mut pty = Pty::start_in_shell(&place.0, "a");
    pty.types_at_door(FIRST, PASSPHRASE);
    pty.send(F10).shows("今日すること");
    room_form(&mut pty);
    pty.send("みほん新館").shows("みほん新館");
    // In a form Ctrl+Z takes back what was typed; a program is stopped from elsewhere all the same.
    pty.signal_foreground(Signal::TSTP);
    pty.until(|it| !it.alternate_screen() && it.contents().contains("the shell waits"));
    assert!(!pty.emulator.screen().contents().contains("みほん"));
    pty.send("\n").shows("ロック中");
    pty.send(PASSPHRASE).shows("***");
    pty.send(F10).shows("前回の続き").shows("みほん新館");
}

#[test]
fn a_window_that_is_drawn_larger_and_smaller_takes_no_key_away() {
    let place = office();
    let mut pty = open(&place);
    note(&mut pty);
    let sizes = [(120, 40), (60, 16), (100, 20), (61, 30)];
    // No two lines have a letter in the same place: what an emulator keeps of a frame for another size is none of them.
    let kana: Vec<char> = ('あ'..='ん').collect();
    for line in kana.windows(9).take(30) {
        for (c, (columns, rows)) in line.iter().zip(sizes.into_iter().cycle()) {
            pty.send(c.encode_utf8(&mut [0; 4]));
            pty.resize(columns, rows);
        }
        pty.resize(80, 24);
        let typed: String = line.iter().collect();
        pty.shows(&typed).send("。").shows(&format!("{typed}。"));
        pty.send("\r");
    }
    pty.signal(Signal::TERM);
    pty.ends(0);
}

/// As input methods commit: many characters at once, marks that combine, signs of several, and a read that ends within one.
#[test]
fn what_an_input_method_commits_is_stored_as_it_was_meant() {
    let place = office();
    let case = text(&place.json("a", FIRST, &["case", "list"])["cases"][0]["id"]);
    let mut pty = open(&place);
    note(&mut pty);
    pty.send("見本か\u{3099}ハ\u{309A}ン👩\u{200D}👩\u{200D}👧👍\u{1F3FD}漢字かな\r");
    pty.shows("[ 保存 ]");
    let (first, rest) = "前後".as_bytes().split_at(4);
    pty.send_bytes(first).shows("前");
    pty.send_bytes(rest).shows("前後");
    pty.send(F10).shows("保存しました");
    pty.signal(Signal::TERM);
    pty.ends(0);
    let notes = place.json("a", FIRST, &["case", "note", &case]);
    let note = text(&notes["notes"][0]["text"]);
    let meant = "見本か\u{3099}ハ\u{309A}ン👩\u{200D}👩\u{200D}👧👍\u{1F3FD}漢字かな\n前後";
    assert_eq!(note, meant);
}

#[test]
fn what_stood_on_the_terminal_stands_there_again_and_nothing_else() {
    let place = office();
    let mut pty = Pty::start_behind("前からある行", &place.0, "a");
    pty.types_at_door(FIRST, PASSPHRASE);
    pty.send(F10).shows("今日すること");
    case_form(&mut pty);
    pty.send("さくら").shows("さくら");
    pty.signal(Signal::TERM);
    assert_eq!(pty.leaves(0).trim(), "前からある行");
}

#[test]
fn whoever_quits_in_a_form_finds_it_again_and_nothing_on_the_terminal() {
    let place = office();
    let mut pty = open(&place);
    room_form(&mut pty);
    pty.send("みほん新館").shows("みほん新館");
    pty.send("\x11").shows("終了しますか").send(F10);
    pty.ends(0);
    let mut pty = open(&place);
    unsaved(&mut pty).shows("みほん新館");
    pty.signal(Signal::TERM);
    pty.ends(0);
}

#[test]
fn whoever_goes_on_to_the_next_office_of_the_town_finds_the_form_again() {
    let place = Place::new();
    let mut pty = Pty::start_town(&place.0);
    pty.shows("今日すること");
    let offices = ["こはくカササギ舎", "るり色ステップ", "あさぎ色ワーク"];
    room_form(&mut pty);
    pty.send("みほん新館").shows("みほん新館");
    for office in offices {
        pty.send(F9).shows(office);
    }
    unsaved(&mut pty).shows("みほん新館");
    pty.signal(Signal::TERM);
    pty.until(|it| !it.alternate_screen());
}
