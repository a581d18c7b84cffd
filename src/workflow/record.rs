//! The giver's and the receiver's records: written by the program with each delivery, listed, shown, exported.
//!
//! Nobody writes one by hand, and nothing here changes one.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1;
use crate::codec::v1_entry::part_id;
use crate::codec::v1_record::{decode_grounds, decode_record, encode_grounds, encode_record};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::handover::entry::Side;
use crate::domain::handover::papers::Became;
use crate::domain::handover::permit::Step;
use crate::domain::id::{HandoverId, Means, OfferNo, StaffId};
use crate::domain::record::{Delivery, Grounds, Kind, Law, LegalRecord, Party, Way, items_said};
use crate::domain::search;
use crate::domain::section::ItemId;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Folder, Part, Reach, entry_name};
use crate::workflow::handover::deed;
use crate::workflow::problem::Problem;

/// The number of this kind of part of a handover, see `docs/format-vault.md`.
const RECORD: u8 = 12;

/// The same of the record of a copy.
const COPY: u8 = 24;

/// Records that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Those that can be read.
    pub views: Vec<RecordView>,
    /// How many there are of which nobody can tell whether they were asked for, because they cannot be read.
    pub unreadable: usize,
}

/// A record with what is joined to it when it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordView {
    /// As it was written.
    pub record: LegalRecord,
    /// Whom it is about, as the handover still names the person; empty where that was destroyed.
    pub person: String,
    /// Who sent it; empty where that is not known, or not of this office.
    pub sent_by: String,
    /// Who approved it; the same.
    pub approved_by: String,
    /// What became of what was given.
    pub fate: Fate,
}

impl RecordView {
    /// What it is looked for by: the person, the other office, its corporation, the handover.
    pub fn found_by(&self) -> [String; 4] {
        let party = &self.record.party;
        [
            self.person.clone(),
            party.name.clone(),
            party.corporation.clone(),
            self.record.handover.to_string(),
        ]
    }
}

/// What became of what was given, as the handover tells it today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The receiver holds it.
    Held,
    /// A later offer came in its stead.
    Replaced,
    /// The receiver said that it is destroyed.
    Destroyed,
    /// It went on paper, and this is what was told of the paper.
    Paper(Became),
    /// It is with whoever got the copy.
    Copied,
    /// What is kept of the handover cannot be read.
    Unknown,
}

/// Which records are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that occur in the person's name, the office, its corporation or the handover; empty for all.
    pub search: String,
    /// Whose; none for both.
    pub whose: Option<Side>,
    /// Not delivered before this day.
    pub from: Option<Day>,
    /// Not delivered after this day.
    pub to: Option<Day>,
}

impl Wanted {
    fn takes(&self, view: &RecordView) -> bool {
        let record = &view.record;
        let whose = match record.kind {
            Kind::Given { .. } | Kind::Copied { .. } => Side::Sender,
            Kind::Received => Side::Receiver,
        };
        let fields = view.found_by();
        self.whose.is_none_or(|it| it == whose)
            && self.from.is_none_or(|it| it <= record.received)
            && self.to.is_none_or(|it| record.received <= it)
            && search::matches(&self.search, &fields.each_ref().map(String::as_str))
    }
}

impl Desk {
    /// The records wanted, the latest delivery first. One that cannot be read is counted and hides none of the others.
    pub fn records(&self, wanted: &Wanted) -> Result<Records, Problem> {
        let mut records = self.joined_records(|_| true)?;
        records.views.retain(|it| wanted.takes(it));
        Ok(records)
    }

    /// The records of one handover whole, the latest delivery first; the journal tells who looked.
    pub fn records_of(&mut self, id: HandoverId) -> Result<Records, Problem> {
        let records = self.joined_records(|it| it.handover == id)?;
        self.enter(&[], deed(Step::Read, id), Some(id.to_bytes()))?;
        Ok(records)
    }

    /// The records wanted, to be written into a file; the journal tells who took them.
    pub fn export_records(&mut self, wanted: &Wanted) -> Result<Records, Problem> {
        let records = self.records(wanted)?;
        self.enter(&[], Deed::Exported, None)?;
        Ok(records)
    }

    /// The records that are meant, each with what its handover tells today; a handover is read once for all of its records.
    fn joined_records(&self, meant: impl Fn(&LegalRecord) -> bool) -> Result<Records, Problem> {
        self.right(Step::Read)?;
        let mut records = Records::default();
        let mut folders = BTreeMap::new();
        for (id, ..) in self.vault.heads(Shelf::Legal)? {
            let record = match self.legal(id) {
                Ok(record) => record,
                Err(why) if Reach::of(&why) == Reach::Handover => {
                    records.unreadable += 1;
                    continue;
                }
                Err(why) => return Err(why),
            };
            if !meant(&record) {
                continue;
            }
            let folder = match folders.entry(record.handover) {
                Entry::Occupied(read) => read.into_mut(),
                Entry::Vacant(new) => new.insert(self.readable_folder(record.handover)?),
            };
            records.views.push(self.joined(record, folder.as_ref()));
        }
        records.views.sort_by_key(|it| {
            let record = &it.record;
            let day = std::cmp::Reverse(record.received);
            (
                day,
                record.handover,
                record.offer,
                record.part,
                copy_no(record),
            )
        });
        Ok(records)
    }

    /// Adds to what is written of a handover the record of each delivery that has none yet. The card of the other
    /// office is asked for: without it the record waits for the next time.
    pub(crate) fn record_deliveries(&self, folder: &mut Folder) -> Result<(), Problem> {
        let mut records = Vec::new();
        for delivery in folder.deliveries() {
            let name = record_name(folder.record.id, delivery.offer, delivery.part);
            // One that cannot be read is there all the same, and keeps nothing else from being written.
            if !matches!(self.vault.read(name), Ok(None)) {
                continue;
            }
            if let Some(record) = self.legal_record(folder, &delivery)? {
                records.push(Change::Put {
                    name,
                    expect: Expect::Absent,
                    under: Under::Office,
                    head: Vec::new(),
                    body: encode_record(&record),
                });
            }
        }
        for record in records {
            folder.also(record);
        }
        Ok(())
    }

    /// Writes the records that a store lacks because it is older than they are; gives the handover as it is then.
    pub(crate) fn record_what_was_delivered(&mut self, folder: Folder) -> Result<Folder, Problem> {
        let id = folder.record.id;
        let lacks = |it: &Delivery<'_>| {
            let name = record_name(id, it.offer, it.part);
            matches!(self.vault.read(name), Ok(None))
        };
        let lacking = folder.deliveries().iter().any(lacks);
        if !lacking || self.peer(folder.peer()).is_err() {
            return Ok(folder);
        }
        self.save_by_program(folder, Deed::LegalWritten)?;
        self.folder(id)
    }

    fn legal_record(
        &self,
        folder: &Folder,
        delivery: &Delivery<'_>,
    ) -> Result<Option<LegalRecord>, Problem> {
        let Ok(peer) = self.peer(folder.peer()) else {
            return Ok(None);
        };
        let sections = delivery.sections.iter();
        let grounds = self.grounds_of(folder, delivery.offer, delivery.part)?;
        Ok(Some(LegalRecord {
            kind: match folder.record.side {
                Side::Sender => self.given(grounds.as_ref()),
                Side::Receiver => Kind::Received,
            },
            law: Law::between(self.corporations(&peer)),
            handover: folder.record.id,
            offer: delivery.offer,
            part: delivery.part,
            offered: delivery.offered,
            received: delivery.received,
            made: self.today(),
            party: Party {
                office: Some(peer.id),
                name: peer.name,
                corporation: peer.corporation,
                number: peer.number,
                address: peer.address,
                representative: peer.representative,
            },
            items: self.items(folder, delivery, grounds.as_ref())?,
            sections: sections.map(|it| (it.section, it.digest)).collect(),
            consent_until: delivery.manifest.consent_until,
            approval: delivery.manifest.approval,
            way: match folder.dossier.means() {
                Means::Keys => Way::SealedParcel,
                Means::Paper => Way::Paper,
            },
        }))
    }

    /// What the giver's record names besides. What cannot be read is named as little as what is not here.
    fn given(&self, grounds: Option<&Grounds>) -> Kind {
        Kind::Given {
            consent: grounds.map(|it| it.consent),
            sent_by: grounds.map(|it| it.sent_by),
            approved_by: grounds.and_then(|it| it.approved_by),
        }
    }

    /// What an offer or an addition rests on, where that is kept and can be read.
    pub(crate) fn grounds_of(
        &self,
        folder: &Folder,
        offer: OfferNo,
        part: u16,
    ) -> Result<Option<Grounds>, Problem> {
        let part = Part::Grounds(offer.get(), part);
        let read = self.vault.read(entry_name(folder.record.id, part));
        let stored = match read.map_err(Problem::from) {
            Err(why) if Reach::of(&why) == Reach::Handover => None,
            read => read?,
        };
        Ok(stored.and_then(|it| decode_grounds(&it.body).ok()))
    }

    /// What was in it: as the sender wrote down when it offered, as the content that came tells, or, where neither is here,
    /// what could have been.
    fn items(
        &self,
        folder: &Folder,
        delivery: &Delivery<'_>,
        grounds: Option<&Grounds>,
    ) -> Result<BTreeSet<ItemId>, Problem> {
        if let Some(grounds) = grounds {
            return Ok(grounds.items.clone());
        }
        let (offer, part) = (delivery.offer.get(), delivery.part);
        let content = match folder.fresh_content(offer, part) {
            Some(fresh) => Some(fresh),
            None => self.content(folder.record.id, offer, part).ok().flatten(),
        };
        let sections = content.iter().flat_map(|it| &it.sections);
        let read: Result<Vec<_>, _> = sections.map(|(it, _)| v1::decode_section(it)).collect();
        let fields = read.unwrap_or_default();
        Ok(match fields.is_empty() {
            true => delivery.possible_items(),
            false => items_said(fields.iter().flat_map(|(_, fields)| fields)),
        })
    }

    /// When a record was made, where there is one.
    pub(crate) fn record_made(&self, name: Name) -> Result<Option<Day>, Problem> {
        let Some(stored) = self.vault.read(name)? else {
            return Ok(None);
        };
        let record = decode_record(&stored.body).map_err(|_| Problem::Unreadable)?;
        Ok(Some(record.made))
    }

    /// What a record says was in an offer or an addition; none where there is no record that can be read.
    pub(crate) fn items_recorded(
        &self,
        handover: HandoverId,
        offer: OfferNo,
        part: u16,
    ) -> Option<BTreeSet<ItemId>> {
        let name = record_name(handover, offer, part);
        self.legal(name.id).ok().map(|it| it.items)
    }

    /// Every copy that was given and can be read, the first of each handover first.
    pub(crate) fn copies_given(&self) -> Result<Vec<LegalRecord>, Problem> {
        let mut copies = Vec::new();
        for (id, ..) in self.vault.heads(Shelf::Legal)? {
            match self.legal(id) {
                Ok(record) if copy_no(&record) != 0 => copies.push(record),
                Ok(_) => (),
                Err(why) if Reach::of(&why) == Reach::Handover => (),
                Err(why) => return Err(why),
            }
        }
        copies.sort_by_key(|it| (it.handover, copy_no(it)));
        Ok(copies)
    }

    fn legal(&self, id: [u8; 16]) -> Result<LegalRecord, Problem> {
        let shelf = Shelf::Legal;
        let stored = self.vault.read(Name { shelf, id })?;
        let stored = stored.ok_or(Problem::Unreadable)?;
        decode_record(&stored.body).map_err(|_| Problem::Unreadable)
    }

    fn joined(&self, record: LegalRecord, folder: Option<&Folder>) -> RecordView {
        let name = |it: Option<StaffId>| it.map_or_else(String::new, |it| self.staff_name(it));
        let (sent_by, approved_by) = match record.kind {
            Kind::Given {
                sent_by,
                approved_by,
                ..
            } => (name(sent_by), name(approved_by)),
            Kind::Copied { given_by, .. } => (name(Some(given_by)), String::new()),
            Kind::Received => (String::new(), String::new()),
        };
        RecordView {
            person: folder.map_or_else(String::new, |it| it.record.person.clone()),
            fate: match record.kind {
                Kind::Copied { .. } => Fate::Copied,
                _ => folder.map_or(Fate::Unknown, |it| fate(it, &record)),
            },
            sent_by,
            approved_by,
            record,
        }
    }
}

/// Of paper it is what was told of each sheet: no later offer takes one away, and no program destroys it.
fn fate(folder: &Folder, record: &LegalRecord) -> Fate {
    if folder.is_on_paper() {
        let told = folder.papers().fate(record.offer, record.part);
        return told.map_or(Fate::Held, |(became, _)| Fate::Paper(became));
    }
    let came = folder.deliveries();
    let replaced = came.iter().any(|it| record.offer < it.offer);
    match (folder.state().holds_content, replaced) {
        (false, _) => Fate::Destroyed,
        (true, true) => Fate::Replaced,
        (true, false) => Fate::Held,
    }
}

/// Keeps what an offer, or an addition to it, rests on; its record names it once it has arrived.
pub(crate) fn grounds_change(id: HandoverId, of: (OfferNo, u16), grounds: &Grounds) -> Change {
    let (offer, part) = of;
    let name = entry_name(id, Part::Grounds(offer.get(), part));
    put(name, Under::Office, Vec::new(), encode_grounds(grounds))
}

/// Which copy of a handover a record is of; 0 of what is none.
pub fn copy_no(record: &LegalRecord) -> u32 {
    match record.kind {
        Kind::Copied { no, .. } => no,
        Kind::Given { .. } | Kind::Received => 0,
    }
}

/// Where the record of a copy lies, the first one being 1.
pub(crate) fn copy_name(handover: HandoverId, no: u32) -> Name {
    Name {
        shelf: Shelf::Legal,
        id: part_id(handover, COPY, no),
    }
}

/// Where the record of a delivery lies.
pub(crate) fn record_name(handover: HandoverId, offer: OfferNo, part: u16) -> Name {
    Name {
        shelf: Shelf::Legal,
        id: part_id(
            handover,
            RECORD,
            u32::from(offer.get()) << 16 | u32::from(part),
        ),
    }
}
