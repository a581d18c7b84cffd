//! What this office should look at, gathered over its cases and handovers.
//!
//! What an alert is, `domain::alert` says. Nothing is stored, and nobody is entered in the journal for looking at the list.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1_entry::HandoverRecord;
use crate::domain::alert::{
    Alert, Interviewed, Printed, Reported, Rests, interviewed, of_additions, of_case, of_changes,
    of_contacts, of_copies, of_crossing, of_form, of_handover, of_left_behind, of_news, of_plan,
    of_tasks, on_paper, reported,
};
use crate::domain::answer::Given;
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Value};
use crate::domain::consent::Consent;
use crate::domain::handover::dossier::State;
use crate::domain::handover::entry::Side;
use crate::domain::handover::kind::{Course, HandoverKind};
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId, Means, OfficeId};
use crate::domain::section::FieldId;
use crate::domain::service::{Passage, Service};
use crate::domain::setting::Holding;
use crate::domain::staff::Staff;
use crate::workflow::case::CaseLine;
use crate::workflow::desk::Desk;
use crate::workflow::folder::Folder;
use crate::workflow::here::{Move, Stay};
use crate::workflow::problem::Problem;
use crate::workflow::today::author;
use crate::workflow::view::Nameless;

/// An alert with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertLine {
    /// The case, handover or office.
    pub about: About,
    /// Kana and name of the person; the name of an office, empty where there is no card of it.
    pub person: String,
    /// Of an office: kana and name of those whose handovers with it are under way.
    pub people: Vec<String>,
    /// Of a handover that the other office ended: who drafted it, where they may still begin what comes next.
    pub drafter: Option<String>,
    /// Why no name is here, where none is.
    pub nameless: Nameless,
    /// What was seen.
    pub alert: Alert,
}

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A case of this office.
    Case(CaseId),
    /// A handover.
    Handover(HandoverId),
    /// Another office.
    Office(OfficeId),
}

impl Desk {
    /// The service period of a case, counted as its city counts, beside the city's word.
    pub fn service(&self, case: &CaseSummary) -> Service {
        let settings = self.settings().unwrap_or_default();
        let held = settings.at(city(case).as_deref());
        let came = self.came(case.id(), held);
        Service::read_after(&|field| case.get(field), came, held, self.today())
    }

    /// From the last day at the office before to the first here, where a handover brought the person of a case and its logs have
    /// both. What cannot be read tells nothing.
    pub(crate) fn came(&self, case: CaseId, held: Holding) -> Option<Passage> {
        let all = self.handover_ids().unwrap_or_default().into_iter();
        let days = all.filter_map(|id| {
            let folder = self.readable_folder(id).ok()??;
            came_by(case, &folder.record, &folder.state())
        });
        latest(days, held)
    }

    /// What the kind of a case's handover asks for, and the days that follow.
    pub fn course(&self, case: &CaseSummary) -> Course {
        let settings = self.settings().unwrap_or_default();
        Course::of(case, settings.at(city(case).as_deref()))
    }

    /// Everything to look at, what presses most first. A case that cannot be read has no alerts; where it is opened, that is said.
    pub fn alerts(&self) -> Result<Vec<AlertLine>, Problem> {
        self.right(Step::Read)?;
        self.remembered(|it| &mut it.alerts, || self.every_alert())
    }

    fn every_alert(&self) -> Result<Vec<AlertLine>, Problem> {
        let settings = self.settings().unwrap_or_default();
        let today = self.today();
        let staff = self.staff()?;
        let mut folders = Vec::new();
        for id in self.handover_ids()? {
            let read = self.readable_folder(id)?;
            folders.extend(read.map(|it| {
                Looked {
                    state: self.as_forms_end(&it, &it.state()),
                    nameless: Nameless::of(&it, &it.state()),
                    news: [
                        self.changes(&it),
                        news(&it, today),
                        self.aside(&it),
                        self.gap_ahead(&it),
                    ]
                    .concat(),
                    reported: self.reported(&it),
                    interviewed: self.interviewed(&it),
                    kind: self.kind(&it),
                    last: last_written(&it),
                    drafter: drafter(&it.record, &staff),
                    paper: (it.dossier.means() == Means::Paper).then(|| printed(&it)),
                    record: it.record,
                }
            }));
        }
        let copies = self.copies_to_ask_back()?;
        let mut cities = BTreeMap::new();
        let mut forms = Vec::new();
        let mut lines = Vec::new();
        for line in self.cases("")? {
            let Ok(case) = self.case_summary(line.id) else {
                continue;
            };
            let city = city(&case);
            if line.handed_over.is_none() {
                let stay = Stay::of(&case, folders.iter().map(Looked::as_move), today);
                let standing = stay.standing();
                let held = settings.at(city.as_deref());
                let came = folders
                    .iter()
                    .filter_map(|it| came_by(line.id, &it.record, &it.state));
                let came = latest(came, held);
                let mut seen = of_case(&case, standing, came, held, today);
                // Of whoever has left, too: the days run until the first day there.
                if !is_told_by_one(line.id, &folders) {
                    let over = match stay {
                        Stay::LeftBehind(standing) => of_left_behind(&case, standing, today),
                        Stay::Plain(_) => None,
                    };
                    seen.extend(over.or_else(|| of_plan(&case, held, today)));
                }
                let person = person_of(&line);
                lines.extend(about(
                    About::Case(line.id),
                    (&person, Nameless::Unwritten),
                    seen,
                ));
            }
            forms.extend(self.forms_that_count(&line));
            cities.insert(line.id, city);
        }
        for it in &folders {
            let (state, record) = (&it.state, &it.record);
            let city = record.case.and_then(|it| cities.get(&it)?.as_deref());
            let held = settings.at(city);
            let mut seen = of_handover(state, record.side, it.kind, held, today);
            seen = interviewed(reported(seen, it.reported), it.interviewed);
            if let Some(printed) = it.paper {
                seen = on_paper(seen, printed);
            }
            seen.extend(it.news.iter().cloned());
            seen.extend(copies.get(&record.id).copied().map(of_copies));
            let form = forms.iter().find(|form| form.is_for(record));
            let until = form.map(|it| it.until);
            seen.extend(of_additions(state, until, held, today));
            if let Some(until) = until.filter(|_| is_prepared(state)) {
                seen.extend(of_form(until, Rests::Prepared, held, today));
            }
            seen.retain(|it| !it.what.is_ending() || !begun_anew(record, &folders));
            let person = (&*record.person, it.nameless);
            let told = about(About::Handover(record.id), person, seen);
            lines.extend(told.map(|line| it.with_drafter(line)));
        }
        let unused = |it: &&Form| !it.moved && !it.is_used(&folders);
        for form in forms.iter().filter(unused) {
            let city = cities.get(&form.case).and_then(Option::as_deref);
            let seen = of_form(form.until, Rests::Nothing, settings.at(city), today);
            let seen = seen.into_iter().collect();
            let person = (&*form.person, Nameless::Unwritten);
            lines.extend(about(About::Case(form.case), person, seen));
        }
        for (office, alert) in self.lies_unopened()? {
            lines.push(AlertLine {
                about: About::Office(office),
                person: self.peer(office).map(|it| it.name).unwrap_or_default(),
                people: under_way_with(office, &folders),
                drafter: None,
                nameless: Nameless::Unwritten,
                alert,
            });
        }
        lines.sort_by_key(|it| (it.alert.severity, it.alert.day.is_none(), it.alert.day));
        Ok(lines)
    }

    /// The forms of a case that count today, one for each office. What cannot be read is said where it is opened.
    fn forms_that_count(&self, line: &CaseLine) -> Vec<Form> {
        let consents = self.consents_of(line.id).unwrap_or_default();
        let offices = consents.iter().map(|it| it.form().receiver);
        let offices: BTreeSet<OfficeId> = offices.collect();
        let counting = offices.into_iter().filter_map(|to| {
            let consent = Consent::counting(&consents, to, self.today())?;
            let counts = consent.in_force(self.today()) && !consent.left().is_empty();
            counts.then(|| Form {
                case: line.id,
                to,
                person: person_of(line),
                moved: line.handed_over.is_some(),
                signed: consent.form().signed,
                until: consent.form().until,
            })
        });
        counting.collect()
    }

    fn reported(&self, folder: &Folder) -> Reported {
        match self.report_is_settled(folder) {
            Ok(true) => Reported::Settled,
            Ok(false) | Err(_) => Reported::NotYet,
        }
    }

    fn interviewed(&self, folder: &Folder) -> Interviewed {
        match self.interview_is_settled(folder) {
            Ok(true) => Interviewed::Said,
            Ok(false) | Err(_) => Interviewed::NotSaid,
        }
    }

    /// Whom this office has still to tell, and what was agreed and is not done. What cannot be read is said where it is opened.
    fn aside(&self, folder: &Folder) -> Vec<Alert> {
        let open = self.still_to_tell(folder).map_or(0, |it| it.len());
        let seen = of_contacts(&folder.state(), folder.record.side, open);
        let late = self.late_tasks(folder).unwrap_or((0, None));
        seen.into_iter().chain(of_tasks(late)).collect()
    }

    /// What the case does not say any more as it was sent.
    fn changes(&self, folder: &Folder) -> Vec<Alert> {
        let changed = self.changed_since_sent(folder);
        let seen = of_changes(&folder.state(), &changed, self.today());
        seen.into_iter().collect()
    }

    /// What a handover is for, where the days after its last day hang on it. What cannot be read is said where it is opened.
    fn kind(&self, folder: &Folder) -> Option<HandoverKind> {
        let state = folder.state();
        let ended = state.last_day.filter(|_| !state.closed());
        ended.and_then(|_| self.crossing(folder).ok())?.kind
    }

    /// Days without service that lie ahead in a handover; the receiver is told once it agreed on its own first day.
    fn gap_ahead(&self, folder: &Folder) -> Vec<Alert> {
        let state = folder.state();
        let knows = folder.record.side == Side::Sender || state.acceptance.is_some();
        if !knows || state.ending().is_some() || state.last_day.is_some() {
            return Vec::new();
        }
        let Ok(crossing) = self.crossing(folder) else {
            return Vec::new();
        };
        of_crossing(&state, crossing, self.today())
            .into_iter()
            .collect()
    }
}

/// A handover that was looked at.
struct Looked {
    /// Why it has no name, should it have none.
    nameless: Nameless,
    state: State,
    news: Vec<Alert>,
    reported: Reported,
    interviewed: Interviewed,
    /// What it is for, once its last day is known and until it is closed.
    kind: Option<HandoverKind>,
    /// The last day on which this office wrote in it, where it did.
    last: Option<Day>,
    /// Who drafted it, where they may still draft.
    drafter: Option<String>,
    /// Whether all of it was printed; none where the other office has the program.
    paper: Option<Printed>,
    record: HandoverRecord,
}

impl Looked {
    fn as_move(&self) -> Move<'_> {
        Move {
            record: &self.record,
            state: &self.state,
        }
    }

    fn with_drafter(&self, line: AlertLine) -> AlertLine {
        let ends = line.alert.what.is_ending();
        AlertLine {
            drafter: self.drafter.clone().filter(|_| ends),
            ..line
        }
    }
}

/// Who drafted a handover, where they still work here and may begin another.
fn drafter(record: &HandoverRecord, staff: &[Staff]) -> Option<String> {
    let drafted = record.preparation.as_ref()?.author;
    author(drafted, Step::Draft, staff).map(|it| it.name.to_string())
}

fn person_of(line: &CaseLine) -> String {
    [&line.kana[..], &line.name].join("\u{3000}")
}

/// A consent form that counts today.
struct Form {
    case: CaseId,
    to: OfficeId,
    person: String,
    /// Whether the person has moved since.
    moved: bool,
    signed: Day,
    until: Day,
}

impl Form {
    /// Whether a handover by which this office sends is to the office it names.
    fn is_for(&self, record: &HandoverRecord) -> bool {
        let sends = record.side == Side::Sender && record.receiver == self.to;
        sends && record.case == Some(self.case)
    }

    /// Whether a handover is under way for which it is, or one was since it was signed.
    fn is_used(&self, all: &[Looked]) -> bool {
        let of_it = all.iter().filter(|it| self.is_for(&it.record));
        let uses = |it: &Looked| {
            let over = it.state.ending().is_some() || it.state.closed();
            !over || it.last.is_some_and(|day| self.signed <= day)
        };
        of_it.into_iter().any(uses)
    }
}

/// Those whose handovers with an office are under way, each once.
fn under_way_with(office: OfficeId, all: &[Looked]) -> Vec<String> {
    let with = |it: &&Looked| [it.record.sender, it.record.receiver].contains(&office);
    let open = |it: &&Looked| it.state.ending().is_none() && !it.state.closed();
    let named = all.iter().filter(with).filter(open);
    let named = named.map(|it| it.record.person.clone());
    let people: BTreeSet<String> = named.filter(|it| !it.trim().is_empty()).collect();
    people.into_iter().collect()
}

/// Whether a handover of this case, here or to here, is under way, so that the days are told of there. Once the person began
/// here, the days in the case are those of the next move.
fn is_told_by_one(case: CaseId, all: &[Looked]) -> bool {
    let mut of_it = all.iter().filter(|it| it.record.case == Some(case));
    of_it.any(|Looked { state, record, .. }| {
        let open = state.ending().is_none() && state.stop.is_none() && !state.closed();
        open && (record.side == Side::Sender || state.started.is_none())
    })
}

/// The last day at the office before and the first here, where this handover brought the person of a case.
fn came_by(case: CaseId, record: &HandoverRecord, state: &State) -> Option<(Day, Day)> {
    let brought = record.side == Side::Receiver && record.case == Some(case);
    state.last_day.zip(state.started).filter(|_| brought)
}

fn latest(days: impl Iterator<Item = (Day, Day)>, held: Holding) -> Option<Passage> {
    let (last, start) = days.max_by_key(|(_, start)| *start)?;
    Some(Passage::new(last, start, held))
}

/// Whether nothing was offered yet, and nothing ended it.
fn is_prepared(state: &State) -> bool {
    state.offer.is_none() && state.endings.is_empty() && state.stop.is_none()
}

fn last_written(folder: &Folder) -> Option<Day> {
    let own = folder.dossier.log(folder.record.side).iter();
    own.map(|it| it.envelope.written).max()
}

fn printed(folder: &Folder) -> Printed {
    let said = folder.dossier.log(Side::Sender);
    match folder.papers().to_print(&folder.state(), said) {
        true => Printed::NotYet,
        false => Printed::All,
    }
}

/// What the receiver said by itself of late, at the sender.
fn news(folder: &Folder, today: Day) -> Vec<Alert> {
    match folder.record.side {
        Side::Sender => {
            let replied = folder.dossier.log(Side::Receiver).iter();
            of_news(replied.map(|it| &it.envelope), today)
        }
        Side::Receiver => Vec::new(),
    }
}

/// Whether the same case went into another handover since this one.
fn begun_anew(record: &HandoverRecord, all: &[Looked]) -> bool {
    let since = |Looked {
                     state, record: it, ..
                 }: &Looked| {
        let same = it.side == Side::Sender && it.case == record.case && it.id != record.id;
        let open = it.created == record.created && state.endings.is_empty();
        same && (record.created < it.created || open)
    };
    all.iter().any(since)
}

fn about(
    about: About,
    (person, nameless): (&str, Nameless),
    seen: Vec<Alert>,
) -> impl Iterator<Item = AlertLine> {
    seen.into_iter().map(move |alert| AlertLine {
        about,
        person: person.to_owned(),
        people: Vec::new(),
        drafter: None,
        nameless,
        alert,
    })
}

/// The city of a case, where it is written.
pub(crate) fn city(case: &CaseSummary) -> Option<String> {
    match case.get(FieldId::CertificateCity).and_then(Value::given)? {
        Given::Line(city) => Some(city.to_string()),
        _ => None,
    }
}
