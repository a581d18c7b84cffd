//! Values of fields as people type and read them on the command line.
//!
//! Checking is the domain's; what is too rich for an argument is left to JSON.

use crate::cli::output::{Failure, Output};
use crate::domain::answer::{Answer, Raw};
use crate::domain::calendar::{
    DateRefused, Day, Era, Month, day_choices, month_choices, parse_day_in, parse_month_in,
};
use crate::domain::case::{FieldState, Source, Value};
use crate::domain::field::{ChoiceId, Kind};
use crate::domain::origin::Written;
use crate::domain::section::FieldId;
use crate::domain::text::{Line, ascii_digits};
use crate::lang::command::Wrong;
use crate::lang::{Lang, date, label, message};
use crate::workflow::Problem;
use crate::workflow::import::{Expected, ImportWrong};

/// How days that are typed are read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The era of years that are typed without one.
    pub era: Option<Era>,
    /// Where it is told that a date was taken over the end of its era.
    pub output: Output,
}

/// Reads one `FIELD=VALUE`.
pub fn assignment(
    typed: &str,
    source: Option<&Source>,
    as_of: Option<Day>,
    how: Reading,
) -> Result<(FieldId, Written), Failure> {
    let (name, text) = typed
        .split_once('=')
        .ok_or_else(|| Wrong::NotSet(typed.to_owned()))?;
    let field = field(name.trim())?;
    let written = Written {
        state: state(field, text.trim(), how)?,
        source: source.cloned(),
        as_of,
    };
    Ok((field, written))
}

/// Reads a day in any style.
///
/// # Errors
/// Where its year is not clear and no era was said, with the days it may be.
pub fn day(typed: &str, how: Reading) -> Result<Day, Failure> {
    match (parse_day_in(typed, how.era), day_choices(typed)) {
        (Err(DateRefused::Ambiguous), days) if !days.is_empty() => {
            Err(Wrong::WhichDay(days).into())
        }
        (read, _) => {
            let read = read?;
            let shown = || date::day(read.day, how.output.lang);
            how.output.noted(typed, read.note, read.day, shown);
            Ok(read.day)
        }
    }
}

fn month(typed: &str, how: Reading) -> Result<Month, Failure> {
    match (parse_month_in(typed, how.era), month_choices(typed)) {
        (Err(DateRefused::Ambiguous), months) if !months.is_empty() => {
            Err(Wrong::WhichMonth(months).into())
        }
        (read, _) => {
            let read = read?;
            let shown = || date::month(read.month, how.output.lang);
            how.output.noted(typed, read.note, read.month, shown);
            Ok(read.month)
        }
    }
}

/// Finds the field with this name.
pub fn field(name: &str) -> Result<FieldId, Failure> {
    FieldId::from_name(name).ok_or_else(|| typed(name, ImportWrong::UnknownField))
}

/// Reads `person`, `observed:NAME:DAY` or `agency:NAME`.
pub fn source(typed: &str, how: Reading) -> Result<Source, Failure> {
    let line = |text: &str| Line::new(text, 60);
    match typed.split_once(':') {
        None if typed == "person" => Ok(Source::Person),
        Some(("agency", name)) => Ok(Source::Agency { name: line(name)? }),
        Some(("observed", rest)) if rest.contains(':') => {
            let (by, on) = rest.rsplit_once(':').unwrap_or((rest, ""));
            let (by, on) = (line(by)?, day(on, how)?);
            Ok(Source::Observed { by, on })
        }
        _ => Err(Failure::Wrong(Wrong::NoSuchWord {
            place: "--source",
            typed: typed.to_owned(),
            words: vec!["person", "observed:NAME:DAY", "agency:NAME"],
        })),
    }
}

fn typed(name: &str, why: ImportWrong) -> Failure {
    Failure::Problem(Problem::Typed(name.to_owned(), why))
}

fn state(field: FieldId, text: &str, how: Reading) -> Result<FieldState, Failure> {
    let offered = match field.spec().kind {
        Kind::Choice(all) | Kind::Choices(all) => all.iter().any(|it| it.code() == text),
        _ => false,
    };
    let japanese = |it: &FieldState| label::state(it, Lang::Ja) == text;
    let states = [
        FieldState::Nothing,
        FieldState::Declined,
        FieldState::Unchecked,
    ];
    match text {
        _ if offered => filled(field, text, how),
        "none" => Ok(FieldState::Nothing),
        "declined" => Ok(FieldState::Declined),
        "unchecked" => Ok(FieldState::Unchecked),
        text => match states.into_iter().find(japanese) {
            Some(state) => Ok(state),
            None => filled(field, text, how),
        },
    }
}

fn filled(field: FieldId, text: &str, how: Reading) -> Result<FieldState, Failure> {
    let spec = field.spec();
    let expected = |what| typed(spec.name, ImportWrong::Expected(what));
    let raw = match spec.kind {
        Kind::Line { .. } | Kind::Text { .. } | Kind::Kana | Kind::Phone => {
            Raw::Text(text.to_owned())
        }
        Kind::Digits { .. } => Raw::Text(ascii_digits(text)),
        Kind::Date => Raw::Day(day(text, how)?),
        Kind::Month => Raw::Month(month(text, how)?),
        Kind::Choice(all) => Raw::Text(code(all, text)),
        Kind::Choices(all) => {
            Raw::Texts(parts(text, [',', '、']).map(|it| code(all, it)).collect())
        }
        Kind::Number { .. } => {
            let number = ascii_digits(text).parse();
            Raw::Number(number.map_err(|_| expected(Expected::Number))?)
        }
        Kind::List { .. } => Raw::Texts(parts(text, ['|', '｜']).map(str::to_owned).collect()),
        Kind::Table { .. } | Kind::Person | Kind::Triples { .. } | Kind::Scores { .. } => {
            return Err(Failure::Wrong(Wrong::OnlyJson(spec.name.to_owned())));
        }
    };
    let answer =
        Answer::check(spec, raw).map_err(|why| typed(spec.name, ImportWrong::Answer(why)))?;
    Ok(FieldState::Filled(answer))
}

fn parts(text: &str, marks: [char; 2]) -> impl Iterator<Item = &str> {
    let parts = text.split(marks).map(str::trim);
    parts.filter(|it| !it.is_empty())
}

/// The code of an option that was typed as its code or its name; what is neither is refused later.
fn code(all: &[ChoiceId], typed: &str) -> String {
    let named = |it: &&ChoiceId| {
        let labels = Lang::ALL.map(|lang| label::choice(**it, lang));
        it.code() == typed || labels.contains(&typed)
    };
    all.iter()
        .find(named)
        .map_or(typed, |it| it.code())
        .to_owned()
}

/// Lines that show a field with its value, its source and its day; a birth date with the age today.
pub fn lines(field: FieldId, value: &Value, today: Day, lang: Lang) -> Vec<String> {
    let name = label::voiced(field, lang);
    let what = message::value_on(field, value, today, lang);
    match what.contains('\n') {
        true => vec![format!(
            "    {name}:\n      {}",
            what.replace('\n', "\n      ")
        )],
        false => vec![format!("    {name}: {what}")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::output::Form;
    use crate::domain::answer::Given;
    use crate::domain::origin::Writer;

    const HOW: Reading = Reading {
        era: None,
        output: Output {
            form: Form::Text,
            lang: Lang::Ja,
        },
    };

    fn set(typed: &str) -> Result<(FieldId, Value), Failure> {
        let on = Day::from_ymd(2026, 4, 1).unwrap();
        let by = Line::new("見本 太郎", 60)?;
        let (field, written) = assignment(typed, None, None, HOW)?;
        let value = written.over(field, None, &Writer { by, on });
        Ok((field, value))
    }

    #[test]
    fn a_value_is_read_by_the_kind_of_its_field() {
        let cases = [
            ("person.name=見本 花子", FieldId::PersonName, "見本 花子"),
            ("person.kana=ﾐﾎﾝ ﾊﾅｺ", FieldId::PersonKana, "ミホン ハナコ"),
            ("person.birth=H8.4.9", FieldId::PersonBirth, "1996-04-09"),
            (
                "certificate.number=００１２３４５６７８",
                FieldId::CertificateNumber,
                "0012345678",
            ),
        ];
        for (typed, field, expected) in cases {
            let (found, value) = set(typed).unwrap();
            assert_eq!(found, field);
            let text = match value.given() {
                Some(Given::Day(day)) => day.to_string(),
                Some(Given::Line(it)) => it.to_string(),
                Some(Given::Kana(it)) => it.to_string(),
                Some(Given::Digits(it)) => it.as_str().to_owned(),
                Some(other) => panic!("{other:?}"),
                None => String::new(),
            };
            assert_eq!(text.replace('\u{3000}', " "), expected, "{typed}");
        }
    }

    #[test]
    fn states_have_words_in_both_languages() {
        let words = [
            ("なし", FieldState::Nothing),
            ("none", FieldState::Nothing),
            ("提供を望まない", FieldState::Declined),
            ("declined", FieldState::Declined),
            ("未確認", FieldState::Unchecked),
            ("unchecked", FieldState::Unchecked),
        ];
        for (text, state) in words {
            let (_, value) = set(&format!("person.birth={text}")).unwrap();
            assert_eq!(value.state, state, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_a_value_is_refused() {
        for typed in [
            "person.name",
            "person.nickname=x",
            "person.name=",
            "person.birth=八年",
            "person.phone=abc",
            "certificate.number=12",
            "handling.kind=wish",
            "person.emergency-first=母",
        ] {
            assert!(set(typed).is_err(), "{typed}");
        }
        for typed in ["somebody", "observed:x", "observed:花子:八年", "agency:"] {
            assert!(source(typed, HOW).is_err(), "{typed}");
        }
    }
}
