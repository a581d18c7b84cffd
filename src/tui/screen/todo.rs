//! What is missing before an offer, as one list: each with the place where it is done.
//!
//! It decides nothing: what is missing comes with the view.

use crate::domain::handover::dossier::Phase;
use crate::domain::handover::draft::{Dropped, NotReady};
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::section::{FieldId, SectionId};
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::say;
use crate::lang::{Lang, label, message};
use crate::tui::act::Told;
use crate::tui::room::handover::{DossierView, Found};
use crate::tui::screen::content::blockers;
use crate::tui::screen::prepare::may_receive;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::split::Line;
use crate::workflow::Problem;

/// One thing that is missing, or the step that is next where nothing is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Todo {
    /// The approver gave it back: why stands with the facts.
    Mend,
    /// No consent is in force.
    Consent,
    /// The card of the other office is not verified.
    Verify,
    /// A required field has no answer.
    Field(FieldId),
    /// The files that would go cannot, as they are.
    Files,
    /// The person has not found this section of the preview right.
    Section(SectionId),
    /// This step is next.
    Step(Step),
}

/// Whether the screen shows a preparation: nothing was offered yet.
pub fn prepares(view: &DossierView) -> bool {
    view.line.is_prepared() && view.state.offer.is_none()
}

/// Says what is next before anything was offered; the dossier knows no duties yet.
pub fn next(phase: Phase) -> Option<Word> {
    match phase {
        Phase::Drafting => Some(Word::NextConsent),
        Phase::Consented => Some(Word::NextConfirm),
        Phase::Confirmed => Some(Word::NextSubmit),
        Phase::Submitted => Some(Word::NextApprove),
        Phase::Returned => Some(Word::NextMend),
        Phase::Approved => Some(Word::NextOffer),
        _ => None,
    }
}

/// Lists what is missing, in the order in which it is best done; what is next comes last.
pub fn todo(view: &DossierView) -> Vec<Todo> {
    let mut list = Vec::new();
    if view.returned.is_some() {
        list.push(Todo::Mend);
    }
    if view.covered.is_empty() {
        list.push(Todo::Consent);
    }
    list.extend(view.missing.iter().map(|it| Todo::Field(*it)));
    list.extend(view.files_wrong.as_ref().map(|_| Todo::Files));
    let open = view.preview.iter().filter(|it| it.found == Found::NotYet);
    list.extend(open.map(|it| Todo::Section(it.id)));
    if !view.peer.as_ref().is_some_and(may_receive) {
        list.push(Todo::Verify);
    }
    list.push(Todo::Step(match view.line.phase {
        Phase::Submitted => Step::Approve,
        Phase::Approved => Step::Offer,
        _ => Step::Submit,
    }));
    let returns = view.line.phase == Phase::Submitted && is_open(Step::Return, view);
    list.extend(returns.then_some(Todo::Step(Step::Return)));
    list
}

/// Counts what is missing: all but the steps that come next.
pub fn missing(view: &DossierView) -> usize {
    let all = todo(view).into_iter();
    all.filter(|it| !matches!(it, Todo::Step(_))).count()
}

fn is_open(step: Step, view: &DossierView) -> bool {
    view.steps
        .iter()
        .any(|(it, no)| *it == step && no.is_none())
}

/// Writes it in one line.
pub fn row(todo: Todo, view: &DossierView, lang: Lang) -> String {
    let word = |it: Prepare| say(lang, &it.say());
    match todo {
        Todo::Mend => format!("{} {}", sign(Role::Warn), word(Prepare::Mend)),
        Todo::Consent => format!("{} {}", sign(Role::Warn), word(Prepare::NoConsent)),
        Todo::Verify => format!("{} {}", sign(Role::Warn), word(Prepare::Verify)),
        Todo::Field(field) => format!(
            "{} {}: {}",
            sign(Role::Warn),
            word(Prepare::Empty),
            label::field(field, lang)
        ),
        Todo::Files => format!("{} {}", sign(Role::Warn), word(Prepare::FilesWrong)),
        Todo::Section(section) => format!(
            "{} {}: {}",
            sign(Role::Warn),
            word(Prepare::Confirm),
            label::section(section, lang)
        ),
        Todo::Step(step) => {
            let role = match is_open(step, view) {
                true => Role::Good,
                false => Role::Bad,
            };
            let when = match step {
                Step::Return => Prepare::Or,
                _ => Prepare::Next,
            };
            format!(
                "{} {}: {}",
                sign(role),
                word(when),
                label::handover::step(step, lang)
            )
        }
    }
}

/// Writes what is to be done about it, and what Enter does.
pub fn about(todo: Todo, view: &DossierView, lang: Lang) -> Vec<Line> {
    let word = |it: Prepare| say(lang, &it.say());
    let mut text = vec![(Role::Title, row(todo, view, lang)[2..].to_owned())];
    let blank = || (Role::Text, String::new());
    match todo {
        Todo::Mend => {
            let why = view.returned.clone().unwrap_or_default();
            text.push((Role::Warn, format!("{} {why}", sign(Role::Warn))));
            text.push((Role::Text, word(Prepare::MendHow)));
        }
        Todo::Consent => text.push((Role::Text, word(Prepare::ConsentHow))),
        Todo::Verify => text.push((Role::Text, word(Prepare::VerifyHow))),
        Todo::Field(field) => {
            let section = label::section(field.spec().section, lang);
            text.push((Role::Dim, section.to_owned()));
            text.push((Role::Text, word(Prepare::EmptyHow)));
        }
        Todo::Files => {
            let why = view.files_wrong.as_ref();
            let why = why.map(|it| it.text(lang)).unwrap_or_default();
            text.push((Role::Warn, format!("{} {why}", sign(Role::Warn))));
            text.push((Role::Text, word(Prepare::FilesHow)));
        }
        Todo::Section(section) => {
            for dropped in &view.dropped {
                if *dropped == Dropped::Confirmation(section) {
                    let text_of = message::dropped(dropped, lang);
                    text.push((Role::Warn, format!("{} {text_of}", sign(Role::Warn))));
                }
            }
            text.push((Role::Text, word(Prepare::ConfirmHow)));
        }
        Todo::Step(step) => {
            let denied = view.steps.iter().find(|(it, _)| *it == step);
            if let Some((_, Some(why))) = denied {
                let told = Told::of(&Problem::Denied {
                    step,
                    why: why.clone(),
                });
                let told = format!("{} {}", sign(Role::Bad), told.text(lang));
                text.push((Role::Bad, told));
                if matches!(why, Denied::NoRight | Denied::NotReady(NotReady::OwnWork)) {
                    text.push((Role::Text, word(Prepare::AnotherSignsIn)));
                }
                text.extend(blockers(step, why, view, lang));
            }
            text.push(blank());
            let hint = match step {
                Step::Approve => Word::NextApprove,
                Step::Offer => Word::NextOffer,
                Step::Return => Word::ReturnHint,
                _ => Word::NextSubmit,
            };
            text.push((Role::Text, say(lang, &hint.say())));
        }
    }
    text
}
