//! Whom this office told that a person moves: the list of a handover, a row of it written, and whom it has still to tell.
//!
//! It stays in this office, under the handover's own key. What travels never comes from here.

use std::collections::BTreeSet;

use crate::codec::v1_contact::{decode_contacts, encode_contacts};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::contact::{
    Contact, LONGEST, MOST, Relatives, Report, Standing, Telling, Whom, listed, moves_since,
    next_number, with_interview, without,
};
use crate::domain::handover::dossier::State;
use crate::domain::handover::entry::{Act, Side};
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId, StaffId};
use crate::domain::section::ItemId;
use crate::domain::text::Line;
use crate::vault::{Change, Under};
use crate::workflow::alert::city;
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{AtHand, Folder, Part, entry_name, if_readable};
use crate::workflow::handover::deed;
use crate::workflow::never::Place;
use crate::workflow::problem::{Problem, Thing};

/// The list of a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// The handover.
    pub id: HandoverId,
    /// Kana and name of the person.
    pub person: String,
    /// The side this office is on: what each is told follows from it.
    pub side: Side,
    /// Today, by this office's clock.
    pub today: Day,
    /// The rows, in the order of their numbers.
    pub rows: Vec<ContactRow>,
}

/// One row, with the name of whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRow {
    /// What it says.
    pub contact: Contact,
    /// Who wrote it; none where the program lists it by itself, and where what is noted is of an interview agreed before: who wrote
    /// of this one since is in the journal alone.
    pub entered_by: Option<String>,
    /// Whether they may be told.
    pub telling: Telling,
}

impl ContactRow {
    /// Whether somebody has still to be told, and may be.
    pub fn is_open(&self) -> bool {
        self.contact.is_open() && self.telling == Telling::Open
    }
}

/// A row as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactForm {
    /// Whom there; empty where nobody is named.
    pub person: String,
    /// What was said; empty for the usual.
    pub what: String,
    /// What became of it; none where that stays as it stands.
    pub became: Option<Became>,
}

/// What became of telling somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// They were told: on this day, by this member of staff; whoever writes it where that is empty.
    Told(Day, String),
    /// It is not needed, because.
    NotNeeded(String),
    /// They have still to be told.
    Open,
}

/// Which row is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The one with this number.
    Number(u16),
    /// The one with this number, which stood for this name where it was seen.
    Seen(u16, String),
    /// A new one, for somebody of this name.
    New(String),
}

impl Contacts {
    /// Counts who has still to be told.
    pub fn open(&self) -> usize {
        let open = self.rows.iter().filter(|it| it.is_open());
        open.filter(|it| it.contact.is_somebody()).count()
    }
}

impl Desk {
    /// Whom this office tells of a move; the journal tells who looked.
    pub fn contacts(&mut self, id: HandoverId) -> Result<Contacts, Problem> {
        self.right(Step::Read)?;
        let folder = self.folder(id)?;
        let contacts = self.contacts_of(&folder)?;
        let case = folder.record.case.map(CaseId::to_bytes);
        self.enter(&[], Deed::CaseRead, case.or(Some(id.to_bytes())))?;
        Ok(contacts)
    }

    /// The same for whoever has just written a row, or has the handover open: that is in the journal already.
    pub fn contacts_again(&self, id: HandoverId) -> Result<Contacts, Problem> {
        self.right(Step::Read)?;
        self.contacts_of(&self.folder(id)?)
    }

    /// Writes a row of the list. Gives its number.
    ///
    /// # Errors
    /// `Stale` where another one stands there than was seen, `DayToCome`, `ListFull`.
    pub fn write_contact(
        &mut self,
        id: HandoverId,
        row: &Row,
        form: &ContactForm,
    ) -> Result<u16, Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Contact)?;
        let stored = self.stored_contacts(&folder)?;
        let mut contact = self.contact_to_write(&folder, &stored, row)?;
        contact.person = line_if_any(&form.person)?;
        contact.what = line_if_any(&form.what)?;
        let fallen = stored.iter().find(|it| it.only_shown_open_as(&contact));
        (contact.standing, contact.entered) = match (&form.became, fallen) {
            (Some(became), _) => (self.standing(became)?, self.written_now()),
            (None, Some(fallen)) => (fallen.standing.clone(), fallen.entered),
            (None, None) => (contact.standing, self.written_now()),
        };
        let texts = contact.texts();
        self.free_of_secrets(texts.into_iter().map(|it| (Place::Contact, it)))?;
        let number = contact.number;
        let mut rows = stored;
        rows.retain(|it| it.number != number);
        rows.push(contact);
        if MOST < rows.len() {
            return Err(Problem::ListFull(MOST));
        }
        rows.sort_by_key(|it| it.number);
        let change = contacts_change(&folder, &rows);
        folder.also(change);
        self.save(folder, deed(Step::Contact, id))?;
        Ok(number)
    }

    fn written_now(&self) -> Option<(StaffId, Day)> {
        Some((self.me.id, self.today()))
    }

    fn contact_to_write(
        &self,
        folder: &Folder,
        stored: &[Contact],
        row: &Row,
    ) -> Result<Contact, Problem> {
        let rows = self.rows_of(folder, stored);
        if let Row::New(name) = row {
            if MOST <= rows.len() {
                return Err(Problem::ListFull(MOST));
            }
            return Ok(Contact {
                number: next_number(&rows),
                whom: Whom::Other(Line::new(name, LONGEST)?),
                person: None,
                what: None,
                standing: Standing::Open,
                entered: None,
            });
        }
        let (number, seen) = match row {
            Row::Seen(number, seen) => (*number, Some(seen.as_str())),
            Row::Number(number) => (*number, None),
            Row::New(_) => (0, None),
        };
        let found = rows.into_iter().find(|it| it.number == number);
        let found = found.ok_or(Problem::Missing(Thing::Contact))?;
        let name = found.whom.name().map_or("", Line::as_str);
        match seen {
            Some(seen) if seen != name => Err(Problem::Stale),
            _ => Ok(found),
        }
    }

    fn standing(&self, became: &Became) -> Result<Standing, Problem> {
        Ok(match became {
            Became::Told(on, _) if self.today() < *on => return Err(Problem::DayToCome(*on)),
            Became::Told(on, by) => Standing::Told {
                on: *on,
                by: line_if_any(by)?.unwrap_or_else(|| self.me.name.clone()),
            },
            Became::NotNeeded(because) => Standing::NotNeeded {
                because: Some(Line::new(because, LONGEST)?),
            },
            Became::Open => Standing::Open,
        })
    }

    fn contacts_of(&self, folder: &Folder) -> Result<Contacts, Problem> {
        let stored = self.stored_contacts(folder)?;
        let relatives = relatives(&folder.state());
        let rows = self.rows_of(folder, &stored).into_iter();
        let rows = rows.map(|contact| ContactRow {
            entered_by: contact
                .entered
                .filter(|_| !stored.iter().any(|it| it.only_shown_open_as(&contact)))
                .map(|(by, _)| self.staff_name(by)),
            telling: Telling::of(&contact, relatives),
            contact,
        });
        Ok(Contacts {
            id: folder.record.id,
            person: folder.record.person.clone(),
            side: folder.record.side,
            today: self.today(),
            rows: rows.collect(),
        })
    }

    /// A case that cannot be read names nobody; the list is shown all the same.
    fn rows_of(&self, folder: &Folder, stored: &[Contact]) -> Vec<Contact> {
        let case = folder.record.case.map(|it| self.case_summary(it));
        let case = case.and_then(Result::ok);
        let settings = self.settings().unwrap_or_default();
        let report = Report::of(settings.at(case.as_ref().and_then(city).as_deref()));
        let state = folder.state();
        let rows = listed(stored, case.as_ref(), relatives(&state), report);
        with_interview(rows, &state, folder.record.side, agreed_since(folder))
    }

    /// Who of the list has still to be told, once it is sure that the person moves; nobody before.
    pub(crate) fn still_to_tell(&self, folder: &Folder) -> Result<Vec<Contact>, Problem> {
        if moves_since(&folder.state(), folder.record.side).is_none() {
            return Ok(Vec::new());
        }
        let rows = self.contacts_of(folder)?.rows.into_iter();
        let open = rows.filter(|it| it.is_open() && it.contact.is_somebody());
        Ok(open.map(|it| it.contact).collect())
    }

    /// Whether it is written that the report of contracts was sent, or is not needed.
    pub(crate) fn report_is_settled(&self, folder: &Folder) -> Result<bool, Problem> {
        let stored = self.stored_contacts(folder)?;
        Ok(stored.iter().any(|it| it.is_report() && !it.is_open()))
    }

    /// Whether it is written that the first interview took place, or that it did not: of the acceptance that stands, and not of
    /// one that fell.
    pub(crate) fn interview_is_settled(&self, folder: &Folder) -> Result<bool, Problem> {
        let since = agreed_since(folder);
        let stored = self.stored_contacts(folder)?;
        let settled = |it: &Contact| it.is_interview() && it.says_since(since);
        Ok(stored.iter().any(settled))
    }

    pub(crate) fn stored_contacts(&self, folder: &Folder) -> Result<Vec<Contact>, Problem> {
        let name = entry_name(folder.record.id, Part::Contacts);
        match self.vault.read(name)? {
            None => Ok(Vec::new()),
            Some(stored) => decode_contacts(&stored.body).map_err(|_| Problem::Unreadable),
        }
    }

    /// Takes the list along when the handover leaves its folder next, less what came under items that were taken back; nothing
    /// of it but that the report was sent and that the first interview took place, or did not, where nothing of the offer it was
    /// made for, `offered`, is left. What cannot be read is not taken along: it keeps nothing from being destroyed.
    pub(crate) fn carry_contacts_over(
        &self,
        folder: &mut Folder,
        offered: &BTreeSet<ItemId>,
        items: &BTreeSet<ItemId>,
    ) -> Result<(), Problem> {
        let all_gone = !items.is_empty() && offered.is_subset(items);
        let stored = if_readable(self.contacts_at_hand(folder))?.unwrap_or_default();
        if stored.is_empty() {
            return Ok(());
        }
        let left = match all_gone {
            true => stored
                .into_iter()
                .filter_map(|it| without(vec![it.settled()?], items).pop())
                .collect(),
            false => without(stored, items),
        };
        let change = contacts_change(folder, &left);
        folder.also(change);
        Ok(())
    }

    /// The list as it is written with the rest, where it is; else as it is kept, unless everything kept was left behind.
    fn contacts_at_hand(&self, folder: &Folder) -> Result<Vec<Contact>, Problem> {
        match folder.at_hand(Part::Contacts) {
            AtHand::Fresh(body) => decode_contacts(body).map_err(|_| Problem::Unreadable),
            AtHand::Kept => self.stored_contacts(folder),
            AtHand::LeftBehind => Ok(Vec::new()),
        }
    }
}

/// The day the acceptance that stands was written, or the one agreed in it where that lies before; none where none stands.
fn agreed_since(folder: &Folder) -> Option<Day> {
    let agreed = folder.state().acceptance?.interview;
    let replied = folder.dossier.log(Side::Receiver).iter().rev();
    let mut replied = replied.map(|it| &it.envelope);
    let accepted = replied.find(|it| matches!(it.act, Act::Accepted { .. }))?;
    Some(accepted.written.min(agreed))
}

fn contacts_change(folder: &Folder, rows: &[Contact]) -> Change {
    put(
        entry_name(folder.record.id, Part::Contacts),
        Under::Folder(folder.record.folder),
        Vec::new(),
        encode_contacts(rows),
    )
}

fn relatives(state: &State) -> Relatives {
    let named = state.offer.as_ref().map(|it| &it.manifest.items);
    let agree = named.is_some_and(|it| it.contains(&ItemId::Family))
        && !state.taken_back().contains(&ItemId::Family);
    match agree {
        true => Relatives::Agree,
        false => Relatives::AreNotNamed,
    }
}

fn line_if_any(text: &str) -> Result<Option<Line>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => Ok(Some(Line::new(text, LONGEST)?)),
    }
}
