//! The months of service and the days between two offices, as both of them see them in a handover.
//!
//! How months are counted is told in `domain::service`.

use std::collections::BTreeMap;

use tasuki::domain::answer::{Answer, Raw, RawCell};
use tasuki::domain::calendar::{Day, parse_day};
use tasuki::domain::case::{Edit, FieldState, Source, Value};
use tasuki::domain::handover::entry::Withdrawal;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::service::{Between, NotCounted, UsedDiffer, Written};
use tasuki::domain::setting::{Pick, Setting, SettingId};
use tasuki::domain::staff::Role;
use tasuki::workflow::handover::{Differing, EndForm};
use tasuki::workflow::problem::Problem;
use tasuki::workflow::view::AtEnd;
use tasuki::workflow::{Desk, demo};

use crate::town::{Point, Town, first_day, hire, town};

fn on(text: &str) -> Day {
    parse_day(text).expect("a day").day
}

/// The days without service and the months used, as an office sees them.
fn seen(desk: &Desk, town_id: tasuki::domain::id::HandoverId) -> (Option<Between>, Option<u8>) {
    let known = desk.at_end(town_id).expect("known");
    let days = known.crossing.passage().map(|it| it.between());
    let used = known.service.and_then(|it| it.counted.ok());
    (days, used.map(|it| it.used))
}

fn both(town: &mut Town) -> [(Option<Between>, Option<u8>); 2] {
    let id = town.id;
    [seen(town.sender.desk(), id), seen(town.receiver.desk(), id)]
}

fn end(months_used: u8, differing: Differing) -> EndForm {
    EndForm {
        contract_end: first_day().plus_days(-1),
        last_day: first_day().plus_days(-4),
        months_used,
        differing,
        confirmed_by: "あさぎ市障がい福祉課 架空".into(),
        confirmed_on: demo::today(),
    }
}

#[test]
fn both_offices_see_the_days_without_service_and_the_months_at_every_step() {
    let planned = (Some(Between::Days(10)), Some(10));
    for point in [Point::Delivered, Point::ReadBack, Point::Accepted] {
        assert_eq!(both(&mut town(point)), [planned, planned], "{point:?}");
    }
    // Two months later.
    let started = (Some(Between::Days(10)), Some(12));
    assert_eq!(both(&mut town(Point::Started)), [started, started]);
    let mut town = town(Point::Started);
    town.end();
    let over = (Some(Between::Days(3)), Some(12));
    assert_eq!(seen(town.sender.desk(), town.id), over, "as it was");
    town.exchange();
    assert_eq!(both(&mut town), [over, over]);
}

#[test]
fn before_the_offer_only_the_sender_knows_and_what_is_taken_back_is_counted_no_more() {
    let mut ready = town(Point::Approved);
    let id = ready.id;
    assert_eq!(
        seen(ready.sender.desk(), id),
        (Some(Between::Days(10)), Some(10))
    );
    let mut town = town(Point::Delivered);
    let id = town.id;
    let period = Withdrawal::Items([ItemId::Period].into());
    let desk = town.sender.desk();
    desk.withdraw(id, period).expect("taken back");
    town.exchange();
    let known = town.receiver.desk().at_end(id).expect("known");
    assert_eq!(known.service, None);
}

#[test]
fn stays_and_the_rule_of_the_city_count_at_the_other_office_too() {
    let rows = |rows: &[(&str, &str)]| {
        let row = |(from, until): &(&str, &str)| {
            let until = (!until.is_empty()).then(|| RawCell::Day(on(until)));
            let office = Some(RawCell::Text("みほん作業所".into()));
            vec![office, Some(RawCell::Day(on(from))), until, None]
        };
        let raw = Raw::Rows(rows.iter().map(row).collect());
        let answer = Answer::check(FieldId::PeriodStays.spec(), raw).expect("a table");
        Value {
            state: FieldState::Filled(answer),
            source: Source::Person,
            as_of: demo::today(),
        }
    };
    let mut town = town(Point::Started);
    let case = town.receiver.desk().cases("").expect("cases")[0].id;
    let desk = town.receiver.desk();
    let used = |desk: &mut Desk| {
        let case = desk.show_case(case).expect("the case");
        desk.service(&case).counted.map(|it| it.used)
    };
    let stays = rows(&[("2026/2/2", "2026/3/31"), ("2026/7/1", "")]);
    let edits = BTreeMap::from([(FieldId::PeriodStays, Edit::Put(stays))]);
    desk.edit_case(case, None, edits).expect("written");
    assert_eq!(used(desk), Ok(12));
    let left_out = Some(Setting::Pick(Pick::LeftOut));
    hire(&mut town.receiver, "管理 花", Role::Manager);
    let desk = town.receiver.sign_in("管理 花");
    desk.set_setting(None, SettingId::PeriodGaps, left_out)
        .expect("set");
    assert_eq!(used(desk), Ok(9), "April, May and June");
    assert_eq!(seen(desk, town.id), (Some(Between::Days(10)), Some(9)));
}

/// The table that came has the stay at the office before without a last day: the months between it and the start here, which the
/// city leaves out, are not counted as if somebody had served the person.
#[test]
fn the_office_before_serves_nobody_through_the_months_between() {
    let mut town = town(Point::Started);
    let case = town.receiver.desk().cases("").expect("cases")[0].id;
    let counted = |desk: &mut Desk| {
        let case = desk.show_case(case).expect("the case");
        desk.service(&case).counted.map(|it| it.used)
    };
    hire(&mut town.receiver, "管理 花", Role::Manager);
    let left_out = Some(Setting::Pick(Pick::LeftOut));
    let desk = town.receiver.sign_in("管理 花");
    desk.set_setting(None, SettingId::PeriodGaps, left_out)
        .expect("set");
    assert!(counted(desk).is_ok(), "the last day there is not told yet");
    let ended = EndForm {
        last_day: first_day().plus_days(-70),
        ..end(12, Differing::Stands)
    };
    town.sender.desk().end(town.id, &ended).expect("ended");
    town.exchange();
    let desk = town.receiver.desk();
    assert_eq!(counted(desk), Err(NotCounted::StayBeforeOpen));
    let known = desk.at_end(town.id).expect("known").service;
    let known = known.expect("read").counted.map(|it| it.used);
    assert_eq!(known, Err(NotCounted::StayBeforeOpen));
}

#[test]
fn an_end_with_other_months_is_asked_about_and_told_to_both() {
    let mut town = town(Point::Started);
    let id = town.id;
    let refused = town.sender.desk().end(id, &end(5, Differing::Asked));
    let differ = UsedDiffer {
        said: 5,
        written: Some(12),
        counted: Some(12),
    };
    assert!(
        matches!(&refused, Err(Problem::MonthsDiffer(it)) if *it == differ),
        "{refused:?}"
    );
    assert_eq!(town.sent().state.ended, None, "nothing is written");
    town.sender
        .desk()
        .end(id, &end(5, Differing::Stands))
        .expect("it stands");
    town.exchange();
    for desk in [town.sender.desk(), town.receiver.desk()] {
        assert_eq!(desk.at_end(id).expect("known").recorded, Some(differ));
    }
}

#[test]
fn what_is_written_and_the_count_are_told_apart_and_the_fitting_number_is_asked_about_nowhere() {
    let mut town = town(Point::Started);
    let (id, case) = (town.id, town.case);
    let desk = town.sender.desk();
    let eight = Answer::check(FieldId::PeriodUsed.spec(), Raw::Number(8));
    let eight = Value {
        state: FieldState::Filled(eight.expect("a number")),
        source: Source::Person,
        as_of: demo::today(),
    };
    let edits = BTreeMap::from([(FieldId::PeriodUsed, Edit::Put(eight))]);
    desk.edit_case(case, None, edits).expect("written");
    let used = desk.at_end(id).expect("known").service.expect("counted");
    let used = used.used_on(first_day().plus_days(-1));
    assert_eq!((used.written, used.counted), (Some(10), Some(12)));
    let refused = desk.end(id, &end(12, Differing::Asked));
    assert!(
        matches!(
            &refused,
            Err(Problem::MonthsDiffer(it)) if (it.written, it.counted) == (Some(10), None)
        ),
        "{refused:?}"
    );
    let mut fitting = crate::town::town(Point::Started);
    let id = fitting.id;
    fitting
        .sender
        .desk()
        .end(id, &end(12, Differing::Asked))
        .expect("nothing to ask");
    fitting.exchange();
    let known = fitting.receiver.desk().at_end(id).expect("known");
    assert_eq!(known.recorded, None);
}

#[test]
fn an_end_begins_with_the_day_before_the_other_office_and_the_months_of_that_month() {
    let mut town = town(Point::Started);
    let (id, case) = (town.id, town.case);
    let desk = town.sender.desk();
    let eight = Answer::check(FieldId::PeriodUsed.spec(), Raw::Number(8));
    let eight = Value {
        state: FieldState::Filled(eight.expect("a number")),
        source: Source::Person,
        as_of: demo::today(),
    };
    let edits = BTreeMap::from([(FieldId::PeriodUsed, Edit::Put(eight))]);
    desk.edit_case(case, None, edits).expect("written");
    let known = desk.at_end(id).expect("known");
    // The day the case holds comes first.
    let planned = known.planned.expect("the case has it");
    assert_eq!(known.contract_end(demo::today()), planned);
    let known = AtEnd {
        planned: None,
        ..known
    };
    let end = known.contract_end(demo::today());
    assert_eq!(end, first_day().plus_days(-1));
    assert_eq!(known.months_by(end), Some(12), "as it is counted");
    // But nobody is here who has begun there.
    for (days, suggested) in [(-3, -3), (20, -1)] {
        let planned = Some(first_day().plus_days(days));
        let known = AtEnd {
            planned,
            ..known.clone()
        };
        let end = known.contract_end(demo::today());
        assert_eq!(end, first_day().plus_days(suggested));
    }
    // The figures beside the form are of the day that is typed in it.
    let service = known.service.clone().expect("it is known");
    let used = service.counted_on(end).counted.expect("counted").used;
    assert_eq!(used, 12);
    // Where no months count on there is no count: what is written is carried to the month of the end, and tells of none before.
    let (months, on) = (8, demo::today());
    assert_eq!(known.used, Some(Written { months, on }));
    let known = AtEnd {
        service: None,
        ..known
    };
    assert_eq!(known.months_by(end), Some(10));
    assert_eq!(known.months_by(demo::today().plus_days(-45)), None);
}
