//! Whom an office tells that a person moves (関係者への連絡): who is usually told, and what became of each.
//!
//! An office's own list: there is no function that takes anything of it to a `Disclosure`.

use std::collections::BTreeSet;

use crate::domain::answer::{CellValue, Given};
use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Value};
use crate::domain::field::ChoiceId;
use crate::domain::handover::dossier::State;
use crate::domain::handover::entry::Side;
use crate::domain::id::StaffId;
use crate::domain::search::{SearchKey, same};
use crate::domain::section::{FieldId, ItemId};
use crate::domain::setting::{Holding, Pick, SettingId};
use crate::domain::text::Line;

/// The most characters a name, a person or what was said may have.
pub const LONGEST: usize = 120;
/// The most rows a list may have.
pub const MOST: usize = 60;
/// Where the numbers of rows begin that nobody is usually told.
const FIRST_OTHER: u16 = 101;

/// Who is usually told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Usual {
    /// The city that grants the certificate.
    City,
    /// The consultation office that makes the plan for the use of services.
    Planner,
    /// The office that manages what the person pays at most.
    CapManager,
    /// The doctor.
    Doctor,
    /// Hello Work.
    HelloWork,
    /// The family.
    Family,
    /// The guardian (成年後見人、保佐人、補助人).
    Guardian,
    /// The city again, of the report of contracts (契約内容報告書): it is told by being sent.
    ContractReport,
    /// The person, at the first interview that was agreed: told by its taking place, not needed where it did not.
    FirstInterview,
}

/// One row of the table of who is usually told.
struct Told {
    usual: Usual,
    number: u16,
    code: &'static str,
    /// Where the case names them.
    name: Option<FieldId>,
    /// Where it names who is in charge there.
    person: Option<FieldId>,
    /// What goes with it once its consent is taken back.
    item: ItemId,
    when: When,
}

/// When somebody is listed.
#[derive(Clone, Copy)]
enum When {
    /// In every handover.
    Always,
    /// Where the case names them.
    Named,
    /// Unless the case says so.
    Unless(FieldId, ChoiceId),
    /// Where the family agreed.
    FamilyAgrees,
    /// Where the city wants it.
    ReportWanted,
    /// Where this office agreed on it, see [`with_interview`].
    Agreed,
}

const TABLE: &[Told] = &[
    Told {
        usual: Usual::City,
        number: 1,
        code: "city",
        name: Some(FieldId::CertificateCity),
        person: Some(FieldId::PeriodConfirmedWith),
        item: ItemId::Certificate,
        when: When::Always,
    },
    Told {
        usual: Usual::Planner,
        number: 2,
        code: "planner",
        name: Some(FieldId::PlannerOffice),
        person: Some(FieldId::PlannerPerson),
        item: ItemId::Certificate,
        when: When::Unless(FieldId::PlannerKind, ChoiceId::SelfPlan),
    },
    Told {
        usual: Usual::CapManager,
        number: 3,
        code: "cap-manager",
        name: Some(FieldId::CertificateCapManager),
        person: None,
        item: ItemId::Certificate,
        when: When::Named,
    },
    Told {
        usual: Usual::Doctor,
        number: 4,
        code: "doctor",
        name: Some(FieldId::HealthClinic),
        person: None,
        item: ItemId::Health,
        when: When::Always,
    },
    Told {
        usual: Usual::HelloWork,
        number: 5,
        code: "hello-work",
        name: Some(FieldId::JobSearchHelloWork),
        person: None,
        item: ItemId::JobSearch,
        when: When::Always,
    },
    Told {
        usual: Usual::Family,
        number: 6,
        code: "family",
        name: None,
        person: None,
        item: ItemId::Family,
        when: When::FamilyAgrees,
    },
    Told {
        usual: Usual::ContractReport,
        number: 7,
        code: "contract-report",
        name: Some(FieldId::CertificateCity),
        person: None,
        item: ItemId::Certificate,
        when: When::ReportWanted,
    },
    Told {
        usual: Usual::Guardian,
        number: 8,
        code: "guardian",
        name: Some(FieldId::PersonGuardian),
        person: None,
        item: FieldId::PersonGuardian.spec().item,
        when: When::Named,
    },
    Told {
        usual: Usual::FirstInterview,
        number: 9,
        code: "first-interview",
        name: None,
        person: None,
        item: ItemId::Basic,
        when: When::Agreed,
    },
];

impl Usual {
    /// Everybody, in the order of the list.
    pub fn all() -> impl Iterator<Item = Usual> {
        TABLE.iter().map(|it| it.usual)
    }

    /// Gives its name, for JSON.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// Gives the number of its row, which never changes.
    pub fn number(self) -> u16 {
        self.row().number
    }

    /// Finds one by its number.
    pub fn from_number(number: u16) -> Option<Usual> {
        let row = TABLE.iter().find(|it| it.number == number);
        row.map(|it| it.usual)
    }

    fn row(self) -> &'static Told {
        let row = TABLE.iter().find(|it| it.usual == self);
        row.expect("a test holds everybody to a row")
    }
}

/// Who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// One who is usually told, with the name where it is known.
    Usual(Usual, Option<Line>),
    /// One of the agencies of the case.
    Agency(Line),
    /// Somebody this office thought of.
    Other(Line),
}

impl Whom {
    /// Gives the name, where it is known.
    pub fn name(&self) -> Option<&Line> {
        match self {
            Whom::Usual(_, name) => name.as_ref(),
            Whom::Agency(name) | Whom::Other(name) => Some(name),
        }
    }

    /// Gives the item under which the person agreed that it goes to another office; none where nothing of it came with one.
    pub fn item(&self) -> Option<ItemId> {
        match self {
            Whom::Usual(usual, _) => Some(usual.row().item),
            Whom::Agency(_) => Some(ItemId::Agencies),
            Whom::Other(_) => None,
        }
    }

    /// Gives the items under which whoever is in charge there may be named besides: by a field of its own, and by the agencies.
    fn items_of_person(&self) -> Vec<ItemId> {
        match self {
            Whom::Usual(usual, _) => {
                let own = usual.row().person.map(|it| it.spec().item);
                own.into_iter().chain([ItemId::Agencies]).collect()
            }
            Whom::Agency(_) | Whom::Other(_) => Vec::new(),
        }
    }

    /// Whether an agency of the case is the one this row is about: it has its name, or is told from it by a part behind it (a
    /// department) as the only one of all, or it names the guardian as whom to ask for. Of two departments each is told for itself; for a city see
    /// [`Contact::is_department`].
    fn is_agency(&self, agency: &Agency, all: &[Agency]) -> bool {
        let named = |name: &Line| same(name.as_str(), agency.name.as_str());
        let (usual, name) = match self {
            Whom::Usual(Usual::ContractReport, _) | Whom::Usual(_, None) => return false,
            Whom::Usual(usual, Some(name)) => (usual, name),
            Whom::Agency(name) => return named(name),
            Whom::Other(_) => return false,
        };
        let person = agency.person.as_ref();
        let is_so = |it: &&Agency| same(name.as_str(), it.name.as_str());
        let parts = |it: &&Agency| is_part(name.as_str(), it.name.as_str());
        match usual {
            Usual::City => named(name),
            Usual::Guardian if person.is_some_and(|it| same(name.as_str(), it.as_str())) => true,
            _ if all.iter().any(|it| is_so(&it)) => named(name),
            _ => parts(&agency) && all.iter().filter(parts).count() == 1,
        }
    }

    fn is_same(&self, other: &Whom) -> bool {
        match (self, other) {
            (Whom::Usual(one, _), Whom::Usual(other, _)) => one == other,
            (Whom::Agency(one), Whom::Agency(other)) => same(one.as_str(), other.as_str()),
            _ => false,
        }
    }
}

/// Whether somebody was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not yet.
    Open,
    /// The case says that they know of the move.
    KnowsByCase,
    /// They were.
    Told {
        /// When.
        on: Day,
        /// By whom of this office.
        by: Line,
    },
    /// It is not needed.
    NotNeeded {
        /// Why; none once that went with something the person took back.
        because: Option<Line>,
    },
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its number in the list of this handover.
    pub number: u16,
    /// Who is told.
    pub whom: Whom,
    /// Whom there.
    pub person: Option<Line>,
    /// What was said; the usual where nothing is written.
    pub what: Option<Line>,
    /// What became of it.
    pub standing: Standing,
    /// Who wrote it, and when; none where the program lists it by itself.
    pub entered: Option<(StaffId, Day)>,
}

/// How the names of departments of a city end.
const DEPARTMENT: [char; 4] = ['課', '係', '室', '部'];

impl Contact {
    /// Whether somebody has still to be told.
    pub fn is_open(&self) -> bool {
        self.standing == Standing::Open
    }

    /// Whether it is the report of contracts, which has a day and an alert of its own.
    pub fn is_report(&self) -> bool {
        matches!(self.whom, Whom::Usual(Usual::ContractReport, _))
    }

    /// Whether it is the first interview, which has a day and an alert of its own.
    pub fn is_interview(&self) -> bool {
        matches!(self.whom, Whom::Usual(Usual::FirstInterview, _))
    }

    /// Whether it counts among those who have still to be told: what has an alert of its own does not.
    pub fn is_somebody(&self) -> bool {
        !self.is_report() && !self.is_interview()
    }

    /// Whether it says what became of what was agreed on a day: by the day it tells of, or the one on which it was written.
    pub fn says_since(&self, agreed: Option<Day>) -> bool {
        let entered = self.entered.map(|(_, on)| on);
        let last = match self.standing {
            Standing::Told { on, .. } => entered.max(Some(on)),
            Standing::Open | Standing::KnowsByCase | Standing::NotNeeded { .. } => entered,
        };
        !self.is_open() && last >= agreed
    }

    /// Whether a row of the list is this one, and open only because what this one says is of an acceptance that fell.
    pub fn only_shown_open_as(&self, shown: &Contact) -> bool {
        self.number == shown.number && !self.is_open() && shown.is_open()
    }

    /// Gives what stays of the report of contracts and of the first interview, once they are settled, without whatever came of
    /// them: neither is about a name, and what was written is not to be told as missing. Of any other row nothing.
    pub fn settled(self) -> Option<Contact> {
        let usual = match &self.whom {
            Whom::Usual(usual, _) if !self.is_somebody() => *usual,
            _ => return None,
        };
        (!self.is_open()).then_some(Contact {
            whom: Whom::Usual(usual, None),
            person: None,
            what: None,
            ..self
        })
    }

    /// Whether an agency of the case is the one this row is about.
    fn is_about(&self, agency: &Agency, all: &[Agency]) -> bool {
        self.whom.is_agency(agency, all) || self.is_department(agency)
    }

    /// Whether an agency is the very department of the city with whom the months are confirmed. Any other of its departments is
    /// not the one that grants the certificate.
    fn is_department(&self, agency: &Agency) -> bool {
        let (Whom::Usual(Usual::City, Some(city)), Some(person)) = (&self.whom, &self.person)
        else {
            return false;
        };
        let key = |it: &Line| SearchKey::of(&it.as_str().split_whitespace().collect::<String>());
        let [name, city, person] = [&agency.name, city, person].map(key);
        let [name, city, asked] = [&name, &city, &person].map(SearchKey::as_str);
        // A piece of the city's name, or of whoever was asked there, is the name of somebody else.
        let in_city = name.strip_prefix(city);
        in_city.is_some_and(|it| asked.strip_prefix(city).unwrap_or(asked).starts_with(it))
            || asked.starts_with(name) && name.ends_with(DEPARTMENT)
    }

    /// Takes over what the case says of the agency it is about; what somebody wrote here stands.
    fn hear(&mut self, agency: Agency) {
        if self.entered.is_some() {
            return;
        }
        if agency.standing == Standing::KnowsByCase {
            self.standing = agency.standing;
        }
        let named = self.whom.name().cloned();
        let said = |it: &Line| named.is_none_or(|name| !same(name.as_str(), it.as_str()));
        self.person = self.person.take().or(agency.person).filter(said);
    }

    /// Gives every text of it that somebody wrote.
    pub fn texts(&self) -> Vec<&str> {
        let by = match &self.standing {
            Standing::Told { by, .. } => Some(by),
            Standing::NotNeeded { because } => because.as_ref(),
            Standing::Open | Standing::KnowsByCase => None,
        };
        let all = [
            self.whom.name(),
            self.person.as_ref(),
            self.what.as_ref(),
            by,
        ];
        all.into_iter().flatten().map(Line::as_str).collect()
    }
}

/// Whether the family agreed to be spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relatives {
    /// The consent names them.
    Agree,
    /// It does not.
    AreNotNamed,
}

/// Whether the city wants the report of contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// It does.
    Wanted,
    /// It does not, any more.
    Abolished,
}

impl Report {
    /// Reads it off the settings as they hold in a city.
    pub fn of(held: Holding) -> Report {
        match held.is(SettingId::ReportWanted, Pick::Wanted) {
            true => Report::Wanted,
            false => Report::Abolished,
        }
    }
}

/// Whether a row of the list may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Nothing says otherwise.
    Open,
    /// The family does not agree, or no longer, to be spoken of.
    FamilyDoesNotAgree,
}

impl Telling {
    /// Says it of one row.
    pub fn of(contact: &Contact, relatives: Relatives) -> Telling {
        match (&contact.whom, relatives) {
            (Whom::Usual(Usual::Family, _), Relatives::AreNotNamed) => Telling::FamilyDoesNotAgree,
            _ => Telling::Open,
        }
    }
}

/// Gives the day on which it is sure for an office that the person moves: to the sender the day of the release, to the receiver
/// the first day. None before, or where the handover ended since.
pub fn moves_since(state: &State, side: Side) -> Option<Day> {
    let since = match side {
        Side::Sender => state.release.as_ref().map(|it| it.written),
        Side::Receiver => state.started,
    };
    since.filter(|_| state.ending().is_none())
}

/// Gives the list of a handover: who is usually told and the agencies of the case, each as it was written here, where it was,
/// and whom this office added.
pub fn listed(
    stored: &[Contact],
    case: Option<&CaseSummary>,
    relatives: Relatives,
    report: Report,
) -> Vec<Contact> {
    let mut rows = stored.to_vec();
    let listed = |it: &&Told| it.when.holds(it, case, relatives, report);
    for row in TABLE.iter().filter(listed) {
        let whom = Whom::Usual(row.usual, row.name.and_then(|it| line(case, it)));
        add(&mut rows, row.number, whom, |it| {
            it.person = row.person.and_then(|field| line(case, field));
        });
    }
    let all = agencies(case);
    for agency in all.clone() {
        if let Some(row) = rows.iter_mut().find(|it| it.is_about(&agency, &all)) {
            row.hear(agency);
            continue;
        }
        let taken = |number: &u16| rows.iter().any(|it| it.number == *number);
        let number = (FIRST_OTHER..).find(|it| !taken(it)).unwrap_or(u16::MAX);
        add(&mut rows, number, Whom::Agency(agency.name), |it| {
            it.person = agency.person;
            it.standing = agency.standing;
        });
    }
    rows.sort_by_key(|it| it.number);
    rows
}

/// Adds the row of the first interview, where the receiver agreed on one: it is the receiver's to say whether it took place.
/// What was written of one agreed before, `since` the one that stands, says nothing of this one: the row is open again.
pub fn with_interview(
    mut rows: Vec<Contact>,
    state: &State,
    side: Side,
    since: Option<Day>,
) -> Vec<Contact> {
    if side == Side::Receiver && state.acceptance.is_some() {
        let usual = Usual::FirstInterview;
        add(&mut rows, usual.number(), Whom::Usual(usual, None), |_| {});
        rows.sort_by_key(|it| it.number);
        let interviews = rows.iter_mut().filter(|it| it.is_interview());
        for row in interviews.filter(|it| !it.says_since(since)) {
            row.standing = Standing::Open;
        }
    }
    rows
}

/// Gives the number of a row that is added to a list.
pub fn next_number(rows: &[Contact]) -> u16 {
    let last = rows.iter().map(|it| it.number).max().unwrap_or(0);
    (last + 1).max(FIRST_OTHER)
}

/// Takes out what came under items whose consent was taken back. Of a row that stays goes what somebody typed of it: what was
/// said and why it is not needed cannot be told apart by item. Who was told, when and by whom is what this office did; that it
/// sent the report of contracts, or need not, names nobody and stays without the city, and so does that the first interview took
/// place, or did not.
pub fn without(rows: Vec<Contact>, items: &BTreeSet<ItemId>) -> Vec<Contact> {
    if items.is_empty() {
        return rows;
    }
    let gone = |item: Option<ItemId>| item.is_some_and(|it| items.contains(&it));
    let left = rows
        .into_iter()
        .filter_map(|it| match gone(it.whom.item()) {
            true => it.settled(),
            false => Some(it),
        });
    left.map(|it| Contact {
        person: it.person.filter(|_| {
            let mut items = it.whom.items_of_person().into_iter();
            !items.any(|it| gone(Some(it)))
        }),
        what: None,
        standing: match it.standing {
            Standing::NotNeeded { .. } => Standing::NotNeeded { because: None },
            other => other,
        },
        ..it
    })
    .collect()
}

impl When {
    fn holds(
        self,
        row: &Told,
        case: Option<&CaseSummary>,
        relatives: Relatives,
        report: Report,
    ) -> bool {
        match self {
            When::Always => true,
            When::Named => row.name.is_some_and(|it| line(case, it).is_some()),
            When::Unless(field, choice) => {
                let said = case.and_then(|it| it.get(field)).and_then(Value::given);
                said != Some(&Given::Choice(choice))
            }
            When::FamilyAgrees => relatives == Relatives::Agree,
            When::ReportWanted => report == Report::Wanted,
            When::Agreed => false,
        }
    }
}

fn add(rows: &mut Vec<Contact>, number: u16, whom: Whom, fill: impl FnOnce(&mut Contact)) {
    if rows.iter().any(|it| it.whom.is_same(&whom)) {
        return;
    }
    let mut row = Contact {
        number,
        whom,
        person: None,
        what: None,
        standing: Standing::Open,
        entered: None,
    };
    fill(&mut row);
    rows.push(row);
}

fn line(case: Option<&CaseSummary>, field: FieldId) -> Option<Line> {
    match case?.get(field)?.given()? {
        Given::Line(line) => Some(line.clone()),
        Given::Person(person) => Some(person.name.clone()),
        _ => None,
    }
}

/// One of the agencies of the case.
#[derive(Clone)]
struct Agency {
    name: Line,
    person: Option<Line>,
    standing: Standing,
}

/// The columns stand in this order in the catalogue: agency, person, role, telephone, next day, whether it knows.
fn agencies(case: Option<&CaseSummary>) -> Vec<Agency> {
    let value = case.and_then(|it| it.get(FieldId::AgenciesInvolved));
    let Some(Given::Table(rows)) = value.and_then(Value::given) else {
        return Vec::new();
    };
    let read = rows.iter().filter_map(|row| {
        let [Some(CellValue::Line(name)), person, .., knows] = row.as_slice() else {
            return None;
        };
        Some(Agency {
            name: name.clone(),
            person: match person {
                Some(CellValue::Line(person)) => Some(person.clone()),
                _ => None,
            },
            standing: match knows {
                Some(CellValue::Choice(ChoiceId::HandedOver)) => Standing::KnowsByCase,
                _ => Standing::Open,
            },
        })
    });
    read.collect()
}

/// Whether one of two names begins with all words of the other; spaces and brackets part words.
fn is_part(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| c.is_whitespace() || "()（）".contains(c));
        let parts = parts.filter(|it| !it.is_empty());
        parts.map(str::to_owned).collect()
    };
    let (one_words, other_words) = (words(one), words(other));
    let mut pairs = one_words.iter().zip(&other_words);
    let begins = !one_words.is_empty() && !other_words.is_empty();
    same(one, other) || begins && pairs.all(|(one, other)| same(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw, RawCell};
    use crate::domain::case::{Edit, FieldState, Source};
    use crate::domain::id::CaseId;

    const ME: StaffId = StaffId::from_bytes([1; 16]);

    fn today() -> Day {
        Day::from_ymd(2026, 11, 28).unwrap()
    }

    fn case(fields: &[(FieldId, Raw)]) -> CaseSummary {
        let mut case = CaseSummary::new(CaseId::from_bytes([7; 16]));
        let edits = fields.iter().map(|(field, raw)| {
            let answer = Answer::check(field.spec(), raw.clone()).unwrap();
            let value = Value {
                state: FieldState::Filled(answer),
                source: Source::Person,
                as_of: today(),
            };
            (*field, Edit::Put(value))
        });
        case.set(edits.collect(), ME, today()).unwrap();
        case
    }

    fn text(text: &str) -> Raw {
        Raw::Text(text.to_owned())
    }

    fn agencies_of(rows: &[(&str, &str)]) -> (FieldId, Raw) {
        let cell = |it: &str| Some(RawCell::Text(it.to_owned()));
        let rows = rows.iter().map(|(name, knows)| {
            vec![
                cell(name),
                None,
                cell("見本の役割"),
                None,
                None,
                cell(knows),
            ]
        });
        (FieldId::AgenciesInvolved, Raw::Rows(rows.collect()))
    }

    fn names(rows: &[Contact]) -> Vec<String> {
        let name = |it: &Contact| match &it.whom {
            Whom::Usual(usual, name) => {
                format!(
                    "{} {}",
                    usual.code(),
                    name.as_ref().map_or("-", Line::as_str)
                )
            }
            Whom::Agency(name) => format!("agency {}", name.as_str()),
            Whom::Other(name) => format!("other {}", name.as_str()),
        };
        rows.iter().map(name).collect()
    }

    #[test]
    fn everybody_has_one_row_and_a_number_of_their_own() {
        for usual in [
            Usual::City,
            Usual::Planner,
            Usual::CapManager,
            Usual::Doctor,
            Usual::HelloWork,
            Usual::Family,
            Usual::ContractReport,
            Usual::Guardian,
            Usual::FirstInterview,
        ] {
            assert_eq!(Usual::from_number(usual.number()), Some(usual));
            assert!(usual.number() < FIRST_OTHER);
        }
        assert_eq!(Usual::all().count(), 9);
        assert_eq!(Usual::from_number(10), None);
    }

    #[test]
    fn who_is_usually_told_is_listed_by_the_names_of_the_case() {
        let nobody = listed(&[], None, Relatives::AreNotNamed, Report::Abolished);
        assert_eq!(
            names(&nobody),
            ["city -", "planner -", "doctor -", "hello-work -"]
        );
        let case = case(&[
            (FieldId::CertificateCity, text("見本市")),
            (FieldId::PlannerKind, text("self-plan")),
            (FieldId::CertificateCapManager, text("見本管理事業所")),
            (FieldId::HealthClinic, text("見本クリニック")),
        ]);
        let rows = listed(&[], Some(&case), Relatives::Agree, Report::Abolished);
        let expected = [
            "city 見本市",
            "cap-manager 見本管理事業所",
            "doctor 見本クリニック",
            "hello-work -",
            "family -",
        ];
        assert_eq!(names(&rows), expected);
        assert!(rows.iter().all(Contact::is_open));
        // The report of contracts goes to the same city, where it wants one.
        let rows = listed(&[], Some(&case), Relatives::AreNotNamed, Report::Wanted);
        let reports: Vec<_> = rows.iter().filter(|it| it.is_report()).collect();
        assert_eq!(reports.len(), 1);
        assert_eq!(names(&rows)[4], "contract-report 見本市");
    }

    #[test]
    fn the_agencies_of_the_case_follow_and_one_that_knows_is_not_open() {
        let case = case(&[
            (FieldId::PlannerOffice, text("見本相談室")),
            agencies_of(&[
                ("見本相談室", "not-handed-over"),
                ("見本ナカポツ", "not-handed-over"),
                ("見本ホーム", "handed-over"),
            ]),
        ]);
        let rows = listed(&[], Some(&case), Relatives::AreNotNamed, Report::Abolished);
        let last: Vec<_> = rows[4..]
            .iter()
            .map(|it| (it.number, it.is_open()))
            .collect();
        assert_eq!(
            names(&rows)[4..],
            ["agency 見本ナカポツ", "agency 見本ホーム"]
        );
        assert_eq!(last, [(101, true), (102, false)]);
    }

    #[test]
    fn what_the_case_says_of_an_agency_stands_in_the_row_that_is_about_it() {
        let cell = |it: &str| Some(RawCell::Text(it.to_owned()));
        let row = |name: &str, person: &str, knows: &str| {
            let role = cell("見本の役割");
            vec![cell(name), cell(person), role, None, None, cell(knows)]
        };
        let rows = vec![
            row("見本相談室", "見本 相談員", "handed-over"),
            row("見本病院（みほん）", "見本 看護師", "handed-over"),
            row("ハローワークみほん", "見本 窓口", "not-handed-over"),
            row("見本市　子ども課", "見本 保健師", "handed-over"),
            row("みほん司法書士事務所", "見本 後見", "handed-over"),
        ];
        let guardian = Raw::Person(crate::domain::answer::RawContact {
            name: "見本　後見".into(),
            kana: String::new(),
            relation: "保佐人".into(),
            phone: String::new(),
        });
        let case = case(&[
            (FieldId::CertificateCity, text("見本市")),
            (FieldId::PlannerOffice, text("見本相談室")),
            (FieldId::HealthClinic, text("見本病院(みほん)　外来")),
            (
                FieldId::JobSearchHelloWork,
                text("ハローワークみほん 専門部門"),
            ),
            (FieldId::PersonGuardian, guardian),
            (FieldId::AgenciesInvolved, Raw::Rows(rows)),
        ]);
        let rows = listed(&[], Some(&case), Relatives::AreNotNamed, Report::Abolished);
        let said = rows.iter().map(|it| {
            let person = it.person.as_ref().map_or("-", Line::as_str);
            (it.number, person, it.standing == Standing::KnowsByCase)
        });
        let expected = [
            (1, "-", false),
            (2, "見本 相談員", true),
            (4, "見本 看護師", true),
            (5, "見本 窓口", false),
            (8, "-", true),
            (101, "見本 保健師", true),
        ];
        assert_eq!(said.collect::<Vec<_>>(), expected, "{:?}", names(&rows));
        // What somebody wrote here stands against the case.
        let mut written = rows[1].clone();
        (written.standing, written.entered) = (Standing::Open, Some((ME, today())));
        let again = listed(
            &[written.clone()],
            Some(&case),
            Relatives::AreNotNamed,
            Report::Abolished,
        );
        assert_eq!(again[1], written);
        // Who stood among the agencies goes with them, in whichever row it is.
        let left = without(vec![rows[2].clone()], &[ItemId::Agencies].into());
        assert_eq!(left[0].person, None);
    }

    #[test]
    fn of_two_departments_each_is_told_for_itself() {
        let rows_of = |agencies: &[(&str, &str)]| {
            let case = case(&[
                (FieldId::HealthClinic, text("見本病院")),
                agencies_of(agencies),
            ]);
            let rows = listed(&[], Some(&case), Relatives::AreNotNamed, Report::Abolished);
            let rows = rows.iter().filter(|it| it.number == 4 || 100 < it.number);
            let rows = rows.map(|it| (it.number, it.is_open()));
            rows.collect::<Vec<_>>()
        };
        let day_care = ("見本病院 デイケア", "handed-over");
        let visits = ("見本病院 訪問看護", "not-handed-over");
        assert_eq!(rows_of(&[day_care]), [(4, false)]);
        let each = [(4, true), (101, false), (102, true)];
        assert_eq!(rows_of(&[day_care, visits]), each);
        // The one with just its name is the one that is usually told.
        let itself = ("見本病院", "handed-over");
        assert_eq!(rows_of(&[visits, itself]), [(4, false), (101, true)]);
    }

    #[test]
    fn the_agency_of_the_guardian_and_the_department_that_was_asked_stand_once() {
        let rows_of = |guardian: &str, asked: &str, agency: &str| {
            let guardian = Raw::Person(crate::domain::answer::RawContact {
                name: guardian.into(),
                kana: String::new(),
                relation: "保佐人".into(),
                phone: String::new(),
            });
            let case = case(&[
                (FieldId::CertificateCity, text("見本市")),
                (FieldId::PeriodConfirmedWith, text(asked)),
                (FieldId::PersonGuardian, guardian),
                agencies_of(&[(agency, "handed-over")]),
            ]);
            let rows = listed(&[], Some(&case), Relatives::AreNotNamed, Report::Abolished);
            let known = rows.into_iter().filter(|it| !it.is_open());
            known.map(|it| it.number).collect::<Vec<_>>()
        };
        let (guardian, asked) = ("見本 後見", "障がい福祉課 佐藤");
        for (guardian, asked, agency, row) in [
            ("NPO法人みほん 見本 後見", asked, "NPO法人みほん", 8),
            ("NPO法人みほん", asked, "NPO法人みほん 後見センター", 8),
            (guardian, asked, "NPO法人みほん", 101),
            (guardian, asked, "見本市 障がい福祉課", 1),
            (guardian, asked, "見本市障がい福祉課", 1),
            (
                guardian,
                "見本市障がい福祉課 給付係",
                "見本市 障がい福祉課",
                1,
            ),
            (guardian, asked, "見本市 子ども課", 101),
            (guardian, asked, "別の市 障がい福祉課", 101),
            (guardian, asked, "障がい福祉課", 1),
            ("架空 後見", asked, "見本", 101),
            (guardian, asked, "佐藤", 101),
        ] {
            assert_eq!(rows_of(guardian, asked, agency), [row], "{agency}");
        }
    }

    #[test]
    fn what_was_written_stays_whatever_the_case_says_later() {
        let before = case(&[agencies_of(&[("見本ホーム", "not-handed-over")])]);
        let mut rows = listed(
            &[],
            Some(&before),
            Relatives::AreNotNamed,
            Report::Abolished,
        );
        let mut told = rows.pop().unwrap();
        told.standing = Standing::Told {
            on: today(),
            by: Line::new("見本 担当", LONGEST).unwrap(),
        };
        told.entered = Some((ME, today()));
        let after = case(&[agencies_of(&[
            ("見本ナカポツ", "not-handed-over"),
            ("見本 ホーム", "not-handed-over"),
        ])]);
        let rows = listed(
            &[told.clone()],
            Some(&after),
            Relatives::AreNotNamed,
            Report::Abolished,
        );
        assert_eq!(rows[4], told);
        assert_eq!(rows[5].number, 102);
        // Whoever is added takes no number of an agency that is listed.
        let other = Contact {
            number: next_number(&rows),
            whom: Whom::Other(Line::new("見本の大家", LONGEST).unwrap()),
            ..told.clone()
        };
        let stored = [told.clone(), other];
        let again = listed(
            &stored,
            Some(&after),
            Relatives::AreNotNamed,
            Report::Abolished,
        );
        let numbers: Vec<_> = again[4..].iter().map(|it| it.number).collect();
        assert_eq!(numbers, [101, 102, 103]);
        assert_eq!(names(&rows)[5..], ["agency 見本ナカポツ"]);
    }

    #[test]
    fn of_a_row_that_stays_goes_what_was_typed_and_who_came_under_the_item() {
        let text = |it: &str| Some(Line::new(it, LONGEST).unwrap());
        let mut rows = listed(&[], None, Relatives::AreNotNamed, Report::Abolished);
        let told = Standing::Told {
            on: today(),
            by: Line::new("見本 担当", LONGEST).unwrap(),
        };
        (rows[0].person, rows[0].what) = (text("見本 窓口"), text("入院のため"));
        rows[0].standing = told.clone();
        let because = text("入院のため");
        rows[1].standing = Standing::NotNeeded { because };
        rows[1].person = text("見本 相談員");
        assert_eq!(without(rows.clone(), &BTreeSet::new()), rows);
        // The city's clerk is named under the period, the city under the certificate.
        let left = without(rows.clone(), &[ItemId::Period].into());
        assert_eq!((&left[0].person, &left[0].what), (&None, &None));
        assert_eq!(left[0].standing, told);
        assert_eq!(left[1].standing, Standing::NotNeeded { because: None });
        assert_eq!(left[1].person, rows[1].person);
        let left = without(rows, &[ItemId::Certificate].into());
        assert_eq!(names(&left), ["doctor -", "hello-work -"]);
    }

    #[test]
    fn that_the_first_interview_took_place_stays_where_its_item_is_taken_back_and_an_open_one_goes()
    {
        let interview = |standing| Contact {
            number: Usual::FirstInterview.number(),
            whom: Whom::Usual(Usual::FirstInterview, None),
            person: Line::new("見本 職員", LONGEST).ok(),
            what: Line::new("駅前で会った", LONGEST).ok(),
            standing,
            entered: Some((ME, today())),
        };
        let basic = BTreeSet::from([ItemId::Basic]);
        let by = Line::new("見本 担当", LONGEST).unwrap();
        let told = Standing::Told { on: today(), by };
        let [left] = &without(vec![interview(told.clone())], &basic)[..] else {
            panic!("it went")
        };
        assert_eq!((&left.standing, left.is_interview()), (&told, true));
        assert_eq!((&left.person, &left.what), (&None, &None));
        let because = Line::new("入院のため", LONGEST).ok();
        let not = without(vec![interview(Standing::NotNeeded { because })], &basic);
        assert_eq!(not[0].standing, Standing::NotNeeded { because: None });
        assert_eq!(without(vec![interview(Standing::Open)], &basic), []);
    }

    #[test]
    fn that_the_report_was_sent_stays_without_the_city() {
        let told = Standing::Told {
            on: today(),
            by: Line::new("見本 担当", LONGEST).unwrap(),
        };
        let row = |standing| Contact {
            number: 7,
            whom: Whom::Usual(
                Usual::ContractReport,
                Some(Line::new("見本市", LONGEST).unwrap()),
            ),
            person: None,
            what: Some(Line::new("様式で", LONGEST).unwrap()),
            standing,
            entered: Some((ME, today())),
        };
        let items = [ItemId::Certificate].into();
        let left = without(vec![row(told.clone())], &items);
        assert_eq!(names(&left), ["contract-report -"]);
        assert_eq!((&left[0].what, &left[0].standing), (&None, &told));
        assert_eq!(without(vec![row(Standing::Open)], &items), []);
    }

    #[test]
    fn with_an_item_taken_back_goes_what_came_under_it() {
        let other = Contact {
            number: 101,
            whom: Whom::Other(Line::new("見本の大家", LONGEST).unwrap()),
            person: None,
            what: None,
            standing: Standing::Open,
            entered: Some((ME, today())),
        };
        let rows = listed(&[other], None, Relatives::Agree, Report::Abolished);
        let left = without(rows, &[ItemId::Health, ItemId::Family].into());
        let expected = ["city -", "planner -", "hello-work -", "other 見本の大家"];
        assert_eq!(names(&left), expected);
    }
}
