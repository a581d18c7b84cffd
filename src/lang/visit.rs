//! The words of visits and trial days, and the one line that may be told before anybody is told who the person is.
//!
//! Every word comes from a table; nothing of a case can stand in that line.

use crate::domain::visit::{Age, Described, Disability, Next, Outcome, Visit, VisitKind, Wish};
use crate::lang::label::pick;
use crate::lang::{Lang, date};
use crate::workflow::visit::VisitView;

/// A word of one of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the table of that name")]
pub enum Choice {
    Age(Age),
    Disability(Disability),
    Wish(Wish),
    Kind(VisitKind),
    Outcome(Outcome),
    Next(Next),
}

/// Names a word of one of the tables.
pub fn choice(it: Choice, lang: Lang) -> &'static str {
    match it {
        Choice::Age(it) => age(it, lang),
        Choice::Disability(it) => disability(it, lang),
        Choice::Wish(it) => wish(it, lang),
        Choice::Kind(it) => kind(it, lang),
        Choice::Outcome(it) => outcome(it, lang),
        Choice::Next(it) => next(it, lang),
    }
}

/// Names how old somebody is.
pub fn age(age: Age, lang: Lang) -> &'static str {
    let both = match age {
        Age::Teens => ("10代", "in their teens"),
        Age::Twenties => ("20代", "in their twenties"),
        Age::Thirties => ("30代", "in their thirties"),
        Age::Forties => ("40代", "in their forties"),
        Age::Fifties => ("50代", "in their fifties"),
        Age::Sixties => ("60代以上", "60 or older"),
    };
    pick(both, lang)
}

/// Names a kind of disability.
pub fn disability(it: Disability, lang: Lang) -> &'static str {
    let both = match it {
        Disability::Physical => ("身体", "physical"),
        Disability::Intellectual => ("知的", "intellectual"),
        Disability::Mental => ("精神", "mental"),
        Disability::Developmental => ("発達", "developmental"),
        Disability::HigherBrain => ("高次脳機能", "higher brain function"),
        Disability::Intractable => ("難病", "intractable disease"),
    };
    pick(both, lang)
}

/// Names what work is wished for.
pub fn wish(wish: Wish, lang: Lang) -> &'static str {
    let both = match wish {
        Wish::Desk => ("事務・PC", "office work"),
        Wish::Light => ("軽作業", "light work"),
        Wish::Cleaning => ("清掃", "cleaning"),
        Wish::Service => ("接客・販売", "serving customers"),
        Wish::Kitchen => ("調理・厨房", "kitchen work"),
        Wish::Care => ("介護・福祉", "care work"),
        Wish::Technical => ("技術・IT", "technical work"),
        Wish::Undecided => ("未定", "not decided"),
    };
    pick(both, lang)
}

/// Names a kind of visit.
pub fn kind(kind: VisitKind, lang: Lang) -> &'static str {
    let both = match kind {
        VisitKind::Look => ("見学", "visit"),
        VisitKind::Trial => ("体験", "trial days"),
    };
    pick(both, lang)
}

/// Names what the person makes of it.
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    let both = match outcome {
        Outcome::Open => ("まだ", "not yet"),
        Outcome::Fits => ("合う", "it fits"),
        Outcome::Unsure => ("迷っている", "not sure"),
        Outcome::FitsNot => ("合わない", "it does not fit"),
    };
    pick(both, lang)
}

/// Names what comes next.
pub fn next(next: Next, lang: Lang) -> &'static str {
    let both = match next {
        Next::Undecided => ("未定", "not decided"),
        Next::Trial => ("体験する", "trial days there"),
        Next::LookElsewhere => ("ほかを探す", "another office"),
        Next::Handover => ("引き継ぐ", "a handover to it"),
    };
    pick(both, lang)
}

/// Says the one line that may be told there: age, kinds of disability, wish.
pub fn told(it: &Described, lang: Lang) -> String {
    let kinds = it.disabilities.iter().map(|it| disability(*it, lang));
    let kinds: Vec<&str> = kinds.collect();
    match lang {
        Lang::Ja => {
            let wish = match it.wish {
                Wish::Undecided => "希望は未定".to_owned(),
                other => format!("{}を希望", wish(other, lang)),
            };
            let parts = [age(it.age, lang).to_owned(), kinds.join("・"), wish];
            let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            parts.join("、")
        }
        Lang::En => {
            let wish = match it.wish {
                Wish::Undecided => "no wish decided".to_owned(),
                other => format!("wishes for {}", wish(other, lang)),
            };
            let parts = [age(it.age, lang).to_owned(), kinds.join(" and "), wish];
            let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            parts.join(", ")
        }
    }
}

/// Says when and for how long.
pub fn when(visit: &Visit, lang: Lang) -> String {
    let from = date::short_day(visit.from, lang);
    match (visit.days, lang) {
        (1, _) => from,
        (days, Lang::Ja) => format!("{from} から{days}日"),
        (days, Lang::En) => format!("{from}, {days} days"),
    }
}

/// Says one visit in a line.
pub fn visit(view: &VisitView, lang: Lang) -> String {
    let visit = &view.visit;
    format!(
        "{} {} {}",
        when(visit, lang),
        kind(visit.kind, lang),
        view.office
    )
}

/// Says a visit whole, line by line.
pub fn rows(view: &VisitView, lang: Lang) -> Vec<String> {
    let held = &view.visit;
    let named =
        |name: (&'static str, &'static str), text: &str| format!("{}: {text}", pick(name, lang));
    let entered = format!("{} {}", date::day(held.entered.1, lang), view.entered_by);
    vec![
        visit(view, lang),
        named(
            ("先方に伝えてよいこと", "May be told there"),
            &told(&held.told, lang),
        ),
        named(
            ("本人の感想", "What the person makes of it"),
            outcome(held.outcome, lang),
        ),
        named(("次", "Next"), next(held.next, lang)),
        named(("記入", "Written"), &entered),
    ]
}
