//! A file read in as a case: where it is, then what it would bring and what in it is refused, then a yes.
//!
//! It writes nothing before the yes, and what is refused is not left out: the file is mended first.

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::parse_day;
use crate::lang::problem::{person_here, same, who_comes};
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, label, message};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::case::{Ask, ImportView};
use crate::tui::room::draft::{Erasures, Form as Opened, NO_PLACE, Words, parts};
use crate::tui::screen::Screen;
use crate::tui::screen::case::Case;
use crate::tui::screen::people::{AS_OF, FILE, People};
use crate::tui::screen::question::Question;
use crate::tui::screen::unsaved::Unsaved;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::form::{Form, Item, Outcome, Piece};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::split::{Line, Split};
use crate::workflow::Problem;
use crate::workflow::case::{CaseLine, edits};

/// Reading a file in.
#[derive(Debug)]
pub struct Import {
    form: Form,
    /// What the file would bring; none while its place is typed.
    view: Option<Box<ImportView>>,
    list: List,
    split: Split,
    /// What is kept of an earlier look at the file, where it is a table.
    kept: Words,
    told: Option<Remark>,
    /// The case it is read into, where somebody said that it is the same person.
    into: Option<CaseLine>,
    state: Sent,
}

/// What stands above the form.
#[derive(Clone, Debug)]
enum Remark {
    /// It was begun before.
    Recalled,
    /// It was not done.
    Trouble(Told),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sent {
    Not,
    Waiting,
    Done,
}

impl Default for Import {
    fn default() -> Import {
        Import {
            form: Form::kept(
                vec![
                    Piece::new(FILE, Item::line(Word::ImportFile.say())),
                    Piece::new(AS_OF, Item::day(Word::TableFrom.say())),
                ],
                Word::ImportLook.say(),
            ),
            view: None,
            list: List::default(),
            split: Split::default(),
            kept: Words::default(),
            told: None,
            into: None,
            state: Sent::Not,
        }
    }
}

impl Import {
    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.state == Sent::Waiting
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match &self.view {
            Some(view) if is_good(view) && !view.like().is_empty() => Stand::ImportAlike,
            Some(view) if is_good(view) => Stand::Import,
            Some(_) => Stand::ImportRefused,
            None => self.form.stand().kept(),
        }
    }

    /// Returns as which form what is typed here is kept.
    pub fn draft_form(&self) -> Option<Opened> {
        let place = Unsaved::Import.place()?;
        let shown = Erasures::default();
        Some(Opened { place, shown })
    }

    /// Returns the place of the file, and what is kept of an earlier look at it, until it is read in.
    pub fn draft(&self) -> Words {
        if self.state == Sent::Done {
            return Words::default();
        }
        let Words(mut words) = self.form.draft();
        let kept = self.kept.0.iter().filter(|(it, _)| !is_of_form(it));
        words.extend(kept.cloned());
        Words(words)
    }

    /// Takes back what was typed before, joined with what was typed since, and says so.
    pub fn recall(&mut self, words: &Words) {
        let own = words.0.iter().filter(|(it, _)| is_of_form(it));
        self.form.recall(&Words(own.cloned().collect()));
        self.kept = words.clone();
        self.told = Some(Remark::Recalled);
    }

    /// Takes text into the place of the file.
    pub fn text(&mut self, text: &str) {
        if self.view.is_none() && self.state == Sent::Not {
            self.form.text(text);
        }
    }

    /// Types the place, looks at the file, or asks whether it is to be read in.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.state != Sent::Not {
            return Vec::new();
        }
        match &self.view {
            None if action == Action::Discard => self.discard(),
            None => match self.form.act(action) {
                Outcome::Filling => Vec::new(),
                Outcome::Back => vec![Act::Close],
                Outcome::Proceed => self.look(),
            },
            Some(view) => match action {
                Action::Proceed => {
                    self.into = None;
                    ask_to_take_in(view)
                }
                Action::Same => {
                    let like = view.like().get(self.list.selected);
                    self.into = like.map(|it| it.case.clone());
                    ask_to_take_into(self.into.as_ref())
                }
                Action::Back => {
                    self.view = None;
                    self.told = None;
                    Vec::new()
                }
                other => {
                    let count = rows(view);
                    self.list.act(other, count);
                    self.split.rewind();
                    Vec::new()
                }
            },
        }
    }

    fn discard(&self) -> Vec<Act> {
        if self.draft().is_empty() {
            return vec![Act::Tell(Word::NothingChanged.say())];
        }
        let ask = Question::new(Prepare::DiscardAsk.say(), Act::Hear(Reply::Thrown));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    fn look(&mut self) -> Vec<Act> {
        if let Some(why) = self.form.stop_at_aside() {
            self.told = Some(Remark::Trouble(Told::say(why)));
            return Vec::new();
        }
        let path = self.form.typed(0).trim().to_owned();
        if path.is_empty() {
            self.form.refuse(0, Say::Needed);
            return Vec::new();
        }
        let typed = self.form.typed(1).trim();
        let as_of = match (typed.is_empty(), parse_day(typed)) {
            (true, _) => None,
            (false, Ok(parsed)) => Some(parsed.day),
            (false, Err(_)) => {
                self.form.refuse(1, Say::NotADay);
                return Vec::new();
            }
        };
        self.state = Sent::Waiting;
        self.told = None;
        vec![Act::Ask(Request::Case(Ask::Look(path, as_of)))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        if matches!(reply, Reply::Changed) {
            return self.take_in();
        }
        self.state = Sent::Not;
        match reply {
            Reply::Import(view) => {
                self.list = List::default();
                self.view = Some(view);
                Vec::new()
            }
            Reply::Table(view) => {
                self.state = Sent::Done;
                let (file, as_of) = (self.form.typed(0).trim(), self.form.typed(1).trim());
                let people = People::new(view, file).from(as_of);
                let (people, acts) = people.go_on(&self.kept);
                let people = Screen::People(Box::new(people));
                std::iter::once(Act::Become(Box::new(people)))
                    .chain(acts)
                    .collect()
            }
            Reply::Case(view) => {
                self.state = Sent::Done;
                vec![
                    Act::Become(Box::new(Screen::Case(Box::new(Case::of(view))))),
                    Act::Tell(Word::TakenIn.say()),
                ]
            }
            Reply::Stale(_) => {
                self.told = Some(Remark::Trouble(Told::of(&Problem::Stale)));
                Vec::new()
            }
            Reply::Thrown => {
                self.form.begin_anew();
                self.kept = Words::default();
                self.told = None;
                Vec::new()
            }
            Reply::Refused(why) => {
                self.told = Some(Remark::Trouble(why));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Has it read in, once: keys wait until the answer is there.
    fn take_in(&mut self) -> Vec<Act> {
        let Some(view) = self.view.as_ref().filter(|_| self.state == Sent::Not) else {
            return Vec::new();
        };
        let values = view.values.clone();
        let ask = match &self.into {
            None => Ask::New(values.into_iter().collect()),
            Some(same) => Ask::Save {
                case: same.id,
                seen: same.revision,
                edits: edits(values),
            },
        };
        self.state = Sent::Waiting;
        vec![Act::Save(Request::Case(ask))]
    }

    /// Draws the place of the file, or what it would bring; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Word::ImportTitle.say());
        let inside = framed(pen, area, &title, self.stand());
        let ask = Word::ImportAsk.say();
        let used = match (&self.told, self.state, &self.view) {
            (_, Sent::Waiting, _) => pen.sentence(inside, &Say::Working, Role::Dim),
            (Some(Remark::Trouble(why)), ..) => {
                pen.marked(inside, &why.text(pen.cx.lang), Role::Bad)
            }
            (_, _, Some(view)) => view_head(pen, inside, view),
            (Some(Remark::Recalled), _, None) => {
                let told = pen.sentence(inside, &Say::DraftFound, Role::Changed);
                told + pen.sentence(below(inside, told), &ask, Role::Text)
            }
            (None, _, None) => pen.sentence(inside, &ask, Role::Text),
        };
        let rest = below(inside, used + 1);
        match &self.view {
            None => self.form.view(pen, rest),
            Some(view) => self.view_found(pen, rest, view),
        }
    }

    fn view_found(&self, pen: &mut Pen, area: Rect, view: &ImportView) -> Position {
        let lang = pen.cx.lang;
        let left = if area.width < 70 { 24 } else { 32 };
        let count = rows(view);
        let text = in_full(view, self.list.selected, lang);
        self.split
            .view(pen, area, left, (self.list, count), &text, |at| {
                row(view, at, lang)
            })
    }
}

/// Says whether it can be read in.
fn is_good(view: &ImportView) -> bool {
    view.refused.is_empty() && !view.values.is_empty() && view.here.is_none()
}

/// How many rows there are: who may be the same person, what is refused, what would be read in.
fn rows(view: &ImportView) -> usize {
    view.like().len() + view.refused.len() + view.values.len()
}

/// Asks whether it is to be read into the case that was chosen.
fn ask_to_take_into(chosen: Option<&CaseLine>) -> Vec<Act> {
    if chosen.is_none() {
        return vec![Act::Tell(Word::SameNobody.say())];
    }
    let ask = Question::new(Word::TakeInSameAsk.say(), Act::Hear(Reply::Changed));
    vec![Act::Open(Box::new(Screen::Question(ask)))]
}

/// Asks whether it is to be read in; where something is refused, says that it cannot be.
fn ask_to_take_in(view: &ImportView) -> Vec<Act> {
    if view.here.is_some() {
        return vec![Act::Tell(Word::ImportHere.say())];
    }
    if !is_good(view) {
        return vec![Act::Tell(Word::ImportRefused.say())];
    }
    let write = Act::Hear(Reply::Changed);
    let ask = match &view.alike {
        None => Question::new(Word::TakeInAsk.say(), write),
        Some(likeness) => {
            let other = Act::Ask(Request::Another(likeness.clone()));
            Question::new(Word::TakeInAlikeAsk.say(), other).and(write)
        }
    };
    vec![Act::Open(Box::new(Screen::Question(ask)))]
}

/// Says what of it is good and what is refused; returns the rows used.
fn view_head(pen: &mut Pen, area: Rect, view: &ImportView) -> u16 {
    let lang = pen.cx.lang;
    let count = |word: Word, count: usize| format!("{} {count}", say(lang, &word.say()));
    let good = match view.refused.is_empty() {
        true => count(Word::ImportGood, view.values.len()),
        false => count(Word::ImportFine, view.fine),
    };
    let counts = format!("{good}   {}", count(Word::ImportBad, view.refused.len()));
    let mut used = pen
        .put(area.x, area.y, area.width, &view.path, Role::Dim)
        .min(1);
    let role = match view.refused.is_empty() {
        true => Role::Good,
        false => Role::Bad,
    };
    used += pen.marked(below(area, used), &counts, role);
    if !view.refused.is_empty() {
        return used + pen.sentence(below(area, used), &Word::ImportRefused.say(), Role::Text);
    }
    if let Some(line) = &view.here {
        let told = format!(
            "{} {}",
            say(lang, &Word::ImportHere.say()),
            person_here(line, lang)
        );
        used += pen.marked(below(area, used), &told, Role::Warn);
    }
    if !view.like().is_empty() {
        let told = say(lang, &Word::ImportAlike.say());
        used += pen.marked(below(area, used), &told, Role::Warn);
    }
    if let Some(told) = view.alike.as_ref().and_then(|it| who_comes(it, lang)) {
        used += pen.marked(below(area, used), &told, Role::Warn);
    }
    used
}

fn row(view: &ImportView, at: usize, lang: Lang) -> String {
    if let Some(line) = view.like().get(at) {
        return format!("{} {}", sign(Role::Warn), person_here(&line.case, lang));
    }
    let at = at - view.like().len();
    let good = at.checked_sub(view.refused.len());
    match good.and_then(|at| view.values.get(at)) {
        Some((field, _)) => format!("{} {}", sign(Role::Good), label::field(*field, lang)),
        None => {
            let told = view.refused.get(at).map(|it| it.text(lang));
            format!("{} {}", sign(Role::Bad), told.unwrap_or_default())
        }
    }
}

fn in_full(view: &ImportView, at: usize, lang: Lang) -> Vec<Line> {
    if let Some(line) = view.like().get(at) {
        return vec![
            (Role::Title, person_here(&line.case, lang)),
            (Role::Text, same(line, lang)),
            (Role::Dim, say(lang, &Word::ImportAlike.say())),
        ];
    }
    let at = at - view.like().len();
    let good = at.checked_sub(view.refused.len());
    match good.and_then(|at| view.values.get(at)) {
        Some((field, value)) => vec![
            (Role::Title, label::voiced(*field, lang)),
            (
                Role::Dim,
                label::section(field.spec().section, lang).to_owned(),
            ),
            (Role::Text, message::value(value, lang)),
        ],
        None => match view.refused.get(at) {
            Some(why) => vec![(Role::Bad, why.text(lang))],
            None => vec![(Role::Text, say(lang, &Word::ImportEmpty.say()))],
        },
    }
}
/// Whether a kept piece is one of the form before the file is looked at.
fn is_of_form(piece: &str) -> bool {
    matches!(parts(piece).0, FILE | AS_OF | NO_PLACE)
}
