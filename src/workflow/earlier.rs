//! What earlier handovers of a case say to whoever prepares the next one: what the person found right already, what changed
//! since it was last offered, and why an office declined.
//!
//! Nothing is stored for it, and nothing is asked of an office again: it is read off the handovers that are kept.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::domain::audit::Act as Deed;
use crate::domain::calendar::{Day, months_later};
use crate::domain::case::{CaseSummary, Edit, FieldState, Value};
use crate::domain::consent::{Disclosed, Disclosure};
use crate::domain::handover::applies::applying;
use crate::domain::handover::changed::differing;
use crate::domain::handover::dossier::{Ending, QuestionStatus, State};
use crate::domain::handover::entry::{Act, Decline, Reading, Side};
use crate::domain::handover::partial::{Instead, Lack, lacking};
use crate::domain::handover::permit::Step;
use crate::domain::handover::suggest::{Suggestion, suggested};
use crate::domain::handover::ungiven::{Ungiven, ungiven};
use crate::domain::handover::words::WordKey;
use crate::domain::id::{CaseId, HandoverId, OfficeId, QuestionNo};
use crate::domain::misfit::Misfit;
use crate::domain::section::{FieldId, SectionId};
use crate::domain::setting::SettingId;
use crate::exchange::section::{Ready, digest_under};
use crate::workflow::desk::Desk;
use crate::workflow::folder::{Folder, Spoken, if_readable};
use crate::workflow::office::PeerView;
use crate::workflow::problem::{Problem, Thing};

/// What whoever prepares the first offer of a handover is asked, beside what is required.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Asked {
    /// The sections the person found right, just as they are now, in an earlier handover: nobody asks again.
    pub found_before: BTreeSet<SectionId>,
    /// The sections the person is to be asked about, each with what is to be looked at in it.
    pub due: Vec<Due>,
    /// Covered fields that apply to this case and have no answer; an offer does not wait for them.
    pub applying: Vec<FieldId>,
    /// Covered fields in which something stands that lacks something; an offer waits for it only where the field is missing.
    pub lacking: Vec<(FieldId, Lack)>,
    /// Covered answers that do not fit each other; an offer does not wait for it.
    pub misfits: Vec<Misfit>,
    /// What the case says elsewhere that may be the answer of a covered field without one; somebody takes it, or not.
    pub suggested: Vec<Suggestion>,
    /// What a handover needs and the person did not agree to; an offer goes without it, every later one, too.
    pub ungiven: Vec<Ungiven>,
    /// The offices that declined this person before, the latest first.
    pub declined: Vec<Declined>,
    /// After so many months what stands in a field, or what the person found right, is old (`plan.months`).
    pub months: u32,
}

/// A section the person has not found right as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub section: SectionId,
    /// What became of it since it was last offered.
    pub since: Since,
    /// Its fields that are older than the plan may be.
    pub old: Vec<FieldId>,
}

/// What became of a section since the case was last offered to anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// No earlier offer of the case is kept here.
    First,
    /// It was not in that offer.
    New,
    /// These fields are not as they were offered.
    Changed(Vec<FieldId>),
    /// It is as it was offered; what the person said of it is too old, or was never recorded.
    Same,
}

/// A decline of an earlier handover of the same case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declined {
    /// The handover.
    pub id: HandoverId,
    /// The office that declined.
    pub peer: OfficeId,
    /// Its name; empty where its card is not here.
    pub office: String,
    /// How.
    pub how: Decline,
    /// The day it was said.
    pub on: Day,
    /// What was said; empty where the words are not here.
    pub reason: String,
    /// What it asked to be put right and is still as it was offered then; nothing where a later one was sent back since.
    pub open: Vec<Point>,
}

/// One thing an office that sent a handover back wanted put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// The reason itself: nothing in the record has changed since.
    Reason,
    /// A section it could not use.
    NotForUs(SectionId),
    /// A question nobody had answered.
    Question {
        /// Which.
        no: QuestionNo,
        /// About which section.
        section: SectionId,
        /// Its words; empty where they are not here.
        text: String,
    },
}

impl Asked {
    /// What is suggested for a field.
    pub fn suggestion(&self, field: FieldId) -> Option<&Suggestion> {
        self.suggested.iter().find(|it| it.field == field)
    }

    /// What stands in a field in the place of an answer.
    pub fn instead(&self, field: FieldId) -> Option<Instead> {
        self.lacking.iter().find_map(|(it, lack)| match lack {
            Lack::Answer(instead) if *it == field => Some(*instead),
            _ => None,
        })
    }
}

impl Desk {
    /// What is asked besides while the first offer of a handover is prepared; nothing at any other time.
    pub(crate) fn asked(
        &self,
        folder: &Folder,
        state: &State,
        disclosure: Option<&Disclosure>,
    ) -> Result<Asked, Problem> {
        let Some(preparation) = &folder.record.preparation else {
            return Ok(Asked::default());
        };
        let ungiven = disclosure.map(|it| self.ungiven_of(it)).transpose()?;
        let ungiven = ungiven.unwrap_or_default();
        if folder.record.side != Side::Sender || state.offer.is_some() {
            return Ok(Asked {
                ungiven,
                ..Asked::default()
            });
        }
        let earlier = self.earlier(folder)?;
        let mut asked = Asked {
            months: self.plan_months(),
            declined: self.declines(&earlier, disclosure)?,
            ungiven,
            ..Asked::default()
        };
        let (Some(disclosure), Some(case)) = (disclosure, folder.record.case) else {
            return Ok(asked);
        };
        asked.found_before = self.found_before(&earlier, &self.ready(folder, disclosure));
        let case = self.case_summary(case)?;
        let covers = |it: &FieldId| disclosure.items().contains(&it.spec().item);
        asked.applying = applying(&case);
        asked.applying.retain(covers);
        asked.lacking = lacking(&case, self.today());
        asked.lacking.retain(|(field, _)| covers(field));
        asked.misfits = self.misfits(&case);
        asked.misfits.retain(|it| covers(&it.field()));
        asked.suggested = self.suggests(&case);
        asked.suggested.retain(|it| covers(&it.field));
        let offered = self.last_offered(&earlier)?;
        let (shown, months) = (preparation.shown(), asked.months);
        let open = disclosure
            .sections()
            .filter(|(section, _)| !shown.contains_key(section));
        asked.due = open
            .map(|(section, fields)| Due {
                section,
                since: since(section, fields, offered.as_ref()),
                old: fields
                    .iter()
                    .filter(|(_, value)| self.is_old(value.as_of, months))
                    .map(|(field, _)| *field)
                    .collect(),
            })
            .collect();
        Ok(asked)
    }

    /// What a handover needs and the person did not agree to, as the case and its consent are today; nothing while no consent is
    /// in force.
    pub fn ungiven(&self, id: HandoverId) -> Result<Vec<Ungiven>, Problem> {
        self.right(Step::Read)?;
        let disclosure = self.disclosure(&self.folder(id)?)?;
        let all = disclosure.map(|it| self.ungiven_of(&it)).transpose()?;
        Ok(all.unwrap_or_default())
    }

    fn ungiven_of(&self, disclosure: &Disclosure) -> Result<Vec<Ungiven>, Problem> {
        let case = self.case_summary(disclosure.case())?;
        Ok(ungiven(&case, disclosure.items()))
    }

    /// Writes into the case of a handover what it suggests, as it was seen: whoever does it looked at it.
    ///
    /// # Errors
    /// `Stale` where the case says something else by now, and as for [`Desk::take_suggested`].
    pub fn take_as_seen(&mut self, id: HandoverId, seen: &Suggestion) -> Result<u32, Problem> {
        let case = self.folder(id)?.record.case;
        let case = case.ok_or(Problem::Missing(Thing::Case))?;
        let now = self.suggests(&self.case_summary(case)?);
        match now.iter().find(|it| it.field == seen.field) {
            Some(now) if now != seen => Err(Problem::Stale),
            _ => self.take_suggested(id, &[seen.field], None),
        }
    }

    /// Writes into the case of a handover what it suggests for these fields today. `seen` is the revision of the case in which
    /// somebody looked at it.
    ///
    /// # Errors
    /// `Stale` where the case is another revision by now, `Missing` where one of them is not suggested, or not any more, and what
    /// a change of the case says.
    pub fn take_suggested(
        &mut self,
        id: HandoverId,
        fields: &[FieldId],
        seen: Option<u32>,
    ) -> Result<u32, Problem> {
        let case = self.folder(id)?.record.case;
        let case = case.ok_or(Problem::Missing(Thing::Case))?;
        let summary = self.case_summary(case)?;
        if seen.is_some_and(|seen| seen != summary.revision()) {
            return Err(Problem::Stale);
        }
        let mut suggested = self.suggests(&summary);
        suggested.retain(|it| fields.contains(&it.field));
        if suggested.is_empty() || suggested.len() != fields.len() {
            return Err(Problem::Missing(Thing::Suggestion));
        }
        let edits = suggested
            .into_iter()
            .map(|it| (it.field, Edit::Put(it.value)));
        self.edit_case(case, Some(summary.revision()), edits.collect())
    }

    /// The sections of `ready` of which the person said not too long ago, in a handover of the case, that they are right just so.
    pub(crate) fn found_right_before(
        &self,
        folder: &Folder,
        ready: &[Ready],
    ) -> Result<BTreeSet<SectionId>, Problem> {
        Ok(self.found_before(&self.earlier(folder)?, ready))
    }

    fn found_before(&self, earlier: &[Folder], ready: &[Ready]) -> BTreeSet<SectionId> {
        let months = self.plan_months();
        let mut oldest_first: Vec<&Folder> = earlier.iter().collect();
        oldest_first.sort_by_key(|it| it.record.created);
        let lately = |it: &&Ready| {
            let said = said_on(&oldest_first, it, months);
            said.is_some_and(|it| !self.is_old(it, months))
        };
        let found = ready.iter().filter(lately);
        found.map(|it| it.pinned.section).collect()
    }

    /// The other handovers by which this office offered the same case to anybody, the latest first.
    fn earlier(&self, folder: &Folder) -> Result<Vec<Folder>, Problem> {
        match folder.record.case {
            Some(case) => {
                let mut all = self.offered_of(case)?;
                all.retain(|it| it.record.id != folder.record.id);
                Ok(all)
            }
            None => Ok(Vec::new()),
        }
    }

    fn offered_of(&self, case: CaseId) -> Result<Vec<Folder>, Problem> {
        let mut all = Vec::new();
        for id in self.handover_ids()? {
            let bare = self.bare_folder(id).ok().flatten();
            let ours = bare
                .is_some_and(|it| it.record.case == Some(case) && it.record.side == Side::Sender);
            // What cannot be read tells nothing; that it is there, the list of handovers says.
            if let Some(read) = ours
                .then(|| self.readable_folder(id))
                .transpose()?
                .flatten()
            {
                all.push(read);
            }
        }
        all.retain(|it| it.state().offer.is_some());
        self.latest_first(&mut all)?;
        Ok(all)
    }

    /// Puts what this office offered last first, by its own days: what another office says later moves nothing. What is of one
    /// day goes by the journal.
    fn latest_first(&self, all: &mut [Folder]) -> Result<(), Problem> {
        let day = |it: &Folder| (last_offered_on(it), it.record.created);
        all.sort_by_key(|it| Reverse(day(it)));
        if all.windows(2).all(|two| day(&two[0]) != day(&two[1])) {
            return Ok(());
        }
        let ids: Vec<[u8; 16]> = all.iter().map(|it| it.record.id.to_bytes()).collect();
        let mut begun: Vec<[u8; 16]> = Vec::new();
        let lines = self.vault.journal(0, usize::MAX)?.into_iter();
        for subject in lines.filter_map(|it| it.event.subject) {
            if ids.contains(&subject) && !begun.contains(&subject) {
                begun.push(subject);
            }
        }
        let place = |it: &Folder| {
            let id = it.record.id.to_bytes();
            begun.iter().position(|it| *it == id)
        };
        all.sort_by_key(|it| Reverse((day(it), place(it))));
        Ok(())
    }

    /// The offices that declined the person of a case, the latest first, with what they said; the journal tells who looked,
    /// where there is something to see.
    pub fn declined_before(&mut self, case: CaseId) -> Result<Vec<Declined>, Problem> {
        self.right(Step::Read)?;
        let declined = self.declines(&self.offered_of(case)?, None)?;
        if !declined.is_empty() {
            self.enter(&[], Deed::CaseRead, Some(case.to_bytes()))?;
        }
        Ok(declined)
    }

    /// The office to which the latest decline of a case leads, where it is known here: the same one where it was sent back,
    /// the one that was named, and none once it went out since; of a person who came here and was offered to nobody since, the
    /// one before, where this one closes.
    pub fn leads_on(&self, case: CaseId) -> Result<Option<OfficeId>, Problem> {
        self.right(Step::Read)?;
        let all = self.offered_of(case)?;
        let declined = |it: &Folder| matches!(it.state().ending(), Some(Ending::Declined(_)));
        let latest = match all.is_empty() {
            true => self.came_by(case)?,
            // What was offered anew and went out is behind every decline before it.
            false => all
                .into_iter()
                .take_while(|it| it.state().release.is_none())
                .find(declined),
        };
        Ok(latest.and_then(|it| self.led_to(&it).ok()))
    }

    /// The latest handover by which the person of a case came here.
    fn came_by(&self, case: CaseId) -> Result<Option<Folder>, Problem> {
        let mut all = Vec::new();
        for id in self.handover_ids()? {
            let bare = self.bare_folder(id).ok().flatten();
            let came =
                |it: &Folder| it.record.case == Some(case) && it.record.side == Side::Receiver;
            if bare.is_some_and(|it| came(&it)) {
                all.extend(self.readable_folder(id)?);
            }
        }
        Ok(all
            .into_iter()
            .max_by_key(|it| (it.record.created, it.record.id)))
    }

    /// The offices something can be offered to and that have not declined the person of a case.
    pub fn not_asked_yet(&self, case: CaseId) -> Result<Vec<PeerView>, Problem> {
        self.right(Step::Read)?;
        let declined = self.declines(&self.offered_of(case)?, None)?;
        let mut peers = self.peers()?;
        peers.retain(|it| it.may_receive() && !declined.iter().any(|no| no.peer == it.id));
        Ok(peers)
    }

    fn declines(
        &self,
        earlier: &[Folder],
        disclosure: Option<&Disclosure>,
    ) -> Result<Vec<Declined>, Problem> {
        let mut declined = Vec::new();
        for folder in earlier {
            let state = folder.state();
            let Some(Ending::Declined(how)) = state.ending() else {
                continue;
            };
            // What cannot be read tells nothing: that it was declined, the entries say.
            let replied = if_readable(self.spoken(folder, Side::Receiver))?.unwrap_or_default();
            let no = replied
                .iter()
                .rev()
                .find(|it| matches!(it.envelope.act, Act::Declined { .. }));
            let is_latest = !declined
                .iter()
                .any(|it: &Declined| it.how == Decline::SentBack);
            let open = match how {
                Decline::SentBack if is_latest => {
                    let offered = if_readable(self.disclosed(folder))?.flatten();
                    points(&state, &replied, offered.as_ref(), disclosure)
                }
                Decline::SentBack | Decline::NotTaken | Decline::TryOther | Decline::YesIf => {
                    Vec::new()
                }
            };
            declined.push(Declined {
                id: folder.record.id,
                peer: folder.peer(),
                office: self
                    .peer(folder.peer())
                    .map(|it| it.name)
                    .unwrap_or_default(),
                how,
                on: no.map_or(folder.record.created, |it| it.envelope.written),
                reason: no.map(|it| said(it, REASONS)).unwrap_or_default(),
                open,
            });
        }
        Ok(declined)
    }

    /// What the latest of them offered, as far as it is kept here.
    fn last_offered(&self, earlier: &[Folder]) -> Result<Option<Disclosed>, Problem> {
        match earlier.first() {
            Some(folder) => Ok(if_readable(self.disclosed(folder))?.flatten()),
            None => Ok(None),
        }
    }

    /// What a case suggests today for its fields without an answer.
    fn suggests(&self, case: &CaseSummary) -> Vec<Suggestion> {
        let settings = self.settings().unwrap_or_default();
        let reply = settings.at(None).days(SettingId::ReplyDays);
        suggested(case, reply, self.today())
    }

    fn plan_months(&self) -> u32 {
        let settings = self.settings().unwrap_or_default();
        settings.at(None).number(SettingId::PlanMonths)
    }

    /// Whether what is of that day is older than the plan may be.
    fn is_old(&self, day: Day, months: u32) -> bool {
        months_later(day, months) <= self.today()
    }
}

const REASONS: &[WordKey] = &[WordKey::Text, WordKey::OtherOffice, WordKey::Condition];

fn said(spoken: &Spoken, keys: &[WordKey]) -> String {
    let words = spoken.words.as_ref();
    let found = words.and_then(|it| keys.iter().find_map(|key| it.get(*key)));
    found.unwrap_or_default().to_owned()
}

/// The last day on which this office offered something in it.
fn last_offered_on(folder: &Folder) -> Day {
    let mut said = folder.dossier.log(Side::Sender).iter().rev();
    let offered = said.find(|it| it.envelope.act.carries_content());
    offered.map_or(folder.record.created, |it| it.envelope.written)
}

/// The day for which the person's word on a section counts, as it is now: that on which the handover was begun in which it was
/// said. While that word was not too old the handovers after it only handed it on.
fn said_on(oldest_first: &[&Folder], ready: &Ready, months: u32) -> Option<Day> {
    let mut said: Option<Day> = None;
    for folder in oldest_first.iter().filter(|it| is_found_right(it, ready)) {
        let begun = folder.record.created;
        if said.is_none_or(|it| months_later(it, months) <= begun) {
            said = Some(begun);
        }
    }
    said
}

/// Whether a handover's preparation holds that the person found a section right just so.
fn is_found_right(folder: &Folder, ready: &Ready) -> bool {
    let (Some(key), Some(preparation)) = (folder.key(), &folder.record.preparation) else {
        return false;
    };
    let then = preparation.shown().get(&ready.pinned.section).copied();
    then == Some(digest_under(&key, &ready.section.content))
}

fn since(section: SectionId, fields: &[(FieldId, Value)], offered: Option<&Disclosed>) -> Since {
    let Some(offered) = offered else {
        return Since::First;
    };
    let mut before = offered.sections();
    let Some((_, before)) = before.find(|(id, _)| *id == section) else {
        return Since::New;
    };
    let changed = differing(before, fields);
    match changed.is_empty() {
        true => Since::Same,
        false => Since::Changed(changed.into_iter().map(|it| it.field).collect()),
    }
}

/// What an office that sent it back wanted, less what is not as it was offered any more.
fn points(
    state: &State,
    replied: &[Spoken],
    offered: Option<&Disclosed>,
    today: Option<&Disclosure>,
) -> Vec<Point> {
    // A section that is offered now and was not, or was and is not any more, is dealt with as one that says something else.
    let put_right = |id: SectionId| {
        offered.zip(today).is_some_and(|(offered, today)| {
            let then = offered.sections().find(|(section, _)| *section == id);
            let now = today.sections().find(|(section, _)| *section == id);
            told(then.map(|it| it.1)) != told(now.map(|it| it.1))
        })
    };
    let mut open = Vec::new();
    if !SectionId::ALL.iter().any(|it| put_right(*it)) {
        open.push(Point::Reason);
    }
    let sections = state.offer.iter().flat_map(|it| &it.sections);
    let not_for_us = sections.filter(|it| it.reading == Some(Reading::NotForUs));
    open.extend(not_for_us.map(|it| Point::NotForUs(it.pinned.section)));
    let asked = state.questions.iter();
    let asked = asked.filter(|it| it.status == QuestionStatus::Unanswered);
    open.extend(asked.map(|it| Point::Question {
        no: it.no,
        section: it.section,
        text: question(it.no, replied),
    }));
    open.retain(|it| match it {
        Point::Reason => true,
        Point::NotForUs(section) | Point::Question { section, .. } => !put_right(*section),
    });
    open
}

/// What fields say, whoever said it and as of whatever day.
fn told(fields: Option<&[(FieldId, Value)]>) -> Option<Vec<(FieldId, &FieldState)>> {
    fields.map(|it| {
        it.iter()
            .map(|(field, value)| (*field, &value.state))
            .collect()
    })
}

fn question(no: QuestionNo, replied: &[Spoken]) -> String {
    let asks =
        |it: &&Spoken| matches!(it.envelope.act, Act::Asked { question, .. } if question == no);
    let found = replied.iter().find(asks);
    found
        .map(|it| said(it, &[WordKey::Text]))
        .unwrap_or_default()
}
