//! What is asked about the audit log, done at the desk.
//!
//! Who may read it is the desk's.

use crate::lang::screen::audit::Audit as Word;
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::room::audit::{Ask, AuditView, MOST, Wanted};
use crate::workflow::Desk;
use crate::workflow::audit::AuditWanted;

/// Does what is asked.
pub fn answer(desk: &Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::List(wanted) => list(desk, wanted),
        Ask::Verify => {
            desk.verify(&mut |_, _| ())?;
            Ok(Reply::Done(Told::say(Word::Holds.say())))
        }
    }
}

fn list(desk: &Desk, wanted: Wanted) -> Result<Reply, No> {
    let said = |it: &str| (!it.is_empty()).then(|| it.to_owned());
    let of = said(&wanted.of);
    let mut lines = desk.audit_of(&AuditWanted {
        subject: of.map(|it| desk.find_audited(&it)).transpose()?,
        by: said(&wanted.by),
        from: wanted.from,
        to: wanted.to,
        limit: MOST,
    })?;
    lines.reverse();
    Ok(Reply::Audit(Box::new(AuditView { wanted, lines })))
}
