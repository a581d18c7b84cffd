//! Who did what to which case, and whether the chain that says so holds.
//!
//! The journal is the vault's; here it is only read.

use crate::domain::handover::permit::Step;
use crate::vault::{Line, Verified};
use crate::workflow::desk::Desk;
use crate::workflow::problem::Problem;

pub use crate::vault::Words;

/// A line of the journal with the name of whoever did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// The line.
    pub line: Line,
    /// The name of the member of staff.
    pub by: String,
}

impl Desk {
    /// Lines of the journal, the newest last; of one subject when it is named.
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
        if subject.is_some() {
            lines.retain(|it| it.event.subject == subject);
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

    /// Checks every link and signature of the journal and every record to its last byte.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Verified, Problem> {
        self.right(Step::ReadAudit)?;
        Ok(self.vault.verify(progress)?)
    }
}
