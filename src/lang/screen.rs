//! What the screens say: titles, questions, labels of fields, explanations.
//!
//! It does not decide when anything is said.

use crate::domain::staff::Role;
use crate::lang::{Lang, label};

/// A sentence or label of a screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is said in full right below")]
pub enum Say {
    TooSmall,
    Working,
    Unfit,

    HelpTitle,
    QuitAsk,
    ScreensLock,

    LockTitle,
    LockWho,
    LockPassphrase,
    LockOpen,
    LockHint,
    LockedWhileIdle,
    LockWrong,
    LockBusy,
    LockDamaged,
    Opened,
    Closed,

    WizardTitle { step: u8, of: u8 },
    Japanese,
    English,
    LanguageAsk,
    RulerAsk,
    RulerHint,
    RulerStraight,
    RulerCrooked,
    OfficeAsk,
    OfficeName,
    OfficeCorporation,
    OfficeNumber,
    OfficeAddress,
    OfficeRepresentative,
    OfficePhone,
    FirstAsk,
    StaffName,
    StaffRole,
    Role(Role),
    SecondAsk,
    SecondNow,
    SecondLater,
    SecondNone,
    SecondNowHint,
    SecondLaterHint,
    SecondNoneHint,
    SecondPersonAsk,
    AloneAsk,
    AloneReason,
    PassphraseAsk,
    Passphrase,
    PassphraseAgain,
    SheetAsk,
    SheetWritten,
    SheetCheckAsk,
    SheetGroup(u8),
    SheetStay,
    DoneAsk,
    Begin,
    Continue,

    Needed,
    NumberTenDigits,
    PhoneWrong,
    PassphraseTooShort,
    PassphraseDiffers,
    GroupDiffers,
    SamePerson,
}

/// Says it in the given language.
pub fn say(lang: Lang, what: &Say) -> String {
    match (lang, what) {
        (Lang::Ja, Say::WizardTitle { step, of }) => format!("襷 tasuki  はじめの設定 {step}/{of}"),
        (Lang::En, Say::WizardTitle { step, of }) => format!("tasuki  First setup {step}/{of}"),
        (Lang::Ja, Say::SheetGroup(number)) => format!("{number}番の組"),
        (Lang::En, Say::SheetGroup(number)) => format!("Group {number}"),
        (lang, Say::Role(role)) => label::role(*role, lang).to_owned(),
        (Lang::Ja, fixed) => ja(fixed).to_owned(),
        (Lang::En, fixed) => en(fixed).to_owned(),
    }
}

fn ja(what: &Say) -> &'static str {
    match what {
        Say::WizardTitle { .. } | Say::SheetGroup(_) | Say::Role(_) => "",
        Say::TooSmall => "窓が小さすぎます。横60文字、縦16行以上に広げてください。",
        Say::Working => "処理しています。しばらくお待ちください。",
        Say::Unfit => "この操作は、この画面では使えません。",
        Say::HelpTitle => "この画面で使えるキー",
        Say::QuitAsk => "tasukiを終了しますか。",
        Say::ScreensLock => "ロックできるのは、開いているときだけです。",
        Say::LockTitle => "襷 tasuki  ロック中",
        Say::LockWho => "職員の名前",
        Say::LockPassphrase => "パスフレーズ",
        Say::LockOpen => "開く",
        Say::LockHint => "名前とパスフレーズを入れて開いてください。",
        Say::LockedWhileIdle => "しばらく操作がなかったので、閉じてロックしました。",
        Say::LockWrong => "名前かパスフレーズが違います。もう一度入れてください。",
        Say::LockBusy => "別の画面で使用中です。そちらを閉じてから、もう一度開いてください。",
        Say::LockDamaged => {
            "保管庫が壊れているか、書き換えられています。開かずに、管理者に知らせてください。"
        }
        Say::Opened => "開きました。",
        Say::Closed => "閉じました。",
        Say::Japanese => "日本語",
        Say::English => "English",
        Say::LanguageAsk => "画面の言葉を選んでください。あとからF12で切り替えられます。",
        Say::RulerAsk => "下の枠の右の端は、まっすぐにそろっていますか。",
        Say::RulerHint => "そろわない端末では、枠を + - | で描きます。",
        Say::RulerStraight => "そろっている",
        Say::RulerCrooked => "ずれている",
        Say::OfficeAsk => "事業所について入れてください。引継ぎの書面に載ります。",
        Say::OfficeName => "事業所名",
        Say::OfficeCorporation => "法人名",
        Say::OfficeNumber => "事業所番号(10桁)",
        Say::OfficeAddress => "所在地",
        Say::OfficeRepresentative => "代表者名",
        Say::OfficePhone => "電話番号",
        Say::FirstAsk => "最初に使う職員を入れてください。",
        Say::StaffName => "氏名",
        Say::StaffRole => "職種",
        Say::SecondAsk => "引継ぎの承認には、作成者とは別の職員が要ります。二人目はどうしますか。",
        Say::SecondNow => "いま登録する",
        Say::SecondLater => "あとで登録する",
        Say::SecondNone => "一人だけの事業所である",
        Say::SecondNowHint => "氏名と職種を入れます。パスフレーズは本人があとで決めます。",
        Say::SecondLaterHint => "登録するまで、引継ぎを承認できません。下書きは作れます。",
        Say::SecondNoneHint => {
            "作成者が自分で承認する例外を宣言します。宣言は、提供するすべての引継ぎ書に印字されます。"
        }
        Say::SecondPersonAsk => "二人目の職員を入れてください。",
        Say::AloneAsk => "一人だけで承認する理由を入れてください。引継ぎ書に印字されます。",
        Say::AloneReason => "理由",
        Say::PhoneWrong => "市外局番からの電話番号を入れてください。",
        Say::PassphraseAsk => {
            "パスフレーズを決めてください。8文字以上です。覚えやすい言葉を五つか六つ並べると強くなります。"
        }
        Say::Passphrase => "パスフレーズ",
        Say::PassphraseAgain => "もう一度",
        Say::SheetAsk => {
            "復旧用紙です。番号ごとに紙へ書き写し、鍵のかかる所に置いてください。全員がパスフレーズを忘れたとき、これだけが頼りです。"
        }
        Say::SheetWritten => "書き写した",
        Say::SheetCheckAsk => {
            "紙を見て、次の番号の組を入れてください。Escで用紙をもう一度見られます。"
        }
        Say::SheetStay => "ここまでの設定は済んでいます。前には戻れません。",
        Say::DoneAsk => "設定が終わりました。名前とパスフレーズで開いてください。",
        Say::Begin => "はじめる",
        Say::Continue => "次へ進む",
        Say::Needed => "入れてください。",
        Say::NumberTenDigits => "数字10桁で入れてください。",
        Say::PassphraseTooShort => "短すぎます。8文字以上にしてください。",
        Say::PassphraseDiffers => "二度の入力が違います。もう一度入れてください。",
        Say::GroupDiffers => "用紙と違います。番号を確かめてください。",
        Say::SamePerson => "一人目と同じ名前です。別の人を入れてください。",
    }
}

fn en(what: &Say) -> &'static str {
    match what {
        Say::WizardTitle { .. } | Say::SheetGroup(_) | Say::Role(_) => "",
        Say::TooSmall => "The window is too small. Make it at least 60 columns by 16 rows.",
        Say::Working => "Working. Please wait a moment.",
        Say::Unfit => "This does not work on this screen.",
        Say::HelpTitle => "Keys on this screen",
        Say::QuitAsk => "Quit tasuki?",
        Say::ScreensLock => "Only an open program can be locked.",
        Say::LockTitle => "tasuki  Locked",
        Say::LockWho => "Member of staff",
        Say::LockPassphrase => "Passphrase",
        Say::LockOpen => "Open",
        Say::LockHint => "Enter your name and passphrase to open.",
        Say::LockedWhileIdle => "Nothing was done for a while, so it was closed and locked.",
        Say::LockWrong => "The name or the passphrase is wrong. Enter them again.",
        Say::LockBusy => "It is in use in another window. Close that one, then open again.",
        Say::LockDamaged => {
            "The store is damaged or has been altered. Do not use it; tell the manager."
        }
        Say::Opened => "Opened.",
        Say::Closed => "Closed.",
        Say::Japanese => "日本語",
        Say::English => "English",
        Say::LanguageAsk => "Choose the language of the screen. F12 switches it later.",
        Say::RulerAsk => "Is the right edge of the box below straight?",
        Say::RulerHint => "Where it is not, boxes are drawn with + - | instead.",
        Say::RulerStraight => "It is straight",
        Say::RulerCrooked => "It is crooked",
        Say::OfficeAsk => "Tell us about the office. This is printed on handovers.",
        Say::OfficeName => "Office",
        Say::OfficeCorporation => "Corporation",
        Say::OfficeNumber => "Number (10 digits)",
        Say::OfficeAddress => "Address",
        Say::OfficeRepresentative => "Representative",
        Say::OfficePhone => "Telephone",
        Say::FirstAsk => "Who is the first member of staff to use it?",
        Say::StaffName => "Name",
        Say::StaffRole => "Role",
        Say::SecondAsk => {
            "A handover must be approved by someone other than its author. What about a second \
             person?"
        }
        Say::SecondNow => "Register now",
        Say::SecondLater => "Register later",
        Say::SecondNone => "This office has one person only",
        Say::SecondNowHint => "Name and role; they choose their own passphrase later.",
        Say::SecondLaterHint => "Until then no handover can be approved. Drafts can be written.",
        Say::SecondNoneHint => {
            "You declare the exception that an author approves their own handovers. It is printed \
             on every handover you offer."
        }
        Say::SecondPersonAsk => "Who is the second member of staff?",
        Say::AloneAsk => "Why does one person approve alone? This is printed on handovers.",
        Say::AloneReason => "Reason",
        Say::PhoneWrong => "Enter a telephone number with its area code.",
        Say::PassphraseAsk => {
            "Choose a passphrase of at least 8 characters. Five or six easy words in a row make a \
             strong one."
        }
        Say::Passphrase => "Passphrase",
        Say::PassphraseAgain => "Once more",
        Say::SheetAsk => {
            "This is the recovery sheet. Copy it to paper, group by group, and lock it away. When \
             everybody has forgotten their passphrase, nothing else helps."
        }
        Say::SheetWritten => "I have copied it",
        Say::SheetCheckAsk => {
            "Look at your paper and enter these groups. Esc shows the sheet once more."
        }
        Say::SheetStay => "The setup up to here is done. There is no way back.",
        Say::DoneAsk => "The setup is finished. Open it with your name and passphrase.",
        Say::Begin => "Begin",
        Say::Continue => "Continue",
        Say::Needed => "Please fill this in.",
        Say::NumberTenDigits => "Enter ten digits.",
        Say::PassphraseTooShort => "Too short: use at least 8 characters.",
        Say::PassphraseDiffers => "The two entries differ. Enter it again.",
        Say::GroupDiffers => "This is not what the sheet says. Check the number.",
        Say::SamePerson => "This is the first person's name. Enter somebody else.",
    }
}
