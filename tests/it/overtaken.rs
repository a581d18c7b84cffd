//! What is written while a parcel is on its way to the shared folder and forbids what it carries: the parcel is taken away
//! again, what may still leave goes, and what is told of it is true; and a parcel that cannot be taken away ends nothing.
//!
//! Nothing here waits: the courier's errands are done by hand.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value as Json, json};
use tasuki::domain::consent::Withdrawn;
use tasuki::domain::handover::entry::Withdrawal;
use tasuki::domain::id::{HandoverId, OfficeId};
use tasuki::exchange::naming::Name;
use tasuki::exchange::transport::memory::Memory;
use tasuki::exchange::transport::{Transport, TransportError, Was};
use tasuki::workflow::clock::{Outside, System};
use tasuki::workflow::post::{Extent, Forbidden, Refused, SyncReport, TakenBack};
use tasuki::workflow::remark::{Plain, Remark};
use tasuki::workflow::round::{Brought, Errand, Next, Round};
use tasuki::workflow::{Desk, Problem};

use crate::place::{FIRST, Place, SECOND};
use crate::town::{Point, Town, items, town};

/// What is written while the parcel is on its way.
#[derive(Clone, Copy, Debug)]
enum Meanwhile {
    /// The person takes everything back, recorded in the handover.
    AllTakenBack,
    /// The person takes one item back.
    OneTakenBack,
    /// The person takes the consent form back.
    FormTakenBack,
    /// The offer is recalled.
    Recalled,
    /// The other office is distrusted.
    Distrusted,
}

const FORBIDDING: [Meanwhile; 5] = [
    Meanwhile::AllTakenBack,
    Meanwhile::OneTakenBack,
    Meanwhile::FormTakenBack,
    Meanwhile::Recalled,
    Meanwhile::Distrusted,
];

impl Meanwhile {
    fn happens(self, town: &mut Town) {
        let (id, consent, receiver) = (town.id, town.consent, town.receiver_id);
        let desk = town.sender.desk();
        let done = match self {
            Meanwhile::AllTakenBack => desk.withdraw(id, Withdrawal::All),
            Meanwhile::OneTakenBack => {
                let one = items().into_iter().take(1).collect();
                desk.withdraw(id, Withdrawal::Items(one))
            }
            Meanwhile::FormTakenBack => {
                let told = desk.withdraw_consent(consent, Withdrawn::All);
                told.map(|told| assert_eq!(told, [id]))
            }
            Meanwhile::Recalled => desk.recall(id, "受け入れ先の都合が変わりました。"),
            Meanwhile::Distrusted => desk.revoke_card(receiver),
        };
        done.unwrap_or_else(|why| panic!("{self:?}: {why:?}"));
    }
}

/// The sender's round, up to the errand that puts the offer in the folder.
fn putting(town: &mut Town, place: &Memory) -> (Round, Errand, Name) {
    let desk = town.sender.desk();
    let mut at = desk.begin_round(Extent::New).unwrap();
    loop {
        if let Errand::Put(name, _) = &at.1 {
            let name = *name;
            return (at.0, at.1, name);
        }
        at = match desk.go_on(at.0, at.1.run(place)).unwrap() {
            Next::Errand(round, errand) => (round, errand),
            Next::Over(_) => panic!("nothing is sent"),
        };
    }
}

fn offered() -> (Town, Memory) {
    let mut town = town(Point::Approved);
    town.offer();
    (town, Memory::new())
}

/// Goes on to the end of a round.
fn to_the_end(
    desk: &mut Desk,
    place: &dyn Transport,
    round: Round,
    brought: Brought,
) -> Result<SyncReport, Problem> {
    let mut next = desk.go_on(round, brought)?;
    loop {
        match next {
            Next::Errand(round, errand) => next = desk.go_on(round, errand.run(place))?,
            Next::Over(report) => return Ok(report),
        }
    }
}

fn outcomes(report: &SyncReport) -> Vec<(HandoverId, Result<Was, TransportError>)> {
    let told = report.taken_back.iter();
    told.map(|TakenBack { handover, done, .. }| (*handover, *done))
        .collect()
}

/// What the journal says of parcels that were overtaken, the newest last.
fn journal(desk: &Desk) -> Vec<Plain> {
    let lines = desk.audit(None, 1_000).unwrap().into_iter();
    let told = lines.filter_map(|it| match it.remark {
        Remark::Plain(it @ (Plain::Overtaken | Plain::TakenBack | Plain::GoneBefore)) => Some(it),
        _ => None,
    });
    told.collect()
}

/// Whether the receiver ever came to hold content, after a round at this place.
fn arrives(town: &mut Town, place: &Memory) -> bool {
    town.clock.later(1_000);
    let desk = town.receiver.desk();
    desk.sync_through(place, Extent::New).unwrap();
    let lines = desk.handovers().unwrap();
    lines
        .iter()
        .any(|it| desk.handover(it.id).unwrap().state.holds_content)
}

/// The folder gave no answer, and the parcel comes to lie there long after: what the person took back meanwhile is taken away
/// before anything else is done there.
#[test]
fn what_the_folder_gave_no_answer_about_is_taken_away_where_it_may_not_lie_any_more() {
    for meanwhile in FORBIDDING {
        let (mut town, place) = offered();
        let (round, put, name) = putting(&mut town, &place);
        let desk = town.sender.desk();
        let silent = Brought::Put(Err(TransportError::NoAnswer));
        assert!(desk.go_on(round, silent).is_err());
        meanwhile.happens(&mut town);
        put.run(&place);
        let (id, receiver) = (town.id, town.receiver_id);
        assert!(place.list(&receiver).unwrap().contains(&name));
        let desk = town.sender.desk();
        let report = desk.sync_through(&place, Extent::New).unwrap();
        assert_eq!(outcomes(&report), [(id, Ok(Was::There))], "{meanwhile:?}");
        assert!(!place.list(&receiver).unwrap().contains(&name));
    }
}

#[test]
fn what_may_not_leave_any_more_when_the_courier_is_back_is_taken_away_and_the_withdrawal_goes() {
    for meanwhile in FORBIDDING {
        let (mut town, place) = offered();
        let (round, put, name) = putting(&mut town, &place);
        let brought = put.run(&place);
        meanwhile.happens(&mut town);
        let (id, receiver) = (town.id, town.receiver_id);
        let desk = town.sender.desk();
        let report = to_the_end(desk, &place, round, brought).unwrap();
        assert_eq!(outcomes(&report), [(id, Ok(Was::There))], "{meanwhile:?}");
        assert_eq!(journal(desk), [Plain::Overtaken, Plain::TakenBack]);
        let lies = place.list(&receiver).unwrap();
        assert!(!lies.contains(&name), "{meanwhile:?}");
        let goes = match meanwhile {
            Meanwhile::Distrusted => 0,
            _ => 1,
        };
        assert_eq!((report.sent, lies.len()), (goes, goes), "{meanwhile:?}");
        let unsent = desk.handovers().unwrap()[0].unsent;
        assert_eq!(unsent == 0, goes == 1, "{meanwhile:?}");
        assert!(!arrives(&mut town, &place), "{meanwhile:?}");
    }
}

#[test]
fn what_was_overtaken_is_taken_away_by_the_next_round_where_the_program_ended_meanwhile() {
    for meanwhile in FORBIDDING {
        let (mut town, place) = offered();
        let (mut round, put, name) = putting(&mut town, &place);
        meanwhile.happens(&mut town);
        town.sender.desk().look_after(&mut round).unwrap();
        drop(round);
        town.sender.close();
        // The courier was on its way and could not be called back.
        put.run(&place);
        let desk = town.sender.desk();
        let (round, first) = desk.begin_round(Extent::New).unwrap();
        assert_eq!(first, Errand::Delete(name), "before anything else");
        let report = to_the_end(desk, &place, round, first.run(&place)).unwrap();
        assert_eq!(outcomes(&report), [(town.id, Ok(Was::There))]);
        let again = town.sender.desk().begin_round(Extent::New).unwrap().1;
        assert!(matches!(again, Errand::List(_)), "once: {again:?}");
        assert!(!arrives(&mut town, &place), "{meanwhile:?}");
    }
}

/// A round takes a parcel away, and then the folder gives no answer: what it had done is told by the next one, once.
#[test]
fn what_a_round_took_away_before_it_failed_is_told_by_the_next_one() {
    let (mut town, place) = offered();
    let (mut round, put, _) = putting(&mut town, &place);
    put.run(&place);
    Meanwhile::AllTakenBack.happens(&mut town);
    let id = town.id;
    let desk = town.sender.desk();
    desk.look_after(&mut round).unwrap();
    drop(round);
    let (round, delete) = desk.begin_round(Extent::New).unwrap();
    let Next::Errand(round, list) = desk.go_on(round, delete.run(&place)).unwrap() else {
        panic!("nothing is taken away")
    };
    assert!(matches!(list, Errand::List(_)));
    let silent = Brought::List(Err(TransportError::NoAnswer));
    assert!(desk.go_on(round, silent).is_err());
    let told = |desk: &mut Desk| {
        let report = desk.sync_through(&place, Extent::New).unwrap();
        outcomes(&report)
    };
    assert_eq!(told(desk), [(id, Ok(Was::There))]);
    assert_eq!(told(desk), []);
}

#[test]
fn what_the_other_office_took_before_is_told_as_perhaps_seen_and_the_withdrawal_follows() {
    let (mut town, place) = offered();
    let (round, put, _) = putting(&mut town, &place);
    let brought = put.run(&place);
    assert!(arrives(&mut town, &place), "it was there first");
    Meanwhile::AllTakenBack.happens(&mut town);
    let desk = town.sender.desk();
    let report = to_the_end(desk, &place, round, brought).unwrap();
    assert_eq!(outcomes(&report), [(town.id, Ok(Was::Gone))]);
    assert_eq!(journal(desk), [Plain::Overtaken, Plain::GoneBefore]);
    assert_eq!(report.sent, 1, "the withdrawal");
    assert!(!arrives(&mut town, &place), "it destroys what it held");
}

#[test]
fn a_parcel_that_failed_to_be_put_is_looked_for_all_the_same() {
    let (mut town, place) = offered();
    let (round, put, _) = putting(&mut town, &place);
    Meanwhile::AllTakenBack.happens(&mut town);
    let failed = put.failed(TransportError::NoAnswer);
    let report = to_the_end(town.sender.desk(), &place, round, failed).unwrap();
    assert_eq!(outcomes(&report), [(town.id, Ok(Was::Gone))]);
    assert_eq!(report.sent, 1, "the withdrawal");
}

/// What is written and forbids nothing of what is on its way.
#[test]
fn a_note_or_a_later_day_within_the_consent_takes_nothing_back() {
    let (mut town, place) = offered();
    let (round, put, _) = putting(&mut town, &place);
    let brought = put.run(&place);
    let (case, id) = (town.case, town.id);
    let desk = town.sender.desk();
    desk.write_note(case, "電話で日程を確かめた。").unwrap();
    town.clock.set(1);
    let report = to_the_end(town.sender.desk(), &place, round, brought).unwrap();
    assert_eq!((report.sent, outcomes(&report)), (1, vec![]));
    assert_eq!(journal(town.sender.desk()), []);
    assert!(arrives(&mut town, &place));
    assert_eq!(town.sender.desk().handover(id).unwrap().line.unsent, 0);
}

/// What was put for an office whose keys were lost is taken away, and goes again once the office is trusted again.
#[test]
fn what_lies_for_an_office_that_is_trusted_no_more_is_taken_away_by_the_next_round_and_told() {
    let (mut town, place) = offered();
    let desk = town.sender.desk();
    assert_eq!(desk.sync_through(&place, Extent::New).unwrap().sent, 1);
    let (id, receiver) = (town.id, town.receiver_id);
    let desk = town.sender.desk();
    desk.revoke_card(receiver).unwrap();
    let report = desk.sync_through(&place, Extent::New).unwrap();
    let told = TakenBack {
        handover: id,
        why: Forbidden::Distrusted,
        done: Ok(Was::There),
    };
    assert_eq!(report.taken_back, [told]);
    assert!(report.people.contains_key(&id), "whose it is");
    assert_eq!(place.list(&receiver), Ok(vec![]));
    assert_eq!(journal(desk), [Plain::TakenBack]);
    let again = desk.sync_through(&place, Extent::New).unwrap();
    assert_eq!(outcomes(&again), [], "once");
    let fingerprint = town.receiver.desk().own_fingerprint();
    let desk = town.sender.desk();
    desk.verify_card(receiver, &fingerprint).unwrap();
    let sent = desk.sync_through(&place, Extent::New).unwrap().sent;
    assert_eq!(sent, 1, "it lacks what was taken away");
    assert!(arrives(&mut town, &place));
}

/// The folder gave no answer, yet what was put there came, and the other office says so.
#[test]
fn what_came_though_nobody_knew_it_is_not_told_as_forbidden() {
    let (mut town, place) = offered();
    let (round, put, _) = putting(&mut town, &place);
    put.run(&place);
    let silent = Brought::Put(Err(TransportError::NoAnswer));
    assert!(town.sender.desk().go_on(round, silent).is_err());
    assert!(arrives(&mut town, &place));
    for _ in 0..3 {
        // Also whoever opens the store next has nothing to look for.
        town.sender.close();
        let desk = town.sender.desk();
        let report = desk.sync_through(&place, Extent::New).unwrap();
        assert_eq!(outcomes(&report), []);
        assert_eq!(journal(desk), []);
    }
    let state = town.sender.desk().handover(town.id).unwrap().state;
    assert_eq!(state.withdrawals.len(), 0);
}

/// A process hangs while it puts an offer; another one puts the same again, which comes. Then everything is taken back, and the
/// first comes to lie there.
#[test]
fn what_comes_to_lie_there_after_its_like_came_and_was_taken_back_is_taken_away() {
    for meanwhile in [Meanwhile::AllTakenBack, Meanwhile::Recalled] {
        let (mut town, place) = offered();
        let (id, receiver) = (town.id, town.receiver_id);
        let (round, put, name) = putting(&mut town, &place);
        let silent = Brought::Put(Err(TransportError::NoAnswer));
        assert!(town.sender.desk().go_on(round, silent).is_err());
        town.sender.close();
        town.clock.later(1_000);
        let round = |town: &mut Town| {
            let report = town.sender.desk().sync_through(&place, Extent::New);
            outcomes(&report.unwrap())
        };
        assert_eq!(round(&mut town), []);
        assert!(arrives(&mut town, &place), "by the second parcel");
        assert_eq!(round(&mut town), []);
        // Until it is forbidden, that it lies there harms nobody.
        meanwhile.happens(&mut town);
        assert_eq!(round(&mut town), [], "it does not lie there");
        assert!(!arrives(&mut town, &place), "the receiver destroys it");
        assert_eq!(round(&mut town), []);
        put.run(&place);
        assert!(place.list(&receiver).unwrap().contains(&name));
        assert_eq!(round(&mut town), [(id, Ok(Was::There))], "{meanwhile:?}");
        assert!(!place.list(&receiver).unwrap().contains(&name));
        assert_eq!(round(&mut town), [], "once");
    }
}

/// It was taken away, but the folder gave no answer, so nobody knew it; the next round found it gone.
#[test]
fn what_was_taken_away_unknown_to_this_office_goes_again_once_the_other_is_trusted_again() {
    let (mut town, place) = offered();
    let receiver = town.receiver_id;
    let desk = town.sender.desk();
    desk.sync_through(&place, Extent::New).unwrap();
    desk.revoke_card(receiver).unwrap();
    let (round, first) = desk.begin_round(Extent::New).unwrap();
    assert!(matches!(first, Errand::Delete(_)), "{first:?}");
    first.run(&place);
    let silent = Brought::Delete(Err(TransportError::NoAnswer));
    to_the_end(desk, &place, round, silent).unwrap();
    let report = desk.sync_through(&place, Extent::New).unwrap();
    assert_eq!(outcomes(&report), [(town.id, Ok(Was::Gone))]);
    let fingerprint = town.receiver.desk().own_fingerprint();
    let desk = town.sender.desk();
    desk.verify_card(receiver, &fingerprint).unwrap();
    let sent = desk.sync_through(&place, Extent::New).unwrap().sent;
    assert_eq!(sent, 1, "it lacks what was taken away");
    assert!(arrives(&mut town, &place));
}

#[test]
fn what_an_office_is_known_to_hold_is_not_looked_for_when_it_is_trusted_no_more() {
    let mut town = town(Point::Delivered);
    let (id, receiver) = (town.id, town.receiver_id);
    let desk = town.sender.desk();
    desk.revoke_card(receiver).unwrap();
    let (_, first) = desk.begin_round(Extent::New).unwrap();
    assert!(matches!(first, Errand::List(_)), "{id:?}: {first:?}");
}

/// The lock gives up a putting that another process has not ended: what is forbidden later is taken away all the same.
#[test]
fn what_was_given_up_while_it_was_put_is_known_to_whoever_opens_the_store_next() {
    for meanwhile in FORBIDDING {
        let (mut town, place) = offered();
        let (round, put, name) = putting(&mut town, &place);
        town.sender.desk().give_up_round(round).unwrap();
        town.sender.close();
        meanwhile.happens(&mut town);
        let (id, receiver) = (town.id, town.receiver_id);
        let desk = town.sender.desk();
        let report = desk.sync_through(&place, Extent::New).unwrap();
        assert_eq!(outcomes(&report), [(id, Ok(Was::Gone))], "{meanwhile:?}");
        // The other process ends what it was at.
        put.run(&place);
        assert!(place.list(&receiver).unwrap().contains(&name));
        let report = desk.sync_through(&place, Extent::New).unwrap();
        assert_eq!(outcomes(&report), [(id, Ok(Was::There))], "{meanwhile:?}");
        assert!(!place.list(&receiver).unwrap().contains(&name));
        let report = desk.sync_through(&place, Extent::New).unwrap();
        assert_eq!(outcomes(&report), [], "{meanwhile:?}");
        let told = [Plain::Overtaken, Plain::GoneBefore, Plain::TakenBack];
        assert_eq!(journal(desk), told, "{meanwhile:?}");
    }
}

/// The power goes once the parcel lies there, and before anybody could write that down.
#[test]
fn what_was_put_by_a_process_that_was_killed_before_it_could_note_it_is_known_by_name() {
    for meanwhile in FORBIDDING {
        let (mut town, place) = offered();
        let (round, put, name) = putting(&mut town, &place);
        drop((round, put.run(&place)));
        town.sender.close();
        let (id, receiver) = (town.id, town.receiver_id);
        assert!(place.list(&receiver).unwrap().contains(&name));
        meanwhile.happens(&mut town);
        let desk = town.sender.desk();
        let report = desk.sync_through(&place, Extent::New).unwrap();
        assert_eq!(outcomes(&report), [(id, Ok(Was::There))], "{meanwhile:?}");
        assert!(!place.list(&receiver).unwrap().contains(&name));
        town.sender.close();
        let desk = town.sender.desk();
        let report = desk.sync_through(&place, Extent::New).unwrap();
        assert_eq!(outcomes(&report), [], "{meanwhile:?}");
    }
    // What may still lie there lies there, and nothing more is told of it.
    let (mut town, place) = offered();
    let (round, put, _) = putting(&mut town, &place);
    drop((round, put.run(&place)));
    town.sender.close();
    let desk = town.sender.desk();
    let report = desk.sync_through(&place, Extent::New).unwrap();
    assert_eq!((report.sent, outcomes(&report)), (1, vec![]));
    assert_eq!(journal(desk), []);
    assert_eq!(desk.drafts().unwrap(), []);
}

#[test]
fn what_did_not_lie_where_it_may_not_is_looked_for_a_week_and_told_once() {
    let (mut town, place) = offered();
    let (round, put, _) = putting(&mut town, &place);
    Meanwhile::AllTakenBack.happens(&mut town);
    let failed = put.failed(TransportError::NoAnswer);
    let report = to_the_end(town.sender.desk(), &place, round, failed).unwrap();
    assert_eq!(outcomes(&report), [(town.id, Ok(Was::Gone))]);
    for (days, looks) in [(0, true), (6, true), (8, false)] {
        town.clock.set(days);
        let desk = town.sender.desk();
        let (_, first) = desk.begin_round(Extent::New).unwrap();
        assert_eq!(matches!(first, Errand::Delete(_)), looks, "day {days}");
        let report = desk.sync_through(&place, Extent::New).unwrap();
        assert_eq!(outcomes(&report), [], "day {days}");
    }
}

/// The next command is another process, which knows of nothing that was told to nobody.
#[test]
fn by_command_a_round_that_fails_tells_what_it_had_taken_away_beside_the_error() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    assert_eq!(place.json("a", FIRST, &["sync"])["sent"], 1);
    place.json("a", FIRST, &["card", "revoke", "見本事業所b"]);
    let own = place.json("a", FIRST, &["card", "show"]);
    let inbox = place.path("box").join("v1/inbox");
    fs::write(inbox.join(own["id"].as_str().unwrap()), b"no folder").unwrap();
    place.keep("failing");
    let failed = place.run("a", FIRST, &["sync", "--json"]);
    assert_ne!(failed.status.code(), Some(0));
    let said = String::from_utf8(failed.stderr).unwrap();
    let told = said.lines().find(|it| it.contains("taken-back"));
    let told: Json = serde_json::from_str(told.expect("it is told")).unwrap();
    let expected = json!({
        "notice": "taken-back", "handover": id, "outcome": "there", "why": "distrusted",
    });
    assert_eq!(told, expected);
    assert!(said.contains("\"error\""), "{said}");
    place.back_to("failing");
    let failed = place.run("a", FIRST, &["--lang", "ja", "sync"]);
    let said = String::from_utf8(failed.stderr).unwrap();
    assert!(
        said.contains("信用しないことにした事業所あての小包"),
        "{said}"
    );
}

/// What was taken in stays so, and whoever waited hears it beside the error.
#[test]
fn by_command_a_round_that_fails_tells_how_far_it_came() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    place.json("a", FIRST, &["sync"]);
    let a = place.json("a", FIRST, &["card", "show"]);
    let inbox = place.path("box").join("v1/inbox");
    fs::write(inbox.join(a["id"].as_str().unwrap()), b"no folder").unwrap();
    place.keep("failing");
    let failed = place.run("b", FIRST, &["sync", "--json"]);
    assert_ne!(failed.status.code(), Some(0), "the receipt cannot be put");
    let said = String::from_utf8(failed.stderr).unwrap();
    let told = said.lines().find(|it| it.contains("until-then"));
    let told: Json = serde_json::from_str(told.expect("it is told")).unwrap();
    let expected = json!({ "notice": "until-then", "sent": 0, "collected": 1 });
    assert_eq!(told, expected);
    assert!(said.contains("\"error\""), "{said}");
    let again = place.run("b", FIRST, &["sync", "--json"]);
    let again = String::from_utf8(again.stderr).unwrap();
    assert!(!again.contains("until-then"), "it did nothing: {again}");
    place.back_to("failing");
    let failed = place.run("b", FIRST, &["--lang", "ja", "sync"]);
    let said = String::from_utf8(failed.stderr).unwrap();
    assert!(said.contains("0件送り、1件受け取りました"), "{said}");
}

#[test]
fn by_command_what_lies_unopened_is_told_until_the_card_is_verified_anew() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    place.json("b", FIRST, &["card", "revoke", "見本事業所a"]);
    assert_eq!(place.json("a", FIRST, &["sync"])["sent"], 1);
    let lies = || {
        let told = place.json("b", FIRST, &["alert", "list"]);
        let mut all = told["alerts"].as_array().unwrap().clone();
        all.retain(|it| it["kind"] == "lies-unopened");
        all
    };
    assert_eq!(lies(), [] as [Json; 0]);
    let refused = place.json("b", FIRST, &["sync"]);
    assert_eq!(refused["refused"].as_array().unwrap().len(), 1);
    let told = lies();
    let card = place.json("b", FIRST, &["card", "show", "見本事業所a"]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (&told[0]["about"], &told[0]["id"]),
        (&json!("office"), &card["id"])
    );
    assert_eq!(told[0]["person"], "見本事業所a");
    assert_eq!(told[0]["figures"]["fingerprint"], card["fingerprint"]);
    assert_eq!(told[0]["figures"]["standing"], "revoked");
    assert_eq!(told[0]["day"], json!(System.today().to_string()));
    let today = place.json("b", FIRST, &["handover", "today"]);
    assert!(today["alerts"].as_array().unwrap().contains(&told[0]));
    for (lang, said) in [
        ("ja", "card verify で指紋を確かめ直し"),
        ("ja", "card not-sent でそう記録します"),
        ("en", "\"card verify\""),
        ("en", "\"card not-sent\""),
    ] {
        let shown = place.run("b", FIRST, &["--lang", lang, "alert", "list"]);
        let shown = String::from_utf8(shown.stdout).unwrap();
        assert!(shown.contains(said), "{shown}");
    }
    // Where nobody there sent it, that is recorded, and it is told no more.
    place.keep("asked");
    let not_sent = ["card", "not-sent", "見本事業所a"];
    let kept = place.json("b", SECOND, &not_sent);
    assert_eq!(kept, json!({ "id": card["id"], "parcels": 1 }));
    assert_eq!(lies(), [] as [Json; 0]);
    place.json("b", FIRST, &["sync"]);
    assert_eq!(lies(), [] as [Json; 0]);
    place.refused("b", FIRST, &not_sent, 2, "bad-input");
    let journal = place.json("b", FIRST, &["audit", "show"]);
    let lines = journal["lines"].as_array().unwrap();
    let mut said = lines.iter().filter(|it| it["detail"] == "parcel not-sent");
    assert_eq!(said.next().expect("its line")["by"], SECOND);
    place.back_to("asked");
    assert_eq!(lies(), told);
    let read_out = card["fingerprint"].as_str().unwrap();
    place.json("b", FIRST, &["card", "verify", "見本事業所a", read_out]);
    assert_eq!(place.json("b", FIRST, &["sync"])["collected"], 1);
    assert_eq!(lies(), [] as [Json; 0]);
}

/// A place at which nothing can be taken away: a folder that may be written to, with files that may not.
struct Keeps<'a>(&'a Memory);

impl Transport for Keeps<'_> {
    fn put(&self, name: &Name, sealed: &[u8]) -> Result<(), TransportError> {
        self.0.put(name, sealed)
    }

    fn list(&self, recipient: &OfficeId) -> Result<Vec<Name>, TransportError> {
        self.0.list(recipient)
    }

    fn fetch(&self, name: &Name, limit: usize) -> Result<Vec<u8>, TransportError> {
        self.0.fetch(name, limit)
    }

    fn delete(&self, _: &Name) -> Result<Was, TransportError> {
        Err(TransportError::NotWritable)
    }
}

#[test]
fn what_cannot_be_taken_away_yet_is_told_and_tried_first_in_each_round() {
    let (mut town, place) = offered();
    let (round, put, name) = putting(&mut town, &place);
    let brought = put.run(&place);
    Meanwhile::AllTakenBack.happens(&mut town);
    let (id, receiver) = (town.id, town.receiver_id);
    let not_yet = [(id, Err(TransportError::NotWritable))];
    let desk = town.sender.desk();
    let report = to_the_end(desk, &Keeps(&place), round, brought).unwrap();
    assert_eq!(outcomes(&report), not_yet);
    assert_eq!(report.sent, 1, "the withdrawal goes all the same");
    let again = desk.sync_through(&Keeps(&place), Extent::New).unwrap();
    assert_eq!(outcomes(&again), not_yet);
    assert!(place.list(&receiver).unwrap().contains(&name));
    let gone = desk.sync_through(&place, Extent::New).unwrap();
    assert_eq!(outcomes(&gone), [(id, Ok(Was::There))]);
    assert!(!place.list(&receiver).unwrap().contains(&name));
}

#[test]
fn a_parcel_that_cannot_be_taken_away_keeps_nothing_from_being_collected_and_sent() {
    let (mut town, place) = offered();
    town.sender
        .desk()
        .sync_through(&place, Extent::New)
        .unwrap();
    town.sender
        .desk()
        .sync_through(&place, Extent::Everything)
        .unwrap();
    assert_eq!(place.list(&town.receiver_id).unwrap().len(), 2);
    let undeleted = [Refused::Undeleted(TransportError::NotWritable)];
    let desk = town.receiver.desk();
    let report = desk.sync_through(&Keeps(&place), Extent::New).unwrap();
    assert_eq!(
        (report.collected, report.sent, &report.refused[..]),
        (2, 1, &undeleted[..])
    );
    let again = desk.sync_through(&Keeps(&place), Extent::New).unwrap();
    assert_eq!(
        (again.collected, again.known, &again.refused[..]),
        (0, 2, &undeleted[..])
    );
    let at_last = desk.sync_through(&place, Extent::New).unwrap();
    assert_eq!((at_last.known, &at_last.refused[..]), (2, &[][..]));
    assert_eq!(place.list(&town.receiver_id), Ok(vec![]));
    let held: BTreeSet<_> = desk.handovers().unwrap().iter().map(|it| it.id).collect();
    assert_eq!(held, BTreeSet::from([town.id]));
}
