//! The service period of one person: our count under the city's rule beside what the city confirmed, read off the fields.
//!
//! It decides nothing, and guesses nothing: where days are missing or overlap there is no count, and it says why.

use crate::domain::answer::{CellValue, Given, Row};
use crate::domain::calendar::{Day, Month};
use crate::domain::case::{CaseSummary, Value};
use crate::domain::field::ChoiceId;
use crate::domain::handover::kind::HandoverKind;
use crate::domain::period::{
    Agreement, Confirmed, Extension, Gaps, MonthCount, PeriodRefused, Rule, ServicePeriod, Stay,
    gap_days,
};
use crate::domain::section::FieldId;
use crate::domain::setting::{Holding, SettingId};

/// Gives what is known of a field: of a case here, or of what came.
pub type Look<'a> = &'a dyn Fn(FieldId) -> Option<&'a Value>;

/// The count of a person's months and the city's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Our count for today, or why there is none.
    pub counted: Result<Counted, NotCounted>,
    /// What the city confirmed: the months with who said it and when; none where one of the three is missing.
    pub confirmed: Option<Confirmed>,
    /// The day by which an extension is to be asked for, where the end is known.
    pub ask_by: Option<Day>,
    /// The stays as they are written, oldest first, whether they can be counted or not; one from the first use on where no office is.
    pub stays: Vec<Stay>,
    /// Where the stays come from.
    pub told: Told,
    /// Where days without service lie between those stays, or days at two offices.
    pub gaps: Vec<Passage>,
    /// From the last day here to the first at the next office, as they are planned; none where days between them are no gap.
    pub planned: Option<Passage>,
    /// Months used, as they are written.
    pub written: Option<Written>,
    /// The rule it is counted by.
    pub rule: Rule,
    period: Option<ServicePeriod>,
}

/// Where the stays of a count come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// From the table of offices.
    Offices,
    /// From the day of the first use alone: it is taken as one stay without a break.
    FirstUse,
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
    /// The earliest stay in the table does not begin with the first use.
    FirstUseDiffers,
    /// The table has no stay that goes on.
    NoStayNow,
    /// The stay at the office before has no last day, and whole months lie between it and the first day here, which the city
    /// leaves out.
    StayBeforeOpen,
    /// The days do not fit each other or the rule.
    Refused(PeriodRefused),
}

impl NotCounted {
    /// Gives the field in which it can be mended.
    pub fn field(self) -> FieldId {
        match self {
            NotCounted::NoFirstUse => FieldId::PeriodFirstUse,
            NotCounted::FirstUseDiffers | NotCounted::NoStayNow | NotCounted::StayBeforeOpen => {
                FieldId::PeriodStays
            }
            NotCounted::Refused(why) => match why {
                PeriodRefused::NoStay | PeriodRefused::StaysOutOfOrder => FieldId::PeriodStays,
                PeriodRefused::NoDecisionDay | PeriodRefused::DecisionAfterFirstDay => {
                    FieldId::PeriodDecided
                }
                PeriodRefused::StandardMonths(_) | PeriodRefused::ExtensionMonths(_) => {
                    FieldId::PeriodExtension
                }
            },
        }
    }

    /// Gives the settings, set otherwise, with which the days that are written would do.
    pub fn rests_on(self) -> &'static [SettingId] {
        match self {
            NotCounted::StayBeforeOpen => &[SettingId::PeriodGaps],
            NotCounted::Refused(
                PeriodRefused::NoDecisionDay | PeriodRefused::DecisionAfterFirstDay,
            ) => &[SettingId::PeriodFrom],
            NotCounted::NoFirstUse
            | NotCounted::FirstUseDiffers
            | NotCounted::NoStayNow
            | NotCounted::Refused(_) => &[],
        }
    }
}

/// Months used, as somebody wrote them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many.
    pub months: u8,
    /// On which day they were so many.
    pub on: Day,
}

impl Written {
    /// Carries the number forward to a later day as if every month since had been used; none for a month before its own, of
    /// which it tells nothing.
    pub fn carried_to(self, day: Day) -> Option<u8> {
        let months = Month::of(self.on).months_until(Month::of(day));
        let months = u32::try_from(months).ok()?;
        let months = u8::try_from(months).unwrap_or(u8::MAX);
        Some(self.months.saturating_add(months))
    }
}

/// Months used up to one day, from the two places that tell of them here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// As they are written, carried to that day.
    pub written: Option<u8>,
    /// As they are counted.
    pub counted: Option<u8>,
}

impl Used {
    /// Gives the number to begin with: our count, else what is written.
    pub fn suggested(self) -> Option<u8> {
        self.counted.or(self.written)
    }

    /// Compares a number with both; none where neither says otherwise.
    pub fn differing(self, said: u8) -> Option<UsedDiffer> {
        let other = |it: Option<u8>| it.filter(|it| *it != said);
        let (written, counted) = (other(self.written), other(self.counted));
        (written.is_some() || counted.is_some()).then_some(UsedDiffer {
            said,
            written,
            counted,
        })
    }
}

/// A number of months used, and what says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedDiffer {
    /// What is to be recorded.
    pub said: u8,
    /// What is written, where it differs.
    pub written: Option<u8>,
    /// What is counted, where it differs.
    pub counted: Option<u8>,
}

/// From the last day at one office to the first at the next, as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The last day at the one.
    pub last: Option<Day>,
    /// The first at the other.
    pub start: Option<Day>,
    /// More days without service than this are an alarm (`gap.alarm`).
    pub alarm: u32,
    /// What the handover is for, where that is known.
    pub kind: Option<HandoverKind>,
}

impl Crossing {
    /// Puts the two days side by side, once both are known, for whoever is told of them.
    pub fn passage(self) -> Option<Passage> {
        let passage = Passage {
            last: self.last?,
            start: self.start?,
            alarm: self.alarm,
        };
        passage.told_of(self.kind)
    }
}

/// From the last day at one office to the first at the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The last day at the one.
    pub last: Day,
    /// The first at the other.
    pub start: Day,
    /// More days without service than this are an alarm (`gap.alarm`).
    pub alarm: u32,
}

/// What lies between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// So many days without service.
    Days(u32),
    /// Nothing: the one day follows the other.
    Nothing,
    /// The person would be at both: the first day is not after the last.
    Overlap,
}

impl Passage {
    /// Puts the two days side by side.
    pub fn new(last: Day, start: Day, held: Holding) -> Passage {
        Passage {
            last,
            start,
            alarm: held.number(SettingId::GapAlarm),
        }
    }

    /// Keeps what is to be told of it where the person is handed over for this: where the service there does not follow the last
    /// day here, days between them are no gap, and only days that overlap are told.
    pub fn told_of(self, kind: Option<HandoverKind>) -> Option<Passage> {
        let follows = kind.is_none_or(HandoverKind::follows);
        (follows || self.between() == Between::Overlap).then_some(self)
    }

    /// Gives what lies between them.
    pub fn between(self) -> Between {
        match gap_days(self.last, self.start) {
            _ if self.start <= self.last => Between::Overlap,
            0 => Between::Nothing,
            days => Between::Days(days),
        }
    }

    /// Says whether more days lie between than are taken for granted, or the days cannot both be right.
    pub fn is_alarming(self) -> bool {
        match self.between() {
            Between::Days(days) => self.alarm < days,
            Between::Nothing => false,
            Between::Overlap => true,
        }
    }
}

impl Service {
    /// Reads the period off a case, under what is set for its city.
    pub fn of(case: &CaseSummary, held: Holding, today: Day) -> Service {
        Service::read(&|field| case.get(field), held, today)
    }

    /// Reads it off what is known of the person, under what is set for the city.
    pub fn read(look: Look, held: Holding, today: Day) -> Service {
        Service::read_after(look, None, held, today)
    }

    /// Reads it of somebody who came from another office: from the last day there to the first here.
    pub fn read_after(look: Look, came: Option<Passage>, held: Holding, today: Day) -> Service {
        let rows = rows(look);
        let stays = stays(look, &rows);
        let known = begins(look, &stays);
        let period = known
            .and_then(|()| is_apart(&stays, came, held))
            .and_then(|()| period(look, stays.clone(), held));
        let counted = known.and_then(|()| goes_on(&stays, today)).and_then(|()| {
            let period = period.as_ref().map_err(|why| *why);
            period.map(|it| counted_for(look, it, held, today))
        });
        let said = |field| day_of(look, field);
        let kind = look(FieldId::HandlingKind).and_then(HandoverKind::said);
        let planned = said(FieldId::HandlingLastDay).zip(said(FieldId::HandlingPlannedStart));
        let planned = planned.map(|(last, start)| Passage::new(last, start, held));
        Service {
            ask_by: ask_by(look, held, &counted),
            counted,
            confirmed: confirmed_by(look),
            told: match rows.is_empty() {
                true => Told::FirstUse,
                false => Told::Offices,
            },
            gaps: gaps(&stays, held),
            planned: planned.and_then(|it| it.told_of(kind)),
            written: written_by(look),
            stays,
            rule: held.rule(),
            period: period.ok(),
        }
    }

    /// Gives the months used up to a day, its own month included, from both places that tell. Nothing is counted for a day after
    /// the last stay.
    pub fn used_on(&self, day: Day) -> Used {
        let until = self.stays.last().and_then(|it| it.until);
        let served = until.is_none_or(|until| day <= until);
        let period = self.period.as_ref().filter(|_| served);
        Used {
            written: self.written.and_then(|it| it.carried_to(day)),
            counted: period.map(|it| it.used(day)),
        }
    }

    /// The same as it is counted for another day, as if it were today.
    pub fn counted_on(mut self, day: Day) -> Service {
        if let (Ok(counted), Some(period)) = (&mut self.counted, &self.period) {
            counted.used = period.used(day);
            counted.left = period.left(day);
            counted.last = period.last_month(day);
        }
        self
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

fn counted_for(look: Look, period: &ServicePeriod, held: Holding, today: Day) -> Counted {
    let extension = extension(look).map_or(0, |it| it.months);
    let longest = held.number(SettingId::PeriodExtension);
    Counted {
        used: period.used(today),
        left: period.left(today),
        last: period.last_month(today),
        extension,
        beyond: extension.saturating_sub(u8::try_from(longest).unwrap_or(u8::MAX)),
    }
}

fn period(look: Look, stays: Vec<Stay>, held: Holding) -> Result<ServicePeriod, NotCounted> {
    let standard = held.number(SettingId::PeriodStandard);
    ServicePeriod::new(
        stays,
        decided(look),
        held.rule(),
        u8::try_from(standard).unwrap_or(u8::MAX),
        extension(look),
    )
    .map_err(NotCounted::Refused)
}

/// The day of the first decision: as it is written, else the first day of the certificate, which is that of the first one only
/// until it is renewed.
fn decided(look: Look) -> Option<Day> {
    day_of(look, FieldId::PeriodDecided).or(day_of(look, FieldId::CertificateFrom))
}

/// The stays that are written, or one from the first use on. The order of the rows tells nothing, so the days do.
fn stays(look: Look, rows: &[Stay]) -> Vec<Stay> {
    let mut stays = rows.to_vec();
    stays.sort_by_key(|it| (it.from, it.until.is_none(), it.until));
    let first_use = day_of(look, FieldId::PeriodFirstUse).filter(|_| stays.is_empty());
    stays.extend(first_use.map(|from| Stay { from, until: None }));
    stays
}

/// Whether they begin with the first use.
fn begins(look: Look, stays: &[Stay]) -> Result<(), NotCounted> {
    let from = day_of(look, FieldId::PeriodFirstUse).ok_or(NotCounted::NoFirstUse)?;
    match stays.first() {
        Some(first) if first.from != from => Err(NotCounted::FirstUseDiffers),
        _ => Ok(()),
    }
}

/// Whether the last of them goes on.
fn goes_on(stays: &[Stay], today: Day) -> Result<(), NotCounted> {
    match stays.last().and_then(|it| it.until) {
        Some(until) if until < today => Err(NotCounted::NoStayNow),
        _ => Ok(()),
    }
}

/// Whether the stay at the office before is told apart from the one here, where months between them are left out: one without a
/// last day would go on through them.
fn is_apart(stays: &[Stay], came: Option<Passage>, held: Holding) -> Result<(), NotCounted> {
    let Some(came) = came.filter(|_| held.rule().gaps == Gaps::DoNotCount) else {
        return Ok(());
    };
    let between = 1 < Month::of(came.last).months_until(Month::of(came.start));
    let through = |it: &Stay| it.until.is_none() && it.from <= came.last;
    match between && stays.last().is_some_and(through) {
        true => Err(NotCounted::StayBeforeOpen),
        false => Ok(()),
    }
}

fn rows(look: Look) -> Vec<Stay> {
    match look(FieldId::PeriodStays).and_then(Value::given) {
        Some(Given::Table(rows)) => rows.iter().filter_map(stay).collect(),
        _ => Vec::new(),
    }
}

fn stay(row: &Row) -> Option<Stay> {
    match row.as_slice() {
        [_, Some(CellValue::Day(from)), until, ..] => Some(Stay {
            from: *from,
            until: match until {
                Some(CellValue::Day(until)) => Some(*until),
                _ => None,
            },
        }),
        _ => None,
    }
}

fn gaps(stays: &[Stay], held: Holding) -> Vec<Passage> {
    let pairs = stays.windows(2);
    let passage = |two: &[Stay]| Some(Passage::new(two[0].until?, two[1].from, held));
    let all = pairs.filter_map(passage);
    all.filter(|it| it.between() != Between::Nothing).collect()
}

/// The extension that was granted, where both ends are known. Nothing is counted from the day of its examination.
fn extension(look: Look) -> Option<Extension> {
    let end = day_of(look, FieldId::PeriodEnd)?;
    let until = extended_until(look)?;
    let months = u8::try_from(Month::of(end).months_until(Month::of(until))).ok()?;
    Some(Extension {
        months,
        examined: day_of(look, FieldId::PeriodReviewed).unwrap_or(end),
    })
    .filter(|it| 0 < it.months)
}

/// The last day of an extension that was granted: one that is wished for or was refused moves nothing.
fn extended_until(look: Look) -> Option<Day> {
    let granted = Given::Choice(ChoiceId::ExtensionGranted);
    let said = look(FieldId::PeriodExtension).and_then(Value::given);
    day_of(look, FieldId::PeriodExtendedUntil).filter(|_| said == Some(&granted))
}

/// Months used, as a case has them.
pub fn written(case: &CaseSummary) -> Option<Written> {
    written_by(&|field| case.get(field))
}

fn written_by(look: Look) -> Option<Written> {
    let value = look(FieldId::PeriodUsed)?;
    match value.given()? {
        Given::Number(months) => Some(Written {
            months: u8::try_from(*months).ok()?,
            on: value.as_of,
        }),
        _ => None,
    }
}

/// What the city confirmed, where the case says the months, who said it and when.
pub fn confirmed(case: &CaseSummary) -> Option<Confirmed> {
    confirmed_by(&|field| case.get(field))
}

fn confirmed_by(look: Look) -> Option<Confirmed> {
    let months = match look(FieldId::PeriodLeft)?.given()? {
        Given::Number(months) => u8::try_from(*months).ok()?,
        _ => return None,
    };
    let by = match look(FieldId::PeriodConfirmedWith)?.given()? {
        Given::Line(by) => by.clone(),
        _ => return None,
    };
    Some(Confirmed {
        months_left: months,
        by,
        on: day_of(look, FieldId::PeriodConfirmedOn)?,
    })
}

/// An extension is asked for so many days before the end: the one written, else the one counted.
fn ask_by(look: Look, held: Holding, counted: &Result<Counted, NotCounted>) -> Option<Day> {
    let last = counted.ok().and_then(|it| it.last).map(Month::last_day);
    let end = extended_until(look)
        .or(day_of(look, FieldId::PeriodEnd))
        .or(last)?;
    let before = held.number(SettingId::PeriodDeadline);
    Some(end.plus_days(-i32::try_from(before).unwrap_or(0)))
}

/// The day a field holds, if it does.
pub fn day(case: &CaseSummary, field: FieldId) -> Option<Day> {
    day_of(&|field| case.get(field), field)
}

fn day_of(look: Look, field: FieldId) -> Option<Day> {
    match look(field)?.given()? {
        Given::Day(day) => Some(*day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Raw, RawCell};
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
        let decided = |day| (FieldId::PeriodDecided, Raw::Day(on(day)));
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
            (
                vec![first.clone(), from("2025/6/1"), decided("2025/3/1")],
                &decision,
                Ok(10),
            ),
            // The first decision that is written stands over the certificate, and has to lie before the first use, too.
            (
                vec![first.clone(), from("2025/3/1"), decided("2025/6/1")],
                &decision,
                Err(NotCounted::Refused(PeriodRefused::DecisionAfterFirstDay)),
            ),
            (vec![first.clone(), decided("2025/3/1")], &plain, Ok(9)),
        ] {
            let service = Service::of(&case(&fields), settings.at(None), on("2025/12/10"));
            assert_eq!(service.counted.map(|it| it.used), used, "{fields:?}");
        }
    }

    /// A table of stays: office, first day, last day, who says so.
    fn offices(rows: &[(&str, &str)]) -> (FieldId, Raw) {
        let rows = rows.iter().map(|(from, until)| {
            let until = (!until.is_empty()).then(|| RawCell::Day(on(until)));
            let office = Some(RawCell::Text("見本作業所".into()));
            vec![office, Some(RawCell::Day(on(from))), until, None]
        });
        (FieldId::PeriodStays, Raw::Rows(rows.collect()))
    }

    fn set(id: SettingId, to: Pick) -> Settings {
        let mut settings = Settings::default();
        settings.set(None, id, Some(Setting::Pick(to))).unwrap();
        settings
    }

    #[test]
    fn stays_at_earlier_offices_are_counted_by_the_rule_of_the_city() {
        let first = (FieldId::PeriodFirstUse, Raw::Day(on("2025/1/20")));
        let broken = [("2025/1/20", "2025/4/10"), ("2025/8/1", "")];
        let whole = [("2025/1/20", "2025/4/30"), ("2025/5/1", "")];
        let plain = Settings::default();
        let left_out = set(SettingId::PeriodGaps, Pick::LeftOut);
        let decision = set(SettingId::PeriodFrom, Pick::Decision);
        let decided = (FieldId::CertificateFrom, Raw::Day(on("2024/12/1")));
        for (rows, settings, used) in [
            (&broken[..], &plain, 12),
            (&broken, &left_out, 9),
            (&broken, &decision, 13),
            (&whole, &plain, 12),
            (&whole, &left_out, 12),
            (&[], &left_out, 12),
        ] {
            let mut fields = vec![first.clone(), decided.clone()];
            fields.extend((!rows.is_empty()).then(|| offices(rows)));
            let service = Service::of(&case(&fields), settings.at(None), on("2025/12/10"));
            let counted = service.counted.expect("it is counted");
            assert_eq!((counted.used, counted.left), (used, 24 - used), "{rows:?}");
            assert_eq!(service.used_on(on("2025/12/31")).counted, Some(used));
        }
    }

    #[test]
    fn the_order_of_the_rows_is_no_matter_and_days_between_them_are_told() {
        let first = (FieldId::PeriodFirstUse, Raw::Day(on("2025/1/20")));
        let rows = [
            ("2025/8/1", ""),
            ("2025/1/20", "2025/4/10"),
            ("2025/4/11", "2025/7/20"),
        ];
        let settings = Settings::default();
        let service = Service::of(
            &case(&[first, offices(&rows)]),
            settings.at(None),
            on("2025/12/10"),
        );
        assert_eq!(service.counted.map(|it| it.used), Ok(12));
        assert_eq!(service.told, Told::Offices);
        let gaps: Vec<_> = service.gaps.iter().map(|it| it.between()).collect();
        assert_eq!(gaps, [Between::Days(11)]);
        assert!(service.gaps[0].is_alarming());
    }

    #[test]
    fn a_day_at_two_offices_is_counted_and_told() {
        let first = (FieldId::PeriodFirstUse, Raw::Day(on("2025/1/20")));
        let settings = Settings::default();
        let seen = |rows: &[(&str, &str)]| {
            let case = case(&[first.clone(), offices(rows)]);
            Service::of(&case, settings.at(None), on("2025/12/10"))
        };
        let service = seen(&[("2025/1/20", "2025/5/1"), ("2025/5/1", "")]);
        assert_eq!(service.counted.map(|it| it.used), Ok(12));
        let told: Vec<_> = service.gaps.iter().map(|it| it.between()).collect();
        assert_eq!(told, [Between::Overlap]);
        let next = seen(&[("2025/1/20", "2025/4/30"), ("2025/5/1", "")]);
        assert_eq!(next.gaps, [], "one day after the other is nothing to tell");
        // Two days at both are told too, and not counted.
        let two = seen(&[("2025/1/20", "2025/5/2"), ("2025/5/1", "")]);
        assert_eq!((two.counted.is_err(), two.gaps.len()), (true, 1));
    }

    #[test]
    fn a_last_day_that_has_gone_by_ends_the_count_of_today_and_not_that_of_the_days_before_it() {
        let first = (FieldId::PeriodFirstUse, Raw::Day(on("2025/1/20")));
        let rows = [("2025/1/20", "2025/4/10"), ("2025/8/1", "2025/12/31")];
        let case = case(&[first, offices(&rows)]);
        let settings = Settings::default();
        let service = Service::of(&case, settings.at(None), on("2026/1/5"));
        assert_eq!(service.counted, Err(NotCounted::NoStayNow));
        for (day, used) in [
            ("2025/12/31", Some(12)),
            ("2025/12/28", Some(12)),
            ("2026/1/1", None),
        ] {
            assert_eq!(service.used_on(on(day)).counted, used, "{day}");
        }
        assert_eq!(service.stays.len(), 2, "they are told as they are written");
        assert_eq!(service.gaps.len(), 1);
    }

    #[test]
    fn the_stay_of_the_office_before_does_not_go_on_through_months_that_are_left_out() {
        let first = (FieldId::PeriodFirstUse, Raw::Day(on("2025/1/20")));
        let open = [("2025/1/20", "")];
        let whole = [("2025/1/20", "2025/4/10"), ("2025/8/1", "")];
        let counted = Settings::default();
        let left_out = set(SettingId::PeriodGaps, Pick::LeftOut);
        let through = Err(NotCounted::StayBeforeOpen);
        for (rows, settings, start, used) in [
            (&open[..], &left_out, "2025/8/1", through),
            // No office is written: the first use alone would go on through them as well.
            (&[], &left_out, "2025/8/1", through),
            (&open, &counted, "2025/8/1", Ok(12)),
            (&whole, &left_out, "2025/8/1", Ok(9)),
            // No whole month lies between: it is the same either way.
            (&open, &left_out, "2025/5/31", Ok(12)),
        ] {
            let mut fields = vec![first.clone()];
            fields.extend((!rows.is_empty()).then(|| offices(rows)));
            let (case, held) = (case(&fields), settings.at(None));
            let came = Some(Passage::new(on("2025/4/10"), on(start), held));
            let look = |field| case.get(field);
            let service = Service::read_after(&look, came, held, on("2025/12/10"));
            assert_eq!(service.counted.map(|it| it.used), used, "{rows:?} {start}");
            let at_end = service.used_on(on("2025/12/31")).counted;
            assert_eq!(at_end, used.ok(), "{rows:?} {start}");
        }
    }

    #[test]
    fn nothing_is_counted_where_days_overlap_or_lack() {
        let today = on("2025/12/10");
        let overlap = NotCounted::Refused(PeriodRefused::StaysOutOfOrder);
        for (first, rows, why) in [
            (
                "2025/1/20",
                &[("2025/1/20", "2025/4/10"), ("2025/4/9", "")][..],
                overlap,
            ),
            ("2025/1/20", &[("2025/1/20", ""), ("2025/8/1", "")], overlap),
            (
                "2025/1/20",
                &[("2025/1/20", ""), ("2025/8/1", "2025/9/1")],
                NotCounted::NoStayNow,
            ),
            (
                "2025/1/20",
                &[("2025/1/20", "2025/1/19"), ("2025/8/1", "")],
                overlap,
            ),
            (
                "2025/1/20",
                &[("2025/2/1", "")],
                NotCounted::FirstUseDiffers,
            ),
            (
                "2025/3/1",
                &[("2025/1/20", "")],
                NotCounted::FirstUseDiffers,
            ),
            (
                "2025/1/20",
                &[("2025/1/20", "2025/12/9")],
                NotCounted::NoStayNow,
            ),
            ("", &[("2025/1/20", "")], NotCounted::NoFirstUse),
        ] {
            let mut fields = vec![offices(rows)];
            if !first.is_empty() {
                fields.push((FieldId::PeriodFirstUse, Raw::Day(on(first))));
            }
            for settings in [
                Settings::default(),
                set(SettingId::PeriodGaps, Pick::LeftOut),
            ] {
                let service = Service::of(&case(&fields), settings.at(None), today);
                assert_eq!(service.counted, Err(why), "{first} {rows:?}");
                assert_eq!(service.used_on(today).counted, None);
            }
        }
        // A last day that is still to come is a stay that goes on.
        let first = (FieldId::PeriodFirstUse, Raw::Day(on("2025/1/20")));
        let fields = [first, offices(&[("2025/1/20", "2025/12/10")])];
        let settings = Settings::default();
        let service = Service::of(&case(&fields), settings.at(None), today);
        assert_eq!(service.counted.map(|it| it.used), Ok(12));
    }

    #[test]
    fn months_that_are_written_are_carried_on_and_compared_with_the_count() {
        let written = |months| (FieldId::PeriodUsed, Raw::Number(months));
        let first = (FieldId::PeriodFirstUse, Raw::Day(on("2026/1/20")));
        let settings = Settings::default();
        let used = |fields: &[(FieldId, Raw)]| {
            // What is written is as of 1 April.
            Service::of(&case(fields), settings.at(None), on("2026/4/1")).used_on(on("2026/6/30"))
        };
        for (fields, suggested, differing) in [
            (vec![written(4), first.clone()], Some(6), None),
            (
                vec![written(3), first.clone()],
                Some(6),
                Some((Some(5), None)),
            ),
            (vec![first.clone()], Some(6), None),
            (vec![written(4)], Some(6), None),
            (vec![written(9)], Some(11), Some((Some(11), None))),
            (vec![], None, None),
        ] {
            let used = used(&fields);
            assert_eq!(used.suggested(), suggested, "{fields:?}");
            let found = used.differing(6).map(|it| (it.written, it.counted));
            assert_eq!(found, differing, "{fields:?}");
        }
        // A number as of April tells nothing of March.
        let fields = [written(4), first.clone()];
        let april = Service::of(&case(&fields), settings.at(None), on("2026/4/1"));
        for (day, written, counted) in [
            ("2026/3/31", None, Some(3)),
            ("2026/4/1", Some(4), Some(4)),
            ("2026/4/30", Some(4), Some(4)),
            ("2026/5/1", Some(5), Some(5)),
        ] {
            let used = april.used_on(on(day));
            assert_eq!((used.written, used.counted), (written, counted), "{day}");
        }
        let both = used(&[written(4), first]).differing(7);
        let both = both.map(|it| (it.said, it.written, it.counted));
        assert_eq!(both, Some((7, Some(6), Some(6))));
    }

    #[test]
    fn what_lies_between_two_offices_is_told_in_days() {
        let settings = Settings::default();
        let held = settings.at(None);
        for (last, start, between, alarming) in [
            ("2025/12/18", "2025/12/19", Between::Nothing, false),
            ("2025/12/18", "2025/12/20", Between::Days(1), false),
            ("2025/12/18", "2025/12/26", Between::Days(7), false),
            ("2025/12/18", "2025/12/27", Between::Days(8), true),
            ("2025/12/18", "2025/12/18", Between::Overlap, true),
            ("2025/12/18", "2025/12/1", Between::Overlap, true),
        ] {
            let fields = [
                (FieldId::HandlingLastDay, Raw::Day(on(last))),
                (FieldId::HandlingPlannedStart, Raw::Day(on(start))),
            ];
            let planned = Service::of(&case(&fields), held, on("2025/12/10")).planned;
            let planned = planned.expect("both days are written");
            assert_eq!(planned.between(), between, "{last} {start}");
            assert_eq!(planned.is_alarming(), alarming, "{last} {start}");
        }
        // Job-retention support begins months after the last day by its own rule: no gap, but days that overlap are told.
        for (kind, start, told) in [
            ("to-transition", "2026/6/18", true),
            ("to-retention", "2026/6/18", false),
            ("to-retention", "2025/12/1", true),
        ] {
            let fields = [
                (FieldId::HandlingKind, Raw::Text(kind.into())),
                (FieldId::HandlingLastDay, Raw::Day(on("2025/12/18"))),
                (FieldId::HandlingPlannedStart, Raw::Day(on(start))),
            ];
            let planned = Service::of(&case(&fields), held, on("2025/12/10")).planned;
            assert_eq!(planned.is_some(), told, "{kind} {start}");
        }
        let one = [(FieldId::HandlingLastDay, Raw::Day(on("2025/12/18")))];
        assert_eq!(
            Service::of(&case(&one), held, on("2025/12/10")).planned,
            None
        );
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
    fn an_extension_moves_its_own_deadline_only_once_it_was_granted() {
        let settings = Settings::default();
        for (extension, by) in [
            ("extension-granted", "2028/1/31"),
            ("extension-refused", "2027/1/30"),
            ("extension-requested", "2027/1/30"),
            ("no-extension", "2027/1/30"),
        ] {
            let fields = [
                (FieldId::PeriodEnd, Raw::Day(on("2027/3/31"))),
                (FieldId::PeriodExtension, Raw::Text(extension.into())),
                (FieldId::PeriodExtendedUntil, Raw::Day(on("2028/3/31"))),
            ];
            let service = Service::of(&case(&fields), settings.at(None), on("2026/12/10"));
            assert_eq!(service.ask_by, Some(on(by)), "{extension}");
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
