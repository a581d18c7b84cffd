//! The visits and trial days of a case, before anybody there is told who the person is.
//!
//! What may be told there is one line, shown here to be read out; a handover to the office begins from here.

use ratatui::layout::{Position, Rect};

use crate::domain::id::CaseId;
use crate::lang::screen::aside::Aside as Word;
use crate::lang::{Lang, visit};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::case::{Ask, VisitsView};
use crate::tui::screen::Screen;
use crate::tui::screen::prepare::Begin;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::list::{Drawn, List};
use crate::tui::widget::pen::Pen;
use crate::tui::widget::split::{Line, Split};
use crate::workflow::visit::VisitView;

/// How wide the list is at least.
const LEFT: u16 = 30;

/// The visits of a case.
#[derive(Debug)]
pub struct Visits {
    case: CaseId,
    view: Option<Box<VisitsView>>,
    trouble: Option<Told>,
    list: List,
    split: Split,
    /// The form to be opened as soon as what stands in it is there.
    jump: Option<Kind>,
}

impl Visits {
    /// Makes the screen of a case.
    pub fn new(case: CaseId) -> Visits {
        Visits {
            case,
            view: None,
            trouble: None,
            list: List::default(),
            split: Split::default(),
            jump: None,
        }
    }

    /// Makes the screen of a case of which a form is to be opened at once.
    pub fn at(case: CaseId, form: Kind) -> Visits {
        let jump = Some(form);
        Visits {
            jump,
            ..Visits::new(case)
        }
    }

    /// Opens it.
    pub fn open(case: CaseId) -> Vec<Act> {
        let screen = Screen::Visits(Box::new(Visits::new(case)));
        vec![Act::Open(Box::new(screen)), Act::Hear(Reply::Changed)]
    }

    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Visits
    }

    fn rows(&self) -> &[VisitView] {
        self.view.as_ref().map_or(&[], |it| &it.visits.visits)
    }

    fn shut(&self) -> Vec<Action> {
        let all = [Action::Choose, Action::Add, Action::Begin];
        match &self.view {
            Some(view) if view.shut.is_none() && view.visits.visits.is_empty() => {
                vec![Action::Choose, Action::Begin]
            }
            Some(view) if view.shut.is_none() => Vec::new(),
            _ => all.to_vec(),
        }
    }

    /// Moves, scrolls, opens the form of a visit, or begins a handover to its office.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => return vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::ScrollDown | Action::ScrollUp => self.split.act(action),
            Action::Choose => {
                let row = self.rows().get(self.list.selected);
                let form = row.map(|it| Kind::Visit(self.case, it.visit.number));
                return form.map_or_else(Vec::new, |it| self.form(it));
            }
            Action::Add => return self.form(Kind::NewVisit(self.case)),
            Action::Begin => return self.begin(),
            other => {
                let before = self.list.selected;
                self.list.act(other, self.rows().len());
                if before != self.list.selected {
                    self.split.rewind();
                }
            }
        }
        Vec::new()
    }

    fn begin(&self) -> Vec<Act> {
        match (&self.view, self.rows().get(self.list.selected)) {
            (Some(view), Some(row)) if view.shut.is_none() => {
                Begin::open_to(self.case, row.visit.office)
            }
            _ => Vec::new(),
        }
    }

    /// Opens a form, filled in as it stands.
    fn form(&self, kind: Kind) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        if let Some(why) = &view.shut {
            return vec![Act::Report(why.clone())];
        }
        let today = view.visits.today;
        let held = |number| self.rows().iter().find(|it| it.visit.number == number);
        let sheet = match kind {
            Kind::Visit(_, number) => {
                held(number).map(|it| Sheet::of_visit(self.case, Some(it), today))
            }
            Kind::NewVisit(_) => Some(Sheet::of_visit(self.case, None, today)),
            _ => None,
        };
        let sheet = sheet.map(|it| it.shown(view.erasures));
        let sheet = sheet.map(|it| Act::Open(Box::new(Screen::Sheet(Box::new(it)))));
        sheet.into_iter().collect()
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Visits(view) => {
                self.trouble = None;
                self.view = Some(view);
                self.list.act(Action::Choose, self.rows().len());
                let jump = self.jump.take();
                return jump.map_or_else(Vec::new, |it| self.form(it));
            }
            Reply::Changed => {
                let ask = match self.view {
                    Some(_) => Ask::VisitsAgain(self.case),
                    None => Ask::Visits(self.case),
                };
                return vec![Act::Ask(Request::Case(ask))];
            }
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the list with the selected visit whole beside it; the cursor stands on the selected row.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let lang = pen.cx.lang;
        let title = pen.say(&Word::Visits.say());
        let person = self.view.as_ref().map_or("", |it| &it.visits.person);
        let title = format!("{title}    {person}");
        let inside = framed_but(pen, area, title.trim_end(), self.stand(), &self.shut());
        let Some(_) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let used = pen.sentence(inside, &Word::VisitsHint.say(), Role::Dim);
        pen.divide(inside.y + used);
        let rest = below(inside, used + 1);
        let rows = self.rows();
        if rows.is_empty() {
            return pen.nothing(rest, &Word::NoVisits.say());
        }
        let text = rows.get(self.list.selected);
        let text = text.map_or_else(Vec::new, |it| whole(it, lang));
        let row = |at: usize| Drawn::from(visit::visit(&rows[at], lang));
        self.split
            .view(pen, rest, LEFT, (self.list, rows.len()), &text, row)
    }
}

fn whole(view: &VisitView, lang: Lang) -> Vec<Line> {
    let lines = visit::rows(view, lang).into_iter();
    let lines = lines.enumerate().map(|(at, line)| match at {
        0 => (Role::Title, line),
        1 => (Role::Good, line),
        _ => (Role::Text, line),
    });
    lines.collect()
}
