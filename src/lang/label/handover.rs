//! The names of a handover: phases, steps, duties, and what two offices say to each other.
//!
//! It names; which of them is so, or allowed, is decided in the domain.

use crate::domain::audit;
use crate::domain::consent::{Explaining, Manner, Returned, Saying, Signer};
use crate::domain::handover::dossier::{Ending, Phase};
use crate::domain::handover::entry::{
    Act, Approval, Decline, Discontinuation, Finding, Handling, Outcome, Reading, Reply, Side,
    Verdict, Weight,
};
use crate::domain::handover::permit::Step;
use crate::domain::handover::turn::{Task, Why};
use crate::domain::handover::words::WordKey;
use crate::domain::key_fact::KeyFact;
use crate::lang::Lang;
use crate::lang::label::pick;
use crate::workflow::audit::Doer;
use crate::workflow::view::{HandoverLine, Nameless, Trouble};

/// Names the person, or says why no name is here: the one place that does.
pub fn person(name: &str, none: Nameless, lang: Lang) -> String {
    match name.trim() {
        "" => nameless(none, lang).to_owned(),
        _ => name.to_owned(),
    }
}

/// Says why no name stands where one would.
pub fn nameless(why: Nameless, lang: Lang) -> &'static str {
    let both = match why {
        Nameless::Unwritten => ("（氏名未記入）", "(no name)"),
        Nameless::NotCovered => ("（氏名は同意に含まれません）", "(name not in the consent)"),
        Nameless::Destroyed => ("（氏名は消去済み）", "(name destroyed)"),
        Nameless::NotHere => ("（氏名はここにありません）", "(name not kept here)"),
    };
    pick(both, lang)
}

/// Names what keeps a handover from being written into; it stands where the phase does.
pub fn trouble(trouble: Trouble, lang: Lang) -> &'static str {
    match (trouble, lang) {
        (Trouble::Unreadable, Lang::Ja) => "読めません",
        (Trouble::Unreadable, Lang::En) => "Unreadable",
        (Trouble::Lost(_), Lang::Ja) => "記録の欠け",
        (Trouble::Lost(_), Lang::En) => "Entries lost",
    }
}

/// Names where a handover stands: its phase, or what keeps it from going on.
pub fn stands(line: &HandoverLine, lang: Lang) -> &'static str {
    match line.trouble {
        Some(it) => trouble(it, lang),
        None => phase(line.phase, lang),
    }
}

/// Names a phase, in at most 20 cells.
pub fn phase(phase: Phase, lang: Lang) -> &'static str {
    let both = match phase {
        Phase::Drafting => ("下書き", "Draft"),
        Phase::Consented => ("同意済", "Consented"),
        Phase::Confirmed => ("本人確認済", "Confirmed"),
        Phase::Submitted => ("承認待", "Awaiting approval"),
        Phase::Approved => ("承認済", "Approved"),
        Phase::Returned => ("差戻", "Returned"),
        Phase::Offered => ("提供済", "Offered"),
        Phase::Delivered => ("到着", "Delivered"),
        Phase::InReview => ("確認中", "In review"),
        Phase::ReadBack => ("復唱済", "Read back"),
        Phase::Conditional => ("条件付", "Conditional"),
        Phase::Accepted => ("受入決定", "Accepted"),
        Phase::Released => ("引渡済", "Released"),
        Phase::Started => ("利用開始", "Started"),
        Phase::FollowingUp => ("フォロー中", "Following up"),
        Phase::Closed => ("完了", "Closed"),
        Phase::Declined => ("受入不可", "Declined"),
        Phase::Recalled => ("取下", "Recalled"),
        Phase::Withdrawn => ("同意撤回", "Consent withdrawn"),
        Phase::NotStarted => ("利用に至らず", "Not started"),
        Phase::Lapsed => ("失効", "Lapsed"),
        Phase::Discontinued => ("中止", "Discontinued"),
        Phase::Stopped => ("停止", "Stopped"),
    };
    pick(both, lang)
}

/// Names an ending.
pub fn ending(ending: Ending, lang: Lang) -> &'static str {
    let both = match ending {
        Ending::Withdrawn => ("同意撤回", "consent withdrawn"),
        Ending::Recalled => ("取下", "recalled"),
        Ending::Declined(_) => ("受入不可", "declined"),
        Ending::NotStarted => ("利用に至らず", "not started"),
        Ending::Lapsed => ("失効", "lapsed"),
        Ending::Discontinued(_) => ("中止", "discontinued"),
    };
    pick(both, lang)
}

/// Names a side of a handover.
pub fn side(side: Side, lang: Lang) -> &'static str {
    let both = match side {
        Side::Sender => ("送り手", "sender"),
        Side::Receiver => ("受け手", "receiver"),
    };
    pick(both, lang)
}

/// Names an entry of a dossier.
pub fn entry(act: &Act, lang: Lang) -> &'static str {
    let both = match act {
        Act::Offered { .. } => ("提供", "offer"),
        Act::Answered { .. } => ("回答", "answer"),
        Act::ReadBackChecked { .. } => ("復唱の確認", "read-back checked"),
        Act::Recalled => ("取下", "recall"),
        Act::Released { .. } => ("引渡", "release"),
        Act::Added { .. } => ("追補", "addition"),
        Act::Lapsed => ("失効", "lapse"),
        Act::Ended { .. } => ("契約終了", "end of contract"),
        Act::Received { .. } => ("受領", "receipt"),
        Act::Acknowledged { .. } => ("確認", "acknowledgement"),
        Act::Asked { .. } => ("照会", "question"),
        Act::QuestionClosed { .. } => ("照会の終了", "question closed"),
        Act::ReadBack { .. } => ("復唱", "read-back"),
        Act::Accepted { .. } => ("受入決定", "acceptance"),
        Act::Declined {
            decline: Decline::YesIf,
            ..
        } => ("条件付で可", "yes, if"),
        Act::Declined { .. } => ("受入不可", "decline"),
        Act::Started { .. } => ("利用開始", "start"),
        Act::NotStarted => ("利用に至らず", "not started"),
        Act::FollowedUp { .. } => ("フォロー", "follow-up"),
        Act::Erased => ("消去", "erasure"),
        Act::Handled { .. } => ("撤回への対応", "withdrawal handled"),
        Act::Discontinued { .. } => ("中止", "discontinuation"),
        Act::ConsentWithdrawn { .. } => ("同意撤回", "withdrawal of consent"),
    };
    pick(both, lang)
}

/// Names a step, as a title or on a button.
pub fn step_title(of: Step, lang: Lang) -> String {
    let name = step(of, lang);
    let mut rest = name.chars();
    match (lang, rest.next()) {
        (Lang::En, Some(first)) => first.to_uppercase().chain(rest).collect(),
        _ => name.to_owned(),
    }
}

/// Names a step that a role may take, as a part of a sentence.
pub fn step(step: Step, lang: Lang) -> &'static str {
    let both = match step {
        Step::WriteCase => ("ケース要約を書く", "write a case"),
        Step::WriteNotes => ("業務メモを書く", "write working notes"),
        Step::RecordConsent => ("同意を記録する", "record consent"),
        Step::Confirm => ("本人確認を記録する", "record the person's confirmation"),
        Step::WithdrawItems => ("一部の同意撤回を記録する", "record a withdrawal of items"),
        Step::WithdrawAll => (
            "すべての同意撤回を記録する",
            "record a withdrawal of all consent",
        ),
        Step::Draft => ("下書きする", "draft"),
        Step::Submit => ("承認を求める", "submit"),
        Step::Approve => ("承認する", "approve"),
        Step::Return => ("差し戻す", "return to the author"),
        Step::Offer => ("提供する", "offer"),
        Step::Add => ("追補する", "add"),
        Step::Recall => ("取り下げる", "recall"),
        Step::DraftAnswer => ("回答を下書きする", "draft an answer"),
        Step::Answer => ("回答する", "answer"),
        Step::Check => ("復唱を確かめる", "check the read-back"),
        Step::Release => ("引き渡す", "release"),
        Step::Lapse => ("失効とする", "let lapse"),
        Step::End => ("契約終了を記録する", "record the end of contract"),
        Step::Receive => ("受領する", "receive"),
        Step::Acknowledge => ("確認する", "acknowledge"),
        Step::Ask => ("照会する", "ask"),
        Step::CloseQuestion => ("照会を終える", "close a question"),
        Step::ReadBack => ("復唱する", "read back"),
        Step::Accept => ("受入を決める", "accept"),
        Step::Decline => ("受入不可とする", "decline"),
        Step::Start => ("利用開始を記録する", "record the start"),
        Step::NotStart => (
            "利用に至らなかったと記録する",
            "record that the person did not start",
        ),
        Step::FollowUp => ("フォローする", "follow up"),
        Step::Erase => ("消去する", "erase"),
        Step::Handle => (
            "撤回への対応を記録する",
            "record how a withdrawal was handled",
        ),
        Step::Discontinue => ("中止する", "discontinue"),
        Step::Manage => (
            "職員・鍵・バックアップ・設定を扱う",
            "manage staff, keys, backup, settings",
        ),
        Step::ReadAudit => ("監査記録を読む", "read the audit log"),
        Step::Read => ("ケースや引継ぎの内容を読む", "read a case or a handover"),
        Step::Discard => ("下書きを破棄する", "discard the draft"),
        Step::TakeUp => (
            "追補を自分のケースに取り込む",
            "take an addition into your own case",
        ),
        Step::Reopen => (
            "戻った人のケースを再開する",
            "reopen the case of a person who comes back",
        ),
        Step::PrintOffer => ("提供書を印刷する", "print the offer"),
        Step::GiveCopy => ("写しを渡す", "give a copy"),
        Step::Carry => (
            "持って行く書面を本人に渡す",
            "give the person what they carry",
        ),
        Step::PaperReply => ("紙の返事を記録する", "enter what came back on paper"),
        Step::Visit => ("見学・体験を記録する", "write down a visit"),
        Step::Meet => ("会議を記録する", "write down a meeting"),
        Step::Contact => (
            "関係者への連絡を記録する",
            "write down whom this office told",
        ),
        Step::ExportLists => (
            "全員の名前が載る記録を書き出す",
            "write out records that name everybody",
        ),
        Step::EraseKept => (
            "保存の義務がある添付を誤りとして消す",
            "erase a file that has to be kept, as attached by mistake",
        ),
    };
    pick(both, lang)
}

/// Names what an office owes, for the list of what needs attention.
pub fn task(task: &Task, lang: Lang) -> &'static str {
    let both = match task {
        Task::Erase => ("写しの消去", "erase what is held"),
        Task::Handle { .. } => ("撤回への対応", "say what became of withdrawn items"),
        Task::Print => ("提供書の印刷", "print the offer"),
        Task::AskBack => ("渡した紙の回収", "ask for the paper back"),
        Task::Release => ("引渡", "release"),
        Task::OfferAgain(Why::ConsentExpiredAccepted) => (
            "受入を戻して再提供か取下",
            "undo the acceptance and offer again, or recall",
        ),
        Task::OfferAgain(_) => ("再提供か取下", "offer again or recall"),
        Task::Answer(_) => ("照会への回答", "answer a question"),
        Task::Check(_) => ("復唱の確認", "check the read-back"),
        Task::Receive => ("受領", "open what arrived"),
        Task::Receipt => ("受領の返事", "send the receipt"),
        Task::Read(_) => ("各章の確認", "read the sections"),
        Task::Decide(_) => ("照会か受入不可の判断", "ask or decline"),
        Task::CloseQuestion(_) => ("回答の確認", "close an answered question"),
        Task::ReadBack => ("復唱", "read back"),
        Task::Accept => ("受入の判断", "accept or decline"),
        Task::Start => ("利用開始の記録", "record the start"),
        Task::StartOrNot => (
            "利用に至らずか利用開始の記録",
            "record that nobody started, or the start",
        ),
        Task::End => ("契約終了の記録", "record the end of contract"),
        Task::FollowUp(_) => ("フォロー", "follow up"),
        Task::NotShared(_) => ("フォロー（同意の範囲外）", "follow up (not shared)"),
        Task::CameBack => ("戻りの記録", "record that the person came back"),
    };
    pick(both, lang)
}

/// Says why a new offer, or a recall, is owed.
pub fn why(why: Why, lang: Lang) -> &'static str {
    let both = match why {
        Why::ItemsWithdrawn => (
            "一部の同意が撤回された",
            "consent for some items was withdrawn",
        ),
        Why::Condition => ("条件が示された", "the answer was \"yes, if\""),
        Why::ConsentExpired => ("同意の期限が過ぎた", "consent has expired"),
        Why::ConsentExpiredAccepted => (
            "受入決定のあとで同意の期限が過ぎた",
            "consent has expired since it was accepted",
        ),
    };
    pick(both, lang)
}

/// Names a key fact of the read-back.
pub fn key_fact(fact: KeyFact, lang: Lang) -> &'static str {
    let both = match fact {
        KeyFact::NameKana => ("氏名のフリガナ", "Reading of the name"),
        KeyFact::Birth => ("生年月日", "Date of birth"),
        KeyFact::CertificateLastFour => {
            ("受給者証番号の下4桁", "Last four digits of the certificate")
        }
        KeyFact::MonthsLeft => ("残月数", "Months left"),
        KeyFact::NextFixedDay => ("次に決まっている日", "Next fixed day"),
        KeyFact::Medication => ("服薬とアレルギー", "Medication and allergies"),
        KeyFact::Signs => ("黄・赤のサイン", "Yellow and red signs"),
    };
    pick(both, lang)
}

/// Says how a key fact compared.
pub fn finding(finding: Finding, lang: Lang) -> &'static str {
    let both = match finding {
        Finding::Same => ("同じ", "same"),
        Finding::Differs => ("違う", "differs"),
        Finding::PaperDiffers => ("手元の書類では違う", "the paper says otherwise"),
    };
    pick(both, lang)
}

/// Names a word of an entry.
pub fn word(key: WordKey, lang: Lang) -> &'static str {
    let both = match key {
        WordKey::By => ("書いた人", "Written by"),
        WordKey::PersonName => ("氏名", "Name"),
        WordKey::PersonKana => ("フリガナ", "Reading"),
        WordKey::Purpose => ("目的", "Purpose"),
        WordKey::Exception => ("一人事業所の例外", "Declared exception"),
        WordKey::Text => ("内容", "Text"),
        WordKey::Risk1 => ("気をつけること1", "Risk 1"),
        WordKey::Risk2 => ("気をつけること2", "Risk 2"),
        WordKey::Risk3 => ("気をつけること3", "Risk 3"),
        WordKey::NextStep => ("次の一歩", "Next step"),
        WordKey::FirstAppointment => ("最初の約束", "First appointment"),
        WordKey::InCharge => ("担当者", "In charge"),
        WordKey::Condition => ("条件", "Condition"),
        WordKey::OtherOffice => ("案内する事業所", "Office that would suit"),
        WordKey::Withheld => ("渡していないもの", "What stays behind"),
        WordKey::Typed => ("復唱された要点", "Key facts as typed"),
        WordKey::Confirmation => ("市の確認", "Confirmed by the city"),
        WordKey::ToldBy => ("紙に書いた人", "On paper by"),
        WordKey::Original => ("紙の原本の場所", "Paper kept"),
        WordKey::Saying => ("申し出の方法", "How it was said"),
        WordKey::HeardBy => ("聞いた職員", "Heard by"),
        WordKey::Evidence => ("裏付け", "Evidence"),
    };
    pick(both, lang)
}

/// Says of a section that nothing of it is shown any more.
pub fn taken_back(lang: Lang) -> &'static str {
    pick(("同意は撤回されました", "consent was taken back"), lang)
}

/// Says what a reader made of a section.
pub fn reading(reading: Reading, lang: Lang) -> &'static str {
    let both = match reading {
        Reading::Understood => ("理解した", "understood"),
        Reading::NotForUs => ("当所には当たらない", "not for us"),
    };
    pick(both, lang)
}

/// Says what the sender makes of a read-back.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    let both = match verdict {
        Verdict::Right => ("合っている", "right"),
        Verdict::RightThough => ("違いはあるが合っている", "right, though it differs"),
        Verdict::Correct => ("訂正を求める", "correct this"),
    };
    pick(both, lang)
}

/// Says how a question was answered.
pub fn reply(reply: Reply, lang: Lang) -> &'static str {
    let both = match reply {
        Reply::Text => ("回答", "answered"),
        Reply::CannotBeAnswered => ("回答できない", "cannot be answered"),
    };
    pick(both, lang)
}

/// Names a way to decline.
pub fn decline(decline: Decline, lang: Lang) -> &'static str {
    let both = match decline {
        Decline::NotTaken => ("不受入", "not taken"),
        Decline::SentBack => ("返戻", "sent back"),
        Decline::TryOther => ("他事業所を案内", "try this office"),
        Decline::YesIf => ("条件付で可", "yes, if"),
    };
    pick(both, lang)
}

/// Says what became of the person on a day of follow-up.
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    let both = match outcome {
        Outcome::GoingWell => ("順調", "going well"),
        Outcome::Concern => ("気がかりあり", "concern"),
        Outcome::Left => ("利用終了", "left"),
        Outcome::NotReached => ("連絡がつかない", "could not be reached"),
        Outcome::NotShared => ("同意の範囲外", "not shared"),
    };
    pick(both, lang)
}

/// Says what was done with withdrawn items.
pub fn handling(handling: Handling, lang: Lang) -> &'static str {
    let both = match handling {
        Handling::Returned => ("返却した", "returned"),
        Handling::Erased => ("消去した", "erased"),
        Handling::Kept => ("理由があり保存", "kept, for a reason"),
        Handling::NothingHeld => ("保有なし", "nothing held"),
    };
    pick(both, lang)
}

/// Says why a handover was discontinued.
pub fn discontinuation(reason: Discontinuation, lang: Lang) -> &'static str {
    let both = match reason {
        Discontinuation::Died => ("死亡", "the person died"),
        Discontinuation::MovedAway => ("転居", "moved away"),
        Discontinuation::Employed => ("就職", "employed"),
        Discontinuation::OfficeClosed => ("事業所の閉鎖", "an office closed"),
        Discontinuation::CameBack => ("本人が戻った", "the person came back"),
        Discontinuation::NotReachable => (
            "相手の事業所に連絡がつかない",
            "the other office cannot be reached",
        ),
    };
    pick(both, lang)
}

/// Says how an offer was approved.
pub fn approval(approval: Approval, lang: Lang) -> &'static str {
    let both = match approval {
        Approval::TwoPeople => (
            "作成者と別の人が承認",
            "approved by another than the author",
        ),
        Approval::DeclaredException => (
            "一人事業所の例外により承認",
            "approved under the declared exception",
        ),
    };
    pick(both, lang)
}

/// Says whether a section must be understood before acceptance.
pub fn weight(weight: Weight, lang: Lang) -> &'static str {
    let both = match weight {
        Weight::Mandatory => ("必読", "must be read"),
        Weight::Optional => ("任意", "optional"),
    };
    pick(both, lang)
}

/// Says who signed a consent.
pub fn signer(signer: &Signer, lang: Lang) -> &'static str {
    let both = match signer {
        Signer::Person => ("本人", "the person"),
        Signer::Guardian { .. } => ("成年後見人等", "the guardian"),
    };
    pick(both, lang)
}

/// Says in which way a form was explained to the person.
pub fn explaining(way: Explaining, lang: Lang) -> &'static str {
    let both = match way {
        Explaining::Spoken => ("口頭", "by word of mouth"),
        Explaining::EasyJapanese => ("やさしい日本語の説明書", "sheet in easy Japanese"),
        Explaining::Furigana => ("ふりがな付きの書面", "paper with readings"),
        Explaining::SignOrWriting => ("手話・筆談", "sign language or writing"),
        Explaining::Interpreter => ("通訳", "interpreter"),
    };
    pick(both, lang)
}

/// Says how a person said that consent is taken back.
pub fn saying(saying: Saying, lang: Lang) -> &'static str {
    let both = match saying {
        Saying::InPerson => ("対面", "face to face"),
        Saying::Telephone => ("電話", "by telephone"),
        Saying::Letter => ("書面", "on paper"),
        Saying::Message => ("メール・メッセージ", "by e-mail or message"),
        Saying::Through => ("後見人・家族などを通じて", "through somebody else"),
    };
    pick(both, lang)
}

/// Says how a consent was signed.
pub fn manner(manner: &Manner, lang: Lang) -> &'static str {
    let both = match manner {
        Manner::OwnHand => ("自署", "own hand"),
        Manner::Proxy { .. } => ("代筆", "by proxy"),
        Manner::Seal => ("押印", "seal"),
        Manner::Electronic => ("電磁的方法", "electronic"),
    };
    pick(both, lang)
}

/// Names what comes back from the receiver under a consent.
pub fn returned(returned: Returned, lang: Lang) -> &'static str {
    let both = match returned {
        Returned::ReadBack => ("復唱と照会", "read-back and questions"),
        Returned::Reasons => (
            "受入不可・利用に至らずの理由",
            "reasons for declining or not starting",
        ),
        Returned::Outcomes => ("その後のようす", "what became of it"),
    };
    pick(both, lang)
}

/// Names whoever did what an audit line tells.
pub fn doer(doer: &Doer, lang: Lang) -> &str {
    match doer {
        Doer::Staff(name) => name,
        Doer::Program => pick(("プログラム", "the program"), lang),
    }
}

/// Names what an audit line tells.
pub fn audited(act: &audit::Act, lang: Lang) -> &'static str {
    let both = match act {
        audit::Act::Init => ("保管庫の作成", "vault made"),
        audit::Act::Unlock => ("サインイン", "signed in"),
        audit::Act::FailedUnlocks(_) => ("サインインの失敗", "failed sign-ins"),
        audit::Act::StaffAdded => ("職員の登録", "staff added"),
        audit::Act::StaffChanged => ("職員の変更", "staff changed"),
        audit::Act::StaffLeft => ("職員の退職", "staff left"),
        audit::Act::PassphraseChanged => ("パスフレーズの変更", "passphrase changed"),
        audit::Act::Recovered => ("復旧シートでの開錠", "opened with the recovery sheet"),
        audit::Act::SettingChanged => ("設定の変更", "setting changed"),
        audit::Act::CaseWritten => ("ケース要約の変更", "case written"),
        audit::Act::CaseRead => ("ケース要約の閲覧", "case read"),
        audit::Act::NotesWritten => ("業務メモの変更", "working notes written"),
        audit::Act::ConsentGiven => ("同意の記録", "consent recorded"),
        audit::Act::ConsentWithdrawn => ("同意撤回の記録", "consent withdrawn"),
        audit::Act::NotASecret => (
            "「保存しない情報ではない」の回答",
            "said not to be a secret",
        ),
        audit::Act::LegalWritten => ("法定の記録", "legal record written"),
        audit::Act::Handover { .. } => ("引継ぎ", "handover"),
        audit::Act::Sent => ("送信", "sent"),
        audit::Act::Collected => ("受取", "collected"),
        audit::Act::Refused => ("受取の拒否", "refused"),
        audit::Act::CardKept => ("事業所カードの登録", "card kept"),
        audit::Act::CardVerified => ("カードの指紋の確認", "card verified"),
        audit::Act::CardRevoked => ("事業所カードの失効", "card set aside"),
        audit::Act::Printed => ("印刷", "printed"),
        audit::Act::Exported => ("書き出し", "exported"),
        audit::Act::Imported => ("取り込み", "imported"),
        audit::Act::Erased => ("消去", "erased"),
        audit::Act::Rebuilt => ("保管庫の再構築", "vault rebuilt"),
        audit::Act::BackedUp => ("バックアップの作成", "backed up"),
    };
    pick(both, lang)
}
