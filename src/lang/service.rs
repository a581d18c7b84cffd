//! What is said of a case's service period: our count, the city's word beside it, and what the count takes for granted.
//!
//! The count is `domain::service`'s.

use crate::domain::calendar::Day;
use crate::domain::period::{Agreement, CountFrom, Gaps, PeriodRefused, Rule};
use crate::domain::service::{Between, NotCounted, Passage, Service, Told, UsedDiffer};
use crate::domain::setting::SettingId;
use crate::lang::Lang;
use crate::lang::city;
use crate::lang::date;
use crate::lang::label::setting::setting;
use crate::lang::problem::Said;
use crate::workflow::view::AtEnd;

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
        let over = by < today;
        let by = date::day(by, lang);
        lines.push(Line::Plain(match lang {
            Lang::Ja => format!(
                "延長の申請: {by}まで{}（期限は市町村で違います。{}）",
                if over { "でした" } else { "" },
                set(&[SettingId::PeriodDeadline], lang)
            ),
            Lang::En => format!(
                "Extension: {}to be asked for by {by} (cities differ; {})",
                if over { "was " } else { "" },
                set(&[SettingId::PeriodDeadline], lang)
            ),
        }));
    }
    lines.extend(service.gaps.iter().map(|it| break_between(*it, lang)));
    if service.counted.is_ok() {
        lines.push(Line::Plain(assumed(service, lang)));
    }
    if rests_on_rule(service) {
        lines.push(Line::Plain(by_rule(service.rule, lang)));
    }
    lines.extend(service.planned.map(|it| passage(it, lang)));
    lines
}

/// Says what is known of the months and of the days between the two offices of a handover.
pub fn of_handover(known: &AtEnd, today: Day, lang: Lang) -> Vec<Line> {
    let today = known.counted_for(today);
    let service = known.service.as_ref();
    let mut all = service.map_or_else(Vec::new, |it| lines(it, today, lang));
    let differing = known.recorded.map(|it| recorded_differ(it, lang));
    all.extend(differing.map(Line::Warning));
    all.extend(known.crossing.passage().map(|it| passage(it, lang)));
    all
}

/// The same in short, for whoever fills in a day: our count, the city's word, and whether they agree.
pub fn in_short(known: &AtEnd, today: Day, lang: Lang) -> Vec<Line> {
    let Some(service) = &known.service else {
        return Vec::new();
    };
    let today = known.counted_for(today);
    // Where our count and the city's word differ, the city is asked already.
    let rule = rests_on_rule(service).then(|| Line::Plain(cities_differ(lang)));
    let last = agreement(service, today, lang).or(rule);
    let both = [counted(service, lang), confirmed(service, today, lang)];
    both.into_iter().chain(last).collect()
}

/// Says that the months used are others than the case says, or the count gives.
pub fn used_differ(it: UsedDiffer, lang: Lang) -> String {
    let said = it.said;
    match (lang, it.written, it.counted) {
        (Lang::Ja, Some(written), Some(counted)) => format!(
            "使った月数{said}は、ケースに書いてある月数（契約終了の月で{written}）とも、計算（{counted}）とも違います。"
        ),
        (Lang::En, Some(written), Some(counted)) => format!(
            "{said} months used differ from what the case says ({written} in the month of the end) and from the count ({counted})."
        ),
        (Lang::Ja, Some(written), None) => format!(
            "使った月数{said}は、ケースに書いてある月数（契約終了の月で{written}）と違います。"
        ),
        (Lang::En, Some(written), None) => format!(
            "{said} months used differ from what the case says ({written} in the month of the end)."
        ),
        (Lang::Ja, None, Some(counted)) => {
            format!("使った月数{said}は、計算（契約終了の月で{counted}）と違います。")
        }
        (Lang::En, None, Some(counted)) => {
            format!("{said} months used differ from the count ({counted} in the month of the end).")
        }
        (_, None, None) => String::new(),
    }
}

/// Asks whether the end is recorded with months that differ.
pub fn end_though_differing(it: UsedDiffer, lang: Lang) -> Said {
    Said::of(
        lang,
        (
            used_differ(it, Lang::Ja),
            "市町村に確かめた数として、契約終了を記録しますか。",
        ),
        (
            used_differ(it, Lang::En),
            "Record the end with it, as the number the city confirmed?",
        ),
    )
}

fn recorded_differ(it: UsedDiffer, lang: Lang) -> String {
    let said = used_differ(it, lang);
    match lang {
        Lang::Ja => format!("契約終了の記録: {said}"),
        Lang::En => format!("The record of the end: {said}"),
    }
}

/// Whether the rule is behind what is said: behind the count, or behind there being none.
fn rests_on_rule(service: &Service) -> bool {
    let why = service.counted.err();
    why.is_none_or(|it| !it.rests_on().is_empty())
}

/// The rule in a few words, for a form.
fn cities_differ(lang: Lang) -> String {
    let what = match lang {
        Lang::Ja => "計算の数え方は",
        Lang::En => "It is counted as set. ",
    };
    city::of(what, lang)
}

/// Says how long nobody served the person between two offices of the past, or that both did.
fn break_between(it: Passage, lang: Lang) -> Line {
    let dates = dates(it, lang);
    let text = match (lang, it.between()) {
        (Lang::Ja, Between::Days(days)) => format!("途切れ: {days}日（{dates}）"),
        (Lang::En, Between::Days(days)) => format!("A break of {days} days ({dates})"),
        (Lang::Ja, Between::Overlap) if it.last == it.start => format!(
            "{}は、2つの事業所の日になっています。事業所を変えた日でなければ、日を直してください。",
            date::day(it.start, lang)
        ),
        (Lang::En, Between::Overlap) if it.last == it.start => format!(
            "{} is a day at two offices: unless it is the day of the move, mend it.",
            date::day(it.start, lang)
        ),
        (_, Between::Nothing | Between::Overlap) => return passage(it, lang),
    };
    as_alarming(it, text)
}

/// Says what lies between the last day at one office of a handover and the first at the other.
pub fn passage(it: Passage, lang: Lang) -> Line {
    let dates = dates(it, lang);
    let text = match (lang, it.between()) {
        (Lang::Ja, Between::Days(days)) => format!("利用のない日: {days}日（{dates}）"),
        (Lang::En, Between::Days(days)) => format!("Days without service: {days} ({dates})"),
        (Lang::Ja, Between::Nothing) => format!("利用のない日: ありません（{dates}）"),
        (Lang::En, Between::Nothing) => format!("Days without service: none ({dates})"),
        (Lang::Ja, Between::Overlap) => {
            format!("日が重なっています（{dates}）。日を確かめてください。")
        }
        (Lang::En, Between::Overlap) => {
            format!("The days overlap ({dates}): look at them again.")
        }
    };
    as_alarming(it, text)
}

fn dates(it: Passage, lang: Lang) -> String {
    let (last, start) = (date::day(it.last, lang), date::day(it.start, lang));
    match lang {
        Lang::Ja => format!("{last}まで、次は{start}から"),
        Lang::En => format!("until {last}, then from {start}"),
    }
}

fn as_alarming(it: Passage, text: String) -> Line {
    match it.is_alarming() {
        true => Line::Warning(text),
        false => Line::Plain(text),
    }
}

fn counted(service: &Service, lang: Lang) -> Line {
    let it = match &service.counted {
        Ok(it) => it,
        Err(why) => {
            let why = not_counted(*why, lang);
            return Line::Warning(match lang {
                Lang::Ja => format!("計算: {why}"),
                Lang::En => format!("Counted: not possible, {why}"),
            });
        }
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
            "延長{}か月は、{usual}か月より長いです（{}）。決定の通知を見てください。上限は{}",
            it.extension,
            set(&[SettingId::PeriodExtension], lang),
            city::sentence(lang)
        ),
        Lang::En => format!(
            "An extension of {} months is longer than {usual} ({}): look at the notice. {}",
            it.extension,
            set(&[SettingId::PeriodExtension], lang),
            city::sentence(lang)
        ),
    }))
}

/// Says why there is no count; in English it goes on from what stands before it.
pub fn not_counted(why: NotCounted, lang: Lang) -> &'static str {
    match (lang, why) {
        (Lang::Ja, NotCounted::NoFirstUse) => {
            "初回利用開始日が書かれていないので、数えられません。"
        }
        (Lang::En, NotCounted::NoFirstUse) => "the first day of service is not filled in.",
        (
            Lang::Ja,
            NotCounted::Refused(
                PeriodRefused::NoDecisionDay | PeriodRefused::DecisionAfterFirstDay,
            ),
        ) => {
            "支給決定の月から数える設定ですが、初回利用開始日までの支給決定の日がないので、数えられません。「最初の支給決定の日」を書いてください（更新した受給者証の開始日ではありません）。"
        }
        (
            Lang::En,
            NotCounted::Refused(
                PeriodRefused::NoDecisionDay | PeriodRefused::DecisionAfterFirstDay,
            ),
        ) => {
            "the count starts from the decision, and none up to the first day of service is filled in: write the first decision (not the first day of a renewed certificate)."
        }
        (Lang::Ja, NotCounted::FirstUseDiffers) => {
            "「利用した事業所」のいちばん早い開始が初回利用開始日と違うので、数えられません。"
        }
        (Lang::En, NotCounted::FirstUseDiffers) => {
            "the earliest stay does not begin on the first day of service."
        }
        (Lang::Ja, NotCounted::NoStayNow) => {
            "「利用した事業所」に今も続いている利用（終了が空の行）がないので、数えられません。"
        }
        (Lang::En, NotCounted::NoStayNow) => {
            "none of the stays goes on (a row without a last day)."
        }
        (Lang::Ja, NotCounted::StayBeforeOpen) => {
            "「利用した事業所」に、前の事業所の終了とここでの開始が書かれていません。利用のない月を数えない設定なので、書くまで数えられません。"
        }
        (Lang::En, NotCounted::StayBeforeOpen) => {
            "the stays lack the last day at the office before and the first day here, and months without service are left out."
        }
        (Lang::Ja, NotCounted::Refused(PeriodRefused::StaysOutOfOrder)) => {
            "「利用した事業所」の日が重なっているか、前の事業所の終了がないので、数えられません。"
        }
        (Lang::En, NotCounted::Refused(PeriodRefused::StaysOutOfOrder)) => {
            "the stays overlap or an earlier one has no last day."
        }
        (Lang::Ja, NotCounted::Refused(_)) => "期間や延長の日付が合わないので、数えられません。",
        (Lang::En, NotCounted::Refused(_)) => {
            "the days of the period and of the extension do not match."
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

fn assumed(service: &Service, lang: Lang) -> String {
    let count = service.stays.len();
    match (lang, service.told) {
        (Lang::Ja, Told::FirstUse) => {
            "初回利用開始日から続けて利用したものとして数えています。ほかの事業所での利用や途切れは、「利用した事業所」に書くと入ります。".to_owned()
        }
        (Lang::En, Told::FirstUse) => {
            "Counted as one stay from the first use on; stays elsewhere and breaks count once they are in \"Offices used in the period\".".to_owned()
        }
        (Lang::Ja, Told::Offices) => format!("「利用した事業所」の{count}件を通して数えています。"),
        (Lang::En, Told::Offices) => format!("Counted over the {count} stays that are written."),
    }
}

/// Names the rule: both halves of it differ by city, and are known from hearsay only.
fn by_rule(rule: Rule, lang: Lang) -> String {
    let from = match (lang, rule.from) {
        (Lang::Ja, CountFrom::FirstServiceMonth) => "最初の利用の月から",
        (Lang::Ja, CountFrom::DecisionMonth) => "支給決定の月から",
        (Lang::En, CountFrom::FirstServiceMonth) => "from the month of the first use",
        (Lang::En, CountFrom::DecisionMonth) => "from the month of the decision",
    };
    let gaps = match (lang, rule.gaps) {
        (Lang::Ja, Gaps::Count) => "利用のない月も数える",
        (Lang::Ja, Gaps::DoNotCount) => "利用のない月は数えない",
        (Lang::En, Gaps::Count) => "months without service counted",
        (Lang::En, Gaps::DoNotCount) => "months without service left out",
    };
    let set = set(&[SettingId::PeriodFrom, SettingId::PeriodGaps], lang);
    let ask = city::sentence(lang);
    match lang {
        Lang::Ja => format!("数え方: {from}、{gaps}（{set}）。{ask}"),
        Lang::En => format!("The rule: {from}, {gaps} ({set}). {ask}"),
    }
}

/// Names settings as they stand in the room of settings.
fn set(all: &[SettingId], lang: Lang) -> String {
    let names: Vec<String> = all
        .iter()
        .map(|it| match lang {
            Lang::Ja => format!("「{}」", setting(*it, lang)),
            Lang::En => format!("\"{}\"", setting(*it, lang)),
        })
        .collect();
    match lang {
        Lang::Ja => format!("設定の{}", names.concat()),
        Lang::En => format!("setting {}", names.join(" and ")),
    }
}
