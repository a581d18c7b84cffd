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

use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::process::ExitCode;

#[path = "../it/breaks.rs"]
mod breaks;
#[cfg(unix)]
mod crowd;
#[path = "../it/held.rs"]
mod held;
#[path = "../it/kills.rs"]
mod kills;
#[path = "../it/long_walks.rs"]
mod long_walks;
#[cfg(target_os = "linux")]
mod memory;
#[path = "../it/model.rs"]
mod model;
#[allow(dead_code, reason = "the ordinary tests use more of it")]
#[path = "../it/place.rs"]
mod place;
#[path = "../it/promise.rs"]
mod promise;
#[cfg(unix)]
#[allow(dead_code, reason = "the ordinary tests use more of it")]
#[path = "../it/pty.rs"]
mod pty;
#[cfg(unix)]
mod screen;
#[path = "../it/three.rs"]
mod three;
#[allow(dead_code, reason = "the ordinary tests use more of it")]
#[path = "../it/town.rs"]
mod town;
#[path = "../it/verdict.rs"]
mod verdict;

use breaks::BREAKS;
use long_walks::{Extra, SEED, Walked, Whole};
use model::{Bounds, Milestone, Report, Start, Ways};
use promise::Promise;
use verdict::{Verdict, ended, too_few};

/// A campaign: its name, what it shows, how many rounds it goes when nobody says, and the check itself.
struct Campaign {
    name: &'static str,
    shows: &'static str,
    rounds: usize,
    run: fn(usize) -> Verdict,
}

const CAMPAIGNS: &[Campaign] = &[
    Campaign {
        name: "prove",
        shows: "every order of two offices' entries keeps the promises, and so do long walks; a round is an entry more in each log and as many walks again",
        rounds: 1,
        run: prove,
    },
    Campaign {
        name: "walks",
        shows: "the long walks of `prove` alone: everything at once, from the first offer to an end",
        rounds: 1,
        run: walks_alone,
    },
    Campaign {
        name: "three",
        shows: "three offices keep what is promised under random steps, losses and crashes; a round is a story",
        rounds: 200,
        run: three,
    },
    Campaign {
        name: "kills",
        shows: "a killed command leaves the store as before or as after; a round is a moment more of each command",
        rounds: 20,
        run: kills,
    },
    #[cfg(unix)]
    Campaign {
        name: "screen",
        shows: "what the screen costs on an open store; nothing is drawn and hardly anything wakes while nobody types; a round is a start more",
        rounds: 9,
        run: screen::screen,
    },
    #[cfg(target_os = "linux")]
    Campaign {
        name: "memory",
        shows: "the most memory at once while a store is opened and while an offer with 20 MiB of files goes over; a round is once more",
        rounds: 3,
        run: memory::memory,
    },
];

/// What was asked for.
enum Asked {
    /// A campaign, so many rounds.
    Campaign(&'static Campaign, usize),
    /// One walk, told.
    Walk { seed: u64, number: u64 },
    /// The stories of these numbers, told again.
    Stories(RangeInclusive<u8>),
    /// `prove` with this rule broken.
    Broken(&'static breaks::Break),
    /// The rules that can be broken.
    Breaks,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, verdict) = match asked(&arguments) {
        Some(Asked::Campaign(campaign, rounds)) => {
            (campaign.name, ended(|| (campaign.run)(rounds)))
        }
        Some(Asked::Walk { seed, number }) => ("walks", ended(|| walk_alone(seed, number))),
        Some(Asked::Stories(numbers)) => ("three", ended(|| stories_again(numbers))),
        Some(Asked::Broken(broken)) => ("prove", ended(|| prove_without(broken))),
        Some(Asked::Breaks) => {
            for it in BREAKS {
                println!("{:<24} {}", it.name, it.rule);
            }
            return ExitCode::SUCCESS;
        }
        None => {
            eprintln!("campaign NAME [--rounds N], where NAME is one of:");
            for it in CAMPAIGNS {
                eprintln!("  {:<12} {} (N = {})", it.name, it.shows, it.rounds);
            }
            eprintln!("campaign prove --break RULE | --break list");
            eprintln!("campaign walks --only SEED:NUMBER");
            eprintln!("campaign three --only NUMBER[-NUMBER]");
            return ExitCode::from(2);
        }
    };
    for fault in &verdict.faults {
        eprintln!("{fault}");
    }
    println!("{}", verdict.line(name));
    ExitCode::from(verdict.code())
}

/// What was asked for; `None` where the words make no sense.
fn asked(arguments: &[String]) -> Option<Asked> {
    let (name, rest) = arguments.split_first()?;
    let campaign = CAMPAIGNS.iter().find(|it| it.name == name)?;
    match rest {
        [] => Some(Asked::Campaign(campaign, campaign.rounds)),
        [flag, rounds] if flag == "--rounds" => {
            let rounds: NonZeroUsize = rounds.parse().ok()?;
            Some(Asked::Campaign(campaign, rounds.get()))
        }
        [flag, walk] if name == "walks" && flag == "--only" => {
            let (seed, number) = walk.split_once(':')?;
            let (seed, number) = (seed.parse().ok()?, number.parse().ok()?);
            Some(Asked::Walk { seed, number })
        }
        [flag, numbers] if name == "three" && flag == "--only" => {
            let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
            let numbers = first.parse().ok()?..=last.parse().ok()?;
            (!numbers.is_empty()).then_some(Asked::Stories(numbers))
        }
        [flag, list] if name == "prove" && flag == "--break" && list == "list" => {
            Some(Asked::Breaks)
        }
        [flag, rule] if name == "prove" && flag == "--break" => {
            let broken = BREAKS.iter().find(|it| it.name == rule)?;
            Some(Asked::Broken(broken))
        }
        _ => None,
    }
}

/// The searches of `prove`, by name. The wide ones go from each start with every extra at once and every way out at every
/// moment: two offers, a question, a correction, an addition, some items and all taken back, recall, decline, lapse, not
/// started. The deep ones take one extra each and leave the ways out alone, and so come to what a short log cannot hold: a
/// second offer accepted, released and closed, an acceptance after a question, after a correction, after items were taken back.
fn searches(rounds: usize) -> Vec<(&'static str, Bounds)> {
    let wide = |start: Start, entries: usize| Bounds {
        offers: 2,
        additions: 1,
        questions: 1,
        read_backs: 2,
        withdrawals: 2,
        entries: [entries; 2],
        start,
        ..Bounds::NARROW
    };
    let deep = |said: usize, replied: usize| Bounds {
        read_backs: 2,
        start: Start::Opened,
        ways: Ways::On,
        entries: [said, replied].map(|it| it + rounds - 1),
        ..Bounds::NARROW
    };
    vec![
        (
            "straight",
            Bounds {
                withdrawals: 2,
                entries: [rounds + 2; 2],
                ..Bounds::NARROW
            },
        ),
        ("offered", wide(Start::Offered, rounds + 1)),
        ("opened", wide(Start::Opened, rounds + 1)),
        ("accepted", wide(Start::Accepted, rounds + 1)),
        ("released", wide(Start::Released, rounds)),
        ("started", wide(Start::Started, rounds)),
        (
            "asked",
            Bounds {
                questions: 1,
                ..deep(4, 6)
            },
        ),
        ("corrected", deep(4, 5)),
        (
            "offered-again",
            Bounds {
                offers: 2,
                ..deep(5, 7)
            },
        ),
        (
            "partly-again",
            Bounds {
                offers: 2,
                sections: 2,
                ..deep(3, 5)
            },
        ),
        (
            "items-back",
            Bounds {
                offers: 2,
                read_backs: 1,
                withdrawals: 1,
                ..deep(4, 4)
            },
        ),
        (
            "difference",
            Bounds {
                facts: 1,
                ..deep(4, 5)
            },
        ),
        (
            "left",
            Bounds {
                follow_ups: 2,
                start: Start::Started,
                ways: Ways::OnAndOut,
                ..deep(2, 3)
            },
        ),
    ]
}

/// Walks of one round.
const WALKS: u64 = 50_000;

/// Searches all of them, two at a time, then walks, and counts what they have in common once.
fn prove(rounds: usize) -> Verdict {
    let mut searched = Report::default();
    let mut figures = String::new();
    for pair in searches(rounds).chunks(2) {
        let found: Vec<(&str, Report)> = std::thread::scope(|scope| {
            let running: Vec<_> = pair
                .iter()
                .map(|(name, bounds)| scope.spawn(move || (*name, model::search(*bounds))))
                .collect();
            let ended = running.into_iter().map(|it| it.join());
            ended
                .map(|it| it.expect("a search does not panic"))
                .collect()
        });
        for (name, report) in found {
            eprintln!("{name}: {} states", report.states.len());
            figures += &format!(" {name}={}", report.states.len());
            searched.add(report);
        }
    }
    let (searched_states, meanings) = (searched.states.len(), searched.meanings.len());
    figures = format!(" searched={searched_states} searched-meanings={meanings}{figures}");
    let (walked, verdict) = walked(rounds);
    figures += &format!(" {}", verdict.figures);
    searched.add(walked.report);
    let (told, mut faults) = looked(&searched);
    faults.extend(too_few(searched_states));
    for milestone in Milestone::ALL {
        let many = searched.reached.get(&milestone).copied().unwrap_or(0);
        eprintln!("{milestone:?}: in {many} states");
        if many == 0 {
            faults.push(format!("nothing came to {milestone:?}"));
        }
    }
    for (what, tests) in Promise::ELSEWHERE {
        eprintln!("not decided by entries: {what}; see tests {tests}");
    }
    faults.extend(verdict.faults);
    faults.extend(searched.faults);
    let (states, meanings) = (searched.states.len(), searched.meanings.len());
    let (steps, phases, said) = (searched.steps, searched.phases.len(), searched.said.len());
    Verdict {
        figures: format!(
            "rounds={rounds} states={states} meanings={meanings} steps={steps} phases={phases} sayings={said}{figures}{told}"
        ),
        faults,
    }
}

/// How often each promise was looked at.
fn looked(report: &Report) -> (String, Vec<String>) {
    let many = |it: &Promise| report.checks.get(it).copied().unwrap_or(0);
    let told = |it: &Promise| format!(" {}={}", it.code(), many(it));
    let never = Promise::ALL.iter().filter(|it| many(it) == 0);
    (
        Promise::ALL.iter().map(told).collect(),
        never
            .map(|it| format!("{} was never looked at", it.code()))
            .collect(),
    )
}

/// Walks so many rounds, and tells what of all extras was met in how many walks.
fn walked(rounds: usize) -> (Walked, Verdict) {
    let many = WALKS * rounds as u64;
    let mut walked = Walked::default();
    let parts = std::thread::scope(|scope| {
        let parts = [0..many / 2, many / 2..many];
        let running = parts.map(|it| scope.spawn(|| long_walks::walks(SEED, it)));
        running.map(|it| it.join().expect("a walk does not panic"))
    });
    for part in parts {
        walked.add(part);
    }
    let mut faults = Vec::new();
    let mut told = |what: String, many: Option<&u64>| {
        eprintln!("{what}: in {} walks", many.unwrap_or(&0));
        if many.is_none() {
            faults.push(format!("no walk came to {what}"));
        }
    };
    for extra in Extra::ALL {
        told(format!("{extra:?}"), walked.extras.get(&extra));
    }
    for whole in Whole::ALL {
        let all = format!("all extras in one history, {whole:?}");
        told(all, walked.wholes.get(&whole));
    }
    let wholes: u64 = walked.wholes.values().sum();
    let (states, meanings) = (walked.report.states.len(), walked.report.meanings.len());
    let (walks, moves) = (walked.walks, walked.moves);
    let figures = format!(
        "seed={SEED} walks={walks} moves={moves} walked={states} walked-meanings={meanings} with-all-extras={wholes}"
    );
    (walked, Verdict { figures, faults })
}

fn walks_alone(rounds: usize) -> Verdict {
    let (walked, verdict) = walked(rounds);
    let (told, never) = looked(&walked.report);
    let faults = [verdict.faults, never, walked.report.faults];
    Verdict {
        figures: format!("rounds={rounds} {}{told}", verdict.figures),
        faults: faults.concat(),
    }
}

/// Walks one, and tells it.
fn walk_alone(seed: u64, number: u64) -> Verdict {
    let (walked, story) = long_walks::one(seed, number);
    for line in story {
        println!("{line}");
    }
    let (states, moves) = (walked.report.states.len(), walked.moves);
    Verdict {
        figures: format!("seed={seed} number={number} moves={moves} states={states}"),
        faults: walked.report.faults,
    }
}

/// Breaks a rule: the search must find what fails without it.
fn prove_without(broken: &'static breaks::Break) -> Verdict {
    let name = broken.name;
    let found = model::hunt(broken);
    let report = match &found {
        Ok(report) | Err(report) => report,
    };
    for fault in &report.faults {
        eprintln!("without the rule \"{}\":\n{fault}", broken.rule);
    }
    let figures = format!("break={name} states={}", report.states.len());
    Verdict {
        figures,
        faults: match found {
            Ok(_) => Vec::new(),
            Err(_) => vec![format!("nothing that rests on {name} failed")],
        },
    }
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

/// How many stories are told from one number, unless very many are asked for.
const EACH: usize = 10;

/// Tells so many stories of three offices, each of two hundred things that happen.
fn three(rounds: usize) -> Verdict {
    let each = rounds.div_ceil(256).max(EACH);
    let counts = (0u8..=u8::MAX).map(|number| {
        let before = usize::from(number) * each;
        (number, rounds.saturating_sub(before).min(each))
    });
    let told = told(counts.take_while(|(_, stories)| *stories != 0));
    figured(format!("rounds={rounds}"), told)
}

/// Tells the stories of these numbers again, as in a run of no more than 2,560 rounds.
fn stories_again(numbers: RangeInclusive<u8>) -> Verdict {
    let (first, last) = (*numbers.start(), *numbers.end());
    let told = told(numbers.map(|number| (number, EACH)));
    figured(format!("only={first}-{last}"), told)
}

/// What came of so many stories from each of these numbers.
fn told(counts: impl Iterator<Item = (u8, usize)>) -> three::Report {
    let mut sum = three::Report::default();
    for (number, stories) in counts {
        let stories = u32::try_from(stories).unwrap_or(u32::MAX);
        let beginning = three::BEGINNINGS[usize::from(number) % three::BEGINNINGS.len()];
        let told = three::three(beginning, stories, 200, number);
        // What fails is told when it fails, not after the rest.
        for fault in &told.faults {
            eprintln!("number {number}; again by: campaign -- three --only {number}: {fault}");
        }
        sum.add(told);
    }
    sum
}

fn figured(asked: String, sum: three::Report) -> Verdict {
    let mut figures = format!(
        "{asked} stories={} taken={} refused={} crashes={} mischief={} returned={} came-back={} into={} answered={} carried={} scanned={} apart={} within={} on-paper={} looked={} bytes={} records={} taken-back={} shredded={}",
        sum.stories,
        sum.taken,
        sum.refused,
        sum.crashes,
        sum.mischief,
        sum.returned,
        sum.came_back,
        sum.into,
        sum.answered,
        sum.carried,
        sum.scanned,
        sum.apart,
        sum.within,
        sum.on_paper,
        sum.looked,
        sum.bytes,
        sum.records,
        sum.taken_back,
        sum.shredded,
    );
    for (phase, count) in sum.phases {
        figures += &format!(" {}={count}", phase.code());
    }
    Verdict {
        figures,
        faults: sum.faults,
    }
}
