//! The giver's and the receiver's records: written by the program with each delivery, listed, shown, exported.
//!
//! Nobody writes one by hand, and nothing here changes one.

use crate::codec::v1_entry::part_id;
use crate::codec::v1_record::{decode_record, encode_record};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::handover::dossier::Arrival;
use crate::domain::handover::entry::{Act, Side};
use crate::domain::handover::permit::Step;
use crate::domain::id::{ConsentId, HandoverId, OfferNo, StaffId};
use crate::domain::record::{Delivery, Kind, LegalRecord, Party, Way, deliveries};
use crate::domain::search;
use crate::vault::{Change, Expect, Line, Name, Shelf, Under};
use crate::workflow::desk::Desk;
use crate::workflow::folder::Folder;
use crate::workflow::handover::deed;
use crate::workflow::problem::Problem;

/// The number of this kind of part of a handover, see `docs/format-vault.md`.
const RECORD: u8 = 12;

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

/// What became of what was given, as the handover tells it today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The receiver holds it.
    Held,
    /// A later offer came in its stead.
    Replaced,
    /// The receiver said that it is destroyed.
    Destroyed,
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
            Kind::Given { .. } => Side::Sender,
            Kind::Received => Side::Receiver,
        };
        let id = record.handover.to_string();
        let fields = [
            &view.person,
            &record.party.name,
            &record.party.corporation,
            &id,
        ];
        self.whose.is_none_or(|it| it == whose)
            && self.from.is_none_or(|it| it <= record.received)
            && self.to.is_none_or(|it| record.received <= it)
            && search::matches(&self.search, &fields.map(String::as_str))
    }
}

impl Desk {
    /// The records wanted, the latest delivery first.
    pub fn records(&self, wanted: &Wanted) -> Result<Vec<RecordView>, Problem> {
        self.right(Step::Read)?;
        let mut views = Vec::new();
        for (id, ..) in self.vault.heads(Shelf::Legal)? {
            views.push(self.record_view(id)?);
        }
        views.retain(|it| wanted.takes(it));
        views.sort_by_key(|it| {
            let record = &it.record;
            let day = std::cmp::Reverse(record.received);
            (day, record.handover, record.offer, record.part)
        });
        Ok(views)
    }

    /// The records of one handover whole, in the order of their deliveries; the journal tells who looked.
    pub fn records_of(&mut self, id: HandoverId) -> Result<Vec<RecordView>, Problem> {
        let mut views = self.records(&Wanted::default())?;
        views.retain(|it| it.record.handover == id);
        self.enter(&[], deed(Step::Read, id), Some(id.to_bytes()))?;
        Ok(views)
    }

    /// The records wanted, to be written into a file; the journal tells who took them.
    pub fn export_records(&mut self, wanted: &Wanted) -> Result<Vec<RecordView>, Problem> {
        let views = self.records(wanted)?;
        self.enter(&[], Deed::Exported, None)?;
        Ok(views)
    }

    /// Adds to what is written of a handover the record of each delivery that has none yet. The card of the other
    /// office is asked for: without it the record waits for the next time.
    pub(crate) fn record_deliveries(&self, folder: &mut Folder) -> Result<(), Problem> {
        let mut records = Vec::new();
        for delivery in deliveries(&folder.dossier) {
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
        let lacking = deliveries(&folder.dossier).iter().any(lacks);
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
        Ok(Some(LegalRecord {
            kind: match folder.record.side {
                Side::Sender => self.given(folder, delivery)?,
                Side::Receiver => Kind::Received,
            },
            handover: folder.record.id,
            offer: delivery.offer,
            part: delivery.part,
            offered: delivery.offered,
            received: delivery.received,
            made: self.today(),
            party: Party {
                office: peer.id,
                name: peer.name,
                corporation: peer.corporation,
                number: peer.number,
                address: peer.address,
                representative: peer.representative,
            },
            items: delivery.items(),
            sections: sections.map(|it| (it.section, it.digest)).collect(),
            consent_until: delivery.manifest.consent_until,
            approval: delivery.manifest.approval,
            way: Way::SealedParcel,
        }))
    }

    fn given(&self, folder: &Folder, delivery: &Delivery<'_>) -> Result<Kind, Problem> {
        let (last, _) = self.vault.head();
        let most = usize::try_from(last).unwrap_or(usize::MAX);
        let lines = self.vault.journal(0, most)?;
        let sent = sent_line(folder, delivery, &lines);
        let approved = sent.filter(|_| delivery.part == 0).and_then(|sent| {
            let approve = deed(Step::Approve, folder.record.id);
            let mut before = lines.iter().rev().filter(|it| it.seq < sent.seq);
            before.find(|it| it.event.act == approve)
        });
        let by = |line: &Line| StaffId::from_bytes(line.event.actor);
        Ok(Kind::Given {
            consent: self.consent_behind(folder, delivery)?,
            sent_by: sent.map(by),
            approved_by: approved.map(by),
        })
    }

    /// The form that counted when this was offered.
    fn consent_behind(
        &self,
        folder: &Folder,
        delivery: &Delivery<'_>,
    ) -> Result<Option<ConsentId>, Problem> {
        let Some(case) = folder.record.case else {
            return Ok(None);
        };
        let consents = self.consents_of(case)?;
        let mut forms = consents.iter().map(|it| it.form());
        let behind = forms.find(|it| {
            it.receiver == folder.peer()
                && it.signed <= delivery.offered
                && delivery.manifest.items.is_subset(&it.items)
        });
        Ok(behind.map(|it| it.id))
    }

    fn record_view(&self, id: [u8; 16]) -> Result<RecordView, Problem> {
        let shelf = Shelf::Legal;
        let stored = self.vault.read(Name { shelf, id })?;
        let stored = stored.ok_or(Problem::Unreadable)?;
        let record = decode_record(&stored.body).map_err(|_| Problem::Unreadable)?;
        let name = |it: Option<StaffId>| it.map_or_else(String::new, |it| self.staff_name(it));
        let (sent_by, approved_by) = match record.kind {
            Kind::Given {
                sent_by,
                approved_by,
                ..
            } => (name(sent_by), name(approved_by)),
            Kind::Received => (String::new(), String::new()),
        };
        let folder = self.readable_folder(record.handover).ok().flatten();
        Ok(RecordView {
            person: folder
                .as_ref()
                .map_or_else(String::new, |it| it.record.person.clone()),
            fate: folder.map_or(Fate::Unknown, |it| fate(&it, &record)),
            sent_by,
            approved_by,
            record,
        })
    }
}

/// The line of the journal that tells of the sending. Where some lines are not here, none is taken for another one.
fn sent_line<'a>(folder: &Folder, delivery: &Delivery<'_>, lines: &'a [Line]) -> Option<&'a Line> {
    let step = match delivery.part {
        0 => Step::Offer,
        _ => Step::Add,
    };
    let alike = |act: &Act| match delivery.part {
        0 => matches!(act, Act::Offered { .. }),
        _ => matches!(act, Act::Added { .. }),
    };
    let log = folder.dossier.log(Side::Sender).iter();
    let entries: Vec<u32> = log
        .filter(|it| alike(&it.envelope.act))
        .map(|it| it.envelope.number)
        .collect();
    let act = deed(step, folder.record.id);
    let told: Vec<&Line> = lines.iter().filter(|it| it.event.act == act).collect();
    let at = entries.iter().position(|it| *it == delivery.entry)?;
    (told.len() == entries.len()).then(|| told[at])
}

fn fate(folder: &Folder, record: &LegalRecord) -> Fate {
    let state = folder.state();
    let replaced = state
        .offer
        .as_ref()
        .is_some_and(|it| record.offer < it.no && it.arrival == Arrival::Arrived);
    match (state.holds_content, replaced) {
        (false, _) => Fate::Destroyed,
        (true, true) => Fate::Replaced,
        (true, false) => Fate::Held,
    }
}

fn record_name(handover: HandoverId, offer: OfferNo, part: u16) -> Name {
    Name {
        shelf: Shelf::Legal,
        id: part_id(
            handover,
            RECORD,
            u32::from(offer.get()) << 16 | u32::from(part),
        ),
    }
}
