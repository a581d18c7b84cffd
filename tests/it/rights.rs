//! Who may read: every look at a person's content asks for a right and leaves a line in the journal.
//!
//! Which role may take which step is in `grid.txt`; here it is what the desk makes of it.

use tasuki::domain::attachment::ScanBefore;
use tasuki::domain::audit::{Act, Event};
use tasuki::domain::handover::permit::{Actor, Denied, Step, has_right};
use tasuki::domain::id::{CaseId, ConsentId, Digest, HandoverId, OfficeId};
use tasuki::domain::section::FieldId;
use tasuki::domain::staff::Role;
use tasuki::tui::act::Reply;
use tasuki::tui::desk::No;
use tasuki::tui::desk::audit::answer as journal;
use tasuki::tui::desk::handover::answer;
use tasuki::tui::room::audit::{Ask as AskJournal, Wanted as Journal};
use tasuki::tui::room::handover::Ask;
use tasuki::tui::room::today::TodayView;
use tasuki::workflow::audit::{AuditLine, AuditWanted, Doer};
use tasuki::workflow::handover::step_of;
use tasuki::workflow::ledger::Of;
use tasuki::workflow::post::Extent;
use tasuki::workflow::problem::Thing;
use tasuki::workflow::record::Wanted;
use tasuki::workflow::retention::Span;
use tasuki::workflow::{Desk, Problem};

use crate::town::{Point, Town, hire, new_case_of, text, town};

/// A way to look at content.
type Look = fn(&mut Desk, &Place) -> Result<(), Problem>;

/// What is looked at.
struct Place {
    case: CaseId,
    handover: HandoverId,
    consent: ConsentId,
    other: OfficeId,
    file: Digest,
}

/// What a look leaves in the journal, and of what. A list names people and shows nothing of them: it leaves nothing.
#[derive(Debug, PartialEq, Eq)]
enum Trace {
    Case(Act),
    Handover,
    OfHandover(Act),
    /// Of everything at once: there is no case to name.
    OfAll(Act),
}

const LOOKS: &[(&str, Look, &[Trace])] = &[
    (
        "a case",
        |desk, at| desk.show_case(at.case).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "its notes",
        |desk, at| desk.notes(at.case).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "its consents",
        |desk, at| desk.consents(at.case).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "what an office would see",
        |desk, at| desk.preview(at.case, at.other).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "a handover in preparation on its screen",
        |desk, at| match answer(desk, Ask::Show(at.handover)) {
            Err(No::Problem(why)) => Err(why),
            _ => Ok(()),
        },
        &[Trace::Handover],
    ),
    (
        "a case as a file",
        |desk, at| desk.export_case(at.case).map(drop),
        &[Trace::Case(Act::Exported)],
    ),
    (
        "a handover",
        |desk, at| desk.handover(at.handover).map(drop),
        &[Trace::Handover],
    ),
    (
        "the records of a handover",
        |desk, at| desk.records_of(at.handover).map(drop),
        &[Trace::Handover],
    ),
    (
        "what was taken back in a handover",
        |desk, at| desk.ledger(Of::Handover(at.handover)).map(drop),
        &[Trace::Handover],
    ),
    (
        "every form of a case",
        |desk, at| desk.consent_record(Of::Case(at.case)).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "the records",
        |desk, _| desk.records(&Wanted::default()).map(drop),
        &[],
    ),
    ("the ledger", |desk, _| desk.ledger(Of::All).map(drop), &[]),
    (
        "the next step",
        |desk, at| desk.next(at.handover).map(drop),
        &[],
    ),
    (
        "a handover's line",
        |desk, at| desk.handover_line(at.handover).map(drop),
        &[],
    ),
    ("the handovers", |desk, _| desk.handovers().map(drop), &[]),
    ("today", |desk, _| desk.today_lines().map(drop), &[]),
    ("the cases", |desk, _| desk.cases("").map(drop), &[]),
    (
        "its files",
        |desk, at| desk.attachments(at.case).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "a file of it, to be saved",
        |desk, at| desk.export_attachment(at.case, at.file).map(drop),
        &[Trace::Case(Act::Exported)],
    ),
    (
        "the scan of a signed form, to be saved",
        |desk, at| desk.export_scan(at.consent).map(drop),
        &[Trace::Case(Act::Exported)],
    ),
    (
        "the files of a handover",
        |desk, at| desk.enclosures(at.handover).map(drop),
        &[Trace::Handover],
    ),
    (
        "a file of a handover, to be saved",
        |desk, at| desk.export_enclosure(at.handover, at.file).map(drop),
        &[Trace::OfHandover(Act::Exported)],
    ),
    (
        "the person's page",
        |desk, at| desk.person_page(at.handover).map(drop),
        &[Trace::Handover],
    ),
    (
        "a paper for the person",
        |desk, at| desk.paper_written(at.case),
        &[Trace::Case(Act::Printed)],
    ),
    (
        "every form of a case, to be saved",
        |desk, at| desk.export_consents(Of::Case(at.case)).map(drop),
        &[Trace::Case(Act::CaseRead), Trace::Case(Act::Exported)],
    ),
    (
        "the records whole",
        |desk, _| desk.records_whole(&Wanted::default()).map(drop),
        &[],
    ),
    (
        "the records, to be saved",
        |desk, _| {
            desk.export_records(&Wanted::default(), |_| Ok(Vec::new()))
                .map(drop)
        },
        &[Trace::OfAll(Act::Exported)],
    ),
    (
        "the list of cases, to be saved",
        |desk, _| desk.export_cases("", None, |_| Ok(Vec::new())).map(drop),
        &[Trace::OfAll(Act::Exported)],
    ),
    (
        "what additions brought",
        |desk, at| desk.to_take_up(at.handover).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "a case that was shown, once more",
        |desk, at| desk.show_case_again(at.case).map(drop),
        &[],
    ),
    (
        "one form",
        |desk, at| desk.consent(at.consent).map(drop),
        &[],
    ),
    (
        "what a form would take back",
        |desk, at| {
            let form = desk.consent(at.consent)?.form().clone();
            desk.left_out_by(&form).map(drop)
        },
        &[],
    ),
    (
        "who would hear if it were taken back",
        |desk, at| desk.hearing_of(at.consent).map(drop),
        &[],
    ),
    (
        "what is said before it is taken back at a form",
        |desk, at| desk.withdrawing_at(at.consent).map(drop),
        &[],
    ),
    (
        "what is said before it is taken back in a handover",
        |desk, at| desk.withdrawing_in(at.handover).map(drop),
        &[],
    ),
    (
        "the open handover of a case",
        |desk, at| desk.open_handover(at.case).map(drop),
        &[],
    ),
    (
        "where a case that left went",
        |desk, at| desk.left(at.case).map(drop),
        &[],
    ),
    (
        "what the case says for the end of the contract",
        |desk, at| desk.at_end(at.handover).map(drop),
        &[],
    ),
    (
        "who of others is told",
        |desk, at| desk.contacts(at.handover).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "the meetings",
        |desk, at| desk.meetings(at.handover).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "the visits before a consent",
        |desk, at| desk.visits(at.case).map(drop),
        &[Trace::Case(Act::CaseRead)],
    ),
    (
        "these once more",
        |desk, at| {
            desk.contacts_again(at.handover)?;
            desk.meetings_again(at.handover)?;
            desk.visits_again(at.case).map(drop)
        },
        &[],
    ),
    (
        "who declined the person before; here nobody did",
        |desk, at| desk.declined_before(at.case).map(drop),
        &[],
    ),
    (
        "where the latest decline leads",
        |desk, at| desk.leads_on(at.case).map(drop),
        &[],
    ),
    (
        "who was not asked yet",
        |desk, at| desk.not_asked_yet(at.case).map(drop),
        &[],
    ),
    ("what to look at", |desk, _| desk.alerts().map(drop), &[]),
    ("what came", |desk, _| desk.arrivals().map(drop), &[]),
    (
        "what was refused",
        |desk, _| desk.refusals(100).map(drop),
        &[],
    ),
    (
        "what is kept",
        |desk, _| desk.kept(Span::Everything).map(drop),
        &[],
    ),
];

/// What whoever may read the journal reads, and nobody else.
const OF_THE_JOURNAL: &[(&str, Look)] = &[
    ("the journal", |desk, _| desk.audit(None, 1).map(drop)),
    ("whether it is whole", |desk, _| {
        desk.verify(&mut |_, _| ()).map(drop)
    }),
    ("the receipts", |desk, _| desk.receipts().map(drop)),
    ("the receipts, to be saved", |desk, _| {
        desk.export_receipts(|_| Ok(Vec::new())).map(drop)
    }),
];

/// What else a desk gives, and why it is no look at a person's content. Functions that give nothing are not asked about.
const NO_LOOK: &[(&str, &[&str])] = &[
    (
        "writes, and gives a number or what was written",
        &[
            "attach",
            "attach_scan",
            "detach",
            "new_case",
            "edit_case",
            "write_note",
            "record_consent",
            "withdraw_consent",
            "withdraw_consent_as_told",
            "withdraw_as_told",
            "draft",
            "draft_after",
            "ask",
            "read_back",
            "start",
            "start_into",
            "reopen",
            "start_as_another",
            "take_up",
            "take_up_named",
            "take_up_into",
            "paper_reply",
            "import_case",
            "write_contact",
            "write_meeting",
            "write_task",
            "write_visit",
            "take_suggested",
            "take_as_seen",
            "take_in_table",
            "shred",
        ],
    ),
    (
        "a step of a handover with its row in the grid",
        &[
            "print_offer",
            "copy",
            "carry",
            "own_words",
            "to_read",
            "to_check",
        ],
    ),
    (
        "what stands in a file of whoever asks, for whoever may write a case",
        &["look_at_table", "settled", "meet", "as_before"],
    ),
    (
        "finds a number by how it begins",
        &[
            "find_case",
            "find_consent",
            "find_attachment",
            "find_enclosure",
            "find_kept",
            "find_handover",
            "find_audited",
            "find_unopened",
            "handed_over",
            "visited",
        ],
    ),
    (
        "counts something of a case that is shown",
        &[
            "service",
            "course",
            "certificate_check",
            "cap_exceeded",
            "misfits",
            "births_of_alike",
            "attached",
        ],
    ),
    (
        "a number that names nobody; nothing for whoever may not destroy",
        &["to_destroy"],
    ),
    (
        "a number that names nobody, beside a step that has its line",
        &[
            "hit_by_handling",
            "handling_takes",
            "told_early",
            "before_offer",
        ],
    ),
    (
        "what is asked beside a step that has its line, or a save that has",
        &["condition_put", "ungiven", "unlike_sent"],
    ),
    (
        "what an addition would send, before it is asked about: what it shows has its line (`newer`)",
        &["to_add"],
    ),
    (
        "what whoever acts has typed",
        &["find_draft", "drafts", "erasures", "writer"],
    ),
    (
        "of the office, its staff and other offices",
        &[
            "today",
            "me",
            "profile",
            "office_id",
            "mailbox",
            "staff",
            "staff_name",
            "names_on",
            "find_staff",
            "find_colleague",
            "add_staff",
            "new_sheet",
            "notices",
            "unpaid",
            "own_card",
            "own_fingerprint",
            "keep_card",
            "keep_paper_card",
            "office_check",
            "peers",
            "peer",
            "find_peer",
            "settings",
            "corporations",
            "fresh_consent_id",
        ],
    ),
    (
        "carries sealed parcels",
        &["sync", "sync_through", "begin_round", "go_on", "untold"],
    ),
];

/// Two offices with a handover that a file goes with, and what is looked at in it.
fn offered() -> (Town, Place) {
    let mut town = town(Point::Ready);
    let bytes = zeroize::Zeroizing::new(crate::attachment::PDF.to_vec());
    let paper = crate::attachment::paper();
    let desk = town.sender.desk();
    desk.attach_scan(town.consent, Some(bytes.clone()), ScanBefore::Stays)
        .unwrap();
    let file = desk.attach(town.case, Some(bytes), paper).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    let at = Place {
        case: town.case,
        handover: town.id,
        consent: town.consent,
        other: town.receiver_id,
        file,
    };
    (town, at)
}

fn lines(desk: &Desk) -> Vec<Event> {
    let lines = desk.audit(None, usize::MAX).unwrap().into_iter();
    lines.map(|it| it.line.event).collect()
}

fn trace(event: &Event, at: &Place) -> Option<Trace> {
    let Some(subject) = event.subject else {
        return (event.act == Act::Exported).then_some(Trace::OfAll(event.act));
    };
    match event.act {
        Act::Handover { code, id } => {
            let read = step_of(code) == Some(Step::Read) && id == subject;
            (read && subject == at.handover.to_bytes()).then_some(Trace::Handover)
        }
        act if subject == at.handover.to_bytes() => Some(Trace::OfHandover(act)),
        act => (subject == at.case.to_bytes()).then_some(Trace::Case(act)),
    }
}

#[test]
fn who_read_which_case_is_in_the_journal() {
    let (mut town, at) = offered();
    hire(&mut town.sender, "山吹 恵", Role::ServiceManager);
    let mut made = Vec::new();
    let desk = town.sender.sign_in("山吹 恵");
    let reader = desk.me().id.to_bytes();
    for (what, look, _) in LOOKS {
        look(desk, &at).unwrap_or_else(|why| panic!("{what}: {why:?}"));
    }
    // Somebody else reads what it says.
    let manager = town.sender.sign_in("藍沢 都");
    for event in lines(manager).into_iter().filter(|it| it.actor == reader) {
        made.extend(trace(&event, &at));
    }
    let expected: Vec<_> = LOOKS.iter().flat_map(|(_, _, trace)| *trace).collect();
    assert_eq!(made.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn an_auditor_reads_the_journal_and_no_content() {
    let (mut town, at) = offered();
    hire(&mut town.sender, "墨田 監", Role::Auditor);
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
fn every_role_reads_what_its_row_says_and_nothing_else() {
    let (mut town, at) = offered();
    let others = [
        ("藍沢 都", Role::Manager),
        ("見本 責任者", Role::ServiceManager),
        ("山吹 恵", Role::SupportWorker),
        ("墨田 監", Role::Auditor),
    ];
    assert_eq!(town.sender.who(), others[0].0);
    for (name, role) in &others[1..] {
        hire(&mut town.sender, name, *role);
    }
    for (name, role) in others {
        let desk = town.sender.sign_in(name);
        // All records at once name everybody: whoever reads them one by one may not carry them out.
        let right = |what: &str| match what {
            "the records, to be saved" | "the list of cases, to be saved" => Step::ExportLists,
            _ => Step::Read,
        };
        let content = LOOKS
            .iter()
            .map(|(what, look, _)| (what, look, right(what)));
        let journal = OF_THE_JOURNAL.iter();
        let journal = journal.map(|(what, look)| (what, look, Step::ReadAudit));
        for (what, look, right) in content.chain(journal) {
            let said = look(desk, &at);
            let may = has_right(Actor::Staff(role), right);
            assert_eq!(said.is_ok(), may, "{role:?}, {what}: {said:?}");
            let no_right = matches!(
                &said,
                Err(Problem::Denied {
                    why: Denied::NoRight,
                    ..
                })
            );
            assert_eq!(no_right, !may, "{role:?}, {what}: {said:?}");
        }
    }
}

/// What gives something at the desk stands among the looks above, or in the list of what is no look, with the reason.
#[test]
fn every_reader_of_the_desk_is_a_look_or_says_why_not() {
    let looks = include_str!("rights.rs");
    let apart: Vec<&str> = NO_LOOK
        .iter()
        .flat_map(|(_, names)| *names)
        .copied()
        .collect();
    let known = |name: &str| looks.contains(&format!("desk.{name}(")) || apart.contains(&name);
    let readers = readers();
    assert!(60 < readers.len(), "{readers:?}");
    let new: Vec<_> = readers.iter().filter(|it| !known(it)).collect();
    assert!(new.is_empty(), "neither a look nor told why not: {new:?}");
    let gone: Vec<_> = apart
        .iter()
        .filter(|it| !readers.iter().any(|reader| reader == *it))
        .collect();
    assert!(gone.is_empty(), "gone, or giving nothing: {gone:?}");
}

/// Every public function of a desk that gives more than whether it was done.
fn readers() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/workflow");
    let mut readers = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(source) = std::fs::read_to_string(&path) else {
            continue;
        };
        for block in source.split("\nimpl Desk {").skip(1) {
            let block = block.split("\n}\n").next().unwrap_or_default();
            for function in block.split("\n    pub fn ").skip(1) {
                let head = function.split('{').next().unwrap_or_default();
                let (name, rest) = head.split_once('(').unwrap_or_default();
                let asks = rest.trim_start().starts_with('&');
                let gives = head.contains("->") && !head.contains("-> Result<(), Problem>");
                if asks && gives {
                    readers.push(name.to_owned());
                }
            }
        }
    }
    readers
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
fn who_may_read_cases_is_told_whose_each_line_is_and_may_ask_for_some_days() {
    let (mut town, at) = offered();
    town.clock.set(5);
    let desk = town.sender.desk();
    desk.show_case(at.case).unwrap();
    let lines = desk.audit(Some(at.case.to_bytes()), usize::MAX).unwrap();
    let named = |it: &AuditLine| it.about.as_deref().is_some_and(|it| it.contains("さくら"));
    assert!(lines.iter().all(named), "of the case and of its handovers");
    let day = desk.today();
    let of = |from, to| {
        let wanted = AuditWanted {
            subject: Some(at.case.to_bytes()),
            by: None,
            from,
            to,
            limit: usize::MAX,
        };
        let lines = desk.audit_of(&wanted).unwrap();
        lines.iter().map(|it| it.line.event.act).collect::<Vec<_>>()
    };
    assert_eq!(of(Some(day), None), [Act::CaseRead]);
    assert_eq!(of(Some(day), Some(day)), [Act::CaseRead]);
    assert_eq!(of(None, Some(day.plus_days(-1))).len(), lines.len() - 1);
    assert_eq!(of(Some(day.plus_days(1)), None), []);
}

/// The screen asks as the command does: the same lines, the newest first.
#[test]
fn on_the_screen_the_journal_is_asked_for_days_a_person_and_one_of_the_staff() {
    let (mut town, at) = offered();
    hire(&mut town.sender, "墨田 監", Role::Auditor);
    let boss = town.sender.who().to_owned();
    town.clock.set(5);
    town.sender.desk().show_case(at.case).unwrap();
    let desk = town.sender.sign_in(&boss);
    let day = desk.today();
    let shown =
        |desk: &Desk, wanted: &Journal| match journal(desk, AskJournal::List(wanted.clone())) {
            Ok(Reply::Audit(view)) => {
                assert_eq!(view.wanted, *wanted);
                let mut lines = view.lines;
                lines.reverse();
                Ok(lines)
            }
            Ok(other) => panic!("{other:?}"),
            Err(No::Problem(why)) => Err(why),
            Err(No::Say(what)) => panic!("{what:?}"),
        };
    let person = Journal {
        of: "さくら".into(),
        ..Journal::default()
    };
    let of_person = shown(desk, &person).unwrap();
    assert_eq!(
        of_person,
        desk.audit(Some(at.case.to_bytes()), 1_000).unwrap()
    );
    let by_number = Journal {
        of: at.case.to_string()[..8].to_owned(),
        ..Journal::default()
    };
    assert_eq!(shown(desk, &by_number).unwrap(), of_person);
    let later = Journal {
        from: Some(day),
        ..person.clone()
    };
    let acts =
        |lines: Vec<AuditLine>| -> Vec<Act> { lines.iter().map(|it| it.line.event.act).collect() };
    assert_eq!(acts(shown(desk, &later).unwrap()), [Act::CaseRead]);
    let before = Journal {
        to: Some(day.plus_days(-1)),
        ..person.clone()
    };
    assert_eq!(shown(desk, &before).unwrap().len() + 1, of_person.len());
    let by = |name: &str| Journal {
        by: name.into(),
        ..Journal::default()
    };
    let done = shown(desk, &by(&boss)).unwrap();
    assert!(!done.is_empty() && done.iter().all(|it| it.by == Doer::Staff(boss.clone())));
    assert_eq!(shown(desk, &by("墨田 監")).unwrap(), []);
    let nobody = shown(desk, &by("見本 零"));
    assert!(
        matches!(nobody, Err(Problem::Missing(Thing::Staff))),
        "{nobody:?}"
    );
    // Where nobody has started there is no case yet: it is the handover.
    let receiver = town.receiver.desk();
    let of_handover = shown(receiver, &person).unwrap();
    let wanted = receiver.audit(Some(at.handover.to_bytes()), 1_000);
    assert_eq!(of_handover, wanted.unwrap());
    assert!(!of_handover.is_empty());
    // Two of one name are not guessed between.
    let desk = town.sender.desk();
    let name = text(FieldId::PersonName, "さくら 見本");
    new_case_of(desk, vec![(FieldId::PersonName, name)]);
    let two = shown(desk, &person);
    assert!(
        matches!(two, Err(Problem::Ambiguous(Thing::Case))),
        "{two:?}"
    );
    // Nor is it where one of them has a case, and the other one's handover still waits for the start.
    let receiver = town.receiver.desk();
    let name = text(FieldId::PersonName, "さくら 見本");
    new_case_of(receiver, vec![(FieldId::PersonName, name)]);
    let two = shown(receiver, &person);
    assert!(
        matches!(two, Err(Problem::Ambiguous(Thing::Case))),
        "{two:?}"
    );
    // Who reads no case finds none by a name, and the same lines by its number.
    let auditor = town.sender.sign_in("墨田 監");
    let by_name = shown(auditor, &person);
    assert!(matches!(by_name, Err(Problem::Missing(_))), "{by_name:?}");
    assert!(!shown(auditor, &by_number).unwrap().is_empty());
}

#[test]
fn the_journal_of_a_case_tells_of_its_handovers_too() {
    let (mut town, at) = offered();
    let desk = town.sender.desk();
    desk.handover(at.handover).unwrap();
    let of_case = desk.audit(Some(at.case.to_bytes()), usize::MAX).unwrap();
    let read = of_case.iter().filter_map(|it| trace(&it.line.event, &at));
    assert!(read.into_iter().any(|it| it == Trace::Handover));
    let others = of_case.iter().filter_map(|it| it.line.event.subject);
    let known = [at.case.to_bytes(), at.handover.to_bytes()];
    assert!(others.into_iter().all(|it| known.contains(&it)));
}

#[test]
fn who_reads_records_one_by_one_may_not_carry_all_of_them_out() {
    let (mut town, at) = offered();
    for (name, role, may) in [
        ("山吹 恵", Role::SupportWorker, false),
        ("墨田 監", Role::Auditor, false),
        ("青葉 管", Role::ServiceManager, true),
        ("若草 長", Role::Manager, true),
    ] {
        town.sender.sign_in("藍沢 都");
        hire(&mut town.sender, name, role);
        let desk = town.sender.sign_in(name);
        let all = desk
            .export_records(&Wanted::default(), |_| Ok(Vec::new()))
            .map(drop);
        let forms = desk.export_consents(Of::All).map(drop);
        let cases = desk.export_cases("", None, |_| Ok(Vec::new())).map(drop);
        for said in [all, forms, cases] {
            let denied = matches!(
                said,
                Err(Problem::Denied {
                    step: Step::ExportLists | Step::Read,
                    why: Denied::NoRight
                })
            );
            assert_eq!(denied, !may, "{name}: {said:?}");
        }
        // One case's forms are part of the case.
        let of_one = desk.export_consents(Of::Case(at.case));
        assert_eq!(of_one.is_ok(), role != Role::Auditor, "{name}");
        // What was destroyed, and what is kept, is not for everybody either.
        let receipts = desk.export_receipts(|_| Ok(Vec::new())).is_ok();
        assert_eq!(receipts, role != Role::SupportWorker, "{name}");
    }
}
