//! What today's screen is shown.
//!
//! The duties are the desk's.

use crate::domain::handover::permit::{Actor, Step, has_right};
use crate::lang::{Lang, message};
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::room::handover::is_prepared;
use crate::tui::room::today::{Mailbox, TodayView};
use crate::workflow::Desk;

/// Lists what is to be done today.
pub fn today(desk: &Desk) -> Result<Reply, No> {
    let mut view = bare(desk);
    // An auditor reads the journal and no content: the page says so.
    if !has_right(Actor::Staff(view.role), Step::Read) {
        return Ok(Reply::Today(Box::new(view)));
    }
    let handovers = desk.handovers()?;
    view.lines = desk.today_lines()?;
    view.unsent = handovers.iter().map(|it| it.unsent).sum();
    view.handovers = handovers.len();
    view.cases = desk.cases("")?.len();
    if desk.mailbox().is_some() {
        view.mailbox = Mailbox::Set;
    }
    view.preparing = handovers.into_iter().filter(is_prepared).collect();
    Ok(Reply::Today(Box::new(view)))
}

fn bare(desk: &Desk) -> TodayView {
    let notices = desk.notices().iter();
    TodayView {
        office: desk.profile().name.as_str().to_owned(),
        who: desk.me().name.as_str().to_owned(),
        role: desk.me().role,
        today: desk.today(),
        notices: notices
            .map(|it| Told {
                ja: message::notice(it, Lang::Ja),
                en: message::notice(it, Lang::En),
            })
            .collect(),
        lines: Vec::new(),
        preparing: Vec::new(),
        unsent: 0,
        handovers: 0,
        cases: 0,
        mailbox: Mailbox::Missing,
    }
}
