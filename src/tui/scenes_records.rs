//! The room of records of giving and receiving: its pictures, what is asked, and where Enter leads.
//!
//! How records come to be is the workflow's.

use std::collections::BTreeSet;

use crate::domain::attachment::{Format, Scan, ScanBefore};
use crate::domain::consent::{
    Consent, ConsentForm, Given as Sheet, Handing, Mode, Saying, Taken, Telling,
    Withdrawal as FormWithdrawal, Withdrawn,
};
use crate::domain::copy::{CopyTo, CopyTold};
use crate::domain::handover::entry::{Approval, Side, Withdrawal};
use crate::domain::handover::papers::Became;
use crate::domain::id::{CaseId, ConsentId, Digest, HandoverId, OfferNo, OfficeId, StaffId};
use crate::domain::ledger::{Answer, Left};
use crate::domain::record::{FromWhom, Kind, Law, LegalRecord, Party, Recorded, Sources, Way};
use crate::domain::section::{ItemId, SectionId};
use crate::domain::text::Line;
use crate::lang::Lang;
use crate::tui::act::{Reply, Request};
use crate::tui::room::Room;
use crate::tui::room::handover::{Ask as OfHandover, TellingDraft};
use crate::tui::room::record::{Ask, Export, Form, Found, One, Page, Pages, Seen, Which};
use crate::tui::scenes::{COLOUR, Player, day, in_room};
use crate::tui::screen::Screen;
use crate::tui::theme::Theme;
use crate::workflow::carried::SheetWord;
use crate::workflow::consent::Hearing;
use crate::workflow::copy::CopyWord;
use crate::workflow::draft::Erasures;
use crate::workflow::ledger::{
    ConsentLine, Consents, Ledger, LedgerLine, Names, Place, Standing, Told as LedgerTold, Whom,
};
use crate::workflow::record::{Fate, RecordView, Records};

fn view(no: u8, kind: Kind, person: &str, fate: Fate) -> RecordView {
    let name = |it: &str| match kind {
        Kind::Given { .. } => it.to_owned(),
        Kind::Received | Kind::Copied { .. } => String::new(),
    };
    RecordView {
        record: LegalRecord {
            kind,
            law: Law::ThirdParty,
            handover: HandoverId::from_bytes([no; 16]),
            offer: OfferNo::FIRST,
            part: u16::from(no == 7),
            offered: day(12, no),
            received: day(12, no + 1),
            made: day(12, no + 1),
            party: party(),
            items: BTreeSet::from([ItemId::Health, ItemId::Tasks]),
            sections: vec![(SectionId::Health, Digest::from_bytes([3; 32]))],
            consent_until: day(12, 31),
            approval: Approval::TwoPeople,
            way: Way::SealedParcel,
            sources: match kind {
                Kind::Received => sources(),
                Kind::Given { .. } | Kind::Copied { .. } => Sources::new(),
            },
        },
        person: person.into(),
        sent_by: name("見本 花子"),
        approved_by: match no {
            // Nobody approves an addition.
            7 => String::new(),
            _ => name("架空 次郎"),
        },
        at: format!("2026-12-{:02} 14:05:09", no + 1),
        taken_by: "架空 三枝".into(),
        told: Some(day(12, no + 1)),
        fate,
        copy: CopyTold::default(),
        family: None,
        taken_back: Vec::new(),
    }
}

fn sources() -> Sources {
    let (person, agency) = (FromWhom::Person, FromWhom::Agency);
    Sources::from([
        (ItemId::Health, BTreeSet::from([person, agency])),
        (ItemId::Tasks, BTreeSet::from([FromWhom::Observed])),
    ])
}

fn party() -> Party {
    Party {
        office: Some(OfficeId::from_bytes([9; 32])),
        name: "架空就労支援 あさぎり".into(),
        corporation: "特定非営利活動法人 見本".into(),
        number: "0120000023".into(),
        address: "青森県架空市二丁目2-2".into(),
        representative: "架空 一郎".into(),
    }
}

fn given() -> RecordView {
    let kind = Kind::Given {
        consent: Some(ConsentId::from_bytes([6; 16])),
        sent_by: Some(StaffId::from_bytes([1; 16])),
        approved_by: Some(StaffId::from_bytes([2; 16])),
    };
    view(7, kind, "カクウ\u{3000}ミホ\u{3000}架空 見穂", Fate::Held)
}

pub(crate) fn records() -> Records {
    let erased = view(5, Kind::Received, "", Fate::Destroyed);
    let other = "ミホン\u{3000}タロウ\u{3000}見本 太郎";
    let held = view(3, Kind::Received, other, Fate::Held);
    Records {
        views: vec![given(), erased, held],
        unreadable: 1,
    }
}

fn room(keys: &str, lang: Lang, theme: Theme) -> Player {
    in_room(
        "0",
        Reply::Records(Box::new(Found::Records(records()))),
        keys,
        lang,
        theme,
    )
}

fn whole(view: RecordView, lang: Lang, theme: Theme) -> Player {
    let mut player = room("<enter>", lang, theme);
    player.answer(Reply::Record(Box::new(Seen::Record(
        Box::new(view),
        Erasures::default(),
    ))));
    player
}

/// Two withdrawals: one that waits for an answer, one of a form alone.
fn ledger() -> Ledger {
    let id = HandoverId::from_bytes([7; 16]);
    let (side, number) = (Side::Sender, 4);
    let medication = BTreeSet::from([ItemId::Medication]);
    let open = LedgerLine {
        place: Place::Handover { id, side, number },
        case: Some(CaseId::from_bytes([5; 16])),
        person: Whom::Named("カクウ\u{3000}ミホ\u{3000}架空 見穂".into()),
        ours: Side::Sender,
        peer: OfficeId::from_bytes([9; 32]),
        peer_name: "架空就労支援 あさぎり".into(),
        on: day(12, 4),
        said_to: Side::Sender,
        by: "見本 花子".into(),
        told: Some(LedgerTold {
            how: Saying::Telephone,
            heard_by: "見本 二郎".into(),
            evidence: "電話の記録（12月4日）".into(),
        }),
        scope: Withdrawal::Items(medication.clone()),
        left: vec![Left {
            offer: OfferNo::FIRST,
            part: 0,
            offered: day(12, 1),
            printed: None,
            arrived: Some(day(12, 2)),
            items: medication,
        }],
        sent_besides: Vec::new(),
        copies: Vec::new(),
        answer: Answer::Awaited,
        reason: String::new(),
        open_for: Some(6),
    };
    let form = LedgerLine {
        place: Place::Form {
            id: ConsentId::from_bytes([6; 16]),
            at: 0,
        },
        on: day(12, 2),
        scope: Withdrawal::All,
        left: Vec::new(),
        copies: Vec::new(),
        answer: Answer::NothingArrived,
        open_for: None,
        ..open.clone()
    };
    Ledger {
        lines: vec![open, form],
        unreadable: 0,
    }
}

fn consents() -> Consents {
    let mut consent = Consent::record(crate::tui::scenes::signed())
        .unwrap()
        .taken_down(Taken {
            by: StaffId::from_bytes([3; 16]),
            on: day(12, 1),
            receiver: party(),
        });
    let withdrawal = FormWithdrawal {
        on: day(12, 4),
        what: Withdrawn::Items([ItemId::Health].into()),
        told: Some(StaffId::from_bytes([3; 16])),
        telling: Some(Telling {
            how: Saying::Letter,
            heard_by: StaffId::from_bytes([2; 16]),
            evidence: None,
        }),
    };
    consent.withdraw(withdrawal).unwrap();
    Consents {
        lines: vec![ConsentLine {
            consent,
            person: Whom::Named("カクウ\u{3000}ミホ\u{3000}架空 見穂".into()),
            peer_name: "架空就労支援 あさぎり".into(),
            names: Names {
                explained_by: "見本 二郎".into(),
                recorded_by: "見本 花子".into(),
                withdrawals: vec![("見本 花子".into(), "見本 二郎".into())],
                given: Vec::new(),
                carried: Recorded::ByLaw,
            },
            standing: Standing::InForce,
            scan: Some(Scan {
                case: CaseId::from_bytes([5; 16]),
                digest: Digest::from_bytes([4; 32]),
                format: Format::Pdf,
                length: 312_400,
            }),
        }],
        unreadable: 0,
    }
}

fn page(keys: &str, found: Found, lang: Lang, theme: Theme) -> Player {
    let mut player = room(keys, lang, theme);
    player.answer(Reply::Records(Box::new(found)));
    player
}

/// The second page further on: keys wait until the first has come.
fn forms(lang: Lang, theme: Theme) -> Player {
    let mut player = page("<tab>", Found::Ledger(ledger()), lang, theme);
    player.play("<tab>");
    player.answer(Reply::Records(Box::new(Found::Consents(consents()))));
    player
}

fn with_keys(mut player: Player, keys: &str) -> Player {
    player.play(keys);
    player
}

fn one(mut player: Player, seen: Seen) -> Player {
    player.play("<enter>");
    player.answer(Reply::Record(Box::new(seen)));
    player
}

/// The record of a copy.
fn copied(keys: &str, lang: Lang, theme: Theme) -> Player {
    let kind = Kind::Copied {
        no: 1,
        to: CopyTo::City,
        consent: ConsentId::from_bytes([6; 16]),
        given_by: StaffId::from_bytes([1; 16]),
    };
    let mut copy = view(7, kind, "カクウ\u{3000}ミホ\u{3000}架空 見穂", Fate::Copied);
    copy.copy.handed = Some((day(12, 8), Line::new("見本 三郎", 60).unwrap()));
    let found = Records {
        views: vec![copy.clone()],
        unreadable: 0,
    };
    let found = Reply::Records(Box::new(Found::Records(found)));
    let mut player = in_room("0", found, "<enter>", lang, theme);
    player.answer(Reply::Record(Box::new(Seen::Record(
        Box::new(copy),
        Erasures::default(),
    ))));
    player.play(keys);
    player
}

#[test]
fn what_was_told_of_a_copy_is_written_from_its_record_and_half_of_it_is_asked_for() {
    let mut player = copied("<f4>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    assert_eq!(player.requests(), []);
    player.play("R8.12.8<tab>見本 三郎<tab><right><f10>");
    assert_eq!(player.requests(), [], "the day it was told is not there");
    player.play("R8.12.9<tab>見本 四郎<f10>");
    let word = CopyWord {
        handed: Some((day(12, 8), "見本 三郎".into())),
        back: Some((Became::Returned, day(12, 9), "見本 四郎".into())),
    };
    let asked = Ask::TellOfCopy(HandoverId::from_bytes([7; 16]), 1, word);
    let all = player.requests();
    assert!(all.contains(&Request::Record(asked)), "{all:?}");
}

/// A form by which the person carries it, of which two sheets were printed.
fn printed(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut form = consents().lines.remove(0);
    for on in [day(12, 5), day(12, 6)] {
        form.consent.give(Sheet {
            on,
            by: StaffId::from_bytes([3; 16]),
            items: [ItemId::Basic].into(),
            told: None,
        });
        form.names.given.push("見本 花子".into());
    }
    let seen = Seen::Consent(Box::new(form), Hearing::default(), Erasures::default());
    let mut player = one(forms(lang, theme), seen);
    player.play(keys);
    player
}

#[test]
fn whether_a_sheet_was_given_is_written_from_its_form_the_last_one_first() {
    let mut player = printed("", Lang::Ja, COLOUR);
    assert!(player.shows("渡したかどうかは記録なし"));
    player.play("<f6>");
    player.requests();
    player.play("<f10>");
    assert_eq!(player.requests(), [], "whether and when is asked");
    player.play("<right><right><tab>R8.12.9<f10>");
    let (became, on) = (Handing::Never, day(12, 9));
    let word = SheetWord { became, on };
    let asked = Ask::TellOfSheet(ConsentId::from_bytes([6; 16]), 2, word);
    let all = player.requests();
    assert!(all.contains(&Request::Record(asked)), "{all:?}");
    let seen = Seen::Consent(
        Box::new(consents().lines.remove(0)),
        Hearing::default(),
        Erasures::default(),
    );
    let mut none = one(forms(Lang::Ja, COLOUR), seen);
    none.play("<f6>");
    assert!(matches!(none.app.top(), Screen::Record(_)), "there is none");
}

/// The form for what the person takes back of a consent form of this mode.
fn taking_back(mode: Mode, hearing: Hearing, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut line = consents().lines.remove(0);
    let form = ConsentForm {
        mode,
        ..line.consent.form().clone()
    };
    line.consent = Consent::record(form).unwrap();
    let seen = Seen::Consent(Box::new(line), hearing, Erasures::default());
    let mut player = one(forms(lang, theme), seen);
    player.play("<f7>").play(keys);
    player
}

#[test]
fn what_a_form_gives_is_taken_back_where_it_is_read_after_a_question_that_says_who_hears() {
    let (nobody, told) = ("相手の事業所には伝わりません", "その相手に伝わり");
    let hears = || Hearing {
        of_all: vec![HandoverId::from_bytes([7; 16])],
        items: ItemId::ALL.iter().copied().collect(),
        ..Hearing::default()
    };
    let first = *consents().lines[0].consent.form().items.first().unwrap();
    let id = ConsentId::from_bytes([6; 16]);
    for (mode, hearing, says) in [
        (Mode::Carried, Hearing::default(), nobody),
        (Mode::ByItem, hears(), told),
    ] {
        for (keys, what) in [
            ("<right><tab><enter>", Withdrawn::Items([first].into())),
            ("<right><right>", Withdrawn::All),
        ] {
            let player = taking_back(mode, hearing.clone(), keys, Lang::Ja, COLOUR);
            assert!(player.unbroken().contains(says), "{mode:?} {keys}");
            let mut player = taking_back(mode, hearing.clone(), "", Lang::Ja, COLOUR);
            player.requests();
            player.play("<f10>");
            assert_eq!(player.requests(), [], "what is asked first");
            player.play(keys).play("<f10>");
            assert_eq!(player.requests(), [], "it is only asked");
            assert!(player.shows("撤回を記録しますか"));
            player.play("<enter><f10><f10>");
            let ask = Ask::TakeBack(id, what, TellingDraft::default());
            let all = player.requests();
            assert!(all.contains(&Request::Record(ask)), "{all:?}");
        }
    }
    let mut none = consents().lines.remove(0);
    let all = none.consent.left();
    let withdrawal = FormWithdrawal {
        on: day(12, 30),
        what: Withdrawn::Items(all),
        told: None,
        telling: None,
    };
    none.consent.withdraw(withdrawal).unwrap();
    let seen = Seen::Consent(Box::new(none), Hearing::default(), Erasures::default());
    let mut player = one(forms(Lang::Ja, COLOUR), seen);
    player.play("<f7>");
    assert!(
        matches!(player.app.top(), Screen::Record(_)),
        "nothing is left"
    );
}

/// A form about the scan of a signed consent form.
fn scanning(keys: &str, lang: Lang, theme: Theme) -> Player {
    let form = consents().lines.remove(0);
    let mut player = one(
        forms(lang, theme),
        Seen::Consent(Box::new(form), Hearing::default(), Erasures::default()),
    );
    player.play(keys);
    player.play("/media/usb/doui.pdf");
    player
}

#[test]
fn the_scan_of_a_form_is_kept_and_saved_from_where_the_form_is_read() {
    let id = ConsentId::from_bytes([6; 16]);
    let path = || "/media/usb/doui.pdf".to_owned();
    for (keys, ask) in [
        ("<f4>", Ask::AttachScan(id, path(), ScanBefore::Goes)),
        ("<f5>", Ask::SaveScan(id, path())),
    ] {
        let mut player = scanning(keys, Lang::Ja, COLOUR);
        player.requests();
        player.play("<f10>");
        if keys == "<f4>" {
            let replaces = Request::Record(ask.clone());
            assert!(!player.requests().contains(&replaces), "it is asked first");
            assert!(player.shows("スキャンを置き換えますか"));
            player.play("<enter>");
            assert_eq!(player.requests(), [], "no is the answer of Enter");
            player.play("<f10><f10>");
        }
        let asked = player.requests();
        assert!(asked.contains(&Request::Record(ask)), "{asked:?}");
    }
    let bare = || {
        let mut bare = consents().lines.remove(0);
        bare.scan = None;
        let seen = Seen::Consent(Box::new(bare), Hearing::default(), Erasures::default());
        one(forms(Lang::Ja, COLOUR), seen)
    };
    let mut player = bare();
    player.play("<f5>");
    assert!(
        matches!(player.app.top(), Screen::Record(_)),
        "there is none"
    );
    let mut player = bare();
    player.play("<f4>/media/usb/doui.pdf");
    player.requests();
    player.play("<f10>");
    let kept = Request::Record(Ask::AttachScan(id, path(), ScanBefore::Stays));
    assert!(
        player.requests().contains(&kept),
        "the first is not asked about"
    );
}

pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let none = Reply::Records(Box::new(Found::Records(Records::default())));
    let received = records().views.remove(2);
    vec![
        ("records", room("<down>", lang, theme)),
        ("records-none", in_room("0", none, "", lang, theme)),
        (
            "records-export",
            room("<f3>みほ<enter><f6>/media/usb/a.csv", lang, theme),
        ),
        (
            "records-ledger",
            page("<tab>", Found::Ledger(ledger()), lang, theme),
        ),
        ("records-consents", forms(lang, theme)),
        (
            "records-consents-export",
            with_keys(forms(lang, theme), "<f3>みほ<enter><f6>/media/usb/doui.txt"),
        ),
        ("record-copy", copied("", lang, theme)),
        (
            "record-copy-told",
            copied("<f4>R8.12.8<tab>見本市 障害福祉課<tab><right>", lang, theme),
        ),
        ("record-scan", scanning("<f4>", lang, theme)),
        (
            "record-take-back",
            taking_back(
                Mode::Carried,
                Hearing::default(),
                "<right><tab>",
                lang,
                theme,
            ),
        ),
        (
            "record-take-back-ask",
            taking_back(
                Mode::ByItem,
                Hearing {
                    of_all: vec![HandoverId::from_bytes([7; 16])],
                    items: BTreeSet::from([ItemId::Health]),
                    ..Hearing::default()
                },
                "<right><tab><f6><f10>",
                lang,
                theme,
            ),
        ),
        ("record-sheet-told", printed("<f6><right>", lang, theme)),
        ("record-save-scan", scanning("<f5>", lang, theme)),
        (
            "record-withdrawal",
            one(
                page("<tab>", Found::Ledger(ledger()), lang, theme),
                Seen::Withdrawal(Box::new(ledger().lines.remove(0))),
            ),
        ),
        (
            "record-consent",
            one(
                forms(lang, theme),
                Seen::Consent(
                    Box::new(consents().lines.remove(0)),
                    Hearing::default(),
                    Erasures::default(),
                ),
            ),
        ),
        ("record-given", whole(given(), lang, theme)),
        ("record-received", whole(received, lang, theme)),
    ]
}

#[test]
fn a_record_is_found_opened_whole_and_leads_to_its_handover() {
    let mut player = room("<f3>ﾐﾎﾝ<enter><enter>", Lang::Ja, COLOUR);
    let record = records().views.remove(2);
    let which = Which::of(&record.record);
    player.answer(Reply::Record(Box::new(Seen::Record(
        Box::new(record),
        Erasures::default(),
    ))));
    let asked = Request::Record(Ask::Show(One::Record(which)));
    assert_eq!(player.requests().last(), Some(&asked));
    assert!(player.shows("取得の経緯") && player.shows("見本 太郎"));
    player.requests();
    player.play("<enter>");
    let asked = Request::Handover(OfHandover::Show(which.handover));
    assert_eq!(player.requests(), [asked]);
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    player.play("<esc><esc>");
    assert_eq!(player.app.top().room(), Some(Room::Records));
}

#[test]
fn what_the_filter_shows_is_written_and_nothing_on_one_key() {
    let mut player = room("<f3>たろう<enter>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f6>/usb/a.json<tab><right>");
    assert_eq!(player.deeds(), []);
    assert!(player.shows("たろう"), "what is written is said");
    player.play("<f10>");
    let export = Export {
        search: "たろう".into(),
        form: Form::Json,
        lang: Lang::Ja,
        path: "/usb/a.json".into(),
    };
    assert_eq!(player.deeds(), [Request::Record(Ask::Export(export))]);
}

#[test]
fn a_record_that_cannot_be_read_is_told_beside_the_others() {
    let player = room("", Lang::Ja, COLOUR);
    assert!(player.shows("読めない記録が1件"));
    assert!(player.shows("架空 見穂"));
}

#[test]
fn the_forms_the_filter_shows_are_written_as_text_and_nothing_on_one_key() {
    let mut player = with_keys(forms(Lang::Ja, COLOUR), "<f3>みほ<enter>");
    player.requests();
    player.play("<f6>/usb/a.txt");
    assert_eq!(player.deeds(), []);
    assert!(player.shows("みほ"), "what is written is said");
    player.play("<f10>");
    let pages = Pages {
        search: "みほ".into(),
        lang: Lang::Ja,
        path: "/usb/a.txt".into(),
    };
    assert_eq!(player.deeds(), [Request::Record(Ask::WriteConsents(pages))]);
    let mut none = with_keys(forms(Lang::Ja, COLOUR), "<f3>だれも<enter><f6>");
    assert!(
        matches!(none.app.top(), Screen::Records(_)),
        "nothing is shown"
    );
    assert!(!none.shows("ファイルに書き出す"));
    none.play("<esc><f6>");
    assert!(matches!(none.app.top(), Screen::Sheet(_)));
}

#[test]
fn tab_goes_on_to_the_ledger_and_the_forms_and_the_ledger_is_not_written_to_a_file() {
    let mut player = room("<f3>みほ<enter><tab>", Lang::Ja, COLOUR);
    player.answer(Reply::Records(Box::new(Found::Ledger(ledger()))));
    let asked = Request::Record(Ask::List(Page::Ledger));
    assert_eq!(player.requests().last(), Some(&asked));
    assert!(player.shows("返事待ち（撤回から6日）"));
    player.play("<f6>");
    assert!(matches!(player.app.top(), Screen::Records(_)));
    // What was asked before is not shown on another page.
    player.play("<tab>");
    player.answer(Reply::Records(Box::new(Found::Ledger(ledger()))));
    assert!(!player.shows("返事待ち"));
    player.play("<tab>");
    let asked = Request::Record(Ask::List(Page::Records));
    assert_eq!(player.requests().last(), Some(&asked));
}

#[test]
fn a_withdrawal_leads_to_its_handover_and_one_of_a_form_alone_to_none() {
    for (keys, leads) in [("", true), ("<down>", false)] {
        let mut player = page("<tab>", Found::Ledger(ledger()), Lang::Ja, COLOUR);
        player.play(keys);
        player.play("<enter>");
        let seen = ledger().lines.remove(usize::from(!leads));
        player.answer(Reply::Record(Box::new(Seen::Withdrawal(Box::new(seen)))));
        assert!(player.shows("それまでに渡ったもの"));
        player.play("<enter>");
        assert_eq!(matches!(player.app.top(), Screen::Dossier(_)), leads);
    }
}
