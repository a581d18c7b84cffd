//! The names of what an office sets, of what can be chosen, and of what the usual value rests on.
//!
//! What holds is not decided here.

use crate::domain::setting::{Ground, Pick, Setting, SettingId, Shape};
use crate::lang::Lang;
use crate::lang::label::{pick as choose, unit};

/// Names a setting.
pub fn setting(id: SettingId, lang: Lang) -> &'static str {
    use SettingId as S;
    let both = match id {
        S::PeriodStandard => ("標準利用期間", "Standard period of service"),
        S::PeriodFrom => ("月数を数え始める月", "Month 1 of the period"),
        S::PeriodGaps => ("利用のない月", "Months without service"),
        S::PeriodExtension => ("延長の上限", "Longest extension"),
        S::PeriodAlarm => ("残りの警告", "Alarm at months left"),
        S::PeriodDeadline => (
            "延長の申請期限（満了の何日前）",
            "Extension to be asked for, before the end",
        ),
        S::GapAlarm => ("空白の警告", "Alarm at days without service"),
        S::ReportWanted => ("契約内容報告書", "Report of contracts"),
        S::ReportDay => ("報告の期限（翌月）", "Report due in the next month"),
        S::PlanMonths => ("個別支援計画の間隔", "Plan every"),
        S::MonitoringMonths => ("モニタリングの間隔", "Monitoring every"),
        S::PlanWarning => (
            "計画・モニタリングの予告",
            "Warning before a plan or monitoring",
        ),
        S::RecordYears => ("記録の保存年数", "Records are kept for"),
        S::RecordFrom => ("保存年数を数え始める日", "Records are kept from"),
        S::ConsentWarning => ("同意の期限の予告", "Warning before a consent ends"),
        S::UnopenedAlarm => ("提供が開かれない警告", "Alarm at an offer not opened"),
        S::ReplyDays => ("返事の期限（提供の何日後）", "Reply due, after an offer"),
        S::FollowUpFirst => (
            "1回目のフォロー（開始の何日後）",
            "First follow-up, after the start",
        ),
        S::FollowUpSecond => (
            "2回目のフォロー（開始の何日後）",
            "Second follow-up, after the start",
        ),
        S::FollowUpThird => (
            "3回目のフォロー（開始の何日後）",
            "Third follow-up, after the start",
        ),
        S::AttendanceDrop => ("出席率の低下の警告", "Alarm at a fall in attendance"),
        S::RetentionFrom => (
            "就労定着支援の開始（就職後）",
            "Job-retention support, after hiring",
        ),
        S::RetentionYears => ("就労定着支援の期間", "Job-retention support lasts"),
        S::CourseWarning => (
            "戻る日・定着支援の期日の予告",
            "Warning before a return, or retention support",
        ),
        S::CertificateCheck => (
            "受給者証番号の検証番号（末尾の数字）",
            "Last digit of a certificate's number",
        ),
        S::OfficeCheck => (
            "事業所番号の検証番号（末尾の数字）",
            "Last digit of an office's number",
        ),
        S::CapCeiling => ("負担上限月額の最高額", "Highest cap on the own share"),
        S::RecordWithin => (
            "同じ法人への提供・受領の記録",
            "Record of a delivery within the corporation",
        ),
        S::RecordCarried => (
            "本人に渡した書面（本人持参）の記録",
            "Record of what the person carries",
        ),
        S::RecordPublic => ("官公署への写しの記録", "Record of a copy for a public body"),
    };
    choose(both, lang)
}

/// Names what can be chosen.
pub fn pick(pick: Pick, lang: Lang) -> &'static str {
    let both = match pick {
        Pick::FirstService => ("最初に利用した月", "the month of the first service"),
        Pick::Decision => ("支給決定の月", "the month of the decision"),
        Pick::Counted => ("数える", "are counted"),
        Pick::LeftOut => ("数えない", "are left out"),
        Pick::LatestDay => (
            "一番遅い日（最も長く保存）",
            "the latest of these days (longest)",
        ),
        Pick::ContractEnd => ("サービス提供終了日", "the last day of the contract"),
        Pick::Provided => ("最後に提供した日", "the last day of providing"),
        Pick::Made => ("記録を作った日", "the day of making"),
        Pick::Wanted => ("必要", "wanted"),
        Pick::Abolished => ("不要", "not wanted"),
        Pick::Checked => (
            "計算で確かめる（警告だけ）",
            "checked by sum (a warning only)",
        ),
        Pick::NotChecked => ("確かめない", "not checked"),
        Pick::ByLaw => (
            "法の記録（29条・30条）とする",
            "as the law's record (art. 29, 30)",
        ),
        Pick::OwnNote => ("当所の控えとする", "as this office's own note"),
    };
    choose(both, lang)
}

/// Says what the usual value rests on.
pub fn ground(ground: Ground, lang: Lang) -> &'static str {
    let both = match ground {
        Ground::Source => (
            "公開資料による。変わることがあります",
            "from published sources; it may change",
        ),
        Ground::Hearsay => (
            "確かめていません。市町村や法令で確かめます",
            "not looked up: ask the city, or see the law",
        ),
        Ground::House => ("tasuki の提案", "proposed by tasuki"),
    };
    choose(both, lang)
}

/// Says what a setting is set to, with its unit.
pub fn setting_value(id: SettingId, to: Setting, lang: Lang) -> String {
    match (id.shape(), to) {
        (Shape::Number { unit: of, .. }, Setting::Number(number)) => match lang {
            Lang::Ja => format!("{number}{}", unit(of, lang)),
            Lang::En => format!("{number} {}", unit(of, lang)),
        },
        (_, Setting::Pick(it)) => pick(it, lang).to_owned(),
        (_, Setting::Number(number)) => number.to_string(),
    }
}

/// Says what a setting can be set to, in words.
pub fn choices(id: SettingId, lang: Lang) -> String {
    match id.shape() {
        Shape::Number { min, max, .. } => {
            let last = setting_value(id, Setting::Number(max), lang);
            format!("{min}{}{last}", choose(("〜", "-"), lang))
        }
        Shape::Choice(options) => {
            let names: Vec<_> = options.iter().map(|it| pick(*it, lang)).collect();
            names.join(choose(("、", ", "), lang))
        }
    }
}

/// Says what a setting can be set to, as it is typed.
pub fn offered(id: SettingId) -> String {
    match id.shape() {
        Shape::Number { min, max, .. } => format!("{min}-{max}"),
        Shape::Choice(options) => {
            let codes: Vec<_> = options.iter().map(|it| it.code()).collect();
            codes.join(", ")
        }
    }
}
