//! What stands in the form of a step while it is filled in, and how each kind of piece is read.
//!
//! It knows no step: what a form holds and what it becomes is a `Blank` of its own.

use crate::domain::answer::Given;
use crate::domain::calendar::{Day, parse_day};
use crate::domain::case::Value;
use crate::domain::handover::permit::Step;
use crate::domain::section::FieldId;
use crate::domain::text::ascii_digits;
use crate::lang::screen::Say;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, date};
use crate::tui::act::Told;
use crate::tui::room::handover::{Deed, DossierView};
use crate::tui::screen::content::Ask;
use crate::tui::theme::Role;
use crate::tui::widget::field::{days_typed, unread_day};
use crate::tui::widget::form::{Form, Item, Piece};
use crate::tui::widget::several::Coded;
use crate::tui::widget::split::Line;

/// A form of a step before anybody fills it in: everything that is different from one to the other.
pub struct Blank {
    /// What it is called, whom and what it is about.
    pub title: fn(&Filling, Lang) -> String,
    /// Its pieces, with what is usual in them already, to be changed where it is not so.
    pub pieces: fn(Ask, &DossierView) -> Vec<Piece>,
    /// What to look at while typing.
    pub beside: fn(&Filling, Lang) -> Vec<Line>,
    /// What is done with it; none where something is missing or wrong, which the form then says.
    pub deed: fn(&mut Filling) -> Option<Deed>,
}

/// A form of a step that is being filled in.
#[derive(Debug)]
pub struct Filling {
    /// The step.
    pub step: Step,
    /// What it asks for.
    pub ask: Ask,
    /// The pieces.
    pub form: Form,
    /// The handover, as it was when the form was opened.
    pub view: Box<DossierView>,
    /// What the case says, while a consent is being filled in.
    pub held: Option<Vec<(FieldId, Value)>>,
    /// What stands above the form.
    pub told: Option<Remark>,
}

/// What stands above a form.
#[derive(Clone, Debug)]
pub enum Remark {
    /// It was begun before.
    Recalled,
    /// It was begun before, and not all of it could be taken back to its place.
    Passed(Told),
    /// It was not done.
    Trouble(Told),
    /// Nothing stands in this piece, and something must: said with its name, until something does.
    Empty(usize, Say),
}

impl Filling {
    /// What is typed in a field.
    pub fn said(&self, at: usize) -> String {
        self.form.typed(at).trim().to_owned()
    }

    /// What is typed in a field that must not stay empty.
    pub fn said_some(&mut self, at: usize) -> Option<String> {
        let said = self.said(at);
        if said.is_empty() {
            self.form.refuse(at, Say::Needed);
            self.told = Some(Remark::Empty(at, Say::Needed));
            return None;
        }
        Some(said)
    }

    /// The option taken; where nobody has chosen, that is told.
    pub fn one_of<T: Copy>(&mut self, at: usize, all: &[(&'static str, T)]) -> Option<T> {
        let taken = self.form.taken(at).and_then(|it| all.get(it));
        if taken.is_none() {
            self.form.refuse(at, Word::NeedChoice.say());
        }
        taken.map(|(_, it)| *it)
    }

    /// The day in a field.
    pub fn day(&mut self, at: usize) -> Option<Day> {
        let typed = self.form.typed(at);
        match parse_day(typed) {
            Ok(parsed) => Some(parsed.day),
            Err(_) => {
                let why = unread_day(typed);
                self.form.refuse(at, why);
                None
            }
        }
    }

    /// The day in a field that may stay empty.
    pub fn day_or_none(&mut self, at: usize) -> Option<Option<Day>> {
        match self.form.typed(at).trim().is_empty() {
            true => Some(None),
            false => self.day(at).map(Some),
        }
    }

    /// The day in a field; where it is empty, the one in another.
    pub fn day_or_same(&mut self, at: usize, other: usize) -> Option<Day> {
        match self.day_or_none(at)? {
            Some(day) => Some(day),
            None => self.day(other),
        }
    }

    /// Several days in one line, between spaces or commas.
    pub fn days(&mut self, at: usize) -> Option<Vec<Day>> {
        let typed = self.form.typed(at);
        let days: Result<Vec<Day>, _> = days_typed(typed)
            .map(|it| parse_day(it).map(|it| it.day))
            .collect();
        if days.is_err() {
            self.form.refuse(at, Say::NotADay);
        }
        days.ok()
    }

    /// The number of months in a field.
    pub fn months(&mut self, at: usize) -> Option<u8> {
        let typed = ascii_digits(self.form.typed(at).trim()).parse().ok();
        if typed.is_none() {
            self.form.refuse(at, Say::NotANumber);
        }
        typed
    }

    /// What is ticked; where nothing is, that is told.
    pub fn chosen<T: Copy>(&mut self, at: usize, all: &[T]) -> Option<Vec<T>> {
        let ticked = self.form.ticked(at);
        if ticked.is_empty() {
            self.told = Some(Remark::Empty(at, Word::ChooseOne.say()));
            self.form.focus_on(at);
            return None;
        }
        let chosen = ticked.iter().filter_map(|it| all.get(*it).copied());
        Some(chosen.collect())
    }
}

/// Suggests the day that a field of the case says, where it says one: it is typed once.
pub fn suggesting<'a>(
    piece: Piece,
    field: FieldId,
    mut fields: impl Iterator<Item = &'a (FieldId, Value)>,
) -> Piece {
    let said = fields.find(|(it, _)| *it == field);
    match said.and_then(|(_, value)| value.given()) {
        Some(Given::Day(day)) => piece.suggesting(&date::short_day(*day, Lang::Ja)),
        _ => piece,
    }
}

/// One sentence to read before the form is filled in.
pub fn hint(word: Word, lang: Lang) -> Vec<Line> {
    vec![(Role::Text, say(lang, &word.say()))]
}

/// Makes a choice of what nobody has chosen yet: what is recorded as somebody's finding is never there before.
pub fn choice<T: Copy>(label: Say, all: &[(&'static str, T)], said: fn(T) -> Say) -> Item {
    Item::one_of(label, coded(all, said), None)
}

/// Puts words to what can be chosen.
pub fn coded<T: Copy>(all: &[(&'static str, T)], said: fn(T) -> Say) -> Vec<Coded> {
    let all = all.iter();
    all.map(|(code, it)| Coded {
        code,
        said: said(*it),
    })
    .collect()
}
