//! Every way a step can fail, in the terms of whoever asked.
//!
//! Data only: `lang` says what happened and what to do.

use crate::domain::answer::WrongAnswer;
use crate::domain::attachment::AttachmentRefused;
use crate::domain::calendar::{DateRefused, Day};
use crate::domain::case::Misplaced;
use crate::domain::consent::{FormRefused, NotCovered};
use crate::domain::field::ChoiceId;
use crate::domain::handover::dossier::Phase;
use crate::domain::handover::draft::NotReady;
use crate::domain::handover::guard::Refusal;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::handover::words::WordKey;
use crate::domain::id::{HandoverId, OfficeId};
use crate::domain::retention::Keeping;
use crate::domain::section::FieldId;
use crate::domain::service::UsedDiffer;
use crate::domain::setting::{SettingId, SettingRefused};
use crate::domain::text::{Line, TextRefused};
use crate::workflow::alike::Likeness;
use crate::workflow::import::{ImportWrong, RowProblem};
use crate::workflow::never::Trace;
use crate::workflow::office::PeerView;
use crate::workflow::people::ColumnsWrong;
use crate::workflow::table::{TableRefused, Unwritten};

pub use crate::exchange::card::{CardRefused, Line as CardLine};
pub use crate::exchange::transport::TransportError;
pub use crate::vault::{Notice, Part, VaultError};

/// Something that was named and is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A case.
    Case,
    /// A handover.
    Handover,
    /// A consent.
    Consent,
    /// Another office.
    Office,
    /// A member of staff.
    Staff,
    /// A question.
    Question,
    /// A read-back.
    ReadBack,
    /// A withdrawal that is owed an answer.
    Withdrawal,
    /// A follow-up without an outcome.
    FollowUp,
    /// Something the case suggests for a field without an answer.
    Suggestion,
    /// A file attached to a case.
    Attachment,
    /// A row of the list of people to be told.
    Contact,
    /// A meeting about a handover.
    Meeting,
    /// A task of a meeting.
    MeetingTask,
    /// A copy that was given of a handover.
    Copy,
    /// A sheet that was printed for the person to carry.
    Sheet,
    /// A visit of a case.
    Visit,
    /// A parcel that lies unopened.
    Parcel,
}

/// Why a step was not taken. Nothing was written.
#[derive(Debug)]
pub enum Problem {
    /// The vault did not do it.
    Vault(VaultError),
    /// The role, the state or the day does not allow the step.
    Denied {
        /// The step.
        step: Step,
        /// Why.
        why: Denied,
    },
    /// There is no such thing, or no such one alone.
    Missing(Thing),
    /// Several things begin so.
    Ambiguous(Thing),
    /// Nobody who works here is called so; these do.
    NoColleague(Vec<Line>),
    /// A file was not attached.
    Attachment(AttachmentRefused),
    /// A day that is told of a copy, or of what the person carries, is before the day it was printed, which was this one.
    BeforePrint(Day),
    /// A paper, known by its kind and day, names a file that is not here: what would go is not what is named.
    FileMissing(Option<(ChoiceId, Day)>),
    /// The file goes with an open handover and cannot be taken away while it may still be sent.
    FileOffered(Box<Concerned>),
    /// Somebody changed it in between: look again.
    Stale,
    /// Something of what the form shows was erased since it was opened: what is typed in it is kept no more.
    Erased,
    /// A text was not taken.
    Text(TextRefused),
    /// Nothing was written where this is asked for.
    NoWords(WordKey),
    /// A day was not taken.
    Date(DateRefused),
    /// An answer does not fit its field.
    Answer(WrongAnswer),
    /// Something that is never stored may stand in these texts; whoever wrote them is asked.
    NeverStored(Vec<Trace>),
    /// It may be somebody who is here already; whoever writes is asked.
    Alike(Box<Likeness>),
    /// The months used are others than the case says or the count gives; whoever records the end is asked.
    MonthsDiffer(UsedDiffer),
    /// The file is no table that can be read.
    Table(TableRefused),
    /// A table cannot be written in CP932 without losing these characters; whoever writes says what becomes of them.
    Unwritable(Vec<Unwritten>),
    /// The columns of a table cannot be understood so.
    Columns(ColumnsWrong),
    /// The answers came with their places named.
    Rows(Vec<RowProblem>),
    /// What was typed for the field of this name.
    Typed(String, ImportWrong),
    /// The consent does not cover it.
    NotCovered(NotCovered),
    /// Nothing of what was offered belongs on the copy.
    NothingOnCopy,
    /// The consent form says nothing.
    Form(FormRefused),
    /// There is nothing of this kind to take back.
    NothingToWithdraw,
    /// Nothing that may be added has changed since it was handed over.
    NothingToAdd,
    /// Nothing that an addition brought waits to be taken into the own case.
    NothingToTakeUp,
    /// Of these fields nothing waits to be taken up, though of others something does.
    NotWaiting(Vec<FieldId>),
    /// These fields are to be put away and mean something only together with what is taken.
    OnlyTogether(Vec<FieldId>),
    /// This office answered these fields itself, and what came says otherwise: whoever takes it up names them.
    OwnAnswers(Vec<FieldId>),
    /// The handover that ended leads to no office that is known here: these can be asked, who have not declined the person.
    WhereTo(Vec<PeerView>),
    /// The case has an open outgoing handover.
    OpenHandover(Box<Concerned>),
    /// The case was handed over and can only be read.
    HandedOver(Box<Concerned>),
    /// Entries this office wrote are lost here: nothing is written until they are back, or given up.
    EntriesLost(Box<Concerned>),
    /// Nothing this office wrote is missing here.
    NothingLost,
    /// Nothing of what was handed over is held here: no case can be made of it.
    NothingHeld,
    /// A card was not taken.
    Card(CardRefused),
    /// The card is this office's own.
    OwnCard,
    /// Nothing goes to an office whose card is not trusted.
    NotTrusted(Box<Untrusted>),
    /// The office is known on paper and has no fingerprint to compare.
    NoKeys,
    /// The office has a card with keys: it is not written on paper any more.
    HasKeys(OfficeId),
    /// The office has the program: what goes to it is sealed and not printed.
    NotOnPaper,
    /// Whoever enters what came back on paper has no right to enter this of it.
    NotToEnter(Step),
    /// Nothing of it was printed yet, so nothing can have been received on paper.
    NotPrinted,
    /// What came back on paper was written between these days.
    SlipDay {
        /// The day of what it speaks of: of the print, the answer, the release.
        from: Day,
        /// Today.
        to: Day,
    },
    /// What is written down as done would be done on a day to come.
    DayToCome(Day),
    /// The list has no room for more than so many.
    ListFull(usize),
    /// A visit takes one day to so many.
    VisitDays(u8),
    /// The fingerprint that was read out is another one.
    WrongFingerprint,
    /// The fingerprint that was read out is this office's own: the line of the wrong office was read.
    OwnFingerprint,
    /// It is one's own account.
    OwnAccount,
    /// The member of staff was shut out before.
    LeftAlready,
    /// It is kept by law, and may not be destroyed yet.
    StillKept(Keeping),
    /// What was typed to be sure is something else.
    NotSure,
    /// A file that has to be kept is to be erased, and nobody wrote why.
    ReasonMissing,
    /// The name is in use.
    NameTaken,
    /// The passphrase is too short.
    WeakPassphrase,
    /// No shared folder is set.
    NoMailbox,
    /// The shared folder did not take or give.
    Transport(TransportError),
    /// It does not fit into one parcel.
    TooLarge,
    /// What is kept here cannot be read.
    Unreadable,
    /// The office's own number is not ten digits.
    OfficeNumber,
    /// This was written by a newer program.
    Newer,
    /// This cannot be set so.
    Setting(SettingId, SettingRefused),
}

/// The handover a refusal is about, as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concerned {
    /// Which.
    pub id: HandoverId,
    /// Kana and name of the person; empty where it is not known here.
    pub person: String,
    /// The name of the other office; empty where it is not known here.
    pub office: String,
    /// Where it stands; none where it cannot be read.
    pub phase: Option<Phase>,
}

/// An office nothing goes to, as people know it, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untrusted {
    /// Which.
    pub id: OfficeId,
    /// Its name.
    pub name: String,
    /// Its telephone number.
    pub phone: String,
    /// The fingerprint of its card; empty where it has no keys.
    pub fingerprint: String,
    /// Why.
    pub why: Distrust,
}

/// Why an office is not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distrust {
    /// Nobody has compared the fingerprint.
    NeverVerified,
    /// Somebody decided that it is trusted no more, on this day; none where the journal does not tell it.
    Revoked(Option<Day>),
}

/// What kind of failure it is: the exit code and the tone follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A rule refused it.
    Refused,
    /// The passphrase or the sheet is wrong.
    WrongPassphrase,
    /// What was given cannot be used.
    BadInput,
    /// What is kept is damaged or was rolled back.
    Damaged,
    /// Another process has the store open, or somebody was quicker.
    Busy,
    /// The disk, the shared folder or the program failed.
    Failed,
}

impl Problem {
    /// What kind of failure it is.
    pub fn kind(&self) -> Kind {
        match self {
            Problem::Vault(cause) => vault_kind(cause),
            Problem::Denied { .. }
            | Problem::NotCovered(_)
            | Problem::NothingOnCopy
            | Problem::NothingToWithdraw
            | Problem::NothingToAdd
            | Problem::NothingToTakeUp
            | Problem::NotWaiting(_)
            | Problem::OnlyTogether(_)
            | Problem::OwnAnswers(_)
            | Problem::Erased
            | Problem::NeverStored(_)
            | Problem::Alike(_)
            | Problem::MonthsDiffer(_)
            | Problem::Unwritable(_)
            | Problem::OpenHandover(_)
            | Problem::HandedOver(_)
            | Problem::FileMissing(_)
            | Problem::FileOffered(_)
            | Problem::EntriesLost(_)
            | Problem::NothingLost
            | Problem::NothingHeld
            | Problem::NotTrusted(_)
            | Problem::NoKeys
            | Problem::HasKeys(_)
            | Problem::NotOnPaper
            | Problem::NotPrinted
            | Problem::NotToEnter(_)
            | Problem::WrongFingerprint
            | Problem::OwnFingerprint
            | Problem::OwnAccount
            | Problem::LeftAlready
            | Problem::StillKept(_)
            | Problem::NotSure
            | Problem::ReasonMissing
            | Problem::NameTaken => Kind::Refused,
            Problem::Missing(_)
            | Problem::Ambiguous(_)
            | Problem::NoColleague(_)
            | Problem::Text(_)
            | Problem::NoWords(_)
            | Problem::Date(_)
            | Problem::Answer(_)
            | Problem::Attachment(_)
            | Problem::Rows(_)
            | Problem::Typed(..)
            | Problem::Table(_)
            | Problem::Columns(_)
            | Problem::Form(_)
            | Problem::Card(_)
            | Problem::OwnCard
            | Problem::WeakPassphrase
            | Problem::TooLarge
            | Problem::OfficeNumber
            | Problem::SlipDay { .. }
            | Problem::DayToCome(_)
            | Problem::BeforePrint(_)
            | Problem::ListFull(_)
            | Problem::VisitDays(_)
            | Problem::Setting(..)
            | Problem::WhereTo(_)
            | Problem::NoMailbox => Kind::BadInput,
            Problem::Stale => Kind::Busy,
            Problem::Unreadable | Problem::Newer => Kind::Damaged,
            Problem::Transport(_) => Kind::Failed,
        }
    }
}

fn vault_kind(cause: &VaultError) -> Kind {
    match cause {
        VaultError::WrongPassphrase | VaultError::WrongSheet => Kind::WrongPassphrase,
        VaultError::Busy => Kind::Busy,
        VaultError::NotAVault | VaultError::AlreadyThere | VaultError::TooLarge => Kind::BadInput,
        VaultError::NewerFormat | VaultError::Damaged { .. } | VaultError::RolledBack { .. } => {
            Kind::Damaged
        }
        VaultError::NameTaken | VaultError::NoSuchAccount => Kind::BadInput,
        VaultError::Conflict(_) => Kind::Busy,
        VaultError::NoMemory | VaultError::Reopen | VaultError::Io(_) => Kind::Failed,
    }
}

impl From<VaultError> for Problem {
    fn from(cause: VaultError) -> Problem {
        match cause {
            VaultError::Conflict(_) => Problem::Stale,
            VaultError::NameTaken => Problem::NameTaken,
            other => Problem::Vault(other),
        }
    }
}

impl From<TransportError> for Problem {
    fn from(cause: TransportError) -> Problem {
        Problem::Transport(cause)
    }
}

impl From<TextRefused> for Problem {
    fn from(cause: TextRefused) -> Problem {
        Problem::Text(cause)
    }
}

impl From<AttachmentRefused> for Problem {
    fn from(cause: AttachmentRefused) -> Problem {
        Problem::Attachment(cause)
    }
}

impl From<NotCovered> for Problem {
    fn from(cause: NotCovered) -> Problem {
        Problem::NotCovered(cause)
    }
}

impl From<CardRefused> for Problem {
    fn from(cause: CardRefused) -> Problem {
        Problem::Card(cause)
    }
}

impl From<Misplaced> for Problem {
    fn from(_: Misplaced) -> Problem {
        Problem::Unreadable
    }
}

impl Problem {
    /// A rule of the dossier refused `step`.
    pub fn refused(step: Step, refusal: Refusal) -> Problem {
        Problem::Denied {
            step,
            why: Denied::Refused(refusal),
        }
    }

    /// The preparation is not ready for `step`.
    pub fn not_ready(step: Step, why: NotReady) -> Problem {
        Problem::Denied {
            step,
            why: Denied::NotReady(why),
        }
    }
}
