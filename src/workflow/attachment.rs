//! Files attached to a case: taken in, listed, written out by an explicit act, taken away for good.
//!
//! Nothing here opens a file for looking at, and nothing here sends one: what travels is `enclosed`'s.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use zeroize::Zeroizing;

use crate::codec::v1_attachment::{
    attachment_id, decode_attachment, encode_attachment, file_digest,
};
use crate::domain::answer::{Answer, CellValue, Raw, RawCell, Row};
use crate::domain::attachment::{
    Attachment, AttachmentRefused, Detaching, Format, LONGEST, MOST_KEPT, PAPERS, Paper, Standing,
    becomes, digest_in, has_to_stay, paper_in, recognise, rows,
};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Edit, FieldState, Source, Value};
use crate::domain::field::{Cell, ChoiceId, ColumnId, Kind};
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, Digest};
use crate::vault::{Change, Expect, Name, Shelf, Under, read_plain};
use crate::workflow::case::case_change;
use crate::workflow::desk::{Desk, pick};
use crate::workflow::never::Place;
use crate::workflow::problem::{Problem, Thing};

/// A file as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The BLAKE3 digest of its bytes.
    pub digest: Digest,
    /// What it is.
    pub format: Format,
    /// How many bytes it has.
    pub length: u32,
    /// What the section says of it; none where its row was taken out by hand, or it was put away.
    pub paper: Option<Paper>,
    /// Whether it is there or was put away.
    pub standing: Standing,
}

/// The kinds of papers there are.
pub fn paper_kinds() -> &'static [ChoiceId] {
    let Kind::Table { columns, .. } = PAPERS.spec().kind else {
        return &[];
    };
    let kinds = columns.iter().find_map(|it| match (it.id, it.cell) {
        (ColumnId::Paper, Cell::Choice(kinds)) => Some(kinds),
        _ => None,
    });
    kinds.unwrap_or_default()
}

/// Reads a file that is to be attached: a plain file, and of a longer one no more than shows that it is too long.
///
/// # Errors
/// As the system's; `None` where it is no plain file.
pub fn read_file(path: &Path) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    read_plain(path, LONGEST + 1).map(|it| it.map(Zeroizing::new))
}

impl Desk {
    /// Attaches a file to a case and says in its section what it is. `None` is what was no plain file. What was put away as
    /// something that has to be kept comes back as something else only by whoever may have it erased.
    pub fn attach(
        &mut self,
        id: CaseId,
        bytes: Option<Zeroizing<Vec<u8>>>,
        paper: Paper,
    ) -> Result<Digest, Problem> {
        self.right(Step::WriteCase)?;
        self.writable(id)?;
        let bytes = bytes.ok_or(AttachmentRefused::NotAFile)?;
        let file = Attachment {
            case: id,
            digest: file_digest(&bytes),
            format: recognise(&bytes)?,
            length: bytes.len() as u32,
            standing: Standing::Kept,
        };
        let held = self.files_of(id)?;
        if held.iter().any(|it| it.digest == file.digest) {
            return Err(AttachmentRefused::Known.into());
        }
        let all: usize = held.iter().map(|it| it.length as usize).sum();
        if MOST_KEPT < all + bytes.len() {
            return Err(AttachmentRefused::TooMuch.into());
        }
        let put_away = self.held(id, file.digest)?.is_some();
        if put_away && becomes(Some(paper.kind), Detaching::Done) == Standing::Leaving {
            self.right(Step::EraseKept)?;
        }
        let named = [&paper.version, &paper.author].into_iter().flatten();
        self.free_of_secrets(named.map(|it| (Place::Field(PAPERS), it.as_str())))?;
        let (mut case, version) = self.case_record(id)?;
        // A file that comes back takes the place of the row that was left of it.
        let others = papers(&case).iter();
        let mut rows = raw_rows(others.filter(|it| digest_in(it) != Some(file.digest)));
        rows.push(paper_row(&paper, file.digest));
        self.say_papers(&mut case, rows, self.papers_seen())?;
        let changes = [
            case_change(&case, Expect::Version(version)),
            file_change(&file, bytes.to_vec()),
        ];
        self.enter(&changes, Deed::CaseWritten, Some(id.to_bytes()))?;
        self.send_what_waited(id, file.digest)?;
        Ok(file.digest)
    }

    /// The files of a case, in the order of its section, those without a row last; the journal tells who looked.
    pub fn attachments(&mut self, id: CaseId) -> Result<Vec<Attached>, Problem> {
        self.right(Step::Read)?;
        let case = self.case_summary(id)?;
        let attached = self.attached(&case)?;
        self.enter(&[], Deed::CaseRead, Some(id.to_bytes()))?;
        Ok(attached)
    }

    /// The same of a case that is being shown.
    pub fn attached(&self, case: &CaseSummary) -> Result<Vec<Attached>, Problem> {
        self.right(Step::Read)?;
        let rows = papers(case);
        let at = |file: &Attachment| {
            rows.iter()
                .position(|it| digest_in(it) == Some(file.digest))
        };
        let mut files = self.files_held(case.id())?;
        files.sort_by_key(|it| (at(it).unwrap_or(usize::MAX), it.digest.to_bytes()));
        let attached = files.into_iter().map(|file| Attached {
            digest: file.digest,
            format: file.format,
            length: file.length,
            paper: at(&file).and_then(|it| paper_in(&rows[it])),
            standing: file.standing,
        });
        Ok(attached.collect())
    }

    /// The file of a case whose digest begins so.
    pub fn find_attachment(&self, case: CaseId, typed: &str) -> Result<Digest, Problem> {
        let files = self.files_held(case)?;
        let digests: Vec<Digest> = files.iter().map(|it| it.digest).collect();
        pick(typed, &digests, Thing::Attachment)
    }

    /// Takes a file out of the vault to be written to the disk; the journal tells who did.
    pub fn export_attachment(
        &mut self,
        case: CaseId,
        file: Digest,
    ) -> Result<Zeroizing<Vec<u8>>, Problem> {
        self.right(Step::WriteCase)?;
        let bytes = self.file_bytes(case, file)?;
        let bytes = bytes.ok_or(Problem::Missing(Thing::Attachment))?;
        self.enter(&[], Deed::Exported, Some(case.to_bytes()))?;
        Ok(bytes)
    }

    /// The bytes of a file of a case, if it is kept; what is not what it was is told as damage.
    pub(crate) fn file_bytes(
        &self,
        case: CaseId,
        file: Digest,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
        let Some(held) = self.held(case, file)? else {
            return Ok(None);
        };
        let stored = self.vault.read(name(case, held.digest))?;
        match stored {
            Some(stored) if file_digest(&stored.body) == file => Ok(Some(stored.body)),
            _ => Err(Problem::Unreadable),
        }
    }

    /// Takes a file and its row away. What has to be kept is put away, else the store is written anew without its bytes;
    /// gives which. A file that would have to be kept goes at once only by whoever has the right to that, and for a reason,
    /// which becomes a working note of the case; of any other the reason may be empty.
    pub fn detach(
        &mut self,
        id: CaseId,
        file: Digest,
        why: Detaching,
        reason: &str,
    ) -> Result<Standing, Problem> {
        self.right(Step::WriteCase)?;
        self.writable(id)?;
        let held = self.held(id, file)?;
        let held = held.ok_or(Problem::Missing(Thing::Attachment))?;
        if let Some(handover) = self.offered_in(id, file)? {
            return Err(Problem::FileOffered(self.about(handover)));
        }
        let (mut case, version) = self.case_record(id)?;
        let stays = has_to_stay(&case, file);
        let standing = match stays {
            true if why == Detaching::Done => Standing::PutAway,
            _ => Standing::Leaving,
        };
        if stays && why == Detaching::Mistaken {
            self.right(Step::EraseKept)?;
            if reason.trim().is_empty() {
                return Err(Problem::ReasonMissing);
            }
        }
        self.free_of_secrets([(Place::Note, reason)])?;
        let kept = papers(&case).iter();
        let kept = kept.filter(|it| digest_in(it) != Some(file));
        let kept = raw_rows(kept);
        self.say_papers(&mut case, kept, self.papers_seen())?;
        let bytes = match standing {
            Standing::Leaving => Vec::new(),
            Standing::Kept | Standing::PutAway => {
                let bytes = self.file_bytes(id, file)?;
                bytes.map(|it| it.to_vec()).unwrap_or_default()
            }
        };
        let mut changes = vec![
            case_change(&case, Expect::Version(version)),
            file_change(&Attachment { standing, ..held }, bytes),
        ];
        if !reason.trim().is_empty() {
            changes.push(self.note(id, reason)?.1);
        }
        self.enter(&changes, Deed::CaseWritten, Some(id.to_bytes()))?;
        self.finish_detaching()?;
        Ok(standing)
    }

    /// Writes the store anew without the files that were taken away, and only then forgets that they were.
    pub(crate) fn finish_detaching(&mut self) -> Result<(), Problem> {
        // One that cannot be read keeps nothing else from going.
        let heads = self.vault.heads(Shelf::Attachment)?.into_iter();
        let read = heads.filter_map(|(_, _, head)| decode_attachment(&head).ok());
        let leaving: Vec<Attachment> = read.filter(|it| it.standing == Standing::Leaving).collect();
        let cases: BTreeSet<CaseId> = leaving.iter().map(|it| it.case).collect();
        let removed: Vec<Change> = leaving
            .iter()
            .map(|it| Change::Remove {
                name: name(it.case, it.digest),
                expect: Expect::Any,
            })
            .collect();
        if removed.is_empty() {
            return Ok(());
        }
        let subject = match cases.len() {
            1 => cases.first().map(|it| it.to_bytes()),
            _ => None,
        };
        let event = self.event_of_program(Deed::Erased, subject);
        self.vault.rebuild(&event)?;
        self.enter_by_program(&removed, Deed::Rebuilt, subject)?;
        Ok(())
    }

    /// What staff see of the papers today: whoever attaches or takes away has looked at them.
    pub(crate) fn papers_seen(&self) -> (Source, Day) {
        let (by, on) = (self.me.name.clone(), self.today());
        (Source::Observed { by, on }, on)
    }

    fn writable(&self, id: CaseId) -> Result<(), Problem> {
        match self.handed_over(id)? {
            Some(handover) => Err(Problem::HandedOver(self.about(handover))),
            None => Ok(()),
        }
    }

    /// The files of a case. One whose head cannot be read keeps no other case from being shown: whose it is stands only
    /// there, so it is passed over, and stays.
    pub(crate) fn files_of(&self, case: CaseId) -> Result<Vec<Attachment>, Problem> {
        let mut files = self.files_held(case)?;
        files.retain(|it| it.standing == Standing::Kept);
        Ok(files)
    }

    /// The same with those that were put away.
    fn files_held(&self, case: CaseId) -> Result<Vec<Attachment>, Problem> {
        let heads = self.vault.heads(Shelf::Attachment)?.into_iter();
        let read = heads.filter_map(|(_, _, head)| decode_attachment(&head).ok());
        let files = read.filter(|it| it.case == case && it.standing != Standing::Leaving);
        Ok(files.collect())
    }

    /// Where each file of every case lies, whether or not it is leaving. Whose one is of which the head cannot be read nobody
    /// knows: it goes with the key of its case.
    pub(crate) fn every_file(&self) -> Result<Vec<(CaseId, [u8; 16])>, Problem> {
        let heads = self.vault.heads(Shelf::Attachment)?.into_iter();
        let files = heads.filter_map(|(id, _, head)| {
            let file = decode_attachment(&head).ok()?;
            Some((file.case, id))
        });
        Ok(files.collect())
    }

    /// One file of a case, without its bytes.
    pub(crate) fn file_of(
        &self,
        case: CaseId,
        file: Digest,
    ) -> Result<Option<Attachment>, Problem> {
        let held = self.held(case, file)?;
        Ok(held.filter(|it| it.standing == Standing::Kept))
    }

    /// The same, also where it was put away.
    pub(crate) fn held(&self, case: CaseId, file: Digest) -> Result<Option<Attachment>, Problem> {
        let Some(head) = self.vault.head_of(name(case, file))? else {
            return Ok(None);
        };
        let held = decode_attachment(&head).map_err(|_| Problem::Unreadable)?;
        Ok(Some(held).filter(|it| it.standing != Standing::Leaving))
    }

    /// Puts the rows into the section, as of whoever says so; the field is taken away where none is left.
    pub(crate) fn say_papers(
        &self,
        case: &mut CaseSummary,
        rows: Vec<Vec<Option<RawCell>>>,
        (source, as_of): (Source, Day),
    ) -> Result<(), Problem> {
        let edit = match rows.is_empty() {
            true => Edit::Remove,
            false => Edit::Put(Value {
                state: FieldState::Filled(
                    Answer::check(PAPERS.spec(), Raw::Rows(rows)).map_err(Problem::Answer)?,
                ),
                source,
                as_of,
            }),
        };
        case.set([(PAPERS, edit)].into(), self.me.id, self.today())?;
        Ok(())
    }
}

fn name(case: CaseId, file: Digest) -> Name {
    Name {
        shelf: Shelf::Attachment,
        id: attachment_id(case, file),
    }
}

/// Keeps a file among those of a case; one that was put away comes back.
pub(crate) fn file_change(file: &Attachment, bytes: Vec<u8>) -> Change {
    Change::Put {
        name: name(file.case, file.digest),
        expect: Expect::Any,
        under: Under::Folder(file.case.to_bytes()),
        head: encode_attachment(file),
        body: bytes,
    }
}

/// Takes a file of a case away; its bytes go with the rewriting of the store that follows.
pub(crate) fn file_gone(case: CaseId, file: Digest) -> Change {
    Change::Remove {
        name: name(case, file),
        expect: Expect::Any,
    }
}

/// What a case says of its papers.
pub(crate) fn papers(case: &CaseSummary) -> &[Row] {
    case.get(PAPERS).map(rows).unwrap_or_default()
}

/// The rows as they are checked again.
pub(crate) fn raw_rows<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Vec<Vec<Option<RawCell>>> {
    let raw = |row: &'a Row| row.iter().map(|it| it.as_ref().map(CellValue::to_raw));
    rows.into_iter().map(|it| raw(it).collect()).collect()
}

/// The columns stand in this order in the catalogue.
fn paper_row(paper: &Paper, file: Digest) -> Vec<Option<RawCell>> {
    let text = |it: &dyn std::fmt::Display| RawCell::Text(it.to_string());
    vec![
        Some(RawCell::Text(paper.kind.code().to_owned())),
        paper.version.as_ref().map(|it| text(it)),
        Some(RawCell::Day(paper.dated)),
        paper.author.as_ref().map(|it| text(it)),
        Some(text(&file)),
    ]
}
