//! The kinds of a handover, and what each asks for and brings with it: one table.
//!
//! It says what is to be filled in and which days follow. What may go, consent says; no rule of the two logs reads the kind.

use crate::domain::answer::Given;
use crate::domain::calendar::{Day, months_later};
use crate::domain::case::{CaseSummary, Value};
use crate::domain::field::{ChoiceId, Need};
use crate::domain::handover::permit::Months;
use crate::domain::period::Confirmed;
use crate::domain::section::FieldId;
use crate::domain::service::day;
use crate::domain::setting::{Holding, SettingId};

/// What a handover is for: where the person goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HandoverKind {
    /// To another transition office (転所).
    ToTransition,
    /// To continued support type A (A型).
    ToContinuedA,
    /// To continued support type B (B型).
    ToContinuedB,
    /// To job-retention support (就労定着支援).
    ToRetention,
    /// To a work and life support centre (なかぽつ).
    ToLifeCentre,
    /// To another office of the same corporation.
    SameCorporation,
    /// For a time: the person comes back.
    Temporary,
}

/// What one kind asks for otherwise than the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Required besides.
    pub also: &'static [FieldId],
    /// Not required here.
    pub spared: &'static [FieldId],
}

/// The months of the service period: nobody counts them on where another service begins.
const MONTHS: &[FieldId] = &[
    FieldId::PeriodEnd,
    FieldId::PeriodLeft,
    FieldId::PeriodExtension,
    FieldId::PeriodConfirmedWith,
    FieldId::PeriodConfirmedOn,
];

/// Who has found work is not asked again what work to look for, and until when.
const MONTHS_AND_SEARCH: &[FieldId] = &[
    FieldId::PeriodEnd,
    FieldId::PeriodLeft,
    FieldId::PeriodExtension,
    FieldId::PeriodConfirmedWith,
    FieldId::PeriodConfirmedOn,
    FieldId::WishesJobs,
    FieldId::WishesWhen,
];

/// A centre is used without a certificate.
const MONTHS_AND_SUPPLY: &[FieldId] = &[
    FieldId::CertificateDays,
    FieldId::CertificateCap,
    FieldId::CertificateCapManagement,
    FieldId::PeriodEnd,
    FieldId::PeriodLeft,
    FieldId::PeriodExtension,
    FieldId::PeriodConfirmedWith,
    FieldId::PeriodConfirmedOn,
    FieldId::ContractSlot,
];

/// The contract goes on while the person is elsewhere for a time.
const CONTRACT: &[FieldId] = &[FieldId::ContractEnd, FieldId::ContractEndReason];

/// Where the person works is asked for by itself, so it is not required even here.
const JOB: &[FieldId] = &[
    FieldId::EmploymentFirstDay,
    FieldId::EmploymentRetentionFrom,
    FieldId::EmploymentRetentionUntil,
    FieldId::EmploymentRetentionBy,
];

impl HandoverKind {
    /// Every kind, as the field offers them.
    pub const ALL: &'static [Self] = &[
        Self::ToTransition,
        Self::ToContinuedA,
        Self::ToContinuedB,
        Self::ToRetention,
        Self::ToLifeCentre,
        Self::SameCorporation,
        Self::Temporary,
    ];

    /// Gives the option of the field.
    pub const fn choice(self) -> ChoiceId {
        match self {
            Self::ToTransition => ChoiceId::ToTransition,
            Self::ToContinuedA => ChoiceId::ToContinuedA,
            Self::ToContinuedB => ChoiceId::ToContinuedB,
            Self::ToRetention => ChoiceId::ToRetention,
            Self::ToLifeCentre => ChoiceId::ToLifeCentre,
            Self::SameCorporation => ChoiceId::SameCorporation,
            Self::Temporary => ChoiceId::Temporary,
        }
    }

    /// Gives what the kind asks for otherwise than the catalogue.
    pub const fn asked(self) -> Asked {
        let (also, spared): (&[FieldId], &[FieldId]) = match self {
            Self::ToTransition | Self::SameCorporation => (&[], &[]),
            Self::ToContinuedA | Self::ToContinuedB => (&[], MONTHS),
            Self::ToRetention => (JOB, MONTHS_AND_SEARCH),
            Self::ToLifeCentre => (&[], MONTHS_AND_SUPPLY),
            Self::Temporary => (&[FieldId::PeriodReturn], CONTRACT),
        };
        Asked { also, spared }
    }

    /// Reads it off a case; none while nobody has chosen.
    pub fn of(case: &CaseSummary) -> Option<Self> {
        Self::said(case.get(FieldId::HandlingKind)?)
    }

    /// Reads it off the answer of its field.
    pub fn said(value: &Value) -> Option<Self> {
        let choice = match value.given()? {
            Given::Choice(choice) => *choice,
            _ => return None,
        };
        Self::ALL.iter().copied().find(|it| it.choice() == choice)
    }

    /// Says what a case asks of the end of the contract, with the city's word as far as it is there.
    pub fn months(self, confirmed: Option<&Confirmed>) -> Months {
        match confirmed {
            _ if self == Self::Temporary => Months::ForATime,
            _ if !self.counts_on() => Months::NotAsked,
            Some(_) => Months::Confirmed,
            None => Months::Unconfirmed,
        }
    }

    /// Says whether the months of the service period count on at the other office.
    pub fn counts_on(self) -> bool {
        !self.asked().spared.contains(&FieldId::PeriodLeft)
    }

    /// Says whether the service there is to follow the last day here, so that days between them are a gap. Job-retention
    /// support begins months after it, by its own rule.
    pub fn follows(self) -> bool {
        self != Self::ToRetention
    }
}

/// Says whether a handover of this kind needs the field; while no kind is chosen, as the catalogue says.
pub fn need(kind: Option<HandoverKind>, field: FieldId) -> Need {
    let asked = kind.map(HandoverKind::asked);
    match asked {
        Some(it) if it.also.contains(&field) => Need::Required,
        Some(it) if it.spared.contains(&field) => Need::Optional,
        _ => field.spec().need,
    }
}

/// The days that follow from a case: job-retention support, and the return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// What the handover is for.
    pub kind: Option<HandoverKind>,
    /// When job-retention support may be used, once the first day at work is known.
    pub support: Option<JobSupport>,
    /// The day on which the person is to come back.
    pub back: Option<Day>,
}

/// When job-retention support may be used: counted from the first day at work, or as it is written in the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobSupport {
    /// Its first day.
    pub from: Day,
    /// Its last.
    pub until: Day,
    /// Whether its first day was agreed or is only counted.
    pub begin: Begin,
}

/// Where the first day of job-retention support comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// It is written in the case.
    Written,
    /// Counted: nobody has written one.
    Counted,
}

impl Course {
    /// Reads it off a case, under what is set.
    pub fn of(case: &CaseSummary, held: Holding) -> Course {
        Course {
            kind: HandoverKind::of(case),
            support: job_support(case, held),
            back: day(case, FieldId::PeriodReturn),
        }
    }
}

fn job_support(case: &CaseSummary, held: Holding) -> Option<JobSupport> {
    let first = day(case, FieldId::EmploymentFirstDay)?;
    let written = day(case, FieldId::EmploymentRetentionFrom);
    let counted = months_later(first, held.number(SettingId::RetentionFrom));
    let from = written.unwrap_or(counted);
    let years = held.number(SettingId::RetentionYears);
    let until = months_later(from, years * 12).plus_days(-1);
    Some(JobSupport {
        from,
        until: day(case, FieldId::EmploymentRetentionUntil).unwrap_or(until),
        begin: match written {
            Some(_) => Begin::Written,
            None => Begin::Counted,
        },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::answer::Raw;
    use crate::domain::calendar::parse_day;
    use crate::domain::case::made_up::holding;
    use crate::domain::field::Kind;
    use crate::domain::setting::{Setting, Settings};

    fn on(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    fn case(fields: &[(FieldId, Raw)]) -> CaseSummary {
        holding(fields, on("2026/4/1"))
    }

    fn of(kind: HandoverKind) -> CaseSummary {
        let code = Raw::Text(kind.choice().code().into());
        case(&[(FieldId::HandlingKind, code)])
    }

    #[test]
    fn every_kind_the_field_offers_is_in_the_table_and_read_off_a_case() {
        let offered = match FieldId::HandlingKind.spec().kind {
            Kind::Choice(offered) => offered,
            _ => &[],
        };
        let known: Vec<_> = HandoverKind::ALL.iter().map(|it| it.choice()).collect();
        assert_eq!(known, offered);
        for kind in HandoverKind::ALL {
            assert_eq!(HandoverKind::of(&of(*kind)), Some(*kind));
        }
        assert_eq!(HandoverKind::of(&case(&[])), None);
    }

    #[test]
    fn each_kind_asks_for_its_own_and_spares_only_what_the_catalogue_asks() {
        let plain: BTreeSet<_> = of(HandoverKind::ToTransition)
            .missing()
            .into_iter()
            .collect();
        for kind in HandoverKind::ALL {
            let missing: BTreeSet<_> = of(*kind).missing().into_iter().collect();
            let asked = kind.asked();
            for field in asked.also {
                assert!(
                    missing.contains(field) && !plain.contains(field),
                    "{kind:?} {field:?}"
                );
            }
            for field in asked.spared {
                assert!(
                    !missing.contains(field) && plain.contains(field),
                    "{kind:?} {field:?}"
                );
            }
            let count = plain.len() + asked.also.len() - asked.spared.len();
            assert_eq!(missing.len(), count, "{kind:?}");
        }
        let without: BTreeSet<_> = case(&[]).missing().into_iter().collect();
        assert!(
            plain.is_subset(&without),
            "no kind asks as the catalogue does"
        );
    }

    #[test]
    fn the_months_count_on_only_at_a_transition_office() {
        use HandoverKind as K;
        let on: Vec<_> = K::ALL.iter().copied().filter(|it| it.counts_on()).collect();
        assert_eq!(on, [K::ToTransition, K::SameCorporation, K::Temporary]);
    }

    #[test]
    fn the_end_of_the_contract_asks_the_city_where_the_months_count_on() {
        use HandoverKind as K;
        let said = Confirmed {
            months_left: 12,
            by: crate::domain::text::Line::new("見本市 架空", 40).unwrap(),
            on: on("2026/4/1"),
        };
        for (kind, without, with) in [
            (K::ToTransition, Months::Unconfirmed, Months::Confirmed),
            (K::SameCorporation, Months::Unconfirmed, Months::Confirmed),
            (K::ToContinuedA, Months::NotAsked, Months::NotAsked),
            (K::ToContinuedB, Months::NotAsked, Months::NotAsked),
            (K::ToRetention, Months::NotAsked, Months::NotAsked),
            (K::ToLifeCentre, Months::NotAsked, Months::NotAsked),
            (K::Temporary, Months::ForATime, Months::ForATime),
        ] {
            assert_eq!(
                (kind.months(None), kind.months(Some(&said))),
                (without, with)
            );
        }
    }

    #[test]
    fn job_retention_support_is_counted_from_the_first_day_at_work_as_it_is_set() {
        let first = |day: &str| vec![(FieldId::EmploymentFirstDay, Raw::Day(on(day)))];
        let mut longer = Settings::default();
        for (id, to) in [
            (SettingId::RetentionFrom, 3),
            (SettingId::RetentionYears, 5),
        ] {
            longer.set(None, id, Some(Setting::Number(to))).unwrap();
        }
        let plain = Settings::default();
        let written = [
            (FieldId::EmploymentRetentionFrom, Raw::Day(on("2027/7/1"))),
            (FieldId::EmploymentRetentionUntil, Raw::Day(on("2029/3/31"))),
        ];
        let both = [first("2026/12/1"), written.to_vec()].concat();
        for (fields, settings, support) in [
            (vec![], &plain, None),
            (
                first("2026/12/1"),
                &plain,
                Some(("2027/6/1", "2030/5/31", Begin::Counted)),
            ),
            // The last day of the month, where the month is shorter.
            (
                first("2026/8/31"),
                &plain,
                Some(("2027/2/28", "2030/2/27", Begin::Counted)),
            ),
            (
                first("2026/12/1"),
                &longer,
                Some(("2027/3/1", "2032/2/29", Begin::Counted)),
            ),
            (
                both,
                &plain,
                Some(("2027/7/1", "2029/3/31", Begin::Written)),
            ),
        ] {
            let seen = Course::of(&case(&fields), settings.at(None)).support;
            let seen = seen.map(|it| (it.from, it.until, it.begin));
            let support = support.map(|(from, until, begin)| (on(from), on(until), begin));
            assert_eq!(seen, support, "{fields:?}");
        }
    }
}
