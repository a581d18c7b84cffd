//! The meetings held about a handover: written, revised, their tasks told when they are late, and that all of it stays here.
//!
//! When a task is late is told in `domain::meeting`.

use tasuki::domain::alert::What;
use tasuki::domain::calendar::Day;
use tasuki::domain::handover::entry::{Handling, Withdrawal};
use tasuki::domain::handover::permit::Denied;
use tasuki::domain::id::HandoverId;
use tasuki::domain::meeting::{MeetingKind, Owner};
use tasuki::domain::section::ItemId;
use tasuki::domain::staff::Role;
use tasuki::vault::Shelf;
use tasuki::workflow::meeting::{MinutesForm, TaskForm, Which};
use tasuki::workflow::never::Place as Where;
use tasuki::workflow::post::Extent;
use tasuki::workflow::{Desk, Problem, demo};

use crate::place::{FIRST, Place, SECOND, text as said};
use crate::town::{Point, Town, found_in, hire, named_files, town};

/// Stands in what was decided.
const MARK: &str = "シルシカイギ6617";
/// Stands in a task.
const TASK: &str = "シルシブンタン2093";

fn minutes(decided: &str) -> MinutesForm {
    MinutesForm {
        day: demo::today(),
        kind: MeetingKind::Handover,
        present: "本人、見本 担当、見本 相談員".into(),
        decided: decided.into(),
    }
}

fn task(due: Option<Day>) -> TaskForm {
    TaskForm {
        what: TASK.into(),
        owner: Owner::Sender,
        name: "見本 担当".into(),
        due,
        done: None,
    }
}

/// How many tasks are told to be late, and since when.
fn late(desk: &Desk) -> Option<(usize, Option<Day>)> {
    let lines = desk.alerts().unwrap().into_iter();
    let mut late = lines.filter_map(|it| match it.alert.what {
        What::TasksLate { open } => Some((open, it.alert.day)),
        _ => None,
    });
    late.next()
}

/// A meeting with a task, at this desk.
fn held(desk: &mut Desk, id: HandoverId) {
    let number = desk
        .write_meeting(id, Which::New, &minutes(MARK))
        .expect("written");
    desk.write_task(id, number, None, &task(None))
        .expect("written");
}

#[test]
fn a_meeting_is_written_and_revised_and_what_was_written_before_stays() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.sender.desk();
    let number = desk
        .write_meeting(id, Which::New, &minutes("開始日は1月5日"))
        .unwrap();
    let again = MinutesForm {
        kind: MeetingKind::Services,
        ..minutes("開始日は1月12日")
    };
    desk.write_meeting(id, Which::Seen(number, 1), &again)
        .unwrap();
    let stale = desk.write_meeting(id, Which::Seen(number, 1), &again);
    assert!(matches!(stale, Err(Problem::Stale)), "{stale:?}");
    let second = desk
        .write_meeting(id, Which::New, &minutes("分担"))
        .unwrap();
    assert_eq!((number, second), (1, 2));
    let all = desk.meetings(id).unwrap().meetings;
    let first = &all[0].meeting;
    let decided: Vec<_> = first.versions().map(|it| it.decided.as_str()).collect();
    assert_eq!(decided, ["開始日は1月5日", "開始日は1月12日"]);
    assert_eq!(first.minutes().kind, MeetingKind::Services);
    assert_eq!(all.len(), 2);
    assert_eq!(town.receiver.desk().meetings(id).unwrap().meetings, []);
}

#[test]
fn a_task_is_told_from_its_day_on_until_it_is_done() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.sender.desk();
    let due = desk.today().plus_days(5);
    let meeting = desk.write_meeting(id, Which::New, &minutes(MARK)).unwrap();
    let number = desk
        .write_task(id, meeting, None, &task(Some(due)))
        .unwrap();
    desk.write_task(id, meeting, None, &task(None)).unwrap();
    for (days, expected) in [
        (0, None),
        (4, None),
        (5, Some((1, Some(due)))),
        (9, Some((1, Some(due)))),
    ] {
        town.clock.set(days);
        assert_eq!(late(town.sender.desk()), expected, "{days}");
    }
    let desk = town.sender.desk();
    let done = TaskForm {
        done: Some(desk.today()),
        ..task(Some(due))
    };
    let one = desk.write_task(id, meeting, Some(number), &done).unwrap();
    assert_eq!(one, number);
    assert_eq!(late(desk), None);
    assert_eq!(
        desk.meetings_again(id).unwrap().meetings[0]
            .meeting
            .tasks()
            .len(),
        2
    );
    // It is told no more once nothing comes of the handover.
    desk.write_task(id, meeting, Some(number), &task(Some(due)))
        .unwrap();
    assert_eq!(late(desk), Some((1, Some(due))));
    desk.recall(id, "本人が考え直した").unwrap();
    assert_eq!(late(town.sender.desk()), None);
}

#[test]
fn what_cannot_be_so_is_refused_and_writes_nothing() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.sender.desk();
    let tomorrow = desk.today().plus_days(1);
    let early = MinutesForm {
        day: tomorrow,
        ..minutes(MARK)
    };
    let refused = desk.write_meeting(id, Which::New, &early);
    assert!(matches!(refused, Err(Problem::DayToCome(_))), "{refused:?}");
    let refused = desk.write_meeting(id, Which::New, &minutes(" "));
    assert!(matches!(refused, Err(Problem::Text(_))), "{refused:?}");
    let refused = desk.write_meeting(id, Which::Number(3), &minutes(MARK));
    assert!(matches!(refused, Err(Problem::Missing(_))), "{refused:?}");
    let numbered = minutes("番号は１２３４－５６７８－９０１８");
    match desk.write_meeting(id, Which::New, &numbered) {
        Err(Problem::NeverStored(found)) => assert_eq!(found[0].place, Where::Meeting),
        other => panic!("{other:?}"),
    }
    assert_eq!(desk.meetings(id).unwrap().meetings, []);
    held(desk, id);
    let unnamed = TaskForm {
        owner: Owner::Other,
        name: String::new(),
        ..task(None)
    };
    let ahead = TaskForm {
        done: Some(tomorrow),
        ..task(None)
    };
    for (form, meeting, number) in [
        (unnamed, 1, None),
        (ahead, 1, None),
        (task(None), 2, None),
        (task(None), 1, Some(9)),
    ] {
        let refused = desk.write_task(id, meeting, number, &form);
        assert!(refused.is_err(), "{form:?}");
    }
    assert_eq!(
        desk.meetings_again(id).unwrap().meetings[0]
            .meeting
            .tasks()
            .len(),
        1
    );
    hire(&mut town.sender, "監査 一", Role::Auditor);
    let auditor = town.sender.sign_in("監査 一");
    for refused in [
        auditor
            .write_meeting(id, Which::New, &minutes(MARK))
            .map(drop),
        auditor.write_task(id, 1, None, &task(None)).map(drop),
        auditor.meetings(id).map(drop),
    ] {
        let why = Denied::NoRight;
        assert!(
            matches!(&refused, Err(Problem::Denied { why: it, .. }) if *it == why),
            "{refused:?}"
        );
    }
}

#[test]
fn nothing_of_it_travels_and_nothing_stands_in_plain() {
    let mut town = town(Point::Released);
    let id = town.id;
    held(town.sender.desk(), id);
    let round = town
        .sender
        .desk()
        .sync_through(&town.post, Extent::Everything);
    assert_eq!(round.unwrap().sent, 1);
    town.exchange();
    town.start();
    town.exchange();
    for mark in [MARK, TASK] {
        assert_ne!(found_in(&town.sender.all_content(), mark), [""; 0]);
        assert_eq!(found_in(&town.receiver.all_content(), mark), [""; 0]);
    }
    town.sender.close();
    town.receiver.close();
    for mark in [MARK, TASK] {
        assert_eq!(found_in(&named_files(&town.dir.0), mark), [""; 0]);
    }
}

fn is_held(town: &mut Town) -> bool {
    let content = town.receiver.all_content();
    [MARK, TASK]
        .iter()
        .any(|it| !found_in(&content, it).is_empty())
}

#[test]
fn at_the_receiver_a_newer_offer_takes_it_along_and_an_ending_before_the_start_takes_it_away() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    held(town.receiver.desk(), id);
    town.approve();
    town.offer();
    town.exchange();
    assert_eq!(town.receiver.desk().meetings(id).unwrap().meetings.len(), 1);
    town.sender.desk().recall(id, "本人が考え直した").unwrap();
    town.exchange();
    assert!(!is_held(&mut town));
    let refused = town
        .receiver
        .desk()
        .write_meeting(id, Which::New, &minutes(MARK));
    assert!(
        matches!(refused, Err(Problem::Denied { .. })),
        "{refused:?}"
    );
}

#[test]
fn the_minutes_go_though_the_withdrawal_and_the_newer_offer_come_in_one_round() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    held(town.receiver.desk(), id);
    let scope = Withdrawal::Items([ItemId::Health].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.approve();
    town.offer();
    town.exchange();
    assert!(!is_held(&mut town));
    // What is written once that was done stays with a newer offer, in which nothing more was taken back.
    held(town.receiver.desk(), id);
    town.approve();
    town.offer();
    town.exchange();
    assert!(is_held(&mut town));
}

#[test]
fn what_is_written_after_items_were_erased_goes_along_with_the_offer_that_follows() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let scope = Withdrawal::Items([ItemId::Health].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    held(town.receiver.desk(), id);
    town.approve();
    town.offer();
    town.exchange();
    assert!(is_held(&mut town));
}

#[test]
fn nothing_is_written_by_the_receiver_once_consent_ran_out() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    held(town.receiver.desk(), id);
    town.clock.set(121);
    town.exchange();
    let desk = town.receiver.desk();
    let refused = desk.write_meeting(id, Which::New, &minutes(MARK));
    let why = Denied::ConsentExpired;
    assert!(
        matches!(&refused, Err(Problem::Denied { why: it, .. }) if *it == why),
        "{refused:?}"
    );
    assert!(!is_held(&mut town));
}

#[test]
fn of_items_handled_as_gone_the_minutes_go_whole_for_nobody_can_tell_them_apart() {
    let mut town = town(Point::Started);
    let id = town.id;
    held(town.receiver.desk(), id);
    held(town.sender.desk(), id);
    let scope = Withdrawal::Items([ItemId::Health].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    assert!(is_held(&mut town));
    town.receiver
        .desk()
        .handle(id, Handling::Erased, "消した")
        .unwrap();
    assert!(!is_held(&mut town));
    assert_eq!(town.sender.desk().meetings(id).unwrap().meetings.len(), 1);
}

#[test]
fn a_draft_that_is_discarded_takes_its_minutes_along() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    let id = desk.draft(case, to).unwrap();
    held(desk, id);
    town.sender.desk().discard(id).unwrap();
    assert_eq!(found_in(&town.sender.all_content(), MARK), [""; 0]);
    assert!(town.sender.vault().heads(Shelf::Entry).unwrap().is_empty());
}

#[test]
fn by_command_a_meeting_is_written_revised_and_its_task_done() {
    let place = Place::pair();
    let id = place.approved();
    let new = [
        "handover",
        "meeting",
        &id,
        "--present",
        "本人、見本",
        "--decided",
        "開始日を決めた",
        "--day",
        "R8.4.1",
    ];
    let all = place.json("a", FIRST, &new);
    assert_eq!(all["meetings"][0]["kind"], "handover");
    assert_eq!(all["meetings"][0]["day"], "2026-04-01");
    let revise = ["handover", "meeting", &id, "1", "--kind", "services"];
    let all = place.json("a", SECOND, &revise);
    let meeting = &all["meetings"][0];
    assert_eq!(
        (said(&meeting["kind"]), said(&meeting["decided"])),
        ("services".into(), "開始日を決めた".into())
    );
    assert_eq!(meeting["entered_by"], SECOND);
    assert_eq!(meeting["before"][0]["kind"], "handover");
    let task = [
        "handover",
        "meeting-task",
        &id,
        "1",
        "--what",
        "写しを渡す",
        "--owner",
        "person",
        "--due",
        "2026-04-02",
    ];
    let all = place.json("a", FIRST, &task);
    assert_eq!(all["meetings"][0]["tasks"][0]["late"], true);
    let alerts = place.json("a", FIRST, &["alert", "list"]);
    let mut kinds = alerts["alerts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| said(&it["kind"]));
    assert!(kinds.any(|it| it == "tasks-late"));
    let done = [
        "handover",
        "meeting-task",
        &id,
        "1",
        "1",
        "--done",
        "2026-04-03",
    ];
    let all = place.json("a", FIRST, &done);
    let task = &all["meetings"][0]["tasks"][0];
    assert_eq!(
        (said(&task["done"]), said(&task["what"])),
        ("2026-04-03".into(), "写しを渡す".into())
    );
    assert_eq!(task["late"], false);
    let list = place.json("a", FIRST, &["handover", "meetings", &id]);
    assert_eq!(list["meetings"], all["meetings"]);
    for (args, code, kind) in [
        (
            vec!["handover", "meeting", &id, "--decided", "x"],
            2,
            "usage",
        ),
        (
            vec!["handover", "meeting", &id, "7", "--decided", "x"],
            2,
            "bad-input",
        ),
        (
            vec!["handover", "meeting", &id, "1", "--day", "2199-01-01"],
            2,
            "bad-input",
        ),
        (
            vec![
                "handover",
                "meeting-task",
                &id,
                "1",
                "--what",
                "x",
                "--owner",
                "other",
            ],
            2,
            "bad-input",
        ),
        (
            vec!["handover", "meeting-task", &id, "1", "4"],
            2,
            "bad-input",
        ),
    ] {
        place.refused("a", FIRST, &args, code, kind);
    }
}
