//! What is shown of handovers, as plain data, alike for every face.
//!
//! Views are made for the moment; nothing of them is stored.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1_entry::HandoverRecord;
use crate::domain::answer::Given;
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Value};
use crate::domain::consent::{Consent, Disclosed, Disclosure};
use crate::domain::contact::Contact;
use crate::domain::contract::{self, Before, Standing, is_past};
use crate::domain::copy::CopyTo;
use crate::domain::handover::changed::{Changed, Telling, changed};
use crate::domain::handover::dossier::{Erasure, Offer, Phase, State, Withdrawn};
use crate::domain::handover::draft::{Approver, Dropped, Hand};
use crate::domain::handover::entry::{Act, Side, Withdrawal};
use crate::domain::handover::kind::HandoverKind;
use crate::domain::handover::papers::Papers;
use crate::domain::handover::permit::{Actor, Denied, Months, Position, Step, permit};
use crate::domain::handover::turn::{
    Duty, Task, consent_expired, duties, duties_for_a_time, duties_on_paper,
};
use crate::domain::id::{CaseId, HandoverId, Means, OfficeId, QuestionNo, StaffId};
use crate::domain::ledger::destroyed_on;
use crate::domain::period::Confirmed;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::service::{Crossing, Service, UsedDiffer, Written, confirmed, written};
use crate::domain::setting::SettingId;
use crate::domain::staff::Staff;
use crate::workflow::alike::Alike;
use crate::workflow::arrival::{Arriving, Brought};
use crate::workflow::attachment::Attached;
use crate::workflow::carried::Carries;
use crate::workflow::case::CaseLine;
use crate::workflow::condition::{Condition, condition};
use crate::workflow::consent::{Hearing, Meant};
use crate::workflow::desk::{Desk, pick};
use crate::workflow::earlier::Asked;
use crate::workflow::folder::{Folder, Lost, Spoken, if_readable};
use crate::workflow::handover::{ReplyDue, deed};
use crate::workflow::here::stayed_since;
use crate::workflow::never::Trace;
use crate::workflow::newer::Newer;
use crate::workflow::problem::{Concerned, Problem, Thing};
use crate::workflow::today::Preparing;

/// A handover as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverLine {
    /// Which.
    pub id: HandoverId,
    /// Kana and name of the person; empty where no name is here.
    pub person: String,
    /// Why no name is here, where none is.
    pub nameless: Nameless,
    /// The case here, if there is one.
    pub case: Option<CaseId>,
    /// The side this office is on.
    pub side: Side,
    /// The other office.
    pub peer: OfficeId,
    /// Its name.
    pub peer_name: String,
    /// Where it stands.
    pub phase: Phase,
    /// The office that is responsible for the person, as seen here.
    pub owner: Side,
    /// Every open duty, the turn first.
    pub duties: Vec<Duty>,
    /// The case no other handover can be begun for while this one is open.
    pub binds: Option<CaseId>,
    /// Own entries the other office is not known to hold.
    pub unconfirmed: u32,
    /// Own entries that were not put into the shared folder yet.
    pub unsent: u32,
    /// Fields that additions brought and that wait to be taken up into the own case.
    pub to_take_up: usize,
    /// What the preparation of an offer needs next, while there is one.
    pub preparing: Option<Preparing>,
    /// The questions for which an answer is drafted here.
    pub drafted: Vec<QuestionNo>,
    /// What keeps anything from being written into it, if something does.
    pub trouble: Option<Trouble>,
}

/// Why no name stands where one would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nameless {
    /// Nobody has written one into the case.
    Unwritten,
    /// Consent leaves it out, so it never came.
    NotCovered,
    /// It was destroyed with what had come.
    Destroyed,
    /// It is not here, and nothing here tells why.
    NotHere,
}

impl Nameless {
    /// Reads off a handover why it has no name, should it have none.
    pub(crate) fn of(folder: &Folder, state: &State) -> Nameless {
        if folder.record.side == Side::Sender {
            return Nameless::Unwritten;
        }
        let item = FieldId::PersonName.spec().item;
        let left_out = |offer: &Offer| !offer.manifest.items.contains(&item);
        let takes = |it: &Withdrawn| match &it.scope {
            Withdrawal::All => true,
            Withdrawal::Items(items) => items.contains(&item),
        };
        match &state.offer {
            Some(offer) if left_out(offer) => Nameless::NotCovered,
            _ if destroyed_on(&folder.dossier).is_some() => Nameless::Destroyed,
            _ if state.withdrawals.iter().any(takes) => Nameless::Destroyed,
            _ => Nameless::NotHere,
        }
    }
}

/// Whose turn it is in a handover, as this office sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// This office's.
    Ours,
    /// The other office's.
    Theirs,
    /// Nobody's.
    Nobodys,
}

impl Turn {
    /// The stable name, as on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Turn::Ours => "ours",
            Turn::Theirs => "theirs",
            Turn::Nobodys => "nobodys",
        }
    }
}

impl HandoverLine {
    /// Whether a draft was handed to an approver and is not offered yet.
    pub fn is_submitted(&self) -> bool {
        let step = self.preparing.as_ref().map(|it| it.step);
        matches!(step, Some(Step::Approve | Step::Offer))
    }

    /// Whether the other office has no keys: what goes to it is printed.
    pub fn is_on_paper(&self) -> bool {
        self.peer.means() == Means::Paper
    }

    /// Whose turn it is: of whom the first duty is; before anything was offered this office's.
    pub fn turn(&self) -> Turn {
        match self.duties.first() {
            Some(duty) if duty.side == self.side => Turn::Ours,
            Some(_) => Turn::Theirs,
            None if self.is_prepared() || 0 < self.to_take_up => Turn::Ours,
            None => Turn::Nobodys,
        }
    }

    /// Says whether it is in preparation: nothing was offered yet, so nobody owes anything.
    pub fn is_prepared(&self) -> bool {
        let phases = [
            Phase::Drafting,
            Phase::Consented,
            Phase::Confirmed,
            Phase::Submitted,
            Phase::Returned,
            Phase::Approved,
        ];
        self.side == Side::Sender && phases.contains(&self.phase)
    }

    /// Says whether it is ended and nobody owes anything in it: no parcel need ever come that tells of its last entries.
    pub fn is_done(&self) -> bool {
        is_over(self.phase) && self.phase != Phase::Stopped && self.duties.is_empty()
    }
}

/// Whether the person moves to the other office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// The person moves.
    ForGood,
    /// The person is there for a time and comes back.
    ForATime,
}

/// What is known here for the end of the contract, and for whoever accepts or starts: the months of service, and the days
/// between the two offices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtEnd {
    /// Whether it may end as the case stands.
    pub months: Months,
    /// Whether the person moves or is away for a time, as far as is known here.
    pub away: Away,
    /// The city's word on the months left.
    pub said: Option<Confirmed>,
    /// Months used, as this office's case has them.
    pub used: Option<Written>,
    /// The service period of the person; none where nothing of it is known here, or no months count on where they go.
    pub service: Option<Service>,
    /// The last day at the one office and the first at the other, as far as they are agreed or over.
    pub crossing: Crossing,
    /// The months that were recorded with the end, where they differ from what is known here.
    pub recorded: Option<UsedDiffer>,
    /// The day this office's case says its contract ends.
    pub planned: Option<Day>,
    /// The day the contract ended, at the office whose contract it was, once it is over: months are counted up to it.
    pub ended: Option<Day>,
}

impl AtEnd {
    /// The day on which the contract here is suggested to end: as the case has it, and no later than the day before the other
    /// office begins; today where neither is known. One that is still to come is suggested as it is: it cannot be recorded yet.
    pub fn contract_end(&self, today: Day) -> Day {
        let before_start = self.crossing.start.map(|it| it.plus_days(-1));
        let known = self.planned.into_iter().chain(before_start).min();
        known.unwrap_or(today)
    }

    /// The last day the person came, where nobody says another: the day on which the contract ends, and none that is still
    /// to come.
    pub fn last_day(contract_end: Day, today: Day) -> Day {
        contract_end.min(today)
    }

    /// The day for which months are told: the end of the contract once it is over, else today.
    pub fn counted_for(&self, today: Day) -> Day {
        self.ended.map_or(today, |it| it.min(today))
    }

    /// The months used that are suggested for an end on a day: our count, else as they are written, carried to its month.
    pub fn months_by(&self, end: Day) -> Option<u8> {
        let service = self.service.as_ref();
        let known = service.and_then(|it| it.used_on(end).suggested());
        known.or_else(|| self.used.and_then(|it| it.carried_to(end)))
    }
}

/// What is known here of the person of a handover.
enum Known {
    Case(Box<CaseSummary>),
    Came(Box<Disclosed>),
}

impl Known {
    fn get(&self, field: FieldId) -> Option<&Value> {
        match self {
            Known::Case(case) => case.get(field),
            Known::Came(came) => came.get(field),
        }
    }

    fn day(&self, field: FieldId) -> Option<Day> {
        match self.get(field)?.given()? {
            Given::Day(day) => Some(*day),
            _ => None,
        }
    }
}

/// What keeps anything from being written into a handover, whatever its rules allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// What is kept of it here cannot be read. Little but its id is known, and its phase is shown as stopped.
    Unreadable,
    /// Entries of this office are lost here, or said to be.
    Lost(Lost),
}

/// A handover whole.
pub struct HandoverView {
    /// As a list shows it.
    pub line: HandoverLine,
    /// What the two logs mean.
    pub state: State,
    /// What was printed, where the other office has no program.
    pub papers: Papers,
    /// What this office keeps of it beside.
    pub record: HandoverRecord,
    /// Every step with whether it is open to whoever is at the desk, and why not.
    pub steps: Vec<(Step, Result<(), Denied>)>,
    /// The sender's entries.
    pub said: Vec<Spoken>,
    /// The receiver's entries.
    pub replied: Vec<Spoken>,
    /// What is held of the current offer, at the receiver; at the sender what was offered.
    pub disclosed: Option<Disclosed>,
    /// What consent discloses today, at the sender; none where no consent is in force.
    pub disclosure: Option<Disclosure>,
    /// By when an offer of it asks for an answer, where no other day is named.
    pub reply_due: ReplyDue,
    /// The days after the first day on which it is followed up, where none are agreed.
    pub follow_up_days: BTreeSet<i32>,
    /// Required fields without an answer, at the sender before an offer: of those consent covers, and while there is none, of
    /// those a yes to all would.
    pub missing: Vec<FieldId>,
    /// What this office's case says of the end of the contract.
    pub months: Months,
    /// The files that go with it: those of today's disclosure before an offer, else those of what was offered.
    pub files: Vec<Attached>,
    /// Why the files that would go cannot, at the sender while something may be offered.
    pub files_wrong: Option<Problem>,
    /// What a look at today's case and consent dropped from the preparation.
    pub dropped: Vec<Dropped>,
    /// What is asked besides while the first offer is prepared, and what earlier handovers say.
    pub asked: Asked,
    /// Who recorded in this preparation that the person found sections right, at the sender.
    pub confirmed_by: BTreeMap<SectionId, StaffId>,
    /// Who gave the draft back, where its reason stands and the journal tells it.
    pub returned_by: Option<StaffId>,
    /// What additions brought and waits to be taken up into the own case.
    pub waiting: Vec<Brought>,
    /// Where a start may be written: the cases that had left and are this person's.
    pub returning: Vec<CaseLine>,
    /// What of that which came from the other office looks like what is never stored.
    pub arrived: Vec<Trace>,
    /// The cases this office may have of the person already, where the first day can be recorded or its case is to be made
    /// again.
    pub arriving: Vec<Alike>,
    /// At the same time, the cases of somebody like them that had left, or whose person is away for a time.
    pub gone: Vec<Alike>,
    /// The places for which consent lets a copy go today, at the sender.
    pub copies: Vec<CopyTo>,
    /// The form that holds for the other office, at the sender.
    pub holds: Option<Consent>,
    /// The form by which the person carries it, at the sender before an offer.
    pub carries: Option<Carries>,
    /// What the other office would hear of a withdrawal, at the sender before an offer.
    pub hearing: Hearing,
    /// What the forms give that are meant by one, at the sender before an offer.
    pub meant: Meant,
    /// The places for which a copy can be taken back, though its form has run out.
    pub copies_left: Vec<CopyTo>,
    /// Whom this office has still to tell that the person moves, once that is sure.
    pub to_tell: Vec<Contact>,
    /// The last day of consent, at the sender of what is under way, where the form that counts ends before the day its offer
    /// names: the other office was told that later one.
    pub ends_sooner: Option<Day>,
    /// The sections that are not as they were before the latest additions, or in the offer before.
    pub newer: BTreeMap<SectionId, Newer>,
    /// The condition the other office, or this one, put last.
    pub condition: Option<Condition>,
    /// What this office's case does not say any more as it was sent, at the sender.
    pub changed: Vec<Changed>,
}

impl HandoverView {
    /// Whether what was offered is not here, and does not come any more: at the receiver, once it was destroyed, or the handover
    /// ended before it was opened.
    pub fn is_gone(&self) -> bool {
        let state = &self.state;
        let destroyed = state.arrived() && !state.holds_content || state.nothing_is_left();
        let over = destroyed || state.ending().is_some();
        self.line.side == Side::Receiver && self.disclosed.is_none() && over
    }
}

/// Where a handover stands and what can be done, without its content.
pub struct NextView {
    /// As a list shows it.
    pub line: HandoverLine,
    /// Every step with whether it is open to whoever is at the desk, and why not.
    pub steps: Vec<(Step, Result<(), Denied>)>,
}

/// What the lines of handovers need besides the handovers: read once for a whole list.
struct Around {
    staff: Vec<Staff>,
    approver: Approver,
    peers: RefCell<BTreeMap<OfficeId, String>>,
}

impl Around {
    /// The name of an office; empty where its card is not here or cannot be read.
    fn peer_name(&self, desk: &Desk, id: OfficeId) -> String {
        let mut peers = self.peers.borrow_mut();
        let read = || desk.peer(id).map(|it| it.name).unwrap_or_default();
        peers.entry(id).or_insert_with(read).clone()
    }
}

/// The months recorded with the end of the contract, where what is known here says otherwise.
fn recorded(folder: &Folder, service: &Service) -> Option<UsedDiffer> {
    let said = folder.dossier.log(Side::Sender).iter();
    let mut ended = said.filter_map(|it| match it.envelope.act {
        Act::Ended {
            contract_end,
            months_used,
            ..
        } => Some((contract_end, months_used)),
        _ => None,
    });
    let (on, months) = ended.next()?;
    service.used_on(on).differing(months)
}

/// The city of what is known, where it is written.
fn city_in(known: &Known) -> Option<String> {
    match known.get(FieldId::CertificateCity)?.given()? {
        Given::Line(city) => Some(city.to_string()),
        _ => None,
    }
}

impl Desk {
    /// Every handover: those with something to do first, then those under way, then what is over.
    pub fn handovers(&self) -> Result<Vec<HandoverLine>, Problem> {
        self.right(Step::Read)?;
        self.remembered(|it| &mut it.handovers, || self.every_handover())
    }

    fn every_handover(&self) -> Result<Vec<HandoverLine>, Problem> {
        let around = self.around()?;
        let mut lines = Vec::new();
        for id in self.handover_ids()? {
            let Some(mut folder) = self.readable_folder(id)? else {
                lines.push(self.unreadable_line(id, &around));
                continue;
            };
            self.refresh(&mut folder)?;
            lines.push(self.line(&folder, &around));
        }
        lines.sort_by(|a, b| {
            let key = |it: &HandoverLine| {
                let due = it.duties.first().and_then(|it| it.due);
                (
                    it.duties.is_empty(),
                    is_over(it.phase),
                    due.is_none(),
                    due,
                    it.id,
                )
            };
            key(a).cmp(&key(b))
        });
        Ok(lines)
    }

    /// The handover whose id begins so.
    pub fn find_handover(&self, typed: &str) -> Result<HandoverId, Problem> {
        pick(typed, &self.handover_ids()?, Thing::Handover)
    }

    /// One handover as a list shows it.
    pub fn handover_line(&self, id: HandoverId) -> Result<HandoverLine, Problem> {
        Ok(self.next(id)?.line)
    }

    /// The open handover that keeps a case from any other, if there is one.
    pub fn open_handover(&self, case: CaseId) -> Result<Option<HandoverLine>, Problem> {
        self.right(Step::Read)?;
        match self.open_outgoing(case)? {
            Some(id) => Ok(Some(self.line_of(id)?)),
            None => Ok(None),
        }
    }

    /// One handover as a list shows it, whatever cannot be read of it.
    fn line_of(&self, id: HandoverId) -> Result<HandoverLine, Problem> {
        let around = self.around()?;
        Ok(match self.readable_folder(id)? {
            None => self.unreadable_line(id, &around),
            Some(mut folder) => {
                self.refresh(&mut folder)?;
                self.line(&folder, &around)
            }
        })
    }

    /// What a refusal says of the handover it is about; of what cannot be read, its number alone.
    pub(crate) fn about(&self, id: HandoverId) -> Box<Concerned> {
        let line = self.line_of(id).ok();
        let told = line.as_ref();
        Box::new(Concerned {
            id,
            person: told.map_or_else(String::new, |it| it.person.clone()),
            office: told.map_or_else(String::new, |it| it.peer_name.clone()),
            phase: told.map(|it| it.phase),
        })
    }

    /// What is known of the months of service and of the days between the two offices.
    pub fn at_end(&self, id: HandoverId) -> Result<AtEnd, Problem> {
        self.right(Step::Read)?;
        let folder = self.folder(id)?;
        let case = folder.record.case;
        let case = case.and_then(|it| self.case_summary(it).ok());
        let service = self.service_in(&folder)?;
        // The months that run on are those of the office the person is with.
        let ended = folder.state().ended;
        let ended = ended.filter(|it| folder.record.side == Side::Sender && *it < self.today());
        Ok(AtEnd {
            months: self.months(&folder),
            away: match self.for_a_time(&folder) {
                Some(_) => Away::ForATime,
                None => Away::ForGood,
            },
            said: case.as_ref().and_then(confirmed),
            used: case.as_ref().and_then(written),
            recorded: service.as_ref().and_then(|it| recorded(&folder, it)),
            service: match ended {
                Some(day) => service.map(|it| it.counted_on(day)),
                None => service,
            },
            ended,
            crossing: self.crossing(&folder)?,
            planned: case.as_ref().and_then(contract::own_end),
        })
    }

    /// The service period of the person of a handover: off this office's own case, else off what came.
    pub(crate) fn service_in(&self, folder: &Folder) -> Result<Option<Service>, Problem> {
        let came = self.handed(folder)?;
        let case = folder.record.case.and_then(|it| self.case_summary(it).ok());
        let kind = came.as_ref().and_then(|it| it.get(FieldId::HandlingKind));
        let kind = kind.and_then(HandoverKind::said);
        let known = case.map(|it| Known::Case(Box::new(it))).or(came);
        let tells = |it: &Known| {
            let fields = [FieldId::PeriodFirstUse, FieldId::PeriodLeft];
            fields.iter().any(|field| it.get(*field).is_some())
        };
        let counts_on = kind.is_none_or(HandoverKind::counts_on);
        let known = known.filter(|it| counts_on && tells(it));
        let settings = self.settings().unwrap_or_default();
        Ok(known.map(|it| {
            let held = settings.at(city_in(&it).as_deref());
            let own = folder.record.case.and_then(|it| self.came(it, held));
            let look = |field| it.get(field);
            let mut service = Service::read_after(&look, own, held, self.today());
            // The days of this very handover are told by its logs.
            service.planned = None;
            service
        }))
    }

    /// What was handed over, at the receiver; the case at the sender.
    fn handed(&self, folder: &Folder) -> Result<Option<Known>, Problem> {
        Ok(match folder.record.side {
            Side::Sender => {
                let case = folder.record.case.and_then(|it| self.case_summary(it).ok());
                case.map(|it| Known::Case(Box::new(it)))
            }
            Side::Receiver => {
                let came = self.disclosed(folder)?;
                came.map(|it| Known::Came(Box::new(it)))
            }
        })
    }

    /// The days of a handover, and what it is for: as they were, else as they are agreed, else as they are planned.
    pub(crate) fn crossing(&self, folder: &Folder) -> Result<Crossing, Problem> {
        let state = folder.state();
        let handed = self.handed(folder)?;
        let planned = |field| self.planned_day(folder, handed.as_ref()?, field);
        let agreed = state.acceptance.as_ref().map(|it| it.start);
        let settings = self.settings().unwrap_or_default();
        let known = state.started.or(agreed);
        let kind = handed.as_ref().and_then(|it| it.get(FieldId::HandlingKind));
        Ok(Crossing {
            last: (state.last_day).or_else(|| planned(FieldId::HandlingLastDay)),
            start: known.or_else(|| planned(FieldId::HandlingPlannedStart)),
            alarm: settings.at(None).number(SettingId::GapAlarm),
            kind: kind.and_then(HandoverKind::said),
        })
    }

    /// A day as it is planned for this handover: in the case of whoever sends, one may stand that was planned for an earlier
    /// handover, and is none of this one's.
    fn planned_day(&self, folder: &Folder, known: &Known, field: FieldId) -> Option<Day> {
        let day = known.day(field)?;
        let begun = folder.record.created;
        match known {
            // Only a day that had gone by already may be one of those, so the others are not looked at for the rest.
            Known::Case(case) if day < begun => {
                let before = self.before(folder, case);
                (!is_past(case, field, before, self.today())).then_some(day)
            }
            _ => Some(day),
        }
    }

    /// What was of the person of a case before this handover. What cannot be read tells nothing.
    fn before(&self, folder: &Folder, case: &CaseSummary) -> Before {
        let ids = self.handover_ids().unwrap_or_default().into_iter();
        let others = ids.filter(|it| *it != folder.record.id).filter_map(|id| {
            let bare = self.bare_folder(id).ok().flatten()?;
            match bare.record.case == Some(case.id()) {
                true => self.readable_folder(id).ok().flatten(),
                false => None,
            }
        });
        let (mut came, mut over) = (None, None);
        for other in others {
            let state = other.state();
            match other.record.side {
                Side::Receiver => came = came.max(stayed_since(&state)),
                Side::Sender => over = over.max(state.started).max(ended_on(&other)),
            }
        }
        let since = match Standing::leaving(case, came, self.today()) {
            Standing::Here { since } => Some(since),
            Standing::Unsigned | Standing::Over => None,
        };
        Before { since, over }
    }

    /// Every open duty in a handover. What it is for, the case says at the sender, and what came at the receiver.
    pub(crate) fn duties_of(&self, folder: &Folder, state: &State) -> Vec<Duty> {
        let meant = &self.as_forms_end(folder, state);
        let mut all = match folder.dossier.means() {
            Means::Keys => duties(meant, self.today()),
            Means::Paper => {
                let said = folder.dossier.log(Side::Sender);
                duties_on_paper(meant, said, folder.papers(), self.today())
            }
        };
        // The other office destroys what it holds on the day it was told.
        if state.erasure == Erasure::None && !consent_expired(state, self.today()) {
            all.retain(|it| it.task != Task::Erase);
        }
        // Only what is released asks for an end of the contract, so nothing else is opened for it.
        match state.release.is_some() && state.ending().is_none() {
            true => match self.for_a_time(folder) {
                Some(back) => duties_for_a_time(state, all, back),
                None => all,
            },
            false => all,
        }
    }

    /// The planned day of the return, where the person is away for a time and the other office was told so; none at all where
    /// the person moves.
    pub(crate) fn for_a_time(&self, folder: &Folder) -> Option<Option<Day>> {
        let (kind, back) = match folder.record.side {
            Side::Sender => {
                let case = self.case_summary(folder.record.case?).ok()?;
                let back = case.get(FieldId::PeriodReturn).cloned();
                (self.kind_in(folder, &case), back)
            }
            Side::Receiver => {
                let held = self.disclosed(folder).ok()??;
                let kind = held.get(FieldId::HandlingKind);
                let back = held.get(FieldId::PeriodReturn).cloned();
                (kind.and_then(HandoverKind::said), back)
            }
        };
        let away = kind == Some(HandoverKind::Temporary);
        away.then_some(match back.as_ref().and_then(Value::given) {
            Some(Given::Day(day)) => Some(*day),
            _ => None,
        })
    }

    /// The kind of a handover as this office's case says it. That it is for a time counts only once nothing else was sent: the
    /// case alone would close the move of somebody who stays. What is not there any more says nothing else.
    pub(crate) fn kind_in(&self, folder: &Folder, case: &CaseSummary) -> Option<HandoverKind> {
        let said = HandoverKind::of(case);
        if said != Some(HandoverKind::Temporary) {
            return said;
        }
        let sent = self.disclosed(folder).ok().flatten();
        let sent = sent.as_ref().and_then(|it| it.get(FieldId::HandlingKind));
        sent.and_then(HandoverKind::said).or(said)
    }

    /// Where one handover stands and which steps are open; taking up is one only where something waits for it.
    pub fn next(&self, id: HandoverId) -> Result<NextView, Problem> {
        self.right(Step::Read)?;
        let mut folder = self.folder(id)?;
        self.refresh(&mut folder)?;
        let state = self.as_forms_end(&folder, &folder.state());
        let line = self.line(&folder, &self.around()?);
        let mut steps = self.steps(self.position(&folder, &state)?);
        let nothing_waits = line.to_take_up == 0 && line.case.is_some();
        steps.retain(|(step, _)| *step != Step::TakeUp || !nothing_waits);
        Ok(NextView { line, steps })
    }

    /// One handover whole; the journal tells who looked.
    pub fn handover(&mut self, id: HandoverId) -> Result<HandoverView, Problem> {
        self.right(Step::Read)?;
        let view = self.whole(id)?;
        self.enter(&[], deed(Step::Read, id), Some(id.to_bytes()))?;
        Ok(view)
    }

    fn whole(&self, id: HandoverId) -> Result<HandoverView, Problem> {
        let mut folder = self.folder(id)?;
        let mut dropped = self.refresh(&mut folder)?;
        let state = folder.state();
        // Nothing is offered any more, so nothing is confirmed again for it.
        if state.release.is_some() || !state.endings.is_empty() {
            dropped.clear();
        }
        let disclosure = self.disclosure(&folder)?;
        let missing = match &disclosure {
            Some(disclosure) => disclosure.missing().to_vec(),
            None => self.missing_of_all(&folder, &state)?,
        };
        let disclosed = self.disclosed(&folder)?;
        let prepared = disclosure.as_ref().filter(|_| state.endings.is_empty());
        let meant = self.as_forms_end(&folder, &state);
        let steps = self.steps(self.position(&folder, &meant)?);
        let may_reopen = steps.contains(&(Step::Reopen, Ok(())));
        let returning = match may_reopen {
            true => self.returning(&folder)?,
            false => Vec::new(),
        };
        let starts = steps.contains(&(Step::Start, Ok(())));
        let makes_again = steps.contains(&(Step::TakeUp, Ok(()))) && folder.record.case.is_none();
        let Arriving {
            here: arriving,
            gone,
        } = match starts || makes_again {
            true => self.arriving(&folder)?,
            false => Arriving::default(),
        };
        let (said, replied) = (
            self.spoken(&folder, Side::Sender)?,
            self.spoken(&folder, Side::Receiver)?,
        );
        let arrived = match folder.record.side {
            Side::Sender => self.arrived_traces(None, &replied)?,
            Side::Receiver => self.arrived_traces(disclosed.as_ref(), &said)?,
        };
        Ok(HandoverView {
            reply_due: self.reply_due(disclosure.as_ref()),
            follow_up_days: self.follow_up_days(),
            arrived,
            months: self.months(&folder),
            line: self.line(&folder, &self.around()?),
            waiting: if_readable(self.waiting(&folder, &state))?.unwrap_or_default(),
            returning,
            arriving,
            gone,
            // That it cannot be read is said where the list is opened; it hides no handover.
            to_tell: if_readable(self.still_to_tell(&folder))?.unwrap_or_default(),
            ends_sooner: ends_sooner(&state, &meant),
            newer: self.newer(&folder, &state, disclosed.as_ref())?,
            condition: condition(&state, &replied),
            changed: (disclosed.as_ref().zip(disclosure.as_ref()))
                .map_or_else(Vec::new, |(sent, now)| {
                    changed(&state, sent, now, self.today())
                }),
            steps,
            copies: self.copies_for(&folder)?,
            holds: self.form_that_holds(&folder)?,
            carries: self.carries(&folder)?,
            hearing: self.hearing_before_offer(&folder)?,
            meant: self.meant_in(&folder)?,
            copies_left: self.copies_to_take_back(&folder)?,
            said,
            replied,
            files: self.enclosed(&folder)?,
            files_wrong: match self.held_back(&folder, &state)? {
                Some(why) => Some(why),
                None => prepared.and_then(|it| self.can_enclose(it).err()),
            },
            asked: self.asked(&folder, &state, prepared)?,
            confirmed_by: if_readable(self.confirmed_by(&folder))?.unwrap_or_default(),
            returned_by: match &folder.record.return_reason {
                Some(_) => if_readable(self.last_to(deed(Step::Return, id)))?.flatten(),
                None => None,
            },
            disclosed,
            disclosure,
            missing,
            dropped,
            state,
            papers: folder.papers().clone(),
            record: folder.record,
        })
    }

    /// What the case of a handover does not say any more as it was sent. What cannot be read is said where it is opened.
    pub(crate) fn changed_since_sent(&self, folder: &Folder) -> Vec<Changed> {
        let state = folder.state();
        if folder.record.side == Side::Receiver || Telling::of(&state, self.today()).is_none() {
            return Vec::new();
        }
        let sent = self.disclosed(folder).ok().flatten();
        let now = self.disclosure(folder).ok().flatten();
        sent.zip(now).map_or_else(Vec::new, |(sent, now)| {
            changed(&state, &sent, &now, self.today())
        })
    }

    /// The required fields that a yes to all would need, while there is none and nothing was offered: the work on them waits for
    /// no signature.
    fn missing_of_all(&self, folder: &Folder, state: &State) -> Result<Vec<FieldId>, Problem> {
        let prepares = folder.record.preparation.is_some() && state.offer.is_none();
        let Some(case) = folder.record.case.filter(|_| prepares) else {
            return Ok(Vec::new());
        };
        let all: BTreeSet<ItemId> = ItemId::together().collect();
        let mut missing = self.case_summary(case)?.missing();
        missing.retain(|it| all.contains(&it.spec().item));
        Ok(missing)
    }

    fn around(&self) -> Result<Around, Problem> {
        Ok(Around {
            staff: self.staff()?,
            approver: self.approver()?,
            peers: RefCell::default(),
        })
    }

    /// What the preparation needs next, until it is released or ended.
    fn preparing(&self, folder: &Folder, state: &State, around: &Around) -> Option<Preparing> {
        let over = !state.endings.is_empty() || state.release.is_some();
        let preparation = folder.record.preparation.as_ref().filter(|_| !over)?;
        Some(Preparing::of(
            preparation,
            &self.me,
            // What cannot be read says nothing; the step itself does.
            around
                .approver
                .with(self.hand_in(folder).unwrap_or(Hand::None)),
            &around.staff,
        ))
    }

    fn line(&self, folder: &Folder, around: &Around) -> HandoverLine {
        let state = folder.state();
        let own = folder.dossier.log(folder.record.side).len() as u32;
        let other = folder.dossier.log(folder.record.side.other());
        let confirmed = other.last().map_or(0, |it| it.envelope.seen.count);
        HandoverLine {
            id: folder.record.id,
            person: folder.record.person.clone(),
            nameless: Nameless::of(folder, &state),
            case: folder.record.case,
            side: folder.record.side,
            peer: folder.peer(),
            peer_name: around.peer_name(self, folder.peer()),
            phase: phase(folder, &state),
            owner: state.owner(),
            duties: self.duties_of(folder, &state),
            binds: binds(folder, &state),
            // Nothing of what goes on paper is ever sent; what has to be printed is a duty.
            unconfirmed: match folder.dossier.means() {
                Means::Keys => own - confirmed.min(own),
                Means::Paper => 0,
            },
            unsent: match folder.dossier.means() {
                Means::Keys => own - folder.record.sent.min(own),
                Means::Paper => 0,
            },
            // A list is shown whatever cannot be read of one handover; the handover itself tells why.
            to_take_up: self.waiting(folder, &state).map_or(0, |it| it.len()),
            preparing: self.preparing(folder, &state, around),
            drafted: folder.record.answers.iter().map(|(no, _)| *no).collect(),
            trouble: folder.lost().map(Trouble::Lost),
        }
    }

    /// A line for a handover whose log cannot be read, with what its record alone still tells.
    fn unreadable_line(&self, id: HandoverId, around: &Around) -> HandoverLine {
        let folder = self.bare_folder(id).ok().flatten();
        let peer = folder.as_ref().map(Folder::peer);
        let record = folder.map(|it| it.record);
        HandoverLine {
            id,
            person: record
                .as_ref()
                .map_or_else(String::new, |it| it.person.clone()),
            nameless: Nameless::NotHere,
            case: record.as_ref().and_then(|it| it.case),
            side: record.as_ref().map_or(Side::Sender, |it| it.side),
            peer: peer.unwrap_or(OfficeId::from_bytes([0; 32])),
            peer_name: peer.map_or_else(String::new, |it| around.peer_name(self, it)),
            phase: Phase::Stopped,
            owner: Side::Sender,
            duties: Vec::new(),
            binds: record.as_ref().and_then(|it| it.case),
            unconfirmed: 0,
            unsent: 0,
            to_take_up: 0,
            preparing: None,
            drafted: Vec::new(),
            trouble: Some(Trouble::Unreadable),
        }
    }

    /// Nothing is printed for an office that has the program, or comes back from it on paper.
    fn steps(&self, at: Position) -> Vec<(Step, Result<(), Denied>)> {
        let (me, today): (Actor, Day) = (Actor::Staff(self.me.role), self.today());
        let all = Step::ALL.iter();
        let of_paper = |it: Step| matches!(it, Step::PaperReply | Step::PrintOffer);
        let here = all.filter(|it| !of_paper(**it) || at.means == Means::Paper);
        here.map(|step| (*step, permit(me, *step, at, today)))
            .collect()
    }
}

/// The case a handover keeps from any other: it goes out and is open. One that stopped is open until it is ended, for the
/// other office may hold all of it.
pub(crate) fn binds(folder: &Folder, state: &State) -> Option<CaseId> {
    let open = folder.record.side == Side::Sender && state.ending().is_none() && !state.closed();
    folder.record.case.filter(|_| open)
}

/// The last day on which somebody wrote what ended a handover; none while it goes on, or where it came to its end.
fn ended_on(folder: &Folder) -> Option<Day> {
    let sides = [Side::Sender, Side::Receiver].into_iter();
    let said = sides.flat_map(|side| folder.dossier.log(side));
    let ends = said.filter(|it| it.envelope.act.may_end());
    let last = ends.map(|it| it.envelope.written).max();
    last.filter(|_| folder.state().ending().is_some())
}

/// The last day of consent as the forms mean it, where that is before the day an open offer names.
fn ends_sooner(state: &State, meant: &State) -> Option<Day> {
    let open = state.endings.is_empty() && !state.closed();
    let until = |it: &State| it.offer.as_ref().map(|it| it.manifest.consent_until);
    let sooner = until(meant).filter(|_| open)?;
    until(state).filter(|told| sooner < *told).map(|_| sooner)
}

/// The phase of a handover: of its preparation until something was offered, of its dossier from then on.
fn phase(folder: &Folder, state: &State) -> Phase {
    match (&state.offer, &folder.record.preparation) {
        (None, Some(preparation)) => preparation.phase(),
        _ => state.phase(),
    }
}

/// Whether nothing more is expected of a handover that nobody owes anything in.
pub(crate) fn is_over(phase: Phase) -> bool {
    matches!(
        phase,
        Phase::Closed
            | Phase::Declined
            | Phase::Recalled
            | Phase::Withdrawn
            | Phase::NotStarted
            | Phase::Lapsed
            | Phase::Discontinued
            | Phase::Stopped
    )
}
