//! The guide for the people in the offices is true: its screens are those the test run draws, its keys do what it says,
//! and its rooms, words and commands are the program's.
//!
//! It does not judge what the guide says. With `INSTA_UPDATE=always` the screens in it are written anew: from
//! `tests/screens/`, which `src/tui/scenes.rs` keeps, and from the
//! story of `tests/it/by_keys.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tasuki::lang::Lang;
use tasuki::lang::keyword::{KeyWord, key_word};
use tasuki::tui::keys::{Row, Shown, TABLE};

use crate::by_keys::pictures;
use crate::place::Place;

/// Each guide with the language of its screens.
const GUIDES: [(&str, Lang); 2] = [("docs/guide.md", Lang::Ja), ("docs/guide.en.md", Lang::En)];

/// What stands before a block: the name of a drawing, or of a picture of the story.
const MARK: &str = "<!-- screen: ";

#[test]
fn the_screens_of_the_guide_are_those_the_program_draws() {
    for (guide, lang) in GUIDES {
        let (path, text) = (root().join(guide), read(guide));
        let drawn = redrawn(&text, |name| screen(name, lang)).unwrap();
        if std::env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
            // The other tests read it meanwhile: it is there whole at any moment.
            let new = path.with_extension("new");
            fs::write(&new, drawn).unwrap();
            fs::rename(new, path).unwrap();
            continue;
        }
        let other = text.lines().zip(drawn.lines()).position(|(a, b)| a != b);
        let line = other.map_or(0, |it| it + 1);
        assert!(
            text == drawn,
            "{guide}:{line}: not as drawn; look, then INSTA_UPDATE=always"
        );
        assert!(10 < text.matches(MARK).count() || lang == Lang::En);
    }
}

#[test]
fn a_screen_that_differs_or_is_not_known_is_found() {
    let drawing = |name: &str| (name == "a").then(|| "one\ntwo\n".to_owned());
    let right = "x\n<!-- screen: a -->\n```text\none\ntwo\n```\ny\n";
    assert_eq!(redrawn(right, drawing).as_deref(), Ok(right));
    let stale = "x\n<!-- screen: a -->\n```text\nold\n```\ny\n";
    assert_eq!(redrawn(stale, drawing).as_deref(), Ok(right));
    let fresh = "x\n<!-- screen: a -->\ny\n";
    assert_eq!(redrawn(fresh, drawing).as_deref(), Ok(right));
    for wrong in [
        "<!-- screen: b -->\n```text\n```\n",
        "```text\na screen by hand\n```\n",
        "<!-- screen: a -->\n```text\nwithout an end\n",
    ] {
        assert!(redrawn(wrong, drawing).is_err(), "{wrong}");
    }
}

#[test]
fn every_key_the_guide_names_does_what_it_says() {
    for (guide, lang) in GUIDES {
        let text = prose(&read(guide));
        let spans = spans(&text, "**", "**");
        let wrong: Vec<_> = spans.iter().filter(|it| !is_key(it, lang)).collect();
        assert!(wrong.is_empty(), "{guide}: no such key: {wrong:?}");
        assert!(12 < spans.len(), "{guide} names keys");
        let rest = without(&text, &spans);
        let bare = bare_keys(&rest);
        assert!(bare.is_empty(), "{guide}: not marked as a key: {bare:?}");
    }
    assert!(is_key("F10 決定", Lang::Ja) && is_key("Enter", Lang::Ja));
    for wrong in ["F11", "F10 送受信", "Ctrl+X", "大事なこと", "F10 Done"] {
        assert!(!is_key(wrong, Lang::Ja), "{wrong}");
    }
    assert_eq!(bare_keys("F5で送り、Enterで開く。"), ["F5", "Enter"]);
}

#[test]
fn the_words_in_quotes_are_on_the_screens_and_every_room_is_named() {
    let known = words();
    for (guide, lang) in GUIDES {
        let text = prose(&read(guide));
        let (open, close) = match lang {
            Lang::Ja => ("「", "」"),
            Lang::En => ("\"", "\""),
        };
        let quoted = spans(&text, open, close);
        let wrong: Vec<_> = quoted.iter().filter(|it| !known.contains(**it)).collect();
        assert!(wrong.is_empty(), "{guide}: no word of ours: {wrong:?}");
        for row in TABLE.iter().filter(|it| names_a_room(it)) {
            let room = key_word(lang, row.label);
            assert!(quoted.contains(&room), "{guide} leaves out {room}");
        }
    }
    assert!(!known.contains("引き継ぎの一覧"));
}

#[test]
fn the_commands_of_the_guide_can_be_given() {
    let place = Place::new();
    for (guide, _) in GUIDES {
        let text = prose(&read(guide));
        let commands: Vec<&str> = spans(&text, "`", "`");
        let commands = commands.iter().filter_map(|it| it.strip_prefix("tasuki "));
        let mut named = 0;
        for command in commands {
            let word = |it: &&str| it.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            let (options, path): (Vec<&str>, Vec<&str>) = command
                .split(' ')
                .filter(word)
                .partition(|it| it.starts_with("--"));
            let path: Vec<&str> = path.into_iter().chain(["--help"]).collect();
            let output = place.command(&path).output().unwrap();
            let help = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success(), "{guide}: tasuki {command}");
            for option in options {
                assert!(help.contains(option), "{guide}: {option} of {command}");
            }
            named += 1;
        }
        assert!(0 < named, "{guide}");
    }
}

#[test]
fn the_guide_shows_every_picture_the_story_takes() {
    let [(whole, _), _] = GUIDES;
    let text = read(whole);
    for (name, _) in pictures() {
        assert!(text.contains(&format!("{MARK}{name} -->")), "{name}");
    }
}

/// The text with each marked block as `drawing` gives it, or what is wrong with it.
fn redrawn(text: &str, drawing: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut lines = text.lines().peekable();
    let mut out = String::new();
    while let Some(line) = lines.next() {
        if line.starts_with("```text") {
            return Err(format!("a block without a mark, after:\n{out}"));
        }
        out += line;
        out.push('\n');
        let Some(name) = line.strip_prefix(MARK) else {
            continue;
        };
        let name = name.trim_end_matches(" -->");
        let drawn = drawing(name).ok_or_else(|| format!("no drawing is called {name}"))?;
        out += &format!("```text\n{drawn}```\n");
        if lines.next_if(|it| it.starts_with("```")).is_some() {
            let rest = lines.by_ref().find(|it| *it == "```");
            rest.ok_or_else(|| format!("the block of {name} has no end"))?;
        }
    }
    Ok(out)
}

/// What the story showed under that name, or the accepted drawing of it.
fn screen(name: &str, lang: Lang) -> Option<String> {
    if !name.starts_with("story-") {
        return drawing(name, lang);
    }
    let mut all = pictures().iter();
    all.find(|(it, _)| *it == name).map(|(_, it)| it.clone())
}

/// The accepted drawing of that name at 80 by 24, without the line that says where the cursor is.
fn drawing(name: &str, lang: Lang) -> Option<String> {
    let face = match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    let file = root().join(format!("tests/screens/{name}.{face}.80x24.snap"));
    let text = fs::read_to_string(file).ok()?;
    let (_, body) = text.split_once("\n---\n")?;
    let (drawn, _) = body.rsplit_once("cursor ")?;
    Some(drawn.to_owned())
}

/// Whether a marked key is one of the table, and what stands behind it one of its names.
fn is_key(span: &str, lang: Lang) -> bool {
    let (key, label) = span.split_once(' ').unwrap_or((span, ""));
    let named = |row: &&Row| row.keys.iter().any(|it| it.name() == key);
    TABLE
        .iter()
        .filter(named)
        .flat_map(labels)
        .any(|it| label.is_empty() || key_word(lang, it) == label)
}

fn labels(row: &Row) -> Vec<KeyWord> {
    match row.shown {
        Shown::Pair(both) => vec![row.label, both],
        Shown::Footer | Shown::Help => vec![row.label],
    }
}

/// What looks like a key in a text: a name that more than a letter has.
fn bare_keys(text: &str) -> Vec<&str> {
    let names: BTreeSet<String> = TABLE
        .iter()
        .flat_map(|row| row.keys.iter().map(|it| it.name()))
        .filter(|it| 1 < it.len() && !["Up", "Down", "Left", "Right"].contains(&it.as_str()))
        .collect();
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '+'))
        .filter(|it| names.contains(*it))
        .collect()
}

/// Whether a row leads to a room by its number.
fn names_a_room(row: &Row) -> bool {
    matches!(row.action, tasuki::tui::keys::Action::Go(_))
}

/// The text without fenced blocks and without marks.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let mut out = String::new();
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced && !line.starts_with(MARK) {
            out += line;
            out.push('\n');
        }
    }
    out
}

/// What stands between `open` and `close`.
fn spans<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(open) {
        let Some((span, behind)) = after.split_once(close) else {
            break;
        };
        found.push(span);
        rest = behind;
    }
    found
}

fn without(text: &str, spans: &[&str]) -> String {
    let marked = spans.iter().map(|it| format!("**{it}**"));
    marked.fold(text.to_owned(), |text, it| text.replace(&it, ""))
}

/// Every word of the program, as its source has it.
fn words() -> String {
    let mut files = vec![root().join("src/lang")];
    let mut text = String::new();
    while let Some(path) = files.pop() {
        match path.is_dir() {
            true => {
                let inside = fs::read_dir(path).unwrap();
                files.extend(inside.map(|it| it.unwrap().path()));
            }
            false => text += &fs::read_to_string(path).unwrap(),
        }
    }
    text
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
