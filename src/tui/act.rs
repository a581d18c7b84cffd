//! What goes in and out of the screens: inputs, effects, requests and replies, all plain data.
//!
//! Nothing here is carried out: `run` does that, with the worker.

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::domain::staff::Role;
use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::tui::keys::Key;
use crate::tui::screen::Screen;
use crate::tui::theme::Theme;

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
    /// Puts a screen on top.
    Open(Box<Screen>),
    /// Puts another screen in this one's stead.
    Become(Box<Screen>),
    /// Takes this screen away.
    Close,
    /// Shows a sentence for a while.
    Tell(Say),
    /// Switches the language.
    Speak(Lang),
    /// Switches the looks.
    Wear(Theme),
    /// Ends the program.
    Quit,
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
}

/// What the worker says back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reply {
    /// The office is founded; the recovery sheet is shown once.
    Founded(Sheet),
    /// The store is open.
    Unlocked {
        /// Who acts, as the screens name them.
        who: String,
    },
    /// The store is closed.
    Locked,
    /// It did not work.
    Refused(Say),
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
    /// This one, who sets a passphrase at the first unlocking.
    Now(StaffForm),
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
