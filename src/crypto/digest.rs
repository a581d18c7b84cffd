//! Digests and derived keys: BLAKE3 in its three modes.
//!
//! It is not a signature and hides nothing: whoever can guess the input can check the guess.

use crate::crypto::secret::Key;

/// Digests the parts as if they were one run of bytes.
///
/// Where the cut between parts carries meaning, use [`hash_parts`].
pub fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    parts.iter().for_each(|part| {
        hasher.update(part);
    });
    hasher.finalize().into()
}

/// Digests bytes that come piece by piece, as if they were one run: for what is too long to hold in memory.
#[derive(Default)]
pub struct Running(blake3::Hasher);

impl Running {
    /// Takes the next piece.
    pub fn take(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// Gives the digest of all pieces.
    pub fn digest(&self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// Digests the parts with their lengths (8 bytes, big-endian, before each), so that moving a cut changes the digest.
pub fn hash_parts(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    parts.iter().for_each(|part| {
        hasher.update(&(part.len() as u64).to_be_bytes());
        hasher.update(part);
    });
    hasher.finalize().into()
}

/// Digests the parts under a key, as one run of bytes: only the holder of the key can tell what was digested.
pub fn keyed(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_keyed(key.expose());
    parts.iter().for_each(|part| {
        hasher.update(part);
    });
    hasher.finalize().into()
}

/// Derives a key for one purpose from key material.
///
/// `context` is fixed, unique to the purpose and written in the code (BLAKE3 `derive_key`).
pub fn derive(context: &'static str, material: &[u8]) -> Key {
    Key::from_bytes(blake3::derive_key(context, material))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_empty_digest() {
        let known = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        assert_eq!(blake3::Hash::from_bytes(hash(&[])).to_hex().as_str(), known);
    }

    #[test]
    fn pieces_are_digested_as_one_run() {
        let mut running = Running::default();
        for piece in [&b"a"[..], b"", b"bc"] {
            running.take(piece);
        }
        assert_eq!(running.digest(), hash(&[b"abc"]));
    }

    #[test]
    fn cuts_matter_only_where_lengths_are_digested() {
        assert_eq!(hash(&[b"ab", b"c"]), hash(&[b"a", b"bc"]));
        assert_ne!(hash_parts(&[b"ab", b"c"]), hash_parts(&[b"a", b"bc"]));
        assert_ne!(hash_parts(&[b"a"]), hash_parts(&[b"a", b""]));
    }

    #[test]
    fn keys_and_contexts_separate() {
        let (one, other) = (Key::from_bytes([1; 32]), Key::from_bytes([2; 32]));
        assert_ne!(keyed(&one, &[b"x"]), keyed(&other, &[b"x"]));
        assert_ne!(keyed(&one, &[b"x"]), hash(&[b"x"]));
        assert_ne!(derive("a", b"x").expose(), derive("b", b"x").expose());
        assert_eq!(derive("a", b"x").expose(), derive("a", b"x").expose());
    }
}
