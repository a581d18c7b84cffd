//! The whole grid of rights: every role and the program, every step, every phase, in both offices.
//!
//! The expected cells are in `grid.txt`, written by hand from the specification. Nothing here works one out.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::domain::{
    handover::{
        dossier::{Phase, State},
        draft::{Approver, Now, Preparation},
        entry::{Side, Weight},
        permit::{self, Actor, Carrying, Months, OwnCase, Position, Step},
    },
    id::{ConsentId, Means, StaffId},
    section::SectionId,
    staff::Role,
};

use crate::story::{self, Story};

const GRID: &str = include_str!("grid.txt");

const ACTORS: [(char, Actor); 5] = [
    ('s', Actor::Staff(Role::ServiceManager)),
    ('m', Actor::Staff(Role::Manager)),
    ('w', Actor::Staff(Role::SupportWorker)),
    ('a', Actor::Staff(Role::Auditor)),
    ('p', Actor::Program),
];

/// One expected cell, and the line it stands in.
struct Cell {
    office: String,
    step: Step,
    phase: Phase,
    may: String,
}

#[test]
fn every_cell_of_the_grid_is_as_it_is_written() {
    let stories = stories();
    let mut differing = Vec::new();
    for cell in cells() {
        let may = allowed(&cell, &stories);
        if may != cell.may {
            let (office, phase, step) = (&cell.office, cell.phase.code(), cell.step.code());
            let expected = &cell.may;
            differing.push(format!(
                "{office}, {phase}, {step}: expected {expected}, is {may}"
            ));
        }
    }
    assert!(differing.is_empty(), "\n{}\n", differing.join("\n"));
}

#[test]
fn the_grid_is_whole() {
    let mut written = BTreeSet::new();
    for cell in cells() {
        let known = cell.may == "-" || cell.may.chars().all(|it| "smwap".contains(it));
        assert!(known, "{} {}", cell.step.code(), cell.may);
        let place = (cell.office.clone(), cell.step, cell.phase);
        assert!(written.insert(place), "{} stands twice", cell.step.code());
    }
    for office in ["sender", "receiver"] {
        for (step, phase) in Step::ALL
            .iter()
            .flat_map(|it| Phase::ALL.map(|phase| (*it, phase)))
        {
            let there = written.contains(&(office.to_owned(), step, phase));
            assert!(there, "{office}, {}, {}", phase.code(), step.code());
        }
    }
}

fn lines() -> impl Iterator<Item = Vec<&'static str>> {
    let lines = GRID.lines().filter(|it| !it.starts_with('#'));
    lines
        .map(|it| it.split_whitespace().collect::<Vec<_>>())
        .filter(|it| !it.is_empty())
}

/// The story of each phase, as the file tells it.
pub fn told() -> impl Iterator<Item = (Phase, String)> {
    let told = lines().filter(|it| it[0] == "=");
    told.map(|it| (phase(it[1]), it[2..].join(" ")))
}

/// What goes by the role alone: the deed, who may, and the words of the command, none where there is none of its own.
pub fn by_role() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let rows = lines().filter(|it| it[0] == "&");
    let row = |it: Vec<&'static str>| {
        let command = it[3..].iter().copied().filter(|it| *it != "-");
        (it[1], it[2], command.collect())
    };
    rows.map(row).collect()
}

/// Who may take each step at an office in a phase, as it is written.
pub fn written(office: &str, phase: Phase) -> BTreeMap<Step, String> {
    let cells = cells().into_iter();
    let of_it = cells.filter(|it| it.office == office && it.phase == phase);
    of_it.map(|it| (it.step, it.may)).collect()
}

/// The state each phase stands for.
fn stories() -> BTreeMap<Phase, State> {
    told()
        .map(|(phase, told)| {
            let mut story = Story::told(&told);
            story.tell("meet").expect("hearing is always allowed");
            let state = story.view(Side::Sender);
            assert_eq!(state, story.view(Side::Receiver), "{}", phase.code());
            assert_eq!(state.phase(), phase);
            (phase, state)
        })
        .collect()
}

fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    let (mut office, mut phases) = (String::new(), Vec::new());
    for line in lines() {
        match line[0] {
            "=" | "&" => (),
            "@" => office = line[1..].join(" "),
            "step" => phases = line[1..].iter().map(|it| phase(it)).collect(),
            code => {
                assert_eq!(line.len() - 1, phases.len(), "{office}: {code}");
                cells.extend(line[1..].iter().zip(&phases).map(|(may, phase)| Cell {
                    office: office.clone(),
                    step: step(code),
                    phase: *phase,
                    may: (*may).to_owned(),
                }));
            }
        }
    }
    cells
}

fn phase(code: &str) -> Phase {
    let found = Phase::ALL.into_iter().find(|it| it.code() == code);
    found.unwrap_or_else(|| panic!("no such phase: {code}"))
}

fn step(code: &str) -> Step {
    let found = Step::ALL.iter().copied().find(|it| it.code() == code);
    found.unwrap_or_else(|| panic!("no such step: {code}"))
}

fn allowed(cell: &Cell, stories: &BTreeMap<Phase, State>) -> String {
    let answered = answered();
    let state = match cell.office.as_str() {
        "sender, question answered" | "receiver, question answered" => Some(&answered),
        _ => stories.get(&cell.phase),
    };
    let (side, preparation) = match cell.office.as_str() {
        "receiver" | "receiver, question answered" => (Side::Receiver, None),
        "sender, asked by the author" | "sender, asked by the author, the declared only one" => {
            (Side::Sender, Some(prepared(cell.phase)))
        }
        "sender, question answered" => (Side::Sender, Some(prepared(Phase::Approved))),
        "sender, months unconfirmed" | "sender, for a time" => {
            (Side::Sender, Some(prepared(Phase::Approved)))
        }
        "sender" if state.is_none() => (Side::Sender, Some(prepared(cell.phase))),
        "sender" => (Side::Sender, Some(prepared(Phase::Approved))),
        "sender, next offer submitted" => (Side::Sender, Some(prepared(Phase::Submitted))),
        "sender, next offer confirmed" => (Side::Sender, Some(prepared(Phase::Confirmed))),
        "sender, on paper" => (Side::Sender, Some(prepared(Phase::Approved))),
        "entered from paper" => (Side::Receiver, None),
        other => panic!("no such office: {other}"),
    };
    let at = Position {
        side,
        means: match cell.office.as_str() {
            "sender, on paper" | "entered from paper" => Means::Paper,
            _ => Means::Keys,
        },
        preparation: preparation.as_ref(),
        approver: match cell.office.as_str() {
            "sender, asked by the author" => Some(Approver::one_of_several(AUTHOR)),
            "sender, asked by the author, the declared only one" => {
                Some(Approver::the_only_one(AUTHOR))
            }
            _ => None,
        },
        case: OwnCase::Here,
        months: match cell.office.as_str() {
            "sender, months unconfirmed" => Months::Unconfirmed,
            "sender, for a time" => Months::ForATime,
            _ => Months::Confirmed,
        },
        carrying: Carrying::Nobody,
        state,
    };
    let may = |it: &&(char, Actor)| permit::permit(it.1, cell.step, at, story::today()).is_ok();
    let letters: String = ACTORS.iter().filter(may).map(|it| it.0).collect();
    match letters.is_empty() {
        true => "-".into(),
        false => letters,
    }
}

/// A question of one section is answered and not closed.
fn answered() -> State {
    let mut story = Story::told("offer receive read-person ask answer");
    story.tell("meet").expect("hearing is always allowed");
    story.view(Side::Sender)
}

const AUTHOR: StaffId = StaffId::from_bytes([1; 16]);
const APPROVER: StaffId = StaffId::from_bytes([2; 16]);

fn prepared(phase: Phase) -> Preparation {
    let now = Now {
        consent: Some(ConsentId::from_bytes([3; 16])),
        sections: vec![
            story::pinned(SectionId::Person, 1, Weight::Mandatory),
            story::pinned(SectionId::Health, 1, Weight::Mandatory),
        ],
        found_before: std::collections::BTreeSet::new(),
    };
    let approver = Approver::one_of_several(APPROVER);
    let mut it = Preparation::new(AUTHOR);
    let why = "every step before it was taken";
    if phase != Phase::Drafting {
        it.refresh(&now);
    }
    if !matches!(phase, Phase::Drafting | Phase::Consented) {
        let shown = [SectionId::Person, SectionId::Health];
        it.confirm(&shown, &now).expect(why);
    }
    if matches!(phase, Phase::Submitted | Phase::Approved | Phase::Returned) {
        it.submit(AUTHOR, &[], &now).expect(why);
    }
    match phase {
        Phase::Approved => it.approve(approver).expect(why),
        Phase::Returned => it.give_back(approver).expect(why),
        _ => (),
    }
    assert_eq!(it.phase(), phase);
    it
}
