//! What went wrong in other programs of this kind, by the name of the behaviour: `peer_behaviour.txt` names the tests that
//! show how it is here, and those that no other file had are here, with real desks and real parcels.
//!
//! It judges no test by its body: that the one named shows the behaviour was read by a person.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tasuki::domain::attachment::Detaching;
use tasuki::domain::audit::{Act as Deed, PROGRAM};
use tasuki::domain::case::Edit;
use tasuki::domain::consent::Withdrawn;
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::draft::NotReady;
use tasuki::domain::handover::entry::{Act, Decline, Outcome, Side, Withdrawal};
use tasuki::domain::handover::guard::Refusal;
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::handover::turn::{Duty, Task};
use tasuki::domain::handover::words::WordKey;
use tasuki::domain::id::{CaseId, HandoverId, OfficeId};
use tasuki::domain::retention::Kept;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::staff::Role;
use tasuki::exchange::naming::Name as ParcelName;
use tasuki::exchange::transport::{Transport, TransportError, Was};
use tasuki::lang::Lang;
use tasuki::lang::plain::Plain;
use tasuki::lang::problem::problem;
use tasuki::workflow::audit::Doer;
use tasuki::workflow::handover::{Which, step_of};
use tasuki::workflow::post::Extent;
use tasuki::workflow::problem::{Distrust, Thing};
use tasuki::workflow::retention::Span;
use tasuki::workflow::today::{Who, Work};
use tasuki::workflow::{Desk, Problem, demo};

use crate::place::{FIRST, Place, text as said};
use crate::three;
use crate::town::{
    Approving, Dir, Point, SHARED, Town, establish, form, found_in, hire, introduce, text, town,
};

const TABLE: &str = include_str!("peer_behaviour.txt");

/// A behaviour, with the tests that show it or the reason why it cannot happen.
struct Row {
    behaviour: &'static str,
    tests: Vec<&'static str>,
    reasons: usize,
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in TABLE.lines() {
        let said = line.trim();
        if said.is_empty() || said.starts_with('#') {
            continue;
        }
        if !line.starts_with(' ') {
            rows.push(Row {
                behaviour: said,
                tests: Vec::new(),
                reasons: 0,
            });
            continue;
        }
        let row = rows.last_mut().expect("a behaviour stands above");
        match said.split_once(' ') {
            Some(("~", why)) => assert!(why.ends_with('.'), "{}", row.behaviour),
            Some(("-", why)) if why.ends_with('.') => row.reasons += 1,
            None => row.tests.push(said),
            Some(_) => panic!("{}: {said}", row.behaviour),
        }
    }
    rows
}

#[test]
fn every_behaviour_has_tests_that_exist_or_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    let rows = rows();
    for row in &rows {
        if row.tests.is_empty() == (row.reasons == 0) {
            wrong.push(format!("{}: tests, or one reason", row.behaviour));
        }
        for named in &row.tests {
            let (file, test) = named.split_once("::").expect("FILE::TEST");
            let path = match file.starts_with("src/") {
                true => root.join(file),
                false => root.join("tests/it").join(file),
            };
            let there = sources
                .entry(path.clone())
                .or_insert_with(|| tests_in(&path));
            if !there.contains(test) {
                wrong.push(format!("{}: there is no test {named}", row.behaviour));
            }
        }
    }
    let names: BTreeSet<_> = rows.iter().map(|it| it.behaviour).collect();
    assert_eq!(names.len(), rows.len(), "a behaviour stands twice");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// The names of the functions that are tests in a file: those below `#[test]`, and those of proptest.
pub fn tests_in(path: &Path) -> BTreeSet<String> {
    let source = std::fs::read_to_string(path).unwrap_or_default();
    let mut tests = BTreeSet::new();
    let mut marked = false;
    for line in source.lines().map(str::trim) {
        match line.strip_prefix("fn ") {
            Some(rest) if marked => {
                let name = rest.split(['(', '<']).next().unwrap_or_default();
                tests.insert(name.to_owned());
                marked = false;
            }
            _ => marked = line == "#[test]" || (marked && line.starts_with(['#', '/'])),
        }
    }
    tests
}

fn denied<T: std::fmt::Debug>(said: Result<T, Problem>) -> Denied {
    match said {
        Err(Problem::Denied { why, .. }) => why,
        other => panic!("it should have been denied, but {other:?}"),
    }
}

/// The handover's state at the sender alone.
fn sent_phase(town: &mut Town) -> Phase {
    town.sent().line.phase
}

// ---- consent ----

/// What is wrong with the consent of a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lacking {
    /// There is no form.
    NoForm,
    /// It has ended.
    Expired,
    /// Everything was taken back.
    AllWithdrawn,
    /// It names another office.
    OtherReceiver,
    /// It counts from a later day.
    LaterDay,
}

/// A case of somebody else, with nothing signed.
fn another(town: &mut Town) -> CaseId {
    let somebody = demo::people().swap_remove(1).values;
    town.sender.desk().new_case(somebody).unwrap()
}

fn lacking(what: Lacking) -> (Town, Dir) {
    let dir = Dir::new();
    let mut town = match what {
        Lacking::Expired | Lacking::AllWithdrawn => town(Point::Approved),
        _ => town(Point::Ready),
    };
    let (to, consent) = (town.receiver_id, town.consent);
    match what {
        Lacking::Expired => town.clock.set(121),
        Lacking::AllWithdrawn => {
            let desk = town.sender.desk();
            desk.withdraw_consent(consent, Withdrawn::All).unwrap();
        }
        Lacking::NoForm => {
            let case = another(&mut town);
            town.id = town.sender.desk().draft(case, to).unwrap();
        }
        Lacking::OtherReceiver => {
            let mut third = establish(dir.0.join("third"), 2, Approving::Alone, &town.clock);
            introduce(&mut third, &mut town.sender);
            let third = third.desk().office_id();
            let case = another(&mut town);
            let form = form(town.sender.desk(), case, third);
            let desk = town.sender.desk();
            desk.record_consent(form).unwrap();
            town.id = desk.draft(case, to).unwrap();
        }
        Lacking::LaterDay => {
            let case = another(&mut town);
            let mut form = form(town.sender.desk(), case, to);
            form.signed = demo::today().plus_days(3);
            town.record_ahead(form);
            town.id = town.sender.desk().draft(case, to).unwrap();
        }
    }
    (town, dir)
}

/// A step on the way to the other office.
type Way = fn(&mut Desk, HandoverId) -> Result<(), Problem>;

const WAYS: &[(&str, Way)] = &[
    ("confirm", |desk, id| desk.confirm(id, Which::All)),
    ("submit", |desk, id| desk.submit(id)),
    ("approve", |desk, id| desk.approve(id)),
    ("offer", |desk, id| desk.offer(id, None)),
    ("add", |desk, id| desk.add(id, Which::All)),
    ("print", |desk, id| desk.print_offer(id).map(drop)),
];

#[test]
fn no_role_and_no_declared_exception_goes_past_consent() {
    for what in [
        Lacking::NoForm,
        Lacking::Expired,
        Lacking::AllWithdrawn,
        Lacking::OtherReceiver,
        Lacking::LaterDay,
    ] {
        let (mut town, _third) = lacking(what);
        let id = town.id;
        let alone = town.sender.who().to_owned();
        // First the only qualified person of the office, who approves own work; then each role beside.
        let mut who = vec![(alone.clone(), None)];
        who.push(("見本 責任者".into(), Some(Role::ServiceManager)));
        who.push(("見本 支援".into(), Some(Role::SupportWorker)));
        for (name, role) in who {
            if let Some(role) = role {
                town.sender.sign_in(&alone);
                hire(&mut town.sender, &name, role);
            }
            let desk = town.sender.sign_in(&name);
            // "This is no secret" is an answer about numbers, and none about consent.
            desk.nothing_is_a_secret();
            for (way, take) in WAYS {
                let said = take(desk, id);
                assert!(
                    matches!(&said, Err(Problem::Denied { .. } | Problem::NotOnPaper)),
                    "{what:?}, {name}, {way}: {said:?}"
                );
            }
            let everything = Extent::Everything;
            let sent = desk.sync_through(&town.post, everything).unwrap().sent;
            assert_eq!(sent, 0, "{what:?}, {name}");
        }
        town.sender.sign_in(&alone);
        assert!(town.post.ever().is_empty(), "{what:?}: something left");
        assert!(town.sent().state.offer.is_none(), "{what:?}");
    }
}

#[test]
fn a_recall_stands_over_an_acceptance_that_was_seen_and_after_the_release_there_is_none() {
    let mut accepted = town(Point::Accepted);
    let id = accepted.id;
    assert_eq!(accepted.phase(), Phase::Accepted);
    let desk = accepted.sender.desk();
    desk.recall(id, "本人が考え直した").unwrap();
    accepted.exchange();
    assert_eq!(accepted.phase(), Phase::Recalled);
    for (office, view) in [
        ("sender", accepted.sent()),
        ("receiver", accepted.received()),
    ] {
        assert_eq!(view.line.owner, Side::Sender, "{office}");
        assert_eq!(view.line.duties, [], "{office}");
    }
    assert!(accepted.received().disclosed.is_none());
    let content = accepted.receiver.all_content();
    assert_eq!(found_in(&content, SHARED), [""; 0], "still held");

    for point in [Point::Released, Point::Started] {
        let mut town = town(point);
        let id = town.id;
        let before = town.sender.picture();
        let said = denied(town.sender.desk().recall(id, "本人が考え直した"));
        assert_eq!(said, Denied::Refused(Refusal::Released), "{point:?}");
        assert_eq!(town.sender.picture(), before, "{point:?}");
        assert_eq!(town.send().sent, 0, "{point:?}");
    }
}

#[test]
fn a_return_without_its_own_consent_reaches_nobody() {
    let mut town = town(Point::Started);
    town.end();
    town.exchange();
    let (left, first) = (town.case, town.id);
    let own = town.received().line.case.expect("a case of its own");
    let back_to = town.sender_id;
    let sent = town.post.ever().len();
    let desk = town.receiver.desk();
    let id = desk.draft(own, back_to).unwrap();
    for (way, take) in WAYS.iter().filter(|it| it.0 != "print") {
        let said = take(desk, id);
        assert!(
            matches!(&said, Err(Problem::Denied { .. })),
            "{way}: {said:?}"
        );
    }
    let why = denied(desk.submit(id));
    assert_eq!(why, Denied::NotReady(NotReady::NoConsent));
    town.exchange();
    assert_eq!(town.post.ever().len(), sent, "something left");
    let desk = town.sender.desk();
    assert_eq!(desk.handovers().unwrap().len(), 1, "only the first one");
    assert_eq!(desk.handed_over(left).unwrap(), Some(first));
}

// ---- when the other office is gone ----

/// Why the other office hears nothing, or nothing counts any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gone {
    CardRevoked,
    NoFolder,
    ConsentExpired,
    ItemsWithdrawn,
}

/// How the handover is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Undo {
    Recall,
    WithdrawAll,
    TakeFormBack,
    Lapse,
}

impl Undo {
    fn from(self) -> Point {
        match self {
            Undo::Lapse => Point::Released,
            _ => Point::ReadBack,
        }
    }

    fn take(self, town: &mut Town) -> Result<(), Problem> {
        let (id, consent) = (town.id, town.consent);
        let desk = town.sender.desk();
        match self {
            Undo::Recall => desk.recall(id, "本人が考え直した"),
            Undo::WithdrawAll => desk.withdraw(id, Withdrawal::All),
            Undo::TakeFormBack => desk.withdraw_consent(consent, Withdrawn::All).map(drop),
            Undo::Lapse => desk.lapse(id, "連絡がない"),
        }
    }
}

/// A place that is not there.
struct Nowhere;

impl Transport for Nowhere {
    fn put(&self, _: &ParcelName, _: &[u8]) -> Result<(), TransportError> {
        Err(TransportError::PlaceMissing)
    }

    fn list(&self, _: &OfficeId) -> Result<Vec<ParcelName>, TransportError> {
        Err(TransportError::PlaceMissing)
    }

    fn fetch(&self, _: &ParcelName, _: usize) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::PlaceMissing)
    }

    fn delete(&self, _: &ParcelName) -> Result<Was, TransportError> {
        Err(TransportError::PlaceMissing)
    }
}

#[test]
fn an_undo_needs_nobody() {
    let gone = [
        Gone::CardRevoked,
        Gone::NoFolder,
        Gone::ConsentExpired,
        Gone::ItemsWithdrawn,
    ];
    let undo = [
        Undo::Recall,
        Undo::WithdrawAll,
        Undo::TakeFormBack,
        Undo::Lapse,
    ];
    for (gone, undo) in gone.into_iter().flat_map(|it| undo.map(|undo| (it, undo))) {
        let case = format!("{gone:?}, {undo:?}");
        let mut town = town(undo.from());
        let (id, to, consent) = (town.id, town.receiver_id, town.consent);
        let desk = town.sender.desk();
        let fingerprint = desk.peer(to).unwrap().fingerprint;
        match gone {
            Gone::CardRevoked => desk.revoke_card(to).unwrap(),
            Gone::NoFolder => {
                let said = desk.sync_through(&Nowhere, Extent::New);
                assert!(said.is_err(), "{case}: {said:?}");
            }
            Gone::ConsentExpired => town.clock.set(121),
            Gone::ItemsWithdrawn => {
                let life = Withdrawn::Items([ItemId::Life].into());
                desk.withdraw_consent(consent, life).unwrap();
            }
        }
        undo.take(&mut town)
            .unwrap_or_else(|why| panic!("{case}: {why:?}"));
        let ended = sent_phase(&mut town);
        let over = town.sent().state;
        assert!(over.ending().is_some(), "{case}: {ended:?}");
        assert_eq!(town.sent().line.owner, Side::Sender, "{case}");
        // Nothing more is offered, whatever becomes of the other office.
        denied(town.sender.desk().offer(id, None));
        if gone == Gone::CardRevoked {
            assert_eq!(town.send().unverified, [id], "{case}");
            let desk = town.sender.desk();
            desk.verify_card(to, &fingerprint).unwrap();
        }
        // As soon as it can be told, it is.
        town.exchange();
        assert!(town.received().disclosed.is_none(), "{case}");
        assert_eq!(town.phase(), ended, "{case}");
    }
}

// ---- offices that are not trusted ----

#[test]
fn an_office_that_is_not_trusted_is_named_with_its_fingerprint_and_why() {
    let mut town = town(Point::Approved);
    let (id, to) = (town.id, town.receiver_id);
    let office = town.sender.desk().peer(to).unwrap();
    let mut third = establish(town.dir.0.join("third"), 2, Approving::Alone, &town.clock);
    let card = third.desk().own_card().unwrap();
    let third_fingerprint = third.desk().own_fingerprint();
    let third = town.sender.desk().keep_card(&card).unwrap();
    let case = another(&mut town);
    let never = refused_draft(&mut town, case, third);
    town.clock.set(2);
    let desk = town.sender.desk();
    desk.revoke_card(to).unwrap();
    let revoked = desk.offer(id, None).unwrap_err();
    let on = demo::today().plus_days(2);
    for (said, fingerprint, why) in [
        (&never, &third_fingerprint, Distrust::NeverVerified),
        (&revoked, &office.fingerprint, Distrust::Revoked(Some(on))),
    ] {
        let Problem::NotTrusted(it) = said else {
            panic!("{said:?}");
        };
        assert_eq!((&it.fingerprint, it.why), (fingerprint, why));
        for lang in Lang::ALL {
            let told = problem(said, lang);
            assert!(told.what.contains(&it.name), "{}", told.what);
            assert!(told.what.contains(fingerprint.as_str()), "{}", told.what);
            let first = matches!(why, Distrust::NeverVerified);
            assert_eq!(told.then.contains(&it.phone), first, "{}", told.then);
        }
    }
    let [ja, en] = [Lang::Ja, Lang::En].map(|it| problem(&revoked, it).what);
    assert!(ja.contains("信用しない") && !ja.contains("まだ"), "{ja}");
    assert!(en.contains("no longer trusted"), "{en}");
    // It is trusted again once somebody has compared the fingerprint, and the same offer goes.
    let desk = town.sender.desk();
    desk.verify_card(to, &office.fingerprint).unwrap();
    desk.offer(id, None).unwrap();
}

/// What is said of a draft to an office that is not trusted.
fn refused_draft(town: &mut Town, case: CaseId, to: OfficeId) -> Problem {
    let form = form(town.sender.desk(), case, to);
    let desk = town.sender.desk();
    desk.record_consent(form).unwrap();
    desk.draft(case, to).unwrap_err()
}

#[test]
fn nothing_is_offered_to_oneself_to_nobody_or_to_an_office_that_is_not_trusted() {
    let mut town = town(Point::Ready);
    let (case, own, to) = (town.case, town.sender_id, town.receiver_id);
    let before = town.sender.picture();
    let nobody = OfficeId::from_bytes([0x5A; 32]);
    for whom in [own, nobody] {
        let desk = town.sender.desk();
        let form = form(desk, case, whom);
        let said = [
            desk.draft(case, whom).map(drop),
            desk.record_consent(form).map(drop),
        ];
        for said in said {
            let missing = matches!(said, Err(Problem::Missing(Thing::Office)));
            assert!(missing, "{said:?}");
        }
    }
    assert_eq!(town.sender.picture(), before, "a refusal wrote something");
    town.sender.desk().revoke_card(to).unwrap();
    let said = refused_draft(&mut town, case, to);
    assert!(matches!(said, Problem::NotTrusted(_)), "{said:?}");
    assert!(town.sender.desk().handovers().unwrap().is_empty());
    assert!(town.send().sent == 0 && town.post.ever().is_empty());
}

#[test]
fn nothing_is_sealed_to_an_office_that_is_revoked_at_any_point_of_the_work() {
    for point in [
        Point::Approved,
        Point::Delivered,
        Point::Accepted,
        Point::Released,
        Point::Started,
    ] {
        let mut town = town(point);
        let to = town.receiver_id;
        town.sender.desk().revoke_card(to).unwrap();
        let view = town.sent();
        for step in three::STEPS {
            // Whatever may still be written here is written; what needs the other office's trust is not.
            let _ = three::take(town.sender.desk(), &view, *step, 0);
        }
        let everything = Extent::Everything;
        let desk = town.sender.desk();
        let report = desk.sync_through(&town.post, everything).unwrap();
        assert_eq!(report.sent, 0, "{point:?}");
        assert!(town.post.ever().is_empty(), "{point:?}: something left");
    }
}

/// What somebody has read stays read: the person is told before they agree, and whoever revokes a card when they do it.
#[test]
fn whoever_agrees_or_revokes_is_told_that_what_was_read_stays_read() {
    let place = Place::pair();
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let case = said(&case["case"]["id"]);
    let unbroken = |text: &str| text.split_whitespace().collect::<String>();
    for (lang, code, told) in [
        (Lang::Ja, "ja", "もう届いたものは取り戻せません"),
        (Lang::En, "en", "What has reached it cannot be taken back"),
    ] {
        let run = |args: &[&str]| {
            let output = place.run("a", FIRST, &[args, &["--lang", code]].concat());
            assert!(output.status.success(), "{args:?}");
            String::from_utf8(output.stdout).unwrap()
        };
        for paper in ["explain", "sheet"] {
            let paper = run(&["consent", paper, &case, "--to", "見本事業所b"]);
            let read = unbroken(Plain::BackOutRead.text(lang));
            assert!(unbroken(&paper).contains(&read), "{paper}");
        }
        let revoked = run(&["card", "revoke", "見本事業所b"]);
        assert!(revoked.contains(told), "{revoked}");
    }
}

// ---- the journal ----

/// Every step that people take in a handover leaves one line, with who did it, what and to what; a refused one none.
#[test]
fn every_step_writes_exactly_one_line_and_a_refused_one_none() {
    let mut taken = BTreeSet::new();
    for point in [
        Point::Ready,
        Point::Approved,
        Point::Delivered,
        Point::ReadBack,
        Point::Accepted,
        Point::Released,
        Point::Started,
    ] {
        for side in [Side::Sender, Side::Receiver] {
            let mut town = None;
            for step in three::STEPS.iter().copied() {
                let at = town.get_or_insert_with(|| drafted(point));
                if leaves_its_line(at, side, step) {
                    taken.insert(step);
                    town = None;
                }
            }
        }
    }
    let never: Vec<_> = three::STEPS
        .iter()
        .filter(|it| !taken.contains(*it))
        .map(|it| it.code())
        .collect();
    // What is open at none of these points: what waits for an approver, a question, something new after the release.
    let apart = [
        "approve",
        "return",
        "add",
        "answer",
        "close-question",
        "handled",
        "take-up",
    ];
    assert!(never.iter().all(|it| apart.contains(it)), "{never:?}");
}

/// A town with a draft in it, whatever its point.
fn drafted(point: Point) -> Town {
    let mut town = town(point);
    if point == Point::Ready {
        let (case, to) = (town.case, town.receiver_id);
        town.id = town.sender.desk().draft(case, to).unwrap();
    }
    town
}

/// Takes a step, and says whether it was taken; either way the journal is as it should be.
fn leaves_its_line(town: &mut Town, side: Side, step: Step) -> bool {
    let id = town.id;
    let office = match side {
        Side::Sender => &mut town.sender,
        Side::Receiver => &mut town.receiver,
    };
    let Ok(view) = office.desk().handover(id) else {
        return false;
    };
    let before = office.desk().audit(None, usize::MAX).unwrap().len();
    let done = three::take(office.desk(), &view, step, 0);
    let desk = office.desk();
    let lines = desk.audit(None, usize::MAX).unwrap().split_off(before);
    let by_people = lines.iter().filter(|it| it.line.event.actor != PROGRAM);
    let by_people: Vec<_> = by_people.collect();
    let what = format!("{side:?}, {}: {done:?}", step.code());
    if done.is_err() {
        assert!(lines.is_empty(), "{what}");
        return false;
    }
    let [line] = by_people[..] else {
        let acts: Vec<_> = by_people.iter().map(|it| it.line.event.act).collect();
        panic!("{what}: {acts:?}");
    };
    let event = &line.line.event;
    assert_eq!(event.actor, desk.me().id.to_bytes(), "{what}");
    let case = view.line.case.map(CaseId::to_bytes);
    match event.act {
        Deed::Handover { code, id: of } => {
            assert_eq!(event.subject, Some(id.to_bytes()), "{what}");
            assert_eq!((step_of(code), of), (Some(step), id.to_bytes()), "{what}");
        }
        // Taken back is the form of the case; where something was offered, in the handover.
        Deed::ConsentWithdrawn => {
            assert!(
                matches!(step, Step::WithdrawItems | Step::WithdrawAll),
                "{what}"
            );
            let of = [case, Some(id.to_bytes())];
            assert!(of.contains(&event.subject), "{what}");
        }
        other => panic!("{what}: {other:?}"),
    }
    true
}

// ---- people who leave ----

#[test]
fn what_somebody_wrote_who_has_left_since_is_sent_under_their_name() {
    let mut town = town(Point::Ready);
    let chief = town.sender.who().to_owned();
    let gone = "見本 責任者";
    hire(&mut town.sender, gone, Role::ServiceManager);
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    town.id = desk.draft(case, to).unwrap();
    let id = town.id;
    desk.confirm(id, Which::All).unwrap();
    desk.submit(id).unwrap();
    let desk = town.sender.sign_in(gone);
    let left = desk.me().id;
    desk.approve(id).unwrap();
    desk.offer(id, None).unwrap();
    let desk = town.sender.sign_in(&chief);
    desk.close_staff(left).unwrap();
    town.exchange();
    assert_eq!(town.phase(), Phase::Delivered);
    let said = town.received().said;
    let signed = said[0].words.as_ref().and_then(|it| it.get(WordKey::By));
    assert_eq!(signed, Some(gone), "the entry is in the name of its writer");
    let lines = town.sender.desk().audit(Some(id.to_bytes()), 99).unwrap();
    let of = |step| {
        let mut of = lines.iter().filter(|it| {
            matches!(it.line.event.act, Deed::Handover { code, .. } if step_of(code) == Some(step))
        });
        of.next().expect("it stands there").by.clone()
    };
    assert_eq!(of(Step::Offer), Doer::Staff(gone.into()));
    assert_eq!(of(Step::Approve), Doer::Staff(gone.into()));
    assert_eq!(of(Step::Submit), Doer::Staff(chief));
}

#[test]
fn a_due_day_outlives_who_took_it_on() {
    let mut town = town(Point::Started);
    let chief = town.receiver.who().to_owned();
    let next = "見本 後任";
    hire(&mut town.receiver, next, Role::Manager);
    let taken_on = town.receiver.desk().me().id;
    let due = |desk: &Desk| -> Vec<(Duty, Who)> {
        let lines = desk.today_lines().unwrap().into_iter();
        let duties = lines.filter_map(|it| match it.work {
            Work::Duty(duty) => Some((duty, it.who)),
            _ => None,
        });
        duties.collect()
    };
    let before = due(town.receiver.sign_in(next));
    let agreed = before.iter().filter(|(duty, _)| duty.due.is_some());
    let mut tasks = agreed.map(|(duty, _)| &duty.task);
    assert!(
        tasks.any(|it| matches!(it, Task::FollowUp(_))),
        "{before:?}"
    );
    let desk = town.receiver.desk();
    desk.close_staff(taken_on).unwrap();
    assert_eq!(due(town.receiver.desk()), before, "{chief} has left");
    town.clock.set(60);
    town.follow_up(Outcome::GoingWell);
    town.exchange();
    town.phase();
}

// ---- the case ----

#[test]
fn a_screen_from_before_the_hand_over_writes_nothing_into_the_case() {
    let mut town = town(Point::Started);
    let (case, id) = (town.case, town.id);
    let desk = town.sender.desk();
    let bytes = || Some(zeroize::Zeroizing::new(crate::attachment::PDF.to_vec()));
    let paper = crate::attachment::paper();
    let file = desk.attach(case, bytes(), paper).unwrap();
    let seen = desk.show_case(case).unwrap();
    town.end();
    let said = |text_: &str| {
        let put = Edit::Put(text(FieldId::LifeRhythm, text_));
        BTreeMap::from([(FieldId::LifeRhythm, put)])
    };
    let before = town.sender.all_content();
    let desk = town.sender.desk();
    let late = [
        desk.edit_case(case, None, said("もう書けない")).map(drop),
        desk.edit_case(case, Some(seen.revision()), said("もう書けない"))
            .map(drop),
        desk.attach(case, bytes(), crate::attachment::paper())
            .map(drop),
        desk.detach(case, file, Detaching::Mistaken, "まちがえた")
            .map(drop),
    ];
    for said in late {
        let is = matches!(&said, Err(Problem::HandedOver(it)) if it.id == id);
        assert!(is, "{said:?}");
    }
    let cases = |all: Vec<(String, Vec<u8>)>| -> Vec<_> {
        let of_case = |it: &(String, Vec<u8>)| it.0 == "Case" || it.0 == "Attachment";
        all.into_iter().filter(of_case).collect()
    };
    assert_eq!(cases(town.sender.all_content()), cases(before));
}

#[test]
fn nothing_is_destroyed_at_either_office_while_it_is_under_way() {
    for point in [Point::Delivered, Point::Accepted, Point::Released] {
        let mut town = town(point);
        let (case, id) = (town.case, town.id);
        town.clock.set(40);
        for office in [&mut town.sender, &mut town.receiver] {
            let desk = office.desk();
            let over = desk.kept(Span::Over).unwrap();
            assert!(over.is_empty(), "{point:?}");
            for what in [Kept::Case(case), Kept::Handover(id)] {
                let said = desk.shred(what, "高橋 さくら");
                assert!(said.is_err(), "{point:?}, {what:?}");
            }
            denied(desk.discard(id));
        }
        assert!(town.received().disclosed.is_some(), "{point:?}");
        town.sender.desk().show_case(case).unwrap();
    }
}

#[test]
fn erasing_one_of_two_handovers_of_a_person_takes_nothing_of_the_other() {
    let mut town = town(Point::Delivered);
    let first = town.id;
    town.decline(Decline::SentBack);
    town.exchange();
    town.prepare();
    town.offer();
    town.exchange();
    let second = town.id;
    assert_ne!(first, second);
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
    // Everything that ever lay there is brought again, the first offer with it: it is gone, and the second stands.
    let ever = town.post.ever();
    town.post.lay(&ever);
    town.collect();
    town.send();
    let desk = town.receiver.desk();
    assert!(desk.handover(first).unwrap().disclosed.is_none());
    assert_eq!(town.reads(FieldId::LifeRhythm).as_deref(), Some(SHARED));
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let own = town.start().expect("a case of its own");
    town.exchange();
    let case = town.receiver.desk().show_case(own).unwrap();
    assert!(case.get(FieldId::LifeRhythm).is_some());
    let lines = town.receiver.desk().handovers().unwrap();
    let of = |id| lines.iter().find(|it| it.id == id).expect("it is listed");
    assert_eq!(of(first).phase, Phase::Declined);
    assert_eq!(of(second).phase, Phase::Started);
    let erased = town.receiver.desk().handover(first).unwrap().replied;
    let said = erased.iter().filter(|it| it.envelope.act == Act::Erased);
    assert_eq!(said.count(), 1);
    let other = town.receiver.desk().handover(second).unwrap().replied;
    assert!(other.iter().all(|it| it.envelope.act != Act::Erased));
}
