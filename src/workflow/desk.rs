//! The desk: an open vault, who acts, and what comes from outside.
//!
//! What can be done at it is in the files beside; here is what they share.

use std::path::{Path, PathBuf};

use crate::codec::v1;
use crate::domain::audit::{Act as Deed, Event, PROGRAM};
use crate::domain::calendar::Day;
use crate::domain::handover::permit::{Actor, Step, has_right};
use crate::domain::id::{OfficeId, StaffId};
use crate::domain::office::OfficeProfile;
use crate::domain::staff::Staff;
use crate::domain::text::{Paragraph, TextRefused};
use crate::exchange::card;
use crate::vault::{Change, Expect, Name, Shelf, Under, Vault};
use crate::workflow::alike::ToldApart;
use crate::workflow::clock::Outside;
use crate::workflow::erasing::Unpaid;
use crate::workflow::never::Asked;
use crate::workflow::post::{Done, TakenBack};
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::remembered::Remembered;
use crate::workflow::send::Handed;

/// An office at work: one member of staff at one open vault.
pub struct Desk {
    pub(crate) vault: Vault,
    pub(crate) outside: Box<dyn Outside>,
    pub(crate) me: Staff,
    pub(crate) profile: OfficeProfile,
    pub(crate) mailbox: Option<PathBuf>,
    /// How it is asked about what is never stored.
    pub(crate) asked: Asked,
    /// Who was said to be another person than somebody here.
    pub(crate) told_apart: ToldApart,
    /// What could not be done when the store was opened.
    pub(crate) unpaid: Unpaid,
    /// The cases and handovers of which something was erased since the store was opened, in that order.
    pub(crate) erased: Vec<[u8; 16]>,
    /// What was read of the whole store since anything was written.
    pub(crate) remembered: Remembered,
    /// Parcels the shared folder gave no answer about: they may come to lie there yet.
    pub(crate) unanswered: Vec<Handed>,
    /// Parcels that were taken away, until a round that is over has told of them.
    pub(crate) untold: Vec<TakenBack>,
    /// How far the round came that goes on, or that failed last.
    pub(crate) so_far: Done,
}

const PROFILE: Name = Name {
    shelf: Shelf::Setting,
    id: *b"profile\0\0\0\0\0\0\0\0\0",
};
const MAILBOX: Name = Name {
    shelf: Shelf::Setting,
    id: *b"mailbox\0\0\0\0\0\0\0\0\0",
};

impl Desk {
    /// Today, by this office's clock.
    pub fn today(&self) -> Day {
        self.outside.today()
    }

    /// The member of staff who acts.
    pub fn me(&self) -> &Staff {
        &self.me
    }

    /// What this office says of itself.
    pub fn profile(&self) -> &OfficeProfile {
        &self.profile
    }

    /// This office's id.
    pub fn office_id(&self) -> OfficeId {
        let keys = self.vault.office();
        card::office_id(&keys.signing.public(), &keys.sealing.recipient())
    }

    /// The shared folder parcels travel through, if one is set.
    pub fn mailbox(&self) -> Option<&PathBuf> {
        self.mailbox.as_ref()
    }

    /// Sets the shared folder.
    pub fn set_mailbox(&mut self, folder: PathBuf) -> Result<(), Problem> {
        self.right(Step::Manage)?;
        let change = Desk::mailbox_change(&folder);
        self.enter(&[change], Deed::SettingChanged, None)?;
        self.mailbox = Some(folder);
        Ok(())
    }

    /// Refuses when the acting role has no right to the step.
    pub(crate) fn right(&self, step: Step) -> Result<(), Problem> {
        match has_right(Actor::Staff(self.me.role), step) {
            true => Ok(()),
            false => Err(Problem::Denied {
                step,
                why: crate::domain::handover::permit::Denied::NoRight,
            }),
        }
    }

    /// Commits changes with the line of the journal that tells of them.
    pub(crate) fn enter(
        &mut self,
        changes: &[Change],
        act: Deed,
        subject: Option<[u8; 16]>,
    ) -> Result<u64, Problem> {
        let event = self.event(act, subject);
        let number = self.vault.commit(changes, &event)?;
        self.keep_answers_of_done();
        Ok(number)
    }

    /// Commits what the program does by itself, with the line that tells of it: it is nobody's deed, whoever signed in.
    pub(crate) fn enter_by_program(
        &mut self,
        changes: &[Change],
        act: Deed,
        subject: Option<[u8; 16]>,
    ) -> Result<u64, Problem> {
        let event = self.event_of_program(act, subject);
        Ok(self.vault.commit(changes, &event)?)
    }

    /// A line of the journal, by the program, now.
    pub(crate) fn event_of_program(&self, act: Deed, subject: Option<[u8; 16]>) -> Event {
        Event {
            actor: PROGRAM,
            ..self.event(act, subject)
        }
    }

    /// A line of the journal, by whoever acts, now.
    pub(crate) fn event(&self, act: Deed, subject: Option<[u8; 16]>) -> Event {
        Event {
            at: self.outside.now_ms(),
            actor: self.me.id.to_bytes(),
            act,
            subject,
            detail: String::new(),
        }
    }

    pub(crate) fn profile_change(profile: &OfficeProfile) -> Change {
        put(
            PROFILE,
            Under::Office,
            Vec::new(),
            v1::encode_profile(profile),
        )
    }

    pub(crate) fn read_profile(vault: &Vault) -> Result<OfficeProfile, Problem> {
        let stored = vault.read(PROFILE)?.ok_or(Problem::Unreadable)?;
        v1::decode_profile(&stored.body).map_err(|_| Problem::Unreadable)
    }

    pub(crate) fn mailbox_change(folder: &Path) -> Change {
        let body = folder.to_string_lossy().into_owned().into_bytes();
        put(MAILBOX, Under::Office, Vec::new(), body)
    }

    pub(crate) fn read_mailbox(vault: &Vault) -> Result<Option<PathBuf>, Problem> {
        let stored = vault.read(MAILBOX)?;
        Ok(stored.map(|it| PathBuf::from(String::from_utf8_lossy(&it.body).into_owned())))
    }

    /// Every member of staff.
    pub fn staff(&self) -> Result<Vec<Staff>, Problem> {
        read_staff(&self.vault)
    }

    /// The name of a member of staff, for lists.
    pub fn staff_name(&self, id: StaffId) -> String {
        let staff = self.staff().unwrap_or_default();
        let found = staff.into_iter().find(|it| it.id == id);
        found.map_or_else(String::new, |it| it.name.as_str().to_owned())
    }
}

pub(crate) fn read_staff(vault: &Vault) -> Result<Vec<Staff>, Problem> {
    let mut staff = Vec::new();
    for (id, _, _) in vault.heads(Shelf::Staff)? {
        let stored = vault
            .read(Name {
                shelf: Shelf::Staff,
                id,
            })?
            .ok_or(Problem::Unreadable)?;
        staff.push(v1::decode_staff(&stored.body).map_err(|_| Problem::Unreadable)?);
    }
    staff.sort_by(|a: &Staff, b| (a.role, a.name.as_str()).cmp(&(b.role, b.name.as_str())));
    Ok(staff)
}

/// A change that writes whatever was there before.
pub(crate) fn put(name: Name, under: Under, head: Vec<u8>, body: Vec<u8>) -> Change {
    Change::Put {
        name,
        expect: Expect::Any,
        under,
        head,
        body,
    }
}

/// A text of at most 2,000 characters, as steps take it.
pub(crate) fn paragraph(text: &str) -> Result<Paragraph, TextRefused> {
    Paragraph::new(text, 2_000)
}

/// The one id that begins so, in hexadecimal. Four characters are the least.
pub fn pick<T: Copy + std::fmt::Display>(
    typed: &str,
    all: &[T],
    thing: Thing,
) -> Result<T, Problem> {
    let typed = typed.trim().to_lowercase();
    if typed.len() < 4 {
        return Err(Problem::Missing(thing));
    }
    let mut found = all.iter().filter(|it| it.to_string().starts_with(&typed));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(*one),
        (None, _) => Err(Problem::Missing(thing)),
        (Some(_), Some(_)) => Err(Problem::Ambiguous(thing)),
    }
}
