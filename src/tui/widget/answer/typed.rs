//! What is stored put into the pieces, and what is typed in them read back, by kind of answer.
//!
//! It checks no answer: the domain does, once it is whole.

use crate::domain::answer::{Answer, Place, Raw, RawCell, RawContact};
use crate::domain::calendar::{Day, Month, parse_day, parse_month};
use crate::domain::field::{ColumnId, Kind};
use crate::domain::origin::Writer;
use crate::domain::text::ascii_digits;
use crate::lang::screen::case::Case as Word;
use crate::lang::{Lang, date};
use crate::tui::widget::answer::piece::{Part, Piece, Reads};
use crate::tui::widget::answer::score::{SCORE_HEAD, Slot};
use crate::tui::widget::answer::{Entry, Trouble};

impl Entry {
    pub(super) fn fill(&mut self, answer: &Answer) {
        match answer.to_raw() {
            Raw::Text(text) => self.set(0, &text),
            Raw::Day(day) => self.set(0, &date::short_day(day, Lang::Ja)),
            Raw::Month(month) => self.set(0, &typed_month(month)),
            Raw::Number(number) => self.set(0, &number.to_string()),
            Raw::Texts(texts) => match self.field.spec().kind {
                Kind::List { .. } => self.set(0, &texts.join("\n")),
                _ => {
                    for piece in &mut self.pieces {
                        let Part::Tick(choice, _) = piece.part else {
                            continue;
                        };
                        if texts.iter().any(|it| it == choice.code()) {
                            piece.set(choice.code());
                        }
                    }
                }
            },
            Raw::Rows(rows) => {
                for (row, cells) in rows.iter().enumerate() {
                    let width = self.width();
                    while self.pieces.len() < (row + 1) * width {
                        self.add_row();
                    }
                    for (column, cell) in cells.iter().enumerate() {
                        if let Some(cell) = cell {
                            self.set(row * width + column, &typed_cell(cell));
                        }
                    }
                }
            }
            Raw::Person(contact) => {
                let parts = [contact.name, contact.kana, contact.relation, contact.phone];
                for (at, text) in parts.iter().enumerate() {
                    self.set(at, text);
                }
            }
            Raw::Triples(triples) => {
                for (row, parts) in triples.iter().enumerate() {
                    while self.pieces.len() < (row + 1) * 3 {
                        self.add_row();
                    }
                    for (column, text) in parts.iter().enumerate() {
                        self.set(row * 3 + column, text);
                    }
                }
            }
            Raw::Scores(scores) => {
                // The head stays empty: no name and no day of others stands over what is scored now.
                let slots: Vec<_> = self.slots().collect();
                for (at, (item, slot)) in slots.into_iter().enumerate() {
                    let found = scores.iter().find(|it| it.item == item.code());
                    let Some(score) = found else { continue };
                    let text = match slot {
                        Slot::Checks => score.checks.clone(),
                        Slot::Mark(by) => {
                            let found = score.marks.iter().find(|it| it.by == by.code());
                            found.map(|it| it.score.to_string()).unwrap_or_default()
                        }
                    };
                    self.set(SCORE_HEAD + at, &text);
                }
                self.scored = scores;
            }
        }
    }

    pub(super) fn answer(&self, usual: &Writer) -> Result<Option<Answer>, (usize, Trouble)> {
        let spec = self.field.spec();
        if self.is_blank() {
            return Ok(None);
        }
        let (raw, rows) = self.raw(usual)?;
        let answer = Answer::check(spec, raw).map_err(|why| {
            // A score is told at the piece where its item begins.
            let width = self.width().max(1);
            let at = match why.at {
                Place::Whole => 0,
                Place::Row(row) => rows.get(row).copied().unwrap_or(0) * width,
                Place::Cell { row, column } => {
                    let base = rows.get(row).copied().unwrap_or(0) * width;
                    base + self.column(column)
                }
            };
            (at, Trouble::Answer(why))
        })?;
        Ok(Some(answer))
    }

    pub(super) fn column(&self, column: ColumnId) -> usize {
        match self.field.spec().kind {
            Kind::Table { columns, .. } => columns.iter().position(|it| it.id == column),
            _ => None,
        }
        .unwrap_or(0)
    }

    /// What is written, unchecked, and at which row of the form each row of it stands.
    pub(super) fn raw(&self, usual: &Writer) -> Result<(Raw, Vec<usize>), (usize, Trouble)> {
        let text = |at: usize| self.pieces.get(at).map(Piece::text).unwrap_or_default();
        let first = text(0);
        let raw = match self.field.spec().kind {
            Kind::Line { .. }
            | Kind::Text { .. }
            | Kind::Kana
            | Kind::Phone
            | Kind::Digits { .. }
            | Kind::Choice(_) => Raw::Text(first),
            Kind::Date => Raw::Day(read_day(&first).map_err(|why| (0, why))?),
            Kind::Month => Raw::Month(read_month(&first).map_err(|why| (0, why))?),
            Kind::Number { .. } => Raw::Number(read_number(&first).map_err(|why| (0, why))?),
            Kind::Choices(_) => {
                let codes = self.pieces.iter().map(Piece::text);
                Raw::Texts(codes.filter(|it| !it.is_empty()).collect())
            }
            Kind::List { .. } => {
                let lines = first.lines().map(str::trim).filter(|it| !it.is_empty());
                Raw::Texts(lines.map(str::to_owned).collect())
            }
            Kind::Person => Raw::Person(RawContact {
                name: text(0),
                kana: text(1),
                relation: text(2),
                phone: text(3),
            }),
            Kind::Triples { .. } => {
                let rows = self.written_rows();
                let parts = |row: &usize| [0, 1, 2].map(|column| text(row * 3 + column));
                return Ok((Raw::Triples(rows.iter().map(parts).collect()), rows));
            }
            Kind::Table { .. } => {
                let rows = self.written_rows();
                let mut cells = Vec::new();
                for row in &rows {
                    cells.push(self.raw_row(*row)?);
                }
                return Ok((Raw::Rows(cells), rows));
            }
            Kind::Scores { items, .. } => {
                let (scores, at) = self.raw_scores(items, usual)?;
                return Ok((Raw::Scores(scores), at));
            }
        };
        Ok((raw, Vec::new()))
    }

    /// The rows in which something is written: an emptied row is no row.
    pub(super) fn written_rows(&self) -> Vec<usize> {
        let width = self.width().max(1);
        let rows = self.pieces.chunks(width).enumerate();
        let written = |row: &[Piece]| row.iter().any(|it| !it.text().trim().is_empty());
        rows.filter(|(_, row)| written(row))
            .map(|(at, _)| at)
            .collect()
    }

    pub(super) fn raw_row(&self, row: usize) -> Result<Vec<Option<RawCell>>, (usize, Trouble)> {
        let width = self.width();
        let pieces = self.pieces.iter().enumerate().skip(row * width).take(width);
        pieces
            .map(|(at, piece)| {
                let text = piece.text();
                if text.trim().is_empty() {
                    return Ok(None);
                }
                let cell = match &piece.part {
                    Part::Line(_, Reads::Day) => read_day(&text).map(RawCell::Day),
                    Part::Line(_, Reads::Month) => read_month(&text).map(RawCell::Month),
                    Part::Line(_, Reads::Number(_)) => read_number(&text).map(RawCell::Number),
                    _ => Ok(RawCell::Text(text)),
                };
                cell.map(Some).map_err(|why| (at, why))
            })
            .collect()
    }
}

pub(super) fn typed_month(month: Month) -> String {
    format!("{}/{}", month.year(), month.month())
}

pub(super) fn typed_cell(cell: &RawCell) -> String {
    match cell {
        RawCell::Text(text) => text.clone(),
        RawCell::Day(day) => date::short_day(*day, Lang::Ja),
        RawCell::Month(month) => typed_month(*month),
        RawCell::Number(number) => number.to_string(),
    }
}

pub(super) fn read_day(text: &str) -> Result<Day, Trouble> {
    parse_day(text).map(|it| it.day).map_err(Trouble::Date)
}

pub(super) fn read_month(text: &str) -> Result<Month, Trouble> {
    parse_month(text).map(|it| it.month).map_err(Trouble::Date)
}

pub(super) fn read_number(text: &str) -> Result<u32, Trouble> {
    let digits = ascii_digits(text.trim());
    digits.parse().map_err(|_| Trouble::Say(Word::NeedNumber))
}
