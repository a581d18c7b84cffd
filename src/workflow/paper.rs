//! An office without the program: what is printed for it, and what it sends back on paper, entered by the sender's staff.
//!
//! It decides nothing: what came back becomes entries of that office's log, by the same rules and steps as anywhere. Beside
//! them the papers are kept: what was printed, and what became of it. Nothing of it enters a parcel, and no signature of
//! the other office is claimed.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::v1;
use crate::domain::answer::Given;
use crate::domain::attachment::Paper;
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::consent::{Returned, Saying, Telling};
use crate::domain::handover::dossier::{Arrival, State};
use crate::domain::handover::entry::{Act, Decline, Discontinuation, Handling, Outcome, Side};
use crate::domain::handover::entry::{Reading, Reply, Verdict, Weight, Withdrawal};
use crate::domain::handover::guard::Refusal;
use crate::domain::handover::papers::{self, Back, Became, Print};
use crate::domain::handover::permit::{Actor, Denied, Step, may_enter};
use crate::domain::handover::words::WordKey;
use crate::domain::id::{Digest, HandoverId, OfferNo, QuestionNo, StaffId};
use crate::domain::key_fact::KeyFact;
use crate::domain::section::{FieldId, SectionId};
use crate::domain::text::Line;
use crate::exchange::groups;
use crate::workflow::consent::{Forms, Recorder};
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::papers_of;
use crate::workflow::folder::{Folder, Spoken};
use crate::workflow::handover::{AcceptForm, ReadBackForm, Seen, copies_in, deed, without_copies};
use crate::workflow::never::Place;
use crate::workflow::post::Extent;
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::send::Leaving;

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
    /// What of the consent the person took back and said there.
    pub withdrawn: Option<Withdrawal>,
    /// What became of the paper there, or of what was taken back.
    pub given_back: Option<GivenBack>,
}

impl PaperReply {
    /// The first day and the interview that stand on it.
    pub fn first_days(&self) -> Vec<Day> {
        let agreed = match &self.decision {
            Some(Decision::Accept(form)) => vec![form.start, form.interview],
            _ => Vec::new(),
        };
        let came = match self.course {
            Some(Course::Started(day)) => Some(day),
            _ => None,
        };
        agreed.into_iter().chain(came).collect()
    }
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
    /// This became of the papers that are to be asked back; or, where one was never handed over, of the last that nobody
    /// receipted.
    Paper(Became),
    /// This became of these papers and no other, by their numbers in the order of printing, from 1.
    These(BTreeSet<u16>, Became),
    /// This became of items that were taken back after the release.
    Handled(Handling, String),
}

/// What is printed for an office without the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperOffer {
    /// Whose case it is: kana and name; empty where consent does not cover them.
    pub person: String,
    /// The handover's number, which tells it apart in both offices.
    pub handover: HandoverId,
    /// This office, its number and telephone.
    pub sender: [String; 3],
    /// The other office.
    pub receiver: String,
    /// Who prints it.
    pub by: String,
    /// Who sent the offer, and who approved it; empty where that is not known.
    pub signed: [String; 2],
    /// Why one person approved alone, where the office declared that.
    pub exception: Option<String>,
    /// How much stays behind, by class, as the offer says.
    pub withheld: String,
    /// The offer's number.
    pub offer: OfferNo,
    /// What of it is on the paper: 0 for the offer itself, else the addition.
    pub parts: BTreeSet<u16>,
    /// Earlier offers that are still there.
    pub earlier: Vec<OfferNo>,
    /// The day it was offered.
    pub offered: Day,
    /// The day it was released.
    pub released: Option<Day>,
    /// The day an answer is asked by.
    pub reply_by: Option<Day>,
    /// For what consent was given.
    pub purpose: String,
    /// The last day consent is in force.
    pub consent_until: Day,
    /// What may come back from there.
    pub returned: BTreeSet<Returned>,
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
    /// What was said of the read-back, where it has to be done again.
    pub correction: Option<Told>,
    /// The attached papers of which a copy goes along.
    pub enclosed: Vec<Paper>,
    /// How many entries of the sender there were: what had been said until then is told on it.
    pub said: u32,
}

/// A question with what was answered, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperAnswer {
    /// Its number.
    pub no: QuestionNo,
    /// The section it is about.
    pub section: SectionId,
    /// What is told of it.
    pub told: Told,
}

/// What is told of an answer or a check on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// These words.
    Words(String),
    /// It cannot be answered, and why, where that was said.
    CannotBeAnswered(String),
    /// Consent does not cover the words today.
    NotToday,
}

impl Desk {
    /// Gives what is printed of the current offer, with its additions and the answers given since. The journal tells who
    /// printed it. Consent is asked as it is before a parcel is sealed: what may not leave today is not printed. Nothing
    /// counts as printed before [`Desk::note_printed`] says that the file is there.
    ///
    /// # Errors
    /// The other office has the program, nothing was offered, or nothing of it may leave today.
    pub fn print_offer(&mut self, id: HandoverId) -> Result<PaperOffer, Problem> {
        let folder = self.folder(id)?;
        if !folder.is_on_paper() {
            return Err(Problem::NotOnPaper);
        }
        self.allow(&folder, Step::PrintOffer)?;
        self.reachable(folder.peer())?;
        let state = folder.state();
        let told = self.paper_offer(&folder, &state)?;
        self.enter(&[], Deed::Printed, Some(id.to_bytes()))?;
        Ok(told)
    }

    /// Notes that the file of a printed offer is there: from now on it may be receipted, and is asked back. Where the program
    /// was cut short before, it counts as not printed, and is printed again.
    pub fn note_printed(&mut self, id: HandoverId, offer: &PaperOffer) -> Result<(), Problem> {
        let mut folder = self.folder(id)?;
        self.allow(&folder, Step::PrintOffer)?;
        let mut papers = folder.papers().clone();
        papers.0.push(Print {
            offer: offer.offer,
            parts: offer.parts.clone(),
            said: offer.said,
            on: self.today(),
            by: self.me.id,
            received: None,
            back: None,
        });
        folder.keep_papers(papers);
        self.save(folder, deed(Step::PrintOffer, id))
    }

    fn paper_offer(&self, folder: &Folder, state: &State) -> Result<PaperOffer, Problem> {
        let offer = state
            .offer
            .as_ref()
            .ok_or(Problem::Missing(Thing::Handover))?;
        let log = folder.dossier.log(Side::Sender);
        let parts = self.content_due(folder, state, Extent::Everything)?;
        if parts.is_empty() && !folder.papers().has_unsaid(state, log) {
            return Err(Problem::Denied {
                step: Step::PrintOffer,
                why: Denied::OutsideConsent,
            });
        }
        let mut sections = BTreeMap::new();
        for (bytes, _) in parts.iter().flat_map(|it| &it.sections) {
            let read = v1::decode_section(bytes);
            let (section, fields) = read.map_err(|_| Problem::Unreadable)?;
            sections.insert(section, fields);
        }
        let mut offers = log.iter().filter(
            |it| matches!(&it.envelope.act, Act::Offered { offer: no, .. } if *no == offer.no),
        );
        let entry = offers.next().ok_or(Problem::Unreadable)?;
        let said = self.spoken(folder, Side::Sender)?;
        let words = |key| {
            let mut offer = said
                .iter()
                .filter(|it| it.envelope.number == entry.envelope.number);
            let words = offer.next().and_then(|it| it.words.as_ref());
            words.and_then(|it| it.get(key)).map(str::to_owned)
        };
        let leaving = self.leaving(folder, state)?;
        let profile = self.profile();
        let pinned = offer.sections.iter().map(|it| it.pinned);
        let must = pinned.filter(|it| it.weight == Weight::Mandatory);
        let places = folder.papers().0.iter();
        let known = papers::known(state);
        let earlier = places.filter(|it| it.offer < offer.no && it.is_out(known));
        let earlier: BTreeSet<OfferNo> = earlier.map(|it| it.offer).collect();
        Ok(PaperOffer {
            person: self.person_on_paper(folder, state)?,
            handover: folder.record.id,
            sender: [
                profile.name.as_str().to_owned(),
                profile.number.as_str().to_owned(),
                profile.phone.as_str().to_owned(),
            ],
            receiver: self.peer(folder.peer())?.name,
            by: self.me.name.as_str().to_owned(),
            signed: self.signed(folder, offer.no),
            exception: words(WordKey::Exception),
            withheld: words(WordKey::Withheld).unwrap_or_default(),
            offer: offer.no,
            parts: parts.iter().map(|it| it.part).collect(),
            earlier: earlier.into_iter().collect(),
            offered: offer.written,
            released: state.release.map(|it| it.written),
            reply_by: offer.due,
            purpose: words(WordKey::Purpose).unwrap_or_default(),
            consent_until: offer.manifest.consent_until,
            returned: self.lets_back(folder, state),
            digest: entry.digest,
            code: groups::five_by_five(entry.digest.as_bytes()),
            enclosed: papers_of(sections.iter().map(|(id, fields)| (*id, fields.as_slice())))
                .into_iter()
                .filter_map(|it| it.paper)
                .collect(),
            sections: sections.into_iter().collect(),
            mandatory: must.map(|it| it.section).collect(),
            facts: offer.manifest.facts.clone(),
            answers: paper_answers(folder, state, &said, &leaving),
            correction: correction(folder, state, &said, &leaving),
            said: log.len() as u32,
        })
    }

    /// The name as the offer tells it, where consent covers it today. It is no more on the paper than in a parcel.
    fn person_on_paper(&self, folder: &Folder, state: &State) -> Result<String, Problem> {
        let covered = self.covered_today(folder, state)?;
        let disclosed = self.disclosed(folder)?;
        let fields = disclosed.iter().flat_map(|it| it.sections());
        let (mut kana, mut name) = (String::new(), String::new());
        for (field, value) in fields.flat_map(|(_, fields)| fields) {
            match (field, value.given()) {
                _ if !covered.contains(&field.spec().item) => (),
                (FieldId::PersonName, Some(Given::Line(it))) => name = it.to_string(),
                (FieldId::PersonKana, Some(Given::Kana(it))) => kana = it.to_string(),
                _ => (),
            }
        }
        Ok(match (kana.is_empty(), name.is_empty()) {
            (true, true) => String::new(),
            _ => format!("{kana}\u{3000}{name}"),
        })
    }

    /// Who sent and who approved an offer, as far as that is kept.
    fn signed(&self, folder: &Folder, offer: OfferNo) -> [String; 2] {
        let grounds = self.grounds_of(folder, offer, 0).ok().flatten();
        let name = |it: Option<StaffId>| it.map_or_else(String::new, |it| self.staff_name(it));
        [
            name(grounds.as_ref().map(|it| it.sent_by)),
            name(grounds.as_ref().and_then(|it| it.approved_by)),
        ]
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
        let noted = folder.papers().clone();
        let (unread, offered) = (folder.lets_back_unread(), folder.dossier.state());
        self.take_slip(&mut folder, &reply.slip)?;
        let differing = self
            .enter_reply(&mut folder, reply)
            .map_err(|why| match why {
                Problem::Denied {
                    step,
                    why: Denied::NoRight,
                } => Problem::NotToEnter(step),
                // Nobody knows whether it may: the form is damaged, and says neither.
                Problem::Denied {
                    why: Denied::Refused(Refusal::NotToComeBack(what)),
                    ..
                } if unread && offered.may_come_back(what) => Problem::Unreadable,
                // Whoever enters a yes renews it: there is no sender to wait for.
                Problem::Denied {
                    step: Step::Accept,
                    why: Denied::ConsentExpired,
                } => Problem::Denied {
                    step: Step::PaperReply,
                    why: Denied::ConsentExpired,
                },
                other => other,
            })?;
        let of_copies = reply.withdrawn.as_ref().map(copies_in).unwrap_or_default();
        let said = folder.dossier.log(Side::Receiver).len() != before || !of_copies.is_empty();
        if !said && *folder.papers() == noted {
            return Err(Problem::refused(Step::PaperReply, Refusal::NothingNamed));
        }
        self.save(folder, deed(Step::PaperReply, id))?;
        self.pay_debts(id)?;
        Ok(differing)
    }

    /// Takes the paper in hand: from now on what is written is the other office's. Nothing comes back of what was not printed.
    fn take_slip(&self, folder: &mut Folder, slip: &Slip) -> Result<(), Problem> {
        let printed = folder.papers().0.iter().map(|it| it.on).min();
        let from = printed.ok_or(Problem::NotPrinted)?;
        self.not_before(slip, Some(from))?;
        folder.slip = Some(slip.clone());
        Ok(())
    }

    /// Refuses a day on the paper that lies before what it speaks of, or after today.
    fn not_before(&self, slip: &Slip, from: Option<Day>) -> Result<(), Problem> {
        let (from, to) = (from.unwrap_or(slip.day), self.today());
        match (from..=to).contains(&slip.day) {
            true => Ok(()),
            false => Err(Problem::SlipDay { from, to }),
        }
    }

    fn enter_reply(
        &mut self,
        folder: &mut Folder,
        reply: &PaperReply,
    ) -> Result<Vec<KeyFact>, Problem> {
        let slip = &reply.slip;
        if reply.receipt == Receipt::Arrived {
            self.receive_in(folder, slip)?;
        }
        self.sections_in(folder, reply)?;
        for no in &reply.closed {
            self.not_before(slip, answered_on(folder, *no))?;
            self.close_question_in(folder, *no)?;
        }
        for (section, text) in &reply.questions {
            self.not_before(slip, printed_on(folder, *section))?;
            self.ask_in(folder, *section, text)?;
        }
        if reply.read_back.is_some() || reply.decision.is_some() {
            self.not_before(slip, offer_printed_on(folder))?;
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
            self.not_before(slip, folder.state().release.map(|it| it.written))?;
            self.follow_course_in(folder, course)?;
        }
        if let Some(scope) = &reply.withdrawn {
            self.withdraw_in(folder, scope)?;
        }
        match &reply.given_back {
            None => (),
            Some(GivenBack::Paper(became)) => {
                let today = self.today();
                let state = self.as_forms_end(folder, &folder.state());
                let meant = folder.papers().meant(*became, &state, today);
                self.note_back(folder, slip, &meant, *became)?;
            }
            Some(GivenBack::These(numbers, became)) => {
                let places = numbers.iter().map(|it| usize::from(*it));
                let places: Option<Vec<usize>> = places.map(|it| it.checked_sub(1)).collect();
                self.note_back(folder, slip, &places.unwrap_or_default(), *became)?;
            }
            Some(GivenBack::Handled(handling, text)) => {
                self.handle_in(folder, *handling, text)?;
            }
        }
        Ok(differing)
    }

    fn sections_in(&mut self, folder: &mut Folder, reply: &PaperReply) -> Result<(), Problem> {
        for reading in [Reading::Understood, Reading::NotForUs] {
            let said = reply.read.iter().filter(|(_, it)| *it == reading);
            let seen: Vec<Seen> = said.map(|(seen, _)| *seen).collect();
            for it in &seen {
                self.not_before(&reply.slip, printed_on(folder, it.section))?;
            }
            if !seen.is_empty() {
                self.acknowledge_in(folder, &seen, reading)?;
            }
        }
        Ok(())
    }

    /// What was printed until the day of the receipt has arrived: the offer, and each addition that was on those papers. Of
    /// what was replaced or taken back meanwhile no entry can say it any more; it is noted with the paper, and the record of
    /// the delivery is written all the same.
    fn receive_in(&mut self, folder: &mut Folder, slip: &Slip) -> Result<(), Problem> {
        if !may_enter(Actor::Staff(self.me.role), Step::Receive) {
            return Err(Problem::NotToEnter(Step::Receive));
        }
        let mut papers = folder.papers().clone();
        let waiting: Vec<Print> = papers
            .0
            .iter()
            .filter(|it| it.went() && it.received.is_none())
            .cloned()
            .collect();
        let first = waiting.iter().map(|it| it.on).min();
        let first = first.ok_or_else(|| nothing_waits(folder))?;
        self.not_before(slip, Some(first))?;
        papers.note_received(slip.day);
        folder.keep_papers(papers);
        let arrived = waiting.iter().filter(|it| it.on <= slip.day);
        let parts: BTreeSet<(OfferNo, u16)> = arrived
            .flat_map(|it| it.parts.iter().map(|part| (it.offer, *part)))
            .collect();
        for (offer, part) in parts {
            let act = Act::Received { offer, part };
            if folder.dossier.may(Side::Receiver, &act).is_ok() {
                self.step(folder, Step::Receive, act, self.signed_words()?, None)?;
            }
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
            Course::NotStarted(reason) => self.not_start_in(folder, reason),
            Course::FollowedUp(which, outcome, text) => {
                self.follow_up_in(folder, *which, *outcome, text)
            }
            Course::Discontinued(reason, text) => self.discontinue_in(folder, *reason, text),
        }
    }

    /// What the person took back and said there stands in that office's log, with who wrote it down there, and holds here at
    /// once. Whoever may record it when the person says it here may enter it.
    fn withdraw_in(&mut self, folder: &mut Folder, scope: &Withdrawal) -> Result<(), Problem> {
        let step = match scope {
            Withdrawal::All => Step::WithdrawAll,
            Withdrawal::Items(_) => Step::WithdrawItems,
        };
        self.right(step)?;
        if *scope == Withdrawal::Items(BTreeSet::new()) {
            return Err(Problem::refused(step, Refusal::NothingNamed));
        }
        let copies = copies_in(scope);
        if !copies.is_empty() {
            self.still_given(folder, &Withdrawal::Items(copies.clone()), Forms::ThatSend)?;
        }
        if let Some(scope) = without_copies(scope, Side::Sender) {
            let act = Act::ConsentWithdrawn { scope };
            self.step(folder, step, act, self.signed_words()?, None)?;
        }
        // It was said there: nobody of this office was told. No dossier knows of a copy: it is taken from the forms alone.
        match folder.slip.clone().filter(|_| !copies.is_empty()) {
            None => self.take_back(folder, scope, Recorder::Program).map(drop),
            Some(slip) => {
                let telling = self.told_on(&slip)?;
                self.telling_free_of_secrets(Some(&telling))?;
                let copies = Recorder::Slip(slip.day, &telling);
                self.take_back_by_slip(folder, scope, copies).map(drop)
            }
        }
    }

    /// How a paper tells that something was taken back: who said it there, and where it is kept.
    fn told_on(&self, slip: &Slip) -> Result<Telling, Problem> {
        let shown = [&slip.told_by, &slip.original].map(|it| it.trim());
        let shown: Vec<&str> = shown.into_iter().filter(|it| !it.is_empty()).collect();
        for it in &shown {
            Line::new(it, LONGEST_NOTE)?;
        }
        let shown = shown.join(BETWEEN);
        let longest = 2 * LONGEST_NOTE + BETWEEN.len();
        let evidence = (!shown.is_empty()).then(|| Line::new(&shown, longest));
        Ok(Telling {
            how: Saying::Letter,
            heard_by: self.me.id,
            evidence: evidence.transpose()?,
        })
    }

    /// Notes what became of papers: of those that are to be asked back, or were never handed over, or of which something else
    /// was told before. It is said in the other office's log where that owes it and no paper is left; what is lost or not
    /// answered is claimed to be nothing else.
    fn note_back(
        &mut self,
        folder: &mut Folder,
        slip: &Slip,
        places: &[usize],
        became: Became,
    ) -> Result<(), Problem> {
        if !may_enter(Actor::Staff(self.me.role), Step::Erase) {
            return Err(Problem::NotToEnter(Step::Erase));
        }
        let state = self.as_forms_end(folder, &folder.state());
        let mut papers = folder.papers().clone();
        let may = papers.tellable(became, &state, self.today());
        let told = places.iter().filter(|it| may.contains(it));
        let printed = told.filter_map(|at| papers.0.get(*at)).map(|it| it.on);
        let printed: Vec<Day> = printed.collect();
        let latest = printed.iter().max().copied();
        if latest.is_none() || printed.len() < places.len() {
            return Err(Problem::refused(Step::PaperReply, Refusal::NothingOwed));
        }
        self.not_before(slip, latest)?;
        self.free_of_secrets([
            (Place::Words(WordKey::ToldBy), slip.told_by.as_str()),
            (Place::Words(WordKey::Original), slip.original.as_str()),
        ])?;
        let back = Back {
            became,
            on: slip.day,
            known: papers::known(&state),
            by: self.me.id,
            told_by: Line::new(&slip.told_by, LONGEST_NOTE)?,
            original: Line::new(&slip.original, LONGEST_NOTE)?,
        };
        papers.note(places, &back);
        let gone = papers.gone_altogether(&state, self.today());
        folder.keep_papers(papers);
        self.say_gone(folder, gone)
    }

    /// Says that it is gone, once that was told of every paper that had to come back.
    fn say_gone(&mut self, folder: &mut Folder, gone: Option<Became>) -> Result<(), Problem> {
        let handling = match gone {
            Some(Became::Returned) => Handling::Returned,
            Some(Became::Destroyed) => Handling::Erased,
            _ => return Ok(()),
        };
        if self.allow(folder, Step::Erase).is_ok() {
            let words = self.signed_words()?;
            self.step(folder, Step::Erase, Act::Erased, words, None)?;
        }
        while self.allow(folder, Step::Handle).is_ok() {
            self.handle_in(folder, handling, "")?;
        }
        Ok(())
    }
}

/// Why no receipt is waited for: something has still to be printed, or everything was receipted.
fn nothing_waits(folder: &Folder) -> Problem {
    let state = folder.state();
    let sections = state.offer.iter().flat_map(|it| &it.sections);
    let mut came = sections.map(|it| it.arrival == Arrival::Arrived);
    match came.all(|it| it) {
        true => Problem::refused(Step::PaperReply, Refusal::ArrivedAlready),
        false => Problem::NotPrinted,
    }
}

/// The longest that is kept of who said what became of a paper, and of where the note of it is.
const LONGEST_NOTE: usize = 200;

/// What stands between who told something and where the paper is, as evidence in one line.
const BETWEEN: &str = " / ";

/// The answers given since the current offer, with their words as far as they may leave today.
fn paper_answers(
    folder: &Folder,
    state: &State,
    said: &[Spoken],
    leaving: &Leaving,
) -> Vec<PaperAnswer> {
    let mut answers = Vec::new();
    for question in &state.questions {
        let given = said.iter().rev().find(
            |it| matches!(&it.envelope.act, Act::Answered { question: no, .. } if *no == question.no),
        );
        let Some(given) = given else { continue };
        let told = match given.envelope.act {
            Act::Answered {
                reply: Reply::CannotBeAnswered,
                ..
            } => {
                Told::CannotBeAnswered(words_of(folder, state, given, leaving).unwrap_or_default())
            }
            _ => words_of(folder, state, given, leaving).map_or(Told::NotToday, Told::Words),
        };
        answers.push(PaperAnswer {
            no: question.no,
            section: question.section,
            told,
        });
    }
    answers
}

/// What was said of the read-back where it has to be done again.
fn correction(folder: &Folder, state: &State, said: &[Spoken], leaving: &Leaving) -> Option<Told> {
    let read_back = state.read_back.as_ref()?;
    if read_back.verdict != Some(Verdict::Correct) {
        return None;
    }
    let check = said.iter().rev().find(
        |it| matches!(&it.envelope.act, Act::ReadBackChecked { read_back: no, .. } if *no == read_back.no),
    )?;
    Some(words_of(folder, state, check, leaving).map_or(Told::NotToday, Told::Words))
}

/// The text of an entry, where it may leave today.
fn words_of(folder: &Folder, state: &State, said: &Spoken, leaving: &Leaving) -> Option<String> {
    let text = said.words.as_ref().and_then(|it| it.get(WordKey::Text));
    let may = leaving.may_say(folder, state, &said.envelope);
    text.filter(|_| may).map(str::to_owned)
}

/// The day the version of a section that stands now was first printed.
fn printed_on(folder: &Folder, section: SectionId) -> Option<Day> {
    let offer = folder.state().offer?;
    let mut sections = offer.sections.iter();
    let part = sections.find(|it| it.pinned.section == section)?.part;
    let papers = folder.papers().that_bore(offer.no, part);
    papers.map(|it| it.on).min()
}

fn offer_printed_on(folder: &Folder) -> Option<Day> {
    let offer = folder.state().offer?.no;
    let papers = folder.papers().0.iter();
    let papers = papers.filter(|it| it.went() && it.offer == offer);
    papers.map(|it| it.on).min()
}

/// The day a question was answered.
fn answered_on(folder: &Folder, no: QuestionNo) -> Option<Day> {
    let said = folder.dossier.log(Side::Sender).iter().rev();
    let mut said = said.map(|it| &it.envelope);
    let given =
        said.find(|it| matches!(&it.act, Act::Answered { question, .. } if *question == no));
    given.map(|it| it.written)
}
