//! Making parcels: which entries, words and content go to the other office now.
//!
//! It takes nothing in.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1;
use crate::codec::v1_entry::{ContentRecord, LaidStand};
use crate::domain::audit::Act as Deed;
use crate::domain::handover::dossier::State;
use crate::domain::handover::entry::{Act, Envelope, Side};
use crate::domain::handover::guard;
use crate::domain::handover::words::Words;
use crate::domain::id::{HandoverId, OfficeId};
use crate::domain::section::{ItemId, SectionId};
use crate::exchange::DossierKey;
use crate::exchange::card::Card;
use crate::exchange::naming::Name as ParcelName;
use crate::exchange::parcel::{self, Carried, Contents, Disclosed, Handover, Head, Label, Section};
use crate::workflow::desk::Desk;
use crate::workflow::folder::{Folder, Reach};
use crate::workflow::overtaken::{Asked, Fate, Telling, telling};
use crate::workflow::post::{Extent, SyncReport, are_of_use};
use crate::workflow::problem::Problem;
use zeroize::Zeroizing;

/// What goes back of the other side's own log, to an office that lost its store.
#[derive(Clone, Copy)]
pub(crate) enum Echo {
    /// Its entries and their words.
    Whole,
    /// Its entries alone.
    Bare,
}

/// Content that goes, and the files it names.
type Due = (Vec<Disclosed>, Vec<Zeroizing<Vec<u8>>>);

/// What of the words of a handover may leave today.
pub(crate) struct Leaving {
    /// The number of the current offer's entry: words before it stay here.
    offer: u32,
    /// The sections words may be about; none asked where nobody's consent is needed.
    tellable: Option<BTreeSet<SectionId>>,
    /// What was taken back and is not said in the dossier yet.
    owed: BTreeSet<ItemId>,
}

impl Leaving {
    /// Whether the words of an entry may leave: none from before the current offer, none that is of no use after an ending, none
    /// about what was taken back since, and of the sender's none that consent does not cover.
    pub(crate) fn may_say(&self, folder: &Folder, state: &State, entry: &Envelope) -> bool {
        let (side, number) = (entry.side, entry.number);
        let old = side == Side::Sender && number < self.offer;
        let silent = folder.dossier.is_silenced(side, number)
            || folder.dossier.speaks_of(side, number, &self.owed)
            || !may_be_told(state, &self.tellable, &entry.act);
        !old && !silent && are_of_use(state, entry)
    }
}

/// What was sealed of a handover and is on its way to the mailbox.
pub(crate) struct Handed {
    pub id: HandoverId,
    pub name: ParcelName,
    pub extent: Extent,
    /// What in it tells of the person.
    pub telling: BTreeSet<Telling>,
    /// How the store stood when it was last asked whether that may leave, and what came of it.
    pub asked: Option<Asked>,
    pub fate: Fate,
    /// How many of this office's own entries are in it, or were sent before.
    pub own: u32,
    /// The handover as it was then; none where that is not known any more.
    pub version: Option<u64>,
}

impl Desk {
    /// Seals what the other office of this handover is not known to hold, if there is any.
    pub(crate) fn seal_next(
        &self,
        id: HandoverId,
        extent: Extent,
        report: &mut SyncReport,
    ) -> Result<Option<(Handed, Vec<u8>)>, Problem> {
        let Some(folder) = self.readable_folder(id)? else {
            return Ok(None);
        };
        // What goes on paper is printed, and never sealed.
        if folder.is_on_paper() {
            return Ok(None);
        }
        let extent = match folder.owes_everything() {
            true => Extent::Everything,
            false => extent,
        };
        let own = folder.dossier.log(folder.record.side).len() as u32;
        if own == 0 || (extent == Extent::New && own <= folder.record.sent) {
            return Ok(None);
        }
        let Ok(Some(card)) = self.verified_peer(folder.peer()) else {
            report.unverified.push(id);
            return Ok(None);
        };
        let sealed = match self.held_back(&folder, &folder.state()) {
            Ok(held_back) => {
                report.held_back.extend(held_back.map(|_| id));
                self.seal_one(&folder, &card, extent)
            }
            Err(why) => Err(why),
        };
        match sealed {
            Ok((name, telling, sealed)) => {
                let handed = Handed {
                    id,
                    name,
                    extent,
                    telling,
                    asked: Some(self.asked_now()),
                    fate: Fate::MayLie,
                    own,
                    version: folder.version(),
                };
                Ok(Some((handed, sealed)))
            }
            Err(why) => told(why, id, report).map(|()| None),
        }
    }

    /// Remembers that what was sealed lies where the other office collects, and under which name. The handover may have gone
    /// on since: only what was sealed counts, and whoever was owed everything meanwhile still is.
    pub(crate) fn note_sent(
        &mut self,
        handed: Handed,
        report: &mut SyncReport,
    ) -> Result<(), Problem> {
        let (id, name) = (handed.id, handed.name);
        let noted = self.folder(id).and_then(|mut folder| {
            folder.record.sent = handed.own.max(folder.record.sent);
            if folder.version() == handed.version {
                folder.sent_everything();
            }
            folder.also(self.laying(&handed, LaidStand::Lies)?);
            self.save(folder, Deed::Sent)
        });
        match noted {
            Ok(()) => report.sent += 1,
            Err(why) => return told(why, id, report),
        }
        self.forget_going(id, &name)
    }

    fn seal_one(
        &self,
        folder: &Folder,
        card: &Card,
        extent: Extent,
    ) -> Result<(ParcelName, BTreeSet<Telling>, Vec<u8>), Problem> {
        let peer = folder.peer();
        let label = self.label(peer)?;
        let key = &self.vault.office().signing;
        let seal = |echo| {
            let parcel = self.parcel_of(folder, extent, echo)?;
            let telling = telling(&parcel);
            let contents = Contents::Handover(parcel);
            let sealed = parcel::seal(key, &card.recipient, &label, &contents);
            Ok((telling, sealed.map_err(|_| Problem::TooLarge)?))
        };
        let (telling, sealed) = match seal(Echo::Whole) {
            // How much the other side wrote is its choice: its own words must not keep ours from leaving.
            Err(Problem::TooLarge) => seal(Echo::Bare),
            it => it,
        }?;
        let ms = u64::try_from(self.outside.now_ms()).unwrap_or(0);
        let name = ParcelName::of(peer, ms, &sealed.bytes).map_err(|_| Problem::Unreadable)?;
        Ok((name, telling, sealed.bytes))
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
    pub(crate) fn parcel_of(
        &self,
        folder: &Folder,
        extent: Extent,
        echo: Echo,
    ) -> Result<Handover, Problem> {
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
            let theirs = self.carried(folder, &state, side.other(), 0)?;
            entries.extend(theirs.into_iter().map(|it| match echo {
                Echo::Whole => it,
                Echo::Bare => Carried { body: None, ..it },
            }));
            entries.extend(self.evidence(folder)?.map(|entry| Carried {
                entry: entry.to_vec(),
                body: None,
            }));
        }
        let (disclosures, files) = self.disclosures(folder, &state, extent)?;
        Ok(Handover {
            id: folder.record.id,
            card: [0; 32],
            key: folder
                .key()
                .unwrap_or_else(|| DossierKey::from_bytes([0; 32])),
            entries,
            disclosures,
            files,
        })
    }

    /// Entries after `known`. Words before the current offer, words of no use after an ending, and words consent does not
    /// cover today stay here.
    fn carried(
        &self,
        folder: &Folder,
        state: &State,
        side: Side,
        known: u32,
    ) -> Result<Vec<Carried>, Problem> {
        let id = folder.record.id;
        let log = folder.dossier.log(side);
        let leaving = self.leaving(folder, state)?;
        let meant = self.as_person_said(folder, state.clone())?;
        let mut carried = Vec::new();
        for held in log.iter().skip(known as usize) {
            let number = held.envelope.number;
            let Some(signed) = self.signed_entry(id, side, number)? else {
                return Err(Problem::Unreadable);
            };
            let may_say = leaving.may_say(folder, state, &held.envelope)
                && self.may_come_back(folder, &meant, &held.envelope)?;
            let body = match may_say {
                false => None,
                true => self.sealed_words(id, side, number)?.map(|it| it.to_vec()),
            };
            carried.push(Carried {
                entry: signed.to_vec(),
                body,
            });
        }
        Ok(carried)
    }

    /// Whether the words of an entry are none the person keeps from coming back: who wrote it may always be told.
    fn may_come_back(
        &self,
        folder: &Folder,
        state: &State,
        entry: &Envelope,
    ) -> Result<bool, Problem> {
        if guard::words(state, entry.side, &entry.act).is_ok() {
            return Ok(true);
        }
        let spoken = self.spoken(folder, entry.side)?;
        let mut same = spoken
            .iter()
            .filter(|it| it.envelope.number == entry.number);
        let words = same.find_map(|it| it.words.as_ref());
        Ok(words.is_some_and(Words::name_only_who))
    }

    /// What of the words of a handover may leave today. What was said yesterday may not leave today: consent is asked again
    /// where it is sealed or printed.
    pub(crate) fn leaving(&self, folder: &Folder, state: &State) -> Result<Leaving, Problem> {
        let offers = folder.dossier.log(Side::Sender).iter().rev();
        let mut offers = offers.map(|it| &it.envelope);
        let offer = offers.find(|it| matches!(it.act, Act::Offered { .. }));
        Ok(Leaving {
            offer: offer.map_or(0, |it| it.number),
            tellable: match folder.record.side {
                Side::Sender => Some(self.tellable(folder, state)?),
                Side::Receiver => None,
            },
            owed: self.owed_items(folder)?,
        })
    }

    /// Content that is due, with the files it names, each once.
    fn disclosures(&self, folder: &Folder, state: &State, extent: Extent) -> Result<Due, Problem> {
        let (mut disclosures, mut files) = (Vec::new(), BTreeMap::new());
        for content in self.content_due(folder, state, extent)? {
            let Some(case) = folder.record.case else {
                continue;
            };
            if !self.enclose(case, &content, &mut files)? {
                continue;
            }
            let sections = content.sections.into_iter();
            disclosures.push(Disclosed {
                offer: content.offer,
                part: content.part,
                sections: sections
                    .map(|(content, salt)| Section {
                        content: Zeroizing::new(content),
                        salt,
                    })
                    .collect(),
            });
        }
        Ok((disclosures, files.into_values().collect()))
    }

    /// Content that is due and may leave today: of the current offer and its additions, as long as it has not arrived, or once
    /// more for an office that lost its store, or its paper.
    pub(crate) fn content_due(
        &self,
        folder: &Folder,
        state: &State,
        extent: Extent,
    ) -> Result<Vec<ContentRecord>, Problem> {
        let mut due = Vec::new();
        let Some(offer) = state
            .offer
            .as_ref()
            .filter(|_| folder.record.side == Side::Sender)
        else {
            return Ok(due);
        };
        // What was offered yesterday may not leave today: consent is asked again where it is sealed.
        let covered = self.covered_today(folder, state)?;
        if covered.is_empty() {
            return Ok(due);
        }
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
                // A section without one of its fields would not be the one that was pinned, and a part without one
                // of its sections not the one that was offered: all of it stays here.
                if offer.manifest.consent_until < self.today() || !is_within(&content, &covered)? {
                    continue;
                }
                due.push(content);
            }
        }
        Ok(due)
    }

    /// The items whose fields may leave today: what the consent in force covers, less what was taken back in the
    /// dossier. Nothing while this office may lack entries, or while the dossier has still to be told of a withdrawal.
    pub(crate) fn covered_today(
        &self,
        folder: &Folder,
        state: &State,
    ) -> Result<BTreeSet<ItemId>, Problem> {
        let none = BTreeSet::new();
        let Some(case) = folder.record.case else {
            return Ok(none);
        };
        if folder.is_behind() || self.owed(folder.record.id)?.is_some() {
            return Ok(none);
        }
        let Some(consent) = self.consent_in_force(case, folder.peer())? else {
            return Ok(none);
        };
        let gone = state.taken_back();
        let covered = consent.covered(self.today());
        Ok(covered.difference(&gone).copied().collect())
    }
}

/// Passes over a handover that cannot be sent, and says so; what concerns the whole store ends the round.
fn told(why: Problem, id: HandoverId, report: &mut SyncReport) -> Result<(), Problem> {
    match why {
        Problem::TooLarge => report.too_large.push(id),
        why if Reach::of(&why) == Reach::Handover => {
            if !report.unreadable.contains(&id) {
                report.unreadable.push(id);
            }
        }
        why => return Err(why),
    }
    Ok(())
}

/// Whether every field of the content belongs to one of these items.
fn is_within(content: &ContentRecord, items: &BTreeSet<ItemId>) -> Result<bool, Problem> {
    for (bytes, _) in &content.sections {
        let (_, fields) = v1::decode_section(bytes).map_err(|_| Problem::Unreadable)?;
        let mut named = fields.iter().map(|(field, _)| field.spec().item);
        if !named.all(|item| items.contains(&item)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the sender's words of an entry may leave: those about what was disclosed, only while consent covers it.
fn may_be_told(state: &State, tellable: &Option<BTreeSet<SectionId>>, act: &Act) -> bool {
    let Some(sections) = tellable else {
        return true;
    };
    match act {
        Act::Answered { question, .. } => {
            let asked = state.questions.iter().find(|it| it.no == *question);
            asked.is_none_or(|it| sections.contains(&it.section))
        }
        Act::ReadBackChecked { .. } => !sections.is_empty(),
        _ => true,
    }
}
