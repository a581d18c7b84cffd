//! A form that lets less come back than what was offered to an office on paper: of this office alone it is asked, so it counts at
//! once, by keys and by command, and nobody waits for a paper that may not say it.
//!
//! What the other office signs by itself is `comes_back`.

use std::sync::OnceLock;

use tasuki::codec::v1_entry;
use tasuki::domain::consent::{ConsentForm, Returned};
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::entry::Outcome;
use tasuki::domain::handover::guard::Refusal;
use tasuki::domain::handover::permit::Denied;
use tasuki::domain::handover::turn::Task;
use tasuki::lang::{Lang, message};
use tasuki::vault::{Name, Shelf};
use tasuki::workflow::Problem;
use tasuki::workflow::clock::{Outside, System};
use tasuki::workflow::consent::{Hears, Note};
use tasuki::workflow::paper::Course;

use crate::by_keys::{Face, Time};
use crate::hostile::{spoil, spoil_with};
use crate::paper_peer::{self, NAME, approved};
use crate::papers::{arrived, course, enter, printed, released, understood};
use crate::place::{FIRST, Place, SECOND, text};
use crate::town::{Clock, Town, first_day, form};

/// Who is at the desk.
const CHIEF: &str = "藍沢 都";

/// The person signs anew, and ticks this.
fn sign(town: &mut Town, returned: &[Returned]) -> Vec<Note> {
    let (case, to) = (town.case, town.receiver_id);
    let form = ConsentForm {
        returned: returned.iter().copied().collect(),
        ..form(town.sender.desk(), case, to)
    };
    town.sender.desk().record_consent(form).unwrap().notes
}

/// The person signs anew, and ticks neither reasons nor outcomes.
fn narrow(town: &mut Town) -> Vec<Note> {
    sign(town, &[Returned::ReadBack])
}

/// Printed, and read there.
fn read() -> Town {
    let mut town = printed();
    arrived(&mut town);
    let reply = understood(&mut town);
    enter(&mut town, &reply).unwrap();
    town
}

/// Released, and begun on the agreed day.
fn begun() -> Town {
    let mut town = released();
    town.reach(first_day());
    course(&mut town, Course::Started(first_day())).unwrap();
    town
}

/// The form in which a paper is entered, by keys.
fn form_of(town: &mut Town, phase: &str, time: Time) -> Face {
    town.sender.close();
    let mut face = Face::of(&town.sender.dir, time);
    face.sign_in(CHIEF).opens(phase).step("紙の返事を記録する");
    face.fill("紙に書いた相手の職員", "若草 るみ");
    face
}

#[test]
fn a_decline_is_entered_by_keys_without_the_words_that_may_not_come_back() {
    static CLOCK: OnceLock<Clock> = OnceLock::new();
    let mut town = read();
    CLOCK.set(town.clock.clone()).ok().unwrap();
    let notes = narrow(&mut town);
    assert!(
        matches!(&notes[..], [Note::LessComesBack { heard: Hears::OnPaper, gone, .. }] if gone.len() == 2),
        "{notes:?}"
    );
    let time = || -> Box<dyn Outside> { Box::new(CLOCK.get().unwrap().clone()) };
    let mut face = form_of(&mut town, "確認中", time);
    face.fill("受入れの判断", "<Right><Right>");
    assert!(!face.has("条件付で可"), "a condition could not be told");
    face.keys("<F10><F10>").stands("受入不可");
}

#[test]
fn that_nobody_started_is_entered_by_keys_without_the_words_that_may_not_come_back() {
    static CLOCK: OnceLock<Clock> = OnceLock::new();
    let mut town = released();
    CLOCK.set(town.clock.clone()).ok().unwrap();
    narrow(&mut town);
    let time = || -> Box<dyn Outside> { Box::new(CLOCK.get().unwrap().clone()) };
    let mut face = form_of(&mut town, "引渡済", time);
    face.fill("その後", "<Right><Right>");
    face.keys("<F10><F10>").stands("利用に至らず");
}

#[test]
fn no_follow_up_is_asked_for_by_keys_where_none_may_come_back() {
    static CLOCK: OnceLock<Clock> = OnceLock::new();
    let mut town = begun();
    CLOCK.set(town.clock.clone()).ok().unwrap();
    let time = || -> Box<dyn Outside> { Box::new(CLOCK.get().unwrap().clone()) };
    let outcome = "本人のようす";
    let mut face = form_of(&mut town, "利用開始", time);
    face.until("<Tab>", outcome);
    drop(face);
    narrow(&mut town);
    let mut face = form_of(&mut town, "利用開始", time);
    face.keys("<Tab>").sees("紙に書いてあっても入力しません");
    for _ in 0..40 {
        assert!(!face.focus().starts_with(outcome));
        face.keys("<Tab>");
    }
}

/// Of a follow-up nothing is entered only where no outcome comes back; where reasons alone do not, follow-ups are owed as before.
#[test]
fn whoever_records_a_form_is_told_to_enter_no_follow_up_only_where_none_may_come_back() {
    let forms: [(&[Returned], bool); 3] = [
        (&[Returned::ReadBack], true),
        (&[Returned::ReadBack, Returned::Reasons], true),
        (&[Returned::ReadBack, Returned::Outcomes], false),
    ];
    for (returned, none) in forms {
        let mut town = printed();
        let notes = sign(&mut town, returned);
        let [note @ Note::LessComesBack { .. }] = &notes[..] else {
            panic!("{notes:?}")
        };
        for (lang, follow_up) in [(Lang::Ja, "フォロー"), (Lang::En, "follow-up")] {
            let said = message::of_form(note, "-", lang);
            assert_eq!(said.then.contains(follow_up), none, "{said:?}");
        }
    }
}

/// The person moves on, comes back, and signs more for the next move: by the one that is over nothing is owed again.
#[test]
fn what_was_closed_on_paper_stays_closed_whatever_is_signed_later() {
    let mut town = begun();
    let id = town.id;
    narrow(&mut town);
    town.end();
    let closed = |town: &mut Town, when: &str| {
        let line = town.sender.desk().handover_line(id).unwrap();
        assert_eq!(line.phase, Phase::Closed, "{when}");
        assert_eq!(line.binds, None, "{when}");
    };
    closed(&mut town, "by the narrower form");
    // The case was made again for whoever came back.
    let reopened = v1_entry::part_id(id, 9, 0);
    let (shelf, id) = (Shelf::Entry, reopened);
    spoil(&mut town.sender, Name { shelf, id }, Vec::new());
    let all: Vec<_> = Returned::ALL.to_vec();
    sign(&mut town, &all);
    closed(&mut town, "by a wider form");
}

#[test]
fn nothing_is_let_back_on_paper_while_a_form_cannot_be_read() {
    let mut town = begun();
    let case = town.case;
    let form = town.sender.desk().consents(case).unwrap().remove(0);
    let (shelf, id) = (Shelf::Consent, form.form().id.to_bytes());
    let name = Name { shelf, id };
    let kept = town.sender.vault().read(name).unwrap().unwrap();
    let (head, body) = (kept.head.to_vec(), kept.body.to_vec());
    let enters = |town: &mut Town| {
        let text = "眠れない日が続く".to_owned();
        course(town, Course::FollowedUp(None, Outcome::Concern, text))
    };
    spoil_with(&mut town.sender, name, head.clone(), vec![0xFF; 9]);
    let said = enters(&mut town);
    assert!(matches!(&said, Err(Problem::Unreadable)), "{said:?}");
    spoil_with(&mut town.sender, name, head, body);
    enters(&mut town).unwrap();
}

/// The person signs for less and then for more, and nothing is offered in between.
#[test]
fn more_by_a_newer_form_counts_on_paper_from_the_next_offer() {
    let mut town = begun();
    narrow(&mut town);
    let all: Vec<_> = Returned::ALL.to_vec();
    sign(&mut town, &all);
    let outcome = Course::FollowedUp(None, Outcome::Concern, String::new());
    let said = course(&mut town, outcome);
    let none = Denied::Refused(Refusal::NotToComeBack(Returned::Outcomes));
    assert!(
        matches!(&said, Err(Problem::Denied { why, .. }) if *why == none),
        "{said:?}"
    );

    // Before the release a new offer brings it.
    let mut town = printed();
    narrow(&mut town);
    sign(&mut town, &all);
    let counts = |town: &mut Town| {
        let offer = town.sent().state.offer.unwrap();
        offer.manifest.returned.contains(&Returned::Outcomes)
    };
    assert!(!counts(&mut town), "no offer has told it");
    town.approve();
    town.offer();
    assert!(counts(&mut town), "the new offer rests on it");
}

/// Nobody there sends a paper that says that nothing is shared, so none is waited for, and none has to be made up.
#[test]
fn a_handover_on_paper_comes_to_its_end_without_a_follow_up_that_may_not_come_back() {
    let offered = || {
        let mut town = begun();
        let (id, desk) = (town.id, town.sender.desk());
        desk.withdraw(id, tasuki::domain::handover::entry::Withdrawal::All)
            .unwrap();
        town
    };
    let later = || {
        let mut town = begun();
        narrow(&mut town);
        town
    };
    for (mut town, how) in [(offered(), "all taken back"), (later(), "a newer form")] {
        let id = town.id;
        let said = course(
            &mut town,
            Course::FollowedUp(None, Outcome::Concern, String::new()),
        );
        assert!(
            matches!(
                said,
                Err(Problem::Denied {
                    why: Denied::Refused(Refusal::NotToComeBack(Returned::Outcomes)),
                    ..
                })
            ),
            "{how}: {said:?}"
        );
        let owed = |town: &mut Town| {
            let mut duties = town.sent().line.duties.into_iter();
            duties.any(|it| matches!(it.task, Task::FollowUp(_) | Task::NotShared(_)))
        };
        assert!(!owed(&mut town), "{how}");
        town.end();
        assert_eq!(town.sent().line.phase, Phase::Closed, "{how}");
        let shown = town.sender.desk().handover_line(id).unwrap();
        assert_eq!(shown.phase, Phase::Closed, "{how}");
        assert_eq!(shown.binds, None, "{how}");
    }
}

fn slip<'a>(id: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
    let slip = [
        "handover",
        "paper-reply",
        id,
        "--by",
        "紙谷",
        "--kept",
        "書庫3",
    ];
    [&slip[..], rest].concat()
}

/// The person signs anew by command.
fn narrow_by_command(place: &Place, id: &str) {
    let shown = place.json("a", FIRST, &["handover", "show", id]);
    let case = text(&shown["handover"]["case"]);
    let until = place.until();
    let form = ["consent", "record", &case, "--to", NAME, "--until", &until];
    let form = [&form[..], &["--returned", "read-back"]].concat();
    place.json("a", FIRST, &form);
}

#[test]
fn by_command_nothing_is_entered_that_may_not_come_back_and_the_rest_is() {
    let place = Place::pair();
    let id = approved(&place);
    let id = id.as_str();
    let run = |who: &str, args: &[&str]| place.json("a", who, args);
    run(FIRST, &["handover", "offer", id]);
    let days = "その後を知らせる日";
    let printed = paper_peer::print(&place, id, "offer.txt");
    assert!(printed.contains(days), "{printed}");
    run(FIRST, &slip(id, &["--arrived", "--all-understood"]));
    let refused = |home: &str, rest: &[&str]| {
        let steps = place.steps(home);
        place.refused(home, SECOND, &slip(id, rest), 3, "refused");
        assert_eq!(place.steps(home), steps, "{rest:?}");
    };
    narrow_by_command(&place, id);
    let printed = paper_peer::print(&place, id, "again.txt");
    assert!(!printed.contains(days), "{printed}");
    // A decline: by its kind, and no condition.
    refused("a", &["--decline", "yes-if"]);
    refused("a", &["--decline", "yes-if", "--text", "火曜だけなら"]);
    refused("a", &["--decline", "not-taken", "--text", "満員のため"]);
    paper_peer::read_back(&place);
    let today = System.today().to_string();
    let yes = ["--read-back", "back.json", "--accept", &today];
    run(SECOND, &slip(id, &yes));
    run(SECOND, &["handover", "release", id]);
    refused("a", &["--not-started", "--text", "入院した"]);
    run(SECOND, &slip(id, &["--started", &today]));
    for outcome in ["going-well", "concern", "left", "not-shared"] {
        refused("a", &["--outcome", outcome, "--yes"]);
    }
    run(
        SECOND,
        &["handover", "end", id, "--confirmation", "見本市 窓口"],
    );
    let shown = run(FIRST, &["handover", "show", id]);
    assert_eq!(shown["handover"]["phase"], "Closed", "{shown}");
}

#[test]
fn by_command_a_decline_and_that_nobody_started_go_by_their_kind() {
    for started in [false, true] {
        let place = Place::pair();
        let id = approved(&place);
        let id = id.as_str();
        let run = |who: &str, args: &[&str]| place.json("a", who, args);
        run(FIRST, &["handover", "offer", id]);
        paper_peer::print(&place, id, "offer.txt");
        run(FIRST, &slip(id, &["--arrived", "--all-understood"]));
        let (said, phase) = match started {
            false => (vec!["--decline", "not-taken"], "Declined"),
            true => {
                paper_peer::read_back(&place);
                let today = System.today().to_string();
                let yes = ["--read-back", "back.json", "--accept", &today];
                run(SECOND, &slip(id, &yes));
                run(SECOND, &["handover", "release", id]);
                (vec!["--not-started"], "NotStarted")
            }
        };
        narrow_by_command(&place, id);
        let shown = run(SECOND, &slip(id, &said));
        assert_eq!(shown["handover"]["phase"], phase, "{shown}");
    }
}
