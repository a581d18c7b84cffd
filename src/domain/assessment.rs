//! The items by which offices look at readiness for work: 34 item names in three areas, their scales, and what scores of
//! them show together.
//!
//! It keeps no scores and judges nobody: the list is for looking together (JEED checklist, item names only; the wording of
//! its sub-checks is on the office's own sheet and not here).

use std::collections::BTreeMap;

/// The area of life an item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Daily life (日常生活).
    DailyLife,
    /// Relations at work (働く場での対人関係).
    Relations,
    /// Conduct and attitude at work (働く場での行動・態度).
    Conduct,
}

/// How finely an item is scored; 1 is always the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// 1 (can) to 5 (cannot).
    Five,
    /// 1 to 5 by figures that stand on the checklist: days absent, hours, shares of the usual.
    Counted,
    /// 1 (can) or 2 (cannot).
    Two,
}

impl Scale {
    /// Gives the worst score of the scale.
    pub const fn worst(self) -> u8 {
        match self {
            Self::Five | Self::Counted => 5,
            Self::Two => 2,
        }
    }
}

/// Whose score it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rater {
    /// The person.
    Own,
    /// Staff.
    Staff,
    /// The family.
    Family,
}

impl Rater {
    /// Every one.
    pub const ALL: &'static [Self] = &[Self::Own, Self::Staff, Self::Family];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Staff => "staff",
            Self::Family => "family",
        }
    }

    /// Finds the one with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// One step of the pyramid of readiness for work (職業準備性ピラミッド), from the ground up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Care of one's health (健康管理).
    Health,
    /// Care of one's daily life (日常生活管理).
    DailyLife,
    /// Getting on with others (対人技能).
    Relations,
    /// Habits of work (基本的労働習慣).
    WorkHabits,
    /// Aptitude for the work (職業適性).
    Aptitude,
}

impl Level {
    /// Every level, from the ground up.
    pub const ALL: &'static [Self] = &[
        Self::Health,
        Self::DailyLife,
        Self::Relations,
        Self::WorkHabits,
        Self::Aptitude,
    ];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::DailyLife => "daily-life",
            Self::Relations => "relations",
            Self::WorkHabits => "work-habits",
            Self::Aptitude => "aptitude",
        }
    }
}

/// Whether the sheet has sub-checks (a to f) under an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sub {
    /// It has.
    Checks,
    /// It has none.
    Nothing,
}

/// The most sub-checks under an item: a to f.
pub const SUB_CHECKS: u8 = 6;

macro_rules! items {
    ($($area:ident { $($variant:ident $code:literal $scale:ident $sub:ident $level:ident,)+ })+) => {
        /// One item of the assessment.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum AssessmentItem {
            $($(
                #[doc = concat!("`", $code, "`")]
                $variant,
            )+)+
        }

        impl AssessmentItem {
            /// Every item, in the order of the checklist.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)+)+];

            /// Gives the stable name.
            pub const fn code(self) -> &'static str {
                match self {
                    $($(Self::$variant => $code,)+)+
                }
            }

            /// Gives the area it belongs to.
            pub const fn area(self) -> Area {
                match self {
                    $($(Self::$variant)|+ => Area::$area,)+
                }
            }

            /// Gives its scale.
            pub const fn scale(self) -> Scale {
                match self {
                    $($(Self::$variant => Scale::$scale,)+)+
                }
            }

            /// Says whether it has sub-checks.
            pub const fn sub(self) -> Sub {
                match self {
                    $($(Self::$variant => Sub::$sub,)+)+
                }
            }

            /// Gives the level of the pyramid it is counted under: an inference of ours, no part of the checklist.
            pub const fn level(self) -> Level {
                match self {
                    $($(Self::$variant => Level::$level,)+)+
                }
            }

            /// Finds the item with this stable name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

items! {
    DailyLife {
        Rising "rising" Five Nothing DailyLife,
        Rhythm "rhythm" Five Nothing Health,
        Meals "meals" Five Nothing Health,
        Medication "medication" Five Nothing Health,
        ClinicVisits "clinic-visits" Five Nothing Health,
        FeelingUnwell "feeling-unwell" Five Checks Health,
        Appearance "appearance" Five Checks DailyLife,
        Money "money" Five Checks DailyLife,
        KnowsOwnDisability "knows-own-disability" Five Nothing Health,
        AsksForHelp "asks-for-help" Five Nothing Relations,
        Sociability "sociability" Two Checks DailyLife,
    }
    Relations {
        Greeting "greeting" Five Nothing Relations,
        Conversation "conversation" Five Nothing Relations,
        Wording "wording" Five Nothing Relations,
        Nonverbal "nonverbal" Five Checks Relations,
        Cooperation "cooperation" Five Checks Relations,
        EmotionControl "emotion-control" Five Checks Relations,
        SpeaksUp "speaks-up" Five Nothing Relations,
        WorkingTogether "working-together" Two Checks Relations,
    }
    Conduct {
        WishToWork "wish-to-work" Five Nothing WorkHabits,
        Motivation "motivation" Five Checks WorkHabits,
        KnowsOwnAbility "knows-own-ability" Five Checks Aptitude,
        WorkplaceRules "workplace-rules" Five Checks WorkHabits,
        Reporting "reporting" Five Checks WorkHabits,
        CallsWhenAbsent "calls-when-absent" Five Checks WorkHabits,
        Attendance "attendance" Counted Nothing WorkHabits,
        AttitudeToTasks "attitude-to-tasks" Five Checks WorkHabits,
        Endurance "endurance" Counted Nothing WorkHabits,
        Speed "speed" Counted Nothing Aptitude,
        Improvement "improvement" Five Nothing Aptitude,
        Instructions "instructions" Five Checks Aptitude,
        Accuracy "accuracy" Five Nothing Aptitude,
        Danger "danger" Five Checks WorkHabits,
        ChangingWork "changing-work" Five Checks Aptitude,
    }
}

/// One item as it was scored, without who took it down and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// Which item.
    pub item: AssessmentItem,
    /// The score of each who gave one, 1 the best.
    pub by: BTreeMap<Rater, u8>,
}

impl Scored {
    fn is_managed(&self, by: Rater) -> Option<bool> {
        let score = *self.by.get(&by)?;
        Some(match self.item.scale() {
            Scale::Five | Scale::Counted => score <= 2,
            Scale::Two => score == 1,
        })
    }
}

/// What the scores show together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The levels, from the ground up.
    pub levels: Vec<LevelView>,
    /// Where the person and staff see it differently, the largest first.
    pub gaps: Vec<Gap>,
}

/// How many items of a level are managed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelView {
    /// Which level.
    pub level: Level,
    /// How many items are counted under it.
    pub items: usize,
    /// By each who scored any of them.
    pub by: BTreeMap<Rater, Managed>,
}

/// How many items somebody saw as managed: 1 or 2 on the scale of five, 1 on the scale of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Managed {
    /// So many are.
    pub managed: usize,
    /// Of so many that were scored.
    pub scored: usize,
}

/// An item the person and staff see differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Which item.
    pub item: AssessmentItem,
    /// The person's score.
    pub own: u8,
    /// The staff's score.
    pub staff: u8,
    /// How far apart.
    pub size: GapSize,
}

/// How far apart two scores are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapSize {
    /// Three steps or more.
    Large,
    /// Two steps.
    Medium,
}

impl GapSize {
    /// Gives the size of a difference; none where it is too small to matter. The steps are those of a public
    /// implementation of the checklist (research, domain §3.2).
    pub fn of(own: u8, staff: u8) -> Option<Self> {
        match own.abs_diff(staff) {
            3.. => Some(Self::Large),
            2 => Some(Self::Medium),
            _ => None,
        }
    }

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Large => "large",
            Self::Medium => "medium",
        }
    }
}

impl Overview {
    /// Looks at scores together; none where nothing was scored.
    pub fn of(scored: &[Scored]) -> Option<Self> {
        let any = scored.iter().any(|one| !one.by.is_empty());
        any.then(|| Self {
            levels: Level::ALL
                .iter()
                .map(|level| LevelView::of(*level, scored))
                .collect(),
            gaps: gaps(scored),
        })
    }
}

impl LevelView {
    fn of(level: Level, scored: &[Scored]) -> Self {
        let all = AssessmentItem::ALL.iter();
        let mut by: BTreeMap<Rater, Managed> = BTreeMap::new();
        for one in scored.iter().filter(|one| one.item.level() == level) {
            for rater in one.by.keys() {
                let count = by.entry(*rater).or_default();
                count.scored += 1;
                count.managed += usize::from(one.is_managed(*rater) == Some(true));
            }
        }
        Self {
            level,
            items: all.filter(|item| item.level() == level).count(),
            by,
        }
    }
}

fn gaps(scored: &[Scored]) -> Vec<Gap> {
    let gap = |one: &Scored| {
        let (own, staff) = (*one.by.get(&Rater::Own)?, *one.by.get(&Rater::Staff)?);
        Some(Gap {
            item: one.item,
            own,
            staff,
            size: GapSize::of(own, staff)?,
        })
    };
    let mut gaps: Vec<Gap> = scored.iter().filter_map(gap).collect();
    gaps.sort_by_key(|gap| (gap.size, gap.item));
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checklist_has_its_34_items_in_three_areas() {
        let count = |area| {
            AssessmentItem::ALL
                .iter()
                .filter(|item| item.area() == area)
                .count()
        };
        assert_eq!(AssessmentItem::ALL.len(), 34);
        assert_eq!(
            [Area::DailyLife, Area::Relations, Area::Conduct].map(count),
            [11, 8, 15]
        );
        let two_levels = AssessmentItem::ALL
            .iter()
            .filter(|item| item.scale() == Scale::Two)
            .count();
        assert_eq!(two_levels, 2);
    }

    #[test]
    fn every_item_is_found_by_its_code_and_nothing_else_is() {
        for item in AssessmentItem::ALL {
            assert_eq!(AssessmentItem::from_code(item.code()), Some(*item));
        }
        assert_eq!(AssessmentItem::from_code("Rising"), None);
    }

    fn scored(item: AssessmentItem, by: &[(Rater, u8)]) -> Scored {
        Scored {
            item,
            by: by.iter().copied().collect(),
        }
    }

    #[test]
    fn every_item_stands_on_one_level_and_no_level_is_empty() {
        let nothing = Overview::of(&[]);
        assert_eq!(nothing, None);
        let one = [scored(AssessmentItem::Rising, &[(Rater::Staff, 1)])];
        let levels = Overview::of(&one).unwrap().levels;
        assert!(levels.iter().all(|level| level.items > 0), "{levels:?}");
        assert_eq!(levels.iter().map(|level| level.items).sum::<usize>(), 34);
        assert!(levels.is_sorted_by_key(|level| level.level));
    }

    #[test]
    fn a_level_counts_what_is_managed_by_each_who_scored_it() {
        use AssessmentItem::{Meals, Medication, Rhythm, Sociability};
        let overview = Overview::of(&[
            scored(Rhythm, &[(Rater::Own, 2), (Rater::Staff, 3)]),
            scored(Meals, &[(Rater::Own, 1), (Rater::Family, 4)]),
            scored(Medication, &[(Rater::Staff, 2)]),
            scored(Sociability, &[(Rater::Staff, 2)]),
        ]);
        let levels = overview.unwrap().levels;
        let count = |managed, scored| Managed { managed, scored };
        let health = BTreeMap::from([
            (Rater::Own, count(2, 2)),
            (Rater::Staff, count(1, 2)),
            (Rater::Family, count(0, 1)),
        ]);
        assert_eq!(levels[0].by, health);
        let two_steps = BTreeMap::from([(Rater::Staff, count(0, 1))]);
        assert_eq!(levels[1].by, two_steps, "2 of two is not managed");
        assert!(levels[2].by.is_empty());
    }

    #[test]
    fn only_what_the_person_and_staff_see_two_steps_apart_or_more_is_a_gap() {
        use AssessmentItem::{Accuracy, Greeting, Meals, Rising, Speed};
        let overview = Overview::of(&[
            scored(Rising, &[(Rater::Own, 1), (Rater::Staff, 3)]),
            scored(Meals, &[(Rater::Own, 1), (Rater::Staff, 2)]),
            scored(Greeting, &[(Rater::Own, 1), (Rater::Family, 5)]),
            scored(Speed, &[(Rater::Own, 5), (Rater::Staff, 2)]),
            scored(Accuracy, &[(Rater::Own, 1), (Rater::Staff, 5)]),
        ]);
        let gaps = overview.unwrap().gaps;
        let told: Vec<_> = gaps.iter().map(|gap| (gap.item, gap.size)).collect();
        assert_eq!(
            told,
            [
                (Speed, GapSize::Large),
                (Accuracy, GapSize::Large),
                (Rising, GapSize::Medium)
            ]
        );
    }
}
