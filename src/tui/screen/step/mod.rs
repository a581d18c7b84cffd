//! A step that needs words: a form over the handover, and what was said before beside it.
//!
//! What each form holds, shows and becomes is a `Blank` in one of the files below; `blank` is the table of them. It checks
//! only that days are days; the desk decides.

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use crate::domain::handover::entry::{Handling, Withdrawal};
use crate::domain::handover::permit::Step;
use crate::domain::id::HandoverId;
use crate::domain::key_fact::KeyFact;
use crate::domain::section::{ItemId, SectionId};
use crate::lang::problem::Said;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, condition, label, message, newer, service, taking_back};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::draft::{Form as Opened, Words};
use crate::tui::room::handover as room;
use crate::tui::room::handover::{Deed, DossierView};
use crate::tui::screen::Screen;
use crate::tui::screen::content::Ask;
use crate::tui::screen::notice::Notice;
use crate::tui::screen::paper::{Paper, What};
use crate::tui::screen::question::Question;
use crate::tui::screen::step::filling::{Blank, Filling, Remark};
use crate::tui::screen::unsaved::Unsaved;
use crate::tui::theme::Role;
use crate::tui::widget::form::{Form, Outcome as Filled, Piece};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::pen::{Pen, WIDEST};
use crate::tui::widget::split::{Line, Split, wrapped};
use crate::workflow::arrival::Named;
use crate::workflow::condition::Met;
use crate::workflow::handover::Which;

pub mod consent;
pub mod copy;
pub mod course;
pub mod filling;
pub mod goods;
pub mod paper;
pub mod repeat;
pub mod talk;
pub mod title;

/// The table of the forms.
fn blank(ask: Ask) -> Blank {
    match ask {
        Ask::Question(_) => talk::QUESTION,
        Ask::Answer(_) => talk::ANSWER,
        Ask::DraftAnswer(_) => talk::DRAFT_ANSWER,
        Ask::Decline => talk::DECLINE,
        Ask::Reason => talk::REASON,
        Ask::ReadBack => repeat::READ_BACK,
        Ask::Check => repeat::CHECK,
        Ask::Release => repeat::RELEASE,
        Ask::Accept => course::ACCEPT,
        Ask::Start => course::START,
        Ask::End => course::END,
        Ask::FollowUp => course::FOLLOW_UP,
        Ask::Discontinue => course::DISCONTINUE,
        Ask::Reopen(_) => course::REOPEN,
        Ask::StartInto(_) => course::START_INTO,
        Ask::Consent => consent::CONSENT,
        Ask::Offer => goods::OFFER,
        Ask::Add => goods::ADD,
        Ask::Confirm => goods::CONFIRM,
        Ask::TakeUp => goods::TAKE_UP,
        Ask::WithdrawItems => goods::WITHDRAW_ITEMS,
        Ask::WithdrawAll => goods::WITHDRAW_ALL,
        Ask::Handle => goods::HANDLE,
        Ask::PaperReply => paper::REPLY,
        Ask::PrintOffer => paper::PRINT,
        Ask::GiveCopy => copy::COPY,
        Ask::Carry => copy::CARRY,
    }
}

/// The pieces that the form of a step can have at other times.
fn once(ask: Ask, view: &DossierView) -> Vec<Piece> {
    match ask {
        Ask::PaperReply => paper::once(view),
        Ask::ReadBack => repeat::once(),
        Ask::Add => goods::any_section(),
        Ask::WithdrawItems => goods::any_item(),
        Ask::GiveCopy => copy::once(),
        Ask::FollowUp => course::any_follow_up(view),
        _ => Vec::new(),
    }
}

/// A form for one step of one handover.
#[derive(Debug)]
pub struct StepForm {
    id: HandoverId,
    filling: Filling,
    split: Split,
    state: Sent,
    /// The sections that were looked at before it, where the person is to find them right.
    opened: Vec<SectionId>,
    /// What is taken back with the form, as the last question said.
    taken_back: BTreeSet<ItemId>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sent {
    Not,
    Waiting,
    Done,
}

impl StepForm {
    /// Makes the form for a step.
    pub fn new(id: HandoverId, step: Step, ask: Ask, view: &DossierView) -> StepForm {
        let pieces = (blank(ask).pieces)(ask, view);
        let form = Form::kept(pieces, Say::Step(step)).knowing(once(ask, view));
        StepForm {
            id,
            filling: Filling {
                step,
                ask,
                form,
                view: Box::new(view.clone()),
                held: None,
                told: None,
            },
            split: Split::default(),
            state: Sent::Not,
            opened: Vec::new(),
            taken_back: BTreeSet::new(),
        }
    }

    /// The same after these sections were looked at.
    pub fn after(self, opened: Vec<SectionId>) -> StepForm {
        StepForm { opened, ..self }
    }

    /// Returns the step and what is asked for it.
    pub fn of(&self) -> (Step, Ask) {
        (self.filling.step, self.filling.ask)
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.state == Sent::Waiting
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        let stand = self.filling.form.stand();
        match self.draft_form() {
            Some(_) if consent::looks_ahead(&self.filling) => Stand::ConsentItems,
            Some(_) => stand.kept(),
            None => stand,
        }
    }

    /// Returns as which form what is typed here is kept.
    pub fn draft_form(&self) -> Option<Opened> {
        let place = Unsaved::Step(self.id, self.filling.step, self.filling.ask).place()?;
        let shown = self.filling.view.erasures;
        Some(Opened { place, shown })
    }

    /// Returns what is typed, if anything is and the step was not taken with it.
    pub fn draft(&self) -> Words {
        match self.state {
            Sent::Done => Words::default(),
            Sent::Not | Sent::Waiting => self.filling.form.draft(),
        }
    }

    /// Returns what it is filled in with.
    pub fn form(&self) -> &Form {
        &self.filling.form
    }

    /// Returns what was added to the texts that stood here.
    pub fn added(&self) -> Words {
        self.filling.form.added()
    }

    /// Takes back what was typed before, joined with what was typed since, and says so.
    pub fn recall(&mut self, words: &Words) {
        self.filling.form.recall(words);
        let not_taken_back = self.filling.form.not_taken_back();
        self.filling.told = Some(not_taken_back.map_or(Remark::Recalled, Remark::Passed));
    }

    /// Writes suggested days as they are written in this language.
    pub fn speak(&mut self, lang: Lang) {
        self.filling.form.speak(lang);
    }

    /// Takes text into the focused field.
    pub fn text(&mut self, text: &str) {
        if self.state == Sent::Not {
            self.filling.form.text(text);
        }
    }

    /// Fills in, goes back, or takes the step.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.state != Sent::Not {
            return Vec::new();
        }
        match action {
            Action::Discard => return self.discard(),
            Action::Explain => return self.explain(),
            Action::ScrollDown | Action::ScrollUp => {
                self.split.act(action);
                return Vec::new();
            }
            _ => {}
        }
        let focus = self.filling.form.focus();
        let filled = self.filling.form.act(action);
        // Elsewhere another thing may stand above, and another item or tick shows another text from its top.
        if self.filling.form.focus() != focus || consent::looks_ahead(&self.filling) {
            self.split.rewind();
        }
        match filled {
            Filled::Filling => Vec::new(),
            Filled::Back => vec![Act::Close],
            Filled::Proceed => self.proceed(),
        }
    }

    fn discard(&self) -> Vec<Act> {
        if self.draft().is_empty() {
            return vec![Act::Tell(CaseWord::NothingChanged.say())];
        }
        let ask = Question::new(Prepare::DiscardAsk.say(), Act::Hear(Reply::Thrown));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    /// Opens the paper on which the person is asked.
    fn explain(&self) -> Vec<Act> {
        match self.filling.held {
            None => vec![Act::Tell(Say::Working)],
            Some(_) => {
                let asked = consent::asked(&self.filling);
                let shown = self.filling.view.erasures;
                Paper::open(self.id, What::Asked(Box::new(asked)), shown)
            }
        }
    }

    fn deed(&mut self) -> Option<Deed> {
        (blank(self.filling.ask).deed)(&mut self.filling)
    }

    /// Takes the step with what is filled in; what one key too many must not do is asked about first.
    fn proceed(&mut self) -> Vec<Act> {
        if let Some(why) = self.filling.form.stop_at_aside() {
            self.filling.told = Some(Remark::Trouble(Told::say(why)));
            return Vec::new();
        }
        match self.deed() {
            Some(Deed::Withdraw(Withdrawal::Items(items), _)) => self.ask_whether(&items),
            Some(deed) if is_asked_about(&deed) => {
                self.filling.told = None;
                // What was asked before and not agreed to is asked again.
                self.taken_back.clear();
                let ask = self.ask_about(&deed);
                vec![Act::Open(Box::new(Screen::Question(ask)))]
            }
            Some(deed) => self.take(deed),
            None => Vec::new(),
        }
    }

    /// Asks once before a step is taken; of an end, what differs from the months that are known; of an answer to a withdrawal, what
    /// goes; of a follow-up, whether its day has come.
    fn ask_about(&self, deed: &Deed) -> Question {
        let differing = match deed {
            Deed::End(form) => course::differing(form, &self.filling.view),
            _ => None,
        };
        let sure = Act::Hear(Reply::Sure);
        if let (Deed::Handle(handling, _), Some(takes)) = (deed, self.filling.view.handling)
            && *handling != Handling::Kept
        {
            let ask = Told::both(|lang| message::handling_takes(*handling, takes, lang));
            return Question::asking(ask, sure);
        }
        if let Some(early) = course::told_early(deed, &self.filling.view) {
            let ask = Told::both(|lang| message::follow_up_early(early, lang));
            return Question::asking(ask, sure);
        }
        if let Some(early) = course::before_offer(deed, &self.filling.view) {
            let ask = Told::both(|lang| message::before_offer(early, lang));
            return Question::asking(ask, sure);
        }
        if let Deed::TakeUpNamed(named) = deed
            && let Some(ask) = taking_up(named, &self.filling.view)
        {
            return Question::asking(ask, sure);
        }
        if let Deed::Add(Which::These(sections)) = deed {
            let changed = goods::to_add(&self.filling.view, sections);
            let fields: Vec<_> = changed.iter().map(|it| it.field).collect();
            let ask = Told::both(|lang| newer::ask_to_add(&fields, lang));
            return Question::asking(ask, sure);
        }
        let put = self.filling.view.condition.as_ref();
        if let (Deed::Offer(_), Some(put)) = (deed, put.filter(|it| it.met == Met::NotYet)) {
            let ask = Told::both(|lang| condition::ask_to_offer(put, lang));
            return Question::asking(ask, sure);
        }
        let unopened = match deed {
            Deed::Confirm(Which::These(sections)) => self.unopened(sections),
            _ => Vec::new(),
        };
        if !unopened.is_empty() {
            let ask = Told::both(|lang| message::confirmed_unopened(&unopened, lang));
            return Question::asking(ask, sure);
        }
        if let Deed::RecordConsent(draft) = deed {
            let ask = Told::both(|lang| consent::asked_once(draft, lang));
            return Question::asking(ask, sure);
        }
        match differing {
            None => Question::new(asked_about(deed), sure),
            Some(it) => {
                let ask = Told::both(|lang| service::end_though_differing(it, lang));
                Question::asking(ask, sure)
            }
        }
    }

    /// The sections that were not opened where the form was opened from.
    fn unopened(&self, sections: &[SectionId]) -> Vec<SectionId> {
        let unopened = sections.iter().filter(|it| !self.opened.contains(it));
        unopened.copied().collect()
    }

    /// Asks once more, naming what is taken back: it cannot be undone.
    fn ask_whether(&self, items: &BTreeSet<ItemId>) -> Vec<Act> {
        let about = goods::withdrawing(&self.filling.view);
        let ask = Told::both(|lang| taking_back::asked(Some(items), &about, lang));
        let ask = Question::asking(ask, Act::Hear(Reply::Sure));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    /// Asks of a form what is taken back because it leaves it out.
    fn ask_of_left_out(&mut self, items: BTreeSet<ItemId>) -> Vec<Act> {
        self.state = Sent::Not;
        let line = &self.filling.view.line;
        let receiver = (&*line.peer_name, line.peer.means());
        let ask = Told::both(|lang| taking_back::by_leaving_out(&items, receiver, lang));
        self.taken_back = items;
        let ask = Question::asking(ask, Act::Hear(Reply::Sure));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    /// The same as filled in, with what is taken back by it.
    fn sure(&mut self) -> Option<Deed> {
        let taken_back = std::mem::take(&mut self.taken_back);
        let mut deed = self.deed()?;
        if let Deed::RecordConsent(draft) = &mut deed {
            draft.taken_back = taken_back;
        }
        Some(deed)
    }

    fn take(&mut self, deed: Deed) -> Vec<Act> {
        self.state = Sent::Waiting;
        self.filling.told = None;
        let take = room::Ask::Take(self.id, Box::new(deed));
        vec![Act::Save(Request::Handover(take))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Known(held) => {
                self.filling.held = Some(held);
                Vec::new()
            }
            Reply::Sure => self.sure().map_or_else(Vec::new, |it| self.take(it)),
            Reply::LeavesOut(items) => self.ask_of_left_out(items),
            Reply::Thrown => {
                self.filling.form.begin_anew();
                self.filling.told = None;
                Vec::new()
            }
            Reply::Refused(why) => {
                self.state = Sent::Not;
                self.filling.told = Some(Remark::Trouble(why));
                Vec::new()
            }
            Reply::Taken(taken) => {
                self.state = Sent::Done;
                let done = took_back(&taken.taken_back).unwrap_or_else(|| self.done());
                let differing = differing(&taken.differing);
                let notice = |told| Act::Open(Box::new(Screen::Notice(Notice::new(told))));
                let mut acts = vec![
                    Act::Close,
                    Act::Hear(Reply::Dossier(Box::new(taken.view))),
                    Act::Tell(done),
                ];
                acts.extend(differing.into_iter().chain(taken.hit).map(notice));
                acts
            }
            other => {
                self.state = Sent::Done;
                vec![Act::Close, Act::Hear(other), Act::Tell(self.done())]
            }
        }
    }

    fn done(&self) -> Say {
        done(self.filling.step, &self.filling.view)
    }

    /// Draws the form; the cursor stands where typing goes.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let (lang, it) = (pen.cx.lang, &self.filling);
        let blank = blank(it.ask);
        let inside = framed(pen, area, &(blank.title)(it, lang), self.stand());
        let top = Rect {
            height: 3,
            ..inside
        };
        let used = match (&it.told, self.state) {
            (_, Sent::Waiting) => pen.sentence(inside, &Say::Working, Role::Dim),
            (Some(Remark::Trouble(why)), _) => pen.marked(top, &why.text(lang), Role::Bad),
            (Some(Remark::Empty(at, what)), _) => match it.form.unfilled(*at) {
                Some(label) => {
                    let said = format!("{}: {}", pen.say(&label), pen.say(what));
                    pen.marked(top, &said, Role::Bad)
                }
                None => 0,
            },
            (Some(Remark::Recalled), _) => pen.sentence(top, &Say::DraftFound, Role::Changed),
            (Some(Remark::Passed(told)), _) => {
                let used = pen.sentence(top, &Say::DraftFound, Role::Changed);
                used + pen.marked(below(top, used), &told.text(lang), Role::Warn)
            }
            (None, _) => 0,
        };
        let rest = below(inside, used);
        if consent::looks_ahead(it) {
            return consent::view_ahead(it, &self.split, pen, rest);
        }
        let beside = (blank.beside)(it, lang);
        let height = self.rows_above(&beside, rest);
        let above = Rect { height, ..rest };
        self.split.view_text(pen, above, &beside);
        it.form.view(pen, below(rest, height + height.min(1)))
    }

    /// How many rows what to look at gets: what the form leaves, and half at least, for a long form scrolls. What is
    /// being filled in comes first.
    fn rows_above(&self, beside: &[Line], area: Rect) -> u16 {
        let wanted =
            u16::try_from(wrapped(beside, area.width.min(WIDEST)).len()).unwrap_or(u16::MAX);
        let form = &self.filling.form;
        let left_by = |form: u16| area.height.saturating_sub(form + 1);
        let half = (area.height / 2).min(left_by(form.focused_height()));
        wanted.min(left_by(form.height()).max(half))
    }
}

/// Says that a step is done, and whether the other office hears of it; this is how it stood before or stands since.
pub fn done(step: Step, view: &DossierView) -> Say {
    let offers = step == Step::Offer;
    match (offers || view.state.offer.is_some()) && !view.line.is_on_paper() {
        true => Say::StepDone(step),
        false => Say::StepKept(step),
    }
}

/// Says what was taken back with a form, if anything was.
fn took_back(items: &BTreeSet<ItemId>) -> Option<Say> {
    let first = *items.first()?;
    let all = items.len();
    Some(Say::TookBack { first, all })
}

/// What is asked before fields of an addition are taken up, where that is more than whether.
fn taking_up(named: &Named, view: &DossierView) -> Option<Told> {
    let said = |lang| {
        let what = goods::taking_up(named, view, lang)?;
        let then = String::new();
        Some(Said { what, then })
    };
    let (ja, en) = (said(Lang::Ja)?, said(Lang::En)?);
    Some(Told { ja, en })
}

/// Tells which key facts of a read-back differ, if any does: whoever read back looks at the paper again.
fn differing(facts: &[KeyFact]) -> Option<Told> {
    let said = |lang| Said {
        what: say(lang, &Word::FactsDiffer.say()),
        then: {
            let facts = facts.iter();
            let named: Vec<_> = facts
                .map(|it| label::handover::key_fact(*it, lang))
                .collect();
            message::list(&named, lang)
        },
    };
    let told = Told {
        ja: said(Lang::Ja),
        en: said(Lang::En),
    };
    (!facts.is_empty()).then_some(told)
}

/// Whether a step is asked about once more: one key too many must not take any. What stays a draft is not, and whoever takes
/// all consent back has typed so.
fn is_asked_about(deed: &Deed) -> bool {
    !matches!(
        deed,
        Deed::Return(_) | Deed::DraftAnswer(..) | Deed::Withdraw(Withdrawal::All, _)
    )
}

/// What is asked: a way of declining is named itself, for one of them is no refusal.
fn asked_about(deed: &Deed) -> Say {
    match deed {
        Deed::Decline(how, _) => Say::DeclineAsk(*how),
        Deed::StartInto(..) => Word::StartIntoAsk.say(),
        other => Say::StepAsk(other.step()),
    }
}
