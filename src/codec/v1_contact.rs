//! Whom an office told of a move, in schema 1: the rows that somebody wrote, of one handover.
//!
//! Who is usually told is the domain's; a row nobody wrote is not kept.

use serde::{Deserialize, Serialize};

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out};
use crate::codec::wire;
use crate::domain::contact::{Contact, LONGEST, MOST, Standing, Usual, Whom};
use crate::domain::id::StaffId;
use crate::domain::text::Line;

const SCHEMA: u8 = 1;

// The shapes, frozen: a variant or a member is never moved, changed or taken away.

#[derive(Serialize, Deserialize)]
struct ContactShape {
    number: u16,
    whom: WhomShape,
    person: Option<String>,
    what: Option<String>,
    standing: StandingShape,
    entered: Option<([u8; 16], DayShape)>,
}

#[derive(Serialize, Deserialize)]
enum WhomShape {
    Usual(u16, Option<String>),
    Agency(String),
    Other(String),
}

#[derive(Serialize, Deserialize)]
enum StandingShape {
    Open,
    KnowsByCase,
    Told(DayShape, String),
    NotNeeded(String),
}

/// Encodes the rows of a handover.
pub fn encode_contacts(rows: &[Contact]) -> Vec<u8> {
    let text = |it: &Option<Line>| it.as_ref().map(|it| it.as_str().to_owned());
    let shapes = rows.iter().map(|it| ContactShape {
        number: it.number,
        whom: match &it.whom {
            Whom::Usual(usual, name) => WhomShape::Usual(usual.number(), text(name)),
            Whom::Agency(name) => WhomShape::Agency(name.as_str().to_owned()),
            Whom::Other(name) => WhomShape::Other(name.as_str().to_owned()),
        },
        person: text(&it.person),
        what: text(&it.what),
        standing: match &it.standing {
            Standing::Open => StandingShape::Open,
            Standing::KnowsByCase => StandingShape::KnowsByCase,
            Standing::Told { on, by } => StandingShape::Told(day_out(*on), by.as_str().to_owned()),
            Standing::NotNeeded { because } => {
                StandingShape::NotNeeded(text(because).unwrap_or_default())
            }
        },
        entered: it.entered.map(|(by, on)| (by.to_bytes(), day_out(on))),
    });
    wire::encode_as(SCHEMA, &shapes.collect::<Vec<_>>())
}

/// Decodes the rows of a handover.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_contacts(bytes: &[u8]) -> Result<Vec<Contact>, Unreadable> {
    let shapes: Vec<ContactShape> = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    if MOST < shapes.len() {
        return Err(Unreadable::Malformed);
    }
    shapes.into_iter().map(contact).collect()
}

fn contact(it: ContactShape) -> Result<Contact, Unreadable> {
    let entered = match it.entered {
        Some((by, on)) => Some((StaffId::from_bytes(by), day_in(on)?)),
        None => None,
    };
    Ok(Contact {
        number: it.number,
        whom: match it.whom {
            WhomShape::Usual(number, name) => Whom::Usual(
                Usual::from_number(number).ok_or(Unreadable::Malformed)?,
                name.map(line).transpose()?,
            ),
            WhomShape::Agency(name) => Whom::Agency(line(name)?),
            WhomShape::Other(name) => Whom::Other(line(name)?),
        },
        person: it.person.map(line).transpose()?,
        what: it.what.map(line).transpose()?,
        standing: match it.standing {
            StandingShape::Open => Standing::Open,
            StandingShape::KnowsByCase => Standing::KnowsByCase,
            StandingShape::Told(on, by) => Standing::Told {
                on: day_in(on)?,
                by: line(by)?,
            },
            StandingShape::NotNeeded(because) if because.is_empty() => {
                Standing::NotNeeded { because: None }
            }
            StandingShape::NotNeeded(because) => Standing::NotNeeded {
                because: Some(line(because)?),
            },
        },
        entered,
    })
}

fn line(text: String) -> Result<Line, Unreadable> {
    Line::new(&text, LONGEST).map_err(|_| Unreadable::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;

    const ROWS: &str = include_str!("../../tests/golden/v1/contact/rows.hex");

    fn rows() -> Vec<Contact> {
        let text = |it: &str| Line::new(it, LONGEST).unwrap();
        let day = Day::from_ymd(2026, 11, 28).unwrap();
        let entered = Some((StaffId::from_bytes([0x55; 16]), day));
        let row = |number, whom, standing| Contact {
            number,
            whom,
            person: None,
            what: None,
            standing,
            entered,
        };
        vec![
            Contact {
                person: Some(text("見本 窓口")),
                what: Some(text("移る日")),
                ..row(
                    1,
                    Whom::Usual(Usual::City, Some(text("見本市"))),
                    Standing::Told {
                        on: day,
                        by: text("見本 担当"),
                    },
                )
            },
            row(
                4,
                Whom::Usual(Usual::Doctor, None),
                Standing::NotNeeded {
                    because: Some(text("本人が話した")),
                },
            ),
            row(
                101,
                Whom::Agency(text("見本ナカポツ")),
                Standing::KnowsByCase,
            ),
            Contact {
                entered: None,
                ..row(102, Whom::Other(text("見本の大家")), Standing::Open)
            },
        ]
    }

    #[test]
    fn rows_have_the_bytes_they_always_had_and_no_part_of_them_is_some() {
        let bytes = encode_contacts(&rows());
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let frozen: String = ROWS.split_whitespace().collect();
        assert_eq!(hex, frozen);
        assert_eq!(decode_contacts(&bytes), Ok(rows()));
        for length in 0..bytes.len() {
            assert!(decode_contacts(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_reason_that_was_taken_away_is_kept_as_an_empty_text() {
        let mut rows = rows();
        rows[1].standing = Standing::NotNeeded { because: None };
        assert_eq!(decode_contacts(&encode_contacts(&rows)), Ok(rows));
    }

    #[test]
    fn a_later_schema_and_what_nobody_knows_are_refused() {
        let newer = Err(Unreadable::Newer { schema: 2 });
        assert_eq!(decode_contacts(&[2, 0]), newer);
        let malformed = |whom: WhomShape| {
            let shape = ContactShape {
                number: 1,
                whom,
                person: None,
                what: None,
                standing: StandingShape::Open,
                entered: None,
            };
            decode_contacts(&wire::encode_as(SCHEMA, &vec![shape]))
        };
        let long = "長".repeat(LONGEST + 1);
        for whom in [
            WhomShape::Usual(99, None),
            WhomShape::Other(String::new()),
            WhomShape::Agency(long),
        ] {
            assert_eq!(malformed(whom), Err(Unreadable::Malformed));
        }
    }
}
