//! The records as a table for a spreadsheet (RFC 4180, UTF-8 with a byte order mark).
//!
//! It writes no file and decides nothing about what is in a record.

use crate::lang::Lang;
use crate::lang::record::{headings, rows};
use crate::workflow::record::RecordView;

/// Writes a heading and a line for each record. No cell is taken for a formula.
pub fn csv(views: &[RecordView], lang: Lang) -> Vec<u8> {
    let said = |it| rows(it, lang).into_iter().map(|(_, said)| said).collect();
    table(&headings(lang), views.iter().map(said))
}

/// Writes a heading and lines, as every table here is written.
pub(in crate::report) fn table(
    headings: &[&str],
    lines: impl Iterator<Item = Vec<String>>,
) -> Vec<u8> {
    let mut text = String::from('\u{FEFF}');
    text.push_str(&line(headings.iter().map(|it| (*it).to_owned())));
    for cells in lines {
        text.push_str(&line(cells.into_iter()));
    }
    text.into_bytes()
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|it| cell(&it)).collect();
    cells.join(",") + "\r\n"
}

/// A spreadsheet computes what begins so, whatever blanks stand before it.
fn cell(text: &str) -> String {
    let first = text
        .chars()
        .find(|it| !it.is_whitespace() && !it.is_control());
    let mark = match first {
        Some('=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠') => "'",
        _ => "",
    };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_doubled() {
        for (text, written) in [
            ("見本会", "\"見本会\""),
            ("=1+1", "\"'=1+1\""),
            (" \t@A1", "\"' \t@A1\""),
            ("\u{0}-2", "\"'\u{0}-2\""),
            ("|cmd", "\"'|cmd\""),
            ("%x", "\"'%x\""),
            ("a\"b,c", "\"a\"\"b,c\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
