//! Both faces list the same: what a room of the program shows, row by row, is what the command of that room lists.
//!
//! One office of the sample town, as it is built; how the rows look is drawn elsewhere.

use std::path::Path;
use std::process::{Command, Stdio};

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use serde_json::Value as Json;
use tasuki::domain::setting::SettingId;
use tasuki::lang::Lang;
use tasuki::lang::label::handover::doer;
use tasuki::lang::label::setting::setting;
use tasuki::tui::desk::{Work, system};
use tasuki::workflow::audit::Doer;
use tasuki::workflow::custody::Home;

use crate::by_keys::Face;
use crate::town::{Dir, STRENGTH};

/// Who sees every room.
const MANAGER: &str = "藍沢 都";
const PASSPHRASE: &str = "mihon no tasuki 2026";

/// A list: by what its room is reached, what lists it by command, and what stands in each row.
struct List {
    /// The number of the room; none for today's, where one begins.
    room: Option<(u8, &'static str)>,
    /// In which part of the screen the rows stand, counted by the lines drawn across.
    part: usize,
    /// What stands over the columns, if anything does.
    heads: usize,
    /// How a row begins that the command does not list.
    others: &'static [&'static str],
    command: &'static [&'static str],
    /// Where the items are in its answer.
    items: &'static str,
    order: Order,
    /// What must stand in the row of an item, each in one of some ways.
    shows: fn(&Json) -> Vec<Vec<String>>,
}

/// In which order a room has what a command lists.
enum Order {
    Same,
    /// The newest first: a command ends with it. What was done since the screen was left are the
    /// sign-ins of the commands.
    Turned,
}

fn text(item: &Json, key: &str) -> String {
    item[key].as_str().unwrap_or_default().to_owned()
}

/// A person by reading or by name, whichever the row has room for.
fn person(item: &Json) -> Vec<String> {
    let whole = text(item, "person");
    let first = |it: Option<&str>| it.and_then(|it| it.split(' ').next()).map(str::to_owned);
    let reading = first(whole.split('　').next());
    let name = first(whole.rsplit('　').next());
    [reading, name].into_iter().flatten().collect()
}

fn with_peer(item: &Json) -> Vec<Vec<String>> {
    vec![person(item), vec![text(item, "peer_name")]]
}

const LISTS: &[List] = &[
    List {
        room: None,
        part: 1,
        heads: 0,
        others: &["注意", "至急"],
        command: &["handover", "today"],
        items: "today",
        order: Order::Same,
        shows: with_peer,
    },
    List {
        room: Some((2, "利用者")),
        part: 1,
        heads: 0,
        others: &[],
        command: &["case", "list"],
        items: "cases",
        order: Order::Same,
        shows: |it| vec![vec![text(it, "kana")], vec![text(it, "name")]],
    },
    List {
        room: Some((3, "引継ぎ")),
        part: 1,
        heads: 0,
        others: &[],
        command: &["handover", "list"],
        items: "handovers",
        order: Order::Same,
        shows: with_peer,
    },
    List {
        room: Some((4, "送受信")),
        part: 2,
        heads: 0,
        // What is to be sent stands below; what waits there is in the list of handovers.
        others: &["*", "!", "+", "x"],
        command: &["handover", "came"],
        items: "came",
        order: Order::Same,
        shows: |it| vec![person(it)],
    },
    List {
        room: Some((5, "相手の事業所")),
        part: 2,
        heads: 0,
        others: &[],
        command: &["card", "show"],
        items: "peers",
        order: Order::Same,
        shows: |it| vec![vec![text(it, "name")]],
    },
    List {
        room: Some((6, "職員")),
        part: 1,
        heads: 0,
        others: &[],
        command: &["staff", "list"],
        items: "staff",
        order: Order::Same,
        shows: |it| vec![vec![text(it, "name")]],
    },
    List {
        room: Some((7, "記録")),
        part: 1,
        heads: 1,
        others: &[],
        command: &["audit", "show", "--limit", "1000"],
        items: "lines",
        order: Order::Turned,
        shows: |it| {
            let by = match it["by"].as_str() {
                Some(by) => by.to_owned(),
                None => doer(&Doer::Program, Lang::Ja).to_owned(),
            };
            vec![vec![it["number"].to_string()], vec![by]]
        },
    },
    List {
        room: Some((8, "事業所の設定")),
        part: 1,
        heads: 0,
        others: &[],
        command: &["setting", "list"],
        items: "settings",
        order: Order::Same,
        shows: |it| {
            let id = SettingId::from_name(&text(it, "name")).expect("a setting");
            vec![vec![setting(id, Lang::Ja).to_owned()]]
        },
    },
    List {
        room: Some((0, "提供・受領の記録")),
        part: 1,
        heads: 1,
        others: &[],
        command: &["record", "list"],
        items: "records",
        order: Order::Same,
        shows: |it| vec![person(it), vec![text(&it["office"], "name")]],
    },
];

fn build(dir: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tasuki"));
    command.args(["demo", "--build-only", "--dir"]).arg(dir);
    command.env_clear().env("HOME", dir).stdin(Stdio::null());
    let built = command.output().unwrap();
    assert!(built.status.success(), "{built:?}");
}

fn listed(dir: &Path, list: &List) -> Vec<Json> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tasuki"));
    command.env_clear().stdin(Stdio::null());
    command.arg("--home").arg(dir.join("office1"));
    command.args(["--as", MANAGER, "--json", "--passphrase-file"]);
    command.arg(dir.join("passphrase")).args(list.command);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{:?}: {output:?}", list.command);
    let answer: Json = serde_json::from_slice(&output.stdout).unwrap();
    answer[list.items].as_array().unwrap().clone()
}

/// The rows of a screen so high that no list scrolls.
fn rows(face: &Face) -> Vec<String> {
    let area = Rect::new(0, 0, 120, 400);
    let mut buf = Buffer::empty(area);
    face.app.view(&mut buf, face.now);
    let row = |y| {
        let (mut row, mut x) = (String::new(), 0);
        while x < area.width {
            row.push_str(buf[(x, y)].symbol());
            x += buf[(x, y)].cell_width().max(1);
        }
        row.trim_end().to_owned()
    };
    (0..area.height).map(row).collect()
}

/// The rows that can be selected in a part of the screen: those behind the mark or in its column. A heading stands left
/// of it, and what stands beside a list far to the right.
fn selectable(rows: &[String], list: &List) -> Vec<String> {
    let across = |it: &String| !it.is_empty() && it.chars().all(|it| it == '─');
    let part = rows.split(across).nth(list.part).unwrap_or_default();
    let behind = part.iter().filter_map(|it| {
        let row = it.strip_prefix(" > ").or_else(|| it.strip_prefix("   "))?;
        (!row.starts_with("    ") && !row.is_empty()).then(|| row.to_owned())
    });
    let own = |row: &String| !list.others.iter().any(|it| row.starts_with(it));
    behind.skip(list.heads).filter(own).collect()
}

#[test]
fn what_a_room_shows_is_what_its_command_lists() {
    let dir = Dir::new();
    build(&dir.0);
    let home = Home::under(&dir.0.join("office1"));
    let mut face = Face::at(Work::office(home, STRENGTH, system));
    face.sign_in_with(MANAGER, PASSPHRASE);
    let mut shown = Vec::new();
    for list in LISTS {
        if let Some((number, title)) = list.room {
            face.room(number, title);
        }
        shown.push(selectable(&rows(&face), list));
    }
    // A store is open at one face at a time.
    drop(face);
    for (at, (list, shown)) in LISTS.iter().zip(shown).enumerate() {
        let mut items = listed(&dir.0, list);
        if let Order::Turned = list.order {
            items.reverse();
            // Each command signs in once, this one too; nothing else was done since the screen was left.
            let since: Vec<Json> = items.drain(..=at).collect();
            assert!(since.iter().all(|it| it["act"] == "unlock"), "{since:?}");
        }
        let what = list.command;
        let all = shown.join("\n");
        assert!(!items.is_empty(), "{what:?} lists nothing");
        assert_eq!(shown.len(), items.len(), "{what:?}:\n{all}");
        for (row, item) in shown.iter().zip(&items) {
            // What is empty stands in every row, and shows nothing.
            let stands = |it: &String| !it.is_empty() && row.contains(it.as_str());
            let missing = (list.shows)(item)
                .into_iter()
                .find(|ways| !ways.iter().any(stands));
            assert_eq!(missing, None, "{what:?}: {row:?} in\n{all}");
        }
    }
}
