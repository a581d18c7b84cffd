//! What to look at before it grows: alerts read off a case or a handover, what is set, and today.
//!
//! Pure. An alert says what it saw, with its figures; it decides nothing, and nothing waits for it. What somebody owes is a
//! duty (`handover::turn`).

use crate::domain::answer::{CellValue, Given, Row};
use crate::domain::calendar::{Day, Month, months_later};
use crate::domain::case::{CaseSummary, Value};
use crate::domain::contact::moves_since;
use crate::domain::contract::{Standing, own_day};
use crate::domain::field::ChoiceId;
use crate::domain::handover::changed::{Changed, Telling};
use crate::domain::handover::dossier::{Ending, Phase, State};
use crate::domain::handover::entry::{Act, Decline, Discontinuation, Envelope, Side, Withdrawal};
use crate::domain::handover::kind::{Begin, Course, HandoverKind};
use crate::domain::handover::turn::{Falls, consent_expired};
use crate::domain::id::OfficeId;
use crate::domain::period::{Agreement, gap_days};
use crate::domain::section::{FieldId, SectionId};
use crate::domain::service::{Between, Crossing, NotCounted, Passage, Service, day};
use crate::domain::setting::{Ground, Holding, Pick, Reach, SettingId};

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// What was seen, with its figures.
    pub what: What,
    /// How much it presses.
    pub severity: Severity,
    /// The day it turns on: by when to act, or since when.
    pub day: Option<Day>,
}

/// How much an alert presses, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Today.
    Now,
    /// Soon.
    Soon,
}

/// What was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Few months of the service period are left.
    FewMonths {
        /// By our count, or why there is none.
        counted: Result<u8, NotCounted>,
        /// By the city's word, carried to today.
        confirmed: Option<u8>,
    },
    /// The city did not confirm the months, or it is not written who did and when.
    MonthsUnconfirmed,
    /// Our count and the city's word differ.
    MonthsDiffer {
        /// Our count.
        counted: u8,
        /// The city's number, carried to today.
        confirmed: u8,
    },
    /// The certificate ends.
    CertificateEnding,
    /// Nothing can be counted, and the city said nothing.
    MonthsUncounted {
        /// Why not.
        why: NotCounted,
    },
    /// The plan has run out, or is older than it may be.
    PlanDue {
        /// Its first day; none where only its last day is known.
        from: Option<Day>,
    },
    /// The plan was not looked at (モニタリング) for longer than it may be.
    MonitoringDue {
        /// The day it was last looked at, else its first.
        last: Day,
    },
    /// The person is here, and there is no plan of this office: the payment is reduced (未作成減算).
    PlanMissing,
    /// The consultation office's monitoring is due.
    PlannerDue {
        /// The month that was written.
        month: Month,
    },
    /// The person found work, and job-retention support may begin soon or has its day; nobody has written when it begins.
    SupportBegins,
    /// Job-retention support ends.
    SupportEnding,
    /// The person is to come back; the way back is a handover of its own.
    ReturnDue,
    /// Attendance fell against the person's own average.
    AttendanceFalling {
        /// The last whole month.
        month: Month,
        /// Days attended of those agreed, in per cent.
        latest: u32,
        /// The same over the three months before.
        average: u32,
    },
    /// The person is to be handled at once.
    RedSign,
    /// The person is to be handled with care.
    YellowSign,
    /// Staff saw a sign of the red part of the crisis plan, and it is not over.
    RedSeen,
    /// The same of the yellow part.
    YellowSeen,
    /// The crisis plan is old.
    CrisisPlanOld {
        /// The day it was last looked at.
        updated: Day,
    },
    /// The consent a handover rests on ends soon; nothing is waited for before anything was offered.
    ConsentEnding(Option<Before>),
    /// It has ended, and the handover is open.
    ConsentEnded(Before),
    /// What is still to be said after the release can be sent until a day only.
    AdditionsEnding,
    /// A form ends soon, and nothing was offered on it.
    FormEnding,
    /// The day agreed for the first interview went by, and nobody wrote whether it took place.
    NoFirstInterview,
    /// A follow-up's day has come and there is no outcome.
    FollowUpOpen {
        /// Which, from 1.
        nth: u8,
    },
    /// Days without service between two offices.
    ServiceGap {
        /// How many.
        days: u32,
        /// The last day at the sender.
        last: Day,
        /// The first at the receiver.
        start: Day,
    },
    /// Days without service up to today: the last day has gone by, and no start is recorded.
    GapRunning {
        /// How many.
        days: u32,
        /// The last day at the sender, as it was, else as it is planned.
        last: Day,
        /// The first at the receiver, as it is agreed or planned, where it is.
        start: Option<Day>,
    },
    /// The same, as the days are agreed or planned: the contract has not ended yet.
    GapAhead {
        /// How many.
        days: u32,
        /// The last day at the sender.
        last: Day,
        /// The first at the receiver.
        start: Day,
    },
    /// The planned last day of a case has gone by, and nobody took the person on: every handover from here is over.
    NobodyTook {
        /// That day.
        last: Day,
        /// Where it stands.
        field: FieldId,
    },
    /// The case does not say any more what was sent of it.
    ChangedSince {
        /// How many fields.
        fields: usize,
        /// One of them, that which presses most.
        first: FieldId,
        /// How the other office is told.
        telling: Telling,
    },
    /// Nobody there opened what was offered.
    Unopened {
        /// Since how many days.
        days: u32,
    },
    /// The printed offer was handed over, and the form did not come back.
    NoPaperReply {
        /// Since how many days.
        days: u32,
    },
    /// The city wants the report of contracts.
    ReportDue,
    /// The receiver declined, and nothing was begun for the person since.
    Declined(Decline),
    /// The receiver said that the person did not start, and nothing was begun since.
    NotStarted,
    /// The receiver discontinued it of late, and nothing was begun since.
    Discontinued(Discontinuation),
    /// The person took consent back at the receiver of late.
    TakenBack(Extent),
    /// What was agreed at a meeting should be done by now.
    TasksLate {
        /// How many tasks.
        open: usize,
    },
    /// The person moves, and others have still to be told.
    StillToTell {
        /// How many.
        open: usize,
    },
    /// The person took back what copies hold or where they went, and they may still be there.
    CopiesOut {
        /// How many copies.
        open: usize,
    },
    /// Parcels lie in the shared folder that nobody opened, for the office they name as their sender is not trusted.
    LiesUnopened {
        /// That office.
        from: OfficeId,
        /// Why it is not.
        distrusted: Distrusted,
        /// How many.
        parcels: u32,
    },
}

/// Why what an office sends is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distrusted {
    /// Its card was set aside.
    Revoked,
    /// There is no card of it.
    NoCard,
}

/// How much of a consent was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    All,
    /// Some items.
    Items,
}

/// For so many days what the other office said by itself stays on the sender's list, and an interview nobody wrote of, once the
/// handover is closed, on the receiver's.
pub const NEWS_DAYS: i32 = 30;

impl What {
    /// Gives its name, for JSON.
    pub fn code(self) -> &'static str {
        match self {
            What::FewMonths { .. } => "few-months",
            What::MonthsUnconfirmed => "months-unconfirmed",
            What::MonthsDiffer { .. } => "months-differ",
            What::CertificateEnding => "certificate-ending",
            What::MonthsUncounted { .. } => "months-uncounted",
            What::PlanDue { .. } => "plan-due",
            What::MonitoringDue { .. } => "monitoring-due",
            What::PlanMissing => "plan-missing",
            What::PlannerDue { .. } => "planner-due",
            What::SupportBegins => "support-begins",
            What::SupportEnding => "support-ending",
            What::ReturnDue => "return-due",
            What::AttendanceFalling { .. } => "attendance-falling",
            What::RedSign => "red-sign",
            What::YellowSign => "yellow-sign",
            What::RedSeen => "red-seen",
            What::YellowSeen => "yellow-seen",
            What::CrisisPlanOld { .. } => "crisis-plan-old",
            What::ConsentEnding(_) => "consent-ending",
            What::ConsentEnded(_) => "consent-ended",
            What::AdditionsEnding => "additions-ending",
            What::FormEnding => "form-ending",
            What::NoFirstInterview => "no-first-interview",
            What::FollowUpOpen { .. } => "follow-up-open",
            What::ServiceGap { .. } => "service-gap",
            What::GapRunning { .. } => "gap-running",
            What::GapAhead { .. } => "gap-ahead",
            What::NobodyTook { .. } => "nobody-took",
            What::ChangedSince { .. } => "changed-since",
            What::Unopened { .. } => "unopened",
            What::NoPaperReply { .. } => "no-paper-reply",
            What::ReportDue => "report-due",
            What::Declined(_) => "declined",
            What::NotStarted => "not-started",
            What::Discontinued(_) => "discontinued",
            What::TakenBack(_) => "taken-back",
            What::StillToTell { .. } => "still-to-tell",
            What::TasksLate { .. } => "tasks-late",
            What::CopiesOut { .. } => "copies-out",
            What::LiesUnopened { .. } => "lies-unopened",
        }
    }

    /// Gives the field of the case to look at; none where it is about a handover.
    pub fn field(self) -> Option<FieldId> {
        match self {
            What::FewMonths {
                counted: Err(why), ..
            } => Some(why.field()),
            What::FewMonths { .. } | What::MonthsDiffer { .. } => Some(FieldId::PeriodLeft),
            What::MonthsUnconfirmed => Some(FieldId::PeriodConfirmedOn),
            What::CertificateEnding => Some(FieldId::CertificateUntil),
            What::MonthsUncounted { why } => Some(why.field()),
            What::PlanDue { .. } => Some(FieldId::PlanFrom),
            What::MonitoringDue { .. } => Some(FieldId::PlanMonitored),
            What::PlanMissing => Some(FieldId::PlanFrom),
            What::PlannerDue { .. } => Some(FieldId::PlannerNextMonitoring),
            What::SupportBegins => Some(FieldId::EmploymentRetentionFrom),
            What::SupportEnding => Some(FieldId::EmploymentRetentionUntil),
            What::ReturnDue => Some(FieldId::PeriodReturn),
            What::AttendanceFalling { .. } => Some(FieldId::SupportAttendance),
            What::RedSign | What::YellowSign => Some(FieldId::HandlingUrgency),
            What::RedSeen | What::YellowSeen => Some(FieldId::CrisisSeen),
            What::CrisisPlanOld { .. } => Some(FieldId::CrisisUpdated),
            What::GapAhead { .. } => Some(FieldId::HandlingPlannedStart),
            What::GapRunning { .. } => Some(FieldId::HandlingLastDay),
            What::NobodyTook { field, .. } => Some(field),
            What::ChangedSince { first, .. } => Some(first),
            What::ConsentEnding(_)
            | What::ConsentEnded(_)
            | What::AdditionsEnding
            | What::FormEnding
            | What::NoFirstInterview
            | What::FollowUpOpen { .. }
            | What::ServiceGap { .. }
            | What::Unopened { .. }
            | What::NoPaperReply { .. }
            | What::ReportDue
            | What::Declined(_)
            | What::NotStarted
            | What::Discontinued(_)
            | What::TakenBack(_)
            | What::StillToTell { .. }
            | What::TasksLate { .. }
            | What::CopiesOut { .. }
            | What::LiesUnopened { .. } => None,
        }
    }

    /// Gives the settings behind the figures.
    pub fn rests_on(self) -> &'static [SettingId] {
        match self {
            What::FewMonths { .. } => &[
                SettingId::PeriodFrom,
                SettingId::PeriodGaps,
                SettingId::PeriodDeadline,
                SettingId::PeriodStandard,
                SettingId::PeriodExtension,
                SettingId::PeriodAlarm,
            ],
            What::MonthsDiffer { .. } => &[
                SettingId::PeriodFrom,
                SettingId::PeriodGaps,
                SettingId::PeriodStandard,
                SettingId::PeriodExtension,
            ],
            What::CertificateEnding => &[SettingId::PeriodDeadline],
            What::MonthsUncounted { why } => why.rests_on(),
            What::CrisisPlanOld { .. } | What::PlanDue { .. } => {
                &[SettingId::PlanMonths, SettingId::PlanWarning]
            }
            What::MonitoringDue { .. } => &[SettingId::MonitoringMonths, SettingId::PlanWarning],
            What::SupportBegins => &[SettingId::RetentionFrom, SettingId::CourseWarning],
            What::SupportEnding => &[SettingId::RetentionYears, SettingId::CourseWarning],
            What::ReturnDue => &[SettingId::CourseWarning],
            What::AttendanceFalling { .. } => &[SettingId::AttendanceDrop],
            What::ConsentEnding(_) | What::AdditionsEnding | What::FormEnding => {
                &[SettingId::ConsentWarning]
            }
            What::ServiceGap { .. } | What::GapRunning { .. } | What::GapAhead { .. } => {
                &[SettingId::GapAlarm]
            }
            What::Unopened { .. } | What::NoPaperReply { .. } => &[SettingId::UnopenedAlarm],
            What::ReportDue => &[SettingId::ReportWanted, SettingId::ReportDay],
            _ => &[],
        }
    }

    /// Gives what the figures rest on: hearsay where one setting behind them is, which the city is asked about.
    pub fn ground(self) -> Ground {
        // No source says how old a crisis plan may be: that it goes by the plan is our own proposal.
        if matches!(self, What::CrisisPlanOld { .. }) {
            return Ground::House;
        }
        let mut grounds = self.rests_on().iter().map(|it| it.ground());
        match grounds.clone().any(|it| it == Ground::Hearsay) {
            true => Ground::Hearsay,
            false => grounds.next().unwrap_or(Ground::Source),
        }
    }

    /// Says whether a setting behind the figures may differ by city.
    pub fn is_by_city(self) -> bool {
        let mut behind = self.rests_on().iter();
        behind.any(|it| it.reach() == Reach::City)
    }

    /// Whether its day is the one since when, and not the one by when.
    pub fn is_since(self) -> bool {
        matches!(
            self,
            What::RedSign
                | What::YellowSign
                | What::RedSeen
                | What::YellowSeen
                | What::AttendanceFalling { .. }
                | What::NoFirstInterview
                | What::Unopened { .. }
                | What::NoPaperReply { .. }
                | What::GapRunning { .. }
                | What::NobodyTook { .. }
                | What::ChangedSince { .. }
                | What::PlanMissing
                | What::Discontinued(_)
                | What::TakenBack(_)
                | What::StillToTell { .. }
                | What::CopiesOut { .. }
                | What::LiesUnopened { .. }
        )
    }

    /// Whether it tells of an ending: a new handover for the person settles it.
    pub fn is_ending(self) -> bool {
        matches!(
            self,
            What::Declined(_) | What::NotStarted | What::Discontinued(_)
        )
    }

    /// Whether a duty of the handover says the same already.
    pub fn is_owed(self) -> bool {
        matches!(self, What::FollowUpOpen { .. } | What::ConsentEnded(_))
    }
}

/// Sees what is to be looked at in a case of this office, as its contract stands, and by which days the person came from another
/// office, where they did. Of somebody whose contract is over, only what begins then; what lies ahead of a move, `of_plan` says.
pub fn of_case(
    case: &CaseSummary,
    standing: Standing,
    came: Option<Passage>,
    held: Holding,
    today: Day,
) -> Vec<Alert> {
    let course = of_course(Course::of(case, held), held, today);
    if standing == Standing::Over {
        return in_order(course.into_iter().flatten().collect());
    }
    let signs = [sign(case)].into_iter().chain(seen(case, today));
    let service = Service::read_after(&|field| case.get(field), came, held, today);
    let months = of_months(case, &service, standing, held, today);
    let rest = [
        certificate(case, held, today),
        plan(case, standing, held, today),
        monitoring(case, standing, held, today),
        no_plan(case, standing, today),
        planner(case, today),
        attendance(case, held, today),
        crisis_plan(case, held, today),
    ];
    let all = signs.chain(months).chain(rest).chain(course);
    in_order(all.flatten().collect())
}

/// Sees what is to be looked at in a handover of some kind, for the office on one side of it.
pub fn of_handover(
    state: &State,
    side: Side,
    kind: Option<HandoverKind>,
    held: Holding,
    today: Day,
) -> Vec<Alert> {
    if !state.endings.is_empty() || state.stop.is_some() {
        // What the city is owed for a contract that began or ended does not end with the handover.
        let all = [ended(state, side), report(state, side, held, today)];
        return in_order(all.into_iter().flatten().collect());
    }
    let mut all = vec![
        consent(state, side, held, today),
        interview(state, side, today),
        gap(state, held, today).filter(|_| follows(kind)),
        unopened(state, side, held, today),
        report(state, side, held, today),
    ];
    all.extend(follow_ups(state, today));
    in_order(all.into_iter().flatten().collect())
}

/// Whether all that was offered to an office on paper was printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Printed {
    /// It was.
    All,
    /// Something waits to be printed.
    NotYet,
}

/// The same of a handover to an office without the program. Nobody opens anything there: what was not printed yet is owed as a
/// duty, and for what was printed the form is waited for.
pub fn on_paper(seen: Vec<Alert>, printed: Printed) -> Vec<Alert> {
    let said = |alert: Alert| match alert.what {
        What::Unopened { days } => (printed == Printed::All).then_some(Alert {
            what: What::NoPaperReply { days },
            ..alert
        }),
        _ => Some(alert),
    };
    seen.into_iter().filter_map(said).collect()
}

/// Whether the report of contracts went to the city, as somebody of this office wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reported {
    /// It did, or is not needed.
    Settled,
    /// Nobody wrote it.
    NotYet,
}

/// The same where the report may have gone.
pub fn reported(mut seen: Vec<Alert>, reported: Reported) -> Vec<Alert> {
    seen.retain(|it| it.what != What::ReportDue || reported == Reported::NotYet);
    seen
}

/// Whether it was written what became of the first interview.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Interviewed {
    /// It took place, or it did not.
    Said,
    /// Nobody wrote it.
    NotSaid,
}

/// The same where that may have been written.
pub fn interviewed(mut seen: Vec<Alert>, interviewed: Interviewed) -> Vec<Alert> {
    seen.retain(|it| it.what != What::NoFirstInterview || interviewed == Interviewed::NotSaid);
    seen
}

/// Sees what the receiver said by itself and nobody at the sender is asked to answer: it would go by unread. Told to the
/// sender, of the receiver's entries, for `NEWS_DAYS`.
pub fn of_news<'a>(replied: impl Iterator<Item = &'a Envelope>, today: Day) -> Vec<Alert> {
    let fresh = |it: &&Envelope| it.written.days_until(today) <= NEWS_DAYS;
    let told = replied.filter(fresh).filter_map(|it| {
        let what = match &it.act {
            Act::Discontinued { reason } => What::Discontinued(*reason),
            Act::ConsentWithdrawn { scope } => What::TakenBack(match scope {
                Withdrawal::All => Extent::All,
                Withdrawal::Items(_) => Extent::Items,
            }),
            _ => return None,
        };
        Some(soon(what, it.written))
    });
    told.collect()
}

/// Sees that so many tasks of meetings should be done by now, the first of them by this day.
pub fn of_tasks((open, first): (usize, Option<Day>)) -> Option<Alert> {
    (0 < open).then_some(Alert {
        what: What::TasksLate { open },
        severity: Severity::Now,
        day: first,
    })
}

/// Sees that so many have still to be told of a move, at either office.
pub fn of_contacts(state: &State, side: Side, open: usize) -> Option<Alert> {
    let since = moves_since(state, side)?;
    (0 < open).then(|| soon(What::StillToTell { open }, since))
}

/// Copies of a handover that may still be out though the person took back what lets them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CopiesOut {
    /// How many.
    pub open: usize,
    /// Since when.
    pub since: Day,
    /// Whether all of them were asked back already, in vain so far.
    pub asked: Asking,
}

/// Whether somebody asked for what is out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asking {
    /// Nobody wrote that for each of them.
    NotYet,
    /// Somebody did.
    Done,
}

/// Sees that copies are still to be asked back.
pub fn of_copies(out: CopiesOut) -> Alert {
    Alert {
        what: What::CopiesOut { open: out.open },
        severity: match out.asked {
            Asking::NotYet => Severity::Now,
            Asking::Done => Severity::Soon,
        },
        day: Some(out.since),
    }
}

/// Sees parcels nobody opened, which lie there since a day. That of an office that was trusted once may be a withdrawal or a
/// recall.
pub fn of_unopened(from: OfficeId, distrusted: Distrusted, parcels: u32, since: Day) -> Alert {
    Alert {
        what: What::LiesUnopened {
            from,
            distrusted,
            parcels,
        },
        severity: match distrusted {
            Distrusted::Revoked => Severity::Now,
            Distrusted::NoCard => Severity::Soon,
        },
        day: Some(since),
    }
}

/// Sees what the case of a handover does not say any more as it was sent, for the sender. It ends with a new offer, an addition,
/// or the case that says the same again.
pub fn of_changes(state: &State, changed: &[Changed], today: Day) -> Option<Alert> {
    let (offer, telling) = (state.offer.as_ref()?, Telling::of(state, today)?);
    let mut pressing = changed.iter().filter(|it| it.presses());
    let of_body = |it: &Changed| {
        let section = it.field.spec().section;
        matches!(section, SectionId::Health | SectionId::Crisis)
    };
    let harms = pressing.clone().find(|it| of_body(it));
    let pressing = harms.or(pressing.next());
    let first = pressing.or(changed.first())?.field;
    Some(Alert {
        what: What::ChangedSince {
            fields: changed.len(),
            first,
            telling,
        },
        severity: match pressing {
            Some(_) => Severity::Now,
            None => Severity::Soon,
        },
        day: Some(offer.written),
    })
}

/// Sees that the last day planned here has gone by and nobody took the person on: of a case whose handovers from here are over
/// without a start. It ends with a new handover, with another day, and where the contract is over.
pub fn of_left_behind(case: &CaseSummary, standing: Standing, today: Day) -> Option<Alert> {
    let since = match standing {
        Standing::Here { since } => Some(since),
        Standing::Unsigned => None,
        Standing::Over => return None,
    };
    let planned = [FieldId::HandlingLastDay, FieldId::ContractEnd];
    let mut planned = planned
        .into_iter()
        .filter_map(|field| Some((field, own_day(case, field)?)));
    let (field, last) = planned.next()?;
    let gone_by = last < today && since.is_none_or(|since| since <= last);
    (gone_by && follows(HandoverKind::of(case))).then_some(Alert {
        what: What::NobodyTook { last, field },
        severity: Severity::Now,
        day: Some(last),
    })
}

/// Sees days without service ahead, as they are planned in a case of which no handover tells.
pub fn of_plan(case: &CaseSummary, held: Holding, today: Day) -> Option<Alert> {
    ahead(Service::of(case, held, today).planned?, today)
}

/// Sees the same in a handover, as its days are agreed, else planned, and once the last one has gone by without a start, up to
/// today; where the contract ended, `of_handover` tells. Job-retention support begins months after the last day by its own rule.
pub fn of_crossing(state: &State, crossing: Crossing, today: Day) -> Option<Alert> {
    let open = state.endings.is_empty() && state.stop.is_none() && state.last_day.is_none();
    if !open || !follows(crossing.kind) {
        return None;
    }
    let Crossing {
        last, start, alarm, ..
    } = crossing;
    let waits = last.filter(|_| state.started.is_none());
    waits
        .and_then(|it| running(it, start, alarm, today))
        .or_else(|| ahead(crossing.passage()?, today))
}

/// While nobody says that the person began there, nobody knows of a service since the last day: whatever was planned, the days
/// run up to today, and somebody looks after it today. It ends with a start, with the handover, or with another last day.
fn running(last: Day, start: Option<Day>, alarm: u32, today: Day) -> Option<Alert> {
    let days = gap_days(last, today);
    (alarm < days).then_some(Alert {
        what: What::GapRunning { days, last, start },
        severity: Severity::Now,
        day: Some(last),
    })
}

fn follows(kind: Option<HandoverKind>) -> bool {
    kind.is_none_or(HandoverKind::follows)
}

/// Once the first day there has come, nothing of it is ahead.
fn ahead(passage: Passage, today: Day) -> Option<Alert> {
    let Passage { last, start, .. } = passage;
    let Between::Days(days) = passage.between() else {
        return None;
    };
    let fires = passage.is_alarming() && today <= start;
    fires.then(|| soon(What::GapAhead { days, last, start }, start))
}

/// Sees that a form ends soon on which nothing was offered to that office. Of a handover in preparation it is the consent the
/// handover will rest on.
pub fn of_form(until: Day, rests: Rests, held: Holding, today: Day) -> Option<Alert> {
    let what = match rests {
        Rests::Prepared => What::ConsentEnding(None),
        Rests::Nothing => What::FormEnding,
    };
    ends_soon(what, until, held, today)
}

/// What has not come about in an offered handover whose consent ends: what is left to do, and to whom, goes by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Before {
    /// The other office has not accepted.
    Acceptance,
    /// It has, and this office has not released.
    Release(Falls),
    /// This office has not accepted.
    OwnAcceptance,
    /// It has, and the other office has not released.
    TheirRelease(Falls),
}

/// What rests on a form on which nothing was offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rests {
    /// A handover that is being prepared.
    Prepared,
    /// Nothing.
    Nothing,
}

/// Sees that additions can be sent until a day only: the offer's consent, and the form that counts, must still be in force.
/// For the sender, from the release until every follow-up is done.
pub fn of_additions(state: &State, form: Option<Day>, held: Holding, today: Day) -> Option<Alert> {
    let open = state.release.is_some() && state.endings.is_empty() && !state.closed();
    let offer = state
        .offer
        .as_ref()
        .filter(|_| open && state.stop.is_none())?;
    let until = offer.manifest.consent_until.min(form?);
    ends_soon(What::AdditionsEnding, until, held, today)
}

fn ends_soon(what: What, until: Day, held: Holding, today: Day) -> Option<Alert> {
    let warning = i32::try_from(held.number(SettingId::ConsentWarning)).unwrap_or(0);
    (until.plus_days(-warning) <= today && today <= until).then(|| soon(what, until))
}

/// What the other office ended leaves the person with the sender: what comes next is the sender's to begin, and no duty of the
/// handover that is over.
fn ended(state: &State, side: Side) -> Option<Alert> {
    let what = match state.ending()? {
        Ending::Declined(decline) => What::Declined(decline),
        Ending::NotStarted => What::NotStarted,
        _ => return None,
    };
    (side == Side::Sender).then_some(Alert {
        what,
        severity: Severity::Now,
        day: None,
    })
}

fn in_order(mut alerts: Vec<Alert>) -> Vec<Alert> {
    alerts.sort_by_key(|it| (it.severity, it.day.is_none(), it.day));
    alerts
}

/// Now once the day is there, soon before.
fn by(day: Day, today: Day) -> Severity {
    match day <= today {
        true => Severity::Now,
        false => Severity::Soon,
    }
}

/// What turns on a day by which somebody acts.
fn told_by(what: What, day: Day, today: Day) -> Alert {
    Alert {
        what,
        severity: by(day, today),
        day: Some(day),
    }
}

fn soon(what: What, day: Day) -> Alert {
    Alert {
        what,
        severity: Severity::Soon,
        day: Some(day),
    }
}

fn of_months(
    case: &CaseSummary,
    service: &Service,
    standing: Standing,
    held: Holding,
    today: Day,
) -> [Option<Alert>; 2] {
    let confirmed = service.confirmed.as_ref().map(|it| it.carried_to(today));
    let few = u32::from(service.least_left(today).unwrap_or(u8::MAX))
        <= held.number(SettingId::PeriodAlarm);
    let few = few.then(|| Alert {
        what: What::FewMonths {
            counted: service.counted.map(|it| it.left),
            confirmed,
        },
        severity: match (service.least_left(today), service.ask_by) {
            (Some(0), _) => Severity::Now,
            (_, Some(day)) => by(day, today),
            (_, None) => Severity::Soon,
        },
        day: service.ask_by,
    });
    let kind = HandoverKind::of(case);
    let counts_on = kind.is_none_or(HandoverKind::counts_on);
    let here = matches!(standing, Standing::Here { .. });
    let unknown = service
        .counted
        .err()
        .filter(|_| service.confirmed.is_none());
    let word = match (service.agreement(today), unknown) {
        _ if !counts_on => None,
        // Whoever is to go on elsewhere needs the city's word, though nothing can be counted here.
        (_, Some(_)) if kind.is_some() => Some(What::MonthsUnconfirmed),
        (_, Some(why)) if here => Some(What::MonthsUncounted { why }),
        (Some(Agreement::Unconfirmed), _) => Some(What::MonthsUnconfirmed),
        (Some(Agreement::Differs { counted, confirmed }), _) => {
            Some(What::MonthsDiffer { counted, confirmed })
        }
        _ => None,
    };
    let word = word.map(|what| Alert {
        what,
        severity: Severity::Soon,
        day: None,
    });
    [few, word]
}

fn sign(case: &CaseSummary) -> Option<Alert> {
    let value = case.get(FieldId::HandlingUrgency)?;
    let (what, severity) = match value.given()? {
        Given::Choice(ChoiceId::ActNow) => (What::RedSign, Severity::Now),
        Given::Choice(ChoiceId::Caution) => (What::YellowSign, Severity::Soon),
        _ => return None,
    };
    Some(Alert {
        what,
        severity,
        day: Some(value.as_of),
    })
}

/// What staff saw and marked with a day, the latest of each colour, until they write that it is over.
fn seen(case: &CaseSummary, today: Day) -> [Option<Alert>; 2] {
    let rows = match case.get(FieldId::CrisisSeen).and_then(Value::given) {
        Some(Given::Table(rows)) => rows.as_slice(),
        _ => &[],
    };
    let since = |colour: ChoiceId| {
        let marked = rows.iter().filter_map(|row| match row.as_slice() {
            [
                Some(CellValue::Day(on)),
                Some(CellValue::Choice(of)),
                _,
                over,
                ..,
            ] => {
                let over = match over {
                    Some(CellValue::Day(over)) => Some(*over),
                    _ => None,
                };
                let open = over.is_none_or(|over| today < over);
                (*of == colour && *on <= today && open).then_some(*on)
            }
            _ => None,
        });
        marked.max()
    };
    let alert = |what, severity, day| Alert {
        what,
        severity,
        day: Some(day),
    };
    [
        since(ChoiceId::ActNow).map(|it| alert(What::RedSeen, Severity::Now, it)),
        since(ChoiceId::Caution).map(|it| alert(What::YellowSeen, Severity::Soon, it)),
    ]
}

fn certificate(case: &CaseSummary, held: Holding, today: Day) -> Option<Alert> {
    let until = day(case, FieldId::CertificateUntil)?;
    let before = i32::try_from(held.number(SettingId::PeriodDeadline)).unwrap_or(0);
    (until.plus_days(-before) <= today).then(|| told_by(What::CertificateEnding, until, today))
}

/// A plan is made anew when it has run out, and at the latest so many months after its first day.
fn plan(case: &CaseSummary, standing: Standing, held: Holding, today: Day) -> Option<Alert> {
    let from = plan_day(case, FieldId::PlanFrom, standing);
    let oldest = from.map(|it| months_later(it, held.number(SettingId::PlanMonths)));
    // The last day of a plan that began elsewhere is none of this office's, though it is still to come: it has its own, or the
    // first day came with it.
    let [first, last] =
        [FieldId::PlanFrom, FieldId::PlanUntil].map(|it| case.get(it).map(|it| &it.source));
    let ours = (from.is_some() && first == last)
        || own_day(case, FieldId::PlanUntil).is_some()
        || !matches!(standing, Standing::Here { .. });
    let until = plan_day(case, FieldId::PlanUntil, standing).filter(|_| ours);
    let days = [oldest, until];
    let due = days.into_iter().flatten().min()?;
    planned(What::PlanDue { from }, due, held, today)
}

fn monitoring(case: &CaseSummary, standing: Standing, held: Holding, today: Day) -> Option<Alert> {
    let days = [FieldId::PlanFrom, FieldId::PlanMonitored];
    let days = days
        .into_iter()
        .filter_map(|it| plan_day(case, it, standing));
    let last = days.max()?;
    let due = months_later(last, held.number(SettingId::MonitoringMonths));
    planned(What::MonitoringDue { last }, due, held, today)
}

/// A plan is owed from the first day here on. Whoever has looked at one has one, though its first day is not written.
fn no_plan(case: &CaseSummary, standing: Standing, today: Day) -> Option<Alert> {
    let Standing::Here { since } = standing else {
        return None;
    };
    let known = [FieldId::PlanFrom, FieldId::PlanMonitored];
    let has = known
        .into_iter()
        .any(|it| plan_day(case, it, standing).is_some());
    (!has).then(|| told_by(What::PlanMissing, since, today))
}

/// A day of this office's plan: one it wrote itself, or one that does not lie before the first day here. That of the office
/// before is none of this one's.
fn plan_day(case: &CaseSummary, field: FieldId, standing: Standing) -> Option<Day> {
    let on = day(case, field)?;
    let here = match standing {
        Standing::Here { since } => own_day(case, field).is_some() || since <= on,
        Standing::Unsigned | Standing::Over => true,
    };
    here.then_some(on)
}

fn planner(case: &CaseSummary, today: Day) -> Option<Alert> {
    let month = match case.get(FieldId::PlannerNextMonitoring)?.given()? {
        Given::Month(month) => *month,
        _ => return None,
    };
    (month <= Month::of(today))
        .then(|| told_by(What::PlannerDue { month }, month.last_day(), today))
}

fn crisis_plan(case: &CaseSummary, held: Holding, today: Day) -> Option<Alert> {
    let updated = day(case, FieldId::CrisisUpdated)?;
    let due = months_later(updated, held.number(SettingId::PlanMonths));
    planned(What::CrisisPlanOld { updated }, due, held, today)
}

/// A plan and a look at one are told some time before their day (`plan.warning`), for they take a meeting and consent.
fn planned(what: What, due: Day, held: Holding, today: Day) -> Option<Alert> {
    let before = i32::try_from(held.number(SettingId::PlanWarning)).unwrap_or(0);
    (due.plus_days(-before) <= today).then(|| told_by(what, due, today))
}

/// What follows from the kind of a handover, or from work that was found.
fn of_course(course: Course, held: Holding, today: Day) -> [Option<Alert>; 3] {
    let before = i32::try_from(held.number(SettingId::CourseWarning)).unwrap_or(0);
    let near = |what, on: Day| (on.plus_days(-before) <= today).then(|| told_by(what, on, today));
    let counted = course.support.filter(|it| it.begin == Begin::Counted);
    let ending = course.support.filter(|it| today <= it.until);
    [
        counted.and_then(|it| near(What::SupportBegins, it.from)),
        ending.and_then(|it| near(What::SupportEnding, it.until)),
        course.back.and_then(|it| near(What::ReturnDue, it)),
    ]
}

/// Looks at whole months only: the running one is not over.
fn attendance(case: &CaseSummary, held: Holding, today: Day) -> Option<Alert> {
    let rows = match case
        .get(FieldId::SupportAttendance)
        .and_then(Value::given)?
    {
        Given::Table(rows) => rows,
        _ => return None,
    };
    let mut months: Vec<(Month, u32)> = rows.iter().filter_map(rate).collect();
    months.retain(|(month, _)| *month < Month::of(today));
    months.sort();
    let (&(month, latest), before) = months.split_last()?;
    let before = before.get(before.len().checked_sub(3)?..)?;
    let average = before.iter().map(|(_, rate)| rate).sum::<u32>() / 3;
    let fell = latest + held.number(SettingId::AttendanceDrop) <= average;
    let fresh = month.months_until(Month::of(today)) <= 3;
    let what = What::AttendanceFalling {
        month,
        latest,
        average,
    };
    (fell && fresh).then(|| soon(what, month.last_day()))
}

/// The month of a row and its days attended of those agreed, in per cent; none where nothing was agreed.
pub fn rate(row: &Row) -> Option<(Month, u32)> {
    match row.as_slice() {
        [
            Some(CellValue::Month(month)),
            Some(CellValue::Number(attended)),
            Some(CellValue::Number(agreed)),
            ..,
        ] => Some((*month, (attended * 100).checked_div(*agreed)?)),
        _ => None,
    }
}

fn consent(state: &State, side: Side, held: Holding, today: Day) -> Option<Alert> {
    let before = match (side, &state.acceptance) {
        (Side::Sender, None) => Before::Acceptance,
        (Side::Sender, Some(_)) => Before::Release(Falls::of(state)),
        (Side::Receiver, None) => Before::OwnAcceptance,
        (Side::Receiver, Some(_)) => Before::TheirRelease(Falls::of(state)),
    };
    if consent_expired(state, today) {
        let until = state.offer.as_ref()?.manifest.consent_until;
        return Some(Alert {
            what: What::ConsentEnded(before),
            severity: Severity::Now,
            day: Some(until),
        });
    }
    let offer = state.offer.as_ref().filter(|_| state.release.is_none())?;
    ends_soon(
        What::ConsentEnding(Some(before)),
        offer.manifest.consent_until,
        held,
        today,
    )
}

/// Whether the first interview took place only the receiver knows, and writes. A later start does not tell it; whoever had
/// started by then was seen.
fn interview(state: &State, side: Side, today: Day) -> Option<Alert> {
    let interview = state.acceptance.as_ref()?.interview;
    let told = !state.closed() || today <= interview.plus_days(NEWS_DAYS);
    let seen = state.started.is_some_and(|day| day <= interview);
    (side == Side::Receiver && told && !seen && interview < today)
        .then(|| soon(What::NoFirstInterview, interview))
}

fn gap(state: &State, held: Holding, today: Day) -> Option<Alert> {
    let last = state.last_day?;
    let alarm = held.number(SettingId::GapAlarm);
    let agreed = state.acceptance.as_ref().map(|it| it.start);
    if state.started.is_none()
        && let Some(alert) = running(last, agreed, alarm, today)
    {
        return Some(alert);
    }
    let start = state.started.or(agreed)?;
    let days = gap_days(last, start);
    (alarm < days)
        .then(|| soon(What::ServiceGap { days, last, start }, start))
        // Nothing can be mended any more once both have gone by and every follow-up is done.
        .filter(|_| state.phase() != Phase::Closed)
}

fn unopened(state: &State, side: Side, held: Holding, today: Day) -> Option<Alert> {
    let unread = matches!(state.phase(), Phase::Offered | Phase::Delivered);
    let offer = state.offer.as_ref().filter(|_| unread)?;
    let days = u32::try_from(offer.written.days_until(today)).unwrap_or(0);
    let fires = side == Side::Sender && held.number(SettingId::UnopenedAlarm) <= days;
    fires.then(|| soon(What::Unopened { days }, offer.written))
}

/// The report goes to the city in the month after a contract began or ended. It is said until somebody writes that it went or is
/// not needed, however the handover stands by then.
fn report(state: &State, side: Side, held: Holding, today: Day) -> Option<Alert> {
    let since = match side {
        Side::Sender => state.ended?,
        Side::Receiver => state.started?,
    };
    let wanted = held.is(SettingId::ReportWanted, Pick::Wanted);
    let after = i32::try_from(held.number(SettingId::ReportDay)).unwrap_or(1) - 1;
    let due = Month::of(since).plus_months(1).first_day().plus_days(after);
    (wanted && since <= today).then(|| told_by(What::ReportDue, due, today))
}

fn follow_ups(state: &State, today: Day) -> Vec<Option<Alert>> {
    let begun = state.started.is_some();
    let all = (1..).zip(&state.follow_ups);
    let open = all.filter(|(_, it)| begun && it.outcome.is_none() && it.day <= today);
    open.map(|(nth, it)| Some(told_by(What::FollowUpOpen { nth }, it.day, today)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Raw, RawCell};
    use crate::domain::calendar::parse_day;
    use crate::domain::case::made_up::holding;
    use crate::domain::case::{Edit, Source};
    use crate::domain::id::StaffId;
    use crate::domain::period::PeriodRefused;
    use crate::domain::setting::{Setting, Settings};
    use crate::domain::text::Line as TextLine;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap().day
    }

    fn on(text: &str) -> Raw {
        Raw::Day(day(text))
    }

    fn text(said: &str) -> Raw {
        Raw::Text(said.into())
    }

    fn case(fields: &[(FieldId, Raw)]) -> CaseSummary {
        holding(fields, day("2026/4/1"))
    }

    /// The names of what fires on a day.
    fn fires(case: &CaseSummary, today: &str) -> Vec<&'static str> {
        let settings = Settings::default();
        let seen = of_case(
            case,
            Standing::of(case, day(today)),
            None,
            settings.at(None),
            day(today),
        );
        seen.iter().map(|it| it.what.code()).collect()
    }

    fn attended(months: [(u8, u32); 4]) -> Raw {
        let row = |(month, attended)| {
            vec![
                Some(RawCell::Month(Month::new(2026, month).unwrap())),
                Some(RawCell::Number(attended)),
                Some(RawCell::Number(20)),
            ]
        };
        Raw::Rows(months.map(row).to_vec())
    }

    #[test]
    fn each_alert_of_a_case_fires_on_its_day_and_not_the_day_before() {
        use FieldId as F;
        let confirmed = [
            (F::PeriodFirstUse, on("2024/4/15")),
            (F::PeriodLeft, Raw::Number(8)),
            (F::PeriodConfirmedWith, text("見本市 障がい福祉課 架空")),
            (F::PeriodConfirmedOn, on("2025/7/1")),
        ];
        for (what, fields, silent, fires_on) in [
            ("few-months", &confirmed[..], "2025/8/31", "2025/9/1"),
            (
                "certificate-ending",
                &[(F::CertificateUntil, on("2026/6/30"))],
                "2026/4/30",
                "2026/5/1",
            ),
            (
                "plan-due",
                &[
                    (F::PlanFrom, on("2025/11/30")),
                    (F::PlanMonitored, on("2026/2/1")),
                ],
                "2026/1/28",
                "2026/1/29",
            ),
            // What was written as its last day comes first.
            (
                "plan-due",
                &[
                    (F::PlanFrom, on("2025/11/30")),
                    (F::PlanUntil, on("2026/1/31")),
                ],
                "2025/12/31",
                "2026/1/1",
            ),
            (
                "monitoring-due",
                &[
                    (F::PlanFrom, on("2025/11/30")),
                    (F::PlanMonitored, on("2026/1/15")),
                ],
                "2026/3/15",
                "2026/3/16",
            ),
            (
                "months-uncounted",
                &[(F::ContractSigned, on("2026/4/1"))],
                "2026/3/31",
                "2026/4/1",
            ),
            (
                "red-seen",
                &[(F::CrisisSeen, marked(&[("2026/4/7", "act-now", None)]))],
                "2026/4/6",
                "2026/4/7",
            ),
            (
                "yellow-seen",
                &[(F::CrisisSeen, marked(&[("2026/4/7", "caution", None)]))],
                "2026/4/6",
                "2026/4/7",
            ),
            (
                "planner-due",
                &[(
                    F::PlannerNextMonitoring,
                    Raw::Month(Month::new(2026, 5).unwrap()),
                )],
                "2026/4/30",
                "2026/5/1",
            ),
            (
                "attendance-falling",
                &[(
                    F::SupportAttendance,
                    attended([(1, 19), (2, 20), (3, 18), (4, 15)]),
                )],
                "2026/4/30",
                "2026/5/1",
            ),
            (
                "support-begins",
                &[(F::EmploymentFirstDay, on("2026/1/15"))],
                "2026/6/14",
                "2026/6/15",
            ),
            (
                "support-ending",
                &[
                    (F::EmploymentFirstDay, on("2023/4/10")),
                    (F::EmploymentRetentionUntil, on("2026/6/30")),
                ],
                "2026/5/30",
                "2026/5/31",
            ),
            (
                "return-due",
                &[(F::PeriodReturn, on("2026/6/30"))],
                "2026/5/30",
                "2026/5/31",
            ),
            (
                "plan-missing",
                &[(F::ContractSigned, on("2026/4/1"))],
                "2026/3/31",
                "2026/4/1",
            ),
            (
                "crisis-plan-old",
                &[(F::CrisisUpdated, on("2026/1/31"))],
                "2026/3/30",
                "2026/3/31",
            ),
        ] {
            let case = case(fields);
            assert!(!fires(&case, silent).contains(&what), "{what} on {silent}");
            assert!(
                fires(&case, fires_on).contains(&what),
                "{what} on {fires_on}"
            );
        }
    }

    #[test]
    fn each_alert_of_a_case_is_over_once_what_it_asks_for_is_written_or_its_time_is_gone() {
        use FieldId as F;
        let first = (F::PeriodFirstUse, on("2025/4/15"));
        let of_city = [
            (F::PeriodConfirmedWith, text("見本市 障がい福祉課 架空")),
            (F::PeriodConfirmedOn, on("2025/12/1")),
        ];
        let said = |months| {
            let left = (F::PeriodLeft, Raw::Number(months));
            [&[first.clone(), left][..], &of_city].concat()
        };
        let days = |all: &[(FieldId, &str)]| {
            let all = all.iter().map(|(field, day)| (*field, on(day)));
            all.collect::<Vec<_>>()
        };
        let month = |year, month| {
            let month = Month::new(year, month).unwrap();
            vec![(F::PlannerNextMonitoring, Raw::Month(month))]
        };
        let came = |months| vec![(F::SupportAttendance, attended(months))];
        let sign = |said| vec![(F::HandlingUrgency, text(said))];
        let seen = |colour, over| vec![(F::CrisisSeen, marked(&[("2025/12/9", colour, over)]))];
        let stays = |day| vec![(F::PeriodReturn, on(day))];
        let (today, retention) = ("2025/12/10", F::EmploymentRetentionFrom);
        let signed = (F::ContractSigned, "2025/12/1");
        let work = (F::EmploymentFirstDay, "2025/6/15");
        let old_plan = (F::PlanFrom, "2025/6/1");
        let monitored = (F::PlanMonitored, "2025/12/1");
        for (what, before, after, later) in [
            ("few-months", said(2), said(15), today),
            ("months-unconfirmed", vec![first.clone()], said(15), today),
            ("months-differ", said(14), said(15), today),
            (
                "months-uncounted",
                days(&[signed]),
                [days(&[signed]), said(15)].concat(),
                today,
            ),
            (
                "certificate-ending",
                days(&[(F::CertificateUntil, "2025/12/31")]),
                days(&[(F::CertificateUntil, "2026/12/31")]),
                today,
            ),
            (
                "plan-due",
                days(&[old_plan, monitored]),
                days(&[(F::PlanFrom, "2025/12/5"), monitored]),
                today,
            ),
            (
                "monitoring-due",
                days(&[old_plan]),
                days(&[old_plan, monitored]),
                today,
            ),
            (
                "plan-missing",
                days(&[signed]),
                days(&[signed, (F::PlanFrom, "2025/12/5")]),
                today,
            ),
            ("planner-due", month(2025, 12), month(2026, 3), today),
            (
                "support-begins",
                days(&[work]),
                days(&[work, (retention, "2025/12/15")]),
                today,
            ),
            (
                "support-ending",
                days(&[work, (retention, "2025/12/15")]),
                days(&[work, (retention, "2025/12/15")]),
                "2028/12/15",
            ),
            ("return-due", stays("2025/12/31"), stays("2026/6/30"), today),
            (
                "attendance-falling",
                came([(1, 19), (2, 20), (3, 18), (4, 9)]),
                came([(2, 20), (3, 18), (4, 9), (5, 19)]),
                "2026/6/10",
            ),
            ("red-sign", sign("act-now"), sign("stable"), today),
            ("yellow-sign", sign("caution"), sign("stable"), today),
            (
                "red-seen",
                seen("act-now", None),
                seen("act-now", Some("2025/12/10")),
                today,
            ),
            (
                "yellow-seen",
                seen("caution", None),
                seen("caution", Some("2025/12/10")),
                today,
            ),
            (
                "crisis-plan-old",
                days(&[(F::CrisisUpdated, "2025/6/1")]),
                days(&[(F::CrisisUpdated, "2025/12/5")]),
                today,
            ),
        ] {
            let told_on = match what {
                "support-ending" => "2028/12/14",
                "attendance-falling" => "2026/5/10",
                _ => today,
            };
            let told = fires(&case(&before), told_on);
            assert!(told.contains(&what), "{what}: {told:?}");
            let told = fires(&case(&after), later);
            assert!(!told.contains(&what), "{what} is over: {told:?}");
        }
    }

    #[test]
    fn a_sign_is_seen_as_soon_as_it_is_written_and_the_red_one_presses() {
        for (urgency, expected) in [
            ("stable", None),
            ("caution", Some((What::YellowSign, Severity::Soon))),
            ("act-now", Some((What::RedSign, Severity::Now))),
        ] {
            let case = case(&[(FieldId::HandlingUrgency, text(urgency))]);
            let settings = Settings::default();
            let seen = of_case(
                &case,
                Standing::Unsigned,
                None,
                settings.at(None),
                day("2026/4/1"),
            );
            let seen = seen.first().map(|it| (it.what, it.severity));
            assert_eq!(seen, expected, "{urgency}");
        }
    }

    fn marked(rows: &[(&str, &str, Option<&str>)]) -> Raw {
        let row = |(since, colour, over): &(&str, &str, Option<&str>)| {
            vec![
                Some(RawCell::Day(day(since))),
                Some(RawCell::Text((*colour).into())),
                Some(RawCell::Text("見本のサイン".into())),
                over.map(|it| RawCell::Day(day(it))),
            ]
        };
        Raw::Rows(rows.iter().map(row).collect())
    }

    #[test]
    fn what_was_seen_is_said_since_its_latest_day_until_it_is_over() {
        let rows = [
            ("2026/4/1", "act-now", Some("2026/4/10")),
            ("2026/4/3", "caution", None),
            ("2026/4/5", "caution", None),
        ];
        let case = case(&[(FieldId::CrisisSeen, marked(&rows))]);
        let settings = Settings::default();
        for (today, expected) in [
            (
                "2026/4/9",
                vec![(What::RedSeen, "2026/4/1"), (What::YellowSeen, "2026/4/5")],
            ),
            ("2026/4/10", vec![(What::YellowSeen, "2026/4/5")]),
        ] {
            let seen = of_case(
                &case,
                Standing::Unsigned,
                None,
                settings.at(None),
                day(today),
            );
            let seen: Vec<_> = seen.iter().map(|it| (it.what, it.day.unwrap())).collect();
            let expected: Vec<_> = expected.iter().map(|it| (it.0, day(it.1))).collect();
            assert_eq!(seen, expected, "{today}");
        }
    }

    #[test]
    fn of_somebody_whose_contract_is_over_nothing_is_said_but_what_begins_then() {
        use FieldId as F;
        let fields = [
            (F::ContractSigned, on("2024/4/1")),
            (F::PeriodFirstUse, on("2024/4/1")),
            (F::CertificateUntil, on("2026/3/31")),
            (F::PlanFrom, on("2025/12/1")),
            (F::CrisisUpdated, on("2025/12/1")),
            (F::HandlingUrgency, text("act-now")),
            (F::CrisisSeen, marked(&[("2026/3/1", "act-now", None)])),
            (F::EmploymentFirstDay, on("2026/4/1")),
        ];
        let with = |field, value| case(&[&fields[..], &[(field, value)]].concat());
        let ended = with(F::ContractEnd, on("2026/3/31"));
        assert!(7 < fires(&ended, "2026/3/31").len());
        assert_eq!(fires(&ended, "2026/4/1"), [""; 0]);
        assert_eq!(fires(&ended, "2026/9/10"), ["support-begins"]);
        // An end before the last signing is that of an earlier stay.
        let again = with(F::ContractEnd, on("2024/3/31"));
        assert!(fires(&again, "2026/4/1").contains(&"red-sign"));
    }

    #[test]
    fn days_without_service_that_are_planned_are_said_until_the_first_day_there() {
        use FieldId as F;
        let settings = Settings::default();
        let seen = |kind, last, start, today| {
            let fields = [
                (F::HandlingKind, text(kind)),
                (F::HandlingLastDay, on(last)),
                (F::HandlingPlannedStart, on(start)),
            ];
            of_plan(&case(&fields), settings.at(None), day(today)).map(|it| it.what.code())
        };
        for (kind, last, start, today, fires) in [
            ("to-transition", "2026/5/8", "2026/5/17", "2026/4/1", true),
            ("to-transition", "2026/5/8", "2026/5/16", "2026/4/1", false),
            ("to-transition", "2026/5/8", "2026/5/8", "2026/4/1", false),
            ("to-transition", "2026/5/8", "2026/5/17", "2026/5/17", true),
            ("to-transition", "2026/5/8", "2026/5/17", "2026/5/18", false),
            ("to-continued-b", "2026/5/8", "2026/5/17", "2026/4/1", true),
            // It begins half a year after the first day at work.
            ("to-retention", "2026/5/8", "2026/11/8", "2026/4/1", false),
        ] {
            let expected = fires.then_some("gap-ahead");
            let seen = seen(kind, last, start, today);
            assert_eq!(seen, expected, "{kind} {last} {start} {today}");
        }
    }

    #[test]
    fn how_old_a_crisis_plan_may_be_is_our_own_proposal_and_no_rule() {
        let updated = day("2026/1/31");
        assert_eq!(What::CrisisPlanOld { updated }.ground(), Ground::House);
        assert_eq!(What::PlanDue { from: None }.ground(), Ground::Source);
    }

    #[test]
    fn a_plan_and_a_look_at_one_press_from_their_day_on_and_are_told_as_long_before_as_is_set() {
        use FieldId as F;
        let plan = [(F::PlanFrom, on("2026/1/15"))];
        let looked = [
            (F::PlanFrom, on("2026/1/15")),
            (F::PlanMonitored, on("2026/1/15")),
        ];
        let crisis = [(F::CrisisUpdated, on("2026/1/15"))];
        let signed = [(F::ContractSigned, on("2026/4/15"))];
        let month = Raw::Month(Month::new(2026, 4).unwrap());
        let planner = [(F::PlannerNextMonitoring, month)];
        let pressing = |fields: &[(F, Raw)], what: &str, lead: Option<u32>, today: &str| {
            let mut settings = Settings::default();
            let lead = lead.map(Setting::Number);
            settings.set(None, SettingId::PlanWarning, lead).unwrap();
            let (case, today) = (case(fields), day(today));
            let standing = Standing::of(&case, today);
            let seen = of_case(&case, standing, None, settings.at(None), today);
            let mut seen = seen.iter().filter(|it| it.what.code() == what);
            seen.next().map(|it| it.severity)
        };
        let (soon, now) = (Some(Severity::Soon), Some(Severity::Now));
        for (fields, what) in [
            (&plan[..], "plan-due"),
            (&looked[..], "monitoring-due"),
            (&crisis[..], "crisis-plan-old"),
        ] {
            for (lead, today, expected) in [
                (None, "2026/3/15", None),
                (None, "2026/3/16", soon),
                (None, "2026/4/14", soon),
                (None, "2026/4/15", now),
                (None, "2026/9/1", now),
                (Some(0), "2026/4/14", None),
                (Some(0), "2026/4/15", now),
                (Some(7), "2026/4/7", None),
                (Some(7), "2026/4/8", soon),
            ] {
                let seen = pressing(fields, what, lead, today);
                assert_eq!(seen, expected, "{what} {lead:?} {today}");
            }
        }
        // The reduction runs from the first day on; a month is over with its last day.
        for (fields, what, today, expected) in [
            (&signed[..], "plan-missing", "2026/4/15", now),
            (&planner[..], "planner-due", "2026/4/1", soon),
            (&planner[..], "planner-due", "2026/4/30", now),
        ] {
            assert_eq!(pressing(fields, what, None, today), expected, "{today}");
        }
    }

    #[test]
    fn few_months_that_are_not_counted_say_why_though_the_city_said_how_many() {
        use FieldId as F;
        let word = [
            (F::PeriodLeft, Raw::Number(3)),
            (F::PeriodConfirmedWith, text("見本市 障がい福祉課 架空")),
            (F::PeriodConfirmedOn, on("2026/4/1")),
        ];
        let counted = [(F::PeriodFirstUse, on("2024/8/1"))];
        let few = |fields: &[(F, Raw)]| {
            let (case, today) = (case(fields), day("2026/4/10"));
            let settings = Settings::default();
            let seen = of_case(&case, Standing::Unsigned, None, settings.at(None), today);
            let few = |it: &Alert| match it.what {
                What::FewMonths { counted, .. } => Some((counted, it.what.field())),
                _ => None,
            };
            seen.iter().find_map(few)
        };
        assert_eq!(
            few(&word),
            Some((Err(NotCounted::NoFirstUse), Some(F::PeriodFirstUse)))
        );
        let seen = few(&[&word[..], &counted].concat());
        assert_eq!(seen, Some((Ok(3), Some(F::PeriodLeft))));
    }

    #[test]
    fn a_form_nothing_was_offered_on_is_said_before_it_ends_and_not_after() {
        let settings = Settings::default();
        let until = day("2026/6/30");
        for (today, fires) in [
            ("2026/5/30", false),
            ("2026/5/31", true),
            ("2026/6/30", true),
            ("2026/7/1", false),
        ] {
            for (rests, what) in [
                (Rests::Nothing, What::FormEnding),
                (Rests::Prepared, What::ConsentEnding(None)),
            ] {
                let seen = of_form(until, rests, settings.at(None), day(today));
                let expected = fires.then(|| soon(what, until));
                assert_eq!(seen, expected, "{rests:?} {today}");
            }
        }
    }

    #[test]
    fn attendance_is_measured_against_the_persons_own_three_months() {
        for (months, falls) in [
            ([(1, 19), (2, 20), (3, 18), (4, 15)], true),
            // A point less than twenty is no fall.
            ([(1, 19), (2, 20), (3, 18), (4, 16)], false),
            // Who always comes half of the days has not fallen.
            ([(1, 10), (2, 10), (3, 10), (4, 10)], false),
        ] {
            let case = case(&[(FieldId::SupportAttendance, attended(months))]);
            let seen = fires(&case, "2026/5/10");
            assert_eq!(seen.contains(&"attendance-falling"), falls, "{months:?}");
        }
        let old = case(&[(
            FieldId::SupportAttendance,
            attended([(1, 19), (2, 20), (3, 18), (4, 2)]),
        )]);
        assert!(fires(&old, "2026/7/31").contains(&"attendance-falling"));
        assert!(!fires(&old, "2026/8/1").contains(&"attendance-falling"));
    }

    #[test]
    fn an_office_on_paper_opens_nothing_and_its_form_is_waited_for_once_it_was_printed() {
        let unopened = soon(What::Unopened { days: 8 }, day("2026/4/1"));
        let ending = What::ConsentEnding(Some(Before::Release(Falls::ByCondition)));
        let other = soon(ending, day("2026/4/1"));
        let seen = |printed| {
            let seen = on_paper(vec![unopened.clone(), other.clone()], printed);
            seen.iter().map(|it| it.what).collect::<Vec<_>>()
        };
        let waits = What::NoPaperReply { days: 8 };
        assert_eq!(seen(Printed::All), [waits, ending]);
        assert_eq!(seen(Printed::NotYet), [ending]);
    }

    #[test]
    fn a_plan_is_missed_while_the_contract_runs_and_nobody_wrote_or_looked_at_one() {
        use FieldId as F;
        let signed = (F::ContractSigned, on("2026/4/1"));
        let from = (F::PlanFrom, on("2026/4/10"));
        let monitored = (F::PlanMonitored, on("2026/5/10"));
        let ended = (F::ContractEnd, on("2026/5/31"));
        for (fields, today, expected) in [
            (vec![], "2026/5/15", false),
            (vec![signed.clone()], "2026/5/15", true),
            (vec![signed.clone(), from], "2026/5/15", false),
            (vec![signed.clone(), monitored], "2026/5/15", false),
            (vec![signed.clone(), ended.clone()], "2026/5/31", true),
            (vec![signed, ended], "2026/6/1", false),
        ] {
            let seen = fires(&case(&fields), today);
            assert_eq!(
                seen.contains(&"plan-missing"),
                expected,
                "{fields:?} {today}"
            );
        }
    }

    #[test]
    fn the_plan_of_the_office_before_is_neither_due_nor_to_be_looked_at_where_one_is_missing() {
        use FieldId as F;
        let agency = Source::Agency {
            name: TextLine::new("見本事業所", 60).unwrap(),
        };
        let signed = (F::ContractSigned, on("2026/5/1"));
        for (own, expected) in [(vec![], ""), (vec![signed], "plan-missing")] {
            let came = [
                (F::ContractSigned, on("2025/4/1")),
                (F::PlanFrom, on("2026/2/1")),
                (F::PlanUntil, on("2026/5/31")),
                (F::PlanMonitored, on("2026/2/20")),
            ];
            let fields = came.iter().chain(&own).cloned().collect::<Vec<_>>();
            let mut case = case(&fields);
            let told = came.iter().map(|(field, _)| {
                let mut value = case.get(*field).unwrap().clone();
                value.source = agency.clone();
                (*field, Edit::Put(value))
            });
            let told = told.filter(|(it, _)| own.iter().all(|(field, _)| field != it));
            let told = told.collect();
            let staff = StaffId::from_bytes([1; 16]);
            case.set(told, staff, day("2026/5/1")).unwrap();
            let mut seen = fires(&case, "2026/6/1");
            seen.retain(|it| ["plan-missing", "plan-due", "monitoring-due"].contains(it));
            match expected {
                "" => assert!(seen.contains(&"plan-due") && seen.contains(&"monitoring-due")),
                expected => assert_eq!(seen, [expected]),
            }
        }
    }

    #[test]
    fn a_last_day_told_by_the_office_before_is_none_of_the_plan_this_office_began() {
        use FieldId as F;
        let agency = Source::Agency {
            name: TextLine::new("見本事業所", 60).unwrap(),
        };
        let begun = |field| match field {
            F::PlanFrom => (field, on("2026/4/10")),
            _ => (field, on("2026/5/31")),
        };
        for (told, due) in [
            (vec![F::PlanUntil], false),
            (vec![], true),
            (vec![F::PlanFrom, F::PlanUntil], true),
            (vec![F::PlanFrom], true),
        ] {
            let fields = [F::PlanFrom, F::PlanUntil].map(begun);
            let signed = (F::ContractSigned, on("2026/4/1"));
            let mut case = case(&[&fields[..], &[signed]].concat());
            let edits = told.iter().map(|field| {
                let mut value = case.get(*field).unwrap().clone();
                value.source = agency.clone();
                (*field, Edit::Put(value))
            });
            let edits = edits.collect();
            let staff = StaffId::from_bytes([1; 16]);
            case.set(edits, staff, day("2026/5/1")).unwrap();
            let seen = fires(&case, "2026/5/31");
            assert_eq!(seen.contains(&"plan-due"), due, "{told:?}: {seen:?}");
        }
    }

    #[test]
    fn why_the_months_are_not_counted_is_told_with_the_field_that_mends_it() {
        use FieldId as F;
        let signed = (F::ContractSigned, on("2026/4/1"));
        let first = (F::PeriodFirstUse, on("2026/4/1"));
        let stays = |rows: &[(&str, &str)]| {
            let row = |(from, until): &(&str, &str)| {
                let until = (!until.is_empty()).then(|| RawCell::Day(day(until)));
                let office = Some(RawCell::Text("見本作業所".into()));
                vec![office, Some(RawCell::Day(day(from))), until, None]
            };
            (F::PeriodStays, Raw::Rows(rows.iter().map(row).collect()))
        };
        let overlap = NotCounted::Refused(PeriodRefused::StaysOutOfOrder);
        for (fields, why, field) in [
            (vec![], NotCounted::NoFirstUse, F::PeriodFirstUse),
            (
                vec![first.clone(), stays(&[("2026/4/1", ""), ("2026/5/1", "")])],
                overlap,
                F::PeriodStays,
            ),
            (
                vec![first.clone(), stays(&[("2026/4/1", "2026/5/1")])],
                NotCounted::NoStayNow,
                F::PeriodStays,
            ),
            (
                vec![first, stays(&[("2026/3/1", "")])],
                NotCounted::FirstUseDiffers,
                F::PeriodStays,
            ),
        ] {
            let case = case(&[&[signed.clone()][..], &fields].concat());
            let (settings, today) = (Settings::default(), day("2026/5/20"));
            let standing = Standing::of(&case, today);
            let seen = of_case(&case, standing, None, settings.at(None), today);
            let seen = seen.iter().map(|it| it.what);
            let seen = seen.filter(|it| it.code() == "months-uncounted");
            let seen: Vec<_> = seen.map(|it| (it, it.field())).collect();
            assert_eq!(seen, [(What::MonthsUncounted { why }, Some(field))]);
        }
    }

    #[test]
    fn months_after_the_office_before_are_not_counted_through_those_that_are_left_out() {
        use FieldId as F;
        let case = case(&[
            (F::ContractSigned, on("2026/4/1")),
            (F::PeriodFirstUse, on("2025/1/20")),
        ]);
        let mut settings = Settings::default();
        let left_out = Setting::Pick(Pick::LeftOut);
        settings
            .set(None, SettingId::PeriodGaps, Some(left_out))
            .unwrap();
        let (held, today) = (settings.at(None), day("2026/5/20"));
        let came = Passage::new(day("2025/12/20"), day("2026/4/1"), held);
        let codes = |came| {
            let standing = Standing::of(&case, today);
            let seen = of_case(&case, standing, came, held, today);
            let codes: Vec<_> = seen.iter().map(|it| it.what.code()).collect();
            codes
        };
        assert!(codes(Some(came)).contains(&"months-uncounted"));
        assert!(!codes(None).contains(&"months-uncounted"));
    }

    #[test]
    fn what_the_office_before_had_is_no_plan_and_no_end_of_this_one() {
        use FieldId as F;
        let agency = Source::Agency {
            name: TextLine::new("見本事業所", 60).unwrap(),
        };
        let came = [
            (F::ContractSigned, on("2025/4/1")),
            (F::ContractEnd, on("2026/4/30")),
            (F::PlanFrom, on("2026/2/1")),
        ];
        let mut case = case(&came);
        let told = came.iter().map(|(field, _)| {
            let mut value = case.get(*field).unwrap().clone();
            value.source = agency.clone();
            (*field, Edit::Put(value))
        });
        let told = told.collect();
        let staff = StaffId::from_bytes([1; 16]);
        case.set(told, staff, day("2026/5/1")).unwrap();
        assert!(!fires(&case, "2026/5/20").contains(&"plan-missing"), "left");
        let own = holding(&[(F::ContractSigned, on("2026/5/1"))], day("2026/5/1"));
        let own = own.get(F::ContractSigned).unwrap().clone();
        let edits = [(F::ContractSigned, Edit::Put(own))].into();
        case.set(edits, staff, day("2026/5/1")).unwrap();
        assert!(fires(&case, "2026/5/20").contains(&"plan-missing"));
        let plan = holding(&[(F::PlanFrom, on("2026/5/10"))], day("2026/5/10"));
        let plan = plan.get(F::PlanFrom).unwrap().clone();
        let edits = [(F::PlanFrom, Edit::Put(plan))].into();
        case.set(edits, staff, day("2026/5/10")).unwrap();
        assert!(!fires(&case, "2026/5/20").contains(&"plan-missing"));
    }

    #[test]
    fn months_nobody_confirmed_and_months_that_differ_are_told_apart() {
        let first = (FieldId::PeriodFirstUse, on("2025/4/15"));
        let with = (FieldId::PeriodConfirmedWith, text("見本市 架空"));
        let when = (FieldId::PeriodConfirmedOn, on("2025/12/1"));
        let left = |months| (FieldId::PeriodLeft, Raw::Number(months));
        let today = "2025/12/10";
        for (fields, expected) in [
            (vec![], None),
            (vec![first.clone()], Some("months-unconfirmed")),
            // A number nobody stands for is no confirmation.
            (
                vec![first.clone(), left(15), with.clone()],
                Some("months-unconfirmed"),
            ),
            (
                vec![first.clone(), left(15), with.clone(), when.clone()],
                None,
            ),
            (
                vec![first.clone(), left(14), with.clone(), when.clone()],
                Some("months-differ"),
            ),
        ] {
            assert_eq!(fires(&case(&fields), today).first().copied(), expected);
        }
    }

    #[test]
    fn a_date_that_follows_from_work_or_a_return_is_said_until_it_is_written_over_or_kept() {
        use FieldId as F;
        let first = (F::EmploymentFirstDay, on("2026/1/15"));
        let begun = (F::EmploymentRetentionFrom, on("2026/7/15"));
        let back = (F::PeriodReturn, on("2026/6/30"));
        for (fields, today, expected) in [
            // Nobody wrote when it begins: it presses from its day on.
            (
                vec![first.clone()],
                "2026/7/15",
                vec![("support-begins", Severity::Now)],
            ),
            (vec![first.clone(), begun.clone()], "2026/7/15", vec![]),
            // Counted on from the day that was written, three years less a day.
            (
                vec![first.clone(), begun.clone()],
                "2029/7/14",
                vec![("support-ending", Severity::Now)],
            ),
            (vec![first, begun], "2029/7/15", vec![]),
            (
                vec![back.clone()],
                "2026/6/29",
                vec![("return-due", Severity::Soon)],
            ),
            (vec![back], "2026/9/1", vec![("return-due", Severity::Now)]),
        ] {
            let settings = Settings::default();
            let seen = of_case(
                &case(&fields),
                Standing::Unsigned,
                None,
                settings.at(None),
                day(today),
            );
            let seen: Vec<_> = seen
                .iter()
                .map(|it| (it.what.code(), it.severity))
                .collect();
            assert_eq!(seen, expected, "{fields:?} on {today}");
        }
    }

    #[test]
    fn months_the_city_did_not_confirm_are_asked_for_only_where_they_count_on() {
        let first = (FieldId::PeriodFirstUse, on("2025/4/15"));
        for (kind, asked) in [
            ("to-transition", true),
            ("same-corporation", true),
            ("temporary", true),
            ("to-continued-a", false),
            ("to-continued-b", false),
            ("to-retention", false),
            ("to-life-centre", false),
        ] {
            let case = case(&[first.clone(), (FieldId::HandlingKind, text(kind))]);
            let seen = fires(&case, "2025/12/10");
            assert_eq!(seen.contains(&"months-unconfirmed"), asked, "{kind}");
            // The city is asked as well where the first use is not known and nothing can be counted.
            let uncounted = self::case(&[(FieldId::HandlingKind, text(kind))]);
            let seen = fires(&uncounted, "2025/12/10");
            assert_eq!(seen.contains(&"months-unconfirmed"), asked, "{kind}");
        }
    }

    #[test]
    fn what_is_set_for_the_city_moves_the_alarm_and_an_extension_puts_it_off() {
        let mut settings = Settings::default();
        let city = crate::domain::text::Line::new("帯広市", 60).unwrap();
        let id = SettingId::PeriodAlarm;
        settings
            .set(Some(&city), id, Some(Setting::Number(8)))
            .unwrap();
        let plain = [
            (FieldId::PeriodFirstUse, on("2024/4/15")),
            (FieldId::PeriodEnd, on("2026/3/31")),
        ];
        let few = |case: &CaseSummary, city, today| {
            let seen = of_case(
                case,
                Standing::Unsigned,
                None,
                settings.at(city),
                day(today),
            );
            let few = |it: &Alert| matches!(it.what, What::FewMonths { .. });
            seen.into_iter().find(few)
        };
        assert_eq!(few(&case(&plain), None, "2025/8/1"), None);
        let seen = few(&case(&plain), Some("帯広市"), "2025/8/1").unwrap();
        assert_eq!(
            seen.day,
            Some(day("2026/1/30")),
            "sixty days before the end"
        );
        assert_eq!(seen.severity, Severity::Soon);
        let late = few(&case(&plain), None, "2026/1/30").unwrap();
        assert_eq!(late.severity, Severity::Now);
        let mut granted = plain.to_vec();
        granted.extend([
            (FieldId::PeriodExtension, text("extension-granted")),
            (FieldId::PeriodExtendedUntil, on("2026/9/30")),
        ]);
        let granted = case(&granted);
        assert_eq!(few(&granted, None, "2026/1/30").map(|it| it.what), None);
        assert!(few(&granted, None, "2026/3/1").is_some());
    }
}
