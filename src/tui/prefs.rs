//! How the program looks and behaves for whoever uses this computer: as kept in a small file, and as it holds.
//!
//! It holds nothing of an office and nothing secret; what it does not understand it leaves at the usual.

use std::path::Path;
use std::time::Duration;

use crate::lang::Lang;
use crate::tui::effect::read_file;
use crate::tui::theme::{Palette, Strokes, Theme};

/// The most bytes the file may have.
const LONGEST: u64 = 4096;

/// After how many minutes without a key an open store may be locked; there is no "never".
pub const MINUTES: [u64; 6] = [1, 3, 5, 10, 15, 30];

/// The minutes that hold until something else is chosen.
pub const USUAL: u64 = 10;

/// What can be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prefs {
    /// The language, where one was chosen.
    pub lang: Option<Lang>,
    /// Colours and strokes.
    pub theme: Theme,
    /// After how many minutes without a key an open store is locked.
    pub minutes: u64,
}

impl Default for Prefs {
    fn default() -> Prefs {
        Prefs {
            lang: None,
            theme: Theme {
                palette: Palette::Default,
                strokes: Strokes::Unicode,
            },
            minutes: USUAL,
        }
    }
}

impl Prefs {
    /// Reads the file; what cannot be read is as if it were not there.
    pub fn read(file: Option<&Path>) -> Prefs {
        let bytes = file.and_then(|it| read_file(it, LONGEST).ok());
        let text = bytes.and_then(|it| String::from_utf8(it).ok());
        text.map_or_else(Prefs::default, |it| Prefs::parse(&it))
    }

    /// Reads lines of the form `name = "value"`.
    pub fn parse(text: &str) -> Prefs {
        let mut prefs = Prefs::default();
        for line in text.lines() {
            let Some((name, value)) = line.split_once('=') else {
                continue;
            };
            let value = value.trim().trim_matches('"');
            match (name.trim(), value) {
                ("language", _) => prefs.lang = Lang::parse(value),
                ("colour", "none") => prefs.theme.palette = Palette::Mono,
                ("frame", "ascii") => prefs.theme.strokes = Strokes::Ascii,
                ("lock-after-minutes", _) => {
                    let minutes = value.parse().ok().filter(|it| MINUTES.contains(it));
                    prefs.minutes = minutes.unwrap_or(USUAL);
                }
                _ => {}
            }
        }
        prefs
    }

    /// Writes it as `parse` reads it.
    pub fn text(&self) -> String {
        let lang = match self.lang {
            Some(Lang::Ja) => "language = \"ja\"\n",
            Some(Lang::En) => "language = \"en\"\n",
            None => "",
        };
        let colour = match self.theme.palette {
            Palette::Default => "terminal",
            Palette::Mono => "none",
        };
        let frame = match self.theme.strokes {
            Strokes::Unicode => "lines",
            Strokes::Ascii => "ascii",
        };
        let minutes = self.minutes;
        format!(
            "{lang}colour = \"{colour}\"\nframe = \"{frame}\"\nlock-after-minutes = {minutes}\n"
        )
    }

    /// How long nobody may be there before an open store is locked.
    pub fn idle(&self) -> Duration {
        Duration::from_secs(60 * self.minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        for lang in [None, Some(Lang::Ja), Some(Lang::En)] {
            for palette in [Palette::Default, Palette::Mono] {
                for strokes in [Strokes::Unicode, Strokes::Ascii] {
                    for minutes in MINUTES {
                        let theme = Theme { palette, strokes };
                        let prefs = Prefs {
                            lang,
                            theme,
                            minutes,
                        };
                        assert_eq!(Prefs::parse(&prefs.text()), prefs);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_the_usual() {
        for text in [
            "",
            "nonsense",
            "colour = \"purple\"",
            "lock-after-minutes = 0",
            "lock-after-minutes = 100000",
            "lock-after-minutes = never",
            "language = \"xx\"",
            "= =",
            "\u{0}\u{1b}[31m",
        ] {
            assert_eq!(Prefs::parse(text), Prefs::default(), "{text:?}");
        }
        assert_eq!(Prefs::read(None), Prefs::default());
        assert_eq!(Prefs::read(Some(Path::new("/"))), Prefs::default());
    }
}
