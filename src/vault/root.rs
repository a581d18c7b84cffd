//! The root: one sealed value in the index that says what the whole index must be.
//!
//! It judges nothing; the opening of the vault compares it with the journal.

use zeroize::Zeroizing;

use crate::codec::{v1_vault, wire};
use crate::crypto::Forged;
use crate::vault::backend::Write;
use crate::vault::keys::Keys;
use crate::vault::layout::{pad, unpad};
use crate::vault::record::{self, Sum};

pub use crate::codec::v1_vault::Root;

const STEP: usize = 256;

/// Where the store stands: the last frame, and the sum of the records after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The number of the last frame; 0 before the first.
    pub seq: u64,
    /// The head of the chain.
    pub head: [u8; 32],
    /// The sum over all records.
    pub sum: Sum,
}

/// Seals the root that says: this is what the index must be.
#[must_use]
pub fn seal(keys: &Keys, tip: &Tip, keyring: u64) -> Write {
    let root = Root {
        schema: v1_vault::SCHEMA,
        vault: keys.vault,
        epoch: keys.epoch,
        seq: tip.seq,
        head: tip.head,
        records: tip.sum.records,
        acc: tip.sum.acc,
        keyring,
    };
    let key = record::root_key();
    let plain = Zeroizing::new(pad(&wire::encode(&root), STEP));
    let value = Some(record::seal(keys, &keys.root, &key, b"", &plain));
    Write { key, value }
}

/// Opens the root.
pub fn open(keys: &Keys, value: &[u8]) -> Result<Root, Forged> {
    let plain = record::open(keys, &keys.root, &record::root_key(), b"", value)?;
    let bytes = unpad(&plain).ok_or(Forged)?;
    v1_vault::root(bytes).map_err(|_| Forged)
}
