//! Lists that are made anew while they are on the screen: what was selected stays selected, wherever its row went; and a
//! duty leads to what it is about.
//!
//! It looks at no picture as a whole.

use std::collections::BTreeMap;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::audit::{Act as Deed, Event};
use crate::domain::check_digit::CheckDigit;
use crate::domain::handover::dossier::{Ending, QuestionStatus};
use crate::domain::handover::entry::{Decline, Discontinuation, Reading, Side};
use crate::domain::handover::permit::Step;
use crate::domain::handover::turn::Task;
use crate::domain::id::{CaseId, HandoverId, OfficeId, QuestionNo, ReadBackNo, StaffId};
use crate::domain::section::SectionId;
use crate::domain::staff::{Role, Staff, Standing};
use crate::domain::text::Line;
use crate::lang::screen::Say;
use crate::lang::{Lang, label};
use crate::tui::act::{Act, Ctx, OfficeForm, Reply, Request, Told};
use crate::tui::keys::Action;
use crate::tui::room::Room;
use crate::tui::room::audit::{AuditView, Wanted};
use crate::tui::room::case::CasesView;
use crate::tui::room::handover::{
    Ask, Before, BeginView, Deed as Taking, DossierView, HandoversView,
};
use crate::tui::room::office::OfficesView;
use crate::tui::room::post::PostView;
use crate::tui::room::record::Found;
use crate::tui::room::staff::StaffView;
use crate::tui::room::today::TodayView;
use crate::tui::scenes::{
    COLOUR, Player, at_work, day, dossier_view, duty, line, peer_view, picture, prepared_view,
    taken, today_view,
};
use crate::tui::screen::Screen;
use crate::tui::screen::content;
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::prepare::Begin;
use crate::tui::screen::today::Today;
use crate::tui::widget::pen::Pen;
use crate::workflow::audit::{AuditLine, Doer, Line as Logged, Words};
use crate::workflow::case::CaseLine;
use crate::workflow::handover::Which;
use crate::workflow::office::PeerView;
use crate::workflow::record::Records;
use crate::workflow::remark::Remark;
use crate::workflow::today::TodayLine;
use crate::workflow::view::HandoverLine;

/// The names that stand in the lists, by the number of what they name.
const NAMES: [&str; 4] = ["壱番", "弐番", "参番", "四番"];

fn handover(no: u8) -> HandoverLine {
    HandoverLine {
        id: HandoverId::from_bytes([no; 16]),
        person: NAMES[usize::from(no)].into(),
        ..line(
            Side::Receiver,
            vec![duty(Side::Receiver, Task::ReadBack, None)],
        )
    }
}

fn today_of(order: &[u8]) -> Reply {
    let owed = |no: &u8| {
        let owed = duty(Side::Receiver, Task::ReadBack, None);
        TodayLine::of_duty(&handover(*no), owed, Role::Manager)
    };
    Reply::Today(Box::new(TodayView {
        lines: order.iter().map(owed).collect(),
        ..today_view()
    }))
}

fn case(no: &u8) -> CaseLine {
    CaseLine {
        id: CaseId::from_bytes([*no; 16]),
        name: NAMES[usize::from(*no)].into(),
        kana: "ミホン".into(),
        last_four: None,
        revision: 1,
        handed_over: None,
    }
}

fn peer(no: &u8) -> PeerView {
    PeerView {
        id: OfficeId::from_bytes([*no; 32]),
        name: NAMES[usize::from(*no)].into(),
        ..peer_view()
    }
}

fn offices_of(order: &[u8]) -> Reply {
    Reply::Offices(Box::new(OfficesView {
        check: CheckDigit::Fits,
        name: "架空就労支援 みずたま".into(),
        own: OfficeForm::default(),
        fingerprint: String::new(),
        peers: order.iter().map(peer).collect(),
        own_shut: None,
        cards_shut: None,
    }))
}

fn staff_of(order: &[u8]) -> Reply {
    let member = |no: &u8| Staff {
        id: StaffId::from_bytes([*no; 16]),
        name: Line::new(NAMES[usize::from(*no)], 60).unwrap(),
        role: Role::Manager,
        standing: Standing::Active,
    };
    Reply::Staff(Box::new(StaffView {
        me: StaffId::from_bytes([9; 16]),
        staff: order.iter().map(member).collect(),
        shut: None,
    }))
}

fn records_of(order: &[u8]) -> Reply {
    let named = |no: &u8| {
        let mut view = crate::tui::scenes_records::records().views.remove(0);
        view.record.handover = HandoverId::from_bytes([*no; 16]);
        view.person = NAMES[usize::from(*no)].into();
        view
    };
    Reply::Records(Box::new(Found::Records(Records {
        views: order.iter().map(named).collect(),
        unreadable: 0,
    })))
}

fn audit_of(order: &[u8]) -> Reply {
    let logged = |no: &u8| AuditLine {
        carried: 0,
        about: None,
        here: "2026-05-28 20:26:40".into(),
        remark: Remark::Nothing,
        by: Doer::Staff(NAMES[usize::from(*no)].into()),
        line: Logged {
            seq: u64::from(*no),
            signer: [1; 16],
            event: Event {
                at: 1_780_000_000_000,
                actor: [1; 16],
                act: Deed::Unlock,
                subject: None,
                detail: String::new(),
            },
            words: Words::Kept,
        },
    };
    Reply::Audit(Box::new(AuditView {
        wanted: Wanted::default(),
        lines: order.iter().map(logged).collect(),
    }))
}

/// What the worker says of a list when these stand in it in this order.
type Says = fn(&[u8]) -> Reply;

/// Every list by itself.
fn lists() -> Vec<(&'static str, Screen, Says)> {
    let room = |room| Screen::of_room(room).unwrap();
    vec![
        ("today", Screen::Today(Box::<Today>::default()), today_of),
        ("handovers", room(Room::Handovers), |order| {
            Reply::Handovers(Box::new(HandoversView {
                today: day(12, 10),
                lines: order.iter().map(|no| handover(*no)).collect(),
            }))
        }),
        ("post", room(Room::Post), |order| {
            Reply::Post(Box::new(PostView {
                lines: order.iter().map(|no| handover(*no)).collect(),
                ..PostView::default()
            }))
        }),
        ("cases", room(Room::Cases), |order| {
            Reply::Cases(Box::new(CasesView {
                lines: order.iter().map(case).collect(),
                births: BTreeMap::new(),
                me: Line::new("見本 花子", 60).unwrap(),
                today: day(12, 10),
                kept_in: None,
                shut: None,
            }))
        }),
        ("offices", room(Room::Offices), offices_of),
        ("staff", room(Room::Staff), staff_of),
        ("audit", room(Room::Audit), audit_of),
        ("records", room(Room::Records), records_of),
        ("begin", Screen::Begin(Box::<Begin>::default()), |order| {
            Reply::Beginning(Box::new(BeginView {
                cases: order.iter().map(case).collect(),
                peers: Vec::new(),
                open: Vec::new(),
                before: Before::default(),
            }))
        }),
        (
            "begin, offices",
            Screen::Begin(Box::new(Begin::of_case(CaseId::from_bytes([1; 16])))),
            |order| {
                Reply::Beginning(Box::new(BeginView {
                    cases: vec![case(&1)],
                    peers: order.iter().map(peer).collect(),
                    open: Vec::new(),
                    before: Before::default(),
                }))
            },
        ),
    ]
}

const CX: Ctx = Ctx {
    now: Duration::ZERO,
    lang: Lang::Ja,
    theme: COLOUR,
};

/// The row the cursor stands in.
fn row_of(player: &Player) -> String {
    let (buf, cursor) = player.draw((80, 24));
    row_at(&buf, cursor)
}

/// The same of a screen by itself.
fn row_on(screen: &Screen) -> String {
    let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
    let (area, cx) = (buf.area, &CX);
    let cursor = screen.view(&mut Pen { buf: &mut buf, cx }, area);
    row_at(&buf, cursor)
}

fn row_at(buf: &Buffer, cursor: Position) -> String {
    let rows = picture(buf);
    rows.lines().nth(usize::from(cursor.y)).unwrap().to_owned()
}

#[test]
fn what_is_selected_stays_so_when_a_list_is_made_anew_and_its_neighbour_where_it_is_gone() {
    // Which is selected after each view; the second of the first view is chosen by key.
    let story: [(&[u8], usize); 5] = [
        (&[0, 1, 2], 1),
        (&[3, 2, 1, 0], 1),
        (&[1, 0, 2, 3], 1),
        (&[3, 0, 2], 0),
        (&[3], 3),
    ];
    for (name, mut screen, view) in lists() {
        let mut told = Vec::new();
        for (at, (order, _)) in story.iter().enumerate() {
            screen.reply(view(order));
            if at == 0 {
                screen.act(Action::Down, &CX);
            }
            told.push(row_on(&screen));
        }
        for (row, (order, expected)) in told.iter().zip(story) {
            assert!(row.contains(NAMES[expected]), "{name} {order:?}: {row}");
        }
    }
}

#[test]
fn enter_opens_what_stands_under_the_cursor_after_a_round() {
    let opened = |acts: Vec<Act>| {
        let mut acts = acts.into_iter();
        let Some(Act::Open(mut screen)) = acts.next() else {
            panic!("nothing was opened");
        };
        let Some(Act::Hear(reply)) = acts.next() else {
            panic!("it was told nothing");
        };
        match screen.reply(reply).pop() {
            Some(Act::Ask(Request::Handover(Ask::Show(id)))) => id.to_bytes()[0],
            other => panic!("{other:?}"),
        }
    };
    for (name, mut screen, view) in lists().into_iter().take(3) {
        screen.reply(view(&[0, 1, 2]));
        screen.act(Action::Down, &CX);
        screen.reply(view(&[2, 3, 0, 1]));
        assert_eq!(opened(screen.act(Action::Choose, &CX)), 1, "{name}");
    }
}

#[test]
fn half_a_duty_done_is_the_same_duty_and_what_was_noticed_stands_above_it() {
    let read = |no, sections: &[SectionId]| {
        let owed = duty(Side::Receiver, Task::Read(sections.to_vec()), None);
        TodayLine::of_duty(&handover(no), owed, Role::Manager)
    };
    let view = |lines, notices| {
        Reply::Today(Box::new(TodayView {
            lines,
            notices,
            ..today_view()
        }))
    };
    let all = [SectionId::Person, SectionId::Crisis];
    let mut today = Today::default();
    today.reply(view(vec![read(1, &all), read(2, &all)], Vec::new()));
    today.act(Action::Down);
    let noticed = vec![Told::say(Say::LockDamaged)];
    today.reply(view(vec![read(2, &all[1..]), read(1, &all)], noticed));
    let row = row_on(&Screen::Today(Box::new(today)));
    assert!(row.contains(NAMES[2]), "{row}");
}

/// Today with this one duty, opened, and the handover as it then comes.
fn from_today(task: Task, side: Side, view: DossierView) -> Player {
    let owed = duty(side, task, None);
    let owed = TodayLine::of_duty(&line(side, Vec::new()), owed, Role::Manager);
    let today = TodayView {
        lines: vec![owed],
        ..today_view()
    };
    let mut player = at_work(today, Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player
}

/// The dossier of the office that is asked: one question waits for its answer.
fn asked_view(section: SectionId) -> DossierView {
    let mut view = dossier_view(Lang::Ja);
    view.line.side = Side::Sender;
    view.state.questions[0].status = QuestionStatus::Unanswered;
    view.state.questions[0].section = section;
    view.steps = vec![(Step::Recall, None), (Step::Answer, None)];
    view
}

/// Nobody closes a question whose answer is not in sight.
#[test]
fn what_was_asked_and_answered_stands_beside_the_step_that_closes_it() {
    let mut view = dossier_view(Lang::Ja);
    view.steps = vec![(Step::CloseQuestion, None)];
    let words: Vec<String> = content::spoken_of(QuestionNo::FIRST, &view)
        .map(String::from)
        .collect();
    assert!(!words.is_empty());
    let mut player = from_today(Task::ReadBack, Side::Receiver, view);
    player.play("<tab>");
    assert!(row_of(&player).contains("照会を終える (1)"));
    for words in words {
        let begin: String = words.chars().take(12).collect();
        assert!(player.shows(&begin), "{words} is not shown");
    }
}

/// What was read is left behind, so that a dozen sections are a dozen times the same two keys.
#[test]
fn when_a_section_was_read_the_next_unread_one_is_there() {
    let mut view = dossier_view(Lang::Ja);
    for section in &mut view.sections {
        section.reading = None;
    }
    let mut player = from_today(Task::ReadBack, Side::Receiver, view.clone());
    player.play("<down>");
    for (read, next) in [(1, "課題と見通し"), (2, "本人"), (0, "本人")] {
        player.play("<enter><f10>");
        view.sections[read].reading = Some(Reading::Understood);
        player.answer(Reply::Dossier(Box::new(view.clone())));
        assert!(row_of(&player).contains(next), "{}", row_of(&player));
    }
}

#[test]
fn a_duty_opens_where_it_is_done_at_its_section_or_at_its_step() {
    let no = QuestionNo::FIRST;
    let asked = asked_view(SectionId::Crisis);
    let player = from_today(Task::Answer(no), Side::Sender, asked);
    assert!(
        row_of(&player).contains("回答する (1)"),
        "{}",
        row_of(&player)
    );

    let close = from_today(
        Task::CloseQuestion(no),
        Side::Receiver,
        dossier_view(Lang::Ja),
    );
    assert!(
        row_of(&close).contains("クライシスプラン"),
        "{}",
        row_of(&close)
    );
    let gone = from_today(Task::Answer(no), Side::Sender, asked_view(SectionId::Life));
    assert!(row_of(&gone).contains("回答する (1)"), "{}", row_of(&gone));

    let unread = Task::Read(vec![SectionId::Tasks]);
    let read = from_today(unread, Side::Receiver, dossier_view(Lang::Ja));
    assert!(row_of(&read).contains("課題と見通し"), "{}", row_of(&read));
    let other = from_today(Task::ReadBack, Side::Receiver, dossier_view(Lang::Ja));
    assert!(row_of(&other).contains("本人"), "{}", row_of(&other));

    let handle = Task::Handle {
        side: Side::Sender,
        number: 4,
    };
    for (side, task, step) in [
        (Side::Sender, Task::Check(ReadBackNo::FIRST), Step::Check),
        (Side::Sender, Task::Release, Step::Release),
        (Side::Receiver, Task::ReadBack, Step::ReadBack),
        (Side::Receiver, Task::Accept, Step::Accept),
        (Side::Receiver, Task::Start, Step::Start),
        (Side::Receiver, Task::StartOrNot, Step::NotStart),
        (Side::Sender, Task::End, Step::End),
        (Side::Receiver, Task::FollowUp(0), Step::FollowUp),
        (Side::Receiver, handle, Step::Handle),
    ] {
        let mut view = dossier_view(Lang::Ja);
        view.line = line(side, vec![duty(side, task.clone(), None)]);
        view.steps = vec![(Step::Decline, None), (step, None)];
        let player = from_today(task, side, view);
        let row = row_of(&player);
        assert!(row.contains(label::handover::step(step, Lang::Ja)), "{row}");
    }
}

#[test]
fn the_panes_of_a_handover_keep_what_is_selected_in_another_view() {
    let id = HandoverId::from_bytes([7; 16]);
    let mut dossier = Dossier::new(id);
    let view = dossier_view(Lang::Ja);
    dossier.reply(Reply::Dossier(Box::new(view.clone())));
    dossier.act(Action::Down);
    let mut fewer = view.clone();
    fewer.sections.remove(0);
    dossier.reply(Reply::Dossier(Box::new(fewer)));
    let mut screen = Screen::Dossier(Box::new(dossier));
    assert!(
        row_on(&screen).contains("クライシスプラン"),
        "{}",
        row_on(&screen)
    );

    // The second entry is selected; one of the same writer comes in behind it, one of the other before it.
    for action in [
        Action::NextPane,
        Action::NextPane,
        Action::First,
        Action::Down,
    ] {
        screen.act(action, &CX);
    }
    let left = |screen: &Screen| row_on(screen).chars().take(19).collect::<String>();
    let before = left(&screen);
    assert!(before.contains("受領"), "{before}");
    let mut more = view;
    let other = more.entries[0].clone();
    assert_ne!(other.side, more.entries[1].side, "else this shows nothing");
    more.entries.insert(1, other);
    screen.reply(Reply::Dossier(Box::new(more)));
    assert_eq!(left(&screen), before);
}

#[test]
fn a_section_to_be_confirmed_is_the_one_that_was_selected_though_another_came_before_it() {
    let mut dossier = Dossier::new(HandoverId::from_bytes([7; 16]));
    let mut view = prepared_view(Lang::Ja);
    view.steps = vec![(Step::Confirm, None)];
    let mut first = view.clone();
    first.preview.remove(0);
    dossier.reply(Reply::Dossier(Box::new(first)));
    dossier.act(Action::NextPane);
    dossier.reply(Reply::Dossier(Box::new(view)));
    let mut player = Player::new(Screen::Dossier(Box::new(dossier)), Lang::Ja, COLOUR);
    player.play("<enter><f10>");
    let crisis = Which::These(vec![SectionId::Crisis]);
    assert_eq!(taken(&mut player), Taking::Confirm(crisis));
}

#[test]
fn of_a_handover_that_is_over_the_screen_says_what_is_gone_and_what_can_begin() {
    let closed = Ending::Discontinued(Discontinuation::OfficeClosed);
    let died = Ending::Discontinued(Discontinuation::Died);
    let declined = Ending::Declined(Decline::NotTaken);
    let case = Some(CaseId::from_bytes([5; 16]));
    for (side, ending, case, begins) in [
        (Side::Receiver, declined, None, false),
        (Side::Sender, declined, case, true),
        (Side::Sender, Ending::NotStarted, case, true),
        (Side::Receiver, closed, case, true),
        (Side::Sender, closed, case, true),
        (Side::Receiver, died, case, false),
    ] {
        let mut view = dossier_view(Lang::Ja);
        view.line = HandoverLine {
            case,
            ..line(side, Vec::new())
        };
        view.state.endings = [ending].into();
        view.sections.clear();
        let mut dossier = Dossier::new(HandoverId::from_bytes([7; 16]));
        dossier.reply(Reply::Dossier(Box::new(view)));
        let screen = Screen::Dossier(Box::new(dossier));
        let mut player = Player::new(screen, Lang::Ja, COLOUR);
        player.play("<tab><tab>");
        let gone = player.shows("もうここにありません");
        assert_eq!(gone, side == Side::Receiver, "{side:?} {ending:?}");
        let said = player.shows("次の引継ぎを始められます");
        assert_eq!(said, begins, "{side:?} {ending:?}");
    }
}
