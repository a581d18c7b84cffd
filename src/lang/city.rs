//! What differs by city: the words that stand beside whatever rests on it, on a screen as in the answer of a command.
//!
//! Which settings and fields those are, the domain says.

use crate::lang::Lang;
use crate::lang::label::pick;

/// Says that it differs by city, and to ask. No full stop: it may stand among other words of a line.
pub fn differs(lang: Lang) -> &'static str {
    pick(
        (
            "市町村で違うので、確かめてください",
            "Cities differ: ask yours",
        ),
        lang,
    )
}

/// Says it as a sentence.
pub fn sentence(lang: Lang) -> String {
    of("", lang)
}

/// Says it of something that is named, where the language names it.
pub fn of(what: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{what}{}。", differs(lang)),
        Lang::En => format!("{what}{}.", differs(lang)),
    }
}
