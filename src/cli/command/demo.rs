//! `demo`: a town of invented offices and people.
//!
//! Its passphrase protects nothing and stands in a file beside the stores.

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::cli::Session;
use crate::cli::args::Demo;
use crate::cli::command::mailbox::whole;
use crate::cli::output::{Failure, write_new};
use crate::lang::command::Word;
use crate::lang::label;
use crate::workflow::clock::{Outside, System};
use crate::workflow::custody::make_folder;
use crate::workflow::demo::{PASSPHRASE, Town, TownOffice, build};

/// Builds the town, and opens it unless told not to.
pub fn run(session: &Session, args: Demo) -> Result<(), Failure> {
    let dir = whole(&args.dir.unwrap_or_else(|| fresh(session)))?;
    let failed = |cause| Failure::File(dir.clone(), cause);
    make_folder(&dir.join("mailbox")).map_err(failed)?;
    let file = dir.join("passphrase");
    write_new(&file, format!("{PASSPHRASE}\n").as_bytes())?;
    let town = build(&dir)?;
    session
        .output
        .answer(|| as_json(&town, &file), || text(session, &town, &file))?;
    match args.build_only {
        true => Ok(()),
        false => (session.around.town)(&session.config, &town).map_err(Failure::Screen),
    }
}

/// A folder nobody has used, among the temporary ones.
fn fresh(session: &Session) -> PathBuf {
    let id: String = System.id().iter().map(|it| format!("{it:02x}")).collect();
    session.config.temporary.join(format!("tasuki-demo-{id}"))
}

fn as_json(town: &Town, file: &Path) -> Json {
    let office = |it: &TownOffice| {
        let staff = it.staff.iter();
        let staff = staff.map(|(name, role)| json!({ "name": name, "role": role.code() }));
        json!({
            "name": it.name,
            "home": it.folder.display().to_string(),
            "passphrase_file": file.display().to_string(),
            "staff": staff.collect::<Vec<_>>(),
        })
    };
    json!({ "offices": town.offices.iter().map(office).collect::<Vec<_>>() })
}

fn text(session: &Session, town: &Town, file: &Path) -> Vec<String> {
    let mut lines = vec![session.word(Word::DemoBuilt)];
    let passphrase = session.word(Word::PassphraseFile);
    lines.push(format!("{passphrase}: {}", file.display()));
    for office in &town.offices {
        lines.push(format!(
            "■ {}  --home {}",
            office.name,
            office.folder.display()
        ));
        let staff = office.staff.iter();
        lines.extend(
            staff.map(|(name, role)| format!("    {name}  {}", label::role(*role, session.lang()))),
        );
    }
    lines
}
