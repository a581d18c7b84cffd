//! The office itself: what law wants on every record, and its ten-digit number.
//!
//! Its keys and fingerprint are not here; another office is known by its card.

use std::fmt;

use crate::domain::calendar::Day;
use crate::domain::check_digit::CheckDigit;
use crate::domain::text::{Line, Phone, ascii_digits, compatible};

/// Says that a text is not ten digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotTenDigits;

impl fmt::Display for NotTenDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not ten digits")
    }
}

impl std::error::Error for NotTenDigits {}

/// An office number (事業所番号): ten digits, leading zeros kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeNumber(String);

impl OfficeNumber {
    /// Takes ten digits, ASCII or full-width, with hyphens or spaces between them.
    ///
    /// # Errors
    /// `NotTenDigits` for anything else. A check digit that differs is no error.
    pub fn parse(text: &str) -> Result<Self, NotTenDigits> {
        let digits = ascii_digits(text)
            .chars()
            .filter(|c| !matches!(c, '-' | '－' | ' ' | '\u{3000}'))
            .collect::<String>();
        let fits = digits.len() == 10 && digits.bytes().all(|digit| digit.is_ascii_digit());
        fits.then_some(Self(digits)).ok_or(NotTenDigits)
    }

    /// Gives the ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Checks the last digit; never a reason to refuse the number.
    pub fn check_digit(&self) -> CheckDigit {
        CheckDigit::of(&self.0)
    }
}

impl fmt::Display for OfficeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The declaration of an office with one qualified person: author and approver may be the same.
///
/// It is printed on every offer that used it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinglePerson {
    /// Since when it holds.
    pub since: Day,
    /// Why no second person can approve.
    pub reason: Line,
}

/// What the office says of itself on every record (個人情報保護法29条・30条 want name, address, representative).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeProfile {
    /// Name of the office.
    pub name: Line,
    /// Name of the corporation that runs it.
    pub corporation: Line,
    /// Its number.
    pub number: OfficeNumber,
    /// Its address.
    pub address: Line,
    /// Who represents the corporation.
    pub representative: Line,
    /// Its telephone number.
    pub phone: Phone,
    /// The declared exception from "author ≠ approver", if any.
    pub single_person: Option<SinglePerson>,
}

/// Whether two offices are run by one corporation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corporations {
    /// By the same one.
    Same,
    /// By two.
    Different,
}

impl Corporations {
    /// Compares what two offices say who runs them, however it is spaced or how wide the characters are. What only looks alike
    /// (渡邉 and 渡辺, エー・ビー and エービー) is another corporation: a record too many harms nobody.
    pub fn of(one: &str, other: &str) -> Self {
        let key = |said: &str| compatible(said).split_whitespace().collect::<String>();
        match key(one) == key(other) {
            true => Self::Same,
            false => Self::Different,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corporation_is_the_same_however_it_is_spaced_or_how_wide_it_is_written() {
        for (one, other, expected) in [
            (
                "社会福祉法人 見本会",
                "社会福祉法人見本会",
                Corporations::Same,
            ),
            (
                "社会福祉法人　見本会",
                "社会福祉法人 見本会",
                Corporations::Same,
            ),
            ("株式会社ABC", "株式会社ＡＢＣ", Corporations::Same),
            ("株式会社渡邉", "株式会社渡辺", Corporations::Different),
            (
                "社会福祉法人髙橋会",
                "社会福祉法人高橋会",
                Corporations::Different,
            ),
            ("エー・ビー", "エービー", Corporations::Different),
            (
                "社会福祉法人見本会",
                "社会福祉法人見本",
                Corporations::Different,
            ),
            (
                "社会福祉法人見本会",
                "株式会社見本会",
                Corporations::Different,
            ),
        ] {
            assert_eq!(Corporations::of(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn ten_digits_are_taken_as_people_write_them() {
        let taken = [
            ("0110000015", "0110000015"),
            ("０１１０００００１５", "0110000015"),
            ("01-1000-0015", "0110000015"),
            ("01 1000 0015", "0110000015"),
        ];
        for (typed, kept) in taken {
            assert_eq!(
                OfficeNumber::parse(typed).map(|number| number.to_string()),
                Ok(kept.to_owned())
            );
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for typed in [
            "",
            "011000001",
            "01100000155",
            "011000001X",
            "-----",
            "〇一一〇〇〇〇〇一五",
        ] {
            assert_eq!(OfficeNumber::parse(typed), Err(NotTenDigits), "{typed}");
        }
    }

    #[test]
    fn a_wrong_check_digit_is_told_and_taken() {
        let told = |text: &str| OfficeNumber::parse(text).map(|number| number.check_digit());
        // 0 1 1 0 0 0 0 0 1 with weights 2 1 2 …: 1 + 2 + 2 = 5, so 5.
        assert_eq!(told("0110000015"), Ok(CheckDigit::Fits));
        for digit in [0, 1, 2, 3, 4, 6, 7, 8, 9] {
            assert_eq!(told(&format!("011000001{digit}")), Ok(CheckDigit::Differs));
        }
    }
}
