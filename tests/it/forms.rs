//! A consent as a document: what stands on it besides what it covers, who had to do with it, and how it was taken back.
//!
//! What a consent lets out is tried elsewhere.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use tasuki::domain::consent::{
    ConsentForm, Explained, Explaining, FormRefused, Saying, Signer, Telling, Withdrawn,
};
use tasuki::domain::handover::entry::{Side, Withdrawal};
use tasuki::domain::section::ItemId;
use tasuki::domain::staff::Role;
use tasuki::domain::text::Line;
use tasuki::lang::Lang;
use tasuki::lang::ledger::{consent_rows, rows};
use tasuki::workflow::Problem;
use tasuki::workflow::consent::Note;
use tasuki::workflow::ledger::{LedgerLine, Names, Of};
use tasuki::workflow::problem::Thing;

use crate::place::{FIRST, Place, SECOND, text};
use crate::town::{Office, Point, Town, form, hire, introduce, town};

fn line(text: &str) -> Line {
    Line::new(text, 60).unwrap()
}

fn medication() -> BTreeSet<ItemId> {
    BTreeSet::from([ItemId::Medication])
}

fn telling(town: &mut Town) -> Telling {
    Telling {
        how: Saying::Telephone,
        heard_by: town.sender.desk().me().id,
        evidence: Some(line("電話の記録（ケースファイル）")),
    }
}

/// The one line of an office's ledger.
fn told(office: &mut Office) -> LedgerLine {
    let [line] = <[LedgerLine; 1]>::try_from(office.desk().ledger(Of::All).unwrap().lines).unwrap();
    line
}

#[test]
fn who_heard_it_is_found_by_the_beginning_of_a_name_and_nobody_else_is_taken() {
    let mut town = town(Point::Ready);
    for (name, role) in [
        ("見本 支援", Role::SupportWorker),
        ("見本 相談", Role::SupportWorker),
        ("架空 監査", Role::Auditor),
    ] {
        hire(&mut town.sender, name, role);
    }
    let desk = town.sender.desk();
    let found = |typed: &str| desk.find_colleague(typed).map(|it| it.name.to_string());
    assert_eq!(found("見本 支援").unwrap(), "見本 支援");
    assert_eq!(found("見本支").unwrap(), "見本 支援");
    assert_eq!(found("架空").unwrap(), "架空 監査");
    assert!(matches!(
        found("見本"),
        Err(Problem::Ambiguous(Thing::Staff))
    ));
    for unknown in ["相談", " ", "見本 次郎"] {
        match found(unknown) {
            Err(Problem::NoColleague(all)) => assert_eq!(all.len(), desk.staff().unwrap().len()),
            other => panic!("{unknown}: {other:?}"),
        }
    }
}

#[test]
fn a_form_keeps_how_it_was_explained_who_recorded_it_and_the_receiver_as_it_was_that_day() {
    let mut town = town(Point::Approved);
    let (case, to) = (town.case, town.receiver_id);
    let today = town.sender.desk().today();
    let signed = ConsentForm {
        signer: Signer::Guardian {
            name: line("架空 後見"),
            relation: Some(line("保佐人")),
        },
        explained: Explained {
            on: Some(today.plus_days(-2)),
            ways: [Explaining::Spoken, Explaining::Interpreter].into(),
        },
        ..form(town.sender.desk(), case, to)
    };
    let id = signed.id;
    let recorded = town.sender.desk().record_consent(signed.clone()).unwrap();
    let before = town.receiver.desk().profile().clone();
    let moved = tasuki::domain::office::OfficeProfile {
        corporation: line("社会福祉法人 あたらしい見本会"),
        address: line("架空県あたらし市一丁目1番"),
        ..before.clone()
    };
    town.receiver.desk().change_profile(moved).unwrap();
    introduce(&mut town.receiver, &mut town.sender);
    let lines = town.sender.desk().consent_record(Of::Case(case)).unwrap();
    let mut lines = lines.lines.into_iter();
    let it = lines.find(|it| it.consent.form().id == id).unwrap();
    assert_eq!((recorded.id, it.consent.form()), (id, &signed));
    let taken = it.consent.taken().expect("the office wrote it down");
    assert_eq!((taken.by, taken.on), (town.sender.desk().me().id, today));
    let was = &taken.receiver;
    assert_eq!(was.corporation, before.corporation.as_str());
    assert_eq!(was.address, before.address.as_str());
    assert_eq!(was.representative, before.representative.as_str());
    let said = format!("{:?}", consent_rows(&it, Lang::Ja));
    let who = town.sender.desk().me().name.to_string();
    for shown in [
        "項目ごと",
        "保佐人",
        "口頭、通訳",
        before.corporation.as_str(),
        before.address.as_str(),
        &who,
    ] {
        assert!(said.contains(shown), "{shown}: {said}");
    }
}

#[test]
fn what_was_explained_only_after_it_was_signed_is_no_consent() {
    let mut town = town(Point::Approved);
    let (case, to) = (town.case, town.receiver_id);
    let good = form(town.sender.desk(), case, to);
    let late = ConsentForm {
        explained: Explained {
            on: Some(good.signed.plus_days(1)),
            ways: BTreeSet::new(),
        },
        ..good
    };
    let refused = town.sender.desk().record_consent(late);
    let why = FormRefused::ExplainedAfterSigned;
    assert!(matches!(refused, Err(Problem::Form(it)) if it == why));
}

#[test]
fn both_ledgers_say_how_a_withdrawal_was_said_who_heard_it_and_what_shows_it() {
    for side in [Side::Sender, Side::Receiver] {
        let mut town = town(Point::Released);
        let id = town.id;
        let hears = match side {
            Side::Sender => &mut town.sender,
            Side::Receiver => &mut town.receiver,
        };
        let (heard_by, name) = (hears.desk().me().id, hears.desk().me().name.to_string());
        let telling = Telling {
            how: Saying::Letter,
            heard_by,
            evidence: Some(line("手紙（鍵付き書庫 2）")),
        };
        let scope = Withdrawal::Items(medication());
        let desk = hears.desk();
        desk.withdraw_as_told(id, scope, Some(&telling)).unwrap();
        town.exchange();
        for office in [&mut town.sender, &mut town.receiver] {
            let it = told(office);
            assert_eq!(it.said_to, side);
            let how = it.told.clone().expect("it was written down");
            assert_eq!((how.how, &how.heard_by), (Saying::Letter, &name));
            assert_eq!(how.evidence, "手紙（鍵付き書庫 2）");
            let said = format!("{:?}", rows(&it, Lang::Ja));
            assert!(
                said.contains("書面") && said.contains("鍵付き書庫 2"),
                "{said}"
            );
        }
    }
}

#[test]
fn how_all_of_it_was_taken_back_reaches_the_sender_though_it_is_destroyed_where_it_was_heard() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let desk = town.receiver.desk();
    let telling = Telling {
        how: Saying::Letter,
        heard_by: desk.me().id,
        evidence: Some(line("手紙（鍵付き書庫 2）")),
    };
    desk.withdraw_as_told(id, Withdrawal::All, Some(&telling))
        .unwrap();
    assert_eq!(told(&mut town.receiver).told, None, "its key went");
    town.exchange();
    let it = told(&mut town.sender);
    let how = it.told.expect("it was told");
    assert_eq!(
        (how.how, &*how.evidence),
        (Saying::Letter, "手紙（鍵付き書庫 2）")
    );
}

#[test]
fn before_an_offer_it_is_kept_with_the_form_and_where_nobody_said_how_nothing_is_claimed() {
    for known in [true, false] {
        let mut town = town(Point::Approved);
        let (case, consent) = (town.case, town.consent);
        let telling = known.then(|| telling(&mut town));
        let what = Withdrawn::Items(medication());
        let desk = town.sender.desk();
        let told_to = desk.withdraw_consent_as_told(consent, what, telling.as_ref());
        assert_eq!(told_to.unwrap(), []);
        let me = desk.me().name.to_string();
        let of_form = desk.consent_record(Of::Case(case)).unwrap().lines.remove(0);
        let [withdrawal] = of_form.consent.withdrawals() else {
            panic!("{of_form:?}")
        };
        assert_eq!(withdrawal.telling, telling);
        let heard = if known { me.clone() } else { String::new() };
        assert_eq!(of_form.names.withdrawals, [(me, heard)]);
        let it = told(&mut town.sender);
        assert_eq!(it.told.is_some(), known);
    }
}

#[test]
fn what_looks_like_a_number_that_is_never_stored_is_asked_about_in_the_particulars() {
    let mut town = town(Point::Approved);
    let (id, case, to) = (town.id, town.case, town.receiver_id);
    let account = line("口座番号 1234567");
    let scope = || Withdrawal::Items(medication());
    let telling = Telling {
        evidence: Some(account.clone()),
        ..telling(&mut town)
    };
    let desk = town.sender.desk();
    let refused = desk.withdraw_as_told(id, scope(), Some(&telling));
    assert!(
        matches!(refused, Err(Problem::NeverStored(_))),
        "{refused:?}"
    );
    let guardian = ConsentForm {
        signer: Signer::Guardian {
            name: line("架空 後見"),
            relation: Some(account),
        },
        ..form(desk, case, to)
    };
    let refused = desk.record_consent(guardian);
    assert!(
        matches!(refused, Err(Problem::NeverStored(_))),
        "{refused:?}"
    );
    assert_eq!(desk.ledger(Of::All).unwrap().lines, []);
}

#[test]
fn nobody_is_named_of_a_form_that_was_recorded_before_that_was_kept() {
    let mut town = town(Point::Approved);
    let consent = town.consent;
    let kept = town.sender.desk().consent(consent).unwrap();
    let plain = tasuki::domain::consent::Consent::record(kept.form().clone()).unwrap();
    let names = town.sender.desk().names_on(&plain);
    let explained_by = names.explained_by.clone();
    assert_eq!(
        names,
        Names {
            explained_by,
            ..Names::default()
        }
    );
}

#[test]
fn by_command_the_particulars_are_given_and_shown() {
    let place = Place::pair();
    let case = place.case("a");
    let until = place.until();
    let record = [
        "consent",
        "record",
        &case,
        "--to",
        "0110000023",
        "--until",
        &until,
        "--signer",
        "guardian:架空 後見:補助人",
        "--explained-how",
        "spoken,furigana",
    ];
    let recorded = place.json("a", FIRST, &record);
    let it = &recorded["consent"];
    assert_eq!(it["signer"]["relation"], "補助人");
    let told = &it["particulars"];
    assert_eq!(it["explained_by"], told["explained_by"]);
    assert_eq!(told["explained_on"], it["signed"]);
    assert_eq!(told["explained_how"][1], "furigana");
    assert_eq!(told["recorded_by"], told["explained_by"]);
    assert!(told["receiver"]["corporation"].is_string(), "{told}");
    let id = it["id"].as_str().unwrap();
    let late = [&record[..], &["--explained", &until]].concat();
    place.refused("a", FIRST, &late, 2, "bad-input");
    let withdraw = [
        "consent",
        "withdraw",
        id,
        "--items",
        "medication",
        "--said",
        "letter",
        "--evidence",
        "手紙（書庫）",
        "--yes",
    ];
    let back = place.json("a", SECOND, &withdraw);
    let [withdrawn] = &back["consent"]["withdrawn"].as_array().unwrap()[..] else {
        panic!("{back}")
    };
    assert_eq!(withdrawn["told"]["how"], "letter");
    assert_eq!(withdrawn["told"]["heard_by"], withdrawn["recorded_by"]);
    assert_eq!(withdrawn["told"]["evidence"], "手紙（書庫）");
    let all = place.json("a", FIRST, &["record", "consents"]);
    assert_eq!(all["consents"][0]["particulars"], *told);
    let ledger = place.json("a", FIRST, &["record", "ledger"]);
    assert_eq!(ledger["withdrawals"][0]["told"]["how"], "letter");
    let shown = place.run("a", FIRST, &["consent", "show", &case]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(
        shown.contains("補助人") || shown.contains("ふりがな"),
        "{shown}"
    );
}

/// What harms, was done or suffered is no part of "all", nor of a form that names no items: it is named by itself.
#[test]
fn by_command_all_leaves_out_what_is_withheld_and_says_so() {
    let place = Place::pair();
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let case = text(&case["case"]["id"]);
    let until = place.until();
    let record = |items: &[&str]| {
        let form = [
            "consent",
            "record",
            &case,
            "--to",
            "見本事業所b",
            "--until",
            &until,
        ];
        [&form[..], items].concat().join("\n")
    };
    for (items, gives, names) in [
        (&[][..], false, true),
        (&["--items", "all"][..], false, true),
        (&["--items", "all,history-of-harm"][..], true, false),
        (&["--items", "basic"][..], false, false),
    ] {
        let args = record(items);
        let args: Vec<&str> = args.split('\n').collect();
        let recorded = place.json("a", FIRST, &args);
        let has = |list: &Json| {
            let list = list.as_array().unwrap();
            list.contains(&"history-of-harm".into())
        };
        assert_eq!(has(&recorded["consent"]["items"]), gives, "{items:?}");
        assert_eq!(has(&recorded["left_out"]), names, "{items:?}");
    }
    let args = record(&["--items", "all"]);
    let args: Vec<&str> = args.split('\n').collect();
    let shown = place.run("a", FIRST, &args);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("(history-of-harm)"), "{shown}");
}

#[test]
fn a_signature_of_a_day_to_come_is_refused_and_an_end_far_away_is_told() {
    let mut town = town(Point::Approved);
    let (case, to) = (town.case, town.receiver_id);
    let today = town.sender.desk().today();
    let good = form(town.sender.desk(), case, to);
    let ahead = ConsentForm {
        signed: today.plus_days(1),
        until: today.plus_days(9),
        ..good.clone()
    };
    let why = FormRefused::SignedAhead;
    let refused = town.sender.desk().record_consent(ahead);
    assert!(matches!(refused, Err(Problem::Form(it)) if it == why));
    for (years, far) in [(3, false), (21, true)] {
        let until = today.plus_years(years);
        let form = ConsentForm {
            id: town.sender.desk().fresh_consent_id(),
            until,
            ..good.clone()
        };
        let notes = town.sender.desk().record_consent(form).unwrap().notes;
        assert_eq!(notes.contains(&Note::EndsFar(until)), far, "{years}");
    }
}

#[test]
fn by_command_who_signed_and_how_and_where_the_original_lies_is_told_in_lines_too() {
    let place = Place::pair();
    let case = place.json("a", FIRST, &["case", "import", "person.json"]);
    let (case, until) = (text(&case["case"]["id"]), place.until());
    let form = [
        "consent",
        "record",
        &case,
        "--to",
        "見本事業所b",
        "--until",
        &until,
    ];
    let signed = [
        "--signer",
        "guardian:見本 後見:保佐人",
        "--manner",
        "proxy:手を痛めたため",
        "--family",
        "見本 家族:母",
        "--kept",
        "鍵付き書庫 3",
        "--yes",
    ];
    let told = |args: &[&str]| {
        let run = place.run("a", FIRST, &[&["--lang", "ja"], args].concat());
        String::from_utf8(run.stdout).unwrap()
    };
    let recorded = told(&[&form[..], &signed].concat());
    let shown = told(&["consent", "show", &case]);
    for said in [&recorded, &shown] {
        for part in [
            "成年後見人等  見本 後見  保佐人",
            "代筆  手を痛めたため",
            "見本 家族  母",
            "原本の場所: 鍵付き書庫 3",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
    // Nothing is said of a family that signed nothing.
    told(&[&form[..], &["--yes"]].concat());
    let shown = told(&["consent", "show", &case]);
    assert!(shown.contains("同意した人: 本人"), "{shown}");
    assert_eq!(shown.matches("家族の同意").count(), 1, "{shown}");
}
