//! What is missing before an offer of somebody who was offered before: only what changed, is old, or was asked for.

use tasuki::domain::answer::{Answer, Raw};
use tasuki::domain::audit::Act;
use tasuki::domain::case::{Edit, FieldState};
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::draft::NotReady;
use tasuki::domain::handover::entry::{Decline, Reading};
use tasuki::domain::handover::partial::{Instead, Lack};
use tasuki::domain::handover::permit::Step;
use tasuki::domain::id::QuestionNo;
use tasuki::domain::section::{FieldId, SectionId};
use tasuki::lang::Lang;
use tasuki::lang::todo::row;
use tasuki::workflow::earlier::{Point, Since};
use tasuki::workflow::handover::Which;
use tasuki::workflow::post::Extent;
use tasuki::workflow::problem::Thing;
use tasuki::workflow::todo::{Look, Todo, left, todo};
use tasuki::workflow::view::HandoverView;
use tasuki::workflow::{Desk, Problem};

use crate::place::{FIRST, Place, SECOND, text};
use crate::town::{Approving, Dir, Point as At, Town, establish, introduce, town};

/// A town in which the receiver declined the first handover in this way.
fn declined(how: Decline) -> Town {
    let mut town = town(At::Delivered);
    town.decline(how);
    town.exchange();
    town
}

fn list(view: &HandoverView) -> Vec<Todo> {
    todo(&Look::of(view, Some("受け手")))
}

#[test]
fn of_a_case_offered_before_only_what_changed_is_asked_of_the_person_again() {
    let mut town = declined(Decline::NotTaken);
    let (case, to) = (town.case, town.receiver_id);
    town.id = town.sender.desk().draft(case, to).unwrap();
    let view = town.sent();
    let all: Vec<_> = view.disclosure.as_ref().unwrap().sections().collect();
    assert!(5 < all.len());
    assert_eq!(
        view.asked.found_before.len(),
        all.len(),
        "all are as they were"
    );
    assert_eq!(list(&view), [Todo::Step(Step::Submit)], "nothing is asked");
    assert_eq!(view.line.phase, Phase::Confirmed);

    town.write(FieldId::LifeRhythm, "夜は早く寝るようになった");
    let view = town.sent();
    let asked = list(&view);
    let life = Todo::Section(SectionId::Life);
    assert_eq!(asked, [life, Todo::Step(Step::Submit)], "one section");
    assert_eq!(left(&asked), 1);
    let [due] = &view.asked.due[..] else {
        panic!("{:?}", view.asked.due)
    };
    assert_eq!(due.since, Since::Changed(vec![FieldId::LifeRhythm]));
    let (desk, id) = (town.sender.desk(), town.id);
    assert!(desk.submit(id).is_err(), "the person has not seen it");
    desk.confirm(id, Which::These(vec![SectionId::Life]))
        .unwrap();
    desk.submit(id).unwrap();
    desk.approve(id).unwrap();
    town.offer();
    town.exchange();
    let read = town.reads(FieldId::LifeRhythm);
    assert_eq!(read.as_deref(), Some("夜は早く寝るようになった"));
}

#[test]
fn nobody_is_handed_over_without_saying_who_it_is_and_what_nobody_checked_is_listed() {
    let mut town = town(At::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let state = |state| {
        let mut value = crate::town::text(FieldId::PersonName, "見本 一郎");
        value.state = state;
        Edit::Put(value)
    };
    let born = town.sender.desk().show_case(case).unwrap();
    let born = born.get(FieldId::PersonBirth).unwrap().clone();
    let (birth, end) = (FieldId::PersonBirth, FieldId::PeriodEnd);
    let edits = [
        (birth, state(FieldState::Nothing)),
        (end, state(FieldState::Unchecked)),
    ];
    let desk = town.sender.desk();
    desk.edit_case(case, None, edits.into()).unwrap();
    town.id = desk.draft(case, to).unwrap();
    let id = town.id;
    desk.confirm(id, Which::All).unwrap();
    let refused = desk.submit(id).unwrap_err();
    let missing = Problem::not_ready(Step::Submit, NotReady::Missing(vec![birth]));
    assert_eq!(format!("{refused:?}"), format!("{missing:?}"));
    let to_check = Todo::Lack(end, Lack::Answer(Instead::Unchecked));
    let view = town.sent();
    assert_eq!(view.asked.instead(birth), Some(Instead::Nothing));
    let step = Todo::Step(Step::Submit);
    assert_eq!(list(&view), [Todo::Field(birth), to_check, step]);
    let said = row(Todo::Field(birth), &view.asked, Lang::Ja);
    assert!(said.contains("答えがない"), "{said}");

    let desk = town.sender.desk();
    let edits = [(birth, Edit::Put(born))];
    desk.edit_case(case, None, edits.into()).unwrap();
    desk.confirm(id, Which::All).unwrap();
    desk.submit(id).unwrap();
    assert!(
        list(&town.sent()).contains(&to_check),
        "it holds nothing back"
    );
}

#[test]
fn what_the_person_said_longer_ago_than_the_plan_may_be_is_asked_again() {
    let mut town = declined(Decline::NotTaken);
    let (case, to) = (town.case, town.receiver_id);
    // Three months and a little; the consent holds for 120 days.
    town.clock.set(100);
    town.id = town.sender.desk().draft(case, to).unwrap();
    let view = town.sent();
    assert!(view.asked.found_before.is_empty());
    assert_eq!(view.line.phase, Phase::Consented);
    let all = view.disclosure.as_ref().unwrap().sections().count();
    assert_eq!(view.asked.due.len(), all);
    assert!(view.asked.due.iter().all(|it| it.since == Since::Same));
    let life = view
        .asked
        .due
        .iter()
        .find(|it| it.section == SectionId::Life);
    assert!(life.unwrap().old.contains(&FieldId::LifeRhythm));
}

#[test]
fn what_a_handover_only_took_over_from_the_one_before_gets_no_younger_by_it() {
    let mut town = declined(Decline::NotTaken);
    let (case, to) = (town.case, town.receiver_id);
    town.clock.set(60);
    town.id = town.sender.desk().draft(case, to).unwrap();
    town.write(FieldId::LifeRhythm, "夜は早く寝るようになった");
    let (desk, id) = (town.sender.desk(), town.id);
    desk.confirm(id, Which::These(vec![SectionId::Life]))
        .unwrap();
    desk.submit(id).unwrap();
    desk.approve(id).unwrap();
    town.offer();
    town.exchange();
    town.decline(Decline::NotTaken);
    town.exchange();
    // A hundred days after the person's word, forty after it was taken over.
    town.clock.set(100);
    town.id = town.sender.desk().draft(case, to).unwrap();
    let found: Vec<_> = town.sent().asked.found_before.into_iter().collect();
    assert_eq!(found, [SectionId::Life], "what was said forty days ago");
}

#[test]
fn the_latest_decline_leads_on_though_an_older_handover_hears_of_its_end_later() {
    let mut town = town(At::Delivered);
    let dir = Dir::new();
    let mut third = establish(dir.0.join("third"), 2, Approving::Alone, &town.clock);
    introduce(&mut third, &mut town.sender);
    introduce(&mut town.sender, &mut third);
    let (case, id, to) = (town.case, town.id, third.desk().office_id());
    let desk = town.sender.desk();
    desk.recall(id, "本人が考え直した").unwrap();
    assert_eq!(desk.leads_on(case).unwrap(), None, "nobody declined");
    let form = crate::town::form(desk, case, to);
    let next = desk.draft(case, to).unwrap();
    desk.record_consent(form).unwrap();
    desk.submit(next).unwrap();
    desk.approve(next).unwrap();
    desk.offer(next, None).unwrap();
    let peers = desk.peers().unwrap();
    let named = peers.iter().find(|it| it.id == town.receiver_id).unwrap();
    let named = named.name.clone();
    // The first office is closed for three weeks; the third answers at once.
    let post = &town.post;
    desk.sync_through(post, Extent::New).unwrap();
    let there = third.desk();
    there.sync_through(post, Extent::New).unwrap();
    there.decline(next, Decline::TryOther, &named).unwrap();
    there.sync_through(post, Extent::New).unwrap();
    town.clock.set(21);
    town.exchange();
    let desk = town.sender.desk();
    assert_eq!(desk.handovers().unwrap().len(), 2);
    assert_eq!(desk.leads_on(case).unwrap(), Some(town.receiver_id));
}

#[test]
fn a_confirmation_for_one_office_counts_for_another_while_consent_discloses_the_same() {
    let mut town = declined(Decline::NotTaken);
    let dir = Dir::new();
    let mut third = establish(dir.0.join("third"), 2, Approving::Alone, &town.clock);
    introduce(&mut third, &mut town.sender);
    let (case, to) = (town.case, third.desk().office_id());
    let desk = town.sender.desk();
    town.id = desk.draft(case, to).unwrap();
    assert_eq!(
        town.sent().line.phase,
        Phase::Drafting,
        "a consent of its own"
    );
    let desk = town.sender.desk();
    let form = crate::town::form(desk, case, to);
    desk.record_consent(form).unwrap();
    assert_eq!(list(&town.sent()), [Todo::Step(Step::Submit)]);
    assert_eq!(town.sent().asked.declined.len(), 1, "who declined is shown");
}

#[test]
fn what_an_office_that_sent_it_back_asked_for_stands_in_the_list_until_it_is_put_right() {
    let mut town = town(At::Delivered);
    let (first, case) = (town.id, town.case);
    let desk = town.receiver.desk();
    let life = desk
        .to_read(first, &Which::These(vec![SectionId::Life]))
        .unwrap();
    desk.acknowledge(first, &life, Reading::NotForUs).unwrap();
    desk.ask(first, SectionId::Wishes, "通勤は一人でできますか")
        .unwrap();
    town.decline(Decline::SentBack);
    town.exchange();
    let desk = town.sender.desk();
    town.id = desk.draft_after(first, None).unwrap();
    let view = town.sent();
    let [said] = &view.asked.declined[..] else {
        panic!("{:?}", view.asked.declined)
    };
    assert_eq!((said.id, said.how), (first, Decline::SentBack));
    assert_eq!(said.reason, "受け入れの席がない");
    let no = QuestionNo::FIRST;
    let question = Point::Question {
        no,
        section: SectionId::Wishes,
        text: "通勤は一人でできますか".into(),
    };
    let points = [Point::Reason, Point::NotForUs(SectionId::Life), question];
    assert_eq!(said.open, points);
    assert_eq!(left(&list(&view)), 3);

    town.write(FieldId::LifeRhythm, "一日の流れを書き足した");
    let asked = list(&town.sent());
    let question = Todo::Question(first, no, SectionId::Wishes);
    assert_eq!(asked[..2], [question, Todo::Section(SectionId::Life)]);
    assert_eq!(
        left(&asked),
        2,
        "the reason and the section were dealt with"
    );
    town.write(FieldId::WishesCommute, "電車で、一人で通える");
    let (desk, id) = (town.sender.desk(), town.id);
    desk.confirm(id, Which::All).unwrap();
    assert_eq!(left(&list(&town.sent())), 0);
    let desk = town.sender.desk();
    let read = |desk: &Desk| {
        let lines = desk.audit(Some(case.to_bytes()), 999).unwrap().into_iter();
        lines
            .filter(|it| it.line.event.act == Act::CaseRead)
            .count()
    };
    let before = read(desk);
    assert_eq!(desk.declined_before(case).unwrap().len(), 1);
    assert_eq!(read(desk), before + 1, "what was said of a person was read");
}

#[test]
fn a_section_that_is_not_offered_any_more_is_put_right_and_one_that_is_only_dated_anew_is_not() {
    let mut town = town(At::Delivered);
    let (first, case) = (town.id, town.case);
    let desk = town.receiver.desk();
    let life = desk
        .to_read(first, &Which::These(vec![SectionId::Life]))
        .unwrap();
    desk.acknowledge(first, &life, Reading::NotForUs).unwrap();
    town.exchange();
    town.decline(Decline::SentBack);
    town.exchange();
    let desk = town.sender.desk();
    town.id = desk.draft_after(first, None).unwrap();
    let stands = desk.show_case(case).unwrap();
    let mut dated = stands.get(FieldId::LifeRhythm).unwrap().clone();
    dated.as_of = dated.as_of.plus_days(1);
    town.clock.set(2);
    let desk = town.sender.desk();
    let edits = [(FieldId::LifeRhythm, Edit::Put(dated))];
    desk.edit_case(case, None, edits.into()).unwrap();
    let open = town.sent().asked.declined.remove(0).open;
    let points = [Point::Reason, Point::NotForUs(SectionId::Life)];
    assert_eq!(open, points);
    let view = town.sent();
    let mut told = view.disclosure.as_ref().unwrap().sections();
    let (_, fields) = told.find(|(id, _)| *id == SectionId::Life).unwrap();
    let edits = fields.iter().map(|(field, _)| (*field, Edit::Remove));
    let desk = town.sender.desk();
    desk.edit_case(case, None, edits.collect()).unwrap();
    assert_eq!(town.sent().asked.declined.remove(0).open, []);
}

#[test]
fn what_the_plan_says_is_suggested_for_what_is_missing_and_written_only_when_it_is_taken() {
    let mut town = declined(Decline::NotTaken);
    let (case, to) = (town.case, town.receiver_id);
    let empty = [FieldId::TasksOpen, FieldId::HandlingLastDay];
    let edits = empty.map(|it| (it, Edit::Remove));
    let desk = town.sender.desk();
    desk.edit_case(case, None, edits.into()).unwrap();
    town.id = desk.draft(case, to).unwrap();
    let view = town.sent();
    let suggested: Vec<_> = view.asked.suggested.iter().map(|it| it.field).collect();
    assert_eq!(suggested, [FieldId::HandlingLastDay, FieldId::TasksOpen]);
    assert_eq!(view.missing, [FieldId::HandlingLastDay, FieldId::TasksOpen]);
    let goals = view.asked.suggestion(FieldId::TasksOpen).unwrap();
    assert_eq!(goals.from, FieldId::PlanShortGoals);
    let goals = goals.value.clone();
    let (desk, id) = (town.sender.desk(), town.id);
    let refused = desk.take_suggested(id, &[FieldId::TasksOpen, FieldId::LifeRhythm], None);
    assert!(matches!(refused, Err(Problem::Missing(Thing::Suggestion))));
    assert_eq!(desk.show_case(case).unwrap().get(FieldId::TasksOpen), None);
    let seen = desk.show_case(case).unwrap().revision();
    let stale = desk.take_suggested(id, &[FieldId::TasksOpen], Some(seen - 1));
    assert!(matches!(stale, Err(Problem::Stale)), "{stale:?}");
    desk.take_suggested(id, &[FieldId::TasksOpen], Some(seen))
        .unwrap();
    let stored = desk.show_case(case).unwrap();
    assert_eq!(stored.get(FieldId::TasksOpen), Some(&goals));
    assert_eq!(town.sent().missing, [FieldId::HandlingLastDay]);
    let desk = town.sender.desk();
    // What was looked at is written, or nothing: meanwhile a colleague wrote another day.
    let seen = view.asked.suggestion(FieldId::HandlingLastDay).unwrap();
    let stands = desk.show_case(case).unwrap();
    let mut end = stands.get(FieldId::ContractEnd).unwrap().clone();
    let raw = Raw::Day(crate::town::first_day().plus_days(-9));
    let answer = Answer::check(FieldId::ContractEnd.spec(), raw).unwrap();
    end.state = FieldState::Filled(answer);
    let edits = [(FieldId::ContractEnd, Edit::Put(end))];
    desk.edit_case(case, None, edits.into()).unwrap();
    let stale = desk.take_as_seen(id, seen);
    assert!(matches!(stale, Err(Problem::Stale)), "{stale:?}");
    let stands = desk.show_case(case).unwrap();
    assert_eq!(stands.get(FieldId::HandlingLastDay), None);
    let view = town.sent();
    let seen = view.asked.suggestion(FieldId::HandlingLastDay).unwrap();
    let desk = town.sender.desk();
    desk.take_as_seen(id, seen).unwrap();
    assert!(
        desk.take_suggested(id, &[FieldId::HandlingLastDay], None)
            .is_err()
    );
    let asked = list(&town.sent());
    let written = Todo::Section(SectionId::Tasks);
    assert!(asked.contains(&written), "the person sees it: {asked:?}");
}

#[test]
fn a_decline_leads_nowhere_once_it_was_offered_anew_and_released() {
    let mut town = declined(Decline::SentBack);
    let (case, to) = (town.case, town.receiver_id);
    assert_eq!(town.sender.desk().leads_on(case).unwrap(), Some(to));
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let id = town.id;
    town.receiver.desk().not_start(id, "入院した").unwrap();
    town.exchange();
    assert_eq!(town.sender.desk().leads_on(case).unwrap(), None);
}

#[test]
fn after_a_plain_decline_the_offices_not_asked_yet_are_named() {
    let mut town = declined(Decline::NotTaken);
    let dir = Dir::new();
    let mut third = establish(dir.0.join("third"), 2, Approving::Alone, &town.clock);
    introduce(&mut third, &mut town.sender);
    let (case, id, to) = (town.case, town.id, third.desk().office_id());
    let desk = town.sender.desk();
    let Err(Problem::WhereTo(others)) = desk.draft_after(id, None) else {
        panic!("nothing leads anywhere")
    };
    assert_eq!(others.iter().map(|it| it.id).collect::<Vec<_>>(), [to]);
    assert_eq!(desk.leads_on(case).unwrap(), None);
    desk.revoke_card(to).unwrap();
    assert_eq!(desk.not_asked_yet(case).unwrap(), [], "trusted no more");
}

#[test]
fn by_command_the_list_of_a_second_handover_asks_one_thing_where_one_thing_changed() {
    let place = Place::pair();
    let first = place.approved();
    place.step("a", &["offer", &first]);
    place.json("a", FIRST, &["sync"]);
    place.json("b", FIRST, &["sync"]);
    place.step("b", &["decline", &first, "not-taken", "席がない"]);
    place.json("b", FIRST, &["sync"]);
    place.json("a", FIRST, &["sync"]);
    let to = "見本事業所b";
    let draft = ["handover", "draft", "--after", &first, "--to", to];
    let said = place.json("a", FIRST, &draft);
    let (id, case) = (
        text(&said["handover"]["id"]),
        text(&said["handover"]["case"]),
    );
    let list = |place: &Place| place.json("a", FIRST, &["handover", "todo", &id]);
    let said = list(&place);
    assert_eq!(said["left"], 0, "{said}");
    assert_eq!(said["declined"][0]["reason"], "席がない");
    assert_eq!(said["declined"][0]["how"], "not-taken");
    let edit = ["case", "edit", &case, "--set", "life.rhythm=夜は早く寝る"];
    place.json("a", FIRST, &edit);
    let said = list(&place);
    assert_eq!(said["left"], 1, "{said}");
    assert_eq!(said["todo"][0]["what"], "unconfirmed");
    assert_eq!(
        said["todo"][0]["changed"],
        serde_json::json!(["life.rhythm"])
    );
    // Four commands in all: one for the person, three for the offer.
    place.step("a", &["confirm", &id, "--sections", "life"]);
    place.step("a", &["submit", &id]);
    place.json("a", SECOND, &["handover", "approve", &id]);
    assert_eq!(place.step("a", &["offer", &id]), "Offered");
    assert_eq!(list(&place)["todo"], serde_json::json!([]));
}

/// The bound is the person's, so nothing waits for it; that it is there is told to whoever sends, and to nobody else.
#[test]
fn what_a_handover_needs_and_the_person_did_not_agree_to_is_told_while_it_is_prepared_and_offered()
{
    let place = Place::pair();
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let (case, to, until) = (text(&case["case"]["id"]), "見本事業所b", place.until());
    let record = |items: &str| {
        let form = ["consent", "record", &case, "--to", to, "--until", &until];
        place.json(
            "a",
            FIRST,
            &[&form[..], &["--items", items, "--yes"]].concat(),
        );
    };
    record("all");
    let draft = place.json("a", FIRST, &["handover", "draft", &case, "--to", to]);
    let id = text(&draft["handover"]["id"]);
    let whats = |place: &Place| -> Vec<String> {
        let said = place.json("a", FIRST, &["handover", "todo", &id]);
        let all = said["todo"].as_array().unwrap().iter();
        all.map(|it| text(&it["what"])).collect()
    };
    let never = "not-consented".to_owned();
    assert!(!whats(&place).contains(&never), "all that is needed goes");

    record("basic,contact,handling,certificate,period,health");
    place.json("a", FIRST, &["handover", "confirm", &id]);
    let said = place.json("a", FIRST, &["handover", "todo", &id]);
    assert_eq!(said["left"], 0, "it holds nothing back: {said}");
    assert_eq!(whats(&place), ["not-consented", "step"]);
    let parts = &said["todo"][0]["parts"];
    let has = |part| parts.as_array().unwrap().contains(&part);
    assert!(has(serde_json::json!({ "section": "crisis" })), "{parts}");
    assert!(has(serde_json::json!({ "item": "medication" })), "{parts}");
    assert!(!has(serde_json::json!({ "section": "health" })), "{parts}");
    assert!(!has(serde_json::json!({ "section": "life" })), "{parts}");

    let (ja, en) = (
        "同意にないため渡りません: ",
        "Not in the consent, so it does not go: ",
    );
    let told = |who, lang, args: &[&str]| {
        let run = place.run("a", who, &[&["--lang", lang, "handover"], args].concat());
        String::from_utf8(run.stdout).unwrap()
    };
    for (lang, line, crisis) in [("ja", ja, "クライシスプラン"), ("en", en, "Crisis plan")]
    {
        let said = told(FIRST, lang, &["todo", &id]);
        let said = said.lines().find(|it| it.contains(line));
        assert!(said.is_some_and(|it| it.contains(crisis)), "{said:?}");
    }
    assert!(told(FIRST, "ja", &["submit", &id]).contains(ja));
    assert!(told(SECOND, "en", &["approve", &id]).contains(en));
    let offered = place.json("a", FIRST, &["handover", "offer", &id]);
    assert_eq!(offered["not_consented"], *parts);
    place.json("a", FIRST, &["sync"]);
    place.json("b", FIRST, &["sync"]);
    let received = place.run("b", FIRST, &["--lang", "ja", "handover", "show", &id]);
    let received = String::from_utf8(received.stdout).unwrap();
    assert!(received.contains("受給者証"), "{received}");
    assert!(!received.contains("クライシスプラン"), "{received}");
}
