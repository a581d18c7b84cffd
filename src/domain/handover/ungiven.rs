//! What a handover of a case needs and the person did not agree to.
//!
//! It asks for nothing: consent is the bound, and an offer goes without it. It is for whoever sends; nothing of it is sent.

use std::collections::BTreeSet;

use crate::domain::case::CaseSummary;
use crate::domain::section::{ItemId, SectionId};

/// A part of a case that stays here though a handover needs fields of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ungiven {
    /// A section of which nothing goes.
    Section(SectionId),
    /// An item of a section of which something else goes.
    Item(ItemId),
}

/// Gives them in reading order, each once, where these items are agreed to.
pub fn ungiven(case: &CaseSummary, given: &BTreeSet<ItemId>) -> Vec<Ungiven> {
    let mut all = Vec::new();
    for section in SectionId::ALL {
        for part in of_section(*section, case, given) {
            if !all.contains(&part) {
                all.push(part);
            }
        }
    }
    all
}

fn of_section(section: SectionId, case: &CaseSummary, given: &BTreeSet<ItemId>) -> Vec<Ungiven> {
    let needed = section.fields().filter(|it| case.requires(*it));
    let needed: BTreeSet<ItemId> = needed.map(|it| it.spec().item).collect();
    let left = &needed - given;
    let goes = section.fields().any(|it| given.contains(&it.spec().item));
    match left.is_empty() || goes {
        true => left.into_iter().map(Ungiven::Item).collect(),
        false => vec![Ungiven::Section(section)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::case::made_up::holding;
    use crate::domain::section::ItemId as I;

    #[test]
    fn a_section_of_which_nothing_goes_is_named_whole_and_else_the_items_that_are_needed() {
        let case = holding(&[], Day::from_ymd(2026, 4, 1).unwrap());
        let all: BTreeSet<ItemId> = ItemId::together().collect();
        assert_eq!(ungiven(&case, &all), []);
        let without = |gone: &[ItemId]| {
            let gone: BTreeSet<ItemId> = gone.iter().copied().collect();
            ungiven(&case, &(&all - &gone))
        };
        assert_eq!(
            without(&[I::Crisis, I::Medication]),
            [
                Ungiven::Item(I::Medication),
                Ungiven::Section(SectionId::Crisis)
            ]
        );
        assert_eq!(
            without(&[I::Health, I::Medication, I::MedicineNames]),
            [Ungiven::Section(SectionId::Health)]
        );
        // No handover needs these.
        assert_eq!(without(&[I::Life, I::Practice, I::Attachments]), []);
    }
}
