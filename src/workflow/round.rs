//! One round of collecting what came and sending what waits, as steps of the desk between errands at the shared folder.
//!
//! The desk touches the folder nowhere: it says what is to be done there next and goes on with what came of it, at once or
//! an hour later. What was taken in is committed before its parcel is taken away, and what was put there before it counts
//! as sent: whatever ends a round between two steps, nothing is lost and nothing is done twice.

use std::vec::IntoIter;

use crate::domain::handover::permit::Step;
use crate::domain::id::HandoverId;
use crate::exchange::naming::Name;
use crate::exchange::transport::Transport;
use crate::exchange::transport::courier;
use crate::workflow::collect::Lying;
use crate::workflow::desk::Desk;
use crate::workflow::handover::Unpaid;
use crate::workflow::post::{Extent, SyncReport};
use crate::workflow::problem::Problem;
use crate::workflow::send::Handed;

pub use crate::exchange::transport::courier::{Courier, Number, Way, to_folder};
pub use crate::exchange::transport::errand::{Brought, Errand};

/// A round that was begun: how far it is, and what it did so far. It holds nothing of a handover but its id.
pub struct Round {
    extent: Extent,
    stage: Stage,
    report: SyncReport,
}

enum Stage {
    /// What is still to be fetched, of what lay there.
    Collecting(IntoIter<Name>),
    /// What may still have something to send, and what is being put there.
    Sending(IntoIter<HandoverId>, Option<Handed>),
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
    pub fn begin_round(&self, extent: Extent) -> Result<(Round, Errand), Problem> {
        self.right(Step::Read)?;
        let round = Round {
            extent,
            stage: Stage::Collecting(Vec::new().into_iter()),
            report: SyncReport::default(),
        };
        Ok((round, Errand::List(self.office_id())))
    }

    /// Goes on with what came of the last errand.
    ///
    /// # Errors
    /// What ends the round: a problem of the folder or of the store. What was done until then is done.
    pub fn go_on(&mut self, mut round: Round, brought: Brought) -> Result<Next, Problem> {
        match brought {
            Brought::List(names) => round.stage = Stage::Collecting(names?.into_iter()),
            Brought::Fetch(name, sealed) => {
                match self.take_fetched(&name, sealed, &mut round.report)? {
                    Lying::Goes => return Ok(Next::Errand(round, Errand::Delete(name))),
                    Lying::Stays => (),
                }
            }
            Brought::Delete(done) => done?,
            Brought::Put(done) => {
                done?;
                if let Stage::Sending(_, handed) = &mut round.stage
                    && let Some(handed) = handed.take()
                {
                    self.note_sent(handed, &mut round.report)?;
                }
            }
        }
        self.next_errand(round)
    }

    /// What is to be done at the folder next, after what the desk can do without it.
    fn next_errand(&mut self, mut round: Round) -> Result<Next, Problem> {
        if let Stage::Collecting(names) = &mut round.stage {
            if let Some(name) = names.next() {
                return Ok(Next::Errand(round, Desk::fetching(name)));
            }
            let Unpaid { unreadable, unpaid } = self.pay_all_debts()?;
            (round.report.unreadable, round.report.unpaid) = (unreadable, unpaid);
            round.stage = Stage::Sending(self.handover_ids()?.into_iter(), None);
        }
        if let Stage::Sending(ids, handed) = &mut round.stage {
            for id in ids {
                let Some((put, name, sealed)) =
                    self.seal_next(id, round.extent, &mut round.report)?
                else {
                    continue;
                };
                *handed = Some(put);
                return Ok(Next::Errand(round, Errand::Put(name, sealed)));
            }
        }
        round.report.people = self.people_of(&round.report.refused);
        Ok(Next::Over(round.report))
    }
}
