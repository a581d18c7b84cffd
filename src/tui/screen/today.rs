//! What is to be done today: every open duty, own ones first, what to look at, and one step to each handover or case.
//!
//! It decides no duty and no alert; the worker lists them.

use ratatui::layout::{Position, Rect};

use crate::domain::alert::What;
use crate::domain::calendar::Day;
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Step;
use crate::domain::handover::turn::Task;
use crate::domain::id::HandoverId;
use crate::domain::staff::Role as Work;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::handovers::Handovers;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, alert, date, label};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::Room;
use crate::tui::room::draft::{self, Place};
use crate::tui::room::today::{Mailbox, TodayView, Unsaved as Kept};
use crate::tui::screen::Screen;
use crate::tui::screen::case::Case;
use crate::tui::screen::content::Ask;
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::question::Question;
use crate::tui::screen::todo;
use crate::tui::screen::unsaved::Unsaved;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::{Pen, column, width_of};
use crate::workflow::alert::{About, AlertLine};
use crate::workflow::view::{HandoverLine, TodayLine};

/// Rows under the list: the rule, the selected duty in full, the counts (two rows in a narrow window), what waits.
const FOOT: u16 = 5;

/// The first screen behind the door.
#[derive(Debug, Default)]
pub struct Today {
    view: Option<Box<TodayView>>,
    list: List,
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
        Stand::Today
    }

    fn rows(&self) -> Vec<Row<'_>> {
        self.view.as_deref().map_or_else(Vec::new, rows)
    }

    /// Moves, opens a handover, or sends and collects.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Sync if self.is_auditor() => Vec::new(),
            Action::Sync => vec![Act::Tell(Say::Working), Act::Ask(Request::Sync)],
            Action::Choose if self.is_auditor() => vec![Act::Go(Room::Audit)],
            Action::Choose => self.open(),
            Action::Discard => self.discard(),
            Action::Back => {
                let question = Question::new(Say::QuitAsk, Act::Quit);
                vec![Act::Open(Box::new(Screen::Question(question)))]
            }
            other => {
                let count = self.rows().len();
                self.list.act(other, count);
                Vec::new()
            }
        }
    }

    fn is_auditor(&self) -> bool {
        self.view
            .as_ref()
            .is_some_and(|it| it.role == Work::Auditor)
    }

    fn open(&self) -> Vec<Act> {
        let dossier = match self.rows().get(self.list.selected) {
            Some(Row::Duty(line)) => Dossier::of_duty(line.handover.id, line.duty.task.clone()),
            Some(Row::Preparing(line)) => Dossier::new(line.id),
            Some(Row::Waiting(line)) if line.case.is_none() => Dossier::new(line.id),
            Some(Row::Waiting(line)) => Dossier::at(line.id, Step::TakeUp, Ask::TakeUp),
            Some(Row::Unsaved(it)) => return self.go_on(&it.place),
            Some(Row::Alert(line)) => return look(line),
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
        let place = match self.rows().get(self.list.selected) {
            Some(Row::Unsaved(it)) => it.place.clone(),
            _ => return vec![Act::Tell(CaseWord::NothingChanged.say())],
        };
        self.doomed = Some(place);
        let ask = Question::new(Prepare::DiscardAsk.say(), Act::Hear(Reply::Thrown));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Today(view) => {
                self.trouble = None;
                self.list
                    .follow(&keys(self.view.as_deref()), &keys(Some(&view)));
                let unsaved = |place: &Place| view.unsaved.iter().any(|it| it.place == *place);
                let resume = self.resume.take().filter(unsaved);
                self.view = Some(view);
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
            Reply::Synced(told) => vec![Act::Ask(Request::Today), Act::Report(told)],
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
        let audits = |it: &TodayView| it.role == Work::Auditor;
        let shut: &[Action] = match self.view.as_deref().is_some_and(audits) {
            true => &[Action::Sync, Action::Down],
            false => &[],
        };
        let inside = framed_but(pen, area, &title, self.stand(), shut);
        let Some(view) = &self.view else {
            return self.view_nothing(pen, inside);
        };
        if view.role == Work::Auditor {
            return view_auditor(pen, inside, view);
        }
        let rows = rows(view);
        if rows.is_empty() {
            return view_empty(pen, inside, view);
        }
        let foot = if inside.width < 76 { FOOT + 1 } else { FOOT };
        let list = Rect {
            height: inside.height.saturating_sub(foot),
            ..inside
        };
        let lang = pen.cx.lang;
        let cursor = self.list.view(pen, list, rows.len(), |at| {
            short(&rows[at], view.today, inside.width, lang)
        });
        self.view_foot(pen, below(inside, list.height), view);
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

    fn view_foot(&self, pen: &mut Pen, area: Rect, view: &TodayView) {
        pen.divide(area.y);
        let rest = below(area, 1);
        if let Some(row) = self.rows().get(self.list.selected) {
            let text = told(row, view.today, pen.cx.lang);
            pen.wrapped(Rect { height: 2, ..rest }, &text, Role::Text);
        }
        view_counts(pen, below(rest, 2), view);
    }
}

/// Opens what an alert is about: the field of the case, or the handover.
fn look(line: &AlertLine) -> Vec<Act> {
    let screen = match (line.about, line.alert.what.field()) {
        (About::Case(id), Some(field)) => Screen::Case(Box::new(Case::at(id, field))),
        (About::Case(id), None) => Screen::Case(Box::new(Case::new(id))),
        (About::Handover(id), _) => Screen::Dossier(Box::new(Dossier::new(id))),
    };
    vec![Act::Open(Box::new(screen)), Act::Hear(Reply::Changed)]
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
    let used = pen.sentence(text, &what, Role::Text);
    view_counts(pen, below(area, used + 1), view);
    focus_mark(pen, area)
}

/// Marks a place for the cursor where there is nothing to select.
fn focus_mark(pen: &mut Pen, area: Rect) -> Position {
    pen.put(area.x, area.y, 1, ">", Role::Focus);
    area.as_position()
}

fn view_counts(pen: &mut Pen, area: Rect, view: &TodayView) {
    let ours = |it: &&TodayLine| it.duty.side == it.handover.side;
    let late = |it: &&TodayLine| it.duty.due.is_some_and(|due| due < view.today);
    let counts = Say::Counts {
        ours: view.lines.iter().filter(ours).count() + view.waiting.len() + view.preparing.len(),
        theirs: view.lines.iter().filter(|it| !ours(it)).count(),
        late: view.lines.iter().filter(ours).filter(late).count(),
        handovers: view.handovers,
    };
    let used = pen.sentence(area, &counts, Role::Dim);
    let rest = below(area, used);
    match (view.mailbox, view.unsent) {
        (Mailbox::Missing, _) => pen.sentence(rest, &Say::NoMailbox, Role::Warn),
        (Mailbox::Set, 0) => 0,
        (Mailbox::Set, unsent) => pen.sentence(rest, &Say::Unsent(unsent), Role::Changed),
    };
}

/// What stands in the list: what was noticed, what was typed and not saved, what this office owes, what waits to be taken
/// up, what it prepares, what it should look at, what others owe.
enum Row<'a> {
    Notice(&'a Told),
    Unsaved(&'a Kept),
    Duty(&'a TodayLine),
    Waiting(&'a HandoverLine),
    Preparing(&'a HandoverLine),
    Alert(&'a AlertLine),
}

fn rows(view: &TodayView) -> Vec<Row<'_>> {
    let ours = |it: &&TodayLine| it.duty.side == it.handover.side;
    let notices = view.notices.iter().map(Row::Notice);
    let own = view.lines.iter().filter(ours).map(Row::Duty);
    let waiting = view.waiting.iter().map(Row::Waiting);
    let preparing = view.preparing.iter().map(Row::Preparing);
    let theirs = view.lines.iter().filter(|it| !ours(it)).map(Row::Duty);
    let unsaved = view.unsaved.iter().map(Row::Unsaved);
    let ours = unsaved.chain(own).chain(waiting).chain(preparing);
    let alerts = view.alerts.iter().map(Row::Alert);
    notices.chain(ours).chain(alerts).chain(theirs).collect()
}

/// What a row is, wherever it stands.
#[derive(PartialEq, Eq)]
enum Key {
    Notice(Told),
    Unsaved(Place),
    Duty(HandoverId, Side, Task),
    Waiting(HandoverId),
    Preparing(HandoverId),
    Alert(About, &'static str),
}

fn keys(view: Option<&TodayView>) -> Vec<Key> {
    let key = |row: Row| match row {
        Row::Notice(told) => Key::Notice(told.clone()),
        Row::Unsaved(it) => Key::Unsaved(it.place.clone()),
        Row::Duty(line) => Key::Duty(line.handover.id, line.duty.side, owed(&line.duty.task)),
        Row::Waiting(line) => Key::Waiting(line.id),
        Row::Preparing(line) => Key::Preparing(line.id),
        Row::Alert(line) => Key::Alert(line.about, line.alert.what.code()),
    };
    view.map_or_else(Vec::new, |it| rows(it).into_iter().map(key).collect())
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
        Row::Duty(line) => row(line, today, width, lang),
        Row::Waiting(line) => undated(line, &to_take_up(line, lang), width, lang),
        Row::Preparing(line) => prepared(line, width, lang),
        Row::Notice(told) => format!("{} {}", sign(Role::Warn), told.text(lang)),
        Row::Unsaved(it) => typed(it, width, lang),
        Row::Alert(line) => seen(line, today, width, lang),
    }
}

fn told(row: &Row, today: Day, lang: Lang) -> String {
    match row {
        Row::Duty(line) => in_full(line, today, lang),
        Row::Notice(told) => told.text(lang),
        Row::Alert(line) => alert::reason(&line.alert, lang),
        Row::Unsaved(it) => format!(
            "{}  {}  {}",
            it.person,
            form_of(it, lang),
            say(lang, &Prepare::UnsavedHow.say())
        ),
        Row::Waiting(line) => format!(
            "{}  {}  {}: {}",
            whole_person(line, lang),
            to_take_up(line, lang),
            say(lang, &Say::OtherOffice),
            line.peer_name
        ),
        Row::Preparing(line) => {
            let next = todo::next(line.phase).map(|it| say(lang, &it.say()));
            format!(
                "{}  {}  {}: {}  {}",
                whole_person(line, lang),
                label::handover::phase(line.phase, lang),
                say(lang, &Say::OtherOffice),
                line.peer_name,
                next.unwrap_or_default()
            )
        }
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

fn prepared(line: &HandoverLine, width: u16, lang: Lang) -> String {
    let phase = label::handover::phase(line.phase, lang);
    let what = format!("{}: {phase}", say(lang, &Prepare::InPreparation.say()));
    undated(line, &what, width, lang)
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
        column(
            &without_kana(&line.person, lang),
            if width < 76 { 16 } else { 24 },
        ),
        alert::name(it.what, lang).to_owned(),
    ];
    row.concat()
}

/// How far the day of an alert is away: one that has gone by is not somebody's delay.
fn away(what: What, day: Day, today: Day, lang: Lang) -> String {
    match today.days_until(day) {
        days if days < 0 => say(lang, &Say::DaysAgo(-days)),
        0 if what.is_since() => String::new(),
        _ => when(Some(day), today, lang),
    }
}

fn to_take_up(line: &HandoverLine, lang: Lang) -> String {
    match line.case {
        Some(_) => format!("{} {}", say(lang, &Word::ToTakeUp.say()), line.to_take_up),
        None => say(lang, &Word::CaseToMake.say()),
    }
}

/// Something of this office's own that no day is set for.
fn undated(line: &HandoverLine, what: &str, width: u16, lang: Lang) -> String {
    let row = [
        column(&say(lang, &Say::Ours), 5),
        column("", if lang == Lang::Ja { 9 } else { 12 }),
        column(&say(lang, &Say::NoDay), 10),
        column(&person(line, lang), if width < 76 { 16 } else { 24 }),
        what.to_owned(),
    ];
    row.concat()
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

/// One duty in one line; what does not fit in a narrow window stands below the list.
fn row(line: &TodayLine, today: Day, width: u16, lang: Lang) -> String {
    let whose = match line.duty.side == line.handover.side {
        true => say(lang, &Say::Ours),
        false => say(lang, &Say::Theirs),
    };
    let due = line
        .duty
        .due
        .map_or(String::new(), |day| date::short_day(day, lang));
    let task = label::handover::task(&line.duty.task, lang);
    let mut row = [
        column(&whose, 5),
        column(&due, if lang == Lang::Ja { 9 } else { 12 }),
        column(&when(line.duty.due, today, lang), 10),
        column(
            &person(&line.handover, lang),
            if width < 76 { 16 } else { 24 },
        ),
    ]
    .concat();
    if width < 90 {
        row += task;
        return row;
    }
    row += &column(task, 22);
    row += &column(label::handover::stands(&line.handover, lang), 14);
    row += &line.handover.peer_name;
    row
}

/// The name without its kana, which stands before it.
pub fn person(line: &HandoverLine, lang: Lang) -> String {
    match line.person.trim().is_empty() {
        true => say(lang, &Handovers::Destroyed.say()),
        false => without_kana(&line.person, lang),
    }
}

/// The name with its kana.
pub fn whole_person(line: &HandoverLine, lang: Lang) -> String {
    match line.person.trim().is_empty() {
        true => say(lang, &Handovers::Destroyed.say()),
        false => line.person.clone(),
    }
}

fn without_kana(person: &str, lang: Lang) -> String {
    let parts: Vec<&str> = person.split('\u{3000}').collect();
    let is_kana = |part: &&str| part.chars().all(|c| ('ァ'..='ー').contains(&c));
    let half = parts.len() / 2;
    let from = parts.iter().position(|part| !is_kana(part)).unwrap_or(half);
    match parts[from..].join("\u{3000}") {
        name if name.trim().is_empty() => say(lang, &Say::Unnamed),
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
    let due = line
        .duty
        .due
        .map_or(String::new(), |day| date::day(day, lang));
    // A long name pushes the office off, and not the day.
    format!(
        "{}  {}  {}  {} {}  {}: {}",
        whole_person(handover, lang),
        label::handover::stands(handover, lang),
        label::handover::task(&line.duty.task, lang),
        due,
        when(line.duty.due, today, lang),
        say(lang, &Say::OtherOffice),
        handover.peer_name,
    )
}
