//! The receipts of what was destroyed as a table for a spreadsheet.
//!
//! How a cell is written, `report::record` says.

use crate::lang::Lang;
use crate::lang::retention::{headings, rows};
use crate::report::record::table;
use crate::workflow::Problem;
use crate::workflow::retention::ReceiptView;
use crate::workflow::table::Encoding;

/// Writes a heading and a line for each receipt. No cell is taken for a formula.
///
/// # Errors
/// `Unwritable`, with each character that is not there in CP932.
pub fn csv(receipts: &[ReceiptView], lang: Lang, encoding: Encoding) -> Result<Vec<u8>, Problem> {
    let said = |it| rows(it, lang).into_iter().map(|(_, said)| said).collect();
    table(&headings(lang), receipts.iter().map(said), encoding)
}
