//! The facts that hurt most when they are misheard: read back by the receiver, compared fact by fact.
//!
//! It compares nothing itself; it names the facts and finds them in what was disclosed.

use std::fmt;

use crate::domain::answer::Given;
use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::section::FieldId;
use crate::domain::text::Kana;

/// One fact that a read-back repeats, if it was disclosed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyFact {
    /// Kana of the name.
    NameKana,
    /// Birth date.
    Birth,
    /// Last four digits of the certificate.
    CertificateLastFour,
    /// Months left of the standard period.
    MonthsLeft,
    /// The next fixed day.
    NextFixedDay,
    /// Medication and allergy.
    Medication,
    /// Yellow and red signs.
    Signs,
}

/// How sender's and receiver's version of a fact are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Typed again without looking; the program compares.
    TypedAgain,
    /// Shown side by side; the reader marks same or differs.
    SideBySide,
}

/// What a fact that is typed again must come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyValue {
    /// A reading.
    Kana(Kana),
    /// A day.
    Day(Day),
    /// Digits.
    Digits(String),
    /// Months.
    Months(u32),
}

impl fmt::Display for KeyValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kana(kana) => kana.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Digits(digits) => f.write_str(digits),
            Self::Months(months) => months.fmt(f),
        }
    }
}

impl KeyFact {
    /// Every fact, in the order of the form.
    pub const ALL: &'static [Self] = &[
        Self::NameKana,
        Self::Birth,
        Self::CertificateLastFour,
        Self::MonthsLeft,
        Self::NextFixedDay,
        Self::Medication,
        Self::Signs,
    ];

    /// Gives the stable number, for stored bytes.
    pub const fn code(self) -> u8 {
        match self {
            Self::NameKana => 1,
            Self::Birth => 2,
            Self::CertificateLastFour => 3,
            Self::MonthsLeft => 4,
            Self::NextFixedDay => 5,
            Self::Medication => 6,
            Self::Signs => 7,
        }
    }

    /// Finds the fact with this stable number.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    /// Gives how it is compared.
    pub const fn compared(self) -> Compared {
        match self {
            Self::Medication | Self::Signs => Compared::SideBySide,
            _ => Compared::TypedAgain,
        }
    }

    /// Gives the fields it stands in.
    pub const fn fields(self) -> &'static [FieldId] {
        match self {
            Self::NameKana => &[FieldId::PersonKana],
            Self::Birth => &[FieldId::PersonBirth],
            Self::CertificateLastFour => &[FieldId::CertificateNumber],
            Self::MonthsLeft => &[FieldId::PeriodLeft],
            Self::NextFixedDay => &[FieldId::TasksNextDay],
            Self::Medication => &[
                FieldId::HealthAllergies,
                FieldId::MedicationTimes,
                FieldId::MedicationKeeper,
                FieldId::MedicationMissed,
                FieldId::MedicationNames,
            ],
            Self::Signs => &[FieldId::CrisisYellow, FieldId::CrisisRed],
        }
    }

    /// Says whether values hold the fact: to be typed again it must be filled in, side by side any state will do.
    pub fn is_in<'a>(self, value: impl Fn(FieldId) -> Option<&'a Value>) -> bool {
        match self.compared() {
            Compared::TypedAgain => self.value_in(value).is_some(),
            Compared::SideBySide => self.fields().iter().any(|field| value(*field).is_some()),
        }
    }

    /// Gives what must be typed again; none where the fact is not there, or is compared side by side.
    pub fn value_in<'a>(self, value: impl Fn(FieldId) -> Option<&'a Value>) -> Option<KeyValue> {
        let given = self
            .fields()
            .first()
            .and_then(|field| value(*field)?.given())?;
        match (self, given) {
            (Self::NameKana, Given::Kana(kana)) => Some(KeyValue::Kana(kana.clone())),
            (Self::Birth | Self::NextFixedDay, Given::Day(day)) => Some(KeyValue::Day(*day)),
            (Self::CertificateLastFour, Given::Digits(digits)) => {
                Some(KeyValue::Digits(digits.last_four().to_owned()))
            }
            (Self::MonthsLeft, Given::Number(months)) => Some(KeyValue::Months(*months)),
            _ => None,
        }
    }
}
