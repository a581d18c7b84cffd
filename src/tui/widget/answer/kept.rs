//! What of an answer is kept as a draft, and how it comes back.
//!
//! It keeps nothing itself.

use crate::tui::room::draft::added;
use crate::tui::widget::answer::piece::{Part, Piece};
use crate::tui::widget::answer::{Entry, State, Usual};

impl Entry {
    /// The state and the pieces as text, under the names by which a draft keeps them.
    pub(super) fn body(&self) -> Vec<(String, String)> {
        let name = self.field.spec().name;
        let mut words = vec![(name.to_owned(), self.state.code().to_owned())];
        for (at, piece) in self.pieces.iter().enumerate() {
            let text = piece.text();
            if !text.is_empty() {
                words.push((format!("{name}#{at}"), text));
            }
        }
        words
    }

    /// The same without the head of scores: what the answer says.
    pub(super) fn said(&self) -> Vec<(String, String)> {
        let head: Vec<String> = (0..self.head())
            .map(|at| format!("{}#{at}", self.field.spec().name))
            .collect();
        let mut words = self.body();
        words.retain(|(piece, _)| !head.contains(piece));
        words
    }

    /// Returns what is written, for a draft; nothing where it is as stored.
    pub fn words(&self) -> Vec<(String, String)> {
        if !self.is_changed() && self.typed_head().iter().all(String::is_empty) {
            return Vec::new();
        }
        let mut words = self.body();
        if let Some(origin) = self.typed_origin() {
            let name = self.field.spec().name;
            for (at, piece) in origin.pieces.iter().enumerate() {
                words.push((format!("{name}@{at}"), piece.text()));
            }
        }
        words
    }

    /// Returns of each text of many lines what was added to what is stored, under the name of its piece.
    pub fn added(&self) -> Vec<(String, String)> {
        let name = self.field.spec().name;
        let pages = self.pieces.iter().enumerate();
        let pages = pages.filter(|(_, it)| matches!(it.part, Part::Page(_)));
        let of = |(at, piece): (usize, &Piece)| {
            let piece_name = format!("{name}#{at}");
            let before = self.before.iter().find(|(it, _)| *it == piece_name);
            let before = before.map_or("", |(_, text)| text);
            Some((piece_name, added(before, &piece.text())?))
        };
        pages.filter_map(of).collect()
    }

    /// Puts back what `words` gave; where they say what is written already, the caret stays, too.
    pub fn recall(&mut self, words: &[(String, String)], usual: &Usual) {
        let name = self.field.spec().name;
        let found = words.iter().find(|(piece, _)| piece == name);
        let Some((_, state)) = found else { return };
        let written = self.words();
        if !written.is_empty() && written.iter().all(|it| words.contains(it)) {
            return;
        }
        self.state = State::of(state);
        for piece in &mut self.pieces {
            piece.set("");
        }
        for (piece, text) in words {
            let Some((field, at)) = piece.rsplit_once('#') else {
                continue;
            };
            let Some(at) = at.parse::<usize>().ok().filter(|_| field == name) else {
                continue;
            };
            while self.pieces.len() <= at && 0 < self.width() {
                let before = self.pieces.len();
                self.add_row();
                if self.pieces.len() == before {
                    break;
                }
            }
            self.set(at, text);
        }
        let origin: Vec<&str> = (0..4)
            .filter_map(|at| {
                let wanted = format!("{name}@{at}");
                let found = words.iter().find(|(piece, _)| *piece == wanted);
                found.map(|(_, text)| text.as_str())
            })
            .collect();
        if origin.len() == 4 {
            if self.origin.is_none() {
                self.show_origin(usual);
            }
            if let Some(shown) = &mut self.origin {
                for (piece, text) in shown.pieces.iter_mut().zip(origin) {
                    piece.set(text);
                }
            }
        }
        self.settle_origin(usual);
    }
}
