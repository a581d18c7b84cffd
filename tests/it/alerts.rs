//! What an office is told to look at in its handovers, on the day it is to be told and not before.
//!
//! What fires in a case is told beside the rules, in `domain::alert`.

use std::collections::BTreeMap;

use serde_json::json;

use tasuki::domain::alert::{Alert, Severity, What, of_handover};
use tasuki::domain::answer::{Answer, Raw};
use tasuki::domain::calendar::Day;
use tasuki::domain::case::{Edit, FieldState, Source, Value};
use tasuki::domain::consent::Withdrawn;
use tasuki::domain::contact::{Standing, Usual};
use tasuki::domain::handover::changed::Telling;
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::entry::{ANSWER_DAYS, Decline, Discontinuation, Side, Withdrawal};
use tasuki::domain::handover::kind::HandoverKind;
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::handover::turn::{Task, Why};
use tasuki::domain::id::CaseId;
use tasuki::domain::origin::Written;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::setting::Settings;
use tasuki::domain::staff::Role;
use tasuki::lang::Lang;
use tasuki::lang::alert::{self, Read};
use tasuki::workflow::alert::About;
use tasuki::workflow::contact::{Became, ContactForm, Row};
use tasuki::workflow::demo;
use tasuki::workflow::desk::Desk;
use tasuki::workflow::handover::{AcceptForm, Differing, EndForm, Which};
use tasuki::workflow::problem::Problem;
use tasuki::workflow::today::{Group, Part, Sum, Work, listed};

use crate::grid;
use crate::place::{FIRST, Place, text as words};
use crate::story::Story;
use crate::town::{Point, Town, accept_form, first_day, hire, text, town};

/// The names of what this office is told about handovers.
fn told(desk: &mut Desk) -> Vec<&'static str> {
    let lines = desk.alerts().expect("alerts");
    let ours = |it: &tasuki::workflow::alert::AlertLine| matches!(it.about, About::Handover(_));
    let lines = lines.into_iter().filter(ours);
    lines.map(|it| it.alert.what.code()).collect()
}

#[test]
fn an_offer_nobody_read_is_told_to_the_sender_after_a_week() {
    let mut town = town(Point::Delivered);
    for (days, expected) in [(6, false), (7, true)] {
        town.clock.set(days);
        let seen = told(town.sender.desk());
        assert_eq!(seen.contains(&"unopened"), expected, "{days}: {seen:?}");
        assert!(!told(town.receiver.desk()).contains(&"unopened"));
    }
    let mut town = crate::town::town(Point::ReadBack);
    town.clock.set(7);
    assert!(!told(town.sender.desk()).contains(&"unopened"));
}

#[test]
fn a_consent_is_told_before_it_ends_and_when_it_has_ended_with_the_handover_open() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let view = town.sender.desk().handover(id).expect("the handover");
    let until = view.state.offer.expect("an offer").manifest.consent_until;
    town.clock.set(0);
    let left = town.sender.desk().today().days_until(until);
    for (days, expected) in [
        (left - 31, None),
        (left - 30, Some("consent-ending")),
        (left, Some("consent-ending")),
        (left + 1, Some("consent-ended")),
    ] {
        town.clock.set(days);
        for desk in [town.sender.desk(), town.receiver.desk()] {
            let seen = told(desk);
            let seen = seen.into_iter().find(|it| it.starts_with("consent"));
            assert_eq!(seen, expected, "{days}");
        }
    }
    let of_both = |town: &mut Town| {
        let all = [town.sender.desk(), town.receiver.desk()].map(|desk| of_consent(desk).len());
        (all[0], all[1])
    };
    assert_eq!(of_both(&mut town), (1, 1));
    // What ends it: an offer on a form that goes further, and the end of the handover.
    let mut ended = town.branch();
    ended
        .sender
        .desk()
        .recall(id, "考え直した")
        .expect("recalled");
    ended.exchange();
    assert_eq!(of_both(&mut ended), (0, 0));
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    let later = tasuki::domain::consent::ConsentForm {
        until: until.plus_days(200),
        ..crate::town::form(desk, case, to)
    };
    desk.record_consent(later).expect("recorded");
    town.approve();
    town.offer();
    town.exchange();
    assert_eq!(of_both(&mut town), (0, 0));
}

#[test]
fn a_first_interview_that_went_by_is_told_to_the_receiver_until_it_says_that_it_took_place_or_did_not()
 {
    for point in [Point::Accepted, Point::Started] {
        let mut town = town(point);
        let id = town.id;
        let view = town.receiver.desk().handover(id).expect("the handover");
        let interview = view.state.acceptance.expect("accepted").interview;
        let before = view.state.started.is_none_or(|it| interview < it);
        assert!(before, "a start is no interview");
        town.clock.set(0);
        let days = town.sender.desk().today().days_until(interview);
        let missing = |desk: &mut Desk| told(desk).contains(&"no-first-interview");
        for (days, expected) in [(days, false), (days + 1, true)] {
            town.clock.set(days);
            assert_eq!(missing(town.receiver.desk()), expected, "{point:?} {days}");
            assert!(
                !missing(town.sender.desk()),
                "it is not the sender's to say"
            );
        }
        let desk = town.receiver.desk();
        let row = Row::Number(Usual::FirstInterview.number());
        let to_tell = desk.contacts_again(id).expect("the list").open();
        let write = |desk: &mut Desk, became: Became| {
            let form = ContactForm {
                person: String::new(),
                what: String::new(),
                became: Some(became),
            };
            desk.write_contact(id, &row, &form)
        };
        let to_come = Became::Told(desk.today().plus_days(1), String::new());
        assert!(write(desk, to_come).is_err());
        for became in [
            Became::Told(interview, String::new()),
            Became::NotNeeded("本人が来なかった".into()),
        ] {
            write(desk, became).expect("written");
            assert!(!missing(desk));
            write(desk, Became::Open).expect("written");
            assert!(missing(desk));
        }
        let list = desk.contacts_again(id).expect("the list");
        assert_eq!(list.open(), to_tell, "the interview is nobody to be told");
        let rows = town.sender.desk().contacts_again(id).expect("it").rows;
        assert!(rows.iter().all(|it| !it.contact.is_interview()));
    }
}

/// Items are taken back once the interview took place, and what is left is offered and accepted anew.
#[test]
fn what_was_written_of_an_interview_says_nothing_of_the_one_agreed_since() {
    for (agreed, missing, falls_too) in [(25, true, false), (25, true, true), (16, false, true)] {
        let mut town = town(Point::Accepted);
        let id = town.id;
        let told_of = |desk: &mut Desk| told(desk).contains(&"no-first-interview");
        let took_place = |desk: &mut Desk, day| {
            let form = ContactForm {
                person: String::new(),
                what: String::new(),
                became: Some(Became::Told(demo::today().plus_days(day), String::new())),
            };
            let row = Row::Number(Usual::FirstInterview.number());
            desk.write_contact(id, &row, &form).expect("written");
        };
        town.clock.set(17);
        assert!(told_of(town.receiver.desk()));
        took_place(town.receiver.desk(), 16);
        assert!(!told_of(town.receiver.desk()));
        town.clock.set(18);
        let taken = Withdrawal::Items([ItemId::Life].into());
        town.sender.desk().withdraw(id, taken).expect("taken back");
        town.approve();
        town.offer();
        town.exchange();
        town.read_back();
        let form = AcceptForm {
            interview: demo::today().plus_days(agreed),
            ..accept_form()
        };
        town.receiver.desk().accept(id, &form).expect("accepted");
        town.exchange();
        town.clock.set(26);
        assert_eq!(told_of(town.receiver.desk()), missing, "{agreed}");
        // The list and the alert go by one rule, and a name written into the row says nothing of the interview.
        let open = |desk: &Desk| {
            let rows = desk.contacts_again(id).expect("the list").rows;
            let row = rows.into_iter().find(|it| it.contact.is_interview());
            row.expect("its row").contact.is_open()
        };
        assert_eq!(open(town.receiver.desk()), missing, "{agreed}");
        let named = ContactForm {
            person: "見本 三".into(),
            what: "持ち物を聞いた".into(),
            became: None,
        };
        let row = Row::Number(Usual::FirstInterview.number());
        let desk = town.receiver.desk();
        desk.write_contact(id, &row, &named).expect("written");
        assert_eq!(open(town.receiver.desk()), missing, "{agreed}");
        assert_eq!(told_of(town.receiver.desk()), missing, "{agreed}");
        // Of what is noted of the earlier interview nobody is told as who wrote of this one.
        let rows = town.receiver.desk().contacts_again(id).expect("it").rows;
        let row = rows.into_iter().find(|it| it.contact.is_interview());
        let by = row.expect("its row").entered_by;
        assert_eq!(by.is_none(), missing, "{agreed}: {by:?}");
        if falls_too {
            // That the person was seen on that day stands there as it was written.
            let desk = town.receiver.desk();
            desk.decline(id, Decline::YesIf, "日を改める")
                .expect("said");
            let rows = desk.contacts_again(id).expect("the list").rows;
            let row = rows.into_iter().find(|it| it.contact.is_interview());
            let row = row.expect("its row").contact;
            let seen = demo::today().plus_days(16);
            let told = matches!(row.standing, Standing::Told { on, .. } if on == seen);
            assert!(told, "{agreed}: {:?}", row.standing);
            assert_eq!(row.person.expect("a name").as_str(), "見本 三");
            continue;
        }
        took_place(town.receiver.desk(), 25);
        assert!(!open(town.receiver.desk()), "{agreed}");
        assert!(!told_of(town.receiver.desk()));
    }
}

#[test]
fn the_report_is_told_until_it_is_written_that_it_went_and_not_where_the_city_does_not_want_it() {
    use tasuki::domain::setting::{Pick, Setting, SettingId};
    let mut town = town(Point::Started);
    let id = town.id;
    let started = town.receiver.desk().handover(id).expect("it").state.started;
    let started = started.expect("started");
    town.clock.set(0);
    let zero = town.receiver.desk().today();
    town.clock.set(zero.days_until(started));
    let lines = town.receiver.desk().alerts().expect("alerts");
    let report = lines.iter().find(|it| it.alert.what == What::ReportDue);
    let due = report.expect("told").alert.day.expect("a day");
    assert_eq!(due.day(), 10);
    assert!(started.month() != due.month());
    let days = zero.days_until(due);
    for (late, expected) in [
        (-1, Some(Severity::Soon)),
        (0, Some(Severity::Now)),
        (1, Some(Severity::Now)),
        (30, Some(Severity::Now)),
        (300, Some(Severity::Now)),
    ] {
        town.clock.set(days + late);
        let lines = town.receiver.desk().alerts().expect("alerts");
        let report = lines.iter().find(|it| it.alert.what == What::ReportDue);
        assert_eq!(report.map(|it| it.alert.severity), expected, "{late}");
    }
    town.clock.set(days);
    let desk = town.receiver.desk();
    let row = Row::Number(Usual::ContractReport.number());
    let write = |desk: &mut Desk, became: Became| {
        let form = ContactForm {
            person: String::new(),
            what: String::new(),
            became: Some(became),
        };
        desk.write_contact(id, &row, &form).expect("written");
    };
    for became in [
        Became::Told(desk.today(), String::new()),
        Became::NotNeeded("市が廃止した".into()),
    ] {
        write(desk, became);
        assert!(!told(desk).contains(&"report-due"));
        write(desk, Became::Open);
        assert!(told(desk).contains(&"report-due"));
    }
    // Each office writes it for itself.
    assert!(town.sender.desk().contacts_again(id).is_ok_and(|it| {
        let mut reports = it.rows.iter().filter(|it| it.contact.is_report());
        reports.all(|it| it.contact.is_open())
    }));
    hire(&mut town.receiver, "管理 花", Role::Manager);
    let wanted = SettingId::ReportWanted;
    let desk = town.receiver.sign_in("管理 花");
    desk.set_setting(None, wanted, Some(Setting::Pick(Pick::Abolished)))
        .expect("set");
    assert!(!told(desk).contains(&"report-due"));
    let rows = desk.contacts_again(id).expect("the list").rows;
    let kept = rows.iter().find(|it| it.contact.is_report());
    assert!(
        kept.is_some_and(|it| it.contact.is_open()),
        "what was written stays"
    );
}

/// What the alert says that the case does not say any more as it was sent.
fn changed_since(desk: &mut Desk) -> Option<(Severity, usize, FieldId, Telling)> {
    let lines = desk.alerts().expect("alerts").into_iter();
    let mut found = lines.filter_map(|it| match it.alert.what {
        What::ChangedSince {
            fields,
            first,
            telling,
        } => {
            assert!(matches!(it.about, About::Handover(_)));
            Some((it.alert.severity, fields, first, telling))
        }
        _ => None,
    });
    found.next()
}

/// Writes somebody's allergies, as told on a day.
fn allergic(town: &mut Town, to: &str, days: i32) {
    let field = FieldId::HealthAllergies;
    let raw = Raw::Texts(vec![to.to_owned()]);
    let value = Value {
        state: FieldState::Filled(Answer::check(field.spec(), raw).expect("it fits")),
        source: Source::Person,
        as_of: demo::today().plus_days(days),
    };
    let edits = tasuki::workflow::case::edits(vec![(field, value)]);
    let (case, desk) = (town.case, town.sender.desk());
    desk.edit_case(case, None, edits).expect("written");
}

/// A new allergy between offer and start is what a handover is for: it is told until it was sent, or the case says the same again.
#[test]
fn what_is_learnt_after_the_offer_is_told_until_it_was_sent_or_is_as_it_was() {
    let (now, allergy) = (Severity::Now, FieldId::HealthAllergies);
    for (point, telling) in [
        (Point::Approved, None),
        (Point::Delivered, Some(Telling::Offer)),
        (Point::ReadBack, Some(Telling::Offer)),
        (Point::Accepted, Some(Telling::Release)),
        (Point::Released, Some(Telling::Add)),
        (Point::Started, Some(Telling::Add)),
    ] {
        let mut town = town(point);
        let id = town.id;
        let case = town.sender.desk().show_case(town.case).expect("the case");
        let before = case.get(allergy).expect("an allergy").clone();
        assert_eq!(changed_since(town.sender.desk()), None, "{point:?}");
        allergic(&mut town, "ペニシリン", 0);
        let expected = telling.map(|it| (now, 1, allergy, it));
        assert_eq!(changed_since(town.sender.desk()), expected, "{point:?}");
        assert_eq!(changed_since(town.receiver.desk()), None, "{point:?}");
        let told = town.sent().changed;
        assert_eq!(told.len(), usize::from(telling.is_some()), "{point:?}");
        for it in told {
            assert_eq!((it.field, it.presses()), (allergy, true));
            assert_eq!(it.sent.as_ref(), Some(&before), "as it was sent");
            assert_ne!(it.now.as_ref(), Some(&before));
        }
        // It says the same again, as of another day.
        let mut again = before.clone();
        again.as_of = demo::today().plus_days(1);
        let edits = tasuki::workflow::case::edits(vec![(allergy, again)]);
        let (case, desk) = (town.case, town.sender.desk());
        town.clock.set(1);
        desk.edit_case(case, None, edits).expect("written");
        assert_eq!(changed_since(desk), None, "{point:?}: as it was");
        allergic(&mut town, "ペニシリン", 1);
        let Some(telling) = telling else { continue };
        if telling == Telling::Release {
            town.release();
            let added = Some((now, 1, allergy, Telling::Add));
            assert_eq!(changed_since(town.sender.desk()), added);
        }
        match telling {
            Telling::Offer => {
                town.approve();
                assert!(changed_since(town.sender.desk()).is_some(), "not sent yet");
                town.offer();
            }
            Telling::Release | Telling::Add => {
                town.sender.desk().add(id, Which::All).expect("added");
            }
        }
        assert_eq!(changed_since(town.sender.desk()), None, "{point:?}: sent");
        assert!(town.sent().changed.is_empty());
    }
}

#[test]
fn a_change_that_is_no_key_fact_presses_less_and_what_consent_does_not_cover_is_none() {
    let mut town = town(Point::Released);
    let rhythm = FieldId::LifeRhythm;
    // Consent does not cover it: the other office is never told.
    town.write(FieldId::CrisisHarm, "変わった");
    assert_eq!(changed_since(town.sender.desk()), None);
    town.write(rhythm, "夜は早く寝るようになった");
    let less = Some((Severity::Soon, 1, rhythm, Telling::Add));
    assert_eq!(changed_since(town.sender.desk()), less);
    allergic(&mut town, "ペニシリン", 0);
    let both = Some((Severity::Now, 2, FieldId::HealthAllergies, Telling::Add));
    assert_eq!(
        changed_since(town.sender.desk()),
        both,
        "what presses is named"
    );
    // What may harm the person comes before what says how they are handled.
    town.write(FieldId::HandlingUrgency, "act-now");
    let harm = Some((Severity::Now, 3, FieldId::HealthAllergies, Telling::Add));
    assert_eq!(changed_since(town.sender.desk()), harm);
    town.write(FieldId::HandlingUrgency, "stable");
    // What the person took back is nobody's any more.
    let id = town.id;
    let health = Withdrawal::Items([ItemId::Health].into());
    town.sender.desk().withdraw(id, health).expect("taken back");
    assert_eq!(changed_since(town.sender.desk()), less);
    let desk = town.sender.desk();
    desk.withdraw(id, Withdrawal::All).expect("taken back");
    assert_eq!(changed_since(desk), None);
    // It ends with the handover, too.
    let mut town = crate::town::town(Point::Delivered);
    allergic(&mut town, "ペニシリン", 0);
    assert!(changed_since(town.sender.desk()).is_some());
    let id = town.id;
    let desk = town.sender.desk();
    desk.recall(id, "考え直した").expect("recalled");
    assert_eq!(changed_since(desk), None);
    // The person has left: nothing can be added, and the case is only read.
    let mut town = crate::town::town(Point::Started);
    allergic(&mut town, "ペニシリン", 0);
    assert!(changed_since(town.sender.desk()).is_some());
    town.end();
    assert_eq!(changed_since(town.sender.desk()), None);
}

#[test]
fn by_command_what_changed_since_the_offer_is_listed_with_both_words_and_the_next_step() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    let case = place.json("a", FIRST, &["handover", "show", &id]);
    let case = words(&case["handover"]["case"]);
    let set = "health.allergies=ペニシリン";
    place.json("a", FIRST, &["case", "edit", &case, "--set", set]);
    let todo = place.json("a", FIRST, &["handover", "todo", &id]);
    assert_eq!(
        (&todo["left"], &todo["todo"][0]["what"]),
        (&json!(1), &json!("step"))
    );
    let shown = place.json("a", FIRST, &["handover", "show", &id]);
    for changed in [&todo["changed"], &shown["handover"]["changed"]] {
        assert_eq!(changed.as_array().map(Vec::len), Some(1), "{changed}");
        assert_eq!(changed[0]["field"], "health.allergies");
        assert_eq!(changed[0]["pressing"], true);
        assert_eq!(changed[0]["now"]["answer"], json!(["ペニシリン"]));
        assert_ne!(changed[0]["sent"]["answer"], changed[0]["now"]["answer"]);
    }
    let alerts = place.json("a", FIRST, &["alert", "list"]);
    let mut alerts = alerts["alerts"].as_array().expect("alerts").iter();
    let alert = alerts.find(|it| it["kind"] == "changed-since");
    let alert = alert.expect("told");
    assert_eq!(alert["figures"], json!({ "fields": 1, "next": "offer" }));
    assert_eq!(alert["field"], "health.allergies");
    let run = place.run("a", FIRST, &["handover", "todo", &id]);
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(said.contains("ペニシリン"), "{said}");
}

/// What is told of somebody's case at the sender.
fn of_case(town: &mut Town) -> Vec<&'static str> {
    let case = About::Case(town.case);
    let lines = town.sender.desk().alerts().expect("alerts").into_iter();
    let ours = lines.filter(|it| it.about == case);
    ours.map(|it| it.alert.what.code()).collect()
}

/// Whoever nobody took on falls out of no list on the day the own plan said that they would have moved.
#[test]
fn whoever_nobody_took_on_is_told_of_past_the_planned_last_day_until_the_end_is_recorded() {
    type End = fn(&mut Town);
    let ends: [(Point, End); 3] = [
        (Point::ReadBack, |town| town.decline(Decline::TryOther)),
        (Point::ReadBack, |town| {
            let (id, desk) = (town.id, town.sender.desk());
            desk.recall(id, "考え直した").expect("recalled");
        }),
        (Point::Released, |town| {
            let (id, desk) = (town.id, town.receiver.desk());
            desk.not_start(id, "入院した").expect("said");
        }),
    ];
    let write = |town: &mut Town, days: &[(FieldId, Option<i32>)]| {
        let (case, desk) = (town.case, town.sender.desk());
        let today = desk.today();
        let edits = days.iter().map(|(field, days)| {
            let value = |days: i32| {
                let raw = Raw::Day(demo::today().plus_days(days));
                let answer = Answer::check(field.spec(), raw).expect("a day");
                Edit::Put(Value {
                    state: FieldState::Filled(answer),
                    source: Source::Person,
                    as_of: today,
                })
            };
            (*field, days.map_or(Edit::Remove, value))
        });
        let edits = edits.collect();
        desk.edit_case(case, None, edits).expect("written");
    };
    let (last, end) = (FieldId::HandlingLastDay, FieldId::ContractEnd);
    for (point, over) in ends {
        let mut town = town(point);
        let (case, to) = (town.case, town.receiver_id);
        write(&mut town, &[(last, Some(45)), (end, Some(45))]);
        town.clock.set(40);
        over(&mut town);
        town.exchange();
        let before = of_case(&mut town);
        assert!(before.contains(&"plan-due"), "{before:?}");
        town.clock.set(45);
        assert!(
            !of_case(&mut town).contains(&"nobody-took"),
            "the day itself"
        );
        for days in [46, 90, 300] {
            town.clock.set(days);
            let seen = of_case(&mut town);
            let told = seen.iter().filter(|it| **it == "nobody-took");
            assert_eq!(told.count(), 1, "{days}: {seen:?}");
            assert!(seen.contains(&"plan-due"), "{days}: {seen:?}");
            let gap = ["gap-ahead", "gap-running"];
            assert!(!seen.iter().any(|it| gap.contains(it)), "one says so");
        }
        let lines = town.sender.desk().alerts().expect("alerts").into_iter();
        let mut line = lines.filter(|it| it.alert.what.code() == "nobody-took");
        let line = line.next().expect("told").alert;
        assert_eq!(line.severity, Severity::Now);
        assert_eq!(line.what.field(), Some(last));
        // Another day, and nothing is over; without one, the end of the contract is what was planned.
        write(&mut town, &[(last, Some(400))]);
        assert!(!of_case(&mut town).contains(&"nobody-took"));
        write(&mut town, &[(last, None)]);
        assert!(of_case(&mut town).contains(&"nobody-took"));
        // A new handover: there is one to tell of it.
        let id = town.sender.desk().draft(case, to).expect("the next one");
        assert!(!of_case(&mut town).contains(&"nobody-took"));
        town.sender.desk().discard(id).expect("discarded");
        assert!(of_case(&mut town).contains(&"nobody-took"));
        // Who writes the planned day again, now that it has come, says that it ended: source and day are by the rule.
        let mut same = town.branch();
        let desk = same.sender.desk();
        let planned = desk.show_case(case).expect("the case");
        let typed = Written {
            state: planned.get(end).expect("it stands there").state.clone(),
            source: None,
            as_of: None,
        };
        let settled = desk
            .settled(Some(case), vec![(end, typed)])
            .expect("by the rule");
        let edits = settled
            .into_iter()
            .map(|it| (it.field, Edit::Put(it.value)));
        desk.edit_case(case, None, edits.collect())
            .expect("written");
        let seen = of_case(&mut same);
        assert!(
            !seen.contains(&"nobody-took") && !seen.contains(&"plan-due"),
            "the same day: {seen:?}"
        );
        // Somebody writes that it ended: nothing of a contract that is over.
        write(&mut town, &[(end, Some(44))]);
        let seen = of_case(&mut town);
        assert!(
            !seen.contains(&"nobody-took") && !seen.contains(&"plan-due"),
            "{seen:?}"
        );
    }
    // Where no handover was begun, the end that stands in the case is the end.
    let mut town = crate::town::town(Point::Ready);
    write(&mut town, &[(last, Some(45)), (end, Some(45))]);
    town.clock.set(46);
    assert_eq!(of_case(&mut town), [""; 0]);
}

/// What is told of consent, of a case or of a handover.
fn of_consent(desk: &Desk) -> Vec<(About, &'static str)> {
    let codes = [
        "consent-ending",
        "consent-ended",
        "additions-ending",
        "form-ending",
    ];
    let lines = desk.alerts().expect("alerts").into_iter();
    lines
        .map(|it| (it.about, it.alert.what.code()))
        .filter(|it| codes.contains(&it.1))
        .collect()
}

#[test]
fn a_form_that_ends_is_told_unused_in_preparation_offered_and_after_the_release_until_all_is_done()
{
    let until = |town: &mut Town| {
        let form = town.sender.desk().consent(town.consent).expect("the form");
        form.form().until
    };
    let days = |town: &mut Town, until: Day| {
        town.clock.set(0);
        town.sender.desk().today().days_until(until)
    };
    // A form alone, the day before the warning, on its day, on the last day, and when it is over.
    let mut alone = town(Point::Ready);
    let (case, to) = (alone.case, alone.receiver_id);
    let end = until(&mut alone);
    let left = days(&mut alone, end);
    for (day, fires) in [(31, false), (30, true), (0, true), (-1, false)] {
        alone.clock.set(left - day);
        let expected: Vec<_> = fires
            .then_some((About::Case(case), "form-ending"))
            .into_iter()
            .collect();
        assert_eq!(of_consent(alone.sender.desk()), expected, "{day}");
    }
    // A handover is prepared on it.
    alone.clock.set(left - 30);
    let desk = alone.sender.desk();
    let id = desk.draft(case, to).expect("a draft");
    assert_eq!(of_consent(desk), [(About::Handover(id), "consent-ending")]);
    desk.discard(id).expect("discarded");
    assert_eq!(of_consent(desk), [(About::Case(case), "form-ending")]);
    // A form that stands in its place, and one that was taken back, need no warning.
    let later = tasuki::domain::consent::ConsentForm {
        until: end.plus_days(100),
        ..crate::town::form(desk, case, to)
    };
    let later = desk.record_consent(later).expect("recorded").id;
    assert_eq!(of_consent(desk), []);
    alone.clock.set(left + 75);
    let desk = alone.sender.desk();
    assert_eq!(of_consent(desk), [(About::Case(case), "form-ending")]);
    desk.withdraw_consent(later, Withdrawn::All)
        .expect("taken back");
    assert_eq!(of_consent(desk), []);
    // After the release: as long as something may still be added.
    let mut moved = town(Point::Started);
    let (id, end) = (moved.id, until(&mut moved));
    let left = days(&mut moved, end);
    for (day, fires) in [(31, false), (30, true), (0, true), (-1, false)] {
        moved.clock.set(left - day);
        let expected: Vec<_> = fires
            .then_some((About::Handover(id), "additions-ending"))
            .into_iter()
            .collect();
        assert_eq!(of_consent(moved.sender.desk()), expected, "{day}");
        assert_eq!(of_consent(moved.receiver.desk()), [], "{day}");
    }
}

#[test]
fn an_alert_of_a_case_names_the_field_and_ends_once_it_is_mended() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let desk = town.sender.desk();
    let urgency = |said| {
        let value = text(FieldId::HandlingUrgency, said);
        tasuki::workflow::case::edits(vec![(FieldId::HandlingUrgency, value)])
    };
    desk.edit_case(case, None, urgency("act-now"))
        .expect("written");
    let lines = desk.alerts().expect("alerts");
    assert_eq!(lines[0].about, About::Case(case));
    assert_eq!(lines[0].alert.what, What::RedSign);
    assert_eq!(lines[0].alert.what.field(), Some(FieldId::HandlingUrgency));
    desk.edit_case(case, None, urgency("stable"))
        .expect("written");
    let lines = desk.alerts().expect("alerts");
    assert!(lines.iter().all(|it| it.alert.what != What::RedSign));
}

/// From the first day on there has to be a plan of this office, though nobody wrote yet that a contract was signed; that of the
/// office before is none.
#[test]
fn who_started_by_a_handover_has_no_plan_here_until_one_is_made() {
    let mut town = town(Point::Released);
    let of_case = |desk: &mut Desk| {
        let lines = desk.alerts().expect("alerts").into_iter();
        let ours = lines.filter(|it| matches!(it.about, About::Case(_)));
        let codes = ours.map(|it| it.alert.what.code());
        codes
            .filter(|it| it.starts_with("plan-"))
            .collect::<Vec<_>>()
    };
    town.start();
    let first = demo::today().days_until(first_day());
    town.clock.set(first - 1);
    assert!(!of_case(town.receiver.desk()).contains(&"plan-missing"));
    town.clock.set(first);
    assert_eq!(of_case(town.receiver.desk()), ["plan-missing"]);
    let case = town.receiver.desk().cases("").expect("cases")[0].id;
    // Whoever prepares the next move is here until it.
    let back = town.sender_id;
    let desk = town.receiver.desk();
    let next = desk.draft(case, back).expect("a draft");
    assert_eq!(of_case(desk), ["plan-missing"]);
    desk.discard(next).expect("discarded");
    let plan = Value {
        state: FieldState::Filled(
            Answer::check(FieldId::PlanFrom.spec(), Raw::Day(first_day())).expect("a day"),
        ),
        ..text(FieldId::WishesOwnWords, "計画")
    };
    let edits = BTreeMap::from([(FieldId::PlanFrom, Edit::Put(plan))]);
    let desk = town.receiver.desk();
    desk.edit_case(case, None, edits).expect("written");
    assert_eq!(of_case(town.receiver.desk()), [] as [&str; 0]);
}

#[test]
fn an_auditor_is_told_nothing_of_people() {
    let mut town = town(Point::Ready);
    hire(&mut town.sender, "監査 守", Role::Auditor);
    assert!(town.sender.sign_in("監査 守").alerts().is_err());
}

#[test]
fn each_of_the_four_declines_leads_to_one_next_step_of_the_sender() {
    for decline in [Decline::NotTaken, Decline::SentBack, Decline::TryOther] {
        let mut town = town(Point::Delivered);
        town.decline(decline);
        town.exchange();
        let id = town.id;
        let lines = town.sender.desk().alerts().expect("alerts");
        let ended = lines.iter().filter(|it| it.about == About::Handover(id));
        let ended: Vec<_> = ended.map(|it| it.alert.what).collect();
        assert_eq!(ended, [What::Declined(decline)]);
        let next = |desk: &mut Desk| {
            let lines = desk.alerts().expect("alerts");
            let line = lines.iter().find(|it| it.about == About::Handover(id));
            let line = line.expect("an alert");
            alert::told(line, Read::OnScreen, demo::today(), Lang::Ja)
        };
        let drafted = town.sender.who().to_owned();
        let said = next(town.sender.desk());
        assert!(said.contains(&drafted), "whoever drafted it: {said}");
        assert!(!said.contains("サービス管理責任者"), "{said}");
        let (gone, next_manager) = (town.sender.desk().me().id, "後任 管");
        hire(&mut town.sender, next_manager, Role::Manager);
        let desk = town.sender.sign_in(next_manager);
        desk.close_staff(gone).expect("gone");
        let said = next(desk);
        assert!(
            said.contains("サービス管理責任者") && !said.contains(&drafted),
            "nobody is named: {said}"
        );
        assert_eq!(told(town.receiver.desk()), Vec::<&str>::new());
        let (case, to) = (town.case, town.receiver_id);
        town.sender.desk().draft(case, to).expect("begun anew");
        // Nothing is left but what the new handover tells of its own planned days.
        assert_eq!(told(town.sender.desk()), ["gap-ahead"], "{decline:?}");
    }
    // The fourth ends nothing: the sender owes the next offer, as a duty.
    let mut town = town(Point::Delivered);
    town.decline(Decline::YesIf);
    town.exchange();
    let duties = town.sender.desk().today_lines().expect("duties");
    let owed = duties.iter().filter_map(|it| match &it.work {
        Work::Duty(duty) => Some(duty),
        _ => None,
    });
    let ours = owed.filter(|it| it.side == Side::Sender);
    let tasks: Vec<_> = ours.map(|it| it.task.clone()).collect();
    assert_eq!(tasks, [Task::OfferAgain(Why::Condition)]);
    assert!(!told(town.sender.desk()).contains(&"declined"));
}

/// Whoever is asked for a new offer has days for it, however late that was asked.
#[test]
fn a_new_offer_on_a_condition_is_owed_so_many_days_after_the_answer() {
    let mut town = town(Point::Delivered);
    town.clock.set(21);
    let asked = town.sender.desk().today();
    let due_of = |desk: &mut Desk| {
        let lines = desk.today_lines().expect("duties").into_iter();
        let dues = lines.filter_map(|it| match it.work {
            Work::Duty(duty) if duty.side == Side::Sender => Some((duty.task, duty.due)),
            _ => None,
        });
        dues.collect::<Vec<_>>()
    };
    town.decline(Decline::YesIf);
    town.exchange();
    let expected = [(
        Task::OfferAgain(Why::Condition),
        Some(asked.plus_days(ANSWER_DAYS)),
    )];
    for desk in [town.sender.desk(), town.receiver.desk()] {
        assert_eq!(due_of(desk), expected);
    }
}

/// The same where items were taken back, at whichever office; a further withdrawal asks anew.
#[test]
fn a_new_offer_after_a_withdrawal_is_owed_so_many_days_after_it() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let due_of = |desk: &mut Desk| {
        let lines = desk.today_lines().expect("duties").into_iter();
        let dues = lines.filter_map(|it| match it.work {
            Work::Duty(duty) if duty.side == Side::Sender => Some((duty.task, duty.due)),
            _ => None,
        });
        dues.collect::<Vec<_>>()
    };
    town.clock.set(21);
    let first = Withdrawal::Items([ItemId::Life].into());
    town.sender.desk().withdraw(id, first).expect("taken back");
    town.exchange();
    let asked = town.sender.desk().today();
    let task = || Task::OfferAgain(Why::ItemsWithdrawn);
    for desk in [town.sender.desk(), town.receiver.desk()] {
        let expected = [(task(), Some(asked.plus_days(ANSWER_DAYS)))];
        assert_eq!(due_of(desk), expected, "from the withdrawal on");
    }
    town.clock.set(25);
    let second = Withdrawal::Items([ItemId::Health].into());
    town.receiver
        .desk()
        .withdraw(id, second)
        .expect("taken back");
    town.exchange();
    for desk in [town.sender.desk(), town.receiver.desk()] {
        let expected = [(task(), Some(asked.plus_days(4 + ANSWER_DAYS)))];
        assert_eq!(due_of(desk), expected, "from the last one on");
    }
}

#[test]
fn a_new_handover_begins_from_a_decline_with_the_office_it_leads_to() {
    let mut back = town(Point::Delivered);
    back.decline(Decline::SentBack);
    back.exchange();
    let (id, case) = (back.id, back.case);
    let desk = back.sender.desk();
    let next = desk.draft_after(id, None).expect("begun");
    let [before, after] = [id, next].map(|it| desk.handover_line(it).expect("a line"));
    assert_eq!((after.case, after.peer), (Some(case), before.peer));

    // "Try another" leads to the office that was named, where its card is here.
    let mut other = town(Point::Delivered);
    let id = other.id;
    let desk = other.sender.desk();
    let peer = desk.handover_line(id).expect("a line").peer_name;
    let desk = other.receiver.desk();
    desk.decline(id, Decline::TryOther, &peer)
        .expect("declined");
    other.exchange();
    let desk = other.sender.desk();
    let next = desk.draft_after(id, None).expect("begun");
    assert_eq!(desk.handover_line(next).expect("a line").peer_name, peer);

    // Of an office nobody here knows, and of a plain decline, it is asked where to.
    for decline in [Decline::TryOther, Decline::NotTaken] {
        let mut town = town(Point::Delivered);
        town.decline(decline);
        town.exchange();
        let id = town.id;
        let desk = town.sender.desk();
        let peer = desk.handover_line(id).expect("a line").peer;
        let refused = desk.draft_after(id, None);
        // The one office that is known here has just declined.
        assert!(
            matches!(&refused, Err(Problem::WhereTo(others)) if others.is_empty()),
            "{decline:?}: {refused:?}"
        );
        desk.draft_after(id, Some(peer)).expect("begun");
    }
}

#[test]
fn a_start_that_never_came_is_told_to_the_sender() {
    let mut town = town(Point::Released);
    let id = town.id;
    let desk = town.receiver.desk();
    desk.not_start(id, "本人が望まなかった").expect("said");
    town.exchange();
    assert!(told(town.sender.desk()).contains(&"not-started"));
    assert!(!told(town.receiver.desk()).contains(&"not-started"));
    let (case, to) = (town.case, town.receiver_id);
    town.sender.desk().draft(case, to).expect("begun anew");
    assert!(!told(town.sender.desk()).contains(&"not-started"));
}

#[test]
fn what_the_receiver_said_by_itself_is_told_to_the_sender_for_a_month() {
    let mut stopped = town(Point::Started);
    let id = stopped.id;
    let desk = stopped.receiver.desk();
    desk.discontinue(id, Discontinuation::Employed, "")
        .expect("said");
    let mut less = town(Point::Started);
    let id = less.id;
    let desk = less.receiver.desk();
    let life = Withdrawal::Items([ItemId::Life].into());
    desk.withdraw(id, life).expect("said");
    for (mut town, code) in [(stopped, "discontinued"), (less, "taken-back")] {
        assert!(!told(town.sender.desk()).contains(&code), "not heard yet");
        town.exchange();
        let said = demo::today().days_until(first_day());
        for (days, expected) in [(0, true), (30, true), (31, false)] {
            town.clock.set(said + days);
            let seen = told(town.sender.desk());
            assert_eq!(seen.contains(&code), expected, "{code} {days}: {seen:?}");
            assert!(!told(town.receiver.desk()).contains(&code), "who said it");
        }
    }
    // What this office heard from the person itself is no news to it.
    let mut own = town(Point::Started);
    let id = own.id;
    let life = Withdrawal::Items([ItemId::Life].into());
    own.sender.desk().withdraw(id, life).expect("said");
    own.exchange();
    assert!(!told(own.sender.desk()).contains(&"taken-back"));
}

#[test]
fn a_contract_does_not_end_and_a_handover_does_not_close_before_the_city_confirmed_the_months() {
    let end = |by: &str, on: Day| EndForm {
        contract_end: first_day(),
        last_day: first_day(),
        months_used: 12,
        differing: Differing::Asked,
        confirmed_by: by.into(),
        confirmed_on: on,
    };
    let mut town = town(Point::Started);
    let (id, case) = (town.id, town.case);
    let desk = town.sender.desk();
    let today = desk.today();
    let refused = |it| {
        matches!(
            it,
            Err(Problem::Denied {
                step: Step::End,
                why: Denied::MonthsUnconfirmed
            })
        )
    };
    // Who, when, and the number: the case needs the three, and our own count is none of them.
    let three = [
        FieldId::PeriodLeft,
        FieldId::PeriodConfirmedWith,
        FieldId::PeriodConfirmedOn,
    ];
    let write = |desk: &mut Desk, field, value| {
        let edits = BTreeMap::from([(field, Edit::Put(value))]);
        desk.edit_case(case, None, edits).expect("written");
    };
    for field in three {
        let before = desk.show_case(case).expect("the case");
        let value = before.get(field).cloned().expect("the city's word");
        let empty = Value {
            state: FieldState::Unchecked,
            ..value.clone()
        };
        write(desk, field, empty);
        assert!(
            refused(desk.end(id, &end("見本市 架空", today))),
            "{field:?}"
        );
        let view = desk.handover(id).expect("the handover");
        let shut = (Step::End, Err(Denied::MonthsUnconfirmed));
        assert!(view.steps.contains(&shut), "{field:?} is said beforehand");
        let owed = view.line.duties.iter().any(|it| it.task == Task::End);
        assert!(owed && view.state.ended.is_none(), "it stays owed");
        write(desk, field, value);
    }
    for (by, on) in [("　", today), ("見本市 架空", today.plus_days(1))] {
        assert!(refused(desk.end(id, &end(by, on))), "{by} {on}");
    }
    desk.end(id, &end("見本市 架空", today)).expect("ended");
    let view = desk.handover(id).expect("the handover");
    assert_eq!(view.state.ended, Some(first_day()));
}

/// A year after anything could be owed: what is over is told of no more, but for an ending that leaves the person with the sender.
#[test]
fn no_alert_but_the_report_outlives_the_end_of_a_handover() {
    let settings = Settings::default();
    let (mut seen, mut reports) = (0, 0);
    for (phase, story) in grid::told() {
        let over = [
            Phase::Closed,
            Phase::Declined,
            Phase::Recalled,
            Phase::Withdrawn,
            Phase::NotStarted,
            Phase::Lapsed,
            Phase::Discontinued,
            Phase::Stopped,
        ];
        if !over.contains(&phase) {
            continue;
        }
        let mut story = Story::told(&story);
        story.tell("meet").expect("hearing is always allowed");
        for side in [Side::Sender, Side::Receiver] {
            let state = story.view(side);
            let later = crate::story::today().plus_days(365);
            let alerts = of_handover(&state, side, None, settings.at(None), later);
            let codes: Vec<_> = alerts.iter().map(|it| it.what.code()).collect();
            let mut expected: Vec<&str> = match (phase, side) {
                (Phase::Declined, Side::Sender) => vec!["declined"],
                (Phase::NotStarted, Side::Sender) => vec!["not-started"],
                _ => Vec::new(),
            };
            // What the city is owed is told until somebody writes that it went.
            let owed = match side {
                Side::Sender => state.ended,
                Side::Receiver => state.started,
            };
            reports += usize::from(owed.is_some());
            let report = owed.map(|_| "report-due");
            match phase {
                Phase::Declined | Phase::NotStarted => expected.extend(report),
                _ => expected.splice(0..0, report).for_each(drop),
            }
            assert_eq!(codes, expected, "{} {side:?}", phase.code());
            seen += 1;
        }
    }
    assert_eq!(seen, 16, "every ending at both offices");
    assert!(2 <= reports, "of what had begun");
}

#[test]
fn days_without_service_and_a_follow_up_are_told_on_their_day_and_until_they_are_mended() {
    let settings = Settings::default();
    let (_, story) = grid::told()
        .find(|(phase, _)| *phase == Phase::FollowingUp)
        .expect("it stands there");
    let mut story = Story::told(&story);
    story.tell("meet").expect("hearing is always allowed");
    let whole = story.view(Side::Sender);
    let codes = |state: &tasuki::domain::handover::dossier::State, today: Day| {
        let seen = of_handover(state, Side::Sender, None, settings.at(None), today);
        seen.iter().map(|it| it.what.code()).collect::<Vec<_>>()
    };
    let started = whole.started.expect("started");
    for (days, expected) in [(-1, false), (-8, false), (-9, true)] {
        let mut state = whole.clone();
        state.last_day = Some(started.plus_days(days));
        let seen = codes(&state, started);
        assert_eq!(seen.contains(&"service-gap"), expected, "{days}");
        // Job-retention support begins months after the last day by its own rule.
        let kind = Some(HandoverKind::ToRetention);
        let seen = of_handover(&state, Side::Sender, kind, settings.at(None), started);
        let mut seen = seen.iter().map(|it| it.what.code());
        assert!(!seen.any(|it| it == "service-gap"), "{days}");
        // Nothing can be mended once every follow-up has its outcome.
        for it in &mut state.follow_ups {
            it.outcome = Some(tasuki::domain::handover::entry::Outcome::GoingWell);
        }
        assert!(!codes(&state, started).contains(&"service-gap"), "{days}");
    }
    let open = whole.follow_ups.iter().find(|it| it.outcome.is_none());
    let due = open.expect("one is open").day;
    for (days, expected) in [(-1, false), (0, true), (1, true)] {
        let seen = codes(&whole, due.plus_days(days));
        assert_eq!(seen.contains(&"follow-up-open"), expected, "{days}");
    }
    let mut said = whole.clone();
    for it in &mut said.follow_ups {
        it.outcome = Some(tasuki::domain::handover::entry::Outcome::GoingWell);
    }
    assert!(!codes(&said, due.plus_days(1)).contains(&"follow-up-open"));
}

#[test]
fn days_without_service_ahead_are_told_while_the_days_can_still_be_moved() {
    let gaps = |desk: &mut Desk| {
        let lines = desk.alerts().expect("alerts").into_iter();
        let of_gap = lines.filter(|it| it.alert.what.code().contains("gap"));
        of_gap
            .map(|it| (it.about, it.alert.what.code()))
            .collect::<Vec<_>>()
    };
    // The contract ends tomorrow, and the next begins after 59 days.
    let plan = |desk: &mut Desk, case: CaseId| {
        let today = desk.today();
        let days = [
            (FieldId::ContractEnd, 1),
            (FieldId::HandlingLastDay, 1),
            (FieldId::HandlingPlannedStart, 60),
        ];
        let values = days.map(|(field, after)| {
            let day = Answer::check(field.spec(), Raw::Day(today.plus_days(after)));
            let value = Value {
                state: FieldState::Filled(day.expect("a day")),
                source: Source::Person,
                as_of: today,
            };
            (field, value)
        });
        let edits = tasuki::workflow::case::edits(values.to_vec());
        desk.edit_case(case, None, edits).expect("written");
    };
    let mut town = town(Point::Ready);
    let case = About::Case(town.case);
    assert_eq!(gaps(town.sender.desk()), [(case, "gap-ahead")], "planned");
    // The days run on after the end of the contract, while no handover tells of them.
    let id = town.case;
    plan(town.sender.desk(), id);
    town.clock.set(2);
    assert_eq!(gaps(town.sender.desk()), [(case, "gap-ahead")], "over");
    town.clock.set(61);
    assert_eq!(gaps(town.sender.desk()), [], "the first day there has come");
    let mut town = crate::town::town(Point::Approved);
    let ours = About::Handover(town.id);
    assert_eq!(gaps(town.sender.desk()), [(ours, "gap-ahead")], "once");
    // The receiver knows of it once it agreed on its first day.
    let mut town = crate::town::town(Point::ReadBack);
    assert_eq!(gaps(town.receiver.desk()), []);
    let mut town = crate::town::town(Point::Accepted);
    let ours = About::Handover(town.id);
    for desk in [town.sender.desk(), town.receiver.desk()] {
        assert_eq!(gaps(desk), [(ours, "gap-ahead")]);
    }
    // What became of the days is told by the end of the contract: three days are no alarm.
    let mut town = crate::town::town(Point::Started);
    town.end();
    assert_eq!(gaps(town.sender.desk()), []);
    // Whoever began here may move on while the follow-ups of the last move are still open.
    let desk = town.receiver.desk();
    let came = desk.cases("").expect("cases")[0].id;
    let of_case = |desk: &mut Desk| {
        let all = gaps(desk).into_iter();
        let of_case = all.filter(|it| matches!(it.0, About::Case(_)));
        of_case.collect::<Vec<_>>()
    };
    assert_eq!(of_case(desk), []);
    plan(desk, came);
    assert_eq!(of_case(desk), [(About::Case(came), "gap-ahead")]);
}

/// The gap is real once the last day has gone by and nobody recorded a start: it presses more then, and does not go away with the
/// planned first day.
#[test]
fn days_without_service_press_until_a_start_is_recorded_or_the_handover_ends() {
    let gaps = |desk: &mut Desk| {
        let lines = desk.alerts().expect("alerts").into_iter();
        let of_gap = lines.filter(|it| it.alert.what.code().contains("gap"));
        of_gap
            .map(|it| (it.alert.what, it.alert.severity))
            .collect::<Vec<_>>()
    };
    let plan = |desk: &mut Desk, case: CaseId, kind: &str| {
        let today = desk.today();
        let fields = [
            (FieldId::HandlingKind, Raw::Text(kind.into())),
            (FieldId::HandlingLastDay, Raw::Day(today.plus_days(1))),
            (FieldId::HandlingPlannedStart, Raw::Day(today.plus_days(5))),
        ];
        let values = fields.map(|(field, raw)| {
            let answer = Answer::check(field.spec(), raw).expect("an answer");
            let value = Value {
                state: FieldState::Filled(answer),
                source: Source::Person,
                as_of: today,
            };
            (field, value)
        });
        let edits = tasuki::workflow::case::edits(values.to_vec());
        desk.edit_case(case, None, edits).expect("written");
    };
    let mut town = crate::town::town(Point::Approved);
    let (id, case) = (town.id, town.case);
    let zero = town.sender.desk().today();
    // Three days are no alarm as they are planned.
    plan(town.sender.desk(), case, "to-transition");
    assert_eq!(gaps(town.sender.desk()), []);
    let (last, start) = (zero.plus_days(1), Some(zero.plus_days(5)));
    for (day, days) in [(9, None), (10, Some(8)), (70, Some(68))] {
        town.clock.set(day);
        let running = |days| (What::GapRunning { days, last, start }, Severity::Now);
        let expected: Vec<_> = days.map(running).into_iter().collect();
        assert_eq!(gaps(town.sender.desk()), expected, "{day}");
    }
    let line = town.sender.desk().alerts().expect("alerts").into_iter();
    let mut line = line.filter(|it| it.alert.what.code() == "gap-running");
    assert_eq!(line.next().expect("told").about, About::Handover(id));
    // Who goes on to job-retention support waits for it by its own rule; and what ended is over.
    town.clock.set(0);
    plan(town.sender.desk(), case, "to-retention");
    let known = town.sender.desk().at_end(id).expect("known");
    assert!(known.crossing.last.is_some() && known.crossing.start.is_some());
    assert_eq!(known.crossing.passage(), None, "nor is it told on its page");
    town.clock.set(70);
    assert_eq!(gaps(town.sender.desk()), []);
    town.clock.set(0);
    plan(town.sender.desk(), case, "to-transition");
    town.clock.set(70);
    assert_eq!(gaps(town.sender.desk()).len(), 1);
    town.sender.desk().discard(id).expect("discarded");
    assert_eq!(gaps(town.sender.desk()), []);

    // Both offices are told once the first day is agreed on, until the start is recorded or will not be.
    let mut town = crate::town::town(Point::Released);
    let since = town.sender.desk().today();
    let far = since.days_until(first_day()) + 60;
    town.clock.set(far);
    for desk in [town.sender.desk(), town.receiver.desk()] {
        let seen = gaps(desk);
        let running = |it: &(What, Severity)| it.0.code() == "gap-running";
        assert!(
            seen.len() == 1 && seen.iter().all(running),
            "{seen:?}: both are told"
        );
    }
    let id = town.id;
    let desk = town.receiver.desk();
    desk.not_start(id, "本人が望まなかった").expect("said");
    town.exchange();
    for desk in [town.sender.desk(), town.receiver.desk()] {
        assert_eq!(gaps(desk), [], "over");
    }
}

/// The days planned for a handover that is over stand in the case for ever, and most people whose next one is begun are here
/// every day: they tell of no gap until somebody writes them for the next one.
#[test]
fn days_planned_for_a_handover_that_is_over_press_in_no_later_one_until_they_are_written_anew() {
    type End = fn(&mut Town);
    let ends: [(&str, Point, End); 4] = [
        ("declined", Point::ReadBack, |town| {
            town.decline(Decline::NotTaken)
        }),
        ("recalled", Point::ReadBack, |town| {
            let (id, desk) = (town.id, town.sender.desk());
            desk.recall(id, "考え直した").expect("recalled");
        }),
        ("lapsed", Point::Released, |town| {
            let (id, desk) = (town.id, town.sender.desk());
            desk.lapse(id, "始まらない").expect("lapsed");
        }),
        ("came back", Point::Started, |town| {
            let (id, desk) = (town.id, town.sender.desk());
            desk.add(id, Which::All).expect("that it is for a time");
            let back = Discontinuation::CameBack;
            desk.discontinue(id, back, "").expect("came back");
        }),
    ];
    let gaps = |town: &mut Town| {
        let lines = town.sender.desk().alerts().expect("alerts").into_iter();
        let of_gap = lines.filter(|it| it.alert.what.code().contains("gap"));
        of_gap.map(|it| it.alert.what).collect::<Vec<_>>()
    };
    for (name, point, end) in ends {
        let mut town = crate::town::town(point);
        town.clock.set(20);
        let kind = match point {
            Point::Started => "temporary",
            _ => "to-transition",
        };
        let write = |town: &mut Town, days: &[(FieldId, i32)]| {
            let (case, desk) = (town.case, town.sender.desk());
            let as_of = desk.today();
            let day = |(field, day): &(FieldId, i32)| {
                let raw = Raw::Day(demo::today().plus_days(*day));
                let answer = Answer::check(field.spec(), raw).expect("a day");
                let value = Value {
                    state: FieldState::Filled(answer),
                    source: Source::Person,
                    as_of,
                };
                (*field, value)
            };
            let mut values: Vec<_> = days.iter().map(day).collect();
            values.push((FieldId::HandlingKind, text(FieldId::HandlingKind, kind)));
            let edits = tasuki::workflow::case::edits(values);
            desk.edit_case(case, None, edits).expect("written");
        };
        let (last, planned) = (FieldId::HandlingLastDay, FieldId::HandlingPlannedStart);
        write(&mut town, &[(last, 30), (planned, 34)]);
        town.clock.set(22);
        end(&mut town);
        town.exchange();
        town.clock.set(82);
        let (case, to) = (town.case, town.receiver_id);
        let desk = town.sender.desk();
        let id = desk.draft(case, to).expect("the next handover");
        assert_eq!(gaps(&mut town), [], "{name}: who is here every day");
        let known = town.sender.desk().at_end(id).expect("its days").crossing;
        assert_eq!((known.last, known.start), (None, None), "{name}");
        // The day on which the contract here ended since is the real one.
        write(&mut town, &[(FieldId::ContractEnd, 31)]);
        let [
            What::GapRunning {
                days: 51,
                start: None,
                ..
            },
        ] = gaps(&mut town)[..]
        else {
            panic!("{name}: {:?}", gaps(&mut town));
        };
        write(&mut town, &[(FieldId::ContractEnd, 300), (last, 60)]);
        let [
            What::GapRunning {
                days: 21,
                start: None,
                ..
            },
        ] = gaps(&mut town)[..]
        else {
            panic!("{name}: {:?}", gaps(&mut town));
        };
        write(&mut town, &[(last, 90), (planned, 120)]);
        let ahead = |it: &What| matches!(it, What::GapAhead { days: 29, .. });
        assert!(gaps(&mut town).iter().all(ahead), "{name}");
        assert_eq!(gaps(&mut town).len(), 1, "{name}");
    }
    // A last day that was still to come when the next one was begun is planned for it, too.
    let mut town = crate::town::town(Point::ReadBack);
    let planned = text(FieldId::HandlingKind, "to-transition");
    let last = Answer::check(
        FieldId::HandlingLastDay.spec(),
        Raw::Day(demo::today().plus_days(10)),
    );
    let last = Value {
        state: FieldState::Filled(last.expect("a day")),
        ..planned.clone()
    };
    let values = vec![
        (FieldId::HandlingKind, planned),
        (FieldId::HandlingLastDay, last),
    ];
    let (case, to) = (town.case, town.receiver_id);
    let edits = tasuki::workflow::case::edits(values);
    town.sender.desk().edit_case(case, None, edits).expect("it");
    town.clock.set(5);
    town.decline(Decline::NotTaken);
    town.exchange();
    town.sender.desk().draft(case, to).expect("the next one");
    let running = |it: &What| matches!(it, What::GapRunning { .. });
    assert!(!gaps(&mut town).iter().any(running));
    town.clock.set(20);
    let [What::GapRunning { days: 9, .. }] = gaps(&mut town)[..] else {
        panic!("{:?}", gaps(&mut town));
    };
}

/// The same where the contract has ended already: the days are those that were, and run up to today.
#[test]
fn an_ended_contract_without_a_start_is_counted_up_to_today() {
    let settings = Settings::default();
    let (_, story) = grid::told()
        .find(|(phase, _)| *phase == Phase::FollowingUp)
        .expect("it stands there");
    let mut story = Story::told(&story);
    story.tell("meet").expect("hearing is always allowed");
    let mut state = story.view(Side::Sender);
    let agreed = state.acceptance.as_ref().expect("accepted").start;
    let last = agreed.plus_days(-1);
    (state.started, state.last_day) = (None, Some(last));
    let seen = |kind, days| {
        let today = last.plus_days(days);
        let seen = of_handover(&state, Side::Sender, kind, settings.at(None), today);
        let gap = |it: &&Alert| it.what.code().contains("gap");
        seen.iter().find(gap).map(|it| (it.what, it.severity))
    };
    assert_eq!(seen(None, 8), None);
    let days = What::GapRunning {
        days: 8,
        last,
        start: Some(agreed),
    };
    assert_eq!(seen(None, 9), Some((days, Severity::Now)));
    assert_eq!(seen(Some(HandoverKind::ToRetention), 9), None);
}

#[test]
fn the_city_is_asked_at_the_end_only_where_the_months_count_on() {
    let nothing = Value {
        state: FieldState::Unchecked,
        source: Source::Person,
        as_of: demo::today(),
    };
    let ahead = Value {
        state: FieldState::Filled(
            Answer::check(
                FieldId::PeriodConfirmedOn.spec(),
                Raw::Day(first_day().plus_days(1)),
            )
            .expect("a day"),
        ),
        ..nothing.clone()
    };
    for (kind, on, expected) in [
        ("to-transition", &nothing, Err(Denied::MonthsUnconfirmed)),
        ("to-transition", &ahead, Err(Denied::MonthsUnconfirmed)),
        ("same-corporation", &nothing, Err(Denied::MonthsUnconfirmed)),
        ("to-continued-a", &nothing, Ok(())),
        ("to-continued-b", &nothing, Ok(())),
        ("to-retention", &nothing, Ok(())),
        ("to-life-centre", &nothing, Ok(())),
        ("temporary", &nothing, Err(Denied::ContractGoesOn)),
    ] {
        let mut town = town(Point::Started);
        let (id, case) = (town.id, town.case);
        let desk = town.sender.desk();
        let edits = BTreeMap::from([
            (
                FieldId::HandlingKind,
                Edit::Put(text(FieldId::HandlingKind, kind)),
            ),
            (FieldId::PeriodConfirmedOn, Edit::Put(on.clone())),
        ]);
        desk.edit_case(case, None, edits).expect("written");
        if kind == "temporary" {
            // That it is for a time counts once the other office is told.
            desk.add(id, Which::All).expect("sent");
        }
        let view = desk.handover(id).expect("the handover");
        assert!(
            view.steps.contains(&(Step::End, expected.clone())),
            "{kind}"
        );
        let form = EndForm {
            contract_end: first_day(),
            last_day: first_day(),
            months_used: 12,
            differing: Differing::Asked,
            confirmed_by: String::new(),
            confirmed_on: desk.today(),
        };
        let said = desk.end(id, &form).map_err(|it| match it {
            Problem::Denied { why, .. } => why,
            other => panic!("{kind}: {other:?}"),
        });
        assert_eq!(said, expected, "{kind}");
    }
}

#[test]
fn the_sum_at_the_head_of_today_counts_what_stands_below_by_whose_it_is_and_what_presses() {
    let mut town = town(Point::Delivered);
    let case = town.case;
    let urgent = text(FieldId::HandlingUrgency, "act-now");
    let edits = tasuki::workflow::case::edits(vec![(FieldId::HandlingUrgency, urgent)]);
    town.sender
        .desk()
        .edit_case(case, None, edits)
        .expect("written");
    town.clock.set(40);
    let sums = [&mut town.sender, &mut town.receiver].map(|office| {
        let desk = office.desk();
        let (lines, alerts) = (desk.today_lines().unwrap(), desk.alerts().unwrap());
        let sum = Sum::of(&lines, &alerts, 0, 0, desk.today());
        let of = |group| lines.iter().filter(|it| it.group() == group).count();
        let parts = listed(&lines, &alerts, 0, desk.today());
        let parts = parts.into_iter().map(|it| it.part(desk.today()));
        let parts: Vec<Part> = parts.collect();
        assert!(parts.is_sorted() && parts.starts_with(&[Part::Pressing]));
        let counted = [sum.approve, sum.mine, sum.office, sum.other];
        assert_eq!(counted, Group::ALL.map(of));
        let owed = alerts.iter().filter(|it| it.alert.what.is_owed()).count();
        assert_eq!(sum.alerts, alerts.len() - owed);
        let now = alerts.iter().map(|it| &it.alert);
        let now = now.filter(|it| it.severity == Severity::Now && !it.what.is_owed());
        let now: Vec<_> = now.collect();
        assert_eq!(sum.pressing as usize, now.len());
        // Nothing presses before its day.
        let come = |it: &&Alert| it.day.is_some_and(|day| day <= desk.today());
        assert!(now.iter().all(come), "{now:?}");
        sum
    });
    let [sender, receiver] = sums;
    assert!(0 < sender.other && 0 < receiver.mine + receiver.office);
    assert!(0 < receiver.late, "{receiver:?}");
    // The red sign, and what of the own case was due by then.
    assert!(1 < sender.pressing && sender.late == 0, "{sender:?}");
    assert_eq!(receiver.pressing, 0, "{receiver:?}");
    // The day on which the contract was to end has gone by: as long as the handover is under way the person is still here.
    let red = |desk: &Desk| {
        let lines = desk.alerts().unwrap();
        lines.iter().any(|it| it.alert.what == What::RedSign)
    };
    let id = town.id;
    let desk = town.sender.desk();
    assert!(red(desk));
    desk.recall(id, "本人が考え直した").expect("recalled");
    assert!(
        red(desk),
        "nobody took the person on, and no end is recorded"
    );
    let yesterday = Raw::Day(desk.today().plus_days(-1));
    let end = Answer::check(FieldId::ContractEnd.spec(), yesterday).expect("a day");
    let end = Value {
        state: FieldState::Filled(end),
        source: Source::Person,
        as_of: desk.today(),
    };
    let edits = tasuki::workflow::case::edits(vec![(FieldId::ContractEnd, end)]);
    desk.edit_case(case, None, edits).expect("written");
    assert!(!red(desk), "the contract is over, and nothing is under way");
}

#[test]
fn by_command_today_ends_with_its_sum() {
    use crate::place::{FIRST, PASSPHRASE, Place};
    use tasuki::workflow::Passphrase;
    use tasuki::workflow::clock::System;
    use tasuki::workflow::custody::Home;
    use tasuki::workflow::draft::{self, Form, Words};
    let place = Place::pair();
    let id = place.approved();
    let day = place.json("a", FIRST, &["handover", "today"]);
    let lines = day["today"].as_array().unwrap();
    let sum = &day["sum"];
    for group in ["approve", "mine", "office", "other"] {
        let of = lines.iter().filter(|it| it["group"] == group).count();
        assert_eq!(sum[group], of, "{group}: {day}");
    }
    assert!(lines.iter().any(|it| it["handover"] == id.as_str()));
    let alerts = place.json("a", FIRST, &["alert", "list"]);
    let all = alerts["alerts"].as_array().unwrap();
    let owed = ["follow-up-open", "consent-ended"];
    let seen = all
        .iter()
        .filter(|it| owed.iter().all(|no| it["kind"] != *no));
    assert_eq!(sum["alerts"], seen.clone().count());
    let listed = day["alerts"].as_array().unwrap().iter();
    assert!(listed.eq(seen.clone()), "each of them is listed");
    let now = seen.filter(|it| it["severity"] == "now").count();
    assert_eq!(sum["alerts_now"], now);
    // What is typed and not saved stands beside the groups, as on the screen.
    let mine = sum["mine"].clone();
    assert_eq!(sum["unsaved"], 0);
    let home = Home::under(&place.path("a"));
    let passphrase = Passphrase::new(PASSPHRASE.into());
    let mut desk = Desk::open(&home, FIRST, &passphrase, Box::new(System)).unwrap();
    let form = Form {
        place: draft::Place {
            about: None,
            form: "case/new".into(),
        },
        shown: desk.erasures(),
    };
    let typed = Words(vec![("name".into(), "見本".into())]);
    desk.keep_draft(&form, &typed).unwrap();
    drop(desk);
    let day = place.json("a", FIRST, &["handover", "today"]);
    assert_eq!(
        (&day["sum"]["unsaved"], &day["sum"]["mine"]),
        (&1.into(), &mine)
    );
}

const ENDS: &str = include_str!("alert_ends.txt");

/// `docs/commands.md` says of each kind what ends it; here stands which tests show that it is told, and that it is over then.
/// That they show it was read by a person.
#[test]
fn every_kind_of_alert_has_tests_that_show_it_and_its_end() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = std::fs::read_to_string(root.join("docs/commands.md")).expect("the page");
    let rows = docs.lines().skip_while(|it| !it.starts_with("| kind |"));
    let rows = rows.skip(2).take_while(|it| it.starts_with('|'));
    let kinds = rows.filter_map(|it| it.split('|').nth(1));
    let kinds = kinds.flat_map(|it| it.split_whitespace().map(|it| it.trim_matches('`')));
    let kinds: std::collections::BTreeSet<&str> = kinds.collect();
    let rows = ENDS.lines().filter(|it| !it.starts_with('#'));
    let rows = rows.filter_map(|it| it.split_once(' '));
    let rows: BTreeMap<&str, &str> = rows.map(|(kind, tests)| (kind, tests.trim())).collect();
    let named = rows
        .keys()
        .copied()
        .collect::<std::collections::BTreeSet<_>>();
    assert_eq!(named, kinds);
    for (kind, tests) in rows {
        assert!(!tests.is_empty(), "{kind}");
        for test in tests.split_whitespace() {
            let (file, name) = test.split_once("::").expect("FILE::TEST");
            let path = match file.starts_with("src/") {
                true => root.join(file),
                false => root.join("tests/it").join(file),
            };
            let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{test}"));
            assert!(text.contains(&format!("fn {name}()")), "{kind}: {test}");
        }
    }
}
