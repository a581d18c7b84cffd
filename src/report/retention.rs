//! The receipts of what was destroyed as a table for a spreadsheet.
//!
//! How a cell is written, `report::record` says.

use crate::lang::Lang;
use crate::lang::retention::{headings, rows};
use crate::report::record::table;
use crate::workflow::retention::ReceiptView;

/// Writes a heading and a line for each receipt. No cell is taken for a formula.
pub fn csv(receipts: &[ReceiptView], lang: Lang) -> Vec<u8> {
    let said = |it| rows(it, lang).into_iter().map(|(_, said)| said).collect();
    table(&headings(lang), receipts.iter().map(said))
}
