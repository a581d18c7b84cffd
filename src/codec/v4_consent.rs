//! A consent in schema 4: what was told of the sheets that were printed for the person, around the consent as schema 3 writes
//! it.
//!
//! A consent of which nothing of this is known is written as it always was.

use serde::{Deserialize, Serialize};

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out};
use crate::codec::v3_consent;
use crate::codec::wire::{self, Misread};
use crate::domain::consent::{Consent, Handing, SheetTold};
use crate::domain::id::StaffId;

const SCHEMA: u8 = 4;

// The shapes, frozen: a variant or a member is never moved, changed or taken away.

#[derive(Serialize, Deserialize)]
struct ConsentShape {
    /// The consent, in a schema up to 3 with its byte in front.
    form: Vec<u8>,
    /// One for each sheet that was printed, in their order.
    sheets: Vec<Option<SheetShape>>,
}

#[derive(Serialize, Deserialize)]
struct SheetShape {
    became: BecameShape,
    on: DayShape,
    by: [u8; 16],
}

#[derive(Serialize, Deserialize)]
enum BecameShape {
    Handed,
    Never,
}

/// Writes a consent with all that was taken back.
pub fn encode_consent(consent: &Consent) -> Vec<u8> {
    let form = v3_consent::encode_consent(consent);
    if consent.given().iter().all(|it| it.told.is_none()) {
        return form;
    }
    let sheets = consent.given().iter().map(|it| it.told.map(told_out));
    wire::encode_as(
        SCHEMA,
        &ConsentShape {
            form,
            sheets: sheets.collect(),
        },
    )
}

/// Reads a consent of any schema up to this one.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_consent(bytes: &[u8]) -> Result<Consent, Unreadable> {
    let shape: ConsentShape = match wire::decode_as(SCHEMA, bytes) {
        Ok(shape) => shape,
        Err(Misread::Newer(schema)) => return Err(Unreadable::Newer { schema }),
        Err(Misread::Older(_)) => return v3_consent::decode_consent(bytes),
        Err(Misread::Malformed) => return Err(Unreadable::Malformed),
    };
    let mut consent = v3_consent::decode_consent(&shape.form)?;
    if shape.sheets.len() != consent.given().len() {
        return Err(Unreadable::Malformed);
    }
    for (number, told) in (1..).zip(shape.sheets) {
        if let Some(told) = told {
            let told = told_in(told)?;
            let there = consent.tell_of_sheet(number, told);
            there.ok_or(Unreadable::Malformed)?;
        }
    }
    Ok(consent)
}

fn told_out(told: SheetTold) -> SheetShape {
    SheetShape {
        became: match told.became {
            Handing::Handed => BecameShape::Handed,
            Handing::Never => BecameShape::Never,
        },
        on: day_out(told.on),
        by: told.by.to_bytes(),
    }
}

fn told_in(shape: SheetShape) -> Result<SheetTold, Unreadable> {
    Ok(SheetTold {
        became: match shape.became {
            BecameShape::Handed => Handing::Handed,
            BecameShape::Never => Handing::Never,
        },
        on: day_in(shape.on)?,
        by: StaffId::from_bytes(shape.by),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::consent::Given;
    use crate::domain::section::ItemId;

    const CARRIED: &str = include_str!("../../tests/golden/v1/record/consent-carried.hex");
    const SHEETS: &str = include_str!("../../tests/golden/v1/record/consent-sheets.hex");

    fn day(day: u8) -> Day {
        Day::from_ymd(2026, 12, day).unwrap()
    }

    fn bytes_of(golden: &str) -> Vec<u8> {
        let digits: Vec<char> = golden.split_whitespace().flat_map(str::chars).collect();
        let pairs = digits.chunks(2).map(|it| it.iter().collect::<String>());
        pairs
            .map(|it| u8::from_str_radix(&it, 16).unwrap())
            .collect()
    }

    /// A consent by which the person carries it, with two sheets more; of the first two something was told.
    fn consent() -> Consent {
        let mut consent = decode_consent(&bytes_of(CARRIED)).unwrap();
        for _ in 0..2 {
            consent.give(Given {
                on: day(7),
                by: StaffId::from_bytes([2; 16]),
                items: [ItemId::Basic].into(),
                told: None,
            });
        }
        for (number, became) in (1..).zip(Handing::ALL) {
            let told = SheetTold {
                became: *became,
                on: day(8),
                by: StaffId::from_bytes([5; 16]),
            };
            consent.tell_of_sheet(number, told).unwrap();
        }
        consent
    }

    #[test]
    fn what_was_told_of_sheets_has_frozen_bytes_and_no_part_of_them_is_one() {
        let bytes = encode_consent(&consent());
        assert_eq!(bytes, bytes_of(SHEETS));
        assert_eq!(decode_consent(&bytes), Ok(consent()));
        for length in 0..bytes.len() {
            assert!(decode_consent(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_consent_of_which_nothing_was_told_is_written_as_before() {
        let mut bare = decode_consent(&v3_consent::encode_consent(&consent())).unwrap();
        assert!(bare.given().iter().all(|it| it.told.is_none()));
        assert_eq!(encode_consent(&bare)[0], 3);
        let told = consent().given()[0].told.unwrap();
        assert_eq!(bare.tell_of_sheet(0, told), None);
        assert_eq!(bare.tell_of_sheet(4, told), None);
        bare.tell_of_sheet(3, told).unwrap();
        assert_eq!(encode_consent(&bare)[0], 4);
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        let bytes = encode_consent(&consent());
        let mut shape: ConsentShape = wire::decode_as(SCHEMA, &bytes).unwrap();
        shape.sheets.pop();
        let fewer = wire::encode_as(SCHEMA, &shape);
        assert_eq!(decode_consent(&fewer), Err(Unreadable::Malformed));
        let newer = Err(Unreadable::Newer { schema: 5 });
        assert_eq!(decode_consent(&[5, 0, 0]), newer);
    }
}
