//! Secrecy: bytes in, bytes out.
//!
//! It knows a context label, never what it protects.

pub mod aead;
pub mod digest;
pub mod identity;
pub mod kdf;
pub mod random;
pub mod secret;
