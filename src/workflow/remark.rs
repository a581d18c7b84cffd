//! The few words a line of the journal bears, as what they mean: one table of codes, written and read here.
//!
//! It says nothing to a person: the codes are kept as they are, `lang` says them in the reader's language.

use crate::workflow::post::Cause;

/// What the few words of a line tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// There are none, or what they told about is erased.
    Nothing,
    /// Why a parcel was refused.
    Parcel(Cause),
    /// The other office says it has seen so many entries of this one; the entry that says so, by its digest.
    Claimed {
        /// How many it says it has seen.
        seen: u32,
        /// The digest, in hexadecimal digits.
        entry: String,
    },
    /// An entry of this number, signed by this office, came back, and those before it are lost here.
    Proven {
        /// Its number.
        number: u32,
    },
    /// These entries of the other office were taken in, by their numbers in its log.
    Came {
        /// The first.
        first: u32,
        /// The last.
        last: u32,
    },
    /// One of those without a number.
    Plain(Plain),
    /// Words this version of the program does not know, as they are kept.
    Other(String),
}

macro_rules! plain {
    ($($(#[$doc:meta])* $remark:ident $code:literal,)+) => {
        /// A remark without a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Plain { $($(#[$doc])* $remark,)+ }

        impl Plain {
            /// Every one.
            pub const ALL: &'static [Plain] = &[$(Plain::$remark,)+];

            /// Returns the words of the journal for it: they stay as they are.
            pub const fn code(self) -> &'static str {
                match self { $(Plain::$remark => $code,)+ }
            }
        }
    };
}

plain! {
    /// Accounts, a passphrase or the recovery sheet were changed, and the power went before the line.
    Keyring "keyring",
    /// A new recovery sheet was made.
    NewSheet "recovery-sheet",
    /// The earlier recovery sheets were voided.
    OnlySheet "recovery-sheet-only",
    /// What is kept of a handover could not be read.
    Unreadable "unreadable",
    /// The program could not do what it owes in a handover.
    Unpaid "unpaid",
    /// Lost entries of this office were given up.
    GivenUp "given up",
    /// While a parcel was on its way, what it carries ceased to be allowed to leave: it is taken away again.
    Overtaken "parcel overtaken",
    /// Such a parcel still lay in the shared folder, and was taken away.
    TakenBack "parcel taken-back",
    /// Such a parcel did not lie there any more, or never did.
    GoneBefore "parcel gone",
    /// A parcel was being put when nobody waited any longer: it may come to lie in the shared folder yet.
    Unanswered "parcel unanswered",
    /// Parcels lie in the shared folder that nobody opened, for the office they name as their sender is not trusted.
    Unopened "parcel unopened",
    /// What was not opened is not there any more: it was opened since, or taken away.
    UnopenedGone "parcel unopened-gone",
    /// Somebody asked whom such parcels name as their sender: they did not send them, or nobody here knows them.
    NotSent "parcel not-sent",
    /// Something of an addition is not taken up into the own case.
    PutAway "put away",
}

impl Remark {
    /// Returns the words of the journal for it.
    pub fn code(&self) -> String {
        match self {
            Remark::Nothing => String::new(),
            Remark::Parcel(cause) => cause.code().to_owned(),
            Remark::Claimed { seen, entry } => format!("claimed {seen} {entry}"),
            Remark::Proven { number } => format!("proven {number}"),
            Remark::Came { first, last } => format!("came {first} {last}"),
            Remark::Plain(plain) => plain.code().to_owned(),
            Remark::Other(words) => words.clone(),
        }
    }

    /// Reads the words of the journal.
    pub fn of_code(code: &str) -> Remark {
        if code.is_empty() {
            return Remark::Nothing;
        }
        let plain = Plain::ALL.iter().find(|it| it.code() == code);
        plain
            .map(|it| Remark::Plain(*it))
            .or_else(|| Cause::of_code(code).map(Remark::Parcel))
            .or_else(|| numbered(code))
            .unwrap_or_else(|| Remark::Other(code.to_owned()))
    }
}

fn numbered(code: &str) -> Option<Remark> {
    let mut parts = code.split(' ');
    let (kind, number) = (parts.next()?, parts.next()?.parse().ok()?);
    match (kind, parts.next(), parts.next()) {
        ("claimed", Some(entry), None) => Some(Remark::Claimed {
            seen: number,
            entry: entry.to_owned(),
        }),
        ("came", Some(last), None) => Some(Remark::Came {
            first: number,
            last: last.parse().ok()?,
        }),
        ("proven", None, None) => Some(Remark::Proven { number }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_remark_is_read_back_from_the_words_of_the_journal() {
        let plain = Plain::ALL.iter().map(|it| Remark::Plain(*it));
        let causes = Cause::ALL.iter().map(|it| Remark::Parcel(*it));
        let numbered = [
            Remark::Claimed {
                seen: 3,
                entry: "ab12".to_owned(),
            },
            Remark::Proven { number: 7 },
            Remark::Came { first: 2, last: 5 },
            Remark::Nothing,
        ];
        for remark in plain.chain(causes).chain(numbered) {
            assert_eq!(Remark::of_code(&remark.code()), remark);
        }
    }

    #[test]
    fn words_nobody_knows_are_kept_as_they_are() {
        let strange = [
            "claimed",
            "claimed 3",
            "claimed many ab",
            "claimed 3 ab cd",
            "came 2",
            "came 2 many",
            "proven -1",
            "proven 1 2",
            "recovery",
            "Keyring",
        ];
        for code in strange {
            assert_eq!(Remark::of_code(code), Remark::Other(code.to_owned()));
        }
    }
}
