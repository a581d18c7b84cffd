//! The screens, one file each, and what the app asks of every one of them.
//!
//! A screen keeps its own selection and typing; it carries nothing out.

use ratatui::layout::{Position, Rect};

use crate::tui::act::{Act, Ctx, Reply};
use crate::tui::keys::{Action, Stand};
use crate::tui::widget::pen::Pen;

pub mod choice;
pub mod content;
pub mod dossier;
pub mod help;
pub mod lock;
pub mod question;
pub mod step;
pub mod today;
pub mod wizard;

/// Every screen there is.
#[derive(Debug)]
pub enum Screen {
    /// The first setup.
    Wizard(Box<wizard::Wizard>),
    /// The closed door.
    Lock(lock::Lock),
    /// The keys of the screen beneath.
    Help(help::Help),
    /// A yes-or-no question over the screen beneath.
    Question(question::Question),
    /// What is to be done today.
    Today(Box<today::Today>),
    /// One handover.
    Dossier(Box<dossier::Dossier>),
    /// A step of a handover that needs words.
    Step(Box<step::StepForm>),
}

impl Screen {
    /// Returns where the focus stands, which decides what keys mean.
    pub fn stand(&self) -> Stand {
        match self {
            Screen::Wizard(wizard) => wizard.stand(),
            Screen::Lock(lock) => lock.stand(),
            Screen::Help(help) => help.stand(),
            Screen::Question(question) => question.stand(),
            Screen::Today(today) => today.stand(),
            Screen::Dossier(dossier) => dossier.stand(),
            Screen::Step(step) => step.stand(),
        }
    }

    /// Carries an action into the screen.
    pub fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Act> {
        match self {
            Screen::Wizard(wizard) => wizard.act(action, cx),
            Screen::Lock(lock) => lock.act(action),
            Screen::Help(help) => help.act(action),
            Screen::Question(question) => question.act(action),
            Screen::Today(today) => today.act(action),
            Screen::Dossier(dossier) => dossier.act(action),
            Screen::Step(step) => step.act(action),
        }
    }

    /// Takes typed, committed or pasted text.
    pub fn text(&mut self, text: &str) {
        match self {
            Screen::Wizard(wizard) => wizard.text(text),
            Screen::Lock(lock) => lock.text(text),
            Screen::Step(step) => step.text(text),
            Screen::Help(_) | Screen::Question(_) | Screen::Today(_) | Screen::Dossier(_) => {}
        }
    }

    /// Takes the answer to a request this screen made.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match self {
            Screen::Wizard(wizard) => wizard.reply(reply),
            Screen::Lock(lock) => lock.reply(reply),
            Screen::Today(today) => today.reply(reply),
            Screen::Dossier(dossier) => dossier.reply(reply),
            Screen::Step(step) => step.reply(reply),
            Screen::Help(_) | Screen::Question(_) => Vec::new(),
        }
    }

    /// Draws the screen and says where the cursor stands: on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        match self {
            Screen::Wizard(wizard) => wizard.view(pen, area),
            Screen::Lock(lock) => lock.view(pen, area),
            Screen::Help(help) => help.view(pen, area),
            Screen::Question(question) => question.view(pen, area),
            Screen::Today(today) => today.view(pen, area),
            Screen::Dossier(dossier) => dossier.view(pen, area),
            Screen::Step(step) => step.view(pen, area),
        }
    }
}
