//! Numbers that two people compare aloud: five groups of five characters.
//!
//! They are shown, never read back by the program.

/// Letters and digits that are not mistaken for each other (Crockford's base 32: no I, L, O, U).
const SPOKEN: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 5;
const IN_A_GROUP: usize = 5;
const BITS: usize = 5;

/// Shows the first 125 bits as `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`.
pub fn five_by_five(bytes: &[u8; 32]) -> String {
    let spoken: Vec<char> = (0..GROUPS * IN_A_GROUP)
        .map(|at| char::from(SPOKEN[five_bits(bytes, at * BITS)]))
        .collect();
    let groups: Vec<String> = spoken
        .chunks(IN_A_GROUP)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

fn five_bits(bytes: &[u8; 32], first: usize) -> usize {
    (first..first + BITS).fold(0, |value, bit| {
        value << 1 | usize::from(bytes[bit / 8] >> (7 - bit % 8) & 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_read_from_the_front() {
        let mut bytes = [0; 32];
        assert_eq!(five_by_five(&bytes), "00000-00000-00000-00000-00000");
        bytes[0] = 0b0000_1111;
        bytes[1] = 0b1100_0000;
        bytes[15] = 0b1111_1000;
        assert_eq!(five_by_five(&bytes), "1Z000-00000-00000-00000-0000Z");
    }

    #[test]
    fn each_of_the_first_125_bits_shows() {
        let none = five_by_five(&[0; 32]);
        for bit in 0..256 {
            let mut bytes = [0; 32];
            bytes[bit / 8] |= 1 << (7 - bit % 8);
            assert_eq!(five_by_five(&bytes) != none, bit < 125, "bit {bit}");
        }
    }
}
