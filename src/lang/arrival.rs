//! Says what became of a case that was here when somebody came into it.
//!
//! It decides nothing: what stays and what gives way is the rule of `domain::own_answer`.

use std::collections::BTreeSet;

use crate::domain::own_answer::AtStart;
use crate::domain::section::FieldId;
use crate::lang::label::{self, pick};
use crate::lang::{Lang, message};

const STAYED: (&str, &str) = (
    "当所の内容のままの欄（相手の内容とは違います）:",
    "The case stays as it is, though the other office says otherwise:",
);

const GAVE_WAY: (&str, &str) = (
    "相手の内容に置き換わった欄（前の内容は変更履歴にあります）:",
    "Replaced by what came (what stood there is in the history):",
);

/// Gives a line of each sort, if any, with so many fields by name.
pub fn at_start(met: &AtStart, named: usize, lang: Lang) -> Vec<String> {
    let sorts = [(STAYED, &met.stayed), (GAVE_WAY, &met.gave_way)];
    let some = sorts.into_iter().filter(|(_, fields)| !fields.is_empty());
    some.map(|(what, fields)| format!("{} {}", pick(what, lang), names(fields, named, lang)))
        .collect()
}

fn names(fields: &BTreeSet<FieldId>, named: usize, lang: Lang) -> String {
    let first = fields.iter().take(named).map(|it| label::field(*it, lang));
    let first = message::list(&first.collect::<Vec<_>>(), lang);
    match (fields.len().saturating_sub(named), lang) {
        (0, _) => first,
        (more, Lang::Ja) => format!("{first}、ほか{more}欄"),
        (more, Lang::En) => format!("{first}, and {more} more"),
    }
}
