//! The sample town builds through the desk alone, and shows handovers at different points.

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::AtomicU32;

use tasuki::domain::alert::{Severity, What};
use tasuki::domain::calendar::Day;
use tasuki::domain::staff::Role;
use tasuki::workflow::clock::Standing;
use tasuki::workflow::demo::{self, PASSPHRASE};
use tasuki::workflow::{Desk, Passphrase};

use crate::town::own_folder;

/// The alarms that few months are left: how much each presses, by when an extension is to be asked for, and how many.
fn alarm(desk: &Desk) -> Vec<(Severity, Option<Day>, Option<u8>)> {
    let lines = desk.alerts().expect("alerts").into_iter();
    let few = lines.filter_map(|it| match it.alert.what {
        What::FewMonths { counted, .. } => Some((it.alert.severity, it.alert.day, counted.ok())),
        _ => None,
    });
    few.collect()
}

#[test]
fn the_sample_town_shows_at_least_eight_phases_and_both_offices_agree() {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let dir = own_folder(&std::env::temp_dir(), "tasuki-sample", &COUNT);
    fs::create_dir_all(dir.join("mailbox")).expect("a temporary folder");
    let town = demo::build(&dir).expect("the town is built");
    let mut phases: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let (mut alarms, mut later) = (Vec::new(), Vec::new());
    for office in &town.offices {
        let (name, _) = office
            .staff
            .iter()
            .find(|(_, role)| *role == Role::Manager)
            .expect("a manager");
        let passphrase = Passphrase::new(PASSPHRASE.to_owned());
        let clock = Box::new(Standing::on(demo::today()));
        let desk = Desk::open(&office.home(), name, &passphrase, clock).expect("it opens");
        alarms.extend(alarm(&desk));
        drop(desk);
        // However long after the day of its story somebody looks, the alarm stands there.
        for days in [1, 400] {
            let clock = Box::new(Standing::on(demo::today().plus_days(days)));
            let desk = Desk::open(&office.home(), name, &passphrase, clock).expect("it opens");
            later.extend(alarm(&desk));
        }
        let clock = Box::new(Standing::on(demo::today()));
        let desk = Desk::open(&office.home(), name, &passphrase, clock).expect("it opens");
        for line in desk.handovers().expect("handovers") {
            println!(
                "{} {:?} {} {:?}",
                office.name, line.side, line.person, line.phase
            );
            phases.entry(line.id).or_default().push(line.phase);
        }
    }
    fs::remove_dir_all(&dir).expect("the folder goes");
    let due = demo::today().plus_days(8);
    let of_tokunaga = (Severity::Soon, Some(due), Some(2));
    assert!(alarms.contains(&of_tokunaga), "{alarms:?}");
    let nothing_left = (Severity::Now, Some(due), Some(0));
    assert!(later.contains(&nothing_left), "{later:?}");
    let seen: std::collections::BTreeSet<_> = phases.values().flatten().copied().collect();
    assert!(8 <= seen.len(), "{seen:?}");
    for (id, phases) in &phases {
        assert!(
            phases.windows(2).all(|it| it[0] == it[1]),
            "{id}: {phases:?}"
        );
    }
}
