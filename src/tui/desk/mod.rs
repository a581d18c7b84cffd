//! The worker's hands: an office's store, open or closed, and what each request does with it.
//!
//! It knows no screen. What it says back is plain data.

pub mod aside;
pub mod audit;
pub mod case;
pub mod draft;
pub mod handover;
pub mod office;
pub mod post;
pub mod record;
pub mod retention;
pub mod round;
pub mod setting;
pub mod staff;
pub mod today;

use crate::domain::calendar::Day;
use crate::domain::handover::permit::{Actor, Denied, Step, has_right};
use crate::domain::office::{OfficeNumber, OfficeProfile, SinglePerson};
use crate::domain::staff::Role;
use crate::domain::text::{Line, Phone};
use std::path::PathBuf;

use crate::lang::message::Ended;
use crate::lang::screen::Say;
use crate::lang::screen::prefs::Prefs as PrefsWord;
use crate::tui::act::{
    Founding, OfficeForm, Reply, Request, Second, Secret, Sheet, StaffForm, Ticket, Told,
};
use crate::tui::desk::round::{Carrying, GRACE, Wish};
use crate::tui::effect::{Job, write_settings};
use crate::tui::prefs::Prefs;
use crate::tui::room::draft::{NO_PLACE, Place};
use crate::workflow::clock::{Outside, System};
use crate::workflow::custody::{Home, Newcomer, RecoverySheet, Strength};
use crate::workflow::never::{Asking, Trace, founding_traces};
use crate::workflow::problem::Kind;
use crate::workflow::round::{Way, to_folder};
use crate::workflow::{Desk, Passphrase, Problem};

/// The longest name of an office or a person, and the longest address or reason.
const NAME: usize = 60;
const LONG: usize = 200;

/// An office of a sample town, and who opens it with what.
pub struct Member {
    /// Its store.
    pub home: Home,
    /// The member of staff.
    pub staff: String,
    /// The passphrase.
    pub passphrase: Secret,
}

/// The store of one office, or of one after the other in a sample town.
pub struct Work {
    home: Home,
    town: Vec<Member>,
    next: usize,
    desk: Option<Desk>,
    /// What the rounds since the opening did and refused.
    rounds: post::Rounds,
    /// The rounds that are asked for.
    carrying: Carrying,
    /// A new recovery sheet that is being copied.
    sheet: Option<RecoverySheet>,
    /// What was said to be no secret while there is no store.
    answered: Vec<Trace>,
    strength: Strength,
    clock: fn() -> Box<dyn Outside>,
    /// Where settings are kept, if anywhere.
    settings: Option<PathBuf>,
}

/// The machine's own clock.
pub fn system() -> Box<dyn Outside> {
    Box::new(System)
}

/// Why whoever is at the desk has no right to a step, before a form for it is filled in. The desk asks again.
pub fn no_right(desk: &Desk, step: Step) -> Option<Problem> {
    let why = Denied::NoRight;
    let may = has_right(Actor::Staff(desk.me().role), step);
    (!may).then_some(Problem::Denied { step, why })
}

impl Work {
    /// Takes the store of one office.
    pub fn office(home: Home, strength: Strength, clock: fn() -> Box<dyn Outside>) -> Work {
        Work {
            home,
            town: Vec::new(),
            next: 0,
            desk: None,
            rounds: post::Rounds::default(),
            carrying: Carrying::by(to_folder(), || {}),
            sheet: None,
            answered: Vec::new(),
            strength,
            clock,
            settings: None,
        }
    }

    /// Keeps settings in this file.
    pub fn with_settings(self, file: Option<PathBuf>) -> Work {
        Work {
            settings: file,
            ..self
        }
    }

    /// Takes the stores of a sample town; none when there is no office in it.
    pub fn town(town: Vec<Member>, clock: fn() -> Box<dyn Outside>) -> Option<Work> {
        let home = town.first()?.home.clone();
        Some(Work {
            town,
            ..Work::office(home, Strength::Least, clock)
        })
    }

    /// Has what is to be done at shared folders done by this way; `back` is called on another thread whenever something
    /// came of it, which is to be looked at.
    pub fn with_courier(self, way: Way, back: impl Fn() + Send + Sync + 'static) -> Work {
        Work {
            carrying: Carrying::by(way, back),
            ..self
        }
    }

    /// Does a job, and gives the answers that are there now. What needs the shared folder is answered later.
    pub fn take(&mut self, job: Job) -> Vec<(Ticket, Reply)> {
        let (ticket, request) = match job {
            Job::Asked(ticket, request) => (ticket, request),
            Job::Look => return self.look(),
            Job::End => return self.finish(GRACE),
        };
        let mut replies = match &request {
            Request::Lock | Request::Unlock { .. } => self.drop_rounds(Ended::Locked),
            Request::SwitchOffice => self.finish(GRACE),
            _ => Vec::new(),
        };
        match self.at_once(request) {
            Answer::Now(reply) => {
                replies.push((ticket, reply));
                replies.extend(self.look_after());
            }
            Answer::Round(wish) => replies.extend(self.begin(ticket, wish)),
        }
        replies
    }

    /// Does what is asked, unless it is a round.
    fn at_once(&mut self, request: Request) -> Answer {
        let answered = match request {
            Request::Init(founding) => self.init(*founding),
            Request::Unlock { who, passphrase } => self.unlock(&who, &passphrase),
            Request::Lock => {
                self.desk = None;
                self.sheet = None;
                // What is told of the rounds names people.
                self.rounds = post::Rounds::default();
                Ok(Reply::Locked)
            }
            Request::SwitchOffice => self.switch(),
            Request::Today => self.open().and_then(|desk| today::today(desk)),
            Request::Case(ask) => self.open().and_then(|desk| case::answer(desk, ask)),
            Request::Draft(ask) => self.open().and_then(|desk| draft::answer(desk, ask)),
            Request::Saving(place, what) => return self.save(place, *what),
            Request::Handover(ask) => self.open().and_then(|desk| handover::answer(desk, ask)),
            Request::Office(ask) => self.open().and_then(|desk| office::answer(desk, ask)),
            Request::Staff(ask) => staff::answer(self, ask),
            Request::Retention(ask) => self.open().and_then(|desk| retention::answer(desk, ask)),
            Request::Setting(ask) => self.open().and_then(|desk| setting::answer(desk, ask)),
            Request::NotASecret(found) => self.not_a_secret(found),
            Request::Another(likeness) => self.open().and_then(|desk| {
                desk.is_another(&likeness)?;
                Ok(Reply::NotASecret)
            }),
            Request::Aside(ask) => self.open().and_then(|desk| aside::answer(desk, ask)),
            Request::Audit(ask) => self.open().and_then(|desk| audit::answer(desk, ask)),
            Request::Record(ask) => self.open().and_then(|desk| record::answer(desk, ask)),
            Request::Post(ask) => post::answer(self, ask),
            Request::Keep(prefs) => self.keep(&prefs),
            Request::Sync => return Answer::Round(Wish::New),
            Request::SendAll => return Answer::Round(Wish::Everything),
            Request::Round => return Answer::Round(Wish::Due),
        };
        Answer::Now(answered.unwrap_or_else(refusal))
    }

    /// Saves what was typed at a place, and forgets its draft in the same breath: nobody who is told late, or not at all,
    /// finds again what is saved already. Words without a place in the form are saved nowhere and stay kept.
    fn save(&mut self, place: Place, what: Request) -> Answer {
        let answer = self.at_once(what);
        if let Answer::Now(reply) = &answer
            && !reply.is_refusal()
            && let Some(desk) = &mut self.desk
        {
            // Where this fails, whoever is still at the form asks once more and is told.
            let _ = desk.drop_draft_but(&place, NO_PLACE);
        }
        answer
    }

    fn keep(&self, prefs: &Prefs) -> Result<Reply, No> {
        let Some(file) = &self.settings else {
            return Ok(Reply::Done(Told::say(PrefsWord::NotKept.say())));
        };
        match write_settings(file, &prefs.text()) {
            Ok(()) => Ok(Reply::Done(Told::say(PrefsWord::Kept.say()))),
            Err(_) => Err(No::Say(PrefsWord::Failed.say())),
        }
    }

    fn open(&mut self) -> Result<&mut Desk, No> {
        self.desk.as_mut().ok_or(No::Say(Say::ScreensLock))
    }

    /// Takes the answer; where no store is open, until one is founded.
    fn not_a_secret(&mut self, found: Vec<Trace>) -> Result<Reply, No> {
        match &mut self.desk {
            Some(desk) => desk.not_a_secret(&found)?,
            None => self.answered = found,
        }
        Ok(Reply::NotASecret)
    }

    fn unlock(&mut self, who: &str, passphrase: &Secret) -> Result<Reply, No> {
        self.desk = None;
        self.sheet = None;
        let passphrase = Passphrase::new(passphrase.expose().to_owned());
        let desk = match Desk::open(&self.home, who, &passphrase, (self.clock)()) {
            Err(cause) if cause.kind() == Kind::Busy => {
                return Ok(Reply::Busy(Told::of(&cause)));
            }
            Err(cause) if cause.kind() == Kind::WrongPassphrase => {
                return Ok(Reply::NotLetIn(Told::of(&cause)));
            }
            opened => opened?,
        };
        let who = desk.me().name.as_str().to_owned();
        self.rounds = post::Rounds::of(&desk);
        self.desk = Some(desk);
        Ok(Reply::Unlocked { who })
    }

    fn switch(&mut self) -> Result<Reply, No> {
        let Some(member) = self.town.get(self.next) else {
            return Err(No::Say(Say::TownOnly));
        };
        self.home = member.home.clone();
        let (staff, passphrase) = (member.staff.clone(), member.passphrase.clone());
        self.next = (self.next + 1) % self.town.len();
        self.unlock(&staff, &passphrase)
    }

    /// Makes the vault. Who manages comes first, for only a manager can add the other one.
    fn init(&mut self, founding: Founding) -> Result<Reply, No> {
        let clock = (self.clock)();
        let single = match &founding.second {
            Second::WeAreOne { reason } => Some(reason.as_str()),
            Second::Now(..) | Second::Later => None,
        };
        let profile = profile(&founding.office, single, clock.today())?;
        let mut people = vec![newcomer(&founding.first, &founding.passphrase)?];
        if let Second::Now(person, passphrase) = &founding.second {
            people.push(newcomer(person, passphrase)?);
        }
        people.sort_by_key(|it| it.role != Role::Manager);
        let mut people = people.into_iter();
        let Some(first) = people.next() else {
            return Err(No::Say(Say::Needed));
        };
        let asked = draw_three(&*clock);
        let mailbox = founding.mailbox.as_deref().map(office::whole).transpose()?;
        let (home, strength) = (&self.home, self.strength);
        let asking = match founding_traces(&profile, &first.name) {
            found if found == self.answered => Asking::Answered,
            _ => Asking::Each,
        };
        let (mut desk, sheet) =
            Desk::init_with_mailbox(home, profile, mailbox, first, strength, asking, clock)?;
        self.answered.clear();
        // The store is there now: the sheet is shown whatever becomes of the second account.
        let second = people.try_for_each(|it| desk.add_staff(it, self.strength).map(drop));
        Ok(Reply::Founded {
            sheet: shown(&sheet, asked),
            second: second.err().map(|cause| Told::of(&cause)),
        })
    }
}

/// What a request is answered with.
enum Answer {
    /// This.
    Now(Reply),
    /// What a round does.
    Round(Wish),
}

/// Tells why a request was refused.
pub fn refusal(no: No) -> Reply {
    match no {
        No::Problem(Problem::NeverStored(found)) => Reply::NeverStored(found),
        No::Problem(Problem::Alike(likeness)) => Reply::Alike(likeness),
        No::Problem(cause) => Reply::Refused(Told::of(&cause)),
        No::Say(what) => Reply::Refused(Told::say(what)),
    }
}

/// Why a request was refused.
pub enum No {
    /// The desk refused.
    Problem(Problem),
    /// It cannot be done here.
    Say(Say),
}

impl<T: Into<Problem>> From<T> for No {
    fn from(cause: T) -> No {
        No::Problem(cause.into())
    }
}

/// Takes from a recovery sheet what is shown of it, and which groups are asked back.
fn shown(sheet: &RecoverySheet, asked: impl Fn(usize) -> [usize; 3]) -> Sheet {
    let groups = sheet.groups.iter();
    let groups: Vec<Secret> = groups.map(|it| Secret::new(it.to_string())).collect();
    let asked = asked(groups.len());
    Sheet { groups, asked }
}

/// Draws three different places among so many, in rising order.
fn draw_three(outside: &dyn Outside) -> impl Fn(usize) -> [usize; 3] + use<> {
    let drawn = outside.id();
    move |count| {
        let mut places: Vec<usize> = (0..count.max(3)).collect();
        let mut asked = [0, 0, 0];
        for (at, byte) in asked.iter_mut().zip(drawn) {
            *at = places.remove(usize::from(byte) % places.len());
        }
        asked.sort_unstable();
        asked
    }
}

fn profile(form: &OfficeForm, single: Option<&str>, today: Day) -> Result<OfficeProfile, No> {
    let single_person = match single {
        Some(reason) => Some(SinglePerson {
            since: today,
            reason: Line::new(reason, LONG)?,
        }),
        None => None,
    };
    Ok(OfficeProfile {
        name: Line::new(&form.name, NAME)?,
        corporation: Line::new(&form.corporation, NAME)?,
        number: OfficeNumber::parse(&form.number).map_err(|_| Problem::OfficeNumber)?,
        address: Line::new(&form.address, LONG)?,
        representative: Line::new(&form.representative, NAME)?,
        phone: Phone::new(&form.phone)?,
        single_person,
    })
}

/// Checks a new member of staff as typed.
pub fn newcomer(form: &StaffForm, passphrase: &Secret) -> Result<Newcomer, No> {
    Ok(Newcomer {
        name: Line::new(&form.name, NAME)?,
        role: form.role,
        passphrase: Passphrase::new(passphrase.expose().to_owned()),
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::tui::act::{OfficeForm, StaffForm};

    fn founding() -> Founding {
        let staff = |name: &str, role| StaffForm {
            name: name.into(),
            role,
        };
        Founding {
            lang: Lang::Ja,
            office: OfficeForm {
                name: "架空就労支援 みずたま".into(),
                corporation: "社会福祉法人 見本の会".into(),
                number: "0110000015".into(),
                address: "北海道見本市一丁目1-1".into(),
                representative: "見本 太郎".into(),
                phone: "0155-00-0000".into(),
            },
            first: staff("見本 花子", Role::ServiceManager),
            second: Second::Now(
                staff("架空 次郎", Role::Manager),
                Secret::new("あおい とり うたう"),
            ),
            mailbox: None,
            passphrase: Secret::new("しろい いぬ はしる"),
        }
    }

    /// An office in a folder of its own, with a service manager and a manager; the folder is to be removed afterwards.
    pub(crate) fn founded(name: &str) -> (PathBuf, Work) {
        let dir = format!("tasuki-tui-{}-{name}", std::process::id());
        let dir = std::env::temp_dir().join(dir);
        let mut work = Work::office(Home::under(&dir), Strength::Least, system);
        let founded = work.answer(Request::Init(Box::new(founding())));
        assert!(matches!(founded, Reply::Founded { second: None, .. }));
        (dir, work)
    }

    impl Work {
        /// Does what is asked, where it is no round.
        pub(crate) fn answer(&mut self, request: Request) -> Reply {
            match self.at_once(request) {
                Answer::Now(reply) => reply,
                Answer::Round(wish) => panic!("{wish:?} is answered later"),
            }
        }
    }

    pub(crate) fn open(work: &mut Work, who: &str, passphrase: &str) {
        let request = Request::Unlock {
            who: who.into(),
            passphrase: Secret::new(passphrase),
        };
        assert_eq!(work.answer(request), Reply::Unlocked { who: who.into() });
    }

    #[test]
    fn a_shared_folder_named_at_the_founding_is_set_in_the_first_commit() {
        let dir = std::env::temp_dir().join(format!("tasuki-tui-{}-folder", std::process::id()));
        let mut work = Work::office(Home::under(&dir), Strength::Least, system);
        let founding = Founding {
            mailbox: Some("/media/usb/tasuki".into()),
            second: Second::Later,
            first: StaffForm {
                name: "架空 次郎".into(),
                role: Role::Manager,
            },
            ..founding()
        };
        let founded = work.answer(Request::Init(Box::new(founding)));
        assert!(matches!(founded, Reply::Founded { .. }), "{founded:?}");
        open(&mut work, "架空 次郎", "しろい いぬ はしる");
        let Reply::Post(view) = work.answer(Request::Post(crate::tui::room::post::Ask::Show))
        else {
            panic!("no mailbox")
        };
        assert_eq!(view.folder.as_deref(), Some("/media/usb/tasuki"));
        let everything = crate::tui::room::audit::Wanted::default();
        let ask = crate::tui::room::audit::Ask::List(everything);
        let Reply::Audit(log) = work.answer(Request::Audit(ask)) else {
            panic!("no log")
        };
        let changed = |act| act == crate::domain::audit::Act::SettingChanged;
        assert!(!log.lines.iter().any(|it| changed(it.line.event.act)));
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn what_looks_like_a_secret_at_the_founding_is_asked_about_and_the_answer_holds_for_it() {
        let dir = std::env::temp_dir().join(format!("tasuki-tui-{}-secret", std::process::id()));
        let mut work = Work::office(Home::under(&dir), Strength::Least, system);
        let said = |address: &str| {
            let mut founding = founding();
            founding.office.address = address.into();
            Request::Init(Box::new(founding))
        };
        let asked = work.answer(said("見本市1234-5678-9018"));
        let Reply::NeverStored(found) = asked else {
            panic!("{asked:?}")
        };
        assert!(!dir.exists(), "nothing was made");
        assert_eq!(work.answer(Request::NotASecret(found)), Reply::NotASecret);
        let other = work.answer(said("見本市1234-5678-9018、口座 1234567"));
        assert!(matches!(other, Reply::NeverStored(_)), "{other:?}");
        let founded = work.answer(said("見本市1234-5678-9018"));
        assert!(matches!(founded, Reply::Founded { .. }), "{founded:?}");
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn an_office_is_founded_and_both_people_can_open_it() {
        let dir = std::env::temp_dir().join(format!("tasuki-tui-{}", std::process::id()));
        let home = Home::under(&dir);
        let mut work = Work::office(home, Strength::Least, system);
        let founded = work.answer(Request::Init(Box::new(founding())));
        let Reply::Founded { sheet, second } = founded else {
            panic!("{founded:?}")
        };
        assert_eq!(second, None);
        let [one, two, three] = sheet.asked;
        assert!(one < two && two < three && three < sheet.groups.len());
        for (who, passphrase) in [
            ("見本 花子", "しろい いぬ はしる"),
            ("架空 次郎", "あおい とり うたう"),
        ] {
            let request = Request::Unlock {
                who: who.into(),
                passphrase: Secret::new(passphrase),
            };
            assert_eq!(work.answer(request), Reply::Unlocked { who: who.into() });
            let slip = Request::Unlock {
                who: who.into(),
                passphrase: Secret::new("ちがう ことば"),
            };
            let Reply::NotLetIn(why) = work.answer(slip) else {
                panic!("let in")
            };
            assert!(why.text(crate::lang::Lang::Ja).contains("復旧シート"));
            let request = Request::Unlock {
                who: who.into(),
                passphrase: Secret::new(passphrase),
            };
            assert_eq!(work.answer(request), Reply::Unlocked { who: who.into() });
            let today = work.answer(Request::Today);
            assert!(
                matches!(&today, Reply::Today(it) if it.who.as_str() == who && it.lines.is_empty())
            );
            assert_eq!(work.answer(Request::Lock), Reply::Locked);
            let shut = work.answer(Request::Today);
            assert!(matches!(shut, Reply::Refused(_)), "{shut:?}");
        }
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
