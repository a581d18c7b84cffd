//! What an office has learnt of somebody, so that the next one need not find it out again: what helped at which stage, what need
//! not be repeated, how the wishes changed, where a workplace fits and where not. It goes under its items, and not without.
//!
//! What each item covers, `src/domain/consent.rs` shows for every field.

use std::collections::BTreeMap;

use tasuki::domain::answer::{Answer, Raw, RawCell};
use tasuki::domain::case::{Edit, FieldState, Source, Value};
use tasuki::domain::field::ChoiceId;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::workflow::demo;

use crate::town::{Point, Town, form, found_in, town};

const HELPED: &str = "シルシ封筒4471";
const NO_REPEAT: &str = "シルシ入力2280";
const WISH: &str = "シルシ裏方9135";
const FITS: &str = "シルシ静か6602";
const FITS_NOT: &str = "シルシ電話7718";

/// Each field with what is written into it, a mark in it, and the item it goes under.
fn learned() -> [(FieldId, Raw, &'static str, ItemId); 5] {
    let line = |text: &str| Some(RawCell::Text(text.to_owned()));
    let choice = |choice: ChoiceId| line(choice.code());
    let list = |text: &str| Raw::Texts(vec![text.to_owned()]);
    let stages = Raw::Rows(vec![
        vec![
            choice(ChoiceId::StagePreparation),
            line("朝の予定を紙で渡した"),
        ],
        vec![choice(ChoiceId::StageTraining), line(HELPED)],
    ]);
    let day = |days| Some(RawCell::Day(demo::today().plus_days(days)));
    let changes = Raw::Rows(vec![
        vec![day(-200), line("パンを作りたい"), None],
        vec![
            day(-20),
            line(WISH),
            line("朝の早い仕事は続かないと分かった"),
        ],
    ]);
    let (support, wishes) = (ItemId::SupportHistory, ItemId::Wishes);
    let strengths = ItemId::Strengths;
    [
        (FieldId::SupportStages, stages, HELPED, support),
        (
            FieldId::SupportNoRepeat,
            list(NO_REPEAT),
            NO_REPEAT,
            support,
        ),
        (FieldId::WishesChanges, changes, WISH, wishes),
        (FieldId::StrengthsFits, list(FITS), FITS, strengths),
        (
            FieldId::StrengthsFitsNot,
            list(FITS_NOT),
            FITS_NOT,
            strengths,
        ),
    ]
}

fn written(field: FieldId, raw: Raw) -> Value {
    let answer = Answer::check(field.spec(), raw).unwrap();
    Value {
        state: FieldState::Filled(answer),
        source: Source::Person,
        as_of: demo::today(),
    }
}

/// Two offices after an offer of a case in which all of it stands, under a form for everything but this.
fn offered(without: Option<ItemId>) -> Town {
    let mut town = town(Point::Ready);
    let (case, to) = (town.case, town.receiver_id);
    let edits = learned().map(|(field, raw, ..)| (field, Edit::Put(written(field, raw))));
    let desk = town.sender.desk();
    desk.edit_case(case, None, BTreeMap::from(edits)).unwrap();
    let mut form = form(desk, case, to);
    form.items.retain(|it| Some(*it) != without);
    desk.record_consent(form).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    town
}

#[test]
fn what_was_learned_of_somebody_stands_in_the_case_of_the_next_office() {
    let mut town = offered(None);
    let disclosed = town.received().disclosed.unwrap();
    for (field, raw, ..) in learned() {
        let sent = written(field, raw);
        assert_eq!(disclosed.get(field), Some(&sent), "{field:?}");
    }
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let own = town.start().unwrap();
    let case = town.receiver.desk().show_case(own).unwrap();
    for (field, raw, ..) in learned() {
        let sent = written(field, raw);
        let stands = case.get(field).map(|it| &it.state);
        assert_eq!(stands, Some(&sent.state), "{field:?}");
    }
}

#[test]
fn none_of_it_reaches_the_other_office_without_its_item() {
    let mut withheld = 0;
    for without in [ItemId::SupportHistory, ItemId::Wishes, ItemId::Strengths] {
        let mut town = offered(Some(without));
        let disclosed = town.received().disclosed.unwrap();
        let there = town.receiver.all_content();
        for (field, _, mark, item) in learned() {
            assert_eq!(field.spec().item, item);
            let goes = item != without;
            assert_eq!(
                disclosed.get(field).is_some(),
                goes,
                "{field:?}, {without:?}"
            );
            let found = found_in(&there, mark);
            assert_eq!(!found.is_empty(), goes, "{field:?}, {without:?}: {found:?}");
            withheld += usize::from(!goes);
        }
    }
    assert_eq!(withheld, learned().len(), "each was left out once");
}
