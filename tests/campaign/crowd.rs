//! An office with many people: how long its desk and its screens take for the lists that look at all of them.
//!
//! Times are only told, for they are the machine's.

use std::fs;
use std::time::{Duration, Instant};

use tasuki::domain::section::FieldId;
use tasuki::workflow::retention::Span;

use crate::pty::{F2, F10, Pty};
use crate::town::{Approving, PASSPHRASE, Town, form, found_with, text, values};

/// How many people, each with a handover to the same other office.
const PEOPLE: usize = 200;
/// Every so many of them have been read by the other office.
const READ: usize = 4;

/// For how many months ahead the list of what is kept is looked at.
const SOON: u16 = 12;

/// What an office with many people costs, in one line.
pub fn crowd() -> String {
    let mut town = gather();
    let desk = desk(&mut town);
    let who = town.sender.who().to_owned();
    town.sender.close();
    let dir = town.dir.0.join("sender");
    // As the program looks for it.
    fs::create_dir(dir.join("state")).unwrap();
    fs::rename(dir.join("heads"), dir.join("state").join("heads")).unwrap();
    format!("{PEOPLE} people: {desk}, {}", screens(&town, &who))
}

/// The office of so many people, by the steps that lead there.
fn gather() -> Town {
    let mut town = found_with(Approving::Alone);
    let mut offered = Vec::new();
    for at in 0..PEOPLE {
        if 0 < at {
            another_person(&mut town, at);
        }
        town.prepare();
        town.offer();
        offered.push(town.id);
    }
    town.exchange();
    for id in offered.into_iter().step_by(READ) {
        town.id = id;
        town.read();
    }
    town.exchange();
    town
}

fn another_person(town: &mut Town, at: usize) {
    let digits = at.to_string();
    let kana = digits.bytes().map(|it| KANA[usize::from(it - b'0')]);
    let kana: String = "ミホン\u{3000}".chars().chain(kana).collect();
    let mut said = values();
    said.retain(|(field, _)| ![FieldId::PersonName, FieldId::PersonKana].contains(field));
    for (field, name) in [
        (FieldId::PersonName, format!("見本\u{3000}{at}")),
        (FieldId::PersonKana, kana),
    ] {
        said.push((field, text(field, &name)));
    }
    let receiver = town.receiver_id;
    let desk = town.sender.desk();
    desk.everybody_is_another();
    town.case = desk.new_case(said).unwrap();
    let form = form(desk, town.case, receiver);
    town.consent = desk.record_consent(form).unwrap().id;
}

const KANA: [char; 10] = ['ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ'];

/// Each list at the desk, twice: the first time, and where nothing was written since.
fn desk(town: &mut Town) -> String {
    let desk = town.sender.desk();
    let mut told = Vec::new();
    for turn in ["first", "again"] {
        let cases = timed(|| assert_eq!(desk.cases("").unwrap().len(), PEOPLE));
        let handovers = timed(|| assert_eq!(desk.handovers().unwrap().len(), PEOPLE));
        let alerts = timed(|| drop(desk.alerts().unwrap()));
        let over = timed(|| drop(desk.kept(Span::Over).unwrap()));
        let kept = timed(|| assert_eq!(desk.kept(Span::Everything).unwrap().len(), PEOPLE));
        let soon = timed(|| drop(desk.kept(Span::Months(SOON)).unwrap()));
        told.push(format!(
            "{turn} cases {cases:.1?} handovers {handovers:.1?} alerts {alerts:.1?} over {over:.1?} kept {kept:.1?} within {SOON} months {soon:.1?}"
        ));
    }
    told.join(", ")
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

/// From the key to the list, in the real program.
fn screens(town: &Town, who: &str) -> String {
    let mut pty = Pty::at_door(&town.dir.0, "sender", who, PASSPHRASE);
    let mut told = Vec::new();
    let opened = timed(|| {
        pty.send(F10);
        listed(&mut pty, "今日すること");
    });
    told.push(format!("opened {opened:.1?}"));
    for (key, name, title) in [
        ("2", "cases", "利用者"),
        ("3", "handovers", "引継ぎの一覧"),
        ("1", "today", "今日すること"),
    ] {
        pty.send(F2).shows("どこへ移りますか");
        let took = timed(|| {
            pty.send(key);
            listed(&mut pty, title);
        });
        told.push(format!("{name} {took:.1?}"));
    }
    pty.signal(rustix::process::Signal::TERM);
    pty.ends(0);
    told.join(" ")
}

/// Waits for a list with people on it.
fn listed(pty: &mut Pty, title: &str) {
    pty.until(|screen| {
        let seen = screen.contents();
        seen.lines().next().is_some_and(|it| it.contains(title)) && seen.contains("見本\u{3000}")
    });
}
