//! The stable English names of states, tasks and reasons, as arguments and JSON know them.
//!
//! They are no words for people and never change; what people read is in `lang`.

use serde_json::{Value as Json, json};

use crate::domain::alert::Severity;
use crate::domain::audit;
use crate::domain::check_digit::CheckDigit;
use crate::domain::contact;
use crate::domain::handover::dossier::{
    Arrival, Bearing, Ending, QuestionStatus, Standing, Stop, WithdrawalAnswer,
};
use crate::domain::handover::draft::NotReady;
use crate::domain::handover::entry::{
    Act, Approval, Decline, Discontinuation, Finding, Handling, Outcome, Reading, Reply, Side,
    Verdict, Weight,
};
use crate::domain::handover::permit::{Denied, Months};
use crate::domain::handover::turn::{Task, Why};
use crate::domain::handover::words::WordKey;
use crate::domain::key_fact::KeyFact;
use crate::domain::section::FieldId;
use crate::domain::setting::Ground;
use crate::workflow::alike::{Alike, Coming, Same};
use crate::workflow::custody::Strength;
use crate::workflow::folder::Lost;
use crate::workflow::never::{Place, Trace};
use crate::workflow::office::PeerStanding;
use crate::workflow::post::{Forbidden, Refused, TakenBack};
use crate::workflow::problem::{Kind, Notice};
use crate::workflow::round::Was;
use crate::workflow::view::Trouble;

/// Every verdict.
pub const VERDICTS: &[Verdict] = &[Verdict::Right, Verdict::RightThough, Verdict::Correct];
/// Every way to decline.
pub const DECLINES: &[Decline] = &[
    Decline::NotTaken,
    Decline::SentBack,
    Decline::TryOther,
    Decline::YesIf,
];
/// Every reason in the world.
pub const DISCONTINUATIONS: &[Discontinuation] = &[
    Discontinuation::Died,
    Discontinuation::MovedAway,
    Discontinuation::Employed,
    Discontinuation::OfficeClosed,
    Discontinuation::NotReachable,
    Discontinuation::CameBack,
];
/// Every outcome.
pub const OUTCOMES: &[Outcome] = &[
    Outcome::GoingWell,
    Outcome::Concern,
    Outcome::Left,
    Outcome::NotReached,
    Outcome::NotShared,
];
/// Every way to handle withdrawn items.
pub const HANDLINGS: &[Handling] = &[
    Handling::Returned,
    Handling::Erased,
    Handling::Kept,
    Handling::NothingHeld,
];

/// What a passphrase can cost to try.
pub const STRENGTHS: &[Strength] = &[
    Strength::Standard,
    Strength::Least,
    #[cfg(debug_assertions)]
    Strength::Trifle,
];

/// Names what a passphrase costs to try.
pub fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Standard => "standard",
        Strength::Least => "least",
        #[cfg(debug_assertions)]
        Strength::Trifle => "trifle",
    }
}

/// Names a side.
pub fn side(side: Side) -> &'static str {
    match side {
        Side::Sender => "sender",
        Side::Receiver => "receiver",
    }
}

/// Names a key fact.
pub fn fact(fact: KeyFact) -> &'static str {
    match fact {
        KeyFact::NameKana => "name-kana",
        KeyFact::Birth => "birth",
        KeyFact::CertificateLastFour => "certificate-last-four",
        KeyFact::MonthsLeft => "months-left",
        KeyFact::NextFixedDay => "next-fixed-day",
        KeyFact::Medication => "medication",
        KeyFact::Signs => "signs",
    }
}

/// Names a verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "right",
        Verdict::RightThough => "right-though",
        Verdict::Correct => "correct",
    }
}

/// Names what a case says of the end of the contract.
pub fn months(months: Months) -> &'static str {
    match months {
        Months::Confirmed => "confirmed",
        Months::Unconfirmed => "unconfirmed",
        Months::NotKept => "not-kept",
        Months::NotAsked => "not-asked",
        Months::ForATime => "for-a-time",
    }
}

/// Names a way to decline.
pub fn decline(decline: Decline) -> &'static str {
    match decline {
        Decline::NotTaken => "not-taken",
        Decline::SentBack => "sent-back",
        Decline::TryOther => "try-other",
        Decline::YesIf => "yes-if",
    }
}

/// Names a reason in the world.
pub fn discontinuation(reason: Discontinuation) -> &'static str {
    match reason {
        Discontinuation::Died => "died",
        Discontinuation::MovedAway => "moved-away",
        Discontinuation::Employed => "employed",
        Discontinuation::OfficeClosed => "office-closed",
        Discontinuation::NotReachable => "not-reachable",
        Discontinuation::CameBack => "came-back",
    }
}

/// Names an outcome.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::GoingWell => "going-well",
        Outcome::Concern => "concern",
        Outcome::Left => "left",
        Outcome::NotReached => "not-reached",
        Outcome::NotShared => "not-shared",
    }
}

/// Names what was done with withdrawn items.
pub fn handling(handling: Handling) -> &'static str {
    match handling {
        Handling::Returned => "returned",
        Handling::Erased => "erased",
        Handling::Kept => "kept",
        Handling::NothingHeld => "nothing-held",
    }
}

/// Names what is owed.
pub fn task(task: &Task) -> &'static str {
    match task {
        Task::Erase => "erase",
        Task::Handle { .. } => "handle",
        Task::AskBack => "ask-back",
        Task::Print => "print",
        Task::Release => "release",
        Task::OfferAgain(Why::ItemsWithdrawn) => "offer-again-items-withdrawn",
        Task::OfferAgain(Why::Condition) => "offer-again-condition",
        Task::OfferAgain(Why::ConsentExpired) => "offer-again-consent-expired",
        Task::OfferAgain(Why::ConsentExpiredAccepted) => "offer-again-consent-expired-accepted",
        Task::Answer(_) => "answer",
        Task::Check(_) => "check",
        Task::Receive => "receive",
        Task::Receipt => "receipt",
        Task::Read(_) => "read",
        Task::Decide(_) => "decide",
        Task::CloseQuestion(_) => "close-question",
        Task::ReadBack => "read-back",
        Task::Accept => "accept",
        Task::Start => "start",
        Task::StartOrNot => "start-or-not",
        Task::End => "end",
        Task::FollowUp(_) => "follow-up",
        Task::NotShared(_) => "say-not-shared",
        Task::CameBack => "came-back",
    }
}

/// Names what an entry says.
pub fn act(act: &Act) -> &'static str {
    match act {
        Act::Offered { .. } => "offered",
        Act::Answered { .. } => "answered",
        Act::ReadBackChecked { .. } => "read-back-checked",
        Act::Recalled => "recalled",
        Act::Released { .. } => "released",
        Act::Added { .. } => "added",
        Act::Lapsed => "lapsed",
        Act::Ended { .. } => "ended",
        Act::Received { .. } => "received",
        Act::Acknowledged { .. } => "acknowledged",
        Act::Asked { .. } => "asked",
        Act::QuestionClosed { .. } => "question-closed",
        Act::ReadBack { .. } => "read-back",
        Act::Accepted { .. } => "accepted",
        Act::Declined { .. } => "declined",
        Act::Started { .. } => "started",
        Act::NotStarted => "not-started",
        Act::FollowedUp { .. } => "followed-up",
        Act::Erased => "erased",
        Act::Handled { .. } => "handled",
        Act::Discontinued { .. } => "discontinued",
        Act::ConsentWithdrawn { .. } => "consent-withdrawn",
    }
}

/// Names what a text in an entry is.
pub fn word(key: WordKey) -> &'static str {
    match key {
        WordKey::By => "by",
        WordKey::PersonName => "person_name",
        WordKey::PersonKana => "person_kana",
        WordKey::Purpose => "purpose",
        WordKey::Exception => "exception",
        WordKey::Text => "text",
        WordKey::Risk1 => "risk_1",
        WordKey::Risk2 => "risk_2",
        WordKey::Risk3 => "risk_3",
        WordKey::NextStep => "next_step",
        WordKey::FirstAppointment => "first_appointment",
        WordKey::InCharge => "in_charge",
        WordKey::Condition => "condition",
        WordKey::OtherOffice => "other_office",
        WordKey::Withheld => "withheld",
        WordKey::Typed => "typed",
        WordKey::Confirmation => "confirmation",
        WordKey::ToldBy => "told_by",
        WordKey::Original => "original",
        WordKey::Saying => "saying",
        WordKey::HeardBy => "heard_by",
        WordKey::Evidence => "evidence",
    }
}

/// Names what a reader says of a section.
pub fn reading(reading: Reading) -> &'static str {
    match reading {
        Reading::Understood => "understood",
        Reading::NotForUs => "not-for-us",
    }
}

/// Names how a key fact compared.
pub fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::Same => "same",
        Finding::Differs => "differs",
        Finding::PaperDiffers => "paper-differs",
    }
}

/// Finds the comparison with this name.
pub fn finding_named(name: &str) -> Option<Finding> {
    let all = [Finding::Same, Finding::Differs, Finding::PaperDiffers];
    all.into_iter().find(|it| finding(*it) == name)
}

/// Finds the key fact with this name.
pub fn fact_named(name: &str) -> Option<KeyFact> {
    KeyFact::ALL.iter().copied().find(|it| fact(*it) == name)
}

/// Names whether content was opened.
pub fn arrival(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::OnTheWay => "on-the-way",
        Arrival::Arrived => "arrived",
    }
}

/// Names whether an offer can still be accepted.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "open",
        Standing::Void => "void",
        Standing::Conditional => "conditional",
    }
}

/// Names how an offer was approved.
pub fn approval(approval: Approval) -> &'static str {
    match approval {
        Approval::TwoPeople => "two-people",
        Approval::DeclaredException => "declared-exception",
    }
}

/// Names the weight of a section.
pub fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Mandatory => "mandatory",
        Weight::Optional => "optional",
    }
}

/// Names where a question stands.
pub fn question(status: QuestionStatus) -> &'static str {
    match status {
        QuestionStatus::Unanswered => "unanswered",
        QuestionStatus::Answered(Reply::Text) => "answered",
        QuestionStatus::Answered(Reply::CannotBeAnswered) => "cannot-be-answered",
        QuestionStatus::Closed => "closed",
    }
}

/// Names whether something counts for the current offer.
pub fn bearing(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Current => "current",
        Bearing::Past => "past",
    }
}

/// Names an ending.
pub fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Withdrawn => "withdrawn",
        Ending::Recalled => "recalled",
        Ending::Declined(Decline::NotTaken) => "declined-not-taken",
        Ending::Declined(Decline::SentBack) => "declined-sent-back",
        Ending::Declined(Decline::TryOther) => "declined-try-other",
        Ending::Declined(Decline::YesIf) => "declined-yes-if",
        Ending::NotStarted => "not-started",
        Ending::Lapsed => "lapsed",
        Ending::Discontinued(reason) => discontinued(reason),
    }
}

fn discontinued(reason: Discontinuation) -> &'static str {
    match reason {
        Discontinuation::Died => "discontinued-died",
        Discontinuation::MovedAway => "discontinued-moved-away",
        Discontinuation::Employed => "discontinued-employed",
        Discontinuation::OfficeClosed => "discontinued-office-closed",
        Discontinuation::NotReachable => "discontinued-not-reachable",
        Discontinuation::CameBack => "discontinued-came-back",
    }
}

/// Names what a withdrawal asks of the receiver.
pub fn withdrawal(answer: WithdrawalAnswer) -> &'static str {
    match answer {
        WithdrawalAnswer::Settled => "settled",
        WithdrawalAnswer::Owed => "owed",
        WithdrawalAnswer::Given(given) => handling(given),
    }
}

/// Names why a dossier stopped.
pub fn stop(stop: &Stop) -> &'static str {
    match stop {
        Stop::Fork { .. } => "fork",
        Stop::SeenLess { .. } => "seen-less",
        Stop::NotAllowed { .. } => "not-allowed",
        Stop::Foreign => "foreign",
    }
}

/// Names why a step is not open.
pub fn denied(why: &Denied) -> &'static str {
    match why {
        Denied::NoRight => "no-right",
        Denied::NotReady(NotReady::NoConsent) => "no-consent",
        Denied::NotReady(NotReady::NotConfirmed(_)) => "not-confirmed",
        Denied::NotReady(NotReady::Missing(_)) => "missing-fields",
        Denied::NotReady(NotReady::NotSubmitted) => "not-submitted",
        Denied::NotReady(NotReady::Waiting) => "waits-for-approval",
        Denied::NotReady(NotReady::ApprovedAlready) => "approved-already",
        Denied::NotReady(NotReady::OwnWork) => "own-work",
        Denied::NotReady(NotReady::NotApproved) => "not-approved",
        Denied::NotReady(NotReady::NothingDisclosed) => "nothing-disclosed",
        Denied::Refused(_) => "rule",
        Denied::ConsentExpired => "consent-expired",
        Denied::OtherOffice => "other-office",
        Denied::TooEarly(_) => "too-early",
        Denied::OutsideConsent | Denied::NotInConsent(_) => "outside-consent",
        Denied::NotTheirCase => "not-their-case",
        Denied::MonthsUnconfirmed => "months-unconfirmed",
        Denied::ContractGoesOn => "contract-goes-on",
        Denied::NotAway => "not-away",
        Denied::StillHeld => "still-held",
        Denied::DayToCome(_) => "day-to-come",
        Denied::DayBefore(..) => "day-before",
    }
}

/// Names how far an office's key is trusted.
pub fn peer(standing: &PeerStanding) -> &'static str {
    match standing {
        PeerStanding::Unverified => "unverified",
        PeerStanding::Vouched => "vouched",
        PeerStanding::Verified { .. } => "verified",
        PeerStanding::Revoked => "revoked",
        PeerStanding::OnPaper => "on-paper",
    }
}

/// Names what a line of the journal tells of.
pub fn audited(act: &audit::Act) -> &'static str {
    use audit::Act;
    match act {
        Act::Init => "init",
        Act::Unlock => "unlock",
        Act::FailedUnlocks(_) => "failed-unlocks",
        Act::StaffAdded => "staff-added",
        Act::StaffChanged => "staff-changed",
        Act::StaffLeft => "staff-left",
        Act::PassphraseChanged => "passphrase-changed",
        Act::Recovered => "recovered",
        Act::SettingChanged => "setting-changed",
        Act::CaseWritten => "case-written",
        Act::CaseRead => "case-read",
        Act::NotesWritten => "notes-written",
        Act::ConsentGiven => "consent-given",
        Act::ConsentWithdrawn => "consent-withdrawn",
        Act::NotASecret => "not-a-secret",
        Act::LegalWritten => "legal-written",
        Act::Handover { .. } => "handover",
        Act::Sent => "sent",
        Act::Collected => "collected",
        Act::Refused => "refused",
        Act::CardKept => "card-kept",
        Act::CardVerified => "card-verified",
        Act::CardRevoked => "card-revoked",
        Act::Printed => "printed",
        Act::Exported => "exported",
        Act::Imported => "imported",
        Act::Erased => "erased",
        Act::Rebuilt => "rebuilt",
        Act::BackedUp => "backed-up",
    }
}

/// What keeps a handover from being written into.
pub fn trouble(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Unreadable => "unreadable",
        Trouble::Lost(Lost::Claimed { .. }) => "own-entries-claimed",
        Trouble::Lost(Lost::Proven { .. }) => "own-entries-lost",
    }
}

/// How much an alert presses.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Now => "now",
        Severity::Soon => "soon",
    }
}

/// What a setting, or what is counted with it, rests on.
pub fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Source => "source",
        Ground::Hearsay => "hearsay",
        Ground::House => "house",
    }
}

/// Names why a parcel, or a part of it, was refused.
pub fn refused(why: &Refused) -> &'static str {
    match why {
        Refused::Parcel(_) => "parcel",
        Refused::Transport(_) => "transport",
        Refused::Undeleted(_) => "undeleted",
        Refused::Entry(_) => "entry",
        Refused::Unreadable => "unreadable",
        Refused::Unknown(_) => "unknown-handover",
        Refused::Stopped(..) => "stopped",
        Refused::Lost(_) => "own-entries-lost",
        Refused::Claimed(..) => "own-entries-claimed",
        Refused::Full(_) => "full",
        Refused::Destroyed(..) => "destroyed",
        Refused::Card(_) => "card",
        Refused::OtherCard => "other-card",
        Refused::WrongContent(_) => "wrong-content",
    }
}

/// Names what became of a parcel that may not lie in the shared folder any more.
pub fn taken_back(it: &TakenBack) -> &'static str {
    match it.done {
        Ok(Was::There) => "there",
        Ok(Was::Gone) => "gone",
        Err(_) => "not-yet",
    }
}

/// Names why a parcel may not lie in the shared folder any more.
pub fn forbidden(why: Forbidden) -> &'static str {
    match why {
        Forbidden::Overtaken => "overtaken",
        Forbidden::Distrusted => "distrusted",
    }
}

/// Names what was noticed while the store was opened.
pub fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::KeyringMended => "keyring-mended",
        Notice::PointerMended => "pointer-mended",
        Notice::TailCut(_) => "tail-cut",
        Notice::JournalSpoilt => "journal-spoilt",
        Notice::IndexRebuilt => "index-rebuilt",
        Notice::WitnessMissing => "witness-missing",
        Notice::WitnessSpoilt => "witness-spoilt",
        Notice::SwitchFinished => "switch-finished",
        Notice::BallastSpent => "ballast-spent",
        Notice::KeyringUntold => "keyring-untold",
    }
}

/// Names what became of telling somebody.
pub fn contact(standing: &contact::Standing) -> &'static str {
    match standing {
        contact::Standing::Open => "open",
        contact::Standing::KnowsByCase => "knows-by-case",
        contact::Standing::Told { .. } => "told",
        contact::Standing::NotNeeded { .. } => "not-needed",
    }
}

/// Names a kind of failure.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Refused => "refused",
        Kind::WrongPassphrase => "wrong-passphrase",
        Kind::BadInput => "bad-input",
        Kind::Damaged => "damaged",
        Kind::Busy => "busy",
        Kind::Failed => "failed",
    }
}

/// Names what the last digit of a number says.
pub fn check_digit(check: CheckDigit) -> &'static str {
    match check {
        CheckDigit::Fits => "fits",
        CheckDigit::Differs => "differs",
    }
}

/// By what cases are like somebody, each under its id.
pub fn alike_by(here: &[Alike]) -> Json {
    let by = |it: &Alike| {
        it.by
            .iter()
            .map(|same| self::same(*same))
            .collect::<Vec<_>>()
    };
    let cases = here
        .iter()
        .map(|it| (it.case.id.to_string(), json!(by(it))));
    Json::Object(cases.collect())
}

/// By what handovers that came are like somebody, each under its id.
pub fn arriving(coming: &[Coming]) -> Json {
    let by = |it: &Coming| it.by.iter().map(|it| same(*it)).collect::<Vec<_>>();
    let coming = coming
        .iter()
        .map(|it| (it.handover.to_string(), json!(by(it))));
    Json::Object(coming.collect())
}

/// What is the same of two people.
pub fn same(it: Same) -> &'static str {
    match it {
        Same::Certificate => FieldId::CertificateNumber.spec().name,
        Same::LastFour => "certificate.last-four",
        Same::Name => FieldId::PersonName.spec().name,
        Same::Reading => FieldId::PersonKana.spec().name,
        Same::Birth => FieldId::PersonBirth.spec().name,
        Same::NameBegins => "person.name.begins",
        Same::ReadingBegins => "person.kana.begins",
    }
}

/// Something that may never be stored: where it stands and what it looks like.
pub fn trace(it: &Trace) -> Json {
    let place = match it.place {
        Place::Field(field) => field.spec().name,
        Place::Words(_) => "words",
        Place::Note => "note",
        Place::OriginalKept => "consent.original-kept",
        Place::Form => "consent.form",
        Place::Source(_) => "source",
        Place::Office => "office",
        Place::PaperOffice => "paper-office",
        Place::Card => "card",
        Place::Staff => "staff",
        Place::City => "city",
        Place::Contact => "contact",
        Place::Meeting => "meeting",
    };
    json!({ "place": place, "looks_like": it.what.code(), "from": it.from })
}
