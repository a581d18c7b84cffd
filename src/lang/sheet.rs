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
    Approval: "承認欄（氏名・印）", "Approval (name, seal)";
    ApprovalSent: "提供した職員", "Offered by";
    ApprovalApproved: "承認した職員", "Approved by";
    ApprovalManager: "管理者", "Manager";
    ApprovalReceiver: "受け手の確認", "Seen by the receiver";
    Exception: "一人の事業所として、作成した職員が承認しました。理由", "One person approved alone, as the office declared. Reason";
    Withheld: "渡していないもの", "What stays behind";
    Released: "引渡しの日", "Released on";
    Number: "引継ぎ番号", "Handover number";
    NoName: "氏名を渡す同意がないため、引継ぎ番号で示します。", "Consent does not cover the name; the handover number stands for it.";
    Summary: "まとめ（くわしくは次の頁から）", "In short (in full from the next page)";
    SummaryMust: "必ず理解してほしい章", "Must be understood";
    SummaryMore: "続きは次の頁からの章を見てください。", "The rest stands in the sections that follow.";
    EnclosedHead: "同封する書類の写し（入れたら□に✓）", "Copies that go along (tick what is in the envelope)";
    CorrectionHead: "復唱への返事（もう一度復唱してください）", "About your read-back (please read back again)";
    NotToday: "いまの同意では、この紙に書けません。", "Consent does not let the words stand on this paper today.";
    HandleHint: "本人の同意にもとづいて渡す個人情報です。同意の目的のほかには使わず、写しを作らず、鍵のかかるところに保管してください。", "Personal data, given with the person's consent. Use it for the purpose below only, make no copies, and keep it locked away.";
    ReplyHint: "読み終えたら、終わりの返信票に書いて、原本を送り手に返してください。", "When you have read it, fill in the form at the end and return its original to the sender.";
    BackHint: "受け入れないとき、同意が撤回されたとき、提供が取り下げられたときは、この提供書を返すか、廃棄して知らせてください。", "If you do not take the person, or consent or the offer is taken back, return this paper or destroy it and tell the sender.";
    From: "送り手", "From";
    To: "受け手", "To";
    Person: "本人", "Person";
    Purpose: "同意の目的", "Purpose of the consent";
    Until: "同意の期限", "Consent until";
    MayBeTold: "お知らせいただいてよいこと", "What may be told to us";
    NoReasons: "理由や条件は書かずに、選ぶだけにしてください。本人の同意に入っていません。", "Choose only, without a reason or a condition: the person's consent does not cover them.";
    ReplyBy: "返信の期限", "Please answer by";
    PrintedBy: "印刷した職員", "Printed by";
    Code: "照合番号", "Check code";
    Digest: "版のダイジェスト", "Digest of the version";
    Must: "（必ず理解してほしい章）", "(must be understood)";
    Answers: "照会への回答", "Answers to your questions";
    NoWords: "答えられません", "It cannot be answered";
    FormTitle: "返信票（記入して送り手に返してください）", "Form to be sent back";
    FormTo: "返す先", "Return to";
    FormFrom: "記入する事業所", "Filled in by the office";
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
    Interview: "初回面談の日", "First interview";
    InCharge: "担当者", "In charge";
    FollowUps: "その後を知らせる日", "Days of follow-up";
    WithdrawnHead: "6 本人が同意を撤回すると言ったとき", "6 If the person takes consent back";
    WithdrawnAll: "すべて撤回", "All of it";
    WithdrawnItems: "一部の項目を撤回（項目の名前）", "Some items (which)";
    SignatureHead: "7 この返信票に署名する人（5と6の記入も含みます）", "7 Who signs this form (for 5 and 6, too)";
    Signature: "署名", "Signature";
    SignedOn: "日付", "Date";
}

/// Whose paper it is: the name where consent covers it, else the handover's number.
pub fn whose(offer: &PaperOffer, lang: Lang) -> String {
    match offer.person.is_empty() {
        false => offer.person.clone(),
        true => format!("{} {}", Sheet::Number.text(lang), short(offer)),
    }
}

/// The handover's number as far as it is written on paper: lists and commands know it by that.
fn short(offer: &PaperOffer) -> String {
    offer.handover.to_string().chars().take(8).collect()
}

/// What stands at the head of every page: whose it is, which version, which page of how many.
pub fn page_head(offer: &PaperOffer, page: usize, pages: usize, lang: Lang) -> String {
    let handle = Sheet::Handle.text(lang);
    let (no, person) = (offer.offer.get(), whose(offer, lang));
    let short = offer.code.split('-').next().unwrap_or_default();
    match lang {
        Lang::Ja => format!("【{handle}】{person}  第{no}版  {page}/{pages}頁  {short}"),
        Lang::En => format!("[{handle}] {person}  version {no}  page {page}/{pages}  {short}"),
    }
}

/// Which version it is, of which day, and what of it is on this paper.
pub fn version(offer: &PaperOffer, lang: Lang) -> String {
    let (no, day) = (offer.offer.get(), date::day(offer.offered, lang));
    let whole = match lang {
        Lang::Ja => format!("第{no}版（{day}）"),
        Lang::En => format!("Version {no} of {day}"),
    };
    let added: Vec<String> = offer
        .parts
        .iter()
        .filter(|it| **it != 0)
        .map(u16::to_string)
        .collect();
    let more = added.join(match lang {
        Lang::Ja => "・",
        Lang::En => ", ",
    });
    match (offer.parts.contains(&0), more.is_empty(), lang) {
        (true, true, _) => whole,
        (true, false, Lang::Ja) => format!("{whole}、追補{more}を含む"),
        (true, false, Lang::En) => format!("{whole}, with addition {more}"),
        (false, false, Lang::Ja) => format!("{whole}の追補{more}だけ"),
        (false, false, Lang::En) => format!("{whole}: addition {more} alone"),
        (false, true, Lang::Ja) => format!("{whole}についての返事だけ"),
        (false, true, Lang::En) => format!("{whole}: answers alone"),
    }
}

/// Asks for the papers of earlier versions that are still there.
pub fn earlier(offer: &PaperOffer, lang: Lang) -> Option<String> {
    let all: Vec<String> = offer
        .earlier
        .iter()
        .map(|it| it.get().to_string())
        .collect();
    match (all.is_empty(), lang) {
        (true, _) => None,
        (false, Lang::Ja) => Some(format!(
            "第{}版は、この版に替わりました。返すか、廃棄して、送り手に知らせてください。",
            all.join("・")
        )),
        (false, Lang::En) => Some(format!(
            "Version {} is replaced by this one: return it, or destroy it and tell the sender.",
            all.join(", ")
        )),
    }
}
