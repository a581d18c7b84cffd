//! What the person is given to keep: what went or would go to the other office, and what stays here.
//!
//! It widens nothing: it is what consent discloses, or what was offered, read once more.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::attachment::PAPERS;
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId, OfferNo};
use crate::domain::ledger::{Answer, at_an_ending, taken_back};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::workflow::attachment::Attached;
use crate::workflow::desk::Desk;
use crate::workflow::folder::Folder;
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
    /// How long consent lasts.
    pub lasts: Lasts,
    /// The items that are covered.
    pub items: BTreeSet<ItemId>,
    /// What goes, in reading order.
    pub sections: Vec<(SectionId, Vec<(FieldId, Value)>)>,
    /// The files that go with it.
    pub files: Vec<Attached>,
    /// What went and was taken back since, in the order it was.
    pub taken_back: Vec<Back>,
    /// What became of all of it at the other office, where it is destroyed or has to be.
    pub became: Option<Answer>,
    /// The fields of the case that stay here.
    pub held_back: BTreeSet<FieldId>,
}

/// How long consent lasts, as the person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// None is in force: none was given yet, or what was given is taken back or has run out.
    NotGiven,
    /// Until this day.
    Until {
        /// The last day.
        day: Day,
        /// The day the other office was told, where that is a later one: a newer form ends sooner.
        told: Option<Day>,
    },
    /// All that went was taken back, the last of it on this day.
    TakenBack(Day),
    /// The handover ended before a start.
    Over,
}

/// What went and was taken back at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// The day.
    pub on: Day,
    /// The items, with the fields of each that had gone.
    pub items: Vec<(ItemId, BTreeSet<FieldId>)>,
    /// What the other office said of it.
    pub answer: Answer,
    /// Why it keeps it, where it does and the reason is here.
    pub reason: String,
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
        let folder = self.folder(id)?;
        let taken_back = self.went_and_was_taken_back(&folder, &view)?;
        let went = |item: &ItemId| {
            let mut taken = taken_back.iter().flat_map(|it| &it.items);
            items.contains(item) || taken.any(|(it, _)| it == item)
        };
        Ok(PersonPage {
            person: view.line.person.clone(),
            sender: self.profile().name.as_str().to_owned(),
            receiver: view.line.peer_name.clone(),
            on: self.today(),
            shown,
            lasts: lasts(&view, &items, &taken_back),
            became: match view.state.offer {
                Some(_) => at_an_ending(&folder.dossier, folder.papers()),
                None => None,
            },
            held_back: held
                .filter(|it| !gone.contains(it) && !went(&it.spec().item))
                .collect(),
            files: match items.contains(&PAPERS.spec().item) {
                true => view.files,
                false => Vec::new(),
            },
            items,
            sections,
            taken_back,
        })
    }

    /// What of the current offer was taken back, with what was said of it. Of an item that was taken back twice the answer counts
    /// by which it is gone, else the last.
    fn went_and_was_taken_back(
        &self,
        folder: &Folder,
        view: &HandoverView,
    ) -> Result<Vec<Back>, Problem> {
        let Some(offer) = &view.state.offer else {
            return Ok(Vec::new());
        };
        let all = taken_back(&folder.dossier, folder.papers());
        let mut by_item = BTreeMap::new();
        for (at, it) in all.iter().enumerate() {
            let of_it = it.left.iter().filter(|it| it.offer == offer.no);
            for item in of_it.flat_map(|it| &it.items) {
                let is_gone = |at: &usize| all[*at].answer.is_gone();
                if !by_item.get(item).is_some_and(is_gone) {
                    by_item.insert(*item, at);
                }
            }
        }
        let went = self.fields_held(folder);
        let fields = |item: ItemId| {
            let of_it = went.iter().map(|(field, _)| *field);
            of_it.filter(|it| it.spec().item == item).collect()
        };
        let mut back = Vec::new();
        for (at, it) in all.iter().enumerate() {
            let items = by_item.iter().filter(|(_, of)| **of == at);
            let items: Vec<_> = items.map(|(item, _)| (*item, fields(*item))).collect();
            if !items.is_empty() {
                back.push(Back {
                    on: it.on,
                    items,
                    answer: it.answer,
                    reason: self.reason_given(folder, it.answer)?,
                });
            }
        }
        Ok(back)
    }

    /// Writes down that a paper for the person was written into a file, before it is.
    pub fn paper_written(&mut self, case: CaseId) -> Result<(), Problem> {
        self.right(Step::Read)?;
        self.enter(&[], Deed::Printed, Some(case.to_bytes()))?;
        Ok(())
    }
}

fn lasts(view: &HandoverView, items: &BTreeSet<ItemId>, taken_back: &[Back]) -> Lasts {
    let Some(offer) = &view.state.offer else {
        let day = view.disclosure.as_ref().map(|it| it.until());
        return day.map_or(Lasts::NotGiven, |day| Lasts::Until { day, told: None });
    };
    let told = offer.manifest.consent_until;
    let last = taken_back.iter().map(|it| it.on).max();
    match last.filter(|_| items.is_empty()) {
        Some(day) => Lasts::TakenBack(day),
        None if view.state.started.is_none() && view.state.ending().is_some() => Lasts::Over,
        None => Lasts::Until {
            day: view.ends_sooner.unwrap_or(told),
            told: view.ends_sooner.map(|_| told),
        },
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
        // What the person took back stands in a list of its own, with what became of it.
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
