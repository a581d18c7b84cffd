//! A handover as two offices live through it, at real desks, from the draft to the closed loop, and every way out.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::domain::answer::{Answer, Raw};
use tasuki::domain::case::{Edit, FieldState, Source, Stood, Value};
use tasuki::domain::handover::dossier::{Phase, QuestionStatus};
use tasuki::domain::handover::draft::{Dropped, NotReady};
use tasuki::domain::handover::entry::{
    Act, Decline, Discontinuation, Finding, Handling, Outcome, Reading, Reply, Side, Verdict,
    Withdrawal,
};
use tasuki::domain::handover::guard::Refusal;
use tasuki::domain::handover::permit::{Denied, Months, Step};
use tasuki::domain::handover::turn::Task;
use tasuki::domain::handover::words::WordKey;
use tasuki::domain::id::{CaseId, HandoverId};
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::domain::staff::Role;
use tasuki::lang::{Lang, label};
use tasuki::workflow::arrival::Named;
use tasuki::workflow::handover::{Answering, Told, Which};
use tasuki::workflow::post::Extent;
use tasuki::workflow::problem::Thing;
use tasuki::workflow::view::{Away, HandoverView};
use tasuki::workflow::{Desk, Problem};

use crate::town::{Approving, Point, SHARED, accept_form, found_with, hire, text, town};

fn denied<T: std::fmt::Debug>(said: Result<T, Problem>) -> Denied {
    match said {
        Err(Problem::Denied { why, .. }) => why,
        other => panic!("it should have been denied, but {other:?}"),
    }
}

fn refused<T: std::fmt::Debug>(said: Result<T, Problem>) -> Refusal {
    match denied(said) {
        Denied::Refused(refusal) => refusal,
        other => panic!("a rule of the dossier should have refused, not {other:?}"),
    }
}

/// Every text of one kind that one side wrote, as this view shows it.
fn texts(view: &HandoverView, side: Side, key: WordKey) -> Vec<String> {
    let spoken = match side {
        Side::Sender => &view.said,
        Side::Receiver => &view.replied,
    };
    let texts = spoken.iter().filter_map(|it| it.words.as_ref()?.get(key));
    texts.map(str::to_owned).collect()
}

#[test]
fn the_whole_walk_from_draft_to_closed() {
    let mut town = found_with(Approving::Second);
    let (case, to) = (town.case, town.receiver_id);
    hire(&mut town.sender, "山吹 恵", Role::ServiceManager);

    let author = town.sender.sign_in("山吹 恵");
    let id = author.draft(case, to).unwrap();
    town.id = id;
    let author = town.sender.desk();
    assert_eq!(author.handover(id).unwrap().line.phase, Phase::Consented);
    let all: Vec<SectionId> = {
        let disclosure = author.preview(case, to).unwrap().disclosure.unwrap();
        disclosure.sections().map(|(id, _)| id).collect()
    };
    assert_eq!(
        denied(author.submit(id)),
        Denied::NotReady(NotReady::NotConfirmed(all)),
        "what the person has not seen is named"
    );
    author.confirm(id, Which::All).unwrap();
    author.submit(id).unwrap();
    assert_eq!(author.handover(id).unwrap().line.phase, Phase::Submitted);
    let own = Denied::NotReady(NotReady::OwnWork);
    assert_eq!(denied(author.approve(id)), own, "the author approves");
    assert_eq!(
        denied(author.give_back(id, "直す")),
        own,
        "the author returns"
    );

    let second = town.sender.sign_in("藍沢 都");
    assert!(second.offer(id, None).is_err(), "offered before approval");
    second.give_back(id, "次の予定を足してください").unwrap();
    let view = second.handover(id).unwrap();
    assert_eq!(view.line.phase, Phase::Returned);
    assert_eq!(
        view.record.return_reason.as_deref(),
        Some("次の予定を足してください")
    );
    let author = town.sender.sign_in("山吹 恵");
    author.submit(id).unwrap();
    let second = town.sender.sign_in("藍沢 都");
    second.approve(id).unwrap();
    second.offer(id, None).unwrap();
    assert_eq!(second.handover(id).unwrap().line.unsent, 1);

    town.exchange();
    assert_eq!(town.phase(), Phase::Delivered);
    let view = town.received();
    assert_eq!(view.line.person, "タカハシ　サクラ\u{3000}髙橋 さくら");
    assert_eq!(
        texts(&view, Side::Sender, WordKey::Purpose),
        ["就労移行支援の引継ぎのため"]
    );

    town.read();
    let desk = town.receiver.desk();
    let question = desk.ask(id, SectionId::Health, "頓服はありますか").unwrap();
    town.exchange();
    assert_eq!(town.phase(), Phase::InReview);
    let view = town.sent();
    assert_eq!(
        texts(&view, Side::Receiver, WordKey::Text),
        ["頓服はありますか"]
    );
    let answer = Answering::Text("ありません".into());
    town.sender.desk().answer(id, question, answer).unwrap();
    town.exchange();
    let view = town.received();
    assert_eq!(texts(&view, Side::Sender, WordKey::Text), ["ありません"]);
    assert_eq!(
        view.state.questions[0].status,
        QuestionStatus::Answered(Reply::Text)
    );
    let form = town.read_back_form();
    let desk = town.receiver.desk();
    desk.close_question(id, question).unwrap();

    let mut misheard = form.clone();
    for (_, told) in &mut misheard.facts {
        if let Told::Typed(typed) = told {
            *typed = "1997-01-01".into();
        }
    }
    let differing = desk.read_back(id, &misheard).unwrap();
    assert_eq!(differing.len(), 5, "each typed fact differs: {differing:?}");
    town.exchange();
    town.check(Verdict::Correct);
    town.exchange();
    assert_eq!(
        texts(&town.received(), Side::Sender, WordKey::Text),
        ["ありません", "二つ目が違う"]
    );
    town.read_back();
    town.exchange();
    assert_eq!(town.phase(), Phase::ReadBack);
    let risks = texts(&town.sent(), Side::Receiver, WordKey::Risk1);
    assert_eq!(risks, ["昼食を抜く", "昼食を抜く"]);
    town.accept();
    town.exchange();
    assert_eq!(town.phase(), Phase::Accepted);
    town.release();
    town.exchange();
    assert_eq!(town.phase(), Phase::Released);

    town.write(FieldId::LifeRhythm, "6時起床に変わった");
    town.sender.desk().add(id, Which::All).unwrap();
    town.exchange();
    let added = town.received();
    assert_eq!(added.state.unread_additions(), [SectionId::Life]);
    assert_eq!(
        town.reads(FieldId::LifeRhythm).as_deref(),
        Some("6時起床に変わった")
    );
    town.read();
    let made = town.start().expect("a case of the receiver's own");
    town.exchange();
    assert_eq!(town.phase(), Phase::Started);
    town.end();
    for _ in 0..3 {
        assert_ne!(town.sent().line.phase, Phase::Closed);
        town.follow_up(Outcome::GoingWell);
    }
    town.exchange();
    assert_eq!(town.phase(), Phase::Closed);
    for view in [town.sent(), town.received()] {
        assert_eq!(
            view.line.duties,
            [],
            "somebody owes something after closing"
        );
        assert_eq!(view.line.owner, Side::Receiver);
    }

    let case = town.receiver.desk().show_case(made).unwrap();
    assert!(30 < case.values().len(), "{} values", case.values().len());
    for (field, value) in case.values() {
        let told = format!("{:?}", value.source);
        // What an agency said stays the agency's; all else is what the sender said.
        let agencies = [SectionId::Certificate];
        let sender = told.contains("あさぎ色ワーク") || agencies.contains(&field.spec().section);
        assert!(
            matches!(&value.source, Source::Agency { .. }) && sender,
            "{}: {told}",
            field.spec().name
        );
        assert_ne!(field.spec().item, ItemId::HistoryOfHarm);
    }
    assert_eq!(
        town.received().line.case,
        Some(made),
        "the handover leads to the case"
    );
}

#[test]
fn a_moved_case_can_only_be_read() {
    let mut town = town(Point::Started);
    let (case, id) = (town.case, town.id);
    town.write(FieldId::LifeRhythm, "まだ書ける");
    town.end();
    let edits = BTreeMap::from([(
        FieldId::LifeRhythm,
        Edit::Put(text(FieldId::LifeRhythm, "もう書けない")),
    )]);
    let desk = town.sender.desk();
    let said = desk.edit_case(case, None, edits);
    assert!(
        matches!(&said, Err(Problem::HandedOver(it)) if it.id == id),
        "{said:?}"
    );
    assert_eq!(desk.cases("さくら").unwrap()[0].handed_over, Some(id));
    assert!(desk.show_case(case).is_ok());
}

/// Only the office that has the person hands them over, also after all is closed, and from an older handover of the same
/// case; and takes no consent for it.
#[test]
fn a_person_who_has_moved_is_not_handed_over_again_from_here() {
    let mut town = town(Point::Delivered);
    let first = town.id;
    town.decline(Decline::NotTaken);
    town.exchange();
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    town.start();
    town.exchange();
    town.end();
    let (case, to, id) = (town.case, town.receiver_id, town.id);
    for ends in [Phase::FollowingUp, Phase::Closed] {
        if ends == Phase::Closed {
            for _ in 0..3 {
                town.follow_up(Outcome::GoingWell);
            }
        }
        town.exchange();
        assert_eq!(town.phase(), ends);
        let before = town.sender.picture();
        let desk = town.sender.desk();
        let signed = crate::town::form(desk, case, to);
        let said = [
            desk.can_begin(case),
            desk.draft(case, to).map(drop),
            desk.draft_after(first, Some(to)).map(drop),
            desk.record_consent(signed).map(drop),
        ];
        for said in said {
            let left = matches!(&said, Err(Problem::HandedOver(it)) if it.id == id);
            assert!(left, "{ends:?}: {said:?}");
        }
        assert_eq!(before, town.sender.picture(), "something was written");
    }
}

#[test]
fn what_came_is_listed_with_the_office_the_person_and_what_it_says() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let kinds = |desk: &Desk| -> Vec<Vec<&str>> {
        let came = desk.arrivals().unwrap().into_iter();
        let named = |it: &Act| label::handover::entry(it, Lang::En);
        came.map(|it| it.acts.iter().map(named).collect()).collect()
    };
    let first = town.receiver.desk().arrivals().unwrap();
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].handover, id);
    assert!(first[0].person.contains("さくら"), "{}", first[0].person);
    assert!(!first[0].peer_name.is_empty());
    assert_eq!(kinds(town.receiver.desk()), [vec!["offer"]]);
    town.decline(Decline::NotTaken);
    town.exchange();
    let told = kinds(town.sender.desk());
    assert_eq!(told[0], ["decline", "erasure"], "{told:?}");
    town.exchange();
    assert_eq!(kinds(town.sender.desk()), told, "nothing came twice");
}

#[test]
fn a_second_open_handover_is_refused_and_names_the_first() {
    let mut town = town(Point::Delivered);
    let (case, id, to) = (town.case, town.id, town.receiver_id);
    let said = town.sender.desk().draft(case, to);
    assert!(
        matches!(&said, Err(Problem::OpenHandover(it)) if it.id == id),
        "{said:?}"
    );
    town.decline(Decline::NotTaken);
    town.exchange();
    town.sender.desk().draft(case, to).unwrap();
}

#[test]
fn each_of_three_declines_ends_it_and_says_why() {
    for decline in [Decline::NotTaken, Decline::SentBack, Decline::TryOther] {
        let mut town = town(Point::Delivered);
        town.decline(decline);
        town.exchange();
        assert_eq!(town.phase(), Phase::Declined, "{decline:?}");
        assert_eq!(town.sent().line.owner, Side::Sender);
        let key = match decline {
            Decline::TryOther => WordKey::OtherOffice,
            _ => WordKey::Text,
        };
        assert_eq!(
            texts(&town.sent(), Side::Receiver, key),
            ["受け入れの席がない"],
            "the sender reads why: {decline:?}"
        );
        assert!(town.received().disclosed.is_none());
    }
}

#[test]
fn yes_if_waits_for_a_new_offer() {
    let mut town = town(Point::Delivered);
    town.read();
    town.decline(Decline::YesIf);
    town.exchange();
    assert_eq!(town.phase(), Phase::Conditional);
    assert!(town.received().disclosed.is_some(), "nothing is erased");
    town.write(FieldId::LifeRhythm, "条件に合わせて直した");
    town.approve();
    town.offer();
    town.exchange();
    assert_eq!(town.phase(), Phase::InReview);
    assert_eq!(town.received().state.unread(), [SectionId::Life]);
}

#[test]
fn a_new_offer_keeps_the_readings_of_what_did_not_change() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    town.write(FieldId::LifeRhythm, "書き直した");
    let dropped = town.sent().dropped;
    assert_eq!(dropped, [Dropped::Confirmation(SectionId::Life)]);
    town.approve();
    town.offer();
    town.exchange();
    let view = town.received();
    assert_eq!(view.state.unread(), [SectionId::Life]);
    assert_eq!(
        town.reads(FieldId::LifeRhythm).as_deref(),
        Some("書き直した")
    );
    assert_eq!(
        texts(&view, Side::Sender, WordKey::Purpose).len(),
        2,
        "the words of both offers are readable"
    );
    town.read();
    let old = town.receiver.desk().accept(id, &accept_form());
    assert_eq!(
        refused(old),
        Refusal::NoReadBack,
        "the old read-back counts"
    );
    town.read_back();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    assert_eq!(town.phase(), Phase::Released);
}

#[test]
fn a_recall_ends_it_whether_an_acceptance_crosses_or_not() {
    for first in [Side::Sender, Side::Receiver] {
        let mut town = town(Point::ReadBack);
        let id = town.id;
        town.sender.desk().recall(id, "本人が考え直した").unwrap();
        town.accept();
        match first {
            Side::Sender => drop(town.send()),
            Side::Receiver => drop(town.collect()),
        }
        town.exchange();
        assert_eq!(town.phase(), Phase::Recalled, "{first:?} first");
        for view in [town.sent(), town.received()] {
            assert_eq!(view.line.owner, Side::Sender);
            assert_eq!(view.line.duties, []);
        }
        assert!(town.received().disclosed.is_none());
        let desk = town.sender.desk();
        let said = desk.release(id, desk.to_check(id).unwrap());
        assert!(said.is_err(), "released after a recall");
    }
}

#[test]
fn after_the_release_there_is_no_recall() {
    let mut town = town(Point::Released);
    let id = town.id;
    assert_eq!(
        refused(town.sender.desk().recall(id, "やはり")),
        Refusal::Released
    );
    assert!(town.received().disclosed.is_some());
}

#[test]
fn not_started_lapsed_and_started_that_crosses() {
    let mut never = town(Point::Released);
    let id = never.id;
    never
        .receiver
        .desk()
        .not_start(id, "本人が入院した")
        .unwrap();
    never.exchange();
    assert_eq!(never.phase(), Phase::NotStarted);
    assert_eq!(
        texts(&never.sent(), Side::Receiver, WordKey::Text),
        ["本人が入院した"]
    );
    assert!(never.received().disclosed.is_none());

    let mut lapsed = town(Point::Released);
    lapsed.sender.desk().lapse(id, "連絡がない").unwrap();
    lapsed.exchange();
    assert_eq!(lapsed.phase(), Phase::Lapsed);
    assert!(lapsed.received().disclosed.is_none());

    let mut crossed = town(Point::Released);
    crossed.sender.desk().lapse(id, "連絡がない").unwrap();
    let case = crossed.start();
    crossed.exchange();
    assert_eq!(crossed.phase(), Phase::Started);
    assert_eq!(crossed.sent().line.owner, Side::Receiver);
    let case = case.expect("a case");
    assert!(crossed.receiver.desk().show_case(case).is_ok());
}

#[test]
fn discontinued_by_the_owner_and_late_by_the_other() {
    let mut town = town(Point::Started);
    let id = town.id;
    let early = town
        .sender
        .desk()
        .discontinue(id, Discontinuation::NotReachable, "返事がない");
    assert!(matches!(denied(early), Denied::TooEarly(_)));
    town.clock.set(42 + 14 + 61);
    let desk = town.sender.desk();
    desk.discontinue(id, Discontinuation::NotReachable, "返事がない")
        .unwrap();
    town.exchange();
    assert_eq!(town.phase(), Phase::Discontinued);
    assert!(
        town.received().disclosed.is_some(),
        "after the start the record is the receiver's own"
    );
}

#[test]
fn some_items_withdrawn_before_release_void_the_offer() {
    let mut town = town(Point::Accepted);
    let (id, consent) = (town.id, town.consent);
    let life = BTreeSet::from([ItemId::Life]);
    let what = tasuki::domain::consent::Withdrawn::Items(life);
    let told = town.sender.desk().withdraw_consent(consent, what).unwrap();
    assert_eq!(told, [id]);
    let desk = town.sender.desk();
    let said = desk.release(id, desk.to_check(id).unwrap());
    assert_eq!(refused(said), Refusal::NoAcceptance);
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm), None, "the items are gone");
    assert!(town.received().disclosed.is_some(), "the rest is kept");
    assert_eq!(town.sent().state, town.received().state);
    town.approve();
    town.offer();
    town.exchange();
    let view = town.received();
    assert_eq!(view.state.unread(), [], "nothing else changed");
    assert!(
        !view
            .state
            .offer
            .unwrap()
            .manifest
            .items
            .contains(&ItemId::Life)
    );
    town.read_back();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    assert_eq!(town.phase(), Phase::Released);
}

#[test]
fn the_receiver_hears_the_withdrawal_and_the_sender_cannot_offer_it_again() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    let life = BTreeSet::from([ItemId::Life]);
    town.receiver
        .desk()
        .withdraw(id, Withdrawal::Items(life))
        .unwrap();
    assert_eq!(town.reads(FieldId::LifeRhythm), None);
    town.exchange();
    let preview = town.sender.desk().preview(town.case, town.receiver_id);
    let preview = preview.unwrap().disclosure.unwrap();
    assert!(
        !preview.items().contains(&ItemId::Life),
        "consent still covers what the person took back at the other office"
    );
    town.approve();
    town.offer();
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm), None);
    assert!(town.received().disclosed.is_some());
}

#[test]
fn all_consent_withdrawn_before_release_ends_it() {
    for at in [Side::Sender, Side::Receiver] {
        let mut town = town(Point::Accepted);
        let (id, consent) = (town.id, town.consent);
        match at {
            Side::Sender => {
                let all = tasuki::domain::consent::Withdrawn::All;
                let told = town.sender.desk().withdraw_consent(consent, all).unwrap();
                assert_eq!(told, [id]);
            }
            Side::Receiver => {
                let desk = town.receiver.desk();
                desk.withdraw(id, Withdrawal::All).unwrap();
            }
        }
        town.exchange();
        assert_eq!(town.phase(), Phase::Withdrawn, "{at:?}");
        assert!(town.received().disclosed.is_none());
        let preview = town.sender.desk().preview(town.case, town.receiver_id);
        assert!(
            preview.unwrap().disclosure.is_none(),
            "consent stands after it was withdrawn at the {at:?}"
        );
    }
}

#[test]
fn after_the_release_a_withdrawal_asks_what_became_of_it() {
    let mut town = town(Point::Released);
    let (id, consent) = (town.id, town.consent);
    let life = BTreeSet::from([ItemId::Life]);
    let what = tasuki::domain::consent::Withdrawn::Items(life);
    town.sender.desk().withdraw_consent(consent, what).unwrap();
    town.exchange();
    assert_eq!(town.phase(), Phase::Released);
    let case = town.start().expect("a case of what is left");
    let case = town.receiver.desk().show_case(case).unwrap();
    assert!(case.get(FieldId::LifeRhythm).is_none());
    town.receiver
        .desk()
        .handle(id, Handling::Erased, "消した")
        .unwrap();
    town.exchange();
    assert_eq!(town.phase(), Phase::Started);
    let desk = town.receiver.desk();
    assert!(desk.handle(id, Handling::Erased, "もう一度").is_err());
    assert!(town.received().disclosed.is_some());
}

#[test]
fn all_withdrawn_after_release_makes_no_case() {
    let mut town = town(Point::Released);
    let (id, consent) = (town.id, town.consent);
    let all = tasuki::domain::consent::Withdrawn::All;
    town.sender.desk().withdraw_consent(consent, all).unwrap();
    town.exchange();
    assert_eq!(town.phase(), Phase::Released);
    assert_eq!(town.start(), None);
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "すべて消した").unwrap();
    town.exchange();
    assert_eq!(town.phase(), Phase::Started);
    assert!(town.received().disclosed.is_none());
}

#[test]
fn who_submitted_takes_it_back_by_changing_it_or_throwing_it_away() {
    let mut town = found_with(Approving::Second);
    let (case, to) = (town.case, town.receiver_id);
    hire(&mut town.sender, "山吹 恵", Role::ServiceManager);
    let author = town.sender.sign_in("山吹 恵");
    let id = author.draft(case, to).unwrap();
    author.confirm(id, Which::All).unwrap();
    author.submit(id).unwrap();
    town.id = id;
    town.write(FieldId::PersonName, "髙橋 さくら子");
    let author = town.sender.desk();
    let view = author.handover(id).unwrap();
    assert_eq!(view.line.phase, Phase::Consented);
    assert!(view.dropped.contains(&Dropped::Submission));
    author.confirm(id, Which::All).unwrap();
    author.submit(id).unwrap();
    author.discard(id).unwrap();
    assert!(author.handover(id).is_err(), "nothing is left of it");
}

#[test]
fn a_question_is_answered_once_and_the_step_is_shut_while_none_waits() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.receiver.desk();
    let ask = |desk: &mut Desk, text: &str| desk.ask(id, SectionId::Life, text).unwrap();
    let (first, second) = (ask(desk, "通院の日は"), ask(desk, "家族は"));
    town.exchange();
    let answer = || Answering::Text("火曜です".into());
    let sender = town.sender.desk();
    sender.answer(id, first, answer()).unwrap();
    let again = sender.answer(id, first, answer());
    assert_eq!(refused(again), Refusal::AnsweredAlready);
    let draft = sender.draft_answer(id, first, "水曜です");
    assert_eq!(refused(draft), Refusal::AnsweredAlready);
    sender.draft_answer(id, second, "母が来ます").unwrap();
    assert_eq!(shut(sender, id, Step::Answer), None, "the other one waits");
    sender.answer(id, second, answer()).unwrap();
    let none = Some(Denied::Refused(Refusal::AnsweredAlready));
    for step in [Step::Answer, Step::DraftAnswer] {
        assert_eq!(shut(sender, id, step), none, "{step:?}");
    }
    town.exchange();
    let receiver = town.receiver.desk();
    assert_eq!(shut(receiver, id, Step::CloseQuestion), None);
    receiver.close_question(id, first).unwrap();
    let third = ask(receiver, "何時ですか");
    town.exchange();
    let sender = town.sender.desk();
    assert_eq!(shut(sender, id, Step::Answer), None, "asked anew");
    let closed = sender.answer(id, first, answer());
    assert_eq!(refused(closed), Refusal::QuestionIsClosed);
    sender.answer(id, third, answer()).unwrap();
}

/// Why the desk shows a step as shut; none where it is open.
fn shut(desk: &mut Desk, id: HandoverId, step: Step) -> Option<Denied> {
    let view = desk.handover(id).unwrap();
    let mut steps = view.steps.into_iter();
    let (_, open) = steps.find(|(it, _)| *it == step).unwrap();
    open.err()
}

#[test]
fn a_question_that_cannot_be_answered_and_a_section_not_for_us() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.receiver.desk();
    let question = desk.ask(id, SectionId::Life, "家族は").unwrap();
    town.exchange();
    let reason = Answering::CannotBeAnswered("同意がない".into());
    town.sender.desk().answer(id, question, reason).unwrap();
    town.exchange();
    town.read();
    let form = town.read_back_form();
    town.receiver.desk().read_back(id, &form).unwrap();
    let said = town.receiver.desk().accept(id, &accept_form());
    assert_eq!(refused(said), Refusal::QuestionsOpen(vec![question]));
    let desk = town.receiver.desk();
    desk.close_question(id, question).unwrap();
    let health = Which::These(vec![SectionId::Health]);
    let health = desk.to_read(id, &health).unwrap();
    desk.acknowledge(id, &health, Reading::NotForUs).unwrap();
    let form = town.read_back_form();
    let said = town.receiver.desk().read_back(id, &form);
    assert_eq!(
        refused(said),
        Refusal::NotUnderstood(vec![SectionId::Health])
    );
}

#[test]
fn what_the_paper_says_is_resolved_before_acceptance() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    town.read();
    let mut form = town.read_back_form();
    form.facts[0].1 = Told::Marked(Finding::PaperDiffers);
    let differing = town.receiver.desk().read_back(id, &form).unwrap();
    assert_eq!(differing, [form.facts[0].0]);
    town.exchange();
    let desk = town.sender.desk();
    let latest = desk.to_check(id).unwrap();
    let said = desk.check(id, latest, Verdict::Right, "");
    assert!(matches!(refused(said), Refusal::Differences(_)));
    town.check(Verdict::RightThough);
    town.exchange();
    town.accept();
    town.exchange();
    assert_eq!(town.phase(), Phase::Accepted);
    assert!(SHARED.is_ascii() || town.reads(FieldId::LifeRhythm).as_deref() == Some(SHARED));
}

#[test]
fn only_the_version_that_was_seen_is_acknowledged() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.receiver.desk();
    let seen = desk.to_read(id, &Which::All).unwrap();
    town.write(FieldId::LifeRhythm, "書き直した");
    town.approve();
    town.offer();
    town.exchange();
    let desk = town.receiver.desk();
    let said = desk.acknowledge(id, &seen, Reading::Understood);
    assert_eq!(refused(said), Refusal::SectionChanged);
    let unread = town.received().state.unread().len();
    assert_eq!(unread, seen.len(), "of a refused step nothing is written");
    town.read();
    assert_eq!(town.received().state.unread(), []);
}

#[test]
fn a_verdict_falls_on_the_read_back_that_was_seen_or_on_none() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    town.read();
    town.read_back();
    town.exchange();
    let seen = town.sender.desk().to_check(id).unwrap();
    town.read_back();
    town.exchange();
    let desk = town.sender.desk();
    let latest = desk.to_check(id).unwrap();
    assert_ne!(seen, latest);
    let said = desk.check(id, seen, Verdict::Right, "");
    assert_eq!(refused(said), Refusal::NotLatestReadBack { latest });
    desk.check(id, latest, Verdict::Right, "").unwrap();
}

/// Whoever looked at the first read-back does not release on the second, which they never saw.
#[test]
fn a_release_rests_on_the_read_back_that_was_seen_or_is_refused() {
    let mut town = town(Point::Accepted);
    let id = town.id;
    let seen = town.sender.desk().to_check(id).unwrap();
    town.check(Verdict::Correct);
    town.exchange();
    town.read_back();
    town.accept();
    town.exchange();
    let desk = town.sender.desk();
    let latest = desk.to_check(id).unwrap();
    assert_ne!(seen, latest);
    let said = desk.release(id, seen);
    assert_eq!(refused(said), Refusal::NotLatestReadBack { latest });
    let state = town.sent().state;
    assert_eq!(
        (state.release, state.read_back.unwrap().verdict),
        (None, None)
    );
    town.sender.desk().release(id, latest).unwrap();
}

#[test]
fn a_draft_is_thrown_away_until_it_is_offered() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    hire(&mut town.sender, "葵 健", Role::SupportWorker);
    let worker = town.sender.sign_in("葵 健");
    let id = worker.draft(case, to).unwrap();
    worker.discard(id).unwrap();
    assert!(matches!(
        worker.handover(id),
        Err(Problem::Missing(Thing::Handover))
    ));

    // What waits for an approver is not a support worker's to throw away.
    let id = worker.draft(case, to).unwrap();
    let manager = tasuki::workflow::demo::offices()[0].staff[0].0.to_string();
    let desk = town.sender.sign_in(&manager);
    desk.confirm(id, Which::All).unwrap();
    desk.submit(id).unwrap();
    let worker = town.sender.sign_in("葵 健");
    assert_eq!(denied(worker.discard(id)), Denied::NoRight);
    let desk = town.sender.sign_in(&manager);
    desk.discard(id).unwrap();
    assert!(desk.handovers().unwrap().is_empty());

    // After the offer there is a recall, and no throwing away.
    town.id = town.sender.desk().draft(case, to).unwrap();
    town.approve();
    town.offer();
    let id = town.id;
    assert_eq!(
        refused(town.sender.desk().discard(id)),
        Refusal::OfferedAlready
    );
}

#[test]
fn a_stopped_handover_stays_the_open_one_until_it_is_ended() {
    let mut town = town(Point::Delivered);
    let (case, id, to) = (town.case, town.id, town.receiver_id);
    // Two copies of the receiver's store answer differently: a fork.
    let other = crate::town::Dir::new();
    town.receiver.close();
    crate::town::copy(&town.receiver.dir, &other.0);
    town.read();
    town.exchange();
    let dir = town.receiver.dir.clone();
    town.receiver.close();
    std::fs::remove_dir_all(&dir).unwrap();
    crate::town::copy(&other.0, &dir);
    let desk = town.receiver.desk();
    desk.ask(id, SectionId::Life, "もう一つの写しから").unwrap();
    town.collect();
    town.send();
    assert_eq!(town.sent().line.phase, Phase::Stopped);
    let said = town.sender.desk().draft(case, to);
    assert!(
        matches!(&said, Err(Problem::OpenHandover(it)) if it.id == id),
        "{said:?}"
    );
    let desk = town.sender.desk();
    desk.recall(id, "記録が二つに分かれた").unwrap();
    desk.draft(case, to).unwrap();
}

#[test]
fn an_addition_reaches_the_own_case_when_it_is_taken_up() {
    let mut town = town(Point::Started);
    let id = town.id;
    let case = town.received().line.case.unwrap();
    let own = |town: &mut crate::town::Town, field| {
        let case = town.receiver.desk().show_case(case).unwrap();
        case.get(field).cloned()
    };
    let said = town.receiver.desk().take_up(id, &Which::All);
    assert!(matches!(said, Err(Problem::NothingToTakeUp)), "{said:?}");
    let lists = |town: &mut crate::town::Town| {
        let steps = town.receiver.desk().next(id).unwrap().steps;
        steps.iter().any(|(step, _)| *step == Step::TakeUp)
    };
    assert!(!lists(&mut town), "nothing waits");
    // Both offices write: the sender adds, the receiver has asked one of the two itself since.
    town.clock.set(43);
    let mut asked = text(FieldId::WishesOwnWords, "受け手が聞いた");
    asked.as_of = town.receiver.desk().today();
    let edits = BTreeMap::from([(FieldId::WishesOwnWords, Edit::Put(asked))]);
    let desk = town.receiver.desk();
    desk.edit_case(case, None, edits).unwrap();
    town.write(FieldId::LifeRhythm, "薬が変わり7時起床");
    town.write(FieldId::WishesOwnWords, "送り手が聞いた");
    town.sender.desk().add(id, Which::All).unwrap();
    town.exchange();
    let before = own(&mut town, FieldId::LifeRhythm).unwrap();
    let waiting = town.receiver.desk().to_take_up(id).unwrap();
    assert!(lists(&mut town));
    let both = [FieldId::WishesOwnWords, FieldId::LifeRhythm];
    assert!(waiting.keys().copied().eq(both));
    // What it asked itself stays until somebody names it.
    let desk = town.receiver.desk();
    assert!(matches!(
        desk.take_up(id, &Which::All),
        Err(Problem::OwnAnswers(it)) if it == [FieldId::WishesOwnWords]
    ));
    let named = Named {
        take: [FieldId::LifeRhythm].into(),
        put_away: [FieldId::WishesOwnWords].into(),
    };
    let revision = desk.take_up_named(id, &named).unwrap();
    let after = own(&mut town, FieldId::LifeRhythm).unwrap();
    assert_ne!(after, before, "it came only now, by a step of a person");
    assert!(
        matches!(&after.source, Source::Agency { name } if name.as_str().contains("あさぎ色ワーク"))
    );
    let kept = town.receiver.desk().show_case(case).unwrap();
    let last = kept.history().revisions().last().unwrap();
    assert_eq!(last.number, revision);
    let replaced = BTreeMap::from([(FieldId::LifeRhythm, Stood::Value(before))]);
    assert_eq!(last.fields, replaced, "what it took the place of is kept");
    assert!(town.receiver.desk().to_take_up(id).unwrap().is_empty());
    let said = town.sender.desk().take_up(id, &Which::All);
    assert_eq!(denied(said), Denied::OtherOffice);
}

/// The same town the other way round: the receiver has released the person back from its own case. With the case that
/// had left.
fn returned() -> (crate::town::Town, CaseId) {
    returned_after(lived_there)
}

/// The same, with what the receiver wrote of the person meanwhile.
pub(crate) fn returned_after(
    lived: impl FnOnce(&mut crate::town::Town, CaseId),
) -> (crate::town::Town, CaseId) {
    let mut town = town(Point::Started);
    town.end();
    town.exchange();
    let left = town.case;
    let case = town.received().line.case.unwrap();
    lived(&mut town, case);
    let mut back = turned(town, case);
    back.prepare();
    back.offer();
    back.exchange();
    back.read();
    back.read_back();
    back.exchange();
    back.accept();
    back.exchange();
    back.release();
    back.exchange();
    (back, left)
}

#[test]
fn a_person_who_comes_back_reopens_the_case_that_left() {
    let (mut back, left) = returned();
    let first = back.receiver.desk().handed_over(left).unwrap();
    let first = first.expect("it has left");
    let (id, day) = (back.id, crate::town::first_day());
    back.reach(day);
    back.receiver.desk().everybody_is_another();
    let stranger = back
        .receiver
        .desk()
        .new_case(crate::town::values())
        .unwrap();
    let desk = back.receiver.desk();
    assert_eq!(
        denied(desk.reopen(id, day, stranger, "本人の希望")),
        Denied::NotTheirCase,
        "a case that never left"
    );
    assert_eq!(desk.handed_over(left).unwrap(), Some(first));
    desk.reopen(id, day, left, "本人の希望で戻った").unwrap();
    assert_eq!(desk.handed_over(left).unwrap(), None, "it can be written");
    assert_eq!(desk.handover(id).unwrap().line.case, Some(left));
    let again = desk.show_case(left).unwrap();
    let came = again.get(FieldId::LifeRhythm).unwrap();
    assert!(matches!(&came.source, Source::Agency { .. }), "{came:?}");
    assert!(
        again.get(FieldId::CrisisHarm).is_some(),
        "what only this office knew is still there"
    );
    let notes = desk.notes(left).unwrap();
    assert!(
        notes
            .iter()
            .any(|it| it.text.as_str() == "本人の希望で戻った")
    );
    let edits = BTreeMap::from([(
        FieldId::LifeRhythm,
        Edit::Put(text(FieldId::LifeRhythm, "また書ける")),
    )]);
    desk.edit_case(left, None, edits).unwrap();
    // Whoever is here again is handed over from here again, once the first move is followed up to its end.
    assert!(matches!(desk.can_begin(left), Err(Problem::OpenHandover(it)) if it.id == first));
    let other = back.sender.desk();
    other
        .follow_up(first, None, Outcome::Left, "戻った")
        .unwrap();
    back.exchange();
    assert_eq!(back.phase(), Phase::Started);
    back.receiver.desk().can_begin(left).unwrap();
}

/// The receiver's store is put back, and the sender sends everything again: what the round says of cases.
fn came_back(town: &mut crate::town::Town, old: &crate::town::Dir) -> Vec<HandoverId> {
    town.receiver.close();
    std::fs::remove_dir_all(&town.receiver.dir).unwrap();
    crate::town::copy(&old.0, &town.receiver.dir);
    let desk = town.sender.desk();
    desk.sync_through(&town.post, Extent::Everything).unwrap();
    let report = town.collect();
    town.exchange();
    report.uncased
}

fn copied(town: &mut crate::town::Town) -> crate::town::Dir {
    let old = crate::town::Dir::new();
    town.receiver.close();
    crate::town::copy(&town.receiver.dir, &old.0);
    old
}

/// A store put back to before the start, with the content or from before it came: the case that the start had made is
/// told to be missing, waits on the list, and is made again by a member of staff.
#[test]
fn a_case_that_went_with_the_store_is_made_again_of_what_came_back() {
    for (point, held) in [(Point::Released, true), (Point::Approved, false)] {
        let mut town = town(point);
        let old = copied(&mut town);
        if !held {
            town.offer();
            town.exchange();
            town.read();
            town.read_back();
            town.exchange();
            town.accept();
            town.exchange();
            town.release();
            town.exchange();
        }
        town.start().unwrap();
        town.exchange();
        let id = town.id;
        assert_eq!(came_back(&mut town, &old), [id], "{point:?}: untold");
        let view = town.received();
        assert_eq!(view.line.case, None);
        assert_ne!(view.line.to_take_up, 0, "{point:?}: on no list");
        assert!(view.steps.contains(&(Step::TakeUp, Ok(()))));
        let desk = town.receiver.desk();
        let some = Which::These(vec![SectionId::Life]);
        assert!(desk.take_up(id, &some).is_err(), "a case of one section");
        desk.take_up(id, &Which::All).unwrap();
        let view = town.received();
        assert_eq!((view.line.to_take_up, view.waiting.len()), (0, 0));
        let desk = town.receiver.desk();
        let case = desk.show_case(view.line.case.unwrap()).unwrap();
        let came = case.get(FieldId::LifeRhythm).unwrap();
        assert!(matches!(&came.source, Source::Agency { .. }), "{came:?}");
        let again = desk.take_up(id, &Which::All);
        let twice = matches!(again, Err(Problem::NothingToTakeUp));
        assert!(twice, "made a second time: {again:?}");
        // From here on it is the case of this handover: what is taken back goes from it.
        let life = tasuki::domain::consent::Withdrawn::Items(BTreeSet::from([ItemId::Life]));
        let (desk, consent) = (town.sender.desk(), town.consent);
        desk.withdraw_consent(consent, life).unwrap();
        town.exchange();
        let desk = town.receiver.desk();
        desk.handle(id, Handling::Erased, "済").unwrap();
        let case = desk.show_case(view.line.case.unwrap()).unwrap();
        assert_eq!(case.get(FieldId::LifeRhythm), None);
    }
}

/// Whoever had been started into a case that is here still has one case, after the store was put back to before that start.
#[test]
fn a_start_into_a_case_that_went_with_the_store_is_made_again_in_that_case() {
    let mut town = town(Point::Released);
    let id = town.id;
    let named = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    let mut known = crate::town::values();
    known.retain(|(field, _)| named.contains(field));
    let called = FieldId::PersonCalled;
    let mut here_only = text(called, "ここだけの呼び名");
    here_only.as_of = here_only.as_of.plus_days(1);
    known.push((called, here_only.clone()));
    let name = FieldId::PersonName;
    let stranger = vec![(name, text(name, "別人 一郎"))];
    town.reach(crate::town::first_day());
    let desk = town.receiver.desk();
    let (own, stranger) = (
        crate::town::new_case_of(desk, known),
        desk.new_case(stranger).unwrap(),
    );
    let old = copied(&mut town);
    let desk = town.receiver.desk();
    let too_early = desk.take_up_into(id, own);
    assert_eq!(refused(too_early), Refusal::HasNotStarted);
    desk.start_into(id, crate::town::first_day(), own).unwrap();
    town.exchange();
    assert_eq!(came_back(&mut town, &old), [id]);
    let view = town.received();
    assert_eq!(view.line.case, None);
    let here: Vec<_> = view.arriving.iter().map(|it| it.case.id).collect();
    assert_eq!(here, [own], "the case is offered where it is made again");
    let desk = town.receiver.desk();
    let asked = desk.take_up(id, &Which::All);
    assert!(matches!(asked, Err(Problem::Alike(_))), "{asked:?}");
    let theirs = desk.take_up_into(id, stranger);
    assert_eq!(denied(theirs), Denied::NotTheirCase);
    desk.take_up_into(id, own).unwrap();
    assert_eq!(desk.cases("").unwrap().len(), 2, "one person is one case");
    let case = desk.show_case(own).unwrap();
    let came = case.get(FieldId::LifeRhythm).unwrap();
    assert!(matches!(&came.source, Source::Agency { .. }), "{came:?}");
    assert_eq!(case.get(called), Some(&here_only), "the newer one stays");
    let again = desk.take_up_into(id, own);
    assert_eq!(denied(again), Denied::NotTheirCase, "a second time");
    let view = town.received();
    assert_eq!((view.line.case, view.line.to_take_up), (Some(own), 0));
    assert!(view.arriving.is_empty());
}

#[test]
fn where_the_content_does_not_come_again_it_is_said_and_no_empty_case_is_made() {
    let mut town = town(Point::Approved);
    let old = copied(&mut town);
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    town.start().unwrap();
    town.exchange();
    // Consent has run out: the sender gives the log back, and no content.
    town.clock.set(121);
    let id = town.id;
    assert_eq!(came_back(&mut town, &old), [id]);
    assert!(town.received().disclosed.is_none());
    let said = town.receiver.desk().take_up(id, &Which::All);
    assert!(matches!(said, Err(Problem::NothingHeld)), "{said:?}");
    assert_eq!(town.received().line.case, None);
}

/// There for a time and back: the contract at the first office goes on, its case is written all the while, and the start back
/// there closes the handover by which the person had gone.
#[test]
fn a_person_who_was_away_for_a_time_comes_back_and_both_handovers_come_to_their_end() {
    let (mut back, away, case) = sent_back(|town| {
        let line = town.sent().line;
        let owed: Vec<_> = line.duties.into_iter().map(|it| it.task).collect();
        assert!(owed.contains(&Task::CameBack) && !owed.contains(&Task::End));
    });
    let (id, day) = (back.id, crate::town::first_day());
    back.reach(day);
    let view = back.received();
    let offered: Vec<_> = view.returning.iter().map(|it| it.id).collect();
    assert_eq!(offered, [case], "the case that never left");
    let gone: Vec<_> = view.gone.iter().map(|it| it.case.id).collect();
    assert_eq!((gone, view.arriving), (vec![case], Vec::new()));
    let desk = back.receiver.desk();
    desk.reopen(id, day, case, "予定どおり戻った").unwrap();
    assert_eq!(desk.handed_over(case).unwrap(), None);
    assert_eq!(desk.handover(id).unwrap().line.case, Some(case));
    let came = desk.show_case(case).unwrap();
    let rhythm = came.get(FieldId::LifeRhythm).unwrap();
    assert!(
        matches!(&rhythm.source, Source::Agency { .. }),
        "{rhythm:?}"
    );
    let closed = desk.handover(away).unwrap().line;
    assert_eq!((closed.phase, closed.duties), (Phase::Closed, Vec::new()));
    back.exchange();
    let there = back.sender.desk().handover(away).unwrap().line;
    assert_eq!((there.phase, there.duties), (Phase::Closed, Vec::new()));
    assert_eq!(back.phase(), Phase::Started);
}

/// Reopened, a case keeps what it answers itself: a newer answer, one the other office left open, and this office's own contract.
#[test]
fn what_a_reopened_case_answers_itself_stays() {
    let (phone, gender) = (FieldId::PersonPhone, FieldId::PersonGender);
    let (signed, rhythm) = (FieldId::ContractSigned, FieldId::LifeRhythm);
    let said = |field: FieldId, raw, days| Value {
        state: FieldState::Filled(Answer::check(field.spec(), raw).unwrap()),
        source: Source::Person,
        as_of: tasuki::workflow::demo::today().plus_days(days),
    };
    let today = tasuki::workflow::demo::today();
    let (mut back, _, case) = sent_back(|town| {
        let open = Value {
            state: FieldState::Unchecked,
            ..said(gender, Raw::Text("x".into()), 0)
        };
        let theirs = [
            (phone, said(phone, Raw::Text("000-0000-1111".into()), -30)),
            (gender, open),
            (signed, said(signed, Raw::Day(today.plus_days(-5)), 0)),
        ];
        let theirs = theirs.map(|(field, it)| (field, Edit::Put(it)));
        let there = town.received().line.case.unwrap();
        let desk = town.receiver.desk();
        desk.edit_case(there, None, theirs.into()).unwrap();
        let own = [
            (phone, said(phone, Raw::Text("000-0000-9999".into()), 0)),
            (gender, said(gender, Raw::Text("答えたまま".into()), -30)),
            (signed, said(signed, Raw::Day(today.plus_days(-400)), -30)),
        ];
        let own = own.map(|(field, it)| (field, Edit::Put(it)));
        let desk = town.sender.desk();
        desk.edit_case(town.case, None, own.into()).unwrap();
    });
    let (id, day) = (back.id, crate::town::first_day());
    back.reach(day);
    let came = back.received().disclosed.unwrap();
    assert_eq!(came.get(gender).unwrap().state, FieldState::Unchecked);
    let told = [phone, gender, signed].map(|it| came.get(it).cloned());
    let desk = back.receiver.desk();
    let own = desk.show_case(case).unwrap();
    desk.reopen(id, day, case, "予定どおり戻った").unwrap();
    let again = desk.show_case(case).unwrap();
    for (field, told) in [phone, gender, signed].into_iter().zip(told) {
        assert!(told.is_some(), "it came: {field:?}");
        assert_eq!(again.get(field), own.get(field), "{field:?}");
    }
    let came = again.get(rhythm).unwrap();
    assert!(matches!(&came.source, Source::Agency { .. }), "{came:?}");
}

/// A person who was lent and is handed back: released here, not started yet. Gives the two offices as they stand then, the
/// handover by which the person had gone, and the case that never left.
fn sent_back(said: impl FnOnce(&mut crate::town::Town)) -> (crate::town::Town, HandoverId, CaseId) {
    let mut town = town(Point::Started);
    let (away, case) = (town.id, town.case);
    let kind = text(FieldId::HandlingKind, "temporary");
    let edits = BTreeMap::from([(FieldId::HandlingKind, Edit::Put(kind))]);
    let desk = town.sender.desk();
    desk.edit_case(case, None, edits).unwrap();
    desk.add(away, Which::All).unwrap();
    said(&mut town);
    town.exchange();
    let theirs = town.received().line.case.unwrap();
    lived_there(&mut town, theirs);
    let mut back = turned(town, theirs);
    back.prepare();
    back.offer();
    back.exchange();
    back.read();
    back.read_back();
    back.exchange();
    back.accept();
    back.exchange();
    back.release();
    back.exchange();
    (back, away, case)
}

/// That the person came back may be said before the handover back arrives, and is the ordinary order: the case is the same.
#[test]
fn whose_coming_back_was_said_first_still_has_one_case() {
    let (mut back, away, case) = sent_back(|town| {
        let (id, desk) = (town.id, town.sender.desk());
        desk.discontinue(id, Discontinuation::CameBack, "").unwrap();
    });
    let (id, day) = (back.id, crate::town::first_day());
    back.reach(day);
    let old = copied(&mut back);
    for time in ["first", "with an older store"] {
        let offered: Vec<_> = back.received().returning.iter().map(|it| it.id).collect();
        assert_eq!(offered, [case], "{time}");
        let desk = back.receiver.desk();
        desk.reopen(id, day, case, "予定どおり戻った").unwrap();
        assert_eq!(desk.handover(id).unwrap().line.case, Some(case));
        let gone = desk.handover(away).unwrap();
        assert_eq!(gone.line.phase, Phase::Closed);
        assert_eq!(gone.state.endings.len(), 1, "it is not said twice: {time}");
        assert_eq!(desk.cases("").unwrap().len(), 1, "{time}");
        back.exchange();
        if time == "first" {
            assert_eq!(came_back(&mut back, &old), [id]);
        }
    }
}

/// The reopening says that the person came back, and went with the store; what it said came back from the other office.
#[test]
fn a_store_put_back_to_before_a_loan_came_home_reopens_the_same_case() {
    let (mut back, away, case) = sent_back(|_| ());
    let (id, day) = (back.id, crate::town::first_day());
    back.reach(day);
    let old = copied(&mut back);
    let desk = back.receiver.desk();
    desk.reopen(id, day, case, "予定どおり戻った").unwrap();
    back.exchange();
    assert_eq!(came_back(&mut back, &old), [id]);
    assert_eq!(
        back.receiver.desk().handover(away).unwrap().line.phase,
        Phase::Closed,
        "it came back that the person did"
    );
    let offered: Vec<_> = back.received().returning.iter().map(|it| it.id).collect();
    assert_eq!(offered, [case]);
    let desk = back.receiver.desk();
    desk.reopen(id, day, case, "予定どおり戻った").unwrap();
    assert_eq!(desk.cases("").unwrap().len(), 1);
}

/// Whoever moved is not closed as one who came back: neither by the office that has them nor by the one that waits.
#[test]
fn nobody_comes_back_who_was_not_away_for_a_time() {
    let mut town = town(Point::Started);
    let (id, case) = (town.id, town.case);
    let back = Discontinuation::CameBack;
    let away = |town: &mut crate::town::Town| {
        let there = town.receiver.desk().at_end(id).unwrap().away;
        (town.sender.desk().at_end(id).unwrap().away, there)
    };
    assert_eq!(away(&mut town), (Away::ForGood, Away::ForGood));
    let said = town.receiver.desk().discontinue(id, back, "戻った");
    assert_eq!(denied(said), Denied::NotAway, "by the receiver");
    // The other office is late by so much that this one may end it, for another reason.
    town.clock.set(400);
    let desk = town.sender.desk();
    assert!(
        desk.handover(id)
            .unwrap()
            .steps
            .contains(&(Step::Discontinue, Ok(())))
    );
    let said = desk.discontinue(id, back, "戻った");
    assert_eq!(denied(said), Denied::NotAway, "by the sender");
    let kind = text(FieldId::HandlingKind, "temporary");
    let edits = BTreeMap::from([(FieldId::HandlingKind, Edit::Put(kind))]);
    desk.edit_case(case, None, edits).unwrap();
    // What a case says alone closes nothing: the other office was told of a move, until an addition tells it otherwise. So
    // nothing else is shown, and the end of the contract is owed as before.
    let said = town.sender.desk().discontinue(id, back, "");
    assert_eq!(denied(said), Denied::NotAway, "the case alone says so");
    assert_eq!(away(&mut town).0, Away::ForGood);
    let owed = |town: &mut crate::town::Town| {
        let duties = town.sent().line.duties.into_iter();
        let end = |it: &Task| matches!(it, Task::End | Task::CameBack);
        let owed = duties.map(|it| it.task).filter(end);
        (owed.collect::<Vec<_>>(), town.sent().months)
    };
    assert_eq!(owed(&mut town).0, [Task::End]);
    assert_ne!(owed(&mut town).1, Months::ForATime);
}

#[test]
fn a_person_who_had_come_back_has_their_case_reopened_again() {
    let (mut back, left) = returned();
    let (id, day) = (back.id, crate::town::first_day());
    back.reach(day);
    let old = copied(&mut back);
    let desk = back.receiver.desk();
    desk.reopen(id, day, left, "本人の希望で戻った").unwrap();
    back.exchange();
    assert_eq!(came_back(&mut back, &old), [id]);
    let view = back.received();
    assert!(view.steps.contains(&(Step::Reopen, Ok(()))));
    let offered: Vec<_> = view.returning.iter().map(|it| it.id).collect();
    assert_eq!(offered, [left], "the case that left is offered");
    back.reach(day.plus_days(1));
    let desk = back.receiver.desk();
    let other = desk.reopen(id, day.plus_days(1), left, "別の日");
    assert_eq!(refused(other), Refusal::HasStarted, "another first day");
    desk.reopen(id, day, left, "本人の希望で戻った").unwrap();
    assert_eq!(desk.handed_over(left).unwrap(), None);
    let view = back.received();
    assert_eq!((view.line.case, view.line.to_take_up), (Some(left), 0));
    assert!(!view.steps.contains(&(Step::Reopen, Ok(()))));
    back.exchange();
    assert_eq!(back.phase(), Phase::Started, "nothing was started twice");
}

/// The receiving office learns something of its own.
fn lived_there(town: &mut crate::town::Town, case: CaseId) {
    let rhythm = FieldId::LifeRhythm;
    let edits = BTreeMap::from([(rhythm, Edit::Put(text(rhythm, "あちらで整った。")))]);
    town.receiver.desk().edit_case(case, None, edits).unwrap();
}

/// The two offices with their parts changed: whoever received now sends.
fn turned(mut town: crate::town::Town, case: CaseId) -> crate::town::Town {
    std::mem::swap(&mut town.sender, &mut town.receiver);
    std::mem::swap(&mut town.sender_id, &mut town.receiver_id);
    town.case = case;
    let about = crate::town::values().into_iter();
    let about = about.filter(|(field, _)| field.spec().section == SectionId::Handling);
    let about = about.map(|(field, value)| (field, Edit::Put(value)));
    let desk = town.sender.desk();
    desk.edit_case(case, None, about.collect()).unwrap();
    let to = town.receiver_id;
    let form = crate::town::form(town.sender.desk(), case, to);
    town.consent = town.sender.desk().record_consent(form).unwrap().id;
    town
}
