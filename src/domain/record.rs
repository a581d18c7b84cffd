//! The records the law asks for where a person's data goes from one office to another: the giver's (個人情報保護法29条)
//! and the receiver's (同30条).
//!
//! No content of the person is in them, and not even the name: a record only says which handover it is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::calendar::Day;
use crate::domain::case::{FieldState, Source, Value};
use crate::domain::copy::CopyTo;
use crate::domain::handover::dossier::Dossier;
use crate::domain::handover::entry::{Act, Approval, Manifest, Pinned, Side};
use crate::domain::handover::papers::Papers;
use crate::domain::id::{ConsentId, Digest, HandoverId, OfferNo, OfficeId, StaffId};
use crate::domain::office::Corporations;
use crate::domain::section::{FieldId, ItemId, SectionId};

/// The record of one delivery: of an offer that arrived, or of an addition to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalRecord {
    /// Whose record it is, with what only that office knows.
    pub kind: Kind,
    /// Whether the law takes the other office for a third party.
    pub law: Law,
    /// The handover.
    pub handover: HandoverId,
    /// The offer that arrived.
    pub offer: OfferNo,
    /// 0 for the offer itself, else the addition to it.
    pub part: u16,
    /// The day the sender wrote it, by the sender's clock.
    pub offered: Day,
    /// The day it arrived, by the receiver's clock.
    pub received: Day,
    /// The day this record was made, by the own clock.
    pub made: Day,
    /// The other office as its card said that day.
    pub party: Party,
    /// What was given, item by item.
    pub items: BTreeSet<ItemId>,
    /// The sections given, with the digests of their versions.
    pub sections: Vec<(SectionId, Digest)>,
    /// The last day of the consent it rests on, as the sender signed it.
    pub consent_until: Day,
    /// Who approved it, in kind, as the sender signed it.
    pub approval: Approval,
    /// How it travelled.
    pub way: Way,
    /// From whom the sender had each item, in kind: what the receiver confirms of how it was obtained (個人情報保護法30条1項2号).
    /// Nothing of what this office gave itself, and where the content was not here when the record was made.
    pub sources: Sources,
}

impl LegalRecord {
    /// How it was approved, in kind; none of an addition, which nobody approves: what the manifest says is of its offer. A copy is
    /// made of what was offered.
    pub fn approved(&self) -> Option<Approval> {
        let copied = matches!(self.kind, Kind::Copied { .. });
        (copied || self.part == 0).then_some(self.approval)
    }
}

/// From whom each item was had, in kind.
pub type Sources = BTreeMap<ItemId, BTreeSet<FromWhom>>;

/// From whom something was had, in kind; who it was stands with the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FromWhom {
    /// From the person.
    Person,
    /// Staff saw it.
    Observed,
    /// From another agency or office.
    Agency,
}

impl FromWhom {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Person, Self::Observed, Self::Agency];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Observed => "observed",
            Self::Agency => "agency",
        }
    }

    fn of(source: &Source) -> Self {
        match source {
            Source::Person => Self::Person,
            Source::Observed { .. } => Self::Observed,
            Source::Agency { .. } => Self::Agency,
        }
    }
}

/// What an offer or an addition rests on, as the sender knew when it was made. It never leaves the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// The form that counted.
    pub consent: ConsentId,
    /// Who sent it.
    pub sent_by: StaffId,
    /// Who approved it; nobody approves an addition.
    pub approved_by: Option<StaffId>,
    /// What is in it, item by item.
    pub items: BTreeSet<ItemId>,
}

/// Whose record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The giver's. Nobody is named where what the offer rests on went with a store that was put back.
    Given {
        /// The consent it rests on, where it is here.
        consent: Option<ConsentId>,
        /// Who sent it.
        sent_by: Option<StaffId>,
        /// Who approved it; nobody approves an addition.
        approved_by: Option<StaffId>,
    },
    /// The receiver's. That the person consented is confirmed by the sender's signed offer.
    Received,
    /// The giver's of a copy for a place that is not the receiver.
    Copied {
        /// Which copy of the handover, from 1.
        no: u32,
        /// For whom.
        to: CopyTo,
        /// The consent it rests on.
        consent: ConsentId,
        /// Who gave it.
        given_by: StaffId,
    },
}

/// What the law asks of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// The other office is of another corporation: a third party (個人情報保護法29条・30条).
    ThirdParty,
    /// Both are of one corporation, as their cards said that day, and this office takes that for no third party: the record
    /// is its own.
    SameCorporation,
    /// A copy went to a body of the state or of a municipality, and this office takes that for no third party.
    PublicBody,
}

/// As what a delivery is recorded of which it is known by hearsay only that the law asks no record of it: what an office has
/// set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recorded {
    /// As the law asks of a delivery to a third party: nobody is sorry later.
    #[default]
    ByLaw,
    /// As a note of the office's own.
    OwnNote,
}

impl Law {
    /// Gives what holds between two corporations, where a delivery within one is recorded so.
    pub const fn between(corporations: Corporations, within: Recorded) -> Law {
        match (corporations, within) {
            (Corporations::Same, Recorded::OwnNote) => Law::SameCorporation,
            (Corporations::Different, _) | (_, Recorded::ByLaw) => Law::ThirdParty,
        }
    }

    /// Gives what holds of a copy, where one for a public body is recorded so.
    pub const fn of_copy(to: CopyTo, public: Recorded) -> Law {
        match public {
            Recorded::OwnNote if to.is_public() => Law::PublicBody,
            Recorded::OwnNote | Recorded::ByLaw => Law::ThirdParty,
        }
    }
}

/// How what was given travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In a sealed parcel, through the shared folder.
    SealedParcel,
    /// Printed, to an office without the program.
    Paper,
}

/// The other office, in the words of its card; of whoever got a copy, the name that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Which; none of whoever got a copy: it is no office with a card.
    pub office: Option<OfficeId>,
    /// Its name.
    pub name: String,
    /// The corporation that runs it.
    pub corporation: String,
    /// Its ten-digit number.
    pub number: String,
    /// Its address.
    pub address: String,
    /// Who represents the corporation.
    pub representative: String,
}

/// What arrived, as the two logs tell it.
#[derive(Clone, Debug)]
pub struct Delivery<'a> {
    /// The offer.
    pub offer: OfferNo,
    /// 0 for the offer itself, else the addition.
    pub part: u16,
    /// The day the sender wrote it.
    pub offered: Day,
    /// The day it arrived.
    pub received: Day,
    /// What the offer says.
    pub manifest: &'a Manifest,
    /// The sections that arrived.
    pub sections: &'a [Pinned],
}

impl Delivery<'_> {
    /// The items that could have a field in what arrived, of those the offer named: what is to be said where the content
    /// is not here any more.
    pub fn possible_items(&self) -> BTreeSet<ItemId> {
        let sections = self.sections.iter();
        let fields = sections.flat_map(|it| it.section.fields());
        let items = fields.map(|it| it.spec().item);
        items
            .filter(|it| self.manifest.items.contains(it))
            .collect()
    }
}

/// The items of which fields say something: there is an answer, or it was asked and there is none. What the person does not
/// wish to share, and what nobody has checked, tells nothing of them.
pub fn items_said<'a>(fields: impl IntoIterator<Item = &'a (FieldId, Value)>) -> BTreeSet<ItemId> {
    sources_said(fields).into_keys().collect()
}

/// The same, with from whom each was had.
pub fn sources_said<'a>(fields: impl IntoIterator<Item = &'a (FieldId, Value)>) -> Sources {
    let said = fields
        .into_iter()
        .filter(|(_, it)| matches!(it.state, FieldState::Filled(_) | FieldState::Nothing));
    let mut sources = Sources::new();
    for (field, value) in said {
        let of_item = sources.entry(field.spec().item).or_default();
        of_item.insert(FromWhom::of(&value.source));
    }
    sources
}

/// Everything that arrived, once each. Nothing of what was only drafted, or offered and never opened. Of what was printed
/// also what the other office receipted so late that no entry can say it any more.
pub fn deliveries<'a>(dossier: &'a Dossier, papers: &Papers) -> Vec<Delivery<'a>> {
    let arrived = dossier.log(Side::Receiver).iter();
    let delivered = arrived.filter_map(|it| match it.envelope.act {
        Act::Received { offer, part } => delivery(dossier, offer, part, it.envelope.written),
        _ => None,
    });
    let mut all: Vec<Delivery> = delivered.collect();
    let printed = papers.0.iter().filter(|it| it.received.is_some());
    for (offer, part) in printed.flat_map(|it| it.parts.iter().map(|part| (it.offer, *part))) {
        let known = all.iter().any(|it| (it.offer, it.part) == (offer, part));
        let day = papers.received(offer, part).filter(|_| !known);
        all.extend(day.and_then(|day| delivery(dossier, offer, part, day)));
    }
    all
}

fn delivery(dossier: &Dossier, no: OfferNo, of: u16, received: Day) -> Option<Delivery<'_>> {
    let said = || dossier.log(Side::Sender).iter().map(|it| &it.envelope);
    let (manifest, offered) = said().find_map(|it| match &it.act {
        Act::Offered { offer, manifest } if *offer == no => Some((manifest, it)),
        _ => None,
    })?;
    let (sections, by) = match of {
        0 => (&manifest.sections[..], offered),
        of => said().find_map(|it| match &it.act {
            Act::Added {
                offer,
                part,
                sections,
            } if (*offer, *part) == (no, of) => Some((&sections[..], it)),
            _ => None,
        })?,
    };
    Some(Delivery {
        offer: no,
        part: of,
        offered: by.written,
        received,
        manifest,
        sections,
    })
}
