//! What stays of a case that was destroyed after its time, in schema 1: the receipt, and a tombstone of each handover.
//!
//! It does not know where they lie, nor when something is destroyed.

use serde::{Deserialize, Serialize};

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out};
use crate::codec::wire;
use crate::domain::handover::entry::Side;
use crate::domain::id::{CaseId, Digest, HandoverId, OfficeId, StaffId};
use crate::domain::retention::{Head, Kept, Kind, Receipt, Rule, Term, Tombstone};
use crate::domain::setting::Pick;

const SCHEMA: u8 = 1;

// The shapes, frozen: a variant or a member is never moved, changed or taken away.

#[derive(Serialize, Deserialize)]
struct ReceiptShape {
    what: KeptShape,
    base: DayShape,
    last: DayShape,
    years: u16,
    from: String,
    by: [u8; 16],
    on: DayShape,
    counts: Vec<(u8, u32)>,
    handovers: Vec<[u8; 16]>,
    written: (DayShape, DayShape),
    folders: Vec<[u8; 16]>,
}

#[derive(Serialize, Deserialize)]
enum KeptShape {
    Case([u8; 16]),
    Handover([u8; 16]),
}

#[derive(Serialize, Deserialize)]
struct TombstoneShape {
    handover: [u8; 16],
    side: SideShape,
    peer: [u8; 32],
    own: (u32, [u8; 32]),
    theirs: (u32, [u8; 32]),
    on: DayShape,
}

#[derive(Serialize, Deserialize)]
enum SideShape {
    Sender,
    Receiver,
}

/// Encodes a receipt.
pub fn encode_receipt(receipt: &Receipt) -> Vec<u8> {
    let (first, last) = receipt.written;
    wire::encode_as(
        SCHEMA,
        &ReceiptShape {
            what: match receipt.what {
                Kept::Case(id) => KeptShape::Case(id.to_bytes()),
                Kept::Handover(id) => KeptShape::Handover(id.to_bytes()),
            },
            base: day_out(receipt.term.base),
            last: day_out(receipt.term.last),
            years: receipt.rule.years,
            from: receipt.rule.from.code().to_owned(),
            by: receipt.by.to_bytes(),
            on: day_out(receipt.on),
            counts: receipt
                .counts
                .iter()
                .map(|(kind, many)| (kind.number(), *many))
                .collect(),
            handovers: receipt.handovers.iter().map(|it| it.to_bytes()).collect(),
            written: (day_out(first), day_out(last)),
            folders: receipt.folders.clone(),
        },
    )
}

/// Decodes a receipt.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_receipt(bytes: &[u8]) -> Result<Receipt, Unreadable> {
    let shape: ReceiptShape = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    let counts = shape.counts.into_iter().map(|(number, many)| {
        let kind = Kind::from_number(number).ok_or(Unreadable::Malformed)?;
        Ok((kind, many))
    });
    let handovers = shape.handovers.into_iter();
    Ok(Receipt {
        what: match shape.what {
            KeptShape::Case(id) => Kept::Case(CaseId::from_bytes(id)),
            KeptShape::Handover(id) => Kept::Handover(HandoverId::from_bytes(id)),
        },
        term: Term {
            base: day_in(shape.base)?,
            last: day_in(shape.last)?,
        },
        rule: Rule {
            years: shape.years,
            from: Pick::from_code(&shape.from).ok_or(Unreadable::Malformed)?,
        },
        by: StaffId::from_bytes(shape.by),
        on: day_in(shape.on)?,
        counts: counts.collect::<Result<_, Unreadable>>()?,
        handovers: handovers.map(HandoverId::from_bytes).collect(),
        written: (day_in(shape.written.0)?, day_in(shape.written.1)?),
        folders: shape.folders,
    })
}

/// Encodes a tombstone.
pub fn encode_tombstone(it: &Tombstone) -> Vec<u8> {
    wire::encode_as(
        SCHEMA,
        &TombstoneShape {
            handover: it.handover.to_bytes(),
            side: match it.side {
                Side::Sender => SideShape::Sender,
                Side::Receiver => SideShape::Receiver,
            },
            peer: it.peer.to_bytes(),
            own: (it.own.number, it.own.digest.to_bytes()),
            theirs: (it.theirs.number, it.theirs.digest.to_bytes()),
            on: day_out(it.on),
        },
    )
}

/// Decodes a tombstone.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_tombstone(bytes: &[u8]) -> Result<Tombstone, Unreadable> {
    let shape: TombstoneShape = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    let head = |(number, digest)| Head {
        number,
        digest: Digest::from_bytes(digest),
    };
    Ok(Tombstone {
        handover: HandoverId::from_bytes(shape.handover),
        side: match shape.side {
            SideShape::Sender => Side::Sender,
            SideShape::Receiver => Side::Receiver,
        },
        peer: OfficeId::from_bytes(shape.peer),
        own: head(shape.own),
        theirs: head(shape.theirs),
        on: day_in(shape.on)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;

    const CASE: &str = include_str!("../../tests/golden/v1/retention/case.hex");
    const HANDOVER: &str = include_str!("../../tests/golden/v1/retention/handover.hex");
    const TOMBSTONE: &str = include_str!("../../tests/golden/v1/retention/tombstone.hex");

    fn day(year: u16) -> Day {
        Day::from_ymd(year, 3, 31).unwrap()
    }

    fn receipt(what: Kept) -> Receipt {
        Receipt {
            what,
            term: Term {
                base: day(2026),
                last: day(2031),
            },
            rule: Rule {
                years: 5,
                from: Pick::LatestDay,
            },
            by: StaffId::from_bytes([0x55; 16]),
            on: day(2032),
            counts: vec![(Kind::Cases, 1), (Kind::Entries, 14), (Kind::Records, 2)],
            handovers: vec![HandoverId::from_bytes([0x11; 16])],
            written: (day(2024), day(2026)),
            folders: vec![[0x22; 16], [0x33; 16]],
        }
    }

    fn is_frozen<T: PartialEq + std::fmt::Debug>(
        bytes: &[u8],
        golden: &str,
        read: impl Fn(&[u8]) -> Result<T, Unreadable>,
        value: &T,
    ) {
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let frozen: String = golden.split_whitespace().collect();
        assert_eq!(hex, frozen);
        assert_eq!(read(bytes).as_ref(), Ok(value));
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_receipt_has_the_bytes_it_always_had_and_no_part_of_them_is_one() {
        let case = receipt(Kept::Case(CaseId::from_bytes([0x44; 16])));
        is_frozen(&encode_receipt(&case), CASE, decode_receipt, &case);
        let alone = receipt(Kept::Handover(HandoverId::from_bytes([0x11; 16])));
        is_frozen(&encode_receipt(&alone), HANDOVER, decode_receipt, &alone);
    }

    #[test]
    fn a_tombstone_has_the_bytes_it_always_had_and_no_part_of_them_is_one() {
        let head = |number| Head {
            number,
            digest: Digest::from_bytes([0x66; 32]),
        };
        let it = Tombstone {
            handover: HandoverId::from_bytes([0x11; 16]),
            side: Side::Receiver,
            peer: OfficeId::from_bytes([0x77; 32]),
            own: head(9),
            theirs: head(7),
            on: day(2032),
        };
        is_frozen(&encode_tombstone(&it), TOMBSTONE, decode_tombstone, &it);
    }

    #[test]
    fn a_later_schema_and_what_nobody_knows_are_refused() {
        let newer = Err(Unreadable::Newer { schema: 2 });
        assert_eq!(decode_receipt(&[2, 0, 0]), newer);
        let of_no_kind = ReceiptShape {
            counts: vec![(200, 1)],
            ..wire::decode_as(
                SCHEMA,
                &encode_receipt(&receipt(Kept::Case(CaseId::from_bytes([0x44; 16])))),
            )
            .unwrap()
        };
        let bytes = wire::encode_as(SCHEMA, &of_no_kind);
        assert_eq!(decode_receipt(&bytes), Err(Unreadable::Malformed));
    }
}
