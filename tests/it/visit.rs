//! Visits and trial days before a consent: what is written, what may be told, and that it stays in the office.
//!
//! That there is no text in them is told by their types, in `domain::visit`.

use tasuki::domain::handover::permit::Denied;
use tasuki::domain::retention::Kept;
use tasuki::domain::staff::Role;
use tasuki::domain::visit::{Age, Described, Disability, Next, Outcome, VisitKind, Wish};
use tasuki::lang::{Lang, visit};
use tasuki::vault::Shelf;
use tasuki::workflow::Problem;
use tasuki::workflow::retention::Span;
use tasuki::workflow::visit::VisitForm;

use crate::place::{FIRST, Place, SECOND, text as said};
use crate::retention::end_contract;
use crate::town::{Approving, Dir, Point, establish, found_in, hire, holds, introduce, town};

pub fn form(office: &str, from: tasuki::domain::calendar::Day) -> VisitForm {
    VisitForm {
        office: office.into(),
        told: Described {
            age: Age::Forties,
            disabilities: [Disability::Mental].into(),
            wish: Wish::Desk,
        },
        kind: VisitKind::Look,
        from,
        days: 1,
        outcome: Outcome::Open,
        next: Next::Undecided,
    }
}

#[test]
fn a_visit_is_written_before_any_consent_and_changed_once_it_was() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let office = town.receiver_id.to_string();
    let desk = town.sender.desk();
    let day = desk.today().plus_days(7);
    let number = desk.write_visit(case, None, &form(&office, day)).unwrap();
    let after = VisitForm {
        kind: VisitKind::Trial,
        days: 3,
        outcome: Outcome::Fits,
        next: Next::Handover,
        ..form(&office, day)
    };
    desk.write_visit(case, Some(number), &after).unwrap();
    let earlier = form(&office, desk.today());
    desk.write_visit(case, None, &earlier).unwrap();
    let all = desk.visits(case).unwrap().visits;
    let kinds: Vec<_> = all
        .iter()
        .map(|it| (it.visit.number, it.visit.kind))
        .collect();
    assert_eq!(
        kinds,
        [(2, VisitKind::Look), (1, VisitKind::Trial)],
        "by day"
    );
    assert_eq!(
        visit::told(&all[1].visit.told, Lang::Ja),
        "40代、精神、事務・PCを希望"
    );
    let to = desk.visited(case, 1).unwrap();
    assert_eq!(to, town.receiver_id);
    town.sender.desk().draft(case, to).unwrap();
}

#[test]
fn what_cannot_be_so_is_refused() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let office = town.receiver_id.to_string();
    let desk = town.sender.desk();
    let day = desk.today();
    for days in [0, 32] {
        let wrong = VisitForm {
            days,
            ..form(&office, day)
        };
        let refused = desk.write_visit(case, None, &wrong);
        assert!(
            matches!(refused, Err(Problem::VisitDays(31))),
            "{refused:?}"
        );
    }
    for (number, office) in [(Some(1), &office[..]), (None, "知らない事業所")] {
        let refused = desk.write_visit(case, number, &form(office, day));
        assert!(matches!(refused, Err(Problem::Missing(_))), "{refused:?}");
    }
    assert_eq!(desk.visits(case).unwrap().visits, []);
    hire(&mut town.sender, "監査 一", Role::Auditor);
    let auditor = town.sender.sign_in("監査 一");
    for refused in [
        auditor
            .write_visit(case, None, &form(&office, day))
            .map(drop),
        auditor.visits(case).map(drop),
    ] {
        let why = Denied::NoRight;
        assert!(
            matches!(&refused, Err(Problem::Denied { why: it, .. }) if *it == why),
            "{refused:?}"
        );
    }
}

#[test]
fn a_case_that_left_shows_its_visits_and_takes_no_more_and_they_go_with_it() {
    let mut town = town(Point::Accepted);
    let case = town.case;
    // The office that was visited is another one than that to which the person goes.
    let dir = Dir::new();
    let mut third = establish(dir.0.join("third"), 2, Approving::Alone, &town.clock);
    introduce(&mut third, &mut town.sender);
    let visited = third.desk().office_id();
    let office = visited.to_string();
    let desk = town.sender.desk();
    let name = desk.peer(visited).unwrap().name;
    let day = desk.today();
    desk.write_visit(case, None, &form(&office, day)).unwrap();
    town.release();
    town.exchange();
    town.start();
    town.exchange();
    town.end();
    town.exchange();
    let desk = town.sender.desk();
    let refused = desk.write_visit(case, None, &form(&office, day));
    assert!(
        matches!(refused, Err(Problem::HandedOver(_))),
        "{refused:?}"
    );
    assert_eq!(desk.visits(case).unwrap().visits.len(), 1);
    let there = town.receiver.all_content();
    assert_eq!(found_in(&there, &name), [""; 0], "which office was visited");
    let holds = |it: &&(String, Vec<u8>)| holds(&it.1, visited.as_bytes());
    assert_eq!(there.iter().find(holds), None);
}

#[test]
fn after_its_time_a_case_takes_its_visits_along() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let office = town.receiver_id.to_string();
    let desk = town.sender.desk();
    let day = desk.today();
    end_contract(desk, case, day);
    desk.write_visit(case, None, &form(&office, day)).unwrap();
    assert_eq!(town.sender.vault().heads(Shelf::Visits).unwrap().len(), 1);
    town.clock.set(6 * 366);
    let desk = town.sender.desk();
    let kept = desk.kept(Span::Over).unwrap();
    let sure = kept[0].sure.clone();
    desk.shred(Kept::Case(case), &sure).unwrap();
    assert!(town.sender.vault().heads(Shelf::Visits).unwrap().is_empty());
}

#[test]
fn by_command_the_line_is_shown_and_a_handover_begins_from_a_visit() {
    let place = Place::pair();
    let made = place.json("a", FIRST, &["case", "import", "person.json"]);
    let case = said(&made["case"]["id"]);
    let office = "見本事業所b";
    let new = [
        "case",
        "visit",
        &case,
        "--office",
        office,
        "--age",
        "forties",
        "--disability",
        "mental,developmental",
        "--wish",
        "desk",
        "--from",
        "R8.4.1",
    ];
    let all = place.json("a", SECOND, &new);
    let one = &all["visits"][0];
    assert_eq!(said(&one["office_name"]), office);
    assert_eq!(said(&one["entered_by"]), SECOND);
    assert_eq!(
        (said(&one["kind"]), said(&one["from"])),
        ("look".into(), "2026-04-01".into())
    );
    let after = [
        "case",
        "visit",
        &case,
        "1",
        "--kind",
        "trial",
        "--days",
        "3",
        "--outcome",
        "fits",
        "--next",
        "handover",
    ];
    let all = place.json("a", FIRST, &after);
    assert_eq!(all["visits"][0]["wish"], "desk", "what is not said stays");
    assert_eq!(all["visits"][0]["days"], 3);
    let list = place.json("a", FIRST, &["case", "visits", &case]);
    assert_eq!(list["visits"], all["visits"]);
    // The whole of what may be told, and nothing else.
    let told = said(&list["visits"][0]["may_be_told"]);
    assert_eq!(told, "40代、精神・発達、事務・PCを希望");
    let draft = place.json("a", FIRST, &["handover", "draft", &case, "--visit", "1"]);
    assert_eq!(said(&draft["handover"]["peer_name"]), office);
    for (args, code, kind) in [
        (vec!["case", "visit", &case, "--office", office], 2, "usage"),
        (
            vec![
                "case",
                "visit",
                &case,
                "--office",
                office,
                "--age",
                "試験花子",
                "--wish",
                "desk",
            ],
            2,
            "usage",
        ),
        (
            vec!["case", "visit", &case, "1", "--days", "99"],
            2,
            "bad-input",
        ),
        (
            vec!["handover", "draft", &case, "--visit", "7"],
            2,
            "bad-input",
        ),
        (vec!["handover", "draft", "--visit", "1"], 2, "usage"),
    ] {
        place.refused("a", FIRST, &args, code, kind);
    }
}
