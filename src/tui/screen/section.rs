//! One section of a case being written, field by field; or the first fields of a new case.
//!
//! It checks what the fields ask for; who may write, and whether it is still what was seen, is the desk's.

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::Day;
use crate::domain::case::{Edit, Value};
use crate::domain::handover::changed::Telling;
use crate::domain::handover::kind::{HandoverKind, need};
use crate::domain::id::CaseId;
use crate::domain::misfit::Misfit;
use crate::domain::origin::Writer;
use crate::domain::section::{FieldId, SectionId};
use crate::domain::text::Line;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, label, message};
use crate::tui::act::{Act, Ctx, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::case::{Ask, CaseView};
use crate::tui::room::draft::{Erasures, Form, NO_PLACE, Part, SEEN, Words, parts};
use crate::tui::screen::Screen;
use crate::tui::screen::case::Case;
use crate::tui::screen::changes::Changes;
use crate::tui::screen::notice::Notice;
use crate::tui::screen::question::Question;
use crate::tui::screen::unsaved::Unsaved;
use crate::tui::text::wrap;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::answer::{Entry, Trouble};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::pen::{Pen, WIDEST, width_of};

/// The fields of a new case: by the reading it is found again.
const FIRST: [FieldId; 3] = [
    FieldId::PersonKana,
    FieldId::PersonName,
    FieldId::PersonBirth,
];

/// Rows under the fields: the rule and what is to be known of the focused one; fewer in a small window.
const FOOT: u16 = 5;

/// The most rows in which what fits no field is shown.
const ASIDE: u16 = 5;

/// What is being written.
#[derive(Clone, Debug)]
enum Of {
    New,
    Section(Box<CaseView>, SectionId),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sent {
    Not,
    Waiting,
    Saved,
}

/// A section, or the first fields of a case, being written.
#[derive(Debug)]
pub struct Section {
    of: Of,
    usual: Writer,
    entries: Vec<Entry>,
    /// The field, and the piece of its answer.
    focus: (usize, usize),
    told: Option<Remark>,
    sent: Sent,
    /// The revision that what is typed was begun on; what others changed since is marked.
    since: u32,
    /// What was typed before and fits no field any more.
    aside: String,
    lang: Lang,
}

/// What stands above the fields.
#[derive(Debug)]
enum Remark {
    Recalled,
    Say(Word),
    Refused(Told),
}

impl Section {
    /// Makes the form of a section of a case.
    pub fn new(view: Box<CaseView>, section: SectionId) -> Section {
        let usual = Writer {
            by: view.me.clone(),
            on: view.today,
        };
        let kind = HandoverKind::of(&view.case);
        let entry = |it| Entry::new(it, view.case.get(it)).needed(need(kind, it));
        let entries = section.fields().map(entry);
        let told = view.submitted().map(|_| Remark::Say(Word::Submitted));
        Section {
            entries: entries.collect(),
            since: view.case.revision(),
            of: Of::Section(view, section),
            usual,
            focus: (0, 0),
            told,
            sent: Sent::Not,
            aside: String::new(),
            lang: Lang::Ja,
        }
    }

    /// Makes the form of the section of a field, with the focus on it.
    pub fn at(view: Box<CaseView>, field: FieldId) -> Section {
        let mut form = Section::new(view, field.spec().section);
        let at = form.entries.iter().position(|it| it.field() == field);
        form.focus = (at.unwrap_or(0), 0);
        form
    }

    /// Makes the form of a new case.
    pub fn first(me: &Line, today: Day) -> Section {
        Section {
            of: Of::New,
            usual: Writer {
                by: me.clone(),
                on: today,
            },
            entries: FIRST.map(|it| Entry::new(it, None)).into(),
            focus: (0, 0),
            told: Some(Remark::Say(Word::NewHint)),
            sent: Sent::Not,
            since: 0,
            aside: String::new(),
            lang: Lang::Ja,
        }
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.sent == Sent::Waiting
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        let entry = self.entries.get(self.focus.0);
        entry.map_or(Stand::AnswerChoice, |it| it.stand(self.focus.1))
    }

    /// Returns as which form what is typed here is kept.
    pub fn draft_form(&self) -> Option<Form> {
        let (form, shown) = match &self.of {
            Of::New => (Unsaved::NewCase, Erasures::default()),
            Of::Section(view, section) => {
                let form = Unsaved::Section(view.case.id(), *section);
                (form, view.erasures)
            }
        };
        let place = form.place()?;
        Some(Form { place, shown })
    }

    /// Returns what is typed and not saved, with the revision it was written on. What fits no field stays until somebody
    /// throws it away, saved or not.
    pub fn draft(&self) -> Words {
        let aside = Some((NO_PLACE.to_owned(), self.aside.clone()));
        let aside = aside.filter(|(_, text)| !text.is_empty());
        if self.sent == Sent::Saved {
            return Words(aside.into_iter().collect());
        }
        let mut words: Vec<_> = self.entries.iter().flat_map(Entry::words).collect();
        words.extend(aside);
        if let (Of::Section(..), false) = (&self.of, words.is_empty()) {
            words.push((SEEN.into(), self.since.to_string()));
        }
        Words(words)
    }

    /// Returns what was added to the texts that stood here.
    pub fn added(&self) -> Words {
        Words(self.entries.iter().flat_map(Entry::added).collect())
    }

    /// Takes back what was typed before, joined with what was typed since. Where the case changed since, the fields that
    /// did are marked.
    pub fn recall(&mut self, words: &Words) {
        let typing = self.entries.iter().any(Entry::is_changed);
        for entry in &mut self.entries {
            entry.recall(&words.0, &self.usual);
        }
        self.put_aside(words);
        if !typing {
            let first = self.entries.iter().position(Entry::is_changed);
            self.focus = (first.unwrap_or(0), 0);
        }
        self.told = Some(Remark::Recalled);
        let seen = words.get(SEEN).and_then(|it| it.parse::<u32>().ok());
        if let (Of::Section(view, _), Some(seen)) = (&self.of, seen)
            && seen < view.case.revision()
        {
            self.since = self.since.min(seen);
            let since = view.case.history().changed_since(seen);
            for entry in &mut self.entries {
                if since.contains(&entry.field()) && entry.is_changed() {
                    entry.mark_meanwhile();
                    self.told = Some(Remark::Say(Word::StaleTold));
                }
            }
        }
    }

    /// Keeps what fits no field any more, so that it is seen.
    fn put_aside(&mut self, words: &Words) {
        let before = words.get(NO_PLACE).map(str::to_owned);
        let is_of = |piece: &str| {
            let mut entries = self.entries.iter();
            entries.any(|it| it.field().spec().name == parts(piece).0)
        };
        let gone = words.0.iter().filter(|(piece, text)| {
            let is_said = matches!(parts(piece).1, Some((Part::Said, _)));
            is_said && !text.is_empty() && !is_of(piece)
        });
        let gone = gone.map(|(_, text)| text.clone());
        let lost = self.entries.iter().flat_map(|entry| {
            let label = label::field(entry.field(), self.lang);
            let lost = entry.without_piece(&words.0).into_iter();
            lost.map(move |text| format!("{label}: {text}"))
        });
        let all: Vec<String> = before.into_iter().chain(gone).chain(lost).collect();
        self.aside = all.join("\n");
    }

    /// Writes stored days as they are written in this language.
    pub fn speak(&mut self, lang: Lang) {
        self.lang = lang;
        for entry in &mut self.entries {
            entry.speak(lang);
        }
    }

    /// Takes text into the focused piece.
    pub fn text(&mut self, text: &str) {
        if self.sent == Sent::Not
            && let Some(entry) = self.entries.get_mut(self.focus.0)
        {
            entry.text(self.focus.1, text, &self.usual);
        }
    }

    /// Moves, writes, changes a state, saves, or goes back.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.sent != Sent::Not {
            return Vec::new();
        }
        match action {
            Action::Back => return vec![Act::Close],
            Action::Proceed => return self.save(),
            Action::Discard if self.draft().is_empty() => {
                return vec![Act::Tell(Word::NothingChanged.say())];
            }
            Action::Discard => {
                let ask = Question::new(Word::DiscardAsk.say(), Act::Hear(Reply::Thrown));
                return vec![Act::Open(Box::new(Screen::Question(ask)))];
            }
            Action::Changes => return self.changes(),
            Action::Next => self.step(),
            Action::Previous => self.step_back(),
            Action::NextPane => self.focus_on(self.focus.0 + 1, 0),
            Action::PreviousPane => self.focus_on(self.focus.0.saturating_sub(1), 0),
            other => self.write(other),
        }
        Vec::new()
    }

    fn changes(&self) -> Vec<Act> {
        match (&self.of, self.entries.get(self.focus.0)) {
            (Of::Section(view, _), Some(entry)) => Changes::of_field(view, entry.field()),
            _ => vec![Act::Tell(Word::NoHistory.say())],
        }
    }

    fn write(&mut self, action: Action) {
        let (at, place) = self.focus;
        let Some(entry) = self.entries.get_mut(at) else {
            return;
        };
        let rows = entry.rows();
        entry.act(place, action, &self.usual);
        if rows < entry.rows() && action == Action::AddRow {
            self.focus.1 = entry.last_row();
        }
        self.settle_focus();
    }

    /// Keeps the focus on a piece that is there.
    fn settle_focus(&mut self) {
        let entry = self.entries.get(self.focus.0);
        let last = entry.map_or(0, |it| it.places().saturating_sub(1));
        self.focus.1 = self.focus.1.min(last);
    }

    fn focus_on(&mut self, at: usize, place: usize) {
        if at < self.entries.len() {
            self.focus = (at, place);
        }
    }

    fn step(&mut self) {
        let (at, place) = self.focus;
        let places = self.entries.get(at).map_or(0, Entry::places);
        match place + 1 < places {
            true => self.focus.1 += 1,
            false => self.focus_on(at + 1, 0),
        }
    }

    fn step_back(&mut self) {
        let (at, place) = self.focus;
        match (place.checked_sub(1), at.checked_sub(1)) {
            (Some(place), _) => self.focus.1 = place,
            (None, Some(at)) => {
                let places = self.entries.get(at).map_or(1, Entry::places);
                self.focus = (at, places.saturating_sub(1));
            }
            (None, None) => {}
        }
    }

    fn save(&mut self) -> Vec<Act> {
        let mut values: Vec<(FieldId, Option<Value>)> = Vec::new();
        for (at, entry) in self.entries.iter_mut().enumerate() {
            if !entry.is_changed() {
                continue;
            }
            match entry.value(&self.usual) {
                Ok(value) => values.push((entry.field(), value)),
                Err((place, why)) => {
                    entry.refuse(why);
                    self.focus = (at, place.min(entry.places().saturating_sub(1)));
                    return Vec::new();
                }
            }
        }
        match &self.of {
            Of::New => self.make(values),
            Of::Section(..) if values.is_empty() => vec![Act::Tell(Word::NothingChanged.say())],
            Of::Section(view, _) => {
                let edits = values.into_iter().map(|(field, value)| match value {
                    Some(value) => (field, Edit::Put(value)),
                    None => (field, Edit::Remove),
                });
                let ask = Ask::Save {
                    case: view.case.id(),
                    seen: view.case.revision(),
                    edits: edits.collect(),
                };
                self.ask(ask)
            }
        }
    }

    fn make(&mut self, values: Vec<(FieldId, Option<Value>)>) -> Vec<Act> {
        let values: BTreeMap<FieldId, Value> = values
            .into_iter()
            .filter_map(|(field, value)| Some((field, value?)))
            .collect();
        if !values.contains_key(&FieldId::PersonKana) {
            if let Some(entry) = self.entries.first_mut() {
                entry.refuse(Trouble::Say(Word::NeedKana));
            }
            self.focus = (0, 0);
            return Vec::new();
        }
        self.ask(Ask::New(values))
    }

    fn ask(&mut self, ask: Ask) -> Vec<Act> {
        self.sent = Sent::Waiting;
        self.told = None;
        vec![Act::Save(Request::Case(ask))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Case(view) => self.saved(view),
            Reply::Stale(view) => {
                self.sent = Sent::Not;
                for entry in &mut self.entries {
                    entry.rebase(view.case.get(entry.field()), &self.usual);
                }
                self.since = view.case.revision();
                if let Of::Section(seen, _) = &mut self.of {
                    *seen = view;
                }
                self.told = Some(Remark::Say(Word::StaleTold));
                self.settle_focus();
                Vec::new()
            }
            Reply::Thrown => {
                let lang = self.lang;
                *self = match &self.of {
                    Of::New => Section::first(&self.usual.by, self.usual.on),
                    Of::Section(view, section) => Section::new(view.clone(), *section),
                };
                self.speak(lang);
                Vec::new()
            }
            Reply::Refused(why) => {
                self.sent = Sent::Not;
                self.told = Some(Remark::Refused(why));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn saved(&mut self, view: Box<CaseView>) -> Vec<Act> {
        self.sent = Sent::Saved;
        let before = match &self.of {
            Of::New => None,
            Of::Section(before, _) => before.submitted(),
        };
        let told = match before.is_some() && view.submitted().is_none() {
            true => Word::SavedSubmitAnew,
            false => self.now_untold(&view).map_or(Word::Saved, saved_untold),
        };
        let told = Act::Tell(told.say());
        let misfits = self.new_misfits(&view);
        match &self.of {
            Of::New => {
                let case = Screen::Case(Box::new(Case::of(view)));
                vec![Act::Become(Box::new(case)), told]
            }
            Of::Section(..) => {
                let mut acts = vec![Act::Close, Act::Hear(Reply::Case(view)), told];
                acts.extend(
                    misfits.map(|told| Act::Open(Box::new(Screen::Notice(Notice::new(told))))),
                );
                acts
            }
        }
    }

    /// How the other office is told of what was saved, where it has something else.
    fn now_untold(&self, now: &CaseView) -> Option<Telling> {
        let Of::Section(before, _) = &self.of else {
            return None;
        };
        let untold = now.unlike_sent.as_ref()?;
        let said = |it: &CaseView, field| it.case.get(field).map(|it| it.state.clone());
        let mut fields = untold.fields.iter();
        let saved = fields.any(|it| said(before, *it) != said(now, *it));
        saved.then_some(untold.telling)
    }

    /// Tells what does not fit since this was saved; what did not before was told then.
    fn new_misfits(&self, now: &CaseView) -> Option<Told> {
        let Of::Section(before, _) = &self.of else {
            return None;
        };
        let new = now.misfits.iter().filter(|it| !before.misfits.contains(it));
        let new: Vec<Misfit> = new.copied().collect();
        Some(Told {
            ja: message::misfits(&new, Lang::Ja)?,
            en: message::misfits(&new, Lang::En)?,
        })
    }

    /// Returns the case it is a section of.
    pub fn case(&self) -> Option<CaseId> {
        match &self.of {
            Of::New => None,
            Of::Section(view, _) => Some(view.case.id()),
        }
    }

    fn title(&self, cx: &Ctx) -> String {
        match &self.of {
            Of::New => say(cx.lang, &Word::NewTitle.say()),
            Of::Section(view, section) => {
                format!("{}: {}", label::section(*section, cx.lang), view.person())
            }
        }
    }

    /// Draws the fields around the focused one; the cursor stands where typing goes.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = self.title(pen.cx);
        let inside = framed(pen, area, &title, self.stand());
        let used = self.view_remark(pen, inside);
        let rest = below(inside, used);
        let body = Rect {
            height: rest.height.saturating_sub(match inside.height {
                0..20 => FOOT - 1,
                _ => FOOT,
            }),
            ..rest
        };
        self.view_foot(pen, below(rest, body.height));
        self.view_entries(pen, body)
    }

    fn view_remark(&self, pen: &mut Pen, inside: Rect) -> u16 {
        let used = self.view_told(pen, inside);
        if self.aside.is_empty() {
            return used;
        }
        let what = pen.say(&Say::WordsWithoutPlace);
        let room = below(inside, used);
        let room = Rect {
            height: room.height.min(ASIDE),
            ..room
        };
        let text = format!("{what}: {}", self.aside.replace('\n', " / "));
        used + pen.marked(room, &text, Role::Warn)
    }

    fn view_told(&self, pen: &mut Pen, inside: Rect) -> u16 {
        let lang = pen.cx.lang;
        let (role, text) = match (&self.told, self.sent) {
            (_, Sent::Waiting) => (Role::Dim, say(lang, &Say::Working)),
            (Some(Remark::Recalled), _) => (Role::Changed, say(lang, &Say::DraftFound)),
            (Some(Remark::Say(Word::NewHint)), _) => (Role::Text, say(lang, &Word::NewHint.say())),
            (Some(Remark::Say(word)), _) => (Role::Warn, say(lang, &word.say())),
            (Some(Remark::Refused(why)), _) => (Role::Bad, why.text(lang)),
            (None, _) => return 0,
        };
        let room = Rect {
            height: inside.height.min(3),
            ..inside
        };
        pen.marked(room, &text, role)
    }

    fn view_foot(&self, pen: &mut Pen, foot: Rect) {
        pen.divide(foot.y);
        let lang = pen.cx.lang;
        let changed = self.entries.iter().filter(|it| it.is_changed()).count();
        if 0 < changed {
            let text = format!(
                " {} {}: {changed} ",
                sign(Role::Changed),
                say(lang, &Word::Unsaved.say())
            );
            pen.put(foot.x + 2, foot.y, foot.width, &text, Role::Changed);
        }
        let Some(entry) = self.entries.get(self.focus.0) else {
            return;
        };
        let mut lines = entry.foot(self.focus.1, &self.usual, lang);
        let width = usize::from(foot.width.min(WIDEST));
        let remark = lines.last().map_or(0, |(_, text)| wrap(text, width).len());
        if usize::from(foot.height) < lines.len() + remark && 2 < lines.len() {
            // Where a value is from can wait; what is wrong with it is read whole.
            lines.remove(1);
        }
        let last = lines.len().saturating_sub(1);
        for (at, (y, (role, text))) in (foot.y + 1..foot.bottom()).zip(&lines).enumerate() {
            let rest = Rect {
                y,
                height: foot.bottom() - y,
                ..foot
            };
            match at == last {
                true => pen.wrapped(rest, text, *role),
                false => pen.fit(foot.x, y, foot.width, text, *role),
            };
        }
    }

    fn view_entries(&self, pen: &mut Pen, body: Rect) -> Position {
        let (at, place) = self.focus;
        let focus_in = |index: usize| (index == at).then_some(place);
        let entries = self.entries.iter().enumerate();
        let heights: Vec<u16> = entries
            .map(|(index, it)| it.height(focus_in(index), body))
            .collect();
        let above: u16 = heights.iter().take(at).sum();
        let focused = self.entries.get(at);
        let (row, height) = focused.map_or((0, 1), |it| it.rows_of(place, body));
        let all: u16 = heights.iter().sum();
        let middle = (above + row + height / 2).saturating_sub(body.height / 2);
        // The name of a field stays above a text as high as the room.
        let named = above + row.saturating_sub(1);
        let top = middle.min(named).min(all.saturating_sub(body.height));
        let mut y = i32::from(body.y) - i32::from(top);
        let mut cursor = body.as_position();
        for (index, entry) in self.entries.iter().enumerate() {
            let found = entry.view(pen, body, y, focus_in(index), &self.usual);
            cursor = found.unwrap_or(cursor);
            y += i32::from(heights[index]);
        }
        let ends = heights.iter().scan(0, |end, height| {
            *end += height;
            Some(*end)
        });
        let below = ends.filter(|it| top + body.height < *it).count();
        if 0 < below {
            let text = format!(" {} ", pen.say(&Say::PiecesBelow(below)));
            let width = width_of(&text);
            let x = body.right().saturating_sub(width + 2);
            pen.put(x, body.bottom(), width, &text, Role::Changed);
        }
        cursor
    }
}

/// What is said of a change that the other office does not know.
fn saved_untold(telling: Telling) -> Word {
    match telling {
        Telling::Offer => Word::SavedUntoldOffer,
        Telling::Release => Word::SavedUntoldRelease,
        Telling::Add => Word::SavedUntoldAdd,
    }
}
