//! The words of the list of people to be told: who they are, what is usually said to each, and what became of it.
//!
//! Who is on the list is the domain's.

use crate::domain::contact::{Contact, Standing, Telling, Usual, Whom};
use crate::domain::handover::entry::Side;
use crate::domain::text::Line;
use crate::lang::label::pick;
use crate::lang::{Lang, city, date};
use crate::workflow::contact::ContactRow;

/// Names who is usually told.
pub fn usual(usual: Usual, lang: Lang) -> &'static str {
    let both = match usual {
        Usual::City => ("市町村", "City"),
        Usual::Planner => ("相談支援事業所", "Consultation office"),
        Usual::CapManager => ("上限額管理の事業所", "Office that manages the cap"),
        Usual::Doctor => ("主治医・医療機関", "Doctor"),
        Usual::HelloWork => ("ハローワーク", "Hello Work"),
        Usual::Family => ("家族", "Family"),
        Usual::Guardian => ("成年後見人等", "Guardian"),
        Usual::ContractReport => ("契約内容報告書", "Report of contracts"),
        Usual::FirstInterview => ("初回面談", "First interview"),
    };
    pick(both, lang)
}

/// Names whom a row is about, with the name where it is known.
pub fn whom(whom: &Whom, lang: Lang) -> String {
    match whom {
        Whom::Usual(it, None) => usual(*it, lang).to_owned(),
        Whom::Usual(it, Some(name)) => format!("{} {}", usual(*it, lang), name.as_str()),
        Whom::Agency(name) | Whom::Other(name) => name.as_str().to_owned(),
    }
}

/// Says what is usually told to them, by the office on this side.
pub fn usually_said(whom: &Whom, side: Side, lang: Lang) -> &'static str {
    let usual = match whom {
        Whom::Usual(usual, _) => Some(*usual),
        Whom::Agency(_) | Whom::Other(_) => None,
    };
    let both = match (side, usual) {
        (Side::Sender, Some(Usual::City)) => ("移ること、最後の利用日", "the move, the last day"),
        (Side::Sender, Some(Usual::Planner)) => (
            "移る先と日、利用計画の見直し",
            "where to and when, and that the plan is made anew",
        ),
        (Side::Sender, Some(Usual::CapManager)) => (
            "最後の利用日、上限額管理の引継ぎ",
            "the last day, and who manages the cap from then on",
        ),
        (Side::Sender, Some(Usual::ContractReport)) => (
            "契約の終了（出した日を書きます）",
            "the end of the contract; write the day it was sent",
        ),
        (Side::Receiver, Some(Usual::ContractReport)) => (
            "契約の開始（出した日を書きます）",
            "the beginning of the contract; write the day it was sent",
        ),
        (_, Some(Usual::FirstInterview)) => (
            "約束した初回面談（行った日か、行わなかった理由を書きます）",
            "the first interview that was agreed; write the day it took place, or why it did not",
        ),
        (Side::Sender, _) => ("移る先と日", "where to and when"),
        (Side::Receiver, Some(Usual::City)) => (
            "利用開始日、契約日",
            "the first day, the day of the contract",
        ),
        (Side::Receiver, Some(Usual::CapManager)) => (
            "利用開始日、上限額管理をする事業所",
            "the first day, and who manages the cap",
        ),
        (Side::Receiver, _) => (
            "利用開始日、こちらの担当者",
            "the first day, and who is in charge here",
        ),
    };
    pick(both, lang)
}

/// Says what became of a row, in a word or two.
pub fn standing(contact: &Contact, lang: Lang) -> &'static str {
    let both = match &contact.standing {
        Standing::Told { .. } if contact.is_interview() => ("行った", "took place"),
        Standing::NotNeeded { .. } if contact.is_interview() => {
            ("行わなかった", "did not take place")
        }
        Standing::Open => ("まだ", "not yet"),
        Standing::KnowsByCase => ("引継ぎ済み（ケース）", "knows, by the case"),
        Standing::Told { .. } => ("知らせた", "told"),
        Standing::NotNeeded { .. } => ("不要", "not needed"),
    };
    pick(both, lang)
}

/// Said of somebody who may not be told.
const NOT_AGREED: (&str, &str) = ("同意がない", "no consent");

/// Says one row in a line.
pub fn row(contact: &Contact, lang: Lang) -> String {
    let said = standing(contact, lang);
    let said = match &contact.standing {
        Standing::Told { on, by } => {
            format!("{said} {} {}", date::short_day(*on, lang), by.as_str())
        }
        Standing::NotNeeded {
            because: Some(because),
        } => format!("{said}: {}", because.as_str()),
        Standing::NotNeeded { because: None } | Standing::Open | Standing::KnowsByCase => {
            said.to_owned()
        }
    };
    format!("{}  {said}", whom(&contact.whom, lang))
}

/// Says a row whole, line by line.
pub fn rows(view: &ContactRow, side: Side, lang: Lang) -> Vec<String> {
    let contact = &view.contact;
    let said = |label, text: String| format!("{}: {text}", pick(label, lang));
    let mut lines = vec![match (view.telling, &contact.standing) {
        (Telling::FamilyDoesNotAgree, Standing::Open) => {
            format!("{}  {}", whom(&contact.whom, lang), pick(NOT_AGREED, lang))
        }
        _ => row(contact, lang),
    }];
    let person = contact.person.as_ref().map(|it| it.as_str().to_owned());
    lines.extend(person.map(|it| said(("相手の担当者", "Whom there"), it)));
    let usual = || usually_said(&contact.whom, side, lang).to_owned();
    let what = contact.what.as_ref().map(|it| it.as_str().to_owned());
    lines.push(said(("内容", "What"), what.unwrap_or_else(usual)));
    let asks = contact.is_report().then(|| by_city(lang));
    lines.extend(asks);
    if let (Some((_, on)), Some(by)) = (contact.entered, &view.entered_by) {
        let entered = format!("{} {by}", date::day(on, lang));
        lines.push(said(("記入", "Written"), entered));
    }
    lines
}

/// Says that it is the city's whether it wants the report, and by when.
fn by_city(lang: Lang) -> String {
    let what = pick(
        (
            "要るかどうかと期限は、",
            "Wanted or not, and by when: as set. ",
        ),
        lang,
    );
    city::of(what, lang)
}

/// Gives the text of a line, or nothing.
pub fn text(line: Option<&Line>) -> String {
    line.map_or_else(String::new, |it| it.as_str().to_owned())
}
