//! What today's screen is shown.
//!
//! The duties are the desk's.

use crate::domain::handover::permit::{Actor, Step, has_right};
use crate::lang::{Lang, message};
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::room::draft::Place;
use crate::tui::room::today::{Mailbox, TodayView, Unsaved};
use crate::workflow::Desk;
use crate::workflow::case::CaseLine;
use crate::workflow::today::lines_of;
use crate::workflow::view::HandoverLine;

/// Lists what is to be done today.
pub fn today(desk: &Desk) -> Result<Reply, No> {
    let mut view = bare(desk);
    // An auditor reads the journal and no content: the page says so.
    if !has_right(Actor::Staff(view.role), Step::Read) {
        return Ok(Reply::Today(Box::new(view)));
    }
    let handovers = desk.handovers()?;
    view.lines = lines_of(&handovers, view.role);
    view.unsent = handovers.iter().map(|it| it.unsent).sum();
    view.handovers = handovers.len();
    let cases = desk.cases("")?;
    view.unsaved = unsaved(desk, &cases, &handovers);
    view.alerts = desk.alerts()?;
    view.alerts.retain(|it| !it.alert.what.is_owed());
    view.cases = cases.len();
    view.over = desk.to_destroy()?;
    if desk.mailbox().is_some() {
        view.mailbox = Mailbox::Set;
    }
    Ok(Reply::Today(Box::new(view)))
}

/// Drafts that cannot be looked for are none: nothing that is saved depends on them.
fn unsaved(desk: &Desk, cases: &[CaseLine], handovers: &[HandoverLine]) -> Vec<Unsaved> {
    let places = desk.drafts().unwrap_or_default();
    let person = |place: &Place| {
        let about = place.about?;
        let case = cases.iter().find(|it| it.id.to_bytes() == about);
        let handover = handovers.iter().find(|it| it.id.to_bytes() == about);
        let case = case.map(|it| [&it.kana[..], &it.name].join("\u{3000}"));
        case.or_else(|| handover.map(|it| it.person.clone()))
    };
    let named = places.into_iter().map(|place| Unsaved {
        person: person(&place).unwrap_or_default(),
        place,
    });
    named.collect()
}

fn bare(desk: &Desk) -> TodayView {
    let notices = desk.notices().iter();
    TodayView {
        office: desk.profile().name.as_str().to_owned(),
        who: desk.me().name.clone(),
        role: desk.me().role,
        today: desk.today(),
        notices: notices
            .map(|it| Told {
                ja: message::notice(it, Lang::Ja),
                en: message::notice(it, Lang::En),
            })
            .collect(),
        unsaved: Vec::new(),
        lines: Vec::new(),
        alerts: Vec::new(),
        over: 0,
        unsent: 0,
        handovers: 0,
        cases: 0,
        mailbox: Mailbox::Missing,
    }
}
