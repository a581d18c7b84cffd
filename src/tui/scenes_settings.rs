//! What the office sets, on the screen: driven by keys, drawn, asked of the worker.
//!
//! The player is that of `scenes`; that a setting holds afterwards is tested at the desk.

use crate::domain::handover::permit::{Denied, Step};
use crate::domain::setting::{Setting, SettingId, SettingRefused};
use crate::lang::Lang;
use crate::lang::screen::setting::Setting as Word;
use crate::tui::act::{Reply, Request, Told};
use crate::tui::room::Room;
use crate::tui::room::setting::{Ask, SettingRow, SettingsView, Whose};
use crate::tui::scenes::{COLOUR, Player, at_work, today_view};
use crate::tui::screen::Screen;
use crate::tui::theme::Theme;
use crate::workflow::Problem;

/// The states worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let at = |keys| open(view(None), keys, lang, theme);
    vec![
        ("settings", at("")),
        ("settings-city", at("<down><down>")),
        ("settings-hearsay", at("<end>")),
        ("settings-filter", at("<f3>保存")),
        (
            "settings-shut",
            open(view(Some(no_right())), "", lang, theme),
        ),
        ("settings-number", at("<enter>1２")),
        ("settings-choice", at("<down><down><down><enter><right>")),
        ("settings-for-city", at("<f7>見本町")),
        ("settings-reset", at("<down><down><f8>")),
    ]
}

fn no_right() -> Told {
    Told::of(&Problem::Denied {
        step: Step::Manage,
        why: Denied::NoRight,
    })
}

/// Everything as usual, but the first for the office and for one city.
fn view(shut: Option<Told>) -> SettingsView {
    let usual = |id: &SettingId| SettingRow {
        id: *id,
        whose: Whose::Office,
        to: id.usual(),
    };
    let mut rows: Vec<SettingRow> = SettingId::ALL.iter().map(usual).collect();
    rows[0].to = Setting::Number(36);
    let in_city = |name: &str, number| SettingRow {
        whose: Whose::City(name.into()),
        to: Setting::Number(number),
        ..rows[0].clone()
    };
    let cities = [in_city("見本市", 24), in_city("架空町", 12)];
    rows.splice(1..1, cities);
    SettingsView { rows, shut }
}

pub(crate) fn settings() -> Reply {
    Reply::Settings(Box::new(view(None)))
}

fn open(view: SettingsView, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.go_to(Room::Settings);
    player.answer(Reply::Settings(Box::new(view)));
    player.play(keys);
    player
}

/// What a manager asks of the worker with these keys.
fn asked(keys: &str) -> Vec<Request> {
    let mut player = open(view(None), "", Lang::Ja, COLOUR);
    player.requests();
    player.play(keys).deeds()
}

#[test]
fn what_is_typed_or_chosen_is_set_for_the_office_or_for_a_city() {
    let set = |id, whose, to: &str| vec![Request::Setting(Ask::Set(id, whose, to.into()))];
    let city = |name: &str| Whose::City(name.into());
    let (standard, from) = (SettingId::PeriodStandard, SettingId::PeriodFrom);
    for (keys, expected) in [
        ("<enter>１２<f10>", set(standard, Whose::Office, "１２")),
        ("<enter><f10>", set(standard, Whose::Office, "36")),
        ("<down><enter>18<f10>", set(standard, city("見本市"), "18")),
        (
            "<f7>見本町<tab>30<f10>",
            set(standard, city("見本町"), "30"),
        ),
        (
            "<down><down><down><enter><right><f10>",
            set(from, Whose::Office, "decision"),
        ),
        (
            "<down><down><down><f7>見本村<tab><right><f10>",
            set(from, city("見本村"), "decision"),
        ),
        (
            "<f3>数え始める月<enter><enter><f10>",
            set(from, Whose::Office, "first-service"),
        ),
    ] {
        assert_eq!(asked(keys), expected, "{keys}");
    }
}

#[test]
fn the_way_back_to_the_usual_is_asked_about_and_nothing_goes_by_one_key() {
    let reset = |whose| {
        vec![Request::Setting(Ask::Reset(
            SettingId::PeriodStandard,
            whose,
        ))]
    };
    for (keys, expected) in [
        ("<f8>", Vec::new()),
        ("<f8><enter>", Vec::new()),
        ("<f8><f10>", reset(Whose::Office)),
        ("<down><f8><f10>", reset(Whose::City("見本市".into()))),
        // As usual already: nothing to ask.
        ("<end><f8><f10>", Vec::new()),
    ] {
        assert_eq!(asked(keys), expected, "{keys}");
    }
}

#[test]
fn what_cannot_be_set_says_why_and_asks_nothing() {
    let not_by_city = Told::of(&Problem::Setting(
        SettingId::RecordPublic,
        SettingRefused::NotByCity,
    ));
    for (shut, keys, why) in [
        (None, "<end><f7>", not_by_city),
        (Some(no_right()), "<enter>", no_right()),
        (Some(no_right()), "<f7>", no_right()),
        (Some(no_right()), "<f8>", no_right()),
    ] {
        let mut player = open(view(shut), "", Lang::Ja, COLOUR);
        player.requests();
        player.play(keys);
        assert_eq!(player.requests(), [], "{keys}");
        assert!(matches!(player.app.top(), Screen::Settings(_)), "{keys}");
        assert!(player.shows(&why.ja.what), "{keys}");
    }
    let mut nameless = open(view(None), "<f7><tab>30<f10>", Lang::Ja, COLOUR);
    assert!(nameless.shows("入れてください"), "a city has a name");
    assert!(matches!(
        &nameless.deeds()[..],
        [.., Request::Setting(Ask::List)]
    ));
}

#[test]
fn a_form_closes_when_it_is_set_and_stays_with_the_reason_when_it_is_refused() {
    let mut player = open(view(None), "<enter>99<f10>", Lang::Ja, COLOUR);
    let why = Told::of(&Problem::Setting(
        SettingId::PeriodStandard,
        SettingRefused::NotOffered,
    ));
    player.answer(Reply::Refused(why.clone()));
    assert!(player.shows(&why.ja.what) && player.shows("99"));
    player.requests();
    player.play("<end><bs><bs>48<f10>");
    player.answer(Reply::Done(Told::say(Word::Done.say())));
    assert!(matches!(player.app.top(), Screen::Settings(_)));
    let set = Ask::Set(SettingId::PeriodStandard, Whose::Office, "48".into());
    let asked = [set, Ask::List].map(Request::Setting);
    assert_eq!(player.deeds(), asked);
}
