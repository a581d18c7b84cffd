//! Whatever rests on a setting that is known by hearsay, or differs by city, says so, in the words of whichever screen or command
//! tells it.
//!
//! Which file reads such a setting, and which screen and command say it, is held by the page of settings (docs/settings.md).

use crate::domain::alert::{Alert, Severity};
use crate::domain::answer::Raw;
use crate::domain::calendar::{Day, parse_day};
use crate::domain::case::made_up::holding;
use crate::domain::contact::{Relatives, Report, Telling, listed};
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Months;
use crate::domain::misfit::Misfit;
use crate::domain::record::Law;
use crate::domain::retention::{Keeping, Kept, Rule};
use crate::domain::section::FieldId;
use crate::domain::service::{Crossing, Service};
use crate::domain::setting::{Ground, Pick, Reach, Setting, SettingId, Settings};
use crate::lang::alert::Read;
use crate::lang::service::Line;
use crate::lang::{Lang, alert, contact, message, record, retention, service};
use crate::workflow::contact::ContactRow;
use crate::workflow::retention::KeptLine;
use crate::workflow::view::{AtEnd, Away, Nameless};

/// By what a text says that somebody has to ask, or that nobody knows for sure.
const MARKS: &[&str] = &[
    "市町村で違",
    "市町村に確かめ",
    "確かとは限ら",
    "確かめていません",
    "ities differ",
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
        SettingId::PeriodStandard => {
            let mut all = months(&Settings::default(), lang);
            all.push(longest(lang));
            all.extend(alerts(id, lang));
            all
        }
        SettingId::PeriodExtension => {
            let mut all = vec![beyond(lang), longest(lang)];
            all.extend(alerts(id, lang));
            all
        }
        SettingId::PeriodAlarm => alerts(id, lang),
        SettingId::ReportWanted | SettingId::ReportDay => {
            let mut all = vec![report(lang)];
            all.extend(alerts(id, lang));
            all
        }
        SettingId::RecordYears | SettingId::RecordFrom => {
            let kept = kept();
            let list = retention::list(std::slice::from_ref(&kept), lang);
            vec![retention::whole(&kept, lang), list.concat()]
        }
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
            kind: None,
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

/// The line that tells of an extension longer than is set.
fn beyond(lang: Lang) -> String {
    let mut service = counted(&Settings::default());
    let mut counted = service.counted.unwrap();
    (counted.extension, counted.beyond) = (18, 6);
    service.counted = Ok(counted);
    let lines = service::lines(&service, on("2026/5/20"), lang);
    let mut lines = lines.into_iter().map(|it| joined(vec![it]));
    let name = crate::lang::label::setting::setting(SettingId::PeriodExtension, lang);
    lines.find(|it| it.contains(name)).unwrap()
}

/// What is said of more months than there are.
fn longest(lang: Lang) -> String {
    let misfit = Misfit::Months {
        used: 30,
        left: 8,
        longest: 36,
    };
    message::misfit(misfit, lang)
}

/// The row of the report in the list of people to be told, whole.
fn report(lang: Lang) -> String {
    let rows = listed(&[], None, Relatives::Agree, Report::Wanted).into_iter();
    let row = ContactRow {
        contact: rows.into_iter().find(|it| it.is_report()).unwrap(),
        entered_by: None,
        telling: Telling::Open,
    };
    contact::rows(&row, Side::Sender, lang).concat()
}

/// Something that is kept.
fn kept() -> KeptLine {
    KeptLine {
        what: Kept::Handover(crate::domain::id::HandoverId::from_bytes([1; 16])),
        person: String::new(),
        nameless: Nameless::NotCovered,
        sure: String::new(),
        rule: Rule::of(Settings::default().at(None)),
        keeping: Keeping::NoContractEnd,
    }
}

/// Every alert this setting is behind.
fn alerts(id: SettingId, lang: Lang) -> Vec<String> {
    let today = on("2026/5/20");
    let kinds = alert::made_up::kinds(today).into_iter();
    let behind = kinds.filter(|it| it.rests_on().contains(&id));
    let said = behind.map(|what| {
        let (severity, day) = (Severity::Soon, Some(today));
        let alert = Alert {
            what,
            severity,
            day,
        };
        [Read::OnScreen, Read::ByCommand].map(|read| alert::reason(&alert, read, today, lang))
    });
    said.flatten().collect()
}

#[test]
fn whatever_rests_on_hearsay_or_differs_by_city_says_so() {
    for id in SettingId::ALL {
        for lang in [Lang::Ja, Lang::En] {
            let said = said(*id, lang);
            let asked = id.ground() == Ground::Hearsay || id.reach() == Reach::City;
            assert_eq!(!said.is_empty(), asked, "{}", id.name());
            for text in said {
                let marked = MARKS.iter().any(|it| text.contains(it));
                assert!(marked, "{}: {text}", id.name());
            }
        }
    }
}
