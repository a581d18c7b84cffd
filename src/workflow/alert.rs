//! What this office should look at, gathered over its cases and handovers.
//!
//! What an alert is, `domain::alert` says. Nothing is stored, and nobody is entered in the journal for looking at the list.

use std::collections::BTreeMap;

use crate::codec::v1_entry::HandoverRecord;
use crate::domain::alert::{
    Alert, Printed, of_case, of_contacts, of_handover, of_news, of_tasks, on_paper,
};
use crate::domain::answer::Given;
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Value};
use crate::domain::handover::dossier::State;
use crate::domain::handover::entry::Side;
use crate::domain::handover::kind::Course;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId, Means};
use crate::domain::section::FieldId;
use crate::domain::service::Service;
use crate::workflow::desk::Desk;
use crate::workflow::folder::Folder;
use crate::workflow::problem::Problem;

/// An alert with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertLine {
    /// The case or handover.
    pub about: About,
    /// Kana and name of the person.
    pub person: String,
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
}

impl Desk {
    /// The service period of a case, counted as its city counts, beside the city's word.
    pub fn service(&self, case: &CaseSummary) -> Service {
        let settings = self.settings().unwrap_or_default();
        let held = settings.at(city(case).as_deref());
        Service::of(case, held, self.today())
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
        let mut cities = BTreeMap::new();
        let mut lines = Vec::new();
        for line in self.cases("")? {
            let Ok(case) = self.case_summary(line.id) else {
                continue;
            };
            let city = city(&case);
            if line.handed_over.is_none() {
                let seen = of_case(&case, settings.at(city.as_deref()), today);
                let person = [&line.kana[..], &line.name].join("\u{3000}");
                lines.extend(about(About::Case(line.id), &person, seen));
            }
            cities.insert(line.id, city);
        }
        let mut folders = Vec::new();
        for id in self.handover_ids()? {
            let read = self.readable_folder(id)?;
            folders.extend(read.map(|it| Looked {
                state: it.state(),
                news: [news(&it, today), self.aside(&it)].concat(),
                paper: (it.dossier.means() == Means::Paper).then(|| printed(&it)),
                record: it.record,
            }));
        }
        for it in &folders {
            let (state, record) = (&it.state, &it.record);
            let city = record.case.and_then(|it| cities.get(&it)?.as_deref());
            let mut seen = of_handover(state, record.side, settings.at(city), today);
            if let Some(printed) = it.paper {
                seen = on_paper(seen, printed);
            }
            seen.extend(it.news.iter().cloned());
            seen.retain(|it| !it.what.is_ending() || !begun_anew(record, &folders));
            lines.extend(about(About::Handover(record.id), &record.person, seen));
        }
        lines.sort_by_key(|it| (it.alert.severity, it.alert.day.is_none(), it.alert.day));
        Ok(lines)
    }

    /// Whom this office has still to tell, and what was agreed and is not done. What cannot be read is said where it is opened.
    fn aside(&self, folder: &Folder) -> Vec<Alert> {
        let open = self.still_to_tell(folder).map_or(0, |it| it.len());
        let seen = of_contacts(&folder.state(), folder.record.side, open);
        let late = self.late_tasks(folder).unwrap_or((0, None));
        seen.into_iter().chain(of_tasks(late)).collect()
    }
}

/// A handover that was looked at.
struct Looked {
    state: State,
    news: Vec<Alert>,
    /// Whether all of it was printed; none where the other office has the program.
    paper: Option<Printed>,
    record: HandoverRecord,
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

fn about(about: About, person: &str, seen: Vec<Alert>) -> impl Iterator<Item = AlertLine> {
    seen.into_iter().map(move |alert| AlertLine {
        about,
        person: person.to_owned(),
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
