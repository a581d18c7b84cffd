//! Recording a person's consent, and taking it back, wholly or by item.
//!
//! What a consent covers is the domain's; nothing here widens it.

use crate::codec::v1;
use crate::domain::audit::Act as Deed;
use crate::domain::consent::{Consent, ConsentForm, Disclosure, Withdrawal, Withdrawn};
use crate::domain::handover::entry;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, ConsentId, HandoverId, OfficeId};
use crate::vault::{Change, Name, Shelf, Under};
use crate::workflow::desk::{Desk, pick, put};
use crate::workflow::problem::{Problem, Thing};

/// What an office would see today, and what stays behind.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Exactly what would be sealed; none while no consent is in force.
    pub disclosure: Option<Disclosure>,
    /// Fields of the case that consent does not cover.
    pub held_back: Vec<crate::domain::section::FieldId>,
}

impl Desk {
    /// A fresh id for a form that is being filled in.
    pub fn fresh_consent_id(&self) -> ConsentId {
        ConsentId::from_bytes(self.outside.id())
    }

    /// Records a signed form.
    pub fn record_consent(&mut self, form: ConsentForm) -> Result<ConsentId, Problem> {
        self.right(Step::RecordConsent)?;
        self.case_summary(form.case)?;
        self.peer(form.receiver)?;
        let case = form.case.to_bytes();
        let consent = Consent::record(form).map_err(Problem::Form)?;
        let id = consent.form().id;
        self.enter(&[consent_change(&consent)], Deed::ConsentGiven, Some(case))?;
        Ok(id)
    }

    /// Takes consent back. Where something was offered under it, the dossier hears of it in the same step.
    /// Gives the handovers that heard.
    pub fn withdraw_consent(
        &mut self,
        id: ConsentId,
        what: Withdrawn,
    ) -> Result<Vec<HandoverId>, Problem> {
        let step = match what {
            Withdrawn::All => Step::WithdrawAll,
            Withdrawn::Items(_) => Step::WithdrawItems,
        };
        self.right(step)?;
        let mut consent = self.consent(id)?;
        let scope = match &what {
            Withdrawn::All => entry::Withdrawal::All,
            Withdrawn::Items(items) => entry::Withdrawal::Items(items.clone()),
        };
        consent
            .withdraw(Withdrawal {
                on: self.today(),
                what,
                told: self.me.id,
            })
            .map_err(|_| Problem::NothingToWithdraw)?;
        let (case, receiver) = (consent.form().case, consent.form().receiver);
        let mut changes = vec![consent_change(&consent)];
        let told = self.tell_dossiers(case, receiver, &scope, &mut changes)?;
        self.enter(&changes, Deed::ConsentWithdrawn, Some(case.to_bytes()))?;
        Ok(told)
    }

    /// Writes the withdrawal into every dossier it concerns; what changes is for the caller to commit.
    fn tell_dossiers(
        &self,
        case: CaseId,
        receiver: OfficeId,
        scope: &entry::Withdrawal,
        changes: &mut Vec<Change>,
    ) -> Result<Vec<HandoverId>, Problem> {
        let mut told = Vec::new();
        for id in self.handover_ids()? {
            let mut folder = self.folder(id)?;
            let concerned = folder.record.case == Some(case)
                && folder.record.side == entry::Side::Sender
                && folder.peer() == receiver;
            if !concerned {
                continue;
            }
            let act = entry::Act::ConsentWithdrawn {
                scope: scope.clone(),
            };
            if self
                .speak(&mut folder, act, self.signed_words()?, None)
                .is_ok()
            {
                changes.extend(folder.into_changes());
                told.push(id);
            }
        }
        Ok(told)
    }

    /// Every consent of a case, the latest first.
    pub fn consents(&self, case: CaseId) -> Result<Vec<Consent>, Problem> {
        let mut consents = Vec::new();
        for (id, _, head) in self.vault.heads(Shelf::Consent)? {
            if head.as_slice() == case.as_bytes() {
                consents.push(self.consent(ConsentId::from_bytes(id))?);
            }
        }
        consents.sort_by_key(|it| std::cmp::Reverse((it.form().signed, it.form().id)));
        Ok(consents)
    }

    /// The consent whose id begins so.
    pub fn find_consent(&self, typed: &str) -> Result<ConsentId, Problem> {
        let heads = self.vault.heads(Shelf::Consent)?;
        let ids: Vec<_> = heads
            .into_iter()
            .map(|(id, ..)| ConsentId::from_bytes(id))
            .collect();
        pick(typed, &ids, Thing::Consent)
    }

    /// One consent.
    pub fn consent(&self, id: ConsentId) -> Result<Consent, Problem> {
        let name = Name {
            shelf: Shelf::Consent,
            id: id.to_bytes(),
        };
        let stored = self
            .vault
            .read(name)?
            .ok_or(Problem::Missing(Thing::Consent))?;
        v1::decode_consent(&stored.body).map_err(|_| Problem::Unreadable)
    }

    /// What an office would see of a case today.
    pub fn preview(&self, case: CaseId, receiver: OfficeId) -> Result<Preview, Problem> {
        let summary = self.case_summary(case)?;
        let today = self.today();
        let consent = self.consent_in_force(case, receiver)?;
        Ok(match consent {
            None => Preview {
                disclosure: None,
                held_back: summary.values().keys().copied().collect(),
            },
            Some(consent) => Preview {
                held_back: consent.held_back(&summary, today),
                disclosure: consent.disclose(&summary, today).ok(),
            },
        })
    }

    /// The latest consent for a case and an office that is in force today.
    pub(crate) fn consent_in_force(
        &self,
        case: CaseId,
        receiver: OfficeId,
    ) -> Result<Option<Consent>, Problem> {
        let today = self.today();
        let consents = self.consents(case)?;
        Ok(consents
            .into_iter()
            .find(|it| it.form().receiver == receiver && it.in_force(today)))
    }
}

fn consent_change(consent: &Consent) -> Change {
    let (id, case) = (consent.form().id, consent.form().case);
    put(
        Name {
            shelf: Shelf::Consent,
            id: id.to_bytes(),
        },
        Under::Folder(case.to_bytes()),
        case.to_bytes().to_vec(),
        v1::encode_consent(consent),
    )
}
