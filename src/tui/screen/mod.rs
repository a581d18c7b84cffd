//! The screens, one file each, and what the app asks of every one of them.
//!
//! A screen keeps its own selection and typing; it carries nothing out.

use ratatui::layout::{Position, Rect};

use crate::lang::Lang;
use crate::tui::act::{Act, Ctx, Reply};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::Room;
use crate::tui::room::draft::{Form, Meanwhile, Words};
use crate::tui::widget::pen::Pen;

pub mod aside;
pub mod audit;
pub mod case;
pub mod cases;
pub mod changes;
pub mod choice;
pub mod content;
pub mod dossier;
pub mod foresight;
pub mod grounds;
pub mod handovers;
pub mod help;
pub mod import;
pub mod lock;
pub mod menu;
pub mod newer;
pub mod notes;
pub mod notice;
pub mod offices;
pub mod paper;
pub mod people;
pub mod post;
pub mod prefs;
pub mod prepare;
pub mod question;
pub mod receipts;
pub mod record;
pub mod records;
pub mod recovery;
pub mod renew;
pub mod retention;
pub mod section;
pub mod settings;
pub mod sheet;
pub mod staff;
pub mod step;
pub mod today;
pub mod todo;
pub mod unsaved;
pub mod visits;
pub mod wizard;

/// For what a screen waits before it can do anything with keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Awaits {
    /// For nothing.
    Nothing,
    /// For what it is to show: it can be left meanwhile.
    View,
    /// For what becomes of what it asked to be done: it stays, for only it can tell.
    Deed,
}

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
    /// Something that must be read over the screen beneath.
    Notice(notice::Notice),
    /// What is to be done today.
    Today(Box<today::Today>),
    /// One handover.
    Dossier(Box<dossier::Dossier>),
    /// A step of a handover that needs words.
    Step(Box<step::StepForm>),
    /// The menu of rooms.
    Menu(menu::Menu),
    /// Every case.
    Cases(Box<cases::Cases>),
    /// One case.
    Case(Box<case::Case>),
    /// One section of a case being written, or the first fields of a new one.
    Section(Box<section::Section>),
    /// The working notes of a case.
    Notes(Box<notes::Notes>),
    /// What was changed in the fields of a section.
    Changes(Box<changes::Changes>),
    /// Every handover.
    Handovers(Box<handovers::Handovers>),
    /// Other offices.
    Offices(Box<offices::Offices>),
    /// The staff.
    Staff(Box<staff::StaffList>),
    /// What is kept, and until when.
    Retention(Box<retention::Retention>),
    /// The receipts of what was destroyed.
    Receipts(Box<receipts::Receipts>),
    /// The visits of a case.
    Visits(Box<visits::Visits>),
    /// What is kept beside a handover.
    Aside(Box<aside::Aside>),
    /// The audit log.
    Audit(Box<audit::Audit>),
    /// The records of giving and receiving.
    Records(Box<records::Records>),
    /// One of them whole.
    Record(Box<record::Record>),
    /// The mailbox.
    Post(Box<post::Post>),
    /// The begin of a handover.
    Begin(Box<prepare::Begin>),
    /// What the office sets for itself and for cities.
    Settings(Box<settings::Settings>),
    /// The settings of this computer.
    Prefs(Box<prefs::Prefs>),
    /// A small form of a room.
    Sheet(Box<sheet::Sheet>),
    /// A new recovery sheet.
    Renew(Box<renew::Renew>),
    /// What a file would bring.
    Import(Box<import::Import>),
    /// A paper for the person.
    Paper(Box<paper::Paper>),
    /// What a table would bring.
    People(Box<people::People>),
}

impl Screen {
    /// Makes the screen of a room; none for today's, which is always at the bottom.
    pub fn of_room(room: Room) -> Option<Screen> {
        Some(match room {
            // What holds now is the program's to say.
            Room::Today | Room::Prefs => return None,
            Room::Cases => Screen::Cases(Box::default()),
            Room::Handovers => Screen::Handovers(Box::default()),
            Room::Post => Screen::Post(Box::default()),
            Room::Offices => Screen::Offices(Box::default()),
            Room::Staff => Screen::Staff(Box::default()),
            Room::Audit => Screen::Audit(Box::default()),
            Room::Records => Screen::Records(Box::default()),
            Room::Settings => Screen::Settings(Box::default()),
        })
    }

    /// Returns the room this is the screen of, if it is one's.
    pub fn room(&self) -> Option<Room> {
        Some(match self {
            Screen::Today(_) => Room::Today,
            Screen::Cases(_) => Room::Cases,
            Screen::Handovers(_) => Room::Handovers,
            Screen::Post(_) => Room::Post,
            Screen::Settings(_) => Room::Settings,
            Screen::Prefs(_) => Room::Prefs,
            Screen::Offices(_) => Room::Offices,
            Screen::Staff(_) => Room::Staff,
            Screen::Audit(_) => Room::Audit,
            Screen::Records(_) => Room::Records,
            Screen::Wizard(_)
            | Screen::Lock(_)
            | Screen::Help(_)
            | Screen::Question(_)
            | Screen::Notice(_)
            | Screen::Dossier(_)
            | Screen::Step(_)
            | Screen::Menu(_)
            | Screen::Case(_)
            | Screen::Section(_)
            | Screen::Notes(_)
            | Screen::Changes(_)
            | Screen::Begin(_)
            | Screen::Renew(_)
            | Screen::Import(_)
            | Screen::Paper(_)
            | Screen::People(_)
            | Screen::Record(_)
            | Screen::Retention(_)
            | Screen::Receipts(_)
            | Screen::Aside(_)
            | Screen::Visits(_)
            | Screen::Sheet(_) => return None,
        })
    }

    /// Says whether this is one handover or case, which a round may change.
    pub fn shows_one(&self) -> bool {
        matches!(self, Screen::Dossier(_) | Screen::Case(_))
    }

    /// Returns where the focus stands, which decides what keys mean.
    pub fn stand(&self) -> Stand {
        match self {
            Screen::Wizard(wizard) => wizard.stand(),
            Screen::Lock(lock) => lock.stand(),
            Screen::Help(help) => help.stand(),
            Screen::Question(question) => question.stand(),
            Screen::Notice(notice) => notice.stand(),
            Screen::Today(today) => today.stand(),
            Screen::Dossier(dossier) => dossier.stand(),
            Screen::Step(step) => step.stand(),
            Screen::Menu(menu) => menu.stand(),
            Screen::Cases(cases) => cases.stand(),
            Screen::Case(case) => case.stand(),
            Screen::Section(section) => section.stand(),
            Screen::Notes(notes) => notes.stand(),
            Screen::Changes(changes) => changes.stand(),
            Screen::Paper(paper) => paper.stand(),
            Screen::Handovers(handovers) => handovers.stand(),
            Screen::Offices(offices) => offices.stand(),
            Screen::Staff(staff) => staff.stand(),
            Screen::Retention(retention) => retention.stand(),
            Screen::Receipts(receipts) => receipts.stand(),
            Screen::Aside(aside) => aside.stand(),
            Screen::Visits(visits) => visits.stand(),
            Screen::Audit(audit) => audit.stand(),
            Screen::Records(records) => records.stand(),
            Screen::Record(record) => record.stand(),
            Screen::Post(post) => post.stand(),
            Screen::Settings(settings) => settings.stand(),
            Screen::Prefs(prefs) => prefs.stand(),
            Screen::Begin(begin) => begin.stand(),
            Screen::Sheet(sheet) => sheet.stand(),
            Screen::Import(import) => import.stand(),
            Screen::People(people) => people.stand(),
            Screen::Renew(renew) => renew.stand(),
        }
    }

    /// Says for what the keys wait, where it can do nothing with them before the worker has answered.
    pub fn awaits(&self) -> Awaits {
        let (awaits, what) = match self {
            Screen::Wizard(wizard) => (wizard.awaits(), Awaits::Deed),
            Screen::Lock(lock) => (lock.awaits(), Awaits::Deed),
            Screen::Step(step) => (step.awaits(), Awaits::Deed),
            Screen::Section(section) => (section.awaits(), Awaits::Deed),
            Screen::Notes(notes) => (notes.awaits(), Awaits::Deed),
            Screen::Sheet(sheet) => (sheet.awaits(), Awaits::Deed),
            Screen::Import(import) => (import.awaits(), Awaits::Deed),
            Screen::People(people) => (people.awaits(), Awaits::Deed),
            Screen::Renew(renew) => (renew.awaits(), Awaits::Deed),
            Screen::Today(today) => (today.awaits(), Awaits::View),
            Screen::Dossier(dossier) => (dossier.awaits(), Awaits::View),
            Screen::Cases(cases) => (cases.awaits(), Awaits::View),
            Screen::Case(case) => (case.awaits(), Awaits::View),
            Screen::Handovers(handovers) => (handovers.awaits(), Awaits::View),
            Screen::Offices(offices) => (offices.awaits(), Awaits::View),
            Screen::Staff(staff) => (staff.awaits(), Awaits::View),
            Screen::Retention(retention) => (retention.awaits(), Awaits::View),
            Screen::Receipts(receipts) => (receipts.awaits(), Awaits::View),
            Screen::Aside(aside) => (aside.awaits(), Awaits::View),
            Screen::Visits(visits) => (visits.awaits(), Awaits::View),
            Screen::Audit(audit) => (audit.awaits(), Awaits::View),
            Screen::Records(records) => (records.awaits(), Awaits::View),
            Screen::Record(record) => (record.awaits(), Awaits::View),
            Screen::Post(post) => (post.awaits(), Awaits::View),
            Screen::Settings(settings) => (settings.awaits(), Awaits::View),
            Screen::Begin(begin) => return begin.awaits(),
            Screen::Help(_)
            | Screen::Question(_)
            | Screen::Notice(_)
            | Screen::Menu(_)
            | Screen::Changes(_)
            | Screen::Paper(_)
            | Screen::Prefs(_) => return Awaits::Nothing,
        };
        match awaits {
            true => what,
            false => Awaits::Nothing,
        }
    }

    /// Carries an action into the screen.
    pub fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Act> {
        match self {
            Screen::Wizard(wizard) => wizard.act(action, cx),
            Screen::Lock(lock) => lock.act(action),
            Screen::Help(help) => help.act(action),
            Screen::Question(question) => question.act(action),
            Screen::Notice(notice) => notice.act(action),
            Screen::Today(today) => today.act(action),
            Screen::Dossier(dossier) => dossier.act(action),
            Screen::Step(step) => step.act(action),
            Screen::Menu(menu) => menu.act(action),
            Screen::Cases(cases) => cases.act(action),
            Screen::Case(case) => case.act(action),
            Screen::Section(section) => section.act(action),
            Screen::Notes(notes) => notes.act(action),
            Screen::Changes(changes) => changes.act(action),
            Screen::Paper(paper) => paper.act(action),
            Screen::Handovers(handovers) => handovers.act(action),
            Screen::Offices(offices) => offices.act(action),
            Screen::Staff(staff) => staff.act(action),
            Screen::Retention(retention) => retention.act(action),
            Screen::Receipts(receipts) => receipts.act(action),
            Screen::Aside(aside) => aside.act(action),
            Screen::Visits(visits) => visits.act(action),
            Screen::Audit(audit) => audit.act(action),
            Screen::Records(records) => records.act(action),
            Screen::Record(record) => record.act(action),
            Screen::Post(post) => post.act(action),
            Screen::Settings(settings) => settings.act(action),
            Screen::Prefs(prefs) => prefs.act(action, cx),
            Screen::Begin(begin) => begin.act(action),
            Screen::Sheet(sheet) => sheet.act(action),
            Screen::Import(import) => import.act(action),
            Screen::People(people) => people.act(action),
            Screen::Renew(renew) => renew.act(action),
        }
    }

    /// Takes typed, committed or pasted text.
    pub fn text(&mut self, text: &str) {
        match self {
            Screen::Wizard(wizard) => wizard.text(text),
            Screen::Lock(lock) => lock.text(text),
            Screen::Step(step) => step.text(text),
            Screen::Cases(cases) => cases.text(text),
            Screen::Section(section) => section.text(text),
            Screen::Notes(notes) => notes.text(text),
            Screen::Today(today) => today.text(text),
            Screen::Handovers(handovers) => handovers.text(text),
            Screen::Offices(offices) => offices.text(text),
            Screen::Staff(staff) => staff.text(text),
            Screen::Retention(retention) => retention.text(text),
            Screen::Audit(audit) => audit.text(text),
            Screen::Records(records) => records.text(text),
            Screen::Settings(settings) => settings.text(text),
            Screen::Sheet(sheet) => sheet.text(text),
            Screen::Import(import) => import.text(text),
            Screen::Renew(renew) => renew.text(text),
            Screen::Begin(begin) => begin.text(text),
            Screen::Help(_)
            | Screen::Question(_)
            | Screen::Notice(_)
            | Screen::Dossier(_)
            | Screen::Case(_)
            | Screen::Changes(_)
            | Screen::Paper(_)
            | Screen::Menu(_)
            | Screen::Prefs(_)
            | Screen::People(_)
            | Screen::Record(_)
            | Screen::Receipts(_)
            | Screen::Aside(_)
            | Screen::Visits(_)
            | Screen::Post(_) => {}
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
            Screen::Cases(cases) => cases.reply(reply),
            Screen::Case(case) => case.reply(reply),
            Screen::Section(section) => section.reply(reply),
            Screen::Notes(notes) => notes.reply(reply),
            Screen::Handovers(handovers) => handovers.reply(reply),
            Screen::Offices(offices) => offices.reply(reply),
            Screen::Staff(staff) => staff.reply(reply),
            Screen::Retention(retention) => retention.reply(reply),
            Screen::Receipts(receipts) => receipts.reply(reply),
            Screen::Aside(aside) => aside.reply(reply),
            Screen::Visits(visits) => visits.reply(reply),
            Screen::Audit(audit) => audit.reply(reply),
            Screen::Records(records) => records.reply(reply),
            Screen::Record(record) => record.reply(reply),
            Screen::Post(post) => post.reply(reply),
            Screen::Settings(settings) => settings.reply(reply),
            Screen::Prefs(prefs) => prefs.reply(reply),
            Screen::Begin(begin) => begin.reply(reply),
            Screen::Sheet(sheet) => sheet.reply(reply),
            Screen::Import(import) => import.reply(reply),
            Screen::People(people) => people.reply(reply),
            Screen::Renew(renew) => renew.reply(reply),
            Screen::Help(_)
            | Screen::Question(_)
            | Screen::Notice(_)
            | Screen::Menu(_)
            | Screen::Paper(_)
            | Screen::Changes(_) => Vec::new(),
        }
    }

    /// Returns as which form what is typed here is kept until it is saved; none where nothing is kept.
    ///
    /// The app does the rest: it looks for a draft when the screen opens, keeps one a second after a change and when
    /// the screen is left by whatever way, and forgets it once `draft` is empty again.
    pub fn draft_form(&self) -> Option<Form> {
        match self {
            Screen::Section(section) => section.draft_form(),
            Screen::Notes(notes) => notes.draft_form(),
            Screen::Step(step) => step.draft_form(),
            Screen::Sheet(sheet) => sheet.draft_form(),
            Screen::Import(import) => import.draft_form(),
            Screen::People(people) => people.draft_form(),
            _ => None,
        }
    }

    /// Says whether something is typed here that is kept nowhere and gone once the program ends.
    pub fn loses(&self) -> bool {
        match self {
            Screen::Wizard(wizard) => wizard.holds_text(),
            _ => false,
        }
    }

    /// Returns what was typed here and is not saved.
    pub fn draft(&self) -> Words {
        match self {
            Screen::Section(section) => section.draft(),
            Screen::Notes(notes) => notes.draft(),
            Screen::Step(step) => step.draft(),
            Screen::Sheet(sheet) => sheet.draft(),
            Screen::Import(import) => import.draft(),
            Screen::People(people) => people.draft(),
            _ => Words::default(),
        }
    }

    /// Returns what was typed here so far, to be joined with what was typed before.
    pub fn meanwhile(&self) -> Meanwhile {
        let added = match self {
            Screen::Section(section) => section.added(),
            Screen::Notes(notes) => notes.draft(),
            Screen::Step(step) => step.added(),
            Screen::Sheet(sheet) => sheet.added(),
            _ => Words::default(),
        };
        let form = match self {
            Screen::Step(step) => Some(step.form()),
            Screen::Sheet(sheet) => Some(sheet.form()),
            _ => None,
        };
        let (words, stood) = match form {
            Some(form) => (form.typed_words(), form.untouched()),
            None => (self.draft(), Words::default()),
        };
        Meanwhile {
            words,
            added,
            stood,
        }
    }

    /// Takes back what was typed here before, joined with what was typed since, and says on the screen that it did.
    pub fn recall(&mut self, words: &Words) {
        match self {
            Screen::Section(section) => section.recall(words),
            Screen::Notes(notes) => notes.recall(words),
            Screen::Step(step) => step.recall(words),
            Screen::Sheet(sheet) => sheet.recall(words),
            Screen::Import(import) => import.recall(words),
            _ => {}
        }
    }

    /// Writes what stands in fields, and nobody typed there, as it is written in this language.
    pub fn speak(&mut self, lang: Lang) {
        match self {
            Screen::Section(section) => section.speak(lang),
            Screen::Step(step) => step.speak(lang),
            Screen::Wizard(wizard) => wizard.speak(lang),
            Screen::Prefs(prefs) => prefs.speak(lang),
            Screen::Sheet(sheet) => sheet.speak(lang),
            _ => {}
        }
    }

    /// Draws the screen and says where the cursor stands: on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        match self {
            Screen::Wizard(wizard) => wizard.view(pen, area),
            Screen::Lock(lock) => lock.view(pen, area),
            Screen::Help(help) => help.view(pen, area),
            Screen::Question(question) => question.view(pen, area),
            Screen::Notice(notice) => notice.view(pen, area),
            Screen::Today(today) => today.view(pen, area),
            Screen::Dossier(dossier) => dossier.view(pen, area),
            Screen::Step(step) => step.view(pen, area),
            Screen::Menu(menu) => menu.view(pen, area),
            Screen::Cases(cases) => cases.view(pen, area),
            Screen::Case(case) => case.view(pen, area),
            Screen::Section(section) => section.view(pen, area),
            Screen::Notes(notes) => notes.view(pen, area),
            Screen::Changes(changes) => changes.view(pen, area),
            Screen::Paper(paper) => paper.view(pen, area),
            Screen::Handovers(handovers) => handovers.view(pen, area),
            Screen::Offices(offices) => offices.view(pen, area),
            Screen::Staff(staff) => staff.view(pen, area),
            Screen::Retention(retention) => retention.view(pen, area),
            Screen::Receipts(receipts) => receipts.view(pen, area),
            Screen::Aside(aside) => aside.view(pen, area),
            Screen::Visits(visits) => visits.view(pen, area),
            Screen::Audit(audit) => audit.view(pen, area),
            Screen::Records(records) => records.view(pen, area),
            Screen::Record(record) => record.view(pen, area),
            Screen::Post(post) => post.view(pen, area),
            Screen::Settings(settings) => settings.view(pen, area),
            Screen::Prefs(prefs) => prefs.view(pen, area),
            Screen::Begin(begin) => begin.view(pen, area),
            Screen::Sheet(sheet) => sheet.view(pen, area),
            Screen::Import(import) => import.view(pen, area),
            Screen::People(people) => people.view(pen, area),
            Screen::Renew(renew) => renew.view(pen, area),
        }
    }
}
