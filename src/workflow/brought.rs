//! What a handover brought into this office's own case, and how it is taken out again where consent is taken back.
//!
//! What comes in is `case`'s; whose a value is, row by row, is the rule of `domain::brought`.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1;
use crate::codec::v1_entry::{self, BroughtRecord};
use crate::domain::answer::{Answer, Raw, Row};
use crate::domain::attachment::{PAPERS, digest_in, named, rows};
use crate::domain::brought::{Trace, Without, trace};
use crate::domain::case::{CaseSummary, Changed, Edit, FieldState, Source, Stood, Value};
use crate::domain::contract::Standing;
use crate::domain::handover::dossier::WithdrawalAnswer;
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, Digest, HandoverId};
use crate::domain::news::{Earlier, holds_rows_of_both, together_with};
use crate::domain::section::{FieldId, ItemId};
use crate::vault::{Change, Expect, Under};
use crate::workflow::attachment::raw_rows;
use crate::workflow::case::case_change;
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Folder, Part, entry_name};
use crate::workflow::problem::Problem;

/// What answering a withdrawal as gone takes out of this office's own case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes {
    /// From how many fields something goes.
    pub fields: usize,
    /// Whether the person is here.
    pub person: Presence,
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

/// The case a handover made, with what it is without what came under some items.
struct Lightened {
    case: CaseSummary,
    version: u64,
    told: BTreeMap<FieldId, Vec<Value>>,
    traces: BTreeMap<FieldId, Trace>,
    edits: BTreeMap<FieldId, Edit>,
}

impl Desk {
    /// What writes down, beside the handover, which revisions of the case brought what came with it; where nothing of it was
    /// news, that nothing was brought.
    pub(crate) fn notes_brought(folder: &Folder, case: CaseId, revisions: BTreeSet<u32>) -> Change {
        let name = entry_name(folder.record.id, Part::Brought);
        let body = v1_entry::encode_brought(&BroughtRecord { case, revisions });
        put(name, Under::Office, Vec::new(), body)
    }

    /// Which revisions of a case brought what came until now: as it was written down, else those in which a value stands as it
    /// came.
    pub(crate) fn brought_until_now(
        &self,
        folder: &Folder,
        case: &CaseSummary,
    ) -> Result<BTreeSet<u32>, Problem> {
        match self.brought_into(folder, case.id())? {
            Some(brought) => Ok(brought),
            None => {
                let all = ItemId::ALL.iter().copied().collect();
                Ok(bringing(case, &self.told_under(folder, &all)?))
            }
        }
    }

    /// Which revisions of the case brought what came; none where nobody wrote it down.
    fn brought_into(
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

    /// Of the tables that hold rows of both offices, what became in a case of the rows that came with a handover.
    pub(crate) fn came_earlier(
        &self,
        folder: &Folder,
        case: &CaseSummary,
        told: &BTreeMap<FieldId, Value>,
    ) -> Result<BTreeMap<FieldId, Earlier>, Problem> {
        let tables = told.iter().filter(|(it, _)| holds_rows_of_both(**it));
        let tables: BTreeMap<FieldId, Vec<Value>> = tables
            .map(|(field, value)| (*field, vec![value.clone()]))
            .collect();
        let brought = self.brought_into(folder, case.id())?;
        let brought = brought.unwrap_or_else(|| bringing(case, &tables));
        let trace = |(field, told): (&FieldId, &Vec<Value>)| {
            (*field, trace(case, *field, &brought, told).earlier)
        };
        Ok(tables.iter().map(trace).collect())
    }

    /// What answering the withdrawal that is owed an answer as gone takes out of this office's own case; none where none is owed.
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
        let lightened = self.lightened(&folder, &state.items_of(&owed.scope))?;
        let Some(Lightened { case, edits, .. }) = lightened else {
            return Ok(Some(Takes::default()));
        };
        let standing = Standing::brought(&case, state.started, self.today());
        let is_here = standing != Standing::Over && self.handed_over(case.id())?.is_none();
        Ok(Some(Takes {
            fields: edits.len(),
            person: match is_here {
                true => Presence::Here,
                false => Presence::Elsewhere,
            },
        }))
    }

    /// Takes out of this office's own case what came under withdrawn items, and what of this office had gone as it came
    /// stands there again. What the office has written itself is its own and stays, row by row where a table holds both. Of
    /// what stood in those fields between nothing is kept, since nobody can tell what of it came.
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
            told,
            traces,
            edits,
        } = lightened;
        let id = case.id();
        let mut changed = case.set(edits, self.me.id, self.today())?.is_some();
        for (field, trace) in &traces {
            let since = trace.since;
            changed |= since.is_some_and(|since| case.forget_after(*field, since));
        }
        let papers = told.get(&PAPERS).map_or(&[][..], Vec::as_slice);
        let own = traces.get(&PAPERS).map(|it| &it.own[..]);
        self.drop_files(folder, id, &files_of_theirs(papers, own, &case))?;
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
        let told = self.told_under(folder, items)?;
        let (case, version) = self.case_record(id)?;
        let brought = self.brought_into(folder, id)?;
        let brought = brought.unwrap_or_else(|| bringing(&case, &told));
        let traces: BTreeMap<FieldId, Trace> = meant(&case, &brought, items)
            .map(|field| {
                let told = told.get(&field).map_or(&[][..], Vec::as_slice);
                (field, trace(&case, field, &brought, told))
            })
            .collect();
        let mut edits = BTreeMap::new();
        for (field, trace) in &traces {
            edits.extend(edit(*field, &trace.without)?.map(|it| (*field, it)));
        }
        Ok(Some(Lightened {
            case,
            version,
            told,
            traces,
            edits,
        }))
    }

    /// What is held of a handover under these items: for each field what the offer and its additions say.
    fn told_under(
        &self,
        folder: &Folder,
        items: &BTreeSet<ItemId>,
    ) -> Result<BTreeMap<FieldId, Vec<Value>>, Problem> {
        let state = folder.state();
        let mut told: BTreeMap<FieldId, Vec<Value>> = BTreeMap::new();
        let Some(offer) = &state.offer else {
            return Ok(told);
        };
        for part in 0..=state.additions {
            let content = self.content(folder.record.id, offer.no.get(), part)?;
            for (bytes, _) in content.iter().flat_map(|it| &it.sections) {
                let (_, fields) = v1::decode_section(bytes).map_err(|_| Problem::Unreadable)?;
                let under = |it: &(FieldId, Value)| items.contains(&it.0.spec().item);
                for (field, value) in fields.into_iter().filter(under) {
                    told.entry(field).or_default().push(value);
                }
            }
        }
        Ok(told)
    }
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

/// The revisions of a case in which a value stands as it came, where nobody wrote down which they were.
fn bringing(case: &CaseSummary, told: &BTreeMap<FieldId, Vec<Value>>) -> BTreeSet<u32> {
    let as_it_came = |own: &Value, told: &Value| {
        let theirs = matches!(own.source, Source::Agency { .. });
        theirs && own.state == told.state && own.as_of == told.as_of
    };
    let of_field = |(field, told): (&FieldId, &Vec<Value>)| {
        let changes = case.changes(*field).into_iter();
        let came = changes.filter(|Changed { to, .. }| match to {
            Stood::Value(own) => told.iter().any(|it| as_it_came(own, it)),
            Stood::Unasked | Stood::Forgotten => false,
        });
        came.map(|it| it.revision.number).collect::<Vec<_>>()
    };
    told.iter().flat_map(of_field).collect()
}

/// The files that came and are not this office's own as well, by its own rows; where none came into the table, every row is.
fn files_of_theirs(papers: &[Value], own: Option<&[Row]>, case: &CaseSummary) -> BTreeSet<Digest> {
    let stands = case.get(PAPERS).map(rows).unwrap_or_default();
    let own: BTreeSet<Digest> = own.unwrap_or(stands).iter().filter_map(digest_in).collect();
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
    let answer = Answer::check(field.spec(), Raw::Rows(raw_rows(rows)));
    Ok(FieldState::Filled(answer.map_err(Problem::Answer)?))
}
