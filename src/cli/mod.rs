//! The command line: one command, one exit code.
//!
//! It decides nothing: every command is a function of the desk, with words around it.

pub mod answer;
pub mod args;
pub mod command;
pub mod defect;
pub mod names;
pub mod output;
pub mod patience;
pub mod prompt;
pub mod settings;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::args::{AlertCommand, Cli, Command, Early, Global};
use crate::cli::output::{Failure, Form, Output};
use crate::cli::patience::Patience;
use crate::cli::settings::{Asked, Config, NoHome};
use crate::domain::calendar::{Day, Era};
use crate::lang::Lang;
use crate::lang::command::{Word, Wrong, word};
use crate::workflow::clock::System;
use crate::workflow::custody::Strength;
use crate::workflow::demo::Town;
use crate::workflow::never::Asking;
use crate::workflow::{Desk, Passphrase};

/// What is handed in: the environment, and the terminal program, which this face does not know.
#[derive(Clone, Copy)]
pub struct Around {
    /// Puts options and environment together.
    pub settings: fn(Asked) -> Result<Config, NoHome>,
    /// The language, from the option or the environment.
    pub language: fn(Option<Lang>) -> Lang,
    /// Runs the terminal program on the store of one office.
    pub office: fn(&Config, Strength) -> io::Result<()>,
    /// Runs it on a sample town.
    pub town: fn(&Config, &Town) -> io::Result<()>,
}

/// What a command works with.
pub struct Session {
    /// Where the store is, who acts, in which language.
    pub config: Config,
    /// Where a passphrase is read from, if not asked for.
    pub passphrase_file: Option<PathBuf>,
    /// Whether what looks like a secret is asked about.
    pub secrets: Secrets,
    /// The era of years that are typed without one.
    pub era: Option<Era>,
    /// What a new passphrase costs to try.
    pub strength: Strength,
    /// For how long a store that is open elsewhere is waited for.
    pub patience: Patience,
    /// The environment and the terminal program.
    pub around: Around,
    /// Where answers go.
    pub output: Output,
}

/// Whether whoever acts has said that nothing is a secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// What looks like one is asked about.
    Asked,
    /// Nothing is one.
    None,
}

impl Session {
    /// How is asked about what looks like a secret before a store is open.
    pub fn asking(&self) -> Asking {
        match self.secrets {
            Secrets::Asked => Asking::Each,
            Secrets::None => Asking::Answered,
        }
    }

    /// Opens the store for whoever acts.
    pub fn desk(&self) -> Result<Desk, Failure> {
        Ok(self.desk_with_passphrase()?.0)
    }

    /// Opens the store for whoever acts, and keeps the passphrase.
    pub fn desk_with_passphrase(&self) -> Result<(Desk, Passphrase), Failure> {
        let who = self.config.who.as_deref().ok_or(Wrong::NoStaff)?;
        let passphrase = prompt::passphrase(self.passphrase_file.as_deref(), self.output.lang)?;
        let open = || Desk::open(&self.config.home, who, &passphrase, Box::new(System));
        let mut desk = self.patience.open(open, || self.output.waiting())?;
        self.output.notices(desk.notices());
        self.output.unpaid(desk.unpaid());
        if self.secrets == Secrets::None {
            desk.nothing_is_a_secret();
        }
        Ok((desk, passphrase))
    }

    /// Reads a day in any style; the one given when nothing was typed.
    pub fn day_or(&self, typed: Option<&str>, usual: Day) -> Result<Day, Failure> {
        match typed {
            None => Ok(usual),
            Some(typed) => self.day(typed),
        }
    }

    /// Reads a day in any style.
    pub fn day(&self, typed: &str) -> Result<Day, Failure> {
        answer::day(typed, self.reading())
    }

    /// How days that are typed are read.
    pub fn reading(&self) -> answer::Reading {
        answer::Reading {
            era: self.era,
            output: self.output,
        }
    }

    /// A word in the language of this session.
    pub fn word(&self, it: Word) -> String {
        word(it, self.output.lang).to_owned()
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.output.lang
    }
}

/// Runs the program with its arguments and gives the exit code.
pub fn run(args: Vec<OsString>, around: Around) -> ExitCode {
    let early = early_output(&args, around);
    defect::watched(early, || match args::parse(args, early.lang) {
        Ok(cli) => start(cli, around),
        Err(Early::Print(text)) => match output::print(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => early.fail(&failure),
        },
        Err(Early::Wrong(said)) => early.misused(&said),
    })
}

fn start(cli: Cli, around: Around) -> ExitCode {
    let Cli { global, command } = cli;
    let output = Output {
        form: match global.json {
            true => Form::Json,
            false => Form::Text,
        },
        lang: (around.language)(global.lang),
    };
    match session(global, around, output).and_then(|it| dispatch(&it, command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output.fail(&failure),
    }
}

fn session(global: Global, around: Around, output: Output) -> Result<Session, Failure> {
    let patience = global.patience();
    let asked = Asked {
        home: global.home,
        who: global.who,
        lang: global.lang,
    };
    Ok(Session {
        config: (around.settings)(asked).map_err(|_| Wrong::NoHome)?,
        passphrase_file: global.passphrase_file,
        secrets: match global.not_a_secret {
            true => Secrets::None,
            false => Secrets::Asked,
        },
        era: global
            .era
            .as_deref()
            .map(|it| era("--era", it))
            .transpose()?,
        strength: global.kdf,
        patience,
        around,
        output,
    })
}

fn dispatch(session: &Session, command: Option<Command>) -> Result<(), Failure> {
    match command {
        None => command::screen::run(session),
        Some(Command::Init(args)) => command::init::run(session, args),
        Some(Command::Office(args)) => command::office::run(session, args),
        Some(Command::Staff(args)) => command::staff::run(session, args),
        Some(Command::Demo(args)) => command::demo::run(session, args),
        Some(Command::Case(args)) => command::case::run(session, args),
        Some(Command::Consent(args)) => command::consent::run(session, args),
        Some(Command::Handover(args)) => command::handover::run(session, args),
        Some(Command::Card(args)) => command::card::run(session, args),
        Some(Command::Recover(args)) => command::recover::run(session, args),
        Some(Command::Sync(args)) => command::sync::run(session, args),
        Some(Command::Audit(args)) => command::audit::run(session, args),
        Some(Command::Record(args)) => command::record::run(session, args),
        Some(Command::Retention(args)) => command::retention::run(session, args),
        Some(Command::Schema(args)) => command::schema::run(session, args),
        Some(Command::Alert(AlertCommand::List)) => command::alert::list(session),
        Some(Command::Setting(args)) => command::setting::run(session, args),
        Some(Command::Mailbox { dir }) => command::mailbox::run(session, dir),
    }
}

/// The output for arguments that could not be read: language and form are looked for among them.
fn early_output(args: &[OsString], around: Around) -> Output {
    let words: Vec<_> = args.iter().filter_map(|it| it.to_str()).collect();
    let after = words.iter().position(|it| *it == "--lang");
    let named = after.and_then(|at| words.get(at + 1).copied());
    let joined = words.iter().find_map(|it| it.strip_prefix("--lang="));
    Output {
        form: match words.contains(&"--json") {
            true => Form::Json,
            false => Form::Text,
        },
        lang: (around.language)(named.or(joined).and_then(Lang::parse)),
    }
}

/// Reads the name of an era.
fn era(place: &'static str, typed: &str) -> Result<Era, Wrong> {
    Era::named(typed).ok_or_else(|| Wrong::NoSuchWord {
        place,
        typed: typed.to_owned(),
        words: Era::ALL.iter().rev().map(|it| it.kanji()).collect(),
    })
}
