//! What comes with a person into this office's own case: at the start, when somebody comes back, and as additions are taken up.
//!
//! How it is taken out again is in `brought`; what of it is news, and whose a row is, are rules of the domain.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1_entry::{self, PutAwayRecord};
use crate::domain::answer::Row;
use crate::domain::attachment::{PAPERS, beside, never_had, not_taken_out};
use crate::domain::audit::Act as Deed;
use crate::domain::by_row::{Earlier, united};
use crate::domain::case::{CaseSummary, Edit, Value};
use crate::domain::contract::Standing;
use crate::domain::handover::dossier::{Ending, State};
use crate::domain::handover::entry::{Act, Discontinuation, Side};
use crate::domain::handover::permit::{Denied, Months, Step};
use crate::domain::id::{CaseId, HandoverId, OfficeId};
use crate::domain::news::{Contract, as_one, left_behind, news_to};
use crate::domain::own_answer::{AtStart, Meets, meetings, names, unasked};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::text::Line;
use crate::vault::{Change, Expect, Under};
use crate::workflow::alike::{Alike, Occasion, Who};
use crate::workflow::brought::{Came, table_of};
use crate::workflow::case::{CaseLine, Whose, case_change, edits};
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Folder, Part, Reach, entry_name};
use crate::workflow::handover::Which;
use crate::workflow::problem::{Problem, Thing};

/// Something an addition brought that this office's own case does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The field.
    pub field: FieldId,
    /// What came.
    pub told: Value,
    /// What the own case says, if anything.
    pub own: Option<Value>,
    /// How the two stand to each other.
    pub meets: Meets,
    /// What the own case says once it is taken up.
    pub stands: Value,
    /// What the own case says together with it and goes as it comes in: the other office does not say it.
    pub goes: BTreeSet<FieldId>,
}

/// Which fields of additions are taken up, and which are put away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// These stand in the own case from now on, whoever answered them there.
    pub take: BTreeSet<FieldId>,
    /// These are not taken up: the own case stays as it is, and nothing waits.
    pub put_away: BTreeSet<FieldId>,
}

/// How somebody had gone who comes back.
enum Gone {
    /// The case was handed over by this.
    ForGood(HandoverId),
    /// The person is away for a time by this, or it says already that they came back.
    ForATime(Box<Folder>),
}

impl Desk {
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

    /// The cases of this office that the person who comes may have already.
    pub(crate) fn arriving(&self, folder: &Folder) -> Result<Arriving, Problem> {
        let Some(disclosed) = self.disclosed(folder)? else {
            return Ok(Arriving::default());
        };
        let nobodys = CaseId::from_bytes([0; 16]);
        let sender = self.teller(folder)?;
        let came = disclosed.to_case(nobodys, &sender, self.me.id, self.today());
        let like = self.asked_alike(Who::of_case(&came), Occasion::Arrived)?;
        let like = like.map_or_else(Vec::new, |it| it.here);
        let lent = self.lent(Whose::Everybodys, folder.peer())?;
        let is_here = |it: &Alike| it.case.handed_over.is_none() && !lent.contains_key(&it.case.id);
        let (here, gone) = like.into_iter().partition(is_here);
        Ok(Arriving { here, gone })
    }

    /// Takes the answer that the person who comes is nobody of these cases, as `is_another` does of whoever is asked about.
    pub(crate) fn comes_as_another(
        &mut self,
        folder: &Folder,
        than: &[CaseId],
    ) -> Result<(), Problem> {
        let Some(disclosed) = self.disclosed(folder)? else {
            return Ok(());
        };
        let nobodys = CaseId::from_bytes([0; 16]);
        let sender = self.teller(folder)?;
        let came = disclosed.to_case(nobodys, &sender, self.me.id, self.today());
        self.tell_apart(&Who::of_case(&came), than);
        Ok(())
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
    ) -> Result<AtStart, Problem> {
        self.is_here(id)?;
        if !self
            .arriving(folder)?
            .here
            .iter()
            .any(|it| it.case.id == id)
        {
            let why = Denied::NotTheirCase;
            return Err(Problem::Denied { step, why });
        }
        let (case, version) = self.case_record(id)?;
        let came = self.told_here(folder)?;
        let first = folder.state().started.unwrap_or(self.today());
        let contract = match Standing::of(&case, first) {
            Standing::Over => Contract::Over,
            Standing::Here { .. } | Standing::Unsigned => Contract::GoesOn,
        };
        self.comes_in(folder, (case, version), came, contract)
    }

    /// Puts what is news into a case that is here already, as one revision, and gives what became of what it says otherwise.
    fn comes_in(
        &self,
        folder: &mut Folder,
        (case, version): (CaseSummary, u64),
        came: BTreeMap<FieldId, Value>,
        contract: Contract,
    ) -> Result<AtStart, Problem> {
        let none = BTreeMap::new();
        let list =
            |(field, told): (&FieldId, &Value)| Some((*field, unasked(&case, *field, told)?));
        let lists: Vec<(FieldId, Value)> = came.iter().filter_map(list).collect();
        let mut news = news_to(&case, came.clone(), contract, &none);
        for (field, stands) in lists {
            match case.get(field) == Some(&stands) {
                true => drop(news.remove(&field)),
                false => drop(news.insert(field, stands)),
            }
        }
        let news = self.with_own_rows(&case, news, &none)?;
        let met = AtStart::of(&case, &came, &news, contract);
        self.bring(folder, (case, version), news, contract, BTreeSet::new())?;
        Ok(met)
    }

    /// Writes what came into a case that is here, and down that it came, beside what `brought` something before. Gives the number
    /// of the revision.
    fn bring(
        &self,
        folder: &mut Folder,
        (mut case, version): (CaseSummary, u64),
        came: BTreeMap<FieldId, Value>,
        contract: Contract,
        mut brought: BTreeSet<u32>,
    ) -> Result<u32, Problem> {
        self.take_files_up(folder, case.id(), &came)?;
        let edits = brings(&case, came, contract);
        let revision = case.set(edits, self.me.id, self.today())?;
        brought.extend(revision.map(|it| it.number));
        folder.record.case = Some(case.id());
        folder.also(Self::notes_brought(folder, case.id(), brought));
        folder.also(case_change(&case, Expect::Version(version)));
        Ok(case.revision())
    }

    /// Reopens a case that had left, with what came back with the person, less what that case answers itself.
    pub(crate) fn case_again(
        &self,
        folder: &mut Folder,
        id: CaseId,
        reason: &str,
    ) -> Result<AtStart, Problem> {
        let (case, version) = self.case_record(id)?;
        let came = self.told_here(folder)?;
        let gone = self.gone(folder, id)?;
        let gone = gone.filter(|_| is_theirs(&case, &came));
        let gone = gone.ok_or(Problem::Denied {
            step: Step::Reopen,
            why: Denied::NotTheirCase,
        })?;
        let contract = match gone {
            Gone::ForATime(_) => Contract::GoesOn,
            Gone::ForGood(_) => Contract::Over,
        };
        let met = self.comes_in(folder, (case, version), came, contract)?;
        folder.also(self.note(id, reason)?.1);
        match gone {
            Gone::ForGood(left_by) => folder.also(reopened(left_by, folder.record.id)),
            Gone::ForATime(by) if by.state().ending().is_none() => self.came_back(folder, *by)?,
            Gone::ForATime(_) => (),
        }
        Ok(met)
    }

    /// How the person of a case had gone who comes back with a handover; none where they had not.
    fn gone(&self, folder: &Folder, case: CaseId) -> Result<Option<Gone>, Problem> {
        if let Some(left_by) = self.handed_over(case)? {
            return Ok(Some(Gone::ForGood(left_by)));
        }
        let mut lent = self.lent(Whose::One(case), folder.peer())?;
        let lent_by = lent.remove(&case).map(Box::new);
        Ok(lent_by.map(Gone::ForATime))
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

    /// What waits to be taken up into the own case; nothing where that case was handed on since. Of what came at a start into it
    /// that is a list there was no room for. Where the case went with a store that was put back, that is all that is held.
    pub(crate) fn waiting(&self, folder: &Folder, state: &State) -> Result<Vec<Brought>, Problem> {
        if folder.record.side != Side::Receiver || state.started.is_none() {
            return Ok(Vec::new());
        }
        let Some(id) = folder.record.case else {
            return self.all_held(folder);
        };
        if state.additions == 0 && !self.began_in_own_case(folder, id) {
            return Ok(Vec::new());
        }
        let own = self.case_summary(id)?;
        let came = self.came_until_now(folder, &own)?;
        let mut waiting = self.added(folder, state, &own, &came)?;
        let put_away = self.put_away_now(folder, state, &came)?;
        waiting.retain(|it| !put_away.contains(&it.field));
        // What only comes along with the rest of its group changes nothing anybody reads.
        waiting.retain(|it| it.own.as_ref().is_none_or(|own| own.state != it.told.state));
        match waiting.is_empty() || self.handed_over(id)?.is_none() {
            true => Ok(waiting),
            false => Ok(Vec::new()),
        }
    }

    /// What additions brought since the start that this office's own case does not say, beside what it says; not what was put
    /// away. The journal tells who looked.
    pub fn to_take_up(&mut self, id: HandoverId) -> Result<BTreeMap<FieldId, Brought>, Problem> {
        self.right(Step::TakeUp)?;
        let folder = self.folder(id)?;
        let waiting = self.waiting(&folder, &folder.state())?;
        let case = folder.record.case.map(CaseId::to_bytes);
        self.enter(&[], Deed::CaseRead, case.or(Some(id.to_bytes())))?;
        Ok(waiting.into_iter().map(|it| (it.field, it)).collect())
    }

    fn all_held(&self, folder: &Folder) -> Result<Vec<Brought>, Problem> {
        let told = self.told_here(folder)?.into_iter();
        let brought = told.map(|(field, told)| Brought {
            field,
            stands: told.clone(),
            told,
            own: None,
            meets: Meets::Free,
            goes: BTreeSet::new(),
        });
        Ok(brought.collect())
    }

    /// What additions brought that is news to the own case, and what meets an answer of this office there.
    fn added(
        &self,
        folder: &Folder,
        state: &State,
        own: &CaseSummary,
        came: &Came,
    ) -> Result<Vec<Brought>, Problem> {
        let sections = state.offer.iter().flat_map(|it| &it.sections);
        let added = sections.filter(|it| 0 < it.part);
        let added: BTreeSet<SectionId> = added.map(|it| it.pinned.section).collect();
        let is_added = |field: FieldId| added.contains(&field.spec().section);
        let mut told = self.told_here(folder)?;
        told.retain(|field, it| is_added(*field) || names(*field, it));
        let earlier = came.earlier(own);
        let mut news = news_to(own, told.clone(), Contract::GoesOn, &earlier);
        // One table holds what came and what is this office's own: a paper is news where it was never here.
        news.retain(|field, it| *field != PAPERS || !never_had(own, it).is_empty());
        let before = told.keys().map(|it| (*it, came.before(own, *it))).collect();
        let mut meets = meetings(own, &told, &news.into_keys().collect(), &before);
        // Of what came at the start a list waits as long as something of it never stood here, whether or not there is room.
        meets.retain(|field, _| is_added(*field) || !came.was_here(own, *field));
        let gone = left_behind(own, &told, Contract::GoesOn);
        let brought = told.into_iter().filter_map(|(field, told)| {
            let meets = *meets.get(&field)?;
            let mut goes = as_one(&BTreeSet::from([field]));
            goes.retain(|it| gone.contains(it));
            let stands = match meets {
                Meets::Beside | Meets::Less => came.joined(own, field, &told),
                Meets::Free | Meets::Against => told.clone(),
            };
            Some(Brought {
                field,
                told,
                stands,
                own: own.get(field).cloned(),
                meets,
                goes,
            })
        });
        Ok(brought.collect())
    }

    /// Puts what additions brought into this office's own case. Nothing is written over unseen: the case keeps who
    /// took it up and when, and each value its source. What this office wrote itself is taken the place of by name alone.
    ///
    /// # Errors
    /// `NothingToTakeUp`; `OwnAnswers` with the fields that are to be named.
    pub(crate) fn case_with_additions(
        &self,
        folder: &mut Folder,
        which: &Which,
    ) -> Result<u32, Problem> {
        let Some(id) = folder.record.case else {
            return self.case_made_again(folder, which);
        };
        self.is_here(id)?;
        let mut waiting = self.waiting(folder, &folder.state())?;
        if let Which::These(sections) = which {
            waiting.retain(|it| sections.contains(&it.field.spec().section));
        }
        let against = waiting.iter().filter(|it| it.meets.is_asked());
        let against: Vec<FieldId> = against.map(|it| it.field).collect();
        match against.is_empty() {
            true => {
                let fields = waiting.iter().map(|it| it.field).collect();
                self.case_with_fields(folder, id, &as_one(&fields))
            }
            false => Err(Problem::OwnAnswers(against)),
        }
    }

    /// Puts some fields that additions brought into this office's own case, and puts others away: what is said of them now waits
    /// no more. What means something only together goes together.
    ///
    /// # Errors
    /// `NothingToTakeUp` where nothing waits, or none is named; `NotWaiting` with those that do not; `OnlyTogether` with those that
    /// are put away though they go with what is taken.
    pub(crate) fn case_with_named(
        &self,
        folder: &mut Folder,
        named: &Named,
    ) -> Result<u32, Problem> {
        let id = folder.record.case.ok_or(Problem::Missing(Thing::Case))?;
        self.is_here(id)?;
        let waiting = self.waiting(folder, &folder.state())?;
        let all: BTreeSet<FieldId> = named.take.union(&named.put_away).copied().collect();
        if waiting.is_empty() || all.is_empty() {
            return Err(Problem::NothingToTakeUp);
        }
        let waits = |field: &FieldId| waiting.iter().any(|it| it.field == *field);
        let idle: Vec<FieldId> = all.into_iter().filter(|it| !waits(it)).collect();
        if !idle.is_empty() {
            return Err(Problem::NotWaiting(idle));
        }
        let take = as_one(&named.take);
        let torn: Vec<FieldId> = take.intersection(&named.put_away).copied().collect();
        if !torn.is_empty() {
            return Err(Problem::OnlyTogether(torn));
        }
        self.puts_away(folder, &as_one(&named.put_away))?;
        match take.is_empty() {
            true => Ok(self.case_summary(id)?.revision()),
            false => self.case_with_fields(folder, id, &take),
        }
    }

    fn case_with_fields(
        &self,
        folder: &mut Folder,
        id: CaseId,
        fields: &BTreeSet<FieldId>,
    ) -> Result<u32, Problem> {
        let (case, version) = self.case_record(id)?;
        let came = self.came_until_now(folder, &case)?;
        let mut added = self.added(folder, &folder.state(), &case, &came)?;
        added.retain(|it| fields.contains(&it.field));
        if added.is_empty() {
            return Err(Problem::NothingToTakeUp);
        }
        let told = added.into_iter().map(|it| (it.field, it.stands)).collect();
        let told = self.with_own_rows(&case, told, &came.earlier(&case))?;
        let (record, contract) = ((case, version), Contract::GoesOn);
        self.bring(folder, record, told, contract, came.brought)
    }

    /// Writes down beside the handover that these fields are not taken up as the other office says them now.
    fn puts_away(&self, folder: &mut Folder, fields: &BTreeSet<FieldId>) -> Result<(), Problem> {
        let (Some(case), Some(offer)) = (folder.record.case, folder.state().offer) else {
            return Ok(());
        };
        if fields.is_empty() {
            return Ok(());
        }
        let came = self.came_until_now(folder, &self.case_summary(case)?)?;
        let mut all = self.put_away(folder)?;
        all.retain(|it| !fields.contains(&it.field));
        for field in fields {
            let part = came.last_part(*field);
            all.extend(part.map(|part| PutAwayRecord {
                field: *field,
                offer: offer.no.get(),
                part,
                by: self.me.id,
                on: self.today(),
            }));
        }
        folder.also(put_away_change(folder, &all));
        Ok(())
    }

    /// Forgets what was put away of these items: their names, too, tell what the other office spoke of.
    pub(crate) fn forget_put_away(
        &self,
        folder: &mut Folder,
        items: &BTreeSet<ItemId>,
    ) -> Result<(), Problem> {
        let all = self.put_away(folder)?;
        let mut left = all.clone();
        left.retain(|it| !items.contains(&it.field.spec().item));
        if left != all {
            folder.also(put_away_change(folder, &left));
        }
        Ok(())
    }

    /// The fields that were put away and of which the other office has said nothing else since, nor of what goes with them.
    fn put_away_now(
        &self,
        folder: &Folder,
        state: &State,
        came: &Came,
    ) -> Result<BTreeSet<FieldId>, Problem> {
        let offer = state.offer.as_ref().map(|it| it.no.get());
        let mut all = self.put_away(folder)?;
        all.retain(|it| Some(it.offer) == offer && came.says_same_since(it.field, it.part));
        let away: BTreeSet<FieldId> = all.into_iter().map(|it| it.field).collect();
        // What goes together waits together, once one of it is said otherwise.
        let is_away = |it: &FieldId| came.last_part(*it).is_none() || away.contains(it);
        let whole = |it: &&FieldId| as_one(&BTreeSet::from([**it])).iter().all(is_away);
        Ok(away.iter().filter(whole).copied().collect())
    }

    fn put_away(&self, folder: &Folder) -> Result<Vec<PutAwayRecord>, Problem> {
        let name = entry_name(folder.record.id, Part::PutAway);
        match self.vault.read(name)? {
            None => Ok(Vec::new()),
            Some(stored) => {
                v1_entry::decode_put_away(&stored.body).map_err(|_| Problem::Unreadable)
            }
        }
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
        let all: Vec<Row> = stay.into_iter().chain(own).cloned().collect();
        let whole = Value {
            state: table_of(PAPERS, &all)?,
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

fn put_away_change(folder: &Folder, all: &[PutAwayRecord]) -> Change {
    let name = entry_name(folder.record.id, Part::PutAway);
    put(
        name,
        Under::Office,
        Vec::new(),
        v1_entry::encode_put_away(all),
    )
}

/// The cases that may be those of a person who comes, in the order of their reading.
#[derive(Default)]
pub(crate) struct Arriving {
    /// Those that are here.
    pub here: Vec<Alike>,
    /// Those that had left, or whose person is away for a time: these are reopened.
    pub gone: Vec<Alike>,
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

/// Says in a handover that left that the case came back by another.
fn reopened(left_by: HandoverId, by: HandoverId) -> Change {
    put(
        entry_name(left_by, Part::Reopened),
        Under::Office,
        Vec::new(),
        v1_entry::encode_reopened(by),
    )
}
