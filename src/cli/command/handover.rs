//! `handover`: every step from draft to closed.
//!
//! Whether a step is open is asked of the desk; nothing is decided here. How one is shown is in `view`.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::cli::args::{HandoverCommand, Others, PaperSlip, Part, ReadBack, Saying};
use crate::cli::command::case::service_line;
use crate::cli::command::{attachment, contact, meeting, paper, todo, view};
use crate::cli::output::Failure;
use crate::cli::{Session, answer, names, prompt};
use crate::domain::calendar::Day;
use crate::domain::handover::entry::{Finding, Handling, Reading, Withdrawal};
use crate::domain::handover::permit::{Step, answering};
use crate::domain::handover::turn::Agreed;
use crate::domain::id::{HandoverId, QuestionNo, ReadBackNo};
use crate::domain::key_fact::KeyFact;
use crate::domain::own_answer::{AtStart, Meets};
use crate::domain::section::{FieldId, SectionId};
use crate::lang::command::{Word, Wrong};
use crate::lang::problem::Said;
use crate::lang::screen::dossier::Dossier;
use crate::lang::{Lang, arrival, condition, label, message, newer, service, todo as words};
use crate::workflow::arrival::{Brought, Named};
use crate::workflow::brought::Takes;
use crate::workflow::condition::Met;
use crate::workflow::copy::CopyFor;
use crate::workflow::handover::{
    AcceptForm, Answering, Differing, EndForm, OwnWords, ReadBackForm, Seen, Told, Which,
};
use crate::workflow::paper::{Course, Decision, GivenBack, PaperReply, Receipt, Slip};
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::view::AtEnd;
use crate::workflow::{Desk, handover};

/// Runs one of the commands.
pub fn run(session: &Session, args: HandoverCommand) -> Result<(), Failure> {
    use HandoverCommand as Do;
    match args {
        Do::Draft {
            case,
            to,
            visit,
            after,
        } => {
            let mut desk = session.desk()?;
            let visited = |number| {
                let case = desk.find_case(case.as_deref().unwrap_or_default())?;
                desk.visited(case, number)
            };
            let to = match (to, visit) {
                (Some(to), _) => Some(desk.find_peer(&to)?),
                (None, visit) => visit.map(visited).transpose()?,
            };
            let id = match (case, after, to) {
                (Some(case), _, Some(to)) => {
                    let case = desk.find_case(&case)?;
                    desk.draft(case, to)?
                }
                (_, after, to) => {
                    let ended = desk.find_handover(&after.unwrap_or_default())?;
                    desk.draft_after(ended, to)?
                }
            };
            done(session, &desk, id, Vec::new())
        }
        Do::PersonPage { id, out } => paper::of_handover(session, &id, out.as_deref()),
        Do::Attachments(one) => attachment::list_enclosed(session, &one.id),
        Do::SaveAttachment { id, file, out } => {
            attachment::save_enclosed(session, &id, &file, &out)
        }
        Do::PrintOffer { id, out } => paper::of_offer(session, &id, &out),
        Do::Copy { id, to, name, out } => paper::of_copy(session, &id, CopyFor { to, name }, &out),
        Do::PaperReply(slip) => paper_reply(session, *slip),
        Do::Contacts(one) => contact::list(session, &one.id),
        Do::Contact(slip) => contact::write(session, *slip),
        Do::Meetings(one) => meeting::list(session, &one.id),
        Do::Meeting(slip) => meeting::write(session, *slip),
        Do::MeetingTask(slip) => meeting::write_task(session, *slip),
        Do::Discard { id, yes } => {
            if !yes {
                sure(session)?;
            }
            discard(session, &id)
        }
        Do::Confirm(part) => of_part(session, part, Desk::confirm),
        Do::Submit(one) => step_of_preparing(session, &one.id, Desk::submit),
        Do::Approve(one) => step_of_preparing(session, &one.id, Desk::approve),
        Do::Return(saying) => say(session, saying, Desk::give_back),
        Do::Offer { id, reply_by, yes } => {
            let reply_by = reply_by.as_deref().map(|it| session.day(it)).transpose()?;
            let mut desk = session.desk()?;
            let id = desk.find_handover(&id)?;
            let put = desk.condition_put(id)?;
            if let Some(put) = put.filter(|it| it.met == Met::NotYet && !yes) {
                let said = condition::ask_to_offer(&put, session.lang());
                agreed(session, said, Wrong::NotSureOf(Box::new(put)))?;
            }
            desk.offer(id, reply_by)?;
            with_ungiven(session, &desk, id)
        }
        Do::Add { part, yes } => {
            let mut desk = session.desk()?;
            let id = desk.find_handover(&part.id)?;
            let which = which(part.sections);
            if !yes {
                sure_to_add(session, &mut desk, id, &which)?;
            }
            desk.add(id, which)?;
            done(session, &desk, id, Vec::new())
        }
        Do::GiveUp(one) => step(session, &one.id, Desk::give_up_lost),
        Do::Recall(saying) => say(session, saying, Desk::recall),
        Do::Acknowledge { which, not_for_us } => {
            let reading = match not_for_us {
                true => Reading::NotForUs,
                false => Reading::Understood,
            };
            of_part(session, which, |desk, id, which| {
                let now = desk.to_read(id, &which)?;
                desk.acknowledge(id, &now, reading)
            })
        }
        Do::Ask { id, section, text } => {
            let text = prompt::text(&text)?;
            step(session, &id, |desk, id| {
                desk.ask(id, section, &text).map(|_| ())
            })
        }
        Do::Answer {
            id,
            question,
            text,
            cannot,
            draft,
        } => answer(
            session,
            &id,
            question,
            prompt::text(&text)?,
            (cannot, draft),
        ),
        Do::CloseQuestion { id, question } => {
            let question = numbered(question)?;
            step(session, &id, |desk, id| desk.close_question(id, question))
        }
        Do::ReadBack(args) => read_back(session, *args),
        Do::Check {
            id,
            verdict,
            text,
            read_back,
        } => {
            let text = prompt::text(&text)?;
            on_the_word(session, &id, |desk, id| {
                let seen = looked_at(desk, id, read_back)?;
                Ok(desk.check(id, seen, verdict, &text)?)
            })
        }
        Do::Release { id, read_back, yes } => on_the_word(session, &id, |desk, id| {
            let seen = looked_at(desk, id, read_back)?;
            if !yes {
                sure_as_changed(session, desk, id)?;
            }
            Ok(desk.release(id, seen)?)
        }),
        Do::Accept {
            id,
            start,
            interview,
            in_charge,
            follow_up,
            yes,
        } => {
            let start = session.day(&start)?;
            let interview = session.day_or(interview.as_deref(), start)?;
            let follow_ups = follow_up
                .iter()
                .map(|it| session.day(it))
                .collect::<Result<_, _>>()?;
            step_beside(session, &id, |desk, id| {
                if !yes {
                    sure_before_offer(session, desk, (id, Step::Accept), &[start, interview])?;
                }
                let in_charge = in_charge.unwrap_or_else(|| desk.me().name.to_string());
                let form = AcceptForm {
                    start,
                    interview,
                    in_charge,
                    follow_ups,
                };
                Ok(desk.accept(id, &form)?)
            })
        }
        Do::Decline { id, how, text } => {
            let text = prompt::text(&text)?;
            step(session, &id, |desk, id| desk.decline(id, how, &text))
        }
        Do::Start {
            id,
            day,
            into,
            apart,
            yes,
        } => {
            let typed = day.as_deref().map(|it| session.day(it)).transpose()?;
            step_into(session, &id, |desk, id| {
                let day = typed.unwrap_or(desk.today());
                if !yes {
                    sure_before_offer(session, desk, (id, Step::Start), &[day])?;
                }
                if apart.others() == Others::Apart {
                    desk.everybody_is_another();
                }
                Ok(match &into {
                    Some(case) => desk.start_into(id, day, desk.find_case(case)?)?,
                    None => desk.start(id, day).map(|_| AtStart::default())?,
                })
            })
        }
        Do::Reopen {
            id,
            case,
            text,
            day,
            yes,
        } => {
            let text = prompt::text(&text)?;
            let typed = day.as_deref().map(|it| session.day(it)).transpose()?;
            step_into(session, &id, |desk, id| {
                let case = desk.find_case(&case)?;
                let day = typed.unwrap_or(desk.today());
                if !yes {
                    sure_before_offer(session, desk, (id, Step::Reopen), &[day])?;
                }
                Ok(desk.reopen(id, day, case, &text)?)
            })
        }
        Do::TakeUp {
            which, list: true, ..
        } => waiting(session, which),
        Do::TakeUp {
            which,
            into: Some(case),
            ..
        } => step_into(session, &which.id, |desk, id| {
            let case = desk.find_case(&case)?;
            Ok(desk.take_up_into(id, case)?)
        }),
        Do::TakeUp {
            which,
            fields,
            put_away,
            ..
        } if !(fields.is_empty() && put_away.is_empty()) => {
            let named = Named {
                take: fields.into_iter().collect(),
                put_away: put_away.into_iter().collect(),
            };
            step(session, &which.id, |desk, id| {
                desk.take_up_named(id, &named).map(drop)
            })
        }
        Do::TakeUp { which, apart, .. } => of_part(session, which, |desk, id, which| {
            if apart.others() == Others::Apart {
                desk.everybody_is_another();
            }
            desk.take_up(id, &which).map(|_| ())
        }),
        Do::NotStarted(saying) => say(session, saying, Desk::not_start),
        Do::End {
            id,
            contract_end,
            last_day,
            months_used,
            months_stand,
            confirmation,
            confirmed_on,
        } => {
            let mut desk = session.desk()?;
            let id = desk.find_handover(&id)?;
            let case = desk.at_end(id)?;
            let contract_end =
                session.day_or(contract_end.as_deref(), case.contract_end(desk.today()))?;
            let suggested = case.months_by(contract_end);
            let said = case.said;
            let (by, on) = said.map_or((None, None), |it| (Some(it.by.to_string()), Some(it.on)));
            let form = EndForm {
                contract_end,
                last_day: session.day_or(
                    last_day.as_deref(),
                    AtEnd::last_day(contract_end, desk.today()),
                )?,
                months_used: months_used.or(suggested).ok_or(Wrong::NoMonths)?,
                differing: match months_stand {
                    true => Differing::Stands,
                    false => Differing::Asked,
                },
                confirmed_by: confirmation.or(by).unwrap_or_default(),
                confirmed_on: session
                    .day_or(confirmed_on.as_deref(), on.unwrap_or(desk.today()))?,
            };
            desk.end(id, &form)?;
            let beside = beside(session, &desk, id)?;
            done(session, &desk, id, beside)
        }
        Do::Lapse(saying) => say(session, saying, Desk::lapse),
        Do::Discontinue { id, reason, text } => {
            let text = prompt::text(&text)?;
            step(session, &id, |desk, id| desk.discontinue(id, reason, &text))
        }
        Do::FollowUp {
            id,
            outcome,
            text,
            which,
            yes,
        } => {
            let text = prompt::text(&text)?;
            let mut desk = session.desk()?;
            let id = desk.find_handover(&id)?;
            let told = (which, outcome);
            let early = desk.told_early(id, Step::FollowUp, told, desk.today())?;
            if let Some(early) = early.filter(|_| !yes) {
                sure_so_early(session, early)?;
            }
            desk.follow_up(id, which, outcome, &text)?;
            done(session, &desk, id, Vec::new())
        }
        Do::Handled {
            id,
            handling,
            text,
            yes,
        } => {
            let text = prompt::text(&text)?;
            let mut desk = session.desk()?;
            let id = desk.find_handover(&id)?;
            if !yes {
                sure_to_take(session, &desk, id, handling)?;
            }
            desk.handle(id, handling, &text)?;
            handled(session, &desk, id)
        }
        Do::List => view::list(session),
        Do::Came => view::came(session),
        Do::Today => view::today(session),
        Do::Show(one) => view::show(session, &one.id),
        Do::Next(one) => view::next(session, &one.id),
        Do::TakeSuggested {
            id,
            fields,
            revision,
        } => {
            let fields = fields.iter().map(|it| answer::field(it));
            let fields = fields.collect::<Result<Vec<_>, _>>()?;
            step(session, &id, |desk, id| {
                desk.take_suggested(id, &fields, revision).map(drop)
            })
        }
        Do::Todo(one) => todo::list(session, &one.id),
    }
}

/// Asks once whether a draft is to go: it cannot be undone.
fn sure(session: &Session) -> Result<(), Failure> {
    match prompt::agrees(&session.word(Word::DiscardAsk))? {
        true => Ok(()),
        false => Err(Wrong::NotSure.into()),
    }
}

/// Asks once whether what came is to go, with what of the own case goes: it cannot be undone. What is kept is not asked about.
fn sure_to_take(
    session: &Session,
    desk: &Desk,
    id: HandoverId,
    handling: Handling,
) -> Result<(), Failure> {
    let takes = desk.handling_takes(id)?;
    // What is no true answer is refused, and not asked about.
    let asks = |it: &Takes| handling != Handling::Kept && answering(handling, it.holding()).is_ok();
    let Some(takes) = takes.filter(asks) else {
        return Ok(());
    };
    let said = message::handling_takes(handling, takes, session.lang());
    agreed(session, said, Wrong::NotSureToTake(handling, takes))
}

fn sure_so_early(session: &Session, early: Agreed) -> Result<(), Failure> {
    let said = message::follow_up_early(early, session.lang());
    agreed(session, said, Wrong::NotSureSoEarly(early))
}

fn sure_before_offer(
    session: &Session,
    desk: &Desk,
    (id, step): (HandoverId, Step),
    days: &[Day],
) -> Result<(), Failure> {
    let Some(early) = desk.before_offer(id, step, days)? else {
        return Ok(());
    };
    let said = message::before_offer(early, session.lang());
    agreed(session, said, Wrong::NotSureBeforeOffer(early))
}

/// Shows what changed in the case since it was offered, and asks once whether it is released all the same.
fn sure_as_changed(session: &Session, desk: &mut Desk, id: HandoverId) -> Result<(), Failure> {
    let view = desk.handover(id)?;
    let fields: Vec<FieldId> = view.changed.iter().map(|it| it.field).collect();
    // What is not open is refused, and not asked about.
    if fields.is_empty() || !view.steps.contains(&(Step::Release, Ok(()))) {
        return Ok(());
    }
    let mut said = message::changed_since(&fields, session.lang());
    let shown = view::changed_text(session, &view, desk.today());
    said.what = [shown, vec![said.what]].concat().join("\n");
    agreed(session, said, Wrong::NotSureAsChanged(fields))
}

/// Shows what an addition changes, and asks once whether the person has seen it: nobody approves it, and it cannot be taken off.
fn sure_to_add(
    session: &Session,
    desk: &mut Desk,
    id: HandoverId,
    which: &Which,
) -> Result<(), Failure> {
    let changed = desk.to_add(id, which)?;
    if changed.is_empty() {
        return Ok(());
    }
    let (fields, lang): (Vec<_>, _) = (changed.iter().map(|it| it.field).collect(), session.lang());
    let mut said = newer::ask_to_add(&fields, lang);
    let shown = view::then_and_now(&changed, newer::both, lang);
    said.what = [shown, vec![said.what]].concat().join("\n");
    agreed(session, said, Wrong::NotSureToAdd(fields))
}

fn agreed(session: &Session, said: Said, refused: Wrong) -> Result<(), Failure> {
    let Said { what, then } = said;
    let ask = format!("{what} {then} {}", session.word(Word::TypeYes));
    prompt::agreed(&ask, refused)
}

fn discard(session: &Session, id: &str) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    desk.discard(id)?;
    session.output.answer(
        || json!({ "discarded": id.to_string() }),
        || vec![session.word(Word::DraftDiscarded)],
    )
}

/// What additions brought that the case here does not say, beside what it says.
fn waiting(session: &Session, part: Part) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(&part.id)?;
    let mut waiting = desk.to_take_up(id)?;
    if !part.sections.is_empty() {
        waiting.retain(|field, _| part.sections.contains(&field.spec().section));
    }
    session.output.answer(
        || {
            let names = waiting.keys().map(|it| it.spec().name);
            let against = waiting.values().filter(|it| it.meets.is_asked());
            let against = against.map(|it| it.field.spec().name);
            let less = waiting.values().filter(|it| it.meets == Meets::Less);
            let less = less.map(|it| it.field.spec().name);
            let goes: BTreeSet<_> = waiting.values().flat_map(|it| &it.goes).collect();
            let goes = goes.into_iter().map(|it| it.spec().name);
            json!({
                "waiting": names.collect::<Vec<_>>(),
                "against": against.collect::<Vec<_>>(),
                "less": less.collect::<Vec<_>>(),
                "goes": goes.collect::<Vec<_>>(),
            })
        },
        || {
            let lang = session.lang();
            waiting.values().flat_map(|it| waits(it, lang)).collect()
        },
    )
}

/// What came of a field, and below it what this office wrote itself.
fn waits(it: &Brought, lang: Lang) -> Vec<String> {
    let told = message::value(&it.told, lang);
    let came = format!("{}: {told}", label::voiced(it.field, lang));
    let own = it.own.as_ref().filter(|_| it.meets != Meets::Free);
    let own = own.map(|own| {
        let met = Dossier::met(it.meets).text(lang);
        format!("  {met}: {}", message::value(own, lang))
    });
    let then = (it.stands != it.told).then(|| {
        let then = Dossier::StandsThen.text(lang);
        format!("  {then}: {}", message::value(&it.stands, lang))
    });
    let goes: Vec<&str> = it.goes.iter().map(|it| label::field(*it, lang)).collect();
    let goes = (!goes.is_empty()).then(|| {
        let goes = message::list(&goes, lang);
        format!("  {} {goes}", Dossier::GoesAsWell.text(lang))
    });
    let rest = own.into_iter().chain(then).chain(goes);
    std::iter::once(came).chain(rest).collect()
}

fn step(
    session: &Session,
    id: &str,
    act: impl FnOnce(&mut Desk, HandoverId) -> Result<(), Problem>,
) -> Result<(), Failure> {
    let (desk, id) = acted(session, id, act)?;
    done(session, &desk, id, Vec::new())
}

/// The same on the way to an offer: tells what a handover needs and does not take along.
fn step_of_preparing(
    session: &Session,
    id: &str,
    act: impl FnOnce(&mut Desk, HandoverId) -> Result<(), Problem>,
) -> Result<(), Failure> {
    let (desk, id) = acted(session, id, act)?;
    with_ungiven(session, &desk, id)
}

fn acted(
    session: &Session,
    id: &str,
    act: impl FnOnce(&mut Desk, HandoverId) -> Result<(), Problem>,
) -> Result<(Desk, HandoverId), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    act(&mut desk, id)?;
    Ok((desk, id))
}

fn with_ungiven(session: &Session, desk: &Desk, id: HandoverId) -> Result<(), Failure> {
    let line = desk.handover_line(id)?;
    // The step is done: what cannot be read is told where it is opened.
    let ungiven = desk.ungiven(id).unwrap_or_default();
    session.output.answer(
        || {
            let ungiven = todo::ungiven_json(&ungiven);
            json!({ "handover": view::line_json(&line), "not_consented": ungiven })
        },
        || {
            let lang = session.lang();
            let told = words::ungiven(&ungiven, lang).map(|it| format!("! {it}"));
            let lines = view::line_text(session, &line);
            told.into_iter().chain(lines).collect()
        },
    )
}

/// The same of a step that finds right what was sent: tells what the case does not say any more as it was.
fn on_the_word(
    session: &Session,
    id: &str,
    act: impl FnOnce(&mut Desk, HandoverId) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    act(&mut desk, id)?;
    let view = desk.handover(id)?;
    session.output.answer(
        || {
            let changed = view::changed_json(&view.changed);
            json!({ "handover": view::line_json(&view.line), "changed": changed })
        },
        || {
            let mut lines = view::changed_text(session, &view, desk.today());
            lines.extend(view::line_text(session, &view.line));
            lines
        },
    )
}

/// Shows a handover of which something was handled as gone, and names the other one that lacks a file since.
fn handled(session: &Session, desk: &Desk, id: HandoverId) -> Result<(), Failure> {
    let line = desk.handover_line(id)?;
    let hit = desk.hit_by_handling(id)?;
    session.output.answer(
        || {
            let hit = hit.map(|it| it.to_string());
            json!({ "handover": view::line_json(&line), "held_back": hit })
        },
        || {
            let mut lines = view::line_text(session, &line);
            lines.extend(hit.into_iter().flat_map(|it| {
                let said = message::hit_by_handling(it, session.lang());
                [format!("! {}", said.what), said.then]
            }));
            lines
        },
    )
}

/// Takes a step, and tells the months of service and the days between the two offices beside it.
fn step_beside(
    session: &Session,
    id: &str,
    act: impl FnOnce(&mut Desk, HandoverId) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    act(&mut desk, id)?;
    let beside = beside(session, &desk, id)?;
    done(session, &desk, id, beside)
}

/// The same of a step by which what came goes into a case that is here, with what became of what that case says otherwise.
fn step_into(
    session: &Session,
    id: &str,
    act: impl FnOnce(&mut Desk, HandoverId) -> Result<AtStart, Failure>,
) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    let met = act(&mut desk, id)?;
    let (line, lang) = (desk.handover_line(id)?, session.lang());
    let names =
        |all: &BTreeSet<FieldId>| -> Vec<&str> { all.iter().map(|it| it.spec().name).collect() };
    let mut lines = arrival::at_start(&met, usize::MAX, lang);
    lines.extend(beside(session, &desk, id)?);
    session.output.answer(
        || {
            json!({
                "handover": view::line_json(&line),
                "stayed": names(&met.stayed),
                "gave_way": names(&met.gave_way),
            })
        },
        || {
            lines.extend(view::line_text(session, &line));
            lines
        },
    )
}

fn beside(session: &Session, desk: &Desk, id: HandoverId) -> Result<Vec<String>, Failure> {
    let (known, today, lang) = (desk.at_end(id)?, desk.today(), session.lang());
    let mut told = service::in_short(&known, today, lang);
    let days = known.crossing.passage();
    told.extend(days.map(|it| service::passage(it, lang)));
    Ok(told.into_iter().map(service_line).collect())
}

fn say(
    session: &Session,
    saying: Saying,
    act: impl FnOnce(&mut Desk, HandoverId, &str) -> Result<(), Problem>,
) -> Result<(), Failure> {
    let text = prompt::text(&saying.text)?;
    step(session, &saying.id, |desk, id| act(desk, id, &text))
}

fn of_part(
    session: &Session,
    part: Part,
    act: impl FnOnce(&mut Desk, HandoverId, Which) -> Result<(), Problem>,
) -> Result<(), Failure> {
    step(session, &part.id, |desk, id| {
        act(desk, id, which(part.sections))
    })
}

fn which(sections: Vec<SectionId>) -> Which {
    match sections.is_empty() {
        true => Which::All,
        false => Which::These(sections),
    }
}

/// The read-back that was named, or the latest.
fn looked_at(desk: &Desk, id: HandoverId, read_back: Option<u16>) -> Result<ReadBackNo, Problem> {
    match read_back {
        Some(number) => ReadBackNo::new(number).ok_or(Problem::Missing(Thing::ReadBack)),
        None => desk.to_check(id),
    }
}

fn numbered(question: u16) -> Result<QuestionNo, Problem> {
    QuestionNo::new(question).ok_or(Problem::Missing(Thing::Question))
}

/// Says where the handover stands now, after lines of the command's own.
pub fn done(
    session: &Session,
    desk: &Desk,
    id: HandoverId,
    mut lines: Vec<String>,
) -> Result<(), Failure> {
    let line = desk.handover_line(id)?;
    session.output.answer(
        || json!({ "handover": view::line_json(&line) }),
        || {
            lines.extend(view::line_text(session, &line));
            lines
        },
    )
}

fn answer(
    session: &Session,
    id: &str,
    question: u16,
    text: String,
    how: (bool, bool),
) -> Result<(), Failure> {
    let question = numbered(question)?;
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    let mut lines = Vec::new();
    match how {
        (_, true) => {
            desk.draft_answer(id, question, &text)?;
            lines.push(session.word(Word::DraftKept));
        }
        (true, false) => desk.answer(id, question, Answering::CannotBeAnswered(text))?,
        (false, false) => desk.answer(id, question, Answering::Text(text))?,
    }
    done(session, &desk, id, lines)
}

fn read_back(session: &Session, args: ReadBack) -> Result<(), Failure> {
    let read = match &args.from {
        Some(file) => Some(form_of_json(&prompt::file(file)?)?),
        None => None,
    };
    let mut desk = session.desk()?;
    let id = desk.find_handover(&args.id)?;
    let form = match (read, args.like_last) {
        (Some(form), _) => form,
        (None, true) => form_of_flags(args, desk.own_words(id)?)?,
        (None, false) => form_of_flags(args, OwnWords::default())?,
    };
    let differing = desk.read_back(id, &form)?;
    told_back(session, &desk, id, &differing)
}

/// Says where the handover stands, and which key facts differ.
fn told_back(
    session: &Session,
    desk: &Desk,
    id: HandoverId,
    differing: &[KeyFact],
) -> Result<(), Failure> {
    let line = desk.handover_line(id)?;
    let lang = session.lang();
    session.output.answer(
        || {
            let differing: Vec<_> = differing.iter().map(|it| names::fact(*it)).collect();
            json!({ "handover": view::line_json(&line), "differing": differing })
        },
        || {
            let mut lines = view::line_text(session, &line);
            if !differing.is_empty() {
                let facts = differing.iter();
                let facts: Vec<_> = facts
                    .map(|it| label::handover::key_fact(*it, lang))
                    .collect();
                lines.push(format!(
                    "{}: {}",
                    session.word(Word::FactsDiffer),
                    facts.join(", ")
                ));
            }
            lines
        },
    )
}

/// Enters what a paper says, as the flags tell it.
fn paper_reply(session: &Session, args: PaperSlip) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(&args.id)?;
    let text = args.text.as_deref().map(prompt::text).transpose()?;
    let text = text.unwrap_or_default();
    let read = sections_read(&desk, id, &args)?;
    let reply = PaperReply {
        slip: Slip {
            day: session.day_or(args.on.as_deref(), desk.today())?,
            told_by: args.by.clone(),
            original: args.kept.clone(),
        },
        receipt: match args.arrived {
            true => Receipt::Arrived,
            false => Receipt::NotSaid,
        },
        read,
        questions: args
            .ask
            .iter()
            .map(|it| question(it))
            .collect::<Result<_, _>>()?,
        closed: args
            .close
            .iter()
            .map(|it| numbered(*it))
            .collect::<Result<_, _>>()?,
        read_back: match &args.read_back {
            Some(file) => Some(form_of_json(&prompt::file(file)?)?),
            None => None,
        },
        decision: decision(session, &args, &text)?,
        course: course(session, &args, &text)?,
        withdrawn: match (args.withdrawn_all, args.withdrawn.is_empty()) {
            (true, _) => Some(Withdrawal::All),
            (false, false) => Some(Withdrawal::Items(args.withdrawn.into_iter().collect())),
            (false, true) => None,
        },
        given_back: match (args.back, args.handled) {
            (Some(became), _) if args.papers.is_empty() => Some(GivenBack::Paper(became)),
            (Some(became), _) => {
                let numbers = args.papers.iter().copied().collect();
                Some(GivenBack::These(numbers, became))
            }
            (None, Some(handling)) => Some(GivenBack::Handled(handling, text)),
            (None, None) => None,
        },
    };
    if let Some(Course::FollowedUp(which, outcome, _)) = reply.course {
        let told = (which, outcome);
        let early = desk.told_early(id, Step::PaperReply, told, reply.slip.day)?;
        if let Some(early) = early.filter(|_| !args.yes) {
            sure_so_early(session, early)?;
        }
    }
    if !args.yes {
        sure_before_offer(session, &desk, (id, Step::PaperReply), &reply.first_days())?;
    }
    let differing = desk.paper_reply(id, &reply)?;
    told_back(session, &desk, id, &differing)
}

fn sections_read(
    desk: &Desk,
    id: HandoverId,
    args: &PaperSlip,
) -> Result<Vec<(Seen, Reading)>, Failure> {
    let seen = |sections: &[SectionId], reading| {
        let sections = sections.to_vec();
        let seen = desk.to_read(id, &Which::These(sections))?;
        Ok::<_, Problem>(seen.into_iter().map(move |it| (it, reading)))
    };
    let mut understood = args.understood.clone();
    if args.all_understood {
        let open = desk.to_read(id, &Which::All)?;
        let open = open.iter().map(|it| it.section);
        understood
            .extend(open.filter(|it| !args.but.contains(it) && !args.not_for_us.contains(it)));
    }
    let mut read: Vec<_> = seen(&understood, Reading::Understood)?.collect();
    read.extend(seen(&args.not_for_us, Reading::NotForUs)?);
    Ok(read)
}

fn question(typed: &str) -> Result<(SectionId, String), Failure> {
    let (name, text) = typed
        .split_once('=')
        .ok_or_else(|| Wrong::NotSet(typed.to_owned()))?;
    let section = SectionId::from_name(name.trim()).ok_or_else(|| Wrong::NoSuchWord {
        place: "--ask",
        typed: name.to_owned(),
        words: SectionId::ALL.iter().map(|it| it.name()).collect(),
    })?;
    Ok((section, text.to_owned()))
}

fn decision(session: &Session, args: &PaperSlip, text: &str) -> Result<Option<Decision>, Failure> {
    if let Some(how) = args.decline {
        return Ok(Some(Decision::Decline(how, text.to_owned())));
    }
    let start = args.accept.as_deref().map(|it| session.day(it));
    let Some(start) = start.transpose()? else {
        return Ok(None);
    };
    let follow_ups = args.follow_up.iter().map(|it| session.day(it));
    Ok(Some(Decision::Accept(AcceptForm {
        start,
        interview: session.day_or(args.interview.as_deref(), start)?,
        in_charge: args.in_charge.clone().unwrap_or_else(|| args.by.clone()),
        follow_ups: follow_ups.collect::<Result<_, _>>()?,
    })))
}

fn course(session: &Session, args: &PaperSlip, text: &str) -> Result<Option<Course>, Failure> {
    let text = || text.to_owned();
    Ok(match (&args.started, args.outcome, args.discontinued) {
        (Some(typed), ..) => Some(Course::Started(session.day(typed)?)),
        (None, Some(outcome), _) => Some(Course::FollowedUp(args.which, outcome, text())),
        (None, None, Some(reason)) => Some(Course::Discontinued(reason, text())),
        (None, None, None) => args.not_started.then(|| Course::NotStarted(text())),
    })
}

/// What is given, over what was said before.
fn form_of_flags(args: ReadBack, before: OwnWords) -> Result<ReadBackForm, Failure> {
    let risks = match args.like_last && args.risk.is_empty() {
        true => before.risks,
        false => args.risk.try_into().map_err(|_| Wrong::ThreeRisks)?,
    };
    let mut facts = Vec::new();
    for typed in &args.fact {
        let (name, text) = typed
            .split_once('=')
            .ok_or_else(|| Wrong::NotSet(typed.clone()))?;
        facts.push((fact(name)?, Told::Typed(text.to_owned())));
    }
    let marked = [
        (args.same, Finding::Same),
        (args.differs, Finding::Differs),
        (args.paper_differs, Finding::PaperDiffers),
    ];
    for (all, finding) in marked {
        facts.extend(all.into_iter().map(|it| (it, Told::Marked(finding))));
    }
    Ok(ReadBackForm {
        risks,
        next_step: args.next_step.unwrap_or(before.next_step),
        first_appointment: args.first_appointment.unwrap_or(before.first_appointment),
        facts,
    })
}

fn fact(name: &str) -> Result<KeyFact, Failure> {
    names::fact_named(name.trim()).ok_or_else(|| {
        Failure::Wrong(Wrong::NoSuchWord {
            place: "--fact",
            typed: name.to_owned(),
            words: KeyFact::ALL.iter().map(|it| names::fact(*it)).collect(),
        })
    })
}

/// Reads `{"risks":[…],"next_step":…,"first_appointment":…,"facts":{"birth":{"typed":…},"signs":{"marked":"same"}}}`.
fn form_of_json(text: &str) -> Result<ReadBackForm, Failure> {
    let wrong = |why: &str| Failure::Wrong(Wrong::ReadBackJson(why.to_owned()));
    let json: Json = serde_json::from_str(text).map_err(|it| wrong(&it.to_string()))?;
    let text = |key: &str| match json[key].as_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err(wrong(key)),
    };
    let risks = json["risks"].as_array().ok_or_else(|| wrong("risks"))?;
    let risks = risks.iter().map(|it| it.as_str().map(str::to_owned));
    let risks: Option<Vec<String>> = risks.collect();
    let risks = risks.ok_or_else(|| wrong("risks"))?;
    let mut facts = Vec::new();
    for (name, told) in json["facts"].as_object().ok_or_else(|| wrong("facts"))? {
        let marked = told["marked"].as_str().and_then(names::finding_named);
        let told = match (told["typed"].as_str(), marked) {
            (Some(typed), None) => Told::Typed(typed.to_owned()),
            (None, Some(finding)) => Told::Marked(finding),
            _ => return Err(wrong(&format!("facts.{name}"))),
        };
        facts.push((fact(name)?, told));
    }
    Ok(handover::ReadBackForm {
        risks: risks.try_into().map_err(|_| Wrong::ThreeRisks)?,
        next_step: text("next_step")?,
        first_appointment: text("first_appointment")?,
        facts,
    })
}
