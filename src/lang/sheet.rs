//! The words of the offer on paper: what goes to an office without the program, and the form it sends back.
//!
//! They are written for staff of that office, who know neither this program nor its words.

use crate::lang::{Lang, date};
use crate::workflow::paper::PaperOffer;

macro_rules! sheet {
    ($($word:ident: $ja:literal, $en:literal;)+) => {
        /// A heading, a sentence or a label.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "each is said in full beside its name")]
        pub enum Sheet { $($word,)+ }

        impl Sheet {
            /// Gives it in one language.
            pub const fn text(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Sheet::$word, Lang::Ja) => $ja, (Sheet::$word, Lang::En) => $en,)+
                }
            }
        }
    };
}

sheet! {
    Title: "引継ぎの提供書", "Handover: what is offered";
    Handle: "取扱注意", "CONFIDENTIAL";
    HandleHint: "本人の同意にもとづいて渡す個人情報です。同意の目的のほかには使わず、写しを作らず、鍵のかかるところに保管してください。", "Personal data, given with the person's consent. Use it for the purpose below only, make no copies, and keep it locked away.";
    ReplyHint: "読み終えたら、終わりの返信票に書いて、原本を送り手に返してください。", "When you have read it, fill in the form at the end and return its original to the sender.";
    BackHint: "受け入れないとき、同意が撤回されたとき、提供が取り下げられたときは、この提供書を返すか、廃棄して知らせてください。", "If you do not take the person, or consent or the offer is taken back, return this paper or destroy it and tell the sender.";
    From: "送り手", "From";
    To: "受け手", "To";
    Person: "本人", "Person";
    Purpose: "同意の目的", "Purpose of the consent";
    Until: "同意の期限", "Consent until";
    ReplyBy: "返信の期限", "Please answer by";
    PrintedBy: "印刷した職員", "Printed by";
    Code: "照合番号", "Check code";
    Digest: "版のダイジェスト", "Digest of the version";
    Must: "（必ず理解してほしい章）", "(must be understood)";
    Answers: "照会への回答", "Answers to your questions";
    NoWords: "文章では答えられません。", "It cannot be answered in words.";
    FormTitle: "返信票（記入して送り手に返してください）", "Form to be sent back";
    FormHead: "1 受領", "1 Receipt";
    ReceivedOn: "受け取った日", "Received on";
    FilledBy: "記入した職員の氏名・職種", "Filled in by, role";
    SectionsHead: "2 章ごとの確認（どれか一つに○）", "2 Each section (mark one)";
    SectionsRow: "理解  ・  照会あり  ・  当所には当たらない", "understood / question / not for us";
    QuestionsHead: "3 照会（章の名前と聞きたいこと）", "3 Questions (section, and what you ask)";
    Question: "照会", "Question";
    BackHead: "4 復唱（写さず、自分の言葉で）", "4 Read-back (in your own words, not copied)";
    Risk: "気をつけること", "Risk";
    NextStep: "次の一歩", "Next step";
    Appointment: "最初の約束（日時・場所）", "First appointment";
    FactsHead: "要点（提供書を見ないで、もう一度書いてください）", "Key facts (write them again without looking)";
    Compare: "見比べた結果  同じ  ・  違う  ・  手元の書類と違う", "Compared:  same / differs / our papers differ";
    DecisionHead: "5 受入れの判断（どれか一つに○）", "5 Decision (mark one)";
    Accept: "受け入れる", "We take the person";
    NotTaken: "受け入れない", "We do not take the person";
    SentBack: "提供書を直してほしい（返戻）", "Sent back: the offer needs correcting";
    TryOther: "ほかの事業所を案内する", "Another office would suit";
    YesIf: "条件が整えば受け入れる", "Yes, if";
    Reason: "理由・条件・案内先", "Reason, condition or office";
    Start: "利用開始の予定日", "Planned first day";
    Interview: "最初の面接の日", "First interview";
    InCharge: "担当者", "In charge";
    FollowUps: "その後を知らせる日", "Days of follow-up";
    Signature: "署名", "Signature";
    SignedOn: "日付", "Date";
}

/// What stands at the head of every page: whose it is, which version, which page of how many.
pub fn page_head(offer: &PaperOffer, page: usize, pages: usize, lang: Lang) -> String {
    let handle = Sheet::Handle.text(lang);
    let (no, person) = (offer.offer.get(), &offer.person);
    let short = offer.code.split('-').next().unwrap_or_default();
    match lang {
        Lang::Ja => format!("【{handle}】{person}  第{no}版  {page}/{pages}頁  {short}"),
        Lang::En => format!("[{handle}] {person}  version {no}  page {page}/{pages}  {short}"),
    }
}

/// Which version it is, and of which day.
pub fn version(offer: &PaperOffer, lang: Lang) -> String {
    let (no, day) = (offer.offer.get(), date::day(offer.offered, lang));
    match (lang, offer.additions) {
        (Lang::Ja, 0) => format!("第{no}版（{day}）"),
        (Lang::En, 0) => format!("Version {no} of {day}"),
        (Lang::Ja, more) => format!("第{no}版（{day}）、追補{more}まで"),
        (Lang::En, more) => format!("Version {no} of {day}, with additions up to {more}"),
    }
}
