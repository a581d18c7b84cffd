//! What somebody said is no secret, in schema 1: a key of its own, and under it the mark of each text, with who said it and when.
//!
//! No text and no part of one is kept, and no mark can be compared with a text by whoever has not opened the vault.

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out};
use crate::codec::wire::{self, Misread};
use crate::crypto::digest;
use crate::domain::calendar::Day;
use crate::domain::id::StaffId;

const SCHEMA: u8 = 1;
const LABEL: &[u8] = b"tasuki-not-a-secret-v1";

/// The most answers that are kept; the oldest go first, and their texts are asked about again.
const MOST: usize = 20_000;

/// What stands for a text that was asked about.
pub type Mark = [u8; 16];

/// Who said it, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The mark of the text.
    pub mark: Mark,
    /// Who.
    pub by: StaffId,
    /// When.
    pub on: Day,
}

/// The answers of an office.
#[derive(Clone, PartialEq, Eq)]
pub struct Answers {
    key: [u8; 32],
    said: Vec<Said>,
}

type Row = (Mark, [u8; 16], DayShape);

impl Answers {
    /// No answers, under a fresh key.
    pub fn new(key: [u8; 32]) -> Answers {
        Answers {
            key,
            said: Vec::new(),
        }
    }

    /// Gives the mark of a text.
    pub fn mark(&self, text: &str) -> Mark {
        let digest = digest::hash_parts(&[LABEL, &self.key, text.as_bytes()]);
        let mut mark = [0; 16];
        mark.copy_from_slice(&digest[..16]);
        mark
    }

    /// Whether it was said of this text.
    pub fn knows(&self, mark: &Mark) -> bool {
        self.said.iter().any(|it| it.mark == *mark)
    }

    /// Who said it of this text, and when.
    pub fn of(&self, text: &str) -> Option<&Said> {
        let mark = self.mark(text);
        self.said.iter().find(|it| it.mark == mark)
    }

    /// Forgets what was said of these, and counts how many that were.
    pub fn forget(&mut self, marks: &[Mark]) -> usize {
        let before = self.said.len();
        self.said.retain(|it| !marks.contains(&it.mark));
        before - self.said.len()
    }

    /// Takes an answer.
    pub fn say(&mut self, said: Said) {
        if !self.knows(&said.mark) {
            self.said.push(said);
        }
        let over = self.said.len().saturating_sub(MOST);
        self.said.drain(..over);
    }
}

/// Encodes the answers.
pub fn encode_answers(answers: &Answers) -> Vec<u8> {
    let row = |it: &Said| -> Row { (it.mark, it.by.to_bytes(), day_out(it.on)) };
    let rows: Vec<Row> = answers.said.iter().map(row).collect();
    wire::encode_as(SCHEMA, &(answers.key, rows))
}

/// Decodes the answers.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_answers(bytes: &[u8]) -> Result<Answers, Unreadable> {
    let (key, rows): ([u8; 32], Vec<Row>) =
        wire::decode_as(SCHEMA, bytes).map_err(|it| match it {
            Misread::Newer(schema) => Unreadable::Newer { schema },
            Misread::Older(_) | Misread::Malformed => Unreadable::Malformed,
        })?;
    let said = rows.into_iter().map(|(mark, by, on)| {
        Ok(Said {
            mark,
            by: StaffId::from_bytes(by),
            on: day_in(on)?,
        })
    });
    Ok(Answers {
        key,
        said: said.collect::<Result<_, Unreadable>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Answers {
        let mut answers = Answers::new([7; 32]);
        let said = Said {
            mark: answers.mark("番号は1234-5678-9018"),
            by: StaffId::from_bytes([3; 16]),
            on: Day::from_ymd(2026, 11, 2).unwrap(),
        };
        answers.say(said);
        answers
    }

    #[test]
    fn what_was_said_holds_for_this_text_and_under_this_key() {
        let answers = some();
        assert!(answers.of("番号は1234-5678-9018").is_some());
        assert!(answers.of("番号は1234-5678-9018。").is_none());
        let other = Answers::new([8; 32]);
        let text = "番号は1234-5678-9018";
        assert_ne!(other.mark(text), answers.mark(text));
    }

    #[test]
    fn answers_come_back_hold_no_text_and_no_part_of_them_is_read() {
        let answers = some();
        let bytes = encode_answers(&answers);
        assert!(!bytes.windows(4).any(|it| it == b"1234"));
        assert!(decode_answers(&bytes).as_ref().ok() == Some(&answers));
        for length in 0..bytes.len() {
            assert!(decode_answers(&bytes[..length]).is_err(), "{length}");
        }
        let newer = wire::encode_as(SCHEMA + 1, &([0u8; 32], Vec::<Row>::new()));
        assert_eq!(
            decode_answers(&newer).err(),
            Some(Unreadable::Newer { schema: 2 })
        );
    }
}
