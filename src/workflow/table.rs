//! A table from a file: rows of cells out of CSV in UTF-8 or CP932, or out of a workbook (XLSX); and as what one is written.
//!
//! It knows no person and no field, opens no file and guesses nothing: what cannot be read for certain is refused by name, and
//! what cannot be written is told.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use encoding_rs::SHIFT_JIS;
use zip::ZipArchive;

use crate::domain::calendar::Day;
use crate::vault::quietly;

/// Most bytes of a file.
pub const MAX_BYTES: usize = 4 << 20;
/// Most bytes a workbook unpacks to.
pub const MAX_UNPACKED: u64 = 64 << 20;
/// Most rows below the heading.
pub const MAX_ROWS: usize = 1_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 200;

/// As what a file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// CSV in UTF-8 with a mark at its beginning.
    Utf8Marked,
    /// CSV in UTF-8.
    Utf8,
    /// CSV in CP932, which Excel writes in Japan.
    Cp932,
    /// The first sheet of a workbook.
    Workbook,
}

impl Form {
    /// Gives its name in answers for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Form::Utf8Marked => "utf-8-bom",
            Form::Utf8 => "utf-8",
            Form::Cp932 => "cp932",
            Form::Workbook => "xlsx",
        }
    }
}

/// As what a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// In UTF-8 with a mark at its beginning.
    Utf8,
    /// In CP932, for programs of old.
    Cp932(Unwritable),
}

/// What becomes of a character that CP932 has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// Nothing is written, and each is told.
    Told,
    /// `〓` stands in its place, as whoever writes has said.
    Geta,
}

/// A character that CP932 has not, and where it would have stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritten {
    /// The row, the heading being 1.
    pub row: usize,
    /// What stands over its column.
    pub heading: String,
    /// The character.
    pub character: char,
}

/// The characters of a text that CP932 has not, or has only as another one.
pub fn unwritable(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|it| in_cp932(*it).is_none())
}

/// Writes a text in CP932, `〓` for what it has not.
pub fn cp932(text: &str) -> Vec<u8> {
    const GETA: [u8; 2] = [0x81, 0xAC];
    let bytes = text.chars().map(|it| in_cp932(it).unwrap_or(GETA.to_vec()));
    bytes.flatten().collect()
}

/// A character in CP932, where it is read back as the same. Two have a form of the same look: the wave dash and the minus
/// sign are written as Windows does.
fn in_cp932(c: char) -> Option<Vec<u8>> {
    let c = match c {
        '\u{301C}' => '\u{FF5E}',
        '\u{2212}' => '\u{FF0D}',
        c => c,
    };
    let text = c.to_string();
    let (bytes, _, lost) = SHIFT_JIS.encode(&text);
    let back = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes);
    (!lost && back.is_some_and(|it| it == text)).then(|| bytes.into_owned())
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or blanks.
    Blank,
    /// A text, or a number as it would be written.
    Text(String),
    /// A day of a workbook.
    Day(Day),
    /// What a workbook could not work out (`#REF!`), or a time without a day.
    Broken,
}

/// One row, with its number in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line or row at which it begins, from 1.
    pub number: usize,
    /// Its cells, from the first column on.
    pub cells: Vec<Cell>,
}

/// A table with a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// As what it was read.
    pub form: Form,
    /// What stands over each column.
    pub heading: Vec<String>,
    /// The rows that are not blank.
    pub rows: Vec<Row>,
}

/// Why a file is no table that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRefused {
    /// More bytes than are taken.
    TooLarge,
    /// More rows than are taken.
    TooManyRows,
    /// More columns than are taken.
    TooManyColumns,
    /// Nothing below a heading.
    Empty,
    /// No table at all, whatever its name says.
    Other(Other),
    /// Neither UTF-8 nor CP932, or no text at all.
    NotText,
    /// Text in UTF-16.
    Utf16,
    /// A quotation mark that is not closed, or stands inside a cell, on this line.
    Quote(usize),
    /// A workbook of an older Excel, or one with a password.
    OldWorkbook,
    /// A workbook that is damaged.
    BrokenWorkbook,
    /// Cells are merged in this row: which person they are about cannot be told.
    Merged(usize),
}

/// What a file is, by how it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A document of a word processor.
    Document,
    /// A page of the web, as which some programs write what they call a workbook.
    Page,
    /// An archive that holds no workbook.
    Archive,
}

impl Other {
    /// Every kind.
    pub const ALL: [Other; 5] = [
        Other::Pdf,
        Other::Picture,
        Other::Document,
        Other::Page,
        Other::Archive,
    ];

    /// Recognises what no table begins with.
    fn of(bytes: &[u8]) -> Option<Other> {
        let begins = |signs: &[&[u8]]| signs.iter().any(|it| bytes.starts_with(it));
        let text = bytes.trim_ascii_start();
        let page = |sign: &&[u8]| {
            let begun = text.get(..sign.len());
            begun.is_some_and(|it| it.eq_ignore_ascii_case(sign))
        };
        let pages: [&[u8]; 3] = [b"<!doctype html", b"<html", b"<?xml"];
        match () {
            _ if begins(&[b"%PDF"]) => Some(Other::Pdf),
            _ if begins(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*"]) => {
                Some(Other::Picture)
            }
            _ if begins(&[b"{\\rtf"]) => Some(Other::Document),
            _ if pages.iter().any(page) => Some(Other::Page),
            _ => None,
        }
    }

    /// The same of an archive, by what it holds; none where it is a workbook.
    fn in_archive(bytes: &[u8]) -> Option<Other> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let holds = |folder: &str| {
            let mut names = archive.file_names().filter_map(Result::ok);
            names.any(|it| it.starts_with(folder))
        };
        match (holds("xl/"), holds("word/")) {
            (true, _) => None,
            (false, true) => Some(Other::Document),
            (false, false) => Some(Other::Archive),
        }
    }
}

/// Reads a table.
///
/// # Errors
/// Why it cannot be read for certain.
pub fn read_table(bytes: &[u8]) -> Result<Table, TableRefused> {
    if MAX_BYTES < bytes.len() {
        return Err(TableRefused::TooLarge);
    }
    if let Some(other) = Other::of(bytes) {
        return Err(TableRefused::Other(other));
    }
    let (form, rows) = match bytes {
        [b'P', b'K', 3, 4, ..] => (Form::Workbook, workbook(bytes)?),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(TableRefused::OldWorkbook),
        _ => {
            let (form, text) = decoded(bytes)?;
            (form, csv(&text)?)
        }
    };
    with_heading(form, rows)
}

fn with_heading(form: Form, rows: Vec<Row>) -> Result<Table, TableRefused> {
    let blank = |row: &Row| row.cells.iter().all(|it| *it == Cell::Blank);
    let mut rows = rows.into_iter().filter(|it| !blank(it));
    let heading = rows.next().ok_or(TableRefused::Empty)?;
    let heading: Vec<String> = heading
        .cells
        .into_iter()
        .map(|it| match it {
            Cell::Text(text) => text.trim().to_owned(),
            _ => String::new(),
        })
        .collect();
    let rows: Vec<Row> = rows.collect();
    let widest = rows.iter().map(|it| it.cells.len()).max().unwrap_or(0);
    match () {
        _ if rows.is_empty() => Err(TableRefused::Empty),
        _ if MAX_ROWS < rows.len() => Err(TableRefused::TooManyRows),
        _ if MAX_COLUMNS < heading.len().max(widest) => Err(TableRefused::TooManyColumns),
        _ => Ok(Table {
            form,
            heading,
            rows,
        }),
    }
}

/// Reads text by its mark, else as UTF-8 where it is valid, else as CP932.
fn decoded(bytes: &[u8]) -> Result<(Form, String), TableRefused> {
    let (form, text) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            let text = std::str::from_utf8(rest).map_err(|_| TableRefused::NotText)?;
            (Form::Utf8Marked, text.to_owned())
        }
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Err(TableRefused::Utf16),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (Form::Utf8, text.to_owned()),
            Err(_) => {
                let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
                let text = text.ok_or(TableRefused::NotText)?;
                (Form::Cp932, text.into_owned())
            }
        },
    };
    match text.contains('\0') {
        true => Err(TableRefused::NotText),
        false => Ok((form, text)),
    }
}

/// Reads CSV as RFC 4180 has it; a line may end in CR LF, LF or CR.
fn csv(text: &str) -> Result<Vec<Row>, TableRefused> {
    let mut rows = Vec::new();
    let (mut cells, mut cell, mut line, mut began) = (Vec::new(), String::new(), 1, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if cell.is_empty() => {
                let opened = line;
                loop {
                    match chars.next() {
                        None => return Err(TableRefused::Quote(opened)),
                        Some('"') if chars.peek() == Some(&'"') => {
                            chars.next();
                            cell.push('"');
                        }
                        Some('"') => break,
                        Some(c) => {
                            line += usize::from(c == '\n');
                            cell.push(c);
                        }
                    }
                }
                if !matches!(chars.peek(), None | Some(',' | '\r' | '\n')) {
                    return Err(TableRefused::Quote(line));
                }
            }
            // Excel keeps leading zeros as ="0123".
            '=' if cell.is_empty() && chars.peek() == Some(&'"') => (),
            ',' if cells.len() < 2 * MAX_COLUMNS => cells.push(of_text(&std::mem::take(&mut cell))),
            ',' => return Err(TableRefused::TooManyColumns),
            '\r' | '\n' => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                line += 1;
                cells.push(of_text(&std::mem::take(&mut cell)));
                let cells = std::mem::take(&mut cells);
                if cells.iter().any(|it| *it != Cell::Blank) {
                    rows.push(Row {
                        number: began,
                        cells,
                    });
                }
                if MAX_ROWS + 1 < rows.len() {
                    return Err(TableRefused::TooManyRows);
                }
                began = line;
            }
            '"' => return Err(TableRefused::Quote(line)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(of_text(&cell));
        rows.push(Row {
            number: began,
            cells,
        });
    }
    Ok(rows)
}

fn of_text(text: &str) -> Cell {
    match text.trim() {
        "" => Cell::Blank,
        text => Cell::Text(text.to_owned()),
    }
}

/// Reads the first sheet. What a formula gave when the workbook was saved counts as its value.
fn workbook(bytes: &[u8]) -> Result<Vec<Row>, TableRefused> {
    // What the readers of archives and workbooks make of a damaged one is not ours to know.
    let read = quietly(|| {
        within(bytes, MAX_UNPACKED)?;
        match Other::in_archive(bytes) {
            Some(other) => Err(TableRefused::Other(other)),
            None => first_sheet(bytes),
        }
    });
    read.unwrap_or(Err(TableRefused::BrokenWorkbook))
}

fn first_sheet(bytes: &[u8]) -> Result<Vec<Row>, TableRefused> {
    let broken = |_| TableRefused::BrokenWorkbook;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = book.sheet_names().first().cloned();
    let name = name.ok_or(TableRefused::Empty)?;
    let merged = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
    if let Some(at) = merged.first() {
        let row = usize::try_from(at.start.0).unwrap_or(usize::MAX);
        return Err(TableRefused::Merged(row.saturating_add(1)));
    }
    let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    let mut rows = BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        put_in(
            &mut rows,
            (row as usize, column as usize),
            of_data(cell.get_value()),
        )?;
    }
    let rows = rows.into_iter();
    Ok(rows
        .map(|(at, cells)| Row {
            number: at + 1,
            cells,
        })
        .collect())
}

/// Puts a cell in its place. Wherever a cell stands alone, it costs no more than the columns that are taken: between it and
/// the others nothing is made.
fn put_in(
    rows: &mut BTreeMap<usize, Vec<Cell>>,
    (row, column): (usize, usize),
    cell: Cell,
) -> Result<(), TableRefused> {
    if cell == Cell::Blank {
        return Ok(());
    }
    if MAX_COLUMNS <= column {
        return Err(TableRefused::TooManyColumns);
    }
    let cells = rows.entry(row).or_default();
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Blank);
    }
    cells[column] = cell;
    match MAX_ROWS + 1 < rows.len() {
        true => Err(TableRefused::TooManyRows),
        false => Ok(()),
    }
}

fn of_data(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Blank,
        DataRef::String(text) | DataRef::DateTimeIso(text) => of_text(text),
        DataRef::SharedString(text) => of_text(text),
        DataRef::Int(number) => Cell::Text(number.to_string()),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            Cell::Text(format!("{number:.0}"))
        }
        DataRef::Float(number) => Cell::Text(number.to_string()),
        DataRef::Bool(true) => Cell::Text("TRUE".into()),
        DataRef::Bool(false) => Cell::Text("FALSE".into()),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            Day::from_ymd(year, month, day).map_or(Cell::Broken, Cell::Day)
        }
        DataRef::DateTime(_) | DataRef::DurationIso(_) | DataRef::Error(_) => Cell::Broken,
    }
}

/// Unpacks every part and counts, keeping nothing: what an archive says of its own sizes is not believed.
fn within(bytes: &[u8], most: u64) -> Result<(), TableRefused> {
    let broken = |_| TableRefused::BrokenWorkbook;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = most;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(broken)?;
        let mut part = part.take(left.saturating_add(1));
        let count = io::copy(&mut part, &mut io::sink());
        let count = count.map_err(|_| TableRefused::BrokenWorkbook)?;
        left = left.checked_sub(count).ok_or(TableRefused::TooLarge)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &Row) -> Vec<&str> {
        let mut cells = Vec::new();
        for cell in &row.cells {
            cells.push(match cell {
                Cell::Text(text) => text.as_str(),
                _ => "",
            });
        }
        cells
    }

    #[test]
    fn what_cp932_has_is_written_as_windows_does_and_the_rest_is_named() {
        let rows: [(&str, &[u8], &str); 9] = [
            ("髙橋", b"\xFB\xFC\x8B\xB4", ""),
            ("﨑", b"\xFA\xB1", ""),
            ("ｱｶｳﾝﾄ", b"\xB1\xB6\xB3\xDD\xC4", ""),
            ("〜−", b"\x81\x60\x81\x7C", ""),
            ("～－", b"\x81\x60\x81\x7C", ""),
            ("𠮷田", b"\x81\xAC\x93\x63", "𠮷"),
            ("葛\u{E0100}", b"\x8A\x8B\x81\xAC", "\u{E0100}"),
            ("か\u{3099}", b"\x82\xA9\x81\xAC", "\u{3099}"),
            (
                "¥\u{2014}㋿✓",
                b"\x81\xAC\x81\xAC\x81\xAC\x81\xAC",
                "¥\u{2014}㋿✓",
            ),
        ];
        for (text, bytes, missing) in rows {
            assert_eq!(cp932(text), bytes, "{text}");
            assert_eq!(unwritable(text).collect::<String>(), missing, "{text}");
        }
    }

    /// What is named as a table and is none is told for what it is, before anything is made of its bytes.
    #[test]
    fn what_is_no_table_is_told_for_what_it_is_whatever_it_is_named() {
        let archive = |file: &str| {
            use std::io::Write;
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            let plain = zip::write::SimpleFileOptions::default();
            zip.start_file(file, plain).unwrap();
            zip.write_all(b"x").unwrap();
            zip.finish().unwrap().into_inner()
        };
        let files: [(&[u8], Other); 12] = [
            (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n", Other::Pdf),
            (b"%PDF-1.4\nplain,text\n1,2\n", Other::Pdf),
            (b"\x89PNG\r\n\x1A\n", Other::Picture),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Other::Picture),
            (b"GIF89a", Other::Picture),
            (b"II*\0", Other::Picture),
            (b"{\\rtf1\\ansi", Other::Document),
            (b"\r\n<!DOCTYPE html><table>", Other::Page),
            (b"<HTML><table>", Other::Page),
            (b"<?xml version=\"1.0\"?>", Other::Page),
            (&archive("word/document.xml"), Other::Document),
            (&archive("content.xml"), Other::Archive),
        ];
        for (bytes, what) in files {
            assert_eq!(read_table(bytes), Err(TableRefused::Other(what)));
        }
        let broken = read_table(&archive("xl/workbook.xml"));
        assert_eq!(broken, Err(TableRefused::BrokenWorkbook));
        let told = read_table("<氏名>,%PDF\nA,B\n".as_bytes());
        assert!(told.is_ok(), "{told:?}");
    }

    #[test]
    fn csv_is_read_in_every_encoding_and_the_encoding_is_told() {
        let text = "氏名,フリガナ\r\n\"髙橋, 見本\",ﾀｶﾊｼ\r\n\r\n\"二行\nの \"\"名\"\"\",\n";
        let (cp932, _, lost) = SHIFT_JIS.encode(text);
        assert!(!lost);
        let marked = ["\u{FEFF}".as_bytes(), text.as_bytes()].concat();
        for (bytes, form) in [
            (text.as_bytes(), Form::Utf8),
            (&marked[..], Form::Utf8Marked),
            (&cp932[..], Form::Cp932),
        ] {
            let table = read_table(bytes).unwrap();
            assert_eq!(table.form, form);
            assert_eq!(table.heading, ["氏名", "フリガナ"]);
            assert_eq!(table.rows.len(), 2);
            assert_eq!(cells(&table.rows[0]), ["髙橋, 見本", "ﾀｶﾊｼ"]);
            assert_eq!(cells(&table.rows[1]), ["二行\nの \"名\"", ""]);
            assert_eq!((table.rows[0].number, table.rows[1].number), (2, 4));
        }
    }

    #[test]
    fn leading_zeros_that_excel_keeps_by_a_formula_are_kept() {
        let table = read_table("番号\n=\"0123456789\"\n".as_bytes()).unwrap();
        assert_eq!(cells(&table.rows[0]), ["0123456789"]);
    }

    #[test]
    fn a_cell_far_away_costs_no_room_for_all_that_is_between() {
        let mut rows = BTreeMap::new();
        let cell = || Cell::Text("x".into());
        for place in [(0, 3), (1_048_575, 1)] {
            assert_eq!(put_in(&mut rows, place, cell()), Ok(()));
        }
        assert_eq!(rows.values().map(Vec::len).collect::<Vec<_>>(), [4, 2]);
        let far = put_in(&mut rows, (7, 16_383), cell());
        assert_eq!(far, Err(TableRefused::TooManyColumns));
        assert_eq!(put_in(&mut rows, (7, 16_383), Cell::Blank), Ok(()));
        let more = (10..=10 + MAX_ROWS).map(|row| put_in(&mut rows, (row, 0), cell()));
        assert_eq!(more.last(), Some(Err(TableRefused::TooManyRows)));
    }

    /// An archive whose one part unpacks to so many bytes.
    fn packed(long: usize) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let deflated = zip::write::SimpleFileOptions::default();
        let deflated = deflated.compression_method(zip::CompressionMethod::Deflated);
        archive
            .start_file("xl/sharedStrings.xml", deflated.compression_level(Some(1)))
            .unwrap();
        io::Write::write_all(&mut archive, &vec![b' '; long]).unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn what_a_workbook_unpacks_to_is_counted_and_not_believed() {
        let long = 1 << 20;
        let honest = packed(long);
        // It says of itself that it unpacks to a hundred bytes: in its directory, and before the part.
        let mut lying = honest.clone();
        for (mark, size) in [(&b"PK\x01\x02"[..], 24), (b"PK\x03\x04", 22)] {
            let at = (0..lying.len())
                .find(|it| lying[*it..].starts_with(mark))
                .unwrap();
            lying[at + size..at + size + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
        assert!(lying != honest && lying.len() < long / 50);
        assert_eq!(within(&honest, long as u64), Ok(()));
        for most in [long as u64 - 1, 200, 0] {
            assert_eq!(within(&honest, most), Err(TableRefused::TooLarge));
            assert!(within(&lying, most).is_err(), "{most}");
        }
        assert_eq!(
            read_table(&packed(65 << 20)).err(),
            Some(TableRefused::TooLarge)
        );
    }

    #[test]
    fn what_cannot_be_read_for_certain_is_refused_by_name() {
        let long = format!("a\n{}", "x\n".repeat(MAX_ROWS + 1));
        let wide = format!("{}\nx\n", "a,".repeat(MAX_COLUMNS + 1));
        let big = vec![b'a'; MAX_BYTES + 1];
        for (bytes, why) in [
            (&b""[..], TableRefused::Empty),
            (b"a,b\n", TableRefused::Empty),
            (b"\n\n,,\n", TableRefused::Empty),
            (b"a\n\"x\n", TableRefused::Quote(2)),
            (b"a\nx\"y\n", TableRefused::Quote(2)),
            (b"a\n\"x\"y\n", TableRefused::Quote(2)),
            (b"\xFF\xFEa\0\n\0", TableRefused::Utf16),
            (b"a\nx\0\n", TableRefused::NotText),
            (b"a\n\x82\n", TableRefused::NotText),
            (b"\xEF\xBB\xBFa\n\xFF\n", TableRefused::NotText),
            (
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
                TableRefused::OldWorkbook,
            ),
            (b"PK\x03\x04", TableRefused::BrokenWorkbook),
            (long.as_bytes(), TableRefused::TooManyRows),
            (wide.as_bytes(), TableRefused::TooManyColumns),
            (&big, TableRefused::TooLarge),
        ] {
            assert_eq!(
                read_table(bytes).err(),
                Some(why),
                "{:?}",
                &bytes[..bytes.len().min(20)]
            );
        }
    }
}
