//! The words of each room of the program, one file a room, both languages side by side.
//!
//! A word without its translation does not compile. What holds everywhere is in `screen` itself.

use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::lang::screen::aside::Aside;
use crate::lang::screen::audit::Audit;
use crate::lang::screen::case::Case;
use crate::lang::screen::dossier::Dossier;
use crate::lang::screen::handovers::Handovers;
use crate::lang::screen::office::Office;
use crate::lang::screen::post::Post;
use crate::lang::screen::prefs::Prefs;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::record::Record;
use crate::lang::screen::retention::Retention;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::setting::Setting;
use crate::lang::screen::staff::Staff;
use crate::lang::screen::today::Today;

/// Makes the words of one room: `name: "ja", "en";`.
macro_rules! words {
    ($(#[$doc:meta])* $room:ident { $($word:ident: $ja:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "each is said in full beside its name")]
        pub enum $room { $($word,)+ }

        impl $room {
            /// Gives the word in one language.
            pub const fn text(self, lang: $crate::lang::Lang) -> &'static str {
                match (self, lang) {
                    $(
                        ($room::$word, $crate::lang::Lang::Ja) => $ja,
                        ($room::$word, $crate::lang::Lang::En) => $en,
                    )+
                }
            }

            /// Makes a sentence of the screens of it.
            pub const fn say(self) -> $crate::lang::screen::Say {
                $crate::lang::screen::Say::Of($crate::lang::screen::words::Word::$room(self))
            }
        }
    };
}
pub(crate) use words;

/// A word of some room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is the room of that name")]
pub enum Word {
    Rooms(Rooms),
    Case(Case),
    Dossier(Dossier),
    Handovers(Handovers),
    Office(Office),
    Staff(Staff),
    /// One of what is kept, and until when.
    Retention(Retention),
    Audit(Audit),
    Post(Post),
    Prepare(Prepare),
    Prefs(Prefs),
    Record(Record),
    Setting(Setting),
    Today(Today),
    /// One of what is kept beside a handover.
    Aside(Aside),
}

impl Word {
    /// Gives the word in one language.
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            Word::Rooms(it) => it.text(lang),
            Word::Case(it) => it.text(lang),
            Word::Dossier(it) => it.text(lang),
            Word::Handovers(it) => it.text(lang),
            Word::Office(it) => it.text(lang),
            Word::Staff(it) => it.text(lang),
            Word::Retention(it) => it.text(lang),
            Word::Audit(it) => it.text(lang),
            Word::Post(it) => it.text(lang),
            Word::Prepare(it) => it.text(lang),
            Word::Prefs(it) => it.text(lang),
            Word::Record(it) => it.text(lang),
            Word::Setting(it) => it.text(lang),
            Word::Today(it) => it.text(lang),
            Word::Aside(it) => it.text(lang),
        }
    }
}

impl From<Word> for Say {
    fn from(word: Word) -> Say {
        Say::Of(word)
    }
}
