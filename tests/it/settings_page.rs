//! The page of settings says of each what the table says.
//!
//! Whether a reason is a good one nobody can test; that there is one is. What is said of hearsay is tried beside the words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tasuki::domain::setting::{Ground, Reach, Setting, SettingId};
use tasuki::lang::{Lang, label};

/// The page, one table of it as cells.
fn table(heading: &str) -> Vec<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/settings.md");
    let page = fs::read_to_string(path).unwrap();
    let part = page.split("\n## ").find(|it| it.starts_with(heading));
    let part = part.expect("the page has such a part");
    let rows = part.lines().filter(|it| it.starts_with("| `"));
    let cells = |it: &str| {
        it.trim_matches('|')
            .split('|')
            .map(|it| it.trim().to_owned())
            .collect()
    };
    rows.map(cells).collect()
}

/// What the rule of a city is made of.
const OF_RULE: [SettingId; 2] = [SettingId::PeriodFrom, SettingId::PeriodGaps];

/// The files that ask what a setting is set to: not the table itself, nor what names settings or lists all of them.
fn readers(id: SettingId) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = rust_files(&root.join("src")).into_iter();
    let paths = files.map(|it| it.strip_prefix(root).unwrap().display().to_string());
    // The words about hearsay are tests of what is said, and all of the file is.
    let aside = |path: &String| {
        let tests = path == "src/lang/hearsay.rs" || path.ends_with("/tests.rs");
        path == "src/domain/setting.rs" || tests || path.contains("/scenes")
    };
    let reads = |path: &String| reads(&fs::read_to_string(root.join(path)).unwrap(), id);
    paths.filter(|it| !aside(it) && reads(it)).collect()
}

/// Whether what is shipped of a file asks for a setting, by its name or as part of the rule of a city.
fn reads(text: &str, id: SettingId) -> bool {
    let text = shipped(text);
    let named = format!("SettingId::{id:?}");
    let named = text.match_indices(&named).any(|(at, it)| {
        let next = text[at + it.len()..].chars().next();
        !next.is_some_and(char::is_alphanumeric)
    });
    let mut rules = text.match_indices(".rule()");
    // A page that draws a rule under its heading asks itself.
    let ruled = rules.any(|(at, _)| !text[..at].ends_with("self"));
    named || ruled && OF_RULE.contains(&id)
}

/// A file without its items that only tests have; what stands behind such an item is shipped.
fn shipped(text: &str) -> String {
    let mut lines = text.lines();
    let mut left = Vec::new();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            left.push(line);
            continue;
        }
        let inset = &line[..line.len() - line.trim_start().len()];
        let ends = [format!("{inset}}}"), format!("{inset}}};")];
        let mut item = lines.by_ref().skip_while(|it| it.trim().starts_with("#["));
        let first = item.next().unwrap_or_default();
        if !first.ends_with([';', '}', ',']) {
            item.find(|it| ends.iter().any(|end| end == it));
        }
    }
    left.join("\n")
}

#[test]
fn who_reads_a_setting_is_found_behind_an_item_of_tests_and_whatever_holds_it() {
    let reads = |text: &str| reads(text, SettingId::PeriodGaps);
    assert!(reads("let gaps = settings.at(city).rule().gaps;"));
    assert!(reads("held\n    .rule()"));
    assert!(!reads("self.rule();") && !reads("SettingId::PeriodGapsToo"));
    let behind = "fn shipped() { set(SettingId::PeriodGaps) }";
    for item in [
        "use crate::made_up;",
        "mod made_up {\n    fn a() {\n    }\n}",
        "pub(crate) fn theme() {\n    one();\n}",
    ] {
        let tests = format!("#[cfg(test)]\n{item}\n");
        assert!(reads(&format!("{tests}{behind}")), "{item}");
        assert!(!reads(&tests.replace("one()", behind)), "{item}");
    }
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(rust_files(&path)),
            false if path.extension().is_some_and(|it| it == "rs") => files.push(path),
            false => (),
        }
    }
    files
}

/// The settings of which whoever reads what rests on them is told: known by hearsay, or another one in each city.
fn told_of() -> Vec<SettingId> {
    let asked = |it: &&SettingId| it.ground() == Ground::Hearsay || it.reach() == Reach::City;
    SettingId::ALL.iter().filter(asked).copied().collect()
}

#[test]
fn what_reads_a_setting_known_by_hearsay_or_of_a_city_stands_on_the_page_with_where_that_is_said() {
    let rows = table("What rests on hearsay");
    let told_of = told_of();
    assert_eq!(rows.len(), told_of.len());
    for (id, row) in told_of.into_iter().zip(rows) {
        assert_eq!(row[0], format!("`{}`", id.name()));
        let named = row[2].split('`').skip(1).step_by(2).map(str::to_owned);
        assert_eq!(named.collect::<BTreeSet<_>>(), readers(id), "{}", id.name());
        assert!(!row[3].is_empty());
    }
}

/// A mark may be cut in two at the end of a row; at one of these it is not.
const SIZES: [&str; 3] = ["60x16", "80x24", "120x40"];

/// By what a drawing says that somebody has to ask.
const MARKS: [&str; 3] = ["市町村で違", "市町村に確かめ", "確かとは限"];

#[test]
fn each_such_setting_has_a_drawing_that_says_so_and_a_command() {
    let root = env!("CARGO_MANIFEST_DIR");
    let read = |path: &str| fs::read_to_string(format!("{root}/{path}")).unwrap();
    let commands = read("docs/commands.md");
    for row in table("What rests on hearsay") {
        let (name, drawing) = (&row[0], &row[4]);
        let silent = drawing.starts_with("- ");
        if !silent {
            let drawn = SIZES.map(|it| read(&format!("tests/screens/{drawing}.ja.{it}.snap")));
            let says = MARKS.iter().any(|it| drawn.concat().contains(it));
            assert!(says, "{name}: {drawing} says nothing");
        }
        // As it is usually set, only what is kept as a record has nothing to say.
        assert!(!silent || name.starts_with("`record."), "{name}");
        let command = row[5].trim_matches('`').to_owned();
        let said = commands.contains(&format!("`{command}"));
        assert!(said, "{name}: there is no command {command}");
    }
}

#[test]
fn every_setting_stands_on_its_page_with_its_value_its_ground_and_a_reason() {
    let rows = table("# Settings");
    assert_eq!(rows.len(), SettingId::ALL.len());
    for (id, row) in SettingId::ALL.iter().zip(rows) {
        let usual = match id.usual() {
            Setting::Number(number) => number.to_string(),
            Setting::Pick(pick) => pick.code().to_owned(),
        };
        let reach = match id.reach() {
            Reach::Office => "office",
            Reach::City => "city",
        };
        let ground = match id.ground() {
            Ground::Source => "source",
            Ground::Hearsay => "hearsay",
            Ground::House => "house",
        };
        let name = format!("`{}`", id.name());
        let label = label::setting::setting(*id, Lang::Ja);
        assert_eq!(row[..5], [&name, label, &usual, reach, ground]);
        assert!(row[5].ends_with('.'), "{name}: no reason");
    }
}
