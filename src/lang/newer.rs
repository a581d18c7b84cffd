//! What is new in a section since it was read, and what an addition would send, in both languages.
//!
//! It compares nothing itself: what changed is `workflow::newer`.

use crate::domain::handover::changed::Changed;
use crate::domain::section::FieldId;
use crate::lang::problem::Said;
use crate::lang::screen::prepare::Prepare;
use crate::lang::{Lang, label, message, todo};
use crate::workflow::newer::Newer;

/// Says in one line how a section stands to what there was of it before.
pub fn told(newer: &Newer, lang: Lang) -> String {
    match (newer, lang) {
        (Newer::New, Lang::Ja) => "前にはなかった章です。".to_owned(),
        (Newer::New, Lang::En) => "There was nothing of this section before.".to_owned(),
        (Newer::Other, Lang::Ja) => {
            "前の提供から変わった章です。前の提供の内容は残していないので、変わった欄までは示せません。".to_owned()
        }
        (Newer::Other, Lang::En) => {
            "This section is not as it was in the offer before. What that one said is not kept, so the fields cannot be named.".to_owned()
        }
        (Newer::Fields(all), lang) => {
            let fields = names(all.iter().map(|it| it.field), lang);
            match lang {
                Lang::Ja => format!("追補で変わった欄: {fields}"),
                Lang::En => format!("Changed by an addition: {fields}"),
            }
        }
    }
}

/// Writes what changed in a field: its name, what it said, and what it says.
pub fn both(it: &Changed, lang: Lang) -> [String; 3] {
    todo::told_otherwise(it, [Prepare::ThenRead, Prepare::NowHere], lang)
}

/// Asks before an addition is sent.
pub fn ask_to_add(fields: &[FieldId], lang: Lang) -> Said {
    let fields = names(fields.iter().copied(), lang);
    Said::of(
        lang,
        (
            &format!("追補で送る欄: {fields}。承認者は通らず、送ると取り消せません。"),
            "本人は、この内容を見ましたか。急ぐことは、送ってから本人に見せてもかまいません。送りますか。",
        ),
        (
            &format!(
                "The addition sends: {fields}. Nobody approves it, and once sent it cannot be taken off."
            ),
            "Has the person seen it? What cannot wait may be shown to them afterwards. Send it?",
        ),
    )
}

fn names(fields: impl Iterator<Item = FieldId>, lang: Lang) -> String {
    let fields: Vec<_> = fields.map(|it| label::field(it, lang)).collect();
    message::list(&fields, lang)
}
