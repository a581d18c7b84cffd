//! Parcels that were overtaken: while one was on its way to the shared folder, what it carries ceased to be allowed to
//! leave, because the person took consent back or the offer was recalled. It is taken away again.
//!
//! It carries nothing itself. What is to be taken away is written down before anybody goes there, so neither the lock nor
//! a killed process leaves it lying.

use std::collections::BTreeSet;

use crate::codec::v1_entry::{decode_overtaken, encode_overtaken};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::id::HandoverId;
use crate::exchange::entry;
use crate::exchange::naming::Name as ParcelName;
use crate::exchange::parcel::Handover;
use crate::exchange::transport::{TransportError, Was};
use crate::vault::{Change, Expect, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Part, Reach, entry_name};
use crate::workflow::post::{SyncReport, TakenBack};
use crate::workflow::problem::Problem;
use crate::workflow::remark::{Plain, Remark};
use crate::workflow::send::{Echo, Handed};

/// What of a parcel tells of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Telling {
    /// The words of an entry, by its digest.
    Words([u8; 32]),
    /// The content of an offer, or of an addition to it.
    Content(u16, u16),
}

/// Returns what of a parcel tells of the person.
pub(crate) fn telling(parcel: &Handover) -> BTreeSet<Telling> {
    let spoken = parcel.entries.iter().filter(|it| it.body.is_some());
    let words = spoken.map(|it| Telling::Words(entry::digest(&it.entry)));
    let disclosed = parcel.disclosures.iter();
    let content = disclosed.map(|it| Telling::Content(it.offer, it.part));
    words.chain(content).collect()
}

/// How the store stood when it was asked what may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    head: u64,
    today: Day,
}

/// A parcel that lies in the shared folder, or may come to lie there, and may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overtaken {
    pub handover: HandoverId,
    pub name: ParcelName,
}

/// Whether what was handed to the courier may lie in the shared folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It may, as far as was asked.
    MayLie,
    /// It may not, and that is written down.
    Overtaken,
}

impl Desk {
    /// How the store stands.
    pub(crate) fn asked_now(&self) -> Asked {
        Asked {
            head: self.vault.head().0,
            today: self.today(),
        }
    }

    /// Asks once more whether what was sealed may leave; writes down that it may not.
    pub(crate) fn ask_again(&mut self, handed: &mut Handed) -> Result<(), Problem> {
        let now = self.asked_now();
        if handed.fate == Fate::Overtaken || handed.asked == now {
            return Ok(());
        }
        handed.asked = now;
        if self.may_still_leave(handed)? {
            return Ok(());
        }
        let mut names = match self.overtaken_of(handed.id) {
            // What cannot be read names nothing any more; this name shall not be lost with it.
            Err(why) if Reach::of(&why) == Reach::Handover => Vec::new(),
            names => names?,
        };
        names.push(handed.name);
        self.keep_overtaken(handed.id, &names, Plain::Overtaken)?;
        handed.fate = Fate::Overtaken;
        Ok(())
    }

    /// Asks the same of what the shared folder gave no answer about: it may have come to lie there since.
    pub(crate) fn ask_of_unanswered(&mut self) -> Result<(), Problem> {
        let mut unanswered = std::mem::take(&mut self.unanswered);
        let asked = unanswered.iter_mut().try_for_each(|it| self.ask_again(it));
        unanswered.retain(|it| it.fate == Fate::MayLie);
        self.unanswered = unanswered;
        asked
    }

    fn may_still_leave(&self, handed: &Handed) -> Result<bool, Problem> {
        let Some(folder) = self.readable_folder(handed.id)? else {
            return Ok(false);
        };
        if !matches!(self.verified_peer(folder.peer()), Ok(Some(_))) {
            return Ok(false);
        }
        match self.parcel_of(&folder, handed.extent, Echo::Whole) {
            Ok(parcel) => Ok(handed.telling.is_subset(&telling(&parcel))),
            Err(why) if Reach::of(&why) == Reach::Handover => Ok(false),
            Err(why) => Err(why),
        }
    }

    /// Every parcel that was overtaken and not taken away yet, and the handovers of which that cannot be read: they keep
    /// nobody else's parcels here.
    pub(crate) fn overtaken(&self) -> Result<(Vec<Overtaken>, Vec<HandoverId>), Problem> {
        let (mut all, mut unreadable) = (Vec::new(), Vec::new());
        for handover in self.handover_ids()? {
            match self.overtaken_of(handover) {
                Ok(names) => {
                    let names = names.into_iter();
                    all.extend(names.map(|name| Overtaken { handover, name }));
                }
                Err(why) if Reach::of(&why) == Reach::Handover => unreadable.push(handover),
                Err(why) => return Err(why),
            }
        }
        Ok((all, unreadable))
    }

    /// Writes down what became of a parcel that was to be taken away.
    pub(crate) fn note_taken_back(
        &mut self,
        overtaken: Overtaken,
        done: Result<Was, TransportError>,
        report: &mut SyncReport,
    ) -> Result<(), Problem> {
        let Overtaken { handover, name } = overtaken;
        let told = TakenBack { handover, done };
        report.taken_back.push(told);
        let Ok(was) = done else {
            return Ok(());
        };
        self.untold.push(told);
        let mut names = self.overtaken_of(handover)?;
        names.retain(|it| *it != name);
        let told = match was {
            Was::There => Plain::TakenBack,
            Was::Gone => Plain::GoneBefore,
        };
        self.keep_overtaken(handover, &names, told)
    }

    fn overtaken_of(&self, handover: HandoverId) -> Result<Vec<ParcelName>, Problem> {
        let Some(kept) = self.vault.read(entry_name(handover, Part::Overtaken))? else {
            return Ok(Vec::new());
        };
        let names = decode_overtaken(&kept.body).map_err(|_| Problem::Unreadable)?;
        let parsed = names.iter().map(|it| ParcelName::parse(it));
        let parsed: Result<_, _> = parsed.collect();
        parsed.map_err(|_| Problem::Unreadable)
    }

    fn keep_overtaken(
        &mut self,
        handover: HandoverId,
        names: &[ParcelName],
        told: Plain,
    ) -> Result<(), Problem> {
        let name = entry_name(handover, Part::Overtaken);
        let change = match names {
            [] => Change::Remove {
                name,
                expect: Expect::Any,
            },
            names => {
                let names: Vec<String> = names.iter().map(|it| it.to_string()).collect();
                put(name, Under::Office, Vec::new(), encode_overtaken(&names))
            }
        };
        let mut event = self.event_of_program(Deed::Sent, Some(handover.to_bytes()));
        event.detail = Remark::Plain(told).code();
        self.vault.commit(&[change], &event)?;
        Ok(())
    }
}
