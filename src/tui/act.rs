//! What goes in and out of the screens: inputs, effects, requests and replies, all plain data.
//!
//! Nothing here is carried out: `run` does that, with the worker.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::domain::case::Value;
use crate::domain::section::{FieldId, ItemId};
use crate::domain::staff::Role;
use crate::lang::Lang;
use crate::lang::never::question;
use crate::lang::problem::{Said, problem};
use crate::lang::screen::{Say, say};
use crate::tui::keys::Key;
use crate::tui::prefs::Prefs;
use crate::tui::room::Room;
use crate::tui::room::aside::{self, ContactsView, MeetingsView};
use crate::tui::room::audit::{self, AuditView};
use crate::tui::room::case::{
    self, CaseView, CasesView, ImportView, NotesView, TableView, VisitsView,
};
use crate::tui::room::draft;
use crate::tui::room::handover::{self, BeginView, DossierView, HandoversView, Taken};
use crate::tui::room::office::{self, OfficesView};
use crate::tui::room::post::{self, PostView};
use crate::tui::room::record;
use crate::tui::room::retention::{self, Receipts, RetentionView};
use crate::tui::room::setting::{self, SettingsView};
use crate::tui::room::staff::{self, StaffView};
use crate::tui::room::today::TodayView;
use crate::tui::screen::Screen;
use crate::tui::theme::Theme;

use crate::workflow::Problem;
use crate::workflow::alike::Likeness;
use crate::workflow::never::Trace;
use crate::workflow::person_page::PersonPage;

/// Something that happened at the terminal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// A key that is not text.
    Key(Key),
    /// Text: typed, committed by an input method, or pasted. Lines end in LF.
    Text(String),
    /// The window has another size.
    Resize,
    /// The window got or lost the attention.
    Focus(Attention),
    /// The system asks the program to end (SIGTERM, SIGHUP, SIGINT).
    Leave,
    /// The system asks the program to stop for a while (SIGTSTP).
    Suspend,
}

/// Whether the window is the one being used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Attention {
    /// It is.
    Here,
    /// Another one is.
    Elsewhere,
}

/// Who stands behind the program and can wake it when it stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shell {
    /// A shell that is told when the program stops.
    Waits,
    /// Nobody: it was started from an icon, or in place of the shell.
    None,
}

/// What every screen may know while it updates or draws.
#[derive(Clone, Copy, Debug)]
pub struct Ctx {
    /// The time since the program started.
    pub now: Duration,
    /// The language on the screen.
    pub lang: Lang,
    /// How things look.
    pub theme: Theme,
}

/// A number that ties a reply to its request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ticket(pub u64);

/// What the loop is to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Hands a request to the worker.
    Ask(Ticket, Request),
    /// Gives the terminal back to the shell for a while.
    Suspend,
    /// Ends the program.
    Quit,
}

/// What a screen asks of the app around it.
#[derive(Debug)]
pub enum Act {
    /// Sends a request; its reply comes back to this screen.
    Ask(Request),
    /// Sends a request by which what is typed here is saved. What is typed is kept until that is done, and forgotten with
    /// it, whether or not this screen is still there then.
    Save(Request),
    /// Puts a screen on top; what follows in the same list is done for it.
    Open(Box<Screen>),
    /// Puts another screen in this one's stead; what follows in the same list is done for it.
    Become(Box<Screen>),
    /// Takes this screen away; what follows in the same list is done for the screen beneath.
    Close,
    /// Goes to a room of the program.
    Go(Room),
    /// Gives the screen an answer that another one got for it.
    Hear(Reply),
    /// Shows a sentence for a while.
    Tell(Say),
    /// Shows for a while what the worker tells.
    Report(Told),
    /// Switches the language.
    Speak(Lang),
    /// Switches the looks.
    Wear(Theme),
    /// Sends once more what was asked about, just as it was sent; the screen waits until it is done.
    Repeat(Box<Request>),
    /// Locks an open store after so long without a key.
    LockAfter(Duration),
    /// Ends the program once what is typed is kept; asks where it cannot be.
    Quit,
    /// Ends the program, whether what is typed is kept or not.
    Leave,
}

/// Something the worker can do with the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Request {
    /// Founds the office on this computer.
    Init(Box<Founding>),
    /// Opens the store.
    Unlock {
        /// The account.
        who: String,
        /// Its passphrase.
        passphrase: Secret,
    },
    /// Closes the store, so that nothing of it stays in memory.
    Lock,
    /// Lists what is to be done today.
    Today,
    /// Something about cases.
    Case(case::Ask),
    /// Something about what is being typed.
    Draft(draft::Ask),
    /// What was typed at a place is to be saved by this; once it is, its draft is forgotten.
    Saving(draft::Place, Box<Request>),
    /// Something about handovers.
    Handover(handover::Ask),
    /// Something about other offices.
    Office(office::Ask),
    /// Something about the staff.
    Staff(staff::Ask),
    /// Something about what is kept and until when.
    Retention(retention::Ask),
    /// Something about what the office sets.
    Setting(setting::Ask),
    /// Remembers that what was found is not what it looks like.
    NotASecret(Vec<Trace>),
    /// Takes the answer that somebody is another person than those who are like them.
    Another(Box<Likeness>),
    /// Something about what is kept beside a handover.
    Aside(aside::Ask),
    /// Something about the audit log.
    Audit(audit::Ask),
    /// Something about the records of giving and receiving.
    Record(record::Ask),
    /// Something about the mailbox.
    Post(post::Ask),
    /// Keeps the settings of this computer.
    Keep(Prefs),
    /// Collects what came and sends what waits, because somebody asked for it.
    Sync,
    /// The same, with both logs whole: for an office that has lost some.
    SendAll,
    /// Collects and sends, because it is time.
    Round,
    /// Closes the store and opens that of the next office of a sample town.
    SwitchOffice,
}

/// What the worker says back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reply {
    /// The office is founded; the recovery sheet is shown once.
    Founded {
        /// The sheet.
        sheet: Sheet,
        /// Why the second account was not made, if it was not.
        second: Option<Told>,
    },
    /// The store is open.
    Unlocked {
        /// Who acts, as the screens name them.
        who: String,
    },
    /// The store is closed.
    Locked,
    /// What is to be done today.
    Today(Box<TodayView>),
    /// Every case.
    Cases(Box<CasesView>),
    /// One case, as asked for or after it was written.
    Case(Box<CaseView>),
    /// Somebody changed the case in between; this is how it is now, and nothing was written.
    Stale(Box<CaseView>),
    /// The working notes of a case.
    Notes(Box<NotesView>),
    /// The same after one was written.
    Noted(Box<NotesView>),
    /// The visits of a case.
    Visits(Box<VisitsView>),
    /// What became of a draft.
    Draft(draft::Answer),
    /// Whoever is back typed something into a form before the door was shut: it is to be opened again.
    Resume(draft::Place),
    /// Whoever filled in a form said yes to what it does.
    Sure,
    /// What was recalled is thrown away: what is stored is shown again.
    Thrown,
    /// One handover, as asked for or after a step.
    Dossier(Box<DossierView>),
    /// The same after a step of it was taken.
    Taken(Box<Taken>),
    /// For whom a handover may be begun, and to whom.
    Beginning(Box<BeginView>),
    /// What the case of a handover says.
    Known(Vec<(FieldId, Value)>),
    /// The page the person keeps of a handover.
    PersonPage(Box<PersonPage>),
    /// Every handover.
    Handovers(Box<HandoversView>),
    /// The own card and those of others.
    Offices(Box<OfficesView>),
    /// The staff.
    Staff(Box<StaffView>),
    /// What is kept, and until when.
    Retention(Box<RetentionView>),
    /// The receipts of what was destroyed.
    Receipts(Receipts),
    /// A new recovery sheet, shown once; the old one still holds.
    NewSheet(Sheet),
    /// What a file would bring, and what in it is refused.
    Import(Box<ImportView>),
    /// What a table would bring.
    Table(Box<TableView>),
    /// What of a table was new is taken in.
    TableTaken(Box<TableView>),
    /// What the office sets for itself and for cities.
    Settings(Box<SettingsView>),
    /// Whom this office tells of a move.
    Contacts(Box<ContactsView>),
    /// The meetings held about a handover.
    Meetings(Box<MeetingsView>),
    /// The newest lines of the log.
    Audit(Box<AuditView>),
    /// The records of giving and receiving.
    Records(Box<record::Found>),
    /// One of them whole.
    Record(Box<record::Seen>),
    /// The mailbox.
    Post(Box<PostView>),
    /// It was done; this is to be told.
    Done(Told),
    /// What was sent and collected.
    Synced(Told),
    /// The same, where nobody asked: whether anything was sent or came.
    Rounded(Told, Moved),
    /// Whoever leaves waited long enough for a round: what of it is done another time.
    LeftBehind(Told),
    /// The store is open in another process.
    Busy(Told),
    /// The name or the passphrase is wrong.
    NotLetIn(Told),
    /// Something was changed by a screen above: look again.
    Changed,
    /// Something that is never stored may stand in what was written: whoever wrote it is asked.
    NeverStored(Vec<Trace>),
    /// It may be somebody who is here already: whoever writes is asked.
    Alike(Box<Likeness>),
    /// A form leaves out what an open offer names, so that it would be taken back: whoever records it is asked.
    LeavesOut(BTreeSet<ItemId>),
    /// It is remembered that something, or somebody, is not what they look like.
    NotASecret,
    /// It did not work.
    Refused(Told),
}

impl Reply {
    /// Says whether what was asked was not done.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Reply::Refused(_)
                | Reply::Busy(_)
                | Reply::NotLetIn(_)
                | Reply::Stale(_)
                | Reply::NeverStored(_)
                | Reply::Alike(_)
                | Reply::LeavesOut(_)
        )
    }
}

/// Whether a round sent or collected anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moved {
    /// It did, or it refused something.
    Something,
    /// It did not.
    Nothing,
}

/// Something to tell, in both languages, so that the screen can switch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// In Japanese.
    pub ja: Said,
    /// In English.
    pub en: Said,
}

impl Told {
    /// Tells why a step was not taken, and what to do.
    pub fn of(cause: &Problem) -> Told {
        Told {
            ja: problem(cause, Lang::Ja),
            en: problem(cause, Lang::En),
        }
    }

    /// Asks whether what was found is what it looks like.
    pub fn asking(found: &[Trace]) -> Told {
        Told {
            ja: question(found, Lang::Ja),
            en: question(found, Lang::En),
        }
    }

    /// Tells what is said in either language by the same words' maker.
    pub fn both(said: impl Fn(Lang) -> Said) -> Told {
        Told {
            ja: said(Lang::Ja),
            en: said(Lang::En),
        }
    }

    /// Tells a sentence of the screens.
    pub fn say(what: Say) -> Told {
        let said = |lang| Said {
            what: say(lang, &what),
            then: String::new(),
        };
        Told {
            ja: said(Lang::Ja),
            en: said(Lang::En),
        }
    }

    /// Gives it in one language, what happened and what to do in one text.
    pub fn text(&self, lang: Lang) -> String {
        let said = match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        };
        Told::one(said, lang)
    }

    /// Puts what happened and what to do into one text.
    pub fn one(said: &Said, lang: Lang) -> String {
        match (lang, said.then.is_empty()) {
            (_, true) => said.what.clone(),
            (Lang::Ja, false) => format!("{}{}", said.what, said.then),
            (Lang::En, false) => format!("{} {}", said.what, said.then),
        }
    }
}

/// The recovery sheet, in its numbered groups, and which of them are asked back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// The groups in order; the first is number 1 on the screen.
    pub groups: Vec<Secret>,
    /// The indices of the three groups to ask, drawn at random by whoever made the sheet.
    pub asked: [usize; 3],
}

/// What the wizard found out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Founding {
    /// The language chosen.
    pub lang: Lang,
    /// The office.
    pub office: OfficeForm,
    /// The first member of staff, who owns the first account.
    pub first: StaffForm,
    /// What was said about a second one.
    pub second: Second,
    /// The shared folder, where one was named.
    pub mailbox: Option<String>,
    /// The passphrase of the first account.
    pub passphrase: Secret,
}

/// The office as typed; the domain checks it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OfficeForm {
    /// Name of the office.
    pub name: String,
    /// Corporation that runs it.
    pub corporation: String,
    /// Ten-digit office number.
    pub number: String,
    /// Address.
    pub address: String,
    /// Who represents the corporation.
    pub representative: String,
    /// Telephone number.
    pub phone: String,
}

/// A member of staff as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffForm {
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
}

/// What an office says about a second member of staff, whom approval needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Second {
    /// This one, with the passphrase they chose.
    Now(StaffForm, Secret),
    /// Will be added later; until then nothing can be approved.
    Later,
    /// The office has one qualified person and declares the standing exception.
    WeAreOne {
        /// Why there is nobody else, in the office's own words.
        reason: String,
    },
}

/// Text that must not be printed: wiped on drop, and `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(Zeroizing::new(text.into()))
    }

    /// Shows the text to whoever must have it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
