//! `alert list`: what to look at before it grows.
//!
//! What fires is the domain's; here it gets names and words.

use serde_json::{Value as Json, json};

use crate::cli::command::case::not_counted;
use crate::cli::output::Failure;
use crate::cli::{Session, names};
use crate::domain::alert::{Distrusted, Extent, What};
use crate::domain::calendar::Day;
use crate::domain::handover::permit::{Step, roles_with};
use crate::lang::alert::Read;
use crate::lang::command::Word;
use crate::lang::{Lang, alert as words, date, label};
use crate::workflow::alert::{About, AlertLine};
use crate::workflow::office::fingerprint;

/// Prints every alert, what presses most first.
pub fn list(session: &Session) -> Result<(), Failure> {
    let desk = session.desk()?;
    let (lines, today) = (desk.alerts()?, desk.today());
    let json = |it| line_json(session, it, today);
    session.output.answer(
        || json!({ "alerts": lines.iter().map(json).collect::<Vec<_>>() }),
        || match lines.is_empty() {
            true => vec![session.word(Word::NoAlerts)],
            false => {
                let text = |it| line_text(session, it, today);
                lines.iter().flat_map(text).collect()
            }
        },
    )
}

/// One alert as JSON.
pub fn line_json(session: &Session, line: &AlertLine, today: Day) -> Json {
    let alert = &line.alert;
    let (about, id) = named(line);
    json!({
        "kind": alert.what.code(),
        "severity": names::severity(alert.severity),
        "day": alert.day.map(|it| it.to_string()),
        "about": about,
        "id": id,
        "person": line.person,
        "field": alert.what.field().map(|it| it.spec().name),
        "ground": names::ground(alert.what.ground()),
        "figures": figures(line),
        "who": who(alert.what),
        "member": line.drafter,
        "message": words::told(line, Read::ByCommand, today, session.lang()),
    })
}

fn named(line: &AlertLine) -> (&'static str, String) {
    match line.about {
        About::Case(id) => ("case", id.to_string()),
        About::Handover(id) => ("handover", id.to_string()),
        About::Office(id) => ("office", id.to_string()),
    }
}

/// The roles of whoever begins what comes next, or keeps and verifies a card; none where it is anybody.
fn who(what: What) -> Vec<&'static str> {
    let step = match what {
        What::LiesUnopened { .. } => Step::Offer,
        What::NobodyTook { .. } => Step::Draft,
        What::ChangedSince { telling, .. } => telling.step(),
        _ if what.is_ending() => Step::Draft,
        _ => return Vec::new(),
    };
    roles_with(step).map(|it| it.code()).collect()
}

fn figures(line: &AlertLine) -> Json {
    match line.alert.what {
        What::LiesUnopened {
            from,
            distrusted,
            parcels,
        } => json!({
            "parcels": parcels,
            "fingerprint": fingerprint(&from),
            "standing": match distrusted {
                Distrusted::Revoked => "revoked",
                Distrusted::NoCard => "no-card",
            },
            "people": line.people,
        }),
        What::FewMonths { counted, confirmed } => {
            let why = counted.err().map(not_counted);
            json!({ "counted": counted.ok(), "why": why, "confirmed": confirmed })
        }
        What::MonthsDiffer { counted, confirmed } => {
            json!({ "counted": counted, "confirmed": confirmed })
        }
        What::MonthsUncounted { why } => json!({ "why": not_counted(why) }),
        What::PlanDue { from } => json!({ "from": from.map(|it| it.to_string()) }),
        What::MonitoringDue { last } => json!({ "last": last.to_string() }),
        What::PlannerDue { month } => json!({ "month": month.to_string() }),
        What::AttendanceFalling {
            month,
            latest,
            average,
        } => json!({ "month": month.to_string(), "latest": latest, "average": average }),
        What::CrisisPlanOld { updated } => json!({ "updated": updated.to_string() }),
        What::FollowUpOpen { nth } => json!({ "which": nth }),
        What::ServiceGap { days, last, start } | What::GapAhead { days, last, start } => {
            json!({ "days": days, "last": last.to_string(), "start": start.to_string() })
        }
        What::GapRunning { days, last, start } => {
            let start = start.map(|it| it.to_string());
            json!({ "days": days, "last": last.to_string(), "start": start })
        }
        What::NobodyTook { last, .. } => json!({ "last": last.to_string() }),
        What::ChangedSince {
            fields, telling, ..
        } => json!({ "fields": fields, "next": telling.step().code() }),
        What::Unopened { days } | What::NoPaperReply { days } => json!({ "days": days }),
        What::TasksLate { open } => json!({ "open": open }),
        What::StillToTell { open } | What::CopiesOut { open } => json!({ "open": open }),
        What::Declined(decline) => json!({ "decline": names::decline(decline) }),
        What::Discontinued(reason) => json!({ "reason": names::discontinuation(reason) }),
        What::TakenBack(extent) => json!({ "all": extent == Extent::All }),
        What::MonthsUnconfirmed
        | What::RedSeen
        | What::YellowSeen
        | What::AdditionsEnding
        | What::FormEnding
        | What::CertificateEnding
        | What::PlanMissing
        | What::SupportBegins
        | What::SupportEnding
        | What::ReturnDue
        | What::RedSign
        | What::YellowSign
        | What::ConsentEnding(_)
        | What::ConsentEnded(_)
        | What::NoFirstInterview
        | What::ReportDue
        | What::NotStarted => json!({}),
    }
}

fn whom(line: &AlertLine, lang: Lang) -> String {
    match line.about {
        About::Office(_) if line.person.is_empty() => words::no_card(lang).to_owned(),
        _ => label::handover::person(&line.person, line.nameless, lang),
    }
}

/// One alert in lines for people.
pub fn line_text(session: &Session, line: &AlertLine, today: Day) -> Vec<String> {
    let (lang, alert) = (session.lang(), &line.alert);
    let day = alert
        .day
        .map_or_else(String::new, |it| format!("  {}", date::short_day(it, lang)));
    let (about, id) = named(line);
    vec![
        format!(
            "{}  {}  {}{day}",
            words::severity(alert.severity, lang),
            whom(line, lang),
            words::name(alert.what, lang),
        ),
        format!("    {}", words::told(line, Read::ByCommand, today, lang)),
        format!("    {about} {}", &id[..8]),
    ]
}
