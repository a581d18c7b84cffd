//! Drafts: what somebody typed into a form and has not saved, each for whoever typed it.
//!
//! No step of a case or handover and no line of the journal: nothing has been done yet. It goes when it is saved, and
//! with the case or handover it is about. What was typed into a form that shows what is erased since is not kept again.

use std::fmt;

use crate::codec::v1_draft;
use crate::domain::id::{CaseId, HandoverId, StaffId};
use crate::vault;
use crate::workflow::desk::Desk;
use crate::workflow::problem::Problem;
use crate::workflow::remembered::Remembered;

/// Which form of which case or handover.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// The case or handover it is about: its draft is erased with it.
    pub about: Option<[u8; 16]>,
    /// The form's name, at most 200 bytes.
    pub form: String,
}

/// A form somebody has open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// Which.
    pub place: Place,
    /// How far the erasing had come when what it shows was read.
    pub shown: Erasures,
}

/// How far the erasing at a desk has come since the store was opened. No form outlives the desk at which it was opened, so
/// nothing of this is stored.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Erasures(usize);

/// What was typed: the name of each piece of the form, and its text.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Words(pub Vec<(String, String)>);

impl fmt::Debug for Words {
    /// Says how much there is, never what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.0.len())
    }
}

impl Words {
    /// Says whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives the text of a piece, if it was typed into.
    pub fn get(&self, piece: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name == piece);
        found.map(|(_, text)| text.as_str())
    }
}

/// Marks a text, so that a draft can tell later whether what somebody found is about the same.
pub fn mark(text: &str) -> String {
    v1_draft::mark(text)
}

impl Desk {
    /// How far the erasing at this desk has come: whoever shows a case or handover notes it.
    pub fn erasures(&self) -> Erasures {
        Erasures(self.erased.len())
    }

    /// Refuses a form that shows what was erased since: its text may say again what is gone.
    ///
    /// # Errors
    /// `Erased`.
    pub fn still_stands(&self, form: &Form) -> Result<(), Problem> {
        let mut since = self.erased.iter().skip(form.shown.0);
        match since.any(|it| Some(*it) == form.place.about) {
            true => Err(Problem::Erased),
            false => Ok(()),
        }
    }

    /// Keeps what was typed; durable when it returns.
    ///
    /// # Errors
    /// `Erased`, and what the store says.
    pub fn keep_draft(&mut self, form: &Form, words: &Words) -> Result<(), Problem> {
        self.still_stands(form)?;
        let draft = vault::Draft {
            name: self.draft_name(&form.place),
            folder: self.draft_folder(&form.place)?,
            body: v1_draft::encode_draft(self.outside.now_ms(), &words.0),
        };
        Ok(self.vault.keep_draft(draft)?)
    }

    /// Gives what whoever acts typed into this form and did not save. A draft nobody can read any more is none; one that
    /// cannot be read now is a failure.
    ///
    /// # Errors
    /// `Erased`, and what the store says.
    pub fn find_draft(&self, form: &Form) -> Result<Option<Words>, Problem> {
        self.still_stands(form)?;
        let found = self.vault.draft(&self.draft_name(&form.place))?;
        let read = found.and_then(|it| v1_draft::decode_draft(&it.body).ok());
        Ok(read.map(|(_, words)| Words(words)))
    }

    /// Lists every form into which whoever acts typed something that was not saved, the newest first.
    pub fn drafts(&self) -> Result<Vec<Place>, Problem> {
        let me = self.me.id.to_bytes();
        let names = self.vault.draft_names()?;
        let mine = names.iter().rev().filter_map(|it| it.strip_prefix(&me));
        Ok(mine.filter_map(place_of).collect())
    }

    /// Forgets what was typed.
    pub fn drop_draft(&mut self, place: &Place) -> Result<(), Problem> {
        let name = self.draft_name(place);
        Ok(self.vault.drop_draft(&name)?)
    }

    /// Forgets what was typed into a form that is saved, but for the text of one piece, which is saved nowhere.
    ///
    /// # Errors
    /// What the store says.
    pub fn drop_draft_but(&mut self, place: &Place, piece: &str) -> Result<(), Problem> {
        let name = self.draft_name(place);
        let found = self.vault.draft(&name)?;
        let read = found.and_then(|it| v1_draft::decode_draft(&it.body).ok());
        let (at, mut words) = read.unwrap_or_default();
        words.retain(|(name, text)| name == piece && !text.trim().is_empty());
        if words.is_empty() {
            return Ok(self.vault.drop_draft(&name)?);
        }
        let draft = vault::Draft {
            name,
            folder: self.draft_folder(place)?,
            body: v1_draft::encode_draft(at, &words),
        };
        Ok(self.vault.keep_draft(draft)?)
    }

    /// Forgets what anybody typed about a case: what is erased from the case may stand in it. Forms that are open keep
    /// nothing about it any more.
    pub(crate) fn drop_drafts_of(&mut self, case: CaseId) -> Result<(), Problem> {
        self.erased.push(case.to_bytes());
        self.remembered = Remembered::default();
        Ok(self.vault.drop_drafts_with(case.to_bytes())?)
    }

    /// Has open forms about a handover keep nothing any more. What is kept of them goes with its folder.
    pub(crate) fn shut_forms_of(&mut self, handover: HandoverId) {
        self.erased.push(handover.to_bytes());
        self.remembered = Remembered::default();
    }

    /// Forgets what one member of staff typed anywhere.
    pub(crate) fn drop_drafts_by(&mut self, staff: StaffId) -> Result<(), Problem> {
        for name in self.vault.draft_names()? {
            if name.starts_with(&staff.to_bytes()) {
                self.vault.drop_draft(&name)?;
            }
        }
        Ok(())
    }

    /// The folder it goes with: a handover's is drawn anew each time something of it is destroyed.
    fn draft_folder(&self, place: &Place) -> Result<Option<[u8; 16]>, Problem> {
        let Some(about) = place.about else {
            return Ok(None);
        };
        let handover = self.bare_folder(HandoverId::from_bytes(about))?;
        Ok(Some(handover.map_or(about, |it| it.record.folder)))
    }

    fn draft_name(&self, place: &Place) -> Vec<u8> {
        let about = place.about.unwrap_or_default();
        [&self.me.id.to_bytes()[..], &about, place.form.as_bytes()].concat()
    }
}

/// Reads the name of a draft, less whose it is; none where it was not made by `draft_name`.
fn place_of(name: &[u8]) -> Option<Place> {
    let (about, form) = name.split_first_chunk::<16>()?;
    Some(Place {
        about: (*about != [0; 16]).then_some(*about),
        form: std::str::from_utf8(form).ok()?.to_owned(),
    })
}
