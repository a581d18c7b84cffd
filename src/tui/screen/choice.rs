//! The steps of a handover as rows: each with how it is taken, or why it is not open.
//!
//! Whether a step is open was decided before.

use crate::domain::handover::dossier::{Question, QuestionStatus};
use crate::domain::handover::entry::Reading;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::handover::turn::{Task, Why};
use crate::domain::id::QuestionNo;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, label};
use crate::tui::keys::Key;
use crate::tui::room::aside::Page;
use crate::tui::room::handover::Deed;
use crate::tui::room::handover::DossierView;
use crate::tui::screen::content::Ask;
use crate::workflow::alike::Alike;
use crate::workflow::handover::{Seen, Which};

/// One step, or one question of a step.
#[derive(Clone, Debug)]
pub struct Row {
    /// The step.
    pub step: Step,
    /// The question it is about, where there may be several.
    pub about: Option<QuestionNo>,
    /// The person whose case it is about, where there may be several.
    pub whose: Option<String>,
    /// How it is taken.
    pub open: Open,
    /// Why it is not open, if it is not.
    pub denied: Option<Denied>,
    /// A key of its own, besides taking the row.
    pub key: Option<Key>,
}

/// How a step is taken.
#[derive(Clone, Debug)]
pub enum Open {
    /// With a yes to a question.
    Confirm(Say, Deed),
    /// With a form.
    Form(Ask),
    /// With a form about the selected section.
    Section,
    /// In what this office keeps for itself beside the handover.
    Aside(Page),
    /// Elsewhere: it is no step of one handover, or nothing to be taken about.
    Elsewhere,
}

impl Row {
    /// The case a row would put what came into, with what is the same there.
    pub fn alike<'v>(&self, view: &'v DossierView) -> Option<&'v Alike> {
        let into = match &self.open {
            Open::Form(Ask::StartInto(case)) | Open::Confirm(_, Deed::TakeUpInto(case)) => *case,
            _ => return None,
        };
        view.arriving.iter().find(|it| it.case.id == into)
    }

    /// Names the row.
    pub fn name(&self, lang: Lang) -> String {
        let step = label::handover::step(self.step, lang);
        match (self.about, &self.whose) {
            (Some(question), _) => format!("{step} ({question})"),
            (None, Some(person)) if self.step == Step::Start => {
                format!("{}: {person}", say(lang, &Word::StartInto.say()))
            }
            (None, Some(person)) if self.step == Step::TakeUp => {
                format!("{}: {person}", say(lang, &Word::TakeUpInto.say()))
            }
            (None, Some(person)) => format!("{step}: {person}"),
            (None, None) => step.to_owned(),
        }
    }
}

/// Every step of a handover: those this office owes first, in the order of its duties, then what else is open, then the
/// rest. Where every section was read there is nothing to acknowledge.
pub fn rows(view: &DossierView) -> Vec<Row> {
    let all_read = !view.sections.is_empty() && view.unread().is_empty();
    let done = |step: Step| step == Step::Acknowledge && all_read && is_open(step, view);
    let all = view.steps.iter().filter(|(step, _)| !done(*step));
    let mut rows: Vec<Row> = all
        .flat_map(|(step, denied)| of_step(*step, denied.clone(), view))
        .collect();
    rows.sort_by_key(|row| {
        let owed = owed_at(row.step, view);
        let unusual = is_unusual(row.step, view);
        (row.denied.is_some(), owed.is_none(), unusual, owed)
    });
    rows
}

/// Whether a step is seldom the next one: it takes back, gives up, or records once more what is in force.
fn is_unusual(step: Step, view: &DossierView) -> bool {
    match step {
        Step::RecordConsent => !view.covered.is_empty(),
        // After an offer they prepare the next one; before it, whoever may submit has everything confirmed.
        Step::Confirm => view.state.offer.is_some() || is_open(Step::Submit, view),
        Step::Submit => view.state.offer.is_some() && owed_at(step, view).is_none(),
        // What it found may be changed until the case is released; mostly it is not.
        Step::Check => owed_at(step, view).is_none(),
        // Until it is answered.
        Step::CloseQuestion => is_open(step, view) && owed_at(step, view).is_none(),
        Step::Contact => view.to_tell.is_empty(),
        Step::Meet
        | Step::Discard
        | Step::WithdrawItems
        | Step::WithdrawAll
        | Step::Recall
        | Step::Lapse
        | Step::NotStart
        | Step::Discontinue
        | Step::GiveCopy => true,
        _ => false,
    }
}

fn is_open(step: Step, view: &DossierView) -> bool {
    view.steps
        .iter()
        .any(|(it, denied)| *it == step && denied.is_none())
}

/// The place among this office's duties of the first one that a step pays. Additions come after them.
fn owed_at(step: Step, view: &DossierView) -> Option<usize> {
    let duties = &view.line.duties;
    if step == Step::TakeUp {
        return (!view.waiting.is_empty()).then_some(duties.len());
    }
    if step == Step::Contact {
        return (!view.to_tell.is_empty()).then_some(duties.len());
    }
    if step == Step::Reopen && view.state.started.is_some() {
        // The case went with a store that was put back: it is one of the two ways to have one again.
        return Some(duties.len());
    }
    if step == Step::PaperReply && duties.iter().any(|it| it.side != view.line.side) {
        // What the other office owes comes back on paper, and is entered here.
        return Some(duties.len());
    }
    let own = duties.iter().filter(|it| it.side == view.line.side);
    own.map(|it| &it.task).position(|task| pays(step, task))
}

/// Whether a step does what a duty asks for.
pub fn pays(step: Step, task: &Task) -> bool {
    match task {
        Task::Handle { .. } => step == Step::Handle,
        Task::AskBack => step == Step::PaperReply,
        Task::Print => step == Step::PrintOffer,
        Task::Release => step == Step::Release,
        Task::OfferAgain(Why::ConsentExpiredAccepted) => {
            matches!(step, Step::Check | Step::Recall)
        }
        Task::OfferAgain(_) => matches!(step, Step::Submit | Step::Offer | Step::Recall),
        Task::Answer(_) => step == Step::Answer,
        Task::Check(_) => step == Step::Check,
        Task::Read(_) => step == Step::Acknowledge,
        Task::Decide(_) => matches!(step, Step::Ask | Step::Decline),
        Task::CloseQuestion(_) => step == Step::CloseQuestion,
        Task::ReadBack => step == Step::ReadBack,
        Task::Accept => step == Step::Accept,
        Task::Start => matches!(step, Step::Start | Step::Reopen),
        Task::StartOrNot => matches!(step, Step::NotStart | Step::Start | Step::Reopen),
        Task::End => step == Step::End,
        Task::FollowUp(_) | Task::NotShared(_) => step == Step::FollowUp,
        Task::CameBack => step == Step::Discontinue,
        Task::Erase | Task::Receive | Task::Receipt => false,
    }
}

fn of_step(step: Step, denied: Option<Denied>, view: &DossierView) -> Vec<Row> {
    let row = |about, open| Row {
        step,
        about,
        whose: None,
        open,
        denied: denied.clone(),
        key: key_of(step),
    };
    // Whoever asked may close it unanswered, too; what was answered comes first.
    let wanted = |status: &QuestionStatus| match step {
        Step::CloseQuestion => *status != QuestionStatus::Closed,
        _ => *status == QuestionStatus::Unanswered,
    };
    let questions = view.state.questions.iter().filter(|it| wanted(&it.status));
    let mut questions: Vec<&Question> = questions.collect();
    questions.sort_by_key(|it| it.status == QuestionStatus::Unanswered);
    let questions = questions.into_iter();
    let of_questions: Vec<Row> = match step {
        Step::Answer => questions
            .map(|it| row(Some(it.no), Open::Form(Ask::Answer(it.no))))
            .collect(),
        Step::DraftAnswer => questions
            .map(|it| row(Some(it.no), Open::Form(Ask::DraftAnswer(it.no))))
            .collect(),
        Step::CloseQuestion => questions
            .map(|it| {
                row(
                    Some(it.no),
                    Open::Confirm(Say::StepAsk(step), Deed::CloseQuestion(it.no)),
                )
            })
            .collect(),
        Step::TakeUp if view.line.case.is_none() => {
            let make = Deed::TakeUp(Which::All);
            let anew = row(None, Open::Confirm(Word::CaseAgainAsk.say(), make));
            let here = here(view, |it| {
                let into = Deed::TakeUpInto(it.case.id);
                row(None, Open::Confirm(Word::TakeUpIntoAsk.say(), into))
            });
            std::iter::once(anew).chain(here).collect()
        }
        Step::Reopen => view
            .returning
            .iter()
            .map(|it| Row {
                whose: Some(format!("{} {}", it.kana, it.name)),
                ..row(None, Open::Form(Ask::Reopen(it.id)))
            })
            .collect(),
        Step::Start => {
            let anew = row(None, open_of(step, Vec::new()));
            let here = here(view, |it| row(None, Open::Form(Ask::StartInto(it.case.id))));
            std::iter::once(anew).chain(here).collect()
        }
        _ => Vec::new(),
    };
    match of_questions.is_empty() {
        true => vec![row(None, open_of(step, view.unread()))],
        false => of_questions,
    }
}

/// A row for each case the office may have of the person who comes.
fn here(view: &DossierView, row: impl Fn(&Alike) -> Row) -> impl Iterator<Item = Row> {
    view.arriving.iter().map(move |it| Row {
        whose: Some(format!("{} {}", it.case.kana, it.case.name)),
        ..row(it)
    })
}

fn key_of(step: Step) -> Option<Key> {
    match step {
        Step::Acknowledge => Some(Key::F(7)),
        Step::Ask => Some(Key::F(8)),
        Step::Contact => Some(Key::F(3)),
        _ => None,
    }
}

/// Returns what the form of a step asks for, where it has one and only one.
pub fn form_of(step: Step) -> Option<Ask> {
    match open_of(step, Vec::new()) {
        Open::Form(ask) => Some(ask),
        Open::Confirm(..) | Open::Section | Open::Aside(_) | Open::Elsewhere => None,
    }
}

/// Says how a step is taken; of all sections, these are unread.
fn open_of(step: Step, unread: Vec<Seen>) -> Open {
    let confirm = |deed| Open::Confirm(Say::StepAsk(step), deed);
    match step {
        Step::Discard => Open::Confirm(Word::DiscardAsk.say(), Deed::Discard),
        Step::Submit => confirm(Deed::Submit),
        Step::Approve => confirm(Deed::Approve),
        Step::TakeUp => Open::Form(Ask::TakeUp),
        Step::Acknowledge => Open::Confirm(
            Say::ReadAllAsk,
            Deed::Acknowledge(unread, Reading::Understood),
        ),
        Step::Ask => Open::Section,
        Step::Return | Step::Recall | Step::Lapse | Step::NotStart => Open::Form(Ask::Reason),
        Step::RecordConsent => Open::Form(Ask::Consent),
        Step::Confirm => Open::Form(Ask::Confirm),
        Step::Offer => Open::Form(Ask::Offer),
        Step::Add => Open::Form(Ask::Add),
        Step::WithdrawItems => Open::Form(Ask::WithdrawItems),
        Step::WithdrawAll => Open::Form(Ask::WithdrawAll),
        Step::Discontinue => Open::Form(Ask::Discontinue),
        Step::Check => Open::Form(Ask::Check),
        Step::Decline => Open::Form(Ask::Decline),
        Step::FollowUp => Open::Form(Ask::FollowUp),
        Step::Handle => Open::Form(Ask::Handle),
        Step::Accept => Open::Form(Ask::Accept),
        Step::Start => Open::Form(Ask::Start),
        Step::End => Open::Form(Ask::End),
        Step::ReadBack => Open::Form(Ask::ReadBack),
        Step::Release => Open::Form(Ask::Release),
        Step::PaperReply => Open::Form(Ask::PaperReply),
        Step::PrintOffer => Open::Form(Ask::PrintOffer),
        Step::GiveCopy => Open::Form(Ask::GiveCopy),
        Step::Carry => Open::Form(Ask::Carry),
        Step::Contact => Open::Aside(Page::Contacts),
        Step::Meet => Open::Aside(Page::Meetings),
        // Without a question there is nothing to answer or close, without a case nothing to reopen.
        Step::Answer | Step::DraftAnswer | Step::CloseQuestion | Step::Reopen => Open::Elsewhere,
        // These belong to the office, to the program and are left out of the view.
        Step::Read
        | Step::WriteCase
        | Step::WriteNotes
        | Step::Draft
        | Step::Manage
        | Step::ReadAudit
        | Step::Visit
        | Step::ExportLists
        | Step::EraseKept
        | Step::Receive
        | Step::Erase => Open::Elsewhere,
    }
}
