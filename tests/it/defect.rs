//! The program breaks by a defect of its own: the terminal works as before, what is said names no person, and what was
//! typed is there again.
//!
//! The program has no switch that breaks it. This test binary starts itself in the terminal instead, runs all that the
//! program runs, and breaks one part of it.

use std::io;
use std::time::Duration;

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use tasuki::cli::settings::Config;
use tasuki::cli::{self, Around};
use tasuki::config;
use tasuki::lang::screen::Say;
use tasuki::tui::act::Request;
use tasuki::tui::app::App;
use tasuki::tui::desk::{Work, system};
use tasuki::tui::effect::{Job, Worker};
use tasuki::tui::room::draft::Ask;
use tasuki::tui::run::run;
use tasuki::tui::screen::Screen;
use tasuki::tui::screen::lock::Lock;
use tasuki::tui::term::wake;
use tasuki::tui::theme::{Palette, Strokes, Theme};
use tasuki::workflow::custody::Strength;
use tasuki::workflow::round::to_folder;

use crate::place::{FIRST, PASSPHRASE, Place};
use crate::pty::{F10, Pty};
use crate::typed::{kept, open, room_form, unsaved};

/// Whoever types this breaks the worker that is to keep it.
const BREAKS: &str = "こわれる";
const IDLE: Duration = Duration::from_secs(600);

#[test]
#[ignore = "is started by the other tests, inside a terminal"]
fn child_whose_worker_breaks() {
    played(|config, strength| office(config, strength, IDLE));
}

/// The loop breaks once the store is open: so long a time leads out of what can be counted.
#[test]
#[ignore = "is started by the other tests, inside a terminal"]
fn child_whose_loop_breaks() {
    played(|config, strength| office(config, strength, Duration::MAX));
}

fn played(office: fn(&Config, Strength) -> io::Result<()>) {
    let around = Around {
        settings: config::read,
        language: config::language,
        office,
        town: |_, _| Err(io::ErrorKind::Unsupported.into()),
    };
    let args = ["tasuki", "--home", "a"];
    let ended = cli::run(args.map(Into::into).to_vec(), around);
    println!("ended with {ended:?}");
}

/// The program on the store of one office, but for the part that breaks.
fn office(config: &Config, strength: Strength, idle: Duration) -> io::Result<()> {
    let theme = Theme {
        palette: Palette::Default,
        strokes: Strokes::Unicode,
    };
    let lock = Screen::Lock(Lock::new("", Say::LockHint));
    let work = Work::office(config.home.clone(), strength, system);
    let make = |nudge| {
        let mut work = work.with_courier(to_folder(), nudge);
        move |job| {
            break_on(&job);
            work.take(job)
        }
    };
    run(
        App::new(lock, config.lang, theme, idle),
        Worker::spawn(make, wake)?,
    )
}

/// Panics with what was typed, as a slice at a wrong place does.
fn break_on(job: &Job) {
    if let Job::Asked(_, Request::Draft(Ask::Keep(_, words))) = job {
        for (_, text) in &words.0 {
            assert!(!text.contains(BREAKS), "it is broken by {text}");
        }
    }
}

fn start(place: &Place, child: &str) -> Pty {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    let name = format!("defect::{child}");
    command.args(["--ignored", "--exact", &name, "--nocapture"]);
    let mut pty = Pty::run(command, &place.0);
    pty.types_at_door(FIRST, PASSPHRASE);
    pty
}

/// What is left says where, and of what is known here nothing.
fn says_where_and_nothing_else(left: &str, place: &str) {
    for wanted in ["tasukiに不具合があり", place, "unix_exit_status(70)"] {
        assert!(left.contains(wanted), "{wanted} is missing:\n{left}");
    }
    for secret in [
        "みほん新館",
        BREAKS,
        "見本事業所",
        FIRST,
        "端末の画面を使えません",
    ] {
        assert!(!left.contains(secret), "{secret} is told:\n{left}");
    }
}

#[test]
fn a_worker_that_breaks_tells_no_content_and_what_was_typed_before_is_there_again() {
    let place = Place::new();
    place.office("a", "0110000015");
    let mut pty = start(&place, "child_whose_worker_breaks");
    pty.send(F10).shows("今日すること");
    room_form(&mut pty);
    let before = kept(&place);
    pty.send("みほん新館").shows("みほん新館");
    pty.until_outside(|| kept(&place) != before);
    pty.send(BREAKS);
    says_where_and_nothing_else(&pty.leaves(0), "tests/it/defect.rs:");

    let mut pty = open(&place);
    unsaved(&mut pty).shows("みほん新館");
    pty.signal(Signal::TERM);
    pty.ends(0);
}

#[test]
fn a_loop_that_breaks_gives_the_terminal_back_and_the_store_is_free() {
    let place = Place::new();
    place.office("a", "0110000015");
    let mut pty = start(&place, "child_whose_loop_breaks");
    pty.send(F10);
    says_where_and_nothing_else(&pty.leaves(0), "tasuki 0.");
    let pty = open(&place);
    pty.signal(Signal::TERM);
    pty.ends(0);
}
