//! The grid of rights as the screens have it: at two real offices in every phase, each role is offered those steps of the
//! handover that `grid.txt` gives it, and no others.
//!
//! It works out no cell and looks at no drawing: what is compared are the rows of the screen as values. A step that is there
//! only while the screen lists something for it is not missed where nothing is listed; so the story comes to each of them, and
//! at the end none may have been offered nowhere. What goes by the role alone is in `by_role`.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::domain::case::Edit;
use tasuki::domain::consent::{ConsentForm, Mode};
use tasuki::domain::handover::dossier::Phase;
use tasuki::domain::handover::entry::{
    Decline, Discontinuation, Handling, Outcome, Reading, Side, Withdrawal,
};
use tasuki::domain::handover::permit::Step;
use tasuki::domain::id::{CaseId, HandoverId, OfficeId, QuestionNo};
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::domain::staff::Role;
use tasuki::tui::act::Reply;
use tasuki::tui::desk::handover::answer;
use tasuki::tui::room::handover::{Ask, DossierView, is_of_a_handover};
use tasuki::tui::screen::choice::{Open, rows};
use tasuki::workflow::handover::{Answering, Which};
use tasuki::workflow::{Desk, demo};

use crate::grid;
use crate::papers;
use crate::town::{Office, Point, Town, form, hire, items, town, values};

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
    signed(town.sender.desk(), case, to);
    town
}

fn signed(desk: &mut Desk, case: CaseId, to: OfficeId) {
    let mut all = items();
    all.insert(ItemId::CopyCity);
    let form = ConsentForm {
        items: all,
        ..form(desk, case, to)
    };
    desk.record_consent(form).unwrap();
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
    // What the person carries is consent, too, though nothing may be sent yet: it is taken back as in the next column.
    let carried = match (phase, &view.carries) {
        (Phase::Drafting, Some(_)) => grid::written(office, Phase::Consented),
        _ => BTreeMap::new(),
    };
    let of_consent = [Step::WithdrawItems, Step::WithdrawAll];
    let may = |step: &Step| {
        let of_carried = carried.get(step).filter(|_| of_consent.contains(step));
        of_carried
            .or(written.get(step))
            .is_some_and(|it| it.contains(letter))
    };
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

/// Which block of the table an office is in, and those beside it that tell of a few steps only: for these they hold.
fn blocks(view: &DossierView, author: bool) -> (&'static str, Vec<&'static str>) {
    let mut beside = Vec::new();
    if author && AUTHORS.contains(&view.line.phase) {
        beside.push("sender, asked by the author");
    }
    if view.line.is_on_paper() {
        beside.push("sender, on paper");
    }
    match view.line.side {
        Side::Receiver => ("receiver", Vec::new()),
        Side::Sender => ("sender", beside),
    }
}

/// A handover as one of those who read has it on the screen.
struct Look {
    letter: char,
    author: bool,
    view: DossierView,
}

/// What was looked at so far, and where screen and table differ.
#[derive(Default)]
struct Seen {
    phases: BTreeSet<(Side, Phase)>,
    looks: Vec<Look>,
    offered: BTreeSet<Step>,
    differing: Vec<String>,
}

impl Seen {
    /// Everybody who reads opens the handover at the offices that have it.
    fn look(&mut self, town: &mut Town, phase: Phase) {
        self.look_at(&mut town.sender, town.id, (Side::Sender, phase));
        self.look_at(&mut town.receiver, town.id, (Side::Receiver, phase));
    }

    fn look_at(&mut self, office: &mut Office, id: HandoverId, at: (Side, Phase)) {
        let chief = office.who().to_owned();
        let others = STAFF.iter().map(|it| (it.0, it.2.to_owned()));
        for (letter, name) in others.chain([('m', chief.clone())]) {
            let desk = office.sign_in(&name);
            let Some(view) = shown(desk, id) else {
                assert_eq!(at.0, Side::Receiver, "{name} sees nothing");
                assert!(!self.phases.contains(&(at.0, Phase::Delivered)));
                continue;
            };
            assert_eq!((view.line.side, view.line.phase), at, "{name}");
            let author = name == chief;
            self.take_in(Look {
                letter,
                author,
                view,
            });
        }
    }

    fn take_in(&mut self, look: Look) {
        self.compare(&look);
        self.phases
            .insert((look.view.line.side, look.view.line.phase));
        self.looks.push(look);
    }

    /// The steps of a handover that were offered nowhere.
    fn never(&self) -> Vec<&'static str> {
        let all = Step::ALL.iter().filter(|it| is_of_a_handover(**it));
        all.filter(|it| !self.offered.contains(it))
            .map(|it| it.code())
            .collect()
    }

    /// The same looks, on screens that list nothing for this step.
    fn blind(&self, step: Step) -> Seen {
        let mut seen = Seen::default();
        for it in &self.looks {
            let mut view = it.view.clone();
            match step {
                Step::TakeUp => view.waiting.clear(),
                Step::Reopen => view.returning.clear(),
                Step::GiveCopy => view.copies.clear(),
                Step::Carry => view.carries = None,
                _ => (),
            }
            view.steps.retain(|it| it.0 != step);
            seen.take_in(Look { view, ..*it });
        }
        seen
    }

    fn compare(&mut self, look: &Look) {
        let Look { letter, view, .. } = look;
        let (letter, phase) = (*letter, view.line.phase);
        let (offered, nowhere) = offered(view);
        let (office, beside) = blocks(view, look.author);
        let mut wanted = wanted(office, phase, letter, view);
        for block in beside {
            let of_block = grid::written(block, phase);
            for (step, may) in of_block.into_iter().filter(|it| is_of_a_handover(it.0)) {
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
    other.case = case;
    other.id = desk.draft(case, other.receiver_id).unwrap();
    other
}

/// They sign that they carry it themselves.
fn carrying(town: &mut Town) {
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    let form = ConsentForm {
        mode: Mode::Carried,
        items: [ItemId::Basic].into(),
        ..form(desk, case, to)
    };
    desk.record_consent(form).unwrap();
}

/// The person goes to an office without the program.
fn to_paper(town: &mut Town) -> Town {
    let mut other = town.branch();
    let desk = other.sender.desk();
    other.receiver_id = desk.keep_paper_card(&papers::profile()).unwrap();
    signed(desk, other.case, other.receiver_id);
    other.id = desk.draft(other.case, other.receiver_id).unwrap();
    approved(&mut other);
    other.offer();
    other
}

/// Confirmed, submitted, and approved by a second person.
fn approved(town: &mut Town) {
    let (id, chief) = (town.id, town.sender.who().to_owned());
    let desk = town.sender.desk();
    desk.confirm(id, Which::All).unwrap();
    desk.submit(id).unwrap();
    town.sender.sign_in(STAFF[0].2).approve(id).unwrap();
    town.sender.sign_in(&chief);
}

/// The other way round: whoever received hands the person on to where they came from, as far as the start is open there.
fn back(mut town: Town) -> Town {
    let case = town.received().line.case.unwrap();
    std::mem::swap(&mut town.sender, &mut town.receiver);
    std::mem::swap(&mut town.sender_id, &mut town.receiver_id);
    let to = town.receiver_id;
    let desk = town.sender.desk();
    // What did not come, or went with what was taken back, is asked of the person.
    let said = values()
        .into_iter()
        .map(|(field, it)| (field, Edit::Put(it)));
    desk.edit_case(case, None, said.collect()).unwrap();
    signed(desk, case, to);
    town.case = case;
    town.id = desk.draft(case, to).unwrap();
    approved(&mut town);
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    town
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
    let mut drafting = unsigned(&mut town);
    seen.look(&mut drafting, Phase::Drafting);
    carrying(&mut drafting);
    seen.look(&mut drafting, Phase::Drafting);
    let mut paper = to_paper(&mut town);
    let at = (Side::Sender, Phase::Offered);
    seen.look_at(&mut paper.sender, paper.id, at);
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
    // Something new to take up, by an addition that what was taken back does not stand in.
    town.write(FieldId::WishesOwnWords, "送り手が聞いた");
    town.sender.desk().add(id, Which::All).unwrap();
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
    town.receiver.desk().take_up(id, &Which::All).unwrap();
    town.read();
    town.end();
    town.follow_up(Outcome::GoingWell);
    town.exchange();
    seen.look(&mut town, Phase::FollowingUp);
    for _ in 0..2 {
        town.follow_up(Outcome::GoingWell);
    }
    town.exchange();
    seen.look(&mut town, Phase::Closed);
    let mut town = back(town);
    seen.look(&mut town, Phase::Released);
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
    assert_eq!(seen.never(), [""; 0], "offered nowhere");
    for step in LISTED {
        assert_eq!(seen.blind(step).never(), [step.code()], "it is not missed");
    }
    let auditor = town.sender.sign_in(AUDITOR);
    assert!(
        shown(auditor, id).is_none(),
        "an auditor is shown no handover"
    );
}

/// The steps that are there only while the screen lists something for them.
const LISTED: [Step; 4] = [Step::TakeUp, Step::Reopen, Step::GiveCopy, Step::Carry];

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
