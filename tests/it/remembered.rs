//! Lists that are remembered say at each moment what a desk says that was opened just now.
//!
//! What the lists say is told elsewhere.

use tasuki::domain::section::FieldId;
use tasuki::workflow::alert::AlertLine;
use tasuki::workflow::case::CaseLine;
use tasuki::workflow::retention::{KeptLine, Span};
use tasuki::workflow::view::HandoverLine;

use crate::town::{Office, Point, Town, town};

/// What looks at everything an office has.
type Lists = (
    Vec<CaseLine>,
    Vec<HandoverLine>,
    Vec<AlertLine>,
    Vec<KeptLine>,
);

/// What somebody does in the town.
type Step = fn(&mut Town);

fn lists(office: &mut Office) -> Lists {
    let desk = office.desk();
    (
        desk.cases("").unwrap(),
        desk.handovers().unwrap(),
        desk.alerts().unwrap(),
        desk.kept(Span::Over).unwrap(),
    )
}

/// Both offices look, close, and look again.
fn as_if_just_opened(town: &mut Town, after: &str) {
    for office in [&mut town.sender, &mut town.receiver] {
        let remembered = lists(office);
        office.close();
        assert!(remembered == lists(office), "after {after}");
        // Remembered by the desk that is open from here on.
        lists(office);
    }
}

#[test]
fn what_is_remembered_is_what_a_desk_says_that_was_opened_just_now() {
    let mut town = town(Point::Ready);
    let steps: [(&str, Step); 14] = [
        ("nothing", |_| ()),
        ("an edit", |it| {
            it.write(FieldId::LifeRhythm, "六時に起きる")
        }),
        ("draft to approval", Town::prepare),
        ("offer", Town::offer),
        ("exchange", Town::exchange),
        ("days", |it| it.clock.set(8)),
        ("reading", Town::read),
        ("read-back", Town::read_back),
        ("acceptance", |it| {
            it.exchange();
            it.accept();
        }),
        ("release", |it| {
            it.exchange();
            it.release();
        }),
        ("start", |it| {
            it.exchange();
            it.start();
        }),
        ("end", |it| {
            it.exchange();
            it.end();
        }),
        ("the last words", Town::exchange),
        ("some years", |it| it.clock.set(6 * 365)),
    ];
    for (after, step) in steps {
        step(&mut town);
        as_if_just_opened(&mut town, after);
    }
}
