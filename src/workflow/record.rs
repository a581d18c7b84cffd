//! The giver's and the receiver's records: written by the program with each delivery, listed, shown, exported.
//!
//! Nobody writes one by hand, and nothing here changes one.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1;
use crate::codec::v1_entry::part_id;
use crate::codec::v1_record::{decode_grounds, decode_record, encode_grounds, encode_record};
use crate::domain::audit::{Act as Deed, Event};
use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::consent::{Consent, FamilyConsent, Withdrawn};
use crate::domain::copy::CopyTold;
use crate::domain::handover::dossier::Held;
use crate::domain::handover::entry::{Act, Side, Withdrawal};
use crate::domain::handover::papers::Became;
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::WordKey;
use crate::domain::id::{HandoverId, Means, OfferNo, StaffId};
use crate::domain::ledger::{Answer, destroyed_on, gone_of, taken_back};
use crate::domain::record::{
    Delivery, Grounds, Kind, Law, LegalRecord, Recorded, Sources, Way, items_said, sources_said,
};
use crate::domain::search;
use crate::domain::section::{FieldId, ItemId};
use crate::domain::setting::SettingId;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::clock::{day_here, time_here};
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Folder, Part, Reach, entry_name};
use crate::workflow::handover::{deed, step_of};
use crate::workflow::problem::Problem;
use crate::workflow::remark::Remark;

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
    /// When it was given, or arrived, here: day and time by the clock on the wall; empty where the journal was not asked or
    /// does not tell.
    pub at: String,
    /// Who of the receiver's staff was the first to say something of it, or wrote the receipt on paper; empty where nobody
    /// has, or the words are gone, and of a copy.
    pub taken_by: String,
    /// The day of which the receiver's log says that it arrived; on paper it may come late or never. None of a copy.
    pub told: Option<Day>,
    /// What became of what was given.
    pub fate: Fate,
    /// What was told of it, where it is a copy.
    pub copy: CopyTold,
    /// The family's own consent to what is about them, where that is in it and the form is here.
    pub family: Option<FamilyConsent>,
    /// What was taken back of it since.
    pub taken_back: Vec<TakenOf>,
}

/// What was taken back of one delivery at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOf {
    /// The day.
    pub on: Day,
    /// What; of items those that were in it.
    pub scope: Withdrawal,
    /// What the receiver said of it.
    pub answer: Answer,
    /// Why it is kept, where it is and the reason is here.
    pub reason: String,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The receiver holds it, as far as is known.
    Held,
    /// The receiver holds it but for these items, which were taken back.
    HeldBut(BTreeSet<ItemId>),
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

    /// The same whole, as other programs take them; the journal tells who looked.
    pub fn records_whole(&mut self, wanted: &Wanted) -> Result<Records, Problem> {
        let records = self.records(wanted)?;
        self.enter(&[], Deed::CaseRead, None)?;
        Ok(records)
    }

    /// The records of one handover whole, the latest delivery first; the journal tells who looked.
    pub fn records_of(&mut self, id: HandoverId) -> Result<Records, Problem> {
        let mut records = self.joined_records(|it| it.handover == id)?;
        self.tell_times(&mut records)?;
        self.enter(&[], deed(Step::Read, id), Some(id.to_bytes()))?;
        Ok(records)
    }

    /// The records wanted, to be written into a file: they name everybody, so it is not whoever may read one. Once they are
    /// made into what is written, the journal tells who took them.
    pub fn export_records(
        &mut self,
        wanted: &Wanted,
        make: impl FnOnce(&Records) -> Result<Vec<u8>, Problem>,
    ) -> Result<(Records, Vec<u8>), Problem> {
        self.right(Step::ExportLists)?;
        let mut records = self.records(wanted)?;
        self.tell_times(&mut records)?;
        let made = make(&records)?;
        self.enter(&[], Deed::Exported, None)?;
        Ok((records, made))
    }

    /// Adds when each was given or arrived, as the journal of this office tells.
    fn tell_times(&self, records: &mut Records) -> Result<(), Problem> {
        let (last, _) = self.vault.head();
        let lines = self
            .vault
            .journal(0, usize::try_from(last).unwrap_or(usize::MAX))?;
        let mut times: BTreeMap<(HandoverId, OfferNo, u16), i64> = BTreeMap::new();
        let wanted: BTreeSet<HandoverId> =
            records.views.iter().map(|it| it.record.handover).collect();
        for id in wanted {
            if let Some(folder) = self.readable_folder(id)? {
                let own = lines.iter().map(|it| &it.event);
                times.extend(times_in(
                    &folder,
                    own.filter(|it| it.subject == Some(id.to_bytes())),
                ));
            }
        }
        // A copy bears the number of the offer it was made of, and has no part in what became of that.
        let own = records.views.iter_mut();
        for view in own.filter(|it| copy_no(&it.record) == 0) {
            let record = &view.record;
            let at = times.get(&(record.handover, record.offer, record.part));
            view.at = at.map_or_else(String::new, |it| time_here(*it));
        }
        Ok(())
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
            records.views.push(self.joined(record, folder.as_ref())?);
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
        let grounds = self.grounds(folder.record.id, delivery.offer, delivery.part)?;
        Ok(Some(LegalRecord {
            kind: match folder.record.side {
                Side::Sender => self.given(grounds.as_ref()),
                Side::Receiver => Kind::Received,
            },
            law: Law::between(
                self.corporations(&peer),
                self.recorded(SettingId::RecordWithin),
            ),
            handover: folder.record.id,
            offer: delivery.offer,
            part: delivery.part,
            offered: delivery.offered,
            received: delivery.received,
            made: self.today(),
            party: peer.into_party(),
            items: self.items(folder, delivery, grounds.as_ref())?,
            sections: sections.map(|it| (it.section, it.digest)).collect(),
            consent_until: delivery.manifest.consent_until,
            approval: delivery.manifest.approval,
            way: match folder.dossier.means() {
                Means::Keys => Way::SealedParcel,
                Means::Paper => Way::Paper,
            },
            sources: match folder.record.side {
                Side::Sender => Sources::new(),
                Side::Receiver => sources_said(&self.fields_in(folder, delivery)),
            },
        }))
    }

    /// As what this office records that of which the law is known by hearsay only. Settings that cannot be read keep no record
    /// from being written: it is the law's then.
    pub(crate) fn recorded(&self, id: SettingId) -> Recorded {
        let set = self.settings();
        set.map_or(Recorded::ByLaw, |it| it.at(None).recorded(id))
    }

    /// What the giver's record names besides. What cannot be read is named as little as what is not here.
    fn given(&self, grounds: Option<&Grounds>) -> Kind {
        Kind::Given {
            consent: grounds.map(|it| it.consent),
            sent_by: grounds.map(|it| it.sent_by),
            approved_by: grounds.and_then(|it| it.approved_by),
        }
    }

    /// What an offer or an addition of this handover rests on, where that is kept and can be read.
    pub(crate) fn grounds_of(
        &self,
        folder: &Folder,
        offer: OfferNo,
        part: u16,
    ) -> Result<Option<Grounds>, Problem> {
        self.grounds(folder.record.id, offer, part)
    }

    /// What an offer, or an addition to it, rests on, where that is here and can be read.
    pub(crate) fn grounds(
        &self,
        id: HandoverId,
        offer: OfferNo,
        part: u16,
    ) -> Result<Option<Grounds>, Problem> {
        let part = Part::Grounds(offer.get(), part);
        let read = self.vault.read(entry_name(id, part));
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
        let fields = self.fields_in(folder, delivery);
        Ok(match fields.is_empty() {
            true => delivery.possible_items(),
            false => items_said(&fields),
        })
    }

    /// The fields of what came; none where it is not here and can be read.
    fn fields_in(&self, folder: &Folder, delivery: &Delivery<'_>) -> Vec<(FieldId, Value)> {
        let (offer, part) = (delivery.offer.get(), delivery.part);
        let came = folder.delivered(offer, part).cloned();
        let content = match came.or_else(|| folder.fresh_content(offer, part)) {
            Some(fresh) => Some(fresh),
            None => self.content(folder.record.id, offer, part).ok().flatten(),
        };
        let sections = content.iter().flat_map(|it| &it.sections);
        let read: Result<Vec<_>, _> = sections.map(|(it, _)| v1::decode_section(it)).collect();
        let fields = read.unwrap_or_default().into_iter();
        fields.flat_map(|(_, fields)| fields).collect()
    }

    /// When a record was made, where there is one.
    pub(crate) fn record_made(&self, name: Name) -> Result<Option<Day>, Problem> {
        let Some(stored) = self.vault.read(name)? else {
            return Ok(None);
        };
        let record = decode_record(&stored.body).map_err(|_| Problem::Unreadable)?;
        Ok(Some(record.made))
    }

    /// What a record, or what the sender wrote down when it offered, says was in an offer or an addition; none where neither
    /// is here and can be read.
    pub(crate) fn items_given(
        &self,
        handover: HandoverId,
        offer: OfferNo,
        part: u16,
    ) -> Option<BTreeSet<ItemId>> {
        let name = record_name(handover, offer, part);
        let recorded = self.legal(name.id).ok().map(|it| it.items);
        recorded.or_else(|| {
            let grounds = self.grounds(handover, offer, part).ok().flatten();
            grounds.map(|it| it.items)
        })
    }

    /// Every copy that was given and can be read, with what was told of it, the first of each handover first.
    pub(crate) fn copies_given(&self) -> Result<Vec<(LegalRecord, CopyTold)>, Problem> {
        let mut copies = Vec::new();
        for (id, ..) in self.vault.heads(Shelf::Legal)? {
            match self.legal(id) {
                Ok(record) if copy_no(&record) != 0 => {
                    let told = self.copy_told(record.handover, copy_no(&record));
                    copies.push((record, told.unwrap_or_default()));
                }
                Ok(_) => (),
                Err(why) if Reach::of(&why) == Reach::Handover => (),
                Err(why) => return Err(why),
            }
        }
        copies.sort_by_key(|(it, _)| (it.handover, copy_no(it)));
        Ok(copies)
    }

    fn legal(&self, id: [u8; 16]) -> Result<LegalRecord, Problem> {
        let shelf = Shelf::Legal;
        let stored = self.vault.read(Name { shelf, id })?;
        let stored = stored.ok_or(Problem::Unreadable)?;
        decode_record(&stored.body).map_err(|_| Problem::Unreadable)
    }

    fn joined(&self, record: LegalRecord, folder: Option<&Folder>) -> Result<RecordView, Problem> {
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
        let of_receiver = folder.filter(|_| copy_no(&record) == 0);
        let consent = self.consent_under(&record)?;
        Ok(RecordView {
            person: folder.map_or_else(String::new, |it| it.record.person.clone()),
            fate: match record.kind {
                Kind::Copied { .. } => Fate::Copied,
                _ => folder.map_or(Fate::Unknown, |it| fate(it, &record)),
            },
            sent_by,
            approved_by,
            at: String::new(),
            taken_by: of_receiver.map_or_else(String::new, |it| self.taken_by(it, &record)),
            told: of_receiver.and_then(|it| told(it, &record)),
            copy: match copy_no(&record) {
                0 => CopyTold::default(),
                no => self.copy_told(record.handover, no).unwrap_or_default(),
            },
            family: consent
                .as_ref()
                .and_then(|it| it.form().family.clone())
                .filter(|_| record.items.contains(&ItemId::Family)),
            taken_back: match (of_receiver, consent) {
                (Some(folder), _) => self.taken_of(folder, &record)?,
                (None, Some(consent)) => taken_of_copy(&consent, &record),
                (None, None) => Vec::new(),
            },
            record,
        })
    }

    /// The form a record rests on, where it is here and can be read.
    fn consent_under(&self, record: &LegalRecord) -> Result<Option<Consent>, Problem> {
        let id = match record.kind {
            Kind::Given { consent, .. } => consent,
            Kind::Copied { consent, .. } => Some(consent),
            Kind::Received => None,
        };
        match id.map(|it| self.stored_consent(it)) {
            None => Ok(None),
            Some(Ok(consent)) => Ok(Some(consent)),
            Some(Err(Problem::Missing(_))) => Ok(None),
            Some(Err(why)) if Reach::of(&why) == Reach::Handover => Ok(None),
            Some(Err(why)) => Err(why),
        }
    }

    /// What was taken back of one delivery, as the two logs tell it.
    fn taken_of(&self, folder: &Folder, record: &LegalRecord) -> Result<Vec<TakenOf>, Problem> {
        let all = taken_back(&folder.dossier, folder.papers()).into_iter();
        let of_it = all.filter_map(|it| {
            let mut left = it.left.iter();
            let left = left.find(|it| (it.offer, it.part) == (record.offer, record.part))?;
            let items = &left.items & &record.items;
            let scope = match it.scope {
                Withdrawal::All => Withdrawal::All,
                Withdrawal::Items(_) => Withdrawal::Items(items.clone()),
            };
            (!items.is_empty()).then_some((scope, it.on, it.answer))
        });
        of_it
            .map(|(scope, on, answer)| {
                Ok(TakenOf {
                    on,
                    scope,
                    answer,
                    reason: self.reason_given(folder, answer)?,
                })
            })
            .collect()
    }

    /// Who of the receiver's staff spoke first of what came; on paper, who wrote the receipt.
    fn taken_by(&self, folder: &Folder, record: &LegalRecord) -> String {
        let (key, is_of_it): (WordKey, fn(&Act, &LegalRecord) -> bool) = match record.way {
            Way::Paper => (WordKey::ToldBy, |act, it| match act {
                Act::Received { offer, part } => (*offer, *part) == (it.offer, it.part),
                _ => false,
            }),
            Way::SealedParcel => (WordKey::By, |act, it| match act {
                Act::Acknowledged { offer, digest, .. } => {
                    let mut sections = it.sections.iter();
                    *offer == it.offer && sections.any(|(_, of_it)| of_it == digest)
                }
                _ => false,
            }),
        };
        let said = self.spoken(folder, Side::Receiver).unwrap_or_default();
        let first = said.iter().find(|it| is_of_it(&it.envelope.act, record));
        let words = first.and_then(|it| it.words.as_ref());
        words
            .and_then(|it| it.get(key))
            .unwrap_or_default()
            .to_owned()
    }
}

/// What was taken back of the form a copy rests on, where it concerns the copy. What became of that is told of the copy itself.
fn taken_of_copy(consent: &Consent, record: &LegalRecord) -> Vec<TakenOf> {
    let Kind::Copied { to, .. } = record.kind else {
        return Vec::new();
    };
    let concerned = |item: &ItemId| *item == to.item() || record.items.contains(item);
    let taken = consent.withdrawals().iter().filter_map(|it| {
        let scope = match &it.what {
            Withdrawn::All => Withdrawal::All,
            Withdrawn::Items(items) => {
                let items: BTreeSet<_> = items.iter().copied().filter(concerned).collect();
                (!items.is_empty()).then_some(Withdrawal::Items(items))?
            }
        };
        Some(TakenOf {
            on: it.on,
            scope,
            answer: Answer::CopiesOut,
            reason: String::new(),
        })
    });
    taken.collect()
}

/// What became of what was given, by the same entries as the ledger of withdrawals reads. Of paper it is what was told of each
/// sheet, and what was handled as gone: no later offer takes one away, and no program destroys it.
fn fate(folder: &Folder, record: &LegalRecord) -> Fate {
    let dossier = &folder.dossier;
    let gone = gone_of(dossier, folder.papers(), record.offer, record.part);
    let all_gone = !gone.is_empty() && record.items.is_subset(&gone);
    if folder.is_on_paper() {
        match folder.papers().fate(record.offer, record.part) {
            Some((became, _)) if became.is_gone() || !all_gone => return Fate::Paper(became),
            _ if all_gone => return Fate::Destroyed,
            _ => (),
        }
    } else {
        if !folder.state().holds_content || destroyed_on(dossier).is_some() || all_gone {
            return Fate::Destroyed;
        }
        if folder.deliveries().iter().any(|it| record.offer < it.offer) {
            return Fate::Replaced;
        }
    }
    let gone = &gone & &record.items;
    match gone.is_empty() {
        true => Fate::Held,
        false => Fate::HeldBut(gone),
    }
}

/// When offers and additions of a handover were made here, printed here, or came here.
fn times_in<'a>(
    folder: &Folder,
    lines: impl Iterator<Item = &'a Event>,
) -> BTreeMap<(HandoverId, OfferNo, u16), i64> {
    let id = folder.record.id;
    let content = |it: &&Held| it.envelope.act.carries_content();
    let sent: Vec<_> = folder
        .dossier
        .log(Side::Sender)
        .iter()
        .filter(content)
        .collect();
    let part = |it: &Held| match it.envelope.act {
        Act::Offered { offer, .. } => Some((id, offer, 0)),
        Act::Added { offer, part, .. } => Some((id, offer, part)),
        _ => None,
    };
    let mut times = BTreeMap::new();
    let mut made = 0;
    for it in lines {
        let step = match it.act {
            Deed::Handover { code, .. } => step_of(code),
            _ => None,
        };
        let meant = match (folder.record.side, folder.dossier.means()) {
            (Side::Sender, means) if matches!(step, Some(Step::Offer | Step::Add)) => {
                // A store that was put back lacks lines: each is that of the next one made on its day.
                let on = day_here(it.at);
                let rest = sent.get(made..).unwrap_or_default();
                let Some(at) = rest.iter().position(|it| it.envelope.written == on) else {
                    continue;
                };
                made += at + 1;
                match means {
                    Means::Keys => &sent[made - 1..made],
                    Means::Paper => &[],
                }
            }
            (Side::Sender, Means::Paper) if it.act == Deed::Printed => &sent[..made],
            (Side::Sender, _) => &[],
            (Side::Receiver, _) => &sent[..],
        };
        let came = match Remark::of_code(&it.detail) {
            Remark::Came { first, last } => first..=last,
            _ => 0..=0,
        };
        let here = meant
            .iter()
            .filter(|it| folder.record.side == Side::Sender || came.contains(&it.envelope.number));
        for key in here.filter_map(|it| part(it)) {
            times.entry(key).or_insert(it.at);
        }
    }
    times
}

/// The day of which the receiver's log says that this arrived.
fn told(folder: &Folder, record: &LegalRecord) -> Option<Day> {
    let replied = folder.dossier.log(Side::Receiver).iter();
    let said = replied.map(|it| &it.envelope.act).any(|it| match it {
        Act::Received { offer, part } => (*offer, *part) == (record.offer, record.part),
        _ => false,
    });
    if !said && !folder.papers().is_receipted(record.offer, record.part) {
        return None;
    }
    let came = folder.deliveries();
    let mut came = came.iter();
    let it = came.find(|it| (it.offer, it.part) == (record.offer, record.part));
    it.map(|it| it.received)
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
