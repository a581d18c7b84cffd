//! Taking parcels in: what each brings is checked entry by entry, and joined in one commit.
//!
//! Idempotent: what was taken in before is known by its bytes and changes nothing. A refused parcel leaves nothing but
//! a line in the journal and, where the other office contradicts this one, the entry that does. One thing is heard in
//! every entry that its author signed, whatever becomes of it and of its parcel: that the person took consent back.

use std::collections::BTreeSet;

use crate::codec::v1_entry::{
    self, ContentRecord, HandoverRecord, SeenParcel, decode_seen_parcel, encode_seen_parcel,
};
use crate::codec::v1_words;
use crate::domain::answer::Given;
use crate::domain::attachment::PAPERS;
use crate::domain::audit::Act as Deed;
use crate::domain::handover::dossier::{Bearing, Held, Joined, LONGEST_LOG, State};
use crate::domain::handover::entry::{Act, Envelope, Side, Withdrawal};
use crate::domain::handover::guard;
use crate::domain::handover::permit::{OwnCase, Step};
use crate::domain::handover::words::Words;
use crate::domain::id::{Digest, HandoverId, OfferNo, OfficeId};
use crate::domain::section::{FieldId, ItemId};
use crate::exchange::entry;
use crate::exchange::naming::Name as ParcelName;
use crate::exchange::parcel::{
    self, Carried, Contents, Disclosed, Handover, Head, LONGEST, Opened, Refusal,
};
use crate::exchange::section::digest_of;
use crate::exchange::transport::TransportError;
use crate::exchange::transport::errand::Errand;
use crate::vault::{Change, Name, Shelf, Under, VaultError};
use crate::workflow::consent::{Apart, Heard, Recorder, heard};
use crate::workflow::desk::{Desk, put};
use crate::workflow::enclosed::FilesBrought;
use crate::workflow::erasing::Gone;
use crate::workflow::folder::{Folder, Lost, Reach};
use crate::workflow::lessened::without;
use crate::workflow::office::{NotKept, peer_name};
use crate::workflow::post::{Cause, Refused, SyncReport, are_of_use};
use crate::workflow::problem::Problem;
use crate::workflow::remark::{Plain, Remark};
use zeroize::Zeroizing;

/// The most bytes of sealed words that are kept: many times what the longest text of a person takes.
const LONGEST_WORDS: usize = 1 << 20;

/// What becomes of a parcel that lies in the mailbox.
pub(crate) enum Lying {
    /// It was done with here, and that is committed: it is taken away.
    Goes,
    /// It is looked at again in the next round.
    Stays,
}

/// What became of one parcel.
enum Outcome {
    /// It was taken in.
    TakenIn,
    /// It never will be.
    Refused(Refused),
    /// It may be later, after something was done here: it stays where it lies.
    Waits(Refused),
}

/// A handover with what a parcel brought, to be written.
struct Received {
    folder: Folder,
    /// What the parcel brought besides and was not taken in.
    told: Vec<Refused>,
    origin: Origin,
    case: OwnCase,
    /// The line of the journal: that it was taken in, or that the person was heard in what was not.
    deed: Deed,
    /// Which entries of the other office came.
    came: Remark,
}

/// Where the handover of a parcel was before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// Here, or it begins with this parcel.
    Here,
    /// Nowhere here, although this office began it: its store is older than it should be.
    Elsewhere,
}

/// Why what a parcel tells of a handover was not taken in.
enum NotTaken {
    Refused(Refused),
    /// Entries of this office are lost here. Where that is only claimed, with the signed entry that claims it.
    Lost(Loss),
}

/// Entries of this office that are not here.
struct Loss {
    id: HandoverId,
    lost: Lost,
    /// The signed entry that shows it.
    entry: Vec<u8>,
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
    /// The errand that brings a parcel, of at most what a parcel may be long.
    pub(crate) fn fetching(name: ParcelName) -> Errand {
        Errand::Fetch(name, LONGEST)
    }

    /// Takes in what was fetched from the mailbox, and says what becomes of what lies there.
    pub(crate) fn take_fetched(
        &mut self,
        name: &ParcelName,
        sealed: Result<Vec<u8>, TransportError>,
        report: &mut SyncReport,
    ) -> Result<Lying, Problem> {
        let sealed = match sealed {
            Ok(sealed) => sealed,
            Err(TransportError::NoSuchParcel) => return Ok(Lying::Stays),
            Err(cause) => {
                report.refused.push(Refused::Transport(cause));
                return Ok(Lying::Stays);
            }
        };
        let key = seen_name(name);
        if self.seen(key)? {
            report.known += 1;
            return Ok(Lying::Goes);
        }
        match self.take_in(key, &sealed, report)? {
            Outcome::TakenIn => report.collected += 1,
            Outcome::Waits(refused) => {
                if let Refused::Parcel(
                    Refusal::UnknownSender(from) | Refusal::RevokedSender(from),
                ) = refused
                {
                    report.unopened.push(from);
                }
                report.refused.push(refused);
                return Ok(Lying::Stays);
            }
            Outcome::Refused(refused) => {
                self.note_refusal(key, refused.cause())?;
                report.refused.push(refused);
            }
        }
        Ok(Lying::Goes)
    }

    /// Opens one parcel and takes in what it brings, in one commit.
    fn take_in(
        &mut self,
        key: Name,
        sealed: &[u8],
        report: &mut SyncReport,
    ) -> Result<Outcome, Problem> {
        let own = self.office_id();
        let known = |id: &OfficeId| self.known(id);
        let opened = match parcel::open(&self.vault.office().sealing, &own, &known, sealed) {
            Ok(opened) => opened,
            Err(
                refusal @ (Refusal::UnknownSender(_)
                | Refusal::RevokedSender(_)
                | Refusal::NewerFormat(_)),
            ) => {
                return Ok(Outcome::Waits(Refused::Parcel(refusal)));
            }
            Err(refusal) => return Ok(Outcome::Refused(Refused::Parcel(refusal))),
        };
        let (from, head) = (opened.label.from, opened.label.own_head);
        let seen = SeenParcel {
            from,
            id: opened.id.0,
            outcome: 1,
            on: self.outside.now_ms(),
        };
        let seen = put(key, Under::Office, Vec::new(), encode_seen_parcel(&seen));
        let outcome = match &opened.contents {
            Contents::Card(bytes) => self.take_card(from, bytes, seen)?,
            Contents::Handover(_) => match self.take_handover(opened, seen, report) {
                // What is kept of the handover here cannot be read: the parcel waits for the day when it can.
                Err(why) if Reach::of(&why) == Reach::Handover => {
                    Outcome::Waits(Refused::Unreadable)
                }
                taken => taken?,
            },
        };
        if matches!(outcome, Outcome::TakenIn) {
            self.note_head(from, head)?;
        }
        Ok(outcome)
    }

    /// Keeps the card an office sends of itself. The program does it: nobody's right is asked for, and how far the
    /// office is trusted stays as it was.
    fn take_card(
        &mut self,
        from: OfficeId,
        bytes: &[u8],
        seen: Change,
    ) -> Result<Outcome, Problem> {
        let change = match self.card_change(bytes)? {
            Ok((id, change)) if id == from => change,
            Ok(_) | Err(NotKept::Own) => return Ok(Outcome::Refused(Refused::OtherCard)),
            Err(NotKept::Refused(why)) => return Ok(Outcome::Refused(Refused::Card(why))),
        };
        self.enter(&[change, seen], Deed::CardKept, Some(peer_name(from).id))?;
        Ok(Outcome::TakenIn)
    }

    fn take_handover(
        &mut self,
        opened: Opened,
        seen: Change,
        report: &mut SyncReport,
    ) -> Result<Outcome, Problem> {
        let (from, withdrawn) = (opened.label.from, self.withdrawn_in(&opened));
        let received = match self.received(opened, &withdrawn)? {
            Ok(received) => received,
            Err(NotTaken::Refused(refused)) => return self.refuse(from, &withdrawn, refused),
            Err(NotTaken::Lost(loss)) => return self.note_lost(loss, &withdrawn),
        };
        let mut folder = received.folder;
        let id = folder.record.id;
        let stop = folder.fresh_stop.take();
        folder.also(seen);
        match self.save_telling(folder, received.deed, &received.came) {
            Ok(()) => (),
            // More than one write holds: nobody's own program sends so much, and it must not stop the round.
            Err(Problem::Vault(VaultError::TooLarge)) => {
                return self.refuse(from, &withdrawn, Refused::Full(id));
            }
            Err(other) => return Err(other),
        }
        if received.origin == Origin::Elsewhere {
            report.recovered.push(id);
        }
        if received.case == OwnCase::Missing {
            report.uncased.push(id);
        }
        let stopped = stop.map(|it| Refused::Stopped(id, it));
        report.refused.extend(stopped);
        report.refused.extend(received.told);
        Ok(Outcome::TakenIn)
    }

    /// Refuses a parcel about a handover. What the person took back by entries of the other office is heard first.
    fn refuse(
        &mut self,
        from: OfficeId,
        withdrawn: &[Heard],
        refused: Refused,
    ) -> Result<Outcome, Problem> {
        let theirs: Vec<&Heard> = withdrawn.iter().filter(|it| it.office == from).collect();
        let folder = match theirs.first() {
            Some(it) => self.find_folder(it.handover)?,
            None => None,
        };
        if let Some(folder) = folder.filter(|it| it.peer() == from) {
            let unheard = unheld(&folder, theirs);
            self.hear_and_save(folder, unheard)?;
        }
        Ok(Outcome::Refused(refused))
    }

    fn received(
        &self,
        opened: Opened,
        withdrawn: &[Heard],
    ) -> Result<Result<Received, NotTaken>, Problem> {
        let from = opened.label.from;
        let Contents::Handover(mut handover) = opened.contents else {
            return Ok(Err(Refused::Unreadable.into()));
        };
        let files = FilesBrought::of(std::mem::take(&mut handover.files), &handover.disclosures);
        // Before any signature is looked at: nobody has more to say than two full logs.
        if 2 * LONGEST_LOG as usize + 1 < handover.entries.len() {
            return Ok(Err(Refused::Full(handover.id).into()));
        }
        if let Some(on) = self.destroyed_on(handover.id, from)? {
            return Ok(Err(Refused::Destroyed(handover.id, on).into()));
        }
        let mut read = Vec::new();
        for carried in &handover.entries {
            match self.read_carried(carried, from) {
                Ok(envelope) => read.push((carried, envelope)),
                Err(refused) => return Ok(Err(refused.into())),
            }
        }
        let (mut folder, origin) = match self.find_folder(handover.id)? {
            Some(folder) if folder.peer() == from => (folder, Origin::Here),
            Some(_) => return Ok(Err(Refused::Unknown(handover.id).into())),
            None => match self.first_parcel(&handover, from, &read) {
                Some(first) => first,
                None => return Ok(Err(Refused::Unknown(handover.id).into())),
            },
        };
        let side = folder.record.side;
        let [own, held] = [side, side.other()].map(|it| folder.dossier.log(it).len());
        let behind = folder.is_behind();
        let mut told = Vec::new();
        if let Joining::Full = join_all(&mut folder, &read) {
            told.push(Refused::Full(handover.id));
        }
        if folder.dossier.log(Side::Sender).is_empty() {
            return Ok(Err(Refused::Unknown(handover.id).into()));
        }
        if let Some((lost, entry)) = find_loss(&folder, &read) {
            return Ok(Err(NotTaken::Lost(Loss {
                id: handover.id,
                lost,
                entry,
            })));
        }
        // While entries were lost no content left: now it may.
        let healed = behind && !folder.is_behind() && side == Side::Sender;
        if healed || asks_for_everything(&read, from, held) {
            folder.owe_everything();
        }
        let mut gone = self.done_before(&folder, own);
        self.hear_withdrawals(&mut folder, own, held)?;
        let mut deed = Deed::Collected;
        let apart = unheld(&folder, withdrawn.iter());
        if let Apart::Heard(unwritten) = self.hear_apart(&mut folder, apart)? {
            (gone, deed) = (gone.and(unwritten), Deed::ConsentWithdrawn);
        }
        self.let_go(&mut folder, &gone)?;
        // What the person took back here and the dossier has still to be told of does not come back.
        let named = folder.state().items_of(&Withdrawal::All);
        if self.owed_items(&folder)?.is_disjoint(&named) {
            self.open_content(&mut folder, &handover, files, &mut told)?;
        }
        self.keep_words(&mut folder, &read)?;
        Ok(Ok(Received {
            case: case_of_start(&folder, own),
            came: came(&folder, held),
            folder,
            told,
            origin,
            deed,
        }))
    }

    /// Entries of this office are lost here, or said to be: nothing is written into the handover until they are back,
    /// or a manager gives them up. Everything is asked for. What claims it is kept, signed as it came.
    fn note_lost(&mut self, loss: Loss, withdrawn: &[Heard]) -> Result<Outcome, Problem> {
        let Loss { id, lost, entry } = loss;
        let refused = match lost {
            Lost::Claimed { seen } => Refused::Claimed(id, seen),
            Lost::Proven { .. } => Refused::Lost(id),
        };
        let Some(mut folder) = self.find_folder(id)? else {
            return Ok(Outcome::Refused(refused));
        };
        // Nobody can have seen more than a log has room for: this is no loss, only a wrong word.
        let absurd = matches!(lost, Lost::Claimed { seen } if LONGEST_LOG < seen);
        let waits = !absurd && !folder.gave_up();
        if waits && folder.missing(lost) {
            let remark = match lost {
                Lost::Claimed { seen } => {
                    folder.keep_claim(&entry);
                    let entry = Digest::from_bytes(entry::digest(&entry)).to_string();
                    Remark::Claimed { seen, entry }
                }
                Lost::Proven { number } => Remark::Proven { number },
            };
            self.save_telling(folder, Deed::Refused, &remark)?;
            folder = self.folder(id)?;
        }
        // Whether the parcel waits or goes, what the person took back is heard at once; what this office wrote of it
        // itself, only where it does not wait for that to come back.
        let (peer, gave_up) = (folder.peer(), folder.gave_up());
        let heard = withdrawn.iter().filter(|it| gave_up || it.office == peer);
        let unheard = unheld(&folder, heard);
        self.hear_and_save(folder, unheard)?;
        Ok(match waits {
            true => Outcome::Waits(refused),
            false => Outcome::Refused(refused),
        })
    }

    /// Gives up what this office wrote and no longer holds. What is written next bears the number a lost entry may
    /// have borne: if there was one, the other office sees two entries with one number, and stops.
    pub fn give_up_lost(&mut self, id: HandoverId) -> Result<(), Problem> {
        self.right(Step::Manage)?;
        let mut folder = self.folder(id)?;
        if folder.lost().is_none() {
            return Err(Problem::NothingLost);
        }
        folder.give_up();
        // While entries were lost no content left: now it may. What the person took back is told first.
        folder.owe_everything();
        self.save_telling(folder, Deed::SettingChanged, &Remark::Plain(Plain::GivenUp))?;
        self.pay_debts(id)
    }

    /// What the person took back at the other office is taken back here too, once: when the entry comes. So is what
    /// comes back of this office's own, for its consents are as old as its log was.
    fn hear_withdrawals(
        &self,
        folder: &mut Folder,
        own: usize,
        held: usize,
    ) -> Result<(), Problem> {
        let (id, side) = (folder.record.id, folder.record.side);
        let mut all: Option<Withdrawal> = None;
        for (side, known) in [(side, own), (side.other(), held)] {
            for it in &folder.dossier.log(side)[known..] {
                let part = heard(folder.record.side, side, it.envelope.number);
                if let Act::ConsentWithdrawn { scope } = &it.envelope.act
                    && !self.was_heard(id, part, it.digest)?
                {
                    all = Some(all.map_or_else(|| scope.clone(), |all| all.and(scope)));
                }
            }
        }
        all.map_or(Ok(()), |scope| {
            let told = self.take_back(folder, &scope, Recorder::Program);
            told.map(drop)
        })
    }

    /// What this office had destroyed, by entries that come back to an older copy of its store: all of it goes from that
    /// copy too, in one go.
    fn done_before(&self, folder: &Folder, own: usize) -> Gone {
        let state = folder.state();
        let (here, back) = folder.dossier.log(folder.record.side).split_at(own);
        let answered = |it: &Held| match it.envelope.act {
            Act::Handled { side, number, .. } => {
                let mut of = state.withdrawals.iter();
                of.find(|it| (it.side, it.number) == (side, number))
            }
            _ => None,
        };
        let before = here.iter().filter_map(answered);
        let before = before.filter(|it| it.bearing == Bearing::Current);
        let before: BTreeSet<ItemId> = before.flat_map(|it| state.said_gone(it)).collect();
        let gone = back.iter().map(|it| match it.envelope.act {
            Act::Erased => match folder.dossier.erased_by(it.envelope.number) {
                Some(items) => Gone::items(items),
                None => Gone::everything(),
            },
            _ => answered(it).map_or_else(Gone::default, |of| {
                Gone::answered(state.said_gone(of), &before)
            }),
        });
        gone.fold(Gone::default(), Gone::and)
    }

    /// What the person took back by entries of a parcel that one of the two offices signed, whatever else is wrong with
    /// it. No more are looked at than two logs have room for.
    fn withdrawn_in(&self, opened: &Opened) -> Vec<Heard> {
        let Contents::Handover(handover) = &opened.contents else {
            return Vec::new();
        };
        let (from, id) = (opened.label.from, handover.id);
        let said = handover.entries.iter().filter_map(|carried| {
            let bytes = entry::unchecked_envelope(&carried.entry).ok()?;
            let envelope = v1_entry::decode_envelope(bytes).ok()?;
            let Act::ConsentWithdrawn { scope } = &envelope.act else {
                return None;
            };
            let of_here = envelope.handover == id && room_for(envelope.number);
            let heard = Heard {
                handover: id,
                side: envelope.side,
                office: envelope.office,
                number: envelope.number,
                entry: Digest::from_bytes(entry::digest(&carried.entry)),
                scope: scope.clone(),
            };
            of_here.then_some((carried, heard))
        });
        let looked_at = said.take(2 * LONGEST_LOG as usize);
        let signed = looked_at.filter(|(it, _)| self.read_carried(it, from).is_ok());
        signed.map(|(_, heard)| heard).collect()
    }

    fn read_carried(&self, carried: &Carried, from: OfficeId) -> Result<Envelope, Refused> {
        let bytes = entry::unchecked_envelope(&carried.entry).map_err(Refused::Entry)?;
        let envelope = v1_entry::decode_envelope(bytes).map_err(|_| Refused::Unreadable)?;
        let author = match envelope.office {
            it if it == self.office_id() => self.vault.office().signing.public(),
            it if it == from => {
                self.known(&from)
                    .ok_or(Refused::Parcel(Refusal::UnknownSender(from)))?
                    .key
            }
            it => return Err(Refused::Parcel(Refusal::UnknownSender(it))),
        };
        entry::check(&carried.entry, &author).map_err(Refused::Entry)?;
        Ok(envelope)
    }

    /// A dossier that begins with an offer to this office; or with one by this office, which lost it with its store.
    fn first_parcel(
        &self,
        handover: &Handover,
        from: OfficeId,
        read: &[(&Carried, Envelope)],
    ) -> Option<(Folder, Origin)> {
        let own = self.office_id();
        let offered = read.iter().find_map(|(_, it)| match &it.act {
            Act::Offered { offer, manifest } if *offer == OfferNo::FIRST => {
                Some((it.office, manifest.receiver))
            }
            _ => None,
        })?;
        let (side, origin) = match offered {
            (sender, receiver) if sender == from && receiver == own => {
                (Side::Receiver, Origin::Here)
            }
            (sender, receiver) if sender == own && receiver == from => {
                (Side::Sender, Origin::Elsewhere)
            }
            _ => return None,
        };
        let folder = Folder::new(HandoverRecord {
            id: handover.id,
            case: None,
            side,
            sender: offered.0,
            receiver: offered.1,
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
        });
        Some((folder, origin))
    }

    /// Keeps words that came with entries held already without them. Words of another entry than the one held, with
    /// the same number, are not its words.
    fn keep_words(
        &self,
        folder: &mut Folder,
        read: &[(&Carried, Envelope)],
    ) -> Result<(), Problem> {
        let Some(key) = folder.key() else {
            return Ok(());
        };
        let state = folder.state();
        // After an ending no words are of use to a receiver who must destroy what is held.
        let over = state.ending().is_some();
        let may_know = folder.record.side == Side::Sender || state.started.is_some();
        let of_use = |it: &Envelope| (!over || may_know) && are_of_use(&state, it);
        let side = folder.record.side;
        let meant = self.as_person_said(folder, self.as_forms_end(folder, &state))?;
        let owed = self.owed_items(folder)?;
        let sender_drops =
            |it: &Envelope| side == Side::Sender && guard::words(&meant, it.side, &it.act).is_err();
        for (carried, envelope) in read.iter().filter(|(_, it)| of_use(it)) {
            let Some(sealed) = &carried.body else {
                continue;
            };
            let entry = Digest::from_bytes(entry::digest(&carried.entry));
            let held = folder.holds(envelope.side, envelope.number, entry);
            if LONGEST_WORDS < sealed.len() || !held {
                continue;
            }
            let (by, number) = (envelope.side, envelope.number);
            let about_withdrawn = folder.dossier.is_silenced(by, number)
                || folder.dossier.speaks_of(by, number, &owed);
            if side == Side::Receiver && about_withdrawn {
                continue; // It speaks of what the person took back, told already or not.
            }
            let place = folder.place(envelope.side, envelope.number);
            let Ok(body) = entry::open_body(&key, &place, sealed) else {
                continue;
            };
            let names_only =
                || v1_words::decode_words(body.content()).is_ok_and(|it| it.name_only_who());
            if sender_drops(envelope) && !names_only() {
                continue; // The person does not let it come back.
            }
            if envelope.body.map(|it| it.to_bytes()) == Some(body.digest()) {
                folder.put_words(envelope.side, envelope.number, sealed.clone());
            }
        }
        Ok(())
    }

    /// Opens the content of the current offer and of its additions, and says so in the log. What is not as offered is
    /// dropped and told; the entries that came with it hold all the same.
    fn open_content(
        &self,
        folder: &mut Folder,
        handover: &Handover,
        mut files: Option<FilesBrought>,
        told: &mut Vec<Refused>,
    ) -> Result<(), Problem> {
        for disclosed in &handover.disclosures {
            let state = folder.state();
            let wrong = Refused::WrongContent(folder.record.id);
            let Some(offer) = OfferNo::new(disclosed.offer) else {
                told.push(wrong);
                continue;
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
            let before = self.came_with_other_parts(folder.record.id, &state, disclosed)?;
            let right = files.as_mut();
            let right = right.filter(|it| it.are_right_for(disclosed, &before));
            let Some(files) = right.filter(|_| is_as_offered(&state, disclosed)) else {
                told.push(wrong);
                continue;
            };
            if opening == Opening::First && self.speak(folder, act, Words::none(), None).is_err() {
                continue; // What cannot be confirmed is not kept either; it comes again.
            }
            self.keep_content(folder, handover, disclosed, files)?;
        }
        Ok(())
    }

    fn keep_content(
        &self,
        folder: &mut Folder,
        handover: &Handover,
        disclosed: &Disclosed,
        files: &mut FilesBrought,
    ) -> Result<(), Problem> {
        if folder.key().is_none() {
            // It went when consent ran out; under a new offer there is something to read again.
            folder.record.dossier_key = Zeroizing::new(*handover.key.expose());
        }
        self.replace_older(folder, disclosed)?;
        let sections = disclosed.sections.iter();
        let content = ContentRecord {
            offer: disclosed.offer,
            part: disclosed.part,
            sections: sections.map(|it| (it.content.to_vec(), it.salt)).collect(),
        };
        // Nobody is owed an answer any more for what was on its way when the receiver said that it is gone.
        let gone = folder.state().answered_as_gone();
        folder.put_content(&without(content.clone(), &gone)?);
        folder.note_delivered(content);
        if !gone.contains(&PAPERS.spec().item) {
            files.keep(folder, disclosed);
        }
        if let Some(person) = person_of(disclosed, &gone) {
            folder.record.person = person;
        }
        Ok(())
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
        let taken_back = folder.dossier.taken_back_before(disclosed.offer);
        self.forget_replaced(folder, disclosed, &taken_back);
        for older in 1..disclosed.offer {
            folder.drop_content(older, 0);
        }
        let before = folder.dossier.offered_before(disclosed.offer);
        self.carry_contacts_over(folder, &before, &taken_back)?;
        if taken_back.is_empty() {
            self.carry_meetings_over(folder)?;
        }
        // What this very parcel lets go does not come back out of the vault: what stays of it goes along already.
        let left_already = folder.leaves_all_behind();
        folder.move_to(self.outside.id());
        for side in [Side::Sender, Side::Receiver] {
            for number in 1..=folder.dossier.log(side).len() as u32 {
                if folder.dossier.is_silenced(side, number) {
                    folder.forget_words(side, number);
                    continue;
                }
                if !left_already
                    && let Some(sealed) = self.sealed_words(folder.record.id, side, number)?
                {
                    folder.put_words(side, number, sealed.to_vec());
                }
            }
        }
        Ok(())
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

    fn note_refusal(&mut self, key: Name, cause: Cause) -> Result<(), Problem> {
        let seen = SeenParcel {
            from: OfficeId::from_bytes([0; 32]),
            id: key.id,
            outcome: 0,
            on: self.outside.now_ms(),
        };
        let change = put(key, Under::Office, Vec::new(), encode_seen_parcel(&seen));
        let mut event = self.event(Deed::Refused, None);
        event.detail = cause.code().to_owned();
        self.vault.commit(&[change], &event)?;
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

/// What came of the other office's log, of which so many entries were held before.
fn came(folder: &Folder, held: usize) -> Remark {
    let now = folder.dossier.log(folder.record.side.other()).len();
    match held < now {
        true => Remark::Came {
            first: held as u32 + 1,
            last: now as u32,
        },
        false => Remark::Nothing,
    }
}

/// Whether every entry found room.
enum Joining {
    Done,
    Full,
}

/// Whether the case is here that an own start, which comes back to an older copy of the store, had made.
fn case_of_start(folder: &Folder, own: usize) -> OwnCase {
    let mut back = folder.dossier.log(folder.record.side)[own..].iter();
    let started = back.any(|it| matches!(it.envelope.act, Act::Started { .. }));
    match started && folder.record.case.is_none() {
        true => OwnCase::Missing,
        false => OwnCase::Here,
    }
}

/// Joins entries as their references allow, until nothing more can be joined.
fn join_all(folder: &mut Folder, read: &[(&Carried, Envelope)]) -> Joining {
    let mut waiting: Vec<_> = read.iter().collect();
    waiting.sort_by_key(|(_, it)| it.number);
    let mut joining = Joining::Done;
    loop {
        let before = waiting.len();
        waiting.retain(|(carried, envelope)| {
            let joined = folder.join(&carried.entry, envelope.clone(), None);
            if joined == Joined::Full {
                joining = Joining::Full;
            }
            // A stop is kept with the handover: both offices see why.
            matches!(joined, Joined::Early { .. } | Joined::Ahead { .. })
        });
        if waiting.is_empty() || waiting.len() == before {
            return joining;
        }
    }
}

/// What of this office's own log is missing, after all was joined that could be. An entry that this office signed
/// proves it; what the other office says it has seen only claims it.
fn find_loss(folder: &Folder, read: &[(&Carried, Envelope)]) -> Option<(Lost, Vec<u8>)> {
    let held = folder.dossier.log(folder.record.side).len() as u32;
    let (own, peer) = (folder.dossier.office(folder.record.side), folder.peer());
    let by = |office: OfficeId| {
        let id = folder.record.id;
        let of_here =
            move |it: &&(&Carried, Envelope)| it.1.office == office && it.1.handover == id;
        read.iter().filter(of_here)
    };
    let last = by(own).max_by_key(|(_, it)| it.number);
    if let Some((carried, it)) = last.filter(|(_, it)| held < it.number && room_for(it.number)) {
        let number = it.number;
        return Some((Lost::Proven { number }, carried.entry.clone()));
    }
    let (carried, it) = by(peer).max_by_key(|(_, it)| it.seen.count)?;
    let seen = it.seen.count;
    (held < seen).then(|| (Lost::Claimed { seen }, carried.entry.clone()))
}

/// Those whose entries are not held.
fn unheld<'a>(folder: &Folder, all: impl IntoIterator<Item = &'a Heard>) -> Vec<&'a Heard> {
    let unheld = |it: &&Heard| {
        it.office == folder.dossier.office(it.side) && !folder.holds(it.side, it.number, it.entry)
    };
    all.into_iter().filter(unheld).collect()
}

fn room_for(number: u32) -> bool {
    number <= LONGEST_LOG
}

/// Whether the other office sends its whole log and it is shorter than what was held of it here: its store is an older
/// copy, and all it lacks is sent back.
fn asks_for_everything(read: &[(&Carried, Envelope)], from: OfficeId, held: usize) -> bool {
    let numbers = || {
        read.iter()
            .filter(|(_, it)| it.office == from)
            .map(|(_, it)| it.number)
    };
    numbers().min() == Some(1) && numbers().max().is_some_and(|it| (it as usize) < held)
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

/// The person a disclosure names, by fields of no item that is gone.
fn person_of(disclosed: &Disclosed, gone: &BTreeSet<ItemId>) -> Option<String> {
    let mut name = String::new();
    let mut kana = String::new();
    for section in &disclosed.sections {
        let (_, fields) = crate::codec::v1::decode_section(&section.content).ok()?;
        for (field, value) in fields
            .iter()
            .filter(|(it, _)| !gone.contains(&it.spec().item))
        {
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
