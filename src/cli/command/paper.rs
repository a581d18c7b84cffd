//! The papers for the person: the explanation of consent, the sheet to sign, the page to keep.
//!
//! What stands on them is `report`'s; here they are shown or written into a new file.

use std::path::Path;

use serde_json::json;

use crate::cli::Session;
use crate::cli::args::Asking;
use crate::cli::command::consent::{family, items, returned};
use crate::cli::output::{Failure, Target};
use crate::domain::case::CaseSummary;
use crate::domain::consent::{Family, FormRefused, LONGEST_PURPOSE, Manner, Mode};
use crate::domain::id::CaseId;
use crate::domain::text::Line;
use crate::lang::command::Word;
use crate::report::carried::carried;
use crate::report::consent::{Asked, explanation, person_page, sheet};
use crate::report::copy::copied;
use crate::report::offer::printed_offer;
use crate::report::text::{WIDTH, printed};
use crate::workflow::Desk;
use crate::workflow::copy::CopyFor;
use crate::workflow::problem::{Problem, Thing};

/// Which of the papers about consent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// What is asked and what it means.
    Explanation,
    /// The same, to be signed.
    Sheet,
}

/// Explains what is asked, or makes the sheet.
pub fn of_consent(session: &Session, paper: Paper, args: &Asking) -> Result<(), Failure> {
    let ticked = items(&args.items)?;
    let returned = returned(&args.returned)?;
    let until = args
        .until
        .as_deref()
        .map(|it| session.day(it))
        .transpose()?;
    let mut desk = session.desk()?;
    let (case, to) = (desk.find_case(&args.case)?, desk.find_peer(&args.to)?);
    let family = match &args.family {
        None => Family::Silent,
        Some(typed) => {
            family(typed, desk.today(), Manner::OwnHand)?;
            Family::Agrees
        }
    };
    let usual = || session.word(Word::UsualPurpose);
    let purpose = args.purpose.clone().unwrap_or_else(usual);
    let peer = desk.peer(to)?;
    if !Mode::possible(desk.corporations(&peer)).contains(&args.mode) {
        return Err(Problem::Form(FormRefused::OtherCorporation).into());
    }
    let summary = desk.show_case(case)?;
    let asked = Asked {
        person: called(&summary),
        sender: desk.profile().name.as_str().to_owned(),
        receiver: peer.name,
        mode: args.mode,
        purpose: Line::new(&purpose, LONGEST_PURPOSE)?.as_str().to_owned(),
        until,
        ticked,
        family,
        returned,
        held: summary.values().keys().copied().collect(),
    };
    let lines = match paper {
        Paper::Explanation => explanation(&asked, session.lang(), WIDTH),
        Paper::Sheet => sheet(&asked, session.lang(), WIDTH),
    };
    hand_out(session, &mut desk, case, &lines, args.out.as_deref())
}

/// Makes the page the person keeps of a handover.
pub fn of_handover(session: &Session, id: &str, out: Option<&Path>) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    let page = desk.person_page(id)?;
    let case = desk.handover_line(id)?.case;
    let case = case.ok_or(Problem::Missing(Thing::Case))?;
    let lines = person_page(&page, session.lang(), WIDTH);
    hand_out(session, &mut desk, case, &lines, out)
}

/// Prints an offer for an office without the program. The journal has its line before there is a file; it counts as printed
/// once the file is there.
pub fn of_offer(session: &Session, id: &str, out: &Path) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    let target = Target::at(out)?;
    let offer = desk.print_offer(id)?;
    let lines = printed_offer(&offer, session.lang());
    target.write(printed(&lines).as_bytes())?;
    desk.note_printed(id, &offer)?;
    let path = out.display().to_string();
    session.output.answer(
        || json!({ "written": path, "code": offer.code }),
        || vec![session.word(Word::Written), path.clone()],
    )
}

/// Prints a copy. The journal has its line before there is a file, and the record is written after.
pub fn of_copy(session: &Session, id: &str, wanted: CopyFor, out: &Path) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    let target = Target::at(out)?;
    let sheet = desk.copy(id, &wanted)?;
    let lines = copied(&sheet, session.lang());
    target.write(printed(&lines).as_bytes())?;
    desk.copy_given(&sheet)?;
    let path = out.display().to_string();
    let items: Vec<&str> = sheet.items().iter().map(|it| it.name()).collect();
    session.output.answer(
        || json!({ "written": path, "to": sheet.to.code(), "items": items }),
        || vec![session.word(Word::Written), path.clone()],
    )
}

/// Prints what the person carries. The journal has its line before there is a file, and that it was printed is written down
/// after.
pub fn of_carried(session: &Session, case: &str, to: &str, out: &Path) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let (case, to) = (desk.find_case(case)?, desk.find_peer(to)?);
    let target = Target::at(out)?;
    let sheet = desk.carry(case, to)?;
    let lines = carried(&sheet, session.lang());
    target.write(printed(&lines).as_bytes())?;
    desk.sheet_printed(&sheet)?;
    let path = out.display().to_string();
    let items: Vec<&str> = sheet.items.iter().map(|it| it.name()).collect();
    session.output.answer(
        || json!({ "written": path, "consent": sheet.consent.to_string(), "items": items }),
        || vec![session.word(Word::Written), path.clone()],
    )
}

fn called(case: &CaseSummary) -> String {
    let label = case.label();
    let name = label.name.map(ToString::to_string);
    let name = name.or_else(|| label.kana.map(ToString::to_string));
    name.unwrap_or_default()
}

/// Shows a paper, or writes it into a new file; the journal has its line before there is a file.
fn hand_out(
    session: &Session,
    desk: &mut Desk,
    case: CaseId,
    lines: &[String],
    out: Option<&Path>,
) -> Result<(), Failure> {
    let Some(out) = out else {
        return session
            .output
            .answer(|| json!({ "lines": lines }), || lines.to_vec());
    };
    let target = Target::at(out)?;
    desk.paper_written(case)?;
    target.write(printed(lines).as_bytes())?;
    let path = out.display().to_string();
    session.output.answer(
        || json!({ "written": path }),
        || vec![session.word(Word::Written), path.clone()],
    )
}
