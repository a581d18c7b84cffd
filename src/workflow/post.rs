//! Parcels: one round of sending what waits and collecting what came, and what it tells.
//!
//! How a parcel is taken in is in `collect`, how one is made in `send`.

use crate::domain::handover::dossier::Stop;
use crate::domain::handover::entry::Act;
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::{WordKey, Words};
use crate::domain::id::HandoverId;
use crate::exchange::card::CardRefused;
use crate::exchange::entry;
use crate::exchange::parcel::Refusal;
use crate::exchange::transport::{Transport, TransportError, folder::Folder as SharedFolder};
use crate::workflow::desk::Desk;
use crate::workflow::handover::Unpaid;
use crate::workflow::problem::Problem;

pub use crate::exchange::entry::Refusal as EntryRefused;
pub use crate::exchange::parcel::{Refusal as ParcelRefused, Unsupported};

/// What a round of sending and collecting did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Parcels put where the other office collects.
    pub sent: usize,
    /// Parcels taken in.
    pub collected: usize,
    /// Parcels that were known already.
    pub known: usize,
    /// Parcels that were refused, or something in them, with the reason.
    pub refused: Vec<Refused>,
    /// Handovers that have something for an office nobody has verified.
    pub unverified: Vec<HandoverId>,
    /// Handovers of this office's own that were not here any more and came back from the other office.
    pub recovered: Vec<HandoverId>,
    /// Handovers that were passed over, because what is kept of them here cannot be read.
    pub unreadable: Vec<HandoverId>,
    /// Handovers for which the program could not do what it owes: a withdrawal untold, or something not destroyed.
    pub unpaid: Vec<HandoverId>,
    /// Handovers whose parcel would be longer than any the other office takes: nothing was sent.
    pub too_large: Vec<HandoverId>,
}

/// Why a parcel, or something in it, was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The parcel.
    Parcel(Refusal),
    /// The shared folder did not give it whole.
    Transport(TransportError),
    /// An entry is not signed by its author.
    Entry(entry::Refusal),
    /// An entry cannot be read.
    Unreadable,
    /// A card was not taken.
    Card(CardRefused),
    /// A card is not that of the office that sent it.
    OtherCard,
    /// It tells of a handover that does not begin here.
    Unknown(HandoverId),
    /// It stopped the dossier.
    Stopped(HandoverId, Stop),
    /// It brings entries this office signed, and others before them are lost here: the other office must send them.
    Lost(HandoverId),
    /// The other office says it has seen entries of this one that are not here. It has shown none.
    Claimed(HandoverId, u32),
    /// It brings more entries than one handover takes.
    Full(HandoverId),
    /// A section is not the one that was offered: the content was dropped, the entries were taken in.
    WrongContent(HandoverId),
}

/// Which entries are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Where there is something new: this office's own entries that the other is not known to hold.
    New,
    /// Both logs from the first entry, for an office that lost its store.
    Everything,
}

impl Desk {
    /// Collects what came, does what the program owes, and sends what waits.
    pub fn sync(&mut self, extent: Extent) -> Result<SyncReport, Problem> {
        let shared = SharedFolder::new(self.mailbox.clone().ok_or(Problem::NoMailbox)?);
        self.sync_through(&shared, extent)
    }

    /// The same through any transport.
    pub fn sync_through(
        &mut self,
        transport: &dyn Transport,
        extent: Extent,
    ) -> Result<SyncReport, Problem> {
        // The auditor never writes, and carries nothing.
        self.right(Step::Read)?;
        let mut report = SyncReport::default();
        self.collect(transport, &mut report)?;
        let Unpaid { unreadable, unpaid } = self.pay_all_debts()?;
        (report.unreadable, report.unpaid) = (unreadable, unpaid);
        self.send(transport, extent, &mut report)?;
        Ok(report)
    }
}

/// Whether the entry is one of those whose words are still of use after an ending.
pub(crate) fn speaks_of_ending(act: &Act) -> bool {
    matches!(
        act,
        Act::Recalled
            | Act::Declined { .. }
            | Act::NotStarted
            | Act::Lapsed
            | Act::Discontinued { .. }
            | Act::Handled { .. }
    )
}

/// The member of staff an entry names as its writer.
pub fn writer(words: &Words) -> Option<&str> {
    words.get(WordKey::By)
}
