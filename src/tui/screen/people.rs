//! A table of people: which field each column is, and what would become of each row; then a yes.
//!
//! It writes nothing before the yes. What is refused is told and left out; the rest is taken in whole.

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::Era;
use crate::domain::section::FieldId;
use crate::lang::people::{NAMES, column, counts, form, row, take_in, taken, whose};
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::case::{Ask, TableView};
use crate::tui::room::draft::{Erasures, Form as Opened, Words};
use crate::tui::screen::Screen;
use crate::tui::screen::question::Question;
use crate::tui::screen::sheet::Sheet;
use crate::tui::screen::unsaved::Unsaved;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::split::{Line, Split};
use crate::workflow::people::{Fate, PlannedRow, Reading, Understood, Way, Whose};

/// The code under which the place of the file is kept.
pub const FILE: &str = "file";
/// The code under which the day it is from is kept.
pub const AS_OF: &str = "as-of";
/// The code under which whose table it is is kept.
const WHOSE: &str = "whose";
/// The code under which the number of columns is kept: a table with another number is another table.
const COLUMNS: &str = "columns";

/// Looking at a table.
#[derive(Debug)]
pub struct People {
    view: Box<TableView>,
    /// The place of the file, as it was typed.
    file: String,
    /// From which day it is, as it was typed.
    from: String,
    /// What the columns were taken for, and whose the table was, before anybody chose otherwise.
    first: Choice,
    /// What is chosen for them, though the rows may not have been looked at with it yet.
    chosen: Choice,
    list: List,
    split: Split,
    trouble: Option<Told>,
    state: State,
}

/// What is chosen for the columns, and whose the table is.
type Choice = (Vec<Chosen>, Whose);

/// The field of a column, and the era of its years that stand without one.
type Chosen = (Option<FieldId>, Option<Era>);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// It is looked at.
    Looking,
    /// It is being looked at anew, or taken in.
    Waiting,
    /// It is taken in.
    Taken,
}

impl People {
    /// Makes the screen of a table that was read from a file.
    pub fn new(view: Box<TableView>, file: &str) -> People {
        People {
            first: chosen(&view.reading),
            chosen: chosen(&view.reading),
            file: file.to_owned(),
            from: String::new(),
            view,
            list: List::default(),
            split: Split::default(),
            trouble: None,
            state: State::Looking,
        }
    }

    /// Keeps from which day it is, as it was typed.
    pub fn from(self, as_of: &str) -> People {
        let from = as_of.to_owned();
        People { from, ..self }
    }

    /// Goes on with the fields that were chosen for the columns before, if this is the table they were chosen for; what
    /// would become of its rows then is asked anew.
    pub fn go_on(mut self, kept: &Words) -> (People, Vec<Act>) {
        let is_it = kept.get(FILE) == Some(&self.file)
            && kept.get(COLUMNS) == Some(&self.columns().to_string());
        let mut reading = self.view.reading.clone();
        let columns = reading.columns.iter_mut().zip(&mut reading.eras);
        for (at, (column, era)) in columns.enumerate().filter(|_| is_it) {
            if let Some(field) = kept.get(&code(at)) {
                *column = FieldId::from_name(field);
            }
            if let Some(said) = kept.get(&era_code(at)) {
                *era = Era::named(said);
            }
        }
        let whose = kept.get(WHOSE).filter(|_| is_it);
        let whose = whose.and_then(|said| Whose::ALL.iter().find(|it| it.code() == said));
        reading.whose = whose.copied().unwrap_or(reading.whose);
        if chosen(&reading) == self.first {
            return (self, Vec::new());
        }
        let acts = self.look_at(reading);
        (self, acts)
    }

    /// Returns as which form what is chosen here is kept: as that of the file.
    pub fn draft_form(&self) -> Option<Opened> {
        let place = Unsaved::Import.place()?;
        let shown = Erasures::default();
        Some(Opened { place, shown })
    }

    /// Returns the fields that were chosen for columns, with the file they were chosen for, if any was and it is not taken
    /// in.
    pub fn draft(&self) -> Words {
        let ((columns, whose), (first, first_whose)) = (&self.chosen, &self.first);
        let now = columns.iter().zip(first);
        let mut words = Vec::new();
        if whose != first_whose {
            words.push((WHOSE.to_owned(), whose.code().to_owned()));
        }
        for (at, ((field, era), (first, first_era))) in now.enumerate() {
            if field != first {
                let name = field.map_or("", |it| it.spec().name);
                words.push((code(at), name.to_owned()));
            }
            if era != first_era {
                let letter = era.map(|it| it.letter().to_string());
                words.push((era_code(at), letter.unwrap_or_default()));
            }
        }
        if self.state == State::Taken || words.is_empty() {
            return Words::default();
        }
        words.push((FILE.to_owned(), self.file.clone()));
        if !self.from.is_empty() {
            words.push((AS_OF.to_owned(), self.from.clone()));
        }
        words.push((COLUMNS.to_owned(), self.columns().to_string()));
        Words(words)
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.state == State::Waiting
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match self.state {
            State::Taken => Stand::ImportRefused,
            State::Looking | State::Waiting => Stand::ImportTable,
        }
    }

    /// Moves, takes another field for a column, or asks whether it is to be taken in.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match (self.state, action) {
            (State::Waiting, _) => Vec::new(),
            (State::Taken, Action::Back) => vec![Act::Close, Act::Hear(Reply::Changed)],
            (State::Looking, Action::Back) => vec![Act::Close],
            (State::Looking, Action::Proceed) => self.ask(),
            (State::Looking, Action::Right) => self.turn(Way::On),
            (State::Looking, Action::Left) => self.turn(Way::Back),
            (State::Looking, Action::Era) => self.turn_era(),
            (State::Looking, Action::Whose) => self.turn_whose(),
            (State::Looking, Action::ByHeading) => self.by_heading(),
            (State::Looking, Action::NotASecret) => self.ask_of_secret(),
            (_, Action::Export) => self.ask_to_write(),
            (_, other) => {
                self.list.act(other, self.columns() + self.rows().len());
                self.split.rewind();
                Vec::new()
            }
        }
    }

    /// Takes the worker's answer, or the yes.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        if matches!(reply, Reply::Changed) && self.state == State::Looking && 0 < self.new_ones() {
            self.state = State::Waiting;
            let reading = Box::new(self.view.reading.clone());
            return vec![Act::Save(Request::Case(Ask::TakeInTable(reading)))];
        }
        match reply {
            Reply::Table(view) => {
                self.view = view;
                self.state = State::Looking;
            }
            Reply::TableTaken(view) => {
                self.view = view;
                self.state = State::Taken;
                return vec![Act::Tell(Word::TakenIn.say())];
            }
            Reply::Done(told) => return vec![Act::Report(told)],
            Reply::Refused(why) => {
                self.chosen = chosen(&self.view.reading);
                self.trouble = Some(why);
                self.state = State::Looking;
            }
            _ => (),
        }
        Vec::new()
    }

    fn columns(&self) -> usize {
        self.view.reading.columns.len()
    }

    fn rows(&self) -> &[PlannedRow] {
        self.view.plan.as_ref().map_or(&[], |it| &it.rows)
    }

    fn count(&self, wanted: fn(&Fate) -> bool) -> usize {
        self.rows().iter().filter(|it| wanted(&it.fate)).count()
    }

    fn new_ones(&self) -> usize {
        self.count(|it| matches!(it, Fate::New(_)))
    }

    fn turn(&mut self, way: Way) -> Vec<Act> {
        if self.columns() <= self.list.selected {
            return Vec::new();
        }
        let mut reading = self.view.reading.clone();
        reading.turn(self.list.selected, way);
        self.look_at(reading)
    }

    fn turn_era(&mut self) -> Vec<Act> {
        let mut reading = self.view.reading.clone();
        reading.turn_era(self.list.selected);
        match chosen(&reading) == self.chosen {
            true => vec![Act::Tell(Word::EraOfDates.say())],
            false => self.look_at(reading),
        }
    }

    fn turn_whose(&mut self) -> Vec<Act> {
        let mut reading = self.view.reading.clone();
        reading.turn_whose();
        self.look_at(reading)
    }

    fn by_heading(&mut self) -> Vec<Act> {
        let reading = self.view.reading.clone().by_heading(&NAMES);
        match chosen(&reading) == self.chosen && self.view.reading.taken == reading.taken {
            true => vec![Act::Tell(Word::ByHeadingAlready.say())],
            false => self.look_at(reading),
        }
    }

    fn look_at(&mut self, reading: Reading) -> Vec<Act> {
        self.chosen = chosen(&reading);
        self.state = State::Waiting;
        self.trouble = None;
        vec![Act::Ask(Request::Case(Ask::LookAtTable(Box::new(reading))))]
    }

    fn ask(&self) -> Vec<Act> {
        if self.new_ones() == 0 {
            return vec![Act::Tell(Word::TableNothingNew.say())];
        }
        let ask = take_in(&self.view.reading).say();
        let ask = Question::new(ask, Act::Hear(Reply::Changed));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    /// Asks whether what looks like a secret in the selected row is something else, or its person another than who is like
    /// them.
    fn ask_of_secret(&self) -> Vec<Act> {
        let at = self.list.selected.checked_sub(self.columns());
        let row = at.and_then(|at| self.rows().get(at));
        let reading = Box::new(self.view.reading.clone());
        let likeness = row.and_then(|it| it.fate.likeness());
        let (ask, answer) = match (row, likeness) {
            (Some(row), _) if row.fate.holds_a_secret() => {
                (Word::RowSecretAsk, Ask::NotASecret(reading, row.number))
            }
            (_, Some(likeness)) => {
                let likeness = Box::new(likeness.clone());
                (Word::RowAnotherAsk, Ask::AnotherPerson(reading, likeness))
            }
            _ => return vec![Act::Tell(Word::RowNoSecret.say())],
        };
        let ask = Question::new(ask.say(), Act::Ask(Request::Case(answer)));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    /// Opens the form by which the rows that are refused are written.
    fn ask_to_write(&self) -> Vec<Act> {
        if self.count(|it| matches!(it, Fate::Refused(_))) == 0 {
            return vec![Act::Tell(Word::NoneRefused.say())];
        }
        let sheet = Sheet::of_refused(self.view.reading.clone(), &self.file);
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
    }

    /// Draws the columns and the rows below them; the cursor stands on the selected one.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let lang = pen.cx.lang;
        let title = pen.say(&Word::TableTitle.say());
        let inside = framed(pen, area, &title, self.stand());
        let mut used = pen
            .put(
                inside.x,
                inside.y,
                inside.width,
                &self.origin(lang),
                Role::Dim,
            )
            .min(1);
        let change = say(lang, &Word::WhoseChange.say());
        let told = format!("{}{change}", whose(self.view.reading.whose, lang));
        used += pen
            .put(inside.x, inside.y + used, inside.width, &told, Role::Title)
            .min(1);
        let trouble = self.trouble.as_ref().or(self.view.plan.as_ref().err());
        if self.view.reading.taken == Understood::AsBefore {
            let told = taken(Understood::AsBefore, lang);
            used += pen.marked(below(inside, used), told, Role::Changed);
        }
        used += match trouble {
            Some(why) => pen.marked(below(inside, used), &why.text(lang), Role::Bad),
            None if self.state == State::Waiting => {
                pen.sentence(below(inside, used), &Say::Working, Role::Dim)
            }
            None => pen.marked(below(inside, used), &counts(self.rows(), lang), Role::Text),
        };
        let rest = below(inside, used + 1);
        let left = if rest.width < 70 { 24 } else { 36 };
        let count = self.columns() + self.rows().len();
        let text = self.in_full(self.list.selected, lang);
        self.split
            .view(pen, rest, left, (self.list, count), &text, |at| {
                self.line(at, lang)
            })
    }

    /// From which file, as what it was read, and of which day what comes from it is.
    fn origin(&self, lang: Lang) -> String {
        let reading = &self.view.reading;
        let (name, day) = (&reading.source, date::day(reading.as_of, lang));
        format!(
            "{name}  {}  {} {day}",
            form(reading.table.form, lang),
            say(lang, &Word::TableAsOf.say())
        )
    }

    fn line(&self, at: usize, lang: Lang) -> String {
        let reading = &self.view.reading;
        if at < self.columns() {
            return format!("  {}", column_at(reading, at, lang));
        }
        let Some(planned) = self.rows().get(at - self.columns()) else {
            return String::new();
        };
        let role = match planned.fate {
            Fate::New(_) => Role::Good,
            Fate::Here(_) => Role::Text,
            Fate::Refused(_) => Role::Bad,
        };
        let mark = match sign(role) {
            "" => " ",
            mark => mark,
        };
        format!("{mark} {}", row(planned, reading, lang).swap_remove(0))
    }

    fn in_full(&self, at: usize, lang: Lang) -> Vec<Line> {
        let reading = &self.view.reading;
        match reading.columns.get(at) {
            Some(_) => vec![
                (Role::Title, column_at(reading, at, lang)),
                (Role::Dim, say(lang, &Word::TableColumnHint.say())),
            ],
            None => {
                let planned = self.rows().get(at - self.columns());
                let lines = planned.map(|it| row(it, reading, lang)).unwrap_or_default();
                lines.into_iter().map(|it| (Role::Text, it)).collect()
            }
        }
    }
}

/// What the columns are taken for, and whose the table is.
fn chosen(reading: &Reading) -> Choice {
    let fields = reading.columns.iter().copied();
    let columns = fields.zip(reading.eras.iter().copied()).collect();
    (columns, reading.whose)
}

fn column_at(reading: &Reading, at: usize, lang: Lang) -> String {
    let (field, era) = (reading.columns[at], reading.eras[at]);
    column(&reading.table.heading[at], field, era, lang)
}

/// The code under which the era of a column is kept.
fn era_code(at: usize) -> String {
    format!("era-{}", at + 1)
}

/// The code under which the field of a column is kept, by its number from one.
fn code(at: usize) -> String {
    format!("column-{}", at + 1)
}
