//! What is typed and not saved: kept while it is typed, listed, led back to, thrown away. Driven by keys.
//!
//! The sections of a case have theirs beside their other scenes.

use std::time::Duration;

use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId};
use crate::domain::section::SectionId;
use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::tui::act::{Reply, Request, Told};
use crate::tui::room::draft::{Ask, Part, Place, Words, parts};
use crate::tui::room::handover::{Ask as HandoverAsk, Deed};
use crate::tui::room::today::{TodayView, Unsaved};
use crate::tui::scenes::{
    COLOUR, Lookups, Player, at_work, dossier_view, form_at, in_dossier, in_prepared, taken,
    today_view,
};
use crate::tui::screen::Screen;
use crate::tui::screen::content::Ask as Asks;
use crate::tui::screen::unsaved::Unsaved as Form;
use crate::tui::theme::Theme;

const ID: HandoverId = HandoverId::from_bytes([7; 16]);

/// The states worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    vec![
        ("today-unsaved", at_work(unsaved_today(), lang, theme)),
        ("step-recalled", recalled(lang, theme)),
    ]
}

pub(crate) fn question() -> Place {
    let form = Form::Step(ID, Step::Ask, Asks::Question(SectionId::Crisis));
    form.place().unwrap()
}

pub(crate) fn words(pieces: &[(&str, &str)]) -> Words {
    let pieces = pieces.iter();
    Words(
        pieces
            .map(|(name, text)| ((*name).into(), (*text).into()))
            .collect(),
    )
}

pub(crate) fn unsaved_today() -> TodayView {
    let person = || "ガｸｳ ﾐﾎ　架空 見穂".to_owned();
    let section = Form::Section(CaseId::from_bytes([5; 16]), SectionId::Health);
    TodayView {
        unsaved: vec![
            Unsaved {
                place: question(),
                person: person(),
            },
            Unsaved {
                place: section.place().unwrap(),
                person: person(),
            },
            Unsaved {
                place: Form::NewCase.place().unwrap(),
                person: String::new(),
            },
        ],
        ..today_view()
    }
}

#[test]
fn what_is_typed_and_not_saved_stands_beside_the_groups_of_the_sum() {
    let player = at_work(today_view(), Lang::Ja, COLOUR);
    assert!(player.shows("承認0 自分2 当所ほか1"), "no form is open");
    assert!(!player.shows("書きかけ"));
    let player = at_work(unsaved_today(), Lang::Ja, COLOUR);
    assert!(
        player.shows("承認0 自分2 当所ほか1"),
        "no line waits for them"
    );
    assert!(player.shows("引継ぎ5 書きかけ3"));
}

fn recalled(lang: Lang, theme: Theme) -> Player {
    let found = words(&[("question", "席の希望を教えてください。")]);
    let player = in_dossier("<down>", lang, theme);
    let mut player = player.with_lookups(Lookups::Found(found));
    player.play("<f8>");
    player
}

/// What is asked about drafts, without what stood in the form untouched.
pub(crate) fn asked(player: &mut Player) -> Vec<Ask> {
    let typed = |words: Words| {
        let all = words.0.into_iter();
        let typed =
            |(piece, _): &(String, String)| !matches!(parts(piece).1, Some((Part::Stood, _)));
        Words(all.filter(typed).collect())
    };
    let whole = asked_whole(player).into_iter();
    let whole = whole.map(|it| match it {
        Ask::Keep(form, words) => Ask::Keep(form, typed(words)),
        other => other,
    });
    whole.collect()
}

/// What is asked about drafts.
pub(crate) fn asked_whole(player: &mut Player) -> Vec<Ask> {
    let drafts = player.requests().into_iter().filter_map(|it| match it {
        Request::Draft(ask) => Some(ask),
        _ => None,
    });
    drafts.collect()
}

pub(crate) fn later(player: &mut Player) -> Vec<Ask> {
    player.wait(Duration::from_secs(1));
    asked(player)
}

#[test]
fn what_is_typed_for_a_step_is_kept_and_forgotten_once_the_step_is_taken() {
    let mut player = in_dossier("<down><f8>", Lang::Ja, COLOUR);
    assert_eq!(
        asked(&mut player).last(),
        Some(&Ask::Find(form_at(question())))
    );
    assert_eq!(later(&mut player), [], "an empty form is nothing to keep");
    player.play("席は");
    let kept = later(&mut player);
    let typed = words(&[("question", "席は")]);
    assert_eq!(kept, [Ask::Keep(form_at(question()), typed)]);
    player.play("窓側ですか。<f10><f10>");
    player.answer(Reply::Refused(Told::say(Say::LockWrong)));
    assert!(
        matches!(later(&mut player)[..], [Ask::Keep(..)]),
        "a refused step loses nothing"
    );
    assert!(player.shows("席は窓側ですか。"));
    player.play("<f10><f10>");
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    assert_eq!(asked(&mut player).last(), Some(&Ask::Drop(question())));
}

#[test]
fn a_step_left_by_esc_or_by_sigterm_is_kept_and_given_up_only_after_a_question() {
    for way in ["<esc>", "<c-q><f10>"] {
        let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
        player.effects.clear();
        player.play(way);
        let kept = asked(&mut player);
        let typed = words(&[("question", "席は")]);
        assert_eq!(kept, [Ask::Keep(form_at(question()), typed)], "{way}");
    }
    let mut player = recalled(Lang::Ja, COLOUR);
    assert!(player.shows("前回の続き") && player.shows("席の希望を"));
    player.play("<f4><enter>");
    assert!(player.shows("席の希望を"), "Enter is no");
    player.play("<f4><f10>");
    assert!(!player.shows("席の希望を") && !player.shows("前回の続き"));
    player.effects.clear();
    assert_eq!(later(&mut player), [Ask::Drop(question())]);
}

#[test]
fn what_is_chosen_and_ticked_comes_back_too_and_what_stood_there_is_no_draft() {
    let mut player = in_prepared("<tab><tab><home><enter>", Lang::Ja, COLOUR);
    player.effects.clear();
    assert_eq!(later(&mut player), [], "what is usual was not typed");
    player.play("<tab><tab><down><enter><tab><tab>R9.3.31<tab><tab><right>");
    player.wait(Duration::from_secs(1));
    let kept = asked_whole(&mut player);
    let [Ask::Keep(opened, typed)] = &kept[..] else {
        panic!("{kept:?}")
    };
    let form = Form::Step(ID, Step::RecordConsent, Asks::Consent);
    assert_eq!(Some(&opened.place), form.place().as_ref());
    let again = in_prepared("<tab><tab><home>", Lang::Ja, COLOUR);
    let mut again = again.with_lookups(Lookups::Found(typed.clone()));
    again.play("<enter>");
    for shown in ["R9.3.31", "1/26", "2/2"] {
        assert!(again.shows(shown), "{shown}");
    }
    again.effects.clear();
    assert_eq!(later(&mut again), [], "it is kept already");
    again.play("<f10><f10>");
    let Deed::RecordConsent(draft) = taken(&mut again) else {
        panic!("it is complete")
    };
    assert_eq!((draft.items.len(), draft.returned.len()), (1, 3));
}

#[test]
fn the_word_that_takes_all_back_is_typed_each_time() {
    let keys = "<tab><tab><home><down><down><enter>すべて";
    let mut player = in_prepared(keys, Lang::Ja, COLOUR);
    assert_eq!(later(&mut player), []);
    player.play("<esc>");
    assert_eq!(asked(&mut player), []);
}

#[test]
fn today_lists_what_was_not_saved_leads_there_and_throws_it_away() {
    let mut player = at_work(unsaved_today(), Lang::Ja, COLOUR);
    assert!(player.shows("書きかけ") && player.shows("照会する: クライシスプラン"));
    player.requests();
    player.play("<enter>");
    let ticket = player.ticket();
    assert_eq!(
        player.requests(),
        [Request::Handover(HandoverAsk::Show(ID))]
    );
    let shown = Reply::Dossier(Box::new(dossier_view(Lang::Ja)));
    player.reply(ticket, shown);
    assert!(matches!(player.app.top(), Screen::Step(_)));
    assert_eq!(asked(&mut player), [Ask::Find(form_at(question()))]);

    let mut player = at_work(unsaved_today(), Lang::Ja, COLOUR);
    player.requests();
    player.play("<down><down><enter>");
    assert!(matches!(player.app.top(), Screen::Section(_)));

    let mut player = at_work(unsaved_today(), Lang::Ja, COLOUR);
    player.requests();
    player.play("<f4><enter>");
    assert_eq!(player.requests(), [], "Enter is no");
    player.play("<f4><f10>");
    let dropped = Request::Draft(Ask::Drop(question()));
    assert_eq!(player.requests(), [dropped, Request::Today]);
}

pub(crate) fn unlock(player: &mut Player, who: &str) {
    player.play("ひみつのことば<f10>");
    player.answer(Reply::Unlocked { who: who.into() });
    player.answer(Reply::Today(Box::new(unsaved_today())));
}

#[test]
fn whoever_is_back_after_the_lock_is_led_to_where_they_were_typing() {
    let locked = || {
        let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
        player.play("<c-l><enter>");
        player.effects.clear();
        player
    };
    let mut player = locked();
    unlock(&mut player, "見本 花子");
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    player.lookups = Lookups::Found(words(&[("question", "席は")]));
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    assert!(matches!(player.app.top(), Screen::Step(_)));
    assert!(player.shows("席は") && player.shows("前回の続き"));

    let mut other = locked();
    unlock(&mut other, "架空 次郎");
    assert!(
        matches!(other.app.top(), Screen::Today(_)),
        "it is not theirs"
    );
}
