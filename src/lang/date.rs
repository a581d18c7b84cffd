//! Days and months in words, and what to say of a date that was not taken.
//!
//! It reads no dates; that is `domain::calendar`.

use crate::domain::calendar::{DateRefused, Day, Era, Month, Note, Weekday, wareki};
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

/// Writes a day in full with its ISO form, for where a date is checked: `令和2年9月10日（木）(2020-09-10)`.
pub fn day_and_iso(value: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}({value})", day(value, lang)),
        Lang::En => format!("{} ({value})", day(value, lang)),
    }
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

/// Writes when somebody was born beside their name: `S54.12.24生`, `born 24 Dec 1979`.
pub fn born(birth: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}生", short_day(birth, lang)),
        Lang::En => format!("born {}", short_day(birth, lang)),
    }
}

/// Writes a day as whoever fills in a form writes it: `R8.9.10`, `2026-09-10`.
pub fn typed_day(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => short_day(day, lang),
        Lang::En => day.to_string(),
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

/// Says why a date was not taken, and what to type instead.
pub fn refused(why: DateRefused, lang: Lang) -> String {
    match (why, lang) {
        (DateRefused::Ambiguous, Lang::Ja) => {
            "年が決まりません。元号か西暦4桁を付けてください(例: R2.9.10、2020/9/10)。".to_owned()
        }
        (DateRefused::Ambiguous, Lang::En) => {
            "The year is not clear. Type it with its era or in four digits (R2.9.10, 2020/9/10)."
                .to_owned()
        }
        (DateRefused::NoSuchDay, Lang::Ja) => {
            "暦にない日付です。月と日を確かめてください。".to_owned()
        }
        (DateRefused::NoSuchDay, Lang::En) => {
            "There is no such day. Check the month and the day.".to_owned()
        }
        (DateRefused::BeforeEra { era }, Lang::Ja) => {
            let start = day(era.start(), lang);
            format!(
                "{}は{start}からです。前の元号か西暦で入力してください。",
                era.kanji()
            )
        }
        (DateRefused::BeforeEra { era }, Lang::En) => {
            let (name, start) = (era_name(era), day(era.start(), lang));
            format!("{name} began on {start}. Type the era before it, or the year in four digits.")
        }
        (DateRefused::OutOfRange, Lang::Ja) => {
            "1868年から2200年までの日付を入力してください。".to_owned()
        }
        (DateRefused::OutOfRange, Lang::En) => "Type a date between 1868 and 2200.".to_owned(),
        (DateRefused::WrongWeekday { said, is }, Lang::Ja) => format!(
            "曜日が合いません。その日は{}です({}と入力)。日付か曜日を直してください。",
            weekday(is, lang),
            weekday(said, lang)
        ),
        (DateRefused::WrongWeekday { said, is }, Lang::En) => format!(
            "That day is a {}, not a {}. Correct the date or the weekday.",
            weekday(is, lang),
            weekday(said, lang)
        ),
        (DateRefused::DayLacks, Lang::Ja) => {
            "日まで入力してください（R2.9.10 のように）。".to_owned()
        }
        (DateRefused::DayLacks, Lang::En) => {
            "The day is missing. Type it to the day, like R2.9.10.".to_owned()
        }
        (DateRefused::DayTooMuch, Lang::Ja) => {
            "月まで入力してください（R2.9 のように）。日は要りません。".to_owned()
        }
        (DateRefused::DayTooMuch, Lang::En) => {
            "Only the month is asked. Type it like R2.9.".to_owned()
        }
        (DateRefused::NotADate, Lang::Ja) => {
            "日付として読めません。R2.9.10、令和2年9月10日、2020/9/10 のように入力してください。"
                .to_owned()
        }
        (DateRefused::NotADate, Lang::En) => {
            "This is not a date. Type it like R2.9.10, 令和2年9月10日 or 2020/9/10.".to_owned()
        }
    }
}

/// Says what a date may mean whose year is not clear, and how one of them is taken on a screen; nothing where there is no choice.
pub fn which<T: Copy>(choices: &[T], name: fn(T, Lang) -> String, lang: Lang) -> Option<String> {
    let names = names(choices, name, lang)?;
    Some(match lang {
        Lang::Ja => format!("年が決まりません。F8で選びます: {names}"),
        Lang::En => format!("The year is not clear. F8 takes one: {names}"),
    })
}

/// Says the same where there is no key to take one: how to say which.
pub fn which_typed<T: Copy>(
    choices: &[T],
    name: fn(T, Lang) -> String,
    lang: Lang,
) -> Option<String> {
    let names = names(choices, name, lang)?;
    Some(match lang {
        Lang::Ja => {
            format!("年が決まりません。次のどれかです: {names}\n元号か西暦4桁を付けてください")
        }
        Lang::En => format!(
            "The year is not clear. It may be: {names}.\nType it with its era or in four digits"
        ),
    })
}

fn names<T: Copy>(choices: &[T], name: fn(T, Lang) -> String, lang: Lang) -> Option<String> {
    let names: Vec<String> = choices.iter().map(|it| name(*it, lang)).collect();
    Some(names.join(" / ")).filter(|it| !it.is_empty())
}

/// Says what should be checked about a date that was taken.
pub fn noted(note: Note, lang: Lang) -> String {
    let Note::EraOverrun { said, is } = note;
    match lang {
        Lang::Ja => format!(
            "{}は終わっています。{}の日付に直して受け取りました。",
            said.kanji(),
            is.kanji()
        ),
        Lang::En => {
            format!(
                "{} had ended by then; taken as a date in {}.",
                era_name(said),
                era_name(is)
            )
        }
    }
}

fn era_name(era: Era) -> &'static str {
    match era {
        Era::Meiji => "Meiji",
        Era::Taisho => "Taisho",
        Era::Showa => "Showa",
        Era::Heisei => "Heisei",
        Era::Reiwa => "Reiwa",
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
    use crate::domain::calendar::parse_day;

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
            "10 September 2020 (2020-09-10)"
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
    fn a_refusal_says_what_to_type() {
        for (typed, ja, en) in [
            ("2.9.10", "元号か西暦4桁", "with its era"),
            ("R2.2.30", "暦にない日付", "no such day"),
            (
                "令和元年4月30日",
                "令和は令和元年5月1日（水）から",
                "Reiwa began on 1 May 2019",
            ),
            ("9999/1/1", "1868年から2200年", "between 1868 and 2200"),
            (
                "2020/9/10(金)",
                "木曜日です(金曜日と入力)",
                "a Thursday, not a Friday",
            ),
            ("あした", "読めません", "not a date"),
        ] {
            let why = parse_day(typed).unwrap_err();
            assert!(refused(why, Lang::Ja).contains(ja), "{typed}");
            assert!(refused(why, Lang::En).contains(en), "{typed}");
        }
        let note = parse_day("平成35年3月31日").unwrap().note.unwrap();
        assert_eq!(
            noted(note, Lang::Ja),
            "平成は終わっています。令和の日付に直して受け取りました。"
        );
        assert_eq!(
            noted(note, Lang::En),
            "Heisei had ended by then; taken as a date in Reiwa."
        );
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
