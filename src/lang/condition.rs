//! The condition on which an office would take the person, in both languages.
//!
//! Whether anything is owed for it, the duties say.

use crate::domain::handover::entry::Side;
use crate::lang::problem::Said;
use crate::lang::{Lang, date};
use crate::workflow::condition::{Condition, Met};

/// Says what the condition is, who said it and when.
pub fn said(it: &Condition, lang: Lang) -> String {
    let on = date::day(it.on, lang);
    let text = &it.text;
    match (it.by.as_str(), lang) {
        ("", Lang::Ja) => format!("示された条件: 「{text}」（{on}）"),
        ("", Lang::En) => format!("Condition: \"{text}\" ({on})"),
        (by, Lang::Ja) => format!("示された条件: 「{text}」（{by}、{on}）"),
        (by, Lang::En) => format!("Condition: \"{text}\" ({by}, {on})"),
    }
}

/// Says what is done about it, at the office that looks.
pub fn then(it: &Condition, side: Side, lang: Lang) -> String {
    let said = match (it.met, side, lang) {
        (Met::NotYet, Side::Sender, Lang::Ja) => {
            "本人と当所が受け入れられるかを確かめます。決めたことはケースの欄に書くと、改めて提供したときに伝わります。受け入れられないときは取り下げます。"
        }
        (Met::NotYet, Side::Sender, Lang::En) => {
            "Ask the person, and this office, whether it can be met. What is agreed goes with the next offer where it is written into the case. If it cannot be met, recall."
        }
        (Met::NotYet, Side::Receiver, Lang::Ja) => {
            "相手が改めて提供するか取り下げるのを待っています。"
        }
        (Met::NotYet, Side::Receiver, Lang::En) => "The other office offers anew, or recalls.",
        (Met::OfferedAnew, Side::Sender, Lang::Ja) => "この条件のあとに、改めて提供しました。",
        (Met::OfferedAnew, Side::Sender, Lang::En) => "It was offered anew since.",
        (Met::OfferedAnew, Side::Receiver, Lang::Ja) => {
            "この条件のあとに、改めて提供されました。条件がどうなったかが内容にないときは、照会します。"
        }
        (Met::OfferedAnew, Side::Receiver, Lang::En) => {
            "It was offered anew since. Where the content does not say what became of the condition, ask."
        }
    };
    said.to_owned()
}

/// Asks before another offer is made while it stands.
pub fn ask_to_offer(it: &Condition, lang: Lang) -> Said {
    let what = said(it, lang);
    Said::of(
        lang,
        (
            &what,
            "本人と当所がこの条件を受け入れることを確かめて、改めて提供しますか。",
        ),
        (
            &what,
            "Do the person and this office accept it, and is it offered anew?",
        ),
    )
}
