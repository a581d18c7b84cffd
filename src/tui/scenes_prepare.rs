//! What the preparation, the mailbox, the settings and the open program do by themselves: driven by keys.
//!
//! The player and the sample views are those of `scenes`.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::domain::answer::Raw;
use crate::domain::case::{CaseSummary, Value};
use crate::domain::check_digit::CheckDigit;
use crate::domain::consent::{Consent, ConsentForm, FamilyConsent, Manner, Mode, Returned};
use crate::domain::field::Sensitivity;
use crate::domain::handover::dossier::{Phase, State};
use crate::domain::handover::draft::NotReady;
use crate::domain::handover::entry::{Act as Entry, Decline, Finding, Side};
use crate::domain::handover::kind::Course;
use crate::domain::handover::partial::Lack;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::handover::suggest::Suggestion;
use crate::domain::handover::ungiven::Ungiven;
use crate::domain::handover::words::WordKey;
use crate::domain::id::{CaseId, HandoverId, OfferNo, OfficeId, QuestionNo};
use crate::domain::key_fact::KeyFact;
use crate::domain::misfit::Misfit;
use crate::domain::office::Corporations;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::service::Service;
use crate::domain::setting::Settings;
use crate::domain::staff::Role;
use crate::domain::text::Line;
use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::lang::screen::prepare::Prepare;
use crate::tui::act::{Effect, Moved, Reply, Request, Secret, Ticket, Told};
use crate::tui::prefs::Prefs;
use crate::tui::room::Room;
use crate::tui::room::case::{self, CaseView};
use crate::tui::room::draft::{self, Erasures};
use crate::tui::room::handover::{
    Ask, Before, BeginView, Deed, DossierView, EntryView, Found, HowSigned, Taken,
};
use crate::tui::room::today::{Mailbox, TodayView};
use crate::tui::rounds::EVERY;
use crate::tui::scenes::{
    COLOUR, Player, at_work, day, dossier_view, empty_today, handovers_view, in_dossier,
    in_prepared, line, opened, peer_view, picture, prepared_view, read_back_form, signed, taken,
    today_view, value,
};
use crate::tui::scenes_today::open_of;
use crate::tui::screen::Screen;
use crate::tui::screen::case::Case;
use crate::tui::screen::lock::Lock;
use crate::tui::screen::todo::{missing, row, todo};
use crate::tui::theme::{Strokes, Theme};
use crate::workflow::Problem;
use crate::workflow::case::CaseLine;
use crate::workflow::earlier::{Asked, Declined, Due, Point, Since};
use crate::workflow::handover::Which;
use crate::workflow::office::{PeerStanding, PeerView};
use crate::workflow::person_page::{Lasts, PersonPage, Shown};
use crate::workflow::problem::{Concerned, Distrust, TransportError, Untrusted};
use crate::workflow::today::{Preparing, Who, lines_of};
use crate::workflow::todo::Todo;
use crate::workflow::view::HandoverLine;

/// The states worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let mut busy = Player::new(
        Screen::Lock(Lock::new("見本 花子", Say::LockHint)),
        lang,
        theme,
    );
    busy.play("ひみつ<f10>");
    busy.answer(Reply::Busy(Told::say(Say::LockBusy)));
    let mut working = at_work(today_view(), lang, theme);
    working.play("<f5>");
    working.now = Duration::from_secs(1);
    working.app.due(working.now);
    let held = [ItemId::Basic, ItemId::Contact, ItemId::Health];
    let mut left_out = following(&held, lang, theme);
    left_out.play("<f10><f10>");
    let taken_back = ItemId::of_content().take(14).collect();
    left_out.answer(Reply::LeavesOut(taken_back));
    vec![
        ("dossier-consent-follows", following(&held, lang, theme)),
        ("dossier-consent-left-out", left_out),
        ("lock-busy", busy),
        ("today-working", working),
        ("today-all", at_work(full_today(), lang, theme)),
        ("today-auditor", at_work(auditor(), lang, theme)),
        ("prefs", in_prefs("", lang, theme)),
        (
            "prefs-strokes",
            in_prefs("<down><down><right>", lang, theme),
        ),
        ("check-differences", checking(lang, theme)),
        ("begin-person", beginning("", lang, theme)),
        ("begin-office", choosing(Before::default(), "", lang, theme)),
        ("begin-unverified", refused_office(lang, theme)),
        (
            "begin-declined",
            choosing(declined(Decline::NotTaken), "", lang, theme),
        ),
        ("prepare-sent-back", in_sent_back("", lang, theme)),
        ("prepare-suggested", suggesting("<down><down>", lang, theme)),
        (
            "prepare-changed",
            in_sent_back("<end><up><up><up>", lang, theme),
        ),
        ("prepare-todo", in_prepared("<down>", lang, theme)),
        ("prepare-next", in_prepared("<end>", lang, theme)),
        (
            "prepare-consent-family",
            ticking("<down><down>", lang, theme),
        ),
        ("prepare-consent-within", within(lang, theme)),
        ("paper-sheet", explained("", lang, theme)),
        ("paper-to-file", explained("<f6>", lang, theme)),
        ("paper-page", kept_page(lang, theme)),
    ]
}

fn case_line(at: u8, name: &str, kana: &str) -> CaseLine {
    CaseLine {
        id: CaseId::from_bytes([at; 16]),
        name: name.into(),
        kana: kana.into(),
        last_four: None,
        revision: 3,
        handed_over: None,
    }
}

fn begin_view() -> BeginView {
    let moved = Some(HandoverId::from_bytes([7; 16]));
    let peer = |at, name: &str, standing| PeerView {
        id: OfficeId::from_bytes([at; 32]),
        name: name.into(),
        standing,
        ..peer_view()
    };
    BeginView {
        cases: vec![
            case_line(5, "架空 見穂", "カクウ ミホ"),
            CaseLine {
                handed_over: moved,
                ..case_line(6, "見本 一郎", "ミホン イチロウ")
            },
            case_line(4, "例示 実", "レイジ ミノル"),
        ],
        peers: vec![
            peer(8, "見本ワークス", PeerStanding::Vouched),
            peer(9, "架空就労支援 あさぎり", PeerStanding::Unverified),
        ],
        open: vec![open_of(CaseId::from_bytes([4; 16]))],
        before: Before::default(),
    }
}

/// An office nobody has verified, chosen all the same: the desk refuses it.
fn refused_office(lang: Lang, theme: Theme) -> Player {
    let mut player = choosing(Before::default(), "<down><enter>", lang, theme);
    let ticket = player.ticket();
    let peer = begin_view().peers.swap_remove(1);
    let why = Problem::NotTrusted(Box::new(Untrusted {
        id: peer.id,
        name: peer.name,
        phone: peer.phone,
        fingerprint: peer.fingerprint,
        why: Distrust::NeverVerified,
    }));
    player.reply(ticket, Reply::Refused(Told::of(&why)));
    player
}

/// The begin of a handover, from the list of all.
fn beginning(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.go_to(Room::Handovers);
    player.answer(handovers_view());
    player.play("<f7>");
    player.answer(Reply::Beginning(Box::new(begin_view())));
    player.play(keys);
    player
}

/// The same with the first person chosen, and what became of their earlier handovers.
fn choosing(before: Before, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = beginning("<enter>", lang, theme);
    player.answer(Reply::Beginning(Box::new(BeginView {
        before,
        ..begin_view()
    })));
    player.play(keys);
    player
}

fn declined(how: Decline) -> Before {
    let declined = Declined {
        id: HandoverId::from_bytes([6; 16]),
        peer: OfficeId::from_bytes([8; 32]),
        office: "見本ワークス".into(),
        how,
        on: day(11, 20),
        reason: "眠れない日の様子が分からない。".into(),
        open: vec![
            Point::Reason,
            Point::Question {
                no: QuestionNo::FIRST,
                section: SectionId::Health,
                text: "薬を飲み忘れたときは、どうしていますか。".into(),
            },
        ],
    };
    Before {
        leads: Some(declined.peer),
        declined: vec![declined],
    }
}

/// What is missing where an office sent an earlier handover back, and what changed since.
fn sent_back(lang: Lang) -> DossierView {
    let mut view = prepared_view(lang);
    view.line.phase = Phase::Consented;
    view.returned = None;
    view.dropped.clear();
    view.covered = vec![ItemId::Health];
    view.asked = Asked {
        ungiven: Vec::new(),
        found_before: [view.preview[0].id].into(),
        due: vec![Due {
            section: view.preview[1].id,
            since: Since::Changed(vec![FieldId::CrisisYellow]),
            old: vec![FieldId::CrisisUpdated],
        }],
        applying: vec![FieldId::HealthVisits],
        lacking: vec![(FieldId::HealthStress, Lack::Signs(2))],
        misfits: vec![Misfit::Over {
            what: (FieldId::ContractDays, 23),
            most: (FieldId::CertificateDays, 10),
        }],
        suggested: Vec::new(),
        declined: declined(Decline::SentBack).declined,
        months: 3,
    };
    view.preview[0].found = Found::Before;
    view
}

/// The same, and the last day is not written though the end of the contract is.
fn suggesting(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut view = sent_back(lang);
    view.missing = vec![FieldId::HandlingLastDay];
    view.asked.suggested = vec![Suggestion {
        field: FieldId::HandlingLastDay,
        from: FieldId::ContractEnd,
        value: value(FieldId::HandlingLastDay, Raw::Day(day(12, 28))).1,
    }];
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play(keys);
    player
}

fn in_sent_back(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(sent_back(lang))));
    player.play(keys);
    player
}

/// The items of a consent, some ticked, with what the case says.
fn ticking(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = consent_form(lang, theme);
    player.answer(Reply::Known(held()));
    player.play("<tab><tab><f6>");
    let family = ItemId::ALL.iter().position(|it| *it == ItemId::Family);
    for _ in 0..family.unwrap() - 2 {
        player.play("<down>");
    }
    player.play(keys);
    player.play("<enter>");
    player
}

/// The explanation of what is ticked, from the form of a consent.
fn explained(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = ticking("", lang, theme);
    player.play("<f7>");
    player.play(keys);
    player
}

/// The page the person keeps, from a handover in preparation.
fn kept_page(lang: Lang, theme: Theme) -> Player {
    let mut player = in_prepared("", lang, theme);
    player.play("<f6>");
    player.answer(Reply::PersonPage(Box::new(page())));
    player
}

fn page() -> PersonPage {
    PersonPage {
        person: "架空 見穂".into(),
        sender: "見本就労支援 ひなた".into(),
        receiver: "見本ワークス".into(),
        on: day(11, 26),
        shown: Shown::Today,
        lasts: Lasts::Until {
            day: day(12, 31),
            told: None,
        },
        taken_back: Vec::new(),
        became: None,
        items: [ItemId::Basic].into(),
        sections: vec![(SectionId::Person, vec![held().remove(0)])],
        held_back: [FieldId::LifeFamily].into(),
        files: Vec::new(),
    }
}

#[test]
fn what_is_ticked_is_explained_and_written_as_it_stands_on_the_screen() {
    let mut player = explained("", Lang::Ja, COLOUR);
    assert!(player.shows("同意（どうい）の説明"));
    player.requests();
    player.play("<f6>/tmp/x.txt<f10>");
    let ticket = player.ticket();
    let asked = player.deeds();
    let [Request::Handover(Ask::Print(_, path, text))] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(path, "/tmp/x.txt");
    let of = |from: &str, to: &str| {
        let (_, rest) = text.split_once(from).unwrap();
        rest.split_once(to).unwrap().0.to_owned()
    };
    let goes = of("■ 渡（わた）すもの", "■ 渡（わた）さないもの");
    let stays = of("■ 渡（わた）さないもの", "■ だれに渡すか");
    assert!(
        goes.contains("生まれた日") && goes.contains("フリガナ"),
        "{goes}"
    );
    assert!(stays.contains("家族（かぞく）のこと"), "{stays}");
    player.reply(ticket, Reply::Done(Told::say(Prepare::PaperWritten.say())));
    player.play("<esc>");
    assert!(player.shows("同意を記録する"), "the form is as it was");
}

#[test]
fn the_persons_page_is_asked_for_at_a_handover_of_ones_own() {
    let mut player = in_prepared("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f6>");
    let ticket = player.ticket();
    let id = HandoverId::from_bytes([7; 16]);
    assert_eq!(player.requests(), [Request::Handover(Ask::PersonPage(id))]);
    player.reply(ticket, Reply::PersonPage(Box::new(page())));
    assert!(player.shows("控（ひか）え") && player.shows("カクウ　ミホ（本人"));
}

fn held() -> Vec<(FieldId, Value)> {
    let text = |field, text: &str| value(field, Raw::Text(text.into()));
    vec![
        text(FieldId::PersonKana, "カクウ ミホ"),
        text(FieldId::LifeFamily, "母と二人で暮らしている。"),
    ]
}

fn consent_form(lang: Lang, theme: Theme) -> Player {
    let mut player = in_prepared("<tab><tab>", lang, theme);
    player.play("<home><enter>");
    player
}

/// The form of a consent for an office of the same corporation.
fn within(lang: Lang, theme: Theme) -> Player {
    let mut view = prepared_view(lang);
    view.corporations = Corporations::Same;
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><tab><home><enter>");
    player
}

/// Today with something noticed and a preparation that waits for an approver.
fn full_today() -> TodayView {
    let preparing = HandoverLine {
        phase: Phase::Submitted,
        preparing: Some(Preparing {
            step: Step::Approve,
            who: Who::Me,
        }),
        ..line(Side::Sender, Vec::new())
    };
    let mut view = today_view();
    let approvals = lines_of(&[preparing], view.role);
    view.lines.splice(0..0, approvals);
    TodayView {
        notices: vec![Told::say(Say::LockDamaged)],
        ..view
    }
}

fn auditor() -> TodayView {
    TodayView {
        role: Role::Auditor,
        ..empty_today(0, 0)
    }
}

#[test]
fn today_shows_what_was_noticed_and_what_is_prepared_and_leads_there() {
    let mut player = at_work(full_today(), Lang::Ja, COLOUR);
    assert!(player.shows("準備中: 承認待") && player.shows("管理者に知らせて"));
    player.requests();
    player.play("<enter>");
    assert_eq!(player.requests(), [], "a notice leads nowhere");
    player.play("<down><down><down><down><enter>");
    let id = HandoverId::from_bytes([7; 16]);
    assert_eq!(player.requests(), [Request::Handover(Ask::Show(id))]);
}

#[test]
fn an_auditor_is_told_what_can_be_done_and_led_there() {
    let mut player = at_work(auditor(), Lang::Ja, COLOUR);
    assert!(player.shows("記録（誰がいつ何をしたか）を読み"));
    player.requests();
    player.play("<f5>");
    assert_eq!(player.requests(), [], "an auditor carries nothing");
    player.play("<enter>");
    assert_eq!(player.app.top().room(), Some(Room::Audit));
}

/// A read-back in which one typed fact differs.
pub(crate) fn read_back() -> EntryView {
    let facts = vec![
        (KeyFact::NameKana, Finding::Same),
        (KeyFact::Birth, Finding::Differs),
        (KeyFact::Signs, Finding::Same),
    ];
    EntryView {
        side: Side::Receiver,
        written: day(12, 9),
        act: Entry::ReadBack {
            read_back: State::of(&[], &[]).next_read_back(),
            offer: OfferNo::FIRST,
            facts,
        },
        words: vec![
            (WordKey::Risk1, "眠れない日が続くと休む。".into()),
            (WordKey::Typed, "カクウ ミホ / H10.4.8".into()),
        ],
    }
}

/// The check of a read-back.
pub(crate) fn checking(lang: Lang, theme: Theme) -> Player {
    let mut view = dossier_view(lang);
    view.entries.push(read_back());
    view.steps = vec![(Step::Check, None)];
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><enter>");
    player
}

#[test]
fn who_checks_a_read_back_sees_what_differs_and_nothing_is_shown_to_who_types() {
    let player = checking(Lang::Ja, COLOUR);
    assert!(player.shows("違いのあった要点") && player.shows("相手の入力: H10.4.8"));
    assert!(player.shows("平成10年4月9日") && player.shows("同じ: "));
    let mut typing = read_back_form("", Lang::Ja, COLOUR);
    for _ in 0..8 {
        assert!(!typing.shows("H10.4.9") && !typing.shows("平成10年4月9日"));
        for kana in ["ｶﾞｸｳ", "ﾐﾎ", "カクウ", "ミホ"] {
            assert!(!typing.shows(kana), "{kana} is what is typed");
        }
        typing.play("<tab>");
    }
}

#[test]
fn whoever_approves_reads_the_consent_and_whose_work_it_is() {
    let player = in_prepared("<tab><tab><tab>", Lang::Ja, COLOUR);
    let (drawn, _) = player.draw((80, 60));
    let drawn = picture(&drawn);
    for told in [
        "目的: 就労支援の引継ぎのため",
        "渡してよい項目: 障害・体調",
        "令和9年3月31日",
        "代筆 / 手を痛めているため",
        "説明した人: 見本 二郎",
        "原本の保管場所: 事務室の鍵付き書庫",
        "作成した人: 見本 二郎",
        "本人が確かめた章: 1/3",
    ] {
        assert!(drawn.contains(told), "{told}\n{drawn}");
    }
}

/// A preparation that waits for an approver; what an author may not do is his own.
fn submitted(by: Option<Denied>) -> Player {
    let mut view = prepared_view(Lang::Ja);
    view.line.phase = Phase::Submitted;
    view.missing.clear();
    view.returned = None;
    view.dropped.clear();
    for section in &mut view.preview {
        section.found = Found::Right;
    }
    view.steps = vec![(Step::Approve, by.clone()), (Step::Return, by)];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<end>");
    player
}

#[test]
fn the_list_of_what_is_missing_says_why_an_author_waits_and_who_goes_on() {
    let own = submitted(Some(Denied::NotReady(NotReady::OwnWork)));
    assert!(own.shows("自分では承認できません"));
    assert!(own.shows("Ctrl+Lでロック"));
    assert!(!own.shows("または:差し戻す"));
    let mut other = submitted(None);
    assert!(other.shows("または:差し戻す") && !other.shows("Ctrl+Lでロック"));
    other.play("<enter>");
    assert!(matches!(other.app.top(), Screen::Step(_)));
}

#[test]
fn what_the_person_did_not_agree_to_is_said_in_the_list_and_where_it_is_submitted_approved_and_offered()
 {
    for (phase, step) in [
        (Phase::Confirmed, Step::Submit),
        (Phase::Submitted, Step::Approve),
        (Phase::Approved, Step::Offer),
    ] {
        for (lang, told) in [
            (Lang::Ja, "同意にないため渡りません:クライシスプラン"),
            (Lang::En, "Notintheconsent,soitdoesnotgo:Crisisplan"),
        ] {
            let mut view = prepared_view(lang);
            let left = missing(&view);
            view.asked.ungiven = vec![Ungiven::Section(SectionId::Crisis)];
            assert_eq!(missing(&view), left, "it blocks nothing");
            view.line.phase = phase;
            view.steps = vec![(step, None)];
            let at = todo(&view).iter().position(|it| *it == Todo::Ungiven);
            let mut player = at_work(today_view(), lang, COLOUR);
            player.play("<enter>");
            player.answer(Reply::Dossier(Box::new(view)));
            player.play(&"<down>".repeat(at.expect("a row")));
            assert!(player.shows(told), "{}", player.unbroken());
            player.play("<end><enter>");
            assert!(!matches!(player.app.top(), Screen::Dossier(_)));
            assert!(player.shows(told), "{step:?} {}", player.unbroken());
        }
    }
}

#[test]
fn after_a_step_the_list_of_what_is_missing_begins_at_its_head_and_says_how_much_is_left() {
    let mut view = prepared_view(Lang::Ja);
    let mut player = in_prepared("<end>", Lang::Ja, COLOUR);
    let all = todo(&view).len();
    assert!(player.shows(&format!("残り{}", all - 1)));
    view.line.phase = Phase::Consented;
    view.covered = vec![ItemId::Health];
    view.returned = None;
    player.play("<f5>");
    player.answer(Reply::Synced(Told::say(Say::Opened)));
    player.answer(Reply::Dossier(Box::new(view.clone())));
    let first = row(todo(&view)[0], &view, Lang::Ja);
    assert!(player.shows(&format!(">{first}")), "{first}");
}

fn in_prefs(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.go_to(Room::Prefs).play(keys);
    player
}

#[test]
fn settings_hold_at_once_and_are_kept() {
    let mut player = in_prefs("<right><down><down><right><down><left>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<enter><enter>");
    let kept = Prefs {
        lang: Some(Lang::En),
        theme: Theme {
            strokes: Strokes::Ascii,
            ..COLOUR
        },
        minutes: 5,
    };
    assert_eq!(player.effects.len(), 1);
    assert_eq!(player.requests(), [Request::Keep(kept)]);
    assert!(player.shows("This computer") && player.shows("+------"));
    let locked = due(&mut player, kept.idle());
    assert!(locked.contains(&Request::Lock), "five minutes, not ten");

    let mut folder = in_prefs("<end>", Lang::Ja, COLOUR);
    for _ in 0..5 {
        folder.play("<tab>");
    }
    folder.play("<enter>");
    assert!(matches!(folder.app.top(), Screen::Sheet(_)));
}

/// What has fallen due at a time, asked of the worker.
fn due(player: &mut Player, now: Duration) -> Vec<Request> {
    player.effects.clear();
    player.now = now;
    player.effects = player.app.due(now);
    let asked = player.effects.clone();
    let requests = asked.into_iter().filter_map(|it| match it {
        Effect::Ask(_, request) => Some(request),
        _ => None,
    });
    requests.collect()
}

/// The work is done on another thread: keys go on being taken while an answer is awaited.
fn answer_to(player: &mut Player, ticket: Ticket, reply: Reply) -> Vec<Effect> {
    player.app.reply(ticket, reply, player.now)
}

#[test]
fn the_open_program_sends_and_collects_every_minute_where_a_folder_is_set() {
    let mut without = opened();
    without.play("<f5>");
    without.answer(Reply::Today(Box::new(TodayView {
        mailbox: Mailbox::Missing,
        ..empty_today(0, 0)
    })));
    assert_eq!(due(&mut without, EVERY * 2), []);

    let mut player = opened();
    player.play("<f5>");
    player.answer(Reply::Today(Box::new(today_view())));
    assert_eq!(
        due(&mut player, Duration::ZERO),
        [Request::Round],
        "at once"
    );
    let ticket = player.ticket();
    let quiet = || Reply::Rounded(Told::say(Say::Opened), Moved::Nothing);
    assert_eq!(answer_to(&mut player, ticket, quiet()), []);
    assert_eq!(due(&mut player, EVERY - Duration::from_secs(1)), []);
    assert_eq!(due(&mut player, EVERY), [Request::Round]);
    let ticket = player.ticket();
    assert_eq!(due(&mut player, EVERY * 3), [], "one round at a time");
    assert_eq!(answer_to(&mut player, ticket, quiet()), []);
    assert!(!player.shows("開きました"), "a quiet round is not told");
    assert_eq!(due(&mut player, EVERY * 4), [Request::Round]);
    let ticket = player.ticket();
    let news = Reply::Rounded(Told::say(Say::Opened), Moved::Something);
    player.effects = answer_to(&mut player, ticket, news);
    assert!(player.shows("開きました"));
    assert_eq!(player.requests(), [Request::Today], "the list is made anew");
    let locked = due(&mut player, crate::tui::scenes::IDLE);
    assert_eq!(locked, [Request::Lock], "rounds are no sign of life");
    assert_eq!(player.app.deadline(), None);
}

#[test]
fn a_round_disturbs_no_typing_and_a_step_is_sent_at_once() {
    let mut player = in_dossier("<down><f8>席は", Lang::Ja, COLOUR);
    let asked = due(&mut player, EVERY);
    let kept = matches!(asked[..], [Request::Draft(_), Request::Round]);
    assert!(
        kept,
        "what is typed is safe before the folder is looked at: {asked:?}"
    );
    let ticket = player.ticket();
    player.play("窓側");
    let news = Reply::Rounded(Told::say(Say::Opened), Moved::Something);
    player.effects = answer_to(&mut player, ticket, news);
    let shown = player.requests();
    assert!(matches!(
        shown[..],
        [
            Request::Draft(draft::Ask::Check(_)),
            Request::Today,
            Request::Handover(Ask::Show(_))
        ]
    ));
    player.play("ですか");
    assert!(player.shows("席は窓側ですか"));
    player.play("<f10><f10>");
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    let now = player.now;
    assert_eq!(due(&mut player, now), [Request::Round]);
}

#[test]
fn a_round_that_hangs_is_told_and_holds_up_neither_a_screen_nor_the_lock() {
    use crate::lang::message::{self, Ended};
    use crate::workflow::post::{Done, Extent};
    use crate::workflow::round::{Cut, Left};
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    assert_eq!(due(&mut player, EVERY), [Request::Round]);
    let round = player.ticket();
    let later = EVERY + Duration::from_secs(1);
    assert_eq!(due(&mut player, later), []);
    assert!(player.shows("処理中"));
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    player.requests();
    player.play("<c-l>");
    let lock = player.ticket();
    assert_eq!(player.requests(), [Request::Lock]);
    assert!(!player.shows("処理中"), "nothing is waited for at the door");
    assert_eq!(answer_to(&mut player, lock, Reply::Locked), []);
    let cut = Cut {
        left: Left::Coming,
        done: Done {
            collected: 2,
            ..Done::default()
        },
        extent: Extent::New,
    };
    let told = Told::both(|lang| message::left_behind(&cut, Ended::Locked, lang));
    assert_eq!(answer_to(&mut player, round, Reply::LeftBehind(told)), []);
    assert!(
        player.shows("ロックしたので、受け取りの途中で終えました"),
        "at the door"
    );
    assert!(player.shows("0件送り、2件受け取りました"));
    player.play("<enter>ひみつのことば<f10>");
    let who = "見本 花子".into();
    player.answer(Reply::Unlocked { who });
    player.answer(Reply::Today(Box::new(today_view())));
    let now = player.now;
    assert_eq!(due(&mut player, now), [Request::Round], "at once");
    let round = player.ticket();
    let why = Reply::Refused(Told::of(&Problem::Transport(TransportError::NoAnswer)));
    player.effects = answer_to(&mut player, round, why);
    assert!(player.shows("共有フォルダが応答しません"));
    let looked = player.requests();
    assert_eq!(looked, [Request::Today], "something may have come before");
    assert_eq!(due(&mut player, now + EVERY), [Request::Round]);
}

#[test]
fn an_answer_that_is_long_in_coming_is_told_and_keys_go_on() {
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<f5>");
    player.now = Duration::from_secs(7);
    player.app.due(player.now);
    assert!(player.shows("処理中"));
    assert_ne!(
        player.app.deadline(),
        Some(Duration::from_millis(400)),
        "it is told once and costs nothing more"
    );
    player.play("<f2>");
    assert!(matches!(player.app.top(), Screen::Menu(_)));
    player.answer(Reply::Synced(Told::say(Say::Opened)));
    player.answer(Reply::Today(Box::new(today_view())));
    assert!(!player.shows("処理中"));
}

#[test]
fn a_store_open_elsewhere_is_told_and_the_passphrase_waits_for_another_try() {
    let lock = Screen::Lock(Lock::new("見本 花子", Say::LockHint));
    let mut player = Player::new(lock, Lang::Ja, COLOUR);
    player.play("ひみつのことば<f10>");
    player.answer(Reply::Busy(Told::say(Say::LockBusy)));
    assert!(player.shows("別の画面で使用中") && !player.shows("ひみつ"));
    player.requests();
    player.play("<enter>");
    let again = Request::Unlock {
        who: "見本 花子".into(),
        passphrase: Secret::new("ひみつのことば"),
    };
    assert_eq!(player.effects.len(), 1);
    player.answer(Reply::Refused(Told::say(Say::LockWrong)));
    assert_eq!(player.requests(), [again]);
    player.play("<f10>");
    assert_eq!(player.requests(), [], "a wrong one is forgotten");
}

#[test]
fn a_draft_is_thrown_away_after_a_question_and_the_list_is_left_with_it_gone() {
    let mut view = prepared_view(Lang::Ja);
    view.steps = vec![(Step::Discard, None)];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><tab><enter><enter>");
    player.requests();
    player.play("<enter><f10>");
    let ticket = player.ticket();
    assert_eq!(taken(&mut player), Deed::Discard);
    player.effects = answer_to(&mut player, ticket, Reply::Done(Told::say(Say::Opened)));
    assert!(matches!(player.app.top(), Screen::Today(_)));
    assert_eq!(player.requests(), [Request::Today]);
}

#[test]
fn an_office_trusted_no_more_is_shut_for_that_reason() {
    let mut view = begin_view();
    view.peers[1].standing = PeerStanding::Revoked;
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.go_to(Room::Handovers);
    player.answer(handovers_view());
    player.play("<f7>");
    player.answer(Reply::Beginning(Box::new(view.clone())));
    player.play("<enter>");
    player.answer(Reply::Beginning(Box::new(view)));
    player.play("<down><enter>");
    assert!(player.shows("信用しないことにしてある"));
    assert!(!player.shows("まだ電話で確かめていない"));
}

#[test]
fn a_handover_is_begun_for_a_person_and_a_verified_office() {
    let mut player = beginning("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<down><enter>");
    let ticket = player.ticket();
    let moved = Request::Handover(Ask::BeginFor(CaseId::from_bytes([6; 16])));
    assert_eq!(player.requests(), [moved], "the desk says where they went");
    let about = Concerned {
        id: HandoverId::from_bytes([7; 16]),
        person: "ミホン イチロウ".into(),
        office: "見本ワークス".into(),
        phase: Some(Phase::Closed),
    };
    let why = Told::of(&Problem::HandedOver(Box::new(about)));
    player.reply(ticket, Reply::Refused(why));
    assert!(player.shows("ここからは引き継げません"), "not chosen");
    assert!(player.shows("見本ワークス") && player.shows("再開する"));
    player.play("<up><enter>");
    let chosen = Request::Handover(Ask::BeginFor(CaseId::from_bytes([5; 16])));
    let ticket = player.ticket();
    assert_eq!(player.requests(), [chosen]);
    let view = Reply::Beginning(Box::new(begin_view()));
    answer_to(&mut player, ticket, view);
    assert!(player.shows("架空 見穂さんを、どの事業所に"));
    let case = CaseId::from_bytes([5; 16]);
    let office = OfficeId::from_bytes([8; 32]);
    player.play("<enter><enter>");
    assert_eq!(player.effects.len(), 1, "once");
    let ticket = player.ticket();
    let draft = Request::Handover(Ask::Draft(case, office));
    assert_eq!(player.requests(), [draft]);
    let view = Reply::Dossier(Box::new(prepared_view(Lang::Ja)));
    answer_to(&mut player, ticket, view);
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    assert!(player.shows("足りないこと") && player.shows("下書きを始めました"));
}

#[test]
fn an_office_that_is_not_verified_is_refused_by_the_desk_and_named_with_what_is_to_be_done() {
    let mut player = refused_office(Lang::Ja, COLOUR);
    let asked = Request::Handover(Ask::Draft(
        CaseId::from_bytes([5; 16]),
        OfficeId::from_bytes([9; 32]),
    ));
    assert_eq!(player.requests().last(), Some(&asked));
    let peer = peer_view();
    assert!(player.shows("あさぎり（指紋") && player.shows("読み上げて"));
    assert!(player.shows(&peer.phone), "{}", peer.phone);
    assert!(
        matches!(player.app.top(), Screen::Begin(_)),
        "nothing began"
    );
}

#[test]
fn an_earlier_decline_is_shown_where_the_next_office_is_chosen_and_leads_to_one() {
    let mut led = declined(Decline::TryOther);
    led.leads = Some(OfficeId::from_bytes([9; 32]));
    let mut player = choosing(led, "", Lang::Ja, COLOUR);
    assert!(player.shows("まだ電話で確かめていない"), "led there");
    player.play("<up>");
    assert!(player.shows("受入不可") && player.shows("眠れない日の様子"));
    assert!(player.shows("次にすること"));
}

#[test]
fn what_an_office_sent_back_and_what_changed_since_stands_in_the_list_and_leads_there() {
    let view = sent_back(Lang::Ja);
    let earlier = HandoverId::from_bytes([6; 16]);
    let all = todo(&view);
    let expected = [
        Todo::SentBack(earlier),
        Todo::Question(earlier, QuestionNo::FIRST, SectionId::Health),
        Todo::Field(FieldId::PersonBirth),
        Todo::Applies(FieldId::HealthVisits),
        Todo::Lack(FieldId::HealthStress, Lack::Signs(2)),
        Todo::Misfit(view.asked.misfits[0]),
        Todo::Section(view.preview[1].id),
        Todo::Section(view.preview[2].id),
        Todo::Verify,
        Todo::Step(Step::Submit),
    ];
    assert_eq!(all, expected);
    let player = in_sent_back("<down>", Lang::Ja, COLOUR);
    assert!(
        player.shows("飲み忘れたときは"),
        "the words of the question"
    );
    let mut player = in_sent_back("<enter>", Lang::Ja, COLOUR);
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    for at in [1, 3, 4, 5] {
        let keys = format!("{}<enter>", "<down>".repeat(at));
        let mut player = in_sent_back(&keys, Lang::Ja, COLOUR);
        assert!(matches!(player.app.top(), Screen::Case(_)), "{at}");
        player.requests();
    }
}

#[test]
fn what_the_case_suggests_is_shown_and_written_once_somebody_says_so() {
    let mut player = suggesting("<down>", Lang::Ja, COLOUR);
    assert!(!player.shows("F8"), "nothing is suggested for a question");
    player.play("<f8>");
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    player.play("<down>");
    assert!(
        player.shows("12月28日"),
        "the day is seen before it is taken"
    );
    player.requests();
    player.play("<f8>");
    assert!(matches!(player.app.top(), Screen::Question(_)));
    assert_eq!(player.requests(), [], "nothing is written unasked");
    player.play("y");
    let id = dossier_view(Lang::Ja).line.id;
    match &player.requests()[..] {
        [Request::Handover(Ask::TakeSuggested(of, seen))] => {
            assert_eq!((*of, seen.field), (id, FieldId::HandlingLastDay));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_missing_leads_to_where_it_is_done() {
    let view = prepared_view(Lang::Ja);
    let all = todo(&view);
    let expected = [
        Todo::Mend,
        Todo::Field(FieldId::PersonBirth),
        Todo::Section(SectionId::Crisis),
        Todo::Section(SectionId::Tasks),
        Todo::Verify,
        Todo::Step(Step::Submit),
    ];
    assert_eq!(all, expected);
    let on = |at: usize| {
        let mut view = view.clone();
        let open = |it: &mut (Step, Option<_>)| {
            if it.0 == Step::Confirm {
                it.1 = None;
            }
        };
        view.steps.iter_mut().for_each(open);
        let mut player = at_work(today_view(), Lang::Ja, COLOUR);
        player.play("<enter>");
        player.answer(Reply::Dossier(Box::new(view)));
        player.play(&"<down>".repeat(at)).play("<enter>");
        player
    };
    assert!(on(0).shows("眠れない日の工夫"), "the reason is shown");
    let mut section = on(2);
    section.requests();
    section.play("<enter><f10>");
    let confirmed = Deed::Confirm(Which::These(vec![SectionId::Crisis]));
    assert_eq!(taken(&mut section), confirmed);
    let mut field = on(1);
    let case = CaseId::from_bytes([5; 16]);
    let asked = Request::Case(case::Ask::Show(case));
    let ticket = field.ticket();
    assert_eq!(field.requests().pop(), Some(asked));
    answer_to(&mut field, ticket, case_view(case));
    assert!(matches!(field.app.top(), Screen::Section(_)));
    let (buf, cursor) = field.draw((80, 24));
    let above = picture(&buf);
    let above: Vec<&str> = above.lines().take(usize::from(cursor.y) + 1).collect();
    let above = above[above.len() - 2..].join("\n");
    assert!(
        above.contains("生年月日"),
        "the field has the focus: {above}"
    );
    assert_eq!(on(4).app.top().room(), Some(Room::Offices));
    let shut = on(5);
    assert!(matches!(shut.app.top(), Screen::Dossier(_)));

    let mut bare = prepared_view(Lang::Ja);
    bare.covered.clear();
    bare.preview.clear();
    bare.missing.clear();
    bare.returned = None;
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(bare)));
    player.play("<enter>");
    assert!(matches!(player.app.top(), Screen::Step(_)), "the consent");
}

fn case_view(id: CaseId) -> Reply {
    Reply::Case(Box::new(CaseView {
        unlike_sent: None,
        cap_exceeded: None,
        misfits: Vec::new(),
        check: CheckDigit::Fits,
        course: Course::of(&CaseSummary::new(id), Settings::default().at(None)),
        service: Service::of(
            &CaseSummary::new(id),
            Settings::default().at(None),
            day(12, 10),
        ),
        case: CaseSummary::new(id),
        staff: Vec::new(),
        me: Line::new("見本 花子", 60).unwrap(),
        today: day(12, 10),
        shut: None,
        open: None,
        files: Vec::new(),
        erasures: Erasures::default(),
    }))
}

#[test]
fn a_handover_is_begun_from_a_case_with_the_person_chosen() {
    let id = CaseId::from_bytes([5; 16]);
    let case = Screen::Case(Box::new(Case::new(id)));
    let mut player = Player::new(case, Lang::Ja, COLOUR);
    player.play("<f8>");
    assert!(matches!(player.app.top(), Screen::Begin(_)));
    player.answer(Reply::Beginning(Box::new(begin_view())));
    assert!(player.shows("架空 見穂さんを、どの事業所に"));
}

#[test]
fn who_has_an_open_handover_is_led_to_it_from_the_list() {
    let mut player = beginning("<end>", Lang::Ja, COLOUR);
    assert!(player.shows("> x 例示 実") && player.shows("進行中: 確認中"));
    player.play("<enter>");
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    assert!(player.shows("進行中の引継ぎがあるので"));
}

#[test]
fn while_items_are_ticked_the_other_office_is_seen_to_see_them() {
    let mut player = consent_form(Lang::Ja, COLOUR);
    player.answer(Reply::Known(held()));
    player.play("<tab><tab>");
    assert!(player.shows("相手に見える: 0") && player.shows("見えない: 2"));
    player.play("<f6>");
    assert!(player.shows("相手に見える: 1"), "the family is not in all");
    let mut family = ticking("<down><down>", Lang::Ja, COLOUR);
    assert!(family.shows("相手に見える: 1") && family.shows("家族自身の同意がない"));
    family.play("<tab><tab><tab><tab><tab><tab><tab><tab><tab>架空 母<tab>母");
    family
        .play("<backtab><backtab><backtab><backtab><backtab><backtab><backtab><backtab><backtab><backtab>");
    assert!(family.shows("相手に見える: 2") && family.shows("母と二人で"));
}

#[test]
fn the_mode_is_asked_first_and_recorded_as_it_stands() {
    let [same, other] = [within, consent_form] as [fn(Lang, Theme) -> Player; 2];
    for (form, keys, mode) in [
        (same, "", Mode::SameCorporation),
        (same, "<right>", Mode::ByItem),
        (same, "<right><right>", Mode::Carried),
        (other, "", Mode::ByItem),
        (other, "<right>", Mode::Carried),
    ] {
        let mut player = form(Lang::Ja, COLOUR);
        player.play(keys);
        player.play("<tab><tab><f6><tab><tab>R9.3.31<f10><f10>");
        let asked = player.requests().into_iter();
        let mut recorded = asked.filter_map(|it| match it {
            Request::Handover(Ask::Take(_, deed)) => match *deed {
                Deed::RecordConsent(draft) => Some(draft),
                _ => None,
            },
            _ => None,
        });
        let draft = recorded.next().expect("a consent");
        assert_eq!(draft.mode, mode);
        assert!(!draft.items.is_empty() && !draft.purpose.is_empty());
    }
}

/// What harms, was done or suffered goes under a yes to it alone: a form begins without it, and "all" takes it not in.
#[test]
fn a_form_begins_without_what_is_withheld_and_all_leaves_it_out() {
    let withheld = |it: &&ItemId| {
        let mut fields = it.fields();
        fields.any(|it| it.spec().sensitivity == Sensitivity::Withheld)
    };
    let withheld: Vec<ItemId> = ItemId::ALL.iter().filter(withheld).copied().collect();
    assert!(!withheld.is_empty());
    let at = ItemId::ALL
        .iter()
        .position(|it| *it == withheld[0])
        .unwrap();
    let down = "<down>".repeat(at);
    for (keys, gives) in [("<f6>", false), (&format!("<f6>{down}<enter>"), true)] {
        let mut player = consent_form(Lang::Ja, COLOUR);
        player.play("<tab><tab>");
        assert!(
            player.shows(&format!("0/{}", ItemId::ALL.len())),
            "none is chosen"
        );
        player.play(keys).play("<tab><tab>R9.3.31<f10><f10>");
        let asked = player.requests().into_iter();
        let mut recorded = asked.filter_map(|it| match it {
            Request::Handover(Ask::Take(_, deed)) => match *deed {
                Deed::RecordConsent(draft) => Some(draft),
                _ => None,
            },
            _ => None,
        });
        let draft = recorded.next().expect("a consent");
        for it in &withheld {
            assert_eq!(draft.items.contains(it), gives, "{keys}: {it:?}");
        }
        assert!(draft.items.contains(&ItemId::Crisis));
    }
}

/// A consent cannot be taken off again: what stands on it is told once, also what lies below the fold.
#[test]
fn a_consent_is_asked_about_once_with_what_stands_on_it() {
    let held = [ItemId::Basic, ItemId::Contact];
    let mut player = following(&held, Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    assert_eq!(player.deeds(), [], "it is not recorded yet");
    for told in ["項目 2/26", "同意を記録しますか"] {
        assert!(player.shows(told), "{told}");
    }
    player.play("<enter>");
    assert_eq!(player.deeds(), [], "Enter is no, and the form stays");
    player.play("<f10><f10>");
    assert!(matches!(taken(&mut player), Deed::RecordConsent(_)));
}

/// Every item has a text of its own beside it: it is read from its top.
#[test]
fn what_the_other_office_would_see_of_an_item_begins_at_its_top() {
    let mut player = consent_form(Lang::Ja, COLOUR);
    let long = "夜は早く寝て、朝は六時に起きる。".repeat(30);
    let family = value(FieldId::LifeFamily, Raw::Text(long));
    player.answer(Reply::Known(vec![family]));
    let at = ItemId::ALL.iter().position(|it| *it == ItemId::Family);
    player.play(&format!("<tab><tab>{}", "<down>".repeat(at.unwrap())));
    let drawn = |player: &Player| picture(&player.draw((60, 16)).0);
    let top = drawn(&player);
    player.play("<pgdn><pgdn>");
    assert_ne!(drawn(&player), top, "it is longer than the screen");
    player.play("<up><down>");
    assert_eq!(drawn(&player), top, "another item");
    player.play("<enter>");
    let ticked = drawn(&player);
    player.play("<enter><pgdn><pgdn><enter>");
    assert_eq!(drawn(&player), ticked, "a tick");
}

/// The form of a consent where one holds already: it covers these items.
fn following(items: &[ItemId], lang: Lang, theme: Theme) -> Player {
    let form = ConsentForm {
        items: items.iter().copied().collect(),
        returned: [Returned::Reasons].into(),
        ..signed()
    };
    after(form, lang, theme)
}

fn after(form: ConsentForm, lang: Lang, theme: Theme) -> Player {
    let mut view = prepared_view(lang);
    view.holds = Some(Consent::record(form).unwrap());
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><tab><home><enter>");
    player
}

#[test]
fn a_form_after_another_begins_with_what_that_one_gives_so_that_one_item_more_takes_none_back() {
    let held = [ItemId::Basic, ItemId::Contact, ItemId::Health];
    let mut player = following(&held, Lang::Ja, COLOUR);
    assert!(player.shows("いまの同意書の内容から始まります"));
    player.play("<tab><tab>");
    assert!(player.shows(&format!("3/{}", ItemId::ALL.len())));
    let crisis = ItemId::ALL.iter().position(|it| *it == ItemId::Crisis);
    player.play(&format!(
        "{}<enter><f10><f10>",
        "<down>".repeat(crisis.unwrap())
    ));
    let requests = player.requests().into_iter();
    let mut recorded = requests.filter_map(|it| match it {
        Request::Handover(Ask::Take(_, deed)) => match *deed {
            Deed::RecordConsent(draft) => Some(draft),
            _ => None,
        },
        _ => None,
    });
    let draft = recorded.next().expect("a consent");
    let all: BTreeSet<ItemId> = held.into_iter().chain([ItemId::Crisis]).collect();
    assert_eq!((draft.items, draft.until), (all, signed().until));
    assert_eq!(
        draft.returned,
        [Returned::ReadBack, Returned::Reasons].into()
    );
    assert_eq!(draft.purpose, signed().purpose.as_str());
    assert_eq!(draft.manner, HowSigned::OwnHand, "it is signed anew");
}

#[test]
fn the_family_signs_every_form_anew_and_the_form_says_so_where_the_one_before_had_its_signature() {
    let line = |text: &str| crate::domain::text::Line::new(text, 60).unwrap();
    let family = FamilyConsent {
        name: line("見本 花"),
        relation: line("母"),
        signed: signed().signed,
        manner: Manner::OwnHand,
    };
    let with = ConsentForm {
        items: [ItemId::Basic, ItemId::Family].into(),
        family: Some(family),
        ..signed()
    };
    assert!(!following(&[ItemId::Basic], Lang::Ja, COLOUR).shows("家族の署名は入っていません"));
    let mut player = after(with, Lang::Ja, COLOUR);
    assert!(player.shows("家族の署名は入っていません"));
    player.play("<f10>");
    assert!(
        player.shows("家族の氏名(家族の同意): 家族についての項目"),
        "which line it is"
    );
    player.play("見本 花<f10>");
    assert!(player.shows("続柄: 家族についての項目"));
    player.play("母<f10><f10>");
    let requests = player.requests().into_iter();
    let mut drafts = requests.filter_map(|it| match it {
        Request::Handover(Ask::Take(_, deed)) => match *deed {
            Deed::RecordConsent(draft) => Some(draft),
            _ => None,
        },
        _ => None,
    });
    let draft = drafts.next().expect("a consent");
    assert_eq!(draft.family, Some(("見本 花".into(), "母".into())));
    assert!(draft.items.contains(&ItemId::Family), "it stays ticked");
}

#[test]
fn what_a_form_leaves_out_of_an_offer_is_asked_about_as_the_withdrawal_it_is() {
    let held = [ItemId::Basic, ItemId::Contact, ItemId::Health];
    let mut player = following(&held, Lang::Ja, COLOUR);
    player.play("<f10><f10>");
    let ticket = player.ticket();
    let sent = |player: &mut Player| {
        let requests = player.requests().into_iter();
        let mut sent = requests.filter_map(|it| match it {
            Request::Handover(Ask::Take(_, deed)) => match *deed {
                Deed::RecordConsent(draft) => Some(draft.taken_back),
                _ => None,
            },
            _ => None,
        });
        sent.next()
    };
    let none = BTreeSet::new();
    assert_eq!(sent(&mut player), Some(none.clone()));
    let left_out: BTreeSet<ItemId> = [ItemId::Life, ItemId::Tasks].into();
    player.reply(ticket, Reply::LeavesOut(left_out.clone()));
    assert!(player.shows("撤回を記録しますか: ") && player.shows("取り消せません"));
    player.play("<enter>");
    assert_eq!(sent(&mut player), None, "Enter is no");
    player.play("<f10><f10>");
    let ticket = player.ticket();
    assert_eq!(sent(&mut player), Some(none), "it was not agreed to");
    player.reply(ticket, Reply::LeavesOut(left_out.clone()));
    player.play("<f10>");
    let ticket = player.ticket();
    assert_eq!(sent(&mut player), Some(left_out.clone()));
    let taken = Reply::Taken(Box::new(Taken {
        step: Step::RecordConsent,
        view: prepared_view(Lang::Ja),
        differing: Vec::new(),
        hit: None,
        taken_back: left_out,
    }));
    player.reply(ticket, taken);
    assert!(player.shows("同意の撤回も記録しました") && player.shows("など2項目"));
}

#[test]
fn before_the_case_is_read_nobody_is_told_that_nothing_stands_in_it() {
    let mut player = consent_form(Lang::Ja, COLOUR);
    player.play("<tab><tab>");
    assert!(!player.shows("まだ何も書かれていません") && !player.shows("相手に見える"));
    player.answer(Reply::Known(Vec::new()));
    assert!(player.shows("まだ何も書かれていません"), "now it is known");
}
