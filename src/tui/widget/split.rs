//! Two panes: a list on the left, the text of its selected row on the right.
//!
//! It holds neither; it remembers only how far the text is scrolled.

use std::cell::Cell;

use ratatui::layout::{Position, Rect};

use crate::domain::section::FieldId;
use crate::lang::screen::Say;
use crate::lang::{Lang, label};
use crate::tui::keys::Action;
use crate::tui::text::lines;
use crate::tui::theme::Role;
use crate::tui::widget::list::{Drawn, List};
use crate::tui::widget::pen::{Pen, WIDEST, width_of};

/// How many rows a key scrolls the text.
const SCROLL: usize = 8;

/// A piece of text and how it looks.
pub type Line = (Role, String);

/// Writes the name of a field above its value; the parts of a crisis plan on their colours.
pub fn heading(field: FieldId, lang: Lang) -> Line {
    let role = match field {
        FieldId::CrisisBlue => Role::PlanBlue,
        FieldId::CrisisYellow => Role::PlanYellow,
        FieldId::CrisisRed => Role::PlanRed,
        _ => Role::Key,
    };
    (role, label::voiced(field, lang))
}

/// How far the text on the right is scrolled.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// The first row shown; drawing keeps it inside the text.
    scroll: Cell<usize>,
}

impl Split {
    /// Scrolls; other actions leave it as it is.
    pub fn act(&self, action: Action) {
        match action {
            Action::ScrollDown => self.scroll.set(self.scroll.get() + SCROLL),
            Action::ScrollUp => self.scroll.set(self.scroll.get().saturating_sub(SCROLL)),
            _ => {}
        }
    }

    /// Goes to the top of the text, because it is another one.
    pub fn rewind(&self) {
        self.scroll.set(0);
    }

    /// Draws the list and the text; the cursor stands on the selected row. The list is at least `left` cells wide, and
    /// wider where its rows are, as long as the text has room.
    pub fn view<R: Into<Drawn>>(
        &self,
        pen: &mut Pen,
        area: Rect,
        left: u16,
        list: (List, usize),
        text: &[Line],
        row: impl Fn(usize) -> R,
    ) -> Position {
        self.view_grouped(pen, area, left, list, text, (|_| None, row))
    }

    /// The same with headings in the list, as `List::view_grouped` draws them; first what gives the headings, then what
    /// gives the rows.
    pub fn view_grouped<R: Into<Drawn>>(
        &self,
        pen: &mut Pen,
        area: Rect,
        left: u16,
        list: (List, usize),
        text: &[Line],
        (heading, row): (impl Fn(usize) -> Option<String>, impl Fn(usize) -> R),
    ) -> Position {
        let (list, count) = list;
        let width = |at| width_of(&row(at).into().text) + 3;
        let widest = (0..count).map(width).max();
        let most = left.max(area.width / 2);
        let left = widest.unwrap_or(left).clamp(left, most);
        let side = Rect {
            width: left.min(area.width),
            ..area
        };
        let cursor = list.view_grouped(pen, side, count, heading, row);
        let right = Rect {
            x: side.right() + 1,
            width: area.width.saturating_sub(left + 1),
            ..area
        };
        self.view_text(pen, right, text);
        cursor
    }

    /// Draws the text alone.
    pub fn view_text(&self, pen: &mut Pen, area: Rect, text: &[Line]) {
        let rows = wrapped(text, area.width.min(WIDEST));
        let height = usize::from(area.height);
        let top = self.scroll.get().min(rows.len().saturating_sub(height));
        self.scroll.set(top);
        for (y, (role, row)) in (area.top()..area.bottom()).zip(&rows[top..]) {
            pen.put(area.x, y, area.width, row, *role);
        }
        if rows.len() > top + height {
            let more = pen.say(&Say::More);
            let width = width_of(&more);
            let (x, y) = (area.right().saturating_sub(width), area.bottom() - 1);
            let place = Rect {
                x: x.saturating_sub(1),
                y,
                width: width + 1,
                height: 1,
            };
            pen.clear(place);
            pen.put(x, y, width, &more, Role::Changed);
        }
    }
}

/// Breaks lines at a width.
pub fn wrapped(text: &[Line], width: u16) -> Vec<Line> {
    let broken = text.iter().flat_map(|(role, text)| {
        let rows = lines(text, usize::from(width));
        rows.into_iter()
            .map(|row| (*role, row.to_owned()))
            .collect::<Vec<_>>()
    });
    broken.collect()
}
