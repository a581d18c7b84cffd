//! What to say when a step was not taken: what happened, and what to do about it.
//!
//! It decides nothing and repeats nothing that was typed: a problem may stand where others look on.

pub mod answer;
pub mod consent;
pub mod denied;
pub mod exchange;
pub mod import;
pub mod refused;
pub mod vault;

use crate::domain::attachment::AttachmentRefused;
use crate::domain::calendar::Day;
use crate::domain::field::ChoiceId;
use crate::domain::id::QuestionNo;
use crate::domain::key_fact::KeyFact;
use crate::domain::section::{FieldId, SectionId};
use crate::domain::setting::{SettingId, SettingRefused};
use crate::domain::text::Line;
use crate::lang::label::{self, handover as words};
use crate::lang::message;
use crate::lang::never::never_stored;
use crate::lang::people::{columns_wrong, table_refused, unwritable};
use crate::lang::problem::answer::{answer, text};
use crate::lang::problem::consent::{form, not_covered};
use crate::lang::problem::denied::denied;
use crate::lang::problem::exchange::{card, transport};
use crate::lang::problem::import::{import, typed};
use crate::lang::problem::vault::vault;
use crate::lang::screen::case::Case;
use crate::lang::{Lang, date, service};
use crate::workflow::alike::{Alike, Coming, Likeness, Occasion, Same};
use crate::workflow::case::CaseLine;
use crate::workflow::office::PeerView;
use crate::workflow::problem::{Concerned, Distrust, Problem, Thing, Untrusted};

/// One table of sentences: what happened and what to do, in Japanese and in English.
macro_rules! said {
    ($lang:ident, match $what:ident { $($pattern:pat $(if $holds:expr)? => $ja:expr, $do:expr; $en:expr, $then:expr;)+ }) => {
        match $what {
            $($pattern $(if $holds)? => Said::of($lang, ($ja, $do), ($en, $then)),)+
        }
    };
}
pub(crate) use said;

/// How many names a sentence lists before it counts the rest.
const NAMED: usize = 6;

/// What happened and what to do, each in a sentence or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub what: String,
    /// What to do.
    pub then: String,
}

impl Said {
    /// Takes what happened and what to do in both languages and keeps one.
    pub(crate) fn of(
        lang: Lang,
        ja: (impl Into<String>, impl Into<String>),
        en: (impl Into<String>, impl Into<String>),
    ) -> Said {
        let (what, then) = match lang {
            Lang::Ja => (ja.0.into(), ja.1.into()),
            Lang::En => (en.0.into(), en.1.into()),
        };
        Said { what, then }
    }
}

/// Says what happened and what to do.
pub fn problem(problem: &Problem, lang: Lang) -> Said {
    match problem {
        Problem::Vault(cause) => vault(cause, lang),
        Problem::Denied { step, why } => denied(*step, why, lang),
        Problem::Missing(thing) => missing(*thing, lang),
        Problem::Ambiguous(thing) => ambiguous(*thing, lang),
        Problem::NoColleague(all) => no_colleague(all, lang),
        Problem::Stale => Said::of(
            lang,
            (
                "開いている間に、ほかの人が変更しました。何も保存していません。",
                "新しい内容を見てから、もう一度入力してください。",
            ),
            (
                "Somebody changed this in the meantime. Nothing was saved.",
                "Look at it as it is now, then enter it again.",
            ),
        ),
        Problem::Erased => Said::of(
            lang,
            (
                "この画面を開いている間に、もとの内容が消去されました。",
                "ここに入力したものは残していません。いまの内容を見てから、書き直してください。",
            ),
            (
                "What this form is about was erased while it was open.",
                "What was typed here is not kept. Look at what is there now, then write anew.",
            ),
        ),
        Problem::Text(why) => text(why, lang),
        Problem::NoWords(key) => Said::of(
            lang,
            (
                format!(
                    "「{}」に文字が入っていません。",
                    words::word(*key, Lang::Ja)
                ),
                "入力してください。",
            ),
            (
                format!(
                    "Nothing was entered for \"{}\".",
                    words::word(*key, Lang::En)
                ),
                "Please fill this in.",
            ),
        ),
        Problem::Date(why) => Said::of(
            lang,
            ("日付を受け取れませんでした。", date::refused(*why, lang)),
            ("The date was not taken.", date::refused(*why, lang)),
        ),
        Problem::Answer(wrong) => answer(None, wrong, lang),
        Problem::NeverStored(traces) => never_stored(traces, lang),
        Problem::Alike(it) => alike(it, lang),
        Problem::MonthsDiffer(it) => Said::of(
            lang,
            (
                service::used_differ(*it, Lang::Ja),
                "まだ何も書いていません。数を直すか、市町村に確かめた数なら、そう答えてください（コマンドでは `--months-stand`）。",
            ),
            (
                service::used_differ(*it, Lang::En),
                "Nothing is written yet. Correct the number; if the city confirmed it, say so (by command: `--months-stand`).",
            ),
        ),
        Problem::Table(why) => table_refused(*why, lang),
        Problem::Columns(why) => columns_wrong(why, lang),
        Problem::Unwritable(missing) => unwritable(missing, lang),
        Problem::Attachment(why) => attachment(*why, lang),
        Problem::FileMissing(paper) => file_missing(*paper, lang),
        Problem::FileOffered(it) => Said::of(
            lang,
            (
                format!(
                    "このファイルは、進行中の引継ぎで渡すことになっています: {}。",
                    concerned(it, lang)
                ),
                "引渡の前なら、「添付資料」の行を消して提供し直すか、取り下げてから外します。引渡の後は、相手に届けば外せます。",
            ),
            (
                format!(
                    "The file goes with a handover that is open: {}.",
                    concerned(it, lang)
                ),
                "Before the release, take its row out of the attachments and offer anew, or take the offer back. After it, the file can go once it has arrived.",
            ),
        ),
        Problem::Rows(rows) => import(rows, lang),
        Problem::Typed(name, why) => typed(name, why, lang),
        Problem::NotCovered(why) => not_covered(*why, lang),
        Problem::BeforePrint(given) => Said::of(
            lang,
            (
                format!("これを印刷したのは{}です。", date::day(*given, lang)),
                "その日か、それより後の日を入れてください。",
            ),
            (
                format!("It was printed on {}.", date::day(*given, lang)),
                "Give that day or a later one.",
            ),
        ),
        Problem::NothingOnCopy => Said::of(
            lang,
            (
                "写しに載せることが何もありません。",
                "写しには、相手に提供し、本人が同意している項目のうち、決まった欄だけが載ります。",
            ),
            (
                "There is nothing to put on the copy.",
                "A copy holds certain fields only, of what was offered and the person agrees to.",
            ),
        ),
        Problem::Form(why) => form(*why, lang),
        Problem::NothingToWithdraw => Said::of(
            lang,
            (
                "撤回できる同意がありません。まだ記録がないか、すでに撤回されています。",
                "同意の一覧で、範囲と日付を確かめてください。",
            ),
            (
                "There is no such consent to take back: none is recorded, or it has been withdrawn.",
                "Check the items and the days in the list of consents.",
            ),
        ),
        Problem::WhereTo(peers) => where_to(peers, lang),
        Problem::OpenHandover(it) => Said::of(
            lang,
            (
                format!("進行中の引継ぎがあります: {}。", concerned(it, lang)),
                "その引継ぎを進めるか、取り下げてから、もう一度行ってください。",
            ),
            (
                format!("There is an open handover: {}.", concerned(it, lang)),
                "Finish or recall that one, then try again.",
            ),
        ),
        Problem::HandedOver(it) => Said::of(
            lang,
            (
                format!(
                    "このケースは移管済のため、見るだけになり、ここからは引き継げません: {}。",
                    concerned(it, lang)
                ),
                "伝えることは、相手の事業所に連絡してください。本人が戻るときは、相手の事業所から引継ぎを受け、その画面の「戻った人のケースを再開する」で続けます。",
            ),
            (
                format!(
                    "This case has moved to the other office: it can only be read, and not handed over from here: {}.",
                    concerned(it, lang)
                ),
                "If there is something to add, call the other office. When the person comes back, that office hands them over, and \"reopen the case of a person who comes back\" there goes on with this case.",
            ),
        ),
        Problem::EntriesLost(it) => Said::of(
            lang,
            (
                format!(
                    "引継ぎ（{}）で、当所が書いた記録の一部がここにないようです。書き足せません。",
                    concerned(it, lang)
                ),
                "送受信を行ってください。戻らなければ、相手の事業所に電話して、すべて送り直してもらってください。",
            ),
            (
                format!(
                    "In the handover ({}), entries of this office seem to be missing here; nothing \
                     can be added.",
                    concerned(it, lang)
                ),
                "Send and collect. If they do not come back, telephone the other office and have \
                 everything sent again.",
            ),
        ),
        Problem::NothingToAdd => Said::of(
            lang,
            (
                "渡した後に変わった章はありません。",
                "ケースを直してから追補してください。同意に入らない項目は、追補できません。",
            ),
            (
                "No section that may be added has changed since it was handed over.",
                "Change the case first. What the consent does not cover cannot be added.",
            ),
        ),
        Problem::NothingToTakeUp => Said::of(
            lang,
            (
                "取り込みを待つ追補はありません。",
                "届いた内容は、すでにケースにあるか、取り込まないことになっています。何もしなくてかまいません。",
            ),
            (
                "No addition waits to be taken up.",
                "What came stands in the case already, or was put away. Nothing is to be done.",
            ),
        ),
        Problem::NotWaiting(fields) => not_waiting(fields, lang),
        Problem::OnlyTogether(fields) => only_together(fields, lang),
        Problem::OwnAnswers(fields) => own_answers(fields, lang),
        Problem::NothingLost => Said::of(
            lang,
            (
                "この引継ぎには、失われた記録はありません。",
                "何もしなくてかまいません。",
            ),
            (
                "No entry of this office is missing in this handover.",
                "Nothing is to be done.",
            ),
        ),
        Problem::NothingHeld => Said::of(
            lang,
            (
                "この引継ぎで渡された内容が、ここにありません。",
                "相手の事業所に、すべてを送り直すよう頼んでください。同意の期限が過ぎたものや撤回されたものは届きません。そのときは、新しいケースを作ります。",
            ),
            (
                "Nothing of what was handed over is held here.",
                "Ask the other office to send everything again. What consent no longer covers does not come: then make a new case.",
            ),
        ),
        Problem::Card(why) => card(*why, lang),
        Problem::OwnCard => Said::of(
            lang,
            (
                "これは自分の事業所のカードです。",
                "相手の事業所から受け取ったカードを選んでください。",
            ),
            (
                "This is your own office's card.",
                "Choose the card that the other office gave you.",
            ),
        ),
        Problem::OwnAccount => Said::of(
            lang,
            (
                "自分を退職にすることはできません。",
                "別の管理者が行います。管理者が一人だけのときは、先に新しい管理者を登録します。",
            ),
            (
                "Nobody can shut out themselves.",
                "Another manager does it. Where there is one manager only, add the new one first.",
            ),
        ),
        Problem::LeftAlready => Said::of(
            lang,
            (
                "この職員は、もう退職になっています。",
                "ほかにすることはありません。保管庫は開けません。",
            ),
            (
                "This member of staff was shut out before.",
                "There is nothing more to do; they cannot open the store.",
            ),
        ),
        Problem::StillKept(keeping) => denied::still_kept(*keeping, lang),
        Problem::ReasonMissing => Said::of(
            lang,
            (
                "保存の義務がある書類なので、まちがえた事情を書かずには消せません。",
                "事情を書いて、もう一度行ってください（業務メモに残ります）。使わなくなっただけなら「もう使わない」を選びます。",
            ),
            (
                "This paper has to be kept, so it is not erased before somebody writes how it came to be attached by mistake.",
                "Write it and try again; it is kept as a working note. If the file is only needed no longer, say so instead.",
            ),
        ),
        Problem::NotSure => Said::of(
            lang,
            (
                "確かめの入力が違います。何も廃棄していません。",
                "一覧に出ている氏名（氏名がないときは番号の初めの8文字）を、字もそのまま入れてください（𠮷と吉は別の字です）。読みと空白は、なくてもかまいません。",
            ),
            (
                "What was typed to be sure is something else. Nothing was destroyed.",
                "Type the name as the list shows it, character by character; the reading and blanks may be left out. Where there is none, the first eight characters of the number.",
            ),
        ),
        Problem::NoKeys => Said::of(
            lang,
            (
                "この事業所とは紙でやりとりします。確かめる指紋はありません。",
                "相手がtasukiを使い始めたら、事業所カードを受け取って読み込んでください。",
            ),
            (
                "This office is known on paper; it has no fingerprint to compare.",
                "Once it uses tasuki, get its card and read it in.",
            ),
        ),
        Problem::HasKeys(_) => Said::of(
            lang,
            (
                "この事業所は、もうtasukiを使っています。電話で確かめたカードがあります。",
                "事業所の一覧で、紙と書かれていないほうを選んでください。封をして送れます。",
            ),
            (
                "This office uses tasuki by now: there is a verified card of it.",
                "Choose the one in the list that is not on paper; what goes to it is sealed.",
            ),
        ),
        Problem::NotOnPaper => Said::of(
            lang,
            (
                "この引継ぎの相手はtasukiを使っています。提供書の印刷も、紙の返事の記録もできません。",
                "提供すれば、次の送受信で相手に届きます。返事は相手の事業所が記録します。",
            ),
            (
                "The other office of this handover uses tasuki; nothing is printed for it or entered from paper.",
                "What is offered goes with the next exchange. Its answers are written there.",
            ),
        ),
        Problem::NotPrinted => Said::of(
            lang,
            (
                "受領の返事を待っている紙がありません。",
                "まだ印刷していない内容は届いていません。提供書を印刷して渡し、受領の返事をもらってから記録してください。",
            ),
            (
                "No paper is waiting for its receipt.",
                "What was not printed cannot have arrived. Print the offer, hand it over, and enter the receipt when it comes back.",
            ),
        ),
        Problem::NotToEnter(step) => Said::of(
            lang,
            (
                format!(
                    "紙の返事のうち「{}」は、あなたの職種では記録できません。",
                    label::handover::step(*step, Lang::Ja)
                ),
                "サービス管理責任者か管理者に頼んでください。章の確認と照会だけなら記録できます。",
            ),
            (
                format!(
                    "Of what came back on paper, your role cannot enter: {}.",
                    label::handover::step(*step, Lang::En)
                ),
                "Ask a service manager or a manager. What was read and asked you can enter.",
            ),
        ),
        Problem::DayToCome(day) => denied::day_to_come(*day, lang),
        Problem::ListFull(most) => Said::of(
            lang,
            (
                format!("この一覧には{most}件までしか入りません。"),
                "もう要らないものを直して使ってください。",
            ),
            (
                format!("This list takes {most} at most."),
                "Change one that is not needed any more.",
            ),
        ),
        Problem::VisitDays(most) => Said::of(
            lang,
            (
                "見学・体験の日数が正しくありません。",
                format!("1から{most}までの数を入れてください。"),
            ),
            (
                "A visit cannot take so many days.",
                format!("Give a number from 1 to {most}."),
            ),
        ),
        Problem::SlipDay { from, to } => Said::of(
            lang,
            (
                "紙の日付が、もとになること（印刷、回答、引渡など）より前か、今日より後になっています。",
                format!(
                    "{}から{}までの日付を入れてください。",
                    date::day(*from, lang),
                    date::day(*to, lang)
                ),
            ),
            (
                "The day on the paper lies before what it speaks of (the print, the answer, the release), or after today.",
                format!(
                    "Give a day from {} to {}.",
                    date::day(*from, lang),
                    date::day(*to, lang)
                ),
            ),
        ),
        Problem::NotTrusted(it) => not_trusted(it, lang),
        Problem::WrongFingerprint => Said::of(
            lang,
            (
                "読み上げられた指紋が、カードの指紋と違います。",
                "もう一度読み上げてもらってください。それでも違えば、このカードを使わず、新しいカードを頼んでください。",
            ),
            (
                "The fingerprint read out is not the one on the card.",
                "Ask them to read it once more. If it still differs, do not use this card; ask for \
                 a new one.",
            ),
        ),
        Problem::OwnFingerprint => Said::of(
            lang,
            (
                "それは当所の指紋です。",
                "相手の画面の「当所」の行にある指紋を、相手に読み上げてもらってください。",
            ),
            (
                "That is this office's own fingerprint.",
                "Ask the other office to read out its own, from its own screen.",
            ),
        ),
        Problem::NameTaken => Said::of(
            lang,
            (
                "その名前はすでに使われています。",
                "区別できる別の名前を入れてください。",
            ),
            (
                "That name is in use already.",
                "Enter another name that can be told apart.",
            ),
        ),
        Problem::WeakPassphrase => Said::of(
            lang,
            (
                "パスフレーズが短すぎます。",
                "8文字以上にしてください。覚えやすい言葉を五つか六つ並べると強くなります。",
            ),
            (
                "The passphrase is too short.",
                "Use at least 8 characters. Five or six easy words in a row make a strong one.",
            ),
        ),
        Problem::NoMailbox => Said::of(
            lang,
            (
                "送受信に使う共有フォルダが決まっていません。",
                "設定で共有フォルダを選んでください。",
            ),
            (
                "No shared folder is set for sending and collecting.",
                "Choose a shared folder in the settings.",
            ),
        ),
        Problem::Transport(why) => transport(*why, lang),
        Problem::TooLarge => Said::of(
            lang,
            (
                "内容が大きすぎて、一つの小包に入りません。",
                "長い文章を短くしてから、もう一度行ってください。",
            ),
            (
                "It is too large for one parcel.",
                "Shorten the longest texts, then try again.",
            ),
        ),
        Problem::Unreadable => Said::of(
            lang,
            (
                "保管してある記録の一部を読めません。",
                "書き足さずに、管理者に知らせてください。バックアップから戻せることがあります。",
            ),
            (
                "A record kept here cannot be read.",
                "Write nothing more and tell the manager. A backup may bring it back.",
            ),
        ),
        Problem::Setting(id, why) => setting(*id, *why, lang),
        Problem::OfficeNumber => Said::of(
            lang,
            (
                "事業所番号が10桁の数字ではありません。",
                "指定通知書にある10桁の番号を、「相手の事業所」の画面のF4か `tasuki office edit --number` で入れてください。",
            ),
            (
                "The office's own number is not ten digits.",
                "Enter the ten digits from the designation notice: F4 among the other offices, or `tasuki office edit --number`.",
            ),
        ),
        Problem::Newer => Said::of(
            lang,
            (
                "これは、より新しい版のtasukiで書かれています。",
                "tasukiを新しい版にしてから開いてください。",
            ),
            (
                "This was written by a newer version of tasuki.",
                "Update tasuki, then open it again.",
            ),
        ),
    }
}

fn setting(id: SettingId, why: SettingRefused, lang: Lang) -> Said {
    let name = label::setting::setting(id, lang);
    match why {
        SettingRefused::NotOffered => Said::of(
            lang,
            (
                format!("「{name}」は、そうは設定できません。"),
                format!(
                    "次のどれかにしてください: {}。",
                    label::setting::offered(id)
                ),
            ),
            (
                format!("\"{name}\" cannot be set so."),
                format!("Set it to one of these: {}.", label::setting::offered(id)),
            ),
        ),
        SettingRefused::NotByCity => Said::of(
            lang,
            (
                format!("「{name}」は市町村ごとには設定できません。"),
                "市町村を付けずに、事業所全体の値として設定してください。",
            ),
            (
                format!("\"{name}\" does not differ by city."),
                "Set it for the office, without a city.",
            ),
        ),
    }
}

fn thing_name(thing: Thing, lang: Lang) -> &'static str {
    let (ja, en) = match thing {
        Thing::Case => ("ケース", "case"),
        Thing::Handover => ("引継ぎ", "handover"),
        Thing::Consent => ("同意", "consent"),
        Thing::Office => ("事業所", "office"),
        Thing::Staff => ("職員", "member of staff"),
        Thing::Question => ("照会", "question"),
        Thing::ReadBack => ("復唱", "read-back"),
        Thing::Withdrawal => ("対応の要る撤回", "withdrawal that awaits an answer"),
        Thing::Attachment => ("添付のファイル", "attached file"),
        Thing::Meeting => ("会議", "meeting"),
        Thing::MeetingTask => ("会議の分担", "task of a meeting"),
        Thing::Copy => ("渡した写し", "copy that was given"),
        Thing::Sheet => ("本人のために印刷した書面", "sheet printed for the person"),
        Thing::Visit => ("見学・体験", "visit"),
        Thing::Parcel => ("開けずにある小包", "unopened parcel"),
        Thing::Contact => ("連絡先の行", "row of the people to be told"),
        Thing::FollowUp => ("記録を待つフォロー", "follow-up that awaits its outcome"),
        Thing::Suggestion => ("ケースから入れられる案", "suggestion for that field"),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

fn attachment(why: AttachmentRefused, lang: Lang) -> Said {
    let ((ja, en), (ja_then, en_then)) = match why {
        AttachmentRefused::Empty => (
            ("このファイルは空です。", "The file is empty."),
            (
                "ファイルを作り直して、もう一度添付してください。",
                "Make the file again, then attach it.",
            ),
        ),
        AttachmentRefused::TooLong => (
            (
                "このファイルは5 MiBを超えています。",
                "The file has more than 5 MiB.",
            ),
            (
                "画質を下げるか、分けてから添付してください。",
                "Make it smaller or divide it, then attach it.",
            ),
        ),
        AttachmentRefused::Unknown => (
            (
                "このファイルの中身は、PDF・JPEG・PNGのどれでもありません。名前ではなく中身で見分けます。",
                "By its content, whatever its name, the file is neither PDF, JPEG nor PNG.",
            ),
            (
                "PDF・JPEG・PNGで保存し直してください。",
                "Save it as PDF, JPEG or PNG.",
            ),
        ),
        AttachmentRefused::Cut(_) => (
            (
                "このファイルは途中で切れているか、後ろに別のものが付いています。",
                "The file is cut short, or something else stands behind it.",
            ),
            (
                "元のファイルから、もう一度写してください。",
                "Copy it again from where it came from.",
            ),
        ),
        AttachmentRefused::TooMuch => (
            (
                "一人のケースに添付できるのは、合わせて200 MiBまでです。",
                "The files of a case may have 200 MiB together.",
            ),
            (
                "要らないファイルを外すか、小さくしてから添付してください。",
                "Take out a file that is not needed, or make this one smaller.",
            ),
        ),
        AttachmentRefused::TooMuchToSend => (
            (
                "一つの引継ぎで渡せる添付のファイルは、追加で渡す分も合わせて20 MiBまでです。",
                "The files of a handover, with those of its additions, may have 20 MiB together.",
            ),
            (
                "渡さないファイルの行を「添付資料」から消すか、小さくして添付し直してください。",
                "Take the row of a file that need not go out of the attachments, or attach a smaller one.",
            ),
        ),
        AttachmentRefused::Known => (
            (
                "同じファイルが、もう添付されています。",
                "The very same file is attached already.",
            ),
            ("何もしなくてかまいません。", "Nothing is to be done."),
        ),
        AttachmentRefused::NotAFile => (
            (
                "これはふつうのファイルではありません（リンクやフォルダは添付できません）。",
                "This is no plain file: a link or a folder cannot be attached.",
            ),
            (
                "ファイルそのものの場所を入れてください。",
                "Give the place of the file itself.",
            ),
        ),
        AttachmentRefused::ScanThere => (
            (
                "この同意書には、もうスキャンが残っています。",
                "This form has a scan already.",
            ),
            (
                "同意書を開き直してF4で、コマンドでは --replace を付けて、置き換えられます。前のスキャンは消えます。",
                "To replace it, open the form again and press F4; by command, give --replace. The scan before is destroyed.",
            ),
        ),
    };
    Said::of(lang, (ja, ja_then), (en, en_then))
}

fn file_missing(paper: Option<(ChoiceId, Day)>, lang: Lang) -> Said {
    let named = paper.map(|(kind, dated)| {
        let day = date::short_day(dated, lang);
        format!("{}  {day}", label::choice(kind, lang))
    });
    let (ja, en) = match named {
        Some(named) => (
            format!("「添付資料」に書かれたファイルが、ここにありません: {named}。"),
            format!("A file the attachments name is not here: {named}."),
        ),
        None => (
            "「添付資料」に書かれたファイルが、ここにありません。".to_owned(),
            "A file the attachments name is not here.".to_owned(),
        ),
    };
    Said::of(
        lang,
        (
            ja,
            "ファイルを添付し直して元の行を消すか、行の照合値を消してから、もう一度行ってください。",
        ),
        (
            en,
            "Attach the file again and take the old row out, or clear the digest of the row; then try again.",
        ),
    )
}

fn missing(thing: Thing, lang: Lang) -> Said {
    let name = thing_name(thing, lang);
    Said::of(
        lang,
        (
            format!("該当する{name}がありません。"),
            "一覧を見て、名前や番号を確かめてください。番号は、初めの4文字から書けます。",
        ),
        (
            format!("There is no such {name}."),
            "See the list and check the name or number; of a number, the first four characters are the least.",
        ),
    )
}

fn ambiguous(thing: Thing, lang: Lang) -> Said {
    let name = thing_name(thing, lang);
    Said::of(
        lang,
        (
            format!("当てはまる{name}がいくつもあります。"),
            "一つに決まるまで、名前や番号を長く入れてください。",
        ),
        (
            format!("It fits more than one {name}."),
            "Enter more of the name or number, until only one is left.",
        ),
    )
}

/// Names who works here: a name is easier chosen than remembered.
fn no_colleague(all: &[Line], lang: Lang) -> Said {
    let names = listed(all.iter().map(Line::to_string), lang);
    Said::of(
        lang,
        (
            "その名前の職員はいません。",
            format!("職員の名前を書いてください（{names}）。"),
        ),
        (
            "Nobody who works here is called so.",
            format!("Write the name of one of them: {names}."),
        ),
    )
}

/// Names an office nothing goes to, with its fingerprint, and says why and what makes it trusted.
fn not_trusted(it: &Untrusted, lang: Lang) -> Said {
    let (office, phone) = (trusted_as(it, lang), &it.phone);
    match it.why {
        Distrust::NeverVerified => Said::of(
            lang,
            (
                format!("{office}のカードは、まだ電話で確かめていません。何も送りません。"),
                format!("{phone}に電話して指紋を読み上げてもらい、照らし合わせてください。"),
            ),
            (
                format!("The card of {office} has not been verified. Nothing is sent to it."),
                format!("Telephone {phone} and compare the fingerprint they read out."),
            ),
        ),
        Distrust::Revoked(on) => Said::of(
            lang,
            (
                format!(
                    "{office}は、{}信用しないことにした事業所です。何も送りません。",
                    on.map_or(String::new(), |it| format!("{}に", date::day(it, lang)))
                ),
                "前から知っている番号に電話で確かめ、指紋を確かめ直すと、元に戻ります。",
            ),
            (
                format!(
                    "{office} is no longer trusted{}. Nothing is sent to it.",
                    on.map_or(String::new(), |it| format!(
                        ", since {}",
                        date::day(it, lang)
                    ))
                ),
                "Call a number you have known before; once the fingerprint was verified again, it is trusted as before.",
            ),
        ),
    }
}

/// The name of an office and the fingerprint of its card, where it has keys.
fn trusted_as(it: &Untrusted, lang: Lang) -> String {
    let (name, fingerprint) = (&it.name, &it.fingerprint);
    match (fingerprint.is_empty(), lang) {
        (true, _) => name.clone(),
        (false, Lang::Ja) => format!("{name}（指紋 {fingerprint}）"),
        (false, Lang::En) => format!("{name} (fingerprint {fingerprint})"),
    }
}

/// Says which offices can be asked next.
fn where_to(peers: &[PeerView], lang: Lang) -> Said {
    let names = listed(peers.iter().map(|it| it.name.as_str()), lang);
    let (ja, en) = match peers {
        [] => (
            "確かめた相手の事業所で、この方をまだ断っていないところがありません。相談支援専門員に相談し、新しい相手のカードを読み込みます。".to_owned(),
            "There is no verified office that has not declined this person. Talk with the consultation office, and keep the card of another office.".to_owned(),
        ),
        _ => (
            format!("まだ断られていない事業所: {names}。`--to` で選んでください。"),
            format!("Offices that have not declined: {names}. Choose one with `--to`."),
        ),
    };
    Said::of(
        lang,
        ("次にどの事業所へ引き継ぐかが決まっていません。", ja),
        ("It is not said to which office it goes next.", en),
    )
}

/// Says that somebody may be here already, and both ways to go on.
fn own_answers(fields: &[FieldId], lang: Lang) -> Said {
    let named: Vec<&str> = fields.iter().map(|it| label::field(*it, lang)).collect();
    Said::of(
        lang,
        (
            format!(
                "当所が自分で書いた欄に、違う内容が届いています: {}。",
                named.join("、")
            ),
            "まだ何も取り込んでいません。両方を見比べて、欄ごとに決めてください（コマンドでは `--list` で見て、置き換える欄は `--fields`、取り込まない欄は `--put-away` に挙げます）。",
        ),
        (
            format!(
                "What came differs from what this office wrote itself: {}.",
                named.join(", ")
            ),
            "Nothing was taken up yet. Compare both and decide field by field (by command: `--list` shows them; name what is replaced in `--fields`, and what is not taken up in `--put-away`).",
        ),
    )
}

fn not_waiting(fields: &[FieldId], lang: Lang) -> Said {
    let named = message::list(&names(fields, lang), lang);
    Said::of(
        lang,
        (
            format!("取り込みを待っていない欄です: {named}。"),
            "まだ何も取り込んでいません。待っている欄を見て、挙げ直してください（コマンドでは `--list`）。ここに挙がった欄は、すでにケースにあるか、取り込まないことになっています。",
        ),
        (
            format!("These fields do not wait to be taken up: {named}."),
            "Nothing was taken up yet. Look which ones wait and name those (by command: `--list`). What is named here stands in the case already, or was put away.",
        ),
    )
}

fn only_together(fields: &[FieldId], lang: Lang) -> Said {
    let named = message::list(&names(fields, lang), lang);
    Said::of(
        lang,
        (
            format!("取り込む欄と一組の欄は、分けられません: {named}。"),
            "まだ何も取り込んでいません。一組の欄は、まとめて取り込むか、まとめて「取り込まない」にしてください。",
        ),
        (
            format!("These fields mean something only together with one that is taken: {named}."),
            "Nothing was taken up yet. Take all of them, or put all of them away.",
        ),
    )
}

fn names(fields: &[FieldId], lang: Lang) -> Vec<&'static str> {
    fields.iter().map(|it| label::field(*it, lang)).collect()
}

fn alike(it: &Likeness, lang: Lang) -> Said {
    let then = match it.occasion {
        Occasion::Written if it.here.is_empty() => (
            "まだ何も書いていません。別の方なら、そう答えてください（コマンドでは `--another-person`）。同じ方なら、ケースは利用開始の記録でできます。「引継ぎの一覧」から開いてください。",
            "Nothing is written yet. If it is another person, say so (by command: `--another-person`). If it is the same, the record of the start makes the case: open it in the list of handovers.",
        ),
        Occasion::Written => (
            "まだ何も書いていません。別の方なら、そう答えてください（コマンドでは `--another-person`）。同じ方なら、そのケースに書いてください（ファイルの取り込みではF5、コマンドでは `case edit ケース --from ファイル`）。",
            "Nothing is written yet. If it is another person, say so (by command: `--another-person`). If it is the same, write into that case (F5 where a file is read in; by command: `case edit CASE --from FILE`).",
        ),
        Occasion::Revised => (
            "まだ何も保存していません。受給者証の番号や氏名を確かめてください。別の方なら、そう答えてください（コマンドでは `--another-person`）。同じ方なら、どちらか一つのケースに書いてください。",
            "Nothing is saved yet. Check the number of the certificate and the name. If it is another person, say so (by command: `--another-person`). If it is the same, write into one of the two cases.",
        ),
        Occasion::Arrived => (
            "まだ何も書いていません。別の方なら、そう答えてください（コマンドでは `--another-person`）。同じ方なら、「できること」からそのケースを選んでください（コマンドでは `--into ケース`。移管済のケースなら `handover reopen`）。",
            "Nothing is written yet. If it is another person, say so (by command: `--another-person`). If it is the same, choose that case among the steps (by command: `--into CASE`, or `handover reopen` for one that has moved).",
        ),
    };
    Said::of(
        lang,
        (who_is_alike(it, Lang::Ja), then.0),
        (who_is_alike(it, Lang::En), then.1),
    )
}

/// Asks whether it is another person than those who are here.
pub fn another_person(it: &Likeness, lang: Lang) -> Said {
    let asked = match it.occasion {
        Occasion::Written | Occasion::Arrived => (
            "それとは別の方として、新しいケースを作りますか。",
            "Make a new case of somebody else?",
        ),
        Occasion::Revised => (
            "それとは別の方のこととして、このまま保存しますか。",
            "Save it as it is, of somebody else?",
        ),
    };
    Said::of(
        lang,
        (who_is_alike(it, Lang::Ja), asked.0),
        (who_is_alike(it, Lang::En), asked.1),
    )
}

/// Names whoever may be the same person: the cases, and the handovers that came and wait for their start.
pub(crate) fn who_is_alike(it: &Likeness, lang: Lang) -> String {
    let here: Vec<String> = it.here.iter().map(|it| person_alike(it, lang)).collect();
    let (here, apart) = match (here.is_empty(), lang) {
        (true, _) => (None, ""),
        (false, Lang::Ja) => {
            let here = here.join("、");
            (
                Some(format!("同じ方かもしれないケースがあります: {here}。")),
                "",
            )
        }
        (false, Lang::En) => {
            let here = here.join(", ");
            (
                Some(format!("Somebody here may be the same person: {here}.")),
                " ",
            )
        }
    };
    let told: Vec<String> = here.into_iter().chain(who_comes(it, lang)).collect();
    told.join(apart)
}

/// Names the handovers that came and may be of the same person; none where there are none.
pub(crate) fn who_comes(it: &Likeness, lang: Lang) -> Option<String> {
    let coming: Vec<String> = it.coming.iter().map(|it| coming_alike(it, lang)).collect();
    match (coming.is_empty(), lang) {
        (true, _) => None,
        (false, Lang::Ja) => Some(format!(
            "同じ方かもしれない引継ぎが届いていて、利用開始を待っています: {}。",
            coming.join("、")
        )),
        (false, Lang::En) => Some(format!(
            "A handover came that may be of the same person and waits for its start: {}.",
            coming.join(", ")
        )),
    }
}

/// Names the person of a case as a list does, with the beginning of its number.
pub(crate) fn person_here(it: &CaseLine, lang: Lang) -> String {
    let number = match lang {
        Lang::Ja => format!("番号 {}", brief(&it.id)),
        Lang::En => format!("number {}", brief(&it.id)),
    };
    let moved = it.handed_over.map(|_| Case::Left.text(lang).to_owned());
    let known = [
        Some(it.kana.clone()),
        Some(it.name.clone()),
        moved,
        Some(number),
    ];
    let known: Vec<String> = known
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    known.join(" ")
}

/// The same with why they may be one person.
pub(crate) fn person_alike(it: &Alike, lang: Lang) -> String {
    let person = person_here(&it.case, lang);
    why_alike(&person, &it.by, it.born, lang)
}

/// The same of a handover that came.
pub(crate) fn coming_alike(it: &Coming, lang: Lang) -> String {
    let number = brief(&it.handover);
    let person = match lang {
        Lang::Ja => format!("{} 「{}」から 番号 {number}", it.person, it.from),
        Lang::En => format!("{} from {}, number {number}", it.person, it.from),
    };
    why_alike(&person, &it.by, it.born, lang)
}

fn why_alike(person: &str, by: &[Same], born: Option<Day>, lang: Lang) -> String {
    let same = in_common(by, lang);
    let other = born.map(|it| date::short_day(it, lang));
    match (lang, other) {
        (Lang::Ja, None) => format!("{person}（{same}が同じ）"),
        (Lang::Ja, Some(day)) => format!("{person}（{same}が同じ、生年月日は違い{day}）"),
        (Lang::En, None) => format!("{person} (the same: {same})"),
        (Lang::En, Some(day)) => format!("{person} (the same: {same}; another birth: {day})"),
    }
}

/// Says why somebody may be the same person.
pub fn same(it: &Alike, lang: Lang) -> String {
    let same = in_common(&it.by, lang);
    let other = it.born.map(|it| date::short_day(it, lang));
    match (lang, other) {
        (Lang::Ja, None) => format!("{same}が同じです。"),
        (Lang::Ja, Some(day)) => format!("{same}が同じです。生年月日は違います（{day}）。"),
        (Lang::En, None) => format!("The same: {same}."),
        (Lang::En, Some(day)) => format!("The same: {same}. Another birth: {day}."),
    }
}

fn in_common(same: &[Same], lang: Lang) -> String {
    let word = |it: &Same| match (it, lang) {
        (Same::Certificate, Lang::Ja) => "受給者証番号",
        (Same::Certificate, Lang::En) => "number of the certificate",
        (Same::LastFour, Lang::Ja) => "受給者証番号の下4桁",
        (Same::LastFour, Lang::En) => "last four digits of the certificate",
        (Same::Name, Lang::Ja) => "氏名",
        (Same::Name, Lang::En) => "name",
        (Same::Reading, Lang::Ja) => "フリガナ",
        (Same::Reading, Lang::En) => "reading",
        (Same::Birth, Lang::Ja) => "生年月日",
        (Same::Birth, Lang::En) => "birth",
        (Same::NameBegins, Lang::Ja) => "氏名の初め",
        (Same::NameBegins, Lang::En) => "beginning of the name",
        (Same::ReadingBegins, Lang::Ja) => "フリガナの初め",
        (Same::ReadingBegins, Lang::En) => "beginning of the reading",
    };
    let words: Vec<&str> = same.iter().map(word).collect();
    words.join(match lang {
        Lang::Ja => "・",
        Lang::En => ", ",
    })
}

/// Names a handover as people know it: person, other office, phase; its number stands beside.
fn concerned(it: &Concerned, lang: Lang) -> String {
    let phase = it.phase.map_or("", |it| label::handover::phase(it, lang));
    let number = match lang {
        Lang::Ja => format!("番号 {}", brief(&it.id)),
        Lang::En => format!("number {}", brief(&it.id)),
    };
    let known = [it.person.trim(), it.office.trim(), phase, &number];
    let known: Vec<&str> = known.into_iter().filter(|it| !it.is_empty()).collect();
    known.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    })
}

/// The first eight characters of an id, enough to find it in a list.
pub(crate) fn brief(id: &impl std::fmt::Display) -> String {
    id.to_string().chars().take(8).collect()
}

pub(crate) fn sections(sections: &[SectionId], lang: Lang) -> String {
    listed(sections.iter().map(|it| label::section(*it, lang)), lang)
}

pub(crate) fn fields(fields: &[FieldId], lang: Lang) -> String {
    listed(fields.iter().map(|it| label::field(*it, lang)), lang)
}

pub(crate) fn key_facts(facts: &[KeyFact], lang: Lang) -> String {
    listed(facts.iter().map(|it| words::key_fact(*it, lang)), lang)
}

pub(crate) fn questions(open: &[QuestionNo], lang: Lang) -> String {
    listed(open.iter().map(|it| it.get().to_string()), lang)
}

/// Lists names, the first ones by name and the others as a number.
pub(crate) fn listed(names: impl Iterator<Item = impl Into<String>>, lang: Lang) -> String {
    let names: Vec<String> = names.map(Into::into).collect();
    let (first, rest) = names.split_at(names.len().min(NAMED));
    match (lang, rest.len()) {
        (Lang::Ja, 0) => first.join("、"),
        (Lang::En, 0) => first.join(", "),
        (Lang::Ja, more) => format!("{}、ほか{more}件", first.join("、")),
        (Lang::En, more) => format!("{} and {more} more", first.join(", ")),
    }
}

#[cfg(test)]
pub(crate) mod tests;
