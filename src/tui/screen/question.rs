//! A question with a yes and a no, over the screen beneath; Enter and Esc mean no.
//!
//! It does not know what is asked about.

use ratatui::layout::{Position, Rect};

use crate::lang::Lang;
use crate::lang::keyword::KeyWord;
use crate::lang::problem::Said;
use crate::lang::screen::{Say, say};
use crate::tui::act::{Act, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{footer, popup, row};
use crate::tui::widget::pen::Pen;

/// How wide it is, in cells.
const WIDTH: u16 = 50;

/// How wide a line of it is that is not wrapped, in cells: without the frame.
pub const LINE: usize = WIDTH as usize - 4;

/// A question and what a yes does.
#[derive(Debug)]
pub struct Question {
    ask: Told,
    on_yes: Vec<Act>,
}

impl Question {
    /// Makes a question.
    pub fn new(ask: Say, on_yes: Act) -> Question {
        Question::asking(Told::say(ask), on_yes)
    }

    /// Makes a question of something that was found.
    pub fn asking(ask: Told, on_yes: Act) -> Question {
        Question {
            ask,
            on_yes: vec![on_yes],
        }
    }

    /// Makes the question whether to end the program though what is typed could not be kept.
    pub fn losing(why: &Told) -> Question {
        let said = |lang, why: &Said| Said {
            what: say(lang, &Say::QuitUnkeptAsk),
            then: why.what.clone(),
        };
        let ask = Told {
            ja: said(Lang::Ja, &why.ja),
            en: said(Lang::En, &why.en),
        };
        Question::asking(ask, Act::Leave)
    }

    /// The same, and one more thing that a yes does.
    pub fn and(mut self, more: Act) -> Question {
        self.on_yes.push(more);
        self
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Question
    }

    /// Takes the answer.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Yes => std::iter::once(Act::Close)
                .chain(std::mem::take(&mut self.on_yes))
                .collect(),
            Action::No | Action::Back => vec![Act::Close],
            _ => Vec::new(),
        }
    }

    /// Draws the question as a popup; the cursor stands on the safe answer.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        footer(
            pen,
            Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            },
            self.stand(),
        );
        let text = self.ask.text(pen.cx.lang);
        let rows = |width: u16| u16::try_from(wrap(&text, usize::from(width - 4)).len());
        let rows = |width: u16| rows(width).unwrap_or(u16::MAX - 5).max(2) + 5;
        // What is asked, a blank row, the two answers, a blank row, and the frame.
        let (width, room) = match rows(WIDTH) < area.height {
            true => (WIDTH, area),
            false => (area.width, above_footer(area)),
        };
        let inside = popup(pen, room, width, rows(width));
        let asked = Rect {
            height: inside.height.saturating_sub(3),
            ..inside
        };
        pen.marked(asked, &text, Role::Title);
        if room.height < rows(width) {
            let last = row(asked, asked.height.saturating_sub(1));
            pen.clear(last);
            pen.sentence(last, &Say::AskedFurther, Role::Warn);
        }
        let y = inside.bottom() - 2;
        let no = format!("> Enter {}", pen.key_word(KeyWord::No));
        let yes = format!("F10 {}", pen.key_word(KeyWord::Yes));
        let used = pen.put(inside.x, y, inside.width, &no, Role::Focus);
        pen.put(inside.x + used + 4, y, inside.width, &yes, Role::Text);
        Position::new(inside.x, y)
    }
}

fn above_footer(area: Rect) -> Rect {
    Rect {
        height: area.height - 1,
        ..area
    }
}
