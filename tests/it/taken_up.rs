//! What a person came with meets the case that is here: what is named to be taken up and put away, and what a start leaves as it was.
//!
//! How lists and tables are put together is told in `beside`.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::codec::v1_entry::{decode_put_away, part_id};
use tasuki::domain::answer::{Answer, Raw};
use tasuki::domain::case::{Edit, FieldState, Source, Value};
use tasuki::domain::id::CaseId;
use tasuki::domain::own_answer::Meets;
use tasuki::domain::section::FieldId;
use tasuki::vault::{Name, Shelf};
use tasuki::workflow::arrival::Named;
use tasuki::workflow::demo;
use tasuki::workflow::handover::Which;
use tasuki::workflow::problem::Problem;

use crate::beside::{ALLERGIES, put_in, said, taken_back, told};
use crate::town::{self, Point, Town};

fn value(field: FieldId, raw: Raw) -> Value {
    Value {
        state: FieldState::Filled(Answer::check(field.spec(), raw).unwrap()),
        source: Source::Person,
        as_of: demo::today(),
    }
}

/// What the city said of the months: how many are left, and who there said so where somebody is named.
fn city_said(left: u32, with: Option<&str>) -> BTreeMap<FieldId, Edit> {
    let on = demo::today().plus_days(-1);
    let with = with.map_or(Edit::Remove, |it| {
        Edit::Put(town::text(FieldId::PeriodConfirmedWith, it))
    });
    let left = value(FieldId::PeriodLeft, Raw::Number(left));
    let on = value(FieldId::PeriodConfirmedOn, Raw::Day(on));
    BTreeMap::from([
        (FieldId::PeriodLeft, Edit::Put(left)),
        (FieldId::PeriodConfirmedWith, with),
        (FieldId::PeriodConfirmedOn, Edit::Put(on)),
    ])
}

fn set<const N: usize>(fields: [FieldId; N]) -> BTreeSet<FieldId> {
    fields.into()
}

/// Whoever takes one of a group up sees all that changes with it, and cannot put another one of it away.
#[test]
fn what_means_something_only_together_is_neither_torn_nor_put_away_in_part() {
    let mut town = town::town(Point::Started);
    let case = town.received().line.case.unwrap();
    let desk = town.receiver.desk();
    desk.edit_case(case, None, city_said(11, Some("見本市 見本")))
        .unwrap();
    let sender = town.case;
    let desk = town.sender.desk();
    desk.edit_case(sender, None, city_said(7, None)).unwrap();
    desk.add(town.id, Which::All).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    let waits = desk.to_take_up(town.id).unwrap();
    let left = &waits[&FieldId::PeriodLeft];
    assert_eq!(left.meets, Meets::Against);
    assert_eq!(left.goes, set([FieldId::PeriodConfirmedWith]));
    // What is the same in both waits for nobody.
    assert!(!waits.contains_key(&FieldId::PeriodConfirmedOn));
    let torn = Named {
        take: set([FieldId::PeriodLeft]),
        put_away: set([FieldId::PeriodLeft]),
    };
    let refused = desk.take_up_named(town.id, &torn);
    assert!(matches!(refused, Err(Problem::OnlyTogether(it)) if it == [FieldId::PeriodLeft]));
    let idle = Named {
        take: set([FieldId::PeriodLeft, FieldId::LifeRhythm]),
        ..Named::default()
    };
    let refused = desk.take_up_named(town.id, &idle);
    assert!(matches!(refused, Err(Problem::NotWaiting(it)) if it == [FieldId::LifeRhythm]));
    let take = Named {
        take: set([FieldId::PeriodLeft]),
        ..Named::default()
    };
    desk.take_up_named(town.id, &take).unwrap();
    let now = desk.show_case(case).unwrap();
    assert_eq!(now.get(FieldId::PeriodConfirmedWith), None);
    let expected = value(FieldId::PeriodLeft, Raw::Number(7)).state;
    assert_eq!(
        now.get(FieldId::PeriodLeft).map(|it| &it.state),
        Some(&expected)
    );
}

fn put_away(town: &mut Town) -> BTreeSet<FieldId> {
    let name = Name {
        shelf: Shelf::Entry,
        id: part_id(town.id, 30, 0),
    };
    let stored = town.receiver.vault().read(name).unwrap();
    let all = stored.map(|it| decode_put_away(&it.body).unwrap());
    all.unwrap_or_default()
        .into_iter()
        .map(|it| it.field)
        .collect()
}

/// That the other office spoke of an allergy is gone with the allergy.
#[test]
fn the_names_of_what_was_put_away_go_with_what_is_taken_back() {
    let mut town = town::town(Point::Started);
    let case = town.received().line.case.unwrap();
    let (rhythm, none) = (FieldId::LifeRhythm, FieldState::Nothing);
    let own = Value {
        state: none,
        ..said(ALLERGIES, &["卵"], 0)
    };
    put_in(town.receiver.desk(), case, ALLERGIES, own);
    put_in(
        town.receiver.desk(),
        case,
        rhythm,
        said(rhythm, &["6時"], 0),
    );
    told(&mut town, ALLERGIES, said(ALLERGIES, &["そば"], 0));
    told(&mut town, rhythm, said(rhythm, &["7時"], 0));
    let named = Named {
        put_away: set([ALLERGIES, rhythm]),
        ..Named::default()
    };
    town.receiver.desk().take_up_named(town.id, &named).unwrap();
    assert_eq!(put_away(&mut town), set([ALLERGIES, rhythm]));
    taken_back(&mut town, ALLERGIES);
    assert_eq!(put_away(&mut town), set([rhythm]));
}

/// The receiver has a case of the person with this own list, and the handover offers that one.
fn about_to_start(own: Value, offered: Value) -> (Town, CaseId) {
    let mut town = town::town(Point::Ready);
    put_in(town.sender.desk(), town.case, ALLERGIES, offered);
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
    town.reach(town::first_day());
    let mut values = town::values();
    let named = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    values.retain(|(field, _)| named.contains(field));
    values.push((ALLERGIES, own));
    let case = town::new_case_of(town.receiver.desk(), values);
    (town, case)
}

const FULL: [&str; 5] = ["一", "二", "三", "四", "五"];

/// Nobody is asked at a start: what there is no room for takes the place of nothing, and waits to be asked about.
#[test]
fn a_full_list_that_comes_at_a_start_waits_beside_the_own_one_until_somebody_decides() {
    for taken in [true, false] {
        let own = said(ALLERGIES, &["卵"], 300);
        let (mut town, case) = about_to_start(own.clone(), said(ALLERGIES, &FULL, 0));
        let desk = town.receiver.desk();
        let met = desk.start_into(town.id, town::first_day(), case).unwrap();
        assert!(met.stayed.contains(&ALLERGIES) && !met.gave_way.contains(&ALLERGIES));
        assert_eq!(desk.show_case(case).unwrap().get(ALLERGIES), Some(&own));
        assert_eq!(town.received().line.to_take_up, 1, "it is on today");
        town.exchange();
        // An addition that says the same of it, and something else of the section, leaves it waiting.
        let field = FieldId::HealthUnderstanding;
        told(&mut town, field, said(field, &["よく知っている"], 0));
        let desk = town.receiver.desk();
        let waits = desk.to_take_up(town.id).unwrap();
        assert_eq!(waits[&ALLERGIES].meets, Meets::Against);
        let (one, none) = (set([ALLERGIES]), BTreeSet::new());
        let (take, put_away) = match taken {
            true => (one, none),
            false => (none, one),
        };
        desk.take_up_named(town.id, &Named { take, put_away })
            .unwrap();
        assert!(!desk.to_take_up(town.id).unwrap().contains_key(&ALLERGIES));
        let stands = desk.show_case(case).unwrap().get(ALLERGIES).cloned();
        let expected = match taken {
            true => said(ALLERGIES, &FULL, 0).state,
            false => own.state.clone(),
        };
        assert_eq!(stands.map(|it| it.state), Some(expected));
        taken_back(&mut town, ALLERGIES);
        let left = town.receiver.desk().show_case(case).unwrap();
        assert_eq!(left.get(ALLERGIES), Some(&own));
    }
}

/// A list that waits from the start on waits still where there is room for both by now, and then both stand.
#[test]
fn a_list_that_waits_from_a_start_is_joined_where_there_is_room_by_now() {
    let own = said(ALLERGIES, &FULL, 300);
    let (mut town, case) = about_to_start(own, said(ALLERGIES, &["みほん草"], 0));
    let desk = town.receiver.desk();
    desk.start_into(town.id, town::first_day(), case).unwrap();
    let waits = desk.to_take_up(town.id).unwrap();
    assert_eq!(waits[&ALLERGIES].meets, Meets::Against, "no room");
    put_in(desk, case, ALLERGIES, said(ALLERGIES, &FULL[..1], 301));
    let waits = desk.to_take_up(town.id).unwrap();
    assert_eq!(waits[&ALLERGIES].meets, Meets::Beside);
    desk.take_up(town.id, &Which::All).unwrap();
    let stands = desk.show_case(case).unwrap().get(ALLERGIES).cloned();
    let both = said(ALLERGIES, &[FULL[0], "みほん草"], 0);
    assert_eq!(stands.map(|it| it.state), Some(both.state));
}

/// What the case said otherwise is told, whichever of the two stands there after the start; nothing is told of what is the same.
#[test]
fn a_start_tells_which_answers_of_the_case_stayed_and_which_gave_way() {
    let none = Value {
        state: FieldState::Nothing,
        ..said(ALLERGIES, &["卵"], 0)
    };
    for (own, offered, stays) in [
        (none.clone(), said(ALLERGIES, &["そば"], 3), false),
        (said(ALLERGIES, &["そば"], 300), none.clone(), true),
    ] {
        let (mut town, case) = about_to_start(own, offered);
        let desk = town.receiver.desk();
        let met = desk.start_into(town.id, town::first_day(), case).unwrap();
        assert_eq!(met.stayed.contains(&ALLERGIES), stays);
        assert_eq!(met.gave_way.contains(&ALLERGIES), !stays);
        let named = |it: &FieldId| met.stayed.contains(it) || met.gave_way.contains(it);
        assert!(!named(&FieldId::PersonName) && !named(&FieldId::PersonBirth));
        assert_eq!(town.received().line.to_take_up, 0);
    }
}

fn none(ago: i32) -> Value {
    Value {
        state: FieldState::Nothing,
        ..said(ALLERGIES, &["卵"], ago)
    }
}

fn waits(town: &mut Town) -> Option<Meets> {
    let waiting = town.receiver.desk().to_take_up(town.id).unwrap();
    waiting.get(&ALLERGIES).map(|it| it.meets)
}

/// Whoever makes room in the own list, or clears the field, has not seen what waits: it goes on waiting until somebody decides.
#[test]
fn a_list_that_waits_from_a_start_waits_while_a_line_of_it_never_stood_here() {
    let declined = Value {
        state: FieldState::Declined,
        ..none(0)
    };
    let three = said(ALLERGIES, &["卵", "小麦", "牛乳"], 0);
    let struck = Edit::Put(said(ALLERGIES, &["卵", "牛乳"], -1));
    let by_hand = Edit::Put(said(ALLERGIES, &["卵", "そば"], -1));
    let unchecked = Edit::Put(Value {
        state: FieldState::Unchecked,
        ..none(-1)
    });
    let came = ["そば", "えび", "かに"];
    for (own, edit, how) in [
        (three.clone(), struck, Meets::Beside),
        (three, by_hand, Meets::Beside),
        (declined.clone(), Edit::Remove, Meets::Free),
        (declined, unchecked, Meets::Free),
    ] {
        let (mut town, case) = about_to_start(own, said(ALLERGIES, &came, 3));
        let desk = town.receiver.desk();
        desk.start_into(town.id, town::first_day(), case).unwrap();
        assert_eq!(waits(&mut town), Some(Meets::Against));
        let desk = town.receiver.desk();
        desk.edit_case(case, None, BTreeMap::from([(ALLERGIES, edit)]))
            .unwrap();
        assert_eq!(waits(&mut town), Some(how));
        assert_eq!(town.received().line.to_take_up, 1, "it is on today");
        let desk = town.receiver.desk();
        desk.take_up(town.id, &Which::All).unwrap();
        let stands = desk.show_case(case).unwrap().get(ALLERGIES).cloned();
        let stands = format!("{:?}", stands.unwrap().state);
        assert!(came.iter().all(|it| stands.contains(it)), "{stands}");
        assert_eq!(waits(&mut town), None);
    }
}

/// A false alarm that somebody here took out is not put before them again, whatever else the other office adds.
#[test]
fn a_line_struck_here_does_not_wait_again_for_being_told_at_the_start() {
    let own = said(ALLERGIES, &["卵"], 300);
    let (mut town, case) = about_to_start(own.clone(), said(ALLERGIES, &["そば"], 0));
    let desk = town.receiver.desk();
    desk.start_into(town.id, town::first_day(), case).unwrap();
    put_in(desk, case, ALLERGIES, said(ALLERGIES, &["卵"], -1));
    assert_eq!(waits(&mut town), None, "joined and struck");

    let mut town = town::town(Point::Started);
    let case = town.received().line.case.unwrap();
    let desk = town.receiver.desk();
    put_in(desk, case, ALLERGIES, said(ALLERGIES, &["小麦"], -1));
    let rhythm = FieldId::LifeRhythm;
    told(&mut town, rhythm, said(rhythm, &["7時"], 0));
    assert_eq!(waits(&mut town), None, "the start made the case");
}

/// What stood here, and is no more than it was, is no news to whoever wrote that there is none; one more line is.
#[test]
fn an_own_none_meets_only_what_is_said_for_the_first_time() {
    for came in [&["卵"][..], &["そば"]] {
        let own = said(ALLERGIES, &["卵"], 300);
        let (mut town, case) = about_to_start(own, said(ALLERGIES, came, 0));
        let desk = town.receiver.desk();
        desk.start_into(town.id, town::first_day(), case).unwrap();
        put_in(desk, case, ALLERGIES, none(-1));
        assert_eq!(waits(&mut town), None, "{came:?}");
        town.exchange();
        // The section comes again, and says the same of it.
        let field = FieldId::HealthUnderstanding;
        told(&mut town, field, said(field, &["よく知っている"], 0));
        assert_eq!(waits(&mut town), None, "{came:?} again");
        let more = [came, &["えび"]].concat();
        told(&mut town, ALLERGIES, said(ALLERGIES, &more, 0));
        assert_eq!(waits(&mut town), Some(Meets::Against), "{more:?}");
        let take = set([ALLERGIES]);
        let named = Named {
            take,
            ..Named::default()
        };
        let desk = town.receiver.desk();
        desk.take_up_named(town.id, &named).unwrap();
        put_in(desk, case, ALLERGIES, none(-2));
        assert_eq!(waits(&mut town), None, "{more:?} was taken up");
    }
}

/// A line this office wrote and struck before the other one spoke of it is said for the first time.
#[test]
fn a_line_of_this_office_s_own_that_was_struck_is_news_when_the_other_office_says_it() {
    let mut town = town::town(Point::Started);
    let case = town.received().line.case.unwrap();
    let desk = town.receiver.desk();
    put_in(desk, case, ALLERGIES, said(ALLERGIES, &["くるみ"], 0));
    put_in(desk, case, ALLERGIES, none(-1));
    told(&mut town, ALLERGIES, said(ALLERGIES, &["くるみ"], 0));
    assert_eq!(waits(&mut town), Some(Meets::Against));
}

/// What was put away as one waits as one, once the other office says something else of one of it.
#[test]
fn of_a_group_that_was_put_away_all_waits_again_when_one_of_it_is_said_otherwise() {
    let mut town = town::town(Point::Started);
    let case = town.received().line.case.unwrap();
    let desk = town.receiver.desk();
    desk.edit_case(case, None, city_said(11, Some("見本市 甲")))
        .unwrap();
    let (left, with) = (FieldId::PeriodLeft, FieldId::PeriodConfirmedWith);
    let sender = town.case;
    for months in [7, 6] {
        let desk = town.sender.desk();
        let said = city_said(months, Some("見本市 乙"));
        desk.edit_case(sender, None, said).unwrap();
        desk.add(town.id, Which::All).unwrap();
        town.exchange();
        let desk = town.receiver.desk();
        let waits = desk.to_take_up(town.id).unwrap();
        assert!(waits.contains_key(&left) && waits.contains_key(&with));
        let named = Named {
            put_away: set([left]),
            ..Named::default()
        };
        desk.take_up_named(town.id, &named).unwrap();
        assert!(desk.to_take_up(town.id).unwrap().is_empty());
    }
}

/// The person had told this office that they do not say it: whose word stands there now is told.
#[test]
fn a_declined_answer_that_gives_way_at_a_start_is_told() {
    let field = FieldId::LifeRhythm;
    let mut town = town::town(Point::Released);
    town.reach(town::first_day());
    let mut values = town::values();
    let named = [
        FieldId::PersonName,
        FieldId::PersonKana,
        FieldId::PersonBirth,
    ];
    values.retain(|(field, _)| named.contains(field));
    let declined = Value {
        state: FieldState::Declined,
        ..none(700)
    };
    values.push((field, declined));
    let case = town::new_case_of(town.receiver.desk(), values);
    let desk = town.receiver.desk();
    let met = desk.start_into(town.id, town::first_day(), case).unwrap();
    assert!(met.gave_way.contains(&field), "{met:?}");
}
