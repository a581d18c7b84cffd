//! What is missing before the first offer of a handover, as one list, and the step that is next where nothing is; after it the
//! step by which the other office is told of what changed.
//!
//! It decides nothing: whether a step is open, `permit` says, and what an offer waits for, the preparation.

use crate::domain::calendar::Day;
use crate::domain::handover::changed::Telling;
use crate::domain::handover::dossier::Phase;
use crate::domain::handover::draft::Preparation;
use crate::domain::handover::partial::Lack;
use crate::domain::handover::permit::{Months, Step};
use crate::domain::id::{HandoverId, QuestionNo};
use crate::domain::misfit::Misfit;
use crate::domain::section::{FieldId, SectionId};
use crate::workflow::carried::Carries;
use crate::workflow::earlier::{Asked, Point};
use crate::workflow::view::HandoverView;

/// One thing that is missing, or the step that is next where nothing is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Todo {
    /// The approver gave it back: why stands with the facts.
    Mend,
    /// No consent is in force.
    Consent,
    /// The other office sent an earlier handover back, and nothing in the record has changed since.
    SentBack(HandoverId),
    /// The office that sent an earlier handover back could not use this section, which is as it was.
    NotForUs(HandoverId, SectionId),
    /// It asked about this section, nobody answered, and the section is as it was.
    Question(HandoverId, QuestionNo, SectionId),
    /// A required field is not filled.
    Field(FieldId),
    /// A field that applies to this case has no answer; the offer does not wait for it.
    Applies(FieldId),
    /// What stands in a field lacks something; the offer does not wait for it.
    Lack(FieldId, Lack),
    /// Two answers do not fit each other; the offer does not wait for it.
    Misfit(Misfit),
    /// The city's word on the months is not complete, and the end of the contract will ask for it.
    Months,
    /// The files that would go cannot, as they are.
    Files,
    /// The person has not found this section of the preview right.
    Section(SectionId),
    /// The card of the other office is not verified.
    Verify,
    /// The person did not agree to all a handover needs; nothing is missing, and the offer goes without it.
    Ungiven,
    /// This step is next.
    Step(Step),
}

/// Whether the files that would go can.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Enclosing {
    /// They can, or there are none.
    Fits,
    /// They cannot.
    DoesNot,
}

/// What a preparation is looked at for.
#[derive(Clone, Debug)]
pub struct Look<'a> {
    /// Where it stands.
    pub phase: Phase,
    /// Why the approver gave it back.
    pub returned: Option<&'a str>,
    /// How many items consent covers today.
    pub items: usize,
    /// The form by which the person carries it.
    pub carries: Option<&'a Carries>,
    /// Required fields that nothing fills.
    pub missing: &'a [FieldId],
    /// What is asked besides.
    pub asked: &'a Asked,
    /// Whether the contract may end as the case stands.
    pub months: Months,
    /// Whether the files that would go can.
    pub files: Enclosing,
    /// The sections the person has not found right, in reading order.
    pub unfound: Vec<SectionId>,
    /// The other office, where something can be offered to it.
    pub receiver: Option<&'a str>,
    /// The steps that are open to whoever looks.
    pub open: Vec<Step>,
}

impl<'a> Look<'a> {
    /// Looks at a handover; `receiver` is the name of the other office, where something can be offered to it.
    pub fn of(view: &'a HandoverView, receiver: Option<&'a str>) -> Look<'a> {
        let preparation = view.record.preparation.as_ref();
        let shown = preparation.map(Preparation::shown).unwrap_or_default();
        let disclosed = view.disclosure.iter().flat_map(|it| it.sections());
        let unfound = disclosed.filter(|(id, _)| !shown.contains_key(id));
        let open = view.steps.iter().filter(|(_, open)| open.is_ok());
        Look {
            phase: view.line.phase,
            returned: view.record.return_reason.as_deref(),
            items: view.disclosure.as_ref().map_or(0, |it| it.items().len()),
            carries: view.carries.as_ref(),
            missing: &view.missing,
            asked: &view.asked,
            months: view.months,
            files: match view.files_wrong {
                None => Enclosing::Fits,
                Some(_) => Enclosing::DoesNot,
            },
            unfound: unfound.map(|(id, _)| id).collect(),
            receiver,
            open: open.map(|(step, _)| *step).collect(),
        }
    }
}

impl Todo {
    /// The stable name, as on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Todo::Mend => "returned",
            Todo::Consent => "consent",
            Todo::SentBack(_) => "sent-back",
            Todo::NotForUs(..) => "not-for-us",
            Todo::Question(..) => "question",
            Todo::Field(_) => "required",
            Todo::Applies(_) => "applies",
            Todo::Lack(..) => "lacking",
            Todo::Misfit(_) => "misfit",
            Todo::Months => "months",
            Todo::Files => "files",
            Todo::Section(_) => "unconfirmed",
            Todo::Verify => "verify",
            Todo::Ungiven => "not-consented",
            Todo::Step(_) => "step",
        }
    }

    /// Whether it is something that is missing: neither the person's own bound nor the step that comes next.
    pub fn is_missing(self) -> bool {
        !matches!(self, Todo::Ungiven | Todo::Step(_))
    }
}

/// Lists what is missing, in the order in which it is best done; what is next comes last.
pub fn todo(look: &Look) -> Vec<Todo> {
    if let Some(carries) = look.carries.filter(|_| look.items == 0) {
        // Nothing is offered, so nothing else is missing; once a sheet was printed, the draft has done its work.
        let given = carries.printed.map(|_| Todo::Step(Step::Discard));
        return given.into_iter().chain([Todo::Step(Step::Carry)]).collect();
    }
    let mut list = Vec::new();
    list.extend(look.returned.map(|_| Todo::Mend));
    if look.items == 0 {
        list.push(Todo::Consent);
    }
    for declined in &look.asked.declined {
        let id = declined.id;
        list.extend(declined.open.iter().map(|point| match point {
            Point::Reason => Todo::SentBack(id),
            Point::NotForUs(section) => Todo::NotForUs(id, *section),
            Point::Question { no, section, .. } => Todo::Question(id, *no, *section),
        }));
    }
    list.extend(look.missing.iter().map(|it| Todo::Field(*it)));
    list.extend(look.asked.applying.iter().map(|it| Todo::Applies(*it)));
    let lacking = look.asked.lacking.iter();
    let lacking = lacking.filter(|(field, _)| !look.missing.contains(field));
    list.extend(lacking.map(|(field, lack)| Todo::Lack(*field, *lack)));
    list.extend(look.asked.misfits.iter().map(|it| Todo::Misfit(*it)));
    list.extend(asks_the_city(look).then_some(Todo::Months));
    if look.files == Enclosing::DoesNot {
        list.push(Todo::Files);
    }
    list.extend(look.unfound.iter().map(|it| Todo::Section(*it)));
    if look.receiver.is_none() {
        list.push(Todo::Verify);
    }
    list.extend((!look.asked.ungiven.is_empty()).then_some(Todo::Ungiven));
    list.push(Todo::Step(match look.phase {
        Phase::Submitted => Step::Approve,
        Phase::Approved => Step::Offer,
        _ => Step::Submit,
    }));
    let returns = look.phase == Phase::Submitted && look.open.contains(&Step::Return);
    list.extend(returns.then_some(Todo::Step(Step::Return)));
    list
}

/// The step that is next where what was sent changed in the case since: of a new offer the one its preparation waits for.
pub fn to_tell(view: &HandoverView, today: Day) -> Vec<Todo> {
    let telling = Telling::of(&view.state, today).filter(|_| !view.changed.is_empty());
    let step = telling.map(|it| match (it, &view.record.preparation) {
        (Telling::Offer, Some(preparation)) => preparation.next(),
        (it, _) => it.step(),
    });
    step.map(Todo::Step).into_iter().collect()
}

/// Where one of these is missing by itself, it is named alone.
fn asks_the_city(look: &Look) -> bool {
    let named = |it: &FieldId| CITYS_WORD.contains(it);
    look.months == Months::Unconfirmed && !look.missing.iter().any(named)
}

/// What the city says of the months: how many, who and when.
const CITYS_WORD: [FieldId; 3] = [
    FieldId::PeriodLeft,
    FieldId::PeriodConfirmedWith,
    FieldId::PeriodConfirmedOn,
];

/// Counts what is missing: all but what the person bounds and the steps that come next.
pub fn left(list: &[Todo]) -> usize {
    list.iter().filter(|it| it.is_missing()).count()
}
