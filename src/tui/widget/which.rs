//! The days or months a text may mean whose year is not clear: said beside it, and taken one after the other by a key.
//!
//! What they are is the domain's; nothing is taken without the key.

use crate::domain::calendar::{Day, Month, day_choices, month_choices};
use crate::lang::{Lang, date};
use crate::tui::edit::Editor;

/// What is read out of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// A day.
    Day,
    /// A month.
    Month,
}

/// The choices of the text that was typed last without saying which year.
#[derive(Debug, Default)]
pub struct Which(Vec<String>);

impl Which {
    /// Puts the first of the choices in place of a text that is not clear, and the next one in place of a choice; leaves
    /// any other text as it is.
    pub fn take_next(&mut self, editor: &mut Editor, of: Of) {
        let typed = choices(editor.text(), of);
        let next = match self.0.iter().position(|it| it == editor.text()) {
            Some(at) => (at + 1) % self.0.len(),
            None => {
                self.0 = typed;
                0
            }
        };
        if let Some(text) = self.0.get(next) {
            editor.set(text);
        }
    }
}

/// Says what a text may mean whose year is not clear, and the key that takes one.
pub fn asked(text: &str, of: Of, lang: Lang) -> Option<String> {
    match of {
        Of::Day => date::which(&day_choices(text), date::typed_day, lang),
        Of::Month => date::which(&month_choices(text), date::month, lang),
    }
}

fn choices(text: &str, of: Of) -> Vec<String> {
    let day = |it: &Day| date::typed_day(*it, Lang::Ja);
    let month = |it: &Month| format!("{}/{}", it.year(), it.month());
    match of {
        Of::Day => day_choices(text).iter().map(day).collect(),
        Of::Month => month_choices(text).iter().map(month).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_is_taken_in_turn_and_a_clear_text_stays() {
        let mut which = Which::default();
        let mut editor = Editor::one_line(40);
        let mut press = |text: Option<&str>, of| {
            if let Some(text) = text {
                editor.set(text);
            }
            which.take_next(&mut editor, of);
            editor.text().to_owned()
        };
        assert_eq!(press(Some("60/4/1(月)"), Of::Day), "S60.4.1");
        assert_eq!(press(None, Of::Day), "S60.4.1", "the only Monday");
        assert_eq!(press(Some("2.9.10"), Of::Day), "R2.9.10");
        assert_eq!(press(None, Of::Day), "H2.9.10");
        assert_eq!(press(None, Of::Day), "S2.9.10");
        assert_eq!(press(Some("2.9"), Of::Month), "2020/9");
        assert_eq!(press(None, Of::Month), "1990/9");
        for text in ["", "あした", "9/10", "2020/9/10"] {
            assert_eq!(press(Some(text), Of::Day), text);
        }
    }
}
