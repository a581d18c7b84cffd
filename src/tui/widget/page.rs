//! A field of many lines: its label above, the text below.
//!
//! It does not check anything.

use ratatui::layout::{Position, Rect};

use crate::lang::screen::Say;
use crate::tui::edit::{Editor, To};
use crate::tui::keys::Action;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::field::{Focus, edit};
use crate::tui::widget::pen::{Pen, WIDEST};

/// The most characters a text takes.
const LONGEST: usize = 2_000;

/// The rows a page key moves.
const ROWS: u16 = 5;

/// A labelled text of many lines.
#[derive(Debug)]
pub struct Page {
    /// What is asked.
    pub label: Say,
    /// What is typed.
    pub editor: Editor,
}

impl Page {
    /// The rows it takes: its label and five lines.
    pub const HEIGHT: u16 = 1 + ROWS;

    /// Makes an empty text of the usual length.
    pub fn new(label: Say) -> Page {
        Page::of(label, LONGEST)
    }

    /// Makes an empty text that takes so many characters.
    pub fn of(label: Say, longest: usize) -> Page {
        Page {
            label,
            editor: Editor::many_lines(longest),
        }
    }

    /// Puts text where the caret is.
    pub fn text(&mut self, text: &str) {
        self.editor.insert(text);
    }

    /// Carries out a caret move or an edit; other actions leave it as it is.
    pub fn act(&mut self, action: Action) {
        let (to, times) = match action {
            Action::LineUp => (To::Up, 1),
            Action::LineDown => (To::Down, 1),
            Action::PageUp => (To::Up, ROWS),
            Action::PageDown => (To::Down, ROWS),
            Action::NewLine => {
                self.editor.insert("\n");
                return;
            }
            other => return edit(&mut self.editor, other),
        };
        for _ in 0..times {
            self.editor.go(to);
        }
    }

    /// Draws label and text; says where the caret is.
    pub fn view(&self, pen: &mut Pen, area: Rect, focus: Focus) -> Position {
        let label = pen.say(&self.label);
        let role = match focus {
            Focus::Here => Role::Title,
            Focus::Elsewhere => Role::Text,
        };
        let room = area.width.saturating_sub(2);
        let used = pen.put(area.x + 2, area.y, room, &label, role);
        let cut = self.editor.refused();
        if 0 < cut {
            let at = area.x + 4 + used;
            let said = pen.say(&Say::NotTaken(cut));
            let text = format!("{} {said}", sign(Role::Bad));
            pen.put(
                at,
                area.y,
                area.right().saturating_sub(at),
                &text,
                Role::Bad,
            );
        }
        let (x, y) = (area.x + 3, area.y + 1);
        let width = area.width.saturating_sub(3).min(WIDEST);
        let rows = ROWS.min(area.height.saturating_sub(1)).max(1);
        let window = self.editor.window(width, rows);
        for row in y..y + rows {
            pen.put(x - 1, row, 1, pen.cx.theme.pieces().down, Role::Frame);
        }
        for (row, text) in (y..).zip(&window.rows) {
            pen.put(x, row, width, text, Role::Text);
        }
        let caret = Position::new(x + window.caret.0, y + window.caret.1);
        if focus == Focus::Here {
            pen.put(area.x, caret.y, 1, sign(Role::Focus), Role::Focus);
        }
        caret
    }
}
