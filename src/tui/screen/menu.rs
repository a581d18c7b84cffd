//! The menu of rooms, over the screen beneath.
//!
//! Which rooms there are is the table's.

use ratatui::layout::{Position, Rect};

use crate::lang::screen::rooms::Rooms;
use crate::tui::act::Act;
use crate::tui::keys::{Action, Stand};
use crate::tui::room::Room;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, footer, popup};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::Pen;

/// The menu, with one room selected.
#[derive(Debug)]
pub struct Menu {
    list: List,
}

impl Menu {
    /// Makes the menu with the room one is in selected.
    pub fn new(here: Room) -> Menu {
        let at = Room::ALL.iter().position(|it| *it == here);
        Menu {
            list: List {
                selected: at.unwrap_or(0),
            },
        }
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Menu
    }

    /// Moves, goes to a room, or closes.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => vec![Act::Close],
            Action::Choose => match Room::ALL.get(self.list.selected) {
                Some(room) => vec![Act::Go(*room)],
                None => Vec::new(),
            },
            other => {
                self.list.act(other, Room::ALL.len());
                Vec::new()
            }
        }
    }

    /// Draws the rooms as a popup; the cursor stands on the selected one.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let line = below(area, area.height - 1);
        footer(pen, line, self.stand());
        let height = u16::try_from(Room::ALL.len()).unwrap_or(0) + 4;
        let inside = popup(pen, area, 44, height);
        pen.sentence(inside, &Rooms::Menu.say(), Role::Title);
        let names: Vec<String> = Room::ALL
            .iter()
            .map(|it| pen.say(&name(*it).say()))
            .collect();
        self.list.view(pen, below(inside, 2), names.len(), |at| {
            format!("{}  {}", (at + 1) % 10, names[at])
        })
    }
}

/// Names a room.
pub const fn name(room: Room) -> Rooms {
    match room {
        Room::Today => Rooms::Today,
        Room::Cases => Rooms::Cases,
        Room::Handovers => Rooms::Handovers,
        Room::Post => Rooms::Post,
        Room::Offices => Rooms::Offices,
        Room::Staff => Rooms::Staff,
        Room::Audit => Rooms::Audit,
        Room::Settings => Rooms::Settings,
        Room::Prefs => Rooms::Prefs,
        Room::Records => Rooms::Records,
    }
}
