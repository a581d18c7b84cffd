//! What kind of answer a field takes, how sensitive it is, and whether a handover needs it.
//!
//! It holds no answers (those are in `case`) and no words: every code here gets its words from `lang`.

use crate::domain::assessment::{AssessmentItem, Rater};

/// The shape of the answer a field takes; an answer of another shape is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of at most `max` characters.
    Line {
        /// Most characters.
        max: usize,
    },
    /// Text over several lines, of at most `max` characters.
    Text {
        /// Most characters, line ends included.
        max: usize,
    },
    /// A reading in katakana.
    Kana,
    /// A telephone number.
    Phone,
    /// Exactly so many decimal digits, leading zeros kept.
    Digits {
        /// How many.
        len: usize,
    },
    /// One day.
    Date,
    /// One calendar month.
    Month,
    /// Exactly one of these.
    Choice(&'static [ChoiceId]),
    /// One or more of these, each once.
    Choices(&'static [ChoiceId]),
    /// A whole number within bounds.
    Number {
        /// What is counted.
        unit: Unit,
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
    },
    /// One or more single lines.
    List {
        /// Most lines.
        max: usize,
        /// Most characters in a line.
        line: usize,
    },
    /// One or more rows under these columns.
    Table {
        /// From left to right.
        columns: &'static [Column],
        /// Most rows.
        max: usize,
    },
    /// Somebody other than the person: name, kana, relation, telephone.
    Person,
    /// One or more triples: the sign, what the person does then, what others should do.
    Triples {
        /// Most triples.
        max: usize,
    },
    /// Scores of these items, each with its day and whoever took it down.
    Scores {
        /// What is scored.
        items: &'static [AssessmentItem],
        /// Whose scores stand in it: those of the family have a field, and a consent, of their own.
        raters: &'static [Rater],
    },
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Which column, for its heading.
    pub id: ColumnId,
    /// What stands in its cells.
    pub cell: Cell,
    /// `Required`: no row without it.
    pub need: Need,
}

/// The shape of one cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// One line of at most so many characters.
    Line(usize),
    /// One day.
    Date,
    /// One calendar month.
    Month,
    /// One of these.
    Choice(&'static [ChoiceId]),
    /// A whole number within bounds.
    Number {
        /// What is counted.
        unit: Unit,
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
    },
}

/// How much harm a field can do in the wrong hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sensitivity {
    /// Says nothing about a person.
    Open,
    /// Personal information.
    Personal,
    /// Information needing special care (要配慮個人情報, 個人情報保護法 2条3項).
    Sensitive,
    /// Never leaves unless its own consent item is named.
    Withheld,
    /// About somebody else: family, a company, another agency.
    ThirdParty,
}

/// Whether a handover can do without the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// Must be filled before anything is sent, as `Filled` says.
    Required,
    /// Belongs there where it applies.
    Conditional,
    /// May be left out.
    Optional,
}

/// What fills a field that a handover needs, besides an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filled {
    /// Nothing: without an answer nobody knows whose handover it is.
    ByAnswer,
    /// Each of the other states; that there is none, or that nobody has checked, is to be looked at again.
    ByState,
    /// The same, and that there is none (なし) is an answer.
    ByNone,
}

/// Whose word the answer to a field is. Facts and opinions are fields of their own, so that nobody reads one as the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// A fact: it can be looked up, counted, or was agreed.
    Fact,
    /// What the office makes of it: another office may see it otherwise.
    View,
    /// The person's own words.
    Person,
    /// The family's words.
    Family,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Days.
    Days,
    /// Days in a month.
    DaysPerMonth,
    /// Days in a week.
    DaysPerWeek,
    /// Hours in a day.
    HoursPerDay,
    /// Minutes.
    Minutes,
    /// Months.
    Months,
    /// Yen in a month.
    YenPerMonth,
    /// The number of a slot in the providers' columns of the certificate (事業者記入欄).
    Slot,
    /// A day of a month, by its number.
    DayOfMonth,
    /// Years.
    Years,
    /// Points of a percentage.
    Points,
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("`", $code, "`")]
                $variant,
            )+
        }

        impl $name {
            /// Every one, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Gives the stable name: lower-case ASCII, never reused for something else.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// Finds the one with this stable name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

codes! {
    /// Every option that any choice offers; stored and exchanged by its code.
    ChoiceId {
        // kind of handover
        ToTransition "to-transition",
        ToContinuedA "to-continued-a",
        ToContinuedB "to-continued-b",
        ToRetention "to-retention",
        ToLifeCentre "to-life-centre",
        SameCorporation "same-corporation",
        Temporary "temporary",
        // urgency
        Stable "stable",
        Caution "caution",
        ActNow "act-now",
        // disability support category (障害支援区分)
        Unrated "unrated",
        Category1 "category-1",
        Category2 "category-2",
        Category3 "category-3",
        Category4 "category-4",
        Category5 "category-5",
        Category6 "category-6",
        // kind of disability on the certificate
        Physical "physical",
        Intellectual "intellectual",
        Mental "mental",
        Intractable "intractable",
        // how the certificate grants days
        DaysPerMonth "days-per-month",
        MonthLessEight "month-less-eight",
        // who manages the monthly cap (上限額管理)
        CapNotManaged "cap-not-managed",
        CapHere "cap-here",
        CapElsewhere "cap-elsewhere",
        // extension of the standard period
        NoExtension "no-extension",
        ExtensionRequested "extension-requested",
        ExtensionGranted "extension-granted",
        ExtensionRefused "extension-refused",
        // why the contract ends
        EndsByMove "ends-by-move",
        EndsByJob "ends-by-job",
        EndsByInterruption "ends-by-interruption",
        EndsOtherwise "ends-otherwise",
        // handbook
        HandbookPhysical "handbook-physical",
        HandbookIntellectual "handbook-intellectual",
        HandbookMental "handbook-mental",
        // held or not
        Yes "yes",
        No "no",
        Applying "applying",
        // who plans the services
        PlannedByOffice "planned-by-office",
        SelfPlan "self-plan",
        // whether employers are told of the disability
        Open "open",
        Closed "closed",
        PerCompany "per-company",
        Undecided "undecided",
        // when to work
        WithinThreeMonths "within-three-months",
        WithinSixMonths "within-six-months",
        WithinYear "within-year",
        NoHurry "no-hurry",
        // how often
        Weekly "weekly",
        Fortnightly "fortnightly",
        Monthly "monthly",
        EveryTwoMonths "every-two-months",
        Seldom "seldom",
        // when medicine is taken
        Morning "morning",
        Noon "noon",
        Evening "evening",
        Bedtime "bedtime",
        AsNeeded "as-needed",
        Injection "injection",
        // who keeps the medicine
        KeptBySelf "kept-by-self",
        KeptByFamily "kept-by-family",
        KeptByFacility "kept-by-facility",
        KeptByNurse "kept-by-nurse",
        // housing
        WithFamily "with-family",
        Alone "alone",
        GroupHome "group-home",
        Facility "facility",
        Hospital "hospital",
        HousingOther "housing-other",
        // way to the office
        Walk "walk",
        Bicycle "bicycle",
        Bus "bus",
        Train "train",
        Car "car",
        Pickup "pickup",
        // money
        ManagesAlone "manages-alone",
        ManagesWithHelp "manages-with-help",
        ManagedByOthers "managed-by-others",
        // meals
        MealsRegular "meals-regular",
        MealsSkipped "meals-skipped",
        MealsIrregular "meals-irregular",
        // level of readiness for work, from the ground up (準備性ピラミッド)
        LevelHealth "level-health",
        LevelDailyLife "level-daily-life",
        LevelRelations "level-relations",
        LevelWorkHabits "level-work-habits",
        LevelAptitude "level-aptitude",
        // stage of support
        StagePreparation "stage-preparation",
        StageTraining "stage-training",
        StagePractice "stage-practice",
        StageJobSearch "stage-job-search",
        StageRetention "stage-retention",
        // goals of the plan
        Achieved "achieved",
        MostlyAchieved "mostly-achieved",
        HalfAchieved "half-achieved",
        NotAchieved "not-achieved",
        // what a practice was for
        ForTraining "for-training",
        BeforeHiring "before-hiring",
        ForVisit "for-visit",
        // whether the place would take somebody again
        AgainYes "again-yes",
        AgainDepends "again-depends",
        AgainNo "again-no",
        // what became of an application
        ResultPending "result-pending",
        ResultHired "result-hired",
        ResultRefused "result-refused",
        ResultDroppedByPerson "result-dropped-by-person",
        // whether an agency knows of the move
        HandedOver "handed-over",
        NotHandedOver "not-handed-over",
        // who has a task
        BySender "by-sender",
        ByReceiver "by-receiver",
        ByPerson "by-person",
        ByOther "by-other",
        // state of a task
        TaskOpen "task-open",
        TaskDoing "task-doing",
        TaskWaiting "task-waiting",
        // kind of attachment
        CertificateCopy "certificate-copy",
        SupportPlan "support-plan",
        MonitoringReport "monitoring-report",
        WorkPassport "work-passport",
        AssessmentSheet "assessment-sheet",
        SelectionSheet "selection-sheet",
        SelfPresentation "self-presentation",
        Resume "resume",
        OtherPaper "other-paper",
    }
}

codes! {
    /// Every column that any table has.
    ColumnId {
        SignsOwn "signs-own",
        SignsSeen "signs-seen",
        OwnRemedy "own-remedy",
        Wanted "wanted",
        Unwanted "unwanted",
        Contact "contact",
        Company "company",
        Department "department",
        From "from",
        Until "until",
        Work "work",
        Rating "rating",
        Purpose "purpose",
        Again "again",
        Occupation "occupation",
        AppliedOn "applied-on",
        Result "result",
        Reason "reason",
        Hours "hours",
        Accommodation "accommodation",
        Agency "agency",
        AgencyPerson "agency-person",
        AgencyRole "agency-role",
        Phone "phone",
        NextDay "next-day",
        Told "told",
        Task "task",
        Due "due",
        InCharge "in-charge",
        TaskState "task-state",
        If "if",
        Then "then",
        Month "month",
        DaysAttended "days-attended",
        DaysAgreed "days-agreed",
        Paper "paper",
        Version "version",
        Dated "dated",
        Author "author",
        PaperDigest "paper-digest",
        Stage "stage",
        Helped "helped",
        ChangedOn "changed-on",
        WishThen "wish-then",
        WishReason "wish-reason",
        StayOffice "stay-office",
        ToldBy "told-by",
        Gravity "gravity",
        OverSince "over-since",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn stable<'a>(codes: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for code in codes {
            assert!(seen.insert(code), "{code} is used twice");
            assert!(
                code.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{code}"
            );
        }
    }

    #[test]
    fn codes_are_distinct_and_found_again() {
        stable(ChoiceId::ALL.iter().map(|one| one.code()));
        stable(ColumnId::ALL.iter().map(|one| one.code()));
        for one in ChoiceId::ALL {
            assert_eq!(ChoiceId::from_code(one.code()), Some(*one));
        }
        for refused in ["", "Yes", "yes ", "はい"] {
            assert_eq!(ChoiceId::from_code(refused), None);
        }
    }
}
