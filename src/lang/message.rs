//! What the program tells unasked: duties, parcels that were refused, what was mended, and answers as people read them.
//!
//! It decides nothing; why a step was not taken is said in `problem`.

use std::collections::BTreeSet;

use crate::domain::alert::rate;
use crate::domain::answer::{Answer, CellValue, Contact, Given, Mark, Row, Score, Triple};
use crate::domain::assessment::{AssessmentItem, Gap, LevelView, Rater};
use crate::domain::attachment::{Paper, Scan, Standing};
use crate::domain::calendar::Day;
use crate::domain::case::{FieldState, Source, Stood, Value, age};
use crate::domain::consent::{FAR_YEARS, Returned, Saying};
use crate::domain::field::{Cell, Column, ColumnId, Kind, Unit};
use crate::domain::handover::dossier::Stop;
use crate::domain::handover::draft::Dropped;
use crate::domain::handover::entry::{Act, Handling, Side};
use crate::domain::handover::permit::BeforeOffer;
use crate::domain::handover::turn::{Agreed, Duty, Task, Why};
use crate::domain::handover::words::WordKey;
use crate::domain::id::HandoverId;
use crate::domain::misfit::Misfit;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::lang::label::{self, handover as words};
use crate::lang::problem::{self, Said, brief, listed};
use crate::lang::{Lang, date};
use crate::workflow::attachment::Attached;
use crate::workflow::brought::{Presence, Takes};
use crate::workflow::consent::{Hears, Note};
use crate::workflow::handover::ReplyDue;
use crate::workflow::office::{PeerStanding, fingerprint};
use crate::workflow::post::{
    Cause, Done, EntryRefused, Extent, Forbidden, ParcelRefused, People, Refused, SyncReport,
    TakenBack, Unsupported,
};
use crate::workflow::problem::Notice;
use crate::workflow::round::{Cut, Left, Was};
use crate::workflow::view::HandoverLine;

/// Names a revision of a case: its number, its day, and who wrote it, where that is known.
pub fn revision(number: u32, on: Day, by: Option<&str>, lang: Lang) -> String {
    let day = date::short_day(on, lang);
    match (lang, by) {
        (Lang::Ja, Some(by)) => format!("第{number}版 {day} {by}"),
        (Lang::Ja, None) => format!("第{number}版 {day} (名前の分からない職員)"),
        (Lang::En, Some(by)) => format!("revision {number}, {day}, {by}"),
        (Lang::En, None) => format!("revision {number}, {day}, unknown staff"),
    }
}

/// Says until when consent is as the other office was told, where a newer form ends sooner.
pub fn told_until(told: Day, lang: Lang) -> String {
    let day = date::day(told, lang);
    match lang {
        Lang::Ja => {
            format!("相手に伝えてある同意の期限は{day}です（いまの同意書のほうが早く終わります）。")
        }
        Lang::En => {
            format!("The other office was told {day}: the form that counts now ends sooner.")
        }
    }
}

/// Asks whether a form of a consent is to be recorded: what it gives, until when, and what stands under it. The days are the last
/// one, that of the signature and that of the explanation.
pub fn consent_asked(
    items: &BTreeSet<ItemId>,
    [until, signed, explained]: [Day; 3],
    (by, manner): (&str, &str),
    kept: &str,
    returned: &BTreeSet<Returned>,
    lang: Lang,
) -> Said {
    let (given, all) = (items.len(), ItemId::ALL.len());
    let back: Vec<String> = returned
        .iter()
        .map(|it| label::handover::returned(*it, lang).to_owned())
        .collect();
    let back = match (returned.is_empty(), lang) {
        (true, Lang::Ja) => "なし".to_owned(),
        (true, Lang::En) => "nothing".to_owned(),
        (false, _) => listed(back.iter(), lang),
    };
    let name = |it: &ItemId| label::item(*it, lang).to_owned();
    let stays = ItemId::ALL.iter().filter(|it| !items.contains(it));
    let stays: Vec<String> = stays.map(name).collect();
    let named = match (stays.is_empty(), stays.len() < given, lang) {
        (true, ..) => String::new(),
        (false, true, Lang::Ja) => format!("（渡さない: {}）", listed(stays.iter(), lang)),
        (false, true, Lang::En) => format!(" (not {})", listed(stays.iter(), lang)),
        (false, false, _) => {
            let given: Vec<String> = items.iter().map(name).collect();
            match lang {
                Lang::Ja => format!("（{}）", listed(given.iter(), lang)),
                Lang::En => format!(" ({})", listed(given.iter(), lang)),
            }
        }
    };
    let day = |it| date::short_day(it, lang);
    let (until, signed_on, explained) = (day(until), day(signed), day(explained));
    let what = match lang {
        Lang::Ja => format!(
            "同意を記録しますか。項目 {given}/{all}{named}。相手から返るもの: {back}。いつまで {until}。署名 {by}（{manner}）{signed_on}。説明 {explained}。原本 {kept}。"
        ),
        Lang::En => format!(
            "Record this consent? Items {given}/{all}{named}. Comes back: {back}. Until {until}. Signed by {by} ({manner}), {signed_on}. Explained {explained}. Original: {kept}."
        ),
    };
    let then = match lang {
        Lang::Ja => "署名のある紙と同じか、見比べてください。記録に残り、消せません。",
        Lang::En => "Compare it with the signed paper: it is recorded and cannot be deleted.",
    };
    let then = then.to_owned();
    Said { what, then }
}

/// Asks whether the person found sections right of which some were not opened on the screen.
pub fn confirmed_unopened(unopened: &[SectionId], lang: Lang) -> Said {
    let names = unopened
        .iter()
        .map(|it| label::section(*it, lang).to_owned());
    let names: Vec<String> = names.collect();
    let (count, names) = (names.len(), listed(names.iter(), lang));
    let (what, then) = match lang {
        Lang::Ja => (
            format!("この画面で開いていない章が{count}あります: {names}。"),
            "紙で見てもらったときも含めて、本人がその内容を見て、正しいと言いましたか。記録に残り、消せません。",
        ),
        Lang::En => (
            format!("Not opened on this screen: {names}."),
            "Did the person look at what they say, be it on paper, and say it is right? It is recorded and cannot be deleted.",
        ),
    };
    let then = then.to_owned();
    Said { what, then }
}

/// Puts names one behind the other.
pub fn list(names: &[&str], lang: Lang) -> String {
    names.join(comma(lang))
}

/// Says why a parcel was refused at some earlier time, as far as the journal tells.
pub fn refused_before(cause: Option<Cause>, on: Day, lang: Lang) -> Said {
    let (ja, en) = cause.map_or(
        ("理由は残っていません。", "The reason was not kept."),
        said_cause,
    );
    let day = date::short_day(on, lang);
    Said::of(
        lang,
        (
            format!("{day} 小包を受け取りませんでした。{ja}"),
            "要るものなら、送った事業所に送り直してもらってください。",
        ),
        (
            format!("{day}: a parcel was not taken in. {en}"),
            "If it is needed, ask the office that sent it to send it again.",
        ),
    )
}

/// Says why a parcel was refused, as the journal tells it.
pub fn cause(cause: Cause, lang: Lang) -> &'static str {
    let (ja, en) = said_cause(cause);
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

fn said_cause(cause: Cause) -> (&'static str, &'static str) {
    match cause {
        Cause::Damaged => (
            "途中で切れたか変わった小包、または小包でないファイルでした。",
            "It was cut or changed on the way, or was no parcel.",
        ),
        Cause::NotForUs => ("当所あてでない小包でした。", "It was for another office."),
        Cause::Newer => (
            "新しい版のtasukiで作られた小包でした。",
            "It was made by a later version of tasuki.",
        ),
        Cause::Sender => (
            "知らない事業所か、鍵を取り消した事業所からでした。",
            "It was from an office that is not known, or whose keys were revoked.",
        ),
        Cause::Unsigned => (
            "名乗った事業所の署名ではありませんでした。",
            "It was not signed by the office it named.",
        ),
        Cause::Unreadable => (
            "読めない記録か、提供されたものと違う内容が入っていました。",
            "Something in it could not be read, or was not what was offered.",
        ),
        Cause::Card => (
            "事業所のカードが正しくありませんでした。",
            "The card in it was not right.",
        ),
        Cause::Unknown => (
            "ここで始まっていない引継ぎの小包でした。",
            "It told of a handover that does not begin here.",
        ),
        Cause::Stopped => (
            "引継ぎの記録が食い違っていました。",
            "Its entries did not agree with those kept here.",
        ),
        Cause::Lost => (
            "当所が書いた記録の一部が、ここにありませんでした。",
            "Entries of this office were not here any more.",
        ),
        Cause::Destroyed => (
            "保存期間を過ぎて廃棄した引継ぎの小包でした。",
            "It told of a handover that was destroyed here after its time.",
        ),
        Cause::Full => (
            "一つの引継ぎに入る数を超えていました。",
            "It brought more than one handover takes.",
        ),
    }
}

/// Says why a parcel was refused: whose it is, by the person's name where it is known, and what to do.
pub fn refused(refused: &Refused, people: &People, lang: Lang) -> Said {
    let called = |id: &HandoverId| match people.get(id) {
        Some(name) => format!("{name} {}", brief(id)),
        None => brief(id),
    };
    match refused {
        Refused::Parcel(why) => parcel(why, lang),
        Refused::Transport(why) => problem::exchange::transport(*why, lang),
        Refused::Undeleted(why) => {
            let cause = problem::exchange::transport(*why, lang);
            Said::of(
                lang,
                (
                    format!(
                        "受け取り終えた小包を、共有フォルダから取り除けませんでした。{}",
                        cause.what
                    ),
                    "ほかの送受信は済んでいます。フォルダの権限を管理者に確かめてもらってください。",
                ),
                (
                    format!(
                        "A parcel that is done with could not be taken out of the shared folder. {}",
                        cause.what
                    ),
                    "All else was sent and collected. Ask the manager to check the folder's permissions.",
                ),
            )
        }
        Refused::Entry(why) => entry(why, lang),
        Refused::Unreadable => Said::of(
            lang,
            (
                "小包の中に読めない記録があり、受け取りませんでした。",
                "送った事業所に、tasukiの版を確かめて送り直してもらってください。",
            ),
            (
                "A parcel holds an entry that cannot be read; it was not taken in.",
                "Ask the office that sent it to check its version of tasuki and send it again.",
            ),
        ),
        Refused::Unknown(id) => Said::of(
            lang,
            (
                format!(
                    "ここで始まっていない引継ぎ（{}）の小包です。受け取りませんでした。",
                    called(id)
                ),
                "送った事業所に、はじめからすべて送り直してもらってください。",
            ),
            (
                format!(
                    "A parcel tells of a handover ({}) that does not begin here.",
                    called(id)
                ),
                "Ask the office that sent it to send everything again from the first entry.",
            ),
        ),
        Refused::Stopped(id, why) => {
            let mut said = stop(why, lang);
            said.what = match lang {
                Lang::Ja => format!("引継ぎ（{}）を停止しました。{}", called(id), said.what),
                Lang::En => format!("The handover ({}) was stopped. {}", called(id), said.what),
            };
            said
        }
        Refused::Lost(id) => Said::of(
            lang,
            (
                format!(
                    "引継ぎ（{}）で、当所が書いた記録の一部がここにありません。古いバックアップに戻ったようです。",
                    called(id)
                ),
                "何も書き足さず、相手の事業所に電話して、すべて送り直してもらってください。",
            ),
            (
                format!(
                    "In the handover ({}), entries of this office are missing here. It seems an \
                     old backup was restored.",
                    called(id)
                ),
                "Write nothing more; telephone the other office and have everything sent again.",
            ),
        ),
        Refused::Claimed(id, seen) => Said::of(
            lang,
            (
                format!(
                    "引継ぎ（{}）で、相手の事業所は当所の記録を{seen}件まで見たと言っていますが、ここにはそこまでありません。",
                    called(id)
                ),
                "すべて送り直すように頼みました。もう一度送受信しても戻らなければ、電話で確かめてください。管理者は、失われたものとして先へ進めます。",
            ),
            (
                format!(
                    "In the handover ({}), the other office says it has seen {seen} entries of this \
                     office; so many are not here.",
                    called(id)
                ),
                "It was asked to send everything again. If they do not come back with the next \
                 round, telephone. A manager can give them up and go on.",
            ),
        ),
        Refused::Full(id) => Said::of(
            lang,
            (
                format!(
                    "引継ぎ（{}）の記録の数が上限を超えています。超えた分は受け取りませんでした。",
                    called(id)
                ),
                "相手の事業所に電話して、新しい引継ぎを相談してください。",
            ),
            (
                format!(
                    "The handover ({}) brings more entries than one may have; those beyond were not \
                     taken in.",
                    called(id)
                ),
                "Telephone the other office about a new handover.",
            ),
        ),
        Refused::Destroyed(id, on) => Said::of(
            lang,
            (
                format!(
                    "引継ぎ（{}）は、保存期間を過ぎたため{}に廃棄しました。届いた小包は受け取りませんでした。",
                    called(id),
                    date::day(*on, lang)
                ),
                "ここには何も残っていません。用があれば、相手の事業所に電話してください。",
            ),
            (
                format!(
                    "The handover ({}) was destroyed on {}, after its time. What came was not taken in.",
                    called(id),
                    date::day(*on, lang)
                ),
                "Nothing of it is kept here. Telephone the other office if there is something to settle.",
            ),
        ),
        Refused::Card(why) => problem::exchange::card(*why, lang),
        Refused::OtherCard => Said::of(
            lang,
            (
                "小包に、送り手のものではないカードが入っていました。受け取りませんでした。",
                "カードは、その事業所から直接受け取ってください。",
            ),
            (
                "A parcel holds a card that is not its sender's; it was not taken.",
                "Take cards from their own office only.",
            ),
        ),
        Refused::WrongContent(id) => Said::of(
            lang,
            (
                format!(
                    "引継ぎ（{}）で届いた内容が、提供されたものと違います。内容は受け取りませんでした。",
                    called(id)
                ),
                "送り手に電話して、送り直してもらってください。",
            ),
            (
                format!(
                    "The content that came for the handover ({}) is not what was offered; it was not \
                     taken in.",
                    called(id)
                ),
                "Telephone the sender and have it sent again.",
            ),
        ),
    }
}

fn parcel(why: &ParcelRefused, lang: Lang) -> Said {
    match why {
        ParcelRefused::TooLarge => {
            problem::exchange::transport(crate::workflow::problem::TransportError::TooLarge, lang)
        }
        ParcelRefused::NotSealed | ParcelRefused::NotAParcel => Said::of(
            lang,
            (
                "共有フォルダに、小包ではないファイルがありました。受け取りませんでした。",
                "心当たりがなければ、管理者に知らせてください。",
            ),
            (
                "A file in the shared folder is no parcel; it was not taken in.",
                "If nobody knows of it, tell the manager.",
            ),
        ),
        ParcelRefused::NotForUs => Said::of(
            lang,
            (
                "別の鍵に宛てて封をした小包で、開けません。送り手は分かりません。",
                "送った事業所に、当所の新しいカードを渡して送り直してもらってください。",
            ),
            (
                "A parcel is sealed to another key and cannot be opened; its sender is not known.",
                "Give your current card to the office that sent it, and have it sent again.",
            ),
        ),
        ParcelRefused::DamagedSeal
        | ParcelRefused::BadHeader
        | ParcelRefused::WrongLength
        | ParcelRefused::BadBodyHash
        | ParcelRefused::BadPadding
        | ParcelRefused::BadBody => Said::of(
            lang,
            (
                "小包が途中で壊れたか、書き換えられています。何も取り込んでいません。",
                "送った事業所に、送り直してもらってください。",
            ),
            (
                "A parcel was damaged or altered on the way. Nothing was taken in.",
                "Ask the office that sent it to send it again.",
            ),
        ),
        ParcelRefused::NewerFormat(_) | ParcelRefused::UnknownKind(_) => newer(lang),
        ParcelRefused::Forwarded { from, to } => Said::of(
            lang,
            (
                format!(
                    "別の事業所（{}）宛ての小包が、ここに回されてきました。送り手として書かれているのは{}です。",
                    fingerprint(to),
                    fingerprint(from)
                ),
                "取り込んでいません。送り手の事業所に電話で知らせてください。",
            ),
            (
                format!(
                    "A parcel for another office ({}) was handed on to us. It names {} as its sender.",
                    fingerprint(to),
                    fingerprint(from)
                ),
                "It was not taken in. Telephone the sender's office.",
            ),
        ),
        ParcelRefused::UnknownSender(from) => Said::of(
            lang,
            (
                format!(
                    "カードのない事業所（指紋 {}）からの小包です。",
                    fingerprint(from)
                ),
                "その事業所のカードを読み込むと、次の送受信で受け取れます。",
            ),
            (
                format!(
                    "A parcel is from an office without a card here ({}).",
                    fingerprint(from)
                ),
                "Keep that office's card; the next round then takes the parcel in.",
            ),
        ),
        ParcelRefused::RevokedSender(from) => Said::of(
            lang,
            (
                format!(
                    "信用しないことにした事業所（指紋 {}）からの小包です。",
                    fingerprint(from)
                ),
                "取り込まず、開かずに置いてあります。知っている番号に電話で確かめ、指紋を確かめ直すと、次の送受信で取り込みます。",
            ),
            (
                format!(
                    "A parcel is from an office no longer trusted ({}).",
                    fingerprint(from)
                ),
                "It lies unopened. Call a number you know; once the fingerprint was verified again, the next round takes it in.",
            ),
        ),
        ParcelRefused::BadSignature(from) => Said::of(
            lang,
            (
                format!(
                    "送り手の事業所（指紋 {}）の署名が合いません。別の者が作った小包かもしれません。",
                    fingerprint(from)
                ),
                "取り込んでいません。その事業所に電話で知らせ、送り直してもらってください。",
            ),
            (
                format!(
                    "A parcel claims to be from {}, but the signature does not hold.",
                    fingerprint(from)
                ),
                "It was not taken in. Telephone that office and have it sent again.",
            ),
        ),
        ParcelRefused::Unsupported(kind) => unsupported(*kind, lang),
    }
}

fn unsupported(kind: Unsupported, lang: Lang) -> Said {
    let (ja, en) = match kind {
        Unsupported::Directory => ("カードの一覧", "a bundle of cards"),
        Unsupported::Succession => ("鍵の更新", "an office's new keys"),
        Unsupported::Revocation => ("鍵の失効", "the end of an office's keys"),
    };
    Said::of(
        lang,
        (
            format!("{ja}の小包です。この版のtasukiではまだ読めません。"),
            "送った事業所に電話で用件を聞き、新しいカードを直接もらってください。",
        ),
        (
            format!("A parcel holds {en}, which this version of tasuki cannot read."),
            "Telephone the office that sent it, and get its new card directly.",
        ),
    )
}

fn newer(lang: Lang) -> Said {
    Said::of(
        lang,
        (
            "より新しい版のtasukiから送られた小包です。",
            "tasukiを新しい版にすると、次の送受信で受け取れます。",
        ),
        (
            "A parcel was sent by a newer version of tasuki.",
            "Update tasuki; the next round then takes it in.",
        ),
    )
}

fn entry(why: &EntryRefused, lang: Lang) -> Said {
    match why {
        EntryRefused::NewerFormat(_) => newer(lang),
        EntryRefused::NotAnEntry | EntryRefused::TooLong | EntryRefused::WrongLength => Said::of(
            lang,
            (
                "小包の中の記録が壊れています。何も取り込んでいません。",
                "送った事業所に、送り直してもらってください。",
            ),
            (
                "An entry in a parcel is damaged. Nothing was taken in.",
                "Ask the office that sent it to send it again.",
            ),
        ),
        EntryRefused::BadSignature => Said::of(
            lang,
            (
                "小包の中の記録の署名が、書いた事業所のものと合いません。",
                "取り込んでいません。相手の事業所に電話で知らせてください。",
            ),
            (
                "An entry in a parcel is not signed by the office that is to have written it.",
                "It was not taken in. Telephone the other office.",
            ),
        ),
    }
}

/// Says why a handover stopped.
pub fn stop(why: &Stop, lang: Lang) -> Said {
    let (ja, en) = match why {
        Stop::Fork { side, number } => (
            format!(
                "{}の{number}番の記録が、二通りあります。",
                words::side(*side, Lang::Ja)
            ),
            format!(
                "There are two different entries number {number} by the {}.",
                words::side(*side, Lang::En)
            ),
        ),
        Stop::SeenLess { side, number } => (
            format!(
                "{}の{number}番の記録が、前の記録より古い状態で書かれています。",
                words::side(*side, Lang::Ja)
            ),
            format!(
                "Entry number {number} by the {} was written on an older state than the one before.",
                words::side(*side, Lang::En)
            ),
        ),
        Stop::NotAllowed {
            side,
            number,
            refusal,
        } => (
            format!(
                "{}の{number}番の記録は、書けないはずのものです。{}",
                words::side(*side, Lang::Ja),
                problem::refused::refused(refusal, Lang::Ja).what
            ),
            format!(
                "Entry number {number} by the {} should not have been possible. {}",
                words::side(*side, Lang::En),
                problem::refused::refused(refusal, Lang::En).what
            ),
        ),
        Stop::Foreign => (
            "この引継ぎのものではない記録が入っています。".to_owned(),
            "An entry belongs to another office or another handover.".to_owned(),
        ),
    };
    Said::of(
        lang,
        (
            ja,
            "相手の事業所と電話で確かめ、この引継ぎを終えて、新しい引継ぎを作ってください。",
        ),
        (
            en,
            "Check with the other office by telephone, end this handover and begin a new one.",
        ),
    )
}

/// Says what was noticed, and mended, while the store was opened.
pub fn notice(notice: &Notice, lang: Lang) -> Said {
    match notice {
        Notice::KeyringMended => Said::of(
            lang,
            (
                "鍵のファイルの片方が壊れていたので、もう片方から直しました。",
                BACK_UP.0,
            ),
            (
                "One of the two files of keys was damaged; it was restored from the other.",
                BACK_UP.1,
            ),
        ),
        Notice::PointerMended => Said::of(
            lang,
            (
                "保管庫の目印のファイルが壊れていたので、直しました。",
                BACK_UP.0,
            ),
            (
                "The marker file of the store was damaged and has been restored.",
                BACK_UP.1,
            ),
        ),
        Notice::TailCut(bytes) => Said::of(
            lang,
            (
                format!(
                    "前回、保存の途中で終わっていました。途中の分（{bytes}バイト）は残っていません。"
                ),
                "最後に入力したものが残っているか、見てください。",
            ),
            (
                format!(
                    "The last save was interrupted; its {bytes} unfinished bytes were dropped."
                ),
                "See whether the last thing you entered is there.",
            ),
        ),
        Notice::JournalSpoilt => Said::of(
            lang,
            (
                "操作の記録の一部が壊れています。内容は失われていません。",
                "管理者に、バックアップを取ってから保管庫を作り直すよう頼んでください。",
            ),
            (
                "A part of the journal is damaged. Nothing is lost.",
                "Ask the manager to make a backup and then rebuild the store.",
            ),
        ),
        Notice::IndexRebuilt => Said::of(
            lang,
            ("記録の索引が壊れていたので、作り直しました。", BACK_UP.0),
            (
                "The index of the records was damaged and has been rebuilt.",
                BACK_UP.1,
            ),
        ),
        Notice::WitnessMissing => Said::of(
            lang,
            (
                "保管庫の外の控えがありません。古いファイルに戻されていないか、確かめられません。",
                "パソコンを移したのなら心配ありません。そうでなければ、管理者に知らせてください。",
            ),
            (
                "The copy kept outside the store is missing: whether older files were put back \
                 cannot be told.",
                "On a new computer this is to be expected. Otherwise tell the manager.",
            ),
        ),
        Notice::WitnessSpoilt => Said::of(
            lang,
            (
                "保管庫の外の控えが壊れています。古いファイルに戻されていないか、確かめられません。",
                "最後に入力したものが残っているか見て、管理者に知らせてください。",
            ),
            (
                "The copy kept outside the store is damaged: whether older files were put back \
                 cannot be told.",
                "See whether the last thing you entered is there, and tell the manager.",
            ),
        ),
        Notice::SwitchFinished => Said::of(
            lang,
            (
                "途中で止まっていた消去か作り直しを、最後まで行いました。",
                "何もしなくてかまいません。",
            ),
            (
                "An erasure or rebuild that was interrupted has been finished.",
                "Nothing is to be done.",
            ),
        ),
        Notice::KeyringUntold => Said::of(
            lang,
            (
                "職員の登録、パスフレーズ、復旧シートのどれかの変更が、記録の行を残す前に止まっていました。",
                "いま行を残しました。誰が何を変えたかを、職員に確かめてください。",
            ),
            (
                "A change of accounts, of a passphrase or of the recovery sheet was cut short before its line in the journal.",
                "There is a line now. Ask the staff who changed what.",
            ),
        ),
        Notice::BallastSpent => Said::of(
            lang,
            (
                "ディスクがいっぱいになり、予備の空きを使いました。",
                "要らないファイルを片付けて、空きを作ってください。",
            ),
            (
                "The disk was full; the space kept in reserve was used.",
                "Make room on the disk.",
            ),
        ),
    }
}

const BACK_UP: (&str, &str) = (
    "念のため、バックアップを取ってください。",
    "To be safe, make a backup.",
);

/// Asks to which office a person's handover goes.
pub fn begin_to(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{name}さんを、どの事業所に引き継ぎますか。Enterで下書きを始めます。"),
        Lang::En => format!("To which office is {name} handed over? Enter begins the draft."),
    }
}

/// Says what came of a form besides; the other office by its name.
pub fn of_form(note: &Note, receiver: &str, lang: Lang) -> Said {
    match note {
        Note::Dropped(_, Dropped::Approval) => Said::of(
            lang,
            (
                "同意が新しくなったので、承認は取り消されました。",
                "もう一度、承認を求めてください。",
            ),
            (
                "The consent is a new one, so the approval no longer holds.",
                "Have it approved again.",
            ),
        ),
        Note::Dropped(..) => Said::of(
            lang,
            (
                "同意が新しくなったので、承認待ちではなくなりました。",
                "もう一度、承認を求めてください。",
            ),
            (
                "The consent is a new one, so it waits for no approval any more.",
                "Submit it again.",
            ),
        ),
        Note::LessComesBack { gone, heard, .. } => {
            let named: Vec<_> = gone
                .iter()
                .map(|it| label::handover::returned(*it, lang))
                .collect();
            let named = named.join(match lang {
                Lang::Ja => "、",
                Lang::En => ", ",
            });
            Said::of(
                lang,
                (
                    format!(
                        "この同意では、相手から返るものが減りました: {named}。{receiver}はまだ知りません。"
                    ),
                    match heard {
                        Hears::WithTheNextOffer => {
                            "いまから、送られてきても文は当所に入れません。種類（不受入、気がかりなど）は、相手が知るまで届きます。再提供すると、相手に伝わります。"
                        }
                        Hears::OnceTheAcceptanceFalls => {
                            "いまから、送られてきても文は当所に入れません。種類（不受入、気がかりなど）は、相手が知るまで届きます。受入が決まっているので、再提供はできません。電話で相手に伝えてください。"
                        }
                        Hears::Never => {
                            "いまから、送られてきても文は当所に入れません。種類（気がかりなど）は、これからも届きます。再提供はもうできないので、電話で相手に伝えてください。"
                        }
                        Hears::OnPaper if !gone.contains(&Returned::Outcomes) => {
                            "いまから、紙に書いてあっても文は入力できません。電話で相手に伝えてください。"
                        }
                        Hears::OnPaper => {
                            "いまから、紙に書いてあっても文は入力できません。フォローは何も入力しません。電話で相手に伝えてください。"
                        }
                    },
                ),
                (
                    format!(
                        "By this consent less comes back: no longer {named}. {receiver} does not know yet."
                    ),
                    match heard {
                        Hears::WithTheNextOffer => {
                            "From now on its words are not taken in here, should they be sent. The kind of it (not taken, a concern) comes until the other office knows: a new offer tells it."
                        }
                        Hears::OnceTheAcceptanceFalls => {
                            "From now on its words are not taken in here, should they be sent. The kind of it (not taken, a concern) comes until the other office knows. It has accepted, so nothing can be offered anew: tell it by telephone."
                        }
                        Hears::Never => {
                            "From now on its words are not taken in here, should they be sent. The kind of it (a concern) goes on coming. Nothing can be offered anew: tell the other office by telephone."
                        }
                        Hears::OnPaper if !gone.contains(&Returned::Outcomes) => {
                            "From now on its words are not entered here, should they stand on a paper. Tell the other office by telephone."
                        }
                        Hears::OnPaper => {
                            "From now on its words are not entered here, should they stand on a paper, and of a follow-up nothing is. Tell the other office by telephone."
                        }
                    },
                ),
            )
        }
        Note::EndsFar(until) => {
            let until = date::day(*until, lang);
            Said::of(
                lang,
                (
                    format!("この同意は{until}までで、署名から{FAR_YEARS}年より長く有効です。"),
                    "年を確かめ、違っていれば、正しい期限で記録し直してください。",
                ),
                (
                    format!("This consent holds until {until}, more than {FAR_YEARS} years."),
                    "Check the year; if it is wrong, record the form again with the right day.",
                ),
            )
        }
        Note::EndsSooner { until, offered, .. } => {
            let (until, offered) = (date::day(*until, lang), date::day(*offered, lang));
            Said::of(
                lang,
                (
                    format!(
                        "この同意は{until}までで、提供に書いた{offered}より早く終わります。{receiver}はまだ知りません。"
                    ),
                    format!(
                        "{until}を過ぎると、引渡も回答もできません。早い期限は、受入が決まる前なら、再提供で相手に伝わります。"
                    ),
                ),
                (
                    format!(
                        "This consent ends on {until}, before the day the offer names ({offered}). {receiver} does not know yet."
                    ),
                    "After that day nothing is released or answered. A new offer, before the acceptance, tells the earlier day.",
                ),
            )
        }
    }
}

/// Says who recorded that the person found sections right.
pub fn confirmed_by<'a>(names: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    let names: BTreeSet<&str> = names.collect();
    let names = Vec::from_iter(names).join(label::pick(("、", ", "), lang));
    let who = label::pick(("本人確認を記録した人", "Confirmation recorded by"), lang);
    format!("{who}: {names}")
}

/// Says why a draft was given back, and by whom where that is known.
pub fn given_back(why: &str, by: &str, lang: Lang) -> String {
    match (by, lang) {
        ("", _) => why.to_owned(),
        (by, Lang::Ja) => format!("{why}（{by}）"),
        (by, Lang::En) => format!("{why} ({by})"),
    }
}

/// Says what a look at today's case and consent dropped from a preparation.
pub fn dropped(dropped: &Dropped, lang: Lang) -> String {
    match (dropped, lang) {
        (Dropped::Consent, Lang::Ja) => {
            "元の同意が使えなくなりました。いまの同意で準備し直してください。".to_owned()
        }
        (Dropped::Consent, Lang::En) => {
            "The consent it rested on no longer holds. Prepare it again on the current one."
                .to_owned()
        }
        (Dropped::Confirmation(section), Lang::Ja) => format!(
            "「{}」が変わりました。もう一度、本人確認をしてください。",
            label::section(*section, lang)
        ),
        (Dropped::Confirmation(section), Lang::En) => format!(
            "\"{}\" has changed. Show it to the person once more.",
            label::section(*section, lang)
        ),
        (Dropped::Submission, Lang::Ja) => {
            "内容が変わったので、もう一度承認を求めてください。".to_owned()
        }
        (Dropped::Submission, Lang::En) => {
            "It has changed and must be submitted for approval again.".to_owned()
        }
        (Dropped::Approval, Lang::Ja) => {
            "内容が変わったので、承認は取り消されました。もう一度承認を受けてください。".to_owned()
        }
        (Dropped::Approval, Lang::En) => {
            "It has changed, so the approval no longer holds. Have it approved again.".to_owned()
        }
    }
}

/// Names the other office of a handover; one without keys is marked, for what goes to it is printed.
pub fn other_office(line: &HandoverLine, lang: Lang) -> String {
    match (line.is_on_paper(), lang) {
        (false, _) => line.peer_name.clone(),
        (true, Lang::Ja) => format!("【紙】{}", line.peer_name),
        (true, Lang::En) => format!("[paper] {}", line.peer_name),
    }
}

/// Says how far the card of another office is trusted.
pub fn peer_standing(standing: PeerStanding, lang: Lang) -> String {
    match (standing, lang) {
        (PeerStanding::Unverified, Lang::Ja) => "カードを確かめていません".to_owned(),
        (PeerStanding::Unverified, Lang::En) => "card not verified".to_owned(),
        (PeerStanding::Vouched, Lang::Ja) => "知っている事業所の紹介です".to_owned(),
        (PeerStanding::Vouched, Lang::En) => "vouched for by a known office".to_owned(),
        (PeerStanding::Verified { by: _, on }, Lang::Ja) => {
            format!("電話で確かめました（{}）", date::short_day(on, lang))
        }
        (PeerStanding::Verified { by: _, on }, Lang::En) => {
            format!("verified by voice ({})", date::short_day(on, lang))
        }
        (PeerStanding::Revoked, Lang::Ja) => "信用しません".to_owned(),
        (PeerStanding::Revoked, Lang::En) => "no longer trusted".to_owned(),
        (PeerStanding::OnPaper, Lang::Ja) => "紙でやりとりします（鍵なし）".to_owned(),
        (PeerStanding::OnPaper, Lang::En) => "on paper (no keys)".to_owned(),
    }
}

/// Says whose turn it is, for what, and until when: `あなたの番: 3章を読む（11月30日まで）`. What an office on paper owes
/// comes back on paper, and is entered here.
pub fn duty(duty: &Duty, line: &HandoverLine, today: Day, lang: Lang) -> String {
    if duty.side == line.side || !line.is_on_paper() {
        return told(duty, line.side, task(&duty.task, lang), today, lang);
    }
    let said = told(duty, line.side, task(&duty.task, lang), today, lang);
    match lang {
        Lang::Ja => format!("{said}。紙の返事が来たら記録します"),
        Lang::En => format!("{said}. Enter what comes back"),
    }
}

fn told(duty: &Duty, own: Side, task: String, today: Day, lang: Lang) -> String {
    let whose = match (duty.side == own, lang) {
        (true, Lang::Ja) => "あなたの番",
        (true, Lang::En) => "Your turn",
        (false, Lang::Ja) => "相手の番",
        (false, Lang::En) => "Their turn",
    };
    let due = duty.due.map(|due| until(due, today, lang));
    match (due, lang) {
        (None, _) => format!("{whose}: {task}"),
        (Some(due), Lang::Ja) => format!("{whose}: {task}（{due}）"),
        (Some(due), Lang::En) => format!("{whose}: {task} ({due})"),
    }
}

fn until(due: Day, today: Day, lang: Lang) -> String {
    let over = due.days_until(today);
    match (over, lang) {
        (0, Lang::Ja) => "今日まで".to_owned(),
        (0, Lang::En) => "due today".to_owned(),
        (1.., Lang::Ja) => format!("{}まで、{over}日過ぎています", near(due, today, lang)),
        (1, Lang::En) => format!("due {}, 1 day overdue", near(due, today, lang)),
        (1.., Lang::En) => format!("due {}, {over} days overdue", near(due, today, lang)),
        (_, Lang::Ja) => format!("{}まで", near(due, today, lang)),
        (_, Lang::En) => format!("by {}", near(due, today, lang)),
    }
}

/// A day, without its year where that is this year's.
fn near(day: Day, today: Day, lang: Lang) -> String {
    match (day.year() == today.year(), lang) {
        (true, Lang::Ja) => format!("{}月{}日", day.month(), day.day()),
        (true, Lang::En) => date::day_of_year(day, lang),
        (false, _) => date::short_day(day, lang),
    }
}

fn task(task: &Task, lang: Lang) -> String {
    let (ja, en) = match task {
        Task::Erase => (
            "預かっている写しを消す（送受信のとき自動で行います）".to_owned(),
            "erase what is held (done by the program when it sends)".to_owned(),
        ),
        Task::Handle { .. } => (
            "撤回された項目をどうしたか答える".to_owned(),
            "say what became of the withdrawn items".to_owned(),
        ),
        Task::Print => (
            "提供書を印刷して相手に渡す".to_owned(),
            "print the offer and hand it over".to_owned(),
        ),
        Task::AskBack => (
            "渡した紙の返却か廃棄を相手に頼み、聞いた結果を記録する".to_owned(),
            "ask for the paper back or destroyed, and enter what you are told".to_owned(),
        ),
        Task::Release => (
            // It may be found right already.
            "復唱の確認が済んだら引き渡す".to_owned(),
            "release once the read-back is checked".to_owned(),
        ),
        Task::OfferAgain(why @ Why::ConsentExpiredAccepted) => (
            format!(
                "受入の決定を戻して再提供か、取下。{}ため",
                words::why(*why, Lang::Ja)
            ),
            format!(
                "have the acceptance fall and offer again, or recall: {}",
                words::why(*why, Lang::En)
            ),
        ),
        Task::OfferAgain(why) => (
            format!("再提供か取下。{}ため", words::why(*why, Lang::Ja)),
            format!("offer again or recall: {}", words::why(*why, Lang::En)),
        ),
        Task::Answer(no) => (
            format!("照会{}に回答する", no.get()),
            format!("answer question {}", no.get()),
        ),
        Task::Check(no) => (
            format!("{}回目の復唱を確かめる", no.get()),
            format!("check read-back {}", no.get()),
        ),
        Task::Receive => (
            "届いた内容を受け取る（送受信で行います）".to_owned(),
            "open what arrived (done on collecting)".to_owned(),
        ),
        Task::Receipt => (
            "提供書を受け取る".to_owned(),
            "take the printed offer".to_owned(),
        ),
        Task::Read(sections) => (
            format!("{}章を読む", sections.len()),
            match sections.len() {
                1 => "read 1 section".to_owned(),
                count => format!("read {count} sections"),
            },
        ),
        Task::Decide(sections) => {
            let names = |lang| listed(sections.iter().map(|it| label::section(*it, lang)), lang);
            (
                format!(
                    "「当所には当たらない」とした章を照会するか、受入不可とする: {}",
                    names(Lang::Ja)
                ),
                format!(
                    "ask about, or decline over, what is \"not for us\": {}",
                    names(Lang::En)
                ),
            )
        }
        Task::CloseQuestion(no) => (
            format!("照会{}の回答を読み、照会を終える", no.get()),
            format!("read the answer to question {} and close it", no.get()),
        ),
        Task::ReadBack => (
            "自分の言葉で復唱する".to_owned(),
            "read back in your own words".to_owned(),
        ),
        Task::Accept => (
            "受け入れるかどうか決める".to_owned(),
            "accept or decline".to_owned(),
        ),
        Task::Start => (
            "利用開始を記録する。始まらないときはそう記録する".to_owned(),
            "record the start, or that nobody started".to_owned(),
        ),
        Task::StartOrNot => (
            "利用に至らずか開始かを記録する（同意はすべて撤回）".to_owned(),
            "record that nobody started, or the start (all consent taken back)".to_owned(),
        ),
        Task::End => (
            "契約終了を記録する".to_owned(),
            "record the end of the contract".to_owned(),
        ),
        Task::FollowUp(which) => (
            format!("{}回目のフォローを記録する", u16::from(*which) + 1),
            format!("record follow-up {}", u16::from(*which) + 1),
        ),
        Task::NotShared(_) => (
            "フォローに「同意の範囲外」とだけ記録する（同意がないため）".to_owned(),
            "record the follow-up as \"not shared\" (no consent to more)".to_owned(),
        ),
        Task::CameBack => (
            "一時の引継ぎです。本人が戻ったら「中止する」で「本人が戻った」を記録する".to_owned(),
            "for a time: once the person is back, discontinue as \"came back\"".to_owned(),
        ),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// Says which handovers are passed over, because what is kept of them cannot be read; none where there are none.
pub fn unreadable(ids: &[HandoverId], lang: Lang) -> Option<String> {
    listing(
        ids,
        "ここにある記録が読めないので、飛ばした引継ぎがあります。バックアップがあれば管理者に知らせてください",
        "Passed over, because what is kept of them here cannot be read; tell the manager, who may have a backup",
        lang,
    )
}

/// Says which other handover lacks a file, once what was taken back was handled as gone.
pub fn hit_by_handling(hit: HandoverId, lang: Lang) -> Said {
    let id = brief(&hit);
    Said::of(
        lang,
        (
            format!("消えたファイルを、進行中のほかの引継ぎ（{id}）でも渡すことになっています。"),
            "その引継ぎの内容は、まだ届いていなければ送らずに置きます。ファイルなしで提供し直すか、添付し直してください。",
        ),
        (
            format!("The file that went is named by another handover that is under way ({id})."),
            "What of it has not arrived is not sent. Offer it anew without the file, or attach the file again.",
        ),
    )
}

/// Says which answers do not fit each other, and that one of them is to be looked at.
pub fn misfit(it: Misfit, lang: Lang) -> String {
    let name = |field| label::field(field, lang);
    let day = |day| date::short_day(day, lang);
    let month = |month| date::month(month, lang);
    match (lang, it) {
        (Lang::Ja, Misfit::Days { first, then }) => format!(
            "{}（{}）が、{}（{}）より後です。どちらかを確かめてください。",
            name(first.0),
            day(first.1),
            name(then.0),
            day(then.1)
        ),
        (Lang::En, Misfit::Days { first, then }) => format!(
            "{} ({}) is later than {} ({}). Check which is wrong.",
            name(first.0),
            day(first.1),
            name(then.0),
            day(then.1)
        ),
        (Lang::Ja, Misfit::Ended(it)) => format!(
            "{}（{}）が、{}（{}）より前です。いまの利用は、終わっていないものとして扱います。前の利用の終了日なら消し、そうでなければ日を直してください。",
            name(FieldId::ContractEnd),
            day(it.end),
            name(it.began.0),
            day(it.began.1)
        ),
        (Lang::En, Misfit::Ended(it)) => format!(
            "{} ({}) is before {} ({}), so this stay counts as not ended. If it is the end of an earlier one, empty it; if not, correct the day.",
            name(FieldId::ContractEnd),
            day(it.end),
            name(it.began.0),
            day(it.began.1)
        ),
        (Lang::Ja, Misfit::ToCome { field, day: it }) => format!(
            "{}（{}）が、まだ来ていない日です。済んだ日を確かめてください。",
            name(field),
            day(it)
        ),
        (Lang::En, Misfit::ToCome { field, day: it }) => format!(
            "{} ({}) is a day to come. Check on which day it was done.",
            name(field),
            day(it)
        ),
        (Lang::Ja, Misfit::Over { what, most }) => format!(
            "{}（{}）が、{}（{}）を超えています。どちらかを確かめてください。",
            name(what.0),
            what.1,
            name(most.0),
            most.1
        ),
        (Lang::En, Misfit::Over { what, most }) => format!(
            "{} ({}) is more than {} ({}). Check which is wrong.",
            name(what.0),
            what.1,
            name(most.0),
            most.1
        ),
        (
            Lang::Ja,
            Misfit::Months {
                used,
                left,
                longest,
            },
        ) => format!(
            "使った月数{used}と残り月数{left}を足すと、いちばん長い期間（延長を入れて{longest}か月）を超えます。市町村に確かめてください。"
        ),
        (
            Lang::En,
            Misfit::Months {
                used,
                left,
                longest,
            },
        ) => format!(
            "{used} months used and {left} left are more than the longest period, {longest} months extended. Ask the city."
        ),
        (
            Lang::Ja,
            Misfit::Attended {
                month: it,
                attended,
                agreed,
            },
        ) => format!(
            "{}の出席日数{attended}が、契約日数{agreed}を超えています。どちらかを確かめてください。",
            month(it)
        ),
        (
            Lang::En,
            Misfit::Attended {
                month: it,
                attended,
                agreed,
            },
        ) => format!(
            "{}: {attended} days attended are more than the {agreed} agreed. Check which is wrong.",
            month(it)
        ),
        (
            Lang::Ja,
            Misfit::MonthDays {
                month: it,
                days,
                most,
            },
        ) => format!(
            "{}は{most}日までですが、{days}日と書かれています。",
            month(it)
        ),
        (
            Lang::En,
            Misfit::MonthDays {
                month: it,
                days,
                most,
            },
        ) => format!("{} has {most} days, and {days} are written.", month(it)),
    }
}

/// Tells what does not fit since a case was saved; none where everything does.
pub fn misfits(all: &[Misfit], lang: Lang) -> Option<Said> {
    let said: Vec<String> = all.iter().map(|it| misfit(*it, lang)).collect();
    let (what, then, between) = match lang {
        Lang::Ja => (
            "保存しました。合わないところがあります。",
            "このままでも使えます。",
            "",
        ),
        Lang::En => (
            "Saved. Something does not fit.",
            "It may stay as it is.",
            " ",
        ),
    };
    (!said.is_empty()).then(|| Said {
        what: what.to_owned(),
        then: [said.join(between), then.to_owned()].join(between),
    })
}

/// Says which source and day an answer bears now that was typed over another one.
pub fn source_taken(field: FieldId, value: &Value, lang: Lang) -> String {
    let name = label::field(field, lang);
    let (source, day) = (
        source(&value.source, lang),
        date::short_day(value.as_of, lang),
    );
    match lang {
        Lang::Ja => format!(
            "{name}: 書き替えたので、出所は「{source}」、{day}現在になりました（違うときは --source と --as-of で直します）。"
        ),
        Lang::En => format!(
            "{name}: it says something else now, so its source is \"{source}\" as of {day} (--source and --as-of say another)."
        ),
    }
}

/// Names an agreed day of follow-up.
pub fn agreed_follow_up(agreed: Agreed, lang: Lang) -> String {
    let (nth, day) = (agreed.nth, date::short_day(agreed.day, lang));
    match lang {
        Lang::Ja => format!("{nth}回目（約束の日 {day}）"),
        Lang::En => format!("{nth}, agreed for {day}"),
    }
}

/// Says which days of follow-up an empty field means.
pub fn follow_ups_left_empty(days: &BTreeSet<i32>, lang: Lang) -> String {
    let days: Vec<String> = days.iter().map(i32::to_string).collect();
    match lang {
        Lang::Ja => format!(
            "フォローの日は、空欄なら利用開始から{}日後になります。いくつかあるときは空白で区切ります。",
            days.join("・"),
        ),
        Lang::En => {
            let days = match &days[..] {
                [before @ .., last] if !before.is_empty() => {
                    format!("{} and {last}", before.join(", "))
                }
                _ => days.concat(),
            };
            format!(
                "Left empty, the follow-up days are {days} days after the start. Separate several with spaces."
            )
        }
    }
}

/// Names the day by which an offer asks for an answer, with what an empty field means.
pub fn reply_by(due: ReplyDue, lang: Lang) -> String {
    match (due, lang) {
        (ReplyDue::Named(_), Lang::Ja) => "返事の期限(空欄で返答期限)".to_owned(),
        (ReplyDue::Named(_), Lang::En) => "Reply by (empty: the case's)".to_owned(),
        (ReplyDue::After(days), Lang::Ja) => format!("返事の期限(空欄で{days}日後)"),
        (ReplyDue::After(days), Lang::En) => format!("Reply by (empty: in {days} days)"),
    }
}

/// Asks whether a follow-up is told of before the day that was agreed.
pub fn follow_up_early(agreed: Agreed, lang: Lang) -> Said {
    let (nth, day) = (agreed.nth, date::day(agreed.day, lang));
    Said::of(
        lang,
        (
            format!("{nth}回目のフォローの約束の日（{day}）は、まだ来ていません。"),
            "聞いたようすを、その日の分として今記録しますか。記録に残り、消せません。",
        ),
        (
            format!("The agreed day of follow-up {nth} ({day}) has not come yet."),
            "Record what was heard as that day's now? It stays on record.",
        ),
    )
}

/// Asks whether a first day, or an interview, was before the handover was first offered.
pub fn before_offer(it: BeforeOffer, lang: Lang) -> Said {
    let [day, offered] = [it.day, it.offered].map(|it| date::day(it, lang));
    Said::of(
        lang,
        (
            format!("{day}は、この引継ぎを最初に提供した日（{offered}）より前です。"),
            "急な移行や、提供の前に行った面談なら、そのまま記録できます。この日で記録しますか。",
        ),
        (
            format!("{day} lies before {offered}, when this handover was first offered."),
            "So it may be of a move in a hurry, or of an interview held before the offer. Record that day?",
        ),
    )
}

/// Asks whether it is released though the case says something else since it was offered.
pub fn changed_since(fields: &[FieldId], lang: Lang) -> Said {
    let names = fields.iter().map(|it| label::field(*it, lang));
    let names: Vec<_> = names.collect();
    let names = names.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    });
    Said::of(
        lang,
        (
            format!("提供したあとで、当所のケースで変わった欄があります: {names}。"),
            "相手にはまだ伝わりません。伝えるのは引渡のあとの追補です。引き渡しますか。",
        ),
        (
            format!("Fields of the case changed here since it was offered: {names}."),
            "The other office does not know yet: an addition after the release tells it. Release?",
        ),
    )
}

/// Asks whether what was taken back is to be answered so, with how many fields of the own case it takes.
pub fn handling_takes(handling: Handling, takes: Takes, lang: Lang) -> Said {
    let how = label::handover::handling(handling, lang);
    let fields = takes.fields;
    let (own_ja, own_en) = match (fields, takes.person) {
        (0, _) => ("", String::new()),
        (_, Presence::Here) => (
            "いま当所を利用している方のケースです。",
            format!(
                " and from {} of your own case, that of somebody who is here today",
                fields_en(fields)
            ),
        ),
        (_, Presence::Elsewhere) => (
            "",
            format!(" and from {} of your own case", fields_en(fields)),
        ),
    };
    let from_ja = match fields {
        0 => String::new(),
        _ => format!("と、自分のケースの{fields}欄"),
    };
    Said::of(
        lang,
        (
            format!(
                "撤回された項目で来た内容が、この引継ぎ{from_ja}から消え、元に戻せません。{own_ja}"
            ),
            format!("残すときは「理由があり保存」を選びます。「{how}」と答えますか。"),
        ),
        (
            format!(
                "What came under the items taken back goes from this handover{own_en}, for good."
            ),
            format!("\"Kept, for a reason\" keeps it. Answer \"{how}\"?"),
        ),
    )
}

fn fields_en(fields: usize) -> String {
    match fields {
        1 => "1 field".to_owned(),
        many => format!("{many} fields"),
    }
}

/// Says for which handovers the program could not do what it owes; none where there are none.
pub fn unpaid(ids: &[HandoverId], lang: Lang) -> Option<String> {
    listing(
        ids,
        "撤回を伝える、消去するなど、自動で行うはずのことが済んでいない引継ぎがあります。次に開いたときか送受信のときに、もう一度行います",
        "Not done yet, though it is owed (telling a withdrawal, destroying what must go); tried again at the next opening or round",
        lang,
    )
}

fn listing(ids: &[HandoverId], ja: &str, en: &str, lang: Lang) -> Option<String> {
    let names = listed(ids.iter().map(brief), lang);
    (!ids.is_empty()).then(|| match lang {
        Lang::Ja => format!("{ja}: {names}。"),
        Lang::En => format!("{en}: {names}."),
    })
}

/// Says what became of a parcel that may not lie in the shared folder any more.
pub fn taken_back(it: &TakenBack, people: &People, lang: Lang) -> Said {
    let (id, name) = (brief(&it.handover), people.get(&it.handover));
    let called = name.map_or(id.clone(), |name| format!("{name} {id}"));
    let what = match it.why {
        Forbidden::Overtaken => (
            format!(
                "小包を置いている間に、同意の撤回や取り下げなどで出せなくなりました（{called}）。"
            ),
            format!(
                "While a parcel was being put in the shared folder it ceased to be allowed to leave ({called})."
            ),
        ),
        Forbidden::Distrusted => (
            format!(
                "信用しないことにした事業所あての小包を、共有フォルダに置いていました（{called}）。"
            ),
            format!(
                "A parcel for an office that is no longer trusted had been put in the shared folder ({called})."
            ),
        ),
    };
    let then = match (it.done, it.why) {
        (Ok(Was::There), _) => (
            "まだ共有フォルダにあったので、取り除きました。その間に相手の事業所などに写された可能性は残ります。",
            "It still lay there and was taken away. The other office, or somebody else, may have copied it meanwhile.",
        ),
        (Ok(Was::Gone), Forbidden::Overtaken) => (
            "取り除こうとしたときには、もうありませんでした。相手の事業所が受け取ったか、置けていなかったかです。相手に確かめてください。あとから置かれたときは、取り除きます。",
            "When it was to be taken away it was not there: the other office took it, or it never came there. Ask the other office. Should it come there yet, it is taken away.",
        ),
        (Ok(Was::Gone), Forbidden::Distrusted) => (
            "取り除こうとしたときには、もうありませんでした。だれかが受け取ったか、前の送受信で取り除けていたかです。相手の事業所に電話で確かめてください。",
            "When it was to be taken away it was not there: somebody took it, or an earlier round took it away. Ask the other office by telephone.",
        ),
        (Err(_), _) => (
            "まだ取り除けていません。相手の事業所が見るかもしれません。次の送受信で、はじめに取り除きます。",
            "It is not taken away yet, and the other office may see it. The next sending and collecting begins with that.",
        ),
    };
    Said::of(lang, (what.0, then.0), (what.1, then.1))
}

/// Why a round ends before it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Whoever left the program waited for the shared folder no longer.
    Slow,
    /// The program was locked.
    Locked,
}

/// Says, to whoever left the program or locked it, how far a round came and what was given up of it. It names nobody: it
/// stays on the terminal, or stands at the door.
pub fn left_behind(cut: &Cut, ended: Ended, lang: Lang) -> Said {
    let why = match ended {
        Ended::Slow => (
            "共有フォルダの答えを待ちきれず、",
            "The shared folder took too long:",
        ),
        Ended::Locked => ("ロックしたので、", "The program was locked:"),
    };
    let (what, then) = match cut.left {
        Left::Coming => (
            (
                "受け取りの途中で終えました。",
                "collecting was given up halfway.",
            ),
            (
                "届いているものは共有フォルダに残っていて、次の送受信で受け取ります。送るものがあれば、そのとき送ります。",
                "What came still lies there, and is collected next time; what waits is sent then.",
            ),
        ),
        Left::Going => (
            ("送る途中で終えました。", "sending was given up halfway."),
            (
                "途中の小包は送ったことになっていません。次の送受信で、もう一度置きます。",
                "The parcel that was on its way does not count as sent, and is put there again next time.",
            ),
        ),
        Left::Overtaken => (
            (
                "出せなくなった小包を取り除けたか分からないまま終えました。",
                "whether a parcel that may not leave was taken away is not known.",
            ),
            (
                "相手の事業所が見るかもしれません。次の送受信は、それを取り除くことから始めます。",
                "The other office may see it. The next sending and collecting begins by taking it away.",
            ),
        ),
    };
    let mut said = Said::of(
        lang,
        (format!("{}{}", why.0, what.0), then.0),
        (format!("{} {}", why.1, what.1), then.1),
    );
    let everything = match (cut.extent, lang) {
        (Extent::New, _) => None,
        (Extent::Everything, Lang::Ja) => {
            Some("すべて送り直すのは終わっていません。もう一度選んでください。".to_owned())
        }
        (Extent::Everything, Lang::En) => {
            Some("Sending everything again is not done: choose it once more.".to_owned())
        }
    };
    let space = match lang {
        Lang::Ja => "",
        Lang::En => " ",
    };
    let more = [
        until_then(cut.done, lang),
        taken_away(cut.done, lang),
        everything,
    ];
    for it in more.into_iter().flatten() {
        said.then = format!("{}{space}{it}", said.then);
    }
    said
}

/// Says what a round had sent and collected before it ended or failed; nothing where that is nothing.
pub fn until_then(done: Done, lang: Lang) -> Option<String> {
    let (sent, collected) = (done.sent, done.collected);
    (0 < sent + collected).then(|| match lang {
        Lang::Ja => format!("それまでに、{sent}件送り、{collected}件受け取りました。"),
        Lang::En => format!("Before that, sent: {sent}, collected: {collected}."),
    })
}

fn taken_away(done: Done, lang: Lang) -> Option<String> {
    let many = done.taken_back;
    (0 < many).then(|| match lang {
        Lang::Ja => {
            format!("出せなくなった小包{many}件は、それまでに片づきました。操作記録にあります。")
        }
        Lang::En => {
            format!("Parcels that may not leave were dealt with before: {many}; see the journal.")
        }
    })
}

/// Says what a round of sending and collecting did, a line for each thing.
pub fn sync(report: &SyncReport, lang: Lang) -> String {
    let mut lines = vec![match (report.sent, report.collected, lang) {
        (0, 0, Lang::Ja) => "新しく送ったもの、届いたものはありません。".to_owned(),
        (0, 0, Lang::En) => "There was nothing new to send or collect.".to_owned(),
        (sent, collected, Lang::Ja) => format!("{sent}件送り、{collected}件受け取りました。"),
        (sent, collected, Lang::En) => format!("Sent: {sent}. Collected: {collected}."),
    }];
    if report.known > 0 {
        lines.push(match lang {
            Lang::Ja => format!("{}件は、前に受け取ったものでした。", report.known),
            Lang::En => format!("Known already: {}.", report.known),
        });
    }
    for one in &report.refused {
        let said = refused(one, &report.people, lang);
        lines.push(match lang {
            Lang::Ja => format!("{}{}", said.what, said.then),
            Lang::En => format!("{} {}", said.what, said.then),
        });
    }
    for one in &report.taken_back {
        let said = taken_back(one, &report.people, lang);
        lines.push(match lang {
            Lang::Ja => format!("{}{}", said.what, said.then),
            Lang::En => format!("{} {}", said.what, said.then),
        });
    }
    lines.extend(listing(
        &report.recovered,
        "ここから失われていた引継ぎを、相手の事業所から取り戻しました。どなたの引継ぎかは分からないので、その間に同意の撤回があれば、ここでも記録してください",
        "Handovers that were lost here came back from the other office. Whose they are is not known here: record there what the person took back meanwhile",
        lang,
    ));
    lines.extend(listing(
        &report.uncased,
        "利用開始の記録が戻りましたが、自分のケースはここにない引継ぎがあります。「追補を自分のケースに取り込む」で、渡された内容から作り直します",
        "The start came back, but not the case that was made of it: make it again from what was handed over, by \"take an addition into your own case\"",
        lang,
    ));
    lines.extend(unreadable(&report.unreadable, lang));
    lines.extend(unpaid(&report.unpaid, lang));
    lines.extend(listing(
        &report.too_large,
        "小包に入りきらないので、送っていない引継ぎがあります",
        "Not sent, because it does not fit into a parcel",
        lang,
    ));
    lines.extend(listing(
        &report.held_back,
        "添付のファイルがここにないため、内容を送っていない引継ぎがあります。ファイルを添付し直すと、次の送受信で送ります",
        "The content was not sent, because an attached file is not here. Attach it again, and the next exchange sends it",
        lang,
    ));
    if !report.unverified.is_empty() {
        let names = listed(report.unverified.iter().map(brief), lang);
        lines.push(match lang {
            Lang::Ja => format!(
                "相手の事業所のカードを確かめていないか、信用しないことにしたので、送っていない引継ぎがあります: {names}。電話で指紋を照らし合わせると送ります。"
            ),
            Lang::En => format!(
                "Not sent, because the other office's card is not verified or no longer trusted: {names}. \
                 Once the fingerprint was compared by telephone, it is sent."
            ),
        });
    }
    lines.join("\n")
}

/// Says what stays behind, from the counts an offer carries (`a/b/c`); none where they are not such counts.
pub fn withheld(counts: &str, lang: Lang) -> Option<String> {
    let counts: Vec<u8> = counts
        .split('/')
        .map(|it| it.trim().parse().ok())
        .collect::<Option<_>>()?;
    let [ordinary, alone, family] = counts[..] else {
        return None;
    };
    Some(match (ordinary, alone, family, lang) {
        (0, 0, 0, Lang::Ja) => "すべての項目に本人の同意があります。".to_owned(),
        (0, 0, 0, Lang::En) => "The consent covers every item.".to_owned(),
        (_, _, _, Lang::Ja) => format!(
            "同意の範囲にない項目: 一般{ordinary}件、個別の同意が要るもの{alone}件、家族のこと{family}件。記入があるかどうかは示しません。"
        ),
        (_, _, _, Lang::En) => format!(
            "Items outside the consent: {ordinary} ordinary, {alone} that need consent of their \
             own, {family} about the family. Whether anything is filled in there is not told."
        ),
    })
}

/// Writes words of an entry so that they can be read: what the program put there in a shape of its own is said.
pub fn spoken(key: WordKey, text: &str, lang: Lang) -> String {
    let said = match key {
        WordKey::Withheld => withheld(text, lang),
        WordKey::Saying => {
            Saying::from_code(text).map(|it| label::handover::saying(it, lang).to_owned())
        }
        _ => None,
    };
    said.unwrap_or_else(|| text.to_owned())
}

/// Writes a value with where it is from and the day for which it holds.
pub fn value(value: &Value, lang: Lang) -> String {
    let text = match &value.state {
        FieldState::Filled(given) => answer(given, lang),
        FieldState::Nothing | FieldState::Declined | FieldState::Unchecked => {
            label::state(&value.state, lang).to_owned()
        }
    };
    let from = source(&value.source, lang);
    let as_of = date::short_day(value.as_of, lang);
    let between = if text.contains('\n') { "\n" } else { "" };
    match (lang, between.is_empty()) {
        (Lang::Ja, _) => format!("{text}{between}（{from}、{as_of}現在）"),
        (Lang::En, true) => format!("{text} ({from}, as of {as_of})"),
        (Lang::En, false) => format!("{text}\n({from}, as of {as_of})"),
    }
}

/// Writes a value as [`value`] does, beside a birth date with the age on that day.
pub fn value_on(field: FieldId, it: &Value, on: Day, lang: Lang) -> String {
    let text = value(it, lang);
    let Some(years) = age(field, it, on) else {
        return text;
    };
    let day = date::short_day(on, lang);
    match lang {
        Lang::Ja => format!("{text} {years}歳（{day}）"),
        Lang::En => format!("{text}, aged {years} on {day}"),
    }
}

/// Writes what stood in a field.
pub fn stood(stood: &Stood, lang: Lang) -> String {
    match (stood, lang) {
        (Stood::Value(one), _) => value(one, lang),
        (Stood::Unasked, Lang::Ja) => "未記入".into(),
        (Stood::Unasked, Lang::En) => "empty".into(),
        (Stood::Forgotten, Lang::Ja) => "（内容はもう残していません）".into(),
        (Stood::Forgotten, Lang::En) => "(what it said is no longer kept)".into(),
    }
}

/// Says where a value is from.
pub fn source(source: &Source, lang: Lang) -> String {
    let kind = label::source(source, lang);
    match source {
        Source::Person => kind.to_owned(),
        Source::Observed { by, on } => format!("{kind}: {by} {}", date::short_day(*on, lang)),
        Source::Agency { name } => format!("{kind}: {name}"),
    }
}

/// Writes an answer as people read it; what has several parts takes several lines.
pub fn answer(answer: &Answer, lang: Lang) -> String {
    let kind = answer.field().spec().kind;
    match answer.given() {
        Given::Line(line) => line.to_string(),
        Given::Text(text) => text.to_string(),
        Given::Kana(kana) => kana.to_string(),
        Given::Phone(phone) => phone.to_string(),
        Given::Digits(digits) => digits.as_str().to_owned(),
        Given::Day(day) => date::day(*day, lang),
        Given::Month(month) => date::month(*month, lang),
        Given::Choice(choice) => label::choice(*choice, lang).to_owned(),
        Given::Choices(choices) => {
            let names: Vec<&str> = choices.iter().map(|it| label::choice(*it, lang)).collect();
            names.join(comma(lang))
        }
        Given::Number(number) => match kind {
            Kind::Number { unit, .. } => counted(*number, unit, lang),
            _ => number.to_string(),
        },
        Given::List(list) => lines(list.iter().map(|it| format!("{}{it}", bullet(lang)))),
        Given::Table(rows) => {
            let columns = match kind {
                Kind::Table { columns, .. } => columns,
                _ => &[],
            };
            let between = match answer.field().spec().section {
                SectionId::Crisis => "\n  ",
                _ => " / ",
            };
            let row = |cells: &Row| {
                let rate = rate(cells).filter(|_| answer.field() == FieldId::SupportAttendance);
                let rate = rate.map(|(_, rate)| attended(rate, lang));
                row(cells, columns, between, lang) + &rate.unwrap_or_default()
            };
            lines(rows.iter().map(row))
        }
        Given::Person(contact) => person(contact, lang),
        Given::Triples(triples) => lines(triples.iter().map(|it| triple(it, lang))),
        Given::Scores(scores) => {
            let head = score_count(scores.len(), lang);
            lines(std::iter::once(head).chain(scores.iter().map(|it| score(it, lang))))
        }
    }
}

/// Says how many of the items were scored.
fn score_count(scored: usize, lang: Lang) -> String {
    let all = AssessmentItem::ALL.len();
    match lang {
        Lang::Ja => format!("評価した項目: {scored}/{all}"),
        Lang::En => format!("Items scored: {scored}/{all}"),
    }
}

/// Says how many of the agreed days somebody came.
fn attended(rate: u32, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(" / 出席率{rate}%"),
        Lang::En => format!(" / attendance {rate}%"),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn bullet(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "・",
        Lang::En => "- ",
    }
}

fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    }
}

fn counted(number: u32, unit: Unit, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{number}{}", label::unit(unit, lang)),
        Lang::En => format!("{number} {}", label::unit(unit, lang)),
    }
}

/// Writes one row; a crisis plan is read in a hurry, so each of its columns has a line.
fn row(cells: &[Option<CellValue>], columns: &[Column], between: &str, lang: Lang) -> String {
    let filled = columns.iter().zip(cells).filter_map(|(column, value)| {
        let mut value = cell(value.as_ref()?, column.cell, lang);
        // As much of it as names a file to the program; nobody compares the rest by eye.
        if column.id == ColumnId::PaperDigest && 8 < value.chars().count() {
            value = value.chars().take(8).chain("..".chars()).collect();
        }
        Some(format!("{}: {value}", label::column(column.id, lang)))
    });
    let filled: Vec<String> = filled.collect();
    format!("{}{}", bullet(lang), filled.join(between))
}

fn cell(value: &CellValue, shape: Cell, lang: Lang) -> String {
    match value {
        CellValue::Line(line) => line.to_string(),
        CellValue::Day(day) => date::short_day(*day, lang),
        CellValue::Month(month) => date::month(*month, lang),
        CellValue::Choice(choice) => label::choice(*choice, lang).to_owned(),
        CellValue::Number(number) => match shape {
            Cell::Number { unit, .. } => counted(*number, unit, lang),
            _ => number.to_string(),
        },
    }
}

fn person(contact: &Contact, lang: Lang) -> String {
    let kana = contact.kana.as_ref().map(ToString::to_string);
    let about: Vec<String> = kana
        .into_iter()
        .chain([contact.relation.to_string()])
        .collect();
    let about = about.join(comma(lang));
    let phone = contact.phone.as_ref().map(|it| format!(" {it}"));
    let phone = phone.unwrap_or_default();
    match lang {
        Lang::Ja => format!("{}（{about}）{phone}", contact.name),
        Lang::En => format!("{} ({about}){phone}", contact.name),
    }
}

fn triple(triple: &Triple, lang: Lang) -> String {
    let mut text = format!("{}{}", bullet(lang), triple.sign);
    for (column, part) in [
        (ColumnId::OwnRemedy, &triple.remedy),
        (ColumnId::Wanted, &triple.wish),
    ] {
        if let Some(part) = part {
            text += &format!(" / {}: {part}", label::column(column, lang));
        }
    }
    text
}

/// One item: whose scores, the ticked sub-checks, which way the scale runs, and by each the day and who took it down;
/// what is the same for all is said once.
fn score(score: &Score, lang: Lang) -> String {
    let item = label::assessment(score.item, lang);
    let scale = label::scale(score.item.scale(), lang);
    let checks = sub_checks(score, lang);
    let taken = |mark: &Mark| format!("{} {}", date::short_day(mark.on, lang), mark.rater);
    let mut all = score.marks.values().map(taken);
    let first = all.next().unwrap_or_default();
    let same = all.all(|it| it == first);
    let given = score.marks.iter().map(|(by, mark)| {
        let given = scored(*by, mark.score, lang);
        match (same, lang) {
            (true, _) => given,
            (false, Lang::Ja) => format!("{given}（{}）", taken(mark)),
            (false, Lang::En) => format!("{given} ({})", taken(mark)),
        }
    });
    let given = given.collect::<Vec<_>>().join(match lang {
        Lang::Ja => "・",
        Lang::En => ", ",
    });
    match (same, lang) {
        (true, Lang::Ja) => format!("{item}: {given}{checks}（{scale}、{first}）"),
        (false, Lang::Ja) => format!("{item}: {given}{checks}（{scale}）"),
        (true, Lang::En) => format!("{item}: {given}{checks} ({scale}; {first})"),
        (false, Lang::En) => format!("{item}: {given}{checks} ({scale})"),
    }
}

fn sub_checks(score: &Score, lang: Lang) -> String {
    let letters: Vec<String> = score.checks.iter().map(char::to_string).collect();
    match (letters.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Ja) => format!("、細目{}", letters.join("・")),
        (false, Lang::En) => format!(", sub-checks {}", letters.join(", ")),
    }
}

fn scored(by: Rater, score: u8, lang: Lang) -> String {
    let name = label::rater(by, lang);
    match lang {
        Lang::Ja => format!("{name}{score}"),
        Lang::En => format!("{name} {score}"),
    }
}

/// Says that the last digit of a number is not the one the others call for.
pub fn check_digit_differs(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => {
            "番号の末尾が計算と合いません。書き写しを見直してください（計算のしかたが確かとは限らないので、このままでも使えます）。"
        }
        Lang::En => {
            "The last digit does not match the others. Check it against the original (the rule is hearsay: the number may stay as it is)."
        }
    }
}

/// Says that a cap on the own share is above the highest that is set.
pub fn cap_exceeded(highest: u32, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "設定の最高額{highest}円（certificate.cap-ceiling）より高いです。受給者証を見直してください（最高額は確かとは限らず、変わることもあるので、このままでも使えます）。"
        ),
        Lang::En => format!(
            "It is above the highest that is set, {highest} yen (certificate.cap-ceiling). Check it against the certificate (the highest is hearsay and may change: it may stay as it is)."
        ),
    }
}

/// Writes one level of the pyramid: how many of its items are managed, by each who scored them.
pub fn level(view: &LevelView, lang: Lang) -> String {
    let name = label::level(view.level, lang);
    let by = view.by.iter().map(|(by, count)| {
        let who = label::rater(*by, lang);
        format!("{who} {}/{}", count.managed, count.scored)
    });
    let by: Vec<String> = by.collect();
    match (by.is_empty(), lang) {
        (true, Lang::Ja) => format!("{name}（{}項目）: 評価なし", view.items),
        (true, Lang::En) => format!("{name} ({} items): not scored", view.items),
        (false, Lang::Ja) => format!("{name}（{}項目）: {}", view.items, by.join("、")),
        (false, Lang::En) => format!("{name} ({} items): {}", view.items, by.join(", ")),
    }
}

/// Writes an item that the person and staff see differently.
pub fn gap(gap: &Gap, lang: Lang) -> String {
    let item = label::assessment(gap.item, lang);
    let size = label::gap_size(gap.size, lang);
    let scale = label::scale(gap.item.scale(), lang);
    let own = scored(Rater::Own, gap.own, lang);
    let staff = scored(Rater::Staff, gap.staff, lang);
    match lang {
        Lang::Ja => format!("{item}: {own}・{staff}、{size}（{scale}）"),
        Lang::En => format!("{item}: {own}, {staff}: {size} ({scale})"),
    }
}

/// Names what came in one parcel: each kind of entry once, with how many of it where there are several.
pub fn came(acts: &[Act], lang: Lang) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for act in acts {
        let name = label::handover::entry(act, lang);
        match kinds.iter_mut().find(|(it, _)| *it == name) {
            Some((_, count)) => *count += 1,
            None => kinds.push((name, 1)),
        }
    }
    let named = kinds.into_iter().map(|(name, count)| match count {
        1 => name.to_owned(),
        _ => format!("{name} {count}"),
    });
    let named: Vec<String> = named.collect();
    named.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    })
}

/// Says what the view over the scores is, and what it is not.
pub fn overview_note(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => {
            "「できている数/評価した数」です（1か2。二段階の項目は1）。どの項目をどの段に数えるかは tasuki の考えで、公の表ではありません。働けるかどうかの判定には使いません。"
        }
        Lang::En => {
            "How many are managed, of how many were scored (1 or 2; 1 on two steps). Which item counts under which level is tasuki's own inference, no published table. It does not say whether somebody can work."
        }
    }
}

/// Names the scan of a signed form: what it is, how large, and the digest of its bytes.
pub fn scan(it: &Scan) -> String {
    let format = it.format.code().to_uppercase();
    let size = it.length.div_ceil(1024);
    format!("{format}  {size} KiB  {}", it.digest)
}

/// Names an attached file in one line: kind, version, day, author, format and size.
pub fn attached(it: &Attached, lang: Lang) -> String {
    let mut parts = Vec::new();
    let put_away = it.standing == Standing::PutAway;
    match (&it.paper, lang) {
        (Some(paper), _) => parts.push(paper_said(paper, lang)),
        (None, Lang::Ja) if put_away => {
            parts.push("（片付けたファイル、保存期間まで残ります）".to_owned())
        }
        (None, Lang::En) if put_away => {
            parts.push("(put away, kept until its time is over)".to_owned())
        }
        (None, Lang::Ja) => parts.push("（一覧に書かれていないファイル）".to_owned()),
        (None, Lang::En) => parts.push("(a file the section does not name)".to_owned()),
    }
    let format = it.format.code().to_uppercase();
    let size = it.length.div_ceil(1_024);
    parts.push(format!("{format} {size} KiB"));
    parts.join("  ")
}

/// Names a paper: kind, version, day, author.
pub fn paper_said(paper: &Paper, lang: Lang) -> String {
    let mut parts = vec![label::choice(paper.kind, lang).to_owned()];
    parts.extend(paper.version.as_ref().map(ToString::to_string));
    parts.push(date::short_day(paper.dated, lang));
    parts.extend(paper.author.as_ref().map(ToString::to_string));
    parts.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Raw, RawCell};
    use crate::domain::calendar::Month;
    use crate::domain::case::made_up::holding;
    use crate::domain::id::{HandoverId, OfficeId, QuestionNo, ReadBackNo, StaffId};
    use crate::lang::problem::tests::{assert_fit, assert_said, refusals};
    use crate::workflow::demo;
    use crate::workflow::problem::TransportError;

    const OFFICE: OfficeId = OfficeId::from_bytes([7; 32]);
    const HANDOVER: HandoverId = HandoverId::from_bytes([9; 16]);

    #[test]
    fn a_birth_date_has_the_age_of_that_day_beside_it_and_a_month_its_attendance_rate() {
        let born = Day::from_ymd(1996, 4, 9).unwrap();
        let month = Month::new(2026, 3).unwrap();
        let days = |it| Some(RawCell::Number(it));
        let rows = vec![vec![Some(RawCell::Month(month)), days(18), days(20)]];
        let case = holding(
            &[
                (FieldId::PersonBirth, Raw::Day(born)),
                (FieldId::ContractSigned, Raw::Day(born)),
                (FieldId::SupportAttendance, Raw::Rows(rows)),
            ],
            day(4, 1),
        );
        let said = |field, on, lang| value_on(field, case.get(field).unwrap(), on, lang);
        let birth = FieldId::PersonBirth;
        let on = |day| Day::from_ymd(2026, 4, day).unwrap();
        assert!(said(birth, on(8), Lang::Ja).ends_with("29歳（R8.4.8）"));
        assert!(said(birth, on(9), Lang::Ja).ends_with("30歳（R8.4.9）"));
        assert!(said(birth, on(9), Lang::En).contains("aged 30 on"));
        let signed = FieldId::ContractSigned;
        let plain = value(case.get(signed).unwrap(), Lang::Ja);
        assert_eq!(said(signed, on(9), Lang::Ja), plain);
        for (lang, rate) in [(Lang::Ja, "出席率90%"), (Lang::En, "attendance 90%")] {
            let text = said(FieldId::SupportAttendance, on(9), lang);
            assert!(text.contains(rate), "{text}");
        }
    }

    fn day(month: u8, day: u8) -> Day {
        Day::from_ymd(2026, month, day).unwrap()
    }

    fn stops() -> Vec<Stop> {
        let (side, number) = (Side::Sender, 3);
        let mut all = vec![
            Stop::Fork { side, number },
            Stop::SeenLess { side, number },
            Stop::Foreign,
        ];
        all.extend(refusals().into_iter().map(|refusal| Stop::NotAllowed {
            side: Side::Receiver,
            number,
            refusal: Box::new(refusal),
        }));
        all
    }

    fn all_refused() -> Vec<Refused> {
        let parcels = [
            ParcelRefused::TooLarge,
            ParcelRefused::NotSealed,
            ParcelRefused::NotForUs,
            ParcelRefused::DamagedSeal,
            ParcelRefused::NotAParcel,
            ParcelRefused::NewerFormat(2),
            ParcelRefused::BadHeader,
            ParcelRefused::Forwarded {
                from: OFFICE,
                to: OFFICE,
            },
            ParcelRefused::UnknownSender(OFFICE),
            ParcelRefused::RevokedSender(OFFICE),
            ParcelRefused::BadSignature(OFFICE),
            ParcelRefused::WrongLength,
            ParcelRefused::BadBodyHash,
            ParcelRefused::BadPadding,
            ParcelRefused::Unsupported(Unsupported::Directory),
            ParcelRefused::Unsupported(Unsupported::Succession),
            ParcelRefused::Unsupported(Unsupported::Revocation),
            ParcelRefused::UnknownKind(9),
            ParcelRefused::BadBody,
        ];
        let entries = [
            EntryRefused::NotAnEntry,
            EntryRefused::NewerFormat(2),
            EntryRefused::TooLong,
            EntryRefused::WrongLength,
            EntryRefused::BadSignature,
        ];
        let mut all = vec![
            Refused::Transport(TransportError::Changed),
            Refused::Undeleted(TransportError::NotWritable),
            Refused::Unreadable,
            Refused::Unknown(HANDOVER),
            Refused::Lost(HANDOVER),
            Refused::WrongContent(HANDOVER),
            Refused::Claimed(HANDOVER, 12),
            Refused::Full(HANDOVER),
            Refused::Destroyed(HANDOVER, crate::domain::calendar::Day::FIRST),
            Refused::Card(crate::workflow::problem::CardRefused::Older),
            Refused::OtherCard,
        ];
        all.extend(parcels.map(Refused::Parcel));
        all.extend(entries.map(Refused::Entry));
        all.extend(stops().into_iter().map(|it| Refused::Stopped(HANDOVER, it)));
        all
    }

    fn tasks() -> Vec<Task> {
        vec![
            Task::Erase,
            Task::Handle {
                side: Side::Sender,
                number: 1,
            },
            Task::Release,
            Task::OfferAgain(Why::ItemsWithdrawn),
            Task::OfferAgain(Why::Condition),
            Task::OfferAgain(Why::ConsentExpired),
            Task::OfferAgain(Why::ConsentExpiredAccepted),
            Task::Answer(QuestionNo::FIRST),
            Task::Check(ReadBackNo::FIRST),
            Task::Receive,
            Task::Receipt,
            Task::Read(vec![SectionId::Health]),
            Task::Decide(vec![SectionId::Health]),
            Task::CloseQuestion(QuestionNo::FIRST),
            Task::ReadBack,
            Task::Accept,
            Task::Start,
            Task::StartOrNot,
            Task::End,
            Task::FollowUp(255),
            Task::NotShared(255),
            Task::CameBack,
        ]
    }

    #[test]
    fn every_refused_parcel_and_every_stop_says_what_to_do() {
        for one in all_refused() {
            assert_said(|lang| refused(&one, &People::new(), lang));
            let Some(id) = one.handover() else {
                continue;
            };
            let people = People::from([(id, "カクウ ミホ　架空 見穂".to_owned())]);
            for lang in Lang::ALL {
                let said = refused(&one, &people, lang).what;
                assert!(
                    said.contains("架空 見穂") && said.contains(&brief(&id)),
                    "{said}"
                );
            }
        }
        for one in stops() {
            assert_said(|lang| stop(&one, lang));
        }
    }

    #[test]
    fn every_notice_says_what_to_do() {
        for one in [
            Notice::KeyringMended,
            Notice::PointerMended,
            Notice::TailCut(40),
            Notice::JournalSpoilt,
            Notice::IndexRebuilt,
            Notice::WitnessMissing,
            Notice::WitnessSpoilt,
            Notice::SwitchFinished,
            Notice::BallastSpent,
            Notice::KeyringUntold,
        ] {
            assert_said(|lang| notice(&one, lang));
        }
    }

    #[test]
    fn what_was_dropped_and_how_an_office_is_trusted_is_said_in_both_languages() {
        let (by, on) = (StaffId::from_bytes([1; 16]), day(11, 22));
        for lang in Lang::ALL {
            for one in [
                Dropped::Consent,
                Dropped::Confirmation(SectionId::Health),
                Dropped::Submission,
                Dropped::Approval,
            ] {
                assert_fit(&dropped(&one, lang), lang);
            }
            for one in [
                PeerStanding::Unverified,
                PeerStanding::Vouched,
                PeerStanding::Verified { by, on },
                PeerStanding::Revoked,
                PeerStanding::OnPaper,
            ] {
                assert_fit(&peer_standing(one, lang), lang);
            }
        }
    }

    #[test]
    fn every_duty_is_said_with_whose_it_is() {
        for owed in tasks() {
            let one = Duty {
                side: Side::Sender,
                task: owed,
                due: Some(day(12, 1)),
            };
            for lang in Lang::ALL {
                let ours = told(&one, Side::Sender, task(&one.task, lang), day(11, 22), lang);
                let theirs = told(
                    &one,
                    Side::Receiver,
                    task(&one.task, lang),
                    day(11, 22),
                    lang,
                );
                assert_fit(&ours, lang);
                assert_ne!(ours, theirs);
            }
        }
    }

    #[test]
    fn a_duty_tells_its_day_and_how_long_it_is_overdue() {
        let read = Task::Read(vec![SectionId::Health; 3]);
        for (due, ja, en) in [
            (None, "", ""),
            (Some(day(11, 30)), "（11月30日まで）", " (by Mon 30 Nov)"),
            (Some(day(11, 22)), "（今日まで）", " (due today)"),
            (
                Some(day(11, 21)),
                "（11月21日まで、1日過ぎています）",
                " (due Sat 21 Nov, 1 day overdue)",
            ),
            (
                Some(Day::from_ymd(2027, 1, 4).unwrap()),
                "（R9.1.4まで）",
                " (by 4 Jan 2027)",
            ),
        ] {
            let one = Duty {
                side: Side::Receiver,
                task: read.clone(),
                due,
            };
            let say = |lang| {
                told(
                    &one,
                    Side::Receiver,
                    task(&one.task, lang),
                    day(11, 22),
                    lang,
                )
            };
            assert_eq!(say(Lang::Ja), format!("あなたの番: 3章を読む{ja}"));
            assert_eq!(say(Lang::En), format!("Your turn: read 3 sections{en}"));
        }
    }

    fn all_taken_back() -> Vec<TakenBack> {
        let outcomes = [
            Ok(Was::There),
            Ok(Was::Gone),
            Err(TransportError::NotWritable),
        ];
        let of = |why| {
            outcomes.map(|done| TakenBack {
                handover: HANDOVER,
                why,
                done,
            })
        };
        [Forbidden::Overtaken, Forbidden::Distrusted]
            .map(of)
            .concat()
    }

    #[test]
    fn what_is_left_behind_is_said_and_names_nobody() {
        for left in [Left::Coming, Left::Going, Left::Overtaken] {
            for (ended, extent) in [
                (Ended::Slow, Extent::New),
                (Ended::Locked, Extent::New),
                (Ended::Locked, Extent::Everything),
            ] {
                let done = Done {
                    sent: 2,
                    collected: 1,
                    taken_back: 1,
                };
                let cut = Cut { left, done, extent };
                assert_said(|lang| left_behind(&cut, ended, lang));
                for lang in Lang::ALL {
                    let told = left_behind(&cut, ended, lang).then;
                    assert!(told.contains(&until_then(done, lang).unwrap()), "{told}");
                }
            }
        }
    }

    #[test]
    fn a_round_of_sending_tells_all_that_happened() {
        let report = SyncReport {
            sent: 2,
            collected: 1,
            known: 1,
            refused: all_refused(),
            unopened: Vec::new(),
            recovered: vec![HANDOVER],
            uncased: vec![HANDOVER],
            unreadable: vec![HANDOVER],
            unpaid: vec![HANDOVER],
            unverified: vec![HANDOVER],
            people: People::new(),
            too_large: vec![HANDOVER],
            taken_back: all_taken_back(),
            held_back: vec![HANDOVER],
        };
        for lang in Lang::ALL {
            let said = sync(&report, lang);
            assert_fit(&said, lang);
            assert_eq!(
                said.lines().count(),
                9 + all_refused().len() + all_taken_back().len()
            );
            assert_fit(&sync(&SyncReport::default(), lang), lang);
        }
    }

    #[test]
    fn counts_of_what_stays_behind_are_read_and_anything_else_is_not() {
        for lang in Lang::ALL {
            for counts in ["0/0/0", "5/2/1"] {
                assert_fit(&withheld(counts, lang).unwrap(), lang);
            }
            for counts in ["", "5", "5/2", "5/2/1/0", "a/b/c", "-1/0/0", "999/0/0"] {
                assert_eq!(withheld(counts, lang), None, "{counts}");
            }
        }
    }

    #[test]
    fn every_value_of_the_sample_people_can_be_read() {
        for person in demo::people() {
            for (_, one) in &person.values {
                for lang in Lang::ALL {
                    let said = value(one, lang);
                    assert!(!said.contains('{') && !said.contains("::"), "{said}");
                    let source = source(&one.source, lang);
                    assert!(said.contains(&source), "{said}");
                }
            }
        }
    }

    #[test]
    fn a_score_says_who_gave_it_when_and_which_end_is_the_best() {
        let mark = |day, score| Mark {
            score,
            on: Day::from_ymd(2026, 11, day).unwrap(),
            rater: crate::domain::text::Line::new("山吹", 60).unwrap(),
        };
        let mut one = Score {
            item: AssessmentItem::Money,
            marks: [(Rater::Own, mark(2, 2)), (Rater::Staff, mark(2, 4))].into(),
            checks: ['a', 'c'].into(),
        };
        let day = |day| date::short_day(Day::from_ymd(2026, 11, day).unwrap(), Lang::Ja);
        assert_eq!(
            score(&one, Lang::Ja),
            format!(
                "金銭管理: 本人2・支援者4、細目a・c（1できる〜5できない、{} 山吹）",
                day(2)
            )
        );
        one.marks.insert(Rater::Staff, mark(9, 4));
        assert_eq!(
            score(&one, Lang::Ja),
            format!(
                "金銭管理: 本人2（{} 山吹）・支援者4（{} 山吹）、細目a・c（1できる〜5できない）",
                day(2),
                day(9)
            )
        );
        let en = score(&one, Lang::En);
        assert!(
            en.contains("own 2") && en.contains("1 can - 5 cannot"),
            "{en}"
        );
    }
}
