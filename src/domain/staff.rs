//! Who works in the office, and in which role.
//!
//! What a role may do is a table elsewhere; passphrases and accounts belong to the vault.

use crate::domain::id::StaffId;
use crate::domain::text::Line;

/// What a member of staff is in the office; each has exactly one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Service manager (サービス管理責任者): author of the support plan.
    ServiceManager,
    /// Manager (管理者): answers for the office.
    Manager,
    /// Support worker (就労支援員・職業指導員・生活支援員).
    SupportWorker,
    /// Auditor: reads what was done and never writes.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[
        Self::ServiceManager,
        Self::Manager,
        Self::SupportWorker,
        Self::Auditor,
    ];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ServiceManager => "service-manager",
            Self::Manager => "manager",
            Self::SupportWorker => "support-worker",
            Self::Auditor => "auditor",
        }
    }

    /// Finds the role with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.code() == code)
    }
}

/// Whether a member of staff still works here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Works here and may act.
    Active,
    /// Has left: named in records, may do nothing.
    Left,
}

/// One member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Which one.
    pub id: StaffId,
    /// The name, as written in records.
    pub name: Line,
    /// The role.
    pub role: Role,
    /// Whether they still work here.
    pub standing: Standing,
}

impl Staff {
    /// Says whether they may act at all.
    pub fn is_active(&self) -> bool {
        self.standing == Standing::Active
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_found_by_their_code_and_by_nothing_else() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(*role));
        }
        for refused in ["", "Manager", "manager ", "管理者", "admin"] {
            assert_eq!(Role::from_code(refused), None, "{refused}");
        }
    }
}
