//! The editor of every field: a text, a caret between two graphemes, undo, and what of it shows in a window.
//!
//! Not a widget and not a key table: it draws nothing and knows no keys. It cleans what comes in, but whether the
//! text is acceptable is for the field's own type to say.

mod history;
mod window;

use std::cell::RefCell;
use std::fmt;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use zeroize::{Zeroize, Zeroizing};

use crate::domain::text::{Lines, clean};
use crate::tui::edit::history::{Change, History};
use crate::tui::edit::window::Seen;
pub use crate::tui::edit::window::Window;

/// A place the caret can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The grapheme before.
    Left,
    /// The grapheme behind.
    Right,
    /// The row above, as wrapped in the window drawn last.
    Up,
    /// The row below.
    Down,
    /// The beginning of the row; from there, of the line.
    Home,
    /// The end of the row; from there, of the line.
    End,
    /// The beginning of the word before.
    WordLeft,
    /// The beginning of the word behind.
    WordRight,
    /// The beginning of the text.
    Start,
    /// The end of the text.
    Finish,
}

/// What became of a text that was to be inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inserted {
    /// All of it was taken.
    All,
    /// The field is full: so many characters at the end were not taken.
    Refused {
        /// Characters (Unicode scalar values) not taken.
        characters: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    OneLine,
    ManyLines,
    /// One line, shown as asterisks, without undo, never reallocated.
    Masked,
}

/// A text being edited. It is wiped from memory when dropped, with all that undo keeps.
pub struct Editor {
    text: String,
    caret: usize,
    kind: Kind,
    limit: usize,
    refused: usize,
    revision: u64,
    /// The column up and down return to, in cells.
    column: Option<usize>,
    history: History,
    seen: RefCell<Seen>,
}

impl Editor {
    /// Makes an empty field of one line and at most `limit` characters.
    pub fn one_line(limit: usize) -> Self {
        Self::empty(Kind::OneLine, limit, String::new())
    }

    /// Makes an empty field of many lines and at most `limit` characters.
    pub fn many_lines(limit: usize) -> Self {
        Self::empty(Kind::ManyLines, limit, String::new())
    }

    /// Makes an empty field for a passphrase of at most `limit` characters.
    pub fn masked(limit: usize) -> Self {
        Self::empty(Kind::Masked, limit, masked_room(limit))
    }

    fn empty(kind: Kind, limit: usize, text: String) -> Self {
        let (history, seen) = (History::default(), RefCell::default());
        Self {
            text,
            caret: 0,
            kind,
            limit,
            refused: 0,
            revision: 0,
            column: None,
            history,
            seen,
        }
    }

    /// Puts a text in place of all, with the caret behind it and nothing to undo.
    pub fn set(&mut self, text: &str) -> Inserted {
        self.text.zeroize();
        self.caret = 0;
        self.changed();
        let inserted = self.insert(text);
        self.history = History::default();
        inserted
    }

    /// Gives the text; of a masked field too.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes the text out and leaves the field empty, with nothing to undo.
    pub fn take(&mut self) -> Zeroizing<String> {
        let room = match self.kind {
            Kind::Masked => masked_room(self.limit),
            _ => String::new(),
        };
        let taken = std::mem::replace(&mut self.text, room);
        self.history = History::default();
        self.caret = 0;
        self.changed();
        Zeroizing::new(taken)
    }

    /// Gives the place of the caret in bytes; always between two graphemes.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Gives a number that is another after every change of the text.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Counts the characters that the last insertion had to refuse; 0 again after the next change.
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// Counts the characters the field still takes.
    pub fn room(&self) -> usize {
        self.limit.saturating_sub(self.text.chars().count())
    }

    /// Inserts what was typed, committed by an input method, or pasted, cleaned; what does not fit is refused.
    ///
    /// A combining mark or selector joins the character before the caret.
    pub fn insert(&mut self, typed: &str) -> Inserted {
        let lines = match self.kind {
            Kind::ManyLines => Lines::Many,
            Kind::OneLine | Kind::Masked => Lines::One,
        };
        let cleaned = Zeroizing::new(clean(typed, lines));
        let fitting = fitting(&cleaned, self.room());
        let refused = cleaned[fitting.len()..].chars().count();
        if !fitting.is_empty() {
            self.replace(self.caret, self.caret, fitting);
        }
        self.refused = refused;
        match refused {
            0 => Inserted::All,
            characters => Inserted::Refused { characters },
        }
    }

    /// Moves the caret.
    pub fn go(&mut self, to: To) {
        let column = self.column.take();
        self.caret = match to {
            To::Up | To::Down => {
                let column = column.unwrap_or_else(|| self.caret_column());
                self.column = Some(column);
                self.other_row(to, column)
            }
            _ => self.place(to),
        };
        self.history.close();
    }

    /// Deletes from the caret to where it would have been sent: `To::Left` is backspace, `To::Right` delete.
    pub fn delete(&mut self, to: To) {
        let place = match to {
            To::Up | To::Down => self.other_row(to, self.caret_column()),
            _ => self.place(to),
        };
        let (from, until) = (place.min(self.caret), place.max(self.caret));
        if from < until {
            self.replace(from, until, "");
        }
    }

    /// Takes the last group of changes back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(change) = self.history.undo() else {
            return false;
        };
        let (end, caret) = (change.at + change.inserted.len(), change.caret_before);
        self.text.replace_range(change.at..end, &change.removed);
        self.caret = caret;
        self.changed();
        true
    }

    /// Says whether nothing is left to undo.
    pub fn is_as_set(&self) -> bool {
        self.history.is_at_beginning()
    }

    /// Makes the change taken back last once more; false when there is none.
    pub fn redo(&mut self) -> bool {
        let Some(change) = self.history.redo() else {
            return false;
        };
        let (end, caret) = (change.at + change.removed.len(), change.caret_after);
        self.text.replace_range(change.at..end, &change.inserted);
        self.caret = caret;
        self.changed();
        true
    }

    fn replace(&mut self, from: usize, until: usize, inserted: &str) {
        let caret_before = self.caret;
        let removed = match self.kind {
            Kind::Masked => String::new(),
            _ => self.text[from..until].to_owned(),
        };
        self.replace_in_place(from, until, inserted);
        self.caret = boundary_at_or_after(&self.text, from + inserted.len());
        self.changed();
        if self.kind != Kind::Masked {
            let inserted = inserted.to_owned();
            let caret_after = self.caret;
            self.history.add(Change {
                at: from,
                removed,
                inserted,
                caret_before,
                caret_after,
            });
        }
    }

    /// `replace_range` may move the text and leave a copy; a masked text has its room from the start.
    fn replace_in_place(&mut self, from: usize, until: usize, inserted: &str) {
        match self.kind {
            Kind::Masked => {
                let tail = Zeroizing::new(self.text[until..].to_owned());
                self.text.truncate(from);
                self.text.push_str(inserted);
                self.text.push_str(&tail);
            }
            _ => self.text.replace_range(from..until, inserted),
        }
    }

    fn changed(&mut self) {
        self.revision += 1;
        self.refused = 0;
        self.column = None;
    }

    fn place(&self, to: To) -> usize {
        match to {
            To::Left => boundary_before(&self.text, self.caret),
            To::Right => boundary_at_or_after(&self.text, self.caret + 1),
            To::Home => self.row_edge(To::Home),
            To::End => self.row_edge(To::End),
            // The words of a passphrase are nobody's business: it is one word.
            To::WordLeft if self.kind == Kind::Masked => 0,
            To::WordRight if self.kind == Kind::Masked => self.text.len(),
            To::WordLeft => word_left(&self.text, self.caret),
            To::WordRight => word_right(&self.text, self.caret),
            To::Start => 0,
            To::Finish => self.text.len(),
            To::Up | To::Down => self.caret,
        }
    }
}

impl Clone for Editor {
    /// Copies text, caret and undo; a masked copy has its own room.
    fn clone(&self) -> Self {
        let room = match self.kind {
            Kind::Masked => masked_room(self.limit),
            _ => String::with_capacity(self.text.len()),
        };
        let mut copy = Self::empty(self.kind, self.limit, room);
        copy.text.push_str(&self.text);
        copy.history = self.history.clone();
        (copy.caret, copy.refused, copy.column) = (self.caret, self.refused, self.column);
        copy
    }
}

impl PartialEq for Editor {
    /// Compares what a typist would: the kind of field, the text, the caret and what was refused.
    fn eq(&self, other: &Self) -> bool {
        (self.kind, self.limit, self.caret, self.refused)
            == (other.kind, other.limit, other.caret, other.refused)
            && self.text == other.text
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

impl fmt::Debug for Editor {
    /// Says how it stands, never what is in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Editor");
        shown
            .field("kind", &self.kind)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

/// Room for all that may be typed, so that no copy stays behind when the text grows.
fn masked_room(limit: usize) -> String {
    String::with_capacity(limit.saturating_mul(4))
}

/// The longest beginning that has at most so many characters and cuts no grapheme.
fn fitting(piece: &str, room: usize) -> &str {
    let mut characters = 0;
    for (at, grapheme) in piece.grapheme_indices(true) {
        characters += grapheme.chars().count();
        if characters > room {
            return &piece[..at];
        }
    }
    piece
}

fn boundary_before(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The first boundary not before `at`, which need not be a boundary, nor even between two characters.
fn boundary_at_or_after(text: &str, at: usize) -> usize {
    let at = (at..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len());
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return at;
    }
    cursor
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// What kind of word a character belongs to; a word ends where the kind changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Space,
    Hiragana,
    Katakana,
    Letters,
    Kanji,
    Signs,
}

fn script(grapheme: &str) -> Script {
    match grapheme.chars().next().unwrap_or(' ') {
        c if c.is_whitespace() => Script::Space,
        'ぁ'..='ゟ' => Script::Hiragana,
        'ァ'..='ヺ' | 'ー'..='ヿ' | '\u{31F0}'..='\u{31FF}' | 'ｦ'..='ﾟ' => Script::Katakana,
        '々'
        | '〆'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Script::Kanji,
        c if c.is_alphanumeric() => Script::Letters,
        _ => Script::Signs,
    }
}

fn word_left(text: &str, caret: usize) -> usize {
    let mut before = text[..caret].grapheme_indices(true).rev().peekable();
    while before
        .next_if(|(_, grapheme)| script(grapheme) == Script::Space)
        .is_some()
    {}
    let Some((mut start, last)) = before.next() else {
        return 0;
    };
    while let Some((at, _)) = before.next_if(|(_, grapheme)| script(grapheme) == script(last)) {
        start = at;
    }
    start
}

fn word_right(text: &str, caret: usize) -> usize {
    let mut behind = text[caret..].grapheme_indices(true).peekable();
    if let Some((_, first)) = behind.next() {
        while behind
            .next_if(|(_, grapheme)| script(grapheme) == script(first))
            .is_some()
        {}
        while behind
            .next_if(|(_, grapheme)| script(grapheme) == Script::Space)
            .is_some()
        {}
    }
    behind.next().map_or(text.len(), |(at, _)| caret + at)
}

#[cfg(test)]
mod tests;
