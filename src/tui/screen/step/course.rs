//! The forms of days: acceptance, start and end, how the person was since, a stop, and a person who comes back.
//!
//! It checks only that days are days; the desk decides.

use crate::domain::calendar::{Day, parse_day};
use crate::domain::consent::Returned;
use crate::domain::handover::entry::{Discontinuation, Outcome, Side};
use crate::domain::handover::permit::{BeforeOffer, Months};
use crate::domain::handover::turn::{self, Agreed, agreed_follow_up};
use crate::domain::id::CaseId;
use crate::domain::section::FieldId;
use crate::domain::service::{Crossing, UsedDiffer};
use crate::lang::message;
use crate::lang::problem::same;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date, service};
use crate::tui::room::handover::{Deed, DossierView};
use crate::tui::screen::case::service_line;
use crate::tui::screen::step::filling::{Blank, Filling, choice, hint, suggesting};
use crate::tui::screen::step::title::{about, plain};
use crate::tui::theme::Role;
use crate::tui::widget::form::{Item, Piece};
use crate::tui::widget::several::Coded;
use crate::tui::widget::split::Line;
use crate::workflow::alike::Alike;
use crate::workflow::case::CaseLine;
use crate::workflow::handover::{AcceptForm, Differing, EndForm, MOST_FOLLOW_UPS};
use crate::workflow::paper::Course;
use crate::workflow::view::{AtEnd, Away};

/// How the person may be.
pub const OUTCOMES: [(&str, Outcome); 5] = [
    ("going-well", Outcome::GoingWell),
    ("concern", Outcome::Concern),
    ("left", Outcome::Left),
    ("not-reached", Outcome::NotReached),
    ("not-shared", Outcome::NotShared),
];
/// Why it may be over for a reason in the world; the last only where the person is away for a time.
const DISCONTINUATIONS: [(&str, Discontinuation); 6] = [
    ("died", Discontinuation::Died),
    ("moved-away", Discontinuation::MovedAway),
    ("employed", Discontinuation::Employed),
    ("office-closed", Discontinuation::OfficeClosed),
    ("not-reachable", Discontinuation::NotReachable),
    ("came-back", Discontinuation::CameBack),
];

/// How the person may be said to be: where consent lets nothing of it come back, only that it is not shared.
fn outcomes(view: &DossierView) -> &'static [(&'static str, Outcome)] {
    match view.state.may_come_back(Returned::Outcomes) {
        true => &OUTCOMES,
        false => &OUTCOMES[OUTCOMES.len() - 1..],
    }
}

/// Whether more than its kind may be told of a stop: what the sender says of it is its own.
fn tells_of_stop(view: &DossierView) -> InWords {
    match view.line.side == Side::Sender || view.state.may_come_back(Returned::Outcomes) {
        true => InWords::Yes,
        false => InWords::No,
    }
}

#[derive(PartialEq, Eq)]
enum InWords {
    Yes,
    No,
}

/// Why it may be over here.
pub fn discontinuations(view: &DossierView) -> &'static [(&'static str, Discontinuation)] {
    match view.at_end.away {
        Away::ForATime => &DISCONTINUATIONS,
        Away::ForGood => &DISCONTINUATIONS[..DISCONTINUATIONS.len() - 1],
    }
}

/// The days and the person in charge.
pub const ACCEPT: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        vec![
            planned_start(view),
            Piece::new("interview", Item::day(Word::InterviewOrStart.say())),
            Piece::new("in-charge", Item::line(Say::InCharge)).suggesting(&view.me),
            Piece::new("follow-ups", Item::days(Word::FollowUps.say())),
        ]
    },
    beside: |it, lang| {
        let days = message::follow_ups_left_empty(&it.view.follow_up_days, lang);
        let mut text = vec![(Role::Text, days)];
        text.extend(days_to_start(it, lang));
        text.extend(months(it, lang));
        text
    },
    deed: |it| {
        Some(Deed::Accept(AcceptForm {
            start: it.day(0)?,
            interview: it.day_or_same(1, 0)?,
            in_charge: it.said_some(2)?,
            follow_ups: it.days(3)?,
        }))
    },
};

/// The first day.
pub const START: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        let who = choice(Word::WhoComes.say(), &COMES, |it| it.word().say());
        let who = may_be_known(view).then(|| Piece::found("who", who));
        vec![first_day(view)].into_iter().chain(who).collect()
    },
    beside: |it, lang| {
        let known = who_may_come(&it.view, lang);
        known.into_iter().chain(days_to_start(it, lang)).collect()
    },
    deed: |it| {
        let day = it.day(0)?;
        if !may_be_known(&it.view) {
            return Some(Deed::Start(day));
        }
        let comes = it.form.taken(1).and_then(|at| COMES.get(at));
        let same = match comes.map(|it| it.1) {
            Some(Comes::Another) => {
                return Some(Deed::StartAsAnother(told_from(&it.view), day));
            }
            Some(Comes::Same) => the_same(&it.view),
            None => Err(Word::NeedChoice),
        };
        match same {
            Ok(case) => Some(Deed::StartInto(case, day)),
            Err(why) => {
                it.form.refuse(1, why.say());
                None
            }
        }
    },
};

/// Whether there is a case of somebody who may be the one who comes, wherever that person was last.
fn may_be_known(view: &DossierView) -> bool {
    !view.arriving.is_empty() || !view.gone.is_empty() || !view.returning.is_empty()
}

/// The cases somebody is told from who is said to be another person.
fn told_from(view: &DossierView) -> Vec<CaseId> {
    let like = view.arriving.iter().chain(&view.gone);
    like.map(|it| it.case.id).collect()
}

/// The case that is here and goes on as the person's own; else where the way to it is.
fn the_same(view: &DossierView) -> Result<CaseId, Word> {
    match (&view.arriving[..], &view.returning[..], &view.gone[..]) {
        ([here], [], []) => Ok(here.case.id),
        ([], [], _) => Err(Word::GoneNotTheirs),
        ([], ..) => Err(Word::ReopenInstead),
        _ => Err(Word::WhichCase),
    }
}

/// Who may be the one who comes, and what that would mean.
fn who_may_come(view: &DossierView, lang: Lang) -> Vec<Line> {
    let person = |it: &CaseLine| (Role::Warn, format!("{} {}", it.kana, it.name));
    let like = |it: &Alike| [person(&it.case), (Role::Text, same(it, lang))];
    let mut text = Vec::new();
    if !view.arriving.is_empty() {
        text.extend(hint(Word::WhoComesHint, lang));
        text.extend(view.arriving.iter().flat_map(like));
    }
    let told = |line: &&CaseLine| view.gone.iter().any(|it| it.case.id == line.id);
    let others: Vec<Line> = (view.returning.iter())
        .filter(|it| !told(it))
        .map(person)
        .collect();
    if !view.gone.is_empty() || !others.is_empty() {
        let way = match view.returning.is_empty() {
            true => Word::GoneNotTheirs,
            false => Word::WhoReturnsHint,
        };
        text.extend(hint(way, lang));
        text.extend(view.gone.iter().flat_map(like));
        text.extend(others);
    }
    text
}

/// Who somebody is of whom there may be a case already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Comes {
    /// The person of that case.
    Same,
    /// Somebody else.
    Another,
}

impl Comes {
    fn word(self) -> Word {
        match self {
            Comes::Same => Word::ComesSame,
            Comes::Another => Word::ComesAnother,
        }
    }
}

const COMES: [(&str, Comes); 2] = [("same", Comes::Same), ("another", Comes::Another)];

fn first_day(view: &DossierView) -> Piece {
    let start = Piece::new("start", Item::day(Say::StartDay));
    start.suggesting(&short(view.today))
}

/// The first day of somebody who has a case here already.
pub const START_INTO: Blank = Blank {
    title: |it, lang| match it.ask.case().and_then(|case| whose(&it.view, case)) {
        Some(whose) => format!("{}: {whose}", say(lang, &Word::StartInto.say())),
        None => say(lang, &Word::StartInto.say()),
    },
    pieces: |_, view| vec![first_day(view)],
    beside: |it, lang| {
        let mut arriving = it.view.arriving.iter();
        let found = arriving.find(|alike| Some(alike.case.id) == it.ask.case());
        let why = found.map(|it| (Role::Text, same(it, lang)));
        let mut text: Vec<Line> = why.into_iter().collect();
        text.extend(with_days(Word::StartIntoHint, it, lang));
        text
    },
    deed: |it| {
        let case = it.ask.case()?;
        Some(Deed::StartInto(case, it.day(0)?))
    },
};

/// The end of the contract.
pub const END: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        let end = Piece::new("contract-end", Item::day(Say::ContractEnd));
        let by = Piece::new("city-confirmed", Item::line(Say::CityConfirmed));
        let on = Piece::new("confirmed-on", Item::day(Word::CityConfirmedOn.say()));
        let used = Piece::new("months-used", Item::line(Say::MonthsUsed));
        let suggested = view.at_end.contract_end(view.today);
        let used = match view.at_end.months_by(suggested) {
            Some(months) => used.suggesting(&months.to_string()),
            None => used,
        };
        let (by, on) = match &view.at_end.said {
            Some(said) => (
                by.suggesting(&said.by.to_string()),
                on.suggesting(&short(said.on)),
            ),
            None => (by, on),
        };
        let mut pieces = vec![
            end.suggesting(&short(suggested)),
            Piece::new("last-day", Item::day(Word::LastDayOrSame.say())),
            used,
        ];
        if view.at_end.months != Months::NotAsked {
            pieces.extend([by, on]);
        }
        pieces
    },
    beside: |it, lang| {
        let known = &it.view.at_end;
        let same = typed(it, 0).map(|end| AtEnd::last_day(end, it.view.today));
        let last = typed(it, 1).or(same).or(known.crossing.last);
        let mut text = crossing(
            Crossing {
                last,
                ..known.crossing
            },
            lang,
        );
        text.extend(months_at_end(it, lang));
        text
    },
    deed: |it| {
        let contract_end = it.day(0)?;
        let same = AtEnd::last_day(contract_end, it.view.today);
        let last_day = it.day_or_none(1)?.unwrap_or(same);
        let months_used = it.months(2)?;
        let (confirmed_by, confirmed_on) = match it.view.at_end.months {
            Months::NotAsked => (String::new(), contract_end),
            _ => (it.said_some(3)?, it.day(4)?),
        };
        Some(Deed::End(EndForm {
            contract_end,
            last_day,
            months_used,
            confirmed_by,
            confirmed_on,
            // The form asks once before it is recorded, and names what differs then.
            differing: Differing::Stands,
        }))
    },
};

/// How the person was.
pub const FOLLOW_UP: Blank = Blank {
    title: |it, lang| {
        let agreed = agreed_follow_up(&it.view.state, which(it));
        let agreed = agreed.map(|it| message::agreed_follow_up(it, lang));
        about(it, agreed.as_deref(), lang)
    },
    pieces: |_, view| {
        let outcome = choice(Say::HowItGoes, outcomes(view), Say::Outcome);
        let outcome = Piece::new("outcome", outcome).about(next_follow_up(view));
        if !view.state.may_come_back(Returned::Outcomes) {
            return vec![outcome];
        }
        let note = Piece::new("note", Item::page(Say::NoteText));
        let all = [Some(outcome), which_of(view), Some(note)];
        all.into_iter().flatten().collect()
    },
    beside: |it, lang| match it.view.state.may_come_back(Returned::Outcomes) {
        true => Vec::new(),
        false => hint(Word::NoOutcomesBack, lang),
    },
    deed: |it| {
        let outcome = it.one_of(0, outcomes(&it.view))?;
        let note = match outcome {
            Outcome::NotShared if !it.view.state.may_come_back(Returned::Outcomes) => String::new(),
            Outcome::Concern => it.said_some(note_at(it))?,
            _ => it.said(note_at(it)),
        };
        Some(Deed::FollowUp(which(it), outcome, note))
    },
};

/// The place of the choice between agreed days, where there is one: it stands before the note.
const WHICH: usize = 1;

/// The codes of agreed days, by their places from 1.
const NTH: [&str; MOST_FOLLOW_UPS] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
];

/// Which agreed day is told of, where more than one is open: the next one first. That nothing is shared is said once, for all.
fn which_of(view: &DossierView) -> Option<Piece> {
    let open = open_follow_ups(view);
    if open.len() < 2 {
        return None;
    }
    let days: Vec<String> = open.iter().map(|it| it.day.to_string()).collect();
    Some(one_of_days(open, Some(0)).about(days.join(", ")))
}

/// A choice between all days that were agreed: one of them may have been chosen while it was open.
pub fn any_follow_up(view: &DossierView) -> Vec<Piece> {
    let all = agreed_follow_ups(view).map(|(agreed, _)| agreed);
    vec![one_of_days(all.collect(), None)]
}

fn one_of_days(all: Vec<Agreed>, at: Option<usize>) -> Piece {
    let options = all.into_iter().filter_map(|it| {
        let code = NTH.get(usize::from(it.nth).checked_sub(1)?)?;
        let said = Say::AgreedFollowUp(it);
        Some(Coded { code, said })
    });
    Piece::new(
        "which",
        Item::one_of(Word::FollowUpOf.say(), options.collect(), at),
    )
}

/// The place of the agreed day that is chosen; none where there is no choice, for the next one.
fn which(it: &Filling) -> Option<u8> {
    let open = open_follow_ups(&it.view);
    let chosen = open.get(it.form.taken(WHICH)?);
    chosen.map(|it| it.nth)
}

fn note_at(it: &Filling) -> usize {
    match it.form.taken(WHICH) {
        Some(_) => WHICH + 1,
        None => WHICH,
    }
}

fn open_follow_ups(view: &DossierView) -> Vec<Agreed> {
    let open = agreed_follow_ups(view).filter(|(_, outcome)| outcome.is_none());
    open.map(|(agreed, _)| agreed).collect()
}

/// The agreed days, and what was told of each.
fn agreed_follow_ups(view: &DossierView) -> impl Iterator<Item = (Agreed, Option<Outcome>)> {
    let all = view.state.follow_ups.iter().zip(1..);
    all.map(|(it, nth)| (Agreed { nth, day: it.day }, it.outcome))
}

/// Why it is discontinued.
pub const DISCONTINUE: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        let why = choice(Say::Why, discontinuations(view), Say::Discontinuation);
        let why = Piece::new("why", why);
        match tells_of_stop(view) {
            InWords::Yes => vec![why, Piece::new("reason", Item::page(Say::ReasonText))],
            InWords::No => vec![why],
        }
    },
    beside: |it, lang| match tells_of_stop(&it.view) {
        InWords::Yes => hint(Word::DiscontinueHint, lang),
        InWords::No => hint(Word::NoWordsOfStop, lang),
    },
    deed: |it| {
        let all = discontinuations(&it.view);
        let why = it.one_of(0, all)?;
        let said = match tells_of_stop(&it.view) {
            InWords::Yes => it.said(1),
            InWords::No => String::new(),
        };
        Some(Deed::Discontinue(why, said))
    },
};

/// The first day of a person who comes back, and why the case is reopened.
pub const REOPEN: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        let day = view.state.started.unwrap_or(view.today);
        let start = Piece::new("start", Item::day(Say::StartDay));
        vec![
            start.suggesting(&short(day)),
            Piece::new("why", Item::page(Word::ReopenWhy.say())),
        ]
    },
    beside: |it, lang| with_days(Word::ReopenHint, it, lang),
    deed: |it| {
        let case = it.ask.case()?;
        Some(Deed::Reopen(case, it.day(0)?, it.said_some(1)?))
    },
};

/// Names the person of a case that is here already.
fn whose(view: &DossierView, case: CaseId) -> Option<String> {
    let found = view.arriving.iter().find(|it| it.case.id == case);
    found.map(|it| format!("{} {}", it.case.kana, it.case.name))
}

/// What differs from the months used that an end is about to be recorded with.
pub fn differing(form: &EndForm, view: &DossierView) -> Option<UsedDiffer> {
    let service = view.at_end.service.as_ref()?;
    service
        .used_on(form.contract_end)
        .differing(form.months_used)
}

/// The first day, or the interview, that lies before the handover was first offered, where one is written.
pub fn before_offer(deed: &Deed, view: &DossierView) -> Option<BeforeOffer> {
    let agreed = |form: &AcceptForm| vec![form.start, form.interview];
    let days = match deed {
        Deed::Accept(form) => agreed(form),
        Deed::Start(day)
        | Deed::StartInto(_, day)
        | Deed::StartAsAnother(_, day)
        | Deed::Reopen(_, day, _) => vec![*day],
        Deed::PaperReply(reply) => reply.first_days(),
        _ => Vec::new(),
    };
    BeforeOffer::of(&days, &view.state, view.today)
}

/// The agreed day of follow-up that has not come, where one is told of: on paper by the day of the paper.
pub fn told_early(deed: &Deed, view: &DossierView) -> Option<Agreed> {
    match deed {
        Deed::FollowUp(which, outcome, _) => {
            turn::told_early(&view.state, *which, *outcome, view.today)
        }
        Deed::PaperReply(reply) => match reply.course {
            Some(Course::FollowedUp(which, outcome, _)) => {
                turn::told_early(&view.state, which, outcome, reply.slip.day)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The day typed in a field, if it is one.
fn typed(it: &Filling, at: usize) -> Option<Day> {
    parse_day(it.form.typed(at)).ok().map(|it| it.day)
}

/// What a step means, and the days without service up to the first day that is typed.
fn with_days(word: Word, it: &Filling, lang: Lang) -> Vec<Line> {
    let mut text = hint(word, lang);
    text.extend(days_to_start(it, lang));
    text
}

/// The days without service up to the first day that is typed in the first field, else as it is known.
fn days_to_start(it: &Filling, lang: Lang) -> Vec<Line> {
    let known = it.view.at_end.crossing;
    let start = typed(it, 0).or(known.start);
    crossing(Crossing { start, ..known }, lang)
}

/// The days without service, with what is typed so far.
fn crossing(days: Crossing, lang: Lang) -> Vec<Line> {
    let passage = days.passage().map(|it| service::passage(it, lang));
    passage.into_iter().map(service_line).collect()
}

/// The months of service, in short.
fn months(it: &Filling, lang: Lang) -> Vec<Line> {
    let lines = service::in_short(&it.view.at_end, it.view.today, lang);
    lines.into_iter().map(service_line).collect()
}

/// The same as it is counted for the end that is typed: every figure of the form is of one day.
fn months_at_end(it: &Filling, lang: Lang) -> Vec<Line> {
    let known = &it.view.at_end;
    let end = typed(it, 0).unwrap_or(known.contract_end(it.view.today));
    let service = known.service.clone().map(|it| it.counted_on(end));
    let known = AtEnd {
        service,
        ..known.clone()
    };
    let lines = service::in_short(&known, end, lang);
    lines.into_iter().map(service_line).collect()
}

/// The agreed day that is told of next.
pub fn next_follow_up(view: &DossierView) -> String {
    let next = agreed_follow_up(&view.state, None);
    next.map_or_else(String::new, |it| it.day.to_string())
}

/// The first day, as the offer plans it.
fn planned_start(view: &DossierView) -> Piece {
    let start = Piece::new("start", Item::day(Say::StartDay));
    let handed = view.sections.iter().flat_map(|it| &it.fields);
    suggesting(start, FieldId::HandlingPlannedStart, handed)
}

fn short(day: Day) -> String {
    date::short_day(day, Lang::Ja)
}
