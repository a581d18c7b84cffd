//! After an ending nothing of the disclosure can be found at the receiver, with all its keys; after a partial
//! withdrawal, nothing of the items.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::domain::answer::{Answer, Raw};
use tasuki::domain::case::{Edit, FieldState, Stood, Value};
use tasuki::domain::consent::Withdrawn;
use tasuki::domain::handover::dossier::{Ending, Phase, QuestionStatus, WithdrawalAnswer};
use tasuki::domain::handover::entry::{Act, Decline, Handling, Verdict, Withdrawal};
use tasuki::domain::handover::turn::Task;
use tasuki::domain::id::{CaseId, HandoverId};
use tasuki::domain::meeting::MeetingKind;
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::tui::act::Reply;
use tasuki::tui::room::handover::Ask;
use tasuki::vault::{Name, Shelf};
use tasuki::workflow::brought::Presence;
use tasuki::workflow::contact::{Became, ContactForm, Row};
use tasuki::workflow::draft::{Form, Place, Words};
use tasuki::workflow::handover::{Answering, Which};
use tasuki::workflow::meeting::{MinutesForm, Which as MeetingWhich};
use tasuki::workflow::post::Extent;
use tasuki::workflow::{Desk, Problem};

use crate::beside::{said, told as told_more};
use crate::hostile::spoil;
use crate::town::{
    Dir, Office, Point, SHARED, Town, accept_form, copy, first_day, found_in, named_files,
    new_case_of, text, town,
};

/// A name that is in the disclosure, besides the mark.
const NAME: &str = "タカハシ";

fn is_readable(town: &mut Town) {
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
    let content = town.receiver.all_content();
    for text in [SHARED, NAME] {
        assert_ne!(found_in(&content, text), [""; 0], "the scan finds nothing");
    }
}

/// Nothing is left, in whatever way it is looked for; the sealed records of before are gone, too.
fn is_gone(town: &mut Town, before: &[String]) {
    assert!(
        town.received().disclosed.is_none(),
        "the desk shows content"
    );
    assert_eq!(town.received().line.person, "");
    let content = town.receiver.all_content();
    for text in [SHARED, NAME] {
        assert_eq!(
            found_in(&content, text),
            [""; 0],
            "found with the office's keys"
        );
    }
    town.receiver.close();
    let files = named_files(&town.receiver.dir);
    assert!(3 < files.len());
    for text in [SHARED, NAME] {
        assert_eq!(found_in(&files, text), [""; 0], "found in plain");
    }
    for old in before {
        let kept = files.iter().any(|(name, _)| name.contains(old.as_str()));
        assert!(!kept, "{old} is still there");
    }
    let (said, replied) = {
        let view = town.received();
        (view.said, view.replied)
    };
    assert!(said.iter().chain(&replied).all(|it| it.words.is_none()));
    let erased = replied.iter().filter(|it| it.envelope.act == Act::Erased);
    assert_eq!(erased.count(), 1, "said exactly once");
}

/// The folders the sealed records lie in now. Erasing makes a new one without what must go, and removes the old.
fn epochs(town: &mut Town) -> Vec<String> {
    town.receiver.close();
    let entries = std::fs::read_dir(town.receiver.dir.join("vault")).expect("a folder");
    let names = entries.map(|it| {
        it.expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let epochs: Vec<String> = names.filter(|it| it.starts_with("epoch")).collect();
    assert_eq!(epochs.len(), 1, "{epochs:?}");
    epochs
}

/// What somebody at the receiver is typing about the handover, and what about nothing.
fn form(desk: &Desk, id: Option<HandoverId>) -> Form {
    let place = Place {
        about: id.map(HandoverId::to_bytes),
        form: "question".into(),
    };
    opened(desk, place)
}

/// A form as it is opened now.
fn opened(desk: &Desk, place: Place) -> Form {
    let shown = desk.erasures();
    Form { place, shown }
}

#[test]
fn after_a_recall_nothing_is_left() {
    let mut town = town(Point::ReadBack);
    is_readable(&mut town);
    let id = town.id;
    let typed = Words(vec![("text".into(), SHARED.into())]);
    let other = Words(vec![("text".into(), "別のこと".into())]);
    let desk = town.receiver.desk();
    let (about, nothing) = (form(desk, Some(id)), form(desk, None));
    desk.keep_draft(&about, &typed).unwrap();
    desk.keep_draft(&nothing, &other).unwrap();
    assert_eq!(desk.find_draft(&about).unwrap(), Some(typed));
    let before = epochs(&mut town);
    town.sender.desk().recall(id, "本人が考え直した").unwrap();
    town.exchange();
    is_gone(&mut town, &before);
    let desk = town.receiver.desk();
    let (about, nothing) = (form(desk, Some(id)), form(desk, None));
    assert_eq!(desk.find_draft(&about).unwrap(), None);
    assert_eq!(desk.find_draft(&nothing).unwrap(), Some(other));
}

#[test]
fn what_was_being_typed_about_a_draft_that_is_discarded_goes_and_is_not_kept_again() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let typed = Words(vec![("text".into(), SHARED.into())]);
    let desk = town.sender.desk();
    let id = desk.draft(case, to).unwrap();
    let about = form(desk, Some(id));
    desk.keep_draft(&about, &typed).unwrap();
    assert_eq!(desk.drafts().unwrap().len(), 1);
    desk.discard(id).unwrap();
    assert_eq!(desk.drafts().unwrap().len(), 0);
    let again = desk.keep_draft(&about, &typed);
    assert!(matches!(again, Err(Problem::Erased)), "{again:?}");
}

#[test]
fn a_form_left_open_over_an_erasure_keeps_nothing_of_it_again() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    let typed = Words(vec![("text".into(), SHARED.into())]);
    let desk = town.receiver.desk();
    let (about, nothing) = (form(desk, Some(id)), form(desk, None));
    desk.keep_draft(&about, &typed).unwrap();
    town.sender.desk().recall(id, "本人が考え直した").unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    let refused = [
        desk.keep_draft(&about, &typed).err(),
        desk.find_draft(&about).err(),
        desk.still_stands(&about).err(),
    ];
    for why in refused {
        assert!(matches!(why, Some(Problem::Erased)), "{why:?}");
    }
    desk.keep_draft(&nothing, &Words(vec![("text".into(), "別のこと".into())]))
        .unwrap();
    town.receiver.close();
    let desk = town.receiver.desk();
    let anew = form(desk, Some(id));
    assert_eq!(desk.find_draft(&anew).unwrap(), None);
    let fresh = Words(vec![("text".into(), "消去の後に書いた".into())]);
    desk.keep_draft(&anew, &fresh).unwrap();
    assert_eq!(desk.find_draft(&anew).unwrap(), Some(fresh));
}

#[test]
fn after_a_decline_nothing_is_left() {
    let mut town = town(Point::ReadBack);
    is_readable(&mut town);
    let before = epochs(&mut town);
    town.decline(Decline::NotTaken);
    is_gone(&mut town, &before);
    town.exchange();
    is_gone(&mut town, &before);
}

#[test]
fn after_a_full_withdrawal_at_either_office_nothing_is_left() {
    let mut town = crate::town::town(Point::Accepted);
    is_readable(&mut town);
    let before = epochs(&mut town);
    let consent = town.consent;
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, Withdrawn::All).unwrap();
    town.exchange();
    is_gone(&mut town, &before);

    let mut town = crate::town::town(Point::Accepted);
    let before = epochs(&mut town);
    let id = town.id;
    let desk = town.receiver.desk();
    desk.withdraw(id, Withdrawal::All).unwrap();
    is_gone(&mut town, &before);
}

#[test]
fn a_parcel_from_before_the_ending_brings_nothing_back() {
    let mut town = town(Point::Approved);
    town.offer();
    town.send();
    let late = town.post.take();
    let id = town.id;
    town.sender.desk().recall(id, "取り下げる").unwrap();
    town.send();
    let recall = town.post.take();
    town.post.lay(&recall);
    town.collect();
    town.post.lay(&late);
    let report = town.collect();
    assert_eq!(report.refused, []);
    assert!(town.received().disclosed.is_none());
    let content = town.receiver.all_content();
    assert_eq!(found_in(&content, SHARED), [""; 0]);
}

#[test]
fn a_partial_withdrawal_takes_the_items_and_leaves_the_rest() {
    let mut town = town(Point::ReadBack);
    is_readable(&mut town);
    let consent = town.consent;
    let life = Withdrawn::Items(BTreeSet::from([ItemId::Life]));
    town.sender.desk().withdraw_consent(consent, life).unwrap();
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm), None);
    let content = town.receiver.all_content();
    assert_eq!(found_in(&content, SHARED), [""; 0], "found with all keys");
    assert_ne!(found_in(&content, NAME), [""; 0], "the rest went, too");
    assert!(town.reads(FieldId::WishesOwnWords).is_some());
    assert!(town.received().line.person.starts_with(NAME));
    let acts = town.received().replied;
    assert_eq!(acts.last().map(|it| &it.envelope.act), Some(&Act::Erased));
}

/// Stands in a question, an answer, a risk, a condition: words about the section that is taken back.
const SPOKEN: &str = "シルシコトバ2210";

fn life() -> BTreeSet<ItemId> {
    BTreeSet::from([ItemId::Life])
}

fn withdraw(town: &mut Town, items: BTreeSet<ItemId>) {
    let (desk, consent) = (town.sender.desk(), town.consent);
    desk.withdraw_consent(consent, Withdrawn::Items(items))
        .unwrap();
}

/// Nothing of the text is left at the receiver, with its keys or without.
fn nowhere(town: &mut Town, text: &str, why: &str) {
    let content = town.receiver.all_content();
    assert_eq!(found_in(&content, text), [""; 0], "{why}: found with keys");
    town.receiver.desk();
    for spoken in everything_said(town) {
        assert!(!spoken.contains(text), "{why}: {spoken}");
    }
    town.receiver.close();
    let files = named_files(&town.receiver.dir);
    assert_eq!(found_in(&files, text), [""; 0], "{why}: found in plain");
}

/// Every word of either log that the receiver's key still opens.
fn everything_said(town: &mut Town) -> Vec<String> {
    let view = town.received();
    let all = view.said.iter().chain(&view.replied);
    let words = all.filter_map(|it| it.words.as_ref());
    words
        .flat_map(|it| {
            it.all()
                .map(|(_, text)| text.to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A question on the withdrawn section and one on another, both answered; all read back, with a risk of that section.
fn talked_about(point: Point) -> Town {
    let mut town = town(point);
    let id = town.id;
    for section in [SectionId::Life, SectionId::Wishes] {
        let mark = mark(section);
        let asked = town.receiver.desk().ask(id, section, &mark).unwrap();
        town.exchange();
        let answer = Answering::Text(mark);
        town.sender.desk().answer(id, asked, answer).unwrap();
        town.exchange();
        let desk = town.receiver.desk();
        desk.close_question(id, asked).unwrap();
    }
    town.read();
    let mut form = town.read_back_form();
    form.risks[1] = SPOKEN.into();
    town.receiver.desk().read_back(id, &form).unwrap();
    town.exchange();
    town
}

fn mark(section: SectionId) -> String {
    match section {
        SectionId::Life => SPOKEN.into(),
        _ => "シルシノコル3307".into(),
    }
}

#[test]
fn a_partial_withdrawal_takes_the_words_about_it_too() {
    let mut town = talked_about(Point::Delivered);
    let said = everything_said(&mut town);
    assert_eq!(
        said.iter().filter(|it| it.contains(SPOKEN)).count(),
        3,
        "question, answer, risk"
    );
    withdraw(&mut town, life());
    town.exchange();
    nowhere(&mut town, SPOKEN, "after the withdrawal");
    let kept = mark(SectionId::Wishes);
    let said = everything_said(&mut town);
    assert_eq!(
        said.iter().filter(|it| **it == kept).count(),
        2,
        "words about another section went, too"
    );

    // The other office sends everything again: it does not come back.
    let sender = town.sender.desk();
    sender.sync_through(&town.post, Extent::Everything).unwrap();
    town.exchange();
    nowhere(&mut town, SPOKEN, "after everything was sent again");
}

#[test]
fn a_condition_goes_with_the_items_it_may_speak_of() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.receiver.desk();
    desk.decline(id, Decline::YesIf, SPOKEN).unwrap();
    town.exchange();
    withdraw(&mut town, life());
    town.exchange();
    nowhere(&mut town, SPOKEN, "a condition");
}

#[test]
fn a_withdrawal_that_comes_with_a_new_offer_takes_the_words_as_well() {
    let mut town = talked_about(Point::Delivered);
    withdraw(&mut town, life());
    town.approve();
    town.offer();
    town.exchange();
    nowhere(&mut town, SPOKEN, "settled by a new offer");
    nowhere(&mut town, SHARED, "settled by a new offer");
    assert!(town.received().disclosed.is_some());
}

#[test]
fn an_answer_that_crosses_a_withdrawal_is_not_taken_in() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let asked = town
        .receiver
        .desk()
        .ask(id, SectionId::Life, "朝は")
        .unwrap();
    town.exchange();
    let answer = Answering::Text(SPOKEN.into());
    town.sender.desk().answer(id, asked, answer).unwrap();
    town.send();
    // It is on its way; the person says it at the receiver.
    let desk = town.receiver.desk();
    desk.withdraw(id, Withdrawal::Items(life())).unwrap();
    town.exchange();
    assert!(
        matches!(
            town.received().state.questions[0].status,
            QuestionStatus::Answered(_)
        ),
        "the entry itself is held"
    );
    nowhere(&mut town, SPOKEN, "an answer that crossed");
}

#[test]
fn the_name_goes_from_the_list_with_its_item() {
    let mut town = town(Point::ReadBack);
    assert!(town.received().line.person.contains(NAME));
    withdraw(&mut town, BTreeSet::from([ItemId::Basic]));
    town.exchange();
    assert_eq!(town.received().line.person, "");
    nowhere(&mut town, NAME, "the name");
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
}

#[test]
fn what_a_partial_erasure_left_does_not_outlive_the_consent() {
    let mut town = town(Point::ReadBack);
    withdraw(&mut town, life());
    town.exchange();
    assert!(town.received().state.holds_content, "the rest is held");
    town.clock.set(121);
    town.receiver.close();
    town.collect();
    assert!(town.received().disclosed.is_none(), "held after expiry");
    nowhere(&mut town, NAME, "after expiry");
    let view = town.received();
    assert!(!view.state.holds_content);
    assert!(view.line.duties.iter().all(|it| it.task != Task::Erase));
}

#[test]
fn a_withdrawal_heard_after_the_consent_ran_out_erases_everything() {
    let mut town = town(Point::ReadBack);
    withdraw(&mut town, life());
    town.clock.set(121);
    town.exchange();
    nowhere(&mut town, NAME, "both are owed at once");
    assert!(!town.received().state.holds_content);
}

#[test]
fn what_is_handled_as_gone_is_gone_from_the_own_case_too() {
    for handling in [Handling::Erased, Handling::Returned] {
        let mut town = talked_about(Point::Delivered);
        town.accept();
        town.exchange();
        town.release();
        town.exchange();
        let case = town.start().unwrap();
        town.exchange();
        withdraw(&mut town, life());
        town.exchange();
        let held = town.receiver.desk().show_case(case).unwrap();
        assert!(held.get(FieldId::LifeRhythm).is_some(), "nobody said yet");
        let (desk, id) = (town.receiver.desk(), town.id);
        let place = Place {
            about: Some(case.to_bytes()),
            form: "section/life".into(),
        };
        let typed = Words(vec![("rhythm".into(), SHARED.into())]);
        let form = opened(desk, place.clone());
        desk.keep_draft(&form, &typed).unwrap();
        assert!(desk.find_draft(&form).unwrap().is_some());
        desk.handle(id, handling, "済").unwrap();
        let again = desk.keep_draft(&form, &typed);
        assert!(matches!(again, Err(Problem::Erased)), "{again:?}");
        let anew = opened(desk, place);
        assert_eq!(desk.find_draft(&anew).unwrap(), None, "a draft stays");
        let held = town.receiver.desk().show_case(case).unwrap();
        assert!(held.get(FieldId::LifeRhythm).is_none(), "{handling:?}");
        assert!(held.get(FieldId::WishesOwnWords).is_some(), "{handling:?}");
        nowhere(&mut town, SHARED, "in the own case");
        nowhere(&mut town, SPOKEN, "words after the start");
        assert!(town.received().line.person.starts_with(NAME));
        town.exchange();
        assert_eq!(town.phase(), Phase::Started);
    }
}

/// What an answer takes out of the own case is said before it is given, as many fields as go then; what is kept takes none.
#[test]
fn what_answering_a_withdrawal_takes_from_the_own_case_is_told_beforehand() {
    let mut town = town(Point::Released);
    let case = town.start().unwrap();
    town.exchange();
    let mut own = text(FieldId::LifeRhythm, "自分で聞いた");
    own.as_of = first_day();
    let edits = [(FieldId::LifeRhythm, Edit::Put(own))].into();
    let (desk, id) = (town.receiver.desk(), town.id);
    assert_eq!(desk.handling_takes(id).unwrap(), None, "nothing is owed");
    desk.edit_case(case, None, edits).unwrap();
    withdraw(&mut town, BTreeSet::from([ItemId::Life, ItemId::Wishes]));
    town.exchange();
    let desk = town.receiver.desk();
    let takes = desk.handling_takes(id).unwrap().unwrap();
    assert_eq!(takes.person, Presence::Here);
    let before = desk.show_case(case).unwrap();
    assert_ne!(takes.fields, 0);
    desk.handle(id, Handling::Erased, "消した").unwrap();
    let after = desk.show_case(case).unwrap();
    let changed = FieldId::ALL
        .iter()
        .filter(|it| before.get(**it) != after.get(**it));
    assert_eq!(changed.count(), takes.fields);
    assert!(after.get(FieldId::LifeRhythm).is_some(), "the office's own");
    assert_eq!(desk.handling_takes(id).unwrap(), None, "it is answered");
}

/// A case of this office that is damaged keeps nobody from the one answer that takes nothing out of it: the page opens, and the person hears it.
#[test]
fn that_it_is_kept_can_be_answered_where_the_own_case_cannot_be_read() {
    let mut made = town(Point::Released);
    let case = made.start().unwrap();
    let mut added = town(Point::Released);
    let with_addition = added.start().unwrap();
    added.exchange();
    let rhythm = FieldId::LifeRhythm;
    told_more(&mut added, rhythm, said(rhythm, &["7時"], 0));
    let mut into = town(Point::Released);
    into.reach(first_day());
    let desk = into.receiver.desk();
    let mut known = crate::town::values();
    known.retain(|(field, _)| field.spec().section == SectionId::Person);
    let was_here = new_case_of(desk, known);
    desk.start_into(into.id, first_day(), was_here).unwrap();
    let all = [(made, case), (added, with_addition), (into, was_here)];
    for (town, case) in all {
        kept_though_unreadable(town, case);
    }
}

fn kept_though_unreadable(mut town: Town, case: CaseId) {
    town.exchange();
    withdraw(&mut town, BTreeSet::from([ItemId::Life]));
    town.exchange();
    let name = Name {
        shelf: Shelf::Case,
        id: *case.as_bytes(),
    };
    spoil(&mut town.receiver, name, vec![0xFF; 9]);
    let (desk, id) = (town.receiver.desk(), town.id);
    assert!(matches!(desk.show_case(case), Err(Problem::Unreadable)));
    let page = tasuki::tui::desk::handover::answer(desk, Ask::Show(id));
    assert!(matches!(page, Ok(Reply::Dossier(_))), "the page opens");
    let erased = desk.handle(id, Handling::Erased, "").unwrap_err();
    assert!(matches!(erased, Problem::Unreadable), "{erased:?}");
    desk.handle(id, Handling::Kept, "記録の決まり").unwrap();
    town.exchange();
    let state = town.sender.desk().handover(town.id).unwrap().state;
    let answers = state.withdrawals.iter().map(|it| &it.answer);
    let given = |it: &&WithdrawalAnswer| matches!(it, WithdrawalAnswer::Given(Handling::Kept));
    assert_eq!(answers.filter(given).count(), 1, "the person hears it");
}

/// Somebody nobody took on comes on, whatever end was planned for the move: whoever answers is told so, as the alerts tell it.
#[test]
fn somebody_nobody_took_on_is_still_said_to_be_here_before_an_answer_takes_from_their_case() {
    let mut town = town(Point::Released);
    let case = town.start().unwrap();
    town.exchange();
    let planned = |field: FieldId, days| {
        let day = Raw::Day(first_day().plus_days(days));
        let state = FieldState::Filled(Answer::check(field.spec(), day).unwrap());
        let value = Value {
            state,
            ..text(FieldId::LifeRhythm, "-")
        };
        (field, Edit::Put(value))
    };
    let of_handling = crate::town::values().into_iter();
    let of_handling = of_handling.filter(|it| it.0.spec().section == SectionId::Handling);
    let mut edits: BTreeMap<_, _> = of_handling.map(|it| (it.0, Edit::Put(it.1))).collect();
    edits.extend([
        planned(FieldId::ContractEnd, 30),
        planned(FieldId::HandlingLastDay, 30),
        planned(FieldId::HandlingPlannedStart, 31),
    ]);
    let desk = town.receiver.desk();
    desk.edit_case(case, None, edits).unwrap();
    let to = desk.keep_paper_card(&crate::papers::profile()).unwrap();
    let form = crate::town::form(desk, case, to);
    desk.record_consent(form).unwrap();
    let on = desk.draft(case, to).unwrap();
    desk.confirm(on, Which::All).unwrap();
    desk.submit(on).unwrap();
    desk.approve(on).unwrap();
    desk.offer(on, None).unwrap();
    desk.recall(on, "考え直した").unwrap();
    town.reach(first_day().plus_days(60));
    withdraw(&mut town, BTreeSet::from([ItemId::Life]));
    town.exchange();
    let id = town.id;
    let desk = town.receiver.desk();
    let told = desk.alerts().unwrap().into_iter();
    let mut told = told.map(|it| it.alert.what.code());
    assert!(told.any(|it| it == "nobody-took"));
    let takes = desk.handling_takes(id).unwrap().unwrap();
    assert_eq!(takes.person, Presence::Here);
}

#[test]
fn what_the_office_asked_itself_since_and_what_is_kept_for_a_reason_stay() {
    let mut town = town(Point::Released);
    let case = town.start().unwrap();
    town.exchange();
    let mut own = text(FieldId::LifeRhythm, "自分で聞いた");
    own.as_of = first_day();
    let edits = [(FieldId::LifeRhythm, Edit::Put(own))].into();
    let desk = town.receiver.desk();
    desk.edit_case(case, None, edits).unwrap();
    withdraw(&mut town, BTreeSet::from([ItemId::Life, ItemId::Wishes]));
    town.exchange();
    let (desk, id) = (town.receiver.desk(), town.id);
    desk.handle(id, Handling::Erased, "消した").unwrap();
    let held = town.receiver.desk().show_case(case).unwrap();
    assert!(held.get(FieldId::LifeRhythm).is_some(), "the office's own");
    assert!(held.get(FieldId::WishesOwnWords).is_none());

    withdraw(&mut town, BTreeSet::from([ItemId::Health]));
    town.exchange();
    let (desk, id) = (town.receiver.desk(), town.id);
    let health = |held: &tasuki::domain::case::CaseSummary| held.section(SectionId::Health).count();
    let before = health(&desk.show_case(case).unwrap());
    assert_ne!(before, 0);
    desk.handle(id, Handling::Kept, "支給決定の根拠として5年")
        .unwrap();
    assert_eq!(health(&desk.show_case(case).unwrap()), before);

    // What was kept for its reason is not swept away with what is erased later.
    withdraw(&mut town, BTreeSet::from([ItemId::Strengths]));
    town.exchange();
    let (desk, id) = (town.receiver.desk(), town.id);
    desk.handle(id, Handling::Erased, "消した").unwrap();
    assert_eq!(health(&desk.show_case(case).unwrap()), before);
}

/// What stood in a field of the receiver's own case, as its history tells.
fn told(town: &mut Town, case: CaseId) -> Vec<Stood> {
    let held = town.receiver.desk().show_case(case).unwrap();
    let changes = held.changes(FieldId::LifeRhythm);
    changes.into_iter().map(|it| it.from).collect()
}

#[test]
fn what_stood_in_a_field_before_goes_with_it_and_with_what_the_office_asked_itself() {
    const OURS: &str = "シルシジブン6120";
    for (handling, last) in [
        (Handling::Erased, Some("今のこと")),
        (Handling::Returned, None),
    ] {
        let mut town = town(Point::Released);
        let case = town.start().unwrap();
        town.exchange();
        for said in [OURS, "今のこと"] {
            let mut own = text(FieldId::LifeRhythm, said);
            own.as_of = first_day();
            let edits = [(FieldId::LifeRhythm, Edit::Put(own))].into();
            town.receiver.desk().edit_case(case, None, edits).unwrap();
        }
        if last.is_none() {
            let edits = [(FieldId::LifeRhythm, Edit::Remove)].into();
            town.receiver.desk().edit_case(case, None, edits).unwrap();
        }
        let stood = told(&mut town, case);
        let values = stood.iter().filter(|it| matches!(it, Stood::Value(_)));
        assert!(1 < values.count(), "what came and what took its place");
        let content = town.receiver.all_content();
        for text in [SHARED, OURS] {
            let seen = found_in(&content, text);
            assert!(
                seen.iter().any(|it| it.contains("Case")),
                "{text}: {seen:?}"
            );
        }
        withdraw(&mut town, life());
        town.exchange();
        let before = epochs(&mut town);
        let id = town.id;
        town.receiver.desk().handle(id, handling, "済").unwrap();
        nowhere(&mut town, SHARED, "what came");
        nowhere(&mut town, OURS, "what stood there since");
        assert_ne!(epochs(&mut town), before, "the old records are still there");
        let after = told(&mut town, case);
        assert_eq!(after.len(), stood.len(), "who and when stay");
        assert!(!after.iter().any(|it| matches!(it, Stood::Value(_))));
        let held = town.receiver.desk().show_case(case).unwrap();
        assert_eq!(held.get(FieldId::LifeRhythm).is_some(), last.is_some());
        let wishes = held.changes(FieldId::WishesOwnWords);
        assert_ne!(wishes[0].to, Stood::Forgotten, "another item");
    }
}

/// What is answered of everything takes nothing of a field of which it was answered before that it is gone: what the office
/// wrote there since is its own, and so is the history of it, in its store and in an older copy of that.
#[test]
fn what_was_answered_as_gone_before_is_not_touched_by_a_later_answer() {
    let mut town = town(Point::Released);
    let case = town.start().unwrap();
    town.exchange();
    withdraw(&mut town, life());
    town.exchange();
    let id = town.id;
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "消した").unwrap();
    for said in ["自分で聞いた", "今のこと"] {
        let mut own = text(FieldId::LifeRhythm, said);
        own.as_of = first_day();
        let edits = [(FieldId::LifeRhythm, Edit::Put(own))].into();
        town.receiver.desk().edit_case(case, None, edits).unwrap();
    }
    let stood = told(&mut town, case);
    assert!(stood.iter().any(|it| matches!(it, Stood::Value(_))));
    let desk = town.sender.desk();
    desk.withdraw_consent(town.consent, Withdrawn::All).unwrap();
    town.exchange();
    let old = copied(&mut town);
    let answers = |town: &mut Town| {
        let held = town.receiver.desk().show_case(case).unwrap();
        let here = |field| held.get(field).is_some();
        assert!(here(FieldId::LifeRhythm), "the office's own");
        assert!(!here(FieldId::WishesOwnWords), "what came");
        assert_eq!(told(town, case), stood, "the history of the office's own");
    };
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "すべて消した").unwrap();
    answers(&mut town);
    town.exchange();
    put_back(&mut town, &old);
    answers(&mut town);
    nowhere(&mut town, SHARED, "handled as gone");
}

/// An addition that was on its way when the receiver answered that the item is gone: nothing of it is kept, so that the next
/// answer is as true as this one.
#[test]
fn what_was_on_its_way_when_it_was_answered_as_gone_is_not_kept() {
    const LATE: &str = "シルシオクレ7340";
    let mut town = town(Point::Released);
    town.start().unwrap();
    town.exchange();
    let id = town.id;
    let mut late = text(FieldId::LifeRhythm, LATE);
    late.as_of = first_day();
    let edits = [(FieldId::LifeRhythm, Edit::Put(late))].into();
    let desk = town.sender.desk();
    desk.edit_case(town.case, None, edits).unwrap();
    desk.add(id, Which::All).unwrap();
    town.send();
    let desk = town.receiver.desk();
    desk.withdraw(id, Withdrawal::Items(life())).unwrap();
    desk.handle(id, Handling::Erased, "消した").unwrap();
    town.exchange();
    let parts = town.received().state.additions;
    assert_eq!(parts, 1, "it came, and is confirmed");
    nowhere(&mut town, LATE, "answered as gone before it came");
    let items = |office: &mut Office| {
        let views = office.desk().records_of(id).unwrap().views;
        let addition = views.into_iter().find(|it| it.record.part == 1);
        addition.expect("a record of the addition").record.items
    };
    assert_eq!(items(&mut town.receiver), life(), "what was delivered");
    assert_eq!(items(&mut town.sender), life());
    assert!(town.reads(FieldId::WishesOwnWords).is_some());
}

/// What was said of an item after it was answered as gone goes with everything that is answered for later.
#[test]
fn what_was_said_after_an_answer_goes_with_a_later_one() {
    let mut town = town(Point::Released);
    town.start().unwrap();
    town.exchange();
    withdraw(&mut town, life());
    town.exchange();
    let id = town.id;
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "消した").unwrap();
    desk.ask(id, SectionId::Life, SPOKEN).unwrap();
    town.exchange();
    assert!(everything_said(&mut town).contains(&SPOKEN.to_owned()));
    let desk = town.sender.desk();
    desk.withdraw_consent(town.consent, Withdrawn::All).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "すべて消した").unwrap();
    nowhere(&mut town, SPOKEN, "everything was answered for");
}

#[test]
fn of_a_recall_the_label_stays_and_its_reason_goes() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    town.sender.desk().recall(id, SPOKEN).unwrap();
    town.exchange();
    let view = town.received();
    assert_eq!(view.line.phase, Phase::Recalled);
    assert!(view.state.endings.contains(&Ending::Recalled));
    nowhere(&mut town, SPOKEN, "the reason of a recall");
}

#[test]
fn what_consent_ran_out_on_can_be_read_again_with_its_words_under_a_new_offer() {
    let mut town = town(Point::Delivered);
    let before = epochs(&mut town);
    town.clock.set(121);
    town.exchange();
    is_gone(&mut town, &before);
    let mut form = crate::town::form(town.sender.desk(), town.case, town.receiver_id);
    form.until = form.signed.plus_days(60);
    town.consent = town.sender.desk().record_consent(form).unwrap().id;
    town.approve();
    town.offer();
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
    let said = town.received().said;
    assert_eq!(said.len(), 2);
    assert!(said[0].words.is_none(), "of the offer that was destroyed");
    assert!(said[1].words.is_some(), "of the new one");
}

/// The receiver's store as it was before it accepted; it has noticed that entries are lost.
fn behind() -> Town {
    let mut town = town(Point::ReadBack);
    let (id, old) = (town.id, Dir::new());
    town.receiver.close();
    copy(&town.receiver.dir, &old.0);
    town.accept();
    town.exchange();
    town.receiver.close();
    std::fs::remove_dir_all(&town.receiver.dir).unwrap();
    copy(&old.0, &town.receiver.dir);
    town.check(Verdict::Right);
    town.send();
    assert_eq!(town.collect().refused.len(), 1, "the loss is noticed");
    let lost = town.receiver.desk().accept(id, &accept_form());
    assert!(matches!(lost, Err(Problem::EntriesLost(_))), "{lost:?}");
    is_readable(&mut town);
    town
}

#[test]
fn the_person_is_heard_while_entries_are_lost_and_told_when_they_are_back() {
    for scope in [Withdrawal::All, Withdrawal::Items(life())] {
        let mut town = behind();
        let id = town.id;
        town.receiver.desk().withdraw(id, scope.clone()).unwrap();
        nowhere(&mut town, SHARED, "at once");
        if scope == Withdrawal::All {
            nowhere(&mut town, NAME, "at once");
        }
        assert!(town.received().state.withdrawals.is_empty());
        let desk = town.sender.desk();
        desk.sync_through(&town.post, Extent::Everything).unwrap();
        town.collect();
        nowhere(&mut town, SHARED, "though everything came back");
        town.exchange();
        assert_eq!(town.received().state.withdrawals.len(), 1);
        assert_eq!(town.sent().state, town.received().state);
        nowhere(&mut town, SHARED, "when it was told");
    }
}

#[test]
fn what_is_asked_after_a_handled_withdrawal_is_heard() {
    let mut town = town(Point::Released);
    withdraw(&mut town, BTreeSet::from([ItemId::Contact]));
    town.exchange();
    let (desk, id) = (town.receiver.desk(), town.id);
    desk.handle(id, Handling::Erased, "済").unwrap();
    let asked = "シルシアトデ81";
    desk.ask(id, SectionId::Person, asked).unwrap();
    town.exchange();
    let view = town.sent();
    let words = view.replied.iter().filter_map(|it| it.words.as_ref());
    let said = words.flat_map(|it| {
        it.all()
            .map(|(_, text)| text.to_owned())
            .collect::<Vec<_>>()
    });
    assert!(
        said.collect::<Vec<_>>().iter().any(|it| it == asked),
        "lost"
    );
}

#[test]
fn consent_that_runs_out_while_entries_are_lost_is_not_waited_for() {
    let mut town = behind();
    town.clock.set(121);
    town.receiver.close();
    assert!(town.received().disclosed.is_none(), "held after expiry");
    nowhere(&mut town, NAME, "though entries are lost");
}

/// The receiver's store is put back to what it was; the sender sends everything again.
fn put_back(town: &mut Town, old: &Dir) {
    town.receiver.close();
    std::fs::remove_dir_all(&town.receiver.dir).unwrap();
    copy(&old.0, &town.receiver.dir);
    let desk = town.sender.desk();
    desk.sync_through(&town.post, Extent::Everything).unwrap();
    town.collect();
    town.exchange();
}

fn copied(town: &mut Town) -> Dir {
    let old = Dir::new();
    town.receiver.close();
    copy(&town.receiver.dir, &old.0);
    old
}

#[test]
fn what_was_erased_and_comes_back_with_an_old_copy_goes_again() {
    let mut town = town(Point::ReadBack);
    let old = copied(&mut town);
    withdraw(&mut town, life());
    town.exchange();
    put_back(&mut town, &old);
    nowhere(&mut town, SHARED, "the items were erased");
    assert!(town.reads(FieldId::WishesOwnWords).is_some());

    let id = town.id;
    town.sender.desk().recall(id, "取り下げる").unwrap();
    town.exchange();
    put_back(&mut town, &old);
    nowhere(&mut town, SHARED, "everything was erased");
    nowhere(&mut town, NAME, "everything was erased");

    let mut town = talked_about(Point::Delivered);
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let case = town.start().unwrap();
    town.exchange();
    withdraw(&mut town, life());
    town.exchange();
    let old = copied(&mut town);
    let (desk, id) = (town.receiver.desk(), town.id);
    desk.handle(id, Handling::Erased, "済").unwrap();
    town.exchange();
    put_back(&mut town, &old);
    let held = town.receiver.desk().show_case(case).unwrap();
    assert!(held.get(FieldId::LifeRhythm).is_none(), "handled as gone");
    assert!(held.get(FieldId::WishesOwnWords).is_some());
    nowhere(&mut town, SHARED, "handled as gone");
    nowhere(&mut town, SPOKEN, "handled as gone");
}

/// Stands in minutes of the receiver and in its list of people to be told.
const ASIDE: &str = "シルシワキ5530";

/// The receiver writes down a meeting, and whom it told.
fn written_aside(town: &mut Town) {
    let (id, desk) = (town.id, town.receiver.desk());
    let minutes = MinutesForm {
        day: desk.today(),
        kind: MeetingKind::Handover,
        present: "見本 担当".into(),
        decided: ASIDE.into(),
    };
    desk.write_meeting(id, MeetingWhich::New, &minutes).unwrap();
    let form = ContactForm {
        person: ASIDE.into(),
        what: String::new(),
        became: Some(Became::Open),
    };
    let row = Row::New("見本の大家".into());
    desk.write_contact(id, &row, &form).unwrap();
}

/// An erasure and a newer offer that come back in one parcel: what was destroyed does not come out of the older store.
#[test]
fn what_an_older_store_holds_beside_a_handover_does_not_come_back_with_a_newer_offer() {
    let mut town = town(Point::Delivered);
    written_aside(&mut town);
    let old = copied(&mut town);
    town.clock.set(121);
    town.exchange();
    nowhere(&mut town, ASIDE, "consent ran out");
    let mut form = crate::town::form(town.sender.desk(), town.case, town.receiver_id);
    form.until = form.signed.plus_days(60);
    town.consent = town.sender.desk().record_consent(form).unwrap().id;
    town.approve();
    town.offer();
    put_back(&mut town, &old);
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
    nowhere(&mut town, ASIDE, "the older store holds it");

    let mut town = crate::town::town(Point::Delivered);
    written_aside(&mut town);
    let old = copied(&mut town);
    withdraw(&mut town, life());
    town.exchange();
    town.approve();
    town.offer();
    put_back(&mut town, &old);
    assert!(town.reads(FieldId::WishesOwnWords).is_some());
    let meetings = town.receiver.desk().meetings(town.id).unwrap().meetings;
    assert_eq!(meetings, [], "the older store holds them");
}

/// What the receiver said of two withdrawals comes back to an older copy of its store in one parcel: nothing of either
/// is left, and the round that brings it ends.
#[test]
fn two_handled_withdrawals_that_come_back_together_both_go_again() {
    let mut town = town(Point::Released);
    let case = town.start().unwrap();
    town.exchange();
    withdraw(&mut town, life());
    withdraw(&mut town, BTreeSet::from([ItemId::Wishes]));
    town.exchange();
    let old = copied(&mut town);
    let id = town.id;
    for _ in 0..2 {
        let desk = town.receiver.desk();
        desk.handle(id, Handling::Erased, "済").unwrap();
    }
    town.exchange();
    put_back(&mut town, &old);
    let held = town.receiver.desk().show_case(case).unwrap();
    for field in [FieldId::LifeRhythm, FieldId::WishesOwnWords] {
        assert!(held.get(field).is_none(), "{field:?} is back in the case");
        assert_eq!(town.reads(field), None, "{field:?} is back in the handover");
    }
    assert!(
        town.reads(FieldId::PersonName).is_some(),
        "the rest went, too"
    );
    nowhere(&mut town, SHARED, "handled as gone");
}
