//! How long something is kept, and what was destroyed after its time, in words.
//!
//! Which day that is, the domain says.

use crate::domain::retention::{Keeping, Kept, Kind, Rule};
use crate::domain::setting::{Setting, SettingId};
use crate::lang::{Lang, city, date, label};
use crate::workflow::retention::{KeptLine, ReceiptView};

const HEADINGS: [(&str, &str); 14] = [
    ("廃棄証明の番号", "Receipt"),
    ("廃棄したもの", "What"),
    ("廃棄した日", "Destroyed on"),
    ("廃棄した職員", "By"),
    ("保存期間の起算日", "Kept from"),
    ("保存期間の最後の日", "Kept until"),
    ("保存期間の決まり", "Rule"),
    ("書かれた日（最初）", "First written"),
    ("書かれた日（最後）", "Last written"),
    ("件数", "How many"),
    ("引継ぎの番号", "Handovers"),
    ("消去の状態", "Erasure"),
    ("届かないもの", "Not reached"),
    ("氏名", "Names"),
];

/// Names the rows of a receipt.
pub fn headings(lang: Lang) -> [&'static str; 14] {
    HEADINGS.map(|(ja, en)| both(lang, ja, en))
}

/// Tells a receipt whole, row by row.
pub fn rows(view: &ReceiptView, lang: Lang) -> Vec<(&'static str, String)> {
    let receipt = &view.receipt;
    let handovers = receipt.handovers.iter().map(ToString::to_string);
    let handovers: Vec<String> = handovers.collect();
    let said = [
        number(&view.id),
        what(receipt.what, lang),
        date::day_and_iso(receipt.on, lang),
        view.by.clone(),
        date::day_and_iso(receipt.term.base, lang),
        date::day_and_iso(receipt.term.last, lang),
        rule(receipt.rule, lang),
        date::day_and_iso(receipt.written.0, lang),
        date::day_and_iso(receipt.written.1, lang),
        counts(&receipt.counts, lang),
        handovers.join(both(lang, "、", ", ")),
        match receipt.folders.is_empty() {
            true => both(lang, "鍵とともに消去済み", "done, with the keys"),
            false => both(
                lang,
                "次に開いたときに終えます",
                "finished at the next opening",
            ),
        }
        .to_owned(),
        both(
            lang,
            "控えのコピー、紙、書き出したファイル、相手の事業所が持つもの",
            "copies made before, paper, exported files, what other offices hold",
        )
        .to_owned(),
        both(
            lang,
            "この証明に氏名は残しません",
            "none is kept in this receipt",
        )
        .to_owned(),
    ];
    headings(lang).into_iter().zip(said).collect()
}

/// Tells a receipt in one line.
pub fn brief(view: &ReceiptView, lang: Lang) -> String {
    let receipt = &view.receipt;
    let on = date::day(receipt.on, lang);
    let counts = counts(&receipt.counts, lang);
    format!("{on}  {}  {counts}", what(receipt.what, lang))
}

/// Tells something that is kept in one line.
pub fn line(it: &KeptLine, lang: Lang) -> String {
    let person = label::handover::person(&it.person, it.nameless, lang);
    format!(
        "{person}  {}  {}",
        keeping(it.keeping, lang),
        what(it.what, lang)
    )
}

/// Tells what is kept, line by line, and that the cities differ.
pub fn list(lines: &[KeptLine], lang: Lang) -> Vec<String> {
    let said = lines.iter().map(|it| line(it, lang));
    said.chain([by_city(lang)]).collect()
}

/// Tells something that is kept with the rule behind it, and that the cities differ.
pub fn whole(it: &KeptLine, lang: Lang) -> String {
    let said = [line(it, lang), rule(it.rule, lang), by_city(lang)];
    said.join("  ")
}

/// Says that the rule of keeping is the city's.
pub fn by_city(lang: Lang) -> String {
    let what = both(
        lang,
        "保存年数と数え始める日は、",
        "Years and first day are as set. ",
    );
    city::of(what, lang)
}

/// Says until when something is kept, or why that is not known.
pub fn keeping(keeping: Keeping, lang: Lang) -> String {
    match (keeping, lang) {
        (Keeping::Until(term), Lang::Ja) => format!("{}まで保存", date::day(term.last, lang)),
        (Keeping::Until(term), Lang::En) => format!("kept until {}", date::day(term.last, lang)),
        (Keeping::UnderWay(_), Lang::Ja) => "引継ぎが終わっていません".to_owned(),
        (Keeping::UnderWay(_), Lang::En) => "a handover is under way".to_owned(),
        (Keeping::NoContractEnd, Lang::Ja) => {
            "サービス提供終了日が書かれていないか、いまの利用の始まりより前です".to_owned()
        }
        (Keeping::NoContractEnd, Lang::En) => {
            "the last day of the contract is not written, or is before this stay began".to_owned()
        }
        (Keeping::Unreadable, Lang::Ja) => "読めない記録があります".to_owned(),
        (Keeping::Unreadable, Lang::En) => "something of it cannot be read".to_owned(),
    }
}

/// Says what was kept as one, by its number.
pub fn what(what: Kept, lang: Lang) -> String {
    match what {
        Kept::Case(id) => format!("{} {id}", both(lang, "ケース", "case")),
        Kept::Handover(id) => format!("{} {id}", both(lang, "引継ぎ", "handover")),
    }
}

/// Names the number of a receipt.
pub fn number(id: &[u8; 16]) -> String {
    id.iter().map(|it| format!("{it:02x}")).collect()
}

/// Says by which rule something is kept.
pub fn rule(rule: Rule, lang: Lang) -> String {
    let from = Setting::Pick(rule.from);
    let from = label::setting::setting_value(SettingId::RecordFrom, from, lang);
    let years = rule.years;
    match lang {
        Lang::Ja => format!("{from}から{years}年"),
        Lang::En => format!("{years} years from {from}"),
    }
}

fn counts(counts: &[(Kind, u32)], lang: Lang) -> String {
    let each = counts.iter().map(|(kind, many)| match lang {
        Lang::Ja => format!("{}{many}", self::kind(*kind, lang)),
        Lang::En => format!("{} {many}", self::kind(*kind, lang)),
    });
    each.collect::<Vec<_>>().join(both(lang, "、", ", "))
}

fn kind(kind: Kind, lang: Lang) -> &'static str {
    let (ja, en) = match kind {
        Kind::Cases => ("ケース", "cases"),
        Kind::Consents => ("同意", "consents"),
        Kind::Notes => ("業務メモ", "working notes"),
        Kind::Files => ("添付", "files"),
        Kind::Handovers => ("引継ぎ", "handovers"),
        Kind::Entries => ("やりとり", "entries"),
        Kind::Records => ("提供・受領の記録", "records"),
        Kind::Contacts => ("関係者への連絡", "people told"),
        Kind::Meetings => ("会議", "meetings"),
        Kind::Visits => ("見学・体験", "visits"),
    };
    both(lang, ja, en)
}

fn both<'a>(lang: Lang, ja: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}
