//! Days and months as offices write them: bounded civil days, the Japanese eras, and every way to type a date.
//!
//! Not a clock: today comes in as a value. Not the place where dates become words; that is `lang::date`.

use std::fmt;

use jiff::civil::Date;

/// A day between 1868-01-01 and 2200-12-31 of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The first day that can be named: the start of the year in which 明治 began.
    pub const FIRST: Self = Self(Date::constant(1868, 1, 1));
    /// The last day that can be named.
    pub const LAST: Self = Self(Date::constant(2200, 12, 31));

    /// Names a day by its numbers.
    ///
    /// # Errors
    /// `NoSuchDay` for a day no calendar has, `OutOfRange` for one outside the bounds.
    pub fn from_ymd(year: u16, month: u8, day: u8) -> Result<Self, DateRefused> {
        let (y, m, d) = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
        let (Ok(y), Ok(m), Ok(d)) = (y, m, d) else {
            return Err(DateRefused::NoSuchDay);
        };
        let named = Date::new(y, m, d)
            .map(Self)
            .map_err(|_| DateRefused::NoSuchDay)?;
        match (Self::FIRST..=Self::LAST).contains(&named) {
            true => Ok(named),
            false => Err(DateRefused::OutOfRange),
        }
    }

    /// Gives the Gregorian year, 1868 to 2200.
    pub fn year(self) -> u16 {
        self.0.year().unsigned_abs()
    }

    /// Gives the month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// Gives the day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// Gives the day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[usize::from(self.0.weekday().to_monday_zero_offset().unsigned_abs())]
    }

    /// Gives the day so many days later (earlier when negative), held at `FIRST` and `LAST`.
    pub fn plus_days(self, days: i32) -> Self {
        let moved = self
            .0
            .saturating_add(jiff::SignedDuration::from_hours(i64::from(days) * 24));
        Self(moved.clamp(Self::FIRST.0, Self::LAST.0))
    }

    /// Counts the days from this day to another; negative when the other is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        let hours = self.0.duration_until(other.0).as_hours();
        i32::try_from(hours / 24).expect("both days lie within 333 years")
    }
}

impl fmt::Display for Day {
    /// Writes ISO 8601: `2020-09-10`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say all")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Gives the one kanji by which forms name it: 月 to 日.
    pub fn kanji(self) -> char {
        ['月', '火', '水', '木', '金', '土', '日'][self as usize]
    }
}

/// A month of a year within the bounds of `Day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// Names a month by its numbers.
    ///
    /// # Errors
    /// `NoSuchDay` for a month outside 1 to 12, `OutOfRange` for a year outside the bounds.
    pub fn new(year: u16, month: u8) -> Result<Self, DateRefused> {
        Day::from_ymd(year, month, 1).map(Self::of)
    }

    /// Gives the month a day lies in.
    pub fn of(day: Day) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// Gives the Gregorian year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Gives the month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Gives the month so many months later (earlier when negative), held within the bounds of `Day`.
    pub fn plus_months(self, months: i32) -> Self {
        let (first, last) = (Self::of(Day::FIRST).count(), Self::of(Day::LAST).count());
        let count = self
            .count()
            .saturating_add(months)
            .clamp(first, last)
            .unsigned_abs();
        let year = u16::try_from(count / 12).expect("the bounds of Day are below year 2201");
        Self {
            year,
            month: (count % 12) as u8 + 1,
        }
    }

    /// Counts the months from this one to another; negative when the other is earlier.
    pub fn months_until(self, other: Self) -> i32 {
        other.count() - self.count()
    }

    /// Tells whether a day lies in this month.
    pub fn contains(self, day: Day) -> bool {
        Self::of(day) == self
    }

    /// Gives its first day.
    pub fn first_day(self) -> Day {
        Day::from_ymd(self.year, self.month, 1).expect("every month of the range has a first day")
    }

    /// Gives its last day, 28 to 31.
    pub fn last_day(self) -> Day {
        Day(self.first_day().0.last_of_month())
    }

    fn count(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }
}

impl fmt::Display for Month {
    /// Writes ISO 8601: `2020-09`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A Japanese era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治, counted here from 1868-01-01; its days before 1873 are taken as Gregorian, not lunisolar.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

impl Era {
    /// All eras, oldest first.
    pub const ALL: [Self; 5] = [
        Self::Meiji,
        Self::Taisho,
        Self::Showa,
        Self::Heisei,
        Self::Reiwa,
    ];

    /// Gives its first day.
    pub fn start(self) -> Day {
        let [year, month, day] = match self {
            Self::Meiji => [1868, 1, 1],
            Self::Taisho => [1912, 7, 30],
            Self::Showa => [1926, 12, 25],
            Self::Heisei => [1989, 1, 8],
            Self::Reiwa => [2019, 5, 1],
        };
        Day(Date::constant(year, month as i8, day as i8))
    }

    /// Gives its name in kanji, as forms write it in every language.
    pub fn kanji(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// Gives the Latin letter by which forms abbreviate it.
    pub fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }
}

/// Gives the era of a day and the year within it, from 1.
pub fn wareki(day: Day) -> (Era, u16) {
    let era = Era::ALL
        .into_iter()
        .rfind(|era| era.start() <= day)
        .unwrap_or(Era::Meiji);
    (era, day.year() - era.start().year() + 1)
}

/// Says why a date was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRefused {
    /// A year without an era, such as `2.9.10`: whoever typed it must say which.
    Ambiguous,
    /// No calendar has that day or month.
    NoSuchDay,
    /// Outside 1868 to 2200.
    OutOfRange,
    /// The weekday in brackets is not the weekday of that day.
    WrongWeekday {
        /// The weekday that was typed.
        said: Weekday,
        /// The weekday it is.
        is: Weekday,
    },
    /// Not a date at all.
    NotADate,
}

impl fmt::Display for DateRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ambiguous => "year without an era",
            Self::NoSuchDay => "no such day",
            Self::OutOfRange => "outside 1868 to 2200",
            Self::WrongWeekday { .. } => "wrong weekday",
            Self::NotADate => "not a date",
        })
    }
}

impl std::error::Error for DateRefused {}
