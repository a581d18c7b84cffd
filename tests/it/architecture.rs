//! The walls hold: who may use whom, which file alone may name which crate, and documents that speak of what exists.
//!
//! It reads the source as text, without a compiler: it cannot see a name that a macro builds, nor a cycle inside a
//! layer. Clippy's `disallowed_methods` holds the calls that reach outside a second time.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each layer with what it may use of the program besides itself. What is not listed (`lib.rs`, `main.rs`) wires.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("crypto", &[]),
    ("disk", &[]),
    ("codec", &["domain", "crypto::digest"]),
    ("vault", &["domain", "crypto", "codec", "disk"]),
    ("exchange", &["domain", "crypto", "codec", "disk"]),
    (
        "workflow",
        &[
            "domain",
            "vault",
            "exchange",
            // Recorded in docs/architecture.md: the desk decides what is stored, so it names stored shapes.
            "codec",
            "crypto::secret::Passphrase",
        ],
    ),
    ("lang", &["domain", "workflow"]),
    ("report", &["domain", "workflow", "lang"]),
    ("cli", &["domain", "workflow", "lang", "report"]),
    ("tui", &["domain", "workflow", "lang", "report"]),
];

/// A name that only some places may say.
struct Confined {
    name: &'static str,
    places: &'static [&'static str],
    tests: Tests,
}

/// Whether test code is held to the same place.
#[derive(PartialEq, Eq)]
enum Tests {
    Held,
    Free,
}

const fn held(name: &'static str, places: &'static [&'static str]) -> Confined {
    let tests = Tests::Held;
    Confined {
        name,
        places,
        tests,
    }
}

const fn free_in_tests(name: &'static str, places: &'static [&'static str]) -> Confined {
    let tests = Tests::Free;
    Confined {
        name,
        places,
        tests,
    }
}

/// The names that stay in their place. A place is the beginning of a path below `src`.
const CONFINED: &[Confined] = &[
    held("sled", &["vault/backend/sled.rs"]),
    held("bincode", &["codec/wire.rs"]),
    held("argon2", &["crypto/"]),
    held("age", &["crypto/"]),
    held("age_core", &["crypto/"]),
    held("ed25519_dalek", &["crypto/"]),
    held("x25519_dalek", &["crypto/"]),
    held("hpke", &["crypto/"]),
    held("ml_kem", &["crypto/"]),
    held("chacha20poly1305", &["crypto/"]),
    held("blake3", &["crypto/"]),
    held("sha3", &["crypto/"]),
    held("bech32", &["crypto/"]),
    held("getrandom", &["crypto/"]),
    held("rand_core", &["crypto/"]),
    held("ratatui", &["tui/"]),
    held("crossterm", &["tui/term.rs"]),
    held("signal_hook", &["tui/term.rs"]),
    held("clap", &["cli/args.rs"]),
    held("rpassword", &["cli/"]),
    held(
        "serde_json",
        &["workflow/import.rs", "cli/", "report/record.rs"],
    ),
    held(
        "serde",
        &[
            "codec/",
            "exchange/card.rs",
            "exchange/parcel.rs",
            "workflow/import.rs",
        ],
    ),
    held("encoding_rs", &["workflow/table.rs"]),
    held("calamine", &["workflow/table.rs"]),
    held("zip", &["workflow/table.rs"]),
    held("jiff", &["domain/calendar.rs", "workflow/clock.rs"]),
    free_in_tests("rustix", &["disk/os.rs", "tui/term.rs"]),
    free_in_tests(
        "std::fs",
        &[
            "vault/backend/sled.rs",
            "exchange/transport/folder.rs",
            "disk/real.rs",
            "disk/os.rs",
            "cli/output.rs",
            "tui/effect.rs",
        ],
    ),
    held("std::time::SystemTime", &["workflow/clock.rs"]),
    free_in_tests("std::env", &["config.rs"]),
    held("std::process::exit", &[]),
    // No program is started: what came from another office is nowhere opened by us.
    held("std::process::Command", &[]),
    held("process::Command", &[]),
];

/// A Rust file below `src`, split into what ships and what only tests.
struct Source {
    path: String,
    shipped: Vec<String>,
    tests: Vec<String>,
}

#[test]
fn layers_use_only_layers_below() {
    let offences: Vec<String> = sources().iter().flat_map(layer_offences).collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn confined_names_stay_in_their_place() {
    let offences: Vec<String> = sources().iter().flat_map(name_offences).collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn no_program_is_started_however_that_is_written() {
    let said = |text: &str| name_offences(&source("tui/x.rs", text)).len();
    for text in [
        "use std::process::Command;",
        "use std::process::{ExitCode, Command as Run};",
        "use std::process::{self, ExitCode};",
        "use std::process;",
        "use std::process::*;",
        "fn f() { std::process::Command::new(\"x\"); }",
        "fn f() { process::Command::new(\"x\"); }",
        "#[cfg(test)] mod tests { fn f() { std::process::Command::new(\"x\"); } }",
    ] {
        assert!(0 < said(text), "{text}");
    }
    for text in [
        "use std::process::ExitCode;",
        "use crate::tui::keys::Place; fn f() { Place::Command; }",
        "fn f() { std::process::id(); }",
    ] {
        assert_eq!(said(text), 0, "{text}");
    }
}

#[test]
fn every_file_says_what_it_is() {
    let mut offences = Vec::new();
    for dir in ["src", "tests", "benches"] {
        for path in rust_files(&root().join(dir)) {
            let text = read(&path);
            if !text.starts_with("//! ") {
                offences.push(format!("{} has no //!", path.display()));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn what_the_documents_name_exists() {
    let known = known_words();
    let mut offences = Vec::new();
    for path in documents() {
        let text = read(&path);
        let bytes_only = path
            .file_name()
            .is_some_and(|it| it.to_string_lossy().starts_with("format-"));
        for span in code_spans(&text) {
            let missing = match reference(span) {
                Some(Reference::File(file)) => !file_exists(file),
                Some(Reference::Item(item)) => !bytes_only && !known.contains(item),
                None => false,
            };
            if missing {
                offences.push(format!("{} names `{span}`", path.display()));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

/// Words that once stood beside the one word a thing has; the table of docs/handover.md holds that one.
const OTHER_WORDS: &[&str] = &[
    "フォルダー",
    "メモリー",
    "セクション",
    "フィールド",
    "区分",
    "復唱された事実",
    "受渡",
    "引継済",
    "閲覧のみ",
    "移った",
    "経過",
    "記入者",
    "ていない記入",
    "番の記入",
    "未確認",
    "聞いていない",
    "必須で空",
    "空の欄",
    "欄が空い",
    "作業メモ",
    "項目を取り下げ",
    "同意を取り下げ",
    "用紙",
    "登録ずみ",
    "手番",
    "この端末",
];

/// Where one of them is something else: the law's grade of support and its values, a section and fields of the
/// catalogue, what the person reads in easy words, and the one state of a field that says nobody has checked.
const SOMETHING_ELSE: &[&str] = &[
    "障害支援区分",
    "区分1",
    "区分2",
    "区分3",
    "区分4",
    "区分5",
    "区分6",
    "支援の経過",
    "自傷他害・触法・被害の経過",
    "自傷他害の経過",
    "触法の経過",
    "被害の経過",
    "移ったあとのようす",
    "FieldState::Unchecked => (\"未確認\"",
    "unchecked（未確認）",
    "`unchecked`/未確認",
    "`unchecked` (未確認)",
    "まだなら「未確認」",
    "| 未確認 |",
];

#[test]
fn one_word_stands_for_one_thing() {
    let words = rust_files(&root().join("src/lang"));
    let offences: Vec<String> = words
        .iter()
        .chain(&documents())
        .flat_map(|file| other_words(&file.display().to_string(), &read(file)))
        .collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
    let planted = other_words(
        "x",
        "障害支援区分\n区分について照会する\n支援の経過\n経過を見る",
    );
    assert_eq!(planted, ["x:2: 区分", "x:4: 経過"]);
}

fn other_words(file: &str, text: &str) -> Vec<String> {
    let offences = text.lines().enumerate().flat_map(|(at, line)| {
        let line = SOMETHING_ELSE
            .iter()
            .fold(line.to_owned(), |line, it| line.replace(it, ""));
        let found = OTHER_WORDS.iter().filter(move |it| line.contains(**it));
        found.map(move |it| format!("{file}:{}: {it}", at + 1))
    });
    offences.collect()
}

/// Where texts with Japanese in them stand outside `lang`: none of them is a word for people.
const NO_WORDS: &[(&str, &str)] = &[
    (
        "domain/calendar.rs",
        "how eras and weekdays are written, to read a day",
    ),
    (
        "domain/never.rs",
        "what stands before a number that is never stored, to find one",
    ),
    (
        "domain/search.rs",
        "variants of characters and the rows of kana, to find a name",
    ),
    (
        "report/text.rs",
        "the signs a line must not begin with, and the bullet",
    ),
    (
        "tui/text/wrap.rs",
        "the signs a line must not begin or end with",
    ),
    (
        "tui/screen/prefs.rs",
        "the ruler: characters whose width is looked at",
    ),
    (
        "tui/screen/wizard.rs",
        "the ruler: characters whose width is looked at",
    ),
    (
        "cli/prompt.rs",
        "what may be typed for yes, in either language",
    ),
    ("workflow/demo/", "what the people of the sample town wrote"),
];

/// The layers whose texts a person could come to read; those below speak to logs only.
const NEAR_PEOPLE: [&str; 4] = ["workflow", "report", "cli", "tui"];

/// What takes a text for a log, or for whoever mends a fault of ours.
const FOR_LOGS: [&str; 8] = [
    "expect",
    "write_str",
    "write",
    "unreachable",
    "panic",
    "assert",
    "reason",
    "other",
];

/// Sentences in English that no person reads, with why.
const UNREAD: &[(&str, &str)] = &[
    ("mihon no tasuki 2026", "the passphrase of the sample town"),
    (
        "a town without offices",
        "a fault of ours: the town is made whole or not at all",
    ),
];

#[test]
fn no_word_for_people_stands_outside_lang() {
    let all = sources();
    let offences: Vec<String> = all.iter().flat_map(word_offences).collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
    for (place, why) in NO_WORDS {
        let here = all.iter().filter(|it| it.path.starts_with(place));
        let needed = here.flat_map(|it| &it.shipped).any(|it| is_japanese(it));
        assert!(needed, "{place} needs no exception any more: {why}");
    }
}

fn word_offences(source: &Source) -> Vec<String> {
    let layer = source.path.split('/').next().unwrap_or_default();
    let free = NO_WORDS
        .iter()
        .any(|(place, _)| source.path.starts_with(place));
    if layer == "lang" {
        return Vec::new();
    }
    let mut offences = Vec::new();
    for (at, token) in source.shipped.iter().enumerate() {
        let Some(text) = token.strip_prefix('"') else {
            continue;
        };
        let read = NEAR_PEOPLE.contains(&layer) && !UNREAD.iter().any(|(it, _)| *it == text);
        let sentence = read && is_sentence(text) && !is_for_logs(&source.shipped[..at]);
        if sentence || (is_japanese(text) && !free) {
            offences.push(format!("src/{} says \"{text}\"", source.path));
        }
    }
    offences
}

fn is_japanese(text: &str) -> bool {
    let kana_or_kanji = |it: char| matches!(it, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}');
    text.chars().any(kana_or_kanji)
}

/// Whether three words follow one another.
fn is_sentence(text: &str) -> bool {
    let is_word = |it: &str| {
        let letters = it.trim_matches(|it: char| it.is_ascii_punctuation());
        !it.contains('{')
            && !letters.is_empty()
            && letters.chars().all(|it| it.is_ascii_alphabetic())
    };
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(3).any(|it| it.iter().all(|it| is_word(it)))
}

/// Whether the innermost call or attribute that is open behind this code takes texts for logs.
fn is_for_logs(before: &[String]) -> bool {
    let mut depth = 0;
    for (at, token) in before.iter().enumerate().rev() {
        match token.as_str() {
            ")" => depth += 1,
            "(" if depth == 0 => {
                let callee = before[..at].iter().rev().find(|it| *it != "!");
                return callee.is_some_and(|it| FOR_LOGS.contains(&it.as_str()));
            }
            "(" => depth -= 1,
            "=" if depth == 0 => return at > 0 && before[at - 1] == "reason",
            "{" | "}" | ";" => return false,
            _ => {}
        }
    }
    false
}

fn layer_offences(source: &Source) -> Vec<String> {
    let layer = source.path.split('/').next().unwrap_or_default();
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == layer) else {
        return Vec::new();
    };
    let mut offences = Vec::new();
    for path in paths(&source.shipped)
        .iter()
        .chain(&paths(&source.tests))
        .filter(|it| it[0] == "crate")
    {
        let used = path[1..].join("::");
        let own = path.get(1).is_some_and(|it| it == layer);
        if !own && !allowed.iter().any(|it| begins(&used, it)) {
            offences.push(format!("src/{} uses crate::{used}", source.path));
        }
    }
    // A path through `super` would slip past the check above; tests look at the file they stand in.
    if paths(&source.shipped).iter().any(|it| it[0] == "super") {
        offences.push(format!("src/{} says super:: outside tests", source.path));
    }
    let twice = |it: &Vec<String>| it[0] == "super" && it.get(1).is_some_and(|it| it == "super");
    if paths(&source.tests).iter().any(twice) {
        offences.push(format!("src/{} says super::super::", source.path));
    }
    offences
}

fn name_offences(source: &Source) -> Vec<String> {
    let (shipped, tests) = (paths(&source.shipped), paths(&source.tests));
    let mut offences = Vec::new();
    for confined in CONFINED {
        if confined.places.iter().any(|it| source.path.starts_with(it)) {
            continue;
        }
        let looked_at = match confined.tests {
            Tests::Held => [&shipped[..], &tests[..]],
            Tests::Free => [&shipped[..], &[]],
        };
        let said = looked_at.into_iter().flatten().any(|it| {
            let path = it.join("::");
            // `use std as s` and `use std::*` hide what is used.
            begins(&path, confined.name) || hides(&path, confined.name)
        });
        if said {
            offences.push(format!("src/{} says {}", source.path, confined.name));
        }
    }
    offences
}

/// Whether `path` is `start` or goes on from it.
fn begins(path: &str, start: &str) -> bool {
    path.strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Whether `path` takes in everything above `name`: a bare `std`, `std::*`, or `std::{self}`.
fn hides(path: &str, name: &str) -> bool {
    let above = name.rsplit_once("::").map_or("", |(above, _)| above);
    let whole = path.strip_suffix("::*").or(path.strip_suffix("::self"));
    let taken = whole.unwrap_or(path);
    !above.is_empty() && begins(above, taken)
}

/// Every path in `tokens`: two names or more with `::` between them, and whatever `use` brings in, groups unfolded.
fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let after_use = at > 0 && matches!(tokens[at - 1].as_str(), "use" | "extern");
        let goes_on = tokens.get(at + 1).is_some_and(|it| it == "::");
        if after_use {
            if tokens[at] == "crate" && tokens[at - 1] == "extern" {
                at += 1;
            }
            at = tree(tokens, at, &[], &mut found);
        } else if is_name(&tokens[at]) && goes_on {
            at = tree(tokens, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads one tree of a `use` (or one bare path) that begins at `at`; says where it ends.
fn tree(tokens: &[String], mut at: usize, above: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = above.to_vec();
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "::" => at += 1,
            "{" if path.is_empty() || tokens[at - 1] == "::" => {
                return group(tokens, at + 1, &path, found);
            }
            it if is_name(it) || it == "*" && at > 0 && tokens[at - 1] == "::" => {
                path.push(token.clone());
                at += 1;
                if tokens.get(at).is_none_or(|it| it != "::") {
                    break;
                }
            }
            _ => break,
        }
    }
    if path.is_empty() {
        return at + 1;
    }
    found.push(path);
    at
}

fn group(
    tokens: &[String],
    mut at: usize,
    above: &[String],
    found: &mut Vec<Vec<String>>,
) -> usize {
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "}" => return at + 1,
            "," => at += 1,
            "as" => at += 2,
            _ => at = tree(tokens, at, above, found),
        }
    }
    at
}

fn is_name(token: &str) -> bool {
    token.starts_with(|it: char| it.is_alphabetic() || it == '_')
}

/// The code of `text` as names, `::`, single signs, and texts with the `"` they begin with: no comments, no spaces.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        at += match rest {
            ['/', '/', ..] => rest.iter().take_while(|it| **it != '\n').count(),
            ['/', '*', ..] => block_comment(rest),
            ['r', '"' | '#', ..] if raw_text(rest).is_some() => raw_text(rest).unwrap_or(1),
            ['"', ..] => {
                let length = quoted(rest);
                let ends = (length - 1).clamp(1, rest.len());
                found.push(rest[..ends].iter().collect());
                length
            }
            ['\'', '\\', ..] => {
                2 + rest[2..]
                    .iter()
                    .skip(1)
                    .take_while(|it| **it != '\'')
                    .count()
                    + 2
            }
            ['\'', _, '\'', ..] => 3,
            [':', ':', ..] => {
                found.push("::".into());
                2
            }
            [it, ..] if it.is_alphanumeric() || *it == '_' => {
                let name: String = rest
                    .iter()
                    .take_while(|it| it.is_alphanumeric() || **it == '_')
                    .collect();
                let length = name.chars().count();
                found.push(name);
                length
            }
            [it, ..] => {
                if !it.is_whitespace() {
                    found.push(it.to_string());
                }
                1
            }
            [] => 1,
        };
    }
    found
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The length of `r"…"` or `r#"…"#`, if one stands here.
fn raw_text(rest: &[char]) -> Option<usize> {
    let marks = rest[1..].iter().take_while(|it| **it == '#').count();
    if rest.get(1 + marks) != Some(&'"') {
        return None;
    }
    let body = 2 + marks;
    let ends = |at: &usize| {
        rest[*at] == '"' && rest[at + 1..].iter().take_while(|it| **it == '#').count() >= marks
    };
    let end = (body..rest.len()).find(ends)?;
    Some(end + 1 + marks)
}

/// Splits off every `#[cfg(test)] mod … { … }`, and names the files that `#[cfg(test)] mod …;` makes tests.
fn split(tokens: Vec<String>) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (mut shipped, mut tests, mut files) = (Vec::new(), Vec::new(), Vec::new());
    let mark: Vec<String> = ["#", "[", "cfg", "(", "test", ")", "]"]
        .map(String::from)
        .to_vec();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at..].starts_with(&mark) {
            shipped.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let item = at + mark.len();
        let opens = (item..tokens.len()).find(|it| matches!(tokens[*it].as_str(), "{" | ";"));
        let Some(opens) = opens else { break };
        if tokens[opens] == ";" {
            files.push(tokens[opens - 1].clone());
            at = opens + 1;
            continue;
        }
        let mut depth = 0;
        let closes = (opens..tokens.len()).find(|it| {
            match tokens[*it].as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => (),
            }
            depth == 0
        });
        let closes = closes.unwrap_or(tokens.len() - 1);
        tests.extend_from_slice(&tokens[item..=closes]);
        at = closes + 1;
    }
    (shipped, tests, files)
}

fn source(path: &str, text: &str) -> Source {
    let (shipped, tests, _) = split(tokens(text));
    let path = path.to_owned();
    Source {
        path,
        shipped,
        tests,
    }
}

/// Every file below `src`; one that only tests is wholly test code.
fn sources() -> Vec<Source> {
    let mut all = Vec::new();
    let mut only_tests = BTreeSet::new();
    for file in rust_files(&root().join("src")) {
        let below = file.strip_prefix(root().join("src")).expect("below src");
        let path = below.to_string_lossy().replace('\\', "/");
        let text = read(&file);
        let folder = match path.rsplit_once('/') {
            Some((folder, "mod.rs")) => folder.to_owned(),
            Some(_) => path.trim_end_matches(".rs").to_owned(),
            None => String::new(),
        };
        let (_, _, files) = split(tokens(&text));
        only_tests.extend(files.iter().map(|it| format!("{folder}/{it}.rs")));
        all.push(source(&path, &text));
    }
    for one in &mut all {
        if only_tests.contains(&one.path) {
            one.tests.append(&mut one.shipped);
        }
    }
    all
}

/// What a piece of code in a document refers to.
enum Reference<'a> {
    File(&'a str),
    Item(&'a str),
}

/// What `span` refers to, where it plainly is a file of ours, a type or a path of names.
fn reference(span: &str) -> Option<Reference<'_>> {
    let plain = |it: char| it.is_ascii_alphanumeric() || "_-./".contains(it);
    let kinds = [".rs", ".md", ".txt", ".toml", ".mjs"];
    let rooted = ["src/", "tests/", "docs/", "benches/", ".ci/"];
    if span.chars().all(plain)
        && (kinds.iter().any(|it| span.ends_with(it))
            || rooted.iter().any(|it| span.starts_with(it)))
    {
        return Some(Reference::File(span));
    }
    let bare = span.trim_end_matches("()");
    let name = bare.rsplit("::").next().unwrap_or(bare);
    let named =
        |it: &str| !it.is_empty() && it.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let whole = bare.split("::").all(named);
    let is_type = name.starts_with(|it: char| it.is_ascii_uppercase())
        && name.contains(|it: char| it.is_ascii_lowercase());
    (whole && (is_type || bare.contains("::"))).then_some(Reference::Item(name))
}

fn file_exists(file: &str) -> bool {
    let places = ["", "src", "docs", "tests", "tests/it"];
    places.iter().any(|it| root().join(it).join(file).exists())
}

/// What stands between single backticks, outside fenced blocks.
fn code_spans(text: &str) -> Vec<&str> {
    let mut fenced = false;
    let mut spans = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            spans.extend(line.split('`').skip(1).step_by(2));
        }
    }
    spans
}

/// Every name the program, its tests and its settings say.
fn known_words() -> BTreeSet<String> {
    let mut files = rust_files(&root().join("src"));
    files.extend(rust_files(&root().join("tests")));
    files.push(root().join("clippy.toml"));
    files.push(root().join("Cargo.toml"));
    let mut words = BTreeSet::new();
    for file in files {
        let text = read(&file);
        let split = text.split(|it: char| !it.is_alphanumeric() && it != '_');
        words.extend(split.map(String::from));
    }
    words
}

fn documents() -> Vec<PathBuf> {
    let mut found = vec![root().join("README.md"), root().join("CHANGELOG.md")];
    for entry in fs::read_dir(root().join("docs")).expect("docs") {
        found.push(entry.expect("an entry").path());
    }
    found.retain(|it| it.extension().is_some_and(|it| it == "md"));
    found
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(dir) else {
        return files;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_some_and(|it| it != "node_modules") {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

// The wall itself, tried against breaches planted in text.

#[test]
fn a_planted_breach_of_a_layer_is_found() {
    let breaches = [
        ("domain/case.rs", "use crate::vault::Vault;"),
        (
            "domain/case.rs",
            "use crate::{domain::id, vault::{self, Name}};",
        ),
        ("domain/case.rs", "use crate::{\n    // why\n    vault,\n};"),
        ("domain/case.rs", "fn f() -> crate::crypto::Key { todo!() }"),
        ("domain/case.rs", "fn f() { crate :: disk :: real(); }"),
        ("domain/case.rs", "use crate::*;"),
        ("domain/case.rs", "use crate as all;"),
        ("domain/case.rs", "use {crate::vault};"),
        (
            "domain/case.rs",
            "macro_rules! m { () => { $crate::vault::open() } }",
        ),
        (
            "domain/case.rs",
            "#[cfg(test)] mod tests { use crate::vault::Vault; }",
        ),
        ("codec/v1.rs", "use crate::crypto::aead;"),
        ("exchange/parcel.rs", "use crate::vault::Vault;"),
        ("vault/mod.rs", "use crate::exchange::card;"),
        ("tui/app.rs", "use crate::vault::Vault;"),
        ("tui/app.rs", "use crate::cli::args;"),
        ("cli/args.rs", "use crate::tui;"),
        ("cli/command/screen.rs", "use crate::vault::Vault;"),
        ("workflow/desk.rs", "use crate::crypto::aead;"),
        ("workflow/desk.rs", "use crate::lang::Lang;"),
        ("domain/case.rs", "use super::super::vault;"),
        ("domain/case.rs", "use super::id;"),
        ("domain/case.rs", "fn f() { super::id::new() }"),
        (
            "domain/case.rs",
            "#[cfg(test)] mod tests { use super::super::id; }",
        ),
        (
            "domain/case.rs",
            "#[cfg(test)] mod tests { use super::*; } use super::id;",
        ),
    ];
    for (path, text) in breaches {
        assert!(
            !layer_offences(&source(path, text)).is_empty(),
            "missed: {text}"
        );
    }
}

#[test]
fn a_planted_word_for_people_is_found() {
    for (path, text) in [
        ("tui/app.rs", "fn f() -> &'static str { \"送る\" }"),
        ("domain/case.rs", "const A: &str = \"氏名\";"),
        (
            "cli/output.rs",
            "fn f() { println!(\"nothing was sent\"); }",
        ),
        (
            "workflow/desk.rs",
            "fn f() { let it = format!(\"it was sent to {a}\"); }",
        ),
        (
            "report/offer.rs",
            "fn f() { g(expect(\"x\"), \"who signs it here\") }",
        ),
    ] {
        let found = word_offences(&source(path, text));
        assert_eq!(found.len(), 1, "missed: {text}");
    }
    for (path, text) in [
        ("lang/mod.rs", "const A: &str = \"氏名\";"),
        ("domain/search.rs", "const A: &str = \"高髙\";"),
        (
            "tui/app.rs",
            "fn f() { a.expect(\"a screen is always there\") }",
        ),
        (
            "workflow/import.rs",
            "fn f() { write!(f, \"no such field here\") }",
        ),
        (
            "tui/app.rs",
            "#[cfg(test)] mod tests { const A: &str = \"送る\"; }",
        ),
        ("tui/app.rs", "// 送る\nconst A: &str = \"step/send\";"),
    ] {
        assert_eq!(
            word_offences(&source(path, text)),
            [] as [String; 0],
            "{text}"
        );
    }
}

#[test]
fn a_planted_name_out_of_place_is_found() {
    let breaches = [
        ("vault/mod.rs", "use sled::Db;"),
        ("vault/mod.rs", "use sled;"),
        ("vault/mod.rs", "extern crate sled;"),
        ("vault/mod.rs", "fn f() { ::sled::open(); }"),
        ("vault/mod.rs", "use {sled::Db, std::io};"),
        ("exchange/card.rs", "fn f() { bincode::serde::encode(); }"),
        ("domain/case.rs", "use std::{fs, io};"),
        ("domain/case.rs", "use std::{io, fs::{self, File}};"),
        ("domain/case.rs", "use std::fs::File as F;"),
        ("domain/case.rs", "use std::*;"),
        ("domain/case.rs", "use std as s;"),
        ("domain/case.rs", "fn f() { std::fs::read(\"x\"); }"),
        ("domain/case.rs", "use std::time::{Duration, SystemTime};"),
        ("cli/mod.rs", "use std::env::var;"),
        ("cli/mod.rs", "use clap::Parser;"),
        ("cli/mod.rs", "fn f() { std::process::exit(1) }"),
        ("domain/case.rs", "#[derive(serde::Serialize)] struct S;"),
        ("domain/case.rs", "#[cfg(test)] mod tests { use sled::Db; }"),
    ];
    for (path, text) in breaches {
        assert!(
            !name_offences(&source(path, text)).is_empty(),
            "missed: {text}"
        );
    }
}

#[test]
fn what_is_allowed_is_not_accused() {
    let fine = [
        ("domain/case.rs", "use crate::domain::{id, text::Text};"),
        (
            "domain/case.rs",
            "// use crate::vault::Vault;\n/* std::fs /* sled:: */ */",
        ),
        (
            "domain/case.rs",
            "const A: &str = \"crate::vault sled:: \\\" std::fs::read\";",
        ),
        (
            "domain/case.rs",
            "const A: &str = r#\"use sled::Db; \"x\" \"#;",
        ),
        (
            "domain/case.rs",
            "fn f<'a>(it: &'a str) -> char { if it == \"//\" { '\"' } else { '\\'' } }",
        ),
        (
            "domain/case.rs",
            "#[cfg(test)]\nmod tests {\n    use super::*;\n}",
        ),
        ("domain/case.rs", "use std::{io, time::Duration};"),
        ("vault/backend/sled.rs", "use sled::Db; use std::fs;"),
        (
            "codec/v1.rs",
            "use crate::crypto::digest::hash; use serde::Serialize;",
        ),
        (
            "vault/mod.rs",
            "#[cfg(test)] mod tests { fn f() { std::fs::read(\"x\"); } }",
        ),
        ("lib.rs", "pub mod vault; use crate::vault::Vault;"),
        ("vault/mod.rs", "struct Aged; fn storage::sledge() {}"),
    ];
    for (path, text) in fine {
        let source = source(path, text);
        let offences = [layer_offences(&source), name_offences(&source)].concat();
        assert!(offences.is_empty(), "accused: {text}: {offences:?}");
    }
}

#[test]
fn a_document_that_names_what_is_gone_is_found() {
    let file = |span| matches!(reference(span), Some(Reference::File(it)) if !file_exists(it));
    let item = |span| matches!(reference(span), Some(Reference::Item(_)));
    assert!(file("src/nowhere.rs") && file("domain/nowhere.rs") && file("docs/nowhere.md"));
    assert!(!file("src/lib.rs") && !file("domain/case.rs") && !file("docs/format-vault.md"));
    assert!(item("Disclosure") && item("State::of") && item("turn::duties()"));
    assert!(!item("cargo test --locked") && !item("--home") && !item("a word"));
    let fenced = "`one`\n```\n`two`\n```\nand `three` of `four`";
    assert_eq!(code_spans(fenced), ["one", "three", "four"]);
}
