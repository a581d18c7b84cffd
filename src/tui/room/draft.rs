//! Drafts of forms: what the app asks of the worker while somebody types, and what it hears. Plain data.
//!
//! Which screens have drafts, and when one is written, is `Screen::draft_form` and the app's.

use crate::tui::act::Told;

pub use crate::workflow::draft::{Erasures, Form, Place, Words};

/// The piece of a draft that names the revision it was begun on.
pub const SEEN: &str = "seen";

/// What a piece of a draft holds of a field; the sign between the field's name and the number in it never changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// What is said.
    Said,
    /// Who says so, and as of when.
    Origin,
    /// That it was found anew, though it is as stored.
    Anew,
    /// What it was found about.
    About,
    /// What stood there and nobody touched: a suggestion, as it was seen.
    Stood,
    /// What was stored when it was typed, as a mark: somebody else may have stored another thing since.
    Over,
}

impl Part {
    const ALL: [Part; 6] = [
        Part::Said,
        Part::Origin,
        Part::Anew,
        Part::About,
        Part::Stood,
        Part::Over,
    ];

    fn sign(self) -> char {
        match self {
            Part::Said => '#',
            Part::Origin => '@',
            Part::Anew => '!',
            Part::About => '~',
            Part::Stood => '=',
            Part::Over => '^',
        }
    }

    /// Returns the name of such a piece of a field, by its number.
    pub fn of(self, field: &str, at: usize) -> String {
        format!("{field}{}{at}", self.sign())
    }
}

/// Reads the name of a piece: its field, and which part of it; none where it is the field's own.
pub fn parts(piece: &str) -> (&str, Option<(Part, usize)>) {
    let part = |it: &Part| {
        let (field, at) = piece.rsplit_once(it.sign())?;
        Some((field, Some((*it, at.parse().ok()?))))
    };
    Part::ALL.iter().find_map(part).unwrap_or((piece, None))
}

/// The piece of a draft that holds kept words without a place in the form.
pub const NO_PLACE: &str = "no-place";

/// What can be asked about drafts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Looks for what was typed here before.
    Find(Form),
    /// Keeps what was typed in place of what is kept. Asked only by whoever has seen that.
    Keep(Form, Words),
    /// Keeps what was typed together with what is kept, which nobody has seen.
    Join(Form, Meanwhile),
    /// Forgets it.
    Drop(Place),
    /// Looks whether nothing of what the form shows was erased since.
    Check(Form),
}

/// What became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// This was typed before and not saved.
    Found(Words),
    /// Nothing was.
    Nothing,
    /// What was asked is done.
    Done,
    /// It could not be read or kept: what is there is not known.
    Failed(Told),
    /// Something of what the form shows was erased since: nothing is kept of it any more.
    Erased(Told),
}

/// What was typed into a form before it was known what is kept of it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Meanwhile {
    /// What was typed, as for a draft.
    pub words: Words,
    /// Of the texts of many lines among it, what was added to what stood in the form.
    pub added: Words,
    /// Everything that stood in the form, what was suggested too.
    pub stood: Words,
}

impl Meanwhile {
    /// Joins it with what is kept, so that nothing of either is lost unseen: a text of many lines follows the one that is
    /// kept; any other field that was typed into is as typed; whatever was not is as kept, and what nobody kept is as it stood.
    pub fn join(&self, kept: &Words) -> Words {
        let is_in = |words: &Words, piece: &str| {
            let mut words = words.0.iter();
            words.any(|(it, _)| field(it) == field(piece))
        };
        let rest = kept.0.iter().filter(|(it, _)| !is_in(&self.words, it));
        let stood = self.stood.0.iter();
        let stood = stood.filter(|(it, _)| !is_in(&self.words, it) && !is_in(kept, it));
        let typed = self.words.0.iter().map(|(piece, text)| {
            let text = self.joined(piece, text, kept.get(piece).unwrap_or(""));
            (piece.clone(), text)
        });
        Words(rest.chain(stood).cloned().chain(typed).collect())
    }

    fn joined(&self, piece: &str, text: &str, kept: &str) -> String {
        match self.added.get(piece) {
            _ if kept.is_empty() || kept == text => text.to_owned(),
            // What is kept was begun on the earlier revision.
            _ if piece == SEEN => kept.to_owned(),
            Some("") => kept.to_owned(),
            Some(added) => format!("{kept}\n{added}"),
            None => text.to_owned(),
        }
    }
}

/// Gives what was added to a text of many lines; none where it was emptied.
pub fn added(before: &str, now: &str) -> Option<String> {
    let added = now.strip_prefix(before).unwrap_or(now);
    (!now.is_empty()).then(|| added.trim_start_matches('\n').to_owned())
}

/// The field a piece belongs to: all pieces of an answer go together.
fn field(piece: &str) -> &str {
    parts(piece).0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pieces: &[(&str, &str)]) -> Words {
        let pieces = pieces.iter();
        Words(
            pieces
                .map(|(name, text)| ((*name).into(), (*text).into()))
                .collect(),
        )
    }

    #[test]
    fn nothing_of_what_is_kept_or_typed_is_lost_where_they_meet() {
        let kept = words(&[
            ("a", "answer"),
            ("a#0", "昨日の分"),
            ("b", "answer"),
            ("b#0", "昨日"),
            ("b@1", "見本"),
            ("c", "昨日"),
            (SEEN, "2"),
        ]);
        let typed = [
            ("a", "answer"),
            ("a#0", "今日の分"),
            ("b", "answer"),
            ("b#1", "今日"),
            (SEEN, "3"),
        ];
        let meanwhile = Meanwhile {
            words: words(&typed),
            added: words(&[("a#0", "今日の分")]),
            stood: Words::default(),
        };
        let joined = words(&[
            ("c", "昨日"),
            ("a", "answer"),
            ("a#0", "昨日の分\n今日の分"),
            ("b", "answer"),
            ("b#1", "今日"),
            (SEEN, "2"),
        ]);
        assert_eq!(meanwhile.join(&kept).0, joined.0);
        assert_eq!(meanwhile.join(&Words::default()).0, words(&typed).0);
        assert_eq!(Meanwhile::default().join(&kept).0, kept.0);
    }

    #[test]
    fn what_stood_in_a_text_is_not_joined_to_itself() {
        for (before, now, expected) in [
            ("", "席は", Some("席は")),
            ("席は", "席は窓側", Some("窓側")),
            ("席は", "席は\n窓側", Some("窓側")),
            ("席は", "席は", Some("")),
            ("席は", "机は", Some("机は")),
            ("席は", "", None),
        ] {
            assert_eq!(added(before, now).as_deref(), expected, "{before} {now}");
        }
        let meanwhile = Meanwhile {
            words: words(&[("a", "declined"), ("a#0", "席は")]),
            added: words(&[("a#0", "")]),
            stood: Words::default(),
        };
        let joined = meanwhile.join(&words(&[("a", "answer"), ("a#0", "席は窓側")]));
        assert_eq!(joined.0, words(&[("a", "declined"), ("a#0", "席は窓側")]).0);
    }

    #[test]
    fn all_parts_of_a_field_go_together_wherever_it_was_typed() {
        for part in Part::ALL {
            assert_eq!(parts(&part.of("a.b", 12)), ("a.b", Some((part, 12))));
        }
        for own in ["a.b", "a#", "a#b", "a!-1"] {
            assert_eq!(parts(own), (own, None));
        }
        let kept = words(&[("a", "answer"), ("a!0", ""), ("a~0", "2"), ("b", "昨日")]);
        let meanwhile = Meanwhile {
            words: words(&[("a", "answer"), ("a#0", "今日")]),
            added: Words::default(),
            stood: words(&[("b", "今日"), ("c", "今日")]),
        };
        let joined = [
            ("b", "昨日"),
            ("c", "今日"),
            ("a", "answer"),
            ("a#0", "今日"),
        ];
        assert_eq!(meanwhile.join(&kept).0, words(&joined).0);
    }

    #[test]
    fn a_text_that_stands_there_already_is_not_said_twice() {
        let kept = words(&[("a", "席は窓側か。")]);
        let meanwhile = Meanwhile {
            words: kept.clone(),
            added: kept.clone(),
            stood: Words::default(),
        };
        assert_eq!(meanwhile.join(&kept).0, kept.0);
    }
}
