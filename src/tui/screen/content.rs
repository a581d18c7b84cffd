//! What of a handover is read: sections, entries and duties as lines of text.
//!
//! It draws nothing and measures with `text` only.

use crate::domain::handover::dossier::{Arrival, Question, QuestionStatus};
use crate::domain::handover::entry::{Act, Reading, Side, Weight, Withdrawal};
use crate::domain::handover::turn::Duty;
use crate::domain::handover::words::WordKey;
use crate::domain::id::QuestionNo;
use crate::domain::section::SectionId;
use crate::lang::label::handover as name;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, date, label, message};
use crate::tui::text::lines;
use crate::tui::theme::{Role, sign};
use crate::tui::view::{DossierView, EntryView, SectionView};
use crate::tui::widget::pen::column;

/// A piece of text and how it looks.
pub type Line = (Role, String);

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
}

/// Breaks lines at a width.
pub fn wrapped(text: &[Line], width: u16) -> Vec<Line> {
    let broken = text.iter().flat_map(|(role, text)| {
        let rows = lines(text, usize::from(width));
        rows.into_iter()
            .map(|row| (*role, row.to_owned()))
            .collect::<Vec<_>>()
    });
    broken.collect()
}

/// Gives the sign of what the receiver said of a section.
pub fn reading_mark(section: &SectionView) -> &'static str {
    match (section.arrival, section.reading) {
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
    text.push((
        role,
        format!("{} {weight} / {reading}", reading_mark(section)),
    ));
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
    for (field, value) in &section.fields {
        text.push((Role::Key, label::field(*field, lang).to_owned()));
        text.push((Role::Text, message::value(value, lang)));
        text.push((Role::Text, String::new()));
    }
    text
}

fn question_lines(question: &Question, view: &DossierView, lang: Lang) -> Vec<Line> {
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
    let words = entry.words.iter().filter(|(key, _)| *key != WordKey::By);
    for (key, words) in words {
        text.push((Role::Text, String::new()));
        text.push((Role::Key, say(lang, &Say::Word(*key))));
        let plain = match key {
            WordKey::Withheld => message::withheld(words, lang),
            _ => None,
        };
        text.push((Role::Text, plain.unwrap_or_else(|| words.clone())));
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
    message::duty(duty, view.line.side, view.today, lang)
}

/// Gives the words of the latest read-back, for whoever checks it.
pub fn read_back(view: &DossierView, lang: Lang) -> Vec<Line> {
    let mut said = view.entries.iter().rev();
    let latest =
        said.find(|it| matches!(it.act, Act::ReadBack { .. }) && it.side == Side::Receiver);
    latest.map_or_else(Vec::new, |it| entry(it, lang))
}
