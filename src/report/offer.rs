//! The offer on paper: the sections as disclosed and nothing else, and the form that is sent back. Pages of plain text,
//! each with its head.
//!
//! Whether it may be printed today was decided before; no signature is claimed.

use crate::domain::consent::Returned;
use crate::domain::key_fact::Compared;
use crate::domain::section::{FieldId, SectionId};
use crate::lang::label::handover as words;
use crate::lang::sheet::{Sheet, earlier, page_head, version, whose};
use crate::lang::{Lang, date, label, message};
use crate::report::text::{Page, WIDTH};
use crate::workflow::paper::{PaperOffer, Told};

/// The lines of a page of A4, its head included.
pub const LINES: usize = 56;

/// What stands in the summary, in this order, as far as it is on the paper.
const SUMMARY: [FieldId; 14] = [
    FieldId::HandlingUrgency,
    FieldId::HandlingUrgencyReason,
    FieldId::HandlingPlannedStart,
    FieldId::WishesOwnWords,
    FieldId::HealthAllergies,
    FieldId::HealthForbidden,
    FieldId::MedicationTimes,
    FieldId::TasksNextDay,
    FieldId::TasksNextWhat,
    FieldId::PeriodLeft,
    FieldId::CrisisRed,
    FieldId::CrisisYellow,
    FieldId::TasksOpen,
    FieldId::TasksForesight,
];

/// Makes the pages of an offer, line by line: the first page with the summary, the sections, the form. Each page has as many
/// lines, so that a printer parts them there.
pub fn printed_offer(offer: &PaperOffer, lang: Lang) -> Vec<String> {
    let mut sheets = paged(first_page(offer, lang));
    sheets.extend(paged(told(offer, lang)));
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

/// The first page: whose it is, what it rests on, who approved it, and the summary as far as there is room.
fn first_page(offer: &PaperOffer, lang: Lang) -> Vec<String> {
    let mut lines = head(offer, lang);
    let mut summary = summary(offer, lang);
    let room = (LINES - 2).saturating_sub(lines.len());
    if room < summary.len() {
        let mut more = Page::new(WIDTH);
        more.detail(Sheet::SummaryMore.text(lang));
        let more = more.into_lines();
        summary.truncate(room.saturating_sub(more.len()));
        summary.extend(more);
    }
    lines.extend(summary);
    lines
}

fn head(offer: &PaperOffer, lang: Lang) -> Vec<String> {
    let say = |it: Sheet| it.text(lang);
    let mut page = Page::new(WIDTH);
    page.title(say(Sheet::Title));
    let mut row = |name: Sheet, text: &str| page.sentence(&format!("{}: {text}", say(name)));
    let [sender, number, phone] = &offer.sender;
    row(Sheet::From, &format!("{sender}  {number}  {phone}"));
    row(Sheet::To, &offer.receiver);
    row(Sheet::Person, &whose(offer, lang));
    row(Sheet::Purpose, &offer.purpose);
    row(Sheet::Until, &date::day(offer.consent_until, lang));
    let back = offer.returned.iter();
    let back: Vec<_> = back.map(|it| words::returned(*it, lang)).collect();
    row(Sheet::MayBeTold, &message::list(&back, lang));
    if let Some(day) = offer.reply_by {
        row(Sheet::ReplyBy, &date::day(day, lang));
    }
    if let Some(day) = offer.released {
        row(Sheet::Released, &date::day(day, lang));
    }
    if let Some(reason) = &offer.exception {
        row(Sheet::Exception, reason);
    }
    if let Some(withheld) = message::withheld(&offer.withheld, lang) {
        row(Sheet::Withheld, &withheld);
    }
    row(Sheet::PrintedBy, &offer.by);
    row(Sheet::Code, &offer.code);
    row(Sheet::Digest, &offer.digest.to_string());
    page.sentence(&version(offer, lang));
    if offer.person.is_empty() {
        page.sentence(say(Sheet::NoName));
    }
    for hint in [Sheet::HandleHint, Sheet::ReplyHint, Sheet::BackHint] {
        page.item(say(hint));
    }
    if let Some(earlier) = earlier(offer, lang) {
        page.item(&earlier);
    }
    page.heading(say(Sheet::Approval));
    let [sent, approved] = &offer.signed;
    let places = [
        (Sheet::ApprovalSent, sent.as_str()),
        (Sheet::ApprovalApproved, approved.as_str()),
        (Sheet::ApprovalManager, ""),
        (Sheet::ApprovalReceiver, ""),
    ];
    for (place, name) in places {
        page.write_on(&format!("{} {name}", say(place)));
    }
    page.into_lines()
}

fn summary(offer: &PaperOffer, lang: Lang) -> Vec<String> {
    let say = |it: Sheet| it.text(lang);
    let mut page = Page::new(WIDTH);
    page.heading(say(Sheet::Summary));
    let mut must = offer.sections.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    must.retain(|it| offer.mandatory.contains(it));
    if !must.is_empty() {
        let must: Vec<_> = must.iter().map(|it| label::section(*it, lang)).collect();
        let parted = must.join(match lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        });
        page.item(&format!("{}: {parted}", say(Sheet::SummaryMust)));
    }
    let all = || offer.sections.iter().flat_map(|(_, fields)| fields);
    for field in SUMMARY {
        if let Some((_, value)) = all().find(|(it, _)| *it == field) {
            let text = message::value(value, lang);
            page.item(&format!("{}: {text}", label::voiced(field, lang)));
        }
    }
    page.into_lines()
}

fn told(offer: &PaperOffer, lang: Lang) -> Vec<String> {
    let say = |it: Sheet| it.text(lang);
    let mut page = Page::new(WIDTH);
    for (section, fields) in &offer.sections {
        page.heading(&section_head(offer, *section, lang));
        for (field, value) in fields {
            page.item(&label::voiced(*field, lang));
            page.detail(&message::value_on(*field, value, offer.offered, lang));
        }
    }
    if !offer.enclosed.is_empty() {
        page.heading(say(Sheet::EnclosedHead));
    }
    for paper in &offer.enclosed {
        let (kind, day) = (
            label::choice(paper.kind, lang),
            date::day(paper.dated, lang),
        );
        page.sentence(&format!("□ {kind}  {day}"));
    }
    if !offer.answers.is_empty() {
        page.heading(say(Sheet::Answers));
    }
    for answer in &offer.answers {
        let section = label::section(answer.section, lang);
        page.item(&format!("{} ({section})", answer.no));
        page.detail(&said(&answer.told, lang));
    }
    if let Some(correction) = &offer.correction {
        page.heading(say(Sheet::CorrectionHead));
        page.detail(&said(correction, lang));
    }
    page.into_lines()
}

fn said(told: &Told, lang: Lang) -> String {
    match told {
        Told::Words(text) => text.clone(),
        Told::CannotBeAnswered(reason) if reason.is_empty() => Sheet::NoWords.text(lang).to_owned(),
        Told::CannotBeAnswered(reason) => format!("{}: {reason}", Sheet::NoWords.text(lang)),
        Told::NotToday => Sheet::NotToday.text(lang).to_owned(),
    }
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
    page.sentence(&format!("{}: {}", say(Sheet::FormTo), offer.sender[0]));
    page.sentence(&format!("{}: {}", say(Sheet::FormFrom), offer.receiver));
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
    decision(&mut page, offer, lang);
    page.into_lines()
}

fn decision(page: &mut Page, offer: &PaperOffer, lang: Lang) {
    let say = |it: Sheet| it.text(lang);
    page.heading(say(Sheet::DecisionHead));
    for way in [
        Sheet::Accept,
        Sheet::NotTaken,
        Sheet::SentBack,
        Sheet::TryOther,
    ] {
        page.item(say(way));
    }
    match offer.returned.contains(&Returned::Reasons) {
        true => {
            page.item(say(Sheet::YesIf));
            page.blank(say(Sheet::Reason));
        }
        false => page.sentence(say(Sheet::NoReasons)),
    }
    for line in [Sheet::Start, Sheet::Interview, Sheet::InCharge] {
        page.blank(say(line));
    }
    // Days on which nothing may be told are not agreed on.
    if offer.returned.contains(&Returned::Outcomes) {
        page.blank(say(Sheet::FollowUps));
    }
    page.heading(say(Sheet::WithdrawnHead));
    page.item(say(Sheet::WithdrawnAll));
    page.blank(say(Sheet::WithdrawnItems));
    page.heading(say(Sheet::SignatureHead));
    for line in [Sheet::Signature, Sheet::SignedOn] {
        page.blank(say(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw};
    use crate::domain::calendar::Day;
    use crate::domain::case::{FieldState, Source, Value};
    use crate::domain::field::ChoiceId;
    use crate::domain::id::{Digest, HandoverId, OfferNo};
    use crate::domain::key_fact::KeyFact;
    use std::collections::BTreeSet;

    fn offer(long: usize) -> PaperOffer {
        let day = Day::from_ymd(2026, 11, 28).unwrap();
        let text = "眠れない日は休む。".repeat(long);
        let field = FieldId::HealthUnderstanding;
        let raw = Raw::Text(text);
        let answer = Answer::check(field.spec(), raw).unwrap();
        PaperOffer {
            person: "カクウ ミホ 架空 見穂".into(),
            handover: HandoverId::from_bytes([0xab; 16]),
            sender: [
                "見本就労支援".into(),
                "0110000015".into(),
                "000-000-0000".into(),
            ],
            receiver: "紙の見本作業所".into(),
            by: "見本 花子".into(),
            signed: ["見本 花子".into(), "見本 次郎".into()],
            exception: None,
            withheld: "3/1/0".into(),
            offer: OfferNo::FIRST,
            parts: BTreeSet::from([0]),
            earlier: Vec::new(),
            offered: day,
            released: None,
            reply_by: Some(day.plus_days(14)),
            purpose: "支援の引継ぎ".into(),
            consent_until: day.plus_days(90),
            returned: Returned::ALL.iter().copied().collect(),
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
            correction: None,
            enclosed: Vec::new(),
            said: 1,
        }
    }

    #[test]
    fn the_first_page_says_who_approved_what_stays_behind_and_what_to_read_first() {
        for lang in Lang::ALL {
            let mut offer = offer(1);
            offer.exception = Some("ほかに資格のある職員がいない".into());
            let field = FieldId::HandlingUrgency;
            let raw = Raw::Text(ChoiceId::Caution.code().into());
            let urgent = Value {
                state: FieldState::Filled(Answer::check(field.spec(), raw).unwrap()),
                source: Source::Person,
                as_of: offer.offered,
            };
            offer
                .sections
                .insert(0, (SectionId::Handling, vec![(field, urgent)]));
            let lines = printed_offer(&offer, lang);
            let first = lines[..LINES].concat().replace(' ', "");
            for said in [
                "見本 花子",
                "見本 次郎",
                "ほかに資格のある職員がいない",
                Sheet::Approval.text(lang),
                Sheet::Summary.text(lang),
                Sheet::Withheld.text(lang),
                label::section(SectionId::Health, lang),
                &label::voiced(field, lang),
            ] {
                assert!(first.contains(&said.replace(' ', "")), "{said}: {first}");
            }
        }
    }

    #[test]
    fn a_summary_that_is_too_long_ends_with_where_the_rest_stands() {
        let mut offer = offer(1);
        let long = offer.sections[0].1[0].1.clone();
        let text = Raw::Text("赤いサインが出たら休む。".repeat(16));
        let long = Value {
            state: FieldState::Filled(
                Answer::check(FieldId::HealthUnderstanding.spec(), text).unwrap(),
            ),
            ..long
        };
        let fields = SUMMARY.iter().map(|it| (*it, long.clone()));
        offer.sections = vec![(SectionId::Tasks, fields.collect())];
        for lang in Lang::ALL {
            let lines = first_page(&offer, lang);
            assert_eq!(lines.len(), LINES - 2);
            assert!(
                lines
                    .last()
                    .unwrap()
                    .contains(Sheet::SummaryMore.text(lang))
            );
        }
    }

    #[test]
    fn without_a_name_the_handovers_number_stands_on_every_page() {
        for lang in Lang::ALL {
            let mut offer = offer(20);
            offer.person = String::new();
            offer.earlier = vec![OfferNo::FIRST];
            let lines = printed_offer(&offer, lang);
            for page in lines.chunks(LINES) {
                assert!(page[0].contains("abababab"), "{}", page[0]);
            }
            let all = lines.concat();
            assert!(all.contains(&earlier(&offer, lang).unwrap()[..10]), "{all}");
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
    fn whoever_signs_the_form_signs_all_of_it_and_not_a_withdrawal() {
        for lang in Lang::ALL {
            let lines = form(&offer(1), lang);
            let at = |it: Sheet| {
                let found = lines.iter().rposition(|line| line.contains(it.text(lang)));
                found.unwrap()
            };
            assert!(at(Sheet::DecisionHead) < at(Sheet::WithdrawnHead));
            assert!(at(Sheet::WithdrawnItems) < at(Sheet::SignatureHead));
            assert!(at(Sheet::SignatureHead) < at(Sheet::Signature));
        }
    }

    #[test]
    fn the_form_goes_back_to_whoever_offered_and_names_no_side_twice() {
        for lang in Lang::ALL {
            let (offer, say) = (offer(1), |it: Sheet| it.text(lang));
            let lines = form(&offer, lang);
            for (name, office) in [
                (Sheet::FormTo, &offer.sender[0]),
                (Sheet::FormFrom, &offer.receiver),
            ] {
                let said = format!("{}: {office}", say(name));
                assert!(lines.iter().any(|it| it.contains(&said)), "{said}");
            }
            // On the first page these words say who offers and who is offered to: here they would say it the wrong way round.
            for name in [Sheet::From, Sheet::To] {
                let head = format!("{}: ", say(name));
                assert!(!lines.iter().any(|it| it.trim_start().starts_with(&head)));
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
