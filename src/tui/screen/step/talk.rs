//! The forms of what the two offices say to one another before a handover: question, answer, declining, and a reason.
//!
//! Whether anything of it may be said now was decided before.

use crate::domain::consent::Returned;
use crate::domain::handover::entry::Decline;
use crate::domain::handover::permit::Step;
use crate::domain::id::QuestionNo;
use crate::lang::screen::Say;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::{Lang, label};
use crate::tui::room::handover::{Deed, DossierView};
use crate::tui::screen::content;
use crate::tui::screen::step::filling::{Blank, Filling, choice, coded, hint};
use crate::tui::screen::step::title::{self, plain};
use crate::tui::theme::Role;
use crate::tui::widget::form::{Item, Piece};
use crate::tui::widget::split::Line;
use crate::workflow::handover::Answering;

const DECLINES: [(&str, Decline); 4] = [
    ("not-taken", Decline::NotTaken),
    ("sent-back", Decline::SentBack),
    ("try-other", Decline::TryOther),
    ("yes-if", Decline::YesIf),
];

/// Whether a question can be answered.
const ANSWERS: [(&str, Say); 2] = [
    ("answer", Say::Answerable),
    ("cannot-be-answered", Say::NotAnswerable),
];

/// A question about a section.
pub const QUESTION: Blank = Blank {
    title: |it, lang| {
        title::about(
            it,
            it.ask.section().map(|of| label::section(of, lang)),
            lang,
        )
    },
    pieces: |_, _| vec![Piece::new("question", Item::page(Say::QuestionText))],
    beside: |it, lang| {
        let mut all = it.view.sections.iter();
        let asked = all.find(|of| Some(of.id) == it.ask.section());
        asked.map_or_else(Vec::new, |of| content::section(of, &it.view, lang))
    },
    deed: |it| Some(Deed::Ask(it.ask.section()?, it.said_some(0)?)),
};

/// An answer that somebody else will give.
pub const DRAFT_ANSWER: Blank = Blank {
    title: plain,
    pieces: |_, _| vec![Piece::new("answer", Item::page(Say::AnswerText))],
    beside: asked,
    deed: |it| Some(Deed::DraftAnswer(it.ask.question()?, it.said_some(0)?)),
};

/// An answer to a question.
pub const ANSWER: Blank = Blank {
    title: plain,
    pieces: |ask, view| {
        let drafted = ask.question().and_then(|it| drafted(it, view));
        let how = Item::one_of(Say::HowAnswered, coded(&ANSWERS, |it| it), Some(0));
        let text = Piece::new("answer", Item::page(Say::AnswerText));
        vec![
            Piece::new("how", how),
            text.holding(drafted.unwrap_or_default()),
        ]
    },
    beside: asked,
    deed: |it| {
        let question = it.ask.question()?;
        let answering = match it.form.taken(0) {
            Some(0) | None => Answering::Text(it.said_some(1)?),
            Some(_) => Answering::CannotBeAnswered(it.said(1)),
        };
        Some(Deed::Answer(question, answering))
    },
};

/// In which of four ways it is declined.
pub const DECLINE: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        let how = Piece::new("how", choice(Say::How, declines(view), Say::Decline));
        let reason = Piece::new("reason", Item::page(Say::ReasonText));
        match view.state.may_come_back(Returned::Reasons) {
            true => vec![how, reason],
            false => vec![how],
        }
    },
    beside: |it, lang| {
        if !it.view.state.may_come_back(Returned::Reasons) {
            return hint(Word::NoReasonsBack, lang);
        }
        let taken = it.form.taken(0).and_then(|at| DECLINES.get(at));
        let word = match taken {
            Some((_, Decline::SentBack)) => Word::DeclineSentBack,
            Some((_, Decline::TryOther)) => Word::DeclineTryOther,
            Some((_, Decline::YesIf)) => Word::DeclineYesIf,
            Some((_, Decline::NotTaken)) | None => Word::DeclineNotTaken,
        };
        hint(word, lang)
    },
    deed: |it| {
        let how = it.one_of(0, declines(&it.view))?;
        let reason = match it.view.state.may_come_back(Returned::Reasons) {
            true => it.said_some(1)?,
            false => String::new(),
        };
        Some(Deed::Decline(how, reason))
    },
};

/// The ways to decline: a condition is none where its words may not be told.
fn declines(view: &DossierView) -> &'static [(&'static str, Decline)] {
    match view.state.may_come_back(Returned::Reasons) {
        true => &DECLINES,
        false => &DECLINES[..DECLINES.len() - 1],
    }
}

/// A reason, for the steps that need nothing else.
pub const REASON: Blank = Blank {
    title: plain,
    pieces: |_, _| vec![Piece::new("reason", Item::page(Say::ReasonText))],
    beside: |it, lang| match it.step {
        Step::Recall => hint(Word::RecallHint, lang),
        Step::Return => hint(Word::ReturnHint, lang),
        Step::Lapse => hint(Word::LapseHint, lang),
        Step::NotStart if !it.view.state.may_come_back(Returned::Reasons) => {
            hint(Word::NoReasonBack, lang)
        }
        Step::NotStart => hint(Word::NotStartHint, lang),
        _ => Vec::new(),
    },
    deed: |it| {
        // Words that may not be told the desk refuses.
        let untold = it.step == Step::NotStart && !it.view.state.may_come_back(Returned::Reasons);
        let reason = match untold {
            true => it.said(0),
            false => it.said_some(0)?,
        };
        match it.step {
            Step::Return => Some(Deed::Return(reason)),
            Step::Recall => Some(Deed::Recall(reason)),
            Step::Lapse => Some(Deed::Lapse(reason)),
            Step::NotStart => Some(Deed::NotStart(reason)),
            _ => None,
        }
    },
};

/// What was asked, while it is answered.
fn asked(it: &Filling, _: Lang) -> Vec<Line> {
    let question = it.ask.question();
    let spoken = question.into_iter();
    let spoken = spoken.flat_map(|of| content::spoken_of(of, &it.view));
    spoken.map(|it| (Role::Text, it.to_owned())).collect()
}

/// What a colleague wrote for the answer.
fn drafted(question: QuestionNo, view: &DossierView) -> Option<&str> {
    let mut drafts = view.drafts.iter();
    let found = drafts.find(|(it, _)| *it == question);
    found.map(|(_, text)| text.as_str())
}
