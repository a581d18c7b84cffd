//! What to look at before it grows, on today's page: its pictures, and where Enter leads.
//!
//! What fires is the domain's.

use crate::domain::alert::{Alert, Distrusted, Severity, What};
use crate::domain::id::{CaseId, HandoverId, OfficeId};
use crate::lang::Lang;
use crate::tui::room::today::TodayView;
use crate::tui::scenes::{Player, at_work, day, today_view};
use crate::tui::theme::Theme;
use crate::workflow::alert::{About, AlertLine};
use crate::workflow::view::Nameless;

const CASE: CaseId = CaseId::from_bytes([5; 16]);

pub(crate) fn seen(about: About, severity: Severity, what: What) -> AlertLine {
    AlertLine {
        about,
        person: "カクウ\u{3000}ミホ\u{3000}架空 見穂".into(),
        people: Vec::new(),
        drafter: None,
        nameless: Nameless::Unwritten,
        alert: Alert {
            what,
            severity,
            day: Some(day(12, 10)),
        },
    }
}

pub(crate) fn alerted_today() -> TodayView {
    let few = What::FewMonths {
        counted: Ok(5),
        confirmed: Some(6),
    };
    let handover = About::Handover(HandoverId::from_bytes([3; 16]));
    TodayView {
        alerts: vec![
            seen(About::Case(CASE), Severity::Now, What::RedSign),
            seen(About::Case(CASE), Severity::Soon, few),
            seen(handover, Severity::Soon, What::Unopened { days: 8 }),
        ],
        ..today_view()
    }
}

pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let mut alerted = at_work(alerted_today(), lang, theme);
    alerted.play("<down><down><down><down>");
    vec![("today-alerts", alerted)]
}

#[test]
fn an_alert_says_why_and_enter_leads_to_the_field_or_the_handover() {
    use crate::tui::scenes::COLOUR;
    use crate::tui::screen::Screen;
    let mut player = at_work(alerted_today(), Lang::Ja, COLOUR);
    assert!(player.shows("注意3/至急1"), "the sum");
    assert!(player.shows("急ぐこと 3件（期限過ぎ1件、至急1件）"));
    assert!(player.shows("気をつけること 2件"), "the heading");
    player.play("<down><down>");
    assert!(player.shows("すぐに対応が必要とされています"));
    player.play("<enter>");
    assert!(matches!(player.app.top(), Screen::Case(_)));
    let mut player = at_work(alerted_today(), Lang::Ja, COLOUR);
    player.play("<down><down><down><down>");
    assert!(player.shows("計算で5か月") && player.shows("市町村に確かめて"));
    player.play("<down>");
    assert!(player.shows("8日、相手が内容を読んでいません"));
    player.play("<enter>");
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
}

#[test]
fn what_lies_unopened_says_of_whom_it_is_and_enter_leads_to_that_card() {
    use crate::lang::screen::today::Today as Word;
    use crate::tui::act::{Reply, Request, Told};
    use crate::tui::room::office::Ask;
    use crate::tui::scenes::COLOUR;
    use crate::tui::scenes::offices_view;
    use crate::tui::screen::Screen;
    use crate::workflow::unopened::Lying;
    let Reply::Offices(view) = offices_view() else {
        panic!("the offices");
    };
    let office = view.peers.last().expect("an office").clone();
    let lies = |from, distrusted, person: &str| AlertLine {
        about: About::Office(from),
        person: person.into(),
        people: vec!["カクウ\u{3000}ミホ\u{3000}架空 見穂".into()],
        drafter: None,
        nameless: Nameless::Unwritten,
        alert: Alert {
            what: What::LiesUnopened {
                from,
                distrusted,
                parcels: 2,
            },
            severity: Severity::Now,
            day: Some(day(11, 20)),
        },
    };
    let stranger = OfficeId::from_bytes([0x77; 32]);
    let today = TodayView {
        alerts: vec![
            lies(office.id, Distrusted::Revoked, &office.name),
            lies(stranger, Distrusted::NoCard, ""),
        ],
        ..today_view()
    };
    for lang in Lang::ALL {
        let mut player = at_work(today.clone(), lang, COLOUR);
        player.play("<down><down>");
        assert!(player.shows(&office.name));
        assert!(player.shows("架空 見穂"), "to its last word");
        player.play("<down>");
        let no_card = match lang {
            Lang::Ja => "カードなし",
            Lang::En => "no card",
        };
        assert!(player.shows(no_card));
        // Nobody there sent them, or nobody here knows them: asked once, recorded, and the list is made anew.
        for (keys, from) in [("", stranger), ("<up>", office.id)] {
            player.requests();
            player.play(keys).play("<f6>");
            assert!(matches!(player.app.top(), Screen::Question(_)));
            player.play("n").play("<f6>y");
            assert!(matches!(player.app.top(), Screen::Today(_)));
            let asked = Request::Office(Ask::NotSent(Lying { from, parcels: 2 }));
            player.answer(Reply::Done(Told::say(Word::NotSentDone.say())));
            assert!(player.shows(Word::NotSentDone.text(lang)));
            player.answer(Reply::Today(Box::new(today.clone())));
            assert_eq!(player.deeds(), [asked, Request::Today]);
        }
        player.play("<enter>");
        assert!(matches!(player.app.top(), Screen::Offices(_)));
        player.answer(Reply::Offices(view.clone()));
        assert!(
            player.shows(&office.fingerprint),
            "its card is the one shown"
        );
    }
}

/// Enter leads on, so whatever is said of a row has to stand below the list whole, in every window there may be.
#[test]
fn the_reason_of_an_alert_of_any_kind_is_read_whole_in_the_smallest_window() {
    use crate::lang::alert::{Read, made_up, reason};
    use crate::tui::scenes::{COLOUR, picture};
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    for lang in Lang::ALL {
        // What a duty says already is no row.
        let told = made_up::kinds(day(12, 10)).into_iter();
        for what in told.filter(|it| !it.is_owed()) {
            let line = seen(About::Case(CASE), Severity::Soon, what);
            let said = reason(&line.alert, Read::OnScreen, today_view().today, lang);
            // Others stand above and below it, and something waits to be sent.
            let view = TodayView {
                alerts: vec![line.clone(), line.clone(), line],
                unsent: 2,
                ..today_view()
            };
            let mut player = at_work(view, lang, COLOUR);
            player.play("<down><down><down><down>");
            for size in [(80, 24), (60, 16)] {
                let (drawn, cursor) = player.draw(size);
                let drawn = picture(&drawn);
                assert!(bare(&drawn).contains(&bare(&said)), "{said}\n{drawn}");
                let row = drawn.lines().nth(usize::from(cursor.y));
                assert!(row.is_some_and(|it| it.starts_with(" >")), "{drawn}");
            }
        }
    }
}
