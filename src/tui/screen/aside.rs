//! What an office keeps for itself beside a handover: whom it tells that the person moves, and the meetings held about it.
//!
//! Another kind of thing than what was offered and said, so another screen: nothing here is handed over.

use ratatui::layout::{Position, Rect};

use crate::domain::id::HandoverId;
use crate::lang::screen::aside::Aside as Word;
use crate::lang::{Lang, contact, meeting};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::aside::{Ask, ContactsView, Look, MeetingsView, Page};
use crate::tui::screen::Screen;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::list::{Drawn, List};
use crate::tui::widget::pen::Pen;
use crate::tui::widget::split::{Line, Split};
use crate::workflow::contact::ContactRow;
use crate::workflow::meeting::MeetingView;

/// How wide the list is at least.
const LEFT: u16 = 30;

/// What is kept beside one handover.
#[derive(Debug)]
pub struct Aside {
    id: HandoverId,
    page: Page,
    contacts: Option<Box<ContactsView>>,
    meetings: Option<Box<MeetingsView>>,
    trouble: Option<Told>,
    lists: [List; 2],
    split: Split,
    /// The form to be opened as soon as what stands in it is there.
    jump: Option<Kind>,
}

/// What stands in a row of the meetings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// The meeting at this place.
    Meeting(usize),
    /// Of the meeting at this place, the task at that one.
    Task(usize, usize),
}

impl Aside {
    /// Makes the screen of a handover, at one of its pages.
    pub fn new(id: HandoverId, page: Page) -> Aside {
        Aside {
            id,
            page,
            contacts: None,
            meetings: None,
            trouble: None,
            lists: [List::default(); 2],
            split: Split::default(),
            jump: None,
        }
    }

    /// Makes the screen of a handover of which a form is to be opened at once.
    pub fn at(id: HandoverId, form: Kind) -> Aside {
        let page = match form {
            Kind::Contact(..) | Kind::NewContact(_) => Page::Contacts,
            _ => Page::Meetings,
        };
        let jump = Some(form);
        Aside {
            jump,
            ..Aside::new(id, page)
        }
    }

    /// Opens it.
    pub fn open(id: HandoverId, page: Page) -> Vec<Act> {
        let screen = Screen::Aside(Box::new(Aside::new(id, page)));
        vec![Act::Open(Box::new(screen)), Act::Hear(Reply::Changed)]
    }

    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        !self.is_there() && self.trouble.is_none()
    }

    fn is_there(&self) -> bool {
        match self.page {
            Page::Contacts => self.contacts.is_some(),
            Page::Meetings => self.meetings.is_some(),
        }
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Aside
    }

    fn list(&self) -> List {
        self.lists[self.page as usize]
    }

    fn contact_rows(&self) -> &[ContactRow] {
        self.contacts.as_ref().map_or(&[], |it| &it.contacts.rows)
    }

    fn all_meetings(&self) -> &[MeetingView] {
        self.meetings
            .as_ref()
            .map_or(&[], |it| &it.meetings.meetings)
    }

    fn meeting_rows(&self) -> Vec<Row> {
        let all = self.all_meetings().iter().enumerate();
        let rows = all.flat_map(|(at, view)| {
            let tasks = 0..view.meeting.tasks().len();
            [Row::Meeting(at)]
                .into_iter()
                .chain(tasks.map(move |task| Row::Task(at, task)))
        });
        rows.collect()
    }

    fn count(&self) -> usize {
        match self.page {
            Page::Contacts => self.contact_rows().len(),
            Page::Meetings => self.meeting_rows().len(),
        }
    }

    fn selected_row(&self) -> Option<Row> {
        self.meeting_rows().get(self.list().selected).copied()
    }

    /// Why nothing may be written here, where that is so.
    fn denied(&self) -> Option<&Told> {
        match self.page {
            Page::Contacts => self.contacts.as_ref()?.shut.as_ref(),
            Page::Meetings => self.meetings.as_ref()?.shut.as_ref(),
        }
    }

    fn shut(&self) -> Vec<Action> {
        let writes = [Action::Choose, Action::Add, Action::AddRow];
        if !self.is_there() || self.denied().is_some() {
            return writes.to_vec();
        }
        let mut shut = Vec::new();
        if self.count() == 0 {
            shut.push(Action::Choose);
        }
        if self.page == Page::Contacts || self.count() == 0 {
            shut.push(Action::AddRow);
        }
        shut
    }

    /// Moves, scrolls, turns to the other page, or opens a form.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => return vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::ScrollDown | Action::ScrollUp => self.split.act(action),
            Action::NextPane | Action::PreviousPane => return self.turn(),
            Action::Choose => return self.chosen().map_or_else(Vec::new, |it| self.form(it)),
            Action::Add => {
                return self.form(match self.page {
                    Page::Contacts => Kind::NewContact(self.id),
                    Page::Meetings => Kind::NewMeeting(self.id),
                });
            }
            Action::AddRow => {
                let form = self.new_task();
                return form.map_or_else(Vec::new, |it| self.form(it));
            }
            other => {
                let (before, count) = (self.list().selected, self.count());
                let list = &mut self.lists[self.page as usize];
                list.act(other, count);
                if before != list.selected {
                    self.split.rewind();
                }
            }
        }
        Vec::new()
    }

    fn turn(&mut self) -> Vec<Act> {
        self.page = self.page.other();
        self.trouble = None;
        self.split.rewind();
        match self.is_there() {
            true => Vec::new(),
            false => vec![Act::Hear(Reply::Changed)],
        }
    }

    /// The form for the selected row.
    fn chosen(&self) -> Option<Kind> {
        if self.page == Page::Contacts {
            let row = self.contact_rows().get(self.list().selected)?;
            return Some(Kind::Contact(self.id, row.contact.number));
        }
        let all = self.all_meetings();
        Some(match self.selected_row()? {
            Row::Meeting(at) => Kind::Meeting(self.id, all.get(at)?.meeting.number()),
            Row::Task(at, task) => {
                let meeting = &all.get(at)?.meeting;
                Kind::Task(self.id, meeting.number(), meeting.tasks().get(task)?.number)
            }
        })
    }

    fn new_task(&self) -> Option<Kind> {
        let (Row::Meeting(at) | Row::Task(at, _)) = self.selected_row()?;
        let number = self.all_meetings().get(at)?.meeting.number();
        Some(Kind::NewTask(self.id, number)).filter(|_| self.page == Page::Meetings)
    }

    /// Opens a form, filled in as it stands.
    fn form(&self, kind: Kind) -> Vec<Act> {
        if let Some(why) = self.denied() {
            return vec![Act::Report(why.clone())];
        }
        let sheet = match self.page {
            Page::Contacts => self.contact_form(kind),
            Page::Meetings => self.meeting_form(kind),
        };
        let sheet = sheet.map(|it| Act::Open(Box::new(Screen::Sheet(Box::new(it)))));
        sheet.into_iter().collect()
    }

    fn contact_form(&self, kind: Kind) -> Option<Sheet> {
        let view = self.contacts.as_deref()?;
        let sheet = match kind {
            Kind::Contact(id, number) => {
                let mut rows = self.contact_rows().iter();
                let row = rows.find(|it| it.contact.number == number)?;
                let name = |lang| contact::whom(&row.contact.whom, lang);
                Sheet::of_contact(id, &row.contact, view).called(name)
            }
            Kind::NewContact(id) => Sheet::of_new_contact(id, view),
            _ => return None,
        };
        Some(sheet.shown(view.erasures))
    }

    fn meeting_form(&self, kind: Kind) -> Option<Sheet> {
        let view = self.meetings.as_deref()?;
        let held = |number| {
            let mut all = self.all_meetings().iter().map(|it| &it.meeting);
            all.find(|it| it.number() == number)
        };
        let today = view.meetings.today;
        let sheet = match kind {
            Kind::NewMeeting(id) => Sheet::of_meeting(id, None, today),
            Kind::Meeting(id, number) => {
                let held = held(number)?;
                let name = |lang| meeting::meeting(held, lang);
                Sheet::of_meeting(id, Some(held), today).called(name)
            }
            Kind::NewTask(id, number) => {
                let held = held(number)?;
                Sheet::of_task(id, number, None).called(|lang| meeting::meeting(held, lang))
            }
            Kind::Task(id, number, task) => {
                let held = held(number)?;
                let mut tasks = held.tasks().iter();
                let task = tasks.find(|it| it.number == task)?;
                let sheet = Sheet::of_task(id, number, Some(task));
                sheet.called(|lang| meeting::meeting(held, lang))
            }
            _ => return None,
        };
        Some(sheet.shown(view.erasures))
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Contacts(view) => {
                self.contacts = Some(view);
                return self.arrived();
            }
            Reply::Meetings(view) => {
                self.meetings = Some(view);
                return self.arrived();
            }
            Reply::Changed => return vec![Act::Ask(Request::Aside(self.ask()))],
            Reply::Refused(why) if self.is_there() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    fn arrived(&mut self) -> Vec<Act> {
        self.trouble = None;
        let count = self.count();
        self.lists[self.page as usize].act(Action::Choose, count);
        let jump = self.jump.take();
        jump.map_or_else(Vec::new, |it| self.form(it))
    }

    fn ask(&self) -> Ask {
        let look = match self.is_there() {
            true => Look::Again,
            false => Look::First,
        };
        match self.page {
            Page::Contacts => Ask::Contacts(self.id, look),
            Page::Meetings => Ask::Meetings(self.id, look),
        }
    }

    /// Draws the list with the selected row whole beside it; the cursor stands on the selected row.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let (title, hint, person) = match self.page {
            Page::Contacts => (
                Word::Contacts.say(),
                Word::ContactsHint.say(),
                self.contacts.as_ref().map(|it| &it.contacts.person),
            ),
            Page::Meetings => (
                Word::Meetings.say(),
                Word::MeetingsHint.say(),
                self.meetings.as_ref().map(|it| &it.meetings.person),
            ),
        };
        let title = pen.say(&title);
        let title = format!("{title}    {}", person.map_or("", String::as_str));
        let inside = framed_but(pen, area, title.trim_end(), self.stand(), &self.shut());
        if !self.is_there() {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        }
        let used = pen.sentence(inside, &hint, Role::Dim);
        pen.divide(inside.y + used);
        let rest = below(inside, used + 1);
        match self.page {
            Page::Contacts => self.view_contacts(pen, rest),
            Page::Meetings => self.view_meetings(pen, rest),
        }
    }

    fn view_contacts(&self, pen: &mut Pen, area: Rect) -> Position {
        let (rows, lang) = (self.contact_rows(), pen.cx.lang);
        let whole = rows.get(self.list().selected).zip(self.contacts.as_deref());
        let text = whole.map_or_else(Vec::new, |(row, view)| whole_contact(row, view, lang));
        let row = |at: usize| {
            let role = role_of(rows[at].is_open());
            let whom = contact::whom(&rows[at].contact.whom, lang);
            Drawn::from(format!("{} {whom}", sign(role)))
        };
        let list = (self.list(), rows.len());
        self.split.view(pen, area, LEFT, list, &text, row)
    }

    fn view_meetings(&self, pen: &mut Pen, area: Rect) -> Position {
        let Some(view) = &self.meetings else {
            return area.as_position();
        };
        let (rows, all, lang) = (self.meeting_rows(), self.all_meetings(), pen.cx.lang);
        if rows.is_empty() {
            return pen.nothing(area, &Word::NoMeetings.say());
        }
        let today = view.meetings.today;
        let row = |at: usize| {
            Drawn::from(match rows[at] {
                Row::Meeting(at) => meeting::meeting(&all[at].meeting, lang),
                Row::Task(at, task) => {
                    let task = &all[at].meeting.tasks()[task];
                    let role = match (task.done, task.is_late(today)) {
                        (Some(_), _) => Role::Good,
                        (None, true) => Role::Bad,
                        (None, false) => Role::Warn,
                    };
                    format!("  {} {}", sign(role), task.what.as_str())
                }
            })
        };
        let text: Vec<Line> = match self.selected_row() {
            Some(Row::Meeting(at) | Row::Task(at, _)) => {
                let lines = meeting::rows(&all[at], today, lang).into_iter();
                lines.enumerate().map(said).collect()
            }
            None => Vec::new(),
        };
        let list = (self.list(), rows.len());
        self.split.view(pen, area, LEFT, list, &text, row)
    }
}

fn said((at, line): (usize, String)) -> Line {
    match at {
        0 => (Role::Title, line),
        _ => (Role::Text, line),
    }
}

fn role_of(open: bool) -> Role {
    match open {
        true => Role::Warn,
        false => Role::Good,
    }
}

fn whole_contact(row: &ContactRow, view: &ContactsView, lang: Lang) -> Vec<Line> {
    let lines = contact::rows(row, view.contacts.side, lang).into_iter();
    let role = role_of(row.is_open());
    let lines = lines.enumerate().map(|(at, line)| match at {
        0 => (role, format!("{} {line}", sign(role))),
        _ => (Role::Text, line),
    });
    lines.collect()
}
