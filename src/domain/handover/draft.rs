//! The preparation of an offer, private to the sender: from draft to approved.
//!
//! Nothing here leaves the office. What a stage pinned is compared with what is there now by
//! [`Preparation::refresh`], which drops what no longer holds and says so.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    case::CaseSummary,
    handover::{
        dossier::Phase,
        entry::{Approval, Pinned},
        permit::Step,
    },
    id::{ConsentId, Digest, StaffId},
    section::{FieldId, ItemId, SectionId},
};

/// The digests of the sections a person was shown and found right (本人確認).
pub type Shown = BTreeMap<SectionId, Digest>;

/// The preparation of the next offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preparation {
    /// Who drafts it.
    pub author: StaffId,
    /// How far it has come.
    pub stage: Stage,
}

/// How far a preparation has come, with what each stage pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// No consent is in force.
    Drafting,
    /// Consent is in force; the person has found these sections right so far.
    Consented {
        /// The consent.
        consent: ConsentId,
        /// Found right so far.
        shown: Shown,
    },
    /// The person has found every section right.
    Confirmed {
        /// The consent.
        consent: ConsentId,
        /// Every section.
        shown: Shown,
    },
    /// It waits for an approver.
    Submitted {
        /// The consent.
        consent: ConsentId,
        /// Every section.
        shown: Shown,
        /// Who submitted it.
        by: StaffId,
    },
    /// The approver gave it back.
    Returned {
        /// The consent.
        consent: ConsentId,
        /// Every section.
        shown: Shown,
        /// Who gave it back.
        by: StaffId,
    },
    /// It may be offered.
    Approved {
        /// The consent.
        consent: ConsentId,
        /// Every section.
        shown: Shown,
        /// Who approved it.
        by: StaffId,
        /// In which way.
        approval: Approval,
    },
}

/// What a preparation is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Now {
    /// The consent in force today, if there is one.
    pub consent: Option<ConsentId>,
    /// The sections that consent discloses, with the digests of today's versions.
    pub sections: Vec<Pinned>,
    /// Those the person found right, just as they are now, in an earlier handover: nobody asks again.
    pub found_before: BTreeSet<SectionId>,
}

/// What a refresh dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// The consent is no longer in force, or another was recorded.
    Consent,
    /// The person's confirmation of a section that changed, came or went.
    Confirmation(SectionId),
    /// The submission.
    Submission,
    /// The approval.
    Approval,
}

/// Why a preparation cannot take a step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NotReady {
    /// No consent is in force.
    NoConsent,
    /// The person has not found these sections right.
    NotConfirmed(Vec<SectionId>),
    /// Required fields have no answer.
    Missing(Vec<FieldId>),
    /// It was not submitted.
    NotSubmitted,
    /// It waits for an approver already.
    Waiting,
    /// It is approved already.
    ApprovedAlready,
    /// Nobody decides about own work: it is approved by somebody who had no hand in it, and not given back by whoever
    /// submitted it.
    OwnWork,
    /// It is not approved.
    NotApproved,
    /// Consent discloses nothing.
    NothingDisclosed,
}

/// Who approves or gives back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approver {
    who: StaffId,
    among: Among,
    hand: Hand,
}

/// Whether the office declared that it has one qualified person only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Among {
    Several,
    Alone,
}

/// Whether somebody had a hand in what waits for an approver, besides drafting and submitting it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// They changed something of it since the draft began, or recorded that the person found it right.
    Wrote,
    /// They did not.
    None,
}

/// Who had a hand in a preparation, as far as it is not in the preparation itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hands {
    /// The revision of the case at which it began.
    pub since: u32,
    /// Who recorded last that the person found a section right, for each of which somebody did.
    pub confirmed: BTreeMap<SectionId, StaffId>,
}

impl Hands {
    /// Nobody's yet, of a preparation that begins at this revision of the case.
    pub fn at(since: u32) -> Hands {
        Hands {
            since,
            confirmed: BTreeMap::new(),
        }
    }

    /// The same, given back at this revision of the case: whoever submits it once more answers for what was written until
    /// then. A confirmation stays that of whoever heard it from the person.
    pub fn given_back(self, since: u32) -> Hands {
        Hands { since, ..self }
    }

    /// Notes who recorded that the person found the sections in `seen` right, in the place of whoever did before.
    pub fn confirm(&mut self, who: StaffId, seen: &[SectionId], now: &Now) {
        let found = now.sections.iter().filter(|it| seen.contains(&it.section));
        self.confirmed.extend(found.map(|it| (it.section, who)));
    }

    /// Says whether somebody had a hand in it, where these items of the case are disclosed, and so these sections.
    pub fn of(
        &self,
        who: StaffId,
        case: &CaseSummary,
        items: &BTreeSet<ItemId>,
        sections: &BTreeSet<SectionId>,
    ) -> Hand {
        let revisions = case.history().revisions().iter();
        let mut later = revisions.filter(|it| self.since < it.number && it.by == who);
        let disclosed = |field: &FieldId| items.contains(&field.spec().item);
        let mut confirmed = self.confirmed.iter();
        let heard = confirmed.any(|(section, by)| *by == who && sections.contains(section));
        match heard || later.any(|it| it.fields.keys().any(disclosed)) {
            true => Hand::Wrote,
            false => Hand::None,
        }
    }
}

impl Approver {
    /// A member of staff of an office with several.
    pub fn one_of_several(who: StaffId) -> Approver {
        Approver {
            who,
            among: Among::Several,
            hand: Hand::None,
        }
    }

    /// The one qualified person of an office that declared the exception.
    pub fn the_only_one(who: StaffId) -> Approver {
        Approver {
            among: Among::Alone,
            ..Approver::one_of_several(who)
        }
    }

    /// The same, with the hand they had in it.
    pub fn with(self, hand: Hand) -> Approver {
        Approver { hand, ..self }
    }
}

impl Preparation {
    /// A new draft by `author`.
    pub fn new(author: StaffId) -> Preparation {
        Preparation {
            author,
            stage: Stage::Drafting,
        }
    }

    /// The consent this preparation rests on.
    pub fn consent(&self) -> Option<ConsentId> {
        match &self.stage {
            Stage::Drafting => None,
            Stage::Consented { consent, .. }
            | Stage::Confirmed { consent, .. }
            | Stage::Submitted { consent, .. }
            | Stage::Returned { consent, .. }
            | Stage::Approved { consent, .. } => Some(*consent),
        }
    }

    /// The sections the person has found right.
    pub fn shown(&self) -> Shown {
        match &self.stage {
            Stage::Drafting => Shown::new(),
            Stage::Consented { shown, .. }
            | Stage::Confirmed { shown, .. }
            | Stage::Submitted { shown, .. }
            | Stage::Returned { shown, .. }
            | Stage::Approved { shown, .. } => shown.clone(),
        }
    }

    /// The phase shown to people.
    pub fn phase(&self) -> Phase {
        match self.stage {
            Stage::Drafting => Phase::Drafting,
            Stage::Consented { .. } => Phase::Consented,
            Stage::Confirmed { .. } => Phase::Confirmed,
            Stage::Submitted { .. } => Phase::Submitted,
            Stage::Returned { .. } => Phase::Returned,
            Stage::Approved { .. } => Phase::Approved,
        }
    }

    /// The step it needs next, whoever may take it.
    pub fn next(&self) -> Step {
        match self.stage {
            Stage::Drafting => Step::RecordConsent,
            Stage::Consented { .. } => Step::Confirm,
            Stage::Confirmed { .. } | Stage::Returned { .. } => Step::Submit,
            Stage::Submitted { .. } => Step::Approve,
            Stage::Approved { .. } => Step::Offer,
        }
    }

    /// Compares what is pinned with what is there `now`, and drops what no longer holds.
    pub fn refresh(&mut self, now: &Now) -> Vec<Dropped> {
        let mut dropped = Vec::new();
        let Some(consent) = now.consent else {
            if self.stage != Stage::Drafting {
                dropped.extend(self.gates());
                dropped.push(Dropped::Consent);
                self.stage = Stage::Drafting;
            }
            return dropped;
        };
        let (shown, kept) = (self.shown(), kept(&self.shown(), now));
        if self.consent() == Some(consent) {
            let changed: Vec<Dropped> = shown
                .keys()
                .filter(|section| !kept.contains_key(section))
                .map(|section| Dropped::Confirmation(*section))
                .collect();
            let incomplete = !unconfirmed(&kept, &now.sections).is_empty();
            if kept != shown || (incomplete && self.is_complete()) {
                dropped.extend(self.gates());
                dropped.extend(changed);
                self.stage = confirmed_or_not(consent, kept, &now.sections);
            }
        } else {
            dropped.extend(self.gates());
            if self.consent().is_some() {
                dropped.push(Dropped::Consent);
            }
            self.stage = confirmed_or_not(consent, kept, &now.sections);
        }
        dropped
    }

    /// Records that the person found the sections in `seen` right as they are now.
    pub fn confirm(&mut self, seen: &[SectionId], now: &Now) -> Result<(), NotReady> {
        let consent = now.consent.ok_or(NotReady::NoConsent)?;
        if now.sections.is_empty() {
            return Err(NotReady::NothingDisclosed);
        }
        let mut shown = kept(&self.shown(), now);
        let found = now.sections.iter().filter(|it| seen.contains(&it.section));
        shown.extend(found.map(|it| (it.section, it.digest)));
        match self.stage {
            Stage::Submitted { .. } => Err(NotReady::Waiting),
            Stage::Approved { .. } => Err(NotReady::ApprovedAlready),
            _ => {
                self.stage = confirmed_or_not(consent, shown, &now.sections);
                Ok(())
            }
        }
    }

    /// Hands the draft to an approver. `missing` are required fields without an answer.
    pub fn submit(&mut self, by: StaffId, missing: &[FieldId], now: &Now) -> Result<(), NotReady> {
        if !missing.is_empty() {
            return Err(NotReady::Missing(missing.to_vec()));
        }
        match &self.stage {
            Stage::Drafting => Err(NotReady::NoConsent),
            Stage::Submitted { .. } => Err(NotReady::Waiting),
            Stage::Approved { .. } => Err(NotReady::ApprovedAlready),
            Stage::Consented { shown, .. } => {
                Err(NotReady::NotConfirmed(unconfirmed(shown, &now.sections)))
            }
            Stage::Confirmed { consent, shown } | Stage::Returned { consent, shown, .. } => {
                let (consent, shown) = (*consent, shown.clone());
                self.stage = Stage::Submitted { consent, shown, by };
                Ok(())
            }
        }
    }

    /// Approves what was submitted. Whoever had a hand in it and the approver are two people, but for the declared exception.
    pub fn approve(&mut self, approver: Approver) -> Result<(), NotReady> {
        let approval = self.may_approve(approver)?;
        let (consent, shown, _) = self.waiting()?;
        self.stage = Stage::Approved {
            consent,
            shown,
            by: approver.who,
            approval,
        };
        Ok(())
    }

    /// Says in which way what was submitted counts as approved if this approver approves it, or why they may not.
    pub fn may_approve(&self, approver: Approver) -> Result<Approval, NotReady> {
        let (_, _, submitter) = self.waiting()?;
        let own = [self.author, submitter].contains(&approver.who) || approver.hand == Hand::Wrote;
        decided(own, approver.among)
    }

    /// Says whether this approver may give back what was submitted, and why not. Whoever drafted it or changed something of
    /// it may, where somebody else submitted it: nothing leaves by it, and where there are two, nobody else could.
    pub fn may_give_back(&self, approver: Approver) -> Result<(), NotReady> {
        let (_, _, submitter) = self.waiting()?;
        decided(approver.who == submitter, approver.among).map(drop)
    }

    /// Gives what was submitted back to the author (差戻). Whoever submitted it does not give it back to himself, but for the
    /// declared exception: somebody else reads it and says so. The reason is kept by the caller.
    pub fn give_back(&mut self, approver: Approver) -> Result<(), NotReady> {
        self.may_give_back(approver)?;
        let (consent, shown, _) = self.waiting()?;
        let by = approver.who;
        self.stage = Stage::Returned { consent, shown, by };
        Ok(())
    }

    /// The approval an offer is sealed under.
    pub fn approval(&self) -> Result<(ConsentId, Approval), NotReady> {
        match &self.stage {
            Stage::Approved {
                consent, approval, ..
            } => Ok((*consent, *approval)),
            _ => Err(NotReady::NotApproved),
        }
    }

    /// Who approved it, once somebody has.
    pub fn approved_by(&self) -> Option<StaffId> {
        match &self.stage {
            Stage::Approved { by, .. } => Some(*by),
            _ => None,
        }
    }

    /// The preparation of the offer after this one. The person's confirmation stays for what does not change, and so
    /// does the author: whoever sealed the last offer may still approve the next.
    pub fn again(&self) -> Preparation {
        let stage = match self.consent() {
            None => Stage::Drafting,
            Some(consent) => Stage::Confirmed {
                consent,
                shown: self.shown(),
            },
        };
        Preparation {
            author: self.author,
            stage,
        }
    }

    fn waiting(&self) -> Result<(ConsentId, Shown, StaffId), NotReady> {
        match &self.stage {
            Stage::Submitted { consent, shown, by } => Ok((*consent, shown.clone(), *by)),
            Stage::Approved { .. } => Err(NotReady::ApprovedAlready),
            _ => Err(NotReady::NotSubmitted),
        }
    }

    fn is_complete(&self) -> bool {
        !matches!(self.stage, Stage::Drafting | Stage::Consented { .. })
    }

    fn gates(&self) -> Vec<Dropped> {
        match self.stage {
            Stage::Submitted { .. } => vec![Dropped::Submission],
            Stage::Approved { .. } => vec![Dropped::Approval],
            _ => Vec::new(),
        }
    }
}

/// In which way it counts where it is their own work, or is not.
fn decided(own: bool, among: Among) -> Result<Approval, NotReady> {
    match (own, among) {
        (true, Among::Several) => Err(NotReady::OwnWork),
        (true, Among::Alone) => Ok(Approval::DeclaredException),
        (false, _) => Ok(Approval::TwoPeople),
    }
}

fn kept(shown: &Shown, now: &Now) -> Shown {
    let found = |it: &&Pinned| {
        shown.get(&it.section) == Some(&it.digest) || now.found_before.contains(&it.section)
    };
    let same = now.sections.iter().filter(found);
    same.map(|it| (it.section, it.digest)).collect()
}

fn unconfirmed(shown: &Shown, sections: &[Pinned]) -> Vec<SectionId> {
    let open = sections
        .iter()
        .filter(|it| shown.get(&it.section) != Some(&it.digest));
    open.map(|it| it.section).collect()
}

fn confirmed_or_not(consent: ConsentId, shown: Shown, sections: &[Pinned]) -> Stage {
    match !sections.is_empty() && unconfirmed(&shown, sections).is_empty() {
        true => Stage::Confirmed { consent, shown },
        false => Stage::Consented { consent, shown },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::case::{Edit, FieldState, Source, Value};
    use crate::domain::handover::entry::Weight;
    use crate::domain::id::CaseId;

    const AYA: StaffId = StaffId::from_bytes([1; 16]);
    const KEN: StaffId = StaffId::from_bytes([2; 16]);
    const YES: ConsentId = ConsentId::from_bytes([3; 16]);

    fn now(digests: [u8; 2]) -> Now {
        let pin = |section, digest| Pinned {
            section,
            digest: Digest::from_bytes([digest; 32]),
            weight: Weight::Mandatory,
        };
        let sections = vec![
            pin(SectionId::Person, digests[0]),
            pin(SectionId::Health, digests[1]),
        ];
        Now {
            consent: Some(YES),
            sections,
            found_before: BTreeSet::new(),
        }
    }

    fn found_before(digests: [u8; 2], sections: &[SectionId]) -> Now {
        Now {
            found_before: sections.iter().copied().collect(),
            ..now(digests)
        }
    }

    fn submitted() -> Preparation {
        let mut it = Preparation::new(AYA);
        it.refresh(&now([1, 1]));
        it.confirm(&[SectionId::Person, SectionId::Health], &now([1, 1]))
            .unwrap();
        it.submit(AYA, &[], &now([1, 1])).unwrap();
        it
    }

    #[test]
    fn what_was_found_right_in_an_earlier_handover_is_not_asked_again_and_what_changed_is() {
        let (person, health) = (SectionId::Person, SectionId::Health);
        let mut it = Preparation::new(AYA);
        assert_eq!(it.refresh(&found_before([1, 1], &[person])), []);
        assert_eq!(
            it.submit(AYA, &[], &found_before([1, 1], &[person])),
            Err(NotReady::NotConfirmed(vec![health]))
        );
        it.confirm(&[health], &found_before([1, 1], &[person]))
            .unwrap();
        assert_eq!(it.phase(), Phase::Confirmed);
        it.submit(AYA, &[], &now([1, 1])).unwrap();
        // Even into what was found right before: what waits for an approver is what was submitted, or nothing.
        let dropped = it.refresh(&found_before([2, 1], &[person]));
        assert_eq!(dropped, [Dropped::Submission]);
        assert_eq!(it.phase(), Phase::Confirmed, "and nobody is asked again");
        let dropped = it.refresh(&now([3, 1]));
        assert_eq!(dropped, [Dropped::Confirmation(person)]);
    }

    #[test]
    fn the_author_cannot_approve_own_work() {
        let mut it = submitted();
        assert_eq!(
            it.approve(Approver::one_of_several(AYA)),
            Err(NotReady::OwnWork)
        );
        assert_eq!(it.approve(Approver::one_of_several(KEN)), Ok(()));
        assert_eq!(it.approval(), Ok((YES, Approval::TwoPeople)));
    }

    #[test]
    fn whoever_had_a_hand_in_it_gives_it_back_and_approves_it_only_as_the_declared_exception() {
        let wrote = Approver::one_of_several(KEN).with(Hand::Wrote);
        let mut it = submitted();
        assert_eq!(it.approve(wrote), Err(NotReady::OwnWork));
        assert_eq!(it.phase(), Phase::Submitted);
        let mut back = it.clone();
        assert_eq!(back.give_back(wrote), Ok(()));
        let alone = Approver::the_only_one(KEN);
        assert_eq!(it.may_approve(alone), Ok(Approval::TwoPeople));
        it.approve(alone.with(Hand::Wrote)).unwrap();
        assert_eq!(it.approval(), Ok((YES, Approval::DeclaredException)));
    }

    #[test]
    fn a_hand_is_had_by_whoever_changed_what_is_disclosed_since_it_began_or_recorded_a_confirmation()
     {
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        let day = Day::from_ymd(2026, 4, 1).unwrap();
        let mut change = |field, by| {
            let value = Value {
                state: FieldState::Unchecked,
                source: Source::Person,
                as_of: day,
            };
            let edit = [(field, Edit::Put(value))].into();
            case.set(edit, by, day).unwrap();
        };
        change(FieldId::LifeRhythm, KEN);
        change(FieldId::CrisisHarm, KEN);
        change(FieldId::LifeMeals, AYA);
        let items = BTreeSet::from([ItemId::Life]);
        let (person, health) = (SectionId::Person, SectionId::Health);
        let goes = BTreeSet::from([person]);
        let of = |since, who| Hands::at(since).of(who, &case, &items, &goes);
        assert_eq!(of(0, KEN), Hand::Wrote);
        assert_eq!(of(1, KEN), Hand::None, "what is not disclosed is nothing");
        assert_eq!(of(2, AYA), Hand::Wrote);
        assert_eq!(of(3, AYA), Hand::None);
        let mut confirmed = Hands::at(0);
        confirmed.confirm(KEN, &[person], &now([1, 1]));
        let confirmed = confirmed.given_back(3);
        let of = |it: &Hands, who, goes| it.of(who, &case, &items, goes);
        assert_eq!(of(&confirmed, KEN, &goes), Hand::Wrote, "given back or not");
        assert_eq!(of(&confirmed, AYA, &goes), Hand::None);
        let without = BTreeSet::from([health]);
        assert_eq!(of(&confirmed, KEN, &without), Hand::None, "it does not go");
        let mut anew = confirmed.clone();
        anew.confirm(AYA, &[health], &now([1, 1]));
        assert_eq!(of(&anew, KEN, &goes), Hand::Wrote, "of another section");
        anew.confirm(AYA, &[person], &now([1, 1]));
        assert_eq!(of(&anew, KEN, &goes), Hand::None);
        assert_eq!(of(&anew, AYA, &goes), Hand::Wrote);
    }

    #[test]
    fn the_author_gives_back_what_another_submitted_and_whoever_submitted_it_does_not() {
        let mut it = Preparation::new(AYA);
        it.refresh(&now([1, 1]));
        it.confirm(&[SectionId::Person, SectionId::Health], &now([1, 1]))
            .unwrap();
        it.submit(KEN, &[], &now([1, 1])).unwrap();
        let [aya, ken] = [AYA, KEN].map(Approver::one_of_several);
        for who in [aya, ken] {
            assert_eq!(it.may_approve(who), Err(NotReady::OwnWork), "{who:?}");
        }
        assert_eq!(it.give_back(ken), Err(NotReady::OwnWork));
        it.give_back(aya).unwrap();
        it.submit(AYA, &[], &now([1, 1])).unwrap();
        assert_eq!(it.may_approve(ken), Ok(Approval::TwoPeople));
    }

    #[test]
    fn the_author_cannot_give_own_work_back_and_the_only_one_can() {
        let mut it = submitted();
        assert_eq!(
            it.give_back(Approver::one_of_several(AYA)),
            Err(NotReady::OwnWork)
        );
        assert_eq!(it.phase(), Phase::Submitted, "nothing changed");
        let mut alone = it.clone();
        for (it, who) in [
            (&mut it, Approver::one_of_several(KEN)),
            (&mut alone, Approver::the_only_one(AYA)),
        ] {
            assert_eq!(it.give_back(who), Ok(()), "{who:?}");
            assert_eq!(it.phase(), Phase::Returned, "{who:?}");
            assert_eq!(it.give_back(who), Err(NotReady::NotSubmitted));
        }
    }

    #[test]
    fn what_the_author_changes_is_no_longer_submitted() {
        let mut it = submitted();
        let dropped = it.refresh(&now([1, 2]));
        assert_eq!(
            dropped,
            [
                Dropped::Submission,
                Dropped::Confirmation(SectionId::Health)
            ]
        );
        assert_eq!(it.phase(), Phase::Consented);
    }

    #[test]
    fn a_declared_exception_is_printed_on_the_offer() {
        let mut it = submitted();
        it.approve(Approver::the_only_one(AYA)).unwrap();
        assert_eq!(it.approval(), Ok((YES, Approval::DeclaredException)));
    }

    #[test]
    fn changing_a_section_asks_for_that_section_again_and_drops_the_approval() {
        let mut it = submitted();
        it.approve(Approver::one_of_several(KEN)).unwrap();
        let dropped = it.refresh(&now([1, 2]));
        assert_eq!(
            dropped,
            [Dropped::Approval, Dropped::Confirmation(SectionId::Health)]
        );
        assert_eq!(
            it.submit(AYA, &[], &now([1, 2])),
            Err(NotReady::NotConfirmed(vec![SectionId::Health]))
        );
    }

    #[test]
    fn whoever_sealed_an_offer_may_approve_the_next() {
        let mut it = submitted();
        it.approve(Approver::one_of_several(KEN)).unwrap();
        let mut next = it.again();
        next.submit(AYA, &[], &now([1, 1])).unwrap();
        assert_eq!(
            next.approve(Approver::one_of_several(AYA)),
            Err(NotReady::OwnWork)
        );
        assert_eq!(next.approve(Approver::one_of_several(KEN)), Ok(()));
    }

    #[test]
    fn what_did_not_change_stays() {
        let mut it = submitted();
        assert_eq!(it.refresh(&now([1, 1])), []);
        assert_eq!(it.phase(), Phase::Submitted);
    }

    #[test]
    fn without_consent_there_is_only_a_draft() {
        let mut it = submitted();
        let dropped = it.refresh(&Now {
            found_before: BTreeSet::new(),
            consent: None,
            sections: Vec::new(),
        });
        assert_eq!(dropped, [Dropped::Submission, Dropped::Consent]);
        assert_eq!(it.phase(), Phase::Drafting);
    }
}
