//! The ledger of what people took back, at both offices: what had left, and what became of it; and every form there was.
//!
//! How a withdrawal is carried is tried elsewhere.

use std::collections::BTreeSet;

use tasuki::domain::audit::Act as Deed;
use tasuki::domain::consent::{ConsentForm, Withdrawn};
use tasuki::domain::copy::CopyTo;
use tasuki::domain::handover::entry::{Handling, Side, Withdrawal};
use tasuki::domain::handover::permit::{Denied, Holding, Step};
use tasuki::domain::ledger::Answer;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::lang::Lang;
use tasuki::lang::ledger::consent_rows;
use tasuki::report::record::sheets;
use tasuki::report::text::{WIDTH, printed};
use tasuki::tui::act::Reply;
use tasuki::tui::desk::record::answer;
use tasuki::tui::room::record::{Ask, Pages};
use tasuki::workflow::Problem;
use tasuki::workflow::copy::CopyFor;
use tasuki::workflow::ledger::{Ledger, LedgerLine, Of, Place, Standing, Whom};

use crate::town::{Office, Point, Town, form, items, new_case_of, text, town};

fn medication() -> BTreeSet<ItemId> {
    BTreeSet::from([ItemId::Medication])
}

/// The one line of the ledger, the same whether all is asked for or this handover alone.
fn line(office: &mut Office, of: Of) -> LedgerLine {
    let Ledger { lines, unreadable } = office.desk().ledger(Of::All).unwrap();
    assert_eq!(unreadable, 0);
    assert_eq!(office.desk().ledger(of).unwrap().lines, lines);
    let [line] = <[LedgerLine; 1]>::try_from(lines).unwrap();
    line
}

fn both(town: &mut Town) -> [LedgerLine; 2] {
    let of = Of::Handover(town.id);
    [line(&mut town.sender, of), line(&mut town.receiver, of)]
}

#[test]
fn after_the_release_both_offices_see_what_had_left_and_wait_until_it_is_said_what_became_of_it() {
    for (handling, reason) in [
        (Handling::Returned, ""),
        (Handling::Erased, ""),
        (Handling::Kept, "支援の記録は五年保存するため"),
    ] {
        let mut town = town(Point::Released);
        let (id, case) = (town.id, town.case);
        let scope = Withdrawal::Items(medication());
        town.sender.desk().withdraw(id, scope.clone()).unwrap();
        town.exchange();
        town.clock.set(9);
        for it in both(&mut town) {
            assert_eq!((&it.scope, it.said_to), (&scope, Side::Sender));
            assert_eq!((it.answer, it.open_for), (Answer::Awaited, Some(9)));
            let [left] = &it.left[..] else {
                panic!("not one offer: {:?}", it.left)
            };
            assert_eq!((left.part, &left.items), (0, &medication()));
            assert!(left.arrived.is_some());
            assert!(!it.by.is_empty() && !it.person.name().is_empty());
            assert_eq!(it.reason, "");
        }
        town.receiver.desk().handle(id, handling, reason).unwrap();
        town.exchange();
        for it in both(&mut town) {
            assert!(
                matches!(it.answer, Answer::Handled { handling: said, .. } if said == handling),
                "{:?}",
                it.answer
            );
            assert_eq!((it.open_for, &*it.reason), (None, reason), "{handling:?}");
        }
        assert_eq!(line(&mut town.sender, Of::Case(case)).case, Some(case));
    }
}

#[test]
fn before_the_release_the_receivers_program_destroys_and_the_ledger_says_so() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let all = Withdrawal::All;
    town.receiver.desk().withdraw(id, all.clone()).unwrap();
    town.exchange();
    let [sent, received] = both(&mut town);
    for it in [&sent, &received] {
        assert_eq!((&it.scope, it.said_to), (&all, Side::Receiver));
        assert!(matches!(it.answer, Answer::Erased { .. }), "{it:?}");
        assert_eq!(it.left.len(), 1);
    }
    assert_eq!(
        received.person,
        Whom::Destroyed,
        "nothing of an erased handover stays"
    );
    assert_ne!(sent.person.name(), "");
}

#[test]
fn a_copy_given_before_this_office_heard_of_it_is_named_though_it_was_said_there_before() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let mut wide = form(town.sender.desk(), case, to);
    wide.items.insert(CopyTo::City.item());
    town.sender.desk().record_consent(wide).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    let id = town.id;
    town.clock.set(2);
    let said = town.receiver.desk().today();
    town.receiver.desk().withdraw(id, Withdrawal::All).unwrap();
    town.clock.set(3);
    let desk = town.sender.desk();
    let wanted = CopyFor {
        to: CopyTo::City,
        name: "見本市 障害福祉課".into(),
    };
    let sheet = desk.copy(id, &wanted).unwrap();
    desk.copy_given(&sheet).unwrap();
    let given = desk.today();
    town.clock.set(5);
    town.exchange();
    let line = line(&mut town.sender, Of::Handover(id));
    let copies: Vec<_> = line.copies.iter().map(|it| it.on).collect();
    assert_eq!((line.on, copies), (said, vec![given]));
}

#[test]
fn what_never_arrived_was_not_given_and_a_form_alone_is_in_the_ledger_once() {
    let mut town = town(Point::Approved);
    let (id, case, consent) = (town.id, town.case, town.consent);
    let what = Withdrawn::Items(medication());
    town.sender.desk().withdraw_consent(consent, what).unwrap();
    let alone = line(&mut town.sender, Of::Case(case));
    assert_eq!(alone.place, Place::Form { id: consent, at: 0 });
    assert_eq!(
        (alone.answer, alone.open_for),
        (Answer::NothingArrived, None)
    );
    assert_eq!(alone.left, []);
    let none = town.sender.desk().ledger(Of::Handover(id)).unwrap();
    assert_eq!(none.lines, []);

    let mut town = crate::town::town(Point::Approved);
    town.offer();
    let id = town.id;
    town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
    let said = line(&mut town.sender, Of::Handover(id));
    assert_eq!(said.answer, Answer::NothingArrived);
    assert_eq!(said.left.len(), 1);
    assert_eq!(said.left[0].arrived, None);
}

#[test]
fn the_record_of_consents_has_every_form_with_how_it_stands() {
    let mut town = town(Point::Delivered);
    let (id, case, to, first) = (town.id, town.case, town.receiver_id, town.consent);
    let standing = |town: &mut Town, of| {
        let found = town.sender.desk().consent_record(of).unwrap();
        assert_eq!(found.unreadable, 0);
        let lines = found.lines.into_iter();
        let lines = lines.map(|it| (it.consent.form().id, it.standing));
        lines.collect::<std::collections::BTreeMap<_, _>>()
    };
    for of in [Of::All, Of::Case(case), Of::Handover(id)] {
        assert_eq!(standing(&mut town, of)[&first], Standing::InForce);
    }
    town.clock.set(1);
    let desk = town.sender.desk();
    let narrower = ConsentForm {
        items: &items() - &medication(),
        signed: desk.today(),
        ..form(desk, case, to)
    };
    let later = ConsentForm {
        signed: narrower.until,
        ..form(desk, case, to)
    };
    let narrower = desk.record_consent(narrower).unwrap().id;
    let later = town.record_ahead(later);
    let all = standing(&mut town, Of::Case(case));
    assert_eq!(all[&first], Standing::Replaced);
    assert_eq!(all[&narrower], Standing::InForce);
    assert_eq!(all[&later], Standing::NotYet);
    town.sender
        .desk()
        .withdraw_consent(narrower, Withdrawn::All)
        .unwrap();
    assert_eq!(standing(&mut town, Of::All)[&narrower], Standing::Withdrawn);
    let mut town = crate::town::town(Point::Delivered);
    let first = town.consent;
    town.clock.set(4_000);
    assert_eq!(standing(&mut town, Of::All)[&first], Standing::Expired);
}

/// What the command writes of all of them, and of those alone whom the filter shows.
#[test]
fn the_screen_writes_the_forms_it_shows_as_text_to_read() {
    let mut town = town(Point::Delivered);
    let dir = town.sender.dir.clone();
    let desk = town.sender.desk();
    let name = text(FieldId::PersonName, "見本 弥生");
    let other = new_case_of(desk, vec![(FieldId::PersonName, name)]);
    let wanted = form(desk, other, town.receiver_id);
    desk.record_consent(wanted).unwrap();
    let mut write = |search: &str, file: &str| {
        let path = dir.join(file);
        let pages = Pages {
            search: search.into(),
            lang: Lang::Ja,
            path: path.display().to_string(),
        };
        let done = answer(desk, Ask::WriteConsents(pages));
        assert!(matches!(done, Ok(Reply::Done(_))));
        let last = desk.audit(None, 1).unwrap().remove(0).line.event;
        assert_eq!(last.act, Deed::Exported);
        std::fs::read_to_string(path).unwrap()
    };
    let (all, one) = (write("", "all.txt"), write("弥生", "one.txt"));
    let none = write("だれでもない", "none.txt");
    let forms = |text: &str| text.matches("同意した日").count();
    assert_eq!([forms(&all), forms(&one), forms(&none)], [2, 1, 0], "{all}");
    assert!(all.contains("見本 弥生") && one.contains("見本 弥生"));
    let found = desk.export_consents(Of::All).unwrap();
    let lines = found.lines.iter();
    let lines = lines.map(|it| consent_rows(it, Lang::Ja));
    assert_eq!(all, printed(&sheets(lines, WIDTH)), "as by command");
}

#[test]
fn what_is_taken_back_a_second_time_is_a_line_of_its_own_and_waits_for_nobody_who_holds_nothing() {
    let mut town = town(Point::Delivered);
    let (id, case, to) = (town.id, town.case, town.receiver_id);
    town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
    town.exchange();
    town.clock.set(30);
    let desk = town.sender.desk();
    let again = ConsentForm {
        signed: desk.today(),
        ..form(desk, case, to)
    };
    let again = desk.record_consent(again).unwrap().id;
    town.clock.set(40);
    let desk = town.sender.desk();
    desk.withdraw_consent(again, Withdrawn::All).unwrap();
    let lines = desk.ledger(Of::All).unwrap().lines;
    let [second, first] = &lines[..] else {
        panic!("not two: {lines:?}")
    };
    assert_eq!(second.place, Place::Form { id: again, at: 0 });
    assert_eq!(
        (&second.scope, second.answer),
        (&Withdrawal::All, Answer::NothingArrived)
    );
    assert!(matches!(first.answer, Answer::Erased { .. }), "{first:?}");
}

/// What was taken back of a form before any offer stays in the ledger, whatever is taken back of a handover later.
#[test]
fn what_is_taken_back_again_later_hides_no_earlier_line() {
    for again in [Again::AllOfTheHandover, Again::OfASecondForm] {
        let mut town = town(Point::Approved);
        let (id, case, to, first) = (town.id, town.case, town.receiver_id, town.consent);
        town.clock.set(2);
        let what = Withdrawn::Items(medication());
        town.sender.desk().withdraw_consent(first, what).unwrap();
        let before = line(&mut town.sender, Of::Case(case));
        town.clock.set(5);
        if again == Again::OfASecondForm {
            let desk = town.sender.desk();
            let form = ConsentForm {
                signed: desk.today(),
                ..form(desk, case, to)
            };
            desk.record_consent(form).unwrap();
        }
        town.approve();
        town.offer();
        town.exchange();
        town.clock.set(9);
        let scope = match again {
            Again::AllOfTheHandover => Withdrawal::All,
            Again::OfASecondForm => Withdrawal::Items(medication()),
        };
        town.sender.desk().withdraw(id, scope.clone()).unwrap();
        town.exchange();
        let lines = town.sender.desk().ledger(Of::All).unwrap().lines;
        let [second, earlier] = &lines[..] else {
            panic!("not two: {lines:?}")
        };
        assert_eq!((earlier.place, earlier.on), (before.place, before.on));
        assert_eq!(earlier.scope, Withdrawal::Items(medication()));
        assert_eq!(second.scope, scope);
        assert!(matches!(second.place, Place::Handover { .. }));
        assert_eq!(earlier.open_for, None, "{earlier:?}");
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    AllOfTheHandover,
    OfASecondForm,
}

/// Nobody waits for what the receiver's program destroyed item by item, nor for what its staff handled as gone.
#[test]
fn what_is_taken_back_of_a_form_waits_for_nothing_that_is_gone() {
    let mut town = town(Point::Delivered);
    let (id, case, to) = (town.id, town.case, town.receiver_id);
    let scope = Withdrawal::Items(medication());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    town.exchange();
    town.clock.set(30);
    let desk = town.sender.desk();
    let again = ConsentForm {
        signed: desk.today(),
        ..form(desk, case, to)
    };
    let again = desk.record_consent(again).unwrap().id;
    town.clock.set(40);
    let desk = town.sender.desk();
    let what = Withdrawn::Items(medication());
    desk.withdraw_consent(again, what).unwrap();
    town.clock.set(60);
    let lines = town.sender.desk().ledger(Of::All).unwrap().lines;
    let of_form = lines
        .iter()
        .find(|it| matches!(it.place, Place::Form { id, .. } if id == again));
    let of_form = of_form.expect("a line of its own");
    assert_eq!(
        (of_form.answer, of_form.open_for),
        (Answer::NothingArrived, None)
    );
    assert_eq!(of_form.left, []);
}

#[test]
fn what_was_destroyed_before_it_was_taken_back_is_waited_for_by_nobody() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    town.sender.desk().recall(id, "見本の理由").unwrap();
    town.exchange();
    let scope = Withdrawal::Items(medication());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    for it in both(&mut town) {
        assert!(matches!(it.answer, Answer::Erased { .. }), "{it:?}");
        assert_eq!(it.open_for, None);
    }
}

#[test]
fn what_is_taken_back_of_several_forms_at_once_is_one_line() {
    let mut town = town(Point::Approved);
    let (case, to) = (town.case, town.receiver_id);
    town.clock.set(1);
    let desk = town.sender.desk();
    let narrower = ConsentForm {
        items: &items() - &medication(),
        signed: desk.today(),
        ..form(desk, case, to)
    };
    let narrower = desk.record_consent(narrower).unwrap().id;
    desk.withdraw_consent(narrower, Withdrawn::All).unwrap();
    let line = line(&mut town.sender, Of::Case(case));
    assert_eq!(
        (line.scope, line.answer),
        (Withdrawal::All, Answer::NothingArrived)
    );
}

#[test]
fn whoever_looks_at_the_whole_ledger_leaves_a_line() {
    let mut town = town(Point::Delivered);
    let desk = town.sender.desk();
    let lines = |desk: &mut tasuki::workflow::Desk| desk.audit(None, usize::MAX).unwrap().len();
    let before = lines(desk);
    desk.ledger(Of::All).unwrap();
    desk.consent_record(Of::All).unwrap();
    assert_eq!(lines(desk), before + 2);
}

/// "Nothing held" is an answer to the person: where something is held it is refused, and nothing goes.
#[test]
fn nobody_answers_that_nothing_is_held_of_what_is() {
    let mut town = town(Point::Started);
    let id = town.id;
    town.sender
        .desk()
        .withdraw(id, Withdrawal::Items(medication()))
        .unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    let takes = desk.handling_takes(id).unwrap().unwrap();
    assert_eq!(takes.holding(), Holding::Something);
    let said = desk.handle(id, Handling::NothingHeld, "");
    assert!(
        matches!(
            said,
            Err(Problem::Denied {
                step: Step::Handle,
                why: Denied::StillHeld
            })
        ),
        "{said:?}"
    );
    assert_eq!(desk.handling_takes(id).unwrap(), Some(takes));
    desk.handle(id, Handling::Erased, "").unwrap();
}

/// Of an item that was offered without a word in it, it is the true one.
#[test]
fn of_an_item_in_which_nothing_was_said_nothing_is_held() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let said = town.sender.desk().show_case(case).unwrap();
    let says = |item: &ItemId| said.values().keys().any(|it| it.spec().item == *item);
    let content = items().into_iter().filter(|it| it.copy_to().is_none());
    let empty = content.into_iter().find(|it| !says(it));
    let empty = empty.expect("an item of which nothing is said");
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.exchange();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let id = town.id;
    let scope = Withdrawal::Items([empty].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    let takes = desk.handling_takes(id).unwrap().unwrap();
    assert_eq!(takes.holding(), Holding::Nothing);
    desk.handle(id, Handling::NothingHeld, "").unwrap();
    town.exchange();
    for it in both(&mut town) {
        let handling = Handling::NothingHeld;
        assert!(
            matches!(it.answer, Answer::Handled { handling: said, .. } if said == handling),
            "{:?}",
            it.answer
        );
    }
}
