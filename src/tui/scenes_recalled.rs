//! What a kept draft brings back where the form, what it is about, or the day has changed since; and undoing in every kind
//! of text, found again or not. Driven by keys.
//!
//! That drafts are kept and listed at all is in the scenes beside.

use std::time::Duration;

use crate::domain::calendar::Day;
use crate::domain::handover::dossier::{
    Bearing, Ending, FollowUp, Release, WithdrawalAnswer, Withdrawn,
};
use crate::domain::handover::entry::{
    Decline, Discontinuation, Handling, Outcome, Side, Withdrawal,
};
use crate::domain::handover::permit::Step;
use crate::domain::handover::turn::Task;
use crate::domain::id::{CaseId, Digest, HandoverId, OfferNo};
use crate::domain::section::{FieldId, SectionId};
use crate::domain::setting::SettingId;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, label};
use crate::tui::act::{OfficeForm, Reply};
use crate::tui::room::draft::{Ask, NO_PLACE, Place, Words};
use crate::tui::room::handover::{Deed, DossierView};
use crate::tui::room::today::{TodayView, Unsaved as Kept};
use crate::tui::scenes::{
    COLOUR, Lookups, Player, at_work, day, dossier_view, duty, own_office, prepared_view, taken,
    today_view,
};
use crate::tui::scenes_case::{CRISIS, PERSON, WISHES, case_view, in_case};
use crate::tui::scenes_paper::on_paper;
use crate::tui::scenes_settings::settings;
use crate::tui::scenes_unsaved::{asked_whole, words};
use crate::tui::screen::Screen;
use crate::tui::screen::content::Ask as Asks;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::screen::step::StepForm;
use crate::tui::screen::unsaved::Unsaved as Form;
use crate::tui::theme::Theme;
use crate::workflow::handover::Which;
use crate::workflow::paper::{Course, Receipt};

const ID: HandoverId = HandoverId::from_bytes([7; 16]);

/// The states worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let (then, now) = confirmations(lang);
    let of_confirm = Of(Step::Confirm, Asks::Confirm);
    vec![
        ("step-no-place", without_a_place(lang).shown_in(lang, theme)),
        (
            "step-found-about-other",
            of_confirm.again(&then, "a", &now).shown_in(lang, theme),
        ),
    ]
}

/// A form of a step.
#[derive(Clone, Copy)]
struct Of(Step, Asks);

/// A form as it opens over this, and what is kept of it.
struct Opened {
    form: Box<StepForm>,
    kept: Words,
}

impl Opened {
    fn shown_in(self, lang: Lang, theme: Theme) -> Player {
        let mut form = self.form;
        form.speak(lang);
        Player::finding(Screen::Step(form), Lookups::Found(self.kept), lang, theme)
    }

    fn player(self) -> Player {
        self.shown_in(Lang::Ja, COLOUR)
    }
}

impl Of {
    fn over(self, view: &DossierView) -> Box<StepForm> {
        Box::new(StepForm::new(ID, self.0, self.1, view))
    }

    /// What is kept a second after these keys.
    fn kept(self, view: &DossierView, keys: &str) -> Words {
        let mut player = Player::new(Screen::Step(self.over(view)), Lang::Ja, COLOUR);
        player.play(keys);
        whole(&mut player)
    }

    /// The form over what stands there now, with what was typed over what stood there then.
    fn again(self, then: &DossierView, keys: &str, now: &DossierView) -> Opened {
        Opened {
            kept: self.kept(then, keys),
            form: self.over(now),
        }
    }
}

fn whole(player: &mut Player) -> Words {
    player.wait(Duration::from_secs(1));
    match asked_whole(player).pop() {
        Some(Ask::Keep(_, words)) => words,
        other => panic!("nothing is kept: {other:?}"),
    }
}

/// A decline written down on the form of the paper, which asks nothing of it any more.
fn without_a_place(lang: Lang) -> Opened {
    let mut now = on_paper(lang);
    now.state
        .endings
        .insert(Ending::Declined(Decline::NotTaken));
    now.line.duties = vec![duty(Side::Sender, Task::AskBack, None)];
    let form = Of(Step::PaperReply, Asks::PaperReply).over(&now);
    let kept = words(&[
        ("told-by", "紙谷 まもる"),
        ("decision", "not-taken"),
        ("reason", "満員のため"),
        ("start=0", "R8.12.14"),
    ]);
    Opened { form, kept }
}

#[test]
fn words_without_a_place_are_shown_in_words_and_stay_until_they_are_thrown_away() {
    let label = say(Lang::Ja, &Say::WordsWithoutPlace);
    let mut player = without_a_place(Lang::Ja).player();
    for shown in [
        &*label,
        "満員のため",
        &say(Lang::Ja, &Say::Decline(Decline::NotTaken)),
    ] {
        assert!(player.shows(shown), "{shown}");
    }
    assert!(!player.shows("not-taken") && !player.shows("R8.12.14"));
    let kept = whole(&mut player);
    assert!(
        kept.get(NO_PLACE)
            .is_some_and(|it| it.contains("満員のため"))
    );
    player.play("<f10>");
    assert!(player.deeds().is_empty() && player.shows("写してから"));
    player.play("<esc>");
    assert_eq!(asked_whole(&mut player), [], "left, it is kept as it is");

    let opened = |kept: &Words| {
        let form = without_a_place(Lang::Ja).form;
        Opened {
            form,
            kept: kept.clone(),
        }
        .player()
    };
    let mut player = opened(&kept);
    assert!(player.shows("満員のため"), "and found again the next time");
    player.play("<f4><f10>");
    assert!(!player.shows(&label) && !player.shows("満員のため"));
    player.wait(Duration::from_secs(1));
    assert!(matches!(asked_whole(&mut player).pop(), Some(Ask::Drop(_))));

    let mut player = opened(&kept);
    player.play("<f10>").play(&"<bs>".repeat(200));
    assert!(
        whole(&mut player).get(NO_PLACE).is_none(),
        "emptied, it is gone"
    );
    player.play("<f10><f10>");
    assert!(matches!(taken(&mut player), Deed::PaperReply(_)));
}

#[test]
fn what_a_section_has_no_field_for_any_more_outlives_saving_and_goes_with_f4() {
    let found = words(&[
        ("person.name", "answer"),
        ("person.name#0", "架空 見穂子"),
        ("person.name#7", "外れたことば"),
        ("person.gone", "answer"),
        ("person.gone#0", "昔の欄のことば"),
        ("seen", "2"),
    ]);
    let opened = || {
        let player = in_case(PERSON, "", Lang::Ja, COLOUR);
        let mut player = player.with_lookups(Lookups::Found(found.clone()));
        player.play("<enter>");
        player
    };
    let mut player = opened();
    assert!(player.shows("昔の欄のことば") && player.shows("見穂子"));
    let name = label::field(FieldId::PersonName, Lang::Ja);
    assert!(player.shows(&format!("{name}: 外れたことば")));
    assert!(player.shows(&say(Lang::Ja, &Say::WordsWithoutPlace)));
    player.play("<f10>");
    player.answer(Reply::Case(case_view(3)));
    let last = asked_whole(&mut player).pop();
    let Some(Ask::Keep(_, rest)) = last else {
        panic!("{last:?}")
    };
    let rest = rest.get(NO_PLACE).unwrap();
    assert!(rest.contains("昔の欄のことば") && rest.contains("外れたことば"));
    assert!(!rest.contains("見穂子"), "that is saved");

    let mut player = opened();
    player.play("<f4><f10>");
    assert!(!player.shows("昔の欄のことば"));
    player.wait(Duration::from_secs(1));
    assert!(matches!(asked_whole(&mut player).pop(), Some(Ask::Drop(_))));
}

/// Two sections to be confirmed; since then one of them says something else.
fn confirmations(lang: Lang) -> (DossierView, DossierView) {
    let then = prepared_view(lang);
    let mut now = then.clone();
    let crisis = now.preview.iter_mut().find(|it| it.id == SectionId::Crisis);
    crisis.unwrap().fields.pop();
    (then, now)
}

const OTHER: Say = Say::FoundAboutOther;

#[test]
fn what_the_person_found_right_is_ticked_again_only_where_it_says_the_same() {
    let (then, now) = confirmations(Lang::Ja);
    let of = Of(Step::Confirm, Asks::Confirm);
    let confirmed = |player: &mut Player| {
        player.play("<f10><f10>");
        taken(player)
    };
    let mut same = of.again(&then, "a", &then).player();
    assert!(!same.shows(&say(Lang::Ja, &OTHER)));
    let both = vec![SectionId::Crisis, SectionId::Tasks];
    assert_eq!(confirmed(&mut same), Deed::Confirm(Which::These(both)));
    let mut other = of.again(&then, "a", &now).player();
    assert!(
        other.shows(&say(Lang::Ja, &OTHER)),
        "why it is not ticked is said"
    );
    let one = vec![SectionId::Tasks];
    assert_eq!(confirmed(&mut other), Deed::Confirm(Which::These(one)));
}

#[test]
fn what_became_of_a_withdrawal_is_not_said_of_a_later_one() {
    let owed = |number| {
        let mut view = dossier_view(Lang::Ja);
        view.state.withdrawals = vec![Withdrawn {
            side: Side::Sender,
            number,
            scope: Withdrawal::All,
            bearing: Bearing::Current,
            answer: WithdrawalAnswer::Owed,
        }];
        view
    };
    let of = Of(Step::Handle, Asks::Handle);
    let keys = "<right><right><tab>裁断した。";
    let mut same = of.again(&owed(9), keys, &owed(9)).player();
    same.play("<f10><f10>");
    let erased = Deed::Handle(Handling::Erased, "裁断した。".into());
    assert_eq!(taken(&mut same), erased);
    let mut later = of.again(&owed(9), keys, &owed(12)).player();
    assert!(later.shows(&say(Lang::Ja, &OTHER)) && later.shows("裁断した。"));
    later.play("<f10><f10>");
    assert!(later.deeds().is_empty() && later.shows("まだ選ばれていません"));
}

#[test]
fn what_is_ticked_of_a_withdrawal_is_found_again_while_it_is_of_the_same_offer() {
    let then = dossier_view(Lang::Ja);
    let of = Of(Step::WithdrawItems, Asks::WithdrawItems);
    let mut same = of.again(&then, "<down><enter>", &then).player();
    assert!(!same.shows(&say(Lang::Ja, &OTHER)));
    same.play("<f10><f10>");
    let second = std::iter::once(then.covered[1]).collect();
    match taken(&mut same) {
        Deed::Withdraw(Withdrawal::Items(items), _) => assert_eq!(items, second),
        other => panic!("{other:?}"),
    }
    let mut next = then.clone();
    let offer = next.state.offer.as_mut().unwrap();
    offer.no = OfferNo::FIRST.next().unwrap();
    let mut later = of.again(&then, "<down><enter>", &next).player();
    assert!(later.shows(&say(Lang::Ja, &OTHER)));
    later.play("<f10><f10>");
    assert!(later.deeds().is_empty());
}

#[test]
fn facts_typed_from_the_paper_and_how_a_person_was_are_not_taken_over_to_another_offer_or_day() {
    let then = dossier_view(Lang::Ja);
    let mut now = then.clone();
    now.sections[0].seen.digest = Digest::from_bytes([8; 32]);
    let of = Of(Step::ReadBack, Asks::ReadBack);
    let keys = "人混み<tab><tab><tab><tab><tab>ｶｸｳ ﾐﾎ";
    assert!(of.again(&then, keys, &then).player().shows("ｶｸｳ ﾐﾎ"));
    let other = of.again(&then, keys, &now).player();
    assert!(!other.shows("ｶｸｳ ﾐﾎ") && other.shows(&say(Lang::Ja, &OTHER)));
    assert!(other.shows("人混み"), "own words are words");

    let agreed = |on: u8| {
        let mut view = dossier_view(Lang::Ja);
        let follow_up = FollowUp {
            day: day(12, on),
            outcome: None,
        };
        view.state.follow_ups = vec![follow_up];
        view
    };
    let of = Of(Step::FollowUp, Asks::FollowUp);
    let mut same = of.again(&agreed(14), "<right>", &agreed(14)).player();
    same.play("<f10><f10>");
    let well = Deed::FollowUp(None, Outcome::GoingWell, String::new());
    assert_eq!(taken(&mut same), well);
    let mut next = of.again(&agreed(14), "<right>", &agreed(28)).player();
    next.play("<f10><f10>");
    assert!(next.deeds().is_empty() && next.shows("まだ選ばれていません"));
}

#[test]
fn a_follow_up_names_its_number_and_day_and_asks_before_that_day() {
    let on = |today: Day| {
        let mut view = dossier_view(Lang::Ja);
        let told = |outcome, on| FollowUp {
            day: day(12, on),
            outcome,
        };
        let well = Some(Outcome::GoingWell);
        view.state.follow_ups = vec![told(well, 4), told(None, 14)];
        view.today = today;
        view
    };
    let of = Of(Step::FollowUp, Asks::FollowUp);
    for (today, outcome, asked) in [
        (day(12, 13), "<right>", true),
        (day(12, 14), "<right>", false),
        // Whoever leaves before that day is told of at once.
        (day(12, 13), "<right><right><right>", false),
    ] {
        let mut form = of.again(&on(today), outcome, &on(today)).player();
        assert!(form.shows("2回目（約束の日 R8.12.14）"));
        form.play("<f10>");
        assert_eq!(form.shows("まだ来ていません"), asked, "{today} {outcome}");
        form.play("<f10>");
        assert!(matches!(taken(&mut form), Deed::FollowUp(..)));
    }
}

#[test]
fn where_several_follow_ups_are_open_the_one_that_is_told_of_is_chosen_and_first_stands_the_next() {
    let mut view = dossier_view(Lang::Ja);
    let told = |outcome, on| FollowUp {
        day: day(12, on),
        outcome,
    };
    let well = Some(Outcome::GoingWell);
    view.state.follow_ups = vec![told(well, 4), told(None, 14), told(None, 28)];
    view.today = day(12, 20);
    let of = Of(Step::FollowUp, Asks::FollowUp);
    for (keys, which, early) in [("<right>", 2, false), ("<right><tab><right>", 3, true)] {
        let mut form = of.again(&view, keys, &view).player();
        let head = form.unbroken();
        let named = format!("{which}回目（約束の日");
        assert!(head.lines().next().is_some_and(|it| it.contains(&named)));
        form.play("<f10>");
        assert_eq!(form.shows("まだ来ていません"), early, "{keys}");
        form.play("<f10>");
        let well = Deed::FollowUp(Some(which), Outcome::GoingWell, String::new());
        assert_eq!(taken(&mut form), well);
    }
    // That day was told of since: what was chosen is not taken for another one.
    let mut since = view.clone();
    since.state.follow_ups[2].outcome = well;
    let mut form = of.again(&view, "<right><tab><right>", &since).player();
    assert!(form.shows("どの約束の日の分か: 3回目（約束の日 R8.12.28）"));
    form.play("<f10><f10>");
    assert!(form.deeds().is_empty());
}

#[test]
fn a_day_that_was_left_in_a_kept_form_is_the_same_day_tomorrow() {
    let then = dossier_view(Lang::Ja);
    let mut now = then.clone();
    now.today = day(12, 11);
    let start = Of(Step::Start, Asks::Start);
    // Typed as it was suggested.
    let mut typed = start.again(&then, "R8.12.10", &now).player();
    typed.play("<f10><f10>");
    assert_eq!(taken(&mut typed), Deed::Start(day(12, 10)));
    // Left as it was suggested, beside something typed.
    let end = Of(Step::End, Asks::End);
    let keys = "<tab><tab>12<tab>障害福祉課<tab>R8.12.1";
    let mut left = end.again(&then, keys, &now).player();
    left.play("<f10><f10>");
    let Deed::End(form) = taken(&mut left) else {
        panic!("not taken")
    };
    assert_eq!((form.contract_end, form.months_used), (day(12, 10), 12));
    // Never kept: it follows the day.
    let mut fresh = Player::new(Screen::Step(start.over(&now)), Lang::Ja, COLOUR);
    fresh.play("<f10><f10>");
    assert_eq!(taken(&mut fresh), Deed::Start(day(12, 11)));
    // Thrown away, too.
    let mut thrown = start.again(&then, "R8.12.10", &now).player();
    thrown.play("<f4><f10><f10><f10>");
    assert_eq!(taken(&mut thrown), Deed::Start(day(12, 11)));
}

#[test]
fn a_form_left_before_anybody_knew_what_was_kept_keeps_what_was_seen_too() {
    let view = dossier_view(Lang::Ja);
    let form = Screen::Step(Of(Step::End, Asks::End).over(&view));
    let mut player = Player::finding(form, Lookups::Slow, Lang::Ja, COLOUR);
    player.play("<tab><tab>12<esc>");
    let asked = asked_whole(&mut player);
    let Some(Ask::Join(_, typed)) = asked.last() else {
        panic!("{asked:?}")
    };
    let joined = typed.join(&Words::default());
    assert_eq!(joined.get("contract-end=0"), Some("R8.12.10"));
    let joined = typed.join(&words(&[("contract-end=0", "R8.12.9")]));
    assert_eq!(joined.get("contract-end=0"), Some("R8.12.9"));
}

#[test]
fn throwing_away_leaves_the_number_of_the_only_file_where_it_stood() {
    let kind = Kind::SaveFile(CaseId::from_bytes([8; 16]));
    let sheet = Sheet::new(kind).naming(vec![Digest::from_bytes([4; 32])]);
    let number = |player: &Player| match player.app.top() {
        Screen::Sheet(sheet) => sheet.form().typed(0).to_owned(),
        other => panic!("{other:?}"),
    };
    let mut player = Player::new(Screen::Sheet(Box::new(sheet)), Lang::Ja, COLOUR);
    player.wait(Duration::from_secs(1));
    player.effects.clear();
    player.play("<f4>");
    assert!(
        matches!(player.app.top(), Screen::Sheet(_)),
        "nothing was typed"
    );
    player.play("/media/usb<f4><f10>");
    assert_eq!(number(&player), "1");
    assert!(!player.shows("/media/usb"));
}

/// What stood there to be mended and was left alone is not taken for what the person said: a colleague may have changed it.
#[test]
fn what_a_colleague_changed_meanwhile_is_not_put_back_by_a_draft_of_something_else() {
    let then = own_office();
    let now = OfficeForm {
        address: "北海道見本市二丁目2-2".into(),
        ..own_office()
    };
    let form = |office: &OfficeForm| Screen::Sheet(Box::new(Sheet::of_office(office)));
    let mut player = Player::new(form(&then), Lang::Ja, COLOUR);
    player.play(" 新館");
    let kept = whole(&mut player);
    let mut player = Player::finding(form(&now), Lookups::Found(kept), Lang::Ja, COLOUR);
    player.play("");
    let Screen::Sheet(sheet) = player.app.top() else {
        panic!("no form")
    };
    let name = format!("{} 新館", then.name);
    let stands = [0, 3].map(|at| sheet.form().typed(at));
    assert_eq!(stands, [&name[..], &now.address]);
}

#[test]
fn what_is_begun_for_two_cities_is_kept_for_each() {
    let id = SettingId::PeriodStandard;
    let place = |keys: &str| {
        let mut player = at_work(today_view(), Lang::Ja, COLOUR);
        player.go_to(crate::tui::room::Room::Settings);
        player.answer(settings());
        player.play(keys);
        player.app.top().draft_form().unwrap().place
    };
    let (one, other) = (place("<down><enter>"), place("<down><down><enter>"));
    assert_ne!(one, other);
    let kind = Kind::SetFor(id, id.usual(), "架空町".into());
    assert_eq!(Form::Sheet(kind).place(), Some(other.clone()));
    let back = |place: Place| {
        let unsaved = vec![Kept {
            place,
            person: String::new(),
        }];
        let view = TodayView {
            unsaved,
            ..today_view()
        };
        let mut player = at_work(view, Lang::Ja, COLOUR);
        let found = words(&[("value", "18")]);
        player.lookups = Lookups::Found(found);
        player.play("<home><enter>").answer(settings());
        player
    };
    for (place, city) in [(one, "見本市"), (other, "架空町")] {
        let player = back(place);
        let Screen::Sheet(sheet) = player.app.top() else {
            panic!("no form")
        };
        assert_eq!((sheet.form().typed(0), sheet.form().typed(1)), (city, "18"));
    }
}

type Opens = fn(Lookups) -> Player;

/// Every kind of text entry, with nothing typed yet, and where what is found again in it is kept.
fn entries() -> Vec<(&'static str, Opens, Words)> {
    fn step(step: Step, ask: Asks, found: Lookups) -> Player {
        let form = Of(step, ask).over(&dossier_view(Lang::Ja));
        Player::finding(Screen::Step(form), found, Lang::Ja, COLOUR)
    }
    fn section(row: usize, keys: &str, found: Lookups) -> Player {
        let player = in_case(row, "", Lang::Ja, COLOUR);
        let mut player = player.with_lookups(found);
        player.play(keys);
        player
    }
    vec![
        (
            "a line of a form",
            |it| step(Step::PrintOffer, Asks::PrintOffer, it),
            words(&[("file", "前の")]),
        ),
        (
            "a text of many lines",
            |it| step(Step::Ask, Asks::Question(SectionId::Crisis), it),
            words(&[("question", "一行目\n前の")]),
        ),
        (
            "a line of a section",
            |it| section(PERSON, "<enter><tab><end>", it),
            words(&[
                ("person.name", "answer"),
                ("person.name#0", "前の"),
                ("seen", "2"),
            ]),
        ),
        (
            "a long text of a section",
            |it| section(WISHES, "<enter><end>", it),
            words(&[
                ("wishes.own-words", "answer"),
                ("wishes.own-words#0", "一行目\n前の"),
                ("seen", "2"),
            ]),
        ),
        (
            "a cell of a table",
            |it| section(CRISIS, "<enter><end>", it),
            words(&[
                ("crisis.blue", "answer"),
                ("crisis.blue#0", "前の"),
                ("seen", "2"),
            ]),
        ),
    ]
}

#[test]
fn what_is_typed_is_undone_and_done_again_in_every_kind_of_text_found_again_or_not() {
    for (name, open, kept) in entries() {
        for found in [Lookups::Nothing, Lookups::Found(kept)] {
            let is_found = matches!(found, Lookups::Found(_));
            let mut player = open(found);
            assert_eq!(player.shows("前の"), is_found, "{name}");
            player.play("ぬるい茶");
            assert!(player.shows("ぬるい茶"), "{name}");
            player.play("<c-z>");
            assert!(!player.shows("ぬるい茶"), "{name}");
            player.play("<c-z>");
            assert_eq!(
                player.shows("前の"),
                is_found,
                "{name}: it was not typed now"
            );
            player.play("<c-y>");
            assert!(player.shows("ぬるい茶"), "{name}");
        }
    }
}

#[test]
fn whoever_only_moves_in_what_is_suggested_has_typed_nothing() {
    let form = Of(Step::Start, Asks::Start).over(&dossier_view(Lang::Ja));
    let mut player = Player::new(Screen::Step(form), Lang::Ja, COLOUR);
    player.effects.clear();
    player.play("<end><home>");
    player.wait(Duration::from_secs(1));
    assert_eq!(asked_whole(&mut player), []);
}

#[test]
fn what_a_paper_says_is_not_taken_over_to_another_print_or_offer() {
    let of = || Of(Step::PaperReply, Asks::PaperReply);
    let then = on_paper(Lang::Ja);
    // The receipt is taken, then the same form again: over the same paper it stands there, over another it does not.
    let keys = "<tab>紙谷 まもる<tab><tab><right>";
    let arrived = |now: &DossierView| {
        let mut player = of().again(&then, keys, now).player();
        player.play("<f10><f10>");
        match taken(&mut player) {
            Deed::PaperReply(reply) => reply.receipt,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(arrived(&then), Receipt::Arrived);
    let mut another = then.clone();
    let mut print = another.papers.0[0].clone();
    print.on = day(12, 3);
    another.papers.0.push(print);
    assert_eq!(arrived(&another), Receipt::NotSaid);
}

#[test]
fn each_text_beside_an_answer_of_the_paper_keeps_its_own_place() {
    let mut view = on_paper(Lang::Ja);
    view.papers.0[0].received = Some(day(12, 2));
    view.state.release = Some(Release {
        number: 2,
        written: day(12, 3),
    });
    view.state.started = Some(day(12, 4));
    let open = FollowUp {
        day: day(12, 18),
        outcome: None,
    };
    view.state.follow_ups = vec![open];
    let kept = words(&[
        ("told-by", "紙谷 まもる"),
        ("over", "moved-away"),
        ("over-note", "県外へ転居"),
        ("follow-up-note", "続いている"),
    ]);
    let form = Of(Step::PaperReply, Asks::PaperReply).over(&view);
    let mut player = Opened { form, kept }.player();
    player.play("<f10><f10>");
    let Deed::PaperReply(reply) = taken(&mut player) else {
        panic!("not entered");
    };
    let over = Course::Discontinued(Discontinuation::MovedAway, "県外へ転居".into());
    assert_eq!(reply.course, Some(over));
}

#[test]
fn a_verdict_that_is_to_be_found_again_is_named_and_not_taken_for_said() {
    let view = dossier_view(Lang::Ja);
    let form = Of(Step::Check, Asks::Check).over(&view);
    let kept = words(&[("verdict", "correct"), ("note", "二つ目が違う")]);
    let player = Opened { form, kept }.player();
    assert!(player.shows("もう一度見てから入れる欄"));
    assert!(player.shows("二つ目が違う"), "the words are there again");
}
