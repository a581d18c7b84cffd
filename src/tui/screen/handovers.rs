//! Every handover, open and closed: phase, turn and due day, and a step to each.
//!
//! It decides nothing; the worker lists them.

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::Day;
use crate::domain::handover::entry::Side;
use crate::domain::id::HandoverId;
use crate::lang::screen::handovers::Handovers as Word;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date, label, message};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::handover::{Ask, HandoversView};
use crate::tui::screen::Screen;
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::prepare::Begin;
use crate::tui::screen::today::{self, whole_person};
use crate::tui::screen::todo;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column, width_of};
use crate::workflow::view::{HandoverLine, Turn};

/// Rows under the list: the rule and the selected handover in full.
const FOOT: u16 = 4;

/// The list of handovers.
#[derive(Debug, Default)]
pub struct Handovers {
    view: Option<Box<HandoversView>>,
    listing: Listing,
    trouble: Option<Told>,
}

impl Handovers {
    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.listing.stand(Stand::Handovers)
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        self.listing.text(text);
    }

    fn lines(&self) -> &[HandoverLine] {
        self.view.as_ref().map_or(&[], |view| &view.lines)
    }

    fn keys(&self) -> Vec<HandoverId> {
        let shown = self.listing.shown().iter();
        shown.map(|at| self.lines()[*at].id).collect()
    }

    /// Moves, filters, opens a handover, or sends and collects.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Sync => vec![Act::Tell(Say::Working), Act::Ask(Request::Sync)],
            Action::Choose => self.open(),
            Action::Begin => Begin::open(None),
            _ => Vec::new(),
        }
    }

    fn open(&self) -> Vec<Act> {
        let at = self.listing.selected();
        let Some(line) = at.and_then(|at| self.lines().get(at)) else {
            return Vec::new();
        };
        vec![
            Act::Open(Box::new(Screen::Dossier(Box::new(Dossier::new(line.id))))),
            Act::Hear(Reply::Changed),
        ]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        let again = || Act::Ask(Request::Handover(Ask::List));
        match reply {
            Reply::Handovers(view) => {
                self.trouble = None;
                let before = self.keys();
                self.listing.hold(view.lines.iter().map(found_by));
                self.view = Some(view);
                self.listing.follow(&before, &self.keys());
            }
            Reply::Synced(told) => return vec![again(), Act::Report(told)],
            Reply::Changed => return vec![again()],
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the list; the cursor stands on the selected row or in the filter.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Rooms::Handovers.say());
        let nothing = self.listing.shown().is_empty();
        let shut: &[Action] = if nothing { &[Action::Choose] } else { &[] };
        let inside = framed_but(pen, area, &title, self.stand(), shut);
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        if view.lines.is_empty() {
            return pen.nothing(inside, &Word::None.say());
        }
        let lang = pen.cx.lang;
        let list = Rect {
            height: inside
                .height
                .saturating_sub(if inside.width < 76 { FOOT + 1 } else { FOOT }),
            ..inside
        };
        let cursor = self.listing.view(pen, list, |at| {
            row(&view.lines[at], view.today, inside.width, lang)
        });
        let foot = below(inside, list.height);
        pen.divide(foot.y);
        let selected = self.listing.selected();
        if let Some(line) = selected.and_then(|at| view.lines.get(at)) {
            pen.wrapped(below(foot, 1), &in_full(line, view.today, lang), Role::Text);
        }
        cursor
    }
}

fn found_by(line: &HandoverLine) -> Vec<String> {
    let both = |said: &dyn Fn(Lang) -> String| [Lang::Ja, Lang::En].map(said);
    let mut texts = vec![line.peer_name.clone(), line.id.to_string()];
    texts.extend(both(&|lang| whole_person(line, lang)));
    texts.extend(both(&|lang| {
        label::handover::phase(line.phase, lang).to_owned()
    }));
    texts.extend(both(&|lang| direction(line.side).text(lang).to_owned()));
    texts.extend(both(&|lang| {
        label::handover::side(line.side, lang).to_owned()
    }));
    texts.extend(both(&|lang| {
        turn(line.turn()).map_or("", |it| it.text(lang)).to_owned()
    }));
    texts
}

/// Which way it goes: words, so that no character stands that an old terminal does not draw.
fn direction(side: Side) -> Word {
    match side {
        Side::Sender => Word::Out,
        Side::Receiver => Word::In,
    }
}

fn turn(of: Turn) -> Option<Word> {
    match of {
        Turn::Ours => Some(Word::TurnOurs),
        Turn::Theirs => Some(Word::TurnTheirs),
        Turn::Nobodys => None,
    }
}

/// The name with its kana where there is room for both, else the name alone.
fn person_in(line: &HandoverLine, room: u16, lang: Lang) -> String {
    let whole = whole_person(line, lang);
    match line.person.is_empty() || width_of(&whole) < room {
        true => whole,
        false => today::person(line, lang),
    }
}

fn row(line: &HandoverLine, today: Day, width: u16, lang: Lang) -> String {
    let due = line.duties.first().and_then(|it| it.due);
    let late = due.is_some_and(|due| due < today);
    let day = due.map_or(String::new(), |day| date::short_day(day, lang));
    let room = match (width, lang) {
        (..76, _) => 10,
        (76..90, Lang::En) => 16,
        (76..90, Lang::Ja) => 22,
        _ => 42,
    };
    let turn_room = if lang == Lang::Ja { 5 } else { 6 };
    [
        if late { "! " } else { "  " }.to_owned(),
        column(direction(line.side).text(lang), turn_room - 2),
        column(turn(line.turn()).map_or("", |it| it.text(lang)), turn_room),
        column(
            label::handover::phase(line.phase, lang),
            if lang == Lang::Ja { 13 } else { 17 },
        ),
        column(&day, if lang == Lang::Ja { 9 } else { 12 }),
        column(&person_in(line, room, lang), room),
        message::other_office(line, lang),
    ]
    .concat()
}

fn in_full(line: &HandoverLine, today: Day, lang: Lang) -> String {
    let turn = match line.duties.first() {
        Some(duty) => message::duty(duty, line, today, lang),
        None => match todo::next(line.phase).filter(|_| line.is_prepared()) {
            Some(word) => say(lang, &word.say()),
            None => say(lang, &Say::NobodysTurn),
        },
    };
    let owner = match line.owner == line.side {
        true => say(lang, &Word::OurOffice.say()),
        false => line.peer_name.clone(),
    };
    let mut text = format!(
        "{turn}  {}: {}  {}: {owner}",
        say(lang, &Say::OtherOffice),
        message::other_office(line, lang),
        say(lang, &Word::Owner.say())
    );
    for (what, count) in [
        (Word::Unsent, line.unsent),
        (Word::Unconfirmed, line.unconfirmed),
    ] {
        if 0 < count {
            text.push_str(&format!("  {}: {count}", say(lang, &what.say())));
        }
    }
    text
}
