//! Which one is meant: a type of its own for every thing that has a number or a name in bytes.
//!
//! It makes none of them up: random bytes, fingerprints and digests come in as values.

use std::fmt;

/// Says that a text is not the hexadecimal form of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id")
    }
}

impl std::error::Error for NotAnId {}

/// Writes bytes as lower-case hexadecimal.
fn write_hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

/// Reads exactly `N` bytes of hexadecimal, in either case.
fn parse_hex<const N: usize>(text: &str) -> Result<[u8; N], NotAnId> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return Err(NotAnId);
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Ok(bytes)
}

fn nibble(digit: u8) -> Result<u8, NotAnId> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(NotAnId),
    }
}

macro_rules! bytes_id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Takes the bytes as they are.
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// Gives the bytes.
            pub const fn to_bytes(self) -> [u8; $len] {
                self.0
            }

            /// Borrows the bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }

            /// Reads the hexadecimal form, in either case; anything else is [`NotAnId`].
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                parse_hex(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "("))?;
                write_hex(&self.0, f)?;
                f.write_str(")")
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Self::parse(text)
            }
        }
    };
}

bytes_id! {
    /// Names one case of one person in one office.
    CaseId, 16
}
bytes_id! {
    /// Names one handover, alike in both offices.
    HandoverId, 16
}
bytes_id! {
    /// Names one member of staff of this office.
    StaffId, 16
}
bytes_id! {
    /// Names one written consent.
    ConsentId, 16
}
bytes_id! {
    /// Names one working note.
    NoteId, 16
}
bytes_id! {
    /// Names an office: by the fingerprint of its keys, or, where it is known on paper only, by bytes drawn here.
    OfficeId, 32
}

/// How an office is reached, as its id tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Means {
    /// It has keys: what goes to it is sealed.
    #[default]
    Keys,
    /// It has none: what goes to it is printed.
    Paper,
}

impl OfficeId {
    /// Names an office that is known on paper only. Its second half is zero, which no digest of keys is, so that nothing
    /// can ever be sealed to such an id or come signed by it.
    pub const fn on_paper(bytes: [u8; 16]) -> OfficeId {
        let mut id = [0; 32];
        let mut at = 0;
        while at < 16 {
            id[at] = bytes[at];
            at += 1;
        }
        OfficeId(id)
    }

    /// How the office is reached.
    pub fn means(self) -> Means {
        match self.0[16..] == [0; 16] {
            true => Means::Paper,
            false => Means::Keys,
        }
    }
}

bytes_id! {
    /// Names content by its digest, computed elsewhere.
    Digest, 32
}

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u16);

        impl $name {
            /// The first of its kind.
            pub const FIRST: Self = Self(1);

            /// Takes a number from 1 up; 0 is none.
            pub const fn new(number: u16) -> Option<Self> {
                if number == 0 { None } else { Some(Self(number)) }
            }

            /// Gives the number, from 1 up.
            pub const fn get(self) -> u16 {
                self.0
            }

            /// The one after this; none after the last of the range.
            pub const fn next(self) -> Option<Self> {
                match self.0.checked_add(1) {
                    Some(number) => Some(Self(number)),
                    None => None,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number! {
    /// Counts the offers of one handover: 1, 2, 3 …
    OfferNo
}
number! {
    /// Counts the questions of one handover: 1, 2, 3 …
    QuestionNo
}
number! {
    /// Counts the read-backs of one handover: 1, 2, 3 …
    ReadBackNo
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(bytes: [u8; 16], long: [u8; 32]) {
            let id = CaseId::from_bytes(bytes);
            prop_assert_eq!(CaseId::parse(&id.to_string()), Ok(id));
            let digest = Digest::from_bytes(long);
            prop_assert_eq!(Digest::parse(&digest.to_string().to_uppercase()), Ok(digest));
        }

        #[test]
        fn no_text_breaks_the_reader(text in ".{0,40}") {
            let _ = StaffId::parse(&text);
        }
    }

    #[test]
    fn anything_but_its_own_length_of_hex_is_refused() {
        let refused = [
            "",
            "00",
            "0000000000000000000000000000000",
            "000000000000000000000000000000000",
            "0000000000000000000000000000000g",
            " 0000000000000000000000000000000",
            "0x000000000000000000000000000000",
            "００００００００００００００００",
        ];
        for text in refused {
            assert_eq!(HandoverId::parse(text), Err(NotAnId), "{text}");
        }
    }

    #[test]
    fn numbers_start_at_one_and_end_without_wrapping() {
        assert_eq!(OfferNo::new(0), None);
        assert_eq!(OfferNo::FIRST.next().map(OfferNo::get), Some(2));
        assert_eq!(QuestionNo::new(u16::MAX).and_then(QuestionNo::next), None);
    }
}
