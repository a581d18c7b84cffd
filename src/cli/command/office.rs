//! `office`: what this office says of itself.
//!
//! Its keys are not here: they stay what they are, whatever it says.

use crate::cli::Session;
use crate::cli::args::{Edit, OfficeCommand};
use crate::cli::command::card;
use crate::cli::command::init::LINE;
use crate::cli::output::Failure;
use crate::domain::office::OfficeNumber;
use crate::domain::text::{Line, Phone};
use crate::lang::command::Wrong;

/// Runs one of the commands.
pub fn run(session: &Session, args: OfficeCommand) -> Result<(), Failure> {
    match args {
        OfficeCommand::Edit(args) => edit(session, &args),
    }
}

fn edit(session: &Session, args: &Edit) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let mut profile = desk.profile().clone();
    let lines = [
        (&args.name, &mut profile.name),
        (&args.corporation, &mut profile.corporation),
        (&args.address, &mut profile.address),
        (&args.representative, &mut profile.representative),
    ];
    for (typed, line) in lines {
        if let Some(typed) = typed {
            *line = Line::new(typed, LINE)?;
        }
    }
    if let Some(typed) = &args.number {
        profile.number = OfficeNumber::parse(typed).map_err(|_| Wrong::OfficeNumber)?;
    }
    if let Some(typed) = &args.phone {
        profile.phone = Phone::new(typed)?;
    }
    if profile == *desk.profile() {
        return Err(Wrong::NothingToDo.into());
    }
    desk.change_profile(profile)?;
    card::own(session, &desk)
}
