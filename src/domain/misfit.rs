//! Answers of a case that do not fit each other: days the wrong way round, more than there can be.
//!
//! It tells, and refuses nothing: one of the two is wrong, and only people can say which.

use crate::domain::answer::{CellValue, Given, Row};
use crate::domain::calendar::{Day, Month};
use crate::domain::case::{CaseSummary, Value};
use crate::domain::contract::EarlierEnd;
use crate::domain::section::FieldId;

/// Two answers that do not fit each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// What comes first is later than what comes after it.
    Days {
        /// What comes first.
        first: (FieldId, Day),
        /// What comes after it.
        then: (FieldId, Day),
    },
    /// The contract ends before it began: the end is that of an earlier stay, or a slip of the hand, and nobody takes this stay
    /// for ended.
    Ended(EarlierEnd),
    /// One is more than the other lets it be.
    Over {
        /// Which is too much.
        what: (FieldId, u32),
        /// The most it can be.
        most: (FieldId, u32),
    },
    /// The months used and left are more than anybody has.
    Months {
        /// Used.
        used: u32,
        /// Left.
        left: u32,
        /// The longest there is, extended.
        longest: u32,
    },
    /// In a month the person came on more days than were agreed.
    Attended {
        /// The month.
        month: Month,
        /// The days the person came.
        attended: u32,
        /// The days agreed.
        agreed: u32,
    },
    /// In a month more days are written than it has.
    MonthDays {
        /// The month.
        month: Month,
        /// The days that are written.
        days: u32,
        /// The days it has.
        most: u32,
    },
    /// What can only have been done is of a day to come.
    ToCome {
        /// What was done.
        field: FieldId,
        /// The day.
        day: Day,
    },
}

impl Misfit {
    /// Gives the field in which it is looked at: the later one, or the one that is too much.
    pub fn field(self) -> FieldId {
        match self {
            Misfit::Days { then, .. } => then.0,
            Misfit::Ended(_) => FieldId::ContractEnd,
            Misfit::Over { what, .. } => what.0,
            Misfit::Months { .. } => FieldId::PeriodUsed,
            Misfit::Attended { .. } | Misfit::MonthDays { .. } => FieldId::SupportAttendance,
            Misfit::ToCome { field, .. } => field,
        }
    }

    /// Gives the other field, where it is another.
    pub fn other(self) -> Option<FieldId> {
        match self {
            Misfit::Days { first, .. } => Some(first.0),
            Misfit::Ended(it) => Some(it.began.0),
            Misfit::Over { most, .. } => Some(most.0),
            Misfit::Months { .. } => Some(FieldId::PeriodLeft),
            Misfit::Attended { .. } | Misfit::MonthDays { .. } | Misfit::ToCome { .. } => None,
        }
    }
}

/// What must fit.
#[derive(Clone, Copy)]
enum Pair {
    /// The first day is not after the second.
    InOrder(FieldId, FieldId),
    /// This office's contract ends in the stay it began.
    EndInStay,
    /// The first number is not more than the second.
    AtMost(FieldId, FieldId),
    /// Both together are no more than the longest period.
    Together(FieldId, FieldId),
    /// The days of each month.
    Attendance(FieldId),
    /// The day is not after today: it is that of something done. A day to come would keep what is due after it from being told.
    Done(FieldId),
}

const PAIRS: &[Pair] = &[
    Pair::Done(FieldId::CertificateIssued),
    Pair::InOrder(FieldId::CertificateFrom, FieldId::CertificateUntil),
    Pair::InOrder(FieldId::CertificateFrom, FieldId::CertificateTrialUntil),
    Pair::InOrder(
        FieldId::CertificateCategoryFrom,
        FieldId::CertificateCategoryUntil,
    ),
    Pair::InOrder(FieldId::CertificateCapFrom, FieldId::CertificateCapUntil),
    Pair::InOrder(FieldId::PeriodFirstUse, FieldId::PeriodEnd),
    Pair::Together(FieldId::PeriodUsed, FieldId::PeriodLeft),
    Pair::EndInStay,
    Pair::Done(FieldId::PeriodConfirmedOn),
    Pair::AtMost(FieldId::ContractDays, FieldId::CertificateDays),
    Pair::Done(FieldId::CrisisUpdated),
    Pair::InOrder(FieldId::PlanFrom, FieldId::PlanUntil),
    Pair::Done(FieldId::PlanAgreed),
    Pair::Done(FieldId::PlanMonitored),
    Pair::Attendance(FieldId::SupportAttendance),
    Pair::InOrder(
        FieldId::EmploymentRetentionFrom,
        FieldId::EmploymentRetentionUntil,
    ),
];

/// Gives what does not fit, in reading order; `longest` is the longest service period there is, extended.
pub fn misfits(case: &CaseSummary, longest: u32, today: Day) -> Vec<Misfit> {
    PAIRS
        .iter()
        .flat_map(|it| of_pair(case, *it, longest, today))
        .collect()
}

fn of_pair(case: &CaseSummary, pair: Pair, longest: u32, today: Day) -> Vec<Misfit> {
    let given = |field| case.get(field).and_then(Value::given);
    let day = |field| match given(field)? {
        Given::Day(day) => Some(*day),
        _ => None,
    };
    let number = |field| match given(field)? {
        Given::Number(number) => Some(*number),
        _ => None,
    };
    let found = match pair {
        Pair::InOrder(first, then) => day(first).zip(day(then)).and_then(|(one, other)| {
            (other < one).then_some(Misfit::Days {
                first: (first, one),
                then: (then, other),
            })
        }),
        Pair::EndInStay => EarlierEnd::of(case).map(Misfit::Ended),
        Pair::AtMost(what, most) => number(what).zip(number(most)).and_then(|(one, other)| {
            (other < one).then_some(Misfit::Over {
                what: (what, one),
                most: (most, other),
            })
        }),
        Pair::Together(used, left) => number(used).zip(number(left)).and_then(|(used, left)| {
            (longest < used + left).then_some(Misfit::Months {
                used,
                left,
                longest,
            })
        }),
        Pair::Done(field) => day(field)
            .filter(|it| today < *it)
            .map(|day| Misfit::ToCome { field, day }),
        Pair::Attendance(field) => {
            return match given(field) {
                Some(Given::Table(rows)) => rows.iter().filter_map(attendance).collect(),
                _ => Vec::new(),
            };
        }
    };
    found.into_iter().collect()
}

fn attendance(row: &Row) -> Option<Misfit> {
    let [
        Some(CellValue::Month(month)),
        Some(CellValue::Number(attended)),
        Some(CellValue::Number(agreed)),
    ] = row[..]
    else {
        return None;
    };
    let most = u32::from(month.last_day().day());
    let days = attended.max(agreed);
    if most < days {
        return Some(Misfit::MonthDays { month, days, most });
    }
    (agreed < attended).then_some(Misfit::Attended {
        month,
        attended,
        agreed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Raw, RawCell};
    use crate::domain::calendar::{parse_day, parse_month};
    use crate::domain::case::made_up::holding;

    const LONGEST: u32 = 36;

    fn on(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    fn found(fields: &[(FieldId, Raw)]) -> Vec<Misfit> {
        misfits(&holding(fields, on("2026/4/1")), LONGEST, on("2026/4/1"))
    }

    #[test]
    fn each_pair_of_the_table_is_found_the_wrong_way_round_and_not_the_right_one() {
        for pair in PAIRS {
            let (one, other, wrong, right) = match *pair {
                Pair::InOrder(one, other) => {
                    let day = |text| Raw::Day(on(text));
                    let (early, late) = ("2026/4/1", "2026/4/2");
                    (
                        one,
                        other,
                        [day(late), day(early)],
                        [day(early), day(early)],
                    )
                }
                Pair::AtMost(one, other) => {
                    let number = |it| Raw::Number(it);
                    (
                        one,
                        other,
                        [number(11), number(10)],
                        [number(10), number(10)],
                    )
                }
                Pair::Together(one, other) => {
                    let number = |it| Raw::Number(it);
                    (one, other, [number(30), number(7)], [number(30), number(6)])
                }
                Pair::EndInStay => {
                    let day = |text| Raw::Day(on(text));
                    let signed = "2026/4/1";
                    (
                        FieldId::ContractSigned,
                        FieldId::ContractEnd,
                        [day(signed), day("2025/3/31")],
                        [day(signed), day("2027/3/31")],
                    )
                }
                Pair::Attendance(_) | Pair::Done(_) => continue,
            };
            let with = |[first, then]: [Raw; 2]| found(&[(one, first), (other, then)]);
            let seen = with(wrong);
            assert_eq!(seen.len(), 1, "{one:?} {other:?}");
            let fields = [Some(seen[0].field()), seen[0].other()];
            assert!(fields.contains(&Some(one)) && fields.contains(&Some(other)));
            assert_eq!(with(right), [], "{one:?} {other:?}");
        }
    }

    #[test]
    fn an_end_before_this_stay_began_is_told_with_the_day_it_is_before() {
        let (signed, first) = (FieldId::ContractSigned, FieldId::PeriodFirstUse);
        for (days, began) in [
            (vec![(signed, "2026/4/1")], Some((signed, "2026/4/1"))),
            (vec![(first, "2026/4/2")], Some((first, "2026/4/2"))),
            (
                vec![(signed, "2025/3/1"), (first, "2026/4/2")],
                Some((first, "2026/4/2")),
            ),
            (vec![(signed, "2025/3/31")], None),
            (vec![], None),
        ] {
            let mut fields = vec![(FieldId::ContractEnd, Raw::Day(on("2025/3/31")))];
            fields.extend(days.iter().map(|(field, day)| (*field, Raw::Day(on(day)))));
            let told = began.map(|(field, day)| {
                Misfit::Ended(EarlierEnd {
                    began: (field, on(day)),
                    end: on("2025/3/31"),
                })
            });
            assert_eq!(found(&fields), Vec::from_iter(told), "{days:?}");
        }
    }

    #[test]
    fn what_was_done_was_not_done_on_a_day_to_come() {
        let done = PAIRS.iter().filter_map(|it| match it {
            Pair::Done(field) => Some(*field),
            _ => None,
        });
        let mut count = 0;
        for field in done {
            let tomorrow = on("2026/4/2");
            let seen = found(&[(field, Raw::Day(tomorrow))]);
            let day = tomorrow;
            assert_eq!(seen, [Misfit::ToCome { field, day }], "{field:?}");
            assert_eq!(found(&[(field, Raw::Day(on("2026/4/1")))]), [], "{field:?}");
            count += 1;
        }
        assert!(3 < count);
    }

    #[test]
    fn nobody_comes_on_more_days_than_agreed_or_than_a_month_has() {
        let row = |month: &str, attended, agreed| {
            vec![
                Some(RawCell::Month(parse_month(month).unwrap().month)),
                Some(RawCell::Number(attended)),
                Some(RawCell::Number(agreed)),
            ]
        };
        let rows = vec![
            row("2026/1", 20, 20),
            row("2026/2", 20, 29),
            row("2026/3", 25, 20),
        ];
        let seen = found(&[(FieldId::SupportAttendance, Raw::Rows(rows))]);
        let of = |text: &str| parse_month(text).unwrap().month;
        assert_eq!(
            seen,
            [
                Misfit::MonthDays {
                    month: of("2026/2"),
                    days: 29,
                    most: 28
                },
                Misfit::Attended {
                    month: of("2026/3"),
                    attended: 25,
                    agreed: 20
                },
            ]
        );
    }
}
