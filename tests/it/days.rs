//! What is done is written once its day has come, and what is agreed lies after the offer: at one's own desk.
//!
//! What another office signed is taken in as it is, whatever its clock said.

use std::collections::BTreeMap;

use tasuki::domain::answer::{Answer, Raw};
use tasuki::domain::calendar::Day;
use tasuki::domain::case::{Edit, FieldState, Value};
use tasuki::domain::handover::entry::{Act, Outcome};
use tasuki::domain::handover::permit::{Denied, Earliest, Step};
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::setting::{Setting, SettingId};
use tasuki::workflow::demo;
use tasuki::workflow::handover::{AcceptForm, Differing, EndForm, ReplyDue};
use tasuki::workflow::problem::Problem;

use crate::town::{Office, Point, Town, accept_form, first_day, form, text, town};

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

fn set(town: &mut Office, days: &[(SettingId, u32)]) {
    for (id, days) in days {
        let days = Some(Setting::Number(*days));
        town.desk().set_setting(None, *id, days).unwrap();
    }
}

/// Where nobody agrees other days, those of the office hold that accepts: in their order, and none twice.
#[test]
fn the_days_of_follow_up_are_as_the_office_set_them() {
    let days = |town: &mut Town| {
        let mut said = town.received().replied.into_iter().rev();
        let agreed = said.find_map(|it| match it.envelope.act {
            Act::Accepted { follow_ups, .. } => Some(follow_ups),
            _ => None,
        });
        let agreed = agreed.unwrap().into_iter();
        agreed
            .map(|it| first_day().days_until(it))
            .collect::<Vec<_>>()
    };
    let mut usual = town(Point::ReadBack);
    let mut other = usual.branch();
    let id = usual.id;
    usual.receiver.desk().accept(id, &accept_form()).unwrap();
    assert_eq!(days(&mut usual), [14, 30, 90]);
    let later_first = [
        (SettingId::FollowUpFirst, 60),
        (SettingId::FollowUpSecond, 21),
        (SettingId::FollowUpThird, 21),
    ];
    set(&mut other.receiver, &later_first);
    assert_eq!(other.received().follow_up_days, [21, 60].into());
    let mut agreed = other.branch();
    other.receiver.desk().accept(id, &accept_form()).unwrap();
    assert_eq!(days(&mut other), [21, 60]);
    let form = AcceptForm {
        follow_ups: vec![first_day().plus_days(5)],
        ..accept_form()
    };
    agreed.receiver.desk().accept(id, &form).unwrap();
    assert_eq!(days(&mut agreed), [5]);
}

/// What the screen begins with, what the command takes, and what the receiver reads (on paper, too) is one day.
#[test]
fn an_answer_is_asked_for_by_the_day_the_case_names_else_in_so_many_days_as_are_set() {
    let mut named = town(Point::Approved);
    let (id, today) = (named.id, demo::today());
    let ReplyDue::Named(by) = named.sent().reply_due else {
        panic!("{:?}", named.sent().reply_due)
    };
    set(&mut named.sender, &[(SettingId::ReplyDays, 21)]);
    assert_eq!(
        named.sent().reply_due,
        ReplyDue::Named(by),
        "what is set is not asked"
    );
    for (days, due) in [
        (0, ReplyDue::Named(by)),
        (today.days_until(by), ReplyDue::Named(by)),
        (today.days_until(by) + 1, ReplyDue::After(21)),
    ] {
        let mut town = named.branch();
        town.clock.set(days);
        assert_eq!(town.sent().reply_due, due, "on day {days}");
        town.offer();
        let offered = town.sent().state.offer.unwrap();
        assert_eq!(offered.due, Some(due.day(today.plus_days(days))));
    }
    let mut other = named.branch();
    let said = today.plus_days(3);
    other.sender.desk().offer(id, Some(said)).unwrap();
    assert_eq!(other.sent().state.offer.unwrap().due, Some(said));
}

#[test]
fn a_day_that_does_not_go_over_is_no_day_by_which_an_answer_is_asked() {
    let mut town = town(Point::Approved);
    let mut form = form(town.sender.desk(), town.case, town.receiver_id);
    form.items.remove(&ItemId::Handling);
    town.sender.desk().record_consent(form).unwrap();
    assert_eq!(town.sent().reply_due, ReplyDue::After(14));
}
