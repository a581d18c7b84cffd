//! Walks over bytes of a fixed layout; whatever does not fit is `None`, never a panic.
//!
//! It gives no meaning to what it takes.

/// What is left to read.
pub struct Layout<'a>(pub &'a [u8]);

impl<'a> Layout<'a> {
    /// Takes the next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// Takes the next `len` bytes.
    pub fn bytes(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    /// Takes one byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_be_bytes)
    }

    /// Takes a number of 16 bits, big-endian.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    /// Takes a number of 32 bits, big-endian.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// Takes a number of 64 bits, big-endian.
    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    /// Checks that nothing is left.
    pub fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Pads bytes to a multiple of `step`, after their length in 4 bytes, big-endian.
pub fn pad(bytes: &[u8], step: usize) -> Vec<u8> {
    let mut padded = Vec::with_capacity((4 + bytes.len()).next_multiple_of(step));
    padded.extend((bytes.len() as u32).to_be_bytes());
    padded.extend(bytes);
    padded.resize(padded.len().next_multiple_of(step), 0);
    padded
}

/// Takes the padding off again.
pub fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let mut layout = Layout(padded);
    let len = layout.u32()?;
    layout.bytes(len as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn padding_comes_off(bytes: Vec<u8>, step in 1usize..300) {
            let padded = pad(&bytes, step);
            prop_assert_eq!(padded.len() % step, 0);
            prop_assert_eq!(unpad(&padded), Some(&bytes[..]));
        }

        #[test]
        fn noise_never_panics(bytes: Vec<u8>) {
            let _ = unpad(&bytes);
        }
    }
}
