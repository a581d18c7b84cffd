//! What is asked about records, withdrawals and consent forms, done at the desk.
//!
//! Who may read them, and what the journal keeps of it, is the desk's.

use crate::domain::id::HandoverId;
use crate::lang::ledger::consent_rows;
use crate::lang::problem::Said;
use crate::lang::record::unreadable;
use crate::lang::screen::record::Record as Word;
use crate::lang::screen::say;
use crate::report::record::{csv, json, sheets};
use crate::report::text::{WIDTH, printed};
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::desk::handover::telling;
use crate::tui::desk::office::{failed, whole};
use crate::tui::room::record::{Ask, Export, Found, One, Page, Pages, Seen, Which};
use crate::workflow::attachment::read_file;
use crate::workflow::custody::NewFile;
use crate::workflow::ledger::{Of, Place};
use crate::workflow::record::Wanted;
use crate::workflow::{Desk, Problem};

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::List(page) => Ok(Reply::Records(Box::new(match page {
            Page::Records => Found::Records(desk.records(&Wanted::default())?),
            Page::Ledger => Found::Ledger(desk.ledger(Of::All)?),
            Page::Consents => Found::Consents(desk.consent_record(Of::All)?),
        }))),
        Ask::Show(one) => {
            let seen = show(desk, one)?.ok_or(Problem::Unreadable)?;
            Ok(Reply::Record(Box::new(seen)))
        }
        Ask::Export(export) => write(desk, export),
        Ask::WriteConsents(pages) => write_consents(desk, &pages),
        Ask::TellOfCopy(id, no, word) => {
            desk.tell_of_copy(id, no, &word)?;
            Ok(Reply::Done(Told::say(Word::CopyToldDone.say())))
        }
        Ask::TellOfSheet(id, number, word) => {
            desk.tell_of_sheet(id, number, word)?;
            Ok(Reply::Done(Told::say(Word::SheetToldDone.say())))
        }
        Ask::TakeBack(id, what, told) => {
            let telling = telling(desk, told)?;
            let told = desk.withdraw_consent_as_told(id, what, telling.as_ref())?;
            let word = word_of(desk, &told)?;
            Ok(Reply::Done(Told::say(word.say())))
        }
        Ask::AttachScan(id, path, before) => {
            let bytes = read_file(&whole(&path)?).map_err(failed)?;
            desk.attach_scan(id, bytes, before)?;
            Ok(Reply::Done(Told::say(Word::ScanKept.say())))
        }
        Ask::SaveScan(id, path) => {
            let path = whole(&path)?;
            let target = NewFile::at(&path).map_err(failed)?;
            let bytes = desk.export_scan(id)?;
            target.write(&bytes).map_err(failed)?;
            Ok(Reply::Done(Told::say(Word::ScanSaved.say())))
        }
    }
}

/// What is said of a withdrawal that was told in these handovers: they are all with one office, and to one on paper nothing is
/// sent.
fn word_of(desk: &Desk, told: &[HandoverId]) -> Result<Word, Problem> {
    let Some(one) = told.first() else {
        return Ok(Word::TakenBackHere);
    };
    Ok(match desk.handover_line(*one)?.is_on_paper() {
        true => Word::TakenBackOnPaper,
        false => Word::TakenBackTold,
    })
}

/// Reads one of them, with what stands around it: whoever looks at one leaves a line of its case or handover.
fn show(desk: &mut Desk, one: One) -> Result<Option<Seen>, Problem> {
    Ok(match one {
        One::Record(which) => {
            let mut views = desk.records_of(which.handover)?.views.into_iter();
            let view = views.find(|it| Which::of(&it.record) == which);
            view.map(|it| Seen::Record(Box::new(it), desk.erasures()))
        }
        One::Withdrawal(place, case) => {
            let of = match (place, case) {
                (Place::Handover { id, .. }, _) => Of::Handover(id),
                (Place::Form { .. }, Some(case)) => Of::Case(case),
                (Place::Form { .. }, None) => Of::All,
            };
            let mut lines = desk.ledger(of)?.lines.into_iter();
            lines
                .find(|it| it.place == place)
                .map(|it| Seen::Withdrawal(Box::new(it)))
        }
        One::Consent(case, id) => {
            let mut lines = desk.consent_record(Of::Case(case))?.lines.into_iter();
            let line = lines.find(|it| it.consent.form().id == id);
            let hearing = desk.hearing_of(id)?;
            line.map(|it| Seen::Consent(Box::new(it), hearing, desk.erasures()))
        }
    })
}

fn write(desk: &mut Desk, export: Export) -> Result<Reply, No> {
    let path = whole(&export.path)?;
    let wanted = Wanted {
        search: export.search,
        ..Wanted::default()
    };
    let target = NewFile::at(&path).map_err(failed)?;
    let (records, bytes) = desk.export_records(&wanted, |it| match export.form.encoding() {
        Some(encoding) => csv(&it.views, export.lang, encoding),
        None => Ok(json(it).to_string().into_bytes()),
    })?;
    target.write(&bytes).map_err(failed)?;
    Ok(written(records.unreadable))
}

fn write_consents(desk: &mut Desk, pages: &Pages) -> Result<Reply, No> {
    let target = NewFile::at(&whole(&pages.path)?).map_err(failed)?;
    let found = desk.export_consents(Of::All)?.with(&pages.search);
    let lines = found.lines.iter();
    let lines = lines.map(|it| consent_rows(it, pages.lang));
    let text = printed(&sheets(lines, WIDTH));
    target.write(text.as_bytes()).map_err(failed)?;
    Ok(written(found.unreadable))
}

/// Says that a file is written, and how many of what was wanted cannot be read.
pub fn written(missing: usize) -> Reply {
    Reply::Done(Told::both(|lang| Said {
        what: say(lang, &Word::Written.say()),
        then: unreadable(missing, lang).unwrap_or_default(),
    }))
}
