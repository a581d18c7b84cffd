//! What is new to whoever reads a section once more: which fields an addition changed, what was put as a condition, and that
//! nothing of this asks anybody to read what is as it was.
//!
//! What is taken into the own case is tried in `beside` and `people`.

use std::collections::BTreeMap;

use serde_json::json;
use tasuki::domain::answer::{Answer, Given, Raw};
use tasuki::domain::case::{FieldState, Source, Value};
use tasuki::domain::handover::changed::Changed;
use tasuki::domain::handover::entry::{Decline, Reading, Withdrawal};
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::lang::{Lang, service};
use tasuki::workflow::Desk;
use tasuki::workflow::clock::{Outside, System};
use tasuki::workflow::condition::Met;
use tasuki::workflow::demo;
use tasuki::workflow::handover::Which;
use tasuki::workflow::newer::Newer;
use tasuki::workflow::view::HandoverView;

use crate::place::{FIRST, Place};
use crate::town::{Point, Town, town};

const RHYTHM: FieldId = FieldId::LifeRhythm;

/// What changed by the view: each field with what it said and says.
fn changed(view: &HandoverView) -> Vec<(FieldId, Option<String>, Option<String>)> {
    let fields = view.newer.values().flat_map(|it| match it {
        Newer::Fields(all) => &all[..],
        Newer::New | Newer::Other => panic!("{it:?}"),
    });
    both(fields)
}

/// Each field with what it said and says.
fn both<'a>(
    changed: impl IntoIterator<Item = &'a Changed>,
) -> Vec<(FieldId, Option<String>, Option<String>)> {
    let said = |it: &Option<Value>| match it.as_ref().and_then(Value::given) {
        Some(Given::Line(text)) => Some(text.to_string()),
        Some(Given::List(all)) => all.first().map(ToString::to_string),
        Some(other) => Some(format!("{other:?}")),
        None => None,
    };
    let changed = changed.into_iter();
    changed
        .map(|it| (it.field, said(&it.sent), said(&it.now)))
        .collect()
}

fn add(town: &mut Town) {
    let id = town.id;
    town.sender.desk().add(id, Which::All).expect("added");
    town.exchange();
}

fn allergic(town: &mut Town, to: &str) {
    let field = FieldId::HealthAllergies;
    let raw = Raw::Texts(vec![to.to_owned()]);
    let value = Value {
        state: FieldState::Filled(Answer::check(field.spec(), raw).expect("it fits")),
        source: Source::Person,
        as_of: demo::today(),
    };
    let edits = tasuki::workflow::case::edits(vec![(field, value)]);
    let (case, desk) = (town.case, town.sender.desk());
    desk.edit_case(case, None, edits).expect("written");
}

#[test]
fn what_an_addition_changed_is_named_at_both_offices_with_what_was_read_before() {
    let mut town = town(Point::Released);
    assert_eq!(town.received().newer, BTreeMap::new());
    let read = town.reads(RHYTHM);
    town.write(RHYTHM, "昼から起きる");
    let id = town.id;
    let said = |text: &str| Some(text.to_owned());
    let desk = town.sender.desk();
    let looks = |desk: &Desk| desk.audit(None, usize::MAX).unwrap().len();
    let before = looks(desk);
    let elsewhere = Which::These(vec![SectionId::Health]);
    assert_eq!(desk.to_add(id, &elsewhere).unwrap(), []);
    assert_eq!(looks(desk), before, "nothing was shown");
    let goes = desk.to_add(id, &Which::All).unwrap();
    assert_eq!(both(&goes), [(RHYTHM, read.clone(), said("昼から起きる"))]);
    assert_eq!(looks(desk), before + 1, "who looked stands in the journal");
    let receiver = town.receiver.desk();
    assert_eq!(receiver.to_add(id, &Which::All).unwrap(), []);
    add(&mut town);
    let first = vec![(RHYTHM, read.clone(), said("昼から起きる"))];
    assert_eq!(changed(&town.received()), first);
    assert_eq!(changed(&town.sent()), first);
    // Nobody has read it yet, so the next one is told against what was read; and another section beside it.
    town.write(RHYTHM, "夕方に起きる");
    allergic(&mut town, "ペニシリン");
    add(&mut town);
    let second = changed(&town.received());
    assert!(
        second.contains(&(RHYTHM, read, said("夕方に起きる"))),
        "{second:?}"
    );
    let allergy = second.iter().find(|it| it.0 == FieldId::HealthAllergies);
    assert_eq!(allergy.unwrap().2, said("ペニシリン"));
    assert_eq!(second.len(), 2, "{second:?}");
    town.read();
    town.exchange();
    assert_eq!(changed(&town.received()).len(), 2, "it stays to be seen");
    town.write(RHYTHM, "朝に起きる");
    add(&mut town);
    let third = changed(&town.received());
    let since_read = (RHYTHM, said("夕方に起きる"), said("朝に起きる"));
    assert!(third.contains(&since_read), "{third:?}");
    // What was taken back is shown neither as it was nor as it is.
    let health = Withdrawal::Items([ItemId::Health].into());
    town.sender.desk().withdraw(id, health).expect("taken back");
    town.exchange();
    let left = vec![since_read];
    for view in [town.sent(), town.received()] {
        assert_eq!(changed(&view), left);
    }
}

#[test]
fn of_a_newer_offer_the_sections_that_changed_are_named_and_the_others_stay_read() {
    let mut town = town(Point::ReadBack);
    town.write(RHYTHM, "昼から起きる");
    town.approve();
    town.offer();
    town.exchange();
    let expected = BTreeMap::from([(SectionId::Life, Newer::Other)]);
    let view = town.received();
    assert_eq!(view.newer, expected);
    for section in view.state.offer.expect("an offer").sections {
        let read = section.pinned.section != SectionId::Life;
        assert_eq!(section.reading, read.then_some(Reading::Understood));
    }
}

#[test]
fn a_condition_is_looked_at_by_both_until_the_person_is_handed_over_and_what_was_read_stays_read() {
    let mut town = town(Point::ReadBack);
    assert_eq!(town.sent().condition, None);
    town.decline(Decline::YesIf);
    town.exchange();
    for view in [town.sent(), town.received()] {
        let put = view.condition.expect("it was put");
        assert_eq!((put.met, &*put.text), (Met::NotYet, "受け入れの席がない"));
        assert!(!put.by.is_empty(), "who said it");
    }
    town.approve();
    town.offer();
    town.exchange();
    for view in [town.sent(), town.received()] {
        assert_eq!(view.condition.expect("it was put").met, Met::OfferedAnew);
        assert_eq!(view.newer, BTreeMap::new());
        let mut sections = view.state.offer.expect("an offer").sections.into_iter();
        assert!(sections.all(|it| it.reading == Some(Reading::Understood)));
    }
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    assert_eq!(
        (town.sent().condition, town.received().condition),
        (None, None)
    );
}

#[test]
fn once_it_is_released_nothing_is_asked_for_the_next_offer_and_months_end_with_the_contract() {
    let mut town = town(Point::Started);
    let id = town.id;
    town.end();
    town.exchange();
    let desk = town.sender.desk();
    let at_end = desk.at_end(id).expect("known");
    let then = service::in_short(&at_end, desk.today(), Lang::Ja);
    desk.withdraw(id, Withdrawal::All).expect("taken back");
    assert_eq!(town.sent().dropped, [], "nothing is prepared any more");
    town.clock.set(240);
    let later = town.sender.desk().at_end(id).expect("known");
    let used = |it: &tasuki::workflow::view::AtEnd| {
        let service = it.service.as_ref().expect("it is known");
        service.counted.expect("counted").used
    };
    assert_eq!(
        used(&later),
        used(&at_end),
        "they run on at the other office"
    );
    // So does the city's word, and both are compared as of the end.
    let (ended, today) = (later.ended.expect("it is over"), town.sender.desk().today());
    assert_eq!(later.counted_for(today), ended);
    assert_eq!(then.len(), 3, "count, word and rule: {then:?}");
    assert_eq!(service::in_short(&later, today, Lang::Ja), then);
}

#[test]
fn by_command_an_addition_and_an_offer_against_a_condition_are_asked_about_once() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    for home in ["a", "b"] {
        place.json(home, FIRST, &["sync"]);
    }
    place.step("b", &["decline", &id, "yes-if", "火曜だけなら"]);
    for home in ["b", "a"] {
        place.json(home, FIRST, &["sync"]);
    }
    let shown = place.json("a", FIRST, &["handover", "show", &id]);
    let put = &shown["handover"]["condition"];
    assert_eq!(
        (&put["text"], &put["offered_anew"]),
        (&json!("火曜だけなら"), &json!(false))
    );
    // What nobody approved yet is refused, and not asked about.
    place.refused("a", FIRST, &["handover", "offer", &id], 3, "refused");
    place.refused("a", FIRST, &["handover", "add", &id], 3, "refused");
    let early = System.today().plus_days(-10).to_string();
    let accept = ["handover", "accept", &id, "--start", &early];
    place.refused("b", FIRST, &accept, 3, "refused");
    let start = ["handover", "start", &id, &early];
    place.refused("b", FIRST, &start, 3, "refused");
    for step in ["confirm", "submit"] {
        place.step("a", &[step, &id]);
    }
    place.json("a", crate::place::SECOND, &["handover", "approve", &id]);
    let refused = place.run("a", FIRST, &["handover", "offer", &id]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && said.contains("火曜だけなら"),
        "{said}"
    );
    place.step("a", &["offer", &id, "--yes"]);
    let shown = place.json("a", FIRST, &["handover", "show", &id]);
    assert_eq!(shown["handover"]["condition"]["offered_anew"], json!(true));
    // Whoever writes into the case is told that the other office has something else.
    let case = shown["handover"]["case"]
        .as_str()
        .expect("a case")
        .to_owned();
    let set = "health.allergies=ペニシリン";
    let edited = place.json("a", FIRST, &["case", "edit", &case, "--set", set]);
    assert_eq!(
        edited["untold"],
        json!({ "fields": ["health.allergies"], "next": "offer" })
    );
}
