//! A step that needs words: a form over the handover, and what was said before beside it.
//!
//! It checks only that days are days; the desk decides.

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::{Day, parse_day};
use crate::domain::case::Value;
use crate::domain::consent::{Family, Returned};
use crate::domain::handover::dossier::WithdrawalAnswer;
use crate::domain::handover::entry::{
    Decline, Discontinuation, Finding, Handling, Outcome, Side, Verdict, Withdrawal,
};
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::WordKey;
use crate::domain::id::HandoverId;
use crate::domain::key_fact::{Compared, KeyFact};
use crate::domain::section::{Asks, FieldId, ItemId, SectionId};
use crate::domain::text::ascii_digits;
use crate::lang::command::{Word as Usual, word as usual};
use crate::lang::problem::Said;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date, label, message};
use crate::report::consent::Asked;
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::draft::{Form as Opened, Words};
use crate::tui::room::handover as room;
use crate::tui::room::handover::Deed;
use crate::tui::room::handover::{ConsentDraft, DossierView, Found, HowSigned, PreviewSection};
use crate::tui::screen::Screen;
use crate::tui::screen::content::{self, Ask};
use crate::tui::screen::foresight;
use crate::tui::screen::notice::Notice;
use crate::tui::screen::paper::{Paper, What};
use crate::tui::screen::question::Question;
use crate::tui::screen::unsaved::Unsaved;
use crate::tui::theme::Role;
use crate::tui::widget::field::days_typed;
use crate::tui::widget::form::{Form, Item, Outcome as Filled};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::pen::{Pen, WIDEST};
use crate::tui::widget::several::{Several, Ticked};
use crate::tui::widget::split::{Line, Split, heading, wrapped};
use crate::workflow::case::Brought;
use crate::workflow::handover::{
    AcceptForm, Answering, EndForm, ReadBackForm, Told as FactTold, Which,
};

const VERDICTS: [Verdict; 3] = [Verdict::Right, Verdict::RightThough, Verdict::Correct];
const DECLINES: [Decline; 4] = [
    Decline::NotTaken,
    Decline::SentBack,
    Decline::TryOther,
    Decline::YesIf,
];
const OUTCOMES: [Outcome; 5] = [
    Outcome::GoingWell,
    Outcome::Concern,
    Outcome::Left,
    Outcome::NotReached,
    Outcome::NotShared,
];
const HANDLINGS: [Handling; 4] = [
    Handling::Returned,
    Handling::Erased,
    Handling::Kept,
    Handling::NothingHeld,
];
const DISCONTINUATIONS: [Discontinuation; 5] = [
    Discontinuation::Died,
    Discontinuation::MovedAway,
    Discontinuation::Employed,
    Discontinuation::OfficeClosed,
    Discontinuation::NotReachable,
];
const FINDINGS: [Finding; 3] = [Finding::Same, Finding::Differs, Finding::PaperDiffers];

/// Where each piece of the consent form stands.
mod consent {
    pub const PURPOSE: usize = 0;
    pub const ITEMS: usize = 1;
    pub const RETURNED: usize = 2;
    pub const UNTIL: usize = 3;
    pub const SIGNED: usize = 4;
    pub const SIGNER: usize = 5;
    pub const GUARDIAN: usize = 6;
    pub const MANNER: usize = 7;
    pub const PROXY: usize = 8;
    pub const FAMILY: usize = 9;
    pub const RELATION: usize = 10;
    pub const KEPT: usize = 11;
}

/// The least cells for what the other office would see, beside the items.
const BESIDE: u16 = 30;

/// The pieces of the read-back before its key facts, which are in own words.
const OWN_WORDS: [WordKey; 5] = [
    WordKey::Risk1,
    WordKey::Risk2,
    WordKey::Risk3,
    WordKey::NextStep,
    WordKey::FirstAppointment,
];
const TOLD: usize = OWN_WORDS.len();

/// A form for one step of one handover.
#[derive(Debug)]
pub struct StepForm {
    id: HandoverId,
    step: Step,
    ask: Ask,
    form: Form,
    view: Box<DossierView>,
    /// What the case says, while a consent is being filled in.
    held: Option<Vec<(FieldId, Value)>>,
    split: Split,
    /// What stood in the form before anything was typed.
    usual: Vec<(String, String)>,
    told: Option<Remark>,
    state: Sent,
}

/// What stands above the form.
#[derive(Clone, Debug)]
enum Remark {
    Recalled,
    Trouble(Told),
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
        let mut items = items(ask, view);
        items.push(Item::Button(Say::Step(step)));
        let mut form = Form::new(items);
        prefill(&mut form, ask, view);
        StepForm {
            id,
            step,
            ask,
            usual: form.words(),
            form,
            view: Box::new(view.clone()),
            held: None,
            split: Split::default(),
            told: None,
            state: Sent::Not,
        }
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.state == Sent::Waiting
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match self.draft_form() {
            Some(_) if self.looks_ahead() => Stand::ConsentItems,
            Some(_) => self.form.stand().kept(),
            None => self.form.stand(),
        }
    }

    /// Returns as which form what is typed here is kept.
    pub fn draft_form(&self) -> Option<Opened> {
        let place = Unsaved::Step(self.id, self.step, self.ask).place()?;
        let shown = self.view.erasures;
        Some(Opened { place, shown })
    }

    /// Returns what is typed, if anything is and the step was not taken with it.
    pub fn draft(&self) -> Words {
        if self.state == Sent::Done {
            return Words::default();
        }
        // What is suggested may be another day tomorrow: only what was typed is kept.
        let mut words = self.form.words();
        words.retain(|it| !self.usual.contains(it));
        Words(words)
    }

    /// Returns what was added to the texts that stood here.
    pub fn added(&self) -> Words {
        Words(self.form.added(&self.usual))
    }

    /// Takes back what was typed before, joined with what was typed since, and says so. What was found by looking is not
    /// taken back: something else may be looked at now.
    pub fn recall(&mut self, words: &Words) {
        let findings = self.findings();
        let said = |at: usize, piece: &str| {
            let kept = words.get(piece).filter(|_| !findings.contains(&at));
            kept.map(str::to_owned)
        };
        self.form.recall(said);
        self.told = Some(Remark::Recalled);
    }

    /// The choices that say what somebody found by looking at what stands above.
    fn findings(&self) -> Vec<usize> {
        match self.ask {
            Ask::Check => vec![0],
            Ask::ReadBack => {
                let facts = facts(&self.view).iter().zip(TOLD..);
                let compared = facts.filter(|(it, _)| it.compared() == Compared::SideBySide);
                compared.map(|(_, at)| at).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Writes suggested days as they are written in this language.
    pub fn speak(&mut self, lang: Lang) {
        let before = self.form.words();
        self.form.speak(lang);
        let now = before.into_iter().zip(self.form.words());
        for (usual, (before, now)) in self.usual.iter_mut().zip(now) {
            if *usual == before {
                *usual = now;
            }
        }
    }

    /// Takes text into the focused field.
    pub fn text(&mut self, text: &str) {
        if self.state == Sent::Not {
            self.form.text(text);
        }
    }

    /// Fills in, goes back, or takes the step.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.state != Sent::Not {
            return Vec::new();
        }
        if action == Action::Discard {
            return self.discard();
        }
        if action == Action::Explain && self.held.is_none() {
            return vec![Act::Tell(Say::Working)];
        }
        if action == Action::Explain {
            return Paper::open(self.id, What::Asked(Box::new(self.asked())));
        }
        if matches!(action, Action::ScrollDown | Action::ScrollUp) {
            self.split.act(action);
            return Vec::new();
        }
        let focus = self.form.focus();
        let filled = self.form.act(action);
        // Elsewhere another thing may stand above.
        if self.form.focus() != focus {
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

    /// Takes the step with what is filled in; what reaches further than a form can be mended is asked about first.
    fn proceed(&mut self) -> Vec<Act> {
        match self.deed() {
            Some(Deed::Withdraw(Withdrawal::Items(items))) => self.ask_whether(&items),
            Some(deed) if reaches_far(&deed) => {
                self.told = None;
                let ask = Question::new(Say::StepAsk(self.step), Act::Hear(Reply::Sure));
                vec![Act::Open(Box::new(Screen::Question(ask)))]
            }
            Some(deed) => self.take(deed),
            None => Vec::new(),
        }
    }

    /// Asks once more, naming what is taken back: it cannot be undone.
    fn ask_whether(&self, items: &BTreeSet<ItemId>) -> Vec<Act> {
        let view = &self.view;
        let receiver = match view.line.side {
            Side::Sender => &view.line.peer_name,
            Side::Receiver => &view.office,
        };
        let said = |lang| message::withdrawing(items, receiver, &view.state, lang);
        let ask = Told {
            ja: said(Lang::Ja),
            en: said(Lang::En),
        };
        let ask = Question::asking(ask, Act::Hear(Reply::Sure));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    fn take(&mut self, deed: Deed) -> Vec<Act> {
        self.state = Sent::Waiting;
        self.told = None;
        let take = room::Ask::Take(self.id, Box::new(deed));
        vec![Act::Save(Request::Handover(take))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        if let Reply::Known(held) = reply {
            self.held = Some(held);
            return Vec::new();
        }
        match reply {
            Reply::Sure => self.deed().map_or_else(Vec::new, |it| self.take(it)),
            Reply::Thrown => {
                // Made anew: what is suggested is a suggestion again, not what somebody typed.
                *self = StepForm {
                    held: self.held.take(),
                    ..StepForm::new(self.id, self.step, self.ask, &self.view)
                };
                Vec::new()
            }
            Reply::Refused(why) => {
                self.state = Sent::Not;
                self.told = Some(Remark::Trouble(why));
                Vec::new()
            }
            Reply::Taken(taken) => {
                self.state = Sent::Done;
                let differing = differing(&taken.differing);
                let notice = |told| Act::Open(Box::new(Screen::Notice(Notice::new(told))));
                let mut acts = vec![
                    Act::Close,
                    Act::Hear(Reply::Dossier(Box::new(taken.view))),
                    Act::Tell(self.done()),
                ];
                acts.extend(differing.map(notice));
                acts
            }
            other => {
                self.state = Sent::Done;
                vec![Act::Close, Act::Hear(other), Act::Tell(self.done())]
            }
        }
    }

    fn done(&self) -> Say {
        done(self.step, &self.view)
    }

    fn deed(&mut self) -> Option<Deed> {
        Some(match self.ask {
            Ask::Question(section) => Deed::Ask(section, self.said_some(0)?),
            Ask::DraftAnswer(question) => Deed::DraftAnswer(question, self.said_some(0)?),
            Ask::Answer(question) => {
                let answering = match self.form.taken(0) {
                    Some(0) | None => Answering::Text(self.said_some(1)?),
                    Some(_) => Answering::CannotBeAnswered(self.said(1)),
                };
                Deed::Answer(question, answering)
            }
            Ask::Reason => {
                let reason = self.said_some(0)?;
                self.with_reason(reason)?
            }
            Ask::Discontinue => {
                let reason = self.one_of(0, &DISCONTINUATIONS)?;
                Deed::Discontinue(reason, self.said(1))
            }
            Ask::Check => {
                let shown = content::read_back_shown(&self.view)?;
                Deed::Check(shown, self.one_of(0, &VERDICTS)?, self.said(1))
            }
            Ask::Decline => Deed::Decline(self.one_of(0, &DECLINES)?, self.said_some(1)?),
            Ask::FollowUp => {
                let outcome = self.one_of(0, &OUTCOMES)?;
                let note = match outcome {
                    Outcome::Concern => self.said_some(1)?,
                    _ => self.said(1),
                };
                Deed::FollowUp(outcome, note)
            }
            Ask::Handle => {
                let handling = self.one_of(0, &HANDLINGS)?;
                let why = match handling {
                    Handling::Kept => self.said_some(1)?,
                    Handling::Returned | Handling::Erased | Handling::NothingHeld => self.said(1),
                };
                Deed::Handle(handling, why)
            }
            Ask::Start => Deed::Start(self.day(0)?),
            Ask::Reopen(case) => {
                let day = self.day(0)?;
                Deed::Reopen(case, day, self.said_some(1)?)
            }
            Ask::TakeUp => {
                let all = sections_waiting(&self.view);
                Deed::TakeUp(self.chosen(0, &all).map(Which::These)?)
            }
            Ask::Accept => Deed::Accept(AcceptForm {
                start: self.day(0)?,
                interview: self.day_or_same(1, 0)?,
                in_charge: self.said_some(2)?,
                follow_ups: self.days(3)?,
            }),
            Ask::Offer => Deed::Offer(self.day_or_none(0)?),
            Ask::Add => {
                let all = addable(&self.view);
                Deed::Add(self.chosen(0, &all).map(Which::These)?)
            }
            Ask::Confirm => Deed::Confirm(self.sections()?),
            Ask::Consent => Deed::RecordConsent(Box::new(self.consent()?)),
            Ask::WithdrawItems => {
                let items = self.chosen(0, &self.view.covered.clone())?;
                Deed::Withdraw(Withdrawal::Items(items.into_iter().collect()))
            }
            Ask::WithdrawAll => {
                let typed = self.said(0).to_lowercase();
                let words = [Lang::Ja, Lang::En].map(|it| Word::WithdrawAllTyped.text(it));
                if !words.contains(&typed.as_str()) {
                    self.form.refuse(0, Word::NotTyped.say());
                    return None;
                }
                Deed::Withdraw(Withdrawal::All)
            }
            Ask::End => Deed::End(EndForm {
                contract_end: self.day(0)?,
                last_day: self.day_or_same(1, 0)?,
                months_used: self.months(2)?,
                confirmation: self.said_some(3)?,
            }),
            Ask::ReadBack => Deed::ReadBack(self.read_back()?),
            Ask::Release => Deed::Release(content::read_back_shown(&self.view)?),
        })
    }

    /// What is typed in a field.
    fn said(&self, at: usize) -> String {
        self.form.typed(at).trim().to_owned()
    }

    /// What is typed in a field that must not stay empty.
    fn said_some(&mut self, at: usize) -> Option<String> {
        let said = self.said(at);
        if said.is_empty() {
            self.form.refuse(at, Say::Needed);
            self.told = Some(Remark::Trouble(Told::say(Say::Needed)));
            return None;
        }
        Some(said)
    }

    /// The option taken; where nobody has chosen, that is told.
    fn one_of<T: Copy>(&mut self, at: usize, all: &[T]) -> Option<T> {
        let taken = self.form.taken(at).and_then(|it| all.get(it).copied());
        if taken.is_none() {
            self.form.refuse(at, Word::NeedChoice.say());
        }
        taken
    }

    fn with_reason(&self, reason: String) -> Option<Deed> {
        match self.step {
            Step::Return => Some(Deed::Return(reason)),
            Step::Recall => Some(Deed::Recall(reason)),
            Step::Lapse => Some(Deed::Lapse(reason)),
            Step::NotStart => Some(Deed::NotStart(reason)),
            _ => None,
        }
    }

    fn day(&mut self, at: usize) -> Option<Day> {
        match parse_day(self.form.typed(at)) {
            Ok(parsed) => Some(parsed.day),
            Err(_) => {
                self.form.refuse(at, Say::NotADay);
                None
            }
        }
    }

    fn day_or_none(&mut self, at: usize) -> Option<Option<Day>> {
        match self.form.typed(at).trim().is_empty() {
            true => Some(None),
            false => self.day(at).map(Some),
        }
    }

    /// The day in a field; where it is empty, the one in another.
    fn day_or_same(&mut self, at: usize, other: usize) -> Option<Day> {
        match self.day_or_none(at)? {
            Some(day) => Some(day),
            None => self.day(other),
        }
    }

    /// Several days in one line, between spaces or commas.
    fn days(&mut self, at: usize) -> Option<Vec<Day>> {
        let typed = self.form.typed(at);
        let days: Result<Vec<Day>, _> = days_typed(typed)
            .map(|it| parse_day(it).map(|it| it.day))
            .collect();
        if days.is_err() {
            self.form.refuse(at, Say::NotADay);
        }
        days.ok()
    }

    /// What is ticked; where nothing is, that is told.
    fn chosen<T: Copy>(&mut self, at: usize, all: &[T]) -> Option<Vec<T>> {
        let ticked = self.form.ticked(at);
        if ticked.is_empty() {
            self.told = Some(Remark::Trouble(Told::say(Word::ChooseOne.say())));
            self.form.focus_on(at);
            return None;
        }
        Some(
            ticked
                .iter()
                .filter_map(|it| all.get(*it).copied())
                .collect(),
        )
    }

    fn sections(&mut self) -> Option<Which> {
        let all = confirmable(&self.view);
        self.chosen(0, &all).map(Which::These)
    }

    fn consent(&mut self) -> Option<ConsentDraft> {
        let items = self.chosen(consent::ITEMS, ItemId::ALL)?;
        let ticked = self.form.ticked(consent::RETURNED);
        let returned = ticked
            .iter()
            .filter_map(|it| Returned::ALL.get(*it).copied());
        let until = self.day(consent::UNTIL)?;
        let signed = self.day(consent::SIGNED)?;
        let manner = match self.form.taken(consent::MANNER) {
            Some(0) | None => HowSigned::OwnHand,
            Some(1) => HowSigned::Proxy(self.said(consent::PROXY)),
            Some(2) => HowSigned::Seal,
            Some(_) => HowSigned::Electronic,
        };
        let family = self.said(consent::FAMILY);
        Some(ConsentDraft {
            purpose: self.said(consent::PURPOSE),
            items: items.into_iter().collect(),
            returned: returned.collect(),
            until,
            signed,
            guardian: match self.form.taken(consent::SIGNER) {
                Some(0) | None => None,
                Some(_) => Some(self.said(consent::GUARDIAN)),
            },
            manner,
            family: match family.is_empty() {
                true => None,
                false => Some((family, self.said(consent::RELATION))),
            },
            kept: self.said(consent::KEPT),
        })
    }

    fn months(&mut self, at: usize) -> Option<u8> {
        let typed = ascii_digits(self.form.typed(at).trim()).parse().ok();
        if typed.is_none() {
            self.form.refuse(at, Say::NotANumber);
        }
        typed
    }

    fn read_back(&mut self) -> Option<ReadBackForm> {
        let facts = facts(&self.view).to_vec();
        let differing = self.form.ticked(TOLD + facts.len());
        let mut told = Vec::new();
        let mut typed = 0;
        for (fact, at) in facts.into_iter().zip(TOLD..) {
            let finding = match fact.compared() {
                Compared::SideBySide => FactTold::Marked(self.one_of(at, &FINDINGS)?),
                Compared::TypedAgain => {
                    typed += 1;
                    match differing.contains(&(typed - 1)) {
                        true => FactTold::Marked(Finding::PaperDiffers),
                        false => FactTold::Typed(self.said(at)),
                    }
                }
            };
            told.push((fact, finding));
        }
        Some(ReadBackForm {
            risks: [self.said(0), self.said(1), self.said(2)],
            next_step: self.said(3),
            first_appointment: self.said(4),
            facts: told,
        })
    }

    /// Draws the form; the cursor stands where typing goes.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let lang = pen.cx.lang;
        let step = label::handover::step_title(self.step, lang);
        let about = match self.ask {
            Ask::Question(section) => label::section(section, lang),
            _ => "",
        };
        let title = format!("{step}  {about}  {}", self.person());
        let inside = framed(pen, area, &title, self.stand());
        let top = Rect {
            height: 3,
            ..inside
        };
        let used = match (&self.told, self.state) {
            (_, Sent::Waiting) => pen.sentence(inside, &Say::Working, Role::Dim),
            (Some(Remark::Trouble(why)), _) => pen.marked(top, &why.text(lang), Role::Bad),
            (Some(Remark::Recalled), _) => pen.sentence(top, &Say::DraftFound, Role::Changed),
            (None, _) => 0,
        };
        let rest = below(inside, used);
        if self.looks_ahead() {
            return self.view_ahead(pen, rest);
        }
        let context = self.context(lang);
        let above = self.rows_above(&context, rest);
        let beside = Rect {
            height: above,
            ..rest
        };
        self.split.view_text(pen, beside, &context);
        self.form.view(pen, below(rest, above + above.min(1)))
    }

    /// The person as the title says it: while the kana is typed again from the paper, it stands nowhere.
    fn person(&self) -> String {
        match self.ask {
            Ask::ReadBack => without_kana(&self.view.line.person),
            _ => self.view.line.person.clone(),
        }
    }

    /// How many rows what to look at gets: what the form leaves, and half at least, for a long form scrolls. What is
    /// being filled in comes first.
    fn rows_above(&self, context: &[Line], area: Rect) -> u16 {
        let wanted =
            u16::try_from(wrapped(context, area.width.min(WIDEST)).len()).unwrap_or(u16::MAX);
        let left_by = |form: u16| area.height.saturating_sub(form + 1);
        let half = (area.height / 2).min(left_by(self.form.focused_height()));
        wanted.min(left_by(self.form.height()).max(half))
    }

    /// Whether what the other office would see stands beside the items being ticked.
    fn looks_ahead(&self) -> bool {
        self.ask == Ask::Consent && self.form.focus() == consent::ITEMS
    }

    fn view_ahead(&self, pen: &mut Pen, area: Rect) -> Position {
        let wanted = self.form.width_of_ticks(consent::ITEMS, pen);
        let least = (area.width / 2).max(area.width.min(40).min(area.width * 3 / 5));
        let left = Rect {
            width: wanted.clamp(least, least.max(area.width.saturating_sub(BESIDE))),
            ..area
        };
        let right = Rect {
            x: left.right() + 1,
            width: area.width - left.width - 1,
            ..area
        };
        let (ticked, family) = (self.ticked(), self.family());
        let item = ItemId::ALL.get(self.form.selected(consent::ITEMS));
        if let Some(item) = item {
            let text = match &self.held {
                Some(held) => foresight::about(*item, held, &ticked, family, pen.cx.lang),
                None => vec![(Role::Dim, pen.say(&Say::Working))],
            };
            self.split.view_text(pen, right, &text);
        }
        self.form.view_focused(pen, left)
    }

    /// The items that are ticked in a consent.
    fn ticked(&self) -> BTreeSet<ItemId> {
        let ticked = self.form.ticked(consent::ITEMS);
        let items = ticked.iter().filter_map(|it| ItemId::ALL.get(*it));
        items.copied().collect()
    }

    /// Whether the family's own consent stands on the form.
    fn family(&self) -> Family {
        let typed = |at| !self.said(at).is_empty();
        match typed(consent::FAMILY) && typed(consent::RELATION) {
            true => Family::Agrees,
            false => Family::Silent,
        }
    }

    /// What the person is asked, as the form stands; a day that is not typed yet is left to be written by hand.
    fn asked(&self) -> Asked {
        let returned = self.form.ticked(consent::RETURNED);
        let returned = returned.iter().filter_map(|it| Returned::ALL.get(*it));
        Asked {
            person: self.view.line.person.clone(),
            sender: self.view.office.clone(),
            receiver: self.view.line.peer_name.clone(),
            purpose: self.said(consent::PURPOSE),
            until: parse_day(self.form.typed(consent::UNTIL))
                .map(|it| it.day)
                .ok(),
            ticked: self.ticked(),
            family: self.family(),
            returned: returned.copied().collect(),
            held: self
                .held
                .iter()
                .flatten()
                .map(|(field, _)| *field)
                .collect(),
        }
    }

    /// What to look at while typing: what was asked or read back, or the fact to compare. The facts
    /// that are typed again are not shown.
    fn context(&self, lang: Lang) -> Vec<Line> {
        let hint = |word: Word| (Role::Text, say(lang, &word.say()));
        match self.ask {
            Ask::Answer(question) | Ask::DraftAnswer(question) => {
                let spoken = content::spoken_of(question, &self.view);
                spoken.map(|it| (Role::Text, it.to_owned())).collect()
            }
            Ask::Check => content::read_back(&self.view, lang),
            Ask::Release => {
                let mut text = vec![hint(Word::ReleaseHint), (Role::Text, String::new())];
                text.extend(content::read_back(&self.view, lang));
                text
            }
            Ask::ReadBack => match self.form.focus().checked_sub(TOLD) {
                Some(at) => facts(&self.view)
                    .get(at)
                    .map_or_else(Vec::new, |fact| self.fact(*fact, lang)),
                None => {
                    let mut said = content::objection(&self.view, lang);
                    match content::said_before(&self.view, WordKey::Risk1) {
                        Some(_) => said.push(hint(Word::ReadBackAgain)),
                        None if said.is_empty() => said.push(hint(Word::ReadBackHint)),
                        None => {}
                    }
                    said
                }
            },
            Ask::Consent => vec![hint(Word::ConsentHint)],
            Ask::WithdrawItems => vec![hint(Word::WithdrawHint)],
            Ask::WithdrawAll => vec![hint(Word::WithdrawAllHint)],
            Ask::Confirm => vec![hint(Word::ConfirmAsk)],
            Ask::Add => vec![hint(Word::AddHint)],
            Ask::TakeUp => self.waiting(lang),
            Ask::Reopen(_) => vec![hint(Word::ReopenHint)],
            Ask::Accept => vec![hint(Word::FollowUpsHint)],
            Ask::Offer => vec![hint(Word::OfferHint)],
            Ask::Handle => self.taken_back(lang),
            Ask::Decline => vec![hint(
                match self.form.taken(0).and_then(|it| DECLINES.get(it)) {
                    Some(Decline::SentBack) => Word::DeclineSentBack,
                    Some(Decline::TryOther) => Word::DeclineTryOther,
                    Some(Decline::YesIf) => Word::DeclineYesIf,
                    Some(Decline::NotTaken) | None => Word::DeclineNotTaken,
                },
            )],
            Ask::Discontinue => vec![hint(Word::DiscontinueHint)],
            Ask::Reason => match self.step {
                Step::Recall => vec![hint(Word::RecallHint)],
                Step::Return => vec![hint(Word::ReturnHint)],
                Step::Lapse => vec![hint(Word::LapseHint)],
                Step::NotStart => vec![hint(Word::NotStartHint)],
                _ => Vec::new(),
            },
            Ask::Question(section) => {
                let mut all = self.view.sections.iter();
                let asked = all.find(|it| it.id == section);
                asked.map_or_else(Vec::new, |it| content::section(it, &self.view, lang))
            }
            Ask::FollowUp | Ask::Start | Ask::End => Vec::new(),
        }
    }

    /// What the person took back and nobody has answered for yet: the one that is answered for first.
    fn taken_back(&self, lang: Lang) -> Vec<Line> {
        let state = &self.view.state;
        let mut owed = state.withdrawals.iter();
        let owed = owed.find(|it| it.answer == WithdrawalAnswer::Owed);
        let items = owed.map_or_else(BTreeSet::new, |it| state.items_of(&it.scope));
        let title = (Role::Key, say(lang, &Word::TakenBack.say()));
        let items = items.into_iter();
        let items = items.map(|it| (Role::Warn, format!("- {}", label::item(it, lang))));
        let hint = (Role::Text, say(lang, &Word::HandleHint.say()));
        std::iter::once(title).chain(items).chain([hint]).collect()
    }

    /// What waits in the section that has the focus: what stands in the own case, and what came.
    fn waiting(&self, lang: Lang) -> Vec<Line> {
        let all = sections_waiting(&self.view);
        let section = all.get(self.form.selected(0));
        let here = |it: &&Brought| Some(&it.field.spec().section) == section;
        let mut lines = vec![(Role::Text, say(lang, &Word::TakeUpHint.say()))];
        for it in self.view.waiting.iter().filter(here) {
            lines.push(heading(it.field, lang));
            let own = it.own.as_ref().map(|own| message::value(own, lang));
            let own = own.unwrap_or_else(|| say(lang, &Word::NothingStands.say()));
            lines.push((
                Role::Dim,
                format!("  {}: {own}", say(lang, &Word::StandsInOwn.say())),
            ));
            lines.push((
                Role::Text,
                format!(
                    "  {}: {}",
                    say(lang, &Word::CameWith.say()),
                    message::value(&it.told, lang)
                ),
            ));
        }
        lines
    }

    fn fact(&self, fact: KeyFact, lang: Lang) -> Vec<Line> {
        if fact.compared() == Compared::TypedAgain {
            let hint = say(lang, &Say::TypeFromPaper);
            return vec![(Role::Dim, hint)];
        }
        let sections = self.view.sections.iter().flat_map(|it| &it.fields);
        let fields = sections.filter(|(field, _)| fact.fields().contains(field));
        let lines = fields.flat_map(|(field, value)| {
            [
                heading(*field, lang),
                (Role::Text, message::value(value, lang)),
            ]
        });
        lines.collect()
    }
}

/// Says that a step is done, and whether the other office hears of it; this is how it stood before or stands since.
pub fn done(step: Step, view: &DossierView) -> Say {
    let offers = step == Step::Offer;
    match offers || view.state.offer.is_some() {
        true => Say::StepDone(step),
        false => Say::StepKept(step),
    }
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

/// Leaves out every part of a name that is written in kana, however wide: of a name that is kana itself, nothing stays.
fn without_kana(person: &str) -> String {
    let kana = |c: char| matches!(c, 'ぁ'..='ヿ' | '｡'..='ﾟ');
    let parts = person.split(char::is_whitespace);
    let other: Vec<&str> = parts.filter(|it| !it.chars().all(kana)).collect();
    other.join(" ")
}

/// Whether a step sends content, hands over, begins, destroys or ends: one key too many must not do that.
fn reaches_far(deed: &Deed) -> bool {
    match deed {
        Deed::Offer(_)
        | Deed::Release(_)
        | Deed::Start(_)
        | Deed::Decline(..)
        | Deed::Discontinue(..) => true,
        Deed::Handle(handling, _) => *handling != Handling::Kept,
        _ => false,
    }
}

/// The sections something waits in, each once, in reading order.
fn sections_waiting(view: &DossierView) -> Vec<SectionId> {
    let all = view.waiting.iter().map(|it| it.field.spec().section);
    let all: BTreeSet<SectionId> = all.collect();
    all.into_iter().collect()
}

/// The sections that say something else today than when they were handed over.
pub fn addable(view: &DossierView) -> Vec<SectionId> {
    let as_handed = |it: &&PreviewSection| {
        let mut handed = view.sections.iter();
        handed.any(|of| of.id == it.id && of.fields == it.fields)
    };
    let changed = view.preview.iter().filter(|it| !as_handed(it));
    changed.map(|it| it.id).collect()
}

/// The sections the person has not found right as they are today.
pub fn confirmable(view: &DossierView) -> Vec<SectionId> {
    let open = view.preview.iter().filter(|it| it.found == Found::NotYet);
    open.map(|it| it.id).collect()
}

fn facts(view: &DossierView) -> &[KeyFact] {
    let offer = view.state.offer.as_ref();
    offer.map_or(&[], |it| &it.manifest.facts)
}

fn items(ask: Ask, view: &DossierView) -> Vec<Item> {
    let text = |label| Item::page(label);
    // What is recorded as somebody's finding is never there before they chose it.
    let choice = |label, options: Vec<Say>| Item::choice(label, options, None);
    match ask {
        Ask::Question(_) => vec![text(Say::QuestionText)],
        Ask::DraftAnswer(_) => vec![text(Say::AnswerText)],
        Ask::Answer(_) => vec![
            Item::choice(
                Say::HowAnswered,
                vec![Say::Answerable, Say::NotAnswerable],
                Some(0),
            ),
            text(Say::AnswerText),
        ],
        Ask::Reason => vec![text(Say::ReasonText)],
        Ask::Discontinue => vec![
            choice(
                Say::Why,
                DISCONTINUATIONS.map(Say::Discontinuation).to_vec(),
            ),
            text(Say::ReasonText),
        ],
        Ask::Check => vec![
            choice(Say::VerdictWord, VERDICTS.map(Say::Verdict).to_vec()),
            text(Say::NoteText),
        ],
        Ask::Decline => vec![
            choice(Say::How, DECLINES.map(Say::Decline).to_vec()),
            text(Say::ReasonText),
        ],
        Ask::FollowUp => vec![
            choice(Say::HowItGoes, OUTCOMES.map(Say::Outcome).to_vec()),
            text(Say::NoteText),
        ],
        Ask::Handle => vec![
            choice(Say::How, HANDLINGS.map(Say::Handling).to_vec()),
            text(Say::NoteText),
        ],
        Ask::Accept => vec![
            Item::day(Say::StartDay),
            Item::day(Word::InterviewOrStart.say()),
            Item::line(Say::InCharge),
            Item::days(Word::FollowUps.say()),
        ],
        Ask::Offer => vec![Item::day(Word::ReplyBy.say())],
        Ask::Add => vec![sections_of(addable(view))],
        Ask::Confirm => vec![sections_of(confirmable(view))],
        Ask::WithdrawItems => {
            let items = view.covered.iter().map(|it| Say::Item(*it)).collect();
            vec![Item::several(
                Word::ItemsTakenBack.say(),
                items,
                Ticked::None,
            )]
        }
        Ask::WithdrawAll => vec![Item::line(Word::WithdrawAllWord.say())],
        Ask::Consent => consent_items(),
        Ask::Start => vec![Item::day(Say::StartDay)],
        Ask::Reopen(_) => vec![Item::day(Say::StartDay), text(Word::ReopenWhy.say())],
        Ask::TakeUp => {
            let all = sections_waiting(view).into_iter();
            vec![Item::several(
                Word::Sections.say(),
                all.map(Say::Section).collect(),
                Ticked::All,
            )]
        }
        Ask::End => vec![
            Item::day(Say::ContractEnd),
            Item::day(Word::LastDayOrSame.say()),
            Item::line(Say::MonthsUsed),
            Item::line(Say::CityConfirmed),
        ],
        Ask::ReadBack => read_back_items(view),
        Ask::Release => Vec::new(),
    }
}

fn sections_of(all: Vec<SectionId>) -> Item {
    let sections = all.into_iter().map(Say::Section).collect();
    Item::several(Word::Sections.say(), sections, Ticked::None)
}

fn consent_items() -> Vec<Item> {
    let words = |all: &[Word]| all.iter().map(|it| it.say()).collect();
    let choice = |label: Word, options: &[Word]| Item::choice(label.say(), words(options), Some(0));
    let names = ItemId::ALL.iter().map(|it| Say::ItemAsking(*it)).collect();
    let alone = ItemId::ALL.iter().enumerate();
    let alone = alone.filter(|(_, it)| it.asks() != Asks::ThePerson);
    let items = Several::new(Word::Items.say(), names, Ticked::None)
        .asked_alone(alone.map(|(at, _)| at).collect());
    let returned = Returned::ALL.iter().map(|it| Say::Returned(*it)).collect();
    vec![
        Item::line(Word::Purpose.say()),
        Item::Several(Box::new(items)),
        Item::several(Word::ReturnsWanted.say(), returned, Ticked::All),
        Item::day(Word::Until.say()),
        Item::day(Word::SignedOn.say()),
        choice(Word::Signer, &[Word::Person, Word::Guardian]),
        Item::line(Word::GuardianName.say()),
        choice(
            Word::Manner,
            &[Word::OwnHand, Word::Proxy, Word::Seal, Word::Electronic],
        ),
        Item::line(Word::ProxyReason.say()),
        Item::line(Word::FamilyName.say()),
        Item::line(Word::FamilyRelation.say()),
        Item::line(Word::Kept.say()),
    ]
}

/// What is usual stands there already, to be changed where it is not so.
fn prefill(form: &mut Form, ask: Ask, view: &DossierView) {
    let today = date::short_day(view.today, Lang::Ja);
    match ask {
        Ask::Consent => prefill_consent(form, view.today),
        Ask::Start => form.suggest(0, &today),
        Ask::End => form.suggest(0, &date::short_day(last_before_start(view), Lang::Ja)),
        Ask::Reopen(_) => {
            let day = view.state.started.unwrap_or(view.today);
            form.suggest(0, &date::short_day(day, Lang::Ja));
        }
        Ask::Accept => form.suggest(2, &view.me),
        // Own words are mended; what is typed or compared without looking is done again from nothing.
        Ask::ReadBack => {
            for (at, key) in OWN_WORDS.into_iter().enumerate() {
                if let Some(text) = content::said_before(view, key) {
                    form.prefill(at, text);
                }
            }
        }
        Ask::Answer(question) => {
            let draft = view.drafts.iter().find(|(it, _)| *it == question);
            if let Some((_, text)) = draft {
                form.prefill(1, text);
            }
        }
        _ => (),
    }
}

/// The day before the other office begins, where that is known: the contract here ends then, whatever today is.
fn last_before_start(view: &DossierView) -> Day {
    let accepted = view.state.acceptance.as_ref().map(|it| it.start);
    let start = view.state.started.or(accepted);
    start.map_or(view.today, |it| it.plus_days(-1))
}

/// The form is in Japanese.
fn prefill_consent(form: &mut Form, today: Day) {
    form.prefill(consent::PURPOSE, usual(Usual::UsualPurpose, Lang::Ja));
    form.suggest(consent::SIGNED, &date::short_day(today, Lang::Ja));
    form.prefill(consent::KEPT, usual(Usual::UsualPlace, Lang::Ja));
}

fn read_back_items(view: &DossierView) -> Vec<Item> {
    let mut items: Vec<Item> = [
        Say::Risk(1),
        Say::Risk(2),
        Say::Risk(3),
        Say::NextStep,
        Say::FirstAppointment,
    ]
    .map(Item::line)
    .into();
    items.extend(facts(view).iter().map(|fact| match fact.compared() {
        Compared::TypedAgain => Item::line(Say::Fact(*fact)),
        Compared::SideBySide => {
            Item::choice(Say::Fact(*fact), FINDINGS.map(Say::Finding).to_vec(), None)
        }
    }));
    let typed = facts(view).iter();
    let typed = typed.filter(|it| it.compared() == Compared::TypedAgain);
    let typed: Vec<Say> = typed.map(|it| Say::Fact(*it)).collect();
    if !typed.is_empty() {
        items.push(Item::several(Word::PaperSays.say(), typed, Ticked::None));
    }
    items
}
