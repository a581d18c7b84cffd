//! Easy words (やさしい日本語): what the person reads about consent. Short sentences; a hard word has its reading beside it.
//!
//! It decides nothing; the words of the office's own screens are elsewhere.

use crate::domain::calendar::Day;
use crate::domain::consent::Returned;
use crate::domain::handover::entry::Handling;
use crate::domain::handover::papers::Became;
use crate::domain::ledger::Answer;
use crate::domain::section::ItemId;
use crate::lang::{Lang, date};

macro_rules! plain {
    ($($word:ident: $ja:literal, $en:literal;)+) => {
        /// A heading, a sentence or a label of the papers for the person.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "each is said in full beside its name")]
        pub enum Plain { $($word,)+ }

        impl Plain {
            /// Gives it in one language.
            pub const fn text(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Plain::$word, Lang::Ja) => $ja, (Plain::$word, Lang::En) => $en,)+
                }
            }
        }
    };
}

plain! {
    Title: "同意（どうい）の説明（せつめい）", "About your consent";
    YouDecide: "渡（わた）してよいかどうかは、あなたが決（き）めます。", "You decide whether it may go.";
    GoesHead: "渡（わた）すもの", "What goes";
    StaysHead: "渡（わた）さないもの", "What stays here";
    FilesGo: "いっしょに渡すファイル", "Files that go with it";
    NothingGoes: "渡すものはありません。", "Nothing goes.";
    NothingStays: "渡さないものはありません。", "Nothing stays back.";
    NothingYet: "いまは、まだ何も書いていません。", "Nothing is written there yet.";
    FamilySigns: "家族（かぞく）が同意書（どういしょ）に名前を書いたときだけ、渡します。書かないときは、渡しません。", "It goes only if your family signs the form too. If they do not, it stays here.";
    WentHead: "渡（わた）したもの", "What went";
    NothingLeft: "渡したものは、すべて同意を取（と）り消（け）しました。下に書いてあります。", "Your consent to all that went is taken back. It is listed below.";
    TakenHead: "渡（わた）したあとで、同意（どうい）を取（と）り消（け）したもの", "What went, and you took back";
    NothingHad: "渡したときは、まだ何も書いていませんでした。", "Nothing was written there yet when it went.";
    NoConsentNow: "いまは、渡してよいという同意（どうい）がありません。何も渡しません。", "There is no consent now. Nothing goes.";
    IsOver: "この引継（ひきつ）ぎは、終（お）わりました。この同意で、もう何も渡しません。", "This handover is over. Nothing more goes under this consent.";
    WhoHead: "だれに渡すか", "Who gets it";
    UntilHead: "いつまでか", "Until when";
    UntilByHand: "        年    月    日まで（職員が書きます）", "Until ____________ (the staff write the day)";
    AfterThat: "その日までに、移（うつ）ることが決まらないときは、相手の事業所は、もらったものを消（け）します。", "If your move is not settled by that day, the other office destroys what it got.";
    CopiesHead: "写（うつ）しを渡すところ", "Who else gets a sheet";
    CopiesAre: "渡すもののうち、つぎのことだけを1枚の紙にまとめて、職員が渡します。", "The staff give one sheet with these things only, out of what goes.";
    BackHead: "相手の事業所から返（かえ）ってくること", "What comes back from the other office";
    BackAlways: "ここに書いていない、わけやようすは、知らせません。受け入れるかどうか、利用が始まったか終わったかと、その種類（条件が合わない、転居（てんきょ）、就職など）だけは、かならず知らせます。", "Reasons and news that are not listed here are not told. Whether they take you, whether you started or it ended, and the kind of it (not taken, moved, employed and the like) always are.";
    BackNoMore: "あとから同意をすべて取り消したら、それからは、わけもようすも知らせません。", "If you take all consent back later, neither reasons nor news are told from then on.";
    NoHead: "「いいえ」と言っても、だいじょうぶです", "It is all right to say no";
    NoIsFine: "同意しなくてもかまいません。いまの事業所の支援（しえん）は、いままでどおり続（つづ）きます。", "You need not agree. The support you have here goes on as before.";
    NoThen: "そのときは、何も渡しません。新しい事業所には、あなたが自分で話すことになります。", "Then nothing goes, and you tell the new office yourself.";
    NoInPart: "「これは渡してよい」「これは渡さないで」と、一つずつ決めることもできます。", "You may also say yes to some things and no to others.";
    BackOutHead: "あとから、やめることができます", "You can change your mind";
    BackOutBefore: "移ることが決まる前なら、相手の事業所は、もらったものを消します。", "Before your move is settled, the other office destroys what it got.";
    BackOutAfter: "移ることが決まったあとは、返したか、消したか、残（のこ）すわけがあるかを、相手の事業所が答えます。", "After that, the other office answers whether it gave it back, destroyed it, or has a reason to keep it.";
    BackOutRead: "相手がもう読んだことを、忘（わす）れてもらうことはできません。", "What somebody has read already cannot be unread.";
    AskAgain: "わからないことは、何度でも聞いてください。すぐに決めなくてもかまいません。", "Ask as often as you like. You need not decide at once.";
    SignHead: "同意する人が書くところ", "To be filled in by the person";
    NoSeal: "印（はんこ）はいりません。", "No seal is needed.";
    SignName: "名前（なまえ）", "Name";
    SignDay: "日づけ", "Date";
    SignProxy: "代わりに書いた人と、そのわけ", "Written for the person by, and why";
    SignGuardian: "成年後見人（せいねんこうけんにん）がいるときは、その名前", "Guardian, if there is one";
    SignRelation: "後見人などの立場（たちば）", "What the guardian is to the person";
    BackHeadSign: "同意（どうい）を取り消（け）すときに書くところ", "To be filled in when consent is taken back";
    BackWhat: "取り消すもの（全部・一部）", "What is taken back (all, or what)";
    BackHow: "伝（つた）えかた　□会って　□電話　□手紙　□メールなど　□ほかの人から", "How it was said: [ ] face to face [ ] by telephone [ ] on paper [ ] by message [ ] through somebody else";
    BackHeardBy: "聞いた職員（しょくいん）と、記録（きろく）した職員", "Heard by, and recorded by";
    FamilyHead: "家族（かぞく）が書くところ", "To be filled in by the family";
    FamilyAgrees: "家族についてのことを渡すには、家族の同意もいります。わたしは、書いてある家族みんなの代表（だいひょう）として、それを渡すことに同意します。", "What is about the family needs their own consent. I agree that it may go, for everybody of the family who is named in it.";
    FamilyOthers: "ほかの家族にも、話しておいてください。代表になれない人のことは、渡さないよう職員に言ってください。", "Please tell the others, too. If you cannot speak for somebody, tell the staff: what is about them then stays here.";
    FamilyName: "家族の名前", "Name of the relative";
    FamilyRelation: "続柄（つづきがら）", "Relation";
    OfficeHead: "職員（しょくいん）が書くところ", "To be filled in by the office";
    ExplainedBy: "説明した職員", "Explained by";
    ExplainedOn: "説明した日", "Explained on";
    ExplainedHow: "説明の方法　□口頭　□やさしい日本語の説明書　□ふりがな付きの書面　□手話・筆談　□通訳", "How it was explained: [ ] by word of mouth [ ] sheet in easy Japanese [ ] paper with readings [ ] sign language or writing [ ] interpreter";
    Kept: "原本を保管する場所", "Where the original is kept";
    WithinOne: "同じ法人（ほうじん）の中の事業所（じぎょうしょ）です。それでも、渡（わた）す前に、紙（かみ）であなたの同意（どうい）をききます。", "It is an office of the same corporation. Even so, your written consent is asked before anything goes.";
    YouCarry: "この紙は、あなたが自分（じぶん）で持（も）って行（い）きます。わたしたちからは、相手（あいて）に何（なに）も送（おく）りません。", "You carry this paper there yourself. We send nothing to the other office.";
    CarryUntil: "その日を過（す）ぎたら、この同意で書面（しょめん）を印刷（いんさつ）することは、もうありません。", "After that day no sheet is printed under this consent any more.";
    CarryNo: "受け取ったあとで、渡さないことにしてもかまいません。", "You may decide not to hand it over, even when you have it.";
    CarryBack: "やめたいときは、わたしたちに言ってください。書面（しょめん）を返（かえ）しても、捨（す）ててもかまいません。もう渡したものは、渡した事業所に言ってください。", "If you change your mind, tell us. You may give the paper back or throw it away. What you have handed over already, ask that office for.";
    PageTitle: "本人用の控（ひか）え", "The page you keep";
}

/// Addresses the person.
pub fn to_whom(person: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{person} さんへ"),
        Lang::En => format!("To {person}"),
    }
}

/// Says what the office would like to do.
pub fn what_is_asked(sender: &str, receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "「{sender}」は、あなたについて書いたものを、「{receiver}」に渡（わた）したいと思っています。\
             新しい事業所（じぎょうしょ）で、同じことを何度も話さなくてすむようにするためです。"
        ),
        Lang::En => format!(
            "\"{sender}\" would like to give what is written about you to \"{receiver}\", so that you need not tell \
             everything again there."
        ),
    }
}

/// Says that the person would carry it there.
pub fn you_would_carry(sender: &str, receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "「{sender}」があなたについて書いたものを紙（かみ）にして、あなたに渡（わた）します。\
             「{receiver}」に、あなたが自分で持（も）って行くためです。"
        ),
        Lang::En => format!(
            "\"{sender}\" would print what is written about you and give it to you, so that you can take it to \
             \"{receiver}\" yourself."
        ),
    }
}

/// The sentence above the signature, where the person carries it.
pub fn i_carry(receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "わたしは、この説明を聞きました。上の「渡すもの」を書いた紙を受け取り、「{receiver}」に自分で持って行きます。"
        ),
        Lang::En => format!(
            "This was explained to me. I take the paper with what is listed under \"What goes\", and carry it to \"{receiver}\" myself."
        ),
    }
}

/// Says for what, as the form does.
pub fn for_what(purpose: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("目的（もくてき）：{purpose}"),
        Lang::En => format!("What for: {purpose}"),
    }
}

/// Says that the person decides who sees it, and that this office sends nothing.
pub fn carried_to(receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "「{receiver}」に見せるかどうかは、あなたが決めます。わたしたちからは、どこにも送りません。"
        ),
        Lang::En => {
            format!("You decide whether \"{receiver}\" sees it. We send it to nobody.")
        }
    }
}

/// Says that nobody else gets it under this consent.
pub fn only_to(receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            format!("「{receiver}」だけです。この同意で、ほかの人や会社に渡すことはありません。")
        }
        Lang::En => format!("Only \"{receiver}\". Nobody else gets anything under this consent."),
    }
}

/// Says that it goes to nobody but the receiver and those who are listed for a copy further down.
pub fn also_copied(receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "「{receiver}」です。ほかに、下の「{}」に書いたところに、写しを1枚ずつ渡します。\
             この同意で、それ以外の人や会社に渡すことはありません。",
            Plain::CopiesHead.text(lang)
        ),
        Lang::En => format!(
            "\"{receiver}\"; and whoever is listed under \"{}\" below gets one sheet. \
             Nobody else gets anything under this consent.",
            Plain::CopiesHead.text(lang)
        ),
    }
}

/// The words signed for the copies.
pub fn i_agree_to_copies(lang: Lang) -> String {
    let head = Plain::CopiesHead.text(lang);
    match lang {
        Lang::Ja => format!("上の「{head}」に書いたところに、写しを渡すことにも同意します。"),
        Lang::En => {
            format!("I also agree that a sheet is given to whoever is listed under \"{head}\".")
        }
    }
}

/// Says who does not see what is listed below.
pub fn not_seen_by(receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("下のものは渡しません。「{receiver}」には見えません。"),
        Lang::En => format!("What is listed below does not go: \"{receiver}\" does not see it."),
    }
}

/// Names what is written under an item now.
pub fn written_now(names: &[&str], lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("いま書いてあること：{}", names.join("、")),
        Lang::En => format!("Written now: {}", names.join(", ")),
    }
}

/// Says the last day.
pub fn until(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{day}までです。"),
        Lang::En => format!("Until {day}."),
    }
}

/// Says that the other office was told a later day: it holds what it got until then, and gets nothing after the day above.
pub fn told_until(receiver: &str, day: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "その日を過（す）ぎたら、もう何も渡（わた）しません。「{receiver}」には、前に{day}までと伝えてあります。\
             その日までに、移（うつ）ることが決まらないときは、「{receiver}」は、もらったものを消（け）します。"
        ),
        Lang::En => format!(
            "After that day nothing more is given. \"{receiver}\" was told before that it is until {day}. \
             If your move is not settled by then, it destroys what it got."
        ),
    }
}

/// Says that something comes back.
pub fn comes_back(sender: &str, receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("「{receiver}」から「{sender}」に、下のことを知らせます。"),
        Lang::En => format!("\"{receiver}\" tells \"{sender}\" what is listed below."),
    }
}

/// Names what comes back.
pub fn returned(one: Returned, lang: Lang) -> &'static str {
    match (one, lang) {
        (Returned::ReadBack, Lang::Ja) => {
            "正しく伝わったかどうか（相手が自分の言葉で書いたもの）と、相手の質問"
        }
        (Returned::ReadBack, Lang::En) => {
            "whether it was understood, in their own words, and what they ask"
        }
        (Returned::Reasons, Lang::Ja) => "受け入れられないときや、利用が始まらないときの、そのわけ",
        (Returned::Reasons, Lang::En) => "why they cannot take you, or why you do not start there",
        (Returned::Outcomes, Lang::Ja) => "移ったあとのようす（途中で終わったときは、そのわけも）",
        (Returned::Outcomes, Lang::En) => "how you are after the move (and why, if it ends there)",
    }
}

/// Says whom to tell of a change of mind.
pub fn tell_anybody(sender: &str, receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "同意は、いつでも取り消（け）すことができます。全部でも、一部（いちぶ）でもかまいません。\
             「{sender}」か「{receiver}」の職員（しょくいん）に言ってください。"
        ),
        Lang::En => format!(
            "You can take your consent back at any time, all of it or part of it. Tell the staff of \"{sender}\" or of \
             \"{receiver}\"."
        ),
    }
}

/// The sentence above the signature.
pub fn i_agree(receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "わたしは、この説明を聞きました。上の「渡すもの」を「{receiver}」に渡すことに同意します。"
        ),
        Lang::En => format!(
            "This was explained to me. I agree that what is listed under \"What goes\" is given to \"{receiver}\"."
        ),
    }
}

/// Says on which day the page was made.
pub fn on_the_day(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}に作りました。", date::day(day, lang)),
        Lang::En => format!("Made on {}.", date::day(day, lang)),
    }
}

/// Says that what follows would go.
pub fn would_go_to(receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "下のとおり「{receiver}」に渡す予定です。まだ渡していません。ちがうところがあれば、職員に言ってください。"
        ),
        Lang::En => format!(
            "This would go to \"{receiver}\" as it stands here. It has not gone yet: tell the staff if anything is wrong."
        ),
    }
}

/// Says that what follows was offered.
pub fn went_to(receiver: &str, offer: u16, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("下のとおり「{receiver}」に渡しました（第{offer}版）。"),
        Lang::En => format!("This was given to \"{receiver}\" (version {offer})."),
    }
}

/// Says that what is listed below had gone there.
pub fn had_gone_to(receiver: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "「{receiver}」に渡したあとで、あなたが取り消したものです。もう新しくは渡しません。"
        ),
        Lang::En => {
            format!("It had gone to \"{receiver}\" when you took it back. Nothing more of it goes.")
        }
    }
}

/// Names what had gone of an item.
pub fn had_gone(names: &[&str], lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("渡してあったこと：{}", names.join("、")),
        Lang::En => format!("What had gone: {}", names.join(", ")),
    }
}

/// Says when it was taken back.
pub fn taken_on(on: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}に取り消しました。", date::day(on, lang)),
        Lang::En => format!("Taken back on {}.", date::day(on, lang)),
    }
}

/// Says that nothing is left of the consent.
pub fn all_taken_back(on: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "{}に、同意をすべて取り消しました。この同意で、もう何も渡しません。",
            date::day(on, lang)
        ),
        Lang::En => format!(
            "All consent was taken back on {}. Nothing more goes under it.",
            date::day(on, lang)
        ),
    }
}

/// Says a last day that has gone by.
pub fn was_until(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{day}まででした。もう過（す）ぎました。"),
        Lang::En => format!("It was until {day}, which has gone by."),
    }
}

/// Says what became of something at the other office, as far as that told, and why it is kept.
pub fn became(answer: Answer, reason: &str, lang: Lang) -> String {
    let day = |on| date::day(on, lang);
    match (answer, lang) {
        (Answer::Handled { handling, on, .. }, _) => said_of_it(handling, &day(on), reason, lang),
        (Answer::Erased { on }, Lang::Ja) => {
            format!(
                "相手の事業所は、{}に消（け）しました。いまは、そこにありません。",
                day(on)
            )
        }
        (Answer::Erased { on }, Lang::En) => {
            format!(
                "The other office destroyed it on {}: it is there no more.",
                day(on)
            )
        }
        (Answer::Replaced { on }, Lang::Ja) => {
            format!(
                "相手の事業所では、{}に、これが入っていないものに替（か）わりました。",
                day(on)
            )
        }
        (Answer::Replaced { on }, Lang::En) => {
            format!(
                "At the other office a version without it took its place on {}.",
                day(on)
            )
        }
        (Answer::Paper { became, on }, _) => of_paper(became, &day(on), lang),
        (Answer::NothingArrived, Lang::Ja) => {
            "相手の事業所に届（とど）いたという知らせは、ありません。".to_owned()
        }
        (Answer::NothingArrived, Lang::En) => "Nothing was told of its arrival there.".to_owned(),
        (Answer::CopiesOut | Answer::Carried | Answer::Awaited, Lang::Ja) => {
            "相手の事業所から、消（け）したか、残（のこ）すかの返事（へんじ）は、まだありません。"
                .to_owned()
        }
        (Answer::CopiesOut | Answer::Carried | Answer::Awaited, Lang::En) => {
            "The other office has not said yet whether it destroyed or keeps it.".to_owned()
        }
    }
}

/// Says what the staff of the other office answered.
fn said_of_it(handling: Handling, on: &str, reason: &str, lang: Lang) -> String {
    match (handling, lang) {
        (Handling::Returned, Lang::Ja) => {
            format!("相手の事業所は、返（かえ）したと答えました（{on}）。")
        }
        (Handling::Returned, Lang::En) => {
            format!("The other office said that it gave it back ({on}).")
        }
        (Handling::Erased, Lang::Ja) => {
            format!("相手の事業所は、消（け）したと答えました（{on}）。")
        }
        (Handling::Erased, Lang::En) => {
            format!("The other office said that it destroyed it ({on}).")
        }
        (Handling::NothingHeld, Lang::Ja) => {
            format!("相手の事業所は、持（も）っていないと答えました（{on}）。")
        }
        (Handling::NothingHeld, Lang::En) => {
            format!("The other office said that it holds none of it ({on}).")
        }
        (Handling::Kept, Lang::Ja) => format!(
            "相手の事業所に残（のこ）っています。残すと答えました（{on}）。わけ：{}",
            match reason {
                "" => "ここには書いてありません。",
                reason => reason,
            }
        ),
        (Handling::Kept, Lang::En) => format!(
            "It is still there: the other office said that it keeps it ({on}). Why: {}",
            match reason {
                "" => "that is not written here.",
                reason => reason,
            }
        ),
    }
}

/// Says what was told of a paper.
fn of_paper(became: Became, on: &str, lang: Lang) -> String {
    let (ja, en) = match became {
        Became::NotHandedOver => (
            "紙（かみ）は、相手に渡していません",
            "The paper was not handed over",
        ),
        Became::Returned => ("紙（かみ）が、返ってきました", "The paper came back"),
        Became::Destroyed => (
            "相手の事業所は、紙（かみ）を捨（す）てたと言いました",
            "The other office said that it destroyed the paper",
        ),
        Became::Lost => (
            "相手の事業所は、紙（かみ）が見つからないと言いました",
            "The other office said that it cannot find the paper",
        ),
        Became::NoAnswer => (
            "紙（かみ）を返してくださいと頼（たの）みましたが、返事がありません",
            "The paper was asked back; there is no answer",
        ),
    };
    match lang {
        Lang::Ja => format!("{ja}（{on}）。"),
        Lang::En => format!("{en} ({on})."),
    }
}

/// Names a consent item in easy words.
pub fn item(item: ItemId, lang: Lang) -> &'static str {
    use ItemId as I;
    let (ja, en) = match item {
        I::Handling => ("いつ移るか、急ぐかどうか", "When you move, and how soon"),
        I::Basic => (
            "名前、読みかた、生まれた日、呼ばれたい名前",
            "Your name, how it is read, your birthday, what you like to be called",
        ),
        I::Contact => (
            "住所（じゅうしょ）、電話、連絡（れんらく）のしかた、後見人（こうけんにん）",
            "Where you live, your telephone, how to reach you, your guardian",
        ),
        I::Certificate => (
            "受給者証（じゅきゅうしゃしょう）、手帳（てちょう）、相談支援（そうだんしえん）",
            "Your certificate, handbook and planning service",
        ),
        I::Period => (
            "サービスを使える月があと何か月か、契約（けいやく）のこと",
            "How many months of service are left, and the contract",
        ),
        I::Wishes => (
            "あなたの希望（きぼう）、移るわけ、やりたい仕事",
            "Your wishes, why you move, the work you want",
        ),
        I::Health => (
            "障害（しょうがい）、体の調子（ちょうし）、通院（つういん）、気をつけてほしいこと",
            "Your disability, health, clinic visits, what helps",
        ),
        I::Medication => (
            "薬（くすり）を飲む時間と、だれが持っているか",
            "When you take medicine and who keeps it",
        ),
        I::MedicineNames => ("薬（くすり）の名前", "The names of your medicines"),
        I::Crisis => (
            "調子がわるくなるときのサインと、そのときにすること",
            "The signs of a bad time and what to do then",
        ),
        I::HistoryOfHarm => (
            "自分や人を傷（きず）つけたこと、事件（じけん）のこと、傷つけられたこと",
            "Having hurt yourself or others, offences, having been hurt",
        ),
        I::Life => ("ふだんの生活のようす", "Your daily life"),
        I::Family => (
            "家族（かぞく）のこと、困ったときに連絡する人",
            "Your family, and whom to call in an emergency",
        ),
        I::Strengths => (
            "得意（とくい）なこと、うまくいくやりかた",
            "What you are good at, and how it works well",
        ),
        I::Assessment => (
            "できることを調べた結果（アセスメント）",
            "What was found about what you can do (assessment)",
        ),
        I::SupportHistory => (
            "これまでの支援（しえん）と、支援の計画（けいかく）",
            "The support so far, and the plan",
        ),
        I::Practice => (
            "実習（じっしゅう）や見学（けんがく）をして思ったこと",
            "What you thought of trials and visits",
        ),
        I::JobSearch => (
            "仕事さがしの担当（たんとう）の人、履歴書（りれきしょ）",
            "Who helps you look for work, and your CV",
        ),
        I::Employment => (
            "就職（しゅうしょく）したあとの支援の期間と担当の人",
            "The support after you found work: how long and by whom",
        ),
        I::Companies => (
            "会社のこと（実習した会社、応募（おうぼ）した会社、避（さ）けたい会社、働いた会社）",
            "Companies: where you tried, applied, do not want to go, worked",
        ),
        I::Agencies => (
            "あなたを支える、ほかのところと、その担当の人",
            "Others who support you, and who is in charge there",
        ),
        I::Tasks => (
            "これからすること、次の予定（よてい）",
            "What is still to be done, and the next fixed day",
        ),
        I::CopyConsultation => (
            "相談支援（そうだんしえん）の事業所（じぎょうしょ）に、1枚のまとめ",
            "One sheet for the consultation office",
        ),
        I::CopyHelloWork => ("ハローワークに、1枚のまとめ", "One sheet for Hello Work"),
        I::CopyCity => (
            "市役所（しやくしょ）や町・村の役場（やくば）に、1枚のまとめ",
            "One sheet for the city",
        ),
        I::Attachments => (
            "いっしょに渡す書類（しょるい）と、その一覧（いちらん）",
            "Papers that go with it, and the list of them",
        ),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}
