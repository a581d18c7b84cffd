//! Making and opening the vault, and who may open it.
//!
//! What is in it is the business of the other files.

use std::io;
use std::path::{Path, PathBuf};

use crate::codec::v1;
use crate::domain::audit::Act as Deed;
use crate::domain::handover::permit::Step;
use crate::domain::id::StaffId;
use crate::domain::office::OfficeProfile;
use crate::domain::staff::{Role, Staff, Standing};
use crate::domain::text::Line;
use crate::vault::{Cost, Notice, Place, Setup, Shelf, Status, Under, Vault, VaultError};
use crate::workflow::alike::ToldApart;
use crate::workflow::clock::Outside;
use crate::workflow::desk::{Desk, put, read_staff};
use crate::workflow::erasing::Unpaid;
use crate::workflow::never;
use crate::workflow::never::{Asked, Asking};
use crate::workflow::post::Done;
use crate::workflow::problem::Problem;
use crate::workflow::remark::Plain;
use crate::workflow::remembered::Remembered;
use crate::workflow::{Passphrase, problem::Thing};

pub use crate::vault::RecoverySheet;

/// Where an office keeps its store, and the little it keeps outside it.
#[derive(Clone, Debug)]
pub struct Home {
    /// The vault's folder.
    pub vault: PathBuf,
    /// The file, outside the vault, that remembers how far it had come.
    pub heads: PathBuf,
}

/// What one try of a passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// The design's: about a second, 256 MiB; less on a small machine.
    Standard,
    /// The least that is taken, for sample data and tests: 64 MiB.
    Least,
    /// Next to nothing, for tests that are about something else; no release has it.
    #[cfg(debug_assertions)]
    Trifle,
}

/// A person who shall be able to sign in.
pub struct Newcomer {
    /// The name to sign in with.
    pub name: Line,
    /// The role.
    pub role: Role,
    /// The passphrase.
    pub passphrase: Passphrase,
}

impl Home {
    /// A home all in one folder, as `--home` names it.
    pub fn under(folder: &Path) -> Home {
        Home {
            vault: folder.join("vault"),
            heads: folder.join("state").join("heads"),
        }
    }

    fn place(&self) -> Place {
        Place::on_disk(self.vault.clone(), self.heads.clone())
    }
}

/// Writes a new file that only its owner can read, durably. A file that is there already is left alone.
pub fn write_new_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    outside().disk.write_new(path, bytes)?;
    outside().disk.sync(path)
}

/// A new file that only its owner can read, made empty before the journal has its line: where the name is taken, or nothing may
/// be written there, that is told before anything counts as having left. Given up before it was written, it goes again.
#[derive(Debug)]
pub struct NewFile {
    /// Where it is; nothing once it is written.
    empty: Option<PathBuf>,
}

impl NewFile {
    /// Makes it, empty. A file that is there already is left alone.
    pub fn at(path: &Path) -> io::Result<NewFile> {
        outside().disk.write_new(path, b"")?;
        let empty = Some(path.to_owned());
        Ok(NewFile { empty })
    }

    /// Writes it, durably. Where that fails, what was written of it goes again.
    pub fn write(mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(path) = &self.empty {
            outside().disk.append(path, bytes)?;
            outside().disk.sync(path)?;
        }
        self.empty = None;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(path) = &self.empty {
            // An empty file that stays harms nobody: the next one is given another name.
            let _ = outside().disk.remove(path);
        }
    }
}

fn outside() -> Place {
    Place::on_disk(PathBuf::new(), PathBuf::new())
}

/// Makes a folder for its owner alone, and those above it.
pub fn make_folder(path: &Path) -> io::Result<()> {
    outside().disk.create_dir_all(path)
}

impl Strength {
    fn cost(self) -> Cost {
        match self {
            Strength::Standard => Cost::standard(),
            Strength::Least => Cost::floor(),
            #[cfg(debug_assertions)]
            Strength::Trifle => Cost::trifle(),
        }
    }
}

impl Desk {
    /// Makes the store of an office with its first member of staff, and no shared folder yet.
    pub fn init(
        home: &Home,
        profile: OfficeProfile,
        first: Newcomer,
        strength: Strength,
        outside: Box<dyn Outside>,
    ) -> Result<(Desk, RecoverySheet), Problem> {
        let asking = Asking::Each;
        Desk::init_with_mailbox(home, profile, None, first, strength, asking, outside)
    }

    /// Makes the store of an office, with the folder its parcels travel through, in one step: one that was cut short
    /// is no store.
    ///
    /// # Errors
    /// `NeverStored` where something of what the office says of itself looks like it, and nobody has said that it is none.
    pub fn init_with_mailbox(
        home: &Home,
        profile: OfficeProfile,
        mailbox: Option<PathBuf>,
        first: Newcomer,
        strength: Strength,
        asking: Asking,
        outside: Box<dyn Outside>,
    ) -> Result<(Desk, RecoverySheet), Problem> {
        check(&first.passphrase)?;
        asking.lets_by(never::founding_traces(&profile, &first.name))?;
        let me = staff(&first, outside.id());
        let setup = setup(first, &me, strength);
        let (vault, sheet) = Vault::begin(home.place(), setup)?;
        let mut desk = Desk {
            vault,
            outside,
            me,
            profile,
            mailbox,
            asked: Asked::default(),
            told_apart: ToldApart::default(),
            unpaid: Unpaid::default(),
            erased: Vec::new(),
            remembered: Remembered::default(),
            unanswered: Vec::new(),
            untold: Vec::new(),
            so_far: Done::default(),
        };
        let mut changes = vec![Desk::profile_change(&desk.profile), staff_change(&desk.me)];
        changes.extend(desk.mailbox.as_deref().map(Desk::mailbox_change));
        desk.enter(&changes, Deed::Init, None)?;
        desk.vault.finish()?;
        Ok((desk, sheet))
    }

    /// Opens the store for a member of staff.
    pub fn open(
        home: &Home,
        name: &str,
        passphrase: &Passphrase,
        outside: Box<dyn Outside>,
    ) -> Result<Desk, Problem> {
        Desk::open_at(home.place(), name, passphrase, outside)
    }

    /// The same wherever the store lies, on whatever disk.
    pub fn open_at(
        place: Place,
        name: &str,
        passphrase: &Passphrase,
        outside: Box<dyn Outside>,
    ) -> Result<Desk, Problem> {
        Desk::enter_open(Vault::unlock(place, name, passphrase)?, outside)
    }

    /// Opens the store with its recovery sheet, for a new account, and makes a new sheet. The old one opens the store
    /// as well until [`Desk::keep_only_sheet`]: killed anywhere before, somebody still gets in with it.
    pub fn recover(
        home: &Home,
        sheet: &str,
        newcomer: Newcomer,
        strength: Strength,
        asking: Asking,
        outside: Box<dyn Outside>,
    ) -> Result<(Desk, RecoverySheet), Problem> {
        check(&newcomer.passphrase)?;
        asking.lets_by(never::name_traces(&newcomer.name))?;
        let me = staff(&newcomer, outside.id());
        let setup = setup(newcomer, &me, strength);
        let (vault, sheet) = Vault::open_with_sheet(home.place(), sheet, setup)?;
        let profile = Desk::read_profile(&vault)?;
        let mailbox = Desk::read_mailbox(&vault)?;
        let mut desk = Desk {
            vault,
            outside,
            me,
            profile,
            mailbox,
            asked: Asked::default(),
            told_apart: ToldApart::default(),
            unpaid: Unpaid::default(),
            erased: Vec::new(),
            remembered: Remembered::default(),
            unanswered: Vec::new(),
            untold: Vec::new(),
            so_far: Done::default(),
        };
        desk.tell_of_keyring()?;
        desk.enter(&[staff_change(&desk.me)], Deed::Recovered, None)?;
        Ok((desk, sheet))
    }

    /// The keyring is a file of its own: where somebody changed it and the power went before the line, the line is
    /// entered now.
    fn tell_of_keyring(&mut self) -> Result<(), Problem> {
        if self.vault.notices().contains(&Notice::KeyringUntold) {
            let mut event = self.event_of_program(Deed::SettingChanged, None);
            event.detail = Plain::Keyring.code().to_owned();
            self.vault.commit(&[], &event)?;
        }
        Ok(())
    }

    fn enter_open(vault: Vault, outside: Box<dyn Outside>) -> Result<Desk, Problem> {
        let id = StaffId::from_bytes(vault.account_id());
        let me = read_staff(&vault)?.into_iter().find(|it| it.id == id);
        let me = me
            .filter(Staff::is_active)
            .ok_or(VaultError::WrongPassphrase)?;
        let profile = Desk::read_profile(&vault)?;
        let mailbox = Desk::read_mailbox(&vault)?;
        let failed = vault.failed_unlocks();
        let mut desk = Desk {
            vault,
            outside,
            me,
            profile,
            mailbox,
            asked: Asked::default(),
            told_apart: ToldApart::default(),
            unpaid: Unpaid::default(),
            erased: Vec::new(),
            remembered: Remembered::default(),
            unanswered: Vec::new(),
            untold: Vec::new(),
            so_far: Done::default(),
        };
        desk.tell_of_keyring()?;
        if 0 < failed {
            desk.enter(&[], Deed::FailedUnlocks(failed), None)?;
        }
        desk.enter(&[], Deed::Unlock, None)?;
        // What an interrupted command left owing is done before anybody looks.
        desk.unpaid = desk.pay_all_debts()?;
        let Unpaid { unreadable, unpaid } = desk.unpaid.clone();
        for (ids, remark) in [(unreadable, Plain::Unreadable), (unpaid, Plain::Unpaid)] {
            for id in ids {
                let mut event = desk.event_of_program(Deed::Refused, Some(id.to_bytes()));
                event.detail = remark.code().to_owned();
                desk.vault.commit(&[], &event)?;
            }
        }
        Ok(desk)
    }

    /// Makes an account for another member of staff.
    pub fn add_staff(
        &mut self,
        newcomer: Newcomer,
        strength: Strength,
    ) -> Result<StaffId, Problem> {
        self.right(Step::Manage)?;
        check(&newcomer.passphrase)?;
        self.free_of_secrets([(never::Place::Staff, newcomer.name.as_str())])?;
        let mut named = self.staff()?;
        named.retain(|it| it.name == newcomer.name);
        let accounts = self.vault.accounts();
        let opens = |it: &Staff| {
            let mut accounts = accounts.iter();
            accounts.any(|one| one.id == it.id.to_bytes() && one.status == Status::Active)
        };
        if named.iter().any(opens) {
            return Err(Problem::NameTaken);
        }
        // Whoever left and bore the same name is somebody else: what they did stays theirs.
        let member = match named.into_iter().find(Staff::is_active) {
            // An earlier try was interrupted between the record and the account.
            Some(it) => Staff {
                role: newcomer.role,
                ..it
            },
            None => staff(&newcomer, self.outside.id()),
        };
        // The record comes first: an account without one could sign in and be nobody.
        self.enter(
            &[staff_change(&member)],
            Deed::StaffChanged,
            Some(member.id.to_bytes()),
        )?;
        let event = self.event(Deed::StaffAdded, Some(member.id.to_bytes()));
        self.vault
            .add_account(&setup(newcomer, &member, strength), &event)?;
        Ok(member.id)
    }

    /// Shuts out a member of staff who has left. They open the store no more; what they did stays under their name, and
    /// what they had typed and not saved goes. The recovery sheet is not theirs and still opens, and so does a copy of
    /// the store that they took away before.
    ///
    /// # Errors
    /// `OwnAccount`: nobody shuts out themselves, so one manager is always left. `LeftAlready`.
    pub fn close_staff(&mut self, id: StaffId) -> Result<(), Problem> {
        self.right(Step::Manage)?;
        if id == self.me.id {
            return Err(Problem::OwnAccount);
        }
        let known = self.staff()?.into_iter().find(|it| it.id == id);
        let member = known.ok_or(Problem::Missing(Thing::Staff))?;
        let worked = member.is_active();
        if worked {
            // The record comes first: whoever is not active in it is let in no more, wherever the rest is cut short.
            let left = Staff {
                standing: Standing::Left,
                ..member
            };
            self.enter(
                &[staff_change(&left)],
                Deed::StaffChanged,
                Some(id.to_bytes()),
            )?;
        }
        self.drop_drafts_by(id)?;
        let event = self.event(Deed::StaffLeft, Some(id.to_bytes()));
        match self.vault.close_account(id.to_bytes(), &event) {
            Ok(_) => Ok(()),
            // Their account had never been made, or was closed before.
            Err(VaultError::NoSuchAccount) if worked => Ok(()),
            Err(VaultError::NoSuchAccount) => Err(Problem::LeftAlready),
            Err(other) => Err(other.into()),
        }
    }

    /// Changes the acting person's own passphrase.
    pub fn change_passphrase(
        &mut self,
        old: &Passphrase,
        new: &Passphrase,
        strength: Strength,
    ) -> Result<(), Problem> {
        check(new)?;
        let event = self.event(Deed::PassphraseChanged, Some(self.me.id.to_bytes()));
        self.vault
            .change_passphrase(old, new, strength.cost(), &event)?;
        Ok(())
    }

    /// Makes a new recovery sheet; every earlier one is void once it was shown, see [`Desk::keep_only_sheet`]. For a
    /// sheet that was lost, seen by somebody, or never printed because the founding was cut short.
    pub fn new_sheet(&mut self) -> Result<RecoverySheet, Problem> {
        self.right(Step::Manage)?;
        let mut event = self.event(Deed::SettingChanged, None);
        event.detail = Plain::NewSheet.code().to_owned();
        Ok(self.vault.add_sheet(&event)?)
    }

    /// Voids every recovery sheet but this one. Only once it was shown: before, nobody could have written it down.
    pub fn keep_only_sheet(&mut self, sheet: &RecoverySheet) -> Result<(), Problem> {
        let mut event = self.event(Deed::SettingChanged, None);
        event.detail = Plain::OnlySheet.code().to_owned();
        Ok(self.vault.keep_only_sheet(sheet, &event)?)
    }

    /// What was noticed, and mended, while the store was opened.
    pub fn notices(&self) -> &[Notice] {
        self.vault.notices()
    }

    /// Handovers for which what the program owes could not be done when the store was opened.
    pub fn unpaid(&self) -> &Unpaid {
        &self.unpaid
    }

    /// Finds a member of staff by name: who works here before who bore the same name and left.
    pub fn find_staff(&self, name: &str) -> Result<Staff, Problem> {
        let mut named = self.staff()?;
        named.retain(|it| it.name.as_str() == name);
        named.sort_by_key(|it| !it.is_active());
        let found = named.into_iter().next();
        found.ok_or(Problem::Missing(Thing::Staff))
    }

    /// Finds who is meant by a name as people write it down: the whole of it, or of who works here the one whose name
    /// begins so, spaces left out.
    pub fn find_colleague(&self, typed: &str) -> Result<Staff, Problem> {
        if let Ok(found) = self.find_staff(typed) {
            return Ok(found);
        }
        let close = |it: &str| it.chars().filter(|it| !it.is_whitespace()).collect();
        let wanted: String = close(typed);
        let mut here = self.staff()?;
        here.retain(Staff::is_active);
        let begins = |it: &&Staff| close(it.name.as_str()).starts_with(&wanted);
        let mut found = here.iter().filter(begins).filter(|_| !wanted.is_empty());
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one.clone()),
            (Some(_), Some(_)) => Err(Problem::Ambiguous(Thing::Staff)),
            _ => Err(Problem::NoColleague(
                here.into_iter().map(|it| it.name).collect(),
            )),
        }
    }
}

fn check(passphrase: &Passphrase) -> Result<(), Problem> {
    match passphrase.too_short() {
        true => Err(Problem::WeakPassphrase),
        false => Ok(()),
    }
}

fn staff(newcomer: &Newcomer, id: [u8; 16]) -> Staff {
    Staff {
        id: StaffId::from_bytes(id),
        name: newcomer.name.clone(),
        role: newcomer.role,
        standing: Standing::Active,
    }
}

fn setup(newcomer: Newcomer, member: &Staff, strength: Strength) -> Setup {
    Setup {
        account: member.id.to_bytes(),
        name: newcomer.name.as_str().to_owned(),
        passphrase: newcomer.passphrase,
        cost: strength.cost(),
    }
}

fn staff_change(member: &Staff) -> crate::vault::Change {
    let name = crate::vault::Name {
        shelf: Shelf::Staff,
        id: member.id.to_bytes(),
    };
    put(name, Under::Office, Vec::new(), v1::encode_staff(member))
}
