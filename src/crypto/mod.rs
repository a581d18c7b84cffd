//! Secrecy: bytes in, bytes out.
//!
//! It knows a context label, never what it protects.

use std::fmt;

pub mod aead;
pub mod digest;
pub mod identity;
pub mod kdf;
pub mod random;
pub mod secret;
mod xwing;

/// Says that a tag or a signature does not hold: damaged, forged, or made with another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forged;

impl fmt::Display for Forged {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("tag or signature does not hold")
    }
}

impl std::error::Error for Forged {}
