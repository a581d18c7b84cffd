//! What is asked about the mailbox, done at the desk.
//!
//! A round of sending and collecting is a request of every room, and not here.

use crate::lang::screen::post::Post as Word;
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::desk::office::whole;
use crate::tui::room::post::{Ask, PostView};
use crate::workflow::Desk;

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::Show => {
            let mut waiting = desk.handovers()?;
            waiting.retain(|it| 0 < it.unsent);
            Ok(Reply::Post(Box::new(PostView {
                folder: desk.mailbox().map(|it| it.display().to_string()),
                waiting,
            })))
        }
        Ask::Set(path) => {
            desk.set_mailbox(whole(&path)?)?;
            Ok(Reply::Done(Told::say(Word::Set.say())))
        }
    }
}
