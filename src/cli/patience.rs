//! Waiting for a store that another process has open: a command given while somebody works on the screen is done as soon as
//! they close or lock it.
//!
//! It asks again and again, for nobody tells: the lock of a file names neither who holds it nor when it is given back.

use std::thread;
use std::time::Duration;

use crate::workflow::Problem;
use crate::workflow::problem::Kind;

/// How many times a second is asked.
const A_SECOND: u64 = 5;

/// For how long a store that is open elsewhere is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Not at all.
    None,
    /// So many seconds.
    Seconds(u32),
    /// As long as it takes.
    Endless,
}

impl Patience {
    /// Opens a store, again and again while it is open elsewhere; `waiting` is called once, before the first wait.
    ///
    /// # Errors
    /// As `open`; that it is open elsewhere, once the time is over.
    pub fn open<T>(
        self,
        mut open: impl FnMut() -> Result<T, Problem>,
        waiting: impl FnOnce(),
    ) -> Result<T, Problem> {
        let mut waiting = Some(waiting);
        let mut asked = 0;
        loop {
            match open() {
                Err(why) if why.kind() == Kind::Busy && self.lasts(asked) => asked += 1,
                opened => return opened,
            }
            if let Some(waiting) = waiting.take() {
                waiting();
            }
            thread::sleep(Duration::from_millis(1_000 / A_SECOND));
        }
    }

    fn lasts(self, asked: u64) -> bool {
        match self {
            Patience::None => false,
            Patience::Seconds(seconds) => asked < u64::from(seconds) * A_SECOND,
            Patience::Endless => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::problem::Thing;

    /// How often was asked and told, and what came of it, where the store is busy so many times.
    fn tried(patience: Patience, busy: u32) -> (u32, u32, bool) {
        let (mut asked, mut told) = (0, 0);
        let open = || {
            asked += 1;
            match asked <= busy {
                true => Err(Problem::Stale),
                false => Ok(()),
            }
        };
        let opened = patience.open(open, || told += 1);
        (asked, told, opened.is_ok())
    }

    #[test]
    fn a_busy_store_is_asked_again_as_long_as_patience_lasts_and_that_is_told_once() {
        let row = [
            (Patience::None, 0, (1, 0, true)),
            (Patience::None, 1, (1, 0, false)),
            (Patience::Seconds(0), 1, (1, 0, false)),
            (Patience::Seconds(1), 0, (1, 0, true)),
            (Patience::Seconds(1), 3, (4, 1, true)),
            (Patience::Seconds(1), 9, (6, 1, false)),
            (Patience::Endless, 7, (8, 1, true)),
        ];
        for (patience, busy, expected) in row {
            assert_eq!(tried(patience, busy), expected, "{patience:?} {busy}");
        }
    }

    #[test]
    fn what_waiting_does_not_mend_is_told_at_once() {
        let open = || Err::<(), _>(Problem::Missing(Thing::Office));
        let told = Patience::Endless.open(open, || panic!("it waits"));
        assert!(matches!(told, Err(Problem::Missing(_))));
    }
}
