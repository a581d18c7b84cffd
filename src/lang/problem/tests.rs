//! Every problem says what happened and what to do, in both languages.
//!
//! It judges no wording.

use super::denied::denied;
use super::import::field_of;
use super::*;
use crate::domain::answer::{Place, Wrong, WrongAnswer};
use crate::domain::attachment::Format;
use crate::domain::calendar::{DateRefused, Day};
use crate::domain::consent::{FormRefused, NotCovered, Returned};
use crate::domain::field::{ChoiceId, ColumnId};
use crate::domain::handover::dossier::Ending;
use crate::domain::handover::draft::NotReady;
use crate::domain::handover::guard::Refusal;
use crate::domain::handover::permit::{Denied, Earliest, Step};
use crate::domain::handover::words::WordKey;
use crate::domain::id::{CaseId, HandoverId, OfferNo, OfficeId, ReadBackNo};
use crate::domain::retention::{Keeping, Term};
use crate::domain::service::UsedDiffer;
use crate::domain::text::TextRefused;
use crate::workflow::alike::Likeness;
use crate::workflow::import::{Expected, ImportWrong, RowProblem};
use crate::workflow::problem::{CardLine, CardRefused, Part, TransportError, VaultError};
use crate::workflow::table::Unwritten;
use std::io::ErrorKind;

const TYPED: &str = "SECRET-typed";

fn day() -> Day {
    Day::from_ymd(2026, 11, 22).unwrap()
}

/// Says whether a text may stand before people: in its own language, and nothing of the program's inside.
pub(crate) fn assert_fit(text: &str, lang: Lang) {
    assert!(!text.trim().is_empty(), "empty in {lang:?}");
    for inside in ["{", "::", "Some(", "SectionId", TYPED] {
        assert!(!text.contains(inside), "{inside:?} in {text:?}");
    }
    let japanese = |it: char| matches!(it, '\u{3001}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}');
    match lang {
        Lang::Ja => assert!(text.chars().any(japanese), "no Japanese: {text:?}"),
        Lang::En => assert!(!text.chars().any(japanese), "Japanese: {text:?}"),
    }
}

pub(crate) fn assert_said(say: impl Fn(Lang) -> Said) {
    for lang in Lang::ALL {
        let said = say(lang);
        assert_fit(&said.what, lang);
        assert_fit(&said.then, lang);
        for text in [&said.what, &said.then] {
            let last = text.chars().last().unwrap();
            assert!(matches!(last, '。' | '.' | ')'), "no full stop: {text:?}");
        }
    }
}

fn somebody_here() -> CaseLine {
    CaseLine {
        id: CaseId::from_bytes([7; 16]),
        name: String::new(),
        kana: String::new(),
        last_four: None,
        revision: 1,
        handed_over: None,
    }
}

fn texts() -> Vec<TextRefused> {
    vec![
        TextRefused::Empty,
        TextRefused::TooLong { max: 60, is: 61 },
        TextRefused::NotKana { found: '亜' },
        TextRefused::NotAPhone,
    ]
}

fn answers() -> Vec<WrongAnswer> {
    let mut wrong = vec![
        Wrong::Shape,
        Wrong::Empty,
        Wrong::BornAhead,
        Wrong::Nameless,
        Wrong::NoRelation,
        Wrong::NotDigits { len: 10 },
        Wrong::NotOffered(TYPED.to_owned()),
        Wrong::OutOfRange { min: 1, max: 5 },
        Wrong::TooMany { max: 3 },
        Wrong::Twice,
        Wrong::Blank,
        Wrong::NoScore,
    ];
    wrong.extend(texts().into_iter().map(Wrong::Text));
    let column = ColumnId::Company;
    let places = [Place::Whole, Place::Row(0), Place::Cell { row: 1, column }];
    let at = |why: &Wrong| {
        places.map(|at| WrongAnswer {
            at,
            why: why.clone(),
        })
    };
    wrong.iter().flat_map(at).collect()
}

pub(crate) fn refusals() -> Vec<Refusal> {
    vec![
        Refusal::OtherSide,
        Refusal::Stopped,
        Refusal::Over(Ending::Recalled),
        Refusal::Closed,
        Refusal::NothingOffered,
        Refusal::OfferedAlready,
        Refusal::WrongNumber { expected: 2 },
        Refusal::NotCurrent {
            current: OfferNo::FIRST,
        },
        Refusal::OfferVoid,
        Refusal::OfferConditional,
        Refusal::AcceptanceStands,
        Refusal::NoAcceptance,
        Refusal::Released,
        Refusal::NotReleased,
        Refusal::NotArrived,
        Refusal::ArrivedAlready,
        Refusal::NoSuchSection,
        Refusal::SectionChanged,
        Refusal::NotUnderstood(SectionId::ALL.to_vec()),
        Refusal::QuestionsOpen(vec![QuestionNo::FIRST]),
        Refusal::NoSuchQuestion,
        Refusal::QuestionIsClosed,
        Refusal::AnsweredAlready,
        Refusal::NoReadBack,
        Refusal::NotLatestReadBack {
            latest: ReadBackNo::FIRST,
        },
        Refusal::WrongFacts,
        Refusal::Differences(KeyFact::ALL.to_vec()),
        Refusal::NoDifference,
        Refusal::CheckedAlready,
        Refusal::CorrectionAsked,
        Refusal::NotFoundRight,
        Refusal::HasStarted,
        Refusal::HasNotStarted,
        Refusal::EndedAlready,
        Refusal::NoSuchFollowUp,
        Refusal::FollowedUpAlready,
        Refusal::NothingOwed,
        Refusal::WithdrawnAlready,
        Refusal::NothingNamed,
        Refusal::Full,
        Refusal::TooManyQuestions,
        Refusal::NotToComeBack(Returned::Outcomes),
        Refusal::NotToComeBack(Returned::Reasons),
        Refusal::NotToComeBack(Returned::ReadBack),
    ]
}

fn not_readies() -> Vec<NotReady> {
    vec![
        NotReady::NoConsent,
        NotReady::NotConfirmed(vec![SectionId::Health, SectionId::Crisis]),
        NotReady::Missing(FieldId::ALL.to_vec()),
        NotReady::NotSubmitted,
        NotReady::Waiting,
        NotReady::ApprovedAlready,
        NotReady::OwnWork,
        NotReady::NotApproved,
        NotReady::NothingDisclosed,
    ]
}

fn denials() -> Vec<Problem> {
    let mut why = vec![
        Denied::NoRight,
        Denied::ConsentExpired,
        Denied::OtherOffice,
        Denied::TooEarly(day()),
        Denied::OutsideConsent,
        Denied::NotInConsent(crate::domain::section::ItemId::CopyConsultation),
        Denied::NotTheirCase,
        Denied::MonthsUnconfirmed,
        Denied::ContractGoesOn,
        Denied::StillHeld,
        Denied::NotAway,
        Denied::DayToCome(day()),
        Denied::DayBefore(day(), Earliest::Offered(day())),
        Denied::DayBefore(day(), Earliest::AgreedStart(day())),
        Denied::DayBefore(day(), Earliest::Beginning(day())),
        Denied::DayBefore(day(), Earliest::LastDay(day())),
    ];
    why.extend(not_readies().into_iter().map(Denied::NotReady));
    why.extend(refusals().into_iter().map(Denied::Refused));
    let of = |step: &Step| {
        let step = *step;
        why.clone()
            .into_iter()
            .map(move |why| Problem::Denied { step, why })
            .collect::<Vec<_>>()
    };
    Step::ALL.iter().flat_map(of).collect()
}

fn vaults() -> Vec<VaultError> {
    let parts = [
        Part::Keyring,
        Part::Pointer,
        Part::Journal,
        Part::Index,
        Part::Witness,
    ];
    let mut all = vec![
        VaultError::WrongPassphrase,
        VaultError::WrongSheet,
        VaultError::Busy,
        VaultError::NotAVault,
        VaultError::AlreadyThere,
        VaultError::NewerFormat,
        VaultError::TooLarge,
        VaultError::NameTaken,
        VaultError::NoSuchAccount,
        VaultError::NoMemory,
        VaultError::Reopen,
    ];
    all.extend(parts.map(|part| VaultError::Damaged { part }));
    all.extend(parts.map(|part| VaultError::RolledBack { part }));
    let kinds = [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::Other,
    ];
    all.extend(kinds.map(|kind| VaultError::Io(kind.into())));
    all
}

fn cards() -> Vec<CardRefused> {
    let mut all = vec![
        CardRefused::TooLong,
        CardRefused::NotACard,
        CardRefused::Newer(2),
        CardRefused::WrongLength,
        CardRefused::BadSignature,
        CardRefused::Malformed,
        CardRefused::BadRecipient,
        CardRefused::BadDay,
        CardRefused::Older,
    ];
    let lines = [
        CardLine::Name,
        CardLine::Corporation,
        CardLine::Number,
        CardLine::Address,
        CardLine::Representative,
        CardLine::Phone,
    ];
    all.extend(lines.map(CardRefused::BadLine));
    all
}

fn rows() -> Vec<RowProblem> {
    let mut why = vec![
        ImportWrong::TooLarge { max: 1 << 20 },
        ImportWrong::NotJson { line: 1, column: 2 },
        ImportWrong::OtherFormat,
        ImportWrong::Newer { version: 2 },
        ImportWrong::UnknownField,
        ImportWrong::UnknownKey,
        ImportWrong::Twice,
        ImportWrong::Missing("state"),
    ];
    let expected = [
        Expected::Object,
        Expected::Array,
        Expected::Text,
        Expected::Number,
        Expected::Day,
        Expected::Month,
        Expected::State,
        Expected::Source,
    ];
    why.extend(expected.map(ImportWrong::Expected));
    why.extend(texts().into_iter().map(ImportWrong::Text));
    why.extend(answers().into_iter().map(ImportWrong::Answer));
    let at = |why| RowProblem {
        path: "fields.person.birth.answer".to_owned(),
        why,
    };
    why.into_iter().map(at).collect()
}

fn about(id: HandoverId) -> Concerned {
    Concerned {
        id,
        person: String::new(),
        office: "Sample office".into(),
        phase: Some(crate::domain::handover::dossier::Phase::InReview),
    }
}

fn untrusted(why: Distrust) -> Problem {
    Problem::NotTrusted(Box::new(Untrusted {
        id: OfficeId::from_bytes([0xCD; 32]),
        name: "Sample office".into(),
        phone: "03-0000-0000".into(),
        fingerprint: "aaaaa-bbbbb".into(),
        why,
    }))
}

fn plain() -> Vec<Problem> {
    let id = HandoverId::from_bytes([0xAB; 16]);
    vec![
        Problem::Stale,
        Problem::Erased,
        // The other sentences on dates are in `lang::date`; one of them shows a Japanese date as an example.
        Problem::Date(DateRefused::NoSuchDay),
        Problem::Rows(rows()),
        Problem::Typed("period.left".into(), ImportWrong::UnknownField),
        Problem::NothingToWithdraw,
        Problem::WhereTo(Vec::new()),
        Problem::OpenHandover(Box::new(about(id))),
        Problem::HandedOver(Box::new(about(id))),
        Problem::FileOffered(Box::new(about(id))),
        Problem::FileMissing(None),
        Problem::FileMissing(Some((ChoiceId::SupportPlan, day()))),
        Problem::EntriesLost(Box::new(about(id))),
        Problem::NothingToAdd,
        Problem::NothingToTakeUp,
        Problem::NotWaiting(vec![FieldId::HealthAllergies]),
        Problem::OnlyTogether(vec![FieldId::PeriodConfirmedOn]),
        Problem::OwnAnswers(vec![FieldId::HealthAllergies]),
        Problem::NothingLost,
        Problem::NothingHeld,
        Problem::OwnCard,
        Problem::OwnAccount,
        Problem::LeftAlready,
        Problem::StillKept(Keeping::NoContractEnd),
        Problem::StillKept(Keeping::UnderWay(
            crate::domain::id::HandoverId::from_bytes([7; 16]),
        )),
        Problem::StillKept(Keeping::Unreadable),
        Problem::StillKept(Keeping::Until(Term {
            base: Day::FIRST,
            last: Day::LAST,
        })),
        Problem::Unwritable(vec![Unwritten {
            row: 2,
            heading: "Name".into(),
            character: '✓',
        }]),
        Problem::NoWords(WordKey::Text),
        Problem::Alike(Box::new(Likeness::example(vec![somebody_here()]))),
        Problem::MonthsDiffer(UsedDiffer {
            said: 12,
            written: Some(11),
            counted: Some(10),
        }),
        Problem::NotSure,
        Problem::ReasonMissing,
        untrusted(Distrust::NeverVerified),
        untrusted(Distrust::Revoked(Some(day()))),
        untrusted(Distrust::Revoked(None)),
        Problem::WrongFingerprint,
        Problem::NoKeys,
        Problem::HasKeys(OfficeId::from_bytes([0xCD; 32])),
        Problem::NotOnPaper,
        Problem::NotPrinted,
        Problem::NothingOnCopy,
        Problem::DayToCome(day()),
        Problem::BeforePrint(day()),
        Problem::ListFull(60),
        Problem::VisitDays(31),
        Problem::NotToEnter(Step::Receive),
        Problem::SlipDay {
            from: day(),
            to: day(),
        },
        Problem::OwnFingerprint,
        Problem::NameTaken,
        Problem::WeakPassphrase,
        Problem::NoMailbox,
        Problem::TooLarge,
        Problem::Unreadable,
        Problem::OfficeNumber,
        Problem::Setting(SettingId::PeriodAlarm, SettingRefused::NotOffered),
        Problem::Setting(SettingId::GapAlarm, SettingRefused::NotByCity),
        Problem::Newer,
    ]
}

fn everything() -> Vec<Problem> {
    let things = [
        Thing::Case,
        Thing::Handover,
        Thing::Consent,
        Thing::Office,
        Thing::Staff,
        Thing::Question,
        Thing::ReadBack,
        Thing::Withdrawal,
        Thing::FollowUp,
        Thing::Suggestion,
        Thing::Attachment,
        Thing::Contact,
        Thing::Meeting,
        Thing::MeetingTask,
        Thing::Copy,
        Thing::Sheet,
        Thing::Visit,
        Thing::Parcel,
    ];
    let covered = [
        NotCovered::OtherCase,
        NotCovered::NotYet { from: day() },
        NotCovered::Expired { until: day() },
        NotCovered::Withdrawn { on: day() },
        NotCovered::NothingToDisclose,
    ];
    let forms = [
        FormRefused::NoItems,
        FormRefused::EndsBeforeSigned,
        FormRefused::SignedAhead,
        FormRefused::FamilyMustSign,
        FormRefused::OtherCorporation,
    ];
    let transports = [
        TransportError::PlaceMissing,
        TransportError::NotReadable,
        TransportError::NotWritable,
        TransportError::Full,
        TransportError::NoSuchParcel,
        TransportError::TooLarge,
        TransportError::Changed,
        TransportError::NoAnswer,
        TransportError::NotBack,
        TransportError::Failed(ErrorKind::Other),
    ];
    let mut all = plain();
    all.extend(denials());
    all.extend(vaults().into_iter().map(Problem::Vault));
    all.extend(things.map(Problem::Missing));
    all.extend(things.map(Problem::Ambiguous));
    let here = ["Mihon H", "Mihon J"].map(|it| Line::new(it, 60).unwrap());
    all.push(Problem::NoColleague(here.to_vec()));
    all.extend(texts().into_iter().map(Problem::Text));
    all.extend(answers().into_iter().map(Problem::Answer));
    let formats = Format::ALL.map(AttachmentRefused::Cut);
    let files = [
        AttachmentRefused::Empty,
        AttachmentRefused::TooLong,
        AttachmentRefused::Unknown,
        AttachmentRefused::TooMuch,
        AttachmentRefused::TooMuchToSend,
        AttachmentRefused::Known,
        AttachmentRefused::NotAFile,
        AttachmentRefused::ScanThere,
    ];
    all.extend(files.into_iter().chain(formats).map(Problem::Attachment));
    all.extend(covered.map(Problem::NotCovered));
    all.extend(forms.map(Problem::Form));
    all.extend(cards().into_iter().map(Problem::Card));
    all.extend(transports.map(Problem::Transport));
    all
}

#[test]
fn every_problem_says_what_happened_and_what_to_do_in_both_languages() {
    for one in everything() {
        assert_said(|lang| problem(&one, lang));
    }
}

#[test]
fn who_has_no_right_is_told_whom_to_ask() {
    let said = denied(Step::Approve, &Denied::NoRight, Lang::En);
    assert_eq!(said.then, "Ask one of these: Service manager, Manager.");
    let said = denied(Step::Read, &Denied::NoRight, Lang::En);
    assert!(said.then.contains("audit show"), "{}", said.then);
    let said = denied(Step::Receive, &Denied::NoRight, Lang::En);
    assert_eq!(
        said.then,
        "The program does it by itself; nothing is to be done."
    );
}

/// A new form alone opens none of them: the way that is left is the step's own.
#[test]
fn where_consent_has_run_out_each_step_names_the_way_it_has_left() {
    for (step, way) in [
        (Step::Release, "条件付で可"),
        (Step::Accept, "送り手が本人から同意を取り直し"),
        (Step::Add, "長い同意を記録すれば追補"),
        (Step::GiveCopy, "引渡の前なら"),
    ] {
        let said = denied(step, &Denied::ConsentExpired, Lang::Ja);
        assert!(said.then.contains(way), "{step:?}: {said:?}");
    }
}

#[test]
fn long_lists_name_the_first_and_count_the_rest() {
    let names = |count: usize| listed((1..=count).map(|it| it.to_string()), Lang::En);
    assert_eq!(names(6), "1, 2, 3, 4, 5, 6");
    assert_eq!(names(8), "1, 2, 3, 4, 5, 6 and 2 more");
}

#[test]
fn a_place_in_a_document_is_told_by_the_name_of_its_field() {
    for (path, field) in [
        ("fields.person.birth", Some(FieldId::PersonBirth)),
        ("fields.person.birth.answer", Some(FieldId::PersonBirth)),
        ("fields.no.such", None),
        ("version", None),
        ("", None),
    ] {
        assert_eq!(field_of(path), field, "{path}");
    }
}
