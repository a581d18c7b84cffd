//! What is asked about the mailbox, done at the desk, and what the rounds since the opening did.
//!
//! What a round does is the desk's.

use crate::domain::handover::permit::Step;
use crate::lang::message;
use crate::lang::problem::{Said, problem};
use crate::lang::screen::post::Post as Word;
use crate::tui::act::{Moved, Reply, Told};
use crate::tui::desk::office::whole;
use crate::tui::desk::{No, Work, no_right};
use crate::tui::room::post::{Ask, PostView};
use crate::workflow::clock::day_here;
use crate::workflow::post::{People, SyncReport, TakenBack, Untold};
use crate::workflow::{Desk, Problem};

/// The most refusals remembered, the newest last.
const REFUSALS: usize = 50;

/// What the rounds since the opening did.
#[derive(Debug, Default)]
pub struct Rounds {
    last: Option<Told>,
    refused: Vec<Told>,
}

/// How many lines of the journal are looked through for parcels refused before.
const LOOKED_THROUGH: u64 = 5_000;

impl Rounds {
    /// Begins with what was refused before this opening; nothing where it may not be read.
    pub fn of(desk: &Desk) -> Rounds {
        let before = desk.refusals(LOOKED_THROUGH).unwrap_or_default();
        let told = before.iter().map(|it| {
            let on = day_here(it.at);
            Told::both(|lang| message::refused_before(it.cause, on, lang))
        });
        let mut refused: Vec<Told> = told.collect();
        refused.drain(..refused.len().saturating_sub(REFUSALS));
        Rounds {
            last: None,
            refused,
        }
    }

    /// Keeps why there was no round, and gives it to be told.
    pub fn failed(&mut self, why: Problem) -> Problem {
        self.last = Some(Told::of(&why));
        why
    }

    /// Keeps why a round ended before it was over, with what it had done until then, and gives it to be told.
    pub fn ended(&mut self, why: &Problem, untold: &Untold) -> Told {
        let (taken_back, people) = (&untold.taken_back, &untold.people);
        self.note_taken_back(taken_back, people);
        let told = Told::both(|lang| {
            let mut said = problem(why, lang);
            if let Some(done) = message::until_then(untold.done, lang) {
                said.then = format!("{}\n{done}", said.then);
            }
            for it in taken_back {
                let one = message::taken_back(it, people, lang);
                said.then = format!("{}\n{}{}", said.then, one.what, one.then);
            }
            said
        });
        self.last = Some(told.clone());
        told
    }

    fn note_taken_back(&mut self, taken_back: &[TakenBack], people: &People) {
        for it in taken_back {
            let told = Told::both(|lang| message::taken_back(it, people, lang));
            if !self.refused.contains(&told) {
                self.refused.push(told);
            }
        }
    }

    /// Keeps what a round did, and gives it to be told.
    pub fn remember(&mut self, report: &SyncReport) -> (Told, Moved) {
        let told = Told::both(|lang| plain(message::sync(report, lang)));
        let before = self.refused.len();
        for refused in &report.refused {
            let told = Told::both(|lang| message::refused(refused, &report.people, lang));
            // What stays in the mailbox is refused again in every round.
            if !self.refused.contains(&told) {
                self.refused.push(told);
            }
        }
        self.note_taken_back(&report.taken_back, &report.people);
        let came = report.sent + report.collected + report.recovered.len();
        let moved = match came == 0 && self.refused.len() == before {
            true => Moved::Nothing,
            false => Moved::Something,
        };
        let over = self.refused.len().saturating_sub(REFUSALS);
        self.refused.drain(..over);
        // A quiet round leaves the last one that did something to be read.
        if moved == Moved::Something || self.last.is_none() {
            self.last = Some(told.clone());
        }
        (told, moved)
    }
}

/// Does what is asked.
pub fn answer(work: &mut Work, ask: Ask) -> Result<Reply, No> {
    let (last, refused) = (work.rounds.last.clone(), work.rounds.refused.clone());
    let desk = work.open()?;
    match ask {
        Ask::Show => {
            let mut lines = desk.handovers()?;
            lines.retain(|it| 0 < it.unsent || 0 < it.unconfirmed || it.trouble.is_some());
            lines.sort_by_key(|it| (it.unsent == 0, it.trouble.is_none()));
            Ok(Reply::Post(Box::new(PostView {
                shut: no_right(desk, Step::Manage).map(|why| Told::of(&why)),
                came: desk.arrivals()?,
                folder: desk.mailbox().map(|it| it.display().to_string()),
                lines,
                last,
                refused,
            })))
        }
        Ask::Set(path) => {
            desk.set_mailbox(whole(&path)?)?;
            Ok(Reply::Done(Told::say(Word::Set.say())))
        }
    }
}

fn plain(what: String) -> Said {
    Said {
        what,
        then: String::new(),
    }
}
