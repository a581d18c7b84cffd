//! The offer on paper: the sections as disclosed and nothing else, and the form that is sent back. Pages of plain text,
//! each with its head.
//!
//! Whether it may be printed today was decided before; no signature is claimed.

use crate::domain::key_fact::Compared;
use crate::domain::section::SectionId;
use crate::lang::label::handover as words;
use crate::lang::sheet::{Sheet, page_head, version};
use crate::lang::{Lang, date, label, message};
use crate::report::text::{Page, WIDTH};
use crate::workflow::paper::PaperOffer;

/// The lines of a page of A4, its head included.
pub const LINES: usize = 56;

/// Makes the pages of an offer, line by line; each page has as many lines, so that a printer parts them there.
pub fn printed_offer(offer: &PaperOffer, lang: Lang) -> Vec<String> {
    let mut sheets = paged(told(offer, lang));
    sheets.extend(paged(form(offer, lang)));
    let pages = sheets.len();
    let numbered = sheets.into_iter().zip(1..);
    let lines = numbered.flat_map(|(mut lines, page)| {
        lines.resize(LINES - 2, String::new());
        let head = [page_head(offer, page, pages, lang), String::new()];
        head.into_iter().chain(lines)
    });
    lines.collect()
}

/// Parts lines into pages.
fn paged(lines: Vec<String>) -> Vec<Vec<String>> {
    let sheets = lines.chunks(LINES - 2);
    sheets.map(<[String]>::to_vec).collect()
}

fn told(offer: &PaperOffer, lang: Lang) -> Vec<String> {
    let say = |it: Sheet| it.text(lang);
    let mut page = Page::new(WIDTH);
    page.title(say(Sheet::Title));
    let mut row = |name: Sheet, text: &str| page.sentence(&format!("{}: {text}", say(name)));
    let [sender, number, phone] = &offer.sender;
    row(Sheet::From, &format!("{sender}  {number}  {phone}"));
    row(Sheet::To, &offer.receiver);
    row(Sheet::Person, &offer.person);
    row(Sheet::Purpose, &offer.purpose);
    row(Sheet::Until, &date::day(offer.consent_until, lang));
    if let Some(day) = offer.reply_by {
        row(Sheet::ReplyBy, &date::day(day, lang));
    }
    row(Sheet::PrintedBy, &offer.by);
    row(Sheet::Code, &offer.code);
    row(Sheet::Digest, &offer.digest.to_string());
    page.sentence(&version(offer, lang));
    page.gap();
    for hint in [Sheet::HandleHint, Sheet::ReplyHint, Sheet::BackHint] {
        page.item(say(hint));
    }
    for (section, fields) in &offer.sections {
        page.heading(&section_head(offer, *section, lang));
        for (field, value) in fields {
            page.item(label::field(*field, lang));
            page.detail(&message::value(value, lang));
        }
    }
    if !offer.answers.is_empty() {
        page.heading(say(Sheet::Answers));
    }
    for answer in &offer.answers {
        let section = label::section(answer.section, lang);
        page.item(&format!("{} ({section})", answer.no));
        page.detail(answer.text.as_deref().unwrap_or(say(Sheet::NoWords)));
    }
    page.into_lines()
}

fn section_head(offer: &PaperOffer, section: SectionId, lang: Lang) -> String {
    let name = label::section(section, lang);
    match offer.mandatory.contains(&section) {
        true => format!("{name} {}", Sheet::Must.text(lang)),
        false => name.to_owned(),
    }
}

/// The form that is sent back.
fn form(offer: &PaperOffer, lang: Lang) -> Vec<String> {
    let say = |it: Sheet| it.text(lang);
    let mut page = Page::new(WIDTH);
    page.title(say(Sheet::FormTitle));
    page.sentence(&format!("{}: {}", say(Sheet::To), offer.sender[0]));
    page.sentence(&format!("{}: {}", say(Sheet::From), offer.receiver));
    page.sentence(&format!("{}: {}", say(Sheet::Code), offer.code));
    page.heading(say(Sheet::FormHead));
    page.blank(say(Sheet::ReceivedOn));
    page.blank(say(Sheet::FilledBy));
    page.heading(say(Sheet::SectionsHead));
    for (section, _) in &offer.sections {
        page.item(&section_head(offer, *section, lang));
        page.detail(say(Sheet::SectionsRow));
    }
    page.heading(say(Sheet::QuestionsHead));
    for _ in 0..3 {
        page.blank(say(Sheet::Question));
    }
    page.heading(say(Sheet::BackHead));
    for number in 1..=3 {
        page.blank(&format!("{}{number}", say(Sheet::Risk)));
    }
    page.blank(say(Sheet::NextStep));
    page.blank(say(Sheet::Appointment));
    page.heading(say(Sheet::FactsHead));
    for fact in &offer.facts {
        let name = words::key_fact(*fact, lang);
        match fact.compared() {
            Compared::TypedAgain => page.blank(name),
            Compared::SideBySide => {
                page.item(name);
                page.detail(say(Sheet::Compare));
            }
        }
    }
    decision(&mut page, lang);
    page.into_lines()
}

fn decision(page: &mut Page, lang: Lang) {
    let say = |it: Sheet| it.text(lang);
    page.heading(say(Sheet::DecisionHead));
    for way in [
        Sheet::Accept,
        Sheet::NotTaken,
        Sheet::SentBack,
        Sheet::TryOther,
        Sheet::YesIf,
    ] {
        page.item(say(way));
    }
    for line in [
        Sheet::Reason,
        Sheet::Start,
        Sheet::Interview,
        Sheet::InCharge,
        Sheet::FollowUps,
        Sheet::Signature,
        Sheet::SignedOn,
    ] {
        page.blank(say(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw};
    use crate::domain::calendar::Day;
    use crate::domain::case::{FieldState, Source, Value};
    use crate::domain::id::{Digest, OfferNo};
    use crate::domain::key_fact::KeyFact;
    use crate::domain::section::FieldId;

    fn offer(long: usize) -> PaperOffer {
        let day = Day::from_ymd(2026, 11, 28).unwrap();
        let text = "眠れない日は休む。".repeat(long);
        let field = FieldId::HealthUnderstanding;
        let raw = Raw::Text(text);
        let answer = Answer::check(field.spec(), raw).unwrap();
        PaperOffer {
            person: "カクウ ミホ 架空 見穂".into(),
            sender: [
                "見本就労支援".into(),
                "0110000015".into(),
                "000-000-0000".into(),
            ],
            receiver: "紙の見本作業所".into(),
            by: "見本 花子".into(),
            offer: OfferNo::FIRST,
            additions: 0,
            offered: day,
            reply_by: Some(day.plus_days(14)),
            purpose: "支援の引継ぎ".into(),
            consent_until: day.plus_days(90),
            digest: Digest::from_bytes([7; 32]),
            code: "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2".into(),
            sections: vec![(
                SectionId::Health,
                vec![(
                    field,
                    Value {
                        state: FieldState::Filled(answer),
                        source: Source::Person,
                        as_of: day,
                    },
                )],
            )],
            mandatory: vec![SectionId::Health],
            facts: KeyFact::ALL.to_vec(),
            answers: Vec::new(),
        }
    }

    #[test]
    fn every_page_has_its_head_and_as_many_lines() {
        for lang in Lang::ALL {
            let offer = offer(20);
            let lines = printed_offer(&offer, lang);
            assert_eq!(lines.len() % LINES, 0);
            let pages = lines.len() / LINES;
            assert!(2 < pages, "{pages}");
            for (page, lines) in lines.chunks(LINES).enumerate() {
                assert_eq!(lines[0], page_head(&offer, page + 1, pages, lang));
                assert!(lines[0].contains("ABCDE"), "{}", lines[0]);
            }
        }
    }

    #[test]
    fn the_form_asks_of_each_section_and_each_key_fact() {
        for lang in Lang::ALL {
            let lines = form(&offer(1), lang);
            let count = |text: &str| lines.iter().filter(|it| it.contains(text)).count();
            assert_eq!(count(label::section(SectionId::Health, lang)), 1);
            assert_eq!(count(Sheet::SectionsRow.text(lang)), 1);
            for fact in KeyFact::ALL {
                assert_eq!(count(words::key_fact(*fact, lang)), 1, "{fact:?}");
            }
        }
    }
}
