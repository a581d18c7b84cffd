//! Tables that hold what either office wrote side by side, from the start until the person takes consent back: nobody's own rows
//! are lost, and of the other's none is left.
//!
//! Whatever else of a case comes and goes is told in `people` and `walk`; every order of writing is tried in `domain::brought`.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::codec::v1_entry::{decode_brought, part_id};
use tasuki::domain::answer::{Answer, CellValue, Raw, RawCell, Row};
use tasuki::domain::attachment::rows;
use tasuki::domain::audit::{Act as Deed, Event};
use tasuki::domain::calendar::Month;
use tasuki::domain::case::{CaseSummary, Edit, FieldState, Source, Stood, Value};
use tasuki::domain::consent::Withdrawn;
use tasuki::domain::handover::entry::Handling;
use tasuki::domain::id::CaseId;
use tasuki::domain::own_answer::Meets;
use tasuki::domain::section::FieldId;
use tasuki::vault::{Change, Expect, Name, Shelf};
use tasuki::workflow::arrival::Named;
use tasuki::workflow::audit::AuditLine;
use tasuki::workflow::handover::Which;
use tasuki::workflow::problem::Problem;
use tasuki::workflow::remark::{Plain, Remark};
use tasuki::workflow::{Desk, demo};

use crate::town::{self, Point, Town};
use crate::walk::returned_after;

const FIELD: FieldId = FieldId::SupportAttendance;

type RawRow = Vec<Option<RawCell>>;

/// So many days were attended in the month that many days ago.
fn month(ago: i32, days: u32) -> RawRow {
    let month = Month::of(demo::today().plus_days(-ago));
    vec![
        Some(RawCell::Month(month)),
        Some(RawCell::Number(days)),
        Some(RawCell::Number(20)),
    ]
}

fn raw(row: &Row) -> RawRow {
    let cells = row.iter();
    cells.map(|it| it.as_ref().map(CellValue::to_raw)).collect()
}

/// A table, said that many days ago.
fn table(all: Vec<RawRow>, ago: i32) -> Value {
    Value {
        state: FieldState::Filled(Answer::check(FIELD.spec(), Raw::Rows(all)).unwrap()),
        source: Source::Person,
        as_of: demo::today().plus_days(-ago),
    }
}

fn attended(case: &CaseSummary) -> Vec<Row> {
    case.get(FIELD).map(rows).unwrap_or_default().to_vec()
}

fn write(desk: &mut Desk, case: CaseId, value: Value) {
    let edits = BTreeMap::from([(FIELD, Edit::Put(value))]);
    desk.edit_case(case, None, edits).unwrap();
}

/// What is known of the person so that it is found to be the same, and a table.
fn known(value: Value) -> Vec<(FieldId, Value)> {
    let named = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    let mut known = town::values();
    known.retain(|(field, _)| named.contains(field));
    known.push((FIELD, value));
    known
}

/// The person takes back what is told of the table, and the receiver says that it is erased.
fn erased(town: &mut Town) {
    town.exchange();
    let items = BTreeSet::from([FIELD.spec().item]);
    let consent = town.consent;
    let desk = town.sender.desk();
    desk.withdraw_consent(consent, Withdrawn::Items(items))
        .unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(town.id, Handling::Erased, "消去しました")
        .unwrap();
}

#[test]
fn what_went_out_and_came_back_is_still_this_office_s_own_when_the_other_s_is_taken_back() {
    for lived in [Vec::new(), vec![month(0, 3)]] {
        let (mut back, case) = returned_after(|town, there| {
            let desk = town.receiver.desk();
            let all = attended(&desk.show_case(there).unwrap());
            let all = all.iter().map(raw).chain(lived.clone()).collect();
            write(desk, there, table(all, 0));
        });
        back.reach(town::first_day());
        let desk = back.receiver.desk();
        let own = desk.show_case(case).unwrap().get(FIELD).cloned().unwrap();
        let history = desk.show_case(case).unwrap().changes(FIELD).len();
        assert!(1 < rows(&own).len());
        desk.reopen(back.id, town::first_day(), case, "本人の希望で戻った")
            .unwrap();
        let again = desk.show_case(case).unwrap();
        assert_eq!(attended(&again).len(), rows(&own).len() + lived.len());
        erased(&mut back);
        let left = back.receiver.desk().show_case(case).unwrap();
        assert_eq!(
            left.get(FIELD),
            Some(&own),
            "with {} from there",
            lived.len()
        );
        let all = left.changes(FIELD).into_iter().rev().take(history);
        assert!(
            all.into_iter().all(|it| it.from != Stood::Forgotten),
            "its own history"
        );
    }
}

#[test]
fn a_withdrawal_can_be_answered_though_the_table_was_full_before_and_since() {
    let mut town = town::town(Point::Released);
    let old: Vec<RawRow> = (0..6).map(|at| month(900 - 31 * at, 4)).collect();
    town.reach(town::first_day());
    let desk = town.receiver.desk();
    let case = town::new_case_of(desk, known(table(old.clone(), 700)));
    desk.start_into(town.id, town::first_day(), case).unwrap();
    let stands = attended(&desk.show_case(case).unwrap());
    assert_eq!(stands.len(), 6, "as many as it holds");
    // A month of this office in the place of the oldest that stands.
    let own = month(0, 9);
    let more = stands[1..].iter().map(raw).chain([own.clone()]);
    write(desk, case, table(more.collect(), 0));
    erased(&mut town);
    let left = attended(&town.receiver.desk().show_case(case).unwrap());
    let left: Vec<RawRow> = left.iter().map(raw).collect();
    assert!(left.contains(&own));
    assert!(left.len() <= 6 && left.iter().all(|it| *it == own || old.contains(it)));
}

/// Which of what a handover brought is written down beside it.
#[derive(Clone, Copy, Debug)]
enum Notes {
    /// All of it.
    All,
    /// From the first addition on, as in a store from before there were notes.
    Later,
    /// Nothing.
    None,
}

impl Notes {
    fn after_the_start(self, town: &mut Town) {
        match self {
            Notes::All => (),
            Notes::Later | Notes::None => lose_note(town),
        }
    }

    fn after_the_addition(self, town: &mut Town) {
        match self {
            Notes::All | Notes::Later => (),
            Notes::None => lose_note(town),
        }
    }
}

fn lose_note(town: &mut Town) {
    let mut vault = town.receiver.vault();
    let name = Name {
        shelf: Shelf::Entry,
        id: part_id(town.id, 28, 0),
    };
    let noted = vault.read(name).unwrap();
    decode_brought(&noted.expect("it was written down").body).unwrap();
    let gone = Change::Remove {
        name,
        expect: Expect::Any,
    };
    let event = Event {
        at: 0,
        actor: vault.account_id(),
        act: Deed::Imported,
        subject: None,
        detail: String::new(),
    };
    vault.commit(&[gone], &event).unwrap();
}

fn sorted(mut all: Vec<RawRow>) -> Vec<RawRow> {
    all.sort_by_key(|it| format!("{it:?}"));
    all
}

#[test]
fn a_row_the_sender_corrects_takes_the_place_of_the_one_that_came() {
    for notes in [Notes::All, Notes::Later, Notes::None] {
        for own in [Vec::new(), vec![month(800, 7)]] {
            let mut town = town::town(Point::Started);
            let case = town.received().line.case.unwrap();
            notes.after_the_start(&mut town);
            let desk = town.receiver.desk();
            let came = attended(&desk.show_case(case).unwrap());
            let came: Vec<RawRow> = came.iter().map(raw).collect();
            assert!(1 < came.len());
            if !own.is_empty() {
                write(desk, case, table([own.clone(), came.clone()].concat(), 1));
            }
            // The month of the first row was wrong, and the last should never have been told.
            let mut right = came.clone();
            right[0] = month(700, 5);
            right.truncate(came.len() - 1);
            let told = table(right.clone(), 0);
            add(&mut town, told.clone());
            let desk = town.receiver.desk();
            let waits = desk.to_take_up(town.id).unwrap();
            assert_eq!(waits.into_keys().collect::<Vec<_>>(), [FIELD]);
            desk.take_up(town.id, &Which::All).unwrap();
            let now = desk.show_case(case).unwrap();
            let stands = attended(&now).iter().map(raw).collect();
            let expected = [own.clone(), right].concat();
            assert_eq!(sorted(stands), sorted(expected), "{notes:?}");
            // Nobody here saw it, and not today.
            let value = now.get(FIELD).unwrap();
            assert!(matches!(value.source, Source::Agency { .. }), "{value:?}");
            assert_eq!(value.as_of, told.as_of);
            assert!(desk.to_take_up(town.id).unwrap().is_empty());
            notes.after_the_addition(&mut town);
            erased(&mut town);
            let left = attended(&town.receiver.desk().show_case(case).unwrap());
            let left: Vec<RawRow> = left.iter().map(raw).collect();
            assert_eq!(left, own, "{notes:?}");
        }
    }
}

/// What the sender says of the field from now on arrives as an addition.
fn add(town: &mut Town, value: Value) {
    write(town.sender.desk(), town.case, value);
    town.sender.desk().add(town.id, Which::All).unwrap();
    town.exchange();
}

fn none(ago: i32) -> Value {
    Value {
        state: FieldState::Nothing,
        source: Source::Person,
        as_of: demo::today().plus_days(-ago),
    }
}

#[test]
fn that_there_is_none_takes_only_what_came_and_nobody_here_touched() {
    for own in [Vec::new(), vec![month(800, 7)]] {
        let mut town = town::town(Point::Started);
        let case = town.received().line.case.unwrap();
        let desk = town.receiver.desk();
        let came = attended(&desk.show_case(case).unwrap());
        let came: Vec<RawRow> = came.iter().map(raw).collect();
        if !own.is_empty() {
            write(desk, case, table([own.clone(), came].concat(), 1));
        }
        let stood = desk.show_case(case).unwrap().get(FIELD).cloned().unwrap();
        add(&mut town, none(0));
        let desk = town.receiver.desk();
        let waits = desk.to_take_up(town.id).unwrap();
        assert_eq!(waits.into_keys().collect::<Vec<_>>(), [FIELD]);
        desk.take_up(town.id, &Which::All).unwrap();
        let now = desk.show_case(case).unwrap();
        let value = now.get(FIELD).unwrap();
        match own.is_empty() {
            true => assert_eq!(value.state, FieldState::Nothing),
            false => {
                assert_eq!(value.state, table(own.clone(), 0).state);
                // Whoever says that there is none has not said what stands there.
                assert_eq!((&value.source, value.as_of), (&stood.source, stood.as_of));
            }
        }
        assert!(desk.to_take_up(town.id).unwrap().is_empty());
        erased(&mut town);
        let left = town.receiver.desk().show_case(case).unwrap();
        let expected = (!own.is_empty()).then(|| table(own, 0).state);
        assert_eq!(left.get(FIELD).map(|it| it.state.clone()), expected);
    }
}

#[test]
fn that_there_is_none_takes_nothing_out_of_a_case_that_was_here() {
    let mut town = town::town(Point::Ready);
    write(town.sender.desk(), town.case, none(0));
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let own = table(vec![month(800, 7), month(700, 5)], 30);
    town.reach(town::first_day());
    let desk = town.receiver.desk();
    let case = town::new_case_of(desk, known(own.clone()));
    desk.start_into(town.id, town::first_day(), case).unwrap();
    let started = desk.show_case(case).unwrap();
    assert!(started.get(FieldId::LifeRhythm).is_some(), "the rest came");
    assert_eq!(started.get(FIELD), Some(&own));
    erased(&mut town);
    let left = town.receiver.desk().show_case(case).unwrap();
    assert_eq!(left.get(FIELD), Some(&own));
}

/// The note of which revisions brought something is lost, or was never written: what came at the start goes all the same.
#[test]
fn what_the_start_brought_goes_though_only_what_was_taken_up_since_or_nothing_is_written_down() {
    for notes in [Notes::All, Notes::Later, Notes::None] {
        let mut town = town::town(Point::Started);
        let case = town.received().line.case.unwrap();
        let item = FIELD.spec().item;
        let case_here = town.receiver.desk().show_case(case).unwrap();
        let under = |it: &FieldId| it.spec().item == item && case_here.get(*it).is_some();
        let came: Vec<FieldId> = FieldId::ALL.iter().copied().filter(under).collect();
        assert!(1 < came.len());
        notes.after_the_start(&mut town);
        add(&mut town, table(vec![month(700, 5)], 0));
        town.receiver.desk().take_up(town.id, &Which::All).unwrap();
        notes.after_the_addition(&mut town);
        erased(&mut town);
        let left = town.receiver.desk().show_case(case).unwrap();
        for field in came {
            assert_eq!(left.get(field), None, "{field:?} {notes:?}");
        }
    }
}

pub const ALLERGIES: FieldId = FieldId::HealthAllergies;

/// Something of these fields, said that many days ago: as many texts as there are lines.
pub fn said(field: FieldId, all: &[&str], ago: i32) -> Value {
    let texts: Vec<String> = all.iter().map(|it| (*it).to_owned()).collect();
    let raw = match field {
        ALLERGIES => Raw::Texts(texts),
        _ => Raw::Text(texts.concat()),
    };
    Value {
        state: FieldState::Filled(Answer::check(field.spec(), raw).unwrap()),
        source: Source::Person,
        as_of: demo::today().plus_days(-ago),
    }
}

fn minutes(number: u32) -> Value {
    let field = FieldId::LifeMinutes;
    Value {
        state: FieldState::Filled(Answer::check(field.spec(), Raw::Number(number)).unwrap()),
        source: Source::Person,
        as_of: demo::today(),
    }
}

pub fn put_in(desk: &mut Desk, case: CaseId, field: FieldId, value: Value) {
    let edits = BTreeMap::from([(field, Edit::Put(value))]);
    desk.edit_case(case, None, edits).unwrap();
}

/// What the sender says of a field from now on arrives as an addition.
pub fn told(town: &mut Town, field: FieldId, value: Value) {
    put_in(town.sender.desk(), town.case, field, value);
    town.sender.desk().add(town.id, Which::All).unwrap();
    town.exchange();
}

/// Of two allergens neither goes, whichever office was told of its one later; and with the other's consent its one goes alone.
#[test]
fn an_allergy_this_office_was_told_of_stands_beside_the_one_that_comes() {
    for ago in [-1, 0, 1] {
        let mut town = town::town(Point::Started);
        let case = town.received().line.case.unwrap();
        let own = said(ALLERGIES, &["卵"], ago);
        put_in(town.receiver.desk(), case, ALLERGIES, own.clone());
        told(&mut town, ALLERGIES, said(ALLERGIES, &["そば"], 0));
        let desk = town.receiver.desk();
        let waits = desk.to_take_up(town.id).unwrap();
        let met: Vec<_> = waits.values().map(|it| (it.field, it.meets)).collect();
        assert_eq!(met, [(ALLERGIES, Meets::Beside)], "{ago}");
        desk.take_up(town.id, &Which::All).unwrap();
        let stands = desk.show_case(case).unwrap().get(ALLERGIES).cloned();
        let both = said(ALLERGIES, &["卵", "そば"], 0);
        assert_eq!(stands.map(|it| it.state), Some(both.state), "{ago}");
        assert!(desk.to_take_up(town.id).unwrap().is_empty());
        // What was told and taken out here since does not come back with the next addition; what is new does.
        put_in(desk, case, ALLERGIES, own.clone());
        told(&mut town, ALLERGIES, said(ALLERGIES, &["そば", "えび"], 0));
        let desk = town.receiver.desk();
        desk.take_up(town.id, &Which::All).unwrap();
        let stands = desk.show_case(case).unwrap().get(ALLERGIES).cloned();
        let both = said(ALLERGIES, &["卵", "えび"], 0);
        assert_eq!(stands.map(|it| it.state), Some(both.state), "{ago}");
        taken_back(&mut town, ALLERGIES);
        let desk = town.receiver.desk();
        let left = desk.show_case(case).unwrap().get(ALLERGIES).cloned();
        assert_eq!(left, Some(own), "{ago}");
    }
}

/// A line the other office had told and says no more goes out of such a list by name alone: somebody may be harmed by a list that was
/// only written anew.
#[test]
fn what_the_other_office_says_no_more_goes_out_of_a_joined_list_by_name_alone() {
    let mut town = town::town(Point::Started);
    let case = town.received().line.case.unwrap();
    put_in(
        town.receiver.desk(),
        case,
        ALLERGIES,
        said(ALLERGIES, &["卵"], 0),
    );
    told(&mut town, ALLERGIES, said(ALLERGIES, &["そば"], 0));
    town.receiver.desk().take_up(town.id, &Which::All).unwrap();
    told(&mut town, ALLERGIES, said(ALLERGIES, &["えび"], 0));
    let (id, desk) = (town.id, town.receiver.desk());
    let stands = |desk: &mut Desk| desk.show_case(case).unwrap().get(ALLERGIES).cloned();
    let before = stands(desk).unwrap();
    let waits = desk.to_take_up(id).unwrap().remove(&ALLERGIES).unwrap();
    let then = said(ALLERGIES, &["卵", "えび"], 0);
    assert_eq!(
        (waits.meets, &waits.stands.state),
        (Meets::Less, &then.state)
    );
    let refused = desk.take_up(id, &Which::All);
    assert!(matches!(refused, Err(Problem::OwnAnswers(it)) if it == [ALLERGIES]));
    assert_eq!(stands(desk), Some(before), "nothing was written");
    let named = Named {
        take: [ALLERGIES].into(),
        ..Named::default()
    };
    desk.take_up_named(id, &named).unwrap();
    assert_eq!(stands(desk).unwrap().state, then.state);
}

/// What this office wrote itself is replaced by name alone, on whatever day it wrote it, and what is not wanted waits no more.
#[test]
fn an_answer_of_this_office_gives_way_to_an_addition_only_by_name() {
    let field = FieldId::LifeRhythm;
    for ago in [-1, 0, 1] {
        let mut town = town::town(Point::Started);
        let case = town.received().line.case.unwrap();
        let own = said(field, &["6時半に起きる"], ago);
        put_in(town.receiver.desk(), case, field, own.clone());
        told(&mut town, field, said(field, &["7時に起きる"], 0));
        let stands = |desk: &mut Desk| desk.show_case(case).unwrap().get(field).cloned();
        let desk = town.receiver.desk();
        let waits = desk.to_take_up(town.id).unwrap();
        assert_eq!(waits[&field].meets, Meets::Against, "{ago}");
        assert_eq!(waits[&field].own.as_ref(), Some(&own));
        for which in [Which::All, Which::These(vec![field.spec().section])] {
            let refused = desk.take_up(town.id, &which);
            assert!(matches!(refused, Err(Problem::OwnAnswers(it)) if it == [field]));
        }
        assert_eq!(stands(desk), Some(own.clone()));
        let none = desk.take_up_named(town.id, &Named::default());
        assert!(matches!(none, Err(Problem::NothingToTakeUp)));
        let put_away = Named {
            put_away: [field].into(),
            ..Named::default()
        };
        desk.take_up_named(town.id, &put_away).unwrap();
        assert_eq!(stands(desk), Some(own));
        assert!(desk.to_take_up(town.id).unwrap().is_empty());
        assert_eq!(town.received().line.to_take_up, 0, "no duty is left");
        let desk = town.receiver.desk();
        assert!(matches!(
            desk.take_up_named(town.id, &put_away),
            Err(Problem::NothingToTakeUp)
        ));
        let journal = desk.audit(None, 50).unwrap();
        let told_of = |it: &AuditLine| it.remark == Remark::Plain(Plain::PutAway);
        assert_eq!(journal.iter().filter(|it| told_of(it)).count(), 1);
        // Another word of the section leaves it put away; another word of the field waits again.
        let other = FieldId::LifeMinutes;
        told(&mut town, other, minutes(45));
        let waits = town.receiver.desk().to_take_up(town.id).unwrap();
        assert!(waits.keys().eq([&other]), "{waits:?}");
        let now = said(field, &["8時に起きる"], 0);
        told(&mut town, field, now.clone());
        let desk = town.receiver.desk();
        let take = Named {
            take: [field].into(),
            ..Named::default()
        };
        desk.take_up_named(town.id, &take).unwrap();
        assert_eq!(stands(desk).map(|it| it.state), Some(now.state));
    }
}

/// The person takes this back, and the receiver says that it is erased.
pub fn taken_back(town: &mut Town, field: FieldId) {
    town.exchange();
    let items = BTreeSet::from([field.spec().item]);
    let consent = town.consent;
    let sender = town.sender.desk();
    sender
        .withdraw_consent(consent, Withdrawn::Items(items))
        .unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(town.id, Handling::Erased, "消去しました")
        .unwrap();
}

/// A line stays whose it is, whatever this office writes beside it: the other office can take it out, and it goes with the consent.
#[test]
fn a_line_that_came_is_no_line_of_this_office_though_it_wrote_in_that_list_since() {
    for drops in [false, true] {
        let mut town = town::town(Point::Started);
        let case = town.received().line.case.unwrap();
        put_in(
            town.receiver.desk(),
            case,
            ALLERGIES,
            said(ALLERGIES, &["卵"], 2),
        );
        told(&mut town, ALLERGIES, said(ALLERGIES, &["そば"], 1));
        let desk = town.receiver.desk();
        desk.take_up(town.id, &Which::All).unwrap();
        let all = said(ALLERGIES, &["卵", "そば", "牛乳"], 0);
        put_in(desk, case, ALLERGIES, all);
        if drops {
            told(&mut town, ALLERGIES, said(ALLERGIES, &["えび"], 0));
            let desk = town.receiver.desk();
            let named = Named {
                take: [ALLERGIES].into(),
                ..Named::default()
            };
            desk.take_up_named(town.id, &named).unwrap();
            let stands = desk.show_case(case).unwrap().get(ALLERGIES).cloned();
            let expected = said(ALLERGIES, &["卵", "牛乳", "えび"], 0);
            assert_eq!(stands.map(|it| it.state), Some(expected.state));
        }
        taken_back(&mut town, ALLERGIES);
        let left = town.receiver.desk().show_case(case).unwrap();
        let left = left.get(ALLERGIES).map(|it| it.state.clone());
        assert_eq!(left, Some(said(ALLERGIES, &["卵", "牛乳"], 0).state));
    }
}
