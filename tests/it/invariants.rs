//! What must hold of a handover, number by number: docs/handover.md says which promise of the search it is, and what else tries it.
//!
//! Here is only that the table is whole and names what exists. What the promises ask is in `promise`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::peer_behaviour::tests_in;
use crate::promise::Promise;

const PAGE: &str = include_str!("../../docs/handover.md");

/// The invariants there are.
const NUMBERS: std::ops::RangeInclusive<usize> = 1..=10;

/// A row: its number, the promises and the tests.
struct Row {
    number: String,
    promises: Vec<String>,
    tests: Vec<String>,
}

fn rows() -> Vec<Row> {
    let table = PAGE.split("\n## What must hold\n").nth(1);
    let table = table.expect("the page has such a section");
    let table = table.split("\n## ").next().unwrap_or_default();
    let rows = table.lines().filter(|it| it.starts_with('|')).skip(2);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [number, _, promises, tests] = cells[..] else {
            panic!("four cells: {row}");
        };
        let named = |cell: &str| {
            let spans = cell.split('`').skip(1).step_by(2);
            spans.map(str::to_owned).collect()
        };
        Row {
            number: number.to_owned(),
            promises: named(promises),
            tests: named(tests),
        }
    })
    .collect()
}

#[test]
fn every_invariant_has_its_promise_and_its_tests_and_each_of_them_exists() {
    let rows = rows();
    let numbers: Vec<&str> = rows.iter().map(|it| it.number.as_str()).collect();
    let numbered = NUMBERS.map(|it| it.to_string());
    let expected: Vec<String> = numbered.chain(["§2".to_owned()]).collect();
    assert_eq!(numbers, expected, "each number once, in order");
    let promises: BTreeSet<&str> = Promise::ALL.iter().map(|it| it.code()).collect();
    let named: Vec<&str> = rows
        .iter()
        .flat_map(|it| &it.promises)
        .map(String::as_str)
        .collect();
    assert_eq!(named.len(), promises.len(), "each promise once: {named:?}");
    assert_eq!(
        named.into_iter().collect::<BTreeSet<_>>(),
        promises,
        "the promises the search looks at"
    );
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for row in &rows {
        let number = &row.number;
        assert!(!row.promises.is_empty(), "{number} has no promise");
        assert!(!row.tests.is_empty(), "{number} has no test");
        for named in &row.tests {
            let (file, test) = named.rsplit_once("::").expect("FILE::TEST");
            let path = match file.starts_with("src/") {
                true => root.join(file),
                false => root.join("tests/it").join(file).with_extension("rs"),
            };
            let there = tests_in(&path).contains(test);
            assert!(there, "{number} names {named}, which is no test");
        }
    }
}

/// What the line of figures says of tests elsewhere stands in the table, too.
#[test]
fn what_the_search_says_is_tried_elsewhere_stands_in_the_row_of_its_number() {
    let rows = rows();
    for (what, files) in Promise::ELSEWHERE {
        let (number, _) = what.split_once(' ').expect("NUMBER WHAT");
        let row = rows.iter().find(|it| it.number == number);
        let row = row.unwrap_or_else(|| panic!("no row {number}"));
        for file in files.split(", ") {
            let begins = format!("{file}::");
            let named = row.tests.iter().any(|it| it.starts_with(&begins));
            assert!(named, "row {number} names no test of {file}");
        }
    }
}
