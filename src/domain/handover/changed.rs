//! What the case does not say any more as it was sent: learnt, put right or taken out since an offer, and how the other office
//! is told.
//!
//! It looks at what consent lets go and at nothing else, and it sends nothing: a new offer and an addition are steps.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::case::{FieldState, Value};
use crate::domain::consent::{Disclosed, Disclosure};
use crate::domain::handover::dossier::{Offer, Standing, State};
use crate::domain::handover::permit::Step;
use crate::domain::key_fact::KeyFact;
use crate::domain::section::{FieldId, ItemId, SectionId};

/// A field that says something else here than it did when it was last sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub field: FieldId,
    /// As it was sent; none where it was not in it.
    pub sent: Option<Value>,
    /// As it is here today; none where it is empty.
    pub now: Option<Value>,
}

impl Changed {
    /// Whether it says something else, and not only who says it or as of what day.
    pub fn says_otherwise(&self) -> bool {
        said(self.sent.as_ref()) != said(self.now.as_ref())
    }

    /// Whether somebody may come to harm, or be taken for somebody else, where the other office goes by the old one.
    pub fn presses(&self) -> bool {
        let key = KeyFact::ALL.iter().flat_map(|it| it.fields());
        let mut key = key.copied().chain(BESIDE_KEY_FACTS);
        let of_crisis = self.field.spec().item == ItemId::Crisis;
        of_crisis || key.any(|it| it == self.field)
    }
}

/// Lists the fields that are not the same in both, in reading order: other answers, or the same as somebody else's word or as
/// of another day.
pub fn differing(sent: &[(FieldId, Value)], now: &[(FieldId, Value)]) -> Vec<Changed> {
    let in_one = |all: &[(FieldId, Value)], field: FieldId| {
        let mut all = all.iter();
        all.find(|(it, _)| *it == field)
            .map(|(_, value)| value.clone())
    };
    let fields: BTreeSet<FieldId> = sent.iter().chain(now).map(|(it, _)| *it).collect();
    let both = fields.into_iter().map(|field| Changed {
        field,
        sent: in_one(sent, field),
        now: in_one(now, field),
    });
    both.filter(|it| it.sent != it.now).collect()
}

/// What presses as a key fact does.
const BESIDE_KEY_FACTS: [FieldId; 4] = [
    FieldId::HandlingUrgency,
    FieldId::HealthSeizures,
    FieldId::HealthInfections,
    FieldId::HealthForbidden,
];

/// How the other office is told of what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// By a new offer.
    Offer,
    /// By an addition, once it is released: it was accepted, and nothing can be offered while that stands.
    Release,
    /// By an addition.
    Add,
}

impl Telling {
    /// Gives the way that is open in a handover; none before an offer, once it is over or the person has left, and where the
    /// consent it was offered on lets no addition go any more.
    pub fn of(state: &State, today: Day) -> Option<Telling> {
        let offer = state.offer.as_ref()?;
        let left = state.started.is_some() && state.ended.is_some();
        if left || state.stop.is_some() || !state.endings.is_empty() {
            return None;
        }
        let adds = today <= offer.manifest.consent_until;
        let accepted = state.acceptance.is_some() && offer.standing == Standing::Open;
        match (&state.release, accepted) {
            (Some(_), _) => adds.then_some(Telling::Add),
            (None, true) => adds.then_some(Telling::Release),
            (None, false) => Some(Telling::Offer),
        }
    }

    /// Gives the step that is next on that way.
    pub fn step(self) -> Step {
        match self {
            Telling::Offer => Step::Offer,
            Telling::Release => Step::Release,
            Telling::Add => Step::Add,
        }
    }
}

/// The sections an addition may hold: the receiver takes no item the offer did not name.
pub fn may_be_added(offer: &Offer, now: &Disclosure) -> BTreeSet<SectionId> {
    let named = |(field, _): &(FieldId, Value)| offer.manifest.items.contains(&field.spec().item);
    let within = now
        .sections()
        .filter(|(_, fields)| fields.iter().all(named));
    within.map(|(section, _)| section).collect()
}

/// Lists what changed since it was last sent, in reading order: of the items that were offered and that consent still covers,
/// and only what can be told. Who says it and as of what day is no change.
pub fn changed(state: &State, sent: &Disclosed, now: &Disclosure, today: Day) -> Vec<Changed> {
    let (Some(offer), Some(telling)) = (&state.offer, Telling::of(state, today)) else {
        return Vec::new();
    };
    let taken_back = state.taken_back();
    let goes = |it: &ItemId| {
        offer.manifest.items.contains(it) && now.items().contains(it) && !taken_back.contains(it)
    };
    let added = may_be_added(offer, now);
    let can_be_told =
        |it: &FieldId| telling == Telling::Offer || added.contains(&it.spec().section);
    let all = FieldId::ALL.iter().copied();
    all.filter(|it| goes(&it.spec().item) && can_be_told(it) && !is_said_by_an_entry(*it, state))
        .map(|field| Changed {
            field,
            sent: sent.get(field).cloned(),
            now: now.get(field).cloned(),
        })
        .filter(Changed::says_otherwise)
        .collect()
}

/// A day that was planned, once an entry says the one that counts.
fn is_said_by_an_entry(field: FieldId, state: &State) -> bool {
    match field {
        FieldId::HandlingPlannedStart => state.acceptance.is_some(),
        FieldId::HandlingLastDay | FieldId::ContractEnd => state.ended.is_some(),
        _ => false,
    }
}

fn said(value: Option<&Value>) -> Option<&FieldState> {
    value.map(|it| &it.state)
}
