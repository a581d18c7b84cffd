//! Parcels that may not lie in the shared folder: while one was on its way there, what it carries ceased to be allowed to
//! leave, because the person took consent back or the offer was recalled; or it lay there when the keys of the office it is
//! for were trusted no more. It is taken away again.
//!
//! It carries nothing itself. What is to be taken away is written down before anybody goes there, so neither the lock nor
//! a killed process leaves it lying. What did not lie there is looked for once more in each round: another process may have
//! been putting it.

use std::collections::BTreeSet;

use crate::codec::v1_entry::{LaidStand, decode_overtaken, encode_overtaken};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::id::{HandoverId, OfficeId};
use crate::exchange::entry;
use crate::exchange::naming::Name as ParcelName;
use crate::exchange::parcel::Handover;
use crate::exchange::transport::{TransportError, Was};
use crate::vault::{Change, Expect, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Part, Reach, entry_name, if_readable};
use crate::workflow::post::{Extent, Forbidden, SyncReport, TakenBack};
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
    pub why: Sought,
}

/// Why a parcel is looked for where it may not lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sought {
    /// It ceased to be allowed to lie there.
    First(Forbidden),
    /// It was looked for before and did not lie there.
    Again,
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
        if handed.fate == Fate::Overtaken || handed.asked == Some(now) {
            return Ok(());
        }
        handed.asked = Some(now);
        if self.may_still_leave(handed)? {
            return Ok(());
        }
        let mut changes = vec![self.forbidding(handed.id, vec![handed.name])?];
        changes.extend(self.forgetting(handed.id, &handed.name, None)?);
        self.commit_telling(handed.id, &changes, Plain::Overtaken)?;
        handed.fate = Fate::Overtaken;
        self.forget_going(handed.id, &handed.name)
    }

    /// What is written where an office's keys are trusted no more: what lies there for it is to be taken away.
    pub(crate) fn forbidding_all_for(&self, peer: OfficeId) -> Result<Vec<Change>, Problem> {
        let mut changes = Vec::new();
        for handover in self.handover_ids()? {
            let lying = self.lying_for(peer, handover)?;
            if !lying.is_empty() {
                changes.push(self.forbidding(handover, lying)?);
            }
        }
        Ok(changes)
    }

    fn forbidding(&self, handover: HandoverId, more: Vec<ParcelName>) -> Result<Change, Problem> {
        let mut names = match self.overtaken_of(handover) {
            // What cannot be read names nothing any more; these names shall not be lost with it.
            Err(why) if Reach::of(&why) == Reach::Handover => Vec::new(),
            names => names?,
        };
        for name in more {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(overtaken_change(handover, &names))
    }

    /// Asks the same of what the shared folder gave no answer about: it may have come to lie there since.
    pub(crate) fn ask_of_unanswered(&mut self) -> Result<(), Problem> {
        self.recall_unanswered()?;
        self.drop_what_came()?;
        let mut unanswered = std::mem::take(&mut self.unanswered);
        let asked = unanswered.iter_mut().try_for_each(|it| self.ask_again(it));
        unanswered.retain(|it| it.fate == Fate::MayLie);
        self.unanswered = unanswered;
        asked
    }

    fn may_still_leave(&self, handed: &Handed) -> Result<bool, Problem> {
        self.may_leave(handed.id, handed.extent, &handed.telling)
    }

    /// Whether all of this may leave today, in a parcel of that extent.
    pub(crate) fn may_leave(
        &self,
        handover: HandoverId,
        extent: Extent,
        told: &BTreeSet<Telling>,
    ) -> Result<bool, Problem> {
        let Some(folder) = self.readable_folder(handover)? else {
            return Ok(false);
        };
        if !matches!(self.verified_peer(folder.peer()), Ok(Some(_))) {
            return Ok(false);
        }
        match self.parcel_of(&folder, extent, Echo::Whole) {
            Ok(parcel) => Ok(told.is_subset(&telling(&parcel))),
            Err(why) if Reach::of(&why) == Reach::Handover => Ok(false),
            Err(why) => Err(why),
        }
    }

    /// Every parcel that may not lie in the shared folder and was not taken away yet, then those that did not lie there when
    /// they were looked for; and the handovers of which that cannot be read: they keep nobody else's parcels here.
    pub(crate) fn overtaken(&self) -> Result<(Vec<Overtaken>, Vec<HandoverId>), Problem> {
        let (mut all, mut again, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
        for handover in self.handover_ids()? {
            match self.overtaken_in(handover) {
                Ok((first, sought)) => {
                    all.extend(first);
                    again.extend(sought);
                }
                Err(why) if Reach::of(&why) == Reach::Handover => unreadable.push(handover),
                Err(why) => return Err(why),
            }
        }
        all.append(&mut again);
        Ok((all, unreadable))
    }

    fn overtaken_in(
        &self,
        handover: HandoverId,
    ) -> Result<(Vec<Overtaken>, Vec<Overtaken>), Problem> {
        let mut first = Vec::new();
        for name in self.overtaken_of(handover)? {
            let why = match self.lay_there(handover, &name)? {
                true => Forbidden::Distrusted,
                false => Forbidden::Overtaken,
            };
            first.push(Overtaken {
                handover,
                name,
                why: Sought::First(why),
            });
        }
        let again = self.sought(handover)?.into_iter().map(|name| Overtaken {
            handover,
            name,
            why: Sought::Again,
        });
        Ok((first, again.collect()))
    }

    /// Writes down what became of a parcel that was to be taken away.
    pub(crate) fn note_taken_back(
        &mut self,
        overtaken: Overtaken,
        done: Result<Was, TransportError>,
        report: &mut SyncReport,
    ) -> Result<(), Problem> {
        let Overtaken {
            handover,
            name,
            why,
        } = overtaken;
        let forbidden = match (why, done) {
            // As was told when it was looked for first.
            (Sought::Again, Ok(Was::Gone) | Err(_)) => return Ok(()),
            (Sought::Again, Ok(Was::There)) => Forbidden::Overtaken,
            (Sought::First(forbidden), _) => forbidden,
        };
        let told = TakenBack {
            handover,
            why: forbidden,
            done,
        };
        report.taken_back.push(told);
        let Ok(was) = done else {
            return Ok(());
        };
        self.untold.push(told);
        let changes = self.after_looking(handover, name, forbidden, was)?;
        let told = match was {
            Was::There => Plain::TakenBack,
            Was::Gone => Plain::GoneBefore,
        };
        self.commit_telling(handover, &changes, told)
    }

    /// What is written once it is known whether a parcel lay where it may not.
    fn after_looking(
        &self,
        handover: HandoverId,
        name: ParcelName,
        why: Forbidden,
        was: Was,
    ) -> Result<Vec<Change>, Problem> {
        let mut names = self.overtaken_of(handover)?;
        names.retain(|it| *it != name);
        let mut changes = vec![overtaken_change(handover, &names)];
        // Whoever was putting it may be at it still.
        let sought = (why, was) == (Forbidden::Overtaken, Was::Gone);
        let sought = sought.then_some(LaidStand::Sought);
        changes.extend(self.forgetting(handover, &name, sought)?);
        if why == Forbidden::Distrusted {
            // It counts as sent: should the office be trusted again, it lacks what was in it. What is gone may have been taken
            // away by an earlier round that was given no answer.
            let folder = if_readable(self.folder(handover))?;
            changes.extend(folder.into_iter().flat_map(|mut it| {
                it.owe_everything();
                it.into_changes()
            }));
        }
        Ok(changes)
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

    fn commit_telling(
        &mut self,
        handover: HandoverId,
        changes: &[Change],
        told: Plain,
    ) -> Result<(), Problem> {
        let mut event = self.event_of_program(Deed::Sent, Some(handover.to_bytes()));
        event.detail = Remark::Plain(told).code();
        self.vault.commit(changes, &event)?;
        Ok(())
    }
}

fn overtaken_change(handover: HandoverId, names: &[ParcelName]) -> Change {
    let name = entry_name(handover, Part::Overtaken);
    if names.is_empty() {
        let expect = Expect::Any;
        return Change::Remove { name, expect };
    }
    let names: Vec<String> = names.iter().map(|it| it.to_string()).collect();
    put(name, Under::Office, Vec::new(), encode_overtaken(&names))
}
