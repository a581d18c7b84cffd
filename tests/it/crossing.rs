//! What the post does wrong: parcels lost, repeated, out of order, damaged, foreign, passed on, and stores put back.

use tasuki::domain::alert::{Distrusted, Severity, What};
use tasuki::domain::calendar::Day;
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::entry::{Side, Withdrawal};
use tasuki::domain::id::OfficeId;
use tasuki::domain::section::FieldId;
use tasuki::exchange::naming::Name as ParcelName;
use tasuki::exchange::parcel;
use tasuki::exchange::transport::{Transport, TransportError, Was};
use tasuki::lang::alert::Read;
use tasuki::lang::{Lang, alert};
use tasuki::workflow::alert::About;
use tasuki::workflow::audit::Doer;
use tasuki::workflow::post::{Cause, Extent, Refused};
use tasuki::workflow::problem::Thing;
use tasuki::workflow::remark::{Plain, Remark};
use tasuki::workflow::unopened::Lying;
use tasuki::workflow::{Desk, Problem, demo};

use crate::town::{
    Approving, Dir, Office, Point, SHARED, Town, copy, establish, introduce, named, town,
};

/// What one round at the receiver refuses.
fn refused(town: &mut Town) -> Vec<Refused> {
    town.collect().refused
}

/// What is told at the receiver of parcels nobody opened.
fn unopened(town: &mut Town) -> Vec<(About, Distrusted, u32, Day)> {
    lying(town.receiver.desk())
}

fn lying(desk: &Desk) -> Vec<(About, Distrusted, u32, Day)> {
    let alerts = desk.alerts().unwrap().into_iter();
    let of_post = alerts.filter_map(|it| match it.alert.what {
        What::LiesUnopened {
            distrusted,
            parcels,
            ..
        } => Some((it.about, distrusted, parcels, it.alert.day?)),
        _ => None,
    });
    of_post.collect()
}

#[test]
fn what_was_collected_before_changes_nothing() {
    let mut town = town(Point::Approved);
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.exchange();
    let before = (town.sender.picture(), town.receiver.picture());
    let ever = town.post.ever();
    assert!(3 <= ever.len(), "{} parcels", ever.len());
    for _ in 0..2 {
        town.post.lay(&ever);
        let (one, other) = (town.send(), town.collect());
        assert_eq!(one.known + other.known, ever.len());
        assert_eq!((one.collected, other.collected), (0, 0));
        assert_eq!((one.sent, other.sent), (0, 0));
    }
    let after = (town.sender.picture(), town.receiver.picture());
    assert_eq!(before, after, "a repeated parcel changed something");
}

#[test]
fn what_a_distrusted_office_sends_lies_unopened_until_it_is_verified_again() {
    let mut town = town(Point::Approved);
    town.offer();
    town.send();
    let sender = town.sender_id;
    let receiver = town.receiver.desk();
    receiver.revoke_card(sender).unwrap();
    let fingerprint = receiver.peer(sender).unwrap().fingerprint;
    assert_eq!(unopened(&mut town), []);
    let since = town.receiver.desk().today();
    let start = demo::today().days_until(since);
    for days in [start, start + 3] {
        town.clock.set(days);
        let refused = refused(&mut town);
        let revoked = Refused::Parcel(parcel::Refusal::RevokedSender(sender));
        assert_eq!(refused, [revoked], "it stays where it lies");
        // Long after the round it is told, and since which day.
        let told = (About::Office(sender), Distrusted::Revoked, 1, since);
        assert_eq!(unopened(&mut town), [told]);
    }
    assert_eq!(town.receiver.desk().handovers().unwrap(), []);
    let receiver = town.receiver.desk();
    receiver.verify_card(sender, &fingerprint).unwrap();
    assert_eq!(unopened(&mut town), [], "the next round opens it");
    assert_eq!(town.collect().collected, 1);
    assert_eq!(town.receiver.desk().handovers().unwrap().len(), 1);
    // Nothing is sealed to an office that is trusted no more.
    let receiver = town.receiver_id;
    town.sender.desk().revoke_card(receiver).unwrap();
    town.sender.desk().recall(town.id, "架空の理由").unwrap();
    let report = town.send();
    assert_eq!((report.sent, report.unverified.len()), (0, 1));
}

/// What lies there unopened may be a withdrawal: whose handovers are under way with that office is said, and nothing of what is
/// in it. It is told until it is gone, whoever took it away.
#[test]
fn what_lies_unopened_is_told_with_whom_it_may_concern_until_it_is_gone() {
    let mut town = town(Point::Delivered);
    let (sender, id) = (town.sender_id, town.id);
    town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
    town.receiver.desk().revoke_card(sender).unwrap();
    assert_eq!(town.send().sent, 1);
    town.collect();
    let desk = town.receiver.desk();
    let person = desk.handover(id).unwrap().line.person;
    let alerts = desk.alerts().unwrap().into_iter();
    let line = alerts
        .into_iter()
        .find(|it| it.about == About::Office(sender));
    let line = line.expect("it is told");
    assert_eq!(line.people, std::slice::from_ref(&person));
    assert_eq!(line.alert.severity, Severity::Now);
    let office = desk.peer(sender).unwrap();
    assert_eq!(line.person, office.name);
    for lang in Lang::ALL {
        let told = alert::told(&line, Read::ByCommand, demo::today(), lang);
        assert!(told.contains(&office.fingerprint), "{told}");
        assert!(told.contains(&person), "{told}");
    }
    let journal = desk.audit(None, 4).unwrap();
    let named = |plain| {
        let told = Remark::Plain(plain);
        let mut lines = journal.iter().filter(|it| it.remark == told);
        lines.next().and_then(|it| it.about.clone())
    };
    assert_eq!(named(Plain::Unopened), Some(office.name));
    // A store that is opened by another process tells it, too, and a folder that does not answer takes nothing back.
    town.receiver.close();
    let broken = town.receiver.desk().sync_through(&Silent, Extent::New);
    assert!(broken.is_err());
    assert_eq!(unopened(&mut town).len(), 1);
    assert_eq!(town.post.take().len(), 1, "somebody takes it away");
    town.collect();
    assert_eq!(unopened(&mut town), []);
}

/// Somebody else wrote them: nothing would ever end that they are told, and a line that stands there for ever is read over.
#[test]
fn what_an_office_did_not_send_is_told_no_more_until_there_is_more_of_it() {
    let mut town = town(Point::Approved);
    town.offer();
    town.send();
    let sender = town.sender_id;
    let receiver = town.receiver.desk();
    receiver.revoke_card(sender).unwrap();
    let office = receiver.peer(sender).unwrap();
    let nothing = |desk: &Desk| {
        let found = desk.find_unopened(&office.name);
        matches!(found, Err(Problem::Missing(Thing::Parcel)))
    };
    assert!(nothing(receiver), "no round saw it yet");
    town.collect();
    let desk = town.receiver.desk();
    let lying = desk.find_unopened(&office.name).unwrap();
    assert_eq!(desk.find_unopened(&office.number).unwrap(), lying);
    let by_id = desk.find_unopened(&sender.to_string()[..8]);
    assert_eq!(by_id.unwrap(), lying);
    assert_eq!(unopened(&mut town).len(), 1);
    town.receiver.desk().not_sent(lying).unwrap();
    assert_eq!(unopened(&mut town), []);
    let desk = town.receiver.desk();
    assert!(nothing(desk));
    let again = desk.not_sent(lying);
    assert!(matches!(again, Err(Problem::Missing(Thing::Parcel))));
    let journal = desk.audit(None, 1).unwrap();
    assert_eq!(journal[0].remark, Remark::Plain(Plain::NotSent));
    assert_eq!(journal[0].about.as_ref(), Some(&office.name));
    let me = desk.me().name.to_string();
    assert_eq!(journal[0].by, Doer::Staff(me));
    // It lies there still, and a store that is opened anew knows of it.
    assert_eq!(town.collect().refused.len(), 1);
    town.receiver.close();
    assert_eq!(unopened(&mut town), []);
    // One more is told: that one may be a withdrawal. Whoever saw fewer said nothing of it.
    town.sender.desk().recall(town.id, "架空の理由").unwrap();
    assert_eq!(town.send().sent, 1);
    town.collect();
    let told = unopened(&mut town);
    assert!(
        matches!(told[..], [(_, Distrusted::Revoked, 2, _)]),
        "{told:?}"
    );
    let desk = town.receiver.desk();
    desk.not_sent(lying).unwrap();
    let both = desk.find_unopened(&office.name).unwrap();
    assert_eq!(
        both,
        Lying {
            parcels: 2,
            ..lying
        }
    );
    desk.not_sent(both).unwrap();
    assert_eq!(unopened(&mut town), []);
    // A folder that gives less forgets nothing; where one is gone, what comes in its place is told.
    let parcels = town.post.take();
    let (one, two) = parcels.split_at(1);
    town.post.lay(one);
    town.collect();
    assert_eq!(unopened(&mut town), []);
    town.post.lay(two);
    town.collect();
    assert_eq!(unopened(&mut town).len(), 1);
    let both = town.receiver.desk().find_unopened(&office.name).unwrap();
    town.receiver.desk().not_sent(both).unwrap();
    let all = town.post.take();
    town.collect();
    town.post.lay(&all);
    town.collect();
    assert_eq!(unopened(&mut town).len(), 1, "what was gone counts anew");
    // Whatever was said of it: once the card counts, what lies there is opened.
    let both = town.receiver.desk().find_unopened(&office.name).unwrap();
    town.receiver.desk().not_sent(both).unwrap();
    let desk = town.receiver.desk();
    desk.verify_card(sender, &office.fingerprint).unwrap();
    assert_eq!(town.collect().collected, 2);
    assert_eq!(unopened(&mut town), []);
}

/// A folder that does not answer.
struct Silent;

impl Transport for Silent {
    fn put(&self, _: &ParcelName, _: &[u8]) -> Result<(), TransportError> {
        Err(TransportError::NoAnswer)
    }

    fn list(&self, _: &OfficeId) -> Result<Vec<ParcelName>, TransportError> {
        Err(TransportError::NoAnswer)
    }

    fn fetch(&self, _: &ParcelName, _: usize) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::NoAnswer)
    }

    fn delete(&self, _: &ParcelName) -> Result<Was, TransportError> {
        Err(TransportError::NoAnswer)
    }
}

#[test]
fn a_lost_parcel_heals_with_the_next() {
    let mut town = town(Point::Delivered);
    town.read();
    town.collect();
    assert_eq!(town.post.take().len(), 1, "the readings are lost");
    town.read_back();
    town.collect();
    town.send();
    let view = town.sent();
    assert_eq!(
        view.state.unread(),
        [],
        "the next parcel brings the readings"
    );
    assert_eq!(town.phase(), Phase::ReadBack);

    // Lost, and nothing new to say: it is sent again on request.
    town.accept();
    town.collect();
    town.post.take();
    assert_eq!(town.collect().sent, 0);
    assert!(0 < town.received().line.unconfirmed);
    let desk = town.receiver.desk();
    let report = desk.sync_through(&town.post, Extent::Everything).unwrap();
    assert_eq!(report.sent, 1);
    town.send();
    assert_eq!(town.sent().line.phase, Phase::Accepted);
    town.release();
}

#[test]
fn a_lost_offer_is_replaced_by_the_next_and_its_late_body_is_dropped() {
    let mut town = town(Point::Approved);
    town.offer();
    town.send();
    let late = town.post.take();
    town.write(FieldId::LifeRhythm, "新しいほう");
    town.approve();
    town.offer();
    town.send();
    assert_eq!(refused(&mut town), []);
    assert_eq!(
        town.reads(FieldId::LifeRhythm).as_deref(),
        Some("新しいほう")
    );
    town.post.lay(&late);
    assert_eq!(refused(&mut town), []);
    assert_eq!(
        town.reads(FieldId::LifeRhythm).as_deref(),
        Some("新しいほう")
    );
    let content = town.receiver.all_content();
    assert_eq!(
        crate::town::found_in(&content, SHARED),
        Vec::<String>::new(),
        "the older offer's body is kept"
    );
    town.exchange();
    assert_eq!(town.phase(), Phase::Delivered);
}

#[test]
fn parcels_in_the_wrong_order_come_to_the_same() {
    let mut town = town(Point::Delivered);
    let mut parcels = Vec::new();
    town.read();
    town.collect();
    parcels.extend(town.post.take());
    town.read_back();
    town.collect();
    parcels.extend(town.post.take());
    town.accept();
    town.collect();
    parcels.extend(town.post.take());
    assert_eq!(parcels.len(), 3);
    for parcel in parcels.iter().rev() {
        town.post.lay(std::slice::from_ref(parcel));
        let report = town.send();
        assert_eq!(report.refused, []);
    }
    assert_eq!(town.sent().state, town.received().state);
    assert_eq!(town.phase(), Phase::Accepted);
}

#[test]
fn a_damaged_parcel_is_refused_by_name_and_nothing_is_written() {
    let mut town = town(Point::Approved);
    town.offer();
    town.send();
    let (name, whole) = town.post.take().remove(0);
    let to = town.receiver_id;

    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    town.post.lay(&[(name, changed.clone())]);
    assert_eq!(
        refused(&mut town),
        [Refused::Transport(TransportError::Changed)],
        "other bytes than the name stands for"
    );
    town.post.take();

    let cases = [
        (changed, parcel::Refusal::DamagedSeal),
        (
            whole[..whole.len() - 1].to_vec(),
            parcel::Refusal::DamagedSeal,
        ),
        (b"not a parcel".to_vec(), parcel::Refusal::NotSealed),
        (Vec::new(), parcel::Refusal::NotSealed),
    ];
    for (at, (bytes, reason)) in cases.into_iter().enumerate() {
        town.post.lay(&[named(to, at as u64, bytes)]);
        assert_eq!(refused(&mut town), [Refused::Parcel(reason)]);
        let (_, states) = town.receiver.picture();
        assert_eq!(states, [], "something of a refused parcel was taken in");
    }
    assert!(town.post.take().is_empty(), "refused parcels are not kept");
    let told = town.receiver.desk().refusals(100).unwrap();
    let causes: Vec<Option<Cause>> = told.iter().map(|it| it.cause).collect();
    assert_eq!(causes, [Some(Cause::Damaged); 4], "the journal keeps why");
    town.post.lay(&[(name, whole)]);
    assert_eq!(refused(&mut town), []);
    assert!(town.received().disclosed.is_some());
}

#[test]
fn a_parcel_for_another_office_is_refused() {
    let mut town = town(Point::Delivered);
    town.read();
    town.collect();
    let (_, for_sender) = town.post.take().remove(0);
    let to = town.receiver_id;
    town.post.lay(&[named(to, 1, for_sender)]);
    assert_eq!(
        refused(&mut town),
        [Refused::Parcel(parcel::Refusal::NotForUs)]
    );
}

/// A third office that the sender of `town` knows; it does not know the sender when told so.
fn third(town: &mut Town, dir: &Dir) -> Office {
    let mut third = establish(dir.0.join("third"), 2, Approving::Alone, &town.clock);
    introduce(&mut third, &mut town.sender);
    third
}

#[test]
fn a_parcel_from_a_stranger_waits_until_its_card_is_there() {
    let mut town = town(Point::Ready);
    let dir = Dir::new();
    let mut third = third(&mut town, &dir);
    let to = third.desk().office_id();
    town.receiver_id = to;
    let case = town.case;
    let form = crate::town::form(town.sender.desk(), case, to);
    town.consent = town.sender.desk().record_consent(form).unwrap().id;
    town.prepare();
    town.offer();
    town.send();
    let from = town.sender_id;
    for _ in 0..2 {
        let report = third.desk().sync_through(&town.post, Extent::New).unwrap();
        let stranger = Refused::Parcel(parcel::Refusal::UnknownSender(from));
        assert_eq!(report.refused, [stranger]);
        let told = lying(third.desk());
        let [(about, distrusted, 1, _)] = told[..] else {
            panic!("{told:?}");
        };
        assert_eq!(
            (about, distrusted),
            (About::Office(from), Distrusted::NoCard)
        );
        assert!(third.desk().handovers().unwrap().is_empty());
    }
    let card = town.sender.desk().own_card().unwrap();
    third.desk().keep_card(&card).unwrap();
    let report = third.desk().sync_through(&town.post, Extent::New).unwrap();
    assert_eq!((report.collected, report.sent), (1, 0));
    assert_eq!(lying(third.desk()), []);
    let id = town.id;
    assert_eq!(
        report.unverified,
        [id],
        "nothing is sealed to the unverified"
    );
    assert!(third.desk().handover(id).unwrap().disclosed.is_some());
    let fingerprint = town.sender.desk().own_fingerprint();
    assert!(matches!(
        third.desk().verify_card(from, "違う指紋"),
        Err(Problem::WrongFingerprint)
    ));
    let own = third.desk().own_fingerprint();
    assert!(matches!(
        third.desk().verify_card(from, &own),
        Err(Problem::OwnFingerprint)
    ));
    third.desk().verify_card(from, &fingerprint).unwrap();
    let report = third.desk().sync_through(&town.post, Extent::New).unwrap();
    assert_eq!(report.sent, 1);
    town.send();
    assert_eq!(town.sent().line.phase, Phase::Delivered);
}

#[test]
fn a_parcel_opened_and_sealed_on_to_a_third_office_is_refused() {
    // What the receiver opened, an insider seals again for the third office: it is still addressed to the receiver.
    let mut town = town(Point::Approved);
    let dir = Dir::new();
    let mut third = third(&mut town, &dir);
    let card = town.sender.desk().own_card().unwrap();
    third.desk().keep_card(&card).unwrap();
    town.offer();
    town.send();
    let (_, sealed) = town.post.take().remove(0);
    let vault = town.receiver.vault();
    let key = &vault.office().sealing;
    let inside = tasuki::crypto::identity::open_with(key, &sealed, parcel::LONGEST).unwrap();
    drop(vault);
    let vault = third.vault();
    let to = vault.office().sealing.recipient();
    let again = tasuki::crypto::identity::seal_to(&[&to], &inside).unwrap();
    drop(vault);
    let third_id = third.desk().office_id();
    town.post.lay(&[named(third_id, 1, again)]);
    let report = third.desk().sync_through(&town.post, Extent::New).unwrap();
    let (from, to) = (town.sender_id, town.receiver_id);
    let forwarded = parcel::Refusal::Forwarded { from, to };
    assert_eq!(report.refused, [Refused::Parcel(forwarded)]);
    assert!(third.desk().handovers().unwrap().is_empty());
}

#[test]
fn an_older_copy_of_the_own_store_is_noticed_and_writes_nothing_until_it_is_whole() {
    for side in [Side::Receiver, Side::Sender] {
        let mut town = town(Point::ReadBack);
        let id = town.id;
        let old = Dir::new();
        let (mut one, _) = parts(&mut town, side);
        one.close();
        let dir = one.dir.clone();
        copy(&dir, &old.0);
        town.accept();
        town.exchange();
        town.release();
        town.exchange();
        let whole = town.phase();

        (one, _) = parts(&mut town, side);
        one.close();
        std::fs::remove_dir_all(&dir).unwrap();
        copy(&old.0, &dir);
        match side {
            Side::Receiver => {
                town.write(FieldId::LifeRhythm, "追加");
                let desk = town.sender.desk();
                desk.add(id, tasuki::workflow::handover::Which::All)
                    .unwrap();
                town.send();
            }
            Side::Sender => {
                town.start();
                town.collect();
            }
        }
        let report = match side {
            Side::Receiver => town.collect(),
            Side::Sender => town.send(),
        };
        let [Refused::Claimed(of, _)] = report.refused[..] else {
            panic!("{side:?}: {report:?}");
        };
        assert_eq!(of, id);
        let said = match side {
            Side::Receiver => town.receiver.desk().accept(id, &crate::town::accept_form()),
            Side::Sender => town.sender.desk().recall(id, "巻き戻し"),
        };
        assert!(
            matches!(&said, Err(Problem::EntriesLost(it)) if it.id == id),
            "an office writes though its own entries are lost: {said:?}"
        );
        // It asked for everything by itself, and the other office answers by itself.
        match side {
            Side::Receiver => (drop(town.send()), drop(town.collect())),
            Side::Sender => (drop(town.collect()), drop(town.send())),
        };
        town.exchange();
        assert_eq!(town.sent().state, town.received().state);
        assert!(town.received().disclosed.is_some());
        match side {
            Side::Receiver => {
                assert_eq!(town.phase(), whole);
                town.read();
                assert!(town.start().is_some());
            }
            Side::Sender => town.end(),
        }
        town.exchange();
        assert!(town.sent().state.started.is_some(), "the work goes on");
    }
}

fn parts(town: &mut Town, side: Side) -> (&mut Office, &mut Office) {
    match side {
        Side::Sender => (&mut town.sender, &mut town.receiver),
        Side::Receiver => (&mut town.receiver, &mut town.sender),
    }
}

#[test]
fn a_store_from_before_the_offer_gets_everything_back() {
    let mut town = town(Point::Approved);
    let old = Dir::new();
    town.receiver.close();
    copy(&town.receiver.dir, &old.0);
    town.offer();
    town.exchange();
    town.read();
    town.exchange();
    town.receiver.close();
    std::fs::remove_dir_all(&town.receiver.dir).unwrap();
    copy(&old.0, &town.receiver.dir);
    let desk = town.sender.desk();
    desk.sync_through(&town.post, Extent::Everything).unwrap();
    assert_eq!(refused(&mut town), []);
    town.exchange();
    assert_eq!(town.phase(), Phase::InReview);
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
}
