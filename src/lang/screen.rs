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

    WizardTitle {
        step: u8,
        of: u8,
    },
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
    SecondPassphraseAsk,
    ManagerFirst,
    ManagerNeeded,

    TownOnly,
    Synced {
        sent: usize,
        collected: usize,
        refused: usize,
        unverified: usize,
    },
    TodayTitle,
    Ours,
    Theirs,
    DueToday,
    DaysLate(i32),
    DaysLeft(i32),
    NoDay,
    Counts {
        ours: usize,
        theirs: usize,
        late: usize,
        handovers: usize,
    },
    Unsent(u32),
    NoMailbox,
    NoCases,
    NoHandovers,
    NothingToDo,
    TownHint,
    Unnamed,
    OtherOffice,
}

/// Says it in the given language.
pub fn say(lang: Lang, what: &Say) -> String {
    match (lang, what) {
        (Lang::Ja, Say::WizardTitle { step, of }) => format!("襷 tasuki  はじめの設定 {step}/{of}"),
        (Lang::En, Say::WizardTitle { step, of }) => format!("tasuki  First setup {step}/{of}"),
        (Lang::Ja, Say::SheetGroup(number)) => format!("{number}番の組"),
        (Lang::En, Say::SheetGroup(number)) => format!("Group {number}"),
        (lang, Say::Role(role)) => label::role(*role, lang).to_owned(),
        (Lang::Ja, Say::DaysLate(days)) => format!("{days}日過ぎ"),
        (Lang::En, Say::DaysLate(days)) => format!("{days} d late"),
        (Lang::Ja, Say::DaysLeft(days)) => format!("あと{days}日"),
        (Lang::En, Say::DaysLeft(days)) => format!("{days} d left"),
        (Lang::Ja, Say::Unsent(count)) => {
            format!("まだ送っていない記入が{count}件あります。F5で送ります。")
        }
        (Lang::En, Say::Unsent(count)) => {
            format!("{count} entries have not been sent yet. F5 sends them.")
        }
        (
            lang,
            Say::Counts {
                ours,
                theirs,
                late,
                handovers,
            },
        ) => counts(lang, [*ours, *theirs, *late, *handovers]),
        (
            lang,
            Say::Synced {
                sent,
                collected,
                refused,
                unverified,
            },
        ) => synced(lang, [*sent, *collected, *refused, *unverified]),
        (Lang::Ja, fixed) => ja(fixed).to_owned(),
        (Lang::En, fixed) => en(fixed).to_owned(),
    }
}

fn counts(lang: Lang, [ours, theirs, late, handovers]: [usize; 4]) -> String {
    match lang {
        Lang::Ja => format!(
            "当所がすること{ours}件（期限過ぎ{late}件）、相手を待つもの{theirs}件、引継ぎ{handovers}件"
        ),
        Lang::En => format!(
            "{ours} for us ({late} overdue), {theirs} for others, {handovers} handovers in all"
        ),
    }
}

fn synced(lang: Lang, [sent, collected, refused, unverified]: [usize; 4]) -> String {
    let mut text = match lang {
        Lang::Ja => format!("送った包み{sent}件、受け取った包み{collected}件。"),
        Lang::En => format!("{sent} parcels sent, {collected} collected."),
    };
    if refused > 0 {
        text += &match lang {
            Lang::Ja => format!(
                "{refused}件は確かめられず受け取りませんでした。理由は tasuki sync で分かります。"
            ),
            Lang::En => format!(" {refused} were refused; tasuki sync says why."),
        };
    }
    if unverified > 0 {
        text += &match lang {
            Lang::Ja => format!(
                "{unverified}件は、相手のカードが未確認のため送っていません。tasuki card verify で確かめてください。"
            ),
            Lang::En => format!(
                " {unverified} wait until the other office's card is verified (tasuki card verify)."
            ),
        };
    }
    text
}

fn ja(what: &Say) -> &'static str {
    match what {
        Say::WizardTitle { .. }
        | Say::SheetGroup(_)
        | Say::Role(_)
        | Say::DaysLate(_)
        | Say::DaysLeft(_)
        | Say::Unsent(_)
        | Say::Counts { .. }
        | Say::Synced { .. } => "",
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
        Say::SecondNowHint => "氏名と職種を入れます。パスフレーズは本人がこのあと決めます。",
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
        Say::SecondPassphraseAsk => {
            "二人目の方に席を替わってください。ご自分のパスフレーズを決めて、二度入れてください。"
        }
        Say::ManagerFirst => {
            "職員の登録や共有フォルダの設定は管理者だけができます。一人目の職種を管理者にするか、二人目の管理者をいま登録してください。"
        }
        Say::ManagerNeeded => "二人のどちらかは管理者にしてください。",
        Say::TownOnly => "事業所を切り替えられるのは、見本の町（tasuki demo）だけです。",
        Say::TodayTitle => "今日すること",
        Say::Ours => "当所",
        Say::Theirs => "相手",
        Say::DueToday => "今日まで",
        Say::NoDay => "期限なし",
        Say::NoMailbox => "共有フォルダが決まっていないので、送ることも受け取ることもできません。",
        Say::NoCases => {
            "まだケースがありません。tasuki case new か tasuki case import で作ってください。引継ぎを受ける側なら、tasuki card export で自分のカードを相手に渡し、相手のカードを tasuki card import で入れ、電話で読み合わせて tasuki card verify で確かめます。"
        }
        Say::NoHandovers => {
            "引継ぎはまだありません。渡す側は、tasuki consent record で本人の同意を記録し、tasuki handover draft で下書きを始めます。受ける側は、F5で届いた包みを受け取ります。"
        }
        Say::NothingToDo => {
            "いますることはありません。F5で届いたものを受け取り、書いたものを送ります。"
        }
        Say::TownHint => "見本の町: F9で別の事業所に替わります。",
        Say::Unnamed => "（氏名なし）",
        Say::OtherOffice => "相手の事業所",
    }
}

fn en(what: &Say) -> &'static str {
    match what {
        Say::WizardTitle { .. }
        | Say::SheetGroup(_)
        | Say::Role(_)
        | Say::DaysLate(_)
        | Say::DaysLeft(_)
        | Say::Unsent(_)
        | Say::Counts { .. }
        | Say::Synced { .. } => "",
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
        Say::SecondNowHint => "Name and role; they choose their own passphrase in a moment.",
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
        Say::SecondPassphraseAsk => {
            "Let the second person sit down, choose their own passphrase and enter it twice."
        }
        Say::ManagerFirst => {
            "Only a manager can add staff and set the shared folder. Make the first person a manager, or register a manager as the second person now."
        }
        Say::ManagerNeeded => "One of the two must be a manager.",
        Say::TownOnly => "Offices can be switched only in the sample town (tasuki demo).",
        Say::TodayTitle => "To do today",
        Say::Ours => "us",
        Say::Theirs => "they",
        Say::DueToday => "today",
        Say::NoDay => "no day",
        Say::NoMailbox => "No shared folder is set, so nothing can be sent or collected.",
        Say::NoCases => {
            "There is no case yet. Make one with tasuki case new or tasuki case import. To receive handovers, give your card away (tasuki card export), take the other office's (tasuki card import) and check it by telephone (tasuki card verify)."
        }
        Say::NoHandovers => {
            "There is no handover yet. To hand over, record consent with tasuki consent record and begin with tasuki handover draft. To receive, F5 collects what came."
        }
        Say::NothingToDo => {
            "There is nothing to do now. F5 collects what came and sends what you wrote."
        }
        Say::TownHint => "Sample town: F9 goes on to another office.",
        Say::Unnamed => "(no name)",
        Say::OtherOffice => "Other office",
    }
}
