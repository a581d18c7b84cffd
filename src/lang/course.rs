//! What is said of the kind of a handover: what it asks for and what follows, with the days.
//!
//! The kinds and the days are `domain::handover::kind`'s.

use crate::domain::handover::kind::{Begin, Course, HandoverKind, JobSupport};
use crate::lang::Lang;
use crate::lang::date;
use crate::lang::label::pick;

/// Says all of it, a sentence a line; nothing while no kind is chosen and no day follows.
pub fn lines(course: &Course, lang: Lang) -> Vec<String> {
    let kind = course.kind.map(|it| kind(it, lang).to_owned());
    let support = course.support.map(|it| support(&it, lang));
    let back = course.back.map(|it| {
        let day = date::day(it, lang);
        match lang {
            Lang::Ja => format!("戻る予定の日: {day}"),
            Lang::En => format!("Planned return: {day}"),
        }
    });
    [kind, support, back].into_iter().flatten().collect()
}

/// Says what a kind asks for and what follows from it.
pub fn kind(kind: HandoverKind, lang: Lang) -> &'static str {
    let both = match kind {
        HandoverKind::ToTransition => (
            "次の事業所でも利用期間は通算されます。残り月数を市町村に確かめて引き継ぎます。",
            "The service period counts on at the other office: hand over the months left as the city confirmed them.",
        ),
        HandoverKind::ToContinuedA | HandoverKind::ToContinuedB => (
            "就労継続支援に標準利用期間はないので、満了日・残り月数・延長・市町村の確認は必須ではありません。使った月は、また移行支援を使うときのために引き継ぎます。",
            "Continued support has no standard period: its end, the months left, the extension and the city's word are not required. The months used are handed over, should the person use transition support again.",
        ),
        HandoverKind::ToRetention => (
            "就職の日と、定着支援の開始・終了・担当が必須になります。利用期間の残りと希望職種・就職時期は必須ではありません。",
            "The first day at work, and from when, until when and by whom job-retention support is given, are required. The months left, and the work looked for and when, are not.",
        ),
        HandoverKind::ToLifeCentre => (
            "センターの利用に受給者証はいらないので、支給量・負担上限・記入欄番号と利用期間の残りは必須ではありません。",
            "A centre is used without a certificate: days granted, caps, the slot and the months left are not required.",
        ),
        HandoverKind::SameCorporation => (
            "同じ法人の中でも、事業所が変わるときは本人の書面の同意をとります。必須の欄は転所と同じです。",
            "Within one corporation, too, the person's written consent is asked where the office changes. What is required is the same as for another transition office.",
        ),
        HandoverKind::Temporary => (
            "戻る予定の日が必須になります。契約は続くので、サービス提供終了日と契約終了の理由は必須ではありません。戻るときは、新しい同意で引継ぎをします。",
            "The day of the planned return is required. The contract goes on, so its end and the reason are not. The way back is a handover of its own, with its own consent.",
        ),
    };
    pick(both, lang)
}

fn support(support: &JobSupport, lang: Lang) -> String {
    let (from, until) = (
        date::day(support.from, lang),
        date::day(support.until, lang),
    );
    match (lang, support.begin) {
        (Lang::Ja, Begin::Counted) => {
            format!("就労定着支援: 就職の日から数えて{from}から{until}まで")
        }
        (Lang::Ja, Begin::Written) => format!("就労定着支援: {from}から{until}まで"),
        (Lang::En, Begin::Counted) => {
            format!("Job-retention support: {from} to {until}, counted from the first day at work")
        }
        (Lang::En, Begin::Written) => format!("Job-retention support: {from} to {until}"),
    }
}
