//! What of a handover is read: sections, entries and duties as lines of text.
//!
//! It draws nothing and measures with `text` only.

use crate::domain::calendar::Day;
use crate::domain::case::{Value, assessed};
use crate::domain::handover::changed::Telling;
use crate::domain::handover::dossier::{Arrival, Offer, Question, QuestionStatus};
use crate::domain::handover::draft::NotReady;
use crate::domain::handover::entry::{Act, Decline, Finding, Reading, Side, Weight, Withdrawal};
use crate::domain::handover::guard::Refusal;
use crate::domain::handover::permit::{Denied, Months, Step};
use crate::domain::handover::turn::Duty;
use crate::domain::handover::words::WordKey;
use crate::domain::id::{CaseId, QuestionNo, ReadBackNo};
use crate::domain::key_fact::{Compared, KeyFact};
use crate::domain::section::{FieldId, SectionId};
use crate::lang::contact;
use crate::lang::label::handover as name;
use crate::lang::never::arrived;
use crate::lang::problem::Said;
use crate::lang::screen::aside::Aside;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::handovers::Handovers;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date, label, message, record, service, todo};
use crate::tui::room::handover::{DossierView, EntryView, Found, PreviewSection, SectionView};
use crate::tui::screen::case::{overview, service_line};
use crate::tui::screen::grounds::grounds;
use crate::tui::screen::newer;
use crate::tui::screen::offices::card;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::pen::column;
use crate::tui::widget::split::{Line, heading};

/// What a form of a step asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ask {
    /// A question about a section.
    Question(SectionId),
    /// An answer to a question.
    Answer(QuestionNo),
    /// An answer somebody else will give.
    DraftAnswer(QuestionNo),
    /// A reason.
    Reason,
    /// Why it is discontinued.
    Discontinue,
    /// What is to be said of a read-back.
    Check,
    /// In which of four ways it is declined.
    Decline,
    /// How the person was.
    FollowUp,
    /// What became of withdrawn items.
    Handle,
    /// The days and the person in charge.
    Accept,
    /// The first day.
    Start,
    /// The end of the contract.
    End,
    /// What was understood.
    ReadBack,
    /// That the person's case goes over, on the read-back that is shown.
    Release,
    /// By when to answer an offer.
    Offer,
    /// Which sections to add.
    Add,
    /// Which sections the person found right.
    Confirm,
    /// What stands on a signed form.
    Consent,
    /// Which items are taken back.
    WithdrawItems,
    /// That all consent is taken back.
    WithdrawAll,
    /// Which sections of additions are taken up.
    TakeUp,
    /// The first day of a person who comes back, and why this case is reopened.
    Reopen(CaseId),
    /// The first day, in this case that is here already.
    StartInto(CaseId),
    /// What came back on paper.
    PaperReply,
    /// Where an offer is printed to.
    PrintOffer,
    /// For whom a copy is.
    GiveCopy,
    /// Where what the person carries is printed to.
    Carry,
}

impl Ask {
    /// Returns the section it is about, if it is about one.
    pub fn section(self) -> Option<SectionId> {
        match self {
            Ask::Question(section) => Some(section),
            _ => None,
        }
    }

    /// Returns the question it is about, if it is about one.
    pub fn question(self) -> Option<QuestionNo> {
        match self {
            Ask::Answer(question) | Ask::DraftAnswer(question) => Some(question),
            _ => None,
        }
    }

    /// Returns the case it is about, if it is about one.
    pub fn case(self) -> Option<CaseId> {
        match self {
            Ask::Reopen(case) | Ask::StartInto(case) => Some(case),
            _ => None,
        }
    }
}

/// Gives the sign of what the receiver said of a section; of one that was taken back nobody waits for any.
pub fn reading_mark(section: &SectionView, view: &DossierView) -> &'static str {
    match (section.arrival, section.reading) {
        (_, None) if !view.state.is_left(section.id) => " ",
        (Arrival::OnTheWay, _) => "~",
        (Arrival::Arrived, None) => sign(Role::Warn),
        (Arrival::Arrived, Some(Reading::Understood)) => sign(Role::Good),
        (Arrival::Arrived, Some(Reading::NotForUs)) => sign(Role::Bad),
    }
}

/// Writes a section: its name, what was said of it, its questions, its fields.
pub fn section(section: &SectionView, view: &DossierView, lang: Lang) -> Vec<Line> {
    let mut text = vec![(Role::Title, label::section(section.id, lang).to_owned())];
    let weight = match section.weight {
        Weight::Mandatory | Weight::Optional => name::weight(section.weight, lang),
    };
    let (role, reading) = match (section.arrival, section.reading) {
        (Arrival::OnTheWay, _) => (Role::Dim, say(lang, &Say::OnTheWay)),
        (Arrival::Arrived, None) => (Role::Warn, say(lang, &Say::Unread)),
        (Arrival::Arrived, Some(reading)) => (Role::Good, name::reading(reading, lang).to_owned()),
    };
    text.push(match view.state.is_left(section.id) {
        true => (
            role,
            format!("{} {weight} / {reading}", reading_mark(section, view)),
        ),
        false => (Role::Dim, name::taken_back(lang).to_owned()),
    });
    text.extend(newer::changes(section, view, lang));
    let about = view
        .state
        .questions
        .iter()
        .filter(|it| it.section == section.id);
    for question in about {
        text.extend(question_lines(question, view, lang));
    }
    text.push((Role::Text, String::new()));
    if section.fields.is_empty() {
        text.push((Role::Dim, say(lang, &Say::NotHeld)));
    }
    text.extend(reckoned(section.id, &section.fields, lang));
    text.extend(newer::marked(section, view, lang));
    if section.id == SectionId::Attachments {
        text.extend(files(view, lang));
    }
    text
}

/// Lists the files that go with the papers, each with the number by which it is named in a form.
fn files(view: &DossierView, lang: Lang) -> Vec<Line> {
    if view.files.is_empty() {
        return Vec::new();
    }
    let title = (Role::Key, say(lang, &Word::Files.say()));
    let named = view.files.iter().enumerate();
    let named = named.map(|(at, it)| {
        let line = format!("{} {}", at + 1, message::attached(it, lang));
        (Role::Text, line)
    });
    let then = (Role::Dim, say(lang, &Word::FilesSave.say()));
    std::iter::once(title).chain(named).chain([then]).collect()
}

/// What is reckoned from a section as it came, above what it says: of the assessment what the scores show together.
fn reckoned(id: SectionId, all: &[(FieldId, Value)], lang: Lang) -> Vec<Line> {
    match id {
        SectionId::Assessment => {
            let values = all.iter().map(|(field, value)| (*field, value));
            overview(assessed(values).as_ref(), lang)
        }
        _ => Vec::new(),
    }
}

/// Writes fields with what they say.
pub fn fields(all: &[(FieldId, Value)], today: Day, lang: Lang) -> Vec<Line> {
    let lines = all.iter().flat_map(|(field, value)| {
        [
            heading(*field, lang),
            (Role::Text, message::value_on(*field, value, today, lang)),
            (Role::Text, String::new()),
        ]
    });
    lines.collect()
}

/// Gives the sign of whether the person found a section right.
pub fn found_mark(section: &PreviewSection) -> &'static str {
    match section.found {
        Found::Right | Found::Before => sign(Role::Good),
        Found::NotYet => sign(Role::Warn),
    }
}

/// Whether it can be recorded now that the person found a section right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Confirming {
    /// It can.
    Open,
    /// It cannot.
    Shut,
}

/// Writes a section as the other office would see it.
pub fn preview(
    section: &PreviewSection,
    view: &DossierView,
    may: Confirming,
    lang: Lang,
) -> Vec<Line> {
    let (role, found) = match section.found {
        Found::Right => (Role::Good, Word::FoundRight.say()),
        Found::Before => (Role::Good, Prepare::FoundBefore.say()),
        Found::NotYet => (Role::Warn, Word::NotFoundRight.say()),
    };
    let would_see = match may {
        Confirming::Open => Word::WouldConfirm,
        Confirming::Shut => Word::WouldSee,
    };
    let mut text = vec![
        (Role::Title, label::section(section.id, lang).to_owned()),
        (role, format!("{} {}", sign(role), say(lang, &found))),
        (Role::Dim, say(lang, &would_see.say())),
        (Role::Text, String::new()),
    ];
    text.extend(reckoned(section.id, &section.fields, lang));
    text.extend(fields(&section.fields, view.today, lang));
    if section.id == SectionId::Attachments {
        text.extend(files(view, lang));
    }
    text
}

/// Lists what keeps a step from being open, one a line: what a reason names, and in preparation all that is missing.
pub fn blockers(step: Step, why: &Denied, view: &DossierView, lang: Lang) -> Vec<Line> {
    let named = named(step, why, view, lang);
    if named.is_empty() {
        return Vec::new();
    }
    let line = |(what, about): (Word, String)| {
        let what = say(lang, &what.say());
        (Role::Warn, format!("{} {what}: {about}", sign(Role::Warn)))
    };
    let title = (Role::Title, say(lang, &Word::Blockers.say()));
    std::iter::once(title)
        .chain(named.into_iter().map(line))
        .collect()
}

fn named(step: Step, why: &Denied, view: &DossierView, lang: Lang) -> Vec<(Word, String)> {
    let section = |it: &SectionId| label::section(*it, lang).to_owned();
    match why {
        Denied::NotReady(_) if matches!(step, Step::Submit | Step::Approve | Step::Offer) => {
            let open = view.preview.iter().filter(|it| it.found == Found::NotYet);
            let open = open.map(|it| (Word::BlockUnconfirmed, section(&it.id)));
            missing(&view.missing, lang).chain(open).collect()
        }
        Denied::NotReady(NotReady::Missing(fields)) => missing(fields, lang).collect(),
        Denied::Refused(Refusal::NotUnderstood(unread)) => {
            let unread = unread.iter();
            unread.map(|it| (Word::BlockUnread, section(it))).collect()
        }
        Denied::Refused(Refusal::QuestionsOpen(open)) => {
            let questions = view.state.questions.iter();
            let open = questions.filter(|it| open.contains(&it.no));
            let named = open.map(|it| format!("#{} {}", it.no, section(&it.section)));
            named.map(|it| (Word::BlockQuestion, it)).collect()
        }
        Denied::NotReady(_)
        | Denied::Refused(_)
        | Denied::NoRight
        | Denied::ConsentExpired
        | Denied::OtherOffice
        | Denied::TooEarly(_)
        | Denied::OutsideConsent
        | Denied::NotInConsent(_)
        | Denied::NotTheirCase
        | Denied::MonthsUnconfirmed
        | Denied::ContractGoesOn
        | Denied::NotAway
        | Denied::StillHeld
        | Denied::DayToCome(_)
        | Denied::DayBefore(..) => Vec::new(),
    }
}

fn missing(fields: &[FieldId], lang: Lang) -> impl Iterator<Item = (Word, String)> {
    fields.iter().map(move |it| {
        let section = label::section(it.spec().section, lang);
        let about = format!("{section} / {}", label::field(*it, lang));
        (Word::BlockMissing, about)
    })
}

/// What looks like what is never stored, and what to do.
pub fn never(told: Said) -> Vec<Line> {
    vec![
        (Role::Warn, format!("{} {}", sign(Role::Warn), told.what)),
        (Role::Text, told.then),
    ]
}

/// Writes what is known beside the content: what to confirm again and why, the other office, how it was approved.
pub fn facts(view: &DossierView, lang: Lang) -> Vec<Line> {
    let word = |it: Word| say(lang, &it.say());
    let blank = || (Role::Text, String::new());
    let mut text = Vec::new();
    if let Some(why) = &view.state.stop {
        let said = message::stop(why, lang);
        text.push((Role::Title, word(Word::StoppedWhy)));
        text.push((Role::Bad, format!("{} {}", sign(Role::Bad), said.what)));
        text.push((Role::Text, said.then));
        text.push(blank());
    }
    if let Some(it) = &view.returned {
        text.push((Role::Title, word(Word::ReturnedBecause)));
        let told = message::given_back(&it.why, &it.by, lang);
        text.push((Role::Warn, format!("{} {told}", sign(Role::Warn))));
        text.push(blank());
    }
    if !view.asked.declined.is_empty() {
        text.push((Role::Title, say(lang, &Prepare::Earlier.say())));
        for it in &view.asked.declined {
            let told = todo::declined(it, lang);
            text.push((Role::Warn, format!("{} {told}", sign(Role::Warn))));
        }
        text.push(blank());
    }
    if !view.dropped.is_empty() {
        text.push((Role::Title, word(Word::ConfirmAgain)));
        let dropped = view.dropped.iter().map(|it| message::dropped(it, lang));
        text.extend(dropped.map(|it| (Role::Warn, format!("{} {it}", sign(Role::Warn)))));
        text.push(blank());
    }
    text.extend(changed(view, lang));
    text.extend(newer::put(view, lang));
    if !view.arrived.is_empty() {
        text.extend(never(arrived(&view.arrived, lang)));
        text.push(blank());
    }
    text.extend(grounds(view, lang));
    let months = service::of_handover(&view.at_end, view.today, lang);
    if !months.is_empty() {
        text.push((Role::Title, say(lang, &CaseWord::ServicePeriod.say())));
        text.extend(months.into_iter().map(service_line));
        text.push(blank());
    }
    text.push((Role::Title, word(Word::Peer)));
    match &view.peer {
        Some(peer) => text.extend(card(peer, lang)),
        None => text.push((Role::Warn, word(Word::PeerUnknown))),
    }
    text.push(blank());
    if let Some(offer) = &view.state.offer {
        let approval = name::approval(offer.manifest.approval, lang);
        text.push((Role::Text, format!("{}: {approval}", word(Word::Approved))));
        text.extend(consent_until(offer, view.ends_sooner, lang));
        text.extend(comes_back(view, offer, lang));
    }
    if let Some(why) = exception(view) {
        text.push((
            Role::Warn,
            format!("{} {}: {why}", sign(Role::Warn), word(Word::Exception)),
        ));
    }
    if !view.papers.0.is_empty() {
        text.push(blank());
        text.push((Role::Title, word(Word::PaperBack)));
    }
    let papers = view.papers.0.iter().zip(1..);
    text.extend(papers.map(|(it, no)| (Role::Text, record::of_print(no, it, lang))));
    if end_waits(view) {
        let open = say(lang, &Prepare::MonthsOpen.say());
        text.push((Role::Warn, format!("{} {open}", sign(Role::Warn))));
        text.push((Role::Text, word(Word::MonthsOpenHow)));
    }
    for (what, count) in [
        (Handovers::Unsent, view.line.unsent),
        (Handovers::Unconfirmed, view.line.unconfirmed),
    ] {
        if 0 < count {
            text.push((Role::Text, format!("{}: {count}", say(lang, &what.say()))));
        }
    }
    if !view.to_tell.is_empty() {
        text.push(blank());
        text.push((Role::Title, say(lang, &Aside::StillToTell.say())));
        let open = view.to_tell.iter().map(|it| contact::whom(&it.whom, lang));
        text.extend(open.map(|it| (Role::Warn, format!("{} {it}", sign(Role::Warn)))));
    }
    text
}

/// What this office's case does not say any more as it was sent, what presses in red, and how the other office is told.
pub fn changed(view: &DossierView, lang: Lang) -> Vec<Line> {
    let Some(telling) = Telling::of(&view.state, view.today).filter(|_| !view.changed.is_empty())
    else {
        return Vec::new();
    };
    let mut text = vec![(Role::Title, say(lang, &Prepare::ChangedSince.say()))];
    for it in &view.changed {
        let role = match it.presses() {
            true => Role::Bad,
            false => Role::Warn,
        };
        let [field, sent, now] = todo::changed(it, lang);
        text.push((role, format!("{} {field}", sign(role))));
        text.extend([sent, now].map(|it| (role, format!("  {it}"))));
    }
    text.push((Role::Text, todo::told_by(telling, lang)));
    text.push((Role::Text, String::new()));
    text
}

/// Until when consent is in force; where a newer form ends before the day of the offer, both days, and which the other office
/// was told.
fn consent_until(offer: &Offer, sooner: Option<Day>, lang: Lang) -> Vec<Line> {
    let told = offer.manifest.consent_until;
    let until = date::day(sooner.unwrap_or(told), lang);
    let until = (
        Role::Text,
        format!("{}: {until}", say(lang, &Say::ConsentUntil)),
    );
    let told = sooner.map(|_| {
        let said = message::told_until(told, lang);
        (Role::Warn, format!("{} {said}", sign(Role::Warn)))
    });
    std::iter::once(until).chain(told).collect()
}

/// Whether the end of the contract, which is still to come, will ask for a word of the city that the case does not have.
fn end_waits(view: &DossierView) -> bool {
    let open = view.state.offer.is_some() && view.state.ended.is_none();
    let ours = view.line.side == Side::Sender && view.state.ending().is_none();
    open && ours && view.at_end.months == Months::Unconfirmed
}

/// The declared exception as the latest offer states it, or as it would at the sender.
fn exception(view: &DossierView) -> Option<&str> {
    let offered = view.entries.iter().rev();
    let mut offered = offered.filter(|it| matches!(it.act, Act::Offered { .. }));
    match (offered.next(), view.line.side) {
        (Some(offer), _) => text_of(offer, WordKey::Exception),
        (None, Side::Sender) => view.alone.as_deref(),
        (None, Side::Receiver) => None,
    }
}

/// Writes a question: how it stands, what was asked and what was answered.
pub fn question_lines(question: &Question, view: &DossierView, lang: Lang) -> Vec<Line> {
    let (role, status) = match question.status {
        QuestionStatus::Unanswered => (Role::Warn, Say::Unanswered),
        QuestionStatus::Answered(_) => (Role::Changed, Say::Answered),
        QuestionStatus::Closed => (Role::Good, Say::QuestionDone),
    };
    let head = format!(
        "{} {} {} {}",
        sign(role),
        say(lang, &Say::QuestionWord),
        question.no,
        say(lang, &status)
    );
    let mut text = vec![(role, head)];
    text.extend(spoken_of(question.no, view).map(|words| (Role::Text, format!("  {words}"))));
    text
}

/// Gives the texts of a question and its answers, in order.
pub fn spoken_of(question: QuestionNo, view: &DossierView) -> impl Iterator<Item = &str> {
    let about = move |act: &Act| match act {
        Act::Asked { question: it, .. } | Act::Answered { question: it, .. } => *it == question,
        _ => false,
    };
    let entries = view.entries.iter().filter(move |it| about(&it.act));
    entries.filter_map(|it| text_of(it, WordKey::Text))
}

fn text_of(entry: &EntryView, key: WordKey) -> Option<&str> {
    let found = entry.words.iter().find(|(it, _)| *it == key);
    found.map(|(_, text)| text.as_str())
}

/// Writes an entry in one line.
pub fn entry_row(entry: &EntryView, lang: Lang) -> String {
    let width = if lang == Lang::Ja { 10 } else { 12 };
    let about = match &entry.act {
        Act::Acknowledged { section, .. } | Act::Asked { section, .. } => {
            format!(" {}", label::section(*section, lang))
        }
        _ => String::new(),
    };
    format!(
        "{}{}{}{about}",
        column(&date::short_day(entry.written, lang), width),
        column(
            name::side(entry.side, lang),
            if lang == Lang::Ja { 7 } else { 9 }
        ),
        name::entry(&entry.act, lang)
    )
}

/// Writes an entry in full: who, when, what, and every word of it.
pub fn entry(entry: &EntryView, lang: Lang) -> Vec<Line> {
    let mut text = vec![
        (Role::Title, name::entry(&entry.act, lang).to_owned()),
        (
            Role::Dim,
            format!(
                "{}  {}  {}",
                date::day(entry.written, lang),
                name::side(entry.side, lang),
                text_of(entry, WordKey::By).unwrap_or_default()
            ),
        ),
    ];
    text.extend(
        details(&entry.act, lang)
            .into_iter()
            .map(|it| (Role::Text, it)),
    );
    // What the program writes by itself has no words.
    let wordless = matches!(entry.act, Act::Received { .. } | Act::Erased);
    if entry.words.is_empty() && !wordless {
        text.push((Role::Text, String::new()));
        text.push((Role::Dim, say(lang, &Word::WordsGone.say())));
    }
    let words = entry.words.iter().filter(|(key, _)| *key != WordKey::By);
    for (key, words) in words {
        text.push((Role::Text, String::new()));
        text.push((Role::Key, say(lang, &Say::Word(*key))));
        text.push((Role::Text, message::spoken(*key, words, lang)));
    }
    text
}

/// What may come back, as the offer says, and whether all of it was taken back since.
fn comes_back(view: &DossierView, offer: &Offer, lang: Lang) -> Vec<Line> {
    let what = match view.line.side {
        Side::Sender => Word::ReturnsWanted,
        Side::Receiver => Word::MayBeTold,
    };
    let back = offer.manifest.returned.iter();
    let back: Vec<_> = back.map(|it| name::returned(*it, lang)).collect();
    let told = format!("{}: {}", say(lang, &what.say()), message::list(&back, lang));
    let mut text = vec![(Role::Text, told)];
    if view.state.all_is_taken_back() {
        let none = say(lang, &Word::AllTakenBack.say());
        text.push((Role::Warn, format!("{} {none}", sign(Role::Warn))));
    }
    text
}

fn details(act: &Act, lang: Lang) -> Vec<String> {
    let day = |day| date::day(day, lang);
    let worded = |what: &Say, text: &str| format!("{}: {text}", say(lang, what));
    match act {
        Act::Offered { offer, manifest } => vec![
            format!("#{offer}"),
            name::approval(manifest.approval, lang).to_owned(),
            worded(&Say::ConsentUntil, &day(manifest.consent_until)),
        ],
        Act::Answered { question, reply } => {
            vec![format!("#{question} {}", name::reply(*reply, lang))]
        }
        Act::ReadBackChecked { verdict, .. } => vec![name::verdict(*verdict, lang).to_owned()],
        Act::Added { sections, .. } => sections
            .iter()
            .map(|it| label::section(it.section, lang).to_owned())
            .collect(),
        Act::Ended {
            contract_end,
            last_day,
            months_used,
        } => vec![
            worded(&Say::ContractEnd, &day(*contract_end)),
            worded(&Say::LastDay, &day(*last_day)),
            worded(&Say::MonthsUsed, &months_used.to_string()),
        ],
        Act::Acknowledged {
            section, reading, ..
        } => vec![
            label::section(*section, lang).to_owned(),
            name::reading(*reading, lang).to_owned(),
        ],
        Act::Asked {
            question, section, ..
        } => {
            vec![format!("#{question} {}", label::section(*section, lang))]
        }
        Act::QuestionClosed { question } => vec![format!("#{question}")],
        Act::ReadBack { facts, .. } => facts
            .iter()
            .map(|(fact, it)| {
                format!(
                    "{}: {}",
                    name::key_fact(*fact, lang),
                    name::finding(*it, lang)
                )
            })
            .collect(),
        Act::Accepted {
            start,
            interview,
            follow_ups,
            ..
        } => {
            let mut text = vec![
                worded(&Say::StartDay, &day(*start)),
                worded(&Say::Interview, &day(*interview)),
            ];
            text.extend(
                follow_ups
                    .iter()
                    .map(|it| worded(&Say::FollowUpDay, &day(*it))),
            );
            text
        }
        // The entry is called so itself.
        Act::Declined {
            decline: Decline::YesIf,
            ..
        } => Vec::new(),
        Act::Declined { decline, .. } => vec![name::decline(*decline, lang).to_owned()],
        Act::Started { day: first } => vec![day(*first)],
        Act::FollowedUp { which, outcome } => {
            vec![format!("#{} {}", which + 1, name::outcome(*outcome, lang))]
        }
        Act::Handled { handling, .. } => vec![name::handling(*handling, lang).to_owned()],
        Act::Discontinued { reason } => vec![name::discontinuation(*reason, lang).to_owned()],
        Act::ConsentWithdrawn { scope } => match scope {
            Withdrawal::All => vec![say(lang, &Say::WholeConsent)],
            Withdrawal::Items(items) => items
                .iter()
                .map(|it| label::item(*it, lang).to_owned())
                .collect(),
        },
        Act::Recalled
        | Act::Released { .. }
        | Act::Lapsed
        | Act::Received { .. }
        | Act::NotStarted
        | Act::Erased => Vec::new(),
    }
}

/// Says whose turn it is and for what.
pub fn duty(duty: &Duty, view: &DossierView, lang: Lang) -> String {
    message::duty(duty, &view.line, view.today, lang)
}

/// Gives the number of the read-back that [`read_back`] shows.
pub fn read_back_shown(view: &DossierView) -> Option<ReadBackNo> {
    latest_read_back(view).and_then(|it| match it.act {
        Act::ReadBack { read_back, .. } => Some(read_back),
        _ => None,
    })
}

fn latest_read_back(view: &DossierView) -> Option<&EntryView> {
    let mut said = view.entries.iter().rev();
    said.find(|it| matches!(it.act, Act::ReadBack { .. }) && it.side == Side::Receiver)
}

/// Gives the words of the latest read-back, for whoever checks it.
pub fn read_back(view: &DossierView, lang: Lang) -> Vec<Line> {
    let Some(latest) = latest_read_back(view) else {
        return Vec::new();
    };
    let mut text = differences(latest, view, lang);
    text.push((Role::Text, String::new()));
    let words = latest.words.iter();
    for (key, words) in words.filter(|(it, _)| *it != WordKey::Typed) {
        text.push((Role::Key, say(lang, &Say::Word(*key))));
        text.push((Role::Text, words.clone()));
    }
    text
}

/// Gives what was said in own words in the last read-back, for whoever reads back again; none where nothing was, or it
/// was destroyed.
pub fn said_before(view: &DossierView, key: WordKey) -> Option<&str> {
    latest_read_back(view).and_then(|it| text_of(it, key))
}

/// Gives what the sender said of the last read-back, for whoever reads back again.
pub fn objection(view: &DossierView, lang: Lang) -> Vec<Line> {
    let checked = view.entries.iter().rev().find_map(|it| match &it.act {
        Act::ReadBackChecked { verdict, .. } if it.side == Side::Sender => Some((it, *verdict)),
        _ => None,
    });
    let Some((entry, verdict)) = checked else {
        return Vec::new();
    };
    let mut text = vec![(
        Role::Warn,
        format!("{} {}", sign(Role::Warn), name::verdict(verdict, lang)),
    )];
    let words = entry.words.iter().map(|(_, it)| (Role::Text, it.clone()));
    text.extend(words);
    text
}

/// Lists the key facts of a read-back: those that differ with what stands here and what was typed, the others by name.
fn differences(read_back: &EntryView, view: &DossierView, lang: Lang) -> Vec<Line> {
    let Act::ReadBack { facts, .. } = &read_back.act else {
        return Vec::new();
    };
    let word = |it: Prepare| say(lang, &it.say());
    let mut typed = typed_facts(read_back, facts).into_iter();
    let (mut text, mut same) = (Vec::new(), Vec::new());
    for (fact, finding) in facts {
        let was_typed = is_typed(*fact, *finding).then(|| typed.next()).flatten();
        let named = name::key_fact(*fact, lang);
        if *finding == Finding::Same {
            same.push(named);
            continue;
        }
        let found = name::finding(*finding, lang);
        text.push((Role::Bad, format!("{} {named}: {found}", sign(Role::Bad))));
        let held = view.sections.iter().flat_map(|it| &it.fields);
        for (_, value) in held.filter(|(it, _)| fact.fields().contains(it)) {
            let value = message::value(value, lang);
            text.push((
                Role::Text,
                format!("  {}: {value}", word(Prepare::AsOffered)),
            ));
        }
        if let Some(typed) = was_typed {
            text.push((
                Role::Text,
                format!("  {}: {typed}", word(Prepare::WasTyped)),
            ));
        }
    }
    let title = match text.is_empty() {
        true => (
            Role::Good,
            format!("{} {}", sign(Role::Good), word(Prepare::NoDifference)),
        ),
        false => (Role::Title, word(Prepare::Differences)),
    };
    text.insert(0, title);
    if !same.is_empty() {
        let names = message::list(&same, lang);
        text.push((Role::Dim, format!("{}: {names}", word(Prepare::TheSame))));
    }
    text
}

fn is_typed(fact: KeyFact, finding: Finding) -> bool {
    fact.compared() == Compared::TypedAgain && finding != Finding::PaperDiffers
}

/// What was typed for each fact that was; nothing where it does not fit the facts.
fn typed_facts(read_back: &EntryView, facts: &[(KeyFact, Finding)]) -> Vec<String> {
    let all = text_of(read_back, WordKey::Typed).unwrap_or_default();
    let typed: Vec<String> = all.split(" / ").map(str::to_owned).collect();
    let wanted = facts.iter().filter(|(it, found)| is_typed(*it, *found));
    match typed.len() == wanted.count() {
        true => typed,
        false => Vec::new(),
    }
}
