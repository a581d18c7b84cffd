//! The recovery sheet: one more key to the vault, on paper.
//!
//! It is no account: whoever holds it reads everything, and signs nothing.

use zeroize::{Zeroize, Zeroizing};

use crate::crypto::identity::SealingKey;
use crate::domain::text;

const PREFIX: &str = "AGE-SECRET-KEY-PQ-1";
const FOLDED_PREFIX: &str = "AGESECRETKEYPQ1";
const GROUP: usize = 4;

/// What is printed, once, and never kept.
pub struct RecoverySheet {
    /// The key as every age program reads it.
    pub text: Zeroizing<String>,
    /// The part of it behind `AGE-SECRET-KEY-PQ-1`, in groups to be numbered from 1 and asked for.
    pub groups: Vec<Zeroizing<String>>,
}

impl RecoverySheet {
    pub(in crate::vault) fn of(key: &SealingKey) -> RecoverySheet {
        let text = key.encode();
        let data: Zeroizing<Vec<char>> =
            Zeroizing::new(text.trim_start_matches(PREFIX).chars().collect());
        let groups = data
            .chunks(GROUP)
            .map(|it| Zeroizing::new(it.iter().collect()));
        RecoverySheet {
            groups: groups.collect(),
            text,
        }
    }

    /// Tells whether `typed` is the group with this number, counted from 1; width and case are folded.
    #[must_use]
    pub fn is_group(&self, number: usize, typed: &str) -> bool {
        let group = number.checked_sub(1).and_then(|at| self.groups.get(at));
        group.is_some_and(|it| **it == *folded(typed))
    }
}

/// Reads a sheet as it was typed: in any width and case, with or without spaces, hyphens and prefix.
pub(in crate::vault) fn read(typed: &str) -> Option<SealingKey> {
    let folded = folded(typed);
    let data = folded.strip_prefix(FOLDED_PREFIX).unwrap_or(&folded);
    let text = Zeroizing::new(format!("{PREFIX}{data}"));
    SealingKey::parse(&text).ok()
}

fn folded(typed: &str) -> Zeroizing<String> {
    let mut narrow = text::compatible(typed);
    let kept = narrow.chars().filter(char::is_ascii_alphanumeric);
    let folded = kept.map(|c| c.to_ascii_uppercase()).collect();
    narrow.zeroize();
    Zeroizing::new(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_read_however_it_is_typed() {
        let key = SealingKey::random();
        let sheet = RecoverySheet::of(&key);
        let groups: Vec<&str> = sheet.groups.iter().map(|it| it.as_str()).collect();
        let wide: String = groups
            .join("　")
            .chars()
            .map(|c| match c {
                '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
                c => c,
            })
            .collect();
        for typed in [
            sheet.text.to_string(),
            sheet.text.to_lowercase(),
            groups.join(" "),
            groups.join("-\n"),
            wide,
        ] {
            assert_eq!(read(&typed).unwrap().seed(), key.seed(), "{typed}");
        }
    }

    #[test]
    fn one_wrong_letter_is_refused() {
        let sheet = RecoverySheet::of(&SealingKey::random());
        let mut groups: Vec<String> = sheet.groups.iter().map(|it| it.to_string()).collect();
        let wrong = if groups[3].starts_with('Q') { "P" } else { "Q" };
        groups[3].replace_range(..1, wrong);
        assert!(read(&groups.join(" ")).is_none());
        assert!(read("").is_none());
    }

    #[test]
    fn groups_are_checked_one_by_one() {
        let sheet = RecoverySheet::of(&SealingKey::random());
        let second = sheet.groups[1].to_lowercase();
        assert!(sheet.is_group(2, &second));
        assert!(!sheet.is_group(2, "????"));
        assert!(!sheet.is_group(0, &second));
        assert!(!sheet.is_group(99, &second));
    }
}
