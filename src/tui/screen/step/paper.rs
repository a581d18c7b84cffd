//! The forms of an office without the program: what came back on paper, all on one form, and where an offer is printed to.
//!
//! Which pieces there are follows from where the handover stands; whether any of it may be said now the desk decides.

use crate::domain::handover::dossier::{Arrival, QuestionStatus, WithdrawalAnswer};
use crate::domain::handover::entry::{Decline, Handling, Outcome, Reading};
use crate::domain::handover::turn::Task;
use crate::domain::id::QuestionNo;
use crate::domain::section::SectionId;
use crate::lang::command::{Word as Usual, word as usual};
use crate::lang::screen::Say;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::{Lang, date};
use crate::tui::room::handover::{Deed, DossierView, SectionView};
use crate::tui::screen::step::course::{OUTCOMES, next_follow_up};
use crate::tui::screen::step::filling::{Blank, Filling, coded, hint};
use crate::tui::screen::step::goods::{HANDLINGS, owed_withdrawals};
use crate::tui::screen::step::repeat;
use crate::tui::screen::step::title::plain;
use crate::tui::widget::form::{Item, Piece};
use crate::tui::widget::several::{Coded, Ticked};
use crate::workflow::handover::{AcceptForm, Seen};
use crate::workflow::paper::{Course, Decision, GivenBack, PaperReply, Receipt, Slip};

const RECEIPTS: [(&str, Word); 2] = [("yes", Word::ReceiptYes), ("no", Word::ReceiptNo)];
const READ: [(&str, Word); 2] = [("all-but", Word::PaperReadAll), ("no", Word::PaperReadNone)];
const CLOSED: [(&str, Word); 2] = [("no", Word::ClosedNo), ("yes", Word::ClosedYes)];
const BACK: [(&str, Word); 2] = [("no", Word::BackNo), ("yes", Word::BackYes)];
const GONE: [(&str, Word); 2] = [("no", Word::BackNotSaid), ("yes", Word::BackGone)];
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
    beside: |_, lang| hint(Word::PaperHint, lang),
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
    NotForThem,
    Closed,
    AskAbout,
    Question,
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
    Outcome,
    Note,
    Gone,
    Handled,
}

/// Every piece that such a form can have, now or at other times.
pub fn once(view: &DossierView) -> Vec<Piece> {
    let outcomes = Item::one_of(Say::HowItGoes, coded(&OUTCOMES, Say::Outcome), None);
    let single = vec![
        (Part::Receipt, one_of("receipt", Word::Receipt, &RECEIPTS)),
        (Part::Closed, one_of("closed", Word::ClosedAll, &CLOSED)),
        (
            Part::ReadBack,
            one_of("read-back", Word::PaperReadBack, &BACK),
        ),
        (Part::Outcome, Piece::new("outcome", outcomes)),
        (Part::Gone, one_of("gone", Word::PaperBack, &GONE)),
        (Part::Handled, handled()),
        (Part::Note, Piece::new("handled-note", note_item())),
    ];
    let of_some = [
        single,
        sections(SectionId::ALL),
        question(view),
        decision(),
        course(view),
    ];
    let all = of_some.into_iter().flatten().map(|(_, piece)| piece);
    all.chain(repeat::pieces(view))
        .chain(repeat::once())
        .collect()
}

/// The pieces this handover has now, in the order of the printed form.
fn parts(view: &DossierView) -> Vec<(Part, Piece)> {
    let mut parts = the_paper(view);
    if waits(view) {
        parts.push((Part::Receipt, one_of("receipt", Word::Receipt, &RECEIPTS)));
    }
    if !open_sections(view).is_empty() {
        let open = open_sections(view).into_iter();
        let versions = open
            .clone()
            .map(|it| format!("{} {}", it.id.name(), it.seen.digest));
        let about = versions.collect::<Vec<_>>().join("\n");
        let ids: Vec<SectionId> = open.map(|it| it.id).collect();
        let sections = sections(&ids).into_iter();
        parts.extend(sections.map(|(part, it)| (part, it.about(about.clone()))));
    }
    if !answered(view).is_empty() {
        let about = answered(view).into_iter().map(|it| it.to_string());
        let about = about.collect::<Vec<_>>().join(", ");
        let closed = one_of("closed", Word::ClosedAll, &CLOSED);
        parts.push((Part::Closed, closed.about(about)));
    }
    if is_over(view) {
        parts.extend(what_is_there(view));
        return parts;
    }
    parts.extend(question(view));
    let state = &view.state;
    if state.release.is_none() && state.acceptance.is_none() {
        parts.push((
            Part::ReadBack,
            one_of("read-back", Word::PaperReadBack, &BACK),
        ));
        let repeated = repeat::pieces(view);
        parts.extend(repeated.into_iter().map(|it| (Part::Repeated, it)));
    }
    if state.release.is_none() {
        parts.extend(decision());
    } else if state.started.is_none() {
        parts.extend(course(view));
    } else if state.follow_ups.iter().any(|it| it.outcome.is_none()) {
        let outcomes = Item::one_of(Say::HowItGoes, coded(&OUTCOMES, Say::Outcome), None);
        let outcome = Piece::new("outcome", outcomes).about(next_follow_up(view));
        parts.push((Part::Outcome, outcome));
        parts.push((Part::Note, note()));
    }
    parts.extend(what_is_there(view));
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

fn sections(all: &[SectionId]) -> Vec<(Part, Piece)> {
    let ticks = |code, word: Word| {
        let all = all.iter().map(|it| of_section(*it));
        Piece::new(code, Item::several(word.say(), all.collect(), Ticked::None))
    };
    vec![
        (Part::Read, one_of("read", Word::PaperRead, &READ)),
        (Part::NotYet, ticks("not-yet", Word::NotYetUnderstood)),
        (Part::NotForThem, ticks("not-for-them", Word::NotForThem)),
    ]
}

fn question(view: &DossierView) -> Vec<(Part, Piece)> {
    let all = view.sections.iter().map(|it| of_section(it.id)).collect();
    let about = Item::one_of(Word::AskAbout.say(), all, None);
    vec![
        (Part::AskAbout, Piece::new("ask-about", about)),
        (
            Part::Question,
            Piece::new("question", Item::page(Word::PaperQuestion.say())),
        ),
    ]
}

fn decision() -> Vec<(Part, Piece)> {
    let all = DECISIONS.iter().enumerate().map(|(at, (code, decline))| {
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
        (Part::Note, note()),
    ]
}

/// What became of the paper there, where that is owed.
fn what_is_there(view: &DossierView) -> Vec<(Part, Piece)> {
    let owed = view.line.duties.iter().any(|it| it.task == Task::AskBack);
    if !owed {
        return Vec::new();
    }
    let owes = view
        .state
        .withdrawals
        .iter()
        .any(|it| it.answer == WithdrawalAnswer::Owed);
    match owes {
        false => vec![(Part::Gone, one_of("gone", Word::PaperBack, &GONE))],
        true => {
            let about = owed_withdrawals(view);
            vec![
                (Part::Handled, handled().about(about)),
                (Part::Note, Piece::new("handled-note", note_item())),
            ]
        }
    }
}

fn handled() -> Piece {
    let all = coded(&HANDLINGS, Say::Handling);
    Piece::new("handled", Item::one_of(Word::PaperBack.say(), all, None))
}

fn note() -> Piece {
    Piece::new("note", note_item())
}

fn note_item() -> Item {
    Item::page(Word::PaperNote.say())
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

/// Whether something was printed that is not known to have arrived.
fn waits(view: &DossierView) -> bool {
    let on_the_way = |it: &SectionView| it.arrival == Arrival::OnTheWay;
    !is_over(view) && view.sections.iter().any(on_the_way)
}

/// The sections nobody there has said anything of.
fn open_sections(view: &DossierView) -> Vec<&SectionView> {
    match is_over(view) {
        true => Vec::new(),
        false => {
            let open = view.sections.iter().filter(|it| it.reading.is_none());
            open.collect()
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
    let closes = places.taken(it, Part::Closed) == Some(1);
    let repeats = places.taken(it, Part::ReadBack) == Some(1);
    let told_by = slip.told_by.clone();
    Some(PaperReply {
        slip,
        receipt: match places.taken(it, Part::Receipt) {
            Some(0) => Receipt::Arrived,
            _ => Receipt::NotSaid,
        },
        read: read(it, &places),
        questions: asked(it, &places)?,
        closed: match closes {
            true => answered(&it.view),
            false => Vec::new(),
        },
        read_back: match (repeats, places.at(Part::Repeated)) {
            (true, Some(at)) => Some(repeat::read_back(it, at)?),
            _ => None,
        },
        decision: decided(it, &places, told_by)?,
        course: went_on(it, &places)?,
        given_back: given_back(it, &places),
    })
}

fn read(it: &Filling, places: &Places) -> Vec<(Seen, Reading)> {
    if places.taken(it, Part::Read) != Some(0) {
        return Vec::new();
    }
    let ticked = |part| {
        places
            .at(part)
            .map_or_else(Vec::new, |at| it.form.ticked(at))
    };
    let (not_yet, not_for_them) = (ticked(Part::NotYet), ticked(Part::NotForThem));
    let open = open_sections(&it.view).into_iter().enumerate();
    let said = open.filter(|(at, _)| !not_yet.contains(at));
    said.map(|(at, section)| {
        let reading = match not_for_them.contains(&at) {
            true => Reading::NotForUs,
            false => Reading::Understood,
        };
        (section.seen, reading)
    })
    .collect()
}

/// A question needs both its section and its words.
fn asked(it: &mut Filling, places: &Places) -> Option<Vec<(SectionId, String)>> {
    let (Some(about), Some(question)) = (places.at(Part::AskAbout), places.at(Part::Question))
    else {
        return Some(Vec::new());
    };
    let section = it.form.taken(about).and_then(|at| it.view.sections.get(at));
    match (section.map(|it| it.id), it.said(question).is_empty()) {
        (None, true) => Some(Vec::new()),
        (None, false) => {
            it.form.refuse(about, Word::NeedChoice.say());
            None
        }
        (Some(section), _) => Some(vec![(section, it.said_some(question)?)]),
    }
}

fn decided(it: &mut Filling, places: &Places, told_by: String) -> Option<Option<Decision>> {
    let taken = places.taken(it, Part::Decision).unwrap_or(0);
    match (taken, DECISIONS.get(taken)?.1) {
        (0, None) => Some(None),
        (_, Some(decline)) => {
            let reason = it.said_some(places.at(Part::Reason)?)?;
            Some(Some(Decision::Decline(decline, reason)))
        }
        (_, None) => {
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

fn went_on(it: &mut Filling, places: &Places) -> Option<Option<Course>> {
    let note = places.at(Part::Note);
    match places.taken(it, Part::Course) {
        Some(1) => {
            let day = it.day(places.at(Part::CourseDay)?)?;
            return Some(Some(Course::Started(day)));
        }
        Some(2) => return Some(Some(Course::NotStarted(it.said_some(note?)?))),
        _ => (),
    }
    let outcome = places.taken(it, Part::Outcome);
    let outcome: Option<Outcome> = outcome.and_then(|at| OUTCOMES.get(at)).map(|it| it.1);
    Some(match outcome {
        None => None,
        Some(Outcome::Concern) => {
            let note = it.said_some(note?)?;
            Some(Course::FollowedUp(None, Outcome::Concern, note))
        }
        Some(outcome) => Some(Course::FollowedUp(
            None,
            outcome,
            places.said(it, Part::Note),
        )),
    })
}

fn given_back(it: &Filling, places: &Places) -> Option<GivenBack> {
    if places.taken(it, Part::Gone) == Some(1) {
        return Some(GivenBack::Gone);
    }
    let handled = places.at(Part::Handled)?;
    let handling: Handling = it.form.taken(handled).and_then(|at| HANDLINGS.get(at))?.1;
    Some(GivenBack::Handled(handling, it.said(handled + 1)))
}
