//! Values that must not linger: keys and passphrases.
//!
//! They cannot be printed, compared or copied by accident; they do not say what they open.

use crate::crypto::random;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The fewest characters a passphrase may have.
pub const SHORTEST_PASSPHRASE: usize = 8;

/// A symmetric key of 32 bytes, wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Key(Box<[u8; 32]>);

impl Key {
    /// Takes these bytes as a key.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let bytes = Zeroizing::new(bytes);
        Self(Box::new(*bytes))
    }

    /// Draws a new key.
    pub fn random() -> Self {
        let mut key = Self(Box::new([0; 32]));
        random::fill(key.0.as_mut_slice());
        key
    }

    /// Shows the bytes, to seal with or to wrap; never to keep.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A passphrase as it goes into the key derivation, wiped when dropped.
///
/// Its width is folded (NFKC), so that full-width and half-width typing open the same lock.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Folds and keeps what was typed; the typed text is wiped.
    pub fn new(typed: String) -> Self {
        let typed = Zeroizing::new(typed);
        // A string that grows leaves copies behind: count first, then write once.
        let length = typed.nfkc().map(char::len_utf8).sum();
        let mut folded = Zeroizing::new(String::with_capacity(length));
        folded.extend(typed.nfkc());
        Self(folded)
    }

    /// Shows the folded bytes, to derive a key from.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Tells whether it has fewer than [`SHORTEST_PASSPHRASE`] characters.
    pub fn too_short(&self) -> bool {
        self.0.chars().count() < SHORTEST_PASSPHRASE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(typed: &str) -> Vec<u8> {
        Passphrase::new(typed.to_owned()).as_bytes().to_vec()
    }

    #[test]
    fn width_of_typing_does_not_matter() {
        for (wide, narrow) in [
            ("ａｂｃ　１２３", "abc 123"),
            ("カギ", "ｶｷﾞ"),
            ("が", "か\u{3099}"),
            ("", ""),
        ] {
            assert_eq!(folded(wide), folded(narrow), "{wide}");
        }
    }

    #[test]
    fn case_and_spaces_matter() {
        for (one, other) in [("Abc", "abc"), ("a b", "ab"), ("かぎ", "カギ")] {
            assert_ne!(folded(one), folded(other), "{one}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        for (typed, short) in [
            ("", true),
            ("1234567", true),
            ("12345678", false),
            ("七文字しかない", true),
            ("八文字ちょうどよ", false),
        ] {
            assert_eq!(
                Passphrase::new(typed.to_owned()).too_short(),
                short,
                "{typed}"
            );
        }
    }

    #[test]
    fn random_keys_differ() {
        assert_ne!(Key::random().expose(), Key::random().expose());
        assert_eq!(Key::from_bytes([7; 32]).expose(), &[7; 32]);
    }
}
