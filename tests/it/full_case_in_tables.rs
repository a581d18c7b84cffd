//! The whole case of `full_case` once more, out of a table as an office has it: CSV in CP932 and a workbook; field by field it is
//! the case that was typed by keys.
//!
//! Which fields a row of a table cannot bear stands in `full_case_in_tables.txt`. How tables are read in general is in `people`.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use encoding_rs::SHIFT_JIS;
use serde_json::{Value as Json, json};
use tasuki::domain::calendar::{Day, parse_day};
use tasuki::domain::field::Kind;
use tasuki::domain::section::FieldId;
use tasuki::lang::people::NAMES;
use tasuki::lang::{Lang, label};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::full_case::{Cell, STATES, Typed, case, the_one, told};
use crate::place::{FIRST, Place};

const LEFT: &str = "tests/it/full_case_in_tables.txt";
/// Set to `always` to write that file anew, as drawings are.
const WRITE: &str = "INSTA_UPDATE";
/// From which day the tables are.
const AS_OF: &str = "2026-11-20";

/// What a table says of a field: what stands over its column, and its cell.
struct Column {
    field: FieldId,
    heading: &'static str,
    cell: String,
    /// What a workbook holds as a number: a day, or a count.
    number: Option<i64>,
}

/// Why a row cannot bear a field, where it cannot.
fn left(field: FieldId, typed: &Typed) -> Option<&'static str> {
    match (typed, field.spec().kind) {
        // That there is none, or that it is not told, is said in a cell of any column.
        (Typed::State(_), _) => None,
        (_, Kind::Table { .. }) => Some("rows of its own"),
        (_, Kind::Person) => Some("a person: name, reading, relation and telephone"),
        (_, Kind::Triples { .. }) => Some("triples"),
        (_, Kind::Scores { .. }) => Some("scores of many items"),
        _ => None,
    }
}

fn column(field: FieldId, typed: &Typed) -> Column {
    let rows = match typed {
        Typed::State(times) => {
            let cell = label::state(&STATES[times - 1], Lang::Ja).to_owned();
            return Column {
                field,
                heading: label::field(field, Lang::Ja),
                cell,
                number: None,
            };
        }
        Typed::Rows(rows) => rows,
    };
    let cells: Vec<Cell> = rows.iter().flatten().copied().collect();
    let words: Vec<&str> = cells.iter().map(|it| it.typed).collect();
    let mark = match field.spec().kind {
        Kind::Choices(_) => "、",
        _ => "\n",
    };
    let number = match field.spec().kind {
        Kind::Date => Some(serial(cells[0].held)),
        Kind::Number { .. } => Some(cells[0].held.parse().unwrap()),
        _ => None,
    };
    Column {
        field,
        heading: label::field(field, Lang::Ja),
        cell: words.join(mark),
        number,
    }
}

/// A day as a workbook has it.
fn serial(day: &str) -> i64 {
    let first = Day::from_ymd(1899, 12, 30).unwrap();
    let day = parse_day(day).unwrap().day;
    i64::from(first.days_until(day))
}

/// The columns of all that a row can bear, in the order of the catalogue.
fn columns() -> Vec<Column> {
    let told = told();
    let fields = told.iter().filter(|it| left(*it.0, it.1).is_none());
    fields.map(|(field, typed)| column(*field, typed)).collect()
}

fn csv(columns: &[Column]) -> String {
    let quoted = |it: &str| format!("\"{}\"", it.replace('"', "\"\""));
    let heading: Vec<_> = columns.iter().map(|it| quoted(it.heading)).collect();
    let cells: Vec<_> = columns.iter().map(|it| quoted(&it.cell)).collect();
    format!("{}\r\n{}\r\n", heading.join(","), cells.join(","))
}

/// The parts of a workbook that say nothing of anybody.
const PARTS: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台帳" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#,
    ),
];

/// The name of a place in a sheet.
fn at(column: usize, row: usize) -> String {
    let letter = |it: usize| char::from(b'A' + u8::try_from(it).unwrap());
    match column / 26 {
        0 => format!("{}{row}", letter(column)),
        more => format!("{}{}{row}", letter(more - 1), letter(column % 26)),
    }
}

fn written(place: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

/// A workbook with days as days and counts as numbers, all else as text.
fn workbook(columns: &[Column]) -> Vec<u8> {
    let heading = columns.iter().enumerate();
    let heading: String = heading
        .map(|(x, it)| written(&at(x, 1), it.heading))
        .collect();
    let cells = columns.iter().enumerate();
    let cells: String = cells
        .map(|(x, it)| match (it.number, it.field.spec().kind) {
            (Some(day), Kind::Date) => format!(r#"<c r="{}" s="1"><v>{day}</v></c>"#, at(x, 2)),
            (Some(count), _) => format!(r#"<c r="{}"><v>{count}</v></c>"#, at(x, 2)),
            (None, _) => written(&at(x, 2), &it.cell),
        })
        .collect();
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{heading}</row><row r="2">{cells}</row></sheetData></worksheet>"#
    );
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = PARTS.iter().copied();
    for (name, part) in parts.chain([("xl/worksheets/sheet1.xml", sheet.as_str())]) {
        book.start_file(name, SimpleFileOptions::default()).unwrap();
        book.write_all(part.as_bytes()).unwrap();
    }
    book.finish().unwrap().into_inner()
}

/// The columns whose heading two fields share, by their numbers: whoever takes them in says which is meant.
fn shared(columns: &[Column]) -> Vec<String> {
    let numbered = columns.iter().enumerate();
    let shared = numbered.filter(|(_, it)| (NAMES.field)(it.heading).is_none());
    shared
        .map(|(at, it)| format!("{}={}", at + 1, it.field.spec().name))
        .collect()
}

/// What an office has once it took in a table of its own.
fn taken(place: &Place, home: &str, file: &str, form: &str, columns: &[Column]) -> Json {
    let shared = shared(columns);
    let maps = shared.iter().flat_map(|it| ["--map", it.as_str()]);
    let import = ["case", "import", file, "--yes", "--as-of", AS_OF];
    let import: Vec<&str> = import.into_iter().chain(maps).collect();
    let told = place.table(home, FIRST, &import);
    assert_eq!(told["form"], form);
    assert_eq!(told["rows"][0]["fate"], "new", "{:?}", told["rows"]);
    for (column, said) in columns.iter().zip(told["columns"].as_array().unwrap()) {
        assert_eq!(
            said["field"],
            column.field.spec().name,
            "{}",
            column.heading
        );
    }
    the_one(place, home)
}

/// Each answer and state is the typed one; source and day are those of a table of this office.
fn is_as_typed(case: &Json, home: &str, typed: &Json, columns: &[Column]) {
    let office = format!("見本事業所{home}");
    for column in columns {
        let name = column.field.spec().name;
        let (one, other) = (&case["fields"][name], &typed["fields"][name]);
        for part in ["state", "answer"] {
            assert_eq!(one[part], other[part], "{name}");
        }
        assert_eq!(one["source"]["kind"], other["source"]["kind"], "{name}");
        if one["source"]["kind"] == "observed" {
            assert_eq!(one["source"]["by"], json!(office), "{name}");
        }
        assert_eq!(one["as_of"], AS_OF, "{name}");
    }
    let fields = case["fields"].as_object().unwrap().keys();
    let named: BTreeSet<_> = columns.iter().map(|it| it.field.spec().name).collect();
    assert_eq!(fields.map(String::as_str).collect::<BTreeSet<_>>(), named);
}

#[test]
fn a_whole_case_out_of_cp932_and_out_of_a_workbook_is_the_case_that_was_typed() {
    let typed = case();
    let columns = columns();
    let place = Place::new();
    place.office("b", "0110000023");
    place.office("c", "0110000031");
    let csv = csv(&columns);
    let (cp932, _, lost) = SHIFT_JIS.encode(&csv);
    assert!(!lost, "CP932 has all of it");
    fs::write(place.path("daicho.csv"), cp932).unwrap();
    fs::write(place.path("daicho.xlsx"), workbook(&columns)).unwrap();
    for (home, file, form) in [("b", "daicho.csv", "cp932"), ("c", "daicho.xlsx", "xlsx")] {
        let case = taken(&place, home, file, form, &columns);
        is_as_typed(&case, home, typed, &columns);
    }
}

#[test]
fn what_a_row_cannot_bear_is_written_down() {
    let told = told();
    let columns = columns();
    let mut page = String::from(
        "# What of the whole case of `full_case.txt` no row of a table bears, and what comes by a column whose heading two fields\n\
         # share: `--map` says which of them it is. All else comes by CSV and by XLSX as it is typed.\n\n",
    );
    for (field, typed) in &told {
        if let Some(why) = left(*field, typed) {
            page.push_str(&format!("{}: {why}\n", field.spec().name));
        }
    }
    page.push('\n');
    for column in &columns {
        if (NAMES.field)(column.heading).is_none() {
            page.push_str(&format!(
                "--map {} ({})\n",
                column.field.spec().name,
                column.heading
            ));
        }
    }
    page.push_str(&format!(
        "\n{} of {} fields come by a row.\n",
        columns.len(),
        told.len()
    ));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(LEFT);
    if std::env::var_os(WRITE).is_some_and(|it| it == "always") {
        fs::write(&path, &page).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), page);
    // A row that would bear it all the same is refused by the name of its column.
    let place = Place::new();
    place.office("b", "0110000023");
    let tables = told.iter().filter(|it| left(*it.0, it.1).is_some());
    for (field, _) in tables {
        let csv = format!("氏名,フリガナ,生年月日,これ\n試験一,シケンイチ,H8.4.9,{LEFT}\n");
        fs::write(place.path("a.csv"), csv).unwrap();
        let map = format!("これ={}", field.spec().name);
        let told = place.table(
            "b",
            FIRST,
            &["case", "import", "a.csv", "--yes", "--map", &map],
        );
        let why = told["rows"][0]["wrong"][0].as_str().unwrap_or_default();
        assert!(why.contains("一つのセルからは"), "{map}: {why}");
    }
}

/// What CP932 has not is nowhere replaced unasked: a name comes whole out of a workbook, and is refused by name where it would
/// be written in CP932.
#[test]
fn a_character_that_cp932_has_not_comes_by_a_workbook_and_is_named_where_it_cannot_be_written() {
    let place = Place::new();
    place.office("b", "0110000023");
    let person = |field, cell: &str| Column {
        field,
        heading: label::field(field, Lang::Ja),
        cell: cell.to_owned(),
        number: None,
    };
    let columns = [
        person(FieldId::PersonName, "𠮷田 見本"),
        person(FieldId::PersonKana, "ヨシダ ミホン"),
        person(FieldId::PersonBirth, "H8.4.9"),
    ];
    let (_, _, lost) = SHIFT_JIS.encode(&columns[0].cell);
    assert!(lost, "CP932 has no such character");
    fs::write(place.path("a.xlsx"), workbook(&columns)).unwrap();
    let case = taken(&place, "b", "a.xlsx", "xlsx", &columns);
    assert_eq!(case["fields"]["person.name"]["answer"], "𠮷田 見本");
    let list = ["case", "list", "--out", "list.csv", "--cp932"];
    place.refused("b", FIRST, &list, 3, "refused");
    let told = place.run("b", FIRST, &list);
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("𠮷") && told.contains("U+20BB7"), "{told}");
    assert!(!place.path("list.csv").exists());
}
