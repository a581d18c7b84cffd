//! What stands in the frame of a step's form: the step, what it is about, and whose case it is.
//!
//! It leaves out what may not be seen while it is typed again.

use crate::lang::{Lang, label};
use crate::tui::screen::step::filling::Filling;

/// The step and the person.
pub fn plain(it: &Filling, lang: Lang) -> String {
    about(it, None, lang)
}

/// The step, what it is about and the person.
pub fn about(it: &Filling, what: Option<&str>, lang: Lang) -> String {
    let what = what.unwrap_or_default();
    titled(it, what, &it.view.line.person, lang)
}

/// The step and the person, of whom no kana is shown: while it is typed again from the paper, it stands nowhere.
pub fn without_kana(it: &Filling, lang: Lang) -> String {
    let kana = |c: char| matches!(c, 'ぁ'..='ヿ' | '｡'..='ﾟ');
    let parts = it.view.line.person.split(char::is_whitespace);
    // Of a name that is kana itself, nothing stays.
    let other: Vec<&str> = parts.filter(|it| !it.chars().all(kana)).collect();
    titled(it, "", &other.join(" "), lang)
}

fn titled(it: &Filling, what: &str, person: &str, lang: Lang) -> String {
    let step = label::handover::step_title(it.step, lang);
    format!("{step}  {what}  {person}")
}
