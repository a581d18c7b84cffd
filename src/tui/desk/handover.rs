//! What is asked about handovers, done at the desk.
//!
//! Every rule is the desk's.

use crate::domain::case::Value;
use crate::domain::consent::{ConsentForm, Disclosure, FamilyConsent, Manner, Signer, Withdrawn};
use crate::domain::handover::entry::{Side, Withdrawal};
use crate::domain::id::HandoverId;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::text::Line;
use crate::lang::screen::dossier::Dossier as Word;
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::room::handover::{
    Ask, BeginView, Beside, ConsentDraft, Deed, HandoversView, HowSigned, dossier,
};
use crate::workflow::problem::Thing;
use crate::workflow::view::HandoverView;
use crate::workflow::{Desk, Problem};

/// The longest name, and the longest purpose, reason or place.
const NAME: usize = 60;
const LONG: usize = 120;

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::List => list(desk),
        Ask::Begin => Ok(Reply::Beginning(Box::new(BeginView {
            cases: desk.cases("")?,
            peers: desk.peers()?,
        }))),
        Ask::Draft(case, receiver) => {
            let id = desk.draft(case, receiver)?;
            show(desk, id)
        }
        Ask::Known(id) => known(desk, id),
        Ask::Show(id) => show(desk, id),
        Ask::Take(id, deed) if *deed == Deed::Discard => {
            desk.discard(id)?;
            Ok(Reply::Done(Told::say(Word::Discarded.say())))
        }
        Ask::Take(id, deed) => {
            take(desk, id, *deed)?;
            show(desk, id)
        }
    }
}

fn list(desk: &Desk) -> Result<Reply, No> {
    Ok(Reply::Handovers(Box::new(HandoversView {
        today: desk.today(),
        lines: desk.handovers()?,
    })))
}

fn show(desk: &mut Desk, id: HandoverId) -> Result<Reply, No> {
    let mut view = desk.handover(id)?;
    let prepares = view.line.side == Side::Sender && view.record.preparation.is_some();
    let preview = match prepares && view.state.endings.is_empty() {
        true => view.disclosure.take(),
        false => None,
    };
    let owned = |(id, fields): (SectionId, &[(FieldId, Value)])| (id, fields.to_vec());
    let alone = desk.profile().single_person.as_ref();
    let beside = Beside {
        office: desk.profile().name.as_str().to_owned(),
        today: desk.today(),
        peer: desk.peer(view.line.peer).ok(),
        alone: alone.map(|it| it.reason.as_str().to_owned()),
        covered: covered(&view, preview.as_ref()),
        preview: preview
            .iter()
            .flat_map(|it| it.sections())
            .map(owned)
            .collect(),
    };
    Ok(Reply::Dossier(Box::new(dossier(view, beside))))
}

fn known(desk: &mut Desk, id: HandoverId) -> Result<Reply, No> {
    let line = desk.handover_line(id)?;
    let case = line.case.ok_or(Problem::Missing(Thing::Case))?;
    let values = desk.show_case(case)?;
    let values = values.values().iter();
    Ok(Reply::Known(
        values.map(|(id, it)| (*id, it.clone())).collect(),
    ))
}

/// The items that can be taken back one by one: those of the offer that were not, else those of today's consent.
fn covered(view: &HandoverView, preview: Option<&Disclosure>) -> Vec<ItemId> {
    let gone = view.state.taken_back();
    match (&view.state.offer, preview) {
        (Some(offer), _) => offer.manifest.items.difference(&gone).copied().collect(),
        (None, Some(disclosure)) => disclosure.items().iter().copied().collect(),
        (None, None) => Vec::new(),
    }
}

fn take(desk: &mut Desk, id: HandoverId, deed: Deed) -> Result<(), Problem> {
    match deed {
        Deed::Confirm(which) => desk.confirm(id, which),
        Deed::Discard => desk.discard(id),
        Deed::Submit => desk.submit(id),
        Deed::Approve => desk.approve(id),
        Deed::Return(reason) => desk.give_back(id, &reason),
        Deed::Offer(reply_by) => desk.offer(id, reply_by),
        Deed::Add(which) => desk.add(id, which),
        Deed::RecordConsent(draft) => record(desk, id, *draft),
        Deed::Withdraw(scope) => withdraw(desk, id, scope),
        Deed::Recall(reason) => desk.recall(id, &reason),
        Deed::Lapse(reason) => desk.lapse(id, &reason),
        Deed::Discontinue(reason, text) => desk.discontinue(id, reason, &text),
        Deed::Acknowledge(which, reading) => desk.acknowledge(id, which, reading).map(drop),
        Deed::Ask(section, text) => desk.ask(id, section, &text).map(drop),
        Deed::DraftAnswer(question, text) => desk.draft_answer(id, question, &text),
        Deed::Answer(question, answering) => desk.answer(id, question, answering),
        Deed::CloseQuestion(question) => desk.close_question(id, question),
        Deed::ReadBack(form) => desk.read_back(id, &form).map(drop),
        Deed::Check(verdict, text) => desk.check(id, verdict, &text),
        Deed::Release => desk.release(id),
        Deed::Accept(form) => desk.accept(id, &form),
        Deed::Decline(decline, text) => desk.decline(id, decline, &text),
        Deed::Start(day) => desk.start(id, day).map(drop),
        Deed::Reopen(case, day, reason) => desk.reopen(id, day, case, &reason),
        Deed::TakeUp(which) => desk.take_up(id, &which).map(drop),
        Deed::NotStart(reason) => desk.not_start(id, &reason),
        Deed::End(form) => desk.end(id, &form),
        Deed::FollowUp(outcome, text) => desk.follow_up(id, None, outcome, &text),
        Deed::Handle(handling, text) => desk.handle(id, handling, &text),
        Deed::GiveUp => desk.give_up_lost(id),
    }
}

fn record(desk: &mut Desk, id: HandoverId, draft: ConsentDraft) -> Result<(), Problem> {
    let line = desk.handover_line(id)?;
    let case = line.case.ok_or(Problem::Missing(Thing::Case))?;
    let manner = match draft.manner {
        HowSigned::OwnHand => Manner::OwnHand,
        HowSigned::Seal => Manner::Seal,
        HowSigned::Electronic => Manner::Electronic,
        HowSigned::Proxy(reason) => Manner::Proxy {
            reason: Line::new(&reason, LONG)?,
        },
    };
    let family = match draft.family {
        None => None,
        Some((name, relation)) => Some(FamilyConsent {
            name: Line::new(&name, NAME)?,
            relation: Line::new(&relation, NAME)?,
            signed: draft.signed,
            manner: manner.clone(),
        }),
    };
    let form = ConsentForm {
        id: desk.fresh_consent_id(),
        case,
        receiver: line.peer,
        purpose: Line::new(&draft.purpose, LONG)?,
        returned: draft.returned,
        items: draft.items,
        until: draft.until,
        signer: match draft.guardian {
            None => Signer::Person,
            Some(name) => Signer::Guardian {
                name: Line::new(&name, NAME)?,
            },
        },
        manner,
        signed: draft.signed,
        family,
        explained_by: desk.me().id,
        original_kept: Line::new(&draft.kept, LONG)?,
    };
    desk.record_consent(form).map(drop)
}

/// Before the first offer there is no dossier to write into: the consent itself is taken back.
fn withdraw(desk: &mut Desk, id: HandoverId, scope: Withdrawal) -> Result<(), Problem> {
    let view = desk.handover(id)?;
    if view.state.offer.is_some() {
        return desk.withdraw(id, scope);
    }
    let case = view.line.case.ok_or(Problem::Missing(Thing::Case))?;
    let today = desk.today();
    let consents = desk.consents(case)?;
    let consent = consents
        .iter()
        .map(|it| (it.form(), it.in_force(today)))
        .find(|(form, in_force)| form.receiver == view.line.peer && *in_force)
        .map(|(form, _)| form.id)
        .ok_or(Problem::NothingToWithdraw)?;
    let what = match scope {
        Withdrawal::All => Withdrawn::All,
        Withdrawal::Items(items) => Withdrawn::Items(items),
    };
    desk.withdraw_consent(consent, what).map(drop)
}
