//! The sample town: three made-up offices and one without the program, twelve made-up people, and what their staff write to
//! each other.
//!
//! It opens nothing, keeps nothing and plays no handover. No office, town, number or person in it exists.

mod reader;
pub mod texts;
pub mod town;

use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::office::{OfficeNumber, OfficeProfile};
use crate::domain::section::FieldId;
use crate::domain::staff::Role;
use crate::domain::text::{Line, Phone};

pub use crate::workflow::demo::town::{PASSPHRASE, Town, TownOffice, build};

/// One office of the sample town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoOffice {
    /// What it says of itself.
    pub profile: OfficeProfile,
    /// Who works there: name and role.
    pub staff: Vec<(Line, Role)>,
}

/// One person of the sample town, as their office knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// Which of [`offices`] supports them.
    pub office: usize,
    /// Which of [`offices`] they wish to move to; none where it is somebody outside the town.
    pub toward: Option<usize>,
    /// Every field that was asked, in reading order.
    pub values: Vec<(FieldId, Value)>,
    /// Working notes of the office.
    pub notes: Vec<String>,
}

/// Gives the day on which the sample town stands: Tuesday, 24 November 2026.
///
/// Every day in the texts fits it; a demonstration keeps it as its today.
pub fn today() -> Day {
    Day::from_ymd(2026, 11, 24).expect("November has 24 days")
}

/// Gives the three offices.
pub fn offices() -> Vec<DemoOffice> {
    OFFICES.iter().map(DemoOffice::from).collect()
}

/// Gives the twelve people, those of the first office first.
pub fn people() -> Vec<DemoPerson> {
    let read = |text: &&str| reader::read(text).expect("a test reads every file of the town");
    PEOPLE.iter().map(read).collect()
}

const PEOPLE: [&str; 12] = [
    include_str!("people/takahashi.txt"),
    include_str!("people/miyazaki.txt"),
    include_str!("people/yoshida.txt"),
    include_str!("people/watanabe.txt"),
    include_str!("people/saito_kazuki.txt"),
    include_str!("people/saito_kazuki_b.txt"),
    include_str!("people/hamada.txt"),
    include_str!("people/teshigawara.txt"),
    include_str!("people/sakuma.txt"),
    include_str!("people/tokunaga.txt"),
    include_str!("people/henmi.txt"),
    include_str!("people/takanashi.txt"),
];

struct Written {
    name: &'static str,
    corporation: &'static str,
    number: &'static str,
    address: &'static str,
    representative: &'static str,
    phone: &'static str,
    staff: &'static [(&'static str, Role)],
}

const OFFICES: [Written; 3] = [
    Written {
        name: "あさぎ色ワーク",
        corporation: "社会福祉法人 見本あさぎ会",
        number: "9910000018",
        address: "みほん県あさぎ市見本二丁目2番地",
        representative: "理事長 浅黄 つむぎ",
        phone: "000-0000-0010",
        staff: &[
            ("藍沢 都", Role::Manager),
            ("山吹 恵", Role::ServiceManager),
            ("鶴見 司", Role::ServiceManager),
            ("白鳥 湊", Role::SupportWorker),
            ("緑川 正", Role::Auditor),
        ],
    },
    Written {
        name: "こはくカササギ舎",
        corporation: "特定非営利活動法人 見本カササギ",
        number: "9910000026",
        address: "みほん県こはく町見本3番地の3",
        representative: "代表理事 琥珀 なおみ",
        phone: "000-0000-0020",
        staff: &[
            ("鷺沢 みのる", Role::Manager),
            ("茜谷 ゆかり", Role::ServiceManager),
            ("黒羽 悟", Role::ServiceManager),
            ("雀部 ひな", Role::SupportWorker),
            ("紺野 道子", Role::Auditor),
        ],
    },
    Written {
        name: "るり色ステップ",
        corporation: "株式会社見本るり",
        number: "9910000034",
        address: "みほん県るり市見本通四丁目4番地",
        representative: "代表取締役 瑠璃垣 洋",
        phone: "000-0000-0030",
        staff: &[
            ("鷹取 泉", Role::Manager),
            ("桃井 史", Role::ServiceManager),
            ("鳩貝 亮", Role::ServiceManager),
            ("橙山 あおい", Role::SupportWorker),
            ("灰谷 信", Role::Auditor),
        ],
    },
];

/// The office without the program, to which one of the first office's people goes on paper.
const ON_PAPER: Written = Written {
    name: "もえぎ作業所",
    corporation: "特定非営利活動法人 見本もえぎの会",
    number: "9910000042",
    address: "みほん県あさぎ市見本台5番地",
    representative: "理事長 萌黄 すすむ",
    phone: "000-0000-0040",
    staff: &[("若草 るみ", Role::ServiceManager)],
};

/// Gives the office without the program, with whoever writes on its papers.
pub fn office_on_paper() -> DemoOffice {
    DemoOffice::from(&ON_PAPER)
}

impl From<&Written> for DemoOffice {
    fn from(written: &Written) -> Self {
        let line = |text: &str| Line::new(text, 60).expect("a test reads every office of the town");
        Self {
            profile: OfficeProfile {
                name: line(written.name),
                corporation: line(written.corporation),
                number: OfficeNumber::parse(written.number).expect("ten digits, tested"),
                address: line(written.address),
                representative: line(written.representative),
                phone: Phone::new(written.phone).expect("a number that rings nowhere, tested"),
                single_person: None,
            },
            staff: written
                .staff
                .iter()
                .map(|(name, role)| (line(name), *role))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{CellValue, Given, scored};
    use crate::domain::assessment::{GapSize, Overview};
    use crate::domain::calendar::Month;
    use crate::domain::case::{FieldState, Source};
    use crate::domain::check_digit::CheckDigit;
    use crate::domain::field::{ChoiceId, Need, Sensitivity};
    use crate::domain::section::ItemId;
    use std::collections::BTreeSet;

    fn given(person: &DemoPerson, field: FieldId) -> Option<&Given> {
        let (_, value) = person.values.iter().find(|(one, _)| *one == field)?;
        value.given()
    }

    fn name(person: &DemoPerson) -> String {
        match given(person, FieldId::PersonName) {
            Some(Given::Line(name)) => name.to_string(),
            other => panic!("a name, not {other:?}"),
        }
    }

    /// The words of an answer, without dates, numbers and options.
    fn words(given: &Given) -> String {
        let lines: Vec<String> = match given {
            Given::Line(line) => vec![line.to_string()],
            Given::Text(text) => vec![text.to_string()],
            Given::List(lines) => lines.iter().map(ToString::to_string).collect(),
            Given::Triples(triples) => triples
                .iter()
                .flat_map(|one| [Some(&one.sign), one.remedy.as_ref(), one.wish.as_ref()])
                .flatten()
                .map(ToString::to_string)
                .collect(),
            Given::Table(rows) => rows
                .iter()
                .flatten()
                .flatten()
                .filter_map(|cell| match cell {
                    CellValue::Line(line) => Some(line.to_string()),
                    _ => None,
                })
                .collect(),
            _ => vec![],
        };
        lines.concat()
    }

    fn is_japanese(c: char) -> bool {
        matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{2FFFF}')
    }

    /// The names of companies that stand in the fields of companies, without what marks them as made up.
    fn companies(person: &DemoPerson) -> BTreeSet<String> {
        let fields = FieldId::ALL.iter();
        let of_companies = fields.filter(|it| it.spec().item == ItemId::Companies);
        let rows = of_companies.filter_map(|it| match given(person, *it)? {
            Given::Table(rows) => Some(rows),
            _ => None,
        });
        let names = rows.flatten().filter_map(|row| match row.first()? {
            Some(CellValue::Line(name)) => Some(name.to_string().replace("（架空）", "")),
            _ => None,
        });
        // Where somebody practises at the hospital that treats them, the hospital stands among the agencies as that.
        let clinic = given(person, FieldId::HealthClinic).map_or_else(String::new, words);
        names.filter(|it| !clinic.contains(it)).collect()
    }

    #[test]
    fn a_company_is_named_in_the_fields_of_companies_alone() {
        let mut named = 0;
        for person in people() {
            let companies = companies(&person);
            named += companies.len();
            for (field, value) in &person.values {
                let (spec, text) = (field.spec(), value.given().map(words));
                let text = text.filter(|_| spec.item != ItemId::Companies);
                let found = companies
                    .iter()
                    .find(|it| text.as_ref().is_some_and(|text| text.contains(*it)));
                assert_eq!(found, None, "{}: {}", name(&person), spec.name);
                let employer = text.is_some_and(|it| it.contains("雇用主"));
                assert!(!employer, "{}: {}", name(&person), spec.name);
            }
        }
        assert!(10 < named, "{named}");
    }

    #[test]
    fn there_are_three_offices_with_five_roles_filled_each() {
        let offices = offices();
        assert_eq!(offices.len(), 3);
        for office in &offices {
            let number = &office.profile.number;
            assert!(number.as_str().starts_with("99"), "{number}");
            assert_eq!(number.check_digit(), CheckDigit::Fits, "{number}");
            assert!(office.profile.phone.as_str().starts_with("000-"));
            for (role, wanted) in [
                (Role::Manager, 1),
                (Role::ServiceManager, 2),
                (Role::SupportWorker, 1),
                (Role::Auditor, 1),
            ] {
                let count = office.staff.iter().filter(|(_, one)| *one == role).count();
                assert_eq!(count, wanted, "{role:?} at {}", office.profile.name);
            }
        }
        let names: BTreeSet<_> = offices.iter().flat_map(|one| &one.staff).collect();
        assert_eq!(names.len(), 15);
        let number = office_on_paper().profile.number;
        assert_eq!(number.check_digit(), CheckDigit::Fits, "{number}");
        assert!(offices.iter().all(|it| it.profile.number != number));
    }

    #[test]
    fn every_file_is_read_whole() {
        for text in PEOPLE {
            if let Err(why) = reader::read(text) {
                panic!(
                    "{why:?} in the file that begins {:?}",
                    &text[..200.min(text.len())]
                );
            }
        }
    }

    #[test]
    fn every_required_field_of_every_person_has_one_of_the_four_states() {
        for person in people() {
            let asked: BTreeSet<_> = person.values.iter().map(|(field, _)| *field).collect();
            let missing: Vec<_> = FieldId::ALL
                .iter()
                .filter(|field| field.spec().need == Need::Required && !asked.contains(field))
                .map(|field| field.spec().name)
                .collect();
            assert!(missing.is_empty(), "{}: {missing:?}", name(&person));
            assert!(person.notes.len() >= 2, "{}", name(&person));
            assert!(person.office < offices().len());
            assert!(person.toward.is_none_or(|office| office < offices().len()));
            assert_ne!(person.toward, Some(person.office), "{}", name(&person));
        }
    }

    #[test]
    fn every_person_is_described_in_1500_characters_or_more() {
        for person in people() {
            let text: String = person
                .values
                .iter()
                .filter_map(|(_, value)| value.given())
                .map(words)
                .collect();
            let count = text.chars().filter(|c| is_japanese(*c)).count();
            assert!(count >= 1500, "{}: {count}", name(&person));
        }
    }

    #[test]
    fn no_two_people_are_described_with_the_same_sentence() {
        let mut seen = BTreeSet::new();
        for person in people() {
            let here: BTreeSet<String> = person
                .values
                .iter()
                .filter_map(|(_, value)| value.given())
                .flat_map(|given| match given {
                    Given::List(lines) => lines.iter().map(ToString::to_string).collect(),
                    other => vec![words(other)],
                })
                .filter(|text| text.chars().count() >= 20)
                .collect();
            for text in here {
                assert!(seen.insert(text.clone()), "twice: {text}");
            }
        }
    }

    #[test]
    fn no_text_holds_twelve_digits_or_a_telephone_number_that_could_ring() {
        for text in PEOPLE {
            let runs = text.split(|c: char| !c.is_ascii_digit() && c != '-');
            for run in runs {
                let digits = run.bytes().filter(u8::is_ascii_digit).count();
                assert_ne!(digits, 12, "{run}");
                let rings = digits >= 10 && run.contains('-') && !run.starts_with("000-");
                assert!(!rings, "{run}");
            }
        }
    }

    #[test]
    fn every_named_source_works_in_the_office_and_no_day_lies_after_today() {
        let offices = offices();
        for person in people() {
            let staff: BTreeSet<&str> = offices[person.office]
                .staff
                .iter()
                .map(|(name, _)| name.as_str())
                .collect();
            for (field, value) in &person.values {
                let name = name(&person);
                assert!(value.as_of <= today(), "{name} {}", field.spec().name);
                if let Source::Observed { by, on } = &value.source {
                    assert!(staff.contains(by.as_str()), "{name}: {by}");
                    assert!(*on <= today(), "{name} {}", field.spec().name);
                }
            }
        }
    }

    /// The sample is what people learn from: nobody should write that the person said what staff or the family did.
    #[test]
    fn what_the_office_thinks_of_the_move_and_what_the_family_says_the_person_did_not_say() {
        let mut seen = BTreeSet::new();
        for person in people() {
            for field in [FieldId::WishesReasonOffice, FieldId::WishesFamily] {
                let Some((_, value)) = person.values.iter().find(|(it, _)| *it == field) else {
                    continue;
                };
                let name = name(&person);
                let observed = matches!(value.source, Source::Observed { .. });
                assert!(observed, "{name} {}: {:?}", field.spec().name, value.source);
                seen.insert(field);
            }
        }
        assert_eq!(seen.len(), 2, "nobody shows it");
    }

    #[test]
    fn months_used_and_left_agree_with_the_days_beside_them() {
        for person in people() {
            let name = name(&person);
            let number = |field| match given(&person, field) {
                Some(Given::Number(number)) => *number as i32,
                other => panic!("{name}: {other:?}"),
            };
            let month = |field| match given(&person, field) {
                Some(Given::Day(day)) => Month::of(*day),
                other => panic!("{name}: {other:?}"),
            };
            let (used, left) = (number(FieldId::PeriodUsed), number(FieldId::PeriodLeft));
            let first = month(FieldId::PeriodFirstUse);
            let last = match given(&person, FieldId::PeriodExtendedUntil) {
                Some(Given::Day(day)) => Month::of(*day),
                _ => month(FieldId::PeriodEnd),
            };
            assert_eq!(first.months_until(Month::of(today())) + 1, used, "{name}");
            assert_eq!(Month::of(today()).months_until(last), left, "{name}");
        }
    }

    #[test]
    fn the_town_shows_what_the_program_must_cope_with() {
        let people = people();
        let names: Vec<String> = people.iter().map(name).collect();
        for rare in ['髙', '﨑', '𠮷', '邉', '斎', '齋', '濵', '德', '邊'] {
            assert!(names.iter().any(|name| name.contains(rare)), "{rare}");
        }
        let kana: Vec<_> = people
            .iter()
            .filter_map(|person| match given(person, FieldId::PersonKana) {
                Some(Given::Kana(kana)) => Some(kana.as_str().to_owned()),
                _ => None,
            })
            .collect();
        assert_eq!(kana.len(), 12);
        assert!(kana.iter().any(|one| one.chars().count() >= 20));
        let distinct: BTreeSet<_> = kana.iter().collect();
        assert_eq!(distinct.len(), 11, "two people are read alike");

        let all = || people.iter().flat_map(|person| &person.values);
        for state in [
            FieldState::Nothing,
            FieldState::Declined,
            FieldState::Unchecked,
        ] {
            assert!(all().any(|(_, value)| value.state == state), "{state:?}");
        }
        assert!(all().any(|(_, value)| matches!(value.source, Source::Person)));
        assert!(all().any(|(_, value)| matches!(value.source, Source::Agency { .. })));
        for kind in [ChoiceId::Stable, ChoiceId::Caution, ChoiceId::ActNow] {
            let is = |(_, value): &&(FieldId, Value)| value.given() == Some(&Given::Choice(kind));
            assert!(all().any(|one| is(&one)), "{kind:?}");
        }
        let withheld = |field: FieldId| field.spec().sensitivity == Sensitivity::Withheld;
        assert!(all().any(|(field, value)| withheld(*field) && value.given().is_some()));
        let far_apart = people.iter().any(|person| {
            let given = person.values.iter().filter_map(|(_, value)| value.given());
            let seen = Overview::of(&scored(given));
            seen.is_some_and(|it| it.gaps.iter().any(|gap| gap.size == GapSize::Large))
        });
        assert!(
            far_apart,
            "somebody and staff see one item very differently"
        );
    }
}
