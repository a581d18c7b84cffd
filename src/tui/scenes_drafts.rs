//! Drafts where the worker is slow, fails, or erases what a form shows; and what is typed while a form is being saved.
//! Driven by keys.
//!
//! That drafts are kept, listed and led back to is in the scenes beside.

use std::time::Duration;

use crate::domain::handover::permit::Step;
use crate::domain::id::HandoverId;
use crate::domain::section::SectionId;
use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::tui::act::{Effect, Input, Moved, Reply, Request, Ticket, Told};
use crate::tui::room::draft::{Answer, Ask, Place, Words};
use crate::tui::room::handover::{Ask as HandoverAsk, Deed};
use crate::tui::rounds::EVERY;
use crate::tui::scenes::{
    COLOUR, IDLE, Lookups, Player, at_work, day, dossier_view, form_at, in_dossier, in_room,
    in_town, staff_view, taken, today_view,
};
use crate::tui::scenes_case::{CASE, NOTES, PERSON, WISHES, case_view, in_case, notes_view, three};
use crate::tui::scenes_steps::in_form;
use crate::tui::scenes_unsaved::{asked, later, question, unlock, unsaved_today, words};
use crate::tui::screen::Screen;
use crate::tui::screen::content::Ask as Asks;
use crate::tui::screen::unsaved::Unsaved as Form;
use crate::tui::theme::Theme;
use crate::workflow::Problem;

const UNSEEN: &str = "画面が出る前に押されたキー";
const ERASED: &str = "もとの内容が消去され";
const STAYS: &str = "処理が終わるまで";
const ID: HandoverId = HandoverId::from_bytes([7; 16]);

/// The state worth a picture.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    vec![("step-erased", over_an_erasure(lang, theme))]
}

fn over_an_erasure(lang: Lang, theme: Theme) -> Player {
    let mut player = in_dossier("<down><f8>席は", lang, theme);
    player.wait(Duration::from_secs(1));
    player.answer(Reply::Draft(erased()));
    player
}

fn erased() -> Answer {
    Answer::Erased(Told::of(&Problem::Erased))
}

fn failed() -> Reply {
    Reply::Draft(Answer::Failed(Told::say(Say::LockBusy)))
}

fn shown() -> Reply {
    Reply::Dossier(Box::new(dossier_view(Lang::Ja)))
}

/// A form with something typed into it, while nobody knows yet what was typed there before.
struct Sought {
    player: Player,
    find: Ticket,
    found: Words,
    /// What of both stands in the form then.
    both: [&'static str; 2],
}

fn slow(player: Player, keys: &str, found: &[(&str, &str)], both: [&'static str; 2]) -> Sought {
    let mut player = player.with_lookups(Lookups::Slow);
    player.effects.clear();
    player.play(keys);
    let find = player.lookup();
    player.effects.clear();
    Sought {
        player,
        find,
        found: words(found),
        both,
    }
}

/// One of each kind.
fn sought() -> [Sought; 5] {
    let in_case = |row| in_case(row, "", Lang::Ja, COLOUR);
    [
        slow(
            in_dossier("<down>", Lang::Ja, COLOUR),
            "<f8>窓側ですか。",
            &[("question", "席は静かですか。")],
            ["席は静かですか。", "窓側ですか。"],
        ),
        slow(
            in_case(PERSON),
            "<enter><end>子",
            &[
                ("person.phone", "answer"),
                ("person.phone#0", "0155-22-2222"),
                ("seen", "2"),
            ],
            ["架空 見穂子", "0155-22-2222"],
        ),
        slow(
            in_case(WISHES),
            "<enter>今日の分",
            &[
                ("wishes.own-words", "answer"),
                ("wishes.own-words#0", "昨日の分"),
                ("seen", "2"),
            ],
            ["昨日の分", "今日の分"],
        ),
        slow(
            in_case(NOTES),
            "<enter><f7>今日の分",
            &[("note", "昨日の分")],
            ["昨日の分", "今日の分"],
        ),
        slow(
            in_room("2", three(), "", Lang::Ja, COLOUR),
            "<f7>みほん",
            &[("person.name", "answer"), ("person.name#0", "見本 一郎")],
            ["みほん", "見本 一郎"],
        ),
    ]
}

fn found(words: &Words) -> Reply {
    Reply::Draft(Answer::Found(words.clone()))
}

fn nothing() -> Reply {
    Reply::Draft(Answer::Nothing)
}

#[test]
fn nothing_is_kept_over_or_forgotten_before_what_is_kept_was_seen() {
    for mut it in sought() {
        assert_eq!(later(&mut it.player), [], "it is not known what is there");
        it.player.reply(it.find, found(&it.found));
        for text in it.both {
            assert!(it.player.shows(text), "{text}");
        }
        assert!(it.player.shows("前回の続き"));
        let kept = later(&mut it.player);
        assert!(matches!(&kept[..], [Ask::Keep(..)]), "{kept:?}");
        assert_eq!(later(&mut it.player), [], "once is enough");
    }
    for mut it in sought() {
        it.player.reply(it.find, nothing());
        let kept = later(&mut it.player);
        assert!(matches!(&kept[..], [Ask::Keep(..)]), "{kept:?}");
    }
}

type Way = fn(&mut Player) -> &mut Player;

/// Every way out of a form that keeps what is typed.
const WAYS: [(&str, Way); 5] = [
    // Twice, for a note is put aside first.
    ("esc", |it| it.play("<esc><esc>")),
    ("lock", |it| it.play("<c-l>")),
    ("idle", |it| it.wait(IDLE)),
    ("sigterm", |it| it.input(Input::Leave)),
    ("quit", |it| it.play("<c-q><f10>")),
];

#[test]
fn a_form_left_before_that_has_both_joined_behind_what_nobody_saw() {
    for (name, way) in WAYS {
        for (mut it, mut shown) in sought().into_iter().zip(sought()) {
            way(&mut it.player);
            let requests = it.player.requests();
            let at = requests.iter().position(|it| matches!(it, Request::Lock));
            let drafts: Vec<Ask> = requests[..at.unwrap_or(requests.len())]
                .iter()
                .filter_map(|it| match it {
                    Request::Draft(ask) => Some(ask.clone()),
                    _ => None,
                })
                .collect();
            let [Ask::Join(_, typed)] = &drafts[..] else {
                panic!("{name}: {requests:?}")
            };
            // What the desk keeps then is what would stand in the form.
            let kept = typed.join(&it.found);
            shown.player.reply(shown.find, found(&it.found));
            let [Ask::Keep(_, words)] = &later(&mut shown.player)[..] else {
                panic!("nothing is kept")
            };
            assert_eq!(sorted(&kept), sorted(words), "{name}");
            // The answer that comes at last finds nobody, and changes nothing.
            it.player.reply(it.find, found(&it.found));
            assert_eq!(asked(&mut it.player), [], "{name}");
        }
    }
}

fn sorted(words: &Words) -> Vec<(String, String)> {
    let mut all = words.0.clone();
    all.sort();
    all
}

#[test]
fn where_nothing_was_typed_meanwhile_nothing_is_asked_when_the_form_is_left() {
    for (name, way) in WAYS {
        let player = in_dossier("<down>", Lang::Ja, COLOUR);
        let mut it = slow(player, "<f8>", &[], ["", ""]);
        way(&mut it.player);
        assert_eq!(asked(&mut it.player), [], "{name}");
    }
}

#[test]
fn a_draft_that_cannot_be_read_is_told_and_looked_for_again_and_never_kept_over() {
    for mut it in sought() {
        it.player.reply(it.find, failed());
        assert!(it.player.shows("使用中"), "it is told");
        assert_eq!(later(&mut it.player), [], "nothing new was typed");
        it.player.play("あ");
        let again = later(&mut it.player);
        assert!(matches!(&again[..], [Ask::Find(_)]), "{again:?}");
    }
    for (name, way) in WAYS {
        for mut it in sought() {
            it.player.reply(it.find, failed());
            way(&mut it.player);
            let drafts = asked(&mut it.player);
            assert!(matches!(&drafts[..], [Ask::Join(..)]), "{name}: {drafts:?}");
        }
    }
}

#[test]
fn a_decision_waits_until_it_is_known_what_was_typed_before() {
    let held = || {
        let player = in_dossier("<down>", Lang::Ja, COLOUR);
        let kept = [("question", "席は静かですか。")];
        let mut it = slow(player, "<f8>窓側ですか。<f10>", &kept, ["", ""]);
        assert_eq!(
            it.player.deeds(),
            [],
            "nobody knows yet what would be saved"
        );
        it
    };
    let mut it = held();
    it.player.wait(Duration::from_millis(400));
    assert!(it.player.shows("処理中"), "what it waits for is said");
    it.player.reply(it.find, nothing());
    it.player.play("<f10>");
    assert!(matches!(taken(&mut it.player), Deed::Ask(_, text) if text == "窓側ですか。"));

    let mut it = held();
    it.player.reply(it.find, failed());
    it.player.play("<f10>");
    let asked = it.player.requests();
    assert!(
        matches!(&asked[..], [Request::Handover(HandoverAsk::Take(..))]),
        "what cannot be read is not forgotten: {asked:?}"
    );

    let mut it = held();
    it.player.play("<down>つづき");
    it.player.reply(it.find, found(&it.found));
    assert_eq!(it.player.deeds(), [], "nobody has seen what would be saved");
    assert!(it.player.shows(UNSEEN) && it.player.shows("席は静かですか。"));
    assert!(!it.player.shows("つづき"));
    it.player.play("<f10><f10>");
    let both = "席は静かですか。\n窓側ですか。";
    assert!(matches!(taken(&mut it.player), Deed::Ask(_, text) if text == both));

    let mut it = held();
    it.player.play("<esc>");
    assert!(matches!(it.player.app.top(), Screen::Dossier(_)));
    let requests = it.player.requests();
    assert!(
        matches!(&requests[..], [Request::Draft(Ask::Join(..))]),
        "left is not saved: {requests:?}"
    );
    it.player.reply(it.find, nothing());
    assert_eq!(it.player.requests(), []);
}

#[test]
fn what_is_pressed_behind_a_decision_that_waits_follows_it_in_its_order() {
    let player = in_case(PERSON, "", Lang::Ja, COLOUR);
    let keys = "<enter><end>子<f10><down><enter>窓側";
    let mut it = slow(player, keys, &[], ["", ""]);
    it.player.lookups = Lookups::Nothing;
    it.player.reply(it.find, nothing());
    let asked = it.player.requests();
    assert!(matches!(asked[..], [.., Request::Case(_)]), "{asked:?}");
    let kept = format!("{:?}", it.player.app.top().draft().0);
    assert!(kept.contains('子') && !kept.contains("窓側"), "{kept}");
}

/// Forms that are being saved, each with the answer that says so.
fn being_saved() -> [(Player, Reply, Place); 3] {
    let mut step = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
    let mut section = in_case(PERSON, "<enter><end>子", Lang::Ja, COLOUR);
    let mut note = in_case(NOTES, "<enter>", Lang::Ja, COLOUR);
    note.answer(notes_view(&[]));
    note.play("<f7>少し休む。");
    step.play("<f10>");
    for player in [&mut step, &mut section, &mut note] {
        player.effects.clear();
        player.play("<f10>");
    }
    let place = |form: Form| form.place().unwrap();
    let Reply::Notes(noted) = notes_view(&["少し休む。"]) else {
        panic!("no notes")
    };
    [
        (step, shown(), question()),
        (
            section,
            Reply::Case(case_view(3)),
            place(Form::Section(CASE, SectionId::Person)),
        ),
        (note, Reply::Noted(noted), place(Form::Note(CASE))),
    ]
}

#[test]
fn what_is_saved_is_kept_before_and_its_draft_goes_with_the_saving_wherever_the_form_is() {
    for (name, way) in WAYS {
        for (mut player, saved, place) in being_saved() {
            let [Effect::Ask(_, Request::Draft(Ask::Keep(form, _))), saving] = &player.effects[..]
            else {
                panic!("{:?}", player.effects)
            };
            assert_eq!(form.place, place);
            let Effect::Ask(ticket, Request::Saving(at, _)) = saving else {
                panic!("{saving:?}")
            };
            assert_eq!(*at, place);
            let ticket = *ticket;
            player.effects.clear();
            way(&mut player);
            assert_eq!(asked(&mut player), [], "{name}: nothing is kept behind it");
            player.reply(ticket, saved);
            let drafts = asked(&mut player);
            let none_but_gone = drafts.iter().all(|it| *it == Ask::Drop(place.clone()));
            assert!(none_but_gone, "{name}: {drafts:?}");
        }
    }
}

#[test]
fn nothing_is_kept_behind_a_saving_that_may_have_been_done() {
    for (name, way) in WAYS {
        for (mut player, _, _) in being_saved() {
            let [Effect::Ask(keep, _), ..] = player.effects[..] else {
                panic!("{:?}", player.effects)
            };
            player.reply(keep, failed());
            player.effects.clear();
            way(&mut player);
            assert_eq!(asked(&mut player), [], "{name}");
        }
    }
}

#[test]
fn why_it_was_not_saved_is_told_also_where_the_form_is_gone() {
    for (name, way) in WAYS {
        if matches!(name, "esc" | "sigterm" | "quit") {
            continue;
        }
        for reply in [
            Reply::Refused(Told::of(&Problem::Stale)),
            Reply::Stale(case_view(3)),
        ] {
            for (mut player, _, _) in being_saved() {
                let ticket = player.ticket();
                way(&mut player);
                player.reply(ticket, reply.clone());
                player.wait(Duration::from_secs(60));
                assert!(player.shows("ほかの人が変更しました"), "{name}");
            }
        }
    }
}

#[test]
fn why_a_step_without_a_form_was_not_taken_is_told_after_its_dossier_was_left() {
    let mut player = in_dossier("<down><enter><f10>", Lang::Ja, COLOUR);
    let ticket = player.ticket();
    player.play("<esc>");
    assert!(matches!(player.app.top(), Screen::Today(_)));
    player.reply(ticket, Reply::Refused(Told::of(&Problem::Stale)));
    assert!(player.shows("ほかの人が変更しました"));
}

#[test]
fn a_form_that_is_being_saved_stays_and_says_so_and_no_key_goes_astray() {
    for (mut player, saved, _) in being_saved() {
        player.play("<esc>");
        assert!(player.shows(STAYS), "esc");
        let before = format!("{:?}", player.app.top());
        player.play("<down><esc>");
        assert_eq!(format!("{:?}", player.app.top()), before);
        player.answer(saved);
        assert!(!matches!(
            player.app.top(),
            Screen::Step(_) | Screen::Section(_)
        ));
        assert!(
            !matches!(player.app.top(), Screen::Today(_) | Screen::Cases(_)),
            "what was beneath is not left with it"
        );
    }
    for (mut player, _, _) in being_saved() {
        let top = std::mem::discriminant(player.app.top());
        player.play("<esc><down>");
        player.answer(Reply::Refused(Told::say(Say::LockBusy)));
        assert_eq!(std::mem::discriminant(player.app.top()), top);
        assert!(player.shows("使用中"), "why it was not saved");
        player.play("<esc>");
        let drafts = asked(&mut player);
        assert!(
            drafts.iter().all(|it| !matches!(it, Ask::Drop(_))),
            "nothing is lost: {drafts:?}"
        );
    }
}

#[test]
fn keys_before_and_behind_esc_go_to_the_screen_that_comes() {
    let mut player = in_dossier("<f8>席は<f10><f10>", Lang::Ja, COLOUR);
    player.play("<down><esc><f8>");
    player.answer(shown());
    assert!(matches!(player.app.top(), Screen::Step(_)));
    let mut player = in_dossier("<down><f8>席は<f10><f10><esc><down><f8>", Lang::Ja, COLOUR);
    player.answer(shown());
    let third = Form::Step(ID, Step::Ask, Asks::Question(SectionId::Tasks));
    let form = player.app.top().draft_form();
    assert_eq!(form.map(|it| it.place), third.place());
}

#[test]
fn every_form_of_a_room_stays_until_it_is_done() {
    let mut player = in_room(
        "6",
        staff_view(),
        "<f7>見本 三郎<tab><tab>",
        Lang::Ja,
        COLOUR,
    );
    player.play("しろい いぬ はしる<tab>しろい いぬ はしる<f10>");
    player.play("<esc>");
    assert!(matches!(player.app.top(), Screen::Sheet(_)) && player.shows(STAYS));
    player.answer(Reply::Done(Told::say(Say::Opened)));
    assert!(matches!(player.app.top(), Screen::Staff(_)));

    let mut player = in_room(
        "3",
        Reply::Refused(Told::say(Say::LockBusy)),
        "",
        Lang::Ja,
        COLOUR,
    );
    player.play("<esc>");
    assert!(
        matches!(player.app.top(), Screen::Today(_)),
        "what shows nothing yet is left at once"
    );
}

#[test]
fn what_could_not_be_kept_is_told_on_the_next_screen_until_a_key_is_pressed() {
    for (name, way) in WAYS {
        if matches!(name, "sigterm" | "quit") {
            continue;
        }
        let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
        player.effects.clear();
        way(&mut player);
        let keep = player.effects.iter().find_map(|it| match it {
            Effect::Ask(ticket, Request::Draft(Ask::Keep(..))) => Some(*ticket),
            _ => None,
        });
        player.reply(keep.unwrap(), failed());
        assert!(player.shows("使用中"), "{name}");
        player.wait(Duration::from_secs(30));
        assert!(player.shows("使用中"), "{name}: nobody may be there");
        player.play("<down>");
        assert!(!player.shows("使用中"), "{name}");
    }
}

#[test]
fn what_could_not_be_kept_in_one_office_is_told_in_the_next() {
    let who = || "見本 花子".into();
    let mut town = in_town();
    town.answer(Reply::Unlocked { who: who() });
    town.answer(Reply::Today(Box::new(today_view())));
    town.play("<enter>").answer(shown());
    town.play("<down><f8>席は");
    town.effects.clear();
    town.play("<f9>");
    let [
        Effect::Ask(keep, Request::Draft(Ask::Keep(..))),
        Effect::Ask(switch, Request::SwitchOffice),
    ] = &town.effects[..]
    else {
        panic!("{:?}", town.effects)
    };
    let (keep, switch) = (*keep, *switch);
    town.reply(keep, failed());
    town.reply(switch, Reply::Unlocked { who: who() });
    town.answer(Reply::Today(Box::new(today_view())));
    assert!(town.shows("使用中"));
    town.play("<f9><f9>");
    assert!(!town.shows("使用中"));
}

#[test]
fn a_keeping_that_was_under_way_when_the_store_was_locked_is_told_too() {
    let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
    player.wait(Duration::from_secs(1));
    let keep = player.ticket();
    player.play("<c-l>");
    player.reply(keep, failed());
    assert!(matches!(player.app.top(), Screen::Lock(_)));
    assert!(player.shows("使用中"));
}

#[test]
fn what_could_not_be_kept_is_not_taken_for_kept() {
    let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
    player.wait(Duration::from_secs(1));
    player.answer(failed());
    player.effects.clear();
    player.play("<esc>");
    let again = asked(&mut player);
    assert!(matches!(&again[..], [Ask::Keep(..)]), "{again:?}");
}

#[test]
fn a_form_over_an_erasure_is_shut_and_whoever_types_on_types_into_nothing() {
    let mut player = over_an_erasure(Lang::Ja, COLOUR);
    assert!(player.shows(ERASED));
    let look = Request::Handover(HandoverAsk::Show(ID));
    assert_eq!(player.requests().last(), Some(&look), "beneath it, too");
    player.play("<enter>窓側<f10>y");
    assert!(matches!(player.app.top(), Screen::Notice(_)));
    assert_eq!(player.requests(), []);
    assert_eq!(later(&mut player), []);
    player.play("<esc>");
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
}

#[test]
fn a_round_that_brought_something_has_open_forms_looked_at_and_what_stands_over_them_goes_too() {
    let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
    player.wait(Duration::from_secs(1));
    player.answer(Reply::Draft(Answer::Done));
    player.wait(EVERY);
    let round = player.ticket();
    player.play("<f4>");
    assert!(matches!(player.app.top(), Screen::Question(_)));
    let news = Reply::Rounded(Told::say(Say::Opened), Moved::Something);
    player.effects.clear();
    player.reply(round, news);
    let check = player.effects.iter().find_map(|it| match it {
        Effect::Ask(ticket, Request::Draft(Ask::Check(form))) => {
            assert_eq!(*form, form_at(question()));
            Some(*ticket)
        }
        _ => None,
    });
    player.reply(check.unwrap(), Reply::Draft(erased()));
    assert!(matches!(player.app.top(), Screen::Notice(_)));
    assert!(player.shows(ERASED));
}

#[test]
fn an_erasure_while_a_form_is_saved_or_left_takes_nothing_but_the_draft() {
    for (mut player, saved, _) in being_saved() {
        let saving = player.ticket();
        let keep = player.effects.iter().find_map(|it| match it {
            Effect::Ask(ticket, Request::Draft(Ask::Keep(..))) => Some(*ticket),
            _ => None,
        });
        player.reply(keep.unwrap(), Reply::Draft(erased()));
        assert!(!matches!(player.app.top(), Screen::Notice(_)));
        player.reply(saving, saved);
        assert!(!matches!(player.app.top(), Screen::Notice(_)));
    }
    for (mut player, _, _) in being_saved() {
        let saving = player.ticket();
        let [Effect::Ask(keep, _), ..] = player.effects[..] else {
            panic!("{:?}", player.effects)
        };
        player.reply(keep, Reply::Draft(erased()));
        player.reply(saving, Reply::Refused(Told::say(Say::LockBusy)));
        player.effects.clear();
        player.play("<home>");
        let again = later(&mut player);
        assert!(matches!(&again[..], [Ask::Keep(..)]), "{again:?}");
    }
    let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
    player.effects.clear();
    player.play("<c-l>");
    let keep = player.effects.iter().find_map(|it| match it {
        Effect::Ask(ticket, Request::Draft(Ask::Keep(..))) => Some(*ticket),
        _ => None,
    });
    player.reply(keep.unwrap(), Reply::Draft(erased()));
    assert!(matches!(player.app.top(), Screen::Lock(_)));
    assert!(player.shows(ERASED));
    player.play("<enter>");
    unlock(&mut player, "見本 花子");
}

#[test]
fn after_throwing_away_what_is_suggested_is_a_suggestion_again() {
    let mut player = in_form(Step::End, Asks::End);
    player.effects.clear();
    player.play("<tab><tab>12");
    let kept = later(&mut player);
    assert!(matches!(&kept[..], [Ask::Keep(_, words)] if words.0.len() == 1));
    player.play("<f4><f10>");
    assert!(matches!(&later(&mut player)[..], [Ask::Drop(_)]));
    assert_eq!(later(&mut player), [], "a suggestion is no draft");
    player.play("R8.12.14");
    let kept = later(&mut player);
    let [Ask::Keep(_, words)] = &kept[..] else {
        panic!("{kept:?}")
    };
    let texts: Vec<&str> = words.0.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["R8.12.14"], "it stands in the suggestion's stead");

    let mut player = in_form(Step::Start, Asks::Start);
    player.play("<bs>1<f4><f10>");
    player.play("R8.12.14<f10><f10>");
    assert_eq!(taken(&mut player), Deed::Start(day(12, 14)));
}

#[test]
fn a_form_opened_after_its_draft_was_thrown_away_on_todays_list_suggests_as_ever() {
    let mut view = dossier_view(Lang::Ja);
    view.steps = vec![(Step::Start, None)];
    let mut player = at_work(unsaved_today(), Lang::Ja, COLOUR);
    player.play("<f4><f10>");
    player.answer(Reply::Today(Box::new(today_view())));
    player
        .play("<enter>")
        .answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><enter>");
    assert!(matches!(player.app.top(), Screen::Step(_)));
    player.effects.clear();
    assert_eq!(later(&mut player), []);
    player.play("R8.12.14");
    let kept = later(&mut player);
    let [Ask::Keep(_, words)] = &kept[..] else {
        panic!("{kept:?}")
    };
    assert_eq!(words.0[0].1, "R8.12.14");
}
