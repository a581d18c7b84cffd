//! The forms of an office without the program: what came back on paper, all on one form, and where an offer is printed to.
//!
//! Which pieces there are follows from where the handover stands; whether any of it may be said now the desk decides.

use std::collections::BTreeSet;

use crate::domain::consent::Returned;
use crate::domain::handover::dossier::{QuestionStatus, WithdrawalAnswer};
use crate::domain::handover::entry::{Decline, Handling, Outcome, Reading, Withdrawal};
use crate::domain::handover::papers::Became;
use crate::domain::handover::turn::Task;
use crate::domain::id::QuestionNo;
use crate::domain::section::{ItemId, SectionId};
use crate::domain::text::ascii_digits;
use crate::lang::command::{Word as Usual, word as usual};
use crate::lang::screen::Say;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::{Lang, date};
use crate::tui::room::handover::{Deed, DossierView, SectionView};
use crate::tui::screen::step::course::{OUTCOMES, discontinuations, next_follow_up};
use crate::tui::screen::step::filling::{Blank, Filling, coded, hint};
use crate::tui::screen::step::goods::{HANDLINGS, owed_withdrawals};
use crate::tui::screen::step::repeat;
use crate::tui::screen::step::title::plain;
use crate::tui::widget::form::{Item, Piece};
use crate::tui::widget::several::{Coded, Ticked};
use crate::workflow::draft::mark;
use crate::workflow::handover::{AcceptForm, Seen};
use crate::workflow::paper::{Course, Decision, GivenBack, PaperReply, Receipt, Slip};

/// What may have become of a paper: its code, what it is called, and what it is; none where nothing was said.
type Said = (&'static str, Word, Option<Became>);

// What nobody wrote is said of nothing: every choice begins there.
const RECEIPTS: [(&str, Word); 2] = [("no", Word::ReceiptNo), ("yes", Word::ReceiptYes)];
const READ: [(&str, Word); 2] = [("no", Word::PaperReadNone), ("all-but", Word::PaperReadAll)];
const BACK: [(&str, Word); 2] = [("no", Word::BackNo), ("yes", Word::BackYes)];
const WITHDRAWN: [(&str, Word); 3] = [
    ("no", Word::WithdrawnNot),
    ("items", Word::WithdrawnItems),
    ("all", Word::WithdrawnAll),
];
/// What may have become of the paper, with what it is called; the last is asked of paper nobody has receipted, too.
const BECAME: [Said; 6] = [
    ("no", Word::BackNotSaid, None),
    ("returned", Word::PaperReturned, Some(Became::Returned)),
    ("destroyed", Word::PaperDestroyed, Some(Became::Destroyed)),
    ("lost", Word::PaperLost, Some(Became::Lost)),
    ("no-answer", Word::PaperNoAnswer, Some(Became::NoAnswer)),
    (
        "not-handed-over",
        Word::PaperNotHanded,
        Some(Became::NotHandedOver),
    ),
];
/// The questions for which the printed form has room.
const QUESTIONS: [[&str; 2]; 3] = [
    ["ask-about", "question"],
    ["ask-about-2", "question-2"],
    ["ask-about-3", "question-3"],
];
/// What is filled in of somebody who is taken.
const ACCEPTED: [Part; 4] = [
    Part::Start,
    Part::Interview,
    Part::InCharge,
    Part::FollowUps,
];
const LANGS: [(&str, Word); 2] = [("ja", Word::InJapanese), ("en", Word::InEnglish)];

/// The decisions, in the order of the printed form; none of them at first.
const DECISIONS: [(&str, Option<Decline>); 6] = [
    ("none", None),
    ("accept", None),
    ("not-taken", Some(Decline::NotTaken)),
    ("sent-back", Some(Decline::SentBack)),
    ("try-other", Some(Decline::TryOther)),
    ("yes-if", Some(Decline::YesIf)),
];
const COURSES: [(&str, Word); 3] = [
    ("none", Word::CourseNone),
    ("started", Word::CourseStarted),
    ("not-started", Word::CourseNotStarted),
];

/// What came back on paper.
pub const REPLY: Blank = Blank {
    title: plain,
    pieces: |_, view| parts(view).into_iter().map(|(_, piece)| piece).collect(),
    beside: |it, lang| {
        let may = |what| it.view.state.may_come_back(what);
        let mut text = hint(Word::PaperHint, lang);
        if !may(Returned::Reasons) {
            text.extend(hint(Word::NoReasonsBack, lang));
        }
        if !may(Returned::Outcomes) {
            text.extend(hint(Word::NoOutcomesOnPaper, lang));
        }
        text
    },
    deed: |it| reply(it).map(|it| Deed::PaperReply(Box::new(it))),
};

/// Where an offer is printed to.
pub const PRINT: Blank = Blank {
    title: plain,
    pieces: |_, _| {
        let langs = one_of("language", Word::PrintLang, &LANGS);
        vec![Piece::new("file", Item::line(Word::PrintFile.say())), langs]
    },
    beside: |_, lang| hint(Word::PrintHint, lang),
    deed: |it| {
        let path = it.said_some(0)?;
        let lang = match it.form.taken(1) {
            Some(1) => Lang::En,
            _ => Lang::Ja,
        };
        Some(Deed::PrintOffer(path, lang))
    },
};

/// A piece of the form, by what it asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Day,
    ToldBy,
    Original,
    Receipt,
    Read,
    NotYet,
    UnderstoodNow,
    NotForThem,
    Closed,
    AskAbout(usize),
    Question(usize),
    ReadBack,
    /// The pieces of the read-back begin here.
    Repeated,
    Decision,
    Reason,
    Start,
    Interview,
    InCharge,
    FollowUps,
    Course,
    CourseDay,
    NotStartedWhy,
    Which,
    Outcome,
    FollowUpNote,
    Over,
    OverNote,
    Withdrawn,
    WithdrawnItems,
    Gone,
    WhichPapers,
    Handled,
    HandledNote,
}

/// Every piece that such a form can have, now or at other times.
pub fn once(view: &DossierView) -> Vec<Piece> {
    let all = || SectionId::ALL.to_vec();
    let outcomes = Item::one_of(Say::HowItGoes, coded(&OUTCOMES, Say::Outcome), None);
    let single = [
        one_of("receipt", Word::Receipt, &RECEIPTS),
        one_of("read", Word::PaperRead, &READ),
        ticks("not-yet", Word::NotYetUnderstood, all()),
        ticks("understood-now", Word::UnderstoodNow, all()),
        ticks("not-for-them", Word::NotForThem, all()),
        closed_numbers(),
        one_of("read-back", Word::PaperReadBack, &BACK),
        Piece::new("outcome", outcomes),
        which_follow_up(),
        note("follow-up-note"),
        over(view),
        note("over-note"),
        one_of("withdrawn", Word::PaperWithdrawn, &WITHDRAWN),
        items(ItemId::of_content().collect()),
        gone(&BECAME),
        which_papers(),
        handled(),
        note("handled-note"),
    ];
    let of_some = [questions(view), decision(&DECISIONS), course(view)];
    let of_some = of_some.into_iter().flatten().map(|(_, piece)| piece);
    let all = single.into_iter().chain(of_some);
    all.chain(repeat::pieces(view))
        .chain(repeat::once())
        .collect()
}

/// The pieces this handover has now, in the order of the printed form.
fn parts(view: &DossierView) -> Vec<(Part, Piece)> {
    let mut parts = the_paper(view);
    if waits(view) {
        let receipt = one_of("receipt", Word::Receipt, &RECEIPTS).about(waiting(view));
        parts.push((Part::Receipt, receipt));
    }
    parts.extend(sections(view));
    if !answered(view).is_empty() {
        let about = answered(view).into_iter().map(|it| it.to_string());
        let about = about.collect::<Vec<_>>().join(", ");
        parts.push((Part::Closed, closed_numbers().about(about)));
    }
    if is_over(view) {
        parts.extend(what_is_there(view));
        parts.extend(taken_back(view));
        return parts;
    }
    let state = &view.state;
    if !state.closed() {
        parts.extend(questions(view));
    }
    if state.release.is_none() && state.acceptance.is_none() {
        let read_back = one_of("read-back", Word::PaperReadBack, &BACK);
        parts.push((Part::ReadBack, read_back.about(offered(view))));
        let repeated = repeat::pieces(view);
        parts.extend(repeated.into_iter().map(|it| (Part::Repeated, it)));
    }
    if state.release.is_none() {
        let bound = |(part, piece): (Part, Piece)| match part {
            Part::Decision => (part, piece.about(offered(view))),
            _ => (part, piece),
        };
        parts.extend(decision(decisions(view)).into_iter().map(bound));
    } else if state.started.is_none() {
        parts.extend(course(view));
    } else if !state.closed() {
        parts.extend(follow_up(view));
    }
    parts.extend(what_is_there(view));
    parts.extend(taken_back(view));
    parts
}

fn the_paper(view: &DossierView) -> Vec<(Part, Piece)> {
    let line = |code, word: Word| Piece::new(code, Item::line(word.say()));
    let day = Piece::new("day", Item::day(Word::PaperDay.say()));
    let kept = line("kept", Word::PaperKept);
    vec![
        (
            Part::Day,
            day.suggesting(&date::short_day(view.today, Lang::Ja)),
        ),
        (Part::ToldBy, line("told-by", Word::ToldBy)),
        (
            Part::Original,
            kept.holding(usual(Usual::UsualPlace, Lang::Ja)),
        ),
    ]
}

fn sections(view: &DossierView) -> Vec<(Part, Piece)> {
    let ids = |of: &[&SectionView]| of.iter().map(|it| it.id).collect::<Vec<_>>();
    let mut parts = Vec::new();
    let open = open_sections(view);
    if !open.is_empty() {
        let read = one_of("read", Word::PaperRead, &READ).about(versions(&open));
        let not_yet = ticks("not-yet", Word::NotYetUnderstood, ids(&open));
        parts.push((Part::Read, read));
        parts.push((Part::NotYet, not_yet.about(versions(&open))));
    }
    let again = refused_sections(view);
    if !again.is_empty() {
        let now = ticks("understood-now", Word::UnderstoodNow, ids(&again));
        parts.push((Part::UnderstoodNow, now.about(versions(&again))));
    }
    let left = not_refused(view);
    if !left.is_empty() {
        let not = ticks("not-for-them", Word::NotForThem, ids(&left));
        parts.push((Part::NotForThem, not.about(versions(&left))));
    }
    parts
}

/// The sections in the versions that stand here, each in a line.
fn versions(of: &[&SectionView]) -> String {
    let lines = of
        .iter()
        .map(|it| format!("{} {}", it.id.name(), it.seen.digest));
    lines.collect::<Vec<_>>().join("\n")
}

fn ticks(code: &'static str, word: Word, of: Vec<SectionId>) -> Piece {
    let all = of.into_iter().map(of_section);
    Piece::new(code, Item::several(word.say(), all.collect(), Ticked::None))
}

fn closed_numbers() -> Piece {
    Piece::new("closed", Item::line(Word::ClosedNumbers.say()))
}

fn questions(view: &DossierView) -> Vec<(Part, Piece)> {
    let all = || view.sections.iter().map(|it| of_section(it.id)).collect();
    let asked = QUESTIONS.iter().enumerate();
    let pieces = asked.map(|(at, [about, question])| {
        let label = match at {
            0 => Word::AskAbout,
            _ => Word::AskAboutMore,
        };
        let about = Piece::new(*about, Item::one_of(label.say(), all(), None));
        let question = Piece::new(*question, Item::page(Word::PaperQuestion.say()));
        [(Part::AskAbout(at), about), (Part::Question(at), question)]
    });
    pieces.flatten().collect()
}

fn follow_up(view: &DossierView) -> Vec<(Part, Piece)> {
    let mut parts = Vec::new();
    let all = view.state.follow_ups.iter();
    let open = all.filter(|it| it.outcome.is_none());
    let open: Vec<String> = open.map(|it| it.day.to_string()).collect();
    if !open.is_empty() {
        let outcomes = Item::one_of(Say::HowItGoes, coded(&OUTCOMES, Say::Outcome), None);
        let outcome = Piece::new("outcome", outcomes).about(next_follow_up(view));
        parts.push((Part::Outcome, outcome));
        if 1 < open.len() {
            parts.push((Part::Which, which_follow_up().about(open.join(", "))));
        }
        let said = note("follow-up-note").about(next_follow_up(view));
        parts.push((Part::FollowUpNote, said));
    }
    parts.push((Part::Over, over(view)));
    parts.push((Part::OverNote, note("over-note")));
    parts
}

fn which_follow_up() -> Piece {
    Piece::new("which", Item::line(Word::WhichFollowUp.say()))
}

fn over(view: &DossierView) -> Piece {
    let all = coded(discontinuations(view), Say::Discontinuation);
    Piece::new("over", Item::one_of(Word::PaperOver.say(), all, None))
}

/// The decisions that may be said: a condition is none where its words may not be told.
fn decisions(view: &DossierView) -> &'static [(&'static str, Option<Decline>)] {
    match view.state.may_come_back(Returned::Reasons) {
        true => &DECISIONS,
        false => &DECISIONS[..DECISIONS.len() - 1],
    }
}

fn decision(all: &[(&'static str, Option<Decline>)]) -> Vec<(Part, Piece)> {
    let all = all.iter().enumerate().map(|(at, (code, decline))| {
        let said = match (at, decline) {
            (_, Some(decline)) => Say::Decline(*decline),
            (0, None) => Word::DecisionNone.say(),
            (_, None) => Word::DecisionAccept.say(),
        };
        Coded { code, said }
    });
    let all = Item::one_of(Word::PaperDecision.say(), all.collect(), Some(0));
    let days = Item::days(Word::FollowUps.say());
    vec![
        (Part::Decision, Piece::new("decision", all)),
        (
            Part::Reason,
            Piece::new("reason", Item::page(Word::PaperReason.say())),
        ),
        (Part::Start, Piece::new("start", Item::day(Say::StartDay))),
        (
            Part::Interview,
            Piece::new("interview", Item::day(Word::InterviewOrStart.say())),
        ),
        (
            Part::InCharge,
            Piece::new("in-charge", Item::line(Say::InCharge)),
        ),
        (Part::FollowUps, Piece::new("follow-ups", days)),
    ]
}

fn course(view: &DossierView) -> Vec<(Part, Piece)> {
    let planned = view.state.acceptance.as_ref().map(|it| it.start);
    let day = Piece::new("first-day", Item::day(Word::CourseDay.say()));
    let day = day.suggesting(&date::short_day(planned.unwrap_or(view.today), Lang::Ja));
    vec![
        (Part::Course, one_of("course", Word::PaperCourse, &COURSES)),
        (Part::CourseDay, day),
        (Part::NotStartedWhy, note("not-started-note")),
    ]
}

/// What the person took back and said there, of what is not taken back yet.
fn taken_back(view: &DossierView) -> Vec<(Part, Piece)> {
    let left = can_be_taken_back(view);
    if left.is_empty() {
        return Vec::new();
    }
    let about = left.iter().map(|it| it.name()).collect::<Vec<_>>();
    let about = format!("{} {}", offered(view), about.join(", "));
    let what = one_of("withdrawn", Word::PaperWithdrawn, &WITHDRAWN).about(about.clone());
    vec![
        (Part::Withdrawn, what),
        (Part::WithdrawnItems, items(left).about(about)),
    ]
}

fn can_be_taken_back(view: &DossierView) -> Vec<ItemId> {
    let covered = view.covered.iter().copied();
    let of_content = |it: &ItemId| ItemId::of_content().any(|content| content == *it);
    match view.state.withdrawn_items() {
        Some(_) => covered.filter(of_content).collect(),
        None => Vec::new(),
    }
}

fn items(of: Vec<ItemId>) -> Piece {
    let all = of.into_iter().map(|it| Coded {
        code: it.name(),
        said: Say::Item(it),
    });
    let all = Item::several(Word::ItemsTakenBack.say(), all.collect(), Ticked::None);
    Piece::new("withdrawn-items", all)
}

/// What became of the paper there: where that is owed, and of what nobody has receipted.
fn what_is_there(view: &DossierView) -> Vec<(Part, Piece)> {
    let mut parts = Vec::new();
    let became = became(view);
    if 1 < became.len() {
        let about = view.papers.0.len().to_string();
        parts.push((Part::Gone, gone(&became).about(about.clone())));
        if 1 < view.papers.0.iter().filter(|it| !it.is_gone()).count() {
            parts.push((Part::WhichPapers, which_papers().about(about)));
        }
    }
    let mut answers = view.state.withdrawals.iter().map(|it| it.answer);
    if answers.any(|it| it == WithdrawalAnswer::Owed) {
        let about = owed_withdrawals(view);
        parts.push((Part::Handled, handled().about(about)));
        parts.push((
            Part::HandledNote,
            note("handled-note").about(owed_withdrawals(view)),
        ));
    }
    parts
}

fn gone(became: &[Said]) -> Piece {
    let all = became.iter().map(|(code, word, _)| Coded {
        code,
        said: word.say(),
    });
    let all = Item::one_of(Word::PaperBack.say(), all.collect(), Some(0));
    Piece::new("gone", all)
}

fn which_papers() -> Piece {
    Piece::new("which-papers", Item::line(Word::WhichPapers.say()))
}

fn handled() -> Piece {
    let all = coded(&HANDLINGS, Say::Handling);
    Piece::new("handled", Item::one_of(Word::TakenBack.say(), all, None))
}

/// What may be said of the paper there.
fn became(view: &DossierView) -> Vec<Said> {
    let waits = !view.papers.not_receipted().is_empty();
    // A paper may come back in the envelope of what ends the handover; the desk refuses it where it does not.
    let there = view.papers.0.iter().any(|it| it.went() && !it.is_gone());
    let may = |became: &Option<Became>| match became {
        None => true,
        Some(Became::NotHandedOver) => waits,
        Some(Became::NoAnswer) => asks_back(view),
        Some(Became::Returned | Became::Destroyed | Became::Lost) => there,
    };
    BECAME.into_iter().filter(|it| may(&it.2)).collect()
}

fn asks_back(view: &DossierView) -> bool {
    view.line.duties.iter().any(|it| it.task == Task::AskBack)
}

/// The words that stand beside an answer: each answer has its own.
fn note(code: &'static str) -> Piece {
    Piece::new(code, Item::page(Word::PaperNote.say()))
}

/// A choice with what is usual taken.
fn one_of(code: &'static str, label: Word, all: &[(&'static str, Word)]) -> Piece {
    Piece::new(
        code,
        Item::one_of(label.say(), coded(all, Word::say), Some(0)),
    )
}

fn of_section(id: SectionId) -> Coded {
    Coded {
        code: id.name(),
        said: Say::Section(id),
    }
}

/// Whether something was printed that nobody has receipted.
fn waits(view: &DossierView) -> bool {
    let papers = view.papers.0.iter();
    papers
        .filter(|it| it.went())
        .any(|it| it.received.is_none())
}

/// The papers that wait for their receipt, each with what is on it.
fn waiting(view: &DossierView) -> String {
    let papers = view.papers.0.iter();
    let papers = papers.filter(|it| it.went() && it.received.is_none());
    let lines = papers.map(|it| format!("{} {:?} {}", it.offer.get(), it.parts, it.on));
    lines.collect::<Vec<_>>().join("\n")
}

/// The offer that stands here, in the versions of its sections.
fn offered(view: &DossierView) -> String {
    let no = view.state.offer.as_ref().map_or(0, |it| it.no.get());
    let all: Vec<&SectionView> = view.sections.iter().collect();
    format!("{no} {}", mark(&versions(&all)))
}

/// The sections nobody there has said anything of.
fn open_sections(view: &DossierView) -> Vec<&SectionView> {
    of_reading(view, |it| it.is_none())
}

/// The sections that are not for them, as was said last.
fn refused_sections(view: &DossierView) -> Vec<&SectionView> {
    of_reading(view, |it| it == Some(Reading::NotForUs))
}

/// All others: what was understood may turn out not to be for them.
fn not_refused(view: &DossierView) -> Vec<&SectionView> {
    of_reading(view, |it| it != Some(Reading::NotForUs))
}

fn of_reading(view: &DossierView, meant: impl Fn(Option<Reading>) -> bool) -> Vec<&SectionView> {
    match is_over(view) || view.state.closed() {
        true => Vec::new(),
        false => {
            let all = view.sections.iter();
            all.filter(|it| meant(it.reading)).collect()
        }
    }
}

fn is_over(view: &DossierView) -> bool {
    !view.state.endings.is_empty() || view.state.stop.is_some()
}

/// The questions that were answered and not closed.
fn answered(view: &DossierView) -> Vec<QuestionNo> {
    let questions = view.state.questions.iter();
    let answered = questions.filter(|it| matches!(it.status, QuestionStatus::Answered(_)));
    answered.map(|it| it.no).collect()
}

/// Where the pieces stand, so that each is found by what it asks.
struct Places(Vec<Part>);

impl Places {
    fn of(view: &DossierView) -> Places {
        Places(parts(view).into_iter().map(|(part, _)| part).collect())
    }

    fn at(&self, part: Part) -> Option<usize> {
        self.0.iter().position(|it| *it == part)
    }

    /// The option taken of a piece, where there is one.
    fn taken(&self, it: &Filling, part: Part) -> Option<usize> {
        self.at(part).and_then(|at| it.form.taken(at))
    }

    fn said(&self, it: &Filling, part: Part) -> String {
        self.at(part).map_or_else(String::new, |at| it.said(at))
    }
}

fn reply(it: &mut Filling) -> Option<PaperReply> {
    let places = Places::of(&it.view);
    let slip = Slip {
        day: it.day(places.at(Part::Day)?)?,
        told_by: it.said_some(places.at(Part::ToldBy)?)?,
        original: it.said_some(places.at(Part::Original)?)?,
    };
    let repeats = places.taken(it, Part::ReadBack) == Some(1);
    let told_by = slip.told_by.clone();
    Some(PaperReply {
        slip,
        receipt: match places.taken(it, Part::Receipt) {
            Some(1) => Receipt::Arrived,
            _ => Receipt::NotSaid,
        },
        read: read(it, &places),
        questions: asked(it, &places)?,
        closed: closed(it, &places)?,
        read_back: match (repeats, places.at(Part::Repeated)) {
            (true, Some(at)) => Some(repeat::read_back(it, at)?),
            _ => None,
        },
        decision: decided(it, &places, told_by)?,
        course: went_on(it, &places)?,
        given_back: given_back(it, &places)?,
        withdrawn: withdrawn(it, &places)?,
    })
}

fn read(it: &Filling, places: &Places) -> Vec<(Seen, Reading)> {
    let view = &it.view;
    let ticked = |part, of: Vec<&SectionView>| -> Vec<Seen> {
        let at = places.at(part);
        let ticked = at.map_or_else(Vec::new, |at| it.form.ticked(at));
        let of = ticked.into_iter().filter_map(|at| of.get(at).copied());
        of.map(|it| it.seen).collect()
    };
    let not_for_them = ticked(Part::NotForThem, not_refused(view));
    let mut understood = ticked(Part::UnderstoodNow, refused_sections(view));
    if places.taken(it, Part::Read) == Some(1) {
        let not_yet = ticked(Part::NotYet, open_sections(view));
        let open = open_sections(view).into_iter().map(|it| it.seen);
        understood.extend(open.filter(|it| !not_yet.contains(it) && !not_for_them.contains(it)));
    }
    let understood = understood.into_iter().map(|it| (it, Reading::Understood));
    let not_for_them = not_for_them.into_iter().map(|it| (it, Reading::NotForUs));
    understood.chain(not_for_them).collect()
}

/// Each question needs both its section and its words.
fn asked(it: &mut Filling, places: &Places) -> Option<Vec<(SectionId, String)>> {
    let mut all = Vec::new();
    for at in 0..QUESTIONS.len() {
        let (Some(about), Some(question)) =
            (places.at(Part::AskAbout(at)), places.at(Part::Question(at)))
        else {
            continue;
        };
        let section = it.form.taken(about).and_then(|at| it.view.sections.get(at));
        match (section.map(|it| it.id), it.said(question).is_empty()) {
            (None, true) => (),
            (None, false) => {
                it.form.refuse(about, Word::NeedChoice.say());
                return None;
            }
            (Some(section), _) => all.push((section, it.said_some(question)?)),
        }
    }
    Some(all)
}

/// The questions that are closed, by their numbers.
fn closed(it: &mut Filling, places: &Places) -> Option<Vec<QuestionNo>> {
    let Some(at) = places.at(Part::Closed) else {
        return Some(Vec::new());
    };
    let typed = ascii_digits(it.form.typed(at));
    let open = answered(&it.view);
    let numbers = typed
        .split(|it: char| !it.is_ascii_digit())
        .filter(|it| !it.is_empty());
    let found = numbers.map(|it| {
        let no = it.parse().ok().and_then(QuestionNo::new)?;
        open.contains(&no).then_some(no)
    });
    let found: Option<Vec<QuestionNo>> = found.collect();
    if found.is_none() {
        it.form.refuse(at, Word::NoSuchNumber.say());
    }
    found
}

fn decided(it: &mut Filling, places: &Places, told_by: String) -> Option<Option<Decision>> {
    let taken = places.taken(it, Part::Decision).unwrap_or(0);
    match (taken, decisions(&it.view).get(taken)?.1) {
        (0, None) => Some(None),
        (_, Some(decline)) => {
            left_empty(it, places, &ACCEPTED)?;
            let reason = told_back(it, places.at(Part::Reason)?, Returned::Reasons)?;
            Some(Some(Decision::Decline(decline, reason)))
        }
        (_, None) => {
            left_empty(it, places, &[Part::Reason])?;
            let start = places.at(Part::Start)?;
            let in_charge = places.said(it, Part::InCharge);
            Some(Some(Decision::Accept(AcceptForm {
                start: it.day(start)?,
                interview: it.day_or_same(places.at(Part::Interview)?, start)?,
                in_charge: match in_charge.is_empty() {
                    true => told_by,
                    false => in_charge,
                },
                follow_ups: it.days(places.at(Part::FollowUps)?)?,
            })))
        }
    }
}

/// What was taken back; none where nothing was said of it.
fn withdrawn(it: &mut Filling, places: &Places) -> Option<Option<Withdrawal>> {
    match places.taken(it, Part::Withdrawn) {
        Some(1) => {
            let all = can_be_taken_back(&it.view);
            let items = it.chosen(places.at(Part::WithdrawnItems)?, &all)?;
            Some(Some(Withdrawal::Items(items.into_iter().collect())))
        }
        Some(2) => Some(Some(Withdrawal::All)),
        _ if ticks_items(it, places) => {
            it.form
                .refuse(places.at(Part::Withdrawn)?, Word::NeedChoice.say());
            None
        }
        _ => Some(None),
    }
}

fn ticks_items(it: &Filling, places: &Places) -> bool {
    let ticked = places.at(Part::WithdrawnItems);
    ticked.is_some_and(|at| !it.form.ticked(at).is_empty())
}

/// Words that are needed where the person lets them come back; where not, the desk refuses them.
fn told_back(it: &mut Filling, at: usize, what: Returned) -> Option<String> {
    match it.view.state.may_come_back(what) {
        true => it.said_some(at),
        false => Some(it.said(at)),
    }
}

fn went_on(it: &mut Filling, places: &Places) -> Option<Option<Course>> {
    match places.taken(it, Part::Course) {
        Some(1) => {
            let day = it.day(places.at(Part::CourseDay)?)?;
            return Some(Some(Course::Started(day)));
        }
        Some(2) => {
            let why = told_back(it, places.at(Part::NotStartedWhy)?, Returned::Reasons)?;
            return Some(Some(Course::NotStarted(why)));
        }
        _ => (),
    }
    let outcome = places.taken(it, Part::Outcome);
    if let Some(at) = places.taken(it, Part::Over) {
        if outcome.is_some() {
            it.form
                .refuse(places.at(Part::Over)?, Word::OneOrTheOther.say());
            return None;
        }
        let reason = discontinuations(&it.view).get(at)?.1;
        let said = places.said(it, Part::OverNote);
        return Some(Some(Course::Discontinued(reason, said)));
    }
    let Some(outcome) = outcome.and_then(|at| OUTCOMES.get(at)).map(|it| it.1) else {
        return Some(None);
    };
    let which = which(it, places)?;
    let note = match outcome {
        Outcome::Concern => told_back(it, places.at(Part::FollowUpNote)?, Returned::Outcomes)?,
        _ => places.said(it, Part::FollowUpNote),
    };
    Some(Some(Course::FollowedUp(which, outcome, note)))
}

/// The agreed day that is meant, counted from 1; none for the next open one.
fn which(it: &mut Filling, places: &Places) -> Option<Option<u8>> {
    let Some(at) = places.at(Part::Which) else {
        return Some(None);
    };
    match it.said(at).is_empty() {
        true => Some(None),
        false => it.months(at).map(Some),
    }
}

fn given_back(it: &mut Filling, places: &Places) -> Option<Option<GivenBack>> {
    let became = became(&it.view);
    let told = places.taken(it, Part::Gone);
    let told = told.and_then(|at| became.get(at)?.2);
    let handled = places.at(Part::Handled);
    let handling = handled.and_then(|at| HANDLINGS.get(it.form.taken(at)?));
    let handling: Option<Handling> = handling.map(|it| it.1);
    let numbers = named_papers(it, places)?;
    match (told, handling) {
        (Some(_), Some(_)) => {
            it.form.refuse(handled?, Word::OneOrTheOther.say());
            None
        }
        (None, _) if !numbers.is_empty() => {
            it.form
                .refuse(places.at(Part::Gone)?, Word::NeedChoice.say());
            None
        }
        (Some(became), None) if numbers.is_empty() => Some(Some(GivenBack::Paper(became))),
        (Some(became), None) => Some(Some(GivenBack::These(numbers, became))),
        (None, Some(handling)) => {
            let note = places.said(it, Part::HandledNote);
            Some(Some(GivenBack::Handled(handling, note)))
        }
        (None, None) => Some(None),
    }
}

/// The papers that are meant, by their numbers; none where nobody says which.
fn named_papers(it: &mut Filling, places: &Places) -> Option<BTreeSet<u16>> {
    let Some(at) = places.at(Part::WhichPapers) else {
        return Some(BTreeSet::new());
    };
    let typed = ascii_digits(it.form.typed(at));
    let numbers = typed
        .split(|it: char| !it.is_ascii_digit())
        .filter(|it| !it.is_empty());
    let all = it.view.papers.0.len();
    let found = numbers.map(|it| {
        let no: u16 = it.parse().ok()?;
        (1..=all).contains(&usize::from(no)).then_some(no)
    });
    let found: Option<BTreeSet<u16>> = found.collect();
    if found.is_none() {
        it.form.refuse(at, Word::NoSuchPaper.say());
    }
    found
}

/// Refuses what is filled in and goes with nothing else that is said: it would be dropped without a word.
fn left_empty(it: &mut Filling, places: &Places, parts: &[Part]) -> Option<()> {
    for at in parts.iter().filter_map(|part| places.at(*part)) {
        if !it.said(at).is_empty() {
            it.form.refuse(at, Word::OneOrTheOther.say());
            return None;
        }
    }
    Some(())
}
