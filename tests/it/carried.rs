//! What the person carries to another office: what stands on it, that it is kept with the consent, and that nothing is sent.
//!
//! What the sheet looks like is the report's.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value as Json;
use tasuki::domain::consent::{ConsentForm, Handing, Mode, NotCovered, Saying, Telling, Withdrawn};
use tasuki::domain::field::Voice;
use tasuki::domain::handover::draft::NotReady;
use tasuki::domain::handover::entry::Withdrawal;
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::id::CaseId;
use tasuki::domain::ledger::Answer;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::staff::Role;
use tasuki::lang::Lang;
use tasuki::lang::ledger::consent_rows;
use tasuki::report::carried::carried;
use tasuki::tui::act::Reply;
use tasuki::tui::desk::record::answer;
use tasuki::tui::room::handover::TellingDraft;
use tasuki::tui::room::record::{Ask, One, Seen};
use tasuki::workflow::Problem;
use tasuki::workflow::carried::SheetWord;
use tasuki::workflow::consent::{Hearing, LeftOut};
use tasuki::workflow::ledger::{Of, Standing};
use tasuki::workflow::record::Wanted;

use crate::place::{FIRST, Place, text};
use crate::town::{Point, SHARED, Town, WITHHELD, form, hire, town, values};

/// A case of its own with a form by which the person carries these items.
fn carrying(town: &mut Town, items: &[ItemId]) -> CaseId {
    let to = town.receiver_id;
    let desk = town.sender.desk();
    desk.everybody_is_another();
    let case = desk.new_case(values()).unwrap();
    let signed = ConsentForm {
        mode: Mode::Carried,
        items: items.iter().copied().collect(),
        ..form(desk, case, to)
    };
    desk.record_consent(signed).unwrap();
    case
}

fn denied<T: std::fmt::Debug>(said: Result<T, Problem>) -> Denied {
    match said {
        Err(Problem::Denied { why, .. }) => why,
        other => panic!("it was not denied: {other:?}"),
    }
}

#[test]
fn the_sheet_holds_what_the_form_covers_and_the_consent_keeps_that_it_was_given() {
    let mut town = town(Point::Ready);
    let case = carrying(&mut town, &[ItemId::Basic, ItemId::Life]);
    let to = town.receiver_id;
    let desk = town.sender.desk();
    let sheet = desk.carry(case, to).unwrap();
    let on_it = sheet.sections.iter().flat_map(|(_, fields)| fields);
    let items: BTreeSet<ItemId> = on_it.map(|(field, _)| field.spec().item).collect();
    assert_eq!(items, sheet.items);
    assert!(items.is_subset(&[ItemId::Basic, ItemId::Life].into()) && !items.is_empty());
    for lang in Lang::ALL {
        let said = carried(&sheet, lang).join("\n");
        assert!(said.contains(SHARED) && said.contains(sheet.person.as_str()));
        assert!(!said.contains(WITHHELD), "{said}");
        // Whether it was given nobody knows while it is printed: that is told later.
        let printed = ["印刷した職員: ", "Printed by: "];
        assert!(printed.iter().any(|it| said.contains(it)), "{said}");
        assert!(!said.contains("渡した職員") && !said.contains("Given by"));
    }
    let none = desk.consent_record(Of::Case(case)).unwrap().lines;
    assert_eq!(none[0].consent.given(), [], "there is no file yet");
    desk.sheet_printed(&sheet).unwrap();
    let (me, today) = (desk.me().id, desk.today());
    let kept = desk.consent_record(Of::Case(case)).unwrap().lines.remove(0);
    let [given] = kept.consent.given() else {
        panic!("{kept:?}")
    };
    assert_eq!((given.by, given.on, &given.items), (me, today, &items));
    assert_eq!(kept.standing, Standing::InForce);
    assert!(
        kept.consent.form().returned.is_empty(),
        "nothing comes back"
    );
    assert_eq!(kept.names.given, [desk.me().name.to_string()]);
    let records = desk.records(&Wanted::default()).unwrap();
    assert_eq!(records.views, [], "the law asks for no record of it");
}

#[test]
fn the_name_stands_on_it_only_where_the_form_covers_it_and_what_is_no_fact_says_so() {
    let mut town = town(Point::Ready);
    let to = town.receiver_id;
    let name = |case, desk: &tasuki::workflow::Desk| {
        let label = desk.cases("").unwrap();
        let line = label.into_iter().find(|it| it.id == case).unwrap();
        line.name
    };
    for (item, covered) in [(ItemId::Life, false), (ItemId::Basic, true)] {
        let case = carrying(&mut town, &[item, ItemId::Strengths]);
        let desk = town.sender.desk();
        let person = name(case, desk);
        let sheet = desk.carry(case, to).unwrap();
        for lang in Lang::ALL {
            let said = carried(&sheet, lang).join("\n");
            assert_eq!(said.contains(&person), covered, "{item:?}: {said}");
            // A name may run on in the next line.
            let unbroken = |text: &str| text.split_whitespace().collect::<String>();
            let (said, mut views) = (unbroken(&said), 0);
            for (field, _) in sheet.sections.iter().flat_map(|(_, fields)| fields) {
                let marked = tasuki::lang::label::voiced(*field, lang);
                assert!(said.contains(&unbroken(&marked)), "{marked}: {said}");
                views += usize::from(field.spec().voice == Voice::View);
            }
            assert!(0 < views, "{lang:?}: nothing on it is a view");
        }
    }
}

#[test]
fn what_came_with_a_number_in_it_is_asked_about_before_a_third_office_gets_it() {
    let mut town = town(Point::Ready);
    town.sender.desk().nothing_is_a_secret();
    town.write(
        FieldId::LifeRhythm,
        "本人が書いた番号は１２３４－５６７８－９０１８。",
    );
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let case = town.start().expect("a case of its own");
    let to = town.sender_id;
    let desk = town.receiver.desk();
    let signed = ConsentForm {
        mode: Mode::Carried,
        ..form(desk, case, to)
    };
    desk.record_consent(signed).unwrap();
    let Err(Problem::NeverStored(found)) = desk.carry(case, to) else {
        panic!("it is not asked about");
    };
    desk.not_a_secret(&found).unwrap();
    desk.carry(case, to).unwrap();
}

#[test]
fn two_forms_taken_back_at_once_are_of_the_person_where_a_sheet_of_one_was_given() {
    let mut town = town(Point::Ready);
    let case = carrying(&mut town, &[ItemId::Basic]);
    let to = town.receiver_id;
    let desk = town.sender.desk();
    let of_life = ConsentForm {
        mode: Mode::Carried,
        items: [ItemId::Life].into(),
        ..form(desk, case, to)
    };
    let sheet = desk.carry(case, to).unwrap();
    let of_basic = sheet.consent;
    desk.sheet_printed(&sheet).unwrap();
    let of_life = desk.record_consent(of_life).unwrap().id;
    for consent in [of_life, of_basic] {
        desk.withdraw_consent(consent, Withdrawn::All).unwrap();
    }
    let ledger = desk.ledger(Of::Case(case)).unwrap();
    let [line] = &ledger.lines[..] else {
        panic!("{ledger:?}")
    };
    assert_eq!(line.answer, Answer::Carried);
}

#[test]
fn two_forms_taken_back_on_one_day_each_say_how_that_was_said() {
    let mut town = town(Point::Ready);
    let case = carrying(&mut town, &[ItemId::Basic]);
    let to = town.receiver_id;
    let desk = town.sender.desk();
    let of_basic = desk.consents(case).unwrap().remove(0).form().id;
    let of_life = ConsentForm {
        mode: Mode::Carried,
        items: [ItemId::Life].into(),
        ..form(desk, case, to)
    };
    let of_life = desk.record_consent(of_life).unwrap().id;
    let telling = |how| Telling {
        how,
        heard_by: desk.me().id,
        evidence: None,
    };
    let [one, other] = [Saying::Telephone, Saying::Letter].map(telling);
    desk.withdraw_consent_as_told(of_basic, Withdrawn::All, Some(&one))
        .unwrap();
    desk.withdraw_consent_as_told(of_life, Withdrawn::All, Some(&other))
        .unwrap();
    let ledger = desk.ledger(Of::Case(case)).unwrap();
    let said: BTreeSet<Saying> = ledger
        .lines
        .iter()
        .filter_map(|it| it.told.as_ref().map(|it| it.how))
        .collect();
    assert_eq!(said, [Saying::Telephone, Saying::Letter].into());
}

#[test]
fn what_was_taken_back_before_any_sheet_is_not_said_to_be_with_the_person() {
    let mut town = town(Point::Ready);
    let case = carrying(&mut town, &[ItemId::Basic, ItemId::Life]);
    let to = town.receiver_id;
    let desk = town.sender.desk();
    let form = desk.consents(case).unwrap().remove(0).form().id;
    desk.withdraw_consent(form, Withdrawn::Items([ItemId::Life].into()))
        .unwrap();
    let sheet = desk.carry(case, to).unwrap();
    desk.sheet_printed(&sheet).unwrap();
    let ledger = desk.ledger(Of::Case(case)).unwrap();
    let [line] = &ledger.lines[..] else {
        panic!("{ledger:?}")
    };
    assert_eq!(line.answer, Answer::NothingArrived);
}

#[test]
fn whether_a_printed_sheet_was_given_is_written_after_and_one_that_never_was_is_not_with_the_person()
 {
    let mut town = town(Point::Ready);
    let case = carrying(&mut town, &[ItemId::Basic]);
    let to = town.receiver_id;
    let desk = town.sender.desk();
    let id = desk.draft(case, to).unwrap();
    let sheet = desk.carry(case, to).unwrap();
    desk.sheet_printed(&sheet).unwrap();
    let (form, today) = (sheet.consent, desk.today());
    let word = |became, on| SheetWord { became, on };
    let never = word(Handing::Never, today);
    for (number, told, why) in [
        (2, never, "no such sheet"),
        (0, never, "no such sheet"),
        (
            1,
            word(Handing::Handed, today.plus_days(1)),
            "a day to come",
        ),
        (
            1,
            word(Handing::Handed, today.plus_days(-1)),
            "before it was printed",
        ),
    ] {
        let said = desk.tell_of_sheet(form, number, told);
        assert!(said.is_err(), "{why}");
        let kept = desk.consent(form).unwrap();
        assert_eq!(kept.given()[0].told, None, "{why}");
    }
    let printed = |desk: &mut tasuki::workflow::Desk| {
        let carries = desk.handover(id).unwrap().carries;
        carries.unwrap().printed.is_some()
    };
    assert!(printed(desk));
    desk.tell_of_sheet(form, 1, never).unwrap();
    assert!(!printed(desk), "the draft has its work still to do");
    desk.withdraw_consent(form, Withdrawn::All).unwrap();
    let answer = |desk: &mut tasuki::workflow::Desk| {
        let mut lines = desk.ledger(Of::Case(case)).unwrap().lines;
        lines.remove(0).answer
    };
    assert_eq!(answer(desk), Answer::NothingArrived);
    desk.tell_of_sheet(form, 1, word(Handing::Handed, today))
        .unwrap();
    assert_eq!(answer(desk), Answer::Carried, "what is told last counts");
    let line = desk.consent_record(Of::Case(case)).unwrap().lines.remove(0);
    let said = consent_rows(&line, Lang::En);
    let said = said.iter().map(|(_, it)| it.as_str()).collect::<String>();
    assert!(said.contains("given to the person on"), "{said}");
    hire(&mut town.sender, "山吹 恵", Role::SupportWorker);
    let desk = town.sender.sign_in("山吹 恵");
    assert_eq!(denied(desk.tell_of_sheet(form, 1, never)), Denied::NoRight);
}

#[test]
fn nothing_is_offered_or_sent_under_it() {
    let mut town = town(Point::Ready);
    let case = carrying(&mut town, &[ItemId::Basic]);
    let to = town.receiver_id;
    let desk = town.sender.desk();
    let id = desk.draft(case, to).unwrap();
    let why = denied(desk.submit(id));
    assert_eq!(why, Denied::NotReady(NotReady::NoConsent));
    let seen = desk.preview(case, to).unwrap();
    assert!(seen.disclosure.is_none(), "the other office sees nothing");
    let sheet = desk.carry(case, to).unwrap();
    desk.sheet_printed(&sheet).unwrap();
    assert!(desk.offer(id, None).is_err());
    town.exchange();
    assert_eq!(town.post.ever(), [], "no parcel was made");
    let desk = town.sender.desk();
    let view = desk.handover(id).unwrap();
    assert!(view.carries.is_some_and(|it| it.printed.is_some()));
    desk.discard(id).unwrap();
    let kept = desk.consent_record(Of::Case(case)).unwrap().lines.remove(0);
    assert_eq!(
        kept.consent.given().len(),
        1,
        "the draft goes, the word stays"
    );
}

#[test]
fn it_changes_nothing_of_what_is_offered_and_a_withdrawal_there_nothing_of_it() {
    let mut town = town(Point::Delivered);
    let (case, to, id) = (town.case, town.receiver_id, town.id);
    let desk = town.sender.desk();
    let narrow = ConsentForm {
        mode: Mode::Carried,
        items: [ItemId::Basic].into(),
        ..form(desk, case, to)
    };
    let carries = narrow.id;
    let recorded = desk.record_consent(narrow).unwrap();
    assert_eq!(
        recorded.taken_back,
        LeftOut::default(),
        "it stands in the place of no other form"
    );
    assert!(desk.handover(id).unwrap().state.taken_back().is_empty());
    let basic = || BTreeSet::from([ItemId::Basic]);
    let consent = town.consent;
    desk.withdraw_consent(consent, Withdrawn::Items(basic()))
        .unwrap();
    let left = |desk: &tasuki::workflow::Desk, id| desk.consent(id).unwrap().left();
    assert_eq!(left(desk, carries), basic());
    let told = desk.withdraw_consent(carries, Withdrawn::All).unwrap();
    assert_eq!(told, [], "no other office hears of it");
    assert!(left(desk, carries).is_empty() && !left(desk, consent).is_empty());
}

#[test]
fn what_was_taken_back_or_has_run_out_is_printed_no_more_and_the_ledger_says_that_the_person_has_it()
 {
    let mut town = town(Point::Ready);
    let case = carrying(&mut town, &[ItemId::Basic]);
    let to = town.receiver_id;
    let desk = town.sender.desk();
    let sheet = desk.carry(case, to).unwrap();
    desk.sheet_printed(&sheet).unwrap();
    let again = desk.carry(case, to).unwrap();
    desk.withdraw_consent(sheet.consent, Withdrawn::All)
        .unwrap();
    assert_eq!(denied(desk.carry(case, to)), Denied::OutsideConsent);
    assert_eq!(denied(desk.sheet_printed(&again)), Denied::OutsideConsent);
    let ledger = desk.ledger(Of::Case(case)).unwrap();
    let [line] = &ledger.lines[..] else {
        panic!("{ledger:?}")
    };
    assert_eq!((line.answer, line.open_for), (Answer::Carried, None));
    assert_eq!(line.left, []);
    let late = carrying(&mut town, &[ItemId::Basic]);
    town.clock.set(400);
    let desk = town.sender.desk();
    assert_eq!(denied(desk.carry(late, to)), Denied::OutsideConsent);
}

#[test]
fn in_a_draft_it_is_taken_back_by_item_and_whole_and_no_other_office_hears() {
    let mut town = town(Point::Ready);
    let case = carrying(&mut town, &[ItemId::Basic, ItemId::Life]);
    let to = town.receiver_id;
    let desk = town.sender.desk();
    let id = desk.draft(case, to).unwrap();
    let open = |desk: &mut tasuki::workflow::Desk, step| {
        let steps = desk.handover(id).unwrap().steps;
        let found = steps.into_iter().find(|it| it.0 == step);
        found.unwrap().1.is_ok()
    };
    for step in [Step::WithdrawItems, Step::WithdrawAll] {
        assert!(open(desk, step), "{step:?}");
    }
    let carries = desk.handover(id).unwrap().carries.unwrap();
    assert_eq!(carries.left, [ItemId::Basic, ItemId::Life].into());
    let other = Withdrawal::Items([ItemId::Health].into());
    let none = desk.withdraw(id, other);
    assert!(matches!(none, Err(Problem::NothingToWithdraw)), "{none:?}");
    let life = Withdrawal::Items([ItemId::Life].into());
    desk.withdraw(id, life).unwrap();
    let sheet = desk.carry(case, to).unwrap();
    assert_eq!(sheet.items, [ItemId::Basic].into());
    let telling = Telling {
        how: Saying::Telephone,
        heard_by: desk.me().id,
        evidence: None,
    };
    desk.withdraw_as_told(id, Withdrawal::All, Some(&telling))
        .unwrap();
    assert_eq!(denied(desk.carry(case, to)), Denied::OutsideConsent);
    let form = desk.consents(case).unwrap().remove(0);
    assert_eq!(form.withdrawals()[1].telling, Some(telling));
    for step in [Step::WithdrawItems, Step::WithdrawAll] {
        assert!(!open(desk, step), "nothing is left: {step:?}");
    }
    town.exchange();
    assert_eq!(town.post.ever(), [], "nothing went anywhere");
}

#[test]
fn before_an_offer_the_person_speaks_of_both_forms_and_after_it_of_what_was_sent() {
    for (point, left) in [(Point::Ready, 0), (Point::Delivered, 1)] {
        let mut town = town(point);
        let (case, to) = (town.case, town.receiver_id);
        let desk = town.sender.desk();
        let id = match point {
            Point::Ready => desk.draft(case, to).unwrap(),
            _ => town.id,
        };
        let narrow = ConsentForm {
            mode: Mode::Carried,
            items: [ItemId::Basic].into(),
            ..form(desk, case, to)
        };
        let carries = narrow.id;
        desk.record_consent(narrow).unwrap();
        desk.withdraw(id, Withdrawal::Items([ItemId::Basic].into()))
            .unwrap();
        let consents = desk.consents(case).unwrap();
        for it in consents {
            let gives = it.left().contains(&ItemId::Basic);
            let carried = it.form().id == carries;
            assert_eq!(gives, carried && left == 1, "{point:?}");
        }
    }
}

/// The person was handed over there once, and now carries a sheet of their own.
#[test]
fn of_what_the_person_carries_no_earlier_handover_to_that_office_hears() {
    for scope in [Withdrawal::Items([ItemId::Life].into()), Withdrawal::All] {
        let mut town = town(Point::Delivered);
        let (case, to, earlier) = (town.case, town.receiver_id, town.id);
        town.sender
            .desk()
            .recall(earlier, "都合が変わった")
            .unwrap();
        town.exchange();
        town.clock.set(200);
        let desk = town.sender.desk();
        let signed = ConsentForm {
            mode: Mode::Carried,
            items: [ItemId::Basic, ItemId::Life].into(),
            until: desk.today().plus_days(30),
            ..form(desk, case, to)
        };
        let carries = signed.id;
        desk.record_consent(signed).unwrap();
        let id = desk.draft(case, to).unwrap();
        let nobody = desk.handover(id).unwrap().hearing;
        assert_eq!(nobody, Hearing::default(), "so it is said before");
        assert_eq!(desk.hearing_of(carries).unwrap(), Hearing::default());
        assert_eq!(desk.hearing_of(town.consent).unwrap().of_all, [earlier]);
        desk.withdraw(id, scope.clone()).unwrap();
        let left = desk.consent(carries).unwrap().left();
        assert!(!left.contains(&ItemId::Life), "{scope:?}");
        let before = desk.consent(town.consent).unwrap();
        assert!(before.withdrawals().is_empty(), "the form of then stands");
        let state = desk.handover(earlier).unwrap().state;
        assert_eq!(state.withdrawals.len(), 0, "{scope:?}");
        assert!(state.taken_back().is_empty(), "{scope:?}");
        let told = desk.withdraw_consent(town.consent, Withdrawn::All).unwrap();
        assert_eq!(told, [earlier], "of what was sent it hears still");
    }
}

/// What is said before a withdrawal, in a draft and at the form, is what the dossiers are told by it: of nothing that was never
/// offered, of what an earlier handover gave under a form that is still open, and of that no second time.
#[test]
fn who_is_said_to_hear_of_a_withdrawal_hears_and_nobody_else() {
    let life = || Withdrawal::Items([ItemId::Life].into());
    let said_in = |desk: &mut tasuki::workflow::Desk, id| {
        let state = desk.handover(id).unwrap().state;
        (state.withdrawals.len(), state.taken_back())
    };
    let mut first = town(Point::Ready);
    let (case, to, consent) = (first.case, first.receiver_id, first.consent);
    let desk = first.sender.desk();
    let id = desk.draft(case, to).unwrap();
    assert_eq!(desk.handover(id).unwrap().hearing, Hearing::default());
    assert_eq!(desk.hearing_of(consent).unwrap(), Hearing::default());
    desk.withdraw(id, life()).unwrap();
    assert_eq!(said_in(desk, id).0, 0, "there is nothing to tell");

    let mut town = town(Point::Delivered);
    let (case, to, earlier) = (town.case, town.receiver_id, town.id);
    let desk = town.sender.desk();
    desk.recall(earlier, "都合が変わった").unwrap();
    town.exchange();
    let desk = town.sender.desk();
    let offered = desk.handover(earlier).unwrap().state;
    let offered = offered.offer.unwrap().manifest.items;
    let id = desk.draft(case, to).unwrap();
    let hearing = desk.handover(id).unwrap().hearing;
    assert_eq!(
        (&hearing.of_all[..], &hearing.items),
        (&[earlier][..], &offered)
    );
    assert_eq!(desk.hearing_of(town.consent).unwrap(), hearing);
    desk.withdraw(id, life()).unwrap();
    assert_eq!(said_in(desk, earlier), (1, [ItemId::Life].into()));
    let less = desk.handover(id).unwrap().hearing;
    assert!(!less.items.contains(&ItemId::Life), "no second time");
    assert_eq!(less.of_all, [earlier]);
    let told = desk.withdraw_consent(town.consent, Withdrawn::All).unwrap();
    assert_eq!(told, less.of_all);
    assert_eq!(desk.handover(id).unwrap().hearing, Hearing::default());
}

/// Which forms are meant while nothing was offered is one rule, for what is said before and for what is done: forms of today or
/// later, also one in whose place a newer one stands; and a copy, whose form may have run out, is no content that goes.
#[test]
fn what_is_said_to_be_meant_before_an_offer_is_what_is_taken_back() {
    for (sends_till, carried_from) in [(None, 0), (None, 1), (Some(60), 0), (Some(-1), 0)] {
        let mut town = town(Point::Delivered);
        let (case, to, earlier) = (town.case, town.receiver_id, town.id);
        let desk = town.sender.desk();
        desk.recall(earlier, "都合が変わった").unwrap();
        town.exchange();
        // The form of the first handover has run out.
        town.clock.set(200);
        let desk = town.sender.desk();
        let signed = form(desk, case, to);
        let today = desk.today();
        if let Some(days) = sends_till {
            // One that still runs, or gives a copy only, with a shorter one in its place.
            let sends = ConsentForm {
                id: desk.fresh_consent_id(),
                items: match days < 0 {
                    true => [ItemId::Health, ItemId::CopyCity].into(),
                    false => [ItemId::Health].into(),
                },
                signed: today.plus_days(-10),
                until: today.plus_days(days),
                ..signed.clone()
            };
            desk.record_consent(sends).unwrap();
        }
        let carries = ConsentForm {
            mode: Mode::Carried,
            items: [ItemId::Basic, ItemId::Life].into(),
            signed: today.plus_days(carried_from),
            until: today.plus_days(30),
            ..signed
        };
        match carried_from {
            0 => drop(desk.record_consent(carries).unwrap()),
            _ => drop(town.record_ahead(carries)),
        }
        let desk = town.sender.desk();
        let id = desk.draft(case, to).unwrap();
        let view = desk.handover(id).unwrap();
        let at = format!("{sends_till:?} {carried_from}");
        let sent: &[ItemId] = match sends_till {
            Some(60) => &[ItemId::Health],
            _ => &[],
        };
        assert!(view.meant.sent.iter().eq(sent), "{at}: {:?}", view.meant);
        let carried = [ItemId::Basic, ItemId::Life];
        assert!(
            view.meant.carried.iter().eq(&carried),
            "{at}: {:?}",
            view.meant
        );
        desk.withdraw(id, Withdrawal::All).unwrap();
        let said = desk.handover(earlier).unwrap().state.withdrawals;
        assert_eq!(said.len(), view.hearing.of_all.len(), "{at}");
        let alone = sends_till.is_none();
        assert_eq!(said.is_empty(), alone, "{at}: of a sheet nobody hears");
    }
}

/// What the person carries is taken back from its form whatever became of the handover, on the screen as by command.
#[test]
fn after_an_offer_what_the_person_carries_is_taken_back_on_the_screen() {
    for what in [Withdrawn::Items([ItemId::Life].into()), Withdrawn::All] {
        let mut town = town(Point::Delivered);
        let (case, to, id) = (town.case, town.receiver_id, town.id);
        let desk = town.sender.desk();
        let signed = ConsentForm {
            mode: Mode::Carried,
            items: [ItemId::Basic, ItemId::Life].into(),
            ..form(desk, case, to)
        };
        let carries = signed.id;
        desk.record_consent(signed).unwrap();
        let one = One::Consent(case, carries);
        let Ok(Reply::Record(seen)) = answer(desk, Ask::Show(one)) else {
            panic!("it is not shown");
        };
        let Seen::Consent(_, hearing, _) = *seen else {
            panic!("{seen:?}");
        };
        let besides = [ItemId::Basic, ItemId::Life].into();
        let nobody = Hearing {
            besides,
            ..Hearing::default()
        };
        assert_eq!(hearing, nobody, "the offer goes on");
        let told = TellingDraft {
            how: Some(Saying::Telephone),
            ..TellingDraft::default()
        };
        let ask = Ask::TakeBack(carries, what.clone(), told);
        assert!(matches!(answer(desk, ask), Ok(Reply::Done(_))));
        let consent = desk.consent(carries).unwrap();
        assert!(!consent.left().contains(&ItemId::Life), "{what:?}");
        assert_eq!(consent.left().is_empty(), what == Withdrawn::All);
        let telling = consent.withdrawals()[0].telling.as_ref().unwrap();
        assert_eq!(
            (telling.how, telling.heard_by),
            (Saying::Telephone, desk.me().id)
        );
        let sent = desk.consent(town.consent).unwrap();
        assert!(sent.withdrawals().is_empty() && sent.left().contains(&ItemId::Life));
        assert_eq!(desk.handover(id).unwrap().state.withdrawals.len(), 0);
    }
}

#[test]
fn only_whoever_may_offer_gives_it_and_a_form_of_another_kind_lets_nobody() {
    let mut town = town(Point::Ready);
    let case = carrying(&mut town, &[ItemId::Basic]);
    let (to, sent) = (town.receiver_id, town.case);
    let desk = town.sender.desk();
    assert_eq!(denied(desk.carry(sent, to)), Denied::OutsideConsent);
    let life = FieldId::LifeRhythm;
    let bare = desk.new_case(vec![(life, crate::town::text(life, SHARED))]);
    let bare = bare.unwrap();
    let basic = ConsentForm {
        mode: Mode::Carried,
        items: [ItemId::Basic].into(),
        ..form(desk, bare, to)
    };
    desk.record_consent(basic).unwrap();
    let said = desk.carry(bare, to);
    assert!(
        matches!(
            said,
            Err(Problem::NotCovered(NotCovered::NothingToDisclose))
        ),
        "{said:?}"
    );
    hire(&mut town.sender, "山吹 恵", Role::SupportWorker);
    let desk = town.sender.sign_in("山吹 恵");
    assert_eq!(denied(desk.carry(case, to)), Denied::NoRight);
}

#[test]
fn by_command_it_is_printed_once_and_shown_with_the_consent() {
    let place = Place::pair();
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let case = text(&case["case"]["id"]);
    let to = "見本事業所b";
    let carry =
        |out: &'static str| ["consent", "carry", &case, "--to", to, "--out", out].map(String::from);
    let none = carry("early.txt");
    let none: Vec<&str> = none.iter().map(String::as_str).collect();
    place.refused("a", FIRST, &none, 3, "refused");
    assert!(!place.path("early.txt").exists());
    let until = place.until();
    let record = [
        "consent", "record", &case, "--to", to, "--until", &until, "--mode", "carried", "--items",
        "basic",
    ];
    let recorded = place.json("a", FIRST, &record);
    assert_eq!(recorded["consent"]["mode"], "carried");
    let draft = place.json("a", FIRST, &["handover", "draft", &case, "--to", to]);
    let id = text(&draft["handover"]["id"]);
    let open = place.json("a", FIRST, &["handover", "todo", &id]);
    assert_eq!(
        (&open["left"], &open["todo"][0]["step"]),
        (&0.into(), &"carry".into())
    );
    let wanted = carry("sheet.txt");
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let written = place.json("a", FIRST, &wanted);
    assert_eq!(written["items"], serde_json::json!(["basic"]));
    let sheet = fs::read_to_string(place.path("sheet.txt")).unwrap();
    assert!(
        sheet.contains("本人が持って行く引継ぎの書面") && sheet.contains(to),
        "{sheet}"
    );
    let shown = place.json("a", FIRST, &["consent", "show", &case]);
    let given = |place: &Place| {
        let shown = place.json("a", FIRST, &["consent", "show", &case]);
        shown["consents"][0]["given"][0].clone()
    };
    let shown = shown["consents"][0]["given"][0].clone();
    assert_eq!(shown["items"], written["items"]);
    assert_eq!(shown["law"], "third-party");
    let own = ["setting", "set", "record.carried", "own-note"];
    place.json("a", FIRST, &own);
    assert_eq!(given(&place)["law"], "carried");
    assert_eq!(given(&place)["told"], Json::Null);
    let own = place.run("a", FIRST, &["--lang", "ja", "consent", "show", &case]);
    let own = String::from_utf8(own.stdout).unwrap();
    assert!(
        own.contains("法の記録が要らないことは、確かめていません"),
        "{own}"
    );
    let shown = place.json("a", FIRST, &["consent", "show", &case]);
    let form = text(&shown["consents"][0]["id"]);
    let on = text(&shown["consents"][0]["given"][0]["on"]);
    let tell = [
        "record", "sheet", &form, "1", "--became", "handed", "--on", &on,
    ];
    let told = place.json("a", FIRST, &tell);
    let told = &told["consents"][0]["given"][0]["told"];
    assert_eq!(
        (&told["became"], &told["on"]),
        (&"handed".into(), &on.as_str().into())
    );
    let open = place.json("a", FIRST, &["handover", "todo", &id]);
    assert_eq!(open["todo"][0]["step"], "discard");
    place.json("a", FIRST, &["setting", "set", "record.carried", "by-law"]);
    assert_eq!(given(&place)["law"], "third-party");
    let never = [
        "record", "sheet", &form, "1", "--became", "never", "--on", &on,
    ];
    place.json("a", FIRST, &never);
    assert_eq!(given(&place)["law"], Json::Null, "nothing was given");
    let show = ["--lang", "ja", "consent", "show", &case];
    let shown = place.run("a", FIRST, &show).stdout;
    let shown = String::from_utf8(shown).unwrap();
    assert!(shown.contains("本人のために印刷した書面"), "{shown}");
    assert!(!shown.contains("29条"), "{shown}");
}

/// The form that sends has run out and one by which the person carries it is in force: the copy of the first is still one to
/// take back, alone and with all the rest.
#[test]
fn a_copy_of_a_form_that_ran_out_is_taken_back_from_a_draft_whose_person_carries_it() {
    let mut town = town(Point::Ready);
    let (case, to, first) = (town.case, town.receiver_id, town.consent);
    town.sender
        .desk()
        .withdraw_consent(first, Withdrawn::All)
        .unwrap();
    let today = town.sender.desk().today();
    let sends = ConsentForm {
        items: [ItemId::Basic, ItemId::CopyCity].into(),
        until: today.plus_days(2),
        ..form(town.sender.desk(), case, to)
    };
    let sends = town.sender.desk().record_consent(sends).unwrap().id;
    town.clock.set(3);
    let carried = ConsentForm {
        mode: Mode::Carried,
        items: [ItemId::Basic].into(),
        ..form(town.sender.desk(), case, to)
    };
    town.sender.desk().record_consent(carried).unwrap();
    let desk = town.sender.desk();
    let id = desk.draft(case, to).unwrap();
    let copy = Withdrawal::Items([ItemId::CopyCity].into());
    desk.withdraw(id, copy).unwrap();
    let left = desk.consent(sends).unwrap().left();
    assert!(!left.contains(&ItemId::CopyCity), "the copy is left");
}

/// The sheet alone is taken back: what went to the same office by another form is named, before and after, and stays.
#[test]
fn what_goes_to_the_same_office_by_another_form_is_told_where_the_sheet_is_taken_back() {
    let mut town = town(Point::Delivered);
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    let narrow = ConsentForm {
        mode: Mode::Carried,
        items: [ItemId::Life, ItemId::MedicineNames].into(),
        ..form(desk, case, to)
    };
    let carries = narrow.id;
    desk.record_consent(narrow).unwrap();
    let sheet = desk.carry(case, to).unwrap();
    desk.sheet_printed(&sheet).unwrap();
    let life: BTreeSet<ItemId> = [ItemId::Life].into();
    let hearing = desk.hearing_of(carries).unwrap();
    assert_eq!(hearing.besides, life);
    let about = desk.withdrawing_at(carries).unwrap();
    for (items, told) in [(&life, true), (&[ItemId::MedicineNames].into(), false)] {
        let asked = tasuki::lang::taking_back::asked(Some(items), &about, Lang::Ja).what;
        assert_eq!(asked.contains("別の同意書で"), told, "{asked}");
    }
    desk.withdraw_consent(carries, Withdrawn::Items(life.clone()))
        .unwrap();
    let line = desk.ledger(Of::Case(case)).unwrap().lines.remove(0);
    assert_eq!(line.answer, Answer::Carried);
    let [sent] = &line.sent_besides[..] else {
        panic!("{line:?}")
    };
    assert_eq!(sent.items, life);
    let rows = tasuki::lang::ledger::rows(&line, Lang::Ja);
    let said: String = rows.iter().map(|(_, it)| it.as_str()).collect();
    assert!(!said.contains("送っていません"), "{said}");
    assert!(said.contains("別の同意書で"), "{said}");
    let lines = desk.consent_record(Of::Case(case)).unwrap().lines;
    let stands = |of| {
        let it = lines.iter().find(|it| it.consent.form().id == of).unwrap();
        tasuki::lang::ledger::stands(it, Lang::Ja)
    };
    assert_eq!(stands(carries), "有効（一部撤回）");
    assert_eq!(
        stands(town.consent),
        "有効",
        "the other form gives it still"
    );
}
