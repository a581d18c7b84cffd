//! Whom an office tells that a person moves: who is on the list, what is written into it, and that it stays in the office.
//!
//! Who is usually told, and what an item taken back takes along, is told in `domain::contact`.

use std::collections::BTreeMap;

use tasuki::domain::case::Edit;
use tasuki::domain::contact::{Contact, Standing, Usual, Whom};
use tasuki::domain::handover::entry::{Handling, Withdrawal};
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::staff::Role;
use tasuki::vault::Shelf;
use tasuki::workflow::contact::{Became, ContactForm, Row};
use tasuki::workflow::handover::step_of;
use tasuki::workflow::never::Place as Where;
use tasuki::workflow::post::Extent;
use tasuki::workflow::{Desk, Problem};

use crate::place::{FIRST, Place, SECOND, text as said};
use crate::town::{Point, Town, found_in, hire, named_files, text, town};

/// Stands in what was said to somebody.
const MARK: &str = "シルシレンラク4402";

fn form(became: Became) -> ContactForm {
    ContactForm {
        person: String::new(),
        what: MARK.into(),
        became,
    }
}

fn told(desk: &Desk) -> Became {
    Became::Told(desk.today(), String::new())
}

fn open(desk: &Desk) -> Option<usize> {
    let lines = desk.alerts().unwrap().into_iter();
    let mut open = lines.filter_map(|it| match it.alert.what {
        tasuki::domain::alert::What::StillToTell { open } => Some(open),
        _ => None,
    });
    open.next()
}

fn rows(desk: &Desk, town_id: tasuki::domain::id::HandoverId) -> Vec<Contact> {
    let rows = desk.contacts_again(town_id).unwrap().rows.into_iter();
    rows.map(|it| it.contact).collect()
}

#[test]
fn from_the_release_on_the_sender_is_told_whom_to_tell_until_each_is_ticked_or_not_needed() {
    let mut town = town(Point::Accepted);
    let id = town.id;
    assert_eq!(open(town.sender.desk()), None, "it is not sure yet");
    town.release();
    town.exchange();
    let desk = town.sender.desk();
    let listed = rows(desk, id).len();
    let mut all = rows(desk, id);
    all.retain(|it| it.is_open() && !it.is_report());
    assert!(3 < all.len());
    assert_eq!(open(desk), Some(all.len()));
    assert_eq!(town.sent().to_tell.len(), all.len());
    assert_eq!(open(town.receiver.desk()), None, "nobody has started");
    let desk = town.sender.desk();
    let (first, rest) = all.split_first().unwrap();
    let not_needed = Became::NotNeeded("本人が自分で話した".into());
    desk.write_contact(id, &Row::Number(first.number), &form(not_needed))
        .unwrap();
    for row in rest {
        let became = told(desk);
        desk.write_contact(id, &Row::Number(row.number), &form(became))
            .unwrap();
    }
    assert_eq!(open(desk), None);
    assert!(town.sent().to_tell.is_empty());
    let desk = town.sender.desk();
    let now = rows(desk, id);
    assert_eq!(now.len(), listed);
    let me = desk.me().name.clone();
    assert!(matches!(now[0].standing, Standing::NotNeeded { .. }));
    let by_me = |it: &Contact| matches!(&it.standing, Standing::Told { by, .. } if *by == me);
    let ticked = now[1..].iter().filter(|it| it.entered.is_some());
    assert!(ticked.clone().all(by_me));
    assert_eq!(ticked.count(), all.len() - 1);
    assert!(
        now.iter().any(|it| it.is_report() && it.is_open()),
        "it has its own day"
    );
    // Somebody comes to mind later, and one is taken back.
    let new = Row::New("見本の大家".into());
    let number = desk.write_contact(id, &new, &form(Became::Open)).unwrap();
    desk.write_contact(id, &Row::Number(now[1].number), &form(Became::Open))
        .unwrap();
    assert!(100 < number);
    assert_eq!(open(desk), Some(2));
    let lines = desk.audit(Some(id.to_bytes()), usize::MAX).unwrap();
    let steps = lines.iter().filter_map(|it| match it.line.event.act {
        tasuki::domain::audit::Act::Handover { code, .. } => step_of(code),
        _ => None,
    });
    assert_eq!(
        steps.filter(|it| *it == Step::Contact).count(),
        all.len() + 2
    );
}

#[test]
fn the_receiver_has_a_list_of_its_own_from_the_start_on() {
    let mut town = town(Point::Released);
    let id = town.id;
    assert_eq!(open(town.receiver.desk()), None);
    town.start();
    town.exchange();
    let desk = town.receiver.desk();
    let mut all = rows(desk, id);
    all.retain(|it| it.is_open() && !it.is_report());
    assert_eq!(open(desk), Some(all.len()));
    let became = told(desk);
    desk.write_contact(id, &Row::Number(Usual::City.number()), &form(became))
        .unwrap();
    assert_eq!(open(desk), Some(all.len() - 1));
    town.exchange();
    let sender = rows(town.sender.desk(), id);
    assert!(sender.iter().all(|it| it.entered.is_none()), "{sender:?}");
}

#[test]
fn who_has_no_right_and_what_cannot_have_happened_is_refused() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.sender.desk();
    let row = Row::Number(Usual::City.number());
    let tomorrow = Became::Told(desk.today().plus_days(1), String::new());
    let refused = desk.write_contact(id, &row, &form(tomorrow));
    assert!(matches!(refused, Err(Problem::DayToCome(_))), "{refused:?}");
    let silent = Became::NotNeeded(" ".into());
    let refused = desk.write_contact(id, &row, &form(silent));
    assert!(matches!(refused, Err(Problem::Text(_))), "{refused:?}");
    let refused = desk.write_contact(id, &Row::Number(77), &form(Became::Open));
    assert!(matches!(refused, Err(Problem::Missing(_))), "{refused:?}");
    let other = Row::Seen(Usual::City.number(), "べつの市".into());
    let refused = desk.write_contact(id, &other, &form(Became::Open));
    assert!(matches!(refused, Err(Problem::Stale)), "{refused:?}");
    let numbered = ContactForm {
        what: "番号は１２３４－５６７８－９０１８".into(),
        ..form(Became::Open)
    };
    match desk.write_contact(id, &row, &numbered) {
        Err(Problem::NeverStored(found)) => assert_eq!(found[0].place, Where::Contact),
        other => panic!("{other:?}"),
    }
    assert!(rows(desk, id).iter().all(|it| it.entered.is_none()));
    let chief = town.sender.who().to_owned();
    hire(&mut town.sender, "監査 一", Role::Auditor);
    let auditor = town.sender.sign_in("監査 一");
    for refused in [
        auditor
            .write_contact(id, &row, &form(Became::Open))
            .map(drop),
        auditor.contacts(id).map(drop),
    ] {
        let why = Denied::NoRight;
        assert!(
            matches!(&refused, Err(Problem::Denied { why: it, .. }) if *it == why),
            "{refused:?}"
        );
    }
    town.sender.sign_in(&chief);
    // The receiver writes as soon as something came, and no more once it ended before a start.
    let desk = town.receiver.desk();
    desk.write_contact(id, &row, &form(Became::Open)).unwrap();
    town.sender.desk().recall(id, "本人が考え直した").unwrap();
    town.exchange();
    let refused = town
        .receiver
        .desk()
        .write_contact(id, &row, &form(Became::Open));
    assert!(
        matches!(refused, Err(Problem::Denied { .. })),
        "{refused:?}"
    );
}

#[test]
fn nothing_of_it_travels_and_nothing_stands_in_plain() {
    let mut town = town(Point::Released);
    let id = town.id;
    let desk = town.sender.desk();
    for row in rows(desk, id) {
        let became = told(desk);
        desk.write_contact(id, &Row::Number(row.number), &form(became))
            .unwrap();
    }
    let round = town
        .sender
        .desk()
        .sync_through(&town.post, Extent::Everything);
    assert_eq!(round.unwrap().sent, 1);
    town.exchange();
    town.start();
    town.exchange();
    assert_ne!(found_in(&town.sender.all_content(), MARK), [""; 0]);
    assert_eq!(found_in(&town.receiver.all_content(), MARK), [""; 0]);
    town.sender.close();
    town.receiver.close();
    assert_eq!(found_in(&named_files(&town.dir.0), MARK), [""; 0]);
}

/// The receiver wrote into every row, and added one.
fn all_written(town: &mut Town) {
    let id = town.id;
    let desk = town.receiver.desk();
    for row in rows(desk, id) {
        let became = told(desk);
        desk.write_contact(id, &Row::Number(row.number), &form(became))
            .unwrap();
    }
    desk.write_contact(id, &Row::New("見本の大家".into()), &form(Became::Open))
        .unwrap();
}

#[test]
fn at_the_receiver_it_goes_with_what_ends_before_the_start_and_stays_with_a_newer_offer() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    all_written(&mut town);
    town.write(FieldId::LifeRhythm, "6時に起きる");
    town.approve();
    town.offer();
    town.exchange();
    assert!(
        rows(town.receiver.desk(), id)
            .iter()
            .all(|it| it.entered.is_some())
    );
    assert_ne!(found_in(&town.receiver.all_content(), MARK), [""; 0]);
    town.sender.desk().recall(id, "本人が考え直した").unwrap();
    town.exchange();
    assert_eq!(found_in(&town.receiver.all_content(), MARK), [""; 0]);
}

#[test]
fn with_an_item_handled_as_erased_goes_only_what_came_under_it() {
    let mut town = town(Point::Started);
    let id = town.id;
    all_written(&mut town);
    let scope = Withdrawal::Items([ItemId::Health].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "消した").unwrap();
    let left = rows(desk, id);
    let written = |usual| {
        let is = |it: &&Contact| matches!(it.whom, Whom::Usual(it, _) if it == usual);
        left.iter().find(is).is_some_and(|it| it.entered.is_some())
    };
    assert!(!written(Usual::Doctor), "{left:?}");
    assert!(written(Usual::City) && written(Usual::HelloWork));
    let other = |it: &Contact| matches!(&it.whom, Whom::Other(_));
    assert!(left.iter().any(other));
}

#[test]
fn a_draft_that_is_discarded_takes_its_list_along() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    let id = desk.draft(case, to).unwrap();
    let row = Row::Number(Usual::Planner.number());
    let became = told(desk);
    desk.write_contact(id, &row, &form(became)).unwrap();
    assert_ne!(found_in(&town.sender.all_content(), MARK), [""; 0]);
    town.sender.desk().discard(id).unwrap();
    assert_eq!(found_in(&town.sender.all_content(), MARK), [""; 0]);
    assert!(town.sender.vault().heads(Shelf::Entry).unwrap().is_empty());
}

#[test]
fn a_name_of_the_case_is_on_the_list_and_another_one_later_too() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let write = |desk: &mut Desk, name: &str| {
        let field = FieldId::HealthClinic;
        let edits = BTreeMap::from([(field, Edit::Put(text(field, name)))]);
        desk.edit_case(case, None, edits).unwrap();
    };
    let desk = town.sender.desk();
    write(desk, "見本クリニック");
    let id = desk.draft(case, to).unwrap();
    let named = |desk: &Desk, name: &str| {
        let named = |it: &Contact| it.whom.name().is_some_and(|it| it.as_str() == name);
        rows(desk, id).iter().any(named)
    };
    assert!(named(desk, "見本クリニック"));
    write(desk, "試験クリニック");
    assert!(named(desk, "試験クリニック") && !named(desk, "見本クリニック"));
}

#[test]
fn by_command_the_list_is_shown_and_written_and_a_wrong_row_is_refused() {
    let place = Place::pair();
    let id = place.approved();
    let list = place.json("a", FIRST, &["handover", "contacts", &id]);
    let count = list["contacts"].as_array().unwrap().len();
    assert_eq!(list["contacts"][0]["whom"], "city");
    assert_eq!(list["contacts"][0]["standing"], "open");
    let tick = [
        "handover",
        "contact",
        &id,
        "1",
        "--told",
        "R8.4.1",
        "--by",
        "見本 三",
    ];
    let list = place.json("a", SECOND, &tick);
    let row = &list["contacts"][0];
    assert_eq!(
        (said(&row["standing"]), said(&row["told"])),
        ("told".into(), "2026-04-01".into())
    );
    assert_eq!(
        (said(&row["by"]), said(&row["entered_by"])),
        ("見本 三".into(), SECOND.into())
    );
    let add = [
        "handover",
        "contact",
        &id,
        "--name",
        "見本の大家",
        "--person",
        "見本 四",
    ];
    let list = place.json("a", FIRST, &add);
    assert_eq!(list["contacts"].as_array().unwrap().len(), count + 1);
    let number = list["contacts"][count]["number"]
        .as_u64()
        .unwrap()
        .to_string();
    // What is not said again stays as it stands.
    let needless = [
        "handover",
        "contact",
        &id,
        &number,
        "--not-needed",
        "転居はしない",
    ];
    let list = place.json("a", FIRST, &needless);
    let row = &list["contacts"][count];
    assert_eq!(row["person"], "見本 四");
    assert_eq!(row["because"], "転居はしない");
    for (args, code, kind) in [
        (vec!["handover", "contact", &id, "99"], 2, "bad-input"),
        (
            vec!["handover", "contact", &id, "1", "--told", "2199-01-01"],
            2,
            "bad-input",
        ),
        (vec!["handover", "contact", &id], 2, "usage"),
        (
            vec![
                "handover",
                "contact",
                &id,
                "1",
                "--open",
                "--not-needed",
                "x",
            ],
            2,
            "usage",
        ),
    ] {
        place.refused("a", FIRST, &args, code, kind);
    }
}
