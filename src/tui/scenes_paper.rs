//! An office without the program, by keys: it is written down, an offer is printed for it, and what came back on paper is
//! entered on one form.
//!
//! What becomes of it at the desk is tried elsewhere.

use std::collections::BTreeSet;

use crate::domain::handover::dossier::Arrival;
use crate::domain::handover::entry::{Decline, Reading, Side, Withdrawal};
use crate::domain::handover::papers::{Became, Papers, Print};
use crate::domain::handover::permit::Step;
use crate::domain::handover::turn::Task;
use crate::domain::id::{HandoverId, OfferNo, OfficeId, StaffId};
use crate::domain::section::SectionId;
use crate::lang::Lang;
use crate::tui::act::Request;
use crate::tui::room::handover::{Deed, DossierView};
use crate::tui::room::office::Ask as OfficeAsk;
use crate::tui::scenes::{
    COLOUR, Player, day, dossier_view, duty, in_room, line, offices_view, taken,
};
use crate::tui::scenes_played::in_view;
use crate::tui::screen::Screen;
use crate::tui::screen::content::Ask;
use crate::tui::screen::step::StepForm;
use crate::tui::theme::Theme;
use crate::workflow::paper::{Decision, GivenBack, Receipt};

/// The states worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    vec![
        (
            "paper-office",
            in_room("5", offices_view(), "<f5>", lang, theme),
        ),
        (
            "paper-waiting",
            in_view(on_paper(lang), "<tab>", lang, theme),
        ),
        (
            "paper-reply",
            form(Step::PaperReply, Ask::PaperReply, lang, theme),
        ),
        (
            "paper-print",
            form(Step::PrintOffer, Ask::PrintOffer, lang, theme),
        ),
    ]
}

/// What was offered to an office on paper and printed: nothing came back yet.
pub(crate) fn on_paper(lang: Lang) -> DossierView {
    let mut view = dossier_view(lang);
    view.line = line(
        Side::Sender,
        vec![duty(Side::Receiver, Task::Receipt, Some(day(12, 15)))],
    );
    view.line.peer = OfficeId::on_paper([9; 16]);
    view.line.peer_name = "紙の見本作業所".into();
    view.steps = vec![(Step::PaperReply, None), (Step::PrintOffer, None)];
    view.state.questions = Vec::new();
    view.papers = Papers(vec![Print {
        offer: OfferNo::FIRST,
        parts: BTreeSet::from([0]),
        said: 1,
        on: day(12, 1),
        by: StaffId::from_bytes([3; 16]),
        received: None,
        back: None,
    }]);
    for section in &mut view.sections {
        section.arrival = Arrival::OnTheWay;
        section.reading = None;
    }
    view
}

fn form_of(view: &DossierView, step: Step, ask: Ask, lang: Lang, theme: Theme) -> Player {
    let id = HandoverId::from_bytes([7; 16]);
    let mut form = StepForm::new(id, step, ask, view);
    form.speak(lang);
    Player::new(Screen::Step(Box::new(form)), lang, theme)
}

fn form(step: Step, ask: Ask, lang: Lang, theme: Theme) -> Player {
    form_of(&on_paper(lang), step, ask, lang, theme)
}

#[test]
fn what_nobody_wrote_is_said_of_nothing() {
    let mut player = form(Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    player.play("<f10>");
    assert!(player.deeds().is_empty(), "who wrote it is needed");
    player.play("紙谷 まもる<f10>");
    assert!(player.deeds().is_empty(), "it is asked about once");
    player.play("<f10>");
    let Deed::PaperReply(reply) = taken(&mut player) else {
        panic!("not entered");
    };
    assert_eq!(
        (reply.slip.day, &*reply.slip.told_by),
        (day(12, 10), "紙谷 まもる")
    );
    assert!(!reply.slip.original.is_empty());
    assert_eq!(
        (reply.receipt, &reply.read[..], &reply.closed[..]),
        (Receipt::NotSaid, &[][..], &[][..])
    );
    assert_eq!(
        (&reply.read_back, &reply.decision, &reply.course),
        (&None, &None, &None)
    );
    assert_eq!((&reply.questions[..], &reply.given_back), (&[][..], &None));
}

#[test]
fn a_slip_that_says_only_that_it_arrived_says_nothing_of_the_sections() {
    let mut player = form(Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    player.play("<tab>紙谷 まもる<tab><tab><right><f10><f10>");
    let Deed::PaperReply(reply) = taken(&mut player) else {
        panic!("not entered");
    };
    assert_eq!(
        (reply.receipt, &reply.read[..]),
        (Receipt::Arrived, &[][..])
    );
}

#[test]
fn every_section_but_those_named_is_understood_once_the_paper_says_so() {
    let mut player = form(Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    player.play("<tab>紙谷 まもる<tab><tab><right><tab><right><f10><f10>");
    let Deed::PaperReply(reply) = taken(&mut player) else {
        panic!("not entered");
    };
    let read: Vec<_> = reply
        .read
        .iter()
        .map(|(it, how)| (it.section, *how))
        .collect();
    let all = [SectionId::Person, SectionId::Crisis, SectionId::Tasks];
    assert_eq!(read, all.map(|it| (it, Reading::Understood)));
}

#[test]
fn of_a_section_another_thing_may_be_said_than_before() {
    let mut view = on_paper(Lang::Ja);
    let said = [Reading::NotForUs, Reading::Understood, Reading::Understood];
    for (section, reading) in view.sections.iter_mut().zip(said) {
        (section.arrival, section.reading) = (Arrival::Arrived, Some(reading));
    }
    view.papers.0.clear();
    let mut player = form_of(&view, Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    player.play("<tab>紙谷 まもる<tab><tab> <tab> <f10><f10>");
    let Deed::PaperReply(reply) = taken(&mut player) else {
        panic!("not entered");
    };
    let read: Vec<_> = reply
        .read
        .iter()
        .map(|(it, how)| (it.section, *how))
        .collect();
    let expected = [
        (SectionId::Person, Reading::Understood),
        (SectionId::Crisis, Reading::NotForUs),
    ];
    assert_eq!(read, expected);
}

#[test]
fn a_declined_offer_asks_only_for_what_became_of_the_paper() {
    let mut view = on_paper(Lang::Ja);
    let declined = crate::domain::handover::dossier::Ending::Declined(Decline::NotTaken);
    view.state.endings.insert(declined);
    view.line.duties = vec![duty(Side::Sender, Task::AskBack, None)];
    view.papers.0[0].received = Some(day(12, 8));
    let mut player = form_of(&view, Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    assert!(!player.shows("受入れの判断"), "that is over");
    player.play("<tab>紙谷 まもる<tab><tab><right><f10><f10>");
    let Deed::PaperReply(reply) = taken(&mut player) else {
        panic!("not entered");
    };
    assert_eq!(reply.given_back, Some(GivenBack::Paper(Became::Returned)));
    assert_eq!(
        (reply.receipt, &reply.read[..]),
        (Receipt::NotSaid, &[][..])
    );
}

#[test]
fn a_decline_is_entered_with_its_reason() {
    let mut view = on_paper(Lang::Ja);
    view.state.offer.as_mut().unwrap().manifest.facts.clear();
    let mut player = form_of(&view, Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    player.play("<tab>紙谷 まもる").play(&"<tab>".repeat(18));
    player.play("<right><right><tab>満員のため<f10><f10>");
    let Deed::PaperReply(reply) = taken(&mut player) else {
        panic!("not entered");
    };
    let expected = Decision::Decline(Decline::NotTaken, "満員のため".into());
    assert_eq!(reply.decision, Some(expected));
}

/// A decline may bring the paper along, and only one of several may have come back.
#[test]
fn a_paper_comes_back_with_a_decline_and_is_named_by_its_number() {
    let mut view = on_paper(Lang::Ja);
    view.state.offer.as_mut().unwrap().manifest.facts.clear();
    let mut second = view.papers.0[0].clone();
    second.on = day(12, 3);
    view.papers.0.push(second);
    let mut player = form_of(&view, Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    player.play("<tab>紙谷 まもる").play(&"<tab>".repeat(18));
    player
        .play("<right><right><tab>満員のため")
        .play(&"<tab>".repeat(5));
    player.play("<right><tab>2<f10><f10>");
    let Deed::PaperReply(reply) = taken(&mut player) else {
        panic!("not entered");
    };
    let decline = Decision::Decline(Decline::NotTaken, "満員のため".into());
    assert_eq!(reply.decision, Some(decline));
    let back = GivenBack::These(BTreeSet::from([2]), Became::Returned);
    assert_eq!(reply.given_back, Some(back));
}

/// What cannot be entered together is refused where it stands, and nothing of it is dropped.
#[test]
fn what_does_not_go_together_is_said_and_not_dropped() {
    const REFUSED: &str = "一度には記録できません";
    let mut view = on_paper(Lang::Ja);
    view.state.offer.as_mut().unwrap().manifest.facts.clear();
    let mut player = form_of(&view, Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    player.play("<tab>紙谷 まもる").play(&"<tab>".repeat(18));
    player.play("<right><right><tab>満員のため<tab>2026-12-20<f10><f10>");
    assert!(player.deeds().is_empty() && player.shows(REFUSED));
    // No such paper.
    let mut second = view.papers.0[0].clone();
    second.on = day(12, 3);
    view.papers.0.push(second);
    let mut player = form_of(&view, Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    player.play("<tab>紙谷 まもる").play(&"<tab>".repeat(24));
    player.play("<right><tab>3<f10><f10>");
    assert!(player.deeds().is_empty() && player.shows("渡した紙の番号"));
}

#[test]
fn items_ticked_as_taken_back_are_not_dropped_where_nobody_says_that_they_were() {
    let mut view = on_paper(Lang::Ja);
    view.state.offer.as_mut().unwrap().manifest.facts.clear();
    let mut player = form_of(&view, Step::PaperReply, Ask::PaperReply, Lang::Ja, COLOUR);
    player.play("<tab>紙谷 まもる<tab><tab><right>");
    // Past every other field to the last one.
    player.play(&"<tab>".repeat(24)).play(" <f10><f10>");
    assert!(player.deeds().is_empty() && player.shows("まだ選ばれていません"));
    player.play("<right><f10><f10>");
    let Deed::PaperReply(reply) = taken(&mut player) else {
        panic!("not entered");
    };
    assert!(
        matches!(&reply.withdrawn, Some(Withdrawal::Items(items)) if items.len() == 1),
        "{:?}",
        reply.withdrawn
    );
}

#[test]
fn an_offer_is_printed_to_the_file_that_was_named() {
    let mut player = form(Step::PrintOffer, Ask::PrintOffer, Lang::Ja, COLOUR);
    player.play("/media/usb/offer.txt<f10><f10>");
    let expected = Deed::PrintOffer("/media/usb/offer.txt".into(), Lang::Ja);
    assert_eq!(taken(&mut player), expected);
}

#[test]
fn an_office_without_the_program_is_written_down_among_the_offices() {
    let mut player = in_room(
        "5",
        offices_view(),
        "<f5>紙の見本作業所<f10>",
        Lang::Ja,
        COLOUR,
    );
    let asked = player.requests();
    let Some(Request::Office(OfficeAsk::KeepOnPaper(form))) = asked.last() else {
        panic!("{asked:?}");
    };
    assert_eq!(form.name, "紙の見本作業所");
}

#[test]
fn whose_turn_it_is_at_an_office_on_paper_says_what_to_do_with_what_comes_back() {
    let player = in_view(on_paper(Lang::Ja), "<tab>", Lang::Ja, COLOUR);
    let turn = "相手の番: 提供書を受け取る（12月15日まで）。紙の返事が来たら記録します";
    assert!(player.shows(turn));
    assert!(
        !player.shows("送受信で行います"),
        "nothing is exchanged with it"
    );
    let mut with_keys = on_paper(Lang::Ja);
    with_keys.line.peer = OfficeId::from_bytes([9; 32]);
    with_keys.line.duties[0].task = Task::Receive;
    let player = in_view(with_keys, "<tab>", Lang::Ja, COLOUR);
    assert!(player.shows("相手の番: 届いた内容を受け取る（送受信で行います）（12月15日まで）"));
}
