//! How a long check ends: one line and an exit status that say the same; and how far the proof goes at the least.
//!
//! Not what is checked: that is each check's own.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The fewest distinct states the searches of `prove` may see: with fewer, no promise was held to be kept by many.
pub const FEWEST_STATES: usize = 1_000_000;

/// How a check ended, with its figures in one line.
pub struct Verdict {
    /// What was counted.
    pub figures: String,
    /// What failed.
    pub faults: Vec<String>,
}

impl Verdict {
    /// The last line of a check.
    pub fn line(&self, name: &str) -> String {
        let word = if self.faults.is_empty() {
            "ok"
        } else {
            "FAILED"
        };
        format!("{name}: {} {word}", self.figures)
    }

    /// The exit status that says the same.
    pub fn code(&self) -> u8 {
        u8::from(!self.faults.is_empty())
    }
}

/// How a check ended; one that panicked failed, and its line is written all the same.
pub fn ended(check: impl FnOnce() -> Verdict) -> Verdict {
    catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| Verdict {
        figures: String::from("stopped by a panic, see above"),
        faults: vec![String::from("the check did not come to its end")],
    })
}

/// The fault of searches that saw so few states.
pub fn too_few(searched: usize) -> Option<String> {
    let fault = || format!("{searched} distinct states were searched, fewer than {FEWEST_STATES}");
    (searched < FEWEST_STATES).then(fault)
}

#[test]
fn the_last_line_and_the_exit_status_say_the_same_whatever_ends_a_check() {
    let verdict = |faults: &[&str]| Verdict {
        figures: "states=7".to_owned(),
        faults: faults.iter().map(|it| (*it).to_owned()).collect(),
    };
    let said = |it: Verdict| (it.line("prove"), it.code());
    assert_eq!(said(verdict(&[])), ("prove: states=7 ok".to_owned(), 0));
    assert_eq!(
        said(ended(|| verdict(&["one", "two"]))),
        ("prove: states=7 FAILED".to_owned(), 1)
    );
    let (line, code) = said(ended(|| panic!("a check may panic")));
    assert!(line.ends_with(" FAILED"), "{line}");
    assert_eq!(code, 1);
}

#[test]
fn a_proof_that_shrinks_below_a_million_states_fails() {
    assert_eq!(too_few(FEWEST_STATES), None);
    let fault = too_few(999_999).expect("a fault");
    assert!(fault.contains("999999") && fault.contains("1000000"));
    let program = include_str!("../campaign/main.rs");
    let prove = program.split("\nfn prove(").nth(1).expect("prove is there");
    let prove = prove.split("\n}\n").next().unwrap_or_default();
    assert!(prove.contains("too_few(searched"), "prove asks it");
}

#[test]
fn the_ordinary_run_leaves_long_checks_alone_and_one_is_tried_in_small_by_a_stranger() {
    let manifest = include_str!("../../Cargo.toml");
    let mut targets = manifest
        .split("\n[[")
        .map(|it| it.split("\n\n").next().unwrap_or_default());
    let campaign = targets.find(|it| it.contains("name = \"campaign\""));
    let campaign = campaign.expect("the target is there");
    for line in ["harness = false", "test = false"] {
        assert!(campaign.lines().any(|it| it == line), "{line}");
    }
    let stranger = include_str!("../../.ci/run");
    assert!(stranger.contains("--test campaign -- prove --break "));
    assert!(stranger.contains("step campaign campaign\n"));
}
