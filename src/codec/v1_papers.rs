//! What was printed for an office without the program, and what became of it, in schema 1.
//!
//! It does not know where it lies, nor what follows from it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out};
use crate::codec::wire;
use crate::domain::handover::papers::{Back, Became, Papers, Print};
use crate::domain::id::{OfferNo, StaffId};
use crate::domain::text::Line;

const SCHEMA: u8 = 1;

/// The longest of who said what became of a paper, and of where the note is.
const LONGEST: usize = 200;

// The shapes, frozen: a variant or a member is never moved, changed or taken away.

#[derive(Serialize, Deserialize)]
struct PrintShape {
    offer: u16,
    parts: Vec<u16>,
    said: u32,
    on: DayShape,
    by: [u8; 16],
    received: Option<DayShape>,
    back: Option<BackShape>,
}

#[derive(Serialize, Deserialize)]
struct BackShape {
    became: BecameShape,
    on: DayShape,
    known: u32,
    by: [u8; 16],
    told_by: String,
    original: String,
}

#[derive(Serialize, Deserialize)]
enum BecameShape {
    NotHandedOver,
    Returned,
    Destroyed,
    Lost,
    NoAnswer,
}

/// Encodes what was printed of a handover.
pub fn encode_papers(papers: &Papers) -> Vec<u8> {
    let all: Vec<PrintShape> = papers.0.iter().map(print_out).collect();
    wire::encode_as(SCHEMA, &all)
}

/// Decodes what was printed of a handover.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_papers(bytes: &[u8]) -> Result<Papers, Unreadable> {
    let all: Vec<PrintShape> = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    let all: Result<_, Unreadable> = all.into_iter().map(print_in).collect();
    Ok(Papers(all?))
}

fn print_out(print: &Print) -> PrintShape {
    PrintShape {
        offer: print.offer.get(),
        parts: print.parts.iter().copied().collect(),
        said: print.said,
        on: day_out(print.on),
        by: print.by.to_bytes(),
        received: print.received.map(day_out),
        back: print.back.as_ref().map(back_out),
    }
}

fn print_in(shape: PrintShape) -> Result<Print, Unreadable> {
    let parts = shape.parts.len();
    let print = Print {
        offer: OfferNo::new(shape.offer).ok_or(Unreadable::Malformed)?,
        parts: BTreeSet::from_iter(shape.parts),
        said: shape.said,
        on: day_in(shape.on)?,
        by: StaffId::from_bytes(shape.by),
        received: shape.received.map(day_in).transpose()?,
        back: shape.back.map(back_in).transpose()?,
    };
    match print.parts.len() == parts {
        true => Ok(print),
        false => Err(Unreadable::Malformed),
    }
}

fn back_out(back: &Back) -> BackShape {
    BackShape {
        became: match back.became {
            Became::NotHandedOver => BecameShape::NotHandedOver,
            Became::Returned => BecameShape::Returned,
            Became::Destroyed => BecameShape::Destroyed,
            Became::Lost => BecameShape::Lost,
            Became::NoAnswer => BecameShape::NoAnswer,
        },
        on: day_out(back.on),
        known: back.known,
        by: back.by.to_bytes(),
        told_by: back.told_by.as_str().to_owned(),
        original: back.original.as_str().to_owned(),
    }
}

fn back_in(shape: BackShape) -> Result<Back, Unreadable> {
    let line = |text: &str| Line::new(text, LONGEST).map_err(|_| Unreadable::Malformed);
    Ok(Back {
        became: match shape.became {
            BecameShape::NotHandedOver => Became::NotHandedOver,
            BecameShape::Returned => Became::Returned,
            BecameShape::Destroyed => Became::Destroyed,
            BecameShape::Lost => Became::Lost,
            BecameShape::NoAnswer => Became::NoAnswer,
        },
        on: day_in(shape.on)?,
        known: shape.known,
        by: StaffId::from_bytes(shape.by),
        told_by: line(&shape.told_by)?,
        original: line(&shape.original)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;

    const PAPERS: &str = include_str!("../../tests/golden/v1/part/papers.hex");

    #[test]
    fn what_was_printed_has_the_bytes_it_always_had_and_no_part_of_them_is_it() {
        let day = |day| Day::from_ymd(2026, 12, day).unwrap();
        let print = |became| Print {
            offer: OfferNo::FIRST,
            parts: BTreeSet::from([0, 2]),
            said: 3,
            on: day(1),
            by: StaffId::from_bytes([0x22; 16]),
            received: Some(day(2)),
            back: Some(Back {
                became,
                on: day(9),
                known: 1,
                by: StaffId::from_bytes([0x33; 16]),
                told_by: Line::new("紙谷 まもる", 60).unwrap(),
                original: Line::new("書庫3", 60).unwrap(),
            }),
        };
        let mut papers = Papers(Became::ALL.map(print).to_vec());
        papers.0[0].back = None;
        papers.0[0].received = None;
        let bytes = encode_papers(&papers);
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let frozen: String = PAPERS.split_whitespace().collect();
        assert_eq!(hex, frozen);
        assert_eq!(decode_papers(&bytes), Ok(papers));
        for length in 0..bytes.len() {
            assert!(decode_papers(&bytes[..length]).is_err(), "{length}");
        }
        assert_eq!(decode_papers(&[2, 0]), Err(Unreadable::Newer { schema: 2 }));
    }
}
