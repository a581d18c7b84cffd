//! How much the program asks of people who make a handover ready, the first time and again, and who enter what came back on paper: keys and
//! letters, counted while both is done by keys only.
//!
//! No clock is looked at: what the numbers mean at which speed, docs/handover.md says, and they are held here.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use tasuki::domain::case::Edit;
use tasuki::domain::handover::entry::Decline;
use tasuki::domain::section::{FieldId, SectionId};
use tasuki::domain::staff::Role;
use tasuki::workflow::clock::Outside;
use tasuki::workflow::demo;
use tasuki::workflow::handover::Which;

use crate::by_keys::{Face, Time};
use crate::town::{
    Approving, Clock, Dir, Office, Town, establish, form, found_with, hire, introduce, values,
};

/// Makes handovers ready.
const AUTHOR: &str = "山吹 恵";
/// Approves them.
const CHIEF: &str = "藍沢 都";

/// What somebody does for something.
#[derive(Clone, Copy, Debug)]
struct Effort {
    /// What is asked and answered: a field, or a form.
    answers: usize,
    /// Keys; a text counts as one.
    keys: usize,
    /// Letters of all texts.
    letters: usize,
}

/// Until the first offer of somebody stands, with signing in twice.
const FIRST: Effort = Effort {
    answers: 15,
    keys: 100,
    letters: 110,
};
/// The same of the second.
const SECOND: Effort = Effort {
    answers: 4,
    keys: 75,
    letters: 70,
};
/// And where nothing is old.
const SOON: Effort = Effort {
    answers: 3,
    keys: 50,
    letters: 45,
};
/// A whole slip, from the handover on.
const SLIP: Effort = Effort {
    answers: 20,
    keys: 60,
    letters: 110,
};

/// It took no more than that.
fn within(took: Effort, most: Effort) {
    let fits = took.answers <= most.answers && took.keys <= most.keys;
    assert!(fits && took.letters <= most.letters, "{took:?}");
}

/// Two offices of which the second did not take the person; a third is known. So many days later the case has moved on: two
/// answers are others, one is gone.
fn declined(days: i32) -> Town {
    let mut town = found_with(Approving::Second);
    hire(&mut town.sender, AUTHOR, Role::ServiceManager);
    let mut third = establish(town.dir.0.join("third"), 2, Approving::Alone, &town.clock);
    introduce(&mut third, &mut town.sender);
    third.close();
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.sign_in(AUTHOR);
    let id = desk.draft(case, to).unwrap();
    desk.confirm(id, Which::All).unwrap();
    desk.submit(id).unwrap();
    town.id = id;
    town.sender.sign_in(CHIEF).approve(id).unwrap();
    town.offer();
    town.exchange();
    town.decline(Decline::NotTaken);
    town.exchange();

    town.clock.set(days);
    town.write(FieldId::LifeRhythm, "夜は早く寝るようになった");
    town.write(FieldId::WishesCommute, "電車で30分まで");
    let gone = [(FieldId::TasksOpen, Edit::Remove)];
    let desk = town.sender.desk();
    desk.edit_case(case, None, gone.into()).unwrap();
    town.sender.close();
    town
}

/// What the list of a draft asks for.
fn asked(face: &Face) -> Vec<String> {
    let picture = face.picture();
    let (_, list) = picture.split_once("[足りないこと]").unwrap();
    let rows = list.lines().filter_map(|it| {
        let row = it.trim_start_matches([' ', '>']).strip_prefix("! ")?;
        row.split("  ").next()
    });
    rows.map(str::to_owned).collect()
}

/// Two offices that know each other. The first has the case of somebody with a plan, kept as long as nobody speaks of a move:
/// what only a handover needs is not there. So many days later it is begun.
fn kept(days: i32) -> (Dir, Office, Clock) {
    const OF_A_MOVE: [FieldId; 5] = [
        FieldId::ContractEnd,
        FieldId::ContractEndReason,
        FieldId::TasksOpen,
        FieldId::TasksNextDay,
        FieldId::TasksNextWhat,
    ];
    let (dir, clock) = (Dir::new(), Clock::new());
    let mut office = establish(dir.0.join("sender"), 0, Approving::Second, &clock);
    let mut other = establish(dir.0.join("receiver"), 1, Approving::Alone, &clock);
    introduce(&mut other, &mut office);
    other.close();
    hire(&mut office, AUTHOR, Role::ServiceManager);
    let mut values = values();
    values.retain(|(field, _)| {
        field.spec().section != SectionId::Handling && !OF_A_MOVE.contains(field)
    });
    office.desk().new_case(values).unwrap();
    office.close();
    clock.set(days);
    (dir, office, clock)
}

/// The list of a draft stands on this.
fn at(face: &Face, missing: &str) {
    if !face.focus().starts_with(&format!("! {missing}")) {
        face.fails(&format!("the list does not stand on {missing:?}"));
    }
}

/// Jumps to what is missing, writes it there, and comes back to the list.
fn writes(face: &mut Face, missing: &str, section: &str, keys: &str) {
    at(face, missing);
    face.keys("<Enter>").stands(section).keys(keys);
    face.keys("<F10><Esc>").stands("同意済");
}

/// Takes what the case says elsewhere for what is missing.
fn takes(face: &mut Face, missing: &str) {
    at(face, missing);
    face.keys("<F8>").sees("この案を").keys("<F10>");
}

/// From the closed door until the first offer stands, as two people do it; and what was asked for once the consent was there.
fn offers(office: &Office, time: Time, attendance: &str) -> (Effort, Vec<String>) {
    let mut face = Face::of(&office.dir, time);
    face.sign_in(AUTHOR).room(3, "引継ぎ").keys("<F7>");
    face.until("<Down>", "+ 髙橋 さくら").keys("<Enter>");
    face.until("<Down>", "+ こはくカササギ舎").keys("<Enter>");
    face.stands("下書き");
    let before = asked(&face);
    at(&face, "本人の同意がない");
    face.keys("<Enter>").stands("同意を記録する");
    face.until("<Down>", "[ ] 引継ぎの時期").keys("<F6>");
    face.fill("いつまで", "R9.9.30").keys("<F10><F10>");
    face.stands("同意済");
    let mut left = asked(&face);
    left.retain(|it| !it.starts_with("本人の確認がまだ"));
    // What a yes to all asks for was told before there was one.
    assert_eq!(before[1..], left[..left.len() - 1]);
    writes(
        &mut face,
        "必須の欄が未記入: 種別",
        "引継ぎの扱い",
        "<Right><Tab><Right><Tab>体調は安定している。<Tab>R9.5.10<Tab><Tab>R9.4.30",
    );
    takes(&mut face, "必須の欄が未記入: 返答期限");
    takes(&mut face, "必須の欄が未記入: 利用開始予定日");
    takes(&mut face, "必須の欄が未記入: サービス提供終");
    let reason = "必須の欄が未記入: 契約終了の理由";
    writes(&mut face, reason, "受給者証・期間", "<Right>");
    takes(&mut face, "必須の欄が未記入: 未完の課題");
    takes(&mut face, "必須の欄が未記入: 次に決まってい");
    let then = "必須の欄が未記入: その日の予定";
    writes(&mut face, then, "課題と見通し", "利用開始。9時半に受付");
    let attended = "書き足すところ: 出席の状況";
    writes(&mut face, attended, "支援の経過", attendance);
    let sections = asked(&face);
    let unconfirmed = sections
        .iter()
        .filter(|it| it.starts_with("本人の確認がまだ"));
    assert_eq!(unconfirmed.count(), sections.len(), "nothing else is left");
    is_offered(&mut face, sections.len());
    let took = Effort {
        answers: 1 + left.len() + 1,
        keys: face.pressed(),
        letters: face.letters(),
    };
    (took, left)
}

/// From the person's confirmation of so many sections on, until the offer stands; another person approves it.
fn is_offered(face: &mut Face, sections: usize) {
    face.keys("<F7>").sees(&format!("章 0/{sections}"));
    face.keys("<F6><F10><F10>").stands("本人確認済");
    assert_eq!(asked(face), [""; 0], "all is done");
    face.row("+ 次: 承認を求める").keys("<Enter><F10>");
    face.stands("承認待");
    face.sign_in(CHIEF).row("自分          期限なし");
    face.keys("<Enter>").stands("承認待");
    face.row("+ 次: 承認する").keys("<Enter><F10>");
    face.stands("承認済");
    face.row("+ 次: 提供する").keys("<Enter><F10><F10>");
    face.stands("提供済");
}

/// Three months that were not written down yet.
const MONTHS: &str = "<F7>R8.12<Tab>18<Tab>20<F7>R9.1<Tab>17<Tab>19<F7>R9.2<Tab>18<Tab>20";

#[test]
fn a_first_handover_asks_for_what_only_a_move_needs_and_what_is_old_and_no_more() {
    static TIME: OnceLock<Clock> = OnceLock::new();
    let (_dir, office, clock) = kept(100);
    TIME.set(clock).ok().unwrap();
    let time = || -> Box<dyn Outside> { Box::new(TIME.get().unwrap().clone()) };
    let (took, left) = offers(&office, time, MONTHS);
    let new = [
        "必須の欄が未記入: 種別",
        "必須の欄が未記入: 緊急度",
        "必須の欄が未記入: 緊急度の理由",
        "必須の欄が未記入: 移行希望日",
        "必須の欄が未記入: 返答期限",
        "必須の欄が未記入: 最終通所日",
        "必須の欄が未記入: 利用開始予定日",
        "必須の欄が未記入: サービス提供終..",
        "必須の欄が未記入: 契約終了の理由",
        "必須の欄が未記入: 未完の課題",
        "必須の欄が未記入: 次に決まってい..",
        "必須の欄が未記入: その日の予定",
        "書き足すところ: 出席の状況",
    ];
    assert_eq!(left, new);
    within(took, FIRST);
}

/// From the closed door until the offer stands again, as two people do it; and what was asked for once the consent was there.
fn offers_again(town: &Town, time: Time, attendance: &str) -> (Effort, Vec<String>) {
    let mut face = Face::of(&town.sender.dir, time);
    face.sign_in(AUTHOR).sees("受入不可。次を探す");
    // What presses more stands before it.
    for _ in 0..8 {
        if face.focus().contains("受入不可。次を探す") {
            break;
        }
        face.keys("<Down>");
    }
    face.keys("<Enter>").stands("受入不可");
    face.keys("<F8>").until("<Down>", "+ るり色ステップ");
    face.keys("<Enter>").stands("下書き");
    assert_eq!(
        asked(&face),
        ["本人の同意がない", "必須の欄が未記入: 未完の課題"]
    );
    face.keys("<Enter>").stands("同意を記録する");
    face.until("<Down>", "[ ] 引継ぎの時期").keys("<F6>");
    face.fill("いつまで", "R9.6.30").keys("<F10><F10>");
    face.stands("同意済");
    let left = asked(&face);
    // What the plan says is taken in place of what is missing.
    face.keys("<F8>").sees("この案を").keys("<F10>");
    if !attendance.is_empty() {
        face.until("<Down>", "! 書き足すところ: 出席の状況");
        face.keys("<Enter>").stands("支援の経過").keys(attendance);
        face.keys("<F10><Esc>").stands("同意済");
    }
    let confirmed = left.iter().filter(|it| it.starts_with("本人の確認がまだ"));
    let confirmed = confirmed.count();
    // The consent, what else is asked, and one confirmation of all the person is shown again.
    let answers = 1 + (left.len() - confirmed) + 1;
    is_offered(&mut face, confirmed);
    let took = Effort {
        answers,
        keys: face.pressed(),
        letters: face.letters(),
    };
    (took, left)
}

#[test]
fn a_second_handover_asks_for_what_is_new_and_what_is_old_and_no_more() {
    static THREE_WEEKS: OnceLock<Clock> = OnceLock::new();
    static HUNDRED_DAYS: OnceLock<Clock> = OnceLock::new();
    let town = declined(21);
    THREE_WEEKS.set(town.clock.clone()).ok().unwrap();
    let time = || -> Box<dyn Outside> { Box::new(THREE_WEEKS.get().unwrap().clone()) };
    let (took, left) = offers_again(&town, time, "");
    within(took, SOON);
    // Two answers are others, one is there anew, and one item more is said yes to; nothing else is asked.
    let new = [
        "必須の欄が未記入: 未完の課題",
        "本人の確認がまだ: 本人の意向",
        "本人の確認がまだ: 健康・服薬",
        "本人の確認がまだ: 生活",
        "本人の確認がまだ: 課題と見通し",
    ];
    assert_eq!(left, new);

    let town = declined(100);
    HUNDRED_DAYS.set(town.clock.clone()).ok().unwrap();
    let time = || -> Box<dyn Outside> { Box::new(HUNDRED_DAYS.get().unwrap().clone()) };
    let (took, left) = offers_again(&town, time, MONTHS);
    within(took, SECOND);
    assert_eq!(left[1], "書き足すところ: 出席の状況");
    assert_eq!(left.len(), 16, "every section is old: {left:?}");
}

/// What stands on a slip, stop by stop.
const WRITTEN: [(&str, &str); 20] = [
    ("紙に書いた相手の職員", "若草 るみ"),
    ("受領", "<Right>"),
    ("章の確認", "<Right>"),
    ("復唱", "<Right>"),
    ("気をつけること1", "昼食を抜くと午後に崩れる"),
    ("気をつけること2", "電話の音"),
    ("気をつけること3", "週の後半の疲れ"),
    ("次の一歩", "初回面談の部屋を決める"),
    ("最初の約束", "12月10日 13時30分"),
    ("氏名のフリガナ", "タカハシ　サクラ"),
    ("生年月日", "H10.4.2"),
    ("受給者証番号の下4桁", "0011"),
    ("残月数", "14"),
    ("次に決まっている日", "R8.12.10"),
    ("服薬とアレルギー", "<Right>"),
    ("黄・赤のサイン", "<Right>"),
    ("受入れの判断", "<Right>"),
    ("利用開始日", "R9.1.5"),
    ("初回面談日", "R8.12.10"),
    ("担当者", "若草 るみ"),
];

#[test]
fn a_whole_slip_of_an_office_on_paper_is_one_form() {
    static CLOCK: OnceLock<Clock> = OnceLock::new();
    let clock = CLOCK.get_or_init(Clock::new);
    let time = || -> Box<dyn Outside> { Box::new(CLOCK.get().unwrap().clone()) };
    let dir = Dir::new();
    let mut office = establish(dir.0.join("sender"), 0, Approving::Alone, clock);
    let desk = office.desk();
    let case = desk.new_case(values()).unwrap();
    let other = demo::offices().swap_remove(1).profile;
    let to = desk.keep_paper_card(&other).unwrap();
    let form = form(desk, case, to);
    desk.record_consent(form).unwrap();
    let id = desk.draft(case, to).unwrap();
    desk.confirm(id, Which::All).unwrap();
    desk.submit(id).unwrap();
    desk.approve(id).unwrap();
    desk.offer(id, None).unwrap();
    office.close();

    let mut face = Face::of(&office.dir, time);
    let file = dir.0.join("offer.txt");
    face.sign_in(CHIEF).opens("提供済").step("提供書を印刷する");
    face.fill("新しいファイル", &file.display().to_string());
    face.keys("<F10><F10>").stands("提供済");
    assert!(file.exists(), "it is printed");

    let (keys, letters) = (face.pressed(), face.letters());
    face.step("紙の返事を記録する");
    for (label, written) in WRITTEN {
        face.fill(label, written);
    }
    face.keys("<F10><F10>").stands("受入決定");
    let took = Effort {
        answers: WRITTEN.len(),
        keys: face.pressed() - keys,
        letters: face.letters() - letters,
    };
    within(took, SLIP);
}

#[test]
fn the_page_says_these_numbers() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/handover.md");
    let page = fs::read_to_string(page).unwrap();
    for (what, most) in [
        ("A first handover", FIRST),
        ("A second handover", SECOND),
        ("A paper reply", SLIP),
    ] {
        let said = format!(
            "- {what}: {} answers, {} keys and {} letters,",
            most.answers, most.keys, most.letters
        );
        assert!(page.contains(&said), "{said:?} does not stand there");
    }
}
