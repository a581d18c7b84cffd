//! A field of many lines: its label above, the text below.
//!
//! It does not check anything.

use ratatui::layout::{Position, Rect};

use crate::lang::screen::Say;
use crate::tui::edit::Window;
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

    /// Returns what is asked.
    pub fn label(&self) -> Say {
        self.label
    }

    /// Returns the rows it takes where all of the text shows, at this width.
    pub fn whole(&self, width: u16) -> u16 {
        1 + self
            .editor
            .rows_within(text_width(width.saturating_sub(2)))
            .max(ROWS)
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
        let rows = self.whole(area.width).min(area.height).saturating_sub(1);
        let text = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: rows.max(1),
        };
        let caret = match focus {
            Focus::Here => view_text(pen, text, &self.editor),
            Focus::Elsewhere => view_beginning(pen, text, &self.editor),
        };
        if focus == Focus::Here {
            pen.put(area.x, caret.y, 1, sign(Role::Focus), Role::Focus);
        }
        caret
    }
}

/// Draws a text of many lines behind a rule, which says at its ends whether there is more; says where the caret is.
pub fn view_text(pen: &mut Pen, area: Rect, editor: &Editor) -> Position {
    let window = editor.window(text_width(area.width), area.height);
    view_window(pen, area, &window)
}

/// Draws a text nobody is in from its beginning.
pub fn view_beginning(pen: &mut Pen, area: Rect, editor: &Editor) -> Position {
    let window = editor.beginning(text_width(area.width), area.height);
    view_window(pen, area, &window)
}

fn view_window(pen: &mut Pen, area: Rect, window: &Window) -> Position {
    let (x, width) = (area.x + 1, text_width(area.width));
    let pieces = pen.cx.theme.pieces();
    let last = area.bottom().saturating_sub(1);
    for y in area.top()..area.bottom() {
        let (role, piece) = match y {
            _ if y == last && 0 < window.below => (Role::Changed, pieces.more),
            _ if y == area.top() && 0 < window.above => (Role::Changed, pieces.less),
            _ => (Role::Frame, pieces.down),
        };
        pen.put(area.x, y, 1, piece, role);
    }
    for (y, text) in (area.y..).zip(&window.rows) {
        pen.put(x, y, width, text, Role::Text);
    }
    Position::new(x + window.caret.0, area.y + window.caret.1)
}

/// The cells a text of many lines has behind its rule.
pub fn text_width(width: u16) -> u16 {
    width.saturating_sub(1).min(WIDEST)
}
