//! A consent in schema 2: the mode, in front of the form as schema 1 writes it.
//!
//! What is asked item by item is written in schema 1 as it always was, so a program that knows only that one reads it.

use serde::{Deserialize, Serialize};

use crate::codec::v1::{self, Unreadable};
use crate::codec::wire::{self, Misread};
use crate::domain::consent::{Consent, ConsentForm, Mode};

const SCHEMA: u8 = 2;

#[derive(Serialize, Deserialize)]
struct ConsentShape {
    mode: ModeShape,
    /// The form and what was taken back, in schema 1 with its byte in front.
    form: Vec<u8>,
}

// Frozen: a variant is never moved, changed or taken away.
#[derive(Serialize, Deserialize)]
enum ModeShape {
    SameCorporation,
}

/// Writes a consent with all that was taken back.
pub fn encode_consent(consent: &Consent) -> Vec<u8> {
    let form = v1::encode_consent(consent);
    let mode = match consent.form().mode {
        // `v3_consent` says that the person carries it.
        Mode::ByItem | Mode::Carried => return form,
        Mode::SameCorporation => ModeShape::SameCorporation,
    };
    wire::encode_as(SCHEMA, &ConsentShape { mode, form })
}

/// Reads a consent of either schema.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_consent(bytes: &[u8]) -> Result<Consent, Unreadable> {
    let shape: ConsentShape = match wire::decode_as(SCHEMA, bytes) {
        Ok(shape) => shape,
        Err(Misread::Newer(schema)) => return Err(Unreadable::Newer { schema }),
        Err(Misread::Older(_)) => return v1::decode_consent(bytes),
        Err(Misread::Malformed) => return Err(Unreadable::Malformed),
    };
    let mode = match shape.mode {
        ModeShape::SameCorporation => Mode::SameCorporation,
    };
    under(mode, &v1::decode_consent(&shape.form)?)
}

fn under(mode: Mode, read: &Consent) -> Result<Consent, Unreadable> {
    let form = ConsentForm {
        mode,
        ..read.form().clone()
    };
    let mut consent = Consent::record(form).map_err(|_| Unreadable::Malformed)?;
    for withdrawal in read.withdrawals() {
        let again = consent.withdraw(withdrawal.clone());
        again.map_err(|_| Unreadable::Malformed)?;
    }
    Ok(consent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::consent::{Explained, Manner, Returned, Signer, Withdrawal, Withdrawn};
    use crate::domain::id::{CaseId, ConsentId, OfficeId, StaffId};
    use crate::domain::section::ItemId;
    use crate::domain::text::Line;

    const WITHIN: &str = include_str!("../../tests/golden/v1/record/consent-within.hex");
    const BY_ITEM: &str = include_str!("../../tests/golden/v1/record/consent-by-item.hex");

    fn consent(mode: Mode) -> Consent {
        let line = |text: &str| Line::new(text, 60).unwrap();
        let day = |day| Day::from_ymd(2026, 12, day).unwrap();
        let mut consent = Consent::record(ConsentForm {
            id: ConsentId::from_bytes([3; 16]),
            case: CaseId::from_bytes([7; 16]),
            receiver: OfficeId::from_bytes([9; 32]),
            mode,
            purpose: line("見本会の中での支援のため"),
            returned: [Returned::Outcomes].into(),
            items: [ItemId::Basic, ItemId::Health].into(),
            until: day(31),
            signer: Signer::Person,
            manner: Manner::Seal,
            signed: day(1),
            family: None,
            explained_by: StaffId::from_bytes([1; 16]),
            explained: Explained::default(),
            original_kept: line("鍵付き書庫 1"),
        })
        .unwrap();
        consent
            .withdraw(Withdrawal {
                on: day(2),
                what: Withdrawn::Items([ItemId::Health].into()),
                told: None,
                telling: None,
            })
            .unwrap();
        consent
    }

    #[test]
    fn a_consent_of_either_mode_has_the_bytes_it_always_had_and_no_part_of_them_is_one() {
        for (mode, golden) in [(Mode::SameCorporation, WITHIN), (Mode::ByItem, BY_ITEM)] {
            let bytes = encode_consent(&consent(mode));
            let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
            let frozen: String = golden.split_whitespace().collect();
            assert_eq!(hex, frozen, "{mode:?}");
            assert_eq!(decode_consent(&bytes), Ok(consent(mode)));
            for length in 0..bytes.len() {
                assert!(decode_consent(&bytes[..length]).is_err(), "{length}");
            }
        }
    }

    #[test]
    fn a_later_schema_and_a_mode_nobody_knows_are_refused() {
        assert_eq!(
            decode_consent(&[3, 0, 0]),
            Err(Unreadable::Newer { schema: 3 })
        );
        let mut other = encode_consent(&consent(Mode::SameCorporation));
        other[1] = 9;
        assert_eq!(decode_consent(&other), Err(Unreadable::Malformed));
    }
}
