//! Names of parcels in shared places: `v1/inbox/<recipient>/<yyyymmdd>/<ms>-<BLAKE3 of the sealed bytes>`.
//!
//! A name says nothing of the sender and proves nothing but which bytes it stands for.

use crate::crypto::digest;
use crate::domain::calendar::Day;
use crate::domain::id::{Digest, OfficeId};
use std::fmt;

/// The folders above every inbox.
pub const INBOXES: &str = "v1/inbox";

const A_DAY: u64 = 86_400_000;
/// Digits of the milliseconds: enough until the year 2286.
const MS_DIGITS: usize = 13;

/// The name of one parcel in one inbox.
///
/// Names order by recipient, then by the sender's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    recipient: OfficeId,
    ms: u64,
    hash: Digest,
}

/// Says that a text is not the name of a parcel, or that a time lies outside 1970 to 2200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAName;

impl Name {
    /// Names sealed bytes; `ms` is the sender's clock in milliseconds since 1970 (UTC).
    pub fn of(recipient: OfficeId, ms: u64, sealed: &[u8]) -> Result<Self, NotAName> {
        day_of(ms)?;
        Ok(Self {
            recipient,
            ms,
            hash: Digest::from_bytes(digest::hash(&[sealed])),
        })
    }

    /// Reads a name in exactly the form [`Name`] is shown in; anything else is none.
    pub fn parse(text: &str) -> Result<Self, NotAName> {
        let rest = text
            .strip_prefix(INBOXES)
            .and_then(|rest| rest.strip_prefix('/'));
        let mut parts = rest.ok_or(NotAName)?.split('/');
        let (Some(recipient), Some(day), Some(file), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotAName);
        };
        Self::from_parts(OfficeId::parse(recipient).map_err(|_| NotAName)?, day, file)
            .filter(|name| name.to_string() == text)
            .ok_or(NotAName)
    }

    /// Reads the last two parts of a name, as a listing of one inbox gives them.
    pub fn from_parts(recipient: OfficeId, day: &str, file: &str) -> Option<Self> {
        let (ms, hash) = file.split_once('-')?;
        let name = Self {
            recipient,
            ms: ms.parse().ok()?,
            hash: Digest::parse(hash).ok()?,
        };
        day_of(name.ms).ok()?;
        (name.day() == day && name.file() == file).then_some(name)
    }

    /// The office the parcel is for.
    pub fn recipient(&self) -> OfficeId {
        self.recipient
    }

    /// The sender's clock in milliseconds since 1970 (UTC): a hint, never the truth.
    pub fn ms(&self) -> u64 {
        self.ms
    }

    /// The BLAKE3 digest of the sealed bytes.
    pub fn hash(&self) -> Digest {
        self.hash
    }

    /// Tells whether these are the bytes the name stands for.
    pub fn stands_for(&self, sealed: &[u8]) -> bool {
        digest::hash(&[sealed]) == self.hash.to_bytes()
    }

    /// The folder of the day, `yyyymmdd` (UTC).
    pub fn day(&self) -> String {
        let day = day_of(self.ms).expect("checked when the name was made");
        format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
    }

    /// The name within the folder of the day.
    pub fn file(&self) -> String {
        format!("{:0MS_DIGITS$}-{}", self.ms, self.hash)
    }
}

/// Returns the inbox of an office: `v1/inbox/<recipient>`.
pub fn inbox(recipient: &OfficeId) -> String {
    format!("{INBOXES}/{recipient}")
}

fn day_of(ms: u64) -> Result<Day, NotAName> {
    let first = Day::from_ymd(1970, 1, 1).expect("1970 lies within the calendar");
    let days = i32::try_from(ms / A_DAY).map_err(|_| NotAName)?;
    match days <= first.days_until(Day::LAST) {
        true => Ok(first.plus_days(days)),
        false => Err(NotAName),
    }
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (inbox, day, file) = (inbox(&self.recipient), self.day(), self.file());
        write!(out, "{inbox}/{day}/{file}")
    }
}

impl fmt::Display for NotAName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not the name of a parcel")
    }
}

impl std::error::Error for NotAName {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OFFICE: OfficeId = OfficeId::from_bytes([0xab; 32]);

    #[test]
    fn a_name_is_written_as_documented() {
        let name = Name::of(OFFICE, 1_790_000_000_123, b"").unwrap();
        let expected = format!(
            "v1/inbox/{}/20260921/1790000000123-af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
            "ab".repeat(32)
        );
        assert_eq!(name.to_string(), expected);
        assert_eq!(Name::parse(&expected), Ok(name));
        assert!(name.stands_for(b"") && !name.stands_for(b"x"));
    }

    #[test]
    fn times_outside_the_calendar_have_no_name() {
        assert!(Name::of(OFFICE, 0, b"").is_ok());
        for ms in [u64::MAX, 7_289_654_400_000, 9_999_999_999_999] {
            assert_eq!(Name::of(OFFICE, ms, b""), Err(NotAName), "{ms}");
        }
    }

    #[test]
    fn anything_but_its_own_form_is_refused() {
        let good = Name::of(OFFICE, 1_790_000_000_123, b"x")
            .unwrap()
            .to_string();
        let spoiled = [
            String::new(),
            good.replace("v1", "v2"),
            good.replace("20260921", "20260922"),
            good.replace("20260921", ".."),
            good.replace("1790000000123", "01790000000123"),
            good.replace("1790000000123", "+790000000123"),
            good.replacen('-', "_", 1),
            good.replace("ab", "AB"),
            format!("/{good}"),
            format!("{good}/"),
            format!("{good}.tmp"),
            format!("{good}/x"),
            good[..good.len() - 1].to_owned(),
        ];
        for text in spoiled {
            assert_eq!(Name::parse(&text), Err(NotAName), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read(ms in 0u64..7_000_000_000_000, bytes: Vec<u8>) {
            let name = Name::of(OFFICE, ms, &bytes).unwrap();
            prop_assert_eq!(Name::parse(&name.to_string()), Ok(name));
        }

        #[test]
        fn later_names_sort_later(one in 0u64..7_000_000_000_000, other in 0u64..7_000_000_000_000) {
            let name = |ms| Name::of(OFFICE, ms, b"").unwrap();
            let by_text = name(one).to_string().cmp(&name(other).to_string());
            prop_assert_eq!(name(one).cmp(&name(other)), by_text);
        }

        #[test]
        fn no_text_breaks_the_reader(text in "(v1/inbox/)?.{0,90}") {
            let _ = Name::parse(&text);
        }
    }
}
