//! Comparing what the receiver typed again with what was disclosed.
//!
//! Width, kana and the way a date is written do not matter; everything else does. Nothing is stored here.

use crate::domain::{
    calendar::parse_day, handover::entry::Finding, key_fact::KeyValue, search, text::ascii_digits,
};

/// How a key fact, typed again without looking, compares with the record.
pub fn compare(record: &KeyValue, typed: &str) -> Finding {
    let same = match record {
        KeyValue::Kana(kana) => search::same(kana.as_str(), typed),
        KeyValue::Day(day) => parse_day(typed).is_ok_and(|it| it.day == *day),
        KeyValue::Digits(digits) => digits_of(typed) == *digits,
        KeyValue::Months(months) => digits_of(typed).parse() == Ok(*months),
    };
    match same {
        true => Finding::Same,
        false => Finding::Differs,
    }
}

fn digits_of(typed: &str) -> String {
    ascii_digits(typed)
        .chars()
        .filter(char::is_ascii_digit)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{calendar::Day, text::Kana};

    #[test]
    fn width_kana_and_the_way_of_writing_do_not_matter() {
        let kana = KeyValue::Kana(Kana::new("タカハシ　ミナト", 60).unwrap());
        let day = KeyValue::Day(Day::from_ymd(1996, 4, 9).unwrap());
        let digits = KeyValue::Digits("0417".into());
        let months = KeyValue::Months(9);
        let cases = [
            (&kana, "ﾀｶﾊｼ ﾐﾅﾄ", Finding::Same),
            (&kana, "たかはしみなと", Finding::Same),
            (&kana, "タカハシ　ミナコ", Finding::Differs),
            (&day, "H8.4.9", Finding::Same),
            (&day, "１９９６／４／９", Finding::Same),
            (&day, "H8.4.10", Finding::Differs),
            (&day, "八年", Finding::Differs),
            (&digits, "０４１７", Finding::Same),
            (&digits, "417", Finding::Differs),
            (&months, "9か月", Finding::Same),
            (&months, "", Finding::Differs),
        ];
        for (record, typed, expected) in cases {
            assert_eq!(compare(record, typed), expected, "{record} {typed}");
        }
    }
}
