//! Months of service (標準利用期間): how many are used and left, as counted here and as the city confirmed.
//!
//! Cities count differently, so the rule is data and the city's word stands beside our count, never under it.
//! Not a decision: nothing here says that a person may go on or must stop.

use std::collections::BTreeSet;
use std::fmt;

use crate::domain::calendar::{Day, Month};
use crate::domain::text::Line;

/// The longest standard period, 60 months: training as masseur, acupuncturist or moxibustionist.
pub const LONGEST_MONTHS: u8 = 60;

/// How a city counts months of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where month 1 lies.
    pub from: CountFrom,
    /// What becomes of months without service.
    pub gaps: Gaps,
}

/// Where month 1 lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountFrom {
    /// In the month of the first day of service.
    FirstServiceMonth,
    /// In the month in which the decision (支給決定) took effect.
    DecisionMonth,
}

/// What becomes of whole months without service between two stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// They are used up like any other.
    Count,
    /// They are left out.
    DoNotCount,
}

/// One stay at one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The first day of service there.
    pub from: Day,
    /// The last day; `None` while it goes on.
    pub until: Option<Day>,
}

/// An extension beyond the standard period, granted after individual examination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// Months granted, 1 or more. How many are usual is a setting; nothing is refused for being more.
    pub months: u8,
    /// The day of the examination.
    pub examined: Day,
}

/// Says why a period cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodRefused {
    /// There is no stay.
    NoStay,
    /// A stay ends before it begins, begins before the one before it ended, or follows one without an end.
    StaysOutOfOrder,
    /// The rule counts from the decision, which is not known.
    NoDecisionDay,
    /// The decision took effect after the first day of service.
    DecisionAfterFirstDay,
    /// A standard period of 0 or more than 60 months.
    StandardMonths(u8),
    /// An extension of 0 months.
    ExtensionMonths(u8),
}

impl fmt::Display for PeriodRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStay => f.write_str("no stay"),
            Self::StaysOutOfOrder => f.write_str("stays out of order"),
            Self::NoDecisionDay => f.write_str("decision day unknown"),
            Self::DecisionAfterFirstDay => f.write_str("decision after the first day of service"),
            Self::StandardMonths(months) => write!(f, "standard period of {months} months"),
            Self::ExtensionMonths(months) => write!(f, "extension of {months} months"),
        }
    }
}

impl std::error::Error for PeriodRefused {}

/// What is counted: the stays in order, the rule, the standard period and its extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePeriod {
    first_month: Month,
    stays: Vec<Stay>,
    gaps: Gaps,
    standard: u8,
    extension: Option<Extension>,
}

impl ServicePeriod {
    /// Takes the stays of one standard period, oldest first.
    ///
    /// # Errors
    /// Any of `PeriodRefused`.
    pub fn new(
        stays: Vec<Stay>,
        decided: Option<Day>,
        rule: Rule,
        standard: u8,
        extension: Option<Extension>,
    ) -> Result<Self, PeriodRefused> {
        let first_day = stays.first().ok_or(PeriodRefused::NoStay)?.from;
        if !in_order(&stays) {
            return Err(PeriodRefused::StaysOutOfOrder);
        }
        if !(1..=LONGEST_MONTHS).contains(&standard) {
            return Err(PeriodRefused::StandardMonths(standard));
        }
        if let Some(Extension { months, .. }) = extension
            && months == 0
        {
            return Err(PeriodRefused::ExtensionMonths(months));
        }
        let first_counted = match (rule.from, decided) {
            (CountFrom::FirstServiceMonth, _) => first_day,
            (CountFrom::DecisionMonth, None) => return Err(PeriodRefused::NoDecisionDay),
            (CountFrom::DecisionMonth, Some(day)) if day > first_day => {
                return Err(PeriodRefused::DecisionAfterFirstDay);
            }
            (CountFrom::DecisionMonth, Some(day)) => day,
        };
        let first_month = Month::of(first_counted);
        Ok(Self {
            first_month,
            stays,
            gaps: rule.gaps,
            standard,
            extension,
        })
    }

    /// Gives the months that may be used in all: the standard period and its extension, at most 255.
    pub fn granted(&self) -> u8 {
        let extension = self.extension.map_or(0, |it| it.months);
        self.standard.saturating_add(extension)
    }

    /// Counts the months used up to a day, its own month included when it counts; at most 255.
    pub fn used(&self, today: Day) -> u8 {
        let now = Month::of(today);
        let months = match self.gaps {
            Gaps::Count => usize::try_from(self.first_month.months_until(now) + 1).unwrap_or(0),
            Gaps::DoNotCount => self.months_with_service(now).len(),
        };
        u8::try_from(months).unwrap_or(u8::MAX)
    }

    /// Counts the months left after the months used up to a day; 0 when more are used than were granted.
    pub fn left(&self, today: Day) -> u8 {
        self.granted().saturating_sub(self.used(today))
    }

    /// Gives the last month there is when service goes on from today without a gap; `None` when none is left.
    pub fn last_month(&self, today: Day) -> Option<Month> {
        let now = Month::of(today);
        let before = self.used(now.first_day().plus_days(-1));
        let remaining = self
            .granted()
            .checked_sub(before)
            .filter(|&months| months > 0)?;
        Some(
            now.max(self.first_month)
                .plus_months(i32::from(remaining) - 1),
        )
    }

    /// Puts the count of a day beside what the city confirmed.
    pub fn count(&self, today: Day, confirmed: Option<Confirmed>) -> MonthCount {
        MonthCount {
            counted: self.left(today),
            confirmed,
        }
    }

    /// Months up to `now` touched by a stay; those between the decision and the first stay belong to it.
    fn months_with_service(&self, now: Month) -> BTreeSet<Month> {
        let mut months = BTreeSet::new();
        for (nth, stay) in self.stays.iter().enumerate() {
            let mut month = if nth == 0 {
                self.first_month
            } else {
                Month::of(stay.from)
            };
            let last = stay.until.map_or(now, Month::of).min(now);
            while month <= last && months.len() <= usize::from(u8::MAX) {
                months.insert(month);
                month = month.plus_months(1);
            }
        }
        months
    }
}

fn in_order(stays: &[Stay]) -> bool {
    stays
        .iter()
        .all(|stay| stay.until.is_none_or(|until| until >= stay.from))
        && stays
            .windows(2)
            .all(|two| two[0].until.is_some_and(|until| until <= two[1].from))
}

/// What the city said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// Months left on the day it was said.
    pub months_left: u8,
    /// Section and person at the city.
    pub by: Line,
    /// The day it was said.
    pub on: Day,
}

impl Confirmed {
    /// Carries the number forward to a later day as if every month since had been used.
    pub fn carried_to(&self, today: Day) -> u8 {
        let months = Month::of(self.on).months_until(Month::of(today)).max(0);
        self.months_left
            .saturating_sub(u8::try_from(months).unwrap_or(u8::MAX))
    }
}

/// Months left: our count and the city's word, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthCount {
    /// Months left as counted here, for today.
    pub counted: u8,
    /// What the city confirmed, if it did.
    pub confirmed: Option<Confirmed>,
}

/// How our count and the city's word stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The city has not confirmed anything.
    Unconfirmed,
    /// Both say the same.
    Same,
    /// They differ; whoever reads it asks the city.
    Differs {
        /// Our count.
        counted: u8,
        /// The city's number, carried to today.
        confirmed: u8,
    },
}

impl MonthCount {
    /// Compares the two for today.
    pub fn agreement(&self, today: Day) -> Agreement {
        let counted = self.counted;
        match self.confirmed.as_ref().map(|said| said.carried_to(today)) {
            None => Agreement::Unconfirmed,
            Some(confirmed) if confirmed == counted => Agreement::Same,
            Some(confirmed) => Agreement::Differs { counted, confirmed },
        }
    }
}

/// Counts the days without service between the last day at one office and the start at the next.
pub fn gap_days(last_day: Day, start: Day) -> u32 {
    u32::try_from(last_day.days_until(start) - 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDARD_MONTHS: u8 = 24;
    use crate::domain::calendar::parse_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    fn stay(from: &str, until: &str) -> Stay {
        Stay {
            from: day(from),
            until: (!until.is_empty()).then(|| day(until)),
        }
    }

    fn rule(from: CountFrom, gaps: Gaps) -> Rule {
        Rule { from, gaps }
    }

    const PLAIN: Rule = Rule {
        from: CountFrom::FirstServiceMonth,
        gaps: Gaps::Count,
    };

    fn two_stays(rule: Rule) -> ServicePeriod {
        let stays = vec![stay("2024/4/15", "2024/9/30"), stay("2024/12/2", "")];
        ServicePeriod::new(stays, Some(day("2024/3/1")), rule, STANDARD_MONTHS, None).unwrap()
    }

    #[test]
    fn the_citys_rule_decides_how_many_months_are_used() {
        use CountFrom::*;
        use Gaps::*;
        for (from, gaps, today, used, last) in [
            (FirstServiceMonth, Count, "2024/4/15", 1, "2026-03"),
            (FirstServiceMonth, Count, "2024/9/30", 6, "2026-03"),
            (FirstServiceMonth, Count, "2024/11/1", 8, "2026-03"),
            (FirstServiceMonth, Count, "2025/1/10", 10, "2026-03"),
            (DecisionMonth, Count, "2025/1/10", 11, "2026-02"),
            (FirstServiceMonth, DoNotCount, "2024/11/1", 6, "2026-04"),
            (FirstServiceMonth, DoNotCount, "2025/1/10", 8, "2026-05"),
            (DecisionMonth, DoNotCount, "2025/1/10", 9, "2026-04"),
            (FirstServiceMonth, Count, "2024/1/1", 0, "2026-03"),
        ] {
            let (period, today) = (two_stays(rule(from, gaps)), day(today));
            assert_eq!(period.used(today), used, "{from:?} {gaps:?} {today}");
            assert_eq!(period.left(today), 24 - used);
            assert_eq!(
                period.last_month(today).unwrap().to_string(),
                last,
                "{from:?} {gaps:?} {today}"
            );
        }
    }

    #[test]
    fn months_beyond_what_was_granted_leave_none() {
        let period = two_stays(PLAIN);
        assert_eq!(
            period.last_month(day("2026/3/31")).unwrap().to_string(),
            "2026-03"
        );
        assert_eq!(
            (period.left(day("2026/3/31")), period.left(day("2026/4/1"))),
            (0, 0)
        );
        assert_eq!(period.last_month(day("2026/4/1")), None);
        assert_eq!(period.used(Day::LAST), u8::MAX);
    }

    #[test]
    fn an_extension_adds_its_months() {
        let extension = Some(Extension {
            months: 12,
            examined: day("2026/2/1"),
        });
        let stays = vec![stay("2024/4/15", "")];
        let period = ServicePeriod::new(stays, None, PLAIN, STANDARD_MONTHS, extension).unwrap();
        assert_eq!((period.granted(), period.left(day("2026/4/1"))), (36, 11));
    }

    #[test]
    fn what_cannot_be_counted_is_refused_with_its_reason() {
        use PeriodRefused::*;
        let ok = || vec![stay("2024/4/15", "")];
        let decision = rule(CountFrom::DecisionMonth, Gaps::Count);
        let too_long = |months| {
            Some(Extension {
                months,
                examined: day("2026/2/1"),
            })
        };
        for (stays, decided, rule, standard, extension, reason) in [
            (vec![], None, PLAIN, 24, None, NoStay),
            (
                vec![stay("2024/4/15", "2024/4/14")],
                None,
                PLAIN,
                24,
                None,
                StaysOutOfOrder,
            ),
            (
                vec![stay("2024/4/15", ""), stay("2024/5/1", "")],
                None,
                PLAIN,
                24,
                None,
                StaysOutOfOrder,
            ),
            (
                vec![stay("2024/4/15", "2024/6/1"), stay("2024/5/1", "")],
                None,
                PLAIN,
                24,
                None,
                StaysOutOfOrder,
            ),
            (ok(), None, decision, 24, None, NoDecisionDay),
            (
                ok(),
                Some(day("2024/4/16")),
                decision,
                24,
                None,
                DecisionAfterFirstDay,
            ),
            (ok(), None, PLAIN, 0, None, StandardMonths(0)),
            (ok(), None, PLAIN, 61, None, StandardMonths(61)),
            (ok(), None, PLAIN, 24, too_long(0), ExtensionMonths(0)),
        ] {
            assert_eq!(
                ServicePeriod::new(stays, decided, rule, standard, extension),
                Err(reason)
            );
        }
    }

    #[test]
    fn the_citys_word_stands_beside_the_count() {
        let period = two_stays(PLAIN);
        let said = |months_left| Confirmed {
            months_left,
            by: Line::new("見本市 障がい福祉課 架空", 40).unwrap(),
            on: day("2024/12/10"),
        };
        let today = day("2025/1/10");
        for (confirmed, agreement) in [
            (None, Agreement::Unconfirmed),
            (Some(said(15)), Agreement::Same),
            (
                Some(said(17)),
                Agreement::Differs {
                    counted: 14,
                    confirmed: 16,
                },
            ),
            (
                Some(said(7)),
                Agreement::Differs {
                    counted: 14,
                    confirmed: 6,
                },
            ),
            (
                Some(said(0)),
                Agreement::Differs {
                    counted: 14,
                    confirmed: 0,
                },
            ),
        ] {
            let count = period.count(today, confirmed);
            assert_eq!(count.agreement(today), agreement);
        }
    }

    #[test]
    fn the_gap_is_the_days_between() {
        for (last, start, days) in [
            ("2024/9/30", "2024/10/1", 0),
            ("2024/9/30", "2024/10/2", 1),
            ("2024/9/30", "2024/9/30", 0),
            ("2024/9/30", "2024/9/1", 0),
            ("2024/9/30", "2024/12/2", 62),
        ] {
            assert_eq!(gap_days(day(last), day(start)), days, "{last} {start}");
        }
    }

    proptest! {
        #[test]
        fn leaving_gaps_out_never_uses_more_and_time_never_gives_back(
            first in 0..600_i32, stays in prop::collection::vec((0..400_i32, 0..200_i32), 1..5), ahead in 0..3000_i32
        ) {
            let mut from = Day::from_ymd(2020, 1, 1).unwrap().plus_days(first);
            let stays: Vec<Stay> = stays.into_iter().map(|(long, gap)| {
                let stay = Stay { from, until: Some(from.plus_days(long)) };
                from = from.plus_days(long + gap);
                stay
            }).collect();
            let today = stays[0].from.plus_days(ahead);
            let period = |gaps| ServicePeriod::new(
                stays.clone(), None, rule(CountFrom::FirstServiceMonth, gaps), 24, None
            ).unwrap();
            let (with, without) = (period(Gaps::Count), period(Gaps::DoNotCount));
            prop_assert!(without.used(today) <= with.used(today));
            for period in [with, without] {
                prop_assert!(period.used(today) <= period.used(today.plus_days(1)));
                prop_assert_eq!(period.left(today), 24_u8.saturating_sub(period.used(today)));
            }
        }
    }
}
