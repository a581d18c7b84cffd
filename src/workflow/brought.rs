//! What a handover brought into this office's own case, and how it is taken out again where consent is taken back.
//!
//! What comes in is `arrival`'s; whose a value is, row by row, is the rule of `domain::brought`.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1;
use crate::codec::v1_entry::{self, BroughtRecord};
use crate::domain::answer::{Answer, Row};
use crate::domain::attachment::{PAPERS, digest_in, named, rows};
use crate::domain::brought::{Trace, Without, standing_as_told, trace};
use crate::domain::by_row::{Earlier, holds_rows_of_both, one_by_one, put_together};
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Edit, FieldState, Stood, Value};
use crate::domain::contract::Standing;
use crate::domain::handover::dossier::{WithdrawalAnswer, Withdrawn};
use crate::domain::handover::entry::{Act, Side};
use crate::domain::handover::permit::{Holding, Step};
use crate::domain::id::{CaseId, Digest, HandoverId};
use crate::domain::news::together_with;
use crate::domain::own_answer::{Before, joined, names};
use crate::domain::section::{FieldId, ItemId};
use crate::vault::{Change, Expect, Under};
use crate::workflow::case::case_change;
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Folder, Part, entry_name, if_readable};
use crate::workflow::problem::Problem;

/// What answering a withdrawal as gone takes out of this office's own case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes {
    /// From how many fields something goes.
    pub fields: usize,
    /// How many fields of what came are held besides, under the items that were taken back.
    pub came: usize,
    /// Whether the person is here.
    pub person: Presence,
}

impl Takes {
    /// Whether anything is held of what was taken back.
    pub fn holding(&self) -> Holding {
        match self.fields + self.came {
            0 => Holding::Nothing,
            _ => Holding::Something,
        }
    }
}

/// Whether somebody is served by this office today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// The contract here goes on.
    Here,
    /// It is over, or the person went elsewhere.
    #[default]
    Elsewhere,
}

/// What came with a handover until now.
pub(crate) struct Came {
    /// Which revisions of the case brought it.
    pub(crate) brought: BTreeSet<u32>,
    /// For each field what the offer and its additions say.
    told: BTreeMap<FieldId, Vec<Value>>,
    /// By which part of the offer each of them is said.
    parts: BTreeMap<FieldId, Vec<u16>>,
    /// The day on which the start was recorded here.
    started: Option<Day>,
}

impl Came {
    /// Of the tables that hold rows of both offices, what became in the case of the rows that came.
    pub(crate) fn earlier(&self, case: &CaseSummary) -> BTreeMap<FieldId, Earlier> {
        let tables = FieldId::ALL.iter().filter(|it| holds_rows_of_both(**it));
        let earlier = tables.map(|it| (*it, self.trace(case, *it).earlier));
        earlier.collect()
    }

    /// What was told and written before of a field.
    pub(crate) fn before(&self, case: &CaseSummary, field: FieldId) -> Before {
        let told = self.told(field);
        let earlier = told.split_last().map_or(&[][..], |(_, earlier)| earlier);
        let changes = case.changes(field).into_iter();
        let mut came = changes.filter(|it| self.brought.contains(&it.revision.number));
        let brought = came.find_map(|it| match it.to {
            Stood::Value(value) => Some(value.state),
            Stood::Unasked | Stood::Forgotten => None,
        });
        // A list of which something never stood here is still to be asked about.
        let named = told.last().filter(|it| names(field, it));
        let known = named.filter(|_| self.was_here(case, field));
        let offered = earlier.first().filter(|_| self.was_offered(field));
        let offered = offered.filter(|_| named.is_none());
        let as_told = |it: &Value| it.state.clone();
        Before {
            trace: self.trace(case, field),
            seen: known.map(as_told).or(brought).or(offered.map(as_told)),
            told: earlier.to_vec(),
        }
    }

    /// Whether every line of such a list as it is said now stood here since the start, and was said all the while: whoever
    /// wrote the list without it knew of it.
    pub(crate) fn was_here(&self, case: &CaseSummary, field: FieldId) -> bool {
        let told = self.told(field).iter();
        let told: Vec<Vec<Row>> = told.map(|it| one_by_one(field, it)).collect();
        let was_offered = self.was_offered(field);
        let (stood, put_in) = (self.stood(case, field), self.put_in(case, field));
        let is_known = |line: &Row| {
            let mut since = told.iter().skip_while(|it| !it.contains(line));
            let offered = was_offered && told.first().is_some_and(|it| it.contains(line));
            let was_here = put_in.contains(line) || offered && stood.contains(line);
            was_here && since.all(|it| it.contains(line))
        };
        told.last().is_some_and(|it| it.iter().all(is_known))
    }

    /// The lines of such a list that stand here or stood here since the start.
    fn stood(&self, case: &CaseSummary, field: FieldId) -> Vec<Row> {
        let changes = case.changes(field).into_iter();
        let since = changes.filter(|it| self.started.is_some_and(|day| day <= it.revision.on));
        let before = since.flat_map(|it| lines_in(field, &it.from));
        let stands = case.get(field).into_iter();
        let stands = stands.flat_map(|it| one_by_one(field, it));
        stands.chain(before).collect()
    }

    /// The lines of such a list that stood there as something came, and not before.
    fn put_in(&self, case: &CaseSummary, field: FieldId) -> Vec<Row> {
        let changes = case.changes(field).into_iter();
        let came = changes.filter(|it| self.brought.contains(&it.revision.number));
        let new = came.flat_map(|it| {
            let (stood, mut now) = (lines_in(field, &it.from), lines_in(field, &it.to));
            now.retain(|it| !stood.contains(it));
            now
        });
        new.collect()
    }

    fn was_offered(&self, field: FieldId) -> bool {
        self.said_by(field).first() == Some(&0)
    }

    /// What came of a list, beside what this office wrote in it.
    pub(crate) fn joined(&self, case: &CaseSummary, field: FieldId, told: &Value) -> Value {
        let before = self.before(case, field);
        joined(case, field, told, &before).unwrap_or_else(|| told.clone())
    }

    /// The part of the offer that says a field last.
    pub(crate) fn last_part(&self, field: FieldId) -> Option<u16> {
        self.said_by(field).last().copied()
    }

    /// Whether what is said of a field since this part is what that part said.
    pub(crate) fn says_same_since(&self, field: FieldId, part: u16) -> bool {
        let all = self.said_by(field).iter().zip(self.told(field));
        let mut since = all.filter(|(it, _)| part <= **it).map(|(_, it)| &it.state);
        let first = since.next();
        first.is_some() && since.all(|it| Some(it) == first)
    }

    fn said_by(&self, field: FieldId) -> &[u16] {
        self.parts.get(&field).map_or(&[], Vec::as_slice)
    }

    fn trace(&self, case: &CaseSummary, field: FieldId) -> Trace {
        trace(case, field, &self.brought, self.told(field))
    }

    fn told(&self, field: FieldId) -> &[Value] {
        self.told.get(&field).map_or(&[], Vec::as_slice)
    }
}

/// The case a handover made, with what it is without what came under some items.
struct Lightened {
    case: CaseSummary,
    version: u64,
    traces: BTreeMap<FieldId, Trace>,
    edits: BTreeMap<FieldId, Edit>,
    files: BTreeSet<Digest>,
}

impl Desk {
    /// What writes down, beside the handover, which revisions of the case brought what came with it; where nothing of it was
    /// news, that nothing was brought.
    pub(crate) fn notes_brought(folder: &Folder, case: CaseId, revisions: BTreeSet<u32>) -> Change {
        let name = entry_name(folder.record.id, Part::Brought);
        let body = v1_entry::encode_brought(&BroughtRecord { case, revisions });
        put(name, Under::Office, Vec::new(), body)
    }

    /// What came with a handover until now, and which revisions of the case brought it: as it was written down, else those that
    /// tell it themselves.
    pub(crate) fn came_until_now(
        &self,
        folder: &Folder,
        case: &CaseSummary,
    ) -> Result<Came, Problem> {
        let mut told: BTreeMap<FieldId, Vec<Value>> = BTreeMap::new();
        let mut parts: BTreeMap<FieldId, Vec<u16>> = BTreeMap::new();
        for (part, field, value) in self.told(folder)? {
            told.entry(field).or_default().push(value);
            parts.entry(field).or_default().push(part);
        }
        let noted = self.noted_brought(folder, case.id())?;
        let brought = match (noted, start_recorded(folder)) {
            (Some(noted), _) => noted,
            (None, Some(day)) => standing_as_told(case, &told, day),
            (None, None) => BTreeSet::new(),
        };
        Ok(Came {
            brought,
            told,
            parts,
            started: start_recorded(folder),
        })
    }

    fn noted_brought(
        &self,
        folder: &Folder,
        case: CaseId,
    ) -> Result<Option<BTreeSet<u32>>, Problem> {
        let name = entry_name(folder.record.id, Part::Brought);
        let Some(stored) = self.vault.read(name)? else {
            return Ok(None);
        };
        let record = v1_entry::decode_brought(&stored.body).map_err(|_| Problem::Unreadable)?;
        Ok((record.case == case).then_some(record.revisions))
    }

    /// Whether the start was into a case this office had already: what made one wrote its first revision.
    pub(crate) fn began_in_own_case(&self, folder: &Folder, case: CaseId) -> bool {
        // What cannot be read is told where the case is.
        let noted = self.noted_brought(folder, case).ok().flatten();
        noted.is_some_and(|it| !it.contains(&1))
    }

    /// What answering the withdrawal that is owed an answer as gone takes out of this office's own case; none where none is owed,
    /// nor where that case cannot be read: that it is kept can be answered all the same.
    ///
    /// # Errors
    /// [`Problem::Denied`], and what the store says.
    pub fn handling_takes(&self, id: HandoverId) -> Result<Option<Takes>, Problem> {
        self.right(Step::Read)?;
        let folder = self.folder(id)?;
        let state = folder.state();
        let mut owed = state.withdrawals.iter();
        let owed = owed.find(|it| it.answer == WithdrawalAnswer::Owed);
        let Some(owed) = owed.filter(|_| folder.record.side == Side::Receiver) else {
            return Ok(None);
        };
        if_readable(self.takes(&folder, owed))
    }

    /// What goes of this office's own case with this withdrawal, and how much of what came is held under its items.
    pub(crate) fn takes(&self, folder: &Folder, owed: &Withdrawn) -> Result<Takes, Problem> {
        let state = folder.state();
        let items = state.items_of(&owed.scope);
        let held = self.fields_held(folder);
        let held = held.iter().map(|(field, _)| field);
        let held: BTreeSet<_> = held.filter(|it| items.contains(&it.spec().item)).collect();
        let came = held.len();
        let of_case = &items - &state.answered_as_gone();
        let Some(Lightened { case, edits, .. }) = self.lightened(folder, &of_case)? else {
            return Ok(Takes {
                came,
                ..Takes::default()
            });
        };
        let standing = self.stay(&case)?.standing();
        let is_here = standing != Standing::Over && self.handed_over(case.id())?.is_none();
        Ok(Takes {
            fields: edits.len(),
            came,
            person: match is_here {
                true => Presence::Here,
                false => Presence::Elsewhere,
            },
        })
    }

    /// Takes out of this office's own case what came under withdrawn items, and what of this office had gone as it came
    /// stands there again. What the office has written itself is its own and stays, row by row where a table holds both. Of
    /// what stood in those fields since nothing is kept: what came stands among it.
    pub(crate) fn drop_from_case(
        &self,
        folder: &mut Folder,
        items: &BTreeSet<ItemId>,
    ) -> Result<(), Problem> {
        let Some(lightened) = self.lightened(folder, items)? else {
            return Ok(());
        };
        let Lightened {
            mut case,
            version,
            traces,
            edits,
            files,
        } = lightened;
        let mut changed = case.set(edits, self.me.id, self.today())?.is_some();
        for (field, trace) in &traces {
            let since = trace.since;
            changed |= since.is_some_and(|since| case.forget_after(*field, since));
        }
        self.drop_files(folder, case.id(), &files)?;
        self.forget_put_away(folder, items)?;
        if changed {
            folder.also(case_change(&case, Expect::Version(version)));
        }
        Ok(())
    }

    /// What becomes of the case a handover made when what came under these items is taken out of it; none before the start.
    fn lightened(
        &self,
        folder: &Folder,
        items: &BTreeSet<ItemId>,
    ) -> Result<Option<Lightened>, Problem> {
        let started = folder.state().started.is_some();
        let Some(id) = folder.record.case.filter(|_| started) else {
            return Ok(None);
        };
        let (case, version) = self.case_record(id)?;
        let came = self.came_until_now(folder, &case)?;
        let traces: BTreeMap<FieldId, Trace> = meant(&case, &came.brought, items)
            .map(|field| (field, came.trace(&case, field)))
            .collect();
        let mut edits = BTreeMap::new();
        for (field, trace) in &traces {
            edits.extend(edit(*field, &trace.without)?.map(|it| (*field, it)));
        }
        let files = match items.contains(&PAPERS.spec().item) {
            true => files_of_theirs(came.told(PAPERS), traces.get(&PAPERS), &case),
            false => BTreeSet::new(),
        };
        Ok(Some(Lightened {
            case,
            version,
            traces,
            edits,
            files,
        }))
    }

    /// What is held of a handover: what the offer and its additions say of each field, by the number of the part.
    fn told(&self, folder: &Folder) -> Result<Vec<(u16, FieldId, Value)>, Problem> {
        let state = folder.state();
        let mut told = Vec::new();
        let Some(offer) = &state.offer else {
            return Ok(told);
        };
        for part in 0..=state.additions {
            let content = self.content(folder.record.id, offer.no.get(), part)?;
            for (bytes, _) in content.iter().flat_map(|it| &it.sections) {
                let (_, fields) = v1::decode_section(bytes).map_err(|_| Problem::Unreadable)?;
                told.extend(
                    fields
                        .into_iter()
                        .map(|(field, value)| (part, field, value)),
                );
            }
        }
        Ok(told)
    }
}

fn lines_in(field: FieldId, stood: &Stood) -> Vec<Row> {
    match stood {
        Stood::Value(value) => one_by_one(field, value),
        Stood::Unasked | Stood::Forgotten => Vec::new(),
    }
}

/// The day on which the start was recorded here.
fn start_recorded(folder: &Folder) -> Option<Day> {
    let log = folder.dossier.log(Side::Receiver).iter();
    let mut written = log.map(|it| &it.envelope);
    let start = written.find(|it| matches!(it.act, Act::Started { .. }));
    start.map(|it| it.written)
}

/// The fields of a case of which something goes: those the revisions brought something to under these items, and those that
/// gave way to what goes.
fn meant<'a>(
    case: &'a CaseSummary,
    brought: &'a BTreeSet<u32>,
    items: &'a BTreeSet<ItemId>,
) -> impl Iterator<Item = FieldId> + 'a {
    let revisions = case.history().revisions().iter();
    let revisions = revisions.filter(|it| brought.contains(&it.number));
    let touched: BTreeSet<FieldId> = revisions.flat_map(|it| it.fields.keys().copied()).collect();
    let under = |field: &FieldId| items.contains(&field.spec().item);
    let gave_way =
        move |it: &FieldId| case.get(*it).is_none() && together_with(*it).iter().any(under);
    touched
        .into_iter()
        .filter(move |it| under(it) || gave_way(it))
}

/// The files that came and are not this office's own as well, by its own rows; where none came into the table, every row is.
fn files_of_theirs(
    papers: &[Value],
    trace: Option<&Trace>,
    case: &CaseSummary,
) -> BTreeSet<Digest> {
    let stands = case.get(PAPERS).map(rows).unwrap_or_default();
    let own = trace.map_or(stands, |it| &it.own);
    let own: BTreeSet<Digest> = own.iter().filter_map(digest_in).collect();
    let came = papers.iter().flat_map(|it| named([(PAPERS, it)]));
    let came = came.map(|it| it.digest);
    came.filter(|it| !own.contains(it)).collect()
}

fn edit(field: FieldId, without: &Without) -> Result<Option<Edit>, Problem> {
    Ok(match without {
        Without::Same => None,
        Without::Nothing => Some(Edit::Remove),
        Without::Before(value) => Some(Edit::Put(value.clone())),
        // Nobody looked at what is left.
        Without::Rows(left, value) => Some(Edit::Put(Value {
            state: table_of(field, left)?,
            ..value.clone()
        })),
    })
}

/// Rows as what a field says.
pub(crate) fn table_of(field: FieldId, rows: &[Row]) -> Result<FieldState, Problem> {
    let answer = Answer::check(field.spec(), put_together(field, rows));
    Ok(FieldState::Filled(answer.map_err(Problem::Answer)?))
}
