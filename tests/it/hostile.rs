//! The other office lies: it signs, with its own key, what its program would never write.
//!
//! Whatever it says, this office goes on working with everybody else, keeps the proof, and loses nothing of its own.

use std::collections::BTreeMap;

use tasuki::codec::v1_entry::{self, decode_envelope, encode_envelope};
use tasuki::domain::audit::{Act as Deed, Event};
use tasuki::domain::calendar::Day;
use tasuki::domain::handover::dossier::{Dossier, Held, Phase};
use tasuki::domain::handover::dossier::{Joined, LONGEST_LOG, MOST_ENTRIES, Stop};
use tasuki::domain::handover::entry::{
    Act, Envelope, Outcome, Reading, Seen, Side, Verdict, Withdrawal,
};
use tasuki::domain::handover::guard::Refusal;
use tasuki::domain::id::{Digest, HandoverId, OfficeId, QuestionNo};
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::domain::staff::Role;
use tasuki::exchange::card::{Card, CardRefused, SignedCard};
use tasuki::exchange::parcel::{self, Carried, Contents, Disclosed, Handover, Head, Label};
use tasuki::exchange::{DossierKey, entry};
use tasuki::vault::{Change, Expect, Name, Shelf, Under, Vault};
use tasuki::workflow::Problem;
use tasuki::workflow::folder::{Lost, Spoken};
use tasuki::workflow::handover::Answering;
use tasuki::workflow::post::{Extent, Refused};
use tasuki::workflow::view::Trouble;

use crate::comes_back;
use crate::town::{Dir, Office, Point, SHARED, Town, copy, hire, named, town};

type Log = BTreeMap<u32, (Vec<u8>, Envelope)>;

/// Everything an insider of one office needs to write what its program would not.
struct Insider {
    vault: Vault,
    id: HandoverId,
    side: Side,
    own: OfficeId,
    other: OfficeId,
    logs: [Log; 2],
    parcels: u64,
}

fn insider(town: &mut Town, side: Side) -> Insider {
    let (id, ids) = (town.id, [town.sender_id, town.receiver_id]);
    let vault = match side {
        Side::Sender => town.sender.vault(),
        Side::Receiver => town.receiver.vault(),
    };
    let mut logs = [Log::new(), Log::new()];
    for (name, _, _) in vault.heads(Shelf::Entry).unwrap() {
        let stored = vault.read(Name {
            shelf: Shelf::Entry,
            id: name,
        });
        let body = stored.unwrap().unwrap().body.to_vec();
        let Some(envelope) = entry::unchecked_envelope(&body)
            .ok()
            .and_then(|it| decode_envelope(it).ok())
        else {
            continue;
        };
        if envelope.handover == id {
            logs[envelope.side as usize].insert(envelope.number, (body, envelope));
        }
    }
    Insider {
        vault,
        id,
        side,
        own: ids[side as usize],
        other: ids[side.other() as usize],
        logs,
        parcels: 0,
    }
}

impl Insider {
    fn last(&self, side: Side) -> (u32, Digest) {
        let last = self.logs[side as usize].last_key_value();
        last.map_or((0, Digest::from_bytes([0; 32])), |(number, (bytes, _))| {
            (*number, Digest::from_bytes(entry::digest(bytes)))
        })
    }

    /// The next entry, as it should be.
    fn next(&self, act: Act) -> Envelope {
        let (last, previous) = self.last(self.side);
        let (count, seen) = self.last(self.side.other());
        Envelope {
            handover: self.id,
            side: self.side,
            office: self.own,
            number: last + 1,
            previous,
            seen: Seen { count, last: seen },
            written: Day::from_ymd(2026, 12, 1).unwrap(),
            due: None,
            act,
            body: None,
        }
    }

    fn sign(&self, envelope: &Envelope) -> Vec<u8> {
        let key = &self.vault.office().signing;
        entry::make(key, &encode_envelope(envelope)).unwrap().bytes
    }

    /// Signs the next entry and takes it for its own log.
    fn write(&mut self, act: Act) -> Vec<u8> {
        let envelope = self.next(act);
        let bytes = self.sign(&envelope);
        self.logs[self.side as usize].insert(envelope.number, (bytes.clone(), envelope));
        bytes
    }

    /// The signed bytes of an entry.
    fn entry(&self, side: Side, number: u32) -> Vec<u8> {
        self.logs[side as usize][&number].0.clone()
    }

    /// The dossier's key, from the record of the handover.
    fn key(&self) -> DossierKey {
        let name = Name {
            shelf: Shelf::Handover,
            id: self.id.to_bytes(),
        };
        let stored = self.vault.read(name).unwrap().unwrap();
        let record = v1_entry::decode_handover(&stored.body).unwrap();
        DossierKey::from_bytes(*record.dossier_key)
    }

    fn card_of(&self, office: OfficeId) -> Card {
        for (id, _, _) in self.vault.heads(Shelf::Peer).unwrap() {
            let shelf = Shelf::Peer;
            let stored = self.vault.read(Name { shelf, id }).unwrap().unwrap();
            let record = v1_entry::decode_peer(&stored.body).unwrap();
            let card = SignedCard::read(&record.card).unwrap();
            if card.card().id() == office {
                return card.card().clone();
            }
        }
        panic!("no such card");
    }

    fn post(&mut self, town: &Town, contents: &Contents) {
        let none = Head {
            seq: 0,
            digest: [0; 32],
        };
        let label = Label {
            from: self.own,
            to: self.other,
            created: 0,
            directory: 0,
            own_head: none,
            seen_head: none,
        };
        let to = self.card_of(self.other).recipient;
        let sealed = parcel::seal(&self.vault.office().signing, &to, &label, contents).unwrap();
        self.parcels += 1;
        town.post
            .lay(&[named(self.other, self.parcels, sealed.bytes)]);
    }

    fn post_entries(&mut self, town: &Town, entries: Vec<(Vec<u8>, Option<Vec<u8>>)>) {
        self.post_all(town, entries, Vec::new());
    }

    fn post_all(
        &mut self,
        town: &Town,
        entries: Vec<(Vec<u8>, Option<Vec<u8>>)>,
        disclosures: Vec<Disclosed>,
    ) {
        let carried = |(entry, body)| Carried { entry, body };
        let contents = Contents::Handover(Handover {
            id: self.id,
            card: [0; 32],
            key: self.key(),
            entries: entries.into_iter().map(carried).collect(),
            disclosures,
            files: Vec::new(),
        });
        self.post(town, &contents);
    }
}

fn claim(town: &mut Town, seen: u32) {
    let question = QuestionNo::FIRST;
    claim_by(town, seen, Act::QuestionClosed { question });
}

fn claim_by(town: &mut Town, seen: u32, act: Act) {
    claim_on(town, seen, act, Day::from_ymd(2026, 12, 1).unwrap());
}

fn claim_on(town: &mut Town, seen: u32, act: Act, written: Day) {
    let mut peer = insider(town, Side::Receiver);
    let mut envelope = peer.next(act);
    envelope.written = written;
    envelope.seen.count = seen;
    envelope.seen.last = Digest::from_bytes([seen as u8; 32]);
    let bytes = peer.sign(&envelope);
    // Each claim is another parcel: the name is that of its bytes.
    peer.post_entries(town, vec![(bytes, None)]);
}

#[test]
fn a_claim_to_have_seen_more_is_told_and_kept_and_locks_nothing_for_good() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    claim(&mut town, 50);
    let report = town.send();
    assert_eq!(report.refused, [Refused::Claimed(id, 50)]);
    let called = report.people.get(&id).map(String::as_str);
    assert!(
        called.is_some_and(|it| !it.is_empty()),
        "the person is named"
    );
    town.sender.close();
    let line = town.sent().line;
    assert_eq!(
        line.trouble,
        Some(Trouble::Lost(Lost::Claimed { seen: 50 }))
    );
    let held = town.sender.desk().recall(id, "取り下げる");
    assert!(matches!(held, Err(Problem::EntriesLost(it)) if it.id == id));

    // What claims it is kept as it was signed, and the journal tells of it.
    let lines = town.sender.desk().audit(Some(id.to_bytes()), 99).unwrap();
    let told = |it: &str| it.starts_with("claimed 50 ");
    assert!(lines.iter().any(|it| told(&it.line.event.detail)));
    let kept = town.sender.all_content();
    let claims = kept.iter().filter(|(_, bytes)| {
        let envelope = entry::unchecked_envelope(bytes).ok();
        envelope
            .and_then(|it| decode_envelope(it).ok())
            .is_some_and(|it| it.seen.count == 50)
    });
    assert_eq!(claims.count(), 1);

    hire(&mut town.sender, "見本 支援", Role::SupportWorker);
    let denied = town.sender.sign_in("見本 支援").give_up_lost(id);
    assert!(matches!(denied, Err(Problem::Denied { .. })));
    let chief = tasuki::workflow::demo::offices()[0].staff[0].0.to_string();
    let desk = town.sender.sign_in(&chief);
    desk.give_up_lost(id).unwrap();
    assert!(matches!(desk.give_up_lost(id), Err(Problem::NothingLost)));
    // From here on no claim holds anything up.
    claim(&mut town, 60);
    let refused = town.send().refused;
    assert!(refused.contains(&Refused::Claimed(id, 60)), "{refused:?}");
    town.post.take();
    assert_eq!(town.sent().line.trouble, None);
    town.sender.desk().recall(id, "取り下げる").unwrap();
    town.sender.close();
    assert_eq!(town.sent().line.phase, Phase::Recalled);
}

#[test]
fn what_the_person_took_back_is_heard_in_a_claim_that_is_refused() {
    let mut town = town(Point::ReadBack);
    let (id, case, to) = (town.id, town.case, town.receiver_id);
    claim(&mut town, 50);
    assert_eq!(town.send().refused, [Refused::Claimed(id, 50)]);
    town.sender.desk().give_up_lost(id).unwrap();
    town.post.take();
    let scope = Withdrawal::All;
    claim_by(&mut town, 60, Act::ConsentWithdrawn { scope });
    let refused = town.send().refused;
    assert!(refused.contains(&Refused::Claimed(id, 60)), "{refused:?}");
    let desk = town.sender.desk();
    let preview = desk.preview(case, to).unwrap();
    assert!(preview.disclosure.is_none(), "still in force");
    let state = town.sent().state;
    assert_eq!(state.withdrawals.len(), 1, "the dossier was not told");
}

/// The other office's clock says what it likes: what the person took back is heard once, when it is said.
#[test]
fn what_is_heard_in_a_refused_claim_is_heard_once_whatever_the_day_on_it() {
    for written in [Day::from_ymd(2026, 11, 1), Day::from_ymd(2027, 3, 1)] {
        let mut town = town(Point::ReadBack);
        let (id, case, to) = (town.id, town.case, town.receiver_id);
        claim(&mut town, 50);
        assert_eq!(town.send().refused, [Refused::Claimed(id, 50)]);
        town.sender.desk().give_up_lost(id).unwrap();
        town.post.take();
        let written = written.unwrap();
        let scope = Withdrawal::All;
        let act = Act::ConsentWithdrawn { scope };
        claim_on(&mut town, 60, act.clone(), written);
        town.send();
        let preview = town.sender.desk().preview(case, to).unwrap();
        assert!(preview.disclosure.is_none(), "not heard");
        let form = crate::town::form(town.sender.desk(), case, to);
        town.sender.desk().record_consent(form).unwrap();
        town.sender.close();
        // The same entry comes with each of its parcels.
        claim_on(&mut town, 60, act, written);
        town.send();
        let preview = town.sender.desk().preview(case, to).unwrap();
        assert!(preview.disclosure.is_some(), "heard a second time");
    }
}

#[test]
fn nobody_can_have_seen_more_than_a_log_has_room_for() {
    for seen in [LONGEST_LOG + 1, u32::MAX] {
        let mut town = town(Point::ReadBack);
        let id = town.id;
        claim(&mut town, seen);
        assert_eq!(town.send().refused, [Refused::Claimed(id, seen)]);
        assert!(
            town.post
                .take()
                .iter()
                .all(|(it, _)| it.recipient() != town.sender_id)
        );
        assert_eq!(town.sent().line.trouble, None);
        town.sender.desk().recall(id, "取り下げる").unwrap();
    }
}

/// Puts the store of an office back to how it lay in `old`.
fn put_back(office: &mut Office, old: &Dir) {
    office.close();
    std::fs::remove_dir_all(&office.dir).unwrap();
    copy(&old.0, &office.dir);
}

#[test]
fn an_own_entry_that_comes_back_proves_the_loss_until_all_are_back() {
    let mut town = town(Point::Accepted);
    let id = town.id;
    let old = Dir::new();
    town.sender.close();
    copy(&town.sender.dir, &old.0);
    town.release();
    town.exchange();
    town.end();
    town.exchange();
    put_back(&mut town.sender, &old);
    let mut peer = insider(&mut town, Side::Receiver);
    let (last, _) = peer.last(Side::Sender);
    let own = peer.entry(Side::Sender, last);
    peer.post_entries(&town, vec![(own, None)]);
    drop(peer);
    assert_eq!(town.send().refused, [Refused::Lost(id)]);
    let proven = Some(Trouble::Lost(Lost::Proven { number: last }));
    assert_eq!(town.sent().line.trouble, proven);
    let desk = town.receiver.desk();
    desk.sync_through(&town.post, Extent::Everything).unwrap();
    assert_eq!(
        town.send().refused,
        [Refused::Lost(id)],
        "the parts come first"
    );
    assert_eq!(town.sent().line.trouble, None);
    town.exchange();
    assert_eq!(town.sent().state, town.received().state);
    assert!(town.sent().state.ended.is_some());
}

#[test]
fn an_office_put_back_before_its_draft_gets_its_handover_back() {
    let mut town = town(Point::Ready);
    let old = Dir::new();
    town.sender.close();
    copy(&town.sender.dir, &old.0);
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.collect();
    put_back(&mut town.sender, &old);
    let id = town.id;
    assert_eq!(town.send().refused, [Refused::Unknown(id)]);
    let desk = town.receiver.desk();
    desk.sync_through(&town.post, Extent::Everything).unwrap();
    let report = town.send();
    assert_eq!((report.refused, report.recovered), (vec![], vec![id]));
    assert_eq!(town.sent().state, town.received().state);
    let view = town.sent();
    assert_eq!((view.line.side, view.line.case), (Side::Sender, None));
    assert!(view.said[0].words.is_some());
    town.sender.desk().recall(id, "控えを失った").unwrap();
    town.exchange();
    assert_eq!(town.phase(), Phase::Recalled);
}

#[test]
fn a_fork_is_kept_and_shown_to_both() {
    let mut town = town(Point::ReadBack);
    let mut peer = insider(&mut town, Side::Receiver);
    let (last, _) = peer.last(Side::Receiver);
    let (_, held) = peer.logs[1][&last].clone();
    let place = entry::Place {
        handover: peer.id,
        author: peer.own,
        number: last,
    };
    let lie = entry::Body::new("別の言葉".as_bytes());
    let other = Envelope {
        body: Some(Digest::from_bytes(lie.digest())),
        written: held.written.plus_days(1),
        ..held
    };
    let sealed = entry::seal_body(&peer.key(), &place, &lie);
    let bytes = peer.sign(&other);
    peer.post_entries(&town, vec![(bytes.clone(), Some(sealed))]);
    drop(peer);
    let before = town.sent().replied.last().unwrap().words.clone();
    assert!(before.is_some());
    let fork = Stop::Fork {
        side: Side::Receiver,
        number: last,
    };
    let id = town.id;
    assert_eq!(town.send().refused, [Refused::Stopped(id, fork.clone())]);
    town.sender.close();
    let view = town.sent();
    assert_eq!(view.state.stop, Some(fork.clone()));
    assert_eq!(
        view.replied.last().unwrap().words,
        before,
        "a forked entry replaced the words of the one held"
    );
    let kept = town.sender.all_content();
    assert!(kept.iter().any(|(_, it)| *it == bytes), "both are kept");
    // Both offices see why: the proof went along with everything.
    assert_eq!(town.collect().refused, [Refused::Stopped(id, fork.clone())]);
    assert_eq!(town.received().state.stop, Some(fork));
    town.exchange();
}

/// A second entry of the number its author's last one bears, and those that follow it: another log altogether.
fn forked(peer: &mut Insider, acts: Vec<Act>) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
    let (last, _) = peer.last(peer.side);
    peer.logs[peer.side as usize].remove(&last);
    let acts = acts.into_iter();
    acts.map(|it| (peer.write(it), None)).collect()
}

fn took_back() -> Act {
    let scope = Withdrawal::All;
    Act::ConsentWithdrawn { scope }
}

/// A fork stops the dossier, and the person is heard in it all the same: in the second entry of a number, in those that
/// follow it, and by either office.
#[test]
fn what_the_person_took_back_is_heard_in_a_fork_and_behind_it() {
    let question = QuestionNo::FIRST;
    let forks = [
        vec![took_back()],
        vec![Act::QuestionClosed { question }, took_back()],
    ];
    for acts in forks {
        let mut town = town(Point::ReadBack);
        let (id, case, to) = (town.id, town.case, town.receiver_id);
        let mut peer = insider(&mut town, Side::Receiver);
        let entries = forked(&mut peer, acts.clone());
        peer.post_entries(&town, entries.clone());
        let refused = town.send().refused;
        assert!(
            matches!(refused[..], [Refused::Stopped(it, _)] if it == id),
            "{refused:?}"
        );
        let preview = town.sender.desk().preview(case, to).unwrap();
        assert!(preview.disclosure.is_none(), "still in force");
        assert_eq!(town.sent().state.withdrawals.len(), 1, "not told");
        // Once: a form that is signed afterwards stands when the same entries come again.
        let form = crate::town::form(town.sender.desk(), case, to);
        town.sender.desk().record_consent(form).unwrap();
        town.sender.close();
        peer.post_entries(&town, entries);
        drop(peer);
        town.send();
        let preview = town.sender.desk().preview(case, to).unwrap();
        assert!(preview.disclosure.is_some(), "heard a second time");

        let mut town = crate::town::town(Point::ReadBack);
        let mut peer = insider(&mut town, Side::Sender);
        let entries = forked(&mut peer, acts);
        peer.post_entries(&town, entries);
        drop(peer);
        let refused = town.collect().refused;
        assert!(matches!(refused[..], [Refused::Stopped(..)]), "{refused:?}");
        assert!(town.received().disclosed.is_none(), "still held");
        let replied = town.received().replied;
        let said = replied.iter().map(|it| &it.envelope.act);
        assert!(said.clone().any(|it| *it == took_back()), "not told");
        assert!(said.clone().any(|it| *it == Act::Erased), "not erased");
    }
}

/// The sender's store is put back to before the person took consent back, and written on: what comes back of its own is
/// no part of its log any more, and what the person said in it holds.
#[test]
fn what_this_office_had_written_of_a_withdrawal_is_heard_when_it_comes_back_as_a_fork() {
    let mut town = town(Point::ReadBack);
    let (id, case, to, consent) = (town.id, town.case, town.receiver_id, town.consent);
    let old = Dir::new();
    town.sender.close();
    copy(&town.sender.dir, &old.0);
    let life = std::collections::BTreeSet::from([ItemId::Life]);
    let scope = tasuki::domain::consent::Withdrawn::Items(life);
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, scope).unwrap();
    town.exchange();
    put_back(&mut town.sender, &old);
    town.check(Verdict::Correct);
    town.send();
    let refused = town.collect().refused;
    assert!(matches!(refused[..], [Refused::Stopped(it, _)] if it == id));
    town.send();
    let preview = town.sender.desk().preview(case, to).unwrap();
    let items = preview.disclosure.unwrap().items().clone();
    assert!(!items.contains(&ItemId::Life), "given again");
    let form = crate::town::form(town.sender.desk(), case, to);
    town.sender.desk().record_consent(form).unwrap();
    let desk = town.receiver.desk();
    desk.sync_through(&town.post, Extent::Everything).unwrap();
    town.send();
    let preview = town.sender.desk().preview(case, to).unwrap();
    let items = preview.disclosure.unwrap().items().clone();
    assert!(items.contains(&ItemId::Life), "heard a second time");
}

/// Whatever is wrong with a parcel of an office one knows: what the person took back in it is heard, where that office
/// signed it.
#[test]
fn what_the_person_took_back_is_heard_in_a_parcel_that_is_refused() {
    let full = |peer: &mut Insider| {
        let one = (peer.entry(Side::Receiver, 1), None);
        let mut all = vec![one; 2 * LONGEST_LOG as usize + 2];
        all.push((peer.write(took_back()), None));
        all
    };
    let unreadable = |peer: &mut Insider| {
        let key = &peer.vault.office().signing;
        let newer = entry::make(key, b"of a later version").unwrap().bytes;
        vec![(newer, None), (peer.write(took_back()), None)]
    };
    let unsigned = |peer: &mut Insider| {
        let mut forged = peer.entry(Side::Receiver, 1);
        *forged.last_mut().unwrap() ^= 1;
        vec![(forged, None), (peer.write(took_back()), None)]
    };
    type Brings = fn(&mut Insider) -> Vec<(Vec<u8>, Option<Vec<u8>>)>;
    let parcels: [(&str, Brings); 3] = [
        ("full", full),
        ("unreadable", unreadable),
        ("unsigned", unsigned),
    ];
    for (what, brings) in parcels {
        let mut town = town(Point::ReadBack);
        let (case, to) = (town.case, town.receiver_id);
        let mut peer = insider(&mut town, Side::Receiver);
        let entries = brings(&mut peer);
        peer.post_entries(&town, entries);
        drop(peer);
        assert_eq!(town.send().refused.len(), 1, "{what}");
        let preview = town.sender.desk().preview(case, to).unwrap();
        assert!(preview.disclosure.is_none(), "{what}: still in force");
        assert_eq!(town.sent().state.withdrawals.len(), 1, "{what}: not told");
        assert_eq!(town.sent().line.phase, Phase::Withdrawn, "{what}");
    }

    // What nobody signed is nobody's word.
    let mut town = town(Point::ReadBack);
    let (case, to) = (town.case, town.receiver_id);
    let mut peer = insider(&mut town, Side::Receiver);
    let mut forged = peer.write(took_back());
    *forged.last_mut().unwrap() ^= 1;
    peer.post_entries(&town, vec![(forged, None)]);
    drop(peer);
    assert_eq!(town.send().refused.len(), 1);
    let preview = town.sender.desk().preview(case, to).unwrap();
    assert!(
        preview.disclosure.is_some(),
        "anybody can take consent back"
    );
}

#[test]
fn words_longer_than_any_are_not_kept() {
    let mut town = town(Point::Delivered);
    let mut peer = insider(&mut town, Side::Receiver);
    let Act::Offered { offer, manifest } = peer.logs[0][&1].1.act.clone() else {
        panic!("the first entry is the offer");
    };
    let body = entry::Body::new(&vec![7; 2 << 20]);
    let act = Act::Asked {
        question: QuestionNo::FIRST,
        offer,
        section: manifest.sections[0].section,
        digest: manifest.sections[0].digest,
    };
    let envelope = Envelope {
        body: Some(Digest::from_bytes(body.digest())),
        ..peer.next(act)
    };
    let place = entry::Place {
        handover: peer.id,
        author: peer.own,
        number: envelope.number,
    };
    let sealed = entry::seal_body(&peer.key(), &place, &body);
    let signed = peer.sign(&envelope);
    peer.post_entries(&town, vec![(signed, Some(sealed))]);
    drop(peer);
    assert_eq!(town.send().refused, []);
    assert_eq!(town.sent().state.questions.len(), 1);
    let all = town.sender.all_content();
    assert!(all.iter().all(|(_, bytes)| bytes.len() < 1 << 20));
}

#[test]
fn which_rule_was_broken_is_still_known_tomorrow() {
    let mut town = town(Point::Delivered);
    let mut peer = insider(&mut town, Side::Receiver);
    let question = QuestionNo::new(9).unwrap();
    let bytes = peer.write(Act::QuestionClosed { question });
    let (number, _) = peer.last(Side::Receiver);
    peer.post_entries(&town, vec![(bytes, None)]);
    drop(peer);
    let stop = Stop::NotAllowed {
        side: Side::Receiver,
        number,
        refusal: Box::new(Refusal::NoSuchQuestion),
    };
    let id = town.id;
    assert_eq!(town.send().refused, [Refused::Stopped(id, stop.clone())]);
    town.sender.close();
    assert_eq!(town.sent().state.stop, Some(stop));
}

#[test]
fn a_log_has_an_end_and_a_full_one_can_still_be_read_and_taken_back() {
    let mut town = town(Point::Delivered);
    let mut peer = insider(&mut town, Side::Receiver);
    let Act::Offered { offer, manifest } = peer.logs[0][&1].1.act.clone() else {
        panic!("the first entry is the offer");
    };
    let pinned = manifest.sections[0];
    let (had, _) = peer.last(Side::Receiver);
    let mut entries = Vec::new();
    for _ in had..MOST_ENTRIES + 3 {
        let act = Act::Acknowledged {
            offer,
            section: pinned.section,
            digest: pinned.digest,
            reading: Reading::Understood,
        };
        entries.push((peer.write(act), None));
    }
    peer.post_entries(&town, entries);
    let id = town.id;
    assert_eq!(town.send().refused, [Refused::Full(id)]);
    town.sender.close();
    assert_eq!(town.sent().replied.len(), MOST_ENTRIES as usize);
    // What the person took back behind an entry that finds no room is heard.
    let behind = peer.write(took_back());
    peer.post_entries(&town, vec![(behind, None)]);
    assert_eq!(town.send().refused, []);
    assert_eq!(town.sent().state.withdrawals.len(), 1, "not heard");
    assert_eq!(town.sent().line.phase, Phase::Withdrawn);
    peer.logs[1].remove(&(MOST_ENTRIES + 4));
    town.sender.close();
    // One beyond is no next entry; what takes back still finds room.
    for number in MOST_ENTRIES + 1..=MOST_ENTRIES + 3 {
        peer.logs[1].remove(&number);
    }
    let scope = Withdrawal::All;
    let bytes = peer.write(Act::ConsentWithdrawn { scope });
    peer.post_entries(&town, vec![(bytes, None)]);
    assert_eq!(town.send().refused, []);
    assert_eq!(town.sent().line.phase, Phase::Withdrawn);
    // A parcel with more entries than two full logs is not even looked through.
    let one = (peer.entry(Side::Receiver, 1), None);
    peer.post_entries(&town, vec![one; 2 * LONGEST_LOG as usize + 2]);
    assert_eq!(town.send().refused, [Refused::Full(id)]);
}

#[test]
fn content_that_is_not_as_offered_is_dropped_and_the_entries_hold() {
    let mut town = town(Point::Approved);
    town.offer();
    town.send();
    let genuine = town.post.take();
    let mut peer = insider(&mut town, Side::Sender);
    let offer = peer.entry(Side::Sender, 1);
    let lie = |offer| Disclosed {
        offer,
        part: 0,
        sections: Vec::new(),
    };
    peer.post_all(&town, vec![(offer, None)], vec![lie(0), lie(1)]);
    drop(peer);
    let id = town.id;
    let wrong = Refused::WrongContent(id);
    assert_eq!(town.collect().refused, [wrong.clone(), wrong]);
    let view = town.received();
    assert!(view.state.offer.is_some() && !view.state.arrived());
    town.post.lay(&genuine);
    town.exchange();
    assert_eq!(town.phase(), Phase::Delivered);
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
}

#[test]
fn one_unreadable_dossier_keeps_nobody_from_the_others() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    let mut vault = town.sender.vault();
    let spoilt = Change::Put {
        name: Name {
            shelf: Shelf::Handover,
            id: [0xEE; 16],
        },
        expect: Expect::Absent,
        under: Under::Office,
        head: Vec::new(),
        body: b"spoilt".to_vec(),
    };
    let event = Event {
        at: 0,
        actor: vault.account_id(),
        act: Deed::Imported,
        subject: None,
        detail: String::new(),
    };
    vault.commit(&[spoilt], &event).unwrap();
    drop(vault);
    let bad = HandoverId::from_bytes([0xEE; 16]);
    assert_eq!(town.sender.desk().unpaid().unreadable, [bad]);
    let lines = town.sender.desk().handovers().unwrap();
    let shown: Vec<_> = lines.iter().map(|it| (it.id, it.trouble)).collect();
    assert_eq!(shown, [(id, None), (bad, Some(Trouble::Unreadable))]);
    let journal = town.sender.desk().audit(Some(bad.to_bytes()), 9).unwrap();
    assert!(
        journal
            .iter()
            .any(|it| it.line.event.detail == "unreadable")
    );
    // What comes for it waits until it can be read.
    let mut peer = insider(&mut town, Side::Receiver);
    let key = DossierKey::from_bytes([1; 32]);
    let contents = Contents::Handover(Handover {
        id: bad,
        card: [0; 32],
        key,
        entries: Vec::new(),
        disclosures: Vec::new(),
        files: Vec::new(),
    });
    peer.post(&town, &contents);
    drop(peer);
    assert_eq!(town.send().refused, [Refused::Unreadable]);
    assert_eq!(town.post.take().len(), 1);
    town.accept();
    town.collect();
    let report = town.send();
    assert_eq!((report.refused, report.unreadable), (vec![], vec![bad]));
    town.release();
    town.exchange();
    assert_eq!(town.phase(), Phase::Released);
    // Nor from taking consent back, or from beginning another handover.
    let consent = town.consent;
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, tasuki::domain::consent::Withdrawn::All)
        .unwrap();
    desk.everybody_is_another();
    let case = desk.new_case(crate::town::values()).unwrap();
    desk.draft(case, town.receiver_id).unwrap();
}

fn card_issued(peer: &Insider, of: &Card, days: i32) -> Vec<u8> {
    let card = Card {
        issued: of.issued.plus_days(days),
        phone: format!("000-000-{:04}", 5000 + days),
        ..of.clone()
    };
    let signed = SignedCard::sign(card, &peer.vault.office().signing);
    signed.unwrap().bytes().to_vec()
}

#[test]
fn a_card_that_comes_by_post_is_taken_by_the_program_and_an_older_one_never() {
    let mut town = town(Point::Ready);
    let own = SignedCard::read(&town.receiver.desk().own_card().unwrap()).unwrap();
    let senders = town.sender.desk().own_card().unwrap();
    hire(&mut town.sender, "見本 支援", Role::SupportWorker);
    town.sender.sign_in("見本 支援");
    let mut peer = insider(&mut town, Side::Receiver);
    let (newer, older) = (
        card_issued(&peer, own.card(), 3),
        card_issued(&peer, own.card(), 2),
    );
    for (bytes, refused) in [
        (newer.clone(), None),
        (older, Some(Refused::Card(CardRefused::Older))),
        (
            b"no card".to_vec(),
            Some(Refused::Card(CardRefused::NotACard)),
        ),
        (senders, Some(Refused::OtherCard)),
    ] {
        peer.post(&town, &Contents::Card(bytes));
        let report = town.send();
        assert_eq!(report.refused, Vec::from_iter(refused));
    }
    let receiver = town.receiver_id;
    let kept = town.sender.desk().peer(receiver).unwrap();
    assert_eq!(kept.phone, "000-000-5003");
    assert!(matches!(
        kept.standing,
        tasuki::workflow::office::PeerStanding::Verified { .. }
    ));
}

#[test]
fn what_was_destroyed_does_not_come_back_with_anything_that_is_sent_again() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    let ever = town.post.ever();
    let mut peer = insider(&mut town, Side::Sender);
    let said: Vec<_> = peer.logs[0]
        .values()
        .map(|(it, _)| (it.clone(), None))
        .collect();
    peer.post_entries(&town, said.clone());
    town.receiver.desk().withdraw(id, Withdrawal::All).unwrap();
    town.post.lay(&ever);
    town.collect();
    peer.post_entries(&town, said);
    town.collect();
    assert!(town.received().disclosed.is_none());
    let view = town.received();
    assert!(
        view.said
            .iter()
            .chain(&view.replied)
            .all(|it| it.words.is_none())
    );
    assert_eq!(*view.record.dossier_key, [0; 32]);
}

/// The log as the domain holds it: what a store gives back is what was joined.
#[test]
fn a_log_is_put_back_as_it_was_joined() {
    let mut town = town(Point::Released);
    let peer = insider(&mut town, Side::Sender);
    let (sender, receiver) = (town.sender_id, town.receiver_id);
    let mut joined = Dossier::new(peer.id, sender, receiver);
    let mut restored = joined.clone();
    let mut waiting: Vec<Held> = peer
        .logs
        .iter()
        .flat_map(|it| it.values())
        .map(|(bytes, envelope)| Held {
            digest: Digest::from_bytes(entry::digest(bytes)),
            envelope: envelope.clone(),
        })
        .collect();
    for held in &waiting {
        restored.restore(held.clone()).unwrap();
    }
    while !waiting.is_empty() {
        waiting.retain(|it| joined.join(it.clone()) != Joined::New);
    }
    assert_eq!(joined, restored);
    let again = joined.log(Side::Sender)[0].clone();
    assert!(restored.restore(again.clone()).is_err(), "twice");
    let mut foreign = again;
    foreign.envelope.office = OfficeId::from_bytes([1; 32]);
    assert_eq!(
        Dossier::new(peer.id, sender, receiver).restore(foreign),
        Err(Stop::Foreign)
    );
}

/// The receiver offers a handover of its own whose id differs from that of the sender's in these bits, and says it has
/// seen more of the sender's log than there is: the post keeps a record under that id.
fn offer_beside(town: &mut Town, bits: u8) {
    let mut peer = insider(town, Side::Receiver);
    let (key, genuine) = (peer.key(), peer.logs[0][&1].1.act.clone());
    let mut id = peer.id.to_bytes();
    id[11] ^= bits;
    peer.id = HandoverId::from_bytes(id);
    peer.side = Side::Sender;
    peer.logs = [Log::new(), Log::new()];
    let Act::Offered {
        offer,
        mut manifest,
    } = genuine
    else {
        panic!("the first entry is the offer");
    };
    manifest.receiver = peer.other;
    let offered = peer.write(Act::Offered { offer, manifest });
    let mut claims = peer.next(Act::ConsentWithdrawn {
        scope: Withdrawal::All,
    });
    claims.seen.count = 50;
    let claims = peer.sign(&claims);
    for entry in [offered, claims] {
        let contents = Contents::Handover(Handover {
            id: peer.id,
            card: [0; 32],
            key: DossierKey::from_bytes(*key.expose()),
            entries: vec![Carried { entry, body: None }],
            disclosures: Vec::new(),
            files: Vec::new(),
        });
        peer.post(town, &contents);
    }
    let id = peer.id;
    drop(peer);
    assert_eq!(town.send().refused, [Refused::Claimed(id, 50)]);
    town.sender.close();
}

#[test]
fn no_id_of_a_handover_touches_a_withdrawal_that_is_owed() {
    let mut town = town(Point::ReadBack);
    let (id, consent) = (town.id, town.consent);
    claim(&mut town, 50);
    assert_eq!(town.send().refused, [Refused::Claimed(id, 50)]);
    town.post.take();
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, tasuki::domain::consent::Withdrawn::All)
        .unwrap();
    offer_beside(&mut town, 0x80);
    town.sender.desk().give_up_lost(id).unwrap();
    town.sender.close();
    assert_eq!(town.sent().line.phase, Phase::Withdrawn);
}

#[test]
fn no_id_of_a_handover_makes_a_case_writable_that_was_handed_over() {
    let mut town = town(Point::Started);
    town.end();
    town.exchange();
    offer_beside(&mut town, 0x40);
    let (id, case) = (town.id, town.case);
    let desk = town.sender.desk();
    assert_eq!(desk.handed_over(case).unwrap(), Some(id));
}

/// Writes a record straight into a store, as the program never would.
/// Writes these bytes in the place of a record.
pub fn spoil(office: &mut Office, name: Name, body: Vec<u8>) {
    spoil_with(office, name, Vec::new(), body);
}

pub fn spoil_with(office: &mut Office, name: Name, head: Vec<u8>, body: Vec<u8>) {
    let mut vault = office.vault();
    let put = Change::Put {
        name,
        expect: Expect::Any,
        under: Under::Office,
        head,
        body,
    };
    let event = Event {
        at: 0,
        actor: vault.account_id(),
        act: Deed::Imported,
        subject: None,
        detail: String::new(),
    };
    vault.commit(&[put], &event).unwrap();
}

fn part(id: HandoverId, kind: u8, number: u32) -> Name {
    Name {
        shelf: Shelf::Entry,
        id: v1_entry::part_id(id, kind, number),
    }
}

#[test]
fn a_debt_that_cannot_be_paid_keeps_nobody_out() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    // A parcel of this handover waits, and everything is asked for.
    let desk = town.receiver.desk();
    desk.ask(id, SectionId::Life, "朝は").unwrap();
    town.collect();
    spoil(&mut town.sender, part(id, 8, 0), vec![1, 0xFF]);
    assert_eq!(town.sender.desk().unpaid().unreadable, [id]);
    let desk = town.sender.desk();
    let report = desk.sync_through(&town.post, Extent::Everything).unwrap();
    assert_eq!(report.unreadable, [id]);
    assert_eq!(
        (report.refused, report.sent),
        (vec![Refused::Unreadable], 0)
    );
    let desk = town.sender.desk();
    desk.everybody_is_another();
    let case = desk.new_case(crate::town::values()).unwrap();
    let form = crate::town::form(desk, case, town.receiver_id);
    desk.record_consent(form).unwrap();
    town.case = case;
    town.prepare();
    town.offer();
    assert_eq!(town.send().sent, 1);
    assert_eq!(town.collect().collected, 1, "another handover stands still");
}

/// What is read when a parcel is made, spoiled: the content of the offer, the words of an entry, the consent.
#[test]
fn what_cannot_be_read_when_a_parcel_is_made_keeps_nobody_out() {
    let mut town = town(Point::Approved);
    town.offer();
    let (id, consent) = (town.id, town.consent.to_bytes());
    let shelf = Shelf::Consent;
    let names = [part(id, 5, 1 << 16), Name { shelf, id: consent }];
    for name in names {
        let vault = town.sender.vault();
        let kept = vault.read(name).unwrap().unwrap();
        let (head, body) = (kept.head.to_vec(), kept.body.to_vec());
        drop(vault);
        spoil_with(&mut town.sender, name, head.clone(), vec![0xFF; 9]);
        let report = town.send();
        assert_eq!((report.unreadable, report.sent), (vec![id], 0));
        spoil_with(&mut town.sender, name, head, body);
    }
    assert_eq!(town.send().sent, 1);
}

#[test]
fn a_form_is_recorded_once_though_an_older_one_of_the_case_cannot_be_read() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let name = Name {
        shelf: Shelf::Consent,
        id: town.consent.to_bytes(),
    };
    let kept = town.sender.vault().read(name).unwrap().unwrap();
    spoil_with(&mut town.sender, name, kept.head.to_vec(), vec![0xFF; 9]);
    let desk = town.sender.desk();
    let form = crate::town::form(desk, case, to);
    let id = form.id;
    assert_eq!(
        desk.record_consent(form).unwrap().id,
        id,
        "it is in the store"
    );
    desk.consent(id).unwrap();
}

/// The names of parcels that are to be taken away, unreadable at one handover.
#[test]
fn names_of_parcels_that_cannot_be_read_keep_nobody_out() {
    let mut town = town(Point::Approved);
    town.offer();
    let id = town.id;
    spoil(&mut town.sender, part(id, 21, 0), vec![1, 0xFF]);
    let report = town.send();
    assert_eq!((report.unreadable, report.sent), (vec![id], 1));
}

#[test]
fn what_the_other_side_wrote_never_makes_a_parcel_too_large() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    // As if it had repeated itself at the greatest length: more words together than a parcel holds.
    for number in 1..=5 {
        spoil(&mut town.sender, part(id, 4, number), vec![7; 14 << 20]);
    }
    let desk = town.sender.desk();
    let report = desk.sync_through(&town.post, Extent::Everything).unwrap();
    assert_eq!((report.sent, report.too_large), (1, vec![]));
}

/// A third office with a genuine card of its own holds the key of a dossier that is not its own, from an insider of the
/// receiver, and signs what only a party may say. Neither what binds nor a withdrawal is heard of it.
#[test]
fn an_office_that_is_no_party_says_nothing_in_a_handover_whatever_it_signs() {
    let acts = [
        Act::Recalled,
        Act::Erased,
        Act::ConsentWithdrawn {
            scope: Withdrawal::All,
        },
        Act::QuestionClosed {
            question: QuestionNo::FIRST,
        },
    ];
    for (act, side) in acts
        .into_iter()
        .flat_map(|it| [Side::Sender, Side::Receiver].map(|side| (it.clone(), side)))
    {
        let mut town = town(Point::ReadBack);
        let (id, case, to) = (town.id, town.case, town.receiver_id);
        let mut third = crate::town::establish(
            town.dir.0.join("third"),
            2,
            crate::town::Approving::Alone,
            &town.clock,
        );
        crate::town::introduce(&mut third, &mut town.sender);
        crate::town::introduce(&mut town.sender, &mut third);
        let before = town.sender.picture();
        let own = third.desk().office_id();
        let inside = insider(&mut town, Side::Receiver);
        let key = inside.key();
        let mut stranger = Insider {
            vault: third.vault(),
            side,
            own,
            other: town.sender_id,
            ..inside
        };
        let bytes = stranger.sign(&stranger.next(act.clone()));
        let contents = Contents::Handover(Handover {
            id,
            card: [0; 32],
            key,
            entries: vec![Carried {
                entry: bytes,
                body: None,
            }],
            disclosures: Vec::new(),
            files: Vec::new(),
        });
        stranger.post(&town, &contents);
        let report = town.send();
        assert_eq!(report.collected, 0, "{act:?} as {side:?}");
        assert_eq!(report.refused.len(), 1, "{act:?} as {side:?}: {report:?}");
        assert!(
            matches!(report.refused[0], Refused::Entry(_) | Refused::Unknown(_)),
            "{report:?}"
        );
        let after = town.sender.picture();
        assert_eq!(after.1, before.1, "{act:?} as {side:?}");
        assert_eq!(after.0, before.0 + 1, "the refusal alone has a line");
        let preview = town.sender.desk().preview(case, to).unwrap();
        assert!(preview.disclosure.is_some(), "a stranger took consent back");
    }
}

/// Another program signs what may not come back, once for each day: it counts as not shared, and the move goes on to its end.
#[test]
fn outcomes_that_may_not_come_back_stop_no_move_however_often_they_are_signed() {
    let all = [Outcome::GoingWell, Outcome::Concern, Outcome::NotShared];
    let (twice, daily) = (&all[..2], &[Outcome::NotShared; 2][..]);
    for outcomes in [twice, daily] {
        let mut town = comes_back::started();
        let mut peer = insider(&mut town, Side::Receiver);
        let signed = (0..).zip(outcomes).map(|(which, outcome)| {
            let outcome = *outcome;
            (peer.write(Act::FollowedUp { which, outcome }), None)
        });
        let signed = signed.collect();
        peer.post_entries(&town, signed);
        drop(peer);
        let report = town.send();
        assert_eq!(report.refused, [], "{outcomes:?}");
        let state = town.sent().state;
        assert_eq!(state.stop, None, "{outcomes:?}");
        assert!(
            state
                .follow_ups
                .iter()
                .all(|it| it.outcome == Some(Outcome::NotShared))
        );
        town.end();
        assert_eq!(town.sent().line.phase, Phase::Closed);
        let (id, case) = (town.id, town.case);
        let cases = town.sender.desk().cases("").unwrap();
        let line = cases.iter().find(|it| it.id == case).unwrap();
        assert_eq!(line.handed_over, Some(id), "it moved");
    }
}

/// The person is heard at once, whatever can be written of it, at either office.
#[test]
fn words_do_not_come_back_while_a_withdrawal_of_all_waits_to_be_told() {
    let told = |town: &mut Town| {
        let replied = town.sent().replied;
        let followed = |it: &&Spoken| matches!(it.envelope.act, Act::FollowedUp { .. });
        let said = replied.iter().filter(followed);
        said.map(|it| it.words.is_some()).collect::<Vec<_>>()
    };
    let follow_up = |town: &mut Town| {
        let (id, desk) = (town.id, town.receiver.desk());
        desk.follow_up(id, None, Outcome::Concern, "眠れない日が続く")
            .unwrap();
    };
    let items = |town: &mut Town| {
        let offer = town.sent().state.offer.unwrap();
        Withdrawal::Items(offer.manifest.items)
    };
    let scopes: [fn(&mut Town) -> Withdrawal; 2] = [|_| Withdrawal::All, items];
    for scope in scopes {
        // At the office that received: its parcel was lost, and goes again.
        let mut town = town(Point::Started);
        let (id, scope) = (town.id, scope(&mut town));
        follow_up(&mut town);
        town.collect();
        town.post.take();
        let mut peer = insider(&mut town, Side::Sender);
        let mut envelope = peer.next(Act::Recalled);
        (envelope.seen.count, envelope.seen.last) = (50, Digest::from_bytes([50; 32]));
        let bytes = peer.sign(&envelope);
        peer.post_entries(&town, vec![(bytes, None)]);
        drop(peer);
        assert_eq!(town.collect().refused, [Refused::Claimed(id, 50)]);
        town.post.take();
        town.receiver.desk().withdraw(id, scope.clone()).unwrap();
        assert!(town.received().state.withdrawals.is_empty(), "it waits");
        let desk = town.receiver.desk();
        desk.sync_through(&town.post, Extent::Everything).unwrap();
        town.send();
        assert_eq!(told(&mut town), [false], "{scope:?}");

        // At the office that sent.
        let mut town = crate::town::town(Point::Started);
        claim(&mut town, 50);
        town.send();
        town.sender.desk().withdraw(id, scope.clone()).unwrap();
        assert!(town.sent().state.withdrawals.is_empty(), "it waits");
        follow_up(&mut town);
        town.collect();
        town.send();
        assert_eq!(told(&mut town), [false], "{scope:?}");
    }
}

/// The office that sent cannot know yet, and answers: of what was taken back its words are not taken in.
#[test]
fn words_of_the_sender_are_not_taken_in_while_a_withdrawal_waits_to_be_told() {
    let life = || Withdrawal::Items([ItemId::Life].into());
    let health = || Withdrawal::Items([ItemId::Health].into());
    for (scope, kept) in [(Withdrawal::All, false), (life(), false), (health(), true)] {
        let mut town = town(Point::Delivered);
        let id = town.id;
        let desk = town.receiver.desk();
        desk.ask(id, SectionId::Life, "朝は起きられますか").unwrap();
        town.exchange();
        let mut peer = insider(&mut town, Side::Sender);
        let mut envelope = peer.next(Act::Recalled);
        (envelope.seen.count, envelope.seen.last) = (50, Digest::from_bytes([50; 32]));
        let bytes = peer.sign(&envelope);
        peer.post_entries(&town, vec![(bytes, None)]);
        drop(peer);
        assert_eq!(town.collect().refused, [Refused::Claimed(id, 50)]);
        town.post.take();
        town.receiver.desk().withdraw(id, scope.clone()).unwrap();
        assert!(town.received().state.withdrawals.is_empty(), "it waits");
        let answer = Answering::Text("起きられます".into());
        let desk = town.sender.desk();
        desk.answer(id, QuestionNo::FIRST, answer).unwrap();
        town.send();
        town.collect();
        let said = town.received().said;
        let answered = said
            .iter()
            .find(|it| matches!(it.envelope.act, Act::Answered { .. }));
        let answered = answered.expect("that it was answered is known");
        assert_eq!(answered.words.is_some(), kept, "{scope:?}");
    }
}
