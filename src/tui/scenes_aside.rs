//! What an office keeps beside a handover, on the screen: its pictures, and what its keys ask of the worker.
//!
//! Who is listed, and who may write, is told elsewhere.

use std::time::Duration;

use crate::domain::contact::{Contact, Relatives, Report, Standing, Telling, Usual, Whom, listed};
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::id::{CaseId, HandoverId, OfficeId, StaffId};
use crate::domain::meeting::{Meeting, MeetingKind, Minutes, Owner, Task};
use crate::domain::text::{Line, Paragraph};
use crate::domain::visit::{Age, Described, Disability, Next, Outcome, Visit, VisitKind, Wish};
use crate::lang::Lang;
use crate::lang::screen::aside::Aside as Word;
use crate::tui::act::{OfficeForm, Reply, Request, Told};
use crate::tui::room::aside::{Ask, ContactsView, Look, MeetingsView};
use crate::tui::room::case::{Ask as CaseAsk, VisitsView};
use crate::tui::room::draft::{Ask as Kept, Erasures};
use crate::tui::scenes::{COLOUR, Lookups, Player, day, dossier_view, in_dossier, own_office};
use crate::tui::scenes_case::{case_view, in_case};
use crate::tui::scenes_unsaved::asked_whole;
use crate::tui::screen::Screen;
use crate::tui::screen::sheet::Sheet;
use crate::tui::theme::Theme;
use crate::workflow::Problem;
use crate::workflow::contact::{Became, ContactForm, ContactRow, Contacts, Row};
use crate::workflow::meeting::{MeetingView, Meetings, MinutesForm, TaskForm, Which};
use crate::workflow::visit::{VisitForm, VisitView, Visits};

fn text(it: &str) -> Line {
    Line::new(it, 120).unwrap()
}

fn id() -> HandoverId {
    dossier_view(Lang::Ja).line.id
}

fn contacts_view() -> ContactsView {
    let mut rows = listed(&[], None, Relatives::Agree, Report::Wanted);
    let entered = Some((StaffId::from_bytes([1; 16]), day(12, 8)));
    let stands = |row: &mut Contact, whom: Whom, standing: Standing| {
        row.whom = whom;
        row.standing = standing;
        row.entered = entered;
    };
    let told = Standing::Told {
        on: day(12, 7),
        by: text("架空 次郎"),
    };
    stands(
        &mut rows[0],
        Whom::Usual(Usual::City, Some(text("あさぎ市"))),
        told,
    );
    let because = Some(text("本人が次の診察で自分から話す"));
    stands(
        &mut rows[2],
        Whom::Usual(Usual::Doctor, None),
        Standing::NotNeeded { because },
    );
    rows[0].person = Some(text("障がい福祉課 見本"));
    rows.push(Contact {
        number: 101,
        whom: Whom::Agency(text("見本 就業・生活支援センター")),
        person: Some(text("見本 担当")),
        ..rows[1].clone()
    });
    let rows = rows.into_iter().map(|contact| ContactRow {
        entered_by: contact.entered.map(|_| "架空 次郎".to_owned()),
        telling: Telling::Open,
        contact,
    });
    ContactsView {
        contacts: Contacts {
            id: id(),
            person: "カクウ\u{3000}ミホ\u{3000}架空 見穂".into(),
            side: Side::Sender,
            today: day(12, 10),
            rows: rows.collect(),
        },
        me: "架空 次郎".into(),
        shut: None,
        erasures: Erasures::default(),
    }
}

fn contacts_of(view: ContactsView, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = in_dossier("<f3>", lang, theme);
    player.answer(Reply::Contacts(Box::new(view)));
    player.play(keys);
    player
}

fn contacts(keys: &str, lang: Lang, theme: Theme) -> Player {
    contacts_of(contacts_view(), keys, lang, theme)
}

pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    vec![
        ("contacts", contacts("", lang, theme)),
        ("contacts-report", contacts("<end><up>", lang, theme)),
        ("contacts-write", contacts("<down><enter>", lang, theme)),
        ("contacts-add", contacts("<f7>", lang, theme)),
        ("meetings", meetings("<down>", lang, theme)),
        ("meetings-write", meetings("<enter>", lang, theme)),
        ("visits", visits("", lang, theme)),
        ("visits-add", visits("<f7>", lang, theme)),
        ("meetings-add", meetings("<f7>", lang, theme)),
        ("meetings-task-add", meetings("<f8>", lang, theme)),
        ("visits-write", visits("<enter>", lang, theme)),
        ("meetings-task", meetings("<down><enter>", lang, theme)),
    ]
}

#[test]
fn a_row_is_ticked_with_what_stands_there_suggested() {
    let mut player = contacts("", Lang::Ja, COLOUR);
    let first = Request::Aside(Ask::Contacts(id(), Look::First));
    assert!(player.requests().contains(&first));
    assert!(player.shows("あさぎ市") && player.shows("障がい福祉課 見本"));
    player.play("<down><enter><right><f10>");
    let form = ContactForm {
        person: String::new(),
        what: String::new(),
        became: Some(Became::Told(day(12, 10), "架空 次郎".into())),
    };
    let ask = Ask::WriteContact(id(), Row::Seen(2, String::new()), form);
    assert_eq!(player.deeds(), [Request::Aside(ask)]);
}

/// The same at a receiver, which agreed on a first interview.
fn interview_view(standing: Standing) -> ContactsView {
    let mut view = contacts_view();
    let mut row = view.contacts.rows[1].clone();
    row.contact = Contact {
        number: Usual::FirstInterview.number(),
        whom: Whom::Usual(Usual::FirstInterview, None),
        person: None,
        standing,
        ..row.contact
    };
    view.contacts.side = Side::Receiver;
    view.contacts.rows = vec![row];
    view
}

#[test]
fn of_the_first_interview_is_written_that_it_took_place_or_did_not_in_those_words() {
    let mut player = contacts_of(interview_view(Standing::Open), "", Lang::Ja, COLOUR);
    player.requests();
    assert!(player.shows("初回面談  まだ"));
    player.play("<enter>");
    for said in ["行った", "行わなかった", "面談した職員", "行わなかった理由"]
    {
        assert!(player.shows(said), "{said}");
    }
    assert!(!player.shows("知らせた職員"));
    player.play("<right><right><f10>");
    assert_eq!(player.deeds(), [], "no reason");
    player.play("本人が来なかった<f10>");
    let form = ContactForm {
        person: String::new(),
        what: String::new(),
        became: Some(Became::NotNeeded("本人が来なかった".into())),
    };
    let number = Usual::FirstInterview.number();
    let ask = Ask::WriteContact(id(), Row::Seen(number, String::new()), form);
    assert_eq!(player.deeds(), [Request::Aside(ask)]);
    let held = Standing::Told {
        on: day(12, 9),
        by: text("架空 次郎"),
    };
    let player = contacts_of(interview_view(held), "", Lang::Ja, COLOUR);
    assert!(player.shows("初回面談  行った"));
}

#[test]
fn whoever_only_writes_whom_there_records_no_call_and_what_the_case_says_stays() {
    let written = |view: ContactsView, keys: &str| {
        let mut player = contacts_of(view, "", Lang::Ja, COLOUR);
        player.requests();
        player.play(keys);
        match player.deeds().pop() {
            Some(Request::Aside(Ask::WriteContact(_, _, form))) => form,
            other => panic!("{other:?}"),
        }
    };
    let there = "<down><enter><tab><tab><tab><tab>見本 相談員<f10>";
    let form = written(contacts_view(), there);
    assert_eq!(
        (form.person.as_str(), form.became),
        ("見本 相談員", Some(Became::Open))
    );
    let mut view = contacts_view();
    view.contacts.rows[1].contact.standing = Standing::KnowsByCase;
    let form = written(view, there);
    assert_eq!((form.person.as_str(), form.became), ("見本 相談員", None));
    // What was written of an interview agreed before stays where it is: its row is only shown as open.
    let mut view = interview_view(Standing::Open);
    for (entered, became) in [
        (None, Some(Became::Open)),
        (Some((StaffId::from_bytes([1; 16]), day(12, 8))), None),
    ] {
        view.contacts.rows[0].contact.entered = entered;
        let form = written(view.clone(), "<enter><tab><tab><tab><tab>見本 三<f10>");
        assert_eq!((form.person.as_str(), form.became), ("見本 三", became));
    }
}

#[test]
fn what_was_written_is_looked_at_again() {
    let mut player = contacts("<down><enter><f10>", Lang::Ja, COLOUR);
    player.answer(Reply::Done(Told::say(Word::Kept.say())));
    let again = Request::Aside(Ask::Contacts(id(), Look::Again));
    assert_eq!(player.requests().last(), Some(&again));
    assert!(matches!(player.app.top(), Screen::Aside(_)));
}

#[test]
fn not_needed_wants_a_reason_and_a_wrong_day_is_not_sent() {
    let mut player = contacts("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<end><enter><right><right><f10>");
    assert_eq!(player.deeds(), [], "no reason");
    player.play("退所した<f10>");
    let form = ContactForm {
        person: "見本 担当".into(),
        what: String::new(),
        became: Some(Became::NotNeeded("退所した".into())),
    };
    let name = "見本 就業・生活支援センター".to_owned();
    let ask = Ask::WriteContact(id(), Row::Seen(101, name), form);
    assert_eq!(player.deeds(), [Request::Aside(ask)]);
    let mut player = contacts("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<down><enter><right><tab>きのう<f10>");
    assert_eq!(player.deeds(), []);
}

#[test]
fn somebody_else_is_added_by_name() {
    let mut player = contacts("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f7><f10>");
    assert_eq!(player.deeds(), [], "no name");
    player.play("見本の大家<f10>");
    let form = ContactForm {
        person: String::new(),
        what: String::new(),
        became: Some(Became::Open),
    };
    let ask = Ask::WriteContact(id(), Row::New("見本の大家".into()), form);
    assert_eq!(player.deeds(), [Request::Aside(ask)]);
}

#[test]
fn who_may_write_nothing_sees_the_list_and_why() {
    let why = Problem::Denied {
        step: Step::Contact,
        why: Denied::NoRight,
    };
    let view = ContactsView {
        shut: Some(Told::of(&why)),
        ..contacts_view()
    };
    let mut player = contacts_of(view, "", Lang::Ja, COLOUR);
    player.requests();
    player.play("<enter><f7>");
    assert_eq!(player.deeds(), []);
    assert!(player.shows("あさぎ市"));
    assert!(!player.shows("F7"));
}

#[test]
fn whom_to_tell_stands_with_the_handover_and_today_leads_to_the_list() {
    use crate::domain::alert::{Alert, Severity, What};
    use crate::tui::scenes::{at_work, today_view};
    use crate::workflow::alert::{About, AlertLine};
    use crate::workflow::view::Nameless;
    let mut view = dossier_view(Lang::Ja);
    let rows = contacts_view().contacts.rows.into_iter();
    view.to_tell = rows.map(|it| it.contact).filter(Contact::is_open).collect();
    let mut today = today_view();
    today.alerts = vec![AlertLine {
        about: About::Handover(id()),
        person: "カクウ\u{3000}ミホ\u{3000}架空 見穂".into(),
        people: Vec::new(),
        drafter: None,
        nameless: Nameless::Unwritten,
        alert: Alert {
            what: What::StillToTell { open: 4 },
            severity: Severity::Soon,
            day: Some(day(12, 7)),
        },
    }];
    let mut player = at_work(today, Lang::Ja, COLOUR);
    player.play("<down><down><down>");
    assert!(player.shows("知らせていない関係者が4か所"));
    player.play("<enter>");
    player.answer(Reply::Contacts(Box::new(contacts_view())));
    assert!(matches!(player.app.top(), Screen::Aside(_)));
    player.play("<esc>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><tab><tab>");
    assert!(player.shows("まだ知らせていない関係者") && player.shows("ハローワーク"));
}

fn meetings_view() -> MeetingsView {
    let entered = (StaffId::from_bytes([1; 16]), day(12, 8));
    let written = |kind, decided: &str| Minutes {
        day: day(12, 7),
        kind,
        present: Paragraph::new("架空 見穂、架空 次郎、見本 相談員", 200).unwrap(),
        decided: Paragraph::new(decided, 200).unwrap(),
        entered,
    };
    let mut first = Meeting::new(1, written(MeetingKind::Handover, "開始日は1月5日"));
    let again = written(MeetingKind::Handover, "開始日は1月12日。送迎は使わない。");
    assert!(first.revise(again));
    let task = |number, what: &str, owner, due, done| Task {
        number,
        what: text(what),
        owner,
        name: None,
        due,
        done,
        entered,
    };
    for it in [
        task(
            1,
            "受給者証の写しを渡す",
            Owner::Sender,
            Some(day(12, 9)),
            None,
        ),
        task(
            2,
            "通所の経路を試す",
            Owner::Person,
            Some(day(12, 20)),
            None,
        ),
        task(3, "主治医に話す", Owner::Person, None, Some(day(12, 8))),
    ] {
        assert!(first.put(it));
    }
    let second = Meeting::new(2, written(MeetingKind::Services, "計画案に同意した"));
    let views = [first, second].map(|meeting| MeetingView {
        meeting,
        entered_by: "架空 次郎".into(),
    });
    MeetingsView {
        meetings: Meetings {
            id: id(),
            person: "カクウ\u{3000}ミホ\u{3000}架空 見穂".into(),
            side: Side::Sender,
            today: day(12, 10),
            meetings: views.to_vec(),
        },
        shut: None,
        erasures: Erasures::default(),
    }
}

fn meetings_of(view: MeetingsView, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = contacts("<tab>", lang, theme);
    player.answer(Reply::Meetings(Box::new(view)));
    player.requests();
    player.play(keys);
    player
}

fn meetings(keys: &str, lang: Lang, theme: Theme) -> Player {
    meetings_of(meetings_view(), keys, lang, theme)
}

#[test]
fn tab_leads_to_the_meetings_and_back_and_each_is_asked_for_once() {
    let mut player = contacts("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<tab>");
    let first = Request::Aside(Ask::Meetings(id(), Look::First));
    assert!(player.requests().contains(&first));
    let mut player = meetings("", Lang::Ja, COLOUR);
    assert!(player.shows("開始日は1月12日") && player.shows("前の版 1"));
    player.play("<tab>");
    assert!(player.shows("あさぎ市"));
    assert_eq!(player.requests(), []);
}

#[test]
fn a_meeting_is_revised_and_what_stands_there_is_mended() {
    let mut player = meetings("<enter><f10>", Lang::Ja, COLOUR);
    let form = MinutesForm {
        day: day(12, 7),
        kind: MeetingKind::Handover,
        present: "架空 見穂、架空 次郎、見本 相談員".into(),
        decided: "開始日は1月12日。送迎は使わない。".into(),
    };
    let ask = Ask::WriteMeeting(id(), Which::Seen(1, 2), form);
    assert_eq!(player.deeds(), [Request::Aside(ask)]);
}

#[test]
fn a_task_is_added_to_the_selected_meeting_and_done_with_its_day() {
    let mut player = meetings("<down><f8><f10>", Lang::Ja, COLOUR);
    assert_eq!(player.deeds(), [], "nothing is to be done");
    player.play("迎えに行く<tab><right><right><right><f10>");
    assert_eq!(player.deeds(), [], "somebody else has a name");
    player.play("見本 家族<tab>R8.12.24<f10>");
    let form = |done| TaskForm {
        what: "迎えに行く".into(),
        owner: Owner::Other,
        name: "見本 家族".into(),
        due: Some(day(12, 24)),
        done,
    };
    let ask = Ask::WriteTask(id(), 1, None, form(None));
    assert_eq!(player.deeds(), [Request::Aside(ask)]);
    let mut player = meetings(
        "<down><enter><tab><tab><tab><tab>R8.12.10<f10>",
        Lang::Ja,
        COLOUR,
    );
    let done = TaskForm {
        what: "受給者証の写しを渡す".into(),
        owner: Owner::Sender,
        name: String::new(),
        due: Some(day(12, 9)),
        done: Some(day(12, 10)),
    };
    let ask = Ask::WriteTask(id(), 1, Some(1), done);
    assert_eq!(player.deeds(), [Request::Aside(ask)]);
}

#[test]
fn where_no_meeting_is_written_the_first_is_begun_and_no_task() {
    let mut view = meetings_view();
    view.meetings.meetings.clear();
    let mut player = meetings_of(view, "<f8><enter>", Lang::Ja, COLOUR);
    assert!(matches!(player.app.top(), Screen::Aside(_)));
    assert!(player.shows("会議の記録はまだありません"));
    player.play("<f7><tab><tab>本人<tab>開始日を決めた<f10>");
    let form = MinutesForm {
        day: day(12, 10),
        kind: MeetingKind::Handover,
        present: "本人".into(),
        decided: "開始日を決めた".into(),
    };
    let ask = Ask::WriteMeeting(id(), Which::New, form);
    assert_eq!(player.deeds(), [Request::Aside(ask)]);
}

fn visits_view() -> VisitsView {
    let entered = (StaffId::from_bytes([1; 16]), day(12, 8));
    let visit = |number, from, kind, days| Visit {
        number,
        office: OfficeId::from_bytes([number as u8; 32]),
        told: Described {
            age: Age::Forties,
            disabilities: [Disability::Mental, Disability::Developmental].into(),
            wish: Wish::Desk,
        },
        kind,
        from,
        days,
        outcome: Outcome::Unsure,
        next: Next::Trial,
        entered,
    };
    let visits = [
        (visit(1, day(12, 1), VisitKind::Look, 1), "見本 こはく舎"),
        (visit(2, day(12, 14), VisitKind::Trial, 3), "見本 みどり舎"),
    ];
    let visits = visits.map(|(visit, office)| VisitView {
        visit,
        office: office.into(),
        entered_by: "架空 次郎".into(),
    });
    VisitsView {
        visits: Visits {
            case: case_id(),
            person: "カクウ\u{3000}ミホ\u{3000}架空 見穂".into(),
            today: day(12, 10),
            visits: visits.to_vec(),
        },
        shut: None,
        erasures: Erasures::default(),
    }
}

fn case_id() -> CaseId {
    case_view(2).case.id()
}

fn visits_of(view: VisitsView, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = in_case(0, "<tab>", lang, theme);
    player.answer(Reply::Visits(Box::new(view)));
    player.requests();
    player.play(keys);
    player
}

fn visits(keys: &str, lang: Lang, theme: Theme) -> Player {
    visits_of(visits_view(), keys, lang, theme)
}

#[test]
fn a_visit_shows_the_one_line_and_a_handover_begins_to_its_office() {
    let mut player = visits("<down>", Lang::Ja, COLOUR);
    assert!(player.shows("40代、精神・発達、事務・PCを希望"));
    player.play("<f8>");
    // As from the case: the desk says whether it can begin, and who declined this person before.
    let asked = Request::Handover(crate::tui::room::handover::Ask::BeginFor(case_id()));
    assert_eq!(player.requests(), [asked]);
    assert!(matches!(player.app.top(), Screen::Begin(_)));
}

#[test]
fn a_new_visit_is_written_out_of_the_tables_alone() {
    let mut player = visits("<f7><f10>", Lang::Ja, COLOUR);
    assert_eq!(player.deeds(), [], "no office");
    player.play("見本 こはく舎<f10>");
    assert_eq!(player.deeds(), [], "nobody said how old");
    player.play("<right><tab><tab><f10>");
    assert_eq!(player.deeds(), [], "nor what work is wished for");
    player.play("<right><f10>");
    let form = VisitForm {
        office: "見本 こはく舎".into(),
        told: Described {
            age: Age::Teens,
            disabilities: [].into(),
            wish: Wish::Desk,
        },
        kind: VisitKind::Look,
        from: day(12, 10),
        days: 1,
        outcome: Outcome::Open,
        next: Next::Undecided,
    };
    let ask = CaseAsk::WriteVisit(case_id(), None, form);
    assert_eq!(player.deeds(), [Request::Case(ask)]);
}

#[test]
fn a_visit_is_changed_from_what_stands_there() {
    let mut player = visits("<down><enter><f10>", Lang::Ja, COLOUR);
    let held = visits_view().visits.visits[1].visit.clone();
    let form = VisitForm {
        office: "見本 みどり舎".into(),
        told: held.told,
        kind: held.kind,
        from: held.from,
        days: held.days,
        outcome: held.outcome,
        next: held.next,
    };
    let ask = CaseAsk::WriteVisit(case_id(), Some(2), form);
    assert_eq!(player.deeds(), [Request::Case(ask)]);
}

#[test]
fn where_nothing_may_be_written_the_visits_are_read() {
    let why = Problem::Denied {
        step: Step::Visit,
        why: Denied::NoRight,
    };
    let view = VisitsView {
        shut: Some(Told::of(&why)),
        ..visits_view()
    };
    let mut player = visits_of(view, "<enter><f7><f8>", Lang::Ja, COLOUR);
    assert_eq!(player.deeds(), []);
    assert!(player.shows("見本 こはく舎"));
}

/// What was typed into one form, over what was stored then; the form as it is opened now; whether the field was stored anew.
fn again(then: Sheet, keys: &str, now: Sheet) -> Player {
    let mut player = Player::new(Screen::Sheet(Box::new(then)), Lang::Ja, COLOUR);
    player.play(keys);
    player.wait(Duration::from_secs(1));
    let kept = match asked_whole(&mut player).pop() {
        Some(Kept::Keep(_, words)) => words,
        other => panic!("nothing is kept: {other:?}"),
    };
    let found = Lookups::Found(kept);
    Player::finding(Screen::Sheet(Box::new(now)), found, Lang::Ja, COLOUR)
}

#[test]
fn what_was_typed_over_a_field_that_was_stored_anew_since_is_marked_and_asked_about() {
    let own = own_office();
    let renamed = OfficeForm {
        name: "見本就労支援 新館".into(),
        ..own.clone()
    };
    let moved = OfficeForm {
        address: "北海道見本市二丁目2-2".into(),
        ..own.clone()
    };
    let minutes = |day_of| {
        let mut meeting = meetings_view().meetings.meetings.swap_remove(0).meeting;
        let held = meeting.minutes().clone();
        assert!(meeting.revise(Minutes {
            day: day_of,
            ..held
        }));
        meeting
    };
    let meeting = |it: &Meeting| Sheet::of_meeting(id(), Some(it), day(12, 10));
    let task = |done| Task {
        done,
        ..minutes(day(12, 7)).tasks()[0].clone()
    };
    let of_task = |it: Task| Sheet::of_task(id(), 1, Some(&it));
    let visit = |days| {
        let mut view = visits_view().visits.visits.swap_remove(1);
        view.visit.days = days;
        Sheet::of_visit(case_id(), Some(&view), day(12, 10))
    };
    let contact = |because: &str| {
        let mut view = contacts_view();
        let because = text(because);
        view.contacts.rows[2].contact.standing = Standing::NotNeeded {
            because: Some(because),
        };
        let row = view.contacts.rows[2].contact.clone();
        Sheet::of_contact(id(), &row, &view)
    };
    let office = Sheet::of_office;
    let (early, late) = (minutes(day(12, 7)), minutes(day(12, 8)));
    let days = "<tab><tab><tab>";
    let done = "<tab><tab><tab><tab>R8.12.9";
    let standing = "<tab><tab><tab>と言った";
    for (name, then, keys, now, newer) in [
        ("office", office(&own), " 別館", office(&renamed), true),
        ("office", office(&own), " 別館", office(&moved), false),
        ("meeting", meeting(&early), "R8.12.9", meeting(&late), true),
        (
            "meeting",
            meeting(&early),
            "R8.12.9",
            meeting(&early),
            false,
        ),
        (
            "task",
            of_task(task(None)),
            done,
            of_task(task(Some(day(12, 8)))),
            true,
        ),
        (
            "task",
            of_task(task(None)),
            done,
            of_task(task(None)),
            false,
        ),
        ("visit", visit(3), &format!("{days}<bs>5"), visit(4), true),
        ("visit", visit(3), &format!("{days}<bs>5"), visit(3), false),
        (
            "contact",
            contact("自分で話す"),
            standing,
            contact("家族が話す"),
            true,
        ),
        (
            "contact",
            contact("自分で話す"),
            standing,
            contact("自分で話す"),
            false,
        ),
    ] {
        let mut player = again(then, keys, now);
        assert_eq!(player.shows("保存し直された欄"), newer, "{name}");
        player.requests();
        player.play("<f10>");
        assert_eq!(player.shows("上書きしますか"), newer, "{name}");
        if newer {
            assert_eq!(player.requests(), [], "{name}: not before it is answered");
            player.play("<f10>");
        }
        assert_eq!(player.requests().len(), 1, "{name}");
    }
}

#[test]
fn thrown_away_what_was_typed_is_over_nothing_any_more() {
    let own = own_office();
    let renamed = OfficeForm {
        name: "見本就労支援 新館".into(),
        ..own.clone()
    };
    let mut player = again(Sheet::of_office(&own), " 別館", Sheet::of_office(&renamed));
    player.play("<f4><f10>");
    let Screen::Sheet(sheet) = player.app.top() else {
        panic!("no form")
    };
    assert_eq!(sheet.form().typed(0), renamed.name, "what is stored now");
    player.play("2<f10>");
    assert!(!player.shows("上書きしますか"));
}
