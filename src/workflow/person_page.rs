//! What the person is given to keep: what went or would go to the other office, and what stays here.
//!
//! It widens nothing: it is what consent discloses, or what was offered, read once more.

use std::collections::BTreeSet;

use crate::domain::attachment::PAPERS;
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId, OfferNo};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::workflow::attachment::Attached;
use crate::workflow::desk::Desk;
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::view::HandoverView;

/// The page the person keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPage {
    /// What the person is called here.
    pub person: String,
    /// This office.
    pub sender: String,
    /// The other office.
    pub receiver: String,
    /// The day on which it was made.
    pub on: Day,
    /// Whether it went or would go.
    pub shown: Shown,
    /// Until when; none while no consent is in force.
    pub until: Option<Day>,
    /// The day the other office was told, where that is a later one: a newer form ends sooner.
    pub told_until: Option<Day>,
    /// The items that are covered.
    pub items: BTreeSet<ItemId>,
    /// What goes, in reading order.
    pub sections: Vec<(SectionId, Vec<(FieldId, Value)>)>,
    /// The files that go with it.
    pub files: Vec<Attached>,
    /// The fields of the case that stay here.
    pub held_back: BTreeSet<FieldId>,
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// What today's consent would let go.
    Today,
    /// What was offered.
    Offered(OfferNo),
}

impl Desk {
    /// Makes the person's page of a handover this office sends; the journal tells who looked.
    ///
    /// # Errors
    /// There is no case here: this office receives, or its draft is lost.
    pub fn person_page(&mut self, id: HandoverId) -> Result<PersonPage, Problem> {
        let view = self.handover(id)?;
        let case = match (view.line.side, view.line.case) {
            (Side::Sender, Some(case)) => case,
            _ => return Err(Problem::Missing(Thing::Case)),
        };
        let (shown, items, sections) = what_goes(&view);
        let gone: BTreeSet<FieldId> = sections
            .iter()
            .flat_map(|(_, fields)| fields.iter().map(|(field, _)| *field))
            .collect();
        let summary = self.case_summary(case)?;
        let held = summary.values().keys().copied();
        Ok(PersonPage {
            person: view.line.person.clone(),
            sender: self.profile().name.as_str().to_owned(),
            receiver: view.line.peer_name.clone(),
            on: self.today(),
            shown,
            until: match &view.state.offer {
                Some(offer) => Some(view.ends_sooner.unwrap_or(offer.manifest.consent_until)),
                None => view.disclosure.as_ref().map(|it| it.until()),
            },
            told_until: match (&view.state.offer, view.ends_sooner) {
                (Some(offer), Some(_)) => Some(offer.manifest.consent_until),
                _ => None,
            },
            held_back: held
                .filter(|it| !gone.contains(it) && !items.contains(&it.spec().item))
                .collect(),
            files: match items.contains(&PAPERS.spec().item) {
                true => view.files,
                false => Vec::new(),
            },
            items,
            sections,
        })
    }

    /// Writes down that a paper for the person was written into a file, before it is.
    pub fn paper_written(&mut self, case: CaseId) -> Result<(), Problem> {
        self.right(Step::Read)?;
        self.enter(&[], Deed::Printed, Some(case.to_bytes()))?;
        Ok(())
    }
}

type Goes = (
    Shown,
    BTreeSet<ItemId>,
    Vec<(SectionId, Vec<(FieldId, Value)>)>,
);

fn what_goes(view: &HandoverView) -> Goes {
    let owned = |(id, fields): (SectionId, &[(FieldId, Value)])| (id, fields.to_vec());
    if let Some(offer) = &view.state.offer {
        let sections = view.disclosed.iter().flat_map(|it| it.sections());
        let gone = view.state.taken_back();
        let items: BTreeSet<ItemId> = offer.manifest.items.difference(&gone).copied().collect();
        // What the person took back is not said to be there any more, wherever it is still kept.
        let left = |(id, fields): (SectionId, &[(FieldId, Value)])| {
            let left = fields.iter().filter(|it| items.contains(&it.0.spec().item));
            (id, left.cloned().collect::<Vec<_>>())
        };
        let sections = sections.map(left).filter(|(_, fields)| !fields.is_empty());
        let sections = sections.collect();
        return (Shown::Offered(offer.no), items, sections);
    }
    let disclosure = view.disclosure.as_ref();
    let items = disclosure.map_or_else(BTreeSet::new, |it| it.items().clone());
    let sections = disclosure.into_iter().flat_map(|it| it.sections());
    (Shown::Today, items, sections.map(owned).collect())
}
