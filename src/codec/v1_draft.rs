//! A draft of a form in schema 1: the name of each piece, and what was typed into it.
//!
//! It does not know what forms there are, nor what their pieces mean.

use zeroize::Zeroizing;

use crate::codec::v1::Unreadable;
use crate::codec::wire::{self, Misread};
use crate::crypto::digest::hash;

const SCHEMA: u8 = 1;

/// Encodes what was typed at a time, in milliseconds since 1970-01-01 UTC.
pub fn encode_draft(at: i64, words: &[(String, String)]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(wire::encode_as(SCHEMA, &(at, words)))
}

/// Marks a text in 32 hexadecimal digits: the same only for the same text.
pub fn mark(text: &str) -> String {
    let digest = hash(&[text.as_bytes()]);
    let digits = digest.iter().take(16).map(|it| format!("{it:02x}"));
    digits.collect()
}

/// Decodes a draft.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_draft(bytes: &[u8]) -> Result<(i64, Vec<(String, String)>), Unreadable> {
    wire::decode_as(SCHEMA, bytes).map_err(|it| match it {
        Misread::Newer(schema) => Unreadable::Newer { schema },
        Misread::Older(_) | Misread::Malformed => Unreadable::Malformed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_comes_back_and_no_part_of_one_does() {
        let words = vec![("person.kana#0".to_owned(), "ミホン".to_owned())];
        let bytes = encode_draft(7, &words);
        assert_eq!(decode_draft(&bytes), Ok((7, words)));
        for length in 0..bytes.len() {
            assert!(decode_draft(&bytes[..length]).is_err(), "{length}");
        }
        let newer = wire::encode_as(2, &(7i64, Vec::<(String, String)>::new()));
        assert_eq!(decode_draft(&newer), Err(Unreadable::Newer { schema: 2 }));
    }
}
