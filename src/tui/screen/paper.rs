//! A paper for the person as it would be printed: the explanation with its sheet, or the page to keep. F6 writes it into a file.
//!
//! It says nothing of its own; what stands there is `report`'s, in the language of the screen.

use ratatui::layout::{Position, Rect};

use crate::domain::id::HandoverId;
use crate::lang::Lang;
use crate::lang::screen::prepare::Prepare as Word;
use crate::report::consent::{Asked, person_page, sheet};
use crate::report::text::{WIDTH, printed};
use crate::tui::act::Act;
use crate::tui::keys::{Action, Stand};
use crate::tui::room::draft::Erasures;
use crate::tui::screen::Screen;
use crate::tui::screen::sheet::Sheet;
use crate::tui::widget::frame::framed;
use crate::tui::widget::list::List;
use crate::tui::widget::pen::Pen;
use crate::workflow::person_page::PersonPage;

/// A paper that is read.
#[derive(Debug)]
pub struct Paper {
    id: HandoverId,
    what: What,
    /// How far the erasing had come when what it says was read.
    shown: Erasures,
    list: List,
    /// The width and language of the last drawing: as many rows can be walked through.
    rows: std::cell::Cell<usize>,
    lang: std::cell::Cell<Lang>,
}

/// Which paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// What is asked, with places to sign.
    Asked(Box<Asked>),
    /// What the person keeps.
    Kept(Box<PersonPage>),
}

impl Paper {
    /// Opens a paper of a handover.
    pub fn open(id: HandoverId, what: What, shown: Erasures) -> Vec<Act> {
        let paper = Paper {
            id,
            what,
            shown,
            list: List::default(),
            rows: std::cell::Cell::new(0),
            lang: std::cell::Cell::new(Lang::Ja),
        };
        vec![Act::Open(Box::new(Screen::Paper(Box::new(paper))))]
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Paper
    }

    /// Moves through the lines, asks for a file, or closes.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => return vec![Act::Close],
            Action::Export => {
                let text = printed(&self.lines(self.lang.get(), WIDTH));
                let sheet = Sheet::of_paper(self.id, text).shown(self.shown);
                return vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))];
            }
            other => self.list.act(other, self.rows.get()),
        }
        Vec::new()
    }

    fn lines(&self, lang: Lang, width: usize) -> Vec<String> {
        match &self.what {
            What::Asked(asked) => sheet(asked, lang, width),
            What::Kept(page) => person_page(page, lang, width),
        }
    }

    /// Draws the paper, as wide as it is printed where there is room; the cursor stands on the selected line.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Word::PaperTitle.say());
        let inside = framed(pen, area, &title, self.stand());
        let room = usize::from(inside.width.saturating_sub(2));
        let lines = self.lines(pen.cx.lang, room.min(WIDTH));
        let lines: Vec<String> = lines.iter().map(|it| pen.drawn(it)).collect();
        self.rows.set(lines.len());
        self.lang.set(pen.cx.lang);
        self.list
            .view(pen, inside, lines.len(), |at| lines[at].clone())
    }
}
