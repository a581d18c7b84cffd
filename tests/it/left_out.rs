//! A newer form that gives less than what is offered. Fewer items: the question, the command and the act go by one rule, and
//! the next form begins with what holds. Fewer days: it is not exceeded, and that is told.
//!
//! What becomes of it in the two logs is told in `consent`.

use std::collections::BTreeSet;

use tasuki::domain::calendar::parse_day;
use tasuki::domain::consent::{ConsentForm, Mode};
use tasuki::domain::handover::draft::Dropped;
use tasuki::domain::handover::entry::Withdrawal;
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::handover::turn::{Task, Why};
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::lang::Lang;
use tasuki::lang::date::day;
use tasuki::report::consent::person_page;
use tasuki::tui::act::Reply;
use tasuki::tui::desk::handover::answer;
use tasuki::tui::room::handover::{Ask, ConsentDraft, Deed, HowSigned};
use tasuki::workflow::alert::About;
use tasuki::workflow::consent::{LeftOut, Note};
use tasuki::workflow::handover::Which;
use tasuki::workflow::person_page::Lasts;
use tasuki::workflow::todo::{Look, Todo, todo};
use tasuki::workflow::view::Turn;
use tasuki::workflow::{Desk, Problem, demo};

use crate::place::{FIRST, Place};
use crate::town::{Point, Town, form, items, town};

/// A form like the one that holds, with these items.
fn of(town: &mut Town, items: BTreeSet<ItemId>) -> ConsentForm {
    let (case, to) = (town.case, town.receiver_id);
    ConsentForm {
        items,
        ..form(town.sender.desk(), case, to)
    }
}

fn all_but_life() -> BTreeSet<ItemId> {
    let mut all = items();
    all.remove(&ItemId::Life);
    all
}

/// What would be taken back is what is taken back: asked before and done after, form by form.
#[test]
fn what_a_form_would_take_back_is_what_it_takes_back() {
    let lacks = |town: &Town| LeftOut {
        handovers: vec![town.id],
        items: [ItemId::Life].into(),
    };
    let older = |it: ConsentForm| ConsentForm {
        signed: it.signed.plus_days(-1),
        ..it
    };
    let carried = |it: ConsentForm| ConsentForm {
        mode: Mode::Carried,
        ..it
    };
    type Changed = fn(ConsentForm) -> ConsentForm;
    let all: [(Point, BTreeSet<ItemId>, Changed, bool); 7] = [
        (Point::Delivered, all_but_life(), |it| it, true),
        (Point::Accepted, all_but_life(), |it| it, true),
        (Point::Delivered, items(), |it| it, false),
        (Point::Delivered, all_but_life(), older, false),
        (Point::Delivered, all_but_life(), carried, false),
        (Point::Approved, all_but_life(), |it| it, false),
        (Point::Released, all_but_life(), |it| it, false),
    ];
    for (point, given, changed, takes) in all {
        let mut town = town(point);
        let form = changed(of(&mut town, given));
        let expected = match takes {
            true => lacks(&town),
            false => LeftOut::default(),
        };
        let asked = town.sender.desk().left_out_by(&form).unwrap();
        assert_eq!(asked, expected, "{point:?} {:?}", form.mode);
        let before = town.sent().state.withdrawals.len();
        let done = town.sender.desk().record_consent(form).unwrap();
        assert_eq!(done.taken_back, expected, "{point:?}");
        let said = town.sent().state.withdrawals.len() - before;
        assert_eq!(said, usize::from(takes), "{point:?}");
    }
}

fn typed(items: BTreeSet<ItemId>, town: &mut Town) -> ConsentDraft {
    let form = of(town, items);
    ConsentDraft {
        mode: form.mode,
        purpose: form.purpose.to_string(),
        items: form.items,
        returned: form.returned,
        until: form.until,
        signed: form.signed,
        guardian: None,
        manner: HowSigned::OwnHand,
        family: None,
        kept: form.original_kept.to_string(),
        explained: form.explained,
        taken_back: BTreeSet::new(),
    }
}

fn done(town: &mut Town, ask: Ask) -> Reply {
    answer(town.sender.desk(), ask).unwrap_or_else(|_| panic!("refused"))
}

#[test]
fn the_screen_asks_before_a_form_takes_back_and_tells_it_after() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let view = done(&mut town, Ask::Show(id));
    let Reply::Dossier(view) = view else {
        panic!("{view:?}")
    };
    let holds = view.holds.expect("the form that holds");
    assert_eq!(holds.left(), items());
    let draft = typed(all_but_life(), &mut town);
    let take = |draft: ConsentDraft| {
        let deed = Deed::RecordConsent(Box::new(draft));
        Ask::Take(id, Box::new(deed))
    };
    let forms = |town: &mut Town| {
        let case = town.case;
        town.sender.desk().consents(case).unwrap().len()
    };
    let before = forms(&mut town);
    let asked = done(&mut town, take(draft.clone()));
    let life: BTreeSet<ItemId> = [ItemId::Life].into();
    assert_eq!(asked, Reply::LeavesOut(life.clone()));
    assert_eq!(forms(&mut town), before, "it was not only asked");
    let other = ConsentDraft {
        taken_back: [ItemId::Basic].into(),
        ..draft.clone()
    };
    let asked = done(&mut town, take(other));
    assert_eq!(asked, Reply::LeavesOut(life.clone()), "another was meant");
    let sure = ConsentDraft {
        taken_back: life.clone(),
        ..draft
    };
    let taken = done(&mut town, take(sure));
    let Reply::Taken(taken) = taken else {
        panic!("{taken:?}")
    };
    assert_eq!(taken.taken_back, life);
    // The foot soon tells of the next round: this stays until it is read.
    let read = taken.hit.expect("it is to be read");
    let named = tasuki::lang::label::item(ItemId::Life, tasuki::lang::Lang::Ja);
    assert!(read.ja.what.contains(named), "{read:?}");
    let scope = &taken.view.state.withdrawals[0].scope;
    assert_eq!(*scope, Withdrawal::Items(life));
    assert_eq!(forms(&mut town), before + 1);
}

#[test]
fn a_command_takes_nothing_back_by_a_form_before_it_is_said_that_it_is_meant() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    let case = place.json("a", FIRST, &["handover", "show", &id]);
    let case = case["handover"]["case"].as_str().unwrap().to_owned();
    let until = place.until();
    let record = ["consent", "record", &case, "--to", "見本事業所b"];
    let record = [&record[..], &["--until", &until]].concat();
    let fewer = [&record[..], &["--items", "basic,contact,health"]].concat();
    place.refused("a", FIRST, &fewer, 2, "bad-input");
    let said = place.run("a", FIRST, &fewer);
    let said = String::from_utf8(said.stderr).unwrap();
    let life = tasuki::lang::label::item(ItemId::Life, tasuki::lang::Lang::Ja);
    assert!(said.contains(life) && said.contains("--yes"), "{said}");
    let forms = || {
        let shown = place.json("a", FIRST, &["consent", "show", &case]);
        shown["consents"].as_array().map(Vec::len)
    };
    assert_eq!(forms(), Some(1), "it was recorded all the same");
    // What leaves nothing out is not asked about.
    place.json("a", FIRST, &record);
    let sure = [&fewer[..], &["--yes"]].concat();
    let done = place.json("a", FIRST, &sure);
    assert_eq!(done["taken_back_in"], serde_json::json!([id]));
    let taken = done["taken_back"].as_array().unwrap();
    assert!(taken.iter().any(|it| it == ItemId::Life.name()));
    assert!(!taken.iter().any(|it| it == "basic"));
}

/// The form that holds, ending so many days from now; and the day from which the town's days are counted.
fn ending_in(town: &mut Town, days: i32) -> (ConsentForm, i32) {
    let form = of(town, items());
    let today = town.sender.desk().today();
    let until = today.plus_days(days);
    (
        ConsentForm { until, ..form },
        demo::today().days_until(today),
    )
}

fn expired<T: std::fmt::Debug>(done: Result<T, Problem>) {
    let why = done.expect_err("consent has run out");
    let refused = matches!(
        why,
        Problem::Denied {
            why: Denied::ConsentExpired,
            ..
        }
    );
    assert!(refused, "{why:?}");
}

#[test]
fn a_form_that_ends_sooner_is_not_exceeded_and_the_sender_owes_a_new_offer() {
    let mut town = town(Point::Accepted);
    let id = town.id;
    let (form, now) = ending_in(&mut town, 3);
    let (until, longer) = (form.until, of(&mut town, items()).until);
    let done = town.sender.desk().record_consent(form).unwrap();
    assert_eq!(done.taken_back, LeftOut::default());
    let [Note::EndsSooner { until: told, .. }] = done.notes[..] else {
        panic!("{:?}", done.notes)
    };
    assert_eq!(told, until);
    let release = |town: &mut Town| {
        let view = town.sent();
        let mut steps = view.steps.into_iter();
        steps.find(|it| it.0 == Step::Release).unwrap().1
    };
    let codes = |desk: &mut Desk| -> Vec<&str> {
        let about = About::Handover(id);
        let alerts = desk.alerts().unwrap().into_iter();
        let alerts = alerts.filter(|it| it.about == about);
        alerts.map(|it| it.alert.what.code()).collect()
    };
    town.clock.set(now + 3);
    assert_eq!(release(&mut town), Ok(()));
    assert!(codes(town.sender.desk()).contains(&"consent-ending"));
    town.clock.set(now + 4);
    assert_eq!(release(&mut town), Err(Denied::ConsentExpired));
    let read_back = town.sent().state.read_back.unwrap().no;
    expired(town.sender.desk().release(id, read_back));
    assert!(codes(town.sender.desk()).contains(&"consent-ended"));
    let line = town.sent().line;
    let again = Task::OfferAgain(Why::ConsentExpiredAccepted);
    assert_eq!(line.turn(), Turn::Ours);
    assert_eq!(line.duties[0].task, again, "{:?}", line.duties);
    // The other office goes by what it was told.
    let there = town.received();
    assert!(there.disclosed.is_some());
    assert!(!there.line.duties.iter().any(|it| it.task == Task::Erase));
    // A new form that holds as long again.
    let anew = of(&mut town, items());
    town.sender.desk().record_consent(anew).unwrap();
    assert_eq!(release(&mut town), Ok(()), "it holds as long as the offer");
    // Before an acceptance a new offer tells the earlier day.
    let mut town = crate::town::town(Point::Delivered);
    let (form, _) = ending_in(&mut town, 5);
    let sooner = form.until;
    town.sender.desk().record_consent(form).unwrap();
    town.approve();
    town.offer();
    town.exchange();
    let there = town.received();
    let told = there.state.offer.unwrap().manifest.consent_until;
    assert!(told == sooner && told < longer);
    assert!(town.sent().line.duties.iter().all(|it| it.task != again));
}

/// The sender reads the day that counts, and which one the other office was told; the person's page says both.
#[test]
fn where_a_form_ends_sooner_its_day_is_shown_and_the_one_the_other_office_was_told() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let told = town.sent().state.offer.unwrap().manifest.consent_until;
    assert_eq!(town.sent().ends_sooner, None);
    let page = town.sender.desk().person_page(id).unwrap();
    assert_eq!(
        page.lasts,
        Lasts::Until {
            day: told,
            told: None
        }
    );
    let (form, _) = ending_in(&mut town, 5);
    let until = form.until;
    town.sender.desk().record_consent(form).unwrap();
    assert_eq!(town.sent().ends_sooner, Some(until));
    assert_eq!(
        town.received().ends_sooner,
        None,
        "it goes by what it was told"
    );
    let page = town.sender.desk().person_page(id).unwrap();
    assert_eq!(
        page.lasts,
        Lasts::Until {
            day: until,
            told: Some(told)
        }
    );
    for lang in Lang::ALL {
        let text = person_page(&page, lang, 200).join("\n");
        for it in [until, told] {
            assert!(text.contains(&day(it, lang)), "{text}");
        }
    }
    // A new offer tells that day: there is one again.
    town.approve();
    town.offer();
    assert_eq!(town.sent().ends_sooner, None);
    let page = town.sender.desk().person_page(id).unwrap();
    assert_eq!(
        page.lasts,
        Lasts::Until {
            day: until,
            told: None
        }
    );
}

#[test]
fn by_command_both_days_of_a_consent_that_ends_sooner_are_shown() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    let shown = || place.json("a", FIRST, &["handover", "show", &id])["handover"].clone();
    let before = shown();
    assert_eq!(before["ends_sooner"], serde_json::Value::Null);
    let case = before["case"].as_str().unwrap().to_owned();
    let told = before["offer"]["consent_until"]
        .as_str()
        .unwrap()
        .to_owned();
    let until = parse_day(&told).unwrap().day.plus_days(-30);
    let sooner = until.to_string();
    let record = ["consent", "record", &case, "--to", "見本事業所b"];
    let record = [&record[..], &["--until", &sooner]].concat();
    place.json("a", FIRST, &record);
    assert_eq!(shown()["ends_sooner"], serde_json::json!(sooner));
    assert_eq!(shown()["offer"]["consent_until"], serde_json::json!(told));
    let said = place.run("a", FIRST, &["handover", "show", &id]);
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains(&day(until, Lang::Ja)), "{said}");
    assert!(
        said.contains("いまの同意書のほうが早く終わります"),
        "{said}"
    );
}

/// What the screen asks at a form and in a handover, the command asks, too, and tells in which handovers it was told.
#[test]
fn a_command_takes_nothing_back_before_it_is_said_what_that_does_and_names_who_is_told() {
    let place = Place::pair();
    let id = place.approved();
    let shown = place.json("a", FIRST, &["handover", "show", &id]);
    let case = shown["handover"]["case"].as_str().unwrap().to_owned();
    let shown = place.json("a", FIRST, &["consent", "show", &case]);
    let consent = shown["consents"][0]["id"].as_str().unwrap().to_owned();
    let says = |args: &[&str], said: &str| {
        let all = [&["consent", "withdraw"], args].concat();
        place.refused("a", FIRST, &all, 2, "bad-input");
        let out = place.run("a", FIRST, &all);
        let out = String::from_utf8(out.stderr).unwrap();
        let out: String = out.split_whitespace().collect();
        assert!(out.contains(said) && out.contains("--yes"), "{out}");
    };
    let nobody = "相手の事業所には伝わりません";
    says(&["--handover", &id], nobody);
    says(&["--handover", &id, "--items", "life"], "渡らなくなります");
    says(&[&consent, "--items", "life"], nobody);
    place.step("a", &["offer", &id]);
    let there = "そこで消去されます";
    says(&["--handover", &id], there);
    says(&["--handover", &id, "--items", "life"], there);
    says(&[&consent], "その相手に伝わり");
    let taken = ["consent", "withdraw", "--handover", &id, "--yes"];
    let taken = [&taken[..], &["--items", "life"]].concat();
    let done = place.json("a", FIRST, &taken);
    assert_eq!(done["taken_back_in"], serde_json::json!([id]));
    assert_eq!(done["handover"]["id"], serde_json::json!(id));
}

#[test]
fn nothing_is_added_after_the_day_of_a_form_that_ends_sooner_and_the_ended_one_is_no_reason_to_destroy()
 {
    let mut town = town(Point::Released);
    let id = town.id;
    let (form, now) = ending_in(&mut town, 3);
    let done = town.sender.desk().record_consent(form).unwrap();
    assert_eq!(done.notes, [], "what was released is over for it");
    town.write(FieldId::LifeRhythm, "夜は早く寝るようになった");
    town.clock.set(now + 4);
    expired(town.sender.desk().add(id, Which::All));
    let duties = town.sent().line.duties;
    assert!(duties.iter().all(|it| it.task != Task::Erase));
    town.clock.set(now + 3);
    town.sender.desk().add(id, Which::All).unwrap();
}

#[test]
fn whoever_records_a_form_is_told_what_waited_for_an_approver_or_was_approved() {
    let mut town = town(Point::Approved);
    let id = town.id;
    let same = of(&mut town, items());
    let done = town.sender.desk().record_consent(same).unwrap();
    assert_eq!(done.notes, [Note::Dropped(id, Dropped::Approval)]);
    let desk = town.sender.desk();
    desk.confirm(id, Which::All).unwrap();
    desk.submit(id).unwrap();
    let same = of(&mut town, items());
    let done = town.sender.desk().record_consent(same).unwrap();
    assert_eq!(done.notes, [Note::Dropped(id, Dropped::Submission)]);
    // A second one drops nothing more.
    let same = of(&mut town, items());
    let done = town.sender.desk().record_consent(same).unwrap();
    assert_eq!(done.notes, []);
}

/// What a yes to all would need is listed below the yes that is missing, and no less once it is there.
#[test]
fn what_is_missing_is_listed_before_the_consent_is_there() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let gone = [FieldId::PersonBirth, FieldId::HealthAllergies];
    let edits = gone.map(|it| (it, tasuki::domain::case::Edit::Remove));
    let desk = town.sender.desk();
    desk.edit_case(case, None, edits.into()).unwrap();
    let to = town.receiver_id;
    let id = town.sender.desk().draft(case, to).unwrap();
    town.id = id;
    let after = town.sent();
    let all = |view: &tasuki::workflow::view::HandoverView| {
        let list = todo(&Look::of(view, Some("受け手"))).into_iter();
        let fields: Vec<_> = list.filter(|it| matches!(it, Todo::Field(_))).collect();
        fields
    };
    let with_consent = all(&after);
    assert!(
        gone.iter()
            .all(|it| with_consent.contains(&Todo::Field(*it)))
    );
    let consent = town.consent;
    let all_of_it = tasuki::domain::consent::Withdrawn::All;
    town.sender
        .desk()
        .withdraw_consent(consent, all_of_it)
        .unwrap();
    let before = town.sent();
    assert!(before.disclosure.is_none());
    assert_eq!(all(&before), with_consent);
    let list = todo(&Look::of(&before, Some("受け手")));
    assert_eq!(list[0], Todo::Consent);
}
