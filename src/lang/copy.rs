//! The words of a copy (写し), and of what the person carries, on paper, for whoever gets it: they know neither this program nor
//! its words.
//!
//! What stands on it is decided elsewhere.

use crate::domain::copy::CopyTo;
use crate::lang::Lang;
use crate::lang::label::{copy_to, pick};

macro_rules! words {
    ($($word:ident: $ja:literal, $en:literal;)+) => {
        /// A heading, a sentence or a label.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "each is said in full beside its name")]
        pub enum Copy { $($word,)+ }

        impl Copy {
            /// Gives it in one language.
            pub fn text(self, lang: Lang) -> &'static str {
                match self {
                    $(Copy::$word => pick(($ja, $en), lang),)+
                }
            }
        }
    };
}

words! {
    Title: "引継ぎの写し（まとめ）", "Copy of a handover (summary)";
    Handle: "取扱注意", "CONFIDENTIAL";
    Hint: "本人の同意にもとづいて渡す個人情報です。ほかの目的に使わず、鍵のかかるところに保管してください。", "Personal data, given with the person's consent. Use it for nothing else, and keep it locked away.";
    BackHint: "本人が同意を撤回したときは、この写しを返すか廃棄するよう、お願いすることがあります。", "If the person takes consent back, we may ask you to return this copy or destroy it.";
    CarriedTitle: "本人が持って行く引継ぎの書面", "What the person carries";
    Carrier: "持って行く人", "Carried by";
    CarriedTo: "持って行く先", "To";
    WrittenBy: "書いた事業所", "Written by";
    CarriedHint: "この書面は、本人が選んだことだけを書いて、本人に渡したものです。渡すかどうか、どこまで見せるかは、本人が決めます。", "This sheet holds what the person chose, and was given to the person. Whether to hand it over, and how much to show, is for the person to decide.";
    CarriedKeep: "なくさないように、ほかの人に見られないように、しまっておいてください。", "Keep it safe, and out of the sight of others.";
    CarriedThere: "受け取った事業所の方へ：この書面は、書いた事業所から送ったものではありません。記録するときは、本人から受け取ったものとして、出所を「本人」にしてください。", "To the office that gets it: it was not sent by the office that wrote it. Where you record it, you have it from the person: let the source be the person.";
    From: "渡す事業所", "From";
    To: "渡す先", "To";
    Receiver: "移る先の事業所", "The case goes to";
    PrintedOn: "印刷した日", "Printed on";
    PrintedBy: "印刷した職員", "Printed by";
    Until: "同意の期限", "Consent until";
    Handover: "引継ぎの番号", "Handover";
}

/// Names who gets it, and what kind of place that is.
pub fn to_whom(to: CopyTo, name: &str, lang: Lang) -> String {
    let kind = copy_to(to, lang);
    match lang {
        Lang::Ja => format!("{name}（{kind}）"),
        Lang::En => format!("{name} ({kind})"),
    }
}
