//! What is missing before an offer, and what earlier handovers say, in both languages.
//!
//! It lists nothing itself: the list is `workflow::todo`.

use crate::domain::case::{FieldState, Value};
use crate::domain::handover::changed::{Changed, Telling};
use crate::domain::handover::entry::Decline;
use crate::domain::handover::partial::{Instead, Lack, SCORE_MONTHS};
use crate::domain::handover::permit::{Step, roles_with};
use crate::domain::handover::suggest::Suggestion;
use crate::domain::handover::ungiven::Ungiven;
use crate::domain::id::HandoverId;
use crate::domain::section::FieldId;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::say;
use crate::lang::{Lang, date, label, message};
use crate::workflow::earlier::{Asked, Declined, Point, Since};
use crate::workflow::todo::Todo;

/// Writes one thing that is missing, or the step that is next, in one line.
pub fn row(todo: Todo, asked: &Asked, lang: Lang) -> String {
    let word = |it: Prepare| say(lang, &it.say());
    let section = |it| label::section(it, lang).to_owned();
    let field = |it: FieldId| label::field(it, lang).to_owned();
    let (what, about) = match todo {
        Todo::Mend => return word(Prepare::Mend),
        Todo::Consent => return word(Prepare::NoConsent),
        Todo::Verify => return word(Prepare::Verify),
        Todo::Ungiven => return ungiven(&asked.ungiven, lang).unwrap_or_default(),
        Todo::Months => return word(Prepare::MonthsOpen),
        Todo::Files => return word(Prepare::FilesWrong),
        Todo::SentBack(id) => {
            let office = by(id, asked).map(|it| it.office.clone());
            (Prepare::SentBack, office.unwrap_or_default())
        }
        Todo::NotForUs(_, it) => (Prepare::NotForUs, section(it)),
        Todo::Question(_, _, it) => (Prepare::Question, section(it)),
        Todo::Field(it) => match asked.instead(it) {
            Some(_) => (Prepare::NoAnswer, field(it)),
            None => (Prepare::Empty, field(it)),
        },
        Todo::Applies(it) => (Prepare::Applies, field(it)),
        Todo::Lack(it, Lack::Answer(_)) => (Prepare::ToCheck, field(it)),
        Todo::Lack(it, _) => (Prepare::Lacking, field(it)),
        Todo::Misfit(it) => (Prepare::Misfit, field(it.field())),
        Todo::Section(it) => (Prepare::Confirm, section(it)),
        Todo::Step(step) => {
            let when = match step {
                Step::Return => Prepare::Or,
                _ => Prepare::Next,
            };
            (when, label::handover::step(step, lang).to_owned())
        }
    };
    format!("{}: {about}", word(what))
}

/// Writes what is known of it besides: what was said, what changed, what is old.
pub fn detail(todo: Todo, asked: &Asked, lang: Lang) -> Vec<String> {
    match todo {
        Todo::SentBack(id) | Todo::NotForUs(id, _) => {
            let said = by(id, asked).map(|it| declined(it, lang));
            said.into_iter().collect()
        }
        Todo::Question(id, no, _) => {
            let points = by(id, asked).into_iter().flat_map(|it| &it.open);
            let asks = points.filter_map(|it| match it {
                Point::Question { no: it, text, .. } if *it == no => Some(text.clone()),
                _ => None,
            });
            asks.collect()
        }
        Todo::Section(section) => {
            let due = asked.due.iter().find(|it| it.section == section);
            let Some(due) = due else {
                return Vec::new();
            };
            let mut lines = Vec::new();
            lines.extend(since(&due.since, lang));
            if !due.old.is_empty() {
                lines.push(format!(
                    "{}: {}",
                    old_fields(asked.months, lang),
                    fields(&due.old, lang)
                ));
            }
            lines
        }
        Todo::Field(field) | Todo::Applies(field) => {
            let instead = asked.instead(field).into_iter();
            let instead = instead.map(|it| identifies(it, lang));
            let found = asked.suggestion(field).into_iter();
            let found = found.map(|it| suggested(it, lang));
            instead.chain(found).collect()
        }
        Todo::Lack(_, lack) => vec![lacks(lack, lang)],
        Todo::Misfit(it) => vec![message::misfit(it, lang)],
        Todo::Mend | Todo::Consent | Todo::Months | Todo::Files | Todo::Verify => Vec::new(),
        Todo::Ungiven | Todo::Step(_) => Vec::new(),
    }
}

/// Names what a handover needs and the person did not agree to; nothing where there is none.
pub fn ungiven(all: &[Ungiven], lang: Lang) -> Option<String> {
    let name = |it: &Ungiven| match it {
        Ungiven::Section(section) => label::section(*section, lang),
        Ungiven::Item(item) => label::item(*item, lang),
    };
    let names: Vec<_> = all.iter().map(name).collect();
    let what = say(lang, &Prepare::Ungiven.say());
    (!names.is_empty()).then(|| format!("{what}: {}", message::list(&names, lang)))
}

/// Says that a state does not fill what says who the person is.
fn identifies(instead: Instead, lang: Lang) -> String {
    let state = instead.state();
    let state = label::state(&state, lang);
    match lang {
        Lang::Ja => {
            format!("「{state}」になっています。誰の引継ぎかが分かる答えが要ります。")
        }
        Lang::En => format!("It says \"{state}\". Who the person is takes an answer."),
    }
}

/// Says what stands there in the place of an answer.
fn stands(instead: Instead, lang: Lang) -> String {
    let state = instead.state();
    let state = label::state(&state, lang);
    match (instead, lang) {
        (Instead::Unchecked, Lang::Ja) => {
            format!("「{state}」のままです。確かめて書くと、ここから消えます。")
        }
        (_, Lang::Ja) => {
            format!("「{state}」になっています。この欄が本当に「{state}」か、確かめてください。")
        }
        (Instead::Unchecked, Lang::En) => {
            format!("It says \"{state}\". Once it is checked and written, this row goes.")
        }
        (_, Lang::En) => format!("It says \"{state}\": make sure that it is so."),
    }
}

/// Says what is lacking.
fn lacks(lack: Lack, lang: Lang) -> String {
    match (lang, lack) {
        (Lang::Ja, Lack::Scores { missing, old }) => format!(
            "34項目のうち、まだ評価していないもの{missing}、{SCORE_MONTHS}か月より前の評価{old}。"
        ),
        (Lang::En, Lack::Scores { missing, old }) => format!(
            "Of 34 items, {missing} are not scored and {old} were scored more than {SCORE_MONTHS} months ago."
        ),
        (Lang::Ja, Lack::Signs(count)) => format!(
            "自分の対処か、周りにしてほしいことが書かれていないサインが{count}件あります。なければ「なし」と書きます。"
        ),
        (Lang::En, Lack::Signs(count)) => format!(
            "Signs without what the person does then, or what others should do: {count}. Write \"none\" where there is nothing."
        ),
        (Lang::Ja, Lack::Months { there, wanted }) => {
            format!("最近の{wanted}か月分のうち、{there}か月分だけです。")
        }
        (Lang::En, Lack::Months { there, wanted }) => {
            format!("{there} of the last {wanted} months are there.")
        }
        (_, Lack::Answer(instead)) => stands(instead, lang),
    }
}

/// Says what is suggested for a field, and where the case has it.
fn suggested(it: &Suggestion, lang: Lang) -> String {
    let from = label::voiced(it.from, lang);
    let what = say(lang, &Prepare::Suggested.say());
    let value = message::value(&it.value, lang);
    match lang {
        Lang::Ja => format!("{what}（{from}から）: {value}"),
        Lang::En => format!("{what} (from {from}): {value}"),
    }
}

fn by(id: HandoverId, asked: &Asked) -> Option<&Declined> {
    asked.declined.iter().find(|it| it.id == id)
}

fn since(since: &Since, lang: Lang) -> Option<String> {
    let word = |it: Prepare| say(lang, &it.say());
    match since {
        Since::First => None,
        Since::New => Some(word(Prepare::SinceNew)),
        Since::Same => Some(word(Prepare::SinceSame)),
        Since::Changed(all) => Some(format!(
            "{}: {}",
            word(Prepare::SinceChanged),
            fields(all, lang)
        )),
    }
}

fn old_fields(months: u32, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{months}か月より前の欄"),
        Lang::En => format!("Older than {months} months"),
    }
}

fn fields(all: &[FieldId], lang: Lang) -> String {
    let names: Vec<_> = all.iter().map(|it| label::field(*it, lang)).collect();
    message::list(&names, lang)
}

/// Writes what changed in a field since it was sent: its name, and what it said and says, without whose word it is.
pub fn changed(it: &Changed, lang: Lang) -> [String; 3] {
    told_otherwise(it, [Prepare::ThenSent, Prepare::NowHere], lang)
}

/// The same with other words for then and now; whose word it is and as of when is said where nothing else is another.
pub fn told_otherwise(it: &Changed, [then, now]: [Prepare; 2], lang: Lang) -> [String; 3] {
    let word = |it: Prepare| say(lang, &it.say());
    let said = |value: &Option<Value>| match value.as_ref() {
        None => word(Prepare::NotWritten),
        Some(value) if !it.says_otherwise() => message::value(value, lang),
        Some(value) => match &value.state {
            FieldState::Filled(given) => message::answer(given, lang),
            state => label::state(state, lang).to_owned(),
        },
    };
    let both = [said(&it.sent), said(&it.now)];
    let [was, is] = only_apart([&both[0], &both[1]], lang);
    [
        label::field(it.field, lang).to_owned(),
        format!("{}: {was}", word(then)),
        format!("{}: {is}", word(now)),
    ]
}

/// How many characters two texts have at most that are shown whole beside each other.
const SHOWN_WHOLE: usize = 80;

/// Writes two texts in a line each; of long ones only the rows that do not stand in both. Where rows only changed places, both
/// are written whole: nothing else tells them apart.
fn only_apart(texts: [&str; 2], lang: Lang) -> [String; 2] {
    let [one, other] = texts.map(as_rows);
    let apart = |these: &[String], those: &[String]| -> Vec<String> {
        let kept = these.iter().filter(|it| !those.contains(it));
        kept.cloned().collect()
    };
    let (was, is) = (apart(&one, &other), apart(&other, &one));
    let short = texts.iter().map(|it| it.chars().count()).sum::<usize>() <= SHOWN_WHOLE;
    match short || was.is_empty() && is.is_empty() {
        true => [one.join(" / "), other.join(" / ")],
        false => [
            of_rows(&was, one.len(), lang),
            of_rows(&is, other.len(), lang),
        ],
    }
}

/// Writes some of so many rows, and whether there are more; what has rows is never said to have none.
fn of_rows(kept: &[String], all: usize, lang: Lang) -> String {
    let rest = (kept.len() < all).then(|| say(lang, &Prepare::RestIsSame.say()));
    let kept = (!kept.is_empty()).then(|| kept.join(" / "));
    match (kept, rest) {
        (Some(kept), Some(rest)) => format!("{kept} {rest}"),
        (Some(it), None) | (None, Some(it)) => it,
        (None, None) => say(lang, &Prepare::NotWritten.say()),
    }
}

/// The rows of a text, each in one line; what is set in belongs to the row above it.
fn as_rows(text: &str) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for line in text.lines() {
        match rows.last_mut().filter(|_| line.starts_with(' ')) {
            Some(row) => *row += &format!(" / {}", line.trim()),
            None => rows.push(line.trim().to_owned()),
        }
    }
    rows
}

/// Says how the other office is told of what changed.
pub fn told_by(telling: Telling, lang: Lang) -> String {
    let how = match telling {
        Telling::Offer => Prepare::TellByOffer,
        Telling::Release => Prepare::TellByRelease,
        Telling::Add => Prepare::TellByAdd,
    };
    say(lang, &how.say())
}

/// Says which office declined, when, how, and why.
pub fn declined(it: &Declined, lang: Lang) -> String {
    let (on, how) = (
        date::day(it.on, lang),
        label::handover::decline(it.how, lang),
    );
    let told = match lang {
        Lang::Ja => format!("{}が{on}に受入不可（{how}）", it.office),
        Lang::En => format!("{} declined on {on} ({how})", it.office),
    };
    match it.reason.is_empty() {
        true => told,
        false => format!("{told}: {}", it.reason),
    }
}

/// Says what is done next after a decline; whoever has the right begins it.
pub fn next_after(how: Decline, lang: Lang) -> String {
    let what = match (how, lang) {
        (Decline::SentBack, Lang::Ja) => {
            "言われた点を直し、同じ事業所へ新しい引継ぎとして出し直します"
        }
        (Decline::SentBack, Lang::En) => {
            "correct what was said, and offer it to the same office as a new handover"
        }
        (Decline::TryOther, Lang::Ja) => "案内された事業所へ、新しい引継ぎを始めます",
        (Decline::TryOther, Lang::En) => "begin a new handover to the office that was named",
        (Decline::NotTaken | Decline::YesIf, Lang::Ja) => {
            "まだ断られていない事業所を選び、新しい引継ぎを始めます"
        }
        (Decline::NotTaken | Decline::YesIf, Lang::En) => {
            "choose an office that was not asked yet, and begin a new handover"
        }
    };
    match lang {
        Lang::Ja => format!("次にすること（{}）: {what}。", who(lang)),
        Lang::En => format!("Next ({}): {what}.", who(lang)),
    }
}

/// Names the roles that may begin a handover.
pub fn who(lang: Lang) -> String {
    let names: Vec<_> = roles_with(Step::Draft)
        .map(|it| label::role(it, lang))
        .collect();
    message::list(&names, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::case::Source;

    #[test]
    fn of_long_texts_only_the_rows_are_shown_that_do_not_stand_in_both() {
        let short = only_apart(["キウイ", "キウイ\nそば"], Lang::Ja);
        assert_eq!(short, ["キウイ", "キウイ / そば"]);
        let (row, more) = ("あ".repeat(50), "い".repeat(50));
        let one = format!("{row}\n  対処: 休む");
        let [was, is] = only_apart([&one, &format!("{one}\n{more}\n  対処: 話す")], Lang::Ja);
        assert_eq!(was, "（ほかは同じ）");
        assert_eq!(is, format!("{more} / 対処: 話す （ほかは同じ）"));
    }

    #[test]
    fn of_rows_that_only_changed_places_nothing_is_said_to_be_empty() {
        let (one, two) = ("あ".repeat(50), "い".repeat(50));
        let texts = [format!("{one}\n{two}"), format!("{two}\n{one}")];
        let [was, is] = only_apart([&texts[0], &texts[1]], Lang::Ja);
        assert_eq!(was, format!("{one} / {two}"));
        assert_eq!(is, format!("{two} / {one}"));
        let twice = format!("{one}\n{one}\n{two}");
        let [was, is] = only_apart([&twice, &texts[0]], Lang::En);
        assert_eq!(
            [was, is],
            [format!("{one} / {one} / {two}"), format!("{one} / {two}")]
        );
        // What is filled on one side only is not written on the other.
        let [was, _] = only_apart(["", &texts[0]], Lang::Ja);
        assert_eq!(was, "記入なし");
    }

    #[test]
    fn a_suggestion_out_of_what_is_no_fact_says_so() {
        for (lang, mark) in [(Lang::Ja, "見立て"), (Lang::En, "view")] {
            let value = Value {
                state: FieldState::Unchecked,
                source: Source::Person,
                as_of: Day::from_ymd(2026, 12, 1).unwrap(),
            };
            let from = |from| Suggestion {
                field: FieldId::TasksOpen,
                from,
                value: value.clone(),
            };
            let said = |field| suggested(&from(field), lang);
            assert!(said(FieldId::WishesReasonOffice).contains(mark));
            assert!(!said(FieldId::ContractEnd).contains(mark));
        }
    }

    #[test]
    fn each_way_of_declining_names_one_next_step_and_the_roles_that_take_it() {
        let ways = [Decline::NotTaken, Decline::SentBack, Decline::TryOther];
        for lang in Lang::ALL {
            let said = ways.map(|it| next_after(it, lang));
            assert_ne!(said[0], said[1]);
            assert_ne!(said[1], said[2]);
            for text in said {
                for role in roles_with(Step::Draft) {
                    assert!(text.contains(label::role(role, lang)), "{text}");
                }
            }
        }
    }
}
