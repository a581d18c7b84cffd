//! What comes from outside: the time, and ids nobody can guess. The only look at either.
//!
//! It decides nothing about days; rules get them as values.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::domain::calendar::Day;
use crate::exchange;

/// The time and fresh ids.
pub trait Outside: Send {
    /// Milliseconds since 1970-01-01 UTC.
    fn now_ms(&self) -> i64;
    /// The calendar day here.
    fn today(&self) -> Day;
    /// An id nobody has used or can guess.
    fn id(&self) -> [u8; 16];
}

/// Writes milliseconds since 1970-01-01 UTC as RFC 3339; nothing where no calendar has such a time.
pub fn instant(at: i64) -> String {
    Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |it| it.to_string())
}

/// Writes milliseconds since 1970-01-01 UTC as day and time of the clock on the wall here, to the second; nothing
/// where no calendar has such a time.
pub fn time_here(at: i64) -> String {
    time_in(at, TimeZone::system())
}

fn time_in(at: i64, zone: TimeZone) -> String {
    Timestamp::from_millisecond(at).map_or_else(
        |_| String::new(),
        |it| it.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S").to_string(),
    )
}

/// Returns the calendar day, here, of milliseconds since 1970-01-01 UTC.
pub fn day_here(at: i64) -> Day {
    let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    day_of(&at.to_zoned(TimeZone::system()))
}

fn day_of(at: &Zoned) -> Day {
    let date = at.date();
    let (year, month, day) = (date.year(), date.month(), date.day());
    u16::try_from(year)
        .ok()
        .zip(u8::try_from(month).ok())
        .zip(u8::try_from(day).ok())
        .and_then(|((year, month), day)| Day::from_ymd(year, month, day).ok())
        .unwrap_or(Day::FIRST)
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl Outside for System {
    fn now_ms(&self) -> i64 {
        Timestamp::now().as_millisecond()
    }

    fn today(&self) -> Day {
        day_of(&Zoned::now())
    }

    fn id(&self) -> [u8; 16] {
        exchange::fresh_id()
    }
}

/// A clock that stands on one day and counts its own readings, for sample data and tests.
#[derive(Debug)]
pub struct Standing {
    day: Day,
    readings: AtomicI64,
}

impl Standing {
    /// A clock that stands on `day`.
    pub fn on(day: Day) -> Standing {
        Standing {
            day,
            readings: AtomicI64::new(0),
        }
    }
}

impl Outside for Standing {
    fn now_ms(&self) -> i64 {
        let epoch = Day::from_ymd(1970, 1, 1).unwrap_or(Day::FIRST);
        let days = i64::from(epoch.days_until(self.day));
        days * 86_400_000 + self.readings.fetch_add(1, Ordering::Relaxed)
    }

    fn today(&self) -> Day {
        self.day
    }

    fn id(&self) -> [u8; 16] {
        exchange::fresh_id()
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz;

    use super::*;

    #[test]
    fn a_time_is_that_of_the_place_also_over_midnight() {
        let evening = 1_780_000_000_000; // 2026-05-28 20:26:40 UTC
        let tokyo = || TimeZone::fixed(tz::offset(9));
        assert_eq!(time_in(evening, TimeZone::UTC), "2026-05-28 20:26:40");
        assert_eq!(time_in(evening, tokyo()), "2026-05-29 05:26:40");
        assert_eq!(time_in(evening + 999, tokyo()), "2026-05-29 05:26:40");
        assert_eq!(time_in(i64::MAX, tokyo()), "");
    }
}
