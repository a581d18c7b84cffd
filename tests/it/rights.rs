//! Who may read: every look at a person's content asks for a right and leaves a line in the journal.
//!
//! Which role may take which step is in `grid.txt`; here it is what the desk makes of it.

use tasuki::domain::audit::{Act, Event};
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::id::{CaseId, HandoverId, OfficeId};
use tasuki::domain::staff::Role;
use tasuki::tui::act::Reply;
use tasuki::tui::desk::No;
use tasuki::tui::desk::handover::answer;
use tasuki::tui::room::handover::Ask;
use tasuki::tui::room::today::TodayView;
use tasuki::workflow::audit::Doer;
use tasuki::workflow::handover::step_of;
use tasuki::workflow::ledger::Of;
use tasuki::workflow::post::Extent;
use tasuki::workflow::record::Wanted;
use tasuki::workflow::{Desk, Problem};

use crate::town::{Point, Town, hire, town};

/// A way to look at content.
type Look = fn(&mut Desk, &Place) -> Result<(), Problem>;

/// What is looked at.
struct Place {
    case: CaseId,
    handover: HandoverId,
    other: OfficeId,
}

/// What a look leaves in the journal, and of what.
#[derive(Debug, PartialEq, Eq)]
enum Trace {
    Case(Act),
    Handover,
    /// A list names people, and shows nothing of them.
    Nothing,
}

const LOOKS: &[(&str, Look, Trace)] = &[
    (
        "a case",
        |desk, at| desk.show_case(at.case).map(drop),
        Trace::Case(Act::CaseRead),
    ),
    (
        "its notes",
        |desk, at| desk.notes(at.case).map(drop),
        Trace::Case(Act::CaseRead),
    ),
    (
        "its consents",
        |desk, at| desk.consents(at.case).map(drop),
        Trace::Case(Act::CaseRead),
    ),
    (
        "what an office would see",
        |desk, at| desk.preview(at.case, at.other).map(drop),
        Trace::Case(Act::CaseRead),
    ),
    (
        "a handover in preparation on its screen",
        |desk, at| match answer(desk, Ask::Show(at.handover)) {
            Err(No::Problem(why)) => Err(why),
            _ => Ok(()),
        },
        Trace::Handover,
    ),
    (
        "a case as a file",
        |desk, at| desk.export_case(at.case).map(drop),
        Trace::Case(Act::Exported),
    ),
    (
        "a handover",
        |desk, at| desk.handover(at.handover).map(drop),
        Trace::Handover,
    ),
    (
        "the records of a handover",
        |desk, at| desk.records_of(at.handover).map(drop),
        Trace::Handover,
    ),
    (
        "what was taken back in a handover",
        |desk, at| desk.ledger(Of::Handover(at.handover)).map(drop),
        Trace::Handover,
    ),
    (
        "every form of a case",
        |desk, at| desk.consent_record(Of::Case(at.case)).map(drop),
        Trace::Case(Act::CaseRead),
    ),
    (
        "the records",
        |desk, _| desk.records(&Wanted::default()).map(drop),
        Trace::Nothing,
    ),
    (
        "the ledger",
        |desk, _| desk.ledger(Of::All).map(drop),
        Trace::Nothing,
    ),
    (
        "the next step",
        |desk, at| desk.next(at.handover).map(drop),
        Trace::Nothing,
    ),
    (
        "a handover's line",
        |desk, at| desk.handover_line(at.handover).map(drop),
        Trace::Nothing,
    ),
    (
        "the handovers",
        |desk, _| desk.handovers().map(drop),
        Trace::Nothing,
    ),
    (
        "today",
        |desk, _| desk.today_lines().map(drop),
        Trace::Nothing,
    ),
    (
        "the cases",
        |desk, _| desk.cases("").map(drop),
        Trace::Nothing,
    ),
];

fn place(town: &Town) -> Place {
    Place {
        case: town.case,
        handover: town.id,
        other: town.receiver_id,
    }
}

fn lines(desk: &Desk) -> Vec<Event> {
    let lines = desk.audit(None, usize::MAX).unwrap().into_iter();
    lines.map(|it| it.line.event).collect()
}

fn trace(event: &Event, at: &Place) -> Option<Trace> {
    let subject = event.subject?;
    match event.act {
        Act::Handover { code, id } => {
            let read = step_of(code) == Some(Step::Read) && id == subject;
            (read && subject == at.handover.to_bytes()).then_some(Trace::Handover)
        }
        act => (subject == at.case.to_bytes()).then_some(Trace::Case(act)),
    }
}

#[test]
fn who_read_which_case_is_in_the_journal() {
    let mut town = town(Point::Delivered);
    hire(&mut town.sender, "山吹 恵", Role::SupportWorker);
    let at = place(&town);
    let mut made = Vec::new();
    let desk = town.sender.sign_in("山吹 恵");
    let reader = desk.me().id.to_bytes();
    for (what, look, _) in LOOKS {
        look(desk, &at).unwrap_or_else(|why| panic!("{what}: {why:?}"));
    }
    // A support worker may look and has no right to the journal: somebody else reads what it says.
    let manager = town.sender.sign_in("藍沢 都");
    for event in lines(manager).into_iter().filter(|it| it.actor == reader) {
        made.extend(trace(&event, &at));
    }
    let expected = LOOKS.iter().map(|(_, _, trace)| trace);
    let expected: Vec<_> = expected.filter(|it| **it != Trace::Nothing).collect();
    assert_eq!(made.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn an_auditor_reads_the_journal_and_no_content() {
    let mut town = town(Point::Delivered);
    hire(&mut town.sender, "墨田 監", Role::Auditor);
    let at = place(&town);
    let desk = town.sender.sign_in("墨田 監");
    let before = lines(desk);
    for (what, look, _) in LOOKS {
        let said = look(desk, &at);
        let why = Denied::NoRight;
        assert!(
            matches!(&said, Err(Problem::Denied { why: it, .. }) if *it == why),
            "{what}: {said:?}"
        );
    }
    let carried = desk.sync_through(&town.post, Extent::Everything);
    assert!(matches!(carried, Err(Problem::Denied { .. })), "carried");
    let Ok(day) = tasuki::tui::desk::today::today(desk) else {
        panic!("an auditor's day is an error");
    };
    let without = |it: &TodayView| it.lines.is_empty() && it.handovers == 0 && it.cases == 0;
    assert!(matches!(&day, Reply::Today(it) if without(it)));
    assert_eq!(lines(desk), before, "a refused look left something");
    assert!(desk.verify(&mut |_, _| ()).is_ok());
}

#[test]
fn the_journal_names_staff_and_offices_and_of_a_case_the_number_only() {
    let mut town = town(Point::Delivered);
    hire(&mut town.sender, "墨田 監", Role::Auditor);
    let other = town.sender.desk().peer(town.receiver_id).unwrap().name;
    let desk = town.sender.sign_in("墨田 監");
    let lines = desk.audit(None, usize::MAX).unwrap();
    let about = |act: Act| {
        let mut of = lines.iter().filter(|it| it.line.event.act == act);
        of.next_back().unwrap().about.clone()
    };
    assert_eq!(about(Act::StaffAdded).as_deref(), Some("墨田 監"));
    assert_eq!(about(Act::CardVerified), Some(other));
    assert_eq!(about(Act::CaseWritten), None);
    assert_eq!(about(Act::Unlock), None, "who signed in stands in `by`");
    assert!(lines.iter().all(|it| it.by != Doer::Staff(String::new())));
}

#[test]
fn the_journal_of_a_case_tells_of_its_handovers_too() {
    let mut town = town(Point::Delivered);
    let at = place(&town);
    let desk = town.sender.desk();
    desk.handover(at.handover).unwrap();
    let of_case = desk.audit(Some(at.case.to_bytes()), usize::MAX).unwrap();
    let read = of_case.iter().filter_map(|it| trace(&it.line.event, &at));
    assert!(read.into_iter().any(|it| it == Trace::Handover));
    let others = of_case.iter().filter_map(|it| it.line.event.subject);
    let known = [at.case.to_bytes(), at.handover.to_bytes()];
    assert!(others.into_iter().all(|it| known.contains(&it)));
}
