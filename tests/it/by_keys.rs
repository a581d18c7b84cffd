//! A whole handover through the two faces of two offices by keys only: what people type, and what is drawn for them.
//!
//! Each face is the app as a value with its real worker on a real store; a folder lies between them. Only the terminal
//! is left out: `src/tui/trial.rs` has one. That the offices exist, know each other and have a case is not typed here.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use tasuki::domain::section::FieldId;
use tasuki::domain::staff::Role;
use tasuki::lang::screen::Say;
use tasuki::lang::{Lang, label};
use tasuki::tui::act::{Effect, Input};
use tasuki::tui::app::App;
use tasuki::tui::desk::Work;
use tasuki::tui::effect::Job;
use tasuki::tui::keys::Key;
use tasuki::tui::screen::Screen;
use tasuki::tui::screen::lock::Lock;
use tasuki::tui::theme::{Palette, Strokes, Theme};
use tasuki::workflow::clock::{Outside, System};
use tasuki::workflow::custody::Home;
use tasuki::workflow::handover::Which;

use crate::place::{FIRST, Place, text};
use crate::town::{
    Approving, Clock, Dir, NOTED, PASSPHRASE, SHARED, STRENGTH, WITHHELD, establish, form, hire,
    introduce, values,
};

/// How long a person takes from one key to the next.
const BEAT: Duration = Duration::from_millis(150);
/// More rows than any list here has.
const MANY: usize = 80;

static CLOCK: OnceLock<Clock> = OnceLock::new();

/// A screen of the story that the guide shows, with its name there.
pub type Picture = (&'static str, String);

/// The story's pictures; it is played once, whoever asks.
pub fn pictures() -> &'static [Picture] {
    static PICTURES: OnceLock<Vec<Picture>> = OnceLock::new();
    PICTURES.get_or_init(play)
}

fn clock() -> &'static Clock {
    CLOCK.get_or_init(Clock::new)
}

/// Where a story's own time comes from, for a worker.
pub type Time = fn() -> Box<dyn Outside>;

fn outside() -> Box<dyn Outside> {
    Box::new(clock().clone())
}

/// What somebody at an office sees and types at.
pub struct Face {
    pub app: App,
    work: Work,
    pub now: Duration,
    /// How many keys were pressed; a burst of text counts as one.
    pressed: usize,
    /// How many letters these bursts had.
    letters: usize,
    /// All that was ever drawn.
    drawn: String,
    /// What the guide shows of it.
    shown: Vec<Picture>,
}

impl Face {
    pub fn of(dir: &Path, time: Time) -> Face {
        let home = Home {
            vault: dir.join("vault"),
            heads: dir.join("heads"),
        };
        Face::at(Work::office(home, STRENGTH, time))
    }

    pub fn at(work: Work) -> Face {
        let theme = Theme {
            palette: Palette::Default,
            strokes: Strokes::Unicode,
        };
        let lock = Screen::Lock(Lock::new("", Say::LockHint));
        let mut face = Face {
            app: App::new(lock, Lang::Ja, theme, Duration::from_secs(600)),
            work,
            now: Duration::ZERO,
            pressed: 0,
            letters: 0,
            drawn: String::new(),
            shown: Vec::new(),
        };
        face.carry(Vec::new());
        face
    }

    /// Plays keys by the names that the footer has for them, in angle brackets; all else comes as one burst of text.
    pub fn keys(&mut self, keys: &str) -> &mut Face {
        let mut rest = keys;
        while !rest.is_empty() {
            let (input, after) = match rest.strip_prefix('<').and_then(|it| it.split_once('>')) {
                Some((name, after)) => (Input::Key(key(name)), after),
                None => {
                    let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
                    (Input::Text(text.to_owned()), after)
                }
            };
            rest = after;
            self.now += BEAT;
            self.pressed += 1;
            if let Input::Text(text) = &input {
                self.letters += text.chars().count();
            }
            let effects = self.app.update(input, self.now);
            self.carry(effects);
        }
        self
    }

    /// How many keys were pressed so far; a burst of text counts as one.
    pub fn pressed(&self) -> usize {
        self.pressed
    }

    /// How many letters were typed so far.
    pub fn letters(&self) -> usize {
        self.letters
    }

    /// Does what the loop does with effects, until nothing is due.
    fn carry(&mut self, effects: Vec<Effect>) {
        let mut open = VecDeque::from(effects);
        loop {
            while let Some(effect) = open.pop_front() {
                match effect {
                    Effect::Ask(ticket, request) => {
                        let mut replies = self.work.take(Job::Asked(ticket, request));
                        replies.extend(self.work.finish(Duration::MAX));
                        for (ticket, reply) in replies {
                            open.extend(self.app.reply(ticket, reply, self.now));
                        }
                    }
                    Effect::Suspend | Effect::Quit => panic!("nobody asked for that"),
                }
            }
            match self.app.deadline() {
                Some(at) if at <= self.now => open.extend(self.app.due(self.now)),
                _ => break,
            }
        }
        let (rows, _) = self.look();
        self.drawn.push_str(&rows.concat());
    }

    /// The rows of the screen, and where the cursor stands.
    fn look(&self) -> (Vec<String>, Position) {
        let area = Rect::new(0, 0, 80, 24);
        let mut buf = Buffer::empty(area);
        let cursor = self.app.view(&mut buf, self.now);
        let row = |y| {
            let mut row = String::new();
            let mut x = 0;
            while x < area.width {
                row.push_str(buf[(x, y)].symbol());
                x += buf[(x, y)].cell_width().max(1);
            }
            row.trim_end().to_owned()
        };
        ((0..area.height).map(row).collect(), cursor)
    }

    pub fn picture(&self) -> String {
        self.look().0.join("\n")
    }

    /// Takes a picture for the guide.
    fn show(&mut self, name: &'static str) -> &mut Face {
        self.shown.push((name, self.picture() + "\n"));
        self
    }

    pub fn fails(&self, why: &str) -> ! {
        panic!("{why}; the screen is:\n{}", self.picture())
    }

    /// Whether a text stands in a row of the screen.
    pub fn has(&self, text: &str) -> bool {
        self.look().0.iter().any(|row| row.contains(text))
    }

    pub fn sees(&mut self, text: &str) -> &mut Face {
        if !self.has(text) {
            self.fails(&format!("{text:?} is not seen"));
        }
        self
    }

    /// The title of the screen tells this.
    pub fn stands(&mut self, text: &str) -> &mut Face {
        if !self.look().0[0].contains(text) {
            self.fails(&format!("the title does not tell {text:?}"));
        }
        self
    }

    /// What stands at the cursor's row behind the mark of the focus.
    pub fn focus(&self) -> String {
        let (rows, cursor) = self.look();
        let row = rows[usize::from(cursor.y)].trim_start();
        row.strip_prefix("> ").unwrap_or(row).to_owned()
    }

    /// Presses a key until the focus is on what begins so.
    pub fn until(&mut self, press: &str, begins: &str) -> &mut Face {
        for _ in 0..MANY {
            if self.focus().starts_with(begins) {
                return self;
            }
            self.keys(press);
        }
        self.fails(&format!("{press} does not come to {begins:?}"))
    }

    pub fn row(&mut self, begins: &str) -> &mut Face {
        self.keys("<Home>").until("<Down>", begins)
    }

    /// Goes to a field of a form, wherever the focus is, and types into it.
    pub fn fill(&mut self, label: &str, text: &str) -> &mut Face {
        for press in ["<Tab>", "<Shift+Tab>"] {
            for _ in 0..MANY {
                if self.focus().starts_with(label) {
                    return self.keys(text);
                }
                let before = self.look();
                if self.keys(press).look() == before {
                    break;
                }
            }
        }
        self.fails(&format!("there is no field {label:?}"))
    }

    /// Goes to a room through the menu.
    pub fn room(&mut self, number: u8, title: &str) -> &mut Face {
        self.keys("<F2>").keys(&number.to_string()).stands(title)
    }

    /// Turns to a pane of a handover.
    pub fn pane(&mut self, name: &str) -> &mut Face {
        let tab = format!("[{name}]");
        for _ in 0..4 {
            if self.has(&tab) {
                return self;
            }
            self.keys("<Tab>");
        }
        self.fails(&format!("there is no pane {name}"))
    }

    /// Begins a step of a handover that is open.
    pub fn step(&mut self, name: &str) -> &mut Face {
        let row = format!("+ {name}");
        self.pane("できること").row(&row).keys("<Enter>")
    }

    /// Somebody locks what is open and somebody signs in.
    pub fn sign_in(&mut self, who: &str) -> &mut Face {
        self.sign_in_with(who, PASSPHRASE)
    }

    pub fn sign_in_with(&mut self, who: &str, passphrase: &str) -> &mut Face {
        if !self.has("ロック中") {
            self.keys("<Ctrl+L>");
        }
        self.stands("ロック中");
        if self.focus().starts_with("パスフレーズ") {
            self.keys("<Up><End>")
                .until("<Backspace>", "職員の名前   [  ");
        }
        self.fill("職員の名前", who)
            .fill("パスフレーズ", passphrase)
            .sees("***");
        assert!(!self.has(passphrase));
        self.keys("<F10>").stands("今日すること").stands(who)
    }

    /// Opens the one handover there is.
    pub fn opens(&mut self, phase: &str) -> &mut Face {
        self.room(3, "引継ぎ").keys("<Enter>");
        self.stands("タカハシ　サクラ").stands(phase)
    }

    /// Collects and sends by hand.
    pub fn sync(&mut self) -> &mut Face {
        self.keys("<F5>")
    }
}

fn key(name: &str) -> Key {
    let named = [
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::BackTab,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::PageDown,
        Key::PageUp,
        Key::Backspace,
    ];
    let keys = named.into_iter().chain((1..=12).map(Key::F));
    let mut keys = keys.chain(('a'..='z').map(Key::Ctrl));
    keys.find(|it| it.name() == name)
        .unwrap_or_else(|| panic!("no key is called {name}"))
}

/// Two offices with two people each, who know each other; the first has a case.
pub fn found(dir: &Dir, clock: &Clock, time: Time) -> (Face, Face) {
    let [sender, receiver] = ["sender", "receiver"].map(|it| dir.0.join(it));
    let mut first = establish(sender.clone(), 0, Approving::Second, clock);
    let mut second = establish(receiver.clone(), 1, Approving::Second, clock);
    introduce(&mut first, &mut second);
    introduce(&mut second, &mut first);
    hire(&mut first, "山吹 恵", Role::ServiceManager);
    hire(&mut second, "茜谷 ゆかり", Role::ServiceManager);
    let case = first.desk().new_case(values()).expect("a case");
    first.desk().write_note(case, NOTED).expect("a note");
    first.close();
    second.close();
    fs::create_dir(dir.0.join("between")).expect("a folder");
    (Face::of(&sender, time), Face::of(&receiver, time))
}

/// The managers say which folder lies between the offices.
pub fn share(face: &mut Face, manager: &str, folder: &str) {
    face.sign_in(manager).room(4, "送受信");
    face.keys("<F7>").fill("場所", folder).keys("<F10>");
    face.sees(folder);
}

/// Rounds by hand at both, until each has what the other said.
pub fn exchange(one: &mut Face, other: &mut Face) {
    one.sync();
    other.sync();
    one.sync();
}

/// What the person told the receiver: facts that are typed from paper, not from the screen.
const FACTS: [(&str, &str); 5] = [
    ("氏名のフリガナ", "タカハシ　サクラ"),
    ("生年月日", "H10.4.2"),
    ("受給者証番号の下4桁", "0011"),
    ("残月数", "14"),
    ("次に決まっている日", "R8.12.10"),
];

/// Reads back with this birth date.
pub fn read_back(face: &mut Face, birth: &str) {
    face.step("復唱する").stands("復唱する");
    for (label, words) in [
        ("気をつけること1", "昼食を抜くと午後に崩れる"),
        ("気をつけること2", "電話の音"),
        ("気をつけること3", "週の後半の疲れ"),
        ("次の一歩", "初回面談の部屋を決める"),
        ("最初の約束", "12月10日 13時30分"),
    ] {
        // Whoever reads back again finds the words of the last time.
        if !face.fill(label, "").focus().contains(words) {
            face.keys(words);
        }
    }
    face.show("story-read-back");
    for (label, fact) in FACTS {
        face.fill(label, if label == "生年月日" { birth } else { fact });
        assert!(!face.has("平成10年"), "the fact is shown while it is typed");
    }
    face.until("<Tab>", "服薬とアレルギー").sees("就寝前");
    face.keys("<PgDn><PgDn>").sees("飲み忘れ").keys("<Right>");
    face.until("<Tab>", "黄・赤のサイン");
    face.keys("<F10>").sees("まだ選ばれていません");
    face.keys("<Right><F10>").sees("を行いますか").keys("<F10>");
}

#[test]
fn a_handover_from_the_draft_to_its_end_by_keys_only() {
    let closed = pictures().iter().find(|(name, _)| *name == "story-closed");
    assert!(closed.is_some_and(|(_, picture)| picture.contains("完了")));
}

/// The clock of the story on paper: the other story moves its own.
fn paper_clock() -> &'static Clock {
    static PAPER: OnceLock<Clock> = OnceLock::new();
    PAPER.get_or_init(Clock::new)
}

fn paper_time() -> Box<dyn Outside> {
    Box::new(paper_clock().clone())
}

/// An office without the program, by keys: it is written down; what was offered is printed; what came back is entered; the
/// paper is asked back.
#[test]
fn a_handover_on_paper_by_keys_only() {
    let dir = Dir::new();
    let place = dir.0.join("sender");
    let mut office = establish(place.clone(), 0, Approving::Second, paper_clock());
    hire(&mut office, "山吹 恵", Role::ServiceManager);
    let case = office.desk().new_case(values()).expect("a case");
    office.close();
    let mut sender = Face::of(&place, paper_time);
    sender
        .sign_in("山吹 恵")
        .room(5, "相手の事業所")
        .keys("<F5>");
    for (label, said) in [
        ("名称", "もえぎ作業所"),
        ("法人", "見本もえぎの会"),
        ("事業所番号", "9910000042"),
        ("所在地", "みほん県あさぎ市見本台5番地"),
        ("代表者", "萌黄 すすむ"),
        ("電話", "000-0000-0040"),
    ] {
        sender.fill(label, said);
    }
    sender.keys("<F10>").sees("もえぎ作業所").keys("<Ctrl+L>");
    drop(sender);

    let desk = office.sign_in("山吹 恵");
    let to = desk.find_peer("もえぎ作業所").expect("it is kept");
    let form = form(desk, case, to);
    desk.record_consent(form).expect("a consent");
    let id = desk.draft(case, to).expect("a draft");
    desk.confirm(id, Which::All).expect("confirmed");
    desk.submit(id).expect("submitted");
    office.close();

    let mut sender = Face::of(&place, paper_time);
    sender.sign_in("藍沢 都").opens("承認待");
    sender.step("承認する").keys("<F10>").stands("承認済");
    sender.step("提供する").keys("<F10><F10>").stands("提供済");
    sender.keys("<Esc>").room(1, "今日すること");
    sender.keys("<Home>").sees("提供書の印刷").sees("【紙】");
    sender.keys("<Enter>");
    let paper = dir.0.join("offer.txt");
    let named = paper.display().to_string();
    sender
        .step("提供書を印刷する")
        .fill("新しいファイル", &named)
        .keys("<F10>");
    if !paper.exists() {
        sender.keys("<F10>");
    }
    sender.stands("提供済");
    let printed = fs::read_to_string(&paper).expect("it is printed");
    for said in ["承認欄", "まとめ", "藍沢 都", "髙橋 さくら", "返信票"] {
        assert!(printed.contains(said), "{said}: {printed}");
    }

    sender
        .step("紙の返事を記録する")
        .fill("紙に書いた相手の職員", "若草 るみ")
        .fill("受領", "<Right>")
        .fill("章の確認", "<Right>")
        .keys("<F10><F10>")
        .stands("確認中");
    sender
        .step("紙の返事を記録する")
        .fill("紙に書いた相手の職員", "若草 るみ")
        .fill("受入れの判断", "<Right><Right><Tab>満員のため")
        .keys("<F10><F10>")
        .stands("受入不可");
    sender.room(1, "今日すること").sees("渡した紙の回収");
    sender.keys("<Enter>");
    sender
        .step("紙の返事を記録する")
        .fill("紙に書いた相手の職員", "若草 るみ")
        .fill("渡した紙", "<Right>")
        .sees("返ってきた")
        .keys("<F10><F10>")
        .stands("受入不可");
    sender.room(1, "今日すること");
    assert!(!sender.has("渡した紙の回収"), "it came back");
}

fn play() -> Vec<Picture> {
    let dir = Dir::new();
    let (mut sender, mut receiver) = found(&dir, clock(), outside);
    let folder = dir.0.join("between").display().to_string();
    share(&mut sender, "藍沢 都", &folder);
    share(&mut receiver, "鷺沢 みのる", &folder);

    visit(&mut sender);
    prepare(&mut sender);
    sender.sync();
    receiver.sign_in("茜谷 ゆかり").sync().sees("各章の確認");
    receiver.show("story-today");
    receiver.keys("<Enter>").stands("到着").sees("14章を読む");
    receiver.show("story-content");
    exchange(&mut sender, &mut receiver);
    sender.stands("到着");

    read(&mut receiver);
    ask_and_answer(&mut sender, &mut receiver);
    be_read_back(&mut sender, &mut receiver);
    accept_and_release(&mut sender, &mut receiver);
    add(&mut sender, &mut receiver);
    start_and_end(&mut sender, &mut receiver);
    tell_and_meet(&mut sender);
    follow_up(&mut sender, &mut receiver);
    lose_the_folder(&mut sender, &dir);
    take_back(&mut sender);

    assert!(receiver.drawn.contains(SHARED), "what was handed over");
    for secret in [WITHHELD, NOTED, "当所で開始日を決めた"] {
        assert!(!receiver.drawn.contains(secret), "{secret} was drawn");
    }
    let (mut shown, last) = (sender.shown, receiver.shown);
    shown.extend(last);
    shown
}

/// A draft, the consent, the person's confirmation; submitted, given back, submitted, approved by another, offered.
pub fn prepare(sender: &mut Face) {
    sender.sign_in("山吹 恵").room(2, "利用者").keys("<Enter>");
    sender.row("+ 本人").show("story-case");
    sender.keys("<Enter>").stands("本人").show("story-section");
    sender.keys("<Esc>").room(3, "引継ぎ").keys("<F7>");
    sender
        .sees("どなたの引継ぎですか")
        .until("<Down>", "+ 髙橋 さくら");
    sender.keys("<Enter>").sees("どの事業所に引き継ぎますか");
    sender.until("<Down>", "+ こはくカササギ舎").keys("<Enter>");
    sender
        .stands("下書き")
        .until("<Down>", "! 本人の同意がない")
        .show("story-draft");

    sender.keys("<Enter>").stands("同意を記録する");
    sender.keys("<F10>").sees("少なくとも一つ選んでください");
    sender.keys("<Esc>").stands("下書き").keys("<Enter>");
    sender.until("<Down>", "[ ] 引継ぎの時期").keys("<F6>");
    sender.sees("[ ] 自傷他害").sees("[ ] 家族のこと");
    sender.show("story-consent");
    sender
        .keys("<F7>")
        .sees("同意（どうい）の説明")
        .sees("「こはくカササギ舎」")
        .show("story-explained");
    sender.keys("<Esc>").stands("同意を記録する");
    sender.fill("いつまで", "R9.6.30").sees("令和9年6月30日");
    sender.keys("<F10><F10>").stands("同意済");

    sender
        .row("! 本人の確認がまだ: 引継ぎの扱い")
        .keys("<Enter>");
    sender.sees("[相手に渡る内容]").keys("<Enter>");
    sender
        .sees("本人が見て")
        .show("story-confirm")
        .keys("<Enter>")
        .row("! 引継ぎの扱い");
    sender
        .keys("<Enter><F10>")
        .row("+ 引継ぎの扱い")
        .stands("同意済");
    sender.keys("<F7><F6><F10><F10>").stands("本人確認済");
    sender.pane("足りないこと").row("+ 次: 承認を求める");
    sender.keys("<Enter><F10>").stands("承認待");
    sender
        .row("x 次: 承認する")
        .keys("<Enter>")
        .stands("承認待");
    sender.sees("自分で");

    sender.sign_in("藍沢 都").opens("承認待");
    sender
        .step("差し戻す")
        .keys("次の予定を足してください<F10>");
    sender.stands("差戻").sign_in("山吹 恵").opens("差戻");
    sender
        .row("! 差し戻された")
        .sees("次の予定を足してください");
    sender.row("+ 次: 承認を求める").keys("<Enter><F10>");
    sender.sign_in("藍沢 都").opens("承認待");
    sender
        .row("+ 次: 承認する")
        .show("story-approve")
        .keys("<Enter><F10>")
        .stands("承認済");
    sender
        .row("+ 次: 提供する")
        .keys("<Enter>")
        .stands("提供する");
    sender.keys("<F10>").sees("はい").show("story-offer");
    sender.keys("<F10>").stands("提供済").sees("1件送り");
    sender
        .keys("<F6>")
        .sees("本人用の控")
        .show("story-page")
        .keys("<Esc>");
}

/// Section by section, to the last one; what is read is left for what is not.
pub fn read(receiver: &mut Face) {
    receiver.pane("内容").keys("<Home>");
    for at in 0..MANY {
        let before = receiver.focus();
        assert!(before.starts_with('!'), "{before} is read already");
        receiver.keys("<Enter>").sees("はい").keys("<F10>");
        let next = receiver.focus();
        if next.starts_with('+') {
            assert_eq!(at, 13, "sections were read");
            receiver.sees("自分の言葉で復唱する");
            return;
        }
        assert_ne!(next, before, "it was read");
    }
    receiver.fails("the sections do not end");
}

fn ask_and_answer(sender: &mut Face, receiver: &mut Face) {
    receiver.row("+ 健康・服薬").keys("<F8>").stands("照会する");
    receiver.keys("頓服は<Enter>ありますか");
    receiver.stands("照会する").show("story-question");
    receiver.keys("<F10>").sees("を行いますか");
    receiver.keys("<F10>").sees("回答待ち");
    sender.sync().sees("照会1に回答する");
    sender
        .step("回答する (1)")
        .sees("頓服は")
        .sees("ありますか");
    sender.keys("電話で確かめました。\nありません。<F10><F10>");
    receiver.sync().sees("電話で確かめました。").sees("回答済");
    receiver.step("照会を終える (1)").keys("<F10>");
    receiver.sees("自分の言葉で復唱する");
}

fn be_read_back(sender: &mut Face, receiver: &mut Face) {
    read_back(receiver, "H10.4.3");
    receiver.sees("確かめてください: 生年月日").keys("<Esc>");
    receiver.stands("復唱済");
    sender.sync().sees("復唱を確かめる");
    sender.step("復唱を確かめる").sees("x 生年月日: 違う");
    sender.show("story-check");
    sender.sees("平成10年4月2日").sees("相手の入力: H10.4.3");
    sender.keys("<PgDn><PgDn><PgDn>").sees("12月10日 13時30分");
    sender.keys("<Right><Right><Right>").sees("3/3");
    sender
        .keys("<Tab>生年月日をもう一度<F10><F10>")
        .stands("確認中");
    receiver.sync().stands("確認中").step("復唱する");
    receiver.sees("生年月日をもう一度").keys("<Esc>");
    read_back(receiver, "H10.4.2");
    receiver.stands("復唱済");
    sender.sync().step("復唱を確かめる");
    sender
        .sees("どれも提供した内容と同じ")
        .keys("<Right><F10><F10>");
    sender.stands("復唱済").sees("受け入れるかどうか決める");
}

pub fn accept_and_release(sender: &mut Face, receiver: &mut Face) {
    receiver.sync().step("受入を決める");
    receiver.fill("利用開始日", "らいねん").keys("<F10>");
    receiver.stands("受入を決める");
    for _ in "らいねん".chars() {
        receiver.keys("<Backspace>");
    }
    receiver.fill("利用開始日", "R9.1.5").sees("令和9年1月5日");
    receiver.fill("初回面談日", "R8.12.10");
    receiver
        .fill("担当者", "茜谷 ゆかり")
        .show("story-accept")
        .keys("<F10><F10>")
        .stands("受入決定");
    sender.sync().stands("受入決定").step("引き渡す");
    sender
        .sees("どれも提供した内容と同じ")
        .show("story-release")
        .keys("<F10>")
        .sees("はい");
    sender.keys("<Enter>").stands("引き渡す").keys("<F10><F10>");
    sender.stands("引渡済");
    receiver.sync().stands("引渡済").stands("髙橋 さくら");
}

/// The sender learns something new, writes it into the case and adds it.
fn add(sender: &mut Face, receiver: &mut Face) {
    sender.sign_in("山吹 恵").room(2, "利用者").keys("<Enter>");
    sender
        .row("+ 生活")
        .keys("<Enter>")
        .until("<Tab>", ">+ 生活リズム");
    sender.keys("<End>、6時に起きる<F10>").sees("6時に起きる");
    sender.opens("引渡済").step("追補する").row("[ ] 生活");
    sender.keys("<Enter><F10><F10>");
    sender.stands("引渡済").sees("1件送り");
    receiver.sync().sees("1章を読む").pane("内容").row("! 生活");
    receiver
        .sees("6時に起きる")
        .keys("<Enter><F10>")
        .row("+ 生活");
}

fn start_and_end(sender: &mut Face, receiver: &mut Face) {
    clock().set(42);
    receiver
        .step("利用開始を記録する")
        .fill("利用開始日", "R9.1.5");
    receiver.keys("<F10>").sees("はい").show("story-start");
    receiver.keys("<F10>").stands("利用開始");
    sender
        .opens("引渡済")
        .sync()
        .stands("利用開始")
        .step("契約終了を記録する");
    sender
        .fill("サービス提供終了日", "R9.1.4")
        .fill("最後の利用日", "R8.12.25");
    sender.fill("使った月数", "１１");
    sender.fill("市の確認", "あさぎ市障がい福祉課に電話で確かめた");
    sender.keys("<F10><F10>").stands("フォロー中");
    receiver.sync().stands("フォロー中");
}

/// Before the consent, days on trial at the other office; nobody there is told who it is.
fn visit(sender: &mut Face) {
    sender
        .sign_in("山吹 恵")
        .room(2, "利用者")
        .keys("<Enter><Tab>");
    sender
        .stands("見学・体験")
        .keys("<F7>")
        .fill("事業所", "こはくカササギ舎");
    sender
        .fill("年代", "<Right><Right>")
        .fill("希望する仕事", "<Right>");
    sender
        .keys("<F10>")
        .sees("先方に伝えてよいこと")
        .keys("<Esc>");
}

/// Somebody is told of the move, and a meeting is written down with what follows from it.
fn tell_and_meet(sender: &mut Face) {
    sender.keys("<F3>").stands("関係者への連絡");
    sender.keys("<Enter><F10>").sees("知らせた");
    sender
        .keys("<Tab>")
        .stands("会議の記録")
        .keys("<F7><Tab><Tab>");
    sender.keys("本人、茜谷 ゆかり<Tab>当所で開始日を決めた<F10>");
    sender
        .sees("当所で開始日を決めた")
        .keys("<F8>写しを渡す<F10>");
    sender
        .sees("! 写しを渡す")
        .keys("<Esc>")
        .stands("フォロー中");
}

/// What may be taken back is asked item by item; here the person thinks better of it.
fn take_back(sender: &mut Face) {
    sender
        .opens("完了")
        .step("一部の同意撤回を記録する")
        .row("[ ] 薬の名前");
    sender
        .keys("<Enter>")
        .sees("[x] 薬の名前")
        .show("story-withdraw");
    sender.keys("<Esc>").stands("完了");
}

/// The stick is pulled out, and put in again.
fn lose_the_folder(sender: &mut Face, dir: &Dir) {
    let [between, away] = ["between", "away"].map(|it| dir.0.join(it));
    fs::rename(&between, &away).expect("a folder");
    sender.room(1, "今日すること").sync();
    sender
        .sees("共有フォルダが見つかりません")
        .show("story-away");
    fs::rename(&away, &between).expect("a folder");
    sender.sync();
    assert!(!sender.has("共有フォルダが見つかりません"));
}

fn follow_up(sender: &mut Face, receiver: &mut Face) {
    // While more than one day is open, the form asks of which it is: the next one stands there.
    for (days, to_note, words) in [
        (56, "<Right><Tab><Tab>", "休まず通えている"),
        (72, "<Right><Tab><Tab>", "続いている"),
        (132, "<Right><Tab>", "続いている"),
    ] {
        receiver.stands("フォロー中");
        clock().set(days);
        receiver.step("フォローする").keys(to_note).keys(words);
        if days == 56 {
            receiver.show("story-follow-up");
        }
        receiver.keys("<F10><F10>");
    }
    receiver
        .stands("完了")
        .sees("どちらにもすることはありません");
    sender
        .sync()
        .stands("完了")
        .sees("どちらにもすることはありません");
    sender
        .pane("やりとり")
        .row("R8.11.24  送り手 提供")
        .keys("<End>")
        .sees("続いている")
        .show("story-closed");
    receiver.room(2, "利用者").sees("髙橋 さくら");
}

#[test]
fn where_a_value_is_from_goes_by_one_rule_on_the_screen_and_by_command() {
    let place = Place::new();
    place.office("a", "0110000015");
    let case = |kana: &str| {
        let made = place.json("a", FIRST, &["case", "new", "--set", kana]);
        let id = text(&made["case"]["id"]);
        let called = "person.called=前の呼び名";
        let told = ["--source", "agency:見本相談支援", "--as-of", "2026-01-05"];
        let edit = [["case", "edit", &id, "--set"].as_slice(), &[called], &told].concat();
        place.json("a", FIRST, &edit);
        id
    };
    let [by_command, by_keys] = ["person.kana=ア ア", "person.kana=イ イ"].map(case);

    for set in [
        "handling.urgency-reason=理由",
        "person.address=見本町2",
        // The person said both, and today.
        "person.address=見本町1",
        "person.called=前の呼び名さん",
        "person.gender=提供を望まない",
    ] {
        let told = place.json("a", FIRST, &["case", "edit", &by_command, "--set", set]);
        let over = told["sources"].as_array().unwrap().iter();
        let over: Vec<_> = over.map(|it| text(&it["field"])).collect();
        let expected = set.starts_with("person.called").then_some("person.called");
        let why = "over an answer of another source";
        assert_eq!(over, Vec::from_iter(expected), "{why}: {set}");
    }
    let same = "person.called=前の呼び名さん";
    let told = place.json("a", FIRST, &["case", "edit", &by_command, "--set", same]);
    assert_eq!(told["sources"], serde_json::json!([]), "the same stays");

    let home = Home::under(&place.path("a"));
    let mut face = Face::at(Work::office(home, STRENGTH, || Box::new(System)));
    face.sign_in_with(FIRST, crate::place::PASSPHRASE);
    let label = |mark, field| format!("{mark}{}", label::field(field, Lang::Ja));
    face.room(2, "利用者").keys("<Down><Enter>").keys("<Enter>");
    face.fill(&label(">! ", FieldId::HandlingUrgencyReason), "理由")
        .keys("<F10>");
    face.keys("<Down><Enter>");
    face.fill(&label(">+ ", FieldId::PersonCalled), "さん");
    face.fill(&label(">! ", FieldId::PersonAddress), "見本町1");
    face.fill(&label(" ", FieldId::PersonGender), "")
        .keys("<F6><F6><F10>");
    face.sees("保存しました");
    drop(face);

    let fields = |id: &str| {
        let shown = place.json("a", FIRST, &["case", "show", id]);
        let mut fields = shown["case"]["fields"].clone();
        fields.as_object_mut().unwrap().remove("person.kana");
        fields
    };
    let [one, other] = [&by_command, &by_keys].map(|id| fields(id));
    assert_eq!(one, other);
    let called = &one["person.called"];
    assert_eq!(called["source"]["kind"], "person", "nobody there said it");
    assert_ne!(called["as_of"], "2026-01-05");
    assert_eq!(one["person.address"]["source"]["kind"], "person");
    assert_eq!(one["handling.urgency-reason"]["source"]["kind"], "observed");
    assert_eq!(one["person.gender"]["source"]["kind"], "person");
}
