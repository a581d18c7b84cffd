//! From a passphrase to a key: argon2id.
//!
//! It does not judge the passphrase and does not know where the salt is kept.

use crate::crypto::secret::{Key, Passphrase};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::fmt;
use std::ops::RangeInclusive;
use zeroize::{Zeroize, Zeroizing};

/// Memory that may be asked for, in KiB: below it guessing is cheap, above it opening is an attack on the machine.
pub const MEMORY_KIB: RangeInclusive<u32> = 64 * 1024..=1024 * 1024;
/// Passes over the memory that may be asked for.
pub const PASSES: RangeInclusive<u32> = 3..=10;
/// The only number of lanes in use.
pub const LANES: u32 = 1;

/// Next to nothing, for tests that open a store a thousand times and are about something else. A build with debug assertions
/// takes this one cost besides; a release refuses it.
const TRIFLE: Cost = Cost {
    memory_kib: 64,
    passes: 1,
    lanes: LANES,
};

/// How a program was built.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Build {
    Release,
    WithDebugAssertions,
}

const THIS_BUILD: Build = match cfg!(debug_assertions) {
    true => Build::WithDebugAssertions,
    false => Build::Release,
};

/// What one derivation costs, checked against the bounds above (argon2id, RFC 9106).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// Why no key was derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostRefused {
    /// The cost asked for lies outside the bounds.
    OutOfBounds,
    /// This machine has not that much memory free.
    NoMemory,
}

impl Cost {
    /// The usual cost: 256 MiB, three passes.
    pub fn standard() -> Self {
        Self {
            memory_kib: 256 * 1024,
            passes: 3,
            lanes: LANES,
        }
    }

    /// The least cost allowed, for machines with less than 2 GB of memory: 64 MiB, three passes.
    pub fn floor() -> Self {
        Self {
            memory_kib: *MEMORY_KIB.start(),
            passes: *PASSES.start(),
            lanes: LANES,
        }
    }

    /// The one cost below the bounds, which no release takes.
    #[cfg(debug_assertions)]
    pub fn trifle() -> Self {
        TRIFLE
    }

    /// Checks a cost read from a file.
    pub fn checked(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, CostRefused> {
        let asked = Self {
            memory_kib,
            passes,
            lanes,
        };
        asked.taken_by(THIS_BUILD)
    }

    fn taken_by(self, build: Build) -> Result<Self, CostRefused> {
        let within = MEMORY_KIB.contains(&self.memory_kib)
            && PASSES.contains(&self.passes)
            && self.lanes == LANES;
        match within || build == Build::WithDebugAssertions && self == TRIFLE {
            true => Ok(self),
            false => Err(CostRefused::OutOfBounds),
        }
    }

    /// Memory in KiB.
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes.
    pub fn lanes(self) -> u32 {
        self.lanes
    }
}

/// Derives the key of `passphrase` with `salt` at `cost`; takes about a second and its memory at the usual cost.
pub fn stretch(passphrase: &Passphrase, salt: &[u8; 16], cost: Cost) -> Result<Key, CostRefused> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32))
        .map_err(|_| CostRefused::OutOfBounds)?;
    let mut blocks = room_for(&params)?;
    let mut key = Zeroizing::new([0; 32]);
    let derived = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(passphrase.as_bytes(), salt, &mut key[..], &mut blocks);
    blocks.iter_mut().for_each(Zeroize::zeroize);
    derived.map_err(|_| CostRefused::OutOfBounds)?;
    Ok(Key::from_bytes(*key))
}

fn room_for(params: &Params) -> Result<Vec<Block>, CostRefused> {
    let count = params.block_count();
    let mut blocks = Vec::new();
    blocks
        .try_reserve_exact(count)
        .map_err(|_| CostRefused::NoMemory)?;
    blocks.resize(count, Block::default());
    Ok(blocks)
}

impl fmt::Display for CostRefused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::OutOfBounds => "key derivation cost out of bounds",
            Self::NoMemory => "not enough memory for the key derivation",
        })
    }
}

impl std::error::Error for CostRefused {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_outside_the_bounds_are_refused() {
        for (memory, passes, lanes, allowed) in [
            (64 * 1024, 3, 1, true),
            (1024 * 1024, 10, 1, true),
            (256 * 1024, 3, 1, true),
            (64 * 1024 - 1, 3, 1, false),
            (1024 * 1024 + 1, 3, 1, false),
            (u32::MAX, 3, 1, false),
            (0, 3, 1, false),
            (256 * 1024, 2, 1, false),
            (256 * 1024, 11, 1, false),
            (256 * 1024, 3, 0, false),
            (256 * 1024, 3, 2, false),
        ] {
            let checked = Cost::checked(memory, passes, lanes);
            assert_eq!(checked.is_ok(), allowed, "{memory} {passes} {lanes}");
        }
    }

    /// What the tests take for speed is no cost of a program that offices have, and there is only the one.
    #[test]
    fn a_release_takes_nothing_below_the_bounds() {
        assert_eq!(
            TRIFLE.taken_by(Build::Release),
            Err(CostRefused::OutOfBounds)
        );
        assert_eq!(TRIFLE.taken_by(Build::WithDebugAssertions), Ok(TRIFLE));
        for (memory_kib, passes) in [(65, 1), (63, 1), (64, 2)] {
            let other = Cost {
                memory_kib,
                passes,
                ..TRIFLE
            };
            let refused = other.taken_by(Build::WithDebugAssertions);
            assert_eq!(refused, Err(CostRefused::OutOfBounds));
        }
    }

    #[test]
    fn own_costs_are_within_the_bounds() {
        for cost in [Cost::standard(), Cost::floor()] {
            let read = Cost::checked(cost.memory_kib(), cost.passes(), cost.lanes());
            assert_eq!(read, Ok(cost));
        }
    }

    /// The expected key was computed with `@noble/hashes`, an implementation in another language.
    #[test]
    fn derives_the_key_other_programs_derive() {
        let passphrase = Passphrase::new("ｃｏｒｒｅｃｔ　horse".to_owned());
        let key = stretch(&passphrase, b"0123456789abcdef", Cost::floor()).unwrap();
        let hex: String = key
            .expose()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            hex,
            "92599c67f23f1d9dce9b6f0cfb5a9b18ce110336de00799947472465edd9e49a"
        );
    }
}
