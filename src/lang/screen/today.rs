//! The words of what is to be done today: its groups, and who does what.
//!
//! Duties, steps, phases and roles are labels; alerts have sentences of their own.

use crate::domain::staff::Role;
use crate::lang::screen::words::words;
use crate::lang::{Lang, label};
use crate::workflow::today::{Part, Sum, Who};

words! {
    /// What is to be done today.
    Today {
        Pressing: "急ぐこと", "Pressing today";
        Approve: "自分の承認を待つもの", "Waiting for your approval";
        Mine: "自分がすること", "For you";
        Office: "当所のほかの人がすること", "For others of this office";
        Alerts: "気をつけること", "To look at";
        Other: "相手の事業所を待つもの", "Waiting for the other office";
        Me: "自分", "you";
        Who: "する人", "Who";
        Program: "プログラム（次の送受信で）", "the program (in the next round)";
        ProgramShort: "プログラム", "the program";
        KeyNotSent: "送っていない", "Not sent";
        NotSentAsk: "知っている番号に電話で聞いて、その事業所が送っていないこと、または心当たりの事業所がないことを確かめましたか。小包は開けずに残り、増えるまで知らせません。", "Did you ask, by a number you know, and they did not send it, or is it no office you know? It stays unopened, and is told no more until there is more.";
        NotSentDone: "記録しました。小包が増えたら、また知らせます。", "Recorded. It is told again should there be more.";
        NotSentNothing: "選んでいる行は、開けていない小包の知らせではありません。", "The selected row is not about parcels nobody opened.";
    }
}

/// Gives the word of a part of the list.
pub fn part(part: Part) -> Today {
    match part {
        Part::Pressing => Today::Pressing,
        Part::Approve => Today::Approve,
        Part::Mine => Today::Mine,
        Part::Office => Today::Office,
        Part::Look => Today::Alerts,
        Part::Other => Today::Other,
    }
}

/// How much of a part of the list is overdue, and how much of it presses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Presses {
    /// Past its day.
    pub late: usize,
    /// To be looked at today.
    pub now: usize,
}

/// Names a part with how many rows it has, and how many of them are overdue, or press.
pub fn heading(of: Part, count: usize, presses: Presses, lang: Lang) -> String {
    let name = part(of).text(lang);
    let Presses { late, now } = presses;
    let (late_of, now_of) = match lang {
        Lang::Ja => (format!("期限過ぎ{late}件"), format!("至急{now}件")),
        Lang::En => (format!("{late} overdue"), format!("{now} now")),
    };
    let told = [(late, late_of), (now, now_of)].into_iter();
    let told: Vec<String> = told.filter(|it| 0 < it.0).map(|it| it.1).collect();
    match (lang, told.is_empty()) {
        (Lang::Ja, true) => format!("{name} {count}件"),
        (Lang::Ja, false) => format!("{name} {count}件（{}）", told.join("、")),
        (Lang::En, true) => format!("{name}: {count}"),
        (Lang::En, false) => format!("{name}: {count} ({})", told.join(", ")),
    }
}

/// Says how much there is of everything, in a line.
pub fn sum(sum: &Sum, handovers: usize, lang: Lang) -> String {
    let Sum {
        approve,
        mine,
        office,
        other,
        late,
        alerts,
        pressing,
        unsaved,
    } = sum;
    let pressing = match (lang, pressing) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!("/至急{pressing}"),
        (Lang::En, _) => format!("/{pressing} now"),
    };
    let unsaved = match (lang, unsaved) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!(" 書きかけ{unsaved}"),
        (Lang::En, _) => format!(", unsaved {unsaved}"),
    };
    match lang {
        Lang::Ja => format!(
            "承認{approve} 自分{mine} 当所ほか{office} 期限過ぎ{late} 注意{alerts}{pressing} 相手{other} 引継ぎ{handovers}{unsaved}"
        ),
        Lang::En => format!(
            "Approve {approve}, you {mine}, office {office}, late {late}, look {alerts}{pressing}, them {other}, all {handovers}{unsaved}"
        ),
    }
}

/// Says how many cases may be destroyed after their time.
pub fn over(many: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("保存期間を過ぎて廃棄できるもの {many}件"),
        Lang::En => format!("May be destroyed after their time: {many}"),
    }
}

/// Says who does something, in full; `other` is the name of the other office.
pub fn who(who: &Who, other: &str, lang: Lang) -> String {
    match who {
        Who::Me => Today::Me.text(lang).to_owned(),
        Who::Member(name) => name.clone(),
        Who::Roles(roles) => {
            let names: Vec<&str> = roles.iter().map(|it| label::role(*it, lang)).collect();
            match lang {
                Lang::Ja => names.join("か"),
                Lang::En => names.join(" or "),
            }
        }
        Who::Program => Today::Program.text(lang).to_owned(),
        Who::OtherOffice => other.to_owned(),
    }
}

/// Says who of the office does something, in few cells, for a column.
pub fn who_short(who: &Who, lang: Lang) -> String {
    let short = |role: &Role| match (role, lang) {
        (Role::ServiceManager, Lang::Ja) => "サビ管",
        (Role::ServiceManager, Lang::En) => "Svc mgr",
        (other, lang) => label::role(*other, lang),
    };
    match who {
        Who::Roles(roles) => roles.iter().map(short).collect::<Vec<_>>().join("/"),
        Who::Program => Today::ProgramShort.text(lang).to_owned(),
        other => self::who(other, "", lang),
    }
}
