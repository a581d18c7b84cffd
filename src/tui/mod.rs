//! The terminal program. One thread owns the terminal, one worker the desk, one courier goes to the shared folder.
//!
//! It reaches neither the store nor the clock nor the environment: what it needs is handed in.

pub mod act;
pub mod app;
pub mod desk;
pub mod edit;
pub mod effect;
pub mod keys;
pub mod prefs;
pub mod room;
pub mod rounds;
pub mod run;
pub mod screen;
pub mod term;
pub mod text;
pub mod theme;
pub mod tracked;
pub mod widget;

use std::io;
use std::path::PathBuf;

use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::tui::app::App;
use crate::tui::desk::{Member, Work, system};
use crate::tui::effect::Worker;
use crate::tui::prefs::Prefs;
use crate::tui::screen::Screen;
use crate::tui::screen::lock::{Lock, Neighbours};
use crate::tui::term::wake;
use crate::tui::theme::{Palette, Theme};
use crate::workflow::clock::Outside;
use crate::workflow::custody::{Home, Strength};
use crate::workflow::demo::PASSPHRASE;
use crate::workflow::round::to_folder;

#[cfg(test)]
mod scenes;
#[cfg(test)]
mod scenes_ahead;
#[cfg(test)]
mod scenes_alerts;
#[cfg(test)]
mod scenes_aside;
#[cfg(test)]
mod scenes_audit;
#[cfg(test)]
mod scenes_case;
#[cfg(test)]
mod scenes_drafts;
#[cfg(test)]
mod scenes_files;
#[cfg(test)]
mod scenes_forms;
#[cfg(test)]
mod scenes_kept;
#[cfg(test)]
mod scenes_paper;
#[cfg(test)]
mod scenes_played;
#[cfg(test)]
mod scenes_prepare;
#[cfg(test)]
mod scenes_recalled;
#[cfg(test)]
mod scenes_records;
#[cfg(test)]
mod scenes_retention;
#[cfg(test)]
mod scenes_rooms;
#[cfg(test)]
mod scenes_seen;
#[cfg(test)]
mod scenes_settings;
#[cfg(test)]
mod scenes_steps;
#[cfg(test)]
mod scenes_today;
#[cfg(test)]
mod scenes_unsaved;
#[cfg(test)]
#[cfg(unix)]
mod trial;

/// Runs the program on the store of one office: the first setup when there is none yet, else the
/// locked door.
///
/// # Errors
/// When there is no terminal, or it is gone.
pub fn start(
    home: Home,
    lang: Lang,
    colour: Colour,
    strength: Strength,
    settings: Option<PathBuf>,
) -> io::Result<()> {
    let prefs = Prefs::read(settings.as_deref());
    let first = match home.vault.exists() {
        true => Screen::Lock(Lock::new("", Say::LockHint)),
        false => Screen::Wizard(Box::default()),
    };
    let app = App::new(first, lang, looks(prefs.theme, colour), prefs.idle());
    let work = Work::office(home, strength, system);
    go(app, work.with_settings(settings))
}

/// Runs the program on a sample town; one key goes on to the next office. `doors` names who works in each.
///
/// # Errors
/// When the town is empty, when there is no terminal, or it is gone.
pub fn start_town(
    town: Vec<Member>,
    doors: Vec<Vec<String>>,
    lang: Lang,
    colour: Colour,
    clock: fn() -> Box<dyn Outside>,
) -> io::Result<()> {
    let empty = || io::Error::new(io::ErrorKind::InvalidInput, "a town without offices");
    let work = Work::town(town, clock).ok_or_else(empty)?;
    let prefs = Prefs::default();
    let doors = doors.into_iter().map(|names| Neighbours {
        names,
        passphrase: PASSPHRASE,
    });
    let app = App::town(
        doors.collect(),
        lang,
        looks(prefs.theme, colour),
        prefs.idle(),
    );
    go(app, work)
}

fn go(app: App, work: Work) -> io::Result<()> {
    let make = |nudge| {
        let mut work = work.with_courier(to_folder(), nudge);
        move |job| work.take(job)
    };
    run::run(app, Worker::spawn(make, wake)?)
}

/// A system that refuses colours is obeyed whatever was chosen.
fn looks(theme: Theme, colour: Colour) -> Theme {
    match colour {
        Colour::AsChosen => theme,
        Colour::Refused => Theme {
            palette: Palette::Mono,
            ..theme
        },
    }
}

/// Whether this terminal may have colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    /// As was chosen in the settings.
    AsChosen,
    /// None, whatever was chosen (`NO_COLOR`).
    Refused,
}
