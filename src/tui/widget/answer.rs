//! The answer to one field being written: its state, its pieces by the catalogue's kind, where it is from, and how it
//! is drawn.
//!
//! Whether it fits the field is the domain's; it saves nothing.

use ratatui::layout::{Position, Rect};

use crate::domain::answer::{
    Answer, Place, Raw, RawCell, RawContact, RawMark, RawScore, WrongAnswer,
};
use crate::domain::assessment::{AssessmentItem, Rater, Scale, Sub};
use crate::domain::calendar::{DateRefused, Day, Month, parse_day, parse_month};
use crate::domain::case::{FieldState, Source, Value};
use crate::domain::field::{Cell, ChoiceId, Column, ColumnId, Kind, Unit};
use crate::domain::section::FieldId;
use crate::domain::text::{Line, TextRefused, ascii_digits};
use crate::lang::problem::Said;
use crate::lang::problem::answer::{answer as wrong, text as refused_text};
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date, label, message};
use crate::tui::edit::{Editor, To};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::draft::added;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::field::edit;
use crate::tui::widget::pen::{Pen, WIDEST, width_of};
use crate::tui::widget::split::heading;

/// The rows a text of many lines takes.
const PAGE: u16 = 3;
/// The longest name of a source or a rater.
const NAME: usize = 60;
/// The longest telephone number and date as typed.
const SHORT: usize = 40;
/// The longest part of a triple.
const PART: usize = 120;

/// In which of the four states the field is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Answered; not asked yet where nothing is written.
    Answer,
    /// There is none.
    Nothing,
    /// The person does not wish to share it.
    Declined,
    /// Nobody has checked yet.
    Unchecked,
}

const STATES: [State; 4] = [
    State::Answer,
    State::Nothing,
    State::Declined,
    State::Unchecked,
];

impl State {
    const fn code(self) -> &'static str {
        match self {
            State::Answer => "answer",
            State::Nothing => "nothing",
            State::Declined => "declined",
            State::Unchecked => "unchecked",
        }
    }

    fn of(code: &str) -> State {
        let found = STATES.into_iter().find(|it| it.code() == code);
        found.unwrap_or(State::Answer)
    }

    fn next(self) -> State {
        let at = STATES.iter().position(|it| *it == self).unwrap_or(0);
        STATES[(at + 1) % STATES.len()]
    }

    fn before(self) -> State {
        let at = STATES.iter().position(|it| *it == self).unwrap_or(0);
        STATES[(at + STATES.len() - 1) % STATES.len()]
    }
}

/// Why an answer cannot be taken as it is typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It does not fit the field.
    Answer(WrongAnswer),
    /// A day or month cannot be read.
    Date(DateRefused),
    /// What a source or rater is called cannot be kept.
    Text(TextRefused),
    /// A sentence of the screens.
    Say(Word),
}

impl Trouble {
    /// Says it.
    pub fn text(&self, field: FieldId, lang: Lang) -> String {
        let one = |said: Said| match (lang, said.then.is_empty()) {
            (_, true) => said.what,
            (Lang::Ja, false) => format!("{}{}", said.what, said.then),
            (Lang::En, false) => format!("{} {}", said.what, said.then),
        };
        match self {
            Trouble::Answer(why) => one(wrong(Some(field), why, lang)),
            Trouble::Date(why) => date::refused(*why, lang),
            Trouble::Text(why) => one(refused_text(why, lang)),
            Trouble::Say(word) => say(lang, &word.say()),
        }
    }
}

/// What a piece is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Name {
    None,
    Say(Word),
    Column(ColumnId),
    Option(ChoiceId),
    Score(AssessmentItem, Slot),
}

impl Name {
    fn text(self, lang: Lang) -> String {
        match self {
            Name::None => String::new(),
            Name::Say(word) => say(lang, &word.say()),
            Name::Column(column) => label::column(column, lang).to_owned(),
            Name::Option(choice) => label::choice(choice, lang).to_owned(),
            Name::Score(item, slot) => {
                let slot = slot.text(lang);
                format!("{slot}: {}", label::assessment(item, lang))
            }
        }
    }
}

/// What of one item of the assessment stands in a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Slot {
    Mark(Rater),
    Checks,
}

impl Slot {
    fn text(self, lang: Lang) -> String {
        match self {
            Slot::Mark(by) => label::rater(by, lang).to_owned(),
            Slot::Checks => say(lang, &Word::SubChecks.say()),
        }
    }
}

/// The pieces before the scores: the day, and who took them down; today and whoever writes where nothing is typed. They
/// are said of the scores that are changed, and alone they say nothing.
const SCORE_HEAD: usize = 2;

/// The places of the scores of a field, in the order of the form.
fn slots(
    items: &'static [AssessmentItem],
    raters: &'static [Rater],
) -> impl Iterator<Item = (AssessmentItem, Slot)> {
    let of = |item: &AssessmentItem| {
        let ticked = item.sub() == Sub::Checks && raters.contains(&Rater::Staff);
        let marks = raters.iter().map(|by| Slot::Mark(*by));
        let checks = ticked.then_some(Slot::Checks);
        let item = *item;
        marks.chain(checks).map(move |slot| (item, slot))
    };
    items.iter().flat_map(of)
}

/// How a line is read, shown beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reads {
    Text,
    Day,
    Month,
    Number(Unit),
    Score(Scale),
}

/// What can be typed or chosen in one piece.
#[derive(Debug)]
enum Part {
    Line(Editor, Reads),
    Page(Editor),
    Choice(Vec<Pick>, Option<usize>),
    Tick(ChoiceId, Tick),
}

/// One option of a choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pick {
    Choice(ChoiceId),
    Source(Word),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Tick {
    On,
    Off,
}

const SOURCES: [Word; 3] = [Word::Person, Word::Observed, Word::Agency];

/// One piece of an answer.
#[derive(Debug)]
struct Piece {
    name: Name,
    part: Part,
}

impl Piece {
    fn line(name: Name, limit: usize, reads: Reads) -> Piece {
        let part = Part::Line(Editor::one_line(limit), reads);
        Piece { name, part }
    }

    fn choice(name: Name, codes: &[ChoiceId]) -> Piece {
        let picks = codes.iter().map(|it| Pick::Choice(*it)).collect();
        let part = Part::Choice(picks, None);
        Piece { name, part }
    }

    fn cell(column: &Column) -> Piece {
        let name = Name::Column(column.id);
        match column.cell {
            Cell::Line(max) => Piece::line(name, max, Reads::Text),
            Cell::Date => Piece::line(name, SHORT, Reads::Day),
            Cell::Month => Piece::line(name, SHORT, Reads::Month),
            Cell::Number { unit, .. } => Piece::line(name, 9, Reads::Number(unit)),
            Cell::Choice(codes) => Piece::choice(name, codes),
        }
    }

    /// Gives what is in it as text; empty where nothing is.
    fn text(&self) -> String {
        match &self.part {
            Part::Line(editor, _) | Part::Page(editor) => editor.text().to_owned(),
            Part::Choice(_, None) | Part::Tick(_, Tick::Off) => String::new(),
            Part::Choice(picks, Some(at)) => match picks.get(*at) {
                Some(Pick::Choice(choice)) => choice.code().to_owned(),
                Some(Pick::Source(_)) => at.to_string(),
                None => String::new(),
            },
            Part::Tick(choice, Tick::On) => choice.code().to_owned(),
        }
    }

    /// Puts in what `text` gave.
    fn set(&mut self, text: &str) {
        match &mut self.part {
            Part::Line(editor, _) | Part::Page(editor) => {
                editor.set(text);
            }
            Part::Choice(picks, at) => {
                *at = (0..picks.len()).find(|it| match picks[*it] {
                    Pick::Choice(choice) => choice.code() == text,
                    Pick::Source(_) => it.to_string() == text,
                });
            }
            Part::Tick(choice, tick) => {
                *tick = match choice.code() == text {
                    true => Tick::On,
                    false => Tick::Off,
                };
            }
        }
    }

    /// Returns how many characters of what was typed last were not taken.
    fn refused(&self) -> usize {
        match &self.part {
            Part::Line(editor, _) | Part::Page(editor) => editor.refused(),
            Part::Choice(..) | Part::Tick(..) => 0,
        }
    }

    fn height(&self) -> u16 {
        match &self.part {
            Part::Page(_) => PAGE,
            _ => 1,
        }
    }

    fn stand(&self) -> Stand {
        match &self.part {
            Part::Line(..) => Stand::AnswerLine,
            Part::Page(_) => Stand::AnswerPage,
            Part::Choice(..) => Stand::AnswerChoice,
            Part::Tick(..) => Stand::AnswerTicks,
        }
    }

    fn insert(&mut self, text: &str) {
        if let Part::Line(editor, _) | Part::Page(editor) = &mut self.part {
            editor.insert(text);
        }
    }

    fn act(&mut self, action: Action) {
        match (&mut self.part, action) {
            (Part::Page(editor), Action::LineUp) => editor.go(To::Up),
            (Part::Page(editor), Action::LineDown) => editor.go(To::Down),
            (Part::Page(editor), Action::NewLine) => {
                editor.insert("\n");
            }
            (Part::Line(editor, _) | Part::Page(editor), other) => edit(editor, other),
            (Part::Choice(_, at), Action::Up) => *at = at.and_then(|at| at.checked_sub(1)),
            (Part::Choice(picks, at), Action::Down) => {
                let next = at.map_or(0, |at| at + 1);
                *at = Some(next.min(picks.len().saturating_sub(1)));
            }
            (Part::Tick(_, tick), Action::Toggle) => {
                *tick = match tick {
                    Tick::On => Tick::Off,
                    Tick::Off => Tick::On,
                };
            }
            _ => {}
        }
    }
}

/// What a source and a day are taken to be where nobody says otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Usual {
    /// Who writes.
    pub me: Line,
    /// Today.
    pub today: Day,
}

/// The answer to one field, being written.
#[derive(Debug)]
pub struct Entry {
    field: FieldId,
    state: State,
    pieces: Vec<Piece>,
    /// Kind of source, who, seen on, as of; none until it is looked at.
    origin: Option<Origin>,
    stored: Option<Value>,
    /// What it says as it is stored.
    before: Vec<(String, String)>,
    /// Scores as stored: each keeps its own day and rater until it is changed.
    scored: Vec<RawScore>,
    /// What somebody else has stored meanwhile.
    meanwhile: Option<Meanwhile>,
    trouble: Option<Trouble>,
}

/// What somebody else made of a field that is being written here.
#[derive(Debug)]
struct Meanwhile(Option<Value>);

#[derive(Debug)]
struct Origin {
    pieces: Vec<Piece>,
    shown: Shown,
    before: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shown {
    Yes,
    No,
}

impl Entry {
    /// Makes the form of a field from what is stored of it.
    pub fn new(field: FieldId, stored: Option<&Value>) -> Entry {
        let mut entry = Entry {
            field,
            state: State::Answer,
            pieces: pieces(field.spec().kind),
            origin: None,
            stored: stored.cloned(),
            before: Vec::new(),
            scored: Vec::new(),
            meanwhile: None,
            trouble: None,
        };
        match stored.map(|it| &it.state) {
            Some(FieldState::Filled(answer)) => entry.fill(answer),
            Some(FieldState::Nothing) => entry.state = State::Nothing,
            Some(FieldState::Declined) => entry.state = State::Declined,
            Some(FieldState::Unchecked) => entry.state = State::Unchecked,
            None => {}
        }
        entry.before = entry.said();
        entry
    }

    /// Returns the field.
    pub fn field(&self) -> FieldId {
        self.field
    }

    fn fill(&mut self, answer: &Answer) {
        match answer.to_raw() {
            Raw::Text(text) => self.set(0, &text),
            Raw::Day(day) => self.set(0, &date::short_day(day, Lang::Ja)),
            Raw::Month(month) => self.set(0, &typed_month(month)),
            Raw::Number(number) => self.set(0, &number.to_string()),
            Raw::Texts(texts) => match self.field.spec().kind {
                Kind::List { .. } => self.set(0, &texts.join("\n")),
                _ => {
                    for piece in &mut self.pieces {
                        let Part::Tick(choice, _) = piece.part else {
                            continue;
                        };
                        if texts.iter().any(|it| it == choice.code()) {
                            piece.set(choice.code());
                        }
                    }
                }
            },
            Raw::Rows(rows) => {
                for (row, cells) in rows.iter().enumerate() {
                    let width = self.width();
                    while self.pieces.len() < (row + 1) * width {
                        self.add_row();
                    }
                    for (column, cell) in cells.iter().enumerate() {
                        if let Some(cell) = cell {
                            self.set(row * width + column, &typed_cell(cell));
                        }
                    }
                }
            }
            Raw::Person(contact) => {
                let parts = [contact.name, contact.kana, contact.relation, contact.phone];
                for (at, text) in parts.iter().enumerate() {
                    self.set(at, text);
                }
            }
            Raw::Triples(triples) => {
                for (row, parts) in triples.iter().enumerate() {
                    while self.pieces.len() < (row + 1) * 3 {
                        self.add_row();
                    }
                    for (column, text) in parts.iter().enumerate() {
                        self.set(row * 3 + column, text);
                    }
                }
            }
            Raw::Scores(scores) => {
                // The head stays empty: no name and no day of others stands over what is scored now.
                let slots: Vec<_> = self.slots().collect();
                for (at, (item, slot)) in slots.into_iter().enumerate() {
                    let found = scores.iter().find(|it| it.item == item.code());
                    let Some(score) = found else { continue };
                    let text = match slot {
                        Slot::Checks => score.checks.clone(),
                        Slot::Mark(by) => {
                            let found = score.marks.iter().find(|it| it.by == by.code());
                            found.map(|it| it.score.to_string()).unwrap_or_default()
                        }
                    };
                    self.set(SCORE_HEAD + at, &text);
                }
                self.scored = scores;
            }
        }
    }

    fn set(&mut self, at: usize, text: &str) {
        if let Some(piece) = self.pieces.get_mut(at) {
            piece.set(text);
        }
    }

    fn slots(&self) -> impl Iterator<Item = (AssessmentItem, Slot)> + use<> {
        let (items, raters): (&'static [_], &'static [_]) = match self.field.spec().kind {
            Kind::Scores { items, raters } => (items, raters),
            _ => (&[], &[]),
        };
        slots(items, raters)
    }

    /// How many pieces a row has; 0 where there are no rows to add.
    fn width(&self) -> usize {
        match self.field.spec().kind {
            Kind::Table { columns, .. } => columns.len(),
            Kind::Triples { .. } => 3,
            _ => 0,
        }
    }

    fn rows(&self) -> usize {
        match self.width() {
            0 => 0,
            width => self.pieces.len() / width,
        }
    }

    fn add_row(&mut self) {
        match self.field.spec().kind {
            Kind::Table { columns, max } if self.rows() < max => {
                self.pieces.extend(columns.iter().map(Piece::cell));
            }
            Kind::Triples { max } if self.rows() < max => self.pieces.extend(triple()),
            _ => {}
        }
    }

    /// Returns how many pieces the focus can stand on.
    pub fn places(&self) -> usize {
        let body = match self.state {
            State::Answer => self.pieces.len(),
            _ => 1,
        };
        body + self.shown_origin().len()
    }

    fn body_places(&self) -> usize {
        self.places() - self.shown_origin().len()
    }

    fn shown_origin(&self) -> &[Piece] {
        match &self.origin {
            Some(origin) if origin.shown == Shown::Yes => &origin.pieces,
            _ => &[],
        }
    }

    /// Returns what keys mean on this piece.
    pub fn stand(&self, at: usize) -> Stand {
        match self.piece(at) {
            Some(piece) => piece.stand(),
            None => Stand::AnswerChoice,
        }
    }

    /// The piece at a place; none where the state alone stands.
    fn piece(&self, at: usize) -> Option<&Piece> {
        let body = self.body_places();
        match (at < body, self.state) {
            (true, State::Answer) => self.pieces.get(at),
            (true, _) => None,
            (false, _) => self.shown_origin().get(at - body),
        }
    }

    fn piece_mut(&mut self, at: usize) -> Option<&mut Piece> {
        let body = self.body_places();
        match (at < body, self.state) {
            (true, State::Answer) => self.pieces.get_mut(at),
            (true, _) => None,
            (false, _) => self.origin.as_mut()?.pieces.get_mut(at - body),
        }
    }

    /// Puts text into a piece.
    pub fn text(&mut self, at: usize, text: &str, usual: &Usual) {
        self.trouble = None;
        if let Some(piece) = self.piece_mut(at) {
            piece.insert(text);
        }
        self.settle_origin(usual);
    }

    /// Carries out an action on a piece; other actions leave it as it is.
    pub fn act(&mut self, at: usize, action: Action, usual: &Usual) {
        match action {
            Action::State => self.state = self.state.next(),
            Action::AddRow if self.state == State::Answer => self.add_row(),
            Action::Origin => self.show_origin(usual),
            other => match self.piece_mut(at) {
                Some(piece) => piece.act(other),
                None if other == Action::Down => self.state = self.state.next(),
                None if other == Action::Up => self.state = self.state.before(),
                None => return,
            },
        }
        self.trouble = None;
        self.settle_origin(usual);
    }

    fn show_origin(&mut self, usual: &Usual) {
        if let Some(origin) = &mut self.origin {
            origin.shown = match origin.shown {
                Shown::Yes => Shown::No,
                Shown::No => Shown::Yes,
            };
            return;
        }
        self.origin = Some(Origin {
            pieces: origin_pieces(),
            shown: Shown::Yes,
            before: origin_pieces().iter().map(Piece::text).collect(),
        });
        self.settle_origin(usual);
    }

    /// Where nobody has said where it is from, what is shown is what will be recorded: that may be another source once
    /// the answer is written in.
    fn settle_origin(&mut self, usual: &Usual) {
        let said = origin_texts(self.usual_origin(usual));
        let typed = self.typed_origin().is_some();
        let Some(origin) = self.origin.as_mut().filter(|_| !typed) else {
            return;
        };
        for (piece, text) in origin.pieces.iter_mut().zip(&said) {
            if piece.text() != *text {
                piece.set(text);
            }
        }
        origin.before = origin.pieces.iter().map(Piece::text).collect();
    }

    /// As stored while nothing else is written; today's writer for what is.
    fn usual_origin(&self, usual: &Usual) -> (Source, Day) {
        match &self.stored {
            Some(stored) if self.said() == self.before => (stored.source.clone(), stored.as_of),
            _ => {
                let (by, on) = (usual.me.clone(), usual.today);
                (Source::Observed { by, on }, usual.today)
            }
        }
    }

    fn typed_origin(&self) -> Option<&Origin> {
        let origin = self.origin.as_ref()?;
        let now: Vec<String> = origin.pieces.iter().map(Piece::text).collect();
        (now != origin.before).then_some(origin)
    }

    fn origin(&self, usual: &Usual) -> Result<(Source, Day), Trouble> {
        let Some(origin) = self.typed_origin() else {
            return Ok(self.usual_origin(usual));
        };
        let text = |at: usize| origin.pieces.get(at).map(Piece::text).unwrap_or_default();
        let day = |at| read_day(&text(at));
        let name = || Line::new(&text(1), NAME).map_err(Trouble::Text);
        let source = match text(0).as_str() {
            "1" => Source::Observed {
                by: name()?,
                on: day(2)?,
            },
            "2" => Source::Agency { name: name()? },
            _ => Source::Person,
        };
        Ok((source, day(3)?))
    }

    /// The state and the pieces as text, under the names by which a draft keeps them.
    fn body(&self) -> Vec<(String, String)> {
        let name = self.field.spec().name;
        let mut words = vec![(name.to_owned(), self.state.code().to_owned())];
        for (at, piece) in self.pieces.iter().enumerate() {
            let text = piece.text();
            if !text.is_empty() {
                words.push((format!("{name}#{at}"), text));
            }
        }
        words
    }

    /// The same without the head of scores: what the answer says.
    fn said(&self) -> Vec<(String, String)> {
        let head: Vec<String> = (0..self.head())
            .map(|at| format!("{}#{at}", self.field.spec().name))
            .collect();
        let mut words = self.body();
        words.retain(|(piece, _)| !head.contains(piece));
        words
    }

    /// How many pieces stand before the scores; 0 where there are none.
    fn head(&self) -> usize {
        match self.field.spec().kind {
            Kind::Scores { .. } => SCORE_HEAD,
            _ => 0,
        }
    }

    /// What is typed in the head of scores.
    fn typed_head(&self) -> Vec<String> {
        let head = self.pieces.iter().take(self.head());
        head.map(Piece::text).collect()
    }

    /// Says whether anything is written that is not stored.
    pub fn is_changed(&self) -> bool {
        self.said() != self.before || self.typed_origin().is_some()
    }

    /// Returns what is written, for a draft; nothing where it is as stored.
    pub fn words(&self) -> Vec<(String, String)> {
        if !self.is_changed() && self.typed_head().iter().all(String::is_empty) {
            return Vec::new();
        }
        let mut words = self.body();
        if let Some(origin) = self.typed_origin() {
            let name = self.field.spec().name;
            for (at, piece) in origin.pieces.iter().enumerate() {
                words.push((format!("{name}@{at}"), piece.text()));
            }
        }
        words
    }

    /// Returns of each text of many lines what was added to what is stored, under the name of its piece.
    pub fn added(&self) -> Vec<(String, String)> {
        let name = self.field.spec().name;
        let pages = self.pieces.iter().enumerate();
        let pages = pages.filter(|(_, it)| matches!(it.part, Part::Page(_)));
        let of = |(at, piece): (usize, &Piece)| {
            let piece_name = format!("{name}#{at}");
            let before = self.before.iter().find(|(it, _)| *it == piece_name);
            let before = before.map_or("", |(_, text)| text);
            Some((piece_name, added(before, &piece.text())?))
        };
        pages.filter_map(of).collect()
    }

    /// Puts back what `words` gave; where they say what is written already, the caret stays, too.
    pub fn recall(&mut self, words: &[(String, String)], usual: &Usual) {
        let name = self.field.spec().name;
        let found = words.iter().find(|(piece, _)| piece == name);
        let Some((_, state)) = found else { return };
        let written = self.words();
        if !written.is_empty() && written.iter().all(|it| words.contains(it)) {
            return;
        }
        self.state = State::of(state);
        for piece in &mut self.pieces {
            piece.set("");
        }
        for (piece, text) in words {
            let Some((field, at)) = piece.rsplit_once('#') else {
                continue;
            };
            let Some(at) = at.parse::<usize>().ok().filter(|_| field == name) else {
                continue;
            };
            while self.pieces.len() <= at && 0 < self.width() {
                let before = self.pieces.len();
                self.add_row();
                if self.pieces.len() == before {
                    break;
                }
            }
            self.set(at, text);
        }
        let origin: Vec<&str> = (0..4)
            .filter_map(|at| {
                let wanted = format!("{name}@{at}");
                let found = words.iter().find(|(piece, _)| *piece == wanted);
                found.map(|(_, text)| text.as_str())
            })
            .collect();
        if origin.len() == 4 {
            if self.origin.is_none() {
                self.show_origin(usual);
            }
            if let Some(shown) = &mut self.origin {
                for (piece, text) in shown.pieces.iter_mut().zip(origin) {
                    piece.set(text);
                }
            }
        }
        self.settle_origin(usual);
    }

    /// Takes what is stored now: what is not being written here becomes that, what is stays and is marked.
    pub fn rebase(&mut self, stored: Option<&Value>, usual: &Usual) {
        if !self.is_changed() {
            let head = self.typed_head();
            *self = Entry::new(self.field, stored);
            for (at, text) in head.iter().enumerate() {
                self.set(at, text);
            }
            return;
        }
        if self.stored.as_ref() != stored {
            self.meanwhile = Some(Meanwhile(stored.cloned()));
        }
        self.stored = stored.cloned();
        self.before = Entry::new(self.field, stored).said();
        self.settle_origin(usual);
    }

    /// Notes that somebody has stored something else since this was written.
    pub fn mark_meanwhile(&mut self) {
        self.meanwhile = Some(Meanwhile(self.stored.clone()));
    }

    /// Notes why it was not taken.
    pub fn refuse(&mut self, trouble: Trouble) {
        self.trouble = Some(trouble);
    }

    /// Gives the value as written: none where nothing is.
    ///
    /// # Errors
    /// What does not fit, and at which piece.
    pub fn value(&self, usual: &Usual) -> Result<Option<Value>, (usize, Trouble)> {
        let state = match self.state {
            State::Nothing => FieldState::Nothing,
            State::Declined => FieldState::Declined,
            State::Unchecked => FieldState::Unchecked,
            State::Answer => match self.answer(usual)? {
                Some(answer) => FieldState::Filled(answer),
                None => return Ok(None),
            },
        };
        let origin = self.origin(usual);
        let (source, as_of) = origin.map_err(|why| (self.body_places(), why))?;
        Ok(Some(Value {
            state,
            source,
            as_of,
        }))
    }

    fn answer(&self, usual: &Usual) -> Result<Option<Answer>, (usize, Trouble)> {
        let spec = self.field.spec();
        if self.is_blank() {
            return Ok(None);
        }
        let (raw, rows) = self.raw(usual)?;
        let answer = Answer::check(spec, raw).map_err(|why| {
            // A score is told at the piece where its item begins.
            let width = self.width().max(1);
            let at = match why.at {
                Place::Whole => 0,
                Place::Row(row) => rows.get(row).copied().unwrap_or(0) * width,
                Place::Cell { row, column } => {
                    let base = rows.get(row).copied().unwrap_or(0) * width;
                    base + self.column(column)
                }
            };
            (at, Trouble::Answer(why))
        })?;
        Ok(Some(answer))
    }

    fn column(&self, column: ColumnId) -> usize {
        match self.field.spec().kind {
            Kind::Table { columns, .. } => columns.iter().position(|it| it.id == column),
            _ => None,
        }
        .unwrap_or(0)
    }

    fn is_blank(&self) -> bool {
        let mut pieces = self.pieces.iter().skip(self.head());
        pieces.all(|it| it.text().trim().is_empty())
    }

    /// What is written, unchecked, and at which row of the form each row of it stands.
    fn raw(&self, usual: &Usual) -> Result<(Raw, Vec<usize>), (usize, Trouble)> {
        let text = |at: usize| self.pieces.get(at).map(Piece::text).unwrap_or_default();
        let first = text(0);
        let raw = match self.field.spec().kind {
            Kind::Line { .. }
            | Kind::Text { .. }
            | Kind::Kana
            | Kind::Phone
            | Kind::Digits { .. }
            | Kind::Choice(_) => Raw::Text(first),
            Kind::Date => Raw::Day(read_day(&first).map_err(|why| (0, why))?),
            Kind::Month => Raw::Month(read_month(&first).map_err(|why| (0, why))?),
            Kind::Number { .. } => Raw::Number(read_number(&first).map_err(|why| (0, why))?),
            Kind::Choices(_) => {
                let codes = self.pieces.iter().map(Piece::text);
                Raw::Texts(codes.filter(|it| !it.is_empty()).collect())
            }
            Kind::List { .. } => {
                let lines = first.lines().map(str::trim).filter(|it| !it.is_empty());
                Raw::Texts(lines.map(str::to_owned).collect())
            }
            Kind::Person => Raw::Person(RawContact {
                name: text(0),
                kana: text(1),
                relation: text(2),
                phone: text(3),
            }),
            Kind::Triples { .. } => {
                let rows = self.written_rows();
                let parts = |row: &usize| [0, 1, 2].map(|column| text(row * 3 + column));
                return Ok((Raw::Triples(rows.iter().map(parts).collect()), rows));
            }
            Kind::Table { .. } => {
                let rows = self.written_rows();
                let mut cells = Vec::new();
                for row in &rows {
                    cells.push(self.raw_row(*row)?);
                }
                return Ok((Raw::Rows(cells), rows));
            }
            Kind::Scores { items, .. } => {
                let (scores, at) = self.raw_scores(items, usual)?;
                return Ok((Raw::Scores(scores), at));
            }
        };
        Ok((raw, Vec::new()))
    }

    /// The rows in which something is written: an emptied row is no row.
    fn written_rows(&self) -> Vec<usize> {
        let width = self.width().max(1);
        let rows = self.pieces.chunks(width).enumerate();
        let written = |row: &[Piece]| row.iter().any(|it| !it.text().trim().is_empty());
        rows.filter(|(_, row)| written(row))
            .map(|(at, _)| at)
            .collect()
    }

    fn raw_row(&self, row: usize) -> Result<Vec<Option<RawCell>>, (usize, Trouble)> {
        let width = self.width();
        let pieces = self.pieces.iter().enumerate().skip(row * width).take(width);
        pieces
            .map(|(at, piece)| {
                let text = piece.text();
                if text.trim().is_empty() {
                    return Ok(None);
                }
                let cell = match &piece.part {
                    Part::Line(_, Reads::Day) => read_day(&text).map(RawCell::Day),
                    Part::Line(_, Reads::Month) => read_month(&text).map(RawCell::Month),
                    Part::Line(_, Reads::Number(_)) => read_number(&text).map(RawCell::Number),
                    _ => Ok(RawCell::Text(text)),
                };
                cell.map(Some).map_err(|why| (at, why))
            })
            .collect()
    }

    /// The scores as typed, and at which piece each begins. A score that is as stored keeps its day and who took it.
    fn raw_scores(
        &self,
        items: &[AssessmentItem],
        usual: &Usual,
    ) -> Result<(Vec<RawScore>, Vec<usize>), (usize, Trouble)> {
        let (mut scores, mut places) = (Vec::new(), Vec::new());
        for item in items {
            let mut raw = RawScore {
                item: item.code().to_owned(),
                marks: Vec::new(),
                checks: String::new(),
            };
            let mut first = None;
            for (at, (of, slot)) in (SCORE_HEAD..).zip(self.slots()) {
                let text = self.pieces.get(at).map(Piece::text).unwrap_or_default();
                if of != *item || text.trim().is_empty() {
                    continue;
                }
                first = first.or(Some(at));
                match slot {
                    Slot::Checks => raw.checks = text,
                    Slot::Mark(by) => raw.marks.push(self.raw_mark(*item, by, at, usual)?),
                }
            }
            if let Some(at) = first {
                scores.push(raw);
                places.push(at);
            }
        }
        Ok((scores, places))
    }

    fn raw_mark(
        &self,
        item: AssessmentItem,
        by: Rater,
        at: usize,
        usual: &Usual,
    ) -> Result<RawMark, (usize, Trouble)> {
        let text = |at: usize| self.pieces.get(at).map(Piece::text).unwrap_or_default();
        let head = |at: usize| match text(at) {
            typed if typed.trim().is_empty() => self.suggested(at, usual).unwrap_or_default(),
            typed => typed,
        };
        let score = read_number(&text(at)).map_err(|why| (at, why))?;
        let stored = self.scored.iter().filter(|it| it.item == item.code());
        let mut stored = stored.flat_map(|it| &it.marks);
        match stored.find(|it| it.by == by.code() && it.score == score) {
            Some(same) => Ok(same.clone()),
            None => Ok(RawMark {
                by: by.code().to_owned(),
                score,
                on: read_day(&head(0)).map_err(|why| (0, why))?,
                rater: head(1),
            }),
        }
    }

    /// What is taken for a piece in which nothing is typed: the day and the rater of scores.
    fn suggested(&self, at: usize, usual: &Usual) -> Option<String> {
        let said = [date::short_day(usual.today, Lang::Ja), usual.me.to_string()];
        said.into_iter().take(self.head()).nth(at)
    }
}

fn pieces(kind: Kind) -> Vec<Piece> {
    let page = |limit| Piece {
        name: Name::None,
        part: Part::Page(Editor::many_lines(limit)),
    };
    match kind {
        Kind::Line { max } => vec![Piece::line(Name::None, max, Reads::Text)],
        Kind::Text { max } => vec![page(max)],
        Kind::List { max, line } => vec![page(max * (line + 1))],
        Kind::Kana => vec![Piece::line(Name::None, NAME, Reads::Text)],
        Kind::Phone | Kind::Digits { .. } => vec![Piece::line(Name::None, SHORT, Reads::Text)],
        Kind::Date => vec![Piece::line(Name::None, SHORT, Reads::Day)],
        Kind::Month => vec![Piece::line(Name::None, SHORT, Reads::Month)],
        Kind::Number { unit, .. } => {
            vec![Piece::line(Name::None, 9, Reads::Number(unit))]
        }
        Kind::Choice(codes) => vec![Piece::choice(Name::None, codes)],
        Kind::Choices(codes) => {
            let tick = |code: &ChoiceId| Piece {
                name: Name::Option(*code),
                part: Part::Tick(*code, Tick::Off),
            };
            codes.iter().map(tick).collect()
        }
        Kind::Table { columns, .. } => columns.iter().map(Piece::cell).collect(),
        Kind::Person => [Word::Name, Word::Kana, Word::Relation, Word::Phone]
            .into_iter()
            .map(|word| Piece::line(Name::Say(word), NAME, Reads::Text))
            .collect(),
        Kind::Triples { .. } => triple().into(),
        Kind::Scores { items, raters } => {
            let head = vec![
                Piece::line(Name::Say(Word::ScoredOn), SHORT, Reads::Day),
                Piece::line(Name::Say(Word::Rater), NAME, Reads::Text),
            ];
            let piece = |(item, slot): (AssessmentItem, Slot)| {
                let name = Name::Score(item, slot);
                match slot {
                    Slot::Mark(_) => Piece::line(name, 9, Reads::Score(item.scale())),
                    Slot::Checks => Piece::line(name, 20, Reads::Text),
                }
            };
            let scores = slots(items, raters).map(piece);
            head.into_iter().chain(scores).collect()
        }
    }
}

fn triple() -> [Piece; 3] {
    [Word::Sign, Word::Remedy, Word::Wish]
        .map(|word| Piece::line(Name::Say(word), PART, Reads::Text))
}

fn origin_pieces() -> Vec<Piece> {
    let kinds = SOURCES.map(Pick::Source).to_vec();
    vec![
        Piece {
            name: Name::Say(Word::Source),
            part: Part::Choice(kinds, Some(0)),
        },
        Piece::line(Name::Say(Word::SourceWho), NAME, Reads::Text),
        Piece::line(Name::Say(Word::SourceOn), SHORT, Reads::Day),
        Piece::line(Name::Say(Word::AsOf), SHORT, Reads::Day),
    ]
}

fn origin_texts((source, as_of): (Source, Day)) -> [String; 4] {
    let day = |day| date::short_day(day, Lang::Ja);
    let (kind, who, on) = match source {
        Source::Person => ("0", String::new(), String::new()),
        Source::Observed { by, on } => ("1", by.to_string(), day(on)),
        Source::Agency { name } => ("2", name.to_string(), String::new()),
    };
    [kind.to_owned(), who, on, day(as_of)]
}

fn typed_month(month: Month) -> String {
    format!("{}/{}", month.year(), month.month())
}

fn typed_cell(cell: &RawCell) -> String {
    match cell {
        RawCell::Text(text) => text.clone(),
        RawCell::Day(day) => date::short_day(*day, Lang::Ja),
        RawCell::Month(month) => typed_month(*month),
        RawCell::Number(number) => number.to_string(),
    }
}

fn read_day(text: &str) -> Result<Day, Trouble> {
    parse_day(text).map(|it| it.day).map_err(Trouble::Date)
}

fn read_month(text: &str) -> Result<Month, Trouble> {
    parse_month(text).map(|it| it.month).map_err(Trouble::Date)
}

fn read_number(text: &str) -> Result<u32, Trouble> {
    let digits = ascii_digits(text.trim());
    digits.parse().map_err(|_| Trouble::Say(Word::NeedNumber))
}

/// One row of the form as it is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Row {
    /// The name of a field with several pieces.
    Head,
    /// The number of a row of a table.
    Number(usize),
    /// A piece, by its place.
    At(usize),
}

impl Entry {
    /// Says whether name and piece stand in one row.
    fn is_short(&self) -> bool {
        let one = self.state != State::Answer || self.pieces.len() == 1;
        let page = matches!(self.pieces.first().map(|it| &it.part), Some(Part::Page(_)));
        one && !(page && self.state == State::Answer)
    }

    fn layout(&self) -> Vec<(Row, u16)> {
        let mut rows = Vec::new();
        if !self.is_short() {
            rows.push((Row::Head, 1));
        }
        for at in 0..self.places() {
            let width = self.width();
            let starts = 0 < width && at < self.body_places() && at % width == 0;
            if starts && self.state == State::Answer {
                rows.push((Row::Number(at / width), 1));
            }
            rows.push((Row::At(at), self.piece(at).map_or(1, Piece::height)));
        }
        rows
    }

    /// Returns how many rows it takes.
    pub fn height(&self) -> u16 {
        self.layout().iter().map(|(_, height)| height).sum()
    }

    /// Returns the first row of a piece and how many it takes.
    pub fn rows_of(&self, at: usize) -> (u16, u16) {
        let mut y = 0;
        for (row, height) in self.layout() {
            if row == Row::At(at) {
                return (y, height);
            }
            y += height;
        }
        (0, 1)
    }

    /// Draws what of it lies between the top and the bottom of `area`, its first row standing `above` rows over the
    /// top; says where the caret is if the focus is on a piece of it.
    pub fn view(
        &self,
        pen: &mut Pen,
        area: Rect,
        first: i32,
        focus: Option<usize>,
        usual: &Usual,
    ) -> Option<Position> {
        let mut caret = None;
        let mut y = first;
        for (row, height) in self.layout() {
            let (top, bottom) = (i32::from(area.top()), i32::from(area.bottom()));
            if top <= y && y + i32::from(height) <= bottom {
                let here = Rect {
                    y: u16::try_from(y).unwrap_or(area.y),
                    height,
                    ..area
                };
                let focused = matches!((row, focus), (Row::At(at), Some(focus)) if at == focus);
                let found = self.view_row(pen, here, row, focused.into(), usual);
                if focused {
                    caret = Some(found);
                }
            }
            y += i32::from(height);
        }
        caret
    }

    fn view_row(
        &self,
        pen: &mut Pen,
        area: Rect,
        row: Row,
        focused: Focused,
        usual: &Usual,
    ) -> Position {
        let lang = pen.cx.lang;
        let label_width = label_width(area.width);
        let name_first = self.is_short() && matches!(row, Row::At(0));
        if focused == Focused::Yes {
            pen.put(area.x, area.y, 1, sign(Role::Focus), Role::Focus);
        }
        if row == Row::Head || name_first {
            let (role, mark) = self.mark(usual);
            pen.put(area.x + 1, area.y, 1, mark, role);
            let width = if name_first { label_width } else { area.width };
            let role = match focused {
                Focused::Yes => Role::Title,
                Focused::No => match heading(self.field, lang).0 {
                    Role::Key => Role::Text,
                    plan => plan,
                },
            };
            let name = label::field(self.field, lang);
            pen.put(area.x + 3, area.y, width, name, role);
        }
        let x = area.x + 4 + label_width;
        match row {
            Row::Head => area.as_position(),
            Row::Number(number) => {
                let text = format!("{} {}", say(lang, &Word::Row.say()), number + 1);
                pen.put(area.x + 5, area.y, area.width, &text, Role::Dim);
                area.as_position()
            }
            Row::At(at) => match self.piece(at) {
                None => self.view_state(pen, Position::new(x, area.y), focused),
                Some(piece) => {
                    let suggested = self
                        .suggested(at, usual)
                        .filter(|_| piece.text().is_empty());
                    let suggested = suggested.filter(|_| at < self.body_places());
                    view_piece(pen, area, x, piece, suggested.as_deref(), focused)
                }
            },
        }
    }

    fn view_state(&self, pen: &mut Pen, at: Position, focused: Focused) -> Position {
        let text = format!("< {} >", self.state_text(pen.cx.lang));
        pen.put(at.x, at.y, u16::MAX, &text, focused.role());
        at
    }

    /// Names the state it is in.
    pub fn state_text(&self, lang: Lang) -> String {
        match self.state {
            State::Nothing => label::state(&FieldState::Nothing, lang).to_owned(),
            State::Declined => label::state(&FieldState::Declined, lang).to_owned(),
            State::Unchecked => label::state(&FieldState::Unchecked, lang).to_owned(),
            State::Answer if self.is_blank() => say(lang, &Word::StateBlank.say()),
            State::Answer => say(lang, &Word::StateAnswer.say()),
        }
    }

    fn mark(&self, usual: &Usual) -> (Role, &'static str) {
        let blank = self.state == State::Answer && self.is_blank();
        let doubt = self.trouble.is_some() || self.meanwhile.is_some();
        let cut = self.pieces.iter().chain(self.shown_origin());
        let cut = cut.map(Piece::refused).any(|it| 0 < it);
        match self.value(usual) {
            _ if cut => (Role::Bad, sign(Role::Bad)),
            Err(_) => (Role::Bad, sign(Role::Bad)),
            Ok(_) if doubt => (Role::Warn, sign(Role::Warn)),
            Ok(_) if blank && self.field.is_required() => (Role::Warn, sign(Role::Warn)),
            Ok(_) if blank => (Role::Dim, " "),
            Ok(_) => (Role::Good, sign(Role::Good)),
        }
    }

    /// Says what is to be known of the focused piece: the state, the limit, where it is from, what is wrong.
    pub fn foot(&self, at: usize, usual: &Usual, lang: Lang) -> Vec<(Role, String)> {
        let spec = self.field.spec();
        let mut first = vec![
            label::need(spec.need, lang).to_owned(),
            format!(
                "{}: {}",
                say(lang, &Word::State.say()),
                self.state_text(lang)
            ),
        ];
        if let Some(Part::Line(editor, Reads::Text) | Part::Page(editor)) =
            self.piece(at).map(|it| &it.part)
        {
            first.push(format!(
                "{}{}{}",
                say(lang, &Word::Room.say()),
                space(lang, &editor.room().to_string()),
                space(lang, &say(lang, &Word::Letters.say())),
            ));
        }
        first.push(label::sensitivity(spec.sensitivity, lang).to_owned());
        let mut lines = vec![(Role::Text, first.join(" / "))];
        lines.push((Role::Dim, self.origin_text(usual, lang)));
        lines.push(self.remark(at, usual, lang));
        lines
    }

    fn origin_text(&self, usual: &Usual, lang: Lang) -> String {
        match self.origin(usual) {
            Err(why) => why.text(self.field, lang),
            Ok((source, as_of)) => format!(
                "{}: {} / {}: {}",
                say(lang, &Word::Source.say()),
                message::source(&source, lang),
                say(lang, &Word::AsOf.say()),
                date::short_day(as_of, lang)
            ),
        }
    }

    fn remark(&self, at: usize, usual: &Usual, lang: Lang) -> (Role, String) {
        let cut = self.piece(at).map_or(0, Piece::refused);
        if 0 < cut {
            let told = say(lang, &Say::NotTaken(cut));
            return (Role::Bad, format!("{} {told}", sign(Role::Bad)));
        }
        if let Some(why) = &self.trouble {
            return (
                Role::Bad,
                format!("{} {}", sign(Role::Bad), why.text(self.field, lang)),
            );
        }
        if let Some(Meanwhile(value)) = &self.meanwhile {
            let now = match value {
                Some(value) => message::value(value, lang).replace('\n', " / "),
                None => say(lang, &Word::StateBlank.say()),
            };
            let told = say(lang, &Word::NowStored.say());
            return (Role::Warn, format!("{} {told}: {now}", sign(Role::Warn)));
        }
        if let Some(Part::Line(editor, Reads::Day)) = self.piece(at).map(|it| &it.part)
            && !editor.text().trim().is_empty()
        {
            return match parse_day(editor.text()) {
                Err(why) => (Role::Dim, date::refused(why, lang)),
                Ok(parsed) => match parsed.note {
                    Some(note) => (Role::Warn, date::noted(note, lang)),
                    None => (Role::Dim, date::day_and_iso(parsed.day, lang)),
                },
            };
        }
        if let Some(Name::Score(item, slot)) = self.piece(at).map(|it| it.name) {
            let name = Name::Score(item, slot).text(lang);
            let how = match slot {
                Slot::Mark(by) => {
                    let scale = label::scale(item.scale(), lang);
                    let under = self.recorded_under(item, by, at, usual, lang);
                    [scale.to_owned()]
                        .into_iter()
                        .chain(under)
                        .collect::<Vec<_>>()
                        .join(" / ")
                }
                Slot::Checks => say(lang, &Word::SubChecksHint.say()),
            };
            return (Role::Dim, format!("{name} / {how}"));
        }
        match self.field.spec().kind {
            Kind::List { .. } => (Role::Dim, say(lang, &Word::OnePerLine.say())),
            Kind::Table { .. } | Kind::Triples { .. } => {
                (Role::Dim, say(lang, &Word::RowHint.say()))
            }
            _ => (Role::Dim, String::new()),
        }
    }

    /// Says under which day and name a score stands, or will once it is saved.
    fn recorded_under(
        &self,
        item: AssessmentItem,
        by: Rater,
        at: usize,
        usual: &Usual,
        lang: Lang,
    ) -> Option<String> {
        let mark = self.raw_mark(item, by, at, usual).ok()?;
        Some(format!(
            "{}: {} / {}: {}",
            say(lang, &Word::ScoredOn.say()),
            date::short_day(mark.on, lang),
            say(lang, &Word::Rater.say()),
            mark.rater
        ))
    }
}

/// Whether the focus is on what is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Focused {
    Yes,
    No,
}

impl From<bool> for Focused {
    fn from(yes: bool) -> Focused {
        match yes {
            true => Focused::Yes,
            false => Focused::No,
        }
    }
}

impl Focused {
    const fn role(self) -> Role {
        match self {
            Focused::Yes => Role::Focus,
            Focused::No => Role::Text,
        }
    }
}

fn space(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Ja => text.to_owned(),
        Lang::En => format!(" {text}"),
    }
}

fn label_width(width: u16) -> u16 {
    (width / 3).clamp(16, 34)
}

/// Draws a piece; what is suggested stands in a line that has none.
fn view_piece(
    pen: &mut Pen,
    area: Rect,
    x: u16,
    piece: &Piece,
    suggested: Option<&str>,
    focused: Focused,
) -> Position {
    let lang = pen.cx.lang;
    let label_width = x - area.x - 6;
    let name = piece.name.text(lang);
    match &piece.part {
        Part::Page(editor) => {
            let (x, width) = (area.x + 5, area.width.saturating_sub(5).min(WIDEST));
            let window = editor.window(width, PAGE);
            for y in area.top()..area.bottom() {
                pen.put(x - 1, y, 1, pen.cx.theme.pieces().down, Role::Frame);
            }
            for (y, text) in (area.y..).zip(&window.rows) {
                pen.put(x, y, width, text, Role::Text);
            }
            let caret = Position::new(x + window.caret.0, area.y + window.caret.1);
            if focused == Focused::Yes {
                pen.put(area.x, caret.y, 1, sign(Role::Focus), Role::Focus);
            }
            caret
        }
        Part::Tick(_, tick) => {
            let mark = match tick {
                Tick::On => "[x]",
                Tick::Off => "[ ]",
            };
            let text = format!("{mark} {name}");
            pen.put(area.x + 5, area.y, area.width, &text, focused.role());
            Position::new(area.x + 5, area.y)
        }
        Part::Choice(picks, at) => {
            pen.fit(area.x + 5, area.y, label_width, &name, Role::Text);
            let taken = at.and_then(|at| picks.get(at)).map(|it| match it {
                Pick::Choice(choice) => label::choice(*choice, lang).to_owned(),
                Pick::Source(word) => say(lang, &word.say()),
            });
            let shown = match (taken, at) {
                (Some(taken), Some(at)) => format!("< {taken} > {}/{}", at + 1, picks.len()),
                _ => format!("< - > 0/{}", picks.len()),
            };
            let room = area.right().saturating_sub(x);
            pen.put(x, area.y, room, &shown, focused.role());
            Position::new(x, area.y)
        }
        Part::Line(editor, reads) => {
            pen.fit(area.x + 5, area.y, label_width, &name, Role::Text);
            let text = suggested.unwrap_or(editor.text());
            let echo = echo(text, *reads, lang);
            let room = area.right().saturating_sub(x + 2);
            let width = match reads {
                Reads::Text => room,
                Reads::Number(_) => room.min(9),
                Reads::Score(_) => room.min(3),
                Reads::Day | Reads::Month => room.min(if area.width < 70 { 14 } else { 22 }),
            };
            let window = editor.window(width, 1);
            let part = window.rows.first().map_or("", String::as_str);
            pen.put(x, area.y, 1, "[", Role::Frame);
            match suggested {
                Some(text) => pen.put(x + 1, area.y, width, text, Role::Dim),
                None => pen.put(x + 1, area.y, width, part, Role::Text),
            };
            pen.put(x + 1 + width, area.y, 1, "]", Role::Frame);
            let at = x + 3 + width;
            // Half a day says another one; the foot says it whole.
            if at + width_of(&echo) <= area.right() {
                pen.put(at, area.y, width_of(&echo), &echo, Role::Dim);
            }
            Position::new(x + 1 + window.caret.0, area.y)
        }
    }
}

fn echo(text: &str, reads: Reads, lang: Lang) -> String {
    match reads {
        Reads::Text => String::new(),
        Reads::Number(unit) => label::unit(unit, lang).to_owned(),
        Reads::Score(scale) => label::scale(scale, lang).to_owned(),
        Reads::Day => {
            parse_day(text).map_or(String::new(), |it| format!("= {}", date::day(it.day, lang)))
        }
        Reads::Month => parse_month(text).map_or(String::new(), |it| {
            format!("= {}", date::month(it.month, lang))
        }),
    }
}
