//! Where an answer is from and of which day: as stored, by the rule, or as somebody says here.
//!
//! It decides no rule: that is the domain's.

use crate::domain::calendar::Day;
use crate::domain::case::Source;
use crate::domain::origin::{Says, Writer, unsaid};
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

    /// Where nobody has said where it is from, what is shown is what will be recorded: that may be another source once
    /// the answer is written in.
    pub(super) fn settle_origin(&mut self, usual: &Writer) {
        let said = origin_texts(self.usual_origin(usual), self.lang);
        let typed = self.typed_origin().is_some();
        let Some(origin) = self.origin.as_mut().filter(|_| !typed) else {
            return;
        };
        for (piece, text) in origin.pieces.iter_mut().zip(&said) {
            if piece.text() != *text {
                piece.set(text);
            }
        }
        origin.before = origin.pieces.iter().map(Piece::meaning).collect();
    }

    /// As stored, or by the rule where nothing is.
    pub(super) fn usual_origin(&self, usual: &Writer) -> (Source, Day) {
        let says = match self.state {
            State::Answer | State::Nothing => Says::Something,
            State::Declined => Says::No,
            State::Unchecked => Says::Nobody,
        };
        unsaid(self.field, says, self.stored.as_ref(), usual)
    }

    pub(super) fn typed_origin(&self) -> Option<&Origin> {
        let origin = self.origin.as_ref()?;
        let now: Vec<String> = origin.pieces.iter().map(Piece::meaning).collect();
        (now != origin.before).then_some(origin)
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

    /// Says whether something else is written than is stored, and that it is from where that was.
    fn keeps_origin(&self, source: &Source, as_of: Day) -> bool {
        let stored = self.stored.as_ref();
        let same = stored.is_some_and(|it| (&it.source, it.as_of) == (source, as_of));
        same && self.said() != self.before && self.typed_origin().is_none()
    }

    pub(super) fn origin_text(&self, usual: &Writer, lang: Lang) -> String {
        match self.origin(usual) {
            Err(why) => why.text(self.field, lang),
            Ok((source, as_of)) => {
                let told = format!(
                    "{}: {} / {}: {}",
                    say(lang, &Word::Source.say()),
                    message::source(&source, lang),
                    say(lang, &Word::AsOf.say()),
                    date::short_day(as_of, lang)
                );
                match self.keeps_origin(&source, as_of) {
                    true => format!("{told} / {}", say(lang, &Word::OriginKept.say())),
                    false => told,
                }
            }
        }
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
