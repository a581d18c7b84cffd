//! Each rule of `held` is shown cases in which it does not hold, so that `three` can fail.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::domain::alert::What;
use tasuki::domain::case::{CaseSummary, Edit, Source, Stood, Value};
use tasuki::domain::consent::Returned;
use tasuki::domain::handover::dossier::{Ending, State, WithdrawalAnswer};
use tasuki::domain::handover::entry::{Act, Decline, Handling, Outcome, Side};
use tasuki::domain::handover::permit::Step;
use tasuki::domain::handover::turn::Task;
use tasuki::domain::handover::words::{WordKey, Words};
use tasuki::domain::id::{CaseId, OfferNo, StaffId};
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::text::{Line, Paragraph};
use tasuki::workflow::today::Work;
use tasuki::workflow::view::Away;

use crate::held::{
    Grounds, came_back, ledger_agrees, nothing_gone, nothing_more_goes, nothing_of_it_lost,
    nothing_own_goes, nothing_unasked, one_owner, one_record_each, quiet_once_over,
};
use crate::story::Story;
use crate::town::text;

fn no(number: u16) -> OfferNo {
    OfferNo::new(number).expect("an offer")
}

fn seen(told: &str) -> State {
    let mut story = Story::told(told);
    story.tell("meet").expect("hearing is always allowed");
    story.view(Side::Sender)
}

#[test]
fn a_record_too_few_too_many_or_of_another_delivery_is_found() {
    let delivered = || vec![(no(1), 0), (no(2), 0)];
    assert!(one_record_each(delivered(), vec![(no(2), 0), (no(1), 0)]).is_ok());
    for wrong in [
        vec![(no(1), 0)],
        vec![(no(1), 0), (no(2), 0), (no(2), 0)],
        vec![(no(1), 0), (no(2), 1)],
        vec![(no(1), 0), (no(2), 0), (no(3), 0)],
    ] {
        assert!(
            one_record_each(delivered(), wrong.clone()).is_err(),
            "{wrong:?}"
        );
    }
}

#[test]
fn a_line_of_the_ledger_too_few_or_of_the_other_office_is_found() {
    let said = || vec![(Side::Sender, 3), (Side::Receiver, 3)];
    assert!(ledger_agrees(said(), said()).is_ok());
    assert!(ledger_agrees(said(), vec![(Side::Sender, 3)]).is_err());
    assert!(ledger_agrees(said(), vec![(Side::Sender, 3), (Side::Sender, 3)]).is_err());
}

#[test]
fn what_came_back_without_being_asked_for_is_found() {
    let read_back = [Returned::ReadBack].into();
    let all = Returned::ALL.iter().copied().collect();
    let said = |key, text: &str| Words::of(vec![(key, Paragraph::new(text, 100).unwrap())]);
    let (who, more) = (said(WordKey::By, "架空"), said(WordKey::Text, "休みがち"));
    let outcome = |outcome| Act::FollowedUp { which: 0, outcome };
    let condition = Act::Declined {
        offer: no(1),
        decline: Decline::YesIf,
    };
    for (act, words, fine) in [
        (Act::NotStarted, Some(&more), false),
        (Act::NotStarted, Some(&who), true),
        (Act::NotStarted, None, true),
        (outcome(Outcome::Concern), None, false),
        (outcome(Outcome::NotShared), Some(&more), false),
        (outcome(Outcome::NotShared), Some(&who), true),
        (condition, None, false),
    ] {
        let found = |form: &BTreeSet<Returned>| nothing_unasked(form, [(&act, words)].into_iter());
        assert_eq!(found(&read_back).is_ok(), fine, "{act:?}");
        assert!(found(&all).is_ok(), "{act:?}");
    }
}

#[test]
fn two_owners_no_owner_and_the_wrong_one_are_found() {
    use Side::{Receiver, Sender};
    // The start is on its way: both say ours, and that is right.
    assert!(one_owner(Sender, (Sender, Sender), Some(Receiver)).is_ok());
    assert!(one_owner(Receiver, (Receiver, Receiver), Some(Sender)).is_ok());
    assert!(one_owner(Sender, (Receiver, Sender), Some(Receiver)).is_err());
    assert!(one_owner(Sender, (Sender, Receiver), None).is_err());
    assert!(one_owner(Receiver, (Receiver, Sender), None).is_err());
}

#[test]
fn what_is_asked_or_told_as_if_it_went_on_is_found_once_it_is_over() {
    let recalled = seen("offer receive recall");
    let open = seen("offer receive");
    let found = |state, owed: &[Task], open: &[Work], told: &[What]| {
        quiet_once_over(state, owed, open, told).is_err()
    };
    assert!(!found(&recalled, &[Task::Erase], &[], &[What::NotStarted]));
    assert!(found(&recalled, &[Task::Accept], &[], &[]));
    assert!(found(&recalled, &[], &[Work::Prepare(Step::Approve)], &[]));
    assert!(found(&recalled, &[], &[], &[What::ConsentEnding(None)]));
    assert!(found(&recalled, &[], &[], &[What::StillToTell { open: 1 }]));
    assert!(!found(
        &open,
        &[Task::Accept],
        &[],
        &[What::ConsentEnding(None)]
    ));
    // Closed long before its day, the move has still to be told of.
    let closed = seen(
        "offer receive read-person read-health read-tasks read-back accept right release start end \
         left",
    );
    assert!(closed.closed(), "it came to its end");
    assert!(!found(&closed, &[], &[], &[What::ReportDue]));
    assert!(!found(&closed, &[], &[], &[What::NoFirstInterview]));
    assert!(found(&closed, &[], &[], &[What::ConsentEnding(None)]));
    assert!(found(&recalled, &[], &[], &[What::ReportDue]));
    assert!(found(&recalled, &[], &[], &[What::NoFirstInterview]));
}

#[test]
fn who_moved_and_is_said_to_be_back_is_found_and_so_is_a_case_that_is_not_closed_then() {
    let told =
        "offer receive read-person read-health read-tasks read-back accept right release start";
    let started = seen(told);
    let back = seen(&format!("{told} came-back"));
    assert_eq!(came_back(&started, Away::ForGood), Ok(false));
    assert_eq!(came_back(&back, Away::ForATime), Ok(true));
    assert!(came_back(&back, Away::ForGood).is_err());
    let mut open = back;
    open.endings.insert(Ending::Recalled);
    assert!(came_back(&open, Away::ForATime).is_err());
}

#[test]
fn what_a_case_had_said_itself_and_says_nowhere_any_more_is_found() {
    let field = FieldId::LifeRhythm;
    let (own, came) = (text(field, "ここ"), text(field, "よそ"));
    let said = |it: &Value| BTreeMap::from([(field, it.clone())]);
    let kept = BTreeMap::from([(field, Stood::Value(own.clone()))]);
    let none = BTreeMap::new();
    assert!(nothing_of_it_lost(&said(&own), &said(&own), &none).is_ok());
    assert!(nothing_of_it_lost(&said(&own), &said(&came), &kept).is_ok());
    assert!(nothing_of_it_lost(&said(&own), &said(&came), &none).is_err());
    assert!(nothing_of_it_lost(&said(&own), &BTreeMap::new(), &none).is_err());
    let forgotten = BTreeMap::from([(field, Stood::Forgotten)]);
    assert!(nothing_of_it_lost(&said(&own), &said(&came), &forgotten).is_err());
}

#[test]
fn what_of_a_case_s_own_goes_with_what_had_come_is_found() {
    let field = FieldId::LifeRhythm;
    let by = StaffId::from_bytes([1; 16]);
    let told = |all: &[Value]| {
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        for value in all {
            let edits = BTreeMap::from([(field, Edit::Put(value.clone()))]);
            case.set(edits, by, value.as_of).expect("its own answer");
        }
        case
    };
    let (first, own) = (text(field, "はじめ"), text(field, "ここ"));
    let mut came = text(field, "よそ");
    let name = Line::new("見本事業所", 60).expect("a name");
    came.source = Source::Agency { name };
    let none = BTreeSet::new();
    let before = told(&[first.clone(), came.clone()]);
    let back = told(&[first.clone(), came.clone(), first.clone()]);
    assert!(nothing_own_goes(&before, &back, &none).is_ok());
    let mut forgotten = back.clone();
    assert!(forgotten.forget_after(field, 2));
    assert!(nothing_own_goes(&before, &forgotten, &none).is_ok());
    assert!(forgotten.forget_after(field, 1));
    assert!(nothing_own_goes(&before, &forgotten, &none).is_err());
    let since = told(&[came.clone(), own.clone()]);
    assert!(nothing_own_goes(&since, &since, &none).is_ok());
    assert!(nothing_own_goes(&since, &told(&[came.clone()]), &none).is_err());
    let mut gone = since.clone();
    let edits = BTreeMap::from([(field, Edit::Remove)]);
    gone.set(edits, by, own.as_of).expect("taken away");
    let day = own.as_of;
    assert!(nothing_own_goes(&since, &gone, &none).is_err());
    // Answered as gone before, nothing of it goes, though what came can no longer be seen.
    let mut since = told(&[came, own, first]);
    assert!(since.forget_after(field, 1));
    let mut less = since.clone();
    let edits = BTreeMap::from([(field, Edit::Put(text(field, "いま")))]);
    since.set(edits.clone(), by, day).expect("its own answer");
    less.set(edits, by, day).expect("its own answer");
    assert!(less.forget_after(field, 3));
    assert!(nothing_own_goes(&since, &less, &none).is_ok());
    let gone = BTreeSet::from([field.spec().item]);
    assert!(nothing_own_goes(&since, &since, &gone).is_ok());
    assert!(nothing_own_goes(&since, &less, &gone).is_err());
}

#[test]
fn what_goes_by_a_form_the_person_carries_is_found() {
    let life: BTreeSet<_> = [FieldId::LifeRhythm].into();
    assert!(nothing_more_goes(&life, &life).is_ok());
    assert!(nothing_more_goes(&BTreeSet::new(), &life).is_err());
    assert!(nothing_more_goes(&life, &BTreeSet::new()).is_err());
}

#[test]
fn what_went_before_its_time_is_found() {
    let before: BTreeSet<_> = [1, 2].into();
    assert!(nothing_gone(&before, &[1, 2, 3].into()).is_ok());
    assert!(nothing_gone(&before, &[1, 3].into()).is_err());
}

#[test]
fn an_item_nobody_named_one_taken_back_and_one_of_what_ended_are_found() {
    let grounds = |named, gone, taken_back: &[WithdrawalAnswer]| {
        let taken_back = taken_back.to_vec();
        Grounds {
            named,
            gone,
            taken_back,
        }
        .carry()
    };
    use WithdrawalAnswer::{Given, Owed, Settled};
    assert!(grounds(true, false, &[]));
    assert!(grounds(true, false, &[Owed]));
    assert!(grounds(
        true,
        false,
        &[Given(Handling::Kept), Given(Handling::NothingHeld)]
    ));
    assert!(!grounds(false, false, &[]));
    assert!(!grounds(true, true, &[]));
    assert!(!grounds(true, false, &[Settled]));
    assert!(!grounds(true, false, &[Given(Handling::Erased)]));

    let read = |told: &str, item| {
        let mut story = Story::told(told);
        let dossier = story.dossier(Side::Receiver);
        let log = |side| dossier.log(side).iter().map(|it| &it.envelope);
        let (said, replied) = (log(Side::Sender), log(Side::Receiver));
        Grounds::of(item, &dossier.state(), said, replied).carry()
    };
    let offered = seen("offer").offer.expect("it was offered").manifest.items;
    let item = *offered.first().expect("an offer names items");
    assert!(read("offer receive", item));
    assert!(!read("offer receive", ItemId::HistoryOfHarm));
    assert!(!read("offer receive decline erase", item));
}
