//! How handovers are shown: a line, the whole, and what is next.
//!
//! What is shown is made by the desk; here it gets names or words.

use serde_json::{Map, Value as Json, json};

use crate::cli::command::alert;
use crate::cli::command::attachment::{file_json, files_text};
use crate::cli::command::case::{overview_json, overview_text};
use crate::cli::command::case::{passage_json, service_json, service_line};
use crate::cli::command::contact::contact_json;
use crate::cli::output::Failure;
use crate::cli::{Session, answer, names};
use crate::domain::alert::Severity;
use crate::domain::assessment::Overview;
use crate::domain::calendar::Day;
use crate::domain::case::{Value, assessed};
use crate::domain::consent::Disclosed;
use crate::domain::handover::changed::{Changed, Telling};
use crate::domain::handover::dossier::{Offer, QuestionStatus, State};
use crate::domain::handover::draft::Dropped;
use crate::domain::handover::entry::{Act, Side};
use crate::domain::handover::papers::Print;
use crate::domain::handover::permit::{Denied, Months, Step};
use crate::domain::handover::turn::{Duty, Task};
use crate::domain::section::{FieldId, SectionId};
use crate::lang::command::Word;
use crate::lang::problem::denied::denied;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::today;
use crate::lang::screen::{Say, say};
use crate::lang::{
    Lang, condition, contact, date, label, message, never, newer, record, service, todo,
};
use crate::workflow::alert::AlertLine;
use crate::workflow::clock::instant;
use crate::workflow::condition::{Condition, Met};
use crate::workflow::desk::Desk;
use crate::workflow::folder::Spoken;
use crate::workflow::import::{export_value, voice_code};
use crate::workflow::inbox::Incoming;
use crate::workflow::newer::Newer;
use crate::workflow::today::{Listed, Part, Sum, TodayLine, Who, Work, listed};
use crate::workflow::view::{HandoverLine, HandoverView};

/// Prints every handover.
pub fn list(session: &Session) -> Result<(), Failure> {
    let lines = session.desk()?.handovers()?;
    session.output.answer(
        || json!({ "handovers": lines.iter().map(line_json).collect::<Vec<_>>() }),
        || match lines.is_empty() {
            true => vec![session.word(Word::NoHandovers)],
            false => lines.iter().flat_map(|it| line_text(session, it)).collect(),
        },
    )
}

/// Prints what came from the other offices, the newest first.
pub fn came(session: &Session) -> Result<(), Failure> {
    let arrivals = session.desk()?.arrivals()?;
    session.output.answer(
        || json!({ "came": arrivals.iter().map(came_json).collect::<Vec<_>>() }),
        || match arrivals.is_empty() {
            true => vec![session.word(Word::NothingCame)],
            false => arrivals.iter().map(|it| came_text(session, it)).collect(),
        },
    )
}

fn came_json(it: &Incoming) -> Json {
    json!({
        "at": instant(it.at),
        "handover": it.handover.to_string(),
        "person": it.person,
        "peer_name": it.peer_name,
        "entries": it.acts.iter().map(names::act).collect::<Vec<_>>(),
    })
}

fn came_text(session: &Session, it: &Incoming) -> String {
    let said = message::came(&it.acts, session.lang());
    let person = label::handover::person(&it.person, it.nameless, session.lang());
    let (at, id) = (&it.here, it.handover);
    format!("{at}  {id}  {person} ← {}  {said}", it.peer_name)
}

/// Prints what is open in the handovers, in the order of whoever asks.
pub fn today(session: &Session) -> Result<(), Failure> {
    let desk = session.desk()?;
    let handovers = desk.handovers()?.len();
    let lines = desk.today_lines()?;
    let unsaved = desk.drafts()?.len();
    let (alerts, over) = (desk.alerts()?, desk.to_destroy()?);
    let day = desk.today();
    let sum = Sum::of(&lines, &alerts, over, unsaved, day);
    let all = listed(&lines, &alerts, over, day);
    session.output.answer(
        || {
            json!({
                "today": all.iter().filter_map(|it| open_json(it, day)).collect::<Vec<_>>(),
                "alerts": all.iter().filter_map(seen).map(|it| alert::line_json(session, it, day)).collect::<Vec<_>>(),
                "sum": sum_json(&sum),
            })
        },
        || {
            let mut said = vec![today::sum(&sum, handovers, session.lang())];
            if lines.is_empty() {
                said.push(session.word(Word::NothingOpen));
            }
            let parts = all.chunk_by(|one, next| one.part(day) == next.part(day));
            said.extend(parts.flat_map(|it| part_text(session, it, day)));
            said
        },
    )
}

fn sum_json(sum: &Sum) -> Json {
    json!({
        "approve": sum.approve,
        "mine": sum.mine,
        "office": sum.office,
        "other": sum.other,
        "late": sum.late,
        "alerts": sum.alerts,
        "alerts_now": sum.pressing,
        "unsaved": sum.unsaved,
    })
}

fn seen<'a>(it: &Listed<'a>) -> Option<&'a AlertLine> {
    match it {
        Listed::Alert(line) => Some(line),
        Listed::Open(_) | Listed::Over(_) => None,
    }
}

fn open_json(it: &Listed, today: Day) -> Option<Json> {
    let Listed::Open(line) = it else {
        return None;
    };
    let (who, names) = match &line.who {
        Who::Me => ("me", json!([])),
        Who::Member(name) => ("member", json!([name])),
        Who::Roles(roles) => {
            let codes: Vec<_> = roles.iter().map(|it| it.code()).collect();
            ("roles", json!(codes))
        }
        Who::Program => ("program", json!([])),
        Who::OtherOffice => ("other-office", json!([])),
    };
    let (duty, step) = match &line.work {
        Work::Duty(duty) => (Some(duty_json(duty)), None),
        Work::Prepare(step) => (None, Some(step.code())),
        Work::TakeUp => (None, Some(Step::TakeUp.code())),
    };
    Some(json!({
        "group": line.group().code(),
        "presses": it.part(today) == Part::Pressing,
        "who": who,
        "names": names,
        "duty": duty,
        "step": step,
        "due": line.due().map(|it| it.to_string()),
        "handover": line.handover.id.to_string(),
        "person": line.handover.person,
        "peer_name": line.handover.peer_name,
        "phase": line.handover.phase.code(),
    }))
}

/// One part of the list under its heading.
fn part_text(session: &Session, rows: &[Listed], day: Day) -> Vec<String> {
    let Some(first) = rows.first() else {
        return Vec::new();
    };
    let late = |it: &&Listed| matches!(it, Listed::Open(line) if line.is_late(day));
    let now = |it: &&Listed| seen(it).is_some_and(|it| it.alert.severity == Severity::Now);
    let presses = today::Presses {
        late: rows.iter().filter(late).count(),
        now: rows.iter().filter(now).count(),
    };
    let heading = today::heading(first.part(day), rows.len(), presses, session.lang());
    let mut text = vec![format!("■ {heading}")];
    for row in rows {
        match row {
            Listed::Open(line) => text.push(open_text(session, line)),
            Listed::Alert(line) => text.extend(alert::line_text(session, line, day)),
            Listed::Over(many) => text.push(format!("    {}", today::over(*many, session.lang()))),
        }
    }
    text
}

fn open_text(session: &Session, line: &TodayLine) -> String {
    let (lang, handover) = (session.lang(), &line.handover);
    let what = match &line.work {
        Work::Duty(duty) => duty_text(session, duty),
        Work::Prepare(step) => label::handover::step(*step, lang).to_owned(),
        Work::TakeUp => label::handover::step(Step::TakeUp, lang).to_owned(),
    };
    let person = label::handover::person(&handover.person, handover.nameless, lang);
    let who = today::who(&line.who, &handover.peer_name, lang);
    let phase = label::handover::stands(handover, lang);
    format!("    {}  {person}  {phase}  {what}  [{who}]", handover.id)
}

/// Prints one handover whole.
pub fn show(session: &Session, id: &str) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    let view = desk.handover(id)?;
    let (known, today) = (desk.at_end(id)?, desk.today());
    session.output.answer(
        || {
            let mut json = whole_json(session, &view);
            let by = view.confirmed_by.iter();
            json["confirmed_by"] = by
                .map(|(section, by)| json!({ "section": section.name(), "by": desk.staff_name(*by) }))
                .collect();
            json["returned_by"] = json!(view.returned_by.map(|it| desk.staff_name(it)));
            let service = known.service.as_ref();
            json["service_period"] = json!(service.map(|it| service_json(it, known.counted_for(today))));
            json["between"] = json!(known.crossing.passage().map(|it| passage_json(&it)));
            json["months_differ"] = json!(known.recorded.map(|it| json!({
                "recorded": it.said,
                "written": it.written,
                "counted": it.counted,
            })));
            json!({ "handover": json })
        },
        || {
            let mut lines = whole_text(session, &desk, &view, today);
            let told = service::of_handover(&known, today, session.lang());
            if !told.is_empty() {
                lines.push(format!("■ {}", session.word(Word::ServicePeriod)));
            }
            lines.extend(told.into_iter().map(service_line));
            lines
        },
    )
}

/// Prints whose turn it is, and which steps are open or why not.
pub fn next(session: &Session, id: &str) -> Result<(), Failure> {
    let desk = session.desk()?;
    let view = desk.next(desk.find_handover(id)?)?;
    session.output.answer(
        || {
            json!({
                "id": view.line.id.to_string(),
                "phase": view.line.phase.code(),
                "turn": view.line.duties.first().map(duty_json),
                "side": names::side(view.line.side),
                "duties": view.line.duties.iter().map(duty_json).collect::<Vec<_>>(),
                "steps": steps_json(session, &view.steps),
            })
        },
        || {
            let mut lines = line_text(session, &view.line);
            lines.extend(duties_text(session, &view.line));
            lines.extend(steps_text(session, &view.steps));
            lines
        },
    )
}

/// A handover as a list gives it.
pub fn line_json(line: &HandoverLine) -> Json {
    json!({
        "id": line.id.to_string(),
        "phase": line.phase.code(),
        "turn": line.duties.first().map(duty_json),
        "side": names::side(line.side),
        "peer": line.peer.to_string(),
        "peer_name": line.peer_name,
        "on_paper": line.is_on_paper(),
        "person": line.person,
        "case": line.case.map(|it| it.to_string()),
        "owner": names::side(line.owner),
        "whose_turn": line.turn().code(),
        "duties": line.duties.iter().map(duty_json).collect::<Vec<_>>(),
        "unsent": line.unsent,
        "unconfirmed": line.unconfirmed,
        "trouble": line.trouble.map(names::trouble),
    })
}

fn duty_json(duty: &Duty) -> Json {
    let mut json = json!({
        "side": names::side(duty.side),
        "task": names::task(&duty.task),
        "due": duty.due.map(|it| it.to_string()),
    });
    match &duty.task {
        Task::Answer(no) | Task::CloseQuestion(no) => json["question"] = json!(no.get()),
        Task::Check(no) => json["read_back"] = json!(no.get()),
        Task::Read(sections) | Task::Decide(sections) => json["sections"] = section_names(sections),
        Task::FollowUp(which) | Task::NotShared(which) => {
            json["which"] = json!(u16::from(*which) + 1)
        }
        _ => (),
    }
    json
}

fn section_names(sections: &[SectionId]) -> Json {
    sections.iter().map(|it| it.name()).collect()
}

/// A handover in two lines.
pub fn line_text(session: &Session, line: &HandoverLine) -> Vec<String> {
    let lang = session.lang();
    let arrow = match line.side {
        Side::Sender => "→",
        Side::Receiver => "←",
    };
    let phase = label::handover::stands(line, lang);
    let mut second = match line.duties.first() {
        None => session.word(Word::NobodysTurn),
        Some(duty) => format!("{}: {}", session.word(Word::Turn), duty_text(session, duty)),
    };
    for (what, count) in [
        (Word::Unsent, line.unsent),
        (Word::Unconfirmed, line.unconfirmed),
    ] {
        if 0 < count {
            second.push_str(&format!("  {}: {count}", session.word(what)));
        }
    }
    let person = label::handover::person(&line.person, line.nameless, session.lang());
    let peer = message::other_office(line, session.lang());
    vec![
        format!("{}  {phase}  {person} {arrow} {peer}", line.id),
        format!("    {second}"),
    ]
}

fn duty_text(session: &Session, duty: &Duty) -> String {
    let lang = session.lang();
    let side = label::handover::side(duty.side, lang);
    let task = label::handover::task(&duty.task, lang);
    let more = match &duty.task {
        Task::Answer(no) | Task::CloseQuestion(no) => format!(" #{}", no.get()),
        Task::Read(sections) | Task::Decide(sections) => {
            let names: Vec<_> = sections
                .iter()
                .map(|it| label::section(*it, lang))
                .collect();
            format!(" ({})", names.join(", "))
        }
        Task::FollowUp(which) | Task::NotShared(which) => format!(" #{}", u16::from(*which) + 1),
        Task::OfferAgain(why) => format!(" ({})", label::handover::why(*why, lang)),
        _ => String::new(),
    };
    let due = duty.due.map(|it| due_text(session, it)).unwrap_or_default();
    format!("{side} — {task}{more}{due}")
}

fn due_text(session: &Session, day: Day) -> String {
    format!(
        "  {} {}",
        session.word(Word::Due),
        date::day(day, session.lang())
    )
}

fn duties_text(session: &Session, line: &HandoverLine) -> Vec<String> {
    if line.duties.is_empty() {
        return Vec::new();
    }
    let duties = line.duties.iter();
    let mut lines = vec![format!("■ {}", session.word(Word::Duties))];
    lines.extend(duties.map(|it| format!("    {}", duty_text(session, it))));
    lines
}

fn steps_json(session: &Session, steps: &[(Step, Result<(), Denied>)]) -> Json {
    let one = |(step, open): &(Step, Result<(), Denied>)| match open {
        Ok(()) => json!({ "step": step.code(), "open": true }),
        Err(why) => {
            let said = denied(*step, why, session.lang());
            json!({ "step": step.code(), "open": false, "why": names::denied(why), "message": said.what })
        }
    };
    steps.iter().map(one).collect()
}

fn steps_text(session: &Session, steps: &[(Step, Result<(), Denied>)]) -> Vec<String> {
    let lang = session.lang();
    let mut lines = vec![format!("■ {}", session.word(Word::Steps))];
    let named = |step: &Step| format!("{} ({})", label::handover::step(*step, lang), step.code());
    let open = steps.iter().filter(|(_, it)| it.is_ok());
    lines.extend(open.map(|(step, _)| format!("    {}", named(step))));
    lines.push(format!("■ {}", session.word(Word::NotOpen)));
    for (step, open) in steps {
        match open {
            // What belongs to the other office, or to another role, is no news on every line.
            Ok(()) | Err(Denied::OtherOffice | Denied::NoRight) => (),
            Err(why) => {
                let said = denied(*step, why, lang);
                lines.push(format!("    {} — {}", named(step), said.what));
            }
        }
    }
    lines
}

/// Whether the end of the contract, which is still to come, will ask for a word of the city that the case does not have.
fn end_waits(view: &HandoverView) -> bool {
    let open = view.line.side == Side::Sender && view.state.ending().is_none();
    open && view.state.ended.is_none() && view.months == Months::Unconfirmed
}

fn whole_json(session: &Session, view: &HandoverView) -> Json {
    let mut json = line_json(&view.line);
    let state = &view.state;
    let record = &view.record;
    json["created"] = json!(record.created.to_string());
    json["sender"] = json!(record.sender.to_string());
    json["receiver"] = json!(record.receiver.to_string());
    json["return_reason"] = json!(record.return_reason);
    json["confirmed"] = record.preparation.as_ref().map_or(Json::Null, |it| {
        it.shown().keys().map(|it| it.name()).collect()
    });
    json["dropped"] = view.dropped.iter().map(dropped_json).collect();
    json["never_stored"] = view.arrived.iter().map(names::trace).collect();
    json["missing"] = view.missing.iter().map(|it| it.spec().name).collect();
    json["months"] = json!(names::months(view.months));
    json["answer_drafts"] = record
        .answers
        .iter()
        .map(|(no, text)| json!({ "question": no.get(), "text": text }))
        .collect();
    json["offer"] = state.offer.as_ref().map_or(Json::Null, offer_json);
    json["changed"] = changed_json(&view.changed);
    json["newer"] = view.newer.iter().map(newer_json).collect();
    json["condition"] = view.condition.as_ref().map_or(Json::Null, condition_json);
    json["ends_sooner"] = json!(view.ends_sooner.map(|it| it.to_string()));
    state_json(state, &mut json);
    let all = [(Side::Sender, &view.said), (Side::Receiver, &view.replied)];
    json["log"] = in_order(all).into_iter().map(spoken_json).collect();
    json["content"] = view.disclosed.as_ref().map_or(Json::Null, content_json);
    json["papers"] = view.papers.0.iter().zip(1..).map(print_json).collect();
    json["files"] = view.files.iter().map(file_json).collect();
    json["to_tell"] = view.to_tell.iter().map(contact_json).collect();
    json["steps"] = steps_json(session, &view.steps);
    json
}

fn print_json((print, no): (&Print, u16)) -> Json {
    json!({
        "no": no,
        "offer": print.offer.get(),
        "parts": print.parts,
        "on": print.on.to_string(),
        "received": print.received.map(|it| it.to_string()),
        "back": print.back.as_ref().map(|it| json!({
            "became": it.became.code(),
            "on": it.on.to_string(),
            "told_by": it.told_by.as_str(),
            "kept": it.original.as_str(),
        })),
    })
}

/// What changed since it was sent, as it was and as it is.
pub fn changed_json(changed: &[Changed]) -> Json {
    let one = |it: &Changed| {
        let value = |value: &Option<Value>| value.as_ref().map(|of| export_value(it.field, of));
        json!({
            "field": it.field.spec().name,
            "section": it.field.spec().section.name(),
            "pressing": it.presses(),
            "sent": value(&it.sent),
            "now": value(&it.now),
        })
    };
    changed.iter().map(one).collect()
}

fn newer_json((section, newer): (&SectionId, &Newer)) -> Json {
    let (since, fields) = match newer {
        Newer::New => ("new", Json::Array(Vec::new())),
        Newer::Other => ("other", Json::Array(Vec::new())),
        Newer::Fields(all) => ("fields", changed_json(all)),
    };
    json!({ "section": section.name(), "since": since, "fields": fields })
}

fn newer_text(newer: &Newer, lang: Lang) -> Vec<String> {
    let mut lines = vec![format!("  ! {}", newer::told(newer, lang))];
    if let Newer::Fields(all) = newer {
        lines.extend(then_and_now(all, newer::both, lang));
    }
    lines
}

fn condition_json(it: &Condition) -> Json {
    json!({
        "offer": it.offer.get(),
        "on": it.on.to_string(),
        "by": it.by,
        "text": it.text,
        "offered_anew": it.met == Met::OfferedAnew,
    })
}

/// The same in lines, with how the other office is told; none where nothing did.
pub fn changed_text(session: &Session, view: &HandoverView, today: Day) -> Vec<String> {
    let lang = session.lang();
    let telling = Telling::of(&view.state, today).filter(|_| !view.changed.is_empty());
    let Some(telling) = telling else {
        return Vec::new();
    };
    let mut lines = vec![format!("■ {}", say(lang, &Prepare::ChangedSince.say()))];
    lines.extend(then_and_now(&view.changed, todo::changed, lang));
    lines.push(format!("    {}", todo::told_by(telling, lang)));
    lines
}

/// Each field that changed, with what it said and says below it.
pub fn then_and_now(
    changed: &[Changed],
    told: fn(&Changed, Lang) -> [String; 3],
    lang: Lang,
) -> Vec<String> {
    let lines = changed.iter().flat_map(|it| {
        let [field, then, now] = told(it, lang);
        let mark = if it.presses() { "! " } else { "- " };
        [
            format!("    {mark}{field}"),
            format!("      {then}"),
            format!("      {now}"),
        ]
    });
    lines.collect()
}

fn dropped_json(dropped: &Dropped) -> Json {
    match dropped {
        Dropped::Consent => json!({ "what": "consent" }),
        Dropped::Confirmation(section) => {
            json!({ "what": "confirmation", "section": section.name() })
        }
        Dropped::Submission => json!({ "what": "submission" }),
        Dropped::Approval => json!({ "what": "approval" }),
    }
}

fn offer_json(offer: &Offer) -> Json {
    let section = |it: &crate::domain::handover::dossier::Section| {
        json!({
            "section": it.pinned.section.name(),
            "digest": it.pinned.digest.to_string(),
            "weight": names::weight(it.pinned.weight),
            "part": it.part,
            "arrival": names::arrival(it.arrival),
            "reading": it.reading.map(names::reading),
        })
    };
    json!({
        "number": offer.no.get(),
        "standing": names::standing(offer.standing),
        "arrival": names::arrival(offer.arrival),
        "written": offer.written.to_string(),
        "due": offer.due.map(|it| it.to_string()),
        "approval": names::approval(offer.manifest.approval),
        "consent_until": offer.manifest.consent_until.to_string(),
        "items": offer.manifest.items.iter().map(|it| it.name()).collect::<Vec<_>>(),
        "returned": offer.manifest.returned.iter().map(|it| it.code()).collect::<Vec<_>>(),
        "facts": offer.manifest.facts.iter().map(|it| names::fact(*it)).collect::<Vec<_>>(),
        "sections": offer.sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn state_json(state: &State, json: &mut Json) {
    let day = |it: Option<Day>| it.map(|it| it.to_string());
    json["questions"] = state
        .questions
        .iter()
        .map(|it| {
            json!({
                "number": it.no.get(),
                "section": it.section.name(),
                "status": names::question(it.status),
                "due": day(it.due),
            })
        })
        .collect();
    json["read_back"] = state.read_back.as_ref().map_or(Json::Null, |it| {
        json!({
            "number": it.no.get(),
            "differences": it.differences.iter().map(|it| names::fact(*it)).collect::<Vec<_>>(),
            "verdict": it.verdict.map(names::verdict),
            "bearing": names::bearing(it.bearing),
            "due": day(it.due),
        })
    });
    json["acceptance"] = state.acceptance.as_ref().map_or(Json::Null, |it| {
        json!({
            "offer": it.offer.get(),
            "start": it.start.to_string(),
            "interview": it.interview.to_string(),
            "due": day(it.due),
        })
    });
    json["released"] = json!(day(state.release.map(|it| it.written)));
    json["additions"] = json!(state.additions);
    json["started"] = json!(day(state.started));
    json["ended"] = json!(day(state.ended));
    json["endings"] = state.endings.iter().map(|it| names::ending(*it)).collect();
    json["follow_ups"] = state
        .follow_ups
        .iter()
        .map(|it| json!({ "day": it.day.to_string(), "outcome": it.outcome.map(names::outcome) }))
        .collect();
    json["withdrawals"] = state
        .withdrawals
        .iter()
        .map(|it| {
            json!({
                "side": names::side(it.side),
                "number": it.number,
                "bearing": names::bearing(it.bearing),
                "answer": names::withdrawal(it.answer),
            })
        })
        .collect();
    json["holds_content"] = json!(state.holds_content);
    json["stop"] = json!(state.stop.as_ref().map(names::stop));
}

/// Both logs, each entry after those its author had seen.
fn in_order(logs: [(Side, &Vec<Spoken>); 2]) -> Vec<&Spoken> {
    let [(_, mut said), (_, mut replied)] = logs.map(|(side, all)| (side, all.as_slice()));
    let mut order = Vec::new();
    loop {
        let (theirs, own) = (said.first(), replied.first());
        let held = logs[1].1.len() - replied.len();
        match (theirs, own) {
            (Some(one), _) if one.envelope.seen.count as usize <= held => {
                order.push(one);
                said = &said[1..];
            }
            (_, Some(one)) => {
                order.push(one);
                replied = &replied[1..];
            }
            (Some(one), None) => {
                order.push(one);
                said = &said[1..];
            }
            (None, None) => return order,
        }
    }
}

fn spoken_json(spoken: &Spoken) -> Json {
    let envelope = &spoken.envelope;
    let words = spoken.words.as_ref().map(|words| {
        let all = words
            .all()
            .map(|(key, text)| (names::word(key).to_owned(), json!(text)));
        Json::Object(all.collect::<Map<_, _>>())
    });
    json!({
        "side": names::side(envelope.side),
        "number": envelope.number,
        "kind": names::act(&envelope.act),
        "written": envelope.written.to_string(),
        "due": envelope.due.map(|it| it.to_string()),
        "about": about(&envelope.act),
        "words": words,
    })
}

/// What an entry refers to, by the names its kind has for it.
fn about(act: &Act) -> Json {
    match act {
        Act::Offered { offer, .. } => json!({ "offer": offer.get() }),
        Act::Answered { question, .. } | Act::QuestionClosed { question } => {
            json!({ "question": question.get() })
        }
        Act::ReadBackChecked { read_back, verdict } => {
            json!({ "read_back": read_back.get(), "verdict": names::verdict(*verdict) })
        }
        Act::Added { part, sections, .. } => {
            json!({ "part": part, "sections": sections.iter().map(|it| it.section.name()).collect::<Vec<_>>() })
        }
        Act::Ended {
            contract_end,
            last_day,
            months_used,
        } => json!({
            "contract_end": contract_end.to_string(),
            "last_day": last_day.to_string(),
            "months_used": months_used,
        }),
        Act::Acknowledged {
            section, reading, ..
        } => json!({ "section": section.name(), "reading": names::reading(*reading) }),
        Act::Asked {
            question, section, ..
        } => json!({ "question": question.get(), "section": section.name() }),
        Act::ReadBack {
            read_back, facts, ..
        } => {
            let facts = facts.iter();
            let facts = facts
                .map(|(it, found)| (names::fact(*it).to_owned(), json!(names::finding(*found))));
            json!({ "read_back": read_back.get(), "facts": facts.collect::<Map<_, _>>() })
        }
        Act::Declined { decline, .. } => json!({ "how": names::decline(*decline) }),
        Act::Started { day } => json!({ "day": day.to_string() }),
        Act::FollowedUp { which, outcome } => {
            json!({ "which": u16::from(*which) + 1, "outcome": names::outcome(*outcome) })
        }
        Act::Handled { handling, .. } => json!({ "handling": names::handling(*handling) }),
        Act::Discontinued { reason } => json!({ "reason": names::discontinuation(*reason) }),
        Act::ConsentWithdrawn { scope } => {
            use crate::domain::handover::entry::Withdrawal;
            match scope {
                Withdrawal::All => json!({ "items": null }),
                Withdrawal::Items(items) => {
                    json!({ "items": items.iter().map(|it| it.name()).collect::<Vec<_>>() })
                }
            }
        }
        Act::Recalled
        | Act::Released { .. }
        | Act::Lapsed
        | Act::Received { .. }
        | Act::Accepted { .. }
        | Act::NotStarted
        | Act::Erased => json!({}),
    }
}

fn content_json(content: &Disclosed) -> Json {
    let section = |(id, fields_of): (SectionId, &[(FieldId, Value)])| {
        let fields: Map<String, Json> = fields_of
            .iter()
            .map(|(field, value)| (field.spec().name.to_owned(), export_value(*field, value)))
            .collect();
        let specs = fields_of.iter().map(|(field, _)| field.spec());
        let voices: Map<String, Json> = specs
            .map(|it| (it.name.to_owned(), voice_code(it.voice).into()))
            .collect();
        let mut json = json!({ "section": id.name(), "fields": fields, "voices": voices });
        if let Some(seen) = seen_together(id, fields_of) {
            json["assessment"] = overview_json(&seen);
        }
        json
    };
    content.sections().map(section).collect()
}

/// What the scores of an assessment that came show together.
fn seen_together(id: SectionId, fields: &[(FieldId, Value)]) -> Option<Overview> {
    let values = fields.iter().map(|(field, value)| (*field, value));
    (id == SectionId::Assessment)
        .then(|| assessed(values))
        .flatten()
}

fn whole_text(session: &Session, desk: &Desk, view: &HandoverView, today: Day) -> Vec<String> {
    let lang = session.lang();
    let mut lines = line_text(session, &view.line);
    let owner = label::handover::side(view.line.owner, lang);
    let side = label::handover::side(view.line.side, lang);
    lines.push(format!(
        "    {}: {side}  {}: {owner}",
        session.word(Word::Side),
        session.word(Word::Owner)
    ));
    if let Some(reason) = &view.record.return_reason {
        let by = view.returned_by.map(|it| desk.staff_name(it));
        let told = message::given_back(reason, &by.unwrap_or_default(), lang);
        lines.push(format!("    {}: {told}", session.word(Word::ReturnReason)));
    }
    if !view.confirmed_by.is_empty() {
        let names = view.confirmed_by.values().map(|it| desk.staff_name(*it));
        let names = Vec::from_iter(names);
        let said = message::confirmed_by(names.iter().map(String::as_str), lang);
        lines.push(format!("    {said}"));
    }
    if !view.arrived.is_empty() {
        let told = never::arrived(&view.arrived, lang);
        lines.extend(told.what.lines().map(|it| format!("  ! {it}")));
        lines.push(format!("    {}", told.then));
    }
    if !view.missing.is_empty() {
        let names: Vec<_> = view
            .missing
            .iter()
            .map(|it| label::field(*it, lang))
            .collect();
        lines.push(format!(
            "    {}: {}",
            session.word(Word::Missing),
            names.join(", ")
        ));
    }
    if end_waits(view) {
        lines.push(format!("    {}", session.word(Word::MonthsOpen)));
    }
    lines.extend(until_text(session, view));
    if let Some(it) = &view.condition {
        lines.push(format!("  ! {}", condition::said(it, lang)));
        lines.push(format!("    {}", condition::then(it, view.line.side, lang)));
    }
    lines.extend(duties_text(session, &view.line));
    match view.is_gone() {
        true => lines.push(format!("    {}", session.word(Word::ContentGone))),
        false => lines.extend(sections_text(session, &view.state)),
    }
    lines.extend(questions_text(session, &view.state));
    let papers = view.papers.0.iter().zip(1..);
    lines.extend(papers.map(|(it, no)| format!("    {}", record::of_print(no, it, lang))));
    lines.push(format!("■ {}", session.word(Word::Log)));
    let all = [(Side::Sender, &view.said), (Side::Receiver, &view.replied)];
    for spoken in in_order(all) {
        lines.extend(spoken_text(session, spoken));
    }
    if let Some(content) = &view.disclosed {
        for (section, fields) in content.sections() {
            lines.push(format!("■ {}", label::section(section, lang)));
            let newer = view.newer.get(&section);
            lines.extend(newer.into_iter().flat_map(|it| newer_text(it, lang)));
            lines.extend(fields.iter().flat_map(|(field, value)| {
                let mut said = answer::lines(*field, value, today, lang);
                let changed = newer.and_then(|it| it.of(*field)).is_some();
                if let Some(first) = said.first_mut().filter(|_| changed) {
                    *first = first.replacen("    ", "  ! ", 1);
                }
                said
            }));
            let seen = seen_together(section, fields);
            lines.extend(seen.iter().flat_map(|it| overview_text(session, it)));
        }
    }
    lines.extend(files_text(session, &view.files));
    if !view.to_tell.is_empty() {
        lines.push(format!("■ {}", session.word(Word::StillToTell)));
        let open = view.to_tell.iter();
        lines.extend(open.map(|it| format!("    {:>3}  {}", it.number, contact::row(it, lang))));
    }
    lines
}

/// The last day of consent, and what the other office was told where a newer form ends sooner.
fn until_text(session: &Session, view: &HandoverView) -> Vec<String> {
    let lang = session.lang();
    let Some(offer) = &view.state.offer else {
        return Vec::new();
    };
    let told = offer.manifest.consent_until;
    let until = date::day(view.ends_sooner.unwrap_or(told), lang);
    let until = format!("    {}: {until}", say(lang, &Say::ConsentUntil));
    let told = view.ends_sooner.map(|_| message::told_until(told, lang));
    let told = told.map(|it| format!("  ! {it}"));
    std::iter::once(until).chain(told).collect()
}

fn sections_text(session: &Session, state: &State) -> Vec<String> {
    let lang = session.lang();
    let Some(offer) = &state.offer else {
        return Vec::new();
    };
    let mut lines = vec![format!("■ {}", session.word(Word::Sections))];
    for section in &offer.sections {
        let reading = match section.reading {
            Some(reading) => label::handover::reading(reading, lang).to_owned(),
            None => session.word(Word::Unread),
        };
        let (id, weight) = (section.pinned.section, section.pinned.weight);
        let stands = match state.is_left(id) {
            true => format!("{}  {reading}", label::handover::weight(weight, lang)),
            false => label::handover::taken_back(lang).to_owned(),
        };
        lines.push(format!(
            "    {} ({})  {stands}",
            label::section(id, lang),
            id.name()
        ));
    }
    lines
}

fn questions_text(session: &Session, state: &State) -> Vec<String> {
    if state.questions.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("■ {}", session.word(Word::Questions))];
    for question in &state.questions {
        let status = match question.status {
            QuestionStatus::Closed => Word::QuestionClosed,
            QuestionStatus::Unanswered => Word::QuestionOpen,
            QuestionStatus::Answered(crate::domain::handover::entry::Reply::Text) => {
                Word::QuestionAnswered
            }
            QuestionStatus::Answered(_) => Word::QuestionCannot,
        };
        let section = label::section(question.section, session.lang());
        lines.push(format!(
            "    #{}  {section}  {}",
            question.no.get(),
            session.word(status)
        ));
    }
    lines
}

fn spoken_text(session: &Session, spoken: &Spoken) -> Vec<String> {
    let (lang, envelope) = (session.lang(), &spoken.envelope);
    let written = date::short_day(envelope.written, lang);
    let side = label::handover::side(envelope.side, lang);
    let kind = label::handover::entry(&envelope.act, lang);
    let mut lines = vec![format!("    {written}  {side}  {kind}")];
    for (key, text) in spoken.words.iter().flat_map(|it| it.all()) {
        let text = message::spoken(key, text, lang).replace('\n', "\n        ");
        lines.push(format!(
            "        {}: {text}",
            label::handover::word(key, lang)
        ));
    }
    lines
}
