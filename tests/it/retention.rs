//! What is kept for its time goes then, and not before; of what went nothing can be found, and nothing brings it back.
//!
//! How long something is kept is told in the domain, day by day.

use std::collections::BTreeMap;

use tasuki::codec::v1_entry::part_id;
use tasuki::domain::answer::{Answer, Raw};
use tasuki::domain::audit::Act as Deed;
use tasuki::domain::calendar::Day;
use tasuki::domain::case::{Edit, FieldState, Source, Value};
use tasuki::domain::contact::Usual;
use tasuki::domain::copy::CopyTo;
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::entry::{Decline, Outcome};
use tasuki::domain::handover::papers;
use tasuki::domain::id::{CaseId, HandoverId};
use tasuki::domain::meeting::{MeetingKind, Owner};
use tasuki::domain::record::Kind as RecordKind;
use tasuki::domain::retention::{Keeping, Kept, Kind, Rule, Term};
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::domain::setting::{Pick, Setting, SettingId};
use tasuki::domain::staff::Role;
use tasuki::lang::Lang;
use tasuki::report::retention::csv;
use tasuki::tui::act::Reply;
use tasuki::tui::desk::No;
use tasuki::tui::desk::retention::answer;
use tasuki::tui::room::case::NewTable;
use tasuki::tui::room::retention::Ask;
use tasuki::vault::{Name, Shelf};
use tasuki::workflow::audit::AuditLine;
use tasuki::workflow::contact::{Became, ContactForm, Row};
use tasuki::workflow::copy::{CopyFor, CopyWord};
use tasuki::workflow::custody::Home;
use tasuki::workflow::draft::{Form, Place as Draft, Words};
use tasuki::workflow::meeting::{MinutesForm, TaskForm, Which};
use tasuki::workflow::post::{Extent, Refused};
use tasuki::workflow::record::Wanted;
use tasuki::workflow::retention::{KeptLine, Span};
use tasuki::workflow::table::Encoding;
use tasuki::workflow::view::Nameless;
use tasuki::workflow::{Desk, Passphrase, Problem, demo};
use zeroize::Zeroizing;

use crate::attachment::{PDF, paper};
use crate::hostile::spoil;
use crate::place::{FIRST, PASSPHRASE, Place, text as said};
use crate::town::{
    Clock, NOTED, Point, SHARED, Town, WITHHELD, copy, first_day, form, found_in, hire,
    named_files, text, town, values,
};

/// A part of the person's name as the sample town has it.
const NAME: &str = "タカハシ";
/// Stands in the case of somebody else.
const OTHER: &str = "シルシベツジン3316";

fn days(day: Day) -> i32 {
    demo::today().days_until(day)
}

fn dated(field: FieldId, day: Day) -> Value {
    let answer = Answer::check(field.spec(), Raw::Day(day));
    Value {
        state: FieldState::Filled(answer.expect("a day")),
        source: Source::Person,
        as_of: demo::today(),
    }
}

pub fn end_contract(desk: &mut Desk, case: CaseId, day: Day) {
    let field = FieldId::ContractEnd;
    let dated = dated(field, day);
    let as_of = desk.today().min(dated.as_of);
    let edits = BTreeMap::from([(field, Edit::Put(Value { as_of, ..dated }))]);
    desk.edit_case(case, None, edits).expect("written");
}

/// A handover that is closed on both sides; gives the receiver's own case.
fn closed() -> (Town, CaseId) {
    let mut town = town(Point::Started);
    town.end();
    town.exchange();
    town.clock.set(60);
    town.follow_up(Outcome::Left);
    town.exchange();
    assert_eq!(town.phase(), Phase::Closed);
    let own = town.received().line.case.expect("a case of its own");
    (town, own)
}

fn term(desk: &Desk, what: Kept) -> Term {
    let all = desk.kept(Span::Everything).unwrap();
    let line = all.iter().find(|it| it.what == what).expect("it is kept");
    match line.keeping {
        Keeping::Until(term) => term,
        other => panic!("{other:?}"),
    }
}

pub fn sure(desk: &Desk, what: Kept) -> String {
    let all = desk.kept(Span::Everything).unwrap();
    let line = all.into_iter().find(|it| it.what == what);
    line.expect("it is kept").sure
}

fn shred(desk: &mut Desk, what: Kept) {
    let sure = sure(desk, what);
    desk.shred(what, &sure).expect("destroyed");
}

#[test]
fn nothing_goes_before_its_day_is_over_and_then_by_a_manager_who_is_sure() {
    let (mut town, _) = closed();
    let what = Kept::Case(town.case);
    let desk = town.sender.desk();
    let kept = term(desk, what);
    assert_eq!(kept.last, kept.base.plus_years(5));
    assert!(
        first_day().plus_days(-1) <= kept.base,
        "the contract's end at least"
    );
    let sure = sure(desk, what);
    for (day, over) in [(-400, false), (-1, false), (0, false), (1, true)] {
        town.clock.set(days(kept.last) + day);
        let listed = town.sender.desk().kept(Span::Over).unwrap();
        assert_eq!(listed.iter().any(|it| it.what == what), over, "{day}");
        let to_destroy = town.sender.desk().to_destroy().unwrap();
        assert_eq!(to_destroy, usize::from(over), "{day}");
        if !over {
            let refused = town.sender.desk().shred(what, &sure);
            assert!(
                matches!(refused, Err(Problem::StillKept(Keeping::Until(it))) if it == kept),
                "{day}: {refused:?}"
            );
        }
    }
    // Months ahead it is announced.
    town.clock.set(days(kept.last) - 40);
    let soon = |desk: &Desk, span| desk.kept(span).unwrap().iter().any(|it| it.what == what);
    assert!(!soon(town.sender.desk(), Span::Over));
    assert!(!soon(town.sender.desk(), Span::Months(0)));
    assert!(soon(town.sender.desk(), Span::Months(3)));
    town.clock.set(days(kept.last) + 1);
    let wrong = town.sender.desk().shred(what, "べつの人");
    assert!(matches!(wrong, Err(Problem::NotSure)), "{wrong:?}");
    let chief = town.sender.who().to_owned();
    hire(&mut town.sender, "見本 責任者", Role::ServiceManager);
    let other = town.sender.sign_in("見本 責任者");
    assert_eq!(other.to_destroy().unwrap(), 0, "it is not theirs to do");
    let denied = other.shred(what, &sure);
    assert!(matches!(denied, Err(Problem::Denied { .. })), "{denied:?}");
    let desk = town.sender.sign_in(&chief);
    assert_eq!(desk.cases("").unwrap().len(), 1);
    assert_eq!(desk.receipts().unwrap().views, []);
    desk.shred(what, &sure).unwrap();
    assert_eq!(desk.cases("").unwrap(), []);
}

#[test]
fn what_is_under_way_or_has_no_known_end_is_kept_however_old_it_is() {
    for point in [
        Point::Approved,
        Point::Delivered,
        Point::Accepted,
        Point::Released,
        Point::Started,
    ] {
        let mut town = town(point);
        let (what, id) = (Kept::Case(town.case), town.id);
        end_contract(town.sender.desk(), town.case, demo::today());
        town.clock.set(20_000);
        let refused = town.sender.desk().shred(what, "");
        assert!(
            matches!(refused, Err(Problem::StillKept(Keeping::UnderWay(it))) if it == id),
            "{point:?}: {refused:?}"
        );
        assert_eq!(
            town.sender.desk().kept(Span::Over).unwrap(),
            [],
            "{point:?}"
        );
    }
    // Somebody who is here, with no end of the contract; an end another office told of its own contract is none.
    let (mut town, own) = closed();
    town.clock.set(20_000);
    let desk = town.receiver.desk();
    let refused = desk.shred(Kept::Case(own), "");
    assert!(
        matches!(refused, Err(Problem::StillKept(Keeping::NoContractEnd))),
        "{refused:?}"
    );
    // An end before the start here is that of an earlier stay.
    end_contract(desk, own, first_day().plus_days(-1));
    let refused = desk.shred(Kept::Case(own), "");
    assert!(
        matches!(refused, Err(Problem::StillKept(Keeping::NoContractEnd))),
        "{refused:?}"
    );
    end_contract(desk, own, first_day().plus_days(300));
    assert_eq!(
        term(desk, Kept::Case(own)).base,
        desk.today(),
        "it was written today"
    );
}

#[test]
fn of_what_was_shredded_nothing_can_be_found_and_the_rest_is_as_it_was() {
    let (mut town, _) = closed();
    let case = town.case;
    let what = Kept::Case(case);
    let desk = town.sender.desk();
    let other = desk
        .new_case(vec![(
            FieldId::WishesOwnWords,
            text(FieldId::WishesOwnWords, OTHER),
        )])
        .unwrap();
    desk.write_note(other, "のこる業務メモ").unwrap();
    let kept = term(desk, what);
    town.clock.set(days(kept.last) + 1);
    let desk = town.sender.desk();
    let draft = Form {
        place: Draft {
            about: Some(case.to_bytes()),
            form: "note".into(),
        },
        shown: desk.erasures(),
    };
    desk.keep_draft(&draft, &Words(vec![("text".into(), SHARED.into())]))
        .unwrap();
    let marks = [NAME, SHARED, WITHHELD, NOTED, "made-up-certificate-7Q2"];
    let before = town.sender.all_content();
    for mark in &marks[..4] {
        assert_ne!(
            found_in(&before, mark),
            [""; 0],
            "{mark}: the scan finds nothing"
        );
    }
    let epoch = std::fs::read_to_string(town.sender.dir.join("vault/CURRENT")).unwrap();
    shred(town.sender.desk(), what);
    let after = town.sender.all_content();
    town.sender.close();
    let files = named_files(&town.sender.dir);
    for mark in marks {
        assert_eq!(
            found_in(&after, mark),
            [""; 0],
            "{mark}: found with all keys"
        );
        assert_eq!(found_in(&files, mark), [""; 0], "{mark}: found in plain");
    }
    let old = town.sender.dir.join("vault").join(epoch.trim());
    assert!(!old.exists(), "the sealed bytes went, too");
    let vault = town.sender.vault();
    for (shelf, left) in [
        (Shelf::Case, 1),
        (Shelf::Notes, 1),
        (Shelf::Consent, 0),
        (Shelf::Handover, 0),
        (Shelf::Legal, 0),
        (Shelf::Attachment, 0),
        // The tombstone.
        (Shelf::Entry, 1),
        (Shelf::Receipt, 1),
    ] {
        assert_eq!(vault.heads(shelf).unwrap().len(), left, "{shelf:?}");
    }
    drop(vault);
    let desk = town.sender.desk();
    assert_eq!(
        desk.find_draft(&Form {
            shown: desk.erasures(),
            ..draft
        })
        .unwrap(),
        None
    );
    assert_eq!(desk.notes(other).unwrap().len(), 1);
    assert!(desk.records(&Wanted::default()).unwrap().views.is_empty());
    let receipts = desk.receipts().unwrap().views;
    let [view] = &receipts[..] else {
        panic!("{receipts:?}");
    };
    let receipt = &view.receipt;
    assert_eq!((receipt.what, receipt.term), (what, kept));
    assert_eq!(receipt.on, desk.today());
    assert_eq!(receipt.handovers, [town.id]);
    let many = |kind| receipt.counts.iter().find(|it| it.0 == kind).map(|it| it.1);
    for (kind, expected) in [
        (Kind::Cases, Some(1)),
        (Kind::Consents, Some(1)),
        (Kind::Notes, Some(1)),
        (Kind::Files, None),
        (Kind::Handovers, Some(1)),
        (Kind::Records, Some(1)),
    ] {
        assert_eq!(many(kind), expected, "{kind:?}");
    }
    assert!(many(Kind::Entries).is_some_and(|it| 10 < it));
    // The journal still proves itself, and tells who did it.
    desk.verify(&mut |_, _| ()).unwrap();
    let lines = desk.audit(Some(case.to_bytes()), usize::MAX).unwrap();
    assert!(lines.iter().any(|it| it.line.event.act == Deed::Erased));
}

#[test]
fn files_of_the_case_go_with_it_and_a_record_made_late_keeps_it_longer() {
    let (mut town, _) = closed();
    let what = Kept::Case(town.case);
    let desk = town.sender.desk();
    let records = desk.records(&Wanted::default()).unwrap().views;
    assert!(matches!(records[0].record.kind, RecordKind::Given { .. }));
    assert!(records[0].record.made <= term(desk, what).base);
    let kept = term(desk, what);
    // A file is attached where the case is still written.
    let mut early = crate::town::town(Point::Ready);
    let case = early.case;
    end_contract(early.sender.desk(), case, demo::today());
    let bytes = Some(Zeroizing::new(PDF.to_vec()));
    early.sender.desk().attach(case, bytes, paper()).unwrap();
    early.clock.set(days(kept.last) + 400);
    shred(early.sender.desk(), Kept::Case(case));
    let receipts = early.sender.desk().receipts().unwrap().views;
    assert!(receipts[0].receipt.counts.contains(&(Kind::Files, 1)));
    let content = early.sender.all_content();
    assert_eq!(found_in(&content, "made-up-certificate-7Q2"), [""; 0]);
    // A note written late makes the day later.
    town.clock.set(days(kept.last) + 1);
    let desk = town.sender.desk();
    assert_eq!(desk.kept(Span::Over).unwrap().len(), 1);
    desk.write_note(town.case, "問い合わせがあった").unwrap();
    assert_eq!(desk.kept(Span::Over).unwrap(), []);
    let refused = desk.shred(what, &sure(desk, what));
    assert!(matches!(refused, Err(Problem::StillKept(_))), "{refused:?}");
}

/// Everything the other office sends again is refused, for its own reason, and leaves only that line.
fn is_refused(town: &mut Town, on: Day) {
    let id = town.id;
    let sent = town
        .receiver
        .desk()
        .sync_through(&town.post, Extent::Everything);
    assert_eq!(sent.unwrap().sent, 1);
    let before = town.sender.desk().audit(None, usize::MAX).unwrap().len();
    let report = town.send();
    assert_eq!(report.refused, [Refused::Destroyed(id, on)]);
    assert_eq!(report.recovered, []);
    let desk = town.sender.desk();
    assert_eq!(desk.handovers().unwrap(), []);
    let lines = desk.audit(None, usize::MAX).unwrap();
    assert_eq!(lines.len(), before + 1);
    assert_eq!(lines[before].line.event.detail, "parcel destroyed");
}

/// An erasure writes what stays anew, much of it under numbers of its own: the line before them says how many.
#[test]
fn no_number_of_the_journal_is_left_out_without_a_word() {
    let (mut town, _) = closed();
    let what = Kept::Case(town.case);
    let kept = term(town.sender.desk(), what);
    town.clock.set(days(kept.last) + 1);
    let desk = town.sender.desk();
    // More than is carried under one number.
    desk.everybody_is_another();
    for _ in 0..60 {
        desk.new_case(values()).unwrap();
    }
    let skips = |lines: &[AuditLine]| lines.iter().filter(|it| 0 < it.carried).count();
    assert_eq!(skips(&desk.audit(None, usize::MAX).unwrap()), 0);
    shred(desk, what);
    let lines = desk.audit(None, usize::MAX).unwrap();
    assert!(0 < skips(&lines), "what stays was carried over");
    let all = desk.verify(&mut |_, _| ()).unwrap().entries;
    let after = lines.iter().skip(1).map(|it| it.line.seq);
    for (line, next) in lines.iter().zip(after.chain([all + 1])) {
        assert_eq!(line.line.seq + line.carried + 1, next);
    }
}

#[test]
fn what_comes_late_is_refused_as_destroyed_also_where_an_older_copy_was_put_back() {
    let (mut town, _) = closed();
    let what = Kept::Case(town.case);
    let kept = term(town.sender.desk(), what);
    town.clock.set(days(kept.last) + 1);
    town.sender.close();
    let copied = town.dir.0.join("copied");
    copy(&town.sender.dir, &copied);
    shred(town.sender.desk(), what);
    let on = town.sender.desk().today();
    is_refused(&mut town, on);
    // The copy still holds it, and says so: it is shredded again.
    town.sender.close();
    std::fs::remove_dir_all(&town.sender.dir).unwrap();
    copy(&copied, &town.sender.dir);
    let listed = town.sender.desk().kept(Span::Over).unwrap();
    assert_eq!(listed.iter().map(|it| it.what).collect::<Vec<_>>(), [what]);
    town.clock.set(days(kept.last) + 3);
    shred(town.sender.desk(), what);
    is_refused(&mut town, kept.last.plus_days(3));
    let content = town.sender.all_content();
    assert_eq!(found_in(&content, NAME), [""; 0]);
}

#[test]
fn a_handover_without_a_case_is_kept_and_goes_by_itself() {
    let mut town = town(Point::Delivered);
    town.decline(Decline::NotTaken);
    town.exchange();
    let (what, id) = (Kept::Handover(town.id), town.id);
    let desk = town.receiver.desk();
    let kept = term(desk, what);
    assert_eq!(
        kept,
        Term {
            base: demo::today(),
            last: demo::today().plus_years(5)
        }
    );
    town.clock.set(days(kept.last) + 1);
    let desk = town.receiver.desk();
    let found = desk.find_kept(&id.to_string()).unwrap();
    assert_eq!(found, what);
    let sure = sure(desk, what);
    assert_eq!(sure, id.to_string()[..8], "the name was destroyed long ago");
    let view = desk.shred(what, &sure).unwrap();
    assert!(view.receipt.counts.contains(&(Kind::Records, 1)));
    assert_eq!(desk.handovers().unwrap(), []);
    let sent = town
        .sender
        .desk()
        .sync_through(&town.post, Extent::Everything);
    assert_eq!(sent.unwrap().sent, 1);
    let on = town.receiver.desk().today();
    assert_eq!(town.collect().refused, [Refused::Destroyed(id, on)]);
    // A stranger's parcel about it would be unknown: only the other office learns that it was destroyed.
}

#[test]
fn by_command_it_is_listed_refused_before_its_day_shredded_and_told_by_receipts() {
    let place = Place::new();
    place.office("a", "0110000015");
    let clock = Clock::new();
    // Twenty years before the sample town: for the program, which asks the real clock, its time is over.
    clock.set(-7_300);
    let (home, passphrase) = (Home::under(&place.path("a")), PASSPHRASE.to_owned());
    let passphrase = Passphrase::new(passphrase);
    let mut desk = Desk::open(&home, FIRST, &passphrase, Box::new(clock)).unwrap();
    let mut case = |name: &str| {
        let named = Value {
            as_of: desk.today(),
            ..text(FieldId::PersonName, name)
        };
        desk.new_case(vec![(FieldId::PersonName, named)]).unwrap()
    };
    let (old, open) = (case("見本 古穂"), case("見本 今穂"));
    end_contract(&mut desk, old, demo::today().plus_days(-7_300));
    drop(desk);
    let list = place.json("a", FIRST, &["retention", "list"]);
    assert_eq!(list["kept"].as_array().unwrap().len(), 1);
    assert_eq!(said(&list["kept"][0]["id"]), old.to_string());
    assert_eq!(list["kept"][0]["over"], true);
    let all = place.json("a", FIRST, &["retention", "list", "--all"]);
    let all = all["kept"].as_array().unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(said(&all[1]["why"]), "no-contract-end");
    // The years, and the day they count from, are the city's.
    let output = place.run("a", FIRST, &["--lang", "ja", "retention", "list"]);
    let listed = String::from_utf8(output.stdout).unwrap();
    assert!(
        listed.contains("市町村で違うので、確かめてください"),
        "{listed}"
    );
    let (old, open) = (old.to_string(), open.to_string());
    let kept = ["retention", "shred", &open, "--sure", "見本 今穂"];
    place.refused("a", FIRST, &kept, 3, "refused");
    let unsure = ["retention", "shred", &old, "--sure", "見本 今穂"];
    place.refused("a", FIRST, &unsure, 3, "refused");
    let made = place.json(
        "a",
        FIRST,
        &["retention", "shred", &old, "--sure", "見本古穂"],
    );
    assert_eq!(made["receipt"]["counts"]["cases"], 1);
    assert_eq!(made["receipt"]["done"], true);
    let told = place.json("a", FIRST, &["retention", "receipts"]);
    assert_eq!(told["receipts"][0], made["receipt"]);
    place.json("a", FIRST, &["retention", "receipts", "--out", "out.csv"]);
    let csv = std::fs::read_to_string(place.path("out.csv")).unwrap();
    assert!(csv.starts_with('\u{FEFF}') && csv.contains(&old) && !csv.contains("古穂"));
    let cases = place.json("a", FIRST, &["case", "list"]);
    assert_eq!(cases["cases"].as_array().unwrap().len(), 1);
}

/// A case of somebody who left long ago, at an office with nothing else; and its clock.
fn left_long_ago(name: &str) -> (Town, CaseId) {
    let mut town = town(Point::Ready);
    let desk = town.sender.desk();
    let named = (FieldId::PersonName, text(FieldId::PersonName, name));
    let case = desk.new_case(vec![named]).unwrap();
    end_contract(desk, case, demo::today());
    town.clock.set(3_000);
    (town, case)
}

/// What the command writes, and over no file that is there.
#[test]
fn the_screen_writes_the_receipts_into_a_new_table() {
    let (mut town, case) = left_long_ago("見本 古穂");
    shred(town.sender.desk(), Kept::Case(case));
    let path = town.sender.dir.join("haiki.csv");
    let desk = town.sender.desk();
    let to = NewTable {
        path: path.display().to_string(),
        lang: Lang::Ja,
        encoding: Encoding::Utf8,
    };
    let done = answer(desk, Ask::WriteReceipts(to.clone()));
    assert!(matches!(done, Ok(Reply::Done(_))));
    let table = std::fs::read_to_string(&path).unwrap();
    let receipts = desk.receipts().unwrap().views;
    assert_eq!(
        table.as_bytes(),
        csv(&receipts, Lang::Ja, Encoding::Utf8).unwrap()
    );
    assert!(table.contains(&case.to_string()) && !table.contains("古穂"));
    let last = desk.audit(None, 1).unwrap().remove(0).line.event;
    assert_eq!(last.act, Deed::Exported);
    let again = answer(desk, Ask::WriteReceipts(to));
    assert!(matches!(again, Err(No::Say(_))), "it is there");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), table);
    // Who may not see what was destroyed carries none of it out.
    hire(&mut town.sender, "見本 補佐", Role::SupportWorker);
    town.sender.sign_in("見本 補佐");
    let to = NewTable {
        path: town.sender.dir.join("b.csv").display().to_string(),
        lang: Lang::Ja,
        encoding: Encoding::Utf8,
    };
    let denied = answer(town.sender.desk(), Ask::WriteReceipts(to));
    assert!(matches!(denied, Err(No::Problem(Problem::Denied { .. }))));
    assert!(!town.sender.dir.join("b.csv").exists());
}

#[test]
fn a_name_with_a_wide_blank_is_typed_whole_and_by_half_of_it_nothing_goes() {
    let (mut town, case) = left_long_ago("見本\u{3000}古穂");
    let desk = town.sender.desk();
    let what = Kept::Case(case);
    let half = desk.shred(what, "古穂");
    assert!(matches!(half, Err(Problem::NotSure)), "{half:?}");
    desk.shred(what, "見本 古穂").unwrap();
}

#[test]
fn a_name_is_typed_as_the_list_shows_it_and_never_with_another_character() {
    let (mut town, case) = left_long_ago("𠮷田 圭");
    let kana = text(FieldId::PersonKana, "ヨシダ ケイ");
    let desk = town.sender.desk();
    desk.edit_case(
        case,
        None,
        BTreeMap::from([(FieldId::PersonKana, Edit::Put(kana))]),
    )
    .unwrap();
    town.clock.set(6_000);
    let (desk, what) = (town.sender.desk(), Kept::Case(case));
    for other in ["吉田 圭", "吉田圭", "ヨシダ ケイ", ""] {
        let refused = desk.shred(what, other);
        assert!(matches!(refused, Err(Problem::NotSure)), "{other}");
    }
    let all = desk.kept(Span::Over).unwrap();
    let line = all.into_iter().find(|it| it.what == what).unwrap();
    assert_eq!(line.sure, "𠮷田 圭");
    desk.shred(what, &line.person).unwrap();
}

#[test]
fn of_a_handover_the_name_alone_will_do_as_of_a_case() {
    let (person, name) = ("ヨシダ\u{3000}ケイ\u{3000}𠮷田 圭", "𠮷田 圭");
    let (case, handover) = (CaseId::from_bytes([1; 16]), HandoverId::from_bytes([2; 16]));
    for (what, sure) in [(Kept::Case(case), name), (Kept::Handover(handover), person)] {
        let line = KeptLine {
            what,
            person: person.to_owned(),
            sure: sure.to_owned(),
            nameless: Nameless::NotHere,
            rule: Rule {
                years: 5,
                from: Pick::LatestDay,
            },
            keeping: Keeping::Unreadable,
        };
        for typed in [person, name, "ヨシダケイ𠮷田圭"] {
            assert!(line.is_named(typed), "{what:?} {typed}");
        }
        for typed in ["吉田 圭", "ヨシダ ケイ", "圭", ""] {
            assert!(!line.is_named(typed), "{what:?} {typed}");
        }
    }
}

#[test]
fn who_signed_here_after_an_earlier_end_is_here_again() {
    let (mut town, case) = left_long_ago("見本 戻");
    let what = Kept::Case(case);
    let over = |desk: &Desk| {
        let all = desk.kept(Span::Over).unwrap();
        all.iter().any(|it| it.what == what)
    };
    let desk = town.sender.desk();
    assert!(over(desk));
    let signed = (
        FieldId::ContractSigned,
        Edit::Put(dated(FieldId::ContractSigned, desk.today().plus_days(-100))),
    );
    desk.edit_case(case, None, BTreeMap::from([signed]))
        .unwrap();
    town.clock.set(9_000);
    let desk = town.sender.desk();
    assert!(!over(desk));
    let refused = desk.shred(what, "見本 戻");
    assert!(
        matches!(refused, Err(Problem::StillKept(Keeping::NoContractEnd))),
        "{refused:?}"
    );
}

#[test]
fn what_cannot_be_read_keeps_its_own_case_and_no_other() {
    let (mut town, case) = left_long_ago("見本 古穂");
    let desk = town.sender.desk();
    let named = (FieldId::PersonName, text(FieldId::PersonName, "見本 次"));
    let next = desk.new_case(vec![named]).unwrap();
    end_contract(desk, next, demo::today());
    let mut other = closed().0;
    let kept = term(other.sender.desk(), Kept::Case(other.case));
    other.clock.set(days(kept.last) + 1);
    assert_eq!(other.sender.desk().kept(Span::Over).unwrap().len(), 1);
    // A record of the law that cannot be read: nobody knows when it was made.
    let spoilt = |office: &mut crate::town::Office, shelf| {
        office.close();
        let id = {
            let vault = office.vault();
            let heads = vault.heads(shelf).unwrap();
            heads[0].0
        };
        spoil(office, Name { shelf, id }, b"spoilt".to_vec());
    };
    spoilt(&mut other.sender, Shelf::Legal);
    let desk = other.sender.desk();
    assert_eq!(desk.kept(Span::Over).unwrap(), []);
    let all = desk.kept(Span::Everything).unwrap();
    assert_eq!(all[0].keeping, Keeping::Unreadable);
    assert!(
        tasuki::tui::desk::today::today(desk).is_ok(),
        "today is shown"
    );
    // A receipt that cannot be read hides no other and stops no destroying.
    let desk = town.sender.desk();
    desk.shred(Kept::Case(case), "見本 古穂").unwrap();
    spoilt(&mut town.sender, Shelf::Receipt);
    town.clock.set(6_000);
    let desk = town.sender.desk();
    let view = desk.shred(Kept::Case(next), "見本 次").unwrap();
    let found = desk.receipts().unwrap();
    assert_eq!((found.views, found.unreadable), (vec![view], 1));
}

/// Notes, words and content that are damaged hide nothing that could keep it: what is listed as over can be destroyed.
#[test]
fn what_is_damaged_in_it_is_destroyed_with_the_rest() {
    let (mut town, _) = closed();
    let (id, what) = (town.id, Kept::Case(town.case));
    let kept = term(town.sender.desk(), what);
    town.clock.set(days(kept.last) + 1);
    let names = [(3, 1), (5, 1 << 16)].map(|(kind, number)| Name {
        shelf: Shelf::Entry,
        id: part_id(id, kind, number),
    });
    let notes = town.sender.vault().heads(Shelf::Notes).unwrap();
    assert!(!notes.is_empty(), "a note of the case");
    let notes = notes.into_iter().map(|(id, ..)| Name {
        shelf: Shelf::Notes,
        id,
    });
    for name in names.into_iter().chain(notes) {
        let found = town.sender.vault().read(name).unwrap();
        assert!(found.is_some(), "{name:?}");
        spoil(&mut town.sender, name, vec![0xFF; 9]);
    }
    let desk = town.sender.desk();
    let over = desk.kept(Span::Over).unwrap();
    assert!(over.iter().any(|it| it.what == what), "it is listed");
    shred(desk, what);
    assert_eq!(town.sender.desk().kept(Span::Everything).unwrap(), []);
}

#[test]
fn no_case_goes_while_its_paper_has_still_to_be_asked_back() {
    let place = Place::pair();
    let id = crate::paper_peer::approved(&place);
    place.json("a", FIRST, &["handover", "offer", &id]);
    crate::paper_peer::print(&place, &id, "offer.txt");
    place.json("a", FIRST, &["handover", "recall", &id, "見本の理由"]);
    let clock = Clock::new();
    let (home, passphrase) = (Home::under(&place.path("a")), PASSPHRASE.to_owned());
    let passphrase = Passphrase::new(passphrase);
    let mut desk = Desk::open(&home, FIRST, &passphrase, Box::new(clock.clone())).unwrap();
    let id = desk.find_handover(&id).unwrap();
    let case = desk.handover_line(id).unwrap().case.unwrap();
    end_contract(&mut desk, case, demo::today());
    clock.set(9_000);
    let all = desk.kept(Span::Everything).unwrap();
    let line = all.iter().find(|it| it.what == Kept::Case(case)).unwrap();
    assert_eq!(line.keeping, Keeping::UnderWay(id));
}

/// Stand in what hangs on a handover and nowhere else.
const HUNG: [&str; 3] = [
    "シルシレンラク4402",
    "シルシカイギ6617",
    "シルシブンタン2093",
];

/// Writes a row of the list of people to be told, a meeting and a task of it.
fn hang(desk: &mut Desk, id: HandoverId) {
    let [contact, decided, task] = HUNG.map(str::to_owned);
    let told = ContactForm {
        person: String::new(),
        what: contact,
        became: Some(Became::Told(desk.today(), String::new())),
    };
    let row = Row::Number(Usual::City.number());
    desk.write_contact(id, &row, &told).expect("written");
    let minutes = MinutesForm {
        day: desk.today(),
        kind: MeetingKind::Handover,
        present: "本人、見本 担当".into(),
        decided,
    };
    let number = desk
        .write_meeting(id, Which::New, &minutes)
        .expect("written");
    let task = TaskForm {
        what: task,
        owner: Owner::Sender,
        name: String::new(),
        due: None,
        done: Some(desk.today()),
    };
    desk.write_task(id, number, None, &task).expect("written");
}

#[test]
fn with_a_case_goes_all_that_hangs_on_its_handover_at_either_office_and_the_receipt_counts_it() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let to = town.receiver_id.to_string();
    let desk = town.sender.desk();
    let file = Some(Zeroizing::new(PDF.to_vec()));
    desk.attach(case, file, paper()).unwrap();
    let visit = crate::visit::form(&to, desk.today());
    desk.write_visit(case, None, &visit).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    let id = town.id;
    hang(town.sender.desk(), id);
    hang(town.receiver.desk(), id);
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let own = town.start().expect("a case of its own");
    town.exchange();
    town.end();
    town.exchange();
    town.clock.set(60);
    town.follow_up(Outcome::Left);
    town.exchange();
    assert_eq!(town.phase(), Phase::Closed);
    end_contract(town.receiver.desk(), own, first_day().plus_days(1));
    let marks = [&HUNG[..], &["made-up-certificate-7Q2", NAME]].concat();
    let later = [
        term(town.sender.desk(), Kept::Case(case)).last,
        term(town.receiver.desk(), Kept::Case(own)).last,
    ];
    town.clock.set(days(*later.iter().max().unwrap()) + 1);
    for (office, what, visits) in [
        (&mut town.sender, Kept::Case(case), Some(1)),
        (&mut town.receiver, Kept::Case(own), None),
    ] {
        let before = office.all_content();
        for mark in &marks {
            assert_ne!(found_in(&before, mark), [""; 0], "{mark}");
        }
        let sure = sure(office.desk(), what);
        let receipt = office.desk().shred(what, &sure).unwrap().receipt;
        let many = |kind| receipt.counts.iter().find(|it| it.0 == kind).map(|it| it.1);
        for (kind, expected) in [
            (Kind::Contacts, Some(1)),
            (Kind::Meetings, Some(1)),
            (Kind::Visits, visits),
            (Kind::Handovers, Some(1)),
        ] {
            assert_eq!(many(kind), expected, "{kind:?}");
        }
        assert!(many(Kind::Files).is_some(), "{receipt:?}");
        let after = office.all_content();
        office.close();
        let plain = named_files(&office.dir);
        for mark in &marks {
            assert_eq!(found_in(&after, mark), [""; 0], "{mark}");
            assert_eq!(found_in(&plain, mark), [""; 0], "{mark} in plain");
        }
        let vault = office.vault();
        for (shelf, left) in [
            (Shelf::Case, 0),
            (Shelf::Attachment, 0),
            (Shelf::Visits, 0),
            (Shelf::Handover, 0),
            // The tombstone.
            (Shelf::Entry, 1),
        ] {
            assert_eq!(vault.heads(shelf).unwrap().len(), left, "{shelf:?}");
        }
    }
}

#[test]
fn a_clock_of_the_other_office_that_runs_ahead_keeps_no_case_for_ever() {
    let mut town = town(Point::Started);
    town.end();
    town.exchange();
    let own = days(first_day());
    town.clock.set(own + 13_000);
    town.follow_up(Outcome::Left);
    assert_eq!(
        town.receiver
            .desk()
            .sync_through(&town.post, Extent::New)
            .unwrap()
            .sent,
        1
    );
    town.clock.set(own + 1);
    town.sender
        .desk()
        .sync_through(&town.post, Extent::New)
        .unwrap();
    assert_eq!(town.phase(), Phase::Closed);
    let kept = term(town.sender.desk(), Kept::Case(town.case));
    assert!(
        kept.base <= first_day().plus_days(1),
        "{kept:?}: the other office's day counts"
    );
}

#[test]
fn what_was_said_to_be_no_secret_in_a_drafted_answer_is_forgotten_with_the_handover() {
    let number = "本人が書いた番号は１２３４－５６７８－９０１８。";
    let mut town = town(Point::Delivered);
    let (id, case) = (town.id, town.case);
    let desk = town.receiver.desk();
    let question = desk.ask(id, SectionId::Life, "いつからですか。").unwrap();
    town.exchange();
    let desk = town.sender.desk();
    let other = desk.new_case(vec![]).unwrap();
    let Err(Problem::NeverStored(found)) = desk.draft_answer(id, question, number) else {
        panic!("not asked");
    };
    desk.not_a_secret(&found).unwrap();
    desk.draft_answer(id, question, number).unwrap();
    desk.write_note(other, number)
        .expect("the answer holds for this text");
    let [note] = &desk.notes(other).unwrap()[..] else {
        panic!("one note")
    };
    assert_eq!(note.text.as_str(), number);
    desk.recall(id, "本人が考え直した").unwrap();
    town.exchange();
    end_contract(town.sender.desk(), case, demo::today());
    let kept = term(town.sender.desk(), Kept::Case(case));
    town.clock.set(days(kept.last) + 1);
    let desk = town.sender.desk();
    shred(desk, Kept::Case(case));
    let again = desk.write_note(other, number);
    assert!(matches!(again, Err(Problem::NeverStored(_))), "{again:?}");
}

#[test]
fn what_is_over_is_the_same_whether_or_not_all_is_read() {
    let (mut town, own) = closed();
    let desk = town.receiver.desk();
    end_contract(desk, own, first_day().plus_days(300));
    let chief = town.sender.who().to_owned();
    for from in [
        Pick::LatestDay,
        Pick::ContractEnd,
        Pick::Provided,
        Pick::Made,
    ] {
        let desk = town.sender.sign_in(&chief);
        desk.set_setting(None, SettingId::RecordFrom, Some(Setting::Pick(from)))
            .unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for day in [0, 900, 1_800, 1_860, 1_867, 1_868, 1_890, 1_990, 9_000] {
            town.clock.set(day);
            for desk in [town.sender.desk(), town.receiver.desk()] {
                let today = desk.today();
                let over = desk.kept(Span::Over).unwrap();
                let mut all = desk.kept(Span::Everything).unwrap();
                all.retain(|it| it.keeping.is_over(today));
                seen.insert(over.len());
                assert_eq!(over, all, "{from:?} {day}");
            }
        }
        assert_eq!(
            seen,
            [0, 1].into(),
            "{from:?}: it was over on some days only"
        );
    }
}

#[test]
fn a_case_goes_with_its_copies_and_with_what_was_told_of_them() {
    const THERE: &str = "シルシアイテ4410";
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let mut wide = form(town.sender.desk(), case, to);
    wide.items.insert(ItemId::CopyCity);
    town.sender.desk().record_consent(wide).unwrap();
    town.prepare();
    town.offer();
    let id = town.id;
    let desk = town.sender.desk();
    let wanted = CopyFor {
        to: CopyTo::City,
        name: "見本市 障害福祉課".into(),
    };
    let sheet = desk.copy(id, &wanted).unwrap();
    desk.copy_given(&sheet).unwrap();
    let word = CopyWord {
        handed: Some((desk.today(), THERE.into())),
        back: None,
    };
    desk.tell_of_copy(id, 1, &word).unwrap();
    desk.recall(id, "見本").unwrap();
    end_contract(desk, case, demo::today());
    // What was told of a copy is the last that was written of the case, so its time is counted from there.
    let before = term(desk, Kept::Case(case));
    town.clock.set(365 * 2);
    let desk = town.sender.desk();
    let word = CopyWord {
        handed: None,
        back: Some((papers::Became::Destroyed, desk.today(), THERE.into())),
    };
    desk.nothing_is_a_secret();
    desk.tell_of_copy(id, 1, &word).unwrap();
    assert!(before.last < term(desk, Kept::Case(case)).last);
    assert_ne!(found_in(&town.sender.all_content(), THERE), [""; 0]);
    town.clock.set(365 * 8);
    let desk = town.sender.desk();
    let what = Kept::Case(case);
    let sure = sure(desk, what);
    let receipt = desk.shred(what, &sure).unwrap().receipt;
    assert!(receipt.counts.contains(&(Kind::Records, 1)), "{receipt:?}");
    assert_eq!(found_in(&town.sender.all_content(), THERE), [""; 0]);
    let vault = town.sender.vault();
    // The tombstone is what is left.
    for (shelf, left) in [(Shelf::Legal, 0), (Shelf::Entry, 1)] {
        assert_eq!(vault.heads(shelf).unwrap().len(), left, "{shelf:?}");
    }
}
