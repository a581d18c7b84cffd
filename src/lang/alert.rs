//! What an alert says: its name for a list, and the reason in full with the figures.
//!
//! When one fires is `domain::alert`'s.

use crate::domain::alert::{Alert, Before, Distrusted, Extent, Severity, What};
use crate::domain::calendar::Day;
use crate::domain::handover::entry::{Decline, Discontinuation};
use crate::domain::handover::turn::Falls;
use crate::domain::setting::Ground;
use crate::lang::Lang;
use crate::lang::city;
use crate::lang::date;
use crate::lang::label::handover::discontinuation;
use crate::lang::label::{self, pick};
use crate::lang::service::not_counted;
use crate::lang::todo::{told_by, who};
use crate::workflow::alert::AlertLine;
use crate::workflow::office::fingerprint;

/// Names what was seen, for a row.
pub fn name(what: What, lang: Lang) -> &'static str {
    let both = match what {
        What::FewMonths { .. } => ("利用期間の残りが少ない", "few months left"),
        What::MonthsUnconfirmed => ("残り月数の市町村確認がまだ", "months not confirmed"),
        What::MonthsDiffer { .. } => ("残り月数が市町村と違う", "months differ"),
        What::CertificateEnding => ("受給者証の期限", "certificate ends"),
        What::MonthsUncounted { .. } => ("利用期間を数えられない", "months not counted"),
        What::PlanDue { .. } => ("個別支援計画の時期", "plan due"),
        What::MonitoringDue { .. } => ("モニタリングの時期", "monitoring due"),
        What::PlannerDue { .. } => ("相談支援のモニタリング月", "planner's monitoring due"),
        What::SupportBegins => ("定着支援の開始時期", "retention support may begin"),
        What::SupportEnding => ("定着支援の期限", "retention support ends"),
        What::ReturnDue => ("戻る予定の日", "planned return"),
        What::AttendanceFalling { .. } => ("出席率の低下", "attendance falling"),
        What::RedSign => ("すぐ対応が必要", "act now"),
        What::YellowSign => ("注意して対応", "caution"),
        What::RedSeen => ("赤のサインが出ている", "red signs seen"),
        What::YellowSeen => ("黄のサインが出ている", "yellow signs seen"),
        What::CrisisPlanOld { .. } => ("クライシスプランの見直し", "crisis plan to look at"),
        What::ConsentEnding(_) => ("同意の期限が近い", "consent ends soon"),
        What::ConsentEnded(_) => ("同意の期限切れ", "consent ended"),
        What::AdditionsEnding => ("追補を送れる期限", "last day for additions"),
        What::FormEnding => ("未使用の同意書の期限", "unused consent ends soon"),
        What::NoFirstInterview => ("初回面談の記録がない", "first interview not written down"),
        What::FollowUpOpen { .. } => ("フォローがまだ", "follow-up not done"),
        What::ServiceGap { .. } => ("利用の空白", "gap in service"),
        What::GapRunning { .. } => ("利用の空白が続いている", "gap in service goes on"),
        What::GapAhead { .. } => ("利用の空白ができる", "gap in service ahead"),
        What::NobodyTook { .. } => ("行き先が決まっていない", "nobody took the person on"),
        What::ChangedSince { .. } => ("提供のあとに変わった欄", "changed since the offer"),
        What::Unopened { .. } => ("提供が開かれていない", "offer not opened"),
        What::NoPaperReply { .. } => ("紙の返事がまだ", "no reply on paper"),
        What::PlanMissing => ("個別支援計画がない", "no plan"),
        What::ReportDue => ("契約内容報告書", "report of contracts"),
        What::Declined(Decline::SentBack) => ("返戻。直して出し直す", "sent back: correct it"),
        What::Declined(Decline::TryOther) => ("他事業所を案内された", "another office named"),
        What::Declined(Decline::NotTaken | Decline::YesIf) => {
            ("受入不可。次を探す", "declined: look further")
        }
        What::NotStarted => ("利用が始まらなかった", "did not start"),
        What::Discontinued(Discontinuation::CameBack) => ("本人が戻った", "the person came back"),
        What::Discontinued(_) => ("相手が中止した", "discontinued there"),
        What::TakenBack(_) => ("相手で同意が撤回された", "consent taken back there"),
        What::TasksLate { .. } => ("会議の分担が期限", "tasks of a meeting"),
        What::StillToTell { .. } => ("関係者への連絡がまだ", "people to be told"),
        What::CopiesOut { .. } => ("写しが戻っていない", "copies out"),
        What::LiesUnopened { .. } => ("開けていない小包がある", "parcel not opened"),
    };
    pick(both, lang)
}

/// Names how much an alert presses.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    let both = match severity {
        Severity::Now => ("至急", "now"),
        Severity::Soon => ("注意", "note"),
    };
    pick(both, lang)
}

/// Where an alert is read: what to do next is a key, or a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Read {
    /// In today's list, where a key opens it.
    OnScreen,
    /// As the answer of a command.
    ByCommand,
}

impl Read {
    /// One of two texts, by where it is read.
    fn either(self, screen: &'static str, command: &'static str) -> &'static str {
        match self {
            Read::OnScreen => screen,
            Read::ByCommand => command,
        }
    }
}

/// Says why: what was seen, with its figures, as of what is to come or what is over today, and whom to ask where the figures
/// rest on hearsay, or are the city's.
pub fn reason(alert: &Alert, read: Read, today: Day, lang: Lang) -> String {
    left_to(alert, &who(lang), read, today, lang)
}

/// The same, with whoever begins what comes next.
fn left_to(alert: &Alert, next: &str, read: Read, today: Day, lang: Lang) -> String {
    let mut text = match lang {
        Lang::Ja => ja(alert, next, read, today),
        Lang::En => en(alert, next, read, today),
    };
    let by_city = alert.what.is_by_city();
    match (alert.what.ground(), lang) {
        (Ground::Hearsay, Lang::Ja) => text += "数え方と期限は、市町村に確かめてください。",
        (Ground::Hearsay, Lang::En) => text += " Ask the city how it counts, and until when.",
        (_, Lang::Ja) if by_city => text += &city::of("要るかどうかと期限は、", lang),
        (_, Lang::En) if by_city => text += &city::of(" ", lang),
        _ => (),
    }
    text
}

/// Says why, and whom of the people here it may concern.
pub fn told(line: &AlertLine, read: Read, today: Day, lang: Lang) -> String {
    let next = (line.drafter.as_ref()).map_or_else(|| who(lang), |it| drafted(it, lang));
    let reason = left_to(&line.alert, &next, read, today, lang);
    if line.people.is_empty() {
        return reason;
    }
    let named = line.people.join(pick(("、", ", "), lang));
    match lang {
        Lang::Ja => format!("{reason}この事業所と引継ぎ中: {named}"),
        Lang::En => format!("{reason} Handovers under way with it: {named}"),
    }
}

/// Names who drafted a handover.
fn drafted(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("下書きをした{name}"),
        Lang::En => format!("{name}, who drafted it"),
    }
}

/// Names an office of which there is no card.
pub fn no_card(lang: Lang) -> &'static str {
    pick(("カードなし", "no card"), lang)
}

/// What keeps a handover going whose consent ends soon: who renews it, and how the other office hears of the later day.
fn renewal(before: Option<Before>, lang: Lang) -> &'static str {
    let said = match before {
        None => (
            "続けるなら取り直します。",
            "Renew it if the handover goes on.",
        ),
        Some(Before::Acceptance) => (
            "それまでに引き渡せないときは、同意を取り直して再提供します。",
            "Where you cannot release by then, renew it and offer anew.",
        ),
        Some(Before::Release(Falls::ByCondition)) => (
            "それまでに引き渡します。間に合わないときは、受け手に「条件付で可」を記録してもらい（紙の事業所なら、当所が紙の返事として記録し）、同意を取り直して再提供します。",
            "Release by then. Where you cannot, have the receiver record \"yes, if\" (of an office on paper, enter it as its paper reply), renew it and offer anew.",
        ),
        Some(Before::Release(Falls::ByCorrection)) => (
            "それまでに引き渡します。間に合わないときは、同意を取り直し、復唱を「訂正を求める」と確かめて再提供します（この同意では理由を返せず、受け手は条件付を選べないため）。復唱と受入の決定は、もう一度してもらいます。",
            "Release by then. Where you cannot, renew it, check the read-back as \"correct this\" and offer anew (by this consent no reason comes back, so the receiver cannot say \"yes, if\"): the read-back and the acceptance are said once more.",
        ),
        Some(Before::OwnAcceptance) => (
            "それまでに引き渡されないと、届いた内容は消去されます。続けるなら、送り手に同意の取り直しと再提供を頼みます。",
            "What came is destroyed unless it is released by then. To go on, ask the sender to renew it and offer anew.",
        ),
        Some(Before::TheirRelease(Falls::ByCondition)) => (
            "それまでに引き渡されないと、届いた内容は消去されます。間に合わないときは「条件付で可」を記録し、送り手に同意の取り直しと再提供を頼みます。",
            "What came is destroyed unless it is released by then. Where it cannot be, record \"yes, if\" and ask the sender to renew it and offer anew.",
        ),
        Some(Before::TheirRelease(Falls::ByCorrection)) => (
            "それまでに引き渡されないと、届いた内容は消去されます。間に合わないときは、送り手に、同意の取り直しと、復唱を「訂正を求める」と確かめて再提供することを頼みます。",
            "What came is destroyed unless it is released by then. Where it cannot be, ask the sender to renew it, to check the read-back as \"correct this\" and to offer anew.",
        ),
    };
    pick(said, lang)
}

/// What is left once it has ended.
fn renewed(before: Before, lang: Lang) -> &'static str {
    let said = match before {
        Before::Acceptance => (
            "同意を取り直して再提供するか、取り下げます。",
            "Renew it and offer anew, or recall.",
        ),
        Before::Release(Falls::ByCondition) => (
            "続けるなら、受け手に「条件付で可」を記録してもらい（紙の事業所なら、当所が紙の返事として記録し）、同意を取り直して再提供します。続けないなら取り下げます。",
            "To go on, have the receiver record \"yes, if\" (of an office on paper, enter it as its paper reply), renew it and offer anew; or recall.",
        ),
        Before::Release(Falls::ByCorrection) => (
            "続けるなら、同意を取り直し、復唱を「訂正を求める」と確かめて再提供します（この同意では理由を返せず、受け手は条件付を選べないため）。復唱と受入の決定は、もう一度してもらいます。続けないなら取り下げます。",
            "To go on, renew it, check the read-back as \"correct this\" and offer anew (by this consent no reason comes back, so the receiver cannot say \"yes, if\"): the read-back and the acceptance are said once more. Or recall.",
        ),
        Before::OwnAcceptance => (
            "送り手が同意を取り直して再提供するか、取り下げます。",
            "The sender renews it and offers anew, or recalls.",
        ),
        Before::TheirRelease(Falls::ByCorrection) => (
            "続けるなら、送り手に、同意の取り直しと、復唱を「訂正を求める」と確かめて再提供することを頼みます。",
            "To go on, ask the sender to renew it, to check the read-back as \"correct this\" and to offer anew.",
        ),
        Before::TheirRelease(Falls::ByCondition) => (
            "続けるなら「条件付で可」を記録します。送り手が同意を取り直して再提供できるようになります。",
            "To go on, record \"yes, if\": then the sender can renew it and offer anew.",
        ),
    };
    pick(said, lang)
}

fn day_of(alert: &Alert, lang: Lang) -> String {
    alert.day.map_or_else(String::new, |it| date::day(it, lang))
}

/// Whether the day by which something was to be done, or lasted, has gone by.
fn is_over(alert: &Alert, today: Day) -> bool {
    alert.day.is_some_and(|it| it < today)
}

fn ja(alert: &Alert, next: &str, read: Read, today: Day) -> String {
    let over = is_over(alert, today);
    let see = read.either("Enterで", "handover show で");
    let begin = read.either("F8で", "handover draft で");
    let on = day_of(alert, Lang::Ja);
    let day = |it: Day| date::day(it, Lang::Ja);
    let months = |it: Option<u8>| it.map_or("不明".to_owned(), |it| format!("{it}か月"));
    match alert.what {
        What::FewMonths { counted, confirmed } => {
            let why = counted.err().map_or("", |it| not_counted(it, Lang::Ja));
            let (counted, confirmed) = (months(counted.ok()), months(confirmed));
            let by = match alert.day {
                Some(_) if over => format!("延長の申請の期限（{on}）を過ぎています。"),
                Some(_) => format!("延長の申請は{on}まで。"),
                None => String::new(),
            };
            format!("利用期間の残りは、計算で{counted}、市町村の確認で{confirmed}です。{why}{by}")
        }
        What::MonthsUnconfirmed => {
            "利用期間の残り月数を、市町村の誰にいつ確かめたかが書かれていません。".to_owned()
        }
        What::MonthsDiffer { counted, confirmed } => format!(
            "利用期間の残りが、計算では{counted}か月、市町村の確認では{confirmed}か月です。"
        ),
        What::CertificateEnding if over => format!(
            "受給者証の支給決定は{on}に切れています。更新されたかを確かめ、新しい期間を書いてください。"
        ),
        What::CertificateEnding => {
            format!("受給者証の支給決定は{on}までです。更新の申請を確かめてください。")
        }
        What::MonthsUncounted { why } => format!(
            "当所を利用していますが、利用期間の残りが分かりません。{}そこを直すか、市町村の確認を書いてください。",
            not_counted(why, Lang::Ja)
        ),
        What::PlanDue { from } => {
            let from = from.map_or_else(String::new, |it| {
                format!("いまの計画は{}からです。", day(it))
            });
            let due = match over {
                true => format!("次の個別支援計画の期限（{on}）を過ぎています。"),
                false => format!("次の個別支援計画は{on}までです。"),
            };
            format!("{from}{due}作ったら、期間の初日と最終日を書き直してください。")
        }
        What::MonitoringDue { last } => {
            let due = match over {
                true => format!("モニタリングの期限（{on}）を過ぎています。"),
                false => format!("モニタリングは{on}までです。"),
            };
            format!(
                "計画を最後に見直した日（計画の初日のほうが後なら、初日）は{}です。{due}済んだら、その日を書いてください。",
                day(last)
            )
        }
        What::PlanMissing => format!(
            "契約日か利用開始日（{on}）からの個別支援計画が、ケースにありません。ないあいだは未作成減算になります。あれば、計画の期間の初日を書いてください。"
        ),
        What::PlannerDue { month } => format!(
            "相談支援のモニタリングは{}の予定{}。済んだら次の月を書いてください。",
            date::month(month, Lang::Ja),
            if over { "でした" } else { "です" }
        ),
        What::SupportBegins => format!(
            "就職の日から数えて、就労定着支援は{on}から使えます。始める日が決まったら、ケースに書いてください。"
        ),
        What::SupportEnding => {
            format!("就労定着支援は{on}までです。その後の相談先を本人と決めてください。")
        }
        What::ReturnDue => format!(
            "{on}に元の事業所へ戻る予定{}。戻るときも、新しい同意で引継ぎをします。済んだら、または予定が変わったら、この日を直してください。",
            if over { "でした" } else { "です" }
        ),
        What::AttendanceFalling {
            month,
            latest,
            average,
        } => format!(
            "{}の出席率は{latest}%で、その前の3か月の平均{average}%から下がっています。",
            date::month(month, Lang::Ja)
        ),
        What::RedSign => format!("すぐに対応が必要とされています（{on}現在）。"),
        What::YellowSign => format!("注意して対応するとされています（{on}現在）。"),
        What::RedSeen => format!(
            "{on}に、クライシスプランの赤にあたるサインが見られました。プランのとおりに対応し、おさまったらその日を書いてください。"
        ),
        What::YellowSeen => format!(
            "{on}に、クライシスプランの黄にあたるサインが見られました。プランを見て対応し、おさまったらその日を書いてください。"
        ),
        What::CrisisPlanOld { updated } => format!(
            "クライシスプランを最後に見直したのは{}です。{}本人と見直してください。",
            day(updated),
            match over {
                true => format!("次の見直しの時期（{on}）を過ぎています。"),
                false => format!("{on}までに、"),
            }
        ),
        What::ConsentEnding(before) => {
            format!(
                "この引継ぎの同意は{on}までです。{}",
                renewal(before, Lang::Ja)
            )
        }
        What::ConsentEnded(before) => {
            let left = renewed(before, Lang::Ja);
            format!("この引継ぎの同意は{on}に切れました。引継ぎはまだ続いています。{left}")
        }
        What::AdditionsEnding => format!(
            "追補を送れるのは、同意の期限の{on}までです。まだ伝えることがあれば、それまでに送ってください。"
        ),
        What::FormEnding => format!(
            "まだ何も提供していない同意書の期限が{on}です。引継ぎを始めるか、続けるなら取り直します。"
        ),
        What::NoFirstInterview => {
            format!(
                "約束した初回面談の日（{on}）を過ぎましたが、行ったかどうかが書かれていません。「関係者への連絡」の「初回面談」の行に書きます。"
            )
        }
        What::FollowUpOpen { nth } => {
            format!("{nth}回目のフォローは{on}の約束でしたが、結果がありません。")
        }
        What::GapRunning { days, last, start } => {
            let planned = start.map_or_else(String::new, |it| format!("（予定は{}）", day(it)));
            format!(
                "最後の利用日（{}）のあと、今日まで{days}日の空白があり、利用開始{planned}の記録がありません。本人の様子を確かめ、その間の連絡をだれがするかを決めます。始まっていれば受け手が利用開始を、始まらないならそのことを記録します。まだ予定だけなら、日を書き直します。",
                day(last)
            )
        }
        What::GapAhead { days, last, start } => format!(
            "最後の利用日（{}）と利用開始（{}）の予定では、{days}日の空白ができます。日を見直すか、その間の連絡をだれがするかを決めます。",
            day(last),
            day(start)
        ),
        What::ServiceGap { days, last, start } => format!(
            "最後の利用日（{}）から利用開始（{}）まで、{days}日の空白があります。",
            day(last),
            day(start)
        ),
        What::NobodyTook { field, .. } => format!(
            "{}として書いてある{on}を過ぎましたが、引き継いだ事業所がなく、行き先が決まっていません。本人の様子を確かめ、{}が新しい引継ぎを始めます。まだ利用しているときは、最終通所日とサービス提供終了日を書き直します。利用が終わったときは、サービス提供終了日（予定と同じ日でも打ち直します）か終了の理由を書き直します。",
            label::field(field, Lang::Ja),
            next
        ),
        What::ChangedSince {
            fields,
            first,
            telling,
        } => format!(
            "{on}に提供したあと、当所のケースで変わった欄が{fields}つあります（{}{}）。{}{}",
            label::field(first, Lang::Ja),
            if 1 < fields { "など" } else { "" },
            told_by(telling, Lang::Ja),
            read.either(
                "Enterで引継ぎを開くと、変わった欄が見られます。",
                "handover todo で、変わった欄が見られます。"
            )
        ),
        What::Unopened { days } => format!(
            "{on}に提供してから{days}日、相手が内容を読んでいません。電話で確かめてください。"
        ),
        What::NoPaperReply { days } => format!(
            "{on}に提供してから{days}日、返信票が戻っていません。電話で確かめ、戻ったら紙の返事を記録します。"
        ),
        What::Declined(Decline::SentBack) => format!(
            "返戻で終わりました。{see}言われた点を読み、直してから、{}が、{begin}同じ事業所へ新しい引継ぎとして出し直します。",
            next
        ),
        What::Declined(Decline::TryOther) => format!(
            "受入不可で終わり、ほかの事業所が案内されました。{see}名前を読み、{}が、{begin}その事業所へ新しい引継ぎを始めます。",
            next
        ),
        What::Declined(Decline::NotTaken | Decline::YesIf) => format!(
            "受入不可（不受入）で終わりました。{see}理由を読み、{}が、{begin}まだ断られていない事業所を選び、新しい引継ぎを始めます。",
            next
        ),
        What::NotStarted => format!(
            "利用が始まらないまま終わりました。{see}理由を読み、{}が本人と次を決めて、新しい引継ぎを始めます。",
            next
        ),
        What::Discontinued(Discontinuation::CameBack) => format!(
            "本人が戻ったと、相手の事業所が{on}に記録しました。引継ぎは終わりです。本人と会えているかを確かめます。"
        ),
        What::Discontinued(reason) => format!(
            "{on}に、相手の事業所が引継ぎを中止しました（{}）。{see}理由を読み、本人と次を決めます。",
            discontinuation(reason, Lang::Ja)
        ),
        What::TakenBack(Extent::All) => format!(
            "{on}に、本人が相手の事業所で同意をすべて撤回しました。{see}内容を読み、本人に確かめます。"
        ),
        What::TakenBack(Extent::Items) => format!(
            "{on}に、本人が相手の事業所で一部の項目の同意を撤回しました。{see}項目を読み、本人に確かめます。"
        ),
        What::TasksLate { open } => format!(
            "会議で決めた分担のうち、期限（早いもので{on}）を迎えて終わっていないものが{open}件あります。{}済んだ日を書くか、期限を決め直します。",
            read.either(
                "Enterで会議の記録を開き、",
                "handover meetings で会議の記録を見て、handover meeting-task で"
            )
        ),
        What::StillToTell { open } => format!(
            "移ることが{on}に決まり、知らせていない関係者が{open}か所あります。{}知らせた日、または知らせない理由を書きます。",
            read.either(
                "Enterで一覧を開き、",
                "handover contacts で一覧を見て、handover contact で"
            )
        ),
        What::CopiesOut { open } => format!(
            "{on}に本人が撤回した内容のある写しが、渡した先に{open}部残っています。返却か廃棄を頼み、聞いたことを{}書きます。",
            read.either("「提供・受領の記録」の写しの記録にF4で", "record copy で")
        ),
        What::LiesUnopened {
            from,
            distrusted: Distrusted::Revoked,
            parcels,
        } => format!(
            "信用しない事業所（指紋 {}）の名の小包{parcels}件が、{on}から開けずにあります。撤回や取り下げかもしれません。知っている番号に電話で聞き、送ったと言えば{}。送っていなければ、{}そう記録します（増えるまで出ません）。",
            fingerprint(&from),
            read.either(
                "Enterでカードを開いて指紋を確かめ直します",
                "card verify で指紋を確かめ直し、sync で受け取ります"
            ),
            read.either("F6で", "card not-sent で")
        ),
        What::LiesUnopened {
            from,
            distrusted: Distrusted::NoCard,
            parcels,
        } => format!(
            "カードのない事業所（指紋 {}）の名の小包{parcels}件が、{on}から開けずにあります。心当たりの事業所があれば、知っている番号に電話で聞き、{}。なければ、または送っていなければ、{}そう記録します（増えるまで出ません）。",
            fingerprint(&from),
            read.either(
                "Enterで他事業所を開いてカードを読み込みます",
                "card import でカードを読み込みます"
            ),
            read.either("F6で", "card not-sent で")
        ),
        What::ReportDue => format!(
            "契約内容報告書{}。出したら、{}契約内容報告書の行に出した日を書きます。",
            match over {
                true => format!("を市町村へ出す期限（{on}）を過ぎています"),
                false => format!("を{on}までに市町村へ出します"),
            },
            read.either("Enterで関係者への連絡を開き、", "handover contact で")
        ),
    }
}

fn en(alert: &Alert, next: &str, read: Read, today: Day) -> String {
    let over = is_over(alert, today);
    let see = read.either("Enter", "\"handover show\"");
    let begin = read.either("F8", "\"handover draft\"");
    let on = day_of(alert, Lang::En);
    let day = |it: Day| date::day(it, Lang::En);
    let months = |it: Option<u8>| it.map_or("unknown".to_owned(), |it| it.to_string());
    match alert.what {
        What::FewMonths { counted, confirmed } => {
            let why = counted.err().map(|it| not_counted(it, Lang::En));
            let why = why.map_or_else(String::new, |it| format!(" Not counted: {it}"));
            let (counted, confirmed) = (months(counted.ok()), months(confirmed));
            let by = match alert.day {
                Some(_) if over => format!(" An extension was to be asked for by {on}."),
                Some(_) => format!(" An extension is to be asked for by {on}."),
                None => String::new(),
            };
            format!(
                "Months left: {counted} as counted, {confirmed} as confirmed by the city.{why}{by}"
            )
        }
        What::MonthsUnconfirmed => {
            "It is not written who at the city confirmed the months left, and when.".to_owned()
        }
        What::MonthsDiffer { counted, confirmed } => {
            format!("Months left: {counted} as counted, but {confirmed} as confirmed by the city.")
        }
        What::CertificateEnding if over => format!(
            "The certificate's decision ended on {on}: make sure that it was renewed, and write its new term."
        ),
        What::CertificateEnding => {
            format!("The certificate's decision ends on {on}: see to its renewal.")
        }
        What::MonthsUncounted { why } => format!(
            "The person is here, but the months left cannot be counted: {} Mend it, or write what the city confirmed.",
            not_counted(why, Lang::En)
        ),
        What::PlanDue { from } => {
            let from =
                from.map_or_else(String::new, |it| format!("The plan began on {}. ", day(it)));
            let is = if over { "was" } else { "is" };
            format!(
                "{from}The next {is} due by {on}. Once it is made, write its first and last day."
            )
        }
        What::MonitoringDue { last } => format!(
            "The plan was last looked at (or began, if that was later) on {}; monitoring {} due by {on}. Once it is done, write the day.",
            day(last),
            if over { "was" } else { "is" }
        ),
        What::PlannerDue { month } => format!(
            "The consultation office's monitoring {} planned for {}. Once it is done, write the next month.",
            if over { "was" } else { "is" },
            date::month(month, Lang::En)
        ),
        What::SupportBegins => format!(
            "Counted from the first day at work, job-retention support may begin on {on}. Once its first day is agreed, write it into the case."
        ),
        What::SupportEnding => {
            format!(
                "Job-retention support ends on {on}: decide with the person whom to turn to then."
            )
        }
        What::ReturnDue => format!(
            "The person {} to come back on {on}. The way back is a handover of its own, with its own consent. Change this day once it is done, or when the plan changes.",
            if over { "was" } else { "is" }
        ),
        What::AttendanceFalling {
            month,
            latest,
            average,
        } => format!(
            "Attendance in {} was {latest}%, down from {average}% over the three months before.",
            date::month(month, Lang::En)
        ),
        What::RedSign => format!("Noted as needing action at once (as of {on})."),
        What::YellowSign => format!("Noted as needing care (as of {on})."),
        What::RedSeen => format!(
            "Signs of the red part of the crisis plan were seen on {on}. Do as it says, and write the day when it is over."
        ),
        What::YellowSeen => format!(
            "Signs of the yellow part of the crisis plan were seen on {on}. Look at the plan, and write the day when it is over."
        ),
        What::CrisisPlanOld { updated } => format!(
            "The crisis plan was last looked at on {}; the next look {} due by {on}: go through it with the person.",
            day(updated),
            if over { "was" } else { "is" }
        ),
        What::ConsentEnding(before) => {
            format!("This handover's consent ends on {on}. {}", renewal(before, Lang::En))
        }
        What::ConsentEnded(before) => {
            let left = renewed(before, Lang::En);
            format!("This handover's consent ended on {on}, and the handover is still open. {left}")
        }
        What::AdditionsEnding => format!(
            "Additions can be sent until consent ends on {on}: send by then what is still to be said."
        ),
        What::FormEnding => format!(
            "A consent form on which nothing was offered yet ends on {on}: begin the handover, or renew it."
        ),
        What::NoFirstInterview => {
            format!(
                "The first interview was agreed for {on}, and nobody wrote whether it took place: the row \"First interview\" among the people to be told."
            )
        }
        What::FollowUpOpen { nth } => {
            format!("Follow-up {nth} was agreed for {on} and has no outcome.")
        }
        What::GapRunning { days, last, start } => {
            let planned = start.map_or_else(String::new, |it| format!(" (planned: {})", day(it)));
            format!(
                "Since the last day ({}) {days} days have gone by without service, and no start{planned} is recorded. Ask how the person is, and agree on who keeps in touch meanwhile. If it has begun, the receiver records the start; if it will not, that. Where the days are only planned, write the new ones.",
                day(last)
            )
        }
        What::GapAhead { days, last, start } => format!(
            "As the last day ({}) and the start ({}) are planned, {days} days without service lie between. Move the days, or agree on who keeps in touch meanwhile.",
            day(last),
            day(start)
        ),
        What::ServiceGap { days, last, start } => format!(
            "{days} days without service between the last day ({}) and the start ({}).",
            day(last),
            day(start)
        ),
        What::NobodyTook { field, .. } => format!(
            "{on}, written as \"{}\", has gone by, no office took the person on, and it is not settled where to. See how the person is, and begin a new handover ({}). If the person still comes, write the last day and the end of the contract anew; if it is over, write its end (the same day, too) or the reason anew.",
            label::field(field, Lang::En),
            next
        ),
        What::ChangedSince {
            fields,
            first,
            telling,
        } => format!(
            "Fields of the case that changed here since it was offered on {on}: {fields} ({}{}). {} {} shows them.",
            label::field(first, Lang::En),
            if 1 < fields { " and others" } else { "" },
            told_by(telling, Lang::En),
            read.either("Enter", "\"handover todo\"")
        ),
        What::Unopened { days } => {
            format!("Offered on {on}, and not read there for {days} days: ask by telephone.")
        }
        What::NoPaperReply { days } => {
            format!(
                "Offered on {on}, and the form has not come back for {days} days: ask by telephone, and enter it once it is back."
            )
        }
        What::PlanMissing => format!(
            "There is no plan in the case since the contract or the use here began on {on}; the payment is reduced while there is none. Write the first day of the plan, if there is one."
        ),
        What::Declined(Decline::SentBack) => format!(
            "Sent back. {see} shows what was said. Correct it and offer it to the same office as a new handover, with {begin} ({}).",
            next
        ),
        What::Declined(Decline::TryOther) => format!(
            "Declined, and another office was named. {see} shows which. {begin} begins a new handover to it ({}).",
            next
        ),
        What::Declined(Decline::NotTaken | Decline::YesIf) => format!(
            "Declined. {see} shows why. {begin} begins a new handover to an office that has not declined ({}).",
            next
        ),
        What::NotStarted => format!(
            "The person did not start. {see} shows why: decide with the person what is next, and begin a new handover ({}).",
            next
        ),
        What::Discontinued(Discontinuation::CameBack) => format!(
            "The other office recorded on {on} that the person came back; the handover is over. Make sure that you have met."
        ),
        What::Discontinued(reason) => format!(
            "The other office discontinued it on {on} ({}). {see} shows why: decide with the person what is next.",
            discontinuation(reason, Lang::En)
        ),
        What::TakenBack(Extent::All) => format!(
            "On {on} the person took all consent back at the other office. {see} shows it: ask the person."
        ),
        What::TakenBack(Extent::Items) => format!(
            "On {on} the person took consent for some items back at the other office. {see} shows which: ask the person."
        ),
        What::TasksLate { open } => format!(
            "Of the tasks agreed at meetings, {open} should be done by now (the first by {on}). {}, or agree on another day.",
            read.either(
                "Enter opens the minutes: write when they were done",
                "Look at \"handover meetings\" and write with \"handover meeting-task\" when they were done"
            )
        ),
        What::StillToTell { open } => format!(
            "The move is sure since {on}, and {open} of those to be told were not told yet. {} when they were, or why it is not needed.",
            read.either(
                "Enter opens the list: write",
                "Look at \"handover contacts\" and write with \"handover contact\""
            )
        ),
        What::CopiesOut { open } => format!(
            "Copies that hold what the person took back on {on} are still out ({open}). Ask for each to come back or be destroyed, and write what you are told with {}.",
            read.either("F4 on its record of giving", "\"record copy\"")
        ),
        What::LiesUnopened {
            from,
            distrusted: Distrusted::Revoked,
            parcels,
        } => format!(
            "In the name of an office no longer trusted ({}) parcels lie unopened since {on}: {parcels}. It may be a withdrawal or a recall. Call a number you know. If they sent it, {}; if not, record that ({}): it is told no more until there is more.",
            fingerprint(&from),
            read.either(
                "verify the card anew (Enter)",
                "verify the card anew with \"card verify\", then \"sync\""
            ),
            read.either("F6", "\"card not-sent\"")
        ),
        What::LiesUnopened {
            from,
            distrusted: Distrusted::NoCard,
            parcels,
        } => format!(
            "In the name of an office without a card here ({}) parcels lie unopened since {on}: {parcels}. If it may be an office you know, call it by a number you know and {}. If it is none, or did not send it, record that ({}): it is told no more until there is more.",
            fingerprint(&from),
            read.either(
                "keep its card (Enter)",
                "keep its card with \"card import\""
            ),
            read.either("F6", "\"card not-sent\"")
        ),
        What::ReportDue => format!(
            "The report of contracts {} to the city by {on}. Once it went, {} the day in its row.",
            if over { "was due" } else { "goes" },
            read.either(
                "Enter opens the list of people to be told: write",
                "write with \"handover contact\""
            )
        ),
    }
}

/// Every kind of alert, for tests.
#[cfg(test)]
pub(crate) mod made_up {
    use super::*;
    use crate::domain::calendar::Month;
    use crate::domain::handover::changed::Telling;
    use crate::domain::id::OfficeId;
    use crate::domain::period::PeriodRefused;
    use crate::domain::section::FieldId;
    use crate::domain::service::NotCounted;

    /// Gives each kind once, and of months that are not counted each reason.
    pub fn kinds(day: Day) -> Vec<What> {
        let first = What::FewMonths {
            counted: Ok(3),
            confirmed: None,
        };
        let refused = [
            PeriodRefused::NoStay,
            PeriodRefused::StaysOutOfOrder,
            PeriodRefused::NoDecisionDay,
            PeriodRefused::DecisionAfterFirstDay,
            PeriodRefused::StandardMonths(90),
            PeriodRefused::ExtensionMonths(0),
        ];
        let reasons = [
            NotCounted::FirstUseDiffers,
            NotCounted::NoStayNow,
            NotCounted::StayBeforeOpen,
        ];
        let reasons = reasons.into_iter().chain(refused.map(NotCounted::Refused));
        let few = |why| What::FewMonths {
            counted: Err(why),
            confirmed: Some(6),
        };
        let uncounted = reasons.clone().map(|why| What::MonthsUncounted { why });
        std::iter::successors(Some(first), |it| after(*it, day))
            .chain(uncounted)
            .chain(reasons.map(few))
            .collect()
    }

    /// The kind after this one, each with some values; a new kind does not compile until it stands here.
    fn after(what: What, day: Day) -> Option<What> {
        let month = Month::of(day);
        let (days, last, start) = (3, day, day);
        Some(match what {
            What::FewMonths { .. } => What::MonthsUnconfirmed,
            What::MonthsUnconfirmed => What::MonthsDiffer {
                counted: 3,
                confirmed: 2,
            },
            What::MonthsDiffer { .. } => What::CertificateEnding,
            What::CertificateEnding => What::MonthsUncounted {
                why: NotCounted::NoFirstUse,
            },
            What::MonthsUncounted { .. } => What::PlanDue { from: Some(day) },
            What::PlanDue { .. } => What::MonitoringDue { last },
            What::MonitoringDue { .. } => What::PlanMissing,
            What::PlanMissing => What::PlannerDue { month },
            What::PlannerDue { .. } => What::SupportBegins,
            What::SupportBegins => What::SupportEnding,
            What::SupportEnding => What::ReturnDue,
            What::ReturnDue => What::AttendanceFalling {
                month,
                latest: 50,
                average: 80,
            },
            What::AttendanceFalling { .. } => What::RedSign,
            What::RedSign => What::YellowSign,
            What::YellowSign => What::RedSeen,
            What::RedSeen => What::YellowSeen,
            What::YellowSeen => What::CrisisPlanOld { updated: day },
            What::CrisisPlanOld { .. } => What::ConsentEnding(None),
            What::ConsentEnding(None) => What::ConsentEnding(Some(Before::Acceptance)),
            What::ConsentEnding(Some(before)) => What::ConsentEnded(before),
            What::ConsentEnded(before) => match before {
                Before::Acceptance => {
                    What::ConsentEnding(Some(Before::Release(Falls::ByCondition)))
                }
                Before::Release(Falls::ByCondition) => {
                    What::ConsentEnding(Some(Before::Release(Falls::ByCorrection)))
                }
                Before::Release(Falls::ByCorrection) => {
                    What::ConsentEnding(Some(Before::OwnAcceptance))
                }
                Before::OwnAcceptance => {
                    What::ConsentEnding(Some(Before::TheirRelease(Falls::ByCondition)))
                }
                Before::TheirRelease(Falls::ByCondition) => {
                    What::ConsentEnding(Some(Before::TheirRelease(Falls::ByCorrection)))
                }
                Before::TheirRelease(Falls::ByCorrection) => What::AdditionsEnding,
            },
            What::AdditionsEnding => What::FormEnding,
            What::FormEnding => What::NoFirstInterview,
            What::NoFirstInterview => What::FollowUpOpen { nth: 1 },
            What::FollowUpOpen { .. } => What::ServiceGap { days, last, start },
            What::ServiceGap { .. } => What::GapRunning {
                days,
                last,
                start: Some(start),
            },
            What::GapRunning { .. } => What::GapAhead { days, last, start },
            What::GapAhead { .. } => What::NobodyTook {
                last,
                field: FieldId::HandlingLastDay,
            },
            What::NobodyTook { .. } => What::ChangedSince {
                fields: 2,
                first: FieldId::HealthAllergies,
                telling: Telling::Offer,
            },
            What::ChangedSince { .. } => What::Unopened { days },
            What::Unopened { .. } => What::NoPaperReply { days },
            What::NoPaperReply { .. } => What::ReportDue,
            What::ReportDue => What::Declined(Decline::SentBack),
            What::Declined(_) => What::NotStarted,
            What::NotStarted => What::Discontinued(Discontinuation::NotReachable),
            What::Discontinued(_) => What::TakenBack(Extent::All),
            What::TakenBack(_) => What::TasksLate { open: 1 },
            What::TasksLate { .. } => What::StillToTell { open: 1 },
            What::StillToTell { .. } => What::CopiesOut { open: 1 },
            What::CopiesOut { .. } => What::LiesUnopened {
                from: OfficeId::from_bytes([7; 32]),
                distrusted: Distrusted::Revoked,
                parcels: 1,
            },
            What::LiesUnopened { .. } => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_ymd(2026, 4, 1).unwrap()
    }

    #[test]
    fn a_key_is_named_on_the_screen_alone_and_a_command_by_command_alone() {
        let mut told = 0;
        for what in [
            What::Declined(Decline::SentBack),
            What::Declined(Decline::TryOther),
            What::Declined(Decline::NotTaken),
            What::NotStarted,
            What::Discontinued(Discontinuation::NotReachable),
            What::TakenBack(Extent::All),
            What::TakenBack(Extent::Items),
            What::TasksLate { open: 1 },
            What::StillToTell { open: 1 },
            What::ReportDue,
        ] {
            let alert = Alert {
                what,
                severity: Severity::Soon,
                day: None,
            };
            for lang in Lang::ALL {
                let (screen, command) = (
                    reason(&alert, Read::OnScreen, today(), lang),
                    reason(&alert, Read::ByCommand, today(), lang),
                );
                assert!(screen.contains("Enter"), "{screen}");
                let named = ["handover show", "handover meetings", "handover contact"];
                let names = |text: &str| named.iter().any(|it| text.contains(it));
                assert!(!names(&screen), "{screen}");
                assert!(names(&command), "{command}");
                for key in ["Enter", "F8"] {
                    assert!(!command.contains(key), "{command}");
                }
                told += 1;
            }
        }
        assert_eq!(told, 20);
    }

    /// A line nobody can end is read over, so each kind says in the docs what ends it.
    #[test]
    fn every_kind_stands_in_the_docs_once_with_what_ends_it() {
        let docs = include_str!("../../docs/commands.md");
        let rows = docs.lines().skip_while(|it| !it.starts_with("| kind |"));
        let rows = rows.skip(2).take_while(|it| it.starts_with('|'));
        let mut named = Vec::new();
        for row in rows {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let [kinds, told, ends] = cells[..] else {
                panic!("{row}");
            };
            assert!(!told.is_empty() && !ends.is_empty(), "{row}");
            named.extend(kinds.split(' ').map(|it| it.trim_matches('`')));
        }
        let codes = made_up::kinds(today()).into_iter().map(What::code);
        let codes: std::collections::BTreeSet<_> = codes.collect();
        let once: std::collections::BTreeSet<_> = named.iter().copied().collect();
        assert_eq!(once, codes);
        assert_eq!(once.len(), named.len(), "one stands there twice: {named:?}");
    }

    #[test]
    fn by_command_no_alert_of_any_kind_names_a_key() {
        let day = Day::from_ymd(2026, 4, 1).unwrap();
        let all = made_up::kinds(day);
        let codes: std::collections::BTreeSet<_> = all.iter().map(|it| it.code()).collect();
        assert_eq!((codes.len(), all.len()), (40, 69));
        for what in all {
            let alert = Alert {
                what,
                severity: Severity::Soon,
                day: Some(day),
            };
            for lang in Lang::ALL {
                let command = reason(&alert, Read::ByCommand, today(), lang);
                let signs: Vec<char> = command.chars().collect();
                let mut pairs = signs.windows(2);
                let key = pairs.any(|it| it[0] == 'F' && it[1].is_ascii_digit());
                assert!(!key && !command.contains("Enter"), "{command}");
            }
        }
        let out = Alert {
            what: What::CopiesOut { open: 1 },
            severity: Severity::Soon,
            day: Some(day),
        };
        for lang in Lang::ALL {
            assert!(reason(&out, Read::ByCommand, today(), lang).contains("record copy"));
            assert!(reason(&out, Read::OnScreen, today(), lang).contains("F4"));
        }
    }

    #[test]
    fn what_is_over_is_told_as_over_and_what_is_to_come_as_to_come() {
        let due = today();
        let first = What::FewMonths {
            counted: Ok(0),
            confirmed: None,
        };
        let month = crate::domain::calendar::Month::of(due);
        for (what, ahead, over) in [
            (first, "まで。", "延長の申請の期限"),
            (What::CertificateEnding, "までです", "に切れています"),
            (What::PlanDue { from: None }, "までです", "を過ぎています"),
            (
                What::MonitoringDue { last: due },
                "までです",
                "を過ぎています",
            ),
            (What::PlannerDue { month }, "予定です", "予定でした"),
            (What::ReturnDue, "予定です", "予定でした"),
            (
                What::CrisisPlanOld { updated: due },
                "までに",
                "を過ぎています",
            ),
            (What::ReportDue, "までに", "を過ぎています"),
        ] {
            let alert = Alert {
                what,
                severity: Severity::Now,
                day: Some(due),
            };
            let said = |after, lang| reason(&alert, Read::OnScreen, due.plus_days(after), lang);
            // On the day itself nothing is over yet.
            let [on, late] = [0, 1].map(|after| said(after, Lang::Ja));
            assert!(on.contains(ahead) && !on.contains(over), "{on}");
            assert!(late.contains(over) && !late.contains(ahead), "{late}");
            assert_ne!(said(0, Lang::En), said(1, Lang::En));
        }
    }

    #[test]
    fn months_that_are_not_counted_say_why_beside_the_word_of_the_city() {
        let alert = Alert {
            what: What::FewMonths {
                counted: Err(crate::domain::service::NotCounted::NoFirstUse),
                confirmed: Some(6),
            },
            severity: Severity::Soon,
            day: None,
        };
        let said = |lang| reason(&alert, Read::ByCommand, today(), lang);
        assert!(said(Lang::Ja).contains("初回利用開始日が書かれていない"));
        assert!(said(Lang::En).contains("Not counted: the first day of service"));
    }
}
