//! The steps of a handover, one function each, for whoever is at the desk.
//!
//! Each asks `permit`, writes what it writes in one commit, and says why when it does not. Parcels are in `post`.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use crate::codec::v1_entry::{ContentRecord, HandoverRecord, decode_hands, encode_hands};
use crate::domain::answer::Given;
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::consent::{Consent, Disclosure, Telling};
use crate::domain::contract;
use crate::domain::handover::changed::may_be_added;
use crate::domain::handover::dossier::{
    Ending, Phase, QuestionStatus, State, WithdrawalAnswer, Withdrawn,
};
use crate::domain::handover::draft::{Approver, Hand, Hands, NotReady, Now, Preparation, Shown};
use crate::domain::handover::entry::{
    ANSWER_DAYS, Act, Decline, Discontinuation, Finding, Handling, Manifest, Outcome, Pinned,
    Reading, Reply, Side, Verdict, Withdrawal,
};
use crate::domain::handover::guard::{self, Refusal};
use crate::domain::handover::kind::HandoverKind;
use crate::domain::handover::permit::{
    self, Actor, BeforeOffer, Carrying, Denied, Earliest, Months, OwnCase, Position, Step,
    answering, on_own_day, permit,
};
use crate::domain::handover::readback;
use crate::domain::handover::turn::{self, Agreed};
use crate::domain::handover::words::{WordKey, Words};
use crate::domain::id::{CaseId, Digest, HandoverId, OfficeId, QuestionNo, ReadBackNo, StaffId};
use crate::domain::key_fact::{Compared, KeyFact};
use crate::domain::own_answer::AtStart;
use crate::domain::record::{Grounds, items_said};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::service::confirmed;
use crate::domain::setting::SettingId;
use crate::exchange::section::{Ready, ready};
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::arrival::Named;
use crate::workflow::consent::{Forms, Recorder, settled};
use crate::workflow::desk::{Desk, paragraph, put};
use crate::workflow::erasing::Gone;
use crate::workflow::folder::{Folder, Part, entry_name};
use crate::workflow::never::Place;
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::record::grounds_change;
use crate::workflow::remark::{Plain, Remark};
use crate::workflow::view::binds;

/// The most days of follow-up one acceptance may agree.
pub const MOST_FOLLOW_UPS: usize = 12;

/// By when an offer asks for an answer, where whoever offers names no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyDue {
    /// On the day its case names (返答期限), which goes over with it and has not gone by.
    Named(Day),
    /// So many days from the day of the offer, as the office set it.
    After(i32),
}

impl ReplyDue {
    /// Gives the day, for an offer of `today`.
    pub fn day(self, today: Day) -> Day {
        match self {
            ReplyDue::Named(day) => day,
            ReplyDue::After(days) => today.plus_days(days),
        }
    }
}

/// Which sections are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that can be.
    All,
    /// These.
    These(Vec<SectionId>),
}

/// A section in the version somebody saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub section: SectionId,
    /// The digest of the content they had before them.
    pub digest: Digest,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answering {
    /// With a text. Consent must cover the section on the day.
    Text(String),
    /// It cannot be, for this reason; without one where consent does not cover words about it.
    CannotBeAnswered(String),
}

/// What the receiver understood, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBackForm {
    /// Three risks.
    pub risks: [String; 3],
    /// The next step.
    pub next_step: String,
    /// The first appointment.
    pub first_appointment: String,
    /// For each key fact what was typed, or how the reader marked it.
    pub facts: Vec<(KeyFact, Told)>,
}

/// What a read-back says in the reader's own words: all of it but the key facts, which are found anew each time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Three risks.
    pub risks: [String; 3],
    /// The next step.
    pub next_step: String,
    /// The first appointment.
    pub first_appointment: String,
}

/// What the reader says of one key fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Typed again without looking.
    Typed(String),
    /// Compared side by side and marked.
    Marked(Finding),
}

/// The receiver's yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptForm {
    /// The planned first day.
    pub start: Day,
    /// The first interview.
    pub interview: Day,
    /// Who is in charge.
    pub in_charge: String,
    /// The agreed days of follow-up; as the office set them when empty.
    pub follow_ups: Vec<Day>,
}

/// The end of the contract at the sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndForm {
    /// The day the contract ends.
    pub contract_end: Day,
    /// The last day the person came.
    pub last_day: Day,
    /// Months used, as the city confirmed them.
    pub months_used: u8,
    /// Section and person at the city who confirmed them; may be empty where what the person goes to counts no months.
    pub confirmed_by: String,
    /// The day they did.
    pub confirmed_on: Day,
    /// Whether the months stand though the case or the count says otherwise.
    pub differing: Differing,
}

/// What becomes of months used that differ from what is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differing {
    /// Whoever records them is asked.
    Asked,
    /// They stand: somebody was asked, and said so.
    Stands,
}

impl Desk {
    /// Says whether a handover of a case can begin: the person has not moved to another office, and no other handover of
    /// the case is open.
    ///
    /// # Errors
    /// `HandedOver` and `OpenHandover`, each with the handover it is about.
    pub fn can_begin(&self, case: CaseId) -> Result<(), Problem> {
        self.right(Step::Draft)?;
        self.is_here(case)?;
        match self.open_outgoing(case)? {
            Some(open) => Err(Problem::OpenHandover(self.about(open))),
            None => Ok(()),
        }
    }

    /// Begins a handover: a draft for one case and one receiving office.
    ///
    /// # Errors
    /// `NotTrusted` where nothing may go to the office: then nothing is prepared for it either. What [`Desk::can_begin`] says.
    pub fn draft(&mut self, case: CaseId, receiver: OfficeId) -> Result<HandoverId, Problem> {
        self.right(Step::Draft)?;
        let summary = self.case_summary(case)?;
        self.not_joined(&self.peer(receiver)?)?;
        self.reachable(receiver)?;
        self.can_begin(case)?;
        let label = summary.label();
        let name = label.name.map_or("", |it| it.as_str());
        let kana = label.kana.map_or("", |it| it.as_str());
        let id = HandoverId::from_bytes(self.outside.id());
        let record = HandoverRecord {
            id,
            case: Some(case),
            side: Side::Sender,
            sender: self.office_id(),
            receiver,
            person: format!("{kana}\u{3000}{name}"),
            preparation: Some(Preparation::new(self.me.id)),
            return_reason: None,
            answers: Vec::new(),
            dossier_key: Zeroizing::new(fresh_key(&*self.outside)),
            folder: self.outside.id(),
            shred: Vec::new(),
            sent: 0,
            stop: None,
            created: self.today(),
        };
        let mut folder = Folder::new(record);
        folder.also(hands_change(id, &Hands::at(summary.revision())));
        self.save(folder, deed(Step::Draft, id))?;
        Ok(id)
    }

    /// Begins the next handover of the person of one that ended: to the office given, else to the one the ending leads to.
    pub fn draft_after(
        &mut self,
        ended: HandoverId,
        receiver: Option<OfficeId>,
    ) -> Result<HandoverId, Problem> {
        self.right(Step::Draft)?;
        let folder = self.folder(ended)?;
        let case = folder.record.case.ok_or(Problem::Missing(Thing::Case))?;
        let receiver = match (receiver, self.led_to(&folder)) {
            (Some(it), _) | (None, Ok(it)) => it,
            (None, Err(_)) => return Err(Problem::WhereTo(self.not_asked_yet(case)?)),
        };
        self.draft(case, receiver)
    }

    /// The office an ending leads to: what was sent back goes to the same one again, whoever came to an office that closes goes
    /// back to the one before, else it is the one that was named, where it is known here.
    pub(crate) fn led_to(&self, folder: &Folder) -> Result<OfficeId, Problem> {
        match folder.state().ending() {
            Some(Ending::Declined(Decline::SentBack)) => Ok(folder.peer()),
            Some(Ending::Discontinued(Discontinuation::OfficeClosed))
                if folder.record.side == Side::Receiver =>
            {
                Ok(folder.peer())
            }
            Some(Ending::Declined(Decline::TryOther)) => {
                let replied = self.spoken(folder, Side::Receiver)?;
                let named = replied.iter().rev().find_map(|it| {
                    let words = it.words.as_ref()?;
                    words.get(WordKey::OtherOffice)
                });
                self.find_peer(named.unwrap_or_default())
            }
            _ => Err(Problem::Missing(Thing::Office)),
        }
    }

    /// Throws a draft away. Nothing was offered, so nobody else needs to hear of it; the journal keeps that it was.
    pub fn discard(&mut self, id: HandoverId) -> Result<(), Problem> {
        let folder = self.folder(id)?;
        self.allow(&folder, Step::Discard)?;
        let gone = Change::Remove {
            name: Name {
                shelf: Shelf::Handover,
                id: id.to_bytes(),
            },
            expect: Expect::Any,
        };
        let beside = [Part::Contacts, Part::Meetings, Part::Hands].map(|part| Change::Remove {
            name: entry_name(id, part),
            expect: Expect::Any,
        });
        let gone = [&[gone][..], &beside].concat();
        // What anybody was typing about it goes first: afterwards nobody knows the folder it lies in.
        self.shut_forms_of(id);
        self.vault.drop_drafts_with(folder.record.folder)?;
        self.enter(&gone, deed(Step::Discard, id), Some(id.to_bytes()))?;
        Ok(())
    }

    /// Records that the person found sections right as they are now.
    pub fn confirm(&mut self, id: HandoverId, which: Which) -> Result<(), Problem> {
        let mut folder = self.prepared(id, Step::Confirm)?;
        let now = self.now(&folder)?;
        let seen = match which {
            Which::All => now.sections.iter().map(|it| it.section).collect(),
            Which::These(sections) => sections,
        };
        preparation(&mut folder)?
            .confirm(&seen, &now)
            .map_err(|why| Problem::not_ready(Step::Confirm, why))?;
        if let Some(mut hands) = self.hands(id)? {
            hands.confirm(self.me.id, &seen, &now);
            folder.also(hands_change(id, &hands));
        }
        self.save(folder, deed(Step::Confirm, id))
    }

    /// Hands the draft to an approver.
    pub fn submit(&mut self, id: HandoverId) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.refresh(&mut folder)?;
        match self.allow(&folder, Step::Submit) {
            // Which sections are meant, the preparation says below.
            Err(Problem::Denied {
                why: Denied::NotReady(NotReady::NotConfirmed(_)),
                ..
            }) => (),
            allowed => allowed?,
        }
        let now = self.now(&folder)?;
        let missing = match self.disclosure(&folder)? {
            Some(disclosure) => {
                self.disclosure_free_of_secrets(&disclosure)?;
                self.can_enclose(&disclosure)?;
                disclosure.missing().to_vec()
            }
            None => Vec::new(),
        };
        let me = self.me.id;
        preparation(&mut folder)?
            .submit(me, &missing, &now)
            .map_err(|why| Problem::not_ready(Step::Submit, why))?;
        folder.record.return_reason = None;
        self.save(folder, deed(Step::Submit, id))
    }

    /// Approves what was submitted.
    pub fn approve(&mut self, id: HandoverId) -> Result<(), Problem> {
        let mut folder = self.prepared(id, Step::Approve)?;
        let approver = self.approver_of(&folder)?;
        preparation(&mut folder)?
            .approve(approver)
            .map_err(|why| Problem::not_ready(Step::Approve, why))?;
        self.save(folder, deed(Step::Approve, id))
    }

    /// Gives what was submitted back to its author, with a reason.
    pub fn give_back(&mut self, id: HandoverId, reason: &str) -> Result<(), Problem> {
        let mut folder = self.prepared(id, Step::Return)?;
        let reason = paragraph(reason)?;
        self.free_of_secrets([(Place::Words(WordKey::Text), reason.as_str())])?;
        let approver = self.approver_of(&folder)?;
        preparation(&mut folder)?
            .give_back(approver)
            .map_err(|why| Problem::not_ready(Step::Return, why))?;
        folder.record.return_reason = Some(reason.as_str().to_owned());
        // Whoever submits it once more answers for what was written until here, so another may approve that; for what the
        // person said to somebody else, nobody does.
        if let Some(case) = folder.record.case {
            let since = self.case_summary(case)?.revision();
            let hands = self.hands(id)?.unwrap_or_else(|| Hands::at(since));
            folder.also(hands_change(id, &hands.given_back(since)));
        }
        self.save(folder, deed(Step::Return, id))
    }

    /// By when an offer of this asks for an answer, where no other day is named.
    pub(crate) fn reply_due(&self, disclosure: Option<&Disclosure>) -> ReplyDue {
        let today = self.today();
        // Once consent has run out there is nothing to answer to.
        let last = disclosure.map_or(Day::LAST, Disclosure::until);
        let named = disclosure.and_then(|it| it.get(FieldId::HandlingReplyDue));
        match named.and_then(Value::given) {
            Some(Given::Day(day)) if (today..=last).contains(day) => ReplyDue::Named(*day),
            _ => {
                let settings = self.settings().unwrap_or_default();
                let days = settings.at(None).days(SettingId::ReplyDays);
                ReplyDue::After(days.min(today.days_until(last).max(0)))
            }
        }
    }

    /// The days after a first day on which it is followed up, where none are agreed.
    pub(crate) fn follow_up_days(&self) -> BTreeSet<i32> {
        let settings = self.settings().unwrap_or_default();
        settings.at(None).follow_up_days()
    }

    /// Offers what was approved: the first time, or anew.
    pub fn offer(&mut self, id: HandoverId, reply_by: Option<Day>) -> Result<(), Problem> {
        let mut folder = self.prepared(id, Step::Offer)?;
        self.reachable(folder.peer())?;
        let (consent, disclosure) = self
            .consent_and_disclosure(&folder)?
            .ok_or(Problem::not_ready(Step::Offer, NotReady::NoConsent))?;
        self.stands_today(&consent)?;
        let (_, approval) = preparation(&mut folder)?
            .approval()
            .map_err(|why| Problem::not_ready(Step::Offer, why))?;
        let approved_by = preparation(&mut folder)?.approved_by();
        let state = folder.state();
        let offer = state.next_offer();
        let sections = self.ready(&folder, &disclosure);
        let manifest = Manifest {
            receiver: folder.peer(),
            sections: sections.iter().map(|it| it.pinned).collect(),
            facts: disclosure.key_facts(),
            items: disclosure.items().clone(),
            returned: consent.form().comes_back(),
            consent_until: disclosure.until(),
            approval,
        };
        self.disclosure_free_of_secrets(&disclosure)?;
        self.can_enclose(&disclosure)?;
        let words = self.offer_words(&consent, &disclosure)?;
        self.words_free_of_secrets(&words)?;
        let due = self.reply_due(Some(&disclosure)).day(self.today());
        let due = reply_by.unwrap_or(due);
        if let Some(last) = &state.offer {
            folder.drop_content(last.no.get(), 0);
        }
        self.speak(
            &mut folder,
            Act::Offered { offer, manifest },
            words,
            Some(due),
        )
        .map_err(|it| it.problem(Step::Offer))?;
        folder.put_content(&content(offer.get(), 0, sections));
        folder.also(grounds_change(
            id,
            (offer, 0),
            &Grounds {
                consent: disclosure.consent(),
                sent_by: self.me.id,
                approved_by,
                items: items_said(disclosure.sections().flat_map(|(_, fields)| fields)),
            },
        ));
        // What was taken back before is in the form this offer rests on.
        folder.also(settled(id));
        // What was approved has left: whoever writes from here on has a hand in the next offer.
        if let Some(case) = folder.record.case {
            let hands = Hands::at(self.case_summary(case)?.revision());
            folder.also(hands_change(id, &hands));
        }
        let again = preparation(&mut folder)?.again();
        folder.record.preparation = Some(again);
        self.save(folder, deed(Step::Offer, id))
    }

    /// Adds new versions of sections to a released offer, within consent.
    pub fn add(&mut self, id: HandoverId, which: Which) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Add)?;
        let (consent, disclosure) =
            self.consent_and_disclosure(&folder)?
                .ok_or(Problem::Denied {
                    step: Step::Add,
                    why: Denied::ConsentExpired,
                })?;
        self.stands_today(&consent)?;
        let state = folder.state();
        let offer = state
            .offer
            .as_ref()
            .ok_or(Problem::Missing(Thing::Handover))?;
        let known = |pinned: &Pinned| offer.sections.iter().any(|it| it.pinned == *pinned);
        self.disclosure_free_of_secrets(&disclosure)?;
        // A wider consent needs a handover of its own.
        let within = may_be_added(offer, &disclosure);
        let mut sections = self.ready(&folder, &disclosure);
        sections.retain(|it| !known(&it.pinned) && within.contains(&it.pinned.section));
        if let Which::These(wanted) = &which {
            sections.retain(|it| wanted.contains(&it.pinned.section));
        }
        if sections.is_empty() {
            return Err(Problem::NothingToAdd);
        }
        let part = state.additions + 1;
        let added: BTreeSet<SectionId> = sections.iter().map(|it| it.pinned.section).collect();
        if added.contains(&SectionId::Attachments) {
            self.can_enclose_more(&disclosure, id, &state)?;
        }
        let fields = disclosure
            .sections()
            .filter(|(section, _)| added.contains(section))
            .flat_map(|(_, fields)| fields);
        let grounds = Grounds {
            consent: disclosure.consent(),
            sent_by: self.me.id,
            approved_by: None,
            items: items_said(fields),
        };
        let of = (offer.no, part);
        let pinned = sections.iter().map(|it| it.pinned).collect();
        let act = Act::Added {
            offer: offer.no,
            part,
            sections: pinned,
        };
        let number = offer.no.get();
        self.step(
            &mut folder,
            Step::Add,
            act,
            self.signed_words()?,
            Some(ANSWER_DAYS),
        )?;
        folder.put_content(&content(number, part, sections));
        folder.also(grounds_change(id, of, &grounds));
        self.save(folder, deed(Step::Add, id))
    }

    /// Takes the offer back.
    pub fn recall(&mut self, id: HandoverId, reason: &str) -> Result<(), Problem> {
        self.say(id, Step::Recall, Act::Recalled, reason)
    }

    /// Gives up waiting for the start.
    pub fn lapse(&mut self, id: HandoverId, reason: &str) -> Result<(), Problem> {
        self.say(id, Step::Lapse, Act::Lapsed, reason)
    }

    /// Ends the handover for a reason in the world.
    pub fn discontinue(
        &mut self,
        id: HandoverId,
        reason: Discontinuation,
        text: &str,
    ) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.discontinue_in(&mut folder, reason, text)?;
        self.save(folder, deed(Step::Discontinue, id))
    }

    pub(crate) fn discontinue_in(
        &mut self,
        folder: &mut Folder,
        reason: Discontinuation,
        text: &str,
    ) -> Result<(), Problem> {
        self.may_discontinue(folder, reason)?;
        let act = Act::Discontinued { reason };
        self.tells_in_words(folder, Step::Discontinue, &act, text)?;
        // The reason is named; more need not be said.
        let words = self.words_if_any(WordKey::Text, text)?;
        self.step(folder, Step::Discontinue, act, words, None)
    }

    /// Whether it may be over for this reason. That the person came back is said only of whom the other office has for a time,
    /// and was told that it has: it would close the move of anybody else, for both offices and for good.
    fn may_discontinue(&self, folder: &Folder, reason: Discontinuation) -> Result<(), Problem> {
        self.allow(folder, Step::Discontinue)?;
        match reason == Discontinuation::CameBack && self.for_a_time(folder).is_none() {
            true => Err(Problem::Denied {
                step: Step::Discontinue,
                why: Denied::NotAway,
            }),
            false => Ok(()),
        }
    }

    /// Gives sections of the current offer as they are now: those nobody has read yet, or these.
    pub fn to_read(&self, id: HandoverId, which: &Which) -> Result<Vec<Seen>, Problem> {
        let state = self.folder(id)?.state();
        let sections = state.offer.iter().flat_map(|it| &it.sections);
        let wanted = sections.filter(|it| match which {
            Which::All => it.reading.is_none(),
            Which::These(sections) => sections.contains(&it.pinned.section),
        });
        let seen = wanted.map(|it| Seen {
            section: it.pinned.section,
            digest: it.pinned.digest,
        });
        Ok(seen.collect())
    }

    /// Acknowledges sections of the current offer, in the versions that were seen. Where another came meanwhile,
    /// none is.
    pub fn acknowledge(
        &mut self,
        id: HandoverId,
        seen: &[Seen],
        reading: Reading,
    ) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.acknowledge_in(&mut folder, seen, reading)?;
        self.save(folder, deed(Step::Acknowledge, id))
    }

    pub(crate) fn acknowledge_in(
        &mut self,
        folder: &mut Folder,
        seen: &[Seen],
        reading: Reading,
    ) -> Result<(), Problem> {
        self.allow(folder, Step::Acknowledge)?;
        let state = folder.state();
        let offer = state
            .offer
            .as_ref()
            .ok_or(Problem::Missing(Thing::Handover))?;
        if seen.is_empty() {
            return Err(Problem::refused(Step::Acknowledge, Refusal::NoSuchSection));
        }
        for it in seen {
            let act = Act::Acknowledged {
                offer: offer.no,
                section: it.section,
                digest: it.digest,
                reading,
            };
            self.step(folder, Step::Acknowledge, act, self.signed_words()?, None)?;
        }
        Ok(())
    }

    /// Asks about a section.
    pub fn ask(
        &mut self,
        id: HandoverId,
        section: SectionId,
        text: &str,
    ) -> Result<QuestionNo, Problem> {
        let mut folder = self.folder(id)?;
        let question = self.ask_in(&mut folder, section, text)?;
        self.save(folder, deed(Step::Ask, id))?;
        Ok(question)
    }

    pub(crate) fn ask_in(
        &mut self,
        folder: &mut Folder,
        section: SectionId,
        text: &str,
    ) -> Result<QuestionNo, Problem> {
        self.allow(folder, Step::Ask)?;
        let state = folder.state();
        let question = state.next_question();
        let offer = state
            .offer
            .as_ref()
            .ok_or(Problem::Missing(Thing::Handover))?;
        let refused = Problem::refused(Step::Ask, Refusal::NoSuchSection);
        let found = offer
            .sections
            .iter()
            .find(|it| it.pinned.section == section);
        let digest = found.ok_or(refused)?.pinned.digest;
        let act = Act::Asked {
            question,
            offer: offer.no,
            section,
            digest,
        };
        let words = self.words(WordKey::Text, text)?;
        self.step(folder, Step::Ask, act, words, Some(ANSWER_DAYS))?;
        Ok(question)
    }

    /// Drafts an answer, for somebody who may say it.
    pub fn draft_answer(
        &mut self,
        id: HandoverId,
        question: QuestionNo,
        text: &str,
    ) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::DraftAnswer)?;
        unanswered_in(&folder, Step::DraftAnswer, question)?;
        let text = paragraph(text)?;
        self.free_of_secrets([(Place::Words(WordKey::Text), text.as_str())])?;
        folder.record.answers.retain(|(it, _)| *it != question);
        folder
            .record
            .answers
            .push((question, text.as_str().to_owned()));
        self.save(folder, deed(Step::DraftAnswer, id))
    }

    /// Answers a question.
    pub fn answer(
        &mut self,
        id: HandoverId,
        question: QuestionNo,
        answering: Answering,
    ) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Answer)?;
        unanswered_in(&folder, Step::Answer, question)?;
        let (reply, text) = match &answering {
            Answering::Text(text) => (Reply::Text, text),
            Answering::CannotBeAnswered(reason) => (Reply::CannotBeAnswered, reason),
        };
        let words = match (reply, text.trim()) {
            (Reply::CannotBeAnswered, "") => self.signed_words()?,
            _ => self.words(WordKey::Text, text)?,
        };
        if words.get(WordKey::Text).is_some() && !self.may_tell_of(&folder, question)? {
            return Err(Problem::Denied {
                step: Step::Answer,
                why: Denied::OutsideConsent,
            });
        }
        let act = Act::Answered { question, reply };
        self.step(&mut folder, Step::Answer, act, words, Some(ANSWER_DAYS))?;
        folder.record.answers.retain(|(it, _)| *it != question);
        self.save(folder, deed(Step::Answer, id))
    }

    /// Whether consent covers, today, words about the section a question is about.
    fn may_tell_of(&self, folder: &Folder, question: QuestionNo) -> Result<bool, Problem> {
        let state = folder.state();
        let asked = state.questions.iter().find(|it| it.no == question);
        let told = self.tellable(folder, &state)?;
        Ok(asked.is_some_and(|it| told.contains(&it.section)))
    }

    /// The sections words may be about today: what consent discloses, less what was taken back in the dossier.
    pub(crate) fn tellable(
        &self,
        folder: &Folder,
        state: &State,
    ) -> Result<BTreeSet<SectionId>, Problem> {
        let Some(disclosure) = self.disclosure(folder)? else {
            return Ok(BTreeSet::new());
        };
        let gone = state.taken_back();
        let sections = disclosure.sections();
        let left = sections.filter(|(_, fields)| {
            let mut items = fields.iter().map(|(field, _)| field.spec().item);
            items.any(|item| !gone.contains(&item))
        });
        Ok(left.map(|(section, _)| section).collect())
    }

    /// Closes a question.
    pub fn close_question(&mut self, id: HandoverId, question: QuestionNo) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.close_question_in(&mut folder, question)?;
        self.save(folder, deed(Step::CloseQuestion, id))
    }

    pub(crate) fn close_question_in(
        &mut self,
        folder: &mut Folder,
        question: QuestionNo,
    ) -> Result<(), Problem> {
        self.allow(folder, Step::CloseQuestion)?;
        let act = Act::QuestionClosed { question };
        self.step(folder, Step::CloseQuestion, act, self.signed_words()?, None)
    }

    /// Reads back. Says which key facts differ.
    pub fn read_back(
        &mut self,
        id: HandoverId,
        form: &ReadBackForm,
    ) -> Result<Vec<KeyFact>, Problem> {
        let mut folder = self.folder(id)?;
        let differing = self.read_back_in(&mut folder, form)?;
        self.save(folder, deed(Step::ReadBack, id))?;
        Ok(differing)
    }

    pub(crate) fn read_back_in(
        &mut self,
        folder: &mut Folder,
        form: &ReadBackForm,
    ) -> Result<Vec<KeyFact>, Problem> {
        self.allow(folder, Step::ReadBack)?;
        let state = folder.state();
        let offer = state
            .offer
            .as_ref()
            .ok_or(Problem::Missing(Thing::Handover))?;
        let disclosed = self.disclosed(folder)?.ok_or(Problem::Unreadable)?;
        let mut facts = Vec::new();
        let mut typed = Vec::new();
        for fact in &offer.manifest.facts {
            let told = form
                .facts
                .iter()
                .find(|(it, _)| it == fact)
                .map(|(_, told)| told);
            let finding = match (told, disclosed.key_value(*fact)) {
                (Some(Told::Marked(finding)), _) if fact.compared() == Compared::SideBySide => {
                    *finding
                }
                (Some(Told::Marked(Finding::PaperDiffers)), _) => Finding::PaperDiffers,
                (Some(Told::Typed(text)), Some(value)) => {
                    typed.push(text.clone());
                    readback::compare(&value, text)
                }
                _ => {
                    return Err(Problem::refused(Step::ReadBack, Refusal::WrongFacts));
                }
            };
            facts.push((*fact, finding));
        }
        let differing: Vec<KeyFact> = facts
            .iter()
            .filter(|(_, it)| *it != Finding::Same)
            .map(|(it, _)| *it)
            .collect();
        let act = Act::ReadBack {
            read_back: state.next_read_back(),
            offer: offer.no,
            facts,
        };
        let words = self.read_back_words(form, &typed)?;
        self.step(folder, Step::ReadBack, act, words, Some(ANSWER_DAYS))?;
        Ok(differing)
    }

    /// Gives the own words of this office's last read-back, for whoever reads back again.
    ///
    /// # Errors
    /// Where it may not read back, and where there was none.
    pub fn own_words(&self, id: HandoverId) -> Result<OwnWords, Problem> {
        let folder = self.folder(id)?;
        self.allow(&folder, Step::ReadBack)?;
        let spoken = self.spoken(&folder, Side::Receiver)?;
        let mut said = spoken.iter().rev();
        let last = said.find(|it| matches!(it.envelope.act, Act::ReadBack { .. }));
        let words = last.and_then(|it| it.words.as_ref());
        let words = words.ok_or(Problem::Missing(Thing::ReadBack))?;
        let of = |key| words.get(key).unwrap_or_default().to_owned();
        Ok(OwnWords {
            risks: [WordKey::Risk1, WordKey::Risk2, WordKey::Risk3].map(of),
            next_step: of(WordKey::NextStep),
            first_appointment: of(WordKey::FirstAppointment),
        })
    }

    /// Gives the number of the latest read-back.
    pub fn to_check(&self, id: HandoverId) -> Result<ReadBackNo, Problem> {
        let latest = self.folder(id)?.state().read_back.map(|it| it.no);
        latest.ok_or(Problem::Missing(Thing::ReadBack))
    }

    /// Checks the read-back with this number; refused where a later one came meanwhile.
    pub fn check(
        &mut self,
        id: HandoverId,
        read_back: ReadBackNo,
        verdict: Verdict,
        text: &str,
    ) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Check)?;
        let words = self.words_if_any(WordKey::Text, text)?;
        let act = Act::ReadBackChecked { read_back, verdict };
        self.step(&mut folder, Step::Check, act, words, Some(ANSWER_DAYS))?;
        self.save(folder, deed(Step::Check, id))
    }

    /// Finds the read-back with this number right, if nobody has yet, and releases: one step of one person. Refused where
    /// the acceptance rests on another one meanwhile.
    pub fn release(&mut self, id: HandoverId, read_back: ReadBackNo) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Release)?;
        let state = folder.state();
        let refused = |it| Problem::refused(Step::Release, it);
        let acceptance = state
            .acceptance
            .as_ref()
            .ok_or(refused(Refusal::NoAcceptance))?;
        if acceptance.read_back != read_back {
            let latest = acceptance.read_back;
            return Err(refused(Refusal::NotLatestReadBack { latest }));
        }
        if state
            .read_back
            .as_ref()
            .is_some_and(|it| it.verdict.is_none())
        {
            let verdict = Verdict::Right;
            let act = Act::ReadBackChecked { read_back, verdict };
            let words = self.signed_words()?;
            self.step(&mut folder, Step::Release, act, words, Some(ANSWER_DAYS))?;
        }
        let offer = acceptance.offer;
        let act = Act::Released { offer, read_back };
        let due = self.today().days_until(acceptance.start);
        self.step(
            &mut folder,
            Step::Release,
            act,
            self.signed_words()?,
            Some(due),
        )?;
        self.save(folder, deed(Step::Release, id))
    }

    /// Takes the person.
    pub fn accept(&mut self, id: HandoverId, form: &AcceptForm) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.accept_in(&mut folder, form)?;
        self.save(folder, deed(Step::Accept, id))
    }

    pub(crate) fn accept_in(
        &mut self,
        folder: &mut Folder,
        form: &AcceptForm,
    ) -> Result<(), Problem> {
        self.allow(folder, Step::Accept)?;
        let state = folder.state();
        let refused = |it| Problem::refused(Step::Accept, it);
        let no_read_back = refused(Refusal::NoReadBack);
        let read_back = state.read_back.as_ref().ok_or(no_read_back)?.no;
        let offer = state
            .offer
            .as_ref()
            .ok_or(Problem::Missing(Thing::Handover))?
            .no;
        let mut follow_ups = form.follow_ups.clone();
        if follow_ups.is_empty() {
            let days = self.follow_up_days().into_iter();
            follow_ups = days.map(|it| form.start.plus_days(it)).collect();
        }
        follow_ups.sort();
        follow_ups.dedup();
        if MOST_FOLLOW_UPS < follow_ups.len() {
            return Err(Problem::TooLarge);
        }
        let (start, interview) = (form.start, form.interview);
        let act = Act::Accepted {
            offer,
            read_back,
            start,
            interview,
            follow_ups,
        };
        let words = self.words(WordKey::InCharge, &form.in_charge)?;
        self.step(folder, Step::Accept, act, words, Some(ANSWER_DAYS))
    }

    /// Declines, in one of the four ways.
    pub fn decline(&mut self, id: HandoverId, decline: Decline, text: &str) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.decline_in(&mut folder, decline, text)?;
        self.save(folder, deed(Step::Decline, id))?;
        self.pay_debts(id)
    }

    pub(crate) fn decline_in(
        &mut self,
        folder: &mut Folder,
        decline: Decline,
        text: &str,
    ) -> Result<(), Problem> {
        self.allow(folder, Step::Decline)?;
        let state = folder.state();
        let offer = state
            .offer
            .as_ref()
            .ok_or(Problem::Missing(Thing::Handover))?
            .no;
        let key = match decline {
            Decline::NotTaken | Decline::SentBack => WordKey::Text,
            Decline::TryOther => WordKey::OtherOffice,
            Decline::YesIf => WordKey::Condition,
        };
        let act = Act::Declined { offer, decline };
        let words = match self.tells_in_words(folder, Step::Decline, &act, text)? {
            InWords::Yes => self.words(key, text)?,
            InWords::ByItsKind => self.signed_words()?,
        };
        self.step(folder, Step::Decline, act, words, Some(ANSWER_DAYS))
    }

    /// Records the first day; a case of this office's own is made from what was disclosed.
    ///
    /// # Errors
    /// `Alike` where it may be somebody who is here already: nothing is written before somebody says who it is.
    pub fn start(&mut self, id: HandoverId, day: Day) -> Result<Option<CaseId>, Problem> {
        let mut folder = self.started(id, day)?;
        let case = self.case_from(&mut folder)?;
        self.save(folder, deed(Step::Start, id))?;
        Ok(case.map(|it| it.id()))
    }

    /// The same of somebody who was said to be another person than those of these cases.
    ///
    /// # Errors
    /// `Alike` where there is one more that nobody was told of.
    pub fn start_as_another(
        &mut self,
        id: HandoverId,
        day: Day,
        than: &[CaseId],
    ) -> Result<Option<CaseId>, Problem> {
        let folder = self.folder(id)?;
        self.allow(&folder, Step::Start)?;
        self.comes_as_another(&folder, than)?;
        self.start(id, day)
    }

    /// Records the first day of somebody this office has a case of already: what came stands in it as a revision with the
    /// other office as its source, what was there before as what it was. Gives what became of what the case says otherwise.
    pub fn start_into(
        &mut self,
        id: HandoverId,
        day: Day,
        case: CaseId,
    ) -> Result<AtStart, Problem> {
        let mut folder = self.started(id, day)?;
        let met = self.case_into(&mut folder, case, Step::Start)?;
        self.save(folder, deed(Step::Start, id))?;
        Ok(met)
    }

    fn started(&mut self, id: HandoverId, day: Day) -> Result<Folder, Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Start)?;
        let (act, words) = (Act::Started { day }, self.signed_words()?);
        self.step(&mut folder, Step::Start, act, words, None)?;
        Ok(folder)
    }

    /// Records the first day of a person who comes back, and reopens the case that had left: what came stands in it
    /// as a revision with the other office as its source, what was there before as what it was. The reason becomes a
    /// working note of the case. Where the start came back to an older copy of the store, and the case did not, only that
    /// is done: the day is then the one that was recorded. Gives what became of what the case says otherwise.
    pub fn reopen(
        &mut self,
        id: HandoverId,
        day: Day,
        case: CaseId,
        reason: &str,
    ) -> Result<AtStart, Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Reopen)?;
        if folder.state().started != Some(day) {
            let act = Act::Started { day };
            let words = self.signed_words()?;
            self.step(&mut folder, Step::Reopen, act, words, None)?;
        }
        self.free_of_secrets([(Place::Note, reason)])?;
        let met = self.case_again(&mut folder, case, reason)?;
        self.save(folder, deed(Step::Reopen, id))?;
        Ok(met)
    }

    /// Takes what additions brought into this office's own case, as a revision with the sender as its source. Where the
    /// start came back to an older copy of the store, and the case did not, the case is made anew of all that is held. Gives
    /// the revision's number.
    pub fn take_up(&mut self, id: HandoverId, which: &Which) -> Result<u32, Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::TakeUp)?;
        let number = self.case_with_additions(&mut folder, which)?;
        self.save(folder, deed(Step::TakeUp, id))?;
        Ok(number)
    }

    /// Takes fields that additions brought into this office's own case, those it answered itself among them, and puts others away,
    /// which the journal tells. Gives the number of the case's last revision.
    ///
    /// # Errors
    /// `NothingToTakeUp`, `NotWaiting`, `OnlyTogether`.
    pub fn take_up_named(&mut self, id: HandoverId, named: &Named) -> Result<u32, Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::TakeUp)?;
        let number = self.case_with_named(&mut folder, named)?;
        let remark = match named.put_away.is_empty() {
            true => Remark::Nothing,
            false => Remark::Plain(Plain::PutAway),
        };
        self.save_telling(folder, deed(Step::TakeUp, id), &remark)?;
        Ok(number)
    }

    /// Where the start came back to an older copy of the store, and the case did not: puts all that is held into a case this
    /// office has of the person already, as a start into it would have. Gives what became of what the case says otherwise.
    ///
    /// # Errors
    /// `NotTheirCase` where the case of the handover is there, or it is not one of somebody like them; `HandedOver`;
    /// `NothingHeld`.
    pub fn take_up_into(&mut self, id: HandoverId, case: CaseId) -> Result<AtStart, Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::TakeUp)?;
        if folder.record.case.is_some() {
            let (step, why) = (Step::TakeUp, Denied::NotTheirCase);
            return Err(Problem::Denied { step, why });
        }
        if self.disclosed(&folder)?.is_none() {
            return Err(Problem::NothingHeld);
        }
        let met = self.case_into(&mut folder, case, Step::TakeUp)?;
        self.save(folder, deed(Step::TakeUp, id))?;
        Ok(met)
    }

    /// Records that the person will not start.
    pub fn not_start(&mut self, id: HandoverId, reason: &str) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.not_start_in(&mut folder, reason)?;
        self.save(folder, deed(Step::NotStart, id))?;
        self.pay_debts(id)
    }

    pub(crate) fn not_start_in(
        &mut self,
        folder: &mut Folder,
        reason: &str,
    ) -> Result<(), Problem> {
        let (step, act) = (Step::NotStart, Act::NotStarted);
        self.allow(folder, step)?;
        let words = match self.tells_in_words(folder, step, &act, reason)? {
            InWords::Yes => self.words(WordKey::Text, reason)?,
            InWords::ByItsKind => self.signed_words()?,
        };
        self.step(folder, step, act, words, None)
    }

    /// Records the end of the contract at the sender.
    pub fn end(&mut self, id: HandoverId, form: &EndForm) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::End)?;
        self.after_the_beginning(&folder, form)?;
        if form.differing == Differing::Asked {
            self.agrees(&folder, form)?;
        }
        let act = Act::Ended {
            contract_end: form.contract_end,
            last_day: form.last_day,
            months_used: form.months_used,
        };
        let words = match self.city_word(form, self.months(&folder))? {
            Some(said) => self.words(WordKey::Confirmation, &said)?,
            None => self.signed_words()?,
        };
        self.step(&mut folder, Step::End, act, words, None)?;
        self.save(folder, deed(Step::End, id))
    }

    /// Whether the person was here before what is said to be the end, as far as this office's case knows since when.
    fn after_the_beginning(&self, folder: &Folder, form: &EndForm) -> Result<(), Problem> {
        let case = folder.record.case.and_then(|it| self.case_summary(it).ok());
        let Some(began) = case
            .as_ref()
            .and_then(contract::own_start)
            .map(|(_, day)| day)
        else {
            return Ok(());
        };
        let mut days = [form.contract_end, form.last_day].into_iter();
        days.try_for_each(|day| Earliest::Beginning(began).allows(day))
            .map_err(|why| Problem::Denied {
                step: Step::End,
                why,
            })
    }

    /// Whether the months used are those that the case and the count give for the end of the contract.
    fn agrees(&self, folder: &Folder, form: &EndForm) -> Result<(), Problem> {
        let service = self.service_in(folder)?;
        let used = service.map(|it| it.used_on(form.contract_end));
        match used.and_then(|it| it.differing(form.months_used)) {
            None => Ok(()),
            Some(differing) => Err(Problem::MonthsDiffer(differing)),
        }
    }

    /// Who confirmed the months and when, as one text; none where the city is not asked. Nothing of a day that is still to come.
    fn city_word(&self, form: &EndForm, months: Months) -> Result<Option<String>, Problem> {
        let by = form.confirmed_by.trim();
        if by.is_empty() && months == Months::NotAsked {
            return Ok(None);
        }
        if by.is_empty() || self.today() < form.confirmed_on {
            let (step, why) = (Step::End, Denied::MonthsUnconfirmed);
            return Err(Problem::Denied { step, why });
        }
        Ok(Some(format!("{by} ({})", form.confirmed_on)))
    }

    /// The agreed day that is still to come where a follow-up is told of on a day by this step, so that whoever tells it is
    /// asked; none where the step is not open: what is refused is not asked about.
    pub fn told_early(
        &self,
        id: HandoverId,
        step: Step,
        (which, outcome): (Option<u8>, Outcome),
        on: Day,
    ) -> Result<Option<Agreed>, Problem> {
        self.right(Step::Read)?;
        let folder = self.folder(id)?;
        if self.allow(&folder, step).is_err() {
            return Ok(None);
        }
        Ok(turn::told_early(&folder.state(), which, outcome, on))
    }

    /// The earliest of these days that lies before the handover was first offered, so that whoever writes it by this step is
    /// asked; none where the step is not open: what is refused is not asked about.
    pub fn before_offer(
        &self,
        id: HandoverId,
        step: Step,
        days: &[Day],
    ) -> Result<Option<BeforeOffer>, Problem> {
        self.right(Step::Read)?;
        let folder = self.folder(id)?;
        if self.allow(&folder, step).is_err() {
            return Ok(None);
        }
        Ok(BeforeOffer::of(days, &folder.state(), self.today()))
    }

    /// Says how the person was on the next open day of follow-up, or on the one named (from 1).
    pub fn follow_up(
        &mut self,
        id: HandoverId,
        which: Option<u8>,
        outcome: Outcome,
        text: &str,
    ) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.follow_up_in(&mut folder, which, outcome, text)?;
        self.save(folder, deed(Step::FollowUp, id))
    }

    pub(crate) fn follow_up_in(
        &mut self,
        folder: &mut Folder,
        which: Option<u8>,
        outcome: Outcome,
        text: &str,
    ) -> Result<(), Problem> {
        if folder.slip.is_some() {
            // Nobody there is asked for what may not come back: no day waits for it, so that is the reason.
            let act = Act::FollowedUp { which: 0, outcome };
            guard::words(&folder.state(), folder.pen(), &act)
                .map_err(|why| Problem::refused(Step::FollowUp, why))?;
        }
        self.allow(folder, Step::FollowUp)?;
        let state = folder.state();
        let open = state.follow_ups.iter().position(|it| it.outcome.is_none());
        let which = match which {
            Some(number) => number
                .checked_sub(1)
                .ok_or(Problem::Missing(Thing::FollowUp))?,
            None => open
                .and_then(|it| u8::try_from(it).ok())
                .ok_or(Problem::Missing(Thing::FollowUp))?,
        };
        let act = Act::FollowedUp { which, outcome };
        let in_words = self.tells_in_words(folder, Step::FollowUp, &act, text)?;
        let words = match (in_words, outcome) {
            (InWords::Yes, Outcome::Concern) => self.words(WordKey::Text, text)?,
            (InWords::Yes, _) => self.words_if_any(WordKey::Text, text)?,
            (InWords::ByItsKind, _) => self.signed_words()?,
        };
        self.step(folder, Step::FollowUp, act, words, None)
    }

    /// Says what became of withdrawn items.
    ///
    /// # Errors
    /// `Denied` with `StillHeld` where nothing is said to be held and something is.
    pub fn handle(
        &mut self,
        id: HandoverId,
        handling: Handling,
        text: &str,
    ) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::Handle)?;
        let state = folder.state();
        if let Some(owed) = owed(&state).filter(|_| handling == Handling::NothingHeld) {
            let holding = self.takes(&folder, owed)?.holding();
            let step = Step::Handle;
            answering(handling, holding).map_err(|why| Problem::Denied { step, why })?;
        }
        let gone = self.handle_in(&mut folder, handling, text)?;
        // Only what is kept for a reason stays: neither here nor in the case made of it is the rest held any longer.
        if handling != Handling::Kept {
            self.let_go(&mut folder, &gone)?;
        }
        self.save(folder, deed(Step::Handle, id))?;
        self.finish_shredding()
    }

    /// Gives what goes by it.
    pub(crate) fn handle_in(
        &mut self,
        folder: &mut Folder,
        handling: Handling,
        text: &str,
    ) -> Result<Gone, Problem> {
        self.allow(folder, Step::Handle)?;
        let state = folder.state();
        let owed = owed(&state).ok_or(Problem::Missing(Thing::Withdrawal))?;
        let gone = Gone::answered(state.items_of(&owed.scope), &state.answered_as_gone());
        let act = Act::Handled {
            side: owed.side,
            number: owed.number,
            handling,
        };
        let words = match handling {
            Handling::Kept => self.words(WordKey::Text, text)?,
            Handling::Returned | Handling::Erased | Handling::NothingHeld => {
                self.words_if_any(WordKey::Text, text)?
            }
        };
        self.step(folder, Step::Handle, act, words, None)?;
        Ok(gone)
    }

    /// Writes the person's withdrawal into the dossier, at whichever office the person said it. Where entries of this
    /// office are lost it holds here at once, and is written when the hold ends.
    pub fn withdraw(&mut self, id: HandoverId, scope: Withdrawal) -> Result<(), Problem> {
        self.withdraw_as_told(id, scope, None).map(drop)
    }

    /// The same with how the person said it. Gives the handovers in which it was told, this one among them where something was
    /// offered in it and it could be written.
    pub fn withdraw_as_told(
        &mut self,
        id: HandoverId,
        scope: Withdrawal,
        telling: Option<&Telling>,
    ) -> Result<Vec<HandoverId>, Problem> {
        let step = match scope {
            Withdrawal::All => Step::WithdrawAll,
            Withdrawal::Items(_) => Step::WithdrawItems,
        };
        let mut folder = self.folder(id)?;
        self.right(step)?;
        if scope == Withdrawal::Items(BTreeSet::new()) {
            return Err(Problem::refused(step, Refusal::NothingNamed));
        }
        if folder.record.side == Side::Sender && folder.state().offer.is_none() {
            return self.withdraw_before_offer(&folder, scope, telling);
        }
        let Some(of_content) = without_copies(&scope, folder.record.side) else {
            // No dossier knows of a copy: it is taken from the form alone.
            return self.withdraw_before_offer(&folder, scope, telling);
        };
        let act = Act::ConsentWithdrawn { scope: of_content };
        let recorder = Recorder::Staff(self.me.id, telling);
        let words = self.telling_words(self.signed_words()?, telling)?;
        let mut told = Vec::new();
        match self.step(&mut folder, step, act, words, None) {
            Ok(()) => told.push(id),
            Err(Problem::EntriesLost(_)) => {
                let gone = self.withdraw_unwritten(&mut folder, &scope, recorder)?;
                self.let_go(&mut folder, &gone)?;
            }
            Err(other) => return Err(other),
        }
        told.extend(self.take_back(&mut folder, &scope, recorder)?);
        self.save(folder, deed(step, id))?;
        self.finish_shredding()?;
        self.pay_debts(id)?;
        Ok(told)
    }

    /// Nothing was offered, or it is about copies, so there is no dossier to write into: it is taken from the forms that still
    /// give it, though they have run out or a newer one stands in their place. A copy outlives its form. While nothing was
    /// offered, the person speaks of what they carry as well.
    fn withdraw_before_offer(
        &mut self,
        folder: &Folder,
        scope: Withdrawal,
        telling: Option<&Telling>,
    ) -> Result<Vec<HandoverId>, Problem> {
        let case = folder.record.case.ok_or(Problem::Missing(Thing::Case))?;
        let which = match folder.state().offer {
            None => self.meant_before_offer(case, folder.peer())?,
            Some(_) => Forms::ThatSend,
        };
        self.still_given(folder, &scope, which)?;
        self.take_from_office(case, folder.peer(), &scope, telling, which)
    }

    /// What was said cannot be written yet: it is owed. Gives what the receiver would destroy: it goes now.
    pub(crate) fn withdraw_unwritten(
        &self,
        folder: &mut Folder,
        scope: &Withdrawal,
        recorder: Recorder<'_>,
    ) -> Result<Gone, Problem> {
        folder.also(self.owe(folder.record.id, scope, recorder)?);
        let keeps = folder.record.side == Side::Sender || folder.state().release.is_some();
        Ok(match scope {
            _ if keeps => Gone::default(),
            Withdrawal::All => Gone::everything(),
            Withdrawal::Items(items) => Gone::items(items.clone()),
        })
    }

    /// Whoever is at the desk, as an approver.
    pub(crate) fn approver(&self) -> Result<Approver, Problem> {
        let alone = self.profile.single_person.is_some() && self.approvers()? == 1;
        Ok(match alone {
            true => Approver::the_only_one(self.me.id),
            false => Approver::one_of_several(self.me.id),
        })
    }

    /// The same, of a handover in which they may have had a hand.
    fn approver_of(&self, folder: &Folder) -> Result<Approver, Problem> {
        Ok(self.approver()?.with(self.hand_in(folder)?))
    }

    /// Whether whoever is at the desk had a hand in what waits for an approver. Of a draft that is older than what tells it,
    /// only author and submitter are known.
    pub(crate) fn hand_in(&self, folder: &Folder) -> Result<Hand, Problem> {
        let waits = folder.record.preparation.as_ref();
        let waits = waits.is_some_and(|it| it.phase() == Phase::Submitted);
        let (true, Some(case)) = (waits, folder.record.case) else {
            return Ok(Hand::None);
        };
        let (Some(hands), Some(disclosure)) =
            (self.hands(folder.record.id)?, self.disclosure(folder)?)
        else {
            return Ok(Hand::None);
        };
        let case = self.case_summary(case)?;
        let sections = disclosure.sections().map(|(it, _)| it).collect();
        Ok(hands.of(self.me.id, &case, disclosure.items(), &sections))
    }

    /// Who recorded in a preparation that the person found sections right, as far as anything tells it.
    pub(crate) fn confirmed_by(
        &self,
        folder: &Folder,
    ) -> Result<BTreeMap<SectionId, StaffId>, Problem> {
        let hands = match &folder.record.preparation {
            Some(_) => self.hands(folder.record.id)?,
            None => None,
        };
        Ok(hands.map_or_else(BTreeMap::new, |it| it.confirmed))
    }

    fn hands(&self, id: HandoverId) -> Result<Option<Hands>, Problem> {
        let stored = self.vault.read(entry_name(id, Part::Hands))?;
        let read = stored.map(|it| decode_hands(&it.body));
        read.transpose().map_err(|_| Problem::Unreadable)
    }

    /// How many members of staff could approve. The declared exception holds only while there is one.
    fn approvers(&self) -> Result<usize, Problem> {
        let staff = self.staff()?;
        let may = |it: &&crate::domain::staff::Staff| {
            it.is_active()
                && crate::domain::handover::permit::has_right(Actor::Staff(it.role), Step::Approve)
        };
        Ok(staff.iter().filter(may).count())
    }

    /// Whether the role, the state and this office's day allow the step.
    pub(crate) fn allow(&self, folder: &Folder, step: Step) -> Result<(), Problem> {
        if folder.is_behind() {
            return Err(Problem::EntriesLost(self.about(folder.record.id)));
        }
        let state = self.as_forms_end(folder, &folder.state());
        let position = match folder.slip {
            Some(_) => Position::of_paper(&state),
            None => self.position(folder, &state)?,
        };
        permit(Actor::Staff(self.me.role), step, position, self.today())
            .map_err(|why| Problem::Denied { step, why })
    }

    /// Where a handover stands for whoever is at the desk.
    pub(crate) fn position<'a>(
        &self,
        folder: &'a Folder,
        state: &'a State,
    ) -> Result<Position<'a>, Problem> {
        Ok(Position {
            side: folder.record.side,
            means: folder.dossier.means(),
            preparation: folder.record.preparation.as_ref(),
            state: state.offer.is_some().then_some(state),
            approver: Some(self.approver_of(folder)?),
            case: match folder.record.case {
                Some(_) => OwnCase::Here,
                None => OwnCase::Missing,
            },
            months: self.months(folder),
            carrying: match self.carries(folder)? {
                Some(_) => Carrying::ThePerson,
                None => Carrying::Nobody,
            },
        })
    }

    /// A case that cannot be read says nothing; the end of a contract does not wait for it. What the city is said to
    /// confirm on a day to come, it has not confirmed. Where no kind is chosen, the catalogue asks.
    pub(crate) fn months(&self, folder: &Folder) -> Months {
        let case = folder.record.case.map(|it| self.case_summary(it));
        let Some(case) = case.and_then(Result::ok) else {
            return Months::NotKept;
        };
        let kind = self.kind_in(folder, &case);
        let kind = kind.unwrap_or(HandoverKind::ToTransition);
        let said = confirmed(&case).filter(|it| it.on <= self.today());
        kind.months(said.as_ref())
    }

    /// Writes one entry after the checks that need this very entry.
    pub(crate) fn step(
        &mut self,
        folder: &mut Folder,
        step: Step,
        act: Act,
        words: Words,
        due_in: Option<i32>,
    ) -> Result<(), Problem> {
        let state = self.as_forms_end(folder, &folder.state());
        on_own_day(&act, &state, folder.pen(), self.today())
            .map_err(|why| Problem::Denied { step, why })?;
        let words = on_slip(folder, words)?;
        self.words_free_of_secrets(&words)?;
        let due = due_in.map(|days| self.today().plus_days(days));
        self.speak(folder, act, words, due)
            .map_err(|it| it.problem(step))
    }

    /// Whether an entry is told in words. Where the person does not let them come back it goes by its kind alone: none are
    /// asked for.
    ///
    /// # Errors
    /// Words were typed that may not come back.
    fn tells_in_words(
        &self,
        folder: &Folder,
        step: Step,
        act: &Act,
        text: &str,
    ) -> Result<InWords, Problem> {
        let state = self.as_forms_end(folder, &folder.state());
        match guard::words(&state, folder.pen(), act) {
            Ok(()) => Ok(InWords::Yes),
            Err(_) if text.trim().is_empty() => Ok(InWords::ByItsKind),
            Err(why) => Err(Problem::refused(step, why)),
        }
    }

    fn say(&mut self, id: HandoverId, step: Step, act: Act, text: &str) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, step)?;
        let words = self.words(WordKey::Text, text)?;
        self.step(&mut folder, step, act, words, None)?;
        self.save(folder, deed(step, id))
    }

    /// A handover whose preparation is compared with today's case and consent, if the step is open.
    fn prepared(&mut self, id: HandoverId, step: Step) -> Result<Folder, Problem> {
        let mut folder = self.folder(id)?;
        self.refresh(&mut folder)?;
        self.allow(&folder, step)?;
        Ok(folder)
    }

    /// Drops from the preparation what no longer holds.
    pub(crate) fn refresh(
        &self,
        folder: &mut Folder,
    ) -> Result<Vec<crate::domain::handover::draft::Dropped>, Problem> {
        if folder.record.preparation.is_none() {
            return Ok(Vec::new());
        }
        let now = self.now(folder)?;
        Ok(preparation(folder)?.refresh(&now))
    }

    /// What the preparation is compared with.
    pub(crate) fn now(&self, folder: &Folder) -> Result<Now, Problem> {
        Ok(match self.consent_and_disclosure(folder)? {
            None => Now {
                consent: None,
                sections: Vec::new(),
                found_before: BTreeSet::new(),
            },
            Some((consent, disclosure)) => {
                let ready = self.ready(folder, &disclosure);
                Now {
                    consent: Some(consent.form().id),
                    found_before: self.found_elsewhere(folder, &ready)?,
                    sections: ready.iter().map(|it| it.pinned).collect(),
                }
            }
        })
    }

    /// What the person found right before, asked only where something may still be offered and a section waits for it.
    fn found_elsewhere(
        &self,
        folder: &Folder,
        ready: &[Ready],
    ) -> Result<BTreeSet<SectionId>, Problem> {
        let state = folder.state();
        let preparation = folder.record.preparation.as_ref();
        let over = !state.endings.is_empty() || state.release.is_some();
        let shown = preparation.filter(|_| !over).map(Preparation::shown);
        let waits =
            |it: &Ready, shown: &Shown| shown.get(&it.pinned.section) != Some(&it.pinned.digest);
        match shown {
            Some(shown) if ready.iter().any(|it| waits(it, &shown)) => {
                self.found_right_before(folder, ready)
            }
            _ => Ok(BTreeSet::new()),
        }
    }

    pub(crate) fn ready(&self, folder: &Folder, disclosure: &Disclosure) -> Vec<Ready> {
        folder
            .key()
            .map(|key| ready(&key, disclosure))
            .unwrap_or_default()
    }

    /// What consent lets leave today, if any does.
    pub(crate) fn disclosure(&self, folder: &Folder) -> Result<Option<Disclosure>, Problem> {
        Ok(self
            .consent_and_disclosure(folder)?
            .map(|(_, disclosure)| disclosure))
    }

    pub(crate) fn consent_and_disclosure(
        &self,
        folder: &Folder,
    ) -> Result<Option<(Consent, Disclosure)>, Problem> {
        let Some(case) = folder
            .record
            .case
            .filter(|_| folder.record.side == Side::Sender)
        else {
            return Ok(None);
        };
        let today = self.today();
        let Some(consent) = self.consent_in_force(case, folder.peer())? else {
            return Ok(None);
        };
        let summary = self.case_summary(case)?;
        Ok(consent
            .disclose(&summary, today)
            .ok()
            .map(|disclosure| (consent, disclosure)))
    }

    /// The open outgoing handover of a case, if there is one.
    pub(crate) fn open_outgoing(&self, case: CaseId) -> Result<Option<HandoverId>, Problem> {
        for id in self.handover_ids()? {
            let bare = self.bare_folder(id).ok().flatten();
            if bare.is_none_or(|it| it.record.case != Some(case)) {
                continue;
            }
            let Some(folder) = self.readable_folder(id)? else {
                // What cannot be read may be open: the case it moves stays bound to it, and no other.
                return Ok(Some(id));
            };
            if binds(&folder, &folder.state()).is_some() {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn offer_words(&self, consent: &Consent, disclosure: &Disclosure) -> Result<Words, Problem> {
        let withheld = disclosure.withheld();
        let withheld = format!(
            "{}/{}/{}",
            withheld.ordinary, withheld.by_themselves, withheld.family
        );
        let mut words = self
            .words(WordKey::Purpose, consent.form().purpose.as_str())?
            .and(WordKey::Withheld, paragraph(&withheld)?);
        if let Some(exception) = &self.profile.single_person {
            words = words.and(WordKey::Exception, paragraph(exception.reason.as_str())?);
        }
        Ok(words)
    }

    fn read_back_words(&self, form: &ReadBackForm, typed: &[String]) -> Result<Words, Problem> {
        let [first, second, third] = &form.risks;
        let mut words = self
            .words(WordKey::Risk1, first)?
            .and(WordKey::Risk2, paragraph(second)?)
            .and(WordKey::Risk3, paragraph(third)?)
            .and(WordKey::NextStep, paragraph(&form.next_step)?)
            .and(
                WordKey::FirstAppointment,
                paragraph(&form.first_appointment)?,
            );
        if let Ok(typed) = paragraph(&typed.join(" / ")) {
            words = words.and(WordKey::Typed, typed);
        }
        Ok(words)
    }

    /// The words of an entry: who wrote it, and a text.
    pub(crate) fn words(&self, key: WordKey, text: &str) -> Result<Words, Problem> {
        if text.trim().is_empty() {
            return Err(Problem::NoWords(key));
        }
        Ok(self.signed_words()?.and(key, paragraph(text)?))
    }

    /// The same where nothing need be said.
    pub(crate) fn words_if_any(&self, key: WordKey, text: &str) -> Result<Words, Problem> {
        match text.trim() {
            "" => self.signed_words(),
            text => self.words(key, text),
        }
    }

    pub(crate) fn signed_words(&self) -> Result<Words, Problem> {
        by(self.me.name.as_str())
    }

    /// The words of an entry that a member of staff recorded, whoever is at the desk.
    pub(crate) fn words_by(&self, id: StaffId) -> Result<Words, Problem> {
        by(&self.staff_name(id))
    }
}

/// Whether what the receiver tells is told in words.
enum InWords {
    Yes,
    ByItsKind,
}

/// Keeps who has a hand in a preparation.
fn hands_change(id: HandoverId, hands: &Hands) -> Change {
    let name = entry_name(id, Part::Hands);
    put(name, Under::Office, Vec::new(), encode_hands(hands))
}

/// The withdrawal that is owed an answer next.
fn owed(state: &State) -> Option<&Withdrawn> {
    let mut all = state.withdrawals.iter();
    all.find(|it| it.answer == WithdrawalAnswer::Owed)
}

/// The words of an entry, with who said it and where the paper is, where it came back on one.
fn on_slip(folder: &Folder, words: Words) -> Result<Words, Problem> {
    Ok(match &folder.slip {
        None => words,
        Some(slip) => words
            .and(WordKey::ToldBy, paragraph(&slip.told_by)?)
            .and(WordKey::Original, paragraph(&slip.original)?),
    })
}

/// Who wrote an entry; nobody is named where the name is not kept any more.
fn by(name: &str) -> Result<Words, Problem> {
    Ok(match name {
        "" => Words::none(),
        name => Words::of(vec![(WordKey::By, paragraph(name)?)]),
    })
}

/// The line of the journal for a step.
pub(crate) fn deed(step: Step, id: HandoverId) -> Deed {
    let place = Step::ALL.iter().position(|it| *it == step).unwrap_or(0);
    Deed::Handover {
        code: place as u16,
        id: id.to_bytes(),
    }
}

/// The step a line of the journal tells of.
pub fn step_of(code: u16) -> Option<Step> {
    Step::ALL.get(usize::from(code)).copied()
}

pub(crate) fn fresh_key(outside: &dyn crate::workflow::clock::Outside) -> [u8; 32] {
    let mut key = [0; 32];
    key[..16].copy_from_slice(&outside.id());
    key[16..].copy_from_slice(&outside.id());
    key
}

/// Refuses a step about a question that does not wait for its answer.
fn unanswered_in(folder: &Folder, step: Step, question: QuestionNo) -> Result<(), Problem> {
    permit::unanswered(&folder.state(), question).map_err(|it| Problem::refused(step, it))
}

fn preparation(folder: &mut Folder) -> Result<&mut Preparation, Problem> {
    folder.record.preparation.as_mut().ok_or(Problem::Denied {
        step: Step::Draft,
        why: Denied::OtherOffice,
    })
}

fn content(offer: u16, part: u16, sections: Vec<Ready>) -> ContentRecord {
    let sections = sections.into_iter();
    let sections = sections.map(|it| (it.section.content.to_vec(), it.section.salt));
    ContentRecord {
        offer,
        part,
        sections: sections.collect(),
    }
}

/// What of a withdrawal is about content, as the dossier is told; none where nothing is. What a receiver hears it tells
/// whole.
pub(crate) fn without_copies(scope: &Withdrawal, side: Side) -> Option<Withdrawal> {
    match (scope, side) {
        (Withdrawal::Items(items), Side::Sender) => {
            let content: BTreeSet<_> = ItemId::of_content()
                .filter(|it| items.contains(it))
                .collect();
            (!content.is_empty()).then_some(Withdrawal::Items(content))
        }
        (scope, _) => Some(scope.clone()),
    }
}

/// The copies that a withdrawal names one by one.
pub(crate) fn copies_in(scope: &Withdrawal) -> BTreeSet<ItemId> {
    match scope {
        Withdrawal::All => BTreeSet::new(),
        Withdrawal::Items(items) => {
            let copies = items.iter().filter(|it| it.copy_to().is_some());
            copies.copied().collect()
        }
    }
}

/// The questions nobody has answered.
pub fn unanswered(state: &State) -> Vec<QuestionNo> {
    let open = state
        .questions
        .iter()
        .filter(|it| it.status == QuestionStatus::Unanswered);
    open.map(|it| it.no).collect()
}
