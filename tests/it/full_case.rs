//! A whole case of somebody, typed in Japanese by keys into the real program in a terminal; then it stands in the store as it
//! was typed, field by field.
//!
//! What is typed stands in `full_case.txt`, and the keys come from the catalogue: no stop of a form is named here.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;
use std::sync::OnceLock;

use rustix::process::Signal;
use serde_json::{Map, Value as Json, json};

use tasuki::domain::assessment::{AssessmentItem, Rater, Sub};
use tasuki::domain::case::FieldState;
use tasuki::domain::field::{self, ChoiceId, Column, Kind};
use tasuki::domain::section::{FieldId, SectionId};
use tasuki::lang::{Lang, label};
use tasuki::workflow::import::state_code;

use crate::place::{FIRST, PASSPHRASE, Place, text};
use crate::pty::{F2, F7, F10, Pty};

const TOLD: &str = include_str!("full_case.txt");

const F6: &str = "\x1b[17~";
const TAB: &str = "\t";
const RIGHT: &str = "\x1b[C";
const DOWN: &str = "\x1b[B";
const HOME: &str = "\x1b[H";

/// The states that are chosen instead of an answer, in the order in which a key goes through them.
pub const STATES: [FieldState; 3] = [
    FieldState::Nothing,
    FieldState::Declined,
    FieldState::Unchecked,
];

/// One thing that is typed, and how the program holds it; both are empty where nothing is.
#[derive(Clone, Copy)]
pub struct Cell {
    pub typed: &'static str,
    pub held: &'static str,
}

/// What is typed into a field: cells in rows, or how often the key of the states is pressed.
pub enum Typed {
    Rows(Vec<Vec<Cell>>),
    State(usize),
}

fn cell(said: &'static str) -> Cell {
    let said = said.trim();
    let (typed, held) = said.split_once(" => ").unwrap_or((said, said));
    match said {
        "-" => Cell {
            typed: "",
            held: "",
        },
        _ => Cell { typed, held },
    }
}

fn typed(rows: &[&'static str]) -> Typed {
    let row = |row: &&'static str| row.split(" | ").map(cell).collect();
    match rows {
        [state] if state.starts_with('〔') => {
            let state = state.trim_matches(['〔', '〕']);
            let mut states = STATES.iter();
            let at = states.position(|it| label::state(it, Lang::Ja) == state);
            Typed::State(1 + at.unwrap_or_else(|| panic!("{state} is no state")))
        }
        rows => Typed::Rows(rows.iter().map(row).collect()),
    }
}

/// What is told of each field.
pub fn told() -> BTreeMap<FieldId, Typed> {
    let lines = TOLD.lines().filter(|it| !it.trim().is_empty());
    let mut fields: Vec<(FieldId, Vec<&'static str>)> = Vec::new();
    for line in lines.filter(|it| !it.starts_with('#')) {
        match line.strip_prefix("    ") {
            Some(row) => fields.last_mut().unwrap().1.push(row),
            None => {
                let field = FieldId::from_name(line);
                let field = field.unwrap_or_else(|| panic!("{line} is no field"));
                fields.push((field, Vec::new()));
            }
        }
    }
    let lines = fields.len();
    let told = fields.into_iter();
    let told: BTreeMap<_, _> = told.map(|(field, rows)| (field, typed(&rows))).collect();
    let untold = FieldId::ALL.iter().filter(|it| !told.contains_key(it));
    let untold: Vec<_> = untold.map(|it| it.spec().name).collect();
    assert_eq!(untold, [""; 0], "nothing is typed into these");
    assert_eq!(lines, told.len(), "a field is told twice");
    told
}

fn no_cells(field: FieldId) -> ! {
    panic!("{field:?} has other cells than are told")
}

/// The one cell of a field that has one.
fn only(field: FieldId, rows: &[Vec<Cell>]) -> Cell {
    match rows {
        [row] if row.len() == 1 => row[0],
        _ => no_cells(field),
    }
}

/// The keys that choose an option, by its word.
fn chosen(cell: Cell, codes: &[ChoiceId]) -> String {
    if cell.typed.is_empty() {
        return String::new();
    }
    let mut words = codes.iter().map(|it| label::choice(*it, Lang::Ja));
    let at = words.position(|it| it == cell.typed);
    let at = at.unwrap_or_else(|| panic!("{} is not offered", cell.typed));
    RIGHT.repeat(at + 1)
}

fn ticked(rows: &[Vec<Cell>], codes: &[ChoiceId]) -> String {
    let words: Vec<_> = rows.iter().flatten().map(|it| it.typed).collect();
    let is_ticked = |code: &ChoiceId| words.contains(&label::choice(*code, Lang::Ja));
    let ticked = codes.iter().map(|it| if is_ticked(it) { " " } else { "" });
    let ticked: Vec<_> = ticked.collect();
    let found = ticked.iter().filter(|it| !it.is_empty()).count();
    assert_eq!(found, words.len(), "{words:?} are not offered");
    ticked.join(TAB)
}

fn row_of(field: FieldId, columns: &[Column], row: &[Cell]) -> String {
    if row.len() != columns.len() {
        no_cells(field);
    }
    let cells = columns
        .iter()
        .zip(row)
        .map(|(column, cell)| match column.cell {
            field::Cell::Choice(codes) => chosen(*cell, codes),
            _ => cell.typed.to_owned(),
        });
    cells.collect::<Vec<_>>().join(TAB)
}

/// The stops of scores, in the order of the form: the day and who took them down; then of each item each rater's, and the
/// sub-checks where the sheet has any.
fn scored(
    field: FieldId,
    rows: &[Vec<Cell>],
    items: &[AssessmentItem],
    raters: &[Rater],
) -> String {
    let mut stops: Vec<&str> = rows[0].iter().map(|it| it.typed).collect();
    if rows.len() != items.len() + 1 {
        no_cells(field);
    }
    for (item, row) in items.iter().zip(&rows[1..]) {
        assert_eq!(row[0].typed, label::assessment(*item, Lang::Ja));
        let (marks, checks) = row[1..].split_at(raters.len());
        stops.extend(marks.iter().map(|it| it.typed));
        match item.sub() == Sub::Checks && raters.contains(&Rater::Staff) {
            true => stops.push(checks[0].typed),
            false => assert!(checks.iter().all(|it| it.typed.is_empty()), "{item:?}"),
        }
    }
    stops.join(TAB)
}

/// The keys that type a field, from its first stop to its last.
fn keys(field: FieldId, typed: &Typed) -> String {
    let rows = match typed {
        Typed::State(times) => return F6.repeat(*times),
        Typed::Rows(rows) => rows,
    };
    let cells = |row: &Vec<Cell>| {
        let cells = row.iter().map(|it| it.typed);
        cells.collect::<Vec<_>>().join(TAB)
    };
    match field.spec().kind {
        Kind::Line { .. }
        | Kind::Kana
        | Kind::Phone
        | Kind::Digits { .. }
        | Kind::Date
        | Kind::Month
        | Kind::Number { .. } => only(field, rows).typed.to_owned(),
        Kind::Text { .. } | Kind::List { .. } => {
            let lines = rows.iter().flatten().map(|it| it.typed);
            lines.collect::<Vec<_>>().join("\r")
        }
        Kind::Choice(codes) => chosen(only(field, rows), codes),
        Kind::Choices(codes) => ticked(rows, codes),
        Kind::Person if rows.len() == 1 && rows[0].len() == 4 => cells(&rows[0]),
        Kind::Person => no_cells(field),
        Kind::Triples { .. } => {
            let rows = rows.iter().map(cells);
            rows.collect::<Vec<_>>().join(F7)
        }
        Kind::Table { columns, .. } => {
            let rows = rows.iter().map(|it| row_of(field, columns, it));
            rows.collect::<Vec<_>>().join(F7)
        }
        Kind::Scores { items, raters } => scored(field, rows, items, raters),
    }
}

/// An object of the members that are there.
fn members<'a>(all: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    let there = all.into_iter().filter(|it| it.1 != json!(""));
    let there = there.map(|(name, value)| (name.to_owned(), value));
    Json::Object(there.collect::<Map<_, _>>())
}

fn number(cell: Cell) -> Json {
    match cell.held {
        "" => json!(""),
        held => json!(held.parse::<u32>().unwrap()),
    }
}

fn held_scores(rows: &[Vec<Cell>], items: &[AssessmentItem], raters: &[Rater]) -> Json {
    let [on, rater] = [0, 1].map(|it| rows[0][it].held);
    let scores = items.iter().zip(&rows[1..]).map(|(item, row)| {
        let (marks, checks) = row[1..].split_at(raters.len());
        let marks = raters.iter().zip(marks).filter(|it| !it.1.held.is_empty());
        let marks: Vec<_> = marks
            .map(|(by, mark)| {
                json!({ "by": by.code(), "score": number(*mark), "on": on, "rater": rater })
            })
            .collect();
        let checks = checks.first().map_or("", |it| it.held);
        (item, marks, checks)
    });
    let given = scores.filter(|(_, marks, _)| !marks.is_empty());
    let given = given.map(|(item, marks, checks)| {
        members([
            ("item", json!(item.code())),
            ("marks", json!(marks)),
            ("checks", json!(checks)),
        ])
    });
    given.collect()
}

/// What the program holds of a field once it was typed: its state, and its answer as `case show --json` writes it.
fn held(field: FieldId, typed: &Typed) -> (&'static str, Json) {
    let rows = match typed {
        Typed::State(times) => return (state_code(&STATES[times - 1]), Json::Null),
        Typed::Rows(rows) => rows,
    };
    let named = |names: &[&'static str], row: &Vec<Cell>| {
        let cells = row.iter().map(|it| json!(it.held));
        members(names.iter().copied().zip(cells))
    };
    let answer = match field.spec().kind {
        Kind::Number { .. } => number(rows[0][0]),
        Kind::Text { .. } => {
            let lines: Vec<_> = rows.iter().map(|it| it[0].held).collect();
            json!(lines.join("\n"))
        }
        Kind::List { .. } | Kind::Choices(_) => rows.iter().map(|it| json!(it[0].held)).collect(),
        Kind::Table { columns, .. } => {
            let row = |row: &Vec<Cell>| {
                let cells = columns.iter().zip(row);
                let cells = cells.map(|(column, cell)| match column.cell {
                    field::Cell::Number { .. } => (column.id.code(), number(*cell)),
                    _ => (column.id.code(), json!(cell.held)),
                });
                members(cells)
            };
            rows.iter().map(row).collect()
        }
        Kind::Person => named(&["name", "kana", "relation", "phone"], &rows[0]),
        Kind::Triples { .. } => {
            let row = |it| named(&["sign", "remedy", "wish"], it);
            rows.iter().map(row).collect()
        }
        Kind::Scores { items, raters } => held_scores(rows, items, raters),
        _ => json!(only(field, rows).held),
    };
    ("filled", answer)
}

/// The row of the cursor and the two above it: the name of a field stands there where the focus is on its first stop, beside it
/// or over it, and over the number of a row.
fn around(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    let (row, _) = screen.cursor_position();
    let rows = screen
        .rows(0, columns.get())
        .skip(usize::from(row.saturating_sub(2)));
    rows.take(usize::from(row.min(2)) + 1).collect()
}

fn title(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    screen.rows(0, columns.get()).next().unwrap_or_default()
}

fn last_row(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    screen.rows(0, columns.get()).last().unwrap_or_default()
}

/// As much of a word as stands in any column of a form.
fn seen_of(word: &str) -> String {
    word.chars().take(9).collect()
}

/// Waits until the focus is on the first stop of a field, as a person looks before typing, and types it.
fn types(pty: &mut Pty, field: FieldId, typed: &Typed) {
    let name = seen_of(label::field(field, Lang::Ja));
    pty.until(|it| !it.hide_cursor() && around(it).contains(&name));
    pty.send(&keys(field, typed));
}

/// The fields a small form asks for, by the names in its rows.
fn asked(screen: &vt100::Screen) -> Vec<FieldId> {
    let (_, columns) = screen.size();
    let rows = screen.rows(0, columns.get());
    let fields = rows.filter_map(|row| {
        let (name, _) = row.split_once('[')?;
        let name = name.trim_matches([' ', '>', '!', '+']);
        let mut fields = FieldId::ALL.iter().copied();
        fields.find(|it| label::field(*it, Lang::Ja) == name)
    });
    fields.collect()
}

/// Makes the case: the form of a new one asks for some fields, whichever they are. Says which.
fn begins(pty: &mut Pty, told: &BTreeMap<FieldId, Typed>) -> BTreeSet<FieldId> {
    pty.send(F2).shows("どこへ移りますか");
    pty.send("2").shows("利用者");
    pty.send(F7);
    // The keys in the last row are drawn last: then the whole form is there.
    pty.until(|it| title(it).contains("新しい利用者") && last_row(it).contains("F10 保存"));
    let asked = asked(pty.emulator.screen());
    for (count, field) in asked.iter().enumerate() {
        if count > 0 {
            pty.send(TAB);
        }
        types(pty, *field, &told[field]);
    }
    pty.send(F10).shows("# 業務メモ");
    asked.into_iter().collect()
}

/// Opens a section, types all of it that does not stand there yet, and saves it.
fn writes(
    pty: &mut Pty,
    section: SectionId,
    told: &BTreeMap<FieldId, Typed>,
    stands: &BTreeSet<FieldId>,
) {
    let name = label::section(section, Lang::Ja);
    let at = SectionId::ALL.iter().position(|it| *it == section);
    pty.send(HOME).send(&DOWN.repeat(at.unwrap()));
    pty.until(|it| !it.hide_cursor() && around(it).contains(&seen_of(name)));
    pty.send("\r");
    let heading = format!("{name}: ");
    pty.until(|it| title(it).contains(&heading));
    for (count, field) in section.fields().enumerate() {
        if count > 0 {
            pty.send(TAB);
        }
        if !stands.contains(&field) {
            types(pty, field, &told[&field]);
        }
    }
    pty.send(F10);
    pty.until(|it| !title(it).contains(&heading));
    pty.shows("保存しました");
}

/// The case as it is held once all of it was typed by keys; it is typed once, whoever asks.
pub fn case() -> &'static Json {
    static CASE: OnceLock<Json> = OnceLock::new();
    CASE.get_or_init(|| {
        let told = told();
        let place = Place::new();
        place.office("a", "0110000015");
        let mut pty = Pty::at_door(&place.0, "a", FIRST, PASSPHRASE);
        pty.send(F10).shows("今日すること");
        let stands = begins(&mut pty, &told);
        for section in SectionId::ALL {
            writes(&mut pty, *section, &told, &stands);
        }
        pty.signal(Signal::TERM);
        pty.ends(0);
        the_one(&place, "a")
    })
}

/// The one case of an office.
pub fn the_one(place: &Place, home: &str) -> Json {
    let cases = place.json(home, FIRST, &["case", "list"]);
    let cases = cases["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 1, "{cases:?}");
    let case = text(&cases[0]["id"]);
    place.json(home, FIRST, &["case", "show", &case])["case"].clone()
}

#[test]
fn every_kind_of_answer_and_every_state_is_typed() {
    let told = told();
    let filled = told.iter().filter(|it| matches!(it.1, Typed::Rows(_)));
    let filled: BTreeSet<_> = filled
        .map(|it| format!("{:?}", discriminant(&it.0.spec().kind)))
        .collect();
    let all = FieldId::ALL.iter();
    let all: BTreeSet<_> = all
        .map(|it| format!("{:?}", discriminant(&it.spec().kind)))
        .collect();
    assert_eq!(filled, all);
    for (at, state) in STATES.iter().enumerate() {
        let chosen = |it: &Typed| matches!(it, Typed::State(times) if *times == at + 1);
        assert!(told.values().any(chosen), "{state:?}");
    }
    // What a handover needs has an answer; that there is none is one where the catalogue says so.
    for (field, typed) in &told {
        if let (true, Typed::State(times)) = (field.is_required(), typed) {
            assert_eq!(
                (*times, field.spec().filled),
                (1, field::Filled::ByNone),
                "{field:?}"
            );
        }
    }
}

#[test]
fn a_whole_case_typed_in_japanese_by_keys_only_is_held_as_it_was_typed() {
    let told = told();
    let case = case();
    for (field, typed) in &told {
        let name = field.spec().name;
        let value = &case["fields"][name];
        let (state, answer) = held(*field, typed);
        assert_eq!(value["state"], state, "{name}");
        assert_eq!(value["answer"], answer, "{name}");
        let source = &value["source"];
        match source["kind"].as_str() {
            Some("observed") => assert_eq!(source["by"], FIRST, "{name}"),
            kind => assert_eq!(kind, Some("person"), "{name}"),
        }
    }
    assert_eq!(case["fields"].as_object().unwrap().len(), told.len());
    assert_eq!(case["missing"], json!([]), "nothing that a handover needs");
    assert_eq!(case["computed"]["misfits"], json!([]));
}
