//! What is open in the handovers and what is to be looked at, in the order of whoever looks: what presses today, what they can
//! do, what somebody else of the office does, what to look at, what waits for the other office.
//!
//! It opens no step and shuts none: that is asked of `permit` when one is taken.

use crate::domain::alert::Severity;
use crate::domain::calendar::Day;
use crate::domain::handover::draft::{Approver, Preparation};
use crate::domain::handover::permit::{Actor, Step, has_right};
use crate::domain::handover::turn::{Duty, Task};
use crate::domain::id::StaffId;
use crate::domain::staff::{Role, Staff};
use crate::workflow::alert::AlertLine;
use crate::workflow::desk::Desk;
use crate::workflow::problem::Problem;
use crate::workflow::view::HandoverLine;

/// One thing that is open in a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodayLine {
    /// The handover.
    pub handover: HandoverLine,
    /// What is open.
    pub work: Work,
    /// Who does it.
    pub who: Who,
}

/// What is open in a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// A duty of one of the two offices.
    Duty(Duty),
    /// The next step of a preparation, which the other office knows nothing of.
    Prepare(Step),
    /// What additions brought waits to be taken up into the own case, or the case to be made again.
    TakeUp,
}

/// Who does what is open, as seen by whoever looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Whoever looks.
    Me,
    /// Another member of staff, whose preparation it is.
    Member(String),
    /// Others of this office: those of these roles.
    Roles(Vec<Role>),
    /// The program, by itself.
    Program,
    /// The other office.
    OtherOffice,
}

/// The groups of today's list, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What waits for the approval of whoever looks.
    Approve,
    /// What whoever looks can do besides.
    Mine,
    /// What others of the office do.
    Office,
    /// What waits for the other office.
    Other,
}

impl Group {
    /// Every group, in the order of the list.
    pub const ALL: [Group; 4] = [Group::Approve, Group::Mine, Group::Office, Group::Other];

    /// The stable name, as on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Group::Approve => "approve",
            Group::Mine => "mine",
            Group::Office => "office",
            Group::Other => "other",
        }
    }
}

/// The parts of the whole list, in its order: what presses stands above what has time, whosever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is to be done or looked at today, of this office: what is due or late or to be given back, and what presses.
    Pressing,
    /// What waits for the approval of whoever looks.
    Approve,
    /// What whoever looks can do besides.
    Mine,
    /// What others of the office do.
    Office,
    /// What to look at.
    Look,
    /// What waits for the other office.
    Other,
}

/// One row of the whole list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed<'a> {
    /// What is open in a handover.
    Open(&'a TodayLine),
    /// What to look at.
    Alert(&'a AlertLine),
    /// So many cases may be destroyed after their time.
    Over(usize),
}

impl Listed<'_> {
    /// The part it stands in.
    pub fn part(&self, today: Day) -> Part {
        match self {
            Listed::Open(line) if line.presses(today) => Part::Pressing,
            Listed::Open(line) => match line.group() {
                Group::Approve => Part::Approve,
                Group::Mine => Part::Mine,
                Group::Office => Part::Office,
                Group::Other => Part::Other,
            },
            Listed::Alert(line) if line.alert.severity == Severity::Now => Part::Pressing,
            Listed::Alert(_) | Listed::Over(_) => Part::Look,
        }
    }

    /// Where it stands among what presses: what whoever looks can do, what to look at, what others of the office do.
    fn whose(&self) -> u8 {
        match self {
            Listed::Open(line) if line.group() <= Group::Mine => 0,
            Listed::Alert(_) | Listed::Over(_) => 1,
            Listed::Open(_) => 2,
        }
    }
}

/// The whole list of a day, part by part; within one as `lines_of` and the alerts have it. What a duty says already is no alert
/// besides.
pub fn listed<'a>(
    lines: &'a [TodayLine],
    alerts: &'a [AlertLine],
    over: usize,
    today: Day,
) -> Vec<Listed<'a>> {
    let seen = alerts.iter().filter(|it| !it.alert.what.is_owed());
    let over = (0 < over).then_some(Listed::Over(over));
    let mut all: Vec<Listed> = (lines.iter().map(Listed::Open))
        .chain(seen.map(Listed::Alert))
        .chain(over)
        .collect();
    all.sort_by_key(|it| (it.part(today), it.whose()));
    all
}

impl TodayLine {
    /// The group it stands in.
    pub fn group(&self) -> Group {
        match (&self.who, &self.work) {
            (Who::Me, Work::Prepare(Step::Approve)) => Group::Approve,
            (Who::Me, _) => Group::Mine,
            (Who::Member(_) | Who::Roles(_) | Who::Program, _) => Group::Office,
            (Who::OtherOffice, _) => Group::Other,
        }
    }

    /// The day it is due, where one was agreed.
    pub fn due(&self) -> Option<Day> {
        match &self.work {
            Work::Duty(duty) => duty.due,
            Work::Prepare(_) | Work::TakeUp => None,
        }
    }

    /// Whether something is to be destroyed, given back or answered for. It has no day, and stands before what has one: what the
    /// person took back is theirs.
    fn gives_back(&self) -> bool {
        matches!(
            &self.work,
            Work::Duty(Duty {
                task: Task::Erase | Task::Handle { .. } | Task::AskBack,
                ..
            })
        )
    }

    /// Whether its day has gone by.
    pub fn is_late(&self, today: Day) -> bool {
        self.due().is_some_and(|due| due < today)
    }

    /// Whether it is this office's and cannot wait for tomorrow.
    fn presses(&self, today: Day) -> bool {
        let is_due = self.due().is_some_and(|due| due <= today);
        // What the program destroys with the next round asks nothing of anybody.
        let gives_back = self.gives_back() && self.who != Who::Program;
        self.group() != Group::Other && (is_due || gives_back)
    }

    /// A duty of a handover, as a role sees it.
    pub fn of_duty(handover: &HandoverLine, duty: Duty, role: Role) -> TodayLine {
        TodayLine {
            who: who_owes(handover, &duty, role),
            work: Work::Duty(duty),
            handover: handover.clone(),
        }
    }
}

/// How much there is of what is open, and of what to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What waits for the approval of whoever looks.
    pub approve: usize,
    /// What else they can do.
    pub mine: usize,
    /// What others of the office do.
    pub office: usize,
    /// What waits for the other offices.
    pub other: usize,
    /// What of this office is past its day.
    pub late: usize,
    /// What to look at.
    pub alerts: usize,
    /// What of that presses today.
    pub pressing: u32,
    /// Forms whoever looks typed into and did not save: no line, for nothing waits for them.
    pub unsaved: u32,
}

impl Sum {
    /// Counts the lines and alerts of a day. What a duty says already is no alert besides; that so much is kept past its time,
    /// `over`, is one. What is typed and not saved stands beside.
    pub fn of(
        lines: &[TodayLine],
        alerts: &[AlertLine],
        over: usize,
        unsaved: usize,
        today: Day,
    ) -> Sum {
        let of = |group| lines.iter().filter(|it| it.group() == group).count();
        let ours = lines.iter().filter(|it| it.group() != Group::Other);
        let seen = alerts.iter().map(|it| &it.alert);
        let seen = seen.filter(|it| !it.what.is_owed());
        Sum {
            approve: of(Group::Approve),
            mine: of(Group::Mine),
            office: of(Group::Office),
            other: of(Group::Other),
            late: ours.filter(|it| it.is_late(today)).count(),
            alerts: seen.clone().count() + usize::from(0 < over),
            pressing: small(seen.filter(|it| it.severity == Severity::Now).count()),
            unsaved: small(unsaved),
        }
    }
}

/// No list is so long; a sum is carried in every sentence of the screens.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The next step of a preparation, and who takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preparing {
    /// The step.
    pub step: Step,
    /// Who takes it.
    pub who: Who,
}

impl Preparing {
    /// What a preparation needs next: its author's work where the author may do it, else that of whoever may.
    pub fn of(
        preparation: &Preparation,
        me: &Staff,
        approver: Approver,
        staff: &[Staff],
    ) -> Preparing {
        let step = preparation.next();
        let mine = has_right(Actor::Staff(me.role), step);
        let who = match step {
            Step::Approve if mine && preparation.may_approve(approver).is_ok() => Who::Me,
            Step::Approve => Who::Roles(roles(step)),
            _ => match author(preparation.author, step, staff) {
                Some(author) if author.id == me.id => Who::Me,
                Some(author) => Who::Member(author.name.to_string()),
                None if mine => Who::Me,
                None => Who::Roles(roles(step)),
            },
        };
        Preparing { step, who }
    }
}

/// Who began it, where they work here and may go on themselves.
pub(crate) fn author(id: StaffId, step: Step, staff: &[Staff]) -> Option<&Staff> {
    let may = |it: &&Staff| it.is_active() && has_right(Actor::Staff(it.role), step);
    staff.iter().find(|it| it.id == id).filter(may)
}

/// The roles that may take a step.
fn roles(step: Step) -> Vec<Role> {
    let all = Role::ALL.iter().copied();
    all.filter(|role| has_right(Actor::Staff(*role), step))
        .collect()
}

fn who_owes(handover: &HandoverLine, duty: &Duty, me: Role) -> Who {
    if duty.side != handover.side {
        return Who::OtherOffice;
    }
    let Some(step) = duty.task.step() else {
        return Who::Program;
    };
    let may = |step| has_right(Actor::Staff(me), step);
    let drafts = match &duty.task {
        Task::Answer(no) => may(Step::DraftAnswer) && !handover.drafted.contains(no),
        _ => false,
    };
    match may(step) || drafts {
        true => Who::Me,
        false => Who::Roles(roles(step)),
    }
}

/// All that is open in these handovers, group by group, in each what is to be given back before all else, then what is due first.
pub fn lines_of(handovers: &[HandoverLine], me: Role) -> Vec<TodayLine> {
    let mut lines = Vec::new();
    for handover in handovers {
        let duties = handover.duties.iter();
        lines.extend(duties.map(|it| TodayLine::of_duty(handover, it.clone(), me)));
        lines.extend(prepared(handover));
        if 0 < handover.to_take_up {
            let may = has_right(Actor::Staff(me), Step::TakeUp);
            lines.push(TodayLine {
                who: match may {
                    true => Who::Me,
                    false => Who::Roles(roles(Step::TakeUp)),
                },
                work: Work::TakeUp,
                handover: handover.clone(),
            });
        }
    }
    lines.sort_by_key(|it| {
        let (group, later) = (it.group(), !it.gives_back());
        (group, later, it.due().is_none(), it.due())
    });
    lines
}

/// A new offer of one that was offered is owed as a duty; only that it waits for an approval is told besides.
fn prepared(handover: &HandoverLine) -> Option<TodayLine> {
    let preparing = handover.preparing.as_ref()?;
    let told = handover.is_prepared() || preparing.step == Step::Approve;
    told.then(|| TodayLine {
        handover: handover.clone(),
        work: Work::Prepare(preparing.step),
        who: preparing.who.clone(),
    })
}

impl Desk {
    /// All that is open in every handover, in the order of whoever is at the desk.
    pub fn today_lines(&self) -> Result<Vec<TodayLine>, Problem> {
        Ok(lines_of(&self.handovers()?, self.me().role))
    }
}
