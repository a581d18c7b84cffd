//! `staff`: who may open the store.
//!
//! Names are sealed: nobody sees the list before signing in.

use serde_json::{Value as Json, json};

use crate::cli::args::StaffCommand;
use crate::cli::command::init::{hand_out, void_earlier};
use crate::cli::output::Failure;
use crate::cli::{Session, prompt};
use crate::domain::staff::{Staff, Standing};
use crate::domain::text::Line;
use crate::lang::command::Word;
use crate::lang::label;
use crate::workflow::custody::Newcomer;

/// Runs one of the commands.
pub fn run(session: &Session, args: StaffCommand) -> Result<(), Failure> {
    let lang = session.lang();
    match args {
        StaffCommand::Add {
            name,
            role,
            new_passphrase_file,
        } => {
            let name = Line::new(&name, 60)?;
            let mut desk = session.desk()?;
            let passphrase = prompt::new_passphrase(new_passphrase_file.as_deref(), lang)?;
            let newcomer = Newcomer {
                name: name.clone(),
                role,
                passphrase,
            };
            let id = desk.add_staff(newcomer, session.strength)?;
            session.output.answer(
                || json!({ "staff": { "id": id.to_string(), "name": name.as_str(), "role": role.code() } }),
                || vec![session.word(Word::StaffAdded), format!("{name}  {}", label::role(role, lang))],
            )
        }
        StaffCommand::List => {
            let staff = session.desk()?.staff()?;
            session.output.answer(
                || json!({ "staff": staff.iter().map(as_json).collect::<Vec<_>>() }),
                || {
                    let line = |it: &Staff| {
                        let (role, name) = (label::role(it.role, lang), &it.name);
                        format!("{name}  {role}  {}", label::standing(it.standing, lang))
                    };
                    staff.iter().map(line).collect()
                },
            )
        }
        StaffCommand::Leave { name } => {
            let mut desk = session.desk()?;
            let member = desk.find_staff(&name)?;
            desk.close_staff(member.id)?;
            let left = Staff {
                standing: Standing::Left,
                ..member
            };
            session.output.answer(
                || json!({ "staff": as_json(&left) }),
                || vec![session.word(Word::StaffShutOut), left.name.to_string()],
            )
        }
        StaffCommand::Passphrase {
            new_passphrase_file,
        } => {
            let (mut desk, old) = session.desk_with_passphrase()?;
            let new = prompt::new_passphrase(new_passphrase_file.as_deref(), lang)?;
            desk.change_passphrase(&old, &new, session.strength)?;
            session.output.answer(
                || json!({ "changed": true }),
                || vec![session.word(Word::PassphraseChanged)],
            )
        }
        StaffCommand::Sheet { sheet_file } => {
            let mut desk = session.desk()?;
            let sheet = desk.new_sheet()?;
            let mut lines = vec![session.word(Word::SheetMade)];
            let printed = hand_out(session, &sheet.text, sheet_file.as_deref(), &mut lines);
            session
                .output
                .answer(|| json!({ "recovery_sheet": printed }), || lines)?;
            void_earlier(session, &mut desk, &sheet)
        }
    }
}

fn as_json(it: &Staff) -> Json {
    json!({
        "id": it.id.to_string(),
        "name": it.name.as_str(),
        "role": it.role.code(),
        "active": it.is_active(),
    })
}
