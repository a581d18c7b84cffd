//! The condition on which the other office would take the person ("yes, if"), for whoever answers it with another offer and for
//! whoever reads that one.
//!
//! It decides nothing: what is owed for it, the dossier says. Where its words are gone there is none to show.

use crate::domain::calendar::Day;
use crate::domain::handover::dossier::State;
use crate::domain::handover::entry::{Act, Decline, Side};
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::WordKey;
use crate::domain::id::{HandoverId, OfferNo};
use crate::workflow::desk::Desk;
use crate::workflow::folder::Spoken;
use crate::workflow::problem::Problem;

/// A condition that is looked at until the person is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The offer it was put to.
    pub offer: OfferNo,
    /// The day it was said.
    pub on: Day,
    /// Who said it; empty where that is not here.
    pub by: String,
    /// What it says.
    pub text: String,
    /// Whether something was offered since.
    pub met: Met,
}

/// Whether a condition was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// Another offer or a recall is owed.
    NotYet,
    /// Another offer was made since.
    OfferedAnew,
}

impl Desk {
    /// The condition that is looked at in a handover that can be offered anew, if one was put: what is refused is not asked about.
    ///
    /// # Errors
    /// [`Problem::Denied`], and what the store says.
    pub fn condition_put(&self, id: HandoverId) -> Result<Option<Condition>, Problem> {
        self.right(Step::Offer)?;
        let mut folder = self.folder(id)?;
        self.refresh(&mut folder)?;
        if self.allow(&folder, Step::Offer).is_err() {
            return Ok(None);
        }
        let replied = self.spoken(&folder, Side::Receiver)?;
        Ok(condition(&folder.state(), &replied))
    }
}

/// Gives the last condition, until something is released or ends.
pub fn condition(state: &State, replied: &[Spoken]) -> Option<Condition> {
    let offer = state.offer.as_ref()?;
    if state.release.is_some() || !state.endings.is_empty() || state.stop.is_some() {
        return None;
    }
    let mut said = replied.iter().rev();
    let (it, put_to) = said.find_map(|it| match it.envelope.act {
        Act::Declined {
            offer,
            decline: Decline::YesIf,
        } => Some((it, offer)),
        _ => None,
    })?;
    let word = |key| it.words.as_ref().and_then(|it| it.get(key));
    let by = word(WordKey::ToldBy).or_else(|| word(WordKey::By));
    Some(Condition {
        offer: put_to,
        on: it.envelope.written,
        by: by.unwrap_or_default().to_owned(),
        text: word(WordKey::Condition)?.to_owned(),
        met: match put_to < offer.no {
            true => Met::OfferedAnew,
            false => Met::NotYet,
        },
    })
}
