//! After an ending nothing of the disclosure can be found at the receiver, with all its keys; after a partial
//! withdrawal, nothing of the items.

use std::collections::BTreeSet;

use tasuki::domain::consent::Withdrawn;
use tasuki::domain::handover::entry::{Act, Decline, Withdrawal};
use tasuki::domain::section::{FieldId, ItemId};

use crate::town::{Point, SHARED, Town, found_in, named_files, town};

/// A name that is in the disclosure, besides the mark.
const NAME: &str = "タカハシ";

fn is_readable(town: &mut Town) {
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
    let content = town.receiver.all_content();
    for text in [SHARED, NAME] {
        assert_ne!(found_in(&content, text), [""; 0], "the scan finds nothing");
    }
}

/// Nothing is left, in whatever way it is looked for; the sealed records of before are gone, too.
fn is_gone(town: &mut Town, before: &[String]) {
    assert!(
        town.received().disclosed.is_none(),
        "the desk shows content"
    );
    assert_eq!(town.received().line.person, "");
    let content = town.receiver.all_content();
    for text in [SHARED, NAME] {
        assert_eq!(
            found_in(&content, text),
            [""; 0],
            "found with the office's keys"
        );
    }
    town.receiver.close();
    let files = named_files(&town.receiver.dir);
    assert!(3 < files.len());
    for text in [SHARED, NAME] {
        assert_eq!(found_in(&files, text), [""; 0], "found in plain");
    }
    for old in before {
        let kept = files.iter().any(|(name, _)| name.contains(old.as_str()));
        assert!(!kept, "{old} is still there");
    }
    let (said, replied) = {
        let view = town.received();
        (view.said, view.replied)
    };
    assert!(said.iter().chain(&replied).all(|it| it.words.is_none()));
    let erased = replied.iter().filter(|it| it.envelope.act == Act::Erased);
    assert_eq!(erased.count(), 1, "said exactly once");
}

/// The folders the sealed records lie in now. Erasing makes a new one without what must go, and removes the old.
fn epochs(town: &mut Town) -> Vec<String> {
    town.receiver.close();
    let entries = std::fs::read_dir(town.receiver.dir.join("vault")).expect("a folder");
    let names = entries.map(|it| {
        it.expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let epochs: Vec<String> = names.filter(|it| it.starts_with("epoch")).collect();
    assert_eq!(epochs.len(), 1, "{epochs:?}");
    epochs
}

#[test]
fn after_a_recall_nothing_is_left() {
    let mut town = town(Point::ReadBack);
    is_readable(&mut town);
    let before = epochs(&mut town);
    let id = town.id;
    town.sender.desk().recall(id, "本人が考え直した").unwrap();
    town.exchange();
    is_gone(&mut town, &before);
}

#[test]
fn after_a_decline_nothing_is_left() {
    let mut town = town(Point::ReadBack);
    is_readable(&mut town);
    let before = epochs(&mut town);
    town.decline(Decline::NotTaken);
    is_gone(&mut town, &before);
    town.exchange();
    is_gone(&mut town, &before);
}

#[test]
fn after_a_full_withdrawal_at_either_office_nothing_is_left() {
    let mut town = crate::town::town(Point::Accepted);
    is_readable(&mut town);
    let before = epochs(&mut town);
    let consent = town.consent;
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, Withdrawn::All).unwrap();
    town.exchange();
    is_gone(&mut town, &before);

    let mut town = crate::town::town(Point::Accepted);
    let before = epochs(&mut town);
    let id = town.id;
    let desk = town.receiver.desk();
    desk.withdraw(id, Withdrawal::All).unwrap();
    is_gone(&mut town, &before);
}

#[test]
fn a_parcel_from_before_the_ending_brings_nothing_back() {
    let mut town = town(Point::Approved);
    town.offer();
    town.send();
    let late = town.post.take();
    let id = town.id;
    town.sender.desk().recall(id, "取り下げる").unwrap();
    town.send();
    let recall = town.post.take();
    town.post.lay(&recall);
    town.collect();
    town.post.lay(&late);
    let report = town.collect();
    assert_eq!(report.refused, []);
    assert!(town.received().disclosed.is_none());
    let content = town.receiver.all_content();
    assert_eq!(found_in(&content, SHARED), [""; 0]);
}

#[test]
fn a_partial_withdrawal_takes_the_items_and_leaves_the_rest() {
    let mut town = town(Point::ReadBack);
    is_readable(&mut town);
    let consent = town.consent;
    let life = Withdrawn::Items(BTreeSet::from([ItemId::Life]));
    town.sender.desk().withdraw_consent(consent, life).unwrap();
    town.exchange();
    assert_eq!(town.reads(FieldId::LifeRhythm), None);
    let content = town.receiver.all_content();
    assert_eq!(found_in(&content, SHARED), [""; 0], "found with all keys");
    assert_ne!(found_in(&content, NAME), [""; 0], "the rest went, too");
    assert!(town.reads(FieldId::WishesOwnWords).is_some());
    assert!(town.received().line.person.starts_with(NAME));
    let acts = town.received().replied;
    assert_eq!(acts.last().map(|it| &it.envelope.act), Some(&Act::Erased));
}
