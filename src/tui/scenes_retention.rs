//! What is kept and until when, on the screen: its pictures, what is asked before something goes, and the receipts.
//!
//! When something may go is the domain's.

use crate::domain::handover::permit::{Denied, Step};
use crate::domain::id::{CaseId, HandoverId, StaffId};
use crate::domain::retention::{Keeping, Kept, Kind, Receipt, Rule, Term};
use crate::domain::setting::Pick;
use crate::domain::staff::Role;
use crate::lang::Lang;
use crate::tui::act::{Reply, Request, Told};
use crate::tui::room::Room;
use crate::tui::room::case::NewTable;
use crate::tui::room::retention::{Ask, RetentionView};
use crate::tui::room::today::TodayView;
use crate::tui::scenes::{COLOUR, Player, at_work, day, today_view};
use crate::tui::scenes_case::cases_view;
use crate::tui::screen::Screen;
use crate::tui::theme::Theme;
use crate::workflow::Problem;
use crate::workflow::retention::{KeptLine, ReceiptView, Receipts};
use crate::workflow::table::{Encoding, Unwritable};
use crate::workflow::view::Nameless;

const RULE: Rule = Rule {
    years: 5,
    from: Pick::LatestDay,
};

fn case(no: u8) -> Kept {
    Kept::Case(CaseId::from_bytes([no; 16]))
}

fn term(from: u8) -> Term {
    Term {
        base: day(11, from),
        last: day(12, from),
    }
}

fn line(what: Kept, person: &str, sure: &str, keeping: Keeping) -> KeptLine {
    KeptLine {
        what,
        person: person.into(),
        nameless: Nameless::NotCovered,
        sure: sure.into(),
        rule: RULE,
        keeping,
    }
}

fn view() -> RetentionView {
    let alone = HandoverId::from_bytes([0xab; 16]);
    let under_way = Keeping::UnderWay(HandoverId::from_bytes([5; 16]));
    let (one, two) = ("カクウ\u{3000}架空 見穂", "ミホン\u{3000}見本 太郎");
    RetentionView {
        lines: vec![
            line(case(1), one, "架空 見穂", Keeping::Until(term(1))),
            line(
                Kept::Handover(alone),
                "",
                "abababab",
                Keeping::Until(term(2)),
            ),
            line(case(2), two, "見本 太郎", Keeping::Until(term(28))),
            line(case(3), "ツクリ\u{3000}作 花", "作 花", under_way),
            line(
                case(4),
                "レイ\u{3000}例 次",
                "例 次",
                Keeping::NoContractEnd,
            ),
        ],
        today: day(12, 10),
        shut: None,
    }
}

fn receipts() -> Vec<ReceiptView> {
    vec![ReceiptView {
        id: [0xcd; 16],
        receipt: Receipt {
            what: case(1),
            term: term(1),
            rule: RULE,
            by: StaffId::from_bytes([1; 16]),
            on: day(12, 10),
            counts: vec![
                (Kind::Cases, 1),
                (Kind::Consents, 2),
                (Kind::Handovers, 1),
                (Kind::Entries, 14),
                (Kind::Records, 1),
            ],
            handovers: vec![HandoverId::from_bytes([7; 16])],
            written: (day(3, 2), day(11, 1)),
            folders: Vec::new(),
        },
        by: "架空 次郎".into(),
    }]
}

fn room_of(view: RetentionView, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.play("2");
    player.answer(cases_view(Vec::new()));
    player.play("<f6>");
    player.answer(Reply::Retention(Box::new(view)));
    player.play(keys);
    player
}

fn room(keys: &str, lang: Lang, theme: Theme) -> Player {
    room_of(view(), keys, lang, theme)
}

fn over_today(role: Role) -> TodayView {
    TodayView {
        role,
        over: 2,
        ..today_view()
    }
}

fn seen_today(lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(over_today(Role::Manager), lang, theme);
    player.play("<end>");
    player
}

fn told(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = room("<f7>", lang, theme);
    player.answer(Reply::Receipts(Receipts {
        views: receipts(),
        unreadable: 0,
    }));
    player.play(keys);
    player
}

pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    vec![
        ("retention", room("", lang, theme)),
        ("retention-shred", room("<del>", lang, theme)),
        ("retention-receipts", told("", lang, theme)),
        (
            "retention-receipts-export",
            told("<f6>/media/usb/haiki.csv", lang, theme),
        ),
        ("today-over", seen_today(lang, theme)),
    ]
}

#[test]
fn the_receipts_are_written_into_a_table_and_nothing_on_one_key() {
    let mut player = told("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f6>/usb/a.csv<tab><right>");
    assert_eq!(player.deeds(), []);
    player.play("<f10>");
    let to = NewTable {
        path: "/usb/a.csv".into(),
        lang: Lang::Ja,
        encoding: Encoding::Cp932(Unwritable::Told),
    };
    let asked = Request::Retention(Ask::WriteReceipts(to));
    assert_eq!(player.deeds(), [asked]);
}

#[test]
fn what_is_over_goes_once_its_name_was_typed_and_nothing_on_one_key() {
    let mut player = room("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<del>べつの人<f10>");
    assert_eq!(player.deeds(), [], "another name");
    player.play("<esc><del>架空見穂<f10>");
    let ask = Ask::Shred(case(1), "架空見穂".into());
    assert_eq!(player.deeds(), [Request::Retention(ask)]);
    // So it goes by what the list shows.
    let mut player = room("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<del>カクウ　架空 見穂<f10>");
    let ask = Ask::Shred(case(1), "カクウ　架空 見穂".into());
    assert_eq!(player.deeds(), [Request::Retention(ask)]);
}

#[test]
fn what_is_not_over_is_refused_with_its_day_or_the_reason() {
    for (down, says) in [
        ("<down><down>", "それより前には廃棄できません"),
        ("<down><down><down>", "終わっていない引継ぎ"),
        (
            "<down><down><down><down>",
            "サービス提供終了日が書かれていない",
        ),
    ] {
        let player = room(&format!("{down}<del>"), Lang::Ja, COLOUR);
        assert!(player.shows(says), "{says}");
        assert!(matches!(
            player.app.top(),
            Screen::Notice(_) | Screen::Retention(_)
        ));
    }
}

#[test]
fn who_is_no_manager_sees_the_list_and_destroys_nothing() {
    let no_right = Problem::Denied {
        step: Step::Manage,
        why: Denied::NoRight,
    };
    let shut = Some(Told::of(&no_right));
    let view = RetentionView { shut, ..view() };
    let player = room_of(view, "<del>", Lang::Ja, COLOUR);
    assert!(player.shows("管理者"));
}

#[test]
fn today_leads_to_what_may_be_destroyed_and_the_receipts_are_behind_f7() {
    let mut player = seen_today(Lang::Ja, COLOUR);
    assert!(player.shows("保存期間を過ぎて廃棄できるもの 2件"));
    player.play("<f3>保存期間<enter><enter>");
    player.answer(Reply::Retention(Box::new(view())));
    let asked = Request::Retention(Ask::List);
    assert_eq!(player.requests().last(), Some(&asked));
    player.play("<f7>");
    player.answer(Reply::Receipts(Receipts {
        views: receipts(),
        unreadable: 0,
    }));
    let asked = Request::Retention(Ask::Receipts);
    assert_eq!(player.requests().last(), Some(&asked));
    assert!(player.shows("この証明に氏名は残しません"));
    player.play("<esc><esc>");
    assert_eq!(player.app.top().room(), Some(Room::Today));
}
