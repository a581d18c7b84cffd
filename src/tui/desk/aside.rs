//! What is asked about what an office keeps for itself beside a handover, done at the desk.
//!
//! Who may write it, and when, is the desk's.

use crate::domain::handover::permit::Step;
use crate::domain::id::HandoverId;
use crate::lang::screen::aside::Aside as Word;
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::room::aside::{Ask, ContactsView, Look, MeetingsView};
use crate::workflow::{Desk, Problem};

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::Contacts(id, look) => {
            let contacts = match look {
                Look::First => desk.contacts(id)?,
                Look::Again => desk.contacts_again(id)?,
            };
            Ok(Reply::Contacts(Box::new(ContactsView {
                contacts,
                me: desk.me().name.as_str().to_owned(),
                shut: shut(desk, id, Step::Contact)?,
                erasures: desk.erasures(),
            })))
        }
        Ask::WriteContact(id, row, form) => {
            desk.write_contact(id, &row, &form)?;
            Ok(Reply::Done(Told::say(Word::Kept.say())))
        }
        Ask::Meetings(id, look) => {
            let meetings = match look {
                Look::First => desk.meetings(id)?,
                Look::Again => desk.meetings_again(id)?,
            };
            Ok(Reply::Meetings(Box::new(MeetingsView {
                meetings,
                shut: shut(desk, id, Step::Meet)?,
                erasures: desk.erasures(),
            })))
        }
        Ask::WriteMeeting(id, which, form) => {
            desk.write_meeting(id, which, &form)?;
            Ok(Reply::Done(Told::say(Word::Kept.say())))
        }
        Ask::WriteTask(id, meeting, task, form) => {
            desk.write_task(id, meeting, task, &form)?;
            Ok(Reply::Done(Told::say(Word::Kept.say())))
        }
    }
}

fn shut(desk: &Desk, id: HandoverId, step: Step) -> Result<Option<Told>, No> {
    let steps = desk.next(id)?.steps.into_iter();
    let denied = steps.filter(|(it, _)| *it == step);
    let denied = denied.filter_map(|(_, open)| open.err()).next();
    Ok(denied.map(|why| Told::of(&Problem::Denied { step, why })))
}
