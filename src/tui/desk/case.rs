//! What is asked about cases, done at the desk.
//!
//! Who may do it is the desk's, and is asked again inside each write.

use crate::domain::handover::permit::{Actor, Denied, Step, has_right};
use crate::domain::id::CaseId;
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::room::case::{Ask, CaseView, CasesView, NoteView, NotesView};
use crate::workflow::{Desk, Problem};

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::List => Ok(Reply::Cases(Box::new(CasesView {
            lines: desk.cases("")?,
            me: desk.me().name.clone(),
            today: desk.today(),
            shut: no_right(desk).map(|cause| Told::of(&cause)),
        }))),
        Ask::Show(id) => show(desk, id).map(Reply::Case),
        Ask::New(values) => {
            let id = desk.new_case(values.into_iter().collect())?;
            show(desk, id).map(Reply::Case)
        }
        Ask::Save { case, seen, edits } => match desk.edit_case(case, Some(seen), edits) {
            Ok(_) => show(desk, case).map(Reply::Case),
            Err(Problem::Stale) => show(desk, case).map(Reply::Stale),
            Err(other) => Err(other.into()),
        },
        Ask::Notes(id) => notes(desk, id),
        Ask::Write(id, text) => {
            desk.write_note(id, &text)?;
            notes(desk, id)
        }
    }
}

fn show(desk: &mut Desk, id: CaseId) -> Result<Box<CaseView>, No> {
    let case = desk.show_case(id)?;
    let left = desk.handed_over(id)?.map(Problem::HandedOver);
    let shut = no_right(desk).or(left).map(|cause| Told::of(&cause));
    let staff = desk.staff()?.into_iter();
    let staff = staff.map(|it| (it.id, it.name.as_str().to_owned()));
    Ok(Box::new(CaseView {
        case,
        staff: staff.collect(),
        me: desk.me().name.clone(),
        today: desk.today(),
        shut,
    }))
}

fn notes(desk: &mut Desk, id: CaseId) -> Result<Reply, No> {
    let notes = desk.notes(id)?;
    let mut notes: Vec<NoteView> = notes
        .into_iter()
        .map(|it| NoteView {
            on: it.on,
            by: desk.staff_name(it.by),
            text: it.text.as_str().to_owned(),
        })
        .collect();
    notes.reverse();
    Ok(Reply::Notes(Box::new(NotesView { notes })))
}

fn no_right(desk: &Desk) -> Option<Problem> {
    let denied = Problem::Denied {
        step: Step::WriteCase,
        why: Denied::NoRight,
    };
    let may = has_right(Actor::Staff(desk.me().role), Step::WriteCase);
    (!may).then_some(denied)
}
