//! The records the law asks for, in words: each heading with what stands under it.
//!
//! The order is that of the law's list, and every record has every row.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::copy::CopyTold;
use crate::domain::handover::entry::{Approval, Handling};
use crate::domain::handover::papers::{Became, Print};
use crate::domain::id::OfferNo;
use crate::domain::ledger::Answer;
use crate::domain::record::{FromWhom, Kind, Law, LegalRecord, Sources, Way};
use crate::domain::section::ItemId;
use crate::domain::text::Line;
use crate::lang::{Lang, date, label, ledger};
use crate::workflow::record::{Fate, RecordView, TakenOf};
use crate::workflow::view::Nameless;

const HEADINGS: [(&str, &str); 21] = [
    ("記録", "Record"),
    ("届いた日", "Arrived"),
    ("提供した日", "Offered"),
    ("記録した日", "Recorded"),
    ("本人", "Person"),
    ("引継ぎの番号", "Handover"),
    ("提供", "Offer"),
    ("受け取った人", "Taken by"),
    ("相手の事業所", "Other office"),
    ("事業所番号", "Office number"),
    ("法人", "Corporation"),
    ("住所", "Address"),
    ("代表者", "Representative"),
    ("項目", "Items"),
    ("章", "Sections"),
    ("本人の同意", "The person's consent"),
    ("取得の経緯", "How it was obtained"),
    ("方法・送付・承認", "Way, sender, approval"),
    ("版の照合", "Version compared"),
    ("返却・消去の予定", "To be returned or destroyed"),
    ("その後", "What became of it"),
];

/// Names the rows of a record.
pub fn headings(lang: Lang) -> [&'static str; 21] {
    HEADINGS.map(|(ja, en)| both(lang, ja, en))
}

/// Names whose record it is, and under which article; none where the office has set that it takes the other for no third
/// party, and then that is said.
pub fn kind(record: &LegalRecord, lang: Lang) -> &'static str {
    match (record.kind, record.law) {
        (Kind::Given { .. }, Law::ThirdParty) => both(lang, "提供（29条）", "Given (art. 29)"),
        (Kind::Received, Law::ThirdParty) => both(lang, "受領（30条）", "Received (art. 30)"),
        (Kind::Copied { .. }, Law::ThirdParty) => both(lang, "写し（29条）", "Copy (art. 29)"),
        (_, Law::PublicBody) => both(
            lang,
            "写し（官公署、設定で控え）",
            "Copy (public body; own note, as set)",
        ),
        (Kind::Given { .. } | Kind::Copied { .. }, Law::SameCorporation) => both(
            lang,
            "提供（同じ法人、設定で控え）",
            "Given (same corporation; own note, as set)",
        ),
        (Kind::Received, Law::SameCorporation) => both(
            lang,
            "受領（同じ法人、設定で控え）",
            "Received (same corporation; own note, as set)",
        ),
    }
}

/// The same, with what an own note rests on.
fn kind_and_ground(record: &LegalRecord, lang: Lang) -> String {
    let named = kind(record, lang);
    let stop = both(lang, "。", ". ");
    match ground(record.law, lang) {
        Some(ground) => format!("{named}{stop}{ground}"),
        None => named.to_owned(),
    }
}

/// Says what an own note rests on; nothing of a record as the law asks for it.
pub fn ground(law: Law, lang: Lang) -> Option<&'static str> {
    match law {
        Law::ThirdParty => None,
        Law::SameCorporation | Law::PublicBody => Some(not_looked_up(lang)),
    }
}

/// Says that nobody looked up whether the law asks for no record.
pub fn not_looked_up(lang: Lang) -> &'static str {
    both(
        lang,
        "法の記録が要らないことは、確かめていません。",
        "That the law asks for no record is not looked up.",
    )
}

/// Names the person, or says that the name is destroyed, or not known here.
pub fn person(it: &RecordView, lang: Lang) -> String {
    let none = match it.fate {
        Fate::Destroyed => Nameless::Destroyed,
        _ => Nameless::NotHere,
    };
    label::handover::person(&it.person, none, lang)
}

/// Names the person; where the name is destroyed, says by what the record tells them apart, and that nobody looked up whether that
/// is enough (個人情報保護法施行規則 20条, 24条).
fn told_apart(it: &RecordView, lang: Lang) -> String {
    let named = person(it, lang);
    match it.fate {
        Fate::Destroyed if it.person.trim().is_empty() => {
            let by = both(
                lang,
                "本人は引継ぎの番号で特定します（氏名を残す義務があるかは、確かめていません）",
                "told apart by the number of the handover (whether the law wants the name is not looked up)",
            );
            format!("{named}{}{by}", both(lang, "。", "; "))
        }
        _ => named,
    }
}

/// Says how many records cannot be read; nothing where all can.
pub fn unreadable(many: usize, lang: Lang) -> Option<String> {
    match (many, lang) {
        (0, _) => None,
        (many, Lang::Ja) => Some(format!("ほかに、読めない記録が{many}件あります。")),
        (1, Lang::En) => Some("One more record cannot be read.".to_owned()),
        (many, Lang::En) => Some(format!("{many} more records cannot be read.")),
    }
}

/// Tells a record whole, row by row.
pub fn rows(it: &RecordView, lang: Lang) -> Vec<(&'static str, String)> {
    let (record, party) = (&it.record, &it.record.party);
    let items = record.items.iter().map(|it| label::item(*it, lang));
    let sections = record.sections.iter();
    let sections = sections.map(|(id, digest)| format!("{} {digest}", label::section(*id, lang)));
    let said = [
        kind_and_ground(record, lang),
        arrived(it, lang),
        offered(it, lang),
        date::day_and_iso(record.made, lang),
        told_apart(it, lang),
        record.handover.to_string(),
        offer(record, lang),
        taken_by(it, lang),
        party.name.clone(),
        party.number.clone(),
        party.corporation.clone(),
        party.address.clone(),
        party.representative.clone(),
        items.collect::<Vec<_>>().join(both(lang, "、", ", ")),
        sections.collect::<Vec<_>>().join(both(lang, "、", ", ")),
        consent(it, lang),
        obtained(it, lang),
        way(it, lang),
        compared(record, lang).to_owned(),
        until(record, lang),
        fate(it, lang),
    ];
    headings(lang).into_iter().zip(said).collect()
}

/// Names the offer, or the addition to it.
pub fn offer(record: &LegalRecord, lang: Lang) -> String {
    let offer = numbered(record.offer, record.part, lang);
    match (record.kind, lang) {
        (Kind::Copied { no, .. }, Lang::Ja) => format!("{offer} 写し{no}"),
        (Kind::Copied { no, .. }, Lang::En) => format!("{offer}, copy {no}"),
        (Kind::Given { .. } | Kind::Received, _) => offer,
    }
}

/// Names an offer, or an addition to it, by its numbers.
pub fn numbered(offer: OfferNo, part: u16, lang: Lang) -> String {
    let no = offer.get();
    match (part, lang) {
        (0, Lang::Ja) => format!("{no}回目"),
        (0, Lang::En) => format!("{no}"),
        (part, Lang::Ja) => format!("{no}回目の追補{part}"),
        (part, Lang::En) => format!("{no}, addition {part}"),
    }
}

/// Tells of the consent it rests on, what was taken back since, and of the family's own where that is in it.
fn consent(it: &RecordView, lang: Lang) -> String {
    let taken = it.taken_back.iter().map(|it| taken_on(it, lang));
    let family = it.family.iter().map(|it| match lang {
        Lang::Ja => format!(
            "家族の同意: {}（{}）",
            it.name.as_str(),
            it.relation.as_str()
        ),
        Lang::En => format!(
            "the family's consent: {} ({})",
            it.name.as_str(),
            it.relation.as_str()
        ),
    });
    let said: Vec<String> = std::iter::once(rests_on(it, lang))
        .chain(family)
        .chain(taken)
        .collect();
    said.join(both(lang, "。", "; "))
}

/// Says what was taken back, and when.
fn taken_on(it: &TakenOf, lang: Lang) -> String {
    let (on, what) = (date::day(it.on, lang), ledger::scope(&it.scope, lang));
    match lang {
        Lang::Ja => format!("{on}に撤回: {what}"),
        Lang::En => format!("taken back on {on}: {what}"),
    }
}

/// The same with what the receiver said of it.
fn answered(it: &TakenOf, lang: Lang) -> String {
    let on = match it.answer {
        Answer::Handled { on, .. }
        | Answer::Erased { on }
        | Answer::Replaced { on }
        | Answer::Paper { on, .. } => date::day(on, lang),
        Answer::NothingArrived | Answer::CopiesOut | Answer::Carried | Answer::Awaited => {
            String::new()
        }
    };
    let said = [
        taken_on(it, lang),
        both(lang, "受け手の対応:", "answer:").to_owned(),
        ledger::became(it.answer, lang).to_owned(),
        on,
        it.reason.clone(),
    ];
    let said: Vec<String> = said.into_iter().filter(|it| !it.is_empty()).collect();
    said.join(" ")
}

fn rests_on(it: &RecordView, lang: Lang) -> String {
    let until = date::day(it.record.consent_until, lang);
    match (it.record.kind, lang) {
        (
            Kind::Given {
                consent: Some(id), ..
            },
            Lang::Ja,
        ) => format!("同意を得ています（同意 {id}、{until}まで）"),
        (
            Kind::Given {
                consent: Some(id), ..
            },
            Lang::En,
        ) => format!("Given (consent {id}, until {until})"),
        (Kind::Copied { consent, .. }, Lang::Ja) => {
            format!("写しの同意を得ています（同意 {consent}、{until}まで）")
        }
        (Kind::Copied { consent, .. }, Lang::En) => {
            format!("Given for the copy (consent {consent}, until {until})")
        }
        (Kind::Given { consent: None, .. }, Lang::Ja) => {
            format!("同意を得ています（{until}まで。同意書の記録はここにありません）")
        }
        (Kind::Given { consent: None, .. }, Lang::En) => {
            format!("Given (until {until}; the form is not kept here)")
        }
        (Kind::Received, Lang::Ja) => {
            format!("{until}までの同意があることを、送り手が署名した提供で確かめました")
        }
        (Kind::Received, Lang::En) => {
            format!("Confirmed by the offer the sender signed: consent until {until}")
        }
    }
}

fn obtained(it: &RecordView, lang: Lang) -> String {
    let party = &it.record.party;
    match (it.record.kind, lang) {
        (Kind::Given { .. } | Kind::Copied { .. }, Lang::Ja) => {
            "当所のケースから提供（値ごとの出どころは、提供した内容のなかにあります）".to_owned()
        }
        (Kind::Given { .. } | Kind::Copied { .. }, Lang::En) => {
            "Out of this office's own case; where each value came from stands with it".to_owned()
        }
        (Kind::Received, Lang::Ja) => format!(
            "{}（{}）が本人の同意を得て、引継ぎ {} で tasuki により提供{}",
            party.name,
            party.corporation,
            it.record.handover,
            had(&it.record.sources, lang)
        ),
        (Kind::Received, Lang::En) => format!(
            "Given by {} ({}) with the person's consent, in handover {}, through tasuki{}",
            party.name,
            party.corporation,
            it.record.handover,
            had(&it.record.sources, lang)
        ),
    }
}

/// Says from whom the sender had each item, in kind; nothing where that is not known.
fn had(sources: &Sources, lang: Lang) -> String {
    let comma = both(lang, "、", ", ");
    let item = |(item, kinds): (&ItemId, &BTreeSet<FromWhom>)| {
        let kinds: Vec<_> = kinds.iter().map(|it| from_whom(*it, lang)).collect();
        let (item, kinds) = (label::item(*item, lang), kinds.join(comma));
        match lang {
            Lang::Ja => format!("{item}（{kinds}）"),
            Lang::En => format!("{item} ({kinds})"),
        }
    };
    let all: Vec<String> = sources.iter().map(item).collect();
    match (all.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Ja) => format!("。提供元がこれらを得た相手: {}", all.join(comma)),
        (false, Lang::En) => format!(". The giver had it: {}", all.join("; ")),
    }
}

fn from_whom(it: FromWhom, lang: Lang) -> &'static str {
    match it {
        FromWhom::Person => both(lang, "本人から", "from the person"),
        FromWhom::Observed => both(lang, "職員の観察", "seen by staff"),
        FromWhom::Agency => both(lang, "他の機関から", "from another agency"),
    }
}

fn way(it: &RecordView, lang: Lang) -> String {
    let way = match it.record.way {
        Way::SealedParcel => both(
            lang,
            "封をした小包（共有フォルダ）",
            "Sealed parcel (shared folder)",
        ),
        Way::Paper => both(lang, "紙（印刷して渡した）", "On paper (printed)"),
    };
    let approval = match it.record.approved() {
        None => both(
            lang,
            "追補は承認を経ていません",
            "additions are not approved by anybody",
        ),
        Some(Approval::TwoPeople) => both(
            lang,
            "下書きと承認は別の人",
            "drafted and approved by two people",
        ),
        Some(Approval::DeclaredException) => both(
            lang,
            "一人の事業所の申告による",
            "by the declared exception",
        ),
    };
    let name = |ja: &str, en: &str, name: &str| match name {
        "" => None,
        name => Some(format!("{}: {name}", both(lang, ja, en))),
    };
    let people = [
        name("送付", "sent by", &it.sent_by),
        name("承認", "approved by", &it.approved_by),
    ];
    let all = [Some(way.to_owned()), Some(approval.to_owned())];
    let said: Vec<String> = all.into_iter().chain(people).flatten().collect();
    said.join(both(lang, "、", ", "))
}

/// Says what became of what was given, and what was answered to whatever was taken back. The giver knows only what it was told.
pub fn fate(it: &RecordView, lang: Lang) -> String {
    let taken = match it.record.kind {
        Kind::Given { .. } | Kind::Received => &it.taken_back[..],
        Kind::Copied { .. } => &[],
    };
    let taken = taken.iter().map(|it| answered(it, lang));
    let said: Vec<String> = std::iter::once(stands(it, lang)).chain(taken).collect();
    said.join(both(lang, "。", "; "))
}

fn stands(it: &RecordView, lang: Lang) -> String {
    let kept = |it: &TakenOf| {
        let handling = match it.answer {
            Answer::Handled { handling, .. } => Some(handling),
            _ => None,
        };
        handling == Some(Handling::Kept)
    };
    let gives = matches!(it.record.kind, Kind::Given { .. });
    let said = match (&it.fate, gives) {
        (Fate::Held, true) if it.taken_back.iter().any(kept) => {
            both(lang, "受け手が保管しています", "Held by the receiver")
        }
        (Fate::Held, true) => both(
            lang,
            "受け手が保管しています（消去・返却の知らせはありません）",
            "Held by the receiver (nothing was told of its destruction)",
        ),
        (Fate::Held, false) => both(lang, "当所が保管しています", "Held by this office"),
        (Fate::HeldBut(gone), _) => {
            let gone: Vec<_> = gone.iter().map(|it| label::item(*it, lang)).collect();
            let gone = gone.join(both(lang, "、", ", "));
            return match lang {
                Lang::Ja => format!(
                    "一部を消去・返却しました（撤回された項目: {gone}）。ほかは受け手が保管しています"
                ),
                Lang::En => format!(
                    "Partly destroyed or returned (taken back: {gone}); the rest is held by the receiver"
                ),
            };
        }
        (Fate::Replaced, _) => both(
            lang,
            "次の提供に置き換わりました",
            "Replaced by a later offer",
        ),
        (Fate::Destroyed, _) => both(lang, "受け手で消去済みです", "Destroyed at the receiver"),
        (Fate::Paper(became), _) => of_paper(*became, lang),
        (Fate::Copied, _) if it.copy.back.is_some() => return back_of_copy(&it.copy, lang),
        (Fate::Copied, _) => both(
            lang,
            "渡した先が保管しています",
            "Held by whoever got the copy",
        ),
        (Fate::Unknown, _) => both(
            lang,
            "引継ぎの記録が読めません",
            "The handover cannot be read",
        ),
    };
    said.to_owned()
}

/// Says when it arrived; at the receiver, by its own clock.
fn arrived(it: &RecordView, lang: Lang) -> String {
    let record = &it.record;
    let day = date::day_and_iso(record.received, lang);
    let at = time(it);
    match (record.way, record.kind) {
        (Way::SealedParcel, Kind::Received) => format!("{day}{at}"),
        (Way::Paper, Kind::Given { .. }) if it.told.is_none() && it.fate != Fate::Unknown => {
            let unknown = both(
                lang,
                "（印刷した日。受領の知らせなし）",
                " (the day it was printed; nobody receipted it)",
            );
            format!("{day}{unknown}")
        }
        _ => day,
    }
}

fn offered(it: &RecordView, lang: Lang) -> String {
    let day = date::day_and_iso(it.record.offered, lang);
    match (it.record.way, it.record.kind) {
        (Way::SealedParcel, Kind::Given { .. }) => format!("{day}{}", time(it)),
        _ => day,
    }
}

/// The time of day; nothing where it is not known.
fn time(it: &RecordView) -> String {
    let time = it.at.split_once(' ').map(|(_, time)| time);
    let time = time.and_then(|it| it.rsplit_once(':'));
    time.map_or_else(String::new, |(hours, _)| format!(" {hours}"))
}

/// Who received it there. A parcel is taken in by the program, and read by people later.
fn taken_by(it: &RecordView, lang: Lang) -> String {
    if matches!(it.record.kind, Kind::Copied { .. }) {
        return match it.copy.handed {
            Some(_) => handed(&it.copy, lang),
            None => String::new(),
        };
    }
    let none = it.taken_by.is_empty();
    match (it.record.way, none, lang) {
        (Way::SealedParcel, false, Lang::Ja) => {
            format!("プログラムが受領、最初に確認した職員: {}", it.taken_by)
        }
        (Way::SealedParcel, false, Lang::En) => {
            format!("the program; first read by {}", it.taken_by)
        }
        (Way::SealedParcel, true, Lang::Ja) => {
            "プログラムが受領（確認した職員の記録はありません）".to_owned()
        }
        (Way::SealedParcel, true, Lang::En) => {
            "the program (nobody is named who read it)".to_owned()
        }
        (Way::Paper, false, _) => it.taken_by.clone(),
        (Way::Paper, true, Lang::Ja) => "受け取った人の記録はありません".to_owned(),
        (Way::Paper, true, Lang::En) => "nobody is named who received it".to_owned(),
    }
}

fn compared(record: &LegalRecord, lang: Lang) -> &'static str {
    match (record.way, record.kind) {
        (_, Kind::Copied { .. }) => "",
        (Way::SealedParcel, Kind::Received) => both(
            lang,
            "受領のとき、送り手が署名した版と一致することをプログラムが確かめました",
            "The program found it to be the version the sender signed",
        ),
        (Way::SealedParcel, Kind::Given { .. }) => both(
            lang,
            "受け手のプログラムが、署名した版と一致したものだけを受領します",
            "The receiver's program takes in nothing but the version that was signed",
        ),
        (Way::Paper, _) => both(
            lang,
            "各頁の照合番号で、版を見分けられます",
            "The check code on each page tells the version",
        ),
    }
}

fn until(record: &LegalRecord, lang: Lang) -> String {
    let day = date::day(record.consent_until, lang);
    if matches!(record.kind, Kind::Copied { .. }) {
        return both(
            lang,
            "渡した先の決まりによります。撤回されたときは、当所から返却か廃棄を求めます",
            "by the rules of whoever got it; once it is taken back, this office asks for it to be returned or destroyed",
        )
        .to_owned();
    }
    match lang {
        Lang::Ja => format!(
            "利用開始の前に終わったとき、撤回のとき、同意の期限（{day}）が過ぎたときに消去・返却。利用開始の後は受け手の記録として保存期間まで"
        ),
        Lang::En => format!(
            "when it ends before a start, is taken back, or consent runs out ({day}); after a start kept as the receiver's own record"
        ),
    }
}

/// Says what was told of a copy since it was printed: to whom it was handed over, and what became of it.
pub fn told_of_copy(told: &CopyTold, lang: Lang) -> String {
    let said = [handed(told, lang), back_of_copy(told, lang)].into_iter();
    let said: Vec<String> = said.filter(|it| !it.is_empty()).collect();
    said.join("  ")
}

fn handed(told: &CopyTold, lang: Lang) -> String {
    let said = |(on, to): &(Day, Line)| match lang {
        Lang::Ja => format!("{}に{}へ手渡し", date::day(*on, lang), to.as_str()),
        Lang::En => format!("handed to {} on {}", to.as_str(), date::day(*on, lang)),
    };
    told.handed.as_ref().map_or_else(String::new, said)
}

fn back_of_copy(told: &CopyTold, lang: Lang) -> String {
    let Some(back) = &told.back else {
        return String::new();
    };
    let (what, on) = (of_paper(back.became, lang), date::day(back.on, lang));
    match lang {
        Lang::Ja => format!("{what}（{on}、{}）", back.told_by.as_str()),
        Lang::En => format!("{what} ({on}, {})", back.told_by.as_str()),
    }
}

/// Says what was told of a paper that had gone to another office.
pub fn of_paper(became: Became, lang: Lang) -> &'static str {
    match became {
        Became::NotHandedOver => both(lang, "紙は渡していません", "The paper was not handed over"),
        Became::Returned => both(lang, "紙が返ってきました", "The paper came back"),
        Became::Destroyed => both(
            lang,
            "紙を廃棄したと聞きました",
            "They said they destroyed the paper",
        ),
        Became::Lost => both(
            lang,
            "紙が見当たらないと聞きました",
            "They said they cannot find the paper",
        ),
        Became::NoAnswer => both(
            lang,
            "紙の返却を求めましたが返事がありません",
            "Asked for the paper; no answer",
        ),
    }
}

/// Tells in a line what was printed, by its number among all that was, whether it was receipted, and what became of it.
pub fn of_print(no: usize, print: &Print, lang: Lang) -> String {
    let parts: Vec<String> = print
        .parts
        .iter()
        .map(|part| numbered(print.offer, *part, lang))
        .collect();
    let what = match parts.is_empty() {
        true => both(lang, "返事だけ", "answers alone").to_owned(),
        false => parts.join(both(lang, "、", "; ")),
    };
    let day = |on| date::short_day(on, lang);
    let mut said = vec![match lang {
        Lang::Ja => format!("[{no}] {what}  {}印刷", day(print.on)),
        Lang::En => format!("[{no}] {what}  printed {}", day(print.on)),
    }];
    said.extend(print.received.map(|on| match lang {
        Lang::Ja => format!("{}受領", day(on)),
        Lang::En => format!("receipted {}", day(on)),
    }));
    said.extend(print.back.as_ref().map(|it| {
        let became = of_paper(it.became, lang);
        let who = it.told_by.as_str();
        match lang {
            Lang::Ja => format!("{} {became}（{who}）", day(it.on)),
            Lang::En => format!("{} {became} ({who})", day(it.on)),
        }
    }));
    said.join("  ")
}

fn both<'a>(lang: Lang, ja: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}
