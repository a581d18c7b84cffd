//! The sample town builds through the desk alone, and shows handovers at different points.

use std::collections::BTreeMap;
use std::fs;

use tasuki::domain::staff::Role;
use tasuki::workflow::clock::Standing;
use tasuki::workflow::demo::{self, PASSPHRASE};
use tasuki::workflow::{Desk, Passphrase};

#[test]
fn the_sample_town_shows_at_least_eight_phases_and_both_offices_agree() {
    let dir = std::env::temp_dir().join(format!("tasuki-sample-{}", std::process::id()));
    fs::create_dir_all(dir.join("mailbox")).expect("a temporary folder");
    let town = demo::build(&dir).expect("the town is built");
    let mut phases: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for office in &town.offices {
        let (name, _) = office
            .staff
            .iter()
            .find(|(_, role)| *role == Role::Manager)
            .expect("a manager");
        let passphrase = Passphrase::new(PASSPHRASE.to_owned());
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
    let seen: std::collections::BTreeSet<_> = phases.values().flatten().copied().collect();
    assert!(8 <= seen.len(), "{seen:?}");
    for (id, phases) in &phases {
        assert!(
            phases.windows(2).all(|it| it[0] == it[1]),
            "{id}: {phases:?}"
        );
    }
}
