//! The catalogue: every section and every field a case summary can have, as one table.
//!
//! It holds no values and no words. A field keeps its code, its name and its kind for ever; its bounds and options
//! may only widen and its columns only grow at the end; a field no longer asked for stays in the table. So old
//! records can always be read.

use crate::domain::assessment::{AssessmentItem, Rater};
use crate::domain::field::{
    Cell, ChoiceId, Column, ColumnId, Filled, Kind, Need, Sensitivity, Unit, Voice,
};

/// What the catalogue says about one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// The field itself.
    pub id: FieldId,
    /// Its stable number, for stored bytes.
    pub code: u16,
    /// Its stable name, `section.field`, for JSON and the command line.
    pub name: &'static str,
    /// The section it stands in.
    pub section: SectionId,
    /// The shape of its answer.
    pub kind: Kind,
    /// How sensitive it is.
    pub sensitivity: Sensitivity,
    /// Whether a handover needs it.
    pub need: Need,
    /// What fills it where a handover needs it.
    pub filled: Filled,
    /// The consent item that covers it.
    pub item: ItemId,
    /// Whose word its answer is.
    pub voice: Voice,
}

macro_rules! sections {
    ($($variant:ident $code:literal $name:literal,)+) => {
        /// One section of a case summary, in reading order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SectionId {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )+
        }

        impl SectionId {
            /// Every section, in reading order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Gives the stable number, for stored bytes.
            pub const fn code(self) -> u8 {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// Gives the stable name, for JSON and the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

sections! {
    Handling 0 "handling",
    Person 1 "person",
    Certificate 2 "certificate",
    Wishes 3 "wishes",
    Health 4 "health",
    Crisis 5 "crisis",
    Life 6 "life",
    Strengths 7 "strengths",
    Assessment 8 "assessment",
    Support 9 "support",
    Practice 10 "practice",
    JobSearch 11 "jobsearch",
    Employment 12 "employment",
    Agencies 13 "agencies",
    Tasks 14 "tasks",
    Attachments 15 "attachments",
}

impl FieldId {
    /// Says whether a handover needs the field.
    pub fn is_required(self) -> bool {
        self.spec().need == Need::Required
    }

    /// Says whether what can be chosen in it is known from memory only: what the certificate says is the city's.
    pub fn is_from_memory(self) -> bool {
        matches!(
            self,
            Self::CertificateCategory | Self::CertificateDisability | Self::CertificateBasis
        )
    }
}

impl SectionId {
    /// Finds the section with this stable number.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    /// Finds the section with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }

    /// Gives the fields of the section, in reading order.
    pub fn fields(self) -> impl Iterator<Item = FieldId> {
        FieldId::ALL
            .iter()
            .copied()
            .filter(move |field| field.spec().section == self)
    }

    /// Says whether a handover cannot do without the section: it has a required field.
    pub fn is_mandatory(self) -> bool {
        self.fields().any(FieldId::is_required)
    }
}

macro_rules! consent_items {
    ($($variant:ident $code:literal $name:literal,)+) => {
        /// One thing a person can say yes or no to in a consent.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ItemId {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )+
        }

        impl ItemId {
            /// Every item, in the order of the consent form.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Gives the stable number, for stored bytes.
            pub const fn code(self) -> u8 {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// Gives the stable name, for JSON and the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

consent_items! {
    Handling 0 "handling",
    Basic 1 "basic",
    Contact 2 "contact",
    Certificate 3 "certificate",
    Period 4 "period",
    Wishes 5 "wishes",
    Health 6 "health",
    Medication 7 "medication",
    MedicineNames 8 "medicine-names",
    Crisis 9 "crisis",
    HistoryOfHarm 10 "history-of-harm",
    Life 11 "life",
    Family 12 "family",
    Strengths 13 "strengths",
    Assessment 14 "assessment",
    SupportHistory 15 "support-history",
    Practice 16 "practice",
    JobSearch 17 "job-search",
    Employment 18 "employment",
    Companies 22 "companies",
    Agencies 19 "agencies",
    Tasks 20 "tasks",
    Attachments 21 "attachments",
    CopyConsultation 23 "copy-consultation",
    CopyHelloWork 24 "copy-hello-work",
    CopyCity 25 "copy-city",
}

impl ItemId {
    /// Finds the item with this stable number.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    /// Finds the item with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }

    /// Gives the fields the item covers.
    pub fn fields(self) -> impl Iterator<Item = FieldId> {
        FieldId::ALL
            .iter()
            .copied()
            .filter(move |field| field.spec().item == self)
    }

    /// Gives the items that one "yes" may cover together; the others are asked for one by one.
    pub fn together() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|item| item.asks() == Asks::ThePerson)
    }

    /// Says what saying yes to the item takes.
    pub const fn asks(self) -> Asks {
        match self {
            Self::Family => Asks::FamilyToo,
            Self::HistoryOfHarm | Self::Companies => Asks::ByItself,
            Self::CopyConsultation | Self::CopyHelloWork | Self::CopyCity => Asks::ByItself,
            _ => Asks::ThePerson,
        }
    }
}

/// What saying yes to an item takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The person's yes, together with others.
    ThePerson,
    /// The person's yes to this item by itself: never part of a "yes to all".
    ByItself,
    /// The family's own yes besides (指定基準36条3項).
    FamilyToo,
}

/// What fills a field of which the catalogue says nothing else: any of the four states.
macro_rules! filled {
    () => {
        Filled::ByState
    };
    ($by:ident) => {
        Filled::$by
    };
}

macro_rules! catalogue {
    ($($section:ident {
        $(
            $id:ident $code:literal $name:literal $kind:expr,
            $sensitivity:ident $need:ident $(($by:ident))? $item:ident $voice:ident;
        )+
    })+) => {
        /// One field of a case summary, in reading order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FieldId {
            $($(
                #[doc = concat!("`", $name, "`")]
                $id,
            )+)+
        }

        impl FieldId {
            /// Every field, in reading order.
            pub const ALL: &'static [Self] = &[$($(Self::$id,)+)+];

            /// Gives what the catalogue says about it.
            pub const fn spec(self) -> &'static FieldSpec {
                match self {
                    $($(Self::$id => const { &FieldSpec {
                        id: Self::$id,
                        code: $code,
                        name: $name,
                        section: SectionId::$section,
                        kind: $kind,
                        sensitivity: Sensitivity::$sensitivity,
                        need: Need::$need,
                        filled: filled!($($by)?),
                        item: ItemId::$item,
                        voice: Voice::$voice,
                    } },)+)+
                }
            }

            /// Finds the field with this stable number.
            pub const fn from_code(code: u16) -> Option<Self> {
                match code {
                    $($($code => Some(Self::$id),)+)+
                    _ => None,
                }
            }

            /// Finds the field with this stable name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($($name => Some(Self::$id),)+)+
                    _ => None,
                }
            }
        }
    };
}

const LINE: Kind = Kind::Line { max: 60 };
const LONG_LINE: Kind = Kind::Line { max: 120 };
const OWN_WORDS: Kind = Kind::Text { max: 200 };
const TEXT: Kind = Kind::Text { max: 600 };
const FEW: Kind = Kind::List { max: 5, line: 80 };
const MANY: Kind = Kind::List { max: 20, line: 80 };
const HOLDS: Kind = Kind::Choice(&[ChoiceId::Yes, ChoiceId::No, ChoiceId::Applying]);

const fn number(unit: Unit, min: u32, max: u32) -> Kind {
    Kind::Number { unit, min, max }
}

const fn table(columns: &'static [Column], max: usize) -> Kind {
    Kind::Table { columns, max }
}

const fn scores(raters: &'static [Rater]) -> Kind {
    Kind::Scores {
        items: AssessmentItem::ALL,
        raters,
    }
}

const fn must(id: ColumnId, cell: Cell) -> Column {
    Column {
        id,
        cell,
        need: Need::Required,
    }
}

const fn may(id: ColumnId, cell: Cell) -> Column {
    Column {
        id,
        cell,
        need: Need::Optional,
    }
}

const CRISIS: Kind = table(
    &[
        must(ColumnId::SignsOwn, Cell::Line(120)),
        may(ColumnId::SignsSeen, Cell::Line(120)),
        may(ColumnId::OwnRemedy, Cell::Line(120)),
        must(ColumnId::Wanted, Cell::Line(120)),
        may(ColumnId::Unwanted, Cell::Line(120)),
        may(ColumnId::Contact, Cell::Line(80)),
    ],
    5,
);

const SEEN: Kind = table(
    &[
        must(ColumnId::Dated, Cell::Date),
        must(
            ColumnId::Gravity,
            Cell::Choice(&[ChoiceId::Caution, ChoiceId::ActNow]),
        ),
        must(ColumnId::SignsSeen, Cell::Line(120)),
        may(ColumnId::OverSince, Cell::Date),
    ],
    20,
);

const CHANGES: Kind = table(
    &[
        must(ColumnId::ChangedOn, Cell::Date),
        must(ColumnId::WishThen, Cell::Line(120)),
        may(ColumnId::WishReason, Cell::Line(120)),
    ],
    20,
);

/// One stay a row, at this office too; the one that goes on has no last day.
const STAYS: Kind = table(
    &[
        must(ColumnId::StayOffice, Cell::Line(60)),
        must(ColumnId::From, Cell::Date),
        may(ColumnId::Until, Cell::Date),
        may(ColumnId::ToldBy, Cell::Line(60)),
    ],
    10,
);

const STAGES: Kind = table(
    &[
        must(
            ColumnId::Stage,
            Cell::Choice(&[
                ChoiceId::StagePreparation,
                ChoiceId::StageTraining,
                ChoiceId::StagePractice,
                ChoiceId::StageJobSearch,
                ChoiceId::StageRetention,
            ]),
        ),
        must(ColumnId::Helped, Cell::Line(120)),
    ],
    20,
);

const ATTENDANCE: Kind = table(
    &[
        must(ColumnId::Month, Cell::Month),
        must(ColumnId::DaysAttended, days_in_month()),
        must(ColumnId::DaysAgreed, days_in_month()),
    ],
    6,
);

const fn days_in_month() -> Cell {
    Cell::Number {
        unit: Unit::Days,
        min: 0,
        max: 31,
    }
}

const PRACTICES: Kind = table(
    &[
        must(ColumnId::Company, Cell::Line(60)),
        may(ColumnId::Department, Cell::Line(60)),
        must(ColumnId::From, Cell::Date),
        may(ColumnId::Until, Cell::Date),
        must(ColumnId::Work, Cell::Line(120)),
        may(ColumnId::Rating, Cell::Line(120)),
        must(
            ColumnId::Purpose,
            Cell::Choice(&[
                ChoiceId::ForTraining,
                ChoiceId::BeforeHiring,
                ChoiceId::ForVisit,
            ]),
        ),
        may(
            ColumnId::Again,
            Cell::Choice(&[
                ChoiceId::AgainYes,
                ChoiceId::AgainDepends,
                ChoiceId::AgainNo,
            ]),
        ),
    ],
    20,
);

const APPLICATIONS: Kind = table(
    &[
        must(ColumnId::Company, Cell::Line(60)),
        may(ColumnId::Occupation, Cell::Line(60)),
        may(ColumnId::AppliedOn, Cell::Date),
        must(
            ColumnId::Result,
            Cell::Choice(&[
                ChoiceId::ResultPending,
                ChoiceId::ResultHired,
                ChoiceId::ResultRefused,
                ChoiceId::ResultDroppedByPerson,
            ]),
        ),
    ],
    40,
);

const AVOIDED: Kind = table(
    &[
        must(ColumnId::Company, Cell::Line(60)),
        must(ColumnId::Reason, Cell::Line(120)),
    ],
    10,
);

const EMPLOYERS: Kind = table(
    &[
        must(ColumnId::Company, Cell::Line(60)),
        may(ColumnId::Occupation, Cell::Line(60)),
        may(ColumnId::From, Cell::Date),
        may(
            ColumnId::Hours,
            Cell::Number {
                unit: Unit::HoursPerDay,
                min: 1,
                max: 12,
            },
        ),
        may(ColumnId::Accommodation, Cell::Line(120)),
    ],
    5,
);

const AGENCIES: Kind = table(
    &[
        must(ColumnId::Agency, Cell::Line(60)),
        may(ColumnId::AgencyPerson, Cell::Line(60)),
        must(ColumnId::AgencyRole, Cell::Line(80)),
        may(ColumnId::Phone, Cell::Line(40)),
        may(ColumnId::NextDay, Cell::Date),
        must(
            ColumnId::Told,
            Cell::Choice(&[ChoiceId::HandedOver, ChoiceId::NotHandedOver]),
        ),
    ],
    20,
);

const TASKS: Kind = table(
    &[
        must(ColumnId::Task, Cell::Line(120)),
        may(ColumnId::Due, Cell::Date),
        must(
            ColumnId::InCharge,
            Cell::Choice(&[
                ChoiceId::BySender,
                ChoiceId::ByReceiver,
                ChoiceId::ByPerson,
                ChoiceId::ByOther,
            ]),
        ),
        must(
            ColumnId::TaskState,
            Cell::Choice(&[
                ChoiceId::TaskOpen,
                ChoiceId::TaskDoing,
                ChoiceId::TaskWaiting,
            ]),
        ),
    ],
    20,
);

const FORESIGHT: Kind = table(
    &[
        must(ColumnId::If, Cell::Line(120)),
        must(ColumnId::Then, Cell::Line(120)),
    ],
    5,
);

const PAPERS: Kind = table(
    &[
        must(
            ColumnId::Paper,
            Cell::Choice(&[
                ChoiceId::CertificateCopy,
                ChoiceId::SupportPlan,
                ChoiceId::MonitoringReport,
                ChoiceId::WorkPassport,
                ChoiceId::AssessmentSheet,
                ChoiceId::SelectionSheet,
                ChoiceId::SelfPresentation,
                ChoiceId::Resume,
                ChoiceId::OtherPaper,
            ]),
        ),
        may(ColumnId::Version, Cell::Line(20)),
        must(ColumnId::Dated, Cell::Date),
        may(ColumnId::Author, Cell::Line(60)),
        may(ColumnId::PaperDigest, Cell::Line(64)),
    ],
    20,
);

catalogue! {
    Handling {
        HandlingKind 1 "handling.kind" Kind::Choice(&[
            ChoiceId::ToTransition, ChoiceId::ToContinuedA, ChoiceId::ToContinuedB, ChoiceId::ToRetention,
            ChoiceId::ToLifeCentre, ChoiceId::SameCorporation, ChoiceId::Temporary,
        ]), Open Required Handling Fact;
        HandlingUrgency 2 "handling.urgency"
            Kind::Choice(&[ChoiceId::Stable, ChoiceId::Caution, ChoiceId::ActNow]), Sensitive Required Handling View;
        HandlingUrgencyReason 3 "handling.urgency-reason" LONG_LINE, Sensitive Required(ByNone) Handling View;
        HandlingWishedDay 4 "handling.wished-day" Kind::Date, Open Required Handling Fact;
        HandlingReplyDue 5 "handling.reply-due" Kind::Date, Open Required Handling Fact;
        HandlingLastDay 6 "handling.last-day" Kind::Date, Open Required Handling Fact;
        HandlingPlannedStart 7 "handling.planned-start" Kind::Date, Open Required Handling Fact;
    }
    Person {
        PersonName 101 "person.name" LINE, Personal Required(ByAnswer) Basic Fact;
        PersonKana 102 "person.kana" Kind::Kana, Personal Required(ByAnswer) Basic Fact;
        PersonBirth 103 "person.birth" Kind::Date, Personal Required(ByAnswer) Basic Fact;
        PersonCalled 104 "person.called" LINE, Personal Required(ByNone) Basic Fact;
        PersonGender 105 "person.gender" Kind::Line { max: 20 }, Personal Optional Basic Fact;
        PersonPhone 106 "person.phone" Kind::Phone, Personal Required(ByNone) Contact Fact;
        PersonAddress 107 "person.address" LONG_LINE, Personal Required Contact Fact;
        PersonReach 108 "person.reach" LONG_LINE, Personal Required Contact Fact;
        PersonEmergencyFirst 109 "person.emergency-first" Kind::Person, ThirdParty Conditional Family Fact;
        PersonEmergencySecond 110 "person.emergency-second" Kind::Person, ThirdParty Conditional Family Fact;
        PersonGuardian 111 "person.guardian" Kind::Person, ThirdParty Conditional Contact Fact;
    }
    Certificate {
        CertificateNumber 201 "certificate.number" Kind::Digits { len: 10 }, Sensitive Required(ByAnswer) Certificate Fact;
        CertificateCity 202 "certificate.city" LINE, Sensitive Required Certificate Fact;
        CertificateIssued 203 "certificate.issued" Kind::Date, Sensitive Required Certificate Fact;
        CertificateCategory 204 "certificate.category" Kind::Choice(&[
            ChoiceId::Unrated, ChoiceId::Category1, ChoiceId::Category2, ChoiceId::Category3,
            ChoiceId::Category4, ChoiceId::Category5, ChoiceId::Category6,
        ]), Sensitive Required Certificate Fact;
        CertificateDisability 205 "certificate.disability" Kind::Choices(&[
            ChoiceId::Physical, ChoiceId::Intellectual, ChoiceId::Mental, ChoiceId::Intractable,
        ]), Sensitive Required Certificate Fact;
        CertificateBasis 206 "certificate.basis"
            Kind::Choice(&[ChoiceId::DaysPerMonth, ChoiceId::MonthLessEight]), Sensitive Conditional Certificate Fact;
        CertificateDays 207 "certificate.days"
            number(Unit::DaysPerMonth, 1, 31), Sensitive Required Certificate Fact;
        CertificateFrom 208 "certificate.from" Kind::Date, Sensitive Required Certificate Fact;
        CertificateUntil 209 "certificate.until" Kind::Date, Sensitive Required Certificate Fact;
        CertificateCap 210 "certificate.cap"
            number(Unit::YenPerMonth, 0, 999_999), Sensitive Required Certificate Fact;
        CertificateCapManagement 211 "certificate.cap-management" Kind::Choice(&[
            ChoiceId::CapNotManaged, ChoiceId::CapHere, ChoiceId::CapElsewhere,
        ]), Sensitive Required Certificate Fact;
        CertificateCapManager 212 "certificate.cap-manager" LINE, Sensitive Conditional Certificate Fact;
        CertificateTrialUntil 213 "certificate.trial-until" Kind::Date, Sensitive Optional Certificate Fact;
        CertificateCityNumber 251 "certificate.city-number"
            Kind::Digits { len: 6 }, Sensitive Optional Certificate Fact;
        CertificateCategoryFrom 252 "certificate.category-from" Kind::Date, Sensitive Optional Certificate Fact;
        CertificateCategoryUntil 253 "certificate.category-until" Kind::Date, Sensitive Optional Certificate Fact;
        CertificateCapFrom 254 "certificate.cap-from" Kind::Date, Sensitive Optional Certificate Fact;
        CertificateCapUntil 255 "certificate.cap-until" Kind::Date, Sensitive Optional Certificate Fact;
        CertificateNotes 256 "certificate.notes" LONG_LINE, Sensitive Optional Certificate Fact;
        PeriodFirstUse 221 "period.first-use" Kind::Date, Personal Required Period Fact;
        PeriodDecided 232 "period.decided" Kind::Date, Personal Optional Period Fact;
        PeriodStays 231 "period.stays" STAYS, Personal Optional Period Fact;
        PeriodEnd 222 "period.end" Kind::Date, Personal Required Period Fact;
        PeriodUsed 223 "period.used" number(Unit::Months, 0, 60), Personal Required Period Fact;
        PeriodLeft 224 "period.left" number(Unit::Months, 0, 60), Personal Required Period Fact;
        PeriodExtension 225 "period.extension" Kind::Choice(&[
            ChoiceId::NoExtension, ChoiceId::ExtensionRequested,
            ChoiceId::ExtensionGranted, ChoiceId::ExtensionRefused,
        ]), Personal Required Period Fact;
        PeriodExtendedUntil 226 "period.extended-until" Kind::Date, Personal Conditional Period Fact;
        PeriodReviewed 227 "period.reviewed" Kind::Date, Personal Conditional Period Fact;
        PeriodConfirmedWith 228 "period.confirmed-with" LINE, Personal Required Period Fact;
        PeriodConfirmedOn 229 "period.confirmed-on" Kind::Date, Personal Required Period Fact;
        PeriodReturn 230 "period.return" Kind::Date, Personal Conditional Period Fact;
        ContractSigned 241 "contract.signed" Kind::Date, Personal Required Period Fact;
        ContractDays 242 "contract.days" number(Unit::DaysPerMonth, 1, 31), Personal Required Period Fact;
        ContractEnd 243 "contract.end" Kind::Date, Personal Required Period Fact;
        ContractEndReason 244 "contract.end-reason" Kind::Choice(&[
            ChoiceId::EndsByMove, ChoiceId::EndsByJob, ChoiceId::EndsByInterruption, ChoiceId::EndsOtherwise,
        ]), Personal Required Period Fact;
        ContractSlot 245 "contract.slot" number(Unit::Slot, 1, 20), Personal Required Period Fact;
        ContractProvided 246 "contract.provided" number(Unit::Days, 0, 31), Personal Optional Period Fact;
        HandbookKinds 261 "handbook.kinds" Kind::Choices(&[
            ChoiceId::HandbookPhysical, ChoiceId::HandbookIntellectual, ChoiceId::HandbookMental,
        ]), Sensitive Optional Certificate Fact;
        HandbookGrade 262 "handbook.grade" Kind::Line { max: 20 }, Sensitive Optional Certificate Fact;
        HandbookRenewal 263 "handbook.renewal" Kind::Month, Sensitive Optional Certificate Fact;
        Pension 264 "handbook.pension" HOLDS, Sensitive Optional Certificate Fact;
        MedicalSubsidy 265 "handbook.medical-subsidy" HOLDS, Sensitive Optional Certificate Fact;
        PlannerKind 281 "planner.kind"
            Kind::Choice(&[ChoiceId::PlannedByOffice, ChoiceId::SelfPlan]), Personal Required Certificate Fact;
        PlannerOffice 282 "planner.office" LINE, Personal Conditional Certificate Fact;
        PlannerPerson 283 "planner.person" LINE, Personal Conditional Certificate Fact;
        PlannerNextMonitoring 284 "planner.next-monitoring" Kind::Month, Personal Required(ByNone) Certificate Fact;
        PlannerMonitoring 285 "planner.monitoring" LINE, Personal Optional Certificate Fact;
    }
    Wishes {
        WishesOwnWords 301 "wishes.own-words" OWN_WORDS, Personal Required Wishes Person;
        WishesReasonOwn 302 "wishes.reason-own" OWN_WORDS, Personal Required Wishes Person;
        WishesFamily 303 "wishes.family" OWN_WORDS, ThirdParty Optional Family Family;
        WishesReasonOffice 304 "wishes.reason-office" OWN_WORDS, Personal Conditional Wishes View;
        WishesJobs 305 "wishes.jobs" FEW, Personal Required(ByNone) Wishes Fact;
        WishesHours 306 "wishes.hours" number(Unit::HoursPerDay, 1, 12), Personal Required Wishes Fact;
        WishesDays 307 "wishes.days" number(Unit::DaysPerWeek, 1, 7), Personal Required Wishes Fact;
        WishesCommute 308 "wishes.commute" LONG_LINE, Personal Required(ByNone) Wishes Fact;
        WishesDisclosure 309 "wishes.disclosure" Kind::Choice(&[
            ChoiceId::Open, ChoiceId::Closed, ChoiceId::PerCompany, ChoiceId::Undecided,
        ]), Personal Required Wishes Fact;
        WishesWhen 310 "wishes.when" Kind::Choice(&[
            ChoiceId::WithinThreeMonths, ChoiceId::WithinSixMonths, ChoiceId::WithinYear,
            ChoiceId::NoHurry, ChoiceId::Undecided,
        ]), Personal Required Wishes Fact;
        WishesChanges 311 "wishes.changes" CHANGES, Personal Optional Wishes Person;
    }
    Health {
        HealthDiagnosis 401 "health.diagnosis" LONG_LINE, Sensitive Conditional Health Fact;
        HealthUnderstanding 402 "health.understanding" OWN_WORDS, Sensitive Conditional Health Person;
        HealthClinic 403 "health.clinic" LINE, Sensitive Conditional Health Fact;
        HealthVisits 404 "health.visits" Kind::Choice(&[
            ChoiceId::Weekly, ChoiceId::Fortnightly, ChoiceId::Monthly,
            ChoiceId::EveryTwoMonths, ChoiceId::Seldom,
        ]), Sensitive Conditional Health Fact;
        HealthNextVisit 405 "health.next-visit" Kind::Date, Sensitive Conditional Health Fact;
        HealthAllergies 406 "health.allergies" FEW, Sensitive Required(ByNone) Health Fact;
        HealthSeizures 407 "health.seizures" FEW, Sensitive Required(ByNone) Health Fact;
        HealthInfections 408 "health.infections" FEW, Sensitive Required(ByNone) Health Fact;
        HealthForbidden 409 "health.forbidden" FEW, Sensitive Required(ByNone) Health Fact;
        HealthStress 410 "health.stress" Kind::Triples { max: 5 }, Sensitive Required Health Fact;
        MedicationTimes 421 "medication.times" Kind::Choices(&[
            ChoiceId::Morning, ChoiceId::Noon, ChoiceId::Evening, ChoiceId::Bedtime,
            ChoiceId::AsNeeded, ChoiceId::Injection,
        ]), Sensitive Required(ByNone) Medication Fact;
        MedicationKeeper 422 "medication.keeper" Kind::Choice(&[
            ChoiceId::KeptBySelf, ChoiceId::KeptByFamily, ChoiceId::KeptByFacility, ChoiceId::KeptByNurse,
        ]), Sensitive Required(ByNone) Medication Fact;
        MedicationMissed 423 "medication.missed" LONG_LINE, Sensitive Required(ByNone) Medication Fact;
        MedicationNames 424 "medication.names" MANY, Sensitive Optional MedicineNames Fact;
    }
    Crisis {
        CrisisBlue 501 "crisis.blue" CRISIS, Sensitive Optional Crisis Fact;
        CrisisYellow 502 "crisis.yellow" CRISIS, Sensitive Required Crisis Fact;
        CrisisRed 503 "crisis.red" CRISIS, Sensitive Required Crisis Fact;
        CrisisUpdated 504 "crisis.updated" Kind::Date, Sensitive Required Crisis Fact;
        CrisisSeen 505 "crisis.seen" SEEN, Sensitive Optional Crisis Fact;
        CrisisHarm 521 "crisis.harm" TEXT, Withheld Optional HistoryOfHarm Fact;
        CrisisOffences 522 "crisis.offences" TEXT, Withheld Optional HistoryOfHarm Fact;
        CrisisVictim 523 "crisis.victim" TEXT, Withheld Optional HistoryOfHarm Fact;
    }
    Life {
        LifeHousing 601 "life.housing" Kind::Choice(&[
            ChoiceId::WithFamily, ChoiceId::Alone, ChoiceId::GroupHome, ChoiceId::Facility,
            ChoiceId::Hospital, ChoiceId::HousingOther,
        ]), Personal Optional Life Fact;
        LifeRhythm 602 "life.rhythm" LONG_LINE, Sensitive Optional Life Fact;
        LifeTransport 603 "life.transport" Kind::Choices(&[
            ChoiceId::Walk, ChoiceId::Bicycle, ChoiceId::Bus, ChoiceId::Train, ChoiceId::Car, ChoiceId::Pickup,
        ]), Personal Optional Life Fact;
        LifeMinutes 604 "life.minutes" number(Unit::Minutes, 0, 300), Personal Optional Life Fact;
        LifeMoney 605 "life.money" Kind::Choice(&[
            ChoiceId::ManagesAlone, ChoiceId::ManagesWithHelp, ChoiceId::ManagedByOthers,
        ]), Personal Optional Life Fact;
        LifeMeals 606 "life.meals" Kind::Choice(&[
            ChoiceId::MealsRegular, ChoiceId::MealsSkipped, ChoiceId::MealsIrregular,
        ]), Sensitive Optional Life Fact;
        LifeFamily 621 "life.family" TEXT, ThirdParty Optional Family View;
    }
    Strengths {
        StrengthsWorksWell 701 "strengths.works-well" FEW, Sensitive Required Strengths View;
        StrengthsStumbles 702 "strengths.stumbles" FEW, Sensitive Required(ByNone) Strengths View;
        StrengthsWords 703 "strengths.words" FEW, Sensitive Required(ByNone) Strengths View;
        StrengthsAvoid 704 "strengths.avoid" FEW, Sensitive Required(ByNone) Strengths View;
        StrengthsFits 705 "strengths.workplace-fits" FEW, Sensitive Optional Strengths View;
        StrengthsFitsNot 706 "strengths.workplace-fits-not" FEW, Sensitive Optional Strengths View;
    }
    Assessment {
        AssessmentScores 801 "assessment.scores"
            scores(&[Rater::Own, Rater::Staff]), Sensitive Required Assessment View;
        AssessmentLevel 802 "assessment.level" Kind::Choice(&[
            ChoiceId::LevelHealth, ChoiceId::LevelDailyLife, ChoiceId::LevelRelations,
            ChoiceId::LevelWorkHabits, ChoiceId::LevelAptitude,
        ]), Sensitive Optional Assessment View;
        AssessmentAccommodations 803 "assessment.accommodations" FEW, Sensitive Required(ByNone) Assessment Fact;
        AssessmentFamilyScores 804 "assessment.family-scores"
            scores(&[Rater::Family]), ThirdParty Optional Family Family;
    }
    Support {
        SupportAttendance 901 "support.attendance" ATTENDANCE, Personal Required SupportHistory Fact;
        SupportAbsences 902 "support.absences" LONG_LINE, Personal Required(ByNone) SupportHistory Fact;
        SupportPrograms 903 "support.programs" MANY, Personal Required SupportHistory Fact;
        SupportStage 904 "support.stage" Kind::Choice(&[
            ChoiceId::StagePreparation, ChoiceId::StageTraining, ChoiceId::StagePractice,
            ChoiceId::StageJobSearch, ChoiceId::StageRetention,
        ]), Personal Required SupportHistory View;
        SupportWhatHelped 905 "support.what-helped" FEW, Personal Required SupportHistory View;
        SupportNoRepeat 906 "support.no-repeat" FEW, Personal Required(ByNone) SupportHistory View;
        SupportStages 907 "support.stages" STAGES, Personal Optional SupportHistory View;
        PlanLongGoal 921 "plan.long-goal" OWN_WORDS, Sensitive Required SupportHistory Fact;
        PlanShortGoals 922 "plan.short-goals" FEW, Sensitive Required SupportHistory Fact;
        PlanFrom 923 "plan.from" Kind::Date, Sensitive Required SupportHistory Fact;
        PlanUntil 924 "plan.until" Kind::Date, Sensitive Required SupportHistory Fact;
        PlanAchieved 925 "plan.achieved" Kind::Choice(&[
            ChoiceId::Achieved, ChoiceId::MostlyAchieved, ChoiceId::HalfAchieved, ChoiceId::NotAchieved,
        ]), Sensitive Required SupportHistory View;
        PlanAgreed 926 "plan.agreed" Kind::Date, Sensitive Required SupportHistory Fact;
        PlanMonitored 927 "plan.monitored" Kind::Date, Sensitive Required(ByNone) SupportHistory Fact;
    }
    Practice {
        PracticePlaces 1001 "practice.places" PRACTICES, ThirdParty Conditional Companies Fact;
        PracticeOwnWords 1002 "practice.own-words" OWN_WORDS, Personal Optional Practice Person;
    }
    JobSearch {
        JobSearchApplications 1101 "jobsearch.applications" APPLICATIONS, ThirdParty Conditional Companies Fact;
        JobSearchHelloWork 1102 "jobsearch.hello-work" LINE, ThirdParty Conditional JobSearch Fact;
        JobSearchResume 1103 "jobsearch.resume"
            Kind::Choice(&[ChoiceId::Yes, ChoiceId::No]), Personal Conditional JobSearch Fact;
        JobSearchAvoided 1104 "jobsearch.avoided" AVOIDED, ThirdParty Conditional Companies View;
    }
    Employment {
        EmploymentCompanies 1201 "employment.companies" EMPLOYERS, ThirdParty Conditional Companies Fact;
        EmploymentFirstDay 1206 "employment.first-day" Kind::Date, Personal Conditional Employment Fact;
        EmploymentRetentionFrom 1202 "employment.retention-from" Kind::Date, Personal Conditional Employment Fact;
        EmploymentRetentionUntil 1203 "employment.retention-until" Kind::Date, Personal Conditional Employment Fact;
        EmploymentRetentionBy 1204 "employment.retention-by" LINE, ThirdParty Conditional Employment Fact;
        EmploymentNextVisit 1205 "employment.next-visit" Kind::Date, Personal Conditional Employment Fact;
    }
    Agencies {
        AgenciesInvolved 1301 "agencies.involved" AGENCIES, ThirdParty Required(ByNone) Agencies Fact;
    }
    Tasks {
        TasksOpen 1401 "tasks.open" TASKS, Personal Required(ByNone) Tasks Fact;
        TasksForesight 1402 "tasks.foresight" FORESIGHT, Sensitive Required Tasks View;
        TasksNextDay 1403 "tasks.next-day" Kind::Date, Personal Required(ByNone) Tasks Fact;
        TasksNextWhat 1404 "tasks.next-what" LINE, Personal Required(ByNone) Tasks Fact;
    }
    Attachments {
        AttachmentsPapers 1501 "attachments.papers" PAPERS, Sensitive Conditional Attachments Fact;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::mem::discriminant;

    #[test]
    fn codes_and_names_of_fields_are_distinct_and_found_again() {
        let mut codes = BTreeSet::new();
        let mut names = BTreeSet::new();
        for field in FieldId::ALL {
            let spec = field.spec();
            assert_eq!(spec.id, *field);
            assert!(codes.insert(spec.code), "{} twice", spec.code);
            assert!(names.insert(spec.name), "{} twice", spec.name);
            assert_eq!(
                u16::from(spec.section.code()),
                spec.code / 100,
                "{}",
                spec.name
            );
            assert_eq!(FieldId::from_code(spec.code), Some(*field));
            assert_eq!(FieldId::from_name(spec.name), Some(*field));
        }
        assert_eq!(FieldId::from_code(0), None);
        assert_eq!(FieldId::from_name("person.my-number"), None);
    }

    #[test]
    fn sections_and_items_are_found_by_number_and_name() {
        for section in SectionId::ALL {
            assert_eq!(SectionId::from_code(section.code()), Some(*section));
            assert_eq!(SectionId::from_name(section.name()), Some(*section));
            assert!(section.fields().next().is_some(), "{section:?} is empty");
        }
        for item in ItemId::ALL {
            assert_eq!(ItemId::from_code(item.code()), Some(*item));
            assert_eq!(ItemId::from_name(item.name()), Some(*item));
            let covers = item.fields().next().is_some();
            assert_ne!(covers, item.copy_to().is_some(), "{item:?}");
        }
        assert_eq!(SectionId::from_code(16), None);
        assert_eq!(ItemId::from_name("everything"), None);
    }

    #[test]
    fn a_handover_needs_at_least_sixty_fields_in_its_mandatory_sections() {
        let required = FieldId::ALL
            .iter()
            .filter(|field| field.spec().need == Need::Required)
            .count();
        assert!(required >= 60, "{required}");
        let optional: Vec<_> = SectionId::ALL
            .iter()
            .filter(|section| !section.is_mandatory())
            .collect();
        assert_eq!(
            optional,
            [
                &SectionId::Life,
                &SectionId::Practice,
                &SectionId::JobSearch,
                &SectionId::Employment,
                &SectionId::Attachments
            ]
        );
    }

    #[test]
    fn every_kind_of_answer_is_asked_for_somewhere() {
        let kinds: Vec<_> = FieldId::ALL
            .iter()
            .map(|field| discriminant(&field.spec().kind))
            .collect();
        let wanted = [
            Kind::Line { max: 0 },
            Kind::Text { max: 0 },
            Kind::Kana,
            Kind::Phone,
            Kind::Digits { len: 0 },
            Kind::Date,
            Kind::Month,
            Kind::Choice(&[]),
            Kind::Choices(&[]),
            number(Unit::Days, 0, 0),
            Kind::List { max: 0, line: 0 },
            table(&[], 0),
            Kind::Person,
            Kind::Triples { max: 0 },
            scores(&[]),
        ];
        for kind in wanted {
            assert!(kinds.contains(&discriminant(&kind)), "{kind:?}");
        }
    }

    #[test]
    fn what_is_withheld_of_the_family_or_of_a_company_has_an_item_of_its_own() {
        for field in FieldId::ALL {
            let spec = field.spec();
            let withheld = spec.sensitivity == Sensitivity::Withheld;
            assert_eq!(
                withheld,
                spec.item == ItemId::HistoryOfHarm,
                "{}",
                spec.name
            );
            if matches!(spec.item, ItemId::Family | ItemId::Companies) {
                assert_eq!(spec.sensitivity, Sensitivity::ThirdParty, "{}", spec.name);
                assert_ne!(spec.need, Need::Required, "{}", spec.name);
            }
            let names_a_company = match spec.kind {
                Kind::Table { columns, .. } => columns.iter().any(|it| it.id == ColumnId::Company),
                _ => false,
            };
            assert_eq!(
                names_a_company,
                spec.item == ItemId::Companies,
                "{}",
                spec.name
            );
        }
        let together: BTreeSet<_> = ItemId::together().collect();
        for alone in [ItemId::HistoryOfHarm, ItemId::Companies, ItemId::Family] {
            assert!(!together.contains(&alone), "{alone:?}");
        }
        assert_eq!(FieldId::PracticeOwnWords.spec().item, ItemId::Practice);
        // A guardian is often a lawyer: no relative's signature lets the name go, and none is missing.
        assert_eq!(FieldId::PersonGuardian.spec().item, ItemId::Contact);
    }

    #[test]
    fn facts_views_and_the_words_of_people_are_fields_of_their_own() {
        let of = |voice| {
            let all = FieldId::ALL.iter().map(|it| it.spec());
            all.filter(move |it| it.voice == voice)
        };
        // One reason for the move is the person's, the other the office's.
        assert_eq!(FieldId::WishesReasonOwn.spec().voice, Voice::Person);
        assert_eq!(FieldId::WishesReasonOffice.spec().voice, Voice::View);
        assert!(of(Voice::Family).all(|it| it.item == ItemId::Family));
        // What is counted, looked up or a day is no view, but for how far a goal or a stage is reached.
        let reached = [FieldId::PlanAchieved, FieldId::SupportStage];
        for view in of(Voice::View).filter(|it| !reached.contains(&it.id)) {
            let counted = matches!(
                view.kind,
                Kind::Date | Kind::Month | Kind::Digits { .. } | Kind::Number { .. } | Kind::Person
            );
            assert!(!counted, "{}", view.name);
        }
        // Own words are words: a choice of ours is none.
        for words in of(Voice::Person) {
            let written = matches!(words.kind, Kind::Text { .. } | Kind::Table { .. });
            assert!(written, "{}", words.name);
        }
        for voice in [Voice::Fact, Voice::View, Voice::Person, Voice::Family] {
            assert!(of(voice).next().is_some(), "{voice:?}");
        }
    }

    #[test]
    fn every_option_and_column_is_used_and_none_twice_in_one_place() {
        let mut options = BTreeSet::new();
        let mut columns = BTreeSet::new();
        let mut offer = |codes: &[ChoiceId]| {
            let here: BTreeSet<_> = codes.iter().copied().collect();
            assert_eq!(here.len(), codes.len(), "{codes:?}");
            options.extend(here);
        };
        for field in FieldId::ALL {
            match field.spec().kind {
                Kind::Choice(codes) | Kind::Choices(codes) => offer(codes),
                Kind::Table { columns: here, .. } => {
                    for column in here {
                        columns.insert(column.id);
                        if let Cell::Choice(codes) = column.cell {
                            offer(codes);
                        }
                    }
                }
                _ => {}
            }
        }
        assert_eq!(options.len(), ChoiceId::ALL.len());
        assert_eq!(columns.len(), ColumnId::ALL.len());
    }
}
