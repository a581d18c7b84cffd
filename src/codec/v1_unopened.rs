//! From which offices parcels lie unopened in the shared folder, as the last round found them, in schema 1.
//!
//! Nothing of what is in them: nobody opened them.

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out};
use crate::codec::wire;
use crate::domain::calendar::Day;
use crate::domain::id::OfficeId;

const SCHEMA: u8 = 1;

type Row = ([u8; 32], DayShape, u32);

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

#[cfg(test)]
mod tests {
    use super::*;

    const UNOPENED: &str = include_str!("../../tests/golden/v1/unopened/unopened.hex");

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
