//! When the open program sends and collects by itself, and what of it is told.
//!
//! It carries nothing: it says when a round is due, and the worker does it.

use std::time::Duration;

use crate::tui::act::{Moved, Reply, Request, Ticket, Told};
use crate::tui::room::today::Mailbox;
use crate::tui::room::{handover, office};

/// How long after a round the next one begins.
pub const EVERY: Duration = Duration::from_secs(60);

/// The rounds of an open store.
#[derive(Debug, Default)]
pub struct Rounds {
    /// When the next one is due; none while there is no shared folder, or nobody is signed in.
    next: Option<Duration>,
    running: Option<Ticket>,
    steps: Vec<Ticket>,
    /// What was told last of a round that failed: it is not told again every minute.
    trouble: Option<Told>,
}

/// What a round that ended asks of the program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ended {
    /// Nothing was sent or came.
    Quietly,
    /// Something was: it is told, and the lists are made anew.
    Moved(Told),
    /// It failed, in a way not told yet.
    Failed(Told),
}

impl Rounds {
    /// Forgets everything, because the store is closed.
    pub fn stop(&mut self) {
        *self = Rounds::default();
    }

    /// Remembers a step of this office, after which a round is due at once.
    pub fn asked(&mut self, ticket: Ticket, request: &Request) {
        match request {
            Request::Saving(_, what) => self.asked(ticket, what),
            // What lies in the folder for an office that is trusted no more is taken away by the next round.
            Request::Handover(handover::Ask::Take(..))
            | Request::Office(office::Ask::Revoke(_)) => {
                self.steps.push(ticket);
            }
            _ => {}
        }
    }

    /// Learns from an answer whether there is a shared folder, and that a step was taken.
    pub fn heard(&mut self, ticket: Ticket, reply: &Reply, now: Duration) {
        match reply {
            Reply::Today(view) => self.folder(view.mailbox, now),
            Reply::Post(view) => match view.folder {
                Some(_) => self.folder(Mailbox::Set, now),
                None => self.folder(Mailbox::Missing, now),
            },
            _ => {}
        }
        let Some(at) = self.steps.iter().position(|it| *it == ticket) else {
            return;
        };
        self.steps.swap_remove(at);
        if self.next.is_some() && !matches!(reply, Reply::Refused(_)) {
            self.next = Some(now);
        }
    }

    fn folder(&mut self, mailbox: Mailbox, now: Duration) {
        match (mailbox, self.next) {
            (Mailbox::Missing, _) => self.next = None,
            (Mailbox::Set, None) => self.next = Some(now),
            (Mailbox::Set, Some(_)) => {}
        }
    }

    /// Returns when a round is due; none while one runs.
    pub fn deadline(&self) -> Option<Duration> {
        match self.running {
            None => self.next,
            Some(_) => None,
        }
    }

    /// Says whether a round is running.
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Begins one.
    pub fn begin(&mut self, ticket: Ticket, now: Duration) {
        self.running = Some(ticket);
        self.next = Some(now + EVERY);
    }

    /// Takes the end of the round with this ticket; none when the ticket is another's.
    pub fn end(&mut self, ticket: Ticket, reply: &Reply, now: Duration) -> Option<Ended> {
        if self.running != Some(ticket) {
            return None;
        }
        self.running = None;
        // A step taken while it ran is due already and stays so.
        if self.next.is_some_and(|at| now < at) {
            self.next = Some(now + EVERY);
        }
        Some(match reply {
            Reply::Rounded(told, moved) => {
                self.trouble = None;
                match moved {
                    Moved::Something => Ended::Moved(told.clone()),
                    Moved::Nothing => Ended::Quietly,
                }
            }
            Reply::Refused(why) if self.trouble.as_ref() != Some(why) => {
                self.trouble = Some(why.clone());
                Ended::Failed(why.clone())
            }
            _ => Ended::Quietly,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::HandoverId;
    use crate::lang::screen::Say;
    use crate::tui::room::handover::Deed;
    use crate::tui::room::post::PostView;

    const START: Duration = Duration::from_secs(5);

    fn set() -> Reply {
        Reply::Post(Box::new(PostView {
            folder: Some("/media/usb".into()),
            ..PostView::default()
        }))
    }

    fn with_folder() -> Rounds {
        let mut rounds = Rounds::default();
        rounds.heard(Ticket(1), &set(), START);
        rounds
    }

    /// With the first round behind it.
    fn after_the_first() -> Rounds {
        let mut rounds = with_folder();
        rounds.begin(Ticket(1), START);
        let quiet = Reply::Rounded(Told::say(Say::Opened), Moved::Nothing);
        rounds.end(Ticket(1), &quiet, START);
        rounds
    }

    #[test]
    fn without_a_folder_nothing_is_ever_due() {
        let mut rounds = Rounds::default();
        assert_eq!(rounds.deadline(), None);
        rounds.heard(Ticket(1), &Reply::Post(Box::default()), START);
        assert_eq!(rounds.deadline(), None);
        rounds.heard(Ticket(2), &set(), START);
        assert_eq!(
            rounds.deadline(),
            Some(START),
            "at once: what came is seen when one begins"
        );
        rounds.heard(Ticket(3), &Reply::Post(Box::default()), START);
        assert_eq!(rounds.deadline(), None, "it was taken away");
    }

    #[test]
    fn one_round_at_a_time_and_the_next_a_minute_after_its_end() {
        let mut rounds = with_folder();
        let began = START + EVERY;
        rounds.begin(Ticket(9), began);
        assert_eq!((rounds.deadline(), rounds.is_running()), (None, true));
        let quiet = Reply::Rounded(Told::say(Say::Opened), Moved::Nothing);
        assert_eq!(rounds.end(Ticket(8), &quiet, began), None);
        let ended = began + Duration::from_secs(20);
        assert_eq!(rounds.end(Ticket(9), &quiet, ended), Some(Ended::Quietly));
        assert_eq!(rounds.deadline(), Some(ended + EVERY));
    }

    #[test]
    fn a_step_of_this_office_is_sent_at_once_a_refused_one_is_not() {
        let step = || {
            let deed = Box::new(Deed::Submit);
            Request::Handover(handover::Ask::Take(HandoverId::from_bytes([1; 16]), deed))
        };
        let mut rounds = after_the_first();
        rounds.asked(Ticket(2), &Request::Today);
        rounds.heard(Ticket(2), &Reply::Locked, START);
        assert_eq!(rounds.deadline(), Some(START + EVERY));
        rounds.asked(Ticket(3), &step());
        rounds.heard(Ticket(3), &Reply::Refused(Told::say(Say::LockWrong)), START);
        assert_eq!(rounds.deadline(), Some(START + EVERY));
        rounds.asked(Ticket(4), &step());
        rounds.begin(Ticket(5), START);
        let taken = START + Duration::from_secs(1);
        rounds.heard(Ticket(4), &Reply::Locked, taken);
        let quiet = Reply::Rounded(Told::say(Say::Opened), Moved::Nothing);
        rounds.end(Ticket(5), &quiet, taken);
        assert_eq!(rounds.deadline(), Some(taken), "though a round was running");
    }

    #[test]
    fn the_same_trouble_is_told_once() {
        let mut rounds = with_folder();
        let trouble = || Told::say(Say::LockBusy);
        let mut failing = |expected| {
            rounds.begin(Ticket(9), START);
            let ended = rounds.end(Ticket(9), &Reply::Refused(trouble()), START);
            assert_eq!(ended, Some(expected));
        };
        failing(Ended::Failed(trouble()));
        failing(Ended::Quietly);
        rounds.begin(Ticket(9), START);
        let came = Reply::Rounded(Told::say(Say::Opened), Moved::Something);
        let moved = Some(Ended::Moved(Told::say(Say::Opened)));
        assert_eq!(rounds.end(Ticket(9), &came, START), moved);
        rounds.begin(Ticket(9), START);
        let again = rounds.end(Ticket(9), &Reply::Refused(trouble()), START);
        assert_eq!(again, Some(Ended::Failed(trouble())));
    }
}
