//! Where an answer is from and of which day: as stored, by the rule, or as somebody says here.
//!
//! It decides no rule: that is the domain's.

use crate::domain::calendar::Day;
use crate::domain::case::Source;
use crate::domain::text::Line;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, date, message};
use crate::tui::widget::answer::piece::{NAME, Name, Part, Pick, Piece, Reads, SHORT, SOURCES};
use crate::tui::widget::answer::typed::read_day;
use crate::tui::widget::answer::{Entry, Trouble, Usual};

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

    pub(super) fn show_origin(&mut self, usual: &Usual) {
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
            before: origin_pieces().iter().map(Piece::text).collect(),
        });
        self.settle_origin(usual);
    }

    /// Where nobody has said where it is from, what is shown is what will be recorded: that may be another source once
    /// the answer is written in.
    pub(super) fn settle_origin(&mut self, usual: &Usual) {
        let said = origin_texts(self.usual_origin(usual));
        let typed = self.typed_origin().is_some();
        let Some(origin) = self.origin.as_mut().filter(|_| !typed) else {
            return;
        };
        for (piece, text) in origin.pieces.iter_mut().zip(&said) {
            if piece.text() != *text {
                piece.set(text);
            }
        }
        origin.before = origin.pieces.iter().map(Piece::text).collect();
    }

    /// As stored while nothing else is written; today's writer for what is.
    pub(super) fn usual_origin(&self, usual: &Usual) -> (Source, Day) {
        match &self.stored {
            Some(stored) if self.said() == self.before => (stored.source.clone(), stored.as_of),
            _ => {
                let (by, on) = (usual.me.clone(), usual.today);
                (Source::Observed { by, on }, usual.today)
            }
        }
    }

    pub(super) fn typed_origin(&self) -> Option<&Origin> {
        let origin = self.origin.as_ref()?;
        let now: Vec<String> = origin.pieces.iter().map(Piece::text).collect();
        (now != origin.before).then_some(origin)
    }

    pub(super) fn origin(&self, usual: &Usual) -> Result<(Source, Day), Trouble> {
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

    pub(super) fn origin_text(&self, usual: &Usual, lang: Lang) -> String {
        match self.origin(usual) {
            Err(why) => why.text(self.field, lang),
            Ok((source, as_of)) => format!(
                "{}: {} / {}: {}",
                say(lang, &Word::Source.say()),
                message::source(&source, lang),
                say(lang, &Word::AsOf.say()),
                date::short_day(as_of, lang)
            ),
        }
    }
}

pub(super) fn origin_pieces() -> Vec<Piece> {
    let kinds = SOURCES.map(Pick::Source).to_vec();
    vec![
        Piece {
            name: Name::Say(Word::Source),
            part: Part::Choice(kinds, Some(0)),
        },
        Piece::line(Name::Say(Word::SourceWho), NAME, Reads::Text),
        Piece::line(Name::Say(Word::SourceOn), SHORT, Reads::Day),
        Piece::line(Name::Say(Word::AsOf), SHORT, Reads::Day),
    ]
}

pub(super) fn origin_texts((source, as_of): (Source, Day)) -> [String; 4] {
    let day = |day| date::short_day(day, Lang::Ja);
    let (kind, who, on) = match source {
        Source::Person => ("0", String::new(), String::new()),
        Source::Observed { by, on } => ("1", by.to_string(), day(on)),
        Source::Agency { name } => ("2", name.to_string(), String::new()),
    };
    [kind.to_owned(), who, on, day(as_of)]
}
