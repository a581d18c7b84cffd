//! What the preparation, the mailbox, the settings and the open program do by themselves: driven by keys.
//!
//! The player and the sample views are those of `scenes`.

use std::time::Duration;

use crate::domain::handover::permit::Step;
use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::tui::act::{Effect, Moved, Reply, Request, Secret, Ticket, Told};
use crate::tui::room::handover::{Ask, Deed};
use crate::tui::room::today::{Mailbox, TodayView};
use crate::tui::rounds::EVERY;
use crate::tui::scenes::{
    COLOUR, Player, at_work, dossier_view, empty_today, in_dossier, opened, prepared_view, taken,
    today_view,
};
use crate::tui::screen::Screen;
use crate::tui::screen::lock::Lock;
use crate::tui::theme::Theme;

/// The states worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let mut busy = Player::new(
        Screen::Lock(Lock::new("見本 花子", Say::LockHint)),
        lang,
        theme,
    );
    busy.play("ひみつ<f10>");
    busy.answer(Reply::Busy(Told::say(Say::LockBusy)));
    let mut working = at_work(today_view(), lang, theme);
    working.play("<f5>");
    working.now = Duration::from_secs(1);
    working.app.due(working.now);
    vec![("lock-busy", busy), ("today-working", working)]
}

/// What has fallen due at a time, asked of the worker.
fn due(player: &mut Player, now: Duration) -> Vec<Request> {
    player.effects.clear();
    player.now = now;
    player.effects = player.app.due(now);
    let asked = player.effects.clone();
    let requests = asked.into_iter().filter_map(|it| match it {
        Effect::Ask(_, request) => Some(request),
        _ => None,
    });
    requests.collect()
}

/// The work is done on another thread: keys go on being taken while an answer is awaited.
fn answer_to(player: &mut Player, ticket: Ticket, reply: Reply) -> Vec<Effect> {
    player.app.reply(ticket, reply, player.now)
}

#[test]
fn the_open_program_sends_and_collects_every_minute_where_a_folder_is_set() {
    let mut without = opened();
    without.play("<f5>");
    without.answer(Reply::Today(Box::new(TodayView {
        mailbox: Mailbox::Missing,
        ..empty_today(0, 0)
    })));
    assert_eq!(due(&mut without, EVERY * 2), []);

    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    assert_eq!(player.app.deadline(), Some(EVERY));
    assert_eq!(due(&mut player, EVERY - Duration::from_secs(1)), []);
    assert_eq!(due(&mut player, EVERY), [Request::Round]);
    let ticket = player.ticket();
    assert_eq!(due(&mut player, EVERY * 3), [], "one round at a time");
    let quiet = Reply::Rounded(Told::say(Say::Opened), Moved::Nothing);
    assert_eq!(answer_to(&mut player, ticket, quiet), []);
    assert!(!player.shows("開きました"), "a quiet round is not told");
    assert_eq!(due(&mut player, EVERY * 4), [Request::Round]);
    let ticket = player.ticket();
    let news = Reply::Rounded(Told::say(Say::Opened), Moved::Something);
    player.effects = answer_to(&mut player, ticket, news);
    assert!(player.shows("開きました"));
    assert_eq!(player.requests(), [Request::Today], "the list is made anew");
    let locked = due(&mut player, crate::tui::scenes::IDLE);
    assert_eq!(locked, [Request::Lock], "rounds are no sign of life");
    assert_eq!(player.app.deadline(), None);
}

#[test]
fn a_round_disturbs_no_typing_and_a_step_is_sent_at_once() {
    let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
    assert_eq!(due(&mut player, EVERY), [Request::Round]);
    let ticket = player.ticket();
    player.play("窓側");
    let news = Reply::Rounded(Told::say(Say::Opened), Moved::Something);
    player.effects = answer_to(&mut player, ticket, news);
    let shown = player.requests();
    assert!(matches!(
        shown[..],
        [Request::Today, Request::Handover(Ask::Show(_))]
    ));
    player.play("ですか");
    assert!(player.shows("席は窓側ですか"));
    player.play("<f10>");
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    let now = player.now;
    assert_eq!(due(&mut player, now), [Request::Round]);
}

#[test]
fn an_answer_that_is_long_in_coming_is_told_and_keys_go_on() {
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<f5>");
    player.now = Duration::from_secs(7);
    player.app.due(player.now);
    assert!(player.shows("処理中"));
    assert_ne!(
        player.app.deadline(),
        Some(Duration::from_millis(400)),
        "it is told once and costs nothing more"
    );
    player.play("<f2>");
    assert!(matches!(player.app.top(), Screen::Menu(_)));
    player.answer(Reply::Synced(Told::say(Say::Opened)));
    player.answer(Reply::Today(Box::new(today_view())));
    assert!(!player.shows("処理中"));
}

#[test]
fn a_store_open_elsewhere_is_told_and_the_passphrase_waits_for_another_try() {
    let lock = Screen::Lock(Lock::new("見本 花子", Say::LockHint));
    let mut player = Player::new(lock, Lang::Ja, COLOUR);
    player.play("ひみつのことば<f10>");
    player.answer(Reply::Busy(Told::say(Say::LockBusy)));
    assert!(player.shows("別の画面で使用中") && !player.shows("ひみつ"));
    player.requests();
    player.play("<enter>");
    let again = Request::Unlock {
        who: "見本 花子".into(),
        passphrase: Secret::new("ひみつのことば"),
    };
    assert_eq!(player.effects.len(), 1);
    player.answer(Reply::Refused(Told::say(Say::LockWrong)));
    assert_eq!(player.requests(), [again]);
    player.play("<f10>");
    assert_eq!(player.requests(), [], "a wrong one is forgotten");
}

#[test]
fn a_draft_is_thrown_away_after_a_question_and_the_list_is_left_with_it_gone() {
    let mut view = prepared_view(Lang::Ja);
    view.steps = vec![(Step::Discard, None)];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<enter><enter>");
    player.requests();
    player.play("<enter><f10>");
    let ticket = player.ticket();
    assert_eq!(taken(&mut player), Deed::Discard);
    player.effects = answer_to(&mut player, ticket, Reply::Done(Told::say(Say::Opened)));
    assert!(matches!(player.app.top(), Screen::Today(_)));
    assert_eq!(player.requests(), [Request::Today]);
}
