//! One piece of an answer: what can be typed or chosen in it, by the kind the catalogue gives.
//!
//! It knows no field and no draft, and draws nothing.

use crate::domain::assessment::{AssessmentItem, Scale};
use ratatui::layout::Rect;

use crate::domain::calendar::parse_day;
use crate::domain::field::{Cell, ChoiceId, Column, ColumnId, Kind, Unit};
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, date, label};
use crate::tui::edit::{Editor, To};
use crate::tui::keys::{Action, Stand};
use crate::tui::widget::answer::score::{Slot, slots};
use crate::tui::widget::choice::glance;
use crate::tui::widget::field::edit;
use crate::tui::widget::page::text_width;
use crate::tui::widget::which::{Of, Which};

/// The rows a text of many lines takes.
pub(super) const PAGE: u16 = 3;
/// The most cells in which the options of a choice are named: two rows of the smallest window.
const GLANCE: usize = 96;
/// The longest name of a source or a rater.
pub(super) const NAME: usize = 60;
/// The longest telephone number and date as typed.
pub(super) const SHORT: usize = 40;
/// The longest part of a triple.
pub(super) const PART: usize = 120;

/// What a piece is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Name {
    None,
    Say(Word),
    Column(ColumnId),
    Option(ChoiceId),
    Score(AssessmentItem, Slot),
}

impl Name {
    pub(super) fn text(self, lang: Lang) -> String {
        match self {
            Name::None => String::new(),
            Name::Say(word) => say(lang, &word.say()),
            Name::Column(column) => label::column(column, lang).to_owned(),
            Name::Option(choice) => label::choice(choice, lang).to_owned(),
            Name::Score(item, slot) => {
                let slot = slot.text(lang);
                format!("{slot}: {}", label::assessment(item, lang))
            }
        }
    }
}

/// How a line is read, shown beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reads {
    Text,
    Day,
    Month,
    Number(Unit),
    Score(Scale),
}

/// What can be typed or chosen in one piece.
#[derive(Debug)]
pub(super) enum Part {
    Line(Editor, Reads),
    Page(Editor),
    Choice(Vec<Pick>, Option<usize>),
    Tick(ChoiceId, Tick),
}

/// One option of a choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Pick {
    Choice(ChoiceId),
    Source(Word),
}

impl Pick {
    pub(super) fn text(self, lang: Lang) -> String {
        match self {
            Pick::Choice(choice) => label::choice(choice, lang).to_owned(),
            Pick::Source(word) => say(lang, &word.say()),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tick {
    On,
    Off,
}

pub(super) const SOURCES: [Word; 3] = [Word::Person, Word::Observed, Word::Agency];

/// Whether somebody has typed in a piece since it was filled in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Touched {
    Yes,
    No,
}

/// One piece of an answer.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) name: Name,
    pub(super) part: Part,
    touched: Touched,
    /// The same when it was filled in, to which the last undo goes back.
    filled: Touched,
    which: Which,
}

impl Piece {
    pub(super) fn new(name: Name, part: Part) -> Piece {
        Piece {
            name,
            part,
            touched: Touched::No,
            filled: Touched::No,
            which: Which::default(),
        }
    }

    pub(super) fn line(name: Name, limit: usize, reads: Reads) -> Piece {
        Piece::new(name, Part::Line(Editor::one_line(limit), reads))
    }

    pub(super) fn choice(name: Name, codes: &[ChoiceId]) -> Piece {
        let picks = codes.iter().map(|it| Pick::Choice(*it)).collect();
        Piece::new(name, Part::Choice(picks, None))
    }

    pub(super) fn cell(column: &Column) -> Piece {
        let name = Name::Column(column.id);
        match column.cell {
            Cell::Line(max) => Piece::line(name, max, Reads::Text),
            Cell::Date => Piece::line(name, SHORT, Reads::Day),
            Cell::Month => Piece::line(name, SHORT, Reads::Month),
            Cell::Number { unit, .. } => Piece::line(name, 9, Reads::Number(unit)),
            Cell::Choice(codes) => Piece::choice(name, codes),
        }
    }

    /// Gives what is in it as text; empty where nothing is.
    pub(super) fn text(&self) -> String {
        match &self.part {
            Part::Line(editor, _) | Part::Page(editor) => editor.text().to_owned(),
            Part::Choice(_, None) | Part::Tick(_, Tick::Off) => String::new(),
            Part::Choice(picks, Some(at)) => match picks.get(*at) {
                Some(Pick::Choice(choice)) => choice.code().to_owned(),
                Some(Pick::Source(_)) => at.to_string(),
                None => String::new(),
            },
            Part::Tick(choice, Tick::On) => choice.code().to_owned(),
        }
    }

    /// Gives what it says, however it is written: a day is the same day in every style.
    pub(super) fn meaning(&self) -> String {
        let text = self.text();
        match &self.part {
            Part::Line(_, Reads::Day) => parse_day(&text).map_or(text, |it| it.day.to_string()),
            _ => text,
        }
    }

    /// Writes a day that nobody has typed as it is written in this language.
    pub(super) fn speak(&mut self, lang: Lang) {
        let Part::Line(editor, Reads::Day) = &mut self.part else {
            return;
        };
        if self.touched == Touched::No
            && let Ok(parsed) = parse_day(editor.text())
            && parsed.note.is_none()
        {
            editor.set(&date::typed_day(parsed.day, lang));
        }
    }

    /// Marks it as typed, though it says what is stored.
    pub(super) fn touch(&mut self) {
        (self.touched, self.filled) = (Touched::Yes, Touched::Yes);
    }

    pub(super) fn is_touched(&self) -> bool {
        self.touched == Touched::Yes
    }

    /// Puts in what `text` gave.
    pub(super) fn set(&mut self, text: &str) {
        (self.touched, self.filled) = (Touched::No, Touched::No);
        match &mut self.part {
            Part::Line(editor, _) | Part::Page(editor) => {
                editor.set(text);
            }
            Part::Choice(picks, at) => {
                *at = (0..picks.len()).find(|it| match picks[*it] {
                    Pick::Choice(choice) => choice.code() == text,
                    Pick::Source(_) => it.to_string() == text,
                });
            }
            Part::Tick(choice, tick) => {
                *tick = match choice.code() == text {
                    true => Tick::On,
                    false => Tick::Off,
                };
            }
        }
    }

    /// Names what can be chosen: all of it where that can be read at a glance, else what is nearest; none elsewhere.
    pub(super) fn options(&self, lang: Lang) -> Option<String> {
        let Part::Choice(picks, at) = &self.part else {
            return None;
        };
        let names = picks.iter().map(|it| it.text(lang));
        let names: Vec<String> = names.collect();
        let told = say(lang, &Word::Options.say());
        Some(format!("{told}: {}", glance(&names, *at, GLANCE)))
    }

    /// Returns how many characters of what was typed last were not taken.
    pub(super) fn refused(&self) -> usize {
        match &self.part {
            Part::Line(editor, _) | Part::Page(editor) => editor.refused(),
            Part::Choice(..) | Part::Tick(..) => 0,
        }
    }

    pub(super) fn height(&self) -> u16 {
        match &self.part {
            Part::Page(_) => PAGE,
            _ => 1,
        }
    }

    /// The rows it takes while it is written: a text grows to what the room has beside its heading.
    pub(super) fn height_within(&self, room: Rect) -> u16 {
        match &self.part {
            Part::Page(editor) => {
                let most = room.height.saturating_sub(1).max(PAGE);
                let width = text_width(room.width.saturating_sub(4));
                editor.rows_within(width).clamp(PAGE, most)
            }
            _ => self.height(),
        }
    }

    pub(super) fn stand(&self) -> Stand {
        match &self.part {
            Part::Line(..) => Stand::AnswerLine,
            Part::Page(_) => Stand::AnswerPage,
            Part::Choice(..) => Stand::AnswerChoice,
            Part::Tick(..) => Stand::AnswerTicks,
        }
    }

    pub(super) fn insert(&mut self, text: &str) {
        self.touched = Touched::Yes;
        if let Part::Line(editor, _) | Part::Page(editor) = &mut self.part {
            editor.insert(text);
        }
    }

    pub(super) fn act(&mut self, action: Action) {
        let before = self.revision();
        self.act_on_part(action);
        if self.revision() != before {
            self.touched = match action {
                Action::Undo if self.is_as_set() => self.filled,
                _ => Touched::Yes,
            };
        }
    }

    fn is_as_set(&self) -> bool {
        match &self.part {
            Part::Line(editor, _) | Part::Page(editor) => editor.is_as_set(),
            Part::Choice(..) | Part::Tick(..) => true,
        }
    }

    fn revision(&self) -> u64 {
        match &self.part {
            Part::Line(editor, _) | Part::Page(editor) => editor.revision(),
            Part::Choice(..) | Part::Tick(..) => 0,
        }
    }

    fn act_on_part(&mut self, action: Action) {
        match (&mut self.part, action) {
            (Part::Line(editor, Reads::Day), Action::WhichDay) => {
                self.which.take_next(editor, Of::Day);
            }
            (Part::Line(editor, Reads::Month), Action::WhichDay) => {
                self.which.take_next(editor, Of::Month);
            }
            (Part::Page(editor), Action::LineUp) => editor.go(To::Up),
            (Part::Page(editor), Action::LineDown) => editor.go(To::Down),
            (Part::Page(editor), Action::PageUp) => (0..PAGE).for_each(|_| editor.go(To::Up)),
            (Part::Page(editor), Action::PageDown) => (0..PAGE).for_each(|_| editor.go(To::Down)),
            (Part::Page(editor), Action::NewLine) => {
                editor.insert("\n");
            }
            (Part::Line(editor, _) | Part::Page(editor), other) => edit(editor, other),
            (Part::Choice(_, at), Action::Up) => *at = at.and_then(|at| at.checked_sub(1)),
            (Part::Choice(picks, at), Action::Down) => {
                let next = at.map_or(0, |at| at + 1);
                *at = Some(next.min(picks.len().saturating_sub(1)));
            }
            (Part::Tick(_, tick), Action::Toggle) => {
                *tick = match tick {
                    Tick::On => Tick::Off,
                    Tick::Off => Tick::On,
                };
            }
            _ => {}
        }
    }
}

pub(super) fn pieces(kind: Kind) -> Vec<Piece> {
    let page = |limit| Piece::new(Name::None, Part::Page(Editor::many_lines(limit)));
    match kind {
        Kind::Line { max } => vec![Piece::line(Name::None, max, Reads::Text)],
        Kind::Text { max } => vec![page(max)],
        Kind::List { max, line } => vec![page(max * (line + 1))],
        Kind::Kana => vec![Piece::line(Name::None, NAME, Reads::Text)],
        Kind::Phone | Kind::Digits { .. } => vec![Piece::line(Name::None, SHORT, Reads::Text)],
        Kind::Date => vec![Piece::line(Name::None, SHORT, Reads::Day)],
        Kind::Month => vec![Piece::line(Name::None, SHORT, Reads::Month)],
        Kind::Number { unit, .. } => {
            vec![Piece::line(Name::None, 9, Reads::Number(unit))]
        }
        Kind::Choice(codes) => vec![Piece::choice(Name::None, codes)],
        Kind::Choices(codes) => {
            let tick =
                |code: &ChoiceId| Piece::new(Name::Option(*code), Part::Tick(*code, Tick::Off));
            codes.iter().map(tick).collect()
        }
        Kind::Table { columns, .. } => columns.iter().map(Piece::cell).collect(),
        Kind::Person => [Word::Name, Word::Kana, Word::Relation, Word::Phone]
            .into_iter()
            .map(|word| Piece::line(Name::Say(word), NAME, Reads::Text))
            .collect(),
        Kind::Triples { .. } => triple().into(),
        Kind::Scores { items, raters } => {
            let head = vec![
                Piece::line(Name::Say(Word::ScoredOn), SHORT, Reads::Day),
                Piece::line(Name::Say(Word::Rater), NAME, Reads::Text),
            ];
            let piece = |(item, slot): (AssessmentItem, Slot)| {
                let name = Name::Score(item, slot);
                match slot {
                    Slot::Mark(_) => Piece::line(name, 9, Reads::Score(item.scale())),
                    Slot::Checks => Piece::line(name, 20, Reads::Text),
                }
            };
            let scores = slots(items, raters).map(piece);
            head.into_iter().chain(scores).collect()
        }
    }
}

pub(super) fn triple() -> [Piece; 3] {
    [Word::Sign, Word::Remedy, Word::Wish]
        .map(|word| Piece::line(Name::Say(word), PART, Reads::Text))
}
