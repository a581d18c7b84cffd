//! One handover, seen from either side.
//!
//! It decides nothing: what is open, and why not, comes with the view.

use ratatui::layout::{Position, Rect};

use crate::domain::id::HandoverId;
use crate::tui::act::{Act, Reply, Request};
use crate::tui::keys::{Action, Stand};
use crate::tui::view::DossierView;
use crate::tui::widget::frame::framed;
use crate::tui::widget::pen::Pen;

/// The screen of one handover.
#[derive(Debug)]
pub struct Dossier {
    id: HandoverId,
    view: Option<Box<DossierView>>,
}

impl Dossier {
    /// Makes the screen of a handover that is still to be looked up.
    pub fn new(id: HandoverId) -> Dossier {
        Dossier { id, view: None }
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Dossier
    }

    /// Carries out an action.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            _ => Vec::new(),
        }
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Changed => return vec![Act::Ask(Request::Handover(self.id))],
            Reply::Dossier(view) => self.view = Some(view),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the handover.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = self
            .view
            .as_ref()
            .map_or(String::new(), |it| it.line.person.clone());
        framed(pen, area, &title, self.stand()).as_position()
    }
}
