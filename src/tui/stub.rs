//! Stands in for `edit` until it lands: just enough for one-line fields.
//!
//! Not to be built on.

use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use crate::domain::text::{Lines, clean};

/// A line of text with a caret.
#[derive(Clone, PartialEq, Debug)]
pub struct Editor {
    text: Zeroizing<String>,
    caret: usize,
    before: Vec<(Zeroizing<String>, usize)>,
    after: Vec<(Zeroizing<String>, usize)>,
}

#[allow(missing_docs, reason = "to be replaced")]
impl Editor {
    pub fn line() -> Editor {
        Editor {
            text: Zeroizing::default(),
            caret: 0,
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    pub fn masked() -> Editor {
        Editor::line()
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn caret(&self) -> usize {
        self.caret
    }

    pub fn paste(&mut self, text: &str) {
        let clean = clean(text, Lines::One);
        self.keep();
        self.text.insert_str(self.caret, &clean);
        self.caret += clean.len();
    }

    fn keep(&mut self) {
        self.before.push((self.text.clone(), self.caret));
        self.after.clear();
    }

    pub fn left(&mut self) {
        let last = self.text[..self.caret].graphemes(true).next_back();
        self.caret -= last.map_or(0, str::len);
    }

    pub fn right(&mut self) {
        self.caret += self.text[self.caret..]
            .graphemes(true)
            .next()
            .map_or(0, str::len);
    }

    pub fn word_left(&mut self) {
        self.left();
    }

    pub fn word_right(&mut self) {
        self.right();
    }

    pub fn line_start(&mut self) {
        self.caret = 0;
    }

    pub fn line_end(&mut self) {
        self.caret = self.text.len();
    }

    pub fn delete_back(&mut self) {
        self.keep();
        let end = self.caret;
        self.left();
        self.text.replace_range(self.caret..end, "");
    }

    pub fn delete_forward(&mut self) {
        self.keep();
        let start = self.caret;
        self.right();
        let end = std::mem::replace(&mut self.caret, start);
        self.text.replace_range(start..end, "");
    }

    pub fn undo(&mut self) {
        if let Some((text, caret)) = self.before.pop() {
            self.after.push((self.text.clone(), self.caret));
            (self.text, self.caret) = (text, caret);
        }
    }

    pub fn redo(&mut self) {
        if let Some((text, caret)) = self.after.pop() {
            self.before.push((self.text.clone(), self.caret));
            (self.text, self.caret) = (text, caret);
        }
    }
}
