//! Parcels nobody opened: what the last round found lying in the shared folder of offices whose card counts no more, and of
//! offices without a card, so that it is told until it is opened or gone, or somebody asked and it is not theirs.
//!
//! It opens nothing, takes nothing away, and knows of a parcel only whom it names as its sender.

use std::collections::BTreeMap;

use crate::codec::v1::Unreadable;
use crate::codec::v1_unopened::{
    AskedRecord, UnopenedRecord, decode_asked, decode_unopened, encode_asked, encode_unopened,
};
use crate::domain::alert::{Alert, Distrusted, of_unopened};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::handover::permit::Step;
use crate::domain::id::OfficeId;
use crate::exchange::parcel::Standing;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::desk::{Desk, pick, put};
use crate::workflow::office::peer_name;
use crate::workflow::post::{Refused, SyncReport};
use crate::workflow::problem::{Problem, Thing, TransportError};
use crate::workflow::remark::{Plain, Remark};

const UNOPENED: Name = Name {
    shelf: Shelf::Setting,
    id: *b"unopened\0\0\0\0\0\0\0\0",
};

const ASKED: Name = Name {
    shelf: Shelf::Setting,
    id: *b"unopened-asked\0\0",
};

/// The most offices of which it is remembered that nobody asked; whoever can write into the folder could name any number of them.
const MOST: usize = 8;

/// An office in whose name parcels lie unopened, and how many somebody saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lying {
    /// The office.
    pub from: OfficeId,
    /// How many.
    pub parcels: u32,
}

/// Whether a round saw all that lay there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Saw {
    /// It did.
    All,
    /// The folder did not give some of it.
    Some,
}

impl Desk {
    /// Remembers what a round found and did not open, once it has looked at all that lay there. What a newer program
    /// wrote of it is left alone.
    pub(crate) fn note_unopened(&mut self, report: &SyncReport) -> Result<(), Problem> {
        let known = match self.known_unopened() {
            Err(Problem::Newer) => return Ok(()),
            known => known?,
        };
        let asked = self.asked_here()?;
        // A file that is too long or damaged hides no other.
        let told = [TransportError::TooLarge, TransportError::Changed];
        let ungiven = |it: &Refused| match it {
            Refused::Transport(why) => !told.contains(why),
            _ => false,
        };
        let saw = match report.refused.iter().any(ungiven) {
            true => Saw::Some,
            false => Saw::All,
        };
        let mut now = after(&known, &report.unopened, saw, self.today());
        now.sort_by_key(|it| self.known(&it.from).is_none());
        let now = no_more_than(MOST, now, &asked);
        if now == known {
            return Ok(());
        }
        let fresh: Vec<_> = now.iter().filter(|it| !known.contains(it)).collect();
        let gone = known.iter();
        let gone: Vec<_> = gone.filter(|it| lacks(&now, it.from)).collect();
        let (deed, told) = match fresh.is_empty() {
            true => (Deed::Collected, Plain::UnopenedGone),
            false => (Deed::Refused, Plain::Unopened),
        };
        let about = match (&fresh[..], &gone[..]) {
            ([one], []) | ([], [one]) => Some(peer_name(one.from).id),
            _ => None,
        };
        let mut event = self.event_of_program(deed, about);
        event.detail = Remark::Plain(told).code();
        let mut changes = vec![unopened_change(&now)];
        let still = still_asked(&asked, &now, saw);
        changes.extend((still != asked).then(|| asked_change(&still)));
        self.vault.commit(&changes, &event)?;
        Ok(())
    }

    /// The office in whose name parcels lie unopened, by its name, number or the beginning of its id, with how many they are.
    ///
    /// # Errors
    /// `Missing` where none is meant, or several.
    pub fn find_unopened(&self, typed: &str) -> Result<Lying, Problem> {
        self.right(Step::Read)?;
        let told = self.told_unopened()?;
        let all: Vec<_> = told.iter().map(|(it, _)| it.from).collect();
        let by_card = self.find_peer(typed).ok().filter(|it| all.contains(it));
        let from = match by_card {
            Some(from) => from,
            None => pick(typed, &all, Thing::Parcel)?,
        };
        let found = told.iter().find(|(it, _)| it.from == from);
        let parcels = found.map_or(0, |(it, _)| it.parcels);
        Ok(Lying { from, parcels })
    }

    /// Records that somebody asked whom the parcels name as their sender, and they did not send them, or that it is no office
    /// anybody here knows: so many are told no more until there are more. They stay where they lie, and are opened like any
    /// other once the card counts.
    ///
    /// # Errors
    /// `Missing` where nothing of it is told.
    pub fn not_sent(&mut self, seen: Lying) -> Result<(), Problem> {
        self.right(Step::Offer)?;
        let told = self.told_unopened()?;
        let lying = told.iter().find(|(it, _)| it.from == seen.from);
        let (lying, _) = lying.ok_or(Problem::Missing(Thing::Parcel))?;
        let mut asked = self.known_asked()?;
        asked.retain(|it| it.from != seen.from);
        asked.push(AskedRecord {
            from: seen.from,
            parcels: seen.parcels.min(lying.parcels),
            on: self.today(),
            by: self.me.id,
        });
        let mut event = self.event(Deed::Refused, Some(peer_name(seen.from).id));
        event.detail = Remark::Plain(Plain::NotSent).code();
        self.vault.commit(&[asked_change(&asked)], &event)?;
        Ok(())
    }

    /// What lies unopened today, office by office: the next round opens what is of an office whose card counts again.
    pub(crate) fn lies_unopened(&self) -> Result<Vec<(OfficeId, Alert)>, Problem> {
        let told = match self.told_unopened() {
            Err(Problem::Newer) => return Ok(Vec::new()),
            told => told?,
        };
        let alert = |(it, why): (UnopenedRecord, Distrusted)| {
            let alert = of_unopened(it.from, why, it.parcels, it.since);
            (it.from, alert)
        };
        Ok(told.into_iter().map(alert).collect())
    }

    /// What is told, and why nobody opened it: not what somebody asked about, while it is no more than that.
    fn told_unopened(&self) -> Result<Vec<(UnopenedRecord, Distrusted)>, Problem> {
        let asked = self.asked_here()?;
        let settled = |it: &UnopenedRecord| {
            let mut of_it = asked.iter().filter(|asked| asked.from == it.from);
            of_it.any(|asked| it.parcels <= asked.parcels)
        };
        let known = self.known_unopened()?.into_iter();
        let told = known.filter(|it| !settled(it)).filter_map(|it| {
            let distrusted = match self.known(&it.from).map(|it| it.standing) {
                Some(Standing::Revoked) => Distrusted::Revoked,
                Some(Standing::Received) => return None,
                None => Distrusted::NoCard,
            };
            Some((it, distrusted))
        });
        Ok(told.collect())
    }

    /// Who was asked. What nobody can read any more is as if nobody had been: it is told again.
    fn known_asked(&self) -> Result<Vec<AskedRecord>, Problem> {
        let Some(stored) = self.vault.read(ASKED)? else {
            return Ok(Vec::new());
        };
        match decode_asked(&stored.body) {
            Ok(asked) => Ok(asked),
            Err(Unreadable::Newer { .. }) => Err(Problem::Newer),
            Err(_) => Ok(Vec::new()),
        }
    }

    /// The same, where what a newer program wrote tells nothing.
    fn asked_here(&self) -> Result<Vec<AskedRecord>, Problem> {
        match self.known_asked() {
            Err(Problem::Newer) => Ok(Vec::new()),
            asked => asked,
        }
    }

    /// What nobody can read any more is as if nothing was known: the next round finds it again.
    fn known_unopened(&self) -> Result<Vec<UnopenedRecord>, Problem> {
        let Some(stored) = self.vault.read(UNOPENED)? else {
            return Ok(Vec::new());
        };
        match decode_unopened(&stored.body) {
            Ok(known) => Ok(known),
            Err(Unreadable::Newer { .. }) => Err(Problem::Newer),
            Err(_) => Ok(Vec::new()),
        }
    }
}

/// What is known after a round that found a parcel of each of these, in the order it was first found.
fn after(
    known: &[UnopenedRecord],
    found: &[OfficeId],
    saw: Saw,
    today: Day,
) -> Vec<UnopenedRecord> {
    let mut counts: BTreeMap<OfficeId, u32> = BTreeMap::new();
    for from in found {
        *counts.entry(*from).or_default() += 1;
    }
    let mut all = Vec::new();
    for it in known {
        match (counts.remove(&it.from), saw) {
            (Some(parcels), _) => all.push(UnopenedRecord { parcels, ..*it }),
            (None, Saw::Some) => all.push(*it),
            (None, Saw::All) => {}
        }
    }
    let since = today;
    let fresh = counts.into_iter();
    all.extend(fresh.map(|(from, parcels)| UnopenedRecord {
        from,
        since,
        parcels,
    }));
    all
}

/// Who was asked of what lies there still. Where some of it is gone, what comes in its place is told.
fn still_asked(asked: &[AskedRecord], now: &[UnopenedRecord], saw: Saw) -> Vec<AskedRecord> {
    let still = asked.iter().filter_map(|it| {
        let lying = now.iter().find(|lying| lying.from == it.from)?;
        let parcels = match saw {
            Saw::All => it.parcels.min(lying.parcels),
            Saw::Some => it.parcels,
        };
        Some(AskedRecord { parcels, ..*it })
    });
    still.collect()
}

/// The first of them, so many as nobody asked about; who was asked stays known, or it would be told again.
fn no_more_than(
    most: usize,
    mut all: Vec<UnopenedRecord>,
    asked: &[AskedRecord],
) -> Vec<UnopenedRecord> {
    let mut told = 0;
    all.retain(|it| {
        let answered = asked.iter().any(|asked| asked.from == it.from);
        told += usize::from(!answered);
        answered || told <= most
    });
    all
}

fn lacks(all: &[UnopenedRecord], from: OfficeId) -> bool {
    all.iter().all(|it| it.from != from)
}

fn unopened_change(all: &[UnopenedRecord]) -> Change {
    if all.is_empty() {
        return Change::Remove {
            name: UNOPENED,
            expect: Expect::Any,
        };
    }
    put(UNOPENED, Under::Office, Vec::new(), encode_unopened(all))
}

fn asked_change(all: &[AskedRecord]) -> Change {
    if all.is_empty() {
        return Change::Remove {
            name: ASKED,
            expect: Expect::Any,
        };
    }
    put(ASKED, Under::Office, Vec::new(), encode_asked(all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::StaffId;

    #[test]
    fn who_was_asked_is_forgotten_with_what_is_gone_and_what_comes_in_its_place_counts_anew() {
        let asked = |byte, parcels| AskedRecord {
            from: OfficeId::from_bytes([byte; 32]),
            parcels,
            on: day(3),
            by: StaffId::from_bytes([7; 16]),
        };
        let all = [asked(1, 2), asked(2, 1)];
        for (now, saw, expected) in [
            (vec![], Saw::All, vec![]),
            (vec![of(1, 3, 2), of(2, 4, 5)], Saw::All, all.to_vec()),
            (vec![of(1, 3, 1)], Saw::All, vec![asked(1, 1)]),
            (vec![of(1, 3, 1)], Saw::Some, vec![asked(1, 2)]),
        ] {
            assert_eq!(still_asked(&all, &now, saw), expected);
        }
    }

    #[test]
    fn offices_that_were_asked_about_take_nobodys_place() {
        let all = [1, 2, 3, 4, 5].map(|byte| of(byte, 3, 1));
        let asked = [1, 3].map(|byte| AskedRecord {
            from: OfficeId::from_bytes([byte; 32]),
            parcels: 1,
            on: day(3),
            by: StaffId::from_bytes([7; 16]),
        });
        let told = |most, asked: &[AskedRecord]| {
            let left = no_more_than(most, all.to_vec(), asked).into_iter();
            left.map(|it| it.from.to_bytes()[0]).collect::<Vec<_>>()
        };
        assert_eq!(told(2, &[]), [1, 2]);
        assert_eq!(told(2, &asked), [1, 2, 3, 4]);
        assert_eq!(told(0, &asked), [1, 3]);
    }

    fn day(day: u8) -> Day {
        Day::from_ymd(2026, 11, day).unwrap()
    }

    fn of(byte: u8, since: u8, parcels: u32) -> UnopenedRecord {
        UnopenedRecord {
            from: OfficeId::from_bytes([byte; 32]),
            since: day(since),
            parcels,
        }
    }

    #[test]
    fn what_lies_there_still_keeps_its_day_and_what_is_gone_goes_unless_the_folder_gave_less() {
        let office = |byte| OfficeId::from_bytes([byte; 32]);
        let known = [of(1, 3, 1), of(2, 4, 2)];
        for (found, saw, expected) in [
            (vec![], Saw::All, vec![]),
            (vec![], Saw::Some, known.to_vec()),
            (vec![office(2)], Saw::All, vec![of(2, 4, 1)]),
            (vec![office(2)], Saw::Some, vec![of(1, 3, 1), of(2, 4, 1)]),
            (
                vec![office(3), office(1), office(3)],
                Saw::All,
                vec![of(1, 3, 1), of(3, 9, 2)],
            ),
        ] {
            assert_eq!(after(&known, &found, saw, day(9)), expected);
        }
    }
}
