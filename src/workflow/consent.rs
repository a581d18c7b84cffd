//! Recording a person's consent, and taking it back, wholly or by item.
//!
//! What a consent covers is the domain's; nothing here widens it.

use std::collections::BTreeSet;

use crate::codec::v1;
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::consent::{Consent, ConsentForm, Disclosure, Withdrawal, Withdrawn};
use crate::domain::handover::entry;
use crate::domain::handover::guard::Refusal;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, ConsentId, HandoverId, OfficeId};
use crate::domain::section::ItemId;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::desk::{Desk, pick, put};
use crate::workflow::folder::{Folder, Part, SCHEMA, Unsaid, concerns_it_alone, entry_name};
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

    /// Records a signed form. It stands in the place of every earlier one: what an open offer names and the form
    /// leaves out is taken back, and the dossier hears of it in the same step.
    pub fn record_consent(&mut self, form: ConsentForm) -> Result<ConsentId, Problem> {
        self.right(Step::RecordConsent)?;
        self.case_summary(form.case)?;
        self.peer(form.receiver)?;
        let case = form.case.to_bytes();
        let consent = Consent::record(form).map_err(Problem::Form)?;
        let id = consent.form().id;
        let mut changes = vec![self.consent_change(&consent)?];
        if self.is_latest(&consent)? {
            self.tell_what_is_left_out(consent.form(), &mut changes)?;
        }
        self.enter(&changes, Deed::ConsentGiven, Some(case))?;
        Ok(id)
    }

    /// Whether a form that is being recorded is the one that counts from now on.
    fn is_latest(&self, consent: &Consent) -> Result<bool, Problem> {
        let (form, today) = (consent.form(), self.today());
        let counts =
            |it: &Consent| it.form().receiver == form.receiver && it.form().signed <= today;
        let consents = self.consents_of(form.case)?;
        let later = |it: &Consent| counts(it) && form.signed < it.form().signed;
        Ok(counts(consent) && !consents.iter().any(later))
    }

    /// Takes back, in every dossier not released and not ended, what its offer names and the form does not. After the
    /// release a new form only bounds what may still be said: what was handed over is taken back by saying so.
    fn tell_what_is_left_out(
        &self,
        form: &ConsentForm,
        changes: &mut Vec<Change>,
    ) -> Result<(), Problem> {
        for id in self.handover_ids()? {
            if !self.is_concerned(id, form.case, form.receiver)? {
                continue;
            }
            let left_out: BTreeSet<ItemId> = match self.readable_folder(id)? {
                Some(folder) if !folder.is_behind() => {
                    let state = folder.state();
                    if state.release.is_some() || state.ending().is_some() {
                        continue;
                    }
                    let gone = state.taken_back();
                    let named = state.offer.iter().flat_map(|it| &it.manifest.items);
                    let left_out = named.filter(|it| !form.items.contains(it));
                    left_out.filter(|it| !gone.contains(it)).copied().collect()
                }
                // What was offered cannot be known here: it is owed, and told as far as it turns out to be named.
                _ => {
                    let all = ItemId::ALL.iter().copied();
                    all.filter(|it| !form.items.contains(it)).collect()
                }
            };
            if !left_out.is_empty() {
                self.tell(id, &entry::Withdrawal::Items(left_out), changes)?;
            }
        }
        Ok(())
    }

    /// Takes consent back, with what other forms for the same office still give of it. Where something was offered, the
    /// dossier hears of it in the same step. Gives the handovers that heard.
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
        let mut consent = self.stored_consent(id)?;
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
        let mut changes = vec![self.consent_change(&consent)?];
        for other in self.taken_from_all(case, receiver, &scope)? {
            if other.form().id != id {
                changes.push(self.consent_change(&other)?);
            }
        }
        let told = self.tell_dossiers(case, receiver, &scope, &mut changes)?;
        self.enter(&changes, Deed::ConsentWithdrawn, Some(case.to_bytes()))?;
        Ok(told)
    }

    /// Writes the withdrawal into every dossier it concerns; what changes is for the caller to commit. Where it
    /// cannot be written yet, it is owed: [`Desk::tell_what_is_owed`] does it as soon as it can.
    fn tell_dossiers(
        &self,
        case: CaseId,
        receiver: OfficeId,
        scope: &entry::Withdrawal,
        changes: &mut Vec<Change>,
    ) -> Result<Vec<HandoverId>, Problem> {
        let mut told = Vec::new();
        for id in self.handover_ids()? {
            if self.is_concerned(id, case, receiver)? && self.tell(id, scope, changes)? {
                told.push(id);
            }
        }
        Ok(told)
    }

    /// Writes the withdrawal into one dossier, or down as owed. Says whether it was written.
    fn tell(
        &self,
        id: HandoverId,
        scope: &entry::Withdrawal,
        changes: &mut Vec<Change>,
    ) -> Result<bool, Problem> {
        let act = entry::Act::ConsentWithdrawn {
            scope: scope.clone(),
        };
        let words = self.signed_words()?;
        if let Some(mut folder) = self.readable_folder(id)? {
            match self.speak(&mut folder, act, words, None) {
                Ok(()) => {
                    changes.extend(folder.into_changes());
                    return Ok(true);
                }
                Err(Unsaid::Refused(
                    Refusal::NothingOffered | Refusal::WithdrawnAlready | Refusal::NothingNamed,
                )) => return Ok(false),
                Err(_) => (),
            }
        }
        changes.push(self.owe(id, scope)?);
        Ok(false)
    }

    /// Keeps a withdrawal until the dossier can be told of it.
    pub(crate) fn owe(&self, id: HandoverId, scope: &entry::Withdrawal) -> Result<Change, Problem> {
        let all = match self.owed_withdrawal(id)? {
            Some(owed) => both(owed, scope),
            None => scope.clone(),
        };
        let name = entry_name(id, Part::Owed);
        Ok(put(name, Under::Office, Vec::new(), encode_scope(&all)))
    }

    /// Whether this office sent the case to that office in the handover; its logs need not be readable.
    fn is_concerned(
        &self,
        id: HandoverId,
        case: CaseId,
        receiver: OfficeId,
    ) -> Result<bool, Problem> {
        match self.bare_folder(id) {
            Ok(Some(it)) => Ok(it.record.case == Some(case)
                && it.record.side == entry::Side::Sender
                && it.record.receiver == receiver),
            Ok(None) => Ok(false),
            Err(why) if concerns_it_alone(&why) => Ok(false),
            Err(why) => Err(why),
        }
    }

    /// What the person took back while nothing could be written into a dossier is written now, if it can be.
    pub(crate) fn tell_what_is_owed(&mut self, folder: Folder) -> Result<Folder, Problem> {
        let id = folder.record.id;
        let Some(scope) = self.owed_withdrawal(id)? else {
            return Ok(folder);
        };
        if folder.is_behind() {
            return Ok(folder);
        }
        let mut changes = vec![Change::Remove {
            name: entry_name(id, Part::Owed),
            expect: Expect::Any,
        }];
        // Should it be owed still, that is written after the removal and stands.
        self.tell(id, &scope, &mut changes)?;
        let subject = Some(id.to_bytes());
        self.enter(&changes, Deed::ConsentWithdrawn, subject)?;
        self.folder(id)
    }

    /// What the person took back and the dossier has still to be told.
    pub(crate) fn owed_withdrawal(
        &self,
        id: HandoverId,
    ) -> Result<Option<entry::Withdrawal>, Problem> {
        let stored = self.vault.read(entry_name(id, Part::Owed))?;
        stored.map(|it| decode_scope(&it.body)).transpose()
    }

    /// Every consent of a case, the latest first; the journal tells who looked.
    pub fn consents(&mut self, case: CaseId) -> Result<Vec<Consent>, Problem> {
        self.right(Step::Read)?;
        let consents = self.consents_of(case)?;
        self.enter(&[], Deed::CaseRead, Some(case.to_bytes()))?;
        Ok(consents)
    }

    fn consents_of(&self, case: CaseId) -> Result<Vec<Consent>, Problem> {
        let mut consents = Vec::new();
        for (id, _, head) in self.vault.heads(Shelf::Consent)? {
            let Some(recorded) = head.strip_prefix(case.as_bytes()) else {
                continue;
            };
            consents.push((
                recorded.to_vec(),
                self.stored_consent(ConsentId::from_bytes(id))?,
            ));
        }
        consents
            .sort_by(|(a, one), (b, other)| (other.form().signed, b).cmp(&(one.form().signed, a)));
        Ok(consents.into_iter().map(|(_, it)| it).collect())
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

    /// One consent, for whoever has just written it: the line of that step is the one in the journal.
    pub fn consent(&self, id: ConsentId) -> Result<Consent, Problem> {
        self.right(Step::Read)?;
        self.stored_consent(id)
    }

    fn stored_consent(&self, id: ConsentId) -> Result<Consent, Problem> {
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

    /// What an office would see of a case today; the journal tells who looked.
    pub fn preview(&mut self, case: CaseId, receiver: OfficeId) -> Result<Preview, Problem> {
        self.right(Step::Read)?;
        let preview = self.previewed(case, receiver)?;
        self.enter(&[], Deed::CaseRead, Some(case.to_bytes()))?;
        Ok(preview)
    }

    fn previewed(&self, case: CaseId, receiver: OfficeId) -> Result<Preview, Problem> {
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

    /// The latest consent for a case and an office, if it is in force today. It stands in the place of every
    /// earlier one: one that was narrowed, taken back or has run out does not bring an older one back.
    pub(crate) fn consent_in_force(
        &self,
        case: CaseId,
        receiver: OfficeId,
    ) -> Result<Option<Consent>, Problem> {
        let today = self.today();
        let consents = self.consents_of(case)?;
        Ok(consents
            .into_iter()
            .find(|it| it.form().receiver == receiver && it.form().signed <= today)
            .filter(|it| it.in_force(today)))
    }

    /// Takes from the sender's consents what the person took back in a dossier, at whichever office it was said.
    pub(crate) fn take_back(
        &self,
        folder: &mut Folder,
        scope: &entry::Withdrawal,
    ) -> Result<(), Problem> {
        let own = folder.record.side == entry::Side::Sender;
        let Some(case) = folder.record.case.filter(|_| own) else {
            return Ok(());
        };
        for consent in self.taken_from_all(case, folder.peer(), scope)? {
            folder.also(self.consent_change(&consent)?);
        }
        self.tell_siblings(folder, case, scope)
    }

    /// The consents of a case for an office that still gave something of this, with it taken back.
    fn taken_from_all(
        &self,
        case: CaseId,
        receiver: OfficeId,
        scope: &entry::Withdrawal,
    ) -> Result<Vec<Consent>, Problem> {
        let today = self.today();
        let mut taken = Vec::new();
        for mut consent in self.consents_of(case)? {
            if consent.form().receiver != receiver {
                continue;
            }
            let what = match scope {
                entry::Withdrawal::All => Withdrawn::All,
                entry::Withdrawal::Items(items) => {
                    let covered = consent.covered(today);
                    Withdrawn::Items(items.intersection(&covered).copied().collect())
                }
            };
            let withdrawal = Withdrawal {
                on: today,
                what,
                told: self.me.id,
            };
            if consent.withdraw(withdrawal).is_ok() {
                taken.push(consent);
            }
        }
        Ok(taken)
    }

    /// Hears a withdrawal in an entry of the other office that cannot be taken in: the person said it all the same. It
    /// is written into this office's own log. What was heard before, or consented to since, changes nothing.
    pub(crate) fn hear_apart(
        &mut self,
        folder: &Folder,
        scope: &entry::Withdrawal,
        written: Day,
    ) -> Result<(), Problem> {
        let mut changes = Vec::new();
        match (folder.record.side, folder.record.case) {
            (entry::Side::Sender, Some(case)) => {
                for consent in self.taken_from_all(case, folder.peer(), scope)? {
                    if consent.form().signed <= written {
                        changes.push(self.consent_change(&consent)?);
                    }
                }
                if !changes.is_empty() {
                    self.tell_dossiers(case, folder.peer(), scope, &mut changes)?;
                }
            }
            _ => {
                let gone = folder.state().taken_back();
                let heard =
                    matches!(scope, entry::Withdrawal::Items(items) if items.is_subset(&gone));
                if !heard && self.owed_withdrawal(folder.record.id)?.is_none() {
                    self.tell(folder.record.id, scope, &mut changes)?;
                }
            }
        }
        if !changes.is_empty() {
            let subject = Some(folder.record.id.to_bytes());
            self.enter(&changes, Deed::ConsentWithdrawn, subject)?;
        }
        Ok(())
    }

    /// The other dossiers with the same office rest on the same consents.
    fn tell_siblings(
        &self,
        folder: &mut Folder,
        case: CaseId,
        scope: &entry::Withdrawal,
    ) -> Result<(), Problem> {
        for id in self.handover_ids()? {
            if id == folder.record.id {
                continue;
            }
            if self.is_concerned(id, case, folder.peer())? {
                let mut changes = Vec::new();
                self.tell(id, scope, &mut changes)?;
                changes.into_iter().for_each(|it| folder.also(it));
            }
        }
        Ok(())
    }

    /// The head tells whose case it is and when the form was recorded, by which two forms of one day are told apart.
    fn consent_change(&self, consent: &Consent) -> Result<Change, Problem> {
        let (id, case) = (consent.form().id, consent.form().case);
        let name = Name {
            shelf: Shelf::Consent,
            id: id.to_bytes(),
        };
        let head = match self.vault.read(name)? {
            Some(stored) => stored.head.to_vec(),
            None => {
                let recorded = u64::try_from(self.outside.now_ms()).unwrap_or(0);
                [&case.to_bytes()[..], &recorded.to_be_bytes()].concat()
            }
        };
        Ok(put(
            name,
            Under::Folder(case.to_bytes()),
            head,
            v1::encode_consent(consent),
        ))
    }
}

/// Two withdrawals as one.
pub(crate) fn both(one: entry::Withdrawal, other: &entry::Withdrawal) -> entry::Withdrawal {
    use entry::Withdrawal::{All, Items};
    match (one, other) {
        (Items(one), Items(other)) => Items(one.union(other).copied().collect()),
        _ => All,
    }
}

/// The schema, then the items by their stable numbers; none stands for everything.
fn encode_scope(scope: &entry::Withdrawal) -> Vec<u8> {
    let items: Vec<u8> = match scope {
        entry::Withdrawal::All => Vec::new(),
        entry::Withdrawal::Items(items) => items.iter().map(|it| it.code()).collect(),
    };
    [&[SCHEMA][..], &items].concat()
}

fn decode_scope(bytes: &[u8]) -> Result<entry::Withdrawal, Problem> {
    let items = match bytes {
        [SCHEMA, items @ ..] => items,
        [newer, ..] if SCHEMA < *newer => return Err(Problem::Newer),
        _ => return Err(Problem::Unreadable),
    };
    let item = |code: &u8| ItemId::from_code(*code).ok_or(Problem::Unreadable);
    Ok(match items.is_empty() {
        true => entry::Withdrawal::All,
        false => entry::Withdrawal::Items(items.iter().map(item).collect::<Result<_, _>>()?),
    })
}
