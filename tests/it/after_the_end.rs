//! What still goes once a handover ended, what is gone, and what leads on.
//!
//! How it ends is in `walk` and `crossing`, what is destroyed in `erasure`.

use std::collections::BTreeSet;

use tasuki::domain::consent::{Saying, Telling};
use tasuki::domain::handover::entry::{
    Act, Decline, Discontinuation, Handling, Outcome, Side, Withdrawal,
};
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::handover::turn::Task;
use tasuki::domain::handover::words::WordKey;
use tasuki::domain::section::{ItemId, SectionId};
use tasuki::domain::text::Line;
use tasuki::workflow::Problem;
use tasuki::workflow::ledger::Of;
use tasuki::workflow::view::HandoverView;

use crate::enclosed::opened;
use crate::place::{FIRST, Place};
use crate::town::{Point, Town, form, found_in, town};

const ASKED: &str = "朝の電話は誰が受けますか";

/// The texts the receiver said, each with the entry it stands in; none where they are not here.
fn replied(view: &HandoverView, wanted: impl Fn(&Act) -> bool) -> Vec<Option<String>> {
    let said = view.replied.iter().filter(|it| wanted(&it.envelope.act));
    let texts = said.map(|it| {
        let words = it.words.as_ref()?;
        words.get(WordKey::Text).map(str::to_owned)
    });
    texts.collect()
}

fn asked(view: &HandoverView) -> Vec<Option<String>> {
    replied(view, |it| matches!(it, Act::Asked { .. }))
}

fn ask(town: &mut Town) {
    let (desk, id) = (town.receiver.desk(), town.id);
    desk.ask(id, SectionId::Wishes, ASKED).unwrap();
}

/// The duties a side owes, as its office sees them.
fn owed(view: &HandoverView, side: Side) -> Vec<Task> {
    let ours = view.line.duties.iter().filter(|it| it.side == side);
    ours.map(|it| it.task.clone()).collect()
}

#[test]
fn a_question_that_goes_with_a_decline_arrives_with_its_words_and_stays_with_nobody_else() {
    for decline in [Decline::NotTaken, Decline::SentBack, Decline::TryOther] {
        let mut town = town(Point::Delivered);
        ask(&mut town);
        town.decline(decline);
        assert_eq!(
            asked(&town.received()),
            [None],
            "{decline:?}: not readable here"
        );
        town.exchange();
        assert_eq!(asked(&town.sent()), [Some(ASKED.to_owned())], "{decline:?}");
        let here = town.receiver.all_content();
        assert_eq!(found_in(&here, ASKED), Vec::<String>::new(), "{decline:?}");
    }
}

#[test]
fn a_question_about_what_was_taken_back_does_not_go_with_a_decline() {
    let mut town = town(Point::Delivered);
    ask(&mut town);
    let id = town.id;
    let desk = town.receiver.desk();
    desk.withdraw(id, Withdrawal::All).unwrap();
    town.exchange();
    assert_eq!(asked(&town.sent()), [None]);
}

#[test]
fn a_question_that_crosses_a_recall_brings_no_words_back() {
    let mut town = town(Point::Delivered);
    ask(&mut town);
    let id = town.id;
    let desk = town.sender.desk();
    desk.recall(id, "都合が変わった").unwrap();
    town.exchange();
    assert_eq!(asked(&town.sent()), [None]);
    assert_eq!(asked(&town.received()), [None]);
}

/// Who heard it and what shows it is for whoever holds what was taken back, and for the office where it was said.
#[test]
fn what_the_sender_said_of_a_withdrawal_or_a_recall_goes_to_nobody_once_it_ended() {
    for (ends, goes) in [(None, 1), (Some("都合が変わった"), 0)] {
        let mut town = town(Point::Delivered);
        let (id, desk) = (town.id, town.sender.desk());
        let telling = Telling {
            how: Saying::Letter,
            heard_by: desk.me().id,
            evidence: Some(Line::new("手紙（鍵付き書庫 2）", 120).unwrap()),
        };
        let some = Withdrawal::Items([ItemId::Life].into());
        desk.withdraw_as_told(id, some, Some(&telling)).unwrap();
        if let Some(why) = ends {
            desk.recall(id, why).unwrap();
        }
        town.send();
        let parcels = town.post.take();
        let [(_, sealed)] = &parcels[..] else {
            panic!("one parcel: {}", parcels.len())
        };
        let entries = opened(&mut town, sealed).entries;
        let said = entries.iter().filter(|it| it.body.is_some()).count();
        assert_eq!(said, goes, "of {}", entries.len());
        // This office's own ledger says it all the same.
        let line = town.sender.desk().ledger(Of::Handover(id)).unwrap().lines;
        let told = line[0].told.as_ref().expect("it was told");
        assert_eq!(told.evidence, "手紙（鍵付き書庫 2）");
    }
}

#[test]
fn what_was_said_after_the_start_arrives_though_it_was_discontinued_before_the_next_round() {
    let mut town = town(Point::Started);
    let id = town.id;
    let desk = town.receiver.desk();
    desk.follow_up(id, None, Outcome::Concern, "眠れない日がある")
        .unwrap();
    desk.discontinue(id, Discontinuation::Employed, "採用された")
        .unwrap();
    town.exchange();
    let view = town.sent();
    let followed = replied(&view, |it| matches!(it, Act::FollowedUp { .. }));
    assert_eq!(followed, [Some("眠れない日がある".to_owned())]);
    let ended = replied(&view, |it| matches!(it, Act::Discontinued { .. }));
    assert_eq!(ended, [Some("採用された".to_owned())]);
}

#[test]
fn after_an_ending_before_the_start_the_receiver_lists_no_sections_that_are_gone() {
    let mut declined = town(Point::Delivered);
    assert!(!declined.received().is_gone());
    declined.decline(Decline::NotTaken);
    declined.exchange();
    let mut recalled = town(Point::Delivered);
    let id = recalled.id;
    recalled.sender.desk().recall(id, "都合が変わった").unwrap();
    recalled.exchange();
    for mut town in [declined, recalled] {
        assert!(town.received().is_gone());
        assert!(!town.sent().is_gone(), "the sender has its own record");
    }
    // Once it started, the receiver keeps what it has.
    let mut town = town(Point::Started);
    let id = town.id;
    let desk = town.receiver.desk();
    desk.discontinue(id, Discontinuation::Employed, "").unwrap();
    assert!(!town.received().is_gone());
}

#[test]
fn no_consent_is_taken_for_a_case_that_has_left_by_any_handover() {
    let mut town = town(Point::Started);
    town.end();
    town.exchange();
    let (id, case, to) = (town.id, town.case, town.receiver_id);
    let desk = town.sender.desk();
    let steps = desk.next(id).unwrap().steps;
    assert!(steps.contains(&(Step::RecordConsent, Err(Denied::OtherOffice))));
    let form = form(desk, case, to);
    let refused = desk.record_consent(form);
    assert!(matches!(refused, Err(Problem::HandedOver(_))));
}

#[test]
fn by_command_a_section_that_was_taken_back_is_said_to_be_gone_and_the_log_names_its_words() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    let exchange = || {
        for home in ["a", "b"] {
            place.json(home, FIRST, &["sync"]);
        }
    };
    exchange();
    let withdraw = ["consent", "withdraw", "--handover", &id, "--yes"];
    let of_crisis = ["--items", "crisis", "--said", "telephone"];
    place.json("a", FIRST, &[&withdraw[..], &of_crisis].concat());
    exchange();
    let shown = place.run("b", FIRST, &["handover", "show", &id, "--lang", "ja"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    let gone = shown.lines().find(|it| it.contains("(crisis)")).unwrap();
    assert!(gone.contains("同意は撤回されました"), "{gone}");
    assert!(!gone.contains("未読") && !gone.contains("必読"), "{gone}");
    let left = shown.lines().find(|it| it.contains("(wishes)")).unwrap();
    assert!(left.contains("未読"), "{left}");
    // The words of the log are named, and what the program put there in its own shape is said.
    for named in [
        "申し出の方法: 電話",
        "聞いた職員: ",
        "渡していないもの: 同意の範囲にない項目",
    ] {
        assert!(shown.contains(named), "{named}: {shown}");
    }
}

#[test]
fn by_command_what_is_gone_is_said_and_not_listed() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    for home in ["a", "b"] {
        place.json(home, FIRST, &["sync"]);
    }
    let shown = |lang| {
        let show = ["handover", "show", &id, "--lang", lang];
        String::from_utf8(place.run("b", FIRST, &show).stdout).unwrap()
    };
    assert!(shown("en").contains("(wishes)"));
    place.step("b", &["decline", &id, "not-taken", "席がない"]);
    assert!(!shown("en").contains("(wishes)"), "{}", shown("en"));
    assert!(shown("en").contains("not here any more"));
    assert!(shown("ja").contains("もうここにありません"));
    let json = place.json("b", FIRST, &["handover", "show", &id]);
    assert!(json["handover"]["content"].is_null() && json["content"].is_null());
}

#[test]
fn whoever_took_everything_back_before_the_start_is_not_said_to_be_waited_for() {
    for (handling, task) in [
        (Handling::Erased, Task::StartOrNot),
        (Handling::Kept, Task::Start),
    ] {
        let mut town = town(Point::Released);
        let id = town.id;
        let desk = town.sender.desk();
        desk.withdraw(id, Withdrawal::All).unwrap();
        town.exchange();
        assert!(owed(&town.received(), Side::Receiver).contains(&Task::Start));
        let desk = town.receiver.desk();
        desk.handle(id, handling, "契約の写しは法に従って残す")
            .unwrap();
        let view = town.received();
        assert_eq!(owed(&view, Side::Receiver), [task], "{handling:?}");
        for step in [Step::NotStart, Step::Start] {
            assert!(view.steps.contains(&(step, Ok(()))), "{step:?}");
        }
        town.exchange();
        assert_eq!(
            town.sent().state.nothing_is_left(),
            handling == Handling::Erased
        );
    }
}

#[test]
fn one_item_taken_back_leaves_the_start_to_be_recorded() {
    let mut town = town(Point::Released);
    let id = town.id;
    let one: BTreeSet<_> = crate::town::items().into_iter().take(1).collect();
    town.sender
        .desk()
        .withdraw(id, Withdrawal::Items(one))
        .unwrap();
    town.exchange();
    town.receiver
        .desk()
        .handle(id, Handling::Erased, "")
        .unwrap();
    assert_eq!(owed(&town.received(), Side::Receiver), [Task::Start]);
}

#[test]
fn after_a_move_an_office_that_closes_leads_back_and_any_other_reason_asks_where_to() {
    for (reason, back) in [
        (Discontinuation::OfficeClosed, true),
        (Discontinuation::MovedAway, false),
    ] {
        let mut town = town(Point::Started);
        town.end();
        town.exchange();
        let (id, first) = (town.id, town.sender_id);
        let desk = town.receiver.desk();
        desk.discontinue(id, reason, "").unwrap();
        let case = desk.handover_line(id).unwrap().case.unwrap();
        assert_eq!(desk.leads_on(case).unwrap(), back.then_some(first));
        match desk.draft_after(id, None) {
            Ok(next) if back => {
                let line = desk.handover_line(next).unwrap();
                assert_eq!((line.case, line.peer), (Some(case), first));
            }
            Err(Problem::WhereTo(offices)) if !back => {
                let known: Vec<_> = offices.iter().map(|it| it.id).collect();
                assert_eq!(known, [first]);
            }
            other => panic!("{reason:?}: {other:?}"),
        }
        // The person has moved: nothing begins at the first office.
        town.exchange();
        let desk = town.sender.desk();
        assert!(matches!(
            desk.draft_after(id, Some(town.receiver_id)),
            Err(Problem::HandedOver(_))
        ));
    }
}
