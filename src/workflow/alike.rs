//! Whether somebody is here already: one rule for what is typed, read in from a file, and brought by another office.
//!
//! It decides nothing: whoever writes says whether it is the same person, and that somebody is another holds while the desk
//! is open.

use std::collections::BTreeMap;

use crate::domain::answer::Given;
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Value};
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, HandoverId};
use crate::domain::search::SearchKey;
use crate::domain::section::FieldId;
use crate::workflow::case::CaseLine;
use crate::workflow::desk::Desk;
use crate::workflow::folder::Reach;
use crate::workflow::never::Asking;
use crate::workflow::problem::Problem;
use crate::workflow::view::{HandoverLine, is_over};

/// Somebody who may be here already, and the cases that may be theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    who: Who,
    /// How the person came up.
    pub occasion: Occasion,
    /// The cases, in the order of their reading.
    pub here: Vec<Alike>,
    /// Handovers of theirs that came and have no case yet. Of these and the cases there is at least one.
    pub coming: Vec<Coming>,
}

/// A case that may be theirs, and what of them is the same there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The case.
    pub case: CaseLine,
    /// By what it is like them; never empty.
    pub by: Vec<Same>,
    /// The birth that stands there, where another one was said.
    pub born: Option<Day>,
}

/// A handover that came and waits for its start, and may be theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// Which.
    pub handover: HandoverId,
    /// Reading and name of the person, as they came.
    pub person: String,
    /// The office it comes from.
    pub from: String,
    /// By what it is like them; never empty.
    pub by: Vec<Same>,
    /// The birth that came, where another one was said.
    pub born: Option<Day>,
}

/// What is the same of two people, or reads the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// The number of the certificate.
    Certificate,
    /// Its last four digits, where the rest cannot be read here.
    LastFour,
    /// The name.
    Name,
    /// Its reading.
    Reading,
    /// The day of birth.
    Birth,
    /// One name is the beginning of the other: long names are cut, and a part is left out on many papers.
    NameBegins,
    /// The same of the reading.
    ReadingBegins,
}

impl Same {
    /// Every one.
    pub const ALL: [Same; 7] = [
        Same::Certificate,
        Same::LastFour,
        Same::Name,
        Same::Reading,
        Same::Birth,
        Same::NameBegins,
        Same::ReadingBegins,
    ];
}

#[cfg(test)]
impl Likeness {
    /// One that a desk could have told of, for pictures.
    pub(crate) fn example(here: Vec<CaseLine>) -> Likeness {
        Likeness {
            who: Who::default(),
            occasion: Occasion::Written,
            here: here.into_iter().map(Alike::example).collect(),
            coming: Vec::new(),
        }
    }
}

#[cfg(test)]
impl Alike {
    /// One that a desk could have told of, for pictures.
    pub(crate) fn example(case: CaseLine) -> Alike {
        Alike {
            case,
            by: vec![Same::Reading, Same::Birth],
            born: None,
        }
    }
}

/// How somebody came up who may be here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Typed, or read in from a file.
    Written,
    /// By what is written into a case that is here already.
    Revised,
    /// With a handover, at the first day.
    Arrived,
}

/// Whom values would meet here as a new case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// Nobody like them.
    Nobody,
    /// A case that says all of it already.
    Here(CaseLine),
    /// Somebody who may be the same person.
    Alike(Likeness),
}

/// What became of a case that was read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// It is a new one.
    Made(CaseId),
    /// This case says all of it already; nothing was written.
    Here(CaseId),
}

/// Who was told apart from whom at this desk.
#[derive(Default)]
pub(crate) struct ToldApart {
    asking: Asking,
    others: Vec<(Who, CaseId)>,
    comers: Vec<(Who, HandoverId)>,
}

impl Desk {
    /// Whoever acts says beforehand that whoever is written is nobody of those here.
    pub fn everybody_is_another(&mut self) {
        self.told_apart.asking = Asking::Answered;
    }

    /// Takes the answer that somebody is another person than those of these cases; asked again once the store is opened anew.
    pub fn is_another(&mut self, told: &Likeness) -> Result<(), Problem> {
        self.right(Step::WriteCase)?;
        let here: Vec<CaseId> = told.here.iter().map(|it| it.case.id).collect();
        self.tell_apart(&told.who, &here);
        let comers = told.coming.iter().map(|it| (told.who.clone(), it.handover));
        self.told_apart.comers.extend(comers);
        Ok(())
    }

    /// Remembers that somebody is nobody of these cases.
    pub(crate) fn tell_apart(&mut self, who: &Who, cases: &[CaseId]) {
        let pairs = cases.iter().map(|it| (who.clone(), *it));
        self.told_apart.others.extend(pairs);
    }

    /// Looks whom values would meet here. Nothing is written. A case that says all of it is the same, also where everybody was
    /// said to be another.
    pub fn meet(&self, values: &[(FieldId, Value)]) -> Result<Meeting, Problem> {
        self.right(Step::WriteCase)?;
        let who = Who::of_values(values);
        for Alike { case: line, .. } in self.like(&who, &self.listed()?.cases)? {
            let case = match self.case_summary(line.id) {
                Err(why) if Reach::of(&why) == Reach::Handover => continue,
                read => read?,
            };
            let same = |(field, value): &(FieldId, Value)| case.get(*field) == Some(value);
            let whole = FieldId::ALL.iter().filter(|it| case.get(**it).is_some());
            let sure = who.is_told() || whole.count() == values.len();
            if sure && values.iter().all(same) {
                return Ok(Meeting::Here(line));
            }
        }
        Ok(match self.asked_alike(who, Occasion::Written)? {
            None => Meeting::Nobody,
            Some(likeness) => Meeting::Alike(likeness),
        })
    }

    /// Makes a case of what was read in, unless one here says all of it already.
    ///
    /// # Errors
    /// `Alike` where it may be somebody here; nothing is written before somebody says who it is.
    pub fn import_case(&mut self, values: Vec<(FieldId, Value)>) -> Result<Imported, Problem> {
        match self.meet(&values)? {
            Meeting::Here(line) => Ok(Imported::Here(line.id)),
            Meeting::Nobody | Meeting::Alike(_) => self.new_case(values).map(Imported::Made),
        }
    }

    /// Refuses a new case of somebody who may be here, until they are told apart.
    pub(crate) fn nobody_alike(
        &self,
        case: &CaseSummary,
        occasion: Occasion,
    ) -> Result<(), Problem> {
        match self.asked_alike(Who::of_case(case), occasion)? {
            None => Ok(()),
            Some(likeness) => Err(Problem::Alike(Box::new(likeness))),
        }
    }

    /// Refuses a change by which a case comes to be like another one, until they are told apart. By what they were alike before is
    /// not asked about again.
    pub(crate) fn no_more_alike(
        &self,
        before: &CaseSummary,
        after: &CaseSummary,
    ) -> Result<(), Problem> {
        let (was, is) = (Who::of_case(before), Who::of_case(after));
        if was == is {
            return Ok(());
        }
        let Some(mut likeness) = self.asked_alike(is, Occasion::Revised)? else {
            return Ok(());
        };
        let known = self.like(&was, &self.listed()?.cases)?;
        let was_so = |it: &Alike| {
            let known = known.iter().find(|known| known.case.id == it.case.id);
            known.is_some_and(|known| it.by.iter().all(|by| known.by.contains(by)))
        };
        let own = after.id();
        likeness.here.retain(|it| it.case.id != own && !was_so(it));
        match likeness.here.is_empty() {
            true => Ok(()),
            false => Err(Problem::Alike(Box::new(likeness))),
        }
    }

    /// Whether somebody who may be here is asked about, or whoever acts said beforehand that it is another.
    pub(crate) fn asks_who_it_is(&self) -> bool {
        self.told_apart.asking == Asking::Each
    }

    /// Those who may be the same person and were not told apart.
    pub(crate) fn asked_alike(
        &self,
        who: Who,
        occasion: Occasion,
    ) -> Result<Option<Likeness>, Problem> {
        match self.asks_who_it_is() {
            true => self.asked_alike_among(who, occasion, &self.listed()?),
            false => Ok(None),
        }
    }

    /// The same among these cases, for whoever asks of many at once.
    pub(crate) fn asked_alike_among(
        &self,
        who: Who,
        occasion: Occasion,
        all: &Known,
    ) -> Result<Option<Likeness>, Problem> {
        if !self.asks_who_it_is() {
            return Ok(None);
        }
        let mut here = self.like(&who, &all.cases)?;
        let others = &self.told_apart.others;
        here.retain(|it| !others.contains(&(who.clone(), it.case.id)));
        let mut coming = match occasion {
            Occasion::Written => coming_like(&who, &all.comers),
            // One that is here or starts has its case, or makes it.
            Occasion::Revised | Occasion::Arrived => Vec::new(),
        };
        let comers = &self.told_apart.comers;
        coming.retain(|it| !comers.contains(&(who.clone(), it.handover)));
        let is_anybody = !here.is_empty() || !coming.is_empty();
        Ok(is_anybody.then_some(Likeness {
            who,
            occasion,
            here,
            coming,
        }))
    }

    /// The births of those whose lines a narrow list shows alike, so that they can be told apart there.
    pub fn births_of_alike(&self, lines: &[CaseLine]) -> Result<BTreeMap<CaseId, Day>, Problem> {
        self.right(Step::Read)?;
        let shown = |it: &CaseLine| (begun(&it.kana), begun(&it.name));
        let mut alike: BTreeMap<_, Vec<CaseId>> = BTreeMap::new();
        for line in lines {
            alike.entry(shown(line)).or_default().push(line.id);
        }
        let mut births = BTreeMap::new();
        for id in alike.into_values().filter(|it| 1 < it.len()).flatten() {
            let birth = match self.case_summary(id) {
                Ok(case) => Who::of_case(&case).birth,
                // A list is shown whatever cannot be read of one case.
                Err(why) if Reach::of(&why) == Reach::Handover => None,
                Err(why) => return Err(why),
            };
            births.extend(birth.map(|it| (id, it)));
        }
        Ok(births)
    }

    /// The people who are known here, as they are compared with whoever is written.
    pub(crate) fn listed(&self) -> Result<Known, Problem> {
        let mut comers = Vec::new();
        for line in self.handovers()? {
            let waits = line.side == Side::Receiver && line.case.is_none() && !is_over(line.phase);
            if !waits || line.trouble.is_some() {
                continue;
            }
            let came = match self.came_as(line.id) {
                // Whoever cannot be told from anybody keeps nobody else from being written.
                Err(why) if Reach::of(&why) == Reach::Handover => None,
                came => came?,
            };
            comers.extend(came.map(|who| Comer { line, who }));
        }
        Ok(Known {
            cases: self.cases("")?.into_iter().map(Listed::of).collect(),
            comers,
        })
    }

    /// As whom the person of a handover came; none where nothing of them is here.
    fn came_as(&self, id: HandoverId) -> Result<Option<Who>, Problem> {
        let folder = self.folder(id)?;
        let disclosed = self.disclosed(&folder)?;
        Ok(disclosed.map(|it| Who::of(|field| it.get(field))))
    }

    /// The cases here that may be this person's. Only those are read whose name, reading or certificate is like theirs.
    fn like(&self, who: &Who, all: &[Listed]) -> Result<Vec<Alike>, Problem> {
        let mut like = Vec::new();
        for listed in all {
            let seen = who.same_as_listed(listed);
            if seen.is_empty() {
                continue;
            }
            let (by, born) = match self.case_summary(listed.line.id) {
                Ok(case) => {
                    let theirs = Who::of_case(&case);
                    (theirs.alike(who), theirs.born_otherwise(who))
                }
                // It cannot be told that it is another, but of a beginning alone: that counts with the birth.
                Err(why) if Reach::of(&why) == Reach::Handover => (whole(seen), None),
                Err(why) => return Err(why),
            };
            if !by.is_empty() {
                let case = listed.line.clone();
                like.push(Alike { case, by, born });
            }
        }
        Ok(like)
    }
}

/// The handovers that came and may be this person's.
fn coming_like(who: &Who, comers: &[Comer]) -> Vec<Coming> {
    let coming = comers.iter().map(|it| Coming {
        handover: it.line.id,
        person: it.line.person.clone(),
        from: it.line.peer_name.clone(),
        by: it.who.alike(who),
        born: it.who.born_otherwise(who),
    });
    coming.filter(|it| !it.by.is_empty()).collect()
}

/// How many letters of a name a narrow list shows.
const SHOWN: usize = 12;

/// What a narrow list shows of a name, as a reader sees it.
fn begun(name: &str) -> String {
    Called::of(name).seen.chars().take(SHOWN).collect()
}

fn whole(seen: Vec<Same>) -> Vec<Same> {
    let is_part = |it: &Same| matches!(it, Same::NameBegins | Same::ReadingBegins);
    seen.into_iter().filter(|it| !is_part(it)).collect()
}

/// Whoever has a case here, and whoever has none yet and came with a handover.
pub(crate) struct Known {
    cases: Vec<Listed>,
    comers: Vec<Comer>,
}

/// Who came with a handover that waits for its start.
struct Comer {
    line: HandoverLine,
    who: Who,
}

/// By what a person is told from others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Who {
    certificate: Option<String>,
    name: Called,
    kana: Called,
    birth: Option<Day>,
}

/// A name or its reading without the blanks between its parts, and as a reader sees it: folded once, for many are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Called {
    plain: String,
    seen: String,
}

/// A case as a list shows it, with how its person is called.
pub(crate) struct Listed {
    line: CaseLine,
    name: Called,
    kana: Called,
}

impl Who {
    pub(crate) fn of_case(case: &CaseSummary) -> Who {
        Who::of(|field| case.get(field))
    }

    fn of_values(values: &[(FieldId, Value)]) -> Who {
        Who::of(|wanted| {
            let found = values.iter().find(|(field, _)| *field == wanted);
            found.map(|(_, value)| value)
        })
    }

    fn of<'v>(value: impl Fn(FieldId) -> Option<&'v Value>) -> Who {
        let given = |field| value(field).and_then(Value::given);
        let text = |field| match given(field) {
            Some(Given::Line(it)) => Called::of(it.as_str()),
            Some(Given::Kana(it)) => Called::of(it.as_str()),
            _ => Called::default(),
        };
        Who {
            certificate: match given(FieldId::CertificateNumber) {
                Some(Given::Digits(digits)) => Some(digits.as_str().to_owned()),
                _ => None,
            },
            name: text(FieldId::PersonName),
            kana: text(FieldId::PersonKana),
            birth: match given(FieldId::PersonBirth) {
                Some(Given::Day(day)) => Some(*day),
                _ => None,
            },
        }
    }

    /// Whether enough is known to find the same person again.
    pub(crate) fn is_told(&self) -> bool {
        let named = self.name.is_told() && self.kana.is_told();
        self.birth.is_some() && (named || self.certificate.is_some())
    }

    /// Whether it is the same person: the same either way round.
    pub(crate) fn is(&self, other: &Who) -> bool {
        let born = self.birth.is_some() && self.birth == other.birth;
        let certified = self.certificate.is_some() && self.certificate == other.certificate;
        let named = self.name.is_told() && self.name == other.name;
        let read = self.kana.is_told() && self.kana == other.kana;
        born && (certified || named && read)
    }

    /// Whether it may be the same person.
    pub(crate) fn may_be(&self, other: &Who) -> bool {
        !self.alike(other).is_empty()
    }

    /// What is the same where it may be the same person; nothing where it is another. It may be with the same certificate, and
    /// named or read the same, as a reader would see it, or where one name or reading is the beginning of the other and the birth
    /// is the same. Born on another day is another person, but where name and reading are both the same and no two certificates
    /// tell them apart: a birth is mistyped as easily as anything.
    fn alike(&self, other: &Who) -> Vec<Same> {
        let certified = self.certificate.is_some() && self.certificate == other.certificate;
        let (named, read) = (
            self.name.reads_as(&other.name),
            self.kana.reads_as(&other.kana),
        );
        let other_birth = self.born_otherwise(other).is_some();
        let mistyped = named && read && !self.certified_otherwise(other);
        if other_birth && !certified && !mistyped {
            return Vec::new();
        }
        let born = self.birth.is_some() && self.birth == other.birth;
        let mut same = holding(&[
            (Same::Certificate, certified),
            (Same::Name, named),
            (Same::Reading, read),
            (Same::NameBegins, born && self.name.begins(&other.name)),
            (Same::ReadingBegins, born && self.kana.begins(&other.kana)),
        ]);
        if !same.is_empty() && born {
            same.push(Same::Birth);
        }
        same
    }

    /// The own birth, where both have one and not the same.
    fn born_otherwise(&self, other: &Who) -> Option<Day> {
        let births = self.birth.zip(other.birth);
        births.filter(|(own, other)| own != other).map(|it| it.0)
    }

    /// Whether both have a certificate, and not the same.
    pub(crate) fn certified_otherwise(&self, other: &Who) -> bool {
        let both = self.certificate.as_ref().zip(other.certificate.as_ref());
        both.is_some_and(|(one, other)| one != other)
    }

    /// What is the same of somebody whom a list shows.
    fn same_as_listed(&self, listed: &Listed) -> Vec<Same> {
        let ends = |last: &String| {
            let number = self.certificate.as_ref();
            number.is_some_and(|it| it.ends_with(last.as_str()))
        };
        holding(&[
            (
                Same::LastFour,
                listed.line.last_four.as_ref().is_some_and(ends),
            ),
            (Same::Name, self.name.reads_as(&listed.name)),
            (Same::Reading, self.kana.reads_as(&listed.kana)),
            (Same::NameBegins, self.name.begins(&listed.name)),
            (Same::ReadingBegins, self.kana.begins(&listed.kana)),
        ])
    }
}

fn holding(told: &[(Same, bool)]) -> Vec<Same> {
    let same = told.iter().filter(|(_, holds)| *holds);
    same.map(|(it, _)| *it).collect()
}

impl Called {
    fn of(text: &str) -> Called {
        let plain: String = text.split_whitespace().collect();
        let seen = SearchKey::of(&plain).as_str().to_owned();
        Called { plain, seen }
    }

    fn is_told(&self) -> bool {
        !self.plain.is_empty()
    }

    fn reads_as(&self, other: &Called) -> bool {
        self.is_told() && other.is_told() && self.seen == other.seen
    }

    /// Whether one is the beginning of the other, and not the whole: the same either way round.
    fn begins(&self, other: &Called) -> bool {
        let both = self.is_told() && other.is_told() && self.seen != other.seen;
        both && (self.seen.starts_with(&other.seen) || other.seen.starts_with(&self.seen))
    }
}

impl Listed {
    fn of(line: CaseLine) -> Listed {
        Listed {
            name: Called::of(&line.name),
            kana: Called::of(&line.kana),
            line,
        }
    }
}
