//! `case import` of a table: many people at once, looked at row by row.
//!
//! What becomes of a row is the desk's to say.

use std::path::Path;

use serde_json::{Value as Json, json};

use crate::cli::args::Import;
use crate::cli::output::{self, Failure, or_unwritten, write_new};
use crate::cli::{Session, answer, era, prompt};
use crate::domain::text::Line;
use crate::lang::command::{Word, Wrong};
use crate::lang::people::{NAMES, Taking, counts, row, said_converted, take_in, understood};
use crate::lang::screen::say;
use crate::report::people::refused_csv;
use crate::workflow::people::{Converted, Fate, Plan, PlannedRow, Reading, Understood};
use crate::workflow::table::{MAX_BYTES, read_table};
use crate::workflow::{Desk, Problem};

/// Longest name of a file that is kept as the source of what came out of it.
const LONGEST_NAME: usize = 60;

/// Whether a file is a table by its name.
pub fn is_table(file: &Path) -> bool {
    let end = file.extension().and_then(|it| it.to_str());
    end.is_some_and(|it| ["csv", "xlsx", "xls"].contains(&it.to_lowercase().as_str()))
}

/// Looks at a table, or takes it in.
pub fn run(
    session: &Session,
    import: &Import,
    desk: impl FnOnce() -> Result<Desk, Failure>,
) -> Result<(), Failure> {
    let file = import.file.as_path();
    let taking = match import.dry_run {
        true => Taking::Look,
        false => Taking::In,
    };
    let failed = |cause| Failure::File(file.to_owned(), cause);
    let most = u64::try_from(MAX_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let bytes = output::read(file, most).map_err(failed)?;
    let table = read_table(&bytes).map_err(Problem::Table)?;
    let mut desk = desk()?;
    let as_of = session.day_or(import.as_of.as_deref(), desk.today())?;
    let name: String = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .chars()
        .take(LONGEST_NAME)
        .collect();
    let mut reading = Reading::new(table, &NAMES, Line::new(&name, LONGEST_NAME)?, as_of);
    // Whose the table is stays as it was, as on the screen: only the columns are read anew.
    reading = desk.as_before(reading)?;
    if import.by_heading {
        reading = reading.by_heading(&NAMES);
    }
    reading.era = session.era;
    reading.whose = import.whose.unwrap_or(reading.whose);
    for typed in &import.map {
        let (column, field) = typed.rsplit_once('=').unwrap_or((typed, ""));
        let (field, said) = match field.split_once('@') {
            Some((field, typed)) => (field, Some(era("--map", typed.trim())?)),
            None => (field, None),
        };
        let field = match field.trim() {
            "" => None,
            name => Some(answer::field(name)?),
        };
        reading
            .map(column.trim(), field, said)
            .map_err(Problem::Columns)?;
    }
    let plan = desk.look_at_table(&reading, &NAMES)?;
    if taking == Taking::In && !import.yes {
        sure(session, &reading, &plan)?;
    }
    // Where it cannot be written, nothing is taken in either.
    if let Some(out) = &import.refused {
        let encoding = import.written.encoding();
        let csv = refused_csv(&plan, &reading, session.lang(), encoding)?;
        write_new(out, &csv)?;
    }
    let plan = match taking {
        Taking::Look => plan,
        Taking::In => or_unwritten(
            import.refused.as_deref(),
            desk.take_in_table(&reading, &NAMES),
        )?,
    };
    tell(session, &reading, &plan, taking)?;
    let refused = |it: &&PlannedRow| matches!(it.fate, Fate::Refused(_));
    match plan.rows.iter().filter(refused).count() {
        0 => Ok(()),
        count => Err(Failure::Rows(count, taking)),
    }
}

/// Asks once whether the columns are meant so, before anything is written; nothing is where no row is new.
fn sure(session: &Session, reading: &Reading, plan: &Plan) -> Result<(), Failure> {
    if !has_new(plan) {
        return Ok(());
    }
    let lang = session.lang();
    let mut lines = understood(reading, lang);
    lines.push(counts(&plan.rows, lang));
    let ask = say(lang, &take_in(reading).say());
    lines.push(format!("{ask} {}", session.word(Word::TypeYes)));
    prompt::agreed(&lines.join("\n"), Wrong::NotSureOfColumns)
}

fn has_new(plan: &Plan) -> bool {
    plan.rows.iter().any(|it| matches!(it.fate, Fate::New(_)))
}

fn tell(session: &Session, reading: &Reading, plan: &Plan, taking: Taking) -> Result<(), Failure> {
    let lang = session.lang();
    let columns = reading.table.heading.iter();
    let columns = columns.zip(reading.columns.iter().zip(&reading.eras));
    session.output.answer(
        || {
            let columns = columns.map(|(heading, (field, era))| {
                let era = era.map(|it| it.letter().to_string());
                json!({ "heading": heading, "field": field.map(|it| it.spec().name), "era": era })
            });
            json!({
                "form": reading.table.form.code(),
                "written": taking == Taking::In,
                "as_of": reading.as_of.to_string(),
                "whose": reading.whose.code(),
                "source": reading.source.as_str(),
                "columns": columns.collect::<Vec<_>>(),
                "columns_as": match reading.taken {
                    Understood::ByHeading => "headings",
                    Understood::AsBefore => "before",
                },
                "rows": plan.rows.iter().map(|it| row_json(it, reading, session)).collect::<Vec<_>>(),
            })
        },
        || {
            let mut lines = understood(reading, lang);
            lines.extend(plan.rows.iter().flat_map(|it| row(it, reading, lang)));
            lines.push(session.word(match taking {
                Taking::Look => Word::TableLooked,
                Taking::In if has_new(plan) => Word::TableTakenIn,
                Taking::In => Word::TableNothingNew,
            }));
            lines
        },
    )
}

fn row_json(it: &PlannedRow, reading: &Reading, session: &Session) -> Json {
    let (fate, case, wrong) = match &it.fate {
        Fate::New(_) => ("new", None, Vec::new()),
        Fate::Here(id) => ("here", Some(id.to_string()), Vec::new()),
        Fate::Refused(wrong) => {
            let lines = row(it, reading, session.lang()).into_iter();
            ("refused", None, lines.take(wrong.len()).collect())
        }
    };
    let converted = it.converted.iter().map(|(at, it)| {
        let read = match it {
            Converted::Day(day, _) | Converted::DayIn(day, _) => day.to_string(),
            Converted::Month(month, _) | Converted::MonthIn(month, _) => month.to_string(),
        };
        json!({ "column": at + 1, "read": read, "told": said_converted(it, session.lang()) })
    });
    json!({
        "row": it.number,
        "person": it.person,
        "fate": fate,
        "case": case,
        "wrong": wrong,
        "converted": converted.collect::<Vec<_>>(),
    })
}
