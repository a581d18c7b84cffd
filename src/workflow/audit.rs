//! Who did what to which case, and whether the chain that says so holds.
//!
//! The journal is the vault's; here it is only read. Members of staff and other offices are named. Of a case or a handover
//! whoever may read cases is told whose it is; anybody else, such as the auditor, its number only.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::audit::{Act as Deed, PROGRAM};
use crate::domain::calendar::Day;
use crate::domain::handover::permit::{Actor, Step, has_right};
use crate::domain::id::{CaseId, HandoverId, OfficeId, StaffId};
use crate::domain::search::matches;
use crate::vault::{Shelf, Verified};
use crate::workflow::clock::{day_here, time_here};
use crate::workflow::desk::Desk;
use crate::workflow::inbox::LOOKED_THROUGH;
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::remark::Remark;

pub use crate::vault::{Line, Words};

/// A line of the journal with whoever did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// The line.
    pub line: Line,
    /// Whose deed it was.
    pub by: Doer,
    /// The name of the member of staff or the office it was done to, where it was one; of the person whose case or handover it
    /// was, for whoever may read cases.
    pub about: Option<String>,
    /// When it was done, by the clock on the wall here.
    pub here: String,
    /// What its few words tell.
    pub remark: Remark,
    /// How many numbers after it tell of nothing anybody did: what stays was carried over when the store was written
    /// anew, as an erasure does.
    pub carried: u64,
}

/// Whose deed a line tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doer {
    /// That of the member of staff of this name.
    Staff(String),
    /// Nobody's: the program did what it owed, in somebody's session.
    Program,
}

/// Who has a name in the journal, by the id a line gives.
struct Names {
    staff: BTreeMap<[u8; 16], String>,
    offices: BTreeMap<[u8; 16], String>,
    people: BTreeMap<[u8; 16], String>,
}

/// Which lines of the journal are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditWanted {
    /// Of one case, with its handovers, or of one handover; none for all.
    pub subject: Option<[u8; 16]>,
    /// Done by whoever bears this name or bore it; none for everybody and the program.
    pub by: Option<String>,
    /// Not before this day, by the calendar here.
    pub from: Option<Day>,
    /// Not after this day.
    pub to: Option<Day>,
    /// The newest, so many at most.
    pub limit: usize,
}

impl AuditWanted {
    fn is_of_day(&self, line: &Line) -> bool {
        let on = day_here(line.event.at);
        self.from.is_none_or(|it| it <= on) && self.to.is_none_or(|it| on <= it)
    }
}

impl Names {
    fn doer(&self, actor: [u8; 16]) -> Doer {
        match actor {
            PROGRAM => Doer::Program,
            other => Doer::Staff(self.staff.get(&other).cloned().unwrap_or_default()),
        }
    }

    fn about(&self, line: &Line) -> Option<String> {
        let subject = line.event.subject?;
        let all = match line.event.act {
            Deed::StaffAdded
            | Deed::StaffChanged
            | Deed::StaffLeft
            | Deed::PassphraseChanged
            | Deed::Unlock
            | Deed::Recovered => &self.staff,
            Deed::CardKept | Deed::CardVerified | Deed::CardRevoked => &self.offices,
            // Parcels nobody opened are of an office.
            Deed::Refused | Deed::Collected if self.offices.contains_key(&subject) => &self.offices,
            _ => &self.people,
        };
        all.get(&subject).cloned()
    }
}

impl Desk {
    /// Lines of the journal, the newest last; of one case or handover when it is named. A case's lines are also
    /// those of its handovers.
    pub fn audit(
        &self,
        subject: Option<[u8; 16]>,
        limit: usize,
    ) -> Result<Vec<AuditLine>, Problem> {
        self.audit_of(&AuditWanted {
            subject,
            by: None,
            from: None,
            to: None,
            limit,
        })
    }

    /// The same of some days, or of one member of staff.
    ///
    /// # Errors
    /// `Denied`; `Missing` where nobody ever bore the name.
    pub fn audit_of(&self, wanted: &AuditWanted) -> Result<Vec<AuditLine>, Problem> {
        self.right(Step::ReadAudit)?;
        let (last, _) = self.vault.head();
        let lines = self
            .vault
            .journal(0, usize::try_from(last).unwrap_or(usize::MAX))?;
        let next = lines.iter().skip(1).map(|it| it.seq);
        let next: Vec<u64> = next.chain([last + 1]).collect();
        let mut lines: Vec<(Line, u64)> = lines.into_iter().zip(next).collect();
        lines.retain(|(line, _)| wanted.is_of_day(line));
        if let Some(subject) = wanted.subject {
            let meant = self.with_handovers(subject)?;
            let is_meant = |it: &Line| it.event.subject.is_some_and(|it| meant.contains(&it));
            lines.retain(|(line, _)| is_meant(line));
        }
        if let Some(name) = &wanted.by {
            let of_name = self.staff_named(name)?;
            lines.retain(|(line, _)| of_name.contains(&line.event.actor));
        }
        let skip = lines.len().saturating_sub(wanted.limit);
        let names = self.names()?;
        let shown = lines.into_iter().skip(skip);
        let named = shown.map(|(line, next)| AuditLine {
            carried: next - line.seq - 1,
            by: names.doer(line.event.actor),
            about: names.about(&line),
            here: time_here(line.event.at),
            remark: Remark::of_code(&line.event.detail),
            line,
        });
        Ok(named.collect())
    }

    /// Who did something last, as far as the newest lines of the journal tell.
    pub(crate) fn last_to(&self, what: Deed) -> Result<Option<StaffId>, Problem> {
        let (last, _) = self.vault.head();
        let after = last.saturating_sub(LOOKED_THROUGH);
        let lines = usize::try_from(LOOKED_THROUGH).unwrap_or(usize::MAX);
        let lines = self.vault.journal(after, lines)?;
        let found = lines.into_iter().rev().map(|it| it.event);
        let found = found
            .filter(|it| it.actor != PROGRAM)
            .find(|it| it.act == what);
        Ok(found.map(|it| StaffId::from_bytes(it.actor)))
    }

    /// The case or handover the journal is asked about: whose id begins so, or, for whoever may read cases, that of the person
    /// who is called so.
    ///
    /// # Errors
    /// `Missing`; `Ambiguous` where it may be several.
    pub fn find_audited(&self, typed: &str) -> Result<[u8; 16], Problem> {
        match self.find_case(typed) {
            Ok(id) => return Ok(id.to_bytes()),
            Err(Problem::Missing(_)) => {}
            Err(other) => return Err(other),
        }
        match self.find_handover(typed) {
            Ok(id) => Ok(id.to_bytes()),
            Err(Problem::Missing(_)) => self.of_person(typed),
            Err(other) => Err(other),
        }
    }

    /// The case, or of somebody without one the handover; between people of one name nobody is guessed, whichever of the two
    /// they have.
    fn of_person(&self, typed: &str) -> Result<[u8; 16], Problem> {
        let looked_for = !typed.trim().is_empty();
        if !looked_for || !has_right(Actor::Staff(self.me.role), Step::Read) {
            return Err(Problem::Missing(Thing::Case));
        }
        let cases = self.cases(typed)?.into_iter();
        let cases: BTreeSet<[u8; 16]> = cases.map(|it| it.id.to_bytes()).collect();
        let people = self.people()?;
        let named = people.iter().filter(|(_, name)| matches(typed, &[name]));
        let named = named.map(|(id, _)| self.case_of(*id, &people));
        let all: BTreeSet<[u8; 16]> = named.chain(cases.iter().copied()).collect();
        match (all.first(), all.len()) {
            (None, _) => Err(Problem::Missing(Thing::Case)),
            (Some(one), 1) => Ok(*one),
            _ if cases.is_empty() => Err(Problem::Ambiguous(Thing::Handover)),
            _ => Err(Problem::Ambiguous(Thing::Case)),
        }
    }

    /// The case of a handover, where it has one that is here; else the same again.
    fn case_of(&self, id: [u8; 16], people: &BTreeMap<[u8; 16], String>) -> [u8; 16] {
        let folder = self.bare_folder(HandoverId::from_bytes(id)).ok().flatten();
        let case = folder.and_then(|it| it.record.case).map(CaseId::to_bytes);
        case.filter(|it| people.contains_key(it)).unwrap_or(id)
    }

    /// Everybody of this name: who left may have borne that of somebody who works here.
    fn staff_named(&self, name: &str) -> Result<Vec<[u8; 16]>, Problem> {
        let named = self.staff()?.into_iter();
        let named = named.filter(|it| it.name.as_str() == name.trim());
        let named: Vec<_> = named.map(|it| it.id.to_bytes()).collect();
        match named.is_empty() {
            true => Err(Problem::Missing(Thing::Staff)),
            false => Ok(named),
        }
    }

    /// A card that cannot be read costs its name and no line.
    fn names(&self) -> Result<Names, Problem> {
        let staff = self.staff()?.into_iter();
        let offices = self.vault.heads(Shelf::Peer)?.into_iter();
        let office = |head: &[u8]| {
            let id = OfficeId::from_bytes(head.try_into().ok()?);
            self.peer(id).ok().map(|it| it.name)
        };
        Ok(Names {
            staff: staff
                .map(|it| (it.id.to_bytes(), it.name.to_string()))
                .collect(),
            offices: offices
                .filter_map(|(id, _, head)| Some((id, office(&head)?)))
                .collect(),
            people: self.people()?,
        })
    }

    /// Whose each case and handover is, as far as whoever looks may know.
    fn people(&self) -> Result<BTreeMap<[u8; 16], String>, Problem> {
        let mut people = BTreeMap::new();
        if !has_right(Actor::Staff(self.me.role), Step::Read) {
            return Ok(people);
        }
        for case in self.cases("")? {
            let named = [&case.kana[..], &case.name].join("\u{3000}");
            people.insert(case.id.to_bytes(), named);
        }
        for id in self.handover_ids()? {
            if let Ok(Some(folder)) = self.bare_folder(id) {
                people.insert(id.to_bytes(), folder.record.person);
            }
        }
        people.retain(|_, name| !name.trim().is_empty());
        Ok(people)
    }

    fn with_handovers(&self, subject: [u8; 16]) -> Result<Vec<[u8; 16]>, Problem> {
        let mut meant = vec![subject];
        for id in self.handover_ids()? {
            let Ok(Some(folder)) = self.bare_folder(id) else {
                continue; // What cannot be read is nobody's.
            };
            let case = folder.record.case;
            if case.is_some_and(|it| it.to_bytes() == subject) {
                meant.push(id.to_bytes());
            }
        }
        Ok(meant)
    }

    /// Checks every link and signature of the journal and every record to its last byte.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Verified, Problem> {
        self.right(Step::ReadAudit)?;
        Ok(self.vault.verify(progress)?)
    }
}
