//! What undo takes back and redo makes again: changes in groups a typist would name.
//!
//! It knows no caret rules and no limits; it keeps what was replaced by what.

use std::collections::VecDeque;

use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroize;

/// So many groups are kept; the oldest go first.
const DEPTH: usize = 500;

/// One replacement. Its texts are wiped when it is dropped.
#[derive(Clone, Default)]
pub struct Change {
    /// Where, in bytes.
    pub at: usize,
    /// What stood there before.
    pub removed: String,
    /// What stands there now.
    pub inserted: String,
    /// The caret before.
    pub caret_before: usize,
    /// The caret behind it.
    pub caret_after: usize,
}

impl Drop for Change {
    fn drop(&mut self) {
        self.removed.zeroize();
        self.inserted.zeroize();
    }
}

/// How a change came about, as far as grouping cares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// One grapheme by one key.
    Typed,
    /// A commit of an input method, a paste, a new line: a group of its own.
    Whole,
    /// Something deleted.
    Deleted,
}

impl Change {
    fn step(&self) -> Step {
        match self.inserted.graphemes(true).count() {
            0 => Step::Deleted,
            1 if self.removed.is_empty() && self.inserted != "\n" => Step::Typed,
            _ => Step::Whole,
        }
    }

    /// Takes a later change into this one when both belong to one stretch of typing or deleting.
    fn join(&mut self, step: Step, later: &mut Change) -> bool {
        let end = self.at + self.inserted.len();
        let joins = match step {
            Step::Typed => later.at == end && !starts_word(&self.inserted, &later.inserted),
            Step::Deleted => later.at == self.at || later.at + later.removed.len() == self.at,
            Step::Whole => false,
        };
        if !joins {
            return false;
        }
        if step == Step::Deleted && later.at < self.at {
            std::mem::swap(&mut self.removed, &mut later.removed);
            self.at = later.at;
        }
        self.removed.push_str(&later.removed);
        self.inserted.push_str(&later.inserted);
        self.caret_after = later.caret_after;
        true
    }
}

fn starts_word(before: &str, typed: &str) -> bool {
    before.ends_with(char::is_whitespace) && !typed.starts_with(char::is_whitespace)
}

/// The changes of one field, done and undone.
#[derive(Clone, Default)]
pub struct History {
    done: VecDeque<Change>,
    undone: Vec<Change>,
    /// The step that the newest group may still grow by.
    open: Option<Step>,
}

impl History {
    /// Keeps a change that was just made; what had been undone is gone.
    pub fn add(&mut self, mut change: Change) {
        self.undone.clear();
        let step = change.step();
        let grown = self.open == Some(step)
            && self
                .done
                .back_mut()
                .is_some_and(|last| last.join(step, &mut change));
        if !grown {
            self.done.push_back(change);
        }
        if self.done.len() > DEPTH {
            self.done.pop_front();
        }
        self.open = Some(step);
    }

    /// Ends the newest group: what comes next is another.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Moves the newest change to the undone ones.
    pub fn undo(&mut self) -> Option<&Change> {
        self.close();
        self.undone.push(self.done.pop_back()?);
        self.undone.last()
    }

    /// Says whether no change is left to undo.
    pub fn is_at_beginning(&self) -> bool {
        self.done.is_empty()
    }

    /// Moves the change undone last back.
    pub fn redo(&mut self) -> Option<&Change> {
        self.close();
        self.done.push_back(self.undone.pop()?);
        self.done.back()
    }
}
