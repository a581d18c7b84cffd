//! What to say of a consent that does not cover it, and of a form that cannot stand.
//!
//! What is covered is `domain::consent`'s.

use crate::domain::consent::{FormRefused, NotCovered};
use crate::domain::handover::draft::NotReady;
use crate::lang::problem::denied::not_ready;
use crate::lang::problem::{Said, said};
use crate::lang::{Lang, date};

/// Says why nothing may go under a consent.
pub fn not_covered(why: NotCovered, lang: Lang) -> Said {
    match why {
        NotCovered::OtherCase => Said::of(
            lang,
            (
                "この同意は、別のケースのものです。",
                "このケースの本人の同意を選ぶか、記録してください。",
            ),
            (
                "This consent is about another case.",
                "Choose or record a consent of the person of this case.",
            ),
        ),
        NotCovered::OtherMode => Said::of(
            lang,
            (
                "この同意の形では、ここから渡せません。",
                "相手に送るには「項目ごと」などの同意を、本人が持って行くには「本人が持って行く」の同意を記録してください。",
            ),
            (
                "A consent of this kind does not let it go this way.",
                "To send it, record a consent item by item; for the person to carry it, one that says so.",
            ),
        ),
        NotCovered::NotYet { from } => Said::of(
            lang,
            (
                format!(
                    "この同意が有効になるのは{}からです。",
                    date::day(from, lang)
                ),
                "署名の日を確かめてください。正しければ、その日から提供できます。",
            ),
            (
                format!("This consent holds from {}.", date::day(from, lang)),
                "Check the day of the signature. If it is right, offer from that day on.",
            ),
        ),
        NotCovered::Expired { until } => Said::of(
            lang,
            (
                format!("この同意は{}で期限が切れました。", date::day(until, lang)),
                "本人にもう一度説明し、新しい同意を記録してください。",
            ),
            (
                format!("This consent held until {}.", date::day(until, lang)),
                "Explain it to the person again and record a new consent.",
            ),
        ),
        NotCovered::Withdrawn { on } => Said::of(
            lang,
            (
                format!("この同意は{}に撤回されました。", date::day(on, lang)),
                "本人の意向を確かめてください。望むときだけ、新しい同意を記録します。",
            ),
            (
                format!("This consent was withdrawn on {}.", date::day(on, lang)),
                "Ask the person. Record a new consent only if they wish it.",
            ),
        ),
        NotCovered::NothingToDisclose => not_ready(&NotReady::NothingDisclosed, lang),
    }
}

/// Says why a consent form was not taken.
pub fn form(why: FormRefused, lang: Lang) -> Said {
    said! { lang, match why {
        FormRefused::NoItems =>
            "同意の項目が一つも選ばれていません。",
            "本人が同意した項目を選んでください。";
            "The consent names no items.",
            "Choose the items the person agreed to.";
        FormRefused::EndsBeforeSigned =>
            "同意の期限が、署名の日より前になっています。",
            "期限か署名の日を直してください。";
            "The consent ends before it was signed.",
            "Correct the last day or the day of the signature.";
        FormRefused::SignedAhead =>
            "署名の日が、まだ来ていない日です。",
            "書面に署名された日を入れてください。これから署名されるなら、その日に記録します。";
            "The day of the signature is still to come.",
            "Enter the day on the form. What is to be signed yet is recorded on that day.";
        FormRefused::ExplainedAfterSigned =>
            "説明した日が、署名の日より後になっています。",
            "説明した日か署名の日を直してください。説明は、署名の前に行います。";
            "The consent was explained only after it was signed.",
            "Correct the day of the explanation or of the signature: it is explained before it is signed.";
        FormRefused::FamilyMustSign =>
            "家族についての項目には、家族本人の同意が要ります。",
            "家族の署名をもらって氏名と続柄を書くか、その項目を外してください（提供した項目を外すと、撤回になります）。";
            "Items about the family need the family's own consent.",
            "Have the family sign and enter name and relation, or leave these items out (what was offered is then taken back).";
        FormRefused::OtherCorporation =>
            "相手のカードにある法人が、当所の法人と違います。",
            "「項目ごと（別の法人へ）」で同意を取り直してください。カードの法人名が古ければ、新しいカードをもらいます。";
            "The card of the other office names another corporation than this office's.",
            "Ask for consent to another corporation instead. If the name on the card is old, ask for a new card.";
    }}
}
