//! What of an answer is kept as a draft, and how it comes back.
//!
//! It keeps nothing itself.

use crate::domain::origin::Writer;
use crate::tui::room::draft::{self, added, parts};
use crate::tui::widget::answer::piece::{Part, Piece};
use crate::tui::widget::answer::{Entry, State};

impl Entry {
    /// The state and the pieces as text, under the names by which a draft keeps them.
    pub(super) fn body(&self) -> Vec<(String, String)> {
        let name = self.field.spec().name;
        let mut words = vec![(name.to_owned(), self.state.code().to_owned())];
        for (at, piece) in self.pieces.iter().enumerate() {
            let text = piece.text();
            if !text.is_empty() {
                words.push((draft::Part::Said.of(name, at), text));
            }
        }
        words
    }

    /// What the answer says, without the head of scores: that alone says nothing.
    pub(super) fn said(&self) -> Vec<(String, String)> {
        let name = self.field.spec().name;
        let mut said = vec![(name.to_owned(), self.state.code().to_owned())];
        for (at, piece) in self.pieces.iter().enumerate().skip(self.head()) {
            let text = piece.meaning();
            if !text.is_empty() {
                said.push((draft::Part::Said.of(name, at), text));
            }
        }
        if self.is_head_typed() {
            said.extend(self.rated_anew());
        }
        said
    }

    /// The scores that were typed, the same as stored too, under the names by which a draft keeps that.
    fn rated_anew(&self) -> impl Iterator<Item = (String, String)> {
        let name = self.field.spec().name;
        let scores = self
            .pieces
            .iter()
            .enumerate()
            .filter(|(at, _)| self.is_score(*at));
        let scores = scores.filter(|(_, it)| it.is_touched() && !it.text().trim().is_empty());
        scores.map(move |(at, _)| (draft::Part::Anew.of(name, at), String::new()))
    }

    /// Returns what is written, for a draft; nothing where it is as stored.
    pub fn words(&self) -> Vec<(String, String)> {
        if !self.is_changed() && !self.is_head_typed() {
            return Vec::new();
        }
        let mut words = self.body();
        words.extend(self.rated_anew());
        if let Some(origin) = self.typed_origin() {
            let name = self.field.spec().name;
            for (at, piece) in origin.pieces.iter().enumerate() {
                words.push((draft::Part::Origin.of(name, at), piece.text()));
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
            let piece_name = draft::Part::Said.of(name, at);
            let before = self.before.iter().find(|(it, _)| *it == piece_name);
            let before = before.map_or("", |(_, text)| text);
            Some((piece_name, added(before, &piece.text())?))
        };
        pages.filter_map(of).collect()
    }

    /// Returns what `words` say of this field and no piece of it says any more, once they are put back.
    pub fn without_piece<'a>(&self, words: &'a [(String, String)]) -> Vec<&'a str> {
        let name = self.field.spec().name;
        let body = self.body();
        let is_lost = |(piece, text): &&(String, String)| {
            let is_said = matches!(parts(piece), (it, Some((draft::Part::Said, _))) if it == name);
            is_said && !text.is_empty() && !body.iter().any(|(it, _)| it == piece)
        };
        words.iter().filter(is_lost).map(|(_, it)| &**it).collect()
    }

    /// Puts back what `words` gave; where they say what is written already, the caret stays, too.
    pub fn recall(&mut self, words: &[(String, String)], usual: &Writer) {
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
            let (field, Some((draft::Part::Said, at))) = parts(piece) else {
                continue;
            };
            if field != name {
                continue;
            }
            while self.pieces.len() <= at && 0 < self.width() {
                let before = self.pieces.len();
                self.add_row();
                if self.pieces.len() == before {
                    break;
                }
            }
            self.set(at, text);
            let anew = draft::Part::Anew.of(name, at);
            if words.iter().any(|(it, _)| *it == anew)
                && let Some(piece) = self.pieces.get_mut(at)
            {
                piece.touch();
            }
        }
        let origin: Vec<&str> = (0..4)
            .filter_map(|at| {
                let wanted = draft::Part::Origin.of(name, at);
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
