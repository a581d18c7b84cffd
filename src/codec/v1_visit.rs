//! The visits of a case in schema 1: names out of tables, days and offices, and no text.
//!
//! It does not know where they lie.

use serde::{Deserialize, Serialize};

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out};
use crate::codec::wire;
use crate::domain::id::{OfficeId, StaffId};
use crate::domain::visit::{
    Age, Described, Disability, LONGEST, MOST, Next, Outcome, Visit, VisitKind, Wish,
};

const SCHEMA: u8 = 1;

// The shape, frozen: a member is never moved, changed or taken away.

#[derive(Serialize, Deserialize)]
struct VisitShape {
    number: u16,
    office: [u8; 32],
    age: String,
    disabilities: Vec<String>,
    wish: String,
    kind: String,
    from: DayShape,
    days: u8,
    outcome: String,
    next: String,
    entered: ([u8; 16], DayShape),
}

/// Encodes the visits of a case.
pub fn encode_visits(visits: &[Visit]) -> Vec<u8> {
    let shapes = visits.iter().map(|it| VisitShape {
        number: it.number,
        office: it.office.to_bytes(),
        age: it.told.age.code().to_owned(),
        disabilities: it
            .told
            .disabilities
            .iter()
            .map(|it| it.code().to_owned())
            .collect(),
        wish: it.told.wish.code().to_owned(),
        kind: it.kind.code().to_owned(),
        from: day_out(it.from),
        days: it.days,
        outcome: it.outcome.code().to_owned(),
        next: it.next.code().to_owned(),
        entered: (it.entered.0.to_bytes(), day_out(it.entered.1)),
    });
    wire::encode_as(SCHEMA, &shapes.collect::<Vec<_>>())
}

/// Decodes the visits of a case. What is no word of a table is refused.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_visits(bytes: &[u8]) -> Result<Vec<Visit>, Unreadable> {
    let shapes: Vec<VisitShape> = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    if MOST < shapes.len() {
        return Err(Unreadable::Malformed);
    }
    shapes.into_iter().map(visit).collect()
}

fn visit(it: VisitShape) -> Result<Visit, Unreadable> {
    let known = Unreadable::Malformed;
    let disabilities = it.disabilities.iter();
    let disabilities = disabilities.map(|it| Disability::named(it).ok_or(Unreadable::Malformed));
    if !(1..=LONGEST).contains(&it.days) {
        return Err(known);
    }
    Ok(Visit {
        number: it.number,
        office: OfficeId::from_bytes(it.office),
        told: Described {
            age: Age::named(&it.age).ok_or(Unreadable::Malformed)?,
            disabilities: disabilities.collect::<Result<_, _>>()?,
            wish: Wish::named(&it.wish).ok_or(Unreadable::Malformed)?,
        },
        kind: VisitKind::named(&it.kind).ok_or(Unreadable::Malformed)?,
        from: day_in(it.from)?,
        days: it.days,
        outcome: Outcome::named(&it.outcome).ok_or(Unreadable::Malformed)?,
        next: Next::named(&it.next).ok_or(Unreadable::Malformed)?,
        entered: (StaffId::from_bytes(it.entered.0), day_in(it.entered.1)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;

    const VISITS: &str = include_str!("../../tests/golden/v1/visit/visits.hex");

    fn visits() -> Vec<Visit> {
        let day = Day::from_ymd(2026, 11, 20).unwrap();
        let first = Visit {
            number: 1,
            office: OfficeId::from_bytes([0x77; 32]),
            told: Described {
                age: Age::Forties,
                disabilities: [Disability::Mental, Disability::Developmental].into(),
                wish: Wish::Desk,
            },
            kind: VisitKind::Trial,
            from: day,
            days: 3,
            outcome: Outcome::Fits,
            next: Next::Handover,
            entered: (StaffId::from_bytes([0x55; 16]), day),
        };
        let second = Visit {
            number: 2,
            told: Described {
                disabilities: [].into(),
                ..first.told.clone()
            },
            kind: VisitKind::Look,
            days: 1,
            ..first.clone()
        };
        vec![first, second]
    }

    #[test]
    fn visits_have_the_bytes_they_always_had_and_no_part_of_them_is_some() {
        let bytes = encode_visits(&visits());
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let frozen: String = VISITS.split_whitespace().collect();
        assert_eq!(hex, frozen);
        assert_eq!(decode_visits(&bytes), Ok(visits()));
        for length in 0..bytes.len() {
            assert!(decode_visits(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_word_of_no_table_is_refused_wherever_it_stands() {
        let name = || "架空 見穂".to_owned();
        type Change = fn(&mut VisitShape, String);
        let changes: [Change; 6] = [
            |it, name| it.age = name,
            |it, name| it.disabilities = vec![name],
            |it, name| it.wish = name,
            |it, name| it.kind = name,
            |it, name| it.outcome = name,
            |it, name| it.next = name,
        ];
        let bytes = encode_visits(&visits());
        for change in changes {
            let mut shapes: Vec<VisitShape> = wire::decode_as(SCHEMA, &bytes).unwrap();
            change(&mut shapes[0], name());
            let wrong = wire::encode_as(SCHEMA, &shapes);
            assert_eq!(decode_visits(&wrong), Err(Unreadable::Malformed));
        }
        let newer = Err(Unreadable::Newer { schema: 2 });
        assert_eq!(decode_visits(&[2, 0]), newer);
    }
}
