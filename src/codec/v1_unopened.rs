//! From which offices parcels lie unopened in the shared folder, as the last round found them, and of which of them somebody
//! asked and heard that they did not send them, in schema 1.
//!
//! Nothing of what is in them: nobody opened them.

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out};
use crate::codec::wire;
use crate::domain::calendar::Day;
use crate::domain::id::{OfficeId, StaffId};

const SCHEMA: u8 = 1;

type Row = ([u8; 32], DayShape, u32);
type AskedRow = ([u8; 32], u32, DayShape, [u8; 16]);

/// What lies unopened of one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnopenedRecord {
    /// The office the parcels name as their sender.
    pub from: OfficeId,
    /// The day, here, on which a round first found one of them.
    pub since: Day,
    /// How many the last round found.
    pub parcels: u32,
}

/// That somebody asked, and so many parcels are not of whom they name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedRecord {
    /// The office they name as their sender.
    pub from: OfficeId,
    /// How many there were.
    pub parcels: u32,
    /// The day it was written.
    pub on: Day,
    /// Who wrote it.
    pub by: StaffId,
}

/// Encodes them.
pub fn encode_unopened(all: &[UnopenedRecord]) -> Vec<u8> {
    let rows = all
        .iter()
        .map(|it| -> Row { (it.from.to_bytes(), day_out(it.since), it.parcels) });
    wire::encode_as(SCHEMA, &rows.collect::<Vec<_>>())
}

/// Decodes them.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_unopened(bytes: &[u8]) -> Result<Vec<UnopenedRecord>, Unreadable> {
    let rows: Vec<Row> = wire::decode_as(SCHEMA, bytes)?;
    let record = |(from, since, parcels)| {
        Ok(UnopenedRecord {
            from: OfficeId::from_bytes(from),
            since: day_in(since)?,
            parcels,
        })
    };
    rows.into_iter().map(record).collect()
}

/// Encodes who was asked.
pub fn encode_asked(all: &[AskedRecord]) -> Vec<u8> {
    let rows = all.iter().map(|it| -> AskedRow {
        let (from, by) = (it.from.to_bytes(), it.by.to_bytes());
        (from, it.parcels, day_out(it.on), by)
    });
    wire::encode_as(SCHEMA, &rows.collect::<Vec<_>>())
}

/// Decodes who was asked.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_asked(bytes: &[u8]) -> Result<Vec<AskedRecord>, Unreadable> {
    let rows: Vec<AskedRow> = wire::decode_as(SCHEMA, bytes)?;
    let record = |(from, parcels, on, by)| {
        Ok(AskedRecord {
            from: OfficeId::from_bytes(from),
            parcels,
            on: day_in(on)?,
            by: StaffId::from_bytes(by),
        })
    };
    rows.into_iter().map(record).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNOPENED: &str = include_str!("../../tests/golden/v1/unopened/unopened.hex");
    const ASKED: &str = include_str!("../../tests/golden/v1/unopened/asked.hex");

    #[test]
    fn who_was_asked_has_the_bytes_it_always_had_and_no_part_of_them_is_some() {
        let of = |byte, parcels, day, by| AskedRecord {
            from: OfficeId::from_bytes([byte; 32]),
            parcels,
            on: Day::from_ymd(2026, 11, day).unwrap(),
            by: StaffId::from_bytes([by; 16]),
        };
        let all = [of(0x11, 1, 29, 7), of(0x22, 2, 30, 8)];
        let bytes = encode_asked(&all);
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let frozen: String = ASKED.split_whitespace().collect();
        assert_eq!(hex, frozen);
        assert_eq!(decode_asked(&bytes), Ok(all.to_vec()));
        for length in 0..bytes.len() {
            assert!(decode_asked(&bytes[..length]).is_err(), "{length}");
        }
        let newer = wire::encode_as(SCHEMA + 1, &Vec::<AskedRow>::new());
        let why = decode_asked(&newer).err();
        assert_eq!(why, Some(Unreadable::Newer { schema: 2 }));
        let no_day = ([0x11u8; 32], 1u32, (2026u16, 13u8, 1u8), [7u8; 16]);
        assert!(decode_asked(&wire::encode_as(SCHEMA, &vec![no_day])).is_err());
    }

    #[test]
    fn it_has_the_bytes_it_always_had_and_no_part_of_them_is_some() {
        let of = |byte, day, parcels| UnopenedRecord {
            from: OfficeId::from_bytes([byte; 32]),
            since: Day::from_ymd(2026, 11, day).unwrap(),
            parcels,
        };
        let all = [of(0x11, 29, 1), of(0x22, 30, 2)];
        let bytes = encode_unopened(&all);
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let frozen: String = UNOPENED.split_whitespace().collect();
        assert_eq!(hex, frozen);
        assert_eq!(decode_unopened(&bytes), Ok(all.to_vec()));
        for length in 0..bytes.len() {
            assert!(decode_unopened(&bytes[..length]).is_err(), "{length}");
        }
        let newer = wire::encode_as(SCHEMA + 1, &Vec::<Row>::new());
        let why = decode_unopened(&newer).err();
        assert_eq!(why, Some(Unreadable::Newer { schema: 2 }));
        let no_day = wire::encode_as(SCHEMA, &vec![([0x11u8; 32], (2026u16, 13u8, 1u8), 1u32)]);
        assert!(decode_unopened(&no_day).is_err());
    }
}
