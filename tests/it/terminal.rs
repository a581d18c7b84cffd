//! The real program on a real store in a terminal: what is typed reaches it, however fast, and is there again.
//!
//! What the terminal code does with signals, pastes and sizes alone, `src/tui/trial.rs` shows; here a store is behind it.

use rustix::process::Signal;

use crate::place::{FIRST, PASSPHRASE, Place};
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
