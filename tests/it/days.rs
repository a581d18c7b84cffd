//! What is done is written once its day has come, and what is agreed lies after the offer: at one's own desk.
//!
//! What another office signed is taken in as it is, whatever its clock said.

use std::collections::BTreeMap;

use tasuki::domain::answer::{Answer, Raw};
use tasuki::domain::calendar::Day;
use tasuki::domain::case::{Edit, FieldState, Value};
use tasuki::domain::handover::entry::Outcome;
use tasuki::domain::handover::permit::{Denied, Earliest, Step};
use tasuki::domain::section::FieldId;
use tasuki::workflow::demo;
use tasuki::workflow::handover::{AcceptForm, Differing, EndForm};
use tasuki::workflow::problem::Problem;

use crate::town::{Point, Town, accept_form, first_day, text, town};

fn why<T: std::fmt::Debug>(said: Result<T, Problem>) -> Denied {
    match said {
        Err(Problem::Denied { why, .. }) => why,
        other => panic!("not denied: {other:?}"),
    }
}

#[test]
fn a_start_is_written_once_its_day_has_come_and_never_long_before_the_offer() {
    let mut town = town(Point::Released);
    let (id, today, first) = (town.id, demo::today(), first_day());
    let desk = town.receiver.desk();
    assert_eq!(why(desk.start(id, first)), Denied::DayToCome(first));
    let tomorrow = today.plus_days(1);
    assert_eq!(why(desk.start(id, tomorrow)), Denied::DayToCome(tomorrow));
    let before = today.plus_days(-93);
    let offered = Earliest::Offered(today);
    assert_eq!(
        why(desk.start(id, before)),
        Denied::DayBefore(before, offered)
    );
    assert_eq!(
        desk.before_offer(id, Step::Start, &[before]).unwrap(),
        None,
        "refused"
    );
    assert_eq!(town.received().state.started, None);
    town.clock.set(50);
    // It may be written later than it was.
    town.receiver.desk().start(id, first).unwrap();
    assert_eq!(town.received().state.started, Some(first));
}

/// Somebody moved in a hurry, or was talked to at the visit, before the papers came: that is asked about, and written.
#[test]
fn a_day_before_the_papers_came_is_asked_about_once_and_written() {
    let mut town = town(Point::ReadBack);
    let (id, today) = (town.id, demo::today());
    let asked = |town: &mut Town, step: Step, days: &[Day]| {
        let early = town.receiver.desk().before_offer(id, step, days).unwrap();
        early.map(|it| (it.day, it.offered))
    };
    let visit = today.plus_days(-20);
    assert_eq!(asked(&mut town, Step::Accept, &[today, first_day()]), None);
    assert_eq!(
        asked(&mut town, Step::Accept, &[first_day(), visit]),
        Some((visit, today))
    );
    assert_eq!(
        asked(&mut town, Step::Start, &[visit]),
        None,
        "not released"
    );
    let form = AcceptForm {
        interview: visit,
        ..accept_form()
    };
    town.receiver.desk().accept(id, &form).unwrap();
    town.exchange();
    town.release();
    town.exchange();
    let came = today.plus_days(-1);
    assert_eq!(
        asked(&mut town, Step::Accept, &[came]),
        None,
        "done already"
    );
    assert_eq!(asked(&mut town, Step::Start, &[came]), Some((came, today)));
    town.receiver.desk().start(id, came).unwrap();
    town.exchange();
    assert_eq!(town.sent().state.started, Some(came));
}

#[test]
fn a_contract_ends_once_its_last_day_has_come_and_not_before_the_person_was_here() {
    let mut town = town(Point::Started);
    let (id, today) = (town.id, first_day());
    assert_eq!(town.sender.desk().today(), today);
    let signed = FieldId::ContractSigned;
    let began = Answer::check(signed.spec(), Raw::Day(today.plus_days(-600)));
    let began = Value {
        state: FieldState::Filled(began.unwrap()),
        ..text(FieldId::LifeRhythm, "-")
    };
    let edits = BTreeMap::from([(signed, Edit::Put(began))]);
    let case = town.case;
    town.sender.desk().edit_case(case, None, edits).unwrap();
    let mut end = |contract_end, last_day| {
        let form = EndForm {
            contract_end,
            last_day,
            months_used: 12,
            differing: Differing::Stands,
            confirmed_by: "あさぎ市障がい福祉課 架空".into(),
            confirmed_on: demo::today(),
        };
        town.sender.desk().end(id, &form)
    };
    let tomorrow = today.plus_days(1);
    let to_come = Denied::DayToCome(tomorrow);
    assert_eq!(why(end(tomorrow, today)), to_come);
    assert_eq!(why(end(today, tomorrow)), to_come);
    let (end_day, last) = (today.plus_days(-9), today.plus_days(-4));
    let after = Denied::DayBefore(end_day, Earliest::LastDay(last));
    assert_eq!(why(end(end_day, last)), after);
    let long_ago = today.plus_days(-9_000);
    let before = why(end(long_ago, long_ago));
    let begun =
        |it| matches!(it, Denied::DayBefore(day, Earliest::Beginning(_)) if day == long_ago);
    assert!(begun(before.clone()), "{before:?}");
    let before = why(end(today, long_ago));
    assert!(begun(before.clone()), "{before:?}");
    end(today, last).unwrap();
    assert_eq!(town.sent().state.ended, Some(today));
}

#[test]
fn what_is_agreed_lies_after_the_offer_and_follow_ups_after_the_first_day() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    town.clock.set(3);
    let mut accept = |form: &AcceptForm| town.receiver.desk().accept(id, form);
    let before = demo::today().plus_days(-93);
    let early = Denied::DayBefore(before, Earliest::Offered(demo::today()));
    let start = AcceptForm {
        start: before,
        ..accept_form()
    };
    assert_eq!(why(accept(&start)), early);
    let interview = AcceptForm {
        interview: before,
        ..accept_form()
    };
    assert_eq!(why(accept(&interview)), early);
    let asked = first_day().plus_days(-1);
    let follow_up = AcceptForm {
        follow_ups: vec![first_day().plus_days(30), asked],
        ..accept_form()
    };
    let early = Denied::DayBefore(asked, Earliest::AgreedStart(first_day()));
    assert_eq!(why(accept(&follow_up)), early);
    assert_eq!(town.received().state.acceptance, None);
    // The interview that was held before the answer is written may be told.
    let held = AcceptForm {
        interview: demo::today().plus_days(1),
        ..accept_form()
    };
    town.receiver.desk().accept(id, &held).unwrap();
}

#[test]
fn what_another_office_signed_ahead_of_its_day_is_taken_in_as_it_is() {
    let mut town = town(Point::Released);
    // Its clock runs ahead, and is put right again.
    town.start();
    town.receiver.close();
    town.clock.set(0);
    town.exchange();
    assert_eq!(town.sent().state.started, Some(first_day()));
    assert_eq!(town.sent().state, town.received().state);
    town.follow_up(Outcome::Left);
}
