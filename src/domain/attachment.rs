//! A file attached to a case: what kinds are taken, how large they may be, and how one is known by its bytes.
//!
//! It opens no file and looks no further than the two ends: whether the picture in it can be drawn is not asked.

use crate::domain::answer::{CellValue, Given, Row};
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Stood, Value};
use crate::domain::field::ChoiceId;
use crate::domain::id::{CaseId, Digest, HandoverId};
use crate::domain::section::FieldId;
use crate::domain::text::Line;

/// The field that says which papers there are.
pub const PAPERS: FieldId = FieldId::AttachmentsPapers;

/// The most bytes one file may have.
pub const LONGEST: usize = 5 << 20;
/// The most bytes all files that an offer and its additions name may have together.
pub const MOST: usize = 20 << 20;
/// The most bytes all files of a case may have together: years of papers, of which few go at once.
pub const MOST_KEPT: usize = 200 << 20;

/// Where the end mark of a PDF may stand, counted from its end (ISO 32000-1, annex H.3.18).
const PDF_TAIL: usize = 1_024;
const PNG_HEAD: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
const PNG_TAIL: &[u8] = b"\0\0\0\0IEND\xaeB\x60\x82";

/// What a file is, by its bytes and never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PDF (ISO 32000).
    Pdf,
    /// JPEG (ISO/IEC 10918).
    Jpeg,
    /// PNG (ISO/IEC 15948).
    Png,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 3] = [Format::Pdf, Format::Jpeg, Format::Png];

    /// Gives the name that never changes.
    pub fn code(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Jpeg => "jpeg",
            Format::Png => "png",
        }
    }
}

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentRefused {
    /// There is no byte in it.
    Empty,
    /// It has more than [`LONGEST`] bytes.
    TooLong,
    /// It begins like none of the three formats.
    Unknown,
    /// It begins like this and does not end like it.
    Cut(Format),
    /// All files of the case would have more than [`MOST_KEPT`] bytes together.
    TooMuch,
    /// The files that would go to the other office, with those of the offer and its additions, have more than [`MOST`] bytes
    /// together.
    TooMuchToSend,
    /// The very same file is attached already.
    Known,
    /// It is no plain file: a link, a folder or a pipe.
    NotAFile,
    /// The form has a scan, and nobody said that this one takes its place.
    ScanThere,
}

/// Tells what the bytes are.
///
/// # Errors
/// `Empty`, `TooLong`, `Unknown`, `Cut`.
pub fn recognise(bytes: &[u8]) -> Result<Format, AttachmentRefused> {
    let format = match bytes {
        [] => return Err(AttachmentRefused::Empty),
        _ if LONGEST < bytes.len() => return Err(AttachmentRefused::TooLong),
        _ if bytes.starts_with(b"%PDF-") => Format::Pdf,
        _ if bytes.starts_with(b"\xff\xd8\xff") => Format::Jpeg,
        _ if bytes.starts_with(PNG_HEAD) => Format::Png,
        _ => return Err(AttachmentRefused::Unknown),
    };
    let tail = &bytes[bytes.len().saturating_sub(PDF_TAIL)..];
    let whole = match format {
        Format::Pdf => tail.windows(5).any(|it| it == b"%%EOF"),
        Format::Jpeg => 3 < bytes.len() && bytes.ends_with(b"\xff\xd9"),
        Format::Png => bytes.ends_with(PNG_TAIL),
    };
    match whole {
        true => Ok(format),
        false => Err(AttachmentRefused::Cut(format)),
    }
}

/// What the section says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What kind of paper it is.
    pub kind: ChoiceId,
    /// Which version, where there are several.
    pub version: Option<Line>,
    /// The day it bears.
    pub dated: Day,
    /// Who made it.
    pub author: Option<Line>,
}

/// A file as it is kept, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The case it is attached to.
    pub case: CaseId,
    /// The BLAKE3 digest of its bytes.
    pub digest: Digest,
    /// What it is.
    pub format: Format,
    /// How many bytes it has.
    pub length: u32,
    /// Whether it is there.
    pub standing: Standing,
}

/// Whether a file is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is kept.
    Kept,
    /// It was taken away; the store has not been written anew without it yet.
    Leaving,
    /// It was put away: no row names it and it goes nowhere, and it is kept for its time with the case.
    PutAway,
}

/// Why a file is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detaching {
    /// It is not needed any more.
    Done,
    /// It never belonged to this case.
    Mistaken,
}

/// Whether the office has to keep the paper of a file, by any kind it bears or ever bore in the case: calling it something
/// else first makes it nothing else.
pub fn has_to_stay(case: &CaseSummary, file: Digest) -> bool {
    let stood = case.history().revisions().iter();
    let stood: Vec<&Stood> = stood.filter_map(|it| it.fields.get(&PAPERS)).collect();
    let forgotten = stood.iter().rposition(|it| **it == Stood::Forgotten);
    let remembered = &stood[forgotten.map_or(0, |it| it + 1)..];
    let before = remembered.iter().map(|it| match it {
        Stood::Value(value) => rows(value),
        Stood::Unasked | Stood::Forgotten => &[],
    });
    let tables: Vec<&[Row]> = before
        .chain([case.get(PAPERS).map_or(&[][..], rows)])
        .collect();
    let is_it = |it: &&Row| digest_in(it) == Some(file);
    // What its row said before the oldest table that is remembered, nobody can say.
    if forgotten.is_some() && tables[0].iter().any(|it| is_it(&it)) {
        return true;
    }
    let named = tables.into_iter().flatten().filter(is_it);
    let mut kinds = named.map(|it| paper_in(it).map(|it| it.kind)).peekable();
    let nobody_says = kinds.peek().is_none();
    nobody_says || kinds.any(|it| becomes(it, Detaching::Done) == Standing::PutAway)
}

/// What becomes of a file that is taken away. What the office has to keep (指定基準36条: the plan and what it rests on, the
/// copy of the certificate) is put away and goes with the case when its time is over; so is a paper of which nobody says
/// what it is. What never belonged to the case is no record of it and goes at once; whether it may, where it is one of those,
/// is another right.
pub fn becomes(kind: Option<ChoiceId>, why: Detaching) -> Standing {
    let kept = match kind {
        Some(kind) => matches!(
            kind,
            ChoiceId::CertificateCopy
                | ChoiceId::SupportPlan
                | ChoiceId::MonitoringReport
                | ChoiceId::AssessmentSheet
                | ChoiceId::SelectionSheet
        ),
        None => true,
    };
    match (why, kept) {
        (Detaching::Done, true) => Standing::PutAway,
        (Detaching::Done, false) | (Detaching::Mistaken, _) => Standing::Leaving,
    }
}

/// A file that came with a handover, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// The handover it came with.
    pub handover: HandoverId,
    /// The BLAKE3 digest of its bytes.
    pub digest: Digest,
    /// What it is.
    pub format: Format,
    /// How many bytes it has.
    pub length: u32,
}

/// The scan of a signed consent form, without its bytes. It lies with the form and is no paper of the case: nothing names
/// it, and nothing sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The case the form is of.
    pub case: CaseId,
    /// The BLAKE3 digest of its bytes.
    pub digest: Digest,
    /// What it is.
    pub format: Format,
    /// How many bytes it has.
    pub length: u32,
}

/// What becomes of the scan a form has, when another one is kept with it: a form has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanBefore {
    /// It stays, and the other one is refused.
    Stays,
    /// It goes for good.
    Goes,
}

/// A file that is named among the papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The digest of its bytes.
    pub digest: Digest,
    /// What is said of it.
    pub paper: Option<Paper>,
}

/// Gives the files the papers of a section name, in its order, each once. A paper whose digest is none names no file.
pub fn named<'a>(fields: impl IntoIterator<Item = (FieldId, &'a Value)>) -> Vec<Named> {
    let mut fields = fields.into_iter();
    let papers = fields.find(|(field, _)| *field == PAPERS);
    let mut files: Vec<Named> = Vec::new();
    for row in papers.map_or(&[][..], |(_, value)| rows(value)) {
        let Some(digest) = digest_in(row) else {
            continue;
        };
        if files.iter().all(|it| it.digest != digest) {
            let paper = paper_in(row);
            files.push(Named { digest, paper });
        }
    }
    files
}

/// Gives the rows of the table of papers.
pub fn rows(value: &Value) -> &[Row] {
    match value.given() {
        Some(Given::Table(rows)) => rows,
        _ => &[],
    }
}

/// Gives the file a row names, if it names one.
pub fn digest_in(row: &Row) -> Option<Digest> {
    match row.last() {
        Some(Some(CellValue::Line(line))) => line.as_str().parse().ok(),
        _ => None,
    }
}

/// Says whether two rows are of one paper: they name one file, or, where neither names any, say the same.
pub fn is_same(one: &Row, other: &Row) -> bool {
    match (digest_in(one), digest_in(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one == other,
        _ => false,
    }
}

/// Gives the rows of a table that came which a case does not have and never had: what somebody took out stays out.
pub fn never_had<'a>(case: &CaseSummary, came: &'a Value) -> Vec<&'a Row> {
    let once = case.history().revisions().iter();
    let once = once.filter_map(|it| match it.fields.get(&PAPERS) {
        Some(Stood::Value(value)) => Some(value),
        _ => None,
    });
    let held: Vec<&Row> = once.chain(case.get(PAPERS)).flat_map(rows).collect();
    let new = rows(came).iter();
    new.filter(|row| !held.iter().any(|it| is_same(it, row)))
        .collect()
}

/// Gives the rows of a table that came which the case has, or never had: all but those somebody took out.
pub fn not_taken_out<'a>(case: &CaseSummary, came: &'a Value) -> Vec<&'a Row> {
    let new = never_had(case, came);
    let own = case.get(PAPERS).map(rows).unwrap_or_default();
    let stays = |row: &&Row| own.iter().any(|it| is_same(it, row)) || new.contains(row);
    rows(came).iter().filter(stays).collect()
}

/// Gives the rows a case has of its own beside a table that came.
pub fn beside<'a>(case: &'a CaseSummary, came: &Value) -> Vec<&'a Row> {
    let own = case.get(PAPERS).map(rows).unwrap_or_default().iter();
    own.filter(|row| !rows(came).iter().any(|it| is_same(it, row)))
        .collect()
}

/// Gives what a row says of its paper.
pub fn paper_in(row: &Row) -> Option<Paper> {
    let [
        Some(CellValue::Choice(kind)),
        version,
        Some(CellValue::Day(dated)),
        author,
        _,
    ] = row.as_slice()
    else {
        return None;
    };
    let line = |it: &Option<CellValue>| match it {
        Some(CellValue::Line(line)) => Some(line.clone()),
        _ => None,
    };
    Some(Paper {
        kind: *kind,
        version: line(version),
        dated: *dated,
        author: line(author),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png() -> Vec<u8> {
        [PNG_HEAD, b"sample", PNG_TAIL].concat()
    }

    #[test]
    fn the_three_formats_are_known_by_their_ends() {
        let jpeg = b"\xff\xd8\xff\xe0 sample \xff\xd9";
        assert_eq!(recognise(b"%PDF-1.7 sample %%EOF\n"), Ok(Format::Pdf));
        assert_eq!(recognise(jpeg), Ok(Format::Jpeg));
        assert_eq!(recognise(&png()), Ok(Format::Png));
    }

    #[test]
    fn what_is_none_of_them_is_refused() {
        use AttachmentRefused as R;
        let late_mark = [&b"%PDF-1.7 %%EOF"[..], &[0; PDF_TAIL]].concat();
        let program_behind = [&png()[..], b"MZ"].concat();
        let cases: &[(&[u8], R)] = &[
            (b"", R::Empty),
            (b"MZ\x90\0 %PDF-1.7 %%EOF", R::Unknown),
            (b"\x7fELF", R::Unknown),
            (b" %PDF-1.7 %%EOF", R::Unknown),
            (b"GIF89a", R::Unknown),
            (b"%PDF-1.7 cut short", R::Cut(Format::Pdf)),
            (&late_mark, R::Cut(Format::Pdf)),
            (b"\xff\xd8\xff", R::Cut(Format::Jpeg)),
            (b"\xff\xd8\xff\xd9 and more", R::Cut(Format::Jpeg)),
            (&png()[..30], R::Cut(Format::Png)),
            (&program_behind, R::Cut(Format::Png)),
        ];
        for (bytes, why) in cases {
            assert_eq!(recognise(bytes), Err(*why), "{bytes:?}");
        }
    }

    #[test]
    fn the_longest_file_is_taken_and_one_byte_more_is_not() {
        let mut bytes = b"%PDF-1.7".to_vec();
        bytes.resize(LONGEST - 5, b' ');
        bytes.extend(b"%%EOF");
        assert_eq!(recognise(&bytes), Ok(Format::Pdf));
        bytes.push(b'\n');
        assert_eq!(recognise(&bytes), Err(AttachmentRefused::TooLong));
    }
}
