//! The vault's own stored shapes, version 1: header, root, journal entry.
//!
//! It seals and opens nothing. The keyring and the frame around an entry have fixed layouts and are
//! written where they are used; `docs/format-vault.md` holds all of them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::codec::wire::{self, Malformed, Run};
use crate::domain::audit::{Act, Event};

/// The schema number written first in every shape of this file.
pub const SCHEMA: u8 = 1;

/// What is known of a record without its body.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`SCHEMA`].
    pub schema: u8,
    /// The letter of the record's shelf.
    pub shelf: u8,
    /// The record's id on its shelf.
    pub id: [u8; 16],
    /// 1 for the first, one more for every change.
    pub version: u64,
    /// The folder whose key seals the body; `None` for the office's own key.
    pub folder: Option<[u8; 16]>,
    /// How many chunks the body has.
    pub chunks: u32,
    /// The length of the body in bytes, before padding.
    pub body_len: u64,
    /// BLAKE3 of the tags of all chunks in order.
    pub body_mac: [u8; 32],
    /// The caller's own bytes, for lists.
    pub head: Run,
}

/// What the whole store must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// [`SCHEMA`].
    pub schema: u8,
    /// The vault.
    pub vault: [u8; 16],
    /// The epoch.
    pub epoch: u32,
    /// The number of the last frame that is in the index.
    pub seq: u64,
    /// The head of that frame.
    pub head: [u8; 32],
    /// How many records there are: headers and folder keys.
    pub records: u64,
    /// The sum over all of them.
    pub acc: [u8; 32],
    /// The generation of the keyring.
    pub keyring: u64,
}

/// One entry of the journal, as it lies sealed in its frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// [`SCHEMA`].
    pub schema: u8,
    /// The account whose signature stands under the frame.
    pub signer: [u8; 16],
    /// The epoch the frame was written in.
    pub epoch: u32,
    /// The generation of the keyring then.
    pub keyring: u64,
    /// How many records there are once the frame's writes are in.
    pub records: u64,
    /// The sum over them.
    pub acc: [u8; 32],
    /// What was done, unless the frame only carries records into a new epoch.
    pub event: Option<EventShape>,
}

/// An event; its detail may be sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventShape {
    at: i64,
    actor: [u8; 16],
    act: u16,
    number: u64,
    id: Option<[u8; 16]>,
    subject: Option<[u8; 16]>,
    /// The detail.
    pub detail: Detail,
}

/// The words of an event.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// As they are.
    Plain(String),
    /// Sealed under the key of the folder that is the event's subject.
    Sealed(Vec<u8>),
}

impl fmt::Debug for Detail {
    /// Says how much there is, never what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Detail::Plain(words) => write!(f, "Plain({} bytes)", words.len()),
            Detail::Sealed(sealed) => write!(f, "Sealed({} bytes)", sealed.len()),
        }
    }
}

impl EventShape {
    /// Takes an event, with its detail as it shall be stored.
    #[must_use]
    pub fn of(event: &Event, detail: Detail) -> EventShape {
        let (act, number, id) = numbers(event.act);
        EventShape {
            at: event.at,
            actor: event.actor,
            act,
            number,
            id,
            subject: event.subject,
            detail,
        }
    }

    /// Gives the folder or record that the event is about.
    #[must_use]
    pub fn subject(&self) -> Option<[u8; 16]> {
        self.subject
    }

    /// Gives the event back, with the words that its detail turned out to hold.
    pub fn event(&self, detail: String) -> Result<Event, Malformed> {
        Ok(Event {
            at: self.at,
            actor: self.actor,
            act: act(self.act, self.number, self.id)?,
            subject: self.subject,
            detail,
        })
    }
}

/// Reads a header.
pub fn header(bytes: &[u8]) -> Result<Header, Malformed> {
    wire::decode(bytes).and_then(|it: Header| known(it.schema, it))
}

/// Reads a root.
pub fn root(bytes: &[u8]) -> Result<Root, Malformed> {
    wire::decode(bytes).and_then(|it: Root| known(it.schema, it))
}

/// Reads an entry.
pub fn entry(bytes: &[u8]) -> Result<Entry, Malformed> {
    wire::decode(bytes).and_then(|it: Entry| known(it.schema, it))
}

/// Tells whether these bytes, whose seal holds, are a shape that a newer program wrote.
#[must_use]
pub fn is_newer(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|schema| *schema > SCHEMA)
}

fn known<T>(schema: u8, value: T) -> Result<T, Malformed> {
    if schema == SCHEMA {
        Ok(value)
    } else {
        Err(Malformed)
    }
}

/// The acts that carry nothing, with their numbers. A number is never given twice.
const PLAIN: &[(u16, Act)] = &[
    (1, Act::Init),
    (2, Act::Unlock),
    (4, Act::StaffAdded),
    (5, Act::StaffChanged),
    (6, Act::StaffLeft),
    (7, Act::PassphraseChanged),
    (8, Act::Recovered),
    (9, Act::SettingChanged),
    (20, Act::CaseWritten),
    (21, Act::CaseRead),
    (22, Act::NotesWritten),
    (23, Act::ConsentGiven),
    (24, Act::ConsentWithdrawn),
    (25, Act::LegalWritten),
    (26, Act::NotASecret),
    (41, Act::Sent),
    (42, Act::Collected),
    (43, Act::Refused),
    (44, Act::CardKept),
    (45, Act::CardVerified),
    (46, Act::CardRevoked),
    (60, Act::Printed),
    (61, Act::Exported),
    (62, Act::Imported),
    (63, Act::Erased),
    (64, Act::Rebuilt),
    (65, Act::BackedUp),
];
const FAILED_UNLOCKS: u16 = 3;
const HANDOVER: u16 = 40;

fn numbers(act: Act) -> (u16, u64, Option<[u8; 16]>) {
    match act {
        Act::FailedUnlocks(count) => (FAILED_UNLOCKS, count, None),
        Act::Handover { code, id } => (HANDOVER, code.into(), Some(id)),
        plain => {
            let row = PLAIN.iter().find(|(_, it)| *it == plain);
            let (number, _) = row.expect("a test holds every plain act to a row");
            (*number, 0, None)
        }
    }
}

fn act(code: u16, number: u64, id: Option<[u8; 16]>) -> Result<Act, Malformed> {
    match (code, number, id) {
        (FAILED_UNLOCKS, count, None) => Ok(Act::FailedUnlocks(count)),
        (HANDOVER, kind, Some(id)) => {
            let code = u16::try_from(kind).map_err(|_| Malformed)?;
            Ok(Act::Handover { code, id })
        }
        (plain, 0, None) => {
            let row = PLAIN.iter().find(|(it, _)| *it == plain);
            row.map(|(_, act)| *act).ok_or(Malformed)
        }
        _ => Err(Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every act; a new one does not compile until it stands here.
    fn every_act() -> Vec<Act> {
        let mut acts: Vec<Act> = PLAIN.iter().map(|(_, act)| *act).collect();
        acts.push(Act::FailedUnlocks(7));
        acts.push(Act::Handover {
            code: 3,
            id: [9; 16],
        });
        for act in &acts {
            match act {
                Act::Init | Act::Unlock | Act::FailedUnlocks(_) | Act::StaffAdded => (),
                Act::StaffChanged | Act::StaffLeft | Act::PassphraseChanged => (),
                Act::Recovered | Act::SettingChanged | Act::CaseWritten | Act::CaseRead => (),
                Act::NotesWritten | Act::ConsentGiven | Act::ConsentWithdrawn => (),
                Act::NotASecret => (),
                Act::LegalWritten | Act::Handover { .. } | Act::Sent | Act::Collected => (),
                Act::Refused | Act::CardKept | Act::CardVerified | Act::CardRevoked => (),
                Act::Printed | Act::Exported | Act::Imported | Act::Erased => (),
                Act::Rebuilt | Act::BackedUp => (),
            }
        }
        acts
    }

    #[test]
    fn every_act_has_one_number_and_comes_back() {
        let acts = every_act();
        assert_eq!(acts.len(), 29, "an act without a row in PLAIN");
        let mut codes: Vec<u16> = acts.iter().map(|act| numbers(*act).0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), acts.len());
        for it in acts {
            let (code, number, id) = numbers(it);
            assert_eq!(act(code, number, id), Ok(it));
        }
    }

    #[test]
    fn numbers_that_mean_nothing_are_refused() {
        for (code, number, id) in [
            (0, 0, None),
            (1, 1, None),
            (1, 0, Some([0; 16])),
            (FAILED_UNLOCKS, 1, Some([0; 16])),
            (HANDOVER, 1, None),
            (HANDOVER, 70_000, Some([0; 16])),
            (u16::MAX, 0, None),
        ] {
            assert_eq!(act(code, number, id), Err(Malformed));
        }
    }

    #[test]
    fn another_schema_is_refused() {
        let mut root = Root {
            schema: SCHEMA,
            vault: [1; 16],
            epoch: 2,
            seq: 3,
            head: [4; 32],
            records: 5,
            acc: [6; 32],
            keyring: 7,
        };
        assert_eq!(super::root(&wire::encode(&root)), Ok(root.clone()));
        root.schema = 2;
        assert_eq!(super::root(&wire::encode(&root)), Err(Malformed));
    }
}
