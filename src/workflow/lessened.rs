//! What is held of a handover, written anew without what was taken back.
//!
//! What of it stands in this office's own case is in `brought`.

use std::collections::BTreeSet;

use crate::codec::v1;
use crate::codec::v1_entry::ContentRecord;
use crate::domain::handover::entry::Side;
use crate::domain::section::{FieldId, ItemId};
use crate::workflow::desk::Desk;
use crate::workflow::folder::Folder;
use crate::workflow::problem::Problem;

impl Desk {
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

/// The content without the fields of these items.
///
/// # Errors
/// `Unreadable` where a section cannot be read.
pub(crate) fn without(
    content: ContentRecord,
    items: &BTreeSet<ItemId>,
) -> Result<ContentRecord, Problem> {
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
