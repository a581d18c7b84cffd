//! The arguments: what can be typed. The only place that names clap.
//!
//! Nothing is done here; texts of people are checked where they are used. The help that people read is in `lang`, in both
//! languages; the comments here are for whoever reads the code.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::domain::consent::{Explaining, Handing, Mode, Saying as HowSaid};
use crate::domain::copy::CopyTo;
use crate::domain::handover::entry::{Decline, Discontinuation, Handling, Outcome, Verdict};
use crate::domain::handover::papers::Became;
use crate::domain::key_fact::KeyFact;
use crate::domain::meeting::{MeetingKind, Owner};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::staff::Role;
use crate::domain::visit::{Age, Disability, Next, Outcome as VisitOutcome, VisitKind, Wish};
use crate::lang::Lang;
use crate::lang::command::{Misuse, help};
use crate::workflow::custody::Strength;

use crate::cli::names;
use crate::cli::patience::Patience;
use crate::workflow::people::Whose;
use crate::workflow::table::{Encoding, Unwritable};

/// Hands a person's case from one employment-transition support office to another (就労移行支援の引継ぎ).
///
/// Without a command the terminal program starts.
/// Texts that people write can be given as `-`: then they are read from standard input.
/// Exit codes: 0 done, 2 usage or bad input, 3 refused by a rule, 4 wrong passphrase, 5 damaged data, 6 store busy, 7 rows of a table refused,
/// 70 the disk, the shared folder or the program failed.
#[derive(Parser, Debug)]
#[command(name = "tasuki", version, max_term_width = 120)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[derive(Args, Debug)]
pub struct Global {
    /// The office's own folder (also TASUKI_HOME).
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// The member of staff who acts (also TASUKI_AS).
    #[arg(long = "as", global = true, value_name = "STAFF")]
    pub who: Option<String>,
    /// A file whose first line is the passphrase, for scripts. A passphrase is never an argument.
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// The language of messages (also TASUKI_LANG, LC_ALL, LANG).
    #[arg(long, global = true, value_name = "LANG", value_parser = lang())]
    pub lang: Option<Lang>,
    /// Print JSON in a stable shape instead of text.
    #[arg(long, global = true)]
    pub json: bool,
    /// Say that nothing of what is written or handed over by this command is a number, account or password that is never
    /// stored, though it may look like one; that is remembered.
    #[arg(long, global = true)]
    pub not_a_secret: bool,
    /// The era of years that are typed without one: `R`, `H`, `S`, `T`, `M` or its name.
    #[arg(long, global = true, value_name = "ERA")]
    pub era: Option<String>,
    /// Wait until the store is free where another process has it open; without a number as long as that takes.
    #[arg(long, global = true, value_name = "SECONDS", num_args = 0..=1, require_equals = true)]
    pub wait: Option<Option<u32>>,
    /// What a new passphrase costs to try; `least` is for sample data only.
    #[arg(long, global = true, hide = true, default_value = "standard", value_parser = strength())]
    pub kdf: Strength,
}

impl Global {
    /// For how long a store that another process has open is waited for.
    pub fn patience(&self) -> Patience {
        match self.wait {
            None => Patience::None,
            Some(Some(seconds)) => Patience::Seconds(seconds),
            Some(None) => Patience::Endless,
        }
    }
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Make the store of an office, with its first member of staff.
    Init(Init),
    /// What this office says of itself; `card show` shows it.
    #[command(subcommand)]
    Office(OfficeCommand),
    /// Members of staff.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Build a town of invented offices and people, to try the program.
    Demo(Demo),
    /// Cases: what the office knows of a person.
    #[command(subcommand)]
    Case(CaseCommand),
    /// Written consent: without it nothing leaves the office.
    #[command(subcommand)]
    Consent(ConsentCommand),
    /// Handovers, from draft to closed.
    #[command(subcommand)]
    Handover(HandoverCommand),
    /// Cards by which offices know each other.
    #[command(subcommand)]
    Card(CardCommand),
    /// Get in with the recovery sheet where nobody can sign in any more.
    Recover(Recover),
    /// Send what waits and collect what came.
    Sync(Sync),
    /// Who did what, and whether the record of it holds.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// The records the law asks for of what was given and received.
    #[command(subcommand)]
    Record(RecordCommand),
    /// How long cases are kept, and destroying those whose time is over.
    #[command(subcommand)]
    Retention(RetentionCommand),
    /// The JSON Schema of what can be imported.
    #[command(subcommand)]
    Schema(SchemaCommand),
    /// What to look at before it grows: periods, plans, attendance, consents, offers.
    #[command(subcommand)]
    Alert(AlertCommand),
    /// What the office sets for itself and for single cities.
    #[command(subcommand)]
    Setting(SettingCommand),
    /// Set the shared folder through which parcels travel.
    Mailbox {
        /// The folder; without it the present one is shown.
        dir: Option<PathBuf>,
    },
}

/// `init`. What the office says of itself is asked for at the terminal where it is left out.
#[derive(Args, Debug)]
pub struct Init {
    /// Name of the office.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Name of the corporation that runs it.
    #[arg(long, value_name = "NAME")]
    pub corporation: Option<String>,
    /// Its ten-digit office number (事業所番号).
    #[arg(long, value_name = "DIGITS")]
    pub number: Option<String>,
    /// Its address.
    #[arg(long, value_name = "TEXT")]
    pub address: Option<String>,
    /// Who represents the corporation.
    #[arg(long, value_name = "NAME")]
    pub representative: Option<String>,
    /// Its telephone number.
    #[arg(long, value_name = "PHONE")]
    pub phone: Option<String>,
    /// Name of the first member of staff; `--as` when left out.
    #[arg(long, value_name = "NAME")]
    pub staff: Option<String>,
    /// Role of the first member of staff.
    #[arg(long, default_value = "manager", value_parser = role())]
    pub role: Role,
    /// Declare that the office has one qualified person only, and why: author and approver may be the same.
    #[arg(long, value_name = "REASON")]
    pub single_person: Option<String>,
    /// The shared folder through which parcels travel.
    #[arg(long, value_name = "DIR")]
    pub mailbox: Option<PathBuf>,
    /// Write the recovery sheet to a new file instead of printing it.
    #[arg(long, value_name = "FILE")]
    pub sheet_file: Option<PathBuf>,
}

/// `recover`. The sheet is asked for at the terminal where no file is named.
#[derive(Args, Debug)]
pub struct Recover {
    /// The name of the new account to sign in with.
    pub name: String,
    /// Its role.
    #[arg(long, default_value = "manager", value_parser = role())]
    pub role: Role,
    /// A file with the recovery sheet.
    #[arg(long, value_name = "FILE")]
    pub sheet_file: Option<PathBuf>,
    /// Write the new recovery sheet to a new file instead of printing it.
    #[arg(long, value_name = "FILE")]
    pub new_sheet_file: Option<PathBuf>,
}

/// `office`.
#[derive(Subcommand, Debug)]
pub enum OfficeCommand {
    /// Change some of it. Give the other offices the new card (`card export`) afterwards.
    Edit(Edit),
}

/// `office edit`: what is left out stays.
#[derive(Args, Debug)]
pub struct Edit {
    /// Name of the office.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Name of the corporation that runs it.
    #[arg(long, value_name = "NAME")]
    pub corporation: Option<String>,
    /// Its ten-digit office number (事業所番号).
    #[arg(long, value_name = "DIGITS")]
    pub number: Option<String>,
    /// Its address.
    #[arg(long, value_name = "TEXT")]
    pub address: Option<String>,
    /// Who represents the corporation.
    #[arg(long, value_name = "NAME")]
    pub representative: Option<String>,
    /// Its telephone number.
    #[arg(long, value_name = "PHONE")]
    pub phone: Option<String>,
}

/// `alert`.
#[derive(Subcommand, Debug)]
pub enum AlertCommand {
    /// List every alert with its reason, what presses most first.
    List,
}

/// `setting`.
#[derive(Subcommand, Debug)]
pub enum SettingCommand {
    /// Show every setting, what can be set, and what the usual value rests on.
    List,
    /// Set one.
    Set {
        /// Its name.
        name: String,
        /// A number, or the name of an option.
        value: String,
        /// The city it holds for; without it, the office.
        #[arg(long, value_name = "CITY")]
        city: Option<String>,
    },
    /// Take one back to the usual.
    Reset {
        /// Its name.
        name: String,
        /// The city it holds for; without it, the office.
        #[arg(long, value_name = "CITY")]
        city: Option<String>,
    },
}

/// `staff`.
#[derive(Subcommand, Debug)]
pub enum StaffCommand {
    /// Make an account for another member of staff.
    Add {
        /// The name to sign in with.
        name: String,
        /// The role.
        #[arg(long, value_parser = role())]
        role: Role,
        /// A file whose first line is the passphrase of the new account.
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// List everybody.
    List,
    /// Shut out a member of staff who has left.
    Leave {
        /// The name.
        name: String,
    },
    /// Change one's own passphrase.
    Passphrase {
        /// A file whose first line is the new passphrase.
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Make a new recovery sheet. Every earlier sheet is void from then on.
    Sheet {
        /// Write it to a new file instead of printing it.
        #[arg(long, value_name = "FILE")]
        sheet_file: Option<PathBuf>,
    },
}

/// `demo`.
#[derive(Args, Debug)]
pub struct Demo {
    /// The folder to build it in; a fresh temporary folder when left out.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Build it and open nothing.
    #[arg(long)]
    pub build_only: bool,
}

/// `case`.
#[derive(Subcommand, Debug)]
pub enum CaseCommand {
    /// Make a case.
    New {
        /// Its first values.
        #[command(flatten)]
        fields: Fields,
        /// Those who are like them.
        #[command(flatten)]
        apart: Apart,
    },
    /// List cases, by the reading of the name.
    List {
        /// Part of a name or its reading, in any kana or romaji, or the last four digits of the certificate.
        #[arg(default_value = "")]
        search: String,
        /// Only those whose reading begins in this row of the kana: `a` to `wa` or a kana of it, `none` without a reading.
        #[arg(long, value_name = "ROW")]
        kana_row: Option<String>,
        /// A new file they are written into, as a table (CSV). The journal keeps who took it.
        #[arg(long, value_name = "FILE", required_if_eq("cp932", "true"))]
        out: Option<PathBuf>,
        /// As what.
        #[command(flatten)]
        written: Written,
    },
    /// Show a case. The journal keeps who looked.
    Show {
        /// The case; the beginning of its id is enough.
        id: String,
    },
    /// Show who changed what from what to what. The journal keeps who looked.
    History {
        /// The case.
        id: String,
        /// This field only.
        field: Option<String>,
    },
    /// Change fields of a case.
    Edit {
        /// The case.
        id: String,
        /// The changes.
        #[command(flatten)]
        fields: Fields,
        /// Take a field away, as if it had never been asked.
        #[arg(long, value_name = "FIELD")]
        unset: Vec<String>,
        /// The revision the change is made from: refused where somebody changed the case since.
        #[arg(long, value_name = "N")]
        revision: Option<u32>,
        /// Whoever it comes to be like.
        #[command(flatten)]
        apart: Apart,
    },
    /// Make a case of a JSON file (see `schema case`), or cases of a table: CSV in UTF-8 or CP932, or XLSX.
    Import(Import),
    /// Write a case as JSON.
    Export {
        /// The case.
        id: String,
        /// A new file to write to; standard output when left out.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Write a working note, or read those there are. Working notes never leave the office.
    Note {
        /// The case.
        id: String,
        /// The note; `-` for standard input. Without it the notes are shown.
        text: Option<String>,
    },
    /// List visits and trial days at other offices, with what may be told there. The journal keeps who looked.
    Visits {
        /// The case.
        id: String,
    },
    /// Write down a visit or trial days at an office, before anybody there is told who the person is.
    Visit(Box<VisitSlip>),
    /// Attach a file: PDF, JPEG or PNG, at most 5 MiB.
    Attach(Attach),
    /// List the files attached to a case.
    Attachments {
        /// The case.
        id: String,
    },
    /// Take an attached file away: what has to be kept is put away, the rest goes for good.
    Detach {
        /// The case.
        id: String,
        /// The file; the beginning of its digest is enough.
        file: String,
        /// It never belonged to this case: it goes for good, whatever it is.
        #[arg(long)]
        mistaken: bool,
        /// Why, for the working notes; needed where a file that has to be kept was attached by mistake. `-` for standard input.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Write an attached file to the disk, readable for whoever has it. The journal keeps it.
    SaveAttachment {
        /// The case.
        id: String,
        /// The file; the beginning of its digest is enough.
        file: String,
        /// A new file to write to.
        out: PathBuf,
    },
}

/// `case visit`.
#[derive(Args, Debug)]
pub struct VisitSlip {
    /// The case.
    pub id: String,
    /// The number of the visit; a new one when left out.
    pub number: Option<u16>,
    /// The office, by name, number or the beginning of its id.
    #[arg(long, value_name = "OFFICE", required_unless_present = "number")]
    pub office: Option<String>,
    /// What kind it is; a visit when left out.
    #[arg(long, value_name = "KIND", value_parser = among(VisitKind::ALL, VisitKind::code))]
    pub kind: Option<VisitKind>,
    /// The first day; today when left out.
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// How many days; one when left out.
    #[arg(long, value_name = "N")]
    pub days: Option<u8>,
    /// How old the person is, as it may be told there.
    #[arg(long, value_name = "AGE", required_unless_present = "number", value_parser = among(Age::ALL, Age::code))]
    pub age: Option<Age>,
    /// The kinds of disability that may be told there, parted by commas; none when left out.
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = among(Disability::ALL, Disability::code))]
    pub disability: Vec<Disability>,
    /// No kind of disability may be told there any more.
    #[arg(long, conflicts_with = "disability")]
    pub no_disability: bool,
    /// The work that is wished for, as it may be told there.
    #[arg(long, value_name = "WISH", required_unless_present = "number", value_parser = among(Wish::ALL, Wish::code))]
    pub wish: Option<Wish>,
    /// What the person makes of it.
    #[arg(long, value_name = "OUTCOME", value_parser = among(VisitOutcome::ALL, VisitOutcome::code))]
    pub outcome: Option<VisitOutcome>,
    /// What comes next.
    #[arg(long, value_name = "NEXT", value_parser = among(Next::ALL, Next::code))]
    pub next: Option<Next>,
}

/// A file that is to be attached.
#[derive(Args, Debug)]
pub struct Attach {
    /// The case.
    pub id: String,
    /// The file.
    pub file: PathBuf,
    /// What kind of paper it is, such as `certificate-copy`.
    #[arg(long, value_name = "KIND")]
    pub kind: String,
    /// The day the paper bears.
    #[arg(long, value_name = "DAY")]
    pub dated: String,
    /// Which version, where there are several.
    #[arg(long)]
    pub version: Option<String>,
    /// Who made the paper.
    #[arg(long)]
    pub author: Option<String>,
}

/// `case import`.
#[derive(Args, Debug)]
pub struct Import {
    /// The file; `-` for standard input, for JSON only.
    pub file: PathBuf,
    /// Which field a column of the table is: its heading or its number from 1, and the field; none leaves it out. `@S` after
    /// it is the era of its years that stand without one.
    #[arg(long, value_name = "COLUMN=FIELD[@ERA]")]
    pub map: Vec<String>,
    /// Take the columns as their headings say, and not as in the last table with the same headings.
    #[arg(long)]
    pub by_heading: bool,
    /// Whose table it is: this office's own, or another's; as the last one with these headings when left out, else `own`.
    #[arg(long, value_parser = among(Whose::ALL, Whose::code))]
    pub whose: Option<Whose>,
    /// From which day the table is; today when left out.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<String>,
    /// A new file for the rows of the table that are refused, and why.
    #[arg(long, value_name = "FILE")]
    pub refused: Option<PathBuf>,
    /// As what that file is written.
    #[command(flatten)]
    pub written: Written,
    /// Only say what would become of the file; nothing is written.
    #[arg(long)]
    pub dry_run: bool,
    /// Take a table in without asking; else its columns are shown and it is asked at the terminal.
    #[arg(long)]
    pub yes: bool,
    /// Those who are like them.
    #[command(flatten)]
    pub apart: Apart,
}

/// Those who are like somebody here.
#[derive(Args, Debug)]
pub struct Apart {
    /// Whoever is like somebody here is another person.
    #[arg(long)]
    another_person: bool,
}

impl Apart {
    /// What was said of them.
    pub fn others(&self) -> Others {
        match self.another_person {
            true => Others::Apart,
            false => Others::Asked,
        }
    }
}

impl Import {
    /// An option that was given and is about tables only.
    pub fn only_of_a_table(&self) -> Option<&'static str> {
        let given = [
            ("--map", !self.map.is_empty()),
            ("--by-heading", self.by_heading),
            ("--whose", self.whose.is_some()),
            ("--as-of", self.as_of.is_some()),
            ("--refused", self.refused.is_some()),
            ("--cp932", self.written.encoding() != Encoding::Utf8),
        ];
        let given = given.into_iter().find(|(_, given)| *given);
        given.map(|(option, _)| option)
    }
}

/// What was said of those who are like somebody here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Others {
    /// Nothing: it is asked.
    Asked,
    /// They are other people.
    Apart,
}

/// Values of fields.
#[derive(Args, Debug)]
pub struct Fields {
    /// Values from a JSON file (see `schema case`); `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// One value, as `person.name=…`. States are `none` (なし), `declined` (提供を望まない), `unchecked` (未確認);
    /// several choices are parted by commas, lines of a list by `|`.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    /// Where the values of --set come from: `person`, `observed:NAME:DAY` or `agency:NAME`. Left out, a change keeps
    /// the stored one, and a first value has that of its field.
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
    /// The day for which they hold. Left out, a change keeps the stored one, and a first value has today.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<String>,
}

/// `consent`.
#[derive(Subcommand, Debug)]
pub enum ConsentCommand {
    /// Record a signed form.
    Record(Box<Record>),
    /// Take consent back: all of it, or some items.
    Withdraw(Box<Withdraw>),
    /// Explain to the person, in easy words, what is asked.
    Explain(Box<Asking>),
    /// The same with places to sign: the sheet on which consent is given.
    Sheet(Box<Asking>),
    /// Print what the person carries to an office, and keep that it was printed for them.
    Carry {
        /// The case.
        case: String,
        /// The office the person goes to, by name, number or the beginning of its id.
        #[arg(long, value_name = "OFFICE")]
        to: String,
        /// The new file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Keep the scan of a signed form with it: PDF, JPEG or PNG, at most 5 MiB. It is sent nowhere.
    AttachScan {
        /// The consent; the beginning of its id is enough.
        consent: String,
        /// The file.
        file: PathBuf,
        /// Replace the scan that is there; it is destroyed for good.
        #[arg(long)]
        replace: bool,
    },
    /// Write the scan of a signed form to the disk, readable for whoever has it. The journal keeps it.
    SaveScan {
        /// The consent; the beginning of its id is enough.
        consent: String,
        /// A new file to write to.
        out: PathBuf,
    },
    /// Show the consents of a case; with --to also exactly what that office would see today.
    Show {
        /// The case.
        case: String,
        /// The office.
        #[arg(long, value_name = "OFFICE")]
        to: Option<String>,
    },
}

/// `consent withdraw`.
#[derive(Args, Debug)]
pub struct Withdraw {
    /// The consent; the beginning of its id is enough. At the receiving office use --handover.
    pub consent: Option<String>,
    /// The handover, where the person said it at the receiving office.
    #[arg(
        long,
        value_name = "ID",
        conflicts_with = "consent",
        required_unless_present = "consent"
    )]
    pub handover: Option<String>,
    /// These items only.
    #[arg(long, value_delimiter = ',', value_parser = item())]
    pub items: Vec<ItemId>,
    /// How the person said it: `in-person`, `telephone`, `letter`, `message` or `through` (somebody else).
    #[arg(long, value_name = "HOW", value_parser = saying())]
    pub said: Option<HowSaid>,
    /// The member of staff who heard it; whoever acts when left out.
    #[arg(long, value_name = "STAFF", requires = "said")]
    pub heard_by: Option<String>,
    /// What shows it, or where that is kept.
    #[arg(long, value_name = "TEXT", requires = "said")]
    pub evidence: Option<String>,
    /// Without asking; else it is asked at the terminal.
    #[arg(long)]
    pub yes: bool,
}

/// `consent explain` and `consent sheet`.
#[derive(Args, Debug)]
pub struct Asking {
    /// The case.
    pub case: String,
    /// The receiving office, by name, number or the beginning of its id.
    #[arg(long, value_name = "OFFICE")]
    pub to: String,
    /// Under which heading: `by-item` (to another corporation), `same-corporation`, or `carried` (the person carries it).
    #[arg(long, value_name = "MODE", default_value = "by-item", value_parser = mode())]
    pub mode: Mode,
    /// Items parted by commas. `all` is every item that one yes can cover: `family`, `companies`,
    /// `history-of-harm` and the copies (`copy-consultation`, `copy-hello-work`, `copy-city`) are named by themselves.
    #[arg(
        long,
        value_name = "ITEMS",
        default_value = "all",
        value_delimiter = ','
    )]
    pub items: Vec<String>,
    /// The last day on which it would hold; a place to write it when left out.
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// What for; a sentence for a change of office when left out.
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
    /// What may come back: `read-back`, `reasons`, `outcomes`; all of it when left out.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub returned: Vec<String>,
    /// Who of the family agrees to the item `family`: NAME:RELATION.
    #[arg(long, value_name = "NAME:RELATION")]
    pub family: Option<String>,
    /// A new file to write to; standard output when left out.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `consent record`.
#[derive(Args, Debug)]
pub struct Record {
    /// The case.
    pub case: String,
    /// The receiving office, by name, number or the beginning of its id.
    #[arg(long, value_name = "OFFICE")]
    pub to: String,
    /// Under which heading: `by-item` (to another corporation), `same-corporation`, or `carried` (the person carries it).
    #[arg(long, value_name = "MODE", default_value = "by-item", value_parser = mode())]
    pub mode: Mode,
    /// Items parted by commas. `all` is every item that one yes can cover: `family`, `companies`,
    /// `history-of-harm` and the copies (`copy-consultation`, `copy-hello-work`, `copy-city`) are named by themselves.
    #[arg(
        long,
        value_name = "ITEMS",
        default_value = "all",
        value_delimiter = ','
    )]
    pub items: Vec<String>,
    /// The last day on which it holds.
    #[arg(long, value_name = "DAY")]
    pub until: String,
    /// What for; a sentence for a change of office when left out.
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
    /// What may come back: `read-back`, `reasons`, `outcomes`; all of it when left out.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub returned: Vec<String>,
    /// Who signed: `person` or `guardian:NAME[:RELATION]`.
    #[arg(long, value_name = "WHO", default_value = "person")]
    pub signer: String,
    /// How it was signed: `own-hand`, `proxy:REASON`, `seal` or `electronic`.
    #[arg(long, value_name = "HOW", default_value = "own-hand")]
    pub manner: String,
    /// When it was signed; today when left out.
    #[arg(long, value_name = "DAY")]
    pub signed: Option<String>,
    /// Who of the family signed for the item `family`, on the same day: NAME:RELATION.
    #[arg(long, value_name = "NAME:RELATION")]
    pub family: Option<String>,
    /// The member of staff who explained it; whoever acts when left out.
    #[arg(long, value_name = "STAFF")]
    pub explained_by: Option<String>,
    /// When it was explained; the day of the signature when left out.
    #[arg(long, value_name = "DAY")]
    pub explained: Option<String>,
    /// In which ways it was explained: `spoken`, `easy-japanese`, `furigana`, `sign-or-writing`, `interpreter`.
    #[arg(long, value_name = "WAYS", value_delimiter = ',', value_parser = explaining())]
    pub explained_how: Vec<Explaining>,
    /// Where the signed original is kept; "in the office" when left out.
    #[arg(long, value_name = "TEXT")]
    pub kept: Option<String>,
    /// Without asking where the form takes back what is offered by leaving it out; else it is asked at the terminal.
    #[arg(long)]
    pub yes: bool,
}

/// `handover`.
#[derive(Subcommand, Debug)]
pub enum HandoverCommand {
    /// Begin a handover of a case to an office.
    Draft {
        /// The case.
        #[arg(required_unless_present = "after", conflicts_with = "after")]
        case: Option<String>,
        /// The receiving office, by name, number or the beginning of its id.
        #[arg(long, value_name = "OFFICE", required_unless_present_any = ["after", "visit"])]
        to: Option<String>,
        /// The number of a visit of the case: to the office that was visited.
        #[arg(long, value_name = "NUMBER", requires = "case", conflicts_with_all = ["after", "to"])]
        visit: Option<u16>,
        /// The handover that was declined: its case, and without `--to` the office that was named, or the same where it was sent back.
        #[arg(long, value_name = "ID")]
        after: Option<String>,
    },
    /// The page the person keeps: what goes to the other office, and what stays here.
    PersonPage {
        /// The handover.
        id: String,
        /// A new file to write to; standard output when left out.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// List the files that go with a handover, or came with it.
    Attachments(One),
    /// Write a file that goes with a handover to the disk, readable for whoever has it. The journal keeps it.
    SaveAttachment {
        /// The handover.
        id: String,
        /// The file; the beginning of its digest is enough.
        file: String,
        /// A new file to write to.
        out: PathBuf,
    },
    /// Print an offer for an office without the program, with the form it sends back.
    PrintOffer {
        /// The handover.
        id: String,
        /// The new file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Print a copy, a summary only, for a place that is not the receiver.
    Copy {
        /// The handover.
        id: String,
        /// For what place: `consultation`, `hello-work` or `city`.
        #[arg(long, value_name = "PLACE", value_parser = copy_to())]
        to: CopyTo,
        /// Who it is, by name.
        #[arg(long, value_name = "NAME")]
        name: String,
        /// The new file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Enter what came back on paper, all of it or a part.
    PaperReply(Box<PaperSlip>),
    /// List whom this office tells that the person moves, and what became of each. The journal keeps who looked.
    Contacts(One),
    /// Write down that somebody was told, or why that is not needed.
    Contact(Box<ContactSlip>),
    /// List the meetings held about it, with their tasks. The journal keeps who looked.
    Meetings(One),
    /// Write down a meeting, or revise what was written.
    Meeting(Box<MeetingSlip>),
    /// Write down a task of a meeting: who does what by when, or that it is done.
    MeetingTask(Box<TaskSlip>),
    /// Throw a draft away before its first offer.
    Discard {
        /// The handover; the beginning of its id is enough.
        id: String,
        /// Without asking; else it is asked at the terminal.
        #[arg(long)]
        yes: bool,
    },
    /// Record that the person found sections right as they are now.
    Confirm(Part),
    /// Hand the draft to an approver.
    Submit(One),
    /// Approve what was submitted.
    Approve(One),
    /// Give what was submitted back to its author.
    Return(Saying),
    /// Offer what was approved, the first time or anew.
    Offer {
        /// The handover.
        id: String,
        /// The day by which an answer is asked for; left out, the reply due that goes over, unless it is past, else in so many
        /// days as are set (usually 14).
        #[arg(long, value_name = "DAY")]
        reply_by: Option<String>,
        /// Do not ask whether the condition the other office put is accepted.
        #[arg(long)]
        yes: bool,
    },
    /// Add new versions of sections after release.
    Add {
        /// Which.
        #[command(flatten)]
        part: Part,
        /// Do not ask before it is sent.
        #[arg(long)]
        yes: bool,
    },
    /// Take the offer back.
    Recall(Saying),
    /// Give up entries of this office that are lost here, and write on without them.
    GiveUp(One),
    /// Acknowledge sections that were read.
    Acknowledge {
        /// Which.
        #[command(flatten)]
        which: Part,
        /// They are not for this office.
        #[arg(long)]
        not_for_us: bool,
    },
    /// Ask about a section.
    Ask {
        /// The handover.
        id: String,
        /// The section.
        #[arg(value_parser = section())]
        section: SectionId,
        /// The question; `-` for standard input.
        text: String,
    },
    /// Answer a question.
    Answer {
        /// The handover.
        id: String,
        /// The number of the question.
        question: u16,
        /// The answer, or why it cannot be answered; `-` for standard input. Empty, with `--cannot`, where consent
        /// does not cover words about it.
        #[arg(default_value = "")]
        text: String,
        /// It cannot be answered.
        #[arg(long, conflicts_with = "draft")]
        cannot: bool,
        /// Keep it as a draft, for somebody who may say it.
        #[arg(long)]
        draft: bool,
    },
    /// Close a question.
    CloseQuestion {
        /// The handover.
        id: String,
        /// The number of the question.
        question: u16,
    },
    /// Say in one's own words what was understood.
    ReadBack(Box<ReadBack>),
    /// Check the latest read-back.
    Check {
        /// The handover.
        id: String,
        /// What is to be said of it.
        #[arg(value_parser = verdict())]
        verdict: Verdict,
        /// A note; `-` for standard input.
        #[arg(default_value = "")]
        text: String,
        /// The number of the read-back that was looked at: refused where another one counts. The latest when left out.
        #[arg(long, value_name = "NUMBER")]
        read_back: Option<u16>,
    },
    /// Countersign the acceptance: from here the receiving office is responsible.
    Release {
        /// The handover.
        id: String,
        /// The number of the read-back that was looked at: refused where another one counts. The latest when left out.
        #[arg(long, value_name = "NUMBER")]
        read_back: Option<u16>,
        /// Without asking, though the case changed since it was offered; else it is asked at the terminal.
        #[arg(long)]
        yes: bool,
    },
    /// Take the person.
    Accept {
        /// The handover.
        id: String,
        /// The planned first day.
        #[arg(long, value_name = "DAY")]
        start: String,
        /// The day of the first interview; the first day when left out.
        #[arg(long, value_name = "DAY")]
        interview: Option<String>,
        /// Who is in charge; whoever acts when left out.
        #[arg(long, value_name = "NAME")]
        in_charge: Option<String>,
        /// An agreed day of follow-up; so many days after the start as are set when left out (usually 14, 30 and 90).
        #[arg(long, value_name = "DAY")]
        follow_up: Vec<String>,
        /// Without asking, though a day lies before the first offer; else it is asked at the terminal.
        #[arg(long)]
        yes: bool,
    },
    /// Decline, in one of four ways.
    Decline {
        /// The handover.
        id: String,
        /// In which way.
        #[arg(value_parser = decline())]
        how: Decline,
        /// The reason, the other office or the condition; `-` for standard input. Nothing where consent lets no reason come back.
        #[arg(default_value = "", hide_default_value = true)]
        text: String,
    },
    /// Record the first day; a case of this office's own is made.
    Start {
        /// The handover.
        id: String,
        /// The day; today when left out.
        day: Option<String>,
        /// The case that is here already, where it is the same person.
        #[arg(long, value_name = "CASE", conflicts_with = "another_person")]
        into: Option<String>,
        /// Those who are like them.
        #[command(flatten)]
        apart: Apart,
        /// Without asking, though a day lies before the first offer; else it is asked at the terminal.
        #[arg(long)]
        yes: bool,
    },
    /// Record the first day of a person who comes back, into the case that had left.
    Reopen {
        /// The handover the person comes back by.
        id: String,
        /// The case that was handed over before.
        case: String,
        /// Why it is reopened; `-` for standard input. It becomes a working note of the case.
        text: String,
        /// The day; today when left out.
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// Without asking, though a day lies before the first offer; else it is asked at the terminal.
        #[arg(long)]
        yes: bool,
    },
    /// Take what additions brought since the start into this office's own case.
    TakeUp {
        /// Which.
        #[command(flatten)]
        which: Part,
        /// Only list what waits to be taken.
        #[arg(long)]
        list: bool,
        /// Take these fields, parted by commas, whoever answered them here.
        #[arg(long, value_delimiter = ',', value_parser = field(), hide_possible_values = true, conflicts_with_all = ["sections", "list"])]
        fields: Vec<FieldId>,
        /// Do not take these fields, parted by commas: the case stays as it is, and they wait no more.
        #[arg(long, value_delimiter = ',', value_parser = field(), hide_possible_values = true, conflicts_with_all = ["sections", "list"])]
        put_away: Vec<FieldId>,
        /// The case that is here already, where the case is gone and it is the same person.
        #[arg(long, value_name = "CASE", conflicts_with_all = ["another_person", "list", "sections", "fields", "put_away"])]
        into: Option<String>,
        /// Those who are like them, where the case is made again.
        #[command(flatten)]
        apart: Apart,
    },
    /// Record that the person will not start.
    NotStarted(Saying),
    /// Record the end of the contract at the sending office.
    End {
        /// The handover.
        id: String,
        /// The day the contract ends; the day before the other office begins, else today, when left out.
        #[arg(long, value_name = "DAY")]
        contract_end: Option<String>,
        /// The last day the person came; the end of the contract, or today where that is still to come, when left out.
        #[arg(long, value_name = "DAY")]
        last_day: Option<String>,
        /// Months of the standard period used; as counted here, else as written in the case, when left out.
        #[arg(long, value_name = "N")]
        months_used: Option<u8>,
        /// Record the months though the case or the count says otherwise.
        #[arg(long)]
        months_stand: bool,
        /// Section and person at the city who confirmed them; as written in the case when left out.
        #[arg(long, value_name = "TEXT")]
        confirmation: Option<String>,
        /// The day they did; as written in the case when left out.
        #[arg(long, value_name = "DAY")]
        confirmed_on: Option<String>,
    },
    /// Give up waiting for the start.
    Lapse(Saying),
    /// End the handover for a reason in the world.
    Discontinue {
        /// The handover.
        id: String,
        /// Why.
        #[arg(value_parser = discontinuation())]
        reason: Discontinuation,
        /// More about it; `-` for standard input.
        #[arg(default_value = "", hide_default_value = true)]
        text: String,
    },
    /// Say how the person was on an agreed day.
    FollowUp {
        /// The handover.
        id: String,
        /// How the person was.
        #[arg(value_parser = outcome())]
        outcome: Outcome,
        /// More about it; `-` for standard input.
        #[arg(default_value = "", hide_default_value = true)]
        text: String,
        /// The agreed day, counted from 1; the next open one when left out.
        #[arg(long, value_name = "N")]
        which: Option<u8>,
        /// Without asking, though that day has not come; else it is asked at the terminal.
        #[arg(long)]
        yes: bool,
    },
    /// Say what became of withdrawn items.
    Handled {
        /// The handover.
        id: String,
        /// What was done.
        #[arg(value_parser = handling())]
        handling: Handling,
        /// More about it; `-` for standard input.
        #[arg(default_value = "", hide_default_value = true)]
        text: String,
        /// Without asking; else it is asked at the terminal whether what came is to go.
        #[arg(long)]
        yes: bool,
    },
    /// List handovers, those with something to do first.
    List,
    /// List what came from other offices in the last two weeks, the newest first.
    Came,
    /// List what is open in them: what you can do first, then what others of the office do, then what waits for the
    /// other office.
    Today,
    /// Show a handover whole.
    Show(One),
    /// Say whose turn it is, and which steps are open or why not.
    Next(One),
    /// Write into the case what it suggests itself for fields without an answer.
    TakeSuggested {
        /// The handover; the beginning of its id is enough.
        id: String,
        /// These fields, parted by commas, as `handover todo` names them.
        #[arg(long, required = true, value_delimiter = ',')]
        fields: Vec<String>,
        /// The revision of the case that `handover todo` told: refused where somebody changed the case since.
        #[arg(long, value_name = "N")]
        revision: Option<u32>,
    },
    /// List what is missing before the first offer, and what earlier handovers of the person say.
    Todo(One),
}

/// A handover.
#[derive(Args, Debug)]
pub struct One {
    /// The handover; the beginning of its id is enough.
    pub id: String,
}

/// A handover and some of its sections.
#[derive(Args, Debug)]
pub struct Part {
    /// The handover; the beginning of its id is enough.
    pub id: String,
    /// These sections, parted by commas; all when left out.
    #[arg(long, value_delimiter = ',', value_parser = section())]
    pub sections: Vec<SectionId>,
}

/// A handover and a reason.
#[derive(Args, Debug)]
pub struct Saying {
    /// The handover; the beginning of its id is enough.
    pub id: String,
    /// The reason; `-` for standard input.
    pub text: String,
}

/// `handover contact`.
#[derive(Args, Debug)]
pub struct ContactSlip {
    /// The handover; the beginning of its id is enough.
    pub id: String,
    /// The number of the row, as `handover contacts` lists it.
    #[arg(required_unless_present = "name")]
    pub number: Option<u16>,
    /// Somebody who is not listed: a row is added. With a number: the name that must stand there.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// They were told: the day.
    #[arg(long, value_name = "DAY", conflicts_with_all = ["not_needed", "open"])]
    pub told: Option<String>,
    /// Who of this office told them; whoever acts when left out.
    #[arg(long, value_name = "NAME", requires = "told")]
    pub by: Option<String>,
    /// It is not needed, because.
    #[arg(long, value_name = "REASON", conflicts_with = "open")]
    pub not_needed: Option<String>,
    /// They have still to be told. What became of it stays as it stands where none of the three is said.
    #[arg(long)]
    pub open: bool,
    /// Whom there; as it stands when left out.
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// What was said; as it stands, else the usual, when left out.
    #[arg(long, value_name = "TEXT")]
    pub what: Option<String>,
}

/// `handover meeting`.
#[derive(Args, Debug)]
pub struct MeetingSlip {
    /// The handover; the beginning of its id is enough.
    pub id: String,
    /// The number of the meeting; a new one when left out.
    pub number: Option<u16>,
    /// The day; as it stands, else today, when left out.
    #[arg(long, value_name = "DAY")]
    pub day: Option<String>,
    /// What kind it was; as it stands, else the handover meeting, when left out.
    #[arg(long, value_name = "KIND", value_parser = meeting_kind())]
    pub kind: Option<MeetingKind>,
    /// Who was there; `-` for standard input. As it stands when left out.
    #[arg(long, value_name = "TEXT", required_unless_present = "number")]
    pub present: Option<String>,
    /// What was decided; `-` for standard input. As it stands when left out.
    #[arg(long, value_name = "TEXT", required_unless_present = "number")]
    pub decided: Option<String>,
}

/// `handover meeting-task`.
#[derive(Args, Debug)]
pub struct TaskSlip {
    /// The handover; the beginning of its id is enough.
    pub id: String,
    /// The number of the meeting.
    pub meeting: u16,
    /// The number of the task; a new one when left out.
    pub task: Option<u16>,
    /// What is to be done; as it stands when left out.
    #[arg(long, value_name = "TEXT", required_unless_present = "task")]
    pub what: Option<String>,
    /// Who does it; as it stands, else the sender, when left out.
    #[arg(long, value_name = "WHO", value_parser = owner())]
    pub owner: Option<Owner>,
    /// Who that is by name; needed for `other`.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// By when.
    #[arg(long, value_name = "DAY")]
    pub due: Option<String>,
    /// No day any more.
    #[arg(long, conflicts_with = "due")]
    pub no_due: bool,
    /// When it was done.
    #[arg(long, value_name = "DAY", conflicts_with = "open")]
    pub done: Option<String>,
    /// It is not done, after all.
    #[arg(long)]
    pub open: bool,
}

/// `handover paper-reply`.
#[derive(Args, Debug)]
pub struct PaperSlip {
    /// The handover.
    pub id: String,
    /// Who of the other office said or signed it.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Where the original is kept.
    #[arg(long, value_name = "PLACE")]
    pub kept: String,
    /// The day on the paper; today when left out.
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// It says that what was printed has arrived.
    #[arg(long)]
    pub arrived: bool,
    /// Every section that nobody has read is understood, but for those named otherwise.
    #[arg(long)]
    pub all_understood: bool,
    /// These sections are understood, parted by commas.
    #[arg(long, value_delimiter = ',', value_parser = section())]
    pub understood: Vec<SectionId>,
    /// With --all-understood: these are left open, parted by commas.
    #[arg(long, value_delimiter = ',', value_parser = section(), requires = "all_understood")]
    pub but: Vec<SectionId>,
    /// These sections are not for that office, parted by commas.
    #[arg(long, value_delimiter = ',', value_parser = section())]
    pub not_for_us: Vec<SectionId>,
    /// A question about a section; may be given again.
    #[arg(long, value_name = "SECTION=TEXT")]
    pub ask: Vec<String>,
    /// A question that is answered; may be given again.
    #[arg(long, value_name = "NUMBER")]
    pub close: Vec<u16>,
    /// What was understood, from a JSON file as for read-back; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub read_back: Option<PathBuf>,
    /// The person is taken: the planned first day.
    #[arg(long, value_name = "DAY", conflicts_with = "decline")]
    pub accept: Option<String>,
    /// The day of the first interview; the first day when left out.
    #[arg(long, value_name = "DAY", requires = "accept")]
    pub interview: Option<String>,
    /// Who is in charge there; whoever said it when left out.
    #[arg(long, value_name = "NAME", requires = "accept")]
    pub in_charge: Option<String>,
    /// An agreed day of follow-up; so many days after the start as are set when left out (usually 14, 30 and 90).
    #[arg(long, value_name = "DAY", requires = "accept")]
    pub follow_up: Vec<String>,
    /// The person is not taken; the reason with --text.
    #[arg(long, value_name = "HOW", value_parser = decline())]
    pub decline: Option<Decline>,
    /// The person has started: the first day.
    #[arg(long, value_name = "DAY", group = "course")]
    pub started: Option<String>,
    /// The person will not start; the reason with --text.
    #[arg(long, group = "course")]
    pub not_started: bool,
    /// How the person was on an agreed day; more about it with --text.
    #[arg(long, value_name = "OUTCOME", value_parser = outcome(), group = "course")]
    pub outcome: Option<Outcome>,
    /// The agreed day, counted from 1; the next open one when left out.
    #[arg(long, value_name = "N", requires = "outcome")]
    pub which: Option<u8>,
    /// Without asking, though that day has not come; else it is asked at the terminal.
    #[arg(long, requires = "outcome")]
    pub yes: bool,
    /// It is over for a reason in the world.
    #[arg(long, value_name = "WHY", value_parser = discontinuation(), group = "course")]
    pub discontinued: Option<Discontinuation>,
    /// The person took back these items and said so there, parted by commas.
    #[arg(long, value_name = "ITEMS", value_delimiter = ',', value_parser = item(), conflicts_with = "withdrawn_all")]
    pub withdrawn: Vec<ItemId>,
    /// The person took back all consent and said so there.
    #[arg(long)]
    pub withdrawn_all: bool,
    /// What became of the paper there, where it is to be asked back.
    #[arg(long, value_name = "HOW", value_parser = became(), conflicts_with = "handled")]
    pub back: Option<Became>,
    /// With --back: of these papers alone, by their numbers, parted by commas.
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',', requires = "back")]
    pub papers: Vec<u16>,
    /// What became of items that were taken back after the release.
    #[arg(long, value_name = "HANDLING", value_parser = handling())]
    pub handled: Option<Handling>,
    /// The reason, the condition or a note; `-` for standard input.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
}

/// `handover read-back`.
#[derive(Args, Debug)]
pub struct ReadBack {
    /// The handover.
    pub id: String,
    /// Everything from a JSON file (see docs/commands.md); `-` for standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["risk", "next_step", "first_appointment", "fact"])]
    pub from: Option<PathBuf>,
    /// Begin with the own words of the last read-back; what is given again replaces them. Key facts are always given anew.
    #[arg(long, conflicts_with = "from")]
    pub like_last: bool,
    /// A risk, in one's own words; three times.
    #[arg(long, value_name = "TEXT")]
    pub risk: Vec<String>,
    /// The next step.
    #[arg(long, value_name = "TEXT", required_unless_present_any = ["from", "like_last"])]
    pub next_step: Option<String>,
    /// The first appointment.
    #[arg(long, value_name = "TEXT", required_unless_present_any = ["from", "like_last"])]
    pub first_appointment: Option<String>,
    /// A key fact typed again without looking, as `birth=H8.4.9`.
    #[arg(long, value_name = "FACT=VALUE")]
    pub fact: Vec<String>,
    /// Key facts compared side by side that are the same.
    #[arg(long, value_name = "FACTS", value_delimiter = ',', value_parser = fact())]
    pub same: Vec<KeyFact>,
    /// Key facts compared side by side that differ.
    #[arg(long, value_name = "FACTS", value_delimiter = ',', value_parser = fact())]
    pub differs: Vec<KeyFact>,
    /// Key facts that differ from the paper the reader holds.
    #[arg(long, value_name = "FACTS", value_delimiter = ',', value_parser = fact())]
    pub paper_differs: Vec<KeyFact>,
}

/// `card`.
#[derive(Subcommand, Debug)]
pub enum CardCommand {
    /// Show this office's own card and those it keeps, or one.
    Show {
        /// The office, by name, number or the beginning of its id.
        office: Option<String>,
    },
    /// Write this office's own card to a new file.
    Export {
        /// The file.
        file: PathBuf,
    },
    /// Keep the card of an office without the program, as you write it: what goes to it is printed.
    Paper {
        /// Its name.
        #[arg(long, value_name = "TEXT")]
        name: String,
        /// The corporation that runs it.
        #[arg(long, value_name = "TEXT")]
        corporation: String,
        /// Its number, ten digits.
        #[arg(long, value_name = "NUMBER")]
        number: String,
        /// Its address.
        #[arg(long, value_name = "TEXT")]
        address: String,
        /// Who represents the corporation.
        #[arg(long, value_name = "NAME")]
        representative: String,
        /// Its telephone number.
        #[arg(long, value_name = "NUMBER")]
        phone: String,
    },
    /// Keep another office's card.
    Import {
        /// The file.
        file: PathBuf,
    },
    /// Trust an office's card no more: its keys were lost, or it is not what it seemed.
    Revoke {
        /// The office.
        office: String,
    },
    /// Record that an office was asked and did not send what lies unopened in its name, or that nobody here knows it.
    NotSent {
        /// The office, by name, number or the beginning of its id.
        office: String,
    },
    /// Record that the other office read out the fingerprint on its card.
    Verify {
        /// The office.
        office: String,
        /// What was read out; asked for when left out.
        fingerprint: Option<String>,
    },
}

/// `sync`.
#[derive(Args, Debug)]
pub struct Sync {
    /// Send both logs whole: for an office that has lost some.
    #[arg(long)]
    pub everything: bool,
}

/// `audit`.
#[derive(Subcommand, Debug)]
pub enum AuditCommand {
    /// Show who did what, the newest last.
    Show {
        /// Of one case or handover only, by number or the person's name.
        #[arg(long, value_name = "ID")]
        of: Option<String>,
        /// Done by this member of staff only, by name; who has left stays named.
        #[arg(long, value_name = "STAFF")]
        by: Option<String>,
        /// Not before this day.
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        /// Not after this day.
        #[arg(long, value_name = "DAY")]
        to: Option<String>,
        /// So many lines at most.
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
    },
    /// Check every link and signature of the journal and every record.
    Verify,
}

/// `record`.
#[derive(Subcommand, Debug)]
pub enum RecordCommand {
    /// List the records, the latest delivery first.
    List(RecordWanted),
    /// Show the records of a handover whole. The journal keeps who looked.
    Show {
        /// The handover.
        id: String,
    },
    /// Write down what was told of a copy: to whom it was handed over, and what became of it.
    Copy(Box<CopyWordArgs>),
    /// Write down whether a sheet that was printed for the person was given to them.
    Sheet {
        /// The consent; the beginning of its id is enough.
        consent: String,
        /// Which sheet of it, from 1: `record consents` says it.
        number: u32,
        /// `handed` to the person, or `never`.
        #[arg(long, value_name = "WHAT", value_parser = handing())]
        became: Handing,
        /// The day of that.
        #[arg(long, value_name = "DAY")]
        on: String,
    },
    /// What people took back, what of it had left before, and what the receiver did.
    Ledger {
        /// Of this case or handover only. The journal keeps who looked.
        #[arg(long, value_name = "ID")]
        of: Option<String>,
    },
    /// Every consent form, withdrawn and run out included.
    Consents {
        /// Of this case, or of what this handover rests on, only. The journal keeps who looked.
        #[arg(long, value_name = "ID")]
        of: Option<String>,
        /// Write it into a new file as plain text.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Write the records into a new file, as a table (CSV).
    Export {
        /// Which.
        #[command(flatten)]
        wanted: RecordWanted,
        /// The new file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// As what.
        #[command(flatten)]
        written: Written,
    },
}

/// `record copy`.
#[derive(Args, Debug)]
pub struct CopyWordArgs {
    /// The handover.
    pub id: String,
    /// Which copy of it, from 1: `record show` says it.
    pub number: u32,
    /// The day it was handed over.
    #[arg(long, value_name = "DAY", requires = "to")]
    pub handed: Option<String>,
    /// To whom there.
    #[arg(long, value_name = "NAME", requires = "handed")]
    pub to: Option<String>,
    /// What became of it: `returned`, `destroyed`, `lost`, `no-answer` or `not-handed-over`.
    #[arg(long, value_name = "WHAT", value_parser = became(), requires_all = ["on", "told_by"])]
    pub became: Option<Became>,
    /// The day that was told.
    #[arg(long, value_name = "DAY", requires = "became")]
    pub on: Option<String>,
    /// Who there said it, or was asked.
    #[arg(long, value_name = "NAME", requires = "became")]
    pub told_by: Option<String>,
}

/// As what a table is written.
#[derive(Args, Debug)]
pub struct Written {
    /// In Shift_JIS (CP932); where a character cannot be written so, each is named and nothing is written.
    #[arg(long)]
    cp932: bool,
    /// With --cp932: 〓 in the place of each such character.
    #[arg(long, requires = "cp932")]
    geta: bool,
}

impl Written {
    /// What was said.
    pub fn encoding(&self) -> Encoding {
        match (self.cp932, self.geta) {
            (false, _) => Encoding::Utf8,
            (true, false) => Encoding::Cp932(Unwritable::Told),
            (true, true) => Encoding::Cp932(Unwritable::Geta),
        }
    }
}

/// `retention`.
#[derive(Subcommand, Debug)]
pub enum RetentionCommand {
    /// List what may be destroyed, and what soon may be.
    List {
        /// And what may be before the end of the month so many months on.
        #[arg(long, value_name = "NUMBER", default_value_t = 3)]
        months: u16,
        /// Everything, with the day, or why none is known.
        #[arg(long)]
        all: bool,
    },
    /// Destroy a case whose time is over, with all that hangs on it, for good. A manager's.
    Shred {
        /// The case; or a handover that no case hangs on.
        id: String,
        /// The name as the list shows it, to be sure; asked for where it is left out.
        #[arg(long, value_name = "NAME")]
        sure: Option<String>,
    },
    /// Show the receipts of what was destroyed.
    Receipts {
        /// A new file they are written into, as a table (CSV).
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// As what.
        #[command(flatten)]
        written: Written,
    },
}

/// Which records are wanted.
#[derive(Args, Debug)]
pub struct RecordWanted {
    /// Part of the name of the person or the office.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub search: String,
    /// Only what this office gave.
    #[arg(long)]
    pub given: bool,
    /// Only what this office received.
    #[arg(long)]
    pub received: bool,
    /// Delivered on this day or later.
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// Delivered on this day or before.
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
}

/// `schema`.
#[derive(Subcommand, Debug)]
pub enum SchemaCommand {
    /// What `case import` accepts.
    Case,
}

/// Why the arguments were not taken, or a text to print instead.
#[derive(Debug)]
pub enum Early {
    /// Help or the version was asked for.
    Print(String),
    /// The arguments are wrong.
    Wrong(Misuse),
}

/// Reads the arguments. Help is given in the language.
pub fn parse(args: impl IntoIterator<Item = OsString>, lang: Lang) -> Result<Cli, Early> {
    let read = |matches: ArgMatches| Cli::from_arg_matches(&matches);
    explained(Cli::command(), "", lang)
        .try_get_matches_from(args)
        .and_then(read)
        .map_err(|it| early(&it, lang))
}

fn early(error: &clap::Error, lang: Lang) -> Early {
    use clap::error::ErrorKind;
    let said = || error.render().to_string();
    match (error.kind(), lang) {
        (ErrorKind::DisplayVersion, _) | (ErrorKind::DisplayHelp, Lang::En) => Early::Print(said()),
        (ErrorKind::DisplayHelp, Lang::Ja) => Early::Print(help::frame_in_japanese(&said())),
        _ => Early::Wrong(misuse(error)),
    }
}

/// Puts the help of the language into a command and all below it.
fn explained(mut command: clap::Command, path: &str, lang: Lang) -> clap::Command {
    let about = help::command(path, lang).unwrap_or_default();
    command = command.about(about).long_about(None);
    if path.is_empty() {
        command = command.long_about(format!("{about}\n\n{}", help::more(lang)));
    }
    command
        .mut_args(|it| explained_argument(it, path, lang))
        .mut_subcommands(|it| {
            let below = format!("{path} {}", it.get_name());
            explained(it, below.trim_start(), lang)
        })
}

fn explained_argument(arg: Arg, path: &str, lang: Lang) -> Arg {
    let text = help::argument(path, arg.get_id().as_str(), lang).unwrap_or_default();
    let arg = arg.next_line_help(lang == Lang::Ja);
    if lang == Lang::En || !arg.get_action().takes_values() {
        return arg.help(text).long_help(None);
    }
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|it| it.get_name().to_owned())
        .collect();
    let usual: Vec<String> = arg
        .get_default_values()
        .iter()
        .map(|it| it.to_string_lossy().into_owned())
        .filter(|it| !it.is_empty())
        .collect();
    let text = format!("{text}{}", help::values_in_japanese(&values, &usual));
    arg.help(text)
        .long_help(None)
        .hide_possible_values(!values.is_empty())
        .hide_default_value(true)
}

/// What clap found wrong, without its English.
fn misuse(error: &clap::Error) -> Misuse {
    use clap::error::ContextKind as Part;
    use clap::error::ErrorKind as Kind;
    let told = |part| context(error, part);
    let first = |part| told(part).into_iter().next().unwrap_or_default();
    match error.kind() {
        Kind::UnknownArgument => Misuse::UnknownArgument(first(Part::InvalidArg)),
        Kind::InvalidSubcommand => Misuse::UnknownCommand(first(Part::InvalidSubcommand)),
        Kind::InvalidValue | Kind::ValueValidation | Kind::NoEquals | Kind::WrongNumberOfValues => {
            Misuse::Value {
                place: first(Part::InvalidArg),
                typed: first(Part::InvalidValue),
                words: told(Part::ValidValue),
            }
        }
        Kind::MissingRequiredArgument => Misuse::Missing(told(Part::InvalidArg)),
        Kind::MissingSubcommand | Kind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Misuse::NoCommand
        }
        Kind::ArgumentConflict => match told(Part::PriorArg) {
            others if others.is_empty() || others == told(Part::InvalidArg) => {
                Misuse::Twice(first(Part::InvalidArg))
            }
            others => Misuse::Together(first(Part::InvalidArg), others),
        },
        _ => Misuse::Other,
    }
}

fn context(error: &clap::Error, part: clap::error::ContextKind) -> Vec<String> {
    use clap::error::ContextValue;
    match error.get(part) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

fn among<T: Copy + Send + std::marker::Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|it| name(*it))).map(move |typed| {
        let found = all.iter().find(|it| name(**it) == typed);
        *found.expect("clap takes only the names given to it")
    })
}

fn lang() -> impl TypedValueParser<Value = Lang> {
    among(&[Lang::Ja, Lang::En], Lang::code)
}

fn strength() -> impl TypedValueParser<Value = Strength> {
    among(names::STRENGTHS, names::strength)
}

fn role() -> impl TypedValueParser<Value = Role> {
    among(Role::ALL, Role::code)
}

fn field() -> impl TypedValueParser<Value = FieldId> {
    among(FieldId::ALL, |it| it.spec().name)
}

fn section() -> impl TypedValueParser<Value = SectionId> {
    among(SectionId::ALL, SectionId::name)
}

fn mode() -> impl TypedValueParser<Value = Mode> {
    among(Mode::ALL, Mode::code)
}

fn explaining() -> impl TypedValueParser<Value = Explaining> {
    among(Explaining::ALL, Explaining::code)
}

fn saying() -> impl TypedValueParser<Value = HowSaid> {
    among(HowSaid::ALL, HowSaid::code)
}

fn handing() -> impl TypedValueParser<Value = Handing> {
    among(Handing::ALL, Handing::code)
}

fn copy_to() -> impl TypedValueParser<Value = CopyTo> {
    among(CopyTo::ALL, CopyTo::code)
}

fn item() -> impl TypedValueParser<Value = ItemId> {
    among(ItemId::ALL, ItemId::name)
}

fn fact() -> impl TypedValueParser<Value = KeyFact> {
    among(KeyFact::ALL, names::fact)
}

fn verdict() -> impl TypedValueParser<Value = Verdict> {
    among(names::VERDICTS, names::verdict)
}

fn decline() -> impl TypedValueParser<Value = Decline> {
    among(names::DECLINES, names::decline)
}

fn discontinuation() -> impl TypedValueParser<Value = Discontinuation> {
    among(names::DISCONTINUATIONS, names::discontinuation)
}

fn outcome() -> impl TypedValueParser<Value = Outcome> {
    among(names::OUTCOMES, names::outcome)
}

fn meeting_kind() -> impl TypedValueParser<Value = MeetingKind> {
    among(&MeetingKind::ALL, MeetingKind::code)
}

fn owner() -> impl TypedValueParser<Value = Owner> {
    among(&Owner::ALL, Owner::code)
}

fn handling() -> impl TypedValueParser<Value = Handling> {
    among(names::HANDLINGS, names::handling)
}

fn became() -> impl TypedValueParser<Value = Became> {
    among(&Became::ALL, Became::code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every place that has a help of its own: commands, and arguments of commands.
    fn places(command: &clap::Command, path: &str, found: &mut Vec<(String, String)>) {
        found.push((path.to_owned(), String::new()));
        let names = command.get_arguments().map(|it| it.get_id().to_string());
        found.extend(names.map(|name| (path.to_owned(), name)));
        for below in command.get_subcommands() {
            let name = format!("{path} {}", below.get_name());
            places(below, name.trim_start(), found);
        }
    }

    fn all_places() -> Vec<(String, String)> {
        let mut found = Vec::new();
        places(&Cli::command(), "", &mut found);
        found
    }

    fn printed(path: &str, flag: &str, lang: Lang) -> String {
        let words = ["tasuki"].into_iter().chain(path.split_whitespace());
        let typed = words.chain([flag]).map(OsString::from);
        match parse(typed, lang) {
            Err(Early::Print(text)) => text,
            other => panic!("{path}: {other:?}"),
        }
    }

    #[test]
    fn the_arguments_hold_together() {
        for lang in Lang::ALL {
            explained(Cli::command(), "", lang).debug_assert();
        }
    }

    #[test]
    fn every_command_and_argument_has_its_help_in_both_languages() {
        for (path, name) in all_places() {
            for lang in Lang::ALL {
                let text = match &*name {
                    "" => help::command(&path, lang),
                    name => help::argument(&path, name, lang),
                };
                assert!(
                    text.is_some_and(|it| !it.is_empty()),
                    "{lang:?} `{path}` {name}"
                );
            }
        }
    }

    #[test]
    fn no_help_is_kept_for_what_is_gone() {
        let there: BTreeSet<_> = all_places().into_iter().collect();
        for (path, name) in help::places() {
            let below = |it: &(String, String)| {
                it.1 == name
                    && (path.is_empty() || format!("{} ", it.0).starts_with(&format!("{path} ")))
            };
            assert!(there.iter().any(below), "{path} {name}");
            assert!(!name.is_empty() || there.contains(&(path.to_owned(), String::new())));
        }
    }

    #[test]
    fn japanese_help_keeps_no_english_of_the_reader_of_arguments() {
        let theirs = [
            "Usage",
            "Commands",
            "Arguments",
            "Options",
            "OPTIONS",
            "COMMAND",
            "Print",
            "possible",
            "default",
            "see ",
        ];
        for (path, _) in all_places().into_iter().filter(|it| it.1.is_empty()) {
            for flag in ["-h", "--help"] {
                let text = printed(&path, flag, Lang::Ja);
                for word in theirs {
                    assert!(!text.contains(word), "{path} {flag}: {word} in\n{text}");
                }
                assert!(text.contains("使い方: tasuki"), "{text}");
                assert_ne!(text, printed(&path, flag, Lang::En));
            }
        }
        assert!(!printed("help", "handover", Lang::Ja).contains("Print"));
    }

    #[test]
    fn values_and_what_is_taken_without_one_are_named_in_both_languages() {
        for lang in Lang::ALL {
            let text = printed("init", "--help", lang);
            assert!(text.contains("service-manager"), "{text}");
            let text = printed("audit show", "--help", lang);
            assert!(text.contains("100]"), "{text}");
        }
    }
}
