//! `case`: what the office knows of a person.
//!
//! Reading and checking files is the import's; values of arguments are read in `answer`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::cli::args::{CaseCommand, Fields, Import, Others};
use crate::cli::command::attachment;
use crate::cli::command::people;
use crate::cli::command::todo;
use crate::cli::command::visit;
use crate::cli::output::{Failure, Target, escaped};
use crate::cli::{Session, answer, names, prompt};
use crate::domain::assessment::{Gap, LevelView, Overview};
use crate::domain::attachment::Detaching;
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Changed, Edit, Stood, Value, WorkingNote, age};
use crate::domain::check_digit::CheckDigit;
use crate::domain::handover::kind::{Begin, Course};
use crate::domain::id::CaseId;
use crate::domain::misfit::Misfit;
use crate::domain::period::{Agreement, PeriodRefused, Stay};
use crate::domain::search::Filed;
use crate::domain::section::{FieldId, SectionId};
use crate::domain::service::{Between, NotCounted, Passage, Service};
use crate::lang::command::{Word, Wrong};
use crate::lang::problem::{coming_alike, same};
use crate::lang::screen::case::Case;
use crate::lang::{course, date, label, message, service, todo as words};
use crate::report::people::cases_csv;
use crate::workflow::alike::{Alike, Coming, Imported, Meeting};
use crate::workflow::case::{CaseLine, Whence, edits};
use crate::workflow::import::{export_case, export_value, parse_case, voice_code};
use crate::workflow::newer::UnlikeSent;
use crate::workflow::table::Encoding;
use crate::workflow::view::{HandoverLine, Nameless};
use crate::workflow::{Desk, Problem};

/// Runs one of the commands.
pub fn run(session: &Session, args: CaseCommand) -> Result<(), Failure> {
    match args {
        CaseCommand::New { fields, apart } => {
            let read = file_values(fields.from.as_deref())?;
            let mut desk = desk(session, apart.others())?;
            let values = all_values(session, &desk, None, read, &fields)?;
            let id = desk.new_case(values.all)?;
            done(session, &desk, id, Word::CaseMade)
        }
        CaseCommand::Import(import) => take_in(session, &import),
        CaseCommand::Edit {
            id,
            fields,
            unset,
            revision,
            apart,
        } => edit(session, &id, &fields, &unset, revision, apart.others()),
        CaseCommand::List {
            search,
            kana_row,
            out,
            written,
        } => {
            let row = kana_row.as_deref().map(self::kana_row).transpose()?;
            match out {
                None => list(session, &search, row),
                Some(out) => write_list(session, &search, row, &out, written.encoding()),
            }
        }
        CaseCommand::Show { id } => show(session, &id),
        CaseCommand::History { id, field } => history(session, &id, field.as_deref()),
        CaseCommand::Export { id, out } => export(session, &id, out.as_deref()),
        CaseCommand::Visits { id } => visit::list(session, &id),
        CaseCommand::Visit(slip) => visit::write(session, *slip),
        CaseCommand::Attach(args) => attachment::attach(session, &args),
        CaseCommand::Attachments { id } => attachment::list(session, &id),
        CaseCommand::Detach {
            id,
            file,
            mistaken,
            reason,
        } => {
            let why = match mistaken {
                true => Detaching::Mistaken,
                false => Detaching::Done,
            };
            let reason = reason.as_deref().map(prompt::text).transpose()?;
            attachment::detach(session, &id, &file, why, &reason.unwrap_or_default())
        }
        CaseCommand::SaveAttachment { id, file, out } => {
            attachment::save(session, &id, &file, &out)
        }
        CaseCommand::Note { id, text } => note(session, &id, text.as_deref()),
    }
}

/// Opens the store; where it is said so, whoever is like somebody here is another.
fn desk(session: &Session, others: Others) -> Result<Desk, Failure> {
    let mut desk = session.desk()?;
    if others == Others::Apart {
        desk.everybody_is_another();
    }
    Ok(desk)
}

/// Takes in a table, or one case as JSON; with `--dry-run` only says what would become of it.
fn take_in(session: &Session, import: &Import) -> Result<(), Failure> {
    let desk_of = || desk(session, import.apart.others());
    if people::is_table(&import.file) {
        return people::run(session, import, desk_of);
    }
    if let Some(option) = import.only_of_a_table() {
        return Err(Wrong::OnlyTable(option).into());
    }
    let values = file_values(Some(&import.file))?;
    let mut desk = desk_of()?;
    if import.dry_run {
        return tell_meeting(session, values.len(), &desk.meet(&values)?);
    }
    match desk.import_case(values)? {
        Imported::Made(id) => done(session, &desk, id, Word::CaseMade),
        Imported::Here(id) => done(session, &desk, id, Word::CaseHere),
    }
}

/// Says what would become of a case that is read in.
fn tell_meeting(session: &Session, fields: usize, met: &Meeting) -> Result<(), Failure> {
    let lang = session.lang();
    let alike: &[Alike] = match met {
        Meeting::Nobody | Meeting::Here(_) => &[],
        Meeting::Alike(likeness) => &likeness.here,
    };
    let coming: &[Coming] = match met {
        Meeting::Nobody | Meeting::Here(_) => &[],
        Meeting::Alike(likeness) => &likeness.coming,
    };
    let (fate, told, like) = match met {
        Meeting::Nobody => ("new", Word::CaseWouldBe, Vec::new()),
        Meeting::Here(line) => ("here", Word::CaseHere, vec![line]),
        Meeting::Alike(_) => {
            let like = alike.iter().map(|it| &it.case);
            ("alike", Word::CaseAlike, like.collect())
        }
    };
    session.output.answer(
        || {
            let cases = like.iter().map(|it| it.id.to_string());
            json!({
                "written": false,
                "fate": fate,
                "fields": fields,
                "cases": cases.collect::<Vec<_>>(),
                "alike_by": names::alike_by(alike),
                "arriving": names::arriving(coming),
            })
        },
        || {
            let mut lines = vec![session.word(told)];
            for (at, it) in like.iter().enumerate() {
                lines.push(line_text(session, it));
                lines.extend(alike.get(at).map(|it| format!("  {}", same(it, lang))));
            }
            lines.extend(coming.iter().map(|it| coming_alike(it, lang)));
            lines
        },
    )
}

fn file_values(file: Option<&Path>) -> Result<Vec<(FieldId, Value)>, Failure> {
    let Some(file) = file else {
        return Ok(Vec::new());
    };
    let text = prompt::file(file)?;
    Ok(parse_case(&text).map_err(Problem::Rows)?)
}

/// Values of the file with those of the arguments, which win.
fn all_values(
    session: &Session,
    desk: &Desk,
    case: Option<CaseId>,
    read: Vec<(FieldId, Value)>,
    fields: &Fields,
) -> Result<Values, Failure> {
    let source = fields
        .source
        .as_deref()
        .map(|it| answer::source(it, session.reading()))
        .transpose()?;
    let as_of = fields.as_of.as_deref();
    let as_of = as_of.map(|it| session.day(it)).transpose()?;
    let set = fields.set.iter();
    let set = set.map(|it| answer::assignment(it, source.as_ref(), as_of, session.reading()));
    let set = desk.settled(case, set.collect::<Result<_, _>>()?)?;
    let taken = set.iter().filter(|it| it.whence == Whence::Taken);
    let taken = taken.map(|it| (it.field, it.value.clone())).collect();
    let set = set.into_iter().map(|it| (it.field, it.value));
    let values: BTreeMap<FieldId, Value> = read.into_iter().chain(set).collect();
    match values.is_empty() {
        true => Err(Failure::Wrong(Wrong::NothingToDo)),
        false => Ok(Values {
            all: values.into_iter().collect(),
            taken,
        }),
    }
}

/// Values to be written.
#[derive(Default)]
struct Values {
    all: Vec<(FieldId, Value)>,
    /// Those of them that stand over another answer, and from where nobody said.
    taken: Vec<(FieldId, Value)>,
}

fn edit(
    session: &Session,
    id: &str,
    fields: &Fields,
    unset: &[String],
    revision: Option<u32>,
    others: Others,
) -> Result<(), Failure> {
    let read = file_values(fields.from.as_deref())?;
    let unset = unset.iter().map(|it| answer::field(it));
    let unset = unset.collect::<Result<Vec<_>, _>>()?;
    let mut desk = desk(session, others)?;
    let id = desk.find_case(id)?;
    let values = match all_values(session, &desk, Some(id), read, fields) {
        Err(Failure::Wrong(Wrong::NothingToDo)) if !unset.is_empty() => Values::default(),
        other => other?,
    };
    let mut changes = edits(values.all);
    changes.extend(unset.into_iter().map(|it| (it, Edit::Remove)));
    let edited: BTreeSet<FieldId> = changes.keys().copied().collect();
    let was_submitted = submitted(&desk, id)?;
    desk.edit_case(id, revision, changes)?;
    let lapsed = was_submitted.is_some() && submitted(&desk, id)?.is_none();
    let lapsed = was_submitted.filter(|_| lapsed);
    let untold = desk.unlike_sent(id)?;
    let untold = untold.filter(|it| it.fields.iter().any(|it| edited.contains(it)));
    changed(session, &desk, id, (&values.taken, lapsed, untold))
}

/// The handover of a case of which a draft was handed to an approver and is not offered yet.
fn submitted(desk: &Desk, id: CaseId) -> Result<Option<HandoverLine>, Failure> {
    Ok(desk.open_handover(id)?.filter(HandoverLine::is_submitted))
}

/// Shows a case that was changed, which source stands now where another answer stood, the handover of which approval is to be
/// asked for anew, and what the other office of an open one has otherwise.
fn changed(
    session: &Session,
    desk: &Desk,
    id: CaseId,
    (taken, lapsed, untold): (
        &[(FieldId, Value)],
        Option<HandoverLine>,
        Option<UnlikeSent>,
    ),
) -> Result<(), Failure> {
    let misfits = desk.misfits(&desk.show_case_again(id)?);
    let lines = desk.cases("")?;
    let line = lines.iter().find(|it| it.id == id);
    session.output.answer(
        || {
            let sources = taken.iter().map(|(field, value)| {
                let stored = export_value(*field, value);
                json!({
                    "field": field.spec().name,
                    "source": stored["source"],
                    "as_of": stored["as_of"],
                })
            });
            json!({
                "case": line.map(line_json),
                "sources": sources.collect::<Vec<_>>(),
                "misfits": misfits_json(&misfits, session),
                "submit_anew": lapsed.as_ref().map(|it| it.id.to_string()),
                "untold": untold.as_ref().map(|it| json!({
                    "fields": it.fields.iter().map(|it| it.spec().name).collect::<Vec<_>>(),
                    "next": it.telling.step().code(),
                })),
            })
        },
        || {
            let mut lines = vec![session.word(Word::CaseChanged)];
            lines.extend(line.map(|it| line_text(session, it)));
            let anew = lapsed.as_ref().map(|_| session.word(Word::SubmitAnew));
            lines.extend(anew.map(|it| format!("! {it}")));
            lines.extend(untold.iter().map(|it| {
                let told = words::told_by(it.telling, session.lang());
                format!("! {told}")
            }));
            lines.extend(taken.iter().map(|(field, value)| {
                let said = message::source_taken(*field, value, session.lang());
                format!("! {said}")
            }));
            lines.extend(misfits_text(&misfits, session));
            lines
        },
    )
}

fn misfits_json(misfits: &[Misfit], session: &Session) -> Json {
    let json = |it: &Misfit| todo::misfit_json(*it, session.lang());
    misfits.iter().map(json).collect()
}

fn misfits_text(misfits: &[Misfit], session: &Session) -> Vec<String> {
    let text = |it: &Misfit| format!("! {}", message::misfit(*it, session.lang()));
    misfits.iter().map(text).collect()
}

fn done(session: &Session, desk: &Desk, id: CaseId, what: Word) -> Result<(), Failure> {
    let lines = desk.cases("")?;
    let line = lines.iter().find(|it| it.id == id);
    session.output.answer(
        || json!({ "case": line.map(line_json) }),
        || {
            let mut lines = vec![session.word(what)];
            lines.extend(line.map(|it| line_text(session, it)));
            lines
        },
    )
}

/// Writes the list as a table into a new file.
fn write_list(
    session: &Session,
    search: &str,
    row: Option<Filed>,
    out: &Path,
    encoding: Encoding,
) -> Result<(), Failure> {
    let csv = |it: &[CaseLine]| cases_csv(it, session.lang(), encoding);
    let (mut desk, target) = (session.desk()?, Target::at(out)?);
    let (lines, csv) = desk.export_cases(search, row, csv)?;
    target.write(&csv)?;
    let (path, many) = (out.display().to_string(), lines.len());
    session.output.answer(
        || json!({ "written": path, "cases": many }),
        || vec![session.word(Word::Written), path.clone()],
    )
}

fn list(session: &Session, search: &str, row: Option<Filed>) -> Result<(), Failure> {
    let desk = session.desk()?;
    let mut cases = desk.cases(search)?;
    cases.retain(|it| row.is_none_or(|row| Filed::of(&it.kana) == row));
    let open = desk.handovers()?;
    let of = |it: &CaseLine| open.iter().find(|one| one.binds == Some(it.id));
    let births = desk.births_of_alike(&cases)?;
    let json = |it: &CaseLine| {
        let mut json = line_json(it);
        json["birth"] = births.get(&it.id).map(ToString::to_string).into();
        json["open_handover"] = open_json(of(it));
        json
    };
    let text = |it: &CaseLine| {
        let mut text = line_text(session, it);
        let birth = births.get(&it.id);
        text.extend(birth.map(|it| format!("  {}", date::born(*it, session.lang()))));
        text.extend(of(it).map(|it| format!("  {}", open_text(session, it))));
        text
    };
    session.output.answer(
        || json!({ "cases": cases.iter().map(json).collect::<Vec<_>>() }),
        || match cases.is_empty() {
            true => vec![session.word(Word::NoCases)],
            false => cases.iter().map(text).collect(),
        },
    )
}

/// Reads a row of the kana: by its name, or by any kana that is filed in it.
fn kana_row(typed: &str) -> Result<Filed, Failure> {
    let named = Filed::ALL.into_iter().find(|it| it.code() == typed);
    let by_kana = || Some(Filed::of(typed)).filter(|it| *it != Filed::Unread);
    named.or_else(by_kana).ok_or_else(|| {
        Failure::Wrong(Wrong::NoSuchWord {
            place: "--kana-row",
            typed: typed.to_owned(),
            words: Filed::ALL.map(Filed::code).to_vec(),
        })
    })
}

/// The open handover that keeps a case from any other.
fn open_json(open: Option<&HandoverLine>) -> Json {
    open.map_or(Json::Null, |it| {
        json!({
            "id": it.id.to_string(),
            "phase": it.phase.code(),
            "peer_name": it.peer_name,
        })
    })
}

fn open_text(session: &Session, open: &HandoverLine) -> String {
    format!(
        "{}: {}  {}  {}",
        session.word(Word::OpenHandover),
        label::handover::stands(open, session.lang()),
        open.peer_name,
        open.id
    )
}

fn line_json(line: &CaseLine) -> Json {
    json!({
        "id": line.id.to_string(),
        "name": line.name,
        "kana": line.kana,
        "certificate_last_four": line.last_four,
        "revision": line.revision,
        "handed_over": line.handed_over.map(|it| it.to_string()),
    })
}

fn line_text(session: &Session, line: &CaseLine) -> String {
    let name = match line.name.is_empty() && line.kana.is_empty() {
        true => label::handover::nameless(Nameless::Unwritten, session.lang()).to_owned(),
        false => format!("{}  {}", line.kana, line.name),
    };
    let revision = format!("{} {}", session.word(Word::Revision), line.revision);
    let over = line.handed_over.map(|_| session.word(Word::HandedOver));
    let over = over.map(|it| format!("  {it}")).unwrap_or_default();
    format!("{}  {name}  {revision}{over}", line.id)
}

fn show(session: &Session, id: &str) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_case(id)?;
    let case = desk.show_case(id)?;
    let over = desk.handed_over(id)?;
    let open = desk.open_handover(id)?;
    let check = desk.certificate_check(&case);
    let cap_exceeded = desk.cap_exceeded(&case);
    let misfits = desk.misfits(&case);
    let (service, today) = (desk.service(&case), desk.today());
    let course = desk.course(&case);
    session.output.answer(
        || {
            let fields = export_case(&case)["fields"].clone();
            let missing: Vec<_> = case.missing().iter().map(|it| it.spec().name).collect();
            let voices = case.values().keys().map(|it| it.spec());
            let voices: BTreeMap<_, _> = voices.map(|it| (it.name, voice_code(it.voice))).collect();
            json!({ "case": {
                "id": id.to_string(),
                "revision": case.revision(),
                "handed_over": over.map(|it| it.to_string()),
                "open_handover": open_json(open.as_ref()),
                "missing": missing,
                "fields": fields,
                "computed": {
                    "certificate_check_digit": names::check_digit(check),
                    "cap_above": cap_exceeded,
                    "misfits": misfits_json(&misfits, session),
                    "age": case.get(FieldId::PersonBirth).and_then(|it| age(FieldId::PersonBirth, it, today)),
                    "assessment": case.assessment().map(|it| overview_json(&it)),
                    "service_period": service_json(&service, today),
                    "course": course_json(&course),
                    "voices": voices,
                },
            } })
        },
        || {
            let mut lines = text(session, &case, today);
            lines.extend(open.as_ref().map(|it| open_text(session, it)));
            lines.push(format!("{}:", Case::ServicePeriod.text(session.lang())));
            let told = service::lines(&service, today, session.lang()).into_iter();
            lines.extend(told.map(service_line));
            let told = course::lines(&course, session.lang());
            if !told.is_empty() {
                lines.push(format!("{}:", Case::Course.text(session.lang())));
            }
            lines.extend(told.into_iter().map(|it| format!("    {it}")));
            if check == CheckDigit::Differs {
                let name = label::field(FieldId::CertificateNumber, session.lang());
                let told = message::check_digit_differs(session.lang());
                lines.push(format!("! {name}: {told}"));
            }
            if let Some(highest) = cap_exceeded {
                let name = label::field(FieldId::CertificateCap, session.lang());
                let told = message::cap_exceeded(highest, session.lang());
                lines.push(format!("! {name}: {told}"));
            }
            lines.extend(misfits_text(&misfits, session));
            lines
        },
    )
}

/// Writes a line of what is said of a service period.
pub fn service_line(line: service::Line) -> String {
    match line {
        service::Line::Plain(line) => format!("    {line}"),
        service::Line::Warning(line) => format!("  ! {line}"),
    }
}

/// The days that follow; whether the first one was counted or is written is told beside.
fn course_json(course: &Course) -> Json {
    let support = course.support.map(|it| {
        json!({
            "from": it.from.to_string(),
            "until": it.until.to_string(),
            "counted": it.begin == Begin::Counted,
        })
    });
    json!({
        "kind": course.kind.map(|it| it.choice().code()),
        "retention_support": support,
        "return": course.back.map(|it| it.to_string()),
    })
}

/// What the scores show together. The levels are an inference, and `basis` says so.
pub fn overview_json(seen: &Overview) -> Json {
    let level = |it: &LevelView| {
        let by = it.by.iter().map(|(by, count)| {
            let count = json!({ "managed": count.managed, "scored": count.scored });
            (by.code().to_owned(), count)
        });
        let by: serde_json::Map<String, Json> = by.collect();
        json!({ "level": it.level.code(), "items": it.items, "by": by })
    };
    let gap = |it: &Gap| {
        json!({
            "item": it.item.code(),
            "own": it.own,
            "staff": it.staff,
            "size": it.size.code(),
            "worst": it.item.scale().worst(),
        })
    };
    json!({
        "best": 1,
        "basis": "inference",
        "levels": seen.levels.iter().map(level).collect::<Vec<_>>(),
        "gaps": seen.gaps.iter().map(gap).collect::<Vec<_>>(),
    })
}

/// What the scores show together, in lines.
pub fn overview_text(session: &Session, seen: &Overview) -> Vec<String> {
    let lang = session.lang();
    let mut lines = vec![format!("    {}:", Case::Pyramid.text(lang))];
    let levels = seen.levels.iter().enumerate().rev();
    lines.extend(levels.map(|(at, it)| format!("      {} {}", at + 1, message::level(it, lang))));
    lines.push(format!("      {}", message::overview_note(lang)));
    lines.push(format!("    {}:", Case::Gaps.text(lang)));
    match seen.gaps.is_empty() {
        true => lines.push(format!("      {}", Case::NoGaps.text(lang))),
        false => lines.extend(
            seen.gaps
                .iter()
                .map(|it| format!("      {}", message::gap(it, lang))),
        ),
    }
    lines
}

fn text(session: &Session, case: &CaseSummary, today: Day) -> Vec<String> {
    let lang = session.lang();
    let revision = session.word(Word::Revision);
    let mut lines = vec![format!("{}  {revision} {}", case.id(), case.revision())];
    for section in SectionId::ALL {
        let mut fields = case.section(*section).peekable();
        if fields.peek().is_some() {
            lines.push(format!("■ {}", label::section(*section, lang)));
        }
        lines.extend(fields.flat_map(|(field, value)| answer::lines(field, value, today, lang)));
        let seen = case
            .assessment()
            .filter(|_| *section == SectionId::Assessment);
        lines.extend(seen.iter().flat_map(|it| overview_text(session, it)));
    }
    let missing = case.missing();
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().map(|it| label::field(*it, lang)).collect();
        let heading = session.word(Word::Missing);
        lines.push(format!("{heading} ({}): {}", names.len(), names.join(", ")));
    }
    lines
}

fn history(session: &Session, id: &str, field: Option<&str>) -> Result<(), Failure> {
    let only = field.map(answer::field).transpose()?;
    let mut desk = session.desk()?;
    let id = desk.find_case(id)?;
    let case = desk.show_case(id)?;
    let fields = FieldId::ALL.iter().copied();
    let fields = fields.filter(|it| only.is_none_or(|only| only == *it));
    let changes: Vec<(FieldId, Changed<'_>)> = fields
        .flat_map(|field| case.changes(field).into_iter().map(move |it| (field, it)))
        .collect();
    let by = |it: &Changed<'_>| desk.staff_name(it.revision.by);
    session.output.answer(
        || {
            let json = |(field, it): &(FieldId, Changed<'_>)| {
                json!({
                    "field": field.spec().name,
                    "revision": it.revision.number,
                    "on": it.revision.on.to_string(),
                    "by": by(it),
                    "from": stood_json(*field, &it.from),
                    "to": stood_json(*field, &it.to),
                })
            };
            json!({ "changes": changes.iter().map(json).collect::<Vec<_>>() })
        },
        || match changes.is_empty() {
            true => vec![session.word(Word::NoChanges)],
            false => history_text(session, &changes, by),
        },
    )
}

/// A value as in `case show`; `unasked` and `forgotten` are states of their own.
fn stood_json(field: FieldId, stood: &Stood) -> Json {
    match stood {
        Stood::Value(value) => export_value(field, value),
        Stood::Unasked => json!({ "state": "unasked" }),
        Stood::Forgotten => json!({ "state": "forgotten" }),
    }
}

fn history_text(
    session: &Session,
    changes: &[(FieldId, Changed<'_>)],
    by: impl Fn(&Changed<'_>) -> String,
) -> Vec<String> {
    let lang = session.lang();
    let (mut lines, mut above) = (Vec::new(), None);
    for (field, change) in changes {
        if above.replace(*field) != Some(*field) {
            lines.push(format!("■ {}", label::voiced(*field, lang)));
        }
        let (number, on) = (change.revision.number, change.revision.on);
        let revision = message::revision(number, on, Some(&by(change)), lang);
        lines.push(format!("  {revision}"));
        for (word, stood) in [(Word::Before, &change.from), (Word::After, &change.to)] {
            let what = message::stood(stood, lang).replace('\n', "\n        ");
            lines.push(format!("    {}: {what}", session.word(word)));
        }
    }
    lines
}

fn export(session: &Session, id: &str, out: Option<&Path>) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_case(id)?;
    let Some(out) = out else {
        return session.output.json(&export_case(&desk.export_case(id)?));
    };
    let target = Target::at(out)?;
    let json = export_case(&desk.export_case(id)?);
    target.write(escaped(&json).as_bytes())?;
    let path = out.display().to_string();
    session.output.answer(
        || json!({ "written": path }),
        || vec![session.word(Word::Written), path.clone()],
    )
}

fn note(session: &Session, id: &str, text: Option<&str>) -> Result<(), Failure> {
    let text = text.map(prompt::text).transpose()?;
    let mut desk = session.desk()?;
    let id = desk.find_case(id)?;
    if let Some(text) = text {
        let note = desk.write_note(id, &text)?;
        return session.output.answer(
            || json!({ "note": { "id": note.to_string() } }),
            || vec![session.word(Word::NoteKept)],
        );
    }
    let notes = desk.notes(id)?;
    let json = |it: &WorkingNote| {
        json!({
            "id": it.id.to_string(),
            "on": it.on.to_string(),
            "by": desk.staff_name(it.by),
            "text": it.text.as_str(),
        })
    };
    let line = |it: &WorkingNote| {
        let (on, by) = (date::day(it.on, session.lang()), desk.staff_name(it.by));
        format!(
            "{on}  {by}\n    {}",
            it.text.as_str().replace('\n', "\n    ")
        )
    };
    session.output.answer(
        || json!({ "notes": notes.iter().map(json).collect::<Vec<_>>() }),
        || match notes.is_empty() {
            true => vec![session.word(Word::NoNotes)],
            false => notes.iter().map(line).collect(),
        },
    )
}

/// Our count and the city's word, and how they stand to each other.
pub fn service_json(service: &Service, today: Day) -> Json {
    let agreement = service.agreement(today).map(|it| match it {
        Agreement::Unconfirmed => "unconfirmed",
        Agreement::Same => "same",
        Agreement::Differs { .. } => "differs",
    });
    json!({
        "counted": service.counted.ok().map(|it| json!({
            "used": it.used,
            "left": it.left,
            "last": it.last.map(|it| it.to_string()),
            "extension": it.extension,
        })),
        "why_not": service.counted.err().map(not_counted),
        "confirmed": service.confirmed.as_ref().map(|it| json!({
            "left": it.months_left,
            "left_today": it.carried_to(today),
            "by": it.by.as_str(),
            "on": it.on.to_string(),
        })),
        "agreement": agreement,
        "ask_extension_by": service.ask_by.map(|it| it.to_string()),
        "stays": service.stays.iter().map(stay_json).collect::<Vec<_>>(),
        "gaps": service.gaps.iter().map(passage_json).collect::<Vec<_>>(),
        "planned": service.planned.as_ref().map(passage_json),
    })
}

/// Names why there is no count.
pub fn not_counted(why: NotCounted) -> &'static str {
    match why {
        NotCounted::NoFirstUse => "no-first-use",
        NotCounted::FirstUseDiffers => "first-use-differs",
        NotCounted::NoStayNow => "no-stay-now",
        NotCounted::StayBeforeOpen => "stay-before-open",
        NotCounted::Refused(PeriodRefused::StaysOutOfOrder) => "stays-out-of-order",
        NotCounted::Refused(PeriodRefused::NoDecisionDay) => "no-decision-day",
        NotCounted::Refused(PeriodRefused::DecisionAfterFirstDay) => "decision-after-first-use",
        NotCounted::Refused(_) => "days-do-not-fit",
    }
}

fn stay_json(stay: &Stay) -> Json {
    json!({ "from": stay.from.to_string(), "until": stay.until.map(|it| it.to_string()) })
}

/// What lies between two offices; `days` is null where the days overlap.
pub fn passage_json(it: &Passage) -> Json {
    json!({
        "last": it.last.to_string(),
        "start": it.start.to_string(),
        "days": match it.between() {
            Between::Days(days) => Some(days),
            Between::Nothing => Some(0),
            Between::Overlap => None,
        },
    })
}
