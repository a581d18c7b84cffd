//! The mailbox: the shared folder, what came, what waits, what is under way, what was refused and why.
//!
//! It sends nothing by itself.

use ratatui::layout::{Position, Rect};

use crate::domain::id::HandoverId;
use crate::lang::screen::post::Post as Word;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date, label, message};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::handover::{self, Deed};
use crate::tui::room::post::{Ask, PostView};
use crate::tui::screen::Screen;
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::question::Question;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::screen::today::{person, without_kana};
use crate::tui::text::wrap;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::{Pen, WIDEST, column};
use crate::tui::widget::split::{Line, Split};
use crate::workflow::inbox::Incoming;
use crate::workflow::view::{HandoverLine, Trouble};

/// The mailbox.
#[derive(Debug, Default)]
pub struct Post {
    view: Option<Box<PostView>>,
    list: List,
    split: Split,
    trouble: Option<Told>,
}

/// One row: something that came, something refused, or a handover under way.
enum Row<'a> {
    Came(&'a Incoming),
    Handover(&'a HandoverLine),
    Refused(&'a Told),
}

/// What a row is, wherever it stands.
#[derive(PartialEq, Eq)]
enum Key {
    Came(HandoverId, i64),
    Handover(HandoverId),
    Refused(Told),
}

impl Post {
    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        Stand::Post
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let came = view.came.iter().map(Row::Came);
        let refused = view.refused.iter().rev().map(Row::Refused);
        came.chain(refused)
            .chain(view.lines.iter().map(Row::Handover))
            .collect()
    }

    fn keys(&self) -> Vec<Key> {
        let key = |row: Row| match row {
            Row::Came(it) => Key::Came(it.handover, it.at),
            Row::Handover(line) => Key::Handover(line.id),
            Row::Refused(told) => Key::Refused(told.clone()),
        };
        self.rows().into_iter().map(key).collect()
    }

    /// Moves, opens a handover, sends and collects, sets the folder, or gives up what is lost.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Sync => vec![Act::Tell(Say::Working), Act::Ask(Request::Sync)],
            Action::SetFolder => {
                if let Some(why) = self.view.as_ref().and_then(|it| it.shut.clone()) {
                    return vec![Act::Report(why)];
                }
                let sheet = Sheet::new(Kind::Folder);
                vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
            }
            Action::SendAll => vec![Act::Tell(Say::Working), Act::Ask(Request::SendAll)],
            Action::GiveUp => self.give_up(),
            Action::Choose => self.open(),
            other => {
                let count = self.rows().len();
                self.list.act(other, count);
                self.split.rewind();
                Vec::new()
            }
        }
    }

    fn open(&self) -> Vec<Act> {
        let id = match self.rows().get(self.list.selected) {
            Some(Row::Handover(line)) => line.id,
            Some(Row::Came(it)) => it.handover,
            Some(Row::Refused(_)) | None => return Vec::new(),
        };
        vec![
            Act::Open(Box::new(Screen::Dossier(Box::new(Dossier::new(id))))),
            Act::Hear(Reply::Changed),
        ]
    }

    /// Asks whether what is lost is given up; only where something is.
    fn give_up(&self) -> Vec<Act> {
        let lost = |line: &&HandoverLine| matches!(line.trouble, Some(Trouble::Lost(_)));
        let line = match self.rows().get(self.list.selected) {
            Some(Row::Handover(line)) => Some(*line).filter(lost),
            Some(Row::Came(_) | Row::Refused(_)) | None => None,
        };
        let Some(line) = line else {
            return vec![Act::Tell(Word::NothingLost.say())];
        };
        let take = handover::Ask::Take(line.id, Box::new(Deed::GiveUp));
        let question = Question::new(Word::GiveUpAsk.say(), Act::Ask(Request::Handover(take)));
        vec![Act::Open(Box::new(Screen::Question(question)))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        let again = || Act::Ask(Request::Post(Ask::Show));
        match reply {
            Reply::Post(view) => {
                self.trouble = None;
                let before = self.keys();
                self.view = Some(view);
                if !self.list.follow(&before, &self.keys()) {
                    self.split.rewind();
                }
            }
            Reply::Synced(told) => return vec![again(), Act::Report(told)],
            Reply::Changed | Reply::Taken(_) => return vec![again()],
            Reply::Refused(why) if self.view.is_some() => return vec![again(), Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws folder, last round, and what is under way; the cursor stands on the selected row.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Rooms::Post.say());
        let shut: &[Action] = match &self.view {
            Some(view) if view.shut.is_none() => &[],
            _ => &[Action::SetFolder],
        };
        let inside = framed_but(pen, area, &title, self.stand(), shut);
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let used = view_folder(pen, inside, view);
        let used = used + view_last(pen, below(inside, used), view);
        pen.divide(inside.y + used);
        let rest = below(inside, used + 1);
        let foot = Rect {
            height: 2.min(rest.height),
            ..below(rest, rest.height.saturating_sub(2))
        };
        pen.sentence(foot, &Word::RefusedKept.say(), Role::Dim);
        let rest = Rect {
            height: rest.height.saturating_sub(2),
            ..rest
        };
        let rows = self.rows();
        if rows.is_empty() {
            return pen.nothing(rest, &Word::NothingWaits.say());
        }
        let lang = pen.cx.lang;
        let left = match rest.width {
            ..70 => 30,
            70..90 => 40,
            _ => 52,
        };
        let selected = rows.get(self.list.selected);
        let text = selected.map_or_else(Vec::new, |row| in_full(row, lang));
        let list = (self.list, rows.len());
        let drawn = (
            |at| heading(&rows, at, lang),
            |at: usize| short(&rows[at], lang),
        );
        self.split.view_grouped(pen, rest, left, list, &text, drawn)
    }
}

fn view_folder(pen: &mut Pen, area: Rect, view: &PostView) -> u16 {
    let folder = pen.say(&Word::Folder.say());
    match &view.folder {
        Some(path) => pen.wrapped(area, &format!("{folder}: {path}"), Role::Text),
        None => {
            let text = format!("{folder}: {}", pen.say(&Word::NotSet.say()));
            pen.marked(area, &text, Role::Warn)
        }
    }
}

fn view_last(pen: &mut Pen, area: Rect, view: &PostView) -> u16 {
    let lang = pen.cx.lang;
    let name = pen.say(&Word::LastRound.say());
    let place = Rect {
        height: 3.min(area.height),
        ..area
    };
    let Some(told) = &view.last else {
        let text = format!("{name}: {}", pen.say(&Word::NoRound.say()));
        return pen.marked(place, &text, Role::Dim);
    };
    // What does not fit stands with each refusal: here no sentence is cut.
    let said = match lang {
        Lang::Ja => &told.ja,
        Lang::En => &told.en,
    };
    let whole = format!("{name}: {}", told.text(lang));
    let fits = wrap(
        &whole,
        usize::from(area.width.min(WIDEST)).saturating_sub(2),
    )
    .len()
        <= 3;
    let text = match fits {
        true => whole,
        false => format!("{name}: {}", said.what),
    };
    pen.marked(place, &text, Role::Changed)
}

/// The heading above a row that is the first of its kind, with how many there are.
fn heading(rows: &[Row], at: usize, lang: Lang) -> Option<String> {
    let kind = |row: &Row| match row {
        Row::Came(_) => Word::Came,
        Row::Refused(_) => Word::RefusedAll,
        Row::Handover(_) => Word::Own,
    };
    let of = kind(rows.get(at)?);
    let before = at.checked_sub(1).map(|it| kind(&rows[it]));
    if before == Some(of) {
        return None;
    }
    let count = rows.iter().filter(|it| kind(it) == of).count();
    Some(format!("{} {count}", say(lang, &of.say())))
}

/// Names the person; where no name is here, why.
fn name_of(it: &Incoming, lang: Lang) -> String {
    match it.person.trim().is_empty() {
        true => label::handover::nameless(it.nameless, lang).to_owned(),
        false => without_kana(&it.person, lang),
    }
}

fn short(row: &Row, lang: Lang) -> String {
    match row {
        Row::Came(it) => {
            let day = date::short_day(it.on, lang);
            let day = column(&day, if lang == Lang::Ja { 9 } else { 12 });
            let said = message::came(&it.acts, lang);
            format!("{day}{}{said}", column(&name_of(it, lang), 12))
        }
        Row::Refused(_) => format!("{} {}", sign(Role::Bad), say(lang, &Word::Refused.say())),
        Row::Handover(line) => {
            let (what, role) = state(line);
            let mark = sign(role);
            let width = if lang == Lang::Ja { 13 } else { 15 };
            let what = column(&say(lang, &what.say()), width);
            format!("{mark} {what}{}", person(line, lang))
        }
    }
}

/// The most pressing of what is to be said of it.
fn state(line: &HandoverLine) -> (Word, Role) {
    match (line.trouble, line.unsent) {
        (Some(_), _) => (Word::Held, Role::Bad),
        (None, 0) if line.is_done() => (Word::Over, Role::Good),
        (None, 0) => (Word::UnderWay, Role::Changed),
        (None, _) => (Word::Waiting, Role::Warn),
    }
}

fn held(by: Trouble) -> Word {
    match by {
        Trouble::Unreadable => Word::HeldUnreadable,
        Trouble::Lost(_) => Word::HeldLost,
    }
}

fn in_full(row: &Row, lang: Lang) -> Vec<Line> {
    let word = |it: Word| say(lang, &it.say());
    match row {
        Row::Came(it) => vec![
            (Role::Title, name_of(it, lang)),
            (Role::Text, it.peer_name.clone()),
            (Role::Text, format!("{}: {}", word(Word::CameAt), it.here)),
            (Role::Text, message::came(&it.acts, lang)),
            (Role::Dim, word(Word::OpenIt)),
        ],
        Row::Refused(told) => vec![
            (Role::Title, word(Word::Refused)),
            (
                Role::Bad,
                format!("{} {}", sign(Role::Bad), told.text(lang)),
            ),
        ],
        Row::Handover(line) => {
            let (what, role) = state(line);
            let over = match what {
                Word::Over => word(Word::OverSent),
                _ => String::new(),
            };
            let sent = line.unconfirmed.saturating_sub(line.unsent);
            vec![
                (Role::Title, person(line, lang)),
                (Role::Text, line.peer_name.clone()),
                (
                    Role::Text,
                    label::handover::phase(line.phase, lang).to_owned(),
                ),
                (role, format!("{} {}", sign(role), word(what))),
                (
                    Role::Text,
                    line.trouble.map_or_else(String::new, |it| word(held(it))),
                ),
                (
                    Role::Text,
                    format!("{}: {}", word(Word::Unsent), line.unsent),
                ),
                (Role::Text, format!("{}: {sent}", word(Word::Sent))),
                (Role::Text, over),
                (Role::Dim, word(Word::OpenIt)),
            ]
        }
    }
}
