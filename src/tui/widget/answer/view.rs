//! An answer drawn: its rows, the caret, and the mark of its state.
//!
//! It changes nothing.

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::{parse_day, parse_month};
use crate::domain::case::FieldState;
use crate::domain::field::{Filled, Need};
use crate::domain::origin::Writer;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, date, label};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::answer::piece::{Part, Piece, Reads, Tick};
use crate::tui::widget::answer::{Entry, State};
use crate::tui::widget::field::view_edge;
use crate::tui::widget::page::{view_beginning, view_text};
use crate::tui::widget::pen::{Pen, width_of};
use crate::tui::widget::split::heading;

/// One row of the form as it is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Row {
    /// The name of a field with several pieces.
    Head,
    /// The number of a row of a table.
    Number(usize),
    /// A piece, by its place.
    At(usize),
}

impl Entry {
    /// Says whether name and piece stand in one row.
    pub(super) fn is_short(&self) -> bool {
        let one = self.state != State::Answer || self.pieces.len() == 1;
        let page = matches!(self.pieces.first().map(|it| &it.part), Some(Part::Page(_)));
        one && !(page && self.state == State::Answer)
    }

    pub(super) fn layout(&self, focus: Option<usize>, room: Rect) -> Vec<(Row, u16)> {
        let mut rows = Vec::new();
        if !self.is_short() {
            rows.push((Row::Head, 1));
        }
        for at in 0..self.places() {
            let width = self.width();
            let starts = 0 < width && at < self.body_places() && at % width == 0;
            if starts && self.state == State::Answer {
                rows.push((Row::Number(at / width), 1));
            }
            let height = |it: &Piece| match focus == Some(at) {
                true => it.height_within(room),
                false => it.height(),
            };
            rows.push((Row::At(at), self.piece(at).map_or(1, height)));
        }
        rows
    }

    /// Returns how many rows it takes in this room.
    pub fn height(&self, focus: Option<usize>, room: Rect) -> u16 {
        self.layout(focus, room)
            .iter()
            .map(|(_, height)| height)
            .sum()
    }

    /// Returns the first row of the focused piece and how many it takes in this room.
    pub fn rows_of(&self, at: usize, room: Rect) -> (u16, u16) {
        let mut y = 0;
        for (row, height) in self.layout(Some(at), room) {
            if row == Row::At(at) {
                return (y, height);
            }
            y += height;
        }
        (0, 1)
    }

    /// Draws what of it lies between the top and the bottom of `area`, its first row standing `above` rows over the
    /// top; says where the caret is if the focus is on a piece of it.
    pub fn view(
        &self,
        pen: &mut Pen,
        area: Rect,
        first: i32,
        focus: Option<usize>,
        usual: &Writer,
    ) -> Option<Position> {
        let mut caret = None;
        let mut y = first;
        for (row, height) in self.layout(focus, area) {
            let (top, bottom) = (i32::from(area.top()), i32::from(area.bottom()));
            if top <= y && y + i32::from(height) <= bottom {
                let here = Rect {
                    y: u16::try_from(y).unwrap_or(area.y),
                    height,
                    ..area
                };
                let focused = matches!((row, focus), (Row::At(at), Some(focus)) if at == focus);
                let found = self.view_row(pen, here, row, focused.into(), usual);
                if focused {
                    caret = Some(found);
                }
            }
            y += i32::from(height);
        }
        caret
    }

    pub(super) fn view_row(
        &self,
        pen: &mut Pen,
        area: Rect,
        row: Row,
        focused: Focused,
        usual: &Writer,
    ) -> Position {
        let lang = pen.cx.lang;
        let label_width = label_width(area.width);
        let name_first = self.is_short() && matches!(row, Row::At(0));
        // A text of many lines is marked at the line of its caret.
        if focused == Focused::Yes && area.height == 1 {
            pen.put(area.x, area.y, 1, sign(Role::Focus), Role::Focus);
        }
        if row == Row::Head || name_first {
            let (role, mark) = self.mark(usual);
            pen.put(area.x + 1, area.y, 1, mark, role);
            let width = if name_first { label_width } else { area.width };
            let role = match focused {
                Focused::Yes => Role::Title,
                Focused::No => match heading(self.field, lang).0 {
                    Role::Key => Role::Text,
                    plan => plan,
                },
            };
            let name = label::field(self.field, lang);
            pen.put(area.x + 3, area.y, width, name, role);
        }
        let x = area.x + 4 + label_width;
        match row {
            Row::Head => area.as_position(),
            Row::Number(number) => {
                let text = format!("{} {}", say(lang, &Word::Row.say()), number + 1);
                pen.put(area.x + 5, area.y, area.width, &text, Role::Dim);
                area.as_position()
            }
            Row::At(at) => match self.piece(at) {
                None => self.view_state(pen, Position::new(x, area.y), focused),
                Some(piece) => {
                    let suggested = self
                        .suggested(at, usual)
                        .filter(|_| piece.text().is_empty());
                    let suggested = suggested.filter(|_| at < self.body_places());
                    if self.is_wanted(at) {
                        pen.put(area.x + 3, area.y, 1, sign(Role::Warn), Role::Warn);
                    }
                    view_piece(pen, area, x, piece, suggested.as_deref(), focused)
                }
            },
        }
    }

    pub(super) fn view_state(&self, pen: &mut Pen, at: Position, focused: Focused) -> Position {
        let text = format!("< {} >", self.state_text(pen.cx.lang));
        pen.put(at.x, at.y, u16::MAX, &text, focused.role());
        at
    }

    /// Names the state it is in.
    pub fn state_text(&self, lang: Lang) -> String {
        match self.state {
            State::Nothing => label::state(&FieldState::Nothing, lang).to_owned(),
            State::Declined => label::state(&FieldState::Declined, lang).to_owned(),
            State::Unchecked => label::state(&FieldState::Unchecked, lang).to_owned(),
            State::Answer if self.is_blank() => say(lang, &Word::StateBlank.say()),
            State::Answer => say(lang, &Word::StateAnswer.say()),
        }
    }

    /// Whether it says that there is none, or the like, where a handover needs an answer.
    pub(super) fn misses_answer(&self) -> bool {
        let filled = self.field.spec().filled;
        self.state != State::Answer && self.need == Need::Required && filled == Filled::ByAnswer
    }

    pub(super) fn mark(&self, usual: &Writer) -> (Role, &'static str) {
        let blank = self.state == State::Answer && self.is_blank();
        let doubt = self.trouble.is_some() || self.meanwhile.is_some();
        let cut = self.pieces.iter().chain(self.shown_origin());
        let cut = cut.map(Piece::refused).any(|it| 0 < it);
        match self.value(usual) {
            _ if cut => (Role::Bad, sign(Role::Bad)),
            Err(_) => (Role::Bad, sign(Role::Bad)),
            Ok(_) if doubt => (Role::Warn, sign(Role::Warn)),
            Ok(_) if self.misses_answer() => (Role::Warn, sign(Role::Warn)),
            Ok(_) if blank && self.need == Need::Required => (Role::Warn, sign(Role::Warn)),
            Ok(_) if blank => (Role::Dim, " "),
            Ok(_) => (Role::Good, sign(Role::Good)),
        }
    }
}

/// Whether the focus is on what is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Focused {
    Yes,
    No,
}

impl From<bool> for Focused {
    fn from(yes: bool) -> Focused {
        match yes {
            true => Focused::Yes,
            false => Focused::No,
        }
    }
}

impl Focused {
    const fn role(self) -> Role {
        match self {
            Focused::Yes => Role::Focus,
            Focused::No => Role::Text,
        }
    }
}

pub(super) fn label_width(width: u16) -> u16 {
    (width / 3).clamp(16, 34)
}

/// Draws a piece; what is suggested stands in a line that has none.
pub(super) fn view_piece(
    pen: &mut Pen,
    area: Rect,
    x: u16,
    piece: &Piece,
    suggested: Option<&str>,
    focused: Focused,
) -> Position {
    let lang = pen.cx.lang;
    let label_width = x - area.x - 6;
    let name = piece.name.text(lang);
    match &piece.part {
        Part::Page(editor) => {
            let text = Rect {
                x: area.x + 4,
                width: area.width.saturating_sub(4),
                ..area
            };
            let caret = match focused {
                Focused::Yes => view_text(pen, text, editor),
                Focused::No => view_beginning(pen, text, editor),
            };
            if focused == Focused::Yes {
                pen.put(area.x, caret.y, 1, sign(Role::Focus), Role::Focus);
            }
            caret
        }
        Part::Tick(_, tick) => {
            let mark = match tick {
                Tick::On => "[x]",
                Tick::Off => "[ ]",
            };
            let text = format!("{mark} {name}");
            pen.put(area.x + 5, area.y, area.width, &text, focused.role());
            Position::new(area.x + 5, area.y)
        }
        Part::Choice(picks, at) => {
            pen.fit(area.x + 5, area.y, label_width, &name, Role::Text);
            let taken = at.and_then(|at| picks.get(at)).map(|it| it.text(lang));
            let shown = match (taken, at) {
                (Some(taken), Some(at)) => format!("< {taken} > {}/{}", at + 1, picks.len()),
                _ => format!("< - > 0/{}", picks.len()),
            };
            let room = area.right().saturating_sub(x);
            pen.put(x, area.y, room, &shown, focused.role());
            Position::new(x, area.y)
        }
        Part::Line(editor, reads) => {
            pen.fit(area.x + 5, area.y, label_width, &name, Role::Text);
            let text = suggested.unwrap_or(editor.text());
            let echo = echo(text, *reads, lang);
            let room = area.right().saturating_sub(x + 2);
            let width = match reads {
                Reads::Text => room,
                Reads::Number(_) => room.min(9),
                Reads::Score(_) => room.min(3),
                Reads::Day | Reads::Month => room.min(if area.width < 70 { 14 } else { 22 }),
            };
            let window = match focused {
                Focused::Yes => editor.window(width, 1),
                Focused::No => editor.beginning(width, 1),
            };
            let part = window.rows.first().map_or("", String::as_str);
            view_edge(pen, Position::new(x, area.y), &window);
            match suggested {
                Some(text) => pen.put(x + 1, area.y, width, text, Role::Dim),
                None => pen.put(x + 1, area.y, width, part, Role::Text),
            };
            pen.put(x + 1 + width, area.y, 1, "]", Role::Frame);
            let at = x + 3 + width;
            // Half a day says another one; the foot says it whole.
            if at + width_of(&echo) <= area.right() {
                pen.put(at, area.y, width_of(&echo), &echo, Role::Dim);
            }
            Position::new(x + 1 + window.caret.0, area.y)
        }
    }
}

pub(super) fn echo(text: &str, reads: Reads, lang: Lang) -> String {
    match reads {
        Reads::Text => String::new(),
        Reads::Number(unit) => label::unit(unit, lang).to_owned(),
        Reads::Score(scale) => label::scale(scale, lang).to_owned(),
        Reads::Day => {
            parse_day(text).map_or(String::new(), |it| format!("= {}", date::day(it.day, lang)))
        }
        Reads::Month => parse_month(text).map_or(String::new(), |it| {
            format!("= {}", date::month(it.month, lang))
        }),
    }
}
