//! The room of records of giving and receiving: its pictures, what is asked, and where Enter leads.
//!
//! How records come to be is the workflow's.

use std::collections::BTreeSet;

use crate::domain::handover::entry::Approval;
use crate::domain::id::{ConsentId, Digest, HandoverId, OfferNo, OfficeId, StaffId};
use crate::domain::record::{Kind, Law, LegalRecord, Party, Way};
use crate::domain::section::{ItemId, SectionId};
use crate::lang::Lang;
use crate::tui::act::{Reply, Request};
use crate::tui::room::Room;
use crate::tui::room::handover::Ask as OfHandover;
use crate::tui::room::record::{Ask, Export, Form, Which};
use crate::tui::scenes::{COLOUR, Player, day, in_room};
use crate::tui::screen::Screen;
use crate::tui::theme::Theme;
use crate::workflow::record::{Fate, RecordView, Records};

fn view(no: u8, kind: Kind, person: &str, fate: Fate) -> RecordView {
    let name = |it: &str| match kind {
        Kind::Given { .. } => it.to_owned(),
        Kind::Received => String::new(),
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
            party: Party {
                office: OfficeId::from_bytes([9; 32]),
                name: "架空就労支援 あさぎり".into(),
                corporation: "特定非営利活動法人 見本".into(),
                number: "0120000023".into(),
                address: "青森県架空市二丁目2-2".into(),
                representative: "架空 一郎".into(),
            },
            items: BTreeSet::from([ItemId::Health, ItemId::Tasks]),
            sections: vec![(SectionId::Health, Digest::from_bytes([3; 32]))],
            consent_until: day(12, 31),
            approval: Approval::TwoPeople,
            way: Way::SealedParcel,
        },
        person: person.into(),
        sent_by: name("見本 花子"),
        approved_by: name("架空 次郎"),
        fate,
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
    in_room("0", Reply::Records(Box::new(records())), keys, lang, theme)
}

fn whole(view: RecordView, lang: Lang, theme: Theme) -> Player {
    let mut player = room("<enter>", lang, theme);
    player.answer(Reply::Record(Box::new(view)));
    player
}

pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let none = Reply::Records(Box::default());
    let received = records().views.remove(2);
    vec![
        ("records", room("<down>", lang, theme)),
        ("records-none", in_room("0", none, "", lang, theme)),
        (
            "records-export",
            room("<f3>みほ<enter><f6>/media/usb/a.csv", lang, theme),
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
    player.answer(Reply::Record(Box::new(record)));
    let asked = Request::Record(Ask::Show(which));
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
