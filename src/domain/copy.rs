//! A copy (写し) of what was handed over, for a place that is not the receiver: a summary on one sheet, and only on an item
//! of its own.
//!
//! What is handed over itself, and its rules, are not here: a copy is made of what was disclosed, and can only be less.

use crate::domain::calendar::Day;
use crate::domain::case::{FieldState, Value};
use crate::domain::consent::{Consent, Disclosed};
use crate::domain::handover::papers::Became;
use crate::domain::id::StaffId;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::text::Line;

use CopyTo::{City, Consultation, HelloWork};

/// For whom a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyTo {
    /// The consultation support office that plans for the person (相談支援事業所).
    Consultation,
    /// Hello Work (公共職業安定所).
    HelloWork,
    /// The city that granted the service (市町村).
    City,
}

impl CopyTo {
    /// Every one.
    pub const ALL: &'static [Self] = &[Consultation, HelloWork, City];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Consultation => "consultation",
            HelloWork => "hello-work",
            City => "city",
        }
    }

    /// Finds the one with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    /// Gives the consent item that lets a copy go there.
    pub const fn item(self) -> ItemId {
        match self {
            Consultation => ItemId::CopyConsultation,
            HelloWork => ItemId::CopyHelloWork,
            City => ItemId::CopyCity,
        }
    }

    /// Says whether it is a body of the state or of a municipality.
    pub const fn is_public(self) -> bool {
        matches!(self, HelloWork | City)
    }

    /// Gives the fields a copy for it may hold, in reading order.
    pub fn fields(self) -> impl Iterator<Item = FieldId> {
        let goes = move |(_, to): &&(FieldId, &[CopyTo])| to.contains(&self);
        SUMMARY.iter().filter(goes).map(|(field, _)| *field)
    }
}

impl ItemId {
    /// Gives for whom it lets a copy go; none of an item that lets content go to the receiver.
    pub fn copy_to(self) -> Option<CopyTo> {
        let mut all = CopyTo::ALL.iter().copied();
        all.find(|it| it.item() == self)
    }

    /// Gives the items that let content go to the receiver.
    pub fn of_content() -> impl Iterator<Item = ItemId> + Clone {
        let all = ItemId::ALL.iter().copied();
        all.filter(|it| it.copy_to().is_none())
    }
}

const EVERY: &[CopyTo] = CopyTo::ALL;

/// What a copy may hold, and for whom, in reading order. Nothing of it goes that the person did not let go to the receiver.
pub const SUMMARY: &[(FieldId, &[CopyTo])] = &[
    (FieldId::HandlingKind, EVERY),
    (FieldId::HandlingLastDay, &[Consultation, City]),
    (FieldId::HandlingPlannedStart, EVERY),
    (FieldId::PersonName, EVERY),
    (FieldId::PersonKana, EVERY),
    (FieldId::PersonBirth, EVERY),
    (FieldId::CertificateNumber, &[Consultation, City]),
    (FieldId::CertificateCity, &[Consultation, City]),
    (FieldId::CertificateUntil, &[Consultation, City]),
    (FieldId::PeriodEnd, &[Consultation, City]),
    (FieldId::PeriodUsed, &[Consultation, City]),
    (FieldId::PeriodLeft, &[Consultation, City]),
    (FieldId::ContractEnd, &[Consultation, City]),
    (FieldId::ContractEndReason, &[City]),
    (FieldId::WishesOwnWords, &[Consultation, HelloWork]),
    (FieldId::WishesJobs, &[Consultation, HelloWork]),
    (FieldId::WishesHours, &[Consultation, HelloWork]),
    (FieldId::WishesDays, &[Consultation, HelloWork]),
    (FieldId::WishesCommute, &[HelloWork]),
    (FieldId::WishesDisclosure, &[HelloWork]),
    (FieldId::WishesWhen, &[Consultation, HelloWork]),
    (FieldId::StrengthsWorksWell, &[Consultation, HelloWork]),
    (
        FieldId::AssessmentAccommodations,
        &[Consultation, HelloWork],
    ),
    (FieldId::SupportStage, &[Consultation]),
    (FieldId::PlanLongGoal, &[Consultation]),
    (FieldId::PlanUntil, &[Consultation]),
    (FieldId::JobSearchHelloWork, &[HelloWork]),
    (FieldId::TasksNextDay, &[Consultation]),
    (FieldId::TasksNextWhat, &[Consultation]),
];

/// What was told of a copy after it was printed; nothing of it is known where nobody wrote it down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CopyTold {
    /// The day it was handed over, and to whom there.
    pub handed: Option<(Day, Line)>,
    /// What became of it when it was asked back.
    pub back: Option<CopyBack>,
}

/// What became of a copy, as it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyBack {
    /// What.
    pub became: Became,
    /// The day it was told.
    pub on: Day,
    /// Who there said it, or was asked.
    pub told_by: Line,
    /// Who wrote it down here.
    pub by: StaffId,
}

impl CopyTold {
    /// Says whether the copy may still be where it was handed over, as far as was told.
    pub fn is_out(&self) -> bool {
        !matches!(&self.back, Some(it) if it.became.is_gone())
    }
}

/// Why there is no copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCopied {
    /// The person did not let a copy go there, or took it back.
    NotAgreed,
    /// Nothing of what was handed over, and that the person lets go today, belongs on it.
    NothingOnIt,
}

/// What stands on a copy. Only what was disclosed to the receiver makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    to: CopyTo,
    fields: Vec<(FieldId, Value)>,
}

impl Summary {
    /// Takes from what was handed over what a copy for this place may hold, as far as consent covers it on a day.
    ///
    /// # Errors
    /// `NotAgreed`, `NothingOnIt`.
    pub fn of(
        disclosed: &Disclosed,
        consent: &Consent,
        to: CopyTo,
        day: Day,
    ) -> Result<Self, NotCopied> {
        if !consent.covers(to.item(), day) {
            return Err(NotCopied::NotAgreed);
        }
        let covered = to.fields().filter(|it| consent.covers(it.spec().item, day));
        let said = covered.filter_map(|field| {
            let value = disclosed.get(field)?;
            let says = matches!(value.state, FieldState::Filled(_) | FieldState::Nothing);
            says.then(|| (field, value.clone()))
        });
        let fields: Vec<_> = said.collect();
        match fields.is_empty() {
            true => Err(NotCopied::NothingOnIt),
            false => Ok(Self { to, fields }),
        }
    }

    /// Gives for whom it is.
    pub fn to(&self) -> CopyTo {
        self.to
    }

    /// Gives what stands on it, in reading order.
    pub fn fields(&self) -> &[(FieldId, Value)] {
        &self.fields
    }

    /// Gives the sections of which something stands on it.
    pub fn sections(&self) -> impl Iterator<Item = SectionId> {
        let mut last = None;
        let sections = self.fields.iter().map(|(field, _)| field.spec().section);
        sections.filter(move |it| last.replace(*it) != Some(*it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw};
    use crate::domain::case::Source;
    use crate::domain::consent::{
        ConsentForm, Explained, FamilyConsent, Manner, Mode, Signer, Withdrawal, Withdrawn,
    };
    use crate::domain::field::Sensitivity;
    use crate::domain::id::{CaseId, ConsentId, OfficeId};
    use crate::domain::section::Asks;
    use std::collections::BTreeSet;

    fn day(day: u8) -> Day {
        Day::from_ymd(2026, 4, day).unwrap()
    }

    fn line(text: &str) -> Line {
        Line::new(text, 60).unwrap()
    }

    fn consent(items: impl IntoIterator<Item = ItemId>) -> Consent {
        Consent::record(ConsentForm {
            id: ConsentId::from_bytes([3; 16]),
            case: CaseId::from_bytes([7; 16]),
            receiver: OfficeId::from_bytes([9; 32]),
            mode: Mode::ByItem,
            purpose: line("支援の引継ぎ"),
            returned: BTreeSet::new(),
            items: items.into_iter().collect(),
            until: day(20),
            signer: Signer::Person,
            manner: Manner::OwnHand,
            signed: day(10),
            family: Some(FamilyConsent {
                name: line("見本 花子"),
                relation: line("母"),
                signed: day(10),
                manner: Manner::OwnHand,
            }),
            explained_by: StaffId::from_bytes([1; 16]),
            explained: Explained::default(),
            original_kept: line("鍵付き書庫 1"),
        })
        .unwrap()
    }

    /// Everything was handed over, each field with the answer that there is none.
    fn all() -> Disclosed {
        let of = |section: SectionId| {
            let value = |field| {
                let value = Value {
                    state: FieldState::Nothing,
                    source: Source::Person,
                    as_of: day(1),
                };
                (field, value)
            };
            (section, section.fields().map(value).collect::<Vec<_>>())
        };
        Disclosed::received(SectionId::ALL.iter().copied().map(of).collect()).unwrap()
    }

    fn items_on(summary: &Summary) -> BTreeSet<ItemId> {
        let fields = summary.fields().iter();
        fields.map(|(field, _)| field.spec().item).collect()
    }

    #[test]
    fn each_place_has_an_item_of_its_own_that_no_yes_to_all_covers_and_that_lets_nothing_go_to_the_receiver()
     {
        for to in CopyTo::ALL {
            assert_eq!(to.item().copy_to(), Some(*to));
            assert_eq!(to.item().asks(), Asks::ByItself);
            assert_eq!(to.item().fields().count(), 0);
            assert_eq!(CopyTo::from_code(to.code()), Some(*to));
        }
        assert_eq!(
            ItemId::of_content().count() + CopyTo::ALL.len(),
            ItemId::ALL.len()
        );
    }

    #[test]
    fn the_table_is_in_reading_order_and_names_nothing_of_the_family_a_company_or_what_is_withheld()
    {
        let order = SUMMARY.windows(2).all(|it| it[0].0 < it[1].0);
        assert!(order);
        for (field, to) in SUMMARY {
            assert!(!to.is_empty(), "{field:?}");
            assert_eq!(field.spec().item.asks(), Asks::ThePerson, "{field:?}");
            assert_ne!(field.spec().sensitivity, Sensitivity::Withheld);
            let health = [ItemId::Health, ItemId::Medication, ItemId::Crisis];
            assert!(!health.contains(&field.spec().item), "{field:?}");
        }
    }

    #[test]
    fn a_copy_holds_no_more_than_the_table_and_the_consent_of_the_day() {
        for to in CopyTo::ALL {
            let every = consent(ItemId::ALL.iter().copied());
            let whole = Summary::of(&all(), &every, *to, day(15)).unwrap();
            let fields: Vec<_> = whole.fields().iter().map(|(it, _)| *it).collect();
            assert_eq!(fields, to.fields().collect::<Vec<_>>(), "{to:?}");
            let narrow = consent([ItemId::Basic, to.item()]);
            let narrow = Summary::of(&all(), &narrow, *to, day(15)).unwrap();
            assert_eq!(items_on(&narrow), [ItemId::Basic].into());
            assert_eq!(narrow.sections().collect::<Vec<_>>(), [SectionId::Person]);
        }
    }

    #[test]
    fn without_its_item_or_after_it_was_taken_back_or_the_consent_ran_out_there_is_no_copy() {
        for to in CopyTo::ALL {
            let others = ItemId::ALL.iter().copied().filter(|it| *it != to.item());
            let without = consent(others);
            let of = |consent: &Consent, on| Summary::of(&all(), consent, *to, on).err();
            assert_eq!(of(&without, day(15)), Some(NotCopied::NotAgreed));
            let mut given = consent([ItemId::Basic, to.item()]);
            assert_eq!(of(&given, day(15)), None);
            assert_eq!(of(&given, day(9)), Some(NotCopied::NotAgreed));
            assert_eq!(of(&given, day(21)), Some(NotCopied::NotAgreed));
            given
                .withdraw(Withdrawal {
                    on: day(16),
                    what: Withdrawn::Items([to.item()].into()),
                    told: None,
                    telling: None,
                })
                .unwrap();
            assert_eq!(of(&given, day(15)), None);
            assert_eq!(of(&given, day(16)), Some(NotCopied::NotAgreed));
            let alone = consent([to.item()]);
            assert_eq!(of(&alone, day(15)), Some(NotCopied::NothingOnIt));
        }
    }

    #[test]
    fn a_copy_is_out_until_it_is_told_that_it_is_gone() {
        let told = |became| CopyTold {
            handed: Some((day(10), line("見本 三郎"))),
            back: Some(CopyBack {
                became,
                on: day(12),
                told_by: line("見本 三郎"),
                by: StaffId::from_bytes([1; 16]),
            }),
        };
        assert!(CopyTold::default().is_out());
        for became in Became::ALL {
            assert_eq!(told(became).is_out(), !became.is_gone(), "{became:?}");
        }
    }

    #[test]
    fn what_was_not_handed_over_or_says_nothing_is_not_on_it() {
        let name = FieldId::PersonName;
        let raw = Raw::Text("架空 見穂".into());
        let filled = FieldState::Filled(Answer::check(name.spec(), raw).unwrap());
        let value = |state| Value {
            state,
            source: Source::Person,
            as_of: day(1),
        };
        let said = vec![
            (name, value(filled)),
            (FieldId::PersonKana, value(FieldState::Unchecked)),
        ];
        let only = Disclosed::received(vec![(SectionId::Person, said)]).unwrap();
        let every = consent(ItemId::ALL.iter().copied());
        let summary = Summary::of(&only, &every, City, day(15)).unwrap();
        let fields: Vec<_> = summary.fields().iter().map(|(it, _)| *it).collect();
        assert_eq!(fields, [name]);
    }
}
