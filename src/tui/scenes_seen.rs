//! Steps of a handover say what was seen and chosen, and nothing else.
//!
//! What the desk makes of them is tried in `walk`.

use ratatui::layout::Rect;

use crate::domain::answer::{Raw, RawCell};
use crate::domain::handover::changed::Changed;
use crate::domain::handover::dossier::Phase;
use crate::domain::handover::entry::{Act as Entry, Finding, Side, Verdict};
use crate::domain::handover::guard::Refusal;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::handover::words::WordKey;
use crate::domain::id::{HandoverId, OfferNo, QuestionNo, ReadBackNo};
use crate::domain::key_fact::KeyFact;
use crate::domain::section::{FieldId, SectionId};
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, label};
use crate::tui::act::{Reply, Request, Told as Refused};
use crate::tui::room::handover::{Ask, Deed, DossierView, EntryView};
use crate::tui::scenes::{
    COLOUR, Player, at_work, day, dossier_view, in_dossier, in_prepared, picture, prepared_view,
    read_back_form, read_back_of, taken, today_view, value,
};
use crate::tui::scenes_prepare::{checking, read_back};
use crate::tui::screen::Screen;
use crate::tui::screen::content::{Ask as StepAsk, facts};
use crate::tui::screen::step::StepForm;
use crate::workflow::Problem;
use crate::workflow::handover::Told;

/// A dossier of which these are all steps, with the first of them selected.
fn with_steps(steps: Vec<(Step, Option<Denied>)>) -> Player {
    let mut view = dossier_view(Lang::Ja);
    view.steps = steps;
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    if !player.shows("[できること]") {
        player.play("<tab>");
    }
    player
}

/// A newer form that ends sooner is not exceeded, though the offer names a later day.
#[test]
fn beside_what_was_offered_stands_the_last_day_that_counts_and_what_the_other_office_was_told() {
    let mut view = dossier_view(Lang::Ja);
    let said = |view: &DossierView| {
        let lines = facts(view, Lang::Ja).into_iter().map(|(_, it)| it);
        let lines = lines.filter(|it| it.contains("同意の期限"));
        lines.collect::<Vec<_>>()
    };
    let [alone] = &said(&view)[..] else {
        panic!("{:?}", said(&view));
    };
    assert!(alone.contains("令和9年3月31日"), "{alone}");
    view.ends_sooner = Some(day(12, 20));
    let [counts, told] = &said(&view)[..] else {
        panic!("{:?}", said(&view));
    };
    assert!(counts.contains("令和8年12月20日"), "{counts}");
    assert!(
        told.contains("相手に伝えてある") && told.contains("令和9年3月31日"),
        "{told}"
    );
}

/// The allergy that was offered, and what somebody wrote here since.
pub(crate) fn learnt() -> Vec<Changed> {
    let said = |text: &str| {
        let raw = Raw::Texts(vec![text.to_owned()]);
        Some(value(FieldId::HealthAllergies, raw).1)
    };
    vec![Changed {
        field: FieldId::HealthAllergies,
        sent: said("キウイ"),
        now: said("ペニシリン"),
    }]
}

#[test]
fn what_was_learnt_after_the_offer_stands_in_red_where_the_read_back_is_checked_and_released() {
    use crate::tui::screen::content;
    use crate::tui::theme::Role;
    for (step, ask) in [
        (Step::Check, StepAsk::Check),
        (Step::Release, StepAsk::Release),
    ] {
        let mut view = dossier_view(Lang::Ja);
        view.entries.push(read_back());
        view.steps = vec![(step, None)];
        let form = |view: &DossierView| {
            let id = HandoverId::from_bytes([7; 16]);
            let form = StepForm::new(id, step, ask, view);
            Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR)
        };
        assert!(!form(&view).shows("変わりました"), "{step:?}");
        view.changed = learnt();
        let player = form(&view);
        for told in [
            "提供のあとに当所で変わりました",
            "キウイ",
            "ペニシリン",
            "改めて提供",
        ] {
            assert!(player.shows(told), "{step:?}: {told}");
        }
        let lines = content::changed(&view, Lang::Ja);
        let red = lines.iter().filter(|(role, _)| *role == Role::Bad);
        assert_eq!(red.count(), 3, "{lines:?}");
    }
    // Whoever opens the handover sees it at once.
    let mut view = dossier_view(Lang::Ja);
    view.changed = learnt();
    view.steps = vec![(Step::Recall, None)];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    assert!(player.shows("[できること]") && player.shows("当所で変わりました"));
    // What is found right is what was offered, and the words say so.
    let player = checking(Lang::Ja, COLOUR);
    assert!(player.shows("提供した内容") && !player.shows("当所の記載"));
}

#[test]
fn a_verdict_is_chosen_and_names_the_read_back_that_is_shown() {
    let mut player = checking(Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    assert!(player.shows("まだ選ばれていません"));
    assert_eq!(player.requests(), []);
    player.play("<right>");
    assert!(!player.shows("まだ選ばれていません"));
    player.play("<f10>");
    assert!(player.deeds().is_empty() && player.shows("を行いますか"));
    player.play("<f10>");
    let right = Deed::Check(ReadBackNo::FIRST, Verdict::Right, String::new());
    assert_eq!(taken(&mut player), right);
}

#[test]
fn what_is_compared_side_by_side_is_marked_by_the_reader_only() {
    let mut player = read_back_form("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    assert_eq!(player.requests(), []);
    assert!(player.shows("まだ選ばれていません"));
    assert!(
        player.shows(label::field(FieldId::CrisisYellow, Lang::Ja)),
        "what is to be compared stands above"
    );
    player.play("<right><right><f10><f10>");
    let Deed::ReadBack(form) = taken(&mut player) else {
        panic!("no read-back")
    };
    assert_eq!(form.facts[2].1, Told::Marked(Finding::Differs));
    assert_eq!(form.facts[0].1, Told::Typed(String::new()));
}

/// A read-back was made and the sender asked for a correction.
pub(crate) fn corrected_view(lang: Lang) -> DossierView {
    let mut view = dossier_view(lang);
    let read_back = ReadBackNo::FIRST;
    let said = |side, act, words: &[(WordKey, &str)]| EntryView {
        side,
        written: view.today,
        act,
        words: words
            .iter()
            .map(|(key, text)| (*key, (*text).into()))
            .collect(),
    };
    let facts = view.state.offer.as_ref().unwrap().manifest.facts.iter();
    let facts = facts.map(|it| (*it, Finding::Same)).collect();
    let of = Entry::ReadBack {
        read_back,
        offer: OfferNo::FIRST,
        facts,
    };
    let again = [
        said(
            Side::Receiver,
            of,
            &[
                (WordKey::By, "見本 花子"),
                (WordKey::Risk1, "眠れない日が二日続く"),
                (WordKey::Risk2, "人混み"),
                (WordKey::Risk3, "急な変更"),
                (WordKey::NextStep, "見学は水曜"),
                (WordKey::FirstAppointment, "12月14日 面談"),
                (WordKey::Typed, "カクウ ミホ / 1998-04-09"),
            ],
        ),
        said(
            Side::Sender,
            Entry::ReadBackChecked {
                read_back,
                verdict: Verdict::Correct,
            },
            &[
                (WordKey::By, "架空 次郎"),
                (WordKey::Text, "見学は木曜です。"),
            ],
        ),
    ];
    view.entries.extend(again);
    view
}

#[test]
fn a_second_read_back_begins_with_the_own_words_of_the_first_and_nothing_else_of_it() {
    let mut player = read_back_of(corrected_view(Lang::Ja), "", Lang::Ja, COLOUR);
    player.requests();
    assert!(player.shows("見学は木曜です。") && player.shows("前の復唱の言葉"));
    assert!(
        !player.shows("カクウ") && !player.shows("1998"),
        "typed anew"
    );
    player.play("<f10>");
    assert!(player.shows("まだ選ばれていません"), "compared anew");
    player.play("<right>");
    player
        .play(&"<backtab>".repeat(4))
        .play("<bs><bs>木曜<f10><f10>");
    let Deed::ReadBack(form) = taken(&mut player) else {
        panic!("no read-back")
    };
    let risks = ["眠れない日が二日続く", "人混み", "急な変更"].map(str::to_owned);
    assert_eq!(form.risks, risks);
    assert_eq!(form.next_step, "見学は木曜", "mended where it was wrong");
    assert_eq!(form.first_appointment, "12月14日 面談");
    for (fact, told) in form.facts {
        let anew = match fact {
            KeyFact::Signs => Told::Marked(Finding::Same),
            _ => Told::Typed(String::new()),
        };
        assert_eq!(told, anew, "{fact:?}");
    }
}

#[test]
fn what_is_taken_over_from_the_last_read_back_is_no_draft() {
    let view = corrected_view(Lang::Ja);
    let id = view.line.id;
    let mut form = StepForm::new(id, Step::ReadBack, StepAsk::ReadBack, &view);
    assert!(form.draft().is_empty());
    form.text("！");
    let draft = form.draft();
    let typed = form.form().typed_words();
    assert_eq!(typed.0.len(), 1, "{typed:?}");
    let mut other = StepForm::new(id, Step::ReadBack, StepAsk::ReadBack, &view);
    other.recall(&draft);
    assert_eq!(other.draft(), draft);
}

#[test]
fn of_a_typed_fact_it_can_be_said_that_the_paper_differs() {
    let mut player = read_back_form("<f10><right><tab><down> <f10><f10>", Lang::Ja, COLOUR);
    let mut asked = player.requests();
    let Some(Request::Handover(Ask::Take(_, deed))) = asked.pop() else {
        panic!("{asked:?}")
    };
    let Deed::ReadBack(form) = *deed else {
        panic!("no read-back")
    };
    let said: Vec<&Told> = form.facts.iter().map(|(_, told)| told).collect();
    let typed = Told::Typed(String::new());
    let (differs, same) = (Finding::PaperDiffers, Finding::Same);
    assert_eq!(said, [&typed, &Told::Marked(differs), &Told::Marked(same)]);
}

#[test]
fn all_of_what_is_compared_can_be_scrolled_to() {
    let mut view = dossier_view(Lang::Ja);
    let cell = |text: &str| Some(RawCell::Text(text.into()));
    let row = |text: &str| vec![cell(text), None, cell(text), cell(text)];
    let red = value(FieldId::CrisisRed, Raw::Rows(vec![row("赤の終わり")]));
    let crisis = view
        .sections
        .iter_mut()
        .find(|it| it.id == SectionId::Crisis);
    crisis.unwrap().fields.push(red);
    let mut player = read_back_of(view, "<f10>", Lang::Ja, COLOUR);
    let at_80 = |player: &Player| picture(&player.draw((80, 24)).0).replace(' ', "");
    assert!(!at_80(&player).contains("赤の終わり"));
    for _ in 0..5 {
        player.play("<pgdn>");
    }
    assert!(at_80(&player).contains("赤の終わり"), "{}", at_80(&player));
}

#[test]
fn a_piece_being_filled_in_is_drawn_however_small_the_window() {
    let mut player = in_dossier("<down><f8>席の希望", Lang::Ja, COLOUR);
    player.play("<f10>");
    player.answer(Reply::Refused(Refused::of(&Problem::Stale)));
    let (_, cursor) = player.draw((60, 16));
    assert!(cursor.y > 3, "{cursor:?}");
}

/// A choice stands first in some forms: an answer typed there at once would be lost without a word.
#[test]
fn text_typed_where_none_goes_is_told_and_letters_that_choose_are_not() {
    let told = say(Lang::Ja, &Say::NoTextHere);
    let mut player = checking(Lang::Ja, COLOUR);
    player.play("生年月日が違います。");
    assert!(player.shows(&told));
    player.play("<right>");
    assert!(!player.shows(&told), "the next key takes it away");
    player.play("l");
    assert!(!player.shows(&told), "l is a key of a choice");
    player.play("<tab>生年月日が違います。");
    assert!(player.shows("生年月日が違います。") && !player.shows(&told));
}

/// The rooms do not open from inside a form, and that is told: the figure pressed next would be typed.
#[test]
fn a_form_says_that_the_rooms_do_not_open_from_it() {
    let told = say(Lang::Ja, &Say::NoRoomsHere);
    let mut player = checking(Lang::Ja, COLOUR);
    assert!(!player.shows(&told));
    player.play("<f2>");
    assert!(player.shows(&told));
}

/// Nothing is typed into or decided on a screen that has no room; locking works all the same.
#[test]
fn a_window_too_small_for_the_screen_takes_no_keys_but_those_that_lead_out() {
    let mut player = in_dossier("<down><f8>席の希望", Lang::Ja, COLOUR);
    player.requests();
    player.app.shown_in(Rect::new(0, 0, 59, 15));
    player.play("は入口側<f10>").play("<esc>");
    assert_eq!(player.deeds(), [], "nothing is asked of the other office");
    player.app.shown_in(Rect::new(0, 0, 60, 16));
    assert!(player.shows("席の希望") && !player.shows("は入口側"));
    player.app.shown_in(Rect::new(0, 0, 59, 15));
    player.play("<c-l>");
    assert!(player.deeds().contains(&Request::Lock));
}

#[test]
fn to_be_done_first_is_what_the_reason_names_and_nothing_where_there_is_none() {
    let open = vec![QuestionNo::FIRST];
    let why = Denied::Refused(Refusal::QuestionsOpen(open));
    let mut player = with_steps(vec![(Step::ReadBack, None), (Step::Accept, Some(why))]);
    assert!(!player.shows("先に済ませること"));
    player.play("<down>");
    assert!(player.shows("先に済ませること") && player.shows("照会が終わっていない"));
    assert!(!player.shows("まだ読んでいない"));
}

#[test]
fn the_steps_begin_with_what_comes_next_once_the_handover_has_moved_on() {
    let steps = vec![(Step::ReadBack, None), (Step::Decline, None)];
    let mut player = with_steps(steps.clone());
    player.play("<down>");
    let mut view = dossier_view(Lang::Ja);
    view.steps = steps;
    let phase = view.line.phase;
    let round = |player: &mut Player, view: &DossierView| {
        player.play("<f5>");
        player.answer(Reply::Synced(Refused::of(&Problem::NoMailbox)));
        player.answer(Reply::Dossier(Box::new(view.clone())));
    };
    round(&mut player, &view);
    assert!(player.shows(">+受入不可とする"), "a round changes nothing");
    view.line.phase = Phase::Accepted;
    assert_ne!(view.line.phase, phase);
    round(&mut player, &view);
    assert!(
        player.shows(">+復唱する"),
        "{}",
        picture(&player.draw((80, 24)).0)
    );
}

fn footer(player: &Player) -> String {
    let drawn = picture(&player.draw((120, 40)).0);
    drawn.lines().last().unwrap().to_owned()
}

#[test]
fn the_footer_names_only_what_can_be_done_where_the_focus_stands() {
    let mut view = dossier_view(Lang::Ja);
    let mut player = in_dossier("", Lang::Ja, COLOUR);
    let shown = footer(&player);
    for key in ["Enter する", "F7 全部確認"] {
        assert!(shown.contains(key), "{key}: {shown}");
    }
    player.play("<tab><tab>");
    assert!(
        !footer(&player).contains("Enter"),
        "what was said is only read"
    );
    for (step, denied) in &mut view.steps {
        if matches!(step, Step::Acknowledge | Step::Ask) {
            *denied = Some(Denied::NoRight);
        }
    }
    player.play("<f5>");
    player.answer(Reply::Synced(Refused::say(Say::Opened)));
    player.answer(Reply::Dossier(Box::new(view)));
    let shown = footer(&player);
    assert!(!shown.contains("F7") && !shown.contains("F8"), "{shown}");
}

#[test]
fn before_an_offer_the_footer_names_what_the_keys_do() {
    let mut player = in_prepared("", Lang::Ja, COLOUR);
    assert!(!footer(&player).contains("F7"), "nothing is confirmed yet");
    let mut view = prepared_view(Lang::Ja);
    let confirm = view.steps.iter_mut().find(|it| it.0 == Step::Confirm);
    confirm.unwrap().1 = None;
    player.play("<f5>");
    player.answer(Reply::Synced(Refused::say(Say::Opened)));
    player.answer(Reply::Dossier(Box::new(view)));
    assert!(footer(&player).contains("F7 本人確認"));
    player.requests();
    player.play("<f8>");
    assert_eq!(player.requests(), []);
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
}
