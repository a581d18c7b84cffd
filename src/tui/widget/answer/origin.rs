//! Where an answer is from and of which day: as stored, by the rule, or as somebody says here.
//!
//! It decides no rule: that is the domain's.

use std::ops::Range;

use crate::domain::calendar::Day;
use crate::domain::case::{FieldState, Source};
use crate::domain::origin::{Over, Writer, first, unsaid};
use crate::domain::text::Line;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, date, message};
use crate::tui::widget::answer::piece::{NAME, Name, Part, Pick, Piece, Reads, SHORT, SOURCES};
use crate::tui::widget::answer::typed::read_day;
use crate::tui::widget::answer::{Entry, State, Trouble};

#[derive(Debug)]
pub(super) struct Origin {
    pub(super) pieces: Vec<Piece>,
    pub(super) shown: Shown,
    pub(super) before: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shown {
    Yes,
    No,
}

/// The pieces that say where it is from.
const SOURCE: Range<usize> = 0..3;

/// The piece that says of which day it is.
const DAY: Range<usize> = 3..4;

impl Origin {
    /// Says whether somebody said something else in these pieces than was shown there.
    fn is_typed(&self, part: Range<usize>) -> bool {
        let now = self.pieces.iter().map(Piece::meaning);
        let both = now.zip(&self.before);
        both.skip(part.start)
            .take(part.len())
            .any(|(now, before)| now != *before)
    }
}

impl Entry {
    pub(super) fn shown_origin(&self) -> &[Piece] {
        match &self.origin {
            Some(origin) if origin.shown == Shown::Yes => &origin.pieces,
            _ => &[],
        }
    }

    pub(super) fn show_origin(&mut self, usual: &Writer) {
        if let Some(origin) = &mut self.origin {
            origin.shown = match origin.shown {
                Shown::Yes => Shown::No,
                Shown::No => Shown::Yes,
            };
            return;
        }
        self.origin = Some(Origin {
            pieces: origin_pieces(),
            shown: Shown::Yes,
            before: origin_pieces().iter().map(Piece::meaning).collect(),
        });
        self.settle_origin(usual);
    }

    /// What nobody has said of where it is from is shown as it will be recorded: that may be another source once the answer is
    /// written in, also where its day was said, and the other way round.
    pub(super) fn settle_origin(&mut self, usual: &Writer) {
        let said = origin_texts(self.usual_origin(usual), self.lang);
        let Some(origin) = &mut self.origin else {
            return;
        };
        for part in [SOURCE, DAY] {
            if origin.is_typed(part.clone()) {
                continue;
            }
            for at in part {
                let (Some(piece), Some(text)) = (origin.pieces.get_mut(at), said.get(at)) else {
                    continue;
                };
                if piece.text() != *text {
                    piece.set(text);
                }
                if let Some(before) = origin.before.get_mut(at) {
                    *before = piece.meaning();
                }
            }
        }
    }

    /// By the domain's rule, where nobody says it.
    pub(super) fn usual_origin(&self, usual: &Writer) -> (Source, Day) {
        let stored = self.stored.as_ref();
        match self.typed_state(usual) {
            Some(state) => match stored.filter(|it| it.state == state && !self.is_said_again()) {
                Some(it) => (it.source.clone(), it.as_of),
                None => unsaid(self.field, &state, stored, usual),
            },
            // Whatever it will be, it is an answer, and not what stands there.
            None => first(self.field, &FieldState::Unchecked, usual),
        }
    }

    /// The state as it is written; none where it cannot be read, or nothing is written.
    fn typed_state(&self, usual: &Writer) -> Option<FieldState> {
        match self.state {
            State::Nothing => Some(FieldState::Nothing),
            State::Declined => Some(FieldState::Declined),
            State::Unchecked => Some(FieldState::Unchecked),
            State::Answer => self.answer(usual).ok().flatten().map(FieldState::Filled),
        }
    }

    pub(super) fn typed_origin(&self) -> Option<&Origin> {
        let origin = self.origin.as_ref()?;
        let is_typed = [SOURCE, DAY].into_iter().any(|it| origin.is_typed(it));
        is_typed.then_some(origin)
    }

    pub(super) fn origin(&self, usual: &Writer) -> Result<(Source, Day), Trouble> {
        let Some(origin) = self.typed_origin() else {
            return Ok(self.usual_origin(usual));
        };
        let text = |at: usize| origin.pieces.get(at).map(Piece::text).unwrap_or_default();
        let day = |at| read_day(&text(at));
        let name = || Line::new(&text(1), NAME).map_err(Trouble::Text);
        let source = match text(0).as_str() {
            "1" => Source::Observed {
                by: name()?,
                on: day(2)?,
            },
            "2" => Source::Agency { name: name()? },
            _ => Source::Person,
        };
        Ok((source, day(3)?))
    }

    /// Says whether something else is written than what stands there, and nobody has said where that is from.
    fn takes_origin(&self, usual: &Writer) -> bool {
        let stored = self.stored.as_ref();
        let other = match self.typed_state(usual) {
            Some(state) => Over::of(&state, stored) == Over::SomethingElse,
            None => stored.is_some() && self.said() != self.before,
        };
        (other || self.is_said_again()) && self.typed_origin().is_none()
    }

    /// Where it is from and of which day; over another answer, that it will be so once it is saved.
    pub(super) fn origin_text(&self, usual: &Writer, lang: Lang) -> String {
        let (source, as_of) = match self.origin(usual) {
            Err(why) => return why.text(self.field, lang),
            Ok(origin) => origin,
        };
        let (label, then) = match self.takes_origin(usual) {
            true => (Word::SourceOnceSaved, say(lang, &Word::F5Mends.say())),
            false => (Word::Source, String::new()),
        };
        format!(
            "{}: {} / {}: {}{then}",
            say(lang, &label.say()),
            message::source(&source, lang),
            say(lang, &Word::AsOf.say()),
            date::short_day(as_of, lang)
        )
    }
}

pub(super) fn origin_pieces() -> Vec<Piece> {
    let kinds = SOURCES.map(Pick::Source).to_vec();
    vec![
        Piece::new(Name::Say(Word::Source), Part::Choice(kinds, Some(0))),
        Piece::line(Name::Say(Word::SourceWho), NAME, Reads::Text),
        Piece::line(Name::Say(Word::SourceOn), SHORT, Reads::Day),
        Piece::line(Name::Say(Word::AsOf), SHORT, Reads::Day),
    ]
}

pub(super) fn origin_texts((source, as_of): (Source, Day), lang: Lang) -> [String; 4] {
    let day = |day| date::typed_day(day, lang);
    let (kind, who, on) = match source {
        Source::Person => ("0", String::new(), String::new()),
        Source::Observed { by, on } => ("1", by.to_string(), day(on)),
        Source::Agency { name } => ("2", name.to_string(), String::new()),
    };
    [kind.to_owned(), who, on, day(as_of)]
}
