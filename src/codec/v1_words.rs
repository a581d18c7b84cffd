//! The words of an entry in schema 1.
//!
//! Frozen: a later schema gets a file of its own.

use crate::codec::v1::Unreadable;
use crate::codec::wire::{self, Misread};
use crate::domain::handover::words::{LONGEST, WordKey, Words};
use crate::domain::text::Paragraph;

const SCHEMA: u8 = 1;

/// Encodes the words of an entry.
pub fn encode_words(words: &Words) -> Vec<u8> {
    let texts: Vec<(u8, &str)> = words.all().map(|(key, text)| (key.code(), text)).collect();
    wire::encode_as(SCHEMA, &texts)
}

/// Decodes the words of an entry. A key this program does not know is passed over: it is for people.
pub fn decode_words(bytes: &[u8]) -> Result<Words, Unreadable> {
    let texts: Vec<(u8, String)> = wire::decode_as(SCHEMA, bytes).map_err(|it| match it {
        Misread::Newer(schema) => Unreadable::Newer { schema },
        Misread::Older(_) | Misread::Malformed => Unreadable::Malformed,
    })?;
    let mut words = Vec::new();
    for (code, text) in texts {
        let text = Paragraph::new(&text, LONGEST).map_err(|_| Unreadable::Malformed)?;
        words.extend(WordKey::from_code(code).map(|key| (key, text)));
    }
    Ok(Words::of(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let text = |it| Paragraph::new(it, LONGEST).unwrap();
        Words::of(vec![
            (WordKey::Text, text("朝の服薬は誰が見ますか。")),
            (WordKey::By, text("青木")),
        ])
    }

    #[test]
    fn words_come_back_in_reading_order() {
        let read = decode_words(&encode_words(&words())).unwrap();
        assert_eq!(read, words());
        assert_eq!(read.all().next(), Some((WordKey::By, "青木")));
    }

    #[test]
    fn every_cut_is_refused() {
        let whole = encode_words(&words());
        for length in 0..whole.len() {
            assert!(decode_words(&whole[..length]).is_err(), "{length}");
        }
    }
}
