//! One handover as it lies in the vault: its record, its two logs, its content and the words of its entries.
//!
//! Envelopes lie under the office's key and stay; content and words lie under the handover's own folder key, and
//! go with it.

use zeroize::Zeroizing;

use crate::codec::v1;
use crate::codec::v1_entry::{
    self, ContentRecord, HandoverRecord, StopMark, decode_handover, encode_handover,
};
use crate::codec::v1_words;
use crate::domain::audit::Act as Deed;
use crate::domain::consent::Disclosed;
use crate::domain::handover::dossier::{Dossier, Held, Joined, State, Stop};
use crate::domain::handover::entry::{Act, Envelope, Side};
use crate::domain::handover::guard::Refusal;
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::Words;
use crate::domain::id::{Digest, HandoverId, OfficeId};
use crate::exchange::{DossierKey, entry};
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::problem::{Problem, Thing};

/// A handover taken out of the vault, with what is to be written back.
pub(crate) struct Folder {
    pub record: HandoverRecord,
    pub dossier: Dossier,
    /// So many entries of this office are known to exist, whatever is held: the other office has seen them.
    behind: u32,
    /// Why the dossier stopped since it was taken out of the vault.
    pub fresh_stop: Option<Stop>,
    version: Option<u64>,
    changes: Vec<Change>,
}

/// One entry with its words, where they are still there.
pub struct Spoken {
    /// What the rules read.
    pub envelope: Envelope,
    /// What people read; none when it was destroyed or never came.
    pub words: Option<Words>,
}

/// Why an entry was not written.
#[derive(Debug)]
pub(crate) enum Unsaid {
    /// A rule of the dossier refused it.
    Refused(Refusal),
    /// Entries of this office are lost here: it can be said once they are back or given up.
    Lost(HandoverId),
}

impl Unsaid {
    /// The same, as whoever asked for `step` is told.
    pub fn problem(self, step: Step) -> Problem {
        match self {
            Unsaid::Refused(refusal) => Problem::refused(step, refusal),
            Unsaid::Lost(id) => Problem::EntriesLost(id),
        }
    }
}

impl From<Refusal> for Unsaid {
    fn from(refusal: Refusal) -> Unsaid {
        Unsaid::Refused(refusal)
    }
}

impl Folder {
    /// A handover that is not in the vault yet.
    pub fn new(record: HandoverRecord) -> Folder {
        let dossier = Dossier::new(record.id, record.sender, record.receiver);
        Folder {
            record,
            dossier,
            behind: 0,
            fresh_stop: None,
            version: None,
            changes: Vec::new(),
        }
    }

    /// What the two logs mean, if anything was offered.
    pub fn state(&self) -> State {
        self.dossier.state()
    }

    /// Whether entries of this office are lost here: nothing may be written until they are back.
    pub fn is_behind(&self) -> bool {
        (self.dossier.log(self.record.side).len() as u32) < self.behind
    }

    /// Remembers that the other office has seen so many entries of this one. Says whether that is news.
    pub fn fell_behind(&mut self, seen: u32) -> bool {
        let news = self.behind < seen;
        if news {
            self.behind = seen;
            let body = seen.to_be_bytes().to_vec();
            let name = behind_name(self.record.id);
            self.changes
                .push(put(name, Under::Office, Vec::new(), body));
        }
        news
    }

    /// The office on the other side.
    pub fn peer(&self) -> OfficeId {
        self.dossier.office(self.record.side.other())
    }

    /// Adds a change that is written with the rest.
    pub fn also(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Joins an entry; what is new is written with the rest.
    pub fn join(&mut self, signed: &[u8], envelope: Envelope, sealed: Option<Vec<u8>>) -> Joined {
        let (side, number) = (envelope.side, envelope.number);
        let digest = Digest::from_bytes(entry::digest(signed));
        let joined = self.dossier.join(Held { digest, envelope });
        match &joined {
            Joined::New => {
                let name = entry_name(self.record.id, Part::Entry(side, number));
                self.changes.push(Change::Put {
                    name,
                    expect: Expect::Absent,
                    under: Under::Office,
                    head: Vec::new(),
                    body: signed.to_vec(),
                });
                if let Some(sealed) = sealed {
                    self.put_words(side, number, sealed);
                }
            }
            Joined::Stopped(stop) => {
                if self.record.stop.is_none() {
                    self.fresh_stop = Some(stop.clone());
                    self.record.stop = Some(StopMark::from(stop));
                }
            }
            Joined::Known | Joined::Early { .. } | Joined::Ahead { .. } => (),
        }
        joined
    }

    /// Leaves the present folder to be destroyed; what is about to be written goes along to a fresh one.
    pub fn move_to(&mut self, fresh: [u8; 16]) {
        let old = std::mem::replace(&mut self.record.folder, fresh);
        self.record.shred.push(old);
        for change in &mut self.changes {
            if let Change::Put { under, .. } = change
                && *under == Under::Folder(old)
            {
                *under = Under::Folder(fresh);
            }
        }
    }

    /// Keeps the sealed words of an entry.
    pub fn put_words(&mut self, side: Side, number: u32, sealed: Vec<u8>) {
        let name = entry_name(self.record.id, Part::Words(side, number));
        let same = |it: &Change| matches!(it, Change::Put { name: it, .. } if *it == name);
        self.changes.retain(|it| !same(it));
        self.changes.push(put(
            name,
            Under::Folder(self.record.folder),
            Vec::new(),
            sealed,
        ));
    }

    /// Keeps the content of an offer or addition.
    pub fn put_content(&mut self, content: &ContentRecord) {
        let name = entry_name(self.record.id, Part::Content(content.offer, content.part));
        let body = v1_entry::encode_content(content);
        self.changes.push(put(
            name,
            Under::Folder(self.record.folder),
            Vec::new(),
            body,
        ));
    }

    /// Takes the content of an offer or addition away.
    pub fn drop_content(&mut self, offer: u16, part: u16) {
        let name = entry_name(self.record.id, Part::Content(offer, part));
        self.changes.push(Change::Remove {
            name,
            expect: Expect::Any,
        });
    }

    /// Everything that changed, the handover's own record last.
    pub fn into_changes(self) -> Vec<Change> {
        let mut changes = self.changes;
        changes.push(Change::Put {
            name: Name {
                shelf: Shelf::Handover,
                id: self.record.id.to_bytes(),
            },
            expect: self.version.map_or(Expect::Absent, Expect::Version),
            under: Under::Office,
            head: Vec::new(),
            body: encode_handover(&self.record),
        });
        changes
    }

    /// The key the words of this dossier travel under, unless it was destroyed.
    pub fn key(&self) -> Option<DossierKey> {
        let key = *self.record.dossier_key;
        (key != [0; 32]).then(|| DossierKey::from_bytes(key))
    }

    /// Where the words of an entry belong.
    pub fn place(&self, side: Side, number: u32) -> entry::Place {
        entry::Place {
            handover: self.record.id,
            author: self.dossier.office(side),
            number,
        }
    }
}

/// What lies on the shelf of entries.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Entry(Side, u32),
    Words(Side, u32),
    Content(u16, u16),
}

/// Where a part of a handover lies. Ids of handovers are drawn at random, so mixing a small number into the last
/// six bytes keeps names apart.
pub(crate) fn entry_name(handover: HandoverId, part: Part) -> Name {
    let (kind, number) = match part {
        Part::Entry(side, number) => (1 + side as u8, number),
        Part::Words(side, number) => (3 + side as u8, number),
        Part::Content(offer, part) => (5, u32::from(offer) << 16 | u32::from(part)),
    };
    let mut id = handover.to_bytes();
    id[11] ^= kind;
    for (byte, mixed) in id[12..].iter_mut().zip(number.to_be_bytes()) {
        *byte ^= mixed;
    }
    Name {
        shelf: Shelf::Entry,
        id,
    }
}

fn behind_name(handover: HandoverId) -> Name {
    Name {
        shelf: Shelf::Parcel,
        id: handover.to_bytes(),
    }
}

impl Desk {
    /// The ids of every handover here.
    pub(crate) fn handover_ids(&self) -> Result<Vec<HandoverId>, Problem> {
        let heads = self.vault.heads(Shelf::Handover)?;
        Ok(heads
            .into_iter()
            .map(|(id, ..)| HandoverId::from_bytes(id))
            .collect())
    }

    /// Takes a handover out of the vault.
    pub(crate) fn folder(&self, id: HandoverId) -> Result<Folder, Problem> {
        self.find_folder(id)?
            .ok_or(Problem::Missing(Thing::Handover))
    }

    pub(crate) fn find_folder(&self, id: HandoverId) -> Result<Option<Folder>, Problem> {
        let name = Name {
            shelf: Shelf::Handover,
            id: id.to_bytes(),
        };
        let Some(stored) = self.vault.read(name)? else {
            return Ok(None);
        };
        let record = decode_handover(&stored.body).map_err(|_| Problem::Unreadable)?;
        let mut folder = Folder::new(record);
        folder.version = Some(stored.version);
        if let Some(mark) = self.vault.read(behind_name(id))? {
            let seen = mark.body.as_slice().try_into();
            folder.behind = u32::from_be_bytes(seen.map_err(|_| Problem::Unreadable)?);
        }
        self.fill(&mut folder)?;
        if let Some(mark) = folder.record.stop {
            folder.dossier.halt(stop_of(mark));
        }
        Ok(Some(folder))
    }

    /// Reads both logs. Entries are joined as their references allow, as when they first came.
    fn fill(&self, folder: &mut Folder) -> Result<(), Problem> {
        let mut next = [1, 1];
        loop {
            let before = next;
            for side in [Side::Sender, Side::Receiver] {
                while let Some(held) =
                    self.read_entry(folder.record.id, side, next[side as usize])?
                {
                    match folder.dossier.join(held) {
                        Joined::New | Joined::Known => next[side as usize] += 1,
                        Joined::Ahead { .. } => break,
                        Joined::Early { .. } | Joined::Stopped(_) => {
                            return Err(Problem::Unreadable);
                        }
                    }
                }
            }
            if next == before {
                return Ok(());
            }
        }
    }

    fn read_entry(
        &self,
        handover: HandoverId,
        side: Side,
        number: u32,
    ) -> Result<Option<Held>, Problem> {
        let Some(signed) = self.signed_entry(handover, side, number)? else {
            return Ok(None);
        };
        let bytes = entry::unchecked_envelope(&signed).map_err(|_| Problem::Unreadable)?;
        let envelope = v1_entry::decode_envelope(bytes).map_err(|_| Problem::Unreadable)?;
        Ok(Some(Held {
            digest: Digest::from_bytes(entry::digest(&signed)),
            envelope,
        }))
    }

    /// The signed bytes of an entry, exactly as they came.
    pub(crate) fn signed_entry(
        &self,
        handover: HandoverId,
        side: Side,
        number: u32,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
        let name = entry_name(handover, Part::Entry(side, number));
        Ok(self.vault.read(name)?.map(|it| it.body))
    }

    /// The sealed words of an entry, if they are here.
    pub(crate) fn sealed_words(
        &self,
        handover: HandoverId,
        side: Side,
        number: u32,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
        let name = entry_name(handover, Part::Words(side, number));
        Ok(self.vault.read(name)?.map(|it| it.body))
    }

    /// Every entry of one side with its words.
    pub(crate) fn spoken(&self, folder: &Folder, side: Side) -> Result<Vec<Spoken>, Problem> {
        let key = folder.key();
        let mut spoken = Vec::new();
        for held in folder.dossier.log(side) {
            let number = held.envelope.number;
            let sealed = self.sealed_words(folder.record.id, side, number)?;
            let words = key.as_ref().zip(sealed).and_then(|(key, sealed)| {
                let body = entry::open_body(key, &folder.place(side, number), &sealed).ok()?;
                v1_words::decode_words(body.content()).ok()
            });
            spoken.push(Spoken {
                envelope: held.envelope.clone(),
                words,
            });
        }
        Ok(spoken)
    }

    /// The content of an offer or addition as it is kept.
    pub(crate) fn content(
        &self,
        handover: HandoverId,
        offer: u16,
        part: u16,
    ) -> Result<Option<ContentRecord>, Problem> {
        let name = entry_name(handover, Part::Content(offer, part));
        let Some(stored) = self.vault.read(name)? else {
            return Ok(None);
        };
        let content = v1_entry::decode_content(&stored.body).map_err(|_| Problem::Unreadable)?;
        Ok(Some(content))
    }

    /// What is held of the current offer, additions applied, withdrawn items gone.
    pub(crate) fn disclosed(&self, folder: &Folder) -> Result<Option<Disclosed>, Problem> {
        let state = folder.state();
        let Some(offer) = &state.offer else {
            return Ok(None);
        };
        let mut sections = Vec::new();
        for section in &offer.sections {
            let Some(content) = self.content(folder.record.id, offer.no.get(), section.part)?
            else {
                continue;
            };
            for (bytes, _) in &content.sections {
                let (id, fields) = v1::decode_section(bytes).map_err(|_| Problem::Unreadable)?;
                if id == section.pinned.section {
                    sections.push((id, fields));
                }
            }
        }
        if sections.is_empty() {
            return Ok(None);
        }
        sections.sort_by_key(|(id, _)| *id);
        let mut disclosed = Disclosed::received(sections).map_err(|_| Problem::Unreadable)?;
        disclosed.erase(&state.taken_back());
        let left = disclosed.sections().next().is_some();
        Ok(left.then_some(disclosed))
    }

    /// Signs an entry and joins it to this office's log; it is written with the rest.
    pub(crate) fn speak(
        &self,
        folder: &mut Folder,
        act: Act,
        words: Words,
        due: Option<crate::domain::calendar::Day>,
    ) -> Result<(), Unsaid> {
        let side = folder.record.side;
        if folder.is_behind() {
            return Err(Unsaid::Lost(folder.record.id));
        }
        folder.dossier.may(side, &act)?;
        let number = folder.dossier.log(side).len() as u32 + 1;
        let place = folder.place(side, number);
        let body = folder.key().filter(|_| words != Words::none()).map(|key| {
            let body = entry::Body::new(&v1_words::encode_words(&words));
            (
                Digest::from_bytes(body.digest()),
                entry::seal_body(&key, &place, &body),
            )
        });
        let (digest, sealed) = body.unzip();
        let envelope = folder.dossier.next(side, self.today(), due, act, digest);
        let bytes = v1_entry::encode_envelope(&envelope);
        let signed = entry::make(&self.vault.office().signing, &bytes)
            .expect("an envelope within its lists' limits is shorter than an entry may be");
        match folder.join(&signed.bytes, envelope, sealed) {
            Joined::New => Ok(()),
            Joined::Stopped(Stop::NotAllowed { refusal, .. }) => Err((*refusal).into()),
            _ => Err(Refusal::Stopped.into()),
        }
    }

    /// Writes a handover back with everything that changed, in one commit.
    pub(crate) fn save(&mut self, folder: Folder, act: Deed) -> Result<(), Problem> {
        let id = folder.record.id.to_bytes();
        self.enter(&folder.into_changes(), act, Some(id))?;
        Ok(())
    }

    /// Destroys the folders whose destruction was begun: rebuilds the store without them.
    pub(crate) fn finish_shredding(&mut self) -> Result<(), Problem> {
        for id in self.handover_ids()? {
            let mut folder = self.folder(id)?;
            if folder.record.shred.is_empty() {
                continue;
            }
            let event = self.event(Deed::Erased, Some(id.to_bytes()));
            self.vault.erase(&folder.record.shred, &event)?;
            folder.record.shred.clear();
            self.save(folder, Deed::Rebuilt)?;
        }
        Ok(())
    }
}

fn stop_of(mark: StopMark) -> Stop {
    match mark {
        StopMark::Fork { side, number } => Stop::Fork { side, number },
        StopMark::SeenLess { side, number } => Stop::SeenLess { side, number },
        // Which rule was broken is in the journal of the day; the mark keeps only whose entry it was.
        StopMark::NotAllowed { side, number } => Stop::NotAllowed {
            side,
            number,
            refusal: Box::new(Refusal::Stopped),
        },
        StopMark::Foreign => Stop::Foreign,
    }
}
