//! One round of collecting what came and sending what waits, as steps of the desk between errands at the shared folder.
//!
//! The desk touches the folder nowhere: it says what is to be done there next and goes on with what came of it, at once or
//! an hour later. What was taken in is committed before its parcel is taken away, and what was put there before it counts
//! as sent: whatever ends a round between two steps, nothing is lost and nothing is done twice. What ceased to be allowed
//! to leave while it was being put does not count as sent and is taken away again.

use std::collections::VecDeque;
use std::vec::IntoIter;

use crate::domain::handover::permit::Step;
use crate::domain::id::HandoverId;
use crate::exchange::naming::Name;
use crate::exchange::transport::courier;
use crate::exchange::transport::{Transport, TransportError};
use crate::workflow::collect::Lying;
use crate::workflow::desk::Desk;
use crate::workflow::erasing::Unpaid;
use crate::workflow::overtaken::{Fate, Overtaken, Sought};
use crate::workflow::post::{Done, Extent, Forbidden, Refused, SyncReport, Untold};
use crate::workflow::problem::Problem;
use crate::workflow::send::Handed;

pub use crate::exchange::transport::Was;
pub use crate::exchange::transport::courier::{Courier, Number, Until, Way, to_folder};
pub use crate::exchange::transport::errand::{Brought, Errand};

/// A round that was begun: how far it is, and what it did so far. It holds nothing of a handover but its id, and digests
/// of what is being put.
pub struct Round {
    extent: Extent,
    stage: Stage,
    report: SyncReport,
}

enum Stage {
    /// What is still to be taken away of what earlier rounds put and may not lie there; the first is being taken away.
    TakingBack(VecDeque<Overtaken>),
    /// What is still to be fetched, of what lay there.
    Collecting(IntoIter<Name>),
    /// What may still have something to send, and what is being done of it.
    Sending(VecDeque<HandoverId>, Doing),
}

/// What is being done at the folder of what this office sends.
enum Doing {
    Nothing,
    /// It is being put there.
    Putting(Box<Handed>),
    /// It was put there, or nearly, and is being taken away.
    TakingBack(Box<Overtaken>),
}

/// What a round leaves behind that ends before it is over. Nothing is lost: the next round does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// What lies in the folder was not all looked at.
    Coming,
    /// What waits was not all sent: what was on its way does not count as sent.
    Going,
    /// What may not lie in the folder any more was not taken away.
    Overtaken,
}

/// A round that ends before it is over, for whoever asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// What it leaves behind.
    pub left: Left,
    /// How far it came.
    pub done: Done,
    /// What it was to send.
    pub extent: Extent,
}

/// How a round goes on.
pub enum Next {
    /// With an errand.
    Errand(Round, Errand),
    /// It is over.
    Over(SyncReport),
}

impl Desk {
    /// Collects what came, does what the program owes, and sends what waits; waits for the shared folder.
    ///
    /// # Errors
    /// [`Problem::NoMailbox`], a problem of the folder, or of the store.
    pub fn sync(&mut self, extent: Extent) -> Result<SyncReport, Problem> {
        let place = self.mailbox.clone().ok_or(Problem::NoMailbox)?;
        let folder = courier::to_folder()(&place);
        self.sync_through(&*folder, extent)
    }

    /// The same through any transport.
    ///
    /// # Errors
    /// A problem of the transport or of the store.
    pub fn sync_through(
        &mut self,
        transport: &dyn Transport,
        extent: Extent,
    ) -> Result<SyncReport, Problem> {
        let (mut round, mut errand) = self.begin_round(extent)?;
        loop {
            match self.go_on(round, errand.run(transport))? {
                Next::Errand(begun, next) => (round, errand) = (begun, next),
                Next::Over(report) => return Ok(report),
            }
        }
    }

    /// Begins a round. Whoever does its errands may take their time: meanwhile the desk can do anything else.
    ///
    /// # Errors
    /// [`Problem::Denied`]: the auditor never writes, and carries nothing.
    pub fn begin_round(&mut self, extent: Extent) -> Result<(Round, Errand), Problem> {
        self.right(Step::Read)?;
        self.so_far = Done::default();
        self.ask_of_unanswered()?;
        let (overtaken, unreadable) = self.overtaken()?;
        let overtaken = VecDeque::from(overtaken);
        let errand = match overtaken.front() {
            Some(first) => Errand::Delete(first.name),
            None => Errand::List(self.office_id()),
        };
        let round = Round {
            extent,
            stage: match overtaken.is_empty() {
                true => Stage::Collecting(Vec::new().into_iter()),
                false => Stage::TakingBack(overtaken),
            },
            report: SyncReport {
                unreadable,
                // What a round that failed had taken away was told to nobody.
                taken_back: self.untold.clone(),
                ..SyncReport::default()
            },
        };
        Ok((round, errand))
    }

    /// Asks once more whether what a round is putting in the folder may leave, after anything that was written
    /// meanwhile. What may not is written down, and taken away once the courier is back, or by a later round.
    ///
    /// # Errors
    /// A problem of the store.
    pub fn look_after(&mut self, round: &mut Round) -> Result<(), Problem> {
        let asked = match &mut round.stage {
            Stage::Sending(_, Doing::Putting(handed)) => self.ask_again(handed),
            _ => return Ok(()),
        };
        if asked.is_err()
            && let Some(handed) = round.put()
        {
            // The round ends here, and what it was putting may come to lie there all the same. What failed first is told.
            let _ = self.keep_unanswered(handed);
        }
        asked
    }

    /// Gives a round up where it is, because the store is about to be closed: what it was putting may come to lie in the
    /// folder all the same, and whoever opens the store next knows it.
    ///
    /// # Errors
    /// A problem of the store.
    pub fn give_up_round(&mut self, mut round: Round) -> Result<(), Problem> {
        match round.put() {
            Some(handed) if handed.fate == Fate::MayLie => self.keep_unanswered(handed),
            _ => Ok(()),
        }
    }

    /// Takes what no round that is over has told yet: how far the one that failed came, and the parcels it had taken away,
    /// with the people they are of.
    pub fn untold(&mut self) -> Untold {
        let report = SyncReport {
            taken_back: std::mem::take(&mut self.untold),
            ..SyncReport::default()
        };
        Untold {
            done: std::mem::take(&mut self.so_far),
            people: self.people_of(&report),
            taken_back: report.taken_back,
        }
    }

    /// Goes on with what came of the last errand.
    ///
    /// # Errors
    /// What ends the round: a problem of the folder or of the store. What was done until then is done.
    pub fn go_on(&mut self, mut round: Round, brought: Brought) -> Result<Next, Problem> {
        self.so_far = round.report.done();
        match brought {
            Brought::List(names) => round.stage = Stage::Collecting(names?.into_iter()),
            Brought::Fetch(name, sealed) => {
                match self.take_fetched(&name, sealed, &mut round.report)? {
                    Lying::Goes => return Ok(Next::Errand(round, Errand::Delete(name))),
                    Lying::Stays => (),
                }
            }
            Brought::Delete(done) => self.after_taking_away(&mut round, done)?,
            Brought::Put(done) => {
                self.look_after(&mut round)?;
                if let Some(overtaken) = round.overtaken() {
                    return Ok(Next::Errand(round, Errand::Delete(overtaken)));
                }
                let handed = round.put();
                if let Err(why @ (TransportError::NoAnswer | TransportError::NotBack)) = done {
                    handed.map_or(Ok(()), |it| self.keep_unanswered(it))?;
                    return Err(why.into());
                }
                if let (Err(_), Some(handed)) = (done, &handed) {
                    self.forget_going(handed.id, &handed.name)?;
                }
                done?;
                if let Some(handed) = handed {
                    self.note_sent(handed, &mut round.report)?;
                }
            }
        }
        self.so_far = round.report.done();
        self.next_errand(round)
    }

    /// What follows once something was taken away, or could not be: that ends nothing, for what lies there too long is
    /// known here, and the other office shall have what waits for it.
    fn after_taking_away(
        &mut self,
        round: &mut Round,
        done: Result<Was, TransportError>,
    ) -> Result<(), Problem> {
        match &mut round.stage {
            Stage::TakingBack(left) => {
                if let Some(overtaken) = left.pop_front() {
                    self.note_taken_back(overtaken, done, &mut round.report)?;
                }
            }
            Stage::Sending(ids, doing) => {
                if let Doing::TakingBack(overtaken) = std::mem::replace(doing, Doing::Nothing) {
                    // What may still leave of it, above all that the person took something back, goes now.
                    ids.push_front(overtaken.handover);
                    self.note_taken_back(*overtaken, done, &mut round.report)?;
                }
            }
            Stage::Collecting(_) => {
                let why = done.err().map(Refused::Undeleted);
                let news = why.filter(|it| !round.report.refused.contains(it));
                round.report.refused.extend(news);
            }
        }
        Ok(())
    }

    /// What is to be done at the folder next, after what the desk can do without it.
    fn next_errand(&mut self, mut round: Round) -> Result<Next, Problem> {
        if let Stage::TakingBack(left) = &round.stage {
            let errand = match left.front() {
                Some(next) => Errand::Delete(next.name),
                None => Errand::List(self.office_id()),
            };
            return Ok(Next::Errand(round, errand));
        }
        if let Stage::Collecting(names) = &mut round.stage {
            if let Some(name) = names.next() {
                return Ok(Next::Errand(round, Desk::fetching(name)));
            }
            self.note_unopened(&round.report)?;
            let Unpaid { unreadable, unpaid } = self.pay_all_debts()?;
            let known = &mut round.report.unreadable;
            known.extend(unreadable);
            known.sort_unstable();
            known.dedup();
            round.report.unpaid = unpaid;
            round.stage = Stage::Sending(self.handover_ids()?.into(), Doing::Nothing);
        }
        if let Stage::Sending(ids, doing) = &mut round.stage {
            while let Some(id) = ids.pop_front() {
                let Some((handed, sealed)) = self.seal_next(id, round.extent, &mut round.report)?
                else {
                    continue;
                };
                let name = handed.name;
                self.note_going(&handed)?;
                *doing = Doing::Putting(Box::new(handed));
                return Ok(Next::Errand(round, Errand::Put(name, sealed)));
            }
        }
        round.report.people = self.people_of(&round.report);
        self.untold.clear();
        self.so_far = Done::default();
        Ok(Next::Over(round.report))
    }
}

impl Round {
    /// What is to be told where it ends here.
    pub fn cut(&self) -> Cut {
        Cut {
            left: self.left(),
            done: self.report.done(),
            extent: self.extent,
        }
    }

    fn left(&self) -> Left {
        match &self.stage {
            Stage::TakingBack(_) | Stage::Sending(_, Doing::TakingBack(_)) => Left::Overtaken,
            Stage::Collecting(_) => Left::Coming,
            Stage::Sending(_, Doing::Putting(it)) if it.fate == Fate::Overtaken => Left::Overtaken,
            Stage::Sending(..) => Left::Going,
        }
    }

    /// Takes what was being put.
    fn put(&mut self) -> Option<Handed> {
        let Stage::Sending(_, doing) = &mut self.stage else {
            return None;
        };
        match std::mem::replace(doing, Doing::Nothing) {
            Doing::Putting(handed) => Some(*handed),
            Doing::Nothing | Doing::TakingBack(_) => None,
        }
    }

    /// Turns to taking away what was being put, where it was overtaken; gives its name.
    fn overtaken(&mut self) -> Option<Name> {
        let Stage::Sending(_, doing) = &mut self.stage else {
            return None;
        };
        let overtaken = match doing {
            Doing::Putting(it) if it.fate == Fate::Overtaken => Overtaken {
                handover: it.id,
                name: it.name,
                why: Sought::First(Forbidden::Overtaken),
            },
            _ => return None,
        };
        *doing = Doing::TakingBack(Box::new(overtaken));
        Some(overtaken.name)
    }
}
