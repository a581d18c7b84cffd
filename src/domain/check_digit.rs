//! The last digit of a ten-digit number, as a help against slips of the hand.
//!
//! It refuses nothing: the rule is known by hearsay, and whether it is asked at all is a setting.

/// What the last digit of a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckDigit {
    /// It is the one the others call for, or nothing is known against it.
    Fits,
    /// It is another: perhaps a slip of the hand.
    Differs,
}

impl CheckDigit {
    /// Checks the last digit: weights 2, 1, 2 … over the first nine, digits of each product added, modulo ten. What is not
    /// ten digits is not judged.
    pub fn of(number: &str) -> Self {
        let digits: Option<Vec<u32>> = number.chars().map(|c| c.to_digit(10)).collect();
        let Some((last, first @ [_, _, _, _, _, _, _, _, _])) =
            digits.as_deref().and_then(<[u32]>::split_last)
        else {
            return Self::Fits;
        };
        let sum: u32 = first
            .iter()
            .zip([2, 1].into_iter().cycle())
            .map(|(digit, weight)| digit * weight)
            .map(|product| product / 10 + product % 10)
            .sum();
        match (10 - sum % 10) % 10 == *last {
            true => Self::Fits,
            false => Self::Differs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_last_digit_of_ten_fits_and_what_is_no_number_is_not_judged() {
        let fits = |digit: &u32| CheckDigit::of(&format!("011000001{digit}")) == CheckDigit::Fits;
        assert_eq!((0..10).filter(fits).collect::<Vec<_>>(), [5]);
        for other in [
            "",
            "01100000",
            "01100000151",
            "０１１００００００1",
            "x110000014",
        ] {
            assert_eq!(CheckDigit::of(other), CheckDigit::Fits, "{other}");
        }
    }
}
