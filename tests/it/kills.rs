//! A command is killed at any moment, and the store is as before or as after.
//!
//! The moment is chosen by what the command has done to its files so far, never by the clock. The ordinary run
//! tries a few moments of each command; `--test campaign -- kills --rounds N` tries N of each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::SystemTime;

use tasuki::domain::audit::Act;
use tasuki::domain::handover::dossier::Phase;
use tasuki::workflow::clock::System;
use tasuki::workflow::custody::Home;
use tasuki::workflow::{Desk, Passphrase, Problem};

use crate::place::{FIRST, KDF, PASSPHRASE, Place};

/// The passphrase that one of the commands changes to.
const CHANGED: &str = "another correct horse";

/// A command to be killed.
struct Killed {
    name: &'static str,
    /// What is there before it.
    kept: &'static str,
    home: &'static str,
    args: Vec<String>,
    whole: Whole,
}

/// What must hold between before and after.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    /// One step: nothing of it, or all.
    One,
    /// Parcel by parcel, each whole; the next run does the rest.
    ParcelByParcel,
    /// The office itself: there, or not there and made by the next run.
    Founding,
}

/// What a person can see of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Picture {
    deeds: Vec<Act>,
    cases: Vec<(String, u32)>,
    handovers: Vec<(String, Phase, u32)>,
}

/// What came of a campaign.
pub struct Report {
    /// Commands that were killed.
    pub killed: usize,
    /// Found as before.
    pub before: usize,
    /// Found as after, or with some parcels whole.
    pub after: usize,
    /// What should not be.
    pub faults: Vec<String>,
}

/// Kills each command at so many moments.
pub fn kills(moments: usize) -> Report {
    let place = Place::pair();
    fs::write(place.path("new"), format!("{CHANGED}\n")).unwrap();
    let mut report = Report {
        killed: 0,
        before: 0,
        after: 0,
        faults: Vec::new(),
    };
    for (index, command) in prepare(&place).iter().enumerate() {
        let parts: Vec<(usize, usize)> = match moments {
            // One moment each: early and late in turn, so that both sides of a commit are met.
            1 => vec![(1 + 2 * (index % 2), 4)],
            _ => (0..moments).map(|it| (2 * it + 1, 2 * moments)).collect(),
        };
        try_command(&place, command, &parts, &mut report);
    }
    report
}

/// Everything up to each command, kept.
fn prepare(place: &Place) -> Vec<Killed> {
    let id = place.approved();
    place.keep("approved");
    place.step("a", &["offer", &id]);
    place.json("a", FIRST, &["sync"]);
    place.keep("offered");
    place.json("b", FIRST, &["sync"]);
    place.json("a", FIRST, &["sync"]);
    place.step("a", &["recall", &id, "考え直した"]);
    place.json("a", FIRST, &["sync"]);
    place.keep("recalled");
    let killed = |name, kept, home, args: &[&str], whole| Killed {
        name,
        kept,
        home,
        args: args.iter().map(|it| (*it).to_owned()).collect(),
        whole,
    };
    let new = ["staff", "passphrase", "--new-passphrase-file", "new"];
    let init = [
        "init",
        "--name",
        "見本事業所c",
        "--corporation",
        "社会福祉法人見本会",
        "--number",
        "0110000031",
        "--address",
        "見本市1-1",
        "--representative",
        "見本太郎",
        "--phone",
        "03-0000-0000",
        "--sheet-file",
        "c.sheet",
    ];
    vec![
        killed(
            "case import",
            "approved",
            "a",
            &["case", "import", "person.json"],
            Whole::One,
        ),
        killed(
            "handover offer",
            "approved",
            "a",
            &["handover", "offer", &id],
            Whole::One,
        ),
        killed("staff passphrase", "approved", "a", &new, Whole::One),
        killed(
            "sync that sends and collects",
            "offered",
            "b",
            &["sync"],
            Whole::ParcelByParcel,
        ),
        killed(
            "sync that erases",
            "recalled",
            "b",
            &["sync"],
            Whole::ParcelByParcel,
        ),
        killed("init", "approved", "c", &init, Whole::Founding),
    ]
}

/// Kills the command at each of these parts of its way.
fn try_command(place: &Place, command: &Killed, parts: &[(usize, usize)], report: &mut Report) {
    begin(place, command);
    let before = look(place, command.home).ok();
    let changes = run(place, command, usize::MAX);
    let after = look(place, command.home).unwrap_or_else(|why| panic!("{}: {why}", command.name));
    for (part, of) in parts {
        begin(place, command);
        let at = (part * changes / of).max(1);
        run(place, command, at);
        report.killed += 1;
        let found = look(place, command.home);
        let fault = match (&found, &before) {
            (Ok(found), Some(before)) if found == before => {
                report.before += 1;
                None
            }
            (Ok(found), _) if is_after(command, found, before.as_ref(), &after) => {
                report.after += 1;
                None
            }
            (Err(_), None) => {
                report.before += 1;
                None
            }
            (Ok(found), _) => Some(format!(
                "it is neither before nor after: {found:?}\nbefore: {before:?}\nafter: {after:?}"
            )),
            (Err(why), Some(_)) => Some(why.clone()),
        };
        let fault = fault.or_else(|| again(place, command, found.ok().as_ref(), &after));
        let told = |why| {
            format!(
                "{}, killed at change {at} of {changes}: {why}",
                command.name
            )
        };
        report.faults.extend(fault.map(told));
    }
}

fn begin(place: &Place, command: &Killed) {
    place.back_to(command.kept);
    let _ = fs::remove_dir_all(place.path("c"));
    let _ = fs::remove_file(place.path("c.sheet"));
}

fn is_after(command: &Killed, found: &Picture, before: Option<&Picture>, after: &Picture) -> bool {
    match command.whole {
        Whole::One | Whole::Founding => found == after,
        Whole::ParcelByParcel => {
            let begun = before.map_or(&[][..], |it| &it.deeds);
            found.deeds.starts_with(begun) && none_but(&after.deeds, &found.deeds)
        }
    }
}

/// Whether every deed found is one of these. Opening does first what the program owes, so the order may differ.
fn none_but(these: &[Act], found: &[Act]) -> bool {
    let mut left = these.to_vec();
    let mut take = |it: &Act| {
        left.iter()
            .position(|other| other == it)
            .map(|at| left.remove(at))
    };
    found.iter().all(|it| take(it).is_some())
}

/// The same command once more: it does what is left, or is refused because all is done.
fn again(
    place: &Place,
    command: &Killed,
    found: Option<&Picture>,
    after: &Picture,
) -> Option<String> {
    let _ = fs::remove_file(place.path("c.sheet"));
    let output = typed(place, command).output().unwrap();
    let code = output.status.code();
    let done = found == Some(after);
    let fine = match command.whole {
        // Once the passphrase is changed, the old one is wrong; what was offered cannot be offered again.
        Whole::One if done => matches!(code, Some(0 | 3 | 4)),
        Whole::Founding if done => matches!(code, Some(0 | 2)),
        Whole::One | Whole::Founding | Whole::ParcelByParcel => code == Some(0),
    };
    if !fine {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Some(format!("once more it ends with {code:?}: {said}"));
    }
    if command.whole != Whole::ParcelByParcel {
        return None;
    }
    match look(place, command.home) {
        Err(why) => Some(why),
        Ok(now) => {
            let same = (&now.cases, &now.handovers) == (&after.cases, &after.handovers);
            (!same).then(|| format!("the rest was not done: {now:?}"))
        }
    }
}

fn typed(place: &Place, command: &Killed) -> std::process::Command {
    let given = [
        "--home",
        command.home,
        "--as",
        FIRST,
        "--passphrase-file",
        "pw",
        "--kdf",
        KDF,
    ];
    let args: Vec<&str> = given
        .into_iter()
        .chain(command.args.iter().map(String::as_str))
        .collect();
    let mut typed = place.command(&args);
    typed.stdout(Stdio::null());
    typed
}

/// Runs the command until its files have changed so often, then kills it. Gives the changes that were seen.
fn run(place: &Place, command: &Killed, most: usize) -> usize {
    let watched = [place.path(command.home), place.path("box")];
    let mut child = typed(place, command).stderr(Stdio::null()).spawn().unwrap();
    let (mut seen, mut changes) = (picture_of(&watched), 0);
    while child.try_wait().unwrap().is_none() {
        let now = picture_of(&watched);
        if now != seen {
            (seen, changes) = (now, changes + 1);
        }
        if changes >= most {
            // SIGKILL on Unix. It may have ended by itself in between.
            let _ = child.kill();
            break;
        }
    }
    child.wait().unwrap();
    changes
}

type Files = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

fn picture_of(dirs: &[PathBuf]) -> Files {
    let mut files = Files::new();
    for dir in dirs {
        add_files(dir, &mut files);
    }
    files
}

// A file may be gone between being listed and being looked at: that is a change like any other.
fn add_files(dir: &Path, files: &mut Files) {
    let Ok(entries) = fs::read_dir(dir) else {
        return;
    };
    for entry in entries.flatten() {
        let Ok(data) = entry.metadata() else { continue };
        if data.is_dir() {
            add_files(&entry.path(), files);
        }
        files.insert(entry.path(), (data.len(), data.modified().ok()));
    }
}

/// Opens the store, checks its chain, and looks.
fn look(place: &Place, home: &str) -> Result<Picture, String> {
    let open = |passphrase: &str| {
        let passphrase = Passphrase::new(passphrase.to_owned());
        Desk::open(
            &Home::under(&place.path(home)),
            FIRST,
            &passphrase,
            Box::new(System),
        )
    };
    let desk = open(PASSPHRASE).or_else(|_| open(CHANGED));
    let desk = desk.map_err(|why| format!("it does not open: {why:?}"))?;
    let picture = || -> Result<Picture, Problem> {
        desk.verify(&mut |_, _| ())?;
        let mut deeds: Vec<Act> = desk
            .audit(None, usize::MAX)?
            .iter()
            .map(|it| it.line.event.act)
            .collect();
        // An erasure that was interrupted is done over: its lines may stand twice.
        let over = |it: &Act| matches!(it, Act::Erased | Act::Rebuilt);
        deeds.retain(|it| !over(it) && !matches!(it, Act::Unlock | Act::FailedUnlocks(_)));
        let cases = desk.cases("")?.into_iter().map(|it| (it.name, it.revision));
        let handovers = desk.handovers()?.into_iter();
        Ok(Picture {
            deeds,
            cases: cases.collect(),
            handovers: handovers
                .map(|it| (it.id.to_string(), it.phase, it.unsent))
                .collect(),
        })
    };
    picture().map_err(|why| format!("it cannot be read: {why:?}"))
}

#[cfg(unix)]
#[test]
fn a_killed_command_leaves_the_store_as_before_or_as_after() {
    let report = kills(1);
    println!(
        "{} killed: {} as before, {} as after",
        report.killed, report.before, report.after
    );
    assert!(report.faults.is_empty(), "{}", report.faults.join("\n"));
    assert!(
        0 < report.before && 0 < report.after,
        "every kill came too early, or too late"
    );
}

/// A command that collects, killed on its way; the parcel comes once more; the receiver's store is put back to before it.
#[cfg(unix)]
#[test]
fn each_delivery_has_one_record_whatever_is_killed_comes_twice_or_is_put_back() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    place.json("a", FIRST, &["sync"]);
    place.keep("offered");
    let collect = Killed {
        name: "sync that collects",
        kept: "offered",
        home: "b",
        args: vec!["sync".to_owned()],
        whole: Whole::ParcelByParcel,
    };
    let records = |home: &str| {
        let list = place.json(home, FIRST, &["record", "list"]);
        list["records"].as_array().unwrap().len()
    };
    let whole_way = run(&place, &collect, usize::MAX);
    for part in [1, 3] {
        place.back_to("offered");
        run(&place, &collect, (part * whole_way / 4).max(1));
        place.json("b", FIRST, &["sync"]);
        assert_eq!(records("b"), 1, "killed at {part}/4");
        crate::place::copy(
            &place.path("kept").join("offered").join("box"),
            &place.path("box"),
        );
        place.json("b", FIRST, &["sync", "--everything"]);
        place.json("a", FIRST, &["sync"]);
        assert_eq!((records("a"), records("b")), (1, 1), "it came twice");
    }
    // The sender's record is made when the receipt comes back: its round is killed on the way there.
    place.back_to("offered");
    place.json("b", FIRST, &["sync"]);
    place.keep("received");
    let hear = Killed {
        name: "sync that hears of the receipt",
        kept: "received",
        home: "a",
        args: vec!["sync".to_owned()],
        whole: Whole::ParcelByParcel,
    };
    let whole_way = run(&place, &hear, usize::MAX);
    for part in [1, 3] {
        place.back_to("received");
        assert_eq!(records("a"), 0, "it has not heard yet");
        run(&place, &hear, (part * whole_way / 4).max(1));
        for _ in 0..2 {
            crate::place::copy(
                &place.path("kept").join("received").join("box"),
                &place.path("box"),
            );
            place.json("a", FIRST, &["sync", "--everything"]);
            assert_eq!(records("a"), 1, "killed at {part}/4, and it came again");
        }
    }
    // A parcel that is lost on the way is no delivery, and is one once it was sent again.
    place.back_to("offered");
    fs::remove_dir_all(place.path("box")).unwrap();
    fs::create_dir(place.path("box")).unwrap();
    for home in ["b", "a"] {
        place.json(home, FIRST, &["sync"]);
    }
    assert_eq!((records("a"), records("b")), (0, 0), "it was lost");
    for home in ["a", "b", "a", "b", "a"] {
        place.json(home, FIRST, &["sync", "--everything"]);
    }
    assert_eq!((records("a"), records("b")), (1, 1), "it was sent again");
    // The receiver's store is put back to before the delivery, and gets everything again.
    fs::remove_dir_all(place.path("b")).unwrap();
    fs::rename(
        place.path("kept").join("offered").join("b"),
        place.path("b"),
    )
    .unwrap();
    for home in ["b", "a", "b", "a"] {
        place.json(home, FIRST, &["sync", "--everything"]);
    }
    assert_eq!((records("a"), records("b")), (1, 1), "it was put back");
}
