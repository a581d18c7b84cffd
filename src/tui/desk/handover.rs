//! What is asked about handovers, done at the desk.
//!
//! Every rule is the desk's.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::case::Value;
use crate::domain::consent::{
    ConsentForm, Disclosure, FamilyConsent, LONGEST_NAME, LONGEST_PURPOSE, LONGEST_REASON, Manner,
    Signer, Telling,
};
use crate::domain::handover::draft::Stage;
use crate::domain::handover::entry::{Side, Withdrawal};
use crate::domain::handover::permit::Step;
use crate::domain::id::HandoverId;
use crate::domain::key_fact::KeyFact;
use crate::domain::office::Corporations;
use crate::domain::own_answer::AtStart;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::text::Line;
use crate::lang::Lang;
use crate::lang::arrival;
use crate::lang::message;
use crate::lang::problem::Said;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::taking_back;
use crate::report::carried::carried;
use crate::report::copy::copied;
use crate::report::offer::printed_offer;
use crate::report::text::printed;
use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::desk::office::{failed, whole};
use crate::tui::room::handover::{
    Ask, Before, BeginView, Beside, ConsentDraft, CopyDraft, Deed, DossierView, Grounds,
    HandoversView, HowSigned, Taken, TellingDraft, dossier,
};
use crate::workflow::consent::Recorded;
use crate::workflow::copy::CopyFor;
use crate::workflow::custody::NewFile;
use crate::workflow::problem::Thing;
use crate::workflow::view::HandoverView;
use crate::workflow::{Desk, Problem};

/// How many fields of a sort are named in a notice: the rest are counted.
const NAMED: usize = 8;

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::List => list(desk),
        Ask::Begin => Ok(Reply::Beginning(Box::new(begin(desk, Before::default())?))),
        Ask::BeginFor(case) => {
            desk.can_begin(case)?;
            let before = Before {
                declined: desk.declined_before(case)?,
                leads: desk.leads_on(case)?,
            };
            Ok(Reply::Beginning(Box::new(begin(desk, before)?)))
        }
        Ask::Draft(case, receiver) => {
            let id = desk.draft(case, receiver)?;
            show(desk, id)
        }
        Ask::TakeSuggested(id, seen) => {
            desk.take_as_seen(id, &seen)?;
            show(desk, id)
        }
        Ask::Known(id) => known(desk, id),
        Ask::Show(id) => show(desk, id),
        Ask::PersonPage(id) => Ok(Reply::PersonPage(Box::new(desk.person_page(id)?))),
        Ask::Print(id, path, text) => print(desk, id, &path, &text),
        Ask::SaveFile(id, file, path) => {
            let path = whole(&path)?;
            let target = NewFile::at(&path).map_err(failed)?;
            let bytes = desk.export_enclosure(id, file)?;
            target.write(&bytes).map_err(failed)?;
            Ok(Reply::Done(Told::say(CaseWord::Exported.say())))
        }
        Ask::Take(id, deed) if *deed == Deed::Discard => {
            desk.discard(id)?;
            Ok(Reply::Done(Told::say(Word::Discarded.say())))
        }
        Ask::Take(id, deed) => {
            let step = deed.step();
            let mut met = AtStart::default();
            let differing = match *deed {
                Deed::PrintOffer(path, lang) => print_offer(desk, id, &path, lang)?,
                Deed::GiveCopy(draft) => give_copy(desk, id, *draft)?,
                Deed::Carry(path, lang) => carry(desk, id, &path, lang)?,
                Deed::RecordConsent(draft) => return record(desk, id, *draft),
                Deed::StartInto(case, day) => {
                    met = desk.start_into(id, day, case)?;
                    Vec::new()
                }
                Deed::Reopen(case, day, reason) => {
                    met = desk.reopen(id, day, case, &reason)?;
                    Vec::new()
                }
                Deed::TakeUpInto(case) => {
                    met = desk.take_up_into(id, case)?;
                    Vec::new()
                }
                deed => take(desk, id, deed)?,
            };
            let hit = match step {
                Step::Handle => desk.hit_by_handling(id)?,
                _ => None,
            };
            let hit = hit.map(|it| Told::both(|lang| message::hit_by_handling(it, lang)));
            let hit = hit.or_else(|| met_at_start(&met));
            let view = view(desk, id)?;
            Ok(Reply::Taken(Box::new(Taken {
                step,
                view,
                differing,
                hit,
                taken_back: BTreeSet::new(),
            })))
        }
    }
}

fn list(desk: &Desk) -> Result<Reply, No> {
    Ok(Reply::Handovers(Box::new(HandoversView {
        today: desk.today(),
        lines: desk.handovers()?,
    })))
}

fn begin(desk: &Desk, before: Before) -> Result<BeginView, No> {
    let mut open = desk.handovers()?;
    open.retain(|it| it.binds.is_some());
    Ok(BeginView {
        cases: desk.cases("")?,
        peers: desk.peers()?,
        open,
        before,
    })
}

fn show(desk: &mut Desk, id: HandoverId) -> Result<Reply, No> {
    Ok(Reply::Dossier(Box::new(view(desk, id)?)))
}

fn view(desk: &mut Desk, id: HandoverId) -> Result<DossierView, No> {
    let mut view = desk.handover(id)?;
    let prepares = view.line.side == Side::Sender && view.record.preparation.is_some();
    let preview = match prepares && view.state.endings.is_empty() {
        true => view.disclosure.take(),
        false => None,
    };
    let owned = |(id, fields): (SectionId, &[(FieldId, Value)])| (id, fields.to_vec());
    let alone = desk.profile().single_person.as_ref();
    let peer = desk.peer(view.line.peer).ok();
    let beside = Beside {
        office: desk.profile().name.as_str().to_owned(),
        today: desk.today(),
        me: desk.me().name.as_str().to_owned(),
        corporations: peer
            .as_ref()
            .map_or(Corporations::Different, |it| desk.corporations(it)),
        peer,
        alone: alone.map(|it| it.reason.as_str().to_owned()),
        grounds: grounds(desk, &view),
        confirmed_by_others: confirmed_by_others(desk, &view),
        returned_by: (view.returned_by).map_or_else(String::new, |it| desk.staff_name(it)),
        handling: desk.handling_takes(id)?,
        at_end: desk.at_end(id)?,
        erasures: desk.erasures(),
        covered: covered(&view, preview.as_ref()),
        preview: preview
            .iter()
            .flat_map(|it| it.sections())
            .map(owned)
            .collect(),
    };
    Ok(dossier(view, beside))
}

fn grounds(desk: &Desk, view: &HandoverView) -> Option<Grounds> {
    let preparation = view.record.preparation.as_ref()?;
    let carried = view.carries.as_ref().map(|it| it.consent);
    let consent = preparation.consent().or(carried);
    let consent = consent.and_then(|it| desk.consent(it).ok());
    let consent = consent.map(|it| it.form().clone());
    let (submitted, approved) = match &preparation.stage {
        Stage::Submitted { by, .. } => (Some(*by), None),
        Stage::Approved { by, .. } => (None, Some(*by)),
        Stage::Drafting
        | Stage::Consented { .. }
        | Stage::Confirmed { .. }
        | Stage::Returned { .. } => (None, None),
    };
    let explained_by = consent.as_ref().map(|it| desk.staff_name(it.explained_by));
    Some(Grounds {
        explained_by: explained_by.unwrap_or_default(),
        consent,
        author: desk.staff_name(preparation.author),
        submitted: submitted.map(|it| desk.staff_name(it)),
        approved: approved.map(|it| desk.staff_name(it)),
    })
}

fn confirmed_by_others(desk: &Desk, view: &HandoverView) -> BTreeMap<SectionId, String> {
    let me = desk.me().id;
    let others = view.confirmed_by.iter().filter(|(_, by)| **by != me);
    others
        .map(|(section, by)| (*section, desk.staff_name(*by)))
        .collect()
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

/// Writes a paper into a new file; the journal has its line before there is a file.
fn print(desk: &mut Desk, id: HandoverId, path: &str, text: &str) -> Result<Reply, No> {
    let path = whole(path)?;
    let case = desk.handover_line(id)?.case;
    let case = case.ok_or(Problem::Missing(Thing::Case))?;
    let target = NewFile::at(&path).map_err(failed)?;
    desk.paper_written(case)?;
    target.write(text.as_bytes()).map_err(failed)?;
    Ok(Reply::Done(Told::say(Prepare::PaperWritten.say())))
}

/// Prints an offer into a new file. The journal has its line before there is a file; it counts as printed once the file is
/// there.
fn print_offer(
    desk: &mut Desk,
    id: HandoverId,
    path: &str,
    lang: Lang,
) -> Result<Vec<KeyFact>, No> {
    let path = whole(path)?;
    let target = NewFile::at(&path).map_err(failed)?;
    let offer = desk.print_offer(id)?;
    let text = printed(&printed_offer(&offer, lang));
    target.write(text.as_bytes()).map_err(failed)?;
    desk.note_printed(id, &offer)?;
    Ok(Vec::new())
}

/// Prints a copy into a new file; the journal has its line before there is a file, and the record is written after.
fn give_copy(desk: &mut Desk, id: HandoverId, draft: CopyDraft) -> Result<Vec<KeyFact>, No> {
    let path = whole(&draft.path)?;
    let (to, name) = (draft.to, draft.name);
    let target = NewFile::at(&path).map_err(failed)?;
    let sheet = desk.copy(id, &CopyFor { to, name })?;
    let text = printed(&copied(&sheet, draft.lang));
    target.write(text.as_bytes()).map_err(failed)?;
    desk.copy_given(&sheet)?;
    Ok(Vec::new())
}

/// Prints what the person carries into a new file; the journal has its line before there is a file, and that it was
/// printed is written down after.
fn carry(desk: &mut Desk, id: HandoverId, path: &str, lang: Lang) -> Result<Vec<KeyFact>, No> {
    let path = whole(path)?;
    let line = desk.handover_line(id)?;
    let case = line.case.ok_or(Problem::Missing(Thing::Case))?;
    let target = NewFile::at(&path).map_err(failed)?;
    let sheet = desk.carry(case, line.peer)?;
    let text = printed(&carried(&sheet, lang));
    target.write(text.as_bytes()).map_err(failed)?;
    desk.sheet_printed(&sheet)?;
    Ok(Vec::new())
}

/// What became of what a case that was here says otherwise; none where nothing did.
fn met_at_start(met: &AtStart) -> Option<Told> {
    let said = |lang| Said {
        what: arrival::at_start(met, NAMED, lang).join("\n"),
        then: String::new(),
    };
    (*met != AtStart::default()).then(|| Told::both(said))
}

/// The items that can be taken back one by one: those of the offer that were not, else those of today's consent; and the
/// copies a form lets go, or let go before it ran out.
fn covered(view: &HandoverView, preview: Option<&Disclosure>) -> Vec<ItemId> {
    let gone = view.state.taken_back();
    let content: Vec<ItemId> = match (&view.state.offer, preview) {
        (Some(offer), _) => offer.manifest.items.difference(&gone).copied().collect(),
        (None, Some(disclosure)) => disclosure.items().iter().copied().collect(),
        (None, None) => Vec::new(),
    };
    let copies = view.copies_left.iter().map(|it| it.item());
    content.into_iter().chain(copies).collect()
}

/// Takes a step; of a read-back, returns the key facts that differ.
fn take(desk: &mut Desk, id: HandoverId, deed: Deed) -> Result<Vec<KeyFact>, Problem> {
    let taken = match deed {
        Deed::ReadBack(form) => return desk.read_back(id, &form),
        Deed::PaperReply(reply) => return desk.paper_reply(id, &reply),
        // They write a file, may be asked about, or tell what became of the case, which is done above.
        Deed::PrintOffer(..)
        | Deed::GiveCopy(_)
        | Deed::Carry(..)
        | Deed::RecordConsent(_)
        | Deed::StartInto(..)
        | Deed::Reopen(..)
        | Deed::TakeUpInto(_) => Ok(()),
        Deed::Confirm(which) => desk.confirm(id, which),
        Deed::Discard => desk.discard(id),
        Deed::Submit => desk.submit(id),
        Deed::Approve => desk.approve(id),
        Deed::Return(reason) => desk.give_back(id, &reason),
        Deed::Offer(reply_by) => desk.offer(id, reply_by),
        Deed::Add(which) => desk.add(id, which),
        Deed::Withdraw(scope, told) => withdraw(desk, id, scope, told),
        Deed::Recall(reason) => desk.recall(id, &reason),
        Deed::Lapse(reason) => desk.lapse(id, &reason),
        Deed::Discontinue(reason, text) => desk.discontinue(id, reason, &text),
        Deed::Acknowledge(seen, reading) => desk.acknowledge(id, &seen, reading),
        Deed::Ask(section, text) => desk.ask(id, section, &text).map(drop),
        Deed::DraftAnswer(question, text) => desk.draft_answer(id, question, &text),
        Deed::Answer(question, answering) => desk.answer(id, question, answering),
        Deed::CloseQuestion(question) => desk.close_question(id, question),
        Deed::Check(read_back, verdict, text) => desk.check(id, read_back, verdict, &text),
        Deed::Release(read_back) => desk.release(id, read_back),
        Deed::Accept(form) => desk.accept(id, &form),
        Deed::Decline(decline, text) => desk.decline(id, decline, &text),
        Deed::Start(day) => desk.start(id, day).map(drop),
        Deed::StartAsAnother(than, day) => desk.start_as_another(id, day, &than).map(drop),
        Deed::TakeUp(which) => desk.take_up(id, &which).map(drop),
        Deed::TakeUpNamed(named) => desk.take_up_named(id, &named).map(drop),
        Deed::NotStart(reason) => desk.not_start(id, &reason),
        Deed::End(form) => desk.end(id, &form),
        Deed::FollowUp(which, outcome, text) => desk.follow_up(id, which, outcome, &text),
        Deed::Handle(handling, text) => desk.handle(id, handling, &text),
        Deed::GiveUp => desk.give_up_lost(id),
    };
    taken.map(|()| Vec::new())
}

fn withdraw(
    desk: &mut Desk,
    id: HandoverId,
    scope: Withdrawal,
    told: TellingDraft,
) -> Result<(), Problem> {
    let telling = telling(desk, told)?;
    desk.withdraw_as_told(id, scope, telling.as_ref()).map(drop)
}

/// How a withdrawal was said, with whoever is at the desk where nobody else is named; none where nobody says.
pub(super) fn telling(desk: &Desk, told: TellingDraft) -> Result<Option<Telling>, Problem> {
    let Some(how) = told.how else {
        return Ok(None);
    };
    Ok(Some(Telling {
        how,
        heard_by: match told.heard_by.is_empty() {
            true => desk.me().id,
            false => desk.find_colleague(&told.heard_by)?.id,
        },
        evidence: line_or_none(&told.evidence, LONGEST_REASON)?,
    }))
}

/// What is typed, where anything is.
fn line_or_none(typed: &str, longest: usize) -> Result<Option<Line>, Problem> {
    Ok(match typed.is_empty() {
        true => None,
        false => Some(Line::new(typed, longest)?),
    })
}

/// Records a form; where that takes back more than whoever records it was asked about, that is asked first.
fn record(desk: &mut Desk, id: HandoverId, draft: ConsentDraft) -> Result<Reply, No> {
    let meant = draft.taken_back.clone();
    let form = signed(desk, id, draft)?;
    let left_out = desk.left_out_by(&form)?.items;
    if !left_out.is_subset(&meant) {
        return Ok(Reply::LeavesOut(left_out));
    }
    let recorded = desk.record_consent(form)?;
    let view = view(desk, id)?;
    let notes = told_of(&recorded, &view.line.peer_name);
    Ok(Reply::Taken(Box::new(Taken {
        step: Step::RecordConsent,
        view,
        differing: Vec::new(),
        hit: notes,
        taken_back: recorded.taken_back.items,
    })))
}

/// What came of a form, in one text that stays until it is read: the foot soon tells of the next round.
fn told_of(recorded: &Recorded, receiver: &str) -> Option<Told> {
    let (gone, notes) = (&recorded.taken_back.items, &recorded.notes);
    let joined = |lang| {
        let gone = (!gone.is_empty()).then(|| taking_back::taken_back(gone, lang));
        let notes = notes.iter();
        let notes = notes.map(|it| message::of_form(it, receiver, lang));
        let said = gone.into_iter().chain(notes);
        let texts: Vec<String> = said.map(|it| Told::one(&it, lang)).collect();
        Said {
            what: texts.join(match lang {
                Lang::Ja => "",
                Lang::En => " ",
            }),
            then: String::new(),
        }
    };
    (!gone.is_empty() || !notes.is_empty()).then(|| Told::both(joined))
}

/// A form as it was typed.
fn signed(desk: &Desk, id: HandoverId, draft: ConsentDraft) -> Result<ConsentForm, Problem> {
    let line = desk.handover_line(id)?;
    let case = line.case.ok_or(Problem::Missing(Thing::Case))?;
    let manner = match draft.manner {
        HowSigned::OwnHand => Manner::OwnHand,
        HowSigned::Seal => Manner::Seal,
        HowSigned::Electronic => Manner::Electronic,
        HowSigned::Proxy(reason) => Manner::Proxy {
            reason: Line::new(&reason, LONGEST_REASON)?,
        },
    };
    let family = match draft.family {
        None => None,
        Some((name, relation)) => Some(FamilyConsent {
            name: Line::new(&name, LONGEST_NAME)?,
            relation: Line::new(&relation, LONGEST_NAME)?,
            signed: draft.signed,
            manner: manner.clone(),
        }),
    };
    Ok(ConsentForm {
        id: desk.fresh_consent_id(),
        case,
        receiver: line.peer,
        mode: draft.mode,
        purpose: Line::new(&draft.purpose, LONGEST_PURPOSE)?,
        returned: draft.returned,
        items: draft.items,
        until: draft.until,
        signer: match draft.guardian {
            None => Signer::Person,
            Some((name, relation)) => Signer::Guardian {
                name: Line::new(&name, LONGEST_NAME)?,
                relation: line_or_none(&relation, LONGEST_NAME)?,
            },
        },
        manner,
        signed: draft.signed,
        family,
        explained_by: desk.me().id,
        explained: draft.explained,
        original_kept: Line::new(&draft.kept, LONGEST_REASON)?,
    })
}
