//! The service period of one case: our count under the city's rule beside what the city confirmed, read off the fields.
//!
//! It decides nothing. The catalogue holds one stay, from the first use on: stays at other offices and gaps between them
//! are not known here, and whoever shows the count says so.

use crate::domain::answer::Given;
use crate::domain::calendar::{Day, Month};
use crate::domain::case::{CaseSummary, Value};
use crate::domain::field::ChoiceId;
use crate::domain::period::{
    Agreement, Confirmed, Extension, MonthCount, PeriodRefused, ServicePeriod, Stay,
};
use crate::domain::section::FieldId;
use crate::domain::setting::{Holding, SettingId};

/// The count of a case and the city's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Our count, or why there is none.
    pub counted: Result<Counted, NotCounted>,
    /// What the city confirmed: the months with who said it and when; none where one of the three is missing.
    pub confirmed: Option<Confirmed>,
    /// The day by which an extension is to be asked for, where the end is known.
    pub ask_by: Option<Day>,
}

/// Our count, for today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Months used, this month included.
    pub used: u8,
    /// Months left after this one.
    pub left: u8,
    /// The last month there is if service goes on; none when nothing is left.
    pub last: Option<Month>,
    /// Months of the extension that are counted in; 0 without one.
    pub extension: u8,
    /// Those of them beyond the longest extension that is set for the city: counted too, and to be asked about.
    pub beyond: u8,
}

/// Why there is no count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCounted {
    /// The day of the first use is not known.
    NoFirstUse,
    /// The days do not fit each other or the rule.
    Refused(PeriodRefused),
}

impl Service {
    /// Reads the period off a case, under what is set for its city.
    pub fn of(case: &CaseSummary, held: Holding, today: Day) -> Service {
        let counted = counted(case, held, today);
        Service {
            ask_by: ask_by(case, held, &counted),
            counted,
            confirmed: confirmed(case),
        }
    }

    /// Compares the two for today; none where there is no count.
    pub fn agreement(&self, today: Day) -> Option<Agreement> {
        let count = MonthCount {
            counted: self.counted.ok()?.left,
            confirmed: self.confirmed.clone(),
        };
        Some(count.agreement(today))
    }

    /// The smaller of the two numbers of months left, for today.
    pub fn least_left(&self, today: Day) -> Option<u8> {
        let confirmed = self.confirmed.as_ref().map(|it| it.carried_to(today));
        let counted = self.counted.ok().map(|it| it.left);
        confirmed.into_iter().chain(counted).min()
    }
}

fn counted(case: &CaseSummary, held: Holding, today: Day) -> Result<Counted, NotCounted> {
    let from = day(case, FieldId::PeriodFirstUse).ok_or(NotCounted::NoFirstUse)?;
    let standard = held.number(SettingId::PeriodStandard);
    let period = ServicePeriod::new(
        vec![Stay { from, until: None }],
        day(case, FieldId::CertificateFrom),
        held.rule(),
        u8::try_from(standard).unwrap_or(u8::MAX),
        extension(case),
    )
    .map_err(NotCounted::Refused)?;
    let extension = extension(case).map_or(0, |it| it.months);
    let longest = held.number(SettingId::PeriodExtension);
    Ok(Counted {
        used: period.used(today),
        left: period.left(today),
        last: period.last_month(today),
        extension,
        beyond: extension.saturating_sub(u8::try_from(longest).unwrap_or(u8::MAX)),
    })
}

/// The extension that was granted, where both ends are known. Nothing is counted from the day of its examination.
fn extension(case: &CaseSummary) -> Option<Extension> {
    let granted = match case.get(FieldId::PeriodExtension).and_then(Value::given) {
        Some(Given::Choice(choice)) => *choice == ChoiceId::ExtensionGranted,
        _ => false,
    };
    let end = day(case, FieldId::PeriodEnd)?;
    let until = day(case, FieldId::PeriodExtendedUntil).filter(|_| granted)?;
    let months = u8::try_from(Month::of(end).months_until(Month::of(until))).ok()?;
    Some(Extension {
        months,
        examined: day(case, FieldId::PeriodReviewed).unwrap_or(end),
    })
    .filter(|it| 0 < it.months)
}

/// What the city confirmed, where the case says the months, who said it and when.
pub fn confirmed(case: &CaseSummary) -> Option<Confirmed> {
    let months = match case.get(FieldId::PeriodLeft)?.given()? {
        Given::Number(months) => u8::try_from(*months).ok()?,
        _ => return None,
    };
    let by = match case.get(FieldId::PeriodConfirmedWith)?.given()? {
        Given::Line(by) => by.clone(),
        _ => return None,
    };
    Some(Confirmed {
        months_left: months,
        by,
        on: day(case, FieldId::PeriodConfirmedOn)?,
    })
}

/// An extension is asked for so many days before the end: the one written, else the one counted.
fn ask_by(case: &CaseSummary, held: Holding, counted: &Result<Counted, NotCounted>) -> Option<Day> {
    let last = counted.ok().and_then(|it| it.last).map(Month::last_day);
    let end = day(case, FieldId::PeriodExtendedUntil)
        .or(day(case, FieldId::PeriodEnd))
        .or(last)?;
    let before = held.number(SettingId::PeriodDeadline);
    Some(end.plus_days(-i32::try_from(before).unwrap_or(0)))
}

/// The day a field holds, if it does.
pub fn day(case: &CaseSummary, field: FieldId) -> Option<Day> {
    match case.get(field)?.given()? {
        Given::Day(day) => Some(*day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Raw;
    use crate::domain::calendar::parse_day;
    use crate::domain::case::made_up::holding;
    use crate::domain::setting::{Pick, Setting, Settings};

    fn on(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    fn case(fields: &[(FieldId, Raw)]) -> CaseSummary {
        holding(fields, on("2026/4/1"))
    }

    #[test]
    fn the_rule_that_is_set_decides_the_count_and_what_it_lacks_is_said() {
        let plain = Settings::default();
        let mut decision = Settings::default();
        let pick = Setting::Pick(Pick::Decision);
        decision
            .set(None, SettingId::PeriodFrom, Some(pick))
            .unwrap();
        let first = (FieldId::PeriodFirstUse, Raw::Day(on("2025/4/15")));
        let from = |day| (FieldId::CertificateFrom, Raw::Day(on(day)));
        for (fields, settings, used) in [
            (vec![], &plain, Err(NotCounted::NoFirstUse)),
            (vec![first.clone()], &plain, Ok(9)),
            (
                vec![first.clone()],
                &decision,
                Err(NotCounted::Refused(PeriodRefused::NoDecisionDay)),
            ),
            (vec![first.clone(), from("2025/3/1")], &decision, Ok(10)),
            // A certificate renewed since does not tell when the first decision was.
            (
                vec![first.clone(), from("2025/6/1")],
                &decision,
                Err(NotCounted::Refused(PeriodRefused::DecisionAfterFirstDay)),
            ),
        ] {
            let service = Service::of(&case(&fields), settings.at(None), on("2025/12/10"));
            assert_eq!(service.counted.map(|it| it.used), used, "{fields:?}");
        }
    }

    #[test]
    fn an_extension_longer_than_is_set_is_counted_all_the_same_and_said() {
        let plain = Settings::default();
        let mut city = Settings::default();
        let longest = Some(Setting::Number(18));
        city.set(None, SettingId::PeriodExtension, longest).unwrap();
        for (until, settings, extension, beyond) in [
            ("2027/9/30", &plain, 6, 0),
            ("2028/3/31", &plain, 12, 0),
            ("2028/9/30", &plain, 18, 6),
            ("2028/9/30", &city, 18, 0),
        ] {
            let fields = [
                (FieldId::PeriodFirstUse, Raw::Day(on("2025/4/15"))),
                (FieldId::PeriodEnd, Raw::Day(on("2027/3/31"))),
                (
                    FieldId::PeriodExtension,
                    Raw::Text("extension-granted".into()),
                ),
                (FieldId::PeriodExtendedUntil, Raw::Day(on(until))),
            ];
            let service = Service::of(&case(&fields), settings.at(None), on("2025/12/10"));
            let counted = service.counted.expect("it is counted");
            assert_eq!(
                (counted.extension, counted.beyond, counted.left),
                (extension, beyond, 15 + extension),
                "{until}"
            );
        }
    }

    #[test]
    fn a_number_without_who_said_it_and_when_is_no_confirmation() {
        let with = Raw::Text("見本市 架空".into());
        let all = [
            (FieldId::PeriodLeft, Raw::Number(6)),
            (FieldId::PeriodConfirmedWith, with),
            (FieldId::PeriodConfirmedOn, Raw::Day(on("2025/12/1"))),
        ];
        let settings = Settings::default();
        let said = |fields: &[(FieldId, Raw)]| {
            Service::of(&case(fields), settings.at(None), on("2025/12/10")).confirmed
        };
        assert_eq!(said(&all).map(|it| it.months_left), Some(6));
        for left_out in 0..all.len() {
            let mut some = all.to_vec();
            some.remove(left_out);
            assert_eq!(said(&some), None, "without {:?}", all[left_out].0);
        }
    }
}
