//! The real program on a real store in a terminal: what is typed reaches it, however fast, and is there again.
//!
//! What the terminal code does with signals, pastes and sizes alone, `src/tui/trial.rs` shows; here a store is behind it.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::time::Duration;

use rustix::process::Signal;
use serde_json::Value as Json;

use tasuki::lang::Lang;
use tasuki::lang::screen::Say;
use tasuki::tui::act::{Effect, Input, Request};
use tasuki::tui::app::App;
use tasuki::tui::desk::{Work, system};
use tasuki::tui::effect::Job;
use tasuki::tui::keys::Key;
use tasuki::tui::screen::Screen;
use tasuki::tui::screen::lock::Lock;
use tasuki::tui::theme::{Palette, Strokes, Theme};
use tasuki::workflow::custody::Home;

use crate::place::{FIRST, PASSPHRASE, Place, SECOND};
use crate::pty::{F2, F4, F7, F10, Pty};

/// An office with a case.
fn office() -> Place {
    let place = Place::new();
    place.office("a", "0110000015");
    place.case("a");
    place
}

fn open(place: &Place) -> Pty {
    let mut pty = Pty::at_door(&place.0, "a", FIRST, PASSPHRASE);
    pty.send(F10).shows("今日すること");
    pty
}

/// Goes to the working notes of the one case; each key is sent as soon as the screen before it can be seen. A draft
/// opens there by itself.
fn notes(pty: &mut Pty) {
    pty.send(F2).shows("どこへ移りますか");
    pty.send("2").shows("試験花子");
    pty.send("\r").shows("# 業務メモ");
    pty.send(F7).shows("業務メモ（この事業所だけ");
}

/// Begins a new note.
fn note(pty: &mut Pty) {
    notes(pty);
    pty.send(F7);
    pty.until(|it| it.contents().contains("│") && !it.hide_cursor());
}

#[test]
fn the_system_ends_the_program_and_what_was_typed_is_there_again() {
    let place = office();
    // Together no longer than a row: what is looked for must not be broken.
    let burst = "朝は静かに声をかける。";
    for (signal, typed, before) in [
        (Signal::TERM, burst, ""),
        (Signal::HUP, "電話は苦手。", "朝は静かに"),
        (Signal::INT, "以上。", "電話は苦手。"),
    ] {
        let mut pty = open(&place);
        let screen = pty.emulator.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste());
        match before {
            "" => note(&mut pty),
            _ => notes(&mut pty),
        }
        // Through one write, as an input method commits a sentence.
        pty.shows(before).send(typed);
        let end: Vec<char> = typed.chars().rev().take(3).collect();
        let end: String = end.into_iter().rev().collect();
        pty.shows(&end).signal(signal);
        pty.ends(0);
    }
    let mut pty = open(&place);
    notes(&mut pty);
    pty.shows("朝は静かに")
        .shows("電話は苦手。")
        .shows("以上。");
    pty.signal(Signal::TERM);
    pty.ends(0);
}

/// A small form of a room keeps what is typed, too, and today leads back to it.
#[test]
fn the_form_of_a_room_is_there_again_after_the_terminal_is_gone() {
    let place = office();
    let mut pty = open(&place);
    pty.send(F2).shows("どこへ移りますか");
    pty.send("5").shows("相手の事業所");
    pty.send(F4).shows("法人");
    pty.send("みほん新館").shows("みほん新館");
    pty.signal(Signal::HUP);
    pty.ends(0);

    let mut pty = open(&place);
    pty.shows("書きかけ").send("\x1b[H\r");
    pty.shows("前回の続き").shows("みほん新館");
    pty.signal(Signal::TERM);
    pty.ends(0);
}

#[test]
fn a_paste_that_breaks_out_of_its_brackets_decides_nothing() {
    let place = office();
    let mut pty = open(&place);
    note(&mut pty);
    // Inside: line ends, a bell, an escape sequence; behind the broken end: save, quit and yes.
    let inside = "一行目\r二行目\x07\x1b[2J三行目";
    pty.send(&format!("\x1b[200~{inside}\x1b[201~{F10}\x11y{F10}"));
    pty.shows("一行目").shows("二行目").shows("三行目");
    // Had a key been run, this would not stand behind the paste in the note.
    pty.send("おわり").shows("三行目おわり").shows("[ 保存 ]");
    assert!(!pty.emulator.screen().contents().contains("終了しますか"));
    pty.signal(Signal::TERM);
    pty.ends(0);
    let log = place.json("a", FIRST, &["audit", "show", "--limit", "1000"]);
    let acts = log["lines"].to_string();
    assert!(!acts.contains("note"), "a note was written: {acts}");
}

#[test]
fn a_window_too_small_says_so_and_nobody_stops_what_no_shell_brings_back() {
    let place = office();
    let mut pty = open(&place);
    note(&mut pty);
    pty.send("みほん").shows("みほん");
    pty.resize(50, 10);
    pty.shows("窓が小さすぎます");
    assert!(!pty.emulator.screen().contents().contains("みほん"));
    pty.resize(80, 24);
    pty.shows("みほん").send("です").shows("みほんです");
    pty.signal(Signal::TSTP);
    pty.shows("ここでは中断できません").shows("みほんです");
    pty.signal(Signal::TERM);
    pty.ends(0);
}

#[test]
fn a_stopped_program_is_locked_and_leaves_nothing_to_be_seen() {
    let place = office();
    let mut pty = Pty::start_in_shell(&place.0, "a");
    pty.types_at_door(FIRST, PASSPHRASE);
    pty.send(F10).shows("今日すること").send("\x1a");
    pty.until(|it| !it.alternate_screen() && it.contents().contains("the shell waits"));
    assert!(!pty.emulator.screen().contents().contains("今日すること"));
    pty.send("\n").shows("ロック中");
    assert!(pty.emulator.screen().bracketed_paste());
}

#[test]
fn a_fast_typist_is_waited_for_by_nobody() {
    let keys = [F10, F2, "2", "\r", F7, F7, "はやい"];
    let together = keys.concat();
    for ways in [&keys[..], &[together.as_str()]] {
        // Another office, for what was typed at the last one would be shown again.
        let place = office();
        let mut pty = Pty::at_door(&place.0, "a", FIRST, PASSPHRASE);
        for keys in ways {
            pty.send(keys);
        }
        pty.shows("業務メモ").shows("はやい");
        // Line by line, and no key is left over until the next one comes.
        for line in ["いちばん", "にばん", "さんばん", "よんばん"] {
            pty.send("\r").send(line).shows(line);
        }
        pty.signal(Signal::TERM);
        pty.ends(0);
    }
}

/// A command that lists the cases of office `a` as soon as the store is free; it has said that it waits.
fn waiting(place: &Place, wait: &str) -> Child {
    let who = [
        "--home",
        "a",
        "--as",
        SECOND,
        "--passphrase-file",
        "pw",
        "--json",
    ];
    let args: Vec<&str> = who.into_iter().chain([wait, "case", "list"]).collect();
    let mut command = place.command(&args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    said.read_line(&mut line).unwrap();
    let line: Json = serde_json::from_str(&line).unwrap();
    assert_eq!(line["notice"], "waiting-for-store");
    child
}

/// The command did what it was given for.
fn lists_the_case(child: Child) {
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let listed: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(listed["cases"].as_array().unwrap().len(), 1);
}

#[test]
fn a_command_that_waits_is_done_once_the_open_program_is_locked() {
    let place = office();
    let mut pty = open(&place);
    let mut command = waiting(&place, "--wait");
    pty.send(F2).shows("どこへ移りますか");
    assert!(command.try_wait().unwrap().is_none(), "the store is open");
    pty.send("\x0c").shows("ロック中");
    lists_the_case(command);
    // The name is kept at the door, and whoever it is goes on to the passphrase.
    pty.send("\r").send(PASSPHRASE).shows("***");
    pty.send(F10).shows("今日すること");
    let output = waiting(&place, "--wait=1").wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(6), "no longer than that");
    assert!(output.stdout.is_empty());
    pty.signal(Signal::TERM);
    pty.ends(0);
}

/// Does what the loop does with effects. Rounds are done to their end.
fn carry(app: &mut App, work: &mut Work, effects: Vec<Effect>, now: Duration) -> Vec<Request> {
    let mut open = VecDeque::from(effects);
    let mut asked = Vec::new();
    while let Some(effect) = open.pop_front() {
        let Effect::Ask(ticket, request) = effect else {
            panic!("{effect:?}")
        };
        asked.push(request.clone());
        let mut replies = work.take(Job::Asked(ticket, request));
        replies.extend(work.finish(Duration::MAX));
        for (ticket, reply) in replies {
            open.extend(app.reply(ticket, reply, now));
        }
    }
    asked
}

#[test]
fn a_command_that_waits_is_done_once_the_open_program_locks_itself() {
    const IDLE: Duration = Duration::from_secs(60);
    let place = office();
    let theme = Theme {
        palette: Palette::Default,
        strokes: Strokes::Unicode,
    };
    let door = Screen::Lock(Lock::new("", Say::LockHint));
    let mut app = App::new(door, Lang::Ja, theme, IDLE);
    let mut work = Work::office(Home::under(&place.path("a")), crate::town::STRENGTH, system);
    let mut effects = app.begin();
    let typed = [
        Input::Text(FIRST.to_owned()),
        Input::Key(Key::Tab),
        Input::Text(PASSPHRASE.to_owned()),
        Input::Key(Key::F(10)),
    ];
    for input in typed {
        effects.extend(app.update(input, Duration::ZERO));
    }
    let asked = carry(&mut app, &mut work, effects, Duration::ZERO);
    assert!(asked.contains(&Request::Today), "it is open: {asked:?}");

    let mut command = waiting(&place, "--wait");
    let just_before = app.due(IDLE - Duration::from_millis(1));
    let asked = carry(&mut app, &mut work, just_before, IDLE);
    assert!(!asked.contains(&Request::Lock), "{asked:?}");
    assert!(command.try_wait().unwrap().is_none(), "the store is open");
    let locks = app.due(IDLE);
    let asked = carry(&mut app, &mut work, locks, IDLE);
    assert!(asked.contains(&Request::Lock), "{asked:?}");
    lists_the_case(command);
}

/// Another office's command puts a parcel into the shared folder; the open program shows what came without a key.
#[test]
fn a_parcel_that_comes_while_the_program_is_open_is_shown_by_itself() {
    let place = Place::pair();
    let id = place.approved();
    let mut pty = Pty::at_door(&place.0, "b", FIRST, PASSPHRASE);
    pty.send(F10).shows("今日すること");
    assert_eq!(place.step("a", &["offer", &id]), "Offered");
    assert_eq!(place.json("a", FIRST, &["sync"])["sent"], 1);
    pty.shows("件受け取りました").shows("見本事業所a");
    pty.signal(Signal::TERM);
    pty.ends(0);
    let came = place.json("b", FIRST, &["handover", "came"]);
    assert_eq!(came["came"][0]["handover"], id.as_str());
}
