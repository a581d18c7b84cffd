//! tasuki (襷): hands a person's case from one employment-transition support office to another.
//!
//! The layers, from the ground up; each may use only those named in `docs/architecture.md`.
//! This file wires them together and holds no logic of its own.

use std::io;
use std::process::ExitCode;

use crate::cli::settings::{Colour, Config};
use crate::tui::act::Secret;
use crate::tui::desk::Member;
use crate::workflow::clock::Standing;
use crate::workflow::demo::{PASSPHRASE, Town, TownOffice, today};

pub mod domain;

pub mod crypto;
pub mod disk;

pub mod codec;

pub mod exchange;
pub mod vault;

pub mod workflow;

pub mod lang;

pub mod report;

pub mod config;

pub mod cli;
pub mod tui;

/// Runs the program as it was called and says how it ended.
pub fn run() -> ExitCode {
    // A system that refuses this protection still runs the program.
    let _ = disk::os::harden();
    let around = cli::Around {
        settings: config::read,
        language: config::language,
        office: |config, strength| {
            let home = config.home.clone();
            let colour = colour(config.colour);
            let settings = config::settings_file();
            tui::start(home, config.lang, colour, strength, settings)
        },
        town: open_town,
    };
    cli::run(config::arguments(), around)
}

/// Opens each office of a sample town for the first of its staff, on the day of its story.
fn open_town(config: &Config, town: &Town) -> io::Result<()> {
    let member = |it: &TownOffice| {
        Some(Member {
            home: it.home(),
            staff: it.staff.first()?.0.clone(),
            passphrase: Secret::new(PASSPHRASE),
        })
    };
    let names = |it: &TownOffice| it.staff.iter().map(|(name, _)| name.clone()).collect();
    let members = town.offices.iter().filter_map(member).collect();
    let doors = town.offices.iter().map(names).collect();
    let colour = colour(config.colour);
    tui::start_town(members, doors, config.lang, colour, || {
        Box::new(Standing::on(today()))
    })
}

fn colour(colour: Colour) -> tui::Colour {
    match colour {
        Colour::Wanted => tui::Colour::AsChosen,
        Colour::Refused => tui::Colour::Refused,
    }
}
