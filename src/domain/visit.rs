//! Visits and trial days at offices a person may go to (見学・体験), before anybody there is told who the person is.
//!
//! Every word of it comes from a table: there is no text in it, so no name and no field of a case can get in.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::id::{OfficeId, StaffId};

/// The most visits of one case.
pub const MOST: usize = 40;
/// The most days one visit takes.
pub const LONGEST: u8 = 31;

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $it:ident $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $it,)+ }

        impl $name {
            /// Every one, in the order of a choice.
            pub const ALL: &'static [$name] = &[$($name::$it,)+];

            /// Gives its name, which never changes.
            pub const fn code(self) -> &'static str {
                match self { $($name::$it => $code,)+ }
            }

            /// Finds one by its name.
            pub fn named(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}

choices! {
    /// How old somebody is, in tens of years.
    Age {
        /// Under 20.
        Teens "teens",
        /// 20 to 29.
        Twenties "twenties",
        /// 30 to 39.
        Thirties "thirties",
        /// 40 to 49.
        Forties "forties",
        /// 50 to 59.
        Fifties "fifties",
        /// 60 and more.
        Sixties "sixties",
    }
}

choices! {
    /// A kind of disability, without a diagnosis.
    Disability {
        /// Of the body.
        Physical "physical",
        /// Of the intellect.
        Intellectual "intellectual",
        /// Of the mind.
        Mental "mental",
        /// Developmental.
        Developmental "developmental",
        /// Of higher brain function.
        HigherBrain "higher-brain",
        /// An intractable disease.
        Intractable "intractable",
    }
}

choices! {
    /// The kind of work somebody wishes for.
    Wish {
        /// In an office, at a computer.
        Desk "desk",
        /// Light work with the hands.
        Light "light",
        /// Cleaning.
        Cleaning "cleaning",
        /// Serving customers.
        Service "service",
        /// In kitchens.
        Kitchen "kitchen",
        /// Caring for people.
        Care "care",
        /// Technical work.
        Technical "technical",
        /// Not decided.
        Undecided "undecided",
    }
}

choices! {
    /// What kind of visit it is.
    VisitKind {
        /// Looking at the place (見学).
        Look "look",
        /// Days on trial (体験利用).
        Trial "trial",
    }
}

choices! {
    /// What the person makes of it.
    Outcome {
        /// It has not been yet, or nobody asked.
        Open "open",
        /// It fits.
        Fits "fits",
        /// Not sure.
        Unsure "unsure",
        /// It does not fit.
        FitsNot "fits-not",
    }
}

choices! {
    /// What comes next.
    Next {
        /// Not decided.
        Undecided "undecided",
        /// Days on trial there.
        Trial "trial",
        /// Another office.
        LookElsewhere "look-elsewhere",
        /// A handover to it.
        Handover "handover",
    }
}

/// All that may be told of a person before anybody is told who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// How old.
    pub age: Age,
    /// Which kinds of disability.
    pub disabilities: BTreeSet<Disability>,
    /// What work is wished for.
    pub wish: Wish,
}

/// One visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its number in the case, from 1.
    pub number: u16,
    /// The office.
    pub office: OfficeId,
    /// What was told there.
    pub told: Described,
    /// What kind it is.
    pub kind: VisitKind,
    /// The first day.
    pub from: Day,
    /// How many days, 1 to [`LONGEST`].
    pub days: u8,
    /// What the person makes of it.
    pub outcome: Outcome,
    /// What comes next.
    pub next: Next,
    /// Who wrote this, and when.
    pub entered: (StaffId, Day),
}

/// Gives the number of a visit that is added.
pub fn next_number(visits: &[Visit]) -> u16 {
    visits.iter().map(|it| it.number).max().unwrap_or(0) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_again_by_its_name() {
        for it in Age::ALL {
            assert_eq!(Age::named(it.code()), Some(*it));
        }
        for it in Disability::ALL {
            assert_eq!(Disability::named(it.code()), Some(*it));
        }
        for it in Wish::ALL {
            assert_eq!(Wish::named(it.code()), Some(*it));
        }
        for it in VisitKind::ALL {
            assert_eq!(VisitKind::named(it.code()), Some(*it));
        }
        for it in Outcome::ALL {
            assert_eq!(Outcome::named(it.code()), Some(*it));
        }
        for it in Next::ALL {
            assert_eq!(Next::named(it.code()), Some(*it));
        }
        assert_eq!(Wish::named("架空 見穂"), None);
    }
}
