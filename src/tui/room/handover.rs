//! One handover and the list of all: what is asked of the worker, and what it shows. Plain data.
//!
//! It holds no keys and no way back into the store.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::consent::{Consent, ConsentForm, Explained, Mode, Returned, Saying};
use crate::domain::contact::Contact;
use crate::domain::copy::CopyTo;
use crate::domain::handover::changed::Changed;
use crate::domain::handover::dossier::{Arrival, State};
use crate::domain::handover::draft::Dropped;
use crate::domain::handover::entry::{
    Act, Decline, Discontinuation, Handling, Outcome, Reading, Side, Verdict, Weight, Withdrawal,
};
use crate::domain::handover::papers::Papers;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::handover::suggest::Suggestion;
use crate::domain::handover::words::WordKey;
use crate::domain::id::{CaseId, Digest, HandoverId, OfficeId, QuestionNo, ReadBackNo};
use crate::domain::key_fact::KeyFact;
use crate::domain::office::Corporations;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::lang::Lang;
use crate::tui::act::Told;
use crate::workflow::alike::Alike;
use crate::workflow::arrival::{Brought, Named};
use crate::workflow::attachment::Attached;
use crate::workflow::brought::Takes;
use crate::workflow::carried::Carries;
use crate::workflow::case::CaseLine;
use crate::workflow::condition::Condition;
use crate::workflow::consent::{Hearing, Meant};
use crate::workflow::draft::Erasures;
use crate::workflow::earlier::{Asked, Declined};
use crate::workflow::folder::Spoken;
use crate::workflow::handover::{
    AcceptForm, Answering, EndForm, ReadBackForm, ReplyDue, Seen, Which,
};
use crate::workflow::never::Trace;
use crate::workflow::newer::Newer;
use crate::workflow::office::PeerView;
use crate::workflow::paper::PaperReply;
use crate::workflow::view::{AtEnd, HandoverLine, HandoverView};

/// What can be asked about handovers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lists every one.
    List,
    /// Shows for whom one may be begun, and to whom.
    Begin,
    /// The same for this case, with what became of its earlier handovers; where none can begin for it, why.
    BeginFor(CaseId),
    /// Begins one for a case and an office, and shows it.
    Draft(CaseId, OfficeId),
    /// Shows what the case of one says, whatever consent covers.
    Known(HandoverId),
    /// Shows one.
    Show(HandoverId),
    /// Shows the page the person keeps of one.
    PersonPage(HandoverId),
    /// Writes a paper for the person into a new file: where, and what stands on it.
    Print(HandoverId, String, String),
    /// Writes a file that goes with one into a new file at this path.
    SaveFile(HandoverId, Digest, String),
    /// Writes into the case of one what it suggests for a field, and shows it again.
    TakeSuggested(HandoverId, Box<Suggestion>),
    /// Takes a step of one and shows it again.
    Take(HandoverId, Box<Deed>),
}

/// A step of a handover with all it needs, as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is the step of the desk with this name")]
pub enum Deed {
    Confirm(Which),
    Discard,
    Submit,
    Approve,
    Return(String),
    Offer(Option<Day>),
    Add(Which),
    RecordConsent(Box<ConsentDraft>),
    Withdraw(Withdrawal, TellingDraft),
    Recall(String),
    Lapse(String),
    Discontinue(Discontinuation, String),
    Acknowledge(Vec<Seen>, Reading),
    Ask(SectionId, String),
    DraftAnswer(QuestionNo, String),
    Answer(QuestionNo, Answering),
    CloseQuestion(QuestionNo),
    ReadBack(ReadBackForm),
    Check(ReadBackNo, Verdict, String),
    Release(ReadBackNo),
    Accept(AcceptForm),
    Decline(Decline, String),
    Start(Day),
    /// Record the first day of somebody else than the people of these cases.
    StartAsAnother(Vec<CaseId>, Day),
    /// Record the first day in this case, which is here already.
    StartInto(CaseId, Day),
    Reopen(CaseId, Day, String),
    TakeUp(Which),
    TakeUpNamed(Named),
    /// Make the case again in this one, which is here already.
    TakeUpInto(CaseId),
    NotStart(String),
    End(EndForm),
    /// Tell how the person was, on the agreed day of this place (from 1) or on the next that is open.
    FollowUp(Option<u8>, Outcome, String),
    Handle(Handling, String),
    PaperReply(Box<PaperReply>),
    PrintOffer(String, Lang),
    GiveCopy(Box<CopyDraft>),
    Carry(String, Lang),
    GiveUp,
}

impl Deed {
    /// Returns the step it takes.
    pub fn step(&self) -> Step {
        match self {
            Deed::Confirm(_) => Step::Confirm,
            Deed::Discard => Step::Discard,
            Deed::Submit => Step::Submit,
            Deed::Approve => Step::Approve,
            Deed::Return(_) => Step::Return,
            Deed::Offer(_) => Step::Offer,
            Deed::Add(_) => Step::Add,
            Deed::RecordConsent(_) => Step::RecordConsent,
            Deed::Withdraw(Withdrawal::Items(_), _) => Step::WithdrawItems,
            Deed::Withdraw(Withdrawal::All, _) => Step::WithdrawAll,
            Deed::Recall(_) => Step::Recall,
            Deed::Lapse(_) => Step::Lapse,
            Deed::Discontinue(..) => Step::Discontinue,
            Deed::Acknowledge(..) => Step::Acknowledge,
            Deed::Ask(..) => Step::Ask,
            Deed::DraftAnswer(..) => Step::DraftAnswer,
            Deed::Answer(..) => Step::Answer,
            Deed::CloseQuestion(_) => Step::CloseQuestion,
            Deed::ReadBack(_) => Step::ReadBack,
            Deed::Check(..) => Step::Check,
            Deed::Release(_) => Step::Release,
            Deed::Accept(_) => Step::Accept,
            Deed::Decline(..) => Step::Decline,
            Deed::Start(_) | Deed::StartAsAnother(..) | Deed::StartInto(..) => Step::Start,
            Deed::Reopen(..) => Step::Reopen,
            Deed::TakeUp(_) | Deed::TakeUpNamed(_) | Deed::TakeUpInto(_) => Step::TakeUp,
            Deed::NotStart(_) => Step::NotStart,
            Deed::End(_) => Step::End,
            Deed::FollowUp(..) => Step::FollowUp,
            Deed::Handle(..) => Step::Handle,
            Deed::PaperReply(_) => Step::PaperReply,
            Deed::PrintOffer(..) => Step::PrintOffer,
            Deed::GiveCopy(_) => Step::GiveCopy,
            Deed::Carry(..) => Step::Carry,
            Deed::GiveUp => Step::Manage,
        }
    }
}

/// For whom a copy is, and where it is printed to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyDraft {
    /// For which kind of place.
    pub to: CopyTo,
    /// Who it is, by name.
    pub name: String,
    /// The new file.
    pub path: String,
    /// In which language.
    pub lang: Lang,
}

/// A handover after a step of it was taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The step.
    pub step: Step,
    /// The handover as it is now.
    pub view: DossierView,
    /// The key facts of a read-back that differ from what stands here.
    pub differing: Vec<KeyFact>,
    /// What else is to be read: the other handover that lacks a file since something was handled as gone, or what came of a form.
    pub hit: Option<Told>,
    /// What was taken back with a form that leaves it out.
    pub taken_back: BTreeSet<ItemId>,
}

/// A signed consent form as typed; the domain checks it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsentDraft {
    /// Under which heading of the law.
    pub mode: Mode,
    /// For what.
    pub purpose: String,
    /// What may go.
    pub items: BTreeSet<ItemId>,
    /// What comes back.
    pub returned: BTreeSet<Returned>,
    /// The last day on which it holds.
    pub until: Day,
    /// When it was signed.
    pub signed: Day,
    /// The guardian who signed, and what they are to the person; none where the person did.
    pub guardian: Option<(String, String)>,
    /// How it was signed.
    pub manner: HowSigned,
    /// Who of the family consented, and what they are to the person.
    pub family: Option<(String, String)>,
    /// Where the original is kept.
    pub kept: String,
    /// How it was explained.
    pub explained: Explained,
    /// What whoever records it was asked about, and means to take back with it.
    pub taken_back: BTreeSet<ItemId>,
}

/// How a withdrawal was said, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TellingDraft {
    /// How; none where nobody says.
    pub how: Option<Saying>,
    /// Who heard it; empty for whoever is at the desk.
    pub heard_by: String,
    /// What shows it; may be empty.
    pub evidence: String,
}

/// How a form was signed, as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(
    missing_docs,
    reason = "each is the manner of the domain with this name"
)]
pub enum HowSigned {
    OwnHand,
    Proxy(String),
    Seal,
    Electronic,
}

/// For whom a handover may be begun, and to whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BeginView {
    /// Every case.
    pub cases: Vec<CaseLine>,
    /// Every other office.
    pub peers: Vec<PeerView>,
    /// The open handovers that keep a case from any other.
    pub open: Vec<HandoverLine>,
    /// What is known of the one person it is begun for; nothing where the person is still to be chosen.
    pub before: Before,
}

/// What became of earlier handovers of the person one is begun for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Before {
    /// The offices that declined the person, the latest first.
    pub declined: Vec<Declined>,
    /// The office to which the latest of these declines leads.
    pub leads: Option<OfficeId>,
}

/// Every handover.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandoversView {
    /// Today, by this office's clock.
    pub today: Day,
    /// The handovers, those with something to do first.
    pub lines: Vec<HandoverLine>,
}

/// One handover as its screen shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DossierView {
    /// As a list shows it.
    pub line: HandoverLine,
    /// The name of this office.
    pub office: String,
    /// Whether the other office is of this one's corporation, as far as its card is held.
    pub corporations: Corporations,
    /// Today, by this office's clock.
    pub today: Day,
    /// The name of whoever acts.
    pub me: String,
    /// What the two logs mean.
    pub state: State,
    /// What was printed, where the other office has no program.
    pub papers: Papers,
    /// The sections of the current offer in reading order.
    pub sections: Vec<SectionView>,
    /// Every step of a handover, with the reason where it is not open.
    pub steps: Vec<(Step, Option<Denied>)>,
    /// What was said, in an order in which every entry follows what its writer had seen.
    pub entries: Vec<EntryView>,
    /// The files that go with it, as its papers name them.
    pub files: Vec<Attached>,
    /// Why the files that would go cannot.
    pub files_wrong: Option<Told>,
    /// Required fields without an answer, at the sender before an offer.
    pub missing: Vec<FieldId>,
    /// What is asked besides while the first offer is prepared, and what earlier handovers say.
    pub asked: Asked,
    /// Answers drafted for somebody who may say them.
    pub drafts: Vec<(QuestionNo, String)>,
    /// The card of the other office, if it is held.
    pub peer: Option<PeerView>,
    /// That the approver gave the draft back.
    pub returned: Option<GivenBack>,
    /// The sections of which others than whoever acts recorded that the person found them right, and who that was.
    pub confirmed_by_others: BTreeMap<SectionId, String>,
    /// What the offer in preparation rests on.
    pub grounds: Option<Grounds>,
    /// What has to be confirmed again, and why.
    pub dropped: Vec<Dropped>,
    /// What the other office would see today, at the sender while something may still be offered or added.
    pub preview: Vec<PreviewSection>,
    /// By when an offer asks for an answer, where no other day is named.
    pub reply_due: ReplyDue,
    /// The days after the first day on which it is followed up, where none are agreed.
    pub follow_up_days: BTreeSet<i32>,
    /// The items consent covers today, as far as they are known here.
    pub covered: Vec<ItemId>,
    /// Why one person approves alone here, where the office declared that.
    pub alone: Option<String>,
    /// What additions brought and waits to be taken up into the own case.
    pub waiting: Vec<Brought>,
    /// The cases that had left and are this person's, while the start can be written.
    pub returning: Vec<CaseLine>,
    /// What of that which came from the other office looks like what is never stored.
    pub arrived: Vec<Trace>,
    /// The cases this office may have of the person already, where the first day can be recorded or its case is to be made
    /// again.
    pub arriving: Vec<Alike>,
    /// At the same time, the cases of somebody like them that had left, or whose person is away for a time.
    pub gone: Vec<Alike>,
    /// What answering the withdrawal that is owed an answer takes out of the own case.
    pub handling: Option<Takes>,
    /// What this office's case says for the end of the contract.
    pub at_end: AtEnd,
    /// The places for which consent lets a copy go today.
    pub copies: Vec<CopyTo>,
    /// The form that holds for the other office, at the sender: the next one begins with it.
    pub holds: Option<Consent>,
    /// The form by which the person carries it, before an offer.
    pub carries: Option<Carries>,
    /// What the other office would hear of a withdrawal, before an offer.
    pub hearing: Hearing,
    /// What the forms give that are meant by one, before an offer.
    pub meant: Meant,
    /// Whom this office has still to tell that the person moves, once that is sure.
    pub to_tell: Vec<Contact>,
    /// The last day of consent, at the sender, where the form that counts ends before the day its offer names.
    pub ends_sooner: Option<Day>,
    /// The sections that are not as they were before the latest additions, or in the offer before.
    pub newer: BTreeMap<SectionId, Newer>,
    /// The condition that was put last.
    pub condition: Option<Condition>,
    /// What this office's case does not say any more as it was sent, at the sender.
    pub changed: Vec<Changed>,
    /// How far the erasing had come when this was read.
    pub erasures: Erasures,
}

impl DossierView {
    /// Gives the sections nobody has read yet, in the versions shown.
    pub fn unread(&self) -> Vec<Seen> {
        let unread = self.sections.iter().filter(|it| it.reading.is_none());
        unread.map(|it| it.seen).collect()
    }
}

/// A section as the other office would see it today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PreviewSection {
    /// Which.
    pub id: SectionId,
    /// Whether the person found it right.
    pub found: Found,
    /// Its fields.
    pub fields: Vec<(FieldId, Value)>,
}

/// Whether the person found a section right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// This version of it.
    Right,
    /// This version of it, in an earlier handover.
    Before,
    /// Not yet.
    NotYet,
}

/// What an offer in preparation rests on, with the names of the staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grounds {
    /// The consent it is bound to, as signed.
    pub consent: Option<ConsentForm>,
    /// Who explained it to the person; empty without a consent.
    pub explained_by: String,
    /// Who drafts it.
    pub author: String,
    /// Who submitted it, while it waits.
    pub submitted: Option<String>,
    /// Who approved it, until it is offered.
    pub approved: Option<String>,
}

/// That the approver gave a draft back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivenBack {
    /// Why.
    pub why: String,
    /// Who did; empty where that is not known.
    pub by: String,
}

/// What is known of a handover besides what the desk's own view holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Beside {
    /// The name of this office.
    pub office: String,
    /// Whether the other office is of this one's corporation, as far as its card is held.
    pub corporations: Corporations,
    /// Today, by this office's clock.
    pub today: Day,
    /// The name of whoever acts.
    pub me: String,
    /// The card of the other office, if it is held.
    pub peer: Option<PeerView>,
    /// The sections that consent discloses today.
    pub preview: Vec<(SectionId, Vec<(FieldId, Value)>)>,
    /// The items it covers.
    pub covered: Vec<ItemId>,
    /// Why one person approves alone here.
    pub alone: Option<String>,
    /// What the offer in preparation rests on.
    pub grounds: Option<Grounds>,
    /// Who else recorded that the person found sections right.
    pub confirmed_by_others: BTreeMap<SectionId, String>,
    /// The name of whoever gave the draft back; empty where nobody did, or it is not known.
    pub returned_by: String,
    /// What answering the withdrawal that is owed an answer takes out of the own case.
    pub handling: Option<Takes>,
    /// What this office's case says for the end of the contract.
    pub at_end: AtEnd,
    /// How far the erasing had come when this was read.
    pub erasures: Erasures,
}

/// One section of an offer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SectionView {
    /// Which.
    pub id: SectionId,
    /// Which version of it: what is said of it is said of this one.
    pub seen: Seen,
    /// Whether it must be understood.
    pub weight: Weight,
    /// Whether the receiver has it.
    pub arrival: Arrival,
    /// What a reader said of this version.
    pub reading: Option<Reading>,
    /// Its fields; none where they are not held here.
    pub fields: Vec<(FieldId, Value)>,
}

/// One entry of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryView {
    /// Who speaks.
    pub side: Side,
    /// The writer's day.
    pub written: Day,
    /// What is said.
    pub act: Act,
    /// Its words; none where they were destroyed or never came.
    pub words: Vec<(WordKey, String)>,
}

/// Takes from a handover what its screen shows.
pub fn dossier(view: HandoverView, beside: Beside) -> DossierView {
    let sections = sections(&view);
    let shown = view.record.preparation.as_ref().map(|it| it.shown());
    let found_before = view.asked.found_before.clone();
    let found = |id| match shown.as_ref().is_some_and(|it| it.contains_key(&id)) {
        true if found_before.contains(&id) => Found::Before,
        true => Found::Right,
        false => Found::NotYet,
    };
    let preview = beside
        .preview
        .into_iter()
        .map(|(id, fields)| PreviewSection {
            id,
            found: found(id),
            fields,
        });
    DossierView {
        office: beside.office,
        corporations: beside.corporations,
        today: beside.today,
        me: beside.me,
        sections,
        steps: of_a_handover(&view),
        entries: timeline(view.said, view.replied),
        files: view.files,
        files_wrong: view.files_wrong.as_ref().map(Told::of),
        missing: view.missing,
        asked: view.asked,
        drafts: view.record.answers,
        peer: beside.peer,
        returned: (view.record.return_reason).map(|why| GivenBack {
            why,
            by: beside.returned_by,
        }),
        grounds: beside.grounds,
        confirmed_by_others: beside.confirmed_by_others,
        dropped: view.dropped,
        preview: preview.collect(),
        reply_due: view.reply_due,
        follow_up_days: view.follow_up_days,
        covered: beside.covered,
        alone: beside.alone,
        handling: beside.handling,
        at_end: beside.at_end,
        erasures: beside.erasures,
        waiting: view.waiting,
        returning: view.returning,
        arriving: view.arriving,
        gone: view.gone,
        arrived: view.arrived,
        copies: view.copies,
        holds: view.holds,
        carries: view.carries,
        hearing: view.hearing,
        meant: view.meant,
        to_tell: view.to_tell,
        ends_sooner: view.ends_sooner,
        newer: view.newer,
        condition: view.condition,
        changed: view.changed,
        state: view.state,
        papers: view.papers,
        line: view.line,
    }
}

fn sections(view: &HandoverView) -> Vec<SectionView> {
    let Some(offer) = view.state.offer.as_ref().filter(|_| !view.is_gone()) else {
        return Vec::new();
    };
    let held = view.disclosed.as_ref();
    let fields = |id: SectionId| {
        let mut all = held.into_iter().flat_map(|it| it.sections());
        let found = all.find(|(it, _)| *it == id);
        found.map_or_else(Vec::new, |(_, fields)| fields.to_vec())
    };
    let shown = offer.sections.iter().map(|section| SectionView {
        id: section.pinned.section,
        seen: Seen {
            section: section.pinned.section,
            digest: section.pinned.digest,
        },
        weight: section.pinned.weight,
        arrival: section.arrival,
        reading: section.reading,
        fields: fields(section.pinned.section),
    });
    shown.collect()
}

/// Whether a step is one of a handover: what belongs to the office is taken elsewhere, and the program does the rest.
pub fn is_of_a_handover(step: Step) -> bool {
    !matches!(
        step,
        Step::Read
            | Step::WriteCase
            | Step::WriteNotes
            | Step::Draft
            | Step::Manage
            | Step::ReadAudit
            | Step::Visit
            | Step::ExportLists
            | Step::EraseKept
            | Step::Receive
            | Step::Erase
    )
}

/// Leaves out what can never be a step of this handover.
fn of_a_handover(view: &HandoverView) -> Vec<(Step, Option<Denied>)> {
    // Two are steps only where there is something to take up or to reopen, one only while there is a draft, two only where
    // the other office is on paper, one only where consent lets a copy go, and one where the person carries it.
    let idle = |step: Step, open: &Result<(), Denied>| match step {
        Step::PaperReply | Step::PrintOffer => !view.line.is_on_paper(),
        Step::GiveCopy => view.copies.is_empty(),
        Step::Carry => view.carries.is_none(),
        Step::TakeUp => view.waiting.is_empty(),
        Step::Reopen => view.returning.is_empty(),
        Step::Discard => !matches!(open, Ok(()) | Err(Denied::NoRight)),
        _ => false,
    };
    let kept = view
        .steps
        .iter()
        .filter(|(step, open)| is_of_a_handover(*step) && !idle(*step, open));
    kept.map(|(step, open)| (*step, open.clone().err()))
        .collect()
}

fn timeline(said: Vec<Spoken>, replied: Vec<Spoken>) -> Vec<EntryView> {
    let (mut senders, mut receivers) =
        (said.into_iter().peekable(), replied.into_iter().peekable());
    let (mut sent, mut came) = (0u32, 0u32);
    let mut entries = Vec::new();
    loop {
        let next = match (senders.peek(), receivers.peek()) {
            (None, None) => return entries,
            (Some(_), None) => Side::Sender,
            (None, Some(_)) => Side::Receiver,
            (Some(one), Some(other)) => {
                let (one, other) = (&one.envelope, &other.envelope);
                let waits = came < one.seen.count;
                let free = other.seen.count <= sent;
                match waits || (free && other.written < one.written) {
                    true => Side::Receiver,
                    false => Side::Sender,
                }
            }
        };
        let spoken = match next {
            Side::Sender => {
                sent += 1;
                senders.next()
            }
            Side::Receiver => {
                came += 1;
                receivers.next()
            }
        };
        entries.extend(spoken.map(entry));
    }
}

fn entry(spoken: Spoken) -> EntryView {
    let words = spoken.words.iter().flat_map(|it| it.all());
    EntryView {
        words: words.map(|(key, text)| (key, text.to_owned())).collect(),
        side: spoken.envelope.side,
        written: spoken.envelope.written,
        act: spoken.envelope.act,
    }
}
