//! Whatever rests on a setting known by hearsay says so, in the words of whichever screen or command tells it.
//!
//! Which file reads such a setting is held by the page of settings (docs/settings.md), not here.

use crate::domain::alert::{Alert, Severity, What};
use crate::domain::answer::Raw;
use crate::domain::calendar::{Day, parse_day};
use crate::domain::case::made_up::holding;
use crate::domain::handover::permit::Months;
use crate::domain::record::Law;
use crate::domain::section::FieldId;
use crate::domain::service::{Crossing, Service};
use crate::domain::setting::{Ground, Pick, Setting, SettingId, Settings};
use crate::lang::alert::Read;
use crate::lang::service::Line;
use crate::lang::{Lang, alert, message, record, service};
use crate::workflow::view::{AtEnd, Away};

/// By what a text says that somebody has to ask, or that nobody knows for sure.
const MARKS: &[&str] = &[
    "市町村で違",
    "市町村に確かめ",
    "確かとは限ら",
    "確かめていません",
    "ities differ",
    "ities count differently",
    "Ask the city",
    "hearsay",
    "not looked up",
];

fn on(text: &str) -> Day {
    parse_day(text).unwrap().day
}

/// What is told where this setting is behind it: each text as a whole, as it stands on one screen or in one answer.
fn said(id: SettingId, lang: Lang) -> Vec<String> {
    match id {
        SettingId::PeriodFrom => {
            let decision = set(SettingId::PeriodFrom, Pick::Decision);
            let mut all = months(&Settings::default(), lang);
            all.extend(months(&decision, lang));
            all.extend(alerts(id, lang));
            all
        }
        SettingId::PeriodGaps => {
            let left_out = set(SettingId::PeriodGaps, Pick::LeftOut);
            let mut all = months(&left_out, lang);
            all.extend(alerts(id, lang));
            all
        }
        SettingId::PeriodDeadline => {
            let service = counted(&Settings::default());
            let by = date_line(&service, lang);
            let mut all = vec![by];
            all.extend(alerts(id, lang));
            all
        }
        SettingId::CapCeiling => vec![message::cap_exceeded(37_200, lang)],
        SettingId::CertificateCheck | SettingId::OfficeCheck => {
            vec![message::check_digit_differs(lang).to_owned()]
        }
        SettingId::RecordWithin => vec![record::ground(Law::SameCorporation, lang).unwrap().into()],
        SettingId::RecordPublic => vec![record::ground(Law::PublicBody, lang).unwrap().into()],
        SettingId::RecordCarried => vec![record::not_looked_up(lang).to_owned()],
        _ => Vec::new(),
    }
}

fn set(id: SettingId, to: Pick) -> Settings {
    let mut settings = Settings::default();
    settings.set(None, id, Some(Setting::Pick(to))).unwrap();
    settings
}

fn counted(settings: &Settings) -> Service {
    let days = [
        (FieldId::PeriodFirstUse, "2025/1/20"),
        (FieldId::CertificateFrom, "2025/6/1"),
        (FieldId::PeriodEnd, "2027/1/19"),
    ];
    let days = days.map(|(field, text)| (field, Raw::Day(on(text))));
    let case = holding(&days, on("2026/4/1"));
    Service::of(&case, settings.at(None), on("2026/5/20"))
}

/// The months as the case and the handover tell them, and as a form does.
fn months(settings: &Settings, lang: Lang) -> Vec<String> {
    let (service, today) = (counted(settings), on("2026/5/20"));
    let whole = joined(service::lines(&service, today, lang));
    let known = AtEnd {
        months: Months::Unconfirmed,
        away: Away::ForGood,
        said: None,
        planned: None,
        ended: None,
        used: None,
        service: Some(service),
        crossing: Crossing {
            last: None,
            start: None,
            alarm: 7,
        },
        recorded: None,
    };
    let short = joined(service::in_short(&known, today, lang));
    vec![whole, short]
}

fn joined(lines: Vec<Line>) -> String {
    let text = |it| match it {
        Line::Plain(text) | Line::Warning(text) => text,
    };
    lines.into_iter().map(text).collect()
}

/// The one line that tells by when an extension is asked for.
fn date_line(service: &Service, lang: Lang) -> String {
    let name = crate::lang::label::setting::setting(SettingId::PeriodDeadline, lang);
    let lines = service::lines(service, on("2026/5/20"), lang);
    let mut lines = lines.into_iter().map(|it| joined(vec![it]));
    lines.find(|it| it.contains(name)).unwrap()
}

/// Every alert this setting is behind.
fn alerts(id: SettingId, lang: Lang) -> Vec<String> {
    let today = on("2026/5/20");
    let kinds = alert::made_up::kinds(today).into_iter();
    let behind = kinds.filter(|it| match it {
        What::FewMonths { .. } => true,
        What::MonthsDiffer { .. } => id != SettingId::PeriodDeadline,
        What::CertificateEnding => id == SettingId::PeriodDeadline,
        What::MonthsUncounted { why } => why.rests_on().contains(&id),
        _ => false,
    });
    let said = behind.map(|what| {
        let (severity, day) = (Severity::Soon, Some(today));
        let alert = Alert {
            what,
            severity,
            day,
        };
        alert::reason(&alert, Read::OnScreen, today, lang)
    });
    said.collect()
}

#[test]
fn whatever_rests_on_hearsay_says_so() {
    for id in SettingId::ALL {
        for lang in [Lang::Ja, Lang::En] {
            let said = said(*id, lang);
            let hearsay = id.ground() == Ground::Hearsay;
            assert_eq!(!said.is_empty(), hearsay, "{}", id.name());
            for text in said {
                let marked = MARKS.iter().any(|it| text.contains(it));
                assert!(marked, "{}: {text}", id.name());
            }
        }
    }
}
