//! The scan of a signed consent form: it lies with the form, leaves in no parcel, and goes with the case.
//!
//! Files of a case are tried elsewhere.

use tasuki::domain::attachment::{AttachmentRefused, Format, ScanBefore};
use tasuki::domain::handover::permit::Denied;
use tasuki::domain::retention::{Kept, Kind};
use tasuki::domain::section::ItemId;
use tasuki::domain::staff::Role;
use tasuki::vault::Shelf;
use tasuki::workflow::ledger::Of;
use tasuki::workflow::post::Extent;
use tasuki::workflow::{Problem, demo};
use zeroize::Zeroizing;

use crate::attachment::PDF;
use crate::consent::unsealed;
use crate::place::{FIRST, Place, text};
use crate::retention::{end_contract, sure};
use crate::town::{Point, Town, form, hire, holds, town};

/// Bytes that stand in no other file here.
const MARK: &[u8] = b"SIGNED-FORM-5127";

pub fn scan(mark: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = PDF.to_vec();
    let at = bytes.len() - 6;
    bytes.splice(at..at, mark.iter().copied().chain(*b"\n"));
    Some(Zeroizing::new(bytes))
}

fn of_case(town: &mut Town) -> Option<tasuki::domain::attachment::Scan> {
    let case = town.case;
    let lines = town.sender.desk().consent_record(Of::Case(case)).unwrap();
    lines.lines.into_iter().find_map(|it| it.scan)
}

#[test]
fn it_is_shown_with_the_form_saved_by_an_act_and_in_no_byte_of_any_parcel() {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let mut wide = form(town.sender.desk(), case, to);
    wide.items.insert(ItemId::Attachments);
    let consent = wide.id;
    let desk = town.sender.desk();
    desk.record_consent(wide).unwrap();
    let kept = desk
        .attach_scan(consent, scan(MARK), ScanBefore::Stays)
        .unwrap();
    assert_eq!(kept.format, Format::Pdf);
    assert_eq!(
        desk.attachments(case).unwrap(),
        [],
        "it is no paper of the case"
    );
    assert_eq!(of_case(&mut town), Some(kept));
    town.prepare();
    town.offer();
    town.exchange();
    town.sender
        .desk()
        .sync_through(&town.post, Extent::Everything)
        .unwrap();
    let post = std::mem::take(&mut town.post);
    let parcels = unsealed(&mut town.receiver, &post);
    assert!(!parcels.is_empty());
    for (name, bytes) in &parcels {
        assert!(!holds(bytes, MARK), "{name}");
    }
    let desk = town.sender.desk();
    let saved = desk.export_scan(consent).unwrap();
    assert_eq!(&saved[..], &scan(MARK).unwrap()[..]);
}

#[test]
fn another_one_takes_its_place_and_the_first_is_nowhere_any_more() {
    let mut town = town(Point::Ready);
    let consent = town.consent;
    let desk = town.sender.desk();
    desk.attach_scan(consent, scan(MARK), ScanBefore::Stays)
        .unwrap();
    let again = desk.attach_scan(consent, scan(MARK), ScanBefore::Stays);
    assert!(matches!(
        again,
        Err(Problem::Attachment(AttachmentRefused::Known))
    ));
    let other = scan(b"ANOTHER-FORM-88");
    let refused = desk.attach_scan(consent, other.clone(), ScanBefore::Stays);
    let there = AttachmentRefused::ScanThere;
    assert!(matches!(refused, Err(Problem::Attachment(it)) if it == there));
    let held = desk.export_scan(consent).unwrap();
    assert_eq!(held, scan(MARK).unwrap(), "nobody said that it goes");
    let other = desk.attach_scan(consent, other, ScanBefore::Goes).unwrap();
    assert_eq!(of_case(&mut town), Some(other));
    for (name, bytes) in town.sender.all_content() {
        assert!(!holds(&bytes, MARK), "{name}");
    }
    let marks = town.sender.vault().heads(Shelf::Attachment).unwrap();
    assert_eq!(marks.len(), 0, "the mark that it has to go went with it");
}

#[test]
fn of_a_case_that_moved_no_scan_is_kept_or_replaced() {
    let mut town = town(Point::Started);
    let consent = town.consent;
    let desk = town.sender.desk();
    desk.attach_scan(consent, scan(MARK), ScanBefore::Stays)
        .unwrap();
    town.end();
    let desk = town.sender.desk();
    let other = scan(b"ANOTHER-FORM-88");
    let refused = desk.attach_scan(consent, other, ScanBefore::Goes);
    assert!(
        matches!(refused, Err(Problem::HandedOver(_))),
        "{refused:?}"
    );
    let held = desk.export_scan(consent).unwrap();
    assert_eq!(held, scan(MARK).unwrap());
}

#[test]
fn what_is_no_scan_is_refused_and_nobody_without_the_right_keeps_or_saves_one() {
    let mut town = town(Point::Ready);
    let consent = town.consent;
    let desk = town.sender.desk();
    let words = Some(Zeroizing::new(b"just words".to_vec()));
    for (bytes, why) in [
        (words, AttachmentRefused::Unknown),
        (None, AttachmentRefused::NotAFile),
        (Some(Zeroizing::new(Vec::new())), AttachmentRefused::Empty),
    ] {
        let refused = desk.attach_scan(consent, bytes, ScanBefore::Stays);
        assert!(matches!(refused, Err(Problem::Attachment(it)) if it == why));
    }
    let none = desk.export_scan(consent);
    assert!(matches!(none, Err(Problem::Missing(_))));
    desk.attach_scan(consent, scan(MARK), ScanBefore::Stays)
        .unwrap();
    hire(&mut town.sender, "墨田 監", Role::Auditor);
    let desk = town.sender.sign_in("墨田 監");
    for refused in [
        desk.attach_scan(consent, scan(b"X"), ScanBefore::Goes)
            .map(drop),
        desk.export_scan(consent).map(drop),
    ] {
        let why = Denied::NoRight;
        assert!(matches!(refused, Err(Problem::Denied { why: it, .. }) if it == why));
    }
}

#[test]
fn it_is_destroyed_and_counted_with_the_case() {
    let mut town = town(Point::Ready);
    let (case, consent) = (town.case, town.consent);
    let desk = town.sender.desk();
    desk.attach_scan(consent, scan(MARK), ScanBefore::Stays)
        .unwrap();
    end_contract(desk, case, demo::today());
    town.clock.set(365 * 6);
    let desk = town.sender.desk();
    let what = Kept::Case(case);
    let sure = sure(desk, what);
    let receipt = desk.shred(what, &sure).unwrap().receipt;
    assert!(receipt.counts.contains(&(Kind::Files, 1)), "{receipt:?}");
    for (name, bytes) in town.sender.all_content() {
        assert!(!holds(&bytes, MARK), "{name}");
    }
    let vault = town.sender.vault();
    assert_eq!(vault.heads(Shelf::Scan).unwrap().len(), 0);
}

#[test]
fn by_command_it_is_kept_shown_and_saved() {
    let place = Place::pair();
    let case = place.case("a");
    let until = place.until();
    let record = [
        "consent",
        "record",
        &case,
        "--to",
        "見本事業所b",
        "--until",
        &until,
    ];
    let id = text(&place.json("a", FIRST, &record)["consent"]["id"]);
    std::fs::write(place.path("doui.pdf"), &scan(MARK).unwrap()[..]).unwrap();
    let kept = place.json(
        "a",
        FIRST,
        &["consent", "attach-scan", &id[..8], "doui.pdf"],
    );
    std::fs::write(place.path("other.pdf"), &scan(b"OTHER").unwrap()[..]).unwrap();
    let other = ["consent", "attach-scan", &id[..8], "other.pdf"];
    place.refused("a", FIRST, &other, 2, "bad-input");
    let all = place.json("a", FIRST, &["record", "consents"]);
    assert_eq!(all["consents"][0]["scan"]["digest"], kept["scan"]);
    assert_eq!(all["consents"][0]["scan"]["format"], "pdf");
    place.json("a", FIRST, &["consent", "save-scan", &id[..8], "out.pdf"]);
    let saved = std::fs::read(place.path("out.pdf")).unwrap();
    assert_eq!(saved, scan(MARK).unwrap().to_vec());
    let replaced = place.json("a", FIRST, &[&other[..], &["--replace"]].concat());
    let all = place.json("a", FIRST, &["record", "consents"]);
    assert_eq!(all["consents"][0]["scan"]["digest"], replaced["scan"]);
    assert_ne!(replaced["scan"], kept["scan"]);
    std::fs::write(place.path("note.txt"), "words").unwrap();
    place.refused(
        "a",
        FIRST,
        &["consent", "attach-scan", &id[..8], "note.txt"],
        2,
        "bad-input",
    );
}
