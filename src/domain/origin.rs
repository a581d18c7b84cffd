//! Where a value that is being written is from, and of which day, where nobody says.
//!
//! One rule for both faces. It reads no clock: who writes and on which day are arguments.

use crate::domain::answer::Given;
use crate::domain::calendar::Day;
use crate::domain::case::{FieldState, Source, Value};
use crate::domain::section::{FieldId, SectionId};
use crate::domain::text::Line;

/// A value as it is written: what is not said of its origin is by the rule.
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
enum Says {
    /// Something is known, or nobody has checked.
    Something,
    /// The person does not wish to share it.
    No,
}

impl Says {
    fn of(state: &FieldState) -> Says {
        match state {
            FieldState::Filled(_) | FieldState::Nothing | FieldState::Unchecked => Says::Something,
            FieldState::Declined => Says::No,
        }
    }
}

/// Over what a value is written, which says whose word it is where nobody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Nothing stands there.
    Nothing,
    /// The same stands there: it stays the word of whoever said it, of the day they said it.
    TheSame,
    /// Something else stands there: whoever said that has not said this.
    SomethingElse,
}

impl Over {
    /// Says over what a state is written.
    pub fn of(state: &FieldState, stored: Option<&Value>) -> Over {
        match stored {
            None => Over::Nothing,
            Some(stored) if stored.state == *state => Over::TheSame,
            Some(_) => Over::SomethingElse,
        }
    }
}

impl Written {
    /// Gives the value: what says the same keeps the stored source and day, anything else has those of a first answer.
    pub fn over(self, field: FieldId, stored: Option<&Value>, writer: &Writer) -> Value {
        let (source, as_of) = unsaid(field, &self.state, stored, writer);
        Value {
            source: self.source.unwrap_or(source),
            as_of: self.as_of.unwrap_or(as_of),
            state: self.state,
        }
    }
}

/// Gives source and day where nobody says them: as stored where the same stands there, or by the rule. A day of leaving that was
/// planned and is written again once it has come says what was: that is a first answer.
pub fn unsaid(
    field: FieldId,
    state: &FieldState,
    stored: Option<&Value>,
    writer: &Writer,
) -> (Source, Day) {
    let same = stored.filter(|it| Over::of(state, Some(it)) == Over::TheSame);
    match same.filter(|it| planned(field, it).is_none_or(|day| writer.on < day)) {
        Some(stored) => (stored.source.clone(), stored.as_of),
        None => first(field, state, writer),
    }
}

/// Gives the day on which somebody was to leave, where it stands there as this office planned it: it lay ahead when it was said.
pub fn planned(field: FieldId, stored: &Value) -> Option<Day> {
    let of_leaving = matches!(
        field,
        FieldId::ContractEnd | FieldId::HandlingLastDay | FieldId::HandlingPlannedStart
    );
    let own = !matches!(stored.source, Source::Agency { .. });
    match stored.given() {
        Some(Given::Day(day)) if of_leaving && own && stored.as_of < *day => Some(*day),
        _ => None,
    }
}

/// Gives source and day of a first answer.
pub fn first(field: FieldId, state: &FieldState, writer: &Writer) -> (Source, Day) {
    (usual_source(field, Says::of(state), writer), writer.on)
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
    use crate::domain::answer::{Answer, Raw};
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
            prop_assume!(planned(field, &value).is_none());
            let again = unsaid(value.state.clone()).over(field, Some(&value), &writer());
            prop_assert_eq!(again, value);
        }

        #[test]
        fn what_is_written_over_another_answer_is_as_a_first_answer(
            (field, value, other) in proptest::sample::select(FieldId::ALL)
                .prop_flat_map(|it| (Just(it), made_up::value(it), made_up::value(it)))
        ) {
            prop_assume!(value.state != other.state);
            let over = unsaid(other.state.clone()).over(field, Some(&value), &writer());
            let first = unsaid(other.state.clone()).over(field, None, &writer());
            prop_assert_eq!(over, first);
            let source = Source::Agency { name: Line::new("見本相談支援", 60).unwrap() };
            let mut written = unsaid(other.state.clone());
            written.source = Some(source.clone());
            let now = written.over(field, Some(&value), &writer());
            prop_assert_eq!(now, Value { state: other.state, source, as_of: writer().on });
        }
    }

    /// Whoever writes the planned day again once it has come says what was, and not what was planned.
    #[test]
    fn a_planned_day_written_again_once_it_has_come_is_said_anew() {
        let day = |day| Day::from_ymd(2026, 12, day).unwrap();
        let field = FieldId::ContractEnd;
        let stored = |end: Day, as_of, source| Value {
            state: FieldState::Filled(Answer::check(field.spec(), Raw::Day(end)).unwrap()),
            source,
            as_of,
        };
        let agency = Source::Agency {
            name: Line::new("前の事業所", 60).unwrap(),
        };
        for (end, as_of, source, expected) in [
            (day(10), day(1), Source::Person, day(10)),
            (day(9), day(1), Source::Person, day(10)),
            // Still to come, said on the day itself, and the word of another office: it stays as it is.
            (day(11), day(1), Source::Person, day(1)),
            (day(9), day(9), Source::Person, day(9)),
            (day(9), day(1), agency, day(1)),
        ] {
            let stored = stored(end, as_of, source);
            let again = unsaid(stored.state.clone()).over(field, Some(&stored), &writer());
            assert_eq!(again.as_of, expected, "{stored:?}");
        }
        // Of any other day it is no news that it stands there still.
        let field = FieldId::CertificateUntil;
        let value = Value {
            state: FieldState::Filled(Answer::check(field.spec(), Raw::Day(day(9))).unwrap()),
            source: Source::Person,
            as_of: day(1),
        };
        let again = unsaid(value.state.clone()).over(field, Some(&value), &writer());
        assert_eq!(again, value);
    }

    /// Nobody at the other office said what is typed here over what they said.
    #[test]
    fn what_staff_type_over_what_another_office_said_is_not_that_offices_word() {
        let theirs = |field: FieldId, text: &str| Value {
            state: told(field, text),
            source: Source::Agency {
                name: Line::new("前の事業所", 60).unwrap(),
            },
            as_of: Day::from_ymd(2026, 1, 5).unwrap(),
        };
        let observed = Source::Observed {
            by: writer().by,
            on: writer().on,
        };
        for (field, source) in [
            (FieldId::PersonPhone, Source::Person),
            (FieldId::HealthDiagnosis, Source::Person),
            (FieldId::SupportAbsences, observed),
        ] {
            let stored = theirs(field, "000-0000-0001");
            let now = unsaid(told(field, "000-1111-2222")).over(field, Some(&stored), &writer());
            assert_eq!((now.source, now.as_of), (source, writer().on), "{field:?}");
            let again = unsaid(stored.state.clone()).over(field, Some(&stored), &writer());
            assert_eq!(again, stored, "{field:?}");
        }
    }

    /// What a colleague saw in spring is not what is typed over it in winter.
    #[test]
    fn what_is_typed_over_what_somebody_saw_is_seen_by_whoever_types_it() {
        let field = FieldId::SupportAbsences;
        let on = Day::from_ymd(2026, 4, 1).unwrap();
        let by = Line::new("前任 はるか", 60).unwrap();
        let stored = Value {
            state: told(field, "朝が苦手"),
            source: Source::Observed { by, on },
            as_of: on,
        };
        let now = unsaid(told(field, "朝も来られる")).over(field, Some(&stored), &writer());
        let Writer { by, on } = writer();
        assert_eq!((now.source, now.as_of), (Source::Observed { by, on }, on));
    }

    fn told(field: FieldId, text: &str) -> FieldState {
        FieldState::Filled(Answer::check(field.spec(), Raw::Text(text.into())).unwrap())
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
