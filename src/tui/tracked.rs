//! What is kept of what is typed on one screen, and what the worker is to do so that nothing of it is lost.
//!
//! It asks nothing itself; the app does. It does not know when a screen is left.

use std::time::Duration;

use crate::tui::room::draft::{Answer, Ask, Form, Place, Words};
use crate::tui::screen::{Awaits, Screen};

/// How long after a change what is typed is kept: the most that a killed program loses.
const DRAFT: Duration = Duration::from_secs(1);

/// What is kept of what is typed in a screen.
#[derive(Debug)]
pub struct Tracked {
    form: Form,
    stored: Stored,
    due: Option<Duration>,
}

/// What is known of what the worker has. Only what was seen here can be kept over or forgotten.
#[derive(Debug)]
enum Stored {
    /// It was looked for and not answered yet.
    Sought,
    /// It could not be read.
    Unread,
    /// It was seen; the worker has this, as far as was asked.
    Seen(Words),
    /// It was seen; whether what was asked last is there is not known.
    Unsure,
}

impl Tracked {
    /// Begins with a look for what was typed before, which the app asks for as soon as the screen is there.
    pub fn new(form: Form) -> Tracked {
        Tracked {
            form,
            stored: Stored::Sought,
            due: None,
        }
    }

    /// Returns the place at which it is kept.
    pub fn place(&self) -> &Place {
        &self.form.place
    }

    /// Returns what looks for what was typed before.
    pub fn find(&self) -> Ask {
        Ask::Find(self.form.clone())
    }

    /// Returns what looks whether the form still shows nothing that was erased.
    pub fn check(&self) -> Ask {
        Ask::Check(self.form.clone())
    }

    /// Says whether nobody knows yet what was typed before.
    pub fn is_sought(&self) -> bool {
        matches!(self.stored, Stored::Sought)
    }

    /// Returns when the next one is due, if ever.
    pub fn due(&self) -> Option<Duration> {
        self.due
    }

    /// Notes that something may have been typed.
    pub fn typed(&mut self, screen: &Screen, now: Duration) {
        let words = screen.draft();
        let is_other = match &self.stored {
            Stored::Sought => false,
            Stored::Unread => !words.is_empty(),
            Stored::Seen(kept) => *kept != words,
            Stored::Unsure => true,
        };
        if is_other && self.due.is_none() {
            self.due = Some(now + DRAFT);
        }
    }

    /// Gives what is to be asked a while after something was typed. What could not be read is looked for again.
    pub fn when_due(&mut self, screen: &Screen) -> Option<Ask> {
        self.due = None;
        match self.stored {
            Stored::Sought => None,
            Stored::Unread => {
                self.stored = Stored::Sought;
                Some(self.find())
            }
            Stored::Seen(_) | Stored::Unsure => self.keep(screen.draft()),
        }
    }

    /// Gives what is to be asked before the screen goes. What was typed goes behind what nobody has seen. While it is
    /// being saved there is nothing to ask: it was kept before that.
    pub fn when_left(&mut self, screen: &Screen) -> Option<Ask> {
        self.due = None;
        if screen.awaits() == Awaits::Deed {
            return None;
        }
        match self.stored {
            Stored::Sought | Stored::Unread => {
                let typed = screen.meanwhile();
                let form = self.form.clone();
                (!typed.words.is_empty()).then_some(Ask::Join(form, typed))
            }
            Stored::Seen(_) | Stored::Unsure => self.keep(screen.draft()),
        }
    }

    /// Gives what is to be asked before what is typed is saved, and the place whose draft is forgotten once it is. What
    /// nobody has seen stays where it is.
    pub fn when_saved(&mut self, screen: &Screen) -> (Option<Ask>, Option<Place>) {
        self.due = None;
        match self.stored {
            Stored::Sought | Stored::Unread => (None, None),
            Stored::Seen(_) | Stored::Unsure => {
                let place = self.form.place.clone();
                (self.keep(screen.draft()), Some(place))
            }
        }
    }

    fn keep(&mut self, words: Words) -> Option<Ask> {
        if matches!(&self.stored, Stored::Seen(kept) if *kept == words) {
            return None;
        }
        self.stored = Stored::Seen(words.clone());
        Some(match words.is_empty() {
            true => Ask::Drop(self.form.place.clone()),
            false => Ask::Keep(self.form.clone(), words),
        })
    }

    /// Takes what became of it. What was found is joined with what was typed since, and only that is kept.
    pub fn hear(&mut self, answer: &Answer, screen: &mut Screen, now: Duration) {
        match (answer, &self.stored) {
            (Answer::Found(words), Stored::Sought) => {
                let joined = screen.meanwhile().join(words);
                screen.recall(&joined);
                self.stored = Stored::Seen(words.clone());
                self.typed(screen, now);
            }
            (Answer::Nothing, Stored::Sought) => {
                self.stored = Stored::Seen(Words::default());
                self.typed(screen, now);
            }
            (Answer::Failed(_), Stored::Sought) => self.stored = Stored::Unread,
            (Answer::Failed(_) | Answer::Erased(_), Stored::Seen(_)) => {
                self.stored = Stored::Unsure;
            }
            _ => {}
        }
    }
}
