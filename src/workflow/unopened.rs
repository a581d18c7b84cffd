//! Parcels nobody opened: what the last round found lying in the shared folder of offices whose card counts no more, and of
//! offices without a card, so that it is told until it is opened or gone.
//!
//! It opens nothing, and knows of a parcel only whom it names as its sender.

use std::collections::BTreeMap;

use crate::codec::v1::Unreadable;
use crate::codec::v1_unopened::{UnopenedRecord, decode_unopened, encode_unopened};
use crate::domain::alert::{Alert, Distrusted, of_unopened};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::id::OfficeId;
use crate::exchange::parcel::Standing;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::office::peer_name;
use crate::workflow::post::{Refused, SyncReport};
use crate::workflow::problem::{Problem, TransportError};
use crate::workflow::remark::{Plain, Remark};

const UNOPENED: Name = Name {
    shelf: Shelf::Setting,
    id: *b"unopened\0\0\0\0\0\0\0\0",
};

/// The most offices of which it is remembered; whoever can write into the folder could name any number of them.
const MOST: usize = 8;

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
        now.truncate(MOST);
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
        self.vault.commit(&[unopened_change(&now)], &event)?;
        Ok(())
    }

    /// What lies unopened today, office by office: the next round opens what is of an office whose card counts again.
    pub(crate) fn lies_unopened(&self) -> Result<Vec<(OfficeId, Alert)>, Problem> {
        let known = match self.known_unopened() {
            Err(Problem::Newer) => return Ok(Vec::new()),
            known => known?,
        };
        let told = known.into_iter().filter_map(|it| {
            let distrusted = match self.known(&it.from).map(|it| it.standing) {
                Some(Standing::Revoked) => Distrusted::Revoked,
                Some(Standing::Received) => return None,
                None => Distrusted::NoCard,
            };
            let alert = of_unopened(it.from, distrusted, it.parcels, it.since);
            Some((it.from, alert))
        });
        Ok(told.collect())
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

#[cfg(test)]
mod tests {
    use super::*;

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
