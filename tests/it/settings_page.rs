//! The page of settings says of each what the table says.
//!
//! Whether a reason is a good one nobody can test; that there is one is.

use std::fs;

use tasuki::domain::setting::{Ground, Reach, Setting, SettingId};
use tasuki::lang::{Lang, label};

#[test]
fn every_setting_stands_on_its_page_with_its_value_its_ground_and_a_reason() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/settings.md");
    let page = fs::read_to_string(path).unwrap();
    let rows = page.lines().filter(|it| it.starts_with("| `"));
    let rows: Vec<Vec<&str>> = rows
        .map(|it| it.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
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
