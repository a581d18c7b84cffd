//! The rooms of cases: their pictures, and what keys make of them.
//!
//! The worker's part is tried in `desk`.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::domain::answer::{Given, Raw, RawCell, RawMark, RawScore};
use crate::domain::assessment::Sub;
use crate::domain::calendar::Day;
use crate::domain::case::{
    CaseSummary, Edit, FieldState, History, Revision, Source, Stood, Value, made_up,
};
use crate::domain::check_digit::CheckDigit;
use crate::domain::field::Kind;
use crate::domain::handover::dossier::Phase;
use crate::domain::handover::entry::Side;
use crate::domain::handover::kind::Course;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::id::{CaseId, HandoverId, StaffId};
use crate::domain::misfit::Misfit;
use crate::domain::origin::Writer;
use crate::domain::search::Filed;
use crate::domain::section::{FieldId, SectionId};
use crate::domain::service::Service;
use crate::domain::setting::Settings;
use crate::domain::text::Line as TextLine;
use crate::lang::Lang;
use crate::lang::message;
use crate::lang::screen::Say;
use crate::tui::act::{Effect, Input, Reply, Request, Told};
use crate::tui::keys::{Action, Key};
use crate::tui::room::case::{Ask as CaseAsk, CaseView, CasesView, NewTable, NoteView, NotesView};
use crate::tui::room::draft::{self, Answer as Kept, Ask as DraftAsk, Erasures};
use crate::tui::room::handover::{Found, PreviewSection, SectionView};
use crate::tui::scenes::{
    COLOUR, IDLE, Lookups, Player, day, dossier_view, form_at, in_room, line, picture, value,
};
use crate::tui::scenes_today::open_of;
use crate::tui::screen::Screen;
use crate::tui::screen::case::overview;
use crate::tui::screen::content::{self, Confirming};
use crate::tui::theme::Theme;
use crate::tui::widget::answer::Entry;
use crate::tui::widget::split::Line;
use crate::workflow::Problem;
use crate::workflow::alike::{Likeness, Occasion};
use crate::workflow::case::CaseLine;
use crate::workflow::never::Trace;
use crate::workflow::problem::Concerned;
use crate::workflow::table::{Encoding, Unwritable};
use crate::workflow::today::{Preparing, Who};
use crate::workflow::view::HandoverLine;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

pub(crate) const CASE: CaseId = CaseId::from_bytes([5; 16]);
const ME: StaffId = StaffId::from_bytes([1; 16]);

fn me() -> TextLine {
    TextLine::new("見本 花子", 60).unwrap()
}

fn case_line(id: u8, kana: &str, name: &str, left: Option<HandoverId>) -> CaseLine {
    CaseLine {
        id: CaseId::from_bytes([id; 16]),
        name: name.into(),
        kana: kana.into(),
        last_four: None,
        revision: 1,
        handed_over: left,
    }
}

pub(crate) fn cases_view(lines: Vec<CaseLine>) -> Reply {
    Reply::Cases(Box::new(CasesView {
        lines,
        births: BTreeMap::new(),
        me: me(),
        today: day(12, 10),
        kept_in: None,
        shut: None,
    }))
}

pub(crate) fn three() -> Reply {
    cases_view(vec![
        case_line(5, "カクウ ミホ", "架空 見穂", None),
        case_line(6, "タカハシ ミホン", "髙橋 見本", None),
        case_line(
            7,
            "ミホン タロウ",
            "",
            Some(HandoverId::from_bytes([7; 16])),
        ),
    ])
}

fn text(field: FieldId, text: &str) -> (FieldId, Value) {
    value(field, Raw::Text(text.into()))
}

fn crisis() -> (FieldId, Value) {
    let cell = |text: &str| Some(RawCell::Text(text.into()));
    let rows = vec![vec![
        cell("眠れない日が二日続く"),
        None,
        None,
        cell("静かな席で休む"),
    ]];
    value(FieldId::CrisisYellow, Raw::Rows(rows))
}

pub(crate) fn case_view(revision: u32) -> Box<CaseView> {
    let born = Raw::Day(Day::from_ymd(1998, 4, 9).unwrap());
    let mut values: BTreeMap<FieldId, Value> = [
        text(FieldId::PersonName, "架空 見穂"),
        text(FieldId::PersonKana, "カクウ ミホ"),
        value(FieldId::PersonBirth, born),
        text(FieldId::PersonPhone, "0155-00-0000"),
        crisis(),
        value(FieldId::HealthAllergies, Raw::Texts(vec!["そば".into()])),
        text(FieldId::LifeHousing, "alone"),
    ]
    .into();
    let declined = Value {
        state: FieldState::Declined,
        source: Source::Person,
        as_of: day(11, 2),
    };
    values.insert(FieldId::PersonGender, declined);
    let revisions = (1..=revision).map(|number| Revision {
        number,
        by: ME,
        on: day(11, 2),
        fields: match number {
            1 => values.keys().map(|it| (*it, Stood::Unasked)).collect(),
            last if last == revision => {
                let (field, before) = text(FieldId::PersonPhone, "0155-99-9999");
                [(field, Stood::Value(before))].into()
            }
            _ => [(FieldId::PersonPhone, Stood::Forgotten)].into(),
        },
    });
    let history = History::from_revisions(revisions.collect()).unwrap();
    let case = CaseSummary::restore(CASE, values, history).unwrap();
    Box::new(CaseView {
        unlike_sent: None,
        cap_exceeded: None,
        misfits: Vec::new(),
        check: CheckDigit::Fits,
        course: Course::of(&case, Settings::default().at(None)),
        service: Service::of(&case, Settings::default().at(None), day(12, 10)),
        case,
        staff: vec![(ME, "見本 花子".into())],
        me: me(),
        today: day(12, 10),
        shut: None,
        open: None,
        files: Vec::new(),
        erasures: Erasures::default(),
    })
}

/// An item, who gave it which score, and its sub-checks.
type ScoreRow = (&'static str, &'static [(&'static str, u32)], &'static str);

/// The person, staff and the mother have scored some items; one number of the certificate may be a slip.
fn scored_view() -> Box<CaseView> {
    let mark = |(by, score): &(&str, u32)| RawMark {
        by: (*by).into(),
        score: *score,
        on: day(11, 20),
        rater: "見本 花子".into(),
    };
    let score = |(item, marks, checks): &ScoreRow| RawScore {
        item: (*item).into(),
        marks: marks.iter().map(mark).collect(),
        checks: (*checks).into(),
    };
    let scores: [ScoreRow; 5] = [
        ("rhythm", &[("own", 2), ("staff", 2)], ""),
        ("feeling-unwell", &[("own", 1), ("staff", 4)], "ac"),
        ("greeting", &[("own", 2), ("staff", 1)], ""),
        ("nonverbal", &[("own", 2), ("staff", 4)], "b"),
        ("speed", &[("staff", 3)], ""),
    ];
    let family: [ScoreRow; 1] = [("rhythm", &[("family", 4)], "")];
    let all = |scores: &[_]| Raw::Scores(scores.iter().map(score).collect());
    let values = [
        value(FieldId::AssessmentScores, all(&scores)),
        value(FieldId::AssessmentFamilyScores, all(&family)),
        text(FieldId::CertificateNumber, "0123456789"),
    ];
    let mut view = case_view(2);
    let edits = values.map(|(field, value)| (field, Edit::Put(value)));
    view.case.set(edits.into(), ME, day(12, 9)).unwrap();
    view.check = CheckDigit::Differs;
    view
}

/// A handover to job-retention support: the first day at work is known, and when the support begins is only counted.
fn hired_view() -> Box<CaseView> {
    let mut view = case_view(2);
    let values = [
        text(FieldId::HandlingKind, "to-retention"),
        value(FieldId::EmploymentFirstDay, Raw::Day(day(12, 1))),
    ];
    let edits = values.map(|(field, value)| (field, Edit::Put(value)));
    view.case.set(edits.into(), ME, day(12, 9)).unwrap();
    view.course = Course::of(&view.case, Settings::default().at(None));
    view
}

/// Somebody who came from another office after a break, and leaves for a third before long.
fn moved_before_view() -> Box<CaseView> {
    stays_view([(day(4, 6), Some(day(6, 30))), (day(9, 1), None)])
}

/// The days of two offices overlap: nothing is counted.
fn overlapping_view() -> Box<CaseView> {
    stays_view([(day(4, 6), Some(day(9, 30))), (day(9, 1), None)])
}

fn stays_view(stays: [(Day, Option<Day>); 2]) -> Box<CaseView> {
    let mut view = case_view(2);
    let row = |(from, until): (Day, Option<Day>)| {
        let office = RawCell::Text("みほん作業所".into());
        let told = RawCell::Text("本人".into());
        vec![
            Some(office),
            Some(RawCell::Day(from)),
            until.map(RawCell::Day),
            Some(told),
        ]
    };
    let values = [
        value(FieldId::PeriodFirstUse, Raw::Day(day(4, 6))),
        value(FieldId::PeriodStays, Raw::Rows(stays.map(row).into())),
        value(FieldId::HandlingLastDay, Raw::Day(day(12, 18))),
        value(FieldId::HandlingPlannedStart, Raw::Day(day(12, 28))),
    ];
    let edits = values.map(|(field, value)| (field, Edit::Put(value)));
    view.case.set(edits.into(), ME, day(12, 9)).unwrap();
    view.service = Service::of(&view.case, Settings::default().at(None), day(12, 10));
    view
}

/// A cap on the own share that is higher than any that is known.
fn high_cap_view() -> Box<CaseView> {
    let mut view = case_view(2);
    let cap = value(FieldId::CertificateCap, Raw::Number(46_500));
    view.case
        .set([(cap.0, Edit::Put(cap.1))].into(), ME, day(12, 9))
        .unwrap();
    view.cap_exceeded = Some(37_200);
    view
}

fn left_view() -> Box<CaseView> {
    let mut view = case_view(2);
    let why = Problem::HandedOver(Box::new(Concerned {
        id: HandoverId::from_bytes([7; 16]),
        person: "ｶﾞｸｳ ﾐﾎ　架空 見穂".into(),
        office: "架空就労支援 あさぎり".into(),
        phase: Some(Phase::Closed),
    }));
    view.shut = Some(Told::of(&why));
    view
}

/// What is asked of drafts once so much time has passed.
fn later(player: &mut Player, time: Duration) -> Vec<DraftAsk> {
    player.effects.clear();
    player.wait(time);
    drafts(player)
}

/// One case with this section selected, by the number of its row.
pub(crate) fn in_case(row: usize, keys: &str, lang: Lang, theme: Theme) -> Player {
    in_case_of(case_view(2), row, keys, lang, theme)
}

#[test]
fn the_list_of_cases_that_is_shown_is_written_into_a_file_by_whoever_may() {
    let mut player = in_room(
        "2",
        three(),
        "<right><f4>/media/usb/list.csv<tab><right><f10>",
        Lang::Ja,
        COLOUR,
    );
    let to = NewTable {
        path: "/media/usb/list.csv".into(),
        lang: Lang::Ja,
        encoding: Encoding::Cp932(Unwritable::Told),
    };
    let row = Filed::ALL.first().copied();
    let write = Request::Case(CaseAsk::WriteList(String::new(), row, to));
    assert!(player.deeds().contains(&write));
    let shut = Told::of(&Problem::Denied {
        step: Step::ExportLists,
        why: Denied::NoRight,
    });
    let view = match three() {
        Reply::Cases(view) => Reply::Cases(Box::new(CasesView {
            kept_in: Some(shut),
            ..*view
        })),
        other => panic!("{other:?}"),
    };
    let player = in_room("2", view, "<f4>", Lang::Ja, COLOUR);
    assert!(matches!(player.app.top(), Screen::Cases(_)));
}

#[test]
fn a_form_longer_than_the_screen_says_how_much_is_below() {
    let mut player = in_case(CERTIFICATE, "<enter>", Lang::Ja, COLOUR);
    let more = |player: &Player| {
        let drawn = picture(&player.draw((80, 24)).0);
        drawn.replace(' ', "").contains("▼下に、あと")
    };
    assert!(more(&player));
    player
        .play(&"<pgdn>".repeat(100))
        .play(&"<enter>".repeat(30));
    assert!(!more(&player), "nothing is below the last field");
}

#[test]
fn a_row_that_is_added_is_where_one_writes_next() {
    let mut player = in_case(CRISIS, "<enter><f7>頭が重い", Lang::Ja, COLOUR);
    let drawn = picture(&player.draw((80, 24)).0);
    let row = |what: &str| drawn.lines().position(|it| it.contains(what));
    let second = row("行 2").or_else(|| row("行  2"));
    assert!(second.is_some() && second < row("頭が重い"), "{drawn}");
    player.play("<f7>");
}

pub(crate) fn in_case_of(
    view: Box<CaseView>,
    row: usize,
    keys: &str,
    lang: Lang,
    theme: Theme,
) -> Player {
    let mut player = in_room("2", three(), "<enter>", lang, theme);
    player.answer(Reply::Case(view));
    for _ in 0..row {
        player.play("<down>");
    }
    player.play(keys);
    player
}

pub(crate) const PERSON: usize = 1;
const CERTIFICATE: usize = 2;
pub(crate) const WISHES: usize = 3;
const HEALTH: usize = 4;
pub(crate) const CRISIS: usize = 5;
const LIFE: usize = 6;
const ASSESSMENT: usize = 8;
const EMPLOYMENT: usize = 12;
pub(crate) const NOTES: usize = 16;

pub(crate) fn notes_view(notes: &[&str]) -> Reply {
    let notes = notes.iter().map(|text| NoteView {
        on: day(12, 1),
        by: "見本 花子".into(),
        text: (*text).into(),
    });
    Reply::Notes(Box::new(NotesView {
        notes: notes.collect(),
    }))
}

/// Every state of these rooms worth a picture, by name.
/// A number was typed that is never stored, and it is asked about.
fn asked(lang: Lang, theme: Theme) -> Player {
    let typed = "<enter><end>　番号は１２３４ー５６７８ー９０１８です<f10>";
    let mut player = in_case(PERSON, typed, lang, theme);
    player.answer(Reply::NeverStored(vec![Trace::example()]));
    player
}

/// A text of more lines than any of the windows drawn has room for, with the caret in its middle.
fn long_text(lang: Lang, theme: Theme) -> Player {
    let lines: String = (1..=65).map(|it| format!("{it}\n")).collect();
    let keys = format!("<enter>{lines}{}", "<up>".repeat(30));
    in_case(WISHES, &keys, lang, theme)
}

pub(crate) fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let mut stale = in_case(PERSON, "<enter><end>1<f10>", lang, theme);
    let mut newer = case_view(3);
    let kana = text(FieldId::PersonName, "架空 美穂");
    newer
        .case
        .set([(kana.0, Edit::Put(kana.1))].into(), ME, day(12, 9))
        .unwrap();
    stale.answer(Reply::Stale(newer));
    let left = in_case_of(left_view(), PERSON, "", lang, theme);
    let mut open = case_view(2);
    open.open = Some(open_of(open.case.id()));
    let opened = in_case_of(open, PERSON, "", lang, theme);
    let mut notes = in_case(NOTES, "<enter>", lang, theme);
    notes.answer(notes_view(&[
        "朝は声をかけすぎない。",
        "家族との電話は夕方。",
    ]));
    let mut writing = in_case(NOTES, "<enter>", lang, theme);
    writing.answer(notes_view(&[]));
    writing.play("<f7>電話の後は\n少し休む。");
    vec![
        ("cases", in_room("2", three(), "<down>", lang, theme)),
        ("cases-list", in_room("2", three(), "<f4>", lang, theme)),
        (
            "cases-filter",
            in_room("2", three(), "<f3>高橋", lang, theme),
        ),
        (
            "cases-row",
            in_room("2", three(), "<right><right><right><right>", lang, theme),
        ),
        (
            "cases-none",
            in_room("2", cases_view(Vec::new()), "", lang, theme),
        ),
        ("case", in_case(PERSON, "", lang, theme)),
        ("case-crisis", in_case(CRISIS, "", lang, theme)),
        (
            "case-assessment",
            in_case_of(scored_view(), ASSESSMENT, "", lang, theme),
        ),
        (
            "case-course",
            in_case_of(hired_view(), EMPLOYMENT, "", lang, theme),
        ),
        (
            "case-certificate",
            in_case_of(scored_view(), CERTIFICATE, "", lang, theme),
        ),
        (
            "case-stays",
            in_case_of(moved_before_view(), CERTIFICATE, "", lang, theme),
        ),
        (
            "case-stays-overlap",
            in_case_of(overlapping_view(), CERTIFICATE, "", lang, theme),
        ),
        (
            "case-cap",
            in_case_of(
                high_cap_view(),
                CERTIFICATE,
                "<right><pgdn><pgdn><pgdn>",
                lang,
                theme,
            ),
        ),
        ("case-left", left),
        ("case-open", opened),
        (
            "case-changes",
            in_case_of(case_view(4), PERSON, "<f3><end>", lang, theme),
        ),
        (
            "section-which-day",
            in_case(
                PERSON,
                "<enter><pgdn><pgdn><end><c-u>60.4.1<f8>",
                lang,
                theme,
            ),
        ),
        (
            "section-unclear-day",
            in_case(PERSON, "<enter><pgdn><pgdn><end><c-u>60.4.1", lang, theme),
        ),
        (
            "section-changes",
            in_case(CRISIS, "<enter><pgdn><f3>", lang, theme),
        ),
        ("case-notes", notes),
        ("case-notes-writing", writing),
        (
            "case-new",
            in_room(
                "2",
                three(),
                "<f7>みほん いちろう<enter>見本 一郎<enter>昭和63年3月1日",
                lang,
                theme,
            ),
        ),
        (
            "section-person",
            in_case(PERSON, "<enter><enter><enter>", lang, theme),
        ),
        (
            "section-states",
            in_case(PERSON, "<enter><f6><enter><f6><f6>", lang, theme),
        ),
        (
            "section-origin",
            in_case(PERSON, "<enter><f5><enter>", lang, theme),
        ),
        (
            "section-refused",
            in_case(PERSON, "<enter><enter><enter><c-u>13月<f10>", lang, theme),
        ),
        ("section-never-stored", asked(lang, theme)),
        (
            "section-table",
            in_case(CRISIS, "<enter><f7><pgdn><f7><enter>頭が痛い", lang, theme),
        ),
        (
            "section-list",
            in_case(HEALTH, "<enter><pgdn><pgdn><pgdn><pgdn><pgdn>", lang, theme),
        ),
        (
            "section-choices",
            in_case(LIFE, "<enter><down><down><enter>", lang, theme),
        ),
        (
            "section-scores",
            in_case(
                ASSESSMENT,
                "<enter>R8.12.1<enter>見本 花子<enter>2",
                lang,
                theme,
            ),
        ),
        (
            "section-scores-head",
            in_case_of(
                scored_view(),
                ASSESSMENT,
                "<enter><enter><enter><enter><enter><enter><bs>3",
                lang,
                theme,
            ),
        ),
        (
            "section-scores-checks",
            in_case_of(
                scored_view(),
                ASSESSMENT,
                &format!("<enter>{}", "<enter>".repeat(14)),
                lang,
                theme,
            ),
        ),
        (
            "section-choice",
            in_case(LIFE, "<enter><right>", lang, theme),
        ),
        ("section-long", long_text(lang, theme)),
        ("section-stale", stale),
    ]
}

fn drafts(player: &mut Player) -> Vec<DraftAsk> {
    let asked = player.requests().into_iter();
    asked
        .filter_map(|it| match it {
            Request::Draft(ask) => Some(ask),
            _ => None,
        })
        .collect()
}

fn place() -> draft::Place {
    draft::Place {
        about: Some(CASE.to_bytes()),
        form: "case/person".into(),
    }
}

#[test]
fn a_case_is_found_by_name_variant_and_kana_of_any_width() {
    for (typed, id) in [
        ("たかはし", 6),
        ("ﾀｶﾊｼ", 6),
        ("高橋", 6),
        ("takahasi", 6),
        ("架空　みほ", 5),
        ("たろう", 7),
    ] {
        let mut player = in_room("2", three(), "<f3>", Lang::Ja, COLOUR);
        player.requests();
        player.play(typed).play("<enter><enter>");
        let asked = Request::Case(CaseAsk::Show(CaseId::from_bytes([id; 16])));
        assert_eq!(player.requests(), [asked], "{typed}");
    }
}

#[test]
fn a_new_case_is_written_with_its_reading_first_and_dates_are_read_in_eras() {
    for born in ["昭和63年3月1日", "S63.3.1", "1988/3/1", "Ｓ６３．３．１"] {
        let mut player = in_room("2", three(), "<f7>", Lang::Ja, COLOUR);
        player.play("<f10>");
        assert!(player.shows("フリガナを入れてください"));
        player.requests();
        player.play("みほん いちろう<enter>見本 一郎<enter>");
        player.play(born);
        assert!(player.shows("昭和63年3月1日（火）"), "{born}");
        player.play("<f10>");
        let ticket = player.ticket();
        let asked = player.deeds();
        let [Request::Case(CaseAsk::New(values))] = &asked[..] else {
            panic!("{asked:?}")
        };
        let written = values[&FieldId::PersonBirth].given().unwrap();
        let expected = Day::from_ymd(1988, 3, 1).unwrap();
        assert_eq!(written, &Given::Day(expected));
        let kana = &values[&FieldId::PersonKana];
        assert_eq!(kana.as_of, day(12, 10));
        assert_eq!(kana.source, Source::Person, "who says the name");
        player.reply(ticket, Reply::Case(case_view(1)));
        assert!(matches!(player.app.top(), Screen::Case(_)));
    }
}

#[test]
fn a_section_is_saved_with_what_changed_only_and_from_what_was_seen() {
    let mut player = in_case(PERSON, "<enter>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    assert_eq!(player.requests(), [], "nothing was changed");
    player.play("<end>子<pgdn><pgdn><pgdn><pgdn><f6><pgdn><f6><f6><f6><f10>");
    let ticket = player.ticket();
    let asked = player.deeds();
    let [Request::Case(CaseAsk::Save { case, seen, edits })] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!((*case, *seen), (CASE, 2));
    let name = text(FieldId::PersonName, "架空 見穂子").1;
    let written = |field| match &edits[&field] {
        Edit::Put(value) => value.clone(),
        Edit::Remove => panic!("{field:?} is gone"),
    };
    assert_eq!(written(FieldId::PersonName).state, name.state);
    assert_eq!(written(FieldId::PersonGender).state, FieldState::Unchecked);
    assert_eq!(edits.len(), 3, "{edits:?}");
    player.reply(ticket, Reply::Case(case_view(3)));
    assert!(matches!(player.app.top(), Screen::Case(_)));
    assert!(player.shows("保存しました"));
    player.play("<pgdn><pgdn><pgdn><pgdn>");
    assert!(player.shows("第3版"));
}

#[test]
fn each_of_the_states_stands_in_the_value_and_an_emptied_field_is_taken_away() {
    for (keys, state) in [
        ("<f6>", FieldState::Nothing),
        ("<f6><f6>", FieldState::Declined),
        ("<f6><right><left><f6><f6>", FieldState::Unchecked),
    ] {
        let mut player = in_case(PERSON, "<enter>", Lang::Ja, COLOUR);
        player.requests();
        player.play(keys).play("<f10>");
        let asked = player.deeds();
        let [Request::Case(CaseAsk::Save { edits, .. })] = &asked[..] else {
            panic!("{asked:?}")
        };
        let Some(Edit::Put(value)) = edits.get(&FieldId::PersonName) else {
            panic!("{edits:?}")
        };
        assert_eq!(value.state, state);
    }
    let mut player = in_case(PERSON, "<enter>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<end><bs><bs><bs><bs><bs><f10>");
    let asked = player.deeds();
    let [Request::Case(CaseAsk::Save { edits, .. })] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(edits[&FieldId::PersonName], Edit::Remove);
}

#[test]
fn where_a_value_is_from_and_its_day_can_be_said_otherwise() {
    let mut player = in_case(PERSON, "<enter>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f5><enter><right><right><enter>相談支援 見本<enter><enter><end><bs>30<f10>");
    let asked = player.deeds();
    let [Request::Case(CaseAsk::Save { edits, .. })] = &asked[..] else {
        panic!("{asked:?}")
    };
    let Edit::Put(value) = &edits[&FieldId::PersonName] else {
        panic!("{edits:?}")
    };
    let name = TextLine::new("相談支援 見本", 60).unwrap();
    assert_eq!(value.source, Source::Agency { name });
    assert_eq!(value.as_of, day(11, 30));
    let before = text(FieldId::PersonName, "架空 見穂").1;
    assert_eq!(value.state, before.state, "what it says is as it was");
}

/// The edits of the save that was asked for.
fn saved(player: &mut Player) -> BTreeMap<FieldId, Edit> {
    match player.requests().pop() {
        Some(Request::Case(CaseAsk::Save { edits, .. })) => edits,
        other => panic!("{other:?}"),
    }
}

/// Who took down each score that was saved, and when.
fn marks(edits: &BTreeMap<FieldId, Edit>) -> Vec<(String, u32, Day, String)> {
    let Edit::Put(value) = &edits[&FieldId::AssessmentScores] else {
        panic!("{edits:?}")
    };
    let FieldState::Filled(answer) = &value.state else {
        panic!("{value:?}")
    };
    let Raw::Scores(scores) = answer.to_raw() else {
        panic!("{answer:?}")
    };
    let of = |score: RawScore| {
        let item = score.item;
        let mark = move |it: RawMark| (format!("{item} {}", it.by), it.score, it.on, it.rater);
        score.marks.into_iter().map(mark)
    };
    scores.into_iter().flat_map(of).collect()
}

#[test]
fn a_changed_score_is_recorded_under_who_rates_now_and_the_others_under_who_gave_them() {
    // The scores were given by 見本 花子 on 20 November; now 架空 次郎 writes.
    let mut view = scored_view();
    view.me = TextLine::new("架空 次郎", 60).unwrap();
    let mut player = in_case_of(view.clone(), ASSESSMENT, "<enter>", Lang::Ja, COLOUR);
    let head = player.shows("[R8.12.10") && player.shows("[架空次郎");
    assert!(head, "today and who writes are suggested");
    player.play(&"<enter>".repeat(place_of("speed", "staff")));
    assert!(
        player.shows("評価の日: R8.11.20 / 評価者: 見本 花子"),
        "as stored"
    );
    player.requests();
    player.play("<bs>2");
    assert!(
        player.shows("評価の日: R8.12.10 / 評価者: 架空 次郎"),
        "as it will be"
    );
    player.play("<f10>");
    for (mark, score, on, rater) in marks(&saved(&mut player)) {
        let expected = match &*mark {
            "speed staff" => (2, day(12, 10), "架空 次郎"),
            _ => (score, day(11, 20), "見本 花子"),
        };
        assert_eq!((score, on, &*rater), expected, "{mark}");
    }

    let typed = "<enter>R8.12.1<enter>見本 太郎";
    let mut player = in_case_of(view, ASSESSMENT, typed, Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    assert!(player.requests().is_empty(), "a head alone says nothing");
    player.play(&"<enter>".repeat(place_of("speed", "staff") - 1));
    player.play("<bs>2<f10>");
    let all = marks(&saved(&mut player));
    let changed = all
        .iter()
        .filter(|it| it.3 == "見本 太郎" && it.2 == day(12, 1));
    assert_eq!(changed.count(), 1, "{all:?}");
}

#[test]
fn a_score_typed_again_under_a_new_day_or_rater_is_theirs_and_without_them_it_changes_nothing() {
    let again = format!("{}<bs>3", "<enter>".repeat(place_of("speed", "staff") - 1));
    let mut player = in_case_of(
        scored_view(),
        ASSESSMENT,
        "<enter><enter>",
        Lang::Ja,
        COLOUR,
    );
    player.requests();
    player.play(&again).play("<f10>");
    assert!(
        player.requests().is_empty(),
        "the same score, and nobody new"
    );

    let head = "<enter>R8.12.1<enter>見本 太郎";
    let mut player = in_case_of(scored_view(), ASSESSMENT, head, Lang::Ja, COLOUR);
    player.play(&again);
    assert!(player.shows("評価の日: R8.12.1 / 評価者: 見本 太郎"));
    let kept = later(&mut player, Duration::from_secs(2));
    let [DraftAsk::Keep(_, words)] = &kept[..] else {
        panic!("{kept:?}")
    };
    let mut recalled = Entry::new(
        FieldId::AssessmentScores,
        scored_view().case.get(FieldId::AssessmentScores),
    );
    let usual = Writer {
        by: me(),
        on: day(12, 10),
    };
    recalled.recall(&words.0, &usual);
    assert!(recalled.is_changed(), "a draft remembers it");
    player.requests();
    player.play("<f10>");
    for (mark, score, on, rater) in marks(&saved(&mut player)) {
        let expected = match &*mark {
            "speed staff" => (3, day(12, 1), "見本 太郎"),
            _ => (score, day(11, 20), "見本 花子"),
        };
        assert_eq!((score, on, &*rater), expected, "{mark}");
    }
}

#[test]
fn a_choice_shows_its_options_and_the_keys_that_take_one() {
    for (lang, options) in [
        (Lang::Ja, ["家族と同居", "[ひとり暮らし]", "グループホーム"]),
        (Lang::En, ["with family", "[alone]", "group home"]),
    ] {
        let player = in_case(LIFE, "<enter>", lang, COLOUR);
        assert!(player.shows("←→"), "the only way to choose is named");
        for option in options {
            assert!(player.shows(option), "{option}");
        }
    }
    let mut row = in_case(CRISIS, "<enter>", Lang::Ja, COLOUR);
    assert!(!row.shows("選べるもの"), "a line has no options");
    row.play("<f6>");
    assert!(row.shows("←→"), "a state is chosen by them, too");
}

#[test]
fn adding_a_row_is_offered_where_there_are_rows_and_nowhere_else() {
    for (section, keys, offered) in [
        (PERSON, "<enter>", Offered::No),
        (LIFE, "<enter>", Offered::No),
        (LIFE, "<enter><down><down>", Offered::No),
        (ASSESSMENT, "<enter>", Offered::No),
        (CRISIS, "<enter>", Offered::Yes),
        (CRISIS, "<enter><f6>", Offered::No),
    ] {
        let player = in_case(section, keys, Lang::Ja, COLOUR);
        let stand = player.app.top().stand();
        let found = match stand.action(Key::F(7)) {
            Some(Action::AddRow) => Offered::Yes,
            _ => Offered::No,
        };
        assert_eq!(found, offered, "{section} {keys}");
    }
}

#[derive(PartialEq, Eq, Debug)]
enum Offered {
    Yes,
    No,
}

#[test]
fn a_text_grows_while_it_is_written_and_its_ends_say_that_there_is_more() {
    let mut player = in_case(
        WISHES,
        "<enter>1<enter>2<enter>3<enter>4<enter>5",
        Lang::Ja,
        COLOUR,
    );
    for line in 1..=5 {
        assert!(player.shows(&format!("│{line}")), "{line}");
    }
    assert!(!player.shows("▼5") && !player.shows("▲"));
    player.play("<tab>");
    assert!(
        player.shows("│1") && player.shows("▼3") && !player.shows("▲"),
        "three rows are left of it, from its beginning"
    );
    let player = long_text(Lang::Ja, COLOUR);
    assert!(player.shows("▲") && player.shows("▼36"));
}

#[test]
fn a_field_says_where_its_choices_are_the_citys_and_what_goes_by_another_item() {
    let usual = Writer {
        by: me(),
        on: day(12, 10),
    };
    for field in FieldId::ALL {
        let entry = Entry::new(*field, None);
        for (lang, of_city, of_companies) in [
            (
                Lang::Ja,
                "市町村で違うので、確かめてください",
                "「在職先」など",
            ),
            (Lang::En, "Cities differ: ask yours", "\"Employers\""),
        ] {
            let foot = entry.foot(0, &usual, lang);
            let told = foot.into_iter().map(|(_, text)| text).collect::<String>();
            assert_eq!(told.contains(of_city), field.is_from_memory(), "{told}");
            let agencies = *field == FieldId::AgenciesInvolved;
            assert!(!agencies || told.contains(of_companies), "{told}");
        }
    }
}

#[test]
fn a_month_of_an_era_that_had_ended_is_told_under_the_field() {
    let usual = Writer {
        by: me(),
        on: day(12, 10),
    };
    let mut entry = Entry::new(FieldId::SupportAttendance, None);
    entry.text(0, "平成38年4月", &usual);
    let foot = entry.foot(0, &usual, Lang::Ja);
    let told = foot
        .iter()
        .any(|(_, it)| it.contains("平成は終わっています"));
    assert!(told, "{foot:?}");
}

#[test]
fn days_stand_as_they_are_typed_in_the_language_and_switching_it_changes_nothing() {
    let mut player = in_case(PERSON, "<enter><pgdn><pgdn><f5>", Lang::En, COLOUR);
    assert!(player.shows("[1998-04-09") && player.shows("[2026-11-02"));
    player.play("<f12>");
    assert!(player.shows("[H10.4.9") && player.shows("[R8.11.2"));
    player.requests();
    player.play("<f10>");
    assert!(player.requests().is_empty(), "nothing was changed");
    player.play("<end><bs>8<f12>");
    assert!(
        player.shows("[H10.4.8"),
        "what is typed stays as it was typed"
    );
}

/// The place of a score in the form, behind day and rater.
fn place_of(item: &str, by: &str) -> usize {
    let Kind::Scores { items, raters } = FieldId::AssessmentScores.spec().kind else {
        panic!("the scores are scores")
    };
    let mut place = 2;
    for it in items {
        for rater in raters {
            if (it.code(), rater.code()) == (item, by) {
                return place;
            }
            place += 1;
        }
        place += usize::from(it.sub() == Sub::Checks);
    }
    panic!("there is no {item}")
}

#[test]
fn the_source_that_stands_on_the_form_is_the_one_that_is_recorded() {
    let agency = Source::Agency {
        name: TextLine::new("相談支援 見本", 60).unwrap(),
    };
    // The name is stored with the person as its source, of 2 November; what is typed over it is of today.
    let cases = [
        ("<f5><end>子", Source::Person, day(12, 10)),
        ("<end>子<f5>", Source::Person, day(12, 10)),
        ("<f5><end>子<f5>", Source::Person, day(12, 10)),
        (
            "<f5><enter><right><right><enter>相談支援 見本<backtab><backtab><end>子",
            agency,
            day(12, 10),
        ),
        (
            "<f5><enter><enter><enter><enter><end><c-u>R8.12.1<backtab><backtab><backtab><backtab><end>子",
            Source::Person,
            day(12, 1),
        ),
    ];
    for (keys, source, as_of) in cases {
        let mut player = in_case(PERSON, "<enter>", Lang::Ja, COLOUR);
        player.requests();
        player.play(keys);
        let told = message::source(&source, Lang::Ja);
        assert!(player.shows(&format!("出所: {told} /")), "{keys}");
        if !keys.ends_with("<end>子<f5>") {
            let kind = match &source {
                Source::Person => "< 本人 >",
                _ => "< 他機関 >",
            };
            assert!(player.shows(kind), "{keys}: the opened pieces say the same");
        }
        player.play("<f10>");
        let edits = saved(&mut player);
        let Edit::Put(value) = &edits[&FieldId::PersonName] else {
            panic!("{edits:?}")
        };
        assert_eq!((&value.source, value.as_of), (&source, as_of), "{keys}");
    }
    let mut player = in_case(PERSON, "<enter><end>子", Lang::Ja, COLOUR);
    assert!(player.shows("保存後の出所: 本人 / いつ時点か: R8.12.10（F5で直す）"));
    player.play("<bs>");
    assert!(!player.shows("保存後の出所"), "nothing is written");
    assert!(player.shows("出所: 本人 / いつ時点か: R8.11.2"));
    let mut player = in_case(PERSON, "<enter><f5><end>子<bs>", Lang::Ja, COLOUR);
    player.requests();
    assert!(
        player.shows("< 本人 >"),
        "as stored, for nothing is written"
    );
    player.play("<f10>");
    assert!(player.requests().is_empty());
}

#[test]
fn every_field_of_the_catalogue_can_be_opened_and_comes_back_as_it_was() {
    let usual = Writer {
        by: me(),
        on: day(12, 10),
    };
    for field in FieldId::ALL {
        let config = Config {
            cases: 12,
            failure_persistence: None,
            ..Config::default()
        };
        let mut runner = TestRunner::new(config);
        runner
            .run(&made_up::value(*field), |value| {
                let mut entry = Entry::new(*field, Some(&value));
                for lang in [Lang::Ja, Lang::En] {
                    entry.speak(lang);
                    prop_assert!(!entry.is_changed());
                    prop_assert_eq!(entry.value(&usual), Ok(Some(value.clone())));
                }
                let mut again = Entry::new(*field, None);
                let mut other = Entry::new(*field, Some(&value));
                other.act(0, Action::State, &usual);
                again.recall(&other.words(), &usual);
                prop_assert_eq!(
                    again.value(&usual).unwrap().map(|it| it.state),
                    other.value(&usual).unwrap().map(|it| it.state)
                );
                Ok(())
            })
            .unwrap_or_else(|why| panic!("{field:?}: {why}"));
    }
}

#[test]
fn a_case_changed_in_between_is_told_and_nothing_typed_is_lost() {
    let mut player = in_case(PERSON, "<enter><end>子<f10>", Lang::Ja, COLOUR);
    let mut newer = case_view(3);
    for (field, typed) in [
        (FieldId::PersonName, "架空 美穂"),
        (FieldId::PersonPhone, "0155-11-1111"),
    ] {
        let value = text(field, typed).1;
        let edit = [(field, Edit::Put(value))].into();
        newer.case.set(edit, ME, day(12, 9)).unwrap();
    }
    let seen = newer.case.revision();
    player.answer(Reply::Stale(newer));
    player.requests();
    assert!(player.shows("まだ保存していません") && player.shows("架空 見穂子"));
    assert!(player.shows("いまの内容: 架空 美穂"));
    assert!(
        player.shows("0155-11-1111"),
        "what is not being written is the newest"
    );
    player.play("<f10>");
    let asked = player.deeds();
    let [
        Request::Case(CaseAsk::Save {
            seen: on, edits, ..
        }),
    ] = &asked[..]
    else {
        panic!("{asked:?}")
    };
    assert_eq!((*on, edits.len()), (seen, 1), "a second save is meant");
}

#[test]
fn what_is_typed_is_kept_a_second_later_and_forgotten_once_it_is_saved() {
    let mut player = in_case(PERSON, "", Lang::Ja, COLOUR);
    player.requests();
    player.play("<enter>");
    assert_eq!(drafts(&mut player), [DraftAsk::Find(form_at(place()))]);
    player.play("<end>子");
    assert_eq!(later(&mut player, Duration::from_millis(900)), []);
    let kept = later(&mut player, Duration::from_millis(200));
    let [DraftAsk::Keep(at, words)] = &kept[..] else {
        panic!("{kept:?}")
    };
    assert_eq!(at.place, place());
    assert_eq!(words.get("person.name#0"), Some("架空 見穂子"));
    assert_eq!(words.get("seen"), Some("2"));
    assert_eq!(
        later(&mut player, Duration::from_secs(5)),
        [],
        "once is enough"
    );
    player.play("<f10>");
    player.answer(Reply::Case(case_view(3)));
    assert_eq!(drafts(&mut player), [DraftAsk::Drop(place())]);
    assert!(player.shows("保存しました"));
}

#[test]
fn whatever_way_a_form_is_left_what_is_typed_is_kept_first() {
    type Way = fn(&mut Player);
    let ways: [(&str, Way); 5] = [
        ("esc", |it| {
            it.play("<esc>");
            assert!(it.shows("下書きに残しました"));
        }),
        ("lock", |it| {
            it.play("<c-l>");
        }),
        ("idle", |it| {
            it.wait(IDLE);
        }),
        ("sigterm", |it| {
            it.input(Input::Leave);
            assert_eq!(it.effects.last(), Some(&Effect::Quit));
        }),
        ("quit", |it| {
            it.play("<c-q><f10>");
            assert!(!it.effects.contains(&Effect::Quit), "it is kept first");
        }),
    ];
    for (name, way) in ways {
        let mut player = in_case(PERSON, "<enter><end>子", Lang::Ja, COLOUR);
        player.effects.clear();
        way(&mut player);
        let asked = player.requests();
        let kept = asked.iter().position(
            |it| matches!(it, Request::Draft(DraftAsk::Keep(at, words)) if at.place == place() && !words.is_empty()),
        );
        assert!(kept.is_some(), "{name}: {asked:?}");
        let locked = asked.iter().position(|it| *it == Request::Lock);
        assert!(locked.is_none_or(|at| kept < Some(at)), "{name}");
    }
}

#[test]
fn a_draft_comes_back_says_so_and_can_be_thrown_away() {
    let mut player = in_case(PERSON, "", Lang::Ja, COLOUR);
    let words = draft::Words(vec![
        ("person.name".into(), "answer".into()),
        ("person.name#0".into(), "架空 見穂子".into()),
        ("seen".into(), "1".into()),
    ]);
    player.lookups = Lookups::Found(words);
    player.play("<enter>");
    assert!(player.shows("前回の続き") && player.shows("架空 見穂子") && player.shows("未保存: 1"));
    player.requests();
    player.play("<f4><enter>");
    assert!(player.shows("架空 見穂子"), "Enter is no");
    player.play("<f4><f10>");
    assert!(!player.shows("架空 見穂子") && player.shows("架空 見穂"));
    assert_eq!(
        later(&mut player, Duration::from_secs(2)),
        [DraftAsk::Drop(place())]
    );
}

#[test]
fn a_draft_that_cannot_be_kept_is_told_and_one_typed_over_is_not_put_back() {
    let mut player = in_case(PERSON, "", Lang::Ja, COLOUR).with_lookups(Lookups::Slow);
    player.play("<enter><end>子");
    let words = draft::Words(vec![
        ("person.name".into(), "answer".into()),
        ("person.name#0".into(), "別の名".into()),
        ("person.phone".into(), "answer".into()),
        ("person.phone#0".into(), "0155-22-2222".into()),
    ]);
    player.look_up(Kept::Found(words));
    assert!(player.shows("架空 見穂子") && !player.shows("別の名"));
    assert!(
        player.shows("0155-22-2222"),
        "what nobody typed over is put back"
    );
    player.wait(Duration::from_secs(2));
    player.answer(Reply::Draft(Kept::Failed(Told::say(Say::LockWrong))));
    assert!(player.shows("違います"));
}

#[test]
fn a_draft_that_could_not_be_kept_when_the_store_was_locked_is_told_there() {
    let mut player = in_case(PERSON, "<enter><end>子", Lang::Ja, COLOUR);
    player.effects.clear();
    player.play("<c-l>");
    let keep = player.effects.iter().find_map(|it| match it {
        Effect::Ask(ticket, Request::Draft(_)) => Some(*ticket),
        _ => None,
    });
    let failed = Reply::Draft(Kept::Failed(Told::say(Say::LockBusy)));
    player.reply(keep.unwrap(), failed);
    assert!(matches!(player.app.top(), Screen::Lock(_)));
    assert!(player.shows("使用中"));
}

#[test]
fn a_draft_remembers_on_which_revision_it_was_begun() {
    let mut player = in_case_of(case_view(3), PERSON, "", Lang::Ja, COLOUR);
    let words = draft::Words(vec![
        ("person.name".into(), "answer".into()),
        ("person.name#0".into(), "架空 見穂子".into()),
        ("seen".into(), "1".into()),
    ]);
    player.lookups = Lookups::Found(words);
    player.play("<enter><end>よ");
    let kept = later(&mut player, Duration::from_secs(2));
    let [DraftAsk::Keep(_, words)] = &kept[..] else {
        panic!("{kept:?}")
    };
    assert_eq!(words.get("seen"), Some("1"), "{words:?}");
}

#[test]
fn a_note_found_late_comes_before_what_is_typed_meanwhile() {
    let mut player = in_case(NOTES, "", Lang::Ja, COLOUR).with_lookups(Lookups::Slow);
    player.play("<enter><f7>今日の分");
    let words = draft::Words(vec![("note".into(), "昨日の分".into())]);
    player.look_up(Kept::Found(words));
    assert!(player.shows("昨日の分") && player.shows("今日の分"));
    let kept = later(&mut player, Duration::from_secs(2));
    let both = draft::Words(vec![("note".into(), "昨日の分\n今日の分".into())]);
    let [DraftAsk::Keep(_, words)] = &kept[..] else {
        panic!("{kept:?}")
    };
    assert_eq!(*words, both);
}

#[test]
fn a_note_is_saved_when_its_own_answer_comes_and_not_before() {
    let mut player = in_case(NOTES, "<enter>", Lang::Ja, COLOUR);
    let list = player.effects.iter().find_map(|it| match it {
        Effect::Ask(ticket, Request::Case(CaseAsk::Notes(_))) => Some(*ticket),
        _ => None,
    });
    player.play("<f7>少し休む。<f10>");
    let write = player.ticket();
    player.reply(list.unwrap(), notes_view(&[]));
    assert!(player.shows("少し休む。"), "the list came late");
    let refused = Reply::Refused(Told::say(Say::LockBusy));
    player.reply(write, refused);
    assert!(player.shows("少し休む。"), "a refusal leaves it");
    player.play("<f10>");
    let Reply::Notes(view) = notes_view(&["少し休む。"]) else {
        panic!("no notes")
    };
    player.answer(Reply::Noted(view));
    assert!(player.shows("見本 花子"), "it stands in the list");
}

#[test]
fn what_does_not_fit_is_told() {
    let mut player = in_case(NOTES, "<enter>", Lang::Ja, COLOUR);
    player.answer(notes_view(&[]));
    player.play("<f7>");
    player.input(Input::Text("あ".repeat(4_010)));
    assert!(player.shows("終わりの10文字"));
    player.play("<bs>");
    assert!(!player.shows("終わりの"));
}

#[test]
fn a_case_that_left_says_why_it_can_only_be_read() {
    let mut player = in_case_of(left_view(), PERSON, "", Lang::Ja, COLOUR);
    player.requests();
    player.play("<enter>");
    assert!(matches!(player.app.top(), Screen::Case(_)));
    assert!(player.shows("見るだけ"));
    assert_eq!(player.requests(), []);
}

#[test]
fn a_case_without_files_names_the_key_that_attaches_one_unless_it_can_only_be_read() {
    let mut view = case_view(2);
    view.files.clear();
    let attachments = "<end><up>";
    let mut player = in_case_of(view, 0, attachments, Lang::Ja, COLOUR);
    assert!(player.shows("F4で添付します"));
    for key in ["<f5>", "d"] {
        let mut player = in_case_of(case_view(2), 0, key, Lang::Ja, COLOUR);
        assert!(matches!(player.app.top(), Screen::Case(_)), "{key}");
        assert!(player.shows("ファイルは添付されていません"), "{key}");
        player.requests();
    }
    player.play("<f4>");
    assert!(player.shows("ファイルを添付する"));
    let player = in_case_of(left_view(), 0, attachments, Lang::Ja, COLOUR);
    assert!(player.shows("ファイルは添付されていません"));
    assert!(!player.shows("F4で添付します"));
}

#[test]
fn what_became_of_what_is_read_beside_what_is_being_written() {
    let mut player = in_case(PERSON, "<enter><end>子<f3>", Lang::Ja, COLOUR);
    assert!(matches!(player.app.top(), Screen::Changes(_)));
    assert!(player.shows("前: 未記入") && player.shows("後: 架空 見穂（本人"));
    player.play("<esc>");
    assert!(player.shows("架空 見穂子"), "what is typed is still there");
    let mut player = in_case(PERSON, "<f3><end>", Lang::Ja, COLOUR);
    assert!(player.shows("第2版") && player.shows("見本 花子"));
    assert!(player.shows("前: 0155-99-9999") && player.shows("後: 0155-00-0000"));
    player.play("<esc>");
    assert!(matches!(player.app.top(), Screen::Case(_)));
    player.play("<down><f3>");
    assert!(
        player.shows("まだ書かれていません"),
        "a section nobody wrote"
    );
}

#[test]
fn a_note_is_written_apart_and_kept_as_a_draft_meanwhile() {
    let mut player = in_case(PERSON, "<f7>", Lang::Ja, COLOUR);
    player.answer(notes_view(&[]));
    assert!(player.shows("相手に渡りません"));
    player.play("<f7>少し休む。");
    player.effects.clear();
    player.play("<esc>");
    assert!(player.shows("下書きに残しました"));
    player.play("<f7>");
    assert!(player.shows("少し休む。"), "it is still there");
    player.play("<f10>");
    let asked = player.deeds();
    assert_eq!(
        asked,
        [Request::Case(CaseAsk::Write(CASE, "少し休む。".into()))]
    );
}

#[test]
fn what_a_field_has_no_room_for_is_counted_and_marked() {
    let usual = Writer {
        by: me(),
        on: day(12, 10),
    };
    let of = |count: usize| {
        let mut entry = Entry::new(FieldId::HealthDiagnosis, None);
        entry.text(0, &"見".repeat(count), &usual);
        let foot = entry.foot(0, &usual, Lang::Ja);
        foot.into_iter().map(|(_, text)| text).collect::<String>()
    };
    assert!(!of(10).contains("入りませんでした"));
    let told = of(2_000);
    assert!(told.contains("文字は入りませんでした"), "{told}");
}

/// What does not fit since a section was saved is told over it, so that nobody misses it; what did not before is not told again.
#[test]
fn what_does_not_fit_since_a_section_was_saved_is_told_once() {
    let misfit = Misfit::Over {
        what: (FieldId::ContractDays, 23),
        most: (FieldId::CertificateDays, 10),
    };
    for (before, told) in [(Vec::new(), true), (vec![misfit], false)] {
        let mut view = case_view(2);
        view.misfits = before;
        let mut player = in_case_of(view, PERSON, "<enter><end>子<f10>", Lang::Ja, COLOUR);
        let mut saved = case_view(3);
        saved.misfits = vec![misfit];
        player.answer(Reply::Case(saved));
        let is_told = matches!(player.app.top(), Screen::Notice(_));
        assert_eq!((is_told, player.shows("23")), (told, told));
    }
}

/// Whoever types where a state stands has the answer; the state is undone as text is.
#[test]
fn text_typed_where_a_state_stands_is_the_answer_and_a_state_is_undone() {
    let mut player = in_case(PERSON, "<enter><f6>", Lang::Ja, COLOUR);
    player.requests();
    player.play("子<f10>");
    let deeds = player.deeds();
    let [Request::Case(CaseAsk::Save { edits, .. })] = &deeds[..] else {
        panic!("{deeds:?}")
    };
    let name = edits
        .get(&FieldId::PersonName)
        .or(edits.get(&FieldId::PersonKana));
    let Some(Edit::Put(value)) = name else {
        panic!("{edits:?}")
    };
    assert!(matches!(value.state, FieldState::Filled(_)), "{value:?}");
    let mut undone = in_case(PERSON, "<enter>", Lang::Ja, COLOUR);
    undone.requests();
    undone.play("<f6><f6><c-z><f10>");
    assert_eq!(undone.deeds(), [], "nothing is changed");
}

/// What was handed to an approver is not changed unseen: the form says what saving does, and what it did.
#[test]
fn saving_what_goes_after_approval_was_asked_for_says_so_before_and_after() {
    let awaiting = |step| HandoverLine {
        case: Some(CASE),
        preparing: Some(Preparing { step, who: Who::Me }),
        ..line(Side::Sender, Vec::new())
    };
    for (before, after, told) in [
        (Step::Approve, Step::Submit, true),
        (Step::Offer, Step::Confirm, true),
        (Step::Approve, Step::Approve, false),
        (Step::Confirm, Step::Confirm, false),
    ] {
        let mut view = case_view(2);
        view.open = Some(awaiting(before));
        let mut player = in_case_of(view, PERSON, "<enter>", Lang::Ja, COLOUR);
        let warns = matches!(before, Step::Approve | Step::Offer);
        assert_eq!(
            player.shows("直した人は承認できません"),
            warns,
            "{before:?}"
        );
        player.play("<end>子<f10>");
        let mut saved = case_view(3);
        saved.open = Some(awaiting(after));
        player.answer(Reply::Case(saved));
        assert_eq!(
            player.shows("承認を求め直します"),
            told,
            "{before:?} {after:?}"
        );
    }
}

/// Two rows that read alike show the birth.
#[test]
fn rows_of_the_list_that_read_alike_show_the_birth() {
    let lines = vec![
        case_line(5, "サトウ ミホン", "佐藤 見本", None),
        case_line(6, "サトウ ミホン", "佐藤 見本", None),
    ];
    let mut view = match cases_view(lines) {
        Reply::Cases(view) => view,
        other => panic!("{other:?}"),
    };
    let born = Day::from_ymd(1979, 12, 24).unwrap();
    view.births = BTreeMap::from([(CaseId::from_bytes([6; 16]), born)]);
    let player = in_room("2", Reply::Cases(view), "", Lang::Ja, COLOUR);
    assert!(player.shows("S54.12.24生"));
}

/// Who becomes like somebody else by what is typed is asked about, and saved at once after the answer.
#[test]
fn a_section_that_makes_somebody_like_another_is_asked_about_before_it_is_saved() {
    let mut player = in_case(PERSON, "<enter><end>子<f10>", Lang::Ja, COLOUR);
    let line = case_line(6, "タカハシ ミホン", "髙橋 見本", None);
    let mut likeness = Box::new(Likeness::example(vec![line]));
    likeness.occasion = Occasion::Revised;
    player.answer(Reply::Alike(likeness.clone()));
    player.requests();
    assert!(matches!(player.app.top(), Screen::Question(_)));
    assert!(player.shows("別の方のこととして") && !player.shows("新しいケース"));
    player.play("<f10>");
    let deeds = player.deeds();
    let [Request::Another(told), Request::Case(CaseAsk::Save { .. })] = &deeds[..] else {
        panic!("{deeds:?}")
    };
    assert_eq!(*told, likeness);
}

#[test]
fn what_looks_like_a_secret_is_asked_about_and_saved_at_once_after_the_answer() {
    let mut player = asked(Lang::Ja, COLOUR);
    assert!(player.shows("個人番号"), "what it looks like");
    assert!(player.shows("＊＊＊＊"), "the place is marked");
    assert!(!player.shows("９０１８です」"), "and not shown");
    player.requests();
    player.play("<esc>");
    assert_eq!(player.deeds(), [], "no answer saves nothing");
    assert!(player.shows("９０１８"), "what was typed stays");
    let mut player = asked(Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    let deeds = player.deeds();
    let [
        Request::NotASecret(found),
        Request::Case(CaseAsk::Save { edits, .. }),
    ] = &deeds[..]
    else {
        panic!("{deeds:?}")
    };
    assert_eq!(found, &[Trace::example()]);
    assert!(edits.contains_key(&FieldId::PersonName));
    player.play("<f10>よ<f10>");
    assert_eq!(player.deeds(), [], "it is being saved already");
}

#[test]
fn a_case_says_which_handover_of_it_is_open_and_leads_there() {
    let mut view = case_view(2);
    view.open = Some(open_of(view.case.id()));
    let mut player = in_case_of(view, PERSON, "", Lang::Ja, COLOUR);
    assert!(player.shows("進行中の引継ぎ: 確認中  架空就労支援 あさぎり  F8で開きます"));
    player.play("<f8>");
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
}

/// Whoever receives the assessment sees of it what the office that made it sees.
#[test]
fn both_offices_see_what_the_scores_show_together() {
    let case = scored_view().case;
    let given = case.section(SectionId::Assessment);
    let given: Vec<_> = given.map(|(field, value)| (field, value.clone())).collect();
    for lang in [Lang::Ja, Lang::En] {
        let mut view = dossier_view(lang);
        let came = SectionView {
            id: SectionId::Assessment,
            fields: given.clone(),
            ..view.sections[0].clone()
        };
        let here = overview(case.assessment().as_ref(), lang);
        assert!(5 < here.len(), "{here:?}");
        let there = content::section(&came, &view, lang);
        let stands = |all: &[Line]| all.windows(here.len()).any(|it| it == here);
        assert!(stands(&there), "{there:?}");
        let shown = PreviewSection {
            id: SectionId::Assessment,
            fields: given.clone(),
            found: Found::NotYet,
        };
        let before = content::preview(&shown, &view, Confirming::Open, lang);
        assert!(stands(&before), "{before:?}");
        view.sections[0].fields.clear();
        let without = content::section(&view.sections[0], &view, lang);
        assert!(!stands(&without), "{without:?}");
    }
}
