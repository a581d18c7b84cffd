//! How long a case is kept with all that hangs on it, read off its days by the rule of its city; and what stays when it is
//! destroyed.
//!
//! Nothing is destroyed here. How many years, and from which day, are settings: no number stands beside the rule.

use crate::domain::calendar::Day;
use crate::domain::handover::entry::Side;
use crate::domain::id::{CaseId, Digest, HandoverId, OfficeId, StaffId};
use crate::domain::setting::{Holding, Pick, SettingId};
use crate::domain::text::{Kana, is_selector};

/// What is kept, and goes, as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// A case with its handovers, consents, records, notes and files.
    Case(CaseId),
    /// A handover that no case of this office hangs on: it came and ended before a start.
    Handover(HandoverId),
}

impl Kept {
    /// Gives its id, as the journal names it.
    pub fn to_bytes(self) -> [u8; 16] {
        match self {
            Kept::Case(id) => id.to_bytes(),
            Kept::Handover(id) => id.to_bytes(),
        }
    }
}

/// Whether two writings are the same name, as it is typed to be sure. Blanks do not count, nor which of its forms a character is
/// drawn in (selectors nobody types); any other character does, for 𠮷 and 吉 may be two people.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let one = plain(one);
    !one.is_empty() && one == plain(other)
}

/// The name behind its reading where a list shows both, if they can be told apart: of as many words, and the reading alone all
/// kana.
pub fn name_behind_reading(shown: &str) -> Option<String> {
    let words: Vec<&str> = shown.split_whitespace().collect();
    let (reading, name) = words.split_at(words.len() / 2);
    let is_kana = |it: &&str| Kana::new(it, it.len()).is_ok();
    let are_apart = reading.iter().all(is_kana) && !name.iter().all(is_kana);
    (are_apart && reading.len() == name.len()).then(|| name.join(" "))
}

fn plain(text: &str) -> String {
    let counts = |it: &char| !it.is_whitespace() && !is_selector(*it);
    text.chars().filter(counts).collect()
}

/// The contract of this office with the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contract {
    /// There never was one.
    Never,
    /// It goes on, or nobody has written when it ended.
    EndUnknown,
    /// It ended on this day.
    Ended(Day),
}

/// The days a case tells, or a handover without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The contract.
    pub contract: Contract,
    /// The last day something was provided: service, or data to the other office.
    pub provided: Option<Day>,
    /// The last day something was written here.
    pub made: Day,
    /// The last day on which a record that the law asks for (個人情報保護法29条, 30条) was made: it is kept from its making
    /// on, whatever else is counted from another day.
    pub recorded: Option<Day>,
    /// A handover that has not ended yet, or in which this office owes something.
    pub under_way: Option<HandoverId>,
}

/// How long, and from when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// For so many years.
    pub years: u16,
    /// From which of the days.
    pub from: Pick,
}

impl Rule {
    /// Reads the rule off the settings as they hold in a city.
    pub fn of(held: Holding) -> Rule {
        let from = [Pick::ContractEnd, Pick::Provided, Pick::Made];
        let set = from
            .into_iter()
            .find(|it| held.is(SettingId::RecordFrom, *it));
        Rule {
            years: u16::try_from(held.number(SettingId::RecordYears)).unwrap_or(u16::MAX),
            from: set.unwrap_or(Pick::LatestDay),
        }
    }

    /// The earliest day that can be the last one, where only this is known: when the contract ended, if it did, and a day on
    /// which something was written. All else can only make it later, but for a day of service by which alone it may be counted.
    pub fn earliest(self, ended: Option<Day>, made: Day) -> Day {
        let base = match self.from {
            Pick::ContractEnd => return self.after(ended, ended),
            Pick::Provided => return self.after(ended, None),
            Pick::Made => Some(made),
            _ => ended.max(Some(made)),
        };
        self.after(ended, base)
    }

    fn after(self, ended: Option<Day>, base: Option<Day>) -> Day {
        let last = base.map(|it| it.plus_years(self.years));
        ended.into_iter().chain(last).max().unwrap_or(Day::FIRST)
    }
}

/// How long something is kept, as is known today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// A handover is under way: for as long as it is, and nobody knows how long that is.
    UnderWay(HandoverId),
    /// Nobody has written when the contract ended, so no day is known.
    NoContractEnd,
    /// What is kept of it cannot be read, so no day is known.
    Unreadable,
    /// To the end of a day.
    Until(Term),
}

/// From when to when something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The day from which the years are counted.
    pub base: Day,
    /// The last day on which it is kept.
    pub last: Day,
}

impl Keeping {
    /// Says how long something with these days is kept. Where the rule leaves a choice, it is the later day.
    pub fn of(days: &Days, rule: Rule) -> Keeping {
        if let Some(id) = days.under_way {
            return Keeping::UnderWay(id);
        }
        let ended = match days.contract {
            Contract::EndUnknown => return Keeping::NoContractEnd,
            Contract::Ended(day) => Some(day),
            Contract::Never => None,
        };
        let all = [ended, days.provided, days.recorded, Some(days.made)];
        let latest = all.into_iter().flatten().max().unwrap_or(days.made);
        let named = match rule.from {
            Pick::ContractEnd => ended,
            Pick::Provided => days.provided,
            Pick::Made => Some(days.made),
            _ => None,
        };
        let base = named.map_or(latest, |it| it.max(days.recorded.unwrap_or(it)));
        // Whose contract goes on is not destroyed, however long ago the rest was.
        let last = base.plus_years(rule.years);
        let last = ended.map_or(last, |it| it.max(last));
        Keeping::Until(Term { base, last })
    }

    /// Says whether it may be destroyed on this day: only once its last day is over.
    pub fn is_over(self, today: Day) -> bool {
        matches!(self, Keeping::Until(term) if term.last < today)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $number:literal $code:literal,)+) => {
        /// A kind of what hangs on a case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $kind,)+ }

        impl Kind {
            /// Every kind, in the order of a receipt.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind,)+];

            /// Gives the number under which receipts keep it.
            pub const fn number(self) -> u8 {
                match self { $(Kind::$kind => $number,)+ }
            }

            /// Gives the stable name.
            pub const fn code(self) -> &'static str {
                match self { $(Kind::$kind => $code,)+ }
            }

            /// Finds the one with this number.
            pub fn from_number(number: u8) -> Option<Kind> {
                Kind::ALL.iter().copied().find(|it| it.number() == number)
            }
        }
    };
}

kinds! {
    /// Case summaries, each with its history.
    Cases 1 "cases",
    /// Consents.
    Consents 2 "consents",
    /// Working notes.
    Notes 3 "notes",
    /// Attached files.
    Files 4 "files",
    /// Handovers.
    Handovers 5 "handovers",
    /// Entries of handovers, of both offices.
    Entries 6 "entries",
    /// Records that the law asks for.
    Records 7 "records",
    /// Rows of lists of people to be told, as somebody wrote them.
    Contacts 8 "contacts",
    /// Meetings, each with its tasks.
    Meetings 9 "meetings",
    /// Visits and trial days.
    Visits 10 "visits",
}

/// What was destroyed, without a name of anybody it was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What.
    pub what: Kept,
    /// From when to when it had been kept.
    pub term: Term,
    /// The rule it was kept by.
    pub rule: Rule,
    /// Who destroyed it.
    pub by: StaffId,
    /// When.
    pub on: Day,
    /// How many of each kind; a kind of which there was none is not named.
    pub counts: Vec<(Kind, u32)>,
    /// The handovers that were among it, by their numbers.
    pub handovers: Vec<HandoverId>,
    /// The first and the last day on which something of it was written.
    pub written: (Day, Day),
    /// The folders whose keys have still to be destroyed; none once that is done.
    pub folders: Vec<[u8; 16]>,
}

/// What stays of a handover that was destroyed: enough to know again what comes late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// The handover.
    pub handover: HandoverId,
    /// The side this office was on.
    pub side: Side,
    /// The other office.
    pub peer: OfficeId,
    /// How many entries this office had written, and the digest of the last.
    pub own: Head,
    /// The same of the other office.
    pub theirs: Head,
    /// When it was destroyed.
    pub on: Day,
}

/// Where a log ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry; 0 where there was none.
    pub number: u32,
    /// Its digest; zeros where there was none.
    pub digest: Digest,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::setting::{Setting, Settings};

    fn day(text: &str) -> Day {
        let mut parts = text.split('-').map(|it| it.parse::<u16>().unwrap());
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let small = |it: Option<u16>| u8::try_from(it.unwrap()).unwrap();
        Day::from_ymd(year.unwrap(), small(month), small(day)).unwrap()
    }

    fn days() -> Days {
        Days {
            contract: Contract::Ended(day("2021-03-31")),
            provided: Some(day("2021-03-30")),
            made: day("2021-05-20"),
            recorded: Some(day("2021-02-01")),
            under_way: None,
        }
    }

    const FIVE: Rule = Rule {
        years: 5,
        from: Pick::LatestDay,
    };

    #[test]
    fn a_name_is_the_same_by_each_of_its_characters_and_no_blank() {
        let name = "𠮷田 圭";
        for typed in ["𠮷田 圭", "𠮷田\u{3000}圭", " 𠮷田圭 "] {
            assert!(is_same_name(name, typed), "{typed}");
        }
        for other in ["吉田 圭", "吉田圭", "圭", "", "\u{3000}"] {
            assert!(!is_same_name(name, other), "{other}");
        }
        assert!(is_same_name("葛\u{E0100}城 見本", "葛城 見本"));
        assert!(!is_same_name("髙橋 見本", "高橋 見本"));
        assert!(!is_same_name("\u{3000}", "") && !is_same_name("", ""));
    }

    #[test]
    fn a_name_is_told_from_its_reading_or_taken_whole() {
        let alone = |shown| name_behind_reading(shown);
        let shown = "ヨシダ\u{3000}ケイ\u{3000}𠮷田 圭";
        assert_eq!(alone(shown).as_deref(), Some("𠮷田 圭"));
        let same = "サクラ\u{3000}ハナコ\u{3000}サクラ 花子";
        assert_eq!(alone(same).as_deref(), Some("サクラ 花子"));
        for whole in [
            "サクラハナコ\u{3000}サクラ 花子",
            "マリア\u{3000}サントス",
            "𠮷田 圭",
            "\u{3000}",
            "",
        ] {
            assert_eq!(alone(whole), None, "{whole}");
        }
    }

    #[test]
    fn the_grid_of_days_and_rules() {
        let id = HandoverId::from_bytes([7; 16]);
        let with = |from| Rule { years: 3, from };
        let until = |base: &str, last: &str| {
            Keeping::Until(Term {
                base: day(base),
                last: day(last),
            })
        };
        let plain = days();
        let late = Days {
            recorded: Some(day("2022-07-01")),
            ..plain
        };
        let never = Days {
            contract: Contract::Never,
            ..plain
        };
        let leap = Days {
            made: day("2024-02-29"),
            ..plain
        };
        let going = Days {
            contract: Contract::Ended(day("2030-03-31")),
            ..plain
        };
        let grid = [
            (plain, FIVE, until("2021-05-20", "2026-05-20")),
            (
                plain,
                with(Pick::ContractEnd),
                until("2021-03-31", "2024-03-31"),
            ),
            (
                plain,
                with(Pick::Provided),
                until("2021-03-30", "2024-03-30"),
            ),
            (plain, with(Pick::Made), until("2021-05-20", "2024-05-20")),
            // A record made later is kept from its own making on, whatever is chosen.
            (late, FIVE, until("2022-07-01", "2027-07-01")),
            (
                late,
                with(Pick::ContractEnd),
                until("2022-07-01", "2025-07-01"),
            ),
            (
                late,
                with(Pick::Provided),
                until("2022-07-01", "2025-07-01"),
            ),
            (late, with(Pick::Made), until("2022-07-01", "2025-07-01")),
            // Where there never was a contract, the latest of the other days.
            (never, FIVE, until("2021-05-20", "2026-05-20")),
            (
                never,
                with(Pick::ContractEnd),
                until("2021-05-20", "2024-05-20"),
            ),
            (leap, FIVE, until("2024-02-29", "2029-03-01")),
            // A contract that ends later than all that.
            (going, with(Pick::Made), until("2021-05-20", "2030-03-31")),
        ];
        for (days, rule, expected) in grid {
            assert_eq!(Keeping::of(&days, rule), expected, "{days:?} {rule:?}");
            for from in [
                Pick::LatestDay,
                Pick::ContractEnd,
                Pick::Provided,
                Pick::Made,
            ] {
                let rule = Rule { years: 5, from };
                let open = Days {
                    contract: Contract::EndUnknown,
                    ..days
                };
                assert_eq!(Keeping::of(&open, rule), Keeping::NoContractEnd);
                // What is known early is never later than what is known in full.
                let Keeping::Until(term) = Keeping::of(&days, rule) else {
                    panic!("{days:?}");
                };
                let ended = match days.contract {
                    Contract::Ended(day) => Some(day),
                    Contract::EndUnknown | Contract::Never => None,
                };
                assert!(rule.earliest(ended, days.made) <= term.last, "{days:?}");
                assert!(rule.earliest(ended, days.made.plus_days(-90)) <= term.last);
                let under_way = Some(id);
                let moving = Days { under_way, ..open };
                assert_eq!(Keeping::of(&moving, rule), Keeping::UnderWay(id));
            }
        }
    }

    #[test]
    fn nothing_may_go_before_its_last_day_is_over() {
        let keeping = Keeping::of(&days(), FIVE);
        let Keeping::Until(term) = keeping else {
            panic!("{keeping:?}");
        };
        let grid = [(-1, false), (0, false), (1, true), (4000, true)];
        for (after, over) in grid {
            assert_eq!(keeping.is_over(term.last.plus_days(after)), over, "{after}");
        }
        let never = [
            Keeping::UnderWay(HandoverId::from_bytes([7; 16])),
            Keeping::NoContractEnd,
            Keeping::Unreadable,
        ];
        for keeping in never {
            assert!(!keeping.is_over(Day::LAST), "{keeping:?}");
        }
    }

    #[test]
    fn the_usual_rule_is_the_longest_and_a_city_may_have_its_own() {
        let mut settings = Settings::default();
        assert_eq!(Rule::of(settings.at(None)), FIVE);
        let city = crate::domain::text::Line::new("見本市", 60).unwrap();
        let mut set = |id, to| settings.set(Some(&city), id, Some(to)).unwrap();
        set(SettingId::RecordYears, Setting::Number(10));
        set(SettingId::RecordFrom, Setting::Pick(Pick::Made));
        let ten = Rule {
            years: 10,
            from: Pick::Made,
        };
        assert_eq!(Rule::of(settings.at(Some("見本市"))), ten);
        assert_eq!(Rule::of(settings.at(Some("架空町"))), FIVE);
        // Of all rules over the same years, the usual one keeps longest.
        let Keeping::Until(longest) = Keeping::of(&days(), FIVE) else {
            panic!("kept");
        };
        for from in [Pick::ContractEnd, Pick::Provided, Pick::Made] {
            let keeping = Keeping::of(&days(), Rule { years: 5, from });
            assert!(matches!(keeping, Keeping::Until(it) if it.last <= longest.last));
        }
    }
}
