//! `init`: the store of an office.
//!
//! What the office says of itself is checked by the domain.

use std::path::Path;

use serde_json::json;

use crate::cli::args::Init;
use crate::cli::command::mailbox::whole;
use crate::cli::output::{Failure, Form, write_new};
use crate::cli::{Session, prompt};
use crate::domain::calendar::Day;
use crate::domain::office::{OfficeNumber, OfficeProfile, SinglePerson};
use crate::domain::text::{Line, Phone};
use crate::lang::command::{Word, Wrong};
use crate::workflow::clock::{Outside, System};
use crate::workflow::custody::Newcomer;
use crate::workflow::{Desk, RecoverySheet};

/// The most characters of a line of the profile.
pub const LINE: usize = 120;

/// Makes the store.
pub fn run(session: &Session, args: Init) -> Result<(), Failure> {
    let profile = profile(session, &args, System.today())?;
    let name = args.staff.as_deref().or(session.config.who.as_deref());
    let name = Line::new(name.ok_or(Wrong::NoStaff)?, 60)?;
    let mailbox = args.mailbox.as_deref().map(whole).transpose()?;
    let passphrase =
        prompt::new_passphrase(session.passphrase_file.as_deref(), session.output.lang)?;
    let first = Newcomer {
        name,
        role: args.role,
        passphrase,
    };
    let (home, strength) = (&session.config.home, session.strength);
    let outside = Box::new(System);
    let (desk, sheet) = Desk::init_with_mailbox(
        home,
        profile,
        mailbox,
        first,
        strength,
        session.asking(),
        outside,
    )?;
    let mut lines = vec![session.word(Word::Initialised)];
    lines.push(format!(
        "{}: {}",
        session.word(Word::Fingerprint),
        desk.own_fingerprint()
    ));
    let printed = hand_out(session, &sheet.text, args.sheet_file.as_deref(), &mut lines);
    let json = || {
        json!({
            "home": home.vault.display().to_string(),
            "office": {
                "id": desk.office_id().to_string(),
                "name": desk.profile().name.as_str(),
                "fingerprint": desk.own_fingerprint(),
            },
            "staff": {
                "id": desk.me().id.to_string(),
                "name": desk.me().name.as_str(),
                "role": desk.me().role.code(),
            },
            "recovery_sheet": printed,
        })
    };
    session.output.answer(json, || lines)
}

/// Writes the recovery sheet to its file, or gives back what is to be printed: it is made and shown only this once, so
/// it is not lost with a file that fails.
pub fn hand_out<'a>(
    session: &Session,
    sheet: &'a str,
    file: Option<&Path>,
    lines: &mut Vec<String>,
) -> Option<&'a str> {
    let written = file.map(|it| write_new(it, format!("{sheet}\n").as_bytes()));
    match written {
        Some(Ok(())) => {
            lines.push(session.word(Word::SheetWritten));
            return None;
        }
        Some(Err(failure)) => {
            session.output.fail(&failure);
        }
        None => (),
    }
    lines.push(session.word(Word::SheetBelow));
    lines.push(sheet.to_owned());
    Some(sheet)
}

/// Voids every earlier sheet, and says so. Only once the new one was shown: one that nobody has seen yet must not be the
/// only one.
pub fn void_earlier(
    session: &Session,
    desk: &mut Desk,
    sheet: &RecoverySheet,
) -> Result<(), Failure> {
    desk.keep_only_sheet(sheet)?;
    match session.output.form {
        Form::Text => session.output.lines(&[session.word(Word::SheetsVoid)]),
        Form::Json => Ok(()),
    }
}

fn profile(session: &Session, args: &Init, today: Day) -> Result<OfficeProfile, Failure> {
    let line = |text: &str| Line::new(text, LINE);
    let reason = args.single_person.as_deref().map(line).transpose()?;
    let told = |typed: &Option<String>, what| match typed {
        Some(typed) => Ok(typed.clone()),
        None => prompt::line(&session.word(what)),
    };
    let number = |typed: &str| OfficeNumber::parse(typed).map_err(|_| Wrong::OfficeNumber);
    Ok(OfficeProfile {
        name: line(&told(&args.name, Word::Name)?)?,
        corporation: line(&told(&args.corporation, Word::Corporation)?)?,
        number: number(&told(&args.number, Word::Number)?)?,
        address: line(&told(&args.address, Word::Address)?)?,
        representative: line(&told(&args.representative, Word::Representative)?)?,
        phone: Phone::new(&told(&args.phone, Word::Phone)?)?,
        single_person: reason.map(|reason| SinglePerson {
            since: today,
            reason,
        }),
    })
}
