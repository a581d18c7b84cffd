//! The audit log: who did what, the newest first, and checking the whole of it.
//!
//! It only reads.

use ratatui::layout::{Position, Rect};

use crate::domain::audit::Act as Deed;
use crate::domain::calendar::{Day, parse_day};
use crate::lang::remark::{carried, remark};
use crate::lang::screen::audit::{Audit as Word, lines_of_day, wanted};
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date, label};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::audit::{Ask, AuditView, Wanted};
use crate::tui::screen::Screen;
use crate::tui::screen::receipts::Receipts;
use crate::tui::screen::sheet::Sheet;
use crate::tui::theme::Role;
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::workflow::audit::AuditLine;
use crate::workflow::handover::step_of;

/// The list of what was done.
#[derive(Debug, Default)]
pub struct Audit {
    view: Option<Box<AuditView>>,
    listing: Listing,
    trouble: Option<Told>,
}

impl Audit {
    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.listing.stand(Stand::Audit)
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        self.listing.text(text);
    }

    fn lines(&self) -> &[AuditLine] {
        self.view.as_ref().map_or(&[], |view| &view.lines)
    }

    fn keys(&self) -> Vec<u64> {
        let shown = self.listing.shown().iter();
        shown.map(|at| self.lines()[*at].line.seq).collect()
    }

    fn wanted(&self) -> Wanted {
        let view = self.view.as_ref();
        view.map_or_else(Wanted::default, |it| it.wanted.clone())
    }

    /// Moves, filters, asks for some lines, or checks the whole log; Esc goes back to all lines before it leaves.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        match action {
            Action::Back if !self.wanted().is_everything() => {
                vec![Act::Ask(Request::Audit(Ask::List(Wanted::default())))]
            }
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Wanted => {
                let sheet = Sheet::of_audit(&self.wanted());
                vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
            }
            Action::Receipts => Receipts::open(),
            Action::VerifyLog => vec![
                Act::Tell(Say::Working),
                Act::Ask(Request::Audit(Ask::Verify)),
            ],
            _ => Vec::new(),
        }
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Audit(view) => {
                self.trouble = None;
                let before = self.keys();
                self.listing.hold(view.lines.iter().map(found_by));
                self.view = Some(view);
                self.listing.follow(&before, &self.keys());
            }
            Reply::Changed => return vec![Act::Ask(Request::Audit(Ask::List(self.wanted())))],
            Reply::Done(told) => return vec![Act::Report(told)],
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the lines; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let lang = pen.cx.lang;
        let title = format!("{}  {}", pen.say(&Rooms::Audit.say()), self.which(lang));
        let inside = framed(pen, area, &title, self.stand());
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        if view.lines.is_empty() {
            let none = match view.wanted.is_everything() {
                true => Word::None,
                false => Word::NoneWanted,
            };
            return pen.nothing(inside, &none.say());
        }
        let head = [Word::Number, Word::When, Word::Who, Word::What];
        let head = columns(head.map(|it| say(lang, &it.say())));
        pen.put(
            inside.x + 2,
            inside.y,
            inside.width.saturating_sub(2),
            &head,
            Role::Title,
        );
        let list = Rect {
            y: inside.y + 1,
            height: inside.height.saturating_sub(5),
            ..inside
        };
        let shown: Vec<&AuditLine> = self
            .listing
            .shown()
            .iter()
            .map(|at| &view.lines[*at])
            .collect();
        let cursor = self.listing.view_grouped(
            pen,
            list,
            |place| heading(&shown, place, lang),
            |at| row(&view.lines[at], lang),
        );
        let foot = below(inside, 1 + list.height);
        pen.divide(foot.y);
        let selected = self.listing.selected();
        if let Some(line) = selected.and_then(|at| view.lines.get(at)) {
            pen.wrapped(below(foot, 1), &in_full(line, lang), Role::Text);
        }
        cursor
    }

    /// Which lines are shown.
    fn which(&self, lang: Lang) -> String {
        let it = self.wanted();
        if it.is_everything() {
            return say(lang, &Word::Latest.say());
        }
        let day = |it: Option<Day>| it.map(|it| date::short_day(it, lang));
        let (from, to) = (day(it.from), day(it.to));
        wanted(from.as_deref(), to.as_deref(), &it.of, &it.by, lang)
    }
}

fn found_by(it: &AuditLine) -> Vec<String> {
    let about = it.about.clone().unwrap_or_default();
    let said = |lang| {
        let (day, row) = (day_of(it, lang), row(it, lang));
        format!("{} {day} {row} {}", it.here, remark(&it.remark, lang))
    };
    vec![said(Lang::Ja), said(Lang::En), subject(it), about]
}

/// The day above the first row of each, with how many of those shown are of it.
fn heading(shown: &[&AuditLine], place: usize, lang: Lang) -> Option<String> {
    let of = day(shown.get(place)?);
    let before = place.checked_sub(1).map(|it| day(shown[it]));
    if before == Some(of) {
        return None;
    }
    let many = shown.iter().filter(|it| day(it) == of).count();
    Some(lines_of_day(&day_of(shown[place], lang), many, lang))
}

/// The day of a line, by the clock on the wall here, as it is written.
fn day(it: &AuditLine) -> &str {
    it.here.split_once(' ').map_or(&*it.here, |(day, _)| day)
}

fn day_of(it: &AuditLine, lang: Lang) -> String {
    let read = parse_day(day(it)).map(|it| date::day(it.day, lang));
    read.unwrap_or_else(|_| day(it).to_owned())
}

fn time(it: &AuditLine) -> &str {
    it.here.split_once(' ').map_or("", |(_, time)| time)
}

fn what(it: &AuditLine, lang: Lang) -> &'static str {
    match &it.line.event.act {
        Deed::Handover { code, .. } => match step_of(*code) {
            Some(step) => label::handover::step(step, lang),
            None => label::handover::audited(&it.line.event.act, lang),
        },
        other => label::handover::audited(other, lang),
    }
}

/// A row; of numbers after it that tell of nothing it says how many.
fn row(it: &AuditLine, lang: Lang) -> String {
    let number = match it.carried {
        0 => it.line.seq.to_string(),
        count => format!("{} +{count}", it.line.seq),
    };
    columns([
        number,
        time(it).to_owned(),
        label::handover::doer(&it.by, lang).to_owned(),
        what(it, lang).to_owned(),
    ])
}

/// Puts number, time, person and deed under their headings.
fn columns([number, when, who, what]: [String; 4]) -> String {
    [
        column(&number, 12),
        column(&when, 10),
        column(&who, 16),
        what,
    ]
    .concat()
}

fn subject(it: &AuditLine) -> String {
    let id = it.line.event.subject.unwrap_or_default();
    id.iter().map(|it| format!("{it:02x}")).collect()
}

fn in_full(it: &AuditLine, lang: Lang) -> String {
    let about = match (&it.about, it.line.event.subject) {
        (Some(name), _) => name.clone(),
        (None, Some(_)) => subject(it),
        (None, None) => "-".to_owned(),
    };
    let told = format!(
        "{}  {}  {}: {about}  {}",
        what(it, lang),
        label::handover::doer(&it.by, lang),
        say(lang, &Word::About.say()),
        remark(&it.remark, lang)
    );
    match carried(it.line.seq, it.carried, lang) {
        Some(carried) => format!("{}\n{carried}", told.trim_end()),
        None => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_number_with_what_follows_it_stands_whole_beside_the_time() {
        let row = columns(["12345 +12", "05:26:40", "見本 花子", "設定"].map(Into::into));
        assert!(
            row.contains("12345 +12 ") && row.contains(" 05:26:40 "),
            "{row}"
        );
    }
}
