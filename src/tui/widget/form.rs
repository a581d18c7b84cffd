//! A form: fields, choices and a button, one of which has the focus.
//!
//! It does not know what the answers mean, only under which code a draft keeps each of them: words are mended, codes never.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use crate::lang::problem::Said;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, message};
use crate::tui::act::Told;
use crate::tui::keys::{Action, Stand};
use crate::tui::room::draft::{NO_PLACE, Part, Words, added, parts};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::choice::glance;
use crate::tui::widget::field::{Field, Focus, Sight};
use crate::tui::widget::page::Page;
use crate::tui::widget::pen::{Pen, width_of};
use crate::tui::widget::several::{Coded, Edge, Several, Ticked};
use crate::workflow::draft::mark;

/// The widest label in a narrow window, in cells; in a wide one it may take two fifths.
const LABEL: u16 = 24;

/// The most characters of kept words without a place: as many as a form ever took.
const LONGEST: usize = 100_000;

/// The least rows in which things to tick are shown.
const LEAST: u16 = 4;

/// One piece of a form.
#[derive(Debug)]
pub enum Item {
    /// A line of text.
    Field(Box<Field>),
    /// A text of many lines.
    Page(Box<Page>),
    /// One of a few options.
    Choice {
        /// What is asked.
        label: Say,
        /// The options, each with the code under which a draft keeps it, if one does.
        options: Vec<(Say, Option<&'static str>)>,
        /// The index of the one taken; none while nobody has chosen.
        at: Option<usize>,
        /// What is wrong with it, if anything.
        problem: Option<Say>,
    },
    /// Several of many, each ticked or not.
    Several(Box<Several>),
    /// What is pressed to go on.
    Button(Say),
}

impl Item {
    /// Makes a line of text that is shown as typed.
    pub fn line(label: Say) -> Item {
        Item::Field(Box::new(Field::new(label, Sight::Plain)))
    }

    /// Makes one of a few options that no draft keeps, taken already or still to be chosen.
    pub fn choice(label: Say, options: Vec<Say>, at: Option<usize>) -> Item {
        let options = options.into_iter().map(|it| (it, None)).collect();
        Item::Choice {
            label,
            options,
            at,
            problem: None,
        }
    }

    /// Makes one of a few options that a draft keeps, taken already or still to be chosen.
    pub fn one_of(label: Say, options: Vec<Coded>, at: Option<usize>) -> Item {
        let options = options.into_iter().map(|it| (it.said, Some(it.code)));
        Item::Choice {
            label,
            options: options.collect(),
            at,
            problem: None,
        }
    }

    /// Makes a line of text that is shown as stars.
    pub fn masked(label: Say) -> Item {
        Item::Field(Box::new(Field::new(label, Sight::Masked)))
    }

    /// Makes a text of many lines.
    pub fn page(label: Say) -> Item {
        Item::Page(Box::new(Page::new(label)))
    }

    /// Makes a text of many lines that takes so many characters.
    pub fn page_of(label: Say, longest: usize) -> Item {
        Item::Page(Box::new(Page::of(label, longest)))
    }

    /// Makes a line for several days, which says where one was not taken as it was typed.
    pub fn days(label: Say) -> Item {
        Item::Field(Box::new(Field::days(label)))
    }

    /// Makes a line for a day, which shows how it is read.
    pub fn day(label: Say) -> Item {
        Item::Field(Box::new(Field::day(label)))
    }

    /// Makes things to tick, all of them ticked or none.
    pub fn several(label: Say, options: Vec<Coded>, ticked: Ticked) -> Item {
        Item::Several(Box::new(Several::new(label, options, ticked)))
    }

    /// Returns the rows it takes where so many are to spare; a text shows whole only while it is written.
    fn height_within(&self, spare: u16, width: u16, focus: Focus) -> u16 {
        match self {
            Item::Several(several) => several.whole().min(several.height() + spare),
            Item::Page(page) if focus == Focus::Here => page.whole(width).min(Page::HEIGHT + spare),
            _ => self.height(),
        }
    }

    fn height(&self) -> u16 {
        match self {
            Item::Several(several) => several.height(),
            Item::Field(field) => field.height(),
            Item::Page(_) => Page::HEIGHT,
            Item::Choice { problem, .. } => 1 + u16::from(problem.is_some()),
            Item::Button(_) => 2,
        }
    }

    /// Whether it can be shown in so many rows, fewer than it takes.
    fn can_be_short(&self, rows: u16) -> bool {
        matches!(self, Item::Several(_)) && LEAST <= rows
    }
}

/// One piece of a form whose draft is kept.
#[derive(Debug)]
pub struct Piece {
    item: Item,
    kept: Kept,
    begins: Begins,
    /// What it is found about, as far as it is a finding: one line, or for things to tick one for each, after its code.
    about: Option<String>,
    /// What is stored of it, where something is.
    over: Over,
    /// What stood in it when the form was made.
    usual: String,
    /// What stands in it while nobody types: what stood there when a draft was kept, and else what is usual.
    stood: String,
}

/// What becomes of what stands in a piece before anybody typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Begins {
    /// It is mended.
    Mended,
    /// It goes as soon as something else is typed.
    Suggested,
}

/// What is stored of a piece, each as a mark.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Over {
    /// Nothing is, or nobody minds what is typed over it.
    Nothing,
    /// Something is.
    Stored {
        /// What is stored now.
        now: String,
        /// What was when it was typed.
        typed: String,
    },
}

/// Whether a draft keeps what is said in a piece.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Kept {
    /// Nowhere: it is said anew each time, or may not be seen.
    Nowhere,
    /// Under this code.
    Under(Cow<'static, str>),
    /// Under this code, but not taken back: somebody found it by looking, and something else may be looked at now.
    Found(Cow<'static, str>),
}

impl Piece {
    /// Makes a piece that is kept under a code, which is unlike any other of the form and never changes.
    pub fn new(code: impl Into<Cow<'static, str>>, item: Item) -> Piece {
        Piece::kept(Kept::Under(code.into()), item)
    }

    fn kept(kept: Kept, item: Item) -> Piece {
        Piece {
            item,
            kept,
            begins: Begins::Mended,
            about: None,
            over: Over::Nothing,
            usual: String::new(),
            stood: String::new(),
        }
        .begun()
    }

    /// Takes what stands in it for what is usual.
    fn begun(mut self) -> Piece {
        self.usual = said(&self.item).unwrap_or_default();
        self.stood = self.usual.clone();
        self
    }

    /// Binds what somebody finds to what it is found about: it is taken back from a draft only where that is the same. Of
    /// things to tick each may have a line: its code, and what it is found about; then the others stay ticked.
    pub fn about(mut self, what: String) -> Piece {
        self.about = Some(what);
        self
    }

    /// Remembers what is stored: a draft that was typed over another thing tells so.
    pub fn over(mut self, stored: &str) -> Piece {
        let now = mark(stored);
        let typed = now.clone();
        self.over = Over::Stored { now, typed };
        self
    }

    /// The same, where what stands in it is what is stored.
    pub fn over_what_stands(self) -> Piece {
        let stored = self.usual.clone();
        self.over(&stored)
    }

    /// Makes a piece for what somebody finds by looking: it is not taken back from a draft.
    pub fn found(code: impl Into<Cow<'static, str>>, item: Item) -> Piece {
        Piece::kept(Kept::Found(code.into()), item)
    }

    /// Makes a piece that no draft keeps.
    pub fn unkept(item: Item) -> Piece {
        Piece::kept(Kept::Nowhere, item)
    }

    /// Puts a text there, to be mended.
    pub fn holding(mut self, text: &str) -> Piece {
        match &mut self.item {
            Item::Field(field) => field.text(text),
            Item::Page(page) => page.text(text),
            Item::Choice { .. } | Item::Several(_) | Item::Button(_) => {}
        }
        self.begun()
    }

    /// Puts a text there that goes as soon as another one is typed.
    pub fn suggesting(mut self, text: &str) -> Piece {
        if let Item::Field(field) = &mut self.item {
            field.suggest(text);
        }
        self.begins = Begins::Suggested;
        self.begun()
    }

    fn code(&self) -> Option<&str> {
        match &self.kept {
            Kept::Nowhere => None,
            Kept::Under(code) | Kept::Found(code) => Some(code),
        }
    }

    /// What is said in it, under its code; none where it is not kept or may not be seen.
    fn said(&self) -> Option<(String, String)> {
        Some((self.code()?.to_owned(), said(&self.item)?))
    }

    /// The same, where somebody has said it: a suggestion that was typed over is said, though it says the same.
    fn typed(&self) -> Option<(String, String)> {
        let taken_up = self.begins == Begins::Suggested && self.is_typed_over();
        let is_typed = |(_, text): &(String, String)| *text != self.stood || taken_up;
        self.said().filter(is_typed)
    }

    /// The same, where nobody has, under a name that says so. What stands there to be mended is none: somebody may have
    /// changed it when the draft is found again.
    fn untouched(&self) -> Option<(String, String)> {
        match (&self.kept, self.begins, self.typed()) {
            (Kept::Under(code), Begins::Suggested, None) => {
                let text = said(&self.item).filter(|_| self.about.is_none())?;
                Some((Part::Stood.of(code, 0), text))
            }
            _ => None,
        }
    }

    /// All a draft keeps of it.
    fn words(&self) -> Vec<(String, String)> {
        let Some(said) = self.typed() else {
            return self.untouched().into_iter().collect();
        };
        let about = self.about.clone();
        let about = about.map(|it| (Part::About.of(&said.0, 0), it));
        let over = match &self.over {
            Over::Stored { typed, .. } => Some((Part::Over.of(&said.0, 0), typed.clone())),
            Over::Nothing => None,
        };
        std::iter::once(said).chain(about).chain(over).collect()
    }

    /// Whether it was typed over something else than what is stored now.
    fn is_typed_over_newer(&self) -> bool {
        let newer = matches!(&self.over, Over::Stored { now, typed } if now != typed);
        newer && self.typed().is_some()
    }

    fn is_typed_over(&self) -> bool {
        matches!(&self.item, Item::Field(field) if field.is_typed())
    }

    /// Puts back what stood there untouched when the draft was kept.
    fn stand(&mut self, text: &str) {
        recall(&mut self.item, text);
        if let (Item::Field(field), Begins::Suggested) = (&mut self.item, self.begins) {
            field.suggest(text);
        }
        self.stood = said(&self.item).unwrap_or_default();
    }
}

/// What came of an action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The form is still being filled in.
    Filling,
    /// The button was pressed, or the key that goes on.
    Proceed,
    /// The form is to be left.
    Back,
}

/// A form and its focus.
#[derive(Debug)]
pub struct Form {
    pieces: Vec<Piece>,
    /// The pieces such a form can have at other times: they tell what kept words without a place are.
    once: Vec<Piece>,
    /// What was found about something that has changed since, and is to be found again.
    passed: Vec<Say>,
    /// What was found by looking, and is to be found again.
    unfound: Vec<Say>,
    /// What was put aside while nobody has written there: another language says it anew.
    aside: Vec<(String, String)>,
    focus: usize,
    lang: Lang,
}

impl Form {
    /// Makes a form of which no draft is kept, with the focus on its first piece.
    pub fn new(items: Vec<Item>) -> Form {
        Form {
            pieces: items.into_iter().map(Piece::unkept).collect(),
            once: Vec::new(),
            passed: Vec::new(),
            unfound: Vec::new(),
            aside: Vec::new(),
            focus: 0,
            lang: Lang::Ja,
        }
    }

    /// Makes a form whose draft is kept, with its button below and the focus on its first piece.
    pub fn kept(mut pieces: Vec<Piece>, button: Say) -> Form {
        pieces.push(Piece::unkept(Item::Button(button)));
        let focus = first(&pieces);
        Form {
            pieces,
            once: Vec::new(),
            passed: Vec::new(),
            unfound: Vec::new(),
            aside: Vec::new(),
            focus,
            lang: Lang::Ja,
        }
    }

    /// Knows the pieces such a form can have at other times.
    pub fn knowing(self, once: Vec<Piece>) -> Form {
        Form { once, ..self }
    }

    /// Returns where the focus stands, for the table of keys.
    pub fn stand(&self) -> Stand {
        match self.item(self.focus) {
            Some(Item::Field(_)) => Stand::FormLine,
            Some(Item::Page(_)) => Stand::FormPage,
            Some(Item::Choice { .. }) => Stand::FormChoice,
            Some(Item::Several(_)) => Stand::FormSeveral,
            Some(Item::Button(_)) | None => Stand::FormButton,
        }
    }

    /// Takes text into the field that has the focus.
    pub fn text(&mut self, text: &str) {
        match self.item_mut(self.focus) {
            Some(Item::Field(field)) => field.text(text),
            Some(Item::Page(page)) => page.text(text),
            Some(Item::Choice { .. } | Item::Several(_) | Item::Button(_)) | None => {}
        }
    }

    /// Returns the index of the piece that has the focus.
    pub fn focus(&self) -> usize {
        self.focus
    }

    /// Returns how many rows the piece that has the focus takes.
    pub fn focused_height(&self) -> u16 {
        self.item(self.focus).map_or(0, Item::height)
    }

    /// Returns how many rows all pieces take.
    pub fn height(&self) -> u16 {
        self.pieces.iter().map(|it| it.item.height()).sum()
    }

    /// Carries out an action.
    pub fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Next => self.focus_on(self.focus + 1),
            Action::Previous => self.focus = self.focus.saturating_sub(1),
            Action::Proceed | Action::Choose => return Outcome::Proceed,
            Action::Back => return Outcome::Back,
            other => self.act_on_focus(other),
        }
        Outcome::Filling
    }

    fn act_on_focus(&mut self, action: Action) {
        match self.item_mut(self.focus) {
            Some(Item::Field(field)) => field.act(action),
            Some(Item::Page(page)) => page.act(action),
            Some(Item::Choice {
                options,
                at,
                problem,
                ..
            }) => {
                let last = options.len().saturating_sub(1);
                let moved = match action {
                    Action::Up => at.map_or(0, |it| it.saturating_sub(1)),
                    Action::Down => at.map_or(0, |it| (it + 1).min(last)),
                    _ => return,
                };
                (*at, *problem) = (Some(moved), None);
            }
            Some(Item::Several(several)) => match several.act(action) {
                Edge::Inside => {}
                Edge::Above => self.focus = self.focus.saturating_sub(1),
                Edge::Below => self.focus_on(self.focus + 1),
            },
            Some(Item::Button(_)) | None => {}
        }
    }

    /// Returns the indices of what is ticked; none for other pieces.
    pub fn ticked(&self, at: usize) -> Vec<usize> {
        match self.item(at) {
            Some(Item::Several(several)) => several.ticked(),
            _ => Vec::new(),
        }
    }

    /// Returns the index of the row that has the focus among things to tick; 0 for other pieces.
    pub fn selected(&self, at: usize) -> usize {
        match self.item(at) {
            Some(Item::Several(several)) => several.selected(),
            _ => 0,
        }
    }

    /// Puts a text into a field, as if it had been typed.
    pub fn prefill(&mut self, at: usize, text: &str) {
        let focus = self.focus;
        self.focus_on(at);
        self.text(text);
        self.focus = focus;
    }

    /// Puts a text into a field that goes as soon as another one is typed there.
    pub fn suggest(&mut self, at: usize, text: &str) {
        let Some(piece) = self.pieces.get_mut(at) else {
            return;
        };
        if let Item::Field(field) = &mut piece.item {
            field.suggest(text);
            piece.begins = Begins::Suggested;
            text.clone_into(&mut piece.usual);
            text.clone_into(&mut piece.stood);
        }
    }

    /// Writes suggested days as they are written in this language.
    pub fn speak(&mut self, lang: Lang) {
        let aside = self.untouched_aside();
        self.lang = lang;
        if let Some(at) = aside {
            let anew = self.aside_read();
            self.write_aside(at, &anew);
        }
        for piece in &mut self.pieces {
            let is_usual = piece.usual == piece.stood;
            if let Item::Field(field) = &mut piece.item
                && field.is_suggested()
            {
                field.speak(lang);
                field.editor.text().clone_into(&mut piece.stood);
                if is_usual {
                    piece.usual.clone_from(&piece.stood);
                }
            }
        }
    }

    /// Returns the text of a field exactly as typed; empty for other pieces.
    pub fn typed(&self, at: usize) -> &str {
        match self.item(at) {
            Some(Item::Field(field)) => field.editor.text(),
            Some(Item::Page(page)) => page.editor.text(),
            _ => "",
        }
    }

    /// Returns what is asked in a text, or for several things to tick, in which nothing stands yet.
    pub fn unfilled(&self, at: usize) -> Option<Say> {
        let blank = |text: &str| text.trim().is_empty();
        match self.item(at)? {
            Item::Field(field) => blank(field.editor.text()).then_some(field.label),
            Item::Page(page) => blank(page.editor.text()).then_some(page.label),
            Item::Several(several) => several.ticked().is_empty().then_some(several.label()),
            Item::Choice { .. } | Item::Button(_) => None,
        }
    }

    /// Returns the index of the option taken; none while nobody has chosen, and for other pieces.
    pub fn taken(&self, at: usize) -> Option<usize> {
        match self.item(at) {
            Some(Item::Choice { at, .. }) => *at,
            _ => None,
        }
    }

    /// Takes an option of a choice.
    pub fn choose(&mut self, piece: usize, option: usize) {
        if let Some(Item::Choice { at, .. }) = self.item_mut(piece) {
            *at = Some(option);
        }
    }

    /// Says what is wrong with a field or a choice and puts the focus there.
    pub fn refuse(&mut self, at: usize, said: Say) {
        match self.item_mut(at) {
            Some(Item::Field(field)) => field.problem = Some(said),
            Some(Item::Choice { problem, .. }) => *problem = Some(said),
            Some(Item::Page(_) | Item::Several(_) | Item::Button(_)) => (),
            None => return,
        }
        self.focus = at;
    }

    /// Empties a field and everything it remembers, its problem excepted.
    pub fn empty(&mut self, at: usize) {
        if let Some(Item::Field(field)) = self.item_mut(at) {
            field.empty();
        }
    }

    /// Returns what is typed, taken and ticked, each under the code of its piece, and with it what stood untouched beside
    /// it: what is suggested may be another day tomorrow. Where nobody typed there is nothing.
    pub fn draft(&self) -> Words {
        if self.typed_words().is_empty() {
            return Words::default();
        }
        Words(self.pieces.iter().flat_map(Piece::words).collect())
    }

    /// Returns of it what somebody typed, took or ticked.
    pub fn typed_words(&self) -> Words {
        let typed = self.pieces.iter().filter(|it| it.typed().is_some());
        Words(typed.flat_map(Piece::words).collect())
    }

    /// Returns of it what nobody touched.
    pub fn untouched(&self) -> Words {
        Words(self.pieces.iter().filter_map(Piece::untouched).collect())
    }

    /// Returns of each text of many lines what was added to what stood there, under the code of its piece.
    pub fn added(&self) -> Words {
        let pages = self.pieces.iter();
        let pages = pages.filter(|it| matches!(it.item, Item::Page(_)));
        let of = |piece: &Piece| {
            let (code, now) = piece.said()?;
            Some((code, added(&piece.stood, &now)?))
        };
        Words(pages.filter_map(of).collect())
    }

    /// Takes back what `draft` gave; a piece of which nothing is kept stays as it is, and so does what was found by looking,
    /// or about something that has changed. Words that fit no piece any more stand below all others.
    pub fn recall(&mut self, kept: &Words) {
        if kept.get(NO_PLACE).is_some() {
            self.make_place();
        }
        let mut rest = Vec::new();
        for piece in &mut self.pieces {
            let code = match &piece.kept {
                Kept::Under(code) => code.clone().into_owned(),
                Kept::Found(code) => {
                    // It is to be found again; that it was found before is said.
                    let found = kept.get(code).filter(|it| !it.is_empty());
                    self.unfound.extend(found.and_then(|_| label(&piece.item)));
                    continue;
                }
                Kept::Nowhere => continue,
            };
            if let (Over::Stored { typed, .. }, Some(then)) =
                (&mut piece.over, kept.get(&Part::Over.of(&code, 0)))
            {
                then.clone_into(typed);
            }
            match (kept.get(&code), kept.get(&Part::Stood.of(&code, 0))) {
                (Some(text), _) => {
                    let about = kept.get(&Part::About.of(&code, 0));
                    let still = still_about(piece, text, about.unwrap_or(""));
                    match still {
                        Still::All => rest.extend(take_back(piece, text).map(|it| (code, it))),
                        Still::Some(part) => {
                            recall(&mut piece.item, &part);
                            self.passed.extend(label(&piece.item));
                        }
                        Still::None => self.passed.extend(label(&piece.item)),
                    }
                }
                (None, Some(text)) => piece.stand(text),
                (None, None) => {}
            }
        }
        let owned = kept.0.iter().filter(|(code, _)| self.has_no_piece(code));
        rest.extend(owned.cloned());
        self.put_aside(&rest);
        // What was suggested in another language is suggested in this one.
        self.speak(self.lang);
    }

    fn has_no_piece(&self, code: &str) -> bool {
        let is_said = !matches!(
            parts(code).1,
            Some((Part::About | Part::Stood | Part::Over, _))
        );
        is_said && !self.pieces.iter().any(|it| it.code() == Some(code))
    }

    /// Adds words to those without a place, as a person reads them.
    fn put_aside(&mut self, rest: &[(String, String)]) {
        let rest = rest.iter().filter(|(_, text)| !text.is_empty());
        self.aside = rest.cloned().collect();
        if self.aside.is_empty() {
            return;
        }
        let at = self.make_place();
        let before = self.typed(at).to_owned();
        let before = Some(before).filter(|it| !it.is_empty());
        let all: Vec<String> = before.into_iter().chain([self.aside_read()]).collect();
        self.write_aside(at, &all.join("\n"));
    }

    /// Returns where the words without a place stand, while they are only what was put there.
    fn untouched_aside(&self) -> Option<usize> {
        let at = self.pieces.iter().position(is_aside)?;
        let is_untouched = !self.aside.is_empty() && self.typed(at) == self.aside_read();
        is_untouched.then_some(at)
    }

    fn aside_read(&self) -> String {
        let lines: Vec<String> = self
            .aside
            .iter()
            .map(|(code, text)| self.read(code, text))
            .collect();
        lines.join("\n")
    }

    fn write_aside(&mut self, at: usize, text: &str) {
        if let Some(Item::Page(page)) = self.item_mut(at) {
            page.editor.set(text);
        }
    }

    /// What a piece of this name said, where such a form can have it; else the words as they are.
    fn read(&self, code: &str, text: &str) -> String {
        let lang = self.lang;
        let mut all = self.once.iter().chain(&self.pieces);
        let Some(piece) = all.find(|it| it.code() == Some(code)) else {
            return text.to_owned();
        };
        let label = label(&piece.item).map(|it| say(lang, &it));
        let text = options_said(&piece.item, text, lang);
        label.map_or(text.clone(), |it| format!("{it}: {text}"))
    }

    /// Returns where words without a place stand, above the button.
    fn make_place(&mut self) -> usize {
        let found = self.pieces.iter().position(is_aside);
        found.unwrap_or_else(|| {
            let at = self.pieces.len().saturating_sub(1);
            let page = Item::page_of(Say::WordsWithoutPlace, LONGEST);
            self.pieces.insert(at, Piece::new(NO_PLACE, page));
            if at <= self.focus {
                self.focus += 1;
            }
            at
        })
    }

    /// Says whether words without a place stand in it.
    fn has_aside(&self) -> bool {
        self.pieces.iter().any(is_aside)
    }

    /// Goes to the words without a place, where there are some, and says what is to be done with them.
    pub fn stop_at_aside(&mut self) -> Option<Say> {
        let at = self.pieces.iter().position(is_aside)?;
        if self.typed(at).trim().is_empty() {
            return None;
        }
        self.focus = at;
        Some(Say::WordsWithoutPlaceFirst)
    }

    /// Tells what of a draft was not taken back to its place, if anything: what was found about something that has changed
    /// since, and is to be found again; and words without a place, which stand below and may be out of sight.
    pub fn not_taken_back(&self) -> Option<Told> {
        let found = self.passed.iter().chain(&self.unfound).next();
        if found.is_none() && !self.has_aside() && !self.is_typed_over_newer() {
            return None;
        }
        let said = |lang| {
            let all = [
                self.told_of_aside(lang),
                told_of(&self.passed, Say::FoundAboutOther, lang),
                told_of(&self.unfound, CaseWord::FindAgain.say(), lang),
                self.told_of_newer(lang),
            ];
            let mut all = all.into_iter().flatten();
            Said {
                what: all.next().unwrap_or_default(),
                then: all.collect::<Vec<_>>().join(" "),
            }
        };
        Some(Told {
            ja: said(Lang::Ja),
            en: said(Lang::En),
        })
    }

    fn told_of_aside(&self, lang: Lang) -> Option<String> {
        self.has_aside()
            .then(|| say(lang, &Say::WordsWithoutPlaceBelow))
    }

    /// Says whether something in it was typed over another thing than is stored now.
    pub fn is_typed_over_newer(&self) -> bool {
        self.pieces.iter().any(Piece::is_typed_over_newer)
    }

    fn told_of_newer(&self, lang: Lang) -> Option<String> {
        let newer = self.pieces.iter().filter(|it| it.is_typed_over_newer());
        let named: Vec<Say> = newer.filter_map(|it| label(&it.item)).collect();
        told_of(&named, CaseWord::SavedSince.say(), lang)
    }

    /// Says whether any field or text holds something.
    pub fn holds_text(&self) -> bool {
        (0..self.pieces.len()).any(|at| !self.typed(at).is_empty())
    }

    /// Makes it as it was before anybody typed.
    pub fn begin_anew(&mut self) {
        self.pieces.retain(|it| !is_aside(it));
        self.passed.clear();
        self.unfound.clear();
        for piece in &mut self.pieces {
            let usual = piece.usual.clone();
            recall(&mut piece.item, &usual);
            piece.stood.clone_from(&usual);
            if let Over::Stored { now, typed } = &mut piece.over {
                typed.clone_from(now);
            }
            match &mut piece.item {
                Item::Field(field) => {
                    field.problem = None;
                    if piece.begins == Begins::Suggested {
                        field.suggest(&usual);
                    }
                }
                Item::Choice { problem, .. } => *problem = None,
                Item::Page(_) | Item::Several(_) | Item::Button(_) => {}
            }
        }
        self.focus = first(&self.pieces);
    }

    /// Puts the focus on a piece, or on the last if there are not so many.
    pub fn focus_on(&mut self, at: usize) {
        self.focus = at.min(self.pieces.len().saturating_sub(1));
    }

    /// Draws the pieces that fit, the focused one among them, and says where the caret is.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let label_width = self.label_width(pen, area);
        let mut cursor = area.as_position();
        let mut y = area.y;
        let mut below = 0;
        let rows = match self.height() <= area.height {
            true => area,
            false => Rect {
                height: area.height.saturating_sub(1),
                ..area
            },
        };
        let mut spare = area.height.saturating_sub(self.height());
        for (at, Piece { item, .. }) in self
            .pieces
            .iter()
            .enumerate()
            .skip(self.first_shown(rows.height))
        {
            let focus = if at == self.focus {
                Focus::Here
            } else {
                Focus::Elsewhere
            };
            let room = rows.bottom().saturating_sub(y);
            let wanted = item.height_within(spare, area.width, focus);
            spare -= wanted - item.height();
            let height = wanted.min(room);
            // What is being filled in is drawn in whatever room there is.
            let is_drawn = height == wanted || item.can_be_short(height);
            if !is_drawn && (focus == Focus::Elsewhere || room == 0) {
                below = self.pieces.len() - at;
                break;
            }
            let here = Rect { y, height, ..area };
            let caret = view_item(pen, here, item, label_width, focus);
            if focus == Focus::Here {
                cursor = caret;
            }
            y += height;
        }
        if 0 < below {
            let (last, text) = (area.bottom() - 1, pen.say(&Say::PiecesBelow(below)));
            pen.put(area.x + 2, last, area.width, &text, Role::Changed);
        }
        cursor
    }

    /// Draws the focused piece alone, with all the room there is, and says where the caret is.
    pub fn view_focused(&self, pen: &mut Pen, area: Rect) -> Position {
        match self.item(self.focus) {
            Some(item) => view_item(pen, area, item, self.label_width(pen, area), Focus::Here),
            None => area.as_position(),
        }
    }

    /// Returns the cells that the rows of things to tick need; none for other pieces.
    pub fn width_of_ticks(&self, at: usize, pen: &Pen) -> u16 {
        match self.item(at) {
            Some(Item::Several(several)) => several.width(pen),
            _ => 0,
        }
    }

    fn item(&self, at: usize) -> Option<&Item> {
        self.pieces.get(at).map(|it| &it.item)
    }

    fn item_mut(&mut self, at: usize) -> Option<&mut Item> {
        self.pieces.get_mut(at).map(|it| &mut it.item)
    }

    fn first_shown(&self, room: u16) -> usize {
        let down_to_focus = |from: usize| -> u16 {
            self.pieces[from..=self.focus]
                .iter()
                .map(|it| it.item.height())
                .sum()
        };
        (0..self.focus)
            .find(|from| down_to_focus(*from) <= room)
            .unwrap_or(self.focus)
    }

    fn label_width(&self, pen: &Pen, area: Rect) -> u16 {
        let widths = self.pieces.iter().map(|it| match &it.item {
            Item::Field(field) => width_of(&pen.say(&field.label)),
            Item::Choice { label, .. } => width_of(&pen.say(label)),
            Item::Page(_) | Item::Several(_) | Item::Button(_) => 0,
        });
        widths.max().unwrap_or(0).min(LABEL.max(area.width * 2 / 5))
    }
}

/// Says something of pieces, by name; nothing where there are none.
fn told_of(all: &[Say], why: Say, lang: Lang) -> Option<String> {
    let named: Vec<String> = all.iter().map(|it| say(lang, it)).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let why = say(lang, &why);
    (!named.is_empty()).then(|| format!("{why}: {}", message::list(&named, lang)))
}

fn is_aside(piece: &Piece) -> bool {
    piece.code() == Some(NO_PLACE)
}

/// How much of what was found is about what stands here now.
enum Still {
    All,
    Some(String),
    None,
}

fn still_about(piece: &Piece, text: &str, then: &str) -> Still {
    let Some(now) = &piece.about else {
        return Still::All;
    };
    let same = |code: &str| {
        let mut lines = then.lines();
        let then = lines.find(|it| it.split(' ').next() == Some(code));
        then.is_some_and(|it| now.lines().any(|now| now == it))
    };
    match &piece.item {
        _ if text.is_empty() || then == now => Still::All,
        Item::Several(_) if text.lines().all(same) => Still::All,
        Item::Several(_) => {
            let still: Vec<&str> = text.lines().filter(|it| same(it)).collect();
            Still::Some(still.join("\n"))
        }
        _ => Still::None,
    }
}

/// Takes back what was said in a piece; gives what it cannot say any more.
fn take_back(piece: &mut Piece, text: &str) -> Option<String> {
    recall(&mut piece.item, text);
    let rest: Vec<&str> = match &mut piece.item {
        Item::Field(field) => {
            field.take_up();
            Vec::new()
        }
        Item::Choice { options, .. } => {
            let mut options = options.iter();
            let known = options.any(|(_, code)| *code == Some(text));
            Some(text).filter(|_| !known).into_iter().collect()
        }
        Item::Several(several) => {
            let known: Vec<&str> = several.chosen().collect();
            text.lines().filter(|it| !known.contains(it)).collect()
        }
        Item::Page(_) | Item::Button(_) => Vec::new(),
    };
    Some(rest.join("\n")).filter(|it| !it.is_empty())
}

/// What a piece asks.
fn label(item: &Item) -> Option<Say> {
    match item {
        Item::Field(field) => Some(field.label),
        Item::Page(page) => Some(page.label()),
        Item::Choice { label, .. } => Some(*label),
        Item::Several(several) => Some(several.label()),
        Item::Button(_) => None,
    }
}

/// The words of options, where a text is their codes.
fn options_said(item: &Item, text: &str, lang: Lang) -> String {
    let said = |code: &str| match item {
        Item::Choice { options, .. } => {
            let found = options.iter().find(|(_, it)| *it == Some(code));
            found.map(|(said, _)| say(lang, said))
        }
        Item::Several(several) => several.said(code).map(|it| say(lang, &it)),
        Item::Field(_) | Item::Page(_) | Item::Button(_) => None,
    };
    let lines = text.lines();
    let lines: Vec<String> = lines
        .map(|it| said(it).unwrap_or_else(|| it.to_owned()))
        .collect();
    match item {
        Item::Several(_) => lines.join(", "),
        _ => lines.join("\n"),
    }
}

/// Where the caret begins: in the text, where before it only a choice stands that is taken already.
fn first(pieces: &[Piece]) -> usize {
    let is_taken = |it: &Piece| matches!(it.item, Item::Choice { at: Some(_), .. });
    let is_text = |it: &Piece| matches!(it.item, Item::Page(_));
    match pieces {
        [choice, text, ..] if is_taken(choice) && is_text(text) => 1,
        _ => 0,
    }
}

/// What is said in a piece, in text and codes; none where it may not be seen.
fn said(item: &Item) -> Option<String> {
    Some(match item {
        Item::Field(field) if field.sight == Sight::Masked => return None,
        Item::Field(field) => field.editor.text().to_owned(),
        Item::Page(page) => page.editor.text().to_owned(),
        Item::Choice { options, at, .. } => match at {
            Some(at) => options.get(*at)?.1?.to_owned(),
            None => String::new(),
        },
        Item::Several(several) => several.chosen().collect::<Vec<_>>().join("\n"),
        Item::Button(_) => return None,
    })
}

fn recall(item: &mut Item, text: &str) {
    match item {
        Item::Field(field) => {
            if field.editor.text() != text {
                field.set(text);
            }
        }
        Item::Page(page) => {
            if page.editor.text() != text {
                page.editor.set(text);
            }
        }
        Item::Choice { options, at, .. } => {
            let found = options.iter().position(|(_, code)| *code == Some(text));
            *at = match text {
                "" => None,
                _ => found.or(*at),
            };
        }
        Item::Several(several) => {
            several.tick(|code| text.lines().any(|line| line == code));
        }
        Item::Button(_) => {}
    }
}

fn view_item(pen: &mut Pen, area: Rect, item: &Item, label_width: u16, focus: Focus) -> Position {
    match item {
        Item::Field(field) => field.view(pen, area, label_width, focus),
        Item::Page(page) => page.view(pen, area, focus),
        Item::Several(several) => several.view(pen, area, focus),
        Item::Choice {
            label,
            options,
            at,
            problem,
        } => {
            let label = pen.say(label);
            pen.put(area.x + 2, area.y, label_width, &label, Role::Text);
            let taken = at.and_then(|at| Some((at + 1, options.get(at)?)));
            let shown = match taken {
                Some((no, (option, _))) => {
                    format!("< {} > {no}/{}", pen.say(option), options.len())
                }
                None => format!("< {} > -/{}", pen.say(&Word::ToChoose.say()), options.len()),
            };
            if let Some(problem) = problem {
                let room = Rect {
                    x: area.x + 2,
                    y: area.y + 1,
                    width: area.width.saturating_sub(2),
                    height: 1,
                };
                pen.sentence(room, problem, Role::Bad);
            }
            let x = area.x + 3 + label_width;
            if focus == Focus::Here {
                let beside = x + width_of(&shown) + 2;
                let options: Vec<String> = options.iter().map(|(it, _)| pen.say(it)).collect();
                view_options(pen, Position::new(beside, area.y), area, &options, *at);
            }
            pressable(pen, area.x, Position::new(x, area.y), &shown, focus)
        }
        Item::Button(label) => {
            let text = format!("[ {} ]", pen.say(label));
            pressable(
                pen,
                area.x,
                Position::new(area.x + 2, area.y + 1),
                &text,
                focus,
            )
        }
    }
}

/// Names what can be chosen beside what is, as far as there is room.
fn view_options(pen: &mut Pen, from: Position, area: Rect, names: &[String], at: Option<usize>) {
    let room = area.right().saturating_sub(from.x);
    let line = glance(names, at, room.into());
    if width_of(&line) <= room {
        pen.put(from.x, from.y, room, &line, Role::Dim);
    }
}

fn pressable(pen: &mut Pen, mark: u16, at: Position, text: &str, focus: Focus) -> Position {
    let role = match focus {
        Focus::Here => Role::Focus,
        Focus::Elsewhere => Role::Text,
    };
    if focus == Focus::Here {
        pen.put(mark, at.y, 1, sign(Role::Focus), Role::Focus);
    }
    pen.put(at.x, at.y, u16::MAX, text, role);
    at
}
