//! Files that go with a handover: which its papers name, what is sent of them, what is kept of what came.
//!
//! Which papers may go at all is the consent's; what a file is, the domain's. No file is opened here.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use crate::codec::v1;
use crate::codec::v1_attachment::{decode_enclosed, enclosed_id, encode_enclosed, file_digest};
use crate::codec::v1_entry::ContentRecord;
use crate::domain::attachment::{
    Attachment, AttachmentRefused, Enclosed, LONGEST, MOST, Named, PAPERS, Standing, named,
    recognise,
};
use crate::domain::audit::Act as Deed;
use crate::domain::case::Value;
use crate::domain::consent::Disclosure;
use crate::domain::handover::dossier::{Arrival, State};
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, Digest, HandoverId};
use crate::domain::section::{FieldId, SectionId};
use crate::exchange::parcel;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::attachment::{Attached, file_change, file_gone};
use crate::workflow::desk::{Desk, pick};
use crate::workflow::folder::Folder;
use crate::workflow::handover::deed;
use crate::workflow::post::Extent;
use crate::workflow::problem::{Problem, Thing};

/// The files a parcel brought, by their digests, until they are kept.
pub(crate) struct FilesBrought(BTreeMap<Digest, Holding>);

/// What became of a file of a parcel.
enum Holding {
    /// It is still in hand.
    Here(Zeroizing<Vec<u8>>),
    /// It is kept with the content that named it first.
    Kept {
        /// How many bytes it has.
        length: usize,
    },
}

impl Holding {
    fn length(&self) -> usize {
        match self {
            Holding::Here(bytes) => bytes.len(),
            Holding::Kept { length } => *length,
        }
    }
}

/// How many bytes each of some files has.
pub(crate) type Lengths = BTreeMap<Digest, usize>;

impl FilesBrought {
    /// Takes the files of a parcel; none where one stands there twice, or is named by none of its contents.
    pub fn of(
        files: Vec<Zeroizing<Vec<u8>>>,
        disclosures: &[parcel::Disclosed],
    ) -> Option<FilesBrought> {
        let meant: BTreeSet<Digest> = disclosures.iter().flat_map(named_by).collect();
        let mut brought = BTreeMap::new();
        for bytes in files {
            let digest = file_digest(&bytes);
            if !meant.contains(&digest) || brought.insert(digest, Holding::Here(bytes)).is_some() {
                return None;
            }
        }
        Some(FilesBrought(brought))
    }

    /// Whether every file this content names is there, is what may be attached, and all are not too much together with those
    /// that came `before` with other parts of the offer.
    pub fn are_right_for(&self, disclosed: &parcel::Disclosed, before: &Lengths) -> bool {
        let mut lengths = before.clone();
        for (digest, file) in &self.0 {
            if let Holding::Kept { length } = file {
                lengths.insert(*digest, *length);
            }
        }
        let known = named_by(disclosed).into_iter().all(|digest| {
            let Some(file) = self.0.get(&digest) else {
                return false;
            };
            lengths.insert(digest, file.length());
            match file {
                Holding::Here(bytes) => recognise(bytes).is_ok(),
                Holding::Kept { .. } => true,
            }
        });
        known && lengths.values().sum::<usize>() <= MOST
    }

    /// Keeps the files this content names under the folder of its handover.
    pub fn keep(&mut self, folder: &mut Folder, disclosed: &parcel::Disclosed) {
        for digest in named_by(disclosed) {
            let Some(file) = self.0.get_mut(&digest) else {
                continue;
            };
            let length = file.length();
            let before = std::mem::replace(file, Holding::Kept { length });
            let Holding::Here(mut bytes) = before else {
                continue;
            };
            if let Ok(format) = recognise(&bytes) {
                let head = Enclosed {
                    handover: folder.record.id,
                    digest,
                    format,
                    length: length as u32,
                };
                let under = folder.record.folder;
                folder.also(enclosed_change(&head, under, std::mem::take(&mut bytes)));
            }
        }
    }
}

impl Desk {
    /// Whether every file the papers of a disclosure name is here, and all together are not too much for the other office.
    pub(crate) fn can_enclose(&self, disclosure: &Disclosure) -> Result<(), Problem> {
        let mut all = 0;
        for Named { digest, paper } in papers_of(disclosure.sections()) {
            let file = self.file_of(disclosure.case(), digest)?;
            let file = file.ok_or(Problem::FileMissing(paper.map(|it| (it.kind, it.dated))))?;
            all += file.length as usize;
        }
        match all <= MOST {
            true => Ok(()),
            false => Err(AttachmentRefused::TooMuchToSend.into()),
        }
    }

    /// Whether the files of an addition are not too much for the other office together with those of the offer and of what was
    /// added before. One that is not here any more counts as the longest it may have been.
    pub(crate) fn can_enclose_more(
        &self,
        disclosure: &Disclosure,
        handover: HandoverId,
        state: &State,
    ) -> Result<(), Problem> {
        self.can_enclose(disclosure)?;
        let Some(offer) = &state.offer else {
            return Ok(());
        };
        let named = papers_of(disclosure.sections()).into_iter();
        let mut files: BTreeSet<Digest> = named.map(|it| it.digest).collect();
        for part in 0..=state.additions {
            let content = self.content(handover, offer.no.get(), part)?;
            files.extend(content.map_or(Ok(BTreeSet::new()), |it| named_in(&it))?);
        }
        let mut all = 0;
        for digest in files {
            let held = self.held(disclosure.case(), digest)?;
            all += held.map_or(LONGEST, |it| it.length as usize);
        }
        match all <= MOST {
            true => Ok(()),
            false => Err(AttachmentRefused::TooMuchToSend.into()),
        }
    }

    /// The files that came with the other parts of this offer, as far as they are held.
    pub(crate) fn came_with_other_parts(
        &self,
        handover: HandoverId,
        state: &State,
        disclosed: &parcel::Disclosed,
    ) -> Result<Lengths, Problem> {
        let mut lengths = Lengths::new();
        for part in (0..=state.additions).filter(|it| *it != disclosed.part) {
            let Some(content) = self.content(handover, disclosed.offer, part)? else {
                continue;
            };
            for digest in named_in(&content)? {
                let held = self.enclosed_file(handover, digest)?;
                lengths.extend(held.map(|it| (digest, it.length as usize)));
            }
        }
        Ok(lengths)
    }

    /// The files a disclosure names, as far as they are here.
    pub(crate) fn files_of_disclosure(
        &self,
        disclosure: &Disclosure,
    ) -> Result<Vec<Attached>, Problem> {
        let mut files = Vec::new();
        for Named { digest, paper } in papers_of(disclosure.sections()) {
            let file = self.file_of(disclosure.case(), digest)?;
            files.extend(file.map(|it| Attached {
                digest,
                format: it.format,
                length: it.length,
                paper,
                standing: Standing::Kept,
            }));
        }
        Ok(files)
    }

    /// Puts the files content names to those that go with it. Says whether all are here: content that names one that is not
    /// stays here itself.
    pub(crate) fn enclose(
        &self,
        case: CaseId,
        content: &ContentRecord,
        files: &mut BTreeMap<Digest, Zeroizing<Vec<u8>>>,
    ) -> Result<bool, Problem> {
        let mut read = BTreeMap::new();
        let mut all = 0;
        for digest in named_in(content)? {
            let Some(file) = self.file_of(case, digest)? else {
                return Ok(false);
            };
            all += file.length as usize;
            if MOST < all {
                return Ok(false);
            }
            if files.contains_key(&digest) {
                continue;
            }
            let Some(bytes) = self.file_bytes(case, digest)? else {
                return Ok(false);
            };
            read.insert(digest, bytes);
        }
        files.append(&mut read);
        Ok(true)
    }

    /// The open handover of a case whose offer, or an addition to it, names this file and has still to carry it. Once it is
    /// released nothing is offered anew: what arrived then needs the file no more, unless the other office loses its store. On
    /// paper no file is sent at all: its copy is put into the envelope by hand.
    pub(crate) fn offered_in(
        &self,
        case: CaseId,
        file: Digest,
    ) -> Result<Option<HandoverId>, Problem> {
        let Some(id) = self.open_outgoing(case)? else {
            return Ok(None);
        };
        let folder = self.folder(id)?;
        let state = folder.state();
        let Some(offer) = state.offer.as_ref().filter(|_| !folder.is_on_paper()) else {
            return Ok(None);
        };
        if state.taken_back().contains(&PAPERS.spec().item) {
            return Ok(None);
        }
        let arrived = |part: u16| {
            let mut sections = offer.sections.iter().filter(|it| it.part == part);
            sections.all(|it| it.arrival == Arrival::Arrived)
        };
        for part in 0..=state.additions {
            if state.release.is_some() && arrived(part) {
                continue;
            }
            if let Some(content) = self.content(id, offer.no.get(), part)?
                && named_in(&content)?.contains(&file)
            {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// The paper of an offer on its way whose file is not here: without it the content stays here, too.
    pub(crate) fn held_back(
        &self,
        folder: &Folder,
        state: &State,
    ) -> Result<Option<Problem>, Problem> {
        let Some(case) = folder.record.case.filter(|_| !folder.is_on_paper()) else {
            return Ok(None);
        };
        for content in self.content_due(folder, state, Extent::New)? {
            for (bytes, _) in &content.sections {
                let (_, fields) = v1::decode_section(bytes).map_err(|_| Problem::Unreadable)?;
                for Named { digest, paper } in named(fields.iter().map(|(field, it)| (*field, it)))
                {
                    if self.file_of(case, digest)?.is_none() {
                        let paper = paper.map(|it| (it.kind, it.dated));
                        return Ok(Some(Problem::FileMissing(paper)));
                    }
                }
            }
        }
        Ok(None)
    }

    /// The open handover of the case of this one whose content stays here, because a file it names is not here any more: it
    /// came with this one, for instance, and was handled as gone.
    ///
    /// # Errors
    /// [`Problem::Denied`], and what the store says.
    pub fn hit_by_handling(&self, id: HandoverId) -> Result<Option<HandoverId>, Problem> {
        self.right(Step::Read)?;
        let Some(case) = self.folder(id)?.record.case else {
            return Ok(None);
        };
        let Some(open) = self.open_outgoing(case)?.filter(|it| *it != id) else {
            return Ok(None);
        };
        let folder = self.folder(open)?;
        let held_back = self.held_back(&folder, &folder.state())?;
        Ok(held_back.map(|_| open))
    }

    /// Sends again, with the next round, what waited for a file that is here now.
    pub(crate) fn send_what_waited(&mut self, case: CaseId, file: Digest) -> Result<(), Problem> {
        let Some(id) = self.offered_in(case, file)? else {
            return Ok(());
        };
        let mut folder = self.folder(id)?;
        if folder.is_on_paper() || folder.owes_everything() {
            return Ok(());
        }
        folder.owe_everything();
        self.save_by_program(folder, Deed::CaseWritten)
    }

    /// The files that go with a handover as the papers name them, before an offer those of today's disclosure: at the
    /// receiver what is kept with it, at the sender what is kept with its case.
    pub(crate) fn enclosed(&self, folder: &Folder) -> Result<Vec<Attached>, Problem> {
        if folder.state().offer.is_none() {
            let disclosure = self.disclosure(folder)?;
            return disclosure.map_or(Ok(Vec::new()), |it| self.files_of_disclosure(&it));
        }
        let disclosed = self.disclosed(folder)?;
        let named = disclosed.map_or_else(Vec::new, |it| papers_of(it.sections()));
        let mut files = Vec::new();
        for Named { digest, paper } in named {
            let found = match (folder.record.side, folder.record.case) {
                (Side::Receiver, _) => {
                    let held = self.enclosed_file(folder.record.id, digest)?;
                    held.map(|it| (it.format, it.length))
                }
                (Side::Sender, Some(case)) => {
                    let held = self.file_of(case, digest)?;
                    held.map(|it| (it.format, it.length))
                }
                (Side::Sender, None) => None,
            };
            files.extend(found.map(|(format, length)| Attached {
                digest,
                format,
                length,
                paper,
                standing: Standing::Kept,
            }));
        }
        Ok(files)
    }

    /// The files that go with a handover, or came with it; the journal tells who looked.
    pub fn enclosures(&mut self, id: HandoverId) -> Result<Vec<Attached>, Problem> {
        self.right(Step::Read)?;
        let files = self.enclosed(&self.folder(id)?)?;
        self.enter(&[], deed(Step::Read, id), Some(id.to_bytes()))?;
        Ok(files)
    }

    /// The file of a handover whose digest begins so.
    pub fn find_enclosure(&self, id: HandoverId, typed: &str) -> Result<Digest, Problem> {
        let files = self.enclosed(&self.folder(id)?)?;
        let digests: Vec<Digest> = files.iter().map(|it| it.digest).collect();
        pick(typed, &digests, Thing::Attachment)
    }

    /// Takes a file that came with a handover out of the vault, to be written to the disk; the journal tells who did.
    pub fn export_enclosure(
        &mut self,
        id: HandoverId,
        file: Digest,
    ) -> Result<Zeroizing<Vec<u8>>, Problem> {
        self.right(Step::WriteCase)?;
        let missing = Problem::Missing(Thing::Attachment);
        let folder = self.folder(id)?;
        if !self.enclosed(&folder)?.iter().any(|it| it.digest == file) {
            return Err(missing);
        }
        let bytes = match (folder.record.side, folder.record.case) {
            (Side::Sender, Some(case)) => self.file_bytes(case, file)?,
            _ => self.enclosed_bytes(id, file)?,
        };
        let bytes = bytes.ok_or(missing)?;
        self.enter(&[], Deed::Exported, Some(id.to_bytes()))?;
        Ok(bytes)
    }

    /// A file that came with a handover, without its bytes.
    fn enclosed_file(&self, id: HandoverId, file: Digest) -> Result<Option<Enclosed>, Problem> {
        let head = self.vault.head_of(name(id, file))?;
        let head = head.map(|it| decode_enclosed(&it).map_err(|_| Problem::Unreadable));
        head.transpose()
    }

    /// Where each file that came with a handover lies, and with which.
    pub(crate) fn every_enclosed_file(&self) -> Result<Vec<([u8; 16], HandoverId)>, Problem> {
        let heads = self.vault.heads(Shelf::Entry)?.into_iter();
        let files = heads.filter_map(|(id, _, head)| {
            let file = decode_enclosed(&head).ok()?;
            (enclosed_id(file.handover, file.digest) == id).then_some((id, file.handover))
        });
        Ok(files.collect())
    }

    fn enclosed_bytes(
        &self,
        id: HandoverId,
        file: Digest,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
        match self.vault.read(name(id, file))? {
            Some(stored) if file_digest(&stored.body) != file => Err(Problem::Unreadable),
            stored => Ok(stored.map(|it| it.body)),
        }
    }

    /// Writes the files content still names under the present folder of its handover: those it names no longer stay in the
    /// old one, and go with it.
    pub(crate) fn carry_files_over(
        &self,
        folder: &mut Folder,
        content: &ContentRecord,
    ) -> Result<(), Problem> {
        let id = folder.record.id;
        for digest in named_in(content)? {
            let head = self.enclosed_file(id, digest)?;
            let bytes = self.enclosed_bytes(id, digest)?;
            if let Some((head, mut bytes)) = head.zip(bytes) {
                let under = folder.record.folder;
                folder.also(enclosed_change(&head, under, std::mem::take(&mut bytes)));
            }
        }
        Ok(())
    }

    /// Copies the files that came under these papers into the own case, besides those it has.
    pub(crate) fn take_files_up(
        &self,
        folder: &mut Folder,
        case: CaseId,
        told: &BTreeMap<FieldId, Value>,
    ) -> Result<(), Problem> {
        let id = folder.record.id;
        for Named { digest, .. } in named(told.iter().map(|(field, value)| (*field, value))) {
            if self.file_of(case, digest)?.is_some() {
                continue;
            }
            let head = self.enclosed_file(id, digest)?;
            let bytes = self.enclosed_bytes(id, digest)?;
            let Some((head, mut bytes)) = head.zip(bytes) else {
                continue;
            };
            let file = Attachment {
                case,
                digest,
                format: head.format,
                length: head.length,
                standing: Standing::Kept,
            };
            folder.also(file_change(&file, std::mem::take(&mut bytes)));
        }
        Ok(())
    }

    /// Takes files out of the own case, those that were put away there, too.
    pub(crate) fn drop_files(
        &self,
        folder: &mut Folder,
        case: CaseId,
        files: &BTreeSet<Digest>,
    ) -> Result<(), Problem> {
        for digest in files {
            if self.held(case, *digest)?.is_some() {
                folder.also(file_gone(case, *digest));
            }
        }
        Ok(())
    }
}

/// The files the papers of these sections name.
pub(crate) fn papers_of<'a>(
    sections: impl Iterator<Item = (SectionId, &'a [(FieldId, Value)])>,
) -> Vec<Named> {
    named(sections.flat_map(|(_, fields)| fields.iter().map(|(field, value)| (*field, value))))
}

/// The files content names.
pub(crate) fn named_in(content: &ContentRecord) -> Result<BTreeSet<Digest>, Problem> {
    let sections = content.sections.iter().map(|(bytes, _)| bytes.as_slice());
    digests_in(sections).ok_or(Problem::Unreadable)
}

/// The files the content of a parcel names; none of what cannot be read, which is refused anyway.
fn named_by(disclosed: &parcel::Disclosed) -> BTreeSet<Digest> {
    let sections = disclosed.sections.iter().map(|it| it.content.as_slice());
    digests_in(sections).unwrap_or_default()
}

fn digests_in<'a>(sections: impl Iterator<Item = &'a [u8]>) -> Option<BTreeSet<Digest>> {
    let mut digests = BTreeSet::new();
    for bytes in sections {
        let (_, fields) = v1::decode_section(bytes).ok()?;
        let files = named(fields.iter().map(|(field, value)| (*field, value)));
        digests.extend(files.into_iter().map(|it| it.digest));
    }
    Some(digests)
}

fn name(handover: HandoverId, file: Digest) -> Name {
    Name {
        shelf: Shelf::Entry,
        id: enclosed_id(handover, file),
    }
}

fn enclosed_change(file: &Enclosed, folder: [u8; 16], bytes: Vec<u8>) -> Change {
    Change::Put {
        name: name(file.handover, file.digest),
        expect: Expect::Any,
        under: Under::Folder(folder),
        head: encode_enclosed(file),
        body: bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw, RawCell};
    use crate::domain::calendar::Day;
    use crate::domain::case::{FieldState, Source};
    use crate::exchange::parcel::Section;

    fn pdf(number: u8, length: usize) -> Vec<u8> {
        let mut file = [b"%PDF-1.7 ".as_slice(), &[number]].concat();
        file.resize(length - 5, b' ');
        file.extend(b"%%EOF");
        file
    }

    /// Content whose papers name these files.
    fn naming(files: &[Vec<u8>]) -> parcel::Disclosed {
        let day = Day::from_ymd(2026, 11, 2).unwrap();
        let row = |file: &Vec<u8>| {
            let kind = Some(RawCell::Text("support-plan".to_owned()));
            let digest = Some(RawCell::Text(file_digest(file).to_string()));
            vec![kind, None, Some(RawCell::Day(day)), None, digest]
        };
        let rows = Raw::Rows(files.iter().map(row).collect());
        let value = Value {
            state: FieldState::Filled(Answer::check(PAPERS.spec(), rows).unwrap()),
            source: Source::Person,
            as_of: day,
        };
        let content = v1::encode_section(SectionId::Attachments, &[(PAPERS, value)]);
        let content = Zeroizing::new(content);
        let salt = [0; 16];
        parcel::Disclosed {
            offer: 1,
            part: 0,
            sections: vec![Section { content, salt }],
        }
    }

    #[test]
    fn as_much_as_may_go_is_right_and_one_byte_more_is_not() {
        let whole = || (0..4).map(|it| pdf(it, LONGEST)).collect::<Vec<_>>();
        let with = |more: Vec<u8>| [whole(), vec![more]].concat();
        let cases = [
            (whole(), true),
            (with(pdf(4, 20)), false),
            (vec![pdf(0, LONGEST + 1)], false),
            (vec![b"MZ a program".to_vec()], false),
        ];
        for (files, right) in cases {
            let disclosed = naming(&files);
            let lengths: Vec<usize> = files.iter().map(Vec::len).collect();
            let files = files.into_iter().map(Zeroizing::new).collect();
            let brought = FilesBrought::of(files, std::slice::from_ref(&disclosed)).unwrap();
            let none = Lengths::new();
            assert_eq!(
                brought.are_right_for(&disclosed, &none),
                right,
                "{lengths:?}"
            );
        }
    }

    #[test]
    fn what_came_with_other_parts_of_the_offer_counts_and_the_same_file_counts_once() {
        let files = vec![pdf(0, LONGEST), pdf(1, LONGEST)];
        let disclosed = naming(&files);
        let first = file_digest(&files[0]);
        let files = files.into_iter().map(Zeroizing::new).collect();
        let brought = FilesBrought::of(files, std::slice::from_ref(&disclosed)).unwrap();
        let other = |it: u8| Digest::from_bytes([it; 32]);
        let room = MOST - 2 * LONGEST;
        let cases = [
            (vec![(other(1), room)], true),
            (vec![(other(1), room + 1)], false),
            (vec![(other(1), LONGEST), (other(2), LONGEST + 1)], false),
            (vec![(other(1), room), (first, LONGEST)], true),
        ];
        for (before, right) in cases {
            let before = before.into_iter().collect();
            assert_eq!(
                brought.are_right_for(&disclosed, &before),
                right,
                "{before:?}"
            );
        }
    }

    #[test]
    fn what_nothing_names_and_what_stands_there_twice_spoils_all() {
        let named = vec![pdf(0, 40), pdf(1, 40)];
        let disclosed = [naming(&named)];
        let of = |files: &[&Vec<u8>]| {
            let files = files.iter().map(|it| Zeroizing::new(it.to_vec()));
            FilesBrought::of(files.collect(), &disclosed)
        };
        let surplus = pdf(2, 40);
        assert!(of(&[&named[0], &named[1], &surplus]).is_none());
        assert!(of(&[&named[0], &named[1], &named[0]]).is_none());
        let half = of(&[&named[0]]).expect("nothing wrong in it");
        assert!(
            !half.are_right_for(&disclosed[0], &Lengths::new()),
            "one is missing"
        );
    }
}
