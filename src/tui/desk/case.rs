//! What is asked about cases, done at the desk.
//!
//! Who may do it is the desk's, and is asked again inside each write.

use crate::domain::attachment::Standing;
use crate::domain::calendar::Day;
use crate::domain::case::CaseSummary;
use crate::domain::handover::permit::Step;
use crate::domain::id::CaseId;
use crate::domain::search::Filed;
use crate::domain::text::Line;
use crate::lang::Lang;
use crate::lang::people::NAMES;
use crate::lang::problem::Said;
use crate::lang::problem::import::import_line;
use crate::lang::screen::aside::Aside;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::office::Office;
use crate::report::people::{cases_csv, refused_csv};
use crate::tui::act::{Reply, Told};
use crate::tui::desk::office::{failed, whole};
use crate::tui::desk::{No, no_right};
use crate::tui::effect::read_file;
use crate::tui::room::case::{
    Ask, CaseView, CasesView, ImportView, NewTable, NoteView, NotesView, TableView, VisitsView,
};
use crate::workflow::alike::Meeting;
use crate::workflow::attachment;
use crate::workflow::case::CaseLine;
use crate::workflow::custody::{NewFile, write_new_file};
use crate::workflow::import::{MAX_BYTES, RowProblem, export_case, look_at_case};
use crate::workflow::people::Reading;
use crate::workflow::table::{MAX_BYTES as TABLE_BYTES, read_table};
use crate::workflow::visit::Visits;
use crate::workflow::{Desk, Problem};

/// Longest name of a file that is kept as the source of what came out of it.
const LONGEST_NAME: usize = 60;

fn visits(desk: &Desk, visits: Visits) -> Result<Reply, No> {
    let shut = match no_right(desk, Step::Visit) {
        Some(why) => Some(why),
        None => desk.left(visits.case)?,
    };
    Ok(Reply::Visits(Box::new(VisitsView {
        visits,
        shut: shut.map(|why| Told::of(&why)),
        erasures: desk.erasures(),
    })))
}

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::List => list(desk).map(Reply::Cases),
        Ask::Show(id) => {
            let case = desk.show_case(id)?;
            view(desk, case).map(Reply::Case)
        }
        Ask::Again(id) => again(desk, id).map(Reply::Case),
        Ask::New(values) => {
            let id = desk.new_case(values.into_iter().collect())?;
            again(desk, id).map(Reply::Case)
        }
        Ask::Save { case, seen, edits } => match desk.edit_case(case, Some(seen), edits) {
            Ok(_) => again(desk, case).map(Reply::Case),
            Err(Problem::Stale) => again(desk, case).map(Reply::Stale),
            Err(other) => Err(other.into()),
        },
        Ask::Look(path, as_of) => look(desk, path, as_of),
        Ask::Visits(id) => {
            let visits = desk.visits(id)?;
            self::visits(desk, visits)
        }
        Ask::VisitsAgain(id) => {
            let visits = desk.visits_again(id)?;
            self::visits(desk, visits)
        }
        Ask::WriteVisit(id, number, form) => {
            desk.write_visit(id, number, &form)?;
            Ok(Reply::Done(Told::say(Aside::Kept.say())))
        }
        Ask::LookAtTable(reading) => Ok(Reply::Table(table(desk, *reading))),
        Ask::TakeInTable(reading) => {
            let plan = Ok(desk.take_in_table(&reading, &NAMES)?);
            let reading = *reading;
            Ok(Reply::TableTaken(Box::new(TableView { reading, plan })))
        }
        Ask::NotASecret(reading, row) => {
            desk.row_is_no_secret(&reading, &NAMES, row)?;
            Ok(Reply::Table(table(desk, *reading)))
        }
        Ask::AnotherPerson(reading, likeness) => {
            desk.is_another(&likeness)?;
            Ok(Reply::Table(table(desk, *reading)))
        }
        Ask::Refused(reading, to) => refused_rows(desk, &reading, &to),
        Ask::WriteList(filter, row, to) => write_list(desk, &filter, row, &to),
        Ask::Export(id, path) => export(desk, id, &path),
        Ask::Attach(id, path, paper) => {
            let bytes = attachment::read_file(&whole(&path)?).map_err(failed)?;
            desk.attach(id, bytes, paper)?;
            Ok(Reply::Done(Told::say(Word::Attached.say())))
        }
        Ask::SaveFile(id, file, path) => {
            let path = whole(&path)?;
            let target = NewFile::at(&path).map_err(failed)?;
            let bytes = desk.export_attachment(id, file)?;
            target.write(&bytes).map_err(failed)?;
            Ok(Reply::Done(Told::say(Word::Exported.say())))
        }
        Ask::Detach(id, file, why, reason) => {
            let word = match desk.detach(id, file, why, &reason)? {
                Standing::PutAway => Word::PutAway,
                Standing::Kept | Standing::Leaving => Word::Detached,
            };
            Ok(Reply::Done(Told::say(word.say())))
        }
        Ask::Notes(id) => notes(desk, id).map(Reply::Notes),
        Ask::Write(id, text) => {
            desk.write_note(id, &text)?;
            notes(desk, id).map(Reply::Noted)
        }
    }
}

fn again(desk: &Desk, id: CaseId) -> Result<Box<CaseView>, No> {
    view(desk, desk.show_case_again(id)?)
}

fn view(desk: &Desk, case: CaseSummary) -> Result<Box<CaseView>, No> {
    let shut = no_right(desk, Step::WriteCase)
        .or(desk.left(case.id())?)
        .map(|cause| Told::of(&cause));
    let staff = desk.staff()?.into_iter();
    let staff = staff.map(|it| (it.id, it.name.as_str().to_owned()));
    let check = desk.certificate_check(&case);
    let cap_exceeded = desk.cap_exceeded(&case);
    Ok(Box::new(CaseView {
        cap_exceeded,
        misfits: desk.misfits(&case),
        files: desk.attached(&case)?,
        open: desk.open_handover(case.id())?,
        unlike_sent: desk.unlike_sent(case.id())?,
        check,
        service: desk.service(&case),
        course: desk.course(&case),
        case,
        staff: staff.collect(),
        me: desk.me().name.clone(),
        today: desk.today(),
        shut,
        erasures: desk.erasures(),
    }))
}

fn list(desk: &Desk) -> Result<Box<CasesView>, No> {
    let lines = desk.cases("")?;
    Ok(Box::new(CasesView {
        births: desk.births_of_alike(&lines)?,
        lines,
        me: desk.me().name.clone(),
        today: desk.today(),
        shut: no_right(desk, Step::WriteCase).map(|cause| Told::of(&cause)),
        kept_in: no_right(desk, Step::ExportLists).map(|cause| Told::of(&cause)),
    }))
}

/// Writes a case into a new file, readable for whoever has the file.
fn export(desk: &mut Desk, id: CaseId, path: &str) -> Result<Reply, No> {
    let path = whole(path)?;
    let target = NewFile::at(&path).map_err(failed)?;
    let json = export_case(&desk.export_case(id)?).to_string();
    target.write(json.as_bytes()).map_err(failed)?;
    Ok(Reply::Done(Told::say(Word::Exported.say())))
}

/// Reads a file as a case without writing anything.
fn look(desk: &mut Desk, path: String, as_of: Option<Day>) -> Result<Reply, No> {
    if let Some(cause) = no_right(desk, Step::WriteCase) {
        return Err(cause.into());
    }
    if is_table(&path) {
        return look_at_table(desk, &path, as_of);
    }
    let longest = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    // One byte more than is taken, so that a longer file is told as such.
    let bytes = read_file(&whole(&path)?, longest.saturating_add(1))
        .map_err(|_| No::Say(Office::FileFailed.say()))?;
    let text = String::from_utf8(bytes).map_err(|_| No::Say(Word::ImportNotText.say()))?;
    let (values, refused, fine) = match look_at_case(&text) {
        Ok(values) => (values, Vec::new(), 0),
        Err(wrong) => {
            let refused = wrong.problems.iter().map(refused).collect();
            (Vec::new(), refused, wrong.fine)
        }
    };
    let (alike, here) = match desk.meet(&values)? {
        Meeting::Alike(likeness) if !values.is_empty() => (Some(Box::new(likeness)), None),
        Meeting::Here(line) if !values.is_empty() => (None, Some(line)),
        _ => (None, None),
    };
    Ok(Reply::Import(Box::new(ImportView {
        path,
        values,
        refused,
        fine,
        alike,
        here,
    })))
}

fn is_table(path: &str) -> bool {
    let end = path.trim().rsplit('.').next().unwrap_or_default();
    ["csv", "xlsx", "xls"].contains(&end.to_lowercase().as_str())
}

/// Reads a file as a table of people without writing anything.
fn look_at_table(desk: &mut Desk, path: &str, as_of: Option<Day>) -> Result<Reply, No> {
    let path = whole(path)?;
    let longest = u64::try_from(TABLE_BYTES).unwrap_or(u64::MAX);
    let bytes = read_file(&path, longest.saturating_add(1))
        .map_err(|_| No::Say(Office::FileFailed.say()))?;
    let read = read_table(&bytes).map_err(Problem::Table)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().take(LONGEST_NAME).collect();
    let source = Line::new(&name, LONGEST_NAME)?;
    let reading = Reading::new(read, &NAMES, source, as_of.unwrap_or(desk.today()));
    let reading = desk.as_before(reading)?;
    Ok(Reply::Table(table(desk, reading)))
}

fn table(desk: &mut Desk, reading: Reading) -> Box<TableView> {
    let plan = desk.look_at_table(&reading, &NAMES);
    let plan = plan.map_err(|why| Told::of(&why));
    Box::new(TableView { reading, plan })
}

/// Writes which rows are refused, and why.
fn refused_rows(desk: &mut Desk, reading: &Reading, to: &NewTable) -> Result<Reply, No> {
    let plan = desk.look_at_table(reading, &NAMES)?;
    let path = whole(&to.path)?;
    let csv = refused_csv(&plan, reading, to.lang, to.encoding)?;
    write_new_file(&path, &csv).map_err(failed)?;
    Ok(Reply::Done(Told::say(Word::TableWritten.say())))
}

/// Writes the list of cases that are shown.
fn write_list(
    desk: &mut Desk,
    filter: &str,
    row: Option<Filed>,
    to: &NewTable,
) -> Result<Reply, No> {
    let path = whole(&to.path)?;
    let csv = |it: &[CaseLine]| cases_csv(it, to.lang, to.encoding);
    let target = NewFile::at(&path).map_err(failed)?;
    let (_, csv) = desk.export_cases(filter, row, csv)?;
    target.write(&csv).map_err(failed)?;
    Ok(Reply::Done(Told::say(Word::TableWritten.say())))
}

fn refused(row: &RowProblem) -> Told {
    let said = |lang| Said {
        what: import_line(row, lang),
        then: String::new(),
    };
    Told {
        ja: said(Lang::Ja),
        en: said(Lang::En),
    }
}

fn notes(desk: &mut Desk, id: CaseId) -> Result<Box<NotesView>, No> {
    let notes = desk.notes(id)?;
    let mut notes: Vec<NoteView> = notes
        .into_iter()
        .map(|it| NoteView {
            on: it.on,
            by: desk.staff_name(it.by),
            text: it.text.as_str().to_owned(),
        })
        .collect();
    notes.reverse();
    Ok(Box::new(NotesView { notes }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Given;
    use crate::domain::check_digit::CheckDigit;
    use crate::domain::section::FieldId;
    use crate::domain::setting::SettingId;
    use crate::tui::act::Request;
    use crate::tui::desk::tests::{founded, open};
    use crate::tui::room::setting::{Ask as Setting, Whose};
    use crate::workflow::import::parse_case;
    use crate::workflow::table::{Cell, Encoding, Form, Unwritable};

    const GOOD: &str = r#"{"format":"tasuki-case","version":1,"fields":{"person.kana":{"state":"filled",
        "answer":"カクウ ミホ","source":{"kind":"person"},"as_of":"2026-11-02"}}}"#;

    fn look(work: &mut crate::tui::desk::Work, path: &std::path::Path) -> Reply {
        let path = path.display().to_string();
        work.answer(Request::Case(Ask::Look(path, None)))
    }

    #[test]
    fn a_file_is_looked_at_without_writing_and_then_read_in() {
        let (dir, mut work) = founded("case-import");
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let file = dir.join("case.json");
        write_new_file(&file, GOOD.as_bytes()).unwrap();
        let Reply::Import(view) = look(&mut work, &file) else {
            panic!("not looked at")
        };
        assert_eq!((view.values.len(), view.refused.len()), (1, 0));
        assert_eq!((view.alike, view.here), (None, None));
        let count = |work: &mut crate::tui::desk::Work| match work.answer(Request::Case(Ask::List))
        {
            Reply::Cases(view) => view.lines.len(),
            other => panic!("{other:?}"),
        };
        assert_eq!(count(&mut work), 0, "nothing is written by looking");
        let values = view.values.into_iter().collect();
        let made = work.answer(Request::Case(Ask::New(values)));
        assert_eq!(count(&mut work), 1);
        let Reply::Import(again) = look(&mut work, &file) else {
            panic!("not looked at")
        };
        assert!(again.here.is_some() && again.alike.is_none(), "it is here");
        let Reply::Case(made) = made else {
            panic!("not made")
        };
        let out = dir.join("out.json");
        let write = Ask::Export(made.case.id(), out.display().to_string());
        let done = work.answer(Request::Case(write.clone()));
        assert_eq!(done, Reply::Done(Told::say(Word::Exported.say())));
        let text = String::from_utf8(read_file(&out, 1 << 20).unwrap()).unwrap();
        assert_eq!(parse_case(&text).unwrap().len(), 1, "{text}");
        let over = work.answer(Request::Case(write));
        assert!(matches!(over, Reply::Refused(_)), "nothing is written over");
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_last_digit_that_does_not_fit_comes_with_the_case_where_it_is_asked_and_is_kept() {
        let (dir, mut work) = founded("case-digit");
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let one = GOOD.replace("person.kana", "certificate.number");
        let one = parse_case(&one.replace("カクウ ミホ", "0110000014")).unwrap();
        let told = |reply| {
            let Reply::Case(view) = reply else {
                panic!("not shown: {reply:?}")
            };
            let number = view.case.get(FieldId::CertificateNumber).unwrap();
            let Some(Given::Digits(number)) = number.given() else {
                panic!("{number:?}")
            };
            assert_eq!(number.as_str(), "0110000014", "it is kept");
            (view.case.id(), view.check)
        };
        let made = work.answer(Request::Case(Ask::New(one.into_iter().collect())));
        let (case, check) = told(made);
        assert_eq!(check, CheckDigit::Fits, "nobody asks until it is set");
        work.answer(Request::Lock);
        open(&mut work, "架空 次郎", "あおい とり うたう");
        let set = Setting::Set(SettingId::CertificateCheck, Whose::Office, "checked".into());
        work.answer(Request::Setting(set));
        work.answer(Request::Lock);
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let shown = work.answer(Request::Case(Ask::Show(case)));
        assert_eq!(told(shown), (case, CheckDigit::Differs));
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn the_journal_tells_who_opened_a_case_and_not_that_it_was_drawn_anew() {
        use crate::domain::audit::Act as Deed;
        use crate::tui::room::audit::{Ask as Journal, Wanted};
        let (dir, mut work) = founded("case-read");
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let Reply::Case(made) = work.answer(Request::Case(Ask::New([].into()))) else {
            panic!("not made")
        };
        let case = made.case.id();
        let mut reads = |ask| {
            let shown = work.answer(Request::Case(ask));
            assert!(matches!(shown, Reply::Case(_)), "{shown:?}");
            let Reply::Audit(view) = work.answer(Request::Audit(Journal::List(Wanted::default())))
            else {
                panic!("no journal")
            };
            let reads = view
                .lines
                .iter()
                .filter(|it| it.line.event.act == Deed::CaseRead);
            reads.count()
        };
        assert_eq!(reads(Ask::Again(case)), 0);
        let (seen, edits) = (0, [].into());
        assert_eq!(reads(Ask::Save { case, seen, edits }), 0);
        assert_eq!(reads(Ask::Show(case)), 1);
        assert_eq!(reads(Ask::Again(case)), 1);
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_bad_file_is_told_place_by_place() {
        let (dir, mut work) = founded("case-import-bad");
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let file = dir.join("bad.json");
        let bad = GOOD.replace("2026-11-02", "きのう");
        let bad = bad.replace("person.kana", "person.nick");
        write_new_file(&file, bad.as_bytes()).unwrap();
        let Reply::Import(view) = look(&mut work, &file) else {
            panic!("not looked at")
        };
        assert!(view.values.is_empty() && !view.refused.is_empty());
        for (name, bytes) in [("no.json", None), ("sjis.json", Some(&b"\x82\xa0"[..]))] {
            let file = dir.join(name);
            if let Some(bytes) = bytes {
                write_new_file(&file, bytes).unwrap();
            }
            let told = look(&mut work, &file);
            assert!(matches!(told, Reply::Refused(_)), "{name}: {told:?}");
        }
        let told = work.answer(Request::Case(Ask::Look("case.json".into(), None)));
        assert!(matches!(told, Reply::Refused(_)), "no whole path: {told:?}");
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_row_with_what_looks_like_a_secret_is_taken_in_once_somebody_says_that_it_is_none() {
        let (dir, mut work) = founded("case-table-secret");
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let file = dir.join("a.csv");
        let csv = "氏名,フリガナ,生年月日,住所\n架空 見穂,カクウ ミホ,H10.4.9,1234 5678 9018\n\
            試験 花子,シケン ハナコ,H2.9.10,1234-5678-9018\n";
        write_new_file(&file, csv.as_bytes()).unwrap();
        let path = file.display().to_string();
        let as_of = Day::from_ymd(2026, 4, 1).unwrap();
        let asked = Request::Case(Ask::Look(path, Some(as_of)));
        let Reply::Table(view) = work.answer(asked) else {
            panic!("not looked at")
        };
        assert_eq!(view.reading.as_of, as_of);
        let secrets = |view: &TableView| {
            let rows = &view.plan.as_ref().unwrap().rows;
            rows.iter()
                .map(|it| it.fate.holds_a_secret())
                .collect::<Vec<_>>()
        };
        assert_eq!(secrets(&view), [true, true]);
        let reading = Box::new(view.reading);
        let Reply::Table(view) = work.answer(Request::Case(Ask::NotASecret(reading, 2))) else {
            panic!("not answered")
        };
        assert_eq!(
            secrets(&view),
            [false, true],
            "the answer is about one text"
        );
        let take = Request::Case(Ask::TakeInTable(Box::new(view.reading)));
        assert!(matches!(work.answer(take), Reply::TableTaken(_)));
        let Reply::Cases(cases) = work.answer(Request::Case(Ask::List)) else {
            panic!("not listed")
        };
        assert_eq!(cases.lines.len(), 1);
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_table_is_looked_at_without_writing_and_taken_in_once() {
        let (dir, mut work) = founded("case-table");
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let file = dir.join("名簿.csv");
        let csv = "氏名,フリガナ,生年月日\n架空 見穂,カクウ ミホ,H10.4.9\n試験 花子,シケン ハナコ,2.9.10\n";
        write_new_file(&file, csv.as_bytes()).unwrap();
        let count = |work: &mut crate::tui::desk::Work| match work.answer(Request::Case(Ask::List))
        {
            Reply::Cases(view) => view.lines.len(),
            other => panic!("{other:?}"),
        };
        let Reply::Table(view) = look(&mut work, &file) else {
            panic!("not looked at")
        };
        assert_eq!(count(&mut work), 0, "nothing is written by looking");
        let take = Request::Case(Ask::TakeInTable(Box::new(view.reading.clone())));
        for written in [1, 1] {
            let taken = work.answer(take.clone());
            assert!(matches!(taken, Reply::TableTaken(_)), "{taken:?}");
            assert_eq!(count(&mut work), written);
        }
        let refused = |work: &mut crate::tui::desk::Work, view: &TableView| {
            let reading = Box::new(view.reading.clone());
            let to = NewTable {
                path: format!("{}-refused.csv", file.display()),
                lang: Lang::Ja,
                encoding: Encoding::Cp932(Unwritable::Told),
            };
            work.answer(Request::Case(Ask::Refused(reading, to)))
        };
        assert!(matches!(refused(&mut work, &view), Reply::Done(_)));
        let written = read_file(&dir.join("名簿.csv-refused.csv"), 1 << 16).unwrap();
        let written = read_table(&written).unwrap();
        assert_eq!(written.form, Form::Cp932);
        let [row] = &written.rows[..] else {
            panic!("{written:?}")
        };
        assert_eq!(row.cells[1], Cell::Text("試験 花子".into()));
        assert!(
            matches!(&row.cells[2], Cell::Text(why) if why.starts_with("3列目")),
            "{row:?}"
        );
        let again = refused(&mut work, &view);
        assert!(
            matches!(again, Reply::Refused(_)),
            "nothing is written over: {again:?}"
        );
        let old = dir.join("old.xls");
        write_new_file(&old, b"\xD0\xCF\x11\xE0").unwrap();
        let told = look(&mut work, &old);
        assert!(matches!(told, Reply::Refused(_)), "{told:?}");
        std::fs::remove_dir_all(dir).unwrap();
    }
}
