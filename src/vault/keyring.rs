//! The keyring: who can open the vault, and the office's secrets sealed to each of them.
//!
//! It keeps no passphrase and no name in clear, and enforces no role: every account opens everything.

use std::fmt;

use zeroize::Zeroizing;

use crate::crypto::identity::{
    self, MOST_RECIPIENTS, OpenError, RECIPIENT, Recipient, SealingKey, SigningKey, VerifyingKey,
};
use crate::crypto::kdf::{self, Cost, CostRefused};
use crate::crypto::secret::Passphrase;
use crate::crypto::{Forged, aead, digest, random};
use crate::domain::text;
use crate::vault::keys::Secrets;
use crate::vault::layout::Layout;

const MAGIC: &[u8; 7] = b"TASUKIK";
const VERSION: u8 = 1;
const SIGN_LABEL: &[u8] = b"tasuki-keyring-v1\0";
const BLOB_LABEL: &[u8] = b"tasuki-account-v1\0";
const NAME_CONTEXT: &str = "tasuki 2026 account name v1";
/// The bytes a name has room for.
pub const MAX_NAME: usize = 191;
const SEALED_LIMIT: usize = 1 << 10;

/// Whether an account opens the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Active,
    /// It no longer does; its key still checks what it once signed.
    Left,
}

/// One account as the keyring shows it.
#[derive(Clone)]
pub struct Account {
    /// Which account.
    pub id: [u8; 16],
    /// Whether it opens the vault.
    pub status: Status,
    /// Checks what it signed.
    pub signer: VerifyingKey,
    cost: Cost,
    salt: [u8; 16],
    name_tag: [u8; 16],
    recipient: Recipient,
    blob: Vec<u8>,
}

/// The keys of one member of staff, opened with a passphrase.
pub struct Member {
    /// Which account.
    pub id: [u8; 16],
    /// The name signed in with.
    pub name: String,
    /// Signs journal frames.
    pub signing: SigningKey,
    sealing: SealingKey,
    office: VerifyingKey,
}

/// Who shall get an account, and with which passphrase.
pub struct Setup {
    /// The account's id.
    pub account: [u8; 16],
    /// The name to sign in with.
    pub name: String,
    /// The passphrase.
    pub passphrase: Passphrase,
    /// What one try of a passphrase costs.
    pub cost: Cost,
}

/// A keyring as it lies in the file.
#[derive(Clone)]
pub struct Keyring {
    /// One more for every change.
    pub generation: u64,
    /// All accounts, also those that left.
    pub accounts: Vec<Account>,
    /// To whom else the secrets are sealed: the recovery sheets.
    pub sheets: Vec<Recipient>,
    bytes: Vec<u8>,
    sealed_at: usize,
    signature_at: usize,
}

/// Why bytes are no keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// They are no keyring, or a damaged one.
    Damaged,
    /// They are a keyring of a newer program.
    Newer,
}

/// Why nobody was let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The name is unknown, or the passphrase is not that of the name.
    WrongPassphrase,
    /// The keyring does not hold together.
    Forged,
    /// The machine has not enough memory for the cost.
    NoMemory,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refused::WrongPassphrase => "wrong name or passphrase",
            Refused::Forged => "keyring does not hold together",
            Refused::NoMemory => "not enough memory",
        })
    }
}

impl std::error::Error for Refused {}

impl From<CostRefused> for Refused {
    fn from(cause: CostRefused) -> Refused {
        match cause {
            CostRefused::NoMemory => Refused::NoMemory,
            CostRefused::OutOfBounds => Refused::Forged,
        }
    }
}

impl Member {
    /// Draws the keys of a new member of staff.
    #[must_use]
    pub fn new(id: [u8; 16], name: &str, office: VerifyingKey) -> Member {
        Member {
            id,
            name: name.to_owned(),
            signing: SigningKey::random(),
            sealing: SealingKey::random(),
            office,
        }
    }

    /// Locks the member's keys with a passphrase, as an account of the keyring.
    ///
    /// # Errors
    /// Fails where the machine has not enough memory.
    pub fn locked(&self, passphrase: &Passphrase, cost: Cost) -> Result<Account, CostRefused> {
        let salt = random::bytes();
        let mut account = Account {
            id: self.id,
            status: Status::Active,
            signer: self.signing.public(),
            cost,
            salt,
            name_tag: name_tag(&salt, &self.name),
            recipient: self.sealing.recipient(),
            blob: Vec::new(),
        };
        let key = kdf::stretch(passphrase, &salt, cost)?;
        account.blob = aead::seal(&key, &account.aad(), &self.to_bytes());
        Ok(account)
    }

    /// Lays the keys out, to be sealed at once.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let name = &self.name.as_bytes()[..self.name.floor_char_boundary(MAX_NAME)];
        let mut bytes = Zeroizing::new(Vec::with_capacity(32 * 3 + 1 + MAX_NAME));
        bytes.extend(self.sealing.seed());
        bytes.extend(self.signing.seed());
        bytes.extend(self.office.0);
        bytes.push(name.len() as u8);
        bytes.extend(name);
        bytes.resize(32 * 3 + 1 + MAX_NAME, 0);
        bytes
    }

    /// Reads what [`Member::to_bytes`] laid out.
    #[must_use]
    pub fn from_bytes(id: [u8; 16], bytes: &[u8]) -> Option<Member> {
        let mut layout = Layout(bytes);
        let sealing = SealingKey::from_seed(layout.array()?);
        let signing = SigningKey::from_seed(layout.array()?);
        let office = VerifyingKey(layout.array()?);
        let len = layout.u8()?;
        let name = String::from_utf8(layout.bytes(len.into())?.to_vec()).ok()?;
        Some(Member {
            id,
            name,
            signing,
            sealing,
            office,
        })
    }
}

/// Blinds a name, so that the right account is found without trying them all.
///
/// Width, case and spaces are folded. Who has the file can check a guess: it hides names from a glance only.
fn name_tag(salt: &[u8; 16], name: &str) -> [u8; 16] {
    let folded = text::compatible(name).to_lowercase();
    let folded: String = folded.split_whitespace().collect();
    let key = digest::derive(NAME_CONTEXT, salt);
    let tag = digest::keyed(&key, &[folded.as_bytes()]);
    *tag.first_chunk().expect("16 of 32 bytes")
}

impl Account {
    fn is_named(&self, name: &str) -> bool {
        self.name_tag == name_tag(&self.salt, name)
    }

    fn front(&self) -> Vec<u8> {
        let mut bytes = self.id.to_vec();
        bytes.push(match self.status {
            Status::Active => 1,
            Status::Left => 2,
        });
        for number in [
            self.cost.memory_kib(),
            self.cost.passes(),
            self.cost.lanes(),
        ] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(self.salt);
        bytes.extend(self.name_tag);
        bytes.extend(self.signer.0);
        bytes.extend(self.recipient.to_bytes());
        bytes
    }

    fn aad(&self) -> Vec<u8> {
        // Whether the account left is told by the office's signature: its own passphrase is not there then.
        let active = Account {
            status: Status::Active,
            ..self.clone()
        };
        [BLOB_LABEL, &active.front()].concat()
    }

    fn parse(layout: &mut Layout) -> Option<Account> {
        let id = layout.array()?;
        let status = match layout.u8()? {
            1 => Status::Active,
            2 => Status::Left,
            _ => return None,
        };
        let cost = Cost::checked(layout.u32()?, layout.u32()?, layout.u32()?).ok()?;
        let salt = layout.array()?;
        let name_tag = layout.array()?;
        let signer = VerifyingKey(layout.array()?);
        let recipient = Recipient::from_bytes(layout.bytes(RECIPIENT)?).ok()?;
        let len = layout.u16()?;
        let blob = layout.bytes(len.into())?.to_vec();
        Some(Account {
            id,
            status,
            signer,
            cost,
            salt,
            name_tag,
            recipient,
            blob,
        })
    }

    fn open(&self, passphrase: &Passphrase) -> Result<Member, Refused> {
        let key = kdf::stretch(passphrase, &self.salt, self.cost)?;
        let plain = aead::open(&key, &self.aad(), &self.blob);
        let plain = plain.map_err(|Forged| Refused::WrongPassphrase)?;
        Member::from_bytes(self.id, &plain).ok_or(Refused::Forged)
    }
}

impl Keyring {
    /// Seals the secrets to all active accounts and sheets, and signs the whole for the office.
    #[must_use]
    pub fn seal(secrets: &Secrets, accounts: Vec<Account>, sheets: Vec<Recipient>) -> Keyring {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(secrets.generation.to_be_bytes());
        bytes.extend((accounts.len() as u16).to_be_bytes());
        for account in &accounts {
            bytes.extend(account.front());
            bytes.extend((account.blob.len() as u16).to_be_bytes());
            bytes.extend(&account.blob);
        }
        bytes.push(sheets.len() as u8);
        sheets.iter().for_each(|it| bytes.extend(it.to_bytes()));
        let sealed = sealed_to_all(secrets, &accounts, &sheets);
        bytes.extend((sealed.len() as u32).to_be_bytes());
        let sealed_at = bytes.len();
        bytes.extend(sealed);
        let signature_at = bytes.len();
        bytes.extend(secrets.office.signing.sign(SIGN_LABEL, &[&bytes]));
        bytes.extend(digest::hash(&[&bytes]));
        Keyring {
            generation: secrets.generation,
            accounts,
            sheets,
            bytes,
            sealed_at,
            signature_at,
        }
    }

    /// Gives the bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads the layout of a keyring. Nothing in it is believed before [`Keyring::open`].
    pub fn parse(bytes: &[u8]) -> Result<Keyring, Unreadable> {
        let Some((magic, version)) = bytes.first_chunk::<8>().map(|it| (&it[..7], it[7])) else {
            return Err(Unreadable::Damaged);
        };
        let (told, check) = bytes.split_last_chunk::<32>().ok_or(Unreadable::Damaged)?;
        // Every version ends in the check, so a flipped version byte is damage and no newer format.
        if magic != MAGIC || digest::hash(&[told]) != *check {
            return Err(Unreadable::Damaged);
        }
        match version {
            VERSION => Keyring::parse_checked(bytes, told).ok_or(Unreadable::Damaged),
            newer if newer > VERSION => Err(Unreadable::Newer),
            _ => Err(Unreadable::Damaged),
        }
    }

    fn parse_checked(bytes: &[u8], told: &[u8]) -> Option<Keyring> {
        let mut layout = Layout(told.get(8..)?);
        let generation = layout.u64()?;
        let count = layout.u16()?;
        let accounts: Option<Vec<Account>> =
            (0..count).map(|_| Account::parse(&mut layout)).collect();
        let count = layout.u8()?;
        let sheets: Option<Vec<Recipient>> = (0..count)
            .map(|_| Recipient::from_bytes(layout.bytes(RECIPIENT)?).ok())
            .collect();
        let len = layout.u32()? as usize;
        let sealed_at = told.len() - layout.0.len();
        layout.bytes(len)?;
        layout.bytes(64)?;
        layout.end()?;
        Some(Keyring {
            generation,
            accounts: accounts?,
            sheets: sheets?,
            bytes: bytes.to_vec(),
            sealed_at,
            signature_at: sealed_at + len,
        })
    }

    /// Lets a member of staff in. One key derivation is made whether or not the name is known.
    pub fn open(&self, name: &str, passphrase: &Passphrase) -> Result<(Member, Secrets), Refused> {
        let active = |it: &&Account| it.status == Status::Active && it.is_named(name);
        let Some(account) = self.accounts.iter().find(active) else {
            return Err(self.pretend(passphrase));
        };
        let member = account.open(passphrase)?;
        // The office key pinned inside the account's own blob: a keyring made by a stranger stops here.
        self.verify(&member.office)?;
        let secrets = self
            .open_with(&member.sealing)
            .map_err(|_| Refused::Forged)?;
        if secrets.office.signing.public() != member.office {
            return Err(Refused::Forged);
        }
        Ok((member, secrets))
    }

    /// Lets the holder of a recovery sheet in.
    pub fn recover(&self, sheet: &SealingKey) -> Result<Secrets, Refused> {
        let secrets = self.open_with(sheet)?;
        self.verify(&secrets.office.signing.public())?;
        Ok(secrets)
    }

    /// Checks a member's passphrase once more.
    pub fn check(&self, id: [u8; 16], passphrase: &Passphrase) -> Result<Member, Refused> {
        let account = self.accounts.iter().find(|it| it.id == id);
        account.ok_or(Refused::Forged)?.open(passphrase)
    }

    /// Finds an account.
    #[must_use]
    pub fn account(&self, id: &[u8; 16]) -> Option<&Account> {
        self.accounts.iter().find(|it| it.id == *id)
    }

    /// Tells whether an active account signs in with this name already.
    #[must_use]
    pub fn has_name(&self, name: &str) -> bool {
        let mut active = self
            .accounts
            .iter()
            .filter(|it| it.status == Status::Active);
        active.any(|it| it.is_named(name))
    }

    /// Tells whether one account more could no longer open the secrets: so many are tried and no more.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let active = |it: &&Account| it.status == Status::Active;
        let all = self.accounts.iter().filter(active).count() + self.sheets.len();
        MOST_RECIPIENTS <= all
    }

    fn open_with(&self, key: &SealingKey) -> Result<Secrets, Refused> {
        let sealed = &self.bytes[self.sealed_at..self.signature_at];
        let plain = match identity::open_with(key, sealed, SEALED_LIMIT) {
            Ok(plain) => plain,
            Err(OpenError::NotForUs) => return Err(Refused::WrongPassphrase),
            Err(_) => return Err(Refused::Forged),
        };
        let secrets = Secrets::from_bytes(&plain).ok_or(Refused::Forged)?;
        if secrets.generation == self.generation {
            Ok(secrets)
        } else {
            Err(Refused::Forged)
        }
    }

    fn verify(&self, office: &VerifyingKey) -> Result<(), Refused> {
        let (signed, rest) = self.bytes.split_at(self.signature_at);
        let signature = rest.first_chunk().ok_or(Refused::Forged)?;
        let checked = office.verify(SIGN_LABEL, &[signed], signature);
        checked.map_err(|Forged| Refused::Forged)
    }

    fn pretend(&self, passphrase: &Passphrase) -> Refused {
        let cost = self.accounts.first().map_or(Cost::standard(), |it| it.cost);
        match kdf::stretch(passphrase, &random::bytes(), cost) {
            Err(CostRefused::NoMemory) => Refused::NoMemory,
            _ => Refused::WrongPassphrase,
        }
    }
}

fn sealed_to_all(secrets: &Secrets, accounts: &[Account], sheets: &[Recipient]) -> Vec<u8> {
    let active = accounts.iter().filter(|it| it.status == Status::Active);
    let all: Vec<&Recipient> = active.map(|it| &it.recipient).chain(sheets).collect();
    identity::seal_to(&all, &secrets.to_bytes()).expect("there is always a sheet")
}
