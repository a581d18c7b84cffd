//! Whom an office tells that a person moves: who is on the list, what is written into it, and that it stays in the office.
//!
//! Who is usually told, and what an item taken back takes along, is told in `domain::contact`.

use std::collections::BTreeMap;

use tasuki::domain::audit::{Act as Deed, Event};
use tasuki::domain::case::Edit;
use tasuki::domain::consent::{FamilyConsent, Manner};
use tasuki::domain::contact::{Contact, Standing, Usual, Whom};
use tasuki::domain::handover::entry::{Handling, Withdrawal};
use tasuki::domain::handover::guard::Refusal;
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::staff::Role;
use tasuki::domain::text::Line;
use tasuki::vault::{Change, Expect, Name, Shelf, Under};
use tasuki::workflow::contact::{Became, ContactForm, ContactRow, Row};
use tasuki::workflow::handover::step_of;
use tasuki::workflow::never::Place as Where;
use tasuki::workflow::post::Extent;
use tasuki::workflow::{Desk, Problem};

use crate::place::{FIRST, Place, SECOND, text as said};
use crate::town::{Office, Point, Town, found_in, hire, holds, named_files, text, town};

/// Stands in what was said to somebody.
const MARK: &str = "シルシレンラク4402";

fn form(became: Became) -> ContactForm {
    ContactForm {
        person: String::new(),
        what: MARK.into(),
        became: Some(became),
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

fn rows(desk: &Desk, id: tasuki::domain::id::HandoverId) -> Vec<Contact> {
    let rows = desk.contacts_again(id).unwrap().rows.into_iter();
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
    all.retain(|it| it.is_open() && it.is_somebody());
    assert!(1 < all.len());
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
    let not_needed = now.iter().find(|it| it.number == first.number).unwrap();
    assert!(matches!(not_needed.standing, Standing::NotNeeded { .. }));
    let by_me = |it: &Contact| matches!(&it.standing, Standing::Told { by, .. } if *by == me);
    let others = now.iter().filter(|it| it.number != first.number);
    let ticked = others.filter(|it| it.entered.is_some());
    assert!(ticked.clone().all(by_me));
    assert_eq!(ticked.count(), all.len() - 1);
    assert!(
        now.iter().any(|it| it.is_report() && it.is_open()),
        "it has its own day"
    );
    // Somebody comes to mind later, and one is taken back.
    let new = Row::New("見本の大家".into());
    let number = desk.write_contact(id, &new, &form(Became::Open)).unwrap();
    desk.write_contact(id, &Row::Number(rest[0].number), &form(Became::Open))
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
    all.retain(|it| it.is_open() && it.is_somebody());
    assert_eq!(open(desk), Some(all.len()));
    let became = told(desk);
    desk.write_contact(id, &Row::Number(all[0].number), &form(became))
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

/// The person takes items back, and what is left is offered anew, before anything of it travels.
fn taken_back_and_offered_anew(town: &mut Town, items: &[ItemId]) {
    let id = town.id;
    let scope = Withdrawal::Items(items.iter().copied().collect());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.approve();
    town.offer();
}

fn is_written(rows: &[Contact], usual: Usual) -> bool {
    let is = |it: &&Contact| matches!(it.whom, Whom::Usual(it, _) if it == usual);
    rows.iter().find(is).is_some_and(|it| it.entered.is_some())
}

#[test]
fn what_was_taken_back_goes_though_the_withdrawal_and_the_newer_offer_come_in_one_round() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    all_written(&mut town);
    taken_back_and_offered_anew(&mut town, &[ItemId::Health]);
    town.exchange();
    let left = rows(town.receiver.desk(), id);
    assert!(!is_written(&left, Usual::Doctor), "{left:?}");
    assert!(is_written(&left, Usual::City), "{left:?}");
    // What was typed of the others cannot be told apart; that they were told stays.
    assert_eq!(found_in(&town.receiver.all_content(), MARK), [""; 0]);
    let me = town.receiver.desk().me().name.clone();
    let city = &left[0].standing;
    assert!(
        matches!(city, Standing::Told { by, .. } if by.as_str() == me.as_str()),
        "{city:?}"
    );
    // What is written under the newer offer goes along with the next one.
    let desk = town.receiver.desk();
    let city = Row::Number(Usual::City.number());
    desk.write_contact(id, &city, &form(told(desk))).unwrap();
    town.write(FieldId::LifeRhythm, "6時に起きる");
    town.approve();
    town.offer();
    town.exchange();
    assert_ne!(found_in(&town.receiver.all_content(), MARK), [""; 0]);
}

#[test]
fn with_everything_taken_back_only_what_this_office_did_itself_is_left_and_nobody_it_thought_of() {
    let mut town = town(Point::Started);
    let id = town.id;
    all_written(&mut town);
    town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "消した").unwrap();
    let left = rows(desk, id);
    // That the report was sent is this office's own deed and names nobody but whoever sent it.
    let report = left.iter().find(|it| it.is_report()).expect("it stays");
    let me = desk.me().name.clone();
    assert!(
        matches!(&report.standing, Standing::Told { by, .. } if *by == me),
        "{report:?}"
    );
    assert!(report.entered.is_some(), "{report:?}");
    assert_eq!(report.texts(), [me.as_str()]);
    // So is that the first interview took place.
    let held = left.iter().find(|it| it.is_interview());
    assert_eq!(held.expect("it stays").texts(), [me.as_str()]);
    let mut others = left.iter().filter(|it| it.is_somebody());
    assert!(others.all(|it| it.entered.is_none()), "{left:?}");
    for text in [MARK, "見本の大家"] {
        assert_eq!(found_in(&town.receiver.all_content(), text), [""; 0]);
    }
}

#[test]
fn the_receiver_writes_of_nobody_of_whom_it_may_hold_nothing() {
    let refused = |town: &mut Town| {
        let (id, desk) = (town.id, town.receiver.desk());
        let row = Row::Number(Usual::City.number());
        match desk.write_contact(id, &row, &form(Became::Open)) {
            Err(Problem::Denied { why, .. }) => why,
            other => panic!("{other:?}"),
        }
    };
    // Consent ran out: what was held is destroyed, and nothing is written again.
    let mut expired = town(Point::Delivered);
    all_written(&mut expired);
    expired.clock.set(121);
    assert_eq!(refused(&mut expired), Denied::ConsentExpired);
    expired.exchange();
    assert_eq!(refused(&mut expired), Denied::ConsentExpired);
    assert_eq!(found_in(&expired.receiver.all_content(), MARK), [""; 0]);
    // Everything was taken back after the release, and destroyed.
    let mut released = town(Point::Released);
    let id = released.id;
    released
        .sender
        .desk()
        .withdraw(id, Withdrawal::All)
        .unwrap();
    released.exchange();
    let desk = released.receiver.desk();
    desk.handle(id, Handling::Erased, "消した").unwrap();
    let why = Denied::Refused(Refusal::WithdrawnAlready);
    assert_eq!(refused(&mut released), why);
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
    assert!(!is_written(&left, Usual::Doctor), "{left:?}");
    assert!(is_written(&left, Usual::City) && is_written(&left, Usual::HelloWork));
    assert_eq!(found_in(&town.receiver.all_content(), MARK), [""; 0]);
    let other = |it: &Contact| matches!(&it.whom, Whom::Other(_));
    assert!(left.iter().any(other));
}

/// Writes what nobody can read in the place of the list that holds the mark.
fn spoilt(office: &mut Office) {
    let mut vault = office.vault();
    let heads = vault.heads(Shelf::Entry).unwrap();
    let names = heads.into_iter().map(|(id, ..)| Name {
        shelf: Shelf::Entry,
        id,
    });
    let lists = names.filter(|it| {
        let stored = vault.read(*it).unwrap().unwrap();
        holds(&stored.body, MARK.as_bytes())
    });
    let changes: Vec<_> = lists
        .map(|name| Change::Put {
            name,
            expect: Expect::Any,
            under: Under::Office,
            head: Vec::new(),
            body: b"spoilt".to_vec(),
        })
        .collect();
    assert_eq!(changes.len(), 1);
    let event = Event {
        at: 0,
        actor: vault.account_id(),
        act: Deed::Imported,
        subject: None,
        detail: String::new(),
    };
    vault.commit(&changes, &event).unwrap();
}

#[test]
fn a_list_that_cannot_be_read_hides_no_handover_and_keeps_nothing_from_being_destroyed() {
    let mut started = town(Point::Released);
    let id = started.id;
    let desk = started.sender.desk();
    let row = Row::Number(Usual::City.number());
    desk.write_contact(id, &row, &form(Became::Open)).unwrap();
    spoilt(&mut started.sender);
    assert_eq!(started.sent().to_tell, []);
    let opened = started.sender.desk().contacts(id);
    assert!(matches!(opened, Err(Problem::Unreadable)), "{opened:?}");

    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.receiver.desk();
    desk.write_contact(id, &row, &form(Became::Open)).unwrap();
    spoilt(&mut town.receiver);
    assert!(town.reads(FieldId::LifeRhythm).is_some());
    let scope = Withdrawal::Items([ItemId::Life].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm), None);
    assert_eq!(town.receiver.desk().unpaid().unpaid, []);
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
fn the_family_is_not_to_be_told_once_its_consent_was_taken_back() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    let mut agreed = crate::town::form(desk, case, to);
    agreed.items.insert(ItemId::Family);
    agreed.family = Some(FamilyConsent {
        name: Line::new("見本 母", 60).unwrap(),
        relation: Line::new("母", 60).unwrap(),
        signed: desk.today(),
        manner: Manner::OwnHand,
    });
    desk.record_consent(agreed).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    let (id, desk) = (town.id, town.sender.desk());
    let row = Row::Number(Usual::Family.number());
    desk.write_contact(id, &row, &form(Became::Open)).unwrap();
    let family = |desk: &Desk| {
        let rows = desk.contacts_again(id).unwrap().rows.into_iter();
        let is = |it: &ContactRow| matches!(it.contact.whom, Whom::Usual(Usual::Family, _));
        rows.filter(is).map(|it| it.is_open()).collect::<Vec<_>>()
    };
    assert_eq!(family(desk), [true]);
    let scope = Withdrawal::Items([ItemId::Family].into());
    desk.withdraw(id, scope).unwrap();
    assert_eq!(
        family(town.sender.desk()),
        [false],
        "it is there, and not open"
    );
}

#[test]
fn by_command_the_list_is_shown_and_written_and_a_wrong_row_is_refused() {
    let place = Place::pair();
    let id = place.approved();
    let list = place.json("a", FIRST, &["handover", "contacts", &id]);
    let count = list["contacts"].as_array().unwrap().len();
    assert_eq!(list["contacts"][0]["whom"], "city");
    // The department that was asked stands among the agencies, which say that it knows: once.
    assert_eq!(list["contacts"][0]["standing"], "knows-by-case");
    let rows = list["contacts"].as_array().unwrap().iter();
    let mut names = rows.filter_map(|it| it["name"].as_str());
    assert!(!names.any(|it| it.contains("障がい福祉課")), "{list}");
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
    // What is not said again stays as it stands: a row that was told stays told.
    let there = ["handover", "contact", &id, "1", "--person", "見本 窓口"];
    let list = place.json("a", FIRST, &there);
    let row = &list["contacts"][0];
    assert_eq!(
        (said(&row["standing"]), said(&row["told"]), said(&row["by"])),
        ("told".into(), "2026-04-01".into(), "見本 三".into())
    );
    assert_eq!(row["person"], "見本 窓口");
    // The name beside a number must be the one that stands there.
    let other = ["handover", "contact", &id, &number, "--name", "見本の大工"];
    place.refused("a", FIRST, &other, 6, "busy");
    let same = ["handover", "contact", &id, &number, "--name", "見本の大家"];
    let list = place.json("a", FIRST, &same);
    assert_eq!(list["contacts"][count]["person"], "見本 四");
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
