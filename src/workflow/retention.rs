//! What has been kept for its time: listed, and destroyed by a manager with all that hangs on it, in one rebuild.
//!
//! There is no other way by which a case goes, and none before its day. How long something is kept, the domain says.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1;
use crate::codec::v1_retention::{
    decode_receipt, decode_tombstone, encode_receipt, encode_tombstone,
};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::{Day, Month};
use crate::domain::case::CaseSummary;
use crate::domain::consent::Consent;
use crate::domain::contact::Contact;
use crate::domain::contract::last_end;
use crate::domain::copy::CopyTold;
use crate::domain::handover::dossier::LONGEST_LOG;
use crate::domain::handover::entry::{Act, Side};
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, Digest, HandoverId, NoteId, OfferNo, OfficeId};
use crate::domain::meeting::Meeting;
use crate::domain::retention::{
    Contract, Days, Head, Keeping, Kept, Kind, Receipt, Rule, Term, Tombstone, is_same_name,
    name_behind_reading,
};
use crate::domain::setting::Settings;
use crate::domain::text::Line;
use crate::domain::visit::Visit;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::alert::city;
use crate::workflow::case::case_name;
use crate::workflow::desk::{Desk, pick, put};
use crate::workflow::folder::{Folder, Part, Reach, entry_name, post_name};
use crate::workflow::never::{texts_before, texts_of};
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::record::{copy_name, record_name};
use crate::workflow::scan::scan_name;
use crate::workflow::view::Nameless;
use crate::workflow::visit::visits_name;

/// Something that is kept, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLine {
    /// The case, or the handover that no case hangs on.
    pub what: Kept,
    /// Kana and name of the person; empty where no name is here.
    pub person: String,
    /// Why no name is here, where none is.
    pub nameless: Nameless,
    /// What is typed before it is destroyed: the name, or the beginning of the number where there is none.
    pub sure: String,
    /// The rule of its city.
    pub rule: Rule,
    /// Until when it is kept, or why nobody knows.
    pub keeping: Keeping,
}

impl KeptLine {
    /// Whether what was typed to be sure names it: as the list shows it, or the name or number alone. Of a handover the label is
    /// all there is, reading and name in one.
    pub fn is_named(&self, typed: &str) -> bool {
        let alone = match self.what {
            Kept::Handover(_) => name_behind_reading(&self.person),
            Kept::Case(_) => None,
        };
        let shown = [Some(self.sure.clone()), Some(self.person.clone()), alone];
        let mut shown = shown.into_iter().flatten();
        shown.any(|it| is_same_name(&it, typed))
    }
}

/// Which of what is kept is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// What may be destroyed today.
    Over,
    /// That, and what may be before the end of the month so many months on.
    Months(u16),
    /// All there is, whether or not its day is known.
    Everything,
}

/// A receipt with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptView {
    /// Its number.
    pub id: [u8; 16],
    /// What it says.
    pub receipt: Receipt,
    /// The name of whoever destroyed it.
    pub by: String,
}

/// Receipts that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipts {
    /// Those that can be read, the newest first.
    pub views: Vec<ReceiptView>,
    /// How many cannot.
    pub unreadable: usize,
}

/// For so many days after this office itself last wrote in a handover a day of the other office is believed: its clock is not
/// ours, and one that runs ahead must not keep a case for ever.
const BELIEVED: i32 = 366;

/// Receipts, each under the number it is stored by.
type Stored = Vec<([u8; 16], Receipt)>;

/// What hangs on each case, by number.
#[derive(Default)]
struct Hanging {
    handovers: BTreeMap<Kept, Vec<HandoverId>>,
    notes: BTreeMap<CaseId, Vec<[u8; 16]>>,
    files: BTreeMap<CaseId, Vec<[u8; 16]>>,
}

/// A case, or a handover alone, with what was read of it.
struct Whole {
    case: Option<CaseSummary>,
    consents: Vec<Consent>,
    folders: Vec<Folder>,
    contacts: Vec<Contact>,
    meetings: Vec<Meeting>,
    visits: Vec<Visit>,
    copies: Vec<CopyTold>,
}

impl Desk {
    /// How much may be destroyed today by whoever is at the desk; nothing where that is not theirs to do.
    pub fn to_destroy(&self) -> Result<usize, Problem> {
        match self.right(Step::Manage) {
            Ok(()) => Ok(self.kept(Span::Over)?.len()),
            Err(_) => Ok(0),
        }
    }

    /// What is kept, what is over first, then by the day; what has no day comes last.
    pub fn kept(&self, span: Span) -> Result<Vec<KeptLine>, Problem> {
        self.right(Step::Read)?;
        match span {
            Span::Over => self.remembered(|it| &mut it.over, || self.kept_within(span)),
            Span::Months(_) | Span::Everything => self.kept_within(span),
        }
    }

    fn kept_within(&self, span: Span) -> Result<Vec<KeptLine>, Problem> {
        let today = self.today();
        let before = match span {
            Span::Over => today,
            Span::Months(months) => {
                let month = Month::of(today).plus_months(i32::from(months));
                month.last_day().plus_days(1)
            }
            Span::Everything => Day::LAST,
        };
        let (settings, hanging) = (self.settings()?, self.hanging()?);
        let mut lines = Vec::new();
        for (what, handovers) in &hanging.handovers {
            let early = span != Span::Everything
                && self.is_kept_by_itself(*what, handovers, &settings, before);
            if !early {
                lines.push(self.kept_line(*what, handovers, &hanging, &settings, before)?);
            }
        }
        if span != Span::Everything {
            lines.retain(|it| it.keeping.is_over(before));
        }
        lines.sort_by(|a, b| {
            let key = |it: &KeptLine| match it.keeping {
                Keeping::Until(term) => (0, Some(term.last), it.what),
                _ => (1, None, it.what),
            };
            key(a).cmp(&key(b))
        });
        Ok(lines)
    }

    /// The case, or the handover without one, whose id begins so.
    pub fn find_kept(&self, typed: &str) -> Result<Kept, Problem> {
        let all: Vec<Kept> = self.hanging()?.handovers.into_keys().collect();
        let cases: Vec<CaseId> = all
            .iter()
            .filter_map(|it| match it {
                Kept::Case(id) => Some(*id),
                Kept::Handover(_) => None,
            })
            .collect();
        let alone: Vec<HandoverId> = all
            .iter()
            .filter_map(|it| match it {
                Kept::Handover(id) => Some(*id),
                Kept::Case(_) => None,
            })
            .collect();
        match pick(typed, &cases, Thing::Case) {
            Ok(id) => Ok(Kept::Case(id)),
            Err(Problem::Missing(_)) => Ok(Kept::Handover(pick(typed, &alone, Thing::Case)?)),
            Err(why) => Err(why),
        }
    }

    /// Destroys what has been kept for its time, with all that hangs on it: a manager's step, once `sure` was typed.
    /// Gives the receipt.
    ///
    /// # Errors
    /// `StillKept`: nothing goes before its day. `NotSure`: something else was typed.
    pub fn shred(&mut self, what: Kept, sure: &str) -> Result<ReceiptView, Problem> {
        self.right(Step::Manage)?;
        let (settings, hanging) = (self.settings()?, self.hanging()?);
        let missing = Problem::Missing(Thing::Case);
        let handovers = hanging.handovers.get(&what).ok_or(missing)?;
        let line = self.kept_line(what, handovers, &hanging, &settings, Day::LAST)?;
        let term = match line.keeping {
            Keeping::Until(term) if line.keeping.is_over(self.today()) => term,
            keeping => return Err(Problem::StillKept(keeping)),
        };
        if !line.is_named(sure) {
            return Err(Problem::NotSure);
        }
        let whole = self.hung(what, handovers)?;
        let (receipt, mut changes) = self.destruction(what, &whole, &hanging, term, line.rule)?;
        let id = self.outside.id();
        changes.push(receipt_change(id, &receipt));
        // From here on it is gone from every list; what the disk still holds of it goes with the rebuild.
        self.enter(&changes, Deed::Erased, Some(what.to_bytes()))?;
        self.finish_retention()?;
        let folders = Vec::new();
        Ok(ReceiptView {
            id,
            by: self.staff_name(receipt.by),
            receipt: Receipt { folders, ..receipt },
        })
    }

    /// Destroys the keys of what was shredded, and writes the store anew without it; finishes what was cut short.
    pub(crate) fn finish_retention(&mut self) -> Result<(), Problem> {
        // One that cannot be read keeps nothing else from going.
        let (mut begun, _) = self.stored_receipts()?;
        begun.retain(|(_, it)| !it.folders.is_empty());
        let folders: Vec<_> = begun
            .iter()
            .flat_map(|(_, it)| it.folders.clone())
            .collect();
        if folders.is_empty() {
            return Ok(());
        }
        for (_, receipt) in &begun {
            if let Kept::Case(case) = receipt.what {
                self.drop_drafts_of(case)?;
            }
            for handover in &receipt.handovers {
                self.shut_forms_of(*handover);
            }
        }
        let subject = match begun.as_slice() {
            [(_, one)] => Some(one.what.to_bytes()),
            _ => None,
        };
        let event = self.event_of_program(Deed::Erased, subject);
        self.vault.erase(&folders, &event)?;
        let settled = begun.into_iter().map(|(id, mut receipt)| {
            receipt.folders.clear();
            receipt_change(id, &receipt)
        });
        let settled: Vec<Change> = settled.collect();
        self.enter_by_program(&settled, Deed::Rebuilt, subject)?;
        Ok(())
    }

    /// Every receipt, the newest first. One that cannot be read is counted and hides none of the others.
    pub fn receipts(&self) -> Result<Receipts, Problem> {
        self.right(Step::ReadAudit)?;
        let (stored, unreadable) = self.stored_receipts()?;
        let mut views: Vec<ReceiptView> = stored
            .into_iter()
            .map(|(id, receipt)| ReceiptView {
                id,
                by: self.staff_name(receipt.by),
                receipt,
            })
            .collect();
        views.sort_by_key(|it| (std::cmp::Reverse(it.receipt.on), it.id));
        Ok(Receipts { views, unreadable })
    }

    /// The same, to be written into a file; once they are made into what is written, the journal tells who took them.
    pub fn export_receipts(
        &mut self,
        make: impl FnOnce(&Receipts) -> Result<Vec<u8>, Problem>,
    ) -> Result<(Receipts, Vec<u8>), Problem> {
        let receipts = self.receipts()?;
        let made = make(&receipts)?;
        self.enter(&[], Deed::Exported, None)?;
        Ok((receipts, made))
    }

    /// When a handover with that office was destroyed here, if it was.
    pub(crate) fn destroyed_on(
        &self,
        id: HandoverId,
        peer: OfficeId,
    ) -> Result<Option<Day>, Problem> {
        let Some(stored) = self.vault.read(entry_name(id, Part::Tombstone))? else {
            return Ok(None);
        };
        let stone = decode_tombstone(&stored.body).map_err(|_| Problem::Unreadable)?;
        Ok((stone.peer == peer).then_some(stone.on))
    }

    /// The receipts that can be read, and how many cannot.
    fn stored_receipts(&self) -> Result<(Stored, usize), Problem> {
        let (mut receipts, mut unreadable) = (Vec::new(), 0);
        for (id, ..) in self.vault.heads(Shelf::Receipt)? {
            let shelf = Shelf::Receipt;
            let read = self.vault.read(Name { shelf, id }).map_err(Problem::from);
            let stored = match read {
                Err(why) if Reach::of(&why) == Reach::Handover => None,
                read => read?,
            };
            match stored.and_then(|it| decode_receipt(&it.body).ok()) {
                Some(receipt) => receipts.push((id, receipt)),
                None => unreadable += 1,
            }
        }
        Ok((receipts, unreadable))
    }

    /// Everything that is kept as one, with the numbers of what hangs on it. A handover whose very record cannot be read
    /// stands alone: nobody knows whose it is.
    fn hanging(&self) -> Result<Hanging, Problem> {
        let mut hanging = Hanging::default();
        for (id, ..) in self.vault.heads(Shelf::Case)? {
            let what = Kept::Case(CaseId::from_bytes(id));
            hanging.handovers.insert(what, Vec::new());
        }
        for id in self.handover_ids()? {
            let case = match self.bare_folder(id) {
                Ok(folder) => folder.and_then(|it| it.record.case),
                Err(why) if Reach::of(&why) == Reach::Handover => None,
                Err(why) => return Err(why),
            };
            let of = case.map(Kept::Case);
            let of = of.filter(|it| hanging.handovers.contains_key(it));
            let of = of.unwrap_or(Kept::Handover(id));
            hanging.handovers.entry(of).or_default().push(id);
        }
        for (id, _, head) in self.vault.heads(Shelf::Notes)? {
            if let Ok(case) = head.as_slice().try_into() {
                let notes = hanging.notes.entry(CaseId::from_bytes(case));
                notes.or_default().push(id);
            }
        }
        for (file, name) in self.every_file()? {
            hanging.files.entry(file).or_default().push(name);
        }
        Ok(hanging)
    }

    /// Whether the case alone says that it is kept on that day, so that nothing that hangs on it need be read: what hangs on it
    /// can only make the day later, but for an end of the contract that a handover tells. What cannot be read says nothing.
    fn is_kept_by_itself(
        &self,
        what: Kept,
        handovers: &[HandoverId],
        settings: &Settings,
        before: Day,
    ) -> bool {
        let Kept::Case(id) = what else {
            return false;
        };
        let Ok(case) = self.case_summary(id) else {
            return false;
        };
        let rule = Rule::of(settings.at(city(&case).as_deref()));
        let written = case.history().revisions().iter().map(|it| it.on).max();
        let contract = last_end(&case, None, []);
        match (contract, handovers) {
            (None, []) => true,
            _ => written.is_some_and(|made| before <= rule.earliest(contract, made)),
        }
    }

    /// How long something is kept. Notes are read only where the rest is over before that day: they can make it later,
    /// and never sooner.
    fn kept_line(
        &self,
        what: Kept,
        handovers: &[HandoverId],
        hanging: &Hanging,
        settings: &Settings,
        before: Day,
    ) -> Result<KeptLine, Problem> {
        let whole = match self.hung(what, handovers) {
            Ok(whole) => whole,
            Err(why) if Reach::of(&why) == Reach::Handover => {
                let rule = Rule::of(settings.at(None));
                return Ok(KeptLine {
                    what,
                    person: self.named(what),
                    nameless: Nameless::NotHere,
                    sure: short(what),
                    rule,
                    keeping: Keeping::Unreadable,
                });
            }
            Err(why) => return Err(why),
        };
        let city = whole.case.as_ref().and_then(city);
        let rule = Rule::of(settings.at(city.as_deref()));
        let keeping = match self.keeping(what, &whole, hanging, rule, before) {
            Err(why) if Reach::of(&why) == Reach::Handover => Keeping::Unreadable,
            keeping => keeping?,
        };
        let person = self.named(what);
        let nameless = match (what, whole.folders.first()) {
            (Kept::Case(_), _) => Nameless::Unwritten,
            (Kept::Handover(_), Some(folder)) => Nameless::of(folder, &folder.state()),
            (Kept::Handover(_), None) => Nameless::NotHere,
        };
        Ok(KeptLine {
            what,
            nameless,
            sure: match self.typed_to_be_sure(what) {
                name if name.is_empty() => short(what),
                name => name,
            },
            person,
            rule,
            keeping,
        })
    }

    fn keeping(
        &self,
        what: Kept,
        whole: &Whole,
        hanging: &Hanging,
        rule: Rule,
        before: Day,
    ) -> Result<Keeping, Problem> {
        let mut days = self.days(whole)?;
        let keeping = Keeping::of(&days, rule);
        if !keeping.is_over(before) && before != Day::LAST {
            return Ok(keeping);
        }
        let last = self.last_note(what, hanging)?;
        days.made = last.map_or(days.made, |it| it.max(days.made));
        Ok(Keeping::of(&days, rule))
    }

    /// What is typed before it is destroyed: the whole name, else the reading. Names may hold blanks of any width.
    fn typed_to_be_sure(&self, what: Kept) -> String {
        let Kept::Case(id) = what else {
            return self.named(what).trim().to_owned();
        };
        let Ok(case) = self.case_summary(id) else {
            return String::new();
        };
        let head = case.head();
        let name = head.name.map(|it| it.to_string());
        let name = name.or_else(|| head.kana.map(|it| it.to_string()));
        name.unwrap_or_default().trim().to_owned()
    }

    /// Kana and name, as lists show them.
    fn named(&self, what: Kept) -> String {
        let named = match what {
            Kept::Handover(id) => self
                .bare_folder(id)
                .ok()
                .flatten()
                .map(|it| it.record.person),
            Kept::Case(id) => self.case_summary(id).ok().map(|it| {
                let head = it.head();
                let kana = head.kana.map_or_else(String::new, |it| it.to_string());
                let name = head.name.map_or_else(String::new, |it| it.to_string());
                match (kana.is_empty(), name.is_empty()) {
                    (true, true) => String::new(),
                    _ => [kana, name].join("\u{3000}"),
                }
            }),
        };
        named.unwrap_or_default()
    }

    fn hung(&self, what: Kept, handovers: &[HandoverId]) -> Result<Whole, Problem> {
        let (case, consents) = match what {
            Kept::Case(id) => (Some(self.case_summary(id)?), self.consents_of(id)?),
            Kept::Handover(_) => (None, Vec::new()),
        };
        let folders: Result<Vec<Folder>, Problem> =
            handovers.iter().map(|it| self.folder(*it)).collect();
        let folders = folders?;
        let (mut contacts, mut meetings) = (Vec::new(), Vec::new());
        let mut copies = Vec::new();
        for folder in &folders {
            copies.extend(self.told_of_copies(folder.record.id)?);
            contacts.extend(self.stored_contacts(folder)?);
            meetings.extend(self.stored_meetings(folder)?);
        }
        Ok(Whole {
            case,
            consents,
            folders,
            contacts,
            meetings,
            copies,
            visits: match what {
                Kept::Case(id) => self.stored_visits(id)?,
                Kept::Handover(_) => Vec::new(),
            },
        })
    }

    /// What was told of the copies of a handover, as far as it can be read.
    fn told_of_copies(&self, id: HandoverId) -> Result<Vec<CopyTold>, Problem> {
        let mut told = Vec::new();
        for no in 1.. {
            if self.record_made(copy_name(id, no))?.is_none() {
                break;
            }
            told.extend(as_far_as_read(self.copy_told(id, no))?);
        }
        Ok(told)
    }

    fn last_note(&self, what: Kept, hanging: &Hanging) -> Result<Option<Day>, Problem> {
        let Kept::Case(case) = what else {
            return Ok(None);
        };
        let mut last = None;
        for id in hanging.notes.get(&case).into_iter().flatten() {
            let note = as_far_as_read(self.note_of(NoteId::from_bytes(*id)))?;
            last = last.max(note.map(|it| it.on));
        }
        Ok(last)
    }

    fn days(&self, whole: &Whole) -> Result<Days, Problem> {
        let today = self.today();
        let mut provided = Vec::new();
        let mut recorded = None;
        let mut under_way = None;
        for folder in &whole.folders {
            let state = folder.state();
            let side = folder.record.side;
            let mut duties = self.duties_of(folder, &state).into_iter();
            let owes = duties.any(|it| it.side == side);
            let open = state.ending().is_none() && !state.closed();
            let owed = self.owed(folder.record.id)?.is_some();
            if open || owes || owed || folder.is_behind() {
                under_way = under_way.or(Some(folder.record.id));
            }
            for it in folder.deliveries() {
                provided.push(match side {
                    Side::Sender => it.offered,
                    Side::Receiver => it.received,
                });
                let name = record_name(folder.record.id, it.offer, it.part);
                recorded = recorded.max(self.record_made(name)?);
            }
            for no in 1.. {
                let Some(made) = self.record_made(copy_name(folder.record.id, no))? else {
                    break;
                };
                provided.push(made);
                recorded = recorded.max(Some(made));
            }
            provided.extend(acts(folder).filter_map(|(act, _)| match act {
                Act::Ended { last_day, .. } if side == Side::Sender => Some(*last_day),
                _ => None,
            }));
        }
        Ok(Days {
            contract: self.contract(whole)?,
            provided: provided.into_iter().max(),
            made: written(whole).map_or(today, |(_, last)| last),
            recorded,
            under_way,
        })
    }

    /// The contract of this office: what the case says of it, but for what another office said of its own; and what was
    /// written when the person moved. A start that was broken off is a beginning all the same: what was done until then is kept.
    fn contract(&self, whole: &Whole) -> Result<Contract, Problem> {
        let Some(case) = &whole.case else {
            return Ok(Contract::Never);
        };
        let mut ends: Vec<Day> = Vec::new();
        let mut first = None;
        for folder in &whole.folders {
            let state = folder.state();
            if folder.record.side == Side::Receiver {
                first = first.max(state.started);
            }
            let left = folder.record.side == Side::Sender && state.started.is_some();
            let reopened = entry_name(folder.record.id, Part::Reopened);
            if left && self.vault.read(reopened)?.is_none() {
                ends.extend(acts(folder).filter_map(|(act, _)| match act {
                    Act::Ended { contract_end, .. } => Some(*contract_end),
                    _ => None,
                }));
            }
        }
        let end = last_end(case, first, ends);
        Ok(end.map_or(Contract::EndUnknown, Contract::Ended))
    }

    /// What goes, what stays of it, and the changes that make it so.
    fn destruction(
        &self,
        what: Kept,
        whole: &Whole,
        hanging: &Hanging,
        term: Term,
        rule: Rule,
    ) -> Result<(Receipt, Vec<Change>), Problem> {
        let mut gone = Gone::default();
        let mut changes = Vec::new();
        let entries: BTreeSet<[u8; 16]> = self.ids(Shelf::Entry)?;
        let records: BTreeSet<[u8; 16]> = self.ids(Shelf::Legal)?;
        for folder in &whole.folders {
            gone.handover(folder, &entries, &records);
            changes.push(put(
                entry_name(folder.record.id, Part::Tombstone),
                Under::Office,
                Vec::new(),
                encode_tombstone(&tombstone(folder, self.today())),
            ));
        }
        if let Kept::Case(case) = what {
            let scans = self.ids(Shelf::Scan)?;
            gone.case(case, &whole.consents, hanging, &scans);
            if !whole.visits.is_empty() {
                gone.names.push(visits_name(case));
            }
        }
        gone.count(Kind::Contacts, whole.contacts.len());
        gone.count(Kind::Meetings, whole.meetings.len());
        gone.count(Kind::Visits, whole.visits.len());
        for (id, handover) in self.every_enclosed_file()? {
            if whole.folders.iter().any(|it| it.record.id == handover) {
                let shelf = Shelf::Entry;
                gone.take(Name { shelf, id }, Kind::Files);
            }
        }
        changes.extend(self.without_answers(&self.texts_of(what, whole, hanging)?)?);
        let remove = |name: &Name| Change::Remove {
            name: *name,
            expect: Expect::Any,
        };
        changes.extend(gone.names.iter().map(remove));
        let today = self.today();
        let receipt = Receipt {
            what,
            term,
            rule,
            by: self.me.id,
            on: today,
            counts: gone.counts(),
            handovers: whole.folders.iter().map(|it| it.record.id).collect(),
            written: written(whole).unwrap_or((today, today)),
            folders: gone.folders,
        };
        Ok((receipt, changes))
    }

    fn ids(&self, shelf: Shelf) -> Result<BTreeSet<[u8; 16]>, Problem> {
        let heads = self.vault.heads(shelf)?;
        Ok(heads.into_iter().map(|(id, ..)| id).collect())
    }

    /// Every text of it that can be read and may have been said not to be a secret. What is damaged keeps nothing from being
    /// destroyed with the rest.
    fn texts_of(
        &self,
        what: Kept,
        whole: &Whole,
        hanging: &Hanging,
    ) -> Result<Vec<String>, Problem> {
        let mut texts = Vec::new();
        if let Some(case) = &whole.case {
            let values = case.values().iter();
            let said = values.flat_map(|(field, value)| texts_of(*field, value));
            texts.extend(said.map(|(_, text)| text.to_owned()));
            texts.extend(texts_before(case, |_| true));
        }
        for consent in &whole.consents {
            let form = consent.form();
            let kept = [form.purpose.as_str(), form.original_kept.as_str()];
            texts.extend(form.written().chain(kept).map(str::to_owned));
            let told = consent
                .withdrawals()
                .iter()
                .filter_map(|it| it.telling.as_ref());
            texts.extend(told.filter_map(|it| it.evidence.as_ref().map(Line::to_string)));
        }
        if let Kept::Case(case) = what {
            for id in hanging.notes.get(&case).into_iter().flatten() {
                let note = as_far_as_read(self.note_of(NoteId::from_bytes(*id)))?;
                texts.extend(note.map(|it| it.text.to_string()));
            }
        }
        for told in &whole.copies {
            texts.extend(told.handed.as_ref().map(|(_, to)| to.to_string()));
            texts.extend(told.back.as_ref().map(|it| it.told_by.to_string()));
        }
        let of_whole = |id| whole.folders.iter().any(|it| it.record.id == id);
        let copies = self.copies_given()?.into_iter();
        let named = copies.filter(|(it, _)| of_whole(it.handover));
        texts.extend(named.map(|(it, _)| it.party.name));
        let contacts = whole.contacts.iter();
        texts.extend(contacts.flat_map(|it| it.texts()).map(str::to_owned));
        let meetings = whole.meetings.iter();
        texts.extend(meetings.flat_map(|it| it.texts()).map(str::to_owned));
        for folder in &whole.folders {
            let drafted = folder.record.answers.iter().map(|(_, it)| it.to_string());
            texts.extend(drafted);
            texts.extend(
                folder
                    .record
                    .return_reason
                    .as_ref()
                    .map(|it| it.to_string()),
            );
            for side in [Side::Sender, Side::Receiver] {
                let spoken = as_far_as_read(self.spoken(folder, side))?;
                let words = spoken.iter().flatten().filter_map(|it| it.words.as_ref());
                texts.extend(words.flat_map(|it| it.all()).map(|(_, it)| it.to_owned()));
            }
            for back in folder.papers().0.iter().filter_map(|it| it.back.as_ref()) {
                texts.extend([&back.told_by, &back.original].map(Line::to_string));
            }
            texts.extend(self.texts_provided(folder)?);
        }
        Ok(texts)
    }
}

impl Desk {
    /// What stands in every offer and addition that is kept, also what was taken back since.
    fn texts_provided(&self, folder: &Folder) -> Result<Vec<String>, Problem> {
        let mut texts = Vec::new();
        for (offer, part) in provided(folder) {
            let kept = self.content(folder.record.id, offer.get(), part);
            let kept = as_far_as_read(kept)?.flatten();
            let sections = kept.iter().flat_map(|it| &it.sections);
            let read = sections.filter_map(|(bytes, _)| v1::decode_section(bytes).ok());
            for (field, value) in read.flat_map(|(_, fields)| fields) {
                let said = texts_of(field, &value).into_iter();
                texts.extend(said.map(|(_, text)| text.to_owned()));
            }
        }
        Ok(texts)
    }
}

/// What was read; none of what is damaged.
fn as_far_as_read<T>(read: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match read {
        Err(why) if Reach::of(&why) == Reach::Handover => Ok(None),
        read => read.map(Some),
    }
}

/// What is removed, by name, and how many there were of each kind.
#[derive(Default)]
struct Gone {
    names: Vec<Name>,
    folders: Vec<[u8; 16]>,
    counts: BTreeMap<Kind, u32>,
}

impl Gone {
    fn take(&mut self, name: Name, kind: Kind) {
        self.names.push(name);
        *self.counts.entry(kind).or_default() += 1;
    }

    /// What lies in a record of its handover or case and is removed with it.
    fn count(&mut self, kind: Kind, many: usize) {
        let many = u32::try_from(many).unwrap_or(u32::MAX);
        if 0 < many {
            *self.counts.entry(kind).or_default() += many;
        }
    }

    fn handover(
        &mut self,
        folder: &Folder,
        entries: &BTreeSet<[u8; 16]>,
        records: &BTreeSet<[u8; 16]>,
    ) {
        let id = folder.record.id;
        let shelf = Shelf::Handover;
        let own = Name {
            shelf,
            id: id.to_bytes(),
        };
        self.take(own, Kind::Handovers);
        self.names.push(post_name(id));
        for (part, kind) in parts() {
            let name = entry_name(id, part);
            match kind {
                _ if !entries.contains(&name.id) => (),
                Some(kind) => self.take(name, kind),
                None => self.names.push(name),
            }
        }
        for (offer, part) in provided(folder) {
            for part in [
                Part::Content(offer.get(), part),
                Part::Grounds(offer.get(), part),
            ] {
                let name = entry_name(id, part);
                if entries.contains(&name.id) {
                    self.names.push(name);
                }
            }
            let record = record_name(id, offer, part);
            if records.contains(&record.id) {
                self.take(record, Kind::Records);
            }
        }
        let copies = (1..).map(|no| copy_name(id, no));
        for (no, copy) in (1..).zip(copies.take_while(|it| records.contains(&it.id))) {
            self.take(copy, Kind::Records);
            let told = entry_name(id, Part::CopyTold(no));
            if entries.contains(&told.id) {
                self.names.push(told);
            }
        }
        self.folders.push(folder.record.folder);
        self.folders.extend(&folder.record.shred);
    }

    fn case(
        &mut self,
        case: CaseId,
        consents: &[Consent],
        hanging: &Hanging,
        scans: &BTreeSet<[u8; 16]>,
    ) {
        self.take(case_name(case), Kind::Cases);
        for consent in consents {
            let id = consent.form().id.to_bytes();
            let shelf = Shelf::Consent;
            self.take(Name { shelf, id }, Kind::Consents);
            if scans.contains(&id) {
                self.take(scan_name(consent.form().id), Kind::Files);
            }
        }
        let hung = [
            (&hanging.notes, Shelf::Notes, Kind::Notes),
            (&hanging.files, Shelf::Attachment, Kind::Files),
        ];
        for (all, shelf, kind) in hung {
            for id in all.get(&case).into_iter().flatten() {
                self.take(Name { shelf, id: *id }, kind);
            }
        }
        self.folders.push(case.to_bytes());
    }

    fn counts(&self) -> Vec<(Kind, u32)> {
        self.counts
            .iter()
            .map(|(kind, many)| (*kind, *many))
            .collect()
    }
}

/// Every part a handover may have but for what was provided; what a person counts bears its kind.
fn parts() -> impl Iterator<Item = (Part, Option<Kind>)> {
    let numbered = (1..=LONGEST_LOG).flat_map(|number| {
        let of = |side| {
            [
                (Part::Entry(side, number), Some(Kind::Entries)),
                (Part::Words(side, number), None),
            ]
        };
        let heard = [Part::Heard(number), Part::HeardOwn(number)].map(|it| (it, None));
        of(Side::Sender)
            .into_iter()
            .chain(of(Side::Receiver))
            .chain(heard)
    });
    let once = [
        Part::Evidence,
        Part::Claim,
        Part::Owed,
        Part::Reopened,
        Part::Overtaken,
        Part::Laid,
        Part::Brought,
        Part::Papers,
        Part::Contacts,
        Part::Meetings,
        Part::Hands,
        Part::PutAway,
    ];
    numbered.chain(once.into_iter().map(|it| (it, None)))
}

/// Every offer and addition of which something may be kept.
fn provided(folder: &Folder) -> BTreeSet<(OfferNo, u16)> {
    let named = acts(folder).filter_map(|(act, _)| match act {
        Act::Offered { offer, .. } => Some((*offer, 0)),
        Act::Added { offer, part, .. } | Act::Received { offer, part } => Some((*offer, *part)),
        _ => None,
    });
    named.collect()
}

fn acts(folder: &Folder) -> impl Iterator<Item = (&Act, Day)> {
    let sides = [Side::Sender, Side::Receiver].into_iter();
    let held = sides.flat_map(|side| folder.dossier.log(side));
    held.map(|it| (&it.envelope.act, it.envelope.written))
}

/// The first and the last day on which something of it was written, notes aside.
fn written(whole: &Whole) -> Option<(Day, Day)> {
    let mut days = Vec::new();
    if let Some(case) = &whole.case {
        days.extend(case.history().revisions().iter().map(|it| it.on));
    }
    for consent in &whole.consents {
        days.push(consent.form().signed);
        days.extend(consent.taken().map(|it| it.on));
        days.extend(consent.withdrawals().iter().map(|it| it.on));
        days.extend(consent.given().iter().map(|it| it.on));
        let told = consent.given().iter().filter_map(|it| it.told);
        days.extend(told.map(|it| it.on));
    }
    for folder in &whole.folders {
        let side = folder.record.side;
        let days_of = |side| {
            let log = folder.dossier.log(side).iter();
            log.map(|it| it.envelope.written).collect::<Vec<Day>>()
        };
        let own = days_of(side);
        let last = own.iter().max().copied().unwrap_or(folder.record.created);
        let last = last.max(folder.record.created);
        let theirs = days_of(side.other()).into_iter();
        days.extend(theirs.filter(|it| *it <= last.plus_days(BELIEVED)));
        days.extend(own);
        days.push(folder.record.created);
        // What is told of a paper may be no entry of any log; its days are this office's.
        for print in &folder.papers().0 {
            days.push(print.on);
            days.extend(print.received);
            days.extend(print.back.as_ref().map(|it| it.on));
        }
    }
    for told in &whole.copies {
        days.extend(told.handed.as_ref().map(|(on, _)| *on));
        days.extend(told.back.as_ref().map(|it| it.on));
    }
    let entered = whole.contacts.iter().filter_map(|it| it.entered);
    days.extend(entered.map(|(_, on)| on));
    days.extend(whole.meetings.iter().flat_map(|it| it.days()));
    days.extend(whole.visits.iter().map(|it| it.entered.1));
    let first = days.iter().min().copied()?;
    Some((first, days.into_iter().max()?))
}

fn tombstone(folder: &Folder, on: Day) -> Tombstone {
    let side = folder.record.side;
    let head = |side| {
        let last = folder.dossier.log(side).last();
        Head {
            number: last.map_or(0, |it| it.envelope.number),
            digest: last.map_or(Digest::from_bytes([0; 32]), |it| it.digest),
        }
    };
    Tombstone {
        handover: folder.record.id,
        side,
        peer: folder.peer(),
        own: head(side),
        theirs: head(side.other()),
        on,
    }
}

fn receipt_change(id: [u8; 16], receipt: &Receipt) -> Change {
    let shelf = Shelf::Receipt;
    let body = encode_receipt(receipt);
    put(Name { shelf, id }, Under::Office, Vec::new(), body)
}

fn short(what: Kept) -> String {
    let whole = match what {
        Kept::Case(id) => id.to_string(),
        Kept::Handover(id) => id.to_string(),
    };
    whole.chars().take(8).collect()
}
