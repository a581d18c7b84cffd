//! Two offices at work, each a real desk on a real disk, and a post between them that can do everything wrong.
//!
//! Building an office costs a key derivation, so a town is built once for each point of the work and copied from
//! then on. Nothing here judges: that is the tests'.

#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at files from outside"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI32, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, OnceLock, PoisonError};

use tasuki::disk::real::RealDisk;
use tasuki::domain::answer::{Answer, Given, Raw};
use tasuki::domain::audit::Act;
use tasuki::domain::calendar::Day;
use tasuki::domain::case::{Edit, FieldState, Source, Value};
use tasuki::domain::consent::{ConsentForm, Explained, Manner, Mode, Returned, Signer};
use tasuki::domain::handover::dossier::{Phase, State};
use tasuki::domain::handover::entry::{Decline, Finding, Outcome, Reading, Verdict};
use tasuki::domain::handover::permit::Step;
use tasuki::domain::id::{CaseId, ConsentId, HandoverId, OfficeId};
use tasuki::domain::key_fact::Compared;
use tasuki::domain::office::SinglePerson;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::staff::Role;
use tasuki::domain::text::Line;
use tasuki::exchange::naming::Name as ParcelName;
use tasuki::exchange::transport::{Transport, TransportError, Was};
use tasuki::vault::{Place, Shelf, Vault};
use tasuki::workflow::alike::Meeting;
use tasuki::workflow::clock::Outside;
use tasuki::workflow::custody::{Home, Newcomer, Strength};
use tasuki::workflow::handover::{
    AcceptForm, Differing, EndForm, ReadBackForm, Told, Which, step_of,
};
use tasuki::workflow::post::{Extent, SyncReport};
use tasuki::workflow::view::HandoverView;
use tasuki::workflow::{Desk, Passphrase, demo};

/// What trying a passphrase costs here: none of these tests is about it, and it is most of what opening a store takes.
#[cfg(debug_assertions)]
pub const STRENGTH: Strength = Strength::Trifle;
#[cfg(not(debug_assertions))]
pub const STRENGTH: Strength = Strength::Least;

/// The passphrase of everybody in town.
pub const PASSPHRASE: &str = "あさぎ色の襷を渡す 42";
/// Stands in a field that consent covers.
pub const SHARED: &str = "シルシオオヤケ7731";
/// Stands in a field that consent does not cover.
pub const WITHHELD: &str = "シルシヒミツ9042";
/// Stands in a working note.
pub const NOTED: &str = "シルシメモ5518";

/// A clock both offices and the test look at.
#[derive(Clone)]
pub struct Clock {
    day: Arc<AtomicI32>,
    readings: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that stands on the day of the sample town.
    pub fn new() -> Clock {
        Clock {
            day: Arc::new(AtomicI32::new(0)),
            readings: Arc::new(AtomicI64::new(0)),
        }
    }

    /// Passes over so many readings, for a store that has seen later ones.
    pub fn later(&self, readings: i64) {
        self.readings.fetch_add(readings, Ordering::Relaxed);
    }

    /// Moves to `days` after the day the town stands on.
    pub fn set(&self, days: i32) {
        self.day.store(days, Ordering::Relaxed);
    }
}

impl Outside for Clock {
    fn now_ms(&self) -> i64 {
        let epoch = Day::from_ymd(1970, 1, 1).expect("a day");
        let days = i64::from(epoch.days_until(self.today()));
        days * 86_400_000 + self.readings.fetch_add(1, Ordering::Relaxed)
    }

    fn today(&self) -> Day {
        demo::today().plus_days(self.day.load(Ordering::Relaxed))
    }

    fn id(&self) -> [u8; 16] {
        tasuki::exchange::fresh_id()
    }
}

/// A shared place that keeps a copy of everything that ever lay in it.
#[derive(Default)]
pub struct Post {
    lying: Mutex<BTreeMap<ParcelName, Vec<u8>>>,
    ever: Mutex<Vec<(ParcelName, Vec<u8>)>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Post {
    /// Takes away all that lies there, as if it was lost, and gives it.
    pub fn take(&self) -> Vec<(ParcelName, Vec<u8>)> {
        std::mem::take(&mut *lock(&self.lying))
            .into_iter()
            .collect()
    }

    /// Lays parcels there, under whatever name.
    pub fn lay(&self, parcels: &[(ParcelName, Vec<u8>)]) {
        lock(&self.lying).extend(parcels.iter().cloned());
    }

    /// Everything that ever lay there, the oldest first.
    pub fn ever(&self) -> Vec<(ParcelName, Vec<u8>)> {
        lock(&self.ever).clone()
    }
}

impl Transport for Post {
    fn put(&self, name: &ParcelName, sealed: &[u8]) -> Result<(), TransportError> {
        lock(&self.lying).insert(*name, sealed.to_vec());
        lock(&self.ever).push((*name, sealed.to_vec()));
        Ok(())
    }

    fn list(&self, recipient: &OfficeId) -> Result<Vec<ParcelName>, TransportError> {
        let lying = lock(&self.lying);
        let own = lying.keys().filter(|name| name.recipient() == *recipient);
        Ok(own.copied().collect())
    }

    fn fetch(&self, name: &ParcelName, _: usize) -> Result<Vec<u8>, TransportError> {
        match lock(&self.lying).get(name) {
            None => Err(TransportError::NoSuchParcel),
            Some(sealed) if !name.stands_for(sealed) => Err(TransportError::Changed),
            Some(sealed) => Ok(sealed.clone()),
        }
    }

    fn delete(&self, name: &ParcelName) -> Result<Was, TransportError> {
        Ok(match lock(&self.lying).remove(name) {
            Some(_) => Was::There,
            None => Was::Gone,
        })
    }
}

/// A folder that goes with the test.
pub struct Dir(pub PathBuf);

impl Dir {
    pub fn new() -> Dir {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        static SWEPT: Once = Once::new();
        let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
        SWEPT.call_once(|| sweep(place));
        fs::create_dir_all(place).expect("the folder of all");
        Dir(own_folder(place, "town", &COUNT))
    }
}

/// Makes a folder nobody has: a process of the same number may have left some, as in a container, where numbers begin anew.
pub fn own_folder(place: &Path, name: &str, count: &AtomicU32) -> PathBuf {
    loop {
        let number = count.fetch_add(1, Ordering::Relaxed);
        let path = place.join(format!("{name}-{}-{number}", std::process::id()));
        match fs::create_dir(&path) {
            Ok(()) => return path,
            Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => (),
            Err(why) => panic!("a folder in {}: {why}", place.display()),
        }
    }
}

/// Removes what earlier runs left: the models live as long as their process and nobody clears up after them.
fn sweep(place: &Path) {
    let old = |path: &Path| {
        let changed = fs::metadata(path).and_then(|it| it.modified()).ok()?;
        Some(changed.elapsed().ok()?.as_secs() > 600)
    };
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(numbers) = name.strip_prefix("town-") else {
            continue;
        };
        // A slow run beside this one still works in its own.
        let process = numbers.split('-').next().unwrap_or_default();
        let runs = Path::new("/proc").join(process).exists();
        if !runs && old(&entry.path()) == Some(true) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy(&entry.path(), &target),
            false => {
                fs::copy(entry.path(), target).expect("a copy");
            }
        }
    }
}

/// Every file under a folder.
pub fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push((path.clone(), fs::read(&path).expect("a file"))),
        }
    }
    found
}

/// An office: its store, and whoever is at its desk.
pub struct Office {
    /// Where its store and its witness lie.
    pub dir: PathBuf,
    clock: Clock,
    who: String,
    desk: Option<Desk>,
}

impl Office {
    /// Where its store lies, for another process.
    pub fn home(&self) -> Home {
        Home {
            vault: self.dir.join("vault"),
            heads: self.dir.join("heads"),
        }
    }

    /// The name of whoever opens it.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// Whoever is at the desk.
    pub fn desk(&mut self) -> &mut Desk {
        if self.desk.is_none() {
            let clock = Box::new(self.clock.clone());
            let desk = Desk::open(&self.home(), &self.who, &passphrase(), clock);
            self.desk =
                Some(desk.unwrap_or_else(|why| panic!("{} opens the desk: {why:?}", self.who)));
        }
        self.desk.as_mut().expect("it was opened above")
    }

    /// Somebody else sits down.
    pub fn sign_in(&mut self, who: &str) -> &mut Desk {
        self.close();
        self.who = who.to_owned();
        self.desk()
    }

    /// Everybody leaves; the store is closed.
    pub fn close(&mut self) {
        self.desk = None;
    }

    /// The closed store, opened without a desk.
    pub fn vault(&mut self) -> Vault {
        self.close();
        let home = self.home();
        let place = Place::new(home.vault, home.heads, Arc::new(RealDisk));
        Vault::unlock(place, &self.who, &passphrase()).expect("the vault opens")
    }

    /// The bytes of every record, unsealed, as somebody with all keys of the office could read them.
    pub fn all_content(&mut self) -> Vec<(String, Vec<u8>)> {
        let vault = self.vault();
        let mut all = Vec::new();
        for shelf in Shelf::ALL {
            for (id, _, head) in vault.heads(shelf).expect("a shelf") {
                all.push((format!("{shelf:?} head"), head.to_vec()));
                let stored = vault.read(tasuki::vault::Name { shelf, id });
                let stored = stored.expect("a record").expect("a record");
                all.push((format!("{shelf:?}"), stored.body.to_vec()));
            }
        }
        all
    }

    /// The length of the journal, less the lines of looking, and every handover's state.
    pub fn picture(&mut self) -> (usize, Vec<State>) {
        let desk = self.desk();
        let mut audit = desk.audit(None, usize::MAX).expect("the journal");
        audit.retain(|it| !looked(&it.line.event.act));
        let lines = desk.handovers().expect("the list");
        let states = lines
            .iter()
            .map(|it| desk.handover(it.id).expect("one").state);
        (audit.len(), states.collect())
    }
}

/// Whether a line of the journal only tells that somebody looked at a handover.
fn looked(act: &Act) -> bool {
    matches!(act, Act::Handover { code, .. } if step_of(*code) == Some(Step::Read))
}

/// Everybody's passphrase.
pub fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE.to_owned())
}

fn line(text: &str) -> Line {
    Line::new(text, 60).expect("a line")
}

/// How far the work has come in a town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// Two offices that know each other; a case, a note, a consent; the sender approves its own.
    Ready,
    /// A draft the person has confirmed and that is approved.
    Approved,
    /// The offer has arrived and the receipt is back.
    Delivered,
    /// All is read and read back, and the sender knows.
    ReadBack,
    /// Accepted, and the sender knows.
    Accepted,
    /// Released, and the receiver knows.
    Released,
    /// Started, and the sender knows.
    Started,
}

/// Two offices and what lies between them.
pub struct Town {
    pub sender: Office,
    pub receiver: Office,
    pub post: Post,
    pub clock: Clock,
    pub case: CaseId,
    pub consent: ConsentId,
    pub id: HandoverId,
    pub sender_id: OfficeId,
    pub receiver_id: OfficeId,
    pub dir: Dir,
}

struct Model {
    dir: Dir,
    case: CaseId,
    consent: ConsentId,
    id: HandoverId,
    sender_id: OfficeId,
    receiver_id: OfficeId,
    readings: i64,
    day: i32,
}

static MODELS: Mutex<BTreeMap<Point, Model>> = Mutex::new(BTreeMap::new());

/// A town of one's own in which the work has come so far.
pub fn town(point: Point) -> Town {
    let mut models = lock(&MODELS);
    build(&mut models, point);
    enter(&models[&point])
}

fn build(models: &mut BTreeMap<Point, Model>, point: Point) {
    if models.contains_key(&point) {
        return;
    }
    let before = match point {
        Point::Ready => {
            models.insert(point, keep(found()));
            return;
        }
        Point::Approved => Point::Ready,
        Point::Delivered => Point::Approved,
        Point::ReadBack => Point::Delivered,
        Point::Accepted => Point::ReadBack,
        Point::Released => Point::Accepted,
        Point::Started => Point::Released,
    };
    build(models, before);
    let mut town = enter(&models[&before]);
    match point {
        Point::Ready => (),
        Point::Approved => town.prepare(),
        Point::Delivered => {
            town.offer();
            town.exchange();
        }
        Point::ReadBack => {
            town.read();
            town.read_back();
            town.exchange();
        }
        Point::Accepted => {
            town.accept();
            town.exchange();
        }
        Point::Released => {
            town.release();
            town.exchange();
        }
        Point::Started => {
            town.start();
            town.exchange();
        }
    }
    models.insert(point, keep(town));
}

fn keep(mut town: Town) -> Model {
    town.sender.close();
    town.receiver.close();
    assert!(town.post.take().is_empty(), "a parcel still lies there");
    Model {
        dir: town.dir,
        case: town.case,
        consent: town.consent,
        id: town.id,
        sender_id: town.sender_id,
        receiver_id: town.receiver_id,
        readings: town.clock.readings.load(Ordering::Relaxed),
        day: town.clock.day.load(Ordering::Relaxed),
    }
}

fn enter(model: &Model) -> Town {
    let dir = Dir::new();
    copy(&model.dir.0, &dir.0);
    let clock = Clock::new();
    clock.readings.store(model.readings, Ordering::Relaxed);
    clock.set(model.day);
    let office = |name: &str, place: usize| Office {
        dir: dir.0.join(name),
        clock: clock.clone(),
        who: who(place),
        desk: None,
    };
    Town {
        sender: office("sender", 0),
        receiver: office("receiver", 1),
        post: Post::default(),
        clock: clock.clone(),
        case: model.case,
        consent: model.consent,
        id: model.id,
        sender_id: model.sender_id,
        receiver_id: model.receiver_id,
        dir,
    }
}

fn who(place: usize) -> String {
    demo::offices()[place].staff[0].0.to_string()
}

/// Who approves at an office.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Approving {
    /// A second person.
    Second,
    /// The one qualified person there is.
    Alone,
}

/// Makes the office at this place of the sample town, with one account.
pub fn establish(dir: PathBuf, place: usize, approving: Approving, clock: &Clock) -> Office {
    let office = demo::offices().swap_remove(place);
    let mut profile = office.profile;
    profile.single_person = (approving == Approving::Alone).then(|| SinglePerson {
        since: demo::today(),
        reason: line("有資格者が一人のため"),
    });
    let mut founded = Office {
        dir,
        clock: clock.clone(),
        who: who(place),
        desk: None,
    };
    let first = Newcomer {
        name: line(&founded.who),
        role: Role::Manager,
        passphrase: passphrase(),
    };
    let (desk, _) = Desk::init(
        &founded.home(),
        profile,
        first,
        STRENGTH,
        Box::new(clock.clone()),
    )
    .expect("an office");
    founded.desk = Some(desk);
    founded
}

/// Gives another member of staff an account: the next one of the sample town.
pub fn hire(office: &mut Office, name: &str, role: Role) {
    let newcomer = Newcomer {
        name: line(name),
        role,
        passphrase: passphrase(),
    };
    office
        .desk()
        .add_staff(newcomer, STRENGTH)
        .expect("an account");
}

/// Exchanges and verifies the cards of two offices.
pub fn introduce(one: &mut Office, other: &mut Office) {
    let (card, fingerprint) = (one.desk().own_card(), one.desk().own_fingerprint());
    let id = other
        .desk()
        .keep_card(&card.expect("a card"))
        .expect("kept");
    other
        .desk()
        .verify_card(id, &fingerprint)
        .expect("verified");
}

fn found() -> Town {
    found_with(Approving::Alone)
}

/// Two offices that know each other, built anew.
pub fn found_with(approving: Approving) -> Town {
    let dir = Dir::new();
    let clock = Clock::new();
    let mut sender = establish(dir.0.join("sender"), 0, approving, &clock);
    let mut receiver = establish(dir.0.join("receiver"), 1, Approving::Alone, &clock);
    introduce(&mut sender, &mut receiver);
    introduce(&mut receiver, &mut sender);
    let case = sender.desk().new_case(values()).expect("a case");
    sender.desk().write_note(case, NOTED).expect("a note");
    let (sender_id, receiver_id) = (sender.desk().office_id(), receiver.desk().office_id());
    let form = form(sender.desk(), case, receiver_id);
    let consent = sender.desk().record_consent(form).expect("a consent").id;
    Town {
        sender,
        receiver,
        post: Post::default(),
        clock,
        case,
        consent,
        id: HandoverId::from_bytes([0; 16]),
        sender_id,
        receiver_id,
        dir,
    }
}

/// What the first person of the sample town said, with the marks.
pub fn values() -> Vec<(FieldId, Value)> {
    let mut values = demo::people().swap_remove(0).values;
    values.retain(|(field, _)| *field != FieldId::LifeRhythm && *field != FieldId::CrisisHarm);
    values.push((FieldId::LifeRhythm, text(FieldId::LifeRhythm, SHARED)));
    values.push((FieldId::CrisisHarm, text(FieldId::CrisisHarm, WITHHELD)));
    values
}

/// Makes a case of somebody of whom a handover waits, as whoever says that it is another.
pub fn new_case_of(desk: &mut Desk, values: Vec<(FieldId, Value)>) -> CaseId {
    if let Meeting::Alike(likeness) = desk.meet(&values).unwrap() {
        desk.is_another(&likeness).unwrap();
    }
    desk.new_case(values).unwrap()
}

/// What the person said on the day the town stands on.
pub fn text(field: FieldId, said: &str) -> Value {
    let answer = Answer::check(field.spec(), Raw::Text(said.to_owned()));
    Value {
        state: FieldState::Filled(answer.expect("it fits the field")),
        source: Source::Person,
        as_of: demo::today(),
    }
}

/// What the person signs: everything but what is asked for by itself, of the family, and the names of medicines.
pub fn items() -> BTreeSet<ItemId> {
    let all = ItemId::together();
    all.filter(|it| *it != ItemId::MedicineNames).collect()
}

/// The form the person signs.
pub fn form(desk: &Desk, case: CaseId, receiver: OfficeId) -> ConsentForm {
    ConsentForm {
        id: desk.fresh_consent_id(),
        case,
        receiver,
        mode: Mode::ByItem,
        purpose: line("就労移行支援の引継ぎのため"),
        returned: Returned::ALL.iter().copied().collect(),
        items: items(),
        until: demo::today().plus_days(120),
        signer: Signer::Person,
        manner: Manner::OwnHand,
        signed: desk.today(),
        family: None,
        explained_by: desk.me().id,
        explained: Explained::default(),
        original_kept: line("事務室の鍵付き書庫"),
    }
}

/// The planned first day.
pub fn first_day() -> Day {
    demo::today().plus_days(42)
}

/// The receiver's yes.
pub fn accept_form() -> AcceptForm {
    AcceptForm {
        start: first_day(),
        interview: demo::today().plus_days(16),
        in_charge: "茜谷 ゆかり".into(),
        follow_ups: Vec::new(),
    }
}

impl Town {
    /// Records a form of a day to come, as an office does whose clock ran ahead and is put back: it takes none that is signed
    /// after today.
    pub fn record_ahead(&mut self, form: ConsentForm) -> ConsentId {
        let today = self.sender.desk().today();
        let now = demo::today().days_until(today);
        self.clock.set(now + today.days_until(form.signed));
        let recorded = self.sender.desk().record_consent(form).unwrap();
        self.sender.close();
        self.clock.set(now);
        recorded.id
    }

    /// Another town that has lived the same until now, and goes on by itself.
    pub fn branch(&mut self) -> Town {
        self.sender.close();
        self.receiver.close();
        let dir = Dir::new();
        copy(&self.dir.0, &dir.0);
        let clock = Clock::new();
        clock.readings.store(
            self.clock.readings.load(Ordering::Relaxed),
            Ordering::Relaxed,
        );
        clock
            .day
            .store(self.clock.day.load(Ordering::Relaxed), Ordering::Relaxed);
        let office = |from: &Office, name: &str| Office {
            dir: dir.0.join(name),
            clock: clock.clone(),
            who: from.who.clone(),
            desk: None,
        };
        let post = Post::default();
        post.lay(
            &lock(&self.post.lying)
                .clone()
                .into_iter()
                .collect::<Vec<_>>(),
        );
        Town {
            sender: office(&self.sender, "sender"),
            receiver: office(&self.receiver, "receiver"),
            post,
            clock: clock.clone(),
            dir,
            ..*self
        }
    }

    /// Draft, confirmation, submission, approval.
    pub fn prepare(&mut self) {
        let (case, to) = (self.case, self.receiver_id);
        let id = self.sender.desk().draft(case, to).expect("a draft");
        self.id = id;
        self.approve();
    }

    /// Confirmation, submission and approval of the next offer.
    pub fn approve(&mut self) {
        let (desk, id) = (self.sender.desk(), self.id);
        desk.confirm(id, Which::All).expect("confirmed");
        desk.submit(id).expect("submitted");
        desk.approve(id).expect("approved");
    }

    pub fn offer(&mut self) {
        let (desk, id) = (self.sender.desk(), self.id);
        desk.offer(id, None).expect("offered");
    }

    /// The sender's turn at the post.
    pub fn send(&mut self) -> SyncReport {
        let report = self.sender.desk().sync_through(&self.post, Extent::New);
        report.expect("the sender's round")
    }

    /// The receiver's turn at the post.
    pub fn collect(&mut self) -> SyncReport {
        let report = self.receiver.desk().sync_through(&self.post, Extent::New);
        report.expect("the receiver's round")
    }

    /// Rounds until nothing more moves.
    pub fn exchange(&mut self) {
        for _ in 0..6 {
            let (sent, collected) = (self.send(), self.collect());
            assert_eq!(
                (&sent.refused[..], &collected.refused[..]),
                (&[][..], &[][..])
            );
            if sent.sent + collected.sent == 0 {
                return;
            }
        }
        panic!("the offices do not stop writing to each other");
    }

    pub fn read(&mut self) {
        let (desk, id) = (self.receiver.desk(), self.id);
        let all = desk.to_read(id, &Which::All).expect("an offer");
        desk.acknowledge(id, &all, Reading::Understood)
            .expect("read");
    }

    /// A read-back in which every fact is told right.
    pub fn read_back_form(&mut self) -> ReadBackForm {
        let view = self.received();
        let disclosed = view.disclosed.expect("a disclosure");
        let told = |fact| match disclosed.key_value(fact) {
            Some(value) if fact.compared() == Compared::TypedAgain => {
                Told::Typed(value.to_string())
            }
            _ => Told::Marked(Finding::Same),
        };
        let facts = disclosed.key_facts().into_iter();
        ReadBackForm {
            risks: ["昼食を抜く", "電話の音", "週の後半の疲れ"].map(str::to_owned),
            next_step: "初回面談の部屋を決める".into(),
            first_appointment: "12月10日 13時30分".into(),
            facts: facts.map(|fact| (fact, told(fact))).collect(),
        }
    }

    pub fn read_back(&mut self) {
        let form = self.read_back_form();
        let id = self.id;
        let differing = self
            .receiver
            .desk()
            .read_back(id, &form)
            .expect("read back");
        assert_eq!(differing, [], "facts typed as disclosed differ");
    }

    pub fn accept(&mut self) {
        let (desk, id) = (self.receiver.desk(), self.id);
        let (form, today) = (accept_form(), desk.today());
        let form = AcceptForm {
            start: form.start.max(today),
            interview: form.interview.max(today),
            ..form
        };
        desk.accept(id, &form).expect("accepted");
    }

    pub fn release(&mut self) {
        let (desk, id) = (self.sender.desk(), self.id);
        let latest = desk.to_check(id).expect("a read-back");
        desk.release(id, latest).expect("released");
    }

    pub fn start(&mut self) -> Option<CaseId> {
        self.reach(first_day());
        let (desk, id) = (self.receiver.desk(), self.id);
        desk.start(id, first_day()).expect("started")
    }

    /// Waits for a day: what is done on it is written on it, or later.
    pub fn reach(&mut self, day: Day) {
        let days = demo::today().days_until(day);
        if demo::today().days_until(self.clock.today()) < days {
            self.clock.set(days);
        }
    }

    pub fn end(&mut self) {
        self.reach(first_day().plus_days(-1));
        let (desk, id) = (self.sender.desk(), self.id);
        let form = EndForm {
            contract_end: first_day().plus_days(-1),
            last_day: first_day().plus_days(-4),
            months_used: 12,
            differing: Differing::Asked,
            confirmed_by: "あさぎ市障がい福祉課 架空".into(),
            confirmed_on: demo::today(),
        };
        desk.end(id, &form).expect("ended");
    }

    pub fn decline(&mut self, decline: Decline) {
        let (desk, id) = (self.receiver.desk(), self.id);
        desk.decline(id, decline, "受け入れの席がない")
            .expect("declined");
    }

    pub fn check(&mut self, verdict: Verdict) {
        let (desk, id) = (self.sender.desk(), self.id);
        let latest = desk.to_check(id).expect("a read-back");
        desk.check(id, latest, verdict, "二つ目が違う")
            .expect("checked");
    }

    pub fn follow_up(&mut self, outcome: Outcome) {
        let (desk, id) = (self.receiver.desk(), self.id);
        desk.follow_up(id, None, outcome, "続いている")
            .expect("followed up");
    }

    /// What the sender sees.
    pub fn sent(&mut self) -> HandoverView {
        let id = self.id;
        self.sender.desk().handover(id).expect("the sender's view")
    }

    /// What the receiver sees.
    pub fn received(&mut self) -> HandoverView {
        let id = self.id;
        self.receiver
            .desk()
            .handover(id)
            .expect("the receiver's view")
    }

    /// The phases at sender and receiver; the states are the same.
    pub fn phase(&mut self) -> Phase {
        let (one, other) = (self.sent(), self.received());
        assert_eq!(one.state, other.state, "the offices see two states");
        assert_eq!(one.line.phase, other.line.phase);
        one.line.phase
    }

    /// Writes a text into the sender's case.
    pub fn write(&mut self, field: FieldId, said: &str) {
        let edits = BTreeMap::from([(field, Edit::Put(text(field, said)))]);
        let case = self.case;
        self.sender
            .desk()
            .edit_case(case, None, edits)
            .expect("written");
    }

    /// The text the receiver reads in a field.
    pub fn reads(&mut self, field: FieldId) -> Option<String> {
        let disclosed = self.received().disclosed?;
        match disclosed.get(field)?.given()? {
            Given::Line(it) => Some(it.to_string()),
            Given::Text(it) => Some(it.to_string()),
            other => panic!("not a text: {other:?}"),
        }
    }
}

/// A text as it might stand in a file: UTF-8, UTF-16 of either order, and CP932 where it has all the characters.
pub fn spellings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let little = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut all = vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-16LE", little),
        ("UTF-16BE", big),
    ];
    all.extend(cp932(text).map(|it| ("CP932", it)));
    all
}

/// CP932 of what Japanese programs of old wrote; `None` for what they could not write.
pub fn cp932(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for c in text.chars() {
        let code = c as u32;
        let double: u32 = match c {
            ' '..='~' => {
                bytes.push(c as u8);
                continue;
            }
            'ァ'..='ヶ' => {
                let place = code - 0x30A1;
                0x8340 + place + u32::from(0x3F <= place)
            }
            'ぁ'..='ん' => 0x829F + (code - 0x3041),
            '\u{3000}' => 0x8140,
            other => *kanji().get(&other)?,
        };
        bytes.extend((double as u16).to_be_bytes());
    }
    Some(bytes)
}

/// Every other character of the sample town with the code that Windows gives it.
fn kanji() -> &'static BTreeMap<char, u32> {
    static TABLE: OnceLock<BTreeMap<char, u32>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let pairs = include_str!("cp932.txt").split_whitespace();
        let read = |pair: &str| {
            let c = pair.chars().next().expect("a character");
            let code = u32::from_str_radix(&pair[c.len_utf8()..], 16).expect("a code");
            (c, code)
        };
        pairs.map(read).collect()
    })
}

/// Whether `needle` is in `hay`.
pub fn holds(hay: &[u8], needle: &[u8]) -> bool {
    let Some((first, rest)) = needle.split_first() else {
        return true;
    };
    // The first byte is looked for by the library's own fast search: a debug build walks megabytes slowly.
    let mut hay = hay;
    while let Ok(skipped) = hay.skip_until(*first) {
        if skipped == 0 {
            return false;
        }
        if hay.starts_with(rest) {
            return true;
        }
    }
    false
}

/// Where a text stands, in any spelling, among named bytes.
pub fn found_in(named: &[(String, Vec<u8>)], text: &str) -> Vec<String> {
    let spellings = spellings(text);
    let mut places = Vec::new();
    for (name, bytes) in named {
        for (spelling, needle) in &spellings {
            if holds(bytes, needle) {
                places.push(format!("{name} ({spelling})"));
            }
        }
    }
    places
}

/// Every file under a folder, named.
pub fn named_files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let named = |(path, bytes): (PathBuf, Vec<u8>)| (path.display().to_string(), bytes);
    files(dir).into_iter().map(named).collect()
}

/// A parcel under the name its bytes have.
pub fn named(to: OfficeId, ms: u64, bytes: Vec<u8>) -> (ParcelName, Vec<u8>) {
    (ParcelName::of(to, ms, &bytes).expect("a name"), bytes)
}
