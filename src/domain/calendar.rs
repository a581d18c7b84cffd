//! Days and months as offices write them: bounded civil days, the Japanese eras, and every way to type a date.
//!
//! Not a clock: today comes in as a value. Not the place where dates become words; that is `lang::date`.

use std::fmt;

use jiff::civil::Date;

use crate::domain::text::{Lines, clean, compatible};

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

    /// Gives the same day so many years later: 1 March where there is no 29 February, held at `LAST`.
    pub fn plus_years(self, years: u16) -> Self {
        let year = self.year().saturating_add(years);
        let day = Self::from_ymd(year, self.month(), self.day());
        let leap = || Self::from_ymd(year, 3, 1);
        day.or_else(|_| leap()).unwrap_or(Self::LAST)
    }

    /// Counts the years somebody who was born on this day has lived on another; none before. Who was born on 29 February is a
    /// year older on 1 March where there is none.
    pub fn age_on(self, day: Self) -> Option<u16> {
        let years = day.year().checked_sub(self.year())?;
        match self.plus_years(years) <= day {
            true => Some(years),
            false => years.checked_sub(1),
        }
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

    /// Finds the era somebody means by its letter or its name.
    pub fn named(text: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|era| {
            let letter = era.letter().to_string();
            text.eq_ignore_ascii_case(&letter) || text == era.kanji()
        })
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
    /// A year that may mean several, such as `2.9.10` or `9/10`: whoever typed it must say which.
    Ambiguous,
    /// No calendar has that day or month.
    NoSuchDay,
    /// The era had not begun on that day, such as 令和元年4月30日.
    BeforeEra {
        /// The era that was typed.
        era: Era,
    },
    /// Outside 1868 to 2200.
    OutOfRange,
    /// The weekday that was typed is not the weekday of that day.
    WrongWeekday {
        /// The weekday that was typed.
        said: Weekday,
        /// The weekday it is.
        is: Weekday,
    },
    /// A month without its day, where a day is asked.
    DayLacks,
    /// A day, where only a month is asked.
    DayTooMuch,
    /// Not a date at all.
    NotADate,
}

impl fmt::Display for DateRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ambiguous => "ambiguous year",
            Self::NoSuchDay => "no such day",
            Self::BeforeEra { .. } => "before the era began",
            Self::OutOfRange => "outside 1868 to 2200",
            Self::WrongWeekday { .. } => "wrong weekday",
            Self::DayLacks => "a month without its day",
            Self::DayTooMuch => "a day where a month is asked",
            Self::NotADate => "not a date",
        })
    }
}

impl std::error::Error for DateRefused {}

/// A day as it was understood, with what should be shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The day.
    pub day: Day,
    /// A warning; the day is taken all the same.
    pub note: Option<Note>,
}

/// A month as it was understood, with what should be shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedMonth {
    /// The month.
    pub month: Month,
    /// A warning; the month is taken all the same.
    pub note: Option<Note>,
}

/// A warning about a date that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The era had ended by then; old certificates print such years (平成35年).
    EraOverrun {
        /// The era that was typed.
        said: Era,
        /// The era it really was.
        is: Era,
    },
}

/// Finds the day of a year of an era, counting on when the era had ended.
///
/// # Errors
/// `NoSuchDay`, `OutOfRange`, or `BeforeEra`.
pub fn from_wareki(era: Era, year: u16, month: u8, day: u8) -> Result<Parsed, DateRefused> {
    let day = Day::from_ymd(gregorian(era, year)?, month, day)?;
    let note = note(era, day, day)?;
    Ok(Parsed { day, note })
}

fn gregorian(era: Era, year: u16) -> Result<u16, DateRefused> {
    let before = year.checked_sub(1).ok_or(DateRefused::NoSuchDay)?;
    era.start()
        .year()
        .checked_add(before)
        .ok_or(DateRefused::OutOfRange)
}

/// The warning for a span of days that was written with an era.
fn note(said: Era, first: Day, last: Day) -> Result<Option<Note>, DateRefused> {
    if last < said.start() {
        return Err(DateRefused::BeforeEra { era: said });
    }
    let (is, _) = wareki(first);
    Ok((is > said).then_some(Note::EraOverrun { said, is }))
}

/// Reads a day in any style of Japanese forms, full-width or not.
///
/// `R2.9.10` `令2/9/10` `令和元年5月1日(水)` `2020-09-10` `20200910` `R020910` and seven digits with the era codes
/// 3 昭和, 4 平成, 5 令和 (1 and 2 are refused: they cannot be told from a slip in a Gregorian year).
///
/// # Errors
/// Any of `DateRefused`; a year that needs a guess is `Ambiguous`.
pub fn parse_day(text: &str) -> Result<Parsed, DateRefused> {
    read_day(text).map_err(|why| match (why, read_month(text)) {
        (DateRefused::NotADate, Ok(_)) => DateRefused::DayLacks,
        _ => why,
    })
}

fn read_day(text: &str) -> Result<Parsed, DateRefused> {
    let text = folded(text)?;
    let (date, said) = split_weekday(&text)?;
    let (era, numbers) = split_era(date)?;
    let (year, rest) = match compact(era, numbers, 2)? {
        Some((year, digits)) => (year, [&digits[..2], &digits[2..]]),
        None => spelled_day(era, numbers)?,
    };
    let (month, day) = (small(rest[0])?, small(rest[1])?);
    let parsed = match year {
        Year::Of(era, year) => from_wareki(era, year, month, day)?,
        Year::Gregorian(year) => Parsed {
            day: Day::from_ymd(year, month, day)?,
            note: None,
        },
    };
    match (said, parsed.day.weekday()) {
        (Some(said), is) if said != is => Err(DateRefused::WrongWeekday { said, is }),
        _ => Ok(parsed),
    }
}

/// Reads a day as [`parse_day`] does; where its year was written without an era, it is one of this era.
///
/// # Errors
/// Those of [`parse_day`].
pub fn parse_day_in(text: &str, era: Option<Era>) -> Result<Parsed, DateRefused> {
    in_era(text, era, parse_day, read_day)
}

/// Reads a month as [`parse_month`] does; where its year was written without an era, it is one of this era.
///
/// # Errors
/// Those of [`parse_month`].
pub fn parse_month_in(text: &str, era: Option<Era>) -> Result<ParsedMonth, DateRefused> {
    in_era(text, era, parse_month, read_month)
}

fn in_era<T>(
    text: &str,
    era: Option<Era>,
    parse: fn(&str) -> Result<T, DateRefused>,
    read: fn(&str) -> Result<T, DateRefused>,
) -> Result<T, DateRefused> {
    match (parse(text), era) {
        (Err(DateRefused::Ambiguous), Some(era)) => {
            let within = read(&format!("{}{}", era.letter(), text.trim()));
            within.map_err(|why| match why {
                DateRefused::NotADate => DateRefused::Ambiguous,
                why => why,
            })
        }
        (read, _) => read,
    }
}

/// Gives the days a text may mean whose year is not clear, the newest era first; none for a text that is clear, that is no
/// date, or that names no year at all (`9/10`).
///
/// A year past the end of its era is none of them, nor is a day on another weekday than the one that was typed.
pub fn day_choices(text: &str) -> Vec<Day> {
    let clear = |it: &String| parse_day(it).ok().filter(|it| it.note.is_none());
    match parse_day(text) {
        Err(DateRefused::Ambiguous) => {
            let read = spellings(text).into_iter();
            let read = read.filter_map(|it| clear(&it)).map(|it| it.day);
            each_once(read)
        }
        _ => Vec::new(),
    }
}

/// Gives the months a text may mean whose year is not clear, as [`day_choices`] does.
pub fn month_choices(text: &str) -> Vec<Month> {
    let clear = |it: &String| parse_month(it).ok().filter(|it| it.note.is_none());
    match parse_month(text) {
        Err(DateRefused::Ambiguous) => {
            let read = spellings(text).into_iter();
            let read = read.filter_map(|it| clear(&it)).map(|it| it.month);
            each_once(read)
        }
        _ => Vec::new(),
    }
}

fn each_once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut seen, one| {
        if !seen.contains(&one) {
            seen.push(one);
        }
        seen
    })
}

/// The ways to write a date clearly that was written without saying which year: with each era, with each century, with the
/// year in front where it stood behind, and parted where month and day have three digits between them.
fn spellings(text: &str) -> Vec<String> {
    let Ok(text) = folded(text) else {
        return Vec::new();
    };
    let eras = Era::ALL.iter().rev();
    let mut all: Vec<String> = eras.map(|era| format!("{}{text}", era.letter())).collect();
    all.extend(["20", "19"].map(|century| format!("{century}{text}")));
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    match parts[..] {
        [one, other, year] if year.len() == 4 => {
            all.push(format!("{year}/{one}/{other}"));
            all.push(format!("{year}/{other}/{one}"));
        }
        [month, year] if year.len() == 4 => all.push(format!("{year}/{month}")),
        [digits] if digits.len() == 7 => {
            let (year, rest) = digits.split_at(4);
            all.push(format!("{year}/{}/{}", &rest[..1], &rest[1..]));
            all.push(format!("{year}/{}/{}", &rest[..2], &rest[2..]));
        }
        _ => {}
    }
    all
}

/// Reads a month in the same styles: `R2.9` `令和2年9月` `2020/9` `202009` `50209`.
///
/// # Errors
/// Any of `DateRefused` but `WrongWeekday`.
pub fn parse_month(text: &str) -> Result<ParsedMonth, DateRefused> {
    read_month(text).map_err(|why| match (why, read_day(text)) {
        (DateRefused::NotADate, Ok(_)) => DateRefused::DayTooMuch,
        _ => why,
    })
}

fn read_month(text: &str) -> Result<ParsedMonth, DateRefused> {
    let text = folded(text)?;
    let (era, numbers) = split_era(&text)?;
    let (year, month) = match compact(era, numbers, 1)? {
        Some(found) => found,
        None => spelled_month(era, numbers)?,
    };
    let month = small(month)?;
    match year {
        Year::Gregorian(year) => Ok(ParsedMonth {
            month: Month::new(year, month)?,
            note: None,
        }),
        Year::Of(era, year) => {
            let month = Month::new(gregorian(era, year)?, month)?;
            Ok(ParsedMonth {
                month,
                note: note(era, month.first_day(), month.last_day())?,
            })
        }
    }
}

enum Year {
    Of(Era, u16),
    Gregorian(u16),
}

/// The era as far as it was written.
#[derive(Clone, Copy)]
enum Written {
    Era(Era),
    Gregorian,
    Nothing,
}

const LONGEST: usize = 40;

/// Full-width and squared forms (㋿) folded, capital letters, and no spaces: between two digits one parts numbers, elsewhere it
/// means nothing.
fn folded(text: &str) -> Result<String, DateRefused> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(DateRefused::NotADate);
    }
    let text = compatible(&clean(text, Lines::One));
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if folded.ends_with(is_digit) && word.starts_with(is_digit) {
            folded.push('/');
        }
        folded.push_str(word);
    }
    folded.make_ascii_uppercase();
    Ok(folded)
}

/// Cuts off `(木)`, `(木曜日)`, `(木・祝)` or `木曜日`.
fn split_weekday(text: &str) -> Result<(&str, Option<Weekday>), DateRefused> {
    let (date, name) = match text.strip_suffix(')') {
        Some(open) => open.split_once('(').ok_or(DateRefused::NotADate)?,
        None => match text
            .strip_suffix("曜日")
            .and_then(|cut| cut.char_indices().next_back())
        {
            Some((at, _)) => text.split_at(at),
            None => return Ok((text, None)),
        },
    };
    let weekday = Weekday::ALL.into_iter().find(|day| {
        let rest = name.strip_prefix(day.kanji());
        rest.is_some_and(|rest| ["", "曜", "曜日", "祝", "・祝"].contains(&rest))
    });
    weekday
        .map(|day| (date, Some(day)))
        .ok_or(DateRefused::NotADate)
}

fn split_era(text: &str) -> Result<(Written, &str), DateRefused> {
    if let Some(rest) = text.strip_prefix("西暦") {
        return Ok((Written::Gregorian, rest));
    }
    for era in Era::ALL {
        let short = era.kanji().chars().next().unwrap_or_default();
        let Some(rest) = text
            .strip_prefix(era.kanji())
            .or_else(|| text.strip_prefix(short))
            .or_else(|| text.strip_prefix(era.letter()))
        else {
            continue;
        };
        return Ok((Written::Era(era), rest.strip_prefix('.').unwrap_or(rest)));
    }
    match text.starts_with("元年") {
        true => Err(DateRefused::Ambiguous),
        false => Ok((Written::Nothing, text)),
    }
}

/// Splits digits without separators into a year and `pairs` pairs of digits; `None` when there are separators.
fn compact(era: Written, text: &str, pairs: usize) -> Result<Option<(Year, &str)>, DateRefused> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    let digits = text
        .len()
        .checked_sub(pairs * 2)
        .ok_or(DateRefused::NotADate)?;
    let (year, rest) = text.split_at(digits);
    let year = match (era, digits) {
        (Written::Era(era), 2) => Year::Of(era, number(year)?),
        (Written::Nothing | Written::Gregorian, 4) => Year::Gregorian(number(year)?),
        (Written::Nothing, 3) => match year.split_at(1) {
            ("3", year) => Year::Of(Era::Showa, number(year)?),
            ("4", year) => Year::Of(Era::Heisei, number(year)?),
            ("5", year) => Year::Of(Era::Reiwa, number(year)?),
            _ => return Err(DateRefused::Ambiguous),
        },
        (Written::Nothing, 2) => return Err(DateRefused::Ambiguous),
        _ => return Err(DateRefused::NotADate),
    };
    Ok(Some((year, rest)))
}

fn spelled_day(era: Written, text: &str) -> Result<(Year, [&str; 2]), DateRefused> {
    let Some((first, rest)) = split_at_mark(text, '年') else {
        return Err(without_year(era, text));
    };
    let (month, rest) = split_at_mark(rest, '月').ok_or_else(|| without_year(era, text))?;
    let day = rest.strip_suffix('日').unwrap_or(rest);
    if let Written::Nothing = era
        && is_digits(first, 1..=2)
        && is_digits(month, 1..=2)
        && is_digits(day, 1..=4)
    {
        return Err(DateRefused::Ambiguous);
    }
    Ok((spelled_year(era, first)?, [month, day]))
}

fn spelled_month(era: Written, text: &str) -> Result<(Year, &str), DateRefused> {
    let (first, rest) = split_at_mark(text, '年').ok_or(DateRefused::NotADate)?;
    let month = rest.strip_suffix('月').unwrap_or(rest);
    if let Written::Nothing = era
        && is_digits(first, 1..=2)
        && is_digits(month, 1..=4)
    {
        return Err(DateRefused::Ambiguous);
    }
    Ok((spelled_year(era, first)?, month))
}

/// `9/10` and `9月10日` name a day of some year; anything else is no date.
fn without_year(era: Written, text: &str) -> DateRefused {
    let day = split_at_mark(text, '月').and_then(|(month, rest)| {
        let day = rest.strip_suffix('日').unwrap_or(rest);
        (is_digits(month, 1..=2) && is_digits(day, 1..=2)).then_some(())
    });
    match (era, day) {
        (Written::Nothing, Some(())) => DateRefused::Ambiguous,
        _ => DateRefused::NotADate,
    }
}

fn spelled_year(era: Written, text: &str) -> Result<Year, DateRefused> {
    match era {
        Written::Era(era) if text == "元" => Ok(Year::Of(era, 1)),
        Written::Era(era) if is_digits(text, 1..=3) => Ok(Year::Of(era, number(text)?)),
        Written::Nothing | Written::Gregorian if is_digits(text, 4..=4) => {
            Ok(Year::Gregorian(number(text)?))
        }
        _ => Err(DateRefused::NotADate),
    }
}

/// Splits before and after the first separator: its kanji or one of the marks people type.
fn split_at_mark(text: &str, kanji: char) -> Option<(&str, &str)> {
    let is_mark = |c: char| {
        c == kanji
            || matches!(
                c,
                '.' | '/' | '-' | ',' | '、' | '。' | '・' | 'ー' | '\u{2010}'
                    ..='\u{2015}' | '\u{2212}'
            )
    };
    let at = text.find(|c: char| !c.is_ascii_digit() && c != '元')?;
    let (before, rest) = text.split_at(at);
    let mark = rest.chars().next().filter(|&c| is_mark(c))?;
    Some((before, &rest[mark.len_utf8()..]))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_digits(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn small(text: &str) -> Result<u8, DateRefused> {
    match is_digits(text, 1..=2) {
        true => text.parse().map_err(|_| DateRefused::NotADate),
        false => Err(DateRefused::NotADate),
    }
}

fn number(text: &str) -> Result<u16, DateRefused> {
    text.parse().map_err(|_| DateRefused::NotADate)
}

/// Gives the same day so many months later, or the last of that month where it is shorter.
pub fn months_later(day: Day, months: u32) -> Day {
    let month = Month::of(day).plus_months(i32::try_from(months).unwrap_or(0));
    let days = i32::from(day.day()) - 1;
    month.first_day().plus_days(days).min(month.last_day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_calendar::Date as Icu;
    use icu_calendar::cal::Japanese;
    use proptest::prelude::*;

    fn ymd(y: u16, m: u8, d: u8) -> Day {
        Day::from_ymd(y, m, d).unwrap()
    }

    #[test]
    fn an_age_is_the_whole_years_lived_on_a_day() {
        for (born, on, age) in [
            ((1996, 4, 9), (2026, 4, 8), Some(29)),
            ((1996, 4, 9), (2026, 4, 9), Some(30)),
            ((1996, 2, 29), (2026, 2, 28), Some(29)),
            ((1996, 2, 29), (2026, 3, 1), Some(30)),
            ((1996, 2, 29), (2028, 2, 29), Some(32)),
            ((2026, 4, 9), (2026, 4, 9), Some(0)),
            ((2026, 4, 9), (2026, 4, 8), None),
            ((2026, 4, 9), (2025, 12, 31), None),
        ] {
            let day = |(y, m, d): (u16, u8, u8)| ymd(y, m, d);
            assert_eq!(day(born).age_on(day(on)), age, "{born:?} {on:?}");
        }
    }

    #[test]
    fn a_space_between_digits_parts_numbers_and_is_never_dropped() {
        let refused = DateRefused::DayTooMuch;
        for text in ["R2 9 10", "2020 9 10", "令和2 9 10", "2020/9 10"] {
            assert_eq!(parse_month(text).map(|it| it.month), Err(refused), "{text}");
        }
        let month = Month::new(2020, 9);
        for text in ["R2 9", "2020 09", "令和 2 年 9 月", "２０２０　９"] {
            assert_eq!(parse_month(text).map(|it| it.month), month, "{text}");
        }
        for text in ["R2 910", "202 009", "2020 910", "2 0 2 0 9 10", "5 020910"] {
            assert!(parse_day(text).is_err(), "{text}");
            assert!(parse_month(text).is_err(), "{text}");
        }
        assert_eq!(parse_day("R2 9"), Err(DateRefused::DayLacks));
        assert_eq!(parse_day("2 9 10"), Err(DateRefused::Ambiguous));
        assert!(day_choices("2 9 10").contains(&ymd(2020, 9, 10)));
    }

    #[test]
    fn a_day_is_read_in_every_style() {
        for text in [
            "R2.9.10",
            "r2/9/10",
            "R02-09-10",
            "令2.9.10",
            "令和2年9月10日(木)",
            "令和２年９月１０日（木）",
            "令和2年9月10日木曜日",
            "令和 2年 9月10日 (木・祝)",
            "㋿2年9月10日㈭",
            "R.2.9.10",
            "Ｒ２．９．１０",
            "R020910",
            "2020/9/10",
            "2020-09-10",
            "20200910",
            "２０２０．９．１０",
            "2020年9月10日(木曜)",
            "西暦2020年9月10日",
            "2020−9−10",
            "5020910",
            "５０２０９１０",
            " 2020/9/10\n",
            "2020、9、10",
            "R2 9 10",
            "Ｒ２　９　１０",
            "2020 9 10",
            "R 2. 9. 10",
        ] {
            assert_eq!(
                parse_day(text),
                Ok(Parsed {
                    day: ymd(2020, 9, 10),
                    note: None
                }),
                "{text}"
            );
        }
        for (text, day) in [
            ("令和元年5月1日", ymd(2019, 5, 1)),
            ("S63/4/1", ymd(1988, 4, 1)),
            ("3630401", ymd(1988, 4, 1)),
            ("昭和64年1月7日", ymd(1989, 1, 7)),
            ("平成元年1月8日", ymd(1989, 1, 8)),
            ("H31.4.30", ymd(2019, 4, 30)),
            ("4310430", ymd(2019, 4, 30)),
            ("T1.7.30", ymd(1912, 7, 30)),
            ("㍾45年7月29日", ymd(1912, 7, 29)),
            ("2024/2/29", ymd(2024, 2, 29)),
        ] {
            assert_eq!(parse_day(text), Ok(Parsed { day, note: None }), "{text}");
        }
    }

    #[test]
    fn a_year_past_its_era_is_taken_with_a_warning() {
        for (text, day, said, is) in [
            ("昭和64年1月8日", ymd(1989, 1, 8), Era::Showa, Era::Heisei),
            ("平成31年5月1日", ymd(2019, 5, 1), Era::Heisei, Era::Reiwa),
            ("平成35年3月31日", ymd(2023, 3, 31), Era::Heisei, Era::Reiwa),
            ("S95.9.10", ymd(2020, 9, 10), Era::Showa, Era::Reiwa),
        ] {
            let note = Some(Note::EraOverrun { said, is });
            assert_eq!(parse_day(text), Ok(Parsed { day, note }), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_its_reason() {
        use DateRefused::*;
        let wrong = WrongWeekday {
            said: Weekday::Friday,
            is: Weekday::Thursday,
        };
        for (text, reason) in [
            ("2.9.10", Ambiguous),
            ("２．９．１０", Ambiguous),
            ("20/9/10", Ambiguous),
            ("2年9月10日", Ambiguous),
            ("元年5月1日", Ambiguous),
            ("9/10", Ambiguous),
            ("9月10日", Ambiguous),
            ("020910", Ambiguous),
            ("0910", NotADate),
            ("9/10/2020", Ambiguous),
            ("2020910", Ambiguous),
            ("1985910", Ambiguous),
            ("R2.13.1", NoSuchDay),
            ("R2.2.30", NoSuchDay),
            ("2023/2/29", NoSuchDay),
            ("20200431", NoSuchDay),
            ("R0.5.1", NoSuchDay),
            ("2020/0/1", NoSuchDay),
            ("2020/1/0", NoSuchDay),
            ("令和元年4月30日", BeforeEra { era: Era::Reiwa }),
            ("平成元年1月7日", BeforeEra { era: Era::Heisei }),
            ("1867/12/31", OutOfRange),
            ("2201/1/1", OutOfRange),
            ("M999.1.1", OutOfRange),
            ("9999/1/1", OutOfRange),
            ("令和2年9月10日(金)", wrong),
            ("2020/9/10（金曜日）", wrong),
            ("20200910金曜日", wrong),
            ("", NotADate),
            ("　", NotADate),
            ("R", NotADate),
            ("令和", NotADate),
            ("令和年月日", NotADate),
            ("あした", NotADate),
            ("R2", NotADate),
            ("R2.9", DayLacks),
            ("2020/9", DayLacks),
            ("2020", NotADate),
            ("R2.9.10.", NotADate),
            ("R2.9.10x", NotADate),
            ("R2..9.10", NotADate),
            ("令和2年9月10日()", NotADate),
            ("(木)", NotADate),
            ("令和2年9月10日(犬)", NotADate),
            ("X2.9.10", NotADate),
            ("R2.9.100", NotADate),
            ("R1234.5.6", NotADate),
            ("西暦2.9.10", NotADate),
            ("R20200910", NotADate),
            ("202009100", NotADate),
            ("2020/9/-1", NotADate),
            ("٢٠٢٠/٩/١٠", NotADate),
            ("曜日", NotADate),
            ("-", NotADate),
            ("元", NotADate),
            ("2020元年1月1日", NotADate),
        ] {
            assert_eq!(parse_day(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn an_unclear_year_has_its_choices_and_none_is_guessed() {
        let iso = |days: Vec<Day>| days.iter().map(Day::to_string).collect::<Vec<_>>();
        let table: [(&str, &[&str]); 14] = [
            (
                "2.9.10",
                &[
                    "2020-09-10",
                    "1990-09-10",
                    "1927-09-10",
                    "1913-09-10",
                    "1869-09-10",
                ],
            ),
            (
                "２．９．１０",
                &[
                    "2020-09-10",
                    "1990-09-10",
                    "1927-09-10",
                    "1913-09-10",
                    "1869-09-10",
                ],
            ),
            // Only the days that were Thursdays.
            ("2.9.10(木)", &["2020-09-10"]),
            (
                "60/4/1",
                &["2078-04-01", "1985-04-01", "2060-04-01", "1960-04-01"],
            ),
            (
                "31.4.30",
                &[
                    "2049-04-30",
                    "2019-04-30",
                    "1956-04-30",
                    "1898-04-30",
                    "2031-04-30",
                    "1931-04-30",
                ],
            ),
            (
                "31.5.1",
                &[
                    "2049-05-01",
                    "1956-05-01",
                    "1898-05-01",
                    "2031-05-01",
                    "1931-05-01",
                ],
            ),
            ("元年5月1日", &["2019-05-01", "1989-05-01", "1868-05-01"]),
            (
                "020910",
                &[
                    "2020-09-10",
                    "1990-09-10",
                    "1927-09-10",
                    "1913-09-10",
                    "1869-09-10",
                    "2002-09-10",
                    "1902-09-10",
                ],
            ),
            ("9/10/2020", &["2020-09-10", "2020-10-09"]),
            ("9/9/2020", &["2020-09-09"]),
            ("1985111", &["1985-01-11", "1985-11-01"]),
            ("9/10", &[]),
            ("R2.9.10", &[]),
            ("2.13.10", &[]),
        ];
        for (text, days) in table {
            assert_eq!(iso(day_choices(text)), days, "{text}");
        }
        for (text, months) in [
            (
                "2.9",
                &["2020-09", "1990-09", "1927-09", "1913-09", "1869-09"][..],
            ),
            ("9/2020", &["2020-09"]),
            ("2020/9", &[]),
        ] {
            let read: Vec<_> = month_choices(text).iter().map(Month::to_string).collect();
            assert_eq!(read, months, "{text}");
        }
    }

    #[test]
    fn an_era_that_is_said_holds_where_none_was_typed_and_nowhere_else() {
        let showa = Some(Era::Showa);
        for (text, read) in [
            ("60.4.1", Ok(ymd(1985, 4, 1))),
            ("６０年４月１日(月)", Ok(ymd(1985, 4, 1))),
            ("600401", Ok(ymd(1985, 4, 1))),
            ("R2.9.10", Ok(ymd(2020, 9, 10))),
            ("2020/9/10", Ok(ymd(2020, 9, 10))),
            ("60.2.30", Err(DateRefused::NoSuchDay)),
            ("1.1.1", Err(DateRefused::BeforeEra { era: Era::Showa })),
            ("9/10", Err(DateRefused::Ambiguous)),
            ("あした", Err(DateRefused::NotADate)),
        ] {
            assert_eq!(parse_day_in(text, showa).map(|it| it.day), read, "{text}");
        }
        assert_eq!(parse_day_in("60.4.1", None), Err(DateRefused::Ambiguous));
        let month = parse_month_in("60.4", showa).map(|it| it.month);
        assert_eq!(month, Month::new(1985, 4));
    }

    #[test]
    fn a_month_is_read_in_the_same_styles() {
        let taken = |y, m, note| {
            Ok(ParsedMonth {
                month: Month::new(y, m).unwrap(),
                note,
            })
        };
        for text in [
            "R2.9",
            "令和2年9月",
            "令2/09",
            "2020/9",
            "２０２０年９月",
            "202009",
            "50209",
            "R0209",
            "2020-09",
        ] {
            assert_eq!(parse_month(text), taken(2020, 9, None), "{text}");
        }
        let overrun = Some(Note::EraOverrun {
            said: Era::Heisei,
            is: Era::Reiwa,
        });
        for (text, month) in [
            ("平成31年4月", taken(2019, 4, None)),
            ("平成31年5月", taken(2019, 5, overrun)),
            ("昭和64年1月", taken(1989, 1, None)),
            ("平成元年1月", taken(1989, 1, None)),
            (
                "令和元年4月",
                Err(DateRefused::BeforeEra { era: Era::Reiwa }),
            ),
            ("2.9", Err(DateRefused::Ambiguous)),
            ("9/2020", Err(DateRefused::Ambiguous)),
            ("0209", Err(DateRefused::Ambiguous)),
            ("R2.13", Err(DateRefused::NoSuchDay)),
            ("2020/0", Err(DateRefused::NoSuchDay)),
            ("1867/12", Err(DateRefused::OutOfRange)),
            ("2020-09-10", Err(DateRefused::DayTooMuch)),
            ("R2.9.10", Err(DateRefused::DayTooMuch)),
            ("9月", Err(DateRefused::NotADate)),
            ("", Err(DateRefused::NotADate)),
        ] {
            assert_eq!(parse_month(text), month, "{text}");
        }
    }

    #[test]
    fn eras_change_on_the_days_an_independent_calendar_says() {
        let japanese = Japanese::new();
        let mut day = ymd(1873, 1, 1);
        while day < ymd(2101, 1, 1) {
            let iso = Icu::try_new_iso(day.year().into(), day.month(), day.day()).unwrap();
            let other = iso.to_calendar(japanese).year().era().unwrap();
            let (era, year) = wareki(day);
            let name = ["meiji", "taisho", "showa", "heisei", "reiwa"][era as usize];
            assert_eq!(
                (other.era.as_str(), other.year),
                (name, i32::from(year)),
                "{day}"
            );
            day = day.plus_days(1);
        }
    }

    #[test]
    fn counting_stops_at_the_ends_of_the_range() {
        assert_eq!(Day::LAST.plus_days(1), Day::LAST);
        assert_eq!(Day::LAST.plus_years(1), Day::LAST);
        assert_eq!(Day::FIRST.plus_days(i32::MIN), Day::FIRST);
        assert_eq!(Day::FIRST.plus_days(i32::MAX), Day::LAST);
        assert_eq!(
            Month::of(Day::LAST).plus_months(i32::MAX),
            Month::of(Day::LAST)
        );
        assert_eq!(
            Month::of(Day::LAST).plus_months(i32::MIN),
            Month::of(Day::FIRST)
        );
        assert_eq!(Day::FIRST.days_until(Day::LAST), 121_625);
    }

    fn any_day() -> impl Strategy<Value = Day> {
        let first = ymd(1873, 1, 1);
        (0..first.days_until(ymd(2101, 1, 1))).prop_map(move |days| first.plus_days(days))
    }

    proptest! {
        #[test]
        fn every_day_comes_back_from_every_style(day in any_day()) {
            let (era, year) = wareki(day);
            let (y, m, d) = (day.year(), day.month(), day.day());
            let (name, letter, weekday) = (era.kanji(), era.letter(), day.weekday().kanji());
            let short = name.chars().next().unwrap();
            let mut styles = vec![
                format!("{letter}{year}.{m}.{d}"),
                format!("{}{year}/{m}/{d}", letter.to_ascii_lowercase()),
                format!("{letter}{year:02}-{m:02}-{d:02}"),
                format!("{short}{year}.{m}.{d}"),
                format!("{name}{year}年{m}月{d}日({weekday})"),
                format!("{name}{year}年{m}月{d}日（{weekday}曜日）"),
                format!("{y}/{m}/{d}"),
                format!("{y:04}{m:02}{d:02}"),
                day.to_string(),
            ];
            if year == 1 {
                styles.push(format!("{name}元年{m}月{d}日"));
            }
            if year < 100 {
                styles.push(format!("{letter}{year:02}{m:02}{d:02}"));
                if era >= Era::Showa {
                    styles.push(format!("{}{year:02}{m:02}{d:02}", era as u8 + 1));
                }
            }
            for style in styles {
                prop_assert_eq!(parse_day(&style), Ok(Parsed { day, note: None }), "{}", &style);
                let wide: String = style.chars().map(|c| match c {
                    '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
                    _ => c,
                }).collect();
                prop_assert_eq!(parse_day(&wide), Ok(Parsed { day, note: None }), "{}", &wide);
            }
        }

        #[test]
        fn every_wrong_weekday_is_noticed(day in any_day(), other in 0..7_usize) {
            let said = Weekday::ALL[other];
            let parsed = parse_day(&format!("{day}({})", said.kanji()));
            prop_assert_eq!(parsed.is_ok(), said == day.weekday());
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            let _ = (parse_day(&text), parse_month(&text));
            let _ = (day_choices(&text), month_choices(&text));
        }

        #[test]
        fn nothing_near_a_date_makes_the_parser_panic(
            text in "[RSHTMrx令和平成昭大元年月日曜木金西暦㋿㈭()（）0-9０-９./ー−・ -]{0,14}"
        ) {
            let _ = (parse_day(&text), parse_month(&text));
            let _ = (day_choices(&text), month_choices(&text));
        }

        #[test]
        fn days_and_months_add_up(day in any_day(), days in -40_000..40_000_i32, months in -500..500_i32) {
            let later = day.plus_days(days);
            if later > Day::FIRST && later < Day::LAST {
                prop_assert_eq!(day.days_until(later), days);
            }
            let month = Month::of(day);
            let moved = month.plus_months(months);
            if moved > Month::of(Day::FIRST) && moved < Month::of(Day::LAST) {
                prop_assert_eq!(month.months_until(moved), months);
            }
            prop_assert!(month.contains(day) && month.contains(month.last_day()));
            prop_assert_eq!(month.last_day().plus_days(1), month.plus_months(1).first_day());
        }
    }
}
