//! A step that needs words: a form over the handover, and what was said before beside it.
//!
//! It checks only that days are days; the desk decides.

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::{Day, parse_day};
use crate::domain::handover::entry::{
    Decline, Discontinuation, Finding, Handling, Outcome, Verdict,
};
use crate::domain::handover::permit::Step;
use crate::domain::id::HandoverId;
use crate::domain::key_fact::{Compared, KeyFact};
use crate::domain::text::ascii_digits;
use crate::lang::label;
use crate::lang::message;
use crate::lang::screen::Say;
use crate::tui::act::{Act, Deed, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::screen::content::{self, Ask, Line};
use crate::tui::theme::Role;
use crate::tui::view::DossierView;
use crate::tui::widget::form::{Form, Item, Outcome as Filled};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::pen::Pen;
use crate::workflow::handover::{AcceptForm, Answering, EndForm, ReadBackForm, Told as FactTold};

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

/// The pieces of the read-back before its key facts: three risks, next step, first appointment.
const TOLD: usize = 5;

/// A form for one step of one handover.
#[derive(Debug)]
pub struct StepForm {
    id: HandoverId,
    step: Step,
    ask: Ask,
    form: Form,
    view: Box<DossierView>,
    trouble: Option<Told>,
    state: Sent,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sent {
    Not,
    Waiting,
}

impl StepForm {
    /// Makes the form for a step.
    pub fn new(id: HandoverId, step: Step, ask: Ask, view: &DossierView) -> StepForm {
        let mut items = items(ask, view);
        items.push(Item::Button(Say::Step(step)));
        let mut form = Form::new(items);
        if let Ask::Answer(question) = ask {
            let draft = view.drafts.iter().find(|(it, _)| *it == question);
            if let Some((_, text)) = draft {
                form.focus_on(1);
                form.text(text);
                form.focus_on(0);
            }
        }
        StepForm {
            id,
            step,
            ask,
            form,
            view: Box::new(view.clone()),
            trouble: None,
            state: Sent::Not,
        }
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.form.stand()
    }

    /// Takes text into the focused field.
    pub fn text(&mut self, text: &str) {
        if self.state == Sent::Not {
            self.form.text(text);
        }
    }

    /// Fills in, goes back, or takes the step.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.state == Sent::Waiting {
            return Vec::new();
        }
        match self.form.act(action) {
            Filled::Filling => Vec::new(),
            Filled::Back => vec![Act::Close],
            Filled::Proceed => self.proceed(),
        }
    }

    fn proceed(&mut self) -> Vec<Act> {
        let Some(deed) = self.deed() else {
            return Vec::new();
        };
        self.state = Sent::Waiting;
        self.trouble = None;
        vec![Act::Ask(Request::Step(self.id, Box::new(deed)))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        self.state = Sent::Not;
        match reply {
            Reply::Refused(why) => {
                self.trouble = Some(why);
                Vec::new()
            }
            other => vec![
                Act::Close,
                Act::Hear(other),
                Act::Tell(Say::StepDone(self.step)),
            ],
        }
    }

    fn deed(&mut self) -> Option<Deed> {
        let text = |form: &Form, at| form.typed(at).trim().to_owned();
        let form = &self.form;
        let taken = form.taken(0);
        Some(match self.ask {
            Ask::Question(section) => Deed::Ask(section, text(form, 0)),
            Ask::DraftAnswer(question) => Deed::DraftAnswer(question, text(form, 0)),
            Ask::Answer(question) => {
                let answering = match taken {
                    0 => Answering::Text(text(form, 1)),
                    _ => Answering::CannotBeAnswered(text(form, 1)),
                };
                Deed::Answer(question, answering)
            }
            Ask::Reason => self.with_reason(text(form, 0))?,
            Ask::Discontinue => Deed::Discontinue(*DISCONTINUATIONS.get(taken)?, text(form, 1)),
            Ask::Check => Deed::Check(*VERDICTS.get(taken)?, text(form, 1)),
            Ask::Decline => Deed::Decline(*DECLINES.get(taken)?, text(form, 1)),
            Ask::FollowUp => Deed::FollowUp(*OUTCOMES.get(taken)?, text(form, 1)),
            Ask::Handle => Deed::Handle(*HANDLINGS.get(taken)?, text(form, 1)),
            Ask::Start => Deed::Start(self.day(0)?),
            Ask::Accept => Deed::Accept(AcceptForm {
                in_charge: text(form, 2),
                start: self.day(0)?,
                interview: self.day(1)?,
                follow_ups: Vec::new(),
            }),
            Ask::End => Deed::End(EndForm {
                confirmation: text(form, 3),
                contract_end: self.day(0)?,
                last_day: self.day(1)?,
                months_used: self.months(2)?,
            }),
            Ask::ReadBack => Deed::ReadBack(self.read_back()),
        })
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

    fn months(&mut self, at: usize) -> Option<u8> {
        let typed = ascii_digits(self.form.typed(at).trim()).parse().ok();
        if typed.is_none() {
            self.form.refuse(at, Say::NotANumber);
        }
        typed
    }

    fn read_back(&self) -> ReadBackForm {
        let text = |at| self.form.typed(at).trim().to_owned();
        let told = facts(&self.view).iter().zip(TOLD..).map(|(fact, at)| {
            let told = match fact.compared() {
                Compared::TypedAgain => FactTold::Typed(text(at)),
                Compared::SideBySide => FactTold::Marked(
                    FINDINGS
                        .get(self.form.taken(at))
                        .copied()
                        .unwrap_or(Finding::Same),
                ),
            };
            (*fact, told)
        });
        ReadBackForm {
            risks: [text(0), text(1), text(2)],
            next_step: text(3),
            first_appointment: text(4),
            facts: told.collect(),
        }
    }

    /// Draws the form; the cursor stands where typing goes.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let lang = pen.cx.lang;
        let step = label::handover::step(self.step, lang);
        let about = match self.ask {
            Ask::Question(section) => label::section(section, lang),
            _ => "",
        };
        let title = format!("{step}  {about}  {}", self.view.line.person);
        let inside = framed(pen, area, &title, self.stand());
        let used = match (&self.trouble, self.state) {
            (_, Sent::Waiting) => pen.sentence(inside, &Say::Working, Role::Dim),
            (Some(why), _) => {
                let text = why.text(lang);
                pen.marked(
                    Rect {
                        height: 3,
                        ..inside
                    },
                    &text,
                    Role::Bad,
                )
            }
            (None, Sent::Not) => 0,
        };
        let rest = below(inside, used);
        let form = self.form.height().min(rest.height);
        let context = content::wrapped(&self.context(lang), rest.width);
        let room = usize::from(rest.height - form);
        let shown = context.len().min(room.saturating_sub(1));
        for (y, (role, row)) in (rest.top()..).zip(&context[..shown]) {
            pen.put(rest.x, y, rest.width, row, *role);
        }
        let gap = u16::from(shown > 0);
        let above = u16::try_from(shown).unwrap_or(0) + gap;
        self.form.view(pen, below(rest, above))
    }

    /// What to look at while typing: what was asked or read back, or the fact to compare. The facts
    /// that are typed again are not shown.
    fn context(&self, lang: crate::lang::Lang) -> Vec<Line> {
        match self.ask {
            Ask::Answer(question) | Ask::DraftAnswer(question) => {
                let spoken = content::spoken_of(question, &self.view);
                spoken.map(|it| (Role::Text, it.to_owned())).collect()
            }
            Ask::Check => content::read_back(&self.view, lang),
            Ask::ReadBack => match self.form.focus().checked_sub(TOLD) {
                Some(at) => facts(&self.view)
                    .get(at)
                    .map_or_else(Vec::new, |fact| self.fact(*fact, lang)),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn fact(&self, fact: KeyFact, lang: crate::lang::Lang) -> Vec<Line> {
        if fact.compared() == Compared::TypedAgain {
            let hint = crate::lang::screen::say(lang, &Say::TypeFromPaper);
            return vec![(Role::Dim, hint)];
        }
        let sections = self.view.sections.iter().flat_map(|it| &it.fields);
        let fields = sections.filter(|(field, _)| fact.fields().contains(field));
        let lines = fields.flat_map(|(field, value)| {
            [
                (Role::Key, label::field(*field, lang).to_owned()),
                (Role::Text, message::value(value, lang)),
            ]
        });
        lines.collect()
    }
}

fn facts(view: &DossierView) -> &[KeyFact] {
    let offer = view.state.offer.as_ref();
    offer.map_or(&[], |it| &it.manifest.facts)
}

fn items(ask: Ask, view: &DossierView) -> Vec<Item> {
    let text = |label| Item::page(label);
    let choice = |label, options: Vec<Say>| Item::Choice {
        label,
        options,
        at: 0,
    };
    match ask {
        Ask::Question(_) => vec![text(Say::QuestionText)],
        Ask::DraftAnswer(_) => vec![text(Say::AnswerText)],
        Ask::Answer(_) => vec![
            choice(Say::HowAnswered, vec![Say::Answerable, Say::NotAnswerable]),
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
            Item::line(Say::StartDay),
            Item::line(Say::Interview),
            Item::line(Say::InCharge),
        ],
        Ask::Start => vec![Item::line(Say::StartDay)],
        Ask::End => vec![
            Item::line(Say::ContractEnd),
            Item::line(Say::LastDay),
            Item::line(Say::MonthsUsed),
            Item::line(Say::CityConfirmed),
        ],
        Ask::ReadBack => read_back_items(view),
    }
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
        Compared::SideBySide => Item::Choice {
            label: Say::Fact(*fact),
            options: FINDINGS.map(Say::Finding).to_vec(),
            at: 0,
        },
    }));
    items
}
