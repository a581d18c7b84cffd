//! What is asked about the records of giving and receiving, done at the desk.
//!
//! Who may read them, and what the journal keeps of it, is the desk's.

use crate::lang::screen::record::Record as Word;
use crate::report::record::{csv, json};
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::desk::office::{failed, whole};
use crate::tui::room::record::{Ask, Export, Form, Which};
use crate::workflow::custody::write_new_file;
use crate::workflow::record::Wanted;
use crate::workflow::{Desk, Problem};

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::List => {
            let records = desk.records(&Wanted::default())?;
            Ok(Reply::Records(Box::new(records)))
        }
        Ask::Show(which) => {
            let views = desk.records_of(which.handover)?.views;
            let mut views = views.into_iter();
            let view = views.find(|it| Which::of(&it.record) == which);
            Ok(Reply::Record(Box::new(view.ok_or(Problem::Unreadable)?)))
        }
        Ask::Export(export) => write(desk, export),
    }
}

fn write(desk: &mut Desk, export: Export) -> Result<Reply, No> {
    let path = whole(&export.path)?;
    let wanted = Wanted {
        search: export.search,
        ..Wanted::default()
    };
    let records = desk.export_records(&wanted)?;
    let bytes = match export.form {
        Form::Csv => csv(&records.views, export.lang),
        Form::Json => json(&records).to_string().into_bytes(),
    };
    write_new_file(&path, &bytes).map_err(failed)?;
    Ok(Reply::Done(Told::say(Word::Written.say())))
}
