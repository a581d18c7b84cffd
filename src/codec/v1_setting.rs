//! What an office has set, in schema 1: the city, the name of the setting, and what it is set to.
//!
//! A setting this program does not know, or would not offer, is left out: then the usual holds, and nobody is kept out.

use crate::codec::v1::Unreadable;
use crate::codec::wire::{self, Misread};
use crate::domain::setting::{LONGEST_CITY, Setting, SettingId, Settings};
use crate::domain::text::Line;

const SCHEMA: u8 = 1;

/// City, name of the setting, and a number in digits or the name of an option.
type Row = (Option<String>, String, String);

/// Encodes what was set.
pub fn encode_settings(settings: &Settings) -> Vec<u8> {
    let row = |(city, id, to): (Option<&Line>, SettingId, Setting)| -> Row {
        let to = match to {
            Setting::Number(number) => number.to_string(),
            Setting::Pick(pick) => pick.code().to_owned(),
        };
        (city.map(Line::to_string), id.name().to_owned(), to)
    };
    wire::encode_as(SCHEMA, &settings.all().map(row).collect::<Vec<_>>())
}

/// Decodes what was set.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_settings(bytes: &[u8]) -> Result<Settings, Unreadable> {
    let rows: Vec<Row> = wire::decode_as(SCHEMA, bytes).map_err(|it| match it {
        Misread::Newer(schema) => Unreadable::Newer { schema },
        Misread::Older(_) | Misread::Malformed => Unreadable::Malformed,
    })?;
    let mut settings = Settings::default();
    for (city, name, to) in rows {
        let city = city.map(|it| Line::new(&it, LONGEST_CITY)).transpose();
        let city = city.map_err(|_| Unreadable::Malformed)?;
        if let Some((id, to)) = SettingId::from_name(&name).zip(Setting::from_text(&to)) {
            let _ = settings.set(city.as_ref(), id, Some(to));
        }
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::setting::Pick;

    fn some() -> Settings {
        let mut settings = Settings::default();
        let city = Line::new("帯広市", LONGEST_CITY).unwrap();
        let left_out = Some(Setting::Pick(Pick::LeftOut));
        settings
            .set(Some(&city), SettingId::PeriodGaps, left_out)
            .unwrap();
        settings
            .set(None, SettingId::RecordYears, Some(Setting::Number(10)))
            .unwrap();
        settings
    }

    #[test]
    fn what_was_set_comes_back_and_no_part_of_it_does() {
        let bytes = encode_settings(&some());
        assert_eq!(decode_settings(&bytes), Ok(some()));
        for length in 0..bytes.len() {
            assert!(decode_settings(&bytes[..length]).is_err(), "{length}");
        }
        let newer = wire::encode_as(2, &Vec::<Row>::new());
        assert_eq!(
            decode_settings(&newer),
            Err(Unreadable::Newer { schema: 2 })
        );
    }

    #[test]
    fn what_this_program_does_not_offer_is_as_usual() {
        let row = |name: &str, to: &str| (None, name.to_owned(), to.to_owned());
        let rows: Vec<Row> = vec![
            row("period.of-the-moon", "7"),
            row("period.alarm", "4000"),
            row("period.gaps", "sometimes"),
            row("record.years", "10"),
        ];
        let read = decode_settings(&wire::encode_as(SCHEMA, &rows)).unwrap();
        assert_eq!(read.all().count(), 1);
        assert_eq!(read.at(None).number(SettingId::RecordYears), 10);
    }
}
