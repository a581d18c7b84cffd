//! What the screens say: titles, questions, labels of fields, explanations.
//!
//! It does not decide when anything is said.

pub mod aside;
pub mod audit;
pub mod case;
pub mod dossier;
pub mod handovers;
pub mod office;
pub mod post;
pub mod prefs;
pub mod prepare;
pub mod record;
pub mod retention;
pub mod rooms;
pub mod setting;
pub mod staff;
pub mod today;
pub mod words;

use crate::domain::consent::{Explaining, Mode, Returned, Saying};
use crate::domain::copy::CopyTo;
use crate::domain::field::ChoiceId;
use crate::domain::handover::entry::{
    Decline, Discontinuation, Finding, Handling, Outcome, Verdict,
};
use crate::domain::handover::permit::Step;
use crate::domain::handover::turn::Agreed;
use crate::domain::handover::words::WordKey;
use crate::domain::key_fact::KeyFact;
use crate::domain::meeting::{MeetingKind, Owner};
use crate::domain::section::{Asks, FieldId, ItemId, SectionId};
use crate::domain::setting::{Pick, SettingId};
use crate::domain::staff::Role;
use crate::lang::label::handover;
use crate::lang::label::setting::{self as settings, setting as setting_name};
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::setting::Setting as SettingWord;
use crate::lang::screen::words::Word;
use crate::lang::{Lang, label, meeting, message, visit};
use crate::workflow::handover::ReplyDue;
use crate::workflow::today::Sum;

/// A sentence or label of a screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is said in full right below")]
pub enum Say {
    TooSmall,
    Working,
    InHand,

    HelpTitle,
    QuitAsk,
    QuitLosesAsk,
    QuitUnkeptAsk,
    /// What is asked about goes on, and there is no room for it.
    AskedFurther,
    NeverStored,
    ScreensLock,
    NobodyWakes,

    LockTitle,
    LockWho,
    LockPassphrase,
    LockOpen,
    LockHint,
    /// The same where somebody else may be next.
    LockSeats,
    LockTown,
    LockedWhileIdle,
    LockWrong,
    LockBusy,
    LockDamaged,
    Opened,

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
    TodayTitle,
    Ours,
    Theirs,
    DueToday,
    /// So many characters did not fit.
    NotTaken(usize),
    DaysLate(i32),
    /// So many days before today.
    DaysAgo(i32),
    DaysLeft(i32),
    NoDay,
    /// How much there is to do, in how many handovers.
    Counts(Sum, usize),
    Unsent(u32),
    NoMailbox,
    NoCases,
    NoHandovers,
    NothingToDo,
    DraftKept,
    DraftFound,
    /// Kept words that fit no piece of the form any more.
    WordsWithoutPlace,
    /// Those stand at the end of the form.
    WordsWithoutPlaceBelow,
    /// Those are to be dealt with first.
    WordsWithoutPlaceFirst,
    /// What was found about something that has changed since.
    FoundAboutOther,
    /// So many pieces of a form stand below what is seen.
    PiecesBelow(usize),
    /// Text was typed where only a choice, a tick or a button is.
    NoTextHere,
    /// The rooms were asked for inside a form.
    NoRoomsHere,
    /// So many rows of a list stand below what is seen.
    RowsBelow(usize),
    NotSeenYet,
    StaysUntilDone,
    OtherOffice,

    DossierTitle,
    PaneSections,
    PaneSteps,
    PaneSaid,
    ReadAllAsk,
    NothingOffered,
    NothingSaid,
    More,
    TakeIt,
    NobodysTurn,
    OnTheWay,
    Unread,
    NotHeld,
    Unanswered,
    Answered,
    QuestionDone,
    QuestionWord,
    ConsentUntil,
    ContractEnd,
    LastDay,
    MonthsUsed,
    StartDay,
    Interview,
    FollowUpDay,
    WholeConsent,
    NotADay,
    NotANumber,
    TypeFromPaper,
    QuestionText,
    AnswerText,
    ReasonText,
    NoteText,
    HowAnswered,
    Answerable,
    NotAnswerable,
    Why,
    VerdictWord,
    How,
    HowItGoes,
    InCharge,
    CityConfirmed,
    NextStep,
    FirstAppointment,
    ReadAsk(SectionId),
    /// Of the unread sections, so many were opened and so many were not.
    ReadShownAsk {
        shown: usize,
        unseen: usize,
    },
    NotForUsAsk(SectionId),
    StepAsk(Step),
    /// Whether to answer an offer in this way.
    DeclineAsk(Decline),
    StepDone(Step),
    /// A form was recorded, and so many items were taken back with it, this one the first.
    TookBack {
        first: ItemId,
        all: usize,
    },
    /// The step is taken while nothing was offered: nobody else hears of it.
    StepKept(Step),
    Step(Step),
    Fact(KeyFact),
    Field(FieldId),
    Finding(Finding),
    Verdict(Verdict),
    Decline(Decline),
    Outcome(Outcome),
    /// An agreed day of follow-up.
    AgreedFollowUp(Agreed),
    /// The day by which an offer asks for an answer, with what an empty field means.
    ReplyBy(ReplyDue),
    Handling(Handling),
    Discontinuation(Discontinuation),
    Risk(u8),
    Minutes(u64),
    Word(WordKey),
    Section(SectionId),
    Item(ItemId),
    /// An item, with what it asks for besides the person's yes.
    ItemAsking(ItemId),
    Returned(Returned),
    /// Under which heading of the law a consent is asked.
    Mode(Mode),
    Explaining(Explaining),
    Saying(Saying),
    /// For whom a copy is.
    CopyTo(CopyTo),
    Setting(SettingId),
    /// What is typed for a setting that is a number, with its bounds and unit.
    SettingNumber(SettingId),
    /// The usual value of a setting, and what it rests on.
    SettingUsual(SettingId),
    Pick(Pick),
    /// A kind of attached paper.
    Paper(ChoiceId),
    /// A word of visits and trial days.
    Visit(visit::Choice),
    /// A kind of meeting.
    MeetingKind(MeetingKind),
    /// Who does a task of a meeting.
    TaskOwner(Owner),
    /// A word of one room; see [`words`].
    Of(Word),
}

/// Says it in the given language.
pub fn say(lang: Lang, what: &Say) -> String {
    match (lang, what) {
        (Lang::Ja, Say::WizardTitle { step, of }) => format!("襷 tasuki  はじめの設定 {step}/{of}"),
        (Lang::En, Say::WizardTitle { step, of }) => format!("tasuki  First setup {step}/{of}"),
        (Lang::Ja, Say::SheetGroup(number)) => format!("{number}番の組"),
        (Lang::En, Say::SheetGroup(number)) => format!("Group {number}"),
        (lang, Say::Role(role)) => label::role(*role, lang).to_owned(),
        (Lang::Ja, Say::NotTaken(count)) => {
            format!("長すぎるため、終わりの{count}文字は入りませんでした。")
        }
        (Lang::En, Say::NotTaken(count)) => {
            format!("Too long: the last {count} characters were not taken.")
        }
        (Lang::Ja, Say::DaysLate(days)) => format!("{days}日過ぎ"),
        (Lang::En, Say::DaysLate(days)) => format!("{days} d late"),
        (Lang::Ja, Say::DaysAgo(days)) => format!("{days}日前"),
        (Lang::En, Say::DaysAgo(days)) => format!("{days} d ago"),
        (Lang::Ja, Say::DaysLeft(days)) => format!("あと{days}日"),
        (Lang::En, Say::DaysLeft(days)) => format!("{days} d left"),
        (Lang::Ja, Say::RowsBelow(count)) => format!("▼ {count}"),
        (Lang::En, Say::RowsBelow(count)) => format!("v {count}"),
        (Lang::Ja, Say::PiecesBelow(count)) => format!("▼ 下に、あと{count}欄"),
        (Lang::En, Say::PiecesBelow(count)) => format!("v {count} more below"),
        (Lang::Ja, Say::Unsent(count)) => {
            format!("まだ送っていない記録が{count}件あります。F5で送ります。")
        }
        (Lang::En, Say::Unsent(count)) => {
            format!("{count} entries have not been sent yet. F5 sends them.")
        }
        (lang, Say::Counts(sum, handovers)) => today::sum(sum, *handovers, lang),
        (lang, Say::Step(step)) => handover::step_title(*step, lang),
        (lang, Say::Field(field)) => label::field(*field, lang).to_owned(),
        (lang, Say::Fact(fact)) => handover::key_fact(*fact, lang).to_owned(),
        (lang, Say::Finding(finding)) => handover::finding(*finding, lang).to_owned(),
        (lang, Say::Verdict(verdict)) => handover::verdict(*verdict, lang).to_owned(),
        (lang, Say::Decline(decline)) => handover::decline(*decline, lang).to_owned(),
        (lang, Say::Outcome(outcome)) => handover::outcome(*outcome, lang).to_owned(),
        (lang, Say::AgreedFollowUp(it)) => message::agreed_follow_up(*it, lang),
        (lang, Say::ReplyBy(it)) => message::reply_by(*it, lang),
        (lang, Say::Handling(handling)) => handover::handling(*handling, lang).to_owned(),
        (lang, Say::Discontinuation(reason)) => handover::discontinuation(*reason, lang).to_owned(),
        (lang, Say::Section(section)) => label::section(*section, lang).to_owned(),
        (lang, Say::ItemAsking(item)) => item_asking(*item, lang),
        (lang, Say::Item(item)) => label::item(*item, lang).to_owned(),
        (lang, Say::CopyTo(to)) => label::copy_to(*to, lang).to_owned(),
        (lang, Say::Mode(mode)) => label::mode(*mode, lang).to_owned(),
        (lang, Say::Explaining(way)) => label::handover::explaining(*way, lang).to_owned(),
        (lang, Say::Saying(how)) => label::handover::saying(*how, lang).to_owned(),
        (lang, Say::Returned(returned)) => handover::returned(*returned, lang).to_owned(),
        (lang, Say::Setting(id)) => setting_name(*id, lang).to_owned(),
        (lang, Say::SettingNumber(id)) => format!(
            "{} ({})",
            SettingWord::Value.text(lang),
            settings::choices(*id, lang)
        ),
        (lang, Say::SettingUsual(id)) => format!(
            "{}: {} ({})",
            SettingWord::Usual.text(lang),
            settings::setting_value(*id, id.usual(), lang),
            settings::ground(id.ground(), lang)
        ),
        (lang, Say::Paper(kind)) => label::choice(*kind, lang).to_owned(),
        (lang, Say::Visit(it)) => visit::choice(*it, lang).to_owned(),
        (lang, Say::MeetingKind(kind)) => meeting::kind(*kind, lang).to_owned(),
        (lang, Say::TaskOwner(owner)) => meeting::owner(*owner, lang).to_owned(),
        (lang, Say::Pick(pick)) => settings::pick(*pick, lang).to_owned(),
        (lang, Say::Of(word)) => word.text(lang).to_owned(),
        (lang, Say::Word(key)) => label::handover::word(*key, lang).to_owned(),
        (Lang::Ja, Say::Minutes(minutes)) => format!("{minutes}分操作がないとき"),
        (Lang::En, Say::Minutes(1)) => "1 minute without a key".to_owned(),
        (Lang::En, Say::Minutes(minutes)) => format!("{minutes} minutes without a key"),
        (Lang::Ja, Say::Risk(number)) => format!("気をつけること{number}"),
        (Lang::En, Say::Risk(number)) => format!("Risk {number}"),
        (Lang::Ja, Say::ReadShownAsk { shown, unseen }) => format!(
            "ここで開いた{shown}章を、読んで理解したと記録しますか。相手に伝わります。まだ開いていない{unseen}章は残ります。"
        ),
        (Lang::En, Say::ReadShownAsk { shown, unseen }) => format!(
            "Record the sections opened here as read and understood: {shown}? The other office will see it. Not opened yet, and left: {unseen}."
        ),
        (Lang::Ja, Say::ReadAsk(section)) => format!(
            "「{}」を読んで理解したと記録しますか。相手に伝わります。",
            label::section(*section, Lang::Ja)
        ),
        (Lang::En, Say::ReadAsk(section)) => format!(
            "Record that \"{}\" was read and understood? The other office will see it.",
            label::section(*section, Lang::En)
        ),
        (Lang::Ja, Say::NotForUsAsk(section)) => format!(
            "「{}」は当所には当たらないと記録しますか。相手に伝わります。",
            label::section(*section, Lang::Ja)
        ),
        (Lang::En, Say::NotForUsAsk(section)) => format!(
            "Record that \"{}\" is not for this office? The other office will see it.",
            label::section(*section, Lang::En)
        ),
        (Lang::Ja, Say::StepAsk(step)) => format!(
            "「{}」を行いますか。記録に残り、消せません。",
            handover::step(*step, Lang::Ja)
        ),
        (Lang::En, Say::StepAsk(step)) => format!(
            "Take this step: {}? It is recorded and cannot be deleted.",
            handover::step(*step, Lang::En)
        ),
        (Lang::Ja, Say::DeclineAsk(how)) => format!(
            "「{}」と相手に答えますか。記録に残り、消せません。",
            handover::decline(*how, Lang::Ja)
        ),
        (Lang::En, Say::DeclineAsk(how)) => format!(
            "Answer the other office: {}? It is recorded and cannot be deleted.",
            handover::decline(*how, Lang::En)
        ),
        (_, Say::StepDone(step)) if stays_here(*step) => say(lang, &Say::StepKept(*step)),
        (Lang::Ja, Say::StepKept(step)) => {
            format!("記録しました: {}。", handover::step(*step, Lang::Ja))
        }
        (Lang::En, Say::StepKept(step)) => {
            format!("Recorded: {}.", handover::step(*step, Lang::En))
        }
        (Lang::Ja, Say::StepDone(step)) => format!(
            "記録しました: {}。次の送受信で相手に届きます。",
            handover::step(*step, Lang::Ja)
        ),
        (Lang::En, Say::StepDone(step)) => format!(
            "Recorded: {}. It goes with the next exchange.",
            handover::step(*step, Lang::En)
        ),
        (Lang::Ja, Say::TookBack { first, all }) => format!(
            "記録しました。同意の撤回も記録しました: {}{}。",
            label::item(*first, Lang::Ja),
            match all {
                1 => String::new(),
                all => format!("など{all}項目"),
            }
        ),
        (Lang::En, Say::TookBack { first, all }) => format!(
            "Recorded, and with it the withdrawal of: {}{}.",
            label::item(*first, Lang::En),
            match all.saturating_sub(1) {
                0 => String::new(),
                more => format!(", and {more} more"),
            }
        ),
        (Lang::Ja, fixed) => ja(fixed).to_owned(),
        (Lang::En, fixed) => en(fixed).to_owned(),
    }
}

fn item_asking(item: ItemId, lang: Lang) -> String {
    let name = label::item(item, lang);
    let besides = match item.asks() {
        Asks::ThePerson => return name.to_owned(),
        Asks::FamilyToo => Prepare::FamilyToo,
        Asks::ByItself => Prepare::ByItself,
    };
    format!("{name} ({})", besides.text(lang))
}

/// Whether a step writes nothing that the other office gets.
fn stays_here(step: Step) -> bool {
    matches!(
        step,
        Step::RecordConsent
            | Step::Confirm
            | Step::Submit
            | Step::Approve
            | Step::Return
            | Step::DraftAnswer
            | Step::TakeUp
            | Step::PaperReply
            | Step::PrintOffer
            | Step::GiveCopy
            | Step::Carry
            | Step::Contact
            | Step::Meet
    )
}

fn ja(what: &Say) -> &'static str {
    match what {
        Say::WizardTitle { .. }
        | Say::SheetGroup(_)
        | Say::Role(_)
        | Say::DaysLate(_)
        | Say::DaysAgo(_)
        | Say::NotTaken(_)
        | Say::DaysLeft(_)
        | Say::Unsent(_)
        | Say::PiecesBelow(_)
        | Say::RowsBelow(_)
        | Say::Counts(..)
        | Say::ReadAsk(_)
        | Say::ReadShownAsk { .. }
        | Say::NotForUsAsk(_)
        | Say::StepAsk(_)
        | Say::DeclineAsk(_)
        | Say::StepDone(_)
        | Say::TookBack { .. }
        | Say::StepKept(_)
        | Say::Step(_)
        | Say::Fact(_)
        | Say::Field(_)
        | Say::Finding(_)
        | Say::Verdict(_)
        | Say::Decline(_)
        | Say::Outcome(_)
        | Say::AgreedFollowUp(_)
        | Say::ReplyBy(_)
        | Say::Handling(_)
        | Say::Discontinuation(_)
        | Say::Risk(_)
        | Say::Minutes(_)
        | Say::Section(_)
        | Say::Item(_)
        | Say::ItemAsking(_)
        | Say::Returned(_)
        | Say::Mode(_)
        | Say::Explaining(_)
        | Say::Saying(_)
        | Say::CopyTo(_)
        | Say::Setting(_)
        | Say::SettingNumber(_)
        | Say::SettingUsual(_)
        | Say::Pick(_)
        | Say::Paper(_)
        | Say::Visit(_)
        | Say::MeetingKind(_)
        | Say::TaskOwner(_)
        | Say::Of(_)
        | Say::Word(_) => "",
        Say::TooSmall => "窓が小さすぎます。横60文字、縦16行以上に広げてください。",
        Say::Working => "処理しています。しばらくお待ちください。",
        Say::InHand => "処理中です",
        Say::HelpTitle => "この画面で使えるキー",
        Say::NeverStored => "まだ保存していません。保存しない情報のようなところを直してください。",
        Say::QuitAsk => "tasukiを終了しますか。",
        Say::QuitLosesAsk => {
            "ここまでの入力は、まだどこにも保存していません。終了すると消えます。終了しますか。"
        }
        Say::QuitUnkeptAsk => {
            "書きかけを残せませんでした。終了すると、残せなかった入力は消えます。それでも終了しますか。"
        }
        Say::AskedFurther => "（入りきりません。Enterで戻り、フォームで確かめられます）",
        Say::ScreensLock => "ロックできるのは、開いているときだけです。",
        Say::NobodyWakes => {
            "ここでは中断できません。戻す端末（シェル）がないためです。席を離れるときは Ctrl+L でロックします。"
        }
        Say::LockTitle => "襷 tasuki  ロック中",
        Say::LockWho => "職員の名前",
        Say::LockPassphrase => "パスフレーズ",
        Say::LockOpen => "開く",
        Say::LockTown => "見本の町です。この事業所は、次のパスフレーズで、下のだれでも開けます。",
        Say::LockHint => "名前とパスフレーズを入れて開いてください。",
        Say::LockSeats => {
            "席を替わるときは、名前を入れ直します。同じ方は、そのままEnterでパスフレーズへ進みます。"
        }
        Say::LockedWhileIdle => "しばらく操作がなかったので、閉じてロックしました。",
        Say::LockWrong => "名前かパスフレーズが違います。もう一度入れてください。",
        Say::LockBusy => {
            "別の画面で使用中です。そちらを閉じるかロックしてから、もう一度行ってください。"
        }
        Say::LockDamaged => {
            "保管庫が壊れているか、書き換えられています。開かずに、管理者に知らせてください。"
        }
        Say::Opened => "開きました。",
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
            "復旧シートです。番号ごとに紙へ書き写し、鍵のかかる所に置いてください。全員がパスフレーズを忘れたとき、これだけが頼りです。"
        }
        Say::SheetWritten => "書き写した",
        Say::SheetCheckAsk => {
            "紙を見て、次の番号の組を入れてください。Escで復旧シートをもう一度見られます。"
        }
        Say::SheetStay => "ここまでの設定は済んでいます。前には戻れません。",
        Say::DoneAsk => "設定が終わりました。名前とパスフレーズで開いてください。",
        Say::Begin => "はじめる",
        Say::Continue => "次へ進む",
        Say::Needed => "入れてください。",
        Say::NumberTenDigits => "数字10桁で入れてください。",
        Say::PassphraseTooShort => "短すぎます。8文字以上にしてください。",
        Say::PassphraseDiffers => "二度の入力が違います。もう一度入れてください。",
        Say::GroupDiffers => "復旧シートと違います。番号を確かめてください。",
        Say::SamePerson => "一人目と同じ名前です。別の人を入れてください。",
        Say::SecondPassphraseAsk => {
            "二人目の方と交代してください。ご自分のパスフレーズを決めて、二度入れてください。"
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
        Say::NoMailbox => {
            "共有フォルダが決まっていないので、送ることも受け取ることもできません。F2の「送受信」で決めます。"
        }
        Say::NoCases => {
            "利用者がまだ登録されていません。F2の「利用者」で書きます。引継ぎを受ける側なら、F2の「相手の事業所」で当所のカードを書き出して相手に渡し、相手のカードを読み、電話で指紋を確かめます。"
        }
        Say::NoHandovers => {
            "引継ぎはまだありません。渡す側は、F2の「引継ぎの一覧」を開き、F7で下書きを始めます。受ける側は、F5で届いた小包を受け取ります。"
        }
        Say::DraftKept => "入力は下書きに残しました。もう一度開くと、続きから書けます。",
        Say::DraftFound => "前回の続きです。まだ保存していません。F4で捨てます。",
        Say::WordsWithoutPlace => "前回書いて、いまは入れる欄がないもの",
        Say::WordsWithoutPlaceBelow => "いまは入れる欄がないものが、いちばん下にあります。",
        Say::WordsWithoutPlaceFirst => {
            "前回書いて、いまは入れる欄がないものが残っています。要るものを写してから、この欄を空にしてください。"
        }
        Say::FoundAboutOther => "そのときから内容が変わったため、入れ直してください",
        Say::NotSeenYet => {
            "画面が出る前に押されたキーは使っていません。見てから、もう一度押してください。"
        }
        Say::NoTextHere => {
            "ここには文字は入りません。入れた文字は残っていません。Tabで文字の欄に移ってから入れてください。"
        }
        Say::NoRoomsHere => "入力中は、ほかの画面を開けません。Escで戻ってから、F2で選びます。",
        Say::StaysUntilDone => {
            "処理が終わるまで、この画面のままお待ちください。続けて押したキーは、終わってから順に使います。"
        }
        Say::NothingToDo => {
            "いますることはありません。F5で届いたものを受け取り、書いたものを送ります。"
        }
        Say::OtherOffice => "相手の事業所",
        Say::DossierTitle => "引継ぎ",
        Say::PaneSections => "内容",
        Say::PaneSteps => "できること",
        Say::PaneSaid => "やりとり",
        Say::ReadAllAsk => {
            "まだ確認していない章のすべてを、読んで理解したと記録しますか。相手に伝わります。"
        }
        Say::NothingOffered => "まだ提供されていません。Tabで「できること」に移ります。",
        Say::NothingSaid => "まだやりとりはありません。",
        Say::More => "▼ PgDn",
        Say::TakeIt => "Enterで行います。",
        Say::NobodysTurn => "いま、どちらにもすることはありません。",
        Say::OnTheWay => "まだ届いていない",
        Say::Unread => "未読",
        Say::NotHeld => "この章の本文は、ここにはありません。",
        Say::Unanswered => "回答待ち",
        Say::Answered => "回答済",
        Say::QuestionDone => "終了",
        Say::QuestionWord => "照会",
        Say::ConsentUntil => "同意の期限",
        Say::ContractEnd => "サービス提供終了日",
        Say::LastDay => "最後の利用日",
        Say::MonthsUsed => "使った月数",
        Say::StartDay => "利用開始日",
        Say::Interview => "初回面談日",
        Say::FollowUpDay => "フォローの日",
        Say::WholeConsent => "すべての同意",
        Say::NotADay => "日付として読めません。R8.12.1 や 2026-12-01 のように入れてください。",
        Say::NotANumber => "数で入れてください。",
        Say::TypeFromPaper => "画面を見ずに、手元の書類や本人から聞いたとおりに入れてください。",
        Say::QuestionText => "照会の文",
        Say::AnswerText => "回答の文",
        Say::ReasonText => "理由・内容",
        Say::NoteText => "書き添えること",
        Say::HowAnswered => "回答",
        Say::Answerable => "回答する",
        Say::NotAnswerable => "回答できない",
        Say::Why => "理由の種類",
        Say::VerdictWord => "判断",
        Say::How => "どのように",
        Say::HowItGoes => "本人のようす",
        Say::InCharge => "担当者",
        Say::CityConfirmed => "市の確認(課・担当者)",
        Say::NextStep => "次の一歩",
        Say::FirstAppointment => "最初の約束",
    }
}

fn en(what: &Say) -> &'static str {
    match what {
        Say::WizardTitle { .. }
        | Say::SheetGroup(_)
        | Say::Role(_)
        | Say::DaysLate(_)
        | Say::DaysAgo(_)
        | Say::NotTaken(_)
        | Say::DaysLeft(_)
        | Say::Unsent(_)
        | Say::PiecesBelow(_)
        | Say::RowsBelow(_)
        | Say::Counts(..)
        | Say::ReadAsk(_)
        | Say::ReadShownAsk { .. }
        | Say::NotForUsAsk(_)
        | Say::StepAsk(_)
        | Say::StepDone(_)
        | Say::TookBack { .. }
        | Say::StepKept(_)
        | Say::Step(_)
        | Say::Fact(_)
        | Say::Field(_)
        | Say::Finding(_)
        | Say::Verdict(_)
        | Say::Decline(_)
        | Say::DeclineAsk(_)
        | Say::Outcome(_)
        | Say::AgreedFollowUp(_)
        | Say::ReplyBy(_)
        | Say::Handling(_)
        | Say::Discontinuation(_)
        | Say::Risk(_)
        | Say::Minutes(_)
        | Say::Section(_)
        | Say::ItemAsking(_)
        | Say::Item(_)
        | Say::Returned(_)
        | Say::Mode(_)
        | Say::Explaining(_)
        | Say::Saying(_)
        | Say::CopyTo(_)
        | Say::Setting(_)
        | Say::SettingNumber(_)
        | Say::SettingUsual(_)
        | Say::Pick(_)
        | Say::Paper(_)
        | Say::Visit(_)
        | Say::MeetingKind(_)
        | Say::TaskOwner(_)
        | Say::Of(_)
        | Say::Word(_) => "",
        Say::TooSmall => "The window is too small. Make it at least 60 columns by 16 rows.",
        Say::Working => "Working. Please wait a moment.",
        Say::InHand => "Working...",
        Say::HelpTitle => "Keys on this screen",
        Say::NeverStored => {
            "Nothing is saved yet: change what looks like something that is never stored."
        }
        Say::QuitAsk => "Quit tasuki?",
        Say::QuitLosesAsk => {
            "What is typed here is saved nowhere yet and is lost when you quit. Quit?"
        }
        Say::QuitUnkeptAsk => {
            "What you typed could not be kept and is lost when you quit. Quit anyway?"
        }
        Say::AskedFurther => "(No room for all: Enter goes back to the form.)",
        Say::ScreensLock => "Only an open program can be locked.",
        Say::NobodyWakes => {
            "It cannot be suspended here: no shell could bring it back. Lock with Ctrl+L when you leave."
        }
        Say::LockTitle => "tasuki  Locked",
        Say::LockWho => "Member of staff",
        Say::LockPassphrase => "Passphrase",
        Say::LockOpen => "Open",
        Say::LockTown => "A sample town: everybody below opens this office with this passphrase.",
        Say::LockHint => "Enter your name and passphrase to open.",
        Say::LockSeats => {
            "To change seats, enter your name. If it is still you, Enter leads to the passphrase."
        }
        Say::LockedWhileIdle => "Nothing was done for a while, so tasuki was closed and locked.",
        Say::LockWrong => "The name or the passphrase is wrong. Enter them again.",
        Say::LockBusy => {
            "tasuki is in use in another window. Close or lock that one, then try again."
        }
        Say::LockDamaged => {
            "The store is damaged or has been altered. Do not use it; tell the manager."
        }
        Say::Opened => "Opened.",
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
        Say::GroupDiffers => "This differs from the sheet. Check the number.",
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
        Say::Theirs => "them",
        Say::DueToday => "today",
        Say::NoDay => "no day",
        Say::NoMailbox => {
            "No shared folder is set, so nothing can be sent or collected. Set one under F2, Mailbox."
        }
        Say::NoCases => {
            "There are no cases yet. Go to F2, Cases, to write one. To receive handovers, go to F2, Other offices: write your card and give it to the other office, read theirs, and verify its fingerprint by telephone."
        }
        Say::NoHandovers => {
            "There are no handovers yet. To hand over, open F2, Handovers, and begin a draft with F7. To receive, press F5 to collect what came."
        }
        Say::DraftKept => {
            "What you typed is kept as a draft. Open it again to go on where you were."
        }
        Say::DraftFound => "You typed this before and did not save it. F4 throws it away.",
        Say::WordsWithoutPlace => "Typed before; no field takes it now",
        Say::WordsWithoutPlaceBelow => "What no field takes now stands at the end.",
        Say::WordsWithoutPlaceFirst => {
            "Something typed before has no field now. Copy what you need, then empty this field."
        }
        Say::FoundAboutOther => "What it is about has changed; enter again",
        Say::NotSeenYet => {
            "Keys pressed before the screen was there were not used. Look, then press again."
        }
        Say::NoTextHere => {
            "No text goes here, and what was typed is not kept. Go to a field of text with Tab first."
        }
        Say::NoRoomsHere => {
            "No other screen opens from inside a form. Go back with Esc first, then press F2."
        }
        Say::StaysUntilDone => {
            "This is being done: the screen stays until then. Keys pressed now are used afterwards, in their order."
        }
        Say::NothingToDo => {
            "There is nothing to do now. F5 collects what came and sends what you wrote."
        }
        Say::OtherOffice => "Other office",
        Say::DossierTitle => "Handover",
        Say::PaneSections => "Content",
        Say::PaneSteps => "Steps",
        Say::PaneSaid => "Said",
        Say::ReadAllAsk => {
            "Record that every section not yet read was read and understood? The other office will see it."
        }
        Say::NothingOffered => "Nothing was offered yet. Tab goes to the steps.",
        Say::NothingSaid => "Nothing was said yet.",
        Say::More => "v PgDn",
        Say::TakeIt => "Enter takes this step.",
        Say::NobodysTurn => "Neither office owes anything now.",
        Say::OnTheWay => "on the way",
        Say::Unread => "not read",
        Say::NotHeld => "The text of this section is not held here.",
        Say::Unanswered => "waits for an answer",
        Say::Answered => "answered",
        Say::QuestionDone => "closed",
        Say::QuestionWord => "Question",
        Say::ConsentUntil => "Consent until",
        Say::ContractEnd => "Last day of the contract",
        Say::LastDay => "Last day",
        Say::MonthsUsed => "Months used",
        Say::StartDay => "First day",
        Say::Interview => "First interview",
        Say::FollowUpDay => "Follow-up",
        Say::WholeConsent => "All consent",
        Say::NotADay => "Not a day. Type it like 2026-12-01 or R8.12.1.",
        Say::NotANumber => "Enter a number.",
        Say::TypeFromPaper => {
            "Type it from paper or from what the person told you, without looking."
        }
        Say::QuestionText => "Your question",
        Say::AnswerText => "The answer",
        Say::ReasonText => "Reason or details",
        Say::NoteText => "Note",
        Say::HowAnswered => "Answer",
        Say::Answerable => "with a text",
        Say::NotAnswerable => "cannot be answered",
        Say::Why => "Why",
        Say::VerdictWord => "Verdict",
        Say::How => "How",
        Say::HowItGoes => "How it goes",
        Say::InCharge => "In charge",
        Say::CityConfirmed => "City: section, person",
        Say::NextStep => "Next step",
        Say::FirstAppointment => "First appointment",
    }
}
