//! Cases: what is asked of the worker, and what it shows. Plain data.
//!
//! It holds no keys and no way back into the store.

use std::collections::BTreeMap;

use crate::domain::attachment::Detaching;
use crate::domain::attachment::Paper;
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Edit, Revision, Value};
use crate::domain::check_digit::CheckDigit;
use crate::domain::handover::kind::Course;
use crate::domain::id::{CaseId, Digest, StaffId};
use crate::domain::misfit::Misfit;
use crate::domain::search::Filed;
use crate::domain::section::FieldId;
use crate::domain::service::Service;
use crate::domain::text::Line;
use crate::lang::Lang;
use crate::tui::act::Told;
use crate::workflow::alike::{Alike, Likeness};
use crate::workflow::attachment::Attached;
use crate::workflow::case::CaseLine;
use crate::workflow::draft::Erasures;
use crate::workflow::newer::UnlikeSent;
use crate::workflow::people::{Plan, Reading};
use crate::workflow::table::Encoding;
use crate::workflow::view::HandoverLine;
use crate::workflow::visit::{VisitForm, Visits};

/// What can be asked about cases.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lists every one.
    List,
    /// Shows one that somebody opens; the journal tells who.
    Show(CaseId),
    /// Shows again one that is open, because something changed.
    Again(CaseId),
    /// Makes one with its first values, and shows it.
    New(BTreeMap<FieldId, Value>),
    /// Changes one that was seen in this revision, and shows it.
    Save {
        /// Which.
        case: CaseId,
        /// The revision the change was made from.
        seen: u32,
        /// The changes.
        edits: BTreeMap<FieldId, Edit>,
    },
    /// Shows what a file would bring as a new one, or many as new ones, the table being from this day, else today; nothing
    /// is written.
    Look(String, Option<Day>),
    /// Shows what a table would bring, its columns understood so; nothing is written.
    LookAtTable(Box<Reading>),
    /// Takes in what of a table is whole and new.
    TakeInTable(Box<Reading>),
    /// Remembers that nothing in the row of this number is what it looks like, and shows again what the table would bring.
    NotASecret(Box<Reading>, usize),
    /// Takes the answer that the row of this number is about another person than those who are like them, and shows again what
    /// the table would bring.
    AnotherPerson(Box<Reading>, Box<Likeness>),
    /// Writes the rows of a table that are refused, and why, into a new file.
    Refused(Box<Reading>, NewTable),
    /// Writes the list of cases that a filter and a row of the kana show into a new file.
    WriteList(String, Option<Filed>, NewTable),
    /// Writes one into a new file.
    Export(CaseId, String),
    /// Attaches the file at this path.
    Attach(CaseId, String, Paper),
    /// Writes an attached file into a new one at this path.
    SaveFile(CaseId, Digest, String),
    /// Takes an attached file away.
    Detach(CaseId, Digest, Detaching, String),
    /// Shows the working notes of one.
    Notes(CaseId),
    /// Shows the visits of one.
    Visits(CaseId),
    /// Shows them again, because something was written.
    VisitsAgain(CaseId),
    /// Writes down a visit: a new one where none is named.
    WriteVisit(CaseId, Option<u16>, VisitForm),
    /// Writes a working note and shows all.
    Write(CaseId, String),
}

/// A table that is to be written into a new file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewTable {
    /// Where.
    pub path: String,
    /// In which language.
    pub lang: Lang,
    /// As what.
    pub encoding: Encoding,
}

/// The visits of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitsView {
    /// The visits, in the order of their days.
    pub visits: Visits,
    /// Why whoever looks may write nothing here; none where they may.
    pub shut: Option<Told>,
    /// How far the erasing had come when this was read.
    pub erasures: Erasures,
}

/// Every case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CasesView {
    /// The cases in the order of their reading.
    pub lines: Vec<CaseLine>,
    /// The births of those whose lines read alike.
    pub births: BTreeMap<CaseId, Day>,
    /// Who would write a new one.
    pub me: Line,
    /// Today, by this office's clock.
    pub today: Day,
    /// Why no new one can be written, where that is so.
    pub shut: Option<Told>,
    /// Why the list cannot be written into a file, where that is so.
    pub kept_in: Option<Told>,
}

/// What a file would bring as a new case, and what of it is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportView {
    /// Where it is.
    pub path: String,
    /// What it would bring; none where anything is refused.
    pub values: Vec<(FieldId, Value)>,
    /// What is refused, and why, one line each.
    pub refused: Vec<Told>,
    /// How many fields are right, where something else is refused: they are not read in either.
    pub fine: usize,
    /// Who here may be the same person.
    pub alike: Option<Box<Likeness>>,
    /// The case here that says all of it already.
    pub here: Option<CaseLine>,
}

impl ImportView {
    /// The cases here that may be the same person's.
    pub fn like(&self) -> &[Alike] {
        self.alike.as_ref().map_or(&[], |it| &it.here)
    }
}

/// What a table would bring, or has brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableView {
    /// The table, and which field each column is.
    pub reading: Reading,
    /// What becomes of each row, or why nothing can.
    pub plan: Result<Plan, Told>,
}

/// One case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseView {
    /// What is known.
    pub case: CaseSummary,
    /// The names of the staff.
    pub staff: Vec<(StaffId, String)>,
    /// Who looks.
    pub me: Line,
    /// Today, by this office's clock.
    pub today: Day,
    /// Why it can only be read, where that is so.
    pub shut: Option<Told>,
    /// What the last digit of the certificate's number says.
    pub check: CheckDigit,
    /// The highest cap on the own share that is set, where the one that is written is above it.
    pub cap_exceeded: Option<u32>,
    /// What of it does not fit each other.
    pub misfits: Vec<Misfit>,
    /// The service period: our count, and the city's word.
    pub service: Service,
    /// What the kind of its handover asks for, and the days that follow.
    pub course: Course,
    /// The open handover that keeps it from any other.
    pub open: Option<HandoverLine>,
    /// What the other office of that handover has otherwise.
    pub unlike_sent: Option<UnlikeSent>,
    /// The files attached to it.
    pub files: Vec<Attached>,
    /// How far the erasing had come when this was read.
    pub erasures: Erasures,
}

impl CaseView {
    /// The handover of which a draft was handed to an approver and is not offered yet: what goes is not to change unseen.
    pub fn submitted(&self) -> Option<&HandoverLine> {
        self.open.as_ref().filter(|it| it.is_submitted())
    }

    /// Names the person, the reading first; empty where neither is known.
    pub fn person(&self) -> String {
        let label = self.case.label();
        let kana = label.kana.map(ToString::to_string);
        let name = label.name.map(ToString::to_string);
        let known: Vec<String> = kana.into_iter().chain(name).collect();
        known.join("\u{3000}")
    }

    /// Names who made a revision, where it is known.
    pub fn author(&self, revision: &Revision) -> Option<&str> {
        let by = self.staff.iter().find(|(id, _)| *id == revision.by);
        by.map(|(_, name)| name.as_str())
    }
}

/// The working notes of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotesView {
    /// The notes, the newest first.
    pub notes: Vec<NoteView>,
}

/// One working note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteView {
    /// When.
    pub on: Day,
    /// By whom.
    pub by: String,
    /// What it says.
    pub text: String,
}
