//! The receipts of what was destroyed, each whole, the newest first.
//!
//! They only tell; nobody changes one, and no name is in them. What is written into a file is the desk's.

use std::cell::Cell;

use ratatui::layout::{Position, Rect};

use crate::lang::screen::retention::Retention as Word;
use crate::lang::{Lang, record, retention};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::retention::{Ask, Receipts as Found};
use crate::tui::screen::Screen;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::text::lines;
use crate::tui::widget::frame::framed;
use crate::tui::widget::list::{Drawn, List};
use crate::tui::widget::pen::{Pen, WIDEST};

/// Receipts that are read.
#[derive(Debug, Default)]
pub struct Receipts {
    found: Option<Found>,
    list: List,
    trouble: Option<Told>,
    /// As many rows can be walked through as the last drawing had.
    rows: Cell<usize>,
}

impl Receipts {
    /// Opens the receipts.
    pub fn open() -> Vec<Act> {
        vec![
            Act::Open(Box::new(Screen::Receipts(Box::default()))),
            Act::Hear(Reply::Changed),
        ]
    }

    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.found.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Receipts
    }

    /// Moves through the lines, closes, or writes all of them into a file.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Export => {
                let sheet = Sheet::new(Kind::Receipts);
                return vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))];
            }
            Action::Back => return vec![Act::Close, Act::Hear(Reply::Changed)],
            other => self.list.act(other, self.rows.get()),
        }
        Vec::new()
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Receipts(found) => {
                self.trouble = None;
                self.found = Some(found);
            }
            Reply::Changed => return vec![Act::Ask(Request::Retention(Ask::Receipts))],
            Reply::Refused(why) if self.found.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the receipts row by row; the cursor stands on the selected line.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let inside = framed(pen, area, &pen.say(&Word::Receipts.say()), self.stand());
        let Some(found) = &self.found else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        if found.views.is_empty() && found.unreadable == 0 {
            return pen.nothing(inside, &Word::NoReceipts.say());
        }
        let room = inside.width.saturating_sub(2).min(WIDEST);
        let drawn = drawn(found, usize::from(room), pen.cx.lang);
        self.rows.set(drawn.len());
        self.list
            .view(pen, inside, drawn.len(), |at| drawn[at].clone())
    }
}

/// Each heading with what stands under it, and an empty line between two receipts.
fn drawn(found: &Found, width: usize, lang: Lang) -> Vec<Drawn> {
    let mut rows = Vec::new();
    let told = record::unreadable(found.unreadable, lang);
    for text in told.iter().flat_map(|it| lines(it, width)) {
        rows.push(Drawn::from(text.to_owned()));
    }
    for view in &found.views {
        for (name, said) in retention::rows(view, lang) {
            let text = format!("{name}: {said}");
            let split = lines(&text, width).into_iter();
            rows.extend(split.map(|it| Drawn::from(it.to_owned())));
        }
        rows.push(Drawn::from(String::new()));
    }
    rows
}
