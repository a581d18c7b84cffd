//! What a section says otherwise than the version of it that was read before: named to whoever reads it once more.
//!
//! It stores nothing. Of a newer offer it knows only that a section is another one: what the offer before said was destroyed as
//! the newer one was opened. What is taken into the own case is `arrival`'s.

use std::collections::BTreeMap;

use crate::codec::v1;
use crate::domain::case::Value;
use crate::domain::consent::Disclosed;
use crate::domain::handover::changed::{Changed, Telling, differing, may_be_added};
use crate::domain::handover::dossier::State;
use crate::domain::handover::newer::{Before, before};
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId};
use crate::domain::section::{FieldId, SectionId};
use crate::workflow::desk::Desk;
use crate::workflow::folder::Folder;
use crate::workflow::handover::{Which, deed};
use crate::workflow::problem::Problem;

/// How a section stands to what there was of it before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Newer {
    /// There was nothing of it.
    New,
    /// An addition changed these fields, since the version that was read last.
    Fields(Vec<Changed>),
    /// The offer before said something else in it.
    Other,
}

impl Newer {
    /// What changed in a field, where that is known.
    pub fn of(&self, field: FieldId) -> Option<&Changed> {
        match self {
            Newer::Fields(all) => all.iter().find(|it| it.field == field),
            Newer::New | Newer::Other => None,
        }
    }
}

/// What a case does not say as its open handover told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnlikeSent {
    /// In which fields.
    pub fields: Vec<FieldId>,
    /// How the other office is told.
    pub telling: Telling,
}

impl Desk {
    /// What of a case the other office of its open handover has otherwise; none where there is nothing to tell.
    ///
    /// # Errors
    /// [`Problem::Denied`], and what the store says.
    pub fn unlike_sent(&self, case: CaseId) -> Result<Option<UnlikeSent>, Problem> {
        self.right(Step::Read)?;
        let Some(id) = self.open_outgoing(case)? else {
            return Ok(None);
        };
        // What cannot be read is said where the handover is opened.
        let Some(folder) = self.readable_folder(id)? else {
            return Ok(None);
        };
        let telling = Telling::of(&folder.state(), self.today());
        let fields = self.changed_since_sent(&folder).into_iter();
        let fields: Vec<_> = fields.map(|it| it.field).collect();
        let telling = telling.filter(|_| !fields.is_empty());
        Ok(telling.map(|telling| UnlikeSent { fields, telling }))
    }

    /// The sections that are not as they were before, of those that are held and were not taken back.
    pub(crate) fn newer(
        &self,
        folder: &Folder,
        state: &State,
        held: Option<&Disclosed>,
    ) -> Result<BTreeMap<SectionId, Newer>, Problem> {
        let mut all = BTreeMap::new();
        let (Some(offer), Some(held)) = (&state.offer, held) else {
            return Ok(all);
        };
        for section in &offer.sections {
            let id = section.pinned.section;
            let fields = held.sections().find(|(it, _)| *it == id);
            let before = before(&folder.dossier, offer, section);
            let (Some((_, fields)), Some(before)) = (fields, before) else {
                continue;
            };
            let newer = match before {
                Before::Nothing => Some(Newer::New),
                Before::OtherOffer => Some(Newer::Other),
                Before::Part(part) => {
                    let then = self.in_part(folder, state, part, id)?;
                    then.map(|then| Newer::Fields(differing(&then, fields)))
                }
            };
            // Where all that changed was taken back since, nothing is left to show.
            let newer = newer.filter(|it| *it != Newer::Fields(Vec::new()));
            all.extend(newer.map(|it| (id, it)));
        }
        Ok(all)
    }

    /// What a part of the offer says in a section, less what was taken back; none where it is not held any more.
    fn in_part(
        &self,
        folder: &Folder,
        state: &State,
        part: u16,
        section: SectionId,
    ) -> Result<Option<Vec<(FieldId, Value)>>, Problem> {
        let Some(offer) = &state.offer else {
            return Ok(None);
        };
        let content = self.content(folder.record.id, offer.no.get(), part)?;
        let taken_back = state.taken_back();
        for (bytes, _) in content.iter().flat_map(|it| &it.sections) {
            let (id, mut fields) = v1::decode_section(bytes).map_err(|_| Problem::Unreadable)?;
            if id == section {
                fields.retain(|(field, _)| !taken_back.contains(&field.spec().item));
                return Ok(Some(fields));
            }
        }
        Ok(None)
    }

    /// What an addition of these sections would change at the other office, in reading order; nothing where none can be sent, for
    /// what is refused is not asked about. The journal tells who looked.
    ///
    /// # Errors
    /// [`Problem::Denied`], and what the store says.
    pub fn to_add(&mut self, id: HandoverId, which: &Which) -> Result<Vec<Changed>, Problem> {
        self.right(Step::Add)?;
        let folder = self.folder(id)?;
        if self.allow(&folder, Step::Add).is_err() {
            return Ok(Vec::new());
        }
        let state = folder.state();
        let (sent, now) = (self.disclosed(&folder)?, self.disclosure(&folder)?);
        let (Some(offer), Some(sent), Some(now)) = (&state.offer, sent, now) else {
            return Ok(Vec::new());
        };
        let mut named = may_be_added(offer, &now);
        if let Which::These(wanted) = which {
            named.retain(|it| wanted.contains(it));
        }
        let mut changed = Vec::new();
        for (section, now) in now.sections().filter(|(it, _)| named.contains(it)) {
            let mut sent = sent.sections();
            let sent = sent.find(|(it, _)| *it == section);
            let sent = sent.map_or(&[][..], |(_, fields)| fields);
            changed.extend(differing(sent, now));
        }
        if !changed.is_empty() {
            self.enter(&[], deed(Step::Read, id), Some(id.to_bytes()))?;
        }
        Ok(changed)
    }
}
