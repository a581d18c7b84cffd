//! Something that must be read before anything else is done, over the screen beneath; only Esc goes on.
//!
//! Not a passing message: whoever is typing would not see it, and would type on into another screen.

use ratatui::layout::{Position, Rect};

use crate::lang::keyword::KeyWord;
use crate::tui::act::{Act, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::theme::Role;
use crate::tui::widget::frame::{footer, popup};
use crate::tui::widget::pen::Pen;

/// Something to read.
#[derive(Debug)]
pub struct Notice {
    told: Told,
}

impl Notice {
    /// Makes the screen.
    pub fn new(told: Told) -> Notice {
        Notice { told }
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Waiting
    }

    /// Goes back.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => vec![Act::Close],
            _ => Vec::new(),
        }
    }

    /// Draws what is to be read as a popup; the cursor stands on the way on.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let foot = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        footer(pen, foot, self.stand());
        let inside = popup(pen, area, 58, 8);
        let text = self.told.text(pen.cx.lang);
        pen.marked(inside, &text, Role::Warn);
        let y = inside.bottom() - 1;
        let back = format!("> Esc {}", pen.key_word(KeyWord::Back));
        pen.put(inside.x, y, inside.width, &back, Role::Focus);
        Position::new(inside.x, y)
    }
}
