//! The forms around a read-back: what the receiver understood, what is said of it, and the release it leads to.
//!
//! What counts as the same is not decided here.

use crate::domain::handover::entry::{Finding, Verdict};
use crate::domain::handover::words::WordKey;
use crate::domain::key_fact::{Compared, KeyFact};
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, message};
use crate::tui::room::handover::{Deed, DossierView};
use crate::tui::screen::content;
use crate::tui::screen::step::filling::{Blank, Filling, choice, hint};
use crate::tui::screen::step::title::{plain, without_kana};
use crate::tui::theme::Role;
use crate::tui::widget::form::{Item, Piece};
use crate::tui::widget::several::{Coded, Ticked};
use crate::tui::widget::split::{Line, heading};
use crate::workflow::draft::mark;
use crate::workflow::handover::{ReadBackForm, Told};

const VERDICTS: [(&str, Verdict); 3] = [
    ("right", Verdict::Right),
    ("right-though", Verdict::RightThough),
    ("correct", Verdict::Correct),
];
const FINDINGS: [(&str, Finding); 3] = [
    ("same", Finding::Same),
    ("differs", Finding::Differs),
    ("paper-differs", Finding::PaperDiffers),
];

/// The pieces of the read-back before its key facts, which are in own words.
const OWN_WORDS: [(&str, WordKey, Say); 5] = [
    ("risk-1", WordKey::Risk1, Say::Risk(1)),
    ("risk-2", WordKey::Risk2, Say::Risk(2)),
    ("risk-3", WordKey::Risk3, Say::Risk(3)),
    ("next-step", WordKey::NextStep, Say::NextStep),
    (
        "first-appointment",
        WordKey::FirstAppointment,
        Say::FirstAppointment,
    ),
];
const TOLD: usize = OWN_WORDS.len();

/// What was understood.
pub const READ_BACK: Blank = Blank {
    title: without_kana,
    pieces: |_, view| pieces(view),
    beside: |it, lang| match it.form.focus().checked_sub(TOLD) {
        Some(at) => facts(&it.view)
            .get(at)
            .map_or_else(Vec::new, |of| fact(*of, &it.view, lang)),
        None => {
            let mut said = content::objection(&it.view, lang);
            match content::said_before(&it.view, WordKey::Risk1) {
                Some(_) => said.extend(hint(Word::ReadBackAgain, lang)),
                None if said.is_empty() => said.extend(hint(Word::ReadBackHint, lang)),
                None => {}
            }
            said
        }
    },
    deed: |it| read_back(it, 0).map(Deed::ReadBack),
};

/// What is to be said of a read-back.
pub const CHECK: Blank = Blank {
    title: plain,
    pieces: |_, _| {
        let verdict = choice(Say::VerdictWord, &VERDICTS, Say::Verdict);
        vec![
            Piece::found("verdict", verdict),
            Piece::new("note", Item::page(Say::NoteText)),
        ]
    },
    beside: |it, lang| {
        let mut text = content::changed(&it.view, lang);
        text.extend(content::read_back(&it.view, lang));
        text
    },
    deed: |it| {
        let shown = content::read_back_shown(&it.view)?;
        let verdict = it.one_of(0, &VERDICTS)?;
        Some(Deed::Check(shown, verdict, it.said(1)))
    },
};

/// That the person's case goes over, on the read-back that is shown.
pub const RELEASE: Blank = Blank {
    title: plain,
    pieces: |_, _| Vec::new(),
    beside: |it, lang| {
        let mut text = content::changed(&it.view, lang);
        text.extend(hint(Word::ReleaseHint, lang));
        text.push((Role::Text, String::new()));
        text.extend(content::read_back(&it.view, lang));
        text
    },
    deed: |it| content::read_back_shown(&it.view).map(Deed::Release),
};

/// Own words are mended; what is typed or compared without looking is done again from nothing.
pub fn pieces(view: &DossierView) -> Vec<Piece> {
    let own = OWN_WORDS.iter().map(|(code, key, label)| {
        let before = content::said_before(view, *key).unwrap_or_default();
        Piece::new(*code, Item::line(*label)).holding(before)
    });
    let facts = facts(view);
    let about = offer(view);
    let told = facts.iter().map(|fact| match fact.compared() {
        Compared::TypedAgain => again(*fact).about(about.clone()),
        Compared::SideBySide => {
            let finding = choice(Say::Fact(*fact), &FINDINGS, Say::Finding);
            Piece::found(code(*fact), finding)
        }
    });
    let paper = paper_says(facts).map(|it| {
        let lines = facts.iter().map(|it| format!("{} {about}", code(*it)));
        it.about(lines.collect::<Vec<_>>().join("\n"))
    });
    own.chain(told).chain(paper).collect()
}

/// What a read-back of some offer asks beside what this one does.
pub fn once() -> Vec<Piece> {
    let typed = KeyFact::ALL.iter();
    let typed = typed.filter(|it| it.compared() == Compared::TypedAgain);
    let typed = typed.map(|it| again(*it));
    typed.chain(paper_says(KeyFact::ALL)).collect()
}

fn again(fact: KeyFact) -> Piece {
    Piece::new(code(fact), Item::line(Say::Fact(fact)))
}

fn paper_says(facts: &[KeyFact]) -> Option<Piece> {
    let typed = facts.iter();
    let typed = typed.filter(|it| it.compared() == Compared::TypedAgain);
    let typed: Vec<Coded> = typed.map(|it| coded(*it)).collect();
    (!typed.is_empty()).then(|| {
        let paper = Item::several(Word::PaperSays.say(), typed, Ticked::None);
        Piece::new("paper-says", paper)
    })
}

/// The offer that is read back, in the versions that stand here.
fn offer(view: &DossierView) -> String {
    let number = view.state.offer.as_ref().map(|it| it.no.to_string());
    let versions = view.sections.iter();
    let versions: String = versions.map(|it| it.seen.digest.to_string()).collect();
    format!("{}/{}", number.unwrap_or_default(), mark(&versions))
}

/// What stands in the pieces of a read-back, the first of which stands at this place of the form.
pub fn read_back(it: &mut Filling, from: usize) -> Option<ReadBackForm> {
    let facts = facts(&it.view).to_vec();
    let typed_again = facts.iter().any(|it| it.compared() == Compared::TypedAgain);
    let differing = match typed_again {
        true => it.form.ticked(from + TOLD + facts.len()),
        false => Vec::new(),
    };
    let mut told = Vec::new();
    let mut typed = 0;
    for (fact, at) in facts.into_iter().zip(from + TOLD..) {
        let finding = match fact.compared() {
            Compared::SideBySide => Told::Marked(it.one_of(at, &FINDINGS)?),
            Compared::TypedAgain => {
                typed += 1;
                match differing.contains(&(typed - 1)) {
                    true => Told::Marked(Finding::PaperDiffers),
                    false => Told::Typed(it.said(at)),
                }
            }
        };
        told.push((fact, finding));
    }
    Some(ReadBackForm {
        risks: [it.said(from), it.said(from + 1), it.said(from + 2)],
        next_step: it.said(from + 3),
        first_appointment: it.said(from + 4),
        facts: told,
    })
}

/// A fact as it stands here, to be compared; one that is typed again from the paper is not shown.
fn fact(fact: KeyFact, view: &DossierView, lang: Lang) -> Vec<Line> {
    if fact.compared() == Compared::TypedAgain {
        return vec![(Role::Dim, say(lang, &Say::TypeFromPaper))];
    }
    let sections = view.sections.iter().flat_map(|it| &it.fields);
    let fields = sections.filter(|(field, _)| fact.fields().contains(field));
    let lines = fields.flat_map(|(field, value)| {
        [
            heading(*field, lang),
            (Role::Text, message::value(value, lang)),
        ]
    });
    lines.collect()
}

fn facts(view: &DossierView) -> &[KeyFact] {
    let offer = view.state.offer.as_ref();
    offer.map_or(&[], |it| &it.manifest.facts)
}

fn coded(fact: KeyFact) -> Coded {
    Coded {
        code: code(fact),
        said: Say::Fact(fact),
    }
}

fn code(fact: KeyFact) -> &'static str {
    match fact {
        KeyFact::NameKana => "name-kana",
        KeyFact::Birth => "birth",
        KeyFact::CertificateLastFour => "certificate-last-four",
        KeyFact::MonthsLeft => "months-left",
        KeyFact::NextFixedDay => "next-fixed-day",
        KeyFact::Medication => "medication",
        KeyFact::Signs => "signs",
    }
}
