//! The rows of a table of people that are refused, and why, as a table for a spreadsheet.
//!
//! What is wrong is decided before; it writes no file.

use crate::lang::Lang;
use crate::lang::people::{refused_headings, wrongs};
use crate::report::record::line;
use crate::workflow::people::{Plan, Reading};

/// Writes a heading and a line for each thing that is wrong with a row, in UTF-8 with a byte order mark.
pub fn refused_csv(plan: &Plan, reading: &Reading, lang: Lang) -> Vec<u8> {
    let mut text = String::from('\u{FEFF}');
    text.push_str(&line(refused_headings(lang).into_iter().map(str::to_owned)));
    for row in &plan.rows {
        for why in wrongs(row, reading, lang) {
            let cells = [row.number.to_string(), row.person.clone(), why];
            text.push_str(&line(cells.into_iter()));
        }
    }
    text.into_bytes()
}
