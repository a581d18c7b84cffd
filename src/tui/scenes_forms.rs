//! The forms of the steps that have no scenes elsewhere, and the dossier as the sender sees it after the offer; and that
//! no screen, no form and no stand is without a drawing.
//!
//! The player and the sample views are those of `scenes`.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::answer::Raw;
use crate::domain::calendar::Day;
use crate::domain::copy::CopyTo;
use crate::domain::handover::dossier::{
    Bearing, FollowUp, Phase, QuestionStatus, ReadBack, Release, State,
};
use crate::domain::handover::entry::{Outcome, Reading, Side, Verdict, Withdrawal};
use crate::domain::handover::permit::{
    Actor, Carrying, Months, OwnCase, Position as Place, Step, permit,
};
use crate::domain::handover::turn;
use crate::domain::id::{CaseId, ConsentId, HandoverId, Means, ReadBackNo};
use crate::domain::section::{FieldId, ItemId};
use crate::domain::service::Service;
use crate::domain::setting::Settings;
use crate::domain::staff::Role as StaffRole;
use crate::lang::Lang;
use crate::lang::label;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::{Say, say};
use crate::lang::taking_back;
use crate::tui::act::Request;
use crate::tui::keys::Stand;
use crate::tui::room::Room;
use crate::tui::room::handover::{
    Ask as Wanted, CopyDraft, Deed, DossierView, Found, PreviewSection, TellingDraft,
    is_of_a_handover,
};
use crate::tui::scenes::{
    COLOUR, Player, all_scenes, all_scenes_of, at_work, day, dossier_view, in_room, offices_view,
    picture, staff_view, taken, today_view, value,
};
use crate::tui::scenes_case::in_case;
use crate::tui::scenes_played::{in_view, only};
use crate::tui::scenes_prepare::read_back;
use crate::tui::scenes_steps::accepted;
use crate::tui::screen::Screen;
use crate::tui::screen::choice::form_of;
use crate::tui::screen::content::Ask;
use crate::tui::screen::sheet::Kind;
use crate::tui::screen::wizard::Page;
use crate::tui::text::cells;
use crate::tui::theme::Theme;
use crate::workflow::carried::Carries;
use crate::workflow::consent::{Hearing, Withdrawing};
use crate::workflow::handover::ReplyDue;

/// The states worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let at = |view, keys: &str| in_view(view, keys, lang, theme);
    let form = |view, keys| at(view, &format!("<tab><enter>{keys}"));
    let of = |step| only(step, lang);
    vec![
        (
            "dossier-accept",
            form(planned(lang), "<tab><tab><tab>R9.1.14 R9.3.14"),
        ),
        (
            "dossier-accept-ask",
            form(planned(lang), "<tab><tab><tab>R9.1.14<f10>"),
        ),
        ("dossier-copy", form(copying(lang), "")),
        (
            "dossier-carry",
            at(
                carrying(lang),
                "<tab><tab><home><enter>/media/usb/sheet.txt",
            ),
        ),
        ("dossier-carried", at(carrying(lang), "")),
        (
            "dossier-carried-withdraw",
            at(taken_back(lang), "<tab><tab><home><enter>"),
        ),
        (
            "dossier-withdraw-told",
            at(
                told_elsewhere(Step::WithdrawItems, lang),
                "<tab><tab><home><enter>",
            ),
        ),
        ("dossier-start", form(released(Side::Receiver, lang), "")),
        (
            "dossier-not-started",
            form(of(Step::NotStart), "体調がすぐれず、"),
        ),
        ("dossier-end", form(started(Side::Sender, lang), "<tab>")),
        (
            "dossier-end-differs",
            form(
                started(Side::Sender, lang),
                "<tab><tab><c-u>12<tab>見本市 架空<tab>R8.12.9<f10>",
            ),
        ),
        (
            "dossier-months",
            at(started(Side::Receiver, lang), "<tab><tab><tab>"),
        ),
        (
            "dossier-end-refused",
            form(started(Side::Sender, lang), "<f10><f10>"),
        ),
        (
            "dossier-follow-up",
            form(of(Step::FollowUp), "<right><right>"),
        ),
        (
            "dossier-follow-up-which",
            form(followed(lang), "<right><tab><right>"),
        ),
        ("dossier-answer", form(asked(Step::Answer, lang), "")),
        (
            "dossier-answer-draft",
            form(asked(Step::DraftAnswer, lang), "壁側を"),
        ),
        (
            "dossier-discontinue",
            form(of(Step::Discontinue), "<right>"),
        ),
        (
            "dossier-return",
            form(of(Step::Return), "要点が足りません。"),
        ),
        ("dossier-lapse", form(of(Step::Lapse), "")),
        (
            "dossier-offer",
            at(approved(lang), "<tab><tab><home><enter>"),
        ),
        (
            "dossier-confirm",
            at(unconfirmed(lang), "<tab><tab><home><enter><down><enter>"),
        ),
        (
            "offices-write",
            in_room("5", offices_view(), "<f8>", lang, theme),
        ),
        (
            "staff-passphrase",
            in_room("6", staff_view(), "<f8>", lang, theme),
        ),
        (
            "case-export",
            in_case(0, "<f6>/media/usb/見本.json", lang, theme),
        ),
        ("dossier-offered", at(sent(lang, |_| ()), "")),
        ("dossier-offered-steps", at(sent(lang, |_| ()), "<tab>")),
        ("dossier-sender-said", at(sent(lang, |_| ()), "<tab><tab>")),
        (
            "dossier-sender-peer",
            at(sent(lang, |_| ()), "<tab><tab><tab>"),
        ),
        ("dossier-sender-accepted", at(sent(lang, accept), "<tab>")),
        (
            "dossier-sender-closed",
            at(closed(Side::Sender, lang), "<tab>"),
        ),
        (
            "dossier-receiver-closed",
            at(closed(Side::Receiver, lang), "<tab>"),
        ),
    ]
}

/// A handover that can be accepted; the offer plans the first day.
fn planned(lang: Lang) -> DossierView {
    let mut view = only(Step::Accept, lang);
    let planned = value(FieldId::HandlingPlannedStart, Raw::Day(day(12, 21)));
    view.sections[0].fields.push(planned);
    counted(view)
}

/// The same, the months of service and the last day at the sender being known. The city has confirmed another number.
fn counted(mut view: DossierView) -> DossierView {
    let values = [
        value(FieldId::PeriodFirstUse, Raw::Day(day(2, 2))),
        value(FieldId::PeriodUsed, Raw::Number(11)),
        value(FieldId::PeriodLeft, Raw::Number(12)),
        value(
            FieldId::PeriodConfirmedWith,
            Raw::Text("見本市 障がい福祉課 架空".into()),
        ),
        value(FieldId::PeriodConfirmedOn, Raw::Day(day(12, 1))),
    ];
    let values = BTreeMap::from(values);
    let known = &mut view.at_end;
    known.service = Some(Service::read(
        &|field| values.get(&field),
        Settings::default().at(None),
        view.today,
    ));
    known.crossing.last = Some(day(12, 9));
    let agreed = view.state.acceptance.as_ref().map(|it| it.start);
    known.crossing.start = view.state.started.or(agreed).or(Some(day(12, 21)));
    view
}

/// A question waits for its answer.
fn asked(step: Step, lang: Lang) -> DossierView {
    let mut view = only(step, lang);
    view.line.side = Side::Sender;
    view.state.questions[0].status = QuestionStatus::Unanswered;
    view.entries.pop();
    view
}

/// What may be offered; the case says by when an answer is hoped for.
fn approved(lang: Lang) -> DossierView {
    let mut view = sent(lang, |it| *it = State::of(&[], &[]));
    view.steps = vec![(Step::Offer, None)];
    let due = value(FieldId::HandlingReplyDue, Raw::Day(day(12, 24)));
    view.preview[0].fields.push(due);
    view.reply_due = ReplyDue::Named(day(12, 24));
    view
}

/// Nothing was offered, and the person has still to find two sections right.
fn unconfirmed(lang: Lang) -> DossierView {
    let mut view = approved(lang);
    view.steps = vec![(Step::Confirm, None)];
    view.line.phase = Phase::Consented;
    for section in &mut view.preview[1..] {
        section.found = Found::NotYet;
    }
    view
}

/// The same handover at one of the two offices, after this became of it: whose turn it is and which steps are open is
/// asked of the domain.
fn at_side(side: Side, lang: Lang, became: impl Fn(&mut State)) -> DossierView {
    let mut view = dossier_view(lang);
    became(&mut view.state);
    view.line.side = side;
    view.line.case = Some(CaseId::from_bytes([5; 16]));
    view.line.phase = view.state.phase();
    view.line.owner = view.state.owner();
    view.line.duties = turn::duties(&view.state, view.today);
    if side == Side::Sender {
        let own = view.sections.iter_mut().map(|it| PreviewSection {
            id: it.id,
            found: Found::Right,
            fields: it.fields.clone(),
        });
        view.preview = own.collect();
    }
    let position = Place {
        side,
        means: Means::Keys,
        preparation: None,
        state: Some(&view.state),
        approver: None,
        case: OwnCase::Here,
        months: Months::Confirmed,
        carrying: Carrying::Nobody,
    };
    let me = Actor::Staff(StaffRole::ServiceManager);
    // These are shown only where there is something for them.
    let idle = [
        Step::TakeUp,
        Step::Reopen,
        Step::Discard,
        Step::PaperReply,
        Step::PrintOffer,
        Step::GiveCopy,
        Step::Carry,
    ];
    let shown = Step::ALL
        .iter()
        .filter(|it| is_of_a_handover(**it) && !idle.contains(it));
    view.steps = shown
        .map(|it| (*it, permit(me, *it, position, view.today).err()))
        .collect();
    view
}

/// Consent lets a copy go to two of the three places.
fn copying(lang: Lang) -> DossierView {
    let mut view = only(Step::GiveCopy, lang);
    view.copies = vec![CopyTo::Consultation, CopyTo::City];
    view
}

/// The person carries it, and nothing was given yet.
fn carrying(lang: Lang) -> DossierView {
    let mut view = approved(lang);
    view.preview.clear();
    view.covered.clear();
    view.line.phase = Phase::Drafting;
    view.steps = vec![(Step::Carry, None), (Step::Discard, None)];
    view.carries = Some(Carries {
        consent: ConsentId::from_bytes([6; 16]),
        printed: None,
        left: [ItemId::Basic, ItemId::Life].into(),
    });
    view.meant.carried = [ItemId::Basic, ItemId::Life].into();
    view
}

/// The person takes back some of what they carry.
fn taken_back(lang: Lang) -> DossierView {
    let mut view = carrying(lang);
    view.steps = vec![(Step::WithdrawItems, None)];
    view
}

/// That the person found a section right is said of what was looked at: what was not opened here is named first.
#[test]
fn sections_nobody_opened_are_named_before_they_are_said_to_be_right() {
    let view = unconfirmed(Lang::Ja);
    let steps = "<tab><tab>";
    let mut unopened = in_view(view.clone(), &format!("{steps}<f7>"), Lang::Ja, COLOUR);
    unopened.requests();
    unopened.play("<f6><f10>");
    assert!(unopened.shows("開いていない章が"));
    assert_eq!(unopened.deeds(), []);
    unopened.play("<f10>");
    assert!(
        matches!(taken(&mut unopened), Deed::Confirm(_)),
        "it may be on paper"
    );
    let down = "<down>".repeat(view.preview.len());
    let mut opened = in_view(
        view,
        &format!("<tab><home>{down}<f7><f6><f10>"),
        Lang::Ja,
        COLOUR,
    );
    assert!(!opened.shows("開いていない章が") && opened.shows("を行いますか"));
    opened.requests();
    opened.play("<f10>");
    assert!(matches!(taken(&mut opened), Deed::Confirm(_)));
}

/// Once there is an offer, what was sent stands there: a section that is as it was sent was looked at there, one that changed since was not.
#[test]
fn after_an_offer_only_the_sections_that_changed_since_are_named_as_not_opened() {
    let mut view = at_side(Side::Sender, Lang::Ja, |_| ());
    view.steps = vec![(Step::Confirm, None)];
    for section in &mut view.preview {
        section.found = Found::NotYet;
    }
    let down = "<down>".repeat(view.sections.len());
    let keys = format!("<home>{down}<tab><home><enter><f6><f10>");
    let mut same = in_view(view.clone(), &keys, Lang::Ja, COLOUR);
    assert!(!same.shows("開いていない章が") && same.shows("を行いますか"));
    same.requests();
    let changed = view.preview[1].id;
    view.preview[1].fields.pop();
    let mut other = in_view(view, &keys, Lang::Ja, COLOUR);
    let named = label::section(changed, Lang::Ja);
    assert!(other.shows("開いていない章が1") && other.shows(named));
    other.requests();
}

#[test]
fn what_the_person_carries_is_taken_back_item_by_item_and_whole() {
    let can = |step| {
        let mut view = carrying(Lang::Ja);
        view.steps = vec![(step, None)];
        in_view(view, "<tab><tab><home><enter>", Lang::Ja, COLOUR)
    };
    let mut player = can(Step::WithdrawItems);
    assert!(player.shows("持って行く書面には、もう載りません"));
    player.play("<enter><f10>");
    assert!(player.shows("撤回を記録しますか"));
    player.play("<f10>");
    let items = Withdrawal::Items([ItemId::Basic].into());
    let mut whole = can(Step::WithdrawAll);
    whole.play("すべて<f10>");
    for (mut player, scope) in [(player, items), (whole, Withdrawal::All)] {
        let last = player.requests().pop();
        let Some(Request::Handover(Wanted::Take(_, deed))) = last else {
            panic!("{last:?}");
        };
        assert_eq!(*deed, Deed::Withdraw(scope, TellingDraft::default()));
    }
}

#[test]
fn where_something_would_be_sent_besides_what_the_person_carries_both_are_told() {
    for (step, hint) in [
        (Step::WithdrawItems, "もう載らず"),
        (Step::WithdrawAll, "もう印刷せ"),
    ] {
        let mut view = carrying(Lang::Ja);
        let receiver = view.line.peer_name.clone();
        view.covered = vec![ItemId::Basic];
        view.meant.sent = [ItemId::Basic].into();
        view.steps = vec![(step, None)];
        let mut player = in_view(view, "<tab><tab><home><enter>", Lang::Ja, COLOUR);
        assert!(player.shows(hint), "{step:?}");
        if step == Step::WithdrawItems {
            player.play("<enter><f10>");
            assert!(player.shows("撤回を記録しますか"));
            assert!(!player.shows("もう載りません"), "it is not the sheet alone");
            assert!(
                player.shows("もう載らず、"),
                "nor is it the other office alone"
            );
            assert!(player.shows(&format!("{receiver}にも")));
        }
    }
}

/// An earlier handover gave the same office something of it.
fn told_elsewhere(step: Step, lang: Lang) -> DossierView {
    let mut view = approved(lang);
    view.preview.clear();
    view.covered = vec![ItemId::Basic, ItemId::Life];
    view.line.phase = Phase::Drafting;
    view.steps = vec![(step, None)];
    view.meant.sent = [ItemId::Basic, ItemId::Life].into();
    view.hearing = Hearing {
        of_all: vec![HandoverId::from_bytes([8; 16])],
        items: [ItemId::Life].into(),
        ..Hearing::default()
    };
    view
}

#[test]
fn whoever_hears_of_a_withdrawal_before_an_offer_is_said_and_else_that_nobody_does() {
    let nobody = "相手の事業所には伝わりません";
    let told = "その相手に伝わ";
    for step in [Step::WithdrawItems, Step::WithdrawAll] {
        let at = |view| in_view(view, "<tab><tab><home><enter>", Lang::Ja, COLOUR);
        let said = at(told_elsewhere(step, Lang::Ja)).unbroken();
        assert!(said.contains(told) && !said.contains(nobody), "{said}");
        let mut view = told_elsewhere(step, Lang::Ja);
        view.hearing = Hearing::default();
        let said = at(view).unbroken();
        assert!(said.contains(nobody) && !said.contains(told), "{said}");
    }
    let view = told_elsewhere(Step::WithdrawItems, Lang::Ja);
    for (item, hears) in [(ItemId::Basic, false), (ItemId::Life, true)] {
        let about = Withdrawing::Prepared {
            receiver: "見本の丘".into(),
            meant: view.meant.clone(),
            hearing: view.hearing.clone(),
        };
        let asked = taking_back::asked(Some(&[item].into()), &about, Lang::Ja).what;
        assert_eq!(asked.contains(told), hears, "{asked}");
    }
}

/// Nothing would be sent today, but a form is meant by which something is: a newer one stands in its place, or its day is to
/// come. Both ways are named, and where an earlier handover went on paper it is said who tells that office.
#[test]
fn which_way_it_goes_is_said_by_the_forms_that_are_meant_and_not_by_what_goes_today() {
    for (step, both) in [
        (Step::WithdrawItems, "もう載らず"),
        (Step::WithdrawAll, "もう印刷せ"),
    ] {
        let mut view = carrying(Lang::Ja);
        view.steps = vec![(step, None)];
        view.meant.sent = [ItemId::Health].into();
        view.hearing = Hearing {
            besides: BTreeSet::new(),
            of_all: vec![HandoverId::from_bytes([8; 16])],
            items: [ItemId::Health].into(),
            means: Means::Paper,
        };
        let player = in_view(view.clone(), "<tab><tab><home><enter>", Lang::Ja, COLOUR);
        let said = player.unbroken();
        assert!(said.contains(both), "{said}");
        assert!(said.contains("職員が電話などで伝え"), "{said}");
        assert!(!said.contains("「裏付け」も伝わります"), "{said}");
        // The copy alone of a form that ran out is sent by no form.
        view.meant.sent.clear();
        view.covered = vec![ItemId::CopyCity];
        view.hearing = Hearing::default();
        let player = in_view(view, "<tab><tab><home><enter>", Lang::Ja, COLOUR);
        assert!(!player.unbroken().contains(both), "{}", player.unbroken());
    }
}

/// A copy is paper: no other office hears of it, and this office asks it back.
#[test]
fn of_copies_the_form_says_who_asks_them_back_and_not_that_the_other_office_hears() {
    let (hears, paper) = ("相手は返却・消去などを答えます", "当所が渡した先に返却");
    for (covered, content, copies) in [
        (vec![ItemId::Basic], true, false),
        (vec![ItemId::Basic, ItemId::CopyCity], true, true),
        (vec![ItemId::CopyCity], false, true),
    ] {
        let mut view = sent(Lang::Ja, |_| ());
        view.covered = covered;
        view.steps = vec![(Step::WithdrawItems, None)];
        let text = in_view(view, "<tab><enter>", Lang::Ja, COLOUR).unbroken();
        assert_eq!(text.contains(hears), content, "{text}");
        assert_eq!(text.contains(paper), copies, "{text}");
    }
}

#[test]
fn what_the_person_carries_is_printed_into_a_file_and_asked_for_alone() {
    let mut player = in_view(
        carrying(Lang::Ja),
        "<tab><tab><home><enter>",
        Lang::Ja,
        COLOUR,
    );
    assert!(player.shows("相手には何も送りません"));
    player.play("/media/usb/sheet.txt<f10><f10>");
    let last = player.requests().pop();
    let Some(Request::Handover(Wanted::Take(_, deed))) = last else {
        panic!("{last:?}");
    };
    assert_eq!(*deed, Deed::Carry("/media/usb/sheet.txt".into(), Lang::Ja));
}

#[test]
fn a_copy_is_for_one_of_the_places_that_consent_names_and_for_somebody() {
    let mut player = in_view(copying(Lang::Ja), "<tab><enter>", Lang::Ja, COLOUR);
    assert!(player.shows("相談支援事業所") && !player.shows("ハローワーク"));
    player.play("<right><right><tab>見本市 障害福祉課<tab>/media/usb/copy.txt<f10><f10>");
    let given = Deed::GiveCopy(Box::new(CopyDraft {
        to: CopyTo::City,
        name: "見本市 障害福祉課".into(),
        path: "/media/usb/copy.txt".into(),
        lang: Lang::Ja,
    }));
    let last = player.requests().pop();
    let Some(Request::Handover(Wanted::Take(_, deed))) = last else {
        panic!("{last:?}");
    };
    assert_eq!(*deed, given);
}

/// The sender's side of it.
fn sent(lang: Lang, became: impl Fn(&mut State)) -> DossierView {
    at_side(Side::Sender, lang, became)
}

/// Everything was read, read back and found right, and the other office takes the person on.
fn accept(state: &mut State) {
    let sections = state.offer.as_mut().map(|it| &mut it.sections);
    for section in sections.into_iter().flatten() {
        section.reading = Some(Reading::Understood);
    }
    state.questions[0].status = QuestionStatus::Closed;
    state.read_back = Some(ReadBack {
        no: ReadBackNo::new(2).unwrap(),
        differences: Vec::new(),
        verdict: Some(Verdict::Right),
        bearing: Bearing::Current,
        due: None,
    });
    state.acceptance = Some(accepted());
}

fn release(state: &mut State) {
    accept(state);
    let written = day(12, 9);
    state.release = Some(Release { number: 4, written });
}

fn begin(state: &mut State) {
    release(state);
    state.started = Some(day(12, 10));
    state.follow_ups = [(1, None), (3, None)]
        .map(|(month, outcome)| FollowUp {
            day: Day::from_ymd(2027, month, 14).unwrap(),
            outcome,
        })
        .to_vec();
}

fn released(side: Side, lang: Lang) -> DossierView {
    let mut view = at_side(side, lang, release);
    view.steps.retain(|(step, _)| *step == Step::Start);
    counted(view)
}

fn started(side: Side, lang: Lang) -> DossierView {
    let mut view = at_side(side, lang, begin);
    view.steps.retain(|(step, _)| *step == Step::End);
    counted(view)
}

/// The person has started, and no follow-up was told yet.
fn followed(lang: Lang) -> DossierView {
    let mut view = at_side(Side::Receiver, lang, begin);
    view.steps.retain(|(step, _)| *step == Step::FollowUp);
    view
}

/// The person has started, the contract has ended, and every follow-up was told.
fn closed(side: Side, lang: Lang) -> DossierView {
    let mut view = at_side(side, lang, |state| {
        begin(state);
        state.ended = Some(day(12, 9));
        for it in &mut state.follow_ups {
            it.outcome = Some(Outcome::GoingWell);
        }
    });
    view.entries.push(read_back());
    view
}

/// Gives every kind of something its name. A new kind does not compile before it stands here, and then wants a drawing.
macro_rules! kinds {
    ($of:ident, $all:ident: $type:ty { $($name:literal = $kind:pat,)+ }) => {
        const $all: &[&str] = &[$($name),+];

        fn $of(it: &$type) -> &'static str {
            match it {
                $($kind => $name,)+
            }
        }
    };
}

kinds! {
    screen, SCREENS: Screen {
        "wizard" = Screen::Wizard(_),
        "lock" = Screen::Lock(_),
        "help" = Screen::Help(_),
        "question" = Screen::Question(_),
        "notice" = Screen::Notice(_),
        "today" = Screen::Today(_),
        "dossier" = Screen::Dossier(_),
        "step" = Screen::Step(_),
        "menu" = Screen::Menu(_),
        "cases" = Screen::Cases(_),
        "case" = Screen::Case(_),
        "section" = Screen::Section(_),
        "notes" = Screen::Notes(_),
        "changes" = Screen::Changes(_),
        "handovers" = Screen::Handovers(_),
        "offices" = Screen::Offices(_),
        "staff" = Screen::Staff(_),
        "retention" = Screen::Retention(_),
        "receipts" = Screen::Receipts(_),
        "visits" = Screen::Visits(_),
        "aside" = Screen::Aside(_),
        "audit" = Screen::Audit(_),
        "records" = Screen::Records(_),
        "record" = Screen::Record(_),
        "post" = Screen::Post(_),
        "begin" = Screen::Begin(_),
        "settings" = Screen::Settings(_),
        "prefs" = Screen::Prefs(_),
        "sheet" = Screen::Sheet(_),
        "renew" = Screen::Renew(_),
        "import" = Screen::Import(_),
        "paper" = Screen::Paper(_),
        "people" = Screen::People(_),
    }
}

kinds! {
    ask, ASKS: Ask {
        "question" = Ask::Question(_),
        "answer" = Ask::Answer(_),
        "draft-answer" = Ask::DraftAnswer(_),
        "reason" = Ask::Reason,
        "discontinue" = Ask::Discontinue,
        "check" = Ask::Check,
        "decline" = Ask::Decline,
        "follow-up" = Ask::FollowUp,
        "handle" = Ask::Handle,
        "accept" = Ask::Accept,
        "start" = Ask::Start,
        "end" = Ask::End,
        "read-back" = Ask::ReadBack,
        "release" = Ask::Release,
        "offer" = Ask::Offer,
        "add" = Ask::Add,
        "confirm" = Ask::Confirm,
        "consent" = Ask::Consent,
        "withdraw-items" = Ask::WithdrawItems,
        "withdraw-all" = Ask::WithdrawAll,
        "take-up" = Ask::TakeUp,
        "reopen" = Ask::Reopen(_),
        "start-into" = Ask::StartInto(_),
        "paper-reply" = Ask::PaperReply,
        "print-offer" = Ask::PrintOffer,
        "give-copy" = Ask::GiveCopy,
        "carry" = Ask::Carry,
    }
}

kinds! {
    kind, KINDS: Kind {
        "keep" = Kind::Keep,
        "on-paper" = Kind::OnPaper,
        "edit" = Kind::Edit,
        "write" = Kind::Write,
        "verify" = Kind::Verify(_),
        "revoke" = Kind::Revoke(_),
        "add" = Kind::Add,
        "shut-out" = Kind::ShutOut(_),
        "shred" = Kind::Shred(_),
        "passphrase" = Kind::Passphrase,
        "folder" = Kind::Folder,
        "export" = Kind::Export(_),
        "print" = Kind::Print(_),
        "records" = Kind::Records,
        "consents" = Kind::Consents,
        "receipts" = Kind::Receipts,
        "list" = Kind::List(_),
        "audit" = Kind::Audit,
        "refused" = Kind::Refused,
        "attach" = Kind::Attach(_),
        "copy-told" = Kind::CopyTold(..),
        "sheet-told" = Kind::SheetTold(..),
        "take-back" = Kind::TakeBack(..),
        "attach-scan" = Kind::AttachScan(..),
        "save-scan" = Kind::SaveScan(..),
        "save-file" = Kind::SaveFile(_),
        "detach" = Kind::Detach(_),
        "save-enclosed" = Kind::SaveEnclosed(_),
        "set" = Kind::Set(..),
        "set-for" = Kind::SetFor(..),
        "contact" = Kind::Contact(..),
        "new-contact" = Kind::NewContact(_),
        "meeting" = Kind::Meeting(..),
        "new-meeting" = Kind::NewMeeting(_),
        "task" = Kind::Task(..),
        "new-task" = Kind::NewTask(..),
        "visit" = Kind::Visit(..),
        "new-visit" = Kind::NewVisit(_),
    }
}

kinds! {
    page, PAGES: Page {
        "language" = Page::Language,
        "ruler" = Page::Ruler,
        "office" = Page::Office,
        "first" = Page::First,
        "second" = Page::Second,
        "second-person" = Page::SecondPerson,
        "alone" = Page::Alone,
        "folder" = Page::Folder,
        "passphrase" = Page::Passphrase,
        "second-passphrase" = Page::SecondPassphrase,
        "working" = Page::Working,
        "sheet" = Page::Sheet,
        "check" = Page::Check,
        "done" = Page::Done,
    }
}

/// Where the focus of a form stands that is not kept: every form with long texts or ticks is kept.
const NOWHERE: [Stand; 2] = [Stand::FormPage, Stand::FormSeveral];

/// What is drawn, by the names above and those the program gives.
#[derive(Default)]
struct Drawn {
    screens: BTreeSet<&'static str>,
    asks: BTreeSet<&'static str>,
    steps: BTreeSet<&'static str>,
    kinds: BTreeSet<&'static str>,
    pages: BTreeSet<&'static str>,
    rooms: BTreeSet<String>,
    stands: BTreeSet<String>,
}

impl Drawn {
    fn note(&mut self, top: &Screen) {
        self.screens.insert(screen(top));
        self.stands.insert(format!("{:?}", top.stand()));
        self.rooms.extend(top.room().map(|it| format!("{it:?}")));
        match top {
            Screen::Step(form) => {
                let (step, asked) = form.of();
                self.steps.insert(step.code());
                self.asks.insert(ask(&asked));
            }
            Screen::Sheet(sheet) => {
                self.kinds.insert(kind(sheet.kind()));
            }
            Screen::Wizard(wizard) => {
                self.pages.insert(page(&wizard.page()));
            }
            _ => {}
        }
    }
}

/// The steps that are taken on a form.
fn with_forms() -> impl Iterator<Item = Step> {
    let asked_for = [Step::Ask, Step::Answer, Step::DraftAnswer, Step::Reopen];
    let all = Step::ALL.iter().copied();
    all.filter(move |it| form_of(*it).is_some() || asked_for.contains(it))
}

#[test]
fn no_screen_no_form_and_no_stand_is_without_a_drawing() {
    let mut drawn = Drawn::default();
    for (_, player) in all_scenes(Lang::Ja, COLOUR) {
        drawn.note(player.app.top());
    }
    let lacking = |all: &[&'static str], drawn: &BTreeSet<&str>| -> Vec<String> {
        let all = all.iter().filter(|it| !drawn.contains(**it));
        all.map(|it| (*it).to_owned()).collect()
    };
    let steps: Vec<&str> = with_forms().map(|it| it.code()).collect();
    let rooms = Room::ALL.iter().map(|it| format!("{it:?}"));
    let stands = Stand::ALL.iter().filter(|it| !NOWHERE.contains(it));
    let stands = stands.map(|it| format!("{it:?}"));
    let missing = [
        lacking(SCREENS, &drawn.screens),
        lacking(ASKS, &drawn.asks),
        lacking(KINDS, &drawn.kinds),
        lacking(PAGES, &drawn.pages),
        lacking(&steps, &drawn.steps),
        rooms.filter(|it| !drawn.rooms.contains(it)).collect(),
        stands.filter(|it| !drawn.stands.contains(it)).collect(),
    ];
    let none: [Vec<String>; 7] = Default::default();
    assert_eq!(
        missing, none,
        "screens, forms of steps, forms of rooms, pages of the setup, steps, rooms, stands"
    );
}

/// Each player is drawn once: how far a text is scrolled goes by what was drawn before.
#[test]
fn switched_to_the_other_language_every_screen_is_as_if_begun_in_it() {
    let both = [(Lang::Ja, Lang::En), (Lang::En, Lang::Ja)];
    for ((from, to), size) in both.into_iter().zip([(80, 24), (60, 16)]) {
        let drawn = |it: &Player| picture(&it.draw(size).0);
        let scenes = |lang| all_scenes(lang, COLOUR).into_iter();
        let meant = all_scenes_of(from, to, COLOUR);
        for ((name, mut switched), (_, begun)) in scenes(from).zip(meant) {
            switched.play("<f12>");
            let [is, meant] = [&switched, &begun].map(drawn);
            assert_eq!(is, meant, "{name}:\n{is}{meant}");
        }
        for ((name, mut back), (_, never)) in scenes(from).zip(scenes(from)) {
            back.play("<f12><f12>");
            assert_eq!(drawn(&back), drawn(&never), "{name}: there and back");
        }
    }
}

/// What is chosen on the page of the language is what F12 made of it: Enter does not switch it back.
#[test]
fn where_the_language_is_chosen_the_switch_chooses_it() {
    let mut wizard = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
    wizard.play("<f12><enter>");
    assert!(wizard.shows(&say(Lang::En, &Say::RulerAsk)));
    let mut prefs = at_work(today_view(), Lang::Ja, COLOUR);
    prefs.go_to(Room::Prefs).play("<f12><f10>");
    let kept = prefs.deeds().into_iter().find_map(|it| match it {
        Request::Keep(prefs) => prefs.lang,
        _ => None,
    });
    assert_eq!(kept, Some(Lang::En));
}

/// What stops or waits is said at the head of a handover in one row, and says where to go: no window may cut that off.
#[test]
fn what_is_said_at_the_head_of_a_handover_fits_the_smallest_window() {
    let said = [Word::Stopped, Word::LogShort, Word::AdditionsWait];
    for lang in Lang::ALL {
        for it in said {
            let said = say(lang, &it.say());
            assert!(cells(&said) + 4 <= 60, "{said}");
        }
    }
}
