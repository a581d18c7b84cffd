//! Parcels: what a round of sending and collecting tells, and what was refused before.
//!
//! How a round goes is in `round`, how a parcel is taken in in `collect`, how one is made in `send`.

use std::collections::BTreeMap;

use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::handover::dossier::{Ending, State, Stop};
use crate::domain::handover::entry::{Act, Envelope, Side};
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::{WordKey, Words};
use crate::domain::id::{HandoverId, OfficeId};
use crate::exchange::card::CardRefused;
use crate::exchange::entry;
use crate::exchange::parcel::Refusal;
use crate::exchange::transport::{TransportError, Was};
use crate::workflow::desk::Desk;
use crate::workflow::problem::Problem;

pub use crate::exchange::entry::Refusal as EntryRefused;
pub use crate::exchange::parcel::{Refusal as ParcelRefused, Unsupported};

/// What a round of sending and collecting did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Parcels put where the other office collects.
    pub sent: usize,
    /// Parcels taken in.
    pub collected: usize,
    /// Parcels that were known already.
    pub known: usize,
    /// Parcels that were refused, or something in them, with the reason.
    pub refused: Vec<Refused>,
    /// The office each parcel names that was left unopened: its card counts no more, or there is none.
    pub unopened: Vec<OfficeId>,
    /// Handovers that have something for an office nobody has verified.
    pub unverified: Vec<HandoverId>,
    /// Handovers of this office's own that were not here any more and came back from the other office.
    pub recovered: Vec<HandoverId>,
    /// Handovers whose start came back to an older copy of this store: the case that was made of it did not.
    pub uncased: Vec<HandoverId>,
    /// Handovers that were passed over, because what is kept of them here cannot be read.
    pub unreadable: Vec<HandoverId>,
    /// Handovers for which the program could not do what it owes: a withdrawal untold, or something not destroyed.
    pub unpaid: Vec<HandoverId>,
    /// Handovers whose parcel would be longer than any the other office takes: nothing was sent.
    pub too_large: Vec<HandoverId>,
    /// Parcels that may not lie in the shared folder any more, and what became of each.
    pub taken_back: Vec<TakenBack>,
    /// Handovers whose content stays here, because a file it names is not here any more.
    pub held_back: Vec<HandoverId>,
    /// Kana and name of the person, for those handovers of which something was refused or taken back and the person is known here.
    pub people: People,
}

/// How far a round came: what of it nobody undoes, however it ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Parcels put where the other office collects.
    pub sent: usize,
    /// Parcels taken in.
    pub collected: usize,
    /// Parcels taken away that may not lie in the shared folder any more, or found to lie there no more.
    pub taken_back: usize,
}

/// What a round did that failed, as far as no round that is over has told it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Untold {
    /// How far it came.
    pub done: Done,
    /// Parcels it took away.
    pub taken_back: Vec<TakenBack>,
    /// Kana and name of the people those are of.
    pub people: People,
}

/// A parcel that may not lie in the shared folder any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// What it tells of.
    pub handover: HandoverId,
    /// Why it may not.
    pub why: Forbidden,
    /// Whether it still lay there when it was taken away; or why it was not taken away yet.
    pub done: Result<Was, TransportError>,
}

/// Why a parcel may not lie in the shared folder any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// While it was on its way, what it carries ceased to be allowed to leave.
    Overtaken,
    /// It lay there when the keys of the office it is for were trusted no more.
    Distrusted,
}

/// Kana and name of the person of a handover.
pub type People = BTreeMap<HandoverId, String>;

/// Why a parcel, or something in it, was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The parcel.
    Parcel(Refusal),
    /// The shared folder did not give it whole.
    Transport(TransportError),
    /// It was done with here and still lies in the shared folder: it could not be taken away.
    Undeleted(TransportError),
    /// An entry is not signed by its author.
    Entry(entry::Refusal),
    /// An entry cannot be read.
    Unreadable,
    /// A card was not taken.
    Card(CardRefused),
    /// A card is not that of the office that sent it.
    OtherCard,
    /// It tells of a handover that does not begin here.
    Unknown(HandoverId),
    /// It stopped the dossier.
    Stopped(HandoverId, Stop),
    /// It brings entries this office signed, and others before them are lost here: the other office must send them.
    Lost(HandoverId),
    /// The other office says it has seen entries of this one that are not here. It has shown none.
    Claimed(HandoverId, u32),
    /// It brings more entries than one handover takes.
    Full(HandoverId),
    /// It is about a handover that was destroyed here after its time.
    Destroyed(HandoverId, Day),
    /// A section is not the one that was offered: the content was dropped, the entries were taken in.
    WrongContent(HandoverId),
}

macro_rules! causes {
    ($($(#[$doc:meta])* $cause:ident $code:literal,)+) => {
        /// Why a parcel was refused, as the journal keeps it: neither content nor names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Cause { $($(#[$doc])* $cause,)+ }

        impl Cause {
            /// Every cause.
            pub const ALL: &'static [Cause] = &[$(Cause::$cause,)+];

            /// Returns the words of the journal for it: they stay as they are.
            pub const fn code(self) -> &'static str {
                match self { $(Cause::$cause => $code,)+ }
            }

            /// Reads the words of the journal; none where they tell of something else.
            pub fn of_code(code: &str) -> Option<Cause> {
                match code { $($code => Some(Cause::$cause),)+ _ => None }
            }
        }
    };
}

causes! {
    /// It was cut or changed on the way, or is no parcel.
    Damaged "parcel damaged",
    /// It is for another office.
    NotForUs "parcel not-for-us",
    /// It is of a later version of the program.
    Newer "parcel newer",
    /// It is from an office that is not known, or whose keys were revoked.
    Sender "parcel sender",
    /// It, or an entry in it, is not signed by whom it names.
    Unsigned "parcel unsigned",
    /// Something in it cannot be read, or is not what was offered.
    Unreadable "parcel unreadable",
    /// A card in it was not taken.
    Card "parcel card",
    /// It tells of a handover that does not begin here.
    Unknown "parcel unknown-handover",
    /// It stopped a handover.
    Stopped "parcel stopped",
    /// Entries of this office are lost here, or said to be.
    Lost "parcel lost",
    /// It brings more than a handover takes.
    Full "parcel full",
    /// It is about a handover that was destroyed here after its time.
    Destroyed "parcel destroyed",
}

impl Refused {
    /// Returns the handover it is about, where it is about one.
    pub fn handover(&self) -> Option<HandoverId> {
        match self {
            Refused::Unknown(id)
            | Refused::Stopped(id, _)
            | Refused::Lost(id)
            | Refused::Claimed(id, _)
            | Refused::Full(id)
            | Refused::Destroyed(id, _)
            | Refused::WrongContent(id) => Some(*id),
            Refused::Parcel(_)
            | Refused::Transport(_)
            | Refused::Undeleted(_)
            | Refused::Entry(_)
            | Refused::Unreadable
            | Refused::Card(_)
            | Refused::OtherCard => None,
        }
    }

    /// Returns what the journal keeps of it.
    pub fn cause(&self) -> Cause {
        match self {
            Refused::Parcel(why) => cause_of(why),
            Refused::Transport(_) | Refused::Undeleted(_) => Cause::Damaged,
            Refused::Entry(_) => Cause::Unsigned,
            Refused::Unreadable | Refused::WrongContent(_) => Cause::Unreadable,
            Refused::Card(_) | Refused::OtherCard => Cause::Card,
            Refused::Unknown(_) => Cause::Unknown,
            Refused::Stopped(..) => Cause::Stopped,
            Refused::Lost(_) | Refused::Claimed(..) => Cause::Lost,
            Refused::Full(_) => Cause::Full,
            Refused::Destroyed(..) => Cause::Destroyed,
        }
    }
}

fn cause_of(why: &Refusal) -> Cause {
    match why {
        Refusal::TooLarge
        | Refusal::NotSealed
        | Refusal::DamagedSeal
        | Refusal::NotAParcel
        | Refusal::BadHeader
        | Refusal::WrongLength
        | Refusal::BadBodyHash
        | Refusal::BadPadding
        | Refusal::BadBody => Cause::Damaged,
        Refusal::NotForUs | Refusal::Forwarded { .. } => Cause::NotForUs,
        Refusal::NewerFormat(_) | Refusal::Unsupported(_) | Refusal::UnknownKind(_) => Cause::Newer,
        Refusal::UnknownSender(_) | Refusal::RevokedSender(_) => Cause::Sender,
        Refusal::BadSignature(_) => Cause::Unsigned,
    }
}

/// A parcel that was refused at some time, as the journal tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusing {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Why; none where an earlier version of the program kept no reason.
    pub cause: Option<Cause>,
}

/// Which entries are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Where there is something new: this office's own entries that the other is not known to hold.
    New,
    /// Both logs from the first entry, for an office that lost its store.
    Everything,
}

impl SyncReport {
    /// How far the round came.
    pub fn done(&self) -> Done {
        Done {
            sent: self.sent,
            collected: self.collected,
            taken_back: self.taken_back.iter().filter(|it| it.done.is_ok()).count(),
        }
    }
}

impl Desk {
    /// A handover that is not here, or cannot be read, costs its name and nothing of the round.
    pub(crate) fn people_of(&self, report: &SyncReport) -> People {
        let taken_back = report.taken_back.iter().map(|it| it.handover);
        let ids = report.refused.iter().filter_map(Refused::handover);
        let ids = ids.chain(taken_back);
        let named = ids.filter_map(|id| {
            let person = self.bare_folder(id).ok()??.record.person;
            (!person.is_empty()).then_some((id, person))
        });
        named.collect()
    }

    /// Parcels that were refused, the newest last, as far as the last `lines` of the journal tell.
    pub fn refusals(&self, lines: u64) -> Result<Vec<Refusing>, Problem> {
        self.right(Step::Read)?;
        let (last, _) = self.vault.head();
        let after = last.saturating_sub(lines);
        let lines = usize::try_from(lines).unwrap_or(usize::MAX);
        let told = self.vault.journal(after, lines)?.into_iter();
        let refused = told.filter(|it| it.event.act == Deed::Refused);
        Ok(refused
            .filter_map(|it| {
                let cause = Cause::of_code(&it.event.detail);
                // Other refusals tell of a handover, not of a parcel.
                let is_parcel = cause.is_some() || it.event.detail.is_empty();
                is_parcel.then_some(Refusing {
                    at: it.event.at,
                    cause,
                })
            })
            .collect())
    }
}

/// Whether the words of an entry are of use as the handover stands. Once it ended before the start those are what the receiver
/// says of why it ended, and, where it was declined, what it asked: that is what the sender is to put right. The receiver may
/// hold nothing of what the sender says; it would destroy it. What ended after the start destroys nothing: whoever has read it
/// keeps it.
pub(crate) fn are_of_use(state: &State, said: &Envelope) -> bool {
    let after_start = |it: &Ending| matches!(it, Ending::Discontinued(_));
    let declined = |it: &Ending| matches!(it, Ending::Declined(_));
    let may_be_held = said.side == Side::Receiver || state.started.is_some();
    state.endings.iter().all(after_start)
        || speaks_of_ending(&said.act) && may_be_held
        || matches!(said.act, Act::Asked { .. }) && state.endings.iter().any(declined)
}

/// Whether the entry is one of those that say why a handover ended, how consent was taken back, or what became of what was.
pub(crate) fn speaks_of_ending(act: &Act) -> bool {
    matches!(
        act,
        Act::Recalled
            | Act::Declined { .. }
            | Act::NotStarted
            | Act::Lapsed
            | Act::Discontinued { .. }
            | Act::ConsentWithdrawn { .. }
            | Act::Handled { .. }
    )
}

/// The member of staff an entry names as its writer.
pub fn writer(words: &Words) -> Option<&str> {
    words.get(WordKey::By)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_read_back_from_the_words_of_the_journal() {
        for cause in Cause::ALL {
            assert_eq!(Cause::of_code(cause.code()), Some(*cause));
        }
        for other in ["", "parcel", "unreadable", "claimed 5"] {
            assert_eq!(Cause::of_code(other), None, "{other}");
        }
    }
}
