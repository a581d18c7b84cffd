//! A newer form that leaves out what is offered: the question, the command and the act go by one rule, and the next form
//! begins with what holds.
//!
//! What becomes of it in the two logs is told in `consent`.

use std::collections::BTreeSet;

use tasuki::domain::consent::{ConsentForm, Mode};
use tasuki::domain::handover::entry::Withdrawal;
use tasuki::domain::section::ItemId;
use tasuki::tui::act::Reply;
use tasuki::tui::desk::handover::answer;
use tasuki::tui::room::handover::{Ask, ConsentDraft, Deed, HowSigned};
use tasuki::workflow::consent::LeftOut;

use crate::place::{FIRST, Place};
use crate::town::{Point, Town, form, items, town};

/// A form like the one that holds, with these items.
fn of(town: &mut Town, items: BTreeSet<ItemId>) -> ConsentForm {
    let (case, to) = (town.case, town.receiver_id);
    ConsentForm {
        items,
        ..form(town.sender.desk(), case, to)
    }
}

fn all_but_life() -> BTreeSet<ItemId> {
    let mut all = items();
    all.remove(&ItemId::Life);
    all
}

/// What would be taken back is what is taken back: asked before and done after, form by form.
#[test]
fn what_a_form_would_take_back_is_what_it_takes_back() {
    let lacks = |town: &Town| LeftOut {
        handovers: vec![town.id],
        items: [ItemId::Life].into(),
    };
    let older = |it: ConsentForm| ConsentForm {
        signed: it.signed.plus_days(-1),
        ..it
    };
    let carried = |it: ConsentForm| ConsentForm {
        mode: Mode::Carried,
        ..it
    };
    type Changed = fn(ConsentForm) -> ConsentForm;
    let all: [(Point, BTreeSet<ItemId>, Changed, bool); 7] = [
        (Point::Delivered, all_but_life(), |it| it, true),
        (Point::Accepted, all_but_life(), |it| it, true),
        (Point::Delivered, items(), |it| it, false),
        (Point::Delivered, all_but_life(), older, false),
        (Point::Delivered, all_but_life(), carried, false),
        (Point::Approved, all_but_life(), |it| it, false),
        (Point::Released, all_but_life(), |it| it, false),
    ];
    for (point, given, changed, takes) in all {
        let mut town = town(point);
        let form = changed(of(&mut town, given));
        let expected = match takes {
            true => lacks(&town),
            false => LeftOut::default(),
        };
        let asked = town.sender.desk().left_out_by(&form).unwrap();
        assert_eq!(asked, expected, "{point:?} {:?}", form.mode);
        let before = town.sent().state.withdrawals.len();
        let done = town.sender.desk().record_consent(form).unwrap();
        assert_eq!(done.taken_back, expected, "{point:?}");
        let said = town.sent().state.withdrawals.len() - before;
        assert_eq!(said, usize::from(takes), "{point:?}");
    }
}

fn typed(items: BTreeSet<ItemId>, town: &mut Town) -> ConsentDraft {
    let form = of(town, items);
    ConsentDraft {
        mode: form.mode,
        purpose: form.purpose.to_string(),
        items: form.items,
        returned: form.returned,
        until: form.until,
        signed: form.signed,
        guardian: None,
        manner: HowSigned::OwnHand,
        family: None,
        kept: form.original_kept.to_string(),
        explained: form.explained,
        taken_back: BTreeSet::new(),
    }
}

fn done(town: &mut Town, ask: Ask) -> Reply {
    answer(town.sender.desk(), ask).unwrap_or_else(|_| panic!("refused"))
}

#[test]
fn the_screen_asks_before_a_form_takes_back_and_tells_it_after() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let view = done(&mut town, Ask::Show(id));
    let Reply::Dossier(view) = view else {
        panic!("{view:?}")
    };
    let holds = view.holds.expect("the form that holds");
    assert_eq!(holds.left(), items());
    let draft = typed(all_but_life(), &mut town);
    let take = |draft: ConsentDraft| {
        let deed = Deed::RecordConsent(Box::new(draft));
        Ask::Take(id, Box::new(deed))
    };
    let forms = |town: &mut Town| {
        let case = town.case;
        town.sender.desk().consents(case).unwrap().len()
    };
    let before = forms(&mut town);
    let asked = done(&mut town, take(draft.clone()));
    let life: BTreeSet<ItemId> = [ItemId::Life].into();
    assert_eq!(asked, Reply::LeavesOut(life.clone()));
    assert_eq!(forms(&mut town), before, "it was not only asked");
    let other = ConsentDraft {
        taken_back: [ItemId::Basic].into(),
        ..draft.clone()
    };
    let asked = done(&mut town, take(other));
    assert_eq!(asked, Reply::LeavesOut(life.clone()), "another was meant");
    let sure = ConsentDraft {
        taken_back: life.clone(),
        ..draft
    };
    let taken = done(&mut town, take(sure));
    let Reply::Taken(taken) = taken else {
        panic!("{taken:?}")
    };
    assert_eq!(taken.taken_back, life);
    let scope = &taken.view.state.withdrawals[0].scope;
    assert_eq!(*scope, Withdrawal::Items(life));
    assert_eq!(forms(&mut town), before + 1);
}

#[test]
fn a_command_takes_nothing_back_by_a_form_before_it_is_said_that_it_is_meant() {
    let place = Place::pair();
    let id = place.approved();
    place.step("a", &["offer", &id]);
    let case = place.json("a", FIRST, &["handover", "show", &id]);
    let case = case["handover"]["case"].as_str().unwrap().to_owned();
    let until = place.until();
    let record = ["consent", "record", &case, "--to", "見本事業所b"];
    let record = [&record[..], &["--until", &until]].concat();
    let fewer = [&record[..], &["--items", "basic,contact,health"]].concat();
    place.refused("a", FIRST, &fewer, 2, "bad-input");
    let said = place.run("a", FIRST, &fewer);
    let said = String::from_utf8(said.stderr).unwrap();
    let life = tasuki::lang::label::item(ItemId::Life, tasuki::lang::Lang::Ja);
    assert!(said.contains(life) && said.contains("--yes"), "{said}");
    let forms = || {
        let shown = place.json("a", FIRST, &["consent", "show", &case]);
        shown["consents"].as_array().map(Vec::len)
    };
    assert_eq!(forms(), Some(1), "it was recorded all the same");
    // What leaves nothing out is not asked about.
    place.json("a", FIRST, &record);
    let sure = [&fewer[..], &["--yes"]].concat();
    let done = place.json("a", FIRST, &sure);
    assert_eq!(done["taken_back_in"], serde_json::json!([id]));
    let taken = done["taken_back"].as_array().unwrap();
    assert!(taken.iter().any(|it| it == ItemId::Life.name()));
    assert!(!taken.iter().any(|it| it == "basic"));
}
