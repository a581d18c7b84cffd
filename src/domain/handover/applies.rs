//! Which fields that are asked for only where they apply do apply to a case: one table, read off what the case says.
//!
//! It asks, and refuses nothing: an offer waits for required fields alone. A field that stands in no row applies by what only
//! people know, such as a guardian; nobody is asked for it here, and the screens say that it is for people to judge.

use crate::domain::answer::Given;
use crate::domain::case::{CaseSummary, Value};
use crate::domain::field::{ChoiceId, Need};
use crate::domain::handover::kind::{HandoverKind, need};
use crate::domain::section::FieldId;

/// When a field applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One of these is chosen in another field.
    Chosen(FieldId, &'static [ChoiceId]),
    /// Another field is filled in.
    Filled(FieldId),
}

const PRACTICE_OR_LATER: &[ChoiceId] = &[
    ChoiceId::StagePractice,
    ChoiceId::StageJobSearch,
    ChoiceId::StageRetention,
];

const TABLE: &[(FieldId, When)] = &[
    (
        FieldId::CertificateCapManager,
        When::Chosen(FieldId::CertificateCapManagement, &[ChoiceId::CapElsewhere]),
    ),
    (
        FieldId::PeriodExtendedUntil,
        When::Chosen(FieldId::PeriodExtension, &[ChoiceId::ExtensionGranted]),
    ),
    (
        FieldId::PeriodReviewed,
        When::Chosen(
            FieldId::PeriodExtension,
            &[ChoiceId::ExtensionGranted, ChoiceId::ExtensionRefused],
        ),
    ),
    (
        FieldId::PeriodReturn,
        When::Chosen(FieldId::HandlingKind, &[ChoiceId::Temporary]),
    ),
    (
        FieldId::PlannerOffice,
        When::Chosen(FieldId::PlannerKind, &[ChoiceId::PlannedByOffice]),
    ),
    (
        FieldId::PlannerPerson,
        When::Chosen(FieldId::PlannerKind, &[ChoiceId::PlannedByOffice]),
    ),
    (
        FieldId::HealthUnderstanding,
        When::Filled(FieldId::HealthDiagnosis),
    ),
    (
        FieldId::HealthClinic,
        When::Filled(FieldId::MedicationTimes),
    ),
    (FieldId::HealthVisits, When::Filled(FieldId::HealthClinic)),
    (
        FieldId::HealthNextVisit,
        When::Filled(FieldId::HealthClinic),
    ),
    (
        FieldId::PracticePlaces,
        When::Chosen(FieldId::SupportStage, PRACTICE_OR_LATER),
    ),
    (
        FieldId::JobSearchApplications,
        When::Chosen(FieldId::SupportStage, &[ChoiceId::StageJobSearch]),
    ),
    (
        FieldId::JobSearchHelloWork,
        When::Chosen(FieldId::SupportStage, &[ChoiceId::StageJobSearch]),
    ),
    (
        FieldId::JobSearchResume,
        When::Chosen(FieldId::SupportStage, &[ChoiceId::StageJobSearch]),
    ),
    (
        FieldId::EmploymentCompanies,
        When::Chosen(FieldId::SupportStage, &[ChoiceId::StageRetention]),
    ),
    (
        FieldId::EmploymentFirstDay,
        When::Chosen(FieldId::SupportStage, &[ChoiceId::StageRetention]),
    ),
    (
        FieldId::EmploymentRetentionFrom,
        When::Chosen(FieldId::HandlingKind, &[ChoiceId::ToRetention]),
    ),
    (
        FieldId::EmploymentRetentionUntil,
        When::Chosen(FieldId::HandlingKind, &[ChoiceId::ToRetention]),
    ),
    (
        FieldId::EmploymentRetentionBy,
        When::Chosen(FieldId::HandlingKind, &[ChoiceId::ToRetention]),
    ),
    (
        FieldId::EmploymentNextVisit,
        When::Chosen(FieldId::SupportStage, &[ChoiceId::StageRetention]),
    ),
];

/// How it is told whether a field applies that is asked for only where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applies {
    /// By what the case says.
    When(When),
    /// Only people can tell.
    Judged,
}

/// Says how it is told whether a field applies; none for a field that is always asked for, or never.
pub fn applies(field: FieldId) -> Option<Applies> {
    if field.spec().need != Need::Conditional {
        return None;
    }
    let row = TABLE.iter().find(|(it, _)| *it == field);
    Some(row.map_or(Applies::Judged, |(_, when)| Applies::When(*when)))
}

/// Gives the fields that apply to this case and have no answer, in reading order; required ones are not among them.
pub fn applying(case: &CaseSummary) -> Vec<FieldId> {
    let kind = HandoverKind::of(case);
    let open = TABLE.iter().filter(|(field, when)| {
        let asked = need(kind, *field) == Need::Conditional;
        asked && case.get(*field).is_none() && when.holds(case)
    });
    open.map(|(field, _)| *field).collect()
}

impl When {
    fn holds(self, case: &CaseSummary) -> bool {
        let given = |field| case.get(field).and_then(Value::given);
        match self {
            When::Filled(field) => given(field).is_some(),
            When::Chosen(field, choices) => {
                matches!(given(field), Some(Given::Choice(it)) if choices.contains(it))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Raw;
    use crate::domain::calendar::parse_day;
    use crate::domain::case::made_up::holding;

    /// A day where the field takes one, else a text.
    fn case(fields: &[(FieldId, &str)]) -> CaseSummary {
        let raw = |text: &str| match parse_day(text) {
            Ok(read) => Raw::Day(read.day),
            Err(_) => Raw::Text(text.into()),
        };
        let fields = fields.iter().map(|(field, text)| (*field, raw(text)));
        let fields: Vec<_> = fields.collect();
        holding(&fields, parse_day("2026/4/1").unwrap().day)
    }

    #[test]
    fn every_row_names_a_field_that_is_asked_for_only_where_it_applies() {
        for (field, _) in TABLE {
            assert_eq!(field.spec().need, Need::Conditional, "{field:?}");
        }
        let fields: Vec<_> = TABLE.iter().map(|(field, _)| *field).collect();
        assert!(fields.is_sorted(), "not in reading order");
    }

    #[test]
    fn of_each_conditional_field_it_is_told_when_it_applies_or_that_people_judge() {
        for field in FieldId::ALL {
            let asked = field.spec().need == Need::Conditional;
            assert_eq!(applies(*field).is_some(), asked, "{field:?}");
        }
        assert_eq!(applies(FieldId::PersonGuardian), Some(Applies::Judged));
        // What a kind of handover asks for besides is told by the kind.
        for kind in HandoverKind::ALL {
            let asked = kind.asked().also.iter();
            for field in asked.filter(|it| **it != FieldId::EmploymentFirstDay) {
                let chosen = |choices: &[ChoiceId]| choices == [kind.choice()];
                let told = applies(*field);
                let by_kind = matches!(
                    told,
                    Some(Applies::When(When::Chosen(FieldId::HandlingKind, it))) if chosen(it)
                );
                assert!(by_kind, "{field:?}: {told:?}");
            }
        }
        let granted = When::Chosen(FieldId::PeriodExtension, &[ChoiceId::ExtensionGranted]);
        let until = applies(FieldId::PeriodExtendedUntil);
        assert_eq!(until, Some(Applies::When(granted)));
    }

    #[test]
    fn what_applies_is_asked_until_it_is_answered() {
        let granted = (FieldId::PeriodExtension, "extension-granted");
        let rows: [(&[_], &[_]); 5] = [
            (&[], &[]),
            (&[(FieldId::PeriodExtension, "no-extension")], &[]),
            (
                &[granted],
                &[FieldId::PeriodExtendedUntil, FieldId::PeriodReviewed],
            ),
            (
                &[granted, (FieldId::PeriodExtendedUntil, "2027/3/31")],
                &[FieldId::PeriodReviewed],
            ),
            (
                &[(FieldId::HealthClinic, "見本クリニック")],
                &[FieldId::HealthVisits, FieldId::HealthNextVisit],
            ),
        ];
        for (fields, expected) in rows {
            assert_eq!(applying(&case(fields)), expected, "{fields:?}");
        }
    }

    #[test]
    fn what_a_kind_requires_is_missing_and_not_only_applying() {
        let mut fields = vec![(FieldId::SupportStage, "stage-retention")];
        assert!(applying(&case(&fields)).contains(&FieldId::EmploymentFirstDay));
        fields.push((
            FieldId::HandlingKind,
            HandoverKind::ToRetention.choice().code(),
        ));
        assert!(!applying(&case(&fields)).contains(&FieldId::EmploymentFirstDay));
    }
}
