//! What is typed stands at each end as it was typed: in the case, in the parcel, at the other office, in its own case, on paper,
//! in a file and back.
//!
//! How single kinds of answers are checked is the domain's; here it is the characters that other programs change.

use tasuki::domain::answer::Given;
use tasuki::domain::case::Value;
use tasuki::domain::section::FieldId;
use tasuki::lang::Lang;
use tasuki::report::consent::person_page;
use tasuki::report::text::{WIDTH, printed};
use tasuki::workflow::import::{export_case, parse_case};
use tasuki::workflow::table::unwritable;

use crate::town::{self, Point};

/// Kana and a voicing mark of its own, a character of one's own (外字), a form that is meant (IVS), half-width kana, a character
/// beyond the first plane, one that only Windows has, a compatibility form, and the two dashes of a wave.
const ODD: &str = "か\u{3099}く・\u{E000}・葛\u{E0100}・ｶﾞｸ・𠮷・髙・神\u{FA19}・〜～";

fn as_line(value: Option<&Value>) -> Option<&str> {
    match value.and_then(Value::given) {
        Some(Given::Line(it)) => Some(it.as_str()),
        _ => None,
    }
}

#[test]
fn odd_characters_are_the_same_at_every_end_or_are_told() {
    let mut town = town::town(Point::Ready);
    let (field, case) = (FieldId::LifeRhythm, town.case);
    town.write(field, ODD);
    let shown = town.sender.desk().show_case(case).unwrap();
    assert_eq!(as_line(shown.get(field)), Some(ODD), "as it was entered");
    // Into a file and back.
    let json = export_case(&shown).to_string();
    let again = parse_case(&json).unwrap();
    let again = again.iter().find(|(it, _)| *it == field);
    assert_eq!(as_line(again.map(|(_, it)| it)), Some(ODD), "as JSON");
    // In a parcel to the other office, and into its own case.
    town.prepare();
    town.offer();
    town.exchange();
    assert_eq!(town.reads(field).as_deref(), Some(ODD), "as it arrived");
    let id = town.id;
    let page = town.sender.desk().person_page(id).unwrap();
    let page = printed(&person_page(&page, Lang::Ja, WIDTH));
    let page: String = page.split_whitespace().collect();
    assert!(page.contains(ODD), "on paper: {page}");
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let own = town.start().expect("a case of its own");
    let own = town.receiver.desk().show_case(own).unwrap();
    assert_eq!(
        as_line(own.get(field)),
        Some(ODD),
        "in the receiver's own case"
    );
    // What CP932 has not is named, character by character.
    let missing: String = unwritable(ODD).collect();
    assert_eq!(missing, "\u{3099}\u{E000}\u{E0100}𠮷");
}
