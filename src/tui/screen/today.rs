//! What is to be done today: what whoever looks can do, what others of the office do, what to look at, what waits for
//! the other office; and one step to each handover or case.
//!
//! It decides no duty and no alert; the worker lists them.

use ratatui::layout::{Position, Rect};

use crate::domain::alert::{Severity, What};
use crate::domain::calendar::Day;
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Step;
use crate::domain::handover::turn::Task;
use crate::domain::id::HandoverId;
use crate::domain::staff::Role as Job;
use crate::lang::alert::Read;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::dossier::Dossier as Asked;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::today::{self, Today as Word, over};
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, alert, date, label, message};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::Room;
use crate::tui::room::aside::Page;
use crate::tui::room::draft::{self, Place};
use crate::tui::room::office;
use crate::tui::room::today::{Mailbox, TodayView, Unsaved as Kept};
use crate::tui::screen::Screen;
use crate::tui::screen::aside::Aside;
use crate::tui::screen::case::Case;
use crate::tui::screen::content::Ask;
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::offices::Offices;
use crate::tui::screen::question::Question;
use crate::tui::screen::retention::Retention;
use crate::tui::screen::todo;
use crate::tui::screen::unsaved::Unsaved;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::list::Drawn;
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column, lines_of, width_of};
use crate::workflow::alert::{About, AlertLine};
use crate::workflow::today::{Group, Listed, Part, Sum, TodayLine, Who, Work, listed};
use crate::workflow::unopened::Lying;
use crate::workflow::view::{HandoverLine, Nameless};

/// Rows under the list: the rule, the selected row in full (three lines in a narrow window, and more where it is longer), what
/// waits to be sent.
const FOOT: u16 = 4;
/// Rows that are the list's, however long what is said of the selected one.
const LEAST_LIST: u16 = 2;
/// How many days before its day something begins to press.
const SOON: i32 = 7;

/// The first screen behind the door.
#[derive(Debug, Default)]
pub struct Today {
    view: Option<Box<TodayView>>,
    listing: Listing,
    trouble: Option<Told>,
    /// What is to be opened again as soon as the list is there.
    resume: Option<Place>,
    /// What is to be thrown away once that was said twice.
    doomed: Option<Place>,
}

impl Today {
    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.listing.stand(Stand::Today)
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        self.listing.text(text);
    }

    fn rows(&self) -> Vec<Row<'_>> {
        self.view.as_deref().map_or_else(Vec::new, rows)
    }

    fn selected(&self) -> Option<Row<'_>> {
        let at = self.listing.selected()?;
        self.rows().into_iter().nth(at)
    }

    fn keys(&self) -> Vec<Key> {
        let rows = self.rows();
        let shown = self.listing.shown().iter();
        shown.filter_map(|at| rows.get(*at).map(key)).collect()
    }

    /// Moves, filters, opens a handover, or sends and collects.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if !self.is_auditor() && self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        match action {
            Action::Sync if self.is_auditor() => Vec::new(),
            Action::Sync => vec![Act::Tell(Say::Working), Act::Ask(Request::Sync)],
            Action::Choose if self.is_auditor() => vec![Act::Go(Room::Audit)],
            Action::Choose => self.open(),
            Action::Discard => self.discard(),
            Action::NotSent => self.not_sent(),
            Action::Back => {
                let question = Question::new(Say::QuitAsk, Act::Quit);
                vec![Act::Open(Box::new(Screen::Question(question)))]
            }
            _ => Vec::new(),
        }
    }

    fn is_auditor(&self) -> bool {
        self.view.as_ref().is_some_and(|it| it.role == Job::Auditor)
    }

    fn open(&self) -> Vec<Act> {
        let dossier = match self.selected() {
            Some(Row::Open(line)) => dossier_of(line),
            Some(Row::Unsaved(it)) => return self.go_on(&it.place),
            Some(Row::Alert(line)) => return look(line),
            Some(Row::Over(_)) => return Retention::open(),
            Some(Row::Notice(_)) | None => return Vec::new(),
        };
        vec![
            Act::Open(Box::new(Screen::Dossier(Box::new(dossier)))),
            Act::Hear(Reply::Changed),
        ]
    }

    /// Opens a form into which something was typed.
    fn go_on(&self, place: &Place) -> Vec<Act> {
        match (&self.view, Unsaved::of(place)) {
            (Some(view), Some(form)) => form.open(view),
            _ => Vec::new(),
        }
    }

    fn discard(&mut self) -> Vec<Act> {
        let place = match self.selected() {
            Some(Row::Unsaved(it)) => it.place.clone(),
            _ => return vec![Act::Tell(CaseWord::NothingChanged.say())],
        };
        self.doomed = Some(place);
        let ask = Question::new(Prepare::DiscardAsk.say(), Act::Hear(Reply::Thrown));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    /// Asks whether somebody asked, of parcels that lie unopened.
    fn not_sent(&self) -> Vec<Act> {
        let Some(Row::Alert(line)) = self.selected() else {
            return vec![Act::Tell(Word::NotSentNothing.say())];
        };
        let What::LiesUnopened { from, parcels, .. } = line.alert.what else {
            return vec![Act::Tell(Word::NotSentNothing.say())];
        };
        let told = Request::Office(office::Ask::NotSent(Lying { from, parcels }));
        let ask = Question::new(Word::NotSentAsk.say(), Act::Ask(told));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Today(view) => {
                self.trouble = None;
                let before = self.keys();
                let rows_now = rows(&view);
                self.listing
                    .hold(rows_now.iter().map(|it| found_by(it, view.today)));
                let unsaved = |place: &Place| view.unsaved.iter().any(|it| it.place == *place);
                let resume = self.resume.take().filter(unsaved);
                self.view = Some(view);
                self.listing.follow(&before, &self.keys());
                resume.map_or_else(Vec::new, |place| self.go_on(&place))
            }
            Reply::Resume(place) => {
                self.resume = Some(place);
                Vec::new()
            }
            Reply::Thrown => match self.doomed.take() {
                Some(place) => vec![
                    Act::Ask(Request::Draft(draft::Ask::Drop(place))),
                    Act::Ask(Request::Today),
                ],
                None => Vec::new(),
            },
            Reply::Done(told) | Reply::Synced(told) => {
                vec![Act::Ask(Request::Today), Act::Report(told)]
            }
            Reply::Unlocked { .. } | Reply::Changed => vec![Act::Ask(Request::Today)],
            Reply::Refused(why) if self.view.is_some() => vec![Act::Report(why)],
            Reply::Refused(why) => {
                self.trouble = Some(why);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Draws the duties; the cursor stands on the selected one.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = self.title(area.width, pen.cx.lang);
        let audits = |it: &TodayView| it.role == Job::Auditor;
        let shut: &[Action] = match self.view.as_deref().is_some_and(audits) {
            true => &[Action::Sync, Action::Down, Action::Filter],
            false => &[],
        };
        let inside = framed_but(pen, area, &title, self.stand(), shut);
        let Some(view) = &self.view else {
            return self.view_nothing(pen, inside);
        };
        if view.role == Job::Auditor {
            return view_auditor(pen, inside, view);
        }
        let rows = rows(view);
        if rows.is_empty() {
            return view_empty(pen, inside, view);
        }
        let used = pen.sentence(inside, &counts(view), Role::Dim);
        let rest = below(inside, used);
        let lang = pen.cx.lang;
        let list = Rect {
            height: rest.height.saturating_sub(self.foot(rest, view, lang)),
            ..rest
        };
        let shown: Vec<&Row> = self.listing.shown().iter().map(|at| &rows[*at]).collect();
        let cursor = self.listing.view_grouped(
            pen,
            list,
            |place| heading(&shown, place, view.today, lang),
            |at| Drawn {
                text: short(&rows[at], view.today, inside.width, lang),
                role: pressing(&rows[at], view.today),
            },
        );
        self.view_foot(pen, below(rest, list.height), view);
        cursor
    }

    /// The office goes first where there is no room for all of it: who is at work, and as what, stays.
    fn title(&self, width: u16, lang: Lang) -> String {
        let title = say(lang, &Say::TodayTitle);
        match &self.view {
            Some(view) => {
                let day = date::short_day(view.today, lang);
                let who = format!("{} {}", label::role(view.role, lang), view.who.as_str());
                let whole = format!("{title}  {day}  {}  {who}", view.office);
                match width_of(&whole) + 2 <= width {
                    true => whole,
                    false => format!("{title}  {day}  {who}"),
                }
            }
            None => title,
        }
    }

    fn view_nothing(&self, pen: &mut Pen, area: Rect) -> Position {
        match &self.trouble {
            Some(why) => {
                let text = why.text(pen.cx.lang);
                pen.marked(area, &text, Role::Bad)
            }
            None => pen.sentence(area, &Say::Working, Role::Dim),
        };
        focus_mark(pen, below(area, area.height.saturating_sub(1)))
    }

    /// How many rows the foot takes: what the selected one needs, as long as some are left to the list.
    fn foot(&self, area: Rect, view: &TodayView, lang: Lang) -> u16 {
        let least = if area.width < 76 { FOOT + 1 } else { FOOT };
        let text = self.selected().map(|it| told(&it, view.today, lang));
        let lines = text.map_or(0, |it| lines_of(&it, area.width));
        let wanted = 1 + lines + u16::from(mailbox_speaks(view));
        let most = area.height.saturating_sub(LEAST_LIST);
        wanted.min(most).max(least)
    }

    fn view_foot(&self, pen: &mut Pen, area: Rect, view: &TodayView) {
        pen.divide(area.y);
        let rest = below(area, 1);
        let speaks = u16::from(mailbox_speaks(view));
        let room = rest.height.saturating_sub(speaks);
        if let Some(row) = self.selected() {
            let text = told(&row, view.today, pen.cx.lang);
            pen.wrapped(
                Rect {
                    height: room,
                    ..rest
                },
                &text,
                Role::Text,
            );
        }
        view_mailbox(pen, below(rest, room), view);
    }
}

/// Opens what an alert is about: the field of the case, the handover, or the office's card.
fn look(line: &AlertLine) -> Vec<Act> {
    let screen = match (line.about, line.alert.what.field()) {
        (About::Case(id), Some(field)) => Screen::Case(Box::new(Case::at(id, field))),
        (About::Case(id), None) => Screen::Case(Box::new(Case::new(id))),
        (About::Handover(id), _) => Screen::Dossier(Box::new(Dossier::new(id))),
        (About::Office(id), _) => Screen::Offices(Box::new(Offices::on(id))),
    };
    let mut acts = vec![Act::Open(Box::new(screen)), Act::Hear(Reply::Changed)];
    let page = match line.alert.what {
        What::StillToTell { .. } | What::ReportDue => Some(Page::Contacts),
        What::TasksLate { .. } => Some(Page::Meetings),
        _ => None,
    };
    if let (About::Handover(id), Some(page)) = (line.about, page) {
        acts.extend(Aside::open(id, page));
    }
    acts
}

fn view_empty(pen: &mut Pen, area: Rect, view: &TodayView) -> Position {
    let what = match (view.cases, view.handovers) {
        (0, 0) => Say::NoCases,
        (_, 0) => Say::NoHandovers,
        _ => Say::NothingToDo,
    };
    let text = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2),
        ..area
    };
    let used = pen.sentence(text, &what, Role::Text) + 1;
    let used = used + pen.sentence(below(area, used), &counts(view), Role::Dim);
    view_mailbox(pen, below(area, used), view);
    focus_mark(pen, area)
}

/// Marks a place for the cursor where there is nothing to select.
fn focus_mark(pen: &mut Pen, area: Rect) -> Position {
    pen.put(area.x, area.y, 1, ">", Role::Focus);
    area.as_position()
}

fn counts(view: &TodayView) -> Say {
    let unsaved = view.unsaved.len();
    let sum = Sum::of(&view.lines, &view.alerts, view.over, unsaved, view.today);
    Say::Counts(sum, view.handovers)
}

/// Whether the last row of the foot is taken by what waits to be sent.
fn mailbox_speaks(view: &TodayView) -> bool {
    view.mailbox == Mailbox::Missing || 0 < view.unsent
}

fn view_mailbox(pen: &mut Pen, area: Rect, view: &TodayView) {
    match (view.mailbox, view.unsent) {
        (Mailbox::Missing, _) => pen.sentence(area, &Say::NoMailbox, Role::Warn),
        (Mailbox::Set, 0) => 0,
        (Mailbox::Set, unsent) => pen.sentence(area, &Say::Unsent(unsent), Role::Changed),
    };
}

/// What stands in the list: what was noticed, what was typed and not saved, and what is open or to be looked at, in the order of
/// both faces. What this office can act on stands above what it only waits for.
enum Row<'a> {
    Notice(&'a Told),
    Unsaved(&'a Kept),
    Open(&'a TodayLine),
    Alert(&'a AlertLine),
    Over(usize),
}

fn rows(view: &TodayView) -> Vec<Row<'_>> {
    let notices = view.notices.iter().map(Row::Notice);
    let unsaved = view.unsaved.iter().map(Row::Unsaved);
    let listed = listed(&view.lines, &view.alerts, view.over, view.today).into_iter();
    let listed = listed.map(|it| match it {
        Listed::Open(line) => Row::Open(line),
        Listed::Alert(line) => Row::Alert(line),
        Listed::Over(many) => Row::Over(many),
    });
    notices.chain(unsaved).chain(listed).collect()
}

/// The part a row stands in; none at the very top.
fn part(row: &Row, today: Day) -> Option<Part> {
    let listed = match row {
        Row::Notice(_) | Row::Unsaved(_) => return None,
        Row::Open(line) => Listed::Open(line),
        Row::Alert(line) => Listed::Alert(line),
        Row::Over(many) => Listed::Over(*many),
    };
    Some(listed.part(today))
}

/// The heading above a row, where it is the first of its part, with how many stand below it.
fn heading(shown: &[&Row], place: usize, today: Day, lang: Lang) -> Option<String> {
    let part = |row: &&Row| part(row, today);
    let of = part(shown.get(place)?)?;
    let before = place.checked_sub(1).and_then(|it| part(&shown[it]));
    if before == Some(of) {
        return None;
    }
    let all = shown.iter().filter(|it| part(it) == Some(of));
    let count = |wanted: fn(&Row, Day) -> bool| all.clone().filter(|it| wanted(it, today)).count();
    let presses = today::Presses {
        late: count(|it, today| matches!(it, Row::Open(line) if line.is_late(today))),
        now: count(|it, _| matches!(it, Row::Alert(line) if line.alert.severity == Severity::Now)),
    };
    Some(today::heading(of, count(|_, _| true), presses, lang))
}

/// What a row is found by, in both languages.
fn found_by(row: &Row, today: Day) -> Vec<String> {
    let both = |said: &dyn Fn(Lang) -> String| [Lang::Ja, Lang::En].map(said);
    let mut texts = Vec::new();
    texts.extend(both(&|lang| {
        let part = part(row, today).map(today::part);
        part.map_or("", |it| it.text(lang)).to_owned()
    }));
    match row {
        Row::Notice(told) => texts.extend(both(&|lang| told.text(lang))),
        Row::Over(many) => texts.extend(both(&|lang| over(*many, lang))),
        Row::Unsaved(it) => {
            texts.push(it.person.clone());
            texts.extend(both(&|lang| form_of(it, lang)));
        }
        Row::Alert(line) => {
            texts.extend(both(&|lang| whose(line, lang)));
            texts.push(line.person.clone());
            texts.extend(line.people.iter().cloned());
            texts.extend(both(&|lang| alert::name(line.alert.what, lang).to_owned()));
        }
        Row::Open(line) => {
            let handover = &line.handover;
            texts.extend([handover.peer_name.clone(), handover.id.to_string()]);
            texts.extend(both(&|lang| whole_person(handover, lang)));
            texts.extend(both(&|lang| what(line, lang)));
            texts.extend(both(&|lang| {
                today::who(&line.who, &handover.peer_name, lang)
            }));
            texts.extend(both(&|lang| today::who_short(&line.who, lang)));
            texts.extend(both(&|lang| {
                label::handover::stands(handover, lang).to_owned()
            }));
        }
    }
    texts
}

/// Opens a handover where what is open in it is done.
fn dossier_of(line: &TodayLine) -> Dossier {
    let id = line.handover.id;
    match &line.work {
        Work::Duty(duty) => Dossier::of_duty(id, duty.task.clone()),
        Work::Prepare(_) => Dossier::new(id),
        Work::TakeUp if line.handover.case.is_none() => Dossier::new(id),
        Work::TakeUp => Dossier::at(id, Step::TakeUp, Ask::TakeUp),
    }
}

/// What a row is, wherever it stands.
#[derive(PartialEq, Eq)]
enum Key {
    Notice(Told),
    Unsaved(Place),
    Duty(HandoverId, Side, Task),
    Preparing(HandoverId),
    Waiting(HandoverId),
    Alert(About, &'static str),
    Over,
}

fn key(row: &Row) -> Key {
    match row {
        Row::Notice(told) => Key::Notice((*told).clone()),
        Row::Unsaved(it) => Key::Unsaved(it.place.clone()),
        Row::Alert(line) => Key::Alert(line.about, line.alert.what.code()),
        Row::Over(_) => Key::Over,
        Row::Open(line) => match &line.work {
            Work::Duty(duty) => Key::Duty(line.handover.id, duty.side, owed(&duty.task)),
            Work::Prepare(_) => Key::Preparing(line.handover.id),
            Work::TakeUp => Key::Waiting(line.handover.id),
        },
    }
}

/// The duty without what may become less of it: half of it done is still the same duty.
fn owed(task: &Task) -> Task {
    match task {
        Task::Read(_) => Task::Read(Vec::new()),
        Task::Decide(_) => Task::Decide(Vec::new()),
        whole => whole.clone(),
    }
}

fn short(it: &Row, today: Day, width: u16, lang: Lang) -> String {
    match it {
        Row::Open(line) => row(line, today, width, lang),
        Row::Notice(told) => format!("{} {}", sign(Role::Warn), told.text(lang)),
        Row::Unsaved(it) => typed(it, width, lang),
        Row::Alert(line) => seen(line, today, width, lang),
        Row::Over(many) => over_row(*many, lang),
    }
}

/// How much a row presses; its words say so too.
fn pressing(row: &Row, today: Day) -> Role {
    let days = |day: Option<Day>| day.map(|it| today.days_until(it));
    match row {
        Row::Alert(line) if line.alert.severity == Severity::Now => Role::Bad,
        Row::Alert(line) if line.alert.what.is_since() => Role::Text,
        Row::Alert(line) => match days(line.alert.day) {
            Some(0..=SOON) => Role::Warn,
            _ => Role::Text,
        },
        Row::Open(line) => match days(line.due()) {
            Some(..0) => Role::Bad,
            Some(0..=SOON) => Role::Warn,
            _ => Role::Text,
        },
        Row::Notice(_) | Row::Unsaved(_) | Row::Over(_) => Role::Text,
    }
}

fn told(row: &Row, today: Day, lang: Lang) -> String {
    match row {
        Row::Open(line) => in_full(line, today, lang),
        Row::Notice(told) => told.text(lang),
        Row::Alert(line) => alert::told(line, Read::OnScreen, today, lang),
        Row::Over(many) => over(*many, lang),
        Row::Unsaved(it) => format!(
            "{}  {}  {}",
            it.person,
            form_of(it, lang),
            say(lang, &Prepare::UnsavedHow.say())
        ),
    }
}

fn form_of(it: &Kept, lang: Lang) -> String {
    Unsaved::of(&it.place).map_or_else(String::new, |form| form.name(lang))
}

/// What was typed and not saved, in the columns of the duties.
fn typed(it: &Kept, width: u16, lang: Lang) -> String {
    let row = [
        column(sign(Role::Changed), 5),
        column("", if lang == Lang::Ja { 9 } else { 12 }),
        column(&say(lang, &Prepare::Unsaved.say()), 10),
        column(
            &without_kana(&it.person, lang),
            if width < 76 { 16 } else { 24 },
        ),
        form_of(it, lang),
    ];
    row.concat()
}

/// What is open: the duty, how far the preparation is, what waits to be taken up.
fn what(line: &TodayLine, lang: Lang) -> String {
    let handover = &line.handover;
    match (&line.work, handover.case) {
        (Work::Duty(duty), _) => label::handover::task(&duty.task, lang).to_owned(),
        (Work::Prepare(step), _) if !handover.is_prepared() => {
            label::handover::step_title(*step, lang)
        }
        (Work::Prepare(_), _) => format!(
            "{}: {}",
            say(lang, &Prepare::InPreparation.say()),
            label::handover::phase(handover.phase, lang)
        ),
        (Work::TakeUp, Some(_)) => {
            let waits = say(lang, &Asked::ToTakeUp.say());
            format!("{waits} {}", handover.to_take_up)
        }
        (Work::TakeUp, None) => say(lang, &Asked::CaseToMake.say()),
    }
}

/// What to look at, in the columns of the duties.
fn seen(line: &AlertLine, today: Day, width: u16, lang: Lang) -> String {
    let it = &line.alert;
    let day = it
        .day
        .map_or(String::new(), |day| date::short_day(day, lang));
    let away = it
        .day
        .map_or(String::new(), |day| away(it.what, day, today, lang));
    let row = [
        column(alert::severity(it.severity, lang), 5),
        column(&day, if lang == Lang::Ja { 9 } else { 12 }),
        column(&away, 10),
        column(&whose(line, lang), if width < 76 { 16 } else { 24 }),
    ];
    let (row, name) = (row.concat(), alert::name(it.what, lang));
    // In a wide window each says why; in a narrow one the selected one does, below the list.
    match width < 90 {
        true => row + name,
        false => [
            row,
            column(name, 26),
            alert::told(line, Read::OnScreen, today, lang),
        ]
        .concat(),
    }
}

/// The person, or the office, an alert is about.
fn whose(line: &AlertLine, lang: Lang) -> String {
    match line.about {
        About::Office(_) if line.person.is_empty() => alert::no_card(lang).to_owned(),
        About::Office(_) => line.person.clone(),
        About::Case(_) | About::Handover(_) => match line.person.trim().is_empty() {
            true => label::handover::nameless(line.nameless, lang).to_owned(),
            false => without_kana(&line.person, lang),
        },
    }
}

/// What may be destroyed, in the columns of the duties.
fn over_row(many: usize, lang: Lang) -> String {
    let room = if lang == Lang::Ja { 9 } else { 12 };
    [column("", 5 + room + 10), over(many, lang)].concat()
}

/// How far the day of an alert is away: one that has gone by is not somebody's delay.
fn away(what: What, day: Day, today: Day, lang: Lang) -> String {
    match today.days_until(day) {
        days if days < 0 => say(lang, &Say::DaysAgo(-days)),
        0 if what.is_since() => String::new(),
        _ => when(Some(day), today, lang),
    }
}

/// Says what an auditor can do here; the first row is the way there.
fn view_auditor(pen: &mut Pen, area: Rect, view: &TodayView) -> Position {
    let lang = pen.cx.lang;
    let text = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2),
        ..area
    };
    let go = format!("[ {} ]", pen.say(&Rooms::Audit.say()));
    pen.put(area.x, area.y, 1, sign(Role::Focus), Role::Focus);
    pen.put(text.x, text.y, text.width, &go, Role::Focus);
    let mut used = 2;
    for word in [Prepare::AuditorMay, Prepare::AuditorMayNot] {
        used += pen.wrapped(below(text, used), &say(lang, &word.say()), Role::Text) + 1;
    }
    for notice in &view.notices {
        let notice = notice.text(lang);
        used += pen.marked(below(text, used), &notice, Role::Warn);
    }
    area.as_position()
}

/// One thing that is open in one line; what does not fit in a narrow window stands below the list.
fn row(line: &TodayLine, today: Day, width: u16, lang: Lang) -> String {
    let handover = &line.handover;
    let due = line.due();
    let day = due.map_or(String::new(), |day| date::short_day(day, lang));
    let room = if lang == Lang::Ja { 9 } else { 12 };
    // Who of the office does it matters more than the day, which stands below and as so many days.
    let head = match line.group() {
        Group::Approve | Group::Mine => {
            column(&say(lang, &Word::Me.say()), 5) + &column(&day, room)
        }
        Group::Office => column(&today::who_short(&line.who, lang), 5 + room),
        Group::Other => column(&say(lang, &Say::Theirs), 5) + &column(&day, room),
    };
    let mut row = [
        head,
        column(&when(due, today, lang), 10),
        column(&person(handover, lang), if width < 76 { 16 } else { 24 }),
    ]
    .concat();
    let what = what(line, lang);
    if width < 90 {
        row += &what;
        return row;
    }
    row += &column(&what, 22);
    row += &column(label::handover::stands(handover, lang), 14);
    row += &message::other_office(handover, lang);
    row
}

/// The name without its kana, which stands before it.
pub fn person(line: &HandoverLine, lang: Lang) -> String {
    match line.person.trim().is_empty() {
        true => label::handover::nameless(line.nameless, lang).to_owned(),
        false => without_kana(&line.person, lang),
    }
}

/// The name with its kana.
pub fn whole_person(line: &HandoverLine, lang: Lang) -> String {
    label::handover::person(&line.person, line.nameless, lang)
}

/// A name without the kana that stand before it.
pub fn without_kana(person: &str, lang: Lang) -> String {
    let parts: Vec<&str> = person.split('\u{3000}').collect();
    let is_kana = |part: &&str| part.chars().all(|c| ('ァ'..='ー').contains(&c));
    let half = parts.len() / 2;
    let from = parts.iter().position(|part| !is_kana(part)).unwrap_or(half);
    match parts[from..].join("\u{3000}") {
        name if name.trim().is_empty() => {
            label::handover::nameless(Nameless::Unwritten, lang).to_owned()
        }
        name => name,
    }
}

/// Says in words how far a day is away.
pub fn when(due: Option<Day>, today: Day, lang: Lang) -> String {
    let Some(due) = due else {
        return say(lang, &Say::NoDay);
    };
    let what = match today.days_until(due) {
        0 => Say::DueToday,
        days if days < 0 => Say::DaysLate(-days),
        days => Say::DaysLeft(days),
    };
    say(lang, &what)
}

fn in_full(line: &TodayLine, today: Day, lang: Lang) -> String {
    let handover = &line.handover;
    let due = line.due().map_or(String::new(), |day| date::day(day, lang));
    let next = match &line.work {
        Work::Prepare(_) => todo::next(handover.phase).map(|it| say(lang, &it.say())),
        Work::Duty(_) | Work::TakeUp => None,
    };
    // A long name pushes the office off, and not the day.
    let told = [
        whole_person(handover, lang),
        label::handover::stands(handover, lang).to_owned(),
        what(line, lang),
        next.unwrap_or_default(),
        format!("{due} {}", when(line.due(), today, lang)),
        doer(line, lang),
        format!(
            "{}: {}",
            say(lang, &Say::OtherOffice),
            message::other_office(handover, lang)
        ),
    ];
    let told: Vec<String> = told.into_iter().filter(|it| !it.is_empty()).collect();
    told.join("  ")
}

/// Who of this office does it, where that is not whoever looks.
fn doer(line: &TodayLine, lang: Lang) -> String {
    match line.who {
        Who::Me | Who::OtherOffice => String::new(),
        Who::Member(_) | Who::Roles(_) | Who::Program => format!(
            "{}: {}",
            say(lang, &Word::Who.say()),
            today::who(&line.who, &line.handover.peer_name, lang)
        ),
    }
}
