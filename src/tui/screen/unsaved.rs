//! The forms whose text is kept until it is saved: the name each is kept under, and the way back to it.
//!
//! It keeps nothing: the app asks the worker to.

use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId, QuestionNo};
use crate::domain::section::SectionId;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::say;
use crate::lang::{Lang, label};
use crate::tui::act::{Act, Reply};
use crate::tui::room::draft::Place;
use crate::tui::room::today::TodayView;
use crate::tui::screen::Screen;
use crate::tui::screen::case::Case;
use crate::tui::screen::choice;
use crate::tui::screen::content::Ask;
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::section::Section;

/// A form whose text is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unsaved {
    /// The first fields of a case.
    NewCase,
    /// A working note of a case.
    Note(CaseId),
    /// A section of a case.
    Section(CaseId, SectionId),
    /// A step of a handover.
    Step(HandoverId, Step, Ask),
}

impl Unsaved {
    /// Returns the name it is kept under; none where what is typed is to be typed each time.
    pub fn place(self) -> Option<Place> {
        let of_case = |case: CaseId, form: String| Place {
            about: Some(case.to_bytes()),
            form,
        };
        Some(match self {
            Unsaved::NewCase => Place {
                about: None,
                form: "case/new".into(),
            },
            Unsaved::Note(case) => of_case(case, "case/notes".into()),
            Unsaved::Section(case, section) => of_case(case, format!("case/{}", section.name())),
            Unsaved::Step(_, _, Ask::WithdrawAll) => return None,
            Unsaved::Step(id, step, ask) => Place {
                about: Some(id.to_bytes()),
                form: format!("step/{}{}", step.code(), detail(ask)),
            },
        })
    }

    /// Reads a name; none where it is no form of this program.
    pub fn of(place: &Place) -> Option<Unsaved> {
        let (kind, name) = place.form.split_once('/')?;
        let about = place.about;
        let case = || about.map(CaseId::from_bytes);
        match (kind, name) {
            ("case", "new") => Some(Unsaved::NewCase),
            ("case", "notes") => Some(Unsaved::Note(case()?)),
            ("case", name) => Some(Unsaved::Section(case()?, SectionId::from_name(name)?)),
            ("step", name) => {
                let (code, detail) = name.split_once('/').unwrap_or((name, ""));
                let step = *Step::ALL.iter().find(|it| it.code() == code)?;
                let ask = ask(step, detail)?;
                Some(Unsaved::Step(HandoverId::from_bytes(about?), step, ask))
            }
            _ => None,
        }
    }

    /// Says which form it is, without whom it is about.
    pub fn name(self, lang: Lang) -> String {
        match self {
            Unsaved::NewCase => say(lang, &CaseWord::NewTitle.say()),
            Unsaved::Note(_) => say(lang, &CaseWord::KeyNotes.say()),
            Unsaved::Section(_, section) => label::section(section, lang).to_owned(),
            Unsaved::Step(_, step, ask) => {
                let step = label::handover::step(step, lang);
                match ask {
                    Ask::Question(section) => format!("{step}: {}", label::section(section, lang)),
                    Ask::Answer(question) | Ask::DraftAnswer(question) => {
                        format!("{step} ({question})")
                    }
                    _ => step.to_owned(),
                }
            }
        }
    }

    /// Opens the form above what it is about; what was typed is recalled as whenever it opens.
    pub fn open(self, today: &TodayView) -> Vec<Act> {
        let first = match self {
            Unsaved::NewCase => {
                let form = Section::first(&today.who, today.today);
                return vec![Act::Open(Box::new(Screen::Section(Box::new(form))))];
            }
            Unsaved::Note(case) => Screen::Case(Box::new(Case::at_notes(case))),
            Unsaved::Section(case, section) => match section.fields().next() {
                Some(field) => Screen::Case(Box::new(Case::at(case, field))),
                None => Screen::Case(Box::new(Case::new(case))),
            },
            Unsaved::Step(id, step, ask) => Screen::Dossier(Box::new(Dossier::at(id, step, ask))),
        };
        vec![Act::Open(Box::new(first)), Act::Hear(Reply::Changed)]
    }
}

/// What tells forms of one step apart.
fn detail(ask: Ask) -> String {
    match ask {
        Ask::Question(section) => format!("/{}", section.name()),
        Ask::Answer(question) | Ask::DraftAnswer(question) => format!("/{question}"),
        Ask::Reopen(case) => format!("/{case}"),
        _ => String::new(),
    }
}

fn ask(step: Step, detail: &str) -> Option<Ask> {
    let question = || detail.parse().ok().and_then(QuestionNo::new);
    match step {
        Step::Ask => SectionId::from_name(detail).map(Ask::Question),
        Step::Answer => question().map(Ask::Answer),
        Step::DraftAnswer => question().map(Ask::DraftAnswer),
        Step::Reopen => case_of(detail).map(Ask::Reopen),
        _ => choice::form_of(step).filter(|_| detail.is_empty()),
    }
}

/// Reads the id of a case as it is written.
fn case_of(id: &str) -> Option<CaseId> {
    let whole = id.len() == 32 && id.chars().all(|it| it.is_ascii_hexdigit());
    let number = u128::from_str_radix(id, 16).ok().filter(|_| whole)?;
    Some(CaseId::from_bytes(number.to_be_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_again_by_its_name_and_no_other_is() {
        let (case, id) = (CaseId::from_bytes([3; 16]), HandoverId::from_bytes([7; 16]));
        let mut all = vec![Unsaved::NewCase, Unsaved::Note(case)];
        all.extend(SectionId::ALL.iter().map(|it| Unsaved::Section(case, *it)));
        all.extend(
            SectionId::ALL
                .iter()
                .map(|it| Unsaved::Step(id, Step::Ask, Ask::Question(*it))),
        );
        let no = QuestionNo::FIRST;
        all.push(Unsaved::Step(id, Step::Answer, Ask::Answer(no)));
        all.push(Unsaved::Step(id, Step::DraftAnswer, Ask::DraftAnswer(no)));
        all.push(Unsaved::Step(id, Step::Reopen, Ask::Reopen(case)));
        let forms = Step::ALL
            .iter()
            .filter_map(|it| Some((*it, choice::form_of(*it)?)));
        all.extend(forms.map(|(step, ask)| Unsaved::Step(id, step, ask)));
        let mut seen = Vec::new();
        for form in all {
            let Some(place) = form.place() else {
                assert!(matches!(form, Unsaved::Step(_, Step::WithdrawAll, _)));
                continue;
            };
            assert_eq!(Unsaved::of(&place), Some(form));
            assert!(!seen.contains(&place), "{place:?}");
            seen.push(place);
        }
        for form in [
            "",
            "case",
            "case/",
            "case/x",
            "step/ask",
            "step/answer/0",
            "step/end/1",
            "step/reopen/0303",
            "step/reopen/+0303030303030303030303030303030",
            "other/new",
        ] {
            let place = Place {
                about: Some([3; 16]),
                form: form.into(),
            };
            assert_eq!(Unsaved::of(&place), None, "{form}");
        }
    }
}
