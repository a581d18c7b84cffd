//! What is asked about what is kept and until when, done at the desk.
//!
//! Who may destroy it, and when, is the desk's.

use crate::domain::handover::permit::Step;
use crate::lang::screen::retention::Retention as Word;
use crate::report::retention::csv;
use crate::tui::act::{Reply, Told};
use crate::tui::desk::office::{failed, whole};
use crate::tui::desk::record::written;
use crate::tui::desk::{No, no_right};
use crate::tui::room::case::NewTable;
use crate::tui::room::retention::{Ask, Receipts, RetentionView};
use crate::workflow::Desk;
use crate::workflow::custody::NewFile;
use crate::workflow::retention::Span;

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::List => Ok(Reply::Retention(Box::new(RetentionView {
            lines: desk.kept(Span::Everything)?,
            today: desk.today(),
            shut: no_right(desk, Step::Manage).map(|why| Told::of(&why)),
        }))),
        Ask::Shred(what, sure) => {
            desk.shred(what, &sure)?;
            Ok(Reply::Done(Told::say(Word::Shredded.say())))
        }
        Ask::Receipts => Ok(Reply::Receipts(desk.receipts()?)),
        Ask::WriteReceipts(to) => write(desk, &to),
    }
}

fn write(desk: &mut Desk, to: &NewTable) -> Result<Reply, No> {
    let target = NewFile::at(&whole(&to.path)?).map_err(failed)?;
    let made = |it: &Receipts| csv(&it.views, to.lang, to.encoding);
    let (receipts, table) = desk.export_receipts(made)?;
    target.write(&table).map_err(failed)?;
    Ok(written(receipts.unreadable))
}
