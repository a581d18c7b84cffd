//! `sync`: sends what waits and collects what came.
//!
//! A parcel that is refused is no failure of the command: it is told, and the rest goes on. Where the round fails, how far
//! it came and what it had taken away until then is told beside the failure: no later round tells it.

use serde_json::json;

use crate::cli::args::Sync;
use crate::cli::output::Failure;
use crate::cli::{Session, names};
use crate::lang::message;
use crate::workflow::post::{Extent, Refused, TakenBack};

/// Runs one round.
pub fn run(session: &Session, args: Sync) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let extent = match args.everything {
        true => Extent::Everything,
        false => Extent::New,
    };
    let report = match desk.sync(extent) {
        Ok(report) => report,
        Err(why) => {
            session.output.untold(&desk.untold());
            return Err(why.into());
        }
    };
    let unverified: Vec<_> = report.unverified.iter().map(|it| it.to_string()).collect();
    session.output.answer(
        || {
            let refused =
                |it: &Refused| json!({ "reason": names::refused(it), "handover": it.handover().map(|it| it.to_string()) });
            let taken_back =
                |it: &TakenBack| json!({ "handover": it.handover.to_string(), "outcome": names::taken_back(it), "why": names::forbidden(it.why) });
            json!({
                "sent": report.sent,
                "collected": report.collected,
                "known": report.known,
                "refused": report.refused.iter().map(refused).collect::<Vec<_>>(),
                "taken_back": report.taken_back.iter().map(taken_back).collect::<Vec<_>>(),
                "unverified": unverified,
                "recovered": report.recovered.iter().map(|it| it.to_string()).collect::<Vec<_>>(),
                "uncased": report.uncased.iter().map(|it| it.to_string()).collect::<Vec<_>>(),
                "unreadable": report.unreadable.iter().map(|it| it.to_string()).collect::<Vec<_>>(),
                "unpaid": report.unpaid.iter().map(|it| it.to_string()).collect::<Vec<_>>(),
                "too_large": report.too_large.iter().map(|it| it.to_string()).collect::<Vec<_>>(),
                "held_back": report.held_back.iter().map(|it| it.to_string()).collect::<Vec<_>>(),
            })
        },
        || vec![message::sync(&report, session.lang())],
    )
}
