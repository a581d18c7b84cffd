//! The rows of a table of people that are refused, and why, as a table for a spreadsheet.
//!
//! What is wrong is decided before; it writes no file.

use crate::lang::Lang;
use crate::lang::people::{refused_headings, wrongs};
use crate::report::record::table;
use crate::workflow::Problem;
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
