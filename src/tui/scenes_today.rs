//! Today's list as each role sees it, its filter at the size of a real office, and the way to a handover that is open
//! already: driven by keys, drawn.
//!
//! Who may take which step is the domain's.

use ratatui::style::Color;

use crate::domain::alert::{Severity, What};
use crate::domain::handover::dossier::Phase;
use crate::domain::handover::draft::{Approver, Preparation, Shown, Stage};
use crate::domain::handover::entry::Side;
use crate::domain::handover::turn::Task;
use crate::domain::id::{CaseId, ConsentId, HandoverId, QuestionNo, StaffId};
use crate::domain::staff::{Role, Staff, Standing};
use crate::domain::text::Line;
use crate::lang::Lang;
use crate::tui::room::today::TodayView;
use crate::tui::scenes::{COLOUR, MONO, Player, at_work, day, duty, line, picture, today_view};
use crate::tui::scenes_alerts::seen;
use crate::tui::screen::Screen;
use crate::tui::theme::Theme;
use crate::workflow::alert::About;
use crate::workflow::today::{Group, Listed, Part, Preparing, Who, Work, lines_of, listed};
use crate::workflow::view::HandoverLine;

/// The states worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let of = |role| at_work(seen_by(role, &office()), lang, theme);
    let mut many = at_work(seen_by(Role::Manager, &many()), lang, theme);
    many.play("<pgdn><pgdn>");
    let mut filtered = of(Role::Manager);
    filtered.play("<f3>復唱");
    vec![
        ("today-support-worker", of(Role::SupportWorker)),
        ("today-service-manager", of(Role::ServiceManager)),
        ("today-manager", of(Role::Manager)),
        ("today-many", many),
        ("today-filter", filtered),
        ("today-morning", at_work(morning(), lang, theme)),
    ]
}

const WORKER: StaffId = StaffId::from_bytes([1; 16]);
const CHIEF: StaffId = StaffId::from_bytes([2; 16]);
const MANAGER: StaffId = StaffId::from_bytes([3; 16]);

fn staff() -> Vec<Staff> {
    let one = |id, name: &str, role| Staff {
        id,
        name: Line::new(name, 60).unwrap(),
        role,
        standing: Standing::Active,
    };
    vec![
        one(WORKER, "見本 次郎", Role::SupportWorker),
        one(CHIEF, "見本 花子", Role::ServiceManager),
        one(MANAGER, "見本 三郎", Role::Manager),
    ]
}

fn of_role(role: Role) -> Staff {
    let mut all = staff().into_iter();
    all.find(|it| it.role == role).unwrap()
}

/// A handover with the preparation of an offer in it, if there is one.
struct Kept {
    line: HandoverLine,
    preparation: Option<Preparation>,
}

fn owed(no: u8, side: Side, owes: Side, task: Task) -> Kept {
    let due = Some(day(12, 1 + no));
    Kept {
        line: HandoverLine {
            id: HandoverId::from_bytes([no; 16]),
            ..line(side, vec![duty(owes, task, due)])
        },
        preparation: None,
    }
}

fn prepared(no: u8, author: StaffId, stage: Stage) -> Kept {
    let preparation = Preparation { author, stage };
    Kept {
        line: HandoverLine {
            id: HandoverId::from_bytes([no; 16]),
            phase: preparation.phase(),
            ..line(Side::Sender, Vec::new())
        },
        preparation: Some(preparation),
    }
}

/// One of each that an office may find: a release, a question asked of it, a reading, drafts of two authors, one that
/// waits for an approval, and something the other office owes.
fn office() -> Vec<Kept> {
    let consent = ConsentId::from_bytes([4; 16]);
    let submitted = Stage::Submitted {
        consent,
        shown: Shown::new(),
        by: CHIEF,
    };
    vec![
        owed(1, Side::Sender, Side::Sender, Task::Release),
        owed(
            2,
            Side::Sender,
            Side::Sender,
            Task::Answer(QuestionNo::FIRST),
        ),
        owed(3, Side::Receiver, Side::Receiver, Task::ReadBack),
        owed(4, Side::Sender, Side::Receiver, Task::Accept),
        prepared(5, WORKER, Stage::Drafting),
        prepared(6, CHIEF, submitted),
    ]
}

#[test]
fn what_is_to_be_given_back_stands_before_what_has_a_day() {
    let (ours, theirs) = (Side::Receiver, Side::Sender);
    let handle = Task::Handle {
        side: theirs,
        number: 9,
    };
    let mut answers = owed(3, ours, ours, handle);
    answers.line.duties[0].due = None;
    let mut erases = owed(4, ours, ours, Task::Erase);
    erases.line.duties[0].due = None;
    let kept = [
        owed(1, ours, ours, Task::ReadBack),
        owed(2, ours, ours, Task::Accept),
        answers,
        erases,
        prepared(5, CHIEF, Stage::Drafting),
    ];
    let lines = seen_by(Role::ServiceManager, &kept).lines;
    let told = lines.iter().map(|it| it.handover.id.to_bytes()[0]);
    let told: Vec<_> = told.collect();
    // The program erases: that is in the office's group, below one's own.
    assert_eq!(told, [3, 1, 2, 5, 4]);
}

/// The morning after a long holiday: much that has time or no day at all, two duties that are late and one that is due today,
/// what others of the office let lie, and more to look at today than there is room for beside it.
fn morning() -> TodayView {
    let (ours, theirs) = (Side::Receiver, Side::Sender);
    let mut kept: Vec<Kept> = (20..31)
        .map(|no| owed(no, ours, ours, Task::ReadBack))
        .collect();
    kept.extend((31..37).map(|no| prepared(no, WORKER, Stage::Drafting)));
    kept.extend([
        owed(9, ours, ours, Task::ReadBack),
        owed(1, ours, ours, Task::ReadBack),
        owed(2, ours, ours, Task::ReadBack),
        owed(3, ours, theirs, Task::Release),
    ]);
    // Only those who may release do so.
    kept.push(owed(4, theirs, theirs, Task::Release));
    let about = |no| About::Case(CaseId::from_bytes([no; 16]));
    let soon = (1..4).map(|no| seen(about(no), Severity::Soon, What::Unopened { days: 8 }));
    let now = (4..10).map(|no| seen(about(no), Severity::Now, What::RedSign));
    TodayView {
        alerts: now.chain(soon).collect(),
        over: 2,
        ..seen_by(Role::SupportWorker, &kept)
    }
}

/// What is late or due today, and what presses, is read on the page that opens, whatever else there is.
#[test]
fn what_presses_stands_on_the_page_that_opens_above_all_that_has_time() {
    let player = at_work(morning(), Lang::Ja, COLOUR);
    let (drawn, _) = player.draw((80, 24));
    let drawn = picture(&drawn);
    let at = |said: &str| {
        let mut rows = drawn.lines();
        let found = rows.position(|row| row.contains(said));
        found.unwrap_or_else(|| panic!("{said}\n{drawn}"))
    };
    let heading = at("急ぐこと 10件（期限過ぎ3件、至急6件）");
    assert!(heading < at("8日過ぎ") && at("8日過ぎ") < at("7日過ぎ"));
    assert!(at("7日過ぎ") < at("今日まで") && at("今日まで") < at("至急 R8.12.10"));
    let urgent = drawn.lines().filter(|row| row.contains("至急 R8"));
    assert_eq!(urgent.count(), 6, "{drawn}");
    // What others let lie is told before what has time.
    assert!(at("サビ管/管理者") < at("自分がすること 17件"), "{drawn}");
}

/// Both faces have one order, part by part.
#[test]
fn the_list_of_a_day_is_ordered_by_what_presses_and_then_by_whose_it_is() {
    let view = morning();
    let rows = listed(&view.lines, &view.alerts, view.over, view.today);
    let parts: Vec<Part> = rows.iter().map(|it| it.part(view.today)).collect();
    assert!(parts.is_sorted(), "{parts:?}");
    let count = |part| parts.iter().filter(|it| **it == part).count();
    let counted = [
        Part::Pressing,
        Part::Approve,
        Part::Mine,
        Part::Office,
        Part::Look,
        Part::Other,
    ]
    .map(count);
    assert_eq!(counted, [10, 0, 17, 0, 4, 1]);
    assert_eq!(
        rows.last(),
        Some(&Listed::Open(&view.lines[view.lines.len() - 1]))
    );
}

/// The office of the audit: 190 drafts, and one approval among them.
fn many() -> Vec<Kept> {
    let mut all: Vec<Kept> = (7..197)
        .map(|no| prepared(no, WORKER, Stage::Drafting))
        .collect();
    all.extend(office());
    all
}

fn seen_by(role: Role, kept: &[Kept]) -> TodayView {
    let me = of_role(role);
    let approver = Approver::one_of_several(me.id);
    let seen = |it: &Kept| HandoverLine {
        preparing: it
            .preparation
            .as_ref()
            .map(|it| Preparing::of(it, &me, approver, &staff())),
        ..it.line.clone()
    };
    let lines: Vec<HandoverLine> = kept.iter().map(seen).collect();
    TodayView {
        who: me.name.clone(),
        role,
        lines: lines_of(&lines, role),
        handovers: lines.len(),
        ..today_view()
    }
}

/// What stands in each group, by the number of the handover.
fn groups(role: Role) -> Vec<(Group, u8)> {
    let lines = seen_by(role, &office()).lines;
    let told = lines
        .iter()
        .map(|it| (it.group(), it.handover.id.to_bytes()[0]));
    told.collect()
}

#[test]
fn each_role_finds_what_it_may_do_first_and_approvals_at_the_head() {
    use Group::{Approve, Mine, Office, Other};
    // A support worker reads back, drafts an answer and goes on with the own draft; the rest is for others.
    let worker = [
        (Mine, 2),
        (Mine, 3),
        (Mine, 5),
        (Office, 1),
        (Office, 6),
        (Other, 4),
    ];
    assert_eq!(groups(Role::SupportWorker), worker);
    // Nobody approves what they submitted.
    let chief = [
        (Mine, 1),
        (Mine, 2),
        (Mine, 3),
        (Office, 5),
        (Office, 6),
        (Other, 4),
    ];
    assert_eq!(groups(Role::ServiceManager), chief);
    let manager = [
        (Approve, 6),
        (Mine, 1),
        (Mine, 2),
        (Mine, 3),
        (Office, 5),
        (Other, 4),
    ];
    assert_eq!(groups(Role::Manager), manager);
}

#[test]
fn what_others_do_names_them_by_role_or_as_the_author() {
    let lines = seen_by(Role::ServiceManager, &office()).lines;
    let who = |no: u8| {
        let mut all = lines.iter();
        let found = all.find(|it| it.handover.id.to_bytes()[0] == no);
        found.unwrap().who.clone()
    };
    assert_eq!(who(5), Who::Member("見本 次郎".into()));
    let may_approve = vec![Role::ServiceManager, Role::Manager];
    assert_eq!(who(6), Who::Roles(may_approve));
    assert_eq!(who(4), Who::OtherOffice);
    let mut player = at_work(seen_by(Role::SupportWorker, &office()), Lang::Ja, COLOUR);
    player.play("<down><down>");
    assert!(player.shows("サビ管/管理者"), "in the row");
    assert!(player.shows("する人: サービス管理責任者か管理者"), "below");
}

#[test]
fn a_draft_whose_author_may_not_go_on_waits_for_those_who_may() {
    let confirmed = Stage::Confirmed {
        consent: ConsentId::from_bytes([4; 16]),
        shown: Shown::new(),
    };
    let kept = [prepared(1, WORKER, confirmed)];
    let group = |role| seen_by(role, &kept).lines[0].group();
    assert_eq!(group(Role::SupportWorker), Group::Office);
    assert_eq!(group(Role::ServiceManager), Group::Mine);
    assert_eq!(group(Role::Manager), Group::Mine);
}

#[test]
fn a_drafted_answer_waits_for_whoever_may_send_it() {
    let mut asked = owed(
        1,
        Side::Sender,
        Side::Sender,
        Task::Answer(QuestionNo::FIRST),
    );
    let group = |kept: Kept| seen_by(Role::SupportWorker, &[kept]).lines[0].group();
    asked.line.drafted = vec![QuestionNo::FIRST];
    assert_eq!(group(asked), Group::Office);
}

#[test]
fn a_new_offer_that_waits_for_an_approval_is_told_beside_the_duty() {
    let submitted = Stage::Submitted {
        consent: ConsentId::from_bytes([4; 16]),
        shown: Shown::new(),
        by: CHIEF,
    };
    let mut again = prepared(1, CHIEF, submitted);
    again.line.phase = Phase::Conditional;
    let lines = seen_by(Role::Manager, &[again]).lines;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].group(), Group::Approve);
    assert!(matches!(lines[0].work, Work::Prepare(_)));
}

#[test]
fn in_a_long_list_the_groups_count_and_the_filter_finds_one_of_them() {
    let mut player = at_work(seen_by(Role::Manager, &many()), Lang::Ja, COLOUR);
    assert!(player.shows("承認1 自分3 当所ほか191"), "{}", shot(&player));
    assert!(player.shows("自分の承認を待つもの 1件"));
    assert!(player.shows("当所のほかの人がすること 191件"));
    player.play("<f3>相手の事業所を待つ<enter>");
    assert!(player.shows("相手の事業所を待つもの 1件"));
    assert!(!player.shows("当所のほかの人"), "{}", shot(&player));
    player.play("<enter>");
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
}

/// The colour of the letters of the first row that says this.
fn colour(player: &Player, said: &str) -> Option<Color> {
    let (buf, _) = player.draw((80, 24));
    let y = picture(&buf).lines().position(|row| row.contains(said))?;
    Some(buf[(5, u16::try_from(y).unwrap())].fg)
}

#[test]
fn what_is_late_and_what_is_due_within_a_week_is_coloured_as_its_words_say() {
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<end>");
    let shown = shot(&player);
    assert_eq!(colour(&player, "3日過ぎ"), Some(Color::Red), "{shown}");
    assert_eq!(colour(&player, "あと7日"), Some(Color::Magenta), "{shown}");
    assert_eq!(colour(&player, "期限なし"), Some(Color::Reset), "{shown}");
    let mono = at_work(today_view(), Lang::Ja, MONO);
    assert_eq!(
        colour(&mono, "3日過ぎ"),
        Some(Color::Reset),
        "said in words"
    );
}

fn shot(player: &Player) -> String {
    picture(&player.draw((80, 24)).0)
}

#[test]
fn a_heading_is_never_selected() {
    let mut player = at_work(seen_by(Role::Manager, &office()), Lang::Ja, COLOUR);
    for _ in 0..8 {
        let shown = shot(&player);
        let mut rows = shown.lines();
        let row = rows.find(|it| it.starts_with(" > ")).unwrap().to_owned();
        assert!(!row.contains("件"), "{row}");
        player.play("<down>");
    }
}

/// Whose case a new handover cannot be begun for.
pub(crate) fn open_of(case: CaseId) -> HandoverLine {
    HandoverLine {
        binds: Some(case),
        ..line(Side::Sender, Vec::new())
    }
}
