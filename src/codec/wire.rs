//! The one use of bincode: plain shapes to bytes and back, in one fixed way.
//!
//! It checks no tag and no signature; whoever calls [`decode`] has done so before.

use std::fmt;

use bincode::config::{self, Configuration, Fixint, Limit, LittleEndian};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The most bytes one decoding may take, and so the most memory it may ask for: 16 MiB and some slack.
pub const LIMIT: usize = (16 << 20) + (64 << 10);

/// Says that bytes are not exactly one value of the shape asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes do not have the expected shape")
    }
}

impl std::error::Error for Malformed {}

type Form = Configuration<LittleEndian, Fixint, Limit<LIMIT>>;

const FORM: Form = config::standard()
    .with_fixed_int_encoding()
    .with_limit::<LIMIT>();

/// Writes a value: integers little-endian at their full width, lengths as 64 bits, variants as 32 bits.
#[must_use]
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    bincode::serde::encode_to_vec(value, FORM)
        .expect("our shapes are plain data whose lengths are known")
}

/// Reads a value that fills `bytes` exactly.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Malformed> {
    match bincode::serde::decode_from_slice(bytes, FORM) {
        Ok((value, used)) if used == bytes.len() => Ok(value),
        _ => Err(Malformed),
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
}
