//! For which fields the columns of tables were taken, and which tables were another's, each in schema 1: by a mark of each heading,
//! the latest last.
//!
//! What stands over the columns is not kept. A field or an era this program does not know is none.

use crate::codec::v1::Unreadable;
use crate::codec::wire;
use crate::crypto::digest;
use crate::domain::calendar::Era;
use crate::domain::section::FieldId;

const SCHEMA: u8 = 1;
const LABEL: &[u8] = b"tasuki-columns-v1";

/// The most headings that are remembered; the one used longest ago goes first.
const MOST: usize = 50;

/// What stands for a heading.
type Mark = [u8; 16];

/// The number of a field, and the place of an era from 1, the oldest first; 0 is none.
type Column = (u16, u8);

/// A field for a column, and the era of its years that stand without one.
pub type Taken = (Option<FieldId>, Option<Era>);

/// For which fields the columns of tables were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<(Mark, Vec<Taken>)>);

impl Columns {
    /// For which fields the columns below this heading were taken the last time.
    pub fn of(&self, heading: &[String]) -> Option<&[Taken]> {
        let mark = mark(heading);
        let found = self.0.iter().find(|(it, _)| *it == mark);
        found
            .map(|(_, taken)| taken.as_slice())
            .filter(|it| it.len() == heading.len())
    }

    /// Takes this for what is below the heading; none forgets it.
    pub fn take(&mut self, heading: &[String], taken: Option<Vec<Taken>>) {
        let mark = mark(heading);
        self.0.retain(|(it, _)| *it != mark);
        self.0.extend(taken.map(|it| (mark, it)));
        let over = self.0.len().saturating_sub(MOST);
        self.0.drain(..over);
    }
}

/// The headings of tables that were another's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others(Vec<Mark>);

impl Others {
    /// Whether the last table with this heading was another's.
    pub fn has(&self, heading: &[String]) -> bool {
        self.0.contains(&mark(heading))
    }

    /// Keeps this one.
    pub fn keep(&mut self, heading: &[String]) {
        self.forget(heading);
        self.0.push(mark(heading));
        let over = self.0.len().saturating_sub(MOST);
        self.0.drain(..over);
    }

    /// Forgets it.
    pub fn forget(&mut self, heading: &[String]) {
        let mark = mark(heading);
        self.0.retain(|it| *it != mark);
    }
}

/// Encodes them.
pub fn encode_others(others: &Others) -> Vec<u8> {
    wire::encode_as(SCHEMA, &others.0)
}

/// Decodes them.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_others(bytes: &[u8]) -> Result<Others, Unreadable> {
    Ok(Others(wire::decode_as(SCHEMA, bytes)?))
}

fn mark(heading: &[String]) -> Mark {
    let parts = heading.iter().map(String::as_bytes);
    let parts: Vec<&[u8]> = std::iter::once(LABEL).chain(parts).collect();
    let mut mark = [0; 16];
    mark.copy_from_slice(&digest::hash_parts(&parts)[..16]);
    mark
}

/// Encodes them.
pub fn encode_columns(columns: &Columns) -> Vec<u8> {
    let column = |(field, era): &Taken| -> Column {
        let place = era.and_then(|era| Era::ALL.iter().position(|it| *it == era));
        let place = place.and_then(|it| u8::try_from(it + 1).ok());
        (
            field.map_or(0, |it| it.spec().code),
            place.unwrap_or_default(),
        )
    };
    let row = |(mark, taken): &(Mark, Vec<Taken>)| -> (Mark, Vec<Column>) {
        (*mark, taken.iter().map(column).collect())
    };
    let rows: Vec<_> = columns.0.iter().map(row).collect();
    wire::encode_as(SCHEMA, &rows)
}

/// Decodes them.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_columns(bytes: &[u8]) -> Result<Columns, Unreadable> {
    let rows: Vec<(Mark, Vec<Column>)> = wire::decode_as(SCHEMA, bytes)?;
    let taken = |(field, era): Column| -> Taken {
        let era = usize::from(era).checked_sub(1);
        (
            FieldId::from_code(field),
            era.and_then(|it| Era::ALL.get(it).copied()),
        )
    };
    let rows = rows.into_iter().map(|(mark, columns)| {
        let taken = columns.into_iter().map(taken);
        (mark, taken.collect())
    });
    Ok(Columns(rows.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &str = include_str!("../../tests/golden/v1/columns/columns.hex");
    const OTHERS: &str = include_str!("../../tests/golden/v1/columns/others.hex");

    fn heading(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    fn some() -> Columns {
        let mut columns = Columns::default();
        columns.take(
            &heading("名,生まれ,メモ"),
            Some(vec![
                (Some(FieldId::PersonName), None),
                (Some(FieldId::PersonBirth), Some(Era::Showa)),
                (None, None),
            ]),
        );
        columns
    }

    #[test]
    fn what_a_heading_was_taken_for_comes_back_and_no_part_of_it_does() {
        let bytes = encode_columns(&some());
        assert_eq!(decode_columns(&bytes), Ok(some()));
        for length in 0..bytes.len() {
            assert!(decode_columns(&bytes[..length]).is_err(), "{length}");
        }
        assert!(!bytes.windows(3).any(|it| it == "名".as_bytes()));
        let newer = wire::encode_as(SCHEMA + 1, &Vec::<(Mark, Vec<Column>)>::new());
        let why = decode_columns(&newer).err();
        assert_eq!(why, Some(Unreadable::Newer { schema: 2 }));
    }

    #[test]
    fn it_holds_for_this_heading_alone_and_the_oldest_goes() {
        let mut columns = some();
        assert!(columns.of(&heading("名,生まれ,メモ")).is_some());
        for other in ["名,生まれ", "名生まれ,,メモ", "名,生まれ,メモ,", ""] {
            assert_eq!(columns.of(&heading(other)), None, "{other}");
        }
        for number in 0..MOST {
            let other = vec![number.to_string()];
            columns.take(&other, Some(vec![(None, None)]));
        }
        assert_eq!(columns.of(&heading("名,生まれ,メモ")), None);
        columns.take(&["1".to_owned()], None);
        assert_eq!(columns.of(&["1".to_owned()]), None);
        assert!(columns.of(&["2".to_owned()]).is_some());
    }

    #[test]
    fn the_table_of_another_is_known_by_its_heading_until_it_is_this_offices_own() {
        let mut others = Others::default();
        others.keep(&heading("名,生まれ"));
        others.keep(&heading("名,生まれ"));
        let read = decode_others(&encode_others(&others)).unwrap();
        assert_eq!(read, others);
        assert!(read.has(&heading("名,生まれ")) && !read.has(&heading("名生まれ")));
        for number in 1..MOST {
            others.keep(&[number.to_string()]);
        }
        assert!(others.has(&heading("名,生まれ")), "kept once");
        others.keep(&["50".to_owned()]);
        assert!(!others.has(&heading("名,生まれ")), "the oldest goes");
        others.forget(&["50".to_owned()]);
        assert!(!others.has(&["50".to_owned()]));
        let newer = wire::encode_as(SCHEMA + 1, &Vec::<Mark>::new());
        let why = decode_others(&newer).err();
        assert_eq!(why, Some(Unreadable::Newer { schema: 2 }));
    }

    #[test]
    fn both_have_the_bytes_they_always_had_and_no_part_of_them_is_some() {
        let mut others = Others::default();
        others.keep(&heading("名,生まれ,メモ"));
        let hex = |bytes: &[u8]| -> String { bytes.iter().map(|it| format!("{it:02x}")).collect() };
        let frozen = |hex: &str| -> String { hex.split_whitespace().collect() };
        assert_eq!(hex(&encode_columns(&some())), frozen(COLUMNS));
        let bytes = encode_others(&others);
        assert_eq!(hex(&bytes), frozen(OTHERS));
        for length in 0..bytes.len() {
            assert!(decode_others(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn what_this_program_does_not_know_is_none() {
        let heading = heading("あ");
        let rows: Vec<(Mark, Vec<Column>)> = vec![(mark(&heading), vec![(60_000, 99)])];
        let read = decode_columns(&wire::encode_as(SCHEMA, &rows)).unwrap();
        assert_eq!(read.of(&heading), Some(&[(None, None)][..]));
    }
}
