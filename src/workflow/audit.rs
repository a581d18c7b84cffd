//! Who did what to which case, and whether the chain that says so holds.
//!
//! The journal is the vault's; here it is only read.

use crate::domain::handover::permit::Step;
use crate::vault::Verified;
use crate::workflow::desk::Desk;
use crate::workflow::problem::Problem;

pub use crate::vault::{Line, Words};

/// A line of the journal with the name of whoever did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// The line.
    pub line: Line,
    /// The name of the member of staff.
    pub by: String,
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
        let mut lines = self
            .vault
            .journal(0, usize::try_from(last).unwrap_or(usize::MAX))?;
        if let Some(subject) = subject {
            let meant = self.with_handovers(subject)?;
            lines.retain(|it| it.event.subject.is_some_and(|it| meant.contains(&it)));
        }
        let skip = lines.len().saturating_sub(limit);
        let staff = self.staff()?;
        let name = |actor: [u8; 16]| {
            let found = staff.iter().find(|it| it.id.to_bytes() == actor);
            found.map_or_else(String::new, |it| it.name.to_string())
        };
        let named = lines.into_iter().skip(skip);
        Ok(named
            .map(|line| AuditLine {
                by: name(line.event.actor),
                line,
            })
            .collect())
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
