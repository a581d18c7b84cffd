//! One handover as it lies in the vault: its record, its two logs, its content and the words of its entries.
//!
//! Envelopes lie under the office's key and stay; content and words lie under the handover's own folder key, and
//! go with it.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use crate::codec::v1;
use crate::codec::v1_entry::{
    self, ContentRecord, HandoverRecord, PostRecord, StopMark, decode_handover, decode_post,
    encode_handover, encode_post, part_id,
};
use crate::codec::v1_papers::{decode_papers, encode_papers};
use crate::codec::v1_words;
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::consent::{Disclosed, Returned};
use crate::domain::handover::dossier::{Dossier, Held, Joined, Section, State, Stop};
use crate::domain::handover::entry::{Act, Envelope, Side};
use crate::domain::handover::guard::{self, Refusal};
use crate::domain::handover::papers::Papers;
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::Words;
use crate::domain::id::{Digest, HandoverId, Means, OfficeId};
use crate::domain::record::{Delivery, deliveries};
use crate::exchange::{DossierKey, entry};
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::problem::{Concerned, Problem, Thing};
use crate::workflow::remark::Remark;

/// A handover taken out of the vault, with what is to be written back.
pub(crate) struct Folder {
    pub record: HandoverRecord,
    pub dossier: Dossier,
    /// What the post remembers of it.
    post: PostRecord,
    /// Why the dossier stopped since it was taken out of the vault.
    pub fresh_stop: Option<Stop>,
    version: Option<u64>,
    /// The folder everything kept lay in, when it was taken out of the vault.
    kept_in: [u8; 16],
    changes: Vec<Change>,
    /// The paper that is being entered for an office without the program, while it is.
    pub slip: Option<Slip>,
    /// What was printed for an office without the program.
    papers: Papers,
    /// What forms newer than the offer let come back.
    lets_back: LetBack,
    /// What came since it was taken out of the vault, whole: the record of a delivery names all that was delivered.
    delivered: Vec<ContentRecord>,
}

/// What may come back of a handover by the forms that counted since its offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetBack {
    /// As the offer says: the other office writes its own log, and is told of a newer form by a newer offer.
    AsOffered,
    /// On paper, the least that any of them let.
    Least(BTreeSet<Returned>),
    /// On paper, where one of them cannot be read: no words are entered, and nothing is taken as answered for that.
    Unreadable,
}

/// A paper that came back from an office without the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The day that stands on it.
    pub day: Day,
    /// Who of that office said or signed it.
    pub told_by: String,
    /// Where the original is kept.
    pub original: String,
}

/// Entries this office wrote and no longer holds: its store is older than it should be, or the other office lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The other office says it has seen them; it has shown none.
    Claimed {
        /// How many it says it has seen.
        seen: u32,
    },
    /// One came back, signed by this office; others before it are still missing.
    Proven {
        /// Its number.
        number: u32,
    },
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
    Lost(Box<Concerned>),
    /// It names more than an entry has room for.
    TooLong,
}

impl Unsaid {
    /// The same, as whoever asked for `step` is told.
    pub fn problem(self, step: Step) -> Problem {
        match self {
            Unsaid::Refused(refusal) => Problem::refused(step, refusal),
            Unsaid::Lost(it) => Problem::EntriesLost(it),
            Unsaid::TooLong => Problem::TooLarge,
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
            kept_in: record.folder,
            record,
            dossier,
            post: PostRecord::default(),
            fresh_stop: None,
            version: None,
            changes: Vec::new(),
            slip: None,
            papers: Papers::default(),
            lets_back: LetBack::AsOffered,
            delivered: Vec::new(),
        }
    }

    /// What was printed for an office without the program.
    pub fn papers(&self) -> &Papers {
        &self.papers
    }

    /// Keeps what was printed, or what is known of it now.
    pub fn keep_papers(&mut self, papers: Papers) {
        let name = entry_name(self.record.id, Part::Papers);
        let body = encode_papers(&papers);
        self.changes
            .push(put(name, Under::Office, Vec::new(), body));
        self.papers = papers;
    }

    /// Everything that is known to have arrived.
    pub fn deliveries(&self) -> Vec<Delivery<'_>> {
        deliveries(&self.dossier, &self.papers)
    }

    /// Whether the other office has no keys: nothing of it travels, and what that office says is entered here.
    pub fn is_on_paper(&self) -> bool {
        self.dossier.means() == Means::Paper
    }

    /// The side whose log is written: this office's, or, while a paper is entered, the one it came from.
    pub fn pen(&self) -> Side {
        match self.slip {
            Some(_) => Side::Receiver,
            None => self.record.side,
        }
    }

    /// How often it was written, when it was taken out of the vault.
    pub fn version(&self) -> Option<u64> {
        self.version
    }

    /// What the two logs mean, if anything was offered. On paper this office writes both, so what its forms let come back counts at
    /// once.
    pub fn state(&self) -> State {
        let state = self.dossier.state();
        match &self.lets_back {
            LetBack::AsOffered => state,
            LetBack::Least(given) => state.as_entered_from_paper(given),
            LetBack::Unreadable => state.as_lets_back(&BTreeSet::new()),
        }
    }

    /// Whether it cannot be read what may come back.
    pub fn lets_back_unread(&self) -> bool {
        self.lets_back == LetBack::Unreadable
    }

    /// What this office wrote and no longer holds, if nothing may be written for that.
    pub fn lost(&self) -> Option<Lost> {
        let held = self.dossier.log(self.record.side).len() as u32;
        match self.post {
            it if it.given_up => None,
            it if held < it.proven => Some(Lost::Proven { number: it.proven }),
            it if held < it.claimed => Some(Lost::Claimed { seen: it.claimed }),
            _ => None,
        }
    }

    /// Whether entries of this office are lost here: nothing may be written until they are back or given up.
    pub fn is_behind(&self) -> bool {
        self.lost().is_some()
    }

    /// Whether a manager gave up what is lost here.
    pub fn gave_up(&self) -> bool {
        self.post.given_up
    }

    /// Remembers what is lost here, and that the other office is asked for everything. Says whether that is news.
    pub fn missing(&mut self, lost: Lost) -> bool {
        let news = match lost {
            Lost::Claimed { seen } => self.post.claimed < seen,
            Lost::Proven { number } => self.post.proven < number,
        };
        match lost {
            _ if !news => (),
            Lost::Claimed { seen } => self.post.claimed = seen,
            Lost::Proven { number } => self.post.proven = number,
        }
        if news {
            self.post.everything = true;
            self.remember_post();
        }
        news
    }

    /// Gives up what is lost here: from now on entries are written whatever the other office says it has seen.
    pub fn give_up(&mut self) {
        self.post.given_up = true;
        self.remember_post();
    }

    /// Whether the next parcel carries everything, whatever is new.
    pub fn owes_everything(&self) -> bool {
        self.post.everything
    }

    /// Remembers that the next parcel carries everything.
    pub fn owe_everything(&mut self) {
        if !self.post.everything {
            self.post.everything = true;
            self.remember_post();
        }
    }

    /// Remembers that everything was sent.
    pub fn sent_everything(&mut self) {
        if self.post.everything {
            self.post.everything = false;
            self.remember_post();
        }
    }

    fn remember_post(&mut self) {
        let change = put(
            post_name(self.record.id),
            Under::Office,
            Vec::new(),
            encode_post(&self.post),
        );
        self.changes.push(change);
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
                    // Both entries are kept, and go to the other office: it shall see why, too.
                    let name = entry_name(self.record.id, Part::Evidence);
                    self.changes
                        .push(put(name, Under::Office, Vec::new(), signed.to_vec()));
                    self.owe_everything();
                }
            }
            Joined::Known | Joined::Early { .. } | Joined::Ahead { .. } | Joined::Full => (),
        }
        joined
    }

    /// Whether this very entry is held, and not another one with its number.
    pub fn holds(&self, side: Side, number: u32, entry: Digest) -> bool {
        let number = number.checked_sub(1).map(|it| it as usize);
        let held = number.and_then(|it| self.dossier.log(side).get(it));
        held.is_some_and(|it| it.digest == entry)
    }

    /// Keeps the signed entry that claims to have seen what is not here.
    pub fn keep_claim(&mut self, signed: &[u8]) {
        let name = entry_name(self.record.id, Part::Claim);
        self.changes
            .push(put(name, Under::Office, Vec::new(), signed.to_vec()));
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

    /// Whether everything kept is left behind with what is about to be written: what stays of it goes along.
    pub fn leaves_all_behind(&self) -> bool {
        self.record.folder != self.kept_in
    }

    /// Where a part is found while something is about to be written.
    pub fn at_hand(&self, part: Part) -> AtHand<'_> {
        let name = entry_name(self.record.id, part);
        let fresh = self.changes.iter().rev().find_map(|it| match it {
            Change::Put { name: it, body, .. } if *it == name => Some(body.as_slice()),
            _ => None,
        });
        match fresh {
            Some(body) => AtHand::Fresh(body),
            None if self.leaves_all_behind() => AtHand::LeftBehind,
            None => AtHand::Kept,
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

    /// Takes the sealed words of an entry away.
    pub fn forget_words(&mut self, side: Side, number: u32) {
        let name = entry_name(self.record.id, Part::Words(side, number));
        let expect = Expect::Any;
        self.changes.push(Change::Remove { name, expect });
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

    /// The content of an offer or addition that is written with the rest.
    pub fn fresh_content(&self, offer: u16, part: u16) -> Option<ContentRecord> {
        match self.at_hand(Part::Content(offer, part)) {
            AtHand::Fresh(body) => v1_entry::decode_content(body).ok(),
            AtHand::Kept | AtHand::LeftBehind => None,
        }
    }

    /// Notes what came, for the record of it, before anything is left out of what is kept.
    pub fn note_delivered(&mut self, content: ContentRecord) {
        self.delivered.push(content);
    }

    /// What came with an offer or addition since this was taken out of the vault.
    pub fn delivered(&self, offer: u16, part: u16) -> Option<&ContentRecord> {
        let mut all = self.delivered.iter();
        all.find(|it| (it.offer, it.part) == (offer, part))
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

/// Where a part of a handover is found while something is about to be written.
pub(crate) enum AtHand<'a> {
    /// It is about to be written: so.
    Fresh(&'a [u8]),
    /// In the vault, and it stays.
    Kept,
    /// In the vault, and it is about to be destroyed.
    LeftBehind,
}

/// What lies on the shelf of entries.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Entry(Side, u32),
    Words(Side, u32),
    Content(u16, u16),
    /// The signed entry that stopped the dossier.
    Evidence,
    /// The last signed entry that claims to have seen entries of this office that are not here.
    Claim,
    /// A withdrawal the dossier has not been told of.
    Owed,
    /// That the case which left by this handover was reopened.
    Reopened,
    /// That what the other office's entry of this number takes back was heard though it could not be taken in.
    Heard(u32),
    /// The same of an entry of this office, which is not the one it holds under this number.
    HeardOwn(u32),
    /// What this office's offer, or its addition, rests on.
    Grounds(u16, u16),
    /// What was printed for an office without the program.
    Papers,
    /// What stays once it was destroyed after its time.
    Tombstone,
    /// Parcels that may not lie in the shared folder any more, until they were taken away.
    Overtaken,
    /// Whom this office told of the move.
    Contacts,
    /// The meetings held about it.
    Meetings,
    /// What was told of this copy of it.
    CopyTold(u32),
    /// The parcels that were handed to whoever carries them to the shared folder.
    Laid,
    /// Which revisions of this office's own case brought what came with it.
    Brought,
    /// Who has a hand in the next offer.
    Hands,
    /// What of additions this office does not take up.
    PutAway,
}

/// Where a part of a handover lies.
pub(crate) fn entry_name(handover: HandoverId, part: Part) -> Name {
    let (kind, number) = match part {
        Part::Entry(side, number) => (1 + side as u8, number),
        Part::Words(side, number) => (3 + side as u8, number),
        Part::Content(offer, part) => (5, u32::from(offer) << 16 | u32::from(part)),
        Part::Evidence => (6, 0),
        Part::Claim => (7, 0),
        Part::Owed => (8, 0),
        Part::Reopened => (9, 0),
        Part::Heard(number) => (10, number),
        Part::HeardOwn(number) => (11, number),
        Part::Grounds(offer, part) => (13, u32::from(offer) << 16 | u32::from(part)),
        Part::Tombstone => (18, 0),
        Part::Overtaken => (21, 0),
        Part::Papers => (20, 0),
        Part::Contacts => (24, 0),
        Part::Meetings => (25, 0),
        Part::CopyTold(no) => (26, no),
        Part::Laid => (27, 0),
        Part::Brought => (28, 0),
        Part::Hands => (29, 0),
        Part::PutAway => (30, 0),
    };
    Name {
        shelf: Shelf::Entry,
        id: part_id(handover, kind, number),
    }
}

pub(crate) fn post_name(handover: HandoverId) -> Name {
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
        let Some(mut folder) = self.bare_folder(id)? else {
            return Ok(None);
        };
        if let Some(post) = self.vault.read(post_name(id))? {
            folder.post = decode_post(&post.body).map_err(|_| Problem::Unreadable)?;
        }
        self.fill(&mut folder)?;
        if folder.is_on_paper() {
            if let Some(kept) = self.vault.read(entry_name(id, Part::Papers))? {
                folder.papers = decode_papers(&kept.body).map_err(|_| Problem::Unreadable)?;
            }
            folder.lets_back = self.let_back_since_offer(&folder);
        }
        if let Some(mark) = folder.record.stop {
            let stop = self.stop_shown(&folder)?;
            folder.dossier.halt(stop.unwrap_or_else(|| stop_of(mark)));
        }
        Ok(Some(folder))
    }

    /// The record of a handover without its logs.
    pub(crate) fn bare_folder(&self, id: HandoverId) -> Result<Option<Folder>, Problem> {
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
        Ok(Some(folder))
    }

    /// Why the dossier stopped, with the rule that was broken, as the entry that stopped it shows again.
    fn stop_shown(&self, folder: &Folder) -> Result<Option<Stop>, Problem> {
        let name = entry_name(folder.record.id, Part::Evidence);
        let Some(signed) = self.vault.read(name)? else {
            return Ok(None);
        };
        let Ok(held) = held_in(&signed.body) else {
            return Ok(None);
        };
        Ok(match folder.dossier.clone().join(held) {
            Joined::Stopped(stop) => Some(stop),
            _ => None,
        })
    }

    /// The signed entry that stopped the dossier, if it is by one of the two offices and about this handover.
    pub(crate) fn evidence(&self, folder: &Folder) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
        let name = entry_name(folder.record.id, Part::Evidence);
        let signed = self.vault.read(name)?.map(|it| it.body);
        Ok(signed.filter(|it| {
            held_in(it).is_ok_and(|held| {
                held.envelope.handover == folder.record.id
                    && folder.dossier.side_of(held.envelope.office).is_some()
            })
        }))
    }

    /// The same as [`Desk::folder`], but none where what is kept of it cannot be read: one bad dossier must not keep
    /// an office from all the others.
    pub(crate) fn readable_folder(&self, id: HandoverId) -> Result<Option<Folder>, Problem> {
        if_readable(self.folder(id))
    }

    /// Reads both logs. What is kept was checked when it came; here only its chain must hold.
    fn fill(&self, folder: &mut Folder) -> Result<(), Problem> {
        for side in [Side::Sender, Side::Receiver] {
            for number in 1.. {
                let Some(signed) = self.signed_entry(folder.record.id, side, number)? else {
                    break;
                };
                let held = held_in(&signed)?;
                if held.envelope.side != side {
                    return Err(Problem::Unreadable);
                }
                let restored = folder.dossier.restore(held);
                restored.map_err(|_| Problem::Unreadable)?;
            }
        }
        Ok(())
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
                if held.envelope.body.map(Digest::to_bytes) != Some(body.digest()) {
                    return None;
                }
                v1_words::decode_words(body.content()).ok()
            });
            let mut envelope = held.envelope.clone();
            envelope.act = folder
                .dossier
                .as_it_counts(side, number)
                .unwrap_or(envelope.act);
            spoken.push(Spoken { envelope, words });
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
        let parts: BTreeSet<u16> = offer.sections.iter().map(|it| it.part).collect();
        for part in parts {
            let Some(content) = self.content(folder.record.id, offer.no.get(), part)? else {
                continue;
            };
            for (bytes, _) in &content.sections {
                let (id, fields) = v1::decode_section(bytes).map_err(|_| Problem::Unreadable)?;
                let stands = |it: &Section| it.part == part && it.pinned.section == id;
                if offer.sections.iter().any(stands) {
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

    /// Signs an entry and joins it to this office's log, or to that of an office on paper while what it sent back is
    /// entered; it is written with the rest.
    pub(crate) fn speak(
        &self,
        folder: &mut Folder,
        act: Act,
        words: Words,
        due: Option<Day>,
    ) -> Result<(), Unsaid> {
        let side = folder.pen();
        let written = folder.slip.as_ref().map_or(self.today(), |it| it.day);
        if folder.is_behind() {
            return Err(Unsaid::Lost(self.about(folder.record.id)));
        }
        folder.dossier.may(side, &act)?;
        if folder.slip.is_some() {
            // By the form that counts, of which the two logs do not tell.
            guard::check(&folder.state(), side, &act)?;
        }
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
        let envelope = folder.dossier.next(side, written, due, act, digest);
        let bytes = v1_entry::encode_envelope(&envelope);
        // What this program could not read again, no other one can: it must not be signed.
        if v1_entry::decode_envelope(&bytes).as_ref() != Ok(&envelope) {
            return Err(Unsaid::TooLong);
        }
        let signed =
            entry::make(&self.vault.office().signing, &bytes).map_err(|_| Unsaid::TooLong)?;
        match folder.join(&signed.bytes, envelope, sealed) {
            Joined::New => Ok(()),
            Joined::Stopped(Stop::NotAllowed { refusal, .. }) => Err((*refusal).into()),
            _ => Err(Refusal::Stopped.into()),
        }
    }

    /// Writes a handover back with everything that changed, in one commit. The records the law asks for go with it.
    pub(crate) fn save(&mut self, mut folder: Folder, act: Deed) -> Result<(), Problem> {
        self.record_deliveries(&mut folder)?;
        let id = folder.record.id.to_bytes();
        self.enter(&folder.into_changes(), act, Some(id))?;
        Ok(())
    }

    /// The same for what the program does by itself, whoever is at the desk.
    pub(crate) fn save_by_program(&mut self, mut folder: Folder, act: Deed) -> Result<(), Problem> {
        self.record_deliveries(&mut folder)?;
        let id = folder.record.id.to_bytes();
        self.enter_by_program(&folder.into_changes(), act, Some(id))?;
        Ok(())
    }

    /// The same, with a few words in the journal.
    pub(crate) fn save_telling(
        &mut self,
        mut folder: Folder,
        act: Deed,
        remark: &Remark,
    ) -> Result<(), Problem> {
        self.record_deliveries(&mut folder)?;
        let id = folder.record.id.to_bytes();
        let mut event = self.event(act, Some(id));
        event.detail = remark.code();
        self.vault.commit(&folder.into_changes(), &event)?;
        self.keep_answers_of_done();
        Ok(())
    }

    /// The handovers whose destruction was begun and not finished.
    pub(crate) fn begun_shredding(&self) -> Result<Vec<Folder>, Problem> {
        let mut begun = Vec::new();
        for id in self.handover_ids()? {
            match self.bare_folder(id) {
                Ok(Some(folder)) if !folder.record.shred.is_empty() => begun.push(folder),
                Ok(_) => (),
                Err(why) if Reach::of(&why) == Reach::Handover => (),
                Err(why) => return Err(why),
            }
        }
        Ok(begun)
    }

    /// Destroys the folders whose destruction was begun: rebuilds the store once without them all. Only the records
    /// are read, so that a log that cannot be read keeps nothing from being destroyed.
    pub(crate) fn finish_shredding(&mut self) -> Result<(), Problem> {
        let begun = self.begun_shredding()?;
        let shred: Vec<_> = begun
            .iter()
            .flat_map(|it| it.record.shred.iter().copied())
            .collect();
        if shred.is_empty() {
            return Ok(());
        }
        let subject = match begun.as_slice() {
            [one] => Some(one.record.id.to_bytes()),
            _ => None,
        };
        let event = self.event_of_program(Deed::Erased, subject);
        for folder in &begun {
            self.shut_forms_of(folder.record.id);
        }
        // What goes from the case made of it may stand in what somebody was typing about that case: it goes before the
        // keys do, so that it is not carried over to the new ones.
        for case in begun.iter().filter_map(|it| it.record.case) {
            self.drop_drafts_of(case)?;
        }
        self.vault.erase(&shred, &event)?;
        for mut folder in begun {
            folder.record.shred.clear();
            self.save_by_program(folder, Deed::Rebuilt)?;
        }
        Ok(())
    }
}

/// How far a failure reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// What is kept of one handover cannot be read: it must not keep an office from all the others.
    Handover,
    /// One step cannot be done.
    Step,
    /// The store or the disk fails: nothing else could be done either.
    Store,
}

/// What could be read; none where that fails for one handover alone.
pub(crate) fn if_readable<T>(read: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match read {
        Ok(it) => Ok(Some(it)),
        Err(why) if Reach::of(&why) == Reach::Handover => Ok(None),
        Err(why) => Err(why),
    }
}

impl Reach {
    pub fn of(why: &Problem) -> Reach {
        use crate::vault::{Part, VaultError};
        match why {
            Problem::Unreadable | Problem::Newer => Reach::Handover,
            Problem::Vault(VaultError::Damaged {
                part: Part::Record(_),
            }) => Reach::Handover,
            Problem::Vault(VaultError::TooLarge) => Reach::Step,
            Problem::Vault(_) => Reach::Store,
            _ => Reach::Step,
        }
    }
}

/// An entry as the dossier holds it, from its signed bytes.
fn held_in(signed: &[u8]) -> Result<Held, Problem> {
    let bytes = entry::unchecked_envelope(signed).map_err(|_| Problem::Unreadable)?;
    let envelope = v1_entry::decode_envelope(bytes).map_err(|_| Problem::Unreadable)?;
    Ok(Held {
        digest: Digest::from_bytes(entry::digest(signed)),
        envelope,
    })
}

fn stop_of(mark: StopMark) -> Stop {
    match mark {
        StopMark::Fork { side, number } => Stop::Fork { side, number },
        StopMark::SeenLess { side, number } => Stop::SeenLess { side, number },
        // Which rule was broken is read from the entry itself; the mark alone tells only whose it was.
        StopMark::NotAllowed { side, number } => Stop::NotAllowed {
            side,
            number,
            refusal: Box::new(Refusal::Stopped),
        },
        StopMark::Foreign => Stop::Foreign,
    }
}
