//! The office's secrets and the keys that come of them, one for each purpose.
//!
//! It keeps nothing: the secrets lie sealed in the keyring, and the keys die with the open vault.

use zeroize::Zeroizing;

use crate::crypto::digest;
use crate::crypto::identity::{SealingKey, SigningKey};
use crate::crypto::secret::Key;
use crate::vault::layout::Layout;

/// What every account of the office can open.
pub struct Secrets {
    /// The vault these secrets belong to.
    pub vault: [u8; 16],
    /// The generation of the keyring they lie in.
    pub generation: u64,
    /// Keys names, log, root and sums; stays when the vault is rebuilt.
    pub office_master: Key,
    /// Keys heads and folder keys; replaced when something is erased.
    pub vault_master: Key,
    /// The live epoch.
    pub epoch: u32,
    /// The office's own keys.
    pub office: OfficeKeys,
}

/// The keys by which other offices know this one.
pub struct OfficeKeys {
    /// Signs for the office.
    pub signing: SigningKey,
    /// Opens what is sealed to the office.
    pub sealing: SealingKey,
}

/// The bytes of [`Secrets`].
const SECRETS: usize = 16 + 8 + 32 + 32 + 4 + 32 + 32;

impl Secrets {
    /// Draws the secrets of a new vault.
    #[must_use]
    pub fn random(vault: [u8; 16]) -> Secrets {
        Secrets {
            vault,
            generation: 1,
            office_master: Key::random(),
            vault_master: Key::random(),
            epoch: 1,
            office: OfficeKeys {
                signing: SigningKey::random(),
                sealing: SealingKey::random(),
            },
        }
    }

    /// Lays the secrets out, to be sealed at once.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(SECRETS));
        bytes.extend(self.vault);
        bytes.extend(self.generation.to_be_bytes());
        bytes.extend(self.office_master.expose());
        bytes.extend(self.vault_master.expose());
        bytes.extend(self.epoch.to_be_bytes());
        bytes.extend(self.office.signing.seed());
        bytes.extend(self.office.sealing.seed());
        bytes
    }

    /// Reads what [`Secrets::to_bytes`] laid out.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Secrets> {
        let mut layout = Layout(bytes);
        let secrets = Secrets {
            vault: layout.array()?,
            generation: layout.u64()?,
            office_master: Key::from_bytes(layout.array()?),
            vault_master: Key::from_bytes(layout.array()?),
            epoch: layout.u32()?,
            office: OfficeKeys {
                signing: SigningKey::from_seed(layout.array()?),
                sealing: SealingKey::from_seed(layout.array()?),
            },
        };
        layout.end()?;
        Some(secrets)
    }

    /// Copies the secrets into those of the next keyring.
    #[must_use]
    pub fn next_generation(&self) -> Secrets {
        Secrets {
            vault: self.vault,
            generation: self.generation + 1,
            office_master: copy(&self.office_master),
            vault_master: copy(&self.vault_master),
            epoch: self.epoch,
            office: OfficeKeys {
                signing: SigningKey::from_seed(*self.office.signing.seed()),
                sealing: SealingKey::from_seed(*self.office.sealing.seed()),
            },
        }
    }

    /// Copies the secrets into those of the next epoch, with a new key for heads and folders.
    #[must_use]
    pub fn next_epoch(&self) -> Secrets {
        Secrets {
            epoch: self.epoch + 1,
            vault_master: Key::random(),
            ..self.next_generation()
        }
    }
}

fn copy(key: &Key) -> Key {
    Key::from_bytes(*key.expose())
}

/// One key for each purpose.
pub struct Keys {
    /// The vault; part of everything that is sealed.
    pub vault: [u8; 16],
    /// The epoch; part of everything that is sealed.
    pub epoch: u32,
    /// Blinds the names of values.
    pub index: Key,
    /// Seals journal entries.
    pub log: Key,
    /// Seals the root.
    pub root: Key,
    /// Sums records up.
    pub sum: Key,
    /// Vouches for the outside head.
    pub witness: Key,
    /// Seals headers.
    pub header: Key,
    /// Seals bodies that are in no folder.
    pub body: Key,
    /// Wraps folder keys.
    pub wrap: Key,
    /// Seals drafts.
    pub draft: Key,
}

impl Keys {
    /// Derives all keys.
    #[must_use]
    pub fn of(secrets: &Secrets) -> Keys {
        let office = secrets.office_master.expose();
        let vault = secrets.vault_master.expose();
        Keys {
            vault: secrets.vault,
            epoch: secrets.epoch,
            index: digest::derive("tasuki 2026 index v1", office),
            log: digest::derive("tasuki 2026 log v1", office),
            root: digest::derive("tasuki 2026 root v1", office),
            sum: digest::derive("tasuki 2026 sum v1", office),
            witness: digest::derive("tasuki 2026 witness v1", office),
            header: digest::derive("tasuki 2026 header v1", vault),
            body: digest::derive("tasuki 2026 body v1", vault),
            wrap: digest::derive("tasuki 2026 wrap v1", vault),
            draft: digest::derive("tasuki 2026 draft v1", vault),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_come_back_and_nothing_else_does() {
        let bytes = Secrets::random([3; 16]).next_generation().to_bytes();
        assert_eq!(bytes.len(), SECRETS);
        let back = Secrets::from_bytes(&bytes).unwrap();
        assert_eq!((back.vault, back.generation, back.epoch), ([3; 16], 2, 1));
        assert_eq!(back.to_bytes(), bytes);
        assert!(Secrets::from_bytes(&bytes[1..]).is_none());
        assert!(Secrets::from_bytes(&[&bytes[..], &[0]].concat()).is_none());
    }

    #[test]
    fn a_new_epoch_has_a_new_vault_key_and_the_old_office_key() {
        let old = Secrets::random([3; 16]);
        let new = old.next_epoch();
        assert_ne!(old.vault_master.expose(), new.vault_master.expose());
        assert_eq!(old.office_master.expose(), new.office_master.expose());
        assert_eq!((new.epoch, new.generation), (2, 2));
    }
}
