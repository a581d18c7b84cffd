//! Steps that once had a command only: a new recovery sheet, a file read in, additions taken up, a case reopened. Their
//! pictures, and what keys make of them.
//!
//! The worker's part is tried in `desk`.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::answer::Raw;
use crate::domain::attachment::Detaching;
use crate::domain::calendar::{Era, day_choices};
use crate::domain::case::Edit;
use crate::domain::consent::Returned;
use crate::domain::copy::CopyTo;
use crate::domain::handover::dossier::Acceptance;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::id::{
    CaseId, Digest, HandoverId, Means, OfferNo, OfficeId, QuestionNo, ReadBackNo, StaffId,
};
use crate::domain::key_fact::KeyFact;
use crate::domain::own_answer::Meets;
use crate::domain::period::Confirmed;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::text::Line as TextLine;
use crate::lang::people::NAMES;
use crate::lang::problem::Said;
use crate::lang::problem::import::import_line;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::{Say, say};
use crate::lang::taking_back::asked;
use crate::lang::{Lang, label, message};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::room::case::{Ask as CaseAsk, ImportView, NewTable, TableView};
use crate::tui::room::handover::{
    Ask as HandoverAsk, Deed, DossierView, Found, Taken, TellingDraft,
};
use crate::tui::room::staff::Ask as StaffAsk;
use crate::tui::room::today::TodayView;
use crate::tui::scenes::peer_view;
use crate::tui::scenes::{
    COLOUR, Player, at_work, day, dossier_view, in_dossier, in_prepared, in_room, line, picture,
    prepared_view, sheet, staff_view, taken, today_view, value,
};
use crate::tui::scenes_case::three;
use crate::tui::scenes_played::in_view;
use crate::tui::scenes_prepare::read_back;
use crate::tui::screen::Screen;
use crate::tui::screen::choice::{self, Open};
use crate::tui::screen::content::Ask;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::screen::step::StepForm;
use crate::tui::screen::step::goods::confirmable;
use crate::tui::theme::Theme;
use crate::workflow::alike::{Alike, Likeness, Occasion};
use crate::workflow::arrival::{Brought, Named};
use crate::workflow::brought::{Presence, Takes};
use crate::workflow::case::CaseLine;
use crate::workflow::consent::{Hearing, Meant, Reached, Withdrawing};
use crate::workflow::handover::{Answering, ReplyDue, Which};
use crate::workflow::import::{Expected, ImportWrong, RowProblem};
use crate::workflow::never::Trace;
use crate::workflow::people::{
    CellWrong, Fate, Plan, PlannedRow, Reading as TableReading, RowWrong, Understood, Way, Whose,
};
use crate::workflow::table::{Encoding, Unwritable, read_table};
use crate::workflow::today::lines_of;

use crate::domain::handover::entry::{Handling, Outcome, Reading, Side, Withdrawal};

/// A case that had left, of a person who comes back.
pub(crate) fn left_case() -> CaseLine {
    CaseLine {
        id: CaseId::from_bytes([8; 16]),
        name: "架空 見穂".into(),
        kana: "カクウ ミホ".into(),
        last_four: None,
        revision: 4,
        handed_over: Some(HandoverId::from_bytes([3; 16])),
    }
}

/// An acceptance that rests on a second read-back.
pub(crate) fn accepted() -> Acceptance {
    Acceptance {
        offer: OfferNo::FIRST,
        read_back: ReadBackNo::new(2).unwrap(),
        start: day(12, 14),
        interview: day(12, 12),
        due: None,
    }
}

fn of_a_manager() -> Reply {
    let Reply::Staff(mut view) = staff_view() else {
        unreachable!("the staff's view is one of the staff")
    };
    view.me = StaffId::from_bytes([2; 16]);
    Reply::Staff(view)
}

fn at_staff(keys: &str, lang: Lang, theme: Theme) -> Player {
    in_room("6", of_a_manager(), keys, lang, theme)
}

fn with_sheet(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_staff("<f6><f10>", lang, theme);
    player.answer(Reply::NewSheet(sheet()));
    player.play(keys);
    player
}

fn import_view() -> ImportView {
    ImportView {
        path: "/media/usb/見本.json".into(),
        values: vec![
            value(FieldId::PersonKana, Raw::Text("カクウ ミホ".into())),
            value(FieldId::PersonPhone, Raw::Text("0155-00-0000".into())),
        ],
        refused: Vec::new(),
        fine: 0,
        alike: Some(Box::new(Likeness::example(vec![like_them()]))),
        here: None,
    }
}

/// The same of somebody whom nobody here is like.
fn nobody_alike() -> ImportView {
    ImportView {
        alike: None,
        ..import_view()
    }
}

/// Somebody here who may be the person of a file.
fn like_them() -> CaseLine {
    CaseLine {
        id: CaseId::from_bytes([6; 16]),
        name: "架空 見穂".into(),
        kana: "カクウ ミホ".into(),
        last_four: None,
        revision: 3,
        handed_over: None,
    }
}

fn refused_view() -> ImportView {
    let row = |path: &str, why| {
        let row = RowProblem {
            path: path.into(),
            why,
        };
        let said = |lang| Said {
            what: import_line(&row, lang),
            then: String::new(),
        };
        Told {
            ja: said(Lang::Ja),
            en: said(Lang::En),
        }
    };
    ImportView {
        values: Vec::new(),
        refused: vec![
            row(
                "fields.person.birth.answer",
                ImportWrong::Expected(Expected::Day),
            ),
            row("fields.person.nickname", ImportWrong::UnknownField),
        ],
        fine: 21,
        alike: None,
        ..import_view()
    }
}

/// A table of three people: one is new, one is here, one is refused.
pub(crate) fn table_view() -> TableView {
    let csv = "氏名,フリガナ,生年月日,メモ\n架空 見穂,カクウ ミホ,H10.4.9,\n\
        試験 花子,シケン ハナコ,S63/4/1,\n見本 太郎,ミホン タロウ,2.9.10,\n";
    let table = read_table(csv.as_bytes()).unwrap();
    let source = TextLine::new("名簿.csv", 60).unwrap();
    let reading = TableReading::new(table, &NAMES, source, day(12, 10));
    let refused = RowWrong::Cell(2, CellWrong::WhichDay(day_choices("2.9.10")));
    let fates = [
        Fate::New(3),
        Fate::Here(CaseId::from_bytes([5; 16])),
        Fate::Refused(vec![refused]),
    ];
    let people = ["架空見穂", "試験花子", "見本太郎"].into_iter();
    let rows = people
        .zip(fates)
        .zip(2..)
        .map(|((person, fate), number)| PlannedRow {
            number,
            person: person.into(),
            fate,
            converted: Vec::new(),
        });
    TableView {
        reading,
        plan: Ok(Plan {
            rows: rows.collect(),
        }),
    }
}

fn at_table(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = in_room("2", three(), "<f8>/media/usb/名簿.csv<f10>", lang, theme);
    player.answer(Reply::Table(Box::new(table_view())));
    player.play(keys);
    player
}

/// A table with the heading of one before, at its column of birth.
fn at_known_table(lang: Lang, theme: Theme) -> Player {
    let mut view = table_view();
    view.reading.taken = Understood::AsBefore;
    view.reading.turn_era(2);
    view.reading.turn_era(2);
    view.reading.turn_era(2);
    let mut player = in_room("2", three(), "<f8>/media/usb/名簿.csv<f10>", lang, theme);
    player.answer(Reply::Table(Box::new(view)));
    player.play("<down><down>");
    player
}

fn at_import(view: Option<ImportView>, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = in_room("2", three(), "<f8>/media/usb/見本.json", lang, theme);
    if let Some(view) = view {
        player.play("<f10>").answer(Reply::Import(Box::new(view)));
    }
    player.play(keys);
    player
}

fn waiting_today() -> TodayView {
    let mut handover = line(Side::Receiver, Vec::new());
    handover.to_take_up = 2;
    handover.case = Some(CaseId::from_bytes([5; 16]));
    TodayView {
        lines: lines_of(&[handover], today_view().role),
        ..today_view()
    }
}

fn waiting_view(lang: Lang) -> DossierView {
    let (field, told) = value(FieldId::PersonPhone, Raw::Text("0155-11-1111".into()));
    let (_, own) = value(FieldId::PersonPhone, Raw::Text("0155-00-0000".into()));
    let (other, birth) = value(FieldId::HealthAllergies, Raw::Texts(vec!["そば".into()]));
    let mut view = dossier_view(lang);
    view.line.case = Some(CaseId::from_bytes([5; 16]));
    view.state.additions = 1;
    view.waiting = vec![
        Brought {
            field,
            stands: told.clone(),
            told,
            own: Some(own),
            meets: Meets::Against,
            goes: BTreeSet::new(),
        },
        Brought {
            field: other,
            stands: birth.clone(),
            told: birth,
            own: None,
            meets: Meets::Free,
            goes: BTreeSet::new(),
        },
    ];
    view.steps.push((Step::TakeUp, None));
    view
}

fn at_take_up(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(waiting_today(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(waiting_view(lang))));
    player.play(keys);
    player
}

fn at_reopen(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut view = dossier_view(lang);
    view.returning = vec![left_case()];
    view.steps = vec![(Step::Reopen, None), (Step::Start, None)];
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab>").play(keys);
    player
}

/// One who comes, and somebody here who may be the same person.
fn at_start(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut view = dossier_view(lang);
    view.arriving = vec![Alike::example(like_them())];
    at_start_of(view, keys, lang, theme)
}

/// One who comes back, and whose case can be reopened.
fn at_return(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut view = dossier_view(lang);
    view.returning = vec![left_case()];
    view.gone = vec![Alike::example(left_case())];
    at_start_of(view, keys, lang, theme)
}

fn at_start_of(mut view: DossierView, keys: &str, lang: Lang, theme: Theme) -> Player {
    view.steps = vec![(Step::Start, None)];
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab>").play(keys);
    player
}

/// One whose case went with a store that was put back, and somebody here who may be the same person.
fn at_case_again(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut view = waiting_view(lang);
    view.line.case = None;
    view.arriving = vec![Alike::example(like_them())];
    view.steps = vec![(Step::TakeUp, None)];
    let mut today = waiting_today();
    today.lines[0].handover.case = None;
    let mut player = at_work(today, lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab>").play(keys);
    player
}

/// Every state worth a picture, by name.
pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    vec![
        ("staff-shut-out", at_staff("<del>別の人", lang, theme)),
        ("staff-sheet-ask", at_staff("<f6>", lang, theme)),
        ("staff-sheet", with_sheet("", lang, theme)),
        (
            "staff-sheet-check",
            with_sheet("<enter>a03z<enter>A99Z<enter>a18z<f10>", lang, theme),
        ),
        ("staff-sheet-leave", with_sheet("<esc>", lang, theme)),
        ("import", at_import(None, "", lang, theme)),
        ("import-table", at_table("<down><down><down>", lang, theme)),
        ("import-table-before", at_known_table(lang, theme)),
        ("import-table-refused", at_table("<end>", lang, theme)),
        ("import-table-file", at_table("<f6>", lang, theme)),
        (
            "import-good",
            at_import(Some(nobody_alike()), "<down>", lang, theme),
        ),
        (
            "import-alike",
            at_import(Some(import_view()), "", lang, theme),
        ),
        (
            "import-ask",
            at_import(Some(import_view()), "<f10>", lang, theme),
        ),
        (
            "import-refused",
            at_import(Some(refused_view()), "", lang, theme),
        ),
        ("today-waiting", at_work(waiting_today(), lang, theme)),
        ("dossier-waiting", at_take_up("<esc><tab>", lang, theme)),
        ("dossier-take-up", at_take_up("", lang, theme)),
        ("dossier-release", releasing("", lang, theme)),
        ("dossier-release-ask", releasing("<f10>", lang, theme)),
        ("dossier-alike", at_start("", lang, theme)),
        ("dossier-start-into", at_start("<down><enter>", lang, theme)),
        ("dossier-start-who", at_start("<enter>", lang, theme)),
        ("dossier-start-return", at_return("<enter>", lang, theme)),
        ("dossier-case-again", at_case_again("<down>", lang, theme)),
        (
            "dossier-reopen",
            at_reopen("<enter>R8.12.1<tab>本人が戻りました。", lang, theme),
        ),
    ]
}

#[test]
fn a_new_sheet_voids_the_old_one_only_after_three_groups_were_typed_back() {
    let mut player = at_staff("<f6>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<enter>");
    assert_eq!(player.requests(), [], "Enter means no");
    player.play("<f6><f10>");
    player.answer(Reply::NewSheet(sheet()));
    assert_eq!(player.requests(), [Request::Staff(StaffAsk::NewSheet)]);
    assert!(player.shows("20 A20Z"));
    player.play("<enter>A03Z<enter>A99Z<enter>A18Z<f10>");
    assert!(player.shows("復旧シートと違います"));
    assert_eq!(player.requests(), [], "the old one still holds");
    player.play("<esc>");
    assert!(player.shows("20 A20Z"), "it can be looked at once more");
    player.play("<enter><bs><bs><bs><bs>Ａ１０ｚ<f10>");
    player.play("<f10><f10>");
    assert_eq!(player.effects.len(), 1, "it is asked once");
    player.answer(Reply::Done(Told::say(Say::Opened)));
    let again = Request::Staff(StaffAsk::List);
    let kept = Request::Staff(StaffAsk::KeepSheet);
    assert_eq!(player.requests(), [kept, again]);
    assert!(matches!(player.app.top(), Screen::Staff(_)));
}

#[test]
fn a_sheet_left_before_its_check_leaves_the_old_one() {
    let mut player = with_sheet("<esc>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<enter>");
    assert!(player.shows("20 A20Z"));
    player.play("<esc><f10>");
    player.answer(Reply::Done(Told::say(Say::Opened)));
    let again = Request::Staff(StaffAsk::List);
    let left = Request::Staff(StaffAsk::DropSheet);
    assert_eq!(player.requests(), [left, again]);
    assert!(matches!(player.app.top(), Screen::Staff(_)));
}

#[test]
fn who_is_no_manager_is_told_before_a_sheet_is_made() {
    let mut player = in_room("6", staff_view(), "", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f6>");
    assert!(matches!(player.app.top(), Screen::Staff(_)));
    assert_eq!(player.requests(), []);
}

#[test]
fn a_file_is_looked_at_before_it_is_read_in_and_not_with_one_key() {
    let mut player = at_import(None, "", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    let look = Request::Case(CaseAsk::Look("/media/usb/見本.json".into(), None));
    player.answer(Reply::Import(Box::new(import_view())));
    assert_eq!(player.requests(), [look]);
    assert!(player.shows("取り込める欄 2") && player.shows("同じ方かもしれない"));
    player.play("<f10>");
    assert_eq!(player.requests(), [], "the first key only asks");
    player.play("<enter>");
    assert_eq!(player.requests(), [], "Enter means no");
    player.play("<f10><f10><f10><f10>");
    let values: BTreeMap<_, _> = import_view().values.into_iter().collect();
    let another = Box::new(Likeness::example(vec![like_them()]));
    let asked = [
        Request::Another(another),
        Request::Case(CaseAsk::New(values)),
    ];
    assert_eq!(player.deeds(), asked);
}

#[test]
fn a_file_of_somebody_here_is_read_into_their_case_or_told_apart() {
    let mut player = at_import(Some(import_view()), "", Lang::Ja, COLOUR);
    player.deeds();
    player.play("<f5>");
    assert_eq!(player.deeds(), [], "the first key only asks");
    player.play("<f10>");
    let values = import_view().values.into_iter();
    let save = CaseAsk::Save {
        case: like_them().id,
        seen: 3,
        edits: values.map(|(field, it)| (field, Edit::Put(it))).collect(),
    };
    assert_eq!(player.deeds(), [Request::Case(save)]);
    let player = at_import(Some(import_view()), "<down><f5>", Lang::Ja, COLOUR);
    assert!(player.shows("同じ方のケースを選んで"), "nobody is chosen");
    // It is asked about once; the answer goes before the case that is written.
    let mut player = at_import(Some(import_view()), "<f10>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    let likeness = Box::new(Likeness::example(vec![like_them()]));
    let asked = player.deeds();
    assert_eq!(asked.first(), Some(&Request::Another(likeness)));
    assert!(
        matches!(asked.get(1), Some(Request::Case(CaseAsk::New(_)))),
        "{asked:?}"
    );
    assert!(!matches!(player.app.top(), Screen::Question(_)));
    let here = ImportView {
        here: Some(like_them()),
        ..nobody_alike()
    };
    let mut player = at_import(Some(here), "", Lang::Ja, COLOUR);
    player.deeds();
    player.play("<f10><f10>");
    assert!(player.shows("取り込むものはありません") && player.deeds().is_empty());
}

#[test]
fn what_is_no_fact_in_a_file_says_whose_word_it_is_before_it_is_read_in() {
    let view = "静かな席があれば続けられる。";
    let read = ImportView {
        values: vec![value(FieldId::WishesReasonOffice, Raw::Text(view.into()))],
        ..nobody_alike()
    };
    let player = at_import(Some(read), "", Lang::Ja, COLOUR);
    assert!(player.shows(view) && player.shows("見立て"));
}

#[test]
fn a_file_with_something_refused_is_not_read_in_and_says_where() {
    let mut player = at_import(Some(refused_view()), "", Lang::Ja, COLOUR);
    player.requests();
    assert!(player.shows("取り込めないところ 2") && player.shows("正しい欄 21"));
    assert!(!player.shows("取り込める欄"), "none of it is read in");
    player.play("<f10><f10><f10>");
    assert_eq!(player.requests(), []);
    player.play("<esc>");
    assert!(player.shows("/media/usb/見本.json"), "the place is kept");
    player.play("<esc>");
    assert!(matches!(player.app.top(), Screen::Cases(_)));
}

#[test]
fn additions_that_wait_are_on_today_and_one_key_leads_to_the_step() {
    let player = at_work(waiting_today(), Lang::Ja, COLOUR);
    assert!(player.shows("追補の取り込み待ち 2"));
    let mut player = at_take_up("", Lang::Ja, COLOUR);
    assert!(player.shows("0155-11-1111") && player.shows("0155-00-0000"));
    player.requests();
    let fields = |all: &[FieldId]| all.iter().copied().collect();
    // What this office wrote itself nobody else ticks, and the question shows both.
    player.play("<enter><down><enter><f10>");
    assert!(player.shows("当所が自分で書いた次の欄"));
    assert!(player.shows("0155-00-0000") && player.shows("0155-11-1111"));
    player.play("<f10>");
    let take = fields(&[FieldId::PersonPhone]);
    let deed = Deed::TakeUpNamed(Named {
        take,
        ..Named::default()
    });
    assert_eq!(taken(&mut player), deed);
    // With nothing ticked it is told how what is not wanted is put away.
    let mut player = at_take_up("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<down><enter><f10>");
    assert!(player.shows("「取り込まない」を選んでください"));
    player.play("<tab><right><f10>");
    assert!(player.shows("次の欄は取り込まず、待ちを終えます"));
    player.play("<f10>");
    let put_away = fields(&[FieldId::PersonPhone, FieldId::HealthAllergies]);
    let deed = Deed::TakeUpNamed(Named {
        put_away,
        ..Named::default()
    });
    assert_eq!(taken(&mut player), deed);
}

/// Something of a field that waits and that this office wrote otherwise.
fn meeting_own(field: FieldId, own: Raw, told: Raw) -> Brought {
    let told = value(field, told).1;
    Brought {
        field,
        stands: told.clone(),
        told,
        own: Some(value(field, own).1),
        meets: Meets::Against,
        goes: BTreeSet::new(),
    }
}

#[test]
fn what_is_ticked_of_a_group_is_taken_whole_and_the_question_names_all_that_changes() {
    let text = |it: &str| Raw::Text(it.into());
    let (left, with) = (FieldId::PeriodLeft, FieldId::PeriodConfirmedWith);
    let on = FieldId::PeriodConfirmedOn;
    let mut left_over = meeting_own(left, Raw::Number(11), Raw::Number(7));
    left_over.goes = [on].into();
    let long = "朝は六時に起きて散歩をし、夜は十時に寝る。".repeat(5);
    let rhythm = meeting_own(
        FieldId::LifeRhythm,
        text(&long),
        text(&format!("{long}変わった。")),
    );
    let allergies = |it: &str| Raw::Texts(vec![it.into()]);
    let mut view = waiting_view(Lang::Ja);
    view.waiting = vec![
        left_over,
        meeting_own(with, text("見本市 甲"), text("見本市 乙")),
        rhythm,
        meeting_own(FieldId::HealthAllergies, allergies("卵"), allergies("そば")),
        meeting_own(
            FieldId::PersonPhone,
            text("0155-00-0000"),
            text("0155-11-1111"),
        ),
    ];
    let mut player = at_work(waiting_today(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.requests();
    // The first of the two, the rhythm and the allergies are ticked; the telephone number is put away.
    player.play("<enter><down><down><enter><down><enter><tab><right><f10>");
    let named = [left, with, FieldId::LifeRhythm, FieldId::HealthAllergies];
    let drawn = picture(&player.draw((80, 24)).0).replace(['│', ' ', '\n'], "");
    for field in named.into_iter().chain([on, FieldId::PersonPhone]) {
        let name = label::field(field, Lang::Ja);
        assert!(drawn.contains(name), "{name}: {drawn}");
    }
    assert!(
        drawn.contains("・卵->・そば") && drawn.contains(">Enterいいえ"),
        "{drawn}"
    );
    assert!(!player.shows("入りきりません"));
    let small = picture(&player.draw((60, 16)).0).replace(' ', "");
    assert!(small.contains("入りきりません"), "{small}");
    player.play("<f10>");
    let deed = Deed::TakeUpNamed(Named {
        take: named.into(),
        put_away: [FieldId::PersonPhone].into(),
    });
    assert_eq!(taken(&mut player), deed);
}

/// The sender's dossier at the release, with the read-back it rests on.
fn releasing(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut view = dossier_view(lang);
    view.state.acceptance = Some(accepted());
    view.entries.push(read_back());
    view.steps = vec![(Step::Release, None)];
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><enter>").play(keys);
    player
}

#[test]
fn items_are_taken_back_only_after_a_question_that_names_them() {
    let keys = "<tab><tab><home><down><enter><down><enter>";
    let mut player = in_prepared(keys, Lang::Ja, COLOUR);
    player.requests();
    let covered = prepared_view(Lang::Ja).covered;
    player.play("<f10>");
    assert_eq!(player.requests(), [], "it is only asked");
    let named = |it: &ItemId| player.shows(label::item(*it, Lang::Ja));
    assert!(named(&covered[1]) && player.shows("撤回を記録しますか"));
    assert!(player.shows("渡らなくなります"), "nothing was offered");
    player.play("<enter><f10><esc>");
    assert_eq!(player.requests(), [], "Enter and Esc mean no");
    player.play("<f10><f10><f10>");
    let items = std::iter::once(covered[1]).collect();
    assert_eq!(
        taken(&mut player),
        Deed::Withdraw(Withdrawal::Items(items), TellingDraft::default())
    );
}

#[test]
fn who_heard_a_withdrawal_is_not_dropped_where_nobody_says_how_it_was_said() {
    let keys = "<tab><tab><home><down><enter><down><enter>";
    let mut player = in_prepared(keys, Lang::Ja, COLOUR);
    player.requests();
    player.play("<tab><tab>見本 二郎<f10><f10><f10>");
    assert_eq!(player.requests(), [], "how it was said is asked");
    player.play("<right><f10><f10>");
    let Deed::Withdraw(_, told) = taken(&mut player) else {
        panic!("not recorded");
    };
    assert_eq!((told.how.is_some(), &*told.heard_by), (true, "見本 二郎"));
}

/// Where something is taken back of what was offered to an office, or of nothing yet.
fn taken_of(holder: &str, means: Means, until: Option<Reached>) -> Withdrawing {
    match until {
        Some(until) => Withdrawing::Offered {
            holder: holder.into(),
            means,
            until,
        },
        None => Withdrawing::Prepared {
            receiver: holder.into(),
            meant: Meant::default(),
            hearing: Hearing::default(),
        },
    }
}

#[test]
fn what_follows_a_withdrawal_is_said_as_it_is() {
    let items: BTreeSet<ItemId> = [ItemId::ALL[0]].into();
    let answers = "返却・消去などを答えます";
    for (means, until, ja, en) in [
        (
            Means::Keys,
            Some(Reached::Offer),
            "あさぎりに届いていれば、そこで消去",
            "is destroyed there",
        ),
        (Means::Keys, Some(Reached::Release), answers, "says what"),
        (
            Means::Paper,
            Some(Reached::Offer),
            "職員が電話などで伝え",
            "somebody here does",
        ),
        (
            Means::Paper,
            Some(Reached::Release),
            "職員が電話などで伝え",
            "somebody here does",
        ),
        (Means::Keys, None, "あさぎりには渡らなく", "will not go to"),
    ] {
        let about = taken_of("架空就労支援 あさぎり", means, until);
        for (lang, says) in [(Lang::Ja, ja), (Lang::En, en)] {
            let said = asked(Some(&items), &about, lang).what;
            assert!(said.contains(says), "{said}");
            if until.is_some() {
                let whole = asked(None, &about, lang).what;
                assert!(whole.contains(says), "{whole}");
            }
        }
    }
}

#[test]
fn of_a_copy_that_is_taken_back_nothing_is_said_of_the_other_office() {
    let copy = CopyTo::City.item();
    for (items, of_the_office) in [(vec![copy], false), (vec![ItemId::ALL[0], copy], true)] {
        let items = items.into_iter().collect();
        for (lang, erased, back) in [
            (Lang::Ja, "そこで消去", "当所が返却か廃棄をお願いします"),
            (Lang::En, "is destroyed there", "asks back what was given"),
        ] {
            let about = taken_of("見本の丘", Means::Keys, Some(Reached::Offer));
            let said = asked(Some(&items), &about, lang).what;
            assert_eq!(said.contains(erased), of_the_office, "{said}");
            assert!(said.contains(back), "{said}");
        }
    }
}

/// To an office on paper nothing is sent: the form of the step says who tells it, and that the evidence stays.
#[test]
fn before_a_withdrawal_of_what_went_on_paper_it_is_said_that_somebody_has_to_tell_it() {
    for step in [Step::WithdrawItems, Step::WithdrawAll] {
        let mut view = dossier_view(Lang::Ja);
        view.line = line(Side::Sender, Vec::new());
        view.line.peer = OfficeId::on_paper([3; 16]);
        view.steps = vec![(step, None)];
        let player = in_view(view, "<tab><home><enter>", Lang::Ja, COLOUR);
        let said = player.unbroken();
        assert!(said.contains("職員が電話などで伝え"), "{said}");
        assert!(said.contains("「裏付け」は当所に残ります"), "{said}");
        assert!(!said.contains("相手に伝わり、"), "{said}");
    }
}

/// What is told once a step was taken with a form.
fn told(step: Step, ask: Ask, view: DossierView) -> String {
    let mut form = StepForm::new(HandoverId::from_bytes([7; 16]), step, ask, &view);
    let acts = form.reply(Reply::Dossier(Box::new(view)));
    let told = acts.into_iter().find_map(|it| match it {
        Act::Tell(what) => Some(say(Lang::Ja, &what)),
        _ => None,
    });
    told.unwrap()
}

#[test]
fn what_stays_in_this_office_is_not_told_to_reach_the_other_one() {
    let reaches = "相手に届きます";
    let taken_up = told(Step::TakeUp, Ask::TakeUp, waiting_view(Lang::Ja));
    assert_eq!(taken_up, "記録しました: 追補を自分のケースに取り込む。");
    let withdraw = |view| told(Step::WithdrawItems, Ask::WithdrawItems, view);
    assert!(withdraw(dossier_view(Lang::Ja)).contains(reaches));
    let before = withdraw(prepared_view(Lang::Ja));
    assert!(!before.contains(reaches), "nothing was offered: {before}");
    let offer = told(Step::Offer, Ask::Offer, prepared_view(Lang::Ja));
    assert!(offer.contains(reaches), "{offer}");
}

#[test]
fn a_case_that_went_with_the_store_is_on_today_and_made_again_after_a_question() {
    let mut today = waiting_today();
    today.lines[0].handover.case = None;
    let mut player = at_work(today, Lang::Ja, COLOUR);
    assert!(player.shows("自分のケースを作り直す"));
    player.play("<enter>");
    let mut view = waiting_view(Lang::Ja);
    view.line.case = None;
    player.answer(Reply::Dossier(Box::new(view.clone())));
    assert!(player.shows("自分のケースがありません"));
    player.requests();
    let rows = choice::rows(&view);
    let row = rows.iter().find(|it| it.step == Step::TakeUp).unwrap();
    let Open::Confirm(_, deed) = &row.open else {
        panic!("it is made without a question");
    };
    assert_eq!(*deed, Deed::TakeUp(Which::All));
}

/// Where somebody here may be the same person the case can be made again in theirs, after a question, and it says why.
#[test]
fn a_case_that_went_with_the_store_is_made_again_in_the_one_that_is_here() {
    let mut player = at_case_again("", Lang::Ja, COLOUR);
    assert!(player.shows("同じ方かもしれない"));
    player.play("<down>");
    assert!(player.shows("フリガナ・生年月日が同じです"), "why");
    player.requests();
    player.play("<enter>");
    assert_eq!(player.requests(), [], "it is only asked");
    player.play("<enter>");
    assert_eq!(player.requests(), [], "Enter means no");
    player.play("<enter><f10>");
    assert_eq!(taken(&mut player), Deed::TakeUpInto(like_them().id));
}

#[test]
fn whoever_reads_back_is_told_what_differs() {
    // Any form will do: what differs comes with the answer.
    let mut view = dossier_view(Lang::Ja);
    view.steps = vec![(Step::Start, None)];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><enter><f10><f10>");
    let answer = |differing| {
        Reply::Taken(Box::new(Taken {
            step: Step::ReadBack,
            view: dossier_view(Lang::Ja),
            differing,
            hit: None,
            taken_back: BTreeSet::new(),
        }))
    };
    let mut form = StepForm::new(
        HandoverId::from_bytes([7; 16]),
        Step::ReadBack,
        Ask::ReadBack,
        &dossier_view(Lang::Ja),
    );
    let quiet = form.reply(answer(Vec::new()));
    assert!(!quiet.iter().any(|it| matches!(it, Act::Open(_))));
    player.answer(answer(vec![KeyFact::Birth]));
    assert!(player.shows("復唱を記録しました"));
    assert!(player.shows("生年月日"));
}

#[test]
fn a_step_taken_with_a_yes_is_told_as_one_of_a_form_is() {
    let mut view = prepared_view(Lang::Ja);
    view.steps = vec![(Step::Submit, None)];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view.clone())));
    player.play("<end><enter><f10>");
    player.answer(Reply::Taken(Box::new(Taken {
        step: Step::Submit,
        view,
        differing: Vec::new(),
        hit: None,
        taken_back: BTreeSet::new(),
    })));
    assert!(player.shows("記録しました: 承認を求める。"));
}

#[test]
fn whoever_handled_something_as_gone_hears_which_other_handover_lacks_a_file_since() {
    let view = dossier_view(Lang::Ja);
    let id = HandoverId::from_bytes([7; 16]);
    let mut form = StepForm::new(id, Step::Handle, Ask::Handle, &view);
    let other = HandoverId::from_bytes([8; 16]);
    let said = Told::both(|lang| message::hit_by_handling(other, lang));
    let acts = form.reply(Reply::Taken(Box::new(Taken {
        step: Step::Handle,
        view,
        differing: Vec::new(),
        hit: Some(said),
        taken_back: BTreeSet::new(),
    })));
    let told = |it: &Act| matches!(it, Act::Open(screen) if matches!(**screen, Screen::Notice(_)));
    assert!(acts.iter().any(told), "it is to be read");
}

#[test]
fn whoever_asks_sees_the_section_that_is_asked_about() {
    let mut player = in_dossier("<f8>", Lang::Ja, COLOUR);
    assert!(player.shows("平成10年4月9日"), "what stands there");
    player.play("生年月日は");
    assert!(player.shows("平成10年4月9日") && player.shows("生年月日は"));
}

#[test]
fn the_confirmation_asks_only_about_what_was_not_found_right() {
    let mut view = prepared_view(Lang::Ja);
    let open: Vec<_> = view.preview[1..].iter().map(|it| it.id).collect();
    assert_eq!(confirmable(&view), open);
    for section in &mut view.preview {
        section.found = Found::Right;
    }
    view.steps = vec![(Step::Confirm, None)];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><f7>");
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    assert!(player.shows("どの章も本人の確認が済んでいます"));
}

#[test]
fn of_a_draft_given_back_what_others_found_confirmed_can_be_confirmed_anew() {
    let mut view = prepared_view(Lang::Ja);
    for section in &mut view.preview {
        section.found = Found::Right;
    }
    let theirs = view.preview[1].id;
    view.confirmed_by_others = [(theirs, "藍沢 都".to_owned())].into();
    view.steps = vec![(Step::Confirm, None)];
    let fresh = DossierView {
        returned: None,
        ..view.clone()
    };
    assert_eq!(confirmable(&fresh), [], "nobody is asked twice");
    let mut player = in_view(view.clone(), "", Lang::Ja, COLOUR);
    assert!(
        player.shows("本人確認を記録した人: 藍沢 都"),
        "what is missing says it"
    );
    assert!(player.shows("F7で、別の人が"));
    let id = HandoverId::from_bytes([7; 16]);
    let form = StepForm::new(id, Step::Confirm, Ask::Confirm, &view);
    player = Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR);
    assert!(player.shows("本人確認を記録した人: 藍沢 都"));
    assert!(player.shows("別の人が、ここに並ぶ章"));
    player.play("<enter><f10><f10>");
    let deed = taken(&mut player);
    assert_eq!(deed, Deed::Confirm(Which::These(vec![theirs])));
}

#[test]
fn a_contract_is_suggested_to_end_the_day_before_the_other_office_begins() {
    let mut view = dossier_view(Lang::Ja);
    view.at_end.crossing.start = Some(accepted().start);
    let id = HandoverId::from_bytes([7; 16]);
    let form = StepForm::new(id, Step::End, Ask::End, &view);
    let mut player = Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR);
    player.play("<tab><tab>12<tab>見本市 架空<tab>R8.12.9<f10><f10>");
    let Deed::End(form) = taken(&mut player) else {
        panic!("not ended");
    };
    assert_eq!(form.contract_end, accepted().start.plus_days(-1));
    assert_eq!(form.confirmed_by, "見本市 架空");
    assert_eq!(form.confirmed_on, day(12, 9));
}

#[test]
fn the_citys_word_in_the_case_is_suggested_and_without_it_the_end_leads_there() {
    let mut view = dossier_view(Lang::Ja);
    view.at_end.said = Some(Confirmed {
        months_left: 12,
        by: TextLine::new("見本市 障がい福祉課 架空", 40).unwrap(),
        on: day(12, 1),
    });
    let id = HandoverId::from_bytes([7; 16]);
    let form = StepForm::new(id, Step::End, Ask::End, &view);
    let mut player = Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR);
    player.play("<tab><tab>12<f10><f10>");
    let Deed::End(form) = taken(&mut player) else {
        panic!("not ended");
    };
    assert_eq!(form.confirmed_by, "見本市 障がい福祉課 架空");
    assert_eq!(form.confirmed_on, day(12, 1));

    view.line.side = Side::Sender;
    view.line.case = Some(CaseId::from_bytes([3; 16]));
    view.steps = vec![(Step::End, Some(Denied::MonthsUnconfirmed))];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><enter>");
    assert!(matches!(player.app.top(), Screen::Case(_)));
}

#[test]
fn a_day_of_an_era_that_had_ended_is_taken_and_told_in_a_step_too() {
    let mut player = in_form(Step::Start, Ask::Start);
    player.play("平成38年12月14日");
    assert!(player.shows("平成は終わっています"));
    player.play("<f10><f10>");
    assert_eq!(taken(&mut player), Deed::Start(day(12, 14)));
    let mut player = in_form(Step::Accept, Ask::Accept);
    player.play("<tab><tab><tab>R9.1.14、");
    assert!(!player.shows("平成は終わっています"));
    player.play("平成39年2月14日");
    assert!(
        player.shows("平成は終わっています"),
        "one of several days, too"
    );
}

/// What nobody opened here was not read here: one key takes the sections that stood on the screen, and no others.
#[test]
fn one_key_takes_as_read_only_what_was_opened() {
    let view = dossier_view(Lang::Ja);
    let unread = view.unread();
    let mut player = in_dossier("<f7>", Lang::Ja, COLOUR);
    assert!(
        player.shows("どれもここで開いていません"),
        "the first one is read"
    );
    player.play("<down><f7>");
    assert!(player.shows("ここで開いた1章を"), "and the other one stays");
    player.requests();
    player.play("<f10>");
    let read = Deed::Acknowledge(unread[..1].to_vec(), Reading::Understood);
    assert_eq!(taken(&mut player), read);
    let mut player = in_dossier("<down><down><f7>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    assert_eq!(
        taken(&mut player),
        Deed::Acknowledge(unread, Reading::Understood)
    );
}

/// The read-back stands above the button, and the button carries its number: what comes meanwhile is not released.
#[test]
fn a_release_shows_the_read_back_it_names() {
    let mut player = releasing("", Lang::Ja, COLOUR);
    player.requests();
    assert!(player.shows("眠れない日が続くと休む。"), "it is read first");
    assert!(player.shows("相手の入力: H10.4.8"), "and what differs");
    player.play("<f10>");
    assert!(player.deeds().is_empty(), "then it is asked");
    player.play("<f10>");
    assert_eq!(taken(&mut player), Deed::Release(ReadBackNo::FIRST));
}

/// A key held down takes the row, goes through the form and stops at a question that Enter answers with no.
#[test]
fn a_key_held_down_neither_offers_nor_starts_nor_hands_over() {
    for (step, ask) in [
        (Step::Offer, Ask::Offer),
        (Step::Start, Ask::Start),
        (Step::Release, Ask::Release),
    ] {
        let mut view = dossier_view(Lang::Ja);
        view.steps = vec![(step, None)];
        view.entries.push(read_back());
        let id = HandoverId::from_bytes([7; 16]);
        let form = StepForm::new(id, step, ask, &view);
        let mut player = Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR);
        for _ in 0..9 {
            player.play("<enter>");
        }
        assert!(player.deeds().is_empty(), "{step:?}");
    }
}

/// How a withdrawal is answered may empty the own case of somebody who is here: the question says so, but for what is kept.
#[test]
fn an_answer_to_a_withdrawal_says_what_it_takes_from_the_own_case() {
    let mut view = dossier_view(Lang::Ja);
    view.handling = Some(Takes {
        fields: 81,
        came: 81,
        person: Presence::Here,
    });
    let in_view = |keys: &str| {
        let id = HandoverId::from_bytes([7; 16]);
        let form = StepForm::new(id, Step::Handle, Ask::Handle, &view);
        let mut player = Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR);
        player.play(keys).play("<f10>");
        assert!(matches!(player.app.top(), Screen::Question(_)));
        player
    };
    for (keys, how) in [("<right>", "返却した"), ("<right><right>", "消去した")] {
        let mut player = in_view(keys);
        for told in ["81欄", "理由があり保存", how] {
            assert!(player.shows(told), "{keys}: {told}");
        }
        player.play("<f10>");
        taken(&mut player);
    }
    let mut past = in_view("<right><right><right><right><tab>法令の保存義務。");
    assert!(
        !past.shows("保有なし"),
        "nobody says that nothing is held of what is"
    );
    past.play("<esc>");
    assert!(!past.shows("保有なし"));
    let told = |person| {
        let takes = Takes {
            fields: 81,
            came: 81,
            person,
        };
        message::handling_takes(Handling::Erased, takes, Lang::Ja).what
    };
    let here = "いま当所を利用している方";
    assert!(told(Presence::Here).contains(here));
    assert!(!told(Presence::Elsewhere).contains(here));
    let kept = in_view("<right><right><right><tab>法令の保存義務。");
    assert!(kept.shows("を行いますか") && !kept.shows("81欄"));
}

/// What cannot be undone is asked about; Esc goes back to what was filled in.
#[test]
fn what_cannot_be_undone_is_asked_about_once() {
    for (step, ask, keys) in [
        (Step::Accept, Ask::Accept, "R8.12.14"),
        (Step::Start, Ask::Start, ""),
        (
            Step::End,
            Ask::End,
            "R8.12.13<tab><tab>12<tab>見本市 架空<tab>R8.12.9",
        ),
        (Step::NotStart, Ask::Reason, "入院のため。"),
        (
            Step::Ask,
            Ask::Question(SectionId::Crisis),
            "席は窓側ですか。",
        ),
        (Step::Answer, Ask::Answer(QuestionNo::FIRST), "窓側です。"),
        (Step::Offer, Ask::Offer, ""),
        (Step::Discontinue, Ask::Discontinue, "<right>"),
        (Step::Handle, Ask::Handle, "<right><right>"),
        (
            Step::Handle,
            Ask::Handle,
            "<right><right><right><tab>法令の保存義務。",
        ),
        (Step::FollowUp, Ask::FollowUp, "<right>"),
        (
            Step::Answer,
            Ask::Answer(QuestionNo::FIRST),
            "<backtab><right>",
        ),
    ] {
        let mut player = in_form(step, ask);
        player.play(keys).play("<f10>");
        assert!(player.deeds().is_empty(), "{step:?}");
        assert!(player.shows("を行いますか"), "{step:?}");
        assert!(matches!(player.app.top(), Screen::Question(_)), "{step:?}");
        player.play("<esc><f10><f10>");
        taken(&mut player);
    }
}

/// Where the form lets neither reasons nor outcomes come back, or all was taken back, nobody is asked for their words.
#[test]
fn what_may_not_come_back_is_not_asked_for() {
    let id = HandoverId::from_bytes([7; 16]);
    let of = |step, ask| {
        let mut view = dossier_view(Lang::Ja);
        view.line.side = Side::Receiver;
        let offer = view.state.offer.as_mut().expect("an offer");
        offer.manifest.returned = [Returned::ReadBack].into();
        let form = StepForm::new(id, step, ask, &view);
        Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR)
    };
    let mut follow_up = of(Step::FollowUp, Ask::FollowUp);
    let seen = follow_up.unbroken();
    assert!(seen.contains("その後のようすを送り手に知らせることができません"));
    let concern = label::handover::outcome(Outcome::Concern, Lang::Ja);
    assert!(!seen.contains(concern) && seen.contains("同意の範囲外"));
    follow_up.play("<right><f10><f10>");
    assert!(matches!(
        taken(&mut follow_up),
        Deed::FollowUp(None, Outcome::NotShared, said) if said.is_empty()
    ));
    let mut decline = of(Step::Decline, Ask::Decline);
    let seen = decline.unbroken();
    assert!(seen.contains("理由を送り手に知らせることができません"));
    assert!(seen.contains("条件付は、条件を書けないので選べません"));
    decline.play("<right><f10><f10>");
    assert!(matches!(
        taken(&mut decline),
        Deed::Decline(_, said) if said.is_empty()
    ));
    let stop = of(Step::Discontinue, Ask::Discontinue);
    assert!(stop.unbroken().contains("選んだ理由だけが伝わり"));
}

#[test]
fn nothing_is_said_to_reach_the_other_office_before_an_offer() {
    for (step, ask) in [
        (Step::WithdrawItems, Ask::WithdrawItems),
        (Step::WithdrawAll, Ask::WithdrawAll),
    ] {
        let id = HandoverId::from_bytes([7; 16]);
        let of = |view: DossierView| {
            let form = StepForm::new(id, step, ask, &view);
            Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR)
        };
        let on = |side| {
            let mut view = dossier_view(Lang::Ja);
            view.line.side = side;
            of(view).unbroken()
        };
        let nobody = "相手の事業所には伝わりません";
        let before = of(prepared_view(Lang::Ja)).unbroken();
        assert!(before.contains(nobody) && !before.contains("相手に伝わり、"));
        let sent = on(Side::Sender);
        assert!(sent.contains("相手に伝わり、") && !sent.contains(nobody));
        let came = on(Side::Receiver);
        assert!(came.contains("渡した事業所に伝わります"), "{came}");
        assert!(came.contains("当所が答えます"), "{came}");
        assert!(!came.contains("相手は返却"), "it is asked of this office");
    }
}

#[test]
fn the_case_of_a_person_who_comes_back_is_reopened_with_day_and_reason() {
    let mut player = at_reopen("<enter>", Lang::Ja, COLOUR);
    player.requests();
    player.play("R8.12.1<tab>本人が戻りました。<f10><f10>");
    let deed = Deed::Reopen(left_case().id, day(12, 1), "本人が戻りました。".into());
    assert_eq!(taken(&mut player), deed);
}

#[test]
fn the_era_of_a_column_is_chosen_on_the_screen_and_only_of_dates() {
    let mut player = at_table("<down><down>", Lang::Ja, COLOUR);
    player.play("<f7>");
    let mut turned = table_view().reading;
    turned.turn_era(2);
    assert_eq!(turned.eras[2], Some(Era::Reiwa));
    let look = CaseAsk::LookAtTable(Box::new(turned.clone()));
    let plan = table_view().plan;
    player.answer(Reply::Table(Box::new(TableView {
        reading: turned,
        plan,
    })));
    assert!(player.requests().contains(&Request::Case(look)));
    assert!(player.shows("年号なしは令和"));
    match player.app.top() {
        Screen::People(it) => {
            let draft = it.draft();
            assert_eq!(draft.get("era-3"), Some("R"), "{draft:?}");
        }
        other => panic!("{other:?}"),
    }
    player.play("<up><f7>");
    assert!(player.deeds().is_empty() && player.shows("日付の列だけ"));
    let known = at_known_table(Lang::Ja, COLOUR);
    assert!(known.shows("前に取り込んだ同じ見出しの表のとおり") && known.shows("年号なしは昭和"));
}

#[test]
fn whose_table_it_is_is_said_and_asked_and_the_columns_go_back_to_their_headings() {
    let mut player = at_table("", Lang::Ja, COLOUR);
    assert!(player.shows("当所の表"));
    let answered = |player: &mut Player, reading: TableReading| {
        let plan = table_view().plan;
        let view = TableView { reading, plan };
        player.answer(Reply::Table(Box::new(view)));
    };
    player.requests();
    player.play("<f8>");
    let mut others = table_view().reading;
    others.whose = Whose::Other;
    answered(&mut player, others.clone());
    let look = CaseAsk::LookAtTable(Box::new(others));
    assert_eq!(player.requests(), [Request::Case(look)]);
    assert!(player.shows("ほかの事業所・機関の表"));
    match player.app.top() {
        Screen::People(it) => assert_eq!(it.draft().get("whose"), Some("other")),
        other => panic!("{other:?}"),
    }
    player.play("<f10>");
    assert!(player.shows("ほかの事業所・機関の表として、"));
    player.play("<esc>");
    // Nothing was chosen for the columns: nothing is taken back.
    player.play("<f4>");
    assert!(player.requests().is_empty() && player.shows("もう見出しのとおり"));
    let mut known = at_known_table(Lang::Ja, COLOUR);
    known.requests();
    known.play("<f4>");
    answered(&mut known, table_view().reading);
    let look = CaseAsk::LookAtTable(Box::new(table_view().reading));
    assert_eq!(known.requests(), [Request::Case(look)]);
}

#[test]
fn the_rows_that_are_refused_are_written_as_is_chosen_and_nothing_is_taken_in_by_that() {
    let mut player = at_table("<f6>", Lang::Ja, COLOUR);
    assert!(player.shows("/media/usb/名簿.csv-refused.csv"));
    player.requests();
    player.play("<tab><right><f10>");
    let to = NewTable {
        path: "/media/usb/名簿.csv-refused.csv".into(),
        lang: Lang::Ja,
        encoding: Encoding::Cp932(Unwritable::Told),
    };
    let write = CaseAsk::Refused(Box::new(table_view().reading), to);
    player.answer(Reply::Done(Told::say(CaseWord::TableWritten.say())));
    assert_eq!(
        player.deeds(),
        [Request::Case(write)],
        "it is no yes to the import"
    );
    assert!(matches!(player.app.top(), Screen::People(_)));
}

/// What came and looks like what is never stored is told beside the facts, and on the card of an office.
#[test]
fn what_arrived_and_looks_like_a_secret_is_told() {
    let mut view = dossier_view(Lang::Ja);
    view.arrived = vec![Trace::example()];
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    player.play("<tab><tab><tab>");
    assert!(player.shows("相手から届いたもの") && player.shows("個人番号（マイナンバー）"));
    let mut peer = peer_view();
    peer.found = vec![Trace::example()];
    let card = crate::tui::screen::offices::card(&peer, Lang::En);
    assert!(
        card.iter().any(|(_, it)| it.contains("My Number")),
        "{card:?}"
    );
}

#[test]
fn who_comes_is_started_in_the_case_that_is_here_or_as_another_person() {
    let mut player = at_start("<down><enter>", Lang::Ja, COLOUR);
    assert!(player.shows("いまあるケースで利用開始: カクウ ミホ"));
    player.requests();
    player.play("R8.12.14<f10>");
    assert!(player.deeds().is_empty(), "the first key only asks");
    player.play("<f10>");
    let deed = Deed::StartInto(like_them().id, day(12, 14));
    assert_eq!(taken(&mut player), deed);
    // In the first form, too, it is said who comes before anything is done: no key pressed once more makes a second case.
    let mut player = at_start("<enter>", Lang::Ja, COLOUR);
    player.requests();
    player.play("R8.12.14<f10><f10><f10>");
    assert!(player.deeds().is_empty() && player.shows("まだ選ばれていません"));
    player.play("<right><f10><f10>");
    let deed = Deed::StartInto(like_them().id, day(12, 14));
    assert_eq!(taken(&mut player), deed);
}

/// Who was said to be another in the form is told apart with the step; only somebody the form did not know is asked about, and
/// a yes sends what was sent.
#[test]
fn whoever_is_said_to_be_another_is_asked_about_once() {
    let anew = Deed::StartAsAnother(vec![like_them().id], day(12, 14));
    let mut likeness = Box::new(Likeness::example(vec![left_case()]));
    likeness.occasion = Occasion::Arrived;
    let mut player = at_start("<enter>", Lang::Ja, COLOUR);
    player.play("R8.12.14<tab><right><right><f10><f10>");
    player.answer(Reply::Alike(likeness.clone()));
    player.requests();
    assert!(matches!(player.app.top(), Screen::Question(_)));
    player.play("<esc>");
    assert!(player.deeds().is_empty() && player.shows("同じ方かもしれないケース"));
    player.play("<f10><f10>");
    player.answer(Reply::Alike(likeness.clone()));
    player.requests();
    player.play("<f10>");
    let ticket = player.ticket();
    let sent = player.deeds();
    let [
        Request::Another(told),
        Request::Handover(HandoverAsk::Take(_, deed)),
    ] = &sent[..]
    else {
        panic!("{sent:?}")
    };
    assert_eq!((told, &**deed), (&likeness, &anew));
    // It is on its way, and not done once more by the keys that come before the answer.
    player.play("<f10><f10>");
    assert!(player.deeds().is_empty());
    player.reply(ticket, Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
}

/// A first day before the papers came is asked about, also of somebody who is said to be another person.
#[test]
fn a_first_day_before_the_offer_is_asked_about_whoever_comes() {
    for who in ["<right>", "<right><right>"] {
        let mut player = at_start("<enter>", Lang::Ja, COLOUR);
        player.requests();
        player.play(&format!("R8.10.20<tab>{who}<f10>"));
        let shown = picture(&player.draw((80, 24)).0);
        assert!(player.shows("より前です"), "{shown}");
        assert!(player.deeds().is_empty());
        player.play("<f10>");
        assert!(!player.deeds().is_empty());
    }
}

/// One who left, or who is away for a time, is not started anew by one key too many, either.
#[test]
fn however_often_it_is_confirmed_nobody_who_comes_back_gets_a_second_case() {
    for like in [Vec::new(), vec![Alike::example(left_case())]] {
        let mut view = dossier_view(Lang::Ja);
        view.returning = vec![left_case()];
        view.gone = like.clone();
        let mut player = at_start_of(view, "<enter>", Lang::Ja, COLOUR);
        player.requests();
        player.play(&"<f10>".repeat(10));
        assert!(player.deeds().is_empty() && player.shows("まだ選ばれていません"));
        assert!(player.shows("カクウ ミホ 架空 見穂"));
        player.play("<right>").play(&"<f10>".repeat(10));
        assert!(player.deeds().is_empty() && player.shows("「戻った人のケースを再開する」から"));
        let than = like.iter().map(|it| it.case.id).collect();
        player.play("<right><f10><f10>");
        let anew = Deed::StartAsAnother(than, day(12, 10));
        assert_eq!(taken(&mut player), anew);
    }
    // Whoever is like them, and not told to be theirs, cannot be reopened: the form says so before.
    let mut view = dossier_view(Lang::Ja);
    view.gone = vec![Alike::example(left_case())];
    let mut player = at_start_of(view, "<enter><tab><right>", Lang::Ja, COLOUR);
    player.requests();
    player.play(&"<f10>".repeat(10));
    let told = "どちらが正しいか、引継ぎ元に確かめてください";
    assert!(player.deeds().is_empty() && player.unbroken().contains(told));
}

/// What is done from the list of steps is done at once, too, when what was asked about is answered.
#[test]
fn a_case_that_is_made_again_is_made_by_the_yes_to_what_was_asked() {
    let mut player = at_case_again("<enter><f10>", Lang::Ja, COLOUR);
    let mut likeness = Box::new(Likeness::example(vec![like_them()]));
    likeness.occasion = Occasion::Arrived;
    player.answer(Reply::Alike(likeness.clone()));
    player.requests();
    player.play("<f10>");
    let sent = player.deeds();
    let [
        Request::Another(_),
        Request::Handover(HandoverAsk::Take(_, deed)),
    ] = &sent[..]
    else {
        panic!("{sent:?}")
    };
    assert_eq!(**deed, Deed::TakeUp(Which::All));
}

/// A "yes, if" is no refusal: each way of declining is asked about by its own name.
#[test]
fn a_way_of_declining_is_asked_about_by_its_name() {
    let names = ["不受入", "返戻", "他事業所を案内", "条件付で可"];
    for (at, name) in names.into_iter().enumerate() {
        let mut player = in_form(Step::Decline, Ask::Decline);
        player
            .play(&"<right>".repeat(at + 1))
            .play("<tab>三月まで満員です。<f10>");
        assert!(
            player.deeds().is_empty() && player.shows(&format!("「{name}」と相手に答えますか"))
        );
        assert!(!player.shows("「受入不可とする」を"));
        player.play("<esc><f10><f10>");
        taken(&mut player);
    }
}

/// What the case or the offer says already is suggested, and goes when another day is typed.
#[test]
fn a_day_that_was_written_before_is_suggested_and_not_typed_twice() {
    let says = |field, on| value(field, Raw::Day(on));
    let mut view = dossier_view(Lang::Ja);
    view.sections[0].fields = vec![says(FieldId::HandlingPlannedStart, day(12, 20))];
    let mut prepared = prepared_view(Lang::Ja);
    prepared.reply_due = ReplyDue::Named(day(12, 15));
    let id = HandoverId::from_bytes([7; 16]);
    let of = |step, ask, view: &DossierView, keys: &str| {
        let form = StepForm::new(id, step, ask, view);
        let mut player = Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR);
        player.play(keys).play("<f10><f10>");
        taken(&mut player)
    };
    for (keys, on) in [("", 20), ("R8.12.21", 21)] {
        match of(Step::Accept, Ask::Accept, &view, keys) {
            Deed::Accept(form) => assert_eq!(form.start, day(12, on)),
            other => panic!("{other:?}"),
        }
    }
    for (keys, on) in [("", 15), ("R8.12.16", 16)] {
        let offered = of(Step::Offer, Ask::Offer, &prepared, keys);
        assert_eq!(offered, Deed::Offer(Some(day(12, on))));
    }
    // Where the case names no day that is still to come, an empty field is what is set.
    prepared.reply_due = ReplyDue::After(21);
    let offered = of(Step::Offer, Ask::Offer, &prepared, "");
    assert_eq!(offered, Deed::Offer(None));
    let form = StepForm::new(id, Step::Offer, Ask::Offer, &prepared);
    let player = Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR);
    assert!(player.shows("返事の期限(空欄で21日後)"));
    view.follow_up_days = [21, 60].into();
    let form = StepForm::new(id, Step::Accept, Ask::Accept, &view);
    let player = Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR);
    assert!(player.shows("利用開始から21・60日後"));
}

/// The number of the only file stands there; that it goes for good is asked once, and Esc keeps it.
#[test]
fn a_file_is_taken_away_only_after_a_question() {
    let case = CaseId::from_bytes([8; 16]);
    let file = Digest::from_bytes([4; 32]);
    let sheet = Sheet::new(Kind::Detach(case)).naming(vec![file]);
    let mut player = Player::new(Screen::Sheet(Box::new(sheet)), Lang::Ja, COLOUR);
    player.play("<f10>");
    assert!(player.requests().is_empty() && player.shows("元に戻せません"));
    player.play("<esc><f10><f10>");
    assert_eq!(
        player.requests(),
        [Request::Case(CaseAsk::Detach(
            case,
            file,
            Detaching::Done,
            String::new()
        ))]
    );
    let two = Sheet::new(Kind::Detach(case)).naming(vec![file, Digest::from_bytes([5; 32])]);
    let mut player = Player::new(Screen::Sheet(Box::new(two)), Lang::Ja, COLOUR);
    player.play("<f10><f10>");
    assert!(
        player.requests().is_empty(),
        "which of two is never guessed"
    );
}

#[test]
fn an_empty_day_is_told_as_empty_and_an_unreadable_one_as_unreadable() {
    let mut player = in_form(Step::Accept, Ask::Accept);
    player.play("<f10>");
    assert!(player.shows("入れてください") && !player.shows("日付として読めません"));
    player.play("らいねん<f10>");
    assert!(player.shows("日付として読めません"));
}

/// The form of a step, as it is opened from the receiver's dossier.
pub(crate) fn in_form(step: Step, ask: Ask) -> Player {
    let mut view = dossier_view(Lang::Ja);
    view.me = "見本 花子".to_owned();
    let id = HandoverId::from_bytes([7; 16]);
    let form = StepForm::new(id, step, ask, &view);
    Player::new(Screen::Step(Box::new(form)), Lang::Ja, COLOUR)
}

#[test]
fn what_is_usual_stands_in_the_form_and_goes_when_something_else_is_typed() {
    let mut player = in_form(Step::Accept, Ask::Accept);
    player.play("R8.12.14<f10><f10>");
    let Deed::Accept(form) = taken(&mut player) else {
        panic!("not accepted");
    };
    assert_eq!((form.start, form.interview), (day(12, 14), day(12, 14)));
    assert_eq!(form.in_charge, "見本 花子");

    let mut player = in_form(Step::Accept, Ask::Accept);
    player.play("R8.12.14<tab>R8.12.11<tab>架空 太郎<f10><f10>");
    let Deed::Accept(form) = taken(&mut player) else {
        panic!("not accepted");
    };
    assert_eq!(form.interview, day(12, 11));
    assert_eq!(form.in_charge, "架空 太郎");

    let mut player = in_form(Step::Start, Ask::Start);
    player.play("<f10><f10>");
    assert_eq!(taken(&mut player), Deed::Start(day(12, 10)));
    let mut player = in_form(Step::Start, Ask::Start);
    player.play("<bs><bs>11<f10><f10>");
    assert_eq!(taken(&mut player), Deed::Start(day(12, 11)));
}

#[test]
fn a_suggested_day_stands_as_it_is_typed_in_the_language_of_the_screen() {
    let mut player = in_form(Step::Start, Ask::Start);
    player.play("<f12>");
    assert!(player.shows("[2026-12-10"));
    match player.app.top() {
        Screen::Step(form) => assert_eq!(form.draft().0, [], "nobody typed it"),
        other => panic!("{other:?}"),
    }
    player.play("<f10><f10>");
    assert_eq!(taken(&mut player), Deed::Start(day(12, 10)));
}

#[test]
fn what_is_suggested_is_no_draft_and_what_is_typed_is_kept_with_it_as_it_was_seen() {
    let mut player = in_form(Step::Reopen, Ask::Reopen(left_case().id));
    let draft = |player: &Player| match player.app.top() {
        Screen::Step(form) => form.draft().0,
        _ => Vec::new(),
    };
    assert_eq!(draft(&player), []);
    player.play("<tab>本人が戻りました。");
    let stood = ("start=0".to_owned(), "R8.12.10".to_owned());
    let typed = ("why".to_owned(), "本人が戻りました。".to_owned());
    assert_eq!(draft(&player), [stood, typed]);
}

#[test]
fn a_piece_that_must_not_be_empty_is_named_and_gets_the_focus() {
    let question = QuestionNo::new(1).unwrap();
    let mut player = in_form(Step::Answer, Ask::Answer(question));
    player.play("<f10>");
    assert!(player.deeds().is_empty());
    assert!(player.shows("入れてください"));
    player.play("昼に声をかけています。<f10><f10>");
    let answer = Answering::Text("昼に声をかけています。".to_owned());
    assert_eq!(taken(&mut player), Deed::Answer(question, answer));
}

#[test]
fn a_table_is_looked_at_its_columns_changed_and_then_taken_in_by_a_yes() {
    let mut player = at_table("", Lang::Ja, COLOUR);
    assert!(player.shows("新しく登録 1") && player.shows("取り込めない行 1"));
    assert!(player.shows("メモ: 取り込まない"));
    player.requests();
    player.play("<end>");
    assert!(player.shows("生年月日"), "what is wrong is told beside");
    player.play("<home><down><down><down><right>");
    let mut turned = table_view().reading;
    turned.turn(3, Way::On);
    assert!(turned.columns[3].is_some());
    let look = CaseAsk::LookAtTable(Box::new(turned.clone()));
    player.answer(Reply::Table(Box::new(table_view())));
    assert_eq!(player.requests(), [Request::Case(look)]);
    player.play("<f10>");
    assert_eq!(player.requests(), [], "the first key only asks");
    assert!(
        !player.shows("契約の日は"),
        "no column says anything of one"
    );
    let mut with = table_view();
    with.reading.columns[3] = Some(FieldId::ContractSigned);
    let mut asked = at_table("", Lang::Ja, COLOUR);
    asked.play("<home><down><down><down><right>");
    asked.answer(Reply::Table(Box::new(with))).play("<f10>");
    assert!(asked.shows("契約の日は"));
    player.play("<f10>");
    let take = CaseAsk::TakeInTable(Box::new(table_view().reading));
    player.answer(Reply::TableTaken(Box::new(table_view())));
    assert_eq!(player.deeds(), [Request::Case(take)]);
    player.play("<f10><f10>");
    assert_eq!(player.requests(), [], "it is taken in once");
    player.play("<esc>");
    let list = Request::Case(CaseAsk::List);
    assert_eq!(player.deeds(), [list], "who came is in the list");
}
