//! What of an editor shows: its rows at a width, the part that fits into a window, and the cell of the caret.
//!
//! It changes no text. What it remembers between two drawings is only for speed and for a calm picture.

use std::ops::Range;
use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::edit::{Editor, Kind, To, boundary_at_or_after, boundary_before};
use crate::tui::text::{cells, clip, grapheme_cells, wrap};

/// The part of an editor that shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The rows from the top, none wider than the window; at most its height.
    pub rows: Vec<String>,
    /// The cell of the caret within the window: column, row.
    pub caret: (u16, u16),
    /// How many rows are hidden above.
    pub above: usize,
    /// How many rows are hidden below.
    pub below: usize,
    /// How many bytes of a single line are hidden to the left.
    pub before: usize,
}

/// What was drawn last.
pub struct Seen {
    width: usize,
    revision: u64,
    rows: Rc<[Range<usize>]>,
    /// The first row shown; for one line the first byte shown.
    first: usize,
}

impl Default for Seen {
    fn default() -> Self {
        let rows: Vec<Range<usize>> = std::iter::once(0..0).collect();
        Self {
            width: 80,
            revision: 0,
            rows: rows.into(),
            first: 0,
        }
    }
}

impl Editor {
    /// Gives what shows in a window of so many cells and rows; one column is kept free for the caret.
    pub fn window(&self, width: u16, height: u16) -> Window {
        let (width, height) = (usize::from(width), usize::from(height));
        if width == 0 || height == 0 {
            return Window {
                rows: Vec::new(),
                caret: (0, 0),
                above: 0,
                below: 0,
                before: 0,
            };
        }
        match self.kind {
            Kind::ManyLines => self.many_rows(width, height),
            Kind::OneLine => self.one_row(&self.text, self.caret, width),
            Kind::Masked => {
                let stars = |text: &str| "*".repeat(text.graphemes(true).count());
                let caret = stars(&self.text[..self.caret]).len();
                self.one_row(&stars(&self.text), caret, width)
            }
        }
    }

    /// Gives what shows from the beginning of a text nobody is in, wherever its caret was left.
    pub fn beginning(&self, width: u16, height: u16) -> Window {
        let (cells, most) = (usize::from(width), usize::from(height));
        let (rows, all) = match self.kind {
            Kind::Masked => return self.window(width, height),
            Kind::OneLine => (vec![clip(&self.text, cells).to_owned()], 1),
            Kind::ManyLines => {
                let rows = self.rows(cells.max(2) - 1);
                let shown = rows.iter().take(most);
                let shown = shown.map(|row| clip(&self.text[row.clone()], cells).to_owned());
                (shown.collect(), rows.len())
            }
        };
        Window {
            below: all.saturating_sub(rows.len()),
            rows,
            caret: (0, 0),
            above: 0,
            before: 0,
        }
    }

    /// Counts the rows it takes in a window of so many cells.
    pub fn rows_within(&self, width: u16) -> u16 {
        let rows = self.rows(usize::from(width).max(2) - 1).len();
        u16::try_from(rows).unwrap_or(u16::MAX)
    }

    fn many_rows(&self, width: usize, height: usize) -> Window {
        let rows = self.rows(width - 1);
        let row = row_of(&rows, self.caret);
        let mut seen = self.seen.borrow_mut();
        let lowest = (row + 1).saturating_sub(height);
        seen.first = seen
            .first
            .min(rows.len().saturating_sub(height))
            .clamp(lowest, row);
        let first = seen.first;
        let shown = &rows[first..rows.len().min(first + height)];
        let column = cells(&self.text[rows[row].start..self.caret]);
        Window {
            rows: shown
                .iter()
                .map(|row| clip(&self.text[row.clone()], width).to_owned())
                .collect(),
            caret: (narrow(column.min(width - 1)), narrow(row - first)),
            above: first,
            below: rows.len() - first - shown.len(),
            before: 0,
        }
    }

    fn one_row(&self, text: &str, caret: usize, width: usize) -> Window {
        let mut seen = self.seen.borrow_mut();
        let fits = |first: usize| cells(&text[first..caret]) < width;
        let stays = seen.first <= caret
            && boundary_at_or_after(text, seen.first) == seen.first
            && fits(seen.first)
            && cells(text) >= width;
        if !stays {
            seen.first = first_shown(text, caret, width);
        }
        let column = cells(&text[seen.first..caret]).min(width - 1);
        let row = clip(&text[seen.first..], width).to_owned();
        Window {
            rows: vec![row],
            caret: (narrow(column), 0),
            above: 0,
            below: 0,
            before: seen.first,
        }
    }

    /// The rows at a width, wrapped anew only when the text or the width has changed.
    fn rows(&self, width: usize) -> Rc<[Range<usize>]> {
        let mut seen = self.seen.borrow_mut();
        if (seen.width, seen.revision) != (width, self.revision) {
            seen.rows = wrap(&self.text, width).into();
            (seen.width, seen.revision) = (width, self.revision);
        }
        Rc::clone(&seen.rows)
    }

    fn rows_seen(&self) -> Rc<[Range<usize>]> {
        match self.kind {
            Kind::ManyLines => {
                let width = self.seen.borrow().width;
                self.rows(width)
            }
            Kind::OneLine | Kind::Masked => std::iter::once(0..self.text.len()).collect(),
        }
    }

    /// The column of the caret in its row, in cells.
    pub(super) fn caret_column(&self) -> usize {
        let rows = self.rows_seen();
        cells(&self.text[rows[row_of(&rows, self.caret)].start..self.caret])
    }

    /// The place nearest to a column in the row above or below; the edge of the text where there is none.
    pub(super) fn other_row(&self, to: To, column: usize) -> usize {
        let rows = self.rows_seen();
        let row = row_of(&rows, self.caret);
        let other = match to {
            To::Up => row.checked_sub(1),
            _ => Some(row + 1),
        };
        let Some(range) = other.and_then(|other| rows.get(other)) else {
            return if to == To::Up { 0 } else { self.text.len() };
        };
        let mut used = 0;
        for (at, grapheme) in self.text[range.clone()].grapheme_indices(true) {
            used += grapheme_cells(grapheme);
            if used > column {
                return range.start + at;
            }
        }
        self.end_of_row(&rows, range)
    }

    /// The edge of the caret's row; when the caret is there already, of the line.
    pub(super) fn row_edge(&self, to: To) -> usize {
        let rows = self.rows_seen();
        let row = &rows[row_of(&rows, self.caret)];
        let (edge, line) = match to {
            To::Home => (
                row.start,
                self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1),
            ),
            _ => {
                let behind = self.text[self.caret..].find('\n');
                (
                    self.end_of_row(&rows, row),
                    behind.map_or(self.text.len(), |at| self.caret + at),
                )
            }
        };
        if edge == self.caret { line } else { edge }
    }

    /// The last place of a row. Where the next row goes on at once, the end of this one belongs to it.
    fn end_of_row(&self, rows: &[Range<usize>], row: &Range<usize>) -> usize {
        let goes_on =
            row.end > row.start && rows.iter().any(|next| next.start == row.end && next != row);
        if goes_on {
            boundary_before(&self.text, row.end)
        } else {
            row.end
        }
    }
}

/// The row the caret stands in: the last that begins at or before it.
fn row_of(rows: &[Range<usize>], caret: usize) -> usize {
    rows.partition_point(|row| row.start <= caret)
        .saturating_sub(1)
}

/// The leftmost place from which the caret still shows.
fn first_shown(text: &str, caret: usize, width: usize) -> usize {
    let mut used = 0;
    let before = text[..caret].grapheme_indices(true).rev();
    let shown = before.take_while(|(_, grapheme)| {
        used += grapheme_cells(grapheme);
        used < width
    });
    shown.last().map_or(caret, |(at, _)| at)
}

fn narrow(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
