//! What today's screen is shown.
//!
//! The duties are the desk's.

use crate::tui::act::Reply;
use crate::tui::desk::No;
use crate::tui::room::today::{Mailbox, TodayView};
use crate::workflow::Desk;

/// Lists what is to be done today.
pub fn today(desk: &Desk) -> Result<Reply, No> {
    let handovers = desk.handovers()?;
    Ok(Reply::Today(Box::new(TodayView {
        office: desk.profile().name.as_str().to_owned(),
        who: desk.me().name.as_str().to_owned(),
        role: desk.me().role,
        today: desk.today(),
        lines: desk.today_lines()?,
        unsent: handovers.iter().map(|it| it.unsent).sum(),
        handovers: handovers.len(),
        cases: desk.cases("")?.len(),
        mailbox: match desk.mailbox() {
            Some(_) => Mailbox::Set,
            None => Mailbox::Missing,
        },
    })))
}
