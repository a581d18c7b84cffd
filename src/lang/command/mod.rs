//! The words of the command line: headings, what was done, and what was typed wrongly.
//!
//! Why a step was refused is in `problem`; names of sections, fields and states are in `label`.

pub mod help;

use std::collections::BTreeSet;
use std::io::ErrorKind;

use crate::domain::calendar::{Day, Month};
use crate::domain::handover::entry::Handling;
use crate::domain::handover::permit::BeforeOffer;
use crate::domain::handover::turn::Agreed;
use crate::domain::id::Means;
use crate::domain::section::{FieldId, ItemId};
use crate::lang::{Lang, condition, date, message, newer, taking_back};
use crate::workflow::brought::Takes;
use crate::workflow::condition::Condition;
use crate::workflow::consent::Withdrawing;

macro_rules! words {
    ($($word:ident $ja:literal $en:literal,)+) => {
        /// A word or heading of the command line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is said in full right below")]
        pub enum Word { $($word,)+ }

        /// Gives the word in the language.
        pub fn word(word: Word, lang: Lang) -> &'static str {
            match (word, lang) {
                $((Word::$word, Lang::Ja) => $ja, (Word::$word, Lang::En) => $en,)+
            }
        }

        /// Every word.
        #[cfg(test)]
        const ALL: &[Word] = &[$(Word::$word,)+];
    };
}

words! {
    Passphrase "パスフレーズ" "Passphrase",
    NewPassphrase "新しいパスフレーズ" "New passphrase",
    PassphraseAgain "もう一度" "Once more",
    FingerprintReadOut "相手が読み上げた指紋" "The fingerprint they read out",
    Initialised "事業所の保管庫を作りました。" "The store of this office was made.",
    SheetBelow "復旧シート（この画面にだけ表示します。紙に書き写し、鍵のかかる場所に保管してください）:"
        "Recovery sheet (shown only now: copy it to paper and lock it away):",
    SheetWritten "復旧シートを書き出しました。印刷し、鍵のかかる場所に保管してから、ファイルを消してください。"
        "The recovery sheet was written. Print it, lock it away, then delete the file.",
    SheetMade "新しい復旧シートを作りました。" "A new recovery sheet was made.",
    SheetsVoid "前の復旧シートはもう使えません。破って捨ててください。"
        "Earlier recovery sheets no longer work: destroy them.",
    SheetTyped "復旧シートの文字（表示されません。空白と改行の有無は問いません。1行で入れてください）"
        "The recovery sheet (not shown; in one line, spaces do not matter)",
    Recovered "新しい職員として入れるようになりました。復旧シートは作り直しました。"
        "The new account can sign in. There is a new recovery sheet.",
    WaitsForStore "別の画面のtasukiが、いまこの保管庫を開いています。閉じるかロックされるまで待ちます（やめるときは Ctrl+C）。"
        "tasuki has this store open in another window. Waiting until it is closed or locked (Ctrl+C gives up).",
    StaffShutOut "職員を退職にしました。保管庫はもう開けません。" "The member of staff was shut out and can no longer open the store.",
    StaffAdded "職員を登録しました。" "The member of staff was added.",
    PassphraseChanged "パスフレーズを変更しました。" "The passphrase was changed.",
    MailboxSet "共有フォルダを設定しました。" "The shared folder was set.",
    NoMailbox "共有フォルダは設定されていません。" "No shared folder is set.",
    NoCases "該当するケースはありません。" "No such cases.",
    NothingCame "この14日間に届いたものはありません。" "Nothing came in the last 14 days.",
    NothingOpen "いますることはありません。" "Nothing to do now.",
    OpenHandover "進行中の引継ぎ" "open handover",
    NoAlerts "いま気をつけることはありません。" "Nothing to look at now.",
    NoHandovers "引継ぎはありません。" "No handovers.",
    NoConsents "同意の記録はありません。" "No consent is recorded.",
    NoChanges "変更はまだありません。" "Nothing was changed yet.",
    Before "前" "before",
    After "後" "after",
    NoNotes "業務メモはありません。" "No working notes.",
    NothingOver "保存期間を過ぎたもの、まもなく過ぎるものはありません。" "Nothing is kept whose time is over, or soon will be.",
    ShredSure "廃棄する方の氏名（氏名がないときは番号の初めの8文字）" "The name, to be sure (where there is none, the first eight characters of the number)",
    Shredded "廃棄しました。元には戻せません。廃棄証明です。" "It was destroyed, for good. This is the receipt.",
    NoReceipts "廃棄したものはありません。" "Nothing was destroyed.",
    NoRecords "提供・受領の記録はありません。" "No such records.",
    CaseMade "ケースを作りました。" "The case was made.",
    CaseHere "同じ内容のケースがもうあります。何も変えていません。" "A case says all of this already. Nothing was changed.",
    CaseWouldBe "新しいケースになります。まだ何も書いていません。" "It would be a new case. Nothing is written yet.",
    CaseAlike "同じ方かもしれないケースがあります。まだ何も書いていません。" "Somebody here may be the same person. Nothing is written yet.",
    CaseChanged "ケースを保存しました。" "The case was saved.",
    SubmitAnew "渡る内容が変わったので、承認を求め直します。" "What goes has changed: approval is to be asked for anew.",
    Written "書き出しました。" "Written.",
    TableLooked "確かめただけです。まだ何も登録していません。" "Only checked: nothing was written.",
    TableNothingNew "新しく登録する行はありません。何も変えていません。" "No row is new. Nothing was changed.",
    TableTakenIn "「新しく登録」の行を登録しました。ほかの行は変えていません。" "The rows marked as new were written. Nothing else was changed.",
    NoteKept "業務メモを保存しました。事業所の外には出ません。" "The working note was kept. It never leaves the office.",
    Attached "ファイルを添付しました。" "The file was attached.",
    PutAway "ファイルを片付けました。保存の義務があるので、もう渡らず、保存期間が過ぎるまで残ります。" "The file was put away: it has to be kept, goes nowhere any more, and stays until its time is over.",
    Detached "ファイルを外し、中身を消しました。" "The file was taken away, and its bytes erased.",
    AttachedFiles "添付のファイル" "Attached files",
    NoVisits "見学・体験の記録はまだありません。" "No visit is written down yet.",
    VisitKept "見学・体験を保存しました。先方に伝えてよいのは、次の一行だけです。" "It was written down. No more than the line below may be told there.",
    NoMeetings "会議の記録はまだありません。" "No meeting is written down yet.",
    MeetingKept "会議の記録を保存しました。事業所の外には出ません。" "It was written down. It never leaves the office.",
    StillToTell "まだ知らせていない関係者" "People to be told",
    ContactKept "関係者への連絡を保存しました。事業所の外には出ません。" "It was written down. It never leaves the office.",
    NoAttachments "添付したファイルはありません。" "No file is attached.",
    ConsentRecorded "同意を記録しました。" "The consent was recorded.",
    NotPartOfAll "まとめての同意に入らない項目（入れるときは一つずつ挙げます）" "Not part of all; each is named by itself",
    ConsentWithdrawn "同意の撤回を記録しました。" "The withdrawal of consent was recorded.",
    TakenBackOnPaper "撤回を、紙の事業所に電話などで伝え、渡した紙の返却か廃棄を頼む引継ぎ" "taken back in handovers to an office on paper, which somebody has to tell and ask for the paper",
    TakenBackIn "撤回として相手に伝わる引継ぎ"
        "Told as withdrawn in these handovers",
    WithdrawAsk "撤回を記録します。元に戻せません。よければ「はい」と入れてください" "The withdrawal is recorded and cannot be undone. Type \"yes\" to go on",
    ServicePeriod "利用期間" "Service period",
    TypeYes "よければ「はい」と入れてください" "Type \"yes\" to go on",
    DiscardAsk "この下書きを破棄します。会議の記録、関係者への連絡、書きかけも消え、元に戻せません。よければ「はい」と入れてください" "The draft is thrown away, with its minutes, its people to be told and what was being typed. It cannot be undone. Type \"yes\" to go on",
    DraftDiscarded "下書きを破棄しました。" "The draft was discarded.",
    DraftKept "回答の下書きを保存しました。" "The draft of the answer was kept.",
    FactsDiffer "記録と違う要点" "Key facts that differ",
    CardWritten "事業所カードを書き出しました。" "The card of this office was written.",
    PaperCardKept "紙でやりとりする事業所を登録しました。渡すものは印刷します。" "The office on paper was kept. What goes to it is printed.",
    CardKept "相手のカードを登録しました。電話で指紋を読み合わせるまで、何も送りません。"
        "The card was kept. Nothing is sealed to it before the fingerprint was read out by telephone.",
    CardRevoked "この事業所を信用しないことにしました。何も送らず、届いたものは開きません。共有フォルダに置いてある小包は、次のsyncで取り除きます。もう届いたものは取り戻せません。電話で指紋を確かめ直すと、元に戻ります。"
        "This office is no longer trusted: nothing is sent to it, and nothing from it is opened. What lies in the shared folder for it is taken away by the next sync. What has reached it cannot be taken back. Verifying its fingerprint by telephone restores trust.",
    NotSentKept "記録しました。小包は開けずに残ります。増えたら、また知らせます。" "Recorded. The parcels stay unopened; it is told again should there be more.",
    CardVerified "指紋を確認しました。" "The fingerprint was verified.",
    ChainHolds "記録のつながりに異状はありません。" "The chain holds.",
    OwnCard "この事業所" "This office",
    Id "ID" "id",
    Name "名称" "name",
    Corporation "法人" "corporation",
    Number "事業所番号" "number",
    Address "所在地" "address",
    Representative "代表者" "representative",
    Phone "電話" "phone",
    Fingerprint "指紋" "fingerprint",
    PairNumber "照合番号" "pair number",
    Revision "版" "revision",
    HandedOver "移管済（見るだけ）" "moved (read only)",
    Turn "次の番" "turn",
    NobodysTurn "どちらの番でもない" "nobody's turn",
    ContentGone "届いた内容は、もうここにありません" "what came is not here any more",
    Due "期限" "by",
    Owner "いま受け持つ事業所" "responsible now",
    Side "この事業所" "this office",
    Duties "すること" "duties",
    Sections "章" "sections",
    Unread "未読" "unread",
    Questions "照会" "questions",
    QuestionOpen "回答待ち" "waits for an answer",
    QuestionAnswered "回答済" "answered",
    QuestionCannot "回答できない" "cannot be answered",
    QuestionClosed "終了" "closed",
    Log "やりとり" "what was said",
    Steps "できること" "steps that are open",
    NotOpen "できないこと" "steps that are not",
    MonthsOpen "残り月数の市町村確認がそろっていません。そろうまで、契約終了は記録できません" "months not confirmed by the city: until then the end of the contract cannot be recorded",
    Missing "未記入の必須の欄" "required fields without an answer",
    Unsent "未送信" "not sent",
    Unconfirmed "相手に届いたと確かめられていないもの" "not known to have arrived",
    Content "内容" "content",
    ReturnReason "差戻の理由" "why it was returned",
    Until "期限" "until",
    Signed "署名日" "signed",
    InForce "有効" "in force",
    NotInForce "無効" "not in force",
    Items "項目" "items",
    Purpose "目的" "purpose",
    Mode "同意の形" "kind of consent",
    Withdrawn "撤回" "withdrawn",
    WouldSee "今日この事業所に見えるもの" "What this office would see today",
    StaysHere "出ないもの" "What stays here",
    ComesBack "相手から返るもの" "What comes back",
    NothingDisclosed "有効な同意がないので、何も出ません。" "No consent is in force: nothing leaves.",
    Entries "記録の行" "journal lines",
    Records "記録" "records",
    NoWithdrawals "撤回はありません。" "Nothing was taken back.",
    Head "末尾" "head",
    Usual "標準" "usual",
    SetByCity "市町村ごとに変えられます（--city）。" "It can differ by city (--city).",
    SetForOffice "事業所に一つの設定です。市町村ごとには変えられません。" "One setting for the office; it does not differ by city.",
    SetForCity "この市町村だけの値です。" "Holds for this city only.",
    DemoBuilt "見本の町を作りました。" "The sample town was built.",
    PassphraseFile "パスフレーズのファイル" "passphrase file",
    UsualPurpose "就労移行支援事業所の変更に伴う支援の引継ぎ" "continuing support at another employment-transition support office",
    UsualPlace "事業所の書庫" "in the office",
}

/// What was typed and cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nobody said who acts.
    NoStaff,
    /// Neither `--home` nor a usual place is known.
    NoHome,
    /// A person must answer, and there is no terminal.
    NoTerminal,
    /// What cannot be undone was not agreed to, or nobody could be asked.
    NotSure,
    /// How a withdrawal is answered takes this, and it was not agreed to, or nobody could be asked.
    NotSureToTake(Handling, Takes),
    /// A follow-up was not recorded before its day, because nobody agreed to it, or nobody could be asked.
    NotSureSoEarly(Agreed),
    /// A day before the first offer was not recorded, because nobody agreed to it, or nobody could be asked.
    NotSureBeforeOffer(BeforeOffer),
    /// It was not released, because these fields of the case changed since it was offered, and nobody agreed to it, or nobody
    /// could be asked.
    NotSureAsChanged(Vec<FieldId>),
    /// A table was not taken in, because nobody agreed to what its columns are taken as, or nobody could be asked.
    NotSureOfColumns,
    /// An addition of these fields was not sent, because nobody agreed to it, or nobody could be asked.
    NotSureToAdd(Vec<FieldId>),
    /// Nothing was offered anew, because nobody said that this condition is accepted, or nobody could be asked.
    NotSureOf(Box<Condition>),
    /// A form was not recorded, because it leaves out these items of what is offered to this office, and nobody agreed to
    /// that withdrawal.
    LeavesOut {
        /// The items.
        items: BTreeSet<ItemId>,
        /// The other office.
        receiver: String,
        /// How it is reached.
        means: Means,
    },
    /// A withdrawal was not recorded, of these items or of all, because nobody agreed to it, or nobody could be asked.
    NotWithdrawn(Option<BTreeSet<ItemId>>, Box<Withdrawing>),
    /// The two passphrases are not the same.
    PassphrasesDiffer,
    /// A file that was named failed so.
    File(String, ErrorKind),
    /// Output failed so.
    Output(ErrorKind),
    /// There is no terminal to draw on, or it failed.
    Screen,
    /// `--set` without `=`.
    NotSet(String),
    /// Nothing is to be changed.
    NothingToDo,
    /// This option is about tables, and the file is none.
    OnlyTable(&'static str),
    /// The kind of field can only be given as JSON.
    OnlyJson(String),
    /// None of the words that can stand here.
    NoSuchWord {
        /// Where.
        place: &'static str,
        /// What was typed.
        typed: String,
        /// What can stand there.
        words: Vec<&'static str>,
    },
    /// A day whose year is not clear, with the days it may be.
    WhichDay(Vec<Day>),
    /// A month whose year is not clear, with the months it may be.
    WhichMonth(Vec<Month>),
    /// Nothing here tells how many months were used.
    NoMonths,
    /// A read-back needs three risks.
    ThreeRisks,
    /// The JSON of a read-back is not one.
    ReadBackJson(String),
    /// The office number is not ten digits.
    OfficeNumber,
}

/// Says what was typed wrongly, and what to do.
pub fn wrong(wrong: &Wrong, lang: Lang) -> String {
    match lang {
        Lang::Ja => wrong_ja(wrong),
        Lang::En => wrong_en(wrong),
    }
}

/// Says that the program itself is broken, what becomes of what was written, and which line to pass on.
pub fn defect(place: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "tasukiに不具合があり、止まりました。\n保存したものは、そのまま残っています。画面に入力していたことも、1秒ほど前までの分は残っています。\nもう一度開くと、「今日すること」の「書きかけ」から続けられます。\n次の一行を、tasukiを入れた担当の方に伝えてください。利用者のことは入っていません。\n{place}"
        ),
        Lang::En => format!(
            "tasuki stopped because of a defect of its own.\nWhat was saved is there. What was typed on a screen is there, too, up to a second before.\nStart it again: today leads back to what was not saved.\nPlease pass the next line on to whoever installed tasuki. Nothing about a person is in it.\n{place}"
        ),
    }
}

fn wrong_ja(wrong: &Wrong) -> String {
    match wrong {
        Wrong::NoStaff => "だれが操作するかが分かりません。\n`--as 職員名` を付けるか、TASUKI_AS を設定してください。".into(),
        Wrong::NoHome => "記録の置き場所が分かりません。\n`--home フォルダ` を付けてください。".into(),
        Wrong::NoTerminal => "端末がないので、たずねられません。\nパスフレーズは `--passphrase-file` で、ほかは引数で渡してください。".into(),
        Wrong::OnlyTable(option) => format!("`{option}` は表（CSV・XLSX）の取り込みだけに使えます。\n表なら、名前の終わりを .csv か .xlsx にしてください。JSONなら、付けずに行ってください。"),
        Wrong::NotSure => "元に戻せないことなので、行いませんでした。\n端末で「はい」と答えるか、`--yes` を付けてください。".into(),
        Wrong::NotSureToTake(handling, takes) => {
            let said = message::handling_takes(*handling, *takes, Lang::Ja).what;
            format!("{said}まだ何も行っていません。\n端末で「はい」と答えるか、`--yes` を付けてください。残すときは kept（理由があり保存）です。")
        }
        Wrong::NotSureBeforeOffer(it) => {
            let said = message::before_offer(*it, Lang::Ja).what;
            format!("{said}\n記録しませんでした。端末で「はい」と答えるか、そのつもりなら `--yes` を付けてください。")
        }
        Wrong::NotSureAsChanged(fields) => {
            let said = message::changed_since(fields, Lang::Ja).what;
            format!("{said}\n引き渡しませんでした。端末で「はい」と答えるか、そのつもりなら `--yes` を付けてください。")
        }
        Wrong::NotSureSoEarly(agreed) => {
            let said = message::follow_up_early(*agreed, Lang::Ja).what;
            format!("{said}\n記録しませんでした。端末で「はい」と答えるか、そのつもりなら `--yes` を付けてください。")
        }
        Wrong::NotSureOfColumns => "どの列をどの欄に取り込むかを確かめていないので、何も取り込みませんでした。\n`--dry-run` を付けると、書かずに見られます。よければ、端末で「はい」と答えるか、`--yes` を付けてください。".into(),
        Wrong::NotSureToAdd(fields) => {
            let said = newer::ask_to_add(fields, Lang::Ja).what;
            format!("{said}\nまだ送っていません。端末で「はい」と答えるか、そのつもりなら `--yes` を付けてください。")
        }
        Wrong::NotSureOf(put) => {
            let said = condition::said(put, Lang::Ja);
            format!("{said}\nまだ提供していません。本人と当所がこの条件を受け入れるなら、端末で「はい」と答えるか、`--yes` を付けてください。")
        }
        Wrong::LeavesOut { items, receiver, means } => format!(
            "{}\n記録しませんでした。端末で「はい」と答えるか、そのつもりなら `--yes` を付けてください。",
            taking_back::left_out(items, (receiver, *means), Lang::Ja)
        ),
        Wrong::NotWithdrawn(items, about) => {
            let asked = taking_back::asked(items.as_ref(), about, Lang::Ja);
            format!("{}{}\n記録しませんでした。端末で「はい」と答えるか、そのつもりなら `--yes` を付けてください。", asked.what, asked.then)
        }
        Wrong::PassphrasesDiffer => "二つのパスフレーズが違います。\nもう一度入力してください。".into(),
        Wrong::File(path, kind) => format!("ファイル {path} を扱えません: {}。", file_ja(*kind)),
        Wrong::Output(kind) => format!("出力できません: {}。", file_ja(*kind)),
        Wrong::Screen => "端末の画面を使えません。\n端末で実行するか、`tasuki --help` の命令を使ってください。".into(),
        Wrong::NotSet(typed) => format!("「{typed}」は「欄=値」の形ではありません。\n例: --set person.name=見本花子"),
        Wrong::NothingToDo => "変えるものがありません。\n変える値を付けてください（その命令に --help を付けると見られます）。".into(),
        Wrong::OnlyJson(field) => format!("{field} は引数では書けません。\nJSON ファイルを --from で渡してください。"),
        Wrong::NoSuchWord { place, typed, words } => {
            format!("{place} に「{typed}」は使えません。\n使えるもの: {}", words.join(", "))
        }
        Wrong::WhichDay(days) => era_ja(date::which_typed(days, date::day_and_iso, Lang::Ja)),
        Wrong::WhichMonth(months) => era_ja(date::which_typed(months, date::month, Lang::Ja)),
        Wrong::NoMonths => "使った月数が分かりません。--months-used に書いてください。".into(),
        Wrong::ThreeRisks => "復唱には、リスクを三つ書いてください（--risk を三回）。".into(),
        Wrong::ReadBackJson(why) => format!("復唱の JSON を読めません: {why}。\n形は docs/commands.md にあります。"),
        Wrong::OfficeNumber => "事業所番号は 10 桁の数字です。\n指定通知書の番号を確かめてください。".into(),
    }
}

fn wrong_en(wrong: &Wrong) -> String {
    match wrong {
        Wrong::NoStaff => "Nobody said who acts.\nAdd `--as STAFF` or set TASUKI_AS.".into(),
        Wrong::NoHome => "Where the store is, is not known.\nAdd `--home DIR`.".into(),
        Wrong::NoTerminal => "There is no terminal to ask at.\nGive the passphrase with `--passphrase-file`, anything else as an argument.".into(),
        Wrong::OnlyTable(option) => format!("`{option}` is for tables (CSV, XLSX) only.\nIf the file is one, let its name end in .csv or .xlsx; if it is JSON, leave the option out."),
        Wrong::NotSure => "This cannot be undone, so it was not done.\nAnswer \"yes\" at the terminal, or give `--yes`.".into(),
        Wrong::NotSureToTake(handling, takes) => {
            let said = message::handling_takes(*handling, *takes, Lang::En).what;
            format!("{said} Nothing was done yet.\nAnswer \"yes\" at the terminal, or give `--yes`. `kept`, with a reason, keeps it.")
        }
        Wrong::NotSureBeforeOffer(it) => {
            let said = message::before_offer(*it, Lang::En).what;
            format!("{said}\nIt was not recorded. Answer \"yes\" at the terminal, or give `--yes` where it is meant.")
        }
        Wrong::NotSureAsChanged(fields) => {
            let said = message::changed_since(fields, Lang::En).what;
            format!("{said}\nIt was not released. Answer \"yes\" at the terminal, or give `--yes` where it is meant.")
        }
        Wrong::NotSureSoEarly(agreed) => {
            let said = message::follow_up_early(*agreed, Lang::En).what;
            format!("{said}\nIt was not recorded. Answer \"yes\" at the terminal, or give `--yes` where it is meant.")
        }
        Wrong::NotSureOfColumns => "Nobody agreed to which field each column is, so nothing was taken in.\n`--dry-run` shows it and writes nothing. If it is right, answer \"yes\" at the terminal, or give `--yes`.".into(),
        Wrong::NotSureToAdd(fields) => {
            let said = newer::ask_to_add(fields, Lang::En).what;
            format!("{said}\nIt was not sent yet. Answer \"yes\" at the terminal, or give `--yes` where it is meant.")
        }
        Wrong::NotSureOf(put) => {
            let said = condition::said(put, Lang::En);
            format!("{said}\nIt was not offered yet. Where the person and this office accept it, answer \"yes\" at the terminal, or give `--yes`.")
        }
        Wrong::LeavesOut { items, receiver, means } => format!(
            "{}\nIt was not recorded. Answer \"yes\" at the terminal, or give `--yes` where it is meant.",
            taking_back::left_out(items, (receiver, *means), Lang::En)
        ),
        Wrong::NotWithdrawn(items, about) => {
            let asked = taking_back::asked(items.as_ref(), about, Lang::En);
            format!("{} {}\nIt was not recorded. Answer \"yes\" at the terminal, or give `--yes` where it is meant.", asked.what, asked.then)
        }
        Wrong::PassphrasesDiffer => "The two passphrases differ.\nType them again.".into(),
        Wrong::File(path, kind) => format!("The file {path} cannot be used: {}.", file_en(*kind)),
        Wrong::Output(kind) => format!("Output failed: {}.", file_en(*kind)),
        Wrong::Screen => "The terminal cannot be used.\nRun this in a terminal, or use a command (`tasuki --help`).".into(),
        Wrong::NotSet(typed) => format!("\"{typed}\" is not FIELD=VALUE.\nFor example: --set person.name=見本花子"),
        Wrong::NothingToDo => "There is nothing to change.\nAdd what is to be changed (see --help of the command).".into(),
        Wrong::OnlyJson(field) => format!("{field} cannot be given as an argument.\nGive a JSON file with --from."),
        Wrong::NoSuchWord { place, typed, words } => {
            format!("{place} cannot be \"{typed}\".\nIt can be: {}", words.join(", "))
        }
        Wrong::WhichDay(days) => era_en(date::which_typed(days, date::day_and_iso, Lang::En)),
        Wrong::WhichMonth(months) => era_en(date::which_typed(months, date::month, Lang::En)),
        Wrong::NoMonths => "Nothing here tells the months used: give --months-used.".into(),
        Wrong::ThreeRisks => "A read-back names three risks: give --risk three times.".into(),
        Wrong::ReadBackJson(why) => format!("The JSON of the read-back cannot be read: {why}.\nIts shape is in docs/commands.md."),
        Wrong::OfficeNumber => "An office number has ten digits.\nSee the notice of designation (指定通知書).".into(),
    }
}

fn era_ja(which: Option<String>) -> String {
    format!(
        "{}（または --era R のように元号を指定）。",
        which.unwrap_or_default()
    )
}

fn era_en(which: Option<String>) -> String {
    format!(
        "{}, or add --era R (or H, S, T).",
        which.unwrap_or_default()
    )
}

/// How arguments can be wrong before anything of them is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// There is no such option, or one word too many.
    UnknownArgument(String),
    /// There is no such command.
    UnknownCommand(String),
    /// None of the values that can stand here, or none that can be read.
    Value {
        /// Where.
        place: String,
        /// What was typed; empty when nothing was.
        typed: String,
        /// What can stand there, where that is a list.
        words: Vec<String>,
    },
    /// These are needed.
    Missing(Vec<String>),
    /// A command is to be named.
    NoCommand,
    /// These do not go together.
    Together(String, Vec<String>),
    /// Given more often than once.
    Twice(String),
    /// Anything else, such as bytes that are no text.
    Other,
}

/// Says how the arguments are wrong, and what to do.
pub fn misuse(misuse: &Misuse, lang: Lang) -> String {
    let (what, then) = match lang {
        Lang::Ja => (
            misuse_ja(misuse),
            "使い方は、その命令に `--help` を付けると見られます（例: tasuki case --help）。",
        ),
        Lang::En => (
            misuse_en(misuse),
            "Add `--help` to the command to see how it is used (for example: tasuki case --help).",
        ),
    };
    format!("{what}\n{then}")
}

fn misuse_ja(misuse: &Misuse) -> String {
    match misuse {
        Misuse::UnknownArgument(typed) => format!("「{typed}」という指定はありません。"),
        Misuse::UnknownCommand(typed) => format!("「{typed}」という命令はありません。"),
        Misuse::Value {
            place,
            typed,
            words,
        } => {
            let said = match typed.is_empty() {
                true => format!("{place} の値がありません。"),
                false => format!("{place} に「{typed}」は使えません。"),
            };
            listed(said, "使えるもの", words)
        }
        Misuse::Missing(names) => format!("必要なものが足りません: {}", names.join(" ")),
        Misuse::NoCommand => "命令が足りません。何をするかを続けて書いてください。".into(),
        Misuse::Together(one, others) => {
            format!("{one} は {} と一緒に使えません。", others.join(" "))
        }
        Misuse::Twice(one) => format!("{one} は一度だけ書いてください。"),
        Misuse::Other => "命令の書き方が違います。".into(),
    }
}

fn misuse_en(misuse: &Misuse) -> String {
    match misuse {
        Misuse::UnknownArgument(typed) => {
            format!("There is no option or argument \"{typed}\" here.")
        }
        Misuse::UnknownCommand(typed) => format!("There is no command \"{typed}\"."),
        Misuse::Value {
            place,
            typed,
            words,
        } => {
            let said = match typed.is_empty() {
                true => format!("{place} has no value."),
                false => format!("{place} cannot be \"{typed}\"."),
            };
            listed(said, "It can be", words)
        }
        Misuse::Missing(names) => format!("Something is missing: {}", names.join(" ")),
        Misuse::NoCommand => "A command is missing: say what is to be done.".into(),
        Misuse::Together(one, others) => format!("{one} does not go with {}.", others.join(" ")),
        Misuse::Twice(one) => format!("{one} can be given once only."),
        Misuse::Other => "The command was not understood.".into(),
    }
}

fn listed(said: String, heading: &str, words: &[String]) -> String {
    match words.is_empty() {
        true => said,
        false => format!("{said}\n{heading}: {}", words.join(", ")),
    }
}

fn file_ja(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "見つかりません",
        ErrorKind::PermissionDenied => "許可されていません",
        ErrorKind::AlreadyExists => {
            "すでにあります。上書きはしません（途中で止まった書き出しが残した空のファイルなら、消してからやり直してください）"
        }
        ErrorKind::InvalidData => "UTF-8 の文章ではありません",
        ErrorKind::IsADirectory => "フォルダです",
        ErrorKind::StorageFull => "空きがありません",
        _ => "読み書きに失敗しました",
    }
}

fn file_en(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "it is not there",
        ErrorKind::PermissionDenied => "that is not permitted",
        ErrorKind::AlreadyExists => {
            "it is there already and is not written over (if it is empty and a command that was killed left it, delete it and try again)"
        }
        ErrorKind::InvalidData => "it is not UTF-8 text",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::StorageFull => "there is no room left",
        _ => "reading or writing failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::screen::dossier::Dossier;
    use crate::lang::screen::post::Post;
    use crate::lang::screen::prepare::Prepare;

    #[test]
    fn a_section_an_item_and_a_field_are_called_the_same_as_on_the_screens() {
        let screens = [
            (Word::Sections, Dossier::Sections.text(Lang::Ja), "章"),
            (Word::Items, Dossier::Items.text(Lang::Ja), "項目"),
            (Word::Missing, Prepare::Empty.text(Lang::Ja), "欄"),
            (
                Word::FactsDiffer,
                Prepare::Differences.text(Lang::Ja),
                "要点",
            ),
            (
                Word::MailboxSet,
                Post::Folder.text(Lang::Ja),
                "共有フォルダ",
            ),
        ];
        for (command, screen, called) in screens {
            assert!(word(command, Lang::Ja).contains(called), "{command:?}");
            assert!(screen.contains(called), "{screen}");
        }
    }

    #[test]
    fn every_word_is_there_in_both_languages() {
        for one in ALL {
            for lang in Lang::ALL {
                assert!(!word(*one, lang).is_empty(), "{one:?}");
            }
        }
    }
}
