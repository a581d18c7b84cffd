//! What was read of the whole store, remembered until a record or the day is another one: lists look at every case and
//! every handover, and are asked for more often than anything is written.
//!
//! It decides nothing and is stored nowhere; it goes with the desk, and when something is erased. Rights are asked before,
//! each time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::calendar::Day;
use crate::domain::id::{CaseId, ConsentId, HandoverId};
use crate::vault::Sum;
use crate::workflow::alert::AlertLine;
use crate::workflow::desk::Desk;
use crate::workflow::problem::Problem;
use crate::workflow::retention::KeptLine;
use crate::workflow::view::HandoverLine;

/// The consents of each case: when each was recorded, as it is stored, and which.
pub(crate) type ConsentsByCase = BTreeMap<CaseId, Vec<(Vec<u8>, ConsentId)>>;

/// What is remembered of one state of the store.
#[derive(Default)]
pub(crate) struct Remembered(RefCell<Option<(Sum, Day, Views)>>);

/// Each view of the whole store, once it was made.
#[derive(Default)]
pub(crate) struct Views {
    /// The cases that have left, with the handover by which each did.
    pub moved: Option<BTreeMap<CaseId, HandoverId>>,
    /// Which consents belong to which case.
    pub consents: Option<Arc<ConsentsByCase>>,
    /// Every handover.
    pub handovers: Option<Vec<HandoverLine>>,
    /// What to look at.
    pub alerts: Option<Vec<AlertLine>>,
    /// What may be destroyed.
    pub over: Option<Vec<KeptLine>>,
}

impl Desk {
    /// Gives a view as it was made of these very records on this day, else makes it. What fails is not remembered.
    ///
    /// # Errors
    /// As those of `make`, and what the store says.
    pub(crate) fn remembered<T: Clone>(
        &self,
        view: fn(&mut Views) -> &mut Option<T>,
        make: impl FnOnce() -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let (sum, today) = (self.vault.sum()?, self.today());
        {
            let mut kept = self.remembered.0.borrow_mut();
            match &mut *kept {
                Some((of, on, views)) if (*of, *on) == (sum, today) => {
                    if let Some(view) = view(views) {
                        return Ok(view.clone());
                    }
                }
                _ => *kept = Some((sum, today, Views::default())),
            }
        }
        let made = make()?;
        // Midnight, or a record, may have come while it was made.
        match &mut *self.remembered.0.borrow_mut() {
            Some((of, on, views)) if (*of, *on) == (sum, today) => {
                *view(views) = Some(made.clone());
            }
            _ => {}
        }
        Ok(made)
    }
}
