//! What is asked about the audit log, done at the desk.
//!
//! Who may read it is the desk's.

use crate::lang::screen::audit::Audit as Word;
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::room::audit::{Ask, AuditView, MOST};
use crate::workflow::Desk;

/// Does what is asked.
pub fn answer(desk: &Desk, ask: &Ask) -> Result<Reply, No> {
    match ask {
        Ask::List => {
            let mut lines = desk.audit(None, MOST)?;
            lines.reverse();
            Ok(Reply::Audit(Box::new(AuditView { lines })))
        }
        Ask::Verify => {
            desk.verify(&mut |_, _| ())?;
            Ok(Reply::Done(Told::say(Word::Holds.say())))
        }
    }
}
