//! What is to be done today: every open duty, own ones first, and one step to each handover.
//!
//! It decides no duty; the worker lists them.

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::Day;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date, label};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::today::{Mailbox, TodayView};
use crate::tui::screen::Screen;
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::question::Question;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::{Pen, column};
use crate::workflow::view::{HandoverLine, TodayLine};

/// Rows under the list: the rule, the selected duty in full, the counts, what waits.
const FOOT: u16 = 5;

/// The first screen behind the door.
#[derive(Debug, Default)]
pub struct Today {
    view: Option<Box<TodayView>>,
    list: List,
    trouble: Option<Told>,
}

impl Today {
    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Today
    }

    fn lines(&self) -> &[TodayLine] {
        self.view.as_ref().map_or(&[], |view| &view.lines)
    }

    /// Moves, opens a handover, or sends and collects.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Sync => vec![Act::Tell(Say::Working), Act::Ask(Request::Sync)],
            Action::Choose => self.open(),
            Action::Back => {
                let question = Question::new(Say::QuitAsk, Act::Quit);
                vec![Act::Open(Box::new(Screen::Question(question)))]
            }
            other => {
                self.list.act(other, self.lines().len());
                Vec::new()
            }
        }
    }

    fn open(&self) -> Vec<Act> {
        let Some(line) = self.lines().get(self.list.selected) else {
            return Vec::new();
        };
        let id = line.handover.id;
        vec![
            Act::Open(Box::new(Screen::Dossier(Box::new(Dossier::new(id))))),
            Act::Hear(Reply::Changed),
        ]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Today(view) => {
                self.trouble = None;
                self.list.selected = self.list.selected.min(view.lines.len().saturating_sub(1));
                self.view = Some(view);
                Vec::new()
            }
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
        let title = self.title(pen.cx.lang);
        let inside = framed(pen, area, &title, self.stand());
        let Some(view) = &self.view else {
            return self.view_nothing(pen, inside);
        };
        if view.lines.is_empty() {
            return view_empty(pen, inside, view);
        }
        let list = Rect {
            height: inside.height.saturating_sub(FOOT),
            ..inside
        };
        let lang = pen.cx.lang;
        let cursor = self.list.view(pen, list, view.lines.len(), |at| {
            row(&view.lines[at], view.today, inside.width, lang)
        });
        self.view_foot(pen, below(inside, list.height), view);
        cursor
    }

    fn title(&self, lang: Lang) -> String {
        let title = say(lang, &Say::TodayTitle);
        match &self.view {
            Some(view) => format!(
                "{title}  {}  {}  {} {}",
                date::short_day(view.today, lang),
                view.office,
                label::role(view.role, lang),
                view.who
            ),
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
        pen.rule(area.x, area.y, area.width);
        let rest = below(area, 1);
        if let Some(line) = view.lines.get(self.list.selected) {
            let text = in_full(line, view.today, pen.cx.lang);
            pen.wrapped(Rect { height: 2, ..rest }, &text, Role::Text);
        }
        view_counts(pen, below(rest, 2), view);
    }
}

fn view_empty(pen: &mut Pen, area: Rect, view: &TodayView) -> Position {
    let what = match (view.cases, view.handovers) {
        (0, 0) => Say::NoCases,
        (_, 0) => Say::NoHandovers,
        _ => Say::NothingToDo,
    };
    let used = pen.sentence(below(area, 1), &what, Role::Text);
    view_counts(pen, below(area, used + 2), view);
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
        ours: view.lines.iter().filter(ours).count(),
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
    let parts: Vec<&str> = line.person.split('\u{3000}').collect();
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
    format!(
        "{}  {}  {}  {}: {}  {} {}",
        handover.person,
        label::handover::stands(handover, lang),
        label::handover::task(&line.duty.task, lang),
        say(lang, &Say::OtherOffice),
        handover.peer_name,
        due,
        when(line.duty.due, today, lang),
    )
}
