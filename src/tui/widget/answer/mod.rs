//! The answer to one field being written: its state, its pieces by the catalogue's kind, where it is from, and how it
//! is drawn.
//!
//! Whether it fits the field is the domain's; it saves nothing.

mod foot;
mod kept;
mod origin;
mod piece;
mod score;
mod typed;
mod view;

use crate::domain::answer::{RawScore, WrongAnswer};
use crate::domain::calendar::DateRefused;
use crate::domain::case::{FieldState, Value};
use crate::domain::field::{Kind, Need};
use crate::domain::origin::{Writer, planned};
use crate::domain::section::FieldId;
use crate::domain::text::TextRefused;
use crate::lang::problem::Said;
use crate::lang::problem::answer::{answer as wrong, text as refused_text};
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, date};
use crate::tui::keys::{Action, Stand};
use crate::tui::widget::answer::origin::Origin;
use crate::tui::widget::answer::piece::{Piece, pieces, triple};

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

/// The answer to one field, being written.
#[derive(Debug)]
pub struct Entry {
    field: FieldId,
    need: Need,
    state: State,
    /// What it stood on before the state was changed here last.
    left: Option<State>,
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
    /// The language in which days stand that nobody typed.
    lang: Lang,
}

/// What somebody else made of a field that is being written here.
#[derive(Debug)]
struct Meanwhile(Option<Value>);

impl Entry {
    /// Makes the form of a field from what is stored of it.
    pub fn new(field: FieldId, stored: Option<&Value>) -> Entry {
        let mut entry = Entry {
            field,
            need: field.spec().need,
            state: State::Answer,
            left: None,
            pieces: pieces(field.spec().kind),
            origin: None,
            stored: stored.cloned(),
            before: Vec::new(),
            scored: Vec::new(),
            meanwhile: None,
            trouble: None,
            lang: Lang::Ja,
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

    /// Writes days that nobody has typed as they are written in this language.
    pub fn speak(&mut self, lang: Lang) {
        self.lang = lang;
        let origin = self.origin.iter_mut().flat_map(|it| &mut it.pieces);
        for piece in self.pieces.iter_mut().chain(origin) {
            piece.speak(lang);
        }
    }

    /// Makes it for a case whose handover asks so for the field.
    pub fn needed(self, need: Need) -> Entry {
        Entry { need, ..self }
    }

    /// Returns the field.
    pub fn field(&self) -> FieldId {
        self.field
    }

    fn set(&mut self, at: usize, text: &str) {
        if let Some(piece) = self.pieces.get_mut(at) {
            piece.set(text);
        }
    }

    /// How many pieces a row has; 0 where there are no rows to add.
    fn width(&self) -> usize {
        match self.field.spec().kind {
            Kind::Table { columns, .. } => columns.len(),
            Kind::Triples { .. } => 3,
            _ => 0,
        }
    }

    /// Returns how many rows there are; 0 where there are no rows to add.
    pub fn rows(&self) -> usize {
        match self.width() {
            0 => 0,
            width => self.pieces.len() / width,
        }
    }

    /// Returns the first piece of the last row.
    pub fn last_row(&self) -> usize {
        self.rows().saturating_sub(1) * self.width()
    }

    /// Whether a column of a table must be filled in; none elsewhere.
    fn column_need(&self, at: usize) -> Option<Need> {
        match self.field.spec().kind {
            Kind::Table { columns, .. } if at < self.body_places() => {
                let column = columns.get(at % columns.len())?;
                Some(column.need)
            }
            _ => None,
        }
    }

    /// Whether a cell is still wanted: its column must be filled in, and its row is begun or the table must have one.
    fn is_wanted(&self, at: usize) -> bool {
        if self.state != State::Answer || self.column_need(at) != Some(Need::Required) {
            return false;
        }
        let is_blank = |it: &Piece| it.text().trim().is_empty();
        let row = at - at % self.width();
        let mut cells = self.pieces.iter().skip(row).take(self.width());
        let begun = self.field.is_required() || cells.any(|it| !is_blank(it));
        begun && self.pieces.get(at).is_some_and(is_blank)
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

    /// Returns what keys mean on this piece.
    pub fn stand(&self, at: usize) -> Stand {
        let in_row = 0 < self.width() && at < self.body_places();
        match self.piece(at) {
            Some(piece) if in_row => piece.stand().in_row(),
            Some(piece) => piece.stand(),
            None if self.takes_text() => Stand::AnswerState,
            None => Stand::AnswerChoice,
        }
    }

    /// Whether its first piece is a text: whoever types where a state stands has the answer.
    fn takes_text(&self) -> bool {
        self.pieces
            .first()
            .is_some_and(|it| it.stand().takes_text())
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
    pub fn text(&mut self, at: usize, text: &str, usual: &Writer) {
        self.trouble = None;
        let stands_on_state = self.state != State::Answer && at < self.body_places();
        if stands_on_state && self.takes_text() && !text.trim().is_empty() {
            self.turn(State::Answer);
        }
        if let Some(piece) = self.piece_mut(at) {
            piece.insert(text);
        }
        self.settle_origin(usual);
    }

    /// Carries out an action on a piece; other actions leave it as it is.
    pub fn act(&mut self, at: usize, action: Action, usual: &Writer) {
        match action {
            Action::State => self.turn(self.state.next()),
            Action::Undo if self.takes_back_state(at) => {
                self.state = self.left.take().unwrap_or(self.state);
            }
            Action::AddRow if self.state == State::Answer => self.add_row(),
            Action::Origin => self.show_origin(usual),
            other => match self.piece_mut(at) {
                Some(piece) => piece.act(other),
                None if other == Action::Down => self.turn(self.state.next()),
                None if other == Action::Up => self.turn(self.state.before()),
                None => return,
            },
        }
        self.trouble = None;
        self.settle_origin(usual);
    }

    /// Puts it on another state, and keeps in mind where it stood before somebody went through the states.
    fn turn(&mut self, state: State) {
        self.left.get_or_insert(self.state);
        self.state = state;
    }

    /// Whether what is to be undone is the state: nothing was typed since it was changed.
    fn takes_back_state(&self, at: usize) -> bool {
        let is_state = self.left.is_some() && at < self.body_places();
        is_state && (self.state != State::Answer || self.is_blank())
    }

    /// Says whether anything is written that is not stored.
    pub fn is_changed(&self) -> bool {
        self.said() != self.before || self.typed_origin().is_some() || self.is_said_again()
    }

    /// Whether a day that was planned is typed again as it stands there: once it has come, that says what was.
    fn is_said_again(&self) -> bool {
        let stored = self.stored.as_ref();
        let typed = self.pieces.iter().any(Piece::is_touched);
        typed && stored.is_some_and(|it| planned(self.field, it).is_some())
    }

    /// Takes what is stored now: what is not being written here becomes that, what is stays and is marked.
    pub fn rebase(&mut self, stored: Option<&Value>, usual: &Writer) {
        if !self.is_changed() {
            let (head, lang) = (self.typed_head(), self.lang);
            *self = Entry::new(self.field, stored).needed(self.need);
            self.speak(lang);
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
    pub fn value(&self, usual: &Writer) -> Result<Option<Value>, (usize, Trouble)> {
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

    fn is_blank(&self) -> bool {
        let mut pieces = self.pieces.iter().skip(self.head());
        pieces.all(|it| it.text().trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw};
    use crate::domain::calendar::Day;
    use crate::domain::case::Source;
    use crate::domain::text::Line;
    use crate::tui::widget::answer::piece::{Name, Reads};

    /// A planned day that has come and is typed again says what was: it is a change, though the same stands there.
    #[test]
    fn a_planned_day_typed_again_is_saved_as_of_today_and_no_other_answer_is() {
        let day = |day| Day::from_ymd(2026, 12, day).unwrap();
        let usual = Writer {
            by: Line::new("記入 はじめ", 60).unwrap(),
            on: day(10),
        };
        let value = |field: FieldId, of| Value {
            state: FieldState::Filled(Answer::check(field.spec(), Raw::Day(of)).unwrap()),
            source: Source::Person,
            as_of: day(1),
        };
        let again = |field, of| {
            let stored = value(field, of);
            let mut entry = Entry::new(field, Some(&stored));
            assert!(!entry.is_changed(), "nobody typed");
            assert_eq!(entry.origin(&usual).unwrap().1, day(1), "nobody typed");
            let at = entry.places() - 1;
            entry.act(at, Action::DeleteBack, &usual);
            entry.text(
                at,
                &of.day().to_string()[of.day().to_string().len() - 1..],
                &usual,
            );
            let now = entry.value(&usual).unwrap().unwrap();
            assert_eq!(now.state, stored.state);
            entry.is_changed().then_some(now.as_of)
        };
        assert_eq!(again(FieldId::ContractEnd, day(9)), Some(day(10)));
        assert_eq!(again(FieldId::ContractEnd, day(11)), Some(day(1)), "ahead");
        assert_eq!(again(FieldId::CertificateUntil, day(9)), None);
    }

    /// A key too many that is taken back leaves a planned day as nobody touched it; what is made again is typed.
    #[test]
    fn a_planned_day_that_was_touched_and_undone_says_nothing_again() {
        let day = |day| Day::from_ymd(2026, 12, day).unwrap();
        let usual = Writer {
            by: Line::new("記入 はじめ", 60).unwrap(),
            on: day(10),
        };
        let field = FieldId::ContractEnd;
        let stored = Value {
            state: FieldState::Filled(Answer::check(field.spec(), Raw::Day(day(9))).unwrap()),
            source: Source::Person,
            as_of: day(1),
        };
        let mut entry = Entry::new(field, Some(&stored));
        let at = entry.places() - 1;
        entry.text(at, "5", &usual);
        entry.act(at, Action::DeleteBack, &usual);
        assert!(entry.is_changed(), "typed and deleted by hand");
        entry.act(at, Action::Undo, &usual);
        assert!(entry.is_changed(), "one of two is undone");
        entry.act(at, Action::Undo, &usual);
        assert!(!entry.is_changed());
        assert_eq!(entry.origin(&usual).unwrap().1, day(1));
        entry.act(at, Action::Redo, &usual);
        assert!(entry.is_changed());
    }

    /// What a draft brings back as typed is typed, also when a key too many in it is taken back.
    #[test]
    fn what_was_brought_back_as_typed_stays_typed_when_a_key_is_undone() {
        let mut piece = Piece::line(Name::None, 20, Reads::Text);
        piece.set("4");
        assert!(!piece.is_touched());
        piece.touch();
        piece.insert("0");
        piece.act(Action::Undo);
        assert_eq!((&*piece.text(), piece.is_touched()), ("4", true));
        piece.set("4");
        piece.insert("0");
        piece.act(Action::Undo);
        assert_eq!((&*piece.text(), piece.is_touched()), ("4", false));
    }

    /// A begun row says which of its cells are still wanted; one that nobody began asks for nothing.
    #[test]
    fn a_begun_row_marks_the_columns_that_must_be_filled_in() {
        let mut marked = 0;
        for field in FieldId::ALL {
            let Kind::Table { columns, .. } = field.spec().kind else {
                continue;
            };
            let mut entry = Entry::new(*field, None);
            let all = 0..columns.len();
            let wanted = |it: &Entry| all.clone().filter(|at| it.is_wanted(*at)).count();
            if !field.is_required() {
                assert_eq!(wanted(&entry), 0, "{field:?}");
            }
            let must = columns.iter().filter(|it| it.need == Need::Required);
            let must = must.count();
            let line = all
                .clone()
                .find(|at| entry.stand(*at) == Stand::AnswerLine.in_row());
            let Some(line) = line else { continue };
            entry.set(line, "1");
            let filled = usize::from(columns[line].need == Need::Required);
            assert_eq!(wanted(&entry), must - filled, "{field:?}");
            marked += must - filled;
        }
        assert!(0 < marked, "some table has columns that must be filled in");
    }
}
