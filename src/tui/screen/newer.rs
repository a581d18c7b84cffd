//! What is new in a section for whoever reads it once more, and the condition somebody put: above all else in the text beside a
//! list.
//!
//! It compares nothing: what changed comes with the view.

use crate::domain::handover::changed::Changed;
use crate::lang::{Lang, condition, newer};
use crate::tui::room::handover::{DossierView, SectionView};
use crate::tui::screen::content::fields;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::split::Line;
use crate::workflow::newer::Newer;

/// Names what changed in a section, each field with what it said and says.
pub fn changes(section: &SectionView, view: &DossierView, lang: Lang) -> Vec<Line> {
    let Some(newer) = view.newer.get(&section.id) else {
        return Vec::new();
    };
    let all = match newer {
        Newer::Fields(all) => &all[..],
        Newer::New | Newer::Other => &[],
    };
    let presses = all.iter().any(Changed::presses);
    let role = if presses { Role::Bad } else { Role::Warn };
    let told = newer::told(newer, lang);
    let mut text = vec![(role, format!("{} {told}", sign(Role::Warn)))];
    text.extend(at_the_head(all, lang));
    text
}

/// The same at the head of a section: what is long and said now stands below in full, with a sign before it; what was said before
/// stands nowhere else.
fn at_the_head(all: &[Changed], lang: Lang) -> Vec<Line> {
    let lines = all.iter().flat_map(|it| {
        let [field, then, now] = apart(it, lang);
        let now = Some(now).filter(|(_, it)| it.chars().count() <= LONG);
        [field, then].into_iter().chain(now)
    });
    lines.collect()
}

/// How many characters a line has at most that is repeated at the head of a section.
const LONG: usize = 120;

/// Writes fields that changed, each with what it said and says.
pub fn both(all: &[Changed], lang: Lang) -> Vec<Line> {
    all.iter().flat_map(|it| apart(it, lang)).collect()
}

fn apart(it: &Changed, lang: Lang) -> [Line; 3] {
    let role = match it.presses() {
        true => Role::Bad,
        false => Role::Warn,
    };
    let [field, then, now] = newer::both(it, lang);
    [field, format!("  {then}"), format!("  {now}")].map(|it| (role, it))
}

/// Writes the fields of a section, with a sign before those that changed.
pub fn marked(section: &SectionView, view: &DossierView, lang: Lang) -> Vec<Line> {
    let newer = view.newer.get(&section.id);
    let lines = section.fields.iter().flat_map(|it| {
        let mut lines = fields(std::slice::from_ref(it), view.today, lang);
        let changed = newer.and_then(|newer| newer.of(it.0)).is_some();
        if let Some((_, heading)) = lines.first_mut().filter(|_| changed) {
            *heading = format!("{} {heading}", sign(Role::Warn));
        }
        lines
    });
    lines.collect()
}

/// Says which condition was put and what is done about it; nothing where none is looked at.
pub fn put(view: &DossierView, lang: Lang) -> Vec<Line> {
    let Some(it) = &view.condition else {
        return Vec::new();
    };
    let said = condition::said(it, lang);
    vec![
        (Role::Warn, format!("{} {said}", sign(Role::Warn))),
        (Role::Text, condition::then(it, view.line.side, lang)),
        (Role::Text, String::new()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw};
    use crate::domain::calendar::Day;
    use crate::domain::case::{FieldState, Source, Value};
    use crate::domain::section::FieldId;

    /// What went out of a long text, or all of it, is to be seen somewhere: below stands only what is said now.
    #[test]
    fn of_a_long_text_what_was_said_before_stands_at_the_head() {
        let field = FieldId::CrisisHarm;
        let long = |letter: &str| {
            let raw = Raw::Text(letter.repeat(LONG + 30));
            Value {
                state: FieldState::Filled(Answer::check(field.spec(), raw).unwrap()),
                source: Source::Person,
                as_of: Day::from_ymd(2026, 12, 1).unwrap(),
            }
        };
        for now in [Some(long("い")), None] {
            let gone = now.is_none();
            let sent = Some(long("あ"));
            let head = at_the_head(&[Changed { field, sent, now }], Lang::Ja);
            let has = |letter: &str| head.iter().any(|(_, it)| it.contains(&letter.repeat(LONG)));
            assert!(has("あ") && !has("い"), "{head:?}");
            assert_eq!(head.len(), if gone { 3 } else { 2 }, "{head:?}");
        }
    }
}
