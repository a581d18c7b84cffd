//! What is said of a case's service period: our count, the city's word beside it, and what the count takes for granted.
//!
//! The count is `domain::service`'s.

use crate::domain::calendar::Day;
use crate::domain::period::{Agreement, PeriodRefused};
use crate::domain::service::{NotCounted, Service};
use crate::lang::Lang;
use crate::lang::date;

/// One line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// As it is.
    Plain(String),
    /// To be looked at.
    Warning(String),
}

/// Says all of it, a sentence a line.
pub fn lines(service: &Service, today: Day, lang: Lang) -> Vec<Line> {
    let mut lines = vec![counted(service, lang), confirmed(service, today, lang)];
    lines.extend(beyond(service, lang));
    lines.extend(agreement(service, today, lang));
    if let Some(by) = service.ask_by {
        let by = date::day(by, lang);
        lines.push(Line::Plain(match lang {
            Lang::Ja => format!("延長の申請: {by}まで"),
            Lang::En => format!("Extension: to be asked for by {by}"),
        }));
    }
    if service.counted.is_ok() {
        lines.push(Line::Plain(assumed(lang).to_owned()));
    }
    lines
}

fn counted(service: &Service, lang: Lang) -> Line {
    let it = match &service.counted {
        Ok(it) => it,
        Err(why) => return Line::Warning(not_counted(*why, lang).to_owned()),
    };
    let last = it.last.map_or("-".to_owned(), |it| date::month(it, lang));
    let (used, left, extension) = (it.used, it.left, it.extension);
    let text = match (lang, extension) {
        (Lang::Ja, 0) => format!("計算: 使った月{used}、残り{left}か月（最後の月 {last}）"),
        (Lang::Ja, _) => format!(
            "計算: 使った月{used}、残り{left}か月（最後の月 {last}、延長{extension}か月を含む）"
        ),
        (Lang::En, 0) => format!("Counted: {used} months used, {left} left (last: {last})"),
        (Lang::En, _) => format!(
            "Counted: {used} months used, {left} left (last: {last}, {extension} of extension)"
        ),
    };
    Line::Plain(text)
}

/// What a city grants is the city's: the count takes it in, and asks.
fn beyond(service: &Service, lang: Lang) -> Option<Line> {
    let it = service.counted.ok().filter(|it| 0 < it.beyond)?;
    let usual = it.extension - it.beyond;
    Some(Line::Warning(match lang {
        Lang::Ja => format!(
            "延長{}か月は、設定の{usual}か月（period.extension）より長いです。決定の通知を確かめてください。",
            it.extension
        ),
        Lang::En => format!(
            "An extension of {} months is longer than the {usual} that are set (period.extension): look at the notice.",
            it.extension
        ),
    }))
}

fn not_counted(why: NotCounted, lang: Lang) -> &'static str {
    match (lang, why) {
        (Lang::Ja, NotCounted::NoFirstUse) => {
            "計算: 最初の利用日が書かれていないので、数えられません。"
        }
        (Lang::En, NotCounted::NoFirstUse) => {
            "Counted: not possible, the first day of use is not filled in."
        }
        (
            Lang::Ja,
            NotCounted::Refused(
                PeriodRefused::NoDecisionDay | PeriodRefused::DecisionAfterFirstDay,
            ),
        ) => {
            "計算: 支給決定の月から数える設定ですが、最初の利用日より前の支給決定の日が書かれていないので、数えられません。"
        }
        (
            Lang::En,
            NotCounted::Refused(
                PeriodRefused::NoDecisionDay | PeriodRefused::DecisionAfterFirstDay,
            ),
        ) => {
            "Counted: not possible. The count starts from the decision, and no decision before the first day of use is filled in."
        }
        (Lang::Ja, NotCounted::Refused(_)) => {
            "計算: 期間や延長の日付が合わないので、数えられません。"
        }
        (Lang::En, NotCounted::Refused(_)) => {
            "Counted: not possible, the days of the period and of the extension do not match."
        }
    }
}

fn confirmed(service: &Service, today: Day, lang: Lang) -> Line {
    let Some(it) = &service.confirmed else {
        let text = match lang {
            Lang::Ja => {
                "市町村の確認: まだです（残り月数、確認した相手、確認した日がそろうまで）。"
            }
            Lang::En => {
                "Confirmed by the city: not yet (it needs the months left, who said it, and when)."
            }
        };
        return Line::Warning(text.to_owned());
    };
    let (left, now, on) = (it.months_left, it.carried_to(today), date::day(it.on, lang));
    Line::Plain(match lang {
        Lang::Ja => format!(
            "市町村の確認: 残り{left}か月（{on}、{}）。今日では{now}か月",
            it.by
        ),
        Lang::En => format!(
            "Confirmed by the city: {left} left ({on}, {}); today {now}",
            it.by
        ),
    })
}

fn agreement(service: &Service, today: Day, lang: Lang) -> Option<Line> {
    let Agreement::Differs { counted, confirmed } = service.agreement(today)? else {
        return None;
    };
    Some(Line::Warning(match lang {
        Lang::Ja => format!(
            "計算の{counted}か月と市町村の{confirmed}か月が違います。市町村に確かめてください。"
        ),
        Lang::En => {
            format!("{counted} as counted and {confirmed} by the city differ: ask the city.")
        }
    }))
}

fn assumed(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => {
            "最初の利用日から続けて利用したものとして数えています。ほかの事業所での利用や利用のない月は入っていません。数え方は市町村で違います。"
        }
        Lang::En => {
            "Counted as one stay from the first use on: stays elsewhere and months without service are not in it. Cities count differently."
        }
    }
}
