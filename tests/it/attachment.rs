//! Files attached to a case: what is taken, what is refused, and that one taken away is nowhere any more.
//!
//! Which bytes are which format is told in the domain.

use std::fs;

use tasuki::domain::answer::{Answer, Given, Raw, RawCell, Row};
use tasuki::domain::attachment::{
    AttachmentRefused as R, Detaching, MOST, Paper, Standing, becomes, digest_in,
};
use tasuki::domain::audit::Act as Deed;
use tasuki::domain::case::{Edit, FieldState, Source, Value};
use tasuki::domain::field::ChoiceId;
use tasuki::domain::handover::permit::Denied;
use tasuki::domain::id::{CaseId, Digest};
use tasuki::domain::retention::{Kept, Kind};
use tasuki::domain::section::FieldId;
use tasuki::domain::staff::Role;
use tasuki::workflow::attachment::read_file;
use tasuki::workflow::retention::Span;
use tasuki::workflow::{Desk, Problem, demo};
use zeroize::Zeroizing;

use crate::place::{FIRST, Place, text};
use crate::town::{Point, first_day, found_in, hire, holds, named_files, town};

/// A file with a mark that stands nowhere else.
pub const PDF: &[u8] = b"%PDF-1.7 made-up-certificate-7Q2 %%EOF";
const MARK: &[u8] = b"made-up-certificate-7Q2";

pub fn paper() -> Paper {
    Paper {
        kind: ChoiceId::CertificateCopy,
        version: None,
        dated: first_day(),
        author: None,
    }
}

fn rows(desk: &mut Desk, case: CaseId) -> Vec<Row> {
    let case = desk.show_case(case).unwrap();
    match case.get(FieldId::AttachmentsPapers).and_then(Value::given) {
        Some(Given::Table(rows)) => rows.clone(),
        _ => Vec::new(),
    }
}

fn bytes(of: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    Some(Zeroizing::new(of.to_vec()))
}

#[test]
fn a_file_that_was_taken_away_is_nowhere_any_more() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let before_all = rows(town.sender.desk(), case);
    let file = town
        .sender
        .desk()
        .attach(case, bytes(PDF), paper())
        .unwrap();
    let desk = town.sender.desk();
    let named = rows(desk, case);
    assert_eq!(named.len(), before_all.len() + 1);
    let listed = desk.attachments(case).unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].paper, Some(paper()));
    assert_eq!(desk.export_attachment(case, file).unwrap().as_slice(), PDF);
    let lines = desk.audit(None, usize::MAX).unwrap();
    let told = |it: Deed| lines.iter().any(|line| line.line.event.act == it);
    assert!(told(Deed::Exported));
    let has = |all: &[(String, Vec<u8>)]| all.iter().any(|(_, it)| holds(it, MARK));
    assert!(has(&town.sender.all_content()), "the scan finds nothing");
    town.sender.close();
    assert!(
        !has(&named_files(&town.sender.dir)),
        "it lies there unsealed"
    );
    let epoch = |dir: &std::path::Path| fs::read_to_string(dir.join("vault/CURRENT")).unwrap();
    let before = epoch(&town.sender.dir);
    let why = Detaching::Mistaken;
    town.sender
        .desk()
        .detach(case, file, why, "まちがえた")
        .unwrap();
    assert!(!has(&town.sender.all_content()));
    town.sender.close();
    assert_ne!(epoch(&town.sender.dir), before);
    let old = town.sender.dir.join("vault").join(before.trim());
    assert!(!old.exists(), "the sealed bytes went, too");
    let desk = town.sender.desk();
    assert!(desk.attachments(case).unwrap().is_empty());
    assert_eq!(rows(desk, case), before_all, "what else was named stays");
}

#[test]
fn what_cannot_be_attached_is_refused_and_nothing_is_written() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let desk = town.sender.desk();
    let before = desk.audit(None, usize::MAX).unwrap().len();
    let refused: [(&[u8], R); 3] = [
        (b"", R::Empty),
        (b"MZ a program called plan.pdf", R::Unknown),
        (
            b"%PDF-1.7 cut",
            R::Cut(tasuki::domain::attachment::Format::Pdf),
        ),
    ];
    for (file, why) in refused {
        let told = desk.attach(case, bytes(file), paper());
        assert!(
            matches!(told, Err(Problem::Attachment(it)) if it == why),
            "{told:?}"
        );
    }
    let told = desk.attach(case, None, paper());
    assert!(
        matches!(told, Err(Problem::Attachment(R::NotAFile))),
        "{told:?}"
    );
    let other = Paper {
        kind: ChoiceId::Yes,
        ..paper()
    };
    let told = desk.attach(case, bytes(PDF), other);
    assert!(matches!(told, Err(Problem::Answer(_))), "{told:?}");
    assert_eq!(desk.audit(None, usize::MAX).unwrap().len(), before);
    desk.attach(case, bytes(PDF), paper()).unwrap();
    let told = desk.attach(case, bytes(PDF), paper());
    assert!(
        matches!(told, Err(Problem::Attachment(R::Known))),
        "{told:?}"
    );
    let large = |number: u8| {
        let mut file = [b"%PDF-1.7 ".as_slice(), &[number]].concat();
        file.resize(MOST / 4 - 5, b' ');
        file.extend(b"%%EOF");
        bytes(&file)
    };
    // A case keeps more than goes at once: what an offer takes is asked when it is made.
    for number in 0..4 {
        desk.attach(case, large(number), paper()).unwrap();
    }
    assert_eq!(desk.attachments(case).unwrap().len(), 5);
}

#[cfg(unix)]
#[test]
fn only_a_plain_file_is_read() {
    let place = Place::new();
    let file = place.path("plan.pdf");
    fs::write(&file, PDF).unwrap();
    assert_eq!(read_file(&file).unwrap().unwrap().as_slice(), PDF);
    let link = place.path("link.pdf");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let pipe = place.path("pipe.pdf");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let folder = place.path("folder.pdf");
    fs::create_dir(&folder).unwrap();
    for other in [link, pipe, folder] {
        assert_eq!(read_file(&other).unwrap(), None, "{}", other.display());
    }
    assert!(read_file(&place.path("none.pdf")).is_err());
}

#[test]
fn a_file_is_attached_listed_saved_and_taken_away_by_command() {
    let place = Place::new();
    place.office("a", "0110000015");
    let id = place.case("a");
    fs::write(place.path("plan.bin"), PDF).unwrap();
    let attach = [
        "case",
        "attach",
        &id,
        "plan.bin",
        "--kind",
        "support-plan",
        "--dated",
        "R8.11.2",
    ];
    let made = place.json("a", FIRST, &attach);
    let digest = text(&made["attachment"]["digest"]);
    place.refused("a", FIRST, &attach, 2, "bad-input");
    let listed = place.json("a", FIRST, &["case", "attachments", &id]);
    let one = &listed["attachments"][0];
    assert_eq!(
        (text(&one["digest"]), text(&one["format"])),
        (digest.clone(), "pdf".to_owned())
    );
    assert_eq!(
        (text(&one["kind"]), text(&one["dated"])),
        ("support-plan".to_owned(), "2026-11-02".to_owned())
    );
    let save = ["case", "save-attachment", &id, &digest[..8], "out.pdf"];
    place.json("a", FIRST, &save);
    assert_eq!(fs::read(place.path("out.pdf")).unwrap(), PDF);
    let again = place.run("a", FIRST, &save);
    assert!(!again.status.success(), "nothing is written over");
    let detach = ["case", "detach", &id, &digest[..8], "--mistaken"];
    place.refused("a", FIRST, &detach, 3, "refused");
    let because = [&detach[..], &["--reason", "ほかの人の計画だった"]].concat();
    place.json("a", FIRST, &because);
    let noted = place.json("a", FIRST, &["case", "note", &id]);
    assert!(
        noted.to_string().contains("ほかの人の計画だった"),
        "{noted}"
    );
    let listed = place.json("a", FIRST, &["case", "attachments", &id]);
    assert_eq!(listed["attachments"].as_array().unwrap().len(), 0);
}

#[test]
fn what_has_to_be_kept_is_put_away_goes_nowhere_and_is_destroyed_with_the_case_by_a_receipt() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let desk = town.sender.desk();
    let bytes = || Some(Zeroizing::new(PDF.to_vec()));
    let file = desk.attach(case, bytes(), paper()).unwrap();
    assert_eq!(
        desk.detach(case, file, Detaching::Done, "").unwrap(),
        Standing::PutAway
    );
    let [kept] = &desk.attachments(case).unwrap()[..] else {
        panic!("it is still there");
    };
    assert_eq!((&kept.paper, kept.standing), (&None, Standing::PutAway));
    assert_eq!(desk.export_attachment(case, file).unwrap().as_slice(), PDF);
    // Nothing names it any more, so no offer takes it along.
    let named = |desk: &mut Desk| {
        rows(desk, case)
            .iter()
            .any(|it| digest_in(it) == Some(file))
    };
    assert!(!named(desk));
    // Put away twice it is still not destroyed.
    assert_eq!(
        desk.detach(case, file, Detaching::Done, "").unwrap(),
        Standing::PutAway
    );
    // It comes back by being attached again, and is put away again.
    desk.attach(case, bytes(), paper()).unwrap();
    assert_eq!(desk.attachments(case).unwrap()[0].standing, Standing::Kept);
    desk.detach(case, file, Detaching::Done, "").unwrap();
    crate::retention::end_contract(desk, case, demo::today());
    town.clock.set(4_000);
    let desk = town.sender.desk();
    let what = Kept::Case(case);
    let sure = desk.kept(Span::Over).unwrap()[0].sure.clone();
    let view = desk.shred(what, &sure).unwrap();
    assert!(view.receipt.counts.contains(&(Kind::Files, 1)));
    let content = town.sender.all_content();
    assert_eq!(found_in(&content, "made-up-certificate-7Q2"), [""; 0]);
}

/// Makes the row of a file say that it is another kind of paper.
fn call_otherwise(desk: &mut Desk, case: CaseId, file: Digest, other: &Paper) {
    let rows = rows(desk, case).into_iter().map(|row| {
        let mut raw: Vec<_> = row
            .iter()
            .map(|it| it.as_ref().map(|it| it.to_raw()))
            .collect();
        if digest_in(&row) == Some(file) {
            raw[0] = Some(RawCell::Text(other.kind.code().to_owned()));
        }
        raw
    });
    let field = FieldId::AttachmentsPapers;
    let answer = Answer::check(field.spec(), Raw::Rows(rows.collect())).unwrap();
    let value = Value {
        state: FieldState::Filled(answer),
        source: Source::Person,
        as_of: desk.today(),
    };
    desk.edit_case(case, None, [(field, Edit::Put(value))].into())
        .unwrap();
}

/// The history of a field does not go back for ever: what a paper was called before, somebody may have forgotten on purpose.
#[test]
fn a_file_of_which_the_first_rows_are_forgotten_goes_as_a_mistake_by_few() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let chief = town.sender.who().to_owned();
    hire(&mut town.sender, "山吹 恵", Role::SupportWorker);
    let desk = town.sender.sign_in(&chief);
    let bytes = Some(Zeroizing::new(PDF.to_vec()));
    let file = desk.attach(case, bytes, paper()).unwrap();
    let other = Paper {
        kind: ChoiceId::OtherPaper,
        ..paper()
    };
    let desk = town.sender.sign_in("山吹 恵");
    call_otherwise(desk, case, file, &other);
    let cv = Paper {
        kind: ChoiceId::Resume,
        ..paper()
    };
    for _ in 0..12 {
        call_otherwise(desk, case, file, &cv);
        call_otherwise(desk, case, file, &other);
    }
    let said = desk.detach(case, file, Detaching::Mistaken, "まちがえた");
    let why = match said {
        Err(Problem::Denied { why, .. }) => why,
        other => panic!("it went: {other:?}"),
    };
    assert_eq!(why, Denied::NoRight);
}

/// What was attached after the oldest table that is remembered has all its rows there: it goes by what they say.
#[test]
fn what_was_attached_since_goes_by_its_rows_though_older_ones_are_forgotten() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let chief = town.sender.who().to_owned();
    hire(&mut town.sender, "山吹 恵", Role::SupportWorker);
    let of = |kind| Paper { kind, ..paper() };
    let (cv, other) = (of(ChoiceId::Resume), of(ChoiceId::OtherPaper));
    let bytes = |of: &[u8]| Some(Zeroizing::new(of.to_vec()));
    let certificate = b"%PDF-1.7 made-up-certificate %%EOF";
    let desk = town.sender.sign_in("山吹 恵");
    let kept = desk.attach(case, bytes(certificate), paper()).unwrap();
    let said = desk.detach(case, kept, Detaching::Done, "").unwrap();
    assert_eq!(said, Standing::PutAway);
    let old = desk.attach(case, bytes(PDF), other.clone()).unwrap();
    for _ in 0..13 {
        call_otherwise(desk, case, old, &cv);
        call_otherwise(desk, case, old, &other);
    }
    let done = |desk: &mut Desk, file| desk.detach(case, file, Detaching::Done, "").unwrap();
    let new = bytes(b"%PDF-1.7 made-up-cv %%EOF");
    let new = desk.attach(case, new, cv.clone()).unwrap();
    assert_eq!(done(desk, new), Standing::Leaving);
    // What its row said when it was attached is forgotten.
    assert_eq!(done(desk, old), Standing::PutAway);
    // What was put away comes back as something else only by whoever may have it erased.
    let again = desk.attach(case, bytes(certificate), cv.clone());
    assert!(
        matches!(
            again,
            Err(Problem::Denied {
                why: Denied::NoRight,
                ..
            })
        ),
        "{again:?}"
    );
    let again = desk.attach(case, bytes(certificate), paper()).unwrap();
    assert_eq!(done(desk, again), Standing::PutAway);
    let desk = town.sender.sign_in(&chief);
    desk.attach(case, bytes(certificate), cv).unwrap();
}

/// What has to be kept is erased as a mistake by whoever may, for a reason, and calling it something else first changes nothing.
#[test]
fn a_file_that_has_to_be_kept_is_erased_as_a_mistake_by_few_and_for_a_reason() {
    let mut town = town(Point::Ready);
    let case = town.case;
    let bytes = || Some(Zeroizing::new(PDF.to_vec()));
    let chief = town.sender.who().to_owned();
    hire(&mut town.sender, "山吹 恵", Role::SupportWorker);
    let file = town
        .sender
        .sign_in(&chief)
        .attach(case, bytes(), paper())
        .unwrap();
    let other = Paper {
        kind: ChoiceId::OtherPaper,
        ..paper()
    };
    let why = Detaching::Mistaken;
    let desk = town.sender.sign_in("山吹 恵");
    for renamed in [false, true] {
        if renamed {
            call_otherwise(desk, case, file, &other);
        }
        let said = desk.detach(case, file, why, "まちがえた");
        assert!(
            matches!(
                said,
                Err(Problem::Denied {
                    why: Denied::NoRight,
                    ..
                })
            ),
            "{renamed}: {said:?}"
        );
    }
    let desk = town.sender.sign_in(&chief);
    let said = desk.detach(case, file, why, " ");
    assert!(matches!(said, Err(Problem::ReasonMissing)), "{said:?}");
    assert_eq!(desk.attachments(case).unwrap().len(), 1);
    desk.detach(case, file, why, "ほかの人の写しだった")
        .unwrap();
    assert!(desk.attachments(case).unwrap().is_empty());
    let notes = desk.notes(case).unwrap();
    assert!(
        notes
            .iter()
            .any(|it| it.text.as_str() == "ほかの人の写しだった")
    );
    // What need not be kept goes by whoever writes cases.
    let desk = town.sender.sign_in("山吹 恵");
    let file = desk.attach(case, bytes(), other).unwrap();
    let said = desk.detach(case, file, why, "");
    assert!(
        said.is_err(),
        "these very bytes stood there as a certificate"
    );
    let cv = Some(Zeroizing::new(b"%PDF-1.7 made-up-cv %%EOF".to_vec()));
    let cv = desk
        .attach(
            case,
            cv,
            Paper {
                kind: ChoiceId::Resume,
                ..paper()
            },
        )
        .unwrap();
    assert_eq!(desk.detach(case, cv, why, "").unwrap(), Standing::Leaving);
}

#[test]
fn what_is_put_away_and_what_goes_at_once() {
    use tasuki::domain::field::ChoiceId as Paper;
    for (kind, done) in [
        (Some(Paper::CertificateCopy), Standing::PutAway),
        (Some(Paper::SupportPlan), Standing::PutAway),
        (Some(Paper::MonitoringReport), Standing::PutAway),
        (Some(Paper::AssessmentSheet), Standing::PutAway),
        (Some(Paper::SelectionSheet), Standing::PutAway),
        (Some(Paper::WorkPassport), Standing::Leaving),
        (Some(Paper::SelfPresentation), Standing::Leaving),
        (Some(Paper::Resume), Standing::Leaving),
        (Some(Paper::OtherPaper), Standing::Leaving),
        // Of what no row says what it is, nobody can say that it need not be kept.
        (None, Standing::PutAway),
    ] {
        assert_eq!(becomes(kind, Detaching::Done), done, "{kind:?}");
        assert_eq!(
            becomes(kind, Detaching::Mistaken),
            Standing::Leaving,
            "{kind:?}"
        );
    }
}
