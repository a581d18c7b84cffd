//! The closed door: who, passphrase, and why it is closed.
//!
//! It checks nothing: the worker tries the passphrase.

use ratatui::layout::{Position, Rect};

use crate::lang::screen::Say;
use crate::tui::act::{Act, Reply, Request, Secret, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::screen::Screen;
use crate::tui::screen::question::Question;
use crate::tui::theme::Role;
use crate::tui::widget::form::{Form, Item, Outcome};
use crate::tui::widget::frame::framed;
use crate::tui::widget::pen::Pen;

const WHO: usize = 0;
const PASSPHRASE: usize = 1;
const OPEN: usize = 2;

/// The lock screen.
#[derive(Debug)]
pub struct Lock {
    form: Form,
    message: Message,
    /// What is being tried, to be tried again where the store is only busy.
    tried: Option<Secret>,
    /// How often a name and a passphrase did not fit since it was closed.
    wrong: u8,
    neighbours: Option<Neighbours>,
}

/// Who can open an office of a sample town, and with what: nothing there is secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Neighbours {
    /// The names of the staff.
    pub names: Vec<String>,
    /// The passphrase of everybody.
    pub passphrase: &'static str,
}

/// What the line under the title says.
#[derive(Clone, PartialEq, Debug)]
enum Message {
    Plain(Say),
    Wrong(Told),
    Working,
}

impl Lock {
    /// Makes a lock for whoever was there last, with a sentence that says why it is closed.
    pub fn new(who: &str, why: Say) -> Lock {
        let mut form = Form::new(vec![
            Item::line(Say::LockWho),
            Item::masked(Say::LockPassphrase),
            Item::Button(Say::LockOpen),
        ]);
        form.suggest(WHO, who);
        if !who.is_empty() {
            form.focus_on(PASSPHRASE);
        }
        Lock {
            form,
            message: Message::Plain(why),
            tried: None,
            wrong: 0,
            neighbours: None,
        }
    }

    /// The same where seats may be changed: the caret stands on who opens it, and not in the passphrase of whoever left.
    pub fn for_anybody(mut self) -> Lock {
        self.form.focus_on(WHO);
        self
    }

    /// Tells at the door of a sample town who can open it.
    pub fn with_neighbours(self, neighbours: Option<Neighbours>) -> Lock {
        Lock { neighbours, ..self }
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.message == Message::Working
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match self.form.focus() {
            PASSPHRASE => Stand::Door,
            _ => self.form.stand(),
        }
    }

    /// Takes text into the focused field; not while the passphrase is being tried.
    pub fn text(&mut self, text: &str) {
        if self.message != Message::Working {
            self.form.text(text);
        }
    }

    /// Moves, edits, or tries the passphrase.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.message == Message::Working {
            return Vec::new();
        }
        match self.form.act(action) {
            Outcome::Filling => Vec::new(),
            Outcome::Back => {
                let question = Question::new(Say::QuitAsk, Act::Quit);
                vec![Act::Open(Box::new(Screen::Question(question)))]
            }
            Outcome::Proceed => self.try_it(),
        }
    }

    fn try_it(&mut self) -> Vec<Act> {
        for at in [WHO, PASSPHRASE] {
            if self.form.typed(at).trim().is_empty() {
                self.form.refuse(at, Say::Needed);
                return Vec::new();
            }
        }
        let who = self.form.typed(WHO).trim().to_owned();
        let passphrase = Secret::new(self.form.typed(PASSPHRASE));
        self.form.empty(PASSPHRASE);
        self.message = Message::Working;
        self.tried = Some(passphrase.clone());
        vec![Act::Ask(Request::Unlock { who, passphrase })]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        let tried = self.tried.take();
        match reply {
            Reply::Busy(why) => {
                self.message = Message::Wrong(why);
                if let Some(passphrase) = tried {
                    self.form.prefill(PASSPHRASE, passphrase.expose());
                }
                self.form.focus_on(OPEN);
                Vec::new()
            }
            Reply::NotLetIn(why) => {
                self.wrong = self.wrong.saturating_add(1);
                // A slip of the hand is no reason to fetch the recovery sheet.
                self.message = Message::Wrong(match self.wrong {
                    1 => Told::say(Say::LockWrong),
                    _ => why,
                });
                self.form.focus_on(PASSPHRASE);
                Vec::new()
            }
            Reply::Refused(why) => {
                self.message = Message::Wrong(why);
                self.form.focus_on(PASSPHRASE);
                Vec::new()
            }
            Reply::Unlocked { .. } => vec![
                Act::Become(Box::new(Screen::Today(Box::default()))),
                Act::Ask(Request::Today),
            ],
            _ => Vec::new(),
        }
    }

    /// Draws the door; the cursor stands where typing goes.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Say::LockTitle);
        let inside = framed(pen, area, &title, self.stand());
        let (what, role) = match &self.message {
            Message::Plain(what) => (pen.say(what), Role::Text),
            Message::Wrong(what) => (what.text(pen.cx.lang), Role::Bad),
            Message::Working => (pen.say(&Say::Working), Role::Dim),
        };
        let top = Rect {
            y: inside.y + 1,
            height: 3,
            ..inside
        };
        pen.marked(top, &what, role);
        let below = Rect {
            y: inside.y + 5,
            height: inside.height - 5,
            ..inside
        };
        let cursor = self.form.view(pen, below);
        if let Some(neighbours) = &self.neighbours {
            view_neighbours(pen, inside, neighbours);
        }
        cursor
    }
}

/// Draws in the last rows who can open it.
fn view_neighbours(pen: &mut Pen, area: Rect, neighbours: &Neighbours) {
    let told = pen.say(&Say::LockTown);
    let names = neighbours.names.join(" / ");
    let lines = [&*told, neighbours.passphrase, &names];
    for (y, line) in (area.bottom().saturating_sub(3)..).zip(lines) {
        pen.fit(area.x + 2, y, area.width.saturating_sub(2), line, Role::Dim);
    }
}
