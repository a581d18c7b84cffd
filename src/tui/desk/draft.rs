//! What is asked about drafts, done at the desk.
//!
//! A draft that cannot be kept is told; one that cannot be looked for is none.

use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::room::draft::{Answer, Ask};
use crate::workflow::Desk;

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    let answer = match ask {
        Ask::Find(place) => match desk.find_draft(&place) {
            Ok(Some(words)) => Answer::Found(words),
            Ok(None) | Err(_) => Answer::Nothing,
        },
        Ask::Keep(place, words) => done(desk.keep_draft(&place, &words)),
        Ask::Drop(place) => done(desk.drop_draft(&place)),
    };
    Ok(Reply::Draft(answer))
}

fn done(kept: Result<(), crate::workflow::Problem>) -> Answer {
    match kept {
        Ok(()) => Answer::Done,
        Err(cause) => Answer::Failed(Told::of(&cause)),
    }
}
