//! The loop: the only place where effects happen.
//!
//! It decides nothing; `App` does.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use ratatui::layout::Rect;

use crate::lang::Lang;
use crate::tui::act::{Effect, Reply, Ticket};
use crate::tui::app::App;
use crate::tui::effect::{Gone, Worker};
use crate::tui::term::{self, Term};
use crate::workflow::clock::{Outside, System};

/// The longest wait while something is to fall due: a machine that slept does not notice by itself.
const LOOK: Duration = Duration::from_secs(20);
/// The wall clock may be put right by so much without the machine having slept.
const PUT_RIGHT: Duration = Duration::from_secs(5);

/// Runs the program until it is left; the terminal is given back in every case.
///
/// # Errors
/// When the terminal is gone, or the worker has ended by a defect.
pub fn run(app: App, worker: Worker) -> io::Result<()> {
    let start = Instant::now();
    let mut watch = Watch::default();
    let mut time = || watch.at(start.elapsed(), System.now_ms());
    let mut app = app.with_shell(term::shell());
    let mut term = Term::enter()?;
    let mut inputs = Vec::new();
    let mut effects = app.begin();
    loop {
        let now = time();
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
                Effect::Quit => {
                    // Nobody is to wait before a screen that does nothing.
                    drop(term);
                    tell(worker.end(), app.lang());
                    return Ok(());
                }
            }
        }
        // What fell due meanwhile comes before anything is shown: an open store may have to be locked.
        if was_away {
            continue;
        }
        // Reached only when something happened: with nothing to do, `read` waits for ever.
        let mut window = Rect::ZERO;
        term.draw(|buf| {
            window = buf.area;
            app.view(buf, now)
        })?;
        app.shown_in(window);
        inputs = term.read(wait(&app, time()))?;
    }
}

/// Tells whoever left, on the terminal they have back, what of a round was given up.
fn tell(replies: Vec<(Ticket, Reply)>, lang: Lang) {
    for (_, reply) in replies {
        if let Reply::LeftBehind(told) = reply {
            // Where the terminal is gone, nobody reads it.
            let _ = writeln!(io::stderr(), "{}", told.text(lang));
        }
    }
}

fn wait(app: &App, now: Duration) -> Option<Duration> {
    app.deadline().map(|at| at.saturating_sub(now).min(LOOK))
}

/// The time since the start, with what the machine slept: the clock that counts for the system stands still meanwhile.
#[derive(Debug, Default)]
struct Watch {
    slept: Duration,
    before: Option<(Duration, i64)>,
}

impl Watch {
    /// Returns it from how long the system counted and what the wall clock says, in milliseconds. A wall clock that is
    /// set forward counts as sleep: locking too early harms nobody.
    fn at(&mut self, counted: Duration, wall: i64) -> Duration {
        if let Some((counted_before, wall_before)) = self.before.replace((counted, wall)) {
            let passed = u64::try_from(wall.saturating_sub(wall_before)).unwrap_or(0);
            let passed = Duration::from_millis(passed);
            let over = passed.saturating_sub(counted.saturating_sub(counted_before));
            if PUT_RIGHT < over {
                self.slept += over;
            }
        }
        counted + self.slept
    }
}

fn broken(Gone: Gone) -> io::Error {
    io::Error::other("the worker has ended")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::act::Request;
    use crate::tui::scenes::{IDLE, opened};

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_time_a_machine_slept_counts_and_a_clock_put_right_does_not() {
        let mut watch = Watch::default();
        assert_eq!(watch.at(SECOND, 1_000_000), SECOND);
        assert_eq!(watch.at(2 * SECOND, 1_003_000), 2 * SECOND, "put right");
        assert_eq!(watch.at(3 * SECOND, 1_604_000), 603 * SECOND, "slept");
        assert_eq!(watch.at(4 * SECOND, 0), 604 * SECOND, "set back");
        assert_eq!(watch.at(5 * SECOND, 1_000), 605 * SECOND);
    }

    #[test]
    fn what_slept_longer_than_nobody_may_be_there_is_locked_before_the_first_key() {
        let mut watch = Watch::default();
        let mut player = opened();
        assert_eq!(player.app.due(watch.at(SECOND, 0)), []);
        let woken = watch.at(2 * SECOND, i64::try_from(IDLE.as_millis()).unwrap() + 2_000);
        player.effects = player.app.due(woken);
        assert_eq!(player.requests(), [Request::Lock]);
    }

    #[test]
    fn while_something_is_to_fall_due_the_clock_is_looked_at_and_else_nothing_costs() {
        let mut player = opened();
        assert_eq!(wait(&player.app, Duration::ZERO), Some(LOOK));
        assert_eq!(wait(&player.app, IDLE - SECOND), Some(SECOND));
        player.play("<c-l>").answer(Reply::Locked);
        assert_eq!(wait(&player.app, Duration::ZERO), None);
    }
}
