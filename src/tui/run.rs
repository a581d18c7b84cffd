//! The loop: the only place where effects happen.
//!
//! It decides nothing; `App` does.

use std::io;
use std::time::{Duration, Instant};

use crate::tui::act::Effect;
use crate::tui::app::App;
use crate::tui::effect::{Gone, Worker};
use crate::tui::term::Term;

/// Runs the program until it is left; the terminal is given back in every case.
///
/// # Errors
/// When the terminal is gone, or the worker has ended by a defect.
pub fn run(mut app: App, worker: Worker) -> io::Result<()> {
    let start = Instant::now();
    let mut term = Term::enter()?;
    let mut inputs = Vec::new();
    let mut effects = app.begin();
    loop {
        let now = start.elapsed();
        effects.extend(app.due(now));
        for input in inputs.drain(..) {
            effects.extend(app.update(input, now));
        }
        while let Some((ticket, reply)) = worker.reply().map_err(broken)? {
            effects.extend(app.reply(ticket, reply, now));
        }
        let mut was_away = false;
        for effect in effects.drain(..) {
            match effect {
                Effect::Ask(ticket, request) => worker.ask(ticket, request).map_err(broken)?,
                Effect::Suspend => {
                    term.suspend()?;
                    was_away = true;
                }
                Effect::Quit => return Ok(()),
            }
        }
        // What fell due meanwhile comes before anything is shown: an open store may have to be locked.
        if was_away {
            continue;
        }
        // Reached only when something happened: with nothing to do, `read` waits for ever.
        term.draw(|buf| app.view(buf, now))?;
        inputs = term.read(wait(&app, start.elapsed()))?;
    }
}

fn wait(app: &App, now: Duration) -> Option<Duration> {
    app.deadline().map(|at| at.saturating_sub(now))
}

fn broken(Gone: Gone) -> io::Error {
    io::Error::other("the worker has ended")
}
