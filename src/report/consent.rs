//! What is given to the person on paper: what consent means and what would go, the sheet to sign, the page to keep.
//!
//! It is made of the very items that are ticked, by the rule the consent itself follows; it records nothing.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::consent::{Family, Mode, Returned, would_go};
use crate::domain::copy::CopyTo;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::lang::plain::{self, Plain};
use crate::lang::{Lang, date, label, message};
use crate::report::text::Page;
use crate::workflow::person_page::{Lasts, PersonPage, Shown};

/// What the person is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What the person is called here.
    pub person: String,
    /// The office that asks.
    pub sender: String,
    /// The office that would get it.
    pub receiver: String,
    /// Under which heading of the law.
    pub mode: Mode,
    /// For what.
    pub purpose: String,
    /// Until when; none while that is to be written by hand.
    pub until: Option<Day>,
    /// The items that may go.
    pub ticked: BTreeSet<ItemId>,
    /// Whether the family agrees to what is about them.
    pub family: Family,
    /// What may come back.
    pub returned: BTreeSet<Returned>,
    /// The fields that say something today.
    pub held: BTreeSet<FieldId>,
}

impl Asked {
    /// To whom a copy may go besides.
    fn copies(&self) -> impl Iterator<Item = CopyTo> + '_ {
        let all = CopyTo::ALL.iter().copied();
        all.filter(|it| self.ticked.contains(&it.item()))
    }
}

/// Explains to the person what is asked, on lines this wide.
pub fn explanation(asked: &Asked, lang: Lang, width: usize) -> Vec<String> {
    explained(asked, lang, width).into_lines()
}

/// The same with places to sign below: the sheet on which consent is given.
pub fn sheet(asked: &Asked, lang: Lang, width: usize) -> Vec<String> {
    let mut page = explained(asked, lang, width);
    let say = |it: Plain| it.text(lang);
    page.heading(say(Plain::SignHead));
    page.sentence(&match asked.mode {
        Mode::Carried => plain::i_carry(&asked.receiver, lang),
        Mode::ByItem | Mode::SameCorporation => plain::i_agree(&asked.receiver, lang),
    });
    if asked.mode != Mode::Carried && asked.copies().next().is_some() {
        page.sentence(&plain::i_agree_to_copies(lang));
    }
    page.sentence(say(Plain::NoSeal));
    for line in [
        Plain::SignName,
        Plain::SignDay,
        Plain::SignProxy,
        Plain::SignGuardian,
        Plain::SignRelation,
    ] {
        page.blank(say(line));
    }
    if asked.ticked.contains(&ItemId::Family) {
        page.heading(say(Plain::FamilyHead));
        page.sentence(say(Plain::FamilyAgrees));
        names(&mut page, ItemId::Family, &asked.held, lang);
        page.sentence(say(Plain::FamilyOthers));
        for line in [Plain::FamilyName, Plain::FamilyRelation, Plain::SignDay] {
            page.blank(say(line));
        }
    }
    page.heading(say(Plain::OfficeHead));
    for line in [Plain::ExplainedBy, Plain::ExplainedOn] {
        page.blank(say(line));
    }
    page.sentence(say(Plain::ExplainedHow));
    page.blank(say(Plain::Kept));
    page.heading(say(Plain::BackHeadSign));
    page.blank(say(Plain::SignDay));
    page.blank(say(Plain::BackWhat));
    page.sentence(say(Plain::BackHow));
    page.blank(say(Plain::BackHeardBy));
    page.into_lines()
}

/// The page the person keeps: what goes to the other office, word for word, and what stays.
pub fn person_page(kept: &PersonPage, lang: Lang, width: usize) -> Vec<String> {
    let say = |it: Plain| it.text(lang);
    let mut page = Page::new(width);
    page.title(say(Plain::PageTitle));
    page.sentence(&plain::to_whom(&kept.person, lang));
    page.sentence(&plain::on_the_day(kept.on, lang));
    what_went(&mut page, kept, lang);
    for (section, fields) in &kept.sections {
        page.gap();
        page.sentence(&format!("[{}]", label::section(*section, lang)));
        for (field, value) in fields {
            page.item(&label::voiced(*field, lang));
            page.detail(&message::value_on(*field, value, kept.on, lang));
        }
        if *section == SectionId::Attachments && !kept.files.is_empty() {
            page.item(say(Plain::FilesGo));
            for file in &kept.files {
                page.detail(&message::attached(file, lang));
            }
        }
    }
    went_and_taken_back(&mut page, kept, lang);
    page.heading(say(Plain::StaysHead));
    let never = |it: &ItemId| {
        let mut taken = kept.taken_back.iter().flat_map(|it| &it.items);
        !kept.items.contains(it) && taken.all(|(taken, _)| taken != it)
    };
    match ItemId::of_content().any(|it| never(&it)) {
        false => page.sentence(say(Plain::NothingStays)),
        true => page.sentence(&plain::not_seen_by(&kept.receiver, lang)),
    }
    for item in ItemId::of_content().filter(never) {
        page.item(plain::item(item, lang));
        names(&mut page, item, &kept.held_back, lang);
    }
    how_long(&mut page, kept, lang);
    page.into_lines()
}

/// Says what goes or went, and what became of all of it where that is over.
fn what_went(page: &mut Page, kept: &PersonPage, lang: Lang) {
    let nothing = match kept.shown {
        Shown::Today => {
            page.heading(Plain::GoesHead.text(lang));
            page.sentence(&plain::would_go_to(&kept.receiver, lang));
            Plain::NothingGoes
        }
        Shown::Offered(_) if kept.sections.is_empty() => {
            page.heading(Plain::WentHead.text(lang));
            Plain::NothingLeft
        }
        Shown::Offered(offer) => {
            page.heading(Plain::WentHead.text(lang));
            page.sentence(&plain::went_to(&kept.receiver, offer.get(), lang));
            Plain::NothingGoes
        }
    };
    if kept.sections.is_empty() {
        page.sentence(nothing.text(lang));
    } else if let Some(answer) = kept.became {
        page.sentence(&plain::became(answer, "", lang));
    }
}

/// Says what went and was taken back, and what the other office said of it.
fn went_and_taken_back(page: &mut Page, kept: &PersonPage, lang: Lang) {
    if kept.taken_back.is_empty() {
        return;
    }
    page.heading(Plain::TakenHead.text(lang));
    page.sentence(&plain::had_gone_to(&kept.receiver, lang));
    for (at, back) in kept.taken_back.iter().enumerate() {
        if at != 0 {
            page.gap();
        }
        page.sentence(&plain::taken_on(back.on, lang));
        page.sentence(&plain::became(back.answer, &back.reason, lang));
        for (item, fields) in &back.items {
            page.item(plain::item(*item, lang));
            let names: Vec<&str> = fields.iter().map(|it| label::field(*it, lang)).collect();
            match names.is_empty() {
                true => page.detail(Plain::NothingHad.text(lang)),
                false => page.detail(&plain::had_gone(&names, lang)),
            }
        }
    }
}

/// Says until when consent lasts, or that it does not any more, and how it is taken back where there is something to take.
fn how_long(page: &mut Page, kept: &PersonPage, lang: Lang) {
    let (day, told) = match kept.lasts {
        Lasts::Until { day, told } => (day, told),
        Lasts::NotGiven => {
            page.heading(Plain::UntilHead.text(lang));
            return page.sentence(Plain::NoConsentNow.text(lang));
        }
        Lasts::TakenBack(on) => {
            page.heading(Plain::UntilHead.text(lang));
            return page.sentence(&plain::all_taken_back(on, lang));
        }
        Lasts::Over => {
            page.heading(Plain::UntilHead.text(lang));
            return page.sentence(Plain::IsOver.text(lang));
        }
    };
    if day < kept.on {
        page.heading(Plain::UntilHead.text(lang));
        page.sentence(&plain::was_until(&date::day(day, lang), lang));
    } else {
        until(page, Some(day), lang);
    }
    match told {
        None => page.sentence(Plain::AfterThat.text(lang)),
        Some(told) => page.sentence(&plain::told_until(
            &kept.receiver,
            &date::day(told, lang),
            lang,
        )),
    }
    taking_back(page, &kept.sender, &kept.receiver, lang);
}

fn explained(asked: &Asked, lang: Lang, width: usize) -> Page {
    let say = |it: Plain| it.text(lang);
    let mut page = Page::new(width);
    page.title(say(Plain::Title));
    page.sentence(&plain::to_whom(&asked.person, lang));
    let (sender, receiver) = (&asked.sender, &asked.receiver);
    match asked.mode {
        Mode::Carried => {
            page.sentence(&plain::you_would_carry(sender, receiver, lang));
            page.sentence(say(Plain::YouCarry));
        }
        Mode::ByItem | Mode::SameCorporation => {
            page.sentence(&plain::what_is_asked(sender, receiver, lang));
        }
    }
    page.sentence(&plain::for_what(&asked.purpose, lang));
    page.sentence(say(Plain::YouDecide));
    goes_and_stays(&mut page, asked, lang);
    page.heading(say(Plain::WhoHead));
    match asked.mode {
        Mode::Carried => page.sentence(&plain::carried_to(receiver, lang)),
        Mode::ByItem | Mode::SameCorporation => {
            page.sentence(&match asked.copies().next() {
                None => plain::only_to(receiver, lang),
                Some(_) => plain::also_copied(receiver, lang),
            });
        }
    }
    if asked.mode == Mode::SameCorporation {
        page.sentence(say(Plain::WithinOne));
    }
    if asked.mode == Mode::Carried {
        return carried(page, asked, lang);
    }
    copies(&mut page, asked, lang);
    until(&mut page, asked.until, lang);
    page.sentence(say(Plain::AfterThat));
    if !asked.returned.is_empty() {
        page.heading(say(Plain::BackHead));
        page.sentence(&plain::comes_back(&asked.sender, &asked.receiver, lang));
        for one in &asked.returned {
            page.item(plain::returned(*one, lang));
        }
        page.sentence(say(Plain::BackAlways));
        page.sentence(say(Plain::BackNoMore));
    }
    page.heading(say(Plain::NoHead));
    for one in [Plain::NoIsFine, Plain::NoThen, Plain::NoInPart] {
        page.sentence(say(one));
    }
    taking_back(&mut page, &asked.sender, &asked.receiver, lang);
    page.gap();
    page.sentence(say(Plain::AskAgain));
    page
}

/// How it goes on where the person carries it: nothing comes back, and nobody else is told anything.
fn carried(mut page: Page, asked: &Asked, lang: Lang) -> Page {
    let say = |it: Plain| it.text(lang);
    until(&mut page, asked.until, lang);
    page.sentence(say(Plain::CarryUntil));
    page.heading(say(Plain::NoHead));
    for one in [Plain::NoIsFine, Plain::NoInPart, Plain::CarryNo] {
        page.sentence(say(one));
    }
    page.heading(say(Plain::BackOutHead));
    page.sentence(say(Plain::CarryBack));
    page.gap();
    page.sentence(say(Plain::AskAgain));
    page
}

fn goes_and_stays(page: &mut Page, asked: &Asked, lang: Lang) {
    // What is about the family is asked of them on the same paper: they sign after it is printed.
    let waits = |item: &ItemId| {
        let goes = |family| would_go(*item, &asked.ticked, family);
        !goes(asked.family) && goes(Family::Agrees)
    };
    let goes = |item: &ItemId| would_go(*item, &asked.ticked, asked.family) || waits(item);
    let all = ItemId::of_content;
    page.heading(Plain::GoesHead.text(lang));
    if !all().any(|it| goes(&it)) {
        page.sentence(Plain::NothingGoes.text(lang));
    }
    for item in all().filter(goes) {
        page.item(plain::item(item, lang));
        if !names(page, item, &asked.held, lang) {
            page.detail(Plain::NothingYet.text(lang));
        }
        if waits(&item) {
            page.detail(Plain::FamilySigns.text(lang));
        }
    }
    page.heading(Plain::StaysHead.text(lang));
    match all().all(|it| goes(&it)) {
        true => page.sentence(Plain::NothingStays.text(lang)),
        false => page.sentence(&plain::not_seen_by(&asked.receiver, lang)),
    }
    for item in all().filter(|it| !goes(it)) {
        page.item(plain::item(item, lang));
    }
}

/// Says to whom a copy may go besides, and what may stand on it.
fn copies(page: &mut Page, asked: &Asked, lang: Lang) {
    if asked.copies().next().is_none() {
        return;
    }
    page.heading(Plain::CopiesHead.text(lang));
    page.sentence(Plain::CopiesAre.text(lang));
    for to in asked.copies() {
        page.item(plain::item(to.item(), lang));
        let goes = |it: &FieldId| would_go(it.spec().item, &asked.ticked, asked.family);
        let fields = to.fields().filter(|it| goes(it) && asked.held.contains(it));
        let names: Vec<&str> = fields.map(|it| label::field(it, lang)).collect();
        match names.is_empty() {
            true => page.detail(Plain::NothingYet.text(lang)),
            false => page.detail(&plain::written_now(&names, lang)),
        }
    }
}

/// Names the fields of an item that say something, and says whether there are any.
fn names(page: &mut Page, item: ItemId, held: &BTreeSet<FieldId>, lang: Lang) -> bool {
    let fields = item.fields().filter(|it| held.contains(it));
    let names: Vec<&str> = fields.map(|it| label::field(it, lang)).collect();
    if !names.is_empty() {
        page.detail(&plain::written_now(&names, lang));
    }
    !names.is_empty()
}

fn until(page: &mut Page, until: Option<Day>, lang: Lang) {
    page.heading(Plain::UntilHead.text(lang));
    match until {
        Some(day) => page.sentence(&plain::until(&date::day(day, lang), lang)),
        None => page.sentence(Plain::UntilByHand.text(lang)),
    }
}

fn taking_back(page: &mut Page, sender: &str, receiver: &str, lang: Lang) {
    page.heading(Plain::BackOutHead.text(lang));
    page.sentence(&plain::tell_anybody(sender, receiver, lang));
    for one in [
        Plain::BackOutBefore,
        Plain::BackOutAfter,
        Plain::BackOutRead,
    ] {
        page.sentence(one.text(lang));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::WIDTH;

    fn asked() -> Asked {
        Asked {
            person: "架空 見穂".into(),
            sender: "見本就労支援".into(),
            receiver: "架空ワークス".into(),
            mode: Mode::ByItem,
            purpose: "支援の引継ぎ".into(),
            until: crate::domain::calendar::parse_day("2027-03-31")
                .map(|it| it.day)
                .ok(),
            ticked: [ItemId::Basic, ItemId::Family].into(),
            family: Family::Silent,
            returned: [Returned::ReadBack].into(),
            held: [
                FieldId::PersonName,
                FieldId::LifeFamily,
                FieldId::HealthClinic,
            ]
            .into(),
        }
    }

    fn between(lines: &[String], from: Plain, to: Plain, lang: Lang) -> &[String] {
        let at = |it: Plain| {
            let heading = format!("■ {}", it.text(lang));
            lines.iter().position(|line| *line == heading).unwrap()
        };
        &lines[at(from)..at(to)]
    }

    fn names(lines: &[String], item: ItemId, lang: Lang) -> bool {
        lines.iter().any(|it| it.contains(plain::item(item, lang)))
    }

    #[test]
    fn each_item_stands_once_under_what_goes_or_under_what_stays() {
        for lang in Lang::ALL {
            for family in [Family::Silent, Family::Agrees] {
                let asked = Asked { family, ..asked() };
                // So wide that no name is broken.
                let lines = explanation(&asked, lang, 4000);
                let goes = between(&lines, Plain::GoesHead, Plain::StaysHead, lang);
                let stays = between(&lines, Plain::StaysHead, Plain::WhoHead, lang);
                for item in ItemId::of_content() {
                    // The family signs this very paper: what they are asked for is not said to stay.
                    let would = would_go(item, &asked.ticked, Family::Agrees);
                    assert_eq!(names(goes, item, lang), would, "{item:?} {lines:#?}");
                    assert_eq!(names(stays, item, lang), !would, "{item:?}");
                }
                let about_family = label::field(FieldId::LifeFamily, lang);
                assert!(goes.iter().any(|it| it.contains(about_family)));
                let only_if = Plain::FamilySigns.text(lang);
                let told = goes.iter().any(|it| it.contains(only_if));
                assert_eq!(told, family == Family::Silent);
                let unasked = Asked {
                    ticked: [ItemId::Basic].into(),
                    ..asked.clone()
                };
                let lines = explanation(&unasked, lang, 4000);
                let goes = between(&lines, Plain::GoesHead, Plain::StaysHead, lang);
                assert!(!names(goes, ItemId::Family, lang), "nobody asks them");
            }
        }
    }

    #[test]
    fn a_copy_is_told_only_where_it_is_asked_with_the_fields_that_would_stand_on_it() {
        for lang in Lang::ALL {
            let (to, name) = (CopyTo::City, label::field(FieldId::PersonName, lang));
            let mut asked = asked();
            let lines = explanation(&asked, lang, 4000);
            assert!(!names(&lines, to.item(), lang));
            asked.ticked = [ItemId::Basic, to.item()].into();
            asked.held = [FieldId::PersonName, FieldId::LifeRhythm].into();
            let lines = explanation(&asked, lang, 4000);
            let copies = between(&lines, Plain::CopiesHead, Plain::UntilHead, lang);
            assert!(names(copies, to.item(), lang), "{lines:#?}");
            assert!(copies.iter().any(|it| it.contains(name)), "{copies:#?}");
            assert!(!names(copies, CopyTo::HelloWork.item(), lang));
        }
    }

    #[test]
    fn who_gets_it_is_nobody_else_only_where_no_copy_is_asked() {
        let every: BTreeSet<ItemId> = ItemId::ALL.iter().copied().collect();
        let each = CopyTo::ALL.iter().map(|it| BTreeSet::from([it.item()]));
        let asked_for = each.chain([BTreeSet::new(), every]);
        for copies in asked_for {
            for (mode, lang) in [Mode::ByItem, Mode::SameCorporation]
                .into_iter()
                .flat_map(|mode| Lang::ALL.map(|lang| (mode, lang)))
            {
                let mut asked = Asked { mode, ..asked() };
                asked.ticked.extend(&copies);
                let said = sheet(&asked, lang, 4000).join("\n");
                let only = said.contains(&plain::only_to(&asked.receiver, lang));
                let besides = said.contains(&plain::also_copied(&asked.receiver, lang));
                let signed = said.contains(&plain::i_agree_to_copies(lang));
                assert_eq!(only, copies.is_empty(), "{copies:?} {said}");
                assert_eq!((besides, signed), (!only, !only), "{copies:?}");
            }
        }
    }

    #[test]
    fn within_one_corporation_that_is_said_to_the_person_and_elsewhere_not() {
        for lang in Lang::ALL {
            for (mode, said) in [(Mode::ByItem, false), (Mode::SameCorporation, true)] {
                let asked = Asked { mode, ..asked() };
                for lines in [explanation(&asked, lang, 400), sheet(&asked, lang, 400)] {
                    let found = lines
                        .iter()
                        .any(|it| it.contains(Plain::WithinOne.text(lang)));
                    assert_eq!(found, said, "{mode:?}");
                }
            }
        }
    }

    #[test]
    fn where_the_person_carries_it_that_is_said_and_nothing_is_promised_for_the_other_office() {
        for lang in Lang::ALL {
            let asked = Asked {
                mode: Mode::Carried,
                ..asked()
            };
            let lines = sheet(&asked, lang, 4000).join("\n");
            let says = |it: Plain| lines.contains(it.text(lang));
            assert!(says(Plain::YouCarry) && says(Plain::CarryBack));
            assert!(!says(Plain::BackOutBefore) && !says(Plain::BackHead));
            assert!(!says(Plain::AfterThat) && says(Plain::CarryUntil));
            assert!(!lines.contains(&plain::only_to(&asked.receiver, lang)));
            assert!(lines.contains(&plain::carried_to(&asked.receiver, lang)));
            assert!(lines.contains(&plain::i_carry(&asked.receiver, lang)));
        }
    }

    #[test]
    fn the_sheet_is_the_explanation_with_places_to_sign_and_the_familys_where_it_is_about_them() {
        for lang in Lang::ALL {
            let said = explanation(&asked(), lang, WIDTH);
            let lines = sheet(&asked(), lang, WIDTH);
            assert_eq!(lines[..said.len()], said[..]);
            let family = Plain::FamilyName.text(lang);
            assert!(lines.iter().any(|it| it.contains(family)));
            let head = format!("■ {}", Plain::FamilyHead.text(lang));
            let at = lines.iter().position(|it| *it == head).unwrap();
            let (signed, life) = (&lines[at..], label::field(FieldId::LifeFamily, lang));
            assert!(
                signed.iter().any(|it| it.contains(life)),
                "what the signature is for: {signed:#?}"
            );
            let alone = Asked {
                ticked: [ItemId::Basic].into(),
                ..asked()
            };
            assert!(
                !sheet(&alone, lang, WIDTH)
                    .iter()
                    .any(|it| it.contains(family))
            );
            let by_hand = Asked {
                until: None,
                ..asked()
            };
            let blank = Plain::UntilByHand.text(lang);
            let has = |lines: &[String]| lines.iter().any(|it| it.contains(blank));
            assert!(has(&sheet(&by_hand, lang, WIDTH)) && !has(&lines));
        }
    }
}
