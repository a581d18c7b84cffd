//! People as tables for a spreadsheet: the rows of an import that are refused, and why; the list of cases.
//!
//! What is wrong, and who is listed, is decided before; it writes no file.

use crate::lang::Lang;
use crate::lang::people::{list_headings, list_row, refused_headings, wrongs};
use crate::report::record::table;
use crate::workflow::Problem;
use crate::workflow::case::CaseLine;
use crate::workflow::people::{Plan, Reading};
use crate::workflow::table::Encoding;

/// Writes a heading and a line for each thing that is wrong with a row.
///
/// # Errors
/// `Unwritable`, with each character that is not there in CP932.
pub fn refused_csv(
    plan: &Plan,
    reading: &Reading,
    lang: Lang,
    encoding: Encoding,
) -> Result<Vec<u8>, Problem> {
    let lines = plan.rows.iter().flat_map(|row| {
        let wrong = wrongs(row, reading, lang).into_iter();
        wrong.map(|why| vec![row.number.to_string(), row.person.clone(), why])
    });
    table(&refused_headings(lang), lines, encoding)
}

/// Writes a heading and a line for each case.
///
/// # Errors
/// `Unwritable`, with each character that is not there in CP932.
pub fn cases_csv(lines: &[CaseLine], lang: Lang, encoding: Encoding) -> Result<Vec<u8>, Problem> {
    let lines = lines.iter().map(|it| list_row(it, lang).to_vec());
    table(&list_headings(lang), lines, encoding)
}
