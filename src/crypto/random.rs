//! Random bytes from the operating system.
//!
//! It is not a generator of its own: nothing is seeded, buffered or repeatable.

/// Fills `target` with random bytes fit for keys.
pub fn fill(target: &mut [u8]) {
    getrandom::getrandom(target)
        .expect("an operating system that gives no random bytes leaves nothing safe to do");
}

/// Returns `N` random bytes fit for keys.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut drawn = [0; N];
    fill(&mut drawn);
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(bytes::<32>(), bytes::<32>());
    }

    #[test]
    fn nothing_may_be_filled() {
        fill(&mut []);
    }
}
