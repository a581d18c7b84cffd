//! A one-line field: label, what is typed, and what is wrong with it.
//!
//! It does not check anything: the screen sets the problem.

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::{Note, parse_day};
use crate::lang::screen::Say;
use crate::lang::{Lang, date};
use crate::tui::edit::Window;
use crate::tui::edit::{Editor, To};
use crate::tui::keys::Action;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::pen::{Pen, width_of};
use crate::tui::widget::which::{Of, Which, asked};

/// The widest value shown, in cells.
const WIDTH: u16 = 60;

/// The most characters a field takes.
const LONGEST: usize = 256;

/// Whether what is typed may be seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// As typed.
    Plain,
    /// One star for each character.
    Masked,
}

/// Whether the focus is on a piece of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// It is.
    Here,
    /// It is on another one.
    Elsewhere,
}

/// A labelled line of text.
#[derive(Debug)]
pub struct Field {
    /// What is asked.
    pub label: Say,
    /// What is typed.
    pub editor: Editor,
    /// What is wrong with it, if anything.
    pub problem: Option<Say>,
    /// Whether what is typed may be seen.
    pub sight: Sight,
    reads: Reads,
    which: Which,
    stands: Stands,
}

/// How what stands in the field came there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    /// It is suggested: it goes as soon as another text is typed.
    Suggested,
    /// It was suggested, and somebody moved in it: it stays, but nobody has typed it.
    Entered,
    /// It is typed.
    Typed,
}

/// Whether the field shows beside what is typed how it is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reads {
    Nothing,
    Day,
    Days,
}

/// The widest day as typed, in cells; a longer one scrolls where there is less room.
const DAY_WIDTH: u16 = 22;
const SHORT_DAY_WIDTH: u16 = 14;

impl Field {
    /// Makes an empty field.
    pub fn new(label: Say, sight: Sight) -> Field {
        Field {
            label,
            editor: editor(sight),
            problem: None,
            sight,
            reads: Reads::Nothing,
            which: Which::default(),
            stands: Stands::Typed,
        }
    }

    /// Makes an empty field for a day; the day it is read as stands beside it.
    pub fn day(label: Say) -> Field {
        Field {
            reads: Reads::Day,
            ..Field::new(label, Sight::Plain)
        }
    }

    /// Makes an empty field for several days, between spaces or commas; what is to be checked of one stands below.
    pub fn days(label: Say) -> Field {
        Field {
            reads: Reads::Days,
            ..Field::new(label, Sight::Plain)
        }
    }

    /// Empties the field, its undo history too.
    pub fn empty(&mut self) {
        drop(self.editor.take());
    }

    /// Puts a text there that goes as soon as another one is typed; whoever moves in it or edits it keeps it.
    pub fn suggest(&mut self, text: &str) {
        self.editor.set(text);
        self.stands = Stands::Suggested;
    }

    /// Says whether what stands there goes as soon as another text is typed.
    pub fn is_suggested(&self) -> bool {
        self.stands == Stands::Suggested
    }

    /// Says whether somebody typed what stands there.
    pub fn is_typed(&self) -> bool {
        self.stands == Stands::Typed
    }

    /// Takes what stands there for typed.
    pub fn take_up(&mut self) {
        self.stands = Stands::Typed;
    }

    /// Writes a suggested day as it is written in this language.
    pub fn speak(&mut self, lang: Lang) {
        if let (true, Reads::Day, Ok(parsed)) = (
            self.is_suggested(),
            self.reads,
            parse_day(self.editor.text()),
        ) {
            self.suggest(&date::typed_day(parsed.day, lang));
        }
    }

    /// Puts text there as if it had been typed.
    pub fn set(&mut self, text: &str) {
        self.editor.set(text);
        self.take_up();
    }

    /// Puts text where the caret is, or in place of what was suggested; line ends become spaces.
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.problem = None;
        if self.is_suggested() {
            self.editor.set("");
        }
        self.take_up();
        self.editor.insert(text);
    }

    /// Carries out a caret move or an edit; other actions leave it as it is.
    pub fn act(&mut self, action: Action) {
        let before = self.editor.revision();
        match (action, self.reads) {
            (Action::WhichDay, Reads::Day) => {
                self.problem = None;
                self.which.take_next(&mut self.editor, Of::Day);
            }
            _ => edit(&mut self.editor, action),
        }
        self.stands = match self.stands {
            _ if self.editor.revision() != before => Stands::Typed,
            Stands::Suggested => Stands::Entered,
            other => other,
        };
    }

    /// Draws the field in one line and its problem in the next; says where the caret is.
    pub fn view(&self, pen: &mut Pen, area: Rect, label_width: u16, focus: Focus) -> Position {
        let label = pen.say(&self.label);
        let role = if focus == Focus::Here {
            Role::Title
        } else {
            Role::Text
        };
        if focus == Focus::Here {
            pen.put(area.x, area.y, 1, sign(Role::Focus), Role::Focus);
        }
        pen.put(area.x + 2, area.y, label_width, &label, role);
        let x = area.x + 3 + label_width;
        let widest = match self.reads {
            Reads::Nothing | Reads::Days => WIDTH,
            Reads::Day if area.width < 70 => SHORT_DAY_WIDTH,
            Reads::Day => DAY_WIDTH,
        };
        let width = area.right().saturating_sub(x + 2).min(widest);
        let window = match focus {
            Focus::Here => self.editor.window(width, 1),
            Focus::Elsewhere => self.editor.beginning(width, 1),
        };
        let part = window.rows.first().map_or("", String::as_str);
        view_edge(pen, Position::new(x, area.y), &window);
        let role = match self.is_suggested() {
            true => Role::Dim,
            false => Role::Text,
        };
        pen.put(x + 1, area.y, width, part, role);
        pen.put(x + 1 + width, area.y, 1, "]", Role::Frame);
        if let (Reads::Day, Ok(parsed)) = (self.reads, parse_day(self.editor.text())) {
            let at = x + 3 + width;
            let room = area.right().saturating_sub(at);
            // Half a day says another one: it is said in short, or not at all.
            let says =
                [date::day, date::short_day].map(|it| format!("= {}", it(parsed.day, pen.cx.lang)));
            if let Some(read) = says.iter().find(|it| width_of(it) <= room) {
                pen.put(at, area.y, room, read, Role::Dim);
            }
        }
        let below = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: 1,
        };
        match (self.asked(pen.cx.lang), &self.said(), self.noted()) {
            (Some(asked), ..) => {
                pen.marked(below, &asked, Role::Warn);
            }
            (None, Some(problem), _) => {
                pen.sentence(below, problem, Role::Bad);
            }
            (None, None, Some(note)) => {
                pen.marked(below, &date::noted(note, pen.cx.lang), Role::Warn);
            }
            (None, None, None) => {}
        }
        Position::new(x + 1 + window.caret.0, area.y)
    }

    /// Which days it may mean, where that is not clear.
    fn asked(&self, lang: Lang) -> Option<String> {
        match self.reads {
            Reads::Day => asked(self.editor.text(), Of::Day, lang),
            Reads::Days | Reads::Nothing => None,
        }
    }

    /// What is to be checked about a day that was taken otherwise than it was typed.
    fn noted(&self) -> Option<Note> {
        match self.reads {
            Reads::Day => parse_day(self.editor.text()).ok()?.note,
            Reads::Days => {
                let mut days = days_typed(self.editor.text()).filter_map(|it| parse_day(it).ok());
                days.find_map(|it| it.note)
            }
            Reads::Nothing => None,
        }
    }

    /// What is wrong with it: what the screen found, or that not all of it was taken.
    fn said(&self) -> Option<Say> {
        let cut = Some(self.editor.refused()).filter(|it| 0 < *it);
        self.problem.or(cut.map(Say::NotTaken))
    }

    /// Returns how many rows it takes.
    pub fn height(&self) -> u16 {
        let says = self.said().is_some() || self.noted().is_some();
        1 + u16::from(says || self.asked(Lang::Ja).is_some())
    }
}

/// Gives each of several days as it is typed, between spaces or commas.
pub fn days_typed(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(|c: char| c.is_whitespace() || matches!(c, '、' | ',' | '，'));
    pieces.filter(|it| !it.is_empty())
}

/// Draws the left edge of a line of text: a sign where some of it is hidden there.
pub fn view_edge(pen: &mut Pen, at: Position, window: &Window) {
    match window.before {
        0 => pen.put(at.x, at.y, 1, "[", Role::Frame),
        _ => pen.put(at.x, at.y, 1, "<", Role::Changed),
    };
}

/// Says why what is typed is no day: an empty field is told as empty.
pub fn unread_day(typed: &str) -> Say {
    match typed.trim() {
        "" => Say::Needed,
        _ => Say::NotADay,
    }
}

fn editor(sight: Sight) -> Editor {
    match sight {
        Sight::Plain => Editor::one_line(LONGEST),
        Sight::Masked => Editor::masked(LONGEST),
    }
}

/// Carries out what a field of any number of lines can do; other actions leave it as it is.
pub fn edit(editor: &mut Editor, action: Action) {
    match action {
        Action::Left => editor.go(To::Left),
        Action::Right => editor.go(To::Right),
        Action::WordLeft => editor.go(To::WordLeft),
        Action::WordRight => editor.go(To::WordRight),
        Action::LineStart => editor.go(To::Home),
        Action::LineEnd => editor.go(To::End),
        Action::DeleteBack => editor.delete(To::Left),
        Action::DeleteForward => editor.delete(To::Right),
        Action::DeleteToStart => editor.delete(To::Home),
        Action::Undo => {
            editor.undo();
        }
        Action::Redo => {
            editor.redo();
        }
        _ => {}
    }
}
