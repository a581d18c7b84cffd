//! Recording a person's consent, and taking it back, wholly or by item.
//!
//! What a consent covers is the domain's; nothing here widens it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::codec::v1_entry::OwedRecord;
use crate::codec::{v1_entry, v4_consent};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::consent::{
    Consent, ConsentForm, Disclosure, Mode, NothingToWithdraw, Returned, Taken, Telling,
    Withdrawal, Withdrawn,
};
use crate::domain::handover::dossier::State;
use crate::domain::handover::draft::Dropped;
use crate::domain::handover::entry;
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::{WordKey, Words};
use crate::domain::id::{CaseId, ConsentId, Digest, HandoverId, Means, OfficeId, StaffId};
use crate::domain::office::Corporations;
use crate::domain::section::ItemId;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::attachment::Attached;
use crate::workflow::desk::{Desk, paragraph, pick, put};
use crate::workflow::erasing::Gone;
use crate::workflow::folder::{Folder, LetBack, Part, Reach, entry_name};
use crate::workflow::handover::{copies_in, without_copies};
use crate::workflow::never::Place;
use crate::workflow::office::PeerView;
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::remembered::ConsentsByCase;

/// A form that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The consent.
    pub id: ConsentId,
    /// What was taken back with it, in the handovers that were told.
    pub taken_back: LeftOut,
    /// What else came of it.
    pub notes: Vec<Note>,
}

/// What comes of a form besides, as whoever recorded it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// What was prepared on another consent, and waited for an approver or was approved, is not any more.
    Dropped(HandoverId, Dropped),
    /// It ends before the day an open offer names: the other office does not know.
    EndsSooner {
        /// The handover.
        handover: HandoverId,
        /// Its last day.
        until: Day,
        /// The last day as the offer names it.
        offered: Day,
    },
    /// Less may come back than an offer says: this office takes in no more than the form lets come back.
    LessComesBack {
        /// The handover.
        handover: HandoverId,
        /// What may not come back any more.
        gone: BTreeSet<Returned>,
        /// When the other office hears of it.
        heard: Hears,
    },
    /// It ends so late that the year may be a slip.
    EndsFar(Day),
}

/// When the other office hears that less may come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hears {
    /// With the next offer.
    WithTheNextOffer,
    /// With the next offer, which needs the acceptance that stands to fall.
    OnceTheAcceptanceFalls,
    /// Never by this program: it is released, and nothing is offered anew.
    Never,
    /// Never by this program: the other office is on paper, and what comes back is entered here.
    OnPaper,
}

impl Note {
    /// The stable name, as on the command line.
    pub fn code(&self) -> &'static str {
        match self {
            Note::Dropped(_, Dropped::Consent) => "consent-dropped",
            Note::Dropped(_, Dropped::Confirmation(_)) => "confirmation-dropped",
            Note::Dropped(_, Dropped::Submission) => "submission-dropped",
            Note::Dropped(_, Dropped::Approval) => "approval-dropped",
            Note::EndsSooner { .. } => "ends-sooner",
            Note::LessComesBack { .. } => "less-comes-back",
            Note::EndsFar(_) => "ends-far",
        }
    }
}

/// What a form leaves out of open offers: it counts as taken back there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// The handovers whose offer names more than the form.
    pub handovers: Vec<HandoverId>,
    /// The items.
    pub items: BTreeSet<ItemId>,
}

impl LeftOut {
    fn add(&mut self, handover: HandoverId, items: BTreeSet<ItemId>) {
        if !items.is_empty() {
            self.handovers.push(handover);
            self.items.extend(items);
        }
    }
}

/// Which forms for an office are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forms {
    /// Those by which this office sends. What the person carries is no dossier's to take back.
    ThatSend,
    /// Those by which the person carries it.
    Carried,
    /// Those by which the person carries it as well.
    Every,
}

impl Forms {
    fn has(self, consent: &Consent) -> bool {
        let carried = consent.form().mode == Mode::Carried;
        match self {
            Forms::ThatSend => !carried,
            Forms::Carried => carried,
            Forms::Every => true,
        }
    }
}

/// By whom a dossier is told that the person took consent back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recorder<'a> {
    /// The member of staff who recorded it, and how it was said, where that was written down.
    Staff(StaffId, Option<&'a Telling>),
    /// The program, of what the other office or a form tells: nobody here was told.
    Program,
    /// A paper of the other office: the person said it there, on the day that stands on it.
    Slip(Day, &'a Telling),
}

impl<'a> Recorder<'a> {
    fn staff(self) -> Option<StaffId> {
        match self {
            Recorder::Staff(id, _) => Some(id),
            Recorder::Program | Recorder::Slip(..) => None,
        }
    }

    fn telling(self) -> Option<&'a Telling> {
        match self {
            Recorder::Staff(_, telling) => telling,
            Recorder::Program => None,
            Recorder::Slip(_, telling) => Some(telling),
        }
    }

    fn day(self, today: Day) -> Day {
        match self {
            Recorder::Staff(..) | Recorder::Program => today,
            Recorder::Slip(day, _) => day,
        }
    }
}

/// A withdrawal in an entry that came by post, signed by its author.
pub(crate) struct Heard {
    pub handover: HandoverId,
    pub side: entry::Side,
    pub office: OfficeId,
    pub number: u32,
    pub entry: Digest,
    pub scope: entry::Withdrawal,
}

/// What the other office hears where the person takes back all that the forms which are meant still give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hearing {
    /// The handovers in which it is told that all of it is taken back.
    pub of_all: Vec<HandoverId>,
    /// The items of which some handover tells, where they are taken back one by one.
    pub items: BTreeSet<ItemId>,
    /// The items that this office sends, or has sent, to the same office by forms that are not meant: they go on.
    pub besides: BTreeSet<ItemId>,
    /// How that office is reached: nothing is sent to one on paper, so somebody has to tell it.
    pub means: Means,
}

impl Hearing {
    /// The same where only these items are taken back; of all where none are named.
    pub fn among(&self, items: Option<&BTreeSet<ItemId>>) -> Hearing {
        let mut hearing = self.clone();
        if let Some(items) = items {
            hearing.items.retain(|it| items.contains(it));
            hearing.besides.retain(|it| items.contains(it));
        }
        hearing
    }
}

/// The content that the forms which are meant while nothing was offered give today or later, by the way it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// What this office would send.
    pub sent: BTreeSet<ItemId>,
    /// What the person carries.
    pub carried: BTreeSet<ItemId>,
}

/// Where something is about to be taken back: what that does, and who hears of it, goes by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withdrawing {
    /// At a form of this mode.
    AtForm(Mode, Hearing),
    /// In a handover to this office in which nothing was offered.
    Prepared {
        /// The other office.
        receiver: String,
        /// The forms that are meant.
        meant: Meant,
        /// Who hears of it all the same.
        hearing: Hearing,
    },
    /// In one in which something was.
    Offered {
        /// The office it was offered to.
        holder: String,
        /// How that office is reached.
        means: Means,
        /// How far the handover is.
        until: Reached,
    },
}

/// How far a handover is in which something was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It is not released.
    Offer,
    /// It is.
    Release,
}

impl Reached {
    /// Reads it off a handover in which something was offered.
    pub fn of(state: &State) -> Option<Reached> {
        state.offer.as_ref().map(|_| match state.release {
            None => Reached::Offer,
            Some(_) => Reached::Release,
        })
    }
}

/// What a dossier is told of a withdrawal.
enum Tells {
    /// Nothing: it does not name it, or says so already.
    Nothing,
    /// This of it.
    Now(Box<Folder>, entry::Withdrawal),
    /// Nothing yet: nothing was offered.
    NotOffered,
    /// Nobody knows before it can be read whole.
    Unread,
}

/// What came of withdrawals in entries that are not taken in.
pub(crate) enum Apart {
    /// There were none, or all were heard before.
    Nothing,
    /// They were heard; this has to go now.
    Heard(Gone),
}

/// What an office would see today, and what stays behind.
#[derive(Debug)]
pub struct Preview {
    /// Exactly what would be sealed; none while no consent is in force.
    pub disclosure: Option<Disclosure>,
    /// Fields of the case that consent does not cover.
    pub held_back: Vec<crate::domain::section::FieldId>,
    /// The files that would go, as far as they are here.
    pub files: Vec<Attached>,
    /// Why they cannot.
    pub files_wrong: Option<Problem>,
}

impl Desk {
    /// A fresh id for a form that is being filled in.
    pub fn fresh_consent_id(&self) -> ConsentId {
        ConsentId::from_bytes(self.outside.id())
    }

    /// Whether the other office is of this one's corporation, as their cards say.
    pub fn corporations(&self, peer: &PeerView) -> Corporations {
        Corporations::of(self.profile().corporation.as_str(), &peer.corporation)
    }

    /// Says whether the corporations are still those that the form was signed for: a card may have changed since.
    pub(crate) fn stands_today(&self, consent: &Consent) -> Result<(), Problem> {
        let between = self.corporations(&self.peer(consent.form().receiver)?);
        consent.stands_between(between).map_err(Problem::Form)
    }

    /// Records a signed form. It stands in the place of every earlier one: what an open offer names and the form
    /// leaves out is taken back, and the dossier hears of it in the same step, with a line of its own.
    pub fn record_consent(&mut self, mut form: ConsentForm) -> Result<Recorded, Problem> {
        self.right(Step::RecordConsent)?;
        form.returned = form.comes_back();
        self.case_summary(form.case)?;
        self.is_here(form.case)?;
        let peer = self.peer(form.receiver)?;
        let between = self.corporations(&peer);
        let written = form.written().map(|it| (Place::Form, it));
        let purpose = (Place::Words(WordKey::Purpose), form.purpose.as_str());
        let kept = (Place::OriginalKept, form.original_kept.as_str());
        self.free_of_secrets([purpose, kept].into_iter().chain(written))?;
        let (id, case, receiver) = (form.id, form.case, form.receiver);
        let consent = Consent::record(form).map_err(Problem::Form)?;
        consent.stands_between(between).map_err(Problem::Form)?;
        consent.was_signed_by(self.today()).map_err(Problem::Form)?;
        let far = consent
            .ends_far()
            .then_some(Note::EndsFar(consent.form().until));
        let consent = consent.taken_down(Taken {
            by: self.me.id,
            on: self.today(),
            receiver: peer.into_party(),
        });
        let change = self.consent_change(&consent)?;
        let waited = self.gates_dropped(case, receiver);
        self.enter(&[change], Deed::ConsentGiven, Some(case.to_bytes()))?;
        let mut notes = self.gates_dropped(case, receiver);
        notes.retain(|it| !waited.contains(it));
        // The form is recorded: from here on nothing that cannot be read makes it look as if it were not.
        let consents = self.consents_of(case).unwrap_or_default();
        let counting = Consent::counting(&consents, receiver, self.today());
        if counting.is_some_and(|it| it.form().id == id) {
            notes.extend(self.ends_sooner(case, receiver));
            notes.extend(self.lets_less_back(case, receiver));
        }
        notes.extend(far);
        let mut taken_back = LeftOut::default();
        for handover in self.concerned(case, receiver).unwrap_or_default() {
            // Whatever fails here is done when the debts are paid.
            if let Ok(items) = self.tell_of_form(handover, case) {
                taken_back.add(handover, items);
            }
        }
        Ok(Recorded {
            id,
            taken_back,
            notes,
        })
    }

    /// The submissions and approvals that today's case and consent drop. What cannot be read is said where it is opened.
    fn gates_dropped(&self, case: CaseId, receiver: OfficeId) -> Vec<Note> {
        let mut notes = Vec::new();
        for id in self.concerned(case, receiver).unwrap_or_default() {
            let Ok(Some(mut folder)) = self.readable_folder(id) else {
                continue;
            };
            let dropped = self.refresh(&mut folder).unwrap_or_default().into_iter();
            let gates = dropped.filter(|it| matches!(it, Dropped::Submission | Dropped::Approval));
            notes.extend(gates.map(|it| Note::Dropped(id, it)));
        }
        notes
    }

    /// The open offers that name a later last day than the form that counts.
    fn ends_sooner(&self, case: CaseId, receiver: OfficeId) -> Vec<Note> {
        let sooner = |id: HandoverId| {
            let folder = self.readable_folder(id).ok()??;
            let state = folder.state();
            let offered = state.offer_before_release()?.manifest.consent_until;
            let meant = self.as_forms_end(&folder, &state);
            let until = meant.offer?.manifest.consent_until;
            (until < offered).then_some(Note::EndsSooner {
                handover: id,
                until,
                offered,
            })
        };
        let all = self.concerned(case, receiver).unwrap_or_default();
        all.into_iter().filter_map(sooner).collect()
    }

    /// The offers that let more come back than the form that counts.
    fn lets_less_back(&self, case: CaseId, receiver: OfficeId) -> Vec<Note> {
        let less = |id: HandoverId| {
            let folder = self.readable_folder(id).ok()??;
            // As the logs say: on paper the form counts at once.
            let state = folder.dossier.state();
            let over = state.closed() || !state.endings.is_empty();
            let offered = &state.offer.as_ref().filter(|_| !over)?.manifest.returned;
            let meant = self.as_forms_end(&folder, &state).offer?;
            let gone: BTreeSet<Returned> = offered - &meant.manifest.returned;
            (!gone.is_empty()).then_some(Note::LessComesBack {
                handover: id,
                gone,
                heard: match (&state.release, &state.acceptance) {
                    _ if folder.is_on_paper() => Hears::OnPaper,
                    (Some(_), _) => Hears::Never,
                    (None, Some(_)) => Hears::OnceTheAcceptanceFalls,
                    (None, None) => Hears::WithTheNextOffer,
                },
            })
        };
        let all = self.concerned(case, receiver).unwrap_or_default();
        all.into_iter().filter_map(less).collect()
    }

    /// What a handover means to the office that sends it: a newer form may let consent end before the day its offer names, or less
    /// come back, and is not exceeded. The other office goes by what it was told.
    pub(crate) fn as_forms_end(&self, folder: &Folder, state: &State) -> State {
        let form = self.form_that_counts(folder);
        match form.filter(|_| state.offer.is_some()) {
            Some(it) => {
                let meant = state.clone().as_consent_ends(it.form().until);
                meant.as_lets_back(&it.lets_back())
            }
            None => state.clone(),
        }
    }

    /// The form that counts today for a handover from here. By one that cannot be read nothing is sent; that it cannot is said where
    /// it is opened.
    pub(crate) fn form_that_counts(&self, folder: &Folder) -> Option<Consent> {
        let own = folder.record.side == entry::Side::Sender;
        let case = folder.record.case.filter(|_| own)?;
        let consents = self.consents_of(case).ok()?;
        Consent::counting(&consents, folder.peer(), self.today()).cloned()
    }

    /// What may come back of a handover on paper: the least by any form that counted since its offer, so that what was closed under
    /// one of them stays closed under a wider one.
    pub(crate) fn let_back_since_offer(&self, folder: &Folder) -> LetBack {
        let own = folder.record.side == entry::Side::Sender;
        let offer = folder.dossier.state().offer;
        let (Some(case), Some(offer)) = (folder.record.case.filter(|_| own), offer) else {
            return LetBack::AsOffered;
        };
        let read = || {
            let grounds = self.grounds_of(folder, offer.no, 0)?;
            let consents = self.consents_of(case)?;
            let by = grounds.map(|it| it.consent);
            let (to, today) = (folder.peer(), self.today());
            Ok::<_, Problem>(Consent::least_let_back(&consents, to, today, by))
        };
        read().map_or(LetBack::Unreadable, LetBack::Least)
    }

    /// The same state, less what the person took back and the dossier has still to be told of: they are heard at once.
    pub(crate) fn as_person_said(&self, folder: &Folder, state: State) -> Result<State, Problem> {
        let owed = self.owed(folder.record.id)?;
        Ok(match owed {
            Some(it) => state.as_taken_back(it.scope),
            None => state,
        })
    }

    /// What this office lets come back today of the handover, as the offer and the form that counts say.
    pub(crate) fn lets_back(&self, folder: &Folder, state: &State) -> BTreeSet<Returned> {
        let meant = self.as_forms_end(folder, state);
        let all = Returned::ALL.iter().copied();
        all.filter(|it| meant.may_come_back(*it)).collect()
    }

    /// What would be taken back with a form, were it recorded as it is: whoever records it is asked first.
    ///
    /// # Errors
    /// The form is none.
    pub fn left_out_by(&self, form: &ConsentForm) -> Result<LeftOut, Problem> {
        self.right(Step::Read)?;
        let (case, receiver) = (form.case, form.receiver);
        let consent = Consent::record(form.clone()).map_err(Problem::Form)?;
        let mut consents = self.consents_of(case)?;
        let at = consents.partition_point(|it| form.signed < it.form().signed);
        consents.insert(at, consent);
        let mut left_out = LeftOut::default();
        for id in self.concerned(case, receiver)? {
            if let Some(folder) = self.readable_folder(id)? {
                left_out.add(id, self.left_out(&folder, &consents)?);
            }
        }
        Ok(left_out)
    }

    /// What the form that counts among these leaves out of the offer of a handover. After the release that is nothing: a new
    /// form only bounds what may still be said, and what was handed over is taken back by saying so.
    fn left_out(&self, folder: &Folder, consents: &[Consent]) -> Result<BTreeSet<ItemId>, Problem> {
        let none = BTreeSet::new();
        let state = folder.state();
        let consent = Consent::counting(consents, folder.peer(), self.today());
        let (Some(offer), Some(consent)) = (&state.offer, consent) else {
            return Ok(none);
        };
        let left_out = state.left_out_by(&consent.form().items);
        // An offer that came back after a loss, without its content, may rest on a form that is not here any more.
        match left_out.is_empty() || self.content(folder.record.id, offer.no.get(), 0)?.is_none() {
            true => Ok(none),
            false => Ok(left_out),
        }
    }

    /// Tells one dossier what the form that counts leaves out of its offer, and gives what it was told.
    fn tell_of_form(&mut self, id: HandoverId, case: CaseId) -> Result<BTreeSet<ItemId>, Problem> {
        let mut folder = self.folder(id)?;
        let consents = self.consents_of(case)?;
        let told = self.say_what_is_left_out(&mut folder, &consents, self.recorder())?;
        if !told.is_empty() {
            self.save(folder, Deed::ConsentWithdrawn)?;
        }
        Ok(told)
    }

    /// Takes back in the dossier what its offer names and the form that counts leaves out, and gives what it was told.
    fn say_what_is_left_out(
        &self,
        folder: &mut Folder,
        consents: &[Consent],
        recorder: Recorder<'_>,
    ) -> Result<BTreeSet<ItemId>, Problem> {
        let items = self.left_out(folder, consents)?;
        let scope = entry::Withdrawal::Items(items.clone());
        // Where it cannot be written now, it is asked again when the debts are paid.
        match items.is_empty() || !self.say_withdrawn(folder, &scope, recorder)? {
            true => Ok(BTreeSet::new()),
            false => Ok(items),
        }
    }

    /// The same for a handover of this office's own, where a form came to count while the dossier could not be told.
    pub(crate) fn tell_what_is_left_out(&mut self, mut folder: Folder) -> Result<(), Problem> {
        let open = folder.state().offer_before_release().is_some();
        let Some(case) = folder.record.case.filter(|_| open) else {
            return Ok(());
        };
        let consents = self.consents_of(case)?;
        let told = self.say_what_is_left_out(&mut folder, &consents, Recorder::Program)?;
        match told.is_empty() {
            true => Ok(()),
            false => self.save_by_program(folder, Deed::ConsentWithdrawn),
        }
    }

    /// Takes consent back, with what other forms for the same office still give of it. Where something was offered, the
    /// dossier hears of it in the same step. Gives the handovers that heard.
    pub fn withdraw_consent(
        &mut self,
        id: ConsentId,
        what: Withdrawn,
    ) -> Result<Vec<HandoverId>, Problem> {
        self.withdraw_consent_as_told(id, what, None)
    }

    /// The same with how the person said it.
    pub fn withdraw_consent_as_told(
        &mut self,
        id: ConsentId,
        what: Withdrawn,
        telling: Option<&Telling>,
    ) -> Result<Vec<HandoverId>, Problem> {
        let step = match what {
            Withdrawn::All => Step::WithdrawAll,
            Withdrawn::Items(_) => Step::WithdrawItems,
        };
        self.right(step)?;
        let consent = self.stored_consent(id)?;
        let (case, receiver) = (consent.form().case, consent.form().receiver);
        if consent.form().mode == Mode::Carried {
            return self.keep_it_here(consent, what, telling);
        }
        let scope = match &what {
            Withdrawn::All => entry::Withdrawal::All,
            Withdrawn::Items(items) => entry::Withdrawal::Items(items.clone()),
        };
        // What this very form does not give any more is refused, whatever the others give.
        self.taken_back_today(consent, what, Recorder::Staff(self.me.id, telling))
            .map_err(|_| Problem::NothingToWithdraw)?;
        self.take_from_office(case, receiver, &scope, telling, Forms::ThatSend)
    }

    /// Takes something from every such form for an office that still gives it, and tells the dossiers what no form by which
    /// it is sent gives any more: of what the person carries no other office hears.
    pub(crate) fn take_from_office(
        &mut self,
        case: CaseId,
        receiver: OfficeId,
        scope: &entry::Withdrawal,
        telling: Option<&Telling>,
        which: Forms,
    ) -> Result<Vec<HandoverId>, Problem> {
        self.telling_free_of_secrets(telling)?;
        let recorder = Recorder::Staff(self.me.id, telling);
        let mut changes = Vec::new();
        for consent in self.taken_from_all(case, receiver, &[(scope, recorder)], which)? {
            changes.push(self.consent_change(&consent)?);
        }
        let told = match scope.of(&self.told_of(case, receiver, which)?) {
            Some(of_sent) => {
                self.tell_dossiers(case, receiver, &of_sent, recorder, &mut changes)?
            }
            None => Vec::new(),
        };
        self.enter(&changes, Deed::ConsentWithdrawn, Some(case.to_bytes()))?;
        Ok(told)
    }

    /// What the other office hears of, where it is taken from such forms: what those by which it is sent still give.
    fn told_of(
        &self,
        case: CaseId,
        receiver: OfficeId,
        which: Forms,
    ) -> Result<BTreeSet<ItemId>, Problem> {
        match which {
            Forms::Carried => Ok(BTreeSet::new()),
            Forms::ThatSend | Forms::Every => self.left_of(case, receiver, Forms::ThatSend),
        }
    }

    /// What the other office would hear if the person took back what a form gives, as [`Desk::withdraw_consent`] tells it.
    pub fn hearing_of(&self, id: ConsentId) -> Result<Hearing, Problem> {
        self.right(Step::Read)?;
        let consent = self.stored_consent(id)?;
        let which = match consent.form().mode {
            Mode::Carried => Forms::Carried,
            Mode::ByItem | Mode::SameCorporation => Forms::ThatSend,
        };
        let (case, receiver) = (consent.form().case, consent.form().receiver);
        let mut hearing = self.hearing(case, receiver, which)?;
        if which == Forms::Carried {
            hearing.besides = self.goes_besides(case, receiver, consent.left())?;
        }
        Ok(hearing.among(Some(&consent.left())))
    }

    /// What of these items forms by which this office sends still let go, or is held there because it was sent.
    fn goes_besides(
        &self,
        case: CaseId,
        receiver: OfficeId,
        items: BTreeSet<ItemId>,
    ) -> Result<BTreeSet<ItemId>, Problem> {
        let today = self.today();
        let consents = self.consents_of(case)?.into_iter();
        let open = consents.filter(|it| {
            let form = it.form();
            form.receiver == receiver && today <= form.until && Forms::ThatSend.has(it)
        });
        let mut besides: BTreeSet<ItemId> = open.flat_map(|it| it.left()).collect();
        besides.retain(|it| items.contains(it));
        let scope = entry::Withdrawal::Items(items);
        let held = self.held_elsewhere(case, receiver, &scope)?;
        besides.extend(held.into_iter().flat_map(|it| it.items));
        Ok(besides)
    }

    /// The same of the handover this office prepares; nothing in any other.
    pub(crate) fn hearing_before_offer(&self, folder: &Folder) -> Result<Hearing, Problem> {
        let Some(case) = prepared(folder) else {
            return Ok(Hearing::default());
        };
        let which = self.meant_before_offer(case, folder.peer())?;
        self.hearing(case, folder.peer(), which)
    }

    /// What the forms give that are meant in the handover this office prepares; nothing in any other. Copies are no content.
    pub(crate) fn meant_in(&self, folder: &Folder) -> Result<Meant, Problem> {
        let mut meant = Meant::default();
        let Some(case) = prepared(folder) else {
            return Ok(meant);
        };
        let which = self.meant_before_offer(case, folder.peer())?;
        let today = self.today();
        let open = |it: &Consent| it.form().receiver == folder.peer() && today <= it.form().until;
        for consent in self.consents_of(case)? {
            if open(&consent) && which.has(&consent) {
                let content = consent.left().into_iter();
                let content = content.filter(|it| it.copy_to().is_none());
                match Forms::Carried.has(&consent) {
                    true => meant.carried.extend(content),
                    false => meant.sent.extend(content),
                }
            }
        }
        Ok(meant)
    }

    /// What is said before something is taken back of a form.
    pub fn withdrawing_at(&self, id: ConsentId) -> Result<Withdrawing, Problem> {
        let hearing = self.hearing_of(id)?;
        let mode = self.stored_consent(id)?.form().mode;
        Ok(Withdrawing::AtForm(mode, hearing))
    }

    /// What is said before something is taken back in a handover.
    pub fn withdrawing_in(&self, id: HandoverId) -> Result<Withdrawing, Problem> {
        self.right(Step::Read)?;
        let folder = self.folder(id)?;
        let other = || self.peer(folder.peer()).map(|it| it.name);
        // At the receiver it is this office that holds it.
        let receiver = match folder.record.side {
            entry::Side::Sender => other().unwrap_or_default(),
            entry::Side::Receiver => self.profile().name.as_str().to_owned(),
        };
        Ok(match Reached::of(&folder.state()) {
            Some(until) => Withdrawing::Offered {
                holder: receiver,
                means: folder.dossier.means(),
                until,
            },
            None => Withdrawing::Prepared {
                receiver,
                meant: self.meant_in(&folder)?,
                hearing: self.hearing_before_offer(&folder)?,
            },
        })
    }

    fn hearing(&self, case: CaseId, receiver: OfficeId, which: Forms) -> Result<Hearing, Problem> {
        let mut hearing = Hearing {
            means: receiver.means(),
            ..Hearing::default()
        };
        let sent = self.told_of(case, receiver, which)?;
        let Some(all) = entry::Withdrawal::All.of(&sent) else {
            return Ok(hearing);
        };
        let each = entry::Withdrawal::Items(sent.clone());
        for id in self.concerned(case, receiver)? {
            match self.tells(id, &all)? {
                Tells::Now(..) | Tells::Unread => hearing.of_all.push(id),
                Tells::Nothing | Tells::NotOffered => (),
            }
            match self.tells(id, &each)? {
                Tells::Now(_, entry::Withdrawal::Items(some)) => hearing.items.extend(some),
                Tells::Now(_, entry::Withdrawal::All) | Tells::Unread => {
                    let content = ItemId::of_content().filter(|it| sent.contains(it));
                    hearing.items.extend(content);
                }
                Tells::Nothing | Tells::NotOffered => (),
            }
        }
        Ok(hearing)
    }

    /// Takes back that the person carries it: this office prints no further sheet, and no other office hears of it.
    fn keep_it_here(
        &mut self,
        consent: Consent,
        what: Withdrawn,
        telling: Option<&Telling>,
    ) -> Result<Vec<HandoverId>, Problem> {
        self.telling_free_of_secrets(telling)?;
        let case = consent.form().case;
        let recorder = Recorder::Staff(self.me.id, telling);
        let consent = self.taken_back_today(consent, what, recorder);
        let consent = consent.map_err(|_| Problem::NothingToWithdraw)?;
        let change = self.consent_change(&consent)?;
        self.enter(&[change], Deed::ConsentWithdrawn, Some(case.to_bytes()))?;
        Ok(Vec::new())
    }

    /// Writes the withdrawal into every dossier it concerns; what changes is for the caller to commit. Where it
    /// cannot be written yet, it is owed: [`Desk::tell_what_is_owed`] does it as soon as it can.
    fn tell_dossiers(
        &self,
        case: CaseId,
        receiver: OfficeId,
        scope: &entry::Withdrawal,
        recorder: Recorder<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<Vec<HandoverId>, Problem> {
        let mut told = Vec::new();
        for id in self.concerned(case, receiver)? {
            if self.tell(id, scope, recorder, changes)? {
                told.push(id);
            }
        }
        Ok(told)
    }

    /// Writes into one dossier what it does not know of a withdrawal, or down as owed. Says whether it was written.
    fn tell(
        &self,
        id: HandoverId,
        scope: &entry::Withdrawal,
        recorder: Recorder<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<bool, Problem> {
        match self.tells(id, scope)? {
            Tells::Nothing => Ok(false),
            // A draft may be one whose offer is lost.
            Tells::NotOffered | Tells::Unread => {
                changes.push(self.owe(id, scope, recorder)?);
                Ok(false)
            }
            Tells::Now(mut folder, scope) => {
                if self.say_withdrawn(&mut folder, &scope, recorder)? {
                    changes.extend(folder.into_changes());
                    return Ok(true);
                }
                changes.push(self.owe(id, &scope, recorder)?);
                Ok(false)
            }
        }
    }

    /// What one dossier is told of a withdrawal: while entries are lost nobody knows what it names.
    fn tells(&self, id: HandoverId, scope: &entry::Withdrawal) -> Result<Tells, Problem> {
        let folder = self.readable_folder(id)?.filter(|it| !it.is_behind());
        let Some(folder) = folder else {
            return Ok(Tells::Unread);
        };
        let state = folder.state();
        Ok(match (&state.offer, state.unsaid_of(scope)) {
            (None, _) => Tells::NotOffered,
            (Some(_), None) => Tells::Nothing,
            (Some(_), Some(unsaid)) => Tells::Now(Box::new(folder), unsaid),
        })
    }

    fn say_withdrawn(
        &self,
        folder: &mut Folder,
        scope: &entry::Withdrawal,
        recorder: Recorder<'_>,
    ) -> Result<bool, Problem> {
        let scope = scope.clone();
        let act = entry::Act::ConsentWithdrawn { scope };
        let words = match recorder {
            Recorder::Staff(id, telling) => self.telling_words(self.words_by(id)?, telling)?,
            Recorder::Program | Recorder::Slip(..) => Words::none(),
        };
        Ok(self.speak(folder, act, words, None).is_ok())
    }

    pub(crate) fn telling_free_of_secrets(
        &mut self,
        telling: Option<&Telling>,
    ) -> Result<(), Problem> {
        let evidence = telling.and_then(|it| it.evidence.as_ref());
        self.free_of_secrets(evidence.into_iter().map(|it| (Place::Form, it.as_str())))
    }

    /// Whoever is at the desk, as who records what the person says.
    pub(crate) fn recorder(&self) -> Recorder<'static> {
        Recorder::Staff(self.me.id, None)
    }

    /// The words of a withdrawal, with how it was said, where that was written down.
    pub(crate) fn telling_words(
        &self,
        words: Words,
        telling: Option<&Telling>,
    ) -> Result<Words, Problem> {
        let Some(telling) = telling else {
            return Ok(words);
        };
        let words = words.and(WordKey::Saying, paragraph(telling.how.code())?);
        let words = match self.staff_name(telling.heard_by) {
            name if name.is_empty() => words,
            name => words.and(WordKey::HeardBy, paragraph(&name)?),
        };
        Ok(match &telling.evidence {
            Some(it) => words.and(WordKey::Evidence, paragraph(it.as_str())?),
            None => words,
        })
    }

    /// Keeps a withdrawal until the dossier can be told of it, with who recorded it.
    pub(crate) fn owe(
        &self,
        id: HandoverId,
        scope: &entry::Withdrawal,
        recorder: Recorder<'_>,
    ) -> Result<Change, Problem> {
        let owed = match self.owed(id)? {
            None => OwedRecord {
                scope: scope.clone(),
                by: recorder.staff(),
            },
            Some(before) => OwedRecord {
                scope: before.scope.and(scope),
                by: recorder.staff().or(before.by),
            },
        };
        let name = entry_name(id, Part::Owed);
        let body = v1_entry::encode_owed(&owed);
        Ok(put(name, Under::Office, Vec::new(), body))
    }

    /// The handovers by which this office sends the case to that office; their logs need not be readable.
    fn concerned(&self, case: CaseId, receiver: OfficeId) -> Result<Vec<HandoverId>, Problem> {
        let mut concerned = Vec::new();
        for id in self.handover_ids()? {
            match self.bare_folder(id) {
                Ok(Some(it))
                    if it.record.case == Some(case)
                        && it.record.side == entry::Side::Sender
                        && it.record.receiver == receiver =>
                {
                    concerned.push(id)
                }
                Ok(_) => (),
                Err(why) if Reach::of(&why) == Reach::Handover => (),
                Err(why) => return Err(why),
            }
        }
        Ok(concerned)
    }

    /// What the person took back while nothing could be written into a dossier is written now, if it can be.
    pub(crate) fn tell_what_is_owed(&mut self, folder: Folder) -> Result<Folder, Problem> {
        let id = folder.record.id;
        let Some(owed) = self.owed(id)? else {
            return Ok(folder);
        };
        if folder.is_behind() || folder.state().offer.is_none() {
            return Ok(folder);
        }
        let mut changes = vec![settled(id)];
        let recorder = owed
            .by
            .map_or(Recorder::Program, |it| Recorder::Staff(it, None));
        // Should it be owed still, that is written after the removal and stands.
        self.tell(id, &owed.scope, recorder, &mut changes)?;
        let subject = Some(id.to_bytes());
        self.enter_by_program(&changes, Deed::ConsentWithdrawn, subject)?;
        self.folder(id)
    }

    /// What the person took back and the dossier has still to be told.
    pub(crate) fn owed(&self, id: HandoverId) -> Result<Option<OwedRecord>, Problem> {
        let stored = self.vault.read(entry_name(id, Part::Owed))?;
        let decoded = stored.map(|it| v1_entry::decode_owed(&it.body));
        decoded.transpose().map_err(|_| Problem::Unreadable)
    }

    /// The items of the current offer that are taken back and the dossier has still to be told of.
    pub(crate) fn owed_items(&self, folder: &Folder) -> Result<BTreeSet<ItemId>, Problem> {
        let owed = self.owed(folder.record.id)?;
        Ok(owed.map_or_else(BTreeSet::new, |it| folder.state().items_of(&it.scope)))
    }

    /// Every consent of a case, the latest first; the journal tells who looked.
    pub fn consents(&mut self, case: CaseId) -> Result<Vec<Consent>, Problem> {
        self.right(Step::Read)?;
        let consents = self.consents_of(case)?;
        self.enter(&[], Deed::CaseRead, Some(case.to_bytes()))?;
        Ok(consents)
    }

    pub(crate) fn consents_of(&self, case: CaseId) -> Result<Vec<Consent>, Problem> {
        let all = self.remembered(|it| &mut it.consents, || self.consents_by_case())?;
        let mut consents = Vec::new();
        for (recorded, id) in all.get(&case).into_iter().flatten() {
            consents.push((recorded, self.stored_consent(*id)?));
        }
        consents
            .sort_by(|(a, one), (b, other)| (other.form().signed, b).cmp(&(one.form().signed, a)));
        Ok(consents.into_iter().map(|(_, it)| it).collect())
    }

    fn consents_by_case(&self) -> Result<Arc<ConsentsByCase>, Problem> {
        let mut all = ConsentsByCase::new();
        for (id, _, head) in self.vault.heads(Shelf::Consent)? {
            let Some((case, recorded)) = head.split_first_chunk() else {
                continue;
            };
            let of = all.entry(CaseId::from_bytes(*case)).or_default();
            of.push((recorded.to_vec(), ConsentId::from_bytes(id)));
        }
        Ok(Arc::new(all))
    }

    /// The consent whose id begins so.
    pub fn find_consent(&self, typed: &str) -> Result<ConsentId, Problem> {
        let heads = self.vault.heads(Shelf::Consent)?;
        let ids: Vec<_> = heads
            .into_iter()
            .map(|(id, ..)| ConsentId::from_bytes(id))
            .collect();
        pick(typed, &ids, Thing::Consent)
    }

    /// One consent, for whoever has just written it: the line of that step is the one in the journal.
    pub fn consent(&self, id: ConsentId) -> Result<Consent, Problem> {
        self.right(Step::Read)?;
        self.stored_consent(id)
    }

    pub(crate) fn stored_consent(&self, id: ConsentId) -> Result<Consent, Problem> {
        let name = Name {
            shelf: Shelf::Consent,
            id: id.to_bytes(),
        };
        let stored = self
            .vault
            .read(name)?
            .ok_or(Problem::Missing(Thing::Consent))?;
        v4_consent::decode_consent(&stored.body).map_err(|_| Problem::Unreadable)
    }

    /// What an office would see of a case today; the journal tells who looked.
    pub fn preview(&mut self, case: CaseId, receiver: OfficeId) -> Result<Preview, Problem> {
        self.right(Step::Read)?;
        let preview = self.previewed(case, receiver)?;
        self.enter(&[], Deed::CaseRead, Some(case.to_bytes()))?;
        Ok(preview)
    }

    fn previewed(&self, case: CaseId, receiver: OfficeId) -> Result<Preview, Problem> {
        let summary = self.case_summary(case)?;
        let today = self.today();
        let consent = self.consent_in_force(case, receiver)?;
        Ok(match consent {
            None => Preview {
                disclosure: None,
                held_back: summary.values().keys().copied().collect(),
                files: Vec::new(),
                files_wrong: None,
            },
            Some(consent) => {
                let disclosure = consent.disclose(&summary, today).ok();
                let files = match &disclosure {
                    Some(it) => self.files_of_disclosure(it)?,
                    None => Vec::new(),
                };
                let wrong = disclosure.as_ref().map(|it| self.can_enclose(it));
                Preview {
                    held_back: consent.held_back(&summary, today),
                    files,
                    files_wrong: wrong.and_then(Result::err),
                    disclosure,
                }
            }
        })
    }

    /// The consent that counts for a case and an office today, if it is in force.
    pub(crate) fn consent_in_force(
        &self,
        case: CaseId,
        receiver: OfficeId,
    ) -> Result<Option<Consent>, Problem> {
        let today = self.today();
        let consents = self.consents_of(case)?;
        let counts = Consent::counting(&consents, receiver, today);
        Ok(counts.filter(|it| it.in_force(today)).cloned())
    }

    /// The form that holds for the other office of a handover this office sends: the one by which it sends, else the one by
    /// which the person carries it. The next form begins with what it gives.
    pub(crate) fn form_that_holds(&self, folder: &Folder) -> Result<Option<Consent>, Problem> {
        let own = folder.record.side == entry::Side::Sender;
        let Some(case) = folder.record.case.filter(|_| own) else {
            return Ok(None);
        };
        match self.consent_in_force(case, folder.peer())? {
            Some(sends) => Ok(Some(sends)),
            None => self.carrying(case, folder.peer()),
        }
    }

    /// The form by which the person carries it to an office, if it is in force.
    pub(crate) fn carrying(
        &self,
        case: CaseId,
        receiver: OfficeId,
    ) -> Result<Option<Consent>, Problem> {
        let today = self.today();
        let consents = self.consents_of(case)?;
        let carries = Consent::carrying(&consents, receiver, today);
        Ok(carries.filter(|it| it.in_force(today)).cloned())
    }

    /// Takes from the sender's consents what the person took back in a dossier, at whichever office it was said. Gives the
    /// other handovers that heard.
    pub(crate) fn take_back(
        &self,
        folder: &mut Folder,
        scope: &entry::Withdrawal,
        recorder: Recorder<'_>,
    ) -> Result<Vec<HandoverId>, Problem> {
        self.take_parts_back(folder, scope, recorder, &[(scope, recorder)])
    }

    /// The same of what stands on a paper of the other office. Of its copies no dossier hears, so day, words and place of that
    /// paper are kept with the forms.
    pub(crate) fn take_back_by_slip(
        &self,
        folder: &mut Folder,
        scope: &entry::Withdrawal,
        copies: Recorder<'_>,
    ) -> Result<Vec<HandoverId>, Problem> {
        let content = without_copies(scope, entry::Side::Sender);
        let alone = entry::Withdrawal::Items(copies_in(scope));
        let mut parts: Vec<_> = content.iter().map(|it| (it, Recorder::Program)).collect();
        if !copies_in(scope).is_empty() {
            parts.push((&alone, copies));
        }
        self.take_parts_back(folder, scope, Recorder::Program, &parts)
    }

    fn take_parts_back(
        &self,
        folder: &mut Folder,
        whole: &entry::Withdrawal,
        recorder: Recorder<'_>,
        parts: &[(&entry::Withdrawal, Recorder<'_>)],
    ) -> Result<Vec<HandoverId>, Problem> {
        let own = folder.record.side == entry::Side::Sender;
        let Some(case) = folder.record.case.filter(|_| own) else {
            return Ok(Vec::new());
        };
        let sends = Forms::ThatSend;
        for consent in self.taken_from_all(case, folder.peer(), parts, sends)? {
            folder.also(self.consent_change(&consent)?);
        }
        self.tell_siblings(folder, case, whole, recorder)
    }

    /// Refuses what no form of the case for that office gives any more.
    pub(crate) fn still_given(
        &self,
        folder: &Folder,
        scope: &entry::Withdrawal,
        which: Forms,
    ) -> Result<(), Problem> {
        let case = folder.record.case.ok_or(Problem::Missing(Thing::Case))?;
        let left = self.left_of(case, folder.peer(), which)?;
        let given = match scope {
            entry::Withdrawal::All => !left.is_empty(),
            entry::Withdrawal::Items(items) => items.is_subset(&left),
        };
        match given {
            true => Ok(()),
            false => Err(Problem::NothingToWithdraw),
        }
    }

    /// Which forms the person speaks of while nothing was offered: of all, but where what they carry is all there is for
    /// that office today or later, and no copy is left of one that ran out, of that alone.
    pub(crate) fn meant_before_offer(
        &self,
        case: CaseId,
        receiver: OfficeId,
    ) -> Result<Forms, Problem> {
        let today = self.today();
        let mut consents = self.consents_of(case)?;
        consents.retain(|it| it.form().receiver == receiver);
        let open = |it: &Consent| today <= it.form().until && !it.left().is_empty();
        // A copy outlives its form: it can be taken back as long as it was not.
        let copies = |it: &Consent| it.left().iter().any(|it| it.copy_to().is_some());
        let sends = |it: &Consent| Forms::ThatSend.has(it) && (copies(it) || open(it));
        let carried = |it: &Consent| Forms::Carried.has(it) && open(it);
        Ok(
            match consents.iter().any(carried) && !consents.iter().any(sends) {
                true => Forms::Carried,
                false => Forms::Every,
            },
        )
    }

    /// What such forms of a case for an office still give together.
    pub(crate) fn left_of(
        &self,
        case: CaseId,
        receiver: OfficeId,
        which: Forms,
    ) -> Result<BTreeSet<ItemId>, Problem> {
        let consents = self.consents_of(case)?.into_iter();
        let meant = consents.filter(|it| it.form().receiver == receiver && which.has(it));
        Ok(meant.flat_map(|it| it.left()).collect())
    }

    /// The consents of a case for an office that still gave something of this, with it taken back, part by part. One that
    /// counts from a later day is among them: the person speaks of the office, not of a sheet of paper.
    fn taken_from_all(
        &self,
        case: CaseId,
        receiver: OfficeId,
        parts: &[(&entry::Withdrawal, Recorder<'_>)],
        which: Forms,
    ) -> Result<Vec<Consent>, Problem> {
        let mut consents = self.consents_of(case)?;
        consents.retain(|it| it.form().receiver == receiver && which.has(it));
        let mut taken = Vec::new();
        for before in consents {
            let mut consent = before.clone();
            for (scope, recorder) in parts {
                let what = match scope {
                    entry::Withdrawal::All => Withdrawn::All,
                    entry::Withdrawal::Items(items) => Withdrawn::Items(items & &consent.left()),
                };
                if let Ok(less) = self.taken_back_today(consent.clone(), what, *recorder) {
                    consent = less;
                }
            }
            if consent != before {
                taken.push(consent);
            }
        }
        Ok(taken)
    }

    /// The consent with this taken back: from today, or from the day on a paper; where it counts only from a later day, from
    /// that day.
    fn taken_back_today(
        &self,
        mut consent: Consent,
        what: Withdrawn,
        recorder: Recorder<'_>,
    ) -> Result<Consent, NothingToWithdraw> {
        consent.withdraw(Withdrawal {
            on: recorder.day(self.today()).max(consent.form().signed),
            what,
            told: recorder.staff(),
            telling: recorder.telling().cloned(),
        })?;
        Ok(consent)
    }

    /// Hears withdrawals in entries that are not taken in: the person said it all the same. Each is heard once, whatever
    /// day stands on it, and written into this office's own log. Gives what cannot be written now: it is owed, and what
    /// it names is the caller's to let go.
    pub(crate) fn hear_apart(
        &self,
        folder: &mut Folder,
        withdrawn: Vec<&Heard>,
    ) -> Result<Apart, Problem> {
        let mut scope: Option<entry::Withdrawal> = None;
        for it in withdrawn {
            let part = heard(folder.record.side, it.side, it.number);
            if !self.was_heard(folder.record.id, part, it.entry)? {
                let name = entry_name(folder.record.id, part);
                let body = v1_entry::encode_heard(it.entry);
                folder.also(put(name, Under::Office, Vec::new(), body));
                scope = Some(scope.map_or_else(|| it.scope.clone(), |all| all.and(&it.scope)));
            }
        }
        let Some(scope) = scope else {
            return Ok(Apart::Nothing);
        };
        let unsaid = match folder.is_behind() {
            true => Some(scope.clone()),
            false => folder.state().unsaid_of(&scope),
        };
        let mut gone = Gone::default();
        if let Some(unsaid) = unsaid
            && !self.say_withdrawn(folder, &unsaid, Recorder::Program)?
        {
            gone = self.withdraw_unwritten(folder, &unsaid, Recorder::Program)?;
        }
        self.take_back(folder, &scope, Recorder::Program)?;
        Ok(Apart::Heard(gone))
    }

    /// The same, in a commit of its own.
    pub(crate) fn hear_and_save(
        &mut self,
        mut folder: Folder,
        withdrawn: Vec<&Heard>,
    ) -> Result<(), Problem> {
        if let Apart::Heard(gone) = self.hear_apart(&mut folder, withdrawn)? {
            self.let_go(&mut folder, &gone)?;
            self.save_by_program(folder, Deed::ConsentWithdrawn)?;
            self.finish_shredding()?;
        }
        Ok(())
    }

    /// Whether what this entry takes back was heard before it could be taken in.
    pub(crate) fn was_heard(
        &self,
        id: HandoverId,
        part: Part,
        entry: Digest,
    ) -> Result<bool, Problem> {
        let Some(stored) = self.vault.read(entry_name(id, part))? else {
            return Ok(false);
        };
        let heard = v1_entry::decode_heard(&stored.body).map_err(|_| Problem::Unreadable)?;
        Ok(heard == entry)
    }

    /// The other dossiers with the same office rest on the same consents. Gives those that heard.
    fn tell_siblings(
        &self,
        folder: &mut Folder,
        case: CaseId,
        scope: &entry::Withdrawal,
        recorder: Recorder<'_>,
    ) -> Result<Vec<HandoverId>, Problem> {
        let (mut changes, mut told) = (Vec::new(), Vec::new());
        for id in self.concerned(case, folder.peer())? {
            if id != folder.record.id && self.tell(id, scope, recorder, &mut changes)? {
                told.push(id);
            }
        }
        changes.into_iter().for_each(|it| folder.also(it));
        Ok(told)
    }

    /// The head tells whose case it is and when the form was recorded, by which two forms of one day are told apart.
    pub(crate) fn consent_change(&self, consent: &Consent) -> Result<Change, Problem> {
        let (id, case) = (consent.form().id, consent.form().case);
        let name = Name {
            shelf: Shelf::Consent,
            id: id.to_bytes(),
        };
        let head = match self.vault.read(name)? {
            Some(stored) => stored.head.to_vec(),
            None => {
                // Of two forms of one day the last recorded counts, whatever the clock says meanwhile.
                let heads = self.vault.heads(Shelf::Consent)?;
                let of_case = heads
                    .iter()
                    .filter_map(|(.., it)| it.strip_prefix(case.as_bytes()));
                let last = of_case.filter_map(|it| it.try_into().ok().map(u64::from_be_bytes));
                let next = last.max().map_or(0, |it| it.saturating_add(1));
                let now = u64::try_from(self.outside.now_ms()).unwrap_or(0);
                [&case.to_bytes()[..], &now.max(next).to_be_bytes()].concat()
            }
        };
        Ok(put(
            name,
            Under::Folder(case.to_bytes()),
            head,
            v4_consent::encode_consent(consent),
        ))
    }
}

/// The case of a handover that this office prepares, and has offered nothing in.
fn prepared(folder: &Folder) -> Option<CaseId> {
    let prepares = folder.record.side == entry::Side::Sender && folder.state().offer.is_none();
    folder.record.case.filter(|_| prepares)
}

/// Where it is kept that an entry was heard apart.
pub(crate) fn heard(own: entry::Side, author: entry::Side, number: u32) -> Part {
    match author == own {
        true => Part::HeardOwn(number),
        false => Part::Heard(number),
    }
}

/// The dossier need not be told any more.
pub(crate) fn settled(id: HandoverId) -> Change {
    Change::Remove {
        name: entry_name(id, Part::Owed),
        expect: Expect::Any,
    }
}
