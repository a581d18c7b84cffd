//! Help: every key of the screen beneath, from the table.
//!
//! It holds no list of its own.

use ratatui::layout::{Position, Rect};

use crate::lang::screen::Say;
use crate::tui::act::Act;
use crate::tui::keys::{Action, Row, Stand};
use crate::tui::theme::Role;
use crate::tui::widget::frame::framed;
use crate::tui::widget::list::List;
use crate::tui::widget::pen::{Pen, width_of};

/// The help for one stand.
#[derive(Clone, PartialEq, Debug)]
pub struct Help {
    about: Stand,
    /// What the keys do elsewhere and not here: they are not named.
    shut: &'static [Action],
    list: List,
}

impl Help {
    /// Makes the help about a stand, without what cannot be done in this office.
    pub fn new(about: Stand, shut: &'static [Action]) -> Help {
        Help {
            about,
            shut,
            list: List::default(),
        }
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Reader
    }

    /// Moves through the keys, or closes.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if action == Action::Back {
            return vec![Act::Close];
        }
        self.list.act(action, self.rows().len());
        Vec::new()
    }

    /// Draws the keys.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Say::HelpTitle);
        let inside = framed(pen, area, &title, self.stand());
        let rows = self.rows();
        let names: Vec<String> = rows.iter().map(|row| row.names(self.about)).collect();
        let column = names.iter().map(|name| width_of(name)).max().unwrap_or(0);
        let labels: Vec<&str> = rows.iter().map(|row| pen.key_word(row.label)).collect();
        let cursor = self.list.view(pen, inside, rows.len(), |at| {
            let gap = usize::from(column - width_of(&names[at]));
            format!("{}{}  {}", names[at], " ".repeat(gap), labels[at])
        });
        pen.tint(
            Rect {
                x: inside.x + 2,
                width: column,
                ..inside
            },
            Role::Key,
        );
        cursor
    }

    fn rows(&self) -> Vec<&'static Row> {
        let rows = self.about.rows();
        rows.filter(|it| !self.shut.contains(&it.action)).collect()
    }
}
