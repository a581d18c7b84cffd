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
    // What is long stands below in full, with a sign before it.
    let short = |(_, it): &Line| it.chars().count() <= LONG;
    text.extend(both(all, lang).into_iter().filter(short));
    text
}

/// How many characters a line has at most that is repeated at the head of a section.
const LONG: usize = 120;

/// Writes fields that changed, each with what it said and says.
pub fn both(all: &[Changed], lang: Lang) -> Vec<Line> {
    let lines = all.iter().flat_map(|it| {
        let role = match it.presses() {
            true => Role::Bad,
            false => Role::Warn,
        };
        let [field, then, now] = newer::both(it, lang);
        [field, format!("  {then}"), format!("  {now}")].map(|it| (role, it))
    });
    lines.collect()
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
