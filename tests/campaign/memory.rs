//! `memory`: the most memory this process has at once, as Linux counts it, while a store is opened and while an offer with all
//! the files one may have goes from an office to another.
//!
//! Measured where the desk works, without a screen: what a whole program holds at rest `screen` tells. What is judged is only
//! that nothing holds the files many times over.

use std::fs;
use std::path::Path;

use tasuki::domain::attachment::{LONGEST, MOST, Paper};
use tasuki::domain::field::ChoiceId;
use tasuki::exchange::transport::folder::Folder;
use tasuki::workflow::demo;
use tasuki::workflow::post::Extent;
use zeroize::Zeroizing;

use crate::Verdict;
use crate::town::{Dir, Point, Town, town};

/// How often the files may be held at once beside each other: as they came, sealed for the store, sealed for the other office.
const TIMES: u64 = 12;

/// What a piece of the work came to, in KiB.
struct Peak {
    what: &'static str,
    /// What was held before.
    before: u64,
    /// The most that was held.
    most: u64,
}

/// Does all of it so many times, and tells the most of each.
pub fn memory(rounds: usize) -> Verdict {
    let mut worst: Vec<Peak> = Vec::new();
    for _ in 0..rounds.max(1) {
        for peak in once() {
            match worst.iter_mut().find(|it| it.what == peak.what) {
                Some(known) if peak.most - peak.before <= known.most - known.before => (),
                Some(known) => *known = peak,
                None => worst.push(peak),
            }
        }
    }
    let mib = |kib: u64| kib.div_ceil(1024);
    let told = worst.iter().map(|it| {
        format!(
            "{} +{} MiB (most {} MiB)",
            it.what,
            mib(it.most - it.before),
            mib(it.most)
        )
    });
    let allowed = TIMES * (MOST as u64 >> 10);
    let over = worst.iter().filter(|it| allowed < it.most - it.before);
    let faults = over.map(|it| format!("{} takes more than {TIMES} times the files", it.what));
    Verdict {
        faults: faults.collect(),
        figures: told.collect::<Vec<_>>().join(", "),
    }
}

fn once() -> Vec<Peak> {
    let mut town = town(Point::Ready);
    let mut peaks = Vec::new();
    town.sender.close();
    peaks.push(measured("opening", || {
        town.sender.desk();
    }));
    let files = MOST / LONGEST;
    peaks.push(measured("attaching four files", || {
        (0..files).for_each(|nth| attach(&mut town, nth));
    }));
    town.prepare();
    let shared = Dir::new();
    let folder = Folder::new(shared.0.clone());
    peaks.push(measured("offering and sealing", || {
        town.offer();
        let sent = town.sender.desk().sync_through(&folder, Extent::New);
        assert_eq!(sent.unwrap().sent, 1);
    }));
    assert!(
        MOST as u64 <= lying(&shared.0),
        "the files are in the parcel"
    );
    town.sender.close();
    town.receiver.desk();
    peaks.push(measured("taking in", || {
        let came = town.receiver.desk().sync_through(&folder, Extent::New);
        assert_eq!(came.unwrap().collected, 1);
    }));
    assert!(town.received().disclosed.is_some());
    town.receiver.close();
    peaks.push(measured("opening what holds them", || {
        town.receiver.desk();
    }));
    peaks
}

fn attach(town: &mut Town, nth: usize) {
    let mut bytes = format!("%PDF-1.7 made-up {nth} ").into_bytes();
    let filler = (0u32..).map(|it| (it.wrapping_mul(2_654_435_761) >> 24) as u8);
    bytes.extend(filler.take(LONGEST - bytes.len() - 6));
    bytes.extend(b" %%EOF");
    let paper = Paper {
        kind: ChoiceId::SupportPlan,
        version: None,
        dated: demo::today(),
        author: None,
    };
    let case = town.case;
    let file = town
        .sender
        .desk()
        .attach(case, Some(Zeroizing::new(bytes)), paper);
    file.unwrap();
}

/// Does it, and gives the most memory there was meanwhile. The counter of the most begins again at what is held.
fn measured(what: &'static str, work: impl FnOnce()) -> Peak {
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = kib("VmRSS:");
    work();
    Peak {
        what,
        before,
        most: kib("VmHWM:").max(before),
    }
}

fn kib(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let mut lines = status.lines();
    let line = lines.find_map(|it| it.strip_prefix(name)).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

/// How many bytes lie in a folder.
fn lying(dir: &Path) -> u64 {
    let files = crate::town::files(dir);
    files.iter().map(|it| it.1.len() as u64).sum()
}
