//! `consent`: recorded, taken back, shown with what it lets leave.
//!
//! What a consent covers is the domain's.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::cli::args::{ConsentCommand, Record, Withdraw};
use crate::cli::command::attachment::{file_json, files_text};
use crate::cli::command::paper::{self, Paper};
use crate::cli::command::view::{line_json, line_text};
use crate::cli::output::{Failure, Target};
use crate::cli::{Session, answer, prompt};
use crate::domain::attachment::ScanBefore;
use crate::domain::calendar::Day;
use crate::domain::consent::{
    Consent, ConsentForm, Explained, FamilyConsent, LONGEST_NAME, LONGEST_PURPOSE, LONGEST_REASON,
    Manner, Returned, Signer, Telling, Withdrawn,
};
use crate::domain::handover::entry::{Side, Withdrawal};
use crate::domain::id::{CaseId, ConsentId, HandoverId};
use crate::domain::section::{Asks, FieldId, ItemId};
use crate::domain::text::Line;
use crate::lang::command::{Word, Wrong};
use crate::lang::problem::problem;
use crate::lang::{date, label, ledger, message, taking_back};
use crate::report::record as table;
use crate::workflow::Desk;
use crate::workflow::attachment::read_file;
use crate::workflow::consent::{LeftOut, Note, Preview, Withdrawing};

/// Runs one of the commands.
pub fn run(session: &Session, args: ConsentCommand) -> Result<(), Failure> {
    match args {
        ConsentCommand::Record(args) => record(session, &args),
        ConsentCommand::Withdraw(args) => withdraw(session, *args),
        ConsentCommand::Explain(args) => paper::of_consent(session, Paper::Explanation, &args),
        ConsentCommand::Sheet(args) => paper::of_consent(session, Paper::Sheet, &args),
        ConsentCommand::Carry { case, to, out } => paper::of_carried(session, &case, &to, &out),
        ConsentCommand::AttachScan {
            consent,
            file,
            replace,
        } => {
            let before = match replace {
                true => ScanBefore::Goes,
                false => ScanBefore::Stays,
            };
            attach_scan(session, &consent, &file, before)
        }
        ConsentCommand::SaveScan { consent, out } => save_scan(session, &consent, &out),
        ConsentCommand::Show { case, to } => show(session, &case, to.as_deref()),
    }
}

fn record(session: &Session, args: &Record) -> Result<(), Failure> {
    let items = items(&args.items)?;
    let left_out = left_out(&args.items, &items);
    let returned = returned(&args.returned)?;
    let (signer, manner) = (signer(&args.signer)?, manner(&args.manner)?);
    let mut desk = session.desk()?;
    let signed = session.day_or(args.signed.as_deref(), desk.today())?;
    let explained_by = match &args.explained_by {
        Some(name) => desk.find_colleague(name)?.id,
        None => desk.me().id,
    };
    let or = |typed: &Option<String>, usual| typed.clone().unwrap_or_else(|| session.word(usual));
    let form = ConsentForm {
        id: desk.fresh_consent_id(),
        case: desk.find_case(&args.case)?,
        receiver: desk.find_peer(&args.to)?,
        mode: args.mode,
        purpose: Line::new(&or(&args.purpose, Word::UsualPurpose), LONGEST_PURPOSE)?,
        returned,
        items,
        until: session.day(&args.until)?,
        signer,
        manner: manner.clone(),
        signed,
        family: args
            .family
            .as_deref()
            .map(|it| family(it, signed, manner))
            .transpose()?,
        explained_by,
        explained: Explained {
            on: Some(session.day_or(args.explained.as_deref(), signed)?),
            ways: args.explained_how.iter().copied().collect(),
        },
        original_kept: Line::new(&or(&args.kept, Word::UsualPlace), LONGEST_REASON)?,
    };
    if !args.yes {
        sure_of_left_out(session, &desk, &form)?;
    }
    let recorded = desk.record_consent(form)?;
    one(
        session,
        &desk,
        recorded.id,
        Word::ConsentRecorded,
        &recorded.taken_back,
        &recorded.notes,
        &left_out,
    )
}

/// Asks once, naming them, whether it is meant that the form takes items back by leaving them out.
fn sure_of_left_out(session: &Session, desk: &Desk, form: &ConsentForm) -> Result<(), Failure> {
    let left_out = desk.left_out_by(form)?.items;
    if left_out.is_empty() {
        return Ok(());
    }
    let (receiver, means) = (desk.peer(form.receiver)?.name, form.receiver.means());
    let asked = taking_back::left_out(&left_out, (&receiver, means), session.lang());
    match prompt::agrees(&format!("{asked}\n{}", session.word(Word::WithdrawAsk))) {
        Ok(true) => Ok(()),
        Ok(false) | Err(Failure::Wrong(Wrong::NotSure)) => {
            let items = left_out;
            Err(Wrong::LeavesOut {
                items,
                receiver,
                means,
            }
            .into())
        }
        Err(other) => Err(other),
    }
}

/// What "all" left out, where it was typed: each is asked about by itself.
fn left_out(typed: &[String], items: &BTreeSet<ItemId>) -> Vec<ItemId> {
    if !typed.iter().any(|it| it.trim() == "all") {
        return Vec::new();
    }
    let all = ItemId::ALL.iter().copied();
    all.filter(|it| !items.contains(it)).collect()
}

pub(crate) fn items(typed: &[String]) -> Result<BTreeSet<ItemId>, Failure> {
    let mut items = BTreeSet::new();
    for name in typed.iter().map(|it| it.trim()) {
        match (name, ItemId::from_name(name)) {
            ("all", _) => items.extend(ItemId::together()),
            (_, Some(item)) => {
                items.insert(item);
            }
            (typed, None) => {
                let names = ItemId::ALL.iter().map(|it| it.name());
                return Err(no_such("--items", typed, names.chain(["all"])));
            }
        }
    }
    Ok(items)
}

pub(crate) fn returned(typed: &[String]) -> Result<BTreeSet<Returned>, Failure> {
    if typed.is_empty() {
        return Ok(Returned::ALL.iter().copied().collect());
    }
    let one = |it: &String| {
        let names = Returned::ALL.iter().map(|it| it.code());
        Returned::from_code(it).ok_or_else(|| no_such("--returned", it, names))
    };
    typed.iter().map(one).collect()
}

fn signer(typed: &str) -> Result<Signer, Failure> {
    match typed.split_once(':') {
        None if typed == "person" => Ok(Signer::Person),
        Some(("guardian", who)) => {
            let (name, relation) = match who.split_once(':') {
                Some((name, relation)) => (name, Some(relation)),
                None => (who, None),
            };
            let relation = relation.map(|it| Line::new(it, LONGEST_NAME));
            Ok(Signer::Guardian {
                name: Line::new(name, LONGEST_NAME)?,
                relation: relation.transpose()?,
            })
        }
        _ => Err(no_such(
            "--signer",
            typed,
            ["person", "guardian:NAME[:RELATION]"].into_iter(),
        )),
    }
}

fn manner(typed: &str) -> Result<Manner, Failure> {
    match (typed, typed.split_once(':')) {
        ("own-hand", _) => Ok(Manner::OwnHand),
        ("seal", _) => Ok(Manner::Seal),
        ("electronic", _) => Ok(Manner::Electronic),
        (_, Some(("proxy", reason))) => Ok(Manner::Proxy {
            reason: Line::new(reason, LONGEST_REASON)?,
        }),
        _ => {
            let words = ["own-hand", "proxy:REASON", "seal", "electronic"];
            Err(no_such("--manner", typed, words.into_iter()))
        }
    }
}

pub(crate) fn family(typed: &str, signed: Day, manner: Manner) -> Result<FamilyConsent, Failure> {
    let (name, relation) = typed
        .split_once(':')
        .filter(|both| !both.0.trim().is_empty() && !both.1.trim().is_empty())
        .ok_or_else(|| no_such("--family", typed, ["NAME:RELATION"].into_iter()))?;
    Ok(FamilyConsent {
        name: Line::new(name, LONGEST_NAME)?,
        relation: Line::new(relation, LONGEST_NAME)?,
        signed,
        manner,
    })
}

fn no_such(place: &'static str, typed: &str, words: impl Iterator<Item = &'static str>) -> Failure {
    Failure::Wrong(Wrong::NoSuchWord {
        place,
        typed: typed.to_owned(),
        words: words.collect(),
    })
}

/// Asks once whether it is meant, with what it does and who hears of it: it cannot be undone.
fn sure(session: &Session, items: &BTreeSet<ItemId>, about: Withdrawing) -> Result<(), Failure> {
    let items = Some(items.clone()).filter(|it| !it.is_empty());
    let asked = taking_back::asked(items.as_ref(), &about, session.lang()).what;
    match prompt::agrees(&format!("{asked}\n{}", session.word(Word::WithdrawAsk))) {
        Ok(true) => Ok(()),
        Ok(false) | Err(Failure::Wrong(Wrong::NotSure)) => {
            Err(Wrong::NotWithdrawn(items, Box::new(about)).into())
        }
        Err(other) => Err(other),
    }
}

fn withdraw(session: &Session, args: Withdraw) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    match &args.handover {
        Some(id) => {
            let id = desk.find_handover(id)?;
            withdraw_in(session, &mut desk, id, &args)
        }
        None => {
            let id = desk.find_consent(args.consent.as_deref().unwrap_or_default())?;
            withdraw_at(session, &mut desk, id, &args)
        }
    }
}

/// In a handover, at whichever office the person said it.
fn withdraw_in(
    session: &Session,
    desk: &mut Desk,
    id: HandoverId,
    args: &Withdraw,
) -> Result<(), Failure> {
    let items: BTreeSet<_> = args.items.iter().copied().collect();
    let telling = telling(desk, args)?;
    if !args.yes {
        sure(session, &items, desk.withdrawing_in(id)?)?;
    }
    let scope = match items.is_empty() {
        true => Withdrawal::All,
        false => Withdrawal::Items(items),
    };
    let told = desk.withdraw_as_told(id, scope, telling.as_ref())?;
    let line = desk.handover_line(id)?;
    let numbers: Vec<String> = told.iter().map(|it| it.to_string()).collect();
    let heard = told_of(session, desk, &told)?;
    session.output.answer(
        || json!({ "handover": line_json(&line), "taken_back_in": numbers }),
        || {
            let mut lines = heard;
            lines.extend(line_text(session, &line));
            lines
        },
    )
}

/// At a form.
fn withdraw_at(
    session: &Session,
    desk: &mut Desk,
    id: ConsentId,
    args: &Withdraw,
) -> Result<(), Failure> {
    let items: BTreeSet<_> = args.items.iter().copied().collect();
    let telling = telling(desk, args)?;
    if !args.yes {
        sure(session, &items, desk.withdrawing_at(id)?)?;
    }
    let what = match items.is_empty() {
        true => Withdrawn::All,
        false => Withdrawn::Items(items),
    };
    let handovers = desk.withdraw_consent_as_told(id, what, telling.as_ref())?;
    let items = BTreeSet::new();
    let told = LeftOut { handovers, items };
    let what = Word::ConsentWithdrawn;
    one(session, desk, id, what, &told, &[], &[])
}

/// How the person said it, where that is written down; heard by whoever acts where nobody else is named.
fn telling(desk: &Desk, args: &Withdraw) -> Result<Option<Telling>, Failure> {
    let Some(how) = args.said else {
        return Ok(None);
    };
    let evidence = args.evidence.as_deref();
    let evidence = evidence.map(|it| Line::new(it, LONGEST_REASON));
    Ok(Some(Telling {
        how,
        heard_by: match &args.heard_by {
            Some(name) => desk.find_colleague(name)?.id,
            None => desk.me().id,
        },
        evidence: evidence.transpose()?,
    }))
}

/// The handovers in which a withdrawal was told; where the other office is on paper somebody has to tell it. They are all with
/// one office.
fn told_of(session: &Session, desk: &Desk, told: &[HandoverId]) -> Result<Vec<String>, Failure> {
    let Some(first) = told.first() else {
        return Ok(Vec::new());
    };
    let line = desk.handover_line(*first)?;
    // What was said at the receiver is told to whoever sent it, and that is none on paper.
    let what = match (line.is_on_paper(), line.side) {
        (true, Side::Sender) => Word::TakenBackOnPaper,
        _ => Word::TakenBackIn,
    };
    let told: Vec<String> = told.iter().map(|it| it.to_string()).collect();
    Ok(vec![format!("{}: {}", session.word(what), told.join(", "))])
}

/// One consent, the handovers in which something was taken back with it, and the items "all" left out.
fn one(
    session: &Session,
    desk: &Desk,
    id: ConsentId,
    what: Word,
    taken_back: &LeftOut,
    notes: &[Note],
    left_out: &[ItemId],
) -> Result<(), Failure> {
    let consent = desk.consent(id)?;
    let receiver = desk.peer(consent.form().receiver).map(|it| it.name);
    let receiver = receiver.unwrap_or_default();
    let heard = told_of(session, desk, &taken_back.handovers)?;
    let told = taken_back.handovers.iter();
    let told: Vec<String> = told.map(|it| it.to_string()).collect();
    session.output.answer(
        || {
            let left_out: Vec<_> = left_out.iter().map(|it| it.name()).collect();
            json!({
                "consent": as_json(desk, &consent),
                "taken_back_in": told,
                "notes": notes.iter().map(Note::code).collect::<Vec<_>>(),
                "taken_back": taken_back.items.iter().map(|it| it.name()).collect::<Vec<_>>(),
                "left_out": left_out,
            })
        },
        || {
            let mut lines = vec![session.word(what)];
            if !told.is_empty() {
                lines.extend(heard);
                let items = taken_back.items.iter();
                lines.extend(items.map(|it| format!("    - {}", label::item(*it, session.lang()))));
            }
            for note in notes {
                let said = message::of_form(note, &receiver, session.lang());
                lines.extend([said.what, said.then]);
            }
            lines.extend(text(session, desk, &consent));
            if !left_out.is_empty() {
                let named = left_out.iter().map(|it| {
                    let label = label::item(*it, session.lang());
                    format!("{label} ({})", it.name())
                });
                let named: Vec<_> = named.collect();
                let what = session.word(Word::NotPartOfAll);
                lines.push(format!("    {what}: {}", named.join(", ")));
            }
            lines
        },
    )
}

fn attach_scan(
    session: &Session,
    consent: &str,
    file: &Path,
    before: ScanBefore,
) -> Result<(), Failure> {
    let bytes = read_file(file).map_err(|it| Failure::File(file.to_path_buf(), it))?;
    let mut desk = session.desk()?;
    let id = desk.find_consent(consent)?;
    let scan = desk.attach_scan(id, bytes, before)?;
    session.output.answer(
        || json!({ "consent": id.to_string(), "scan": scan.digest.to_string() }),
        || vec![session.word(Word::Attached), scan.digest.to_string()],
    )
}

fn save_scan(session: &Session, consent: &str, out: &Path) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let id = desk.find_consent(consent)?;
    let target = Target::at(out)?;
    target.write(&desk.export_scan(id)?)?;
    let path = out.display().to_string();
    session.output.answer(
        || json!({ "written": path }),
        || vec![session.word(Word::Written), path.clone()],
    )
}

fn show(session: &Session, case: &str, to: Option<&str>) -> Result<(), Failure> {
    let mut desk = session.desk()?;
    let case = desk.find_case(case)?;
    let consents = desk.consents(case)?;
    let preview = match to {
        Some(to) => Some(desk.preview(case, desk.find_peer(to)?)?),
        None => None,
    };
    session.output.answer(
        || {
            let mut json = json!({
                "consents": consents.iter().map(|it| as_json(&desk, it)).collect::<Vec<_>>(),
            });
            if let Some(preview) = &preview {
                json["preview"] = preview_json(preview, case);
            }
            json
        },
        || {
            let mut lines: Vec<_> = match consents.is_empty() {
                true => vec![session.word(Word::NoConsents)],
                false => consents
                    .iter()
                    .flat_map(|it| text(session, &desk, it))
                    .collect(),
            };
            lines.extend(
                preview
                    .iter()
                    .flat_map(|it| preview_text(session, it, desk.today())),
            );
            lines
        },
    )
}

fn as_json(desk: &Desk, consent: &Consent) -> Json {
    let (form, today) = (consent.form(), desk.today());
    let names = desk.names_on(consent);
    json!({
        "id": form.id.to_string(),
        "case": form.case.to_string(),
        "to": form.receiver.to_string(),
        "mode": form.mode.code(),
        "purpose": form.purpose.as_str(),
        "returned": form.comes_back().iter().map(|it| it.code()).collect::<Vec<_>>(),
        "items": form.items.iter().map(|it| it.name()).collect::<Vec<_>>(),
        "covered": consent.covered(today).iter().map(|it| it.name()).collect::<Vec<_>>(),
        "in_force": consent.in_force(today),
        "signed": form.signed.to_string(),
        "until": form.until.to_string(),
        "signer": table::signer(&form.signer),
        "manner": match &form.manner {
            Manner::OwnHand => json!({ "kind": "own-hand" }),
            Manner::Proxy { reason } => json!({ "kind": "proxy", "reason": reason.as_str() }),
            Manner::Seal => json!({ "kind": "seal" }),
            Manner::Electronic => json!({ "kind": "electronic" }),
        },
        "family": form.family.as_ref().map(|it| json!({
            "name": it.name.as_str(),
            "relation": it.relation.as_str(),
            "signed": it.signed.to_string(),
        })),
        "kept": form.original_kept.as_str(),
        "explained_by": names.explained_by,
        "particulars": table::particulars(consent, &names),
        "withdrawn": table::withdrawals(consent, &names),
        "given": table::given(consent, &names),
    })
}

fn text(session: &Session, desk: &Desk, consent: &Consent) -> Vec<String> {
    let (form, today, lang) = (consent.form(), desk.today(), session.lang());
    let force = match consent.in_force(today) {
        true => Word::InForce,
        false => Word::NotInForce,
    };
    let peer = desk
        .peer(form.receiver)
        .map(|it| it.name)
        .unwrap_or_default();
    let covered: Vec<_> = consent
        .covered(today)
        .into_iter()
        .map(|it| label::item(it, lang))
        .collect();
    let covered = match covered.is_empty() {
        true => session.word(Word::NothingDisclosed),
        false => covered.join(", "),
    };
    let back: Vec<_> = form
        .comes_back()
        .into_iter()
        .map(|it| label::handover::returned(it, lang))
        .collect();
    let field = |what, value: &str| format!("    {}: {value}", session.word(what));
    let mut lines = vec![
        format!("{}  {peer}  {}", form.id, session.word(force)),
        field(Word::Signed, &date::day(form.signed, lang)),
        field(Word::Until, &date::day(form.until, lang)),
        field(Word::Mode, label::mode(form.mode, lang)),
        field(Word::Purpose, form.purpose.as_str()),
        field(Word::Items, &covered),
        field(Word::ComesBack, &back.join(", ")),
    ];
    let names = desk.names_on(consent);
    let signing = ledger::signing(form, lang).into_iter();
    let rows = signing
        .filter(|(_, said)| !said.is_empty())
        .chain(ledger::particulars(consent, &names, lang))
        .chain(ledger::withdrawn(consent, &names, lang))
        .chain(ledger::carried(consent, &names, lang));
    lines.extend(rows.map(|(what, said)| format!("    {what}: {said}")));
    lines
}

fn preview_json(preview: &Preview, case: CaseId) -> Json {
    let sections = preview.disclosure.as_ref().map(|it| {
        let fields =
            |all: &[(FieldId, _)]| all.iter().map(|(it, _)| it.spec().name).collect::<Vec<_>>();
        let section = |(id, all): (
            crate::domain::section::SectionId,
            &[(FieldId, crate::domain::case::Value)],
        )| { json!({ "section": id.name(), "fields": fields(all) }) };
        it.sections().map(section).collect::<Vec<_>>()
    });
    let missing = preview
        .disclosure
        .as_ref()
        .map_or(&[][..], |it| it.missing());
    json!({
        "case": case.to_string(),
        "sections": sections,
        "files": preview.files.iter().map(file_json).collect::<Vec<_>>(),
        "held_back": preview.held_back.iter().map(|it| it.spec().name).collect::<Vec<_>>(),
        "missing": missing.iter().map(|it| it.spec().name).collect::<Vec<_>>(),
    })
}

fn preview_text(session: &Session, preview: &Preview, today: Day) -> Vec<String> {
    let lang = session.lang();
    let mut lines = vec![session.word(Word::WouldSee)];
    match &preview.disclosure {
        None => lines.push(format!("    {}", session.word(Word::NothingDisclosed))),
        Some(disclosure) => {
            for (section, fields) in disclosure.sections() {
                lines.push(format!("■ {}", label::section(section, lang)));
                let fields = fields.iter();
                lines.extend(
                    fields.flat_map(|(field, value)| answer::lines(*field, value, today, lang)),
                );
            }
        }
    }
    lines.extend(files_text(session, &preview.files));
    if let Some(wrong) = &preview.files_wrong {
        let said = problem(wrong, lang);
        lines.push(format!("{} {}", said.what, said.then));
    }
    let named = |fields: &[FieldId]| {
        let names: Vec<_> = fields.iter().map(|it| label::field(*it, lang)).collect();
        names.join(", ")
    };
    lines.push(format!(
        "{}: {}",
        session.word(Word::StaysHere),
        named(&preview.held_back)
    ));
    if let Some(missing) = preview
        .disclosure
        .as_ref()
        .map(|it| it.missing())
        .filter(|it| !it.is_empty())
    {
        lines.push(format!(
            "{}: {}",
            session.word(Word::Missing),
            named(missing)
        ));
    }
    let apart = ItemId::ALL.iter().filter(|it| it.asks() != Asks::ThePerson);
    let covered = |it: &&ItemId| {
        preview
            .disclosure
            .as_ref()
            .is_some_and(|all| all.items().contains(*it))
    };
    let apart: Vec<_> = apart
        .filter(covered)
        .map(|it| label::item(*it, lang))
        .collect();
    if !apart.is_empty() {
        lines.push(format!(
            "{}: {}",
            session.word(Word::Items),
            apart.join(", ")
        ));
    }
    lines
}
