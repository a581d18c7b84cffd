//! Forms and panes as somebody at work meets them: what was taken back stands above the answer for it, a reason says what
//! it leads to, and words that are needed are asked for where they are typed.
//!
//! The player and the sample views are those of `scenes`.

use std::collections::BTreeMap;

use crate::domain::case::{FieldState, Value};
use crate::domain::handover::changed::Changed;
use crate::domain::handover::dossier::{Bearing, Ending, Phase, Stop, WithdrawalAnswer, Withdrawn};
use crate::domain::handover::entry::{
    Act as Entry, Decline, Discontinuation, Handling, Outcome, Side, Withdrawal,
};
use crate::domain::handover::permit::Step;
use crate::domain::handover::turn::{Task, Why};
use crate::domain::id::{CaseId, OfferNo, QuestionNo};
use crate::domain::section::ItemId;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, label};
use crate::tui::act::Reply;
use crate::tui::room::handover::{Deed, DossierView, EntryView, Found, PreviewSection};
use crate::tui::scenes::{
    COLOUR, Player, at_work, day, dossier_view, duty, handovers_view, in_room, picture, taken,
    today_view,
};
use crate::tui::screen::Screen;
use crate::tui::screen::step::goods::addable;
use crate::tui::theme::Theme;
use crate::workflow::condition::{Condition, Met};
use crate::workflow::folder::Lost;
use crate::workflow::handover::Which;
use crate::workflow::newer::Newer;
use crate::workflow::view::Trouble;

/// The states worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let form = |view, keys| in_view(view, &format!("<tab><enter>{keys}"), lang, theme);
    let decline = only(Step::Decline, lang);
    vec![
        ("dossier-handle", form(taken_back(lang), "<right>")),
        ("dossier-recall", form(only(Step::Recall, lang), "")),
        (
            "dossier-recall-long",
            form(
                only(Step::Recall, lang),
                &format!(
                    "{}<up><up>",
                    (1..=30).map(|it| format!("{it}\n")).collect::<String>()
                ),
            ),
        ),
        ("dossier-decline", form(decline, "<right><f10>")),
        ("dossier-add", form(changed(lang), "")),
        ("dossier-added", in_view(added(lang), "<down>", lang, theme)),
        (
            "dossier-condition",
            in_view(conditional(lang), "<tab>", lang, theme),
        ),
        (
            "dossier-nameless",
            in_view(ended(lang), "<tab><tab>", lang, theme),
        ),
        (
            "dossier-stopped",
            in_view(stopped(lang), "<tab><tab><tab>", lang, theme),
        ),
        ("dossier-lost", in_view(lost(lang), "<tab>", lang, theme)),
    ]
}

pub(crate) fn in_view(view: DossierView, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play(keys);
    player
}

/// A handover in which this one step is open.
pub(crate) fn only(step: Step, lang: Lang) -> DossierView {
    DossierView {
        steps: vec![(step, None)],
        ..dossier_view(lang)
    }
}

/// Two items were taken back after the release, and nobody has answered for them yet.
fn taken_back(lang: Lang) -> DossierView {
    let items = [ItemId::Health, ItemId::Tasks];
    let mut view = only(Step::Handle, lang);
    view.state.withdrawals = vec![Withdrawn {
        side: Side::Sender,
        number: 9,
        scope: Withdrawal::Items(items.into_iter().collect()),
        bearing: Bearing::Current,
        answer: WithdrawalAnswer::Owed,
    }];
    view
}

/// One section says something else than when it was handed over, another one the same.
fn changed(lang: Lang) -> DossierView {
    let mut view = only(Step::Add, lang);
    let of = |view: &DossierView, at: usize| PreviewSection {
        id: view.sections[at].id,
        found: Found::Right,
        fields: view.sections[at].fields.clone(),
    };
    let (same, mut other) = (of(&view, 0), of(&view, 1));
    other.fields.clear();
    view.preview = vec![same, other];
    view
}

/// An addition changed a section that was read.
pub(crate) fn added(lang: Lang) -> DossierView {
    let mut view = dossier_view(lang);
    let section = &view.sections[1];
    let (field, now) = section.fields[0].clone();
    let then = Value {
        state: FieldState::Nothing,
        ..now.clone()
    };
    let all = vec![Changed {
        field,
        sent: Some(then),
        now: Some(now),
    }];
    view.newer = BTreeMap::from([(section.id, Newer::Fields(all))]);
    view
}

/// The other office would take the person on a condition.
pub(crate) fn conditional(lang: Lang) -> DossierView {
    let mut view = dossier_view(lang);
    view.line.side = Side::Sender;
    let again = Task::OfferAgain(Why::Condition);
    view.line.duties = vec![duty(Side::Sender, again, Some(day(12, 20)))];
    view.steps = [Step::Submit, Step::Recall].map(|it| (it, None)).to_vec();
    view.condition = Some(Condition {
        offer: OfferNo::FIRST,
        on: day(12, 9),
        by: "見本 花子".to_owned(),
        text: "火曜だけなら".to_owned(),
        met: Met::NotYet,
    });
    view
}

/// It was declined: what was here is destroyed, the name and the words with it.
fn ended(lang: Lang) -> DossierView {
    let mut view = dossier_view(lang);
    view.line.person.clear();
    let said = |act| EntryView {
        side: Side::Receiver,
        written: day(12, 9),
        act,
        words: Vec::new(),
    };
    let offer = OfferNo::FIRST;
    view.entries.push(said(Entry::Declined {
        offer,
        decline: Decline::YesIf,
    }));
    view
}

fn lost(lang: Lang) -> DossierView {
    let mut view = dossier_view(lang);
    view.line.trouble = Some(Trouble::Lost(Lost::Claimed { seen: 6 }));
    view
}

/// Two entries of one number.
fn stopped(lang: Lang) -> DossierView {
    let mut view = dossier_view(lang);
    view.line.phase = Phase::Stopped;
    view.state.stop = Some(Stop::Fork {
        side: Side::Sender,
        number: 6,
    });
    view
}

fn title(player: &Player) -> String {
    let drawn = picture(&player.draw((80, 24)).0);
    drawn.lines().next().unwrap().to_owned()
}

#[test]
fn what_is_missing_is_named_above_the_form_until_it_is_there() {
    for (lang, said) in [
        (Lang::Ja, "x 理由・内容: 入れてください。"),
        (Lang::En, "x Reason or details: "),
    ] {
        let keys = "<tab><enter><right><f10>";
        let mut player = in_view(only(Step::Decline, lang), keys, lang, COLOUR);
        assert!(player.shows(said), "{said}");
        player.play("a");
        assert!(!player.shows(said), "{said}");
    }
}

#[test]
fn whoever_answers_for_a_withdrawal_sees_what_was_taken_back() {
    let player = in_view(taken_back(Lang::Ja), "<tab><enter>", Lang::Ja, COLOUR);
    for item in [ItemId::Health, ItemId::Tasks] {
        assert!(player.shows(label::item(item, Lang::Ja)), "{item:?}");
    }
    assert!(!player.shows(label::item(ItemId::Medication, Lang::Ja)));
}

#[test]
fn words_are_asked_for_where_they_are_typed_and_only_where_they_are_needed() {
    let text = String::new;
    for (view, keys, expected) in [
        (
            taken_back(Lang::Ja),
            "<right>",
            Some(Deed::Handle(Handling::Returned, text())),
        ),
        (taken_back(Lang::Ja), "<right><right><right>", None),
        (
            only(Step::FollowUp, Lang::Ja),
            "<right>",
            Some(Deed::FollowUp(None, Outcome::GoingWell, text())),
        ),
        (only(Step::FollowUp, Lang::Ja), "<right><right>", None),
        (
            only(Step::Discontinue, Lang::Ja),
            "<right>",
            Some(Deed::Discontinue(Discontinuation::Died, text())),
        ),
        (only(Step::Decline, Lang::Ja), "<right>", None),
    ] {
        let mut player = in_view(view, "<tab><enter>", Lang::Ja, COLOUR);
        player.play(keys);
        player.requests();
        player.play("<f10>");
        match expected {
            Some(deed) => {
                if matches!(player.app.top(), Screen::Question(_)) {
                    player.play("<f10>");
                }
                assert_eq!(taken(&mut player), deed);
            }
            None => {
                assert_eq!(player.requests(), [], "{keys}");
                assert!(
                    player.app.top().stand().takes_text(),
                    "{keys}: the words are next"
                );
                assert!(player.shows("入れてください"), "{keys}");
            }
        }
    }
}

#[test]
fn only_what_has_changed_is_offered_for_an_addition() {
    let view = changed(Lang::Ja);
    let other = view.preview[1].id;
    assert_eq!(addable(&view), [other]);
    let mut player = in_view(view.clone(), "<tab><enter><enter>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10><f10>");
    assert_eq!(taken(&mut player), Deed::Add(Which::These(vec![other])));

    let mut same = view;
    same.preview.truncate(1);
    let mut player = in_view(same, "", Lang::Ja, COLOUR);
    player.requests();
    player.play("<tab><enter>");
    assert_eq!(player.requests(), []);
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    assert!(player.shows("渡した後に変わった章はありません"));
}

#[test]
fn what_stopped_a_handover_is_said_at_its_head_and_whose_turn_it_is_stays() {
    let mut player = in_view(stopped(Lang::Ja), "<tab>", Lang::Ja, COLOUR);
    assert!(player.shows("この引継ぎは停止しています"));
    assert!(
        player.shows("- あなたの番: 2章を読む"),
        "the first duty too"
    );
    player.play("<tab><tab>");
    assert!(player.shows("送り手の6番の記録が、二通りあります"));
}

#[test]
fn nothing_is_asked_where_everything_was_read() {
    let mut view = dossier_view(Lang::Ja);
    for section in &mut view.sections {
        section.reading = Some(crate::domain::handover::entry::Reading::Understood);
    }
    let mut player = in_view(view, "", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f7>");
    assert_eq!(player.requests(), []);
    assert!(player.shows("確認済みです"));
}

#[test]
fn the_title_keeps_the_phase_and_says_where_a_name_was_destroyed() {
    let mut view = dossier_view(Lang::Ja);
    let phase = label::handover::phase(view.line.phase, Lang::Ja);
    view.line.person = "ｶｸｳ ﾐﾎ\u{3000}".to_owned() + &"架空 ".repeat(30);
    let long = title(&in_view(view, "", Lang::Ja, COLOUR));
    assert!(long.ends_with(&format!("..  {phase}")), "{long}");
    let nameless = title(&in_view(ended(Lang::Ja), "", Lang::Ja, COLOUR));
    assert!(nameless.contains("（氏名は消去済み）"), "{nameless}");
}

#[test]
fn a_row_is_found_by_what_stands_in_it_also_where_the_name_is_gone() {
    let player = in_room(
        "3",
        handovers_view(),
        "<f3>消去済み<enter>",
        Lang::Ja,
        COLOUR,
    );
    assert!(
        player.shows(">   送      完了"),
        "{}",
        picture(&player.draw((80, 24)).0)
    );
}

/// Today sends whoever looks for the next office here, to read why.
#[test]
fn a_declined_handover_opens_at_what_was_said() {
    let mut view = ended(Lang::Ja);
    view.line.phase = Phase::Declined;
    let of_itself = EntryView {
        act: Entry::Erased,
        ..view.entries[0].clone()
    };
    view.entries.push(of_itself);
    let player = in_view(view, "", Lang::Ja, COLOUR);
    let said = say(Lang::Ja, &Say::PaneSaid);
    assert!(player.shows(&format!("[{said}]")));
    let drawn = picture(&player.draw((120, 40)).0);
    let selected = drawn.lines().find(|it| it.starts_with(" > "));
    let selected = selected.expect("an entry is selected");
    assert!(!selected.contains("消去"), "{selected}");
    let kind = label::handover::decline(Decline::YesIf, Lang::Ja);
    assert!(player.shows(kind), "what was said of it stands beside");
}

#[test]
fn from_a_handover_that_came_to_nothing_one_key_begins_the_next() {
    let mut view = ended(Lang::Ja);
    view.line.side = Side::Sender;
    view.line.case = Some(CaseId::from_bytes([5; 16]));
    for (phase, ending, leads) in [
        (
            Phase::Declined,
            Some(Ending::Declined(Decline::NotTaken)),
            true,
        ),
        (Phase::Recalled, Some(Ending::Recalled), true),
        (Phase::Lapsed, Some(Ending::Lapsed), true),
        (Phase::NotStarted, Some(Ending::NotStarted), true),
        (Phase::Closed, None, false),
    ] {
        view.line.phase = phase;
        view.state.endings = ending.into_iter().collect();
        let mut player = in_view(view.clone(), "", Lang::Ja, COLOUR);
        assert_eq!(player.shows("F8 新しい引継ぎ"), leads, "{phase:?}");
        player.play("<f8>");
        let begins = matches!(player.app.top(), Screen::Begin(_));
        assert_eq!(begins, leads, "{phase:?}");
    }
}

#[test]
fn what_a_condition_asks_for_is_another_offer_before_a_recall() {
    let mut view = taken_back(Lang::Ja);
    view.steps = [Step::Recall, Step::Submit].map(|it| (it, None)).to_vec();
    let again = Task::OfferAgain(Why::Condition);
    view.line.duties = vec![duty(Side::Receiver, again, None)];
    let player = in_view(view, "<tab>", Lang::Ja, COLOUR);
    assert!(player.shows("> + 承認を求める"));
    assert!(player.shows("+ 取り下げる"));
}

#[test]
fn the_first_duty_has_the_first_step_and_what_takes_back_never_comes_first() {
    let number = 9;
    let handle = Task::Handle {
        side: Side::Sender,
        number,
    };
    let again = Task::OfferAgain(Why::Condition);
    let answer = Task::Answer(QuestionNo::FIRST);
    for (first, second, steps, shown) in [
        (
            handle,
            Task::FollowUp(0),
            [Step::FollowUp, Step::Handle],
            "撤回への対応を記録する",
        ),
        (again, answer, [Step::Recall, Step::Answer], "回答する"),
    ] {
        let mut view = taken_back(Lang::Ja);
        view.steps = steps.map(|it| (it, None)).to_vec();
        view.line.duties = vec![
            duty(Side::Receiver, first, None),
            duty(Side::Receiver, second, Some(day(12, 11))),
        ];
        let player = in_view(view, "<tab>", Lang::Ja, COLOUR);
        assert!(player.shows(&format!("> + {shown}")), "{shown}");
    }
}

/// Nobody has to look for what is new among fourteen fields.
#[test]
fn what_an_addition_changed_stands_first_with_both_values_and_is_marked_among_the_others() {
    let view = added(Lang::Ja);
    let changed = view.sections[1].fields[0].0;
    let field = label::field(changed, Lang::Ja);
    let without = in_view(dossier_view(Lang::Ja), "<down>", Lang::Ja, COLOUR);
    assert!(!without.shows("追補で変わった欄"));
    let player = in_view(view, "<down>", Lang::Ja, COLOUR);
    let drawn = picture(&player.draw((120, 40)).0);
    for told in [format!("追補で変わった欄: {field}"), "前: なし".into()] {
        assert!(drawn.contains(&told), "{told}: {drawn}");
    }
    let marked = format!("! {}", label::voiced(changed, Lang::Ja));
    assert!(drawn.contains(&marked), "{drawn}");
}

/// What an addition sends goes past no approver: it is shown and asked about.
#[test]
fn an_addition_shows_what_it_sends_and_asks_whether_the_person_saw_it() {
    let view = changed(Lang::Ja);
    let sent = view.sections[1].fields[0].0;
    let mut player = in_view(view, "<tab><enter>", Lang::Ja, COLOUR);
    let field = label::field(sent, Lang::Ja);
    assert!(player.shows(field) && player.shows("前: ") && player.shows("いま: 記入なし"));
    player.play(" <f10>");
    let asked = question(&player);
    assert!(
        asked.contains(&format!("追補で送る欄: {field}。")),
        "{asked}"
    );
    assert!(asked.contains("本人は、この内容を見ましたか"), "{asked}");
}

/// The words of a condition stand where whoever answers it begins, and are asked about before it is answered.
#[test]
fn a_condition_stands_at_the_head_beside_the_first_step_and_in_the_question_of_the_offer() {
    let mut view = conditional(Lang::Ja);
    let player = in_view(view.clone(), "<tab>", Lang::Ja, COLOUR);
    let drawn = picture(&player.draw((80, 24)).0);
    assert_eq!(drawn.matches("火曜だけなら").count(), 2, "{drawn}");
    assert!(drawn.contains("見本 花子"), "{drawn}");
    view.steps = vec![(Step::Offer, None)];
    let mut player = in_view(view.clone(), "<tab><enter>", Lang::Ja, COLOUR);
    assert!(player.shows("火曜だけなら"), "beside the form");
    player.play("<f10>");
    assert!(question(&player).contains("本人と当所がこの条件を受け入れることを確かめて"));
    // Whoever reads the next offer is told what it was about; its question names no condition any more.
    let put = view.condition.as_mut().expect("it was put");
    put.met = Met::OfferedAnew;
    let mut player = in_view(view, "<tab><enter>", Lang::Ja, COLOUR);
    player.play("<f10>");
    assert!(!question(&player).contains("条件"));
}

fn question(player: &Player) -> String {
    match player.app.top() {
        Screen::Question(it) => format!("{it:?}"),
        other => panic!("{other:?}"),
    }
}
