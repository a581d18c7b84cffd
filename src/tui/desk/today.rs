//! What today's screen is shown.
//!
//! The duties are the desk's.

use crate::domain::handover::permit::{Actor, Step, has_right};
use crate::tui::act::Reply;
use crate::tui::desk::No;
use crate::tui::room::today::{Mailbox, TodayView};
use crate::workflow::Desk;

/// Lists what is to be done today.
pub fn today(desk: &Desk) -> Result<Reply, No> {
    // Whoever may not read of persons, the auditor, has a day without them.
    let reads = has_right(Actor::Staff(desk.me().role), Step::Read);
    let (lines, handovers, cases) = match reads {
        true => (
            desk.today_lines()?,
            desk.handovers()?,
            desk.cases("")?.len(),
        ),
        false => (Vec::new(), Vec::new(), 0),
    };
    Ok(Reply::Today(Box::new(TodayView {
        office: desk.profile().name.as_str().to_owned(),
        who: desk.me().name.as_str().to_owned(),
        role: desk.me().role,
        today: desk.today(),
        lines,
        unsent: handovers.iter().map(|it| it.unsent).sum(),
        handovers: handovers.len(),
        cases,
        mailbox: match desk.mailbox() {
            Some(_) => Mailbox::Set,
            None => Mailbox::Missing,
        },
    })))
}
