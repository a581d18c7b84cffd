//! What is said and asked about what is never stored: where it may stand and what it looks like.
//!
//! What stands there is not said; it never comes here.

use crate::domain::never::Never;
use crate::domain::text::shown;
use crate::lang::Lang;
use crate::lang::label;
use crate::lang::label::handover::word;
use crate::lang::problem::Said;
use crate::workflow::never::{Place, Trace};

/// How many places are named before the rest is counted.
const NAMED: usize = 3;

/// Says where something may stand that is never stored, and what to do.
pub fn never_stored(traces: &[Trace], lang: Lang) -> Said {
    let places = places(traces, lang, place);
    Said::of(
        lang,
        (
            format!("保存しない情報のようなものがあります。何も保存していません。\n{places}"),
            "その部分を消してから、もう一度行ってください。そうでないものなら「違う」と答えてください（コマンドでは --not-a-secret）。答えは、この文章について記録されます。",
        ),
        (
            format!(
                "There may be something here that is never stored. Nothing was saved.\n{places}"
            ),
            "Take it out, then try again. If it is something else, say so (by command: --not-a-secret). That is remembered for this text.",
        ),
    )
}

/// Asks whoever wrote it whether it is what it looks like.
pub fn question(traces: &[Trace], lang: Lang) -> Said {
    let places = places(traces, lang, place_shown);
    Said::of(
        lang,
        (
            format!("保存しない情報のようなものがあります。\n{places}"),
            "\nどれも、そうした情報ではありませんか。「はい」なら、この文章について記録して、続けます。",
        ),
        (
            format!("There may be something here that is never stored.\n{places}"),
            "\nIs none of it such information? Yes records that for this text and goes on.",
        ),
    )
}

/// Says what of that which came looks like it; it is kept as it came.
pub fn arrived(traces: &[Trace], lang: Lang) -> Said {
    let places = places(traces, lang, place);
    Said::of(
        lang,
        (
            format!("相手から届いたものに、保存しない情報のようなものがあります。\n{places}"),
            "届いたまま保管しています。相手に伝えて、消したものを送り直してもらってください。当所から先へ渡すときは、そのつどたずねます。",
        ),
        (
            format!(
                "What came from the other office may hold something that is never stored.\n{places}"
            ),
            "It is kept as it came. Tell them, and ask for it again without that. Before this office hands it on it is asked about.",
        ),
    )
}

/// Says the same of a card.
pub fn on_card(traces: &[Trace], lang: Lang) -> Said {
    let places = places(traces, lang, place);
    Said::of(
        lang,
        (
            format!("届いたカードに、保存しない情報のようなものがあります。\n{places}"),
            "相手に伝えて、直したカードを受け取ってください。",
        ),
        (
            format!("The card that came may hold something that is never stored.\n{places}"),
            "Tell them, and take a card without it.",
        ),
    )
}

/// Names the first places and counts the rest.
fn places(traces: &[Trace], lang: Lang, name: fn(&Trace, Lang) -> String) -> String {
    let mut lines: Vec<_> = traces.iter().take(NAMED).map(|it| name(it, lang)).collect();
    let more = traces.len().saturating_sub(NAMED);
    if 0 < more {
        lines.push(match lang {
            Lang::Ja => format!("・ほか{more}か所"),
            Lang::En => format!("- and {more} more"),
        });
    }
    lines.join("\n")
}

/// Names one place with the words around it: for whoever has the text before them.
fn place_shown(trace: &Trace, lang: Lang) -> String {
    let (place, around) = (place(trace, lang), shown(&trace.around));
    match lang {
        Lang::Ja => format!("{place}「{around}」"),
        Lang::En => format!("{place} \"{around}\""),
    }
}

/// Names one place and what it looks like; nothing that was typed is said.
fn place(trace: &Trace, lang: Lang) -> String {
    let named = match trace.place {
        Place::Field(field) => label::field(field, lang).to_owned(),
        Place::Words(key) => word(key, lang).to_owned(),
        Place::Note => pick(("業務メモ", "Working note"), lang).to_owned(),
        Place::OriginalKept => {
            let both = ("同意書の原本の保管場所", "Where the form is kept");
            pick(both, lang).to_owned()
        }
        Place::Form => {
            let both = (
                "同意書の氏名・続柄・理由",
                "Name, relation or reason on the form",
            );
            pick(both, lang).to_owned()
        }
        Place::Source(field) => {
            let field = label::field(field, lang);
            match lang {
                Lang::Ja => format!("{field}の情報元"),
                Lang::En => format!("where \"{field}\" is from"),
            }
        }
        Place::Office => pick(("当所の情報", "This office"), lang).to_owned(),
        Place::PaperOffice => pick(("紙の事業所", "Office on paper"), lang).to_owned(),
        Place::Card => pick(("相手のカード", "Card of the other office"), lang).to_owned(),
        Place::Staff => pick(("職員の氏名", "Name of a member of staff"), lang).to_owned(),
        Place::City => pick(("設定の市町村", "City of the settings"), lang).to_owned(),
        Place::Meeting => pick(("会議の記録", "Minutes of a meeting"), lang).to_owned(),
        Place::Contact => pick(("関係者への連絡", "People to be told"), lang).to_owned(),
    };
    let from = trace.from;
    match lang {
        Lang::Ja => format!("・{named}の{from}文字目：{}", never(trace.what, lang)),
        Lang::En => format!("- {named}, character {from}: {}", never(trace.what, lang)),
    }
}

/// Names what is never stored.
pub fn never(what: Never, lang: Lang) -> &'static str {
    let both = match what {
        Never::MyNumber => (
            "個人番号（マイナンバー）",
            "an individual number (My Number)",
        ),
        Never::BankAccount => ("銀行などの口座番号", "a bank account number"),
        Never::Password => ("パスワードや暗証番号", "a password or PIN"),
        Never::Insurance => ("保険証の記号・番号", "the number of an insurance card"),
    };
    pick(both, lang)
}

fn pick(both: (&'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => both.0,
        Lang::En => both.1,
    }
}
