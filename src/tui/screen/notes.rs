//! The working notes of a case: read, and one written. They stay in this office.
//!
//! Another kind of thing than a section, so another screen: nothing here can be handed over.

use ratatui::layout::{Position, Rect};

use crate::domain::id::CaseId;
use crate::lang::date;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::{Say, say};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::case::{Ask, NotesView};
use crate::tui::room::draft::{Erasures, Form as Opened, Words};
use crate::tui::screen::Screen;
use crate::tui::screen::question::Question;
use crate::tui::screen::unsaved::Unsaved;
use crate::tui::theme::Role;
use crate::tui::widget::form::{Form, Item, Outcome};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::split::{Line, Split};
use crate::workflow::case::LONGEST_NOTE;

/// The piece of the draft.
const NOTE: &str = "note";

/// The working notes of a case.
#[derive(Debug)]
pub struct Notes {
    case: CaseId,
    person: String,
    /// As it was when the case was shown.
    shown: Erasures,
    view: Option<Box<NotesView>>,
    list: List,
    split: Split,
    form: Form,
    pane: Pane,
    told: Option<Told>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pane {
    Reading,
    Writing,
    Waiting,
}

fn form() -> Form {
    Form::new(vec![
        Item::page_of(Word::NoteAsk.say(), LONGEST_NOTE),
        Item::Button(Word::KeySave.say()),
    ])
}

impl Notes {
    /// Makes the screen of the notes of a case.
    pub fn new(case: CaseId, person: String, shown: Erasures) -> Notes {
        Notes {
            case,
            person,
            shown,
            view: None,
            list: List::default(),
            split: Split::default(),
            form: form(),
            pane: Pane::Reading,
            told: None,
        }
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.pane == Pane::Waiting
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match self.pane {
            Pane::Reading => Stand::Notes,
            Pane::Writing | Pane::Waiting => self.form.stand().kept(),
        }
    }

    /// Returns as which form what is typed here is kept.
    pub fn draft_form(&self) -> Option<Opened> {
        let place = Unsaved::Note(self.case).place()?;
        let shown = self.shown;
        Some(Opened { place, shown })
    }

    /// Returns what is typed and not saved.
    pub fn draft(&self) -> Words {
        match self.form.typed(0) {
            "" => Words::default(),
            text => Words(vec![(NOTE.into(), text.to_owned())]),
        }
    }

    /// Takes back what was typed before, followed by what was typed since.
    pub fn recall(&mut self, words: &Words) {
        if let Some(text) = words.get(NOTE) {
            self.form = form();
            self.form.prefill(0, text);
            self.pane = Pane::Writing;
            self.told = Some(Told::say(Say::DraftFound));
        }
    }

    /// Takes text into the note.
    pub fn text(&mut self, text: &str) {
        if self.pane == Pane::Writing {
            self.form.text(text);
        }
    }

    /// Moves, begins a note, saves it, or goes back.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match (self.pane, action) {
            (Pane::Waiting, _) => {}
            (Pane::Reading, Action::Back) => return vec![Act::Close],
            (Pane::Reading, Action::Add) => self.pane = Pane::Writing,
            (Pane::Reading, other) => {
                self.list.act(other, self.count());
                self.split.rewind();
            }
            (Pane::Writing, Action::Discard) if self.draft().is_empty() => {
                return vec![Act::Tell(Word::NothingChanged.say())];
            }
            (Pane::Writing, Action::Discard) => {
                let ask = Question::new(Prepare::DiscardAsk.say(), Act::Hear(Reply::Thrown));
                return vec![Act::Open(Box::new(Screen::Question(ask)))];
            }
            (Pane::Writing, other) => match self.form.act(other) {
                Outcome::Filling => {}
                Outcome::Back => {
                    self.pane = Pane::Reading;
                    self.told = None;
                    if !self.draft().is_empty() {
                        return vec![Act::Tell(Say::DraftKept)];
                    }
                }
                Outcome::Proceed => return self.save(),
            },
        }
        Vec::new()
    }

    fn save(&mut self) -> Vec<Act> {
        let text = self.form.typed(0).to_owned();
        if text.trim().is_empty() {
            return vec![Act::Tell(Word::NoteEmpty.say())];
        }
        self.pane = Pane::Waiting;
        vec![Act::Save(Request::Case(Ask::Write(self.case, text)))]
    }

    fn count(&self) -> usize {
        self.view.as_ref().map_or(0, |view| view.notes.len())
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Changed => return vec![Act::Ask(Request::Case(Ask::Notes(self.case)))],
            Reply::Notes(view) => self.view = Some(view),
            Reply::Noted(view) => {
                self.view = Some(view);
                self.form = form();
                self.pane = Pane::Reading;
                self.told = None;
                self.list = List::default();
                return vec![Act::Tell(Word::NoteSaved.say())];
            }
            Reply::Thrown => {
                self.form = form();
                self.pane = Pane::Reading;
                self.told = None;
            }
            Reply::Refused(why) => {
                if self.pane == Pane::Waiting {
                    self.pane = Pane::Writing;
                }
                self.told = Some(why);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Draws the notes, or the one being written; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let lang = pen.cx.lang;
        let inside = framed(pen, area, &self.person, self.stand());
        let mut used = pen.sentence(inside, &Word::NotesTitle.say(), Role::Warn);
        if let Some(why) = &self.told {
            used += pen.marked(below(inside, used), &why.text(lang), Role::Changed);
        }
        pen.divide(inside.y + used);
        let rest = below(inside, used + 1);
        if self.pane != Pane::Reading {
            return self.form.view(pen, rest);
        }
        let Some(view) = &self.view else {
            return pen.nothing_yet(rest, None);
        };
        if view.notes.is_empty() {
            return pen.nothing(rest, &Word::NoNotes.say());
        }
        let text: Vec<Line> = match view.notes.get(self.list.selected) {
            Some(note) => vec![
                (
                    Role::Dim,
                    format!("{} {}", date::day(note.on, lang), note.by),
                ),
                (Role::Text, note.text.clone()),
            ],
            None => vec![(Role::Dim, say(lang, &Word::NoNotes.say()))],
        };
        let rows = |at: usize| {
            let note = &view.notes[at];
            format!("{} {}", date::short_day(note.on, lang), note.by)
        };
        let list = (self.list, view.notes.len());
        self.split.view(pen, rest, 24, list, &text, rows)
    }
}
