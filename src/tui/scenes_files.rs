//! Attached files on the screens: of a case, and of a handover before and after the offer; what their keys ask for.
//!
//! Which files there are is the desk's.

use crate::domain::answer::{Raw, RawCell};
use crate::domain::attachment::{Detaching, Standing};
use crate::domain::attachment::{Format, Paper};
use crate::domain::case::Value;
use crate::domain::field::ChoiceId;
use crate::domain::handover::dossier::Arrival;
use crate::domain::handover::entry::Weight;
use crate::domain::id::{CaseId, Digest, HandoverId};
use crate::domain::section::{FieldId, SectionId};
use crate::domain::text::Line;
use crate::lang::Lang;
use crate::tui::act::{Reply, Request, Told};
use crate::tui::room::case::{Ask as CaseAsk, CaseView};
use crate::tui::room::handover::{Ask, DossierView, Found, PreviewSection, SectionView};
use crate::tui::scenes::{
    COLOUR, Player, at_work, day, dossier_view, prepared_view, today_view, value,
};
use crate::tui::scenes_case::{case_view, in_case_of};
use crate::tui::screen::Screen;
use crate::tui::screen::todo::todo;
use crate::tui::theme::Theme;
use crate::workflow::attachment::Attached;
use crate::workflow::handover::Seen;
use crate::workflow::problem::Problem;
use crate::workflow::todo::Todo;

const CASE: CaseId = CaseId::from_bytes([5; 16]);
const PLAN: Digest = Digest::from_bytes([0x2a; 32]);
const COPY: Digest = Digest::from_bytes([0x7c; 32]);
/// The section of attached papers, from the last row of a case.
const ATTACHMENTS: &str = "<end><up>";

fn files() -> Vec<Attached> {
    let plan = Paper {
        kind: ChoiceId::SupportPlan,
        version: Line::new("第2版", 20).ok(),
        dated: day(11, 2),
        author: Line::new("見本 花子", 60).ok(),
    };
    let copy = Paper {
        kind: ChoiceId::CertificateCopy,
        version: None,
        dated: day(11, 20),
        author: None,
    };
    let file = |digest, format, length, paper| Attached {
        digest,
        format,
        length,
        paper: Some(paper),
        standing: Standing::Kept,
    };
    vec![
        file(PLAN, Format::Pdf, 843_776, plan),
        file(COPY, Format::Jpeg, 1_204_224, copy),
    ]
}

fn papers() -> (FieldId, Value) {
    let row = |it: &Attached| {
        let text = |it: &dyn std::fmt::Display| Some(RawCell::Text(it.to_string()));
        let paper = it.paper.as_ref().unwrap();
        vec![
            text(&paper.kind.code()),
            paper.version.as_ref().and_then(|it| text(it)),
            Some(RawCell::Day(paper.dated)),
            paper.author.as_ref().and_then(|it| text(it)),
            text(&it.digest),
        ]
    };
    let rows = files().iter().map(row).collect();
    value(FieldId::AttachmentsPapers, Raw::Rows(rows))
}

fn case_with_files() -> Box<CaseView> {
    Box::new(CaseView {
        unlike_sent: None,
        files: files(),
        ..*case_view(2)
    })
}

/// An offer whose last section is that of the papers, with its files.
fn came(lang: Lang) -> DossierView {
    let mut view = dossier_view(lang);
    view.sections.push(SectionView {
        id: SectionId::Attachments,
        seen: Seen {
            section: SectionId::Attachments,
            digest: Digest::from_bytes([3; 32]),
        },
        weight: Weight::Optional,
        arrival: Arrival::Arrived,
        reading: None,
        fields: vec![papers()],
    });
    view.files = files();
    view
}

/// A preparation in which one of the named files is not here.
fn going(lang: Lang) -> DossierView {
    let mut view = prepared_view(lang);
    view.preview.push(PreviewSection {
        id: SectionId::Attachments,
        found: Found::NotYet,
        fields: vec![papers()],
    });
    view.files = files();
    view.files.pop();
    let missing = Problem::FileMissing(Some((ChoiceId::CertificateCopy, day(11, 20))));
    view.files_wrong = Some(Told::of(&missing));
    view
}

fn in_dossier(view: DossierView, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play(keys);
    player
}

pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let case = |keys: &str| {
        let mut player = in_case_of(case_with_files(), 0, ATTACHMENTS, lang, theme);
        player.play(keys);
        player
    };
    let came = |keys: &str| in_dossier(came(lang), keys, lang, theme);
    vec![
        ("files-case", case("")),
        ("files-attach", case("<f4>")),
        ("files-detach", case("d")),
        ("files-keep", case("<f5>2")),
        ("files-row", case("<enter>")),
        ("files-came", came("<end>")),
        ("files-save", came("<f4>")),
        (
            "files-todo",
            in_dossier(going(lang), "<down><down>", lang, theme),
        ),
    ]
}

#[test]
fn a_file_is_attached_saved_and_taken_away_from_the_case() {
    let in_case = || {
        let mut player = in_case_of(case_with_files(), 0, ATTACHMENTS, Lang::Ja, COLOUR);
        player.requests();
        player
    };
    let mut player = in_case();
    assert!(player.shows("1 個別支援計画") && player.shows("PDF 824 KiB"));
    player.play("<f4>/tmp/plan.pdf<tab><tab>R8.11.2<f10>");
    let asked = player.deeds();
    let [Request::Case(CaseAsk::Attach(CASE, path, paper))] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!((path.as_str(), paper.dated), ("/tmp/plan.pdf", day(11, 2)));
    let mut player = in_case();
    player.play("<f5>2<tab>/tmp/copy.jpg<f10>");
    let save = CaseAsk::SaveFile(CASE, COPY, "/tmp/copy.jpg".into());
    assert_eq!(player.deeds(), [Request::Case(save)]);
    let mut player = in_case();
    player.play("d");
    player.play("3<f10>");
    assert!(player.shows("その番号の添付はありません"));
    assert_eq!(player.deeds(), []);
    player.play("<bs>1<f10>");
    assert!(player.shows("元に戻せません"), "it is asked first");
    assert_eq!(player.deeds(), []);
    player.play("<f10>");
    let detach = CaseAsk::Detach(CASE, PLAN, Detaching::Done, String::new());
    assert_eq!(player.deeds(), [Request::Case(detach)]);
}

#[test]
fn a_file_that_came_is_listed_with_its_section_and_saved_by_its_number() {
    let mut player = in_dossier(came(Lang::Ja), "<end>", Lang::Ja, COLOUR);
    assert!(player.shows("添付のファイル") && player.shows("JPEG 1176 KiB"));
    player.requests();
    player.play("<f4>2<tab>/tmp/copy.jpg<f10>");
    let id = HandoverId::from_bytes([7; 16]);
    let asked = player.deeds();
    let save = Ask::SaveFile(id, COPY, "/tmp/copy.jpg".into());
    assert_eq!(asked, [Request::Handover(save)]);
    let mut player = in_dossier(dossier_view(Lang::Ja), "", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f4>");
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    assert!(player.shows("添付のファイルはありません"));
    assert_eq!(player.deeds(), []);
}

#[test]
fn a_file_that_cannot_go_stands_in_the_list_and_enter_leads_to_the_papers() {
    let view = going(Lang::Ja);
    let list = todo(&view);
    let at = list.iter().position(|it| *it == Todo::Files).unwrap();
    let mut player = in_dossier(view, "", Lang::Ja, COLOUR);
    player.play(&"<down>".repeat(at));
    assert!(player.shows("ここにありません") && player.shows("受給者証"));
    player.play("<enter>");
    assert!(matches!(player.app.top(), Screen::Case(_)));
}
