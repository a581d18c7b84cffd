//! What the person did not agree to does not leave, in no byte; what changed is asked for again, and nothing else.

use std::collections::BTreeSet;

use tasuki::domain::consent::Withdrawn;
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::draft::{Dropped, NotReady};
use tasuki::domain::handover::permit::Denied;
use tasuki::domain::handover::turn::{Task, Why};
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::exchange::parcel;
use tasuki::workflow::Problem;
use tasuki::workflow::handover::Which;

use crate::town::{NOTED, Office, Point, SHARED, Town, WITHHELD, form, found_in, town};

fn not_ready<T: std::fmt::Debug>(said: Result<T, Problem>) -> NotReady {
    match said {
        Err(Problem::Denied {
            why: Denied::NotReady(why),
            ..
        }) => why,
        other => panic!("it should not have been ready, but {other:?}"),
    }
}

/// Every parcel that ever lay at the post for an office, unsealed with its key.
pub fn unsealed(office: &mut Office, town_post: &crate::town::Post) -> Vec<(String, Vec<u8>)> {
    let own = office.desk().office_id();
    let vault = office.vault();
    let ever = town_post.ever().into_iter();
    let mine = ever.filter(|(name, _)| name.recipient() == own);
    mine.map(|(name, sealed)| {
        let key = &vault.office().sealing;
        let inside = tasuki::crypto::identity::open_with(key, &sealed, parcel::LONGEST);
        (name.file(), inside.expect("the key fits").to_vec())
    })
    .collect()
}

#[test]
fn what_consent_does_not_cover_is_in_no_byte_of_any_parcel() {
    let mut town = town(Point::Approved);
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.write(FieldId::LifeRhythm, SHARED);
    town.write(FieldId::WishesOwnWords, SHARED);
    town.write(FieldId::CrisisOffences, WITHHELD);
    let id = town.id;
    town.sender.desk().add(id, Which::All).unwrap();
    town.exchange();
    let post = std::mem::take(&mut town.post);
    let parcels = unsealed(&mut town.receiver, &post);
    assert!(2 <= parcels.len(), "{} parcels", parcels.len());
    assert_ne!(
        found_in(&parcels, SHARED),
        [""; 0],
        "the scan finds nothing"
    );
    let content = town.receiver.all_content();
    assert_ne!(
        found_in(&content, SHARED),
        [""; 0],
        "the scan finds nothing"
    );
    for secret in [WITHHELD, NOTED] {
        assert_eq!(
            found_in(&parcels, secret),
            [""; 0],
            "{secret} left the office"
        );
        assert_eq!(found_in(&content, secret), [""; 0], "{secret} arrived");
    }
}

#[test]
fn the_length_of_a_parcel_does_not_tell_how_much_is_withheld() {
    let lengths = ["", "長い事情".repeat(140).as_str()].map(|more| {
        let mut town = town(Point::Ready);
        if !more.is_empty() {
            town.write(FieldId::CrisisHarm, more);
            town.write(FieldId::CrisisVictim, more);
        }
        town.prepare();
        town.offer();
        town.send();
        // What seals the parcel adds some bytes by chance; what is in it has one length.
        let post = std::mem::take(&mut town.post);
        let inside = unsealed(&mut town.receiver, &post);
        inside[0].1.len()
    });
    assert_eq!(lengths[0], lengths[1]);
}

#[test]
fn a_section_changed_after_confirmation_is_asked_for_again_and_no_other() {
    let mut town = town(Point::Approved);
    let id = town.id;
    town.write(FieldId::LifeRhythm, "朝が早くなった");
    let dropped = town.sent().dropped;
    assert_eq!(
        dropped,
        [
            Dropped::Approval,
            Dropped::Submission,
            Dropped::Confirmation(SectionId::Life)
        ]
        .into_iter()
        .filter(|it| dropped.contains(it))
        .collect::<Vec<_>>()
    );
    assert!(dropped.contains(&Dropped::Confirmation(SectionId::Life)));
    let desk = town.sender.desk();
    assert!(
        desk.offer(id, None).is_err(),
        "offered what nobody confirmed"
    );
    assert_eq!(
        not_ready(desk.submit(id)),
        NotReady::NotConfirmed(vec![SectionId::Life])
    );
    desk.confirm(id, Which::These(vec![SectionId::Life]))
        .unwrap();
    desk.submit(id).unwrap();
    desk.approve(id).unwrap();
    town.offer();

    let mut withheld = crate::town::town(Point::Approved);
    withheld.write(FieldId::CrisisHarm, "覆われない欄");
    assert_eq!(
        withheld.sent().dropped,
        [],
        "what stays behind asks nothing"
    );
    withheld.offer();
}

#[test]
fn expired_consent_covers_nothing() {
    let mut town = town(Point::Approved);
    let id = town.id;
    town.clock.set(121);
    let (case, to) = (town.case, town.receiver_id);
    let preview = town.sender.desk().preview(case, to).unwrap();
    assert!(preview.disclosure.is_none());
    assert!(town.sender.desk().offer(id, None).is_err());
    assert_eq!(town.sent().line.phase, Phase::Drafting);
}

#[test]
fn consent_that_runs_out_before_the_answer_is_renewed_with_a_new_offer() {
    let mut town = town(Point::ReadBack);
    let id = town.id;
    town.clock.set(121);
    let said = town.receiver.desk().accept(id, &crate::town::accept_form());
    assert!(
        matches!(
            &said,
            Err(Problem::Denied {
                why: Denied::ConsentExpired,
                ..
            })
        ),
        "{said:?}"
    );
    town.exchange();
    assert!(
        town.received().disclosed.is_none(),
        "held after consent ran out"
    );
    let duties = town.sent().line.duties;
    assert_eq!(duties[0].task, Task::OfferAgain(Why::ConsentExpired));
    renew(&mut town, crate::town::items());
    town.approve();
    town.offer();
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
    town.read_back();
    town.exchange();
    let view = town.sent();
    let last = view.replied.last().unwrap();
    assert!(
        last.words.is_some(),
        "the words of the second round are lost"
    );
    town.accept();
    town.exchange();
    assert_eq!(town.phase(), Phase::Accepted);
}

fn renew(town: &mut Town, items: BTreeSet<ItemId>) {
    let (case, to) = (town.case, town.receiver_id);
    let mut form = form(town.sender.desk(), case, to);
    form.until = form.signed.plus_days(120);
    form.items = items;
    town.consent = town.sender.desk().record_consent(form).expect("recorded");
}

#[test]
fn a_narrower_form_stands_in_the_place_of_the_wider_one() {
    // Both are signed on one day: the one recorded last counts, whatever its id. Several times, for the ids.
    for _ in 0..3 {
        let mut town = town(Point::Approved);
        let id = town.id;
        let mut items = crate::town::items();
        items.remove(&ItemId::Life);
        renew(&mut town, items);
        assert!(
            town.sender.desk().offer(id, None).is_err(),
            "the old approval stands"
        );
        let view = town.sent();
        assert!(
            view.dropped.contains(&Dropped::Consent),
            "{:?}",
            view.dropped
        );
        town.approve();
        town.offer();
        town.exchange();
        assert_eq!(town.reads(FieldId::LifeRhythm), None);

        let consent = town.consent;
        let desk = town.sender.desk();
        desk.withdraw_consent(consent, Withdrawn::All).unwrap();
        let (case, to) = (town.case, town.receiver_id);
        let preview = town.sender.desk().preview(case, to).unwrap();
        assert!(
            preview.disclosure.is_none(),
            "taking back the narrow form brings the wide one back"
        );
    }
}
