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

/// What asks for the rule of a city asks for these.
const RULE: (&str, [SettingId; 2]) = (
    "held.rule()",
    [SettingId::PeriodFrom, SettingId::PeriodGaps],
);

/// The files that ask what a setting is set to: not the table itself, nor what names settings or lists all of them.
fn readers(id: SettingId) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = BTreeSet::new();
    for layer in ["domain", "workflow", "exchange", "report", "cli", "tui"] {
        for file in rust_files(&root.join("src").join(layer)) {
            let path = file.strip_prefix(root).unwrap().display().to_string();
            let text = fs::read_to_string(&file).unwrap();
            let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
            let named = format!("SettingId::{id:?}");
            let named = shipped.match_indices(&named).any(|(at, it)| {
                let next = shipped[at + it.len()..].chars().next();
                !next.is_some_and(char::is_alphanumeric)
            });
            let ruled = RULE.1.contains(&id) && shipped.contains(RULE.0);
            let table = path == "src/domain/setting.rs" || path.contains("/scenes");
            if (named || ruled) && !table {
                all.insert(path);
            }
        }
    }
    all
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

#[test]
fn what_reads_a_setting_known_by_hearsay_stands_on_the_page_with_where_that_is_said() {
    let rows = table("What rests on hearsay");
    let hearsay = SettingId::ALL
        .iter()
        .filter(|it| it.ground() == Ground::Hearsay);
    let hearsay: Vec<SettingId> = hearsay.copied().collect();
    assert_eq!(rows.len(), hearsay.len());
    for (id, row) in hearsay.into_iter().zip(rows) {
        assert_eq!(row[0], format!("`{}`", id.name()));
        let named = row[2].split('`').skip(1).step_by(2).map(str::to_owned);
        assert_eq!(named.collect::<BTreeSet<_>>(), readers(id), "{}", id.name());
        assert!(!row[3].is_empty());
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
