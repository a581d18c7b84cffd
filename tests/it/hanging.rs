//! A shared folder that does not answer: the desk, the screens' worker and the other office, while the courier hangs there
//! and after it is let go; and a round that ends anywhere between two of its steps.
//!
//! Nothing here waits by the clock, but for the one worker that is left while a round hangs.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use tasuki::domain::handover::entry::{Side, Withdrawal};
use tasuki::domain::id::OfficeId;
use tasuki::domain::section::SectionId;
use tasuki::exchange::naming::Name;
use tasuki::exchange::transport::memory::Memory;
use tasuki::exchange::transport::{Transport, TransportError, Was};
use tasuki::lang::Lang;
use tasuki::tui::act::{Reply, Request, Secret, Ticket, Told};
use tasuki::tui::desk::Work;
use tasuki::tui::desk::round::GRACE;
use tasuki::tui::effect::{Job, Worker};
use tasuki::tui::room::draft::{self, Erasures, Form, Place, Words};
use tasuki::tui::room::{handover, post};
use tasuki::workflow::clock::Outside;
use tasuki::workflow::post::{Extent, Forbidden, SyncReport, TakenBack};
use tasuki::workflow::round::{Errand, Next, Round, Way};
use tasuki::workflow::{Desk, Problem};

use crate::town::{Clock, Office, PASSPHRASE, Point, STRENGTH, Town, town};

/// More readings of the clock than any model of a town took.
const LATER: i64 = 20_000_000;

fn outside() -> Box<dyn Outside> {
    static CLOCK: OnceLock<Clock> = OnceLock::new();
    let clock = CLOCK.get_or_init(|| {
        let clock = Clock::new();
        clock.later(LATER);
        clock
    });
    Box::new(clock.clone())
}

/// At what a shared place hangs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stuck {
    List,
    Fetch,
    Delete,
    Put,
}

const STUCK: [Stuck; 4] = [Stuck::List, Stuck::Fetch, Stuck::Delete, Stuck::Put];

/// What the test is woken by.
#[derive(PartialEq, Eq, Debug)]
enum Event {
    /// The courier hangs.
    Hangs(Stuck),
    /// The courier is back.
    Back,
}

/// A network drive that hangs at one thing until it is let go, and does it then.
struct Drive {
    inner: Memory,
    stuck: Mutex<Option<Stuck>>,
    events: Sender<Event>,
    go: Mutex<Receiver<()>>,
}

impl Drive {
    fn hang_if(&self, at: Stuck) {
        if *self.stuck.lock().unwrap() == Some(at) {
            self.events.send(Event::Hangs(at)).unwrap();
            let _ = self.go.lock().unwrap().recv();
        }
    }
}

/// The way to the drive, as the courier goes it.
struct ToDrive(Arc<Drive>);

impl Transport for ToDrive {
    fn put(&self, name: &Name, sealed: &[u8]) -> Result<(), TransportError> {
        self.0.hang_if(Stuck::Put);
        self.0.inner.put(name, sealed)
    }

    fn list(&self, recipient: &OfficeId) -> Result<Vec<Name>, TransportError> {
        self.0.hang_if(Stuck::List);
        self.0.inner.list(recipient)
    }

    fn fetch(&self, name: &Name, limit: usize) -> Result<Vec<u8>, TransportError> {
        self.0.hang_if(Stuck::Fetch);
        self.0.inner.fetch(name, limit)
    }

    fn delete(&self, name: &Name) -> Result<Was, TransportError> {
        self.0.hang_if(Stuck::Delete);
        self.0.inner.delete(name)
    }
}

/// An office with its drive, which hangs.
struct Scene {
    at: Side,
    town: Town,
    drive: Arc<Drive>,
    events: Receiver<Event>,
    back: Sender<Event>,
    /// Dropped, the drive goes on.
    hold: Sender<()>,
}

/// A receiver at whose drive an offer lies.
fn scene(stuck: Stuck) -> Scene {
    let scene = sending(stuck);
    *scene.drive.stuck.lock().unwrap() = None;
    let mut scene = Scene {
        at: Side::Receiver,
        ..scene
    };
    let sender = scene.town.sender.desk();
    let sent = sender.sync_through(&scene.drive.inner, Extent::New);
    assert_eq!(sent.unwrap().sent, 1);
    scene.town.sender.close();
    *scene.drive.stuck.lock().unwrap() = Some(stuck);
    scene
}

/// A sender whose offer waits, and whose drive hangs.
fn sending(stuck: Stuck) -> Scene {
    let mut town = town(Point::Approved);
    town.offer();
    let (back, events) = channel();
    let (hold, go) = channel();
    let drive = Arc::new(Drive {
        inner: Memory::new(),
        stuck: Mutex::new(Some(stuck)),
        events: back.clone(),
        go: Mutex::new(go),
    });
    for office in [&mut town.sender, &mut town.receiver] {
        let mailbox = PathBuf::from("/net/kakuu");
        office.desk().set_mailbox(mailbox).unwrap();
        office.close();
    }
    Scene {
        at: Side::Sender,
        town,
        drive,
        events,
        back,
        hold,
    }
}

impl Scene {
    fn way(&self) -> Way {
        let drive = Arc::clone(&self.drive);
        Arc::new(move |_| Box::new(ToDrive(Arc::clone(&drive))))
    }

    fn office(&self) -> &Office {
        match self.at {
            Side::Sender => &self.town.sender,
            Side::Receiver => &self.town.receiver,
        }
    }

    /// The worker's hands at the office, as another process has them.
    fn work(&self) -> Work {
        self.work_by(self.way())
    }

    fn work_by(&self, way: Way) -> Work {
        let back = self.back.clone();
        let back = move || drop(back.send(Event::Back));
        Work::office(self.office().home(), STRENGTH, outside).with_courier(way, back)
    }

    fn unlock(&self) -> Request {
        Request::Unlock {
            who: self.office().who().to_owned(),
            passphrase: Secret::new(PASSPHRASE),
        }
    }

    /// Goes on with a round until the courier hangs.
    fn until_it_hangs(&self, work: &mut Work) -> Stuck {
        loop {
            match self.events.recv().unwrap() {
                Event::Hangs(at) => return at,
                Event::Back => assert_eq!(work.take(Job::Look), [], "the round is not over"),
            }
        }
    }
}

/// The one answer to a request, which is there at once.
fn at_once(work: &mut Work, request: Request) -> Reply {
    let mut replies = work.take(Job::Asked(Ticket(99), request));
    assert_eq!(replies.len(), 1, "{replies:?}");
    replies.remove(0).1
}

fn form() -> Form {
    Form {
        place: Place {
            about: None,
            form: "case/new".into(),
        },
        shown: Erasures::default(),
    }
}

#[test]
fn while_the_folder_hangs_drafts_are_kept_views_open_and_the_lock_holds_at_once() {
    for stuck in STUCK {
        let scene = scene(stuck);
        let mut work = scene.work();
        let opened = at_once(&mut work, scene.unlock());
        assert!(matches!(opened, Reply::Unlocked { .. }), "{opened:?}");
        assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
        assert_eq!(scene.until_it_hangs(&mut work), stuck);

        let words = Words(vec![("person.name#0".into(), "見本 一郎".into())]);
        let keep = Request::Draft(draft::Ask::Keep(form(), words.clone()));
        let kept = at_once(&mut work, keep);
        assert_eq!(kept, Reply::Draft(draft::Answer::Done), "{stuck:?}");
        let Reply::Today(today) = at_once(&mut work, Request::Today) else {
            panic!("no view")
        };
        assert_eq!(today.unsaved.len(), 1);
        let list = Request::Handover(handover::Ask::List);
        assert!(matches!(at_once(&mut work, list), Reply::Handovers(_)));
        let post = Request::Post(post::Ask::Show);
        assert!(matches!(at_once(&mut work, post), Reply::Post(_)));
        assert_eq!(work.take(Job::Asked(Ticket(2), Request::Sync)), []);

        let mut other = scene.work();
        assert!(matches!(
            at_once(&mut other, scene.unlock()),
            Reply::Busy(_)
        ));
        let locked = work.take(Job::Asked(Ticket(3), Request::Lock));
        let told = cut_by_the_lock(&locked, &[2, 3]);
        let expected = match stuck {
            Stuck::Put => "送る途中で終えました",
            Stuck::List | Stuck::Fetch | Stuck::Delete => "受け取りの途中で終えました",
        };
        assert!(told.contains(expected), "{stuck:?}: {told}");
        let collected = told.contains("1件受け取りました");
        assert_eq!(
            collected,
            matches!(stuck, Stuck::Delete | Stuck::Put),
            "{stuck:?}: {told}"
        );
        let opened = at_once(&mut other, scene.unlock());
        assert!(matches!(opened, Reply::Unlocked { .. }), "{opened:?}");
        let find = Request::Draft(draft::Ask::Find(form()));
        let found = at_once(&mut other, find);
        assert_eq!(found, Reply::Draft(draft::Answer::Found(words)));
        assert_eq!(other.take(Job::End), []);
        drop(other);

        finish_after_letting_go(scene, work, stuck);
    }
}

/// What comes after the lock is dropped; the next round does all that is left, once.
fn finish_after_letting_go(mut scene: Scene, mut work: Work, stuck: Stuck) {
    *scene.drive.stuck.lock().unwrap() = None;
    drop(scene.hold);
    assert_eq!(scene.events.recv().unwrap(), Event::Back);
    assert_eq!(work.take(Job::Look), [], "nobody is told after the lock");
    let shut = at_once(&mut work, Request::Today);
    assert!(matches!(shut, Reply::Refused(_)), "{shut:?}");
    let unlock = Request::Unlock {
        who: scene.town.receiver.who().to_owned(),
        passphrase: Secret::new(PASSPHRASE),
    };
    assert!(matches!(at_once(&mut work, unlock), Reply::Unlocked { .. }));
    assert_eq!(work.take(Job::Asked(Ticket(7), Request::Sync)), []);
    let replies = work.finish(Duration::MAX);
    assert!(
        matches!(replies[..], [(Ticket(7), Reply::Synced(_))]),
        "{replies:?}"
    );
    drop(work);
    settle(&mut scene.town, &scene.drive.inner, stuck);
}

/// Rounds until nothing moves; both offices hold one handover that arrived once, and say the same of it.
fn settle(town: &mut Town, place: &Memory, told: impl std::fmt::Debug) {
    town.clock.later(2 * LATER);
    loop {
        let mut moved = 0;
        for office in [&mut town.sender, &mut town.receiver] {
            let report = office.desk().sync_through(place, Extent::New).unwrap();
            assert_eq!(report.refused, [], "{told:?}");
            moved += report.sent + report.collected + report.known;
        }
        if moved == 0 {
            break;
        }
    }
    for office in [town.sender_id, town.receiver_id] {
        assert_eq!(place.list(&office), Ok(Vec::new()), "{told:?}");
    }
    let state = |office: &mut Office| {
        let lines = office.desk().handovers().unwrap();
        assert_eq!(lines.len(), 1, "{told:?}");
        office.desk().handover(lines[0].id).unwrap().state
    };
    let (sender, receiver) = (state(&mut town.sender), state(&mut town.receiver));
    assert_eq!(sender, receiver, "{told:?}");
    assert!(receiver.holds_content, "{told:?}");
}

#[test]
fn a_program_that_is_left_while_the_folder_hangs_ends_and_the_store_is_free() {
    let scene = scene(Stuck::List);
    let work = scene.work();
    let (told, answers) = channel();
    let make = |_| {
        let mut work = work;
        move |job| {
            let replies = work.take(job);
            told.send(replies.clone()).unwrap();
            replies
        }
    };
    let worker = Worker::spawn(make, || {}).unwrap();
    worker.ask(Ticket(1), scene.unlock()).unwrap();
    let opened = answers.recv().unwrap();
    assert!(
        matches!(opened[..], [(Ticket(1), Reply::Unlocked { .. })]),
        "{opened:?}"
    );
    worker.ask(Ticket(2), Request::Round).unwrap();
    assert_eq!(scene.events.recv().unwrap(), Event::Hangs(Stuck::List));
    drop(worker);
    let mut other = scene.work();
    let opened = at_once(&mut other, scene.unlock());
    assert!(matches!(opened, Reply::Unlocked { .. }), "{opened:?}");
}

#[test]
fn whoever_leaves_right_after_a_step_has_it_sent_where_the_folder_answers() {
    let scene = scene(Stuck::List);
    *scene.drive.stuck.lock().unwrap() = None;
    let mut work = scene.work();
    at_once(&mut work, scene.unlock());
    assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
    let replies = work.take(Job::End);
    assert!(
        matches!(replies[..], [(Ticket(1), Reply::Rounded(..))]),
        "within {GRACE:?}: {replies:?}"
    );
    let receipts = scene.drive.inner.list(&scene.town.sender_id).unwrap();
    assert_eq!(receipts.len(), 1);
}

/// As one errand of many: each is done at once, and the place has more of them than anybody waits for.
struct Many;

impl Transport for Many {
    fn put(&self, _: &Name, _: &[u8]) -> Result<(), TransportError> {
        Ok(())
    }

    fn list(&self, recipient: &OfficeId) -> Result<Vec<Name>, TransportError> {
        let name = |ms| Name::of(*recipient, ms, b"no parcel").unwrap();
        Ok((0..100_000).map(name).collect())
    }

    fn fetch(&self, _: &Name, _: usize) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::NoSuchParcel)
    }

    fn delete(&self, _: &Name) -> Result<Was, TransportError> {
        Ok(Was::Gone)
    }
}

/// What the lock tells of the round it gave up, the first; to the others only that it is locked.
fn cut_by_the_lock(replies: &[(Ticket, Reply)], others: &[u64]) -> String {
    let [(Ticket(1), Reply::LeftBehind(told)), rest @ ..] = replies else {
        panic!("{replies:?}");
    };
    let locked = others.iter().map(|it| (Ticket(*it), Reply::Locked));
    assert_eq!(rest, locked.collect::<Vec<_>>());
    let told = told.text(Lang::Ja);
    assert!(told.contains("ロックしたので"), "{told}");
    told
}

/// Both logs are sent whole once somebody chooses it; no later round does it by itself.
#[test]
fn that_sending_everything_was_given_up_by_the_lock_is_told() {
    for (asked, expected) in [(Request::Sync, false), (Request::SendAll, true)] {
        let scene = scene(Stuck::List);
        let mut work = scene.work();
        at_once(&mut work, scene.unlock());
        assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
        assert_eq!(work.take(Job::Asked(Ticket(2), asked)), []);
        let locked = work.take(Job::Asked(Ticket(3), Request::Lock));
        let told = cut_by_the_lock(&locked, &[2, 3]);
        assert_eq!(told.contains("もう一度選んでください"), expected, "{told}");
    }
}

fn left_behind(replies: &[(Ticket, Reply)]) -> String {
    match replies {
        [(Ticket(1), Reply::LeftBehind(told))] => told.text(Lang::Ja),
        other => panic!("{other:?}"),
    }
}

#[test]
fn whoever_leaves_waits_for_all_errands_together_no_longer_than_once() {
    let scene = scene(Stuck::List);
    let mut work = scene.work_by(Arc::new(|_| Box::new(Many)));
    at_once(&mut work, scene.unlock());
    assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
    let replies = work.finish(Duration::from_millis(5));
    let told = left_behind(&replies);
    assert!(told.contains("受け取りの途中"), "{told}");
}

#[test]
fn what_was_on_its_way_when_somebody_left_is_told_and_is_put_the_next_time() {
    let mut scene = sending(Stuck::Put);
    let mut work = scene.work();
    at_once(&mut work, scene.unlock());
    assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
    assert_eq!(scene.until_it_hangs(&mut work), Stuck::Put);
    let replies = work.finish(Duration::ZERO);
    let told = left_behind(&replies);
    assert!(told.contains("送ったことになっていません"), "{told}");
    drop(work);
    let desk = scene.town.sender.desk();
    assert_ne!(desk.handovers().unwrap()[0].unsent, 0, "it still waits");
    let next = desk.sync_through(&scene.drive.inner, Extent::New).unwrap();
    assert_eq!(next.sent, 1);
}

#[test]
fn a_withdrawal_recorded_while_the_courier_puts_the_offer_is_stronger_than_the_lock_that_follows() {
    let mut scene = sending(Stuck::Put);
    let mut work = scene.work();
    at_once(&mut work, scene.unlock());
    assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
    assert_eq!(scene.until_it_hangs(&mut work), Stuck::Put);
    let deed = Box::new(handover::Deed::Withdraw(
        Withdrawal::All,
        handover::TellingDraft::default(),
    ));
    let take = Request::Handover(handover::Ask::Take(scene.town.id, deed));
    let taken = at_once(&mut work, take);
    assert!(matches!(taken, Reply::Taken(_)), "{taken:?}");
    let locked = work.take(Job::Asked(Ticket(3), Request::Lock));
    cut_by_the_lock(&locked, &[3]);
    // The courier cannot be called back: it lies there now.
    *scene.drive.stuck.lock().unwrap() = None;
    drop(scene.hold);
    assert_eq!(scene.events.recv().unwrap(), Event::Back);
    let receiver = scene.town.receiver_id;
    assert_eq!(scene.drive.inner.list(&receiver).unwrap().len(), 1);
    drop(work);

    let sender = scene.town.sender.desk();
    let report = sender.sync_through(&scene.drive.inner, Extent::New);
    let report = report.unwrap();
    let expected = TakenBack {
        handover: scene.town.id,
        why: Forbidden::Overtaken,
        done: Ok(Was::There),
    };
    assert_eq!((report.taken_back, report.sent), (vec![expected], 1));
    scene.town.clock.later(2 * LATER);
    let desk = scene.town.receiver.desk();
    desk.sync_through(&scene.drive.inner, Extent::New).unwrap();
    let came = desk.handover(scene.town.id).unwrap();
    assert!(!came.state.holds_content);
}

/// The program is left, or the office changed, while the courier puts the offer; then the person takes it back.
#[test]
fn a_putting_that_was_left_behind_is_taken_away_where_it_may_not_lie_any_more() {
    for ends in [Job::End, Job::Asked(Ticket(2), Request::SwitchOffice)] {
        let mut scene = sending(Stuck::Put);
        let mut work = scene.work();
        at_once(&mut work, scene.unlock());
        assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
        assert_eq!(scene.until_it_hangs(&mut work), Stuck::Put);
        match ends {
            Job::End => drop(work.finish(Duration::ZERO)),
            other => drop(work.take(other)),
        }
        // This process lives on, and its courier with it; another one has the store.
        at_once(&mut work, Request::Lock);
        scene.town.clock.later(2 * LATER);
        let (id, receiver) = (scene.town.id, scene.town.receiver_id);
        let sender = scene.town.sender.desk();
        sender.withdraw(id, Withdrawal::All).unwrap();
        let report = sender.sync_through(&scene.drive.inner, Extent::New);
        let told = |report: &SyncReport| {
            let told = report.taken_back.iter().map(|it| (it.handover, it.done));
            told.collect::<Vec<_>>()
        };
        assert_eq!(told(&report.unwrap()), [(id, Ok(Was::Gone))]);
        let before = scene.drive.inner.list(&receiver).unwrap();
        *scene.drive.stuck.lock().unwrap() = None;
        drop(std::mem::replace(&mut scene.hold, channel().0));
        assert_eq!(scene.events.recv().unwrap(), Event::Back);
        assert_ne!(scene.drive.inner.list(&receiver).unwrap(), before);
        let desk = scene.town.sender.desk();
        let report = desk.sync_through(&scene.drive.inner, Extent::New).unwrap();
        assert_eq!(told(&report), [(id, Ok(Was::There))]);
        assert_eq!(scene.drive.inner.list(&receiver).unwrap(), before);
    }
}

/// The screen locks while the courier puts the offer; then somebody takes it back by another process, whose round looks
/// before the courier has put it.
#[test]
fn a_putting_that_the_lock_gave_up_is_taken_away_when_another_process_forbids_it_first() {
    let mut scene = sending(Stuck::Put);
    let mut work = scene.work();
    at_once(&mut work, scene.unlock());
    assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
    assert_eq!(scene.until_it_hangs(&mut work), Stuck::Put);
    let locked = work.take(Job::Asked(Ticket(2), Request::Lock));
    let told = cut_by_the_lock(&locked, &[2]);
    assert!(told.contains("送ったことになっていません"), "{told}");
    // The model of the town reads another clock.
    scene.town.clock.later(2 * LATER);
    let (id, receiver) = (scene.town.id, scene.town.receiver_id);
    let told = |scene: &mut Scene| {
        let desk = scene.town.sender.desk();
        let report = desk.sync_through(&scene.drive.inner, Extent::New).unwrap();
        let told = report.taken_back.iter();
        let told = told.map(|it| (it.handover, it.done));
        told.collect::<Vec<_>>()
    };
    let sender = scene.town.sender.desk();
    sender.withdraw(id, Withdrawal::All).unwrap();
    assert_eq!(told(&mut scene), [(id, Ok(Was::Gone))]);
    let before = scene.drive.inner.list(&receiver).unwrap();
    *scene.drive.stuck.lock().unwrap() = None;
    drop(std::mem::replace(&mut scene.hold, channel().0));
    assert_eq!(scene.events.recv().unwrap(), Event::Back);
    assert_ne!(scene.drive.inner.list(&receiver).unwrap(), before);
    assert_eq!(told(&mut scene), [(id, Ok(Was::There))]);
    assert_eq!(scene.drive.inner.list(&receiver).unwrap(), before);
}

/// A place at which whoever goes there once falls.
struct Hole {
    falls: Mutex<bool>,
    inner: Arc<Drive>,
}

struct ToHole(Arc<Hole>);

impl ToHole {
    fn there(&self) -> &Memory {
        let falls = std::mem::take(&mut *self.0.falls.lock().unwrap());
        assert!(!falls, "a defect");
        &self.0.inner.inner
    }
}

impl Transport for ToHole {
    fn put(&self, name: &Name, sealed: &[u8]) -> Result<(), TransportError> {
        self.there().put(name, sealed)
    }

    fn list(&self, recipient: &OfficeId) -> Result<Vec<Name>, TransportError> {
        self.there().list(recipient)
    }

    fn fetch(&self, name: &Name, limit: usize) -> Result<Vec<u8>, TransportError> {
        self.there().fetch(name, limit)
    }

    fn delete(&self, name: &Name) -> Result<Was, TransportError> {
        self.there().delete(name)
    }
}

#[test]
fn a_courier_that_panics_is_noticed_told_and_goes_again() {
    let scene = scene(Stuck::List);
    let hole = Arc::new(Hole {
        falls: Mutex::new(true),
        inner: Arc::clone(&scene.drive),
    });
    let way: Way = Arc::new(move |_| Box::new(ToHole(Arc::clone(&hole))));
    let mut work = scene.work_by(way);
    at_once(&mut work, scene.unlock());
    assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
    assert_eq!(scene.events.recv().unwrap(), Event::Back);
    let told = Told::of(&Problem::Transport(TransportError::NotBack));
    assert_eq!(
        work.take(Job::Look),
        [(Ticket(1), Reply::Refused(told))],
        "the round is over, and says why"
    );
    assert_eq!(work.take(Job::Asked(Ticket(2), Request::Sync)), []);
    let replies = work.finish(Duration::MAX);
    assert!(
        matches!(replies[..], [(Ticket(2), Reply::Synced(_))]),
        "{replies:?}"
    );
}

/// What was laid into a folder that the office has left since is sent nowhere.
#[test]
fn a_round_begins_again_where_the_shared_folder_was_changed_meanwhile() {
    let scene = scene(Stuck::Put);
    let elsewhere = Arc::new(Drive {
        inner: Memory::new(),
        stuck: Mutex::new(None),
        events: scene.back.clone(),
        go: Mutex::new(channel().1),
    });
    let (old, new) = (Arc::clone(&scene.drive), Arc::clone(&elsewhere));
    let way: Way = Arc::new(move |place: &Path| match place.ends_with("kakuu") {
        true => Box::new(ToDrive(Arc::clone(&old))),
        false => Box::new(ToDrive(Arc::clone(&new))),
    });
    let back = scene.back.clone();
    let back = move || drop(back.send(Event::Back));
    let home = scene.town.receiver.home();
    let mut work = Work::office(home, STRENGTH, outside).with_courier(way, back);
    at_once(&mut work, scene.unlock());
    assert_eq!(work.take(Job::Asked(Ticket(1), Request::Round)), []);
    assert_eq!(scene.until_it_hangs(&mut work), Stuck::Put);

    let set = Request::Post(post::Ask::Set("/net/atarashii".into()));
    let set = at_once(&mut work, set);
    assert!(!matches!(set, Reply::Refused(_)), "{set:?}");
    *scene.drive.stuck.lock().unwrap() = None;
    drop(scene.hold);
    let replies = work.finish(Duration::MAX);
    assert!(
        matches!(replies[..], [(Ticket(1), Reply::Rounded(..))]),
        "{replies:?}"
    );
    let sent = elsewhere.inner.list(&scene.town.sender_id).unwrap();
    assert_eq!(sent.len(), 1, "the receipt lies in the new folder");
}

/// Takes a round so many errands far; none where it is over before.
fn round_up_to(
    desk: &mut Desk,
    place: &Memory,
    errands: usize,
) -> Result<Option<(Round, Errand)>, Problem> {
    let mut at = desk.begin_round(Extent::New)?;
    for _ in 0..errands {
        at = match desk.go_on(at.0, at.1.run(place))? {
            Next::Errand(round, errand) => (round, errand),
            Next::Over(_) => return Ok(None),
        };
    }
    Ok(Some(at))
}

/// Where a process is killed.
#[derive(PartialEq, Eq)]
enum Cut {
    /// The courier has not gone yet.
    BeforeTheErrand,
    /// He did what he was sent for, and the desk never heard of it.
    AfterTheErrand,
}

#[test]
fn a_round_that_ends_between_any_two_of_its_steps_loses_nothing_and_does_nothing_twice() {
    let mut town = town(Point::Approved);
    town.offer();
    let place = Memory::new();
    for side in 0..2 {
        let office = match side {
            0 => &mut town.sender,
            _ => &mut town.receiver,
        };
        let mut cuts = 0;
        'round: for errands in 0.. {
            for cut in [Cut::BeforeTheErrand, Cut::AfterTheErrand] {
                let Some((_, errand)) = round_up_to(office.desk(), &place, errands).unwrap() else {
                    break 'round;
                };
                office.close();
                if cut == Cut::AfterTheErrand {
                    errand.run(&place);
                }
                cuts += 1;
            }
        }
        assert!(4 <= cuts, "a round has steps: {cuts}");
    }
    settle(&mut town, &place, "cut everywhere");
}

#[test]
fn what_is_written_while_a_parcel_is_on_its_way_goes_with_the_next() {
    let mut town = town(Point::Delivered);
    let (id, place) = (town.id, Memory::new());
    let desk = town.receiver.desk();
    let question = |desk: &mut Desk, text| desk.ask(id, SectionId::Life, text).unwrap();
    question(desk, "朝はだれと来ますか。");
    let Some((round, errand @ Errand::Put(..))) = round_up_to(desk, &place, 1).unwrap() else {
        panic!("nothing is sent")
    };
    question(desk, "帰りはだれと帰りますか。");
    let Next::Over(report) = desk.go_on(round, errand.run(&place)).unwrap() else {
        panic!("there is one handover")
    };
    assert_eq!(report.sent, 1);
    let asked = |town: &mut Town| {
        let desk = town.sender.desk();
        desk.sync_through(&place, Extent::New).unwrap();
        desk.handover(id).unwrap().state.questions.len()
    };
    assert_eq!(asked(&mut town), 1, "what was sealed");
    let next = town.receiver.desk().sync_through(&place, Extent::New);
    assert_eq!(next.unwrap().sent, 1);
    assert_eq!(asked(&mut town), 2);
    let quiet = town.receiver.desk().sync_through(&place, Extent::New);
    assert_eq!(quiet.unwrap().sent, 0);
}
