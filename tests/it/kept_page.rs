//! The page the person keeps, once something was taken back or the handover is over: what is there, what was taken back and what
//! the other office said of it, what never went.
//!
//! What goes before an offer is told in `papers`.

use std::collections::BTreeSet;

use tasuki::domain::handover::entry::{Decline, Handling, Withdrawal};
use tasuki::domain::ledger::Answer;
use tasuki::domain::section::ItemId;
use tasuki::lang::plain::{self, Plain};
use tasuki::lang::{Lang, date};
use tasuki::report::consent::person_page;
use tasuki::workflow::person_page::{Lasts, PersonPage};

use crate::town::{Point, SHARED, Town, town};

const WHY: &str = "支援の記録は五年保存するため";

fn page(town: &mut Town) -> PersonPage {
    let id = town.id;
    town.sender.desk().person_page(id).unwrap()
}

/// So wide that nothing is broken.
fn lines(page: &PersonPage, lang: Lang) -> Vec<String> {
    person_page(page, lang, 4000)
}

/// What stands under a heading, up to the next one.
fn under(lines: &[String], head: Plain, lang: Lang) -> String {
    let at = format!("■ {}", head.text(lang));
    let from = lines.iter().position(|it| *it == at);
    let from = from.unwrap_or_else(|| panic!("{at}: {lines:#?}"));
    let rest = lines[from + 1..].iter();
    let rest: Vec<&str> = rest
        .take_while(|it| !it.starts_with('■'))
        .map(String::as_str)
        .collect();
    rest.join("\n")
}

fn has(lines: &[String], head: Plain, lang: Lang) -> bool {
    let head = format!("■ {}", head.text(lang));
    lines.contains(&head)
}

fn taken(page: &PersonPage) -> BTreeSet<ItemId> {
    let items = page.taken_back.iter().flat_map(|it| &it.items);
    items.map(|(item, _)| *item).collect()
}

#[test]
fn what_the_other_office_keeps_is_not_said_to_be_unseen_and_a_consent_that_is_gone_has_no_last_day()
{
    let mut town = town(Point::Started);
    let id = town.id;
    let went = page(&mut town).items;
    town.receiver.desk().withdraw(id, Withdrawal::All).unwrap();
    town.exchange();
    let on = town.sender.desk().today();
    for answered in [false, true] {
        if answered {
            town.receiver
                .desk()
                .handle(id, Handling::Kept, WHY)
                .unwrap();
            town.exchange();
        }
        let page = page(&mut town);
        assert_eq!(page.lasts, Lasts::TakenBack(on));
        assert_eq!((page.sections.len(), page.items.len()), (0, 0));
        assert_eq!(taken(&page), went);
        for lang in Lang::ALL {
            let lines = lines(&page, lang);
            let back = under(&lines, Plain::TakenHead, lang);
            let stays = under(&lines, Plain::StaysHead, lang);
            for item in ItemId::of_content() {
                let name = plain::item(item, lang);
                assert_eq!(back.contains(name), went.contains(&item), "{back}");
                assert_eq!(stays.contains(name), !went.contains(&item), "{stays}");
            }
            let awaited = plain::became(Answer::Awaited, "", lang);
            assert_eq!(back.contains(WHY), answered, "{back}");
            assert_eq!(back.contains(&awaited), !answered, "{back}");
            let until = under(&lines, Plain::UntilHead, lang);
            assert!(until.contains(&date::day(on, lang)), "{until}");
            assert!(!has(&lines, Plain::BackOutHead, lang), "nothing is left");
        }
    }
}

#[test]
fn of_one_item_it_says_whether_it_is_gone_and_the_rest_stands_where_it_stood() {
    let mut town = town(Point::Released);
    let id = town.id;
    let life = Withdrawal::Items([ItemId::Life].into());
    town.sender.desk().withdraw(id, life).unwrap();
    town.exchange();
    town.receiver
        .desk()
        .handle(id, Handling::Erased, "")
        .unwrap();
    town.exchange();
    let page = page(&mut town);
    assert_eq!(taken(&page), [ItemId::Life].into());
    assert!(matches!(page.lasts, Lasts::Until { .. }));
    let [back] = &page.taken_back[..] else {
        panic!("{:?}", page.taken_back)
    };
    assert!(
        !back.items[0].1.is_empty(),
        "what of it had gone is named, and not what it said"
    );
    for lang in Lang::ALL {
        let lines = lines(&page, lang);
        let (went, back) = (
            under(&lines, Plain::WentHead, lang),
            under(&lines, Plain::TakenHead, lang),
        );
        assert!(!lines.concat().contains(SHARED));
        assert!(went.lines().count() > 20, "{went}");
        let said = plain::became(page.taken_back[0].answer, "", lang);
        assert!(back.contains(&said), "{back}");
        assert!(has(&lines, Plain::BackOutHead, lang), "the rest can go");
    }
}

#[test]
fn at_an_ending_it_says_that_the_other_office_destroyed_what_it_had() {
    let mut town = town(Point::Delivered);
    town.decline(Decline::NotTaken);
    town.exchange();
    let page = page(&mut town);
    let on = town.sender.desk().today();
    assert_eq!(page.became, Some(Answer::Erased { on }));
    assert_eq!(page.lasts, Lasts::Over);
    for lang in Lang::ALL {
        let lines = lines(&page, lang);
        let went = under(&lines, Plain::WentHead, lang);
        assert!(went.contains(SHARED), "what went is told");
        let gone = plain::became(Answer::Erased { on }, "", lang);
        assert!(went.contains(&gone), "{went}");
        let until = under(&lines, Plain::UntilHead, lang);
        assert!(until.contains(Plain::IsOver.text(lang)), "{until}");
    }
}

#[test]
fn while_nothing_was_offered_and_no_consent_is_there_no_day_is_promised() {
    let mut town = town(Point::Approved);
    let consent = town.consent;
    let was = page(&mut town);
    assert!(matches!(was.lasts, Lasts::Until { told: None, .. }));
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, tasuki::domain::consent::Withdrawn::All)
        .unwrap();
    let page = page(&mut town);
    assert_eq!(page.lasts, Lasts::NotGiven);
    for lang in Lang::ALL {
        let until = under(&lines(&page, lang), Plain::UntilHead, lang);
        assert!(until.contains(Plain::NoConsentNow.text(lang)), "{until}");
    }
}
