//! What a handover holds, by a list that no code was made from: `catalogue.txt` has it row by row with the fields of ours.
//!
//! It judges no row by what it means: that the field holds it was read by a person.

use std::collections::BTreeMap;
use std::path::Path;

use tasuki::domain::field::{Need, Sensitivity};
use tasuki::domain::section::FieldId;

const TABLE: &str = include_str!("catalogue.txt");

/// How much a handover needs something, and with how much care it goes, as the list writes both.
type Marks = (&'static str, &'static str);

/// What stands in the list, with the fields that hold it and the words below them.
struct Row {
    marks: Marks,
    what: &'static str,
    fields: Vec<(FieldId, Option<Marks>)>,
    otherwise: Vec<&'static str>,
    elsewhere: Vec<&'static str>,
}

fn head(line: &'static str) -> Row {
    let mut words = line.splitn(3, ' ');
    let mut next = || words.next().expect("a need, a care and what it is");
    Row {
        marks: (next(), next()),
        what: next(),
        fields: Vec::new(),
        otherwise: Vec::new(),
        elsewhere: Vec::new(),
    }
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in TABLE.lines() {
        let Some(said) = line.strip_prefix("    ") else {
            if !line.is_empty() && !line.starts_with('#') {
                rows.push(head(line));
            }
            continue;
        };
        let row = rows.last_mut().expect("a row above");
        match said.split_once(' ') {
            Some(("~", words)) => row.otherwise.push(words),
            Some(("-", words)) => row.elsewhere.push(words),
            named => {
                let name = named.map_or(said, |it| it.0);
                let field = FieldId::from_name(name);
                let field = field.unwrap_or_else(|| panic!("{name} is no field"));
                let marks = named.and_then(|it| it.1.split_once(' '));
                row.fields.push((field, marks));
            }
        }
    }
    rows
}

fn marks(field: FieldId) -> Marks {
    let need = match field.spec().need {
        Need::Required => "R",
        Need::Conditional => "C",
        Need::Optional => "O",
    };
    let care = match field.spec().sensitivity {
        Sensitivity::Open => "0",
        Sensitivity::Personal => "1",
        Sensitivity::Sensitive => "2",
        Sensitivity::Withheld => "3",
        Sensitivity::ThirdParty => "T",
    };
    (need, care)
}

#[test]
fn each_field_stands_in_one_row_and_each_row_has_a_field_or_says_where_it_is() {
    let mut found: BTreeMap<FieldId, Vec<&str>> = BTreeMap::new();
    for row in rows() {
        assert_ne!(
            row.fields.is_empty(),
            row.elsewhere.is_empty(),
            "{}",
            row.what
        );
        for (field, _) in row.fields {
            found.entry(field).or_default().push(row.what);
        }
    }
    for field in FieldId::ALL {
        let stands = found.get(field).map_or(0, Vec::len);
        assert_eq!(stands, 1, "{}: {:?}", field.spec().name, found.get(field));
    }
}

#[test]
fn the_catalogue_needs_what_the_list_needs_and_takes_as_much_care_or_says_why_not() {
    for row in rows() {
        for (field, other) in &row.fields {
            let name = field.spec().name;
            assert_eq!(marks(*field), other.unwrap_or(row.marks), "{name}");
            assert_ne!(*other, Some(row.marks), "{name} is as its row");
        }
        let differs = row.fields.iter().any(|it| it.1.is_some());
        assert!(!differs || !row.otherwise.is_empty(), "{}: why?", row.what);
    }
}

#[test]
fn every_file_named_in_the_list_is_there() {
    let mut named = 0;
    for row in rows() {
        let words = row.otherwise.iter().chain(&row.elsewhere);
        let paths = words.flat_map(|it| it.split([' ', ',']));
        for path in paths.filter(|it| it.starts_with("src/")) {
            let there = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            assert!(there.is_file(), "{path}");
            named += 1;
        }
    }
    assert!(0 < named, "none is named");
}
