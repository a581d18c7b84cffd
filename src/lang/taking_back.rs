//! What is said of taking consent back before it is done: what it concerns, and who hears of it.
//!
//! What became of it afterwards is the ledger's.

use std::collections::BTreeSet;

use crate::domain::section::ItemId;
use crate::lang::Lang;
use crate::lang::label::{self, pick};
use crate::lang::message::list;
use crate::lang::problem::Said;
use crate::workflow::consent::Hearing;

/// How much is taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// Items, one by one.
    Items,
    /// All of it.
    All,
}

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

/// Says what is to be chosen, what it does, and who hears of it, before anything is offered.
pub fn hint(extent: Extent, goes: Goes, hearing: &Hearing, lang: Lang) -> String {
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
    let said = [
        pick(first, lang).to_owned(),
        pick(done(extent, goes), lang).to_owned(),
        heard(extent, hearing, lang),
        pick(last, lang).to_owned(),
    ];
    joined(said, lang)
}

/// Asks whether this is taken back of one form, whole where no items are named.
pub fn ask(items: Option<&BTreeSet<ItemId>>, goes: Goes, hearing: &Hearing, lang: Lang) -> Said {
    let extent = match items {
        Some(_) => Extent::Items,
        None => Extent::All,
    };
    let whole = match goes {
        Goes::Carried => ("この同意のすべて", "all of this consent"),
        Goes::Sent | Goes::Both => ("この相手への同意のすべて", "all consent for this office"),
    };
    let what = match items {
        Some(items) => named(items.iter(), lang),
        None => pick(whole, lang).to_owned(),
    };
    let copies = match items {
        Some(items) if items.iter().any(|it| it.copy_to().is_some()) => (
            "写しはもう渡しません。渡してあれば、当所が返却か廃棄をお願いします。",
            "No copy is given any more; this office asks back what was given.",
        ),
        _ => ("", ""),
    };
    let heard = heard(extent, &hearing.among(items), lang);
    let done = pick(done(extent, goes), lang).to_owned();
    let then = (
        "取り消せません。戻すには新しい同意が要ります。",
        "It cannot be undone; only a new consent brings it back.",
    );
    let asked = match lang {
        Lang::Ja => format!("撤回を記録しますか: {what}。"),
        Lang::En => format!("Record the withdrawal of: {what}?"),
    };
    Said {
        what: joined([asked, done, heard, pick(copies, lang).to_owned()], lang),
        then: pick(then, lang).to_owned(),
    }
}

/// Says who hears of it: whoever was given it by an earlier handover, or nobody.
pub fn heard(extent: Extent, hearing: &Hearing, lang: Lang) -> String {
    let evidence = (
        "「裏付け」も伝わります。内容は書かず、どこにあるかだけを入れます。",
        "It is told the evidence, too: write where that is and not what it says.",
    );
    let told = match extent {
        Extent::Items if hearing.items.is_empty() => None,
        Extent::Items => {
            let names = named(hearing.items.iter(), lang);
            Some(match lang {
                Lang::Ja => format!(
                    "前の引継ぎで同じ相手に渡したものの撤回は、その相手に伝わり、相手は返却・消去などを答えます: {names}。"
                ),
                Lang::En => format!(
                    "Of what an earlier handover gave the same office, that office is told, and answers what became of it: {names}."
                ),
            })
        }
        Extent::All if hearing.of_all.is_empty() => None,
        Extent::All => Some(
            pick(
                (
                    "前の引継ぎで同じ相手に渡したものがあるので、その相手に伝わり、相手は返却・消去などを答えます。",
                    "An earlier handover gave the same office something: that office is told, and answers what became of it.",
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
    match told {
        Some(told) => joined(
            [
                told,
                pick(evidence, lang).to_owned(),
                String::new(),
                String::new(),
            ],
            lang,
        ),
        None => pick(nobody, lang).to_owned(),
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

fn named<'a>(items: impl Iterator<Item = &'a ItemId>, lang: Lang) -> String {
    let names: Vec<&str> = items.map(|it| label::item(*it, lang)).collect();
    list(&names, lang)
}

/// Puts sentences one behind the other; what is empty is none.
fn joined(said: [String; 4], lang: Lang) -> String {
    let said: Vec<String> = said.into_iter().filter(|it| !it.is_empty()).collect();
    said.join(match lang {
        Lang::Ja => "",
        Lang::En => " ",
    })
}
