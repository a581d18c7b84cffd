//! `setting`: what the office sets for itself and for single cities.
//!
//! Language and colours are settings of a computer, and stand on the screen.

use serde_json::{Value as Json, json};

use crate::cli::args::SettingCommand;
use crate::cli::output::Failure;
use crate::cli::{Session, names};
use crate::domain::setting::{Reach, Setting, SettingId, Settings};
use crate::domain::text::Line;
use crate::lang::command::{Word, Wrong};
use crate::lang::label::setting as label;
use crate::workflow::setting::parse_setting;

/// Runs one of the commands.
pub fn run(session: &Session, args: SettingCommand) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    match args {
        SettingCommand::List => (),
        SettingCommand::Set { name, value, city } => {
            let id = named(&name)?;
            desk.set_setting(city.as_deref(), id, Some(parse_setting(id, &value)?))?;
        }
        SettingCommand::Reset { name, city } => {
            desk.set_setting(city.as_deref(), named(&name)?, None)?;
        }
    }
    let settings = desk.settings()?;
    session.output.answer(
        || json!({ "settings": rows(&settings).map(row_json).collect::<Vec<_>>() }),
        || {
            rows(&settings)
                .flat_map(|it| row_text(session, it))
                .collect()
        },
    )
}

fn named(typed: &str) -> Result<SettingId, Failure> {
    SettingId::from_name(typed).ok_or_else(|| {
        Failure::Wrong(Wrong::NoSuchWord {
            place: "NAME",
            typed: typed.to_owned(),
            words: SettingId::ALL.iter().map(|it| it.name()).collect(),
        })
    })
}

struct Row<'a> {
    id: SettingId,
    city: Option<&'a Line>,
    to: Setting,
}

/// Every setting as it holds for the office, then what is otherwise in single cities.
fn rows(settings: &Settings) -> impl Iterator<Item = Row<'_>> {
    let office = SettingId::ALL.iter().map(|id| Row {
        id: *id,
        city: None,
        to: settings.at(None).get(*id),
    });
    let cities = settings.all().filter(|(city, ..)| city.is_some());
    office.chain(cities.map(|(city, id, to)| Row { id, city, to }))
}

fn row_json(row: Row) -> Json {
    json!({
        "name": row.id.name(),
        "city": row.city.map(Line::as_str),
        "value": match row.to {
            Setting::Number(number) => json!(number),
            Setting::Pick(pick) => json!(pick.code()),
        },
        "usual": row.to == row.id.usual(),
        "ground": names::ground(row.id.ground()),
        "by_city": row.id.reach() == Reach::City,
    })
}

/// Whose the value of a row is, and whether cities may differ.
fn reach(row: &Row) -> Word {
    match (row.city, row.id.reach()) {
        (Some(_), _) => Word::SetForCity,
        (None, Reach::City) => Word::SetByCity,
        (None, Reach::Office) => Word::SetForOffice,
    }
}

fn row_text(session: &Session, row: Row) -> Vec<String> {
    let lang = session.lang();
    let place = row.city.map_or_else(String::new, |it| format!(" [{it}]"));
    let name = label::setting(row.id, lang);
    let to = label::setting_value(row.id, row.to, lang);
    let usual = match row.to == row.id.usual() {
        true => format!("  ({})", session.word(Word::Usual)),
        false => String::new(),
    };
    vec![
        format!("{name}{place}: {to}{usual}"),
        format!("    {}  {}", row.id.name(), label::offered(row.id)),
        format!("    {}", session.word(reach(&row))),
        format!("    {}", label::ground(row.id.ground(), lang)),
    ]
}
