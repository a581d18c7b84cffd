//! The head kept outside the vault: whoever puts older files back into the vault is noticed by it.
//!
//! Who can write both places can roll both back; then only another office can tell.

use crate::crypto::digest;
use crate::vault::keys::Keys;
use crate::vault::layout::Layout;

const MAGIC: &[u8; 8] = b"TASUKIH\x01";

/// What was seen last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The vault.
    pub vault: [u8; 16],
    /// Its epoch.
    pub epoch: u32,
    /// The number of its last frame.
    pub seq: u64,
    /// The head of its chain.
    pub head: [u8; 32],
    /// The generation of its keyring.
    pub keyring: u64,
}

/// What stands in the outside file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Testimony {
    /// A head of this vault.
    Holds(Witness),
    /// A head of another vault.
    Foreign,
    /// Nothing that can be believed.
    Spoilt,
}

impl Witness {
    /// Lays the head out, vouched for.
    #[must_use]
    pub fn to_bytes(self, keys: &Keys) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.vault);
        bytes.extend(self.epoch.to_be_bytes());
        bytes.extend(self.seq.to_be_bytes());
        bytes.extend(self.head);
        bytes.extend(self.keyring.to_be_bytes());
        bytes.extend(digest::keyed(&keys.witness, &[&bytes]));
        bytes
    }
}

/// Reads what [`Witness::to_bytes`] laid out.
#[must_use]
pub fn read(keys: &Keys, bytes: &[u8]) -> Testimony {
    match (parse(keys, bytes), bytes.get(8..24)) {
        (Some(witness), _) => Testimony::Holds(witness),
        (None, Some(vault)) if bytes.starts_with(MAGIC) && vault != keys.vault => {
            Testimony::Foreign
        }
        (None, _) => Testimony::Spoilt,
    }
}

fn parse(keys: &Keys, bytes: &[u8]) -> Option<Witness> {
    let (told, mac) = bytes.split_last_chunk::<32>()?;
    let expected = digest::keyed(&keys.witness, &[told]);
    if !same(&expected, mac) || !told.starts_with(MAGIC) {
        return None;
    }
    let mut layout = Layout(&told[MAGIC.len()..]);
    let witness = Witness {
        vault: layout.array()?,
        epoch: layout.u32()?,
        seq: layout.u64()?,
        head: layout.array()?,
        keyring: layout.u64()?,
    };
    layout.end()?;
    (witness.vault == keys.vault).then_some(witness)
}

/// Compares in a time that does not depend on where two codes differ.
fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    use subtle::ConstantTimeEq;
    one.ct_eq(other).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::keys::Secrets;

    #[test]
    fn only_untouched_bytes_of_this_vault_hold() {
        let secrets = Secrets::random([1; 16]);
        let keys = Keys::of(&secrets);
        let witness = Witness {
            vault: [1; 16],
            epoch: 2,
            seq: 3,
            head: [4; 32],
            keyring: 5,
        };
        let bytes = witness.to_bytes(&keys);
        assert_eq!(read(&keys, &bytes), Testimony::Holds(witness));
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            assert!(!matches!(read(&keys, &flipped), Testimony::Holds(_)));
        }
        let other = Keys::of(&Secrets::random([2; 16]));
        assert_eq!(read(&other, &bytes), Testimony::Foreign);
        assert_eq!(read(&keys, b""), Testimony::Spoilt);
    }
}
