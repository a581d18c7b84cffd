//! Long checks, by name: `cargo test --release --locked --test campaign -- NAME [--rounds N]`.
//!
//! Not part of the ordinary run; what they call is tried there in small sizes.

#![allow(
    clippy::unwrap_used,
    reason = "a check may panic: that is how it fails"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "the checks look at files from outside"
)]

use std::process::ExitCode;

#[path = "../it/kills.rs"]
mod kills;
#[path = "../it/model.rs"]
mod model;
#[allow(dead_code, reason = "the ordinary tests use more of it")]
#[path = "../it/place.rs"]
mod place;

use model::{Bounds, Start};

/// A campaign: its name, what it shows, how many rounds it goes when nobody says, and the check itself.
struct Campaign {
    name: &'static str,
    shows: &'static str,
    rounds: usize,
    run: fn(usize) -> Verdict,
}

/// How a campaign ended, with its figures in one line.
struct Verdict {
    figures: String,
    faults: Vec<String>,
}

const CAMPAIGNS: &[Campaign] = &[
    Campaign {
        name: "prove",
        shows: "every order of two offices' entries keeps the promises; a round is an entry more in each log",
        rounds: 2,
        run: prove,
    },
    Campaign {
        name: "kills",
        shows: "a killed command leaves the store as before or as after; a round is a moment more of each command",
        rounds: 20,
        run: kills,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((campaign, rounds)) = asked(&arguments) else {
        eprintln!("campaign NAME [--rounds N], where NAME is one of:");
        for it in CAMPAIGNS {
            eprintln!("  {:<12} {} (N = {})", it.name, it.shows, it.rounds);
        }
        return ExitCode::from(2);
    };
    let Verdict { figures, faults } = (campaign.run)(rounds);
    for fault in &faults {
        eprintln!("{fault}");
    }
    let word = if faults.is_empty() { "ok" } else { "FAILED" };
    println!("{}: {figures} {word}", campaign.name);
    match faults.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// The campaign that was asked for and its rounds; `None` where the words make no sense.
fn asked(arguments: &[String]) -> Option<(&'static Campaign, usize)> {
    let (name, rest) = arguments.split_first()?;
    let campaign = CAMPAIGNS.iter().find(|it| it.name == name)?;
    match rest {
        [] => Some((campaign, campaign.rounds)),
        [flag, rounds] if flag == "--rounds" => Some((campaign, rounds.parse().ok()?)),
        _ => None,
    }
}

/// Searches from each start with every extra at once. Little can be said of an unread offer, so the first start goes
/// an entry further; and once more three, without extras, which is the whole way to an acceptance.
fn prove(rounds: usize) -> Verdict {
    let wide = |start: Start, entries: usize| Bounds {
        offers: 2,
        additions: 1,
        questions: 1,
        read_backs: 2,
        withdrawals: 2,
        entries,
        start,
    };
    let straight = Bounds {
        offers: 1,
        additions: 0,
        questions: 0,
        read_backs: 1,
        ..wide(Start::Offered, rounds + 3)
    };
    let searches = [
        ("straight", straight),
        ("offered", wide(Start::Offered, rounds + 1)),
        ("accepted", wide(Start::Accepted, rounds)),
        ("released", wide(Start::Released, rounds)),
    ];
    let mut figures = format!("rounds={rounds}");
    let mut faults = Vec::new();
    for (name, bounds) in searches {
        let report = model::search(bounds);
        let (states, steps, phases) = (report.states, report.steps, report.phases.len());
        let said = report.said.len();
        figures +=
            &format!(" {name}={states}/{steps} {name}.phases={phases} {name}.sayings={said}");
        faults.extend(report.faults);
    }
    Verdict { figures, faults }
}

/// Kills each command at so many moments of its work.
fn kills(rounds: usize) -> Verdict {
    let report = kills::kills(rounds);
    let (killed, before, after) = (report.killed, report.before, report.after);
    Verdict {
        figures: format!("rounds={rounds} killed={killed} before={before} after={after}"),
        faults: report.faults,
    }
}
