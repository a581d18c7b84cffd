//! `recover`: a new account with the recovery sheet, where nobody can sign in any more.
//!
//! It mends no damage: that is what backups are for.

use serde_json::json;

use crate::cli::args::Recover;
use crate::cli::command::init::{hand_out, void_earlier};
use crate::cli::output::Failure;
use crate::cli::{Session, prompt};
use crate::domain::text::Line;
use crate::lang::command::Word;
use crate::workflow::Desk;
use crate::workflow::clock::System;
use crate::workflow::custody::Newcomer;

/// Lets a new member of staff in. The old sheet is void only once the new one was shown.
pub fn run(session: &Session, args: Recover) -> Result<(), Failure> {
    let lang = session.output.lang;
    let name = Line::new(&args.name, 60)?;
    let typed = prompt::sheet(args.sheet_file.as_deref(), lang)?;
    let passphrase = prompt::new_passphrase(session.passphrase_file.as_deref(), lang)?;
    let newcomer = Newcomer {
        name,
        role: args.role,
        passphrase,
    };
    let (home, strength) = (&session.config.home, session.strength);
    let (asking, clock) = (session.asking(), Box::new(System));
    let (mut desk, sheet) = Desk::recover(home, &typed, newcomer, strength, asking, clock)?;
    session.output.notices(desk.notices());
    let mut lines = vec![session.word(Word::Recovered)];
    let file = args.new_sheet_file.as_deref();
    let printed = hand_out(session, &sheet.text, file, &mut lines);
    let json = || {
        json!({
            "staff": {
                "id": desk.me().id.to_string(),
                "name": desk.me().name.as_str(),
                "role": desk.me().role.code(),
            },
            "recovery_sheet": printed,
        })
    };
    session.output.answer(json, || lines)?;
    void_earlier(session, &mut desk, &sheet)
}
