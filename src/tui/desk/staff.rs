//! What is asked about the staff, done at the desk.
//!
//! Who may do it is the desk's.

use crate::lang::screen::staff::Staff as Word;
use crate::tui::act::{Reply, Secret, Told};
use crate::tui::desk::{No, newcomer};
use crate::tui::room::staff::{Ask, StaffView};
use crate::workflow::custody::Strength;
use crate::workflow::{Desk, Passphrase};

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask, strength: Strength) -> Result<Reply, No> {
    match ask {
        Ask::List => Ok(Reply::Staff(Box::new(StaffView {
            me: desk.me().id,
            staff: desk.staff()?,
        }))),
        Ask::Add(person, passphrase) => {
            desk.add_staff(newcomer(&person, &passphrase)?, strength)?;
            Ok(Reply::Done(Told::say(Word::Added.say())))
        }
        Ask::Passphrase(old, new) => {
            let typed = |it: &Secret| Passphrase::new(it.expose().to_owned());
            desk.change_passphrase(&typed(&old), &typed(&new), strength)?;
            Ok(Reply::Done(Told::say(Word::Changed.say())))
        }
    }
}
