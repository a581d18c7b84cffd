//! Where a value that is being written is from, and of which day, where nobody says.
//!
//! One rule for both faces. It reads no clock: who writes and on which day are arguments.

use crate::domain::calendar::Day;
use crate::domain::case::{FieldState, Source, Value};
use crate::domain::section::{FieldId, SectionId};
use crate::domain::text::Line;

/// A value as it is written: what is not said of its origin is as stored, or by the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What is known.
    pub state: FieldState,
    /// Where from, if that was said.
    pub source: Option<Source>,
    /// As of which day, if that was said.
    pub as_of: Option<Day>,
}

/// Who writes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writer {
    /// The member of staff.
    pub by: Line,
    /// Today.
    pub on: Day,
}

/// From whom an office has the answer to a field as a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usually {
    /// From the person, who says it or shows a paper.
    Told,
    /// From what staff see and do.
    Seen,
}

/// What of a state its origin depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Something is known.
    Something,
    /// The person does not wish to share it.
    No,
    /// Nobody has checked.
    Nobody,
}

impl Says {
    fn of(state: &FieldState) -> Says {
        match state {
            FieldState::Filled(_) | FieldState::Nothing => Says::Something,
            FieldState::Declined => Says::No,
            FieldState::Unchecked => Says::Nobody,
        }
    }
}

impl Written {
    /// Gives the value: an edit keeps the stored source and day, a first answer has those of the rule.
    ///
    /// What was stored as unchecked has no answer that an edit could mend: answering it is a first answer.
    pub fn over(self, field: FieldId, stored: Option<&Value>, writer: &Writer) -> Value {
        let (source, as_of) = unsaid(field, Says::of(&self.state), stored, writer);
        Value {
            source: self.source.unwrap_or(source),
            as_of: self.as_of.unwrap_or(as_of),
            state: self.state,
        }
    }
}

/// Gives source and day where nobody says them: as stored, or by the rule.
pub fn unsaid(
    field: FieldId,
    says: Says,
    stored: Option<&Value>,
    writer: &Writer,
) -> (Source, Day) {
    let is_first = |it: &Value| Says::of(&it.state) == Says::Nobody && says != Says::Nobody;
    match stored {
        Some(stored) if !is_first(stored) => (stored.source.clone(), stored.as_of),
        _ => (usual_source(field, says, writer), writer.on),
    }
}

fn usual_source(field: FieldId, says: Says, writer: &Writer) -> Source {
    match (says, usually(field)) {
        // Only the person can wish not to share it.
        (Says::No, _) | (_, Usually::Told) => Source::Person,
        (_, Usually::Seen) => Source::Observed {
            by: writer.by.clone(),
            on: writer.on,
        },
    }
}

/// Says from whom an office has the answer to a field as a rule.
pub const fn usually(field: FieldId) -> Usually {
    match field {
        FieldId::WishesReasonOffice | FieldId::CrisisUpdated | FieldId::CrisisSeen => Usually::Seen,
        FieldId::AssessmentAccommodations | FieldId::PracticeOwnWords => Usually::Told,
        other => of_section(other.spec().section),
    }
}

const fn of_section(section: SectionId) -> Usually {
    match section {
        SectionId::Person
        | SectionId::Certificate
        | SectionId::Wishes
        | SectionId::Health
        | SectionId::Crisis
        | SectionId::Life
        | SectionId::JobSearch
        | SectionId::Employment
        | SectionId::Agencies => Usually::Told,
        SectionId::Handling
        | SectionId::Strengths
        | SectionId::Assessment
        | SectionId::Support
        | SectionId::Practice
        | SectionId::Tasks
        | SectionId::Attachments => Usually::Seen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::made_up;
    use proptest::prelude::*;

    fn writer() -> Writer {
        Writer {
            by: Line::new("記入 はじめ", 60).unwrap(),
            on: Day::from_ymd(2026, 12, 10).unwrap(),
        }
    }

    fn unsaid(state: FieldState) -> Written {
        Written {
            state,
            source: None,
            as_of: None,
        }
    }

    proptest! {
        #[test]
        fn an_edit_that_changes_nothing_changes_no_source(
            (field, value) in proptest::sample::select(FieldId::ALL)
                .prop_flat_map(|it| (Just(it), made_up::value(it)))
        ) {
            let again = unsaid(value.state.clone()).over(field, Some(&value), &writer());
            prop_assert_eq!(again, value);
        }

        #[test]
        fn what_is_said_stands_and_what_is_not_is_as_stored(
            (field, value, other) in proptest::sample::select(FieldId::ALL)
                .prop_flat_map(|it| (Just(it), made_up::value(it), made_up::value(it)))
        ) {
            prop_assume!(value.state != FieldState::Unchecked);
            let source = Source::Agency { name: Line::new("見本相談支援", 60).unwrap() };
            let mut written = unsaid(other.state.clone());
            written.source = Some(source.clone());
            let now = written.over(field, Some(&value), &writer());
            prop_assert_eq!(now, Value { state: other.state, source, as_of: value.as_of });
        }
    }

    #[test]
    fn a_first_answer_is_told_by_the_person_or_seen_by_whoever_writes() {
        let seen = Source::Observed {
            by: writer().by,
            on: writer().on,
        };
        for (field, state, source) in [
            (FieldId::PersonName, FieldState::Nothing, Source::Person),
            (
                FieldId::CertificateNumber,
                FieldState::Nothing,
                Source::Person,
            ),
            (
                FieldId::PracticeOwnWords,
                FieldState::Nothing,
                Source::Person,
            ),
            (FieldId::PracticePlaces, FieldState::Nothing, seen.clone()),
            (FieldId::AssessmentScores, FieldState::Nothing, seen.clone()),
            (
                FieldId::PracticePlaces,
                FieldState::Declined,
                Source::Person,
            ),
        ] {
            let value = unsaid(state).over(field, None, &writer());
            assert_eq!(
                (value.source, value.as_of),
                (source, writer().on),
                "{field:?}"
            );
        }
    }

    #[test]
    fn who_answers_what_nobody_had_checked_gives_a_first_answer() {
        let open = Value {
            state: FieldState::Unchecked,
            source: Source::Agency {
                name: Line::new("前の事業所", 60).unwrap(),
            },
            as_of: Day::from_ymd(2026, 1, 5).unwrap(),
        };
        let now = unsaid(FieldState::Nothing).over(FieldId::PersonName, Some(&open), &writer());
        assert_eq!((now.source, now.as_of), (Source::Person, writer().on));
    }
}
