//! The mailbox: the shared folder, what waits to be sent, what the last round did and refused.
//!
//! It sends nothing by itself.

use ratatui::layout::{Position, Rect};

use crate::lang::label;
use crate::lang::screen::Say;
use crate::lang::screen::post::Post as Word;
use crate::lang::screen::rooms::Rooms;
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::post::{Ask, PostView};
use crate::tui::screen::Screen;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::{Pen, column};

/// The mailbox.
#[derive(Debug, Default)]
pub struct Post {
    view: Option<Box<PostView>>,
    list: List,
    last: Option<Told>,
    trouble: Option<Told>,
}

impl Post {
    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Post
    }

    /// Moves, sends and collects, or sets the folder.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Sync => vec![Act::Tell(Say::Working), Act::Ask(Request::Sync)],
            Action::SetFolder => {
                let sheet = Sheet::new(Kind::Folder);
                vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
            }
            other => {
                let count = self.view.as_ref().map_or(0, |view| view.waiting.len());
                self.list.act(other, count);
                Vec::new()
            }
        }
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        let again = || Act::Ask(Request::Post(Ask::Show));
        match reply {
            Reply::Post(view) => {
                let last = view.waiting.len().saturating_sub(1);
                self.list.selected = self.list.selected.min(last);
                self.trouble = None;
                self.view = Some(view);
            }
            Reply::Synced(told) => {
                self.last = Some(told);
                return vec![again()];
            }
            Reply::Changed => return vec![again()],
            Reply::Refused(why) if self.view.is_some() => self.last = Some(why),
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws folder, what waits and the last round; the cursor stands on the selected row.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Rooms::Post.say());
        let inside = framed(pen, area, &title, self.stand());
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let lang = pen.cx.lang;
        let folder = pen.say(&Word::Folder.say());
        let used = match &view.folder {
            Some(path) => pen.wrapped(inside, &format!("{folder}: {path}"), Role::Text),
            None => {
                let text = format!("{folder}: {}", pen.say(&Word::NotSet.say()));
                pen.marked(inside, &text, Role::Warn)
            }
        };
        let used = used + self.view_last(pen, below(inside, used + 1)) + 2;
        let rest = below(inside, used);
        if view.waiting.is_empty() {
            return pen.nothing(rest, &Word::NothingWaits.say());
        }
        pen.sentence(rest, &Word::Waiting.say(), Role::Title);
        let entries = pen.say(&Word::Entries.say());
        self.list
            .view(pen, below(rest, 1), view.waiting.len(), |at| {
                let line = &view.waiting[at];
                [
                    column(&format!("{entries} {}", line.unsent), 14),
                    column(label::handover::phase(line.phase, lang), 18),
                    column(&line.person, 28),
                    line.peer_name.clone(),
                ]
                .concat()
            })
    }

    fn view_last(&self, pen: &mut Pen, area: Rect) -> u16 {
        pen.sentence(area, &Word::LastRound.say(), Role::Title);
        let rest = Rect {
            height: area.height.saturating_sub(6).max(1),
            ..below(area, 1)
        };
        1 + match &self.last {
            Some(told) => pen.wrapped(rest, &told.text(pen.cx.lang), Role::Changed),
            None => pen.sentence(rest, &Word::NoRound.say(), Role::Dim),
        }
    }
}
