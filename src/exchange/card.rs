//! An office's public card: who it is and how to seal to it, signed by itself.
//!
//! A card proves that its keys belong together, not that the office is who it says: that is for people to verify.

use crate::codec::wire::{self, Misread, Run};
use crate::crypto::digest;
use crate::crypto::identity::{Recipient, SigningKey, VerifyingKey};
use crate::domain::calendar::Day;
use crate::domain::id::OfficeId;
use crate::domain::office::{OfficeNumber, OfficeProfile};
use crate::domain::text::{self, Phone};
use crate::exchange::groups;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most bytes a card file may have.
pub const LONGEST: usize = 16 << 10;
/// The most characters a line of a card may have.
pub const LONGEST_LINE: usize = 200;

const MAGIC: &[u8; 7] = b"CASECRD";
const FORMAT: u8 = 1;
const SCHEMA: u8 = 1;
const PURPOSE: &[u8] = b"case-card-v1\0";

/// What an office tells every other office about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Name of the office (事業所名).
    pub name: String,
    /// Name of the corporation that runs it (法人名).
    pub corporation: String,
    /// Office number (事業所番号), ten digits.
    pub number: String,
    /// Postal address.
    pub address: String,
    /// Who represents the corporation (代表者).
    pub representative: String,
    /// Telephone number.
    pub phone: String,
    /// The key its entries and parcels are signed with.
    pub signing: VerifyingKey,
    /// Whom parcels for it are sealed to.
    pub recipient: Recipient,
    /// The highest schema its program reads: nothing newer is written to it.
    pub reads: u8,
    /// The day the card was made, by the office's own clock.
    pub issued: Day,
}

/// A card with the bytes of its file, its signature and every field checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCard {
    card: Card,
    bytes: Vec<u8>,
}

/// The fields of a card, to name the one that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// [`Card::name`].
    Name,
    /// [`Card::corporation`].
    Corporation,
    /// [`Card::number`].
    Number,
    /// [`Card::address`].
    Address,
    /// [`Card::representative`].
    Representative,
    /// [`Card::phone`].
    Phone,
}

/// Why a card was not made or not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardRefused {
    /// Longer than [`LONGEST`].
    TooLong,
    /// The bytes do not begin as a card does.
    NotACard,
    /// Written in a later format or schema than this program reads.
    Newer(u8),
    /// The length named is not the length there is.
    WrongLength,
    /// Not signed by the key on the card.
    BadSignature,
    /// The bytes are not those of a card.
    Malformed,
    /// A line is empty, too long, or holds what a line must not hold.
    BadLine(Line),
    /// The recipient is no valid key.
    BadRecipient,
    /// The day is none.
    BadDay,
    /// Issued before the card that is kept of this office.
    Older,
}

impl Card {
    /// Makes the card of an office from what it says of itself and its public keys.
    pub fn of(
        profile: &OfficeProfile,
        signing: VerifyingKey,
        recipient: Recipient,
        reads: u8,
        issued: Day,
    ) -> Self {
        Self {
            name: profile.name.as_str().to_owned(),
            corporation: profile.corporation.as_str().to_owned(),
            number: profile.number.as_str().to_owned(),
            address: profile.address.as_str().to_owned(),
            representative: profile.representative.as_str().to_owned(),
            phone: profile.phone.as_str().to_owned(),
            signing,
            recipient,
            reads,
            issued,
        }
    }

    /// Returns the office's id: the fingerprint of both its public keys.
    pub fn id(&self) -> OfficeId {
        office_id(&self.signing, &self.recipient)
    }

    fn lines(&self) -> [(Line, &str); 6] {
        [
            (Line::Name, &self.name),
            (Line::Corporation, &self.corporation),
            (Line::Number, &self.number),
            (Line::Address, &self.address),
            (Line::Representative, &self.representative),
            (Line::Phone, &self.phone),
        ]
    }

    fn checked(self) -> Result<Self, CardRefused> {
        let wrong = self.lines().into_iter().find(|(line, text)| match line {
            Line::Number => !is_number(text),
            Line::Phone => !is_phone(text),
            _ => !is_line(text),
        });
        match wrong {
            Some((line, _)) => Err(CardRefused::BadLine(line)),
            None => Ok(self),
        }
    }
}

impl SignedCard {
    /// Signs a card with the key it names.
    pub fn sign(card: Card, key: &SigningKey) -> Result<Self, CardRefused> {
        let card = card.checked()?;
        if key.public() != card.signing {
            return Err(CardRefused::BadSignature);
        }
        let text = wire::encode_as(SCHEMA, &Written::from(&card));
        let length = (text.len() as u32).to_be_bytes();
        let signature = key.sign(PURPOSE, &[&length, &text]);
        let bytes = [&MAGIC[..], &[FORMAT], &length, &text, &signature].concat();
        Ok(Self { card, bytes })
    }

    /// Reads the file of a card: `"CASECRD" 0x01 ‖ length: u32 ‖ card ‖ signature: 64`.
    pub fn read(bytes: &[u8]) -> Result<Self, CardRefused> {
        let (text, signature) = split(bytes)?;
        let written: Written = wire::decode_as(SCHEMA, text).map_err(|error| match error {
            Misread::Newer(schema) => CardRefused::Newer(schema),
            _ => CardRefused::Malformed,
        })?;
        let length = (text.len() as u32).to_be_bytes();
        // The key is on the card, so it must be read first; nothing else of it is used before the signature holds.
        VerifyingKey(written.signing)
            .verify(PURPOSE, &[&length, text], signature)
            .map_err(|_| CardRefused::BadSignature)?;
        Ok(Self {
            card: written.card()?.checked()?,
            bytes: bytes.to_vec(),
        })
    }

    /// Shows the card.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// Returns what the office says of itself; a card tells of no exception within the office.
    pub fn profile(&self) -> OfficeProfile {
        let checked = "every line was checked when the card was signed or read";
        let line = |text| text::Line::new(text, LONGEST_LINE).expect(checked);
        OfficeProfile {
            name: line(&self.card.name),
            corporation: line(&self.card.corporation),
            number: OfficeNumber::parse(&self.card.number).expect(checked),
            address: line(&self.card.address),
            representative: line(&self.card.representative),
            phone: Phone::new(&self.card.phone).expect(checked),
            single_person: None,
        }
    }

    /// Shows the bytes of the file, as they were signed.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Digests the file: which card a parcel's sender held to be its own.
    pub fn digest(&self) -> [u8; 32] {
        digest::hash(&[&self.bytes])
    }
}

/// Returns the id of the office that holds these two keys.
pub fn office_id(signing: &VerifyingKey, recipient: &Recipient) -> OfficeId {
    let keys = [&signing.0[..], &recipient.to_bytes()].concat();
    OfficeId::from_bytes(*digest::derive("office v1", &keys).expose())
}

/// Shows an office's id as people compare it: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX` (125 bits).
pub fn fingerprint(office: &OfficeId) -> String {
    groups::five_by_five(office.as_bytes())
}

/// Shows the number that two offices compare, the same on both screens.
pub fn pair_number(one: &OfficeId, other: &OfficeId) -> String {
    let (first, second) = (one.min(other), one.max(other));
    let both = [&first.as_bytes()[..], second.as_bytes()].concat();
    groups::five_by_five(digest::derive("office pair v1", &both).expose())
}

fn split(bytes: &[u8]) -> Result<(&[u8], &[u8; 64]), CardRefused> {
    if bytes.len() > LONGEST {
        return Err(CardRefused::TooLong);
    }
    let rest = bytes.strip_prefix(MAGIC).ok_or(CardRefused::NotACard)?;
    match rest.first() {
        Some(&FORMAT) => {}
        Some(&format) if format > FORMAT => return Err(CardRefused::Newer(format)),
        _ => return Err(CardRefused::NotACard),
    }
    let (length, rest) = rest[1..]
        .split_first_chunk()
        .ok_or(CardRefused::WrongLength)?;
    let (text, signature) = rest.split_last_chunk().ok_or(CardRefused::WrongLength)?;
    match text.len() == u32::from_be_bytes(*length) as usize {
        true => Ok((text, signature)),
        false => Err(CardRefused::WrongLength),
    }
}

fn is_number(text: &str) -> bool {
    OfficeNumber::parse(text).is_ok_and(|number| number.as_str() == text)
}

fn is_phone(text: &str) -> bool {
    Phone::new(text).is_ok_and(|phone| phone.as_str() == text)
}

fn is_line(text: &str) -> bool {
    text::Line::new(text, LONGEST_LINE).is_ok_and(|line| line.as_str() == text)
}

/// A card as its file holds it; the field order is the format.
#[derive(Serialize, Deserialize)]
struct Written {
    name: String,
    corporation: String,
    number: String,
    address: String,
    representative: String,
    phone: String,
    signing: [u8; 32],
    recipient: Run,
    reads: u8,
    issued: (u16, u8, u8),
}

impl From<&Card> for Written {
    fn from(card: &Card) -> Self {
        Self {
            name: card.name.clone(),
            corporation: card.corporation.clone(),
            number: card.number.clone(),
            address: card.address.clone(),
            representative: card.representative.clone(),
            phone: card.phone.clone(),
            signing: card.signing.0,
            recipient: Run(card.recipient.to_bytes().to_vec()),
            reads: card.reads,
            issued: (card.issued.year(), card.issued.month(), card.issued.day()),
        }
    }
}

impl Written {
    fn card(self) -> Result<Card, CardRefused> {
        let (year, month, day) = self.issued;
        Ok(Card {
            name: self.name,
            corporation: self.corporation,
            number: self.number,
            address: self.address,
            representative: self.representative,
            phone: self.phone,
            signing: VerifyingKey(self.signing),
            recipient: Recipient::from_bytes(&self.recipient.0)
                .map_err(|_| CardRefused::BadRecipient)?,
            reads: self.reads,
            issued: Day::from_ymd(year, month, day).map_err(|_| CardRefused::BadDay)?,
        })
    }
}

impl fmt::Display for CardRefused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => out.write_str("card too long"),
            Self::NotACard => out.write_str("not a card"),
            Self::Newer(version) => write!(out, "card version {version} is newer"),
            Self::WrongLength => out.write_str("card has the wrong length"),
            Self::BadSignature => out.write_str("card not signed by its own key"),
            Self::Malformed => out.write_str("card malformed"),
            Self::BadLine(line) => write!(out, "card line {line:?} refused"),
            Self::BadRecipient => out.write_str("card names no valid recipient"),
            Self::BadDay => out.write_str("card names no valid day"),
            Self::Older => out.write_str("card older than the one kept"),
        }
    }
}

impl std::error::Error for CardRefused {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::identity::SealingKey;

    fn key() -> SigningKey {
        SigningKey::from_seed([1; 32])
    }

    fn card() -> Card {
        Card {
            name: "就労移行支援事業所あおぞら".into(),
            corporation: "社会福祉法人みほん会".into(),
            number: "0000000000".into(),
            address: "〒000-0000 見本県見本市一丁目1".into(),
            representative: "見本 太郎".into(),
            phone: "000-000-0000".into(),
            signing: key().public(),
            recipient: SealingKey::from_seed([2; 32]).recipient(),
            reads: 1,
            issued: Day::from_ymd(2026, 4, 1).unwrap(),
        }
    }

    /// Signs whatever is given, unchecked, as a hostile office could.
    fn forced(written: &Written) -> Vec<u8> {
        let text = wire::encode_as(SCHEMA, written);
        let length = (text.len() as u32).to_be_bytes();
        let signature = key().sign(PURPOSE, &[&length, &text]);
        [&b"CASECRD\x01"[..], &length, &text, &signature].concat()
    }

    #[test]
    fn a_signed_card_is_read_again() {
        let signed = SignedCard::sign(card(), &key()).unwrap();
        let read = SignedCard::read(signed.bytes()).unwrap();
        assert_eq!(read, signed);
        assert_eq!(read.card(), &card());
        assert_eq!(read.digest(), signed.digest());
        let card = card();
        let again = Card::of(
            &read.profile(),
            card.signing,
            card.recipient.clone(),
            1,
            card.issued,
        );
        assert_eq!(again, card);
    }

    #[test]
    fn every_flip_cut_and_addition_is_refused() {
        let bytes = SignedCard::sign(card(), &key()).unwrap().bytes().to_vec();
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            assert!(SignedCard::read(&flipped).is_err(), "flip {at}");
            assert!(SignedCard::read(&bytes[..at]).is_err(), "cut {at}");
        }
        let longer = [&bytes[..], b"x"].concat();
        assert_eq!(SignedCard::read(&longer), Err(CardRefused::WrongLength));
        let huge = vec![0; LONGEST + 1];
        assert_eq!(SignedCard::read(&huge), Err(CardRefused::TooLong));
        assert_eq!(SignedCard::read(b"CASECRD\x02"), Err(CardRefused::Newer(2)));
        assert_eq!(SignedCard::read(b"hello"), Err(CardRefused::NotACard));
    }

    #[test]
    fn lines_that_are_none_are_refused_when_made_and_when_read() {
        type Spoil = fn(&mut Written);
        let spoils: [(Spoil, CardRefused); 10] = [
            (|w| w.name.clear(), CardRefused::BadLine(Line::Name)),
            (|w| w.name = "a\nb".into(), CardRefused::BadLine(Line::Name)),
            (
                |w| w.corporation = "\u{1b}[2J".into(),
                CardRefused::BadLine(Line::Corporation),
            ),
            (
                |w| w.number = "123456789".into(),
                CardRefused::BadLine(Line::Number),
            ),
            (
                |w| w.number = "１２３４５６７８９０".into(),
                CardRefused::BadLine(Line::Number),
            ),
            (
                |w| w.address = "あ".repeat(LONGEST_LINE + 1),
                CardRefused::BadLine(Line::Address),
            ),
            (
                |w| w.representative = "a\u{202e}b".into(),
                CardRefused::BadLine(Line::Representative),
            ),
            (
                |w| w.phone = "110".into(),
                CardRefused::BadLine(Line::Phone),
            ),
            (|w| w.recipient.0.truncate(1215), CardRefused::BadRecipient),
            (|w| w.issued = (2026, 2, 30), CardRefused::BadDay),
        ];
        for (spoil, refusal) in spoils {
            let mut written = Written::from(&card());
            spoil(&mut written);
            assert_eq!(SignedCard::read(&forced(&written)), Err(refusal));
            if let Ok(card) = written.card() {
                assert_eq!(SignedCard::sign(card, &key()), Err(refusal));
            }
        }
    }

    #[test]
    fn a_card_cannot_name_another_offices_key() {
        let other = SigningKey::from_seed([3; 32]);
        assert_eq!(
            SignedCard::sign(card(), &other),
            Err(CardRefused::BadSignature)
        );
        let mut written = Written::from(&card());
        written.signing = other.public().0;
        assert_eq!(
            SignedCard::read(&forced(&written)),
            Err(CardRefused::BadSignature)
        );
    }

    #[test]
    fn changing_either_key_changes_the_office() {
        let id = card().id();
        let other_signing = Card {
            signing: VerifyingKey([9; 32]),
            ..card()
        };
        let recipient = SealingKey::from_seed([9; 32]).recipient();
        let other_recipient = Card {
            recipient,
            ..card()
        };
        let other_name = Card {
            name: "別名".into(),
            ..card()
        };
        assert_ne!(other_signing.id(), id);
        assert_ne!(other_recipient.id(), id);
        assert_eq!(other_name.id(), id);
        assert_eq!(fingerprint(&id).len(), 29);
    }

    #[test]
    fn both_sides_show_the_same_pair_number() {
        let (one, other) = (OfficeId::from_bytes([1; 32]), OfficeId::from_bytes([2; 32]));
        assert_eq!(pair_number(&one, &other), pair_number(&other, &one));
        assert_ne!(pair_number(&one, &other), pair_number(&one, &one));
        assert_ne!(pair_number(&one, &other), fingerprint(&one));
    }
}
