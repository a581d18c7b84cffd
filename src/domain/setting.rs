//! What an office sets for itself: how a city counts months, how long records are kept, when to be warned. One table.
//!
//! Not the settings of a computer (language, colours). What differs by city, or is known by hearsay only, stands here
//! with its ground and never as a constant beside a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::domain::check_digit::CheckDigit;
use crate::domain::field::Unit;
use crate::domain::period::{CountFrom, Gaps, Rule};
use crate::domain::record::Recorded;
use crate::domain::search::SearchKey;
use crate::domain::text::Line;

/// The shape of a setting, with what holds until something else is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A whole number within bounds.
    Number {
        /// What is counted.
        unit: Unit,
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
        /// The usual one.
        usual: u32,
    },
    /// One of these; the first is the usual one.
    Choice(&'static [Pick]),
}

/// Whose setting it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One for the office.
    Office,
    /// One for the office, and another for each city (支給決定市町村) that differs.
    City,
}

/// What the usual value rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A rule that was found in a source; the setting is there because it may change.
    Source,
    /// Hearsay: to be asked for at the city or looked up before anybody relies on it.
    Hearsay,
    /// Our own proposal.
    House,
}

macro_rules! picks {
    ($($variant:ident $code:literal,)+) => {
        /// What can be chosen for a setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Pick {
            $(#[doc = concat!("`", $code, "`")] $variant,)+
        }

        impl Pick {
            /// Every one.
            pub const ALL: &'static [Pick] = &[$(Pick::$variant,)+];

            /// Gives the stable name.
            pub const fn code(self) -> &'static str {
                match self { $(Pick::$variant => $code,)+ }
            }

            /// Finds the one with this stable name.
            pub fn from_code(code: &str) -> Option<Pick> {
                Pick::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}

picks! {
    FirstService "first-service",
    Decision "decision",
    Counted "counted",
    LeftOut "left-out",
    LatestDay "latest-day",
    ContractEnd "contract-end",
    Provided "provided",
    Made "made",
    Wanted "wanted",
    Abolished "abolished",
    Checked "checked",
    NotChecked "not-checked",
    ByLaw "by-law",
    OwnNote "own-note",
}

macro_rules! settings {
    ($($(#[$doc:meta])* $variant:ident $name:literal $shape:expr, $reach:ident $ground:ident;)+) => {
        /// One thing that can be set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum SettingId { $($(#[$doc])* $variant,)+ }

        impl SettingId {
            /// Every one, in the order in which they are shown.
            pub const ALL: &'static [SettingId] = &[$(SettingId::$variant,)+];

            /// Gives the stable name.
            pub const fn name(self) -> &'static str {
                match self { $(SettingId::$variant => $name,)+ }
            }

            /// Gives the shape, with the usual value.
            pub const fn shape(self) -> Shape {
                match self { $(SettingId::$variant => $shape,)+ }
            }

            /// Says whether cities may differ.
            pub const fn reach(self) -> Reach {
                match self { $(SettingId::$variant => Reach::$reach,)+ }
            }

            /// Says what the usual value rests on.
            pub const fn ground(self) -> Ground {
                match self { $(SettingId::$variant => Ground::$ground,)+ }
            }
        }
    };
}

const fn number(unit: Unit, min: u32, max: u32, usual: u32) -> Shape {
    Shape::Number {
        unit,
        min,
        max,
        usual,
    }
}

settings! {
    /// The standard period of service (標準利用期間).
    PeriodStandard "period.standard" number(Unit::Months, 1, 60, 24), City Source;
    /// Where month 1 of it lies.
    PeriodFrom "period.from" Shape::Choice(&[Pick::FirstService, Pick::Decision]), City Hearsay;
    /// Whether months between two offices are used up.
    PeriodGaps "period.gaps" Shape::Choice(&[Pick::Counted, Pick::LeftOut]), City Hearsay;
    /// How long an extension may be.
    PeriodExtension "period.extension" number(Unit::Months, 0, 24, 12), City Source;
    /// So few months left, or fewer, are an alarm.
    PeriodAlarm "period.alarm" number(Unit::Months, 1, 24, 6), City Source;
    /// How long before the end of the period an extension must be asked for.
    PeriodDeadline "period.deadline" number(Unit::Days, 0, 365, 60), City Hearsay;
    /// More days without service between two offices than so many are an alarm.
    GapAlarm "gap.alarm" number(Unit::Days, 1, 90, 7), Office House;
    /// Whether the city wants a report of contracts (契約内容報告書).
    ReportWanted "report.wanted" Shape::Choice(&[Pick::Wanted, Pick::Abolished]), City Source;
    /// By which day of the next month it wants it.
    ReportDay "report.day" number(Unit::DayOfMonth, 1, 28, 10), City Source;
    /// How often a plan is due (個別支援計画).
    PlanMonths "plan.months" number(Unit::Months, 1, 12, 3), Office Source;
    /// How often it is to be looked at (モニタリング).
    MonitoringMonths "monitoring.months" number(Unit::Months, 1, 12, 3), Office Source;
    /// How long before a plan, monitoring or a look at the crisis plan is due there is a warning.
    PlanWarning "plan.warning" number(Unit::Days, 0, 180, 30), Office House;
    /// How long records that the law asks for are kept.
    RecordYears "record.years" number(Unit::Years, 3, 30, 5), City Source;
    /// From which day they are kept so long.
    RecordFrom "record.from"
        Shape::Choice(&[Pick::LatestDay, Pick::ContractEnd, Pick::Provided, Pick::Made]), City Source;
    /// How long before a consent ends there is a warning.
    ConsentWarning "consent.warning" number(Unit::Days, 1, 180, 30), Office House;
    /// After so many days an offer that nobody opened is an alarm.
    UnopenedAlarm "unopened.alarm" number(Unit::Days, 1, 60, 7), Office House;
    /// By when an offer asks for an answer, where neither its case nor anybody names a day.
    ReplyDays "reply.days" number(Unit::Days, 1, 180, 14), Office House;
    /// How long after the first day the receiver first tells how it goes, where no days are agreed.
    FollowUpFirst "follow-up.first" number(Unit::Days, 1, 365, 14), Office House;
    /// The same, the second time.
    FollowUpSecond "follow-up.second" number(Unit::Days, 1, 365, 30), Office House;
    /// The same, the third time.
    FollowUpThird "follow-up.third" number(Unit::Days, 1, 365, 90), Office House;
    /// So far below the own average of three months, attendance is an alarm.
    AttendanceDrop "attendance.drop" number(Unit::Points, 5, 100, 20), Office House;
    /// From when job-retention support (就労定着支援) may begin, after the first day at work.
    RetentionFrom "retention.from" number(Unit::Months, 0, 24, 6), Office Source;
    /// How long job-retention support lasts.
    RetentionYears "retention.years" number(Unit::Years, 1, 10, 3), Office Source;
    /// How long before a planned return, and before job-retention support begins or ends, there is a warning.
    CourseWarning "course.warning" number(Unit::Days, 0, 180, 30), Office House;
    /// The highest cap on the person's own share (利用者負担上限月額) that is known; a warning above it, no refusal.
    CapCeiling "certificate.cap-ceiling" number(Unit::YenPerMonth, 0, 999_999, 37_200), City Hearsay;
    /// Whether the last digit of a certificate's number is checked, by weights 2 and 1; a warning, no refusal.
    CertificateCheck "certificate.check-digit"
        Shape::Choice(&[Pick::NotChecked, Pick::Checked]), City Hearsay;
    /// The same for the numbers of offices.
    OfficeCheck "office.check-digit" Shape::Choice(&[Pick::Checked, Pick::NotChecked]), Office Hearsay;
    /// As what a delivery within one corporation is recorded.
    RecordWithin "record.same-corporation" Shape::Choice(&[Pick::ByLaw, Pick::OwnNote]), Office Hearsay;
    /// As what is recorded that the person was given what they carry (本人持参).
    RecordCarried "record.carried" Shape::Choice(&[Pick::ByLaw, Pick::OwnNote]), Office Hearsay;
    /// As what a copy for a body of the state or of a municipality is recorded.
    RecordPublic "record.public-body" Shape::Choice(&[Pick::ByLaw, Pick::OwnNote]), Office Hearsay;
}

/// The days of follow-up nobody agreed otherwise.
const FOLLOW_UPS: [SettingId; 3] = [
    SettingId::FollowUpFirst,
    SettingId::FollowUpSecond,
    SettingId::FollowUpThird,
];

/// What a setting is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A number, in the unit of its setting.
    Number(u32),
    /// One of its options.
    Pick(Pick),
}

/// Why something cannot be set so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingRefused {
    /// Another shape, out of bounds, or not among the options.
    NotOffered,
    /// It is one for the office; no city differs.
    NotByCity,
}

impl fmt::Display for SettingRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SettingRefused::NotOffered => "not offered for this setting",
            SettingRefused::NotByCity => "no setting of a city",
        })
    }
}

impl std::error::Error for SettingRefused {}

/// The most characters the name of a city may have.
pub const LONGEST_CITY: usize = 60;

impl Setting {
    /// Reads a number in digits, or the stable name of an option.
    pub fn from_text(text: &str) -> Option<Setting> {
        match text.parse() {
            Ok(number) => Some(Setting::Number(number)),
            Err(_) => Pick::from_code(text).map(Setting::Pick),
        }
    }
}

impl SettingId {
    /// Finds the one with this stable name.
    pub fn from_name(name: &str) -> Option<SettingId> {
        SettingId::ALL.iter().copied().find(|it| it.name() == name)
    }

    /// Gives what holds until something else is set.
    pub const fn usual(self) -> Setting {
        match self.shape() {
            Shape::Number { usual, .. } => Setting::Number(usual),
            Shape::Choice(options) => Setting::Pick(options[0]),
        }
    }

    /// Says whether it may be set so.
    pub fn offers(self, setting: Setting) -> bool {
        match (self.shape(), setting) {
            (Shape::Number { min, max, .. }, Setting::Number(number)) => {
                (min..=max).contains(&number)
            }
            (Shape::Choice(options), Setting::Pick(pick)) => options.contains(&pick),
            _ => false,
        }
    }
}

/// What an office has set; what it has not set is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    office: BTreeMap<SettingId, Setting>,
    cities: Vec<City>,
}

/// What is set otherwise for one city. The name is kept as it was typed, and found however it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct City {
    name: Line,
    set: BTreeMap<SettingId, Setting>,
}

impl Settings {
    /// Sets one thing, for a city or for the office; `None` takes it back to the usual.
    ///
    /// # Errors
    /// See [`SettingRefused`]; then nothing has changed.
    pub fn set(
        &mut self,
        city: Option<&Line>,
        id: SettingId,
        to: Option<Setting>,
    ) -> Result<(), SettingRefused> {
        if to.is_some_and(|it| !id.offers(it)) {
            return Err(SettingRefused::NotOffered);
        }
        if city.is_some() && id.reach() == Reach::Office {
            return Err(SettingRefused::NotByCity);
        }
        let set = match city {
            None => &mut self.office,
            Some(name) => self.city(name),
        };
        match to {
            Some(to) => set.insert(id, to),
            None => set.remove(&id),
        };
        self.cities.retain(|it| !it.set.is_empty());
        Ok(())
    }

    fn city(&mut self, name: &Line) -> &mut BTreeMap<SettingId, Setting> {
        let at = match self.find(name.as_str()) {
            Some(at) => at,
            None => {
                let set = BTreeMap::new();
                let name = name.clone();
                self.cities.push(City { name, set });
                self.cities.len() - 1
            }
        };
        &mut self.cities[at].set
    }

    fn find(&self, name: &str) -> Option<usize> {
        let key = SearchKey::of(name);
        self.cities
            .iter()
            .position(|it| SearchKey::of(it.name.as_str()) == key)
    }

    /// Gives what was set, for the office first, then for each city.
    pub fn all(&self) -> impl Iterator<Item = (Option<&Line>, SettingId, Setting)> {
        let office = self.office.iter().map(|(id, it)| (None, *id, *it));
        let of =
            |city: &'_ City| -> Vec<_> { city.set.iter().map(|(id, it)| (*id, *it)).collect() };
        let cities = self.cities.iter().flat_map(move |city| {
            of(city)
                .into_iter()
                .map(|(id, it)| (Some(&city.name), id, it))
        });
        office.chain(cities)
    }

    /// Gives the settings as they hold in a city; of no known city, those of the office.
    pub fn at(&self, city: Option<&str>) -> Holding<'_> {
        let found = city.and_then(|it| self.find(it));
        Holding {
            office: &self.office,
            city: found.map(|at| &self.cities[at].set),
        }
    }
}

/// The settings as they hold for one city.
#[derive(Clone, Copy, Debug)]
pub struct Holding<'a> {
    office: &'a BTreeMap<SettingId, Setting>,
    city: Option<&'a BTreeMap<SettingId, Setting>>,
}

impl Holding<'_> {
    /// Gives one of them.
    pub fn get(self, id: SettingId) -> Setting {
        let found = self.city.and_then(|it| it.get(&id));
        found
            .or(self.office.get(&id))
            .copied()
            .unwrap_or(id.usual())
    }

    /// Gives one that is a number, in its unit; 0 for one that is a choice.
    pub fn number(self, id: SettingId) -> u32 {
        match self.get(id) {
            Setting::Number(number) => number,
            Setting::Pick(_) => 0,
        }
    }

    /// Gives one that is a number of days, as days are counted; 0 for one that is a choice.
    pub fn days(self, id: SettingId) -> i32 {
        i32::try_from(self.number(id)).unwrap_or(0)
    }

    /// Gives the days after a first day on which it is followed up: in their order, however they were set, and none twice.
    pub fn follow_up_days(self) -> BTreeSet<i32> {
        FOLLOW_UPS.iter().map(|id| self.days(*id)).collect()
    }

    /// Says whether this was chosen.
    pub fn is(self, id: SettingId, pick: Pick) -> bool {
        self.get(id) == Setting::Pick(pick)
    }

    /// Says as what is recorded what the setting `id` is about.
    pub fn recorded(self, id: SettingId) -> Recorded {
        match self.is(id, Pick::OwnNote) {
            true => Recorded::OwnNote,
            false => Recorded::ByLaw,
        }
    }

    /// Checks the last digit of a number where the setting `id` asks for it.
    pub fn check(self, id: SettingId, number: &str) -> CheckDigit {
        match self.is(id, Pick::Checked) {
            true => CheckDigit::of(number),
            false => CheckDigit::Fits,
        }
    }

    /// Gives the rule by which months of service are counted.
    pub fn rule(self) -> Rule {
        Rule {
            from: match self.is(SettingId::PeriodFrom, Pick::Decision) {
                true => CountFrom::DecisionMonth,
                false => CountFrom::FirstServiceMonth,
            },
            gaps: match self.is(SettingId::PeriodGaps, Pick::LeftOut) {
                true => Gaps::DoNotCount,
                false => Gaps::Count,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::new(text, 60).unwrap()
    }

    #[test]
    fn every_setting_is_found_by_its_name_and_offers_its_usual_value() {
        let mut names = BTreeSet::new();
        for id in SettingId::ALL {
            assert!(names.insert(id.name()), "{} twice", id.name());
            assert_eq!(SettingId::from_name(id.name()), Some(*id));
            assert!(id.offers(id.usual()), "{}", id.name());
        }
        let used: BTreeSet<_> = SettingId::ALL
            .iter()
            .filter_map(|id| match id.shape() {
                Shape::Choice(options) => Some(options.to_vec()),
                Shape::Number { .. } => None,
            })
            .flatten()
            .collect();
        assert_eq!(used.len(), Pick::ALL.len());
    }

    #[test]
    fn a_city_differs_from_the_office_and_the_office_from_the_usual() {
        let mut settings = Settings::default();
        let alarm = SettingId::PeriodAlarm;
        let at = |settings: &Settings, city| settings.at(city).number(alarm);
        assert_eq!(at(&settings, Some("帯広市")), 6);
        settings.set(None, alarm, Some(Setting::Number(8))).unwrap();
        let city = line("帯広市");
        settings
            .set(Some(&city), alarm, Some(Setting::Number(4)))
            .unwrap();
        assert_eq!(at(&settings, None), 8);
        assert_eq!(at(&settings, Some("音更町")), 8);
        assert_eq!(at(&settings, Some(" 帯広市 ")), 4);
        assert_eq!(settings.all().count(), 2);
        settings.set(Some(&city), alarm, None).unwrap();
        assert_eq!(at(&settings, Some("帯広市")), 8);
        assert_eq!(settings.all().count(), 1);
    }

    #[test]
    fn what_is_not_offered_changes_nothing() {
        let mut settings = Settings::default();
        let city = line("帯広市");
        for (city, id, to, why) in [
            (
                None,
                SettingId::PeriodAlarm,
                Setting::Number(0),
                SettingRefused::NotOffered,
            ),
            (
                None,
                SettingId::PeriodAlarm,
                Setting::Number(25),
                SettingRefused::NotOffered,
            ),
            (
                None,
                SettingId::PeriodAlarm,
                Setting::Pick(Pick::Made),
                SettingRefused::NotOffered,
            ),
            (
                None,
                SettingId::PeriodGaps,
                Setting::Pick(Pick::Made),
                SettingRefused::NotOffered,
            ),
            (
                None,
                SettingId::RecordYears,
                Setting::Number(2),
                SettingRefused::NotOffered,
            ),
            (
                Some(&city),
                SettingId::GapAlarm,
                Setting::Number(8),
                SettingRefused::NotByCity,
            ),
        ] {
            assert_eq!(settings.set(city, id, Some(to)), Err(why), "{}", id.name());
        }
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn the_days_of_follow_up_come_in_their_order_and_none_twice() {
        let mut settings = Settings::default();
        let days = |settings: &Settings| Vec::from_iter(settings.at(None).follow_up_days());
        assert_eq!(days(&settings), [14, 30, 90]);
        let mut set = |id, to| settings.set(None, id, Some(Setting::Number(to))).unwrap();
        set(SettingId::FollowUpFirst, 60);
        set(SettingId::FollowUpSecond, 21);
        assert_eq!(days(&settings), [21, 60, 90]);
        let mut set = |id, to| settings.set(None, id, Some(Setting::Number(to))).unwrap();
        set(SettingId::FollowUpThird, 21);
        assert_eq!(days(&settings), [21, 60]);
    }

    #[test]
    fn the_rule_of_counting_is_the_cautious_one_until_something_else_is_set() {
        let mut settings = Settings::default();
        assert_eq!(settings.at(None).rule().gaps, Gaps::Count);
        assert_eq!(settings.at(None).rule().from, CountFrom::FirstServiceMonth);
        settings
            .set(
                None,
                SettingId::PeriodGaps,
                Some(Setting::Pick(Pick::LeftOut)),
            )
            .unwrap();
        settings
            .set(
                None,
                SettingId::PeriodFrom,
                Some(Setting::Pick(Pick::Decision)),
            )
            .unwrap();
        assert_eq!(settings.at(None).rule().gaps, Gaps::DoNotCount);
        assert_eq!(settings.at(None).rule().from, CountFrom::DecisionMonth);
    }
}
