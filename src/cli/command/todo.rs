//! `handover todo`: what is missing before the first offer, as one list, and what earlier handovers of the person say; of one
//! that was offered, what changed in the case since.
//!
//! The list is `workflow::todo`'s, the same as on the screen.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::cli::command::view::{changed_json, changed_text};
use crate::cli::output::Failure;
use crate::cli::{Session, names};
use crate::domain::calendar::Day;
use crate::domain::handover::partial::Lack;
use crate::domain::handover::ungiven::Ungiven;
use crate::domain::misfit::Misfit;
use crate::domain::section::SectionId;
use crate::lang::Lang;
use crate::lang::message::{confirmed_by, given_back, misfit, value};
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::say;
use crate::lang::todo as words;
use crate::workflow::earlier::{Asked, Declined, Due, Point, Since};
use crate::workflow::import::state_code;
use crate::workflow::todo::{Look, Todo, left, to_tell, todo};
use crate::workflow::view::HandoverView;

/// Lists what is missing before the first offer of a handover; of one that was offered, what is still to be told, and the step.
pub fn list(session: &Session, id: &str) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_handover(id)?;
    let case = desk.handover_line(id)?.case;
    // A case that cannot be read is told of where it is opened.
    let case = case.and_then(|it| desk.show_case_again(it).ok());
    let revision = case.map(|it| it.revision());
    let view = desk.handover(id)?;
    let receiver = desk.peer(view.line.peer).ok();
    let receiver = receiver.filter(|it| it.may_receive()).map(|it| it.name);
    let all = match view.line.is_prepared() && view.state.offer.is_none() {
        true => todo(&Look::of(&view, receiver.as_deref())),
        false => to_tell(&view, desk.today()),
    };
    let confirmed = view.confirmed_by.values().map(|it| desk.staff_name(*it));
    let back = Back {
        why: view.record.return_reason.clone().unwrap_or_default(),
        by: (view.returned_by).map_or_else(String::new, |it| desk.staff_name(it)),
        confirmed: confirmed.collect(),
    };
    let left = left(&all) + view.changed.len();
    session.output.answer(
        || {
            json!({
                "id": view.line.id.to_string(),
                "phase": view.line.phase.code(),
                "revision": revision,
                "left": left,
                "todo": all.iter().map(|it| todo_json(*it, &view.asked, &back, session.lang())).collect::<Vec<_>>(),
                "changed": changed_json(&view.changed),
                "confirmed_before": section_names(view.asked.found_before.iter()),
                "declined": view.asked.declined.iter().map(declined_json).collect::<Vec<_>>(),
            })
        },
        || text(session, (&view, desk.today()), (&all, left), &back, revision),
    )
}

/// What is to be known of a draft that was given back: why and by whom, and who recorded that the person found it right.
struct Back {
    why: String,
    by: String,
    confirmed: BTreeSet<String>,
}

fn text(
    session: &Session,
    (view, today): (&HandoverView, Day),
    (all, left): (&[Todo], usize),
    back: &Back,
    revision: Option<u32>,
) -> Vec<String> {
    let (lang, asked) = (session.lang(), &view.asked);
    let word = |it: Prepare| say(lang, &it.say());
    let mut lines = vec![format!("{} {left}", word(Prepare::Left))];
    lines.extend(changed_text(session, view, today));
    for it in all {
        lines.push(format!("- {}", words::row(*it, asked, lang)));
        let detail = words::detail(*it, asked, lang).into_iter();
        lines.extend(detail.map(|it| format!("    {it}")));
        if *it == Todo::Mend {
            lines.push(format!("    {}", given_back(&back.why, &back.by, lang)));
            let names = back.confirmed.iter().map(String::as_str);
            let by = (!back.confirmed.is_empty()).then(|| confirmed_by(names, lang));
            lines.extend(by.map(|it| format!("    {it}")));
        }
        // By this name it is taken.
        if let Todo::Field(field) | Todo::Applies(field) = it
            && asked.suggestion(*field).is_some()
        {
            let seen = revision.map_or_else(String::new, |it| format!(" --revision {it}"));
            lines.push(format!("    --fields {}{seen}", field.spec().name));
        }
    }
    if !asked.declined.is_empty() {
        lines.push(format!("■ {}", word(Prepare::Earlier)));
        for it in &asked.declined {
            lines.push(format!("- {}", words::declined(it, lang)));
        }
    }
    lines
}

fn todo_json(it: Todo, asked: &Asked, back: &Back, lang: Lang) -> Json {
    let mut json = json!({ "what": it.code() });
    match it {
        Todo::Field(field) | Todo::Applies(field) => {
            json["field"] = json!(field.spec().name);
            json["section"] = json!(field.spec().section.name());
            if let Some(instead) = asked.instead(field) {
                json["instead"] = json!(state_code(&instead.state()));
            }
            if let Some(found) = asked.suggestion(field) {
                json["suggested_from"] = json!(found.from.spec().name);
                json["suggested"] = json!(value(&found.value, lang));
            }
        }
        Todo::Lack(field, lack) => {
            json["field"] = json!(field.spec().name);
            json["section"] = json!(field.spec().section.name());
            lack_json(lack, &mut json);
        }
        Todo::Misfit(misfit) => json["misfit"] = misfit_json(misfit, lang),
        Todo::Section(section) => {
            json["section"] = json!(section.name());
            let due = asked.due.iter().find(|it| it.section == section);
            if let Some(due) = due {
                due_json(due, &mut json);
            }
        }
        Todo::SentBack(id) => json["handover"] = json!(id.to_string()),
        Todo::NotForUs(id, section) => {
            json["handover"] = json!(id.to_string());
            json["section"] = json!(section.name());
        }
        Todo::Question(id, no, section) => {
            json["handover"] = json!(id.to_string());
            json["question"] = json!(no.get());
            json["section"] = json!(section.name());
        }
        Todo::Step(step) => json["step"] = json!(step.code()),
        Todo::Mend => {
            json["reason"] = json!(back.why);
            json["returned_by"] = json!(back.by);
            json["confirmed_by"] = json!(back.confirmed);
        }
        Todo::Ungiven => json["parts"] = ungiven_json(&asked.ungiven),
        Todo::Consent | Todo::Months | Todo::Files | Todo::Verify => (),
    }
    json
}

/// What a handover needs and the person did not agree to.
pub fn ungiven_json(all: &[Ungiven]) -> Json {
    let one = |it: &Ungiven| match it {
        Ungiven::Section(section) => json!({ "section": section.name() }),
        Ungiven::Item(item) => json!({ "item": item.name() }),
    };
    all.iter().map(one).collect()
}

/// Which fields do not fit each other, and how.
pub fn misfit_json(it: Misfit, lang: Lang) -> Json {
    json!({
        "field": it.field().spec().name,
        "other": it.other().map(|it| it.spec().name),
        "said": misfit(it, lang),
    })
}

fn lack_json(lack: Lack, json: &mut Json) {
    match lack {
        Lack::Scores { missing, old } => {
            json["missing"] = json!(missing);
            json["old"] = json!(old);
        }
        Lack::Answer(instead) => json["instead"] = json!(state_code(&instead.state())),
        Lack::Signs(count) => json["signs"] = json!(count),
        Lack::Months { there, wanted } => {
            json["months"] = json!(there);
            json["wanted"] = json!(wanted);
        }
    }
}

fn due_json(due: &Due, json: &mut Json) {
    let (since, changed): (_, &[_]) = match &due.since {
        Since::First => ("first", &[]),
        Since::New => ("new", &[]),
        Since::Same => ("same", &[]),
        Since::Changed(fields) => ("changed", fields),
    };
    json["since"] = json!(since);
    json["changed"] = changed.iter().map(|it| it.spec().name).collect();
    json["old"] = due.old.iter().map(|it| it.spec().name).collect();
}

fn declined_json(it: &Declined) -> Json {
    let open = it.open.iter().map(|point| match point {
        Point::Reason => json!({ "what": "sent-back" }),
        Point::NotForUs(section) => json!({ "what": "not-for-us", "section": section.name() }),
        Point::Question { no, section, text } => json!({
            "what": "question",
            "question": no.get(),
            "section": section.name(),
            "text": text,
        }),
    });
    json!({
        "handover": it.id.to_string(),
        "peer": it.peer.to_string(),
        "peer_name": it.office,
        "how": names::decline(it.how),
        "on": it.on.to_string(),
        "reason": it.reason,
        "open": open.collect::<Vec<_>>(),
    })
}

fn section_names<'a>(sections: impl Iterator<Item = &'a SectionId>) -> Vec<&'static str> {
    sections.map(|it| it.name()).collect()
}
