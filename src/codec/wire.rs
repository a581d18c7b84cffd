//! The one door to bincode: fixed integers, a limit, whole slices only.
//!
//! It gives nothing a meaning and checks no signature; bytes are decoded only after somebody did.

use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The most bytes that are decoded: a parcel's body and nothing longer.
pub const LIMIT: usize = 64 << 20;

/// Why bytes were not decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// Written in a later version (the number is the one found) than this program reads.
    Newer(u8),
    /// Written in an earlier version (the number is the one found) than the caller asked for.
    Older(u8),
    /// Longer than [`LIMIT`].
    TooLong,
    /// Cut short, or not a value of this type.
    Invalid,
    /// The value ended before the bytes did.
    LeftOver,
}

/// Encodes a value made of structs, enums, lists, texts and numbers (integers little-endian, lengths in 8 bytes).
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    bincode::serde::encode_to_vec(value, config::<LIMIT>())
        .expect("a value in memory has known lengths, and a growing vector takes it")
}

/// Decodes a value that fills `bytes` exactly.
///
/// Whatever length the bytes claim for a text or a run, no more than sixteen times their own length is set aside.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Malformed> {
    let (value, consumed) = match bytes.len() {
        0..=0x400 => limited::<T, 0x400>(bytes),
        0x401..=0x4000 => limited::<T, 0x4000>(bytes),
        0x4001..=0x40000 => limited::<T, 0x40000>(bytes),
        0x40001..=0x400000 => limited::<T, 0x400000>(bytes),
        0x400001..=LIMIT => limited::<T, LIMIT>(bytes),
        _ => return Err(Malformed::TooLong),
    }
    .map_err(|_| Malformed::Invalid)?;
    match consumed == bytes.len() {
        true => Ok(value),
        false => Err(Malformed::LeftOver),
    }
}

/// Encodes a value behind one byte that names the version of its schema.
pub fn encode_as<T: Serialize>(version: u8, value: &T) -> Vec<u8> {
    encode(&(version, value))
}

/// Decodes what [`encode_as`] wrote in this very version; the version is looked at before anything else.
pub fn decode_as<T: DeserializeOwned>(version: u8, bytes: &[u8]) -> Result<T, Malformed> {
    match bytes.split_first() {
        None => Err(Malformed::Invalid),
        Some((&found, _)) if found > version => Err(Malformed::Newer(found)),
        Some((&found, _)) if found < version => Err(Malformed::Older(found)),
        Some((_, rest)) => decode(rest),
    }
}

/// Returns the version of the schema in front, for a reader of several versions.
pub fn version_of(bytes: &[u8]) -> Result<u8, Malformed> {
    bytes.first().copied().ok_or(Malformed::Invalid)
}

/// A run of bytes, encoded in one piece and wiped when dropped (a plain `Vec<u8>` has the same encoding, byte by byte).
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Run(pub Vec<u8>);

impl fmt::Debug for Run {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Run({} bytes)", self.0.len())
    }
}

impl Serialize for Run {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Run {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_byte_buf(RunVisitor)
    }
}

struct RunVisitor;

impl Visitor<'_> for RunVisitor {
    type Value = Run;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a run of bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Run, E> {
        Ok(Run(bytes.to_vec()))
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Run, E> {
        Ok(Run(bytes))
    }
}

fn limited<T: DeserializeOwned, const N: usize>(
    bytes: &[u8],
) -> Result<(T, usize), bincode::error::DecodeError> {
    bincode::serde::decode_from_slice(bytes, config::<N>())
}

fn config<const N: usize>() -> impl bincode::config::Config {
    bincode::config::standard()
        .with_fixed_int_encoding()
        .with_limit::<N>()
}

impl fmt::Display for Malformed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(version) => write!(out, "schema {version} is newer than this program"),
            Self::Older(version) => write!(out, "schema {version} is older than expected"),
            Self::TooLong => out.write_str("too long"),
            Self::Invalid => out.write_str("malformed"),
            Self::LeftOver => out.write_str("bytes left over"),
        }
    }
}

impl std::error::Error for Malformed {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Sample = (String, Vec<u16>, Option<bool>, [u8; 4]);

    #[test]
    fn the_bytes_are_those_in_the_documents() {
        assert_eq!(encode(&(1u16, "é")), b"\x01\0\x02\0\0\0\0\0\0\0\xc3\xa9");
        assert_eq!(encode_as(3, &true), [3, 1]);
        assert_eq!(encode(&Run(vec![7, 8])), encode(&vec![7u8, 8]));
    }

    #[test]
    fn every_cut_and_every_addition_is_refused() {
        let sample: Sample = ("text".into(), vec![1, 2], Some(true), [1; 4]);
        let bytes = encode(&sample);
        for at in 0..bytes.len() {
            assert_eq!(
                decode::<Sample>(&bytes[..at]),
                Err(Malformed::Invalid),
                "{at}"
            );
        }
        let longer = [&bytes[..], b"x"].concat();
        assert_eq!(decode::<Sample>(&longer), Err(Malformed::LeftOver));
        assert_eq!(decode::<Sample>(&bytes), Ok(sample));
    }

    #[test]
    fn claimed_lengths_set_nothing_aside() {
        for claimed in [1 << 20, 1 << 40, 1 << 62, u64::MAX] {
            let mut bytes = claimed.to_le_bytes().to_vec();
            bytes.extend_from_slice(b"short");
            assert_eq!(decode::<String>(&bytes), Err(Malformed::Invalid));
            assert_eq!(decode::<Vec<u64>>(&bytes), Err(Malformed::Invalid));
            assert!(decode::<Run>(&bytes).is_err());
        }
    }

    #[test]
    fn each_class_of_length_holds_a_value_that_fills_it() {
        for length in [0x400, 0x401, 0x4000, 0x4001, 0x40000, 0x40001, 0x400001] {
            let run = Run(vec![9; length - 8]);
            let bytes = encode(&run);
            assert_eq!(bytes.len(), length);
            assert!(decode::<Run>(&bytes) == Ok(run), "{length}");
        }
        assert!(decode::<Run>(&vec![0; LIMIT + 1]) == Err(Malformed::TooLong));
    }

    #[test]
    fn versions_are_looked_at_first() {
        let bytes = encode_as(2, &"text");
        assert_eq!(decode_as::<String>(2, &bytes).as_deref(), Ok("text"));
        assert_eq!(decode_as::<String>(1, &bytes), Err(Malformed::Newer(2)));
        assert_eq!(decode_as::<String>(3, &bytes), Err(Malformed::Older(2)));
        assert_eq!(decode_as::<String>(1, b"\xff"), Err(Malformed::Newer(255)));
        assert_eq!(decode_as::<String>(1, b""), Err(Malformed::Invalid));
        assert_eq!(version_of(&bytes), Ok(2));
    }

    #[test]
    fn values_that_are_none_are_refused() {
        assert_eq!(decode::<bool>(&[2]), Err(Malformed::Invalid));
        assert_eq!(decode::<Option<u8>>(&[2, 1]), Err(Malformed::Invalid));
        let not_utf8 = [2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
        assert_eq!(decode::<String>(&not_utf8), Err(Malformed::Invalid));
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(sample: Sample) {
            prop_assert_eq!(decode::<Sample>(&encode(&sample)), Ok(sample));
        }

        #[test]
        fn no_bytes_break_the_reader(bytes: Vec<u8>) {
            let _ = decode::<Sample>(&bytes);
            let _ = decode_as::<Vec<Sample>>(1, &bytes);
        }
    }
}
