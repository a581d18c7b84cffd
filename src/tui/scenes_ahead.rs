//! What is typed before its screen is there: kept and done when the answer comes, and nothing decided unseen.
//!
//! The terminal's part in it is tried in `tests/it/terminal.rs`.

use crate::domain::handover::permit::Step;
use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::tui::act::{Effect, Reply, Request, Told};
use crate::tui::room::Room;
use crate::tui::room::case::Ask;
use crate::tui::room::handover::Ask as HandoverAsk;
use crate::tui::scenes::{
    COLOUR, Player, at_work, dossier_view, in_dossier, in_room, in_town, today_view,
};
use crate::tui::scenes_case::{CASE, case_view, three};
use crate::tui::scenes_unsaved::unsaved_today;
use crate::tui::screen::Screen;
use crate::tui::screen::lock::Lock;

const UNSEEN: &str = "画面が出る前に押されたキー";

fn at_door() -> Player {
    let lock = Screen::Lock(Lock::new("見本 花子", Say::LockHint));
    let mut player = Player::new(lock, Lang::Ja, COLOUR);
    player.play("ひみつのことば<f10>");
    player
}

fn unlocked() -> Reply {
    Reply::Unlocked {
        who: "見本 花子".into(),
    }
}

fn asks(player: &Player, request: &Request) -> bool {
    let mut effects = player.effects.iter();
    effects.any(|it| matches!(it, Effect::Ask(_, asked) if asked == request))
}

#[test]
fn everything_typed_ahead_of_an_unlocked_door_is_done_in_its_order() {
    let mut player = at_door();
    player.play("<f2>2<enter><f7><f7>メモ");
    assert_eq!(player.effects.len(), 1, "only the door was asked");
    player.answer(unlocked());
    assert!(matches!(player.app.top(), Screen::Cases(_)));
    assert!(asks(&player, &Request::Case(Ask::List)));
    player.answer(three());
    assert!(asks(&player, &Request::Case(Ask::Show(CASE))));
    player.answer(Reply::Case(case_view(2)));
    assert!(matches!(player.app.top(), Screen::Notes(_)));
    assert!(player.shows("メモ"), "it stands in the new note");
}

#[test]
fn the_menu_opens_at_once_and_no_late_answer_covers_it() {
    let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
    player.play("<c-l><enter>ひみつのことば<f10>");
    player.answer(unlocked());
    let today = player.ticket();
    player.play("<f2>");
    assert!(matches!(player.app.top(), Screen::Menu(_)));
    let mut view = today_view();
    view.unsaved = unsaved_today().unsaved;
    player.requests();
    player.reply(today, Reply::Today(Box::new(view)));
    assert!(
        !player.effects.is_empty(),
        "who is back is led to the handover"
    );
    assert!(matches!(player.app.top(), Screen::Menu(_)));
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    assert!(matches!(player.app.top(), Screen::Menu(_)));
    player.play("<esc>");
    assert!(matches!(player.app.top(), Screen::Step(_)));
}

#[test]
fn a_decision_typed_ahead_of_what_it_is_about_is_not_taken_and_that_is_told() {
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter><enter><f10><down>");
    let ticket = player.ticket();
    player.requests();
    let shown = Reply::Dossier(Box::new(dossier_view(Lang::Ja)));
    player.reply(ticket, shown);
    assert!(matches!(player.app.top(), Screen::Question(_)));
    assert!(player.shows(UNSEEN));
    assert_eq!(player.requests(), [], "nothing is recorded");
}

#[test]
fn the_button_of_a_form_that_nobody_has_seen_is_not_pressed() {
    let mut view = dossier_view(Lang::Ja);
    view.steps = vec![(Step::Start, None)];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter><tab><enter><enter><enter>");
    let ticket = player.ticket();
    player.requests();
    player.reply(ticket, Reply::Dossier(Box::new(view)));
    assert!(matches!(player.app.top(), Screen::Step(_)));
    assert!(player.shows(UNSEEN));
    let taken = |it: &Request| matches!(it, Request::Handover(HandoverAsk::Take(..)));
    assert!(!player.requests().iter().any(taken), "nothing is recorded");
}

#[test]
fn what_was_typed_ahead_is_dropped_where_the_way_is_refused_or_left() {
    let mut player = at_door();
    player.play("<f2>5");
    player.answer(Reply::Refused(Told::say(Say::LockWrong)));
    assert!(matches!(player.app.top(), Screen::Lock(_)));
    assert!(player.shows(UNSEEN));
    player.play("ひみつのことば<f10>");
    player.answer(unlocked());
    assert!(matches!(player.app.top(), Screen::Today(_)));

    let mut player = in_room("2", three(), "<enter>", Lang::Ja, COLOUR);
    player.play("<f7><esc>");
    assert!(matches!(player.app.top(), Screen::Cases(_)));
    player.answer(three());
    assert!(matches!(player.app.top(), Screen::Cases(_)));
}

#[test]
fn the_menu_waits_for_the_office_that_is_still_being_opened() {
    let mut town = in_town();
    town.play("<f2>2");
    town.answer(unlocked());
    assert_eq!(town.app.top().room(), Some(Room::Cases));
}

#[test]
fn a_second_press_of_the_key_that_saves_saves_nothing_twice() {
    let mut player = in_dossier("<down><f8>席は<f10><f10>", Lang::Ja, COLOUR);
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    let taken = player.requests().into_iter();
    let taken = taken.filter(|it| matches!(it, Request::Handover(HandoverAsk::Take(..))));
    assert_eq!(taken.count(), 1);
}
