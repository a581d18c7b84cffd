//! The grid of rights as the screens have it: at two real offices in every phase, each role is offered those steps of the
//! handover that `grid.txt` gives it, and no others.
//!
//! It works out no cell and looks at no drawing: what is compared are the rows of the screen as values. What goes by the role
//! alone is in `by_role`.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::domain::consent::ConsentForm;
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::entry::{
    Decline, Discontinuation, Handling, Outcome, Reading, Side, Withdrawal,
};
use tasuki::domain::handover::permit::Step;
use tasuki::domain::id::{HandoverId, QuestionNo};
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::domain::staff::Role;
use tasuki::tui::act::Reply;
use tasuki::tui::desk::handover::answer;
use tasuki::tui::room::handover::{Ask, DossierView, is_of_a_handover};
use tasuki::tui::screen::choice::{Open, rows};
use tasuki::workflow::handover::{Answering, Which};
use tasuki::workflow::{Desk, demo};

use crate::grid;
use crate::town::{Point, Town, form, hire, items, town};

/// The letter of each role of those who read, and who has it at either office beside its first member, a manager.
const STAFF: [(char, Role, &str); 2] = [
    ('s', Role::ServiceManager, "見本 責任者"),
    ('w', Role::SupportWorker, "見本 補佐"),
];
const AUDITOR: &str = "見本 監査";

/// Two offices with all four roles each; the person lets a copy go, so that this step is there, too.
fn staffed() -> Town {
    let mut town = town(Point::Ready);
    for office in [&mut town.sender, &mut town.receiver] {
        for (_, role, name) in STAFF {
            hire(office, name, role);
        }
        hire(office, AUDITOR, Role::Auditor);
    }
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    let mut all = items();
    all.insert(ItemId::CopyCity);
    let form = ConsentForm {
        items: all,
        ..form(desk, case, to)
    };
    desk.record_consent(form).unwrap();
    town
}

fn shown(desk: &mut Desk, id: HandoverId) -> Option<DossierView> {
    match answer(desk, Ask::Show(id)).ok()? {
        Reply::Dossier(view) => Some(*view),
        other => panic!("not a handover: {other:?}"),
    }
}

/// The steps of which the screen offers at least one row, and those of them whose row leads nowhere.
fn offered(view: &DossierView) -> (BTreeSet<Step>, BTreeSet<Step>) {
    let open = rows(view).into_iter().filter(|it| it.denied.is_none());
    let open: Vec<_> = open.collect();
    let nowhere = open.iter().filter(|it| matches!(it.open, Open::Elsewhere));
    let nowhere = nowhere.map(|it| it.step).collect();
    (open.iter().map(|it| it.step).collect(), nowhere)
}

/// What the table gives a role here, less what there is nothing to be done about; and what it does not speak of.
struct Wanted {
    steps: BTreeSet<Step>,
    /// The next offer is prepared after the first one, too: how far it is stands in other blocks of the table.
    apart: BTreeSet<Step>,
}

fn wanted(office: &str, phase: Phase, letter: char, view: &DossierView) -> Wanted {
    let written: BTreeMap<Step, String> = grid::written(office, phase);
    assert!(!written.is_empty(), "{office} {}", phase.code());
    let may = |step: &Step| written.get(step).is_some_and(|it| it.contains(letter));
    let all_read = !view.sections.is_empty() && view.unread().is_empty();
    let idle = |step: &Step| match step {
        Step::Acknowledge => all_read,
        Step::GiveCopy => view.copies.is_empty(),
        Step::Carry => view.carries.is_none(),
        Step::TakeUp => view.waiting.is_empty(),
        Step::Reopen => view.returning.is_empty(),
        _ => !is_of_a_handover(*step),
    };
    let apart: BTreeSet<Step> = match (view.line.side, view.state.offer.is_some()) {
        (Side::Sender, true) => PREPARING.into_iter().collect(),
        _ => BTreeSet::new(),
    };
    let given = Step::ALL.iter().filter(|it| may(it) && !idle(it));
    Wanted {
        steps: given.copied().filter(|it| !apart.contains(it)).collect(),
        apart,
    }
}

const PREPARING: [Step; 5] = [
    Step::Confirm,
    Step::Submit,
    Step::Approve,
    Step::Return,
    Step::Offer,
];

/// Where the table tells apart whoever wrote the draft.
const AUTHORS: [Phase; 3] = [Phase::Submitted, Phase::Approved, Phase::Returned];

/// Which block of the table an office is in.
fn block(side: Side, phase: Phase, author: bool) -> &'static str {
    match side {
        Side::Receiver => "receiver",
        Side::Sender if author && AUTHORS.contains(&phase) => "sender, asked by the author",
        Side::Sender => "sender",
    }
}

/// What was looked at so far, and where screen and table differ.
#[derive(Default)]
struct Seen {
    phases: BTreeSet<(Side, Phase)>,
    offered: BTreeSet<Step>,
    differing: Vec<String>,
}

impl Seen {
    /// Everybody who reads opens the handover at the offices that have it.
    fn look(&mut self, town: &mut Town, phase: Phase) {
        for side in [Side::Sender, Side::Receiver] {
            let id = town.id;
            let office = match side {
                Side::Sender => &mut town.sender,
                Side::Receiver => &mut town.receiver,
            };
            let chief = office.who().to_owned();
            let others = STAFF.iter().map(|it| (it.0, it.2.to_owned()));
            for (letter, name) in others.chain([('m', chief.clone())]) {
                let desk = office.sign_in(&name);
                let Some(view) = shown(desk, id) else {
                    assert_eq!(side, Side::Receiver, "{name} sees nothing");
                    assert!(!self.phases.contains(&(side, Phase::Delivered)));
                    continue;
                };
                assert_eq!(view.line.phase, phase, "{side:?} {name}");
                self.compare(block(side, phase, name == chief), letter, &view);
                self.phases.insert((side, phase));
            }
        }
    }

    fn compare(&mut self, office: &str, letter: char, view: &DossierView) {
        let phase = view.line.phase;
        let (offered, nowhere) = offered(view);
        // The block of the author tells of a few steps only; the rest is as for everybody at the sender.
        let whole = match office {
            "receiver" => office,
            _ => "sender",
        };
        let mut wanted = wanted(whole, phase, letter, view);
        if office == "sender, asked by the author" {
            let of_author = grid::written(office, phase);
            for (step, may) in of_author.into_iter().filter(|it| is_of_a_handover(it.0)) {
                match may.contains(letter) {
                    true => wanted.steps.insert(step),
                    false => wanted.steps.remove(&step),
                };
            }
        }
        let is: BTreeSet<Step> = offered.difference(&wanted.apart).copied().collect();
        let codes = |of: BTreeSet<&Step>| of.iter().map(|it| it.code()).collect::<Vec<_>>();
        let more = codes(is.difference(&wanted.steps).collect());
        let fewer = codes(wanted.steps.difference(&is).collect());
        let nowhere = codes(nowhere.iter().collect());
        if !more.is_empty() || !fewer.is_empty() || !nowhere.is_empty() {
            self.differing.push(format!(
                "{office}, {}, {letter}: offered and not written {more:?}, written and not offered {fewer:?}, leading nowhere {nowhere:?}",
                phase.code()
            ));
        }
        self.offered.extend(offered);
    }
}

/// A draft of somebody who has signed nothing yet.
fn unsigned(town: &mut Town) -> Town {
    let mut other = town.branch();
    let mut somebody = demo::people().swap_remove(1).values;
    somebody.retain(|it| it.0 != FieldId::PeriodReturn);
    let desk = other.sender.desk();
    let case = desk.new_case(somebody).unwrap();
    other.id = desk.draft(case, other.receiver_id).unwrap();
    other
}

fn some_read(town: &mut Town) {
    let (desk, id) = (town.receiver.desk(), town.id);
    let one = Which::These(vec![SectionId::Person]);
    let seen = desk.to_read(id, &one).unwrap();
    desk.acknowledge(id, &seen, Reading::Understood).unwrap();
    desk.ask(id, SectionId::Person, "電話は何時がよいですか")
        .unwrap();
    town.exchange();
}

fn all_read(town: &mut Town) {
    let id = town.id;
    let answer = Answering::Text("午前です".into());
    let desk = town.sender.desk();
    desk.answer(id, QuestionNo::FIRST, answer).unwrap();
    town.exchange();
    town.read();
    town.receiver
        .desk()
        .close_question(id, QuestionNo::FIRST)
        .unwrap();
    town.read_back();
    town.exchange();
}

#[test]
fn each_role_is_offered_on_the_screen_what_the_grid_gives_it_in_every_phase() {
    let mut seen = Seen::default();
    let mut town = staffed();
    seen.look(&mut unsigned(&mut town), Phase::Drafting);
    let (case, to) = (town.case, town.receiver_id);
    let id = town.sender.desk().draft(case, to).unwrap();
    town.id = id;
    let chief = town.sender.who().to_owned();
    seen.look(&mut town, Phase::Consented);
    town.sender.desk().confirm(id, Which::All).unwrap();
    seen.look(&mut town, Phase::Confirmed);
    town.sender.desk().submit(id).unwrap();
    seen.look(&mut town, Phase::Submitted);
    town.sender
        .sign_in(STAFF[0].2)
        .give_back(id, "見直す")
        .unwrap();
    town.sender.sign_in(&chief);
    seen.look(&mut town, Phase::Returned);
    town.sender.desk().submit(id).unwrap();
    town.sender.sign_in(STAFF[0].2).approve(id).unwrap();
    town.sender.sign_in(&chief);
    seen.look(&mut town, Phase::Approved);
    town.offer();
    town.send();
    seen.look(&mut town, Phase::Offered);
    town.exchange();
    seen.look(&mut town, Phase::Delivered);
    some_read(&mut town);
    seen.look(&mut town, Phase::InReview);
    for (phase, end) in BEFORE_THE_RELEASE {
        let mut branch = town.branch();
        end(&mut branch);
        branch.exchange();
        seen.look(&mut branch, *phase);
    }
    all_read(&mut town);
    seen.look(&mut town, Phase::ReadBack);
    town.accept();
    town.exchange();
    seen.look(&mut town, Phase::Accepted);
    town.release();
    town.exchange();
    seen.look(&mut town, Phase::Released);
    for (phase, end) in AFTER_THE_RELEASE {
        let mut branch = town.branch();
        end(&mut branch);
        branch.exchange();
        seen.look(&mut branch, *phase);
    }
    town.start();
    let life = Withdrawal::Items([ItemId::Life].into());
    town.exchange();
    town.sender.desk().withdraw(id, life).unwrap();
    town.exchange();
    seen.look(&mut town, Phase::Started);
    let mut branch = town.branch();
    let moved = Discontinuation::MovedAway;
    branch
        .receiver
        .desk()
        .discontinue(id, moved, "転居した")
        .unwrap();
    branch.exchange();
    seen.look(&mut branch, Phase::Discontinued);
    town.receiver
        .desk()
        .handle(id, Handling::Erased, "消した")
        .unwrap();
    town.end();
    town.follow_up(Outcome::GoingWell);
    town.exchange();
    seen.look(&mut town, Phase::FollowingUp);
    for _ in 0..2 {
        town.follow_up(Outcome::GoingWell);
    }
    town.exchange();
    seen.look(&mut town, Phase::Closed);
    assert!(
        seen.differing.is_empty(),
        "\n{}\n",
        seen.differing.join("\n")
    );
    let missing = |side: Side| -> Vec<Phase> {
        let all = Phase::ALL.into_iter();
        all.filter(|it| !seen.phases.contains(&(side, *it)))
            .collect()
    };
    assert_eq!(missing(Side::Sender), [Phase::Stopped]);
    let receivers = [
        Phase::Drafting,
        Phase::Consented,
        Phase::Confirmed,
        Phase::Submitted,
        Phase::Approved,
        Phase::Returned,
        Phase::Offered,
        Phase::Stopped,
    ];
    let unseen: BTreeSet<Phase> = missing(Side::Receiver).into_iter().collect();
    assert_eq!(unseen, receivers.into());
    let auditor = town.sender.sign_in(AUDITOR);
    assert!(
        shown(auditor, id).is_none(),
        "an auditor is shown no handover"
    );
}

type End = (Phase, fn(&mut Town));

const BEFORE_THE_RELEASE: &[End] = &[
    (Phase::Conditional, |town| town.decline(Decline::YesIf)),
    (Phase::Declined, |town| town.decline(Decline::NotTaken)),
    (Phase::Recalled, |town| {
        let id = town.id;
        town.sender.desk().recall(id, "考え直した").unwrap();
    }),
    (Phase::Withdrawn, |town| {
        let id = town.id;
        town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
    }),
];

const AFTER_THE_RELEASE: &[End] = &[
    (Phase::NotStarted, |town| {
        let id = town.id;
        town.receiver.desk().not_start(id, "来なかった").unwrap();
    }),
    (Phase::Lapsed, |town| {
        let id = town.id;
        town.sender.desk().lapse(id, "始まらない").unwrap();
    }),
];
