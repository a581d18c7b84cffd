//! The audit log on the screen: its pictures, and the lines that are asked for by day, person and member of staff.
//!
//! Which lines those are is the workflow's.

use crate::domain::audit::{Act as Deed, Event};
use crate::lang::Lang;
use crate::tui::act::{Reply, Request, Told};
use crate::tui::room::Room;
use crate::tui::room::audit::{Ask, AuditView, Wanted};
use crate::tui::scenes::{COLOUR, Player, day, in_room};
use crate::tui::screen::Screen;
use crate::tui::theme::Theme;
use crate::workflow::Problem;
use crate::workflow::audit::{AuditLine, Doer, Line, Words};
use crate::workflow::problem::Thing;
use crate::workflow::remark::{Plain, Remark};

fn view(wanted: Wanted) -> AuditView {
    let line = |seq, act, by: &str, subject, about: Option<&str>| AuditLine {
        about: about.map(str::to_owned),
        here: match seq {
            12.. => "2026-05-29 05:26:40".into(),
            _ => "2026-05-28 17:03:12".into(),
        },
        remark: match act {
            Deed::SettingChanged => Remark::Plain(Plain::OnlySheet),
            _ => Remark::Nothing,
        },
        carried: match act {
            Deed::SettingChanged => 2,
            _ => 0,
        },
        line: Line {
            seq,
            signer: [1; 16],
            event: Event {
                at: 1_780_000_000_000,
                actor: [1; 16],
                act,
                subject,
                detail: String::new(),
            },
            words: Words::Kept,
        },
        by: Doer::Staff(by.into()),
    };
    AuditView {
        wanted,
        lines: vec![
            line(16, Deed::CaseRead, "見本 花子", Some([5; 16]), None),
            line(13, Deed::SettingChanged, "架空 次郎", None, None),
            line(
                12,
                Deed::StaffAdded,
                "架空 次郎",
                Some([1; 16]),
                Some("見本 花子"),
            ),
            line(11, Deed::Unlock, "架空 次郎", None, None),
        ],
    }
}

fn said(wanted: Wanted) -> Reply {
    Reply::Audit(Box::new(view(wanted)))
}

fn wanted() -> Wanted {
    Wanted {
        from: Some(day(5, 1)),
        to: Some(day(5, 29)),
        of: "みほん".into(),
        by: "架空 次郎".into(),
    }
}

/// Typed into the form: the same.
const TYPED: &str = "R8.5.1<tab>R8.5.29<tab>みほん<tab>架空 次郎";

fn room(keys: &str, lang: Lang, theme: Theme) -> Player {
    in_room("7", said(Wanted::default()), keys, lang, theme)
}

fn narrowed(view: AuditView, lang: Lang, theme: Theme) -> Player {
    let mut player = room(&format!("<f4>{TYPED}<f10>"), lang, theme);
    player.answer(Reply::Audit(Box::new(view)));
    player
}

pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let none = AuditView {
        lines: Vec::new(),
        wanted: wanted(),
    };
    vec![
        ("audit", room("<down>", lang, theme)),
        ("audit-form", room(&format!("<f4>{TYPED}"), lang, theme)),
        ("audit-wanted", narrowed(view(wanted()), lang, theme)),
        ("audit-wanted-none", narrowed(none, lang, theme)),
    ]
}

#[test]
fn some_lines_are_asked_for_by_day_person_and_staff_and_esc_goes_back_to_all() {
    let mut player = room("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f4>").play(TYPED);
    assert_eq!(player.requests(), [], "it is still typed");
    let asked = |player: &mut Player, keys: &str, for_what: Wanted| {
        player.play(keys);
        let ticket = player.ticket();
        let list = Request::Audit(Ask::List(for_what.clone()));
        assert_eq!(player.requests(), [list]);
        player.reply(ticket, said(for_what));
        player.requests();
    };
    asked(&mut player, "<f10>", wanted());
    assert_eq!(player.app.top().room(), Some(Room::Audit));
    assert!(player.shows("みほん  架空 次郎") && player.shows("5月29日"));
    // The form stands as it was asked, and what is emptied there is not asked for.
    let by_nobody = Wanted {
        by: String::new(),
        ..wanted()
    };
    asked(&mut player, "<f4><tab><tab><tab><c-u><f10>", by_nobody);
    asked(&mut player, "<esc>", Wanted::default());
    player.play("<esc>");
    assert_eq!(player.app.top().room(), Some(Room::Today));
}

#[test]
fn what_is_no_day_or_names_nobody_is_told_in_the_form() {
    let mut player = room("<f4>あした<f10>", Lang::Ja, COLOUR);
    assert!(matches!(player.app.top(), Screen::Sheet(_)));
    assert!(!player.requests().iter().any(|it| match it {
        Request::Audit(Ask::List(it)) => !it.is_everything(),
        _ => false,
    }));
    let mut player = room("<f4><tab><tab><tab>見本 零<f10>", Lang::Ja, COLOUR);
    let nobody = Problem::Missing(Thing::Staff);
    player.answer(Reply::Refused(Told::of(&nobody)));
    assert!(matches!(player.app.top(), Screen::Sheet(_)));
    assert!(player.shows("該当する職員がありません") && player.shows("見本 零"));
}
