//! The items by which offices look at readiness for work: 34 item names in three areas, and their scales.
//!
//! It holds no scores and judges nobody: the list is for looking together (JEED checklist, item names only).

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
    /// 1 (can) or 2 (cannot).
    Two,
}

impl Scale {
    /// Gives the worst score of the scale.
    pub const fn worst(self) -> u8 {
        match self {
            Self::Five => 5,
            Self::Two => 2,
        }
    }
}

macro_rules! items {
    ($($area:ident { $($variant:ident $code:literal $scale:ident,)+ })+) => {
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

            /// Finds the item with this stable name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

items! {
    DailyLife {
        Rising "rising" Five,
        Rhythm "rhythm" Five,
        Meals "meals" Five,
        Medication "medication" Five,
        ClinicVisits "clinic-visits" Five,
        FeelingUnwell "feeling-unwell" Five,
        Appearance "appearance" Five,
        Money "money" Five,
        KnowsOwnDisability "knows-own-disability" Five,
        AsksForHelp "asks-for-help" Five,
        Sociability "sociability" Two,
    }
    Relations {
        Greeting "greeting" Five,
        Conversation "conversation" Five,
        Wording "wording" Five,
        Nonverbal "nonverbal" Five,
        Cooperation "cooperation" Five,
        EmotionControl "emotion-control" Five,
        SpeaksUp "speaks-up" Five,
        WorkingTogether "working-together" Two,
    }
    Conduct {
        WishToWork "wish-to-work" Five,
        Motivation "motivation" Five,
        KnowsOwnAbility "knows-own-ability" Five,
        WorkplaceRules "workplace-rules" Five,
        Reporting "reporting" Five,
        CallsWhenAbsent "calls-when-absent" Five,
        Attendance "attendance" Five,
        AttitudeToTasks "attitude-to-tasks" Five,
        Endurance "endurance" Five,
        Speed "speed" Five,
        Improvement "improvement" Five,
        Instructions "instructions" Five,
        Accuracy "accuracy" Five,
        Danger "danger" Five,
        ChangingWork "changing-work" Five,
    }
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
}
