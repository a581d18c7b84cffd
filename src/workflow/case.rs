//! Case summaries and working notes: written, revised, found.
//!
//! What may leave the office is in `consent`; nothing here can. What comes with a person from another office is in `arrival`.

use std::collections::BTreeMap;

use crate::codec::v1;
use crate::domain::answer::{Given, Place as Spot, Wrong, WrongAnswer};
use crate::domain::audit::Act as Deed;
use crate::domain::case::{CaseSummary, Edit, Head, Value, WorkingNote};
use crate::domain::check_digit::CheckDigit;
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId, NoteId};
use crate::domain::misfit::{Misfit, misfits};
use crate::domain::origin::{Writer, Written};
use crate::domain::search::{Filed, Query, SearchKey};
use crate::domain::section::FieldId;
use crate::domain::setting::SettingId;
use crate::domain::text::Paragraph;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::alert::city;
use crate::workflow::alike::Occasion;
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Part, Reach, entry_name};
use crate::workflow::never::{Place, put_in};
use crate::workflow::problem::{Problem, Thing};

/// The most characters a working note may have.
pub const LONGEST_NOTE: usize = 4_000;

/// A case as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// Which.
    pub id: CaseId,
    /// The name, where one was written.
    pub name: String,
    /// Its reading.
    pub kana: String,
    /// The last four digits of the certificate, where its number was written.
    pub last_four: Option<String>,
    /// The number of the last revision.
    pub revision: u32,
    /// The handover it left by, once it is read-only.
    pub handed_over: Option<HandoverId>,
}

/// A value as it is to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The field.
    pub field: FieldId,
    /// The value, with where it is from.
    pub value: Value,
    /// How that came to be.
    pub whence: Whence,
}

/// How where a value is from came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whence {
    /// Said, as it was, or of a first answer.
    Plain,
    /// By the rule, in place of where the other answer was from that stood there, or of its day.
    Taken,
}

impl Whence {
    fn over(before: &Value, value: &Value) -> Whence {
        let is_same = before.source == value.source && before.as_of == value.as_of;
        match before.state == value.state || is_same {
            true => Whence::Plain,
            false => Whence::Taken,
        }
    }
}

/// Whose handovers are looked through.
#[derive(Clone, Copy)]
pub(crate) enum Whose {
    One(CaseId),
    Everybodys,
}

impl Whose {
    pub(crate) fn is_meant(self, case: CaseId) -> bool {
        match self {
            Whose::One(one) => one == case,
            Whose::Everybodys => true,
        }
    }
}

impl Desk {
    /// What the last digit of the certificate's number says, where that is checked in its city.
    pub fn certificate_check(&self, case: &CaseSummary) -> CheckDigit {
        let Some(Given::Digits(number)) =
            case.get(FieldId::CertificateNumber).and_then(Value::given)
        else {
            return CheckDigit::Fits;
        };
        let city = match case.get(FieldId::CertificateCity).and_then(Value::given) {
            Some(Given::Line(city)) => Some(city.as_str()),
            _ => None,
        };
        let settings = self.settings().unwrap_or_default();
        let holding = settings.at(city);
        holding.check(SettingId::CertificateCheck, number.as_str())
    }

    /// Gives the highest cap that is set for the city of a case, where the one that is written is above it.
    pub fn cap_exceeded(&self, case: &CaseSummary) -> Option<u32> {
        let cap = match case.get(FieldId::CertificateCap)?.given()? {
            Given::Number(cap) => *cap,
            _ => return None,
        };
        let settings = self.settings().unwrap_or_default();
        let highest = settings.at(city(case).as_deref());
        let highest = highest.number(SettingId::CapCeiling);
        (highest < cap).then_some(highest)
    }

    /// Gives what of a case does not fit each other, the longest service period being as it is set for its city.
    pub fn misfits(&self, case: &CaseSummary) -> Vec<Misfit> {
        let settings = self.settings().unwrap_or_default();
        let holding = settings.at(city(case).as_deref());
        let months = [SettingId::PeriodStandard, SettingId::PeriodExtension];
        let longest = months.map(|it| holding.number(it)).iter().sum();
        misfits(case, longest, self.today())
    }

    /// Refuses a birth that is still to come.
    pub(crate) fn born_by_now(&self, edits: &BTreeMap<FieldId, Edit>) -> Result<(), Problem> {
        let Some(Edit::Put(value)) = edits.get(&FieldId::PersonBirth) else {
            return Ok(());
        };
        match value.given() {
            Some(Given::Day(born)) if self.today() < *born => Err(Problem::Answer(WrongAnswer {
                at: Spot::Whole,
                why: Wrong::BornAhead,
            })),
            _ => Ok(()),
        }
    }

    /// Refuses what is said as of a day to come: no answer of another office would ever be newer. What stands so already stays.
    fn said_by_now(
        &self,
        stored: &CaseSummary,
        edits: &BTreeMap<FieldId, Edit>,
    ) -> Result<(), Problem> {
        let put = edits.iter().filter_map(|(field, edit)| match edit {
            Edit::Put(value) if stored.get(*field) != Some(value) => Some(value.as_of),
            _ => None,
        });
        match put.max().filter(|day| self.today() < *day) {
            Some(day) => Err(Problem::DayToCome(day)),
            None => Ok(()),
        }
    }

    /// Gives values as they are to be stored: what is not said of where they are from is by the rule, which looks at what the
    /// case says. Without a case, as those of a new one.
    pub fn settled(
        &self,
        case: Option<CaseId>,
        written: Vec<(FieldId, Written)>,
    ) -> Result<Vec<Settled>, Problem> {
        self.right(Step::WriteCase)?;
        let stored = case.map(|it| self.case_summary(it)).transpose()?;
        let writer = self.writer();
        let settled = written.into_iter().map(|(field, it)| {
            let before = stored.as_ref().and_then(|case| case.get(field));
            let is_said = it.source.is_some();
            let value = it.over(field, before, &writer);
            let whence = match before {
                Some(before) if !is_said => Whence::over(before, &value),
                _ => Whence::Plain,
            };
            Settled {
                field,
                value,
                whence,
            }
        });
        Ok(settled.collect())
    }

    /// Gives who writes a value now, as it stands in the value.
    pub fn writer(&self) -> Writer {
        Writer {
            by: self.me.name.clone(),
            on: self.today(),
        }
    }

    /// Makes a case with its first values.
    ///
    /// # Errors
    /// `Alike` where it may be somebody who is here, until they are told apart.
    pub fn new_case(&mut self, values: Vec<(FieldId, Value)>) -> Result<CaseId, Problem> {
        self.right(Step::WriteCase)?;
        let id = CaseId::from_bytes(self.outside.id());
        let mut case = CaseSummary::new(id);
        let edits = edits(values);
        self.born_by_now(&edits)?;
        self.said_by_now(&case, &edits)?;
        self.fields_free_of_secrets(put_in(&edits))?;
        case.set(edits, self.me.id, self.today())?;
        self.nobody_alike(&case, Occasion::Written)?;
        self.enter(
            &[case_change(&case, Expect::Absent)],
            Deed::CaseWritten,
            Some(id.to_bytes()),
        )?;
        Ok(id)
    }

    /// Changes fields of a case; a revision tells who and when. Gives the revision's number.
    ///
    /// `seen` is the revision the change was made from: a case somebody changed since is not written over.
    ///
    /// # Errors
    /// `Alike` where it comes to be like the case of somebody else who is here, until they are told apart.
    pub fn edit_case(
        &mut self,
        id: CaseId,
        seen: Option<u32>,
        edits: BTreeMap<FieldId, Edit>,
    ) -> Result<u32, Problem> {
        self.right(Step::WriteCase)?;
        let (mut case, version) = self.case_record(id)?;
        if seen.is_some_and(|seen| seen != case.revision()) {
            return Err(Problem::Stale);
        }
        self.is_here(id)?;
        self.born_by_now(&edits)?;
        self.said_by_now(&case, &edits)?;
        self.fields_free_of_secrets(put_in(&edits))?;
        let before = case.clone();
        if case.set(edits, self.me.id, self.today())?.is_some() {
            self.no_more_alike(&before, &case)?;
            let change = case_change(&case, Expect::Version(version));
            self.enter(&[change], Deed::CaseWritten, Some(id.to_bytes()))?;
        }
        Ok(case.revision())
    }

    /// Shows a case; the journal tells who looked.
    pub fn show_case(&mut self, id: CaseId) -> Result<CaseSummary, Problem> {
        self.right(Step::Read)?;
        let case = self.case_summary(id)?;
        self.enter(&[], Deed::CaseRead, Some(id.to_bytes()))?;
        Ok(case)
    }

    /// Shows again a case that somebody has open: its reading is in the journal already.
    pub fn show_case_again(&self, id: CaseId) -> Result<CaseSummary, Problem> {
        self.right(Step::Read)?;
        self.case_summary(id)
    }

    /// Takes a case out of the vault to be written to a file; the journal tells who did.
    pub fn export_case(&mut self, id: CaseId) -> Result<CaseSummary, Problem> {
        self.right(Step::WriteCase)?;
        let case = self.case_summary(id)?;
        self.enter(&[], Deed::Exported, Some(id.to_bytes()))?;
        Ok(case)
    }

    /// Lists cases whose name or reading matches, in the order of the reading.
    pub fn cases(&self, query: &str) -> Result<Vec<CaseLine>, Problem> {
        self.right(Step::Read)?;
        let query = Query::of(query);
        let everybodys = || self.moved(Whose::Everybodys);
        let moved = self.remembered(|it| &mut it.moved, everybodys)?;
        let mut lines = Vec::new();
        for (id, _, head) in self.vault.heads(Shelf::Case)? {
            let head = v1::decode_head(&head).map_err(|_| Problem::Unreadable)?;
            if matches(&head, &query) {
                lines.push(case_line(CaseId::from_bytes(id), &head, &moved));
            }
        }
        lines.sort_by(|a, b| (&a.kana, &a.name, a.id).cmp(&(&b.kana, &b.name, b.id)));
        Ok(lines)
    }

    /// The same, of one row of the kana or all, to be written into a file: it names everybody, so it is not whoever may read the
    /// list. Once it is made into what is written, the journal tells who took it.
    pub fn export_cases(
        &mut self,
        query: &str,
        row: Option<Filed>,
        make: impl FnOnce(&[CaseLine]) -> Result<Vec<u8>, Problem>,
    ) -> Result<(Vec<CaseLine>, Vec<u8>), Problem> {
        self.right(Step::ExportLists)?;
        let mut lines = self.cases(query)?;
        lines.retain(|it| row.is_none_or(|row| Filed::of(&it.kana) == row));
        let made = make(&lines)?;
        self.enter(&[], Deed::Exported, None)?;
        Ok((lines, made))
    }

    /// The case whose id begins so.
    pub fn find_case(&self, typed: &str) -> Result<CaseId, Problem> {
        let heads = self.vault.heads(Shelf::Case)?;
        let ids: Vec<_> = heads
            .into_iter()
            .map(|(id, ..)| CaseId::from_bytes(id))
            .collect();
        crate::workflow::desk::pick(typed, &ids, Thing::Case)
    }

    /// Writes a working note. It stays in this office.
    pub fn write_note(&mut self, case: CaseId, text: &str) -> Result<NoteId, Problem> {
        self.right(Step::WriteNotes)?;
        self.case_summary(case)?;
        self.free_of_secrets([(Place::Note, text)])?;
        let (id, change) = self.note(case, text)?;
        self.enter(&[change], Deed::NotesWritten, Some(case.to_bytes()))?;
        Ok(id)
    }

    pub(crate) fn note(&self, case: CaseId, text: &str) -> Result<(NoteId, Change), Problem> {
        let note = WorkingNote {
            id: NoteId::from_bytes(self.outside.id()),
            case,
            text: Paragraph::new(text, LONGEST_NOTE)?,
            by: self.me.id,
            on: self.today(),
        };
        let name = Name {
            shelf: Shelf::Notes,
            id: note.id.to_bytes(),
        };
        let head = case.to_bytes().to_vec();
        let change = put(
            name,
            Under::Folder(case.to_bytes()),
            head,
            v1::encode_note(&note),
        );
        Ok((note.id, change))
    }

    /// The working notes of a case, the oldest first; the journal tells who looked.
    pub fn notes(&mut self, case: CaseId) -> Result<Vec<WorkingNote>, Problem> {
        self.right(Step::WriteNotes)?;
        let notes = self.notes_of(case)?;
        self.enter(&[], Deed::CaseRead, Some(case.to_bytes()))?;
        Ok(notes)
    }

    fn notes_of(&self, case: CaseId) -> Result<Vec<WorkingNote>, Problem> {
        let mut notes = Vec::new();
        for (id, _, head) in self.vault.heads(Shelf::Notes)? {
            if head.as_slice() != case.as_bytes() {
                continue;
            }
            let stored = self.vault.read(Name {
                shelf: Shelf::Notes,
                id,
            })?;
            let stored = stored.ok_or(Problem::Unreadable)?;
            notes.push(v1::decode_note(&stored.body).map_err(|_| Problem::Unreadable)?);
        }
        notes.sort_by_key(|it: &WorkingNote| (it.on, it.id));
        Ok(notes)
    }

    pub(crate) fn note_of(&self, id: NoteId) -> Result<WorkingNote, Problem> {
        let name = Name {
            shelf: Shelf::Notes,
            id: id.to_bytes(),
        };
        let stored = self.vault.read(name)?.ok_or(Problem::Unreadable)?;
        v1::decode_note(&stored.body).map_err(|_| Problem::Unreadable)
    }

    /// The handover a case left by: it has started elsewhere and ended here, and can only be read.
    pub fn handed_over(&self, case: CaseId) -> Result<Option<HandoverId>, Problem> {
        Ok(self.moved(Whose::One(case))?.remove(&case))
    }

    /// Why a case that was handed over can only be read; none while it is here.
    pub fn left(&self, case: CaseId) -> Result<Option<Problem>, Problem> {
        self.right(Step::Read)?;
        let left_by = self.handed_over(case)?;
        Ok(left_by.map(|it| Problem::HandedOver(self.about(it))))
    }

    /// Says whether a case is still this office's to write, to take a consent for and to hand over.
    ///
    /// # Errors
    /// `HandedOver`, with the handover the person left by.
    pub(crate) fn is_here(&self, case: CaseId) -> Result<(), Problem> {
        match self.left(case)? {
            Some(why) => Err(why),
            None => Ok(()),
        }
    }

    /// The cases that were handed over, with the handover each left by. The logs of other handovers are not read.
    fn moved(&self, whose: Whose) -> Result<BTreeMap<CaseId, HandoverId>, Problem> {
        let mut moved = BTreeMap::new();
        for id in self.handover_ids()? {
            let Some(case) = self.sent_case(id)?.filter(|it| whose.is_meant(*it)) else {
                continue;
            };
            let Some(folder) = self.readable_folder(id)? else {
                continue;
            };
            let state = folder.state();
            let left = state.started.is_some() && state.ended.is_some();
            if left && self.vault.read(entry_name(id, Part::Reopened))?.is_none() {
                moved.insert(case, id);
            }
        }
        Ok(moved)
    }

    /// The case this office hands over by it; none where it is the receiver, or where the record cannot be read.
    pub(crate) fn sent_case(&self, id: HandoverId) -> Result<Option<CaseId>, Problem> {
        let record = match self.bare_folder(id) {
            Ok(folder) => folder.map(|it| it.record),
            Err(why) if Reach::of(&why) == Reach::Handover => None,
            Err(why) => return Err(why),
        };
        let sent = record.filter(|it| it.side == Side::Sender);
        Ok(sent.and_then(|it| it.case))
    }

    pub(crate) fn case_summary(&self, id: CaseId) -> Result<CaseSummary, Problem> {
        Ok(self.case_record(id)?.0)
    }

    pub(crate) fn case_record(&self, id: CaseId) -> Result<(CaseSummary, u64), Problem> {
        let stored = self
            .vault
            .read(case_name(id))?
            .ok_or(Problem::Missing(Thing::Case))?;
        let case = v1::decode_case(&stored.body).map_err(|_| Problem::Unreadable)?;
        Ok((case, stored.version))
    }
}

fn case_line(id: CaseId, head: &Head, moved: &BTreeMap<CaseId, HandoverId>) -> CaseLine {
    CaseLine {
        id,
        name: head
            .name
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        kana: head
            .kana
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        last_four: head.last_four.clone(),
        revision: head.revision,
        handed_over: moved.get(&id).copied(),
    }
}

/// Every value as a change.
pub fn edits(values: Vec<(FieldId, Value)>) -> BTreeMap<FieldId, Edit> {
    values
        .into_iter()
        .map(|(field, value)| (field, Edit::Put(value)))
        .collect()
}

fn matches(head: &Head, query: &Query) -> bool {
    let name = head.name.as_ref().map(|it| it.as_str());
    let kana = head.kana.as_ref().map(|it| it.as_str());
    let texts = [name, kana, head.last_four.as_deref()];
    let keys = texts.into_iter().flatten().map(SearchKey::of);
    query.matches(&keys.collect::<Vec<_>>())
}

pub(crate) fn case_name(id: CaseId) -> Name {
    Name {
        shelf: Shelf::Case,
        id: id.to_bytes(),
    }
}

pub(crate) fn case_change(case: &CaseSummary, expect: Expect) -> Change {
    let id = case.id();
    Change::Put {
        name: case_name(id),
        expect,
        under: Under::Folder(id.to_bytes()),
        head: v1::encode_head(&case.head()),
        body: v1::encode_case(case),
    }
}
