//! Attached files that travel: with the offer whose papers name them, and nowhere else; and that they go when content goes.
//!
//! What may be attached at all is told in `attachment`, which bytes are which format in the domain.

use std::collections::BTreeSet;

use tasuki::codec::v1_attachment::{
    attachment_id, enclosed_id, encode_attachment, encode_enclosed, file_digest,
};
use tasuki::crypto::identity::open_with;
use tasuki::domain::answer::{Answer, CellValue, Given, Raw, RawCell};
use tasuki::domain::attachment::{
    Attachment, AttachmentRefused, Detaching, Enclosed, Format, LONGEST, MOST, MOST_KEPT, Standing,
    named as papers_of,
};
use tasuki::domain::audit::{Act as Deed, Event};
use tasuki::domain::case::{Edit, FieldState, Source, Value};
use tasuki::domain::field::ChoiceId;
use tasuki::domain::handover::entry::{Decline, Handling, Withdrawal};
use tasuki::domain::id::{CaseId, Digest};
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::exchange::naming::Name as ParcelName;
use tasuki::exchange::parcel::{self, Contents, Handover, Known, Standing as Sending};
use tasuki::vault::{Change, Expect, Name, Shelf, Under};
use tasuki::workflow::handover::Which;
use tasuki::workflow::post::{Extent, Refused};
use tasuki::workflow::{Desk, Problem};
use zeroize::Zeroizing;

use crate::attachment::{PDF, paper};
use crate::town::{Dir, Office, Point, Town, copy, first_day, form, holds, named, town};

/// Stands in the sample file and nowhere else.
const MARK: &[u8] = b"made-up-certificate-7Q2";
const OTHER: &[u8] = b"%PDF-1.7 made-up-plan-3K8 %%EOF";
const OTHER_MARK: &[u8] = b"made-up-plan-3K8";

fn attach(office: &mut Office, case: CaseId, bytes: &[u8]) -> Digest {
    let bytes = Some(Zeroizing::new(bytes.to_vec()));
    office.desk().attach(case, bytes, paper()).unwrap()
}

fn has(office: &mut Office, mark: &[u8]) -> bool {
    office.all_content().iter().any(|(_, it)| holds(it, mark))
}

fn files(desk: &mut Desk, case: CaseId) -> Vec<Digest> {
    let files = desk.attachments(case).unwrap();
    files.into_iter().map(|it| it.digest).collect()
}

/// A town whose case has the sample file; nothing is offered yet.
fn with_file() -> (Town, Digest) {
    let mut town = town(Point::Ready);
    let case = town.case;
    let file = attach(&mut town.sender, case, PDF);
    (town, file)
}

/// The same after the offer arrived.
fn delivered() -> (Town, Digest) {
    let (mut town, file) = with_file();
    town.prepare();
    town.offer();
    town.exchange();
    assert!(has(&mut town.receiver, MARK), "the file did not arrive");
    (town, file)
}

/// The same after the person started, and what the receiver's own case is.
fn started() -> (Town, Digest, CaseId) {
    let (mut town, file) = delivered();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let own = town.start().expect("a case is made");
    town.exchange();
    (town, file, own)
}

#[test]
fn a_file_goes_with_the_offer_over_a_real_folder_and_ends_in_the_own_case() {
    let (mut town, file) = with_file();
    let shared = town.dir.0.join("shared");
    std::fs::create_dir_all(&shared).unwrap();
    for office in [&mut town.sender, &mut town.receiver] {
        office.desk().set_mailbox(shared.clone()).unwrap();
    }
    town.prepare();
    town.offer();
    let id = town.id;
    town.sender.desk().sync(Extent::New).unwrap();
    let waiting = crate::town::named_files(&shared);
    assert_eq!(waiting.len(), 1);
    assert!(!waiting.iter().any(|(_, it)| holds(it, MARK)), "unsealed");
    let report = town.receiver.desk().sync(Extent::New).unwrap();
    assert_eq!((report.collected, &report.refused[..]), (1, &[][..]));
    let desk = town.receiver.desk();
    let came = desk.enclosures(id).unwrap();
    assert_eq!(came.len(), 1);
    assert_eq!((came[0].digest, came[0].format), (file, Format::Pdf));
    assert_eq!(came[0].length as usize, PDF.len());
    assert_eq!(came[0].paper, Some(paper()));
    let found = desk.find_enclosure(id, &file.to_string()[..8]).unwrap();
    assert_eq!(desk.export_enclosure(id, found).unwrap().as_slice(), PDF);
    let lines = desk.audit(Some(id.to_bytes()), usize::MAX).unwrap();
    assert!(lines.iter().any(|it| it.line.event.act == Deed::Exported));
    town.sender.desk().sync(Extent::New).unwrap();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let own = town.start().expect("a case is made");
    let desk = town.receiver.desk();
    assert_eq!(files(desk, own), [file]);
    assert_eq!(desk.export_attachment(own, file).unwrap().as_slice(), PDF);
    let case = desk.show_case(own).unwrap();
    let source = &case.get(FieldId::AttachmentsPapers).unwrap().source;
    assert!(matches!(source, Source::Agency { .. }), "{source:?}");
}

/// What is withheld is in no byte of a parcel, and its length does not tell of it.
#[test]
fn without_the_item_no_byte_of_a_file_leaves_and_the_length_tells_nothing() {
    let lengths = [false, true].map(|attached| {
        let mut town = town(Point::Ready);
        let (case, to) = (town.case, town.receiver_id);
        if attached {
            let large = [b"%PDF-1.7 ", MARK, &[b' '; 400_000], b"%%EOF"].concat();
            attach(&mut town.sender, case, &large);
        }
        let desk = town.sender.desk();
        let mut narrow = form(desk, case, to);
        assert!(narrow.items.remove(&ItemId::Attachments));
        desk.record_consent(narrow).unwrap();
        town.prepare();
        town.offer();
        town.send();
        let parcels = town.post.take();
        let [(name, sealed)] = &parcels[..] else {
            panic!("{} parcels", parcels.len());
        };
        let inside = opened(&mut town, sealed);
        assert!(inside.files.is_empty());
        // The seal's own header has a stanza of random length; what it hides is what counts.
        let vault = town.receiver.vault();
        let inside = open_with(&vault.office().sealing, sealed, parcel::LONGEST);
        let length = inside.unwrap().len();
        drop(vault);
        town.post.lay(&[(*name, sealed.clone())]);
        town.collect();
        assert!(!has(&mut town.receiver, MARK));
        length
    });
    assert_eq!(lengths[0], lengths[1]);
}

/// Opens a parcel for the receiver as its program does.
pub fn opened(town: &mut Town, sealed: &[u8]) -> Handover {
    open(town, sealed).1
}

fn open(town: &mut Town, sealed: &[u8]) -> (parcel::Label, Handover) {
    let key = town.sender.vault().office().signing.public();
    let standing = Sending::Received;
    let known = |_: &_| Some(Known { key, standing });
    let (own, vault) = (town.receiver_id, town.receiver.vault());
    let opened = parcel::open(&vault.office().sealing, &own, &known, sealed);
    let opened = opened.expect("it opens");
    match opened.contents {
        Contents::Handover(it) => (opened.label, it),
        Contents::Card(_) => panic!("a card"),
    }
}

/// The same parcel as the sender could have made it, with other files.
fn with_files(town: &mut Town, sealed: &[u8], files: &[&[u8]]) -> (ParcelName, Vec<u8>) {
    let (label, mut contents) = open(town, sealed);
    let files = files.iter().map(|it| Zeroizing::new(it.to_vec()));
    contents.files = files.collect();
    let to = town.receiver.vault().office().sealing.recipient();
    let vault = town.sender.vault();
    let contents = Contents::Handover(contents);
    let made = parcel::seal(&vault.office().signing, &to, &label, &contents).unwrap();
    named(town.receiver_id, 7, made.bytes)
}

#[test]
fn files_that_are_not_those_named_drop_the_content_and_the_right_ones_are_taken_in_later() {
    let (mut town, file) = with_file();
    town.prepare();
    town.offer();
    town.send();
    let right = town.post.take();
    let wrong: [&[&[u8]]; 5] = [
        &[],
        &[OTHER],
        &[PDF, OTHER],
        &[PDF, PDF],
        &[&PDF[..PDF.len() - 1]],
    ];
    let id = town.id;
    for files in wrong {
        let parcel = with_files(&mut town, &right[0].1, files);
        town.post.lay(&[parcel]);
        let report = town.collect();
        assert_eq!(report.refused, [Refused::WrongContent(id)], "{files:?}");
        let view = town.received();
        assert!(view.disclosed.is_none() && !view.state.holds_content);
        assert!(town.receiver.desk().enclosures(id).unwrap().is_empty());
        for mark in [MARK, OTHER_MARK] {
            assert!(!has(&mut town.receiver, mark), "{files:?}");
        }
    }
    town.post.take();
    town.post.lay(&right);
    assert_eq!(town.collect().refused, []);
    let came = town.receiver.desk().enclosures(id).unwrap();
    assert_eq!(came.iter().map(|it| it.digest).collect::<Vec<_>>(), [file]);
}

/// Puts a file into the sender's case past all checks, as a changed program could, and names it among the papers.
fn plant(town: &mut Town, bytes: &[u8], length: u32) -> Digest {
    let case = town.case;
    let file = Attachment {
        case,
        digest: file_digest(bytes),
        format: Format::Pdf,
        length,
        standing: Standing::Kept,
    };
    let event = said_of(town.sender.desk(), case);
    let change = Change::Put {
        name: Name {
            shelf: Shelf::Attachment,
            id: attachment_id(case, file.digest),
        },
        expect: Expect::Absent,
        under: Under::Folder(case.to_bytes()),
        head: encode_attachment(&file),
        body: bytes.to_vec(),
    };
    town.sender.vault().commit(&[change], &event).unwrap();
    name_file(town, file.digest);
    file.digest
}

/// A line of the journal for what is written into a store by hand.
fn said_of(desk: &Desk, case: CaseId) -> Event {
    Event {
        at: 0,
        actor: desk.me().id.to_bytes(),
        act: Deed::CaseWritten,
        subject: Some(case.to_bytes()),
        detail: String::new(),
    }
}

/// Writes a row that names a file, by hand.
fn name_file(town: &mut Town, file: Digest) {
    let case = town.case;
    let desk = town.sender.desk();
    let before = desk.show_case(case).unwrap();
    let rows = before.get(FieldId::AttachmentsPapers).map(|it| {
        let Some(Given::Table(rows)) = it.given() else {
            return Vec::new();
        };
        let raw = |row: &Vec<Option<CellValue>>| {
            let cells = row.iter().map(|it| it.as_ref().map(CellValue::to_raw));
            cells.collect()
        };
        rows.iter().map(raw).collect()
    });
    let mut rows: Vec<Vec<Option<RawCell>>> = rows.unwrap_or_default();
    rows.push(vec![
        Some(RawCell::Text("support-plan".to_owned())),
        None,
        Some(RawCell::Day(first_day())),
        None,
        Some(RawCell::Text(file.to_string())),
    ]);
    let answer = Answer::check(FieldId::AttachmentsPapers.spec(), Raw::Rows(rows)).unwrap();
    let value = Value {
        state: FieldState::Filled(answer),
        source: Source::Person,
        as_of: desk.today(),
    };
    let edits = [(FieldId::AttachmentsPapers, Edit::Put(value))].into();
    desk.edit_case(case, None, edits).unwrap();
}

#[test]
fn what_a_changed_program_sends_is_refused_by_its_bytes() {
    let program = [b"MZ\x90\0 plan.pdf ".as_slice(), MARK].concat();
    let cut = [b"%PDF-1.7 ".as_slice(), MARK].concat();
    for planted in [program, cut] {
        let mut town = town(Point::Ready);
        plant(&mut town, &planted, 1);
        town.prepare();
        town.offer();
        assert_eq!(town.send().sent, 1);
        let report = town.collect();
        assert_eq!(report.refused, [Refused::WrongContent(town.id)]);
        assert!(!has(&mut town.receiver, MARK), "{planted:?}");
    }
}

/// What lies at the receiver is as long as all may be together, as its store says; the sender's program does not ask.
#[test]
fn what_is_too_much_with_what_came_before_is_not_taken_in() {
    let (mut town, file, _) = started();
    let (case, id) = (town.case, town.id);
    let head = Enclosed {
        handover: id,
        digest: file,
        format: Format::Pdf,
        length: MOST as u32,
    };
    let change = Change::Put {
        name: Name {
            shelf: Shelf::Entry,
            id: enclosed_id(id, file),
        },
        expect: Expect::Any,
        under: Under::Office,
        head: encode_enclosed(&head),
        body: PDF.to_vec(),
    };
    let event = said_of(town.receiver.desk(), case);
    town.receiver.vault().commit(&[change], &event).unwrap();
    town.clock.set(1);
    let desk = town.sender.desk();
    desk.detach(case, file, Detaching::Mistaken, "まちがえた")
        .unwrap();
    attach(&mut town.sender, case, OTHER);
    let only = Which::These(vec![SectionId::Attachments]);
    town.sender.desk().add(id, only).unwrap();
    assert_eq!(town.send().sent, 1);
    assert_eq!(town.collect().refused, [Refused::WrongContent(id)]);
    assert!(!has(&mut town.receiver, OTHER_MARK));
}

#[test]
fn what_is_named_and_not_here_or_too_much_is_not_offered() {
    let mut missing = town(Point::Ready);
    name_file(&mut missing, file_digest(b"nowhere"));
    let mut large = town(Point::Ready);
    for number in 0..5 {
        plant(&mut large, &[number], LONGEST as u32);
    }
    let refused = [&mut missing, &mut large].map(|town| {
        let (case, to) = (town.case, town.receiver_id);
        let desk = town.sender.desk();
        let id = desk.draft(case, to).unwrap();
        desk.confirm(id, Which::All).unwrap();
        let view = desk.handover(id).unwrap();
        let told = view.files_wrong.expect("the preparation tells it");
        let refused = desk.submit(id).unwrap_err();
        assert_eq!(format!("{told:?}"), format!("{refused:?}"));
        refused
    });
    let [missing, large] = refused;
    let named = Some((ChoiceId::SupportPlan, first_day()));
    assert!(
        matches!(&missing, Problem::FileMissing(it) if *it == named),
        "{missing:?}"
    );
    let why = AttachmentRefused::TooMuchToSend;
    assert!(
        matches!(&large, Problem::Attachment(it) if *it == why),
        "{large:?}"
    );
}

#[test]
fn a_case_keeps_years_of_papers_and_not_without_end() {
    let mut town = town(Point::Ready);
    let case = town.case;
    plant(&mut town, &[0], (MOST_KEPT - PDF.len()) as u32);
    attach(&mut town.sender, case, PDF);
    let other = Some(Zeroizing::new(OTHER.to_vec()));
    let told = town.sender.desk().attach(case, other, paper());
    let why = AttachmentRefused::TooMuch;
    assert!(matches!(&told, Err(Problem::Attachment(it)) if *it == why));
}

#[test]
fn attaching_and_taking_away_drop_what_was_confirmed() {
    let (mut town, file) = with_file();
    let (case, to) = (town.case, town.receiver_id);
    let id = town.sender.desk().draft(case, to).unwrap();
    let shown = |town: &mut Town| {
        let view = town.sender.desk().handover(id).unwrap();
        let shown = view.record.preparation.unwrap().shown();
        shown.contains_key(&SectionId::Attachments)
    };
    town.sender.desk().confirm(id, Which::All).unwrap();
    assert!(shown(&mut town));
    attach(&mut town.sender, case, OTHER);
    assert!(!shown(&mut town), "another file");
    town.sender.desk().confirm(id, Which::All).unwrap();
    assert!(shown(&mut town));
    town.sender
        .desk()
        .detach(case, file, Detaching::Mistaken, "まちがえた")
        .unwrap();
    assert!(!shown(&mut town), "a file less");
}

#[test]
fn a_file_that_may_still_be_sent_is_not_taken_away_before_its_offer_is() {
    let (mut town, file) = with_file();
    town.prepare();
    town.offer();
    let (case, id) = (town.case, town.id);
    let desk = town.sender.desk();
    let refused = desk.detach(case, file, Detaching::Mistaken, "まちがえた");
    assert!(
        matches!(&refused, Err(Problem::FileOffered(it)) if it.id == id),
        "{refused:?}"
    );
    assert_eq!(files(desk, case), [file]);
    desk.recall(id, "取り下げる").unwrap();
    desk.detach(case, file, Detaching::Mistaken, "まちがえた")
        .unwrap();
    assert!(!has(&mut town.sender, MARK));
}

/// How a handover, or a part of it, ends.
type End<'a> = &'a dyn Fn(&mut Town);

#[test]
fn a_file_goes_when_its_content_goes() {
    let recalled = |town: &mut Town| {
        let id = town.id;
        town.sender.desk().recall(id, "取り下げる").unwrap();
    };
    let declined = |town: &mut Town| town.decline(Decline::NotTaken);
    let withdrawn = |town: &mut Town| {
        let id = town.id;
        let scope = Withdrawal::All;
        town.sender.desk().withdraw(id, scope).unwrap();
    };
    let partly = |town: &mut Town| {
        let id = town.id;
        let scope = Withdrawal::Items([ItemId::Attachments].into());
        town.sender.desk().withdraw(id, scope).unwrap();
    };
    let expired = |town: &mut Town| {
        town.receiver.close();
        town.clock.set(200);
    };
    let ends: [(&str, End); 5] = [
        ("recalled", &recalled),
        ("declined", &declined),
        ("withdrawn", &withdrawn),
        ("partly", &partly),
        ("expired", &expired),
    ];
    for (name, end) in ends {
        let (mut town, _) = delivered();
        let before = epochs(&town.receiver);
        end(&mut town);
        town.exchange();
        assert!(!has(&mut town.receiver, MARK), "{name}");
        let after = epochs(&town.receiver);
        assert!(before.is_disjoint(&after), "{name}: sealed bytes stay");
        let left = town.received().disclosed.is_some();
        assert_eq!(left, name == "partly", "{name}: what else was there");
    }
}

/// The folders the store of an office lies in.
fn epochs(office: &Office) -> BTreeSet<String> {
    let entries = std::fs::read_dir(office.dir.join("vault")).unwrap();
    let names = entries
        .map(|it| it.unwrap())
        .filter(|it| it.path().is_dir());
    let names = names.map(|it| it.file_name().to_string_lossy().into_owned());
    names.collect()
}

#[test]
fn what_else_is_taken_back_leaves_the_file() {
    let (mut town, file) = delivered();
    let id = town.id;
    let scope = Withdrawal::Items([ItemId::Life].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    assert_eq!(desk.export_enclosure(id, file).unwrap().as_slice(), PDF);
}

#[test]
fn a_later_offer_replaces_the_files_of_the_one_before() {
    let (mut town, file) = delivered();
    let (case, id) = (town.case, town.id);
    // Its row goes, another file comes.
    let desk = town.sender.desk();
    let edits = [(FieldId::AttachmentsPapers, Edit::Remove)].into();
    desk.edit_case(case, None, edits).unwrap();
    let other = attach(&mut town.sender, case, OTHER);
    town.approve();
    town.offer();
    town.exchange();
    let desk = town.receiver.desk();
    let came = desk.enclosures(id).unwrap();
    assert_eq!(came.iter().map(|it| it.digest).collect::<Vec<_>>(), [other]);
    assert!(!has(&mut town.receiver, MARK));
    assert!(has(&mut town.receiver, OTHER_MARK));
    town.sender
        .desk()
        .detach(case, file, Detaching::Mistaken, "まちがえた")
        .unwrap();
}

#[test]
fn an_addition_carries_a_file_and_taking_it_up_brings_it_into_the_own_case() {
    let (mut town, file, own) = started();
    let (case, id) = (town.case, town.id);
    town.clock.set(1);
    let other = attach(&mut town.sender, case, OTHER);
    let only = Which::These(vec![SectionId::Attachments]);
    town.sender.desk().add(id, only).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    assert_eq!(files(desk, own), [file]);
    desk.take_up(id, &Which::All).unwrap();
    assert_eq!(files(desk, own), [file, other]);
    assert_eq!(
        desk.export_attachment(own, other).unwrap().as_slice(),
        OTHER
    );
}

/// What is put away or erased at the sender lies at the other office all the same.
#[test]
fn an_addition_and_the_offer_together_name_no_more_than_an_offer_may() {
    let (mut town, file, _) = started();
    let (case, id) = (town.case, town.id);
    town.clock.set(1);
    let desk = town.sender.desk();
    desk.detach(case, file, Detaching::Mistaken, "まちがえた")
        .unwrap();
    let rest = MOST - LONGEST;
    plant(&mut town, OTHER, rest as u32 + 1);
    let only = || Which::These(vec![SectionId::Attachments]);
    let refused = town.sender.desk().add(id, only()).unwrap_err();
    let why = AttachmentRefused::TooMuchToSend;
    assert!(
        matches!(&refused, Problem::Attachment(it) if *it == why),
        "{refused:?}"
    );
}

/// The files whose rows stand in a case.
fn rows(desk: &mut Desk, case: CaseId) -> BTreeSet<Digest> {
    let case = desk.show_case(case).unwrap();
    let papers = FieldId::AttachmentsPapers;
    let rows = papers_of(case.get(papers).map(|it| (papers, it)));
    rows.into_iter().map(|it| it.digest).collect()
}

#[test]
fn taking_up_leaves_the_papers_this_office_attached_itself() {
    // Whether it attached its own before the other office did, or after.
    for (own_day, their_day) in [(1, 2), (3, 1)] {
        let (mut town, file, own) = started();
        let (case, id) = (town.case, town.id);
        let mine = |town: &mut Town| {
            town.clock.set(own_day);
            attach(&mut town.receiver, own, OTHER)
        };
        let theirs = |town: &mut Town| {
            town.clock.set(their_day);
            let third = attach(&mut town.sender, case, b"%PDF-1.7 made-up-report-5T1 %%EOF");
            let only = Which::These(vec![SectionId::Attachments]);
            town.sender.desk().add(id, only).unwrap();
            town.exchange();
            third
        };
        let (other, third) = match own_day < their_day {
            true => {
                let other = mine(&mut town);
                (other, theirs(&mut town))
            }
            false => {
                let third = theirs(&mut town);
                (mine(&mut town), third)
            }
        };
        let desk = town.receiver.desk();
        desk.take_up(id, &Which::All).unwrap();
        let all = BTreeSet::from([file, other, third]);
        assert_eq!(BTreeSet::from_iter(files(desk, own)), all);
        assert_eq!(rows(desk, own), all, "each has its kind and its day");
        assert!(desk.take_up(id, &Which::All).is_err(), "nothing is left");
        desk.detach(own, third, Detaching::Mistaken, "まちがえた")
            .unwrap();
        assert!(
            desk.take_up(id, &Which::All).is_err(),
            "taken out, it stays out"
        );
        // What is handled as gone takes what came, and leaves what is this office's own.
        let scope = Withdrawal::Items([ItemId::Attachments].into());
        town.sender.desk().withdraw(id, scope).unwrap();
        town.exchange();
        let desk = town.receiver.desk();
        desk.handle(id, Handling::Erased, "").unwrap();
        assert_eq!(rows(desk, own), BTreeSet::from([other]));
    }
}

#[test]
fn whoever_attaches_is_the_source_of_the_table_and_what_is_left_keeps_its_day() {
    let (mut town, file, own) = started();
    let papers = FieldId::AttachmentsPapers;
    let source = |town: &mut Town| {
        let case = town.receiver.desk().show_case(own).unwrap();
        let value = case.get(papers).unwrap().clone();
        (value.source, value.as_of)
    };
    assert!(matches!(source(&mut town).0, Source::Agency { .. }));
    town.clock.set(4);
    let other = attach(&mut town.receiver, own, OTHER);
    let on = town.receiver.desk().today();
    let by = town.receiver.desk().me().name.clone();
    let seen = (Source::Observed { by, on }, on);
    assert_eq!(source(&mut town), seen);
    town.clock.set(9);
    let id = town.id;
    let scope = Withdrawal::Items([ItemId::Attachments].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "").unwrap();
    assert_eq!(rows(desk, own), BTreeSet::from([other]));
    assert!(!files(desk, own).contains(&file));
    assert_eq!(source(&mut town), seen, "nobody looked at what is left");
}

#[test]
fn content_whose_file_is_gone_stays_here_and_is_told_until_the_file_is_back() {
    let (mut town, file) = with_file();
    town.prepare();
    town.offer();
    let (case, id) = (town.case, town.id);
    let gone = Change::Remove {
        name: Name {
            shelf: Shelf::Attachment,
            id: attachment_id(case, file),
        },
        expect: Expect::Any,
    };
    let event = tasuki::domain::audit::Event {
        at: 0,
        actor: town.sender.desk().me().id.to_bytes(),
        act: Deed::CaseWritten,
        subject: Some(case.to_bytes()),
        detail: String::new(),
    };
    town.sender.vault().commit(&[gone], &event).unwrap();
    assert_eq!(town.send().held_back, [id]);
    town.collect();
    assert!(!has(&mut town.receiver, MARK));
    assert!(town.sent().files_wrong.is_some());
    assert!(town.received().disclosed.is_none(), "no content without it");
    attach(&mut town.sender, case, PDF);
    assert_eq!(town.send().held_back, []);
    town.collect();
    assert!(has(&mut town.receiver, MARK), "it goes with the next round");
    assert!(town.received().disclosed.is_some());
}

#[test]
fn a_file_attached_by_mistake_can_go_once_it_arrived_and_is_released() {
    let (mut town, file) = delivered();
    let case = town.case;
    assert!(
        town.sender
            .desk()
            .detach(case, file, Detaching::Mistaken, "まちがえた")
            .is_err(),
        "it may be offered anew"
    );
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.sender
        .desk()
        .detach(case, file, Detaching::Mistaken, "まちがえた")
        .unwrap();
    assert!(!has(&mut town.sender, MARK));
}

#[test]
fn what_is_handled_as_gone_takes_the_file_out_of_the_own_case_and_leaves_what_is_its_own() {
    let (mut town, _, own) = started();
    let id = town.id;
    let other = attach(&mut town.receiver, own, OTHER);
    let scope = Withdrawal::Items([ItemId::Attachments].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    assert_eq!(
        files(desk, own).len(),
        2,
        "nothing goes before it is handled"
    );
    desk.handle(id, Handling::Erased, "").unwrap();
    assert_eq!(files(desk, own), [other]);
    let case = desk.show_case(own).unwrap();
    let papers = FieldId::AttachmentsPapers;
    let rows = papers_of(case.get(papers).map(|it| (papers, it)));
    assert_eq!(rows.iter().map(|it| it.digest).collect::<Vec<_>>(), [other]);
    assert!(!has(&mut town.receiver, MARK));
    assert!(has(&mut town.receiver, OTHER_MARK));
}

/// The receiver hands the person on with the file that came, and then has to handle the file as gone.
#[test]
fn whoever_handles_a_file_as_gone_learns_which_other_handover_names_it() {
    let (mut town, file, own) = started();
    let (id, back_to) = (town.id, town.sender_id);
    town.end();
    town.exchange();
    assert_eq!(town.receiver.desk().hit_by_handling(id).unwrap(), None);
    let desk = town.receiver.desk();
    let mut signed = form(desk, own, back_to);
    signed.items.insert(ItemId::Attachments);
    desk.record_consent(signed).unwrap();
    let mut handling = crate::town::values();
    handling.retain(|(field, _)| field.spec().section == SectionId::Handling);
    let handling = tasuki::workflow::case::edits(handling);
    desk.edit_case(own, None, handling).unwrap();
    let onward = desk.draft(own, back_to).unwrap();
    desk.confirm(onward, Which::All).unwrap();
    desk.submit(onward).unwrap();
    desk.approve(onward).unwrap();
    desk.offer(onward, None).unwrap();
    let scope = Withdrawal::Items([ItemId::Attachments].into());
    town.sender.desk().withdraw(id, scope).unwrap();
    town.send();
    town.collect();
    let desk = town.receiver.desk();
    assert_eq!(desk.hit_by_handling(id).unwrap(), None, "it is here still");
    desk.handle(id, Handling::Erased, "").unwrap();
    assert!(!files(desk, own).contains(&file));
    assert_eq!(desk.hit_by_handling(id).unwrap(), Some(onward));
}

/// What was put away is kept for its time, and goes all the same with what the person takes back.
#[test]
fn what_is_handled_as_gone_takes_the_file_that_was_put_away_too() {
    for handling in [Handling::Erased, Handling::Returned] {
        let (mut town, file, own) = started();
        let id = town.id;
        let desk = town.receiver.desk();
        let standing = desk.detach(own, file, Detaching::Done, "").unwrap();
        assert_eq!(standing, Standing::PutAway);
        let scope = Withdrawal::Items([ItemId::Attachments].into());
        town.sender.desk().withdraw(id, scope).unwrap();
        town.exchange();
        assert!(has(&mut town.receiver, MARK), "nothing goes unhandled");
        let desk = town.receiver.desk();
        desk.handle(id, handling, "").unwrap();
        assert_eq!(files(desk, own), []);
        assert!(desk.export_attachment(own, file).is_err());
        assert!(!has(&mut town.receiver, MARK), "{handling:?}");
    }
}

#[test]
fn what_was_put_away_stays_so_when_an_addition_brings_it_with_another() {
    let (mut town, file, own) = started();
    let (case, id) = (town.case, town.id);
    town.receiver
        .desk()
        .detach(own, file, Detaching::Done, "")
        .unwrap();
    let third = attach(&mut town.sender, case, OTHER);
    let only = Which::These(vec![SectionId::Attachments]);
    town.sender.desk().add(id, only).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.take_up(id, &Which::All).unwrap();
    assert_eq!(rows(desk, own), BTreeSet::from([third]));
    let held = desk.attachments(own).unwrap().into_iter();
    let held: Vec<_> = held.map(|it| (it.digest, it.standing)).collect();
    assert!(held.contains(&(file, Standing::PutAway)), "{held:?}");
    assert!(held.contains(&(third, Standing::Kept)), "{held:?}");
    assert!(desk.take_up(id, &Which::All).is_err(), "nothing is left");
}

#[test]
fn what_was_put_away_stays_so_when_the_person_starts_in_the_case_that_has_it() {
    let (mut town, file) = delivered();
    let told = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    let mut known = crate::town::values();
    known.retain(|(field, _)| told.contains(field));
    let own = crate::town::new_case_of(town.receiver.desk(), known);
    attach(&mut town.receiver, own, PDF);
    town.receiver
        .desk()
        .detach(own, file, Detaching::Done, "")
        .unwrap();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    town.reach(first_day());
    let desk = town.receiver.desk();
    desk.start_into(town.id, first_day(), own).unwrap();
    assert_eq!(rows(desk, own), BTreeSet::new());
    let held = desk.attachments(own).unwrap().into_iter();
    let held: Vec<_> = held.map(|it| (it.digest, it.standing)).collect();
    assert_eq!(held, [(file, Standing::PutAway)]);
}

#[test]
fn an_office_that_lost_its_store_gets_the_file_again() {
    let (mut town, file) = with_file();
    town.prepare();
    let old = Dir::new();
    town.receiver.close();
    copy(&town.receiver.dir, &old.0);
    town.offer();
    town.exchange();
    town.receiver.close();
    std::fs::remove_dir_all(&town.receiver.dir).unwrap();
    copy(&old.0, &town.receiver.dir);
    let id = town.id;
    town.clock.later(1_000);
    let all = town
        .sender
        .desk()
        .sync_through(&town.post, Extent::Everything);
    assert_eq!(all.unwrap().refused, []);
    town.collect();
    let desk = town.receiver.desk();
    assert_eq!(desk.export_enclosure(id, file).unwrap().as_slice(), PDF);
}

#[test]
fn a_record_names_the_item_and_an_auditor_writes_no_file_out() {
    let (mut town, file) = delivered();
    let id = town.id;
    for office in [&mut town.sender, &mut town.receiver] {
        let desk = office.desk();
        let records = desk.records_of(id).unwrap();
        let given = records
            .views
            .iter()
            .any(|it| it.record.items.contains(&ItemId::Attachments));
        assert!(given, "{:?}", records.views);
    }
    crate::town::hire(
        &mut town.receiver,
        "見本 監査",
        tasuki::domain::staff::Role::Auditor,
    );
    let refused = town
        .receiver
        .sign_in("見本 監査")
        .export_enclosure(id, file);
    assert!(
        matches!(refused, Err(Problem::Denied { .. })),
        "{refused:?}"
    );
}
