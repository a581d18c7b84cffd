//! What the person did not agree to does not leave, in no byte; what changed is asked for again, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::domain::alert::{Before, What};
use tasuki::domain::audit::Act as Deed;
use tasuki::domain::consent::Withdrawn;
use tasuki::domain::handover::dossier::{Phase, QuestionStatus, WithdrawalAnswer};
use tasuki::domain::handover::draft::{Dropped, NotReady};
use tasuki::domain::handover::entry::{
    Act, Decline, Discontinuation, Handling, Outcome, Reply, Verdict, Withdrawal,
};
use tasuki::domain::handover::guard::Refusal;
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::handover::turn::{Falls, Task, Why};
use tasuki::domain::handover::words::WordKey;
use tasuki::domain::id::HandoverId;
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::domain::staff::Role;
use tasuki::exchange::parcel;
use tasuki::lang::{Lang, label};
use tasuki::tui::act::Reply as Shown;
use tasuki::tui::desk::handover::answer;
use tasuki::tui::room::handover::Ask;
use tasuki::tui::screen::step::goods::confirmable;
use tasuki::workflow::alert::About;
use tasuki::workflow::audit::Doer;
use tasuki::workflow::handover::{Answering, Which};
use tasuki::workflow::post::Extent;
use tasuki::workflow::view::Nameless;
use tasuki::workflow::{Desk, Problem};

use crate::town::{Dir, NOTED, Office, Point, SHARED, Town, WITHHELD, copy, form, found_in, town};

fn not_ready<T: std::fmt::Debug>(said: Result<T, Problem>) -> NotReady {
    match said {
        Err(Problem::Denied {
            why: Denied::NotReady(why),
            ..
        }) => why,
        other => panic!("it should not have been ready, but {other:?}"),
    }
}

/// Every parcel that ever lay at the post for an office, unsealed with its key.
pub fn unsealed(office: &mut Office, town_post: &crate::town::Post) -> Vec<(String, Vec<u8>)> {
    let own = office.desk().office_id();
    let vault = office.vault();
    let ever = town_post.ever().into_iter();
    let mine = ever.filter(|(name, _)| name.recipient() == own);
    mine.map(|(name, sealed)| {
        let key = &vault.office().sealing;
        let inside = tasuki::crypto::identity::open_with(key, &sealed, parcel::LONGEST);
        (name.file(), inside.expect("the key fits").to_vec())
    })
    .collect()
}

#[test]
fn a_name_that_consent_leaves_out_is_not_said_to_be_destroyed_and_one_that_was_is() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let mut narrow = form(town.sender.desk(), case, to);
    narrow.items.remove(&ItemId::Basic);
    town.sender.desk().record_consent(narrow).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    let line = town.received().line;
    assert_eq!((&*line.person, line.nameless), ("", Nameless::NotCovered));
    let said = label::handover::person(&line.person, line.nameless, Lang::Ja);
    assert_eq!(said, "（氏名は同意に含まれません）");
    let alerts = town.receiver.desk().alerts().unwrap();
    let of_it = alerts.iter().filter(|it| it.person.is_empty());
    let why: Vec<_> = of_it.map(|it| it.nameless).collect();
    assert!(why.iter().all(|it| *it == Nameless::NotCovered), "{why:?}");

    let mut town = self::town(Point::Delivered);
    assert!(!town.received().line.person.is_empty());
    town.decline(Decline::NotTaken);
    town.exchange();
    let line = town.received().line;
    assert_eq!((&*line.person, line.nameless), ("", Nameless::Destroyed));
}

#[test]
fn what_consent_does_not_cover_is_in_no_byte_of_any_parcel() {
    let mut town = town(Point::Approved);
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.write(FieldId::LifeRhythm, SHARED);
    town.write(FieldId::WishesOwnWords, SHARED);
    town.write(FieldId::CrisisOffences, WITHHELD);
    let id = town.id;
    town.sender.desk().add(id, Which::All).unwrap();
    town.exchange();
    let post = std::mem::take(&mut town.post);
    let parcels = unsealed(&mut town.receiver, &post);
    assert!(2 <= parcels.len(), "{} parcels", parcels.len());
    assert_ne!(
        found_in(&parcels, SHARED),
        [""; 0],
        "the scan finds nothing"
    );
    let content = town.receiver.all_content();
    assert_ne!(
        found_in(&content, SHARED),
        [""; 0],
        "the scan finds nothing"
    );
    for secret in [WITHHELD, NOTED] {
        assert_eq!(
            found_in(&parcels, secret),
            [""; 0],
            "{secret} left the office"
        );
        assert_eq!(found_in(&content, secret), [""; 0], "{secret} arrived");
    }
}

#[test]
fn the_length_of_a_parcel_does_not_tell_how_much_is_withheld() {
    let lengths = ["", "長い事情".repeat(140).as_str()].map(|more| {
        let mut town = town(Point::Ready);
        if !more.is_empty() {
            town.write(FieldId::CrisisHarm, more);
            town.write(FieldId::CrisisVictim, more);
        }
        town.prepare();
        town.offer();
        town.send();
        // What seals the parcel adds some bytes by chance; what is in it has one length.
        let post = std::mem::take(&mut town.post);
        let inside = unsealed(&mut town.receiver, &post);
        inside[0].1.len()
    });
    assert_eq!(lengths[0], lengths[1]);
}

#[test]
fn a_section_changed_after_confirmation_is_asked_for_again_and_no_other() {
    let mut town = town(Point::Approved);
    let id = town.id;
    town.write(FieldId::LifeRhythm, "朝が早くなった");
    let dropped = town.sent().dropped;
    assert_eq!(
        dropped,
        [
            Dropped::Approval,
            Dropped::Submission,
            Dropped::Confirmation(SectionId::Life)
        ]
        .into_iter()
        .filter(|it| dropped.contains(it))
        .collect::<Vec<_>>()
    );
    assert!(dropped.contains(&Dropped::Confirmation(SectionId::Life)));
    let desk = town.sender.desk();
    assert!(
        desk.offer(id, None).is_err(),
        "offered what nobody confirmed"
    );
    assert_eq!(
        not_ready(desk.submit(id)),
        NotReady::NotConfirmed(vec![SectionId::Life])
    );
    desk.confirm(id, Which::These(vec![SectionId::Life]))
        .unwrap();
    desk.submit(id).unwrap();
    desk.approve(id).unwrap();
    town.offer();

    let mut withheld = crate::town::town(Point::Approved);
    withheld.write(FieldId::CrisisHarm, "覆われない欄");
    assert_eq!(
        withheld.sent().dropped,
        [],
        "what stays behind asks nothing"
    );
    withheld.offer();
}

#[test]
fn expired_consent_covers_nothing() {
    let mut town = town(Point::Approved);
    let id = town.id;
    town.clock.set(121);
    let (case, to) = (town.case, town.receiver_id);
    let preview = town.sender.desk().preview(case, to).unwrap();
    assert!(preview.disclosure.is_none());
    assert!(town.sender.desk().offer(id, None).is_err());
    assert_eq!(town.sent().line.phase, Phase::Drafting);
}

#[test]
fn consent_that_runs_out_before_the_answer_is_renewed_with_a_new_offer() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    town.clock.set(121);
    let said = town.receiver.desk().accept(id, &crate::town::accept_form());
    assert!(
        matches!(
            &said,
            Err(Problem::Denied {
                why: Denied::ConsentExpired,
                ..
            })
        ),
        "{said:?}"
    );
    town.exchange();
    assert!(
        town.received().disclosed.is_none(),
        "held after consent ran out"
    );
    let duties = town.sent().line.duties;
    assert_eq!(duties[0].task, Task::OfferAgain(Why::ConsentExpired));
    renew(&mut town, crate::town::items());
    town.approve();
    town.offer();
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
    town.read_back();
    town.exchange();
    let view = town.sent();
    let last = view.replied.last().unwrap();
    assert!(
        last.words.is_some(),
        "the words of the second round are lost"
    );
    town.accept();
    town.exchange();
    assert_eq!(town.phase(), Phase::Accepted);
}

/// The other office goes by the day it was told, so a new form alone gives no later one. "Yes, if" opens a new offer, and of the
/// same content what was read and read back counts on.
#[test]
fn an_accepted_handover_goes_on_under_a_new_consent_after_a_yes_if_and_one_more_acceptance() {
    for ran_out in [false, true] {
        let mut town = town(Point::Accepted);
        let id = town.id;
        let warned = |desk: &mut Desk| {
            let alerts = desk.alerts().unwrap().into_iter();
            let alerts = alerts.filter(|it| it.about == About::Handover(id));
            let whats = alerts.map(|it| it.alert.what).collect::<Vec<_>>();
            let consent = |it: &What| matches!(it, What::ConsentEnding(_) | What::ConsentEnded(_));
            whats.into_iter().find(consent)
        };
        town.clock.set(110);
        let ending = |before| Some(What::ConsentEnding(Some(before)));
        assert_eq!(
            warned(town.sender.desk()),
            ending(Before::Release(Falls::ByCondition))
        );
        assert_eq!(
            warned(town.receiver.desk()),
            ending(Before::TheirRelease(Falls::ByCondition))
        );
        if ran_out {
            town.clock.set(121);
            town.exchange();
            assert!(town.received().disclosed.is_none(), "it is held on");
            let ended = Some(What::ConsentEnded(Before::Release(Falls::ByCondition)));
            assert_eq!(warned(town.sender.desk()), ended);
        }
        let why = |town: &mut Town, step| {
            let mut steps = town.sent().steps.into_iter();
            steps.find(|it| it.0 == step).unwrap().1
        };
        let before = why(&mut town, Step::Release);
        let refused = ran_out.then_some(Denied::ConsentExpired);
        assert_eq!(before.clone().err(), refused);
        // A new form alone changes nothing of it.
        renew(&mut town, crate::town::items());
        town.approve();
        assert_eq!(why(&mut town, Step::Release), before);
        let stands = Denied::Refused(Refusal::AcceptanceStands);
        assert_eq!(why(&mut town, Step::Offer), Err(stands));
        town.decline(Decline::YesIf);
        town.exchange();
        town.offer();
        town.exchange();
        let there = town.received();
        assert!(there.disclosed.is_some(), "it is there again");
        assert_eq!(there.state.not_understood(), [], "it is read again");
        assert!(there.state.read_back.unwrap().carries_acceptance());
        let told = there.state.offer.unwrap().manifest.consent_until;
        assert!(town.sender.desk().today().plus_days(100) < told);
        town.accept();
        town.exchange();
        town.release();
        town.exchange();
        assert_eq!(town.phase(), Phase::Released, "{ran_out}");
    }
}

fn renew(town: &mut Town, items: BTreeSet<ItemId>) {
    let (case, to) = (town.case, town.receiver_id);
    let mut form = form(town.sender.desk(), case, to);
    form.until = form.signed.plus_days(120);
    form.items = items;
    let recorded = town.sender.desk().record_consent(form);
    town.consent = recorded.expect("recorded").id;
}

#[test]
fn a_narrower_form_stands_in_the_place_of_the_wider_one() {
    // Both are signed on one day: the one recorded last counts, whatever its id. Several times, for the ids.
    for _ in 0..3 {
        let mut town = town(Point::Approved);
        let id = town.id;
        let mut items = crate::town::items();
        items.remove(&ItemId::Life);
        renew(&mut town, items);
        assert!(
            town.sender.desk().offer(id, None).is_err(),
            "the old approval stands"
        );
        let view = town.sent();
        assert!(
            view.dropped.contains(&Dropped::Consent),
            "{:?}",
            view.dropped
        );
        town.approve();
        town.offer();
        town.exchange();
        assert_eq!(town.reads(FieldId::LifeRhythm), None);

        let consent = town.consent;
        let desk = town.sender.desk();
        desk.withdraw_consent(consent, Withdrawn::All).unwrap();
        let (case, to) = (town.case, town.receiver_id);
        let preview = town.sender.desk().preview(case, to).unwrap();
        assert!(
            preview.disclosure.is_none(),
            "taking back the narrow form brings the wide one back"
        );
    }
}

fn outside<T: std::fmt::Debug>(said: Result<T, Problem>) {
    let denied = matches!(
        &said,
        Err(Problem::Denied {
            why: Denied::OutsideConsent,
            ..
        })
    );
    assert!(denied, "{said:?}");
}

/// A question on the section that will be taken back, asked and heard.
fn asked(town: &mut Town) -> tasuki::domain::id::QuestionNo {
    let id = town.id;
    let desk = town.receiver.desk();
    let question = desk.ask(id, SectionId::Life, "朝は起きられるか").unwrap();
    town.exchange();
    question
}

fn answers(town: &mut Town) -> Vec<String> {
    let view = town.received();
    let said = view.said.iter();
    let answers = said.filter(|it| matches!(it.envelope.act, Act::Answered { .. }));
    let words = answers.filter_map(|it| it.words.as_ref()?.get(WordKey::Text));
    words.map(str::to_owned).collect()
}

#[test]
fn no_answer_with_a_text_goes_where_consent_does_not() {
    // Not after the last day, though the person has long been released.
    let mut town = town(Point::Released);
    let (id, question) = (town.id, asked(&mut town));
    town.clock.set(121);
    let desk = town.sender.desk();
    outside(desk.answer(id, question, Answering::Text("起きられます".into())));
    let reason = Answering::CannotBeAnswered("夜勤の家族が起こす".into());
    outside(desk.answer(id, question, reason));
    let silent = Answering::CannotBeAnswered(String::new());
    desk.answer(id, question, silent).unwrap();
    town.exchange();
    assert_eq!(answers(&mut town), [""; 0]);
    assert_eq!(
        town.received().state.questions[0].status,
        QuestionStatus::Answered(Reply::CannotBeAnswered)
    );

    // Not of what was taken back; of the rest, yes.
    let mut town = crate::town::town(Point::Released);
    let (id, question) = (town.id, asked(&mut town));
    let consent = town.consent;
    let wishes = town
        .receiver
        .desk()
        .ask(id, SectionId::Wishes, "通える日は")
        .unwrap();
    town.exchange();
    let life = Withdrawn::Items(BTreeSet::from([ItemId::Life]));
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, life).unwrap();
    outside(desk.answer(id, question, Answering::Text("起きられます".into())));
    let answer = Answering::Text("週に三日".into());
    desk.answer(id, wishes, answer).unwrap();
    town.exchange();
    assert_eq!(answers(&mut town), ["週に三日"]);
}

#[test]
fn an_answer_given_while_it_was_covered_is_sealed_only_while_it_is() {
    for later in [0, 121] {
        let mut town = town(Point::Released);
        let (id, question) = (town.id, asked(&mut town));
        let answer = Answering::Text("起きられます".into());
        town.sender.desk().answer(id, question, answer).unwrap();
        town.clock.set(later);
        town.exchange();
        let expected: &[&str] = match later {
            0 => &["起きられます"],
            _ => &[],
        };
        assert_eq!(answers(&mut town), expected, "sealed {later} days later");
        assert!(matches!(
            town.received().state.questions[0].status,
            QuestionStatus::Answered(_)
        ));
    }
}

#[test]
fn what_was_offered_yesterday_is_sealed_only_under_the_consent_of_today() {
    let mut town = town(Point::Approved);
    town.offer();
    town.clock.set(121);
    town.exchange();
    assert!(town.received().disclosed.is_none(), "sealed after expiry");
    assert!(!town.received().state.holds_content);

    let mut town = crate::town::town(Point::Released);
    town.write(FieldId::LifeRhythm, "シルシアタラシイ6");
    let (id, consent) = (town.id, town.consent);
    town.sender.desk().add(id, Which::All).unwrap();
    let life = Withdrawn::Items(BTreeSet::from([ItemId::Life]));
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, life).unwrap();
    town.exchange();
    let post = std::mem::take(&mut town.post);
    let parcels = unsealed(&mut town.receiver, &post);
    assert_eq!(
        found_in(&parcels, "シルシアタラシイ6"),
        [""; 0],
        "sealed though taken back"
    );
}

#[test]
fn an_addition_stays_within_the_items_of_the_offer() {
    let mut town = town(Point::Released);
    let id = town.id;
    let mut wider = crate::town::items();
    wider.insert(ItemId::HistoryOfHarm);
    renew(&mut town, wider);
    town.write(FieldId::LifeRhythm, "覆われている");
    town.sender.desk().add(id, Which::All).unwrap();
    let state = town.sent().state;
    assert_eq!(state.unread_additions(), [SectionId::Life]);
    town.exchange();
    let content = town.receiver.all_content();
    assert_eq!(found_in(&content, WITHHELD), [""; 0]);
    assert_eq!(
        town.reads(FieldId::LifeRhythm).as_deref(),
        Some("覆われている")
    );
}

#[test]
fn nothing_is_added_where_nothing_has_changed_and_that_is_what_is_said() {
    let mut town = town(Point::Released);
    let id = town.id;
    let before = town.sent().said.len();
    for which in [Which::All, Which::These(vec![SectionId::Life])] {
        let said = town.sender.desk().add(id, which);
        assert!(matches!(said, Err(Problem::NothingToAdd)), "{said:?}");
    }
    town.write(FieldId::LifeRhythm, "前より早く起きる");
    let other = Which::These(vec![SectionId::Crisis]);
    let said = town.sender.desk().add(id, other);
    assert!(matches!(said, Err(Problem::NothingToAdd)), "{said:?}");
    assert_eq!(town.sent().said.len(), before, "nothing was written");
    let changed = Which::These(vec![SectionId::Life]);
    town.sender.desk().add(id, changed).unwrap();
}

#[test]
fn what_is_over_stands_below_what_is_under_way() {
    let mut town = town(Point::Delivered);
    town.decline(Decline::NotTaken);
    town.exchange();
    let (case, to, over) = (town.case, town.receiver_id, town.id);
    for _ in 0..4 {
        let desk = town.sender.desk();
        let draft = desk.draft(case, to).unwrap();
        let listed: Vec<_> = desk.handovers().unwrap().iter().map(|it| it.id).collect();
        assert_eq!(listed, [draft, over], "whatever their ids");
        desk.discard(draft).unwrap();
    }
}

#[test]
fn what_is_named_by_its_kind_needs_no_words_and_what_is_not_does() {
    let mut town = town(Point::Started);
    let id = town.id;
    let items = [ItemId::Tasks].into_iter().collect();
    town.sender
        .desk()
        .withdraw(id, Withdrawal::Items(items))
        .unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    let wordless = |said: Result<(), Problem>| assert!(matches!(said, Err(Problem::NoWords(_))));
    wordless(desk.follow_up(id, None, Outcome::Concern, ""));
    wordless(desk.handle(id, Handling::Kept, " "));
    desk.follow_up(id, None, Outcome::GoingWell, "").unwrap();
    desk.handle(id, Handling::Erased, "").unwrap();
    desk.discontinue(id, Discontinuation::Employed, "").unwrap();
    town.exchange();
    let kinds = town.sent().state;
    let answered = &kinds.withdrawals[0].answer;
    assert_eq!(*answered, WithdrawalAnswer::Given(Handling::Erased));
    assert_eq!(town.phase(), Phase::Discontinued);
}

#[test]
fn the_declared_exception_ends_with_a_second_approver() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let submitted = |town: &mut Town| {
        let desk = town.sender.desk();
        let id = desk.draft(case, to).unwrap();
        desk.confirm(id, Which::All).unwrap();
        desk.submit(id).unwrap();
        id
    };
    let id = submitted(&mut town);
    town.sender.desk().approve(id).unwrap();
    town.sender.desk().discard(id).unwrap();
    let id = submitted(&mut town);
    crate::town::hire(&mut town.sender, "山吹 恵", Role::ServiceManager);
    assert_eq!(not_ready(town.sender.desk().approve(id)), NotReady::OwnWork);
    town.sender.sign_in("山吹 恵").approve(id).unwrap();
}

#[test]
fn whoever_changed_what_goes_or_recorded_the_confirmation_does_not_approve_it() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let first = town.sender.who().to_owned();
    let (drafts, third) = ("山吹 恵", "緑川 架");
    crate::town::hire(&mut town.sender, drafts, Role::ServiceManager);
    crate::town::hire(&mut town.sender, third, Role::Manager);
    let begun = |town: &mut Town| town.sender.sign_in(drafts).draft(case, to).unwrap();
    let submitted = |town: &mut Town, id| {
        let desk = town.sender.sign_in(drafts);
        desk.confirm(id, Which::All).unwrap();
        desk.submit(id).unwrap();
    };
    let write = |town: &mut Town, words: &str| {
        town.sender.sign_in(&first);
        town.write(FieldId::LifeRhythm, words);
    };
    // What was written before the draft is the record, and no part of it.
    write(&mut town, "夜は早く寝るようになった");
    let id = begun(&mut town);
    submitted(&mut town, id);
    town.sender.sign_in(&first).approve(id).unwrap();
    // What is not disclosed is none of it either.
    town.sender.desk().discard(id).unwrap();
    let id = begun(&mut town);
    town.sender.sign_in(&first);
    town.write(FieldId::CrisisHarm, "渡さない欄");
    submitted(&mut town, id);
    town.sender.sign_in(&first).approve(id).unwrap();

    town.sender.desk().discard(id).unwrap();
    let id = begun(&mut town);
    write(&mut town, "昼寝をしなくなった");
    submitted(&mut town, id);
    let desk = town.sender.sign_in(&first);
    assert_eq!(not_ready(desk.approve(id)), NotReady::OwnWork);
    let steps = desk.next(id).unwrap().steps;
    let approve = steps.iter().find(|(step, _)| *step == Step::Approve);
    let own = Denied::NotReady(NotReady::OwnWork);
    assert_eq!(approve, Some(&(Step::Approve, Err(own))));
    // Given back, the hands are counted anew: whoever submits it once more answers for what was written until then.
    let approver = desk.me().id;
    desk.give_back(id, "ここを書き直した").unwrap();
    let view = desk.handover(id).unwrap();
    assert_eq!(view.returned_by, Some(approver), "who said so");
    write(&mut town, "昼寝をまたするようになった");
    submitted(&mut town, id);
    let desk = town.sender.sign_in(&first);
    assert_eq!(not_ready(desk.approve(id)), NotReady::OwnWork);
    assert_eq!(desk.handover(id).unwrap().returned_by, None, "it is past");
    desk.give_back(id, "もう一度書き直した").unwrap();
    town.sender.sign_in(drafts).submit(id).unwrap();
    town.sender.sign_in(&first).approve(id).unwrap();

    town.sender.desk().discard(id).unwrap();
    let id = begun(&mut town);
    town.sender.sign_in(&first).confirm(id, Which::All).unwrap();
    town.sender.sign_in(drafts).submit(id).unwrap();
    let desk = town.sender.sign_in(&first);
    assert_eq!(not_ready(desk.approve(id)), NotReady::OwnWork);
    let desk = town.sender.sign_in(third);
    desk.approve(id).unwrap();
    // What was approved has left: for the next offer nobody has a hand in it yet.
    desk.offer(id, None).unwrap();
    town.sender.sign_in(drafts).submit(id).unwrap();
    town.sender.sign_in(&first).approve(id).unwrap();
}

#[test]
fn a_confirmation_stays_that_of_whoever_recorded_it_though_it_is_given_back_until_another_records_it()
 {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let first = town.sender.who().to_owned();
    let (drafts, third) = ("山吹 恵", "緑川 架");
    crate::town::hire(&mut town.sender, drafts, Role::ServiceManager);
    crate::town::hire(&mut town.sender, third, Role::Manager);
    let id = town.sender.sign_in(drafts).draft(case, to).unwrap();
    town.sender.sign_in(&first).confirm(id, Which::All).unwrap();
    town.sender.sign_in(drafts).submit(id).unwrap();
    // Whoever gives it back, and however often.
    for gives_back in [&*first, third, &*first] {
        let desk = town.sender.sign_in(&first);
        assert_eq!(not_ready(desk.approve(id)), NotReady::OwnWork);
        let desk = town.sender.sign_in(gives_back);
        desk.give_back(id, "読み直す").unwrap();
        town.sender.sign_in(drafts).submit(id).unwrap();
    }
    town.sender.sign_in(&first).give_back(id, "二人で").unwrap();
    // The screen lists for another what the first one recorded, and nothing for the first one.
    assert_eq!(on_screen(town.sender.desk(), id), ([].into(), vec![]));
    let desk = town.sender.sign_in(drafts);
    let (others, open) = on_screen(desk, id);
    let sections: Vec<SectionId> = others.keys().copied().collect();
    assert_eq!(open, sections);
    assert!(others.values().all(|it| *it == first));
    let [one, rest @ ..] = &sections[..] else {
        panic!("nothing was recorded");
    };
    desk.confirm(id, Which::These(rest.to_vec())).unwrap();
    assert_eq!(on_screen(desk, id).1, [*one]);
    desk.submit(id).unwrap();
    let desk = town.sender.sign_in(&first);
    assert_eq!(not_ready(desk.approve(id)), NotReady::OwnWork, "{one:?}");
    desk.give_back(id, "残りの章").unwrap();
    let desk = town.sender.sign_in(drafts);
    desk.confirm(id, Which::These(vec![*one])).unwrap();
    assert_eq!(on_screen(desk, id), ([].into(), vec![]));
    desk.submit(id).unwrap();
    town.sender.sign_in(&first).approve(id).unwrap();
}

/// Who else recorded the confirmation of which sections, as the screen has it, and of which it can be recorded there.
fn on_screen(desk: &mut Desk, id: HandoverId) -> (BTreeMap<SectionId, String>, Vec<SectionId>) {
    let Ok(Shown::Dossier(view)) = answer(desk, Ask::Show(id)) else {
        panic!("no handover is shown");
    };
    let open = confirmable(&view);
    (view.confirmed_by_others, open)
}

#[test]
fn what_one_drafted_and_the_only_other_submitted_goes_on_by_a_give_back() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let first = town.sender.who().to_owned();
    let other = "山吹 恵";
    crate::town::hire(&mut town.sender, other, Role::ServiceManager);
    let desk = town.sender.sign_in(&first);
    let id = desk.draft(case, to).unwrap();
    desk.confirm(id, Which::All).unwrap();
    town.sender.sign_in(other).submit(id).unwrap();
    for who in [&*first, other] {
        let desk = town.sender.sign_in(who);
        assert_eq!(not_ready(desk.approve(id)), NotReady::OwnWork, "{who}");
    }
    let desk = town.sender.desk();
    let own = not_ready(desk.give_back(id, "自分で求めた"));
    assert_eq!(own, NotReady::OwnWork);
    let desk = town.sender.sign_in(&first);
    desk.give_back(id, "作成した人が求める").unwrap();
    desk.submit(id).unwrap();
    town.sender.sign_in(other).approve(id).unwrap();
}

/// The sender's store is put back to what it was before its last entries, and knows it.
fn set_back(town: &mut Town, old: &std::path::Path) {
    town.sender.close();
    let dir = town.sender.dir.clone();
    std::fs::remove_dir_all(&dir).unwrap();
    copy(old, &dir);
}

#[test]
fn a_withdrawal_that_cannot_be_told_yet_is_told_when_it_can() {
    for scope in [
        Withdrawn::All,
        Withdrawn::Items(BTreeSet::from([ItemId::Life])),
    ] {
        let mut town = town(Point::ReadBack);
        let consent = town.consent;
        let old = Dir::new();
        town.sender.close();
        copy(&town.sender.dir, &old.0);
        let id = town.id;
        let desk = town.sender.desk();
        let (latest, right) = (desk.to_check(id).unwrap(), Verdict::Right);
        desk.check(id, latest, right, "").unwrap();
        town.exchange();
        town.accept();
        town.collect();
        set_back(&mut town, &old.0);
        let report = town.send();
        assert_eq!(report.refused.len(), 1, "the sender notices what it lost");
        let desk = town.sender.desk();
        let told = desk.withdraw_consent(consent, scope.clone()).unwrap();
        assert_eq!(told, [], "nothing can be written yet");
        assert!(town.sent().state.withdrawals.is_empty());
        // The other office sends everything back; with the same round the withdrawal is told.
        let desk = town.receiver.desk();
        desk.sync_through(&town.post, Extent::Everything).unwrap();
        town.send();
        assert_eq!(town.sent().state.withdrawals.len(), 1);
        town.exchange();
        assert_eq!(town.reads(FieldId::LifeRhythm), None);
        town.exchange();
        assert_eq!(town.received().state.withdrawals.len(), 1, "told once");
    }
}

#[test]
fn what_is_taken_back_in_one_dossier_is_taken_back_in_its_siblings() {
    // The first handover was declined; the second is open. The person speaks at the receiver of the second.
    let mut town = town(Point::Delivered);
    let first = town.id;
    town.decline(Decline::SentBack);
    town.exchange();
    assert_eq!(town.phase(), Phase::Declined);
    town.prepare();
    town.offer();
    town.exchange();
    let second = town.id;
    let life = Withdrawal::Items(BTreeSet::from([ItemId::Life]));
    let desk = town.receiver.desk();
    desk.withdraw(second, life).unwrap();
    town.exchange();
    for id in [first, second] {
        for desk in [town.sender.desk(), town.receiver.desk()] {
            let state = desk.handover(id).unwrap().state;
            assert_eq!(state.withdrawals.len(), 1, "one of the two did not hear");
        }
    }
}

fn all_but(item: ItemId) -> BTreeSet<ItemId> {
    let mut items = crate::town::items();
    items.remove(&item);
    items
}

/// What left the sender and what the receiver holds: the mark of the covered field is in none of it.
fn nothing_of_it_left(town: &mut Town) {
    let post = std::mem::take(&mut town.post);
    let parcels = unsealed(&mut town.receiver, &post);
    assert_eq!(found_in(&parcels, SHARED), [""; 0], "it left the office");
    let content = town.receiver.all_content();
    assert_eq!(found_in(&content, SHARED), [""; 0], "it arrived");
}

#[test]
fn a_narrower_form_signed_before_the_sealing_is_not_exceeded_and_is_told() {
    let mut town = town(Point::Approved);
    town.offer();
    let (case, to, id) = (town.case, town.receiver_id, town.id);
    let mut narrow = form(town.sender.desk(), case, to);
    narrow.items = all_but(ItemId::Life);
    let recorded = town.sender.desk().record_consent(narrow).unwrap();
    let taken_back = recorded.taken_back;
    assert_eq!(
        taken_back.handovers,
        [id],
        "it is not said that it takes back"
    );
    assert_eq!(taken_back.items, [ItemId::Life].into());
    let lines = town.sender.desk().audit(Some(id.to_bytes()), 99).unwrap();
    let told =
        |it: &tasuki::domain::audit::Act| *it == tasuki::domain::audit::Act::ConsentWithdrawn;
    assert!(lines.iter().any(|it| told(&it.line.event.act)));
    let life = Withdrawal::Items(BTreeSet::from([ItemId::Life]));
    let view = town.sent();
    assert_eq!(view.state.withdrawals.len(), 1, "the dossier did not hear");
    assert_eq!(view.state.withdrawals[0].scope, life);
    let again = Task::OfferAgain(Why::ItemsWithdrawn);
    assert!(view.line.duties.iter().any(|it| it.task == again));
    town.exchange();
    assert!(town.received().disclosed.is_none());
    nothing_of_it_left(&mut town);
    town.approve();
    town.offer();
    town.exchange();
    assert!(town.reads(FieldId::WishesOwnWords).is_some());
    assert_eq!(town.reads(FieldId::LifeRhythm), None);
    nothing_of_it_left(&mut town);
}

#[test]
fn content_is_sealed_only_within_the_form_of_the_day() {
    // A form that counts from tomorrow is told to nobody; tomorrow it is not exceeded.
    let mut town = town(Point::Approved);
    let (case, to) = (town.case, town.receiver_id);
    let mut later = form(town.sender.desk(), case, to);
    later.signed = later.signed.plus_days(1);
    later.items = all_but(ItemId::Life);
    town.record_ahead(later);
    town.offer();
    assert!(town.sent().state.withdrawals.is_empty());
    town.clock.set(1);
    town.exchange();
    assert!(town.received().disclosed.is_none());
    nothing_of_it_left(&mut town);

    // After the release nothing is taken back by it, and nothing outside it leaves any more.
    let mut town = crate::town::town(Point::Released);
    town.write(FieldId::LifeRhythm, "シルシアタラシイ6");
    let id = town.id;
    town.sender.desk().add(id, Which::All).unwrap();
    renew(&mut town, all_but(ItemId::Life));
    town.exchange();
    assert!(town.sent().state.withdrawals.is_empty());
    let content = town.receiver.all_content();
    assert_ne!(found_in(&content, SHARED), [""; 0], "taken back unsaid");
    assert_eq!(found_in(&content, "シルシアタラシイ6"), [""; 0]);

    // An older form that turns up later changes nothing.
    let mut town = crate::town::town(Point::Approved);
    town.offer();
    let (case, to) = (town.case, town.receiver_id);
    let mut older = form(town.sender.desk(), case, to);
    older.signed = older.signed.plus_days(-1);
    older.items = all_but(ItemId::Life);
    town.sender.desk().record_consent(older).unwrap();
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
}

#[test]
fn nothing_leaves_while_a_withdrawal_waits_to_be_told() {
    for scope in [
        Withdrawn::All,
        Withdrawn::Items(BTreeSet::from([ItemId::Life])),
    ] {
        let mut town = town(Point::Approved);
        let (id, consent) = (town.id, town.consent);
        let before = Dir::new();
        town.receiver.close();
        copy(&town.receiver.dir, &before.0);
        town.offer();
        let offered = Dir::new();
        town.sender.close();
        copy(&town.sender.dir, &offered.0);
        town.exchange();
        let question = asked(&mut town);
        let answer = Answering::Text("起きられます".into());
        town.sender.desk().answer(id, question, answer).unwrap();
        town.exchange();
        town.read();
        town.collect();
        set_back(&mut town, &offered.0);
        assert_eq!(town.send().refused.len(), 1, "the sender does not notice");
        town.sender.desk().withdraw_consent(consent, scope).unwrap();
        // The other office is put back too, to before the offer.
        town.receiver.close();
        let dir = town.receiver.dir.clone();
        std::fs::remove_dir_all(&dir).unwrap();
        copy(&before.0, &dir);
        town.post = crate::town::Post::default();
        let desk = town.sender.desk();
        desk.sync_through(&town.post, Extent::Everything).unwrap();
        town.collect();
        assert!(town.received().disclosed.is_none(), "it was delivered");
        nothing_of_it_left(&mut town);
    }
}

/// The sender has lost its last entry, knows it, and a form of these items is recorded meanwhile.
fn recorded_on_hold(mut town: Town, forms: &[BTreeSet<ItemId>]) -> Town {
    let old = Dir::new();
    town.sender.close();
    copy(&town.sender.dir, &old.0);
    match town.sent().state.release {
        Some(_) => town.end(),
        None => town.check(tasuki::domain::handover::entry::Verdict::Correct),
    }
    town.exchange();
    asked_only(&mut town);
    set_back(&mut town, &old.0);
    assert_eq!(town.send().refused.len(), 1, "the sender does not notice");
    for items in forms {
        renew(&mut town, items.clone());
    }
    town
}

fn asked_only(town: &mut Town) {
    let id = town.id;
    let desk = town.receiver.desk();
    desk.ask(id, SectionId::Wishes, "通える日は").unwrap();
    town.collect();
}

/// The other office sends everything back.
fn healed(town: &mut Town) {
    let desk = town.receiver.desk();
    desk.sync_through(&town.post, Extent::Everything).unwrap();
    town.send();
    town.exchange();
}

#[test]
fn a_form_recorded_while_entries_are_lost_is_asked_when_they_are_back() {
    let narrow = all_but(ItemId::Life);
    let life = Withdrawal::Items(BTreeSet::from([ItemId::Life]));
    let told = |town: &mut Town| {
        let withdrawals = town.received().state.withdrawals.into_iter();
        withdrawals.map(|it| it.scope).collect::<Vec<_>>()
    };
    let mut town = recorded_on_hold(
        crate::town::town(Point::ReadBack),
        std::slice::from_ref(&narrow),
    );
    healed(&mut town);
    assert_eq!(told(&mut town), [life], "the dossier did not hear");
    assert_eq!(town.reads(FieldId::LifeRhythm), None);

    // What a wider form gives again before the dossier could be told was never left out.
    let forms = [narrow.clone(), crate::town::items()];
    let mut town = recorded_on_hold(crate::town::town(Point::ReadBack), &forms);
    healed(&mut town);
    assert_eq!(told(&mut town), []);

    // After the release a form takes nothing back, whenever the dossier is asked.
    let mut town = recorded_on_hold(crate::town::town(Point::Released), &[narrow]);
    healed(&mut town);
    assert_eq!(told(&mut town), [], "taken back unsaid");
    assert!(town.sent().state.ended.is_some());
}

#[test]
fn a_form_that_counts_from_a_later_day_is_told_on_that_day() {
    let mut town = town(Point::Approved);
    let (case, to) = (town.case, town.receiver_id);
    let mut later = form(town.sender.desk(), case, to);
    later.signed = later.signed.plus_days(1);
    later.items = all_but(ItemId::Life);
    town.record_ahead(later);
    town.offer();
    town.exchange();
    assert!(town.reads(FieldId::LifeRhythm).is_some());
    assert!(town.received().state.withdrawals.is_empty());
    town.clock.set(1);
    town.exchange();
    assert_eq!(town.received().state.withdrawals.len(), 1);
    assert_eq!(town.reads(FieldId::LifeRhythm), None);
}

#[test]
fn an_offer_that_came_back_is_not_measured_by_a_form_older_than_it() {
    let mut town = town(Point::Delivered);
    let mut narrow = town.sender.desk().consents(town.case).unwrap();
    let narrow = narrow.remove(0).form().clone();
    let old = Dir::new();
    town.sender.close();
    copy(&town.sender.dir, &old.0);
    let mut wider = narrow.items;
    wider.insert(ItemId::MedicineNames);
    renew(&mut town, wider);
    town.approve();
    town.offer();
    town.exchange();
    asked_only(&mut town);
    set_back(&mut town, &old.0);
    assert_eq!(town.send().refused.len(), 1, "the sender does not notice");
    healed(&mut town);
    let state = town.sent().state;
    assert_eq!(state.offer.unwrap().no.get(), 2, "the offer is back");
    assert_eq!(state.withdrawals, [], "nobody took anything back");
}

#[test]
fn a_withdrawal_that_comes_back_takes_from_the_form_that_came_with_the_old_copy() {
    for scope in [
        Withdrawn::All,
        Withdrawn::Items(BTreeSet::from([ItemId::Life])),
    ] {
        let mut town = town(Point::Delivered);
        let (consent, case, to) = (town.consent, town.case, town.receiver_id);
        let old = Dir::new();
        town.sender.close();
        copy(&town.sender.dir, &old.0);
        let desk = town.sender.desk();
        desk.withdraw_consent(consent, scope.clone()).unwrap();
        town.exchange();
        set_back(&mut town, &old.0);
        let desk = town.receiver.desk();
        desk.sync_through(&town.post, Extent::Everything).unwrap();
        town.send();
        assert_eq!(town.sent().state.withdrawals.len(), 1, "it came back");
        let preview = town.sender.desk().preview(case, to).unwrap();
        let shown = preview.disclosure;
        match scope {
            Withdrawn::All => assert!(shown.is_none(), "the old form is in force"),
            Withdrawn::Items(_) => {
                let items = shown.unwrap().items().clone();
                assert!(!items.contains(&ItemId::Life), "it can leave again");
            }
        }
    }
}

#[test]
fn words_about_an_item_stay_here_while_its_withdrawal_waits_to_be_told() {
    let mut town = town(Point::Delivered);
    let (id, consent) = (town.id, town.consent);
    let spoken = "シルシコタエ4417";
    let desk = town.receiver.desk();
    let first = desk.ask(id, SectionId::Person, "連絡は").unwrap();
    let second = desk.ask(id, SectionId::Wishes, "通える日は").unwrap();
    town.exchange();
    let before = Dir::new();
    town.receiver.close();
    copy(&town.receiver.dir, &before.0);
    let desk = town.sender.desk();
    let answer = Answering::Text(spoken.into());
    desk.answer(id, first, answer).unwrap();
    let answered = Dir::new();
    town.sender.close();
    copy(&town.sender.dir, &answered.0);
    let answer = Answering::Text("週に三日".into());
    town.sender.desk().answer(id, second, answer).unwrap();
    town.exchange();
    asked_only(&mut town);
    set_back(&mut town, &answered.0);
    assert_eq!(town.send().refused.len(), 1, "the sender does not notice");
    let contact = Withdrawn::Items(BTreeSet::from([ItemId::Contact]));
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, contact).unwrap();
    // The other office is put back too, to before the answers.
    town.receiver.close();
    let dir = town.receiver.dir.clone();
    std::fs::remove_dir_all(&dir).unwrap();
    copy(&before.0, &dir);
    town.post = crate::town::Post::default();
    let desk = town.sender.desk();
    desk.sync_through(&town.post, Extent::Everything).unwrap();
    town.collect();
    assert_eq!(answers(&mut town), [""; 0], "told though taken back");
}

#[test]
fn a_withdrawal_that_names_nothing_is_refused_and_owed_to_nobody() {
    let mut town = recorded_on_hold(crate::town::town(Point::ReadBack), &[]);
    let (id, none) = (town.id, Withdrawal::Items(BTreeSet::new()));
    let said = town.sender.desk().withdraw(id, none);
    assert!(matches!(said, Err(Problem::Denied { .. })), "{said:?}");
    healed(&mut town);
    assert_eq!(town.sent().state.withdrawals, []);
}

#[test]
fn a_withdrawal_takes_from_a_form_that_counts_from_a_later_day_too() {
    let mut town = town(Point::Approved);
    let (consent, case, to) = (town.consent, town.case, town.receiver_id);
    let mut later = form(town.sender.desk(), case, to);
    later.signed = later.signed.plus_days(1);
    let later = town.record_ahead(later);
    let life = Withdrawn::Items(BTreeSet::from([ItemId::Life]));
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, life).unwrap();
    town.clock.set(1);
    let preview = town.sender.desk().preview(case, to).unwrap();
    let items = preview.disclosure.unwrap().items().clone();
    assert!(!items.contains(&ItemId::Life), "it comes back tomorrow");
    // It can be taken back by itself before its day.
    town.clock.set(0);
    let desk = town.sender.desk();
    desk.withdraw_consent(later, Withdrawn::All).unwrap();
    town.clock.set(1);
    let preview = town.sender.desk().preview(case, to).unwrap();
    assert!(preview.disclosure.is_none());
}

#[test]
fn of_two_forms_of_one_day_the_last_recorded_counts_whatever_the_clock_says() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let signed = town.sender.desk().today();
    town.clock.set(2);
    for items in [all_but(ItemId::Life), crate::town::items()] {
        let mut form = form(town.sender.desk(), case, to);
        (form.signed, form.items) = (signed, items);
        town.sender.desk().record_consent(form).unwrap();
        // The machine's clock is put back.
        town.sender.close();
        town.clock.set(1);
    }
    let preview = town.sender.desk().preview(case, to).unwrap();
    let items = preview.disclosure.unwrap().items().clone();
    assert!(items.contains(&ItemId::Life), "the first one counts");
}

/// The names under the withdrawals that the sender's log tells, and whose deeds the journal calls them.
fn told_by(town: &mut Town) -> (Vec<Option<String>>, Vec<Doer>) {
    let view = town.sent();
    let said = view.said.iter();
    let told = said.filter(|it| matches!(it.envelope.act, Act::ConsentWithdrawn { .. }));
    let by = told.map(|it| Some(it.words.as_ref()?.get(WordKey::By)?.to_owned()));
    let desk = town.sender.desk();
    let lines = desk.audit(Some(town.id.to_bytes()), 99).unwrap();
    let told = |it: &Deed| *it == Deed::ConsentWithdrawn;
    let lines = lines.into_iter().filter(|it| told(&it.line.event.act));
    (by.collect(), lines.map(|it| it.by).collect())
}

#[test]
fn a_withdrawal_is_told_in_the_name_of_whoever_recorded_it_and_never_of_whoever_signs_in() {
    // Said to one member of staff while entries are lost, told in the round of another.
    let chief = tasuki::workflow::demo::offices()[0].staff[0].0.to_string();
    let mut town = recorded_on_hold(crate::town::town(Point::ReadBack), &[]);
    crate::town::hire(&mut town.sender, "見本 支援", Role::SupportWorker);
    let life = Withdrawal::Items(BTreeSet::from([ItemId::Life]));
    let id = town.id;
    town.sender
        .sign_in("見本 支援")
        .withdraw(id, life.clone())
        .unwrap();
    town.sender.sign_in(&chief);
    healed(&mut town);
    let (by, doers) = told_by(&mut town);
    assert_eq!(by, [Some("見本 支援".to_owned())], "whoever recorded it");
    assert_eq!(doers, [Doer::Program], "in nobody's session by itself");

    // A form comes to count overnight, and the auditor is the first to sign in.
    let mut town = crate::town::town(Point::Approved);
    crate::town::hire(&mut town.sender, "架空 監査", Role::Auditor);
    let (case, to) = (town.case, town.receiver_id);
    let mut later = form(town.sender.desk(), case, to);
    later.signed = later.signed.plus_days(1);
    later.items = all_but(ItemId::Life);
    town.record_ahead(later);
    town.offer();
    town.exchange();
    town.clock.set(1);
    town.sender.sign_in("架空 監査");
    town.sender.sign_in(&chief);
    assert_eq!(town.sent().state.withdrawals[0].scope, life);
    let (by, doers) = told_by(&mut town);
    assert_eq!((by, doers), (vec![None], vec![Doer::Program]));

    // What the other office tells is nobody's word here.
    let mut town = crate::town::town(Point::ReadBack);
    let id = town.id;
    town.receiver.desk().withdraw(id, life).unwrap();
    town.exchange();
    let recorded = town.sender.desk().consents(town.case).unwrap();
    let told = recorded[0].withdrawals().iter().map(|it| it.told);
    assert_eq!(told.collect::<Vec<_>>(), [None]);
}

/// The sender's store is put back to its draft: nobody there knows that anything was offered, and the person takes
/// consent back. When the offer comes back, the other office is told.
#[test]
fn a_withdrawal_said_before_a_lost_offer_comes_back_is_told_then() {
    for scope in [
        Withdrawn::All,
        Withdrawn::Items(BTreeSet::from([ItemId::Life])),
    ] {
        let mut town = town(Point::Approved);
        let (id, consent) = (town.id, town.consent);
        let old = Dir::new();
        town.sender.close();
        copy(&town.sender.dir, &old.0);
        town.offer();
        town.exchange();
        assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
        set_back(&mut town, &old.0);
        let desk = town.sender.desk();
        let told = desk.withdraw_consent(consent, scope).unwrap();
        assert_eq!(told, [], "nothing was offered, as far as anybody knows");
        let desk = town.receiver.desk();
        desk.sync_through(&town.post, Extent::Everything).unwrap();
        assert_eq!(town.send().refused, []);
        assert_eq!(town.sent().state.withdrawals.len(), 1, "not told");
        town.exchange();
        assert_eq!(town.reads(FieldId::LifeRhythm), None, "still held");
        assert_eq!(town.sent().line.id, id);
    }
}

#[test]
fn what_was_taken_back_before_an_offer_takes_nothing_from_it() {
    let mut town = town(Point::Approved);
    let (consent, id) = (town.consent, town.id);
    let life = Withdrawn::Items(BTreeSet::from([ItemId::Life]));
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, life).unwrap();
    // The person thinks better of it and signs again.
    renew(&mut town, crate::town::items());
    town.approve();
    town.offer();
    town.sender.close();
    town.exchange();
    assert_eq!(town.sent().state.withdrawals, [], "{id}");
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
}
