//! A deed and its line: wherever the power goes while something is done, what was done has its line in the journal.
//!
//! Each deed is tried with a disk that dies at each of its changes in turn; then the store is opened again and asked
//! what it holds and what its journal tells. What a line must say of each deed is not judged here.

use std::path::PathBuf;
use std::sync::Arc;

use tasuki::disk::simulated::SimulatedDisk;
use tasuki::domain::attachment::{Detaching, ScanBefore};
use tasuki::domain::audit::Act as Deed;
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::entry::{Act, Decline, Side, Withdrawal};
use tasuki::domain::handover::permit::Step;
use tasuki::domain::id::{CaseId, HandoverId, OfficeId};
use tasuki::domain::retention::Kept;
use tasuki::domain::section::ItemId;
use tasuki::domain::staff::Role;
use tasuki::domain::text::Line;
use tasuki::vault::backend::Indexing;
use tasuki::vault::backend::memory::MemoryIndexes;
use tasuki::vault::{Place, Shelf, Vault};
use tasuki::workflow::custody::Newcomer;
use tasuki::workflow::handover::step_of;
use tasuki::workflow::post::Extent;
use tasuki::workflow::retention::Span;
use tasuki::workflow::{Desk, Passphrase, Problem, demo};

use crate::attachment::PDF;
use crate::place::{FIRST, Place as ByCommand, text};
use crate::three::laid;
use crate::town::{Clock, Point, STRENGTH, Town, first_day, form, items, passphrase, town};

/// The sender's store on a simulated disk.
struct Store {
    disk: SimulatedDisk,
    indexes: MemoryIndexes,
    clock: Clock,
    /// Who opens it.
    who: String,
    case: CaseId,
    id: HandoverId,
    receiver: OfficeId,
}

impl Store {
    fn of(town: &mut Town) -> Store {
        town.sender.close();
        Store::at_office(town, 0)
    }

    /// The store of the sender (0) or of the receiver (1).
    fn at_office(town: &Town, which: usize) -> Store {
        let dir = [&town.sender.dir, &town.receiver.dir][which];
        Store {
            disk: laid(dir),
            indexes: MemoryIndexes::default(),
            clock: town.clock.clone(),
            who: demo::offices()[which].staff[0].0.to_string(),
            case: town.case,
            id: town.id,
            receiver: town.receiver_id,
        }
    }

    /// The same store on a disk of its own.
    fn copy(&self) -> Store {
        Store {
            disk: self.disk.snapshot(),
            indexes: MemoryIndexes::default(),
            clock: self.clock.clone(),
            who: self.who.clone(),
            ..*self
        }
    }

    fn at(&self) -> Place {
        Place {
            dir: PathBuf::from("/office/vault"),
            heads: PathBuf::from("/office/heads"),
            disk: Arc::new(self.disk.clone()),
            indexing: Indexing::Memory(self.indexes.clone()),
            ballast: 64,
        }
    }

    fn desk(&self) -> Desk {
        let clock = Box::new(self.clock.clone());
        Desk::open_at(self.at(), &self.who, &passphrase(), clock).expect("the store opens")
    }

    /// How many accounts open the store.
    fn accounts(&self) -> usize {
        let chief = demo::offices()[0].staff[0].0.to_string();
        let vault = Vault::unlock(self.at(), &chief, &passphrase());
        vault.expect("the store opens").accounts().len()
    }
}

/// A store as it is found after something was done on a dying disk.
struct Found {
    store: Store,
    /// How many lines the journal had before.
    before: usize,
}

impl Found {
    /// What the journal tells since.
    fn told(&self, desk: &Desk) -> Vec<(Deed, Option<[u8; 16]>, String)> {
        let lines = desk.audit(None, usize::MAX).unwrap().into_iter();
        let since = lines.skip(self.before).map(|it| it.line.event);
        since.map(|it| (it.act, it.subject, it.detail)).collect()
    }
}

/// Does it on a disk that dies after `changes` changes; none where the disk lived on to the end.
fn died(
    store: &Store,
    changes: u64,
    deed: &dyn Fn(&mut Desk, &Store) -> Result<(), Problem>,
) -> Option<Found> {
    let store = store.copy();
    let mut desk = store.desk();
    let before = desk.audit(None, usize::MAX).unwrap().len();
    let begun = store.disk.changes();
    store.disk.die_after(changes);
    let done = deed(&mut desk, &store);
    drop(desk);
    let died = begun + changes <= store.disk.changes();
    assert!(died || done.is_ok(), "{done:?}");
    store.disk.revive();
    died.then_some(Found { store, before })
}

#[test]
fn what_a_narrower_form_takes_back_in_a_dossier_has_its_line_wherever_the_power_goes() {
    let mut town = town(Point::ReadBack);
    let store = Store::of(&mut town);
    let narrower = |desk: &mut Desk, store: &Store| {
        let mut form = form(desk, store.case, store.receiver);
        form.items = items();
        form.items.remove(&ItemId::Life);
        desk.record_consent(form).map(drop)
    };
    let life = Withdrawal::Items([ItemId::Life].into());
    let mut seen = [0, 0];
    for changes in 0.. {
        let Some(found) = died(&store, changes, &narrower) else {
            break;
        };
        let mut desk = found.store.desk();
        let lines = found.told(&desk);
        let has = |act, subject| lines.iter().any(|it| (it.0, it.1) == (act, Some(subject)));
        let forms = desk.consents(store.case).unwrap().len();
        let view = desk.handover(store.id).unwrap();
        let mut said = view.said.iter().map(|it| &it.envelope.act);
        let told = said.any(|it| matches!(it, Act::ConsentWithdrawn { scope } if *scope == life));
        let given = has(Deed::ConsentGiven, store.case.to_bytes());
        let taken = has(Deed::ConsentWithdrawn, store.id.to_bytes());
        assert_eq!(
            (forms == 2, told),
            (given, taken),
            "after {changes} changes"
        );
        // What the form leaves out is told with it, or when the store is opened again.
        assert_eq!(forms == 2, told, "after {changes} changes");
        seen[usize::from(told)] += 1;
    }
    assert!(seen.iter().all(|it| 0 < *it), "{seen:?}");
}

#[test]
fn what_changes_who_opens_the_store_has_its_line_wherever_the_power_goes() {
    let mut town = town(Point::Ready);
    let store = Store::of(&mut town);
    let newcomer = || Newcomer {
        name: Line::new("見本 新人", 60).unwrap(),
        role: Role::SupportWorker,
        passphrase: passphrase(),
    };
    let hire = |desk: &mut Desk, _: &Store| desk.add_staff(newcomer(), STRENGTH).map(drop);
    let before = store.copy().accounts();
    let mut seen = [0, 0];
    for changes in 0.. {
        let Some(found) = died(&store, changes, &hire) else {
            break;
        };
        let hired = before < found.store.accounts();
        let lines = found.told(&found.store.desk());
        let line = |it: &&(Deed, _, String)| it.0 == Deed::StaffAdded || it.2 == "keyring";
        let lines = lines.iter().filter(line).count();
        assert_eq!(lines, usize::from(hired), "after {changes} changes");
        seen[usize::from(hired)] += 1;
    }
    assert!(seen.iter().all(|it| 0 < *it), "{seen:?}");

    // A new passphrase: the old one opens nothing any more, and the journal tells why.
    let other = || Passphrase::new("もえぎ色の襷を渡す 43".to_owned());
    let change =
        |desk: &mut Desk, _: &Store| desk.change_passphrase(&passphrase(), &other(), STRENGTH);
    let mut seen = [0, 0];
    for changes in 0.. {
        let Some(found) = died(&store, changes, &change) else {
            break;
        };
        let chief = demo::offices()[0].staff[0].0.to_string();
        let old = Vault::unlock(found.store.at(), &chief, &passphrase()).is_ok();
        let used = if old { passphrase() } else { other() };
        let clock = Box::new(found.store.clock.clone());
        let desk = Desk::open_at(found.store.at(), &chief, &used, clock).unwrap();
        let lines = found.told(&desk);
        let line = |it: &&(Deed, _, String)| it.0 == Deed::PassphraseChanged || it.2 == "keyring";
        let lines = lines.iter().filter(line).count();
        assert_eq!(lines, usize::from(!old), "after {changes} changes");
        seen[usize::from(old)] += 1;
    }
    assert!(seen.iter().all(|it| 0 < *it), "{seen:?}");
}

/// How many lines say that something was printed or written out.
fn left_as_files(place: &ByCommand) -> usize {
    let told = place.json("a", FIRST, &["audit", "show", "--limit", "100000"]);
    let lines = told["lines"].as_array().unwrap().iter();
    let out = lines.filter(|it| it["act"] == "printed" || it["act"] == "exported");
    out.count()
}

#[test]
fn what_cannot_be_written_leaves_no_line_that_it_left() {
    let place = ByCommand::pair();
    let handover = place.approved_of("all,copy-city");
    place.json("a", FIRST, &["handover", "offer", &handover]);
    let shown = place.json("a", FIRST, &["handover", "show", &handover]);
    let case = text(&shown["handover"]["case"]);
    std::fs::write(place.path("plan.pdf"), PDF).unwrap();
    let attach = [
        "case",
        "attach",
        &case,
        "plan.pdf",
        "--kind",
        "support-plan",
    ];
    let attach = [&attach[..], &["--dated", "R8.11.2"]].concat();
    let file = text(&place.json("a", FIRST, &attach)["attachment"]["digest"]);
    let to = "見本事業所b";
    let copy = [
        "handover", "copy", &handover, "--to", "city", "--name", to, "--out",
    ];
    let all: [&[&str]; 9] = [
        &["case", "list", "--out"],
        &["case", "export", &case, "--out"],
        &["case", "save-attachment", &case, &file],
        &["consent", "explain", &case, "--to", to, "--out"],
        &["handover", "person-page", &handover, "--out"],
        &copy,
        &["record", "export", "--out"],
        &["record", "consents", "--out"],
        &["retention", "receipts", "--out"],
    ];
    std::fs::write(place.path("there"), "見本").unwrap();
    for args in all {
        let before = left_as_files(&place);
        for out in ["there", "no-folder/out"] {
            let args = [args, &[out]].concat();
            place.refused("a", FIRST, &args, 2, "bad-input");
        }
        assert_eq!(left_as_files(&place), before, "{args:?}");
        let name = format!("out-{}-{}", args[0], args[1]);
        place.json("a", FIRST, &[args, &[name.as_str()]].concat());
        assert_eq!(left_as_files(&place), before + 1, "{args:?}");
        assert_ne!(std::fs::read(place.path(&name)).unwrap(), b"");
    }
    assert_eq!(
        std::fs::read(place.path("there")).unwrap(),
        "見本".as_bytes()
    );
    // What is refused for another reason leaves no file that nobody wrote.
    let copy = [&copy[..4], &["hello-work", "--name", to, "--out", "none"]].concat();
    place.refused("a", FIRST, &copy, 3, "refused");
    assert!(!place.path("none").exists());
}

#[test]
fn a_file_is_attached_with_its_row_or_not_at_all_wherever_the_power_goes() {
    let mut town = town(Point::Ready);
    let store = Store::of(&mut town);
    let attach = |desk: &mut Desk, it: &Store| {
        let bytes = zeroize::Zeroizing::new(crate::attachment::PDF.to_vec());
        let paper = crate::attachment::paper();
        desk.attach(it.case, Some(bytes), paper).map(drop)
    };
    let mut seen = [false; 2];
    for changes in 0.. {
        let Some(found) = died(&store, changes, &attach) else {
            break;
        };
        let mut desk = found.store.desk();
        let attached = desk.attachments(store.case).unwrap();
        let there = attached.len() == 1;
        seen[usize::from(there)] = true;
        assert!(attached.iter().all(|it| it.paper.is_some()), "{changes}");
        let preview = desk.preview(store.case, store.receiver).unwrap();
        assert_eq!(preview.files.len(), attached.len(), "{changes}");
        assert!(preview.files_wrong.is_none(), "{changes}");
        let lines = found.told(&desk);
        let written = lines.iter().any(|it| it.0 == Deed::CaseWritten);
        assert_eq!(written, there, "{changes}");
    }
    assert_eq!(seen, [true, true], "both were met");
}

#[test]
fn what_came_has_all_its_files_or_is_not_there_wherever_the_power_goes() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let bytes = zeroize::Zeroizing::new(crate::attachment::PDF.to_vec());
    let desk = town.sender.desk();
    let file = desk.attach(case, Some(bytes), crate::attachment::paper());
    let file = file.unwrap();
    town.prepare();
    town.offer();
    town.send();
    let parcels = town.post.take();
    town.receiver.close();
    let (id, post) = (town.id, &town.post);
    let store = Store::at_office(&town, 1);
    let collect = |desk: &mut Desk, _: &Store| {
        post.take();
        post.lay(&parcels);
        desk.sync_through(post, Extent::New).map(drop)
    };
    let mut seen = [false; 2];
    for changes in 0.. {
        let Some(found) = died(&store, changes, &collect) else {
            break;
        };
        let mut desk = found.store.desk();
        let there = desk.handover(id).is_ok_and(|it| it.disclosed.is_some());
        seen[usize::from(there)] = true;
        if there {
            let came = desk.export_enclosure(id, file).unwrap();
            assert_eq!(came.as_slice(), crate::attachment::PDF, "{changes}");
        }
        collect(&mut desk, &found.store).unwrap();
        let came = desk.export_enclosure(id, file).unwrap();
        assert_eq!(came.as_slice(), crate::attachment::PDF, "{changes}");
    }
    assert_eq!(seen, [true, true], "both were met");
}

#[test]
fn a_file_that_is_taken_away_is_there_or_gone_for_good_wherever_the_power_goes() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let bytes = zeroize::Zeroizing::new(crate::attachment::PDF.to_vec());
    let desk = town.sender.desk();
    let file = desk.attach(case, Some(bytes), crate::attachment::paper());
    let file = file.unwrap();
    let store = Store::of(&mut town);
    let mut seen = [false; 2];
    for changes in 0.. {
        let detach = |desk: &mut Desk, it: &Store| {
            let gone = desk.detach(it.case, file, Detaching::Mistaken, "まちがえた");
            gone.map(drop)
        };
        let Some(found) = died(&store, changes, &detach) else {
            break;
        };
        let mut desk = found.store.desk();
        let there = desk.attachments(case).unwrap().len() == 1;
        seen[usize::from(there)] = true;
        let lines = found.told(&desk);
        let erased = lines.iter().filter(|it| it.0 == Deed::Erased).count();
        // Where it was cut short it is done once more.
        assert_eq!(0 < erased, !there, "{changes}: {lines:?}");
        drop(desk);
        let chief = demo::offices()[0].staff[0].0.to_string();
        let vault = Vault::unlock(found.store.at(), &chief, &passphrase()).unwrap();
        let heads = vault.heads(tasuki::vault::Shelf::Attachment).unwrap();
        assert_eq!(heads.len(), usize::from(there), "{changes}");
    }
    assert_eq!(seen, [true, true], "both were met");
}

#[test]
fn the_scan_another_one_takes_the_place_of_is_there_or_gone_for_good_wherever_the_power_goes() {
    const OLD: &[u8] = b"SIGNED-FORM-5127";
    let mut town = town(Point::Ready);
    let (consent, case) = (town.consent, town.case);
    let desk = town.sender.desk();
    desk.attach_scan(consent, crate::scan::scan(OLD), ScanBefore::Stays)
        .unwrap();
    let store = Store::of(&mut town);
    let mut seen = [false; 2];
    for changes in 0.. {
        let replace = |desk: &mut Desk, _: &Store| {
            let another = crate::scan::scan(b"ANOTHER-FORM-88");
            let kept = desk.attach_scan(consent, another, ScanBefore::Goes);
            kept.map(drop)
        };
        let Some(found) = died(&store, changes, &replace) else {
            break;
        };
        let mut desk = found.store.desk();
        let scan = desk.export_scan(consent).unwrap();
        let there = crate::town::holds(&scan, OLD);
        seen[usize::from(there)] = true;
        let lines = found.told(&desk);
        let erased = lines.iter().filter(|it| it.0 == Deed::Erased).count();
        // Where it was cut short, the next opening does it.
        assert_eq!(0 < erased, !there, "{changes}: {lines:?}");
        assert_eq!(desk.attachments(case).unwrap(), [], "{changes}");
        drop(desk);
        let chief = demo::offices()[0].staff[0].0.to_string();
        let vault = Vault::unlock(found.store.at(), &chief, &passphrase()).unwrap();
        let marks = vault.heads(tasuki::vault::Shelf::Attachment).unwrap();
        assert_eq!(marks.len(), 0, "{changes}");
    }
    assert_eq!(seen, [true, true], "both were met");
}

#[test]
fn what_is_shredded_is_there_whole_or_gone_for_good_wherever_the_power_goes() {
    let mut town = town(Point::Delivered);
    town.decline(Decline::NotTaken);
    town.exchange();
    crate::retention::end_contract(town.sender.desk(), town.case, demo::today());
    town.clock.set(4_000);
    let store = Store::of(&mut town);
    let shred = |desk: &mut Desk, it: &Store| {
        let sure = desk.kept(Span::Over)?.swap_remove(0).sure;
        desk.shred(Kept::Case(it.case), &sure).map(drop)
    };
    let mut seen = [false; 2];
    for changes in 0.. {
        let Some(found) = died(&store, changes, &shred) else {
            break;
        };
        let desk = found.store.desk();
        let there = desk.cases("").unwrap().len() == 1;
        seen[usize::from(there)] = true;
        assert_eq!(
            desk.handovers().unwrap().len(),
            usize::from(there),
            "{changes}"
        );
        let receipts = desk.receipts().unwrap().views;
        assert_eq!(receipts.len(), usize::from(!there), "{changes}");
        assert!(
            receipts.iter().all(|it| it.receipt.folders.is_empty()),
            "{changes}"
        );
        let lines = found.told(&desk);
        let erased = lines.iter().filter(|it| it.0 == Deed::Erased).count();
        assert_eq!(0 < erased, !there, "{changes}: {lines:?}");
        drop(desk);
        let chief = demo::offices()[0].staff[0].0.to_string();
        let vault = Vault::unlock(found.store.at(), &chief, &passphrase()).unwrap();
        let left = |shelf| vault.heads(shelf).unwrap().len();
        let whole = [Shelf::Case, Shelf::Consent, Shelf::Notes, Shelf::Legal].map(left);
        assert_eq!(
            whole.iter().all(|it| *it == 0),
            !there,
            "{changes}: {whole:?}"
        );
        assert_eq!(
            whole.iter().all(|it| 0 < *it),
            there,
            "{changes}: {whole:?}"
        );
    }
    assert_eq!(seen, [true, true], "both were met");
}

#[test]
fn a_release_is_there_with_its_line_or_not_at_all_wherever_the_power_goes() {
    let mut town = town(Point::Accepted);
    let store = Store::of(&mut town);
    let release = |desk: &mut Desk, it: &Store| {
        let seen = desk.to_check(it.id)?;
        desk.release(it.id, seen)
    };
    let mut seen = [false; 2];
    for changes in 0.. {
        let Some(found) = died(&store, changes, &release) else {
            break;
        };
        let mut desk = found.store.desk();
        let lines = steps(&found.told(&desk), Step::Release);
        let view = desk.handover(store.id).unwrap();
        let released = view.state.release.is_some();
        seen[usize::from(released)] = true;
        assert_eq!(lines, usize::from(released), "{changes}");
        let wanted = [Phase::Accepted, Phase::Released][usize::from(released)];
        assert_eq!(view.line.phase, wanted, "{changes}");
        assert_eq!(view.line.owner, Side::Sender, "{changes}");
        // What is not there is done again, once, and what is there is not.
        assert_eq!(release(&mut desk, &store).is_ok(), !released, "{changes}");
    }
    assert_eq!(seen, [true, true], "both were met");
}

#[test]
fn a_start_is_there_with_case_owner_and_line_or_not_at_all_wherever_the_power_goes() {
    let mut town = town(Point::Released);
    town.reach(first_day());
    town.receiver.close();
    let store = Store::at_office(&town, 1);
    let start = |desk: &mut Desk, it: &Store| desk.start(it.id, first_day()).map(drop);
    let mut seen = [false; 2];
    for changes in 0.. {
        let Some(found) = died(&store, changes, &start) else {
            break;
        };
        let mut desk = found.store.desk();
        let lines = steps(&found.told(&desk), Step::Start);
        let view = desk.handover(store.id).unwrap();
        let started = view.state.started.is_some();
        seen[usize::from(started)] = true;
        assert_eq!(lines, usize::from(started), "{changes}");
        assert_eq!(view.line.case.is_some(), started, "{changes}");
        let cases = desk.cases("").unwrap().len();
        assert_eq!(cases, usize::from(started), "{changes}");
        let owner = [Side::Sender, Side::Receiver][usize::from(started)];
        assert_eq!(view.line.owner, owner, "{changes}");
        assert_eq!(start(&mut desk, &store).is_ok(), !started, "{changes}");
        assert_eq!(desk.cases("").unwrap().len(), 1, "{changes}");
    }
    assert_eq!(seen, [true, true], "both were met");
}

/// How many of the lines tell of a step.
fn steps(lines: &[(Deed, Option<[u8; 16]>, String)], step: Step) -> usize {
    let tells = |it: &&(Deed, _, _)| matches!(it.0, Deed::Handover { code, .. } if step_of(code) == Some(step));
    lines.iter().filter(tells).count()
}
