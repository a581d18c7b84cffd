//! What is said of taking consent back before it is done: what it concerns, and who hears of it.
//!
//! What became of it afterwards is the ledger's.

use std::collections::BTreeSet;

use crate::domain::alert::Extent;
use crate::domain::consent::Mode;
use crate::domain::id::Means;
use crate::domain::section::ItemId;
use crate::lang::Lang;
use crate::lang::label::{self, pick};
use crate::lang::message::list;
use crate::lang::problem::Said;
use crate::workflow::consent::{Hearing, Meant, Reached, Withdrawing};

/// Which way it goes by the forms from which it is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goes {
    /// This office sends it.
    Sent,
    /// The person carries it.
    Carried,
    /// By one form this, by another that.
    Both,
}

impl Goes {
    /// Reads it off the forms that are meant before an offer.
    pub fn of(meant: &Meant) -> Goes {
        match (meant.sent.is_empty(), meant.carried.is_empty()) {
            (_, true) => Goes::Sent,
            (true, false) => Goes::Carried,
            (false, false) => Goes::Both,
        }
    }

    /// Reads it off a form of this mode.
    pub fn by(mode: Mode) -> Goes {
        match mode {
            Mode::Carried => Goes::Carried,
            Mode::ByItem | Mode::SameCorporation => Goes::Sent,
        }
    }
}

/// The most items named one by one.
const NAMED: usize = 4;

/// The same where which they are stands nowhere else.
const MANY: usize = 12;

/// Says what is to be chosen of these items, what that does, and who hears of it.
pub fn hint(
    extent: Extent,
    goes: Goes,
    among: &BTreeSet<ItemId>,
    hearing: &Hearing,
    lang: Lang,
) -> String {
    let first = match extent {
        Extent::Items => (
            "本人が同意を撤回した項目だけを選びます。",
            "Choose only what the person took back.",
        ),
        Extent::All => (
            "本人がすべての同意を撤回したときだけ行います。",
            "Only when the person takes back all consent.",
        ),
    };
    let last = match extent {
        Extent::Items => ("", ""),
        Extent::All => ("取り消せません。", "It cannot be undone."),
    };
    let evidence = match is_told(extent, hearing) {
        true => (
            "「裏付け」も伝わります。内容は書かず、どこにあるかだけを入れます。",
            "It is told the evidence, too: write where that is and not what it says.",
        ),
        false => ("", ""),
    };
    let said = [
        pick(first, lang).to_owned(),
        pick(done(extent, goes), lang).to_owned(),
        heard(extent, among, hearing, lang),
        besides(hearing, lang),
        pick(evidence, lang).to_owned(),
        pick(last, lang).to_owned(),
    ];
    joined(&said, lang)
}

/// Says that the same goes to the same office by another form, which this leaves as it is.
fn besides(hearing: &Hearing, lang: Lang) -> String {
    if hearing.besides.is_empty() {
        return String::new();
    }
    let items = few(&hearing.besides, lang);
    match lang {
        Lang::Ja => format!(
            "同じ項目は、別の同意書で相手に送るものにも入っています: {items}。それも撤回するときは、その同意書か引継ぎで記録します。"
        ),
        Lang::En => format!(
            "By another form the same goes to that office as well: {items}. Where that is taken back too, record it there or in the handover."
        ),
    }
}

/// Asks whether this is taken back where it is recorded, whole where no items are named: the one question of both faces.
pub fn asked(items: Option<&BTreeSet<ItemId>>, about: &Withdrawing, lang: Lang) -> Said {
    match about {
        Withdrawing::AtForm(mode, hearing) => ask(items, Goes::by(*mode), hearing, lang),
        Withdrawing::Prepared {
            receiver,
            meant,
            hearing,
        } => match items {
            None => ask(None, Goes::of(meant), hearing, lang),
            Some(items) => {
                let hearing = hearing.among(Some(items));
                let heard = match hearing.items.is_empty() {
                    true => String::new(),
                    false => heard(Extent::Items, items, &hearing, lang),
                };
                let follows = goes_no_more(receiver, meant, items, lang);
                let copies = ("写しは渡しません。", "No copy is given.");
                in_handover(items, [follows, heard], copies, lang)
            }
        },
        Withdrawing::Offered {
            holder,
            means,
            until,
        } => {
            let follows = follows(holder, *means, *until, lang);
            let copies = (
                "写しはもう渡しません。渡してあれば、当所が返却か廃棄をお願いします。",
                "No copy is given any more; this office asks back what was given.",
            );
            match items {
                Some(items) => in_handover(items, [follows, String::new()], copies, lang),
                None => {
                    let whole = ("すべての同意", "all consent");
                    question(pick(whole, lang), &[follows], lang)
                }
            }
        }
    }
}

/// Asks it of these items in a handover, with where they are held and who hears of it; of copies alone only what becomes of them.
fn in_handover(
    items: &BTreeSet<ItemId>,
    [follows, heard]: [String; 2],
    of_copies: (&'static str, &'static str),
    lang: Lang,
) -> Said {
    let names: Vec<&str> = items.iter().map(|it| label::item(*it, lang)).collect();
    let copies = items.iter().filter(|it| it.copy_to().is_some()).count();
    let of_copies = match copies {
        0 => String::new(),
        _ => pick(of_copies, lang).to_owned(),
    };
    let follows = match copies == items.len() {
        true => String::new(),
        false => follows,
    };
    question(&list(&names, lang), &[follows, of_copies, heard], lang)
}

fn question(what: &str, follows: &[String], lang: Lang) -> Said {
    let asked = match lang {
        Lang::Ja => format!("撤回を記録しますか: {what}。"),
        Lang::En => format!("Record the withdrawal of: {what}?"),
    };
    let then = (
        "取り消せません。戻すには新しい同意が要ります。",
        "It cannot be undone; only a new consent brings it back.",
    );
    Said {
        what: joined(&[&[asked], follows].concat(), lang),
        then: pick(then, lang).to_owned(),
    }
}

/// Which way these items go no more, while nothing was offered.
fn goes_no_more(receiver: &str, meant: &Meant, items: &BTreeSet<ItemId>, lang: Lang) -> String {
    let carried = !meant.carried.is_disjoint(items);
    let sent = !meant.sent.is_disjoint(items);
    match (carried, sent, lang) {
        (true, true, Lang::Ja) => {
            format!("本人が持って行く書面には、もう載らず、{receiver}にも渡らなくなります。")
        }
        (true, true, Lang::En) => format!(
            "It stands on no further sheet the person carries, and will not go to {receiver}."
        ),
        (true, false, Lang::Ja) => "本人が持って行く書面には、もう載りません。".to_owned(),
        (true, false, Lang::En) => "It stands on no further sheet the person carries.".to_owned(),
        (false, _, Lang::Ja) => format!("{receiver}には渡らなくなります。"),
        (false, _, Lang::En) => format!("It will not go to {receiver}."),
    }
}

/// What becomes of it where it was offered.
fn follows(holder: &str, means: Means, until: Reached, lang: Lang) -> String {
    match (means, until, lang) {
        (Means::Paper, _, Lang::Ja) => format!(
            "{holder}は紙の事業所なので、自動では伝わりません。職員が電話などで伝え、渡した紙があれば返却か廃棄を頼みます。"
        ),
        (Means::Paper, _, Lang::En) => format!(
            "{holder} is on paper, so nothing tells it by itself: somebody here does, and asks the paper back or destroyed."
        ),
        (Means::Keys, Reached::Offer, Lang::Ja) => {
            format!("{holder}に届いていれば、そこで消去されます。")
        }
        (Means::Keys, Reached::Offer, Lang::En) => {
            format!("What {holder} holds of it is destroyed there.")
        }
        (Means::Keys, Reached::Release, Lang::Ja) => {
            format!("{holder}は、返却・消去などを答えます。")
        }
        (Means::Keys, Reached::Release, Lang::En) => {
            format!("{holder} says what becomes of it: returned, erased, or kept with a reason.")
        }
    }
}

/// Asks whether this is taken back of one form, whole where no items are named.
pub fn ask(items: Option<&BTreeSet<ItemId>>, goes: Goes, hearing: &Hearing, lang: Lang) -> Said {
    let extent = match items {
        Some(_) => Extent::Items,
        None => Extent::All,
    };
    let whole = match goes {
        Goes::Carried => ("この同意のすべて", "all of this consent"),
        Goes::Sent | Goes::Both => (
            "この相手に送る同意のすべて",
            "all consent by which this office sends",
        ),
    };
    let what = match items {
        Some(items) => few(items, lang),
        None => pick(whole, lang).to_owned(),
    };
    let copies = match items {
        Some(items) if items.iter().any(|it| it.copy_to().is_some()) => (
            "写しはもう渡しません。渡してあれば、当所が返却か廃棄をお願いします。",
            "No copy is given any more; this office asks back what was given.",
        ),
        _ => ("", ""),
    };
    let none = BTreeSet::new();
    let hearing = hearing.among(items);
    let heard = heard(extent, items.unwrap_or(&none), &hearing, lang);
    let done = pick(done(extent, goes), lang).to_owned();
    let besides = besides(&hearing, lang);
    let follows = [done, heard, besides, pick(copies, lang).to_owned()];
    question(&what, &follows, lang)
}

/// Asks whether a form is recorded that leaves these items out of what is offered: that is a withdrawal of them.
pub fn by_leaving_out(items: &BTreeSet<ItemId>, receiver: (&str, Means), lang: Lang) -> Said {
    let what = leaves_out(items, MANY, receiver, lang);
    let (ja, en) = (
        "取り消せません。戻すには新しい同意が要ります。",
        "It cannot be undone; only a new consent brings it back.",
    );
    Said {
        what,
        then: pick((ja, en), lang).to_owned(),
    }
}

/// The same for a terminal, which has room to name each of them.
pub fn left_out(items: &BTreeSet<ItemId>, receiver: (&str, Means), lang: Lang) -> String {
    leaves_out(items, items.len(), receiver, lang)
}

/// Says what was taken back with a form, and what is owed since.
pub fn taken_back(items: &BTreeSet<ItemId>, lang: Lang) -> Said {
    let names = named(items, MANY, lang);
    Said::of(
        lang,
        (
            format!("同意書を記録し、入っていない項目の撤回も記録しました: {names}。"),
            "いまの提供は使えなくなりました。再提供するか、取り下げてください。",
        ),
        (
            format!("The form is recorded, and with it the withdrawal of: {names}."),
            "The offer holds no more: make a new one, or recall it.",
        ),
    )
}

/// Says that a form was not recorded because of it, where nobody can be asked any more.
pub fn not_recorded(items: &BTreeSet<ItemId>, lang: Lang) -> Said {
    let names = named(items, MANY, lang);
    Said::of(
        lang,
        (
            format!("同意書を記録しませんでした。入っていない項目が撤回になります: {names}。"),
            "「同意を記録する」をもう一度開き、たずねられたら答えてください。",
        ),
        (
            format!("The form was not recorded: what it leaves out would be taken back: {names}."),
            "Open \"record consent\" again and answer when you are asked.",
        ),
    )
}

fn leaves_out(
    items: &BTreeSet<ItemId>,
    most: usize,
    (receiver, means): (&str, Means),
    lang: Lang,
) -> String {
    let names = named(items, most, lang);
    let follows = follows(receiver, means, Reached::Offer, lang);
    match lang {
        Lang::Ja => format!(
            "撤回を記録しますか: {names}。いまの提供にあり、この同意書に入っていません。{follows}"
        ),
        Lang::En => format!(
            "Record the withdrawal of: {names}? The offer names it and this form does not. {follows}"
        ),
    }
}

/// Says who hears of it: whoever was given it so far, or nobody. Where only some of these items are told, they are named.
pub fn heard(extent: Extent, among: &BTreeSet<ItemId>, hearing: &Hearing, lang: Lang) -> String {
    let told = match extent {
        _ if !is_heard(extent, hearing) => None,
        _ if hearing.means == Means::Paper => {
            let names = match extent {
                Extent::Items => some_of(among, &hearing.items, lang),
                Extent::All => String::new(),
            };
            Some(match lang {
                Lang::Ja => format!(
                    "これまでの引継ぎで同じ相手に渡した紙があります。相手は紙の事業所なので、自動では伝わりません。職員が電話などで伝え、紙の返却か廃棄を頼みます{names}。"
                ),
                Lang::En => format!(
                    "Papers went to the same office so far. It is on paper, so nothing tells it by itself: somebody here does, and asks them back or destroyed{names}."
                ),
            })
        }
        Extent::Items => {
            let names = some_of(among, &hearing.items, lang);
            Some(match lang {
                Lang::Ja => format!(
                    "これまでの引継ぎで同じ相手に渡したものの撤回は、その相手に伝わり、相手は返却・消去などを答えます{names}。"
                ),
                Lang::En => format!(
                    "Of what was handed over to the same office so far, that office is told, and answers what became of it{names}."
                ),
            })
        }
        Extent::All => Some(
            pick(
                (
                    "これまでの引継ぎで同じ相手に渡したものがあるので、その相手に伝わり、相手は返却・消去などを答えます。",
                    "Something was handed over to the same office so far: that office is told, and answers what became of it.",
                ),
                lang,
            )
            .to_owned(),
        ),
    };
    let nobody = (
        "相手の事業所には伝わりません。",
        "The other office is told nothing.",
    );
    told.unwrap_or_else(|| pick(nobody, lang).to_owned())
}

/// Whether anybody is sent it; on paper the evidence stays here.
fn is_told(extent: Extent, hearing: &Hearing) -> bool {
    hearing.means == Means::Keys && is_heard(extent, hearing)
}

/// Whether anybody hears of it.
fn is_heard(extent: Extent, hearing: &Hearing) -> bool {
    match extent {
        Extent::Items => !hearing.items.is_empty(),
        Extent::All => !hearing.of_all.is_empty(),
    }
}

/// What does not happen any more.
fn done(extent: Extent, goes: Goes) -> (&'static str, &'static str) {
    match (extent, goes) {
        (_, Goes::Sent) => (
            "相手に送る内容には、もう入りません。",
            "It is in nothing that is sent any more.",
        ),
        (Extent::Items, Goes::Carried) => (
            "本人が持って行く書面には、もう載りません。すでに渡した書面は本人のものです。",
            "It stands on no further sheet the person carries. A sheet they have is theirs.",
        ),
        (Extent::All, Goes::Carried) => (
            "本人が持って行く書面は、もう印刷しません。すでに渡した書面は本人のものです。",
            "No further sheet is printed for them to carry. A sheet they have is theirs.",
        ),
        (Extent::Items, Goes::Both) => (
            "本人が持って行く書面には、もう載らず、相手に送る内容にも、もう入りません。すでに渡した書面は本人のものです。",
            "It stands on no further sheet the person carries, and in nothing that is sent. A sheet they have is theirs.",
        ),
        (Extent::All, Goes::Both) => (
            "本人が持って行く書面は、もう印刷せず、相手にも送りません。すでに渡した書面は本人のものです。",
            "No further sheet is printed for them to carry, and nothing is sent. A sheet they have is theirs.",
        ),
    }
}

/// Names those that are told; nothing where all of these are.
fn some_of(among: &BTreeSet<ItemId>, told: &BTreeSet<ItemId>, lang: Lang) -> String {
    if among.is_subset(told) {
        return String::new();
    }
    format!(": {}", few(told, lang))
}

/// Names items, the first few of many: which were chosen stands in the form beneath.
fn few(items: &BTreeSet<ItemId>, lang: Lang) -> String {
    named(items, NAMED, lang)
}

fn named(items: &BTreeSet<ItemId>, most: usize, lang: Lang) -> String {
    let first = items.iter().take(most);
    let names: Vec<&str> = first.map(|it| label::item(*it, lang)).collect();
    let first = list(&names, lang);
    match (items.len().saturating_sub(most), lang) {
        (0, _) => first,
        (more, Lang::Ja) => format!("{first}、ほか{more}項目"),
        (more, Lang::En) => format!("{first}, and {more} more"),
    }
}

/// Puts sentences one behind the other; what is empty is none.
fn joined(said: &[String], lang: Lang) -> String {
    let said = said.iter().map(String::as_str);
    let said: Vec<&str> = said.filter(|it| !it.is_empty()).collect();
    said.join(match lang {
        Lang::Ja => "",
        Lang::En => " ",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_that_are_told_are_named_where_others_are_not_and_no_more_than_a_few() {
        let all: BTreeSet<ItemId> = ItemId::of_content().collect();
        let of = |how_many: usize| Hearing {
            items: all.iter().copied().take(how_many).collect(),
            ..Hearing::default()
        };
        let last = label::item(*all.last().unwrap(), Lang::Ja);
        let said = |hearing: &Hearing| heard(Extent::Items, &all, hearing, Lang::Ja);
        let whole = said(&of(all.len()));
        assert!(whole.contains("その相手に伝わり") && !whole.contains(':'));
        let few = said(&of(2));
        let named = label::item(*all.first().unwrap(), Lang::Ja);
        assert!(few.contains(named) && !few.contains("ほか"), "{few}");
        let many = said(&of(all.len() - 1));
        let more = format!("ほか{}項目", all.len() - 1 - NAMED);
        assert!(many.contains(&more) && !many.contains(last), "{many}");
        assert_eq!(said(&of(0)), "相手の事業所には伝わりません。");
    }

    #[test]
    fn all_that_is_taken_back_is_told_where_an_earlier_handover_is_open_though_no_item_is() {
        let none = BTreeSet::new();
        let mut hearing = Hearing::default();
        let said = |hearing: &Hearing| heard(Extent::All, &none, hearing, Lang::Ja);
        assert_eq!(said(&hearing), "相手の事業所には伝わりません。");
        let id = crate::domain::id::HandoverId::from_bytes([7; 16]);
        hearing.of_all.push(id);
        assert!(said(&hearing).contains("その相手に伝わり"));
    }
}
