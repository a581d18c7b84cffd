//! The staff: who may open the store, adding somebody, changing the own passphrase.
//!
//! Who may add is the desk's.

use ratatui::layout::{Position, Rect};

use crate::domain::handover::permit::{Actor, Denied, Step, has_right};
use crate::domain::id::StaffId;
use crate::domain::staff::Staff;
use crate::lang::label;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::staff::Staff as Word;
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::staff::{Ask, StaffView};
use crate::tui::screen::Screen;
use crate::tui::screen::question::Question;
use crate::tui::screen::renew::Renew;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::widget::frame::framed_but;
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::workflow::Problem;

/// The list of the staff.
#[derive(Debug, Default)]
pub struct StaffList {
    view: Option<Box<StaffView>>,
    listing: Listing,
    trouble: Option<Told>,
}

impl StaffList {
    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.listing.stand(Stand::Staff)
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        self.listing.text(text);
    }

    fn staff(&self) -> &[Staff] {
        self.view.as_ref().map_or(&[], |view| &view.staff)
    }

    fn keys(&self) -> Vec<StaffId> {
        let shown = self.listing.shown().iter();
        shown.map(|at| self.staff()[*at].id).collect()
    }

    /// Moves, filters, adds somebody, changes the own passphrase, or makes a new recovery sheet.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        let sheet = |kind| {
            vec![Act::Open(Box::new(Screen::Sheet(Box::new(Sheet::new(
                kind,
            )))))]
        };
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Add => match self.view.as_ref().and_then(|it| it.shut.clone()) {
                Some(why) => vec![Act::Report(why)],
                None => sheet(Kind::Add),
            },
            Action::ShutOut => self.shut_out(),
            Action::Passphrase => sheet(Kind::Passphrase),
            Action::NewSheet => self.new_sheet(),
            _ => Vec::new(),
        }
    }

    /// What whoever looks has no right to.
    fn closed(&self) -> Vec<Action> {
        let mut all = Vec::new();
        if self.view.as_ref().is_none_or(|it| it.shut.is_some()) {
            all.push(Action::Add);
        }
        if !self.manages() {
            all.push(Action::NewSheet);
        }
        if !self.manages() || self.leaver().is_none() {
            all.push(Action::ShutOut);
        }
        all
    }

    fn manages(&self) -> bool {
        let me = self.view.as_ref().map(|it| it.me);
        let me = self.staff().iter().find(|it| Some(it.id) == me);
        me.is_some_and(|it| has_right(Actor::Staff(it.role), Step::Manage))
    }

    /// The member who is selected, if they can be shut out.
    fn leaver(&self) -> Option<&Staff> {
        let at = self.listing.selected()?;
        let me = self.view.as_ref().map(|it| it.me);
        let selected = self.staff().get(at);
        selected.filter(|it| it.is_active() && Some(it.id) != me)
    }

    /// The name is typed before anybody is shut out.
    fn shut_out(&self) -> Vec<Act> {
        if self.view.is_none() {
            return Vec::new();
        }
        if !self.manages() {
            return vec![Act::Report(Told::of(&not_a_manager()))];
        }
        let Some(member) = self.leaver() else {
            return Vec::new();
        };
        let form = Sheet::new(Kind::ShutOut(member.id)).about(member.name.as_str());
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(form))))]
    }

    /// Asks first: a sheet is made by a manager only, and on purpose.
    fn new_sheet(&self) -> Vec<Act> {
        if self.view.is_none() {
            return Vec::new();
        }
        if !self.manages() {
            return vec![Act::Report(Told::of(&not_a_manager()))];
        }
        let make = Act::Ask(Request::Staff(Ask::NewSheet));
        let question = Question::new(Word::SheetMakeAsk.say(), make);
        vec![Act::Open(Box::new(Screen::Question(question)))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Staff(view) => {
                self.trouble = None;
                let before = self.keys();
                let names = view.staff.iter().map(|it| vec![it.name.to_string()]);
                self.listing.hold(names);
                self.view = Some(view);
                self.listing.follow(&before, &self.keys());
            }
            Reply::Changed => return vec![Act::Ask(Request::Staff(Ask::List))],
            Reply::NewSheet(sheet) => {
                let renew = Renew::new(sheet);
                return vec![Act::Open(Box::new(Screen::Renew(Box::new(renew))))];
            }
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the list; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Rooms::Staff.say());
        let inside = framed_but(pen, area, &title, self.stand(), &self.closed());
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let lang = pen.cx.lang;
        let me = pen.say(&Word::Me.say());
        self.listing.view(pen, inside, |at| {
            let member = &view.staff[at];
            let own = if member.id == view.me { &*me } else { "" };
            [
                column(member.name.as_str(), 24),
                column(label::role(member.role, lang), 24),
                column(label::standing(member.standing, lang), 12),
                own.to_owned(),
            ]
            .concat()
        })
    }
}

fn not_a_manager() -> Problem {
    Problem::Denied {
        step: Step::Manage,
        why: Denied::NoRight,
    }
}
