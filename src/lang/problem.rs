//! What to say when a step was not taken: what happened, and what to do about it.
//!
//! It decides nothing and repeats nothing that was typed: a problem may stand where others look on.

use crate::domain::answer::{Place, Wrong, WrongAnswer};
use crate::domain::attachment::AttachmentRefused;
use crate::domain::consent::{FormRefused, NotCovered};
use crate::domain::handover::draft::NotReady;
use crate::domain::handover::guard::Refusal;
use crate::domain::handover::permit::{Actor, Denied, Step, has_right};
use crate::domain::id::QuestionNo;
use crate::domain::key_fact::KeyFact;
use crate::domain::section::{FieldId, SectionId};
use crate::domain::setting::{SettingId, SettingRefused};
use crate::domain::staff::Role;
use crate::domain::text::{TextRefused, shown};
use crate::lang::label::{self, handover as words};
use crate::lang::never::never_stored;
use crate::lang::people::{columns_wrong, table_refused};
use crate::lang::{Lang, date};
use crate::workflow::import::{Expected, ImportWrong, RowProblem};
use crate::workflow::problem::{
    CardLine, CardRefused, Part, Problem, Thing, TransportError, VaultError,
};

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
        Problem::Date(why) => Said::of(
            lang,
            ("日付を受け取れませんでした。", date::refused(*why, lang)),
            ("The date was not taken.", date::refused(*why, lang)),
        ),
        Problem::Answer(wrong) => answer(None, wrong, lang),
        Problem::NeverStored(traces) => never_stored(traces, lang),
        Problem::Table(why) => table_refused(*why, lang),
        Problem::Columns(why) => columns_wrong(why, lang),
        Problem::Attachment(why) => attachment(*why, lang),
        Problem::Rows(rows) => import(rows, lang),
        Problem::NotCovered(why) => not_covered(*why, lang),
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
        Problem::OpenHandover(id) => Said::of(
            lang,
            (
                format!(
                    "このケースには、進行中の引継ぎ（{}）があります。",
                    brief(id)
                ),
                "その引継ぎを進めるか、取り下げてから、もう一度行ってください。",
            ),
            (
                format!("This case has an open handover ({}).", brief(id)),
                "Finish or recall that one, then try again.",
            ),
        ),
        Problem::HandedOver(id) => Said::of(
            lang,
            (
                format!(
                    "このケースは引継ぎ（{}）で移管済のため、見るだけになります。",
                    brief(id)
                ),
                "伝えることがあれば、相手の事業所に連絡してください。",
            ),
            (
                format!(
                    "This case has moved to the other office (handover {}) and can only be read.",
                    brief(id)
                ),
                "If there is something to add, call the other office.",
            ),
        ),
        Problem::EntriesLost(id) => Said::of(
            lang,
            (
                format!(
                    "引継ぎ（{}）で、当所が書いた記録の一部がここにないようです。書き足せません。",
                    brief(id)
                ),
                "送受信を行ってください。戻らなければ、相手の事業所に電話して、すべて送り直してもらってください。",
            ),
            (
                format!(
                    "In the handover ({}), entries of this office seem to be missing here; nothing \
                     can be added.",
                    brief(id)
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
        Problem::NotVerified(id) => Said::of(
            lang,
            (
                format!(
                    "相手の事業所（{}）のカードは、まだ確かめていません。",
                    brief(id)
                ),
                "電話で指紋を読み上げてもらい、照らし合わせてから提供してください。",
            ),
            (
                format!(
                    "The card of this office ({}) has not been verified.",
                    brief(id)
                ),
                "Telephone them, compare the fingerprint they read out, then offer.",
            ),
        ),
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

/// Says why the vault did not do it.
pub fn vault(cause: &VaultError, lang: Lang) -> Said {
    match cause {
        VaultError::WrongPassphrase => Said::of(
            lang,
            (
                "名前かパスフレーズが違います。",
                "もう一度入れてください。だれも入れないときは、復旧シートを手元に、命令 tasuki recover を使います。",
            ),
            (
                "The name or the passphrase is wrong.",
                "Enter them again. If nobody can get in, take the recovery sheet and use the command `tasuki recover`.",
            ),
        ),
        VaultError::WrongSheet => Said::of(
            lang,
            (
                "復旧シートの文字が、この保管庫のものと合いません。",
                "復旧シートを見ながら、番号の順に入れ直してください。前のシートでないかも確かめてください。",
            ),
            (
                "This is not what the recovery sheet of this store says.",
                "Enter the groups again in their order, and check that the sheet is the latest one.",
            ),
        ),
        VaultError::Busy => Said::of(
            lang,
            (
                "別の画面のtasukiが、いまこの保管庫を開いています。",
                "そちらを閉じるかロック（Ctrl+L）してから、もう一度行ってください。操作がなければ、やがて自分でロックします。",
            ),
            (
                "tasuki has this store open in another window.",
                "Close it or lock it (Ctrl+L), then try again. Left alone, it locks itself in a while.",
            ),
        ),
        VaultError::NotAVault => Said::of(
            lang,
            (
                "この場所には保管庫がありません。",
                "場所を確かめるか、はじめの設定をしてください。",
            ),
            (
                "There is no store in this place.",
                "Check the place, or begin with the first setup.",
            ),
        ),
        VaultError::AlreadyThere => Said::of(
            lang,
            (
                "この場所には、すでに保管庫があります。",
                "それを開くか、別の場所を選んでください。",
            ),
            (
                "There is a store in this place already.",
                "Open that one, or choose another place.",
            ),
        ),
        VaultError::NewerFormat => Said::of(
            lang,
            (
                "保管庫は、より新しい版のtasukiで書かれています。",
                "tasukiを新しい版にしてから開いてください。",
            ),
            (
                "The store was written by a newer version of tasuki.",
                "Update tasuki, then open it again.",
            ),
        ),
        VaultError::Damaged { part } => Said::of(
            lang,
            (
                format!(
                    "{}が壊れているか、書き換えられています。",
                    part_name(*part, lang)
                ),
                "書き足さずに、管理者に知らせてください。バックアップから戻せます。",
            ),
            (
                format!("{} is damaged or has been altered.", part_name(*part, lang)),
                "Write nothing more and tell the manager. A backup brings it back.",
            ),
        ),
        VaultError::RolledBack { part } => Said::of(
            lang,
            (
                format!(
                    "{}が、前に見たものより古くなっています。",
                    part_name(*part, lang)
                ),
                "バックアップから戻したのでなければ、使わずに管理者に知らせてください。",
            ),
            (
                format!(
                    "{} is older than what was seen here last.",
                    part_name(*part, lang)
                ),
                "Unless you restored a backup, do not use it; tell the manager.",
            ),
        ),
        VaultError::Conflict(_) => problem(&Problem::Stale, lang),
        VaultError::TooLarge => Said::of(
            lang,
            (
                "長すぎて保存できません。",
                "文章を短くしてから、もう一度保存してください。",
            ),
            (
                "It is too long to be kept.",
                "Shorten the text, then save again.",
            ),
        ),
        VaultError::NameTaken => problem(&Problem::NameTaken, lang),
        VaultError::NoSuchAccount => Said::of(
            lang,
            (
                "その職員は登録がないか、いま使っている本人です。",
                "職員の一覧で名前を確かめてください。自分の登録は、別の職員に頼んでください。",
            ),
            (
                "That member of staff is not registered, or is the one signed in.",
                "Check the name in the list of staff. Your own account is for a colleague to change.",
            ),
        ),
        VaultError::NoMemory => Said::of(
            lang,
            (
                "メモリが足りず、開けませんでした。",
                "ほかのソフトを閉じてから、もう一度開いてください。",
            ),
            (
                "There was not enough memory to open it.",
                "Close other programs, then open again.",
            ),
        ),
        VaultError::Reopen => Said::of(
            lang,
            (
                "前の保存が終わったかどうか、確かめられませんでした。",
                "いったん閉じてロックし、開き直してください。最後の入力が残っているか見てください。",
            ),
            (
                "It is not certain whether the last save was finished.",
                "Lock, open again, and see whether the last entry is there.",
            ),
        ),
        VaultError::Io(cause) => disk(cause.kind(), lang),
    }
}

fn disk(kind: std::io::ErrorKind, lang: Lang) -> Said {
    use std::io::ErrorKind;
    match kind {
        ErrorKind::StorageFull => Said::of(
            lang,
            (
                "ディスクがいっぱいで、保存できませんでした。",
                "要らないファイルを片付けてから、もう一度保存してください。",
            ),
            (
                "The disk is full; it was not saved.",
                "Make room on the disk, then save again.",
            ),
        ),
        ErrorKind::PermissionDenied => Said::of(
            lang,
            (
                "保管庫の場所を読み書きする許可がありません。",
                "フォルダの権限を管理者に確かめてもらってください。",
            ),
            (
                "The place of the store may not be read or written.",
                "Ask the manager to check the permissions of the folder.",
            ),
        ),
        _ => Said::of(
            lang,
            (
                "ディスクの読み書きに失敗しました。",
                "もう一度行ってください。続くようなら、バックアップを取り、管理者に知らせてください。",
            ),
            (
                "The disk could not be read or written.",
                "Try again. If it goes on, make a backup and tell the manager.",
            ),
        ),
    }
}

fn part_name(part: Part, lang: Lang) -> &'static str {
    let (ja, en) = match part {
        Part::Keyring => ("鍵のファイル", "The file of keys"),
        Part::Pointer => ("保管庫の目印のファイル", "The marker file of the store"),
        Part::Journal => ("操作の記録", "The journal"),
        Part::Index => ("記録の索引", "The index of the records"),
        Part::Witness => ("保管庫の外の控え", "The copy kept outside the store"),
        Part::Record(_) => ("記録の一件", "One record"),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// Says why a step is not open.
pub fn denied(step: Step, why: &Denied, lang: Lang) -> Said {
    let name = words::step(step, lang);
    match why {
        Denied::NoRight => no_right(step, lang),
        Denied::NotReady(NotReady::OwnWork) if step == Step::Return => Said::of(
            lang,
            (
                "作成した人や承認を求めた人は、自分では差し戻せません。",
                "直したいときは、渡る内容をケースで書き直してください。承認待ちは取りやめになります。引継ぎをやめるときは「下書きを破棄する」を行います。",
            ),
            (
                "Whoever wrote or submitted it cannot return it.",
                "Changing in the case what would go takes it back from the approver. To give the handover up, discard the draft.",
            ),
        ),
        Denied::NotReady(why) => not_ready(why, lang),
        Denied::Refused(refusal) => refused(refusal, lang),
        Denied::ConsentExpired => Said::of(
            lang,
            (
                "同意の期限が過ぎています。",
                "本人にもう一度説明し、新しい同意を記録してください。続けないときは取り下げてください。",
            ),
            (
                "The consent has expired.",
                "Explain it to the person again and record a new consent, or recall.",
            ),
        ),
        Denied::OutsideConsent => Said::of(
            lang,
            (
                "今日の同意では、この内容を文章で伝えることはできません。",
                "本文を空にして「回答できない」とだけ伝えるか、新しい同意をとって提供し直してください。",
            ),
            (
                "Today's consent does not cover words about this.",
                "Say without a text that it cannot be answered, or record a new consent and offer anew.",
            ),
        ),
        Denied::NotTheirCase => Said::of(
            lang,
            (
                "そのケースは、この引継ぎで戻ってくる人のものではありません。",
                "移管済のケースの一覧から、その人のケースを選んでください。",
            ),
            (
                "That case is not one this person left by.",
                "Choose the person's own case among those that were handed over.",
            ),
        ),
        Denied::OtherOffice if step == Step::WriteCase => Said::of(
            lang,
            (
                "このケースは移管済のため、見るだけになります。",
                "伝えることがあれば、相手の事業所に連絡してください。",
            ),
            (
                "This case has moved to the other office and can only be read.",
                "If there is something to add, call the other office.",
            ),
        ),
        Denied::OtherOffice => Said::of(
            lang,
            (
                format!("「{name}」のは、この引継ぎでは相手の事業所です。"),
                "急ぐときは、相手の事業所に電話で知らせてください。",
            ),
            (
                format!("In this handover it is for the other office to {name}."),
                "If it is urgent, telephone the other office.",
            ),
        ),
        Denied::TooEarly(from) => Said::of(
            lang,
            (
                format!(
                    "相手の事業所の返事を待つ期間です。「{name}」ことは、{}からできます。",
                    date::day(*from, lang)
                ),
                "それまでに、相手の事業所に電話で様子を聞いてください。",
            ),
            (
                format!(
                    "The other office may still answer. From {} you can {name}.",
                    date::day(*from, lang)
                ),
                "Until then, telephone the other office and ask.",
            ),
        ),
    }
}

fn no_right(step: Step, lang: Lang) -> Said {
    let name = words::step(step, lang);
    let able: Vec<&str> = Role::ALL
        .iter()
        .filter(|role| has_right(Actor::Staff(**role), step))
        .map(|role| label::role(*role, lang))
        .collect();
    let (ja, en) = match able.is_empty() {
        true => (
            "tasukiが自分で行います。何もしなくてかまいません。".to_owned(),
            "The program does it by itself; nothing is to be done.".to_owned(),
        ),
        // Who may not even read is an auditor: told what there is for them.
        false if step == Step::Read => (
            format!(
                "{}が見られるのは監査記録です（画面の「記録」か `tasuki audit show`）。内容を見られる職種: {}。",
                label::role(Role::Auditor, Lang::Ja),
                able.join("、")
            ),
            format!(
                "An auditor reads the audit log (on the screen, or `tasuki audit show`). Content is read by: {}.",
                able.join(", ")
            ),
        ),
        false => (
            format!("できる職種（{}）の職員に頼んでください。", able.join("、")),
            format!("Ask one of these: {}.", able.join(", ")),
        ),
    };
    Said::of(
        lang,
        (
            format!("「{name}」ことは、あなたの職種ではできません。"),
            ja,
        ),
        (format!("Your role has no right to {name}."), en),
    )
}

/// Says why a preparation cannot take a step.
pub fn not_ready(why: &NotReady, lang: Lang) -> Said {
    match why {
        NotReady::NoConsent => Said::of(
            lang,
            (
                "有効な同意がありません。",
                "本人に説明し、署名をもらって、同意を記録してください。",
            ),
            (
                "No consent is in force.",
                "Explain it to the person, have the form signed, and record the consent.",
            ),
        ),
        NotReady::NotConfirmed(open) => Said::of(
            lang,
            (
                format!("まだ本人確認が済んでいません: {}。", sections(open, lang)),
                "その章を本人に見てもらい、本人確認を記録してください。",
            ),
            (
                format!("The person has not confirmed: {}.", sections(open, lang)),
                "Show these to the person and record the confirmation.",
            ),
        ),
        NotReady::Missing(open) => Said::of(
            lang,
            (
                format!("必須の欄が未記入です: {}。", fields(open, lang)),
                "記入してください。ないときは「なし」、望まないときは「提供を望まない」、まだなら「未確認」を選べます。",
            ),
            (
                format!("Required fields have no answer: {}.", fields(open, lang)),
                "Fill them in, or choose: none, does not wish to share, not checked.",
            ),
        ),
        NotReady::NotSubmitted => Said::of(
            lang,
            (
                "承認を求める手続きがまだです。",
                "作成者が「承認を求める」を行ってください。",
            ),
            (
                "It has not been submitted for approval.",
                "The author submits it first.",
            ),
        ),
        NotReady::Waiting => Said::of(
            lang,
            (
                "すでに承認を待っています。",
                "承認か差戻を待ってください。渡る内容をケースで書き直すと、承認待ちは取りやめになります。",
            ),
            (
                "It awaits approval already.",
                "Wait for the approver. Changing in the case what would go takes it back.",
            ),
        ),
        NotReady::ApprovedAlready => Said::of(
            lang,
            (
                "すでに承認されています。",
                "このまま提供できます。内容を直すと、承認はやり直しになります。",
            ),
            (
                "It is approved already.",
                "It can be offered as it is. Changing it asks for approval again.",
            ),
        ),
        NotReady::OwnWork => Said::of(
            lang,
            (
                "作成した人や承認を求めた人は、自分では承認できません。",
                "別のサービス管理責任者か管理者に承認を頼んでください。",
            ),
            (
                "Whoever wrote or submitted it cannot approve it.",
                "Ask another service manager or manager to approve.",
            ),
        ),
        NotReady::NotApproved => Said::of(
            lang,
            (
                "まだ承認されていません。",
                "承認を求め、承認されてから提供してください。",
            ),
            (
                "It is not approved.",
                "Submit it, and offer it when it is approved.",
            ),
        ),
        NotReady::NothingDisclosed => Said::of(
            lang,
            (
                "同意の範囲に、提供できる記入がありません。",
                "ケース要約の記入と、同意の項目を見比べてください。",
            ),
            (
                "Nothing in the case is covered by the consent.",
                "Compare what is filled in with the items of the consent.",
            ),
        ),
    }
}

/// Says which rule of the handover refuses a step.
pub fn refused(refusal: &Refusal, lang: Lang) -> Said {
    match refusal {
        Refusal::OtherSide => Said::of(
            lang,
            (
                "これは相手の事業所が行うことです。",
                "急ぐときは、相手の事業所に電話で知らせてください。",
            ),
            (
                "This is for the other office to do.",
                "If it is urgent, telephone the other office.",
            ),
        ),
        Refusal::Stopped => Said::of(
            lang,
            (
                "この引継ぎは、記録が食い違ったため停止しています。",
                "相手の事業所と電話で確かめてください。いまできるのは、終わらせること、同意撤回、消去だけです。",
            ),
            (
                "This handover has stopped, because the records do not agree.",
                "Telephone the other office. Only ending, withdrawal of consent and erasure are \
                 possible now.",
            ),
        ),
        Refusal::Over(ending) => Said::of(
            lang,
            (
                format!(
                    "この引継ぎは終わっています（{}）。",
                    words::ending(*ending, lang)
                ),
                "続けるときは、新しい引継ぎを作ってください。",
            ),
            (
                format!(
                    "This handover has ended ({}).",
                    words::ending(*ending, lang)
                ),
                "To go on, begin a new handover.",
            ),
        ),
        Refusal::Closed => Said::of(
            lang,
            (
                "この引継ぎは完了しています。",
                "新しく伝えることがあれば、相手の事業所に連絡してください。",
            ),
            (
                "This handover is complete.",
                "If there is something new, call the other office.",
            ),
        ),
        Refusal::NothingOffered => Said::of(
            lang,
            (
                "まだ何も提供されていません。",
                "提供されるのを待ってください。",
            ),
            (
                "Nothing has been offered yet.",
                "Wait until there is an offer.",
            ),
        ),
        Refusal::WrongNumber { expected } => Said::of(
            lang,
            (
                format!("番号が続いていません。次は{expected}です。"),
                "画面を開き直して、もう一度行ってください。",
            ),
            (
                format!("The number does not follow; the next one is {expected}."),
                "Open the screen again and repeat the step.",
            ),
        ),
        Refusal::NotCurrent { current } => Said::of(
            lang,
            (
                format!("新しい提供があります（第{}回）。", current.get()),
                "新しい提供を開き、変わったところを確認してください。",
            ),
            (
                format!("There is a newer offer (number {}).", current.get()),
                "Open the newer offer and read what has changed.",
            ),
        ),
        Refusal::OfferVoid => Said::of(
            lang,
            (
                "一部の同意が撤回されたので、この提供では決められません。",
                "送り手がその項目を除いて提供し直すか、取り下げます。",
            ),
            (
                "Consent for some items was withdrawn, so this offer cannot be decided on.",
                "The sender offers again without these items, or recalls.",
            ),
        ),
        Refusal::OfferConditional => Said::of(
            lang,
            (
                "受け手が条件を示しています。",
                "送り手が提供し直すか、取り下げます。",
            ),
            (
                "The receiver answered \"yes, if\".",
                "The sender offers again, or recalls.",
            ),
        ),
        Refusal::AcceptanceStands => Said::of(
            lang,
            (
                "受入が決まっているので、提供し直せません。",
                "復唱を確かめて引き渡すか、取り下げてください。",
            ),
            (
                "It has been accepted; there is nothing to offer anew.",
                "Check the read-back and release, or recall.",
            ),
        ),
        Refusal::NoAcceptance => Said::of(
            lang,
            (
                "まだ受入が決まっていません。",
                "受け手の受入決定を待ってください。",
            ),
            (
                "It has not been accepted yet.",
                "Wait for the receiver's decision.",
            ),
        ),
        Refusal::Released => Said::of(
            lang,
            (
                "すでに引き渡しています。",
                "新しく伝えることは追補してください。戻すときは、利用に至らずか失効とします。",
            ),
            (
                "It has been released already.",
                "Send news as an addition. The way back is \"not started\" or letting it lapse.",
            ),
        ),
        Refusal::NotReleased => Said::of(
            lang,
            (
                "まだ引き渡されていません。",
                "送り手の引渡を待ってください。",
            ),
            (
                "It has not been released yet.",
                "Wait for the sender to release.",
            ),
        ),
        Refusal::NotArrived => Said::of(
            lang,
            (
                "提供の内容が、まだ受け手に届いていません。",
                "受信してから、もう一度行ってください。届かないときは、送り手に送り直しを頼んでください。",
            ),
            (
                "The content of the offer has not arrived at the receiver.",
                "Collect, then try again. If it does not come, ask the sender to send it again.",
            ),
        ),
        Refusal::ArrivedAlready => Said::of(
            lang,
            (
                "この内容は、すでに受領しています。",
                "何もしなくてかまいません。",
            ),
            (
                "This content has been received already.",
                "Nothing is to be done.",
            ),
        ),
        Refusal::NoSuchSection => Said::of(
            lang,
            (
                "その章は、この提供に入っていません。",
                "提供の章の一覧を見てください。必要なら送り手に照会してください。",
            ),
            (
                "That section is not in the offer.",
                "See the sections of the offer; ask the sender if you need it.",
            ),
        ),
        Refusal::SectionChanged => Said::of(
            lang,
            (
                "その章は、見ている間に新しくなりました。",
                "新しい内容を読んでから、もう一度行ってください。",
            ),
            (
                "That section has a newer version.",
                "Read the newer version, then do it again.",
            ),
        ),
        Refusal::NotUnderstood(open) => Said::of(
            lang,
            (
                format!(
                    "まだ確認していない必読の章があります: {}。",
                    sections(open, lang)
                ),
                "読んで「理解した」と記録するか、分からないところを照会してください。",
            ),
            (
                format!(
                    "Sections that must be understood are open: {}.",
                    sections(open, lang)
                ),
                "Read them and record it, or ask about what is not clear.",
            ),
        ),
        Refusal::QuestionsOpen(open) => Said::of(
            lang,
            (
                format!("終わっていない照会があります: {}。", questions(open, lang)),
                "回答を読んで照会を終えてから、もう一度行ってください。",
            ),
            (
                format!("Questions are open: {}.", questions(open, lang)),
                "Have them answered and close them, then try again.",
            ),
        ),
        Refusal::NoSuchQuestion => Said::of(
            lang,
            ("その照会はありません。", "照会の一覧を確かめてください。"),
            ("There is no such question.", "Check the list of questions."),
        ),
        Refusal::QuestionIsClosed => Said::of(
            lang,
            (
                "その照会は終わっています。",
                "続きがあれば、新しく照会してください。",
            ),
            (
                "That question is closed.",
                "If there is more to ask, ask anew.",
            ),
        ),
        Refusal::AnsweredAlready => Said::of(
            lang,
            (
                "回答を待っている照会はありません。",
                "回答してあります。相手の事業所が照会を終えるか、あらためて照会するのを待ってください。",
            ),
            (
                "No question waits for an answer.",
                "It is answered. Wait for the other office to close the question, or to ask again.",
            ),
        ),
        Refusal::NoReadBack => Said::of(
            lang,
            (
                "いまの提供についての復唱がありません。",
                "受け手が復唱してから、もう一度行ってください。",
            ),
            (
                "There is no read-back of the current offer.",
                "The receiver reads back first.",
            ),
        ),
        Refusal::NotLatestReadBack { latest } => Said::of(
            lang,
            (
                format!("新しい復唱があります（{}回目）。", latest.get()),
                "新しい復唱を見てください。",
            ),
            (
                format!("There is a later read-back (number {}).", latest.get()),
                "Look at the later one.",
            ),
        ),
        Refusal::WrongFacts => Said::of(
            lang,
            (
                "復唱の要点がそろっていません。",
                "提供に挙げられた要点を、一つずつすべて照らし合わせてください。",
            ),
            (
                "The read-back does not cover each key fact once.",
                "Go through every key fact of the offer, one by one.",
            ),
        ),
        Refusal::Differences(facts) => Said::of(
            lang,
            (
                format!("復唱に違いが残っています: {}。", key_facts(facts, lang)),
                "双方で確かめ、復唱し直すか、送り手が「違いはあるが合っている」と答えてください。",
            ),
            (
                format!("The read-back still differs: {}.", key_facts(facts, lang)),
                "Check together, then read back again, or the sender answers \"right, though it differs\".",
            ),
        ),
        Refusal::NoDifference => Said::of(
            lang,
            (
                "違っている要点はありません。",
                "「合っている」を選んでください。",
            ),
            ("No key fact differs.", "Choose \"right\"."),
        ),
        Refusal::CheckedAlready => Said::of(
            lang,
            (
                "この復唱は、すでに確かめてあります。",
                "次に進んでください。",
            ),
            (
                "This read-back has been checked already.",
                "Go on to the next step.",
            ),
        ),
        Refusal::CorrectionAsked => Said::of(
            lang,
            (
                "送り手が、復唱の訂正を求めています。",
                "訂正の内容を読み、もう一度復唱してください。",
            ),
            (
                "The sender asked for a correction of the read-back.",
                "Read what is to be corrected, and read back again.",
            ),
        ),
        Refusal::NotFoundRight => Said::of(
            lang,
            (
                "受入決定のもとになった復唱が、まだ確かめられていません。",
                "復唱を確かめて「合っている」と答えてから、引き渡してください。",
            ),
            (
                "The read-back under the acceptance has not been found right.",
                "Check the read-back, answer \"right\", then release.",
            ),
        ),
        Refusal::HasStarted => Said::of(
            lang,
            (
                "すでに利用が始まっています。",
                "続けられなくなったときは、中止として記録してください。",
            ),
            (
                "The person has started already.",
                "If it cannot go on, record it as discontinued.",
            ),
        ),
        Refusal::HasNotStarted => Said::of(
            lang,
            (
                "まだ利用が始まっていません。",
                "利用開始が記録されてから、もう一度行ってください。",
            ),
            (
                "The person has not started yet.",
                "Do this after the start has been recorded.",
            ),
        ),
        Refusal::EndedAlready => Said::of(
            lang,
            (
                "契約終了は、すでに記録されています。",
                "記録した日付を確かめてください。",
            ),
            (
                "The end of the contract is recorded already.",
                "Check the days that were recorded.",
            ),
        ),
        Refusal::NoSuchFollowUp => Said::of(
            lang,
            (
                "その日のフォローは約束されていません。",
                "フォローの日の一覧から選んでください。",
            ),
            (
                "No follow-up was agreed for that day.",
                "Choose one of the agreed days.",
            ),
        ),
        Refusal::FollowedUpAlready => Said::of(
            lang,
            (
                "その日のフォローは、すでに記録されています。",
                "次のフォローの日を選んでください。",
            ),
            (
                "That follow-up has its outcome already.",
                "Choose the next one.",
            ),
        ),
        Refusal::OfferedAlready => Said::of(
            lang,
            (
                "もう提供されているので、下書きとして破棄することはできません。",
                "やめるときは、理由を書いて取り下げてください。",
            ),
            (
                "It has been offered and is no longer a draft.",
                "To stop, recall it with a reason.",
            ),
        ),
        Refusal::NothingOwed => Said::of(
            lang,
            (
                "消去や撤回への対応で、残っているものはありません。",
                "何もしなくてかまいません。",
            ),
            (
                "No erasure and no answer to a withdrawal is owed.",
                "Nothing is to be done.",
            ),
        ),
        Refusal::Full => Said::of(
            lang,
            (
                "この引継ぎには、もう書き足せません。記録の数が上限に達しました。",
                "終わらせるか、取り下げて、新しい引継ぎを作ってください。",
            ),
            (
                "This handover takes no more entries: it has as many as one may have.",
                "End or recall it, and begin a new one.",
            ),
        ),
        Refusal::TooManyQuestions => Said::of(
            lang,
            (
                "この引継ぎでは、もう照会できません。照会の数が上限に達しました。",
                "残りは電話で聞いてください。",
            ),
            (
                "This handover takes no more questions: it has as many as one may have.",
                "Ask the rest by telephone.",
            ),
        ),
        Refusal::WithdrawnAlready => Said::of(
            lang,
            (
                "その同意は、すでに撤回されています。",
                "同意の一覧で、撤回の日を確かめてください。",
            ),
            (
                "That consent has been withdrawn already.",
                "See the day in the list of consents.",
            ),
        ),
        Refusal::NothingNamed => Said::of(
            lang,
            ("一つも選ばれていません。", "一つ以上選んでください。"),
            ("Nothing was chosen.", "Choose at least one."),
        ),
    }
}

/// Says why a text was not taken.
pub fn text(why: &TextRefused, lang: Lang) -> Said {
    match why {
        TextRefused::Empty => Said::of(
            lang,
            ("文字が入っていません。", "入力してください。"),
            ("Nothing was entered.", "Please fill this in."),
        ),
        TextRefused::TooLong { max, is } => Said::of(
            lang,
            (
                format!("長すぎます（{is}文字）。"),
                format!("{max}文字以内にしてください。"),
            ),
            (
                format!("It is too long ({is} characters)."),
                format!("Shorten it to at most {max} characters."),
            ),
        ),
        TextRefused::NotKana { found: _ } => Said::of(
            lang,
            (
                "フリガナに、かな以外の文字が入っています。",
                "ひらがなかカタカナで入れてください。",
            ),
            (
                "The reading holds something that is not kana.",
                "Enter it in hiragana or katakana.",
            ),
        ),
        TextRefused::NotAPhone => Said::of(
            lang,
            (
                "電話番号として読めません。",
                "市外局番から数字で入れてください(例: 03-0000-0000)。",
            ),
            (
                "This is not a telephone number.",
                "Enter the digits with the area code (03-0000-0000).",
            ),
        ),
    }
}

/// Says why an answer does not fit, led by the name of its field where that is known.
pub fn answer(field: Option<FieldId>, wrong: &WrongAnswer, lang: Lang) -> Said {
    let mut said = wrong_part(&wrong.why, lang);
    let mut names: Vec<String> = Vec::new();
    names.extend(field.map(|it| label::field(it, lang).to_owned()));
    match wrong.at {
        Place::Whole => {}
        Place::Row(row) => names.push(row_name(row, lang)),
        Place::Cell { row, column } => {
            names.push(row_name(row, lang));
            names.push(label::column(column, lang).to_owned());
        }
    }
    if !names.is_empty() {
        said.what = format!("{}: {}", names.join(" "), said.what);
    }
    said
}

fn row_name(row: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}行目", row + 1),
        Lang::En => format!("line {}", row + 1),
    }
}

fn wrong_part(why: &Wrong, lang: Lang) -> Said {
    match why {
        Wrong::Shape => Said::of(
            lang,
            (
                "この欄に合わない形の記入です。",
                "欄の説明を見て、入れ直してください。",
            ),
            (
                "This is not what the field asks for.",
                "See what the field asks for, and enter it again.",
            ),
        ),
        Wrong::Empty => Said::of(
            lang,
            (
                "何も入っていません。",
                "記入してください。ないときは「なし」を選んでください。",
            ),
            (
                "There is nothing in it.",
                "Fill it in. If there is none, choose the state \"none\".",
            ),
        ),
        Wrong::Text(why) => text(why, lang),
        Wrong::NotDigits { len } => Said::of(
            lang,
            (
                format!("数字{len}桁ではありません。"),
                format!("数字を{len}桁で入れてください。先頭の0も入れます。"),
            ),
            (
                format!("It is not {len} digits."),
                format!("Enter {len} digits, with leading zeros."),
            ),
        ),
        Wrong::NotOffered(_) => Said::of(
            lang,
            (
                "選択肢にない答えです。",
                "この欄の選択肢から選んでください。",
            ),
            (
                "This is not one of the options.",
                "Choose one of the options of the field.",
            ),
        ),
        Wrong::OutOfRange { min, max } => Said::of(
            lang,
            (
                "数が範囲の外です。",
                format!("{min}から{max}までの数を入れてください。"),
            ),
            (
                "The number is out of range.",
                format!("Enter a number from {min} to {max}."),
            ),
        ),
        Wrong::TooMany { max } => Said::of(
            lang,
            ("数が多すぎます。", format!("{max}個までにしてください。")),
            ("There are too many.", format!("Keep it to at most {max}.")),
        ),
        Wrong::Twice => Said::of(
            lang,
            ("同じものが二つあります。", "片方を消してください。"),
            ("The same one is there twice.", "Take one of them away."),
        ),
        Wrong::Blank => Said::of(
            lang,
            ("必要な所が未記入です。", "記入してください。"),
            ("A cell that must be filled is blank.", "Fill it in."),
        ),
        Wrong::NoScore => Said::of(
            lang,
            (
                "点数が入っていません。",
                "本人か支援者のどちらかの点数を入れてください。",
            ),
            (
                "There is no score.",
                "Enter the person's score, or that of staff.",
            ),
        ),
    }
}

/// Says what is wrong with a document that was to be read in: each place on a line of its own.
pub fn import(rows: &[RowProblem], lang: Lang) -> Said {
    let lines: Vec<String> = rows.iter().map(|row| import_line(row, lang)).collect();
    let listed = lines.join("\n");
    Said::of(
        lang,
        (
            format!("取り込めないところが{}か所あります。\n{listed}", rows.len()),
            "元のファイルを直して、もう一度取り込んでください。まだ何も取り込んでいません。",
        ),
        (
            format!("Places that cannot be read in: {}.\n{listed}", rows.len()),
            "Correct the file and read it in again. Nothing has been taken in yet.",
        ),
    )
}

/// Says what is wrong at one place of a document, in one line.
pub fn import_line(row: &RowProblem, lang: Lang) -> String {
    let said = import_wrong(&row.why, lang);
    let said = match lang {
        Lang::Ja => format!("{}{}", said.what, said.then),
        Lang::En => format!("{} {}", said.what, said.then),
    };
    match (field_of(&row.path), row.path.is_empty()) {
        (_, true) => said,
        (Some(field), _) => {
            let name = label::field(field, lang);
            format!("{name} ({}): {said}", shown(&row.path))
        }
        (None, _) => format!("{}: {said}", shown(&row.path)),
    }
}

/// The field a path such as `fields.person.birth.answer` leads into.
fn field_of(path: &str) -> Option<FieldId> {
    let inside = path.strip_prefix("fields.")?;
    let ends = inside.match_indices('.').map(|(at, _)| at);
    let mut names: Vec<usize> = ends.chain([inside.len()]).collect();
    names.reverse();
    names
        .into_iter()
        .find_map(|end| FieldId::from_name(&inside[..end]))
}

/// Says what is wrong with one value of a document.
pub fn import_wrong(why: &ImportWrong, lang: Lang) -> Said {
    match why {
        ImportWrong::TooLarge { max } => Said::of(
            lang,
            (
                "ファイルが大きすぎます。",
                format!("{}KB以内にしてください。", max / 1024),
            ),
            (
                "The file is too large.",
                format!("Keep it within {} KB.", max / 1024),
            ),
        ),
        ImportWrong::NotJson { line, column } => Said::of(
            lang,
            (
                format!("{line}行目の{column}文字目が、JSONとして読めません。"),
                "かっこ、コンマ、引用符を確かめてください。",
            ),
            (
                format!("Line {line}, character {column} cannot be read as JSON."),
                "Check brackets, commas and quotation marks.",
            ),
        ),
        ImportWrong::OtherFormat => Said::of(
            lang,
            (
                "ケース要約のファイルではありません。",
                "tasukiのケース要約のファイルを選んでください。",
            ),
            (
                "This is not the file of a case summary.",
                "Choose a file with a case summary for tasuki.",
            ),
        ),
        ImportWrong::Newer { version } => Said::of(
            lang,
            (
                format!("新しい版（{version}）のファイルです。"),
                "tasukiを新しい版にしてから取り込んでください。",
            ),
            (
                format!("The file is of a newer version ({version})."),
                "Update tasuki, then read it in.",
            ),
        ),
        ImportWrong::UnknownField => Said::of(
            lang,
            ("この名前の欄はありません。", "欄の名前を確かめてください。"),
            (
                "There is no field of this name.",
                "Check the name of the field.",
            ),
        ),
        ImportWrong::UnknownKey => Said::of(
            lang,
            (
                "ここに入らない名前です。",
                "消すか、正しい名前に直してください。",
            ),
            (
                "This name does not belong here.",
                "Take it away, or correct the name.",
            ),
        ),
        ImportWrong::Twice => Said::of(
            lang,
            ("同じ名前が二つあります。", "片方を消してください。"),
            ("The same name is there twice.", "Take one of them away."),
        ),
        ImportWrong::Missing(key) => Said::of(
            lang,
            (format!("「{key}」がありません。"), "書き足してください。"),
            (format!("\"{key}\" is missing."), "Add it."),
        ),
        ImportWrong::Expected(what) => expected(*what, lang),
        ImportWrong::Text(why) => text(why, lang),
        ImportWrong::Answer(wrong) => answer(None, wrong, lang),
    }
}

fn expected(what: Expected, lang: Lang) -> Said {
    let (ja, en) = match what {
        Expected::Object => ("名前と値の組", "an object with names and values"),
        Expected::Array => ("一覧", "a list"),
        Expected::Text => ("文字", "a text"),
        Expected::Number => ("0以上の整数", "a whole number from 0"),
        Expected::Day => ("日付（2020-09-10の形）", "a day such as 2020-09-10"),
        Expected::Month => ("月（2020-09の形）", "a month such as 2020-09"),
        Expected::State => (
            "filled、none、declined、uncheckedのどれか",
            "one of filled, none, declined, unchecked",
        ),
        Expected::Source => (
            "person、observed、agencyのどれか",
            "one of person, observed, agency",
        ),
    };
    Said::of(
        lang,
        (
            "ここに入る形ではありません。",
            format!("{ja}を入れてください。"),
        ),
        ("This is not what belongs here.", format!("Put {en}.")),
    )
}

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
    match why {
        FormRefused::NoItems => Said::of(
            lang,
            (
                "同意の項目が一つも選ばれていません。",
                "本人が同意した項目を選んでください。",
            ),
            (
                "The consent names no items.",
                "Choose the items the person agreed to.",
            ),
        ),
        FormRefused::EndsBeforeSigned => Said::of(
            lang,
            (
                "同意の期限が、署名の日より前になっています。",
                "期限か署名の日を直してください。",
            ),
            (
                "The consent ends before it was signed.",
                "Correct the last day or the day of the signature.",
            ),
        ),
        FormRefused::FamilyMustSign => Said::of(
            lang,
            (
                "家族についての項目には、家族本人の同意が要ります。",
                "家族の署名をもらうか、その項目を外してください。",
            ),
            (
                "Items about the family need the family's own consent.",
                "Have the family sign, or leave these items out.",
            ),
        ),
    }
}

/// Says why an office's card was not taken.
pub fn card(why: CardRefused, lang: Lang) -> Said {
    match why {
        CardRefused::TooLong | CardRefused::NotACard => Said::of(
            lang,
            (
                "事業所カードのファイルではありません。",
                "相手の事業所から受け取ったカードのファイルを選んでください。",
            ),
            (
                "This is not the file of an office's card.",
                "Choose the card file that the other office gave you.",
            ),
        ),
        CardRefused::Newer(_) => Said::of(
            lang,
            (
                "このカードは、より新しい版のtasukiで作られています。",
                "tasukiを新しい版にしてから読み込んでください。",
            ),
            (
                "This card was made by a newer version of tasuki.",
                "Update tasuki, then read it in.",
            ),
        ),
        CardRefused::WrongLength | CardRefused::Malformed | CardRefused::BadRecipient => Said::of(
            lang,
            (
                "カードのファイルが途中で切れているか、壊れています。",
                "相手の事業所に、もう一度送ってもらってください。",
            ),
            (
                "The card file is cut short or damaged.",
                "Ask the other office to send it again.",
            ),
        ),
        CardRefused::BadSignature => Said::of(
            lang,
            (
                "カードの署名が合いません。途中で書き換えられたかもしれません。",
                "このカードは使わず、相手の事業所に電話して、新しいカードをもらってください。",
            ),
            (
                "The signature on the card does not hold. It may have been altered on the way.",
                "Do not use it. Telephone the other office and ask for a new card.",
            ),
        ),
        CardRefused::BadLine(line) => Said::of(
            lang,
            (
                format!(
                    "カードの{}が正しく書かれていません。",
                    card_line(line, lang)
                ),
                "そのカードの事業所で、設定を直してカードを作り直します。",
            ),
            (
                format!(
                    "On the card, the {} is not written correctly.",
                    card_line(line, lang)
                ),
                "The office of the card corrects its settings and makes a new one.",
            ),
        ),
        CardRefused::Older => Said::of(
            lang,
            (
                "このカードは、いま持っているカードより前に作られたものです。受け取りませんでした。",
                "相手の事業所に、いちばん新しいカードを渡してもらってください。",
            ),
            (
                "This card was made before the one kept of that office; it was not taken.",
                "Ask the other office for its newest card.",
            ),
        ),
        CardRefused::BadDay => Said::of(
            lang,
            (
                "カードの作成日が、暦にない日付です。",
                "相手の事業所に、カードを作り直してもらってください。",
            ),
            (
                "The day on the card does not exist.",
                "Ask the other office to make a new card.",
            ),
        ),
    }
}

fn card_line(line: CardLine, lang: Lang) -> &'static str {
    let (ja, en) = match line {
        CardLine::Name => ("事業所名", "name of the office"),
        CardLine::Corporation => ("法人名", "corporation"),
        CardLine::Number => ("事業所番号", "office number"),
        CardLine::Address => ("所在地", "address"),
        CardLine::Representative => ("代表者名", "representative"),
        CardLine::Phone => ("電話番号", "telephone number"),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// Says why the shared folder did not take or give.
pub fn transport(why: TransportError, lang: Lang) -> Said {
    match why {
        TransportError::PlaceMissing => Said::of(
            lang,
            (
                "共有フォルダが見つかりません。",
                "USBメモリやネットワークのつながりを確かめ、もう一度送受信してください。",
            ),
            (
                "The shared folder is not there.",
                "Check the stick or the network, then send and collect again.",
            ),
        ),
        TransportError::NoAnswer => Said::of(
            lang,
            (
                "共有フォルダが応答しません。",
                "ネットワークのつながりを確かめてください。応答が戻れば、次の送受信で続きから行います。",
            ),
            (
                "The shared folder does not answer.",
                "Check the network. Once it answers, the next sending and collecting goes on.",
            ),
        ),
        TransportError::NotReadable => Said::of(
            lang,
            (
                "共有フォルダを読む許可がありません。",
                "フォルダの権限を管理者に確かめてもらってください。",
            ),
            (
                "The shared folder may not be read.",
                "Ask the manager to check its permissions.",
            ),
        ),
        TransportError::NotWritable => Said::of(
            lang,
            (
                "共有フォルダに書く許可がありません。",
                "フォルダの権限や、書き込み禁止のつまみを確かめてください。",
            ),
            (
                "The shared folder may not be written to.",
                "Check its permissions, or the write lock of the stick.",
            ),
        ),
        TransportError::Full => Said::of(
            lang,
            (
                "共有フォルダに空きがありません。",
                "空きを作ってから、もう一度送受信してください。",
            ),
            (
                "The shared folder is full.",
                "Make room, then send and collect again.",
            ),
        ),
        TransportError::NoSuchParcel => Said::of(
            lang,
            (
                "小包が、もうそこにありません。",
                "もう一度送受信してください。届いていなければ、相手の事業所に送り直しを頼んでください。",
            ),
            (
                "The parcel is no longer there.",
                "Send and collect again. If it has not come, ask the other office to send it again.",
            ),
        ),
        TransportError::TooLarge => Said::of(
            lang,
            (
                "大きすぎる小包があり、受け取りませんでした。",
                "送った事業所に連絡して、確かめてもらってください。",
            ),
            (
                "A parcel is too large and was not taken.",
                "Ask the office that sent it to check.",
            ),
        ),
        TransportError::Changed => Said::of(
            lang,
            (
                "小包が途中までしか届いていないか、壊れています。",
                "少し待って、もう一度送受信してください。続くようなら、送り直しを頼んでください。",
            ),
            (
                "A parcel has not arrived whole, or is damaged.",
                "Wait a little and collect again. If it goes on, ask for it to be sent again.",
            ),
        ),
        TransportError::Failed(_) => Said::of(
            lang,
            (
                "共有フォルダとの送受信に失敗しました。",
                "つながりを確かめ、もう一度送受信してください。",
            ),
            (
                "The exchange with the shared folder failed.",
                "Check the connection, then send and collect again.",
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
        Thing::FollowUp => ("記録を待つフォロー", "follow-up that awaits its outcome"),
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
                "一人のケースに添付できるのは、合わせて20 MiBまでです。",
                "The files of a case may have 20 MiB together.",
            ),
            (
                "要らないファイルを外すか、小さくしてから添付してください。",
                "Take out a file that is not needed, or make this one smaller.",
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
    };
    Said::of(lang, (ja, ja_then), (en, en_then))
}

fn missing(thing: Thing, lang: Lang) -> Said {
    let name = thing_name(thing, lang);
    Said::of(
        lang,
        (
            format!("該当する{name}がありません。"),
            "一覧を見て、名前や番号を確かめてください。",
        ),
        (
            format!("There is no such {name}."),
            "See the list and check the name or number.",
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

/// The first eight characters of an id, enough to find it in a list.
pub(crate) fn brief(id: &impl std::fmt::Display) -> String {
    id.to_string().chars().take(8).collect()
}

fn sections(sections: &[SectionId], lang: Lang) -> String {
    listed(sections.iter().map(|it| label::section(*it, lang)), lang)
}

fn fields(fields: &[FieldId], lang: Lang) -> String {
    listed(fields.iter().map(|it| label::field(*it, lang)), lang)
}

fn key_facts(facts: &[KeyFact], lang: Lang) -> String {
    listed(facts.iter().map(|it| words::key_fact(*it, lang)), lang)
}

fn questions(open: &[QuestionNo], lang: Lang) -> String {
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
pub(crate) mod tests {
    use super::*;
    use crate::domain::attachment::Format;
    use crate::domain::calendar::{DateRefused, Day};
    use crate::domain::field::ColumnId;
    use crate::domain::handover::dossier::Ending;
    use crate::domain::id::{HandoverId, OfferNo, OfficeId, ReadBackNo};
    use std::io::ErrorKind;

    const TYPED: &str = "SECRET-typed";

    fn day() -> Day {
        Day::from_ymd(2026, 11, 22).unwrap()
    }

    /// Says whether a text may stand before people: in its own language, and nothing of the program's inside.
    pub(crate) fn assert_fit(text: &str, lang: Lang) {
        assert!(!text.trim().is_empty(), "empty in {lang:?}");
        for inside in ["{", "::", "Some(", "SectionId", TYPED] {
            assert!(!text.contains(inside), "{inside:?} in {text:?}");
        }
        let japanese = |it: char| matches!(it, '\u{3001}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}');
        match lang {
            Lang::Ja => assert!(text.chars().any(japanese), "no Japanese: {text:?}"),
            Lang::En => assert!(!text.chars().any(japanese), "Japanese: {text:?}"),
        }
    }

    pub(crate) fn assert_said(say: impl Fn(Lang) -> Said) {
        for lang in Lang::ALL {
            let said = say(lang);
            assert_fit(&said.what, lang);
            assert_fit(&said.then, lang);
            for text in [&said.what, &said.then] {
                let last = text.chars().last().unwrap();
                assert!(matches!(last, '。' | '.' | ')'), "no full stop: {text:?}");
            }
        }
    }

    fn texts() -> Vec<TextRefused> {
        vec![
            TextRefused::Empty,
            TextRefused::TooLong { max: 60, is: 61 },
            TextRefused::NotKana { found: '亜' },
            TextRefused::NotAPhone,
        ]
    }

    fn answers() -> Vec<WrongAnswer> {
        let mut wrong = vec![
            Wrong::Shape,
            Wrong::Empty,
            Wrong::NotDigits { len: 10 },
            Wrong::NotOffered(TYPED.to_owned()),
            Wrong::OutOfRange { min: 1, max: 5 },
            Wrong::TooMany { max: 3 },
            Wrong::Twice,
            Wrong::Blank,
            Wrong::NoScore,
        ];
        wrong.extend(texts().into_iter().map(Wrong::Text));
        let column = ColumnId::Company;
        let places = [Place::Whole, Place::Row(0), Place::Cell { row: 1, column }];
        let at = |why: &Wrong| {
            places.map(|at| WrongAnswer {
                at,
                why: why.clone(),
            })
        };
        wrong.iter().flat_map(at).collect()
    }

    pub(crate) fn refusals() -> Vec<Refusal> {
        vec![
            Refusal::OtherSide,
            Refusal::Stopped,
            Refusal::Over(Ending::Recalled),
            Refusal::Closed,
            Refusal::NothingOffered,
            Refusal::OfferedAlready,
            Refusal::WrongNumber { expected: 2 },
            Refusal::NotCurrent {
                current: OfferNo::FIRST,
            },
            Refusal::OfferVoid,
            Refusal::OfferConditional,
            Refusal::AcceptanceStands,
            Refusal::NoAcceptance,
            Refusal::Released,
            Refusal::NotReleased,
            Refusal::NotArrived,
            Refusal::ArrivedAlready,
            Refusal::NoSuchSection,
            Refusal::SectionChanged,
            Refusal::NotUnderstood(SectionId::ALL.to_vec()),
            Refusal::QuestionsOpen(vec![QuestionNo::FIRST]),
            Refusal::NoSuchQuestion,
            Refusal::QuestionIsClosed,
            Refusal::AnsweredAlready,
            Refusal::NoReadBack,
            Refusal::NotLatestReadBack {
                latest: ReadBackNo::FIRST,
            },
            Refusal::WrongFacts,
            Refusal::Differences(KeyFact::ALL.to_vec()),
            Refusal::NoDifference,
            Refusal::CheckedAlready,
            Refusal::CorrectionAsked,
            Refusal::NotFoundRight,
            Refusal::HasStarted,
            Refusal::HasNotStarted,
            Refusal::EndedAlready,
            Refusal::NoSuchFollowUp,
            Refusal::FollowedUpAlready,
            Refusal::NothingOwed,
            Refusal::WithdrawnAlready,
            Refusal::NothingNamed,
            Refusal::Full,
            Refusal::TooManyQuestions,
        ]
    }

    fn not_readies() -> Vec<NotReady> {
        vec![
            NotReady::NoConsent,
            NotReady::NotConfirmed(vec![SectionId::Health, SectionId::Crisis]),
            NotReady::Missing(FieldId::ALL.to_vec()),
            NotReady::NotSubmitted,
            NotReady::Waiting,
            NotReady::ApprovedAlready,
            NotReady::OwnWork,
            NotReady::NotApproved,
            NotReady::NothingDisclosed,
        ]
    }

    fn denials() -> Vec<Problem> {
        let mut why = vec![
            Denied::NoRight,
            Denied::ConsentExpired,
            Denied::OtherOffice,
            Denied::TooEarly(day()),
            Denied::OutsideConsent,
            Denied::NotTheirCase,
        ];
        why.extend(not_readies().into_iter().map(Denied::NotReady));
        why.extend(refusals().into_iter().map(Denied::Refused));
        let of = |step: &Step| {
            let step = *step;
            why.clone()
                .into_iter()
                .map(move |why| Problem::Denied { step, why })
                .collect::<Vec<_>>()
        };
        Step::ALL.iter().flat_map(of).collect()
    }

    fn vaults() -> Vec<VaultError> {
        let parts = [
            Part::Keyring,
            Part::Pointer,
            Part::Journal,
            Part::Index,
            Part::Witness,
        ];
        let mut all = vec![
            VaultError::WrongPassphrase,
            VaultError::WrongSheet,
            VaultError::Busy,
            VaultError::NotAVault,
            VaultError::AlreadyThere,
            VaultError::NewerFormat,
            VaultError::TooLarge,
            VaultError::NameTaken,
            VaultError::NoSuchAccount,
            VaultError::NoMemory,
            VaultError::Reopen,
        ];
        all.extend(parts.map(|part| VaultError::Damaged { part }));
        all.extend(parts.map(|part| VaultError::RolledBack { part }));
        let kinds = [
            ErrorKind::StorageFull,
            ErrorKind::PermissionDenied,
            ErrorKind::Other,
        ];
        all.extend(kinds.map(|kind| VaultError::Io(kind.into())));
        all
    }

    fn cards() -> Vec<CardRefused> {
        let mut all = vec![
            CardRefused::TooLong,
            CardRefused::NotACard,
            CardRefused::Newer(2),
            CardRefused::WrongLength,
            CardRefused::BadSignature,
            CardRefused::Malformed,
            CardRefused::BadRecipient,
            CardRefused::BadDay,
            CardRefused::Older,
        ];
        let lines = [
            CardLine::Name,
            CardLine::Corporation,
            CardLine::Number,
            CardLine::Address,
            CardLine::Representative,
            CardLine::Phone,
        ];
        all.extend(lines.map(CardRefused::BadLine));
        all
    }

    fn rows() -> Vec<RowProblem> {
        let mut why = vec![
            ImportWrong::TooLarge { max: 1 << 20 },
            ImportWrong::NotJson { line: 1, column: 2 },
            ImportWrong::OtherFormat,
            ImportWrong::Newer { version: 2 },
            ImportWrong::UnknownField,
            ImportWrong::UnknownKey,
            ImportWrong::Twice,
            ImportWrong::Missing("state"),
        ];
        let expected = [
            Expected::Object,
            Expected::Array,
            Expected::Text,
            Expected::Number,
            Expected::Day,
            Expected::Month,
            Expected::State,
            Expected::Source,
        ];
        why.extend(expected.map(ImportWrong::Expected));
        why.extend(texts().into_iter().map(ImportWrong::Text));
        why.extend(answers().into_iter().map(ImportWrong::Answer));
        let at = |why| RowProblem {
            path: "fields.person.birth.answer".to_owned(),
            why,
        };
        why.into_iter().map(at).collect()
    }

    fn plain() -> Vec<Problem> {
        let id = HandoverId::from_bytes([0xAB; 16]);
        vec![
            Problem::Stale,
            Problem::Erased,
            // The other sentences on dates are in `lang::date`; one of them shows a Japanese date as an example.
            Problem::Date(DateRefused::NoSuchDay),
            Problem::Rows(rows()),
            Problem::NothingToWithdraw,
            Problem::OpenHandover(id),
            Problem::HandedOver(id),
            Problem::EntriesLost(id),
            Problem::NothingToAdd,
            Problem::NothingLost,
            Problem::NothingHeld,
            Problem::OwnCard,
            Problem::OwnAccount,
            Problem::LeftAlready,
            Problem::NotVerified(OfficeId::from_bytes([0xCD; 32])),
            Problem::WrongFingerprint,
            Problem::NameTaken,
            Problem::WeakPassphrase,
            Problem::NoMailbox,
            Problem::TooLarge,
            Problem::Unreadable,
            Problem::OfficeNumber,
            Problem::Setting(SettingId::PeriodAlarm, SettingRefused::NotOffered),
            Problem::Setting(SettingId::GapAlarm, SettingRefused::NotByCity),
            Problem::Newer,
        ]
    }

    fn everything() -> Vec<Problem> {
        let things = [
            Thing::Case,
            Thing::Handover,
            Thing::Consent,
            Thing::Office,
            Thing::Staff,
            Thing::Question,
            Thing::ReadBack,
            Thing::Withdrawal,
            Thing::FollowUp,
            Thing::Attachment,
        ];
        let covered = [
            NotCovered::OtherCase,
            NotCovered::NotYet { from: day() },
            NotCovered::Expired { until: day() },
            NotCovered::Withdrawn { on: day() },
            NotCovered::NothingToDisclose,
        ];
        let forms = [
            FormRefused::NoItems,
            FormRefused::EndsBeforeSigned,
            FormRefused::FamilyMustSign,
        ];
        let transports = [
            TransportError::PlaceMissing,
            TransportError::NotReadable,
            TransportError::NotWritable,
            TransportError::Full,
            TransportError::NoSuchParcel,
            TransportError::TooLarge,
            TransportError::Changed,
            TransportError::NoAnswer,
            TransportError::Failed(ErrorKind::Other),
        ];
        let mut all = plain();
        all.extend(denials());
        all.extend(vaults().into_iter().map(Problem::Vault));
        all.extend(things.map(Problem::Missing));
        all.extend(things.map(Problem::Ambiguous));
        all.extend(texts().into_iter().map(Problem::Text));
        all.extend(answers().into_iter().map(Problem::Answer));
        let formats = Format::ALL.map(AttachmentRefused::Cut);
        let files = [
            AttachmentRefused::Empty,
            AttachmentRefused::TooLong,
            AttachmentRefused::Unknown,
            AttachmentRefused::TooMuch,
            AttachmentRefused::Known,
            AttachmentRefused::NotAFile,
        ];
        all.extend(files.into_iter().chain(formats).map(Problem::Attachment));
        all.extend(covered.map(Problem::NotCovered));
        all.extend(forms.map(Problem::Form));
        all.extend(cards().into_iter().map(Problem::Card));
        all.extend(transports.map(Problem::Transport));
        all
    }

    #[test]
    fn every_problem_says_what_happened_and_what_to_do_in_both_languages() {
        for one in everything() {
            assert_said(|lang| problem(&one, lang));
        }
    }

    #[test]
    fn who_has_no_right_is_told_whom_to_ask() {
        let said = denied(Step::Approve, &Denied::NoRight, Lang::En);
        assert_eq!(said.then, "Ask one of these: Service manager, Manager.");
        let said = denied(Step::Read, &Denied::NoRight, Lang::En);
        assert!(said.then.contains("audit show"), "{}", said.then);
        let said = denied(Step::Receive, &Denied::NoRight, Lang::En);
        assert_eq!(
            said.then,
            "The program does it by itself; nothing is to be done."
        );
    }

    #[test]
    fn long_lists_name_the_first_and_count_the_rest() {
        let names = |count: usize| listed((1..=count).map(|it| it.to_string()), Lang::En);
        assert_eq!(names(6), "1, 2, 3, 4, 5, 6");
        assert_eq!(names(8), "1, 2, 3, 4, 5, 6 and 2 more");
    }

    #[test]
    fn a_place_in_a_document_is_told_by_the_name_of_its_field() {
        for (path, field) in [
            ("fields.person.birth", Some(FieldId::PersonBirth)),
            ("fields.person.birth.answer", Some(FieldId::PersonBirth)),
            ("fields.no.such", None),
            ("version", None),
            ("", None),
        ] {
            assert_eq!(field_of(path), field, "{path}");
        }
    }
}
