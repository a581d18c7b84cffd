//! A handover from draft to closed by command, and every way it can end, with the real program at two offices.
//!
//! What each step means is told at the desk (`walk`); here it is that people who only have commands get there. What
//! they would have seen is written to `target/tmp/by-command.txt`, to be read by eye.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use portable_pty::CommandBuilder;
use serde_json::Value as Json;
use tasuki::workflow::clock::{Outside, System};

use crate::place::{FIRST, Place, SECOND, copy, text};
use crate::pty::Pty;

/// The two offices, their handover, and what people saw.
struct Walk {
    place: Place,
    case: String,
    id: String,
    seen: String,
}

impl Walk {
    /// Takes a step of the handover as a person does, and keeps what was typed and answered.
    fn step_by(&mut self, home: &str, who: &str, step: &str, rest: &[&str]) {
        let id = self.id.clone();
        let args = ["handover", step, &id]
            .into_iter()
            .chain(rest.iter().copied());
        self.typed(home, who, &args.collect::<Vec<_>>());
    }

    fn step(&mut self, home: &str, step: &str, rest: &[&str]) {
        self.step_by(home, FIRST, step, rest);
    }

    fn typed(&mut self, home: &str, who: &str, args: &[&str]) {
        let output = self.place.run(home, who, args);
        let said = String::from_utf8(output.stdout).unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        let typed = args.join(" ");
        writeln!(self.seen, "{home} {who} $ tasuki {typed}\n{said}{error}").unwrap();
        assert_eq!(output.status.code(), Some(0), "{typed}: {error}");
    }

    /// A round of the post at each of these offices.
    fn post(&mut self, homes: &[&str]) {
        for home in homes {
            self.typed(home, FIRST, &["sync"]);
        }
    }

    fn next(&self, home: &str) -> Json {
        self.place
            .json(home, FIRST, &["handover", "next", &self.id])
    }

    /// Both offices say that the handover stands here. Gives what the second says.
    fn both(&self, phase: &str, when: &str) -> Json {
        let (one, other) = (self.next("a"), self.next("b"));
        assert_eq!(one["phase"], phase, "at the sender, {when}");
        assert_eq!(other["phase"], phase, "at the receiver, {when}");
        assert_eq!(one["turn"], other["turn"], "whose turn it is, {when}");
        other
    }

    /// Submits, has somebody else approve, offers, and carries it over.
    fn offer(&mut self) {
        self.step("a", "confirm", &[]);
        self.step("a", "submit", &[]);
        self.step_by("a", SECOND, "approve", &[]);
        self.step("a", "offer", &[]);
        self.post(&["a", "b"]);
    }

    /// Reads back with this day of birth.
    fn read_back(&mut self, birth: &str) {
        let rest = [
            "--risk",
            "昼食を抜く",
            "--risk",
            "電話の音",
            "--risk",
            "週の後半の疲れ",
            "--next-step",
            "初回面談の部屋を決める",
            "--first-appointment",
            "12月10日 13時30分",
        ];
        self.say_back(&rest, birth);
    }

    /// Reads back once more with this day of birth and another first appointment; the other own words are those of the
    /// time before.
    fn read_back_again(&mut self, birth: &str) {
        let other = "12月11日 10時";
        self.say_back(&["--like-last", "--first-appointment", other], birth);
        let shown = ["handover", "show", &self.id];
        let shown = self.place.json("a", FIRST, &shown).to_string();
        for (words, times) in [("昼食を抜く", 2), ("初回面談の部屋を決める", 2), (other, 1)]
        {
            assert_eq!(shown.matches(words).count(), times, "{words}: {shown}");
        }
    }

    fn say_back(&mut self, own: &[&str], birth: &str) {
        let birth = format!("birth={birth}");
        let facts = [
            "--fact",
            "name-kana=タカハシ サクラ",
            "--fact",
            &birth,
            "--fact",
            "certificate-last-four=0011",
            "--fact",
            "months-left=14",
            "--fact",
            "next-fixed-day=2026-12-10",
            "--same",
            "medication,signs",
        ];
        self.step("b", "read-back", &[own, &facts].concat());
        self.post(&["b", "a"]);
    }
}

fn today() -> String {
    System.today().to_string()
}

/// What stands at a terminal where a command of the first office asks, and is answered no.
fn said_no_to(place: &Place, args: &[&str]) -> String {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tasuki"));
    let given = ["--home", "a", "--as", FIRST, "--passphrase-file", "pw"];
    command.args(given.iter().chain(args));
    let mut pty = Pty::run(command, &place.0);
    pty.shows("「はい」と入れてください").send("いいえ\r");
    pty.leaves(2)
}

/// From draft to closed, with a question, a corrected read-back, a changed section and an addition; keeps the points from
/// which the endings branch off.
fn from_draft_to_closed() -> Walk {
    let place = Place::pair();
    let mut walk = Walk {
        id: place.approved(),
        case: text(&place.json("a", FIRST, &["case", "list"])["cases"][0]["id"]),
        place,
        seen: String::new(),
    };
    let case = walk.case.clone();
    walk.place.keep("approved");
    walk.step("a", "offer", &[]);
    walk.post(&["a", "b", "a"]);
    walk.both("Delivered", "when the offer has come");
    walk.place.keep("delivered");

    walk.step("b", "acknowledge", &[]);
    walk.step("b", "ask", &["health", "頓服はありますか"]);
    walk.post(&["b", "a"]);
    walk.both("InReview", "when a question is open");
    walk.step("a", "answer", &["1", "ありません"]);
    walk.post(&["a", "b"]);
    walk.step("b", "close-question", &["1"]);

    let changed = "handling.urgency-reason=電話の音が苦手なので、席を奥にしてほしい";
    walk.typed("a", FIRST, &["case", "edit", &case, "--set", changed]);
    walk.offer();
    let read = walk.next("b")["turn"].clone();
    assert_eq!(read["task"], "read", "what changed is unread again");
    assert_eq!(read["sections"], serde_json::json!(["handling"]));
    walk.step("b", "acknowledge", &["--sections", "handling"]);

    walk.read_back("1998-04-03");
    walk.both("ReadBack", "when it is read back wrong");
    walk.step("a", "check", &["correct", "生年月日を確かめてください"]);
    walk.post(&["a", "b"]);
    walk.both("InReview", "when it is to be corrected");
    walk.read_back_again("1998-04-02");
    walk.step("a", "check", &["right"]);
    walk.post(&["a", "b"]);
    walk.both("ReadBack", "when it is found right");
    walk.place.keep("checked");

    let before = System.today().plus_days(-10).to_string();
    let id = walk.id.clone();
    let hurried = ["handover", "accept", &id, "--start", &before];
    walk.place.refused("b", FIRST, &hurried, 2, "bad-input");
    let sure = walk
        .place
        .json("b", FIRST, &[&hurried[..], &["--yes"]].concat());
    assert_eq!(sure["handover"]["phase"], "Accepted", "{sure}");
    walk.place.back_to("checked");
    walk.step("b", "accept", &["--start", &today()]);
    walk.post(&["b", "a"]);
    walk.both("Accepted", "when it is accepted");
    walk.place.keep("accepted");
    // What changed since it was offered is named before it is released.
    let changed = "health.allergies=ペニシリン";
    walk.typed("a", FIRST, &["case", "edit", &case, "--set", changed]);
    let release = ["handover", "release", &id];
    walk.place.refused("a", FIRST, &release, 2, "bad-input");
    let asked = walk.place.run("a", FIRST, &release);
    let asked = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert!(
        asked.contains("アレルギー") && asked.contains("--yes"),
        "{asked}"
    );
    walk.both("Accepted", "while nobody agreed to it");
    let sure = walk
        .place
        .json("a", FIRST, &[&release[..], &["--yes"]].concat());
    assert_eq!(sure["handover"]["phase"], "Released", "{sure}");
    assert_eq!(sure["changed"][0]["field"], "health.allergies");
    walk.place.back_to("accepted");
    walk.step("a", "release", &[]);
    walk.post(&["a", "b"]);
    walk.both("Released", "when it is released");
    walk.place.keep("released");

    let added = "wishes.own-words=事務の仕事をしたい。短い時間から始めたい。";
    walk.typed("a", FIRST, &["case", "edit", &case, "--set", added]);
    let unasked = ["handover", "add", &walk.id, "--json"];
    let unasked = walk.place.run("a", FIRST, &unasked);
    let said = String::from_utf8_lossy(&unasked.stderr).into_owned();
    assert!(!unasked.status.success(), "nobody could be asked");
    assert!(
        said.contains("本人の言葉") || said.contains("own words"),
        "{said}"
    );
    let asked = said_no_to(&walk.place, &["handover", "add", &walk.id]);
    assert!(asked.contains("前: "), "what is there: {asked}");
    let (now, question) = asked.split_once("追補で送る欄").expect("the question");
    assert!(now.contains("いま: 事務の仕事をしたい"), "{asked}");
    assert!(question.contains("本人の言葉"), "{asked}");
    walk.step("a", "add", &["--yes", "--sections", "wishes"]);
    walk.post(&["a", "b"]);
    let duties = walk.next("b")["duties"].clone();
    let read = |it: &&Json| it["task"] == "read" && it["sections"][0] == "wishes";
    assert!(duties.as_array().unwrap().iter().any(|it| read(&it)));
    walk.step("b", "acknowledge", &[]);
    // Somebody here is read the same: nothing is written before it is said who it is.
    let twin = [
        "case",
        "new",
        "--another-person",
        "--set",
        "person.kana=タカハシ サクラ",
    ];
    let twin = text(&walk.place.json("b", FIRST, &twin)["case"]["id"]);
    let start = ["handover", "start", &walk.id, "--json"];
    let asked = walk.place.run("b", FIRST, &start);
    assert_eq!(asked.status.code(), Some(3));
    let asked: Json = serde_json::from_slice(&asked.stderr).unwrap();
    assert_eq!(asked["error"]["alike"], Json::from(vec![twin.clone()]));
    let by = &asked["error"]["alike_by"][&twin];
    assert_eq!(*by, serde_json::json!(["person.kana"]), "why");
    assert_eq!(walk.next("b")["phase"], "Released", "nothing was written");
    walk.place.keep("unstarted");
    walk.step("b", "start", &["--into", &twin]);
    let own = walk.place.json("b", FIRST, &["case", "show", &twin]);
    assert_eq!(
        own["case"]["fields"]["person.name"]["answer"],
        "髙橋 さくら"
    );
    walk.post(&["b", "a"]);
    walk.both("Started", "when the person has started");
    walk.place.keep("started");

    let end = [
        "--contract-end",
        &today(),
        "--confirmation",
        "見本市 障がい福祉課に電話で照会",
    ];
    let id = walk.id.clone();
    let wrong = [&["handover", "end", &id, "--months-used", "1"][..], &end].concat();
    walk.place.refused("a", FIRST, &wrong, 3, "refused");
    walk.step("a", "end", &end);
    walk.post(&["a", "b"]);
    for home in ["a", "b"] {
        let shown = ["handover", "show", &id];
        let shown = &walk.place.json(home, FIRST, &shown)["handover"];
        assert_eq!(
            shown["months_differ"],
            Json::Null,
            "as it is counted: {shown}"
        );
        assert!(
            shown["service_period"]["counted"]["used"].is_u64(),
            "{shown}"
        );
        assert_eq!(shown["between"]["days"], Json::Null, "both had the day");
    }
    walk.both("FollowingUp", "when the contract has ended");
    let early = ["handover", "follow-up", &id, "going-well"];
    // What is refused is not asked about; what is open is, before its day.
    walk.place.refused("a", FIRST, &early, 3, "refused");
    walk.place.refused("b", FIRST, &early, 2, "bad-input");
    let early = ["going-well", "元気に通っています", "--yes"];
    walk.step("b", "follow-up", &early);
    walk.step("b", "follow-up", &["left", "就職が決まりました"]);
    walk.post(&["b", "a"]);
    let closed = walk.both("Closed", "when nothing is left to do");
    assert_eq!(closed["duties"], serde_json::json!([]));
    walk
}

/// What an office does: where, which step, and its words.
type Deed = (&'static str, &'static str, &'static [&'static str]);

/// A way to end: from where, what is done, how the post goes then, and where both stand.
struct End {
    from: &'static str,
    deeds: &'static [Deed],
    post: &'static [&'static str],
    phase: &'static str,
}

const RECALL: Deed = ("a", "recall", &["考え直した"]);

const ENDS: &[End] = &[
    End {
        from: "delivered",
        deeds: &[("b", "decline", &["not-taken", "定員です"])],
        post: &["b", "a", "b"],
        phase: "Declined",
    },
    End {
        from: "delivered",
        deeds: &[("b", "decline", &["sent-back", "病院が先です"])],
        post: &["b", "a", "b"],
        phase: "Declined",
    },
    End {
        from: "delivered",
        deeds: &[("b", "decline", &["try-other", "見本の丘へ"])],
        post: &["b", "a", "b"],
        phase: "Declined",
    },
    End {
        from: "delivered",
        deeds: &[("b", "decline", &["yes-if", "主治医の意見があれば"])],
        post: &["b", "a", "b"],
        phase: "Conditional",
    },
    End {
        from: "delivered",
        deeds: &[RECALL],
        post: &["a", "b", "a"],
        phase: "Recalled",
    },
    End {
        from: "released",
        deeds: &[("b", "not-started", &["体調をくずした"])],
        post: &["b", "a", "b"],
        phase: "NotStarted",
    },
    End {
        from: "released",
        deeds: &[("a", "lapse", &["来なかった"])],
        post: &["a", "b", "a"],
        phase: "Lapsed",
    },
    End {
        from: "started",
        deeds: &[("b", "discontinue", &["employed", "就職した"])],
        post: &["b", "a", "b"],
        phase: "Discontinued",
    },
];

/// The person was there for a time: no end is owed but the word that the person came back, which closes it. If the person is to
/// stay after all, the end of the contract is open again.
fn away_for_a_time(walk: &mut Walk) {
    walk.place.back_to("started");
    let case = walk.case.clone();
    let kind = |kind: &str| format!("handling.kind={kind}");
    let away = ["case", "edit", &case, "--set", &kind("temporary")];
    walk.typed("a", FIRST, &away);
    let set = ["case", "edit", &case, "--set", "period.return=2030-01-31"];
    walk.typed("a", FIRST, &set);
    // What the case says alone counts for neither office: an addition tells the other one.
    let owed = walk.next("a")["duties"].clone();
    let owed = owed.as_array().unwrap().iter();
    assert!(!owed.into_iter().any(|it| it["task"] == "came-back"));
    let told = ["--yes", "--sections", "handling,certificate"];
    walk.step("a", "add", &told);
    let owed = walk.next("a")["duties"].clone();
    let owed = owed.as_array().unwrap().iter();
    let ours: Vec<_> = owed.filter(|it| it["side"] == "sender").collect();
    assert_eq!(ours.len(), 1, "{ours:?}");
    assert_eq!(
        (&ours[0]["task"], &ours[0]["due"]),
        (&"came-back".into(), &"2030-01-31".into())
    );
    walk.post(&["a", "b"]);
    walk.step("b", "acknowledge", &[]);
    walk.post(&["b", "a"]);
    walk.both("Started", "when both know that it is for a time");
    let owed = |home: &str| {
        let all = walk.next(home)["duties"].clone();
        let all = all.as_array().unwrap().iter();
        let sent = all.filter(|it| it["side"] == "sender");
        sent.map(|it| it["task"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(owed("a"), ["came-back"]);
    assert_eq!(owed("b"), owed("a"));
    walk.place.keep("away");

    walk.step("a", "discontinue", &["came-back"]);
    walk.post(&["a", "b"]);
    walk.both("Closed", "when the person is back");

    walk.place.back_to("away");
    let stays = ["case", "edit", &case, "--set", &kind("to-continued-b")];
    walk.typed("a", FIRST, &stays);
    walk.step("a", "end", &[]);
    walk.post(&["a", "b"]);
    walk.both(
        "FollowingUp",
        "when the person stays, and the city is not asked",
    );
}

fn every_end(walk: &mut Walk) {
    for end in ENDS {
        walk.place.back_to(end.from);
        for (home, step, rest) in end.deeds {
            walk.step(home, step, rest);
        }
        walk.post(end.post);
        walk.both(end.phase, &format!("after {:?}", end.deeds));
    }
}

/// A recall and an acceptance cross: whichever comes first, nothing was released and the recall stands.
fn recall_and_acceptance_cross(walk: &mut Walk) {
    for order in [["a", "b", "a", "b"], ["b", "a", "b", "a"]] {
        walk.place.back_to("checked");
        let (home, step, rest) = RECALL;
        walk.step(home, step, rest);
        walk.step("b", "accept", &["--start", &today()]);
        walk.post(&order);
        walk.both("Recalled", "when recall and acceptance crossed");
    }
}

fn consent_is_taken_back(walk: &mut Walk) {
    let id = walk.id.clone();
    let all = ["consent", "withdraw", "--handover", &id, "--yes"];
    let some = [
        "consent",
        "withdraw",
        "--handover",
        &id,
        "--items",
        "health",
        "--yes",
    ];
    // Before the release the handover ends, and the program has erased by itself; after it people say what they did.
    for (from, stood, phase, owed) in [
        ("delivered", "Delivered", "Withdrawn", Json::Null),
        ("released", "Released", "Released", "handle".into()),
    ] {
        walk.place.back_to(from);
        walk.place.refused("b", FIRST, &all[..4], 2, "bad-input");
        assert_eq!(walk.next("b")["phase"], stood, "nobody was sure");
        walk.typed("b", FIRST, &all);
        walk.post(&["b", "a", "b"]);
        let said = walk.both(phase, "when all was taken back");
        assert_eq!(said["turn"]["task"], owed, "{from}");
    }
    walk.place.back_to("delivered");
    walk.typed("b", FIRST, &some);
    walk.post(&["b", "a", "b"]);
    let next = walk.next("a");
    assert_eq!(next["turn"]["task"], "offer-again-items-withdrawn");
    walk.place.back_to("released");
    walk.typed("b", FIRST, &some);
    walk.post(&["b", "a", "b"]);
    let next = walk.both("Released", "when items were taken back after the release");
    assert_eq!(next["turn"]["task"], "handle");
    let unsure = ["handover", "handled", &id, "erased", "消しました"];
    let refused = walk.place.run("b", FIRST, &unsure);
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("--yes") && told.contains("kept"), "{told}");
    assert_eq!(walk.next("b")["turn"]["task"], "handle", "nobody was sure");
    walk.step("b", "handled", &["erased", "消しました", "--yes"]);
    walk.post(&["b", "a"]);
    let next = walk.both("Released", "when they were erased");
    assert_ne!(next["turn"]["task"], "handle");
}

/// Where nobody says another the contract ends before the other office begins, and that day has to come: no end is written ahead,
/// nor that the person came until then.
fn no_end_is_written_ahead(walk: &mut Walk) {
    walk.place.back_to("checked");
    let start = System.today().plus_days(20);
    walk.step("b", "accept", &["--start", &start.to_string()]);
    walk.post(&["b", "a"]);
    walk.step("a", "release", &[]);
    let id = walk.id.clone();
    let end = ["handover", "end", &id, "--confirmation", "見本市 窓口"];
    walk.place.refused("a", FIRST, &end, 3, "refused");
    let today = today();
    let last = start.to_string();
    let ahead = [&end[..], &["--contract-end", &today, "--last-day", &last]].concat();
    walk.place.refused("a", FIRST, &ahead, 3, "refused");
    let said = ["--contract-end", &today, "--confirmation", "見本市 窓口"];
    walk.step("a", "end", &said);
    let shown = ["handover", "show", &walk.id];
    let shown = walk.place.json("a", FIRST, &shown);
    let log = shown["handover"]["log"].as_array().unwrap().iter();
    let mut about = log.map(|it| &it["about"]);
    let ended = about.find(|it| it["contract_end"].is_string()).unwrap();
    let today = serde_json::Value::from(today);
    assert_eq!(
        (&ended["contract_end"], &ended["last_day"]),
        (&today, &today)
    );
}

/// What the other office says and waits to be taken up is shown with whose word it is.
fn a_view_that_waits_says_so(walk: &mut Walk) {
    walk.place.back_to("started");
    let case = walk.case.clone();
    let view = "wishes.reason-office=静かな席があれば続けられる。";
    walk.typed("a", FIRST, &["case", "edit", &case, "--set", view]);
    walk.step("a", "add", &["--yes", "--sections", "wishes"]);
    walk.post(&["a", "b"]);
    let list = ["handover", "take-up", &walk.id, "--list", "--lang", "ja"];
    let listed = walk.place.run("b", FIRST, &list);
    let said = String::from_utf8(listed.stdout).unwrap();
    let line = said.lines().find(|it| it.contains("静かな席"));
    let line = line.unwrap_or_else(|| panic!("{said}"));
    assert!(line.contains("見立て"), "{line}");
}

/// Of a person who has moved nothing changes that is read in, whatever a file from before says.
fn a_file_changes_nothing_of_a_case_that_moved(walk: &mut Walk) {
    walk.place.back_to("started");
    let case = walk.case.clone();
    let out = ["case", "export", &case, "--out", "moved.json"];
    walk.place.json("a", FIRST, &out);
    walk.step("a", "end", &["--confirmation", "見本市 障がい福祉課"]);
    let file = walk.place.path("moved.json");
    let before = fs::read_to_string(&file).unwrap();
    let changed = before.replace('。', "。変えた。");
    assert_ne!(before, changed);
    fs::write(&file, changed).unwrap();
    let import = ["case", "import", "moved.json"];
    let asked = walk.place.run("a", FIRST, &import);
    assert_eq!(asked.status.code(), Some(3), "it is asked who it is");
    let into = ["case", "edit", &case, "--from", "moved.json"];
    let refused = walk.place.run("a", FIRST, &into);
    assert_eq!(refused.status.code(), Some(3), "it has moved");
    let out = ["case", "export", &case, "--out", "after.json"];
    walk.place.json("a", FIRST, &out);
    let after = fs::read_to_string(walk.place.path("after.json")).unwrap();
    assert!(!after.contains("変えた"), "{after}");
}

/// The receiver's store is put back to before the start: the case is made again in the one that is here.
fn the_case_went_with_the_store(walk: &mut Walk) {
    walk.place.back_to("started");
    let here = walk.place.path("b");
    fs::remove_dir_all(&here).unwrap();
    copy(&walk.place.path("kept").join("unstarted").join("b"), &here);
    for home in ["a", "b", "a", "b"] {
        walk.typed(home, FIRST, &["sync", "--everything"]);
    }
    assert_eq!(walk.next("b")["phase"], "Started", "the start came back");
    let list = walk.place.json("b", FIRST, &["case", "list"]);
    assert_eq!(list["cases"].as_array().unwrap().len(), 1);
    let twin = text(&list["cases"][0]["id"]);
    let id = walk.id.clone();
    let make = ["handover", "take-up", &id];
    let asked = walk.place.run("b", FIRST, &make);
    assert_eq!(asked.status.code(), Some(3), "it is asked who it is");
    walk.step("b", "take-up", &["--into", &twin]);
    let list = walk.place.json("b", FIRST, &["case", "list"]);
    assert_eq!(list["cases"].as_array().unwrap().len(), 1);
    assert_eq!(list["cases"][0]["name"], "髙橋 さくら");
}

fn a_draft_is_thrown_away(walk: &mut Walk) {
    walk.place.back_to("approved");
    let id = walk.id.clone();
    let unasked = ["handover", "discard", &id];
    walk.place.refused("a", FIRST, &unasked, 2, "bad-input");
    walk.step("a", "discard", &["--yes"]);
    let list = walk.place.json("a", FIRST, &["handover", "list"]);
    assert_eq!(list["handovers"], serde_json::json!([]));
}

#[test]
fn by_command_alone_a_handover_goes_from_draft_to_closed_and_ends_in_every_way() {
    let mut walk = from_draft_to_closed();
    let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join("by-command.txt");
    fs::write(seen, &walk.seen).unwrap();
    every_end(&mut walk);
    away_for_a_time(&mut walk);
    recall_and_acceptance_cross(&mut walk);
    consent_is_taken_back(&mut walk);
    no_end_is_written_ahead(&mut walk);
    a_view_that_waits_says_so(&mut walk);
    a_file_changes_nothing_of_a_case_that_moved(&mut walk);
    the_case_went_with_the_store(&mut walk);
    a_draft_is_thrown_away(&mut walk);
}
