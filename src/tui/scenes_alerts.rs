//! What to look at before it grows, on today's page: its pictures, and where Enter leads.
//!
//! What fires is the domain's.

use crate::domain::alert::{Alert, Severity, What};
use crate::domain::id::{CaseId, HandoverId};
use crate::lang::Lang;
use crate::tui::room::today::TodayView;
use crate::tui::scenes::{Player, at_work, day, today_view};
use crate::tui::theme::Theme;
use crate::workflow::alert::{About, AlertLine};

const CASE: CaseId = CaseId::from_bytes([5; 16]);

fn seen(about: About, severity: Severity, what: What) -> AlertLine {
    AlertLine {
        about,
        person: "カクウ\u{3000}ミホ\u{3000}架空 見穂".into(),
        alert: Alert {
            what,
            severity,
            day: Some(day(12, 10)),
        },
    }
}

pub(crate) fn alerted_today() -> TodayView {
    let few = What::FewMonths {
        counted: Some(5),
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
    assert!(player.shows("気をつけること 3件（至急1件）"), "the heading");
    player.play("<down><down><down>");
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
