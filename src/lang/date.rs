//! Days and months in words.
//!
//! It reads no dates; that is `domain::calendar`.

use crate::domain::calendar::{Day, Month, Weekday, wareki};
use crate::lang::Lang;

/// Writes a day in full: `令和2年9月10日（木）`, `10 September 2020`.
pub fn day(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            let weekday = day.weekday().kanji();
            format!(
                "{}{}月{}日（{weekday}）",
                era_year(day),
                day.month(),
                day.day()
            )
        }
        Lang::En => format!("{} {} {}", day.day(), month_name(day.month()), day.year()),
    }
}

/// Writes a day in full with its ISO form, for where two offices compare: `令和2年9月10日（木） 2020-09-10`.
pub fn day_and_iso(value: Day, lang: Lang) -> String {
    format!("{} {value}", day(value, lang))
}

/// Writes a day for a narrow column: `R2.9.10`, `10 Sep 2020`.
pub fn short_day(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            let (era, year) = wareki(day);
            format!("{}{year}.{}.{}", era.letter(), day.month(), day.day())
        }
        Lang::En => format!(
            "{} {} {}",
            day.day(),
            &month_name(day.month())[..3],
            day.year()
        ),
    }
}

/// Writes a day of the current year without the year: `9/10（木）`, `Thu 10 Sep`.
pub fn day_of_year(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}/{}（{}）", day.month(), day.day(), day.weekday().kanji()),
        Lang::En => {
            let weekday = &weekday(day.weekday(), lang)[..3];
            format!("{weekday} {} {}", day.day(), &month_name(day.month())[..3])
        }
    }
}

/// Writes a month: `令和2年9月`, `September 2020`. A month in which an era changes is named by its last day.
pub fn month(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}{}月", era_year(month.last_day()), month.month()),
        Lang::En => format!("{} {}", month_name(month.month()), month.year()),
    }
}

/// Names a weekday: `木曜日`, `Thursday`.
pub fn weekday(weekday: Weekday, lang: Lang) -> &'static str {
    match (weekday, lang) {
        (Weekday::Monday, Lang::Ja) => "月曜日",
        (Weekday::Tuesday, Lang::Ja) => "火曜日",
        (Weekday::Wednesday, Lang::Ja) => "水曜日",
        (Weekday::Thursday, Lang::Ja) => "木曜日",
        (Weekday::Friday, Lang::Ja) => "金曜日",
        (Weekday::Saturday, Lang::Ja) => "土曜日",
        (Weekday::Sunday, Lang::Ja) => "日曜日",
        (Weekday::Monday, Lang::En) => "Monday",
        (Weekday::Tuesday, Lang::En) => "Tuesday",
        (Weekday::Wednesday, Lang::En) => "Wednesday",
        (Weekday::Thursday, Lang::En) => "Thursday",
        (Weekday::Friday, Lang::En) => "Friday",
        (Weekday::Saturday, Lang::En) => "Saturday",
        (Weekday::Sunday, Lang::En) => "Sunday",
    }
}

/// The year as forms write it: the first year of an era is 元年.
fn era_year(day: Day) -> String {
    match wareki(day) {
        (era, 1) => format!("{}元年", era.kanji()),
        (era, year) => format!("{}{year}年", era.kanji()),
    }
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[usize::from(month.clamp(1, 12)) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: u16, m: u8, d: u8) -> Day {
        Day::from_ymd(y, m, d).unwrap()
    }

    #[test]
    fn days_and_months_read_as_forms_write_them() {
        let thursday = ymd(2020, 9, 10);
        assert_eq!(day(thursday, Lang::Ja), "令和2年9月10日（木）");
        assert_eq!(day(thursday, Lang::En), "10 September 2020");
        assert_eq!(
            day_and_iso(thursday, Lang::En),
            "10 September 2020 2020-09-10"
        );
        assert_eq!(short_day(thursday, Lang::Ja), "R2.9.10");
        assert_eq!(short_day(thursday, Lang::En), "10 Sep 2020");
        assert_eq!(day_of_year(thursday, Lang::Ja), "9/10（木）");
        assert_eq!(day_of_year(thursday, Lang::En), "Thu 10 Sep");
        assert_eq!(day(ymd(2019, 5, 1), Lang::Ja), "令和元年5月1日（水）");
        assert_eq!(day(ymd(1989, 1, 7), Lang::Ja), "昭和64年1月7日（土）");
        assert_eq!(month(Month::new(2019, 5).unwrap(), Lang::Ja), "令和元年5月");
        assert_eq!(month(Month::new(1989, 1).unwrap(), Lang::Ja), "平成元年1月");
        assert_eq!(month(Month::new(2019, 4).unwrap(), Lang::En), "April 2019");
    }

    #[test]
    fn a_language_is_known_by_code_and_by_locale() {
        for (text, lang) in [
            ("ja", Some(Lang::Ja)),
            ("JA_jp.UTF-8", Some(Lang::Ja)),
            ("en-GB", Some(Lang::En)),
            ("jan", None),
            ("", None),
            ("C", None),
        ] {
            assert_eq!(Lang::parse(text), lang, "{text}");
        }
    }
}
