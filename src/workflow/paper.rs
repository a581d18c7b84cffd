//! An office without the program: what is printed for it, and what it sends back on paper, entered by the sender's staff.
//!
//! It decides nothing: what came back becomes entries of that office's log, by the same rules and steps as anywhere.
//! Nothing of it enters a parcel, and no signature of the other office is claimed.

use std::collections::BTreeMap;

use crate::codec::v1;
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::handover::dossier::{Arrival, QuestionStatus, State};
use crate::domain::handover::entry::{Act, Decline, Discontinuation, Handling, Outcome, Side};
use crate::domain::handover::entry::{Reading, Reply, Weight};
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::handover::words::WordKey;
use crate::domain::id::{Digest, HandoverId, OfferNo, QuestionNo};
use crate::domain::key_fact::KeyFact;
use crate::domain::section::{FieldId, SectionId};
use crate::exchange::groups;
use crate::workflow::desk::Desk;
use crate::workflow::folder::Folder;
use crate::workflow::handover::{AcceptForm, ReadBackForm, Seen, deed};
use crate::workflow::post::Extent;
use crate::workflow::problem::{Problem, Thing};

pub use crate::workflow::folder::Slip;

/// What stands on a paper that came back. Each part may be missing; what is there is entered in the order of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperReply {
    /// The paper itself.
    pub slip: Slip,
    /// Whether it says that what was printed has arrived.
    pub receipt: Receipt,
    /// The sections it speaks of, in the versions that were seen, and what it says of each.
    pub read: Vec<(Seen, Reading)>,
    /// What it asks, each about a section.
    pub questions: Vec<(SectionId, String)>,
    /// The questions it calls answered.
    pub closed: Vec<QuestionNo>,
    /// What was understood.
    pub read_back: Option<ReadBackForm>,
    /// Whether the person is taken.
    pub decision: Option<Decision>,
    /// What became of the person.
    pub course: Option<Course>,
    /// What became of the paper there, or of what was taken back.
    pub given_back: Option<GivenBack>,
}

/// Whether a paper says that what was printed has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// All that was printed and is not known to have arrived.
    Arrived,
    /// It says nothing of it.
    NotSaid,
}

/// Whether the person is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Accept(AcceptForm),
    /// No, in one of the four ways, with the reason.
    Decline(Decline, String),
}

/// What became of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Course {
    /// The first day.
    Started(Day),
    /// The person will not start, and why.
    NotStarted(String),
    /// How the person was on the next open day of follow-up, or on the one named (from 1).
    FollowedUp(Option<u8>, Outcome, String),
    /// It is over for a reason in the world.
    Discontinued(Discontinuation, String),
}

/// What became of the paper at the other office, as it told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenBack {
    /// All of it, or the items that were taken back before the release, came back or were destroyed.
    Gone,
    /// This became of items that were taken back after the release.
    Handled(Handling, String),
}

/// What is printed for an office without the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperOffer {
    /// Whose case it is: kana and name.
    pub person: String,
    /// This office, its number and telephone.
    pub sender: [String; 3],
    /// The other office.
    pub receiver: String,
    /// Who prints it.
    pub by: String,
    /// The offer's number.
    pub offer: OfferNo,
    /// How many additions are in it.
    pub additions: u16,
    /// The day it was offered.
    pub offered: Day,
    /// The day an answer is asked by.
    pub reply_by: Option<Day>,
    /// For what consent was given.
    pub purpose: String,
    /// The last day consent is in force.
    pub consent_until: Day,
    /// The digest of the offer's entry, which pins every section.
    pub digest: Digest,
    /// The same, short enough to be read out: five groups of five.
    pub code: String,
    /// The sections as disclosed, with the weight each has.
    pub sections: Vec<(SectionId, Vec<(FieldId, Value)>)>,
    /// The sections that must be understood.
    pub mandatory: Vec<SectionId>,
    /// The key facts to be written again.
    pub facts: Vec<KeyFact>,
    /// The questions that came and how they were answered.
    pub answers: Vec<PaperAnswer>,
}

/// A question with what was answered, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperAnswer {
    /// Its number.
    pub no: QuestionNo,
    /// The section it is about.
    pub section: SectionId,
    /// What was answered; none where it cannot be or consent does not cover the words any more.
    pub text: Option<String>,
}

impl Desk {
    /// Gives what is printed of the current offer, with its additions and the answers given since. The journal tells who
    /// printed it. Consent is asked as it is before a parcel is sealed: what may not leave today is not printed.
    ///
    /// # Errors
    /// The other office has the program, nothing was offered, or it may not leave today.
    pub fn print_offer(&mut self, id: HandoverId) -> Result<PaperOffer, Problem> {
        let mut folder = self.folder(id)?;
        if !folder.is_on_paper() {
            return Err(Problem::NotOnPaper);
        }
        self.allow(&folder, Step::PrintOffer)?;
        self.reachable(folder.peer())?;
        let state = folder.state();
        let told = self.paper_offer(&folder, &state)?;
        folder.record.sent = folder.dossier.log(Side::Sender).len() as u32;
        self.save(folder, Deed::Printed)?;
        Ok(told)
    }

    fn paper_offer(&self, folder: &Folder, state: &State) -> Result<PaperOffer, Problem> {
        let offer = state
            .offer
            .as_ref()
            .ok_or(Problem::Missing(Thing::Handover))?;
        let (parts, _files) = self.disclosures(folder, state, Extent::Everything)?;
        if !parts.iter().any(|it| it.part == 0) {
            return Err(Problem::Denied {
                step: Step::Offer,
                why: Denied::OutsideConsent,
            });
        }
        let mut sections = BTreeMap::new();
        for section in parts.iter().flat_map(|it| &it.sections) {
            let read = v1::decode_section(&section.content);
            let (section, fields) = read.map_err(|_| Problem::Unreadable)?;
            sections.insert(section, fields);
        }
        let entries = folder.dossier.log(Side::Sender).iter();
        let mut offers = entries.filter(
            |it| matches!(&it.envelope.act, Act::Offered { offer: no, .. } if *no == offer.no),
        );
        let digest = offers.next().ok_or(Problem::Unreadable)?.digest;
        let profile = self.profile();
        Ok(PaperOffer {
            person: folder.record.person.clone(),
            sender: [
                profile.name.as_str().to_owned(),
                profile.number.as_str().to_owned(),
                profile.phone.as_str().to_owned(),
            ],
            receiver: self.peer(folder.peer())?.name,
            by: self.me.name.as_str().to_owned(),
            offer: offer.no,
            additions: state.additions,
            offered: offer.written,
            reply_by: offer.due,
            purpose: self.purpose_of(folder, offer.no)?,
            consent_until: offer.manifest.consent_until,
            digest,
            code: groups::five_by_five(digest.as_bytes()),
            sections: sections.into_iter().collect(),
            mandatory: offer
                .manifest
                .sections
                .iter()
                .filter(|it| it.weight == Weight::Mandatory)
                .map(|it| it.section)
                .collect(),
            facts: offer.manifest.facts.clone(),
            answers: self.paper_answers(folder, state)?,
        })
    }

    /// What the offer says its consent was given for.
    fn purpose_of(&self, folder: &Folder, no: OfferNo) -> Result<String, Problem> {
        let said = self.spoken(folder, Side::Sender)?;
        let mut offers = said
            .iter()
            .filter(|it| matches!(&it.envelope.act, Act::Offered { offer, .. } if *offer == no));
        let words = offers.next().and_then(|it| it.words.as_ref());
        let purpose = words.and_then(|it| it.get(WordKey::Purpose));
        Ok(purpose.unwrap_or_default().to_owned())
    }

    /// The answers given, with their words as far as consent covers them today.
    fn paper_answers(&self, folder: &Folder, state: &State) -> Result<Vec<PaperAnswer>, Problem> {
        let tellable = self.tellable(folder, state)?;
        let said = self.spoken(folder, Side::Sender)?;
        let mut answers = Vec::new();
        for question in &state.questions {
            let given = said.iter().rev().find(
                |it| matches!(&it.envelope.act, Act::Answered { question: no, .. } if *no == question.no),
            );
            let Some(given) = given else { continue };
            let words = given.words.as_ref().and_then(|it| it.get(WordKey::Text));
            let text = words.filter(|_| {
                question.status != QuestionStatus::Answered(Reply::CannotBeAnswered)
                    && tellable.contains(&question.section)
            });
            answers.push(PaperAnswer {
                no: question.no,
                section: question.section,
                text: text.map(str::to_owned),
            });
        }
        Ok(answers)
    }

    /// Enters what came back on paper: every part of it in one commit, or nothing. Gives the key facts that differ.
    ///
    /// # Errors
    /// What a part says is not allowed now, to whoever enters it; the day on the paper lies before the offer or ahead.
    pub fn paper_reply(
        &mut self,
        id: HandoverId,
        reply: &PaperReply,
    ) -> Result<Vec<KeyFact>, Problem> {
        let mut folder = self.folder(id)?;
        if !folder.is_on_paper() {
            return Err(Problem::NotOnPaper);
        }
        self.allow(&folder, Step::PaperReply)?;
        let before = folder.dossier.log(Side::Receiver).len();
        self.take_slip(&mut folder, &reply.slip)?;
        let differing = self
            .enter_reply(&mut folder, reply)
            .map_err(|why| match why {
                Problem::Denied {
                    step,
                    why: Denied::NoRight,
                } => Problem::NotToEnter(step),
                other => other,
            })?;
        if folder.dossier.log(Side::Receiver).len() == before {
            return Err(Problem::refused(
                Step::PaperReply,
                crate::domain::handover::guard::Refusal::NothingNamed,
            ));
        }
        self.save(folder, deed(Step::PaperReply, id))?;
        self.pay_debts(id)?;
        Ok(differing)
    }

    /// Takes the paper in hand: from now on what is written is the other office's.
    fn take_slip(&self, folder: &mut Folder, slip: &Slip) -> Result<(), Problem> {
        let state = folder.state();
        let offered = state.offer.as_ref().map(|it| it.written);
        let (from, to) = (offered.unwrap_or(slip.day), self.today());
        if !(from..=to).contains(&slip.day) {
            return Err(Problem::SlipDay { from, to });
        }
        folder.slip = Some(slip.clone());
        Ok(())
    }

    fn enter_reply(
        &mut self,
        folder: &mut Folder,
        reply: &PaperReply,
    ) -> Result<Vec<KeyFact>, Problem> {
        if reply.receipt == Receipt::Arrived {
            self.receive_in(folder)?;
        }
        for reading in [Reading::Understood, Reading::NotForUs] {
            let said = reply.read.iter().filter(|(_, it)| *it == reading);
            let seen: Vec<Seen> = said.map(|(seen, _)| *seen).collect();
            if !seen.is_empty() {
                self.acknowledge_in(folder, &seen, reading)?;
            }
        }
        for no in &reply.closed {
            self.close_question_in(folder, *no)?;
        }
        for (section, text) in &reply.questions {
            self.ask_in(folder, *section, text)?;
        }
        let differing = match &reply.read_back {
            Some(form) => self.read_back_in(folder, form)?,
            None => Vec::new(),
        };
        match &reply.decision {
            None => (),
            Some(Decision::Accept(form)) => self.accept_in(folder, form)?,
            Some(Decision::Decline(decline, text)) => self.decline_in(folder, *decline, text)?,
        }
        if let Some(course) = &reply.course {
            self.follow_course_in(folder, course)?;
        }
        match &reply.given_back {
            None => (),
            Some(GivenBack::Gone) => self.given_back_in(folder)?,
            Some(GivenBack::Handled(handling, text)) => {
                self.handle_in(folder, *handling, text)?;
            }
        }
        Ok(differing)
    }

    /// What was printed has arrived: the offer, and each addition that was printed with it.
    fn receive_in(&mut self, folder: &mut Folder) -> Result<(), Problem> {
        self.allow(folder, Step::Receive)?;
        let state = folder.state();
        let offer = state
            .offer
            .as_ref()
            .ok_or(Problem::Missing(Thing::Handover))?;
        let mut waiting: Vec<u16> = offer
            .sections
            .iter()
            .filter(|it| it.arrival == Arrival::OnTheWay)
            .map(|it| it.part)
            .collect();
        waiting.sort_unstable();
        waiting.dedup();
        let printed = folder.record.sent as usize;
        let entries = folder.dossier.log(Side::Sender).iter().take(printed);
        let parts: Vec<u16> = entries
            .filter_map(|it| match &it.envelope.act {
                Act::Offered { offer: no, .. } if *no == offer.no => Some(0),
                Act::Added {
                    offer: no, part, ..
                } if *no == offer.no => Some(*part),
                _ => None,
            })
            .collect();
        waiting.retain(|it| parts.contains(it));
        if waiting.is_empty() {
            return Err(Problem::NotPrinted);
        }
        for part in waiting {
            let act = Act::Received {
                offer: offer.no,
                part,
            };
            self.step(folder, Step::Receive, act, self.signed_words()?, None)?;
        }
        Ok(())
    }

    fn follow_course_in(&mut self, folder: &mut Folder, course: &Course) -> Result<(), Problem> {
        match course {
            Course::Started(day) => {
                self.allow(folder, Step::Start)?;
                let (act, words) = (Act::Started { day: *day }, self.signed_words()?);
                self.step(folder, Step::Start, act, words, None)
            }
            Course::NotStarted(reason) => {
                self.allow(folder, Step::NotStart)?;
                let words = self.words(WordKey::Text, reason)?;
                self.step(folder, Step::NotStart, Act::NotStarted, words, None)
            }
            Course::FollowedUp(which, outcome, text) => {
                self.follow_up_in(folder, *which, *outcome, text)
            }
            Course::Discontinued(reason, text) => {
                self.allow(folder, Step::Discontinue)?;
                let act = Act::Discontinued { reason: *reason };
                let words = self.words_if_any(WordKey::Text, text)?;
                self.step(folder, Step::Discontinue, act, words, None)
            }
        }
    }

    /// The other office told that the paper is there no more. Its word is noted; nothing is destroyed by it here.
    fn given_back_in(&mut self, folder: &mut Folder) -> Result<(), Problem> {
        self.allow(folder, Step::Erase)?;
        let words = self.signed_words()?;
        self.step(folder, Step::Erase, Act::Erased, words, None)
    }
}
