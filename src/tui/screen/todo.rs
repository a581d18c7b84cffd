//! What is missing before an offer, as one list: each with the place where it is done.
//!
//! It decides nothing: what is missing comes with the view.

use crate::domain::field::Filled;
use crate::domain::handover::dossier::Phase;
use crate::domain::handover::draft::{Dropped, NotReady};
use crate::domain::handover::permit::{Denied, Step};
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::say;
use crate::lang::{Lang, label, message, todo as words};
use crate::tui::act::Told;
use crate::tui::room::handover::{DossierView, Found};
use crate::tui::screen::content::blockers;
use crate::tui::screen::step::goods::anew;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::split::Line;
use crate::workflow::Problem;
use crate::workflow::todo::{Enclosing, Look, Todo, left, todo as list};

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

/// The same of one that is shown: where the person carries it, nothing is offered.
pub fn next_in(view: &DossierView) -> Option<Word> {
    match view.line.phase {
        Phase::Drafting if view.carries.is_some() => Some(Word::NextCarry),
        phase => next(phase),
    }
}

/// Lists what is missing, in the order in which it is best done; what is next comes last.
pub fn todo(view: &DossierView) -> Vec<Todo> {
    let open = view.steps.iter().filter(|(_, no)| no.is_none());
    let unfound = view.preview.iter().filter(|it| it.found == Found::NotYet);
    list(&Look {
        phase: view.line.phase,
        returned: view.returned.as_ref().map(|it| it.why.as_str()),
        items: view.covered.len(),
        carries: view.carries.as_ref(),
        missing: &view.missing,
        asked: &view.asked,
        months: view.at_end.months,
        files: match &view.files_wrong {
            None => Enclosing::Fits,
            Some(_) => Enclosing::DoesNot,
        },
        unfound: unfound.map(|it| it.id).collect(),
        receiver: (view.peer.as_ref())
            .filter(|it| it.may_receive())
            .map(|it| it.name.as_str()),
        open: open.map(|(step, _)| *step).collect(),
    })
}

/// Counts what is missing.
pub fn missing(view: &DossierView) -> usize {
    left(&todo(view))
}

fn is_open(step: Step, view: &DossierView) -> bool {
    view.steps
        .iter()
        .any(|(it, no)| *it == step && no.is_none())
}

/// Writes it in one line.
pub fn row(todo: Todo, view: &DossierView, lang: Lang) -> String {
    let role = match todo {
        Todo::Step(step) if is_open(step, view) => Role::Good,
        Todo::Step(_) => Role::Bad,
        _ => Role::Warn,
    };
    format!("{} {}", sign(role), words::row(todo, &view.asked, lang))
}

/// Writes what is to be done about it, and what Enter does.
pub fn about(todo: Todo, view: &DossierView, lang: Lang) -> Vec<Line> {
    let word = |it: Prepare| say(lang, &it.say());
    let mut text = vec![(Role::Title, words::row(todo, &view.asked, lang))];
    let detail = words::detail(todo, &view.asked, lang).into_iter();
    text.extend(detail.map(|it| (Role::Text, it)));
    let blank = || (Role::Text, String::new());
    match todo {
        Todo::Mend => {
            if let Some(it) = &view.returned {
                let told = message::given_back(&it.why, &it.by, lang);
                text.push((Role::Warn, format!("{} {told}", sign(Role::Warn))));
            }
            text.push((Role::Text, word(Prepare::MendHow)));
            text.extend(anew(view, Word::ConfirmAnewWhere, lang));
        }
        Todo::Consent => text.push((Role::Text, word(Prepare::ConsentHow))),
        Todo::Verify => text.push((Role::Text, word(Prepare::VerifyHow))),
        Todo::Ungiven => text.push((Role::Text, word(Prepare::UngivenHow))),
        Todo::SentBack(_) => text.push((Role::Text, word(Prepare::SentBackHow))),
        Todo::NotForUs(..) | Todo::Question(..) => {
            text.push((Role::Text, word(Prepare::PointHow)));
        }
        Todo::Misfit(it) => {
            let section = label::section(it.field().spec().section, lang);
            text.push((Role::Dim, section.to_owned()));
            text.push((Role::Text, word(Prepare::MisfitHow)));
        }
        Todo::Field(field) | Todo::Applies(field) | Todo::Lack(field, _) => {
            let section = label::section(field.spec().section, lang);
            text.push((Role::Dim, section.to_owned()));
            let how = match todo {
                Todo::Applies(_) | Todo::Lack(..) => Prepare::AppliesHow,
                _ if view.asked.instead(field).is_some() => Prepare::NoAnswerHow,
                _ if field.spec().filled == Filled::ByAnswer => Prepare::NoAnswerHow,
                _ => Prepare::EmptyHow,
            };
            text.push((Role::Text, word(how)));
            if view.asked.suggestion(field).is_some() {
                text.push((Role::Good, word(Prepare::SuggestedHow)));
            }
        }
        Todo::Months => text.push((Role::Text, word(Prepare::MonthsOpenHow))),
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
                Step::Carry => Word::CarriedHere,
                Step::Discard => Word::CarriedDone,
                _ => Word::NextSubmit,
            };
            text.push((Role::Text, say(lang, &hint.say())));
        }
    }
    text
}
