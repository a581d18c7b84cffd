//! The one use of bincode: plain shapes to bytes and back, in one fixed way.
//!
//! It checks no tag and no signature; whoever calls [`decode`] has done so before.

use std::fmt;

use bincode::config::{self, Configuration, Fixint, Limit, LittleEndian};
use bincode::enc::write::SizeWriter;
use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The most bytes one decoding may take: the body of a parcel, and nothing is longer.
pub const LIMIT: usize = 64 << 20;

/// Says that bytes are not exactly one value of the shape asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes do not have the expected shape")
    }
}

impl std::error::Error for Malformed {}

/// Says why bytes with a version in front were not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misread {
    /// Written in a later version (the one named) than was asked for.
    Newer(u8),
    /// Written in an earlier version (the one named) than was asked for.
    Older(u8),
    /// Not exactly one value of the shape asked for.
    Malformed,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(version) => write!(f, "version {version} is newer"),
            Self::Older(version) => write!(f, "version {version} is older"),
            Self::Malformed => Malformed.fmt(f),
        }
    }
}

impl std::error::Error for Misread {}

type Form<const N: usize> = Configuration<LittleEndian, Fixint, Limit<N>>;

const fn form<const N: usize>() -> Form<N> {
    config::standard()
        .with_fixed_int_encoding()
        .with_limit::<N>()
}

/// Writes a value: integers little-endian at their full width, lengths as 64 bits, variants as 32 bits.
///
/// The bytes are set aside in one piece: a vector that grows would leave copies of secrets behind.
#[must_use]
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    let plain = "our shapes are plain data whose lengths are known";
    let mut size = SizeWriter::default();
    bincode::serde::encode_into_writer(value, &mut size, form::<LIMIT>()).expect(plain);
    let mut bytes = vec![0; size.bytes_written];
    bincode::serde::encode_into_slice(value, &mut bytes, form::<LIMIT>()).expect(plain);
    bytes
}

/// Reads a value that fills `bytes` exactly.
///
/// Whatever length the bytes claim for a text or a run, at most sixteen times their own length (or 1 KiB) is set aside.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Malformed> {
    match bytes.len() {
        0..=0x400 => within::<T, 0x400>(bytes),
        0x401..=0x4000 => within::<T, 0x4000>(bytes),
        0x4001..=0x40000 => within::<T, 0x40000>(bytes),
        0x40001..=0x400000 => within::<T, 0x400000>(bytes),
        0x400001..=LIMIT => within::<T, LIMIT>(bytes),
        _ => Err(Malformed),
    }
}

fn within<T: DeserializeOwned, const N: usize>(bytes: &[u8]) -> Result<T, Malformed> {
    match bincode::serde::decode_from_slice(bytes, form::<N>()) {
        Ok((value, used)) if used == bytes.len() => Ok(value),
        _ => Err(Malformed),
    }
}

/// Writes a value behind one byte that names its version.
#[must_use]
pub fn encode_as<T: Serialize>(version: u8, value: &T) -> Vec<u8> {
    encode(&(version, value))
}

/// Reads what [`encode_as`] wrote in this very version; the version is looked at before anything else.
pub fn decode_as<T: DeserializeOwned>(version: u8, bytes: &[u8]) -> Result<T, Misread> {
    match bytes.split_first() {
        Some((&found, _)) if found > version => Err(Misread::Newer(found)),
        Some((&found, _)) if found < version => Err(Misread::Older(found)),
        Some((_, rest)) => decode(rest).map_err(|Malformed| Misread::Malformed),
        None => Err(Misread::Malformed),
    }
}

/// A run of bytes, read and written in one piece and wiped when dropped.
///
/// A `Vec<u8>` has the same bytes, but goes one by one.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Run(pub Vec<u8>);

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Run({} bytes)", self.0.len())
    }
}

impl Serialize for Run {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

/// The same bytes as a [`Run`], written without being copied first.
pub struct Lent<'a>(pub &'a [u8]);

impl Serialize for Lent<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
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

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a run of bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Run, E> {
        Ok(Run(bytes.to_vec()))
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Run, E> {
        Ok(Run(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Shape {
        Empty,
        Pair(u16, Option<i64>),
        Texts { all: Vec<String> },
    }

    #[test]
    fn the_bytes_are_the_documented_ones() {
        for (value, bytes) in [
            (Shape::Empty, &[0, 0, 0, 0][..]),
            (Shape::Pair(258, None), &[1, 0, 0, 0, 2, 1, 0]),
            (
                Shape::Pair(1, Some(-1)),
                &[1, 0, 0, 0, 1, 0, 1, 255, 255, 255, 255, 255, 255, 255, 255],
            ),
        ] {
            assert_eq!(encode(&value), bytes);
            assert_eq!(decode::<Shape>(bytes), Ok(value));
        }
    }

    #[test]
    fn what_is_not_exactly_one_value_is_refused() {
        let huge = [[2, 0, 0, 0].as_slice(), &[255; 8]].concat();
        let longer_than_the_limit = [[2, 0, 0, 0].as_slice(), &(1u64 << 40).to_le_bytes()].concat();
        for bytes in [
            &[][..],
            &[0, 0, 0],
            &[9, 0, 0, 0],
            &[0, 0, 0, 0, 0],
            &[1, 0, 0, 0, 2, 1, 2],
            &[
                2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 255,
            ],
            &huge,
            &longer_than_the_limit,
        ] {
            assert_eq!(decode::<Shape>(bytes), Err(Malformed), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(all: Vec<String>) {
            let value = Shape::Texts { all };
            prop_assert_eq!(decode::<Shape>(&encode(&value)), Ok(value));
        }

        #[test]
        fn noise_never_panics(bytes: Vec<u8>) {
            let _ = decode::<Shape>(&bytes);
        }
    }

    #[test]
    fn claimed_lengths_set_nothing_aside() {
        for claimed in [1 << 20, 1 << 40, 1 << 62, u64::MAX] {
            let bytes = [&claimed.to_le_bytes()[..], b"short"].concat();
            assert_eq!(decode::<String>(&bytes), Err(Malformed));
            assert_eq!(decode::<Vec<u64>>(&bytes), Err(Malformed));
            assert_eq!(decode::<Run>(&bytes), Err(Malformed));
        }
    }

    #[test]
    fn runs_fill_every_class_of_length() {
        assert_eq!(encode(&Run(vec![7, 8])), encode(&vec![7u8, 8]));
        for length in [0x400, 0x401, 0x4000, 0x4001, 0x40000, 0x40001, 0x400001] {
            let run = Run(vec![9; length - 8]);
            let bytes = encode(&run);
            assert_eq!(bytes.len(), length);
            assert_eq!(decode::<Run>(&bytes), Ok(run));
        }
        assert_eq!(decode::<Run>(&vec![0; LIMIT + 1]), Err(Malformed));
    }

    #[test]
    fn versions_are_looked_at_first() {
        let bytes = encode_as(2, &"text");
        assert_eq!(decode_as::<String>(2, &bytes).as_deref(), Ok("text"));
        assert_eq!(decode_as::<String>(1, &bytes), Err(Misread::Newer(2)));
        assert_eq!(decode_as::<String>(3, &bytes), Err(Misread::Older(2)));
        assert_eq!(decode_as::<String>(1, b"\xff"), Err(Misread::Newer(255)));
        assert_eq!(decode_as::<String>(1, b""), Err(Misread::Malformed));
        assert_eq!(decode_as::<String>(2, b"\x02"), Err(Misread::Malformed));
    }
}
