//! What is asked about the office's settings, done at the desk.
//!
//! What is offered, and who may change it, is checked there.

use crate::domain::handover::permit::Step;
use crate::domain::setting::{SettingId, Settings};
use crate::domain::text::Line;
use crate::lang::screen::setting::Setting as Word;
use crate::tui::act::{Reply, Told};
use crate::tui::desk::{No, no_right};
use crate::tui::room::setting::{Ask, SettingRow, SettingsView, Whose};
use crate::workflow::Desk;
use crate::workflow::setting::parse_setting;

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    let told = match ask {
        Ask::List => return list(desk),
        Ask::Set(id, whose, typed) => {
            desk.set_setting(city(&whose), id, Some(parse_setting(id, &typed)?))?;
            Word::Done
        }
        Ask::Reset(id, whose) => {
            desk.set_setting(city(&whose), id, None)?;
            match whose {
                Whose::Office => Word::Reset,
                Whose::City(_) => Word::ResetCity,
            }
        }
    };
    Ok(Reply::Done(Told::say(told.say())))
}

fn city(whose: &Whose) -> Option<&str> {
    match whose {
        Whose::Office => None,
        Whose::City(name) => Some(name),
    }
}

fn list(desk: &Desk) -> Result<Reply, No> {
    let settings = desk.settings()?;
    let rows = SettingId::ALL.iter().flat_map(|id| rows(&settings, *id));
    Ok(Reply::Settings(Box::new(SettingsView {
        rows: rows.collect(),
        shut: no_right(desk, Step::Manage).map(|why| Told::of(&why)),
    })))
}

/// One setting for the office, then for each city that differs.
fn rows(settings: &Settings, of: SettingId) -> Vec<SettingRow> {
    let office = SettingRow {
        id: of,
        whose: Whose::Office,
        to: settings.at(None).get(of),
    };
    let in_city = |(city, id, to): (Option<&Line>, _, _)| {
        let whose = Whose::City(city?.as_str().to_owned());
        (id == of).then_some(SettingRow { id, whose, to })
    };
    let cities = settings.all().filter_map(in_city);
    std::iter::once(office).chain(cities).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::setting::{Pick, Setting};
    use crate::tui::act::Request;
    use crate::tui::desk::Work;
    use crate::tui::desk::tests::{founded, open};

    fn shown(work: &mut Work) -> SettingsView {
        match work.answer(Request::Setting(Ask::List)) {
            Reply::Settings(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    fn set(id: SettingId, whose: Whose, typed: &str) -> Request {
        Request::Setting(Ask::Set(id, whose, typed.into()))
    }

    fn town() -> Whose {
        Whose::City("見本市".into())
    }

    fn done(word: Word) -> Reply {
        Reply::Done(Told::say(word.say()))
    }

    #[test]
    fn a_manager_sets_for_the_office_and_for_a_city_and_takes_both_back() {
        let (dir, mut work) = founded("setting");
        open(&mut work, "架空 次郎", "あおい とり うたう");
        let usual = shown(&mut work);
        assert_eq!(usual.shut, None);
        assert_eq!(usual.rows.len(), SettingId::ALL.len());
        let (alarm, gaps) = (SettingId::PeriodAlarm, SettingId::PeriodGaps);
        for request in [
            set(alarm, Whose::Office, "８"),
            set(alarm, town(), "4"),
            set(gaps, town(), "left-out"),
        ] {
            assert_eq!(work.answer(request), done(Word::Done));
        }
        let row = |id, whose, to| SettingRow { id, whose, to };
        let of = |view: &SettingsView, id| -> Vec<SettingRow> {
            let rows = view.rows.iter().filter(|it| it.id == id);
            rows.cloned().collect()
        };
        let changed = shown(&mut work);
        let number = Setting::Number;
        assert_eq!(
            of(&changed, alarm),
            [
                row(alarm, Whose::Office, number(8)),
                row(alarm, town(), number(4))
            ]
        );
        assert_eq!(
            of(&changed, gaps),
            [
                row(gaps, Whose::Office, Setting::Pick(Pick::Counted)),
                row(gaps, town(), Setting::Pick(Pick::LeftOut))
            ]
        );
        for (id, whose, word) in [
            (alarm, town(), Word::ResetCity),
            (gaps, town(), Word::ResetCity),
            (alarm, Whose::Office, Word::Reset),
        ] {
            let reset = Request::Setting(Ask::Reset(id, whose));
            assert_eq!(work.answer(reset), done(word));
        }
        assert_eq!(shown(&mut work), usual);
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn what_is_not_offered_or_not_allowed_changes_nothing_and_everybody_sees_what_holds() {
        let (dir, mut work) = founded("setting-refused");
        open(&mut work, "架空 次郎", "あおい とり うたう");
        let usual = shown(&mut work);
        for wrong in [
            set(SettingId::PeriodAlarm, Whose::Office, "25"),
            set(SettingId::PeriodAlarm, Whose::Office, ""),
            set(SettingId::PeriodGaps, Whose::Office, "made"),
            set(SettingId::PeriodAlarm, Whose::City(String::new()), "4"),
            set(SettingId::GapAlarm, town(), "8"),
        ] {
            let told = work.answer(wrong.clone());
            assert!(matches!(told, Reply::Refused(_)), "{wrong:?}: {told:?}");
        }
        work.answer(Request::Lock);
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let told = work.answer(set(SettingId::PeriodAlarm, Whose::Office, "8"));
        assert!(matches!(told, Reply::Refused(_)), "no manager: {told:?}");
        let seen = shown(&mut work);
        assert_eq!(seen.rows, usual.rows);
        assert!(seen.shut.is_some(), "and why nothing can be changed");
        std::fs::remove_dir_all(dir).unwrap();
    }
}
