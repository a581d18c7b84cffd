//! The form of a copy: for which of the places consent lets one go to, who it is, and where it is printed to; and of what
//! the person carries.
//!
//! What stands on it is not decided here.

use crate::domain::copy::CopyTo;
use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::lang::screen::dossier::Dossier as Word;
use crate::tui::room::handover::{CopyDraft, Deed, DossierView};
use crate::tui::screen::step::filling::{Blank, Filling, coded, hint};
use crate::tui::screen::step::title::plain;
use crate::tui::widget::form::{Item, Piece};
use crate::tui::widget::several::Coded;

const LANGS: [(&str, Word); 2] = [("ja", Word::InJapanese), ("en", Word::InEnglish)];

/// For whom, and where to.
pub const COPY: Blank = Blank {
    title: plain,
    pieces: |_, view| pieces(view),
    beside: |_, lang| hint(Word::CopyHint, lang),
    deed: |it| {
        let places = places(&it.view.copies);
        let to = it.one_of(0, &places)?;
        let name = it.said_some(1)?;
        let path = it.said_some(2)?;
        let lang = lang(it, 3);
        Some(Deed::GiveCopy(Box::new(CopyDraft {
            to,
            name,
            path,
            lang,
        })))
    },
};

/// Where what the person carries is printed to.
pub const CARRY: Blank = Blank {
    title: plain,
    pieces: |_, _| {
        vec![
            Piece::new("file", Item::line(Word::PrintFile.say())),
            langs(),
        ]
    },
    beside: |_, lang| hint(Word::CarryHint, lang),
    deed: |it| {
        let path = it.said_some(0)?;
        Some(Deed::Carry(path, lang(it, 1)))
    },
};

fn langs() -> Piece {
    let langs = Item::one_of(Word::PrintLang.say(), coded(&LANGS, Word::say), Some(0));
    Piece::new("language", langs)
}

fn lang(it: &Filling, at: usize) -> Lang {
    match it.form.taken(at) {
        Some(1) => Lang::En,
        _ => Lang::Ja,
    }
}

fn places(copies: &[CopyTo]) -> Vec<(&'static str, CopyTo)> {
    copies.iter().map(|it| (it.code(), *it)).collect()
}

fn pieces(view: &DossierView) -> Vec<Piece> {
    let places = view.copies.iter().map(|it| Coded {
        code: it.code(),
        said: Say::CopyTo(*it),
    });
    vec![
        Piece::new(
            "to",
            Item::one_of(Word::CopyTo.say(), places.collect(), None),
        ),
        Piece::new("name", Item::line(Word::CopyName.say())),
        Piece::new("file", Item::line(Word::PrintFile.say())),
        langs(),
    ]
}

/// Every place, as the piece can name it.
pub fn once() -> Vec<Piece> {
    let places = CopyTo::ALL.iter().map(|it| Coded {
        code: it.code(),
        said: Say::CopyTo(*it),
    });
    let to = Item::one_of(Word::CopyTo.say(), places.collect(), None);
    vec![Piece::new("to", to)]
}
