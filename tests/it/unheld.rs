//! Each rule of `held` is shown cases in which it does not hold, so that `three` can fail.

use std::collections::BTreeSet;

use tasuki::domain::alert::What;
use tasuki::domain::handover::dossier::{State, WithdrawalAnswer};
use tasuki::domain::handover::entry::{Handling, Side};
use tasuki::domain::handover::permit::Step;
use tasuki::domain::handover::turn::Task;
use tasuki::domain::id::OfferNo;
use tasuki::domain::section::ItemId;
use tasuki::workflow::today::Work;

use crate::held::{
    Grounds, ledger_agrees, nothing_gone, one_owner, one_record_each, quiet_once_over,
};
use crate::story::Story;

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
    assert!(found(&recalled, &[], &[], &[What::ConsentEnding]));
    assert!(found(&recalled, &[], &[], &[What::StillToTell { open: 1 }]));
    assert!(!found(&open, &[Task::Accept], &[], &[What::ConsentEnding]));
    // Closed long before its day, the move has still to be told of.
    let closed = seen(
        "offer receive read-person read-health read-tasks read-back accept right release start end \
         left",
    );
    assert!(closed.closed(), "it came to its end");
    assert!(!found(&closed, &[], &[], &[What::ReportDue]));
    assert!(found(&closed, &[], &[], &[What::ConsentEnding]));
    assert!(found(&recalled, &[], &[], &[What::ReportDue]));
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
