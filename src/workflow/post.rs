//! Parcels: sending what waits, collecting what came.
//!
//! Collecting is idempotent: what was taken in before is known by its bytes and changes nothing. What a parcel
//! brings is checked entry by entry; a refused parcel leaves no trace but a line in the journal.

use std::collections::BTreeSet;

use crate::codec::v1_entry::{
    self, ContentRecord, HandoverRecord, SeenParcel, decode_seen_parcel, encode_seen_parcel,
};
use crate::domain::audit::Act as Deed;
use crate::domain::handover::dossier::{Joined, State, Stop};
use crate::domain::handover::entry::{Act, Envelope, Side, Withdrawal};
use crate::domain::handover::guard;
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::{WordKey, Words};
use crate::domain::id::{HandoverId, OfferNo, OfficeId};
use crate::domain::section::ItemId;
use crate::exchange::entry;
use crate::exchange::naming::Name as ParcelName;
use crate::exchange::parcel::{
    self, Carried, Contents, Disclosed, Handover, Head, LONGEST, Label, Opened, Refusal, Section,
};
use crate::exchange::section::digest_of;
use crate::exchange::transport::{Transport, TransportError, folder::Folder as SharedFolder};
use crate::vault::{Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::Folder;
use crate::workflow::office::peer_name;
use crate::workflow::problem::Problem;
use zeroize::Zeroizing;

pub use crate::exchange::entry::Refusal as EntryRefused;
pub use crate::exchange::parcel::{Refusal as ParcelRefused, Unsupported};

/// What a round of sending and collecting did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Parcels put where the other office collects.
    pub sent: usize,
    /// Parcels taken in.
    pub collected: usize,
    /// Parcels that were known already.
    pub known: usize,
    /// Parcels that were refused, with the reason.
    pub refused: Vec<Refused>,
    /// Handovers that have something for an office nobody has verified.
    pub unverified: Vec<HandoverId>,
}

/// Why a parcel, or an entry in it, was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The parcel.
    Parcel(Refusal),
    /// The shared folder did not give it whole.
    Transport(TransportError),
    /// An entry is not signed by its author.
    Entry(entry::Refusal),
    /// An entry cannot be read.
    Unreadable,
    /// It tells of a handover that does not begin here.
    Unknown(HandoverId),
    /// It stopped the dossier.
    Stopped(HandoverId, Stop),
    /// It proves that entries of this office are lost here: the other office must send them back.
    Lost(HandoverId),
    /// A section is not the one that was offered.
    WrongContent(HandoverId),
}

/// Which entries are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Where there is something new: this office's own entries that the other is not known to hold.
    New,
    /// Both logs from the first entry, for an office that lost its store.
    Everything,
}

/// Why what a parcel tells of a handover was not taken in.
enum NotTaken {
    Refused(Refused),
    /// The other office has seen so many entries of this one, and they are not here.
    Lost(HandoverId, u32),
}

impl From<Refused> for NotTaken {
    fn from(refused: Refused) -> NotTaken {
        NotTaken::Refused(refused)
    }
}

/// Whether content is opened the first time, or comes back after a loss.
#[derive(PartialEq, Eq)]
enum Opening {
    First,
    Again,
}

impl Desk {
    /// Collects what came, does what the program owes, and sends what waits.
    pub fn sync(&mut self, extent: Extent) -> Result<SyncReport, Problem> {
        let shared = SharedFolder::new(self.mailbox.clone().ok_or(Problem::NoMailbox)?);
        self.sync_through(&shared, extent)
    }

    /// The same through any transport.
    pub fn sync_through(
        &mut self,
        transport: &dyn Transport,
        extent: Extent,
    ) -> Result<SyncReport, Problem> {
        // The auditor never writes, and carries nothing.
        self.right(Step::Read)?;
        let mut report = SyncReport::default();
        self.collect(transport, &mut report)?;
        self.pay_all_debts()?;
        self.send(transport, extent, &mut report)?;
        Ok(report)
    }

    fn collect(
        &mut self,
        transport: &dyn Transport,
        report: &mut SyncReport,
    ) -> Result<(), Problem> {
        for name in transport.list(&self.office_id())? {
            let sealed = match transport.fetch(&name, LONGEST) {
                Ok(sealed) => sealed,
                Err(TransportError::NoSuchParcel) => continue,
                Err(cause) => {
                    report.refused.push(Refused::Transport(cause));
                    continue;
                }
            };
            let key = seen_name(&name);
            if self.seen(key)? {
                report.known += 1;
                transport.delete(&name)?;
                continue;
            }
            match self.take_in(key, &sealed, report)? {
                Ok(()) => report.collected += 1,
                Err(refused) => {
                    // Kept in the mailbox only while another try can help.
                    let again = retry_helps(&refused);
                    report.refused.push(refused);
                    if again {
                        continue;
                    }
                    self.note_refusal(key)?;
                }
            }
            transport.delete(&name)?;
        }
        Ok(())
    }

    /// Opens one parcel and takes in what it brings, in one commit.
    fn take_in(
        &mut self,
        key: Name,
        sealed: &[u8],
        report: &mut SyncReport,
    ) -> Result<Result<(), Refused>, Problem> {
        let own = self.office_id();
        let known = |id: &OfficeId| self.known(id);
        let opened = match parcel::open(&self.vault.office().sealing, &own, &known, sealed) {
            Ok(opened) => opened,
            Err(refusal) => return Ok(Err(Refused::Parcel(refusal))),
        };
        let seen = SeenParcel {
            from: opened.label.from,
            id: opened.id.0,
            outcome: 1,
            on: self.outside.now_ms(),
        };
        let seen = put(key, Under::Office, Vec::new(), encode_seen_parcel(&seen));
        let head = opened.label.own_head;
        let from = opened.label.from;
        match opened.contents {
            Contents::Card(ref bytes) => {
                let bytes = bytes.clone();
                match self.keep_card(&bytes) {
                    Ok(_) => (),
                    // One bad card must not keep everything else from coming and going.
                    Err(Problem::Card(_) | Problem::OwnCard | Problem::Denied { .. }) => {
                        return Ok(Err(Refused::Unreadable));
                    }
                    Err(other) => return Err(other),
                }
                self.enter(&[seen], Deed::Collected, None)?;
            }
            Contents::Handover(_) => {
                let mut folder = match self.received(opened)? {
                    Ok(folder) => folder,
                    Err(NotTaken::Refused(refused)) => return Ok(Err(refused)),
                    Err(NotTaken::Lost(id, seen)) => {
                        self.note_lost(id, seen)?;
                        return Ok(Err(Refused::Lost(id)));
                    }
                };
                if let Some(stop) = folder.fresh_stop.take() {
                    let id = folder.record.id;
                    report.refused.push(Refused::Stopped(id, stop));
                }
                folder.also(seen);
                self.save(folder, Deed::Collected)?;
            }
        }
        self.note_head(from, head)?;
        Ok(Ok(()))
    }

    fn received(&self, opened: Opened) -> Result<Result<Folder, NotTaken>, Problem> {
        let from = opened.label.from;
        let Contents::Handover(handover) = opened.contents else {
            return Ok(Err(Refused::Unreadable.into()));
        };
        let mut read = Vec::new();
        for carried in &handover.entries {
            match self.read_carried(carried, from) {
                Ok(envelope) => read.push((carried, envelope)),
                Err(refused) => return Ok(Err(refused.into())),
            }
        }
        let found = self.find_folder(handover.id)?;
        let mut folder = match found {
            Some(folder) if folder.peer() == from => folder,
            Some(_) => return Ok(Err(Refused::Unknown(handover.id).into())),
            None => match self.first_parcel(&handover, from, &read) {
                Some(folder) => folder,
                None => return Ok(Err(Refused::Unknown(handover.id).into())),
            },
        };
        let held = folder.dossier.log(folder.record.side.other()).len();
        if let Err(seen) = join_all(&mut folder, &read) {
            return Ok(Err(NotTaken::Lost(handover.id, seen)));
        }
        self.hear_withdrawals(&mut folder, held)?;
        self.keep_words(&mut folder, &read)?;
        if let Err(refused) = self.open_content(&mut folder, &handover)? {
            return Ok(Err(refused.into()));
        }
        Ok(Ok(folder))
    }

    /// Entries of this office are lost here: nothing is written into the handover until they are back.
    fn note_lost(&mut self, id: HandoverId, seen: u32) -> Result<(), Problem> {
        let Some(mut folder) = self.find_folder(id)? else {
            return Ok(());
        };
        match folder.fell_behind(seen) {
            true => self.save(folder, Deed::Refused),
            false => Ok(()),
        }
    }

    /// What the person took back at the other office is taken back here too, once: when the entry comes.
    fn hear_withdrawals(&self, folder: &mut Folder, held: usize) -> Result<(), Problem> {
        let mut items = BTreeSet::new();
        for it in &folder.dossier.log(folder.record.side.other())[held..] {
            match &it.envelope.act {
                Act::ConsentWithdrawn {
                    scope: Withdrawal::All,
                } => return self.take_back(folder, &Withdrawal::All),
                Act::ConsentWithdrawn {
                    scope: Withdrawal::Items(some),
                } => items.extend(some.iter().copied()),
                _ => (),
            }
        }
        match items.is_empty() {
            true => Ok(()),
            false => self.take_back(folder, &Withdrawal::Items(items)),
        }
    }

    fn read_carried(&self, carried: &Carried, from: OfficeId) -> Result<Envelope, Refused> {
        let bytes = entry::unchecked_envelope(&carried.entry).map_err(Refused::Entry)?;
        let envelope = v1_entry::decode_envelope(bytes).map_err(|_| Refused::Unreadable)?;
        let author = match envelope.office {
            it if it == self.office_id() => self.vault.office().signing.public(),
            it if it == from => self.known(&from).ok_or(Refused::Unreadable)?.key,
            it => return Err(Refused::Parcel(Refusal::UnknownSender(it))),
        };
        entry::check(&carried.entry, &author).map_err(Refused::Entry)?;
        Ok(envelope)
    }

    /// A dossier that begins with an offer to this office.
    fn first_parcel(
        &self,
        handover: &Handover,
        from: OfficeId,
        read: &[(&Carried, Envelope)],
    ) -> Option<Folder> {
        let own = self.office_id();
        let to_us = read.iter().any(|(_, it)| match &it.act {
            Act::Offered { offer, manifest } => {
                *offer == OfferNo::FIRST && it.office == from && manifest.receiver == own
            }
            _ => false,
        });
        if !to_us {
            return None;
        }
        Some(Folder::new(HandoverRecord {
            id: handover.id,
            case: None,
            side: Side::Receiver,
            sender: from,
            receiver: own,
            person: String::new(),
            preparation: None,
            return_reason: None,
            answers: Vec::new(),
            dossier_key: Zeroizing::new(*handover.key.expose()),
            folder: self.outside.id(),
            shred: Vec::new(),
            sent: 0,
            stop: None,
            created: self.today(),
        }))
    }

    /// Keeps words that came with entries held already without them, and the person's name for lists.
    fn keep_words(
        &self,
        folder: &mut Folder,
        read: &[(&Carried, Envelope)],
    ) -> Result<(), Problem> {
        let Some(key) = folder.key() else {
            return Ok(());
        };
        let state = folder.state();
        // After an ending only its reasons are of use, and none to a receiver who must destroy what is held.
        let over = state.ending().is_some();
        let may_know = folder.record.side == Side::Sender || state.started.is_some();
        let of_use = |it: &Envelope| !over || (may_know && speaks_of_ending(&it.act));
        for (carried, envelope) in read.iter().filter(|(_, it)| of_use(it)) {
            let Some(sealed) = &carried.body else {
                continue;
            };
            let place = folder.place(envelope.side, envelope.number);
            let Ok(body) = entry::open_body(&key, &place, sealed) else {
                continue;
            };
            if envelope.body.map(|it| it.to_bytes()) == Some(body.digest()) {
                folder.put_words(envelope.side, envelope.number, sealed.clone());
            }
        }
        Ok(())
    }

    /// Opens the content of the current offer and of its additions, and says so in the log.
    fn open_content(
        &self,
        folder: &mut Folder,
        handover: &Handover,
    ) -> Result<Result<(), Refused>, Problem> {
        for disclosed in &handover.disclosures {
            let state = folder.state();
            let Some(offer) = OfferNo::new(disclosed.offer) else {
                return Ok(Err(Refused::WrongContent(folder.record.id)));
            };
            let act = Act::Received {
                offer,
                part: disclosed.part,
            };
            let opening = match guard::check(&state, Side::Receiver, &act) {
                _ if folder.record.side != Side::Receiver || state.stop.is_some() => continue,
                Ok(()) => Opening::First,
                Err(guard::Refusal::ArrivedAlready) if self.lost(folder, &state, disclosed)? => {
                    Opening::Again
                }
                Err(_) => continue, // Of an offer known to be ended or replaced, or opened before: dropped unread.
            };
            if !is_as_offered(&state, disclosed) {
                return Ok(Err(Refused::WrongContent(folder.record.id)));
            }
            if folder.key().is_none() {
                // It went when consent ran out; under a new offer there is something to read again.
                folder.record.dossier_key = Zeroizing::new(*handover.key.expose());
            }
            self.replace_older(folder, disclosed)?;
            folder.put_content(&ContentRecord {
                offer: disclosed.offer,
                part: disclosed.part,
                sections: disclosed
                    .sections
                    .iter()
                    .map(|it| (it.content.to_vec(), it.salt))
                    .collect(),
            });
            folder.record.person = person_of(disclosed).unwrap_or(folder.record.person.clone());
            let words = Words::none();
            if opening == Opening::First && self.speak(folder, act, words, None).is_err() {
                return Ok(Err(Refused::WrongContent(folder.record.id)));
            }
        }
        Ok(Ok(()))
    }

    /// Whether the content was opened once and is not there any more though nothing asked for that: the store is
    /// an older copy, and the other office sends everything again.
    fn lost(&self, folder: &Folder, state: &State, what: &Disclosed) -> Result<bool, Problem> {
        let held = self.content(folder.record.id, what.offer, what.part)?;
        Ok(held.is_none() && state.holds_content && state.taken_back().is_empty())
    }

    /// Opening offer n destroys what is held of n − 1.
    fn replace_older(&self, folder: &mut Folder, disclosed: &Disclosed) -> Result<(), Problem> {
        if disclosed.part != 0 || disclosed.offer <= 1 {
            return Ok(());
        }
        for older in 1..disclosed.offer {
            folder.drop_content(older, 0);
        }
        folder.move_to(self.outside.id());
        for side in [Side::Sender, Side::Receiver] {
            for number in 1..=folder.dossier.log(side).len() as u32 {
                if let Some(sealed) = self.sealed_words(folder.record.id, side, number)? {
                    folder.put_words(side, number, sealed.to_vec());
                }
            }
        }
        Ok(())
    }

    fn send(
        &mut self,
        transport: &dyn Transport,
        extent: Extent,
        report: &mut SyncReport,
    ) -> Result<(), Problem> {
        self.finish_shredding()?;
        for id in self.handover_ids()? {
            let mut folder = self.folder(id)?;
            let own = folder.dossier.log(folder.record.side).len() as u32;
            if own == 0 || (extent == Extent::New && own <= folder.record.sent) {
                continue;
            }
            let peer = folder.peer();
            let Ok(card) = self.verified_peer(peer) else {
                report.unverified.push(id);
                continue;
            };
            let contents = Contents::Handover(self.parcel_of(&folder, extent)?);
            let label = self.label(peer)?;
            let sealed = parcel::seal(
                &self.vault.office().signing,
                &card.recipient,
                &label,
                &contents,
            )
            .map_err(|_| Problem::TooLarge)?;
            let ms = u64::try_from(self.outside.now_ms()).unwrap_or(0);
            let name = ParcelName::of(peer, ms, &sealed.bytes).map_err(|_| Problem::Unreadable)?;
            transport.put(&name, &sealed.bytes)?;
            folder.record.sent = own;
            self.save(folder, Deed::Sent)?;
            report.sent += 1;
        }
        Ok(())
    }

    fn label(&self, to: OfficeId) -> Result<Label, Problem> {
        let (seq, digest) = self.vault.head();
        let seen = self
            .peer_record(to)?
            .map_or((0, [0; 32]), |it| it.peer_head);
        Ok(Label {
            from: self.office_id(),
            to,
            created: self.outside.now_ms() / 1000,
            directory: 0,
            own_head: Head { seq, digest },
            seen_head: Head {
                seq: seen.0,
                digest: seen.1,
            },
        })
    }

    /// What a parcel for the other office carries now.
    fn parcel_of(&self, folder: &Folder, extent: Extent) -> Result<Handover, Problem> {
        let side = folder.record.side;
        let known = match extent {
            Extent::New => folder
                .dossier
                .log(side.other())
                .last()
                .map_or(0, |it| it.envelope.seen.count),
            Extent::Everything => 0,
        };
        let state = folder.state();
        let mut entries = self.carried(folder, &state, side, known)?;
        if extent == Extent::Everything {
            entries.extend(self.carried(folder, &state, side.other(), 0)?);
        }
        Ok(Handover {
            id: folder.record.id,
            card: [0; 32],
            key: folder
                .key()
                .unwrap_or_else(|| crate::exchange::DossierKey::from_bytes([0; 32])),
            entries,
            disclosures: self.disclosures(folder, &state, extent)?,
        })
    }

    /// Entries after `known`. Words before the current offer, and all words after an ending, stay here.
    fn carried(
        &self,
        folder: &Folder,
        state: &State,
        side: Side,
        known: u32,
    ) -> Result<Vec<Carried>, Problem> {
        let id = folder.record.id;
        let log = folder.dossier.log(side);
        let offer = log
            .iter()
            .rposition(|it| matches!(it.envelope.act, Act::Offered { .. }));
        let mut carried = Vec::new();
        for (at, held) in log.iter().enumerate().skip(known as usize) {
            let number = held.envelope.number;
            let Some(signed) = self.signed_entry(id, side, number)? else {
                return Err(Problem::Unreadable);
            };
            let old = offer.is_some_and(|offer| at < offer);
            let ends = state.ending().is_some() && !speaks_of_ending(&held.envelope.act);
            let body = match old || ends {
                true => None,
                false => self.sealed_words(id, side, number)?.map(|it| it.to_vec()),
            };
            carried.push(Carried {
                entry: signed.to_vec(),
                body,
            });
        }
        Ok(carried)
    }

    /// Content that is due: of the current offer and its additions, as long as it has not arrived, or once more
    /// for an office that lost its store.
    fn disclosures(
        &self,
        folder: &Folder,
        state: &State,
        extent: Extent,
    ) -> Result<Vec<Disclosed>, Problem> {
        let mut disclosures = Vec::new();
        let Some(offer) = state
            .offer
            .as_ref()
            .filter(|_| folder.record.side == Side::Sender)
        else {
            return Ok(disclosures);
        };
        for part in 0..=state.additions {
            let act = Act::Received {
                offer: offer.no,
                part,
            };
            match guard::check(state, Side::Receiver, &act) {
                Ok(()) => (),
                Err(guard::Refusal::ArrivedAlready)
                    if extent == Extent::Everything
                        && state.holds_content
                        && state.taken_back().is_empty()
                        && self.today() <= offer.manifest.consent_until => {}
                Err(_) => continue,
            }
            if let Some(content) = self.content(folder.record.id, offer.no.get(), part)? {
                // What was offered yesterday may not leave today: consent is asked again where it is sealed.
                if offer.manifest.consent_until < self.today()
                    || holds_any(&content, &state.taken_back())?
                {
                    continue;
                }
                let sections = content.sections.into_iter();
                disclosures.push(Disclosed {
                    offer: content.offer,
                    part,
                    sections: sections
                        .map(|(content, salt)| Section {
                            content: Zeroizing::new(content),
                            salt,
                        })
                        .collect(),
                });
            }
        }
        Ok(disclosures)
    }

    fn seen(&self, key: Name) -> Result<bool, Problem> {
        Ok(match self.vault.read(key)? {
            None => false,
            Some(stored) => {
                decode_seen_parcel(&stored.body).map_err(|_| Problem::Unreadable)?;
                true
            }
        })
    }

    fn note_refusal(&mut self, key: Name) -> Result<(), Problem> {
        let seen = SeenParcel {
            from: OfficeId::from_bytes([0; 32]),
            id: key.id,
            outcome: 0,
            on: self.outside.now_ms(),
        };
        let change = put(key, Under::Office, Vec::new(), encode_seen_parcel(&seen));
        self.enter(&[change], Deed::Refused, None)?;
        Ok(())
    }

    /// Remembers where the other office's journal stood: each office keeps the other's.
    fn note_head(&mut self, from: OfficeId, head: Head) -> Result<(), Problem> {
        let Some(mut record) = self.peer_record(from)? else {
            return Ok(());
        };
        if record.peer_head.0 < head.seq {
            record.peer_head = (head.seq, head.digest);
            let name = peer_name(from);
            let body = v1_entry::encode_peer(&record);
            let change = put(name, Under::Office, from.as_bytes().to_vec(), body);
            self.enter(&[change], Deed::Collected, Some(name.id))?;
        }
        Ok(())
    }
}

/// Whether the entry is one of those whose words are still of use after an ending.
pub(crate) fn speaks_of_ending(act: &Act) -> bool {
    matches!(
        act,
        Act::Recalled
            | Act::Declined { .. }
            | Act::NotStarted
            | Act::Lapsed
            | Act::Discontinued { .. }
            | Act::Handled { .. }
    )
}

/// Joins entries as their references allow, until nothing more can be joined.
///
/// Where own entries are missing, gives how many the other office has seen.
fn join_all(folder: &mut Folder, read: &[(&Carried, Envelope)]) -> Result<(), u32> {
    let mut waiting: Vec<_> = read.iter().collect();
    waiting.sort_by_key(|(_, it)| it.number);
    loop {
        let before = waiting.len();
        waiting.retain(|(carried, envelope)| {
            let joined = folder.join(&carried.entry, envelope.clone(), None);
            // A stop is kept with the handover: both offices see why.
            matches!(joined, Joined::Early { .. } | Joined::Ahead { .. })
        });
        if waiting.is_empty() || waiting.len() == before {
            break;
        }
    }
    let (peer, id) = (folder.peer(), folder.record.id);
    let theirs = read
        .iter()
        .filter(|(_, it)| it.office == peer && it.handover == id);
    let seen = theirs.map(|(_, it)| it.seen.count).max().unwrap_or(0);
    match folder.dossier.log(folder.record.side).len() < seen as usize {
        true => Err(seen),
        false => Ok(()),
    }
}

/// Whether content holds a field of one of these items.
fn holds_any(content: &ContentRecord, items: &BTreeSet<ItemId>) -> Result<bool, Problem> {
    for (bytes, _) in &content.sections {
        let (_, fields) =
            crate::codec::v1::decode_section(bytes).map_err(|_| Problem::Unreadable)?;
        if fields
            .iter()
            .any(|(field, _)| items.contains(&field.spec().item))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_as_offered(state: &State, disclosed: &Disclosed) -> bool {
    let Some(offer) = &state.offer else {
        return false;
    };
    let expected = offer.sections.iter().filter(|it| it.part == disclosed.part);
    let mut expected: Vec<_> = expected
        .map(|it| (it.pinned.section, it.pinned.digest))
        .collect();
    let mut found = Vec::new();
    for section in &disclosed.sections {
        let Ok((id, fields)) = crate::codec::v1::decode_section(&section.content) else {
            return false;
        };
        let covered = |item| offer.manifest.items.contains(&item);
        if !fields.iter().all(|(field, _)| covered(field.spec().item)) {
            return false;
        }
        found.push((id, digest_of(&section.content, &section.salt)));
    }
    expected.sort();
    found.sort();
    expected == found
}

fn person_of(disclosed: &Disclosed) -> Option<String> {
    use crate::domain::answer::Given;
    use crate::domain::section::FieldId;
    let mut name = String::new();
    let mut kana = String::new();
    for section in &disclosed.sections {
        let (_, fields) = crate::codec::v1::decode_section(&section.content).ok()?;
        for (field, value) in &fields {
            match (field, value.given()) {
                (FieldId::PersonName, Some(Given::Line(it))) => name = it.to_string(),
                (FieldId::PersonKana, Some(Given::Kana(it))) => kana = it.to_string(),
                _ => (),
            }
        }
    }
    let named = !(name.is_empty() && kana.is_empty());
    named.then(|| format!("{kana}\u{3000}{name}"))
}

/// Whether the parcel may be taken in later, after something was done here.
fn retry_helps(refused: &Refused) -> bool {
    matches!(
        refused,
        Refused::Parcel(Refusal::UnknownSender(_) | Refusal::NewerFormat(_))
            | Refused::Transport(_)
            | Refused::Lost(_)
    )
}

fn seen_name(name: &ParcelName) -> Name {
    let hash = name.hash();
    let id = *hash
        .as_bytes()
        .first_chunk()
        .expect("a digest has 32 bytes");
    Name {
        shelf: Shelf::Seen,
        id,
    }
}

/// The member of staff an entry names as its writer.
pub fn writer(words: &Words) -> Option<&str> {
    words.get(WordKey::By)
}
