//! Other offices: their cards, and how far their keys are trusted.
//!
//! Nothing is sealed to an office nobody has verified.

use crate::codec::v1;
use crate::codec::v1_entry::{PeerRecord, decode_peer, encode_peer};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::check_digit::CheckDigit;
use crate::domain::handover::permit::Step;
use crate::domain::id::{Means, OfficeId};
use crate::domain::office::OfficeProfile;
use crate::domain::record::Party;
use crate::domain::setting::SettingId;
use crate::exchange::card::{Card, CardRefused, SignedCard, pair_number};
use crate::exchange::parcel::{Known, Standing};
use crate::vault::{Change, Line, Name, Shelf, Under};
use crate::workflow::clock::day_here;
use crate::workflow::desk::{Desk, pick, put};
use crate::workflow::never::{Place, Trace};
use crate::workflow::problem::{Distrust, Problem, Thing, Untrusted};

pub use crate::codec::v1_entry::PeerStanding;
pub use crate::exchange::card::fingerprint;

/// Why a card was not kept.
pub(crate) enum NotKept {
    /// It is this office's own.
    Own,
    /// It is no card, or not one to keep.
    Refused(CardRefused),
}

/// The highest schema this program reads.
const READS: u8 = 1;

/// Another office, as this one knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerView {
    /// Which.
    pub id: OfficeId,
    /// Its name.
    pub name: String,
    /// The corporation that runs it.
    pub corporation: String,
    /// Its number.
    pub number: String,
    /// Its address.
    pub address: String,
    /// Who represents the corporation.
    pub representative: String,
    /// Its telephone number.
    pub phone: String,
    /// What its people read out: five groups of five; empty where it has no keys.
    pub fingerprint: String,
    /// The one number both offices see for their pair; empty where it has no keys.
    pub pair_number: String,
    /// How far its key is trusted.
    pub standing: PeerStanding,
    /// What the last digit of its number says, where the office has that checked.
    pub check: CheckDigit,
    /// What on its card looks like what is never stored.
    pub found: Vec<Trace>,
}

impl PeerView {
    /// Whether it is known on paper only: it has no keys.
    pub fn is_on_paper(&self) -> bool {
        self.id.means() == Means::Paper
    }

    /// Whether something can be offered to it: its card was verified, or it is known on paper.
    pub fn may_receive(&self) -> bool {
        self.has_joined() || self.standing == PeerStanding::OnPaper
    }

    /// What its card says, as a record names it.
    pub(crate) fn into_party(self) -> Party {
        Party {
            office: Some(self.id),
            name: self.name,
            corporation: self.corporation,
            number: self.number,
            address: self.address,
            representative: self.representative,
        }
    }

    /// Whether it has keys, and they are trusted.
    pub fn has_joined(&self) -> bool {
        matches!(
            self.standing,
            PeerStanding::Verified { .. } | PeerStanding::Vouched
        )
    }
}

impl Desk {
    /// This office's own card, to be given to others.
    pub fn own_card(&self) -> Result<Vec<u8>, Problem> {
        let keys = self.vault.office();
        let (signing, recipient) = (keys.signing.public(), keys.sealing.recipient());
        let card = Card::of(&self.profile, signing, recipient, READS, self.today());
        Ok(SignedCard::sign(card, &keys.signing)?.bytes().to_vec())
    }

    /// Changes what this office says of itself. Its keys, and so its id and fingerprint, stay; whoever keeps the next
    /// card goes on trusting it as before.
    pub fn change_profile(&mut self, profile: OfficeProfile) -> Result<(), Problem> {
        self.right(Step::Manage)?;
        self.profile_free_of_secrets(Place::Office, &profile)?;
        let change = Desk::profile_change(&profile);
        self.enter(&[change], Deed::SettingChanged, None)?;
        self.profile = profile;
        Ok(())
    }

    /// This office's own fingerprint.
    pub fn own_fingerprint(&self) -> String {
        fingerprint(&self.office_id())
    }

    /// Keeps another office's card. A card of an office known already takes the place of the old one, unless that one
    /// was issued later.
    pub fn keep_card(&mut self, bytes: &[u8]) -> Result<OfficeId, Problem> {
        self.right(Step::Offer)?;
        let (id, change) = self.card_change(bytes)?.map_err(|why| match why {
            NotKept::Own => Problem::OwnCard,
            NotKept::Refused(why) => Problem::Card(why),
        })?;
        if let Ok(card) = SignedCard::read(bytes) {
            self.profile_free_of_secrets(Place::Card, &card.profile())?;
        }
        self.enter(&[change], Deed::CardKept, Some(peer_name(id).id))?;
        Ok(id)
    }

    /// What keeping a card changes. How far its office is trusted stays as it was: the keys are the same.
    pub(crate) fn card_change(
        &self,
        bytes: &[u8],
    ) -> Result<Result<(OfficeId, Change), NotKept>, Problem> {
        let card = match SignedCard::read(bytes) {
            Ok(card) => card,
            Err(why) => return Ok(Err(NotKept::Refused(why))),
        };
        let id = card.card().id();
        if id == self.office_id() {
            return Ok(Err(NotKept::Own));
        }
        // No digest of keys looks so; one that did would speak for an office on paper.
        if id.means() == Means::Paper {
            return Ok(Err(NotKept::Refused(CardRefused::Malformed)));
        }
        let known = self.peer_record(id)?;
        let issued = |it: &PeerRecord| SignedCard::read(&it.card).map(|it| it.card().issued);
        if let Some(Ok(kept)) = known.as_ref().map(issued)
            && card.card().issued < kept
        {
            return Ok(Err(NotKept::Refused(CardRefused::Older)));
        }
        let (standing, peer_head) = known.map_or((PeerStanding::Unverified, (0, [0; 32])), |it| {
            (it.standing, it.peer_head)
        });
        let record = PeerRecord {
            card: bytes.to_vec(),
            standing,
            peer_head,
        };
        Ok(Ok((id, peer_change(id, &record))))
    }

    /// Keeps the card of an office that has no keys, as staff wrote it. One with the same number takes the place of the old.
    ///
    /// # Errors
    /// `OwnCard` where the number is this office's, `HasKeys` where an office with this number has a card of its own; and where
    /// it was revoked, only a manager writes it down anew.
    pub fn keep_paper_card(&mut self, profile: &OfficeProfile) -> Result<OfficeId, Problem> {
        self.right(Step::Offer)?;
        if profile.number == self.profile.number {
            return Err(Problem::OwnCard);
        }
        self.profile_free_of_secrets(Place::PaperOffice, profile)?;
        let peers = self.peers()?;
        let mut same = peers
            .iter()
            .filter(|it| it.number == profile.number.as_str());
        if let Some(joined) = same.clone().find(|it| it.has_joined()) {
            return Err(Problem::HasKeys(joined.id));
        }
        let known = same.find(|it| it.is_on_paper());
        // What a manager shut is opened by a manager.
        if known.is_some_and(|it| it.standing == PeerStanding::Revoked) {
            self.right(Step::Manage)?;
        }
        let known = known.map(|it| it.id);
        let id = known.unwrap_or_else(|| OfficeId::on_paper(self.outside.id()));
        let record = PeerRecord {
            card: v1::encode_profile(profile),
            standing: PeerStanding::OnPaper,
            peer_head: (0, [0; 32]),
        };
        self.write_peer(id, &record, Deed::CardKept)?;
        Ok(id)
    }

    /// Refuses an office on paper that has got keys since: the next handover to it is sealed.
    pub(crate) fn not_joined(&self, office: &PeerView) -> Result<(), Problem> {
        if !office.is_on_paper() {
            return Ok(());
        }
        let peers = self.peers()?;
        let mut joined = peers.iter().filter(|it| it.has_joined());
        match joined.find(|it| it.number == office.number) {
            Some(joined) => Err(Problem::HasKeys(joined.id)),
            None => Ok(()),
        }
    }

    /// Records that the fingerprint read out by the other office is the one on its card.
    pub fn verify_card(&mut self, id: OfficeId, read_out: &str) -> Result<(), Problem> {
        self.right(Step::Offer)?;
        let mut record = self
            .peer_record(id)?
            .ok_or(Problem::Missing(Thing::Office))?;
        if id.means() == Means::Paper {
            return Err(Problem::NoKeys);
        }
        if letters(read_out) == letters(&self.own_fingerprint()) {
            return Err(Problem::OwnFingerprint);
        }
        if letters(read_out) != letters(&fingerprint(&id)) {
            return Err(Problem::WrongFingerprint);
        }
        record.standing = PeerStanding::Verified {
            by: self.me.id,
            on: self.today(),
        };
        self.write_peer(id, &record, Deed::CardVerified)
    }

    /// Trusts an office's keys no more, because they were lost or the office is not what it seemed. Nothing is sealed to
    /// it, and what it sends lies in the mailbox unopened until somebody has called it and verified the card again. What
    /// lies in the shared folder for it is taken away by the next round.
    ///
    /// # Errors
    /// `Missing` where there is no card of it.
    pub fn revoke_card(&mut self, id: OfficeId) -> Result<(), Problem> {
        self.right(Step::Manage)?;
        let mut record = self
            .peer_record(id)?
            .ok_or(Problem::Missing(Thing::Office))?;
        record.standing = PeerStanding::Revoked;
        let mut changes = self.forbidding_all_for(id)?;
        changes.push(peer_change(id, &record));
        self.enter(&changes, Deed::CardRevoked, Some(peer_name(id).id))?;
        Ok(())
    }

    /// What the last digit of an office's number says, where this office has that checked.
    pub fn office_check(&self, number: &str) -> CheckDigit {
        let settings = self.settings().unwrap_or_default();
        settings.at(None).check(SettingId::OfficeCheck, number)
    }

    /// Every office known, by name.
    pub fn peers(&self) -> Result<Vec<PeerView>, Problem> {
        let mut peers = Vec::new();
        for (_, _, head) in self.vault.heads(Shelf::Peer)? {
            let id = head
                .as_slice()
                .try_into()
                .map_err(|_| Problem::Unreadable)?;
            peers.push(self.peer(OfficeId::from_bytes(id))?);
        }
        peers.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(peers)
    }

    /// One office.
    pub fn peer(&self, id: OfficeId) -> Result<PeerView, Problem> {
        let record = self
            .peer_record(id)?
            .ok_or(Problem::Missing(Thing::Office))?;
        let profile = match id.means() {
            Means::Keys => SignedCard::read(&record.card)?.profile(),
            Means::Paper => v1::decode_profile(&record.card).map_err(|_| Problem::Unreadable)?,
        };
        let (fingerprint, pair_number) = match id.means() {
            Means::Keys => (fingerprint(&id), pair_number(&self.office_id(), &id)),
            Means::Paper => (String::new(), String::new()),
        };
        let found = match id.means() {
            Means::Keys => self.card_traces(&profile)?,
            Means::Paper => Vec::new(),
        };
        Ok(PeerView {
            found,
            id,
            name: profile.name.as_str().to_owned(),
            corporation: profile.corporation.as_str().to_owned(),
            number: profile.number.as_str().to_owned(),
            address: profile.address.as_str().to_owned(),
            representative: profile.representative.as_str().to_owned(),
            phone: profile.phone.as_str().to_owned(),
            fingerprint,
            pair_number,
            standing: record.standing,
            check: self.office_check(profile.number.as_str()),
        })
    }

    /// The office with this name or number, or whose id begins so.
    pub fn find_peer(&self, typed: &str) -> Result<OfficeId, Problem> {
        let peers = self.peers()?;
        let mut named: Vec<_> = peers
            .iter()
            .filter(|it| it.name == typed.trim() || it.number == typed.trim())
            .collect();
        // An office that has got keys is meant by its card, and not by what was written of it before.
        if named.iter().any(|it| it.has_joined()) {
            named.retain(|it| !it.is_on_paper());
        }
        match named.as_slice() {
            [one] => Ok(one.id),
            [] => pick(
                typed,
                &peers.iter().map(|it| it.id).collect::<Vec<_>>(),
                Thing::Office,
            ),
            _ => Err(Problem::Ambiguous(Thing::Office)),
        }
    }

    /// The card of an office something may be sealed to; none where its keys are not trusted.
    pub(crate) fn verified_peer(&self, id: OfficeId) -> Result<Option<Card>, Problem> {
        let record = self
            .peer_record(id)?
            .ok_or(Problem::Missing(Thing::Office))?;
        match record.standing {
            PeerStanding::Verified { .. } | PeerStanding::Vouched => {
                Ok(Some(SignedCard::read(&record.card)?.card().clone()))
            }
            PeerStanding::Unverified | PeerStanding::Revoked | PeerStanding::OnPaper => Ok(None),
        }
    }

    /// Refuses an office nothing may go to: nobody verified its keys, or its card counts no more. It is named, with its
    /// fingerprint and why.
    pub(crate) fn reachable(&self, id: OfficeId) -> Result<(), Problem> {
        let office = self.peer(id)?;
        if office.may_receive() {
            return Ok(());
        }
        let why = match office.standing {
            PeerStanding::Revoked => Distrust::Revoked(self.revoked_on(id)?),
            _ => Distrust::NeverVerified,
        };
        Err(Problem::NotTrusted(Box::new(Untrusted {
            id,
            name: office.name,
            phone: office.phone,
            fingerprint: office.fingerprint,
            why,
        })))
    }

    /// The day an office's card was set aside, as the journal tells it.
    fn revoked_on(&self, id: OfficeId) -> Result<Option<Day>, Problem> {
        let (last, _) = self.vault.head();
        let lines = self
            .vault
            .journal(0, usize::try_from(last).unwrap_or(usize::MAX))?;
        let (subject, set_aside) = (Some(peer_name(id).id), Deed::CardRevoked);
        let told = |it: &&Line| it.event.act == set_aside && it.event.subject == subject;
        let last = lines.iter().rev().find(told);
        Ok(last.map(|it| day_here(it.event.at)))
    }

    /// What the exchange asks about an office that sends.
    pub(crate) fn known(&self, id: &OfficeId) -> Option<Known> {
        let record = self.peer_record(*id).ok()??;
        let card = SignedCard::read(&record.card).ok()?;
        let standing = match record.standing {
            PeerStanding::Revoked => Standing::Revoked,
            _ => Standing::Received,
        };
        Some(Known {
            key: card.card().signing,
            standing,
        })
    }

    pub(crate) fn peer_record(&self, id: OfficeId) -> Result<Option<PeerRecord>, Problem> {
        let Some(stored) = self.vault.read(peer_name(id))? else {
            return Ok(None);
        };
        Ok(Some(
            decode_peer(&stored.body).map_err(|_| Problem::Unreadable)?,
        ))
    }

    pub(crate) fn write_peer(
        &mut self,
        id: OfficeId,
        record: &PeerRecord,
        act: Deed,
    ) -> Result<(), Problem> {
        self.enter(&[peer_change(id, record)], act, Some(peer_name(id).id))?;
        Ok(())
    }
}

fn peer_change(id: OfficeId, record: &PeerRecord) -> Change {
    let head = id.as_bytes().to_vec();
    put(peer_name(id), Under::Office, head, encode_peer(record))
}

pub(crate) fn peer_name(id: OfficeId) -> Name {
    let short = *id
        .as_bytes()
        .first_chunk()
        .expect("an office id has 32 bytes");
    Name {
        shelf: Shelf::Peer,
        id: short,
    }
}

fn letters(text: &str) -> String {
    let folded = crate::domain::text::compatible(text);
    folded
        .chars()
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}
