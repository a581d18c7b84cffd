//! Who did what to which case, and whether the chain that says so holds.
//!
//! The journal is the vault's; here it is only read. Members of staff and other offices are named; a case is told by its
//! number only, for whoever reads the journal may not be one who reads cases.

use std::collections::BTreeMap;

use crate::domain::audit::{Act as Deed, PROGRAM};
use crate::domain::handover::permit::Step;
use crate::domain::id::OfficeId;
use crate::vault::{Shelf, Verified};
use crate::workflow::clock::time_here;
use crate::workflow::desk::Desk;
use crate::workflow::problem::Problem;
use crate::workflow::remark::Remark;

pub use crate::vault::{Line, Words};

/// A line of the journal with whoever did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// The line.
    pub line: Line,
    /// Whose deed it was.
    pub by: Doer,
    /// The name of the member of staff or the office it was done to, where it was one.
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
            _ => return None,
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
        self.right(Step::ReadAudit)?;
        let (last, _) = self.vault.head();
        let lines = self
            .vault
            .journal(0, usize::try_from(last).unwrap_or(usize::MAX))?;
        let next = lines.iter().skip(1).map(|it| it.seq);
        let next: Vec<u64> = next.chain([last + 1]).collect();
        let mut lines: Vec<(Line, u64)> = lines.into_iter().zip(next).collect();
        if let Some(subject) = subject {
            let meant = self.with_handovers(subject)?;
            let is_meant = |it: &Line| it.event.subject.is_some_and(|it| meant.contains(&it));
            lines.retain(|(line, _)| is_meant(line));
        }
        let skip = lines.len().saturating_sub(limit);
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
        })
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
