//! What the other office would see and would not see, while the items of a consent are being ticked.
//!
//! It is a look ahead at what is typed; what may leave is the consent's, once it is recorded.

use std::collections::BTreeSet;

use crate::domain::case::Value;
use crate::domain::consent::{Family, would_go};
use crate::domain::section::{Asks, FieldId, ItemId};
use crate::lang::screen::prepare::Prepare as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, label, message};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::split::{Line, heading};

/// Says whether a field would go, as the form stands.
pub fn goes(field: FieldId, ticked: &BTreeSet<ItemId>, family: Family) -> bool {
    would_go(field.spec().item, ticked, family)
}

/// Writes about one item: whether it goes, what it asks for, what of the case it covers, and the count of all.
pub fn about(
    item: ItemId,
    held: &[(FieldId, Value)],
    ticked: &BTreeSet<ItemId>,
    family: Family,
    lang: Lang,
) -> Vec<Line> {
    let word = |it: Word| say(lang, &it.say());
    let (seen, unseen): (Vec<_>, Vec<_>) = held
        .iter()
        .partition(|(field, _)| goes(*field, ticked, family));
    let mut text = vec![
        (
            Role::Key,
            format!(
                "{}: {} {}",
                word(Word::OtherSees),
                seen.len(),
                word(Word::Fields)
            ),
        ),
        (
            Role::Key,
            format!("{}: {}", word(Word::OtherSeesNot), unseen.len()),
        ),
        (Role::Text, String::new()),
        (Role::Title, label::item(item, lang).to_owned()),
    ];
    let asks_family = item.asks() == Asks::FamilyToo;
    let (role, what) = match (ticked.contains(&item), asks_family, family) {
        (false, ..) => (Role::Bad, Word::Stays),
        (true, true, Family::Silent) => (Role::Warn, Word::StaysWithoutFamily),
        (true, ..) => (Role::Good, Word::Goes),
    };
    text.push((role, format!("{} {}", sign(role), word(what))));
    match item.asks() {
        Asks::ThePerson => {}
        Asks::FamilyToo => text.push((Role::Dim, word(Word::AsksFamily))),
        Asks::ByItself => text.push((Role::Dim, word(Word::AsksAlone))),
    }
    let of_item: Vec<_> = held
        .iter()
        .filter(|(field, _)| is_under(*field, item, ticked, family))
        .collect();
    if of_item.is_empty() {
        text.push((Role::Dim, word(Word::NothingHeld)));
    }
    let role = if what == Word::Goes {
        Role::Text
    } else {
        Role::Dim
    };
    for (field, value) in of_item {
        text.push(heading(*field, lang));
        text.push((role, message::value(value, lang)));
    }
    text
}

/// Whether a field goes by an item: as content under it, or onto the copy it lets go, as far as its own item is ticked.
fn is_under(field: FieldId, item: ItemId, ticked: &BTreeSet<ItemId>, family: Family) -> bool {
    match item.copy_to() {
        None => field.spec().item == item,
        Some(to) => {
            to.fields().any(|it| it == field) && would_go(field.spec().item, ticked, family)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_of_the_family_goes_only_with_their_own_consent() {
        let family = FieldId::LifeFamily;
        let all: BTreeSet<ItemId> = ItemId::ALL.iter().copied().collect();
        assert_eq!(family.spec().item.asks(), Asks::FamilyToo);
        assert!(!goes(family, &all, Family::Silent));
        assert!(goes(family, &all, Family::Agrees));
        assert!(!goes(family, &BTreeSet::new(), Family::Agrees));
        assert!(goes(FieldId::PersonKana, &all, Family::Silent));
    }
}
