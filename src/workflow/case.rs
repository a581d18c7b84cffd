//! Case summaries and working notes: written, revised, found.
//!
//! What may leave the office is in `consent`; nothing here can.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1;
use crate::codec::v1_entry::{self, ContentRecord};
use crate::domain::answer::{Answer, Given, Place as Spot, Raw, Wrong, WrongAnswer};
use crate::domain::attachment::{PAPERS, beside, never_had, not_taken_out};
use crate::domain::audit::Act as Deed;
use crate::domain::case::{CaseSummary, Edit, FieldState, Head, Value, WorkingNote};
use crate::domain::check_digit::CheckDigit;
use crate::domain::contract::Standing;
use crate::domain::handover::dossier::{Ending, State};
use crate::domain::handover::entry::{Act, Discontinuation, Side};
use crate::domain::handover::guard::Refusal;
use crate::domain::handover::permit::{Denied, Months, Step};
use crate::domain::id::{CaseId, HandoverId, NoteId, OfficeId};
use crate::domain::misfit::{Misfit, misfits};
use crate::domain::news::{Contract, Earlier, left_behind, news_to, united};
use crate::domain::origin::{Writer, Written};
use crate::domain::search::{Filed, Query, SearchKey};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::setting::SettingId;
use crate::domain::text::{Line, Paragraph};
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::alert::city;
use crate::workflow::alike::{Alike, Occasion, Who};
use crate::workflow::attachment::raw_rows;
use crate::workflow::brought::table_of;
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Folder, Part, Reach, entry_name};
use crate::workflow::handover::Which;
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

/// Something an addition brought that this office's own case does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The field.
    pub field: FieldId,
    /// What came.
    pub told: Value,
    /// What the own case says, if anything.
    pub own: Option<Value>,
}

/// Whose handovers are looked through.
#[derive(Clone, Copy)]
enum Whose {
    One(CaseId),
    Everybodys,
}

impl Whose {
    fn is_meant(self, case: CaseId) -> bool {
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
    fn sent_case(&self, id: HandoverId) -> Result<Option<CaseId>, Problem> {
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

    /// Makes this office's own case of what was disclosed, less what was taken back.
    ///
    /// # Errors
    /// `Alike` where it may be somebody who is here, until they are told apart.
    pub(crate) fn case_from(&self, folder: &mut Folder) -> Result<Option<CaseSummary>, Problem> {
        let Some(disclosed) = self.disclosed(folder)? else {
            return Ok(None);
        };
        let id = CaseId::from_bytes(self.outside.id());
        let sender = self.teller(folder)?;
        let case = disclosed.to_case(id, &sender, self.me.id, self.today());
        self.nobody_alike(&case, Occasion::Arrived)?;
        folder.record.case = Some(id);
        folder.also(case_change(&case, Expect::Absent));
        let brought = BTreeSet::from([case.revision()]);
        folder.also(Self::notes_brought(folder, id, brought));
        self.take_files_up(folder, id, &disclosed.told_by(&sender))?;
        Ok(Some(case))
    }

    /// The cases of this office that the person who comes may have already, in the order of their reading; not those that
    /// had left, which are reopened.
    pub(crate) fn arriving(&self, folder: &Folder) -> Result<Vec<Alike>, Problem> {
        let Some(disclosed) = self.disclosed(folder)? else {
            return Ok(Vec::new());
        };
        let nobodys = CaseId::from_bytes([0; 16]);
        let sender = self.teller(folder)?;
        let came = disclosed.to_case(nobodys, &sender, self.me.id, self.today());
        let like = self.asked_alike(Who::of_case(&came), Occasion::Arrived)?;
        let mut here = like.map_or_else(Vec::new, |it| it.here);
        let lent = self.lent(Whose::Everybodys, folder.peer())?;
        here.retain(|it| it.case.handed_over.is_none() && !lent.contains_key(&it.case.id));
        Ok(here)
    }

    /// Puts what came into a case this office has of the person already, less what that case answers itself. What stood there
    /// before stays as what it was.
    ///
    /// # Errors
    /// `NotTheirCase` for `step` where it is not one of somebody like them; `HandedOver`.
    pub(crate) fn case_into(
        &self,
        folder: &mut Folder,
        id: CaseId,
        step: Step,
    ) -> Result<u32, Problem> {
        self.is_here(id)?;
        if !self.arriving(folder)?.iter().any(|it| it.case.id == id) {
            let why = Denied::NotTheirCase;
            return Err(Problem::Denied { step, why });
        }
        let (mut case, version) = self.case_record(id)?;
        let came = self.told_here(folder)?;
        let first = folder.state().started.unwrap_or(self.today());
        let contract = match Standing::of(&case, first) {
            Standing::Over => Contract::Over,
            Standing::Here { .. } | Standing::Unsigned => Contract::GoesOn,
        };
        self.comes_in(folder, &mut case, came, contract)?;
        folder.record.case = Some(id);
        folder.also(case_change(&case, Expect::Version(version)));
        Ok(case.revision())
    }

    /// Puts what is news into a case that is here already, as one revision.
    fn comes_in(
        &self,
        folder: &mut Folder,
        case: &mut CaseSummary,
        came: BTreeMap<FieldId, Value>,
        contract: Contract,
    ) -> Result<(), Problem> {
        let none = BTreeMap::new();
        let came = news_to(case, came, contract, &none);
        let came = self.with_own_rows(case, came, &none)?;
        self.take_files_up(folder, case.id(), &came)?;
        let edits = brings(case, came, contract);
        self.bring(folder, case, edits, BTreeSet::new())
    }

    /// Writes what came into a case that is here, and down that it came, beside what `brought` something before.
    fn bring(
        &self,
        folder: &mut Folder,
        case: &mut CaseSummary,
        edits: BTreeMap<FieldId, Edit>,
        mut brought: BTreeSet<u32>,
    ) -> Result<(), Problem> {
        let revision = case.set(edits, self.me.id, self.today())?;
        brought.extend(revision.map(|it| it.number));
        folder.also(Self::notes_brought(folder, case.id(), brought));
        Ok(())
    }

    /// Reopens a case that had left, with what came back with the person, less what that case answers itself.
    pub(crate) fn case_again(
        &self,
        folder: &mut Folder,
        id: CaseId,
        reason: &str,
    ) -> Result<(), Problem> {
        let not_theirs = Problem::Denied {
            step: Step::Reopen,
            why: Denied::NotTheirCase,
        };
        let (mut case, version) = self.case_record(id)?;
        let left_by = self.handed_over(id)?;
        let lent_by = match left_by {
            Some(_) => None,
            None => self.lent(Whose::One(id), folder.peer())?.remove(&id),
        };
        if left_by.is_none() && lent_by.is_none() {
            return Err(not_theirs);
        }
        let came = self.told_here(folder)?;
        if !is_theirs(&case, &came) {
            return Err(not_theirs);
        }
        let contract = match lent_by {
            Some(_) => Contract::GoesOn,
            None => Contract::Over,
        };
        self.comes_in(folder, &mut case, came, contract)?;
        folder.record.case = Some(id);
        folder.also(case_change(&case, Expect::Version(version)));
        folder.also(self.note(id, reason)?.1);
        if let Some(left_by) = left_by {
            folder.also(put(
                entry_name(left_by, Part::Reopened),
                Under::Office,
                Vec::new(),
                v1_entry::encode_reopened(folder.record.id),
            ));
        }
        match lent_by {
            Some(lent_by) if lent_by.state().ending().is_none() => self.came_back(folder, lent_by),
            _ => Ok(()),
        }
    }

    /// Says in the handover for a time that the person came back, with the start that brought the person here.
    fn came_back(&self, folder: &mut Folder, mut lent_by: Folder) -> Result<(), Problem> {
        let reason = Discontinuation::CameBack;
        let act = Act::Discontinued { reason };
        self.speak(&mut lent_by, act, self.signed_words()?, None)
            .map_err(|it| it.problem(Step::Reopen))?;
        lent_by
            .into_changes()
            .into_iter()
            .for_each(|it| folder.also(it));
        Ok(())
    }

    /// The cases whose person is away for a time, each with the handover that says so; and those of whom it is said already
    /// that they came back from the office that hands them over now. Where a case went twice, the handover that is open.
    fn lent(&self, whose: Whose, from: OfficeId) -> Result<BTreeMap<CaseId, Folder>, Problem> {
        let mut lent: BTreeMap<CaseId, Folder> = BTreeMap::new();
        for id in self.handover_ids()? {
            let Some(case) = self.sent_case(id)?.filter(|it| whose.is_meant(*it)) else {
                continue;
            };
            let Some(folder) = self.readable_folder(id)? else {
                continue;
            };
            let state = folder.state();
            let back = Ending::Discontinued(Discontinuation::CameBack);
            let went = state.started.is_some() && state.ended.is_none();
            let is_lent = match state.ending() {
                None => self.months(&folder) == Months::ForATime,
                Some(ending) => {
                    ending == back && folder.peer() == from && !lent.contains_key(&case)
                }
            };
            if went && is_lent {
                lent.insert(case, folder);
            }
        }
        Ok(lent)
    }

    /// The cases that had left, or whose person is away for a time or came back, and are this person's, as far as what came
    /// tells: one of them can be reopened.
    pub(crate) fn returning(&self, folder: &Folder) -> Result<Vec<CaseLine>, Problem> {
        let Some(disclosed) = self.disclosed(folder)? else {
            return Ok(Vec::new());
        };
        let came = disclosed.told_by(&self.teller(folder)?);
        let mut lines = self.cases("")?;
        let lent = self.lent(Whose::Everybodys, folder.peer())?;
        lines.retain(|it| it.handed_over.is_some() || lent.contains_key(&it.id));
        let mut theirs = Vec::new();
        for line in lines {
            match self.case_summary(line.id) {
                Ok(case) if is_theirs(&case, &came) => theirs.push(line),
                // A case of the past that cannot be read keeps nobody from this one.
                Err(why) if Reach::of(&why) != Reach::Handover => return Err(why),
                _ => (),
            }
        }
        Ok(theirs)
    }

    /// What waits to be taken up into the own case; nothing where that case was handed on since. Where the case went with
    /// a store that was put back, that is all that is held.
    pub(crate) fn waiting(&self, folder: &Folder, state: &State) -> Result<Vec<Brought>, Problem> {
        let started = folder.record.side == Side::Receiver && state.started.is_some();
        let own = match folder.record.case {
            _ if !started => return Ok(Vec::new()),
            None => None,
            Some(_) if state.additions == 0 => return Ok(Vec::new()),
            Some(id) => Some(self.case_summary(id)?),
        };
        let mut brought = match &own {
            Some(own) => {
                let earlier = self.came_until_now(folder, own)?.earlier(own);
                self.added(folder, state, own, &earlier)?
            }
            None => self.all_held(folder)?,
        };
        // What only comes along with the rest of its group changes nothing anybody reads.
        let differs = |it: &Brought| it.own.as_ref().is_none_or(|own| own.state != it.told.state);
        brought.retain(differs);
        match own {
            Some(own) if !brought.is_empty() && self.handed_over(own.id())?.is_some() => {
                Ok(Vec::new())
            }
            _ => Ok(brought),
        }
    }

    /// What additions brought since the start that this office's own case does not say. A field this office has
    /// written later itself is not among it. The journal tells who looked.
    pub fn to_take_up(&mut self, id: HandoverId) -> Result<BTreeMap<FieldId, Value>, Problem> {
        self.right(Step::TakeUp)?;
        let folder = self.folder(id)?;
        let waiting = self.waiting(&folder, &folder.state())?;
        let case = folder.record.case.map(CaseId::to_bytes);
        self.enter(&[], Deed::CaseRead, case.or(Some(id.to_bytes())))?;
        Ok(waiting.into_iter().map(|it| (it.field, it.told)).collect())
    }

    fn all_held(&self, folder: &Folder) -> Result<Vec<Brought>, Problem> {
        let told = self.told_here(folder)?.into_iter();
        let brought = told.map(|(field, told)| Brought {
            field,
            told,
            own: None,
        });
        Ok(brought.collect())
    }

    /// What additions brought that is news to the own case.
    fn added(
        &self,
        folder: &Folder,
        state: &State,
        own: &CaseSummary,
        earlier: &BTreeMap<FieldId, Earlier>,
    ) -> Result<Vec<Brought>, Problem> {
        let sections = state.offer.iter().flat_map(|it| &it.sections);
        let added = sections.filter(|it| 0 < it.part);
        let added: BTreeSet<SectionId> = added.map(|it| it.pinned.section).collect();
        let mut told = self.told_here(folder)?;
        told.retain(|field, _| added.contains(&field.spec().section));
        let mut news = news_to(own, told, Contract::GoesOn, earlier);
        // One table holds what came and what is this office's own: a paper is news where it was never here.
        news.retain(|field, it| *field != PAPERS || !never_had(own, it).is_empty());
        let brought = news.into_iter().map(|(field, told)| Brought {
            field,
            told,
            own: own.get(field).cloned(),
        });
        Ok(brought.collect())
    }

    /// Puts what additions brought into this office's own case. Nothing is written over unseen: the case keeps who
    /// took it up and when, and each value its source.
    pub(crate) fn case_with_additions(
        &self,
        folder: &mut Folder,
        which: &Which,
    ) -> Result<u32, Problem> {
        let Some(id) = folder.record.case else {
            return self.case_made_again(folder, which);
        };
        self.is_here(id)?;
        let (mut case, version) = self.case_record(id)?;
        let came = self.came_until_now(folder, &case)?;
        let earlier = came.earlier(&case);
        let mut told = self.added(folder, &folder.state(), &case, &earlier)?;
        if let Which::These(sections) = which {
            told.retain(|it| sections.contains(&it.field.spec().section));
        }
        if told.is_empty() {
            return Err(Problem::refused(Step::TakeUp, Refusal::NothingNamed));
        }
        let told: BTreeMap<_, _> = told.into_iter().map(|it| (it.field, it.told)).collect();
        let told = self.with_own_rows(&case, told, &earlier)?;
        self.take_files_up(folder, id, &told)?;
        let edits = brings(&case, told, Contract::GoesOn);
        self.bring(folder, &mut case, edits, came.brought)?;
        folder.also(case_change(&case, Expect::Version(version)));
        Ok(case.revision())
    }

    /// What came, with the rows of this office's own where a table holds both.
    fn with_own_rows(
        &self,
        case: &CaseSummary,
        came: BTreeMap<FieldId, Value>,
        earlier: &BTreeMap<FieldId, Earlier>,
    ) -> Result<BTreeMap<FieldId, Value>, Problem> {
        let mut came = self.with_own_papers(case, came)?;
        for (field, told) in &mut came {
            let Some(all) = united(case, *field, told, earlier.get(field)) else {
                continue;
            };
            *told = Value {
                state: table_of(*field, &all.rows)?,
                source: all.source,
                as_of: all.as_of,
            };
        }
        Ok(came)
    }

    /// What came, its table of papers without the rows somebody took out here, and with those this office has of its own: a
    /// file it attached keeps its kind and its day.
    fn with_own_papers(
        &self,
        case: &CaseSummary,
        mut came: BTreeMap<FieldId, Value>,
    ) -> Result<BTreeMap<FieldId, Value>, Problem> {
        let Some(table) = came.remove(&PAPERS) else {
            return Ok(came);
        };
        let (stay, own) = (not_taken_out(case, &table), beside(case, &table));
        if stay.is_empty() && own.is_empty() {
            return Ok(came);
        }
        let (source, as_of) = match own.is_empty() {
            true => (table.source.clone(), table.as_of),
            false => self.papers_seen(),
        };
        let all = raw_rows(stay.into_iter().chain(own));
        let all = Answer::check(PAPERS.spec(), Raw::Rows(all)).map_err(Problem::Answer)?;
        let whole = Value {
            state: FieldState::Filled(all),
            source,
            as_of,
        };
        came.insert(PAPERS, whole);
        Ok(came)
    }

    /// Makes the case that went with a store that was put back, as the start had made it: of all that is held.
    fn case_made_again(&self, folder: &mut Folder, which: &Which) -> Result<u32, Problem> {
        if *which != Which::All {
            return Err(Problem::Missing(Thing::Case));
        }
        let made = self.case_from(folder)?.ok_or(Problem::NothingHeld)?;
        Ok(made.revision())
    }

    /// What is held of a handover as it stands in a case of this office.
    fn told_here(&self, folder: &Folder) -> Result<BTreeMap<FieldId, Value>, Problem> {
        Ok(match self.disclosed(folder)? {
            Some(disclosed) => disclosed.told_by(&self.teller(folder)?),
            None => BTreeMap::new(),
        })
    }

    /// The sending office, as the source of what it told.
    fn teller(&self, folder: &Folder) -> Result<Line, Problem> {
        Ok(Line::new(&self.peer(folder.peer())?.name, 200)?)
    }

    /// Writes content and words of a handover under its present folder, without the fields of `items` and without
    /// words that speak of them.
    pub(crate) fn carry_over(
        &self,
        folder: &mut Folder,
        items: &BTreeSet<ItemId>,
    ) -> Result<(), Problem> {
        let state = folder.state();
        let id = folder.record.id;
        for side in [Side::Sender, Side::Receiver] {
            for number in 1..=folder.dossier.log(side).len() as u32 {
                if folder.dossier.speaks_of(side, number, items) {
                    folder.forget_words(side, number);
                    continue;
                }
                if let Some(sealed) = self.sealed_words(id, side, number)? {
                    folder.put_words(side, number, sealed.to_vec());
                }
            }
        }
        let Some(offer) = state.offer else {
            return Ok(());
        };
        for part in 0..=state.additions {
            if let Some(content) = self.content(id, offer.no.get(), part)? {
                let content = without(content, items)?;
                self.carry_files_over(folder, &content)?;
                folder.put_content(&content);
            }
        }
        let named = [FieldId::PersonName, FieldId::PersonKana];
        if named.iter().any(|it| items.contains(&it.spec().item)) {
            folder.record.person = String::new();
        }
        Ok(())
    }

    /// Whether content or words that belong to any of these items are still here.
    pub(crate) fn holds_of(
        &self,
        folder: &Folder,
        items: &BTreeSet<ItemId>,
    ) -> Result<bool, Problem> {
        let id = folder.record.id;
        for side in [Side::Sender, Side::Receiver] {
            for number in 1..=folder.dossier.log(side).len() as u32 {
                let spoken_of = folder.dossier.speaks_of(side, number, items);
                if spoken_of && self.sealed_words(id, side, number)?.is_some() {
                    return Ok(true);
                }
            }
        }
        let state = folder.state();
        let Some(offer) = state.offer else {
            return Ok(false);
        };
        for part in 0..=state.additions {
            if let Some(content) = self.content(id, offer.no.get(), part)?
                && without(content.clone(), items)? != content
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// What comes in, with what goes as it does.
fn brings(
    case: &CaseSummary,
    came: BTreeMap<FieldId, Value>,
    contract: Contract,
) -> BTreeMap<FieldId, Edit> {
    let gone = left_behind(case, &came, contract).into_iter();
    let gone: Vec<_> = gone.map(|it| (it, Edit::Remove)).collect();
    edits(came.into_iter().collect())
        .into_iter()
        .chain(gone)
        .collect()
}

/// One of reading and birth must say that it is this person; neither may say that it is another.
fn is_theirs(case: &CaseSummary, came: &BTreeMap<FieldId, Value>) -> bool {
    let same = |field| {
        let (ours, theirs) = (case.get(field)?.given()?, came.get(&field)?.given()?);
        Some(ours == theirs)
    };
    let told = [FieldId::PersonBirth, FieldId::PersonKana].map(same);
    !told.contains(&Some(false)) && told.contains(&Some(true))
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

fn without(content: ContentRecord, items: &BTreeSet<ItemId>) -> Result<ContentRecord, Problem> {
    let mut sections = Vec::new();
    for (bytes, salt) in &content.sections {
        let (id, mut fields) = v1::decode_section(bytes).map_err(|_| Problem::Unreadable)?;
        fields.retain(|(field, _)| !items.contains(&field.spec().item));
        if !fields.is_empty() {
            sections.push((v1::encode_section(id, &fields), *salt));
        }
    }
    Ok(ContentRecord {
        sections,
        ..content
    })
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
