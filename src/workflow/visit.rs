//! The visits and trial days of a case: listed and written. Of the person only words out of tables are kept with them.
//!
//! They stay in this office, under the case's own key, and need no consent: nobody is told who the person is.

use crate::codec::v1_visit::{decode_visits, encode_visits};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, OfficeId};
use crate::domain::visit::{
    Described, LONGEST, MOST, Next, Outcome, Visit, VisitKind, next_number,
};
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::desk::Desk;
use crate::workflow::problem::{Problem, Thing};

/// The visits of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visits {
    /// The case.
    pub case: CaseId,
    /// Kana and name of the person, for this office's own screen.
    pub person: String,
    /// Today, by this office's clock.
    pub today: Day,
    /// The visits, in the order of their days.
    pub visits: Vec<VisitView>,
}

/// One visit, with the names it is shown by here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitView {
    /// What it says.
    pub visit: Visit,
    /// The name of the office; empty where its card is not here any more.
    pub office: String,
    /// Who wrote it.
    pub entered_by: String,
}

/// A visit as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitForm {
    /// The office, by name, number or the beginning of its id.
    pub office: String,
    /// What is told there.
    pub told: Described,
    /// What kind it is.
    pub kind: VisitKind,
    /// The first day.
    pub from: Day,
    /// How many days.
    pub days: u8,
    /// What the person makes of it.
    pub outcome: Outcome,
    /// What comes next.
    pub next: Next,
}

impl Desk {
    /// The visits of a case; the journal tells who looked.
    pub fn visits(&mut self, case: CaseId) -> Result<Visits, Problem> {
        self.right(Step::Read)?;
        let visits = self.visits_of(case)?;
        self.enter(&[], Deed::CaseRead, Some(case.to_bytes()))?;
        Ok(visits)
    }

    /// The same for whoever has just written one: that is in the journal already.
    pub fn visits_again(&self, case: CaseId) -> Result<Visits, Problem> {
        self.right(Step::Read)?;
        self.visits_of(case)
    }

    /// Writes down a visit: a new one where none is named. Gives its number.
    ///
    /// # Errors
    /// `HandedOver`, `ListFull`, `VisitDays`, and where the office is not known here.
    pub fn write_visit(
        &mut self,
        case: CaseId,
        number: Option<u16>,
        form: &VisitForm,
    ) -> Result<u16, Problem> {
        self.right(Step::Visit)?;
        self.case_summary(case)?;
        if let Some(why) = self.left(case)? {
            return Err(why);
        }
        if !(1..=LONGEST).contains(&form.days) {
            return Err(Problem::VisitDays(LONGEST));
        }
        let office = self.find_peer(&form.office)?;
        let mut visits = self.stored_visits(case)?;
        let number = match number {
            None if MOST <= visits.len() => return Err(Problem::ListFull(MOST)),
            None => next_number(&visits),
            Some(number) if visits.iter().any(|it| it.number == number) => number,
            Some(_) => return Err(Problem::Missing(Thing::Visit)),
        };
        visits.retain(|it| it.number != number);
        visits.push(Visit {
            number,
            office,
            told: form.told.clone(),
            kind: form.kind,
            from: form.from,
            days: form.days,
            outcome: form.outcome,
            next: form.next,
            entered: (self.me.id, self.today()),
        });
        visits.sort_by_key(|it| it.number);
        let change = visits_change(case, &visits);
        self.enter(&[change], Deed::CaseWritten, Some(case.to_bytes()))?;
        Ok(number)
    }

    /// The office a handover after a visit goes to.
    pub fn visited(&self, case: CaseId, number: u16) -> Result<OfficeId, Problem> {
        self.right(Step::Read)?;
        let visits = self.stored_visits(case)?;
        let found = visits.iter().find(|it| it.number == number);
        Ok(found.ok_or(Problem::Missing(Thing::Visit))?.office)
    }

    fn visits_of(&self, case: CaseId) -> Result<Visits, Problem> {
        let head = self.case_summary(case)?.head();
        let name = |it: Option<String>| it.unwrap_or_default();
        let kana = name(head.kana.map(|it| it.to_string()));
        let called = name(head.name.map(|it| it.to_string()));
        let mut visits = self.stored_visits(case)?;
        visits.sort_by_key(|it| (it.from, it.number));
        let views = visits.into_iter().map(|visit| VisitView {
            office: self
                .peer(visit.office)
                .map(|it| it.name)
                .unwrap_or_default(),
            entered_by: self.staff_name(visit.entered.0),
            visit,
        });
        Ok(Visits {
            case,
            person: [kana, called].join("\u{3000}"),
            today: self.today(),
            visits: views.collect(),
        })
    }

    pub(crate) fn stored_visits(&self, case: CaseId) -> Result<Vec<Visit>, Problem> {
        match self.vault.read(visits_name(case))? {
            None => Ok(Vec::new()),
            Some(stored) => decode_visits(&stored.body).map_err(|_| Problem::Unreadable),
        }
    }
}

/// Where the visits of a case lie.
pub(crate) fn visits_name(case: CaseId) -> Name {
    Name {
        shelf: Shelf::Visits,
        id: case.to_bytes(),
    }
}

fn visits_change(case: CaseId, visits: &[Visit]) -> Change {
    Change::Put {
        name: visits_name(case),
        expect: Expect::Any,
        under: Under::Folder(case.to_bytes()),
        head: Vec::new(),
        body: encode_visits(visits),
    }
}
