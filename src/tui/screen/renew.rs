//! A new recovery sheet: shown, and three of its groups typed back before the old one is void.
//!
//! It makes no sheet: the worker did, and holds it until this screen is left.

use ratatui::layout::{Position, Rect};

use crate::lang::screen::Say;
use crate::lang::screen::staff::Staff as Word;
use crate::tui::act::{Act, Reply, Request, Sheet, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::staff::Ask;
use crate::tui::screen::Screen;
use crate::tui::screen::question::Question;
use crate::tui::screen::recovery::{check_form, groups_are_right, view_groups};
use crate::tui::theme::Role;
use crate::tui::widget::form::{Form, Item, Outcome};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::pen::Pen;

/// Where the renewal stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// The sheet is being copied.
    Shown,
    /// Three groups are typed back.
    Check,
    /// The old one is being voided, or the new one put aside.
    Waiting,
}

/// The new sheet and what was typed of it.
#[derive(Debug)]
pub struct Renew {
    step: Step,
    sheet: Sheet,
    written: Form,
    check: Form,
    trouble: Option<Told>,
}

impl Renew {
    /// Makes the screen of a sheet that was just made.
    pub fn new(sheet: Sheet) -> Renew {
        Renew {
            step: Step::Shown,
            check: check_form(&sheet),
            sheet,
            written: Form::new(vec![Item::Button(Say::SheetWritten)]),
            trouble: None,
        }
    }

    fn form(&self) -> &Form {
        match self.step {
            Step::Shown => &self.written,
            Step::Check | Step::Waiting => &self.check,
        }
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.step == Step::Waiting
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.form().stand()
    }

    /// Takes text into the focused field.
    pub fn text(&mut self, text: &str) {
        if self.step == Step::Check {
            self.check.text(text);
        }
    }

    /// Goes on to the check and back, or asks the worker to void the old sheet.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match self.step {
            Step::Shown => match self.written.act(action) {
                Outcome::Proceed => self.step = Step::Check,
                Outcome::Back => return leave(),
                Outcome::Filling => {}
            },
            Step::Check => match self.check.act(action) {
                Outcome::Proceed if groups_are_right(&mut self.check, &self.sheet) => {
                    self.step = Step::Waiting;
                    self.trouble = None;
                    return vec![Act::Ask(Request::Staff(Ask::KeepSheet))];
                }
                Outcome::Back => self.step = Step::Shown,
                Outcome::Proceed | Outcome::Filling => {}
            },
            Step::Waiting => {}
        }
        Vec::new()
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Done(told) => vec![Act::Close, Act::Hear(Reply::Changed), Act::Report(told)],
            Reply::Refused(why) => {
                self.trouble = Some(why);
                self.step = Step::Check;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Draws the sheet or its check; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Word::SheetTitle.say());
        let inside = framed(pen, area, &title, self.stand());
        let used = match (&self.trouble, self.step) {
            (Some(why), _) => pen.marked(inside, &why.text(pen.cx.lang), Role::Bad),
            (None, Step::Waiting) => pen.sentence(inside, &Say::Working, Role::Dim),
            (None, Step::Shown) => pen.sentence(inside, &Word::SheetShown.say(), Role::Text),
            (None, Step::Check) => pen.sentence(inside, &Word::SheetBack.say(), Role::Text),
        };
        let rest = below(inside, used + 1);
        let rest = match self.step {
            Step::Shown => {
                let rows = view_groups(pen, rest, &self.sheet.groups);
                below(rest, rows)
            }
            Step::Check | Step::Waiting => rest,
        };
        self.form().view(pen, rest)
    }
}

fn leave() -> Vec<Act> {
    let put_aside = Act::Ask(Request::Staff(Ask::DropSheet));
    let question = Question::new(Word::SheetLeaveAsk.say(), put_aside);
    vec![Act::Open(Box::new(Screen::Question(question)))]
}
