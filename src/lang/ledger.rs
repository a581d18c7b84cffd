//! The ledger of withdrawals and the record of consents, in words: each heading with what stands under it.
//!
//! What is told is read elsewhere.

use std::collections::BTreeSet;

use crate::domain::consent::{
    Consent, ConsentForm, Handing, Mode, Saying, SheetTold, Withdrawal as FormWithdrawal, Withdrawn,
};
use crate::domain::handover::entry::{Handling, Side, Withdrawal};
use crate::domain::handover::papers::Became;
use crate::domain::id::Means;
use crate::domain::ledger::{Answer, Left};
use crate::domain::record::Recorded;
use crate::domain::section::ItemId;
use crate::lang::label::pick;
use crate::lang::{Lang, date, label, message, record};
use crate::workflow::ledger::{ConsentLine, CopyGiven, LedgerLine, Names, Place, Standing, Whom};
use crate::workflow::view::Nameless;

/// A heading with what stands under it.
pub type Row = (&'static str, String);

/// Names whom a withdrawal is about, or says that the name is destroyed, or not here.
pub fn person(whom: &Whom, lang: Lang) -> String {
    match whom {
        Whom::Named(name) => name.trim().to_owned(),
        Whom::Destroyed => label::handover::nameless(Nameless::Destroyed, lang).to_owned(),
        Whom::NotHere => label::handover::nameless(Nameless::NotHere, lang).to_owned(),
    }
}

/// Says in a few words what the receiver said of what was taken back. Whether something arrived only the receiver knows for
/// certain.
pub fn answer(it: &LedgerLine, lang: Lang) -> &'static str {
    let both = match it.answer {
        Answer::NothingArrived
            if it.ours == Side::Sender && it.peer.means() == Means::Keys && !it.left.is_empty() =>
        {
            ("届いた知らせなし", "no word of it")
        }
        other => return became(other, lang),
    };
    pick(both, lang)
}

/// Says the same of an answer alone.
pub fn became(answer: Answer, lang: Lang) -> &'static str {
    let both = match answer {
        Answer::NothingArrived => ("渡っていない", "nothing given"),
        Answer::Handled { handling, .. } => match handling {
            Handling::Returned => ("返却", "returned"),
            Handling::Erased => ("消去", "erased"),
            Handling::Kept => ("理由があり保存", "kept, for a reason"),
            Handling::NothingHeld => ("保有なし", "nothing held"),
        },
        Answer::Erased { .. } => ("消去", "erased"),
        Answer::Replaced { .. } => ("置き換え", "replaced"),
        Answer::Paper { became, .. } => match became {
            Became::NotHandedOver => ("渡していない紙", "paper not handed over"),
            Became::Returned => ("紙を返却", "paper returned"),
            Became::Destroyed => ("紙を廃棄", "paper destroyed"),
            Became::Lost => ("紙が見当たらない", "paper cannot be found"),
            Became::NoAnswer => ("求めたが返事なし", "asked, no answer"),
        },
        Answer::CopiesOut => ("写しを渡してある", "copies were given"),
        Answer::Carried => ("本人のために印刷した", "printed for the person"),
        Answer::Awaited => ("返事待ち", "no answer yet"),
    };
    pick(both, lang)
}

/// Names whom it concerns beside this office: the other office; of copies alone, whoever was given one, or the kinds of place
/// that could have been.
pub fn whom_else(it: &LedgerLine, lang: Lang) -> String {
    let places: Vec<&str> = match (&it.scope, &it.copies[..]) {
        _ if !it.is_of_copies() => return it.peer_name.clone(),
        (Withdrawal::Items(items), []) => {
            let kinds = items.iter().filter_map(|it| it.copy_to());
            kinds.map(|to| label::copy_to(to, lang)).collect()
        }
        (_, copies) => copies.iter().map(|it| it.name.as_str()).collect(),
    };
    let places: BTreeSet<&str> = places.into_iter().collect();
    let places: Vec<&str> = places.into_iter().collect();
    places.join(pick(("、", ", "), lang))
}

/// Tells a withdrawal whole, row by row. Of copies alone the other office never had anything: it is told of those who had.
pub fn rows(it: &LedgerLine, lang: Lang) -> Vec<Row> {
    let row = |ja, en, said: String| (pick((ja, en), lang), said);
    let copies: Vec<String> = it.copies.iter().map(|it| copy_given(it, lang)).collect();
    let left = it.left.iter().map(|it| given(it, lang));
    let besides = it.sent_besides.iter().map(|it| given_besides(it, lang));
    let left = left.chain(besides);
    let (left, copies): (Vec<String>, Vec<String>) = match it.is_of_copies() {
        true => (left.chain(copies).collect(), Vec::new()),
        false => (left.collect(), copies),
    };
    let left = match &left[..] {
        [] => pick(("ありません", "Nothing"), lang).to_owned(),
        left => left.join(pick(("／", "; "), lang)),
    };
    let (whom, did) = match (it.is_of_copies(), it.copies.is_empty()) {
        (false, _) => (
            ("相手の事業所", "Other office"),
            ("受け手の対応", "What the receiver did"),
        ),
        (true, true) => (
            ("写しを渡す先", "Copies for"),
            ("渡した写し", "Copies given"),
        ),
        (true, false) => (
            ("写しを渡した先", "Copies given to"),
            ("渡した先の対応", "What became of the copies"),
        ),
    };
    let mut rows = vec![
        row("撤回の日", "Withdrawn on", date::day_and_iso(it.on, lang)),
        row("本人", "Person", person(&it.person, lang)),
        row(
            "撤回した項目",
            "What was taken back",
            scope(&it.scope, lang),
        ),
        row("聞いた事業所", "Said to", said_to(it, lang)),
        row("申し出の方法", "How it was said", told(it, lang)),
        row("記録した人", "Recorded by", it.by.clone()),
        row(whom.0, whom.1, whom_else(it, lang)),
        row("それまでに渡ったもの", "Given before", left),
        row(did.0, did.1, in_full(it, lang)),
        row("引継ぎ・同意", "Handover or form", place(it.place)),
    ];
    rows.extend(
        copies
            .into_iter()
            .map(|it| row("渡した写し", "Copy given", it)),
    );
    rows
}

fn copy_given(copy: &CopyGiven, lang: Lang) -> String {
    let said = format!(
        "{}  {}  {}  {}",
        date::day(copy.on, lang),
        label::copy_to(copy.to, lang),
        copy.name,
        items(&copy.items, lang)
    );
    match record::told_of_copy(&copy.told, lang) {
        since if since.is_empty() => said,
        since => format!("{said}  {since}"),
    }
}

fn said_to(it: &LedgerLine, lang: Lang) -> String {
    match it.said_to == it.ours {
        true => pick(("当所", "this office"), lang).to_owned(),
        false => it.peer_name.clone(),
    }
}

fn place(place: Place) -> String {
    match place {
        Place::Handover { id, .. } => id.to_string(),
        Place::Form { id, .. } => id.to_string(),
    }
}

/// Says what was taken back.
pub fn scope(scope: &Withdrawal, lang: Lang) -> String {
    match scope {
        Withdrawal::All => pick(("同意のすべて", "All of it"), lang).to_owned(),
        Withdrawal::Items(some) => items(some, lang),
    }
}

fn items(items: &BTreeSet<ItemId>, lang: Lang) -> String {
    let names: Vec<_> = items.iter().map(|it| label::item(*it, lang)).collect();
    names.join(pick(("、", ", "), lang))
}

fn given(it: &Left, lang: Lang) -> String {
    let (offer, items) = (
        record::numbered(it.offer, it.part, lang),
        items(&it.items, lang),
    );
    match (it.arrived, lang) {
        (Some(on), Lang::Ja) => format!("{offer}（{}到着）: {items}", date::short_day(on, lang)),
        (Some(on), Lang::En) => format!("{offer} (arrived {}): {items}", date::short_day(on, lang)),
        (None, _) if it.printed.is_some() => {
            let on = it
                .printed
                .map_or_else(String::new, |on| date::short_day(on, lang));
            match lang {
                Lang::Ja => format!("{offer}（{on}印刷、受領の返事なし）: {items}"),
                Lang::En => format!("{offer} (printed {on}, no receipt): {items}"),
            }
        }
        (None, Lang::Ja) => format!("{offer}（届いていません）: {items}"),
        (None, Lang::En) => format!("{offer} (never arrived): {items}"),
    }
}

/// Names what was sent by another form than the one that was taken back.
fn given_besides(it: &Left, lang: Lang) -> String {
    let given = given(it, lang);
    match lang {
        Lang::Ja => format!("別の同意書で {given}"),
        Lang::En => format!("by another form: {given}"),
    }
}

/// Says what the receiver did, with the day and the reason.
pub fn in_full(it: &LedgerLine, lang: Lang) -> String {
    let (what, day) = (answer(it, lang), |on| date::day(on, lang));
    match it.answer {
        Answer::NothingArrived | Answer::Carried if !it.sent_besides.is_empty() => match lang {
            Lang::Ja => format!(
                "{what}。同じ項目を、別の同意書で相手に送ってあります。それも撤回するか本人に確かめ、撤回するときは引継ぎの画面で記録します。"
            ),
            Lang::En => format!(
                "{what}. The same was sent to the other office by another form. Ask the person whether that is taken back too; if so, record it in the handover."
            ),
        },
        Answer::NothingArrived => what.to_owned(),
        Answer::Carried => match lang {
            Lang::Ja => format!("{what}。当所から相手には送っていません。"),
            Lang::En => format!("{what}. This office sent nothing to the other one."),
        },
        Answer::CopiesOut => match lang {
            Lang::Ja => format!("{what}。渡した先に、返すか廃棄するよう頼んでください。"),
            Lang::En => format!("{what}. Ask for them back, or to be destroyed."),
        },
        Answer::Handled { on, .. } if it.reason.is_empty() => format!("{what}  {}", day(on)),
        Answer::Handled { on, .. } => format!("{what}  {}  {}", day(on), it.reason),
        Answer::Erased { on } | Answer::Paper { on, .. } => format!("{what}  {}", day(on)),
        Answer::Replaced { on } => match lang {
            Lang::Ja => format!("撤回した項目のない提供に{what}  {}", day(on)),
            Lang::En => format!("{what} by an offer without it  {}", day(on)),
        },
        Answer::Awaited => match (it.open_for.unwrap_or(0), lang) {
            (days, Lang::Ja) => format!("{what}（撤回から{days}日）"),
            (1, Lang::En) => format!("{what} (1 day since)"),
            (days, Lang::En) => format!("{what} ({days} days since)"),
        },
    }
}

/// Says how a form stands.
pub fn standing(standing: Standing, lang: Lang) -> &'static str {
    let both = match standing {
        Standing::InForce => ("有効", "in force"),
        Standing::NotYet => ("開始前", "not yet"),
        Standing::Replaced => ("新しい同意書に置き換え", "replaced by a later form"),
        Standing::Expired => ("期限切れ", "run out"),
        Standing::Withdrawn => ("撤回", "withdrawn"),
    };
    pick(both, lang)
}

/// Says how a form stands, and whether something was taken back of one that counts.
pub fn stands(it: &ConsentLine, lang: Lang) -> &'static str {
    match it.is_left_in_part() {
        true => pick(("有効（一部撤回）", "in force, in part"), lang),
        false => standing(it.standing, lang),
    }
}

/// Names the form of a consent in a word or two.
pub fn form(mode: Mode, lang: Lang) -> &'static str {
    let both = match mode {
        Mode::ByItem => ("項目ごと", "by item"),
        Mode::SameCorporation => ("同じ法人", "one body"),
        Mode::Carried => ("本人持参", "carried"),
    };
    pick(both, lang)
}

/// Tells a form whole, row by row, with everything that stands on it and what was taken back since.
pub fn consent_rows(it: &ConsentLine, lang: Lang) -> Vec<Row> {
    let form = it.consent.form();
    let row = |ja, en, said: String| (pick((ja, en), lang), said);
    let returned = form.comes_back();
    let returned: Vec<_> = returned
        .iter()
        .map(|it| label::handover::returned(*it, lang))
        .collect();
    let mut rows = vec![
        row("同意の番号", "Consent", form.id.to_string()),
        row("いまの状態", "Today", stands(it, lang).to_owned()),
        row("本人", "Person", person(&it.person, lang)),
        row("提供先", "To", it.peer_name.clone()),
        row(
            "同意の形",
            "Kind of consent",
            label::mode(form.mode, lang).to_owned(),
        ),
        row("目的", "For", form.purpose.as_str().to_owned()),
        row("項目", "Items", items(&form.items, lang)),
        row(
            "相手から返るもの",
            "What comes back",
            returned.join(pick(("、", ", "), lang)),
        ),
        row("同意した日", "Signed", date::day_and_iso(form.signed, lang)),
        row("期限", "Until", date::day_and_iso(form.until, lang)),
    ];
    rows.extend(signing(form, lang));
    rows.extend(it.scan.as_ref().map(|scan| {
        let said = message::scan(scan);
        row(
            "署名された同意書のスキャン",
            "Scan of the signed form",
            said,
        )
    }));
    rows.extend(particulars(&it.consent, &it.names, lang));
    rows.extend(withdrawn(&it.consent, &it.names, lang));
    rows.extend(carried(&it.consent, &it.names, lang));
    rows
}

/// Tells who signed a form and how, the family's own consent, and where the original lies; empty where nothing was written.
pub fn signing(form: &ConsentForm, lang: Lang) -> Vec<Row> {
    let row = |ja, en, said: String| (pick((ja, en), lang), said);
    vec![
        row("同意した人", "Signed by", signer(form, lang)),
        row("方法", "How", manner(form, lang)),
        row(
            "家族の同意（代表）",
            "The family's consent (by one for all)",
            family(form, lang),
        ),
        row(
            "原本の場所",
            "Original kept",
            form.original_kept.as_str().to_owned(),
        ),
    ]
}

/// Tells what was printed for the person to carry, and what was told of it, a row each.
pub fn carried(consent: &Consent, names: &Names, lang: Lang) -> Vec<Row> {
    let printed = consent.given().iter().zip(&names.given).zip(1..);
    let one = printed.map(|((it, by), number)| {
        let (on, what) = (date::day(it.on, lang), items(&it.items, lang));
        let told = of_sheet(it.told, lang);
        let said = match lang {
            Lang::Ja => format!("{number}. {on}  {what}  印刷した職員: {by}  {told}"),
            Lang::En => format!("{number}. {on}  {what}  printed by: {by}  {told}"),
        };
        let never = it.told.is_some_and(|it| it.became == Handing::Never);
        let said = match names.carried {
            Recorded::OwnNote if !never => format!("{said}  {}", record::not_looked_up(lang)),
            Recorded::OwnNote | Recorded::ByLaw => said,
        };
        let head = match names.carried {
            // Nothing was given, so nothing is recorded of a giving.
            _ if never => ("本人のために印刷した書面", "Printed for the person"),
            Recorded::ByLaw => (
                "本人のために印刷した書面（29条）",
                "Printed for the person (art. 29)",
            ),
            Recorded::OwnNote => (
                "本人のために印刷した書面（設定で控え）",
                "Printed for the person (own note, as set)",
            ),
        };
        (pick(head, lang), said)
    });
    one.collect()
}

fn of_sheet(told: Option<SheetTold>, lang: Lang) -> String {
    let Some(told) = told else {
        let open = (
            "渡したかどうかは記録なし",
            "not written whether it was given",
        );
        return pick(open, lang).to_owned();
    };
    let on = date::day(told.on, lang);
    match (told.became, lang) {
        (Handing::Handed, Lang::Ja) => format!("{on}に本人に渡した"),
        (Handing::Handed, Lang::En) => format!("given to the person on {on}"),
        (Handing::Never, Lang::Ja) => format!("渡していない（{on}に記録）"),
        (Handing::Never, Lang::En) => format!("never given (told on {on})"),
    }
}

/// Tells what was taken back of a form, a row each.
pub fn withdrawn(consent: &Consent, names: &Names, lang: Lang) -> Vec<Row> {
    let named = consent.withdrawals().iter().zip(&names.withdrawals);
    let one = named.map(|(one, (by, heard_by))| {
        let said = taken_back(one, by, heard_by, lang);
        (pick(("撤回", "Withdrawn"), lang), said)
    });
    one.collect()
}

/// A day of explanation that is the day of the signature: so it is taken where nobody wrote another.
pub fn as_signed(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{day} 署名の日と同じ"),
        Lang::En => format!("{day}, as signed"),
    }
}

/// Tells how a form was explained and recorded, row by row: what is known of it, and nothing that is not.
pub fn particulars(consent: &Consent, names: &Names, lang: Lang) -> Vec<Row> {
    let row = |ja, en, said: String| (pick((ja, en), lang), said);
    let explained = &consent.form().explained;
    let ways = explained.ways.iter();
    let ways: Vec<_> = ways
        .map(|it| label::handover::explaining(*it, lang))
        .collect();
    let mut rows = vec![row(
        "説明した人",
        "Explained by",
        names.explained_by.clone(),
    )];
    rows.extend(explained.on.map(|on| {
        let same = on == consent.form().signed;
        let on = date::day_and_iso(on, lang);
        let on = match same {
            true => as_signed(&on, lang),
            false => on,
        };
        row("説明した日", "Explained on", on)
    }));
    if !ways.is_empty() {
        let ways = ways.join(pick(("、", ", "), lang));
        rows.push(row("説明の方法", "How it was explained", ways));
    }
    if let Some(taken) = consent.taken() {
        let on = date::day_and_iso(taken.on, lang);
        let by = format!("{}  {on}", names.recorded_by);
        let of = &taken.receiver;
        let receiver = [&of.name, &of.corporation, &of.address, &of.representative];
        let receiver: Vec<&str> = receiver
            .into_iter()
            .map(|it| it.as_str())
            .filter(|it| !it.is_empty())
            .collect();
        rows.push(row("記録した人", "Recorded by", by.trim_start().to_owned()));
        rows.push(row(
            "記録した日の提供先",
            "The receiver that day",
            receiver.join("  "),
        ));
    }
    rows
}

/// Tells one withdrawal of a form: the day, what, how it was said, who heard and recorded it, and what shows it.
fn taken_back(one: &FormWithdrawal, by: &str, heard_by: &str, lang: Lang) -> String {
    let what = match &one.what {
        Withdrawn::All => scope(&Withdrawal::All, lang),
        Withdrawn::Items(some) => items(some, lang),
    };
    let to = match one.told {
        Some(_) => String::new(),
        None => pick(("提供先が聞いた", "said to the receiver"), lang).to_owned(),
    };
    let mut said = vec![date::day(one.on, lang), what, to];
    if let Some(telling) = &one.telling {
        let evidence = telling.evidence.as_ref();
        said.push(how_told(
            telling.how,
            heard_by,
            evidence.map_or("", |it| it.as_str()),
            lang,
        ));
    }
    if !by.is_empty() {
        said.push(format!("{}: {by}", pick(("記録", "recorded by"), lang)));
    }
    said.retain(|it| !it.is_empty());
    said.join("  ")
}

fn told(it: &LedgerLine, lang: Lang) -> String {
    let told = it.told.as_ref();
    told.map_or_else(String::new, |it| {
        how_told(it.how, &it.heard_by, &it.evidence, lang)
    })
}

/// How a withdrawal was said, who heard it, and what shows it.
fn how_told(how: Saying, heard_by: &str, evidence: &str, lang: Lang) -> String {
    let mut said = vec![label::handover::saying(how, lang).to_owned()];
    for (ja, en, text) in [
        ("聞いた職員", "heard by", heard_by),
        ("裏付け", "evidence", evidence),
    ] {
        if !text.is_empty() {
            said.push(format!("{}: {text}", pick((ja, en), lang)));
        }
    }
    said.join("  ")
}

fn signer(form: &ConsentForm, lang: Lang) -> String {
    use crate::domain::consent::Signer;
    let who = label::handover::signer(&form.signer, lang);
    match &form.signer {
        Signer::Person => who.to_owned(),
        Signer::Guardian { name, relation } => {
            let relation = relation.as_ref().map_or("", |it| it.as_str());
            format!("{who}  {}  {relation}", name.as_str())
                .trim_end()
                .to_owned()
        }
    }
}

fn manner(form: &ConsentForm, lang: Lang) -> String {
    let how = label::handover::manner(&form.manner, lang);
    match form.manner.reason() {
        None => how.to_owned(),
        Some(reason) => format!("{how}  {}", reason.as_str()),
    }
}

fn family(form: &ConsentForm, lang: Lang) -> String {
    let Some(family) = &form.family else {
        return String::new();
    };
    let how = label::handover::manner(&family.manner, lang);
    let on = date::day(family.signed, lang);
    format!(
        "{}  {}  {on}  {how}",
        family.name.as_str(),
        family.relation.as_str()
    )
}

/// Which side a row of the ledger is seen from, in a word.
pub fn ours(side: Side, lang: Lang) -> &'static str {
    let both = match side {
        Side::Sender => ("提供", "given"),
        Side::Receiver => ("受領", "received"),
    };
    pick(both, lang)
}
