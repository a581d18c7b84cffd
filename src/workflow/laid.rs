//! The parcels of this office that lie in the shared folder, or may come to lie there: so much of each as it takes to have
//! it taken away again. What is about to be put is written down before.
//!
//! It takes nothing away, and knows nothing of a parcel but its name and what may forbid it. A parcel that the other office
//! is known to have taken in is of no interest to it; of one that nobody answered for, that is known only of what was in it.

use std::collections::BTreeSet;

use crate::codec::v1_entry::{LaidParcel, LaidReach, LaidStand, decode_laid, encode_laid};
use crate::domain::audit::{Act as Deed, PROGRAM};
use crate::domain::id::{HandoverId, OfficeId};
use crate::exchange::naming::Name as ParcelName;
use crate::vault::{Change, Draft, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Part, Reach, entry_name, if_readable};
use crate::workflow::overtaken::{Fate, Telling};
use crate::workflow::post::Extent;
use crate::workflow::problem::Problem;
use crate::workflow::remark::{Plain, Remark};
use crate::workflow::send::Handed;
use zeroize::Zeroizing;

/// The most parcels of a handover that are known; the oldest fall away.
const MOST: usize = 256;

/// For how long after a parcel was sealed it may come to lie in the shared folder, in milliseconds: as long as a process
/// that hangs while putting is likely to live.
const MAY_COME_MS: u64 = 7 * 86_400_000;

impl Desk {
    /// The change that keeps what is known of a parcel.
    pub(crate) fn laying(&self, handed: &Handed, stand: LaidStand) -> Result<Change, Problem> {
        let now = laid_as(handed, stand);
        let mut all = self.laid_as_far_as_read(handed.id)?;
        all.retain(|it| it.name != now.name);
        all.push(now);
        Ok(laid_change(handed.id, all))
    }

    /// Writes down, before a parcel is put, that it may come to lie there: should the process end before anybody knows what
    /// became of it, whoever opens the store next knows its name. It is no line of the journal: nothing was done yet.
    pub(crate) fn note_going(&mut self, handed: &Handed) -> Result<(), Problem> {
        let all = [laid_as(handed, unanswered(handed))];
        Ok(self.vault.keep_draft(Draft {
            name: going_name(handed.id, &handed.name),
            // It outlives what is erased of the handover: it says nothing of it.
            folder: None,
            body: Zeroizing::new(encode_laid(&all)),
        })?)
    }

    /// Forgets that, once it is known what became of it, and kept.
    pub(crate) fn forget_going(
        &mut self,
        handover: HandoverId,
        name: &ParcelName,
    ) -> Result<(), Problem> {
        Ok(self.vault.drop_draft(&going_name(handover, name))?)
    }

    /// Remembers, whoever opens the store next, that nobody knows whether a parcel was put or will be yet.
    pub(crate) fn keep_unanswered(&mut self, handed: Handed) -> Result<(), Problem> {
        let (id, name) = (handed.id, handed.name);
        let change = self.laying(&handed, unanswered(&handed));
        let mut event = self.event_of_program(Deed::Sent, Some(id.to_bytes()));
        event.detail = Remark::Plain(Plain::Unanswered).code();
        self.unanswered.push(handed);
        self.vault.commit(&[change?], &event)?;
        self.forget_going(id, &name)
    }

    /// Takes up what an earlier opening, or another process, gave up while it was being put.
    pub(crate) fn recall_unanswered(&mut self) -> Result<(), Problem> {
        self.recall_going()?;
        for id in self.handover_ids()? {
            for it in self.laid_as_far_as_read(id)? {
                let Some(handed) = handed_again(id, it) else {
                    continue;
                };
                let is_known = self.unanswered.iter().any(|it| it.name == handed.name);
                if !is_known && self.may_come_yet(&handed.name) {
                    self.unanswered.push(handed);
                }
            }
        }
        Ok(())
    }

    /// Keeps what a process that ended was putting when nobody could write any more what became of it.
    fn recall_going(&mut self) -> Result<(), Problem> {
        for key in self.vault.draft_names()? {
            let Some(id) = going_of(&key) else {
                continue;
            };
            let found = self.vault.draft(&key)?;
            let going = found.and_then(|it| decode_laid(&it.body).ok());
            let is_here = self.handover_ids()?.contains(&id);
            for it in going.unwrap_or_default() {
                let laid = self.laid_as_far_as_read(id)?;
                let is_kept = laid.iter().any(|kept| kept.name == it.name);
                if let Some(handed) = handed_again(id, it).filter(|_| is_here && !is_kept) {
                    self.keep_unanswered(handed)?;
                }
            }
            self.vault.drop_draft(&key)?;
        }
        Ok(())
    }

    /// Asks no more of what the other office says it holds: it came, and nothing of it is new. It may have come by another
    /// parcel, so this one is still `sought` once it may not lie there.
    pub(crate) fn drop_what_came(&mut self) -> Result<(), Problem> {
        let mut left = Vec::new();
        for it in std::mem::take(&mut self.unanswered) {
            let came = it.extent == Extent::New && it.own <= self.seen_of(it.id)?;
            if !came {
                left.push(it);
            }
        }
        self.unanswered = left;
        Ok(())
    }

    /// How many entries of this office the other one says that it holds.
    fn seen_of(&self, handover: HandoverId) -> Result<u32, Problem> {
        let folder = if_readable(self.folder(handover))?;
        Ok(folder.map_or(0, |it| {
            let theirs = it.dossier.log(it.record.side.other());
            theirs.last().map_or(0, |it| it.envelope.seen.count)
        }))
    }

    /// What may not lie in the shared folder and may come to lie there yet: it did not when it was to be taken away, or the
    /// other office holds what was in it, and nobody knows by which parcel.
    pub(crate) fn sought(&self, handover: HandoverId) -> Result<Vec<ParcelName>, Problem> {
        let mut sought = Vec::new();
        for it in self.laid_of(handover)? {
            let Ok(name) = ParcelName::parse(&it.name) else {
                continue;
            };
            if self.may_come_yet(&name) && self.is_sought(handover, &it)? {
                sought.push(name);
            }
        }
        Ok(sought)
    }

    fn is_sought(&self, handover: HandoverId, laid: &LaidParcel) -> Result<bool, Problem> {
        match &laid.stand {
            LaidStand::Lies => Ok(false),
            LaidStand::Sought => Ok(true),
            // Until then it is asked about as what is `unanswered`, and told where it is forbidden.
            LaidStand::Unanswered { words, content } => {
                let came = laid.reach == LaidReach::New && laid.own <= self.seen_of(handover)?;
                let told = told_by(words, content);
                Ok(came && !self.may_leave(handover, Extent::Everything, &told)?)
            }
        }
    }

    /// What lies there for this office, as far as it is not known to have been taken in.
    pub(crate) fn lying_for(
        &self,
        peer: OfficeId,
        handover: HandoverId,
    ) -> Result<Vec<ParcelName>, Problem> {
        let laid = self.laid_as_far_as_read(handover)?;
        if laid.is_empty() {
            return Ok(Vec::new());
        }
        let seen = self.seen_of(handover)?;
        let taken_in = |it: &LaidParcel| it.reach == LaidReach::New && it.own <= seen;
        let lying = laid.into_iter();
        let lying = lying.filter(|it| it.stand == LaidStand::Lies && !taken_in(it));
        let names = lying.filter_map(|it| ParcelName::parse(&it.name).ok());
        Ok(names.filter(|it| it.recipient() == peer).collect())
    }

    /// Whether a parcel was put where the other office collects.
    pub(crate) fn lay_there(
        &self,
        handover: HandoverId,
        name: &ParcelName,
    ) -> Result<bool, Problem> {
        let name = name.to_string();
        let laid = self.laid_as_far_as_read(handover)?;
        let mut lying = laid.iter().filter(|it| it.stand == LaidStand::Lies);
        Ok(lying.any(|it| it.name == name))
    }

    /// The change after which nothing is known of a parcel, or only that it is sought; none where that changes nothing.
    pub(crate) fn forgetting(
        &self,
        handover: HandoverId,
        name: &ParcelName,
        sought: Option<LaidStand>,
    ) -> Result<Option<Change>, Problem> {
        let name = name.to_string();
        let mut all = self.laid_as_far_as_read(handover)?;
        let before = all.len();
        all.retain(|it| it.name != name);
        if all.len() == before && sought.is_none() {
            return Ok(None);
        }
        all.extend(sought.map(|stand| LaidParcel {
            name,
            own: 0,
            reach: LaidReach::New,
            stand,
        }));
        Ok(Some(laid_change(handover, all)))
    }

    fn may_come_yet(&self, name: &ParcelName) -> bool {
        let now = u64::try_from(self.outside.now_ms()).unwrap_or(0);
        now.saturating_sub(name.ms()) < MAY_COME_MS
    }

    fn laid_of(&self, handover: HandoverId) -> Result<Vec<LaidParcel>, Problem> {
        match self.vault.read(entry_name(handover, Part::Laid))? {
            Some(kept) => decode_laid(&kept.body).map_err(|_| Problem::Unreadable),
            None => Ok(Vec::new()),
        }
    }

    /// What cannot be read names nothing any more, and keeps nothing from being sent.
    fn laid_as_far_as_read(&self, handover: HandoverId) -> Result<Vec<LaidParcel>, Problem> {
        match self.laid_of(handover) {
            Err(why) if Reach::of(&why) == Reach::Handover => Ok(Vec::new()),
            laid => laid,
        }
    }
}

/// What a parcel that nobody answered for tells of the person.
fn told_by(words: &[[u8; 32]], content: &[(u16, u16)]) -> BTreeSet<Telling> {
    let words = words.iter().copied().map(Telling::Words);
    let content = content
        .iter()
        .map(|(no, part)| Telling::Content(*no, *part));
    words.chain(content).collect()
}

fn laid_as(handed: &Handed, stand: LaidStand) -> LaidParcel {
    LaidParcel {
        name: handed.name.to_string(),
        own: handed.own,
        reach: match handed.extent {
            Extent::New => LaidReach::New,
            Extent::Everything => LaidReach::Everything,
        },
        stand,
    }
}

fn unanswered(handed: &Handed) -> LaidStand {
    let (mut words, mut content) = (Vec::new(), Vec::new());
    for one in &handed.telling {
        match one {
            Telling::Words(digest) => words.push(*digest),
            Telling::Content(offer, part) => content.push((*offer, *part)),
        }
    }
    LaidStand::Unanswered { words, content }
}

/// What was handed to a courier nobody waits for any more, as it was kept; none of what stands otherwise.
fn handed_again(id: HandoverId, it: LaidParcel) -> Option<Handed> {
    let name = ParcelName::parse(&it.name).ok()?;
    let LaidStand::Unanswered { words, content } = it.stand else {
        return None;
    };
    Some(Handed {
        id,
        name,
        extent: match it.reach {
            LaidReach::New => Extent::New,
            LaidReach::Everything => Extent::Everything,
        },
        telling: told_by(&words, &content),
        asked: None,
        fate: Fate::MayLie,
        own: it.own,
        version: None,
    })
}

/// It lies among the drafts, as one of nobody's.
fn going_name(handover: HandoverId, name: &ParcelName) -> Vec<u8> {
    let name = name.to_string();
    [&PROGRAM[..], &handover.to_bytes(), name.as_bytes()].concat()
}

fn going_of(key: &[u8]) -> Option<HandoverId> {
    let (handover, _) = key.strip_prefix(&PROGRAM)?.split_first_chunk()?;
    Some(HandoverId::from_bytes(*handover))
}

fn laid_change(handover: HandoverId, mut all: Vec<LaidParcel>) -> Change {
    all.drain(..all.len().saturating_sub(MOST));
    let name = entry_name(handover, Part::Laid);
    put(name, Under::Office, Vec::new(), encode_laid(&all))
}
