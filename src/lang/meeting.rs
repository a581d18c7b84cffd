//! The words of the meetings held about a handover, and of their tasks.
//!
//! What was decided there is the office's own.

use crate::domain::calendar::Day;
use crate::domain::meeting::{Meeting, MeetingKind, Minutes, Owner, Task};
use crate::lang::label::pick;
use crate::lang::{Lang, date};
use crate::workflow::meeting::MeetingView;

/// Names a kind of meeting.
pub fn kind(kind: MeetingKind, lang: Lang) -> &'static str {
    let both = match kind {
        MeetingKind::Handover => ("引継ぎ会議", "handover meeting"),
        MeetingKind::Services => ("サービス担当者会議", "meeting of all services"),
        MeetingKind::Plan => ("個別支援会議", "meeting about the plan"),
    };
    pick(both, lang)
}

/// Names who does a task.
pub fn owner(owner: Owner, lang: Lang) -> &'static str {
    let both = match owner {
        Owner::Sender => ("送り手", "sender"),
        Owner::Receiver => ("受け手", "receiver"),
        Owner::Person => ("本人", "the person"),
        Owner::Other => ("ほか", "somebody else"),
    };
    pick(both, lang)
}

/// Says who does a task, with the name where it is written.
pub fn doer(task: &Task, lang: Lang) -> String {
    match (&task.name, task.owner) {
        (None, it) => owner(it, lang).to_owned(),
        (Some(name), Owner::Other) => name.as_str().to_owned(),
        (Some(name), it) => format!("{} {}", owner(it, lang), name.as_str()),
    }
}

/// Says one meeting in a line: its day and kind.
pub fn meeting(meeting: &Meeting, lang: Lang) -> String {
    let minutes = meeting.minutes();
    let day = date::short_day(minutes.day, lang);
    format!("{day} {}", kind(minutes.kind, lang))
}

/// Says one task in a line: what, who, and by when or since when it is done.
pub fn task(task: &Task, today: Day, lang: Lang) -> String {
    format!(
        "{}  {}  {}",
        task.what.as_str(),
        doer(task, lang),
        standing(task, today, lang)
    )
}

/// Says how a task stands.
pub fn standing(task: &Task, today: Day, lang: Lang) -> String {
    let short = |day| date::short_day(day, lang);
    match (task.done, task.due, lang) {
        (Some(on), _, Lang::Ja) => format!("済 {}", short(on)),
        (Some(on), _, Lang::En) => format!("done {}", short(on)),
        (None, Some(due), Lang::Ja) if task.is_late(today) => {
            format!("未了（期限 {}）", short(due))
        }
        (None, Some(due), Lang::En) if task.is_late(today) => {
            format!("not done (due {})", short(due))
        }
        (None, Some(due), Lang::Ja) => format!("期限 {}", short(due)),
        (None, Some(due), Lang::En) => format!("by {}", short(due)),
        (None, None, Lang::Ja) => "期限なし".to_owned(),
        (None, None, Lang::En) => "no day".to_owned(),
    }
}

/// Says a meeting whole, heading by heading; the earlier versions of its minutes stand at the end.
pub fn rows(view: &MeetingView, today: Day, lang: Lang) -> Vec<String> {
    let held = &view.meeting;
    let mut lines = vec![meeting(held, lang)];
    lines.extend(said(held.minutes(), lang));
    let entered = date::day(held.minutes().entered.1, lang);
    lines.push(named(
        ("記入", "Written"),
        &format!("{entered} {}", view.entered_by),
        lang,
    ));
    if !held.tasks().is_empty() {
        lines.push(pick(("分担", "Tasks"), lang).to_owned());
        let tasks = held.tasks().iter();
        lines.extend(tasks.map(|it| format!("  {}. {}", it.number, task(it, today, lang))));
    }
    let versions: Vec<&Minutes> = held.versions().collect();
    for (at, before) in versions.iter().enumerate().rev().skip(1) {
        lines.push(String::new());
        let when = date::day(before.entered.1, lang);
        lines.push(match lang {
            Lang::Ja => format!("前の版 {} （{when}に記入）", at + 1),
            Lang::En => format!("Version {} (written {when})", at + 1),
        });
        let day = date::short_day(before.day, lang);
        lines.push(format!("{day} {}", kind(before.kind, lang)));
        lines.extend(said(before, lang));
    }
    lines
}

fn said(minutes: &Minutes, lang: Lang) -> Vec<String> {
    vec![
        named(("出席", "Present"), minutes.present.as_str(), lang),
        named(("決まったこと", "Decided"), minutes.decided.as_str(), lang),
    ]
}

fn named(name: (&'static str, &'static str), text: &str, lang: Lang) -> String {
    format!("{}: {text}", pick(name, lang))
}
