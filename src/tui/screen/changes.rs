//! What was changed in the fields of a section: who made what of what, and when.
//!
//! It is only read here; nothing of it leaves the office.

use ratatui::layout::{Position, Rect};

use crate::domain::section::{FieldId, SectionId};
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, label, message};
use crate::tui::act::Act;
use crate::tui::keys::{Action, Stand};
use crate::tui::room::case::CaseView;
use crate::tui::screen::Screen;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::split::{Line, Split};

/// The changes of a section, field by field.
#[derive(Debug)]
pub struct Changes {
    view: Box<CaseView>,
    /// The fields that were ever written, in reading order.
    fields: Vec<FieldId>,
    list: List,
    split: Split,
}

impl Changes {
    /// Opens the changes of a section, or says that there are none.
    pub fn of_section(view: &CaseView, section: SectionId) -> Vec<Act> {
        let changed = |field: &FieldId| view.case.history().last_change(*field).is_some();
        let fields: Vec<FieldId> = section.fields().filter(changed).collect();
        match fields.first() {
            Some(first) => Changes::open(view, fields.clone(), *first),
            None => vec![Act::Tell(Word::NoHistory.say())],
        }
    }

    /// Opens the changes of a field, or says that there are none.
    pub fn of_field(view: &CaseView, field: FieldId) -> Vec<Act> {
        let changed = |field: &FieldId| view.case.history().last_change(*field).is_some();
        if !changed(&field) {
            return vec![Act::Tell(Word::NoHistory.say())];
        }
        let fields = field.spec().section.fields().filter(changed).collect();
        Changes::open(view, fields, field)
    }

    fn open(view: &CaseView, fields: Vec<FieldId>, field: FieldId) -> Vec<Act> {
        let at = fields.iter().position(|it| *it == field);
        let changes = Changes {
            view: Box::new(view.clone()),
            fields,
            list: List {
                selected: at.unwrap_or(0),
            },
            split: Split::default(),
        };
        vec![Act::Open(Box::new(Screen::Changes(Box::new(changes))))]
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Changes
    }

    /// Moves, scrolls, or closes.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => return vec![Act::Close],
            Action::ScrollDown | Action::ScrollUp => self.split.act(action),
            other => {
                let before = self.list.selected;
                self.list.act(other, self.fields.len());
                if self.list.selected != before {
                    self.split.rewind();
                }
            }
        }
        Vec::new()
    }

    /// Draws the fields and the changes of the selected one; the cursor stands on the selected row.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let lang = pen.cx.lang;
        let inside = framed(pen, area, &self.view.person(), self.stand());
        let used = pen.sentence(inside, &Word::ChangesTitle.say(), Role::Dim);
        pen.divide(inside.y + used);
        let rest = below(inside, used + 1);
        let field = self.fields.get(self.list.selected);
        let text = field.map_or(Vec::new(), |it| changes(&self.view, *it, lang));
        let left = if rest.width < 70 { 20 } else { 26 };
        let list = (self.list, self.fields.len());
        self.split.view(pen, rest, left, list, &text, |at| {
            label::field(self.fields[at], lang).to_owned()
        })
    }
}

/// Tells every change of a field, the newest first.
fn changes(view: &CaseView, field: FieldId, lang: Lang) -> Vec<Line> {
    let mut text = vec![(Role::Title, label::voiced(field, lang))];
    for change in view.case.changes(field) {
        let by = view.author(change.revision);
        text.push((Role::Text, String::new()));
        let (number, on) = (change.revision.number, change.revision.on);
        text.push((Role::Key, message::revision(number, on, by, lang)));
        let stood = [
            (Role::Dim, Word::Before, &change.from),
            (Role::Text, Word::After, &change.to),
        ];
        text.extend(stood.map(|(role, word, it)| {
            let what = message::stood(it, lang);
            let gap = if what.contains('\n') { "\n" } else { " " };
            (role, format!("{}:{gap}{what}", say(lang, &word.say())))
        }));
    }
    text
}
