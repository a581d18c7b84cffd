//! The terminal program. One thread owns the terminal, one worker the desk.
//!
//! It reaches neither the store nor the clock nor the environment: what it needs is handed in.

pub mod act;
pub mod app;
pub mod desk;
pub mod edit;
pub mod effect;
pub mod keys;
pub mod room;
pub mod rounds;
pub mod run;
pub mod screen;
pub mod term;
pub mod text;
pub mod theme;
pub mod widget;

use std::io;
use std::time::Duration;

use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::tui::app::App;
use crate::tui::desk::{Member, Work, system};
use crate::tui::effect::Worker;
use crate::tui::screen::Screen;
use crate::tui::screen::lock::Lock;
use crate::tui::term::wake;
use crate::tui::theme::{Palette, Strokes, Theme};
use crate::workflow::clock::Outside;
use crate::workflow::custody::{Home, Strength};

#[cfg(test)]
mod scenes;
#[cfg(test)]
mod scenes_prepare;
#[cfg(test)]
#[cfg(unix)]
mod trial;

/// How long an open store may be left alone before it is locked.
pub const IDLE: Duration = Duration::from_secs(600);

/// Runs the program on the store of one office: the first setup when there is none yet, else the
/// locked door.
///
/// # Errors
/// When there is no terminal, or it is gone.
pub fn start(home: Home, lang: Lang, palette: Palette, strength: Strength) -> io::Result<()> {
    let first = match home.vault.exists() {
        true => Screen::Lock(Lock::new("", Say::LockHint)),
        false => Screen::Wizard(Box::default()),
    };
    let app = App::new(first, lang, looks(palette), IDLE);
    go(app, Work::office(home, strength, system))
}

/// Runs the program on a sample town; one key goes on to the next office.
///
/// # Errors
/// When the town is empty, when there is no terminal, or it is gone.
pub fn start_town(
    town: Vec<Member>,
    lang: Lang,
    palette: Palette,
    clock: fn() -> Box<dyn Outside>,
) -> io::Result<()> {
    let empty = || io::Error::new(io::ErrorKind::InvalidInput, "a town without offices");
    let work = Work::town(town, clock).ok_or_else(empty)?;
    go(App::town(lang, looks(palette), IDLE), work)
}

fn go(app: App, mut work: Work) -> io::Result<()> {
    run::run(
        app,
        Worker::spawn(move |request| work.answer(request), wake)?,
    )
}

fn looks(palette: Palette) -> Theme {
    Theme {
        palette,
        strokes: Strokes::Unicode,
    }
}
